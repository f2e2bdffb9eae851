"""One indicator by sex or group: lines over time, told apart by dashes, shapes and colours; or bars for one period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, Final

from .frame import Frame, Scale, Size, above_axis, frame_for, is_share, lying_scale, scale_for
from .labels import Label, spread
from .lettering import clip, line_height, shorten, text_width
from .records import (
    SWEDISH,
    NamedSeries,
    Numerals,
    Plan,
    Spot,
    breaks,
    check_numbers,
    check_series,
    runs,
)
from .style import (
    AXIS,
    SERIES,
    SURFACE,
    TEXT,
    expr,
    finished,
    layer,
    measures,
    period_axis,
    scaled,
    value_axis,
    words,
)

MOST: Final = len(SERIES)
"""So many lines one can tell apart; more of them are `SmallMultiples`."""
DENSE: Final = 18
NAMES: Final = 0.32
"""The most of the width that the names at the ends of the lines may take."""
BAR: Final = 16


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One indicator by sex or group: two to six series with the same unit.

    Lines over time; with a single period bars, which start at zero.

    Raises ValueError for another number of series, a name that occurs twice, and as `TimeSeries` does.
    """

    title: str
    finding: str
    unit: str
    periods: tuple[str, ...]
    series: tuple[NamedSeries, ...]
    cut_note: str = ""
    """What is said if the value axis leaves out zero. `{low}` and `{high}` become its ends."""
    headings: tuple[str, ...] = ()
    """What the rows of the table beside it are called, a row for each period; the periods where it is empty."""
    numerals: Numerals = SWEDISH

    def __post_init__(self) -> None:
        if not 2 <= len(self.series) <= MOST:
            raise ValueError(f"{self.title}: from 2 to {MOST} series can be told apart")
        check_named(self.title, self.periods, self.series)
        if self.headings and len(self.headings) != len(self.periods):
            raise ValueError(f"{self.title}: periods and headings differ in length")


def check_named(title: str, periods: tuple[str, ...], series: tuple[NamedSeries, ...]) -> None:
    """Raises ValueError for a name that occurs twice, and for series that don't fit the periods or have no value."""
    if len({one.name for one in series}) < len(series):
        raise ValueError(f"{title}: a name occurs twice")
    for one in series:
        check_series(f"{title}: {one.name}", periods, one.values, one.labels, one.marks)
    check_numbers(title, known_values(series))


def known_values(series: Sequence[NamedSeries]) -> list[float]:
    """All values of all series that aren't missing."""
    return [value for one in series for value in one.values if value is not None]


def plan(chart: Breakdown, size: Size) -> Plan:
    """The chart in one size."""
    return _lines(chart, size) if len(chart.periods) > 1 else _bars(chart, size)


def _lines(chart: Breakdown, size: Size) -> Plan:
    labels = tuple(chain.from_iterable(one.labels for one in chart.series))
    scale = scale_for(
        known_values(chart.series),
        size.steps,
        share=is_share(chart.unit, labels),
        numerals=chart.numerals,
    )
    names = _names(chart, size)
    right = 18 + max((text_width(line, size.font) for lines in names for line in lines), default=0)
    frame = frame_for(
        chart.periods,
        scale,
        size,
        unit=chart.unit,
        cut_note=chart.cut_note,
        right=right,
    )
    ends, leaders = _ends(chart, frame, names)
    datasets = {
        "breaks": [
            {"x": x}
            for x in sorted({at for one in chart.series for at in breaks(one.values, one.marks)})
        ],
        "leaders": leaders,
        "line": [
            {"x": x, "y": y, "segment": f"{number}.{stretch}", **_look(number)}
            for number, one in enumerate(chart.series)
            for stretch, run in enumerate(runs(one.values, one.marks))
            for x, y in run
        ],
        "points": [
            row for number, one in enumerate(chart.series) for row in _points(one, number, frame)
        ],
        "unit": frame.unit_rows(),
        "names": [label.row() for label in ends],
    }
    spots = tuple(
        Spot(
            heading,
            frame.left + frame.x(position),
            tuple(
                frame.top + frame.y(value)
                for one in chart.series
                if (value := one.values[position]) is not None
            ),
        )
        for position, heading in enumerate(chart.headings or chart.periods)
    )
    spec = _line_template(size.font) | frame.measures() | {"datasets": datasets}
    return Plan(spec, spots, frame.guide)


def _look(number: int) -> dict[str, Any]:
    colour, shape, dash = SERIES[number]
    return {"colour": colour, "shape": shape, "dash": list(dash)}


def _points(one: NamedSeries, number: int, frame: Frame) -> list[dict[str, Any]]:
    """The points of a line: all of them, or in a dense series the ends, the lone and the preliminary."""
    stretches = runs(one.values, one.marks)
    kept = {run[place][0] for run in stretches for place in (0, -1)}
    colour, shape, _ = SERIES[number]
    rows = []
    for x, y in chain.from_iterable(stretches):
        hollow = one.marks[x] == "preliminary"
        if frame.step >= DENSE or x in kept or hollow:
            fill, edge = (SURFACE, colour) if hollow else (colour, SURFACE)
            size = 48 if hollow else 90
            rows.append({"x": x, "y": y, "fill": fill, "edge": edge, "shape": shape, "size": size})
    return rows


def _names(chart: Breakdown, size: Size) -> list[list[str]]:
    """What stands at the end of each line: its name in at most two lines, and its last value."""
    room = NAMES * size.width
    most = 2 if len(chart.series) * 3 * line_height(size.font) <= size.height else 1
    found = []
    for one in chart.series:
        label = next((text for text in reversed(one.labels) if text), "")
        lines = clip(one.name, room, size.font, most)
        together = f"{lines[-1]} {label}"
        if text_width(together, size.font) <= room:
            lines[-1] = together
        elif len(lines) <= most and most > 1:
            lines.append(shorten(label, room, size.font))
        else:
            spare = room - text_width(f" {label}", size.font)
            lines[-1] = f"{shorten(one.name, max(spare, 0), size.font)} {label}"
            lines[-1] = shorten(lines[-1], room, size.font)
        found.append(lines)
    return found


def _ends(
    chart: Breakdown, frame: Frame, names: list[list[str]]
) -> tuple[list[Label], list[dict[str, Any]]]:
    """The names at the right, each beside the end of its line or as near as there is room, and a thin line between."""
    font, line = frame.size.font, line_height(frame.size.font)
    ends = [
        (number, *runs(one.values, one.marks)[-1][-1])
        for number, one in enumerate(chart.series)
        if any(value is not None for value in one.values)
    ]
    heights = [len(names[number]) * line for number, _, _ in ends]
    wanted = [frame.y(value) for _, _, value in ends]
    middles = spread(wanted, heights, -8, frame.size.height + 8)
    labels, leaders = [], []
    edge = frame.width + 6
    for (number, position, _), height, from_y, middle in zip(
        ends, heights, wanted, middles, strict=True
    ):
        baseline = middle - height / 2 + 0.9 * font
        text = "\n".join(names[number])
        colour = SERIES[number][0]
        labels.append(Label(text, edge + 6, baseline, "left", font, "normal", colour))
        if abs(middle - from_y) > 4 or position < len(chart.periods) - 1:
            x = frame.x(position) + 8
            if x < edge:
                leaders.append(
                    {"x": x, "y": from_y, "x2": edge + 2, "y2": middle, "colour": colour}
                )
    return labels, leaders


@cache
def _line_template(font_size: float) -> dict[str, Any]:
    import altair as alt

    period = scaled("x", "xDomain", period_axis())
    value = scaled("y", "yDomain", value_axis())
    coloured = {name: alt.value(expr(f"datum.{name}")) for name in ("x", "y", "x2", "y2")}
    chart = alt.layer(
        layer("breaks").mark_rule(color=AXIS, strokeWidth=1.25, strokeDash=[3, 3]).encode(x=period),
        layer("leaders").mark_rule(color=expr("datum.colour"), strokeWidth=1).encode(**coloured),
        layer("line")
        .mark_line(
            stroke=expr("datum.colour"),
            strokeDash=expr("datum.dash"),
            strokeWidth=2.25,
            strokeJoin="round",
        )
        .encode(x=period, y=value, detail="segment:N"),
        layer("points")
        .mark_point(
            size=expr("datum.size"),
            shape=expr("datum.shape"),
            fill=expr("datum.fill"),
            stroke=expr("datum.edge"),
        )
        .encode(x=period, y=value),
        words("unit", TEXT),
        words("names"),
    )
    return finished(chart, font_size)


def _bars(chart: Breakdown, size: Size) -> Plan:
    """A bar for each series, under its name, from zero; its value at its end."""
    font, line = size.font, line_height(size.font)
    values = known_values(chart.series)
    labels = [one.labels[0] or "" for one in chart.series]
    share = is_share(chart.unit, labels)
    scale = lying_scale(values, size, share=share, from_zero=True, numerals=chart.numerals)
    room = (0.25 if scale.low < 0 else 0.4) * size.width
    texts = [shorten(label, room, font, bold=True) for label in labels]
    side = 10 + max(text_width(text, font, bold=True) for text in texts)
    left, right = _sides(scale, size, side)
    width = size.width - left - right
    unit = above_axis(chart.unit, "", size)
    top = 6 + len(unit) * line
    rows: dict[str, list[dict[str, Any]]] = {"bars": [], "names": [], "figures": [], "unit": []}
    y = 0.0
    for number, (one, text) in enumerate(zip(chart.series, texts, strict=True)):
        for written in clip(one.name, size.width - 4, font, 2):
            y += line
            rows["names"].append(Label(written, -left, y - 3, "left", font).row())
        value = one.values[0]
        if value is not None:
            rows["bars"].append(
                {"x": 0, "x2": value, "y": y + 2, "y2": y + 2 + BAR, "colour": SERIES[number][0]}
            )
            end = width * scale.share(value)
            at, align = (end - 6, "right") if value < 0 else (end + 6, "left")
            rows["figures"].append(
                Label(text, at, y + 2 + BAR / 2 + 0.36 * font, align, font, "bold").row()
            )
        y += BAR + 12
    rows["unit"] = [
        Label(text, -left, 0.8 * font - top + n * line, "left", font).row()
        for n, text in enumerate(unit)
    ]
    sized = measures(
        width,
        y,
        left=left,
        right=right,
        top=top,
        bottom=12 + line,
        xDomain=[scale.low, scale.high],
        yDomain=[y, 0],
        ticks=list(scale.ticks),
        tickLabels=list(scale.labels),
    )
    return Plan(_bar_template(font) | sized | {"datasets": rows})


def _sides(scale: Scale, size: Size, room: float) -> tuple[float, float]:
    """The margins at the left and right of an axis that lies: for half a number, and for a bar's value."""
    first, last = (text_width(scale.labels[place], size.font) / 2 + 2 for place in (0, -1))
    return (max(first, room) if scale.low < 0 else first), max(last, room)


@cache
def _bar_template(font_size: float) -> dict[str, Any]:
    import altair as alt

    value = scaled("x", "xDomain", value_axis())
    place = scaled("y", "yDomain")
    chart = alt.layer(
        layer("bars")
        .mark_rect(color=expr("datum.colour"))
        .encode(x=value, x2=alt.X2("x2:Q"), y=place, y2=alt.Y2("y2:Q")),
        words("unit", TEXT),
        words("names", TEXT),
        words("figures", TEXT),
    )
    return finished(chart, font_size)
