"""One chart in one size, as the rows and numbers that the kind of chart leaves open."""

from __future__ import annotations

from itertools import chain
from typing import Any, Final

from .frame import Frame, Size, frame_for
from .labels import place_labels
from .series import TargetBand, TargetLine, TimeSeries, breaks, path, runs, target_values

DENSE: Final = 18
"""Pixels between positions, below which only the points that say something by themselves are drawn."""


def fill(chart: TimeSeries, size: Size) -> dict[str, Any]:
    """The measures, params and datasets that make the kind `time_series` into this chart."""
    frame = frame_for(chart, size)
    figures, goals = place_labels(chart, frame)
    params = {
        "xDomain": [-0.5, len(chart.periods) - 0.5],
        "xTicks": frame.shown,
        "xLabels": frame.names,
        "yDomain": [frame.ticks[0], frame.ticks[-1]],
        "yTicks": list(frame.ticks),
        "yFormat": frame.number_format,
    }
    bands = [target for target in chart.targets if isinstance(target, TargetBand)]
    lines = [target for target in chart.targets if isinstance(target, TargetLine)]
    return {
        "width": frame.width,
        "height": size.height,
        "padding": {
            "left": frame.left,
            "right": frame.right,
            "top": frame.top,
            "bottom": frame.bottom,
        },
        "params": [{"name": name, "value": value} for name, value in params.items()],
        "datasets": {
            "bands": [{"y": band.lower, "y2": band.upper} for band in bands],
            "targets": [{"y": y} for target in chart.targets for y in target_values(target)],
            "breaks": [{"x": x} for x in breaks(chart)],
            "path": [{"x": x, "y": y} for x, y in path(chart)],
            "due": [
                {"x": chart.periods.index(chart.due), "y": line.value}
                for line in lines
                if chart.due in chart.periods
            ],
            "line": [
                {"x": x, "y": y, "segment": segment}
                for segment, run in enumerate(runs(chart))
                for x, y in run
            ],
            "points": _points(chart, frame),
            "unit": [
                {"text": line, "x": -frame.left, "y": y}
                for line, y in zip(frame.unit, frame.unit_baselines, strict=True)
            ],
            "goals": [label.row() for label in goals],
            "figures": [label.row() for label in figures],
        },
    }


def _points(chart: TimeSeries, frame: Frame) -> list[dict[str, Any]]:
    """The points that are drawn: all of them, or in a dense series the ends, the lone and the marked.

    A hollow point has its line outside, so its size is smaller to look the same.
    """
    stretches = runs(chart)
    last = stretches[-1][-1][0]
    kept = {stretches[0][0][0], last, *(run[0][0] for run in stretches if len(run) == 1)}
    rows = []
    for x, y in chain.from_iterable(stretches):
        hollow = chart.marks[x] == "preliminary"
        if frame.step >= DENSE or x in kept or hollow:
            size = (144 if x == last else 100) * (0.6 if hollow else 1)
            rows.append({"x": x, "y": y, "hollow": hollow, "size": size})
    return rows
