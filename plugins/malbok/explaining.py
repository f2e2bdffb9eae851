"""Sentences that explain: what a status means here and which rule gave it, with its figures.

The words live in the catalogue; this module decides which of them are said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from malbok.assessment import (
    FINAL,
    GOOD,
    WEAKEST_FIRST,
    GoalAssessment,
    OverallAssessment,
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
    Baseline,
    Comparator,
    Direction,
    GoalKind,
    GoalType,
    Mark,
    Observation,
    Override,
    PartlyMetBy,
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
TOO_FEW = N_("too few to be shown")
"""What stands in place of a value that rests on too few persons."""
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
ALMOST = Fraction(9, 10)
"""From so much of the expected way on an outcome is said to be almost as far as expected."""
MOST_NAMED = 3
"""So many targets a sentence names; more are only counted."""


def status_word(status: Status, rules: AssessmentRules, language: Language) -> str:
    """The municipality's own word for a status, or the catalogue's. Own words are Swedish."""
    own: str | None = getattr(rules.words, status.value) if language.code == "sv" else None
    return own or language.text(STATUS_WORDS[status])


def status_words(rules: AssessmentRules, language: Language) -> dict[str, str]:
    """The word of each status, by its code: what the sentences here name statuses by."""
    return {status.value: status_word(status, rules, language) for status in Status}


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
    outcome, baseline, due = assessment.outcome, assessment.target.baseline, assessment.target.due
    hidden = _too_few_after(series, outcome or baseline, min(as_of, due.end))
    said = language.text(
        _target_message(assessment), **_figures(assessment, quantity, rules, as_of)
    )
    if hidden:
        too_few = _too_few(hidden, language)
        is_why = assessment.rule is Rule.NO_OUTCOME or (
            assessment.rule is Rule.DUE_OUTCOME_MISSING and hidden.period == due
        )
        said = too_few if is_why else f"{said} {too_few}"
    if outcome and outcome.mark is Mark.PRELIMINARY:
        said += " " + language.text(N_("The outcome is preliminary."))
    if outcome and baseline and is_broken(series, baseline.period.end, outcome.period.end):
        said += " " + language.text(
            N_("The way of measuring has changed since the baseline, so compare with care.")
        )
    return said


def _too_few_after(
    series: Sequence[Observation], outcome: Observation | Baseline | None, as_of: date
) -> Observation | None:
    """The latest outcome up to the day that rests on too few to be shown, if it is later than
    another one."""
    since = outcome.period.end if outcome else date.min
    hidden = [o for o in series if o.suppressed and since < o.period.end <= as_of]
    return hidden[-1] if hidden else None


def is_hidden(series: Sequence[Observation], as_of: date, since: date = date.min) -> bool:
    """Whether an outcome between two days rests on too few to be shown, so that it isn't missing."""
    return any(o.suppressed and since < o.period.end <= as_of for o in series)


def _too_few(hidden: Observation, language: Language) -> str:
    return language.text(
        N_("The outcome for {period} rests on too few persons to be shown."),
        period=language.period(hidden.period),
    )


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
                "{baseline} ({since}) to the target, {target}. “{partly_met}” needs {limit} of "
                "the way."
            )
        case Rule.DUE_TREND:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The outcome "
                "before, {before_value} for {before}, was {before_distance} from the target, and "
                "this one is {distance} from it; it must come closer for “{partly_met}”."
            )
        case Rule.DUE_NO_TREND:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. There is no "
                "earlier outcome to compare with; it must come closer for “{partly_met}”."
            )
        case Rule.LEVEL_REACHED:
            return N_(
                "The outcome for {period} is {value}. The level, {target}, is reached already, and "
                "it is to hold in {due}."
            )
        case Rule.EXPECTED_PATH:
            return _pace_message(way or Fraction(0), assessment.expected or Fraction(1))
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


def _pace_message(way: Fraction, expected: Fraction) -> str:
    if way == expected:
        return N_(
            "The outcome for {period} is {value}. That is {way} of the way from the baseline "
            "{baseline} ({since}) to the target, {target}. At an even pace it would be just as "
            "far by then. “{on_track}” needs {on_track_limit} of that, “{uncertain}” "
            "{uncertain_limit}."
        )
    if way > expected:
        return N_(
            "The outcome for {period} is {value}. That is {way} of the way from the baseline "
            "{baseline} ({since}) to the target, {target}. At an even pace {expected} of the way "
            "would be done by then, so it is further than expected ({share}). “{on_track}” needs "
            "{on_track_limit}, “{uncertain}” {uncertain_limit}."
        )
    if way >= ALMOST * expected:
        return N_(
            "The outcome for {period} is {value}. That is {way} of the way from the baseline "
            "{baseline} ({since}) to the target, {target}. At an even pace {expected} of the way "
            "would be done by then, so it is almost as far as expected ({share}). “{on_track}” "
            "needs {on_track_limit}, “{uncertain}” {uncertain_limit}."
        )
    return N_(
        "The outcome for {period} is {value}. That is {way} of the way from the baseline "
        "{baseline} ({since}) to the target, {target}. At an even pace {expected} of the way "
        "would be done by then, so it isn't as far as expected ({share}). “{on_track}” needs "
        "{on_track_limit}, “{uncertain}” {uncertain_limit}."
    )


def _closeness_message(target: Target, outcome: Observation) -> str:
    below = outcome.value is not None and outcome.value < (target.limits[0] or outcome.value)
    match below, target.comparator is Comparator.BETWEEN:
        case True, False:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The outcome is "
                "{way} of the target; “{partly_met}” needs {limit} of the target."
            )
        case False, False:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The target is "
                "{way} of the outcome; “{partly_met}” needs {limit} of the outcome."
            )
        case True, True:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The outcome is "
                "{way} of the lower limit; “{partly_met}” needs {limit} of it."
            )
        case _:
            return N_(
                "The outcome for {period} is {value}, and the target was {target}. The upper limit "
                "is {way} of the outcome; “{partly_met}” needs {limit} of the outcome."
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
        "on_track_limit": percent_limit(language, rules.on_track),
        "uncertain_limit": percent_limit(language, rules.uncertain),
        **status_words(rules, language),
    }
    if target.baseline:
        figures["baseline"] = quantity(target.baseline.value)
        figures["since"] = language.period(target.baseline.period)
    if outcome and outcome.value is not None:
        figures["period"] = language.period(outcome.period)
        figures["value"] = quantity(outcome.value)
        figures["distance"] = quantity.difference(distance(target, outcome.value))
    if (before := assessment.before) and before.value is not None:
        figures["before"] = language.period(before.period)
        figures["before_value"] = quantity(before.value)
        figures["before_distance"] = quantity.difference(distance(target, before.value))
    way, expected = assessment.way, assessment.expected
    if way is not None:
        figures["way"] = percent(language, way, [limit])
    if way is not None and expected:
        limits = (rules.on_track, rules.uncertain)
        figures["expected"] = percent(language, expected)
        figures["share"] = percent(language, max(way / expected, Fraction(0)), limits)
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
        case (
            Rule.SHARE_OF_TARGETS
            | Rule.WEIGHTED_MEAN
            | Rule.WEIGHTED_TOO_EARLY
            | Rule.WEIGHTED_WITH_MISSED
        ):
            return _explain_share(assessment, language, rules, titles)
        case Rule.EACH_TARGET:
            return language.text(
                N_("Each target is assessed by itself, and the goal as a whole isn't graded.")
            )
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
            passed = rule is Rule.MILESTONES_PASSED
            no_partly = passed and rules.partly_met_by is PartlyMetBy.NONE
            return language.text(
                MILESTONES_WITHOUT_PARTLY if no_partly else MILESTONE_SENTENCES[rule],
                n=language.number(assessment.milestones),
                done=language.number(assessment.milestones_done),
                due=language.number(assessment.milestones_due),
                due_done=language.number(assessment.milestones_due_done),
                limit=percent_limit(language, rules.partial_with_baseline),
                on_track_limit=percent_limit(language, rules.on_track),
                uncertain_limit=percent_limit(language, rules.uncertain),
                **status_words(rules, language),
            )
        case _:
            return sentences[0] if sentences else ""


MILESTONE_SENTENCES = {
    Rule.MILESTONES_DONE: N_("All milestones are done ({n})."),
    Rule.MILESTONES_PASSED: N_(
        "The last date has passed. Milestones done: {done} of {n}. “{partly_met}” needs {limit}."
    ),
    Rule.MILESTONES_SO_FAR: N_(
        "Milestones that should be done by now: {due}. Of these, {due_done} are done. "
        "“{on_track}” needs {on_track_limit}, “{uncertain}” {uncertain_limit}."
    ),
    Rule.MILESTONES_AHEAD: N_("No milestone is due yet. Milestones done: {done} of {n}."),
}
MILESTONES_WITHOUT_PARTLY = N_("The last date has passed. Milestones done: {done} of {n}.")


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
    quoted = N_("“{text}”")
    named = language.listing([language.text(quoted, text=titles[n]) for n in there])
    return language.text(
        N_("The weakest targets decide, {ties} of {n}: {indicators}."), indicators=named, **count
    )


def _explain_share(
    assessment: GoalAssessment,
    language: Language,
    rules: AssessmentRules,
    titles: Sequence[str],
) -> str:
    """How targets that are counted or weighed together make the goal's status."""
    statuses = [t.status for t in assessment.targets if t.status in WEAKEST_FIRST]
    limits = (rules.partial_targets, rules.on_track, rules.uncertain)
    share = percent(language, assessment.share, limits) if assessment.share is not None else ""
    figures = {
        **status_words(rules, language),
        "share": share,
        "n": language.number(len(statuses)),
        "good": language.number(sum(status in GOOD for status in statuses)),
        "limit": percent_limit(language, rules.partial_targets),
        "on_track_limit": percent_limit(language, rules.on_track),
        "uncertain_limit": percent_limit(language, rules.uncertain),
    }
    if assessment.computed_rule is Rule.SHARE_OF_TARGETS:
        missed = any(status in FINAL and status not in GOOD for status in statuses)
        word = figures["partly_met"] if missed else figures["uncertain"]
        return language.text(
            N_(
                "Targets that are met or on track: {good} of {n}, or {share}. “{met}” needs all "
                "of them, “{grade}” {limit}."
            ),
            **figures,
            grade=word,
        )
    if assessment.computed_rule is Rule.WEIGHTED_TOO_EARLY:
        early = [
            title
            for title, target in zip(titles, assessment.targets, strict=True)
            if target.status is Status.TOO_EARLY
        ]
        named = language.listing(early) if len(early) <= MOST_NAMED else ""
        count = language.number(len(early))
        if named:
            return language.text(N_("It is too early to assess {indicators}."), indicators=named)
        return language.text(N_("It is too early to assess {count} of the targets."), count=count)
    if assessment.computed_rule is Rule.WEIGHTED_WITH_MISSED:
        return language.text(
            N_(
                "Weighed together the targets come to {share}, but some of them are missed for "
                "good, "
                "so the goal can't be met in full."
            ),
            **figures,
        )
    if all(status in FINAL for status in statuses):
        if rules.partly_met_by is PartlyMetBy.NONE:
            return language.text(
                N_("Weighed together the targets come to {share}. “{met}” needs 100\u00a0%."),
                **figures,
            )
        return language.text(
            N_(
                "Weighed together the targets come to {share}. “{met}” needs 100\u00a0%, "
                "“{partly_met}” {limit}."
            ),
            **figures,
        )
    return language.text(
        N_(
            "Weighed together the targets come to {share}. “{on_track}” needs {on_track_limit}, "
            "“{uncertain}” {uncertain_limit}."
        ),
        **figures,
    )


def explain_overall(assessment: OverallAssessment, language: Language) -> str:
    """Which rule gave the goals as a whole their status, with the figures in it."""
    financial, others = assessment.financial, assessment.others
    if not (financial.all or others.all):
        return language.text(N_("There is no goal to assess."))
    message = N_(
        "Of the goals for the finances, {financial} of {all_financial} are met; "
        "{financial_limit} "
        "must be. Of the others, {others} of {all_others} are met; {others_limit} must be."
    )
    if not financial.all:
        message = N_(
            "There is no goal for the finances, so the goals can't be assessed as a whole. Of the "
            "others, {others} of {all_others} are met; {others_limit} must be."
        )
    elif not others.all:
        message = N_(
            "There are only goals for the finances, so the goals can't be assessed as a whole. Of "
            "them, {financial} of {all_financial} are met; {financial_limit} must be."
        )
    said = language.text(
        message,
        financial=language.number(financial.met),
        all_financial=language.number(financial.all),
        financial_limit=percent_limit(language, assessment.rule.financial),
        others=language.number(others.met),
        all_others=language.number(others.all),
        others_limit=percent_limit(language, assessment.rule.others),
    )
    if assessment.rest:
        rest = language.plural(
            "{n} goal has no final verdict yet.",
            "{n} goals have no final verdict yet.",
            assessment.rest,
        )
        said += f" {rest}"
    return said


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
    if assessment.computed_rule is Rule.EACH_TARGET or not 0 < assessment.assessable < count:
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
    hidden = _too_few_after(series, known[-1] if known else None, as_of)
    too_few = [_too_few(hidden, language)] if hidden else []
    if not known:
        return "".join(too_few) or language.text(N_("No outcome has been published."))
    said = language.text(
        N_("The outcome for {period} is {value}."),
        period=language.period(known[-1].period),
        value=quantity(known[-1].known),
    )
    changed = [] if len(known) == 1 else [change(series, direction, quantity, as_of)]
    return " ".join([*too_few, said, *changed])


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
                "At the vertical line the way of measuring changed, so compare only on one side "
                "of it."
            )
        )
    if target and target.baseline:
        yield language.text(N_("The dotted line is an even pace from the baseline to the target."))
