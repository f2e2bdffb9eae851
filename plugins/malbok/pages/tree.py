"""The goal tree: which goal contributes to which, from the council to the units.

It is a list in the first place. A goal stands below the one that it contributes to; if it contributes
to several, it stands below the first, and the others lead there. Goals that contribute to none stand
under their own department, and departments stand below the one that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from malbok import addresses as links
from malbok.language import N_
from malbok.model import Department, Goal, Project
from malbok.pages.goal_lists import goals_in_order
from malbok.pages.making import Making
from malbok.pages.records import Page
from malbok.pages.views import GoalLink, PageLink, Viewer, department_link

DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Branch:
    """A goal in the tree, in the order in which a list of lists is written: it may open a list of the
    goals below it, and closes as many as end after it. One that is `elsewhere` stands in full at another
    place, and only leads there. `foreign` says that another department answers for it than for the one
    above it.
    """

    id: str
    goal: GoalLink
    elsewhere: bool
    foreign: bool
    opens: bool
    closes: int


@dataclass(frozen=True, slots=True)
class Limb:
    """A department of the tree: its heading's level, the one above it, its goals that contribute to no
    other with all below them, and how many stand below goals of others."""

    id: str
    department: PageLink
    above: PageLink | None
    level: int
    branches: tuple[Branch, ...]
    below_others: int


def tree_page(making: Making) -> Page:
    """The goal tree of the whole organisation."""
    page = Page(
        path=links.GOAL_TREE,
        kind="tree",
        title=making.text(N_("How the goals are connected")),
        markdown="",
        description=making.text(
            N_("Which goals contribute to which, from the council to the units.")
        ),
        parent=links.OVERVIEW,
        updated=making.project.organisation.updated,
        search_weight=0,
    )
    return making.page("tree", page, limbs=limbs(making.viewer))


def limbs(viewer: Viewer) -> tuple[Limb, ...]:
    """All departments with their goals: each goal that applies stands in full exactly once."""
    project = viewer.project
    goals = {goal.id: goal for goal in goals_in_order(viewer)}
    below = _below(goals)
    roots: dict[str, list[Goal]] = {}
    for goal in _roots(goals, below):
        roots.setdefault(goal.department, []).append(goal)
    placed: set[str] = set()
    found: list[Limb] = []
    for department, depth in _from_the_top(project):
        own = roots.get(department.id, [])
        branches = tuple(_branches(viewer, own, below, placed))
        count = sum(goal.department == department.id for goal in goals.values())
        above = project.department(department.parent) if department.parent else None
        found.append(
            Limb(
                id=department.id,
                department=department_link(department),
                above=department_link(above) if above else None,
                level=min(2 + depth, DEEPEST_HEADING),
                branches=branches,
                below_others=count - len(own),
            )
        )
    return tuple(found)


def _below(goals: Mapping[str, Goal]) -> dict[str, list[Goal]]:
    """The goals that contribute to each, in the order of the goals."""
    found: dict[str, list[Goal]] = {}
    for goal in goals.values():
        for above in goal.supports:
            if above in goals and above != goal.id:
                found.setdefault(above, []).append(goal)
    return found


def _roots(goals: Mapping[str, Goal], below: Mapping[str, Sequence[Goal]]) -> Iterator[Goal]:
    """The goals that contribute to none that applies. Where goals contribute to each other in a circle,
    which a check forbids, the first of them counts as one."""
    reached: set[str] = set()

    def reach(start: Goal) -> None:
        waiting = [start]
        while waiting:
            goal = waiting.pop()
            if goal.id not in reached:
                reached.add(goal.id)
                waiting += below.get(goal.id, ())

    for goal in goals.values():
        if not any(above in goals and above != goal.id for above in goal.supports):
            yield goal
            reach(goal)
    for goal in goals.values():
        if goal.id not in reached:
            yield goal
            reach(goal)


def _branches(
    viewer: Viewer, roots: Sequence[Goal], below: Mapping[str, Sequence[Goal]], placed: set[str]
) -> Iterator[Branch]:
    """The goals and all below them, each before those below it. Without recursion, as no chain of
    goals is too long."""
    waiting: list[tuple[Goal, Goal | None, int]] = _stacked(roots, None, 0)
    while waiting:
        goal, above, closes = waiting.pop()
        is_elsewhere = goal.id in placed
        children = () if is_elsewhere else below.get(goal.id, ())
        placed.add(goal.id)
        yield Branch(
            id=goal.id,
            goal=viewer.goal_link(goal),
            elsewhere=is_elsewhere,
            foreign=above is not None and above.department != goal.department,
            opens=bool(children),
            closes=0 if children else closes,
        )
        if children:
            waiting += _stacked(children, goal, closes + 1)


def _stacked(
    goals: Sequence[Goal], above: Goal | None, closes: int
) -> list[tuple[Goal, Goal | None, int]]:
    """Goals of one list, the first on top; the last closes the list, and those that end with it."""
    last = len(goals) - 1
    found = [(goal, above, closes if n == last else 0) for n, goal in enumerate(goals)]
    return found[::-1]


def _from_the_top(project: Project) -> Iterator[tuple[Department, int]]:
    """The departments, each followed by those that belong to it, with how far down they are."""
    departments = project.organisation.departments
    below: dict[str | None, list[Department]] = {}
    for department in departments:
        below.setdefault(department.parent, []).append(department)
    waiting = [(department, 0) for department in reversed(below.get(None, []))]
    while waiting:
        department, depth = waiting.pop()
        yield department, depth
        waiting += [(d, depth + 1) for d in reversed(below.get(department.id, []))]
