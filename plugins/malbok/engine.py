"""The engine: a project becomes a site for one audience, as of one day.

    project ─▶ for_audience ─▶ assess_project ─▶ charts ─▶ pages ─▶ Site

The engine writes nothing and imports no site generator; adapters do both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from malbok import addresses as links
from malbok import charts, schemas
from malbok.addresses import Addresses
from malbok.assessment import assess_project
from malbok.audience import for_audience
from malbok.charts import Svg, TimeSeries
from malbok.language import N_, LanguageCode, language
from malbok.model import Audience, Project, Target
from malbok.observations import all_figures_csv, figures_csv
from malbok.pages import Asset, NavItem, Page, Site
from malbok.pages.kinds import Kinds
from malbok.pages.rendering import renderer
from malbok.pages.views import Viewer
from malbok.plotting import plot
from malbok.quantities import quantities
from malbok.redirects import redirects

Progress = Callable[[Iterable[TimeSeries], int], Iterable[TimeSeries]]
INDEX = "index.md"
CHART_CACHE = ".cache/malbok/charts"
"""Where finished charts are kept, below the project. Nothing is lost if it is removed."""


def make_site(
    project: Project,
    audience: Audience,
    as_of: date | None = None,
    *,
    addresses: Addresses | None = None,
    language_code: LanguageCode = "sv",
    chart_cache: Path | None = None,
    progress: Progress | None = None,
) -> Site:
    """Make everything that is published for an audience.

    `as_of` is the day the goals are assessed on, the project's own where it is not given; outcomes
    of periods that had not ended by then are left out. `progress` wraps the charts to be drawn.
    """
    prepared = prepare(
        project,
        audience,
        as_of,
        language_code=language_code,
        chart_cache=chart_cache,
        progress=progress,
    )
    kinds = prepared.kinds(addresses or Addresses())
    seen = prepared.viewer.project
    pages = tuple(_pages(kinds, seen, chart_cache and chart_cache.with_name("faults")))
    return Site(
        title=seen.organisation.title,
        audience=audience,
        as_of=prepared.viewer.as_of,
        updated=seen.organisation.updated,
        notice=seen.organisation.notice or "",
        pages=pages,
        assets=tuple(_assets(seen, kinds)),
        navigation=_navigation(pages, seen, kinds),
        content_files=seen.content_files,
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A project as one audience sees it on one day: assessed, its charts drawn."""

    viewer: Viewer
    target_charts: Mapping[tuple[str, int], Svg]
    indicator_charts: Mapping[str, Svg]

    def kinds(self, addresses: Addresses) -> Kinds:
        """What makes its pages and blocks, with links of that form."""
        words = self.viewer.project.organisation.words
        return Kinds(
            viewer=self.viewer,
            renderer=renderer(self.viewer.language, words, addresses),
            target_charts=self.target_charts,
            indicator_charts=self.indicator_charts,
        )


def prepare(
    project: Project,
    audience: Audience,
    as_of: date | None = None,
    *,
    language_code: LanguageCode = "sv",
    chart_cache: Path | None = None,
    progress: Progress | None = None,
) -> Prepared:
    """Leave out what the audience may not see, assess the rest, and draw its charts."""
    viewer = view(project, audience, as_of, language_code=language_code)
    return Prepared(viewer, *_draw(viewer, chart_cache, progress))


def view(
    project: Project,
    audience: Audience,
    as_of: date | None = None,
    *,
    language_code: LanguageCode = "sv",
) -> Viewer:
    """Leave out what the audience may not see, and assess the rest."""
    day = as_of or project.organisation.as_of
    seen = until(for_audience(project, audience), day)
    words = language(language_code)
    return Viewer(seen, assess_project(seen, day), day, words, quantities(seen, words))


def until(project: Project, day: date) -> Project:
    """The project without outcomes of periods that had not ended by the day."""
    return replace(
        project,
        observations=MappingProxyType(
            {
                key: tuple(o for o in series if o.period.end <= day)
                for key, series in project.observations.items()
            }
        ),
    )


def _draw(
    viewer: Viewer, cache: Path | None, progress: Progress | None
) -> tuple[dict[tuple[str, int], Svg], dict[str, Svg]]:
    """The charts of all targets, by goal and place, and of all indicators.

    An indicator with a single target is shown with it, by the same drawing.
    """
    project = viewer.project
    findings = {key: viewer.finding(item) for key, item in project.indicators.items()}

    def chart(key: str, target: Target | None) -> TimeSeries | None:
        title, series = project.indicators[key].title, project.own_series(key)
        return plot(title, findings[key], series, viewer.quantities[key], target)

    of_targets = {
        (goal.id, place): made
        for goal in project.goals.values()
        for place, target in enumerate(goal.targets)
        if (made := chart(target.indicator, target))
    }
    of_indicators = {
        key: made
        for key, item in project.indicators.items()
        if (made := chart(key, viewer.sole_target(item)))
    }
    drawn = charts.draw([*of_targets.values(), *of_indicators.values()], cache, progress)
    return (
        {key: drawn[chart] for key, chart in of_targets.items()},
        {key: drawn[chart] for key, chart in of_indicators.items()},
    )


def _pages(kinds: Kinds, project: Project, fault_cache: Path | None) -> Iterator[Page]:
    for page in project.content:
        yield kinds.handbook_page(page)
    yield kinds.overview_page()
    for department in project.organisation.departments:
        yield kinds.department_page(department)
    for goal in project.goals.values():
        yield kinds.goal_page(goal)
    yield kinds.indicators_page()
    for indicator in project.indicators.values():
        yield kinds.indicator_page(indicator)
    yield kinds.method_page()
    yield from kinds.fault_pages(fault_cache)


def _assets(project: Project, kinds: Kinds) -> Iterator[Asset]:
    for key in project.indicators:
        series = project.observations.get(key, ())
        yield Asset(links.figures_path(key), figures_csv(series))
    yield Asset(links.ALL_FIGURES, all_figures_csv(project))
    for name in schemas.NAMES:
        yield Asset(links.schema_path(name), schemas.schema_bytes(name, kinds.renderer.language))
    yield from redirects(project, kinds.renderer.addresses, kinds.renderer.language)


def _navigation(pages: Iterable[Page], project: Project, kinds: Kinds) -> tuple[NavItem, ...]:
    """Start, the handbook's pages and sections in their order, then goals and results.

    Goals and indicators hang below their department without being listed: a navigation that lists
    every page costs time that grows with the square of their number.
    """
    text = kinds.viewer.language.text
    titles = {page.path: page.title for page in pages}
    handbook = sorted(project.content, key=lambda page: (page.order, page.path))
    top = [page for page in handbook if "/" not in page.path]
    start = tuple(NavItem(page.title, page.path) for page in top if page.path == INDEX)
    folders: dict[str, list[NavItem]] = {}
    for page in handbook:
        if "/" in page.path:
            folder = page.path.split("/", 1)[0]
            folders.setdefault(folder, []).append(NavItem(page.title, page.path))
    sections = []
    for folder, items in folders.items():
        index = f"{folder}/{INDEX}"
        items.sort(key=lambda item: item.path != index)
        sections.append(NavItem(titles.get(index, folder), None, tuple(items)))
    results = NavItem(
        text(N_("Goals and results")),
        None,
        (
            NavItem(titles[links.OVERVIEW], links.OVERVIEW),
            *(
                NavItem(d.title, links.department_path(d.id))
                for d in project.organisation.departments
            ),
            NavItem(titles[links.INDICATORS], links.INDICATORS),
            NavItem(titles[links.METHOD], links.METHOD),
        ),
    )
    rest = tuple(NavItem(page.title, page.path) for page in top if page.path != INDEX)
    return (*start, results, *sections, *rest)
