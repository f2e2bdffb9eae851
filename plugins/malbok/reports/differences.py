"""What differs between two reports: goal by goal, with figures, and the rules that each was made by.

Both are compared as they were frozen. Figures are compared as numbers, so that 16.1 and 16.10 are the
same; texts without regard to where their lines break.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from malbok.model import AssessmentRules, Status
from malbok.pages.lists import STATUS_ORDER
from malbok.periods import Period
from malbok.reports.snapshot import (
    FrozenBefore,
    FrozenDepartment,
    FrozenDropped,
    FrozenGoal,
    FrozenIndicator,
    FrozenOutcome,
    FrozenRevision,
    FrozenTarget,
    Snapshot,
    named_settings,
    same_goals,
)
from malbok.running_text import opening


@dataclass(frozen=True, slots=True)
class Turned:
    """A goal that has another status than in the report before, and `why` in words without markup."""

    goal: FrozenGoal
    before: FrozenBefore
    why: str


@dataclass(frozen=True, slots=True)
class SinceBefore:
    """What a report says has happened since the report before: the goals with another status, those
    with the same, those that are new and those that aren't there any more; and every decided change
    with its goal. Without a report before there are only the changes."""

    turned: tuple[Turned, ...]
    same: tuple[FrozenGoal, ...]
    new: tuple[FrozenGoal, ...]
    dropped: tuple[FrozenDropped, ...]
    revised: tuple[tuple[FrozenGoal, FrozenRevision], ...]


def since_before(snapshot: Snapshot) -> SinceBefore:
    """What has happened since the report before, in reading order, as the report itself has it: the
    report before needn't be there any more."""
    goals, previous = snapshot.goals, snapshot.previous
    known = [(goal, goal.before) for goal in goals if goal.before]
    return SinceBefore(
        turned=tuple(
            Turned(goal, before, why(goal))
            for goal, before in known
            if before.status is not goal.status
        ),
        same=tuple(goal for goal, before in known if before.status is goal.status),
        new=tuple(goal for goal in goals if previous and goal.before is None),
        dropped=previous.dropped if previous else (),
        revised=tuple((goal, revision) for goal in goals for revision in goal.revisions),
    )


def why(goal: FrozenGoal) -> str:
    """Why a goal has its status, in words without markup: how the report's comment begins, or else the
    reason of its latest decided change, or the sentence of the rule."""
    reasons = (revision.reason for revision in goal.revisions)
    return opening(goal.comment) or next(reasons, "") or goal.sentence


@dataclass(frozen=True, slots=True)
class Measured:
    """What a goal was followed by in one report: an indicator with a target, or without one (None).
    `outcome` is what the target was assessed by, or else the newest known outcome."""

    indicator: FrozenIndicator
    target: FrozenTarget | None
    outcome: FrozenOutcome | None


@dataclass(frozen=True, slots=True)
class MeasureDifference:
    """What a goal was followed by, then and now; None in the report that doesn't have it. `indicator` is
    the newer report's, if it has it."""

    indicator: FrozenIndicator
    before: Measured | None
    after: Measured | None

    @property
    def is_added(self) -> bool:
        """Whether only the newer report has it."""
        return self.before is None

    @property
    def is_removed(self) -> bool:
        """Whether only the older report has it."""
        return self.after is None

    @property
    def unit_changed(self) -> bool:
        """Whether it is counted in another unit. The figures can't be compared then."""
        return self._differs(lambda it: _words(it.indicator.unit))

    @property
    def definition_changed(self) -> bool:
        """Whether it is defined in other words. The figures may not be comparable then."""
        return self._differs(lambda it: _words(it.indicator.definition))

    @property
    def is_comparable(self) -> bool:
        """Whether the figures of both reports are about the same thing."""
        return not (self.unit_changed or self.definition_changed)

    @property
    def target_changed(self) -> bool:
        """Whether something else is asked for, or at another time; or something for the first time, or
        no longer."""
        return self._differs(lambda it: it.target and _asked(it.target))

    @property
    def outcome_changed(self) -> bool:
        """Whether the outcome is another one: that of another period, or with another value."""
        return self._differs(lambda it: it.outcome and _told(it.outcome))

    @property
    def revised(self) -> FrozenOutcome | None:
        """What the newer report has for the period of the older one's outcome, if that is another value
        or none at all. Where figures can't be compared nothing is said."""
        if self.before is None or self.after is None or not self.is_comparable:
            return None
        then = self.before.outcome
        if then is None or then.value is None:
            return None
        now = _outcome_for(self.after.indicator, then.period)
        return now if now and now.value != then.value else None

    def _differs(self, said: Callable[[Measured], object]) -> bool:
        if self.before is None or self.after is None:
            return False
        return said(self.before) != said(self.after)


@dataclass(frozen=True, slots=True)
class GoalDifference:
    """A goal, then and now; None in the report that doesn't have it. `goal` and `department` are those of
    the newer report, if it has the goal."""

    goal: FrozenGoal
    before: FrozenGoal | None
    after: FrozenGoal | None
    department: FrozenDepartment
    measures: tuple[MeasureDifference, ...]

    @property
    def is_new(self) -> bool:
        """Whether only the newer report has it."""
        return self.before is None

    @property
    def is_dropped(self) -> bool:
        """Whether only the older report has it."""
        return self.after is None

    @property
    def status_changed(self) -> bool:
        """Whether it had another status. Another word for the same one is no change."""
        return bool(self.before and self.after and self.before.status is not self.after.status)

    @property
    def wording_changed(self) -> bool:
        """Whether the goal is worded otherwise."""
        return bool(
            self.before and self.after and _words(self.before.title) != _words(self.after.title)
        )

    @property
    def commitment_changed(self) -> bool:
        """Whether the goal itself is another one, whatever its status: its wording, a target, or what it
        is followed by."""
        return self.wording_changed or any(
            it.is_added or it.is_removed or it.target_changed or not it.is_comparable
            for it in self.measures
            if self.before and self.after
        )

    @property
    def steps_before(self) -> tuple[int, int]:
        """How many milestones were done, of how many."""
        return _steps(self.before)

    @property
    def steps_after(self) -> tuple[int, int]:
        """How many milestones are done, of how many."""
        return _steps(self.after)


@dataclass(frozen=True, slots=True)
class SettingDifference:
    """A setting of the rules that differs; values are as in the snapshots, None where there is none.
    `name` has a full stop between a setting and what stands within it."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class WordDifference:
    """A status that the two reports have different words for."""

    status: Status
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CountDifference:
    """How many goals had a status, then and now. `word` is the newer report's."""

    status: Status
    word: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ReportDifferences:
    """What differs between two reports. `goals` are those of the newer one in its reading order, and
    `dropped` those that only the older one has, in its.

    A status that changed while `settings` did too may have changed because of them. `rules_before`
    and `rules_after` are then the sentences of the rules that only one of the reports has.
    """

    newer: Snapshot
    older: Snapshot
    goals: tuple[GoalDifference, ...]
    dropped: tuple[GoalDifference, ...]
    settings: tuple[SettingDifference, ...]
    rules_before: tuple[str, ...]
    rules_after: tuple[str, ...]
    words: tuple[WordDifference, ...]
    counts: tuple[CountDifference, ...]

    @property
    def in_both(self) -> tuple[GoalDifference, ...]:
        """The goals that both reports have."""
        return tuple(goal for goal in self.goals if not goal.is_new)

    @property
    def new(self) -> tuple[GoalDifference, ...]:
        """The goals that only the newer report has."""
        return tuple(goal for goal in self.goals if goal.is_new)


def compare_reports(newer: Snapshot, older: Snapshot) -> ReportDifferences:
    """What differs from the older report to the newer one."""
    settings = tuple(_settings(newer.settings, older.settings))
    departments = {d.id: d for d in (*older.departments, *newer.departments)}
    same = same_goals({goal.id: goal.previous_ids for goal in newer.goals}, older)
    kept = {goal.id for goal in same.values()}

    def difference(
        goal: FrozenGoal, before: FrozenGoal | None, after: FrozenGoal | None
    ) -> GoalDifference:
        measures = tuple(_measures(_measured(older, before), _measured(newer, after)))
        return GoalDifference(goal, before, after, departments[goal.department], measures)

    return ReportDifferences(
        newer=newer,
        older=older,
        goals=tuple(difference(goal, same.get(goal.id), goal) for goal in newer.goals),
        dropped=tuple(difference(goal, goal, None) for goal in older.goals if goal.id not in kept),
        settings=settings,
        rules_before=_only_in(older.rules, newer.rules) if settings else (),
        rules_after=_only_in(newer.rules, older.rules) if settings else (),
        words=tuple(_word_differences(newer, older)),
        counts=tuple(_counts(newer, older)),
    )


def _measured(snapshot: Snapshot, goal: FrozenGoal | None) -> tuple[Measured, ...]:
    """What a goal is followed by: its targets, then what it is followed by without any."""
    if goal is None:
        return ()
    targets = (Measured(snapshot.indicator[t.indicator], t, t.outcome) for t in goal.targets)
    followed = (snapshot.indicator[key] for key in goal.followed)
    return (*targets, *(Measured(it, None, _newest(it)) for it in followed))


def _measures(
    before: tuple[Measured, ...], after: tuple[Measured, ...]
) -> Iterator[MeasureDifference]:
    """The pairs of what a goal is followed by, in the newer report's order, then what it has lost.

    One indicator can have several targets: those for the same period belong together, then the others
    in their order.
    """
    left = list(before)
    paired: dict[int, Measured] = {}
    for alike in (_due, _key):
        places: dict[object, list[Measured]] = {}
        for it in left:
            places.setdefault(alike(it), []).append(it)
        for place, it in enumerate(after):
            if place not in paired and (found := places.get(alike(it))):
                paired[place] = found.pop(0)
        taken = {id(it) for it in paired.values()}
        left = [it for it in left if id(it) not in taken]
    for place, it in enumerate(after):
        yield MeasureDifference(it.indicator, paired.get(place), it)
    for it in left:
        yield MeasureDifference(it.indicator, it, None)


def _key(it: Measured) -> object:
    return it.indicator.id


def _due(it: Measured) -> object:
    return it.indicator.id, it.target.due if it.target else None


def _newest(indicator: FrozenIndicator) -> FrozenOutcome | None:
    known = (outcome for outcome in reversed(indicator.outcomes) if outcome.value is not None)
    return next(known, None)


def _outcome_for(indicator: FrozenIndicator, period: Period) -> FrozenOutcome | None:
    return next((outcome for outcome in indicator.outcomes if outcome.period == period), None)


def _asked(target: FrozenTarget) -> object:
    return target.comparator, target.value, target.lower, target.upper, target.due


def _told(outcome: FrozenOutcome) -> object:
    return outcome.period, outcome.value, outcome.suppressed


def _steps(goal: FrozenGoal | None) -> tuple[int, int]:
    milestones = goal.milestones if goal else ()
    return sum(step.done is not None for step in milestones), len(milestones)


def _words(text: str) -> str:
    return " ".join(text.split())


def _only_in(these: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(text for text in these if text not in known)


def _settings(newer: Mapping[str, Any], older: Mapping[str, Any]) -> Iterator[SettingDifference]:
    """The settings that differ. One that the malbok of a report didn't know yet had the value that is
    malbok's own today: a new setting changes nothing where nobody sets it."""
    usual = dict(named_settings(AssessmentRules().model_dump(mode="json", exclude={"words"})))
    now, then = dict(named_settings(newer)), dict(named_settings(older))
    for name in dict.fromkeys((*now, *then)):
        before, after = (side.get(name, usual.get(name)) for side in (then, now))
        if _setting(before) != _setting(after):
            yield SettingDifference(name, before, after)


def _setting(value: object) -> object:
    """A value to compare: a number as one, however it was written."""
    try:
        return Decimal(str(value)) if isinstance(value, str | int | Decimal) else value
    except InvalidOperation:
        return value


def _word_differences(newer: Snapshot, older: Snapshot) -> Iterator[WordDifference]:
    for status in STATUS_ORDER:
        before, after = older.status_words.get(status), newer.status_words.get(status)
        if before and after and before != after:
            yield WordDifference(status, before, after)


def _counts(newer: Snapshot, older: Snapshot) -> Iterator[CountDifference]:
    """How many goals have each status that occurs, the strongest first."""
    before, after = (Counter(goal.status for goal in it.goals) for it in (older, newer))
    for status in STATUS_ORDER:
        if before[status] or after[status]:
            word = newer.status_words.get(status) or older.status_words.get(status) or status.value
            yield CountDifference(status, word, before[status], after[status])
