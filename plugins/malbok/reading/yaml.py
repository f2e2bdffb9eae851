"""YAML: text becomes plain data in which every scalar is text, and paths can be located.

Strings stay strings (`no`, `2024-01`, `0180`): types come from the model, not from YAML's guesses.
Duplicate keys, references and bottomless nesting are refused. Positions are worked out only when
a problem has to be shown, by composing the text once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from malbok.language import N_
from malbok.problems import Place, Problem
from malbok.reading.files import TextFile

Loc = Sequence[str | int]
MAX_DEPTH = 24

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAY_BE_DEEP = re.compile(r"^ {40}|(?:[-?] ){8}|(?:[\[{][^\n]*){16}", re.MULTILINE)
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
_UNKNOWN_REASON = N_("the line can't be understood")


def parse_yaml(file: TextFile, problems: list[Problem]) -> dict[str, Any] | None:
    """The file as nested dicts, lists, texts and None; None, with problems added, if it can't be."""
    before = len(problems)
    stem = file.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if _too_deep(file.text):
        problems.append(Problem("Y106", file.place(), {"limit": MAX_DEPTH}))
        return None
    try:
        root = yaml.compose(file.text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(file, error))
        return None
    except yaml.YAMLError:
        problems.append(Problem("Y101", file.place(), {"reason": _UNKNOWN_REASON}))
        return None
    if root is None:
        problems.append(Problem("Y108", file.place(), {"id": stem}))
        return None
    if not isinstance(root, yaml.MappingNode):
        problems.append(Problem("Y107", file.place(), {"id": stem}))
        return None
    data = _construct(root, file, problems, set())
    return data if len(problems) == before else None


def locate(file: TextFile, loc: Loc, *, key: bool = False) -> Place:
    """Where the value (or, with `key`, the key) at a path of keys and indexes stands.

    A path that leads nowhere gives the place of the last part that exists.
    """
    try:
        node = yaml.compose(file.text, Loader=_Loader)
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


def _construct(node: yaml.Node, file: TextFile, problems: list[Problem], seen: set[int]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        empty = node.style is None and node.tag == "tag:yaml.org,2002:null"
        return None if empty else node.value
    if id(node) in seen:
        problems.append(Problem("Y105", _place(file, node)))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, file, problems, seen) for item in node.value]
    data: dict[str, Any] = {}
    first: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.start_mark)
        if key in data:
            params = {"key": key, "first": first[key]}
            problems.append(Problem("Y104", _place(file, key_node), params))
            continue
        first[key] = key_node.start_mark.line + 1
        data[key] = _construct(value_node, file, problems, seen)
    return data


def _place(file: TextFile, node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    if end.line != start.line:
        return file.place(start.line + 1, start.column + 1)
    return file.place(start.line + 1, start.column + 1, end.column - start.column)


def _syntax_problem(file: TextFile, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    reason = error.problem or ""
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = file.text.split("\n")
    if tab := _first_tab(lines[: line + 1]):
        return Problem("Y102", file.place(*tab, 1))
    if "mapping values are not allowed" in reason:
        return Problem("Y103", file.place(line + 1, column + 1))
    if "found undefined alias" in reason:
        return Problem("Y105", file.place(line + 1, column + 1))
    # "Expected something else here" is noticed on the line after the one that is wrong.
    at_end = line >= len(lines) or (line == len(lines) - 1 and not lines[line].strip())
    if at_end and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    said = _REASONS.get(reason, _UNKNOWN_REASON)
    return Problem("Y101", file.place(line + 1, column + 1), {"reason": said})


def _first_tab(lines: list[str]) -> tuple[int, int] | None:
    for number, line in enumerate(lines, start=1):
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation and line.strip():
            return number, indentation.index("\t") + 1
    return None


def _too_deep(text: str) -> bool:
    # The composer recurses in C, where no recursion limit helps; events don't recurse.
    if not _MAY_BE_DEEP.search(text) and text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return False
    return False
