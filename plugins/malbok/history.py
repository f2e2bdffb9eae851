"""What has changed in the data over the latest periods, so that it can be followed from outside.

`news` tells two days apart; this goes back through the days on which figures came, one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from malbok.model import Goal, Observation, Project
from malbok.news import Change, ChangeKind, changes_since

REMEMBERED = 8
"""So many days of new figures are gone back at most, however long ago they were."""
ENOUGH = 1000
"""No further back is gone once so many changes are found: then every reader has enough."""
_MOST_IMPORTANT_FIRST = (
    ChangeKind.ARCHIVED,
    ChangeKind.ADOPTED,
    ChangeKind.REVISION,
    ChangeKind.STATUS,
    ChangeKind.MILESTONE,
    ChangeKind.OUTCOME,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A change, and a day that tells it from others like it: that of what changed a status, or else
    that of the figures after which it came. It stays the same when the next figures come."""

    change: Change
    since: date


def history(project: Project, as_of: date) -> tuple[Event, ...]:
    """What has changed up to the day, newest first, and what is most important first within a day."""
    events: list[Event] = []
    for before, now in reversed(list(pairwise(_days(project, as_of)))):
        events += _between(project, before, now, as_of)
        if len(events) >= ENOUGH:
            break
    order = {kind: place for place, kind in enumerate(_MOST_IMPORTANT_FIRST)}
    in_turn = _in_turn(events)
    return tuple(sorted(in_turn, key=lambda e: (-e.change.date.toordinal(), order[e.change.kind])))


def _in_turn(newest_first: list[Event]) -> list[Event]:
    """The events with no status older than the one that it follows, though a figure may have been
    written down long after its period."""
    last: dict[str, date] = {}
    found: list[Event] = []
    for event in reversed(newest_first):
        change = event.change
        if change.kind is ChangeKind.STATUS:
            last[change.goal] = max(change.date, last.get(change.goal, change.date))
            event = replace(event, change=replace(change, date=last[change.goal]))
        found.append(event)
    return found[::-1]


def _days(project: Project, as_of: date) -> list[date]:
    """The latest days on which periods with outcomes ended, and the day of assessment; oldest first."""
    periods = {
        outcome.period
        for key in project.indicators
        for outcome in project.own_series(key)
        if outcome.value is not None
    }
    ends = {end for period in periods if (end := period.end) <= as_of}
    return sorted(ends | {as_of})[-REMEMBERED - 1 :]


def _between(project: Project, before: date, now: date, as_of: date) -> Iterator[Event]:
    """The changes after one day up to another, each on the day when it could be seen.

    A status changes by what it rests on: a person's assessment, a milestone, the outcomes, or a due
    period that is over. A goal has no status before it was adopted, or its own period began.
    """
    found = [_seen_from(project, c, as_of) for c in changes_since(project, before, now)]
    came: dict[str, tuple[date, date]] = {}
    for change in found:
        if isinstance(change.new, Observation):
            told, ended = came.get(change.goal, (now, date.min))
            ends = change.new.period.end
            came[change.goal] = max(change.date, told), max(ends, ended)
    for change in found:
        if change.kind is ChangeKind.STATUS:
            goal = project.goals[change.goal]
            begun = goal.adopted or (goal.period.start if goal.period else None)
            if begun and begun > now:
                continue
            told, since = _cause(goal, before, now, came.get(goal.id))
            yield Event(replace(change, date=told), since)
        else:
            yield Event(change, before)


def _cause(
    goal: Goal, before: date, now: date, came: tuple[date, date] | None
) -> tuple[date, date]:
    """The day on which what changed a goal's status could be seen, and the day that it is from.
    `came` are those of its outcomes, if any is new."""

    def within(days: Iterable[date | None]) -> list[date]:
        return [day for day in days if day and before < day <= now]

    if goal.override and (decided := within([goal.override.date])):
        return decided[0], decided[0]
    if came:
        return came
    steps = within(day for step in goal.milestones for day in (step.done, step.due))
    over = within(target.due.end for target in goal.targets)
    day = max([*steps, *over], default=now)
    return day, day


def _seen_from(project: Project, change: Change, as_of: date) -> Change:
    """The change with the date it has from a later day: an outcome that was the newest then needn't
    be so now, and only the newest has the day when its indicator was updated."""
    if not isinstance(change.new, Observation) or not change.indicator:
        return change
    end = change.new.period.end
    series = reversed(project.own_series(change.indicator))
    newest = next(o for o in series if o.value is not None and o.period.end <= as_of)
    return change if newest.period.end == end else replace(change, date=end)
