"""Where the texts inside a plot go, so that they lie on nothing that matters.

Each text has a few possible places, the best-looking first. What is in the way is a list of boxes with weights, and the
text goes where the least weight is hit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from .lettering import line_height, text_width
from .style import TEXT

FORBIDDEN: Final = 1_000_000.0
"""More than all that a text can lie on together, however many points and lines there are."""
FAR: Final = 10_000.0


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
    colour: str = TEXT

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
            "colour": self.colour,
        }


def best(places: Iterable[Label], taken: Sequence[Box]) -> tuple[Label, float]:
    """The place that costs least, the first among equals, and what it costs."""

    def cost(label: Label) -> float:
        box = label.box
        return sum(other.weight for other in taken if other.meets(box))

    return min(((label, cost(label)) for label in places), key=lambda pair: pair[1])


def stroke(start: tuple[float, float], end: tuple[float, float], weight: float) -> Iterator[Box]:
    """A sloping line as a row of small boxes."""
    pieces = max(1, math.ceil(math.dist(start, end) / 4))
    for piece in range(pieces + 1):
        x, y = (a + (b - a) * piece / pieces for a, b in zip(start, end, strict=True))
        yield Box(x - 2, y - 2, x + 2, y + 2, weight)


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """The middles of texts above one another, as near to where they want to be as they can without overlapping.

    Between `top` and `bottom` if all have room there; else they go on below.
    """
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    middles = list(wanted)
    edge = top
    for place in order:
        middles[place] = max(middles[place], edge + heights[place] / 2)
        edge = middles[place] + heights[place] / 2
    edge = max(bottom, top + sum(heights))
    for place in reversed(order):
        middles[place] = min(middles[place], edge - heights[place] / 2)
        edge = middles[place] - heights[place] / 2
    return middles
