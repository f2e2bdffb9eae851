"""What all kinds of chart share: what comes out, how numbers are written, one named series.

Every text is finished when it gets here: the caller words titles, findings and labels, and formats the values.
Only the numbers of an axis are written by the package, as `Numerals` says.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple

SUPERSCRIPT: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
BILLION: Final = 10**9
MARKS: Final = frozenset({None, "preliminary", "revised", "break", "suppressed"})


@dataclass(frozen=True, slots=True)
class Svg:
    """The same chart twice, as finished markup to put straight into a page; `malbok-charts.css` shows one of them.

    `wide` is drawn 640 px wide, `narrow` 300 px; a kind that is small anyway leaves `narrow` empty. Their ids come
    from the chart's content: a page that shows one chart twice has them twice.
    """

    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class Numerals:
    """How the numbers of an axis are written."""

    decimal: str = ","
    group: str = "\u00a0"
    billion: str = "md"

    def __call__(self, marks: Sequence[int], exponent: int) -> tuple[str, ...]:
        """The numbers of an axis, each a mark · 10 ** `exponent`, with U+2212 as minus.

        If one has ten digits all are in billions; a power of ten stands where decimals would be too many to read.
        """
        if exponent < -8:
            raised = str(exponent).translate(SUPERSCRIPT)
            return tuple(f"{self._plain(mark, 0)}·10{raised}" if mark else "0" for mark in marks)
        values = [Decimal(mark).scaleb(exponent) for mark in marks]
        if exponent > 0 and max(map(abs, values)) >= BILLION:
            decimals = max(0, 9 - exponent)
            written = (self._plain(value / BILLION, decimals) for value in values)
            return tuple(f"{number}\u00a0{self.billion}" for number in written)
        return tuple(self._plain(value, max(0, -exponent)) for value in values)

    def _plain(self, value: Decimal | int, decimals: int) -> str:
        signs = {",": self.group, ".": self.decimal, "-": "−"}
        return "".join(signs.get(letter, letter) for letter in f"{value:,.{decimals}f}")


SWEDISH: Final = Numerals()


@dataclass(frozen=True, slots=True)
class NamedSeries:
    """One of several series over the same periods: a group, a sex, an indicator.

    `values`, `labels` and `marks` have one entry for each period, as in a `TimeSeries`.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str | None, ...]
    marks: tuple[str | None, ...]


class Spot(NamedTuple):
    """Where a row of the table beside a chart lies in the drawing, in its pixels.

    `key` is the row's heading; `ys` are its values' places, none where they are missing.
    """

    key: str
    x: float
    ys: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart in one size, ready for the drawing program: Vega-Lite, and what can be read out of it.

    `guide` is from where to where a line goes that shows which period is read out, for kinds over time.
    """

    spec: Mapping[str, Any]
    spots: tuple[Spot, ...] = ()
    guide: tuple[float, float] | None = None


def check_series(
    title: str,
    periods: tuple[str, ...],
    values: tuple[float | None, ...],
    labels: tuple[str | None, ...],
    marks: tuple[str | None, ...],
) -> None:
    """Raises ValueError for lengths that differ, a period that occurs twice, and an unknown mark."""
    if len({len(periods), len(values), len(labels), len(marks)}) > 1:
        raise ValueError(f"{title}: periods, values, labels and marks differ in length")
    if len(set(periods)) < len(periods):
        raise ValueError(f"{title}: a period occurs twice")
    if unknown := set(marks) - MARKS:
        raise ValueError(f"{title}: unknown marks {unknown}")


def check_numbers(title: str, numbers: Iterable[float | None]) -> None:
    """Raises ValueError if there is no number, or one that isn't finite."""
    known = [number for number in numbers if number is not None]
    if not known:
        raise ValueError(f"{title}: no values to draw")
    if not all(map(math.isfinite, known)):
        raise ValueError(f"{title}: a number that is not finite")


def runs(
    values: tuple[float | None, ...], marks: tuple[str | None, ...]
) -> list[list[tuple[int, float]]]:
    """The unbroken stretches of a line: position and value of their points."""
    stretches: list[list[tuple[int, float]]] = [[]]
    for position, (value, mark) in enumerate(zip(values, marks, strict=True)):
        if value is None or mark == "break":
            stretches.append([])
        if value is not None:
            stretches[-1].append((position, value))
    return [stretch for stretch in stretches if stretch]


def breaks(values: tuple[float | None, ...], marks: tuple[str | None, ...]) -> list[float]:
    """Where a series is broken: half way before each point marked so, save a first one."""
    first = next((i for i, value in enumerate(values) if value is not None), len(values))
    return [i - 0.5 for i, mark in enumerate(marks) if mark == "break" and i > first]
