"""Outcomes as tables: one pandas frame in long form for sums and comparisons, CSV for readers."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from malbok.model import Observation, Project

if TYPE_CHECKING:
    import pandas as pd

SUPPRESSED = "suppressed"
"""The mark of a value that rests on too few persons to be shown; the value itself is left empty."""
ALWAYS = ("period", "value")
WHERE_USED: Mapping[str, Callable[[Observation], str]] = {
    "municipality": lambda outcome: outcome.municipality,
    "sex": lambda outcome: outcome.sex,
    "group": lambda outcome: outcome.group,
    "count": lambda outcome: "" if outcome.count is None else str(outcome.count),
    "mark": lambda outcome: mark_of(outcome),
    "note": lambda outcome: outcome.note,
}
"""The columns that are there only if some outcome uses them, and what stands in each."""


def figures_path(description: str) -> str:
    """Where an indicator's figures lie in a project: beside its description, whose path this is."""
    return f"{description.removesuffix('.yml')}.csv"


def figures_csv(series: Iterable[Observation]) -> bytes:
    """An indicator's outcomes in the house form: UTF-8, comma, decimal point, values as written.

    Columns beside `period,value` are there only if some outcome uses them.
    """
    outcomes = tuple(series)
    names = used_columns(outcomes)
    return _csv(names, _rows(outcomes, names))


def all_figures_csv(project: Project) -> bytes:
    """All outcomes of the project as one CSV, values as written.

    Columns: indicator, title, unit, period, value, and those others that some outcome uses.
    """
    names = used_columns([o for series in project.observations.values() for o in series])
    rows: list[Sequence[str]] = []
    for key, series in project.observations.items():
        indicator = project.indicators[key]
        described = (key, indicator.title, indicator.unit)
        rows += [(*described, *row) for row in _rows(series, names)]
    return _csv(("indicator", "title", "unit", *names), rows)


def used_columns(series: Iterable[Observation]) -> tuple[str, ...]:
    """The columns that these outcomes need: `period,value`, and those that some outcome uses."""
    outcomes = tuple(series)
    return (*ALWAYS, *(name for name, of in WHERE_USED.items() if any(map(of, outcomes))))


def mark_of(outcome: Observation) -> str:
    """What stands in the column `mark`. That a value is hidden goes before all else."""
    if outcome.suppressed:
        return SUPPRESSED
    return outcome.mark.value if outcome.mark else ""


def _rows(series: Iterable[Observation], names: Sequence[str]) -> Iterator[Sequence[str]]:
    others = [WHERE_USED[name] for name in names[len(ALWAYS) :]]
    for outcome in series:
        value = "" if outcome.value is None else format(outcome.value, "f")
        yield (str(outcome.period), value, *(of(outcome) for of in others))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def observations_frame(project: Project) -> pd.DataFrame:
    """All outcomes in one frame, in reading order.

    Columns: indicator, period (text), end (last day), municipality, sex, group (text), value
    (float, NaN where missing), count (nullable integer), mark, note (text).
    """
    import pandas as pd

    rows = [
        (
            key,
            str(o.period),
            pd.Timestamp(o.period.end),
            o.municipality,
            o.sex,
            o.group,
            None if o.value is None else float(o.value),
            o.count,
            mark_of(o),
            o.note,
        )
        for key, series in project.observations.items()
        for o in series
    ]
    names = [
        "indicator",
        "period",
        "end",
        "municipality",
        "sex",
        "group",
        "value",
        "count",
        "mark",
        "note",
    ]
    frame = pd.DataFrame(rows, columns=names)
    return frame.astype({"value": "float64", "count": "Int64"})
