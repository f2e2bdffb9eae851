"""YAML: text becomes plain data in which every scalar is text, and paths can be located.

Strings stay strings (`no`, `2024-01`, `0180`): types come from the model, not from YAML's guesses.
Duplicate keys, references, tags and bottomless nesting are refused: YAML would take a text's first
word for them without a word of its own. Positions are worked out only when a problem has to be
shown, by composing the text once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import yaml

from malbok.problems import Place, Problem
from malbok.reading.files import TextFile, first_of
from malbok.reading.yaml_faults import (
    KEY,
    UNKNOWN_REASON,
    first_line,
    index_of,
    no_keys_problem,
    quoted_line,
    syntax_problem,
)

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
_PLAIN_ENTRY = re.compile(rf"{KEY}:[ ]+(?P<value>[^\s\"'|>#\[{{])")
_UNSPACED_KEY = re.compile(r"-[^\W\d]")


def parse_yaml(file: TextFile, problems: list[Problem]) -> dict[str, Any] | None:
    """The file as nested dicts, lists and texts; None, with problems added, if it can't be.

    What has no value is an empty text, and `null` and `~` are texts like others.
    """
    before = len(problems)
    stem = file.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if (too_deep := _too_deep(file.text)) is not None:
        problems.append(Problem("Y106", file.place_at(too_deep), {"limit": MAX_DEPTH}))
        return None
    try:
        root = composed(file.text)
    except yaml.MarkedYAMLError as error:
        problems.append(syntax_problem(file, error))
        return None
    except yaml.YAMLError:
        problems.append(_unshowable_problem(file))
        return None
    problems.extend(first_of(_references(file), file))
    if root is None:
        problems.append(Problem("Y108", file.place(), {"better": first_line(stem)}))
        return None
    if not isinstance(root, yaml.MappingNode):
        problems.append(no_keys_problem(file))
        return None
    if len(problems) > before:
        return None
    wrong: list[yaml.Node] = []
    data: dict[str, Any] = _construct(root, wrong)
    found = chain.from_iterable(_wrong_keys(node, file) for node in wrong)
    problems.extend(first_of(found, file))
    if "\\" in file.text or _UNSHOWABLE.search(file.text):
        problems.extend(first_of(_unshowable(root, file), file))
    if len(problems) > before:
        return None
    problems.extend(first_of(_cut_texts(file), file))
    return data


def locate(file: TextFile, loc: Loc, *, key: bool = False) -> Place:
    """Where the value (or, with `key`, the key) at a path of keys and indexes stands.

    A path that leads nowhere gives the place of the last part that exists.
    """
    try:
        node = composed(file.text)
    except yaml.YAMLError:
        return file.place()
    place = file.place()
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pair = _pairs(node).get(str(step))
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
def composed(text: str) -> yaml.Node | None:
    """The text's nodes. Kept, as each problem of a file asks for its place in them.

    Raises yaml.YAMLError for what is no YAML.
    """
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
            place = _place(file, event)
            better = quoted_line(file.line(place.line))
            yield Problem("Y113", place, {"character": "!", "better": better})


def _construct(node: yaml.Node, wrong: list[yaml.Node]) -> Any:
    """What a node says. Mappings are added to the list if something is wrong with their keys."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, wrong) for item in node.value]
    data: dict[str, Any] = {}
    is_wrong = False
    for key_node, value_node in node.value:
        if isinstance(key_node, yaml.ScalarNode) and key_node.value not in data:
            data[key_node.value] = _construct(value_node, wrong)
            is_wrong = is_wrong or key_node.value.startswith("-")
        else:
            is_wrong = True
    if is_wrong:
        wrong.append(node)
    return data


def _wrong_keys(node: yaml.Node, file: TextFile) -> Iterator[Problem]:
    """What is wrong with the keys of a mapping."""
    seen: dict[str, yaml.Node] = {}
    for key_node, value_node in node.value:
        place = _place(file, key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            yield Problem("Y101", place, {"reason": UNKNOWN_REASON})
            continue
        key = key_node.value
        if (first := seen.setdefault(key, key_node)) is not key_node:
            yield Problem("Y104", place, {"key": key, "first": _place(file, first).line})
        elif _UNSPACED_KEY.match(key):
            value = value_node.value if isinstance(value_node, yaml.ScalarNode) else ""
            hyphen = file.place(place.line, place.column, 1)
            yield Problem("Y115", hyphen, {"better": f"- {key[1:]}: {value}".rstrip()})


@lru_cache(maxsize=16)
def _pairs(node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """A mapping's keys and values by key, the first of each."""
    return {key.value: (key, value) for key, value in reversed(node.value) if _is_text(key)}


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _unshowable(node: yaml.Node, file: TextFile) -> Iterator[Problem]:
    """A problem for each text that holds a character which can't be shown, escaped or not."""
    for scalar in scalars(node):
        if found := _UNSHOWABLE.search(scalar.value):
            yield Problem("F107", _place(file, scalar), {"number": ord(found[0])})


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every key and value below a node."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.CollectionNode):
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from scalars(inner)


def _unshowable_problem(file: TextFile) -> Problem:
    found = _UNSHOWABLE.search(file.text)
    if found is None:
        return Problem("Y101", file.place(), {"reason": UNKNOWN_REASON})
    return Problem("F107", file.place_at(found.start(), 1), {"number": ord(found[0])})


def _cut_texts(file: TextFile) -> Iterator[Problem]:
    """A warning for each text that YAML ends at a #, as in `title: Vi är #1`."""
    cuts = list(_possible_cuts(file.text)) if " #" in file.text else []
    if not cuts:
        return
    ends = {
        token.end_mark.index
        for token in yaml.scan(file.text, Loader=_Loader)
        if isinstance(token, yaml.ScalarToken) and token.plain
    }
    for start, end, length in cuts:
        if end in ends:
            value = file.text[start:end]
            yield Problem("Y112", file.place_at(start, length), {"value": value})


def _possible_cuts(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a plain text begins, where a # right before another character may end it, and how much
    that is, with the # and the character."""
    begins = 0
    for line in text.split("\n"):
        if " #" in line and (entry := _PLAIN_ENTRY.match(line)):
            start = entry.start("value")
            at = line.find(" #", start)
            if at >= 0 and line[at + 2 : at + 3].strip(" #"):
                end = len(line[:at].rstrip(" "))
                yield begins + start, begins + end, at + 3 - start
        begins += len(line) + 1


def _place(file: TextFile, part: yaml.Node | yaml.Event) -> Place:
    # YAML also counts lines that end in other ways than editors show.
    line, column = file.position(index_of(part.start_mark))
    end_line, end_column = file.position(index_of(part.end_mark))
    return file.place(line, column, end_column - column if end_line == line else 0)


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
                    return index_of(event.start_mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None
    return None
