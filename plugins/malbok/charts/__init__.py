"""Charts as finished SVG: records in, markup out.

The package stands alone. Titles, findings, labels and formatted numbers come in as arguments, and it knows
nothing of goals, pages or files of data. Altair and vl-convert are imported only when something has to be drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .breakdown import Breakdown
from .cache import content_hash, load, prune, store
from .comparison import Band, ComparedValue, Comparison
from .kinds import Chart
from .records import NamedSeries, Numerals, Svg
from .small_multiples import SmallMultiples
from .sparkline import Sparkline
from .standalone import standalone
from .status_matrix import StatusMatrix
from .time_series import TargetBand, TargetLine, TimeSeries

__all__ = [
    "Band",
    "Breakdown",
    "Chart",
    "ComparedValue",
    "Comparison",
    "NamedSeries",
    "Numerals",
    "SmallMultiples",
    "Sparkline",
    "StatusMatrix",
    "Svg",
    "TargetBand",
    "TargetLine",
    "TimeSeries",
    "draw",
    "standalone",
]


def draw(
    charts: Iterable[Chart],
    cache: Path | None,
    progress: Callable[[Iterable[Chart], int], Iterable[Chart]] | None = None,
) -> dict[Chart, Svg]:
    """Draw charts of any kind, each once, in the order given.

    `cache` is a folder for finished charts: made if it is missing, and left alone if it can't be written to. What
    nobody asked for in a long time is removed from it.
    `progress` is given the charts that aren't in the cache and how many they are, and hands them on.

    Raises ValueError when the drawing program refuses a chart.
    """
    drawn: dict[Chart, Svg | None] = {
        chart: None if cache is None else load(chart, cache) for chart in dict.fromkeys(charts)
    }
    missing = [chart for chart, svg in drawn.items() if svg is None]
    if missing:
        from .drawing import draw_chart

        for chart in progress(missing, len(missing)) if progress else missing:
            svg = draw_chart(chart, f"malbok-chart-{content_hash(chart)[:12]}")
            if cache is not None:
                store(chart, svg, cache)
            drawn[chart] = svg
        if cache is not None:
            prune(cache)
    return {chart: svg for chart, svg in drawn.items() if svg is not None}
