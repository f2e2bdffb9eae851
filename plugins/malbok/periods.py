"""Periods: the stretches of time that figures and targets are for.

Notation in data files: `2016` · `2016-H1` half-year · `2016-T1` tertial · `2016-Q1` quarter ·
`2016-05` month · `2015/16` school year (July to June) · `2016-05-31` date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache

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
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
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
        return _parsed(text)

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

    @cached_property
    def end(self) -> date:
        """The last day."""
        if self.kind is PeriodKind.DATE:
            return self.start
        return self.shifted(1).start - timedelta(days=1)

    def shifted(self, steps: int) -> Period:
        """The period of the same kind that many steps later."""
        return Period(self.kind, self.number + steps)

    def __str__(self) -> str:
        """The notation of data files."""
        return self._notation

    @cached_property
    def _notation(self) -> str:
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


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> Period:
    for kind, notation in _NOTATIONS:
        if not (match := notation.fullmatch(text)):
            continue
        year = int(match["year"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(text)
        if kind is PeriodKind.SCHOOL_YEAR and int(match["next"]) != (year + 1) % 100:
            raise ValueError(text)
        part = int(match.groupdict().get("part") or 1)
        return Period(kind, year * PARTS_A_YEAR[kind] + part - 1)
    if _DATE.fullmatch(text):
        day = date.fromisoformat(text)
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return Period(PeriodKind.DATE, day.toordinal())
    raise ValueError(text)


def period_range(first: Period, last: Period) -> tuple[Period, ...]:
    """Every period from the first to the last of the same kind, both included."""
    return tuple(first.shifted(step) for step in range(last.number - first.number + 1))


_MONTH_NAMES = (
    "jan januari january",
    "feb febr februari february",
    "mar mars march",
    "apr april",
    "maj may",
    "jun juni june",
    "jul juli july",
    "aug augusti august",
    "sep sept september",
    "okt oct oktober october",
    "nov november",
    "dec december",
)
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
"""The months by their names and usual short forms. What only begins like one is something else."""
_ANY_MONTH = "|".join(_MONTHS)
_MONTH = rf"(?P<month>{_ANY_MONTH})\.?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_PART_NAMES = {
    "H": r"(?:h|hå|halvår|half[- ]year)",
    "T": r"(?:t|tertial)",
    "Q": r"(?:q|k|kv|kvartal|quarter)",
}
_MEANT = tuple(
    (letter, form)
    for letter, name in _PART_NAMES.items()
    for form in (
        rf"{_YEAR}[ _/:-]*{name}\.? ?(?P<part>[1-4])",
        rf"{name}\.? ?(?P<part>[1-4])[ ,/-]*{_YEAR}",
    )
)
_SCHOOL_YEAR = rf"(?:läsår(?:et)?|lå)? ?{_YEAR} ?[/–] ?(?P<next>[0-9]{{2}}|(?:19|20)[0-9]{{2}})"
_MONTHS_MEANT = (
    rf"{_YEAR}(?:[ /.-]|-?m)(?P<part>0?[1-9]|1[0-2])",
    rf"{_YEAR}(?P<part>0[1-9]|1[0-2])",
    rf"{_MONTH} {_YEAR}",
    rf"{_YEAR} {_MONTH}",
)
_DAY = rf"{_YEAR}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})"
_SPREADSHEET_DATE = (
    rf"(?:[0-9]{{1,2}}[- ])?(?:{_ANY_MONTH})\.?"
    r"(?:[- ]?[0-9]{2})?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}"
    r"|(?:3[6-9]|4[0-9]|5[0-4])[0-9]{3}"
)
_LONGEST = 60
"""What is longer than this is no period, however it was written."""
_QUOTES = "\"'”“’‘» «"
_LETTERS_FOR_DIGITS = str.maketrans("OoIl", "0011")


def period_meant(text: str) -> str:
    """What was meant by a period in another notation, in that of data files.

    Empty if it can't be told, and for what already is in the notation of data files.
    """
    if len(text) > _LONGEST:
        return ""
    bare = " ".join(unicodedata.normalize("NFKC", text).strip(_QUOTES).split())
    for candidate in _candidates(bare):
        try:
            meant = str(Period.parse(candidate))
        except ValueError:
            continue
        return meant if meant != text else ""
    return ""


@lru_cache(maxsize=10_000)
def period_in(text: str) -> Period | None:
    """The period that a text is, or means in another notation; None if there is none."""
    for candidate in (text, period_meant(text)):
        try:
            return Period.parse(candidate)
        except ValueError:
            continue
    return None


def house_notation(text: str) -> str:
    """The period that a text is or means, in the notation of data files; empty if there is none."""
    return str(period_in(text) or "")


def is_out_of_range(text: str) -> bool:
    """Whether a text has the notation of a period, in a year before 1900 or after 2100."""
    if not any(notation.fullmatch(text) for notation in (*dict(_NOTATIONS).values(), _DATE)):
        return False
    return not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR


def is_spreadsheet_date(text: str) -> bool:
    """Whether a text looks like what a spreadsheet makes of a period: `jan-16`, `42370`."""
    return len(text) <= _LONGEST and _whole(_SPREADSHEET_DATE, text.strip()) is not None


def _candidates(text: str) -> Iterator[str]:
    yield text
    yield re.sub(r"^år(?:et)? ", "", text, flags=re.IGNORECASE).removesuffix(".0")
    yield text.upper()
    for letter, form in _MEANT:
        if match := _whole(form, text):
            yield f"{match['year']}-{letter}{match['part']}"
    if match := _whole(_SCHOOL_YEAR, text):
        following = str(int(match["year"]) + 1)
        if match["next"] in (following, following[2:]):
            yield f"{match['year']}/{following[2:]}"
    for form in _MONTHS_MEANT:
        if match := _whole(form, text):
            named = match.groupdict().get("month")
            number = _MONTHS[named.lower()] if named else int(match["part"])
            yield f"{match['year']}-{number:02}"
    if match := _whole(_DAY, text):
        yield f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    if re.fullmatch(r"[0-9OoIl]{4}", text):
        yield text.translate(_LETTERS_FOR_DIGITS)


def _whole(form: str, text: str) -> re.Match[str] | None:
    # Compiled when first needed, which is only when something is wrong.
    return re.fullmatch(form, text, re.IGNORECASE)
