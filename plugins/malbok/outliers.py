"""Outcomes that are probably slips of the pen: ten or a hundred times the others, or the other sign.

A value is held against the median of the known values nearest to it in its series, which one slip
can't move. What is found is a question to the editor, never a verdict: real series jump too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median

from malbok.model import Observation

NEIGHBOURS = 4
FACTORS = (Decimal(10), Decimal(100), Decimal(1000))
TOLERANCE = Decimal("1.6")
"""How far from exactly 10, 100 or 1000 times the others a value may be, as a ratio either way."""
TOLERANCE_OF_TWO = Decimal("1.25")
SMALLEST_OF_TWO = 10
"""Where there are only two values, the last is asked about if it is close to that many times the
first, and neither is so small that it may well grow as much."""


class OutlierKind(StrEnum):
    """What is odd about a value."""

    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    OTHER_SIGN = "other_sign"


@dataclass(frozen=True, slots=True)
class Outlier:
    """An odd outcome: `factor` is 10, 100 or 1000 (1 for a sign), `expected` what is around it."""

    observation: Observation
    kind: OutlierKind
    factor: Decimal
    expected: Decimal


def outliers(series: Sequence[Observation]) -> tuple[Outlier, ...]:
    """The odd outcomes of one series, oldest first.

    The series is that of one municipality, sex and group. A note beside a value says that it has
    been thought of, so such values aren't asked about.
    """
    known = [o for o in series if o.value is not None]
    sizes = [abs(o.known) for o in known if o.known]
    is_even = not sizes or max(sizes) * TOLERANCE < min(sizes) * FACTORS[0]
    if is_even and len({o.known < 0 for o in known if o.known}) < 2:
        return ()
    found = (_outlier(known, index) for index in range(len(known)) if not known[index].note)
    return tuple(outlier for outlier in found if outlier)


def _outlier(known: Sequence[Observation], index: int) -> Outlier | None:
    value = known[index].known
    if len(known) < 2 or value == 0:
        return None
    first = max(0, min(index - NEIGHBOURS // 2, len(known) - 1 - NEIGHBOURS))
    nearest = enumerate(known[first : first + NEIGHBOURS + 1], start=first)
    around = [o.known for place, o in nearest if place != index]
    expected = Decimal(median(around))
    if expected == 0:
        return None
    observation, tolerance = known[index], TOLERANCE
    if len(known) == 2:
        if index == 0 or min(abs(value), abs(expected)) < SMALLEST_OF_TWO:
            return None
        tolerance = TOLERANCE_OF_TWO
    if (value < 0) != (expected < 0):
        same_sign = all((other < 0) == (expected < 0) for other in around if other)
        likely = _ratio(abs(value), abs(expected)) <= tolerance
        if same_sign and likely:
            return Outlier(observation, OutlierKind.OTHER_SIGN, Decimal(1), expected)
        return None
    ratio = value / expected
    # A series that swings by itself says little about what is odd.
    spread = _ratio(max(map(abs, around)), min(map(abs, around)))
    for factor in FACTORS:
        if spread >= factor / TOLERANCE:
            return None
        if _ratio(ratio, factor) <= tolerance:
            return Outlier(observation, OutlierKind.TOO_LARGE, factor, expected)
        if _ratio(ratio * factor, Decimal(1)) <= tolerance:
            return Outlier(observation, OutlierKind.TOO_SMALL, factor, expected)
    return None


def _ratio(a: Decimal, b: Decimal) -> Decimal:
    """How many times the larger of two positive numbers is the smaller."""
    small, large = sorted((a, b))
    return large / small if small else Decimal("Infinity")
