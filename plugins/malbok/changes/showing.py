"""What each page of a site shows, by the name of its parts, so that two sites can be compared.

That goes for what a page says of others too, so nothing has to be guessed. Charts show nothing that
isn't said or tabled beside them, so nothing has to be drawn. What stands on every page (title,
notice, menu) and the day of assessment are left out here: they are told once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from malbok import addresses as links
from malbok.changes.records import ItemKind
from malbok.explaining import INDICATOR_WORDS, INTERVAL_WORDS
from malbok.language import N_, Message, capital
from malbok.model import ContentPage, Department, Embed, Goal, Project, Prose
from malbok.pages.views import GoalLink, SeriesView, Viewer

Parts = Mapping[Message, object]
"""What a page shows, by the name of its part."""

TEXTS: dict[str, Message] = {
    "description": N_("description"),
    "insight": N_("insight"),
    "analysis": N_("analysis"),
    "next_steps": N_("next steps"),
}
"""The longer texts of a goal's page."""
RELATED = N_("links to other goals")


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
    handbook = sorted(project.content, key=lambda page: (page.order, page.path))
    return {
        N_("the title of the site"): organisation.title,
        N_("the notice"): organisation.notice,
        N_("the menu"): (
            [(page.title, page.path) for page in handbook],
            [(department.id, department.title) for department in organisation.departments],
        ),
        N_("the word for indicators"): organisation.words,
    }


def shown(viewer: Viewer) -> Iterator[Shown]:
    """Every page of a site that malbok makes for one audience."""
    project, text = viewer.project, viewer.language.text
    views = {key: viewer.series(indicator, None) for key, indicator in project.indicators.items()}
    series = {key: _figures(view) for key, view in views.items()}
    for goal in project.goals.values():
        link = viewer.goal_link(goal)
        parts = _goal(viewer, goal, series)
        yield Shown((ItemKind.GOAL, goal.id), goal.title, link.path, parts)
    for indicator in project.indicators.values():
        parts = _indicator(viewer, views[indicator.id])
        path = links.indicator_path(indicator.id)
        yield Shown((ItemKind.INDICATOR, indicator.id), indicator.title, path, parts)
    for department in project.organisation.departments:
        path = links.department_path(department.id)
        parts = _department(viewer, department)
        yield Shown((ItemKind.DEPARTMENT, department.id), department.title, path, parts)
    lists: list[tuple[str, str, Parts]] = [
        (links.OVERVIEW, text(N_("Goals and results")), _overview(viewer)),
        (links.INDICATORS, _indicators_title(viewer), _indicators(views.values())),
        (links.METHOD, text(N_("How we assess goals")), _method(project)),
    ]
    for path, title, parts in lists:
        yield Shown((ItemKind.LIST, path), title, path, parts)
    for page in project.content:
        parts = _handbook(viewer, page, series)
        yield Shown((ItemKind.HANDBOOK, page.path), page.title, page.path, parts)


def _goal(viewer: Viewer, goal: Goal, series: Mapping[str, object]) -> Parts:
    """What the page of a goal shows; charts show nothing that isn't said or tabled."""
    view = viewer.goal(goal, [None] * len(goal.targets), [None] * len(goal.indicators))
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
        N_("changes of the goal"): view.revisions,
        N_("facts"): (
            (view.department.title, view.department_path, view.type_page),
            (view.period, view.target_group, view.owner, link.type, goal.source),
        ),
        RELATED: ([_named(g) for g in view.supports], [_named(g) for g in view.supported_by]),
        N_("date of updating"): goal.updated,
    }


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
        N_("what is counted"): (indicator.definition, indicator.unit, view.direction),
        N_("outcomes"): (view.rows, view.finding, view.latest, view.latest_period),
        N_("target in the chart"): sole
        and (viewer.quantities[indicator.id].target(sole), sole.due, sole.baseline),
        N_("note"): indicator.note,
        N_("goals that use it"): [
            (_named(use.goal), use.goal.status, use.status, use.asked, use.stale)
            for use in viewer.uses(indicator)
        ],
        N_("changes of the indicator"): viewer.revisions(indicator.revisions),
        N_("facts"): (
            viewer.language.text(INTERVAL_WORDS[indicator.interval]),
            viewer.project.role(indicator.owner),
            indicator.source,
        ),
        N_("date of updating"): indicator.updated,
    }


def _rows(viewer: Viewer, department: Department) -> list[tuple[object, ...]]:
    """A department's goals as lists show them."""
    found = (viewer.goal_link(goal) for goal in viewer.project.goals_of(department.id))
    return [(g.title, g.path, g.type, g.basis, g.status, g.stale) for g in found]


def _department(viewer: Viewer, department: Department) -> Parts:
    project = viewer.project
    parent = project.department(department.parent).title if department.parent else ""
    return {
        N_("name and description"): (department.title, department.description, parent),
        N_("list of goals"): _rows(viewer, department),
    }


def _overview(viewer: Viewer) -> Parts:
    organisation = viewer.project.organisation
    return {
        N_("name and description"): organisation.name,
        N_("list of goals"): [(d.title, _rows(viewer, d)) for d in organisation.departments],
    }


def _indicators(views: Iterable[SeriesView]) -> Parts:
    rows = {(v.indicator.title, v.path, v.latest, v.latest_period) for v in views}
    return {N_("list of indicators"): rows}


def _indicators_title(viewer: Viewer) -> str:
    name = viewer.project.organisation.words.indicator
    message = INDICATOR_WORDS["many"]
    return capital(name.many if name else viewer.language.text(message))


def _method(project: Project) -> Parts:
    return {N_("limits"): project.organisation.assessment}


def _handbook(viewer: Viewer, page: ContentPage, series: Mapping[str, object]) -> Parts:
    prose = [text_of(part) for part in page.parts if isinstance(part, Prose)]
    embeds = [part for part in page.parts if isinstance(part, Embed)]
    return {
        N_("title and description"): (page.title, page.description, page.hide, page.template),
        N_("the text"): prose,
        N_("embedded goals and figures"): [_embedded(viewer, part, series) for part in embeds],
    }


def _embedded(viewer: Viewer, embed: Embed, series: Mapping[str, object]) -> object:
    project = viewer.project
    match embed.name:
        case "goal":
            return viewer.goal_link(project.goals[embed.id])
        case "indicator" | "chart":
            return embed.name, series[embed.id]
        case "overview":
            return [(d.title, _rows(viewer, d)) for d in project.organisation.departments]
        case "status-summary":
            return Counter(assessment.status for assessment in viewer.assessments.values())
        case _:
            return embed.name, embed.id
