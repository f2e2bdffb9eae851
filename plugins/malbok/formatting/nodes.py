"""Where the nodes of a YAML text stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right

import yaml


def span(node: yaml.Node) -> tuple[int, int]:
    """Where in the text a node begins and ends."""
    return node.start_mark.index, node.end_mark.index


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins. YAML counts lines that end in other ways too; editors don't."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


def line_of(index: int, starts: tuple[int, ...]) -> int:
    """The number, from 0, of the line that a place in the text is on."""
    return bisect_right(starts, index) - 1
