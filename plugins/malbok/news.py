"""What is new in the data from one day to a later one. From the data, never from git's dates.

The data don't say when a figure was published. So an outcome is new if its period ended after the
earlier day, and goals are assessed on that day with the outcomes of periods that had ended by then.
Where the organisation says when it told last (`previous_as_of`), the newest outcome of an indicator
that was updated since is new too, though its period ended before.
Targets are those of today on both days: what they were before stands in the revisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from malbok.assessment import assess_goal, known_outcomes
from malbok.model import (
    Archived,
    Goal,
    Indicator,
    Milestone,
    Observation,
    Project,
    Revision,
    Status,
)


class ChangeKind(StrEnum):
    """What has happened. A changed target is a revision, and says so in `Revision.changed`."""

    ADOPTED = "adopted"
    ARCHIVED = "archived"
    STATUS = "status"
    REVISION = "revision"
    OUTCOME = "outcome"
    MILESTONE = "milestone"


NO_VERDICT = frozenset({Status.TOO_EARLY, Status.NOT_ASSESSABLE, Status.NOT_GRADED})
"""The statuses that say nothing of how it goes."""

News = Status | Revision | Archived | Observation | Milestone


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new.

    `goal` is the id of the goal, empty for an outcome that no goal follows. `indicator` is that of
    an outcome, or of a revision that names one. By kind, `old` and `new` are

    - adopted: nothing, and the status now;
    - archived: nothing, and what is said of why;
    - status: the status on the earlier day, and the one now;
    - revision: nothing, and the revision, which has its own old and new;
    - outcome: the outcome before, if there is one, and the new one;
    - milestone: nothing, and the milestone that is done.

    `date` is the day that the data give it. The new status has the day of assessment. The newest
    outcome has the day when its indicator was updated, and earlier ones the last day of their period.
    """

    date: date
    kind: ChangeKind
    goal: str
    indicator: str | None
    old: News | None
    new: News

    @property
    def is_first_verdict(self) -> bool:
        """Whether it is that a goal can be assessed, which it couldn't be on the earlier day."""
        return self.old in NO_VERDICT and self.new not in NO_VERDICT


def day_before(project: Project, as_of: date) -> date | None:
    """The day that news are told from: the organisation's own, or else the last one on which the
    newest outcomes weren't there, which is when the period before theirs ended. None without either.
    """
    own = project.organisation.previous_as_of
    if own is not None and own < as_of:
        return own
    ends = {o.period.end for key in project.indicators for o in project.own_series(key)}
    past = sorted(end for end in ends if end <= as_of)
    return past[-2] if len(past) > 1 else None


def changes_since(
    project: Project, day: date, as_of: date, *, by_update: bool = False
) -> tuple[Change, ...]:
    """What is new after `day`, up to and including `as_of`: goal by goal in reading order, each with
    the most important things first, then outcomes that no goal follows.

    A goal that no longer applied on the earlier day has no news. `by_update` says that the newest
    outcome of an indicator updated since the day is new, whenever its period ended.
    """
    late = frozenset(
        key
        for key, indicator in project.indicators.items()
        if by_update and indicator.updated > day
    )
    earlier = _without_newest(project, late, as_of)
    outcomes = {
        key: tuple(_outcomes(indicator, project.own_series(key), day, as_of, key in late))
        for key, indicator in project.indicators.items()
    }
    followed: set[str] = set()
    found: list[Change] = []
    for goal in project.goals.values():
        indicators = goal.all_indicators
        followed.update(indicators)
        if goal.is_archived(day):
            continue
        found += _of_goal(goal, project, earlier, day, as_of)
        if not goal.is_archived(as_of):
            found += (
                Change(on, ChangeKind.OUTCOME, goal.id, key, old, new)
                for key in indicators
                for on, old, new in outcomes.get(key, ())
            )
    found += (
        Change(on, ChangeKind.OUTCOME, "", key, old, new)
        for key, news in outcomes.items()
        if key not in followed
        for on, old, new in news
    )
    return tuple(found)


def _without_newest(project: Project, indicators: frozenset[str], as_of: date) -> Project:
    """The project as it was before the newest outcomes of some indicators came."""
    if not indicators:
        return project
    observations = dict(project.observations)
    for key in indicators:
        known = known_outcomes(project.own_series(key), as_of)
        observations[key] = tuple(o for o in observations.get(key, ()) if o not in known[-1:])
    return replace(project, observations=observations)


def _of_goal(
    goal: Goal, project: Project, earlier: Project, day: date, as_of: date
) -> Iterator[Change]:
    """What is new of the goal itself, its outcomes not counted; `earlier` is what was known on the
    earlier day."""

    def is_new(on: date | None) -> bool:
        return on is not None and day < on <= as_of

    if goal.archived and is_new(goal.archived.date):
        yield Change(goal.archived.date, ChangeKind.ARCHIVED, goal.id, None, None, goal.archived)
        return
    now = assess_goal(goal, project, as_of).status
    if goal.adopted and is_new(goal.adopted):
        yield Change(goal.adopted, ChangeKind.ADOPTED, goal.id, None, None, now)
    elif (before := assess_goal(goal, earlier, day).status) is not now:
        yield Change(as_of, ChangeKind.STATUS, goal.id, None, before, now)
    for revision in sorted(goal.revisions, key=lambda revision: revision.date, reverse=True):
        if is_new(revision.date):
            yield Change(
                revision.date, ChangeKind.REVISION, goal.id, revision.indicator, None, revision
            )
    for step in goal.milestones:
        if step.done and is_new(step.done):
            yield Change(step.done, ChangeKind.MILESTONE, goal.id, None, None, step)


def _outcomes(
    indicator: Indicator, series: Iterable[Observation], day: date, as_of: date, is_late: bool
) -> Iterator[tuple[date, Observation | None, Observation]]:
    """The new outcomes of an indicator, oldest first: the day of each, the one before, and itself.
    The newest is new also if it came late."""
    known = known_outcomes(series, as_of)
    for place, outcome in enumerate(known):
        is_newest = place == len(known) - 1
        if outcome.period.end > day or (is_newest and is_late):
            on = indicator.updated if is_newest else outcome.period.end
            yield on, known[place - 1] if place else None, outcome
