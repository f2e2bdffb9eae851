"""How a goal is assessed: status against the target, trend against itself. Never mixed up.

The rules are malbok's own ("Så bedömer vi mål" on the site is generated from the same settings).
All arithmetic is exact (fractions of decimals), so the same straight-line movement gets the same
status whichever way is up, near zero and below zero. To add a rule: give it a name in `Rule`, use
it here, and give it a sentence in `malbok.explaining`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from malbok.model import (
    AssessmentRules,
    Direction,
    Goal,
    GoalKind,
    Indicator,
    Mark,
    Milestone,
    Observation,
    Override,
    Project,
    Status,
    Target,
)
from malbok.periods import PARTS_A_YEAR, Period

WEAKEST_FIRST = (
    Status.NOT_MET,
    Status.OFF_TRACK,
    Status.PARTLY_MET,
    Status.UNCERTAIN,
    Status.TOO_EARLY,
    Status.ON_TRACK,
    Status.MET,
)
"""A goal gets the weakest status of its targets; those that can't be assessed don't count."""


class Rule(StrEnum):
    """Which rule gave a status. Each has a sentence that explains it with its figures."""

    NO_OUTCOME = "no_outcome"
    DUE_OUTCOME_MISSING = "due_outcome_missing"
    DUE_MET = "due_met"
    DUE_WAY_FROM_BASELINE = "due_way_from_baseline"
    DUE_CLOSENESS = "due_closeness"
    DUE_NO_MEASURE = "due_no_measure"
    LEVEL_REACHED = "level_reached"
    EXPECTED_PATH = "expected_path"
    LEFT_THE_LEVEL = "left_the_level"
    NO_BASELINE = "no_baseline"
    WEAKEST_TARGET = "weakest_target"
    NO_TARGET_ASSESSABLE = "no_target_assessable"
    NOTHING_TO_ASSESS = "nothing_to_assess"
    DIRECTION = "direction"
    MILESTONES_DONE = "milestones_done"
    MILESTONES_PASSED = "milestones_passed"
    MILESTONES_SO_FAR = "milestones_so_far"
    MILESTONES_AHEAD = "milestones_ahead"
    OVERRIDE = "override"


class Trend(StrEnum):
    """Where the latest change points. Not the same as status."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TargetAssessment:
    """What the rules say of one target.

    `way` is how much of the way is gone (1 is all of it; from the baseline, or as closeness where
    there is none), `expected` how much should be gone by the outcome's period; both None where
    the rule doesn't use them. `outcome` is the one judged, or the last one up to the due period
    where none can be.
    """

    target: Target
    status: Status
    rule: Rule
    outcome: Observation | None
    way: Fraction | None = None
    expected: Fraction | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class GoalAssessment:
    """What the rules, or a person, say of a goal. `computed` is what the rules said; it differs
    from `status` only where a person overruled."""

    goal: str
    status: Status
    rule: Rule
    computed: Status
    computed_rule: Rule
    targets: tuple[TargetAssessment, ...]
    override: Override | None = None
    milestones: int = 0
    milestones_done: int = 0
    milestones_due: int = 0
    milestones_due_done: int = 0

    @property
    def assessable(self) -> int:
        """How many of the targets could be assessed."""
        return sum(t.status is not Status.NOT_ASSESSABLE for t in self.targets)

    @property
    def stale(self) -> bool:
        """Whether any of the outcomes judged is too old."""
        return any(t.stale for t in self.targets)


def assess_project(project: Project, as_of: date) -> dict[str, GoalAssessment]:
    """Assess every goal of the project on that day, by goal id."""
    return {key: assess_goal(goal, project, as_of) for key, goal in project.goals.items()}


def assess_goal(goal: Goal, project: Project, as_of: date) -> GoalAssessment:
    """Assess a goal: by a person if one overruled on or before the day, else by targets or milestones.

    A direction is never graded, whoever or whatever would do it.
    """
    rules = project.organisation.assessment
    targets = tuple(
        assess_target(
            target,
            project.own_series(target.indicator),
            as_of,
            rules,
            project.indicators.get(target.indicator),
        )
        for target in goal.targets
    )
    due = [m for m in goal.milestones if m.due <= as_of]
    status, rule = _computed(goal, targets, as_of, rules)
    override = goal.override if goal.override and goal.override.date <= as_of else None
    if goal.kind is GoalKind.DIRECTION:
        override = None
        targets = tuple(replace(t, status=status, rule=rule) for t in targets)
    return GoalAssessment(
        goal=goal.id,
        status=override.status if override else status,
        rule=Rule.OVERRIDE if override else rule,
        computed=status,
        computed_rule=rule,
        targets=targets,
        override=override,
        milestones=len(goal.milestones),
        milestones_done=sum(_is_done(m, as_of) for m in goal.milestones),
        milestones_due=len(due),
        milestones_due_done=sum(_is_done(m, as_of) for m in due),
    )


def assess_target(
    target: Target,
    series: Iterable[Observation],
    as_of: date,
    rules: AssessmentRules,
    indicator: Indicator | None = None,
) -> TargetAssessment:
    """Assess one target against the municipality's own outcomes, oldest first.

    Only outcomes whose period has ended by `as_of` count.
    """
    known = known_outcomes(series, as_of)
    since = target.baseline.period.end if target.baseline else date.min
    after = [o for o in known if o.period.end > since]
    latest = after[-1] if after else None

    def result(
        status: Status,
        rule: Rule,
        outcome: Observation | None,
        way: Fraction | None = None,
        expected: Fraction | None = None,
    ) -> TargetAssessment:
        stale = bool(indicator and outcome and is_stale(outcome, indicator, as_of))
        return TargetAssessment(target, status, rule, outcome, way, expected, stale)

    if latest is None:
        return result(Status.NOT_ASSESSABLE, Rule.NO_OUTCOME, None)
    at_due = next((o for o in after if o.period == target.due), None)
    if at_due is not None:
        status, rule, way = _verdict(target, at_due.known, rules)
        return result(status, rule, at_due, way)
    if target.due.end <= as_of:
        earlier = [o for o in after if o.period.end <= target.due.end]
        last = earlier[-1] if earlier else None
        return result(Status.NOT_ASSESSABLE, Rule.DUE_OUTCOME_MISSING, last)
    return result(*_outlook(target, latest, rules))


def known_outcomes(series: Iterable[Observation], as_of: date) -> list[Observation]:
    """The outcomes that aren't missing and whose period has ended by the day, oldest first."""
    return [o for o in series if o.value is not None and o.period.end <= as_of]


def is_broken(series: Iterable[Observation], after: date, until: date) -> bool:
    """Whether the way of measuring changed after one day, up to and including another."""
    return any(o.mark is Mark.BREAK and after < o.period.end <= until for o in series)


def is_stale(outcome: Observation, indicator: Indicator, as_of: date) -> bool:
    """Whether an outcome is older than twice the indicator's interval on that day.

    Months are counted from the day after the outcome's period, as they differ in length.
    """
    months = 2 * 12 // PARTS_A_YEAR[indicator.interval]
    after = outcome.period.end + timedelta(days=1)
    stale_month = after.year * 12 + after.month - 1 + months
    return (as_of.year * 12 + as_of.month - 1, as_of.day) >= (stale_month, after.day)


def trend(series: Sequence[Observation], direction: Direction, as_of: date) -> Trend:
    """Where the latest change points: better or worse, or up or down if neither way is better.

    It can't be told if the way of measuring changed between the latest two outcomes.
    """
    known = known_outcomes(series, as_of)
    if len(known) < 2 or is_broken(series, known[-2].period.end, known[-1].period.end):
        return Trend.UNKNOWN
    change = known[-1].known - known[-2].known
    if change == 0:
        return Trend.UNCHANGED
    if direction is Direction.NONE:
        return Trend.UP if change > 0 else Trend.DOWN
    return Trend.BETTER if (change > 0) == (direction is Direction.HIGHER) else Trend.WORSE


def distance(target: Target, value: Decimal) -> Decimal:
    """How far a value is from meeting the target, in the indicator's unit; 0 when it is met."""
    lowest, highest = target.limits
    if lowest is not None and value < lowest:
        return lowest - value
    if highest is not None and value > highest:
        return value - highest
    return Decimal(0)


def _verdict(
    target: Target, outcome: Decimal, rules: AssessmentRules
) -> tuple[Status, Rule, Fraction | None]:
    """The final word, once the due period's outcome is known."""
    if distance(target, outcome) == 0:
        return Status.MET, Rule.DUE_MET, None
    way = _way_from_baseline(target, outcome)
    if way is not None:
        enough = way >= Fraction(rules.partial_with_baseline)
        return (Status.PARTLY_MET if enough else Status.NOT_MET), Rule.DUE_WAY_FROM_BASELINE, way
    closeness = _closeness(target, outcome)
    if closeness is None:
        return Status.NOT_MET, Rule.DUE_NO_MEASURE, None
    enough = closeness >= Fraction(rules.partial_without_baseline)
    return (Status.PARTLY_MET if enough else Status.NOT_MET), Rule.DUE_CLOSENESS, closeness


def _outlook(
    target: Target, latest: Observation, rules: AssessmentRules
) -> tuple[Status, Rule, Observation, Fraction | None, Fraction | None]:
    """How it looks before the due period: never a final word."""
    outcome = latest.known
    if distance(target, outcome) == 0:
        return Status.ON_TRACK, Rule.LEVEL_REACHED, latest, None, None
    if target.baseline is None:
        return Status.TOO_EARLY, Rule.NO_BASELINE, latest, _closeness(target, outcome), None
    way = _way_from_baseline(target, outcome)
    if way is None:
        return Status.OFF_TRACK, Rule.LEFT_THE_LEVEL, latest, None, None
    expected = _share_of_time(target.baseline.period, latest.period, target.due)
    if way >= Fraction(rules.on_track) * expected:
        status = Status.ON_TRACK
    elif way > 0 and way >= Fraction(rules.uncertain) * expected:
        status = Status.UNCERTAIN
    else:
        status = Status.OFF_TRACK
    return status, Rule.EXPECTED_PATH, latest, way, expected


def _way_from_baseline(target: Target, outcome: Decimal) -> Fraction | None:
    """(outcome - baseline) / (target - baseline), the target being its nearest limit.

    None without a baseline, and where the baseline already met the target: there is no way to go.
    """
    if target.baseline is None:
        return None
    whole = distance(target, target.baseline.value)
    if whole == 0:
        return None
    return 1 - Fraction(distance(target, outcome)) / Fraction(whole)


def _closeness(target: Target, outcome: Decimal) -> Fraction | None:
    """How close an outcome is to the limit it misses, as smaller / greater.

    None where a share says nothing: when either of them is zero or below.
    """
    lowest, highest = target.limits
    limit = lowest if lowest is not None and outcome < lowest else highest
    if limit is None or limit <= 0 or outcome <= 0:
        return None
    return Fraction(min(limit, outcome)) / Fraction(max(limit, outcome))


def _share_of_time(start: Period, now: Period, due: Period) -> Fraction:
    if start.kind is now.kind is due.kind:
        return Fraction(now.number - start.number, due.number - start.number)
    return Fraction((now.end - start.end).days, (due.end - start.end).days)


def _computed(
    goal: Goal, targets: Sequence[TargetAssessment], as_of: date, rules: AssessmentRules
) -> tuple[Status, Rule]:
    if goal.kind is GoalKind.DIRECTION:
        return Status.NOT_GRADED, Rule.DIRECTION
    if targets:
        found = {t.status for t in targets}
        weakest = next((s for s in WEAKEST_FIRST if s in found), None)
        if weakest is None:
            rule = targets[0].rule if len(targets) == 1 else Rule.NO_TARGET_ASSESSABLE
            return Status.NOT_ASSESSABLE, rule
        return weakest, targets[0].rule if len(targets) == 1 else Rule.WEAKEST_TARGET
    if goal.milestones:
        return _by_milestones(goal.milestones, as_of, rules)
    return Status.NOT_ASSESSABLE, Rule.NOTHING_TO_ASSESS


def _by_milestones(
    milestones: Sequence[Milestone], as_of: date, rules: AssessmentRules
) -> tuple[Status, Rule]:
    """A goal without figures: all steps done, or as many as there should be by now."""
    done = sum(_is_done(m, as_of) for m in milestones)
    if done == len(milestones):
        return Status.MET, Rule.MILESTONES_DONE
    due = [m for m in milestones if m.due <= as_of]
    if len(due) == len(milestones):
        enough = Fraction(done, len(milestones)) >= Fraction(rules.partial_with_baseline)
        return (Status.PARTLY_MET if enough else Status.NOT_MET), Rule.MILESTONES_PASSED
    if not due:
        return (Status.ON_TRACK if done else Status.TOO_EARLY), Rule.MILESTONES_AHEAD
    share = Fraction(sum(_is_done(m, as_of) for m in due), len(due))
    if share >= Fraction(rules.on_track):
        return Status.ON_TRACK, Rule.MILESTONES_SO_FAR
    uncertain = share >= Fraction(rules.uncertain)
    return (Status.UNCERTAIN if uncertain else Status.OFF_TRACK), Rule.MILESTONES_SO_FAR


def _is_done(milestone: Milestone, as_of: date) -> bool:
    return milestone.done is not None and milestone.done <= as_of
