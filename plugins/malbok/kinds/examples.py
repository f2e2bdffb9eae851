"""Each kind of problem made on purpose, in a small project of its own (`kinds/project/`)."""

from __future__ import annotations

import shutil
from pathlib import Path

from malbok.checks import all_problems
from malbok.kinds import KINDS
from malbok.kinds.declaration import Example
from malbok.problems import Problem
from malbok.reading import read_project

PROJECT = Path(__file__).parent / "project"
LONGEST_SHOWN = 600
_SYMBOLS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}


def problems_of(code: str, folder: Path, *, right: bool = False) -> tuple[Problem, ...]:
    """What is said of a code's wrong example, or of its right one, made in a folder that isn't there
    yet, or in one where the example before it was undone.

    Faults that need two versions of a project are found between the example project and the changed
    one. Raises KeyError for a code without an example.
    """
    example = KINDS[code].example
    if example is None:
        raise KeyError(code)
    if not folder.exists():
        shutil.copytree(PROJECT, folder)
    _write(folder, example, right=right)
    if code.startswith("D"):
        from malbok.changes.compared import problems_between

        return problems_between(PROJECT, folder)
    reading = read_project(folder)
    return all_problems(reading)


def undo(code: str, folder: Path) -> None:
    """Make the folder the example project again, where a code's example was made in it: that costs
    less than a new one."""
    example = KINDS[code].example
    if example is None:
        return
    for name in {example.path, example.right_path or example.path, *example.beside}:
        path, original = folder / name, PROJECT / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        if original.is_file():
            path.write_bytes(original.read_bytes())


def fragments(code: str) -> tuple[str, str]:
    """The wrong and the right example as text, as an editor would see them.

    What can't be seen is shown by a symbol, and what is very long is cut. Raises KeyError for a code
    without an example.
    """
    example = KINDS[code].example
    if example is None:
        raise KeyError(code)
    return _shown(example.wrong), _shown(example.right)


def _write(folder: Path, example: Example, *, right: bool) -> None:
    """Make a folder with the example project into the wrong example, or the right one."""
    for name, text in example.beside.items():
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).write_text(text, "utf-8")
    fragment = example.right if right else example.wrong
    path = folder / example.path
    if right and example.right_path:
        path.unlink(missing_ok=True)
        path = folder / example.right_path
    if fragment is None:
        path.unlink(missing_ok=True)
    elif example.path.endswith("/"):
        path.mkdir(parents=True)
    else:
        raw = fragment if isinstance(fragment, bytes) else fragment.encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_replaced(path, example, raw))


def _replaced(path: Path, example: Example, raw: bytes) -> bytes:
    """The file's new content: the fragment in its place, or alone where it is the whole file."""
    at = example.right if example.at is None else example.at
    if not at or not path.is_file():
        return raw
    before = path.read_bytes()
    if before.count(at.encode()) != 1:
        raise ValueError(f"{example.path}: the fragment must stand there once: {at}")
    return before.replace(at.encode(), raw)


def _shown(fragment: str | bytes | None) -> str:
    if fragment is None:
        return ""
    text = fragment if isinstance(fragment, str) else fragment.decode("utf-8", "replace")
    if len(text) > LONGEST_SHOWN:
        text = text[:LONGEST_SHOWN].rsplit("\n", 1)[0] + "\n…"
    return text.translate(_SYMBOLS)
