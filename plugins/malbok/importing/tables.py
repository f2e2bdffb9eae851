"""Where the table of outcomes stands in a sheet, and how it is laid out.

Three shapes are known: a row for each outcome (long), a column for each period (wide), and a row
for each period with a column for each indicator (turned). A turned table is handed out with rows
and columns changed, so that it can be read as a wide one; cells keep the place they have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from math import isfinite

from malbok.importing.workbooks import Fault, Sheet, Value, address
from malbok.periods import Period, period_in
from malbok.reading.figures import column_meant, may_be_values

HEADINGS_WITHIN = 200
"""How many rows of a sheet are looked through for headings."""
_DIGITS_IN_CELLS = ".15g"
"""As many digits as spreadsheets keep of a number: they show 0.1 + 0.2 as 0.3."""
_LONGEST_PERIOD = 40
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class Shape(StrEnum):
    """How a table is laid out."""

    LONG = "long"
    WIDE = "wide"
    TURNED = "turned"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place, row and column counted from 0."""

    row: int
    column: int
    value: Value

    @property
    def where(self) -> str:
        """The cell's name: `C7`."""
        return address(self.row, self.column)

    @property
    def text(self) -> str:
        """The value as it is shown."""
        value = self.value
        if isinstance(value, Fault):
            return value.text
        if isinstance(value, float) and isfinite(value):
            return format(exact(value), "f")
        if isinstance(value, datetime):
            return value.isoformat(" ")
        return str(value).strip()

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return isinstance(self.value, str) and not self.value.strip()

    @property
    def is_text(self) -> bool:
        """Whether a text stands in it, which a number may be written as."""
        return isinstance(self.value, str) and not self.is_blank

    @property
    def period(self) -> Period | None:
        """The period, or the date, that stands in it."""
        return _period(self.value)


Line = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a sheet. `lines` are its rows, or its columns if it is turned; the headings stand
    in the line with the number `head`.

    Of a long table, `columns` tells in which places of a line each known column stands. Of the
    others, `periods` and `labels` are the places whose headings are periods, and those before them
    that say what each line is about. `doubted` is a heading that isn't a period, above a line that
    may be headings or figures.
    """

    shape: Shape
    lines: Sequence[Line]
    head: int
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    periods: tuple[int, ...] = ()
    labels: tuple[int, ...] = ()
    doubted: Cell | None = None

    @property
    def headings(self) -> Line:
        """The line of headings."""
        return self.lines[self.head]

    @property
    def body(self) -> Sequence[Line]:
        """The lines below the headings."""
        return self.lines[self.head + 1 :]

    def line_of(self, cell: Cell) -> Line:
        """The line that a cell stands in."""
        return self.lines[cell.column if self.shape is Shape.TURNED else cell.row]


def exact(value: float) -> Decimal:
    """The number as spreadsheets show it, in 15 digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(format(value, _DIGITS_IN_CELLS))


def find_table(sheet: Sheet) -> Table | None:
    """The sheet's table of outcomes, if one can be seen. A long one is looked for first."""
    rows = [
        [Cell(r, c, value) for c, value in enumerate(values)] for r, values in enumerate(sheet.rows)
    ]
    if table := _long(rows):
        return table
    turned, wide = _turned(rows), _wide(rows)
    if turned and wide:
        return turned if turned.labels[0] < wide.head else wide
    return turned or wide


def _long(rows: Sequence[Line]) -> Table | None:
    """The first row with headings for both period and value."""
    for number, row in enumerate(rows[:HEADINGS_WITHIN]):
        columns: dict[str, tuple[int, ...]] = {}
        for index, cell in enumerate(row):
            if cell.is_text and (name := column_meant(cell.text)):
                columns[name] = (*columns.get(name, ()), index)
        if "value" not in columns:
            places = tuple(i for i, cell in enumerate(row) if may_be_values(cell.text))
            if places:
                others = {n: i for n, i in columns.items() if not set(i) & set(places)}
                columns = {**others, "value": places}
        if "period" in columns and "value" in columns:
            return Table(Shape.LONG, rows, number, columns)
    return None


def _wide(rows: Sequence[Line]) -> Table | None:
    """The first row with two periods or more; if there is none, the first with one, rather not a
    date: that may be the day when the sheet was printed."""
    several: list[tuple[int, tuple[int, ...]]] = []
    single: list[tuple[int, tuple[int, ...]]] = []
    dates: list[tuple[int, tuple[int, ...]]] = []
    for number, row in enumerate(rows[:HEADINGS_WITHIN]):
        found = {i: period for i, cell in enumerate(row) if (period := cell.period)}
        if len(found) > 1 and len(set(found.values())) == len(found):
            several.append((number, tuple(found)))
        elif len(found) == 1:
            is_date = all(isinstance(row[i].value, date) for i in found)
            (dates if is_date else single).append((number, tuple(found)))
    for number, periods in several or (*single, *dates):
        body = rows[number + 1 :]
        labels = tuple(i for i in range(periods[0]) if any(not row[i].is_blank for row in body))
        has_values = any(not row[i].is_blank for row in body for i in periods)
        if has_values and (labels or several):
            doubted = _heading_above(rows, number, periods)
            return Table(Shape.WIDE, rows, number, periods=periods, labels=labels, doubted=doubted)
    return None


def _heading_above(rows: Sequence[Line], number: int, periods: Sequence[int]) -> Cell | None:
    """A heading that isn't a period, above a row whose periods may be figures between 1900 and 2100.

    A year in it must agree with the period below; and where every column has such a heading, that
    is the row of headings.
    """
    row = rows[number]
    if not all(row[i].text.isdecimal() for i in periods):
        return None
    begins_with_text = any(cell.is_text for cell in row[: periods[0]])
    for above in rows[:number]:
        headings = [above[i] for i in periods if above[i].is_text and not above[i].period]
        for heading in headings:
            years, below = years_in(heading.text), row[heading.column].period
            if years and below and not min(years) <= below.year <= max(years):
                return heading
        is_whole = len(headings) == len(periods) and any(c.is_text for c in above[: periods[0]])
        if begins_with_text and is_whole:
            return headings[0]
    return None


def years_in(text: str) -> tuple[int, ...]:
    """The years from 1900 to 2099 in a text."""
    return tuple(int(year) for year in _YEAR.findall(text))


def _turned(rows: Sequence[Line]) -> Table | None:
    """The first row of texts that has nothing but periods in the first column below it."""
    filled = [n for n, row in enumerate(rows) if any(not cell.is_blank for cell in row)]
    for number, following in pairwise(filled[: HEADINGS_WITHIN + 1]):
        first = next(i for i, cell in enumerate(rows[following]) if not cell.is_blank)
        names = [cell for cell in rows[number] if not cell.is_blank]
        if (
            rows[following][first].period is None
            or not all(cell.is_text and cell.period is None for cell in names)
            or not any(cell.column > first for cell in names)
        ):
            continue
        below = [
            n for n in filled if n > number and not all(c.is_blank for c in rows[n][first + 1 :])
        ]
        if below and all(rows[n][first].period for n in below):
            turned = list(zip(*rows, strict=True))
            return Table(Shape.TURNED, turned, first, periods=tuple(below), labels=(number,))
    return None


def _period(value: Value) -> Period | None:
    if isinstance(value, datetime):
        return period_in(value.date().isoformat()) if value.time() == time.min else None
    if isinstance(value, date):
        return period_in(value.isoformat())
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return period_in(str(int(value))) if value == int(value) else None
    if isinstance(value, str) and len(value) < _LONGEST_PERIOD:
        return period_in(value.strip())
    return None
