"""Text files: bytes become text, or a problem that says why not."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from malbok.problems import Place, Problem

KILOBYTE = 1000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file's text, without byte-order mark and with `\\n` line ends.

    `path` is relative to the project, with slashes.
    """

    path: str
    text: str

    def place(self, line: int = 1, column: int = 1, length: int = 0) -> Place:
        """A place in this file; `length` is how many characters of the line it covers."""
        return Place(self.path, line, column, line, column + length)


def shown_path(root: Path, path: Path) -> str:
    """A file's path as it is shown: relative to the project, with slashes."""
    within = path.as_posix().removeprefix(f"{root.as_posix()}/")
    return within if within != path.as_posix() else Path(os.path.relpath(path, root)).as_posix()


def read_text(root: Path, path: Path, problems: list[Problem], limit: int) -> TextFile | None:
    """Read a text file of at most `limit` bytes; None, with a problem added, if that fails."""
    name = shown_path(root, path)
    try:
        if not path.exists():
            problems.append(Problem("F101", Place(name), {"path": name}))
            return None
        if not path.is_file():
            problems.append(Problem("F103", Place(name)))
            return None
        if (size := path.stat().st_size) > limit:
            sizes = {"size": size // KILOBYTE, "limit": limit // KILOBYTE}
            problems.append(Problem("F104", Place(name), sizes))
            return None
        raw = path.read_bytes()
    except OSError:
        problems.append(Problem("F103", Place(name)))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        params = {"byte": f"0x{raw[error.start]:02X}"}
        problems.append(Problem("F102", Place(name, line, column), params))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := _CONTROL.search(text):
        start = text.rfind("\n", 0, control.start()) + 1
        line = text.count("\n", 0, control.start()) + 1
        place = Place(name, line, control.start() - start + 1)
        problems.append(Problem("F107", place, {"number": ord(control[0])}))
        return None
    return TextFile(name, text)
