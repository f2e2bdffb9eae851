"""Periods: the stretches of time that figures and targets are for.

Notation in data files: `2016` · `2016-H1` half-year · `2016-T1` tertial · `2016-Q1` quarter ·
`2016-05` month · `2015/16` school year (July to June) · `2016-05-31` date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

FIRST_YEAR, LAST_YEAR = 1900, 2100


class PeriodKind(StrEnum):
    """How long a period is; also how often an indicator is measured."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    MONTH = "month"
    SCHOOL_YEAR = "school_year"
    DATE = "date"


PARTS_A_YEAR = {
    PeriodKind.YEAR: 1,
    PeriodKind.HALF_YEAR: 2,
    PeriodKind.TERTIAL: 3,
    PeriodKind.QUARTER: 4,
    PeriodKind.MONTH: 12,
    PeriodKind.SCHOOL_YEAR: 1,
}

EXAMPLES = {
    PeriodKind.YEAR: "2026",
    PeriodKind.HALF_YEAR: "2026-H1",
    PeriodKind.TERTIAL: "2026-T1",
    PeriodKind.QUARTER: "2026-Q1",
    PeriodKind.MONTH: "2026-03",
    PeriodKind.SCHOOL_YEAR: "2025/26",
    PeriodKind.DATE: "2026-03-31",
}

_NOTATIONS = (
    (PeriodKind.YEAR, re.compile(r"(?P<year>[0-9]{4})")),
    (PeriodKind.HALF_YEAR, re.compile(r"(?P<year>[0-9]{4})-H(?P<part>[12])")),
    (PeriodKind.TERTIAL, re.compile(r"(?P<year>[0-9]{4})-T(?P<part>[123])")),
    (PeriodKind.QUARTER, re.compile(r"(?P<year>[0-9]{4})-Q(?P<part>[1234])")),
    (PeriodKind.MONTH, re.compile(r"(?P<year>[0-9]{4})-(?P<part>0[1-9]|1[0-2])")),
    (PeriodKind.SCHOOL_YEAR, re.compile(r"(?P<year>[0-9]{4})/(?P<next>[0-9]{2})")),
)


@dataclass(frozen=True, slots=True)
class Period:
    """One period. `number` counts periods of the same kind (days for dates), so that
    neighbours differ by one and straight lines can be drawn through them.
    """

    kind: PeriodKind
    number: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read the notation of data files.

        Raises ValueError for anything else, and for years before 1900 or after 2100.
        """
        for kind, notation in _NOTATIONS:
            if not (match := notation.fullmatch(text)):
                continue
            year = int(match["year"])
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise ValueError(text)
            if kind is PeriodKind.SCHOOL_YEAR and int(match["next"]) != (year + 1) % 100:
                raise ValueError(text)
            part = int(match.groupdict().get("part") or 1)
            return cls(kind, year * PARTS_A_YEAR[kind] + part - 1)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            day = date.fromisoformat(text)
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return cls(PeriodKind.DATE, day.toordinal())
        raise ValueError(text)

    @property
    def year(self) -> int:
        """The year the period begins in."""
        return self.start.year if self.kind is PeriodKind.DATE else self.number // self._parts

    @property
    def part(self) -> int:
        """Which half-year, tertial, quarter or month of its year, from 1."""
        return self.number % self._parts + 1

    @property
    def _parts(self) -> int:
        return PARTS_A_YEAR[self.kind]

    @property
    def start(self) -> date:
        """The first day."""
        if self.kind is PeriodKind.DATE:
            return date.fromordinal(self.number)
        if self.kind is PeriodKind.SCHOOL_YEAR:
            return date(self.year, 7, 1)
        return date(self.year, (self.part - 1) * 12 // self._parts + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return _end(self)

    def shifted(self, steps: int) -> Period:
        """The period of the same kind that many steps later."""
        return Period(self.kind, self.number + steps)

    def __str__(self) -> str:
        """The notation of data files."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.HALF_YEAR:
                return f"{self.year}-H{self.part}"
            case PeriodKind.TERTIAL:
                return f"{self.year}-T{self.part}"
            case PeriodKind.QUARTER:
                return f"{self.year}-Q{self.part}"
            case PeriodKind.MONTH:
                return f"{self.year}-{self.part:02}"
            case PeriodKind.SCHOOL_YEAR:
                return f"{self.year}/{(self.year + 1) % 100:02}"
            case PeriodKind.DATE:
                return self.start.isoformat()


@cache
def _end(period: Period) -> date:
    if period.kind is PeriodKind.DATE:
        return period.start
    return period.shifted(1).start - timedelta(days=1)


def period_range(first: Period, last: Period) -> tuple[Period, ...]:
    """Every period from the first to the last of the same kind, both included."""
    return tuple(first.shifted(step) for step in range(last.number - first.number + 1))
