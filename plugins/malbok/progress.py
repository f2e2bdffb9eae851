"""A progress bar on a terminal while charts are drawn, and nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

import click

from malbok.charts import Chart
from malbok.language import Language


def charts_progress(
    language: Language,
) -> Callable[[Iterable[Chart], int], Iterable[Chart]]:
    """What `malbok.charts.draw` hands the charts to that have to be drawn."""

    def show(charts: Iterable[Chart], count: int) -> Iterable[Chart]:
        if not sys.stderr.isatty():
            return charts
        return _bar(charts, count, language.text("Drawing charts"))

    return show


def _bar(charts: Iterable[Chart], count: int, label: str) -> Iterable[Chart]:
    with click.progressbar(charts, length=count, label=label, file=sys.stderr) as bar:
        yield from bar
