"""The plot and its axes: how large, where, and which values and periods are written beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import count
from typing import Final

from .lettering import line_height, text_width, wrap
from .series import TimeSeries, path, target_values

AHEAD: Final = 0.12
"""Room above the highest and below the lowest value, as a share of the range."""
CALM: Final = 0.1
"""The least range, as a share of the level: a small change must not look like a large one."""


@dataclass(frozen=True, slots=True)
class Size:
    """The width of a drawing, the height of its plot and the size of its text, all in pixels."""

    width: int
    height: int
    font: float
    steps: int
    """How many steps the value axis may have."""


WIDE: Final = Size(width=640, height=225, font=14, steps=5)
NARROW: Final = Size(width=300, height=170, font=12.5, steps=4)


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot with its margins, in pixels; positions and values become pixels from its top left corner."""

    size: Size
    left: int
    right: int
    top: int
    bottom: int
    ticks: tuple[float, ...]
    """The values with a gridline. The first and last bound the plot."""
    number_format: str
    """How the ticks are written, in d3's notation."""
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
        low, high = self.ticks[0], self.ticks[-1]
        return (high - value) / (high - low) * self.size.height


def frame_for(chart: TimeSeries, size: Size) -> Frame:
    """The plot that holds everything the chart has, with margins that hold the texts."""
    ticks, decimals = value_axis(chart, size.steps)
    number_format = f",.{decimals}f"
    numbers = [format(tick, number_format).replace("-", "−") for tick in ticks]
    left = math.ceil(max(text_width(number, size.font) for number in numbers)) + 10
    right = 8
    step = (size.width - left - right) / len(chart.periods)
    shown, names = period_axis(chart.periods, step, size.font)
    spill = max(text_width(line, size.font) for name in names for line in name) / 2 - step / 2
    unit = wrap(chart.unit, size.width, size.font)
    return Frame(
        size=size,
        left=max(left, math.ceil(spill)),
        right=max(right, math.ceil(spill)),
        top=12 + round(len(unit) * line_height(size.font)),
        bottom=12 + round(max(map(len, names)) * line_height(size.font)),
        ticks=ticks,
        number_format=number_format,
        unit=unit,
        shown=shown,
        names=names,
    )


def value_axis(chart: TimeSeries, steps: int) -> tuple[tuple[float, ...], int]:
    """Round values from below everything drawn to above it, and how many decimals they need.

    Starts at zero when zero is near, and stays within 0 and 100 for a share that does.
    """
    values = [value for value in chart.values if value is not None]
    values += [value for target in chart.targets for value in target_values(target)]
    values += [value for _, value in path(chart)]
    least, most = min(values), max(values)
    span = max(most - least, CALM * max(abs(least), abs(most))) or 1
    ahead = max((span - (most - least)) / 2, AHEAD * span)
    low, high = least - ahead, most + ahead
    if least >= 0:
        low = 0 if least <= span / 2 else max(low, 0)
    if most <= 0:
        high = 0 if -most <= span / 2 else min(high, 0)
    if _is_share(chart) and most <= 100:
        high = min(high, 100)
    whole = all(float(value).is_integer() for value in values)
    first = math.floor(math.log10(span)) - 2
    for exponent in count(max(first, 0) if whole else first):
        for digit in (1, 2, 5):
            bottom = math.floor(low / digit / 10.0**exponent + 1e-9)
            top = math.ceil(high / digit / 10.0**exponent - 1e-9)
            if top - bottom <= steps:
                decimals = max(0, -exponent)
                marks = range(bottom, max(top, bottom + 1) + 1)
                return tuple(round(m * digit * 10.0**exponent, decimals) for m in marks), decimals
    raise AssertionError("unreachable: the steps grow without end")


def _is_share(chart: TimeSeries) -> bool:
    """Whether the values are per cent, as the unit or the labels say."""
    return any(
        text.startswith("%") or text.endswith("%") for text in (chart.unit, *chart.labels) if text
    )


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
