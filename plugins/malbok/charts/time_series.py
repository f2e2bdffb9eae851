"""One indicator over time, with its targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Any, Final

from .frame import Frame, Size, frame_for, is_share, scale_for
from .labels import FAR, Box, Label, best, stroke
from .lettering import BREAK, clip, line_height, shorten, text_width, wrap
from .records import (
    SWEDISH,
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
    LINE,
    SURFACE,
    TARGET,
    TEXT,
    expr,
    finished,
    layer,
    period_axis,
    scaled,
    value_axis,
    words,
)

DENSE: Final = 18
"""Pixels between positions, below which only the points that say something by themselves are drawn."""
LARGER: Final = 1.15
TARGET_LINES: Final = 3
TARGET_WIDTHS: Final = (0.8, 0.45, 0.3)
"""How wide a target's label may be, as shares of the plot: the narrower, the more lines."""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target that is one value: a dashed line across the chart.

    `value` is in the unit of the series; `label` is written at the line ("Mål: minst 41").
    """

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class TargetBand:
    """A target that is a range: a tinted band between `lower` and `upper`, in the unit of the series."""

    lower: float
    upper: float
    label: str


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """One indicator over time, with its targets.

    `periods`, `values`, `labels` and `marks` have the same length, one entry for each position of the time axis.

    Raises ValueError for lengths that differ, a period that occurs twice, an unknown mark, a number that isn't
    finite, a band upside down, and for a series without any value: that is a sentence, not a chart.
    """

    title: str
    """The accessible name."""
    finding: str
    """What the chart shows, in words: the accessible description. Empty where a caption says it beside the chart."""
    unit: str
    """Written above the value axis; empty for none."""
    periods: tuple[str, ...]
    """Every consecutive position as shown, gaps included; may go on after the last outcome, to the due period."""
    values: tuple[float | None, ...]
    """None is a missing value: a gap in the line."""
    labels: tuple[str | None, ...]
    """Formatted values. The last value's label is drawn, and the first one's where there is room."""
    marks: tuple[str | None, ...]
    """None, "preliminary" (hollow point), "revised" (as any point), "suppressed" (no value: a gap) or "break" (line
    cut before the point)."""
    targets: tuple[TargetLine | TargetBand, ...] = ()
    due: str | None = None
    """The period the targets are for; marked with a diamond on each target line if it is one of `periods`."""
    baseline: tuple[str, float] | None = None
    """Period and value the goal starts from; a dotted line goes from there to the first target line at `due`."""
    cut_note: str = ""
    """What is said if the value axis leaves out zero. `{low}` and `{high}` become its ends."""
    headings: tuple[str, ...] = ()
    """What the rows of the table beside it are called, a row for each position; the periods where it is empty."""
    numerals: Numerals = SWEDISH

    def __post_init__(self) -> None:
        check_series(self.title, self.periods, self.values, self.labels, self.marks)
        if self.headings and len(self.headings) != len(self.periods):
            raise ValueError(f"{self.title}: periods and headings differ in length")
        bounds = chain.from_iterable(map(target_values, self.targets))
        start = () if self.baseline is None else (self.baseline[1],)
        check_numbers(self.title, self.values)
        check_numbers(self.title, (*self.values, *bounds, *start))
        if any(isinstance(t, TargetBand) and t.lower > t.upper for t in self.targets):
            raise ValueError(f"{self.title}: a band whose lower bound is above its upper one")

    @property
    def path(self) -> list[tuple[int, float]]:
        """Position and value of the two ends of the line from the baseline to the first target, or nothing."""
        goal = next((t.value for t in self.targets if isinstance(t, TargetLine)), None)
        start, value = self.baseline or (None, 0.0)
        if goal is None or start not in self.periods or self.due not in self.periods:
            return []
        return [(self.periods.index(start), value), (self.periods.index(self.due), goal)]

    @property
    def runs(self) -> list[list[tuple[int, float]]]:
        """The unbroken stretches of the line: position and value of their points."""
        return runs(self.values, self.marks)

    @property
    def breaks(self) -> list[float]:
        """Where the series is broken."""
        return breaks(self.values, self.marks)


def target_values(target: TargetLine | TargetBand) -> tuple[float, ...]:
    """The values at which a target has a line of its own: one, or the two bounds of a band."""
    return (target.value,) if isinstance(target, TargetLine) else (target.lower, target.upper)


def plan(chart: TimeSeries, size: Size) -> Plan:
    """The chart in one size."""
    frame = _frame(chart, size)
    figures, goals = place_labels(chart, frame)
    datasets = {
        "bands": [
            {"y": t.lower, "y2": t.upper} for t in chart.targets if isinstance(t, TargetBand)
        ],
        "targets": [{"y": y} for target in chart.targets for y in target_values(target)],
        "breaks": [{"x": x} for x in chart.breaks],
        "path": [{"x": x, "y": y} for x, y in chart.path],
        "due": [
            {"x": chart.periods.index(chart.due), "y": target.value}
            for target in chart.targets
            if isinstance(target, TargetLine) and chart.due in chart.periods
        ],
        "line": [
            {"x": x, "y": y, "segment": segment}
            for segment, run in enumerate(chart.runs)
            for x, y in run
        ],
        "points": _points(chart, frame),
        "unit": frame.unit_rows(),
        "goals": [label.row() for label in goals],
        "figures": [label.row() for label in figures],
    }
    return Plan(
        _template(size.font) | frame.measures() | {"datasets": datasets},
        tuple(
            Spot(
                heading,
                frame.left + frame.x(position),
                () if value is None else (frame.top + frame.y(value),),
            )
            for position, (heading, value) in enumerate(
                zip(chart.headings or chart.periods, chart.values, strict=True)
            )
        ),
        frame.guide,
    )


def _frame(chart: TimeSeries, size: Size) -> Frame:
    """The plot that holds everything the chart has."""
    values = [value for value in chart.values if value is not None]
    values += [value for target in chart.targets for value in target_values(target)]
    values += [value for _, value in chart.path]
    scale = scale_for(
        values, size.steps, share=is_share(chart.unit, chart.labels), numerals=chart.numerals
    )
    return frame_for(chart.periods, scale, size, unit=chart.unit, cut_note=chart.cut_note)


def _points(chart: TimeSeries, frame: Frame) -> list[dict[str, Any]]:
    """The points that are drawn: all of them, or in a dense series the ends, the lone and the marked.

    A hollow point has its line outside, so its size is smaller to look the same.
    """
    stretches = chart.runs
    last = stretches[-1][-1][0]
    kept = {stretches[0][0][0], last, *(run[0][0] for run in stretches if len(run) == 1)}
    rows = []
    for x, y in chain.from_iterable(stretches):
        hollow = chart.marks[x] == "preliminary"
        if frame.step >= DENSE or x in kept or hollow:
            size = (144 if x == last else 100) * (0.6 if hollow else 1)
            rows.append({"x": x, "y": y, "hollow": hollow, "size": size})
    return rows


@cache
def _template(font_size: float) -> dict[str, Any]:
    import altair as alt

    period = scaled("x", "xDomain", period_axis())
    value = scaled("y", "yDomain", value_axis())
    hollow = alt.when("datum.hollow")
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
        words("unit", TEXT),
        words("goals", TARGET),
        words("figures", LINE),
    )
    return finished(chart, font_size)


def place_labels(chart: TimeSeries, frame: Frame) -> tuple[list[Label], list[Label]]:
    """The labels of the figures (the last, perhaps the first), and those of the targets."""
    taken = [*_margins(frame), *_marks(chart, frame)]
    stretches = chart.runs
    ends = [stretches[-1][::-1], stretches[0]]
    figures: list[Label] = []
    for (point, *onward), weight in zip(ends, ("bold", "normal"), strict=True):
        text = chart.labels[point[0]]
        if text is None or (figures and point == ends[0][0]):
            continue
        below = bool(onward) and onward[0][1] > point[1]
        label, cost = best(_beside(text, point, frame, weight, below=below), taken)
        if weight == "bold" or not cost:
            figures.append(label)
            taken.append(label.box.wider(6))
    goals: list[Label] = []
    for target in chart.targets:
        label, _ = best(_along(target, frame), taken)
        goals.append(label)
        taken.append(label.box.wider(6))
    return figures, goals


def _beside(
    text: str, point: tuple[int, float], frame: Frame, weight: str, *, below: bool
) -> Iterator[Label]:
    """Over and under a point, the side first where the line is not; then to its right and left."""
    font = frame.size.font * (LARGER if weight == "bold" else 1)
    text = shorten(text, 0.6 * frame.width, font, bold=weight == "bold")
    x, y = frame.x(point[0]), frame.y(point[1])
    half = text_width(text, font, bold=weight == "bold") / 2
    middle = max(half, min(x, frame.width + frame.right - half))
    over, under = y - 11, y + 11 + 0.75 * font
    for baseline in (under, over) if below else (over, under):
        yield Label(text, middle, baseline, "center", font, weight, LINE)
    for at, align in ((x + 11, "left"), (x - 11, "right")):
        yield Label(text, at, y + 0.36 * font, align, font, weight, LINE)


def _along(target: TargetLine | TargetBand, frame: Frame) -> Iterator[Label]:
    """Over and under a target's line: at its left end, its right end, or between; rather in few lines.

    Its end is left out only where no width holds all of it.
    """
    font = frame.size.font
    values = target_values(target)
    upper, lower = frame.y(max(values)), frame.y(min(values))
    widths = [share * frame.width for share in TARGET_WIDTHS]
    written = [wrap(target.label, width, font) for width in widths]
    words = BREAK.split(target.label.strip())
    whole = [
        lines
        for lines in written
        if len(lines) <= TARGET_LINES and BREAK.split(" ".join(lines)) == words
    ]
    for lines in whole or [clip(target.label, widths[0], font, TARGET_LINES)]:
        over = upper - 5 - 0.22 * font - (len(lines) - 1) * line_height(font)
        under, inside = lower + 5 + 0.75 * font, upper + 5 + 0.75 * font
        room = frame.width - 8 - max(text_width(line, font) for line in lines)
        for baseline in (over, under) if upper == lower else (over, inside, under):
            for along in (0, 1, 0.5, 0.25, 0.75):
                yield Label(
                    "\n".join(lines), 4 + along * room, baseline, "left", font, "normal", TARGET
                )


def _margins(frame: Frame) -> Iterator[Box]:
    """What is outside the room for texts: the plot, the margin to its right, and beside the unit."""
    right, bottom = frame.width + frame.right, frame.size.height
    yield Box(-FAR, -FAR, -1, FAR)
    yield Box(right + 1, -FAR, FAR, FAR)
    yield Box(-FAR, -FAR, FAR, -frame.top)
    for line in frame.unit:
        yield Box(-FAR, -frame.top, text_width(line, frame.size.font) - frame.left, -4)
    yield Box(-FAR, bottom, FAR, FAR)


def _marks(chart: TimeSeries, frame: Frame) -> Iterator[Box]:
    """The points and lines of a chart. Crossing a target costs less than covering the outcome."""
    for run in chart.runs:
        points = [(frame.x(position), frame.y(value)) for position, value in run]
        for x, y in points:
            yield Box(x - 6, y - 6, x + 6, y + 6, 50)
        for start, end in pairwise(points):
            yield from stroke(start, end, 10)
    goal = [(frame.x(position), frame.y(value)) for position, value in chart.path]
    for start, end in pairwise(goal):
        yield from stroke(start, end, 4)
    for target in chart.targets:
        for value in target_values(target):
            y = frame.y(value)
            yield Box(0, y - 4, frame.width, y + 4, 30)
            if chart.due in chart.periods:
                x = frame.x(chart.periods.index(chart.due))
                yield Box(x - 7, y - 7, x + 7, y + 7, 50)
    for position in chart.breaks:
        yield Box(frame.x(position) - 1, 0, frame.x(position) + 1, frame.size.height, 20)
