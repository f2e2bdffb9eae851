"""Many series with one unit: a small plot for each, all with the same axes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import ceil
from typing import Any, Final

from .breakdown import check_named, known_values
from .frame import Scale, Size, above_axis, is_share, scale_for
from .labels import Label
from .lettering import BOLDER, clip, line_height, shorten, text_width
from .records import SWEDISH, NamedSeries, Numerals, Plan, breaks, runs
from .style import AXIS, GRID, LINE, SURFACE, TEXT, expr, finished, layer, measures, scaled, words

COLUMNS: Final = {"wide": 3, "narrow": 2}
HEIGHT: Final = 74
GAP: Final = 16
DENSE: Final = 12


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """Series with the same unit and periods, each in a panel of its own, the value axis the same in all.

    Raises ValueError for no panel, a name that occurs twice, and as `TimeSeries` does. A panel may lack values.
    """

    title: str
    finding: str
    unit: str
    periods: tuple[str, ...]
    panels: tuple[NamedSeries, ...]
    cut_note: str = ""
    """What is said if the value axis leaves out zero. `{low}` and `{high}` become its ends."""
    numerals: Numerals = SWEDISH

    def __post_init__(self) -> None:
        if not self.panels:
            raise ValueError(f"{self.title}: no panels")
        check_named(self.title, self.periods, self.panels)


def plan(chart: SmallMultiples, size: Size) -> Plan:
    """The chart in one size. Everything is placed in pixels, so that one plot holds all panels."""
    font, line = size.font, line_height(size.font)
    labels = tuple(chain.from_iterable(one.labels for one in chart.panels))
    scale = scale_for(
        known_values(chart.panels),
        3,
        share=is_share(chart.unit, labels),
        numerals=chart.numerals,
    )
    columns = min(COLUMNS[size.name], len(chart.panels))
    left = 8 + max(text_width(label, font) for label in scale.labels)
    right = 4.0
    pane = (size.width - left - right - GAP * (columns - 1)) / columns
    titles = [clip(one.name, pane / BOLDER, font, 2) for one in chart.panels]
    above = above_axis(chart.unit, scale.cut(chart.cut_note), size)
    top = 8 + len(above) * line
    names: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("grid", "breaks", "line", "points", "names", "figures", "axis")
    }
    names["unit"] = [
        Label(text, -left, 0.8 * font - top + n * line, "left", font).row()
        for n, text in enumerate(above)
    ]
    step = pane / len(chart.periods)
    y = 0.0
    for row in range(ceil(len(chart.panels) / columns)):
        here = range(row * columns, min((row + 1) * columns, len(chart.panels)))
        head = max(len(titles[number]) for number in here) * line + font + 6
        for number in here:
            x = (number - here.start) * (pane + GAP)
            _panel(chart, number, titles[number], names, size, (x, y, head, pane, step), scale)
        for tick, label in zip(scale.ticks, scale.labels, strict=True):
            at = y + head + HEIGHT * (1 - scale.share(tick))
            names["axis"].append(Label(label, -6, at + 0.36 * font, "right", font).row())
        y += head + HEIGHT + line + 18
    height = y - 18 + 2
    sized = measures(
        size.width - left - right,
        height,
        left=left,
        right=right,
        top=top,
        bottom=2,
        xDomain=[0, size.width - left - right],
        yDomain=[height, 0],
    )
    return Plan(_template(font) | sized | {"datasets": names})


def _panel(
    chart: SmallMultiples,
    number: int,
    title: list[str],
    rows: dict[str, list[dict[str, Any]]],
    size: Size,
    place: tuple[float, float, float, float, float],
    scale: Scale,
) -> None:
    """Adds one panel to the rows: its name, grid, line, last value, and first and last period."""
    one, font, line = chart.panels[number], size.font, line_height(size.font)
    left, top, head, pane, step = place
    plot = top + head

    def x(position: float) -> float:
        return left + (position + 0.5) * step

    def y(value: float) -> float:
        return plot + HEIGHT * (1 - scale.share(value))

    for n, text in enumerate(title):
        rows["names"].append(Label(text, left, top + (n + 0.8) * line, "left", font, "bold").row())
    for tick in scale.ticks:
        colour = AXIS if tick == 0 else GRID
        rows["grid"].append({"x": left, "x2": left + pane, "y": y(tick), "colour": colour})
    rows["breaks"] += [
        {"x": x(at), "y": plot, "y2": plot + HEIGHT} for at in breaks(one.values, one.marks)
    ]
    stretches = runs(one.values, one.marks)
    for stretch, run in enumerate(stretches):
        rows["line"] += [
            {"x": x(at), "y": y(value), "segment": f"{number}.{stretch}"} for at, value in run
        ]
    ends = {run[at][0] for run in stretches for at in (0, -1)}
    for at, value in chain.from_iterable(stretches):
        hollow = one.marks[at] == "preliminary"
        if step >= DENSE or at in ends or hollow:
            fill, edge = (SURFACE, LINE) if hollow else (LINE, SURFACE)
            rows["points"].append({"x": x(at), "y": y(value), "fill": fill, "edge": edge})
    if stretches:
        at, value = stretches[-1][-1]
        text = shorten(one.labels[at] or "", pane, font, bold=True)
        half = text_width(text, font, bold=True) / 2
        middle = min(max(x(at), left + half), left + pane - half)
        baseline = min(
            y(at_value)
            for position, at_value in chain.from_iterable(stretches)
            if abs(x(position) - middle) <= half + step
        )
        rows["figures"].append(
            Label(text, middle, baseline - 9, "center", font, "bold", LINE).row()
        )
    below = plot + HEIGHT + 6 + 0.75 * font
    first, last = chart.periods[0], chart.periods[-1]
    if len(chart.periods) == 1:
        text = shorten(first, pane, font)
        rows["axis"].append(Label(text, left + pane / 2, below, "center", font).row())
        return
    half = pane / 2 - 4
    rows["axis"].append(Label(shorten(first, half, font), left, below, "left", font).row())
    rows["axis"].append(Label(shorten(last, half, font), left + pane, below, "right", font).row())


@cache
def _template(font_size: float) -> dict[str, Any]:
    import altair as alt

    x, y = scaled("x", "xDomain"), scaled("y", "yDomain")
    chart = alt.layer(
        layer("grid").mark_rule(color=expr("datum.colour")).encode(x=x, x2=alt.X2("x2:Q"), y=y),
        layer("breaks")
        .mark_rule(color=AXIS, strokeWidth=1.25, strokeDash=[3, 3])
        .encode(x=x, y=y, y2=alt.Y2("y2:Q")),
        layer("line")
        .mark_line(color=LINE, strokeWidth=2, strokeJoin="round")
        .encode(x=x, y=y, detail="segment:N"),
        layer("points")
        .mark_point(size=46, fill=expr("datum.fill"), stroke=expr("datum.edge"))
        .encode(x=x, y=y),
        words("unit", TEXT),
        words("axis", TEXT),
        words("names", TEXT),
        words("figures", LINE),
    )
    return finished(chart, font_size)
