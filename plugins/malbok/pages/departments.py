"""Where goals are found by who answers for them: a department's page, and the overview of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from malbok import addresses as links
from malbok.assessment import overall
from malbok.explaining import explain_overall
from malbok.language import N_
from malbok.model import Department, Status
from malbok.news import ChangeKind
from malbok.pages.lists import (
    STATUS,
    STATUS_ORDER,
    GoalNews,
    Segment,
    StatusGroup,
    archived,
    by_status,
    current,
    facets,
    goal_news,
    most_important_first,
    segments,
)
from malbok.pages.making import Making
from malbok.pages.records import GOAL_SEARCH_WEIGHT, Page
from malbok.pages.report_lists import latest_report
from malbok.pages.subjects import subject_views
from malbok.pages.views import GoalLink, PageLink, StatusView, Viewer, department_link

MOST_NEWS = 10
"""So many goals with news are listed in the overview."""


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """A department with its goals by status, those that apply no longer apart."""

    department: Department
    path: str
    parent: PageLink | None
    below: tuple[PageLink, ...]
    count: int
    groups: tuple[StatusGroup, ...]
    segments: tuple[Segment, ...]
    archived: tuple[GoalLink, ...]
    news: tuple[GoalNews, ...]


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A status that some goal has: the page that lists those goals, and how many they are."""

    status: StatusView
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """How many of a department's goals have the status of each column."""

    department: PageLink
    counts: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """All departments by status."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class DepartmentNews:
    """How much is new with a department, in words."""

    department: PageLink
    said: tuple[str, ...]


def department_page(making: Making, department: Department) -> Page:
    """The page of a department: what it is for, its goals, and what is new."""
    view = department_view(making.viewer, department)
    page = Page(
        path=view.path,
        kind="department",
        search_weight=GOAL_SEARCH_WEIGHT,
        title=department.title,
        markdown="",
        description=department.description or "",
        parent=links.OVERVIEW,
        updated=making.project.organisation.updated,
    )
    return making.page("department", page, view=view, news_from=making.viewer.news_from)


def overview_page(making: Making) -> Page:
    """All subjects and departments with how it goes, as numbers, and what is new."""
    organisation, viewer = making.project.organisation, making.viewer
    page = Page(
        path=links.OVERVIEW,
        kind="overview",
        search_weight=GOAL_SEARCH_WEIGHT,
        title=making.text(N_("Goals and results")),
        markdown="",
        description=making.text(
            N_("All goals of {organisation} and how it goes with them."),
            organisation=organisation.name,
        ),
        updated=organisation.updated,
    )
    goals = current(viewer, making.project.goals.values())
    news, more_news = overview_news(viewer)
    whole = overall(goals, viewer.assessments, organisation.assessment)
    return making.page(
        "overview",
        page,
        whole=whole and viewer.status(whole.status),
        whole_sentence=explain_overall(whole, making.language) if whole else "",
        segments=segments(viewer, goals),
        count=len(goals),
        facets=facets(viewer, goals),
        matrix=matrix(viewer),
        drawn=making.charts.matrix,
        news=news,
        more_news=more_news,
        news_from=viewer.news_from,
        all_path=links.ALL_GOALS,
        tree_path=links.GOAL_TREE,
        subjects=subject_views(viewer),
        latest_report=latest_report(making.reports),
    )


def department_views(viewer: Viewer) -> tuple[DepartmentView, ...]:
    """All departments with their goals, in the organisation's order."""
    departments = viewer.project.organisation.departments
    return tuple(department_view(viewer, department) for department in departments)


def department_view(viewer: Viewer, department: Department) -> DepartmentView:
    """A department with its goals."""
    project = viewer.project
    all_goals = viewer.goals_by_department.get(department.id, [])
    goals = current(viewer, all_goals)
    parent = project.department(department.parent) if department.parent else None
    below = (d for d in project.organisation.departments if d.parent == department.id)
    return DepartmentView(
        department=department,
        path=links.department_path(department.id),
        parent=department_link(parent) if parent else None,
        below=tuple(department_link(d) for d in below),
        count=len(goals),
        groups=by_status(viewer, goals),
        segments=segments(viewer, goals),
        archived=archived(viewer, all_goals),
        news=goal_news(viewer, viewer.news_by_department.get(department.id, ())),
    )


def matrix(viewer: Viewer) -> Matrix:
    """How many goals of each department have each status. Statuses that no goal has are left out."""
    goals = viewer.project.current_goals(viewer.as_of)
    counts = Counter((g.department, viewer.assessments[g.id].status) for g in goals)
    totals = Counter(viewer.assessments[goal.id].status for goal in goals)
    statuses = [status for status in STATUS_ORDER if totals[status]]

    def row(department: Department) -> MatrixRow:
        found = tuple(counts[department.id, status] for status in statuses)
        return MatrixRow(department_link(department), found, sum(found))

    def column(status: Status) -> MatrixColumn:
        path = links.goal_list_path(STATUS, status.value)
        return MatrixColumn(viewer.status(status), path, totals[status])

    departments = viewer.project.organisation.departments
    return Matrix(tuple(map(column, statuses)), tuple(map(row, departments)), len(goals))


def overview_news(viewer: Viewer) -> tuple[tuple[GoalNews, ...], tuple[DepartmentNews, ...]]:
    """The goals with the most important news, and if those aren't all how much is new where."""
    news = most_important_first(goal_news(viewer, viewer.news))
    return tuple(news[:MOST_NEWS]), department_news(viewer) if len(news) > MOST_NEWS else ()


def department_news(viewer: Viewer) -> tuple[DepartmentNews, ...]:
    """How much is new with each department that has any news."""
    plural = viewer.language.plural
    found: list[DepartmentNews] = []
    for department in viewer.project.organisation.departments:
        changes = viewer.news_by_department.get(department.id, ())
        firsts = {c.goal for c in changes if c.is_first_verdict}
        changed = {c.goal for c in changes if c.kind is ChangeKind.STATUS} - firsts
        others = {c.goal for c in changes} - firsts - changed
        said = []
        if n := len(changed):
            said.append(
                plural("{n} goal with another assessment", "{n} goals with another assessment", n)
            )
        if n := len(firsts):
            said.append(plural("{n} goal can be assessed now", "{n} goals can be assessed now", n))
        if (n := len(others)) and said:
            said.append(
                plural("{n} more goal with something new", "{n} more goals with something new", n)
            )
        elif n:
            said.append(plural("{n} goal with something new", "{n} goals with something new", n))
        if said:
            found.append(DepartmentNews(department_link(department), tuple(said)))
    return tuple(found)
