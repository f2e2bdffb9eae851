"""Text files: bytes become text, or a problem that says why not."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from malbok.encodings import decoded
from malbok.language import N_, Message
from malbok.problems import Place, Problem

KILOBYTE = 1000
MOST_PROBLEMS = 1000
"""What is wrong with one file beyond this isn't told: then it is the wrong file."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MARKS_OF_TWO_VERSIONS = ("<<<<<<<", "=======", ">>>>>>>")
_GARBLED = r"Ã[\x80-\xbf\u0152-\u0192\u2013-\u2122]|â€[\x80-\xbf\u2013-\u2122]"
_LOST = "\ufffd"
"""What programs write in place of a letter that they couldn't read."""
_LONGEST_WORD = 40
_OTHER_KINDS = (
    (b"PK\x03\x04", N_("a spreadsheet or another Office file")),
    (b"\xd0\xcf\x11\xe0", N_("a spreadsheet or another Office file")),
    (b"%PDF", N_("a PDF")),
    (b"{\\rtf", N_("a text from a word processor")),
)
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|\?xml|head|body|table)\b", re.IGNORECASE)
_OF_DATA = (".yml", ".csv")


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
        return self.place(*self.position(index), length)

    def position(self, index: int) -> tuple[int, int]:
        """The line and column, from 1, of a character of the text, or of its end."""
        starts = _line_starts(self.text)
        index = min(index, len(self.text))
        line = bisect_right(starts, index)
        return line, index - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        starts = _line_starts(self.text)
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))


def first_of(found: Iterable[Problem], file: TextFile) -> Iterator[Problem]:
    """The first problems of a file, and where there are very many, one that says that."""
    for count, problem in enumerate(found):
        if count == MOST_PROBLEMS:
            yield Problem("F120", file.place(problem.place.line), {"count": MOST_PROBLEMS})
            return
        yield problem


def shown_path(root: Path, path: Path) -> str:
    """A file's path as it is shown: relative to the project, with slashes."""
    whole = path.as_posix()
    within = whole.removeprefix(f"{root.as_posix()}/")
    shown = within if within != whole else Path(os.path.relpath(path, root)).as_posix()
    return shown_name(shown)


def shown_name(name: str) -> str:
    """A file's name, or a path, as it can be written anywhere, in whichever encoding it is."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a file is a link of the file system to what doesn't lie in the folder, or isn't there.
    `folder` is resolved."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):  # to nothing, or in a circle
        return True


def read_text(root: Path, path: Path, problems: list[Problem], limit: int) -> TextFile | None:
    """Read a text file of at most `limit` bytes; None, with a problem added, if that fails."""
    name = shown_path(root, path)
    if leads_out(path, root):
        problems.append(Problem("F121", Place(name), {"folder": root.name}))
        return None
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
    if kind := _other_kind(raw, name):
        params = {"kind": kind, "ending": name[name.rfind(".") :]}
        problems.append(Problem("F114", Place(name), params))
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
    bare = text.lstrip("\ufeff")  # one byte-order mark on top of another
    file = TextFile(name, bare.replace("\r\n", "\n").replace("\r", "\n"))
    if control := _CONTROL.search(file.text):
        place = file.place_at(control.start(), 1)
        problems.append(Problem("F107", place, {"number": ord(control[0])}))
        return None
    if any(mark in text for mark in _MARKS_OF_TWO_VERSIONS) and (both := _two_versions(file)):
        problems.append(Problem("F113", both))
        return None
    if _LOST in text:
        start, length, value = _word_round(file.text, file.text.index(_LOST))
        problems.append(Problem("F115", file.place_at(start, length), {"value": value}))
    if ("Ã" in text or "â€" in text) and (garbled := re.search(_GARBLED, file.text)):
        start, length, value = _word_round(file.text, garbled.start())
        params = {"value": value, "better": _ungarbled(value)}
        problems.append(Problem("F112", file.place_at(start, length), params))
    return file


def _other_kind(raw: bytes, name: str) -> Message | None:
    """What kind of file it is, where it is none that malbok reads."""
    for start, kind in _OTHER_KINDS:
        if raw.startswith(start):
            return kind
    if name.endswith(_OF_DATA) and raw[:50].lstrip()[:1] == b"<" and _WEB_PAGE.search(raw[:100]):
        return N_("a web page")
    return None


def _two_versions(file: TextFile) -> Place | None:
    """The first line that git marks two versions with. On pages, a row of = may be a heading's."""
    marks = _MARKS_OF_TWO_VERSIONS if file.path.endswith(_OF_DATA) else ("<<<<<<<", ">>>>>>>")
    for number, line in enumerate(file.text.split("\n"), start=1):
        if line.startswith(marks) and line[7:8] in ("", " "):
            return file.place(number, 1, len(line))
    return None


def _word_round(text: str, index: int) -> tuple[int, int, str]:
    """The word that a character stands in: where it begins, its length, and the word."""
    before = re.search(r"[^\W_]*\Z", text[max(0, index - _LONGEST_WORD) : index])
    start = index - len(before[0]) if before else index
    after = re.match(rf"(?:{_GARBLED}|{_LOST}|[^\W_])*", text[index : index + _LONGEST_WORD])
    end = index + len(after[0]) if after else index
    return start, end - start, text[start:end]


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
