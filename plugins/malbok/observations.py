"""Outcomes as tables: one pandas frame in long form for sums and comparisons, CSV for readers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from malbok.model import Observation, Project

if TYPE_CHECKING:
    import pandas as pd

ALWAYS = ("period", "value")
WHERE_USED = ("municipality", "sex", "group", "count", "mark", "note")


def figures_path(description: str) -> str:
    """Where an indicator's figures lie in a project: beside its description, whose path this is."""
    return f"{description.removesuffix('.yml')}.csv"


def figures_csv(series: Iterable[Observation]) -> bytes:
    """An indicator's outcomes in the house form: UTF-8, comma, decimal point, values as written.

    Columns beside `period,value` are there only if some outcome uses them.
    """
    return _csv(ALWAYS, [_cells(outcome) for outcome in series])


def all_figures_csv(project: Project) -> bytes:
    """All outcomes of the project as one CSV, values as written.

    Columns: indicator, title, unit, period, value, and those others that some outcome uses.
    """
    rows = []
    for key, series in project.observations.items():
        indicator = project.indicators[key]
        described = {"indicator": key, "title": indicator.title, "unit": indicator.unit}
        rows += [described | _cells(outcome) for outcome in series]
    return _csv(("indicator", "title", "unit", *ALWAYS), rows)


def _cells(outcome: Observation) -> dict[str, str]:
    return {
        "period": str(outcome.period),
        "value": "" if outcome.value is None else format(outcome.value, "f"),
        "municipality": outcome.municipality,
        "sex": outcome.sex,
        "group": outcome.group,
        "count": "" if outcome.count is None else str(outcome.count),
        "mark": outcome.mark.value if outcome.mark else "",
        "note": outcome.note,
    }


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    used = [name for name in WHERE_USED if any(row[name] for row in rows)]
    out = StringIO()
    writer = csv.DictWriter(out, [*columns, *used], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
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
            o.mark.value if o.mark else "",
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
