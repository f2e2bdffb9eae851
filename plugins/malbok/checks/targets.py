"""Targets: when they are due, which way they point, and where they begin."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from malbok.assessment import distance, is_broken, known_outcomes
from malbok.checks.figures import HUNDRED, are_fractions
from malbok.checks.references import Loc
from malbok.model import (
    Comparator,
    Direction,
    Goal,
    GoalKind,
    Indicator,
    Mark,
    Observation,
    Project,
    Target,
)
from malbok.numbers import is_percent
from malbok.periods import EXAMPLES
from malbok.problems import Problem
from malbok.reading.project import Reading


def due_periods_fit(reading: Reading, project: Project) -> Iterator[Problem]:
    """A target is due in a period of the kind that its indicator has."""
    for key, goal in project.goals.items():
        for index, target in enumerate(goal.targets):
            indicator = project.indicators.get(target.indicator)
            if indicator is None:
                continue
            interval = indicator.interval
            dates = [("due", target.due)]
            if target.baseline:
                dates.append(("baseline", target.baseline.period))
            for name, period in dates:
                if period.kind is not interval:
                    loc = ("targets", index, name, *(("period",) if name == "baseline" else ()))
                    place = reading.place(project.paths[f"goal/{key}"], *loc)
                    params = {
                        "value": period,
                        "interval": interval.value,
                        "example": EXAMPLES[interval],
                    }
                    yield Problem("R109", place, params)


def baselines_come_first(reading: Reading, project: Project) -> Iterator[Problem]:
    """A target's baseline lies before its due period."""
    for key, goal in project.goals.items():
        for index, target in enumerate(goal.targets):
            if target.baseline and _is_late(target) and not _is_due_before(goal, target):
                loc = ("targets", index, "baseline", "period")
                params = {"baseline": target.baseline.period, "value": target.due}
                yield Problem("R120", reading.place(project.paths[f"goal/{key}"], *loc), params)


def _is_late(target: Target) -> bool:
    """Whether a target's baseline doesn't lie before its due period."""
    return target.baseline is not None and target.baseline.period.end >= target.due.end


def targets_follow_direction(reading: Reading, project: Project) -> Iterator[Problem]:
    """A target asks for the side that is better, and for no worse than the baseline.

    Sometimes that is meant: a note beside the target says that it has been thought of.
    """
    against = {(Direction.HIGHER, Comparator.AT_MOST), (Direction.LOWER, Comparator.AT_LEAST)}
    for path, indicator, index, target in _targets_without_note(project):
        if (indicator.direction, target.comparator) in against:
            params = {
                "direction": indicator.direction.value,
                "comparator": target.comparator.value,
                "value": target.indicator,
            }
            yield Problem("R121", reading.place(path, "targets", index, "comparator"), params)
        elif target.baseline and _is_worse(target, indicator.direction):
            if _over_hundred(project, indicator, target) or _differing_outcome(project, target):
                continue  # a number is wrong, which is told
            params = {"value": str(target.value), "baseline": str(target.baseline.value)}
            yield Problem("R122", reading.place(path, "targets", index, "value"), params)


def _is_worse(target: Target, direction: Direction) -> bool:
    """Whether a target lies on the wrong side of its baseline."""
    if target.value is None or target.baseline is None:
        return False
    match target.comparator, direction:
        case Comparator.AT_LEAST, Direction.HIGHER:
            return target.value < target.baseline.value
        case Comparator.AT_MOST, Direction.LOWER:
            return target.value > target.baseline.value
        case _:
            return False


def targets_are_due_within_the_goal(reading: Reading, project: Project) -> Iterator[Problem]:
    """No target is due before the goal's own period begins."""
    for key, goal in project.goals.items():
        for index, target in enumerate(goal.targets):
            if _is_due_before(goal, target):
                place = reading.place(project.paths[f"goal/{key}"], "targets", index, "due")
                yield Problem("R123", place, {"value": target.due, "period": goal.period})


def _is_due_before(goal: Goal, target: Target) -> bool:
    """Whether a target is due before the goal's own period begins."""
    return goal.period is not None and target.due.end < goal.period.start


def shares_are_within_reach(reading: Reading, project: Project) -> Iterator[Problem]:
    """A target for an indicator in percent asks for no more than 100, and began no higher.

    A note beside the target says that it has been thought of.
    """
    for path, indicator, index, target in _targets_without_note(project):
        for value, loc in _over_hundred(project, indicator, target):
            params = {"value": str(value), "unit": indicator.unit}
            yield Problem("R136", reading.place(path, "targets", index, *loc), params)


def _over_hundred(
    project: Project, indicator: Indicator, target: Target
) -> list[tuple[Decimal, Loc]]:
    """The numbers of a target that are more than 100 percent, each with the keys that lead to it."""
    if not is_percent(indicator.unit):
        return []
    asked: list[tuple[Decimal | None, Loc]]
    asked = [(getattr(target, name), (name,)) for name in ("value", "lower", "upper")]
    if target.baseline and not _differing_outcome(project, target):
        asked.append((target.baseline.value, ("baseline", "value")))
    return [(value, loc) for value, loc in asked if value is not None and value > HUNDRED]


def baselines_are_outcomes(reading: Reading, project: Project) -> Iterator[Problem]:
    """A baseline is the outcome of its period, where the figures have it."""
    for path, indicator, index, target in _targets_without_note(project):
        outcome = _differing_outcome(project, target)
        if outcome is None or target.baseline is None or _is_late(target):
            continue
        if are_fractions(indicator, project.observations[target.indicator]):
            continue  # it is the figures that are wrong
        params = {
            "value": str(target.baseline.value),
            "outcome": str(outcome.value),
            "period": outcome.period,
        }
        yield Problem("R137", reading.place(path, "targets", index, "baseline", "value"), params)


def targets_ask_for_more(reading: Reading, project: Project) -> Iterator[Problem]:
    """A target that isn't due asks for more than there is, if nothing says where it starts from.

    To hold a level is a good target too: a note beside it says that this is meant.
    """
    as_of = project.organisation.as_of
    for goal, path, indicator, index, target in _lasting_targets(project):
        if target.baseline or target.due.end <= as_of or target.value is None:
            continue
        known = known_outcomes(project.own_series(indicator.id), as_of)
        if not known or are_fractions(indicator, project.observations[indicator.id]):
            continue
        latest = known[-1]
        if goal.kind is GoalKind.GOAL and _is_passed(target, latest.known):
            params = {
                "outcome": str(latest.value),
                "period": latest.period,
                "value": str(target.value),
            }
            yield Problem("R195", reading.place(path, "targets", index, "value"), params)


def _is_passed(target: Target, outcome: Decimal) -> bool:
    """Whether an outcome is better than a target asks for, and not just what it asks for."""
    match target.comparator:
        case Comparator.AT_LEAST | Comparator.AT_MOST:
            return outcome != target.value and distance(target, outcome) == 0
        case _:
            return False


def ways_cross_no_break(reading: Reading, project: Project) -> Iterator[Problem]:
    """From a baseline to what is compared with it, values are measured in one way."""
    as_of = project.organisation.as_of
    for _, path, indicator, index, target in _lasting_targets(project):
        if target.baseline is None:
            continue
        series = project.own_series(indicator.id)
        begins, ends = target.baseline.period.end, min(target.due.end, as_of)
        if is_broken(series, begins, ends):
            broken = next(
                o for o in series if o.mark is Mark.BREAK and begins < o.period.end <= ends
            )
            params = {"value": target.baseline.period, "period": broken.period}
            place = reading.place(path, "targets", index, "baseline", "period")
            yield Problem("R196", place, params)


def _lasting_targets(project: Project) -> Iterator[tuple[Goal, str, Indicator, int, Target]]:
    """Those targets without a note whose goal applies, with the goal, its path and the rest."""
    as_of = project.organisation.as_of
    lasting = {
        project.paths[f"goal/{key}"]: goal
        for key, goal in project.goals.items()
        if not goal.is_archived(as_of)
    }
    for path, indicator, index, target in _targets_without_note(project):
        if goal := lasting.get(path):
            yield goal, path, indicator, index, target


def _targets_without_note(project: Project) -> Iterator[tuple[str, Indicator, int, Target]]:
    """The targets whose indicator can be read, with the path of their file and their place in it."""
    for key, goal in project.goals.items():
        for index, target in enumerate(goal.targets):
            indicator = project.indicators.get(target.indicator)
            if indicator and not target.note:
                yield project.paths[f"goal/{key}"], indicator, index, target


def _differing_outcome(project: Project, target: Target) -> Observation | None:
    """The outcome of a baseline's period, if it is another value. Rounding makes no difference."""
    if target.baseline is None:
        return None
    for outcome in project.observations.get(target.indicator, ()):
        if outcome.is_own and outcome.period == target.baseline.period:
            break
    else:
        return None
    if outcome.value is None:
        return None
    exponents = (outcome.value.as_tuple().exponent, target.baseline.value.as_tuple().exponent)
    step = max(exponent for exponent in exponents if isinstance(exponent, int))
    is_same = abs(outcome.value - target.baseline.value) * 2 <= Decimal(1).scaleb(step)
    return None if is_same else outcome


CHECKS = (
    due_periods_fit,
    baselines_come_first,
    targets_follow_direction,
    targets_are_due_within_the_goal,
    shares_are_within_reach,
    baselines_are_outcomes,
    targets_ask_for_more,
    ways_cross_no_break,
)
