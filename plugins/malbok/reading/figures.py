"""Figures: an indicator's CSV becomes outcomes.

The house form is UTF-8, comma-separated, decimal point, header `period,value` and then any of
`municipality,sex,group,count,mark,note`. An empty value is a missing outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from malbok.lookalikes import ordinary, stranger
from malbok.model import Mark, Observation
from malbok.numbers import (
    PERCENT,
    decimal_mark,
    has_two_readings,
    number_problem,
    parse_number,
    same_unit,
    unit_within,
    without_zeros,
)
from malbok.observations import SUPPRESSED
from malbok.periods import (
    EXAMPLES,
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    PeriodKind,
    house_notation,
    is_out_of_range,
    is_spreadsheet_date,
    period_meant,
)
from malbok.problems import Place, Problem
from malbok.reading.files import MOST_PROBLEMS, TextFile, first_of
from malbok.reading.rows import (
    Row,
    decimal_mark_of,
    length_problem,
    named,
    rows,
    semicolon_problem,
    separator_problem,
    split_problem,
    two_readings,
)
from malbok.reading.validation import closest

COLUMNS = ("period", "value", "municipality", "sex", "group", "count", "mark", "note")
SEXES = ("women", "men")
MARKS = (*(mark.value for mark in Mark), SUPPRESSED)
_SYNONYMS = {
    "period": ("år", "year", "tid", "datum", "månad", "kvartal", "tertial", "halvår", "läsår"),
    "value": ("värde", "utfall", "resultat", "outcome"),
    "municipality": ("kommun",),
    "sex": ("kön", "gender"),
    "group": ("grupp",),
    "count": ("antal", "antal personer", "n"),
    "mark": ("märkning", "markering", "flagga", "status"),
    "note": ("anteckning", "not", "kommentar", "anmärkning", "fotnot", "comment"),
}
_COLUMN_OF = {name: column for column, names in _SYNONYMS.items() for name in (column, *names)}
_VALUES_IN = {
    "procent": PERCENT,
    "andel": PERCENT,
    "antal": frozenset({"antal", "st", "stycken", "personer"}),
}
"""Headings that say what values are counted in, and the units that agree with them."""
_TOLD_APART_BY = ("period", "municipality", "sex", "group")
"""The columns that no two rows have the same values in."""
_DIGITS = re.compile(r"[0-9]+")
_MUNICIPALITY_CODE = re.compile(r"[0-9]{4}")


def column_meant(name: str, unit: str = "") -> str:
    """The column that a heading in another spelling, or in Swedish, stands for; else empty.

    What values are counted in, as "Antal", stands for the values only if it agrees with the unit.
    """
    plain = _plain(name)
    if unit.strip().casefold() in _VALUES_IN.get(plain, ()):
        return "value"
    return _COLUMN_OF.get(plain, "")


def may_be_values(name: str) -> bool:
    """Whether a heading stands for the values if it agrees with the unit: "Antal", "Andel"."""
    return _plain(name) in _VALUES_IN


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def place_of(file: TextFile, outcome: Observation, column: str = "value") -> Place:
    """Where an outcome of the file stands, or one of its cells. Found by reading the file again."""
    columns, found = _again(file)
    key = tuple(str(getattr(outcome, name)) for name in _TOLD_APART_BY if name in columns)
    return found[key].place(columns[column]) if key in found else file.place()


@lru_cache(maxsize=2)
def _again(file: TextFile) -> tuple[Mapping[str, int], Mapping[tuple[str, ...], Row]]:
    """The columns of figures whose header is right, and their rows by what tells them apart."""
    table = rows(file, [])
    columns = {name: index for index, name in enumerate(named(next(table)))}
    at = _told_apart_at(columns)
    found: dict[tuple[str, ...], Row] = {}
    for row in table:
        if len(row.cells) >= len(columns):
            found.setdefault(tuple([row.cells[index] for index in at]), row)
    return columns, found


def _told_apart_at(columns: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(columns[name] for name in _TOLD_APART_BY if name in columns)


def parse_figures(
    file: TextFile,
    interval: PeriodKind | None,
    problems: list[Problem],
    *,
    unit: str = "",
) -> tuple[Observation, ...]:
    """The file's outcomes, oldest first; every row that can't be used becomes a problem.

    `interval` is the kind of period that the indicator has, and `unit` its unit; None and empty
    when they are not known. A file with very many faults isn't read to its end.
    """
    if not file.text.strip(", \n\t"):
        problems.append(Problem("C101", file.place()))
        return ()
    if problem := separator_problem(file):
        problems.append(problem)
        separator = file.line(1)[problem.place.column - 1]
        problems.extend(first_of(_doubtful_values(file, separator, unit), file))
        return ()
    table = rows(file, problems)
    header = next(table, None)
    if header is None or not (columns := _columns(header, problems)):
        return ()
    observations: list[Observation] = []
    first_line: dict[tuple[str, ...], int] = {}
    at = _told_apart_at(columns)
    for row in _fitting(table, header, columns, problems):
        observation = _observation(row, columns, interval, problems, unit)
        if observation is None:
            continue
        key = tuple([row.cells[index] for index in at])
        if key in first_line:
            again = {"value": observation.period, "first": first_line[key]}
            problems.append(Problem("C109", row.place(columns["period"]), again))
            continue
        first_line[key] = row.line
        observations.append(observation)
    return tuple(sorted(observations, key=lambda o: (o.period.end, o.period.number)))


def _doubtful_values(file: TextFile, separator: str, unit: str) -> Iterator[Problem]:
    """Values of a file with another separator that may have a point between thousands: with commas
    instead, nobody would see that `1.012` was more than a thousand."""
    lines = [line.split(separator) for line in file.text.split("\n")]
    names = [column_meant(name.strip(' "'), unit) for name in lines[0]]
    if "value" not in names:
        return
    at = names.index("value")
    values = [cells[at].strip() if at < len(cells) else "" for cells in lines]
    mark = decimal_mark(values, unless_shown="")
    for number, (cells, value) in enumerate(zip(lines, values, strict=True), start=1):
        if "." in value and has_two_readings(value, mark):
            column = len(separator.join([*cells[:at], ""])) + cells[at].index(value) + 1
            yield Problem("C118", file.place(number, column, len(value)), two_readings(value))


def _fitting(
    table: Iterable[Row], header: Row, columns: Mapping[str, int], problems: list[Problem]
) -> Iterator[Row]:
    """The rows with a cell for each column; the others become problems."""
    unnamed = range(len(columns), len(header.cells))
    is_used = False
    separated: list[Problem] = []
    others = 0
    for row in table:
        cells = row.cells
        if ";" in cells[0] and (problem := semicolon_problem(row)):
            if len(separated) < MOST_PROBLEMS:
                separated.append(problem)
            continue
        others += 1
        if unnamed and len(columns) < len(cells) <= len(header.cells):
            is_used = is_used or any(cells[len(columns) :])
            yield row.with_cells(cells[: len(columns)])
        elif len(cells) == len(columns):
            yield row
        else:
            problems.append(length_problem(row, columns))
    # Where no line is as the header says, there is one cause, and one thing to put right.
    problems.extend(separated if others else separated[:1])
    if unnamed:
        problems.append(_unnamed_problem(header, unnamed, is_used=is_used))


def _unnamed_problem(header: Row, unnamed: range, *, is_used: bool) -> Problem:
    """What is wrong with a header that ends in empty cells."""
    place = header.place(unnamed[0])
    if is_used:
        return Problem("C137", place, {"allowed": ", ".join(COLUMNS)})
    return Problem("C112", header.file.place(header.line, place.column - 1, len(unnamed)))


def _columns(header: Row, problems: list[Problem]) -> dict[str, int]:
    """Which cell holds which column; empty, with problems added, if the header is wrong."""
    before = len(problems)
    names = named(header)
    if not set(names) <= set(COLUMNS) and (wide := _periods_as_columns(header, names)):
        problems.append(wide)
        return {}
    columns: dict[str, int] = {}
    for index, name in enumerate(names):
        if len(problems) - before >= len(COLUMNS):
            break
        if name in columns:
            problems.append(Problem("C105", header.place(index), {"key": name}))
        elif not name:
            problems.append(Problem("C137", header.place(index), {"allowed": ", ".join(COLUMNS)}))
        elif name in COLUMNS:
            columns[name] = index
        elif (plain := ordinary(name).strip()) in COLUMNS:
            params = {"value": name, "character": stranger(name), "better": plain}
            problems.append(Problem("C120", header.place(index), params))
        else:
            meant = column_meant(name) or closest(name, list(COLUMNS))
            if may_be_values(name) and "value" not in names:
                meant = "value"
            if not meant and index == 0:
                problems.append(Problem("C103", header.place(0)))
                return {}
            suggestion = "" if meant in names else meant
            params = {"key": name, "allowed": ", ".join(COLUMNS), "suggestion": suggestion}
            problems.append(Problem("C104", header.place(index), params))
    if len(problems) == before and names[:2] != ("period", "value"):
        problems.append(Problem("C103", header.place(0)))
    return columns if len(problems) == before else {}


def _periods_as_columns(header: Row, names: tuple[str, ...]) -> Problem | None:
    """A header with a column for each period, as spreadsheets often have it."""
    if not names or house_notation(names[0]):
        return None
    periods = [index for index, name in enumerate(names[1:], start=1) if house_notation(name)]
    if not periods or (len(periods) == 1 and "value" in map(column_meant, names)):
        return None
    return Problem("C138", header.place(periods[0], periods[-1]))


def _observation(
    row: Row,
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
            code, params = _period_problem(cell("period"), interval)
            wrong(code, "period", **params)
    if period and interval and period.kind is not interval:
        wrong("C110", "period", interval=interval.value, example=EXAMPLES[interval])

    value: Decimal | None = None
    if cell("value"):
        try:
            value = parse_number(cell("value"))
        except ValueError:
            value = None
        if value is None or has_two_readings(cell("value"), ""):
            mark = decimal_mark_of(row.file, len(columns))
            if value is None or has_two_readings(cell("value"), mark):
                code, params = _value_problem(cell("value"), unit, mark)
                wrong(code, "value", period=cell("period"), **params)

    note = columns.get("note") == columns["value"] + 1 and _DIGITS.fullmatch(cell("note"))
    if note and (split := split_problem(row, columns)):
        problems.append(split)
    municipality = cell("municipality")
    if municipality and municipality.isdecimal() and not _MUNICIPALITY_CODE.fullmatch(municipality):
        wrong("C115", "municipality")
    if cell("count") and not re.fullmatch(r"[0-9]{1,9}", cell("count")):
        wrong("C127", "count")
    for name, allowed in (("sex", SEXES), ("mark", MARKS)):
        if cell(name) and cell(name) not in allowed:
            plain = ordinary(cell(name)).strip()
            if plain in allowed:
                wrong("C120", name, character=stranger(cell(name)), better=plain)
            else:
                suggestion = closest(plain, list(allowed))
                wrong("C128", name, allowed=", ".join(allowed), suggestion=suggestion)
    suppressed = cell("mark") == SUPPRESSED
    if suppressed and cell("value"):
        wrong("C144", "value", period=cell("period"), mark=SUPPRESSED)

    if period is None or len(problems) > before:
        return None
    return Observation(
        period=period,
        value=value,
        municipality=cell("municipality"),
        sex=cell("sex"),
        group=cell("group"),
        count=int(cell("count")) if cell("count") else None,
        mark=Mark(cell("mark")) if cell("mark") and not suppressed else None,
        note=cell("note"),
        suppressed=suppressed,
    )


def _period_problem(text: str, interval: PeriodKind | None) -> tuple[str, dict[str, object]]:
    """Why a text isn't a period that the indicator can have: a code, and what it says."""
    plain = ordinary(text).strip()
    meant = period_meant(plain)
    example = EXAMPLES[interval or PeriodKind.YEAR]
    if plain != text and house_notation(plain) == plain:
        return "C120", {"character": stranger(text), "better": plain}
    if is_out_of_range(plain):
        return "C140", {"first": FIRST_YEAR, "last": LAST_YEAR}
    if is_spreadsheet_date(plain):
        return "C111", {"example": example}
    if meant and interval and Period.parse(meant).kind is not interval:
        return "C110", {"interval": interval.value, "example": example}
    return "C108", {"suggestion": meant}


def _value_problem(text: str, unit: str, mark: str = ".") -> tuple[str, dict[str, object]]:
    """Why a text isn't a number that the indicator can have: a code, and what it says. `mark` is
    what stands before decimals in the column."""
    code, better = number_problem(text, mark=mark)
    params: dict[str, object] = {"better": better, "unit": unit}
    match code:
        case "C118":
            params |= two_readings(text)
        case "C120":
            params["character"] = stranger(text)
        case "C123" if unit and not same_unit(unit_within(text), unit):
            code = "C117"
        case "C126":
            params["suggestion"] = better or without_zeros(text)
    return code, params
