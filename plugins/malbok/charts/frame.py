"""The plot of values over time and its axes: how large, where, and which values and periods are written beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from .labels import Label
from .lettering import clip, line_height, shorten, text_width, wrap
from .records import SWEDISH, Numerals
from .style import measures

AHEAD: Final = 0.12
"""Room above the highest and below the lowest value, as a share of the range."""
CALM: Final = 0.1
"""The least range, as a share of the level: a small change must not look like a large one."""
UNIT_LINES: Final = 4
LYING: Final = 0.5
"""So much of the width an axis that lies has for certain, whatever its margins."""


@dataclass(frozen=True, slots=True)
class Size:
    """The width of a drawing, the height of its plot and the size of its text, all in pixels."""

    name: str
    width: int
    height: int
    font: float
    steps: int
    """How many steps a value axis may have."""


WIDE: Final = Size(name="wide", width=640, height=225, font=14, steps=5)
NARROW: Final = Size(name="narrow", width=300, height=170, font=12.5, steps=4)


@dataclass(frozen=True, slots=True)
class Scale:
    """The values that are written along an axis; the first and the last are its ends."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def low(self) -> float:
        """Where the axis begins."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """Where it ends."""
        return self.ticks[-1]

    def share(self, value: float) -> float:
        """How far along the axis a value lies: 0 at its beginning, 1 at its end."""
        return (value - self.low) / (self.high - self.low)

    def at(self, share: float) -> float:
        """The value so far along the axis."""
        return self.low + share * (self.high - self.low)

    def cut(self, note: str) -> str:
        """The note that says from where to where the axis goes, if it leaves out zero."""
        if self.low <= 0 <= self.high:
            return ""
        return note.replace("{low}", self.labels[0]).replace("{high}", self.labels[-1])


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot with its margins, in pixels; positions and values become pixels from its top left corner."""

    size: Size
    left: int
    right: int
    top: int
    bottom: int
    scale: Scale
    unit: list[str]
    """The unit above the axis, in lines."""
    shown: list[int]
    """The positions whose period is written."""
    names: list[list[str]]
    """Every period, in lines."""

    @property
    def width(self) -> int:
        """The width of the plot."""
        return self.size.width - self.left - self.right

    @property
    def unit_baselines(self) -> list[float]:
        """Where the lines of the unit stand."""
        first, line = 0.8 * self.size.font - self.top, line_height(self.size.font)
        return [first + number * line for number in range(len(self.unit))]

    @property
    def step(self) -> float:
        """The distance between two positions; half of it is left free at either end."""
        return self.width / len(self.names)

    def x(self, position: float) -> float:
        """Pixels from the left of the plot."""
        return (position + 0.5) * self.step

    def y(self, value: float) -> float:
        """Pixels from the top of the plot."""
        return (1 - self.scale.share(value)) * self.size.height

    @property
    def guide(self) -> tuple[float, float]:
        """From where to where a line across the plot goes, in pixels of the drawing."""
        return self.top, self.top + self.size.height

    def measures(self) -> dict[str, Any]:
        """The plot's size, margins, scales and axes, as the drawing program wants them."""
        return measures(
            self.width,
            self.size.height,
            left=self.left,
            right=self.right,
            top=self.top,
            bottom=self.bottom,
            xDomain=[-0.5, len(self.names) - 0.5],
            xTicks=self.shown,
            xLabels=self.names,
            yDomain=[self.scale.low, self.scale.high],
            ticks=list(self.scale.ticks),
            tickLabels=list(self.scale.labels),
        )

    def unit_rows(self) -> list[dict[str, Any]]:
        """The unit as rows of a layer of texts."""
        lines = zip(self.unit, self.unit_baselines, strict=True)
        return [Label(line, -self.left, y, "left", self.size.font).row() for line, y in lines]


def frame_for(
    periods: tuple[str, ...],
    scale: Scale,
    size: Size,
    *,
    unit: str,
    cut_note: str = "",
    right: float = 8,
) -> Frame:
    """The plot for those periods and values, with margins that hold the texts; at least `right` at its right."""
    left = math.ceil(max(text_width(label, size.font) for label in scale.labels)) + 10
    periods = tuple(shorten(period, 0.4 * size.width, size.font) for period in periods)
    shown, names = period_axis(periods, (size.width - left - right) / len(periods), size.font)
    widest = max(text_width(line, size.font) for name in names for line in name)
    # What half the widest name needs beyond its step, which grows narrower with the margins.
    spill = max(widest / 2 - (size.width - left - right) / len(periods) / 2, 0)
    said = above_axis(unit, scale.cut(cut_note), size)
    return Frame(
        size=size,
        left=math.ceil(max(left, spill)),
        right=math.ceil(max(right, spill)),
        top=12 + round(len(said) * line_height(size.font)),
        bottom=12 + round(max(map(len, names)) * line_height(size.font)),
        scale=scale,
        unit=said,
        shown=shown,
        names=names,
    )


def above_axis(unit: str, note: str, size: Size) -> list[str]:
    """What stands above an axis: its unit, and that it is cut if it is; in one line if both have room."""
    together = " · ".join(filter(None, (unit, note)))
    if text_width(together, size.font) <= size.width:
        return [together] if together else []
    lines = clip(unit, size.width, size.font, UNIT_LINES) if unit else []
    return lines + (wrap(note, size.width, size.font) if note else [])


def scale_for(
    values: Sequence[float],
    steps: int,
    *,
    share: bool = False,
    from_zero: bool = False,
    numerals: Numerals = SWEDISH,
) -> Scale:
    """Round values from below everything drawn to above it.

    The axis starts at zero when zero is near, or if it must (`from_zero`), and stays within 0 and 100 for values
    that are a `share` in per cent and do.
    """
    least, most = min(values), max(values)
    if from_zero:
        least, most = min(least, 0), max(most, 0)
    span = max(most - least, CALM * max(abs(least), abs(most))) or 1
    ahead = max((span - (most - least)) / 2, AHEAD * span)
    low, high = least - ahead, most + ahead
    if least >= 0:
        low = 0 if least <= span else max(low, 0)
    if most <= 0:
        high = 0 if -most <= span else min(high, 0)
    if share and most <= 100:
        high = min(high, 100)
    whole = all(float(value).is_integer() for value in values)
    first = math.floor(math.log10(span)) - 2
    for exponent in count(max(first, 0) if whole else first):
        for digit in (1, 2, 5):
            bottom = math.floor(low / digit / 10.0**exponent + 1e-9)
            top = math.ceil(high / digit / 10.0**exponent - 1e-9)
            if top - bottom <= steps:
                marks = [m * digit for m in range(bottom, max(top, bottom + 1) + 1)]
                ticks = tuple(float(f"{mark}e{exponent}") for mark in marks)
                return Scale(ticks, numerals(marks, exponent))
    raise AssertionError("unreachable: the steps grow without end")


def lying_scale(
    values: Sequence[float],
    size: Size,
    *,
    share: bool = False,
    from_zero: bool = False,
    numerals: Numerals = SWEDISH,
) -> Scale:
    """The same for an axis that lies, with as many values as have room side by side in most of the width."""
    for steps in range(size.steps + 1, 1, -1):
        scale = scale_for(values, steps, share=share, from_zero=from_zero, numerals=numerals)
        widest = max(text_width(label, size.font) for label in scale.labels)
        if (widest + size.font) * (len(scale.ticks) - 1) <= LYING * size.width:
            break
    return scale


def is_share(unit: str, labels: Sequence[str | None]) -> bool:
    """Whether values are per cent, as the unit or the labels say."""
    return any(text.startswith("%") or text.endswith("%") for text in (unit, *labels) if text)


def period_axis(
    periods: tuple[str, ...], step: float, font: float
) -> tuple[list[int], list[list[str]]]:
    """Which positions get their period written, and each period in lines, `step` pixels apart.

    All of them in one line if they have room, else all in two; else every so many, the last one always.
    """
    gap = font
    widest = max(text_width(period, font) for period in periods)
    if widest + gap <= step:
        return [*range(len(periods))], [[period] for period in periods]
    split = [period.split(" ", 1) for period in periods]
    if max(text_width(part, font) for parts in split for part in parts) + gap <= step:
        return [*range(len(periods))], split
    last = len(periods) - 1
    need = math.ceil((widest + gap) / step)
    every = next((n for n in range(need, 2 * need) if last % n == 0), need)
    return [*range(last % every, len(periods), every)], [[period] for period in periods]
