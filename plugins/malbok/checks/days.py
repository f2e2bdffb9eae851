"""Days of goals and indicators that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from malbok.model import Indicator, Project
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


def indicators_are_looked_after(reading: Reading, project: Project) -> Iterator[Problem]:
    """The figures that a goal is followed with were updated within the last year, or it is said when
    they will be. Where there are figures from later, it is the day of updating that is wrong."""
    as_of = project.organisation.as_of
    used = {key for goal in project.current_goals(as_of) for key in goal.all_indicators}
    for key, indicator in project.indicators.items():
        later = (o for o in project.own_series(key) if o.period.start > indicator.updated)
        if key in used and _is_forgotten(indicator, as_of) and not any(later):
            place = reading.place(project.paths[f"indicator/{key}"], "updated")
            yield Problem("R197", place, {"value": indicator.updated, "as_of": as_of})


def _is_forgotten(indicator: Indicator, as_of: date) -> bool:
    """Whether more than twelve months have gone since an indicator was updated."""
    updated, comes = indicator.updated, indicator.next_update
    a_year_later = (updated.year + 1, updated.month, updated.day)
    return a_year_later < (as_of.year, as_of.month, as_of.day) and not (comes and comes >= as_of)


CHECKS = (days_are_in_order, goals_end_with_their_verdict, indicators_are_looked_after)
