"""What is wrong with a file that isn't YAML: the mistake that a parser's complaint comes of.

A parser notices a mistake late and names what it expected. What an editor did can be told from the
lines round that place, so those are looked at first; what is left is said in the parser's terms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from malbok.language import N_
from malbok.lookalikes import HARD_SPACES
from malbok.problems import Problem
from malbok.reading.files import TextFile

_STARTS_ELSEWHERE = (
    "while scanning a simple key",
    "while scanning a quoted scalar",
    "while scanning an alias",
    "while scanning an anchor",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
)
"""What a fault is part of, where that begins at the fault's cause and the fault shows up later."""
_REASONS = {
    "could not find expected ':'": N_("a key without its colon"),
    "did not find expected key": N_("the line doesn't fit in with the lines above it"),
    "did not find expected '-' indicator": N_("the line doesn't fit in with the list above it"),
    "did not find expected ',' or '}'": N_("a curly bracket that is not closed"),
    "did not find expected ',' or ']'": N_("a square bracket that is not closed"),
    "found unexpected end of stream": N_("a quotation mark that is not closed"),
    "did not find expected node content": N_("a value is missing"),
    "found character that cannot start any token": N_("a value can't begin with this character"),
    "but found another document": N_("a line with --- in the middle of the file"),
    "did not find expected <document start>": N_("the line doesn't fit in with the lines above it"),
    "found unknown escape character": N_("a backslash between double quotation marks"),
    "did not find expected alphabetic or numeric character": N_(
        "a value that begins with & or * must stand in quotation marks"
    ),
}
UNKNOWN_REASON = N_("the line can't be understood")
_COLON = "mapping values are not allowed"
_INDENTATION_REASONS = (
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "mapping values are not allowed in this context",
    "could not find expected ':'",
)
_NAME = r"[A-Za-zÅÄÖåäö_][\wåäö-]*"
KEY = rf"(?P<lead>[ ]*)(?:-[ ]+)*(?P<key>{_NAME})"
"""How a line begins that has a key, as part of a regular expression."""
_ENTRY = re.compile(rf"{KEY}:[ ]+(?P<value>\S.*)")
_ITEM = re.compile(r"[ ]*(?P<key>-)[ ]+(?P<value>[^\s-].*)")
_UNSPACED = re.compile(rf"{KEY}:(?!//)(?P<value>[^\s:].*)$")
_UNSPACED_ITEM = re.compile(rf"[ ]*(?P<hyphen>-)(?P<rest>{_NAME}:.*)")
_KEY_LINE = re.compile(rf"{KEY}:(?P<value>[ ].*|)$")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]{0,2}\s*(?:#.*)?$")
_ODD_BLANK = re.compile(rf"[ ]*(?:-[ ]+)*(?:-|{_NAME}:(?!\t))?(?P<blank>[\t{HARD_SPACES}])")


def syntax_problem(file: TextFile, error: yaml.MarkedYAMLError) -> Problem:
    """What is wrong where a parser gave up."""
    mark = error.problem_mark or error.context_mark
    reason = error.problem or ""
    line, column = file.position(index_of(mark))
    noticed = column - 1
    lines = file.text.split("\n")
    if problem := _odd_blank(file, lines[:line]):
        return problem
    if "found undefined alias" in reason:
        return Problem("Y105", file.place(line, column))
    # "Expected something else here" is noticed on the line after the one that is wrong.
    at_end = line >= len(lines) and not lines[-1].strip()
    begins = line
    if error.context_mark and (at_end or error.context in _STARTS_ELSEWHERE):
        begins, column = file.position(index_of(error.context_mark))
    if problem := unspaced_problem(file, lines, sorted({max(begins - 1, 1), begins, line})):
        return problem
    for number in sorted({begins, line}):
        colon = noticed if number == line and _COLON in reason else None
        if problem := _known_cause(file, lines, number, reason, colon):
            return problem
    if _COLON in reason:
        place = file.place(line, noticed + 1)
        return Problem("Y103", place, {"better": quoted_line(lines[line - 1])})
    said = next((said for part, said in _REASONS.items() if part in reason), UNKNOWN_REASON)
    return Problem("Y101", file.place(begins, column), {"reason": said})


def no_keys_problem(file: TextFile) -> Problem:
    """What is wrong with a text that is YAML, but no keys with values."""
    lines = file.text.split("\n")
    number = next((n for n, line in enumerate(lines, start=1) if line.strip()), 1)
    found = _odd_blank(file, lines) or unspaced_problem(file, lines, [number])
    stem = file.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return found or Problem("Y107", file.place(), {"better": first_line(stem)})


def first_line(stem: str) -> str:
    """What a file with that name, without its ending, begins with."""
    return "name: …" if stem == "organisation" else f"id: {stem}"


def index_of(mark: object) -> int:
    """Where a parser's mark stands in its text."""
    # The fast parser and the one in Python have marks of different types, and an error may lack one.
    return getattr(mark, "index", 0)


def unspaced_problem(
    file: TextFile, lines: Sequence[str], numbers: Sequence[int]
) -> Problem | None:
    """A blank that is missing after a colon or a hyphen on one of some lines, or right above."""
    for number in numbers:
        if problem := _unspaced(file, lines, number):
            while number > 1 and (above := _unspaced(file, lines, number - 1)):
                number, problem = number - 1, above
            return problem
    return None


def _unspaced(file: TextFile, lines: Sequence[str], number: int) -> Problem | None:
    text = lines[number - 1] if number <= len(lines) else ""
    if item := _UNSPACED_ITEM.match(text):
        place = file.place(number, item.start("hyphen") + 1, 1)
        return Problem("Y115", place, {"better": f"- {item['rest'].strip()}"})
    if entry := _UNSPACED.match(text):
        place = file.place(number, entry.start("key") + 1, len(entry["key"]) + 1)
        return Problem("Y110", place, {"better": f"{entry['key']}: {entry['value'].strip()}"})
    return None


def _known_cause(
    file: TextFile, lines: Sequence[str], line: int, reason: str, colon: int | None
) -> Problem | None:
    """The mistake on a line, where it can be told from it. `colon` is the index of one on the line
    that the parser didn't expect."""
    text = lines[line - 1] if line <= len(lines) else ""
    entry = _ENTRY.match(text)
    if (value := entry or _ITEM.match(text)) and (code := _bad_beginning(value["value"])):
        place = file.place(line, value.start("value") + 1, len(value["value"].rstrip()))
        params = {"character": value["value"][0], "better": quoted_line(text)}
        return Problem(code, place, params)
    if colon is not None and entry and colon > entry.end("key"):
        return Problem("Y103", file.place(line, colon + 1), {"better": quoted_line(text)})
    if reason.startswith(_INDENTATION_REASONS):
        return _misplaced(file, lines, line)
    return None


def _bad_beginning(value: str) -> str:
    """The code for a value that begins with what YAML takes for something else than text."""
    first = value[0]
    if first in "\"'" and re.match(rf"{first}[^{first}]*{first}\s*[^\s#:]", value):
        return "Y116" if _inner(value) else "Y113"
    if first in "|>":
        return "" if _BLOCK_TEXT.match(value) else "Y113"
    if first in "[{":
        bad = re.match(r"\[[^\[\]]*\]\(|[\[{][^\[\]{}]*[\]}]\s*[^\s#]", value)
        return "Y113" if bad else ""
    return "Y113" if first in "@`%&*!" or value.startswith(("- ", "? ", ", ")) else ""


def _inner(value: str) -> str:
    """The text between two quotation marks that have others of their kind between them."""
    bare = value.rstrip()
    inner = bare[1:-1]
    return inner if len(bare) > 1 and bare[-1] == bare[0] and bare[0] in inner else ""


def _misplaced(file: TextFile, lines: Sequence[str], line: int) -> Problem | None:
    """A key that begins elsewhere than the keys above it, if that is what is wrong."""
    found = _KEY_LINE.match(lines[line - 1]) if line <= len(lines) else None
    if found is None:
        return None
    column = found.start("key")
    above = [(n, m) for n, text in enumerate(lines[: line - 1], 1) if (m := _KEY_LINE.match(text))]
    if not above:
        return None
    levels = sorted({m.start("key") for _, m in above} | {m.end("lead") for _, m in above})
    first, only = above[0]
    if len(above) == 1 and column < only.start("key"):
        return _indented(file, first, only.start("key"), column)
    was_parent = not above[-1][1]["value"].strip()
    if column in levels and not (column > above[-1][1].start("key") and not was_parent):
        return None
    expected = min(levels, key=lambda level: (abs(level - column), -level))
    return _indented(file, line, column, expected)


def _indented(file: TextFile, line: int, column: int, expected: int) -> Problem:
    place = file.place(line, 1, column) if column else file.place(line)
    return Problem("Y111", place, {"column": column, "expected": expected})


def quoted_line(text: str) -> str:
    """A line's key, or its hyphen, with the value in quotation marks."""
    entry = _ENTRY.match(text) or _ITEM.match(text)
    if entry is None:
        return 'key: "text"'
    value = entry["value"].rstrip()
    value = _inner(value) or value
    is_plain = '"' not in value and "\\" not in value
    single = value.replace("'", "''")
    between = " " if entry["key"] == "-" else ": "
    return f"{entry['key']}{between}" + (f'"{value}"' if is_plain else f"'{single}'")


def _odd_blank(file: TextFile, lines: Sequence[str]) -> Problem | None:
    """The first blank that is no ordinary one, where only such ones do."""
    for number, line in enumerate(lines, start=1):
        found = _ODD_BLANK.match(line) if line.strip() else None
        if found is None:
            continue
        code = "Y102" if found["blank"] == "\t" else "Y114"
        return Problem(code, file.place(number, found.start("blank") + 1, 1))
    return None
