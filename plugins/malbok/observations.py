"""Outcomes as tables: one pandas frame in long form for sums and comparisons, CSV for readers."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from malbok.model import Observation, Project

if TYPE_CHECKING:
    import pandas as pd

ALWAYS = ("period", "value")
WHERE_USED = ("municipality", "sex", "group", "count", "mark", "note")


def figures_csv(series: Iterable[Observation]) -> bytes:
    """An indicator's outcomes in the house form: UTF-8, comma, decimal point, values as written.

    Columns beside `period,value` are there only if some outcome uses them.
    """
    rows = [
        {
            "period": str(o.period),
            "value": "" if o.value is None else format(o.value, "f"),
            "municipality": o.municipality,
            "sex": o.sex,
            "group": o.group,
            "count": "" if o.count is None else str(o.count),
            "mark": o.mark.value if o.mark else "",
            "note": o.note,
        }
        for o in series
    ]
    columns = [*ALWAYS, *(name for name in WHERE_USED if any(row[name] for row in rows))]
    out = StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def all_figures_csv(project: Project) -> bytes:
    """All outcomes of the project as one CSV, values as written.

    Columns: indicator, title, unit, period, value, and those others that some outcome uses.
    """
    frame = observations_frame(project).drop(columns="end")
    written = [
        "" if o.value is None else format(o.value, "f")
        for series in project.observations.values()
        for o in series
    ]
    described = [project.indicators[key] for key in frame["indicator"]]
    frame = frame.assign(
        value=written,
        title=[indicator.title for indicator in described],
        unit=[indicator.unit for indicator in described],
    )
    used = [name for name in WHERE_USED if not (frame[name].isna() | (frame[name] == "")).all()]
    columns = ["indicator", "title", "unit", *ALWAYS, *used]
    return frame[columns].to_csv(index=False, lineterminator="\n").encode()


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
