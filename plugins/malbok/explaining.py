"""Sentences that explain: what a status means here and which rule gave it, with its figures.

The words live in the catalogue; this module decides which of them are said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from malbok.assessment import (
    GoalAssessment,
    Rule,
    TargetAssessment,
    Trend,
    distance,
    is_broken,
    known_outcomes,
)
from malbok.language import N_, Language, capital
from malbok.model import (
    AssessmentRules,
    Comparator,
    Direction,
    GoalKind,
    GoalType,
    Mark,
    Observation,
    Override,
    Revised,
    Status,
    Target,
    TargetGroup,
)
from malbok.periods import PeriodKind
from malbok.quantities import Quantities, percent, percent_limit

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
GOAL_KIND_WORDS = {
    GoalKind.GOAL: N_("a goal, which is assessed"),
    GoalKind.DIRECTION: N_("a direction, which is measured but not assessed"),
}
SEX_WORDS = {"women": N_("women"), "men": N_("men")}
REVISED_WORDS = {
    Revised.WORDING: N_("the wording"),
    Revised.TARGET: N_("the target"),
    Revised.DUE: N_("the due period"),
    Revised.DEFINITION: N_("what is counted"),
    Revised.OWNER: N_("the responsible role"),
}
INDICATOR_WORDS = {
    "one": N_("indicator"),
    "the": N_("the indicator"),
    "many": N_("indicators"),
    "all": N_("the indicators"),
}
"""What indicators are called where the organisation has no word of its own: one of them, the one
spoken of, several, and all of them."""
MOST_NAMED = 3
"""So many targets a sentence names; more are only counted."""


def explain_target(
    assessment: TargetAssessment,
    series: Sequence[Observation],
    quantity: Quantities,
    rules: AssessmentRules,
    as_of: date,
) -> str:
    """Which rule gave a target its status, with the figures in it, and what to mind about them.

    `series` is the municipality's own outcomes, oldest first.
    """
    language = quantity.language
    said = language.text(
        _target_message(assessment), **_figures(assessment, quantity, rules, as_of)
    )
    outcome, baseline = assessment.outcome, assessment.target.baseline
    if outcome and outcome.mark is Mark.PRELIMINARY:
        said += " " + language.text(N_("The outcome is preliminary."))
    if outcome and baseline and is_broken(series, baseline.period.end, outcome.period.end):
        said += " " + language.text(
            N_("The way of measuring has changed since the baseline, so compare with care.")
        )
    return said


def _target_message(assessment: TargetAssessment) -> str:
    target, outcome, way = assessment.target, assessment.outcome, assessment.way
    if outcome is None or outcome.value is None:
        if assessment.rule is Rule.DUE_OUTCOME_MISSING:
            return N_("The outcome for {due} is missing.")
        if target.baseline:
            return N_("There is no outcome after the baseline of {since} up to {as_of}.")
        return N_("There is no outcome up to {as_of}.")
    match assessment.rule:
        case Rule.DUE_OUTCOME_MISSING:
            return N_(
                "The outcome for {due} is missing. The latest one, {value} for {period}, is too "
                "early for a verdict."
            )
        case Rule.DUE_CLOSENESS:
            return _closeness_message(target, outcome)
        case Rule.DUE_WAY_FROM_BASELINE | Rule.EXPECTED_PATH if way is not None and way <= 0:
            return N_(
                "The outcome for {period} is {value}, no closer to the target, {target}, than the "
                "baseline {baseline} ({since})."
            )
        case Rule.DUE_WAY_FROM_BASELINE:
            return N_(
                "The outcome for {period} is {value}. That is {way} of the way from the baseline "
                "{baseline} ({since}) to the target, {target}; partly met takes {limit} of the way."
            )
        case Rule.LEVEL_REACHED:
            return N_(
                "The outcome for {period} is {value}. The level, {target}, is reached already, and "
                "it is to hold in {due}."
            )
        case Rule.EXPECTED_PATH:
            return N_(
                "The outcome for {period} is {value}. That is {way} of the way from the baseline "
                "{baseline} ({since}) to the target, {target}. At an even pace towards {due} it "
                "would be {expected}. So it has come {share} of the expected way; on track takes "
                "{on_track}, uncertain {uncertain}."
            )
        case Rule.LEFT_THE_LEVEL:
            return N_(
                "The outcome for {period} is {value}. The baseline {baseline} ({since}) met the "
                "target, {target}, but the outcome doesn't."
            )
        case Rule.NO_BASELINE:
            return N_(
                "The outcome for {period} is {value}. The target for {due} is {target}, so "
                "{distance} remains. Without a baseline the pace can't be assessed."
            )
        case _:
            return N_("The outcome for {period} is {value}, and the target was {target}.")


def _closeness_message(target: Target, outcome: Observation) -> str:
    below = outcome.value is not None and outcome.value < (target.limits[0] or outcome.value)
    match below, target.comparator is Comparator.BETWEEN:
        case True, False:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The outcome is "
                "{way} of the target; partly met takes {limit} of the target."
            )
        case False, False:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The target is "
                "{way} of the outcome; partly met takes {limit} of the outcome."
            )
        case True, True:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The outcome is "
                "{way} of the lower limit; partly met takes {limit} of it."
            )
        case _:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The upper limit "
                "is {way} of the outcome; partly met takes {limit} of the outcome."
            )


def _figures(
    assessment: TargetAssessment, quantity: Quantities, rules: AssessmentRules, as_of: date
) -> dict[str, str]:
    """Everything that a target's sentence may name."""
    language = quantity.language
    target, outcome = assessment.target, assessment.outcome
    from_baseline = assessment.rule is Rule.DUE_WAY_FROM_BASELINE
    limit = rules.partial_with_baseline if from_baseline else rules.partial_without_baseline
    figures = {
        "target": quantity.target(target),
        "due": language.period(target.due),
        "as_of": language.date(as_of),
        "limit": percent_limit(language, limit),
        "on_track": percent_limit(language, rules.on_track),
        "uncertain": percent_limit(language, rules.uncertain),
    }
    if target.baseline:
        figures["baseline"] = quantity(target.baseline.value)
        figures["since"] = language.period(target.baseline.period)
    if outcome and outcome.value is not None:
        figures["period"] = language.period(outcome.period)
        figures["value"] = quantity(outcome.value)
        figures["distance"] = quantity.difference(distance(target, outcome.value))
    way, expected = assessment.way, assessment.expected
    if way is not None:
        figures["way"] = percent(language, way)
    if way is not None and expected:
        figures["expected"] = percent(language, expected)
        figures["share"] = percent(language, max(way / expected, Fraction(0)))
    return figures


def explain_goal(
    assessment: GoalAssessment,
    language: Language,
    rules: AssessmentRules,
    sentences: Sequence[str],
    titles: Sequence[str],
) -> str:
    """Which rule gave a goal its computed status. `sentences` and `titles` are those of its
    targets' explanations and indicators, in order."""
    match assessment.computed_rule:
        case Rule.WEAKEST_TARGET:
            return _explain_weakest(assessment, language, sentences, titles)
        case Rule.NO_TARGET_ASSESSABLE:
            count = language.number(len(assessment.targets))
            return language.text(N_("None of the {n} targets can be assessed."), n=count)
        case Rule.NOTHING_TO_ASSESS:
            return language.text(
                N_("The goal has neither targets nor milestones to be assessed by.")
            )
        case Rule.DIRECTION:
            return language.text(
                N_("This is a direction: it is followed with figures but not graded.")
            )
        case rule if rule in MILESTONE_SENTENCES:
            return language.text(
                MILESTONE_SENTENCES[rule],
                n=language.number(assessment.milestones),
                done=language.number(assessment.milestones_done),
                due=language.number(assessment.milestones_due),
                due_done=language.number(assessment.milestones_due_done),
                limit=percent_limit(language, rules.partial_with_baseline),
                on_track=percent_limit(language, rules.on_track),
                uncertain=percent_limit(language, rules.uncertain),
            )
        case _:
            return sentences[0] if sentences else ""


MILESTONE_SENTENCES = {
    Rule.MILESTONES_DONE: N_("All milestones are done ({n})."),
    Rule.MILESTONES_PASSED: N_(
        "The last date has passed. Milestones done: {done} of {n}. Partly met takes {limit}."
    ),
    Rule.MILESTONES_SO_FAR: N_(
        "Milestones that should be done by now: {due}. Of these, {due_done} are done. On track takes "
        "{on_track}, uncertain {uncertain}."
    ),
    Rule.MILESTONES_AHEAD: N_("No milestone is due yet. Milestones done: {done} of {n}."),
}


def _explain_weakest(
    assessment: GoalAssessment,
    language: Language,
    sentences: Sequence[str],
    titles: Sequence[str],
) -> str:
    statuses = [t.status for t in assessment.targets]
    there = [n for n, status in enumerate(statuses) if status is assessment.computed]
    count = {"ties": language.number(len(there)), "n": language.number(len(statuses))}
    if len(there) == 1:
        return language.text(
            N_("The goal is as strong as its weakest target, {indicator}. {sentence}"),
            indicator=titles[there[0]],
            sentence=sentences[there[0]],
        )
    if len(there) == len(statuses):
        return language.text(N_("All targets have this status ({n})."), **count)
    if len(there) > MOST_NAMED:
        return language.text(N_("The weakest targets decide: {ties} of {n}."), **count)
    named = language.listing([titles[n] for n in there])
    return language.text(
        N_("The weakest targets decide, {ties} of {n}: {indicators}."), indicators=named, **count
    )


def explain_override(override: Override, role: str, language: Language) -> str:
    """Who decided another status than the rules give, when and why."""
    return language.text(
        N_("{role} decided this on {date}: {motivation}"),
        role=capital(role),
        date=language.date(override.date),
        motivation=override.motivation,
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
    known = known_outcomes(series, as_of)
    if not known:
        return language.text(N_("No outcome has been published."))
    said = language.text(
        N_("The outcome for {period} is {value}."),
        period=language.period(known[-1].period),
        value=quantity(known[-1].known),
    )
    if len(known) == 1:
        return said
    return f"{said} {change(series, direction, quantity, as_of)}"


def change(
    series: Sequence[Observation], direction: Trend, quantity: Quantities, as_of: date
) -> str:
    """How the latest outcome stands against the one before, in one sentence."""
    language = quantity.language
    known = known_outcomes(series, as_of)
    if len(known) < 2:
        return language.text(N_("There is no earlier outcome to compare with.")) if known else ""
    before = known[-2]
    message = {
        Trend.UNCHANGED: N_("It is the same as for {before}."),
        Trend.BETTER: N_("It is better than for {before}, when it was {earlier}."),
        Trend.WORSE: N_("It is worse than for {before}, when it was {earlier}."),
    }.get(direction, N_("For {before} it was {earlier}."))
    earlier = quantity(before.known)
    return language.text(message, before=language.period(before.period), earlier=earlier)


def legend(
    series: Sequence[Observation], target: Target | None, language: Language
) -> Iterator[str]:
    """What those marks of a series' chart mean that aren't written out in it."""
    marks = {o.mark for o in series}
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
