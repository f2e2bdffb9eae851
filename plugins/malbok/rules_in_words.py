"""The rules of assessment in sentences, from the settings in force: only what can occur."""

from __future__ import annotations

from collections.abc import Iterator

from malbok.explaining import status_words
from malbok.language import N_, Language
from malbok.model import Aggregation, AssessmentRules, Organisation, PartlyMetBy
from malbok.presets import PRESETS
from malbok.quantities import percent_limit


def followed(organisation: Organisation, language: Language) -> tuple[str, ...]:
    """Whose rules are followed, what is stated there and what is added; nothing without a "
    "preset."""
    rules = organisation.assessment
    if rules.preset is None:
        return ()
    preset = PRESETS[rules.preset]
    said = [
        language.text(
            N_("The rules follow {source}, which states the following."),
            source=language.text(preset.source),
        ),
        language.text(preset.stated),
        language.text(preset.added),
    ]
    if rules != AssessmentRules(preset=rules.preset):
        said.append(
            language.text(N_("Some of it is set in another way here. What is said below applies."))
        )
    return tuple(said)


def when_due(rules: AssessmentRules, language: Language) -> Iterator[str]:
    """What a missed target must show to be partly met."""
    words = status_words(rules, language)
    with_baseline = percent_limit(language, rules.partial_with_baseline)
    without = percent_limit(language, rules.partial_without_baseline)
    match rules.partly_met_by:
        case PartlyMetBy.WAY:
            yield language.text(
                N_(
                    "With a baseline, at least {share} of the way from the baseline to the target "
                    "must be gone."
                ),
                share=with_baseline,
            )
            yield language.text(
                N_(
                    "Without a baseline, the outcome must be at least {share} of the target. Where "
                    "lower is better, the target must be at least {share} of the outcome."
                ),
                share=without,
            )
        case PartlyMetBy.CLOSENESS:
            yield language.text(
                N_(
                    "The outcome must be at least {share} of the target. Where lower is better, "
                    "the "
                    "target must be at least {share} of the outcome."
                ),
                share=without,
            )
        case PartlyMetBy.TREND:
            yield language.text(
                N_(
                    "The outcome must be closer to the target than the one before, measured in the "
                    "same way."
                )
            )
        case PartlyMetBy.NONE:
            return
    if rules.partly_met_by is not PartlyMetBy.TREND:
        yield language.text(
            N_(
                "Shares are never rounded up: what comes to a little less than the limit is "
                "“{not_met}”."
            ),
            **words,
        )


def before_due(rules: AssessmentRules, language: Language) -> Iterator[str]:
    """How much of the expected way each status takes."""
    words = status_words(rules, language)
    for status, limit in (("on_track", rules.on_track), ("uncertain", rules.uncertain)):
        yield language.text(
            N_("At least {share} of the expected way: “{status}”."),
            share=percent_limit(language, limit),
            status=words[status],
        )
    yield language.text(N_("Less than that, or the wrong way: “{off_track}”."), **words)


def several(rules: AssessmentRules, language: Language) -> Iterator[str]:
    """What becomes of a goal with several targets."""
    values = {
        **status_words(rules, language),
        "limit": percent_limit(language, rules.partial_targets),
        "on_track_limit": percent_limit(language, rules.on_track),
        "uncertain_limit": percent_limit(language, rules.uncertain),
    }
    no_partly = rules.partly_met_by is PartlyMetBy.NONE
    weakest = N_("A goal with several targets gets the weakest of their statuses.")
    match rules.aggregation:
        case Aggregation.NONE:
            yield language.text(
                N_(
                    "A goal with several targets has no status as a whole. Each of its targets is "
                    "assessed by itself."
                )
            )
            return
        case Aggregation.WEIGHTED:
            yield language.text(
                N_(
                    "The targets of a goal are weighed together. One that is “{met}” or "
                    "“{on_track}” counts 1, “{partly_met}” or “{uncertain}” 0.5, and “{not_met}” "
                    "or "
                    "“{off_track}” 0. A target with the weight 2 counts as two."
                ),
                **values,
            )
            if no_partly:
                yield language.text(
                    N_("When every target's time has come, “{met}” needs 100\u00a0%."), **values
                )
            else:
                yield language.text(
                    N_(
                        "When every target's time has come, “{met}” needs 100\u00a0% and "
                        "“{partly_met}” at least {limit}."
                    ),
                    **values,
                )
            yield language.text(
                N_(
                    "Before that, “{on_track}” needs at least {on_track_limit} and “{uncertain}” "
                    "{uncertain_limit}. If a target is too early to assess, the goal is never said "
                    "to be “{on_track}”."
                ),
                **values,
            )
        case Aggregation.ALL if not no_partly:
            yield language.text(
                N_(
                    "A goal with several targets is “{met}” when all of them are. If at least "
                    "{limit} of them are met or on track, it is “{partly_met}”, or “{uncertain}” "
                    "as "
                    "long as no target has been missed. Otherwise it gets the weakest of their "
                    "statuses."
                ),
                **values,
            )
        case _:
            yield language.text(weakest)
    yield language.text(
        N_(
            "Targets that can't be assessed don't count, and the page then says how many targets "
            "the status rests on."
        )
    )


WHY_AS_A_WHOLE = N_(
    "The law asks for good economic management: that a municipality runs its finances and its services "
    "so that it lasts. To assess the goals as a whole is one way to test that."
)


def whole(rules: AssessmentRules, language: Language) -> str:
    """When the goals as a whole are met; empty if that isn't assessed."""
    if rules.overall is None:
        return ""
    together = N_(
        "Together the goals are met when at least {financial} of the goals for the finances and at "
        "least {others} of the other goals are."
    )
    if rules.overall.financial == 1:
        together = N_(
            "Together the goals are met when all goals for the finances and at least {others} of "
            "the "
            "other goals are."
        )
    said = language.text(
        together,
        financial=percent_limit(language, rules.overall.financial),
        others=percent_limit(language, rules.overall.others),
    )
    uncounted = language.text(
        N_(
            "A goal that is “{partly_met}” or can't be assessed doesn't count as met, and "
            "directions "
            "don't count at all."
        ),
        **status_words(rules, language),
    )
    return f"{said} {uncounted}"


def milestones(rules: AssessmentRules, language: Language) -> str:
    """How goals without figures are assessed."""
    values = {
        **status_words(rules, language),
        "partial": percent_limit(language, rules.partial_with_baseline),
        "on_track_limit": percent_limit(language, rules.on_track),
        "uncertain_limit": percent_limit(language, rules.uncertain),
    }
    message = N_(
        "Some goals are followed by milestones. When all are done, the goal is “{met}”. When the "
        "last date has passed, at least {partial} must be done for “{partly_met}”. Before that, we "
        "look at those that should be done by now: at least {on_track_limit} done is “{on_track}”, "
        "at least {uncertain_limit} “{uncertain}”."
    )
    if rules.partly_met_by is PartlyMetBy.NONE:
        message = N_(
            "Some goals are followed by milestones. When all are done, the goal is “{met}”. When "
            "the last date has passed without that, it is “{not_met}”. Before that, we look at "
            "those that should be done by now: at least {on_track_limit} done is “{on_track}”, at "
            "least {uncertain_limit} “{uncertain}”."
        )
    return language.text(message, **values)


def in_force(organisation: Organisation, language: Language) -> tuple[str, ...]:
    """Every rule that can have given a status, a sentence or two each; the last one, where there is
    one, is that for the goals as a whole."""
    rules = organisation.assessment
    said = (
        *followed(organisation, language),
        *when_due(rules, language),
        *before_due(rules, language),
        *several(rules, language),
        milestones(rules, language),
        whole(rules, language),
    )
    return tuple(filter(None, said))
