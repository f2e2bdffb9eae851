"""Names that are probably misspelt: those that stand once and nearly are one that stands often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from malbok.lookalikes import ordinary

OFTEN = 3
SHORTEST = 4
LIKENESS = 0.85
MOST_SLIPS, MOST_NAMES = 10, 400
"""Where more names than this stand once, or at all, they come and go and are no slips. Sweden has 290
municipalities."""
_DIGITS = re.compile(r"[0-9]+")


def misspelt(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The names that are probably misspelt, each with the name that was meant.

    `counts` says how many times each name stands. Names that differ in a number are never the same:
    `18–24 år` and `18–34 år` are two groups.
    """
    rare = [name for name, count in counts.items() if count == 1 and len(name) >= SHORTEST]
    often = [name for name, count in counts.items() if count >= OFTEN]
    if not often or len(rare) > MOST_SLIPS or len(counts) > MOST_NAMES:
        return
    for name in rare:
        alike = [(_likeness(name, other), other) for other in often]
        likeness, meant = max(alike)
        if likeness >= LIKENESS:
            yield name, meant


def folded(name: str) -> str:
    """A name without what makes no other name of it: capitals, blanks and what can't be seen."""
    return " ".join(ordinary(name).casefold().split())


def _likeness(name: str, other: str) -> float:
    """How much a name is like another, from 0 to 1; 0 if they are the same name."""
    a, b = folded(name), folded(other)
    if a == b or _DIGITS.findall(a) != _DIGITS.findall(b):
        return 0
    if _is_one_slip(a, b):
        return 1
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKENESS else 0


def _is_one_slip(a: str, b: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two have changed places."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_b[1:] == rest_a
    return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:])
