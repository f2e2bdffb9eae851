"""One value among others: a dot for each municipality along one axis, the own one pointed out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from .frame import Scale, Size, above_axis, is_share, lying_scale
from .labels import Label
from .lettering import clip, line_height, shorten, text_width
from .records import SWEDISH, Numerals, Plan, Spot, check_numbers
from .style import (
    DOT,
    LINE,
    SURFACE,
    TEXT,
    expr,
    finished,
    layer,
    measures,
    scaled,
    value_axis,
    words,
)

RADII: Final = (6.0, 5.0, 4.0, 3.0)
STACK: Final = 150
"""The height that the tallest stack of dots should keep within, in pixels."""
LARGER: Final = 1.1
OWN: Final = 7
"""Half the height of the own mark."""


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A value and whose it is; `label` is the value as it is to be written."""

    name: str
    value: float
    label: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """From the first to the third quartile; `label` says so in words."""

    lower: float
    upper: float
    label: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The values of several municipalities on one axis, for one period.

    Position says how they stand to each other and nothing of good or bad, so no direction is coloured.

    Raises ValueError for a name that occurs twice, several own values, a number that isn't finite, and no values.
    """

    title: str
    finding: str
    unit: str
    values: tuple[ComparedValue, ...]
    median: tuple[float, str] | None = None
    """The value, and what is written at it: "Median 36"."""
    quartiles: Band | None = None
    references: tuple[ComparedValue, ...] = ()
    """What isn't one of those compared, as the country: marks of their own below the dots."""
    cut_note: str = ""
    """What is said if the axis leaves out zero. `{low}` and `{high}` become its ends."""
    numerals: Numerals = SWEDISH

    def __post_init__(self) -> None:
        named = (*self.values, *self.references)
        if len({one.name for one in named}) < len(named):
            raise ValueError(f"{self.title}: a name occurs twice")
        if sum(one.is_own for one in self.values) > 1:
            raise ValueError(f"{self.title}: several own values")
        check_numbers(self.title, [one.value for one in self.values])
        check_numbers(self.title, _drawn(self))


def _drawn(chart: Comparison) -> list[float]:
    return [
        *(one.value for one in (*chart.values, *chart.references)),
        *([chart.median[0]] if chart.median else []),
        *([chart.quartiles.lower, chart.quartiles.upper] if chart.quartiles else []),
    ]


Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Strip:
    """The axis and its margins, in pixels."""

    size: Size
    scale: Scale
    left: float
    right: float

    @property
    def width(self) -> float:
        """The length of the axis."""
        return self.size.width - self.left - self.right

    @property
    def edges(self) -> tuple[float, float]:
        """Between which places texts may stand."""
        return -self.left, self.width + self.right

    def x(self, value: float) -> float:
        """Pixels from the beginning of the axis."""
        return self.width * self.scale.share(value)

    def value(self, x: float) -> float:
        """The value at a place."""
        return self.scale.at(x / self.width)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said below the dots: a mark from `start` to `end` in pixels, and its text."""

    start: float
    end: float
    text: str
    is_reference: bool = False


def plan(chart: Comparison, size: Size) -> Plan:
    """The chart in one size: the own label, the dots, a row each for quartiles, median and references, the axis."""
    font, line = size.font, line_height(size.font)
    strip = _strip(chart, size)
    scale = strip.scale
    above = above_axis(chart.unit, scale.cut(chart.cut_note), size)
    top = 6 + len(above) * line
    own = next((one for one in chart.values if one.is_own), None)
    over = _own_label(own, strip) if own else []
    start = len(over) * (font * LARGER + 2) + (10 if over else 0)
    dots, places, end = _dots(chart, strip, start)
    below, bottom = _below(chart, strip, end + 6)
    across = {"y": start, "y2": end + 2}
    datasets: Rows = {
        "band": [
            {"x": strip.value(strip.x(band.lower) - 1), "x2": strip.value(strip.x(band.upper) + 1)}
            | across
            for band in (chart.quartiles,)
            if band
        ],
        "median": [{"x": chart.median[0], **across}] if chart.median else [],
        **dots,
        **below,
        "unit": [
            Label(text, -strip.left, 0.8 * font - top + n * line, "left", font).row()
            for n, text in enumerate(above)
        ],
        "figures": [label.row() for label in over],
    }
    places += [mark["y"] for mark in below["marks"]]
    spots = [
        Spot(one.name, strip.left + strip.x(one.value), (top + y,))
        for one, y in zip((*chart.values, *chart.references), places, strict=True)
    ]
    sized = measures(
        strip.width,
        bottom + 6,
        left=strip.left,
        right=strip.right,
        top=top,
        bottom=10 + line,
        xDomain=[scale.low, scale.high],
        yDomain=[bottom + 6, 0],
        ticks=list(scale.ticks),
        tickLabels=list(scale.labels),
    )
    spec = _template(font) | sized | {"datasets": datasets}
    return Plan(spec, tuple(sorted(spots, key=lambda spot: (spot.x, spot.key))))


def _strip(chart: Comparison, size: Size) -> _Strip:
    labels = [one.label for one in chart.values]
    share = is_share(chart.unit, labels)
    scale = lying_scale(_drawn(chart), size, share=share, numerals=chart.numerals)
    first, last = (text_width(scale.labels[at], size.font) / 2 + 2 for at in (0, -1))
    return _Strip(size, scale, max(OWN + 2, first), max(OWN + 2, last))


def _dots(chart: Comparison, strip: _Strip, top: float) -> tuple[Rows, list[float], float]:
    """The dots from `top` down, the own one with a line from its label; the height of each, and where they end."""
    lanes, radius, pitch = stack([(strip.x(one.value), one.is_own) for one in chart.values])
    bottom = top + max(lanes) * pitch + 2 * max(radius, OWN) + 2
    heights = [bottom - max(radius, OWN) - lane * pitch for lane in lanes]
    # An edge keeps dots apart that touch; on dots that overlap it would leave nothing of them.
    look = {"size": (2 * radius) ** 2 * 0.9, "edge": SURFACE if pitch >= 2 * radius else DOT}
    placed = list(zip(chart.values, heights, strict=True))
    others = sorted((one.value, y) for one, y in placed if not one.is_own)
    own = [(one.value, y) for one, y in placed if one.is_own]
    rows: Rows = {
        "leader": [{"x": x, "y": top - 8, "y2": y - OWN} for x, y in own],
        "dots": [{"x": x, "y": y, **look} for x, y in others],
        "own": [{"x": x, "y": y} for x, y in own],
    }
    return rows, heights, bottom


def _below(chart: Comparison, strip: _Strip, top: float) -> tuple[Rows, float]:
    """Quartiles, median and references, a row each from `top` down; and where they end."""
    rows: Rows = {"brackets": [], "marks": [], "names": []}
    for said in _all_said(chart, strip):
        labels, height, y = _row_label(said, top, strip)
        rows["names"] += [label.row() for label in labels]
        start, end = strip.value(said.start), strip.value(said.end)
        if said.is_reference:
            rows["marks"].append({"x": start, "y": y})
        else:
            rows["brackets"].append({"x": start, "x2": end, "y": y, "y2": y})
            rows["brackets"] += [
                {"x": x, "x2": x, "y": y - 5, "y2": y + 5} for x in sorted({start, end})
            ]
        top += height
    return rows, top


def stack(places: Sequence[tuple[float, bool]]) -> tuple[list[int], float, float]:
    """In which lane each dot lies, the first at the bottom; the dots' radius, and pixels between lanes.

    Dots that would overlap lie above each other, the own one on top, where a line from its label reaches it. Smaller
    dots first, then lanes closer than the dots are high, keep the tallest stack low.
    """
    for radius in RADII:
        lanes = _lanes(places, radius)
        if max(lanes) * 2 * radius <= STACK:
            break
    pitch = min(2 * radius, STACK / max(*lanes, 1))
    return lanes, radius, pitch


def _lanes(places: Sequence[tuple[float, bool]], radius: float) -> list[int]:
    lanes = [0] * len(places)
    ends: list[float] = []
    order = sorted(range(len(places)), key=lambda place: (places[place][0], place))
    own = [place for place in order if places[place][1]]
    for place in order:
        if place in own:
            continue
        x = places[place][0]
        lane = next((at for at, end in enumerate(ends) if end <= x - radius), len(ends))
        ends[lane : lane + 1] = [x + radius]
        lanes[place] = lane
    for place in own:
        x = places[place][0]
        near = [
            lanes[other]
            for other in order
            if other != place and abs(places[other][0] - x) < radius + OWN
        ]
        lanes[place] = max(near, default=-1) + 1
    return lanes


def _own_label(own: ComparedValue, strip: _Strip) -> list[Label]:
    """The own name and value over its mark; in two lines if one is too long."""
    font = strip.size.font * LARGER
    low, high = strip.edges
    room = high - low
    lines = [f"{own.name} {own.label}"]
    if text_width(lines[0], font, bold=True) > room:
        lines = [shorten(text, room, font, bold=True) for text in (own.name, own.label)]
    half = max(text_width(text, font, bold=True) for text in lines) / 2
    middle = min(max(strip.x(own.value), low + half), high - half)
    return [
        Label(text, middle, (n + 1) * (font + 2) - 0.3 * font, "center", font, "bold", LINE)
        for n, text in enumerate(lines)
    ]


def _all_said(chart: Comparison, strip: _Strip) -> Iterator[_Said]:
    if band := chart.quartiles:
        yield _Said(strip.x(band.lower), strip.x(band.upper), band.label)
    if chart.median:
        value, label = chart.median
        yield _Said(strip.x(value), strip.x(value), label)
    for one in chart.references:
        x = strip.x(one.value)
        yield _Said(x, x, f"{one.name} {one.label}", is_reference=True)


def _row_label(said: _Said, top: float, strip: _Strip) -> tuple[list[Label], float, float]:
    """A row's text at the right of its mark, or the left, or below it; with the row's height, and where the mark is."""
    font, line = strip.size.font, line_height(strip.size.font)
    low, high = strip.edges
    gap, middle = 10, top + line / 2 + 2
    wide = text_width(said.text, font)
    base = middle + 0.36 * font
    if said.end + gap + wide <= high:
        return [Label(said.text, said.end + gap, base, "left", font)], line + 4, middle
    if said.start - gap - wide >= low:
        return [Label(said.text, said.start - gap, base, "right", font)], line + 4, middle
    lines = clip(said.text, high - low, font, 3)
    half = max(text_width(text, font) for text in lines) / 2
    at = min(max((said.start + said.end) / 2, low + half), high - half)
    labels = [
        Label(text, at, top + 15 + (n + 0.85) * line, "center", font)
        for n, text in enumerate(lines)
    ]
    return labels, 17 + len(lines) * line, top + 8


@cache
def _template(font_size: float) -> dict[str, Any]:
    import altair as alt

    x, y = scaled("x", "xDomain", value_axis()), scaled("y", "yDomain")
    x2, y2 = alt.X2("x2:Q"), alt.Y2("y2:Q")
    chart = alt.layer(
        layer("band").mark_rect(color=LINE, opacity=0.13).encode(x=x, x2=x2, y=y, y2=y2),
        layer("median").mark_rule(color=TEXT, strokeWidth=1.75).encode(x=x, y=y, y2=y2),
        layer("leader").mark_rule(color=LINE, strokeWidth=1.25).encode(x=x, y=y, y2=y2),
        layer("dots")
        .mark_point(fill=DOT, stroke=expr("datum.edge"), strokeWidth=1, size=expr("datum.size"))
        .encode(x=x, y=y),
        layer("own")
        .mark_point(fill=LINE, stroke=SURFACE, shape="diamond", size=(2 * OWN) ** 2 * 1.1)
        .encode(x=x, y=y),
        layer("brackets").mark_rule(color=TEXT, strokeWidth=1.75).encode(x=x, x2=x2, y=y, y2=y2),
        layer("marks")
        .mark_point(fill=SURFACE, stroke=TEXT, shape="square", size=80)
        .encode(x=x, y=y),
        words("unit", TEXT),
        words("names", TEXT),
        words("figures", LINE),
    )
    return finished(chart, font_size)
