"""How charts look, and the pieces of Altair that the kinds are built of.

Colours are CSS variables, with the light scheme's colour for programs that know no variables. Nothing here depends on
what a chart shows, so each kind builds its objects once. No dates reach the scales: a temporal axis would move with
the time zone of the machine.
"""

from __future__ import annotations

from typing import Any, Final

FONT: Final = "Liberation Sans"
"""The font the layout is measured in. vl-convert brings it along, so it is the same on every machine."""

LINE: Final = "var(--malbok-chart-line, #005a9c)"
TARGET: Final = "var(--malbok-chart-target, #a63c06)"
TEXT: Final = "var(--malbok-chart-text, #454e57)"
AXIS: Final = "var(--malbok-chart-axis, #7c858e)"
GRID: Final = "var(--malbok-chart-grid, #e2e5e9)"
SURFACE: Final = "var(--malbok-chart-surface, #fff)"
DOT: Final = "var(--malbok-chart-dot, #6d7781)"

SERIES: Final = (
    ("var(--malbok-chart-1, #005a9c)", "circle", (1, 0)),
    ("var(--malbok-chart-2, #a8440a)", "square", (8, 4)),
    ("var(--malbok-chart-3, #00694a)", "triangle-up", (2, 4)),
    ("var(--malbok-chart-4, #7a3aa1)", "diamond", (10, 4, 2, 4)),
    ("var(--malbok-chart-5, #6b5900)", "cross", (16, 4)),
    ("var(--malbok-chart-6, #a21a5c)", "triangle-down", (4, 3, 1, 3)),
)
"""Colour, shape of the points and dashes of each of several series: any one of the three tells them apart."""


def layer(name: str) -> Any:
    """A chart whose rows are the dataset of that name; the name becomes the layer's class."""
    import altair as alt

    return alt.Chart(alt.NamedData(name=name), name=name)


def expr(expression: str) -> Any:
    """Something that is worked out for each row or chart."""
    import altair as alt

    return alt.ExprRef(expr=expression)


def scaled(field: str, domain: str, axis: Any = None) -> Any:
    """A position on a scale that goes from edge to edge; `domain` is the name of a parameter."""
    import altair as alt

    channel = alt.X if field.startswith("x") else alt.Y
    scale = alt.Scale(domain=expr(domain), nice=False, zero=False)
    return channel(f"{field}:Q", scale=scale, axis=axis, title=None)


def value_axis(**options: Any) -> Any:
    """An axis of values, with gridlines; the zero line is darker."""
    import altair as alt

    zero = alt.condition("datum.value === 0", alt.value(AXIS), alt.value(GRID))
    return alt.Axis(
        values=expr("ticks"),
        labelExpr="tickLabels[indexof(ticks, datum.value)]",
        ticks=False,
        gridColor=zero,
        **options,
    )


def period_axis() -> Any:
    """An axis of positions, some of them with the name of their period."""
    import altair as alt

    return alt.Axis(values=expr("xTicks"), labelExpr="xLabels[datum.value]", grid=False)


def words(name: str, colour: str | None = None) -> Any:
    """A layer of texts at places in pixels: rows as `labels.Label.row` makes them."""
    import altair as alt

    return (
        layer(name)
        .mark_text(
            color=colour or expr("datum.colour"),
            align=expr("datum.align"),
            fontSize=expr("datum.font"),
            fontWeight=expr("datum.weight"),
        )
        .encode(x=alt.value(expr("datum.x")), y=alt.value(expr("datum.y")), text="text:N")
    )


def finished(chart: Any, font_size: float) -> dict[str, Any]:
    """The kind as a dict, validated by Altair. It is shared by every chart of its size, so never change it."""
    import altair as alt

    chart = chart.configure(
        font=FONT, background="transparent", autosize=alt.AutoSizeParams(type="none")
    )
    chart = chart.configure_view(stroke=None).configure_point(opacity=1, strokeWidth=1.75)
    chart = chart.configure_text(fontSize=font_size, lineBreak="\n", baseline="alphabetic")
    chart = chart.configure_axis(
        labelFontSize=font_size,
        labelColor=TEXT,
        labelFlush=False,
        labelOverlap=False,
        labelPadding=6,
        labelLimit=0,
        domain=False,
        tickColor=AXIS,
        tickSize=5,
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def measures(
    width: float,
    height: float,
    *,
    left: float = 0,
    right: float = 0,
    top: float = 0,
    bottom: float = 0,
    **params: Any,
) -> dict[str, Any]:
    """The size of a plot and its margins in pixels, and what its scales and axes show."""
    return {
        "width": width,
        "height": height,
        "padding": {"left": left, "right": right, "top": top, "bottom": bottom},
        "params": [{"name": name, "value": value} for name, value in params.items()],
    }
