"""The engine: a project becomes a site for one audience, as of one day.

    project ─▶ for_audience ─▶ assess_project ─▶ charts ─▶ pages ─▶ Site

The engine writes nothing and imports no site generator; adapters do both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from malbok import addresses as links
from malbok import look, schemas
from malbok.addresses import Addresses
from malbok.assessment import assess_project
from malbok.audience import for_audience
from malbok.feeds import feed_files, feeds
from malbok.language import N_, LanguageCode, language
from malbok.library import coach_page, handbook_folder
from malbok.model import Audience, Project, SiteLanguage, in_reading_order
from malbok.open_data import OpenFile, open_files
from malbok.pages import Asset, Edition, NavItem, Page, Site
from malbok.pages.charting import Progress, chart_file, draw_charts
from malbok.pages.data import data_page
from malbok.pages.departments import department_page, overview_page
from malbok.pages.embedding import embedding_pages, embedding_style
from malbok.pages.examples import coach_assets, example_pages
from malbok.pages.goal_lists import all_goals_page, goal_list_pages
from malbok.pages.goals import goal_page
from malbok.pages.handbook import fault_pages, handbook_page
from malbok.pages.indicators import indicator_page, indicators_page
from malbok.pages.making import Charts, Making
from malbok.pages.method import method_page
from malbok.pages.rendering import renderer
from malbok.pages.report_lists import report_comparison_pages, reports_page
from malbok.pages.reports import PrintedReport, printed_reports, report_assets, report_pages
from malbok.pages.statements import accessibility_page, glossary_page
from malbok.pages.subjects import subject_pages
from malbok.pages.tree import tree_page
from malbok.pages.views import Viewer
from malbok.quantities import quantities
from malbok.redirects import folder_redirect, redirects
from malbok.reports.showing import REPORT_LANGUAGE, Reported, reported
from malbok.translating import ENGLISH_FOLDER, in_english
from malbok.wording.browser import rules_json

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
    addresses = addresses or Addresses()
    templates = chart_cache and chart_cache.with_name("templates")
    seen = prepared.viewer.project
    reports = reports_seen(project, seen, prepared.viewer.as_of)
    making = prepared.making(addresses, templates, reports)
    printed = printed_reports(making, chart_cache)
    files = open_files(prepared.viewer, addresses)
    faults = chart_cache and chart_cache.with_name("faults")
    pages = tuple(_pages(making, files, printed, faults))
    english: Edition | None = None
    assets: tuple[Asset, ...] = ()
    if SiteLanguage.ENGLISH in seen.organisation.languages and language_code == "sv":
        below = replace(addresses, folder=ENGLISH_FOLDER)
        translated = _prepared_in_english(prepared.viewer, chart_cache, progress).making(
            below, templates
        )
        in_english = tuple(replace(page, language="en") for page in _results(translated, files))
        english = _edition(in_english, translated)
        assets = (
            *embedding_pages(translated, audience),
            *redirects(translated.project, below, translated.language),
            *_english_start(translated, english, {page.path for page in seen.content}),
        )
        pages += in_english
    return Site(
        title=seen.organisation.title,
        audience=audience,
        as_of=prepared.viewer.as_of,
        updated=seen.organisation.updated,
        notice=seen.organisation.notice or "",
        pages=pages,
        assets=(
            *_assets(making, files),
            *report_assets(printed),
            *embedding_pages(making, audience),
            *assets,
        ),
        feeds=feeds(prepared.viewer),
        navigation=_navigation(pages, making),
        footer=_footer(pages, making),
        english=english,
        glossary=seen.organisation.glossary,
        content_files=seen.content_files,
        organisation=seen.organisation.name,
        logo=seen.organisation.look.logo or "",
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A project as one audience sees it on one day: assessed, its charts drawn."""

    viewer: Viewer
    charts: Charts

    def making(
        self,
        addresses: Addresses,
        compiled: Path | None = None,
        reports: tuple[Reported, ...] = (),
    ) -> Making:
        """What makes its pages and blocks, with links of that form; `compiled` keeps the templates, and
        `reports` are those that the audience is shown."""
        organisation = self.viewer.project.organisation
        made = renderer(
            self.viewer.language, organisation.words, addresses, organisation.glossary, compiled
        )
        return Making(self.viewer, made, self.charts, reports)


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
    return Prepared(viewer, draw_charts(viewer, chart_cache, progress))


def _prepared_in_english(
    viewer: Viewer, chart_cache: Path | None, progress: Progress | None
) -> Prepared:
    """The same project on the same day, with its texts in English."""
    seen, words = in_english(viewer.project), language("en")
    made = Viewer(
        seen, assess_project(seen, viewer.as_of), viewer.as_of, words, quantities(seen, words)
    )
    return Prepared(made, draw_charts(made, chart_cache, progress))


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


def reports_seen(project: Project, seen: Project, day: date) -> tuple[Reported, ...]:
    """The reports that an audience is shown on a day: if it lies before the organisation's own, only
    those that were there then. Drafts of the same day share what they are made from."""

    @cache
    def as_seen(audience: Audience, day: date) -> Viewer:
        return view(project, audience, day, language_code=REPORT_LANGUAGE)

    found = reported(project, seen, lambda report: as_seen(report.audience, report.as_of))
    if day >= project.organisation.as_of:
        return found
    return tuple(it for it in found if it.snapshot.as_of <= day)


def _pages(
    making: Making,
    files: Sequence[OpenFile],
    reports: Sequence[PrintedReport],
    fault_cache: Path | None,
) -> Iterator[Page]:
    project = making.project
    for page in project.content:
        yield handbook_page(making, page)
    yield from _results(making, files)
    if making.reports:
        yield reports_page(making, making.reports)
        for printed in reports:
            yield from report_pages(making, printed)
        yield from report_comparison_pages(making, making.reports)
    yield from example_pages(making)
    yield from fault_pages(making, fault_cache)


def _results(making: Making, files: Sequence[OpenFile]) -> Iterator[Page]:
    """The pages that are made in every language: what comes from data."""
    project = making.project
    yield overview_page(making)
    yield all_goals_page(making)
    yield from goal_list_pages(making)
    yield tree_page(making)
    yield from subject_pages(making)
    for department in project.organisation.departments:
        yield department_page(making, department)
    for goal in project.goals.values():
        yield goal_page(making, goal)
    yield indicators_page(making)
    for indicator in project.indicators.values():
        yield indicator_page(making, indicator)
    yield method_page(making)
    yield data_page(making, files)
    if statement := project.organisation.accessibility:
        yield accessibility_page(making, statement)
    if project.organisation.glossary:
        yield glossary_page(making)


def _assets(making: Making, files: Sequence[OpenFile]) -> Iterator[Asset]:
    project = making.project
    for file in files:
        yield Asset(file.path, file.content)
    for path, content in feed_files(making.viewer, making.renderer.addresses):
        yield Asset(path, content)
    for key in project.indicators:
        if drawn := chart_file(making.viewer, making.series[key]):
            yield Asset(links.chart_path(key), drawn)
    for name in schemas.NAMES:
        glossary = project.organisation.glossary
        made = schemas.schema_bytes(name, making.language, glossary)
        yield Asset(links.schema_path(name), made)
    yield from coach_assets(making)
    if coach_page(project):
        yield Asset(links.COACH_RULES, rules_json())
    yield embedding_style(making)
    yield from look.assets(project.organisation.look)
    yield from redirects(project, making.renderer.addresses, making.language)


def _english_start(making: Making, english: Edition, taken: Set[str]) -> Iterator[Asset]:
    """What leads from `en/` to the first page in English, unless the handbook has a page there."""
    addresses = making.renderer.addresses
    if f"{addresses.folder}{INDEX}" not in taken:
        title = english.navigation[0].title
        yield folder_redirect(english.home, title, addresses, making.language)


def _edition(pages: Iterable[Page], making: Making) -> Edition:
    """What surrounds the pages in English."""
    pages = tuple(pages)
    organisation = making.project.organisation
    titles = {page.path: page.title for page in pages}
    results = _results_navigation(titles, making)
    return Edition(
        language="en",
        title=str(organisation.title),
        notice=str(organisation.notice or ""),
        home=making.renderer.addresses.place(links.OVERVIEW),
        navigation=(results, *_subjects_navigation(titles, making)),
        footer=_footer(pages, making),
    )


def _footer(pages: Iterable[Page], making: Making) -> tuple[NavItem, ...]:
    """What every page links to at its end, as far as it is there."""
    titles = {page.path: page.title for page in pages}
    place = making.renderer.addresses.place
    paths = [place(path) for path in (links.OPEN_DATA, links.GLOSSARY, links.ACCESSIBILITY)]
    return tuple(NavItem(titles[path], path) for path in paths if path in titles)


def _navigation(pages: Iterable[Page], making: Making) -> tuple[NavItem, ...]:
    """Start, goals and results, reports, the goals' subjects, then the handbook's pages and sections in their order.

    Goals and indicators hang below their department without being listed: a navigation that lists
    every page costs time that grows with the square of their number.
    """
    project = making.project
    titles = {page.path: page.title for page in pages}
    handbook = in_reading_order(project.content)
    on_path = {step.path: step.number for step in making.guide.steps}
    top = [page for page in handbook if "/" not in page.path]
    start = tuple(NavItem(page.title, page.path) for page in top if page.path == INDEX)
    folders: dict[str, list[NavItem]] = {}
    for page in handbook:
        if "/" in page.path:
            folder = page.path.split("/", 1)[0]
            folders.setdefault(folder, []).append(NavItem(page.title, page.path))
    beside: list[NavItem] = []
    if links.EXAMPLES in titles:
        library = NavItem(titles[links.EXAMPLES], links.EXAMPLES)
        folders.get(handbook_folder(project), beside).append(library)
    sections = []
    for folder, items in folders.items():
        index = f"{folder}/{INDEX}"
        # First the folder's own page, then those of the path, then what stands beside it.
        items.sort(
            key=lambda item: (item.path != index, on_path.get(item.path or "", len(on_path) + 1))
        )
        sections.append(NavItem(titles.get(index, folder), None, tuple(items)))
    results = _results_navigation(titles, making)
    subjects = _subjects_navigation(titles, making)
    rest = tuple(NavItem(page.title, page.path) for page in top if page.path != INDEX)
    reports = _reports_navigation(titles, making)
    return (*start, results, *reports, *subjects, *sections, *beside, *rest)


def _results_navigation(titles: Mapping[str, str], making: Making) -> NavItem:
    """The pages about goals that people choose among; `titles` are those of all pages, by path."""
    place = making.renderer.addresses.place
    departments = making.project.organisation.departments
    paths = [
        links.OVERVIEW,
        links.ALL_GOALS,
        links.GOAL_TREE,
        *(links.department_path(department.id) for department in departments),
        links.INDICATORS,
        links.METHOD,
    ]
    listed = tuple(NavItem(titles[path], path) for path in map(place, paths) if path in titles)
    return NavItem(making.text(N_("Goals and results")), None, listed)


def _reports_navigation(titles: Mapping[str, str], making: Making) -> tuple[NavItem, ...]:
    """The list of reports, if there are any: a part of its own, as who looks for a report doesn't look
    among goals."""
    path = making.renderer.addresses.place(links.REPORTS)
    listed = tuple(NavItem(titles[it], it) for it in (path,) if it in titles)
    return (NavItem(making.text(N_("Reports")), None, listed),) if listed else ()


def _subjects_navigation(titles: Mapping[str, str], making: Making) -> tuple[NavItem, ...]:
    """The subjects that goals are about, if there are any."""
    place = making.renderer.addresses.place
    subjects = making.project.organisation.subjects
    paths = [links.SUBJECTS, *(links.subject_path(subject.id) for subject in subjects)]
    listed = tuple(NavItem(titles[path], path) for path in map(place, paths) if path in titles)
    return (NavItem(making.text(N_("Subjects")), None, listed),) if listed else ()
