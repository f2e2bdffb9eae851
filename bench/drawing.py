"""What a chart costs that isn't in the cache: `python -m bench.drawing PROJECT COUNT` prints CPU ms."""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path

from malbok.charts import draw
from malbok.engine import view
from malbok.model import Audience
from malbok.plotting import plot
from malbok.reading import load_project


def cost(root: Path, count: int) -> float:
    """CPU milliseconds for each of so many charts, once everything needed is loaded."""
    viewer = view(load_project(root), Audience.PUBLIC)
    indicators = viewer.project.indicators.values()
    charts = [
        chart
        for item in islice(indicators, count + 1)
        if (
            chart := plot(
                item.title,
                viewer.finding(item),
                viewer.project.own_series(item.id),
                viewer.quantities[item.id],
            )
        )
    ]
    draw(charts[:1], None)
    start = time.process_time()
    draw(charts[1:], None)
    return (time.process_time() - start) / len(charts[1:]) * 1000


if __name__ == "__main__":
    print(round(cost(Path(sys.argv[1]), int(sys.argv[2])), 1))
