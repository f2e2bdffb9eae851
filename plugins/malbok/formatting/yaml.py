"""A YAML file in house form: the fields in the model's order, one way of quoting, a first line that
tells editing programs which schema the file follows.

The file is never written anew: values are exchanged where they stand and whole lines are moved, so
that comments and folded texts stay as their author wrote them. Every step is read back, and undone
if the file doesn't say what it is to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import yaml

from malbok.fields import Key, keys_of
from malbok.formatting.field_order import in_house_order
from malbok.formatting.lines import with_house_lines
from malbok.formatting.nodes import line_of, line_starts, span
from malbok.formatting.repairs import Formed, Repair, Repairs
from malbok.formatting.scalars import Written, house_scalar
from malbok.formatting.yaml_syntax import with_syntax_repaired
from malbok.model import Record
from malbok.reading.files import TextFile
from malbok.reading.yaml import composed, parse_yaml, scalars

_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server\s*:.*")

Data = dict[str, Any]
Step = Callable[[str, Data], tuple[str, Data, Repairs]]
"""Takes a text and what it says; gives a better text, what that is to say, and what was done."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A value to be written in another way, between two places in the text."""

    start: int
    end: int
    written: Written


def house_yaml(text: str, record: type[Record], *, schema: str = "") -> Formed:
    """The text of a YAML file in house form. `record` is the model of the file's kind, `schema` the
    path of its schema as seen from the file.
    """
    plain, repairs = with_house_lines(text)
    found, repaired = with_syntax_repaired(plain, record)
    data = _data(found)
    if data is None:
        return Formed(plain, repairs, understood=False)
    repairs += repaired
    steps: tuple[Step, ...] = (
        _without_blank_lines_last,
        lambda text, data: _with_schema_line(text, data, schema),
        lambda text, data: _with_house_values(text, data, record),
        lambda text, data: _in_house_order(text, data, record),
        _without_blanks_last,
        _without_blank_lines_last,
    )
    for step in steps:
        better, wanted, made = step(found, data)
        if better != found and _data(better) == wanted:
            found, data = better, wanted
            repairs += made
    return Formed(found, repairs)


def _data(text: str) -> Data | None:
    return parse_yaml(TextFile("file.yml", text), [])


def _mapping(text: str) -> yaml.MappingNode:
    """The mapping that a text is, which has been read without problems before."""
    return cast("yaml.MappingNode", composed(text))


def _with_house_values(text: str, data: Data, record: type[Record]) -> tuple[str, Data, Repairs]:
    exchanges: list[_Exchange] = []
    wanted = _exchanged(_mapping(text), data, record, text, exchanges)
    repairs: Repairs = Repairs()
    pieces, end = [], 0
    for exchange in sorted(exchanges, key=lambda exchange: exchange.start):
        pieces += [text[end : exchange.start], exchange.written.source]
        end = exchange.end
        repairs.update(exchange.written.repairs)
    return "".join([*pieces, text[end:]]), wanted, repairs


def _exchanged(
    node: yaml.MappingNode, data: Data, record: type[Record], text: str, exchanges: list[_Exchange]
) -> Data:
    """What a mapping is to say when its values have been exchanged; those are added to the list."""
    keys = {key.name: key for key in keys_of(record)}
    wanted = dict(data)
    for name_node, value in node.value:
        if (key := keys.get(name_node.value)) is None:
            continue  # nobody knows what it means
        start, end = span(name_node)
        is_quoted = text[start:end] in (f'"{key.name}"', f"'{key.name}'")
        if is_quoted and text[end : end + 2] in (": ", ":\n"):
            bare = Written(key.name, key.name, (Repair.QUOTES,))
            exchanges.append(_Exchange(start, end, bare))
        many, in_flow = key.many, bool(node.flow_style)
        wanted[key.name] = _exchanged_value(
            value, data[key.name], key, text, exchanges, many=many, in_flow=in_flow
        )
    return wanted


def _exchanged_value(
    node: yaml.Node,
    data: Any,
    key: Key,
    text: str,
    exchanges: list[_Exchange],
    *,
    many: bool,
    in_flow: bool,
) -> Any:
    """What a value is to say. One of another shape than the model's is left as it is."""
    match node:
        case yaml.SequenceNode() if many:
            in_flow = in_flow or bool(node.flow_style)
            return [
                _exchanged_value(item, said, key, text, exchanges, many=False, in_flow=in_flow)
                for item, said in zip(node.value, data, strict=True)
            ]
        case yaml.MappingNode() if isinstance(key.value, type) and not many:
            return _exchanged(node, data, key.value, text, exchanges)
        case yaml.ScalarNode() if not (isinstance(key.value, type) or many):
            start, end = span(node)
            written = house_scalar(data, text[start:end], key.value, in_flow=in_flow)
            if written is None or text[start - 1] == ":":  # as JSON has it
                return data
            exchanges.append(_Exchange(start, end, written))
            return written.value
        case _:
            return data


def _in_house_order(text: str, data: Data, record: type[Record]) -> tuple[str, Data, Repairs]:
    top = 1 if _SCHEMA_LINE.match(text) else 0
    found = in_house_order(text, _mapping(text), record, top=top)
    nothing_lost = sorted(found.split()) == sorted(text.split())
    return found if nothing_lost else text, data, Repairs([Repair.FIELD_ORDER])


def _without_blanks_last(text: str, data: Data) -> tuple[str, Data, Repairs]:
    """No blanks at the ends of lines. Values that run over several lines are left as they are."""
    starts = line_starts(text)
    left: set[int] = set()
    for scalar in scalars(_mapping(text)):
        start, end = span(scalar)
        if "\n" in text[start:end]:
            left.update(range(line_of(start, starts), line_of(end - 1, starts) + 1))
    lines = text.split("\n")
    found = [line if n in left else line.rstrip(" \t") for n, line in enumerate(lines)]
    count = sum(a != b for a, b in zip(lines, found, strict=True))
    return "\n".join(found), data, Repairs({Repair.BLANKS_LAST: count})


def _without_blank_lines_last(text: str, data: Data) -> tuple[str, Data, Repairs]:
    lines = text.split("\n")
    while not lines[-1].strip():
        lines.pop()
    return "\n".join([*lines, ""]), data, Repairs([Repair.LAST_LINE_END])


def _with_schema_line(text: str, data: Data, schema: str) -> tuple[str, Data, Repairs]:
    """The text with the line that names its schema first, and nowhere else above the fields."""
    if not schema:
        return text, data, Repairs()
    lines = text.split("\n")
    above = next(n for n, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    kept = [line for line in lines[:above] if not _SCHEMA_LINE.fullmatch(line)]
    first = f"# yaml-language-server: $schema={schema}"
    return "\n".join([first, *kept, *lines[above:]]), data, Repairs([Repair.FIRST_LINE])
