"""The kinds of chart, each written once in Altair and filled many times.

Building Altair objects takes longer than drawing them, so a kind becomes a dict once per process. What differs
between charts is left open in three places, and `layout` fills them:

- `params`: what the axes show
- `datasets`: one table of rows for each layer, named as the layer
- `width`, `height` and `padding`

No dates reach the scales: a temporal axis would move with the time zone of the machine.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

FONT: Final = "Liberation Sans"
"""The font the layout is measured in. vl-convert brings it along, so it is the same on every machine."""

LINE: Final = "var(--malbok-chart-line, #005a9c)"
TARGET: Final = "var(--malbok-chart-target, #a63c06)"
TEXT: Final = "var(--malbok-chart-text, #454e57)"
AXIS: Final = "var(--malbok-chart-axis, #7c858e)"
GRID: Final = "var(--malbok-chart-grid, #e2e5e9)"
SURFACE: Final = "var(--malbok-chart-surface, #fff)"


@cache
def time_series(font_size: float) -> dict[str, Any]:
    """A line over time with its targets, as Vega-Lite: shared by every chart of the size, so never change it."""
    import altair as alt

    def layer(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=name), name=name)

    def expr(expression: str) -> Any:
        return alt.ExprRef(expr=expression)

    period = alt.X(
        "x:Q",
        scale=alt.Scale(domain=expr("xDomain"), nice=False, zero=False),
        axis=alt.Axis(values=expr("xTicks"), labelExpr="xLabels[datum.value]", grid=False),
        title=None,
    )
    value = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=expr("yDomain"), nice=False, zero=False),
        axis=alt.Axis(
            values=expr("yTicks"),
            labelExpr="format(datum.value, yFormat)",
            ticks=False,
            gridColor=alt.condition("datum.value === 0", alt.value(AXIS), alt.value(GRID)),
        ),
        title=None,
    )
    text = {"x": alt.value(expr("datum.x")), "y": alt.value(expr("datum.y")), "text": "text:N"}
    hollow = alt.when("datum.hollow")
    swedish = alt.NumberLocale(
        decimal=",", thousands="\u00a0", grouping=[3], currency=["", "\u00a0kr"]
    )

    chart = alt.layer(
        layer("bands").mark_rect(color=TARGET, opacity=0.13).encode(y=value, y2="y2"),
        layer("targets")
        .mark_rule(color=TARGET, strokeWidth=1.75, strokeDash=[6, 4])
        .encode(y=value),
        layer("breaks").mark_rule(color=AXIS, strokeWidth=1.25, strokeDash=[3, 3]).encode(x=period),
        layer("path")
        .mark_line(color=TARGET, strokeWidth=2, strokeDash=[0.1, 5], strokeCap="round")
        .encode(x=period, y=value),
        layer("due")
        .mark_point(shape="diamond", fill=TARGET, stroke=SURFACE, size=170)
        .encode(x=period, y=value),
        layer("line")
        .mark_line(color=LINE, strokeWidth=2.5, strokeJoin="round", strokeCap="round")
        .encode(x=period, y=value, detail="segment:N"),
        layer("points")
        .mark_point(size=expr("datum.size"))
        .encode(
            x=period,
            y=value,
            fill=hollow.then(alt.value(SURFACE)).otherwise(alt.value(LINE)),
            stroke=hollow.then(alt.value(LINE)).otherwise(alt.value(SURFACE)),
        ),
        layer("unit").mark_text(color=TEXT, align="left").encode(**text),
        layer("goals").mark_text(color=TARGET, align="left").encode(**text),
        layer("figures")
        .mark_text(
            color=LINE,
            align=expr("datum.align"),
            fontSize=expr("datum.font"),
            fontWeight=expr("datum.weight"),
        )
        .encode(**text),
    )
    chart = chart.configure(
        font=FONT,
        background="transparent",
        autosize=alt.AutoSizeParams(type="none"),
        locale=alt.Locale(number=swedish),
    )
    chart = chart.configure_view(stroke=None).configure_point(opacity=1, strokeWidth=1.75)
    chart = chart.configure_text(fontSize=font_size, lineBreak="\n", baseline="alphabetic")
    chart = chart.configure_axis(
        labelFontSize=font_size,
        labelColor=TEXT,
        labelOverlap=False,
        labelPadding=6,
        labelLimit=0,
        domain=False,
        tickColor=AXIS,
        tickSize=5,
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec
