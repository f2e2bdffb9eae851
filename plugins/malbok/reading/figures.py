"""Figures: an indicator's CSV becomes outcomes.

The house form is UTF-8, comma-separated, decimal point, header `period,value` and then any of
`municipality,sex,group,count,mark,note`. An empty value is a missing outcome.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from malbok.language import N_
from malbok.model import Mark, Observation
from malbok.numbers import number_problem, parse_number
from malbok.periods import EXAMPLES, Period, PeriodKind
from malbok.problems import Place, Problem
from malbok.reading.files import TextFile
from malbok.reading.validation import closest

COLUMNS = ("period", "value", "municipality", "sex", "group", "count", "mark", "note")
SEXES = ("women", "men")
MARKS = tuple(mark.value for mark in Mark)
_SYNONYMS = {"år": "period", "year": "period", "utfall": "value", "värde": "value", "kön": "sex"}


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


def parse_figures(
    file: TextFile, interval: PeriodKind | None, problems: list[Problem]
) -> tuple[Observation, ...]:
    """The file's outcomes, oldest first; every row that can't be used becomes a problem.

    `interval` is the kind of period that the indicator has; None when that is not known.
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
            params = {"count": len(row.cells), "expected": len(columns)}
            problems.append(Problem("C106", file.place(row.line), params))
            continue
        observation = _observation(row, columns, interval, problems)
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
            meant = _SYNONYMS.get(name.lower()) or closest(name, list(COLUMNS))
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
    row: _Row, columns: dict[str, int], interval: PeriodKind | None, problems: list[Problem]
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
            wrong("C108", "period")
    if period and interval and period.kind is not interval:
        wrong("C110", "period", interval=interval.value, example=EXAMPLES[interval])

    value: Decimal | None = None
    if cell("value"):
        try:
            value = parse_number(cell("value"))
        except ValueError:
            code, better = number_problem(cell("value"))
            suggestion = better if code == "C126" else ""
            wrong(code, "value", better=better, period=cell("period"), suggestion=suggestion)

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
