"""Where the texts inside a plot go, so that they lie on nothing that matters.

Each text has a few possible places, the best-looking first. What is in the way is a list of boxes with weights, and the
text goes where the least weight is hit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from .frame import Frame
from .lettering import line_height, text_width, wrap
from .series import TargetBand, TargetLine, TimeSeries, breaks, path, runs, target_values

FORBIDDEN: Final = 1000.0
FAR: Final = 10_000.0
LARGER: Final = 1.15


class Box(NamedTuple):
    """A rectangle that something takes up, and how bad it is to put a text on it."""

    left: float
    top: float
    right: float
    bottom: float
    weight: float = FORBIDDEN

    def wider(self, margin: float) -> Box:
        """The same with a margin at its left and right."""
        return self._replace(left=self.left - margin, right=self.right + margin)

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom


class Label(NamedTuple):
    """A text, perhaps in lines. `x` is the edge or middle that `align` names, `y` the first baseline."""

    text: str
    x: float
    y: float
    align: str
    font: float
    weight: str = "normal"

    @property
    def box(self) -> Box:
        """The room it takes up."""
        lines = self.text.split("\n")
        width = max(text_width(line, self.font, bold=self.weight == "bold") for line in lines)
        left = self.x - width * {"left": 0, "center": 0.5, "right": 1}[self.align]
        bottom = self.y + (len(lines) - 1) * line_height(self.font) + 0.22 * self.font
        return Box(left, self.y - 0.75 * self.font, left + width, bottom)

    def row(self) -> dict[str, Any]:
        """What the layers of text read."""
        return {
            "text": self.text,
            "x": self.x,
            "y": self.y,
            "align": self.align,
            "weight": self.weight,
            "font": self.font,
        }


def place_labels(chart: TimeSeries, frame: Frame) -> tuple[list[Label], list[Label]]:
    """The labels of the figures (the last, perhaps the first), and those of the targets."""
    taken = [*_margins(frame), *_marks(chart, frame)]
    stretches = runs(chart)
    ends = [stretches[-1][::-1], stretches[0]]
    figures: list[Label] = []
    for (point, *onward), weight in zip(ends, ("bold", "normal"), strict=True):
        text = chart.labels[point[0]]
        if text is None or (figures and point == ends[0][0]):
            continue
        below = bool(onward) and onward[0][1] > point[1]
        label, cost = _best(_beside(text, point, frame, weight, below=below), taken)
        if weight == "bold" or not cost:
            figures.append(label)
            taken.append(label.box.wider(6))
    goals: list[Label] = []
    for target in chart.targets:
        label, _ = _best(_along(target, frame), taken)
        goals.append(label)
        taken.append(label.box.wider(6))
    return figures, goals


def _best(places: Iterable[Label], taken: Sequence[Box]) -> tuple[Label, float]:
    def cost(label: Label) -> float:
        box = label.box
        return sum(other.weight for other in taken if other.meets(box))

    return min(((label, cost(label)) for label in places), key=lambda pair: pair[1])


def _beside(
    text: str, point: tuple[int, float], frame: Frame, weight: str, *, below: bool
) -> Iterator[Label]:
    """Over and under a point, the side first where the line is not; then to its right and left."""
    font = frame.size.font * (LARGER if weight == "bold" else 1)
    x, y = frame.x(point[0]), frame.y(point[1])
    half = text_width(text, font, bold=weight == "bold") / 2
    middle = max(half, min(x, frame.width + frame.right - half))
    over, under = y - 11, y + 11 + 0.75 * font
    for baseline in (under, over) if below else (over, under):
        yield Label(text, middle, baseline, "center", font, weight)
    for at, align in ((x + 11, "left"), (x - 11, "right")):
        yield Label(text, at, y + 0.36 * font, align, font, weight)


def _along(target: TargetLine | TargetBand, frame: Frame) -> Iterator[Label]:
    """Over and under a target's line: at its left end, its right end, or between; rather in few lines."""
    font = frame.size.font
    values = target_values(target)
    upper, lower = frame.y(max(values)), frame.y(min(values))
    for share in (0.8, 0.45):
        lines = wrap(target.label, share * frame.width, font)
        over = upper - 5 - 0.22 * font - (len(lines) - 1) * line_height(font)
        under, inside = lower + 5 + 0.75 * font, upper + 5 + 0.75 * font
        room = frame.width - 8 - max(text_width(line, font) for line in lines)
        for baseline in (over, under) if upper == lower else (over, inside, under):
            for along in (0, 1, 0.5, 0.25, 0.75):
                yield Label("\n".join(lines), 4 + along * room, baseline, "left", font)


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
    for run in runs(chart):
        points = [(frame.x(position), frame.y(value)) for position, value in run]
        for x, y in points:
            yield Box(x - 6, y - 6, x + 6, y + 6, 50)
        for start, end in pairwise(points):
            yield from _stroke(start, end, 10)
    goal = [(frame.x(position), frame.y(value)) for position, value in path(chart)]
    for start, end in pairwise(goal):
        yield from _stroke(start, end, 4)
    for target in chart.targets:
        for value in target_values(target):
            y = frame.y(value)
            yield Box(0, y - 4, frame.width, y + 4, 30)
            if chart.due in chart.periods:
                x = frame.x(chart.periods.index(chart.due))
                yield Box(x - 7, y - 7, x + 7, y + 7, 50)
    for position in breaks(chart):
        yield Box(frame.x(position) - 1, 0, frame.x(position) + 1, frame.size.height, 20)


def _stroke(start: tuple[float, float], end: tuple[float, float], weight: float) -> Iterator[Box]:
    """A sloping line as a row of small boxes."""
    pieces = max(1, math.ceil(math.dist(start, end) / 4))
    for piece in range(pieces + 1):
        x, y = (a + (b - a) * piece / pieces for a, b in zip(start, end, strict=True))
        yield Box(x - 2, y - 2, x + 2, y + 2, weight)
