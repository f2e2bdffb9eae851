"""A YAML text's nodes, and where they stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=2)
def composed(text: str) -> yaml.MappingNode:
    """The mapping that a text is, which must have been read without problems before."""
    return cast("yaml.MappingNode", yaml.compose(text, Loader=_Loader))


def span(node: yaml.Node) -> tuple[int, int]:
    """Where in the text a node begins and ends."""
    return node.start_mark.index, node.end_mark.index


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins. YAML counts lines that end in other ways too; editors don't."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


def line_of(index: int, starts: tuple[int, ...]) -> int:
    """The number, from 0, of the line that a place in the text is on."""
    return bisect_right(starts, index) - 1


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every key and value below a node."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.CollectionNode):
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from scalars(inner)
