"""What the pages that list goals show, by the name of its part; see `showing`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from malbok import addresses as links
from malbok.embeds import RULES, page_with
from malbok.guide import explaining_pages
from malbok.language import N_, Message
from malbok.library import chosen, coach_page, entries
from malbok.model import Department, GoalType
from malbok.pages.coaching import HOWTO
from malbok.pages.departments import department_view, department_views, matrix, overview_news
from malbok.pages.examples import example_facets, example_view, list_title
from malbok.pages.goal_lists import goal_list_views, goals_in_order
from malbok.pages.guide import goals_of_type, rule_page
from malbok.pages.lists import (
    GROUP,
    TYPE,
    DepartmentGroup,
    GoalNews,
    archived,
    current,
    facets,
    segments,
)
from malbok.pages.report_lists import latest_report
from malbok.pages.subjects import SubjectView, subject_views
from malbok.pages.tree import Limb, limbs
from malbok.pages.views import GoalLink, GoalRow, Viewer
from malbok.reports.showing import Reported
from malbok.wording import rules

GOALS, NEWS = N_("list of goals"), N_("what is new")
EXAMPLES = N_("examples")
Listing = tuple[str, str, Mapping[Message, object]]
"""A page's path, its title and its parts."""


def department(viewer: Viewer, item: Department) -> Mapping[Message, object]:
    """What the page of a department shows."""
    view = department_view(viewer, item)
    return {
        N_("name and description"): (item.title, item.description, view.parent, view.below),
        GOALS: (
            [(group.status, _rows(group.rows)) for group in view.groups],
            [_named(goal) for goal in view.archived],
            viewer.project.organisation.counts_note,
        ),
        NEWS: ([_news(news) for news in view.news], viewer.news_from if view.news else None),
    }


def embedded_departments(viewer: Viewer) -> object:
    """What the list of all departments with their goals shows, embedded in the handbook."""
    return [
        (view.department.title, view.path, [_rows(group.rows) for group in view.groups])
        for view in department_views(viewer)
        if view.count
    ]


def embedded_subjects(viewer: Viewer) -> object:
    """What the list of subjects shows, embedded in the handbook or elsewhere."""
    return [_subject(view) for view in subject_views(viewer)]


def listings(viewer: Viewer, reports: Sequence[Reported]) -> Iterator[Listing]:
    """The pages that list goals of several departments."""
    text, organisation = viewer.language.text, viewer.project.organisation
    goals = current(viewer, viewer.project.goals.values())
    news, more_news = overview_news(viewer)
    overview = {
        N_("name and description"): organisation.name,
        GOALS: (segments(viewer, goals), matrix(viewer), organisation.counts_note),
        N_("ways to goals"): (
            embedded_subjects(viewer),
            [facet for facet in facets(viewer, goals) if facet.key == GROUP],
        ),
        NEWS: ([*map(_news, news)], more_news, viewer.news_from if news else None),
        N_("the latest report"): latest_report(reports),
    }
    yield links.OVERVIEW, text(N_("Goals and results")), overview
    everything = {
        N_("ways to goals"): facets(viewer, goals),
        GOALS: (
            [
                (row.department.title, _row(row))
                for row in map(viewer.goal_row, goals_in_order(viewer))
            ],
            [goal.target_group for goal in goals_in_order(viewer)],
            [_named(goal) for goal in archived(viewer, viewer.project.goals.values())],
        ),
    }
    yield links.ALL_GOALS, text(N_("All goals")), everything
    tree = {GOALS: [_limb(limb) for limb in limbs(viewer)]}
    yield links.GOAL_TREE, text(N_("How the goals are connected")), tree
    yield from _subjects(viewer)


def embedded_examples(viewer: Viewer, goal_type: GoalType) -> object:
    """What the examples of a type show, embedded in the handbook."""
    found = entries(viewer.project)
    of_type = sum(entry.example.type is goal_type for entry in found)
    few = chosen(found, goal_type)
    return [example_view(viewer.language, entry) for entry in few], of_type


def embedded_goals(viewer: Viewer, goal_type: GoalType) -> object:
    """What the goals of a type show, embedded in the handbook."""
    goals, count = goals_of_type(viewer, goal_type)
    shown = [
        (_named(goal), goal.department, (goal.status, goal.basis, goal.stale, goal.is_public))
        for goal in goals
    ]
    return shown, count


def embedded_rules(viewer: Viewer) -> object:
    """What the language rules show of the site: the pages that they lead on to."""
    found = (rule_page(viewer.project, rule) for rule in rules().rules)
    return [(page[0].title, page[0].path) if page else None for page in found]


def embedded_coach(viewer: Viewer) -> object:
    """What the coach shows and knows of the site: what can be chosen, and where it leads."""
    project, organisation = viewer.project, viewer.project.organisation
    explained = page_with(project.content, RULES)
    return (
        [(d.id, d.title, d.level, d.audience) for d in organisation.departments],
        [(role.id, role.title) for role in organisation.roles],
        [(subject.id, subject.title) for subject in organisation.subjects],
        {
            (i.id, i.title, i.unit, i.interval, i.audience, i.direction)
            for i in project.indicators.values()
        },
        (organisation.known_words, sorted(project.goals), bool(project.examples)),
        [(key, p.title, p.path) for key, p in explaining_pages(project).items()],
        (embedded_rules(viewer), explained and explained.path),
        any(page.path == HOWTO for page in project.content),
    )


def examples(viewer: Viewer) -> Iterator[Listing]:
    """The pages of the library of examples, its own first."""
    words, found = viewer.language, entries(viewer.project)
    views = [example_view(words, entry) for entry in found]
    ways = example_facets(words, found)
    tried = coach_page(viewer.project)
    tried_at = tried and tried.path
    if found:
        parts = {EXAMPLES: (views, ways, tried_at)}
        yield links.EXAMPLES, words.text(N_("Examples of goals")), parts
    for way in ways:
        for choice in way.choices:
            listed = [view for view in views if (way.key, choice.value) in view.values]
            yield choice.path, list_title(words, choice), {EXAMPLES: (listed, way, tried_at)}


def selections(viewer: Viewer) -> Iterator[Listing]:
    """The pages that list the goals with one value."""
    ways = {facet.key: facet for facet in facets(viewer, goals_in_order(viewer))}
    for view in goal_list_views(viewer):
        parts: Mapping[Message, object] = {
            N_("ways to goals"): (
                ways.get(view.key),
                viewer.type_pages.get(view.value) if view.key == TYPE else None,
            ),
            GOALS: (
                view.segments,
                _by_department(view.groups),
                viewer.project.organisation.counts_note,
            ),
        }
        yield view.path, view.title, parts


def _subjects(viewer: Viewer) -> Iterator[Listing]:
    views = subject_views(viewer)
    if not views:
        return
    shown: Mapping[Message, object] = {N_("ways to goals"): [_subject(view) for view in views]}
    yield links.SUBJECTS, viewer.language.text(N_("Subjects")), shown
    for view in views:
        parts: Mapping[Message, object] = {
            N_("name and description"): (view.subject.title, view.subject.description),
            GOALS: (
                view.segments,
                _by_department(view.groups),
                viewer.project.organisation.counts_note,
            ),
        }
        yield view.path, view.subject.title, parts


def _subject(view: SubjectView) -> tuple[object, ...]:
    return view.subject.title, view.path, view.segments


def _by_department(groups: Iterable[DepartmentGroup]) -> list[object]:
    return [(group.department, _rows(group.rows)) for group in groups]


def _rows(rows: Iterable[GoalRow]) -> list[object]:
    return [_row(row) for row in rows]


def _row(row: GoalRow) -> tuple[object, ...]:
    """A goal as lists show it: not the sentence that explains its status, which its own page has."""
    goal = row.goal
    return (
        (goal.title, goal.path, goal.type, goal.basis, goal.status, goal.stale, goal.is_public),
        (row.measured, row.outcome, row.period, row.asked, row.subjects),
    )


def _news(news: GoalNews) -> tuple[object, ...]:
    change = (news.before, news.goal.status) if news.before else None
    steps = [(step.title, step.done) for step in news.milestones]
    return news.goal.title, news.goal.path, change, news.outcomes, steps, news.sentences


def _limb(limb: Limb) -> tuple[object, ...]:
    branches = [
        (
            _named(branch.goal),
            (branch.goal.status, branch.goal.stale, branch.goal.is_public),
            branch.goal.department if branch.foreign else "",
            (branch.elsewhere, branch.opens, branch.closes),
        )
        for branch in limb.branches
    ]
    return limb.department, limb.above, limb.level, limb.below_others, branches


def _named(goal: GoalLink) -> tuple[str, str]:
    return goal.title, goal.path
