"""How goals are assessed, from the settings in force: only what can occur, in the municipality's
own words, with a made-up example that the real rules assess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from malbok import addresses as links
from malbok import rules_in_words
from malbok.assessment import (
    GoalAssessment,
    TargetAssessment,
    aggregated,
    assess_target,
    distance,
)
from malbok.explaining import explain_goal, explain_target, status_words
from malbok.language import N_, Message
from malbok.model import (
    Aggregation,
    AssessmentRules,
    Baseline,
    Comparator,
    Observation,
    PartlyMetBy,
    Status,
    Target,
)
from malbok.pages.making import Making
from malbok.pages.records import Page
from malbok.pages.views import StatusView, Viewer
from malbok.periods import Period
from malbok.quantities import Quantities, percent, percent_limit

MEANINGS: dict[Status, Message] = {
    Status.MET: N_("The due period has come, and the outcome meets the target."),
    Status.ON_TRACK: N_(
        "The due period lies ahead, and the outcome has come as far as it should by now. Or the "
        "level is reached already."
    ),
    Status.UNCERTAIN: N_("The due period lies ahead, and the outcome is behind, but not by much."),
    Status.OFF_TRACK: N_(
        "The due period lies ahead, and the outcome is far behind or goes the wrong way."
    ),
    Status.TOO_EARLY: N_(
        "The due period lies ahead, and there is no baseline to tell the pace by."
    ),
    Status.NOT_ASSESSABLE: N_(
        "An outcome is missing. We never guess, and a missing outcome is never counted as zero or "
        "as good."
    ),
    Status.NOT_GRADED: N_(
        "The goal is a direction. It is followed with figures but has no target."
    ),
}
PARTLY_MEANINGS: dict[PartlyMetBy, tuple[Message, Message]] = {
    PartlyMetBy.WAY: (
        N_("The due period has come. The target was missed, but enough progress was made."),
        N_(
            "The due period has come. The target was missed, and not enough progress was made "
            "for “{partly_met}”."
        ),
    ),
    PartlyMetBy.CLOSENESS: (
        N_("The due period has come. The target was missed, but the outcome is close to it."),
        N_(
            "The due period has come. The target was missed, and the outcome is too far from it "
            "for "
            "“{partly_met}”."
        ),
    ),
    PartlyMetBy.TREND: (
        N_(
            "The due period has come. The target was missed, but the outcome is closer to it than "
            "the one before."
        ),
        N_(
            "The due period has come. The target was missed, and the outcome isn't closer to it "
            "than the one before."
        ),
    ),
    PartlyMetBy.NONE: (
        N_("No goal is assessed so by the rules, only by a person."),
        N_("The due period has come, and the target was missed."),
    ),
}
"""What partly met and not met mean, by what decides between them."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A status and what it means, in one or two sentences."""

    status: StatusView
    meaning: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a calculation: what is worked out, and how."""

    what: str
    how: str


@dataclass(frozen=True, slots=True)
class Case:
    """The example on one day: each step, the status they lead to, and what a goal's page would "
    "say."""

    title: str
    steps: tuple[Step, ...]
    status: StatusView
    sentence: str


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up target and its outcomes, assessed before its due period and when it has come."""

    title: str
    given: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Both examples as the targets of one goal: its status, and why it has it."""

    status: StatusView
    sentence: str


@dataclass(frozen=True, slots=True)
class _MadeUp:
    """Made-up figures: one outcome for each year from the baseline's to the due one."""

    title: Message
    indicator: Message
    unit: str
    comparator: Comparator
    value: int
    outcomes: tuple[int, ...]


FIRST_YEAR = 2020
HALFWAY = 2022
MADE_UP = (
    _MadeUp(
        N_("Where higher is better"),
        N_("Visitors who are pleased with the bath"),
        "%",
        Comparator.AT_LEAST,
        80,
        (60, 64, 68, 72, 76),
    ),
    _MadeUp(
        N_("Where lower is better"),
        N_("Waiting time for an answer"),
        N_("days"),
        Comparator.AT_MOST,
        20,
        (40, 34, 28, 26, 32),
    ),
)


def method_page(making: Making) -> Page:
    """What each status means, which rule gives it, and an example."""
    page = Page(
        path=links.METHOD,
        kind="method",
        title=making.text(N_("How we assess goals")),
        markdown="",
        description=making.text(N_("What each status means and which rule gives it.")),
        updated=making.project.organisation.updated,
    )
    return making.page("method", page, **method_view(making.viewer))


def method_view(viewer: Viewer) -> dict[str, object]:
    """What the page shows, by the names that its template has for it."""
    organisation, language = viewer.project.organisation, viewer.language
    rules = organisation.assessment
    cases = [list(_cases(made_up, viewer)) for made_up in MADE_UP]
    return {
        "words": status_words(rules, language),
        "followed": rules_in_words.followed(organisation, language),
        "meanings": tuple(_meanings(viewer)),
        "due": tuple(rules_in_words.when_due(rules, language)),
        "ahead": tuple(rules_in_words.before_due(rules, language)),
        "several": tuple(rules_in_words.several(rules, language)),
        "whole": rules_in_words.whole(rules, language),
        "why_as_a_whole": language.text(rules_in_words.WHY_AS_A_WHOLE),
        "steps": rules_in_words.milestones(rules, language),
        "examples": [
            _example(made_up, found, viewer) for made_up, found in zip(MADE_UP, cases, strict=True)
        ],
        "together": _together([found[-1] for found in cases], viewer),
    }


def _meanings(viewer: Viewer) -> Iterator[Meaning]:
    """The statuses that can occur."""
    rules = viewer.project.organisation.assessment
    words = status_words(rules, viewer.language)
    given = {a.status for a in viewer.assessments.values()}
    partly, missed = PARTLY_MEANINGS[rules.partly_met_by]
    meanings = {**MEANINGS, Status.PARTLY_MET: partly, Status.NOT_MET: missed}
    for status in Status:
        unused = status is Status.PARTLY_MET and rules.partly_met_by is PartlyMetBy.NONE
        if unused and status not in given:
            continue
        meaning = viewer.language.text(meanings[status], **words)
        if status is Status.NOT_GRADED and rules.aggregation is Aggregation.NONE:
            meaning += " " + viewer.language.text(
                N_("Or it has several targets, and each is assessed by itself.")
            )
        yield Meaning(viewer.status(status), meaning)


# --- The example ----------------------------------------------------------------------------------


def _cases(made_up: _MadeUp, viewer: Viewer) -> Iterator[TargetAssessment]:
    """The target assessed halfway, and when its due period has come."""
    rules = viewer.project.organisation.assessment
    for year in (HALFWAY, _target(made_up).due.year):
        yield assess_target(_target(made_up), _series(made_up), date(year, 12, 31), rules)


def _example(made_up: _MadeUp, cases: list[TargetAssessment], viewer: Viewer) -> Example:
    language, target = viewer.language, _target(made_up)
    quantity = Quantities(language, language.text(made_up.unit), 0)
    given = language.text(
        N_("{indicator}: {baseline} in {since}. The target for {due} is {target}."),
        indicator=language.text(made_up.indicator),
        since=str(FIRST_YEAR),
        baseline=quantity(Decimal(made_up.outcomes[0])),
        due=language.period(target.due),
        target=quantity.target(target),
    )
    titles = (N_("Before the due period: {year}"), N_("When the due period has come: {year}"))
    return Example(
        title=language.text(made_up.title),
        given=given,
        cases=tuple(
            _case(language.text(title, year=_outcome(found).period), made_up, found, viewer)
            for title, found in zip(titles, cases, strict=True)
        ),
    )


def _case(title: str, made_up: _MadeUp, found: TargetAssessment, viewer: Viewer) -> Case:
    language, rules = viewer.language, viewer.project.organisation.assessment
    quantity = Quantities(language, language.text(made_up.unit), 0)
    as_of = _outcome(found).period.end
    return Case(
        title=title,
        steps=tuple(_steps(found, quantity, rules)),
        status=viewer.status(found.status),
        sentence=explain_target(found, _series(made_up), quantity, rules, as_of),
    )


def _steps(found: TargetAssessment, quantity: Quantities, rules: AssessmentRules) -> Iterator[Step]:
    """What is worked out of a missed target, in the order of the rules."""
    language, text, number = quantity.language, quantity.language.text, quantity.number
    target, outcome = found.target, _outcome(found)
    baseline, asked = target.baseline, target.value
    if baseline is None or asked is None:
        return
    words = status_words(rules, language)
    yield Step(text(N_("Outcome")), quantity(outcome.known))
    missed = text(
        N_("No. {outcome} is {distance} from the target."),
        outcome=quantity(outcome.known),
        distance=quantity.difference(distance(target, outcome.known)),
    )
    yield Step(text(N_("Is the target met?")), missed)
    way = (
        f"({number(outcome.known)} \u2212 {number(baseline.value)}) / "
        f"({number(asked)} \u2212 {number(baseline.value)})"
    )
    if found.expected is not None and found.way is not None:
        yield Step(
            text(N_("How much progress was made")), f"{way} = {percent(language, found.way)}"
        )
        first, due = baseline.period.year, target.due.year
        passed = f"({outcome.period.year} \u2212 {first}) / ({due} \u2212 {first})"
        share = percent(language, found.expected)
        yield Step(text(N_("How much of the time has passed")), f"{passed} = {share}")
        line = Fraction(baseline.value) + found.expected * Fraction(asked - baseline.value)
        on_line = quantity(Decimal(line.numerator) / Decimal(line.denominator))
        yield Step(
            text(N_("The straight line")),
            text(
                N_("From {baseline} to {target} it is at {value} by then."),
                baseline=quantity(baseline.value),
                target=quantity(asked),
                value=on_line,
            ),
        )
        limits = (rules.on_track, rules.uncertain)
        pace = percent(language, max(found.way / found.expected, Fraction(0)), limits)
        done = f"{percent(language, found.way)} / {share} = {pace}"
        yield Step(text(N_("How much of the expected progress was made")), done)
        asked_for = text(
            N_("{on_track_limit} for “{on_track}”, {uncertain_limit} for “{uncertain}”."),
            **words,
            on_track_limit=percent_limit(language, rules.on_track),
            uncertain_limit=percent_limit(language, rules.uncertain),
        )
        yield Step(text(N_("Limits")), asked_for)
        return
    match rules.partly_met_by:
        case PartlyMetBy.WAY if found.way is not None:
            what, limit = N_("How much progress was made"), rules.partial_with_baseline
            yield Step(text(what), f"{way} = {percent(language, found.way, [limit])}")
        case PartlyMetBy.CLOSENESS if found.way is not None:
            smaller, greater = sorted((outcome.known, asked))
            what, limit = N_("How close the outcome is"), rules.partial_without_baseline
            share = percent(language, found.way, [limit])
            yield Step(text(what), f"{number(smaller)} / {number(greater)} = {share}")
        case PartlyMetBy.TREND if found.before is not None:
            before = text(
                N_("{outcome} is {distance} from the target."),
                outcome=quantity(found.before.known),
                distance=quantity.difference(distance(target, found.before.known)),
            )
            yield Step(text(N_("The outcome before")), before)
            closer = text(N_("It must have come closer for “{partly_met}”."), **words)
            yield Step(text(N_("Limit")), closer)
            return
        case _:
            return
    taken = percent_limit(language, limit)
    yield Step(text(N_("Limit")), text(N_("{limit} for “{partly_met}”."), **words, limit=taken))


def _together(targets: list[TargetAssessment], viewer: Viewer) -> Together:
    """What both targets make of a goal, when their due period has come."""
    language, rules = viewer.language, viewer.project.organisation.assessment
    whole = aggregated(targets, rules)
    goal = GoalAssessment(
        goal="",
        status=whole.status,
        rule=whole.rule,
        computed=whole.status,
        computed_rule=whole.rule,
        targets=tuple(targets),
        share=whole.share,
    )
    sentences, titles = [], []
    for made_up, found in zip(MADE_UP, targets, strict=True):
        quantity = Quantities(language, language.text(made_up.unit), 0)
        as_of = _outcome(found).period.end
        sentences.append(explain_target(found, _series(made_up), quantity, rules, as_of))
        titles.append(language.text(made_up.indicator))
    return Together(
        viewer.status(whole.status),
        explain_goal(goal, language, rules, sentences, titles),
    )


def _target(made_up: _MadeUp) -> Target:
    last = FIRST_YEAR + len(made_up.outcomes) - 1
    baseline = Baseline(period=Period.parse(str(FIRST_YEAR)), value=Decimal(made_up.outcomes[0]))
    return Target(
        indicator="example",
        comparator=made_up.comparator,
        value=Decimal(made_up.value),
        due=Period.parse(str(last)),
        baseline=baseline,
    )


def _series(made_up: _MadeUp) -> tuple[Observation, ...]:
    return tuple(
        Observation(Period.parse(str(FIRST_YEAR + n)), Decimal(value))
        for n, value in enumerate(made_up.outcomes)
    )


def _outcome(found: TargetAssessment) -> Observation:
    """The outcome that the example is assessed by. It has one on each of its days."""
    if found.outcome is None:
        raise ValueError("the example has an outcome on each of its days")
    return found.outcome
