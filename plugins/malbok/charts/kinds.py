"""The kinds of chart: which function plans the drawing of which record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from . import breakdown, comparison, small_multiples, sparkline, status_matrix, time_series
from .breakdown import Breakdown
from .comparison import Comparison
from .frame import Size
from .records import Plan
from .small_multiples import SmallMultiples
from .sparkline import Sparkline
from .status_matrix import StatusMatrix
from .time_series import TimeSeries

Chart = TimeSeries | Breakdown | SmallMultiples | Comparison | Sparkline | StatusMatrix

PLANS: Final[Mapping[type[Chart], Callable[[Any, Size], Plan]]] = {
    TimeSeries: time_series.plan,
    Breakdown: breakdown.plan,
    SmallMultiples: small_multiples.plan,
    Comparison: comparison.plan,
    Sparkline: sparkline.plan,
    StatusMatrix: status_matrix.plan,
}
"""To add a kind: a module with a record and its plan, and a line here. See docs/charts.md."""

DECORATIVE: Final = frozenset({Sparkline})
"""Kinds that are drawn once, without a name, because the words beside them say the same."""


def plan(chart: Chart, size: Size) -> Plan:
    """A chart in one size, ready to be drawn."""
    return PLANS[type(chart)](chart, size)
