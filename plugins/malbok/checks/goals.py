"""Goals, indicators and reports that contradict themselves or each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from malbok.checks.references import organisation_path
from malbok.model import Goal, GoalKind, Project
from malbok.problems import Problem
from malbok.reading.project import Reading

MANY_INDICATORS = 5
"""More than this are hard to follow: the handbook's page on choosing indicators says why."""


def milestones_are_due_within_the_goal(reading: Reading, project: Project) -> Iterator[Problem]:
    """No milestone is due before the goal's own period begins."""
    for key, goal in project.goals.items():
        for index, milestone in enumerate(goal.milestones):
            if goal.period and milestone.due < goal.period.start:
                place = reading.place(project.paths[f"goal/{key}"], "milestones", index, "due")
                yield Problem("R139", place, {"value": milestone.due, "period": goal.period})


def milestones_are_done_in_time(reading: Reading, project: Project) -> Iterator[Problem]:
    """What is said to be done was done when the file was updated."""
    for key, goal in project.goals.items():
        for index, milestone in enumerate(goal.milestones):
            if milestone.done and milestone.done > goal.updated:
                place = reading.place(project.paths[f"goal/{key}"], "milestones", index, "done")
                yield Problem("R124", place, {"value": milestone.done, "updated": goal.updated})


def goals_can_be_followed(reading: Reading, project: Project) -> Iterator[Problem]:
    """A goal has something that tells how it goes, and not more than people can take in."""
    for key, goal in project.goals.items():
        path = project.paths[f"goal/{key}"]
        followed = {t.indicator for t in goal.targets} | set(goal.indicators)
        if not (followed or goal.milestones or goal.override):
            yield Problem("R126", reading.place(path, "title"))
        elif len(followed) > MANY_INDICATORS:
            place = reading.place(path, "targets" if goal.targets else "indicators", key=True)
            yield Problem("R125", place, {"count": len(followed), "limit": MANY_INDICATORS})
        if goal.kind is GoalKind.DIRECTION:
            if goal.targets:
                yield Problem("R130", reading.place(path, "targets", key=True))
            if goal.override:
                yield Problem("R132", reading.place(path, "override", key=True))


def support_has_a_top(reading: Reading, project: Project) -> Iterator[Problem]:
    """Goals that support each other never lead back to where they began."""
    settled: set[str] = set()
    for start in project.goals:
        trail: list[str] = []
        stack = [(start, iter(_supported(project.goals[start], project)))]
        while stack:
            key, following = stack[-1]
            if len(trail) < len(stack):
                trail.append(key)
            found = next(following, None)
            if found is None:
                settled.add(key)
                stack.pop()
                trail.pop()
            elif found in trail:
                circle = [*trail[trail.index(found) :], found]
                index = project.goals[found].supports.index(circle[1])
                place = reading.place(project.paths[f"goal/{found}"], "supports", index)
                yield Problem("R127", place, {"circle": " → ".join(circle)})
            elif found not in settled:
                stack.append((found, iter(_supported(project.goals[found], project))))


def _supported(goal: Goal, project: Project) -> list[str]:
    """The goals that a goal supports, without itself and those that don't exist."""
    return [key for key in goal.supports if key in project.goals and key != goal.id]


def thresholds_are_in_order(reading: Reading, project: Project) -> Iterator[Problem]:
    """Uncertain begins below on track."""
    rules = project.organisation.assessment
    if rules.uncertain > rules.on_track:
        place = reading.place(organisation_path(reading), "assessment", "uncertain")
        yield Problem("V115", place, {"lower": "uncertain", "upper": "on_track"})


def updates_have_happened(reading: Reading, project: Project) -> Iterator[Problem]:
    """No file says that it was updated on a day that hasn't come."""
    today = date.today()
    dated = [(project.paths[f"goal/{key}"], goal.updated) for key, goal in project.goals.items()]
    dated += [
        (project.paths[f"indicator/{key}"], i.updated) for key, i in project.indicators.items()
    ]
    dated.append((organisation_path(reading), project.organisation.updated))
    for path, updated in dated:
        if updated > today:
            yield Problem("R131", reading.place(path, "updated"), {"value": updated})


def the_day_has_come(reading: Reading, project: Project) -> Iterator[Problem]:
    """The site doesn't show how it is on a day that hadn't come when the file was updated."""
    organisation = project.organisation
    if organisation.as_of > organisation.updated:
        params = {"value": organisation.as_of, "updated": organisation.updated}
        yield Problem("R138", reading.place(organisation_path(reading), "as_of"), params)


CHECKS = (
    milestones_are_due_within_the_goal,
    milestones_are_done_in_time,
    goals_can_be_followed,
    support_has_a_top,
    thresholds_are_in_order,
    updates_have_happened,
    the_day_has_come,
)
