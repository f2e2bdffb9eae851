"""All charts of a site: which there are, drawn once together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from malbok import charts, describing
from malbok.charts import Chart, Comparison, StatusMatrix, Svg, standalone
from malbok.language import N_, Swedish
from malbok.model import Goal, Indicator, Target
from malbok.pages import departments, indicators
from malbok.pages.making import Charts
from malbok.pages.views import SeriesView, Viewer
from malbok.plotting import plot, plot_breakdown, plot_comparison, plot_matrix, plot_sparkline

Progress = Callable[[Iterable[Chart], int], Iterable[Chart]]
Key = TypeVar("Key")


def draw_charts(viewer: Viewer, cache: Path | None, progress: Progress | None) -> Charts:
    """The charts of all targets, goals and indicators, and the matrix. `cache` and `progress` are those of
    `charts.draw`.

    An indicator with a single target is shown with it, by the same drawing.
    """
    project = viewer.project

    def chart(key: str, target: Target | None) -> Chart | None:
        title, series = project.indicators[key].title, project.own_series(key)
        return plot(title, series, viewer.quantities[key], target)

    goals, all_indicators = project.goals.values(), project.indicators.items()
    asked_of = {
        (goal.id, place): target for goal in goals for place, target in enumerate(goal.targets)
    }
    targets = _there((place, chart(target.indicator, target)) for place, target in asked_of.items())
    with_target = {id(asked_of[place]): chart for place, chart in targets.items()}

    def own_chart(indicator: Indicator) -> Chart | None:
        sole = viewer.sole_target(indicator)
        return with_target.get(id(sole)) or chart(indicator.id, sole)

    own = _there((key, own_chart(item)) for key, item in all_indicators)
    sparklines = _there((goal.id, _sparkline(viewer, goal)) for goal in goals)
    breakdowns = _there(
        found for item in project.indicators.values() for found in _breakdowns(viewer, item)
    )
    comparisons = _there((key, _comparison(viewer, item)) for key, item in all_indicators)
    matrix = _there([("matrix", _matrix(viewer))])

    every: list[dict[str, Chart]] = [own, sparklines, comparisons, matrix]
    asked = [*targets.values(), *(chart for group in every for chart in group.values())]
    asked += breakdowns.values()
    drawn = charts.draw(asked, cache, progress)

    def finished(group: dict[Key, Chart]) -> dict[Key, Svg]:
        return {key: _marked(drawn[chart], chart.title) for key, chart in group.items()}

    return Charts(
        targets=finished(targets),
        indicators=finished(own),
        sparklines=finished(sparklines),
        breakdowns=finished(breakdowns),
        comparisons=finished(comparisons),
        matrix=finished(matrix).get("matrix"),
    )


def _marked(svg: Svg, title: str) -> Svg:
    """A chart that says so if its title is in Swedish on a page that isn't."""
    if not isinstance(title, Swedish):
        return svg
    wide, narrow = (
        drawn.replace("<title ", '<title lang="sv" ', 1) for drawn in (svg.wide, svg.narrow)
    )
    return Svg(wide, narrow)


def chart_file(viewer: Viewer, series: SeriesView) -> bytes | None:
    """An indicator's chart as an SVG file that says itself what it shows, where the figures come from and of when
    they are; None if it has no chart."""
    if series.chart is None:
        return None
    text, indicator = viewer.language.text, series.indicator
    return standalone(
        series.chart.wide,
        title=indicator.title,
        finding=series.finding,
        source=" ".join(
            (
                text(N_("Source:")),
                f"{indicator.source.title}.",
                text(N_("Updated {date}."), date=viewer.language.date(indicator.updated)),
            )
        ),
        as_of=text(
            N_("The chart shows what was known on {date}."), date=viewer.language.date(viewer.as_of)
        ),
    )


def _there(found: Iterable[tuple[Key, Chart | None]]) -> dict[Key, Chart]:
    return {key: chart for key, chart in found if chart is not None}


def _sparkline(viewer: Viewer, goal: Goal) -> Chart | None:
    """The outcomes of what stands for a goal in lists."""
    if (leading := viewer.leading(goal)) is None:
        return None
    indicator, target = leading
    return plot_sparkline(indicator.title, "", viewer.project.own_series(indicator.id), target)


def _breakdowns(
    viewer: Viewer, indicator: Indicator
) -> Iterator[tuple[tuple[str, str], Chart | None]]:
    view = indicators.breakdown_view(viewer, indicator)
    quantity = viewer.quantities[indicator.id]
    for cut in view.cuts if view else ():
        chart = plot_breakdown(cut.title, cut.series, quantity)
        yield (indicator.id, cut.by), chart


def _comparison(viewer: Viewer, indicator: Indicator) -> Comparison | None:
    found = indicators.comparison(viewer, indicator)
    if found is None:
        return None
    own, quantity = viewer.project.organisation.name, viewer.quantities[indicator.id]

    def rounded(value: Fraction) -> Decimal:
        return describing.rounded_quartile(value, quantity)

    quartiles = found.quartiles
    return plot_comparison(
        viewer.language.text(N_("{indicator}: compared with others"), indicator=indicator.title),
        {own: found.own.known, **{other.municipality: other.known for other in found.others}},
        own,
        rounded(quartiles.median) if quartiles else None,
        (rounded(quartiles.lower), rounded(quartiles.upper)) if quartiles else None,
        {reference.municipality: reference.known for reference in found.references},
        quantity,
    )


def _matrix(viewer: Viewer) -> StatusMatrix | None:
    found = departments.matrix(viewer)
    return plot_matrix(
        viewer.language.text(N_("Goals by department and status")),
        viewer.language.text(N_("The table has the same numbers.")),
        [(column.status.code, column.status.word) for column in found.columns],
        [(row.department.title, row.counts) for row in found.rows],
    )
