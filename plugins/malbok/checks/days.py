"""Days of goals and indicators that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from malbok.model import Project
from malbok.problems import Problem
from malbok.reading.project import Reading

_Day = tuple[tuple[str, ...], date | None]
"""The keys that lead to a day, and the day if there is one."""


def days_are_in_order(reading: Reading, project: Project) -> Iterator[Problem]:
    """Nothing was decided after the file was updated, or ended before it began; what comes next
    comes later."""
    for path, first, second, at_second in _in_order(project):
        (one, earlier), (other, later) = first, second
        if earlier and later and earlier > later:
            loc, value, against, day = (
                (other, later, one, earlier) if at_second else (one, earlier, other, later)
            )
            params = {"key": loc[-1], "value": value, "other": ".".join(against), "day": day}
            yield Problem("R179", reading.place(path, *loc), params)


def _in_order(project: Project) -> Iterator[tuple[str, _Day, _Day, bool]]:
    """The path of a file with two of its days, the earlier one first, and whether it is the second
    that is odd if they aren't so."""
    for key, goal in project.goals.items():
        path, updated = project.paths[f"goal/{key}"], (("updated",), goal.updated)
        adopted = (("adopted",), goal.adopted)
        archived = (("archived", "date"), goal.archived.date if goal.archived else None)
        assessed = (("override", "date"), goal.override.date if goal.override else None)
        yield path, updated, (("next_update",), goal.next_update), True
        yield path, adopted, updated, False
        yield path, adopted, archived, True
        yield path, assessed, updated, False
    for key, indicator in project.indicators.items():
        path, updated = project.paths[f"indicator/{key}"], (("updated",), indicator.updated)
        yield path, updated, (("next_update",), indicator.next_update), True


def goals_end_with_their_verdict(reading: Reading, project: Project) -> Iterator[Problem]:
    """A goal that ceases to apply in the midst of the period that it is due gets no verdict."""
    for key, goal in project.goals.items():
        end = goal.archived and goal.archived.date
        due = [t.due for t in goal.targets if end and t.due.start <= end < t.due.end]
        if end and due:
            last = max(due, key=lambda period: period.end)
            place = reading.place(project.paths[f"goal/{key}"], "archived", "date")
            yield Problem("R181", place, {"value": end, "due": last, "better": last.end})


CHECKS = (days_are_in_order, goals_end_with_their_verdict)
