"""An indicator's CSV in house form: UTF-8, commas, decimal points, header `period,value`.

Spreadsheets save in many forms. What was meant is told by the header and the other values of a
column; where they don't tell, the file or the cell is left for `check` to point out. What is written
is read back: outcomes that could be read before are the same after, and no row gets a new error.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from malbok.formatting.lines import with_house_lines
from malbok.formatting.numerals import house_number
from malbok.formatting.periods import house_period
from malbok.formatting.repairs import Formed, Repair, Repairs
from malbok.model import Observation
from malbok.numbers import MISSING, decimal_mark, has_two_readings
from malbok.periods import PeriodKind
from malbok.problems import Problem, errors
from malbok.reading.figures import MARKS, SEXES, column_meant, parse_figures
from malbok.reading.files import TextFile
from malbok.reading.synonyms import meant_by

_SEPARATORS = {",": None, ";": Repair.SEMICOLONS, "\t": Repair.TABS_BETWEEN}
_NAMED_SEPARATOR = re.compile(r"sep=([,;\t])\n", re.IGNORECASE)
"""The first line by which spreadsheets tell each other what separates the columns."""
_READ_TOGETHER = 250
"""Rows that are read at once: so few that all their errors are told."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_WORDS = {"sex": SEXES, "mark": MARKS}

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class _Table:
    """A header and rows. Rows that don't fit the header are kept as they were.

    `was_separated` tells whether something else than commas stood between the columns.
    """

    header: list[str]
    rows: Rows
    repairs: Repairs
    was_separated: bool = False

    @property
    def text(self) -> str:
        out = StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([self.header, *self.rows])
        return out.getvalue()

    def column(self, name: str) -> list[str]:
        """The cells of a column, where it is there once, in the rows that have a period."""
        if self.header.count(name) != 1 or "period" not in self.header:
            return []
        period, index = self.header.index("period"), self.header.index(name)
        fitting = (row for row in self.rows if len(row) == len(self.header))
        return [row[index].strip() for row in fitting if row[period].strip()]


def house_figures(text: str, *, unit: str = "", interval: PeriodKind | None = None) -> Formed:
    """The text of an indicator's CSV in house form.

    `unit` and `interval` are the indicator's, where they are known: a percent sign is dropped only
    where the unit is per cent, and a period must be of the indicator's kind.
    """
    plain, repairs = with_house_lines(text)
    table = None if _CONTROL.search(plain) else _table(plain, unit)
    if table is None or not _says_the_same(plain, table.text, interval):
        return Formed(plain, repairs, understood=not plain.strip())
    values = table.column("value")
    mark = decimal_mark(values, unless_shown="" if table.was_separated else ".")
    if any("." in value and has_two_readings(value, mark) for value in values):
        return Formed(plain, repairs, understood=False)  # after a repair nobody would see the doubt
    housed = [_house_row(row, table.header, mark, unit, interval) for row in table.rows]
    rows: Rows = []
    for before, (row, made) in _kept(
        table.header, [*zip(table.rows, housed, strict=True)], interval
    ):
        rows.append(row)
        if row != before:
            table.repairs.update(made)
    found = _Table(table.header, rows, +table.repairs)
    house = found.text
    if house != plain and not found.repairs:
        repairs[Repair.QUOTES] = 1
    return Formed(house, repairs + found.repairs)


def _says_the_same(before: str, after: str, interval: PeriodKind | None) -> bool:
    """Whether a text without errors says what it said before; one with errors can't be compared."""
    if before == after:
        return True
    observations, codes = _read(before, interval)
    return bool(codes) or _read(after, interval) == (observations, codes)


def _read(text: str, interval: PeriodKind | None) -> tuple[tuple[Observation, ...], Counter[str]]:
    """A text's outcomes, and how many errors of each code it has."""
    problems: list[Problem] = []
    observations = parse_figures(TextFile("figures.csv", text), interval, problems)
    return observations, Counter(problem.code for problem in errors(problems))


def _table(text: str, unit: str) -> _Table | None:
    """The text's cells, columns named and in order; None if the header doesn't tell them."""
    repairs: Repairs = Repairs()
    named = _NAMED_SEPARATOR.match(text)
    body = text[named.end() :] if named else text
    separator = _separator(body, unit)
    if separator is None or (named and named[1] != separator):
        return None
    try:
        cells = list(csv.reader(StringIO(body, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return None
    header, *rows = [row for row in cells if any(cell.strip() for cell in row)]
    repairs[Repair.BLANK_ROW] = len(cells) - len(rows) - 1
    header, rows = _without_empty_columns(header, rows, repairs)
    fitting = [row for row in rows if len(row) == len(header)]
    if (rows and not fitting) or (_SEPARATORS[separator] and len(fitting) < len(rows)):
        return None
    header = _house_header(header, unit, repairs)
    if header[:2] != ["period", "value"] and len(fitting) == len(rows):
        header, rows = _in_house_order(header, rows, repairs)
        header, rows = _without_empty_columns(header, rows, repairs)
    if separator_repair := _SEPARATORS[separator]:
        repairs[separator_repair] = 1
    elif named:
        repairs[Repair.BLANK_ROW] += 1
    return _Table(header, rows, +repairs, was_separated=separator_repair is not None)


def _separator(text: str, unit: str) -> str | None:
    """What separates the columns, where the header makes that plain."""
    lines = (line for line in text.split("\n") if line.strip(";,\t "))
    first = next(lines, "")
    for separator in _SEPARATORS:
        try:
            cells = next(csv.reader([first], delimiter=separator, strict=True), [])
        except csv.Error:
            continue
        if {"period", "value"} <= {column_meant(cell.strip(), unit) for cell in cells}:
            return separator
    return None


def _without_empty_columns(
    header: list[str], rows: Rows, repairs: Repairs
) -> tuple[list[str], Rows]:
    """Header and rows without the empty cells that spreadsheets leave last."""
    width = len(header)
    while not header[width - 1].strip():
        width -= 1
    if width < len(header) and any("".join(row[width:]).strip() for row in rows):
        return header, rows  # a column that somebody uses, but hasn't named
    found = [
        header[:width],
        *(row if "".join(row[width:]).strip() else row[:width] for row in rows),
    ]
    before = [header, *rows]
    repairs[Repair.EMPTY_COLUMNS] += sum(a != b for a, b in zip(before, found, strict=True))
    return found[0], found[1:]


def _house_header(header: list[str], unit: str, repairs: Repairs) -> list[str]:
    """The header with the house's names, apart from names that are unknown or stand twice."""
    meant = [column_meant(cell.strip(), unit) for cell in header]
    found = [
        name if name and meant.count(name) == 1 else cell.strip()
        for name, cell in zip(meant, header, strict=True)
    ]
    repairs[Repair.COLUMN_NAME] = sum(a != b for a, b in zip(header, found, strict=True))
    return found


def _in_house_order(header: list[str], rows: Rows, repairs: Repairs) -> tuple[list[str], Rows]:
    """Period and value first, if each is there once; the other columns as they stand."""
    if header.count("period") != 1 or header.count("value") != 1:
        return header, rows
    first = [header.index("period"), header.index("value")]
    order = [*first, *(i for i in range(len(header)) if i not in first)]
    repairs[Repair.COLUMN_ORDER] = 1
    return [header[i] for i in order], [[row[i] for i in order] for row in rows]


Housed = tuple[list[str], Repairs]
"""A row in house form, and what that took."""


def _house_row(
    row: list[str], header: list[str], mark: str, unit: str, interval: PeriodKind | None
) -> Housed:
    """A row with its cells put right. One that doesn't fit the header or has no period is left."""
    repairs: Repairs = Repairs()
    if len(row) != len(header) or not dict(zip(header, row, strict=True)).get("period", "").strip():
        return row, repairs
    found = []
    for name, cell in zip(header, row, strict=True):
        bare = cell.strip()
        house, made = _house_cell(name, bare, mark, unit, interval)
        repairs.update(made)
        if bare != cell:
            repairs[Repair.BLANKS_ROUND] += 1
        found.append(house)
    return found, repairs


def _kept(
    header: list[str], rows: Sequence[tuple[list[str], Housed]], interval: PeriodKind | None
) -> Iterator[tuple[list[str], Housed]]:
    """The rows, each with what it becomes: its house form, or itself if that would be read worse.

    Many rows are read together, and by halves where something is worse: nearly always nothing is.
    """
    if len(rows) > _READ_TOGETHER:
        for start in range(0, len(rows), _READ_TOGETHER):
            yield from _kept(header, rows[start : start + _READ_TOGETHER], interval)
        return
    before, after = [row for row, _ in rows], [house for _, (house, _) in rows]
    if before == after or _is_read_as_well(header, before, after, interval):
        yield from rows
    elif len(rows) == 1:
        yield before[0], (before[0], Repairs())
    else:
        middle = len(rows) // 2
        yield from _kept(header, rows[:middle], interval)
        yield from _kept(header, rows[middle:], interval)


def _is_read_as_well(
    header: list[str], before: Rows, after: Rows, interval: PeriodKind | None
) -> bool:
    """Whether the second rows say all that the first ones do, with no error that those haven't."""
    old, old_codes = _read(_Table(header, before, Repairs()).text, interval)
    new, new_codes = _read(_Table(header, after, Repairs()).text, interval)
    if "F120" in old_codes or "F120" in new_codes:
        return False  # not read to the end
    return new_codes <= old_codes and set(old) <= set(new)


def _house_cell(
    name: str, cell: str, mark: str, unit: str, interval: PeriodKind | None
) -> tuple[str, tuple[Repair, ...]]:
    """A cell of a column put right, and what that took."""
    found: tuple[str, tuple[Repair, ...]] | None = None
    match name:
        case "value" | "count" if cell.lower() in MISSING:
            found = "", (Repair.MISSING,)
        case "value":
            found = house_number(cell, unit=unit, mark=mark)
        case "count":
            found = house_number(cell)
            found = found if found and "." not in found[0] else None
        case "period" if (period := house_period(cell, interval)) and period != cell:
            found = period, (Repair.PERIOD,)
        case "sex" | "mark" if (word := meant_by(cell, _WORDS[name])) and word != cell:
            found = word, (Repair.WORD,)
    return found or (cell, ())
