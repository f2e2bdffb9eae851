"""Sentences that explain: what a status means here and which rule gave it, with its figures.

Every function returns one or two plain sentences in the language asked for. The words live in the
catalogue; this module decides only which of them are said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from malbok.assessment import GoalAssessment, Rule, TargetAssessment, Trend, distance
from malbok.language import N_, Language
from malbok.model import (
    AssessmentRules,
    Comparator,
    Direction,
    GoalType,
    Indicator,
    Mark,
    Observation,
    Project,
    Status,
    Target,
    TargetGroup,
)
from malbok.periods import Period, PeriodKind

STATUS_WORDS = {
    Status.MET: N_("met"),
    Status.PARTLY_MET: N_("partly met"),
    Status.NOT_MET: N_("not met"),
    Status.ON_TRACK: N_("on track"),
    Status.UNCERTAIN: N_("uncertain"),
    Status.OFF_TRACK: N_("off track"),
    Status.TOO_EARLY: N_("too early to assess"),
    Status.NOT_ASSESSABLE: N_("can't be assessed"),
    Status.NOT_GRADED: N_("not graded"),
}
TYPE_WORDS = {
    GoalType.RESULT: N_("result goal"),
    GoalType.PERFORMANCE: N_("performance goal"),
    GoalType.BEHAVIOUR: N_("behaviour goal"),
    GoalType.LEARNING: N_("learning goal"),
    GoalType.PROCESS: N_("process goal"),
}
TARGET_GROUP_WORDS = {
    TargetGroup.RESIDENTS: N_("residents"),
    TargetGroup.BUSINESS_OWNERS: N_("business owners"),
    TargetGroup.ORGANISATIONS: N_("organisations"),
    TargetGroup.VISITORS: N_("visitors"),
    TargetGroup.STAFF: N_("staff"),
}
TREND_WORDS = {
    Trend.BETTER: N_("better"),
    Trend.WORSE: N_("worse"),
    Trend.UNCHANGED: N_("unchanged"),
    Trend.UP: N_("up"),
    Trend.DOWN: N_("down"),
    Trend.UNKNOWN: N_("can't be told"),
}
DIRECTION_WORDS = {
    Direction.HIGHER: N_("A higher value is better."),
    Direction.LOWER: N_("A lower value is better."),
    Direction.NONE: N_("Neither higher nor lower is better in itself."),
}
INTERVAL_WORDS = {
    PeriodKind.YEAR: N_("once a year"),
    PeriodKind.HALF_YEAR: N_("every half-year"),
    PeriodKind.TERTIAL: N_("every tertial"),
    PeriodKind.QUARTER: N_("every quarter"),
    PeriodKind.MONTH: N_("every month"),
    PeriodKind.SCHOOL_YEAR: N_("every school year"),
}
MARK_WORDS = {
    Mark.PRELIMINARY: N_("preliminary"),
    Mark.REVISED: N_("revised"),
    Mark.BREAK: N_("not comparable with earlier values"),
}
UNITS_WITHOUT_NAME = frozenset({"index"})
MOST_NAMED = 3
"""So many targets a sentence names; more are only counted."""


@dataclass(frozen=True, slots=True)
class Quantities:
    """How an indicator's values are written: in sentences as they were entered, with the unit; in
    tables and charts with `decimals` decimals each, so that they stand in line."""

    language: Language
    unit: str
    decimals: int

    @classmethod
    def of(
        cls, language: Language, indicator: Indicator, values: Sequence[Decimal | None]
    ) -> Quantities:
        """With as many decimals as the most exact of the values."""
        exponents = (v.as_tuple().exponent for v in values if v is not None)
        decimals = max((-e for e in exponents if isinstance(e, int)), default=0)
        return cls(language, indicator.unit, max(0, decimals))

    def number(self, value: Decimal) -> str:
        """The value for a column or a chart: without its unit, in line with the others."""
        return self.language.number(value, self.decimals)

    def __call__(self, value: Decimal) -> str:
        """The value in a sentence: `36 %`, `14 dialoger`; an index is only a number."""
        number = self.language.number(value)
        return number if self.unit in UNITS_WITHOUT_NAME else f"{number}\u00a0{self.unit}"

    def difference(self, value: Decimal) -> str:
        """A difference between two values: between shares it is counted in percentage points."""
        if self.unit != "%":
            return self(value)
        points = self.language.text(N_("percentage points"))
        return f"{self.language.number(value)}\u00a0{points}"

    def target(self, target: Target) -> str:
        """What a target asks for: `minst 41`, `högst 13`, `10–20 %`."""
        text = self.language.text
        match target.comparator:
            case Comparator.AT_LEAST if target.value is not None:
                return text(N_("at least {value}"), value=self(target.value))
            case Comparator.AT_MOST if target.value is not None:
                return text(N_("at most {value}"), value=self(target.value))
            case Comparator.EQUALS if target.value is not None:
                return text(N_("exactly {value}"), value=self(target.value))
            case _:
                lower, upper = target.lower or Decimal(0), target.upper or Decimal(0)
                lowest, highest = self.language.number(lower), self(upper)
                return text(N_("between {lower} and {upper}"), lower=lowest, upper=highest)


def percent(language: Language, share: Fraction | Decimal) -> str:
    """A share as whole per cent, rounded down so that it never seems to reach a limit it missed."""
    return f"{language.number(floor(Fraction(share) * 100))}\u00a0%"


def explain_target(
    assessment: TargetAssessment,
    quantity: Quantities,
    rules: AssessmentRules,
    as_of: date,
) -> str:
    """Which rule gave a target its status, with the figures in it."""
    language = quantity.language
    target, outcome = assessment.target, assessment.outcome
    asked, due = quantity.target(target), language.period(target.due)
    if outcome is None or outcome.value is None:
        if assessment.rule is Rule.DUE_OUTCOME_MISSING:
            return language.text(N_("The outcome for {due} is missing."), due=due)
        if target.baseline:
            return language.text(
                N_("There is no outcome after the baseline of {period} up to {as_of}."),
                period=language.period(target.baseline.period),
                as_of=language.date(as_of),
            )
        return language.text(N_("There is no outcome up to {as_of}."), as_of=language.date(as_of))
    way = assessment.way
    params = {
        "period": language.period(outcome.period),
        "value": quantity(outcome.value),
        "target": asked,
        "due": due,
        "way": percent(language, way) if way is not None else "",
    }
    if target.baseline:
        params["baseline"] = quantity(target.baseline.value)
        params["since"] = language.period(target.baseline.period)
    wrong_way = way is not None and way <= 0
    match assessment.rule:
        case Rule.DUE_OUTCOME_MISSING:
            message = N_(
                "The outcome for {due} is missing. The latest one, {value} for {period}, is too "
                "early for a verdict."
            )
        case Rule.DUE_MET:
            message = N_("The outcome for {period} is {value}, and the target was {target}.")
        case Rule.DUE_CLOSENESS:
            params["limit"] = percent(language, rules.partial_without_baseline)
            below = _misses_from_below(target, outcome.value)
            message = (
                N_(
                    "The outcome for {period} is {value}, and the target was {target}. The outcome is "
                    "{way} of the target; partly met takes {limit}."
                )
                if below
                else N_(
                    "The outcome for {period} is {value}, and the target was {target}. The target is "
                    "{way} of the outcome; partly met takes {limit}."
                )
            )
        case Rule.DUE_WAY_FROM_BASELINE if wrong_way:
            message = N_(
                "The outcome for {period} is {value}, no closer to the target, {target}, than the "
                "baseline {baseline} ({since})."
            )
        case Rule.DUE_WAY_FROM_BASELINE:
            params["limit"] = percent(language, rules.partial_with_baseline)
            message = N_(
                "The outcome for {period} is {value}. That is {way} of the way from the baseline "
                "{baseline} ({since}) to the target, {target}; partly met takes {limit}."
            )
        case Rule.LEVEL_REACHED:
            message = N_(
                "The outcome for {period} is {value}. The level, {target}, is reached already, and "
                "it is to hold in {due}."
            )
        case Rule.EXPECTED_PATH if wrong_way:
            message = N_(
                "The outcome for {period} is {value}, no closer to the target, {target}, than the "
                "baseline {baseline} ({since})."
            )
        case Rule.EXPECTED_PATH:
            params["expected"] = percent(language, assessment.expected or Fraction(0))
            message = N_(
                "The outcome for {period} is {value}. That is {way} of the way from the baseline "
                "{baseline} ({since}) to the target, {target}. At an even pace towards {due} it "
                "would be {expected}."
            )
        case Rule.LEFT_THE_LEVEL:
            message = N_(
                "The outcome for {period} is {value}. The baseline {baseline} ({since}) met the "
                "target, {target}, but the outcome doesn't."
            )
        case Rule.NO_BASELINE:
            params["distance"] = quantity.difference(distance(target, outcome.value))
            message = N_(
                "The outcome for {period} is {value}. The target for {due} is {target}, so "
                "{distance} remains. Without a baseline the pace can't be assessed."
            )
        case _:
            message = N_("The outcome for {period} is {value}, and the target was {target}.")
    return language.text(message, **params)


def explain_goal(
    assessment: GoalAssessment, language: Language, sentences: Sequence[str], titles: Sequence[str]
) -> str:
    """Which rule gave a goal its computed status. `sentences` and `titles` are those of its
    targets' explanations and indicators, in order."""
    count = len(assessment.targets)
    match assessment.computed_rule:
        case Rule.WEAKEST_TARGET:
            statuses = [t.status for t in assessment.targets]
            weakest = statuses.index(assessment.computed)
            ties = statuses.count(assessment.computed)
            if ties == count:
                message = N_("All {n} targets have this status.")
                return language.text(message, n=language.number(count))
            if ties > 1:
                there = [
                    t for t, s in zip(titles, statuses, strict=True) if s == assessment.computed
                ]
                params = {"ties": language.number(ties), "n": language.number(count)}
                if ties > MOST_NAMED:
                    message = N_("The weakest targets decide: {ties} of {n}.")
                    return language.text(message, **params)
                message = N_("The weakest targets decide, {ties} of {n}: {indicators}.")
                return language.text(message, indicators=language.listing(there), **params)
            return language.text(
                N_("The goal is as strong as its weakest target, {indicator}. {sentence}"),
                indicator=titles[weakest],
                sentence=sentences[weakest],
            )
        case Rule.NO_TARGET_ASSESSABLE:
            return language.text(
                N_("None of the {n} targets can be assessed."), n=language.number(count)
            )
        case Rule.NOTHING_TO_ASSESS:
            return language.text(
                N_("The goal has neither targets nor milestones to be assessed by.")
            )
        case Rule.DIRECTION:
            return language.text(
                N_("This is a direction: it is followed with figures but not graded.")
            )
        case (
            Rule.MILESTONES_DONE
            | Rule.MILESTONES_PASSED
            | Rule.MILESTONES_SO_FAR
            | Rule.MILESTONES_AHEAD
        ):
            return ""
        case _:
            return sentences[0] if sentences else ""


def explain_milestones(assessment: GoalAssessment, total: int, language: Language) -> str:
    """How a goal without figures is assessed by its milestones."""
    return language.text(
        N_("{done} of {n} milestones are done; {due} of them should be done by now."),
        done=language.number(assessment.milestones_done),
        due=language.number(assessment.milestones_due),
        n=language.number(total),
    )


def basis(assessment: GoalAssessment, language: Language) -> str:
    """How many of the targets a status rests on, where some could not be assessed."""
    count = len(assessment.targets)
    if not 0 < assessment.assessable < count:
        return ""
    return language.text(
        N_("Rests on {n} of {all} targets."),
        n=language.number(assessment.assessable),
        all=language.number(count),
    )


def finding(
    series: Sequence[Observation], direction: Trend, quantity: Quantities, as_of: date
) -> str:
    """What a series shows, in one or two sentences: the latest outcome and what has changed."""
    language = quantity.language
    known = _known(series, as_of)
    if not known:
        return language.text(N_("No outcome has been published."))
    said = language.text(
        N_("The outcome for {period} is {value}."),
        period=language.period(known[-1].period),
        value=quantity(_value(known[-1])),
    )
    if len(known) == 1:
        return said
    return f"{said} {change(series, direction, quantity, as_of)}"


def change(
    series: Sequence[Observation], direction: Trend, quantity: Quantities, as_of: date
) -> str:
    """How the latest outcome stands against the one before, in one sentence."""
    language = quantity.language
    known = _known(series, as_of)
    if len(known) < 2:
        return language.text(N_("There is no earlier outcome to compare with.")) if known else ""
    before = known[-2]
    message = {
        Trend.UNCHANGED: N_("It is the same as for {before}."),
        Trend.BETTER: N_("It is better than for {before}, when it was {earlier}."),
        Trend.WORSE: N_("It is worse than for {before}, when it was {earlier}."),
    }.get(direction, N_("For {before} it was {earlier}."))
    earlier = quantity(_value(before))
    return language.text(message, before=language.period(before.period), earlier=earlier)


def legend(
    series: Sequence[Observation], target: Target | None, language: Language
) -> Iterator[str]:
    """What those marks of a series' chart mean that aren't written out in it."""
    marks = {o.mark for o in series if o.value is not None}
    if Mark.PRELIMINARY in marks:
        yield language.text(N_("An open point is a preliminary figure."))
    if Mark.BREAK in marks:
        yield language.text(
            N_(
                "At the vertical line the way of measuring changed, so compare only on one side of it."
            )
        )
    if target and target.baseline:
        yield language.text(N_("The dotted line is an even pace from the baseline to the target."))


def _known(series: Sequence[Observation], as_of: date) -> list[Observation]:
    return [o for o in series if o.value is not None and o.period.end <= as_of]


def _value(observation: Observation) -> Decimal:
    return observation.value if observation.value is not None else Decimal(0)


def period_range(first: Period, last: Period) -> tuple[Period, ...]:
    """Every period from the first to the last, both included; just the two if kinds differ."""
    if first.kind is not last.kind:
        return (first, last)
    return tuple(first.shifted(step) for step in range(last.number - first.number + 1))


def quantities(project: Project, language: Language) -> dict[str, Quantities]:
    """How each indicator's values are written, by indicator id: outcomes, targets and baselines
    of one indicator get the same number of decimals."""
    values: dict[str, list[Decimal | None]] = {key: [] for key in project.indicators}
    for key, series in project.observations.items():
        values[key] += [o.value for o in series]
    for goal in project.goals.values():
        for target in goal.targets:
            written = [target.value, target.lower, target.upper]
            if target.baseline:
                written.append(target.baseline.value)
            values.setdefault(target.indicator, []).extend(written)
    return {
        key: Quantities.of(language, indicator, values[key])
        for key, indicator in project.indicators.items()
    }


def _misses_from_below(target: Target, value: Decimal) -> bool:
    lowest, _ = target.limits
    return lowest is not None and value < lowest
