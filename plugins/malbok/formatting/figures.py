"""An indicator's CSV in house form: UTF-8, commas, decimal points, header `period,value`.

Spreadsheets save in many forms. What was meant is told by the header and the other values of a
column; where they don't tell, the file or the cell is left for `check` to point out. What is written
is read back: outcomes that could be read before are the same after, and no row gets a new error.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
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
    if table is None or not _says_the_same(plain, table.text, interval):
        return Formed(plain, repairs, understood=not plain.strip())
    commas = _columns_with_decimal_commas(table)
    rows = [_house_row(row, table, commas, unit, interval) for row in table.rows]
    found = _Table(table.header, [row for row, _ in rows], table.repairs)
    for _, made in rows:
        found.repairs.update(made)
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


def _columns_with_decimal_commas(table: _Table) -> frozenset[str]:
    """The columns whose values show that their commas stand before decimals, all of them."""
    columns = zip(*(row for row in table.rows if len(row) == len(table.header)), strict=True)
    return frozenset(
        name
        for name, cells in zip(table.header, columns, strict=False)
        if _has_decimal_commas([cell.strip() for cell in cells])
    )


def _has_decimal_commas(cells: Sequence[str]) -> bool:
    if any("." in cell or cell.count(",") > 1 for cell in cells if cell.lower() not in _MISSING):
        return False
    return any(house_number(cell) is not None for cell in cells if "," in cell)


def _house_row(
    row: list[str], table: _Table, commas: Container[str], unit: str, interval: PeriodKind | None
) -> tuple[list[str], Repairs]:
    """A row with its cells put right. One that doesn't fit the header, has no period, or would be
    read worse than before is left.
    """
    repairs: Repairs = Repairs()
    header = table.header
    if len(row) != len(header) or not dict(zip(header, row, strict=True)).get("period", "").strip():
        return row, repairs
    found = []
    for name, cell in zip(header, row, strict=True):
        bare = cell.strip()
        house, made = _house_cell(name, bare, name in commas, unit, interval)
        repairs.update(made)
        repairs[Repair.BLANKS_ROUND] += bare != cell
        found.append(house)
    if found == row:
        return row, Repairs()
    old, old_codes = _read(_Table(header, [row], repairs).text, interval)
    new, new_codes = _read(_Table(header, [found], repairs).text, interval)
    if new_codes <= old_codes and old in ((), new):
        return found, +repairs
    return row, Repairs()


def _house_cell(
    name: str, cell: str, decimal_commas: bool, unit: str, interval: PeriodKind | None
) -> tuple[str, tuple[Repair, ...]]:
    """A cell of a column put right, and what that took."""
    found: tuple[str, tuple[Repair, ...]] | None = None
    match name:
        case "value" | "count" if cell.lower() in _MISSING:
            found = "", (Repair.MISSING,)
        case "value":
            found = house_number(cell, unit=unit, decimal_commas=decimal_commas)
        case "count":
            found = house_number(cell)
            found = found if found and "." not in found[0] else None
        case "period" if (period := house_period(cell, interval)) and period != cell:
            found = period, (Repair.PERIOD,)
        case "sex" | "mark" if (word := _WORDS[name].get(cell.lower())) and word != cell:
            found = word, (Repair.WORD,)
    return found or (cell, ())
