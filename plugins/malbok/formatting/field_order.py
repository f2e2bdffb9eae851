"""The house's order of fields, made by moving whole lines: comments and blank lines come along.

A field's lines are its own, the comments right above it, and what is written to the right of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

from malbok.fields import keys_of
from malbok.formatting.nodes import line_of, line_starts, span
from malbok.model import Record


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a block mapping: its name, where its key stands, and the last line of its value."""

    name: str
    line: int
    column: int
    last: int


@dataclass(slots=True)
class _Block:
    """The lines of a field: blank lines above its comments, the comments, and the rest, the first
    line of which begins with the key."""

    blanks: list[str]
    comments: list[str]
    body: list[str]


def in_house_order(text: str, root: yaml.MappingNode, record: type[Record], *, top: int = 0) -> str:
    """The text with the fields of each mapping in the model's order.

    `root` is the text's own node, and `top` the number of lines that belong to no field. Unknown
    fields follow the field that they stood after. Mappings between curly brackets, and others that
    don't consist of whole lines, keep their order.
    """
    lines, starts = text.split("\n"), line_starts(text)
    for fields, order in list(_mappings(root, record, lines, starts)):
        if order != sorted(order) and _is_movable(fields, lines):
            _move(fields, order, lines, top)
    return "\n".join(lines)


def _mappings(
    node: yaml.MappingNode, record: type[Record], lines: list[str], starts: tuple[int, ...]
) -> Iterator[tuple[list[_Field], list[int]]]:
    """Each block mapping's fields as they stand, with the place of each in the house's order.

    What lies within others comes first. Moving lines leaves the lines of what lies outside alone.
    """
    if node.flow_style:
        return
    places = {key.name: place for place, key in enumerate(keys_of(record))}
    fields: list[_Field] = []
    order: list[int] = []
    for key_node, value in node.value:
        name = str(key_node.value)
        place = places.get(name)
        within = keys_of(record)[place].value if place is not None else None
        if isinstance(within, type):
            items = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for item in items:
                if isinstance(item, yaml.MappingNode):
                    yield from _mappings(item, within, lines, starts)
        start, _ = span(key_node)
        line = line_of(start, starts)
        column = start - starts[line]
        fields.append(_Field(name, line, column, _last_line(value, line, lines, starts)))
        order.append(place if place is not None else order[-1] if order else -1)
    # Commented-out lines that are further in than the keys belong to the last of them.
    last = fields[-1]
    end = last.last
    for number in range(last.last + 1, len(lines)):
        if not lines[number].strip():
            continue
        if not _is_comment(lines[number]) or _indentation(lines[number]) <= last.column:
            break
        end = number
    fields[-1] = _Field(last.name, last.line, last.column, end)
    yield fields, order


def _last_line(value: yaml.Node, line: int, lines: list[str], starts: tuple[int, ...]) -> int:
    """The last line on which a value stands, `line` being that of its key."""
    if isinstance(value, yaml.CollectionNode) and not value.flow_style:
        *_, last_part = value.value
        *_, inner = last_part if isinstance(last_part, tuple) else (last_part,)
        return _last_line(inner, line_of(span(inner)[0], starts), lines, starts)
    start, end = span(value)
    if start == end:
        return line
    last = line_of(end - 1, starts)
    while last > line and not lines[last].strip():
        last -= 1
    return last


def _is_movable(fields: list[_Field], lines: list[str]) -> bool:
    """Whether each field consists of whole lines; a list's hyphen may stand before the first."""
    first = lines[fields[0].line][: fields[0].column]
    if first.strip() not in ("", "-"):
        return False
    return all(
        a.line < b.line and a.column == b.column and not lines[b.line][: b.column].strip()
        for a, b in pairwise(fields)
    )


def _move(fields: list[_Field], order: list[int], lines: list[str], top: int) -> None:
    """Put the fields' lines in that order, in place. There are as many lines after as before."""
    column = fields[0].column
    before_first = lines[fields[0].line][:column]
    is_item = bool(before_first.strip())
    first, *others = fields
    begin = first.line if is_item else _start(first, lines, top)
    end = fields[-1].last + 1
    starts = [begin, *(_start(field, lines, top, with_blanks=True) for field in others)]
    blocks = [
        _block(lines[start:stop], field.line - start, column)
        for start, stop, field in zip(starts, [*starts[1:], end], fields, strict=True)
    ]
    old_first = blocks[0]
    blocks = [blocks[i] for i in sorted(range(len(blocks)), key=lambda i: order[i])]
    # Blank lines are kept, but none comes before the first field.
    old_first.blanks, blocks[0].blanks = blocks[0].blanks, old_first.blanks
    margin = " " * column
    moved: list[str] = []
    for block in blocks:
        is_first = block is blocks[0]
        comments = block.comments
        if is_first and is_item:
            hyphen = " " * before_first.index("-")
            comments = [hyphen + line.lstrip() if line.strip() else line for line in comments]
        moved += [*block.blanks, *comments]
        moved += [(before_first if is_first else margin) + block.body[0], *block.body[1:]]
    lines[begin:end] = moved


def _start(field: _Field, lines: list[str], top: int, *, with_blanks: bool = False) -> int:
    """The first of the comments that stand above a field; what stands further up in its own right,
    such as the heading of the file, is not one of them unless blank lines count too."""
    start = field.line
    while start > top:
        line = lines[start - 1]
        if line.strip():
            if not (_is_comment(line) and _indentation(line) <= field.column):
                break
        elif not with_blanks:
            break
        start -= 1
    return start


def _block(lines: list[str], key: int, column: int) -> _Block:
    above, body = lines[:key], [lines[key][column:], *lines[key + 1 :]]
    blanks = next((n for n, line in enumerate(above) if line.strip()), len(above))
    return _Block(above[:blanks], above[blanks:], body)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())
