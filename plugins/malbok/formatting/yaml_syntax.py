"""Faults in YAML that can only mean one thing: tabs, a missing blank after a colon, bare colons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from malbok.fields import Key, Plain, keys_of
from malbok.formatting.repairs import Repair, Repairs
from malbok.formatting.scalars import quoted
from malbok.model import Record
from malbok.problems import Problem
from malbok.reading.files import TextFile
from malbok.reading.yaml import Loc, locate, parse_yaml

_LINE = re.compile(r"(?P<margin>\s*)(?P<hyphen>- +)?(?P<name>[^\W\d][\w-]*):(?P<rest>.*)")
_BLOCK_TEXT = re.compile(r"[:-]\s++[|>][-+0-9]{0,3}\s*(?:\s#.*)?\Z")
_TEXTS = (Plain.TEXT, Plain.MARKDOWN, Plain.LINE)
_NEEDS_QUOTES = re.compile(r"[^\"'\[{|>&*!#%@`].*(?::\s|:\Z).*|[%@`].*")
TAB = "  "
MOST_FAULTS = 100
"""A file with more faults than that is not worth the time it takes to find them."""


def with_syntax_repaired(text: str, record: type[Record]) -> tuple[str, Repairs]:
    """The text with such faults put right, where it can then be read better than before.

    A repair is undone if the file still can't be read, or if something is wrong on a line that was
    changed.
    """
    found, repairs = text, Repairs()
    score = _score(text, record)
    steps: tuple[tuple[Repair, Callable[[list[str], type[Record]], list[str]]], ...] = (
        (Repair.TAB, _without_tabs),
        (Repair.BLANK_AFTER_COLON, _with_blanks_after_colons),
        (Repair.QUOTES, _with_quotes),
    )
    lines, tried = text.split("\n"), Repairs()
    for repair, step in steps:
        if score == (False, 0):
            break
        before, lines = lines, step(lines, record)
        changed = sum(a != b for a, b in zip(before, lines, strict=True))
        if not changed:
            continue
        tried[repair] += changed
        candidate = "\n".join(lines)
        better = _score(candidate, record, since=text)
        if better < score and not better[0]:
            found, repairs, score = candidate, tried.copy(), better
    return found, repairs


def _score(text: str, record: type[Record], since: str = "") -> tuple[bool, int]:
    """Whether the text can't be read as YAML, and how much is wrong in it: less is better.

    With `since`, an earlier version of the same lines, a fault on a changed line is worst of all.
    """
    file = TextFile("file.yml", text)
    problems: list[Problem] = []
    data = parse_yaml(file, problems)
    if data is None:
        return True, len(problems)
    faults = _faults(record, data)
    if since and faults:
        both = zip(since.split("\n"), text.split("\n"), strict=True)
        changed = {number for number, (old, new) in enumerate(both, start=1) if old != new}
        places = (locate(file, loc) for loc in faults[:MOST_FAULTS])
        if len(faults) > MOST_FAULTS or any(place.line in changed for place in places):
            return True, len(faults)
    return False, len(faults)


def _faults(record: type[Record], data: dict[str, Any]) -> list[Loc]:
    """The paths to what doesn't fit the model; keys that are missing don't count, as departments
    always are in goals, and nothing of that kind is put right here."""
    try:
        record.model_validate(data)
    except ValidationError as error:
        return [details["loc"] for details in error.errors() if details["type"] != "missing"]
    return []


def _without_tabs(lines: list[str], record: type[Record]) -> list[str]:
    """Two blanks for each tab that a line begins with, or that stands among those blanks."""
    del record
    found = list(lines)
    for number, line, in_text in _with_block_texts(lines):
        margin = line[: len(line) - len(line.lstrip())]
        if "\t" in margin and line.strip() and (not in_text or margin.startswith("\t")):
            found[number] = margin.replace("\t", TAB) + line.lstrip()
    return found


def _with_blanks_after_colons(lines: list[str], record: type[Record]) -> list[str]:
    found = list(lines)
    for number, match, key in _known_keys(lines, record):
        rest = match["rest"]
        if key and rest and not rest[0].isspace():
            found[number] = f"{lines[number][: match.start('rest')]} {rest}"
    return found


def _with_quotes(lines: list[str], record: type[Record]) -> list[str]:
    """Quotation marks round texts with a colon, or that begin with a character that they can't."""
    found = list(lines)
    for number, match, key in _known_keys(lines, record):
        value = match["rest"].strip()
        is_text = key and key.value in _TEXTS and not key.many
        if is_text and " #" not in value and _NEEDS_QUOTES.fullmatch(value):
            found[number] = f"{lines[number][: match.start('rest')]} {quoted(value)}"
    return found


def _known_keys(
    lines: list[str], record: type[Record]
) -> Iterator[tuple[int, re.Match[str], Key | None]]:
    """Each line that begins with a key, and what the model knows of the key; told by indentation,
    as the text may not be readable as YAML."""
    # The mappings that the line stands in: their column, model, and latest key.
    outer: list[tuple[int, type[Record] | None, Key | None]] = []
    for number, line, in_text in _with_block_texts(lines):
        if in_text or not (match := _LINE.fullmatch(line)):
            continue
        column = match.start("name")
        while outer and outer[-1][0] > column:
            outer.pop()
        if outer and outer[-1][0] == column:
            _, within, _ = outer.pop()
        elif outer:
            latest = outer[-1][2]
            within = latest.value if latest and isinstance(latest.value, type) else None
        else:
            within = record
        keys = {key.name: key for key in keys_of(within)} if within else {}
        key = keys.get(match["name"])
        outer.append((column, within, key))
        yield number, match, key


def _with_block_texts(lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    """Each line with its number (from 0), and whether it belongs to a text below `>` or `|`."""
    limit: int | None = None
    for number, line in enumerate(lines):
        margin = len(line[: len(line) - len(line.lstrip())].replace("\t", TAB))
        if limit is not None and (not line.strip() or margin > limit):
            yield number, line, True
            continue
        limit = None
        yield number, line, False
        if _BLOCK_TEXT.search(line) and not line.lstrip().startswith("#"):
            match = _LINE.fullmatch(line)
            column = match.start("name") if match else margin
            limit = column + line[:column].count("\t") if match else margin
