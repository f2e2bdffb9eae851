"""What each page of a site shows, by the name of its parts, so that two sites can be compared.

That goes for what a page says of others too, so nothing has to be guessed. Charts show nothing that
isn't said or tabled beside them, so nothing has to be drawn. What stands on every page (title,
notice, menu) and the day of assessment are left out here: they are told once. So are the sizes of
files to download, which change with everything and tell nobody anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from malbok import addresses as links
from malbok.changes import lists
from malbok.changes.records import ItemKind
from malbok.changes.report_pages import in_reports, report_pages
from malbok.embeds import RULES, page_with
from malbok.explaining import INDICATOR_WORDS, INTERVAL_WORDS
from malbok.guide import Guide, guide_of
from malbok.language import N_, Message, capital
from malbok.model import (
    ContentPage,
    Embed,
    Goal,
    GoalType,
    Indicator,
    Project,
    Prose,
    SiteLanguage,
    in_reading_order,
)
from malbok.pages.goals import goal_view, since_before
from malbok.pages.indicators import breakdown_view, comparison_view, latest_mark, uses
from malbok.pages.making import Charts
from malbok.pages.method import method_view
from malbok.pages.report_lists import latest_report
from malbok.pages.views import GoalLink, SeriesView, Viewer
from malbok.reports.showing import Reported

Parts = Mapping[Message, object]
"""What a page shows, by the name of its part."""

TEXTS: dict[str, Message] = {
    "meaning": N_("what it means"),
    "description": N_("description"),
    "insight": N_("insight"),
    "analysis": N_("analysis"),
    "next_steps": N_("next steps"),
}
"""The longer texts of a goal's page."""
RELATED = N_("links to other goals")
ENGLISH = N_("texts in English")
IN_REPORTS = N_("reports that the goal is in")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as one audience sees it in one version; `key` is its kind and id."""

    key: tuple[ItemKind, str]
    title: str
    path: str
    parts: Parts


def text_of(prose: Prose) -> str:
    """A page's text without what no reader sees: blank lines more than one, blanks at the end."""
    lines = (line.rstrip() for line in prose.markdown.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip())


def on_every_page(project: Project) -> Parts:
    """What stands on every page."""
    organisation = project.organisation
    handbook = in_reading_order(project.content)
    return {
        N_("the title of the site"): organisation.title,
        N_("the notice"): organisation.notice,
        N_("the menu"): (
            [(page.title, page.path, page.part) for page in handbook],
            [(department.id, department.title) for department in organisation.departments],
            [(subject.id, subject.title) for subject in organisation.subjects],
            bool(project.example_files),
            bool(project.reports),
        ),
        N_("the word for indicators"): organisation.words,
        N_("the words that are explained"): organisation.glossary,
        N_("where readers write about a page"): organisation.feedback,
        N_("the look of the site"): organisation.look,
    }


def shown(viewer: Viewer, reports: Sequence[Reported] = ()) -> Iterator[Shown]:
    """Every page of a site that malbok makes for one audience, which is shown those reports."""
    project, text = viewer.project, viewer.language.text
    views = {key: viewer.series(indicator, None) for key, indicator in project.indicators.items()}
    series = {key: _figures(view) for key, view in views.items()}
    for goal in project.goals.values():
        link = viewer.goal_link(goal)
        said = in_reports(goal, reports)
        parts: Parts = {**_goal(viewer, goal, series), IN_REPORTS: said}
        yield Shown((ItemKind.GOAL, goal.id), goal.title, link.path, parts)
    for indicator in project.indicators.values():
        parts = _indicator(viewer, views[indicator.id])
        path = links.indicator_path(indicator.id)
        yield Shown((ItemKind.INDICATOR, indicator.id), indicator.title, path, parts)
    for department in project.organisation.departments:
        path = links.department_path(department.id)
        parts = lists.department(viewer, department)
        yield Shown((ItemKind.DEPARTMENT, department.id), department.title, path, parts)
    others: list[lists.Listing] = [
        *lists.listings(viewer, reports),
        (links.INDICATORS, _indicators_title(viewer), _indicators(viewer, views.values())),
        (
            links.METHOD,
            text(N_("How we assess goals")),
            {N_("rules of assessment"): method_view(viewer)},
        ),
        *_about_the_site(viewer, reports),
    ]
    library = [*lists.examples(viewer)]
    others += library[:1]
    for path, title, parts in others:
        yield Shown((ItemKind.LIST, path), title, path, parts)
    for path, title, parts in (*lists.selections(viewer), *library[1:]):
        yield Shown((ItemKind.SELECTION, path), title, path, parts)
    for path, title, parts in report_pages(viewer, reports):
        kind = ItemKind.LIST if path == links.REPORTS else ItemKind.REPORT
        yield Shown((kind, path), title, path, parts)
    guide = guide_of(project)
    for page in project.content:
        parts = _handbook(viewer, guide, page, series, reports)
        yield Shown((ItemKind.HANDBOOK, page.path), page.title, page.path, parts)


def _goal(viewer: Viewer, goal: Goal, series: Mapping[str, object]) -> Parts:
    """What the page of a goal shows; charts show nothing that isn't said or tabled."""
    view = goal_view(viewer, goal, Charts())
    link = view.link
    return {
        N_("wording"): goal.title,
        N_("assessment"): (
            (link.status, link.sentence, link.basis, link.stale),
            (view.computed, view.computed_sentence),
            [(target.status, target.sentence, target.stale) for target in view.targets],
        ),
        N_("targets"): [
            (target.asked_when, target.target.note, target.target.baseline)
            for target in view.targets
        ],
        N_("outcomes"): [
            series[key] for key in (*(t.indicator for t in goal.targets), *goal.indicators)
        ],
        **{name: getattr(goal, key) for key, name in TEXTS.items()},
        N_("milestones"): [(m.title, m.due, _done(m.done, viewer)) for m in goal.milestones],
        N_("whether it applies"): (view.archived, [_named(g) for g in view.replaces]),
        N_("changes of the goal"): view.revisions,
        N_("facts"): (
            (view.department.title, view.department_path, view.type_page),
            (view.period, view.target_group, view.subjects, view.owner, link.type, goal.source),
        ),
        ENGLISH: _english(viewer, goal),
        RELATED: [
            [(*_named(g), g.status, g.is_archived) for g in goals]
            for goals in (view.supports, view.supported_by)
        ],
        N_("date of updating"): (goal.updated, goal.next_update),
    }


def _english(viewer: Viewer, record: Goal | Indicator) -> object:
    """The texts of the page in English, if there is one."""
    has_english = SiteLanguage.ENGLISH in viewer.project.organisation.languages
    return record.english if has_english else None


def _done(day: date | None, viewer: Viewer) -> date | None:
    return day if day and day <= viewer.as_of else None


def _named(goal: GoalLink) -> tuple[str, ...]:
    return goal.title, goal.path, goal.department


def _figures(view: SeriesView) -> object:
    """What a chart and table of an indicator show, beside the target."""
    indicator = view.indicator
    return (
        (indicator.title, indicator.source, indicator.updated),
        (view.path, view.finding, view.change, view.rows, view.unit, view.direction),
    )


def _indicator(viewer: Viewer, view: SeriesView) -> Parts:
    indicator = view.indicator
    sole = viewer.sole_target(indicator)
    return {
        N_("name"): indicator.title,
        N_("what it means"): indicator.meaning,
        N_("what is counted"): (indicator.definition, indicator.unit, view.direction),
        N_("outcomes"): (view.rows, view.finding, view.latest, view.latest_period),
        N_("breakdown"): breakdown_view(viewer, indicator),
        N_("comparison"): comparison_view(viewer, indicator),
        N_("target in the chart"): sole
        and (viewer.quantities[indicator.id].target(sole), sole.due, sole.baseline),
        N_("note"): indicator.note,
        N_("goals that use it"): [
            (_named(use.goal), use.goal.status, use.status, use.asked, use.stale)
            for use in uses(viewer, indicator)
        ],
        N_("changes of the indicator"): viewer.revisions(indicator.revisions),
        N_("facts"): (
            viewer.language.text(INTERVAL_WORDS[indicator.interval]),
            viewer.project.role(indicator.owner),
            indicator.source,
            indicator.licence,
        ),
        ENGLISH: _english(viewer, indicator),
        N_("date of updating"): (indicator.updated, indicator.next_update),
    }


def _indicators(viewer: Viewer, views: Iterable[SeriesView]) -> Parts:
    rows = {
        (
            (v.indicator.title, v.path, v.latest, v.latest_period),
            (latest_mark(viewer, v.indicator), since_before(viewer, v.indicator, viewer.as_of)),
        )
        for v in views
    }
    return {N_("list of indicators"): rows}


def _indicators_title(viewer: Viewer) -> str:
    name = viewer.project.organisation.words.indicator
    message = INDICATOR_WORDS["many"]
    return capital(name.many if name else viewer.language.text(message))


def _about_the_site(viewer: Viewer, reports: Sequence[Reported]) -> Iterator[lists.Listing]:
    """The pages about the data, the words and the site itself, as far as there are any."""
    organisation, text = viewer.project.organisation, viewer.language.text
    data: Parts = {
        N_("the terms and the source"): (organisation.licence, organisation.name),
        N_("the limit for small numbers"): organisation.small_numbers.limit,
        N_("the feeds"): [(d.id, d.title) for d in organisation.departments],
        N_("the files of reports"): any(not it.is_draft for it in reports),
    }
    yield links.OPEN_DATA, text(N_("Open data")), data
    if organisation.glossary:
        words: Parts = {N_("the words that are explained"): organisation.glossary}
        yield links.GLOSSARY, text(N_("Words that we use")), words
    if statement := organisation.accessibility:
        said: Parts = {N_("the statement"): (statement, organisation.name)}
        yield links.ACCESSIBILITY, text(N_("Accessibility statement")), said


def _handbook(
    viewer: Viewer,
    guide: Guide,
    page: ContentPage,
    series: Mapping[str, object],
    reports: Sequence[Reported],
) -> Parts:
    prose = [text_of(part) for part in page.parts if isinstance(part, Prose)]
    embeds = [part for part in page.parts if isinstance(part, Embed)]
    return {
        N_("title and description"): (page.title, page.description, page.hide, page.template),
        N_("the text"): prose,
        N_("the place on the path"): _place(guide, page),
        N_("what is embedded"): [_embedded(viewer, guide, part, series) for part in embeds],
        N_("the latest report"): latest_report(reports)
        if any(part.name == "status-summary" for part in embeds)
        else None,
    }


def _place(guide: Guide, page: ContentPage) -> object:
    """What a page of the path says of its place, and the pages that it leads on to; the drawing has a
    mark for each page of each part."""
    found = guide.place(page.path)
    if found is None:
        return None
    part, step = found
    beside = [
        (other[1].path, other[1].title) for other in map(guide.place, guide.beside(step)) if other
    ]
    drawn = [len(each.steps) for each in guide.parts]
    return (part.number, part.title), (step.number, step.minutes), beside, drawn, guide.map


def _embedded(viewer: Viewer, guide: Guide, embed: Embed, series: Mapping[str, object]) -> object:
    project = viewer.project
    match embed.name:
        case "goal":
            return viewer.goal_link(project.goals[embed.id])
        case "indicator" | "chart":
            return embed.name, series[embed.id]
        case "examples":
            return lists.embedded_examples(viewer, GoalType(embed.id))
        case "overview":
            return lists.embedded_departments(viewer)
        case "subjects":
            return lists.embedded_subjects(viewer)
        case "status-summary":
            goals = project.current_goals(viewer.as_of)
            counts = Counter(viewer.assessments[goal.id].status for goal in goals)
            return counts, project.organisation.counts_note
        case "goals-of-type":
            return lists.embedded_goals(viewer, GoalType(embed.id))
        case "guide-map":
            return guide.parts
        case "glossary":
            return project.organisation.glossary
        case "language-rules":
            return lists.embedded_rules(viewer)
        case "coach":
            return lists.embedded_coach(viewer)
        case "faults":
            explained = page_with(project.content, RULES)
            return explained and explained.path
        case _:
            return embed.name, embed.id
