"""Text files: bytes become text, or a problem that says why not."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from malbok.encodings import decoded
from malbok.problems import Place, Problem

KILOBYTE = 1000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_TWO_VERSIONS = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_GARBLED = re.compile(
    r"\w*(?:Ã[\x80-\xbf\u0152-\u0192\u2013-\u2122]|â€[\x80-\xbf\u2013-\u2122])\w*"
)


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

    def place_at(self, index: int, length: int = 0) -> Place:
        """The place of that many characters of the text, all on one line."""
        line = self.text.count("\n", 0, index) + 1
        return self.place(line, index - self.text.rfind("\n", 0, index), length)


def shown_path(root: Path, path: Path) -> str:
    """A file's path as it is shown: relative to the project, with slashes."""
    within = path.as_posix().removeprefix(f"{root.as_posix()}/")
    return within if within != path.as_posix() else Path(os.path.relpath(path, root)).as_posix()


def read_text(root: Path, path: Path, problems: list[Problem], limit: int) -> TextFile | None:
    """Read a text file of at most `limit` bytes; None, with a problem added, if that fails."""
    name = shown_path(root, path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            problems.append(Problem("F103", Place(name)))
            return None
        if status.st_size > limit:
            sizes = {"size": status.st_size // KILOBYTE, "limit": limit // KILOBYTE}
            problems.append(Problem("F104", Place(name), sizes))
            return None
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        problems.append(Problem("F101", Place(name), {"path": name}))
        return None
    except OSError:
        problems.append(Problem("F103", Place(name)))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = ""
        unreadable = error.start
    else:
        unreadable = text.find("\0")
    if unreadable >= 0:
        found = decoded(raw)
        if found is None and not text:
            problems.append(_unreadable(name, raw, unreadable))
            return None
        if found:
            # Read on: what else is wrong in the file is said at once.
            problems.append(Problem("F111", Place(name), {"encoding": found.encoding}))
            text = found.text
    file = TextFile(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    if control := _CONTROL.search(file.text):
        place = file.place_at(control.start(), 1)
        problems.append(Problem("F107", place, {"number": ord(control[0])}))
        return None
    if "<<<<<<<" in file.text and (both := _TWO_VERSIONS.search(file.text)):
        problems.append(Problem("F113", file.place_at(both.start(), len(both[0]))))
        return None
    if ("Ã" in file.text or "â€" in file.text) and (garbled := _GARBLED.search(file.text)):
        place = file.place_at(garbled.start(), len(garbled[0]))
        params = {"value": garbled[0], "better": _ungarbled(garbled[0])}
        problems.append(Problem("F112", place, params))
    return file


def _unreadable(name: str, raw: bytes, index: int) -> Problem:
    before = raw[:index]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Problem("F102", Place(name, line, column), {"byte": f"0x{raw[index]:02X}"})


def _ungarbled(text: str) -> str:
    """What a text was before it was read in the wrong encoding."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return "å, ä, ö"
