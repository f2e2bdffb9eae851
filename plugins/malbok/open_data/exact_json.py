"""JSON in which numbers stand as they were written: `47.10` is not turned into a binary fraction.

`json` has no place for decimals: it writes floats or texts. Records of short values stand on a line of
their own, so that a person can read the file and see what differs between two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring as _text

LONGEST_LINE = 160

Scalar = str | Decimal | int | bool | date | None
Json = Scalar | Mapping[str, "Json"] | Sequence["Json"]


def json_bytes(document: Json) -> bytes:
    """The document as UTF-8, its keys in the order they have."""
    return f"{_written(document, '')}\n".encode()


def _written(value: Json, margin: str) -> str:
    match value:  # what there is most of first
        case str():
            return _text(value)
        case Decimal():
            return format(value, "f")
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return f'"{value.isoformat()}"'
    inner = margin + "  "
    if isinstance(value, Mapping):
        parts = [f"{_text(key)}: {_written(item, inner)}" for key, item in value.items()]
        return _enclosed("{", parts, "}", margin)
    return _enclosed("[", [_written(item, inner) for item in value], "]", margin)


def _enclosed(opening: str, parts: list[str], closing: str, margin: str) -> str:
    """What is within an object or list: on one line if it is short, but each object of a list on its own."""
    is_of_objects = bool(parts) and parts[0].startswith("{")
    if not is_of_objects and sum(map(len, parts)) <= LONGEST_LINE:
        line = ", ".join(parts)
        if "\n" not in line:
            return f"{opening}{line}{closing}"
    lines = f",\n{margin}  ".join(parts)
    return f"{opening}\n{margin}  {lines}\n{margin}{closing}"
