"""Figures: an indicator's CSV becomes outcomes.

The house form is UTF-8, comma-separated, decimal point, header `period,value` and then any of
`municipality,sex,group,count,mark,note`. An empty value is a missing outcome.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from malbok.language import N_
from malbok.model import Mark, Observation
from malbok.numbers import number_problem, parse_number, readings, unit_within
from malbok.periods import EXAMPLES, Period, PeriodKind, is_spreadsheet_date, period_meant
from malbok.problems import Place, Problem
from malbok.reading.files import TextFile
from malbok.reading.validation import closest

COLUMNS = ("period", "value", "municipality", "sex", "group", "count", "mark", "note")
SEXES = ("women", "men")
MARKS = tuple(mark.value for mark in Mark)
_SYNONYMS = {
    "period": ("år", "year", "tid", "datum", "månad", "kvartal", "tertial", "halvår", "läsår"),
    "value": ("värde", "utfall", "resultat", "outcome", "procent", "andel", "antal"),
    "municipality": ("kommun",),
    "sex": ("kön", "gender"),
    "group": ("grupp",),
    "count": ("antal personer", "n"),
    "mark": ("märkning", "markering", "flagga", "status"),
    "note": ("anteckning", "not", "kommentar", "anmärkning", "fotnot"),
}
_COLUMN_OF = {name: column for column, names in _SYNONYMS.items() for name in (column, *names)}
_DIGITS = re.compile(r"[0-9]+")
_MUNICIPALITY_CODE = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class _Row:
    file: TextFile
    line: int
    raw: str
    cells: tuple[str, ...]

    def place(self, index: int) -> Place:
        """Where a cell stands; the whole line if it can't be told."""
        cells = re.finditer(r'(?:"(?:[^"]|"")*"|[^,])*(?:,|$)', self.raw)
        for number, match in enumerate(cells):
            if number == index:
                text = match[0].rstrip(",")
                lead = len(text) - len(text.lstrip())
                return self.file.place(self.line, match.start() + lead + 1, len(text.strip()))
        return self.file.place(self.line)


def column_meant(name: str) -> str:
    """The column that a heading in another spelling, or in Swedish, stands for; else empty."""
    return _COLUMN_OF.get(" ".join(name.split()).casefold(), "")


def place_of(file: TextFile, observation: Observation, column: str = "value") -> Place:
    """Where an outcome of the file stands, or one of its cells. Found by reading the file again."""
    rows = _rows(file, [])
    columns = {name: index for index, name in enumerate(next(rows).cells)}
    for row in rows:
        if len(row.cells) != len(columns):
            continue
        cells = {name: row.cells[index] for name, index in columns.items()}
        if cells["period"] == str(observation.period) and all(
            cells.get(name, "") == getattr(observation, name)
            for name in ("municipality", "sex", "group")
        ):
            return row.place(columns[column])
    return file.place()


def parse_figures(
    file: TextFile,
    interval: PeriodKind | None,
    problems: list[Problem],
    *,
    unit: str = "",
) -> tuple[Observation, ...]:
    """The file's outcomes, oldest first; every row that can't be used becomes a problem.

    `interval` is the kind of period that the indicator has, and `unit` its unit; None and empty
    when they are not known.
    """
    if not file.text.strip(", \n\t"):
        problems.append(Problem("C101", file.place()))
        return ()
    if problem := _separator_problem(file):
        problems.append(problem)
        return ()
    rows = _rows(file, problems)
    header = next(rows, None)
    if header is None or not (columns := _columns(header, problems)):
        return ()
    observations: list[Observation] = []
    first_line: dict[tuple[object, ...], int] = {}
    for row in rows:
        if len(row.cells) != len(columns):
            problems.append(_length_problem(row, columns))
            continue
        observation = _observation(row, columns, interval, problems, unit)
        if observation is None:
            continue
        key = (observation.period, observation.municipality, observation.sex, observation.group)
        if key in first_line:
            again = {"value": observation.period, "first": first_line[key]}
            problems.append(Problem("C109", row.place(columns["period"]), again))
            continue
        first_line[key] = row.line
        observations.append(observation)
    return tuple(sorted(observations, key=lambda o: (o.period.end, o.period.number)))


def _rows(file: TextFile, problems: list[Problem]) -> Iterator[_Row]:
    reader = csv.reader(StringIO(file.text, newline=""), strict=True)
    lines = file.text.split("\n")
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.append(Problem("C129", file.place(line)))
            return
        if any(cell.strip() for cell in cells):
            yield _Row(file, line, lines[line - 1], tuple(cell.strip() for cell in cells))


def _length_problem(row: _Row, columns: Mapping[str, int]) -> Problem:
    """Why a row hasn't as many values as the header has columns."""
    cells, expected = row.cells, len(columns)
    if len(cells) < expected and ";" in row.raw and "," not in row.raw.replace(";", ""):
        semicolon = row.file.place(row.line, row.raw.index(";") + 1, 1)
        return Problem("C102", semicolon, {"separator": ";"})
    if len(cells) > expected and not any(cells[expected:]):
        start = len(row.raw.rstrip().rstrip(",")) + 1
        kept = expected - len(cells[:expected]) + _trailing_empty(cells[:expected])
        length = len(row.raw.rstrip()) - start + 1 - kept
        return Problem("C112", row.file.place(row.line, start + kept, max(length, 1)))
    at = columns["value"]
    if len(cells) == expected + 1 and _is_split(cells, at):
        better = ",".join((*cells[:at], f"{cells[at]}.{cells[at + 1]}", *cells[at + 2 :]))
        length = len(cells[at]) + 1 + len(cells[at + 1])
        place = row.file.place(row.line, row.place(at).column, length)
        return Problem("C113", place, {"better": better})
    if len(cells) == 1 and expected == 2 and len(parts := cells[0].split()) <= 2:
        better = ",".join(parts) if len(parts) == 2 else f"{cells[0]},"
        return Problem("C114", row.place(0), {"better": better})
    return Problem(
        "C106",
        row.file.place(row.line, 1, len(row.raw)),
        {
            "count": len(cells),
            "expected": expected,
        },
    )


def _trailing_empty(cells: Sequence[str]) -> int:
    """How many empty cells stand last in a row."""
    return len(cells) - max((n for n, cell in enumerate(cells, 1) if cell), default=0)


def _is_split(cells: Sequence[str], at: int) -> bool:
    """Whether a decimal comma has made two cells of a value."""
    whole = re.fullmatch(r"-?[0-9]{1,15}", cells[at])
    return bool(whole and re.fullmatch(r"[0-9]{1,10}", cells[at + 1]))


def _separator_problem(file: TextFile) -> Problem | None:
    first = file.text.split("\n", 1)[0]
    for separator in (";", "\t", "|"):
        if separator in first and "," not in first:
            shown = {"\t": N_("tab")}.get(separator, separator)
            place = file.place(1, first.index(separator) + 1, 1)
            return Problem("C102", place, {"separator": shown})
    return None


def _columns(header: _Row, problems: list[Problem]) -> dict[str, int]:
    """Which cell holds which column; empty, with problems added, if the header is wrong."""
    before = len(problems)
    columns: dict[str, int] = {}
    for index, name in enumerate(header.cells):
        if name in columns:
            problems.append(Problem("C105", header.place(index), {"key": name}))
        elif name not in COLUMNS:
            meant = column_meant(name) or closest(name, list(COLUMNS))
            if not meant and index == 0:
                problems.append(Problem("C103", header.place(0)))
                return {}
            params = {"key": name, "allowed": ", ".join(COLUMNS), "suggestion": meant}
            problems.append(Problem("C104", header.place(index), params))
        else:
            columns[name] = index
    if len(problems) == before and header.cells[:2] != ("period", "value"):
        problems.append(Problem("C103", header.place(0)))
    return columns if len(problems) == before else {}


def _observation(
    row: _Row,
    columns: dict[str, int],
    interval: PeriodKind | None,
    problems: list[Problem],
    unit: str,
) -> Observation | None:
    before = len(problems)

    def cell(name: str) -> str:
        return row.cells[columns[name]] if name in columns else ""

    def wrong(code: str, name: str, **params: object) -> None:
        where = row.place(columns[name])
        problems.append(Problem(code, where, {"value": cell(name), "key": name, **params}))

    period: Period | None = None
    if not cell("period"):
        wrong("C107", "period")
    else:
        try:
            period = Period.parse(cell("period"))
        except ValueError:
            if is_spreadsheet_date(cell("period")):
                wrong("C111", "period", example=EXAMPLES[interval or PeriodKind.YEAR])
            else:
                wrong("C108", "period", suggestion=period_meant(cell("period")))
    if period and interval and period.kind is not interval:
        wrong("C110", "period", interval=interval.value, example=EXAMPLES[interval])

    value: Decimal | None = None
    if cell("value"):
        try:
            value = parse_number(cell("value"))
        except ValueError:
            code, better = number_problem(cell("value"))
            found = {"better": better, "period": cell("period"), "unit": unit}
            if code == "C126":
                found["suggestion"] = better
            if code == "C118":
                found["whole"], found["decimal"] = readings(cell("value"))
            if code == "C123" and unit and not _same_unit(unit_within(cell("value")), unit):
                code = "C117"
            wrong(code, "value", **found)

    if _DIGITS.fullmatch(cell("note")) and _is_split(row.cells, columns["value"]):
        whole = cell("value")
        better = f"{cell('period')},{whole}.{cell('note')},"
        problems.append(Problem("C113", row.place(columns["value"]), {"better": better}))
    municipality = cell("municipality")
    if municipality and municipality.isdecimal() and not _MUNICIPALITY_CODE.fullmatch(municipality):
        wrong("C115", "municipality")
    if cell("count") and not re.fullmatch(r"[0-9]{1,9}", cell("count")):
        wrong("C127", "count")
    for name, allowed in (("sex", SEXES), ("mark", MARKS)):
        if cell(name) and cell(name) not in allowed:
            suggestion = closest(cell(name), list(allowed))
            wrong("C128", name, allowed=", ".join(allowed), suggestion=suggestion)

    if period is None or len(problems) > before:
        return None
    return Observation(
        period=period,
        value=value,
        municipality=cell("municipality"),
        sex=cell("sex"),
        group=cell("group"),
        count=int(cell("count")) if cell("count") else None,
        mark=Mark(cell("mark")) if cell("mark") else None,
        note=cell("note"),
    )


def _same_unit(written: str, unit: str) -> bool:
    """Whether what stands after a number may be the indicator's unit, or a part of it."""
    alike = {"procent": "%", "kronor": "kr"}
    written, unit = (alike.get(u.casefold(), u.casefold()) for u in (written, unit))
    return written == unit or re.split(r"[\s/]", unit)[0] == written
