"""A line so small that it stands in a list: the shape of a series, without numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from .frame import CALM, Size
from .records import Plan, check_numbers, runs
from .style import LINE, SURFACE, TARGET, finished, layer, measures, scaled

WIDTH: Final = 120
HEIGHT: Final = 28
MARGIN: Final = 5
"""Room for half of the last point, and of the line."""


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A series without words, for places where words stand beside it.

    `values` has an entry for each position, None for a gap; `target` is a value that a thin line is drawn at. `title`
    and `finding` are for whoever handles the record: the drawing is decoration and has no name.

    Raises ValueError for a number that isn't finite, and where there is no value.
    """

    title: str
    finding: str
    values: tuple[float | None, ...]
    target: float | None = None

    def __post_init__(self) -> None:
        check_numbers(self.title, self.values)
        check_numbers(self.title, (*self.values, self.target))


def plan(chart: Sparkline, size: Size) -> Plan:  # noqa: ARG001 - all sizes are alike
    """The chart, in whole tenths of pixels: it is repeated for each goal of a list."""
    known = [value for value in (*chart.values, chart.target) if value is not None]
    low, high = min(known), max(known)
    # A small change must not look like a large one, nor a constant series like one at the bottom.
    span = max(high - low, CALM * max(abs(low), abs(high))) or 1
    middle, width, height = (low + high) / 2, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN

    def x(position: int) -> float:
        last = len(chart.values) - 1
        return round(width * position / last, 1) if last else width

    def y(value: float) -> float:
        return round(height * (0.5 - (value - middle) / span), 1)

    stretches = runs(chart.values, (None,) * len(chart.values))
    last, value = stretches[-1][-1]
    datasets = {
        "target": [] if chart.target is None else [{"y": y(chart.target)}],
        "line": [
            {"x": x(position), "y": y(value), "segment": segment}
            for segment, run in enumerate(stretches)
            for position, value in run
        ],
        "last": [{"x": x(last), "y": y(value)}],
    }
    margins = dict.fromkeys(("left", "right", "top", "bottom"), MARGIN)
    sized = measures(width, height, **margins, xDomain=[0, width], yDomain=[height, 0])
    return Plan(_template() | sized | {"datasets": datasets})


@cache
def _template() -> dict[str, Any]:
    import altair as alt

    x, y = scaled("x", "xDomain"), scaled("y", "yDomain")
    chart = alt.layer(
        layer("target").mark_rule(color=TARGET, strokeWidth=1.25, strokeDash=[3, 2]).encode(y=y),
        layer("line")
        .mark_line(color=LINE, strokeWidth=1.75, strokeJoin="round", strokeCap="round")
        .encode(x=x, y=y, detail="segment:N"),
        layer("last").mark_point(fill=LINE, stroke=SURFACE, size=50).encode(x=x, y=y),
    )
    return finished(chart, 10)
