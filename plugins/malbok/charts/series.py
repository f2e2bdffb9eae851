"""What a chart is made of and what comes out, as records; below them, what can be read out of a series.

Every text is finished when it gets here: the caller words titles, findings and labels, and formats the numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain
from typing import Final

MARKS: Final = frozenset({None, "preliminary", "revised", "break"})


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
    """What the chart shows, in words: the accessible description."""
    unit: str
    """Written above the value axis; empty for none."""
    periods: tuple[str, ...]
    """Every consecutive position as shown, gaps included; may go on after the last outcome, to the due period."""
    values: tuple[float | None, ...]
    """None is a missing value: a gap in the line."""
    labels: tuple[str | None, ...]
    """Formatted values. The last value's label is drawn, and the first one's where there is room."""
    marks: tuple[str | None, ...]
    """None, "preliminary" (hollow point), "revised" (as any point) or "break" (line cut before the point)."""
    targets: tuple[TargetLine | TargetBand, ...] = ()
    due: str | None = None
    """The period the targets are for; marked with a diamond on each target line if it is one of `periods`."""
    baseline: tuple[str, float] | None = None
    """Period and value the goal starts from; a dotted line goes from there to the first target line at `due`."""

    def __post_init__(self) -> None:
        if len({len(self.periods), len(self.values), len(self.labels), len(self.marks)}) > 1:
            raise ValueError(f"{self.title}: periods, values, labels and marks differ in length")
        if len(set(self.periods)) < len(self.periods):
            raise ValueError(f"{self.title}: a period occurs twice")
        if unknown := set(self.marks) - MARKS:
            raise ValueError(f"{self.title}: unknown marks {unknown}")
        if all(value is None for value in self.values):
            raise ValueError(f"{self.title}: no values to draw")
        bounds = chain.from_iterable(map(target_values, self.targets))
        start = () if self.baseline is None else (self.baseline[1],)
        if not all(
            value is None or math.isfinite(value) for value in (*self.values, *bounds, *start)
        ):
            raise ValueError(f"{self.title}: a number that is not finite")
        if any(isinstance(t, TargetBand) and t.lower > t.upper for t in self.targets):
            raise ValueError(f"{self.title}: a band whose lower bound is above its upper one")


@dataclass(frozen=True, slots=True)
class Svg:
    """The same chart twice, as finished markup to put straight into a page; `malbok-charts.css` shows one of them.

    `wide` is drawn 640 px wide, `narrow` 300 px. Their ids come from the chart's content: a page that shows one
    chart twice has them twice.
    """

    wide: str
    narrow: str


def target_values(target: TargetLine | TargetBand) -> tuple[float, ...]:
    """The values at which a target has a line of its own: one, or the two bounds of a band."""
    return (target.value,) if isinstance(target, TargetLine) else (target.lower, target.upper)


def path(chart: TimeSeries) -> list[tuple[int, float]]:
    """Position and value of the two ends of the line from the baseline to the first target, or nothing."""
    goal = next((t.value for t in chart.targets if isinstance(t, TargetLine)), None)
    start, value = chart.baseline or (None, 0.0)
    if goal is None or start not in chart.periods or chart.due not in chart.periods:
        return []
    return [(chart.periods.index(start), value), (chart.periods.index(chart.due), goal)]


def runs(chart: TimeSeries) -> list[list[tuple[int, float]]]:
    """The unbroken stretches of the line: position and value of their points."""
    stretches: list[list[tuple[int, float]]] = [[]]
    for position, (value, mark) in enumerate(zip(chart.values, chart.marks, strict=True)):
        if value is None or mark == "break":
            stretches.append([])
        if value is not None:
            stretches[-1].append((position, value))
    return [stretch for stretch in stretches if stretch]


def breaks(chart: TimeSeries) -> list[float]:
    """Where the series is broken: half way before each point marked so, save a first one."""
    first = next(i for i, value in enumerate(chart.values) if value is not None)
    return [i - 0.5 for i, mark in enumerate(chart.marks) if mark == "break" and i > first]
