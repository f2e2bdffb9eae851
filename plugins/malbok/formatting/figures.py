"""An indicator's CSV in house form: UTF-8, commas, decimal points, header `period,value`.

Spreadsheets save in many forms. What was meant is told by the header and the other values of a
column; where they don't tell, the file or the cell is left for `check` to point out. Every step is
read back: outcomes that could be read before are the same after, and no new error appears.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO

from malbok.formatting.lines import with_house_lines
from malbok.formatting.numerals import house_number
from malbok.formatting.periods import house_period
from malbok.formatting.repairs import Formed, Repair, Repairs
from malbok.model import Observation
from malbok.periods import PeriodKind
from malbok.problems import Problem, errors
from malbok.reading.figures import MARKS, SEXES, column_meant, parse_figures
from malbok.reading.files import TextFile

_SEPARATORS = {",": None, ";": Repair.SEMICOLONS, "\t": Repair.TABS_BETWEEN}
_NAMED_SEPARATOR = re.compile(r"sep=([,;\t])\n", re.IGNORECASE)
"""The first line by which spreadsheets tell each other what separates the columns."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MISSING = frozenset({"..", "...", "…", "na", "n/a", "nan", "null", "saknas"})
_WORDS = {
    "sex": {word: word for word in SEXES} | {"kvinnor": "women", "män": "men"},
    "mark": {word: word for word in MARKS}
    | {"preliminär": "preliminary", "preliminärt": "preliminary"}
    | {"reviderad": "revised", "reviderat": "revised"},
}

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class _Table:
    """A header and rows. Rows that don't fit the header are kept as they were."""

    header: list[str]
    rows: Rows
    repairs: Repairs

    @property
    def text(self) -> str:
        out = StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([self.header, *self.rows])
        return out.getvalue()


def house_figures(text: str, *, unit: str = "", interval: PeriodKind | None = None) -> Formed:
    """The text of an indicator's CSV in house form.

    `unit` and `interval` are the indicator's, where they are known: a percent sign is dropped only
    where the unit is per cent, and a period must be of the indicator's kind.
    """
    plain, repairs = with_house_lines(text)
    table = None if _CONTROL.search(plain) else _table(plain)
    if table is None or not _is_no_worse(plain, table.text, interval, may_show_more=True):
        return Formed(plain, repairs, understood=not plain.strip())
    steps: tuple[Callable[[_Table], _Table], ...] = (
        lambda t: _with_house_cells(t, unit),
        lambda t: _with_house_periods(t, interval),
    )
    for step in steps:
        better = step(table)
        if better.rows != table.rows and _is_no_worse(table.text, better.text, interval):
            table = better
    repairs += table.repairs
    found = table.text
    if found != plain and not table.repairs:
        repairs[Repair.QUOTES] = 1
    return Formed(found, repairs)


def _is_no_worse(
    before: str, after: str, interval: PeriodKind | None, *, may_show_more: bool = False
) -> bool:
    """Whether all outcomes that could be read are there as they were, and no error is new.

    With `may_show_more`, errors may appear that couldn't be seen behind others.
    """
    if before == after:
        return True
    old, old_errors = _read(before, interval)
    new, new_errors = _read(after, interval)
    if not old_errors:
        return old == new and not new_errors
    return set(old) <= set(new) and (may_show_more or new_errors <= old_errors)


@lru_cache(maxsize=2)
def _read(text: str, interval: PeriodKind | None) -> tuple[tuple[Observation, ...], Counter[str]]:
    problems: list[Problem] = []
    observations = parse_figures(TextFile("figures.csv", text), interval, problems)
    return observations, Counter(problem.code for problem in errors(problems))


def _table(text: str) -> _Table | None:
    """The text's cells, columns named and in order; None if the header doesn't tell them."""
    repairs: Repairs = Repairs()
    named = _NAMED_SEPARATOR.match(text)
    body = text[named.end() :] if named else text
    separator = _separator(body)
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
    if rows and not fitting:
        return None
    header = _house_header(header, repairs)
    if header[:2] != ["period", "value"] and len(fitting) == len(rows):
        header, rows = _in_house_order(header, rows, repairs)
    if separator_repair := _SEPARATORS[separator]:
        repairs[separator_repair] = 1
    elif named:
        repairs[Repair.BLANK_ROW] += 1
    return _Table(header, rows, +repairs)


def _separator(text: str) -> str | None:
    """What separates the columns, where the header makes that plain."""
    lines = (line for line in text.split("\n") if line.strip(";,\t "))
    first = next(lines, "")
    for separator in _SEPARATORS:
        try:
            cells = next(csv.reader([first], delimiter=separator, strict=True), [])
        except csv.Error:
            continue
        if {"period", "value"} <= {column_meant(cell.strip()) for cell in cells}:
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
    repairs[Repair.EMPTY_COLUMNS] = sum(a != b for a, b in zip(before, found, strict=True))
    return found[0], found[1:]


def _house_header(header: list[str], repairs: Repairs) -> list[str]:
    """The header with the house's names, apart from names that are unknown or stand twice."""
    meant = [column_meant(cell.strip()) for cell in header]
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


def _with_house_cells(table: _Table, unit: str) -> _Table:
    """The table with numbers, words and blanks put right, apart from periods."""
    repairs: Repairs = Repairs()
    columns = list(zip(*(row for row in table.rows if len(row) == len(table.header)), strict=True))
    commas = {
        name: _has_decimal_commas([cell.strip() for cell in column])
        for name, column in zip(table.header, columns, strict=False)
    }

    def house_cell(name: str, cell: str) -> str:
        bare = cell.strip()
        repairs[Repair.BLANKS_ROUND] += bare != cell
        if name in ("value", "count") and bare.lower() in _MISSING:
            repairs[Repair.MISSING] += 1
            return ""
        if name == "value" and (
            found := house_number(bare, unit=unit, decimal_commas=commas[name])
        ):
            repairs.update(found[1])
            return found[0]
        if name == "count" and (found := house_number(bare)) and "." not in found[0]:
            repairs.update(found[1])
            return found[0]
        if word := _WORDS.get(name, {}).get(bare.lower()):
            repairs[Repair.WORD] += word != bare
            return word
        return bare

    return _with_cells(table, house_cell, repairs)


def _has_decimal_commas(cells: Sequence[str]) -> bool:
    """Whether a column's values show that its commas stand before decimals, all of them."""
    if any("." in cell or cell.count(",") > 1 for cell in cells if cell.lower() not in _MISSING):
        return False
    found = (house_number(cell) for cell in cells if "," in cell)
    return any(number is not None for number in found)


def _with_house_periods(table: _Table, interval: PeriodKind | None) -> _Table:
    repairs: Repairs = Repairs()

    def house_cell(name: str, cell: str) -> str:
        meant = house_period(cell, interval) if name == "period" else ""
        if not meant or meant == cell:
            return cell
        repairs[Repair.PERIOD] += 1
        return meant

    return _with_cells(table, house_cell, repairs)


def _with_cells(table: _Table, house_cell: Callable[[str, str], str], repairs: Repairs) -> _Table:
    """The table with the cells put right in every row that fits its header.

    A row without a period is left: nobody knows what it says.
    """
    header = table.header
    period = header.index("period") if "period" in header else None
    rows = [
        [house_cell(name, cell) for name, cell in zip(header, row, strict=True)]
        if len(row) == len(header) and period is not None and row[period].strip()
        else row
        for row in table.rows
    ]
    return _Table(header, rows, +(table.repairs + repairs))
