"""Writing several files of a project at once: tried on a copy first, then all of them or none."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from malbok.checks import all_problems
from malbok.problems import MalbokError, Problem
from malbok.reading import read_project
from malbok.reading.project import Reading
from malbok.replacing import replace_file


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written: its path from the project's folder, with slashes, what is to stand in
    it, and what stands there now; None if there is no file."""

    path: str
    content: bytes
    before: bytes | None = None


class ChangedMeanwhileError(Exception):
    """A file isn't as it was when the new one was made; `path` is that of the file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class OutsideError(MalbokError):
    """A file would be written outside the project, as a link leads there; `path` is its own."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: a link leads out of the project.")
        self.path = path


def tried(root: Path, files: Sequence[NewFile]) -> tuple[Reading, tuple[Problem, ...]]:
    """What reading and checking the project would come to with these files in it.

    The problems are all those of the project. Nothing in it is touched.
    """
    with TemporaryDirectory(prefix="malbok-") as folder:
        copy = Path(folder).resolve()
        shutil.copytree(
            root / "data", copy / "data", ignore=_all_but_data, copy_function=_copy_if_possible
        )
        for file in files:
            path = copy / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
        reading = read_project(copy, content=root / "content")
        return reading, all_problems(reading)


def _all_but_data(folder: str, names: list[str]) -> set[str]:
    kept = {".yml", ".yaml", ".csv", ".json"}
    paths = (Path(folder) / name for name in names)
    return {
        path.name
        for path in paths
        if (path.suffix.lower() not in kept if path.is_file() else path.is_symlink())
    }


def _copy_if_possible(source: str, target: str) -> None:
    with suppress(OSError):  # what can't be read is reported for the project, not for the new files
        shutil.copyfile(source, target)


def put_in_place(root: Path, files: Sequence[NewFile]) -> None:
    """Write the files. Raises OSError, OutsideError or ChangedMeanwhileError, with everything as it
    was before.

    A file that isn't there is made, with its folder; one that has appeared since is left alone.
    """
    within = root.resolve()
    for file in files:
        if not (root / file.path).resolve().is_relative_to(within):
            raise OutsideError(file.path)
        if _content(root / file.path) != file.before:
            raise ChangedMeanwhileError(file.path)
    written: list[NewFile] = []
    made: list[Path] = []
    try:
        for file in files:
            path = root / file.path
            made += _missing_folders(path.parent)
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, file.content)
            written.append(file)
    except BaseException:
        for file in reversed(written):
            with suppress(OSError):
                _put_back(root / file.path, file.before)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _missing_folders(folder: Path) -> list[Path]:
    """The folders that must be made for this one to be there, the outermost first."""
    missing: list[Path] = []
    while not folder.exists():
        missing.insert(0, folder)
        folder = folder.parent
    return missing


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        replace_file(path, content)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
