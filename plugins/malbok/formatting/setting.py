"""One value of a file is set, and all the rest of the file stays as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import yaml

from malbok.fields import keys_of
from malbok.formatting.nodes import span
from malbok.model import Record
from malbok.reading.files import TextFile
from malbok.reading.yaml import composed, parse_yaml

_MARK = "\ufeff"


def with_value(text: str, record: type[Record], name: str, value: str) -> str | None:
    """The text of a YAML file in which the key `name` has a value, which must need no quotation marks.

    `record` is the model of the file's kind. A key that isn't there is put after the one that it comes
    after in house order. Line ends, comments and a byte-order mark stay. None if the file is written
    in such a way that it can't be done without touching anything else.
    """
    bare = text.removeprefix(_MARK)
    said = _said(bare)
    if said is None:
        return None
    wanted = {**said, name: value}
    for found in _candidates(bare, record, name, value):
        if _said(found) == wanted:
            return text[: len(text) - len(bare)] + found
    return None


def _said(text: str) -> dict[str, Any] | None:
    """What a text says. A carriage return counts as the end of a line together with what follows."""
    return parse_yaml(TextFile("file.yml", text.replace("\r\n", "\n")), [])


def _candidates(text: str, record: type[Record], name: str, value: str) -> Iterator[str]:
    """The ways to write it, the best first. The first of them that says what it is to say will do."""
    root = cast("yaml.MappingNode", composed(text))
    pairs = {key.value: (key, item) for key, item in root.value}
    if name in pairs:
        start, end = span(pairs[name][1])
        yield f"{text[:start]}{value}{text[end:]}"
        return
    line = f"{name}: {value}"
    order = [key.name for key in keys_of(record)]
    above = [key for key in order[: order.index(name)] if key in pairs]
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    for key in reversed(above):
        node, item = pairs[key]
        _, end = span(item)
        if root.flow_style:
            yield f"{text[:end]}, {line}{text[end:]}"
            continue
        margin = " " * node.start_mark.column
        if text[:end].endswith("\n"):  # after a text below > or |
            end -= 1
        below = text.find("\n", end) + 1
        if below:
            yield f"{text[:below]}{margin}{line}{end_of_line}{text[below:]}"
        else:
            yield f"{text}{end_of_line}{margin}{line}{end_of_line}"
