"""Charts as finished SVG: series in, markup out.

The package stands alone. Titles, findings, labels and formatted numbers come in as arguments, and it knows
nothing of goals, pages or files of data. Altair and vl-convert are imported only when something has to be drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .cache import content_hash, load, store
from .series import Svg, TargetBand, TargetLine, TimeSeries

__all__ = ["Svg", "TargetBand", "TargetLine", "TimeSeries", "draw"]


def draw(
    charts: Iterable[TimeSeries],
    cache: Path | None,
    progress: Callable[[Iterable[TimeSeries], int], Iterable[TimeSeries]] | None = None,
) -> dict[TimeSeries, Svg]:
    """Draw charts, each once, in the order given.

    `cache` is a folder for finished charts: made if it is missing, and left alone if it can't be written to.
    `progress` is given the charts that aren't in the cache and how many they are, and hands them on.

    Raises ValueError when the drawing program refuses a chart.
    """
    drawn: dict[TimeSeries, Svg | None] = {
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
    return {chart: svg for chart, svg in drawn.items() if svg is not None}
