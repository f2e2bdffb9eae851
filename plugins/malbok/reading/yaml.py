"""YAML: text becomes plain data in which every scalar is text, and paths can be located.

Strings stay strings (`no`, `2024-01`, `0180`): types come from the model, not from YAML's guesses.
Duplicate keys, references, tags and bottomless nesting are refused: YAML would take a text's first
word for them without a word of its own. Positions are worked out only when a problem has to be
shown, by composing the text once more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import yaml

from malbok.language import N_
from malbok.problems import Place, Problem
from malbok.reading.files import TextFile

Loc = Sequence[str | int]
MAX_DEPTH = 24


def _as_text(loader: object, kind: type, value: object, implicit: object) -> str:
    """Every scalar is text: the model knows what it should be."""
    del loader, kind, value, implicit
    return "tag:yaml.org,2002:str"


_fastest = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Loader: Any = type("_TextLoader", (_fastest,), {"resolve": _as_text})
_MAY_BE_DEEP = re.compile(r"^ {40}|(?:[-?] ){8}|(?:[\[{][^\n\[{]*){16}", re.MULTILINE)
_MAY_BE_REFERENCE = re.compile(r"[&*!]")
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
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
_INDENTATION_REASONS = (
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "mapping values are not allowed in this context",
    "could not find expected ':'",
)
_KEY = r"(?P<lead>[ ]*)(?:-[ ]+)*(?P<key>[A-Za-zÅÄÖåäö_][\wåäö-]*)"
_ENTRY = re.compile(rf"{_KEY}:[ ]+(?P<value>\S.*)")
_UNSPACED = re.compile(rf"{_KEY}:(?!//)(?P<value>[^\s:].*)$")
_KEY_LINE = re.compile(rf"{_KEY}:(?P<value>[ ].*|)$")
_CUT_TEXT = re.compile(rf"^{_KEY}:[ ]+(?P<value>[^\s\"'|>#\[{{][^\n]*?)[ ]+#[^\s#]", re.MULTILINE)
_UNKNOWN_REASON = N_("the line can't be understood")
_TAG_REASON = N_("a value that begins with an exclamation mark must stand in quotation marks")


def parse_yaml(file: TextFile, problems: list[Problem]) -> dict[str, Any] | None:
    """The file as nested dicts, lists and texts; None, with problems added, if it can't be.

    What has no value is an empty text, and `null` and `~` are texts like others.
    """
    before = len(problems)
    stem = file.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if (too_deep := _too_deep(file.text)) is not None:
        place = file.place(*_position(file, too_deep))
        problems.append(Problem("Y106", place, {"limit": MAX_DEPTH}))
        return None
    try:
        root = _composed(file.text)
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(file, error))
        return None
    except yaml.YAMLError:
        problems.append(_unshowable_problem(file))
        return None
    problems.extend(_references(file))
    if root is None:
        problems.append(Problem("Y108", file.place(), {"id": stem}))
        return None
    if not isinstance(root, yaml.MappingNode):
        unspaced = _unspaced_colon(file, 1, file.text.split("\n", 1)[0])
        problems.append(unspaced or Problem("Y107", file.place(), {"id": stem}))
        return None
    if len(problems) > before:
        return None
    data: dict[str, Any] = _construct(root, file, problems)
    if "\\" in file.text or _UNSHOWABLE.search(file.text):
        problems.extend(_unshowable(root, file))
    if len(problems) > before:
        return None
    problems.extend(_cut_texts(file))
    return data


def locate(file: TextFile, loc: Loc, *, key: bool = False) -> Place:
    """Where the value (or, with `key`, the key) at a path of keys and indexes stands.

    A path that leads nowhere gives the place of the last part that exists.
    """
    try:
        node = _composed(file.text)
    except yaml.YAMLError:
        return file.place()
    place = file.place()
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if p[0].value == step), None)
            if pair is None:
                return place
            node = pair[1]
            place = _place(file, pair[0] if key else pair[1])
            if not key and pair[1].start_mark.index == pair[1].end_mark.index:
                place = _place(file, pair[0])
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
        ):
            node = node.value[step]
            place = _place(file, node)
        else:
            return place
    return place


@lru_cache(maxsize=4)
def _composed(text: str) -> yaml.Node | None:
    """The text's nodes. Kept, as each problem of a file asks for its place in them."""
    root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return root


def _references(file: TextFile) -> Iterator[Problem]:
    """A problem for each anchor, alias and tag: composing drops the names of anchors."""
    if not _MAY_BE_REFERENCE.search(file.text):
        return
    for event in yaml.parse(file.text, Loader=_Loader):
        if getattr(event, "anchor", None) is not None:
            yield Problem("Y105", _place(file, event))
        elif getattr(event, "tag", None) is not None:
            yield Problem("Y101", _place(file, event), {"reason": _TAG_REASON})


def _construct(node: yaml.Node, file: TextFile, problems: list[Problem]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, file, problems) for item in node.value]
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = _construct(key_node, file, problems)
        if not isinstance(key, str):
            place = _place(file, key_node)
            problems.append(Problem("Y101", place, {"reason": _UNKNOWN_REASON}))
        elif key in data:
            first = next(k for k, _ in node.value if k.value == key)
            params = {"key": key, "first": _place(file, first).line}
            problems.append(Problem("Y104", _place(file, key_node), params))
        else:
            data[key] = _construct(value_node, file, problems)
    return data


def _unshowable(node: yaml.Node, file: TextFile) -> Iterator[Problem]:
    """A problem for each text that holds a character which can't be shown, escaped or not."""
    if isinstance(node, yaml.ScalarNode):
        if found := _UNSHOWABLE.search(node.value):
            yield Problem("F107", _place(file, node), {"number": ord(found[0])})
        return
    for item in node.value:
        for part in item if isinstance(item, tuple) else (item,):
            yield from _unshowable(part, file)


def _cut_texts(file: TextFile) -> Iterator[Problem]:
    """A warning for each text that YAML ends at a #, as in `title: Vi är #1`."""
    if " #" not in file.text or not _CUT_TEXT.search(file.text):
        return
    ends = {
        (token.end_mark.index, token.value)
        for token in yaml.scan(file.text, Loader=_Loader)
        if isinstance(token, yaml.ScalarToken) and token.plain
    }
    for match in _CUT_TEXT.finditer(file.text):
        if (match.end("value"), match["value"]) in ends:
            length = match.end() - match.start("value")
            place = file.place(*_position(file, match.start("value")), length)
            yield Problem("Y112", place, {"value": match["value"]})


def _place(file: TextFile, part: yaml.Node | yaml.Event) -> Place:
    line, column = _position(file, _index(part.start_mark))
    end_line, end_column = _position(file, _index(part.end_mark))
    return file.place(line, column, end_column - column if end_line == line else 0)


def _position(file: TextFile, index: int) -> tuple[int, int]:
    """Line and column from 1. YAML also counts lines that end in other ways than editors show."""
    starts = _line_starts(file.text)
    index = min(index, len(file.text))
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def _index(mark: object) -> int:
    # The fast parser and the one in Python have marks of different types, and an error may lack one.
    return getattr(mark, "index", 0)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))


def _syntax_problem(file: TextFile, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    reason = error.problem or ""
    line, column = _position(file, _index(mark))
    lines = file.text.split("\n")
    if tab := _first_tab(lines[:line]):
        return Problem("Y102", file.place(*tab, 1))
    if "found undefined alias" in reason:
        return Problem("Y105", file.place(line, column))
    # "Expected something else here" is noticed on the line after the one that is wrong.
    at_end = line >= len(lines) and not lines[-1].strip()
    begins = line
    if error.context_mark and (at_end or error.context in _STARTS_ELSEWHERE):
        begins, column = _position(file, _index(error.context_mark))
    for number in sorted({max(begins - 1, 1), begins, line}):
        text = lines[number - 1] if number <= len(lines) else ""
        if problem := _unspaced_colon(file, number, text):
            return problem
    if problem := _known_cause(file, lines, sorted({begins, line}), reason):
        return problem
    if "mapping values are not allowed" in reason:
        return Problem("Y103", file.place(line, column), {"better": _quoted_line(lines[line - 1])})
    said = _REASONS.get(reason, _UNKNOWN_REASON)
    return Problem("Y101", file.place(begins, column), {"reason": said})


def _known_cause(
    file: TextFile, lines: Sequence[str], places: Sequence[int], reason: str
) -> Problem | None:
    """The mistake that a parser's complaint comes of, where it can be told from the lines."""
    for line in places:
        text = lines[line - 1] if line <= len(lines) else ""
        if (entry := _ENTRY.match(text)) and _begins_badly(entry["value"]):
            place = file.place(line, entry.start("value") + 1, len(entry["value"]))
            params = {"character": entry["value"][0], "better": _quoted_line(text)}
            return Problem("Y113", place, params)
        if reason in _INDENTATION_REASONS and (problem := _misplaced(file, lines, line)):
            return problem
    return None


def _unspaced_colon(file: TextFile, line: int, text: str) -> Problem | None:
    unspaced = _UNSPACED.match(text)
    if unspaced is None:
        return None
    key, value = unspaced["key"], unspaced["value"]
    place = file.place(line, unspaced.start("key") + 1, len(key) + 1)
    return Problem("Y110", place, {"better": f"{key}: {value.strip()}"})


def _begins_badly(value: str) -> bool:
    """Whether a value begins with what YAML takes for something else than text."""
    if value[0] in "[{":
        return re.match(r"\[[^\[\]]*\]\(|[\[{][^\[\]{}]*[\]}]\s*[^\s#]", value) is not None
    if value[0] in "\"'":
        return re.match(r"(\"[^\"]*\"|'[^']*')\s*[^\s#:]", value) is not None
    return value[0] in "@`%&*!" or value.startswith(("- ", "? ", ", "))


def _misplaced(file: TextFile, lines: Sequence[str], line: int) -> Problem | None:
    """A key that begins elsewhere than the keys above it, if that is what is wrong."""
    found = _KEY_LINE.match(lines[line - 1])
    if found is None:
        return None
    column = found.start("key")
    above = [m for text in lines[: line - 1] if (m := _KEY_LINE.match(text))]
    levels = sorted({m.start("key") for m in above} | {m.end("lead") for m in above})
    if not above:
        return None
    was_parent = not above[-1]["value"].strip()
    if column in levels and not (column > above[-1].start("key") and not was_parent):
        return None
    expected = min(levels, key=lambda level: (abs(level - column), -level))
    params = {"column": column, "expected": expected}
    return Problem("Y111", file.place(line, 1, column) if column else file.place(line), params)


def _quoted_line(text: str) -> str:
    """A line with its value in quotation marks."""
    entry = _ENTRY.match(text)
    if entry is None:
        return 'key: "text"'
    value = entry["value"].rstrip()
    is_plain = '"' not in value and "\\" not in value
    single = value.replace("'", "''")
    return f"{entry['key']}: " + (f'"{value}"' if is_plain else f"'{single}'")


def _unshowable_problem(file: TextFile) -> Problem:
    found = _UNSHOWABLE.search(file.text)
    if found is None:
        return Problem("Y101", file.place(), {"reason": _UNKNOWN_REASON})
    place = file.place(*_position(file, found.start()), 1)
    return Problem("F107", place, {"number": ord(found[0])})


def _first_tab(lines: list[str]) -> tuple[int, int] | None:
    for number, line in enumerate(lines, start=1):
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation and line.strip():
            return number, indentation.index("\t") + 1
    return None


def _too_deep(text: str) -> int | None:
    """Where the text is nested too deep, if it is."""
    # The composer recurses in C, where no recursion limit helps; events don't recurse.
    if not _MAY_BE_DEEP.search(text) and text.count("[") + text.count("{") <= MAX_DEPTH:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return _index(event.start_mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None
    return None
