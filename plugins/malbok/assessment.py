"""How a goal is assessed: status against the target, trend against itself. Never mixed up.

The rules are malbok's own ("Så bedömer vi mål" on the site is generated from the same settings).
All arithmetic is exact (fractions of decimals), so the same straight-line movement gets the same
status whichever way is up, near zero and below zero. To add a rule: give it a name in `Rule`, use
it here, and give it a sentence in `malbok.explaining`.

A goal with one target has its status. With several, those that can't be assessed are left out, and
`AssessmentRules.aggregation` says what becomes of the others:

- `weakest`: the weakest of their statuses, in the order of `WEAKEST_FIRST`.
- `all`: the same, but where the weakest is not met (or off track), the goal is partly met (or
  uncertain) if at least `partial_targets` of the targets are met or on track. It is partly met and
  not uncertain as soon as one target has been missed for good.
- `weighted`: met and on track count 1, partly met and uncertain 0.5, the others 0; the mean by
  `Target.weight` decides. When all have a final word: met at 1, partly met from
  `partial_targets`, else not met. Before that: on track from `on_track`, uncertain from `uncertain`,
  else off track; a target that is too early to assess isn't weighed, but keeps the goal from being
  on track.
- `none`: the goal isn't graded, only its targets are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from malbok.model import (
    Aggregation,
    AssessmentRules,
    Direction,
    Goal,
    GoalKind,
    Indicator,
    Mark,
    Milestone,
    Observation,
    OverallRule,
    Override,
    PartlyMetBy,
    Project,
    Status,
    Steers,
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
"""Statuses in order; those of what can't be assessed or isn't graded stand outside it."""
FINAL = frozenset({Status.MET, Status.PARTLY_MET, Status.NOT_MET})
"""The last words, said when the due period has come."""
GOOD = frozenset({Status.MET, Status.ON_TRACK})
_POINTS = {
    Status.MET: Fraction(1),
    Status.ON_TRACK: Fraction(1),
    Status.PARTLY_MET: Fraction(1, 2),
    Status.UNCERTAIN: Fraction(1, 2),
    Status.NOT_MET: Fraction(0),
    Status.OFF_TRACK: Fraction(0),
}
"""What a target's status counts when targets are weighed together."""


class Rule(StrEnum):
    """Which rule gave a status. Each has a sentence that explains it with its figures."""

    NO_OUTCOME = "no_outcome"
    DUE_OUTCOME_MISSING = "due_outcome_missing"
    DUE_MET = "due_met"
    DUE_WAY_FROM_BASELINE = "due_way_from_baseline"
    DUE_CLOSENESS = "due_closeness"
    DUE_TREND = "due_trend"
    DUE_NO_TREND = "due_no_trend"
    DUE_MISSED = "due_missed"
    DUE_NO_MEASURE = "due_no_measure"
    LEVEL_REACHED = "level_reached"
    EXPECTED_PATH = "expected_path"
    LEFT_THE_LEVEL = "left_the_level"
    NO_BASELINE = "no_baseline"
    WEAKEST_TARGET = "weakest_target"
    SHARE_OF_TARGETS = "share_of_targets"
    WEIGHTED_MEAN = "weighted_mean"
    WEIGHTED_TOO_EARLY = "weighted_too_early"
    WEIGHTED_WITH_MISSED = "weighted_with_missed"
    EACH_TARGET = "each_target"
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
    where none can be; `before` the one before it, where the rule compares with it.
    """

    target: Target
    status: Status
    rule: Rule
    outcome: Observation | None
    way: Fraction | None = None
    expected: Fraction | None = None
    stale: bool = False
    before: Observation | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """What several targets, or steps, make of their goal. `share` is how many of the targets are met
    or on track, or their weighted mean, from 0 to 1; None where the rule doesn't use it."""

    status: Status
    rule: Rule
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GoalAssessment:
    """What the rules, or a person, say of a goal. `computed` is what the rules said; it differs
    from `status` only where a person overruled. `share` is that of `Whole`."""

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
    share: Fraction | None = None

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

    A direction is never graded, whoever or whatever would do it. One that applies no longer keeps the
    status of the day when it ceased to apply.
    """
    as_of = goal.judged_on(as_of)
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
    whole = _computed(goal, targets, as_of, rules)
    override = goal.override if goal.override and goal.override.date <= as_of else None
    if goal.kind is GoalKind.DIRECTION:
        override = None
        targets = tuple(replace(t, status=whole.status, rule=whole.rule) for t in targets)
    return GoalAssessment(
        goal=goal.id,
        status=override.status if override else whole.status,
        rule=Rule.OVERRIDE if override else whole.rule,
        computed=whole.status,
        computed_rule=whole.rule,
        targets=targets,
        override=override,
        milestones=len(goal.milestones),
        milestones_done=sum(_is_done(m, as_of) for m in goal.milestones),
        milestones_due=len(due),
        milestones_due_done=sum(_is_done(m, as_of) for m in due),
        share=whole.share,
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
    series = tuple(series)
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
        before: Observation | None = None,
    ) -> TargetAssessment:
        stale = bool(indicator and outcome and is_stale(outcome, indicator, as_of))
        return TargetAssessment(target, status, rule, outcome, way, expected, stale, before)

    if latest is None:
        return result(Status.NOT_ASSESSABLE, Rule.NO_OUTCOME, None)
    at_due = next((o for o in after if o.period == target.due), None)
    if at_due is not None:
        if rules.partly_met_by is PartlyMetBy.TREND and distance(target, at_due.known) > 0:
            before = _comparable_before(at_due, known, series)
            return result(*_verdict_by_trend(target, at_due, before), at_due, before=before)
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
    if rules.partly_met_by is PartlyMetBy.NONE:
        return Status.NOT_MET, Rule.DUE_MISSED, None
    way = _way_from_baseline(target, outcome)
    if way is not None and rules.partly_met_by is PartlyMetBy.WAY:
        enough = way >= Fraction(rules.partial_with_baseline)
        return (Status.PARTLY_MET if enough else Status.NOT_MET), Rule.DUE_WAY_FROM_BASELINE, way
    closeness = _closeness(target, outcome)
    if closeness is None:
        return Status.NOT_MET, Rule.DUE_NO_MEASURE, None
    enough = closeness >= Fraction(rules.partial_without_baseline)
    return (Status.PARTLY_MET if enough else Status.NOT_MET), Rule.DUE_CLOSENESS, closeness


def _comparable_before(
    outcome: Observation, known: Sequence[Observation], series: Sequence[Observation]
) -> Observation | None:
    """The outcome before, if there is one and both were measured in the same way."""
    earlier = [o for o in known if o.period.end < outcome.period.end]
    if not earlier or is_broken(series, earlier[-1].period.end, outcome.period.end):
        return None
    return earlier[-1]


def _verdict_by_trend(
    target: Target, outcome: Observation, before: Observation | None
) -> tuple[Status, Rule]:
    """The final word on a missed target, by whether it is closer than with the outcome before."""
    if before is None:
        return Status.NOT_MET, Rule.DUE_NO_TREND
    closer = distance(target, outcome.known) < distance(target, before.known)
    return (Status.PARTLY_MET if closer else Status.NOT_MET), Rule.DUE_TREND


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
) -> Whole:
    if goal.kind is GoalKind.DIRECTION:
        return Whole(Status.NOT_GRADED, Rule.DIRECTION)
    if targets:
        return aggregated(targets, rules)
    if goal.milestones:
        return Whole(*_by_milestones(goal.milestones, as_of, rules))
    return Whole(Status.NOT_ASSESSABLE, Rule.NOTHING_TO_ASSESS)


def aggregated(targets: Sequence[TargetAssessment], rules: AssessmentRules) -> Whole:
    """What one or more targets make of their goal (see the module's text)."""
    if len(targets) == 1:
        return Whole(targets[0].status, targets[0].rule)
    if rules.aggregation is Aggregation.NONE:
        return Whole(Status.NOT_GRADED, Rule.EACH_TARGET)
    assessed = [t for t in targets if t.status in WEAKEST_FIRST]
    if not assessed:
        return Whole(Status.NOT_ASSESSABLE, Rule.NO_TARGET_ASSESSABLE)
    match rules.aggregation:
        case Aggregation.ALL:
            return _by_share(assessed, rules)
        case Aggregation.WEIGHTED:
            return _by_weight(assessed, rules)
        case _:
            return Whole(_weakest(assessed), Rule.WEAKEST_TARGET)


def _weakest(targets: Sequence[TargetAssessment]) -> Status:
    return min((t.status for t in targets), key=WEAKEST_FIRST.index)


def _by_share(targets: Sequence[TargetAssessment], rules: AssessmentRules) -> Whole:
    weakest = _weakest(targets)
    no_partly = rules.partly_met_by is PartlyMetBy.NONE
    if weakest not in (Status.NOT_MET, Status.OFF_TRACK) or no_partly:
        return Whole(weakest, Rule.WEAKEST_TARGET)
    share = Fraction(sum(t.status in GOOD for t in targets), len(targets))
    if share >= Fraction(rules.partial_targets):
        missed = any(t.status in FINAL and t.status not in GOOD for t in targets)
        weakest = Status.PARTLY_MET if missed else Status.UNCERTAIN
    return Whole(weakest, Rule.SHARE_OF_TARGETS, share)


def _by_weight(targets: Sequence[TargetAssessment], rules: AssessmentRules) -> Whole:
    weighed = [t for t in targets if t.status in _POINTS]
    if not weighed:
        return Whole(Status.TOO_EARLY, Rule.WEIGHTED_TOO_EARLY)
    weights = [Fraction(t.target.weight) for t in weighed]
    points = [weight * _POINTS[t.status] for weight, t in zip(weights, weighed, strict=True)]
    mean = sum(points, Fraction(0)) / sum(weights, Fraction(0))
    if all(t.status in FINAL for t in targets):
        partly = rules.partly_met_by is not PartlyMetBy.NONE
        if mean == 1:
            status = Status.MET
        elif partly and mean >= Fraction(rules.partial_targets):
            status = Status.PARTLY_MET
        else:
            status = Status.NOT_MET
    elif mean >= Fraction(rules.on_track):
        if any(t.status in FINAL and t.status not in GOOD for t in targets):
            return Whole(Status.UNCERTAIN, Rule.WEIGHTED_WITH_MISSED, mean)
        if len(weighed) < len(targets):
            return Whole(Status.TOO_EARLY, Rule.WEIGHTED_TOO_EARLY, mean)
        status = Status.ON_TRACK
    else:
        status = Status.UNCERTAIN if mean >= Fraction(rules.uncertain) else Status.OFF_TRACK
    return Whole(status, Rule.WEIGHTED_MEAN, mean)


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
        partly = enough and rules.partly_met_by is not PartlyMetBy.NONE
        return (Status.PARTLY_MET if partly else Status.NOT_MET), Rule.MILESTONES_PASSED
    if not due:
        return (Status.ON_TRACK if done else Status.TOO_EARLY), Rule.MILESTONES_AHEAD
    share = Fraction(sum(_is_done(m, as_of) for m in due), len(due))
    if share >= Fraction(rules.on_track):
        return Status.ON_TRACK, Rule.MILESTONES_SO_FAR
    uncertain = share >= Fraction(rules.uncertain)
    return (Status.UNCERTAIN if uncertain else Status.OFF_TRACK), Rule.MILESTONES_SO_FAR


def _is_done(milestone: Milestone, as_of: date) -> bool:
    return milestone.done is not None and milestone.done <= as_of


@dataclass(frozen=True, slots=True)
class Tally:
    """How many goals there are of a kind, and how many of them are met."""

    met: int
    all: int

    def reaches(self, share: Decimal) -> bool:
        """Whether at least that share of the goals, from 0 to 1, are met."""
        return self.met >= Fraction(share) * self.all


@dataclass(frozen=True, slots=True)
class OverallAssessment:
    """What the goals are together: financial ones, and all the others. `rest` is how many of both
    have no final word yet or can't be assessed."""

    status: Status
    rule: OverallRule
    financial: Tally
    others: Tally
    rest: int


def overall(
    goals: Iterable[Goal],
    assessments: Mapping[str, GoalAssessment],
    rules: AssessmentRules,
) -> OverallAssessment | None:
    """Assess goals together, as a report does; None where the settings have no rule for it.

    `assessments` are by goal id. Directions, and goals graded only target by target, don't count. A
    goal that can't be assessed counts as one that isn't met, but nothing is said to be not met as
    long as such goals, or those whose time isn't out, could change it. It can't be assessed without
    goals of both kinds.
    """
    rule = rules.overall
    if rule is None:
        return None
    found = [(g.steers, assessments[g.id].status) for g in goals]
    graded = [(steers, status) for steers, status in found if status is not Status.NOT_GRADED]

    def tally(steers: Steers, counted: Collection[Status]) -> Tally:
        statuses = [status for of, status in graded if of is steers]
        return Tally(sum(status in counted for status in statuses), len(statuses))

    def met_if(counted: Collection[Status]) -> bool:
        financial, others = (tally(steers, counted) for steers in Steers)
        return financial.reaches(rule.financial) and others.reaches(rule.others)

    financial, others = (tally(steers, {Status.MET}) for steers in Steers)
    ahead = set(WEAKEST_FIRST) - FINAL
    if not (financial.all and others.all):
        status = Status.NOT_ASSESSABLE
    elif met_if({Status.MET}):
        status = Status.MET
    elif not met_if({Status.MET, Status.NOT_ASSESSABLE} | ahead):
        status = Status.NOT_MET
    elif not met_if({Status.MET} | ahead):
        status = Status.NOT_ASSESSABLE
    else:
        status = Status.ON_TRACK if met_if(GOOD) else Status.UNCERTAIN
    rest = sum(status not in FINAL for _, status in graded)
    return OverallAssessment(status, rule, financial, others, rest)
