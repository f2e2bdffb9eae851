"""All goals in one list, and a page for each value that they can be listed by.

The pages are as many as there are values, never combinations of them. A small script on the list of
all goals combines values; without it, the same links lead to the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from malbok import addresses as links
from malbok import explaining
from malbok.language import N_
from malbok.model import Goal, GoalType, Status, TargetGroup
from malbok.pages.lists import (
    FACET_TITLES,
    GROUP,
    STATUS,
    TYPE,
    DepartmentGroup,
    Segment,
    archived,
    by_department,
    facets,
    list_path,
    segments,
    values,
)
from malbok.pages.making import Making
from malbok.pages.records import Page
from malbok.pages.views import Viewer


@dataclass(frozen=True, slots=True)
class GoalListView:
    """The goals that have one value; `key` is the kind of value, as addresses name it."""

    key: str
    value: str
    title: str
    path: str
    count: int
    segments: tuple[Segment, ...]
    groups: tuple[DepartmentGroup, ...]


def all_goals_page(making: Making) -> Page:
    """All goals that apply, to be narrowed by several values at once, and those that don't any more."""
    viewer = making.viewer
    goals = goals_in_order(viewer)
    page = Page(
        path=links.ALL_GOALS,
        kind="goals",
        title=making.text(N_("All goals")),
        markdown="",
        description=making.text(
            N_("All goals in one list, to be narrowed by what they are about.")
        ),
        parent=links.OVERVIEW,
        updated=making.project.organisation.updated,
        search_weight=0,
    )
    return making.page(
        "goals",
        page,
        rows=[(viewer.goal_row(goal), _attributes(viewer, goal)) for goal in goals],
        facets=facets(viewer, goals),
        archived=archived(viewer, making.project.goals.values()),
        all_path=links.ALL_GOALS,
        tree_path=links.GOAL_TREE,
    )


def goal_list_pages(making: Making) -> Iterator[Page]:
    """The pages of all statuses, types and target groups, with goals or without."""
    viewer = making.viewer
    ways = {facet.key: facet for facet in facets(viewer, goals_in_order(viewer))}
    for view in goal_list_views(viewer):
        page = Page(
            path=view.path,
            kind="goal_list",
            title=view.title,
            markdown="",
            description=making.text(
                N_("The goals with “{value}”, by who answers for them."), value=view.title
            ),
            parent=links.ALL_GOALS,
            updated=making.project.organisation.updated,
            search_weight=0,
        )
        facet = ways.get(view.key)
        yield making.page(
            "goal_list",
            page,
            view=view,
            facet=facet,
            all_path=links.ALL_GOALS,
            type_page=viewer.type_pages.get(view.value, "") if view.key == TYPE else "",
        )


def goal_list_views(viewer: Viewer) -> Iterator[GoalListView]:
    """All statuses, types and target groups, each with its goals that apply."""
    found: dict[tuple[str, str], list[Goal]] = {}
    for goal in goals_in_order(viewer):
        for key, own in values(viewer, goal).items():
            for value in own:
                found.setdefault((key, value), []).append(goal)
    for key, value, word in _listed_by(viewer):
        goals = found.get((key, value), [])
        yield GoalListView(
            key=key,
            value=value,
            title=f"{viewer.language.text(FACET_TITLES[key])}: {word}",
            path=list_path(key, value),
            count=len(goals),
            segments=segments(viewer, goals),
            groups=by_department(viewer, goals),
        )


def goals_in_order(viewer: Viewer) -> list[Goal]:
    """All goals that apply, in the order of their departments."""
    departments = viewer.project.organisation.departments
    place = {department.id: number for number, department in enumerate(departments)}
    goals = viewer.project.current_goals(viewer.as_of)
    return sorted(goals, key=lambda goal: place[goal.department])


def _listed_by(viewer: Viewer) -> Iterator[tuple[str, str, str]]:
    """Each kind of value, its values, and the word for each."""
    text = viewer.language.text
    for status in Status:
        yield STATUS, status.value, viewer.status(status).word
    for goal_type in GoalType:
        yield TYPE, goal_type.value, text(explaining.TYPE_WORDS[goal_type])
    for group in TargetGroup:
        yield GROUP, group.value, text(explaining.TARGET_GROUP_WORDS[group])


def _attributes(viewer: Viewer, goal: Goal) -> dict[str, str]:
    """What the script narrows the list by: the values of each kind, with blanks between them."""
    return {key: " ".join(own) for key, own in values(viewer, goal).items()}
