"""How a goal is assessed: each rule, its thresholds exactly hit, and what must not matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from malbok.assessment import (
    WEAKEST_FIRST,
    GoalAssessment,
    Rule,
    TargetAssessment,
    Trend,
    assess_goal,
    assess_project,
    assess_target,
    distance,
    is_stale,
    trend,
)
from malbok.explaining import basis, explain_goal, explain_target, finding
from malbok.language import language
from malbok.model import (
    AssessmentRules,
    Direction,
    Goal,
    Indicator,
    Mark,
    Observation,
    Organisation,
    Project,
    Status,
    Target,
)
from malbok.periods import PARTS_A_YEAR, Period, PeriodKind
from malbok.quantities import Quantities, percent, percent_limit

Figures = Mapping[str, str | None]

MET, PARTLY, NOT_MET = Status.MET, Status.PARTLY_MET, Status.NOT_MET
ON_TRACK, UNCERTAIN, OFF_TRACK = Status.ON_TRACK, Status.UNCERTAIN, Status.OFF_TRACK
TOO_EARLY, NOT_ASSESSABLE = Status.TOO_EARLY, Status.NOT_ASSESSABLE
AS_OF = date(2016, 12, 31)
ENGLISH = language("en")


def target(asked: str, due: str = "2016", since: str = "", indicator: str = "trygghet") -> Target:
    """A target: `at_least 50` or `between 10 20`, and since when: `2013 40`."""
    comparator, *values = asked.split()
    names = ("lower", "upper") if comparator == "between" else ("value",)
    data: dict[str, Any] = {"indicator": indicator, "comparator": comparator, "due": due}
    data |= dict(zip(names, values, strict=True))
    if since:
        data["baseline"] = dict(zip(("period", "value"), since.split(), strict=True))
    return Target.model_validate(data)


def outcomes(figures: Figures) -> tuple[Observation, ...]:
    """The municipality's own outcomes, in the order given."""
    return tuple(
        Observation(Period.parse(period), None if value is None else Decimal(value))
        for period, value in figures.items()
    )


def indicator(key: str = "trygghet", interval: str = "year") -> Indicator:
    """An indicator that says no more than it must."""
    return Indicator.model_validate(
        {
            "id": key,
            "title": f"Titeln på {key}",
            "definition": "Så mäts det.",
            "unit": "%",
            "direction": "higher",
            "interval": interval,
            "source": {"title": "Enkäten"},
            "updated": "2026-11-22",
        }
    )


def assessed(
    asked: Target, figures: Figures, as_of: date = AS_OF, **rules: str
) -> TargetAssessment:
    """What the rules say of a target with those outcomes."""
    return assess_target(
        asked, outcomes(figures), as_of, AssessmentRules.model_validate(rules), indicator()
    )


def sentence(
    assessment: TargetAssessment, series: Sequence[Observation] = (), as_of: date = AS_OF
) -> str:
    """The explanation in English."""
    quantity = Quantities(ENGLISH, "%", 0)
    return explain_target(assessment, series, quantity, AssessmentRules(), as_of)


# --- 2. The due period is reached -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "since", "outcome", "status", "rule"),
    [
        # rising
        ("at_least 50", "2013 40", "50", MET, Rule.DUE_MET),
        ("at_least 50", "2013 40", "50.1", MET, Rule.DUE_MET),
        ("at_least 50", "2013 40", "49.9", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least 50", "2013 40", "45", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least 50", "2013 40", "44.9", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least 50", "2013 40", "40", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least 50", "2013 40", "30", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        # falling
        ("at_most 40", "2013 50", "40", MET, Rule.DUE_MET),
        ("at_most 40", "2013 50", "39.9", MET, Rule.DUE_MET),
        ("at_most 40", "2013 50", "45", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("at_most 40", "2013 50", "45.1", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        ("at_most 40", "2013 50", "60", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        # below, through and at zero
        ("at_least -10", "2013 -20", "-15", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least -10", "2013 -20", "-15.1", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least 5", "2013 -5", "0", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least 5", "2013 -5", "-0.1", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        ("at_most 0", "2013 10", "0", MET, Rule.DUE_MET),
        ("at_most 0", "2013 10", "5", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least 0", "2013 -10", "-5.1", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        ("at_least 10", "2013 0", "0", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        # between: from below, from above, and past it
        ("between 10 20", "2013 0", "10", MET, Rule.DUE_MET),
        ("between 10 20", "2013 0", "20", MET, Rule.DUE_MET),
        ("between 10 20", "2013 0", "5", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("between 10 20", "2013 0", "4.9", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        ("between 10 20", "2013 0", "25", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("between 10 20", "2013 0", "25.1", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        ("between 10 20", "2013 30", "25", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        # equals: from below and past it
        ("equals 10", "2013 0", "10", MET, Rule.DUE_MET),
        ("equals 10", "2013 0", "10.0", MET, Rule.DUE_MET),
        ("equals 10", "2013 0", "5", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("equals 10", "2013 0", "15", PARTLY, Rule.DUE_WAY_FROM_BASELINE),
        ("equals 10", "2013 0", "15.1", NOT_MET, Rule.DUE_WAY_FROM_BASELINE),
        # without baseline: how close
        ("at_least 50", "", "50", MET, Rule.DUE_MET),
        ("at_least 50", "", "45", PARTLY, Rule.DUE_CLOSENESS),
        ("at_least 50", "", "44.9", NOT_MET, Rule.DUE_CLOSENESS),
        ("at_most 45", "", "45", MET, Rule.DUE_MET),
        ("at_most 45", "", "50", PARTLY, Rule.DUE_CLOSENESS),
        ("at_most 45", "", "50.1", NOT_MET, Rule.DUE_CLOSENESS),
        ("between 10 20", "", "9", PARTLY, Rule.DUE_CLOSENESS),
        ("between 10 18", "", "20", PARTLY, Rule.DUE_CLOSENESS),
        ("between 10 18", "", "20.1", NOT_MET, Rule.DUE_CLOSENESS),
        ("equals 9", "", "10", PARTLY, Rule.DUE_CLOSENESS),
        ("equals 10", "", "8.9", NOT_MET, Rule.DUE_CLOSENESS),
        # without baseline, where a share says nothing
        ("at_least 50", "", "0", NOT_MET, Rule.DUE_NO_MEASURE),
        ("at_least 50", "", "-49", NOT_MET, Rule.DUE_NO_MEASURE),
        ("at_most 0", "", "1", NOT_MET, Rule.DUE_NO_MEASURE),
        ("at_least -10", "", "-11", NOT_MET, Rule.DUE_NO_MEASURE),
        ("at_most -10", "", "-9", NOT_MET, Rule.DUE_NO_MEASURE),
        # the baseline met the target: there is no way to go, so how close
        ("at_least 50", "2013 55", "45", PARTLY, Rule.DUE_CLOSENESS),
        ("at_least 50", "2013 50", "44.9", NOT_MET, Rule.DUE_CLOSENESS),
    ],
)
def test_when_the_due_period_is_reached_its_outcome_decides(
    asked: str, since: str, outcome: str, status: Status, rule: Rule
) -> None:
    found = assessed(target(asked, since=since), {"2014": "1000", "2016": outcome})
    assert (found.status, found.rule) == (status, rule)
    assert found.outcome is not None
    assert str(found.outcome.period) == "2016"
    said = sentence(found)
    for number in ("2016", outcome.replace(".0", ""), *asked.split()[1:]):
        assert number.replace("-", "\u2212") in said


@pytest.mark.parametrize(
    ("asked", "since", "outcome", "way"),
    [
        ("at_least 50", "2013 40", "45", Fraction(1, 2)),
        ("at_least 50", "2013 40", "30", Fraction(-1)),
        ("at_most 0", "2013 3", "2", Fraction(1, 3)),
        ("between 10 20", "2013 30", "22", Fraction(4, 5)),
        ("at_least 50", "", "40", Fraction(4, 5)),
        ("at_most 40", "", "50", Fraction(4, 5)),
    ],
)
def test_the_way_is_exact(asked: str, since: str, outcome: str, way: Fraction) -> None:
    assert assessed(target(asked, since=since), {"2016": outcome}).way == way


# --- 3. Before the due period ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "since", "outcome", "status", "rule"),
    [
        # half the time has gone, so half the way is expected: 90 % of it is 4.5, 50 % is 2.5
        ("at_least 50", "2014 40", "45", ON_TRACK, Rule.EXPECTED_PATH),
        ("at_least 50", "2014 40", "44.5", ON_TRACK, Rule.EXPECTED_PATH),
        ("at_least 50", "2014 40", "44.4", UNCERTAIN, Rule.EXPECTED_PATH),
        ("at_least 50", "2014 40", "42.5", UNCERTAIN, Rule.EXPECTED_PATH),
        ("at_least 50", "2014 40", "42.4", OFF_TRACK, Rule.EXPECTED_PATH),
        ("at_least 50", "2014 40", "40", OFF_TRACK, Rule.EXPECTED_PATH),
        ("at_least 50", "2014 40", "39", OFF_TRACK, Rule.EXPECTED_PATH),
        ("at_least 50", "2014 40", "50", ON_TRACK, Rule.LEVEL_REACHED),
        ("at_most 40", "2014 50", "45.5", ON_TRACK, Rule.EXPECTED_PATH),
        ("at_most 40", "2014 50", "45.6", UNCERTAIN, Rule.EXPECTED_PATH),
        ("at_most 40", "2014 50", "47.6", OFF_TRACK, Rule.EXPECTED_PATH),
        ("at_most 40", "2014 50", "51", OFF_TRACK, Rule.EXPECTED_PATH),
        ("at_most 40", "2014 50", "40", ON_TRACK, Rule.LEVEL_REACHED),
        ("at_least 5", "2014 -5", "-0.5", ON_TRACK, Rule.EXPECTED_PATH),
        ("at_least 5", "2014 -5", "-2.5", UNCERTAIN, Rule.EXPECTED_PATH),
        ("at_most -5", "2014 5", "2.6", OFF_TRACK, Rule.EXPECTED_PATH),
        ("between 10 20", "2014 0", "4.5", ON_TRACK, Rule.EXPECTED_PATH),
        ("between 10 20", "2014 0", "15", ON_TRACK, Rule.LEVEL_REACHED),
        ("equals 0", "2014 10", "5.6", UNCERTAIN, Rule.EXPECTED_PATH),
        # without baseline nobody can tell the pace
        ("at_least 50", "", "45", TOO_EARLY, Rule.NO_BASELINE),
        ("at_most 40", "", "90", TOO_EARLY, Rule.NO_BASELINE),
        ("at_least 50", "", "0", TOO_EARLY, Rule.NO_BASELINE),
        ("at_least 50", "", "50", ON_TRACK, Rule.LEVEL_REACHED),
        # the baseline met the target
        ("at_least 50", "2014 55", "52", ON_TRACK, Rule.LEVEL_REACHED),
        ("at_least 50", "2014 55", "49", OFF_TRACK, Rule.LEFT_THE_LEVEL),
    ],
)
def test_before_the_due_period_it_is_never_a_final_word(
    asked: str, since: str, outcome: str, status: Status, rule: Rule
) -> None:
    found = assessed(target(asked, due="2018", since=since), {"2015": "1000", "2016": outcome})
    assert (found.status, found.rule) == (status, rule)
    said = sentence(found)
    for number in ("2016", outcome, *asked.split()[1:]):
        assert number.replace("-", "\u2212") in said


def test_the_straight_line_is_read_at_the_outcomes_period_not_at_the_day() -> None:
    asked = target("at_least 50", due="2018", since="2014 40")
    found = assessed(asked, {"2015": "42.5", "2016": None})
    assert (found.status, found.way, found.expected) == (ON_TRACK, Fraction(1, 4), Fraction(1, 4))


@pytest.mark.parametrize(
    ("since", "outcome", "due", "expected"),
    [
        ("2016-Q4 0", "2017-Q1", "2017-Q4", Fraction(1, 4)),
        ("2016-12 0", "2017-11", "2017-12", Fraction(11, 12)),
        ("2015/16 0", "2016/17", "2018/19", Fraction(1, 3)),
        ("2016-01-01 0", "2017-01-01", "2018-01-01", Fraction(366, 731)),
        ("2016-01-01 0", "2016", "2017-12-31", Fraction(365, 730)),
    ],
)
def test_the_straight_line_counts_periods_or_days_where_kinds_differ(
    since: str, outcome: str, due: str, expected: Fraction
) -> None:
    found = assessed(target("at_least 9", due, since), {outcome: "1"}, date(2017, 12, 30))
    assert found.expected == expected


def test_without_baseline_the_distance_is_said() -> None:
    found = assessed(target("at_least 50", due="2018"), {"2016": "41.5"})
    assert "8.5\u00a0percentage points" in sentence(found)


# --- 1 and 2. Which outcome counts ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "since", "as_of", "status", "rule", "used"),
    [
        # none at all, none with a value, none since the baseline, none yet
        ({}, "", "2016-12-31", NOT_ASSESSABLE, Rule.NO_OUTCOME, None),
        ({"2016": None}, "", "2016-12-31", NOT_ASSESSABLE, Rule.NO_OUTCOME, None),
        ({"2013": "60"}, "2013 60", "2016-12-31", NOT_ASSESSABLE, Rule.NO_OUTCOME, None),
        ({"2012": "60", "2014": None}, "2013 40", "2016-12-31", NOT_ASSESSABLE, Rule.NO_OUTCOME, None),
        ({"2016": "60"}, "", "2016-12-30", NOT_ASSESSABLE, Rule.NO_OUTCOME, None),
        # zero is an outcome
        ({"2016": "0"}, "2013 -40", "2016-12-31", NOT_MET, Rule.DUE_WAY_FROM_BASELINE, "2016"),
        # the due period has passed and its outcome is missing: an earlier one is no verdict
        ({"2015": "60"}, "", "2016-12-31", NOT_ASSESSABLE, Rule.DUE_OUTCOME_MISSING, "2015"),
        ({"2015": "60", "2016": None}, "2013 40", "2016-12-31", NOT_ASSESSABLE, Rule.DUE_OUTCOME_MISSING, "2015"),
        # nor is a later one
        ({"2015": "60", "2017": "70"}, "", "2018-01-01", NOT_ASSESSABLE, Rule.DUE_OUTCOME_MISSING, "2015"),
        ({"2016": None, "2017": "70"}, "2013 40", "2018-01-01", NOT_ASSESSABLE, Rule.DUE_OUTCOME_MISSING, None),
        # the day before the due period ends it lies ahead
        ({"2015": "60"}, "", "2016-12-30", ON_TRACK, Rule.LEVEL_REACHED, "2015"),
        ({"2015": "60", "2016": "0"}, "", "2016-12-30", ON_TRACK, Rule.LEVEL_REACHED, "2015"),
        # what came after the due period changes nothing
        ({"2016": "60", "2017": "0"}, "", "2018-01-01", MET, Rule.DUE_MET, "2016"),
        ({"2016": "0", "2017": "60"}, "2013 40", "2018-01-01", NOT_MET, Rule.DUE_WAY_FROM_BASELINE, "2016"),
    ],
)  # fmt: skip
def test_only_outcomes_up_to_the_due_period_and_the_day_count(
    figures: Figures, since: str, as_of: str, status: Status, rule: Rule, used: str | None
) -> None:
    day = date.fromisoformat(as_of)
    found = assessed(target("at_least 50", since=since), figures, day)
    assert (found.status, found.rule) == (status, rule)
    assert (str(found.outcome.period) if found.outcome else None) == used


def test_a_missing_due_outcome_is_explained_by_what_there_is() -> None:
    asked = target("at_least 50", since="2013 40")
    earlier = assessed(asked, {"2015": "60", "2017": "70"}, date(2018, 1, 1))
    assert sentence(earlier) == (
        "The outcome for 2016 is missing. The latest one, 60\u00a0% for 2015, is too early for a verdict."
    )
    only_later = assessed(asked, {"2017": "70"}, date(2018, 1, 1))
    assert sentence(only_later) == "The outcome for 2016 is missing."
    none = assessed(asked, {"2013": "40"})
    assert sentence(none).startswith("There is no outcome after the baseline of 2013")


def test_what_to_mind_about_the_figures_is_said() -> None:
    asked = target("at_least 50", since="2013 40")
    plain = outcomes({"2013": "40", "2014": "44", "2015": None, "2016": "47"})
    preliminary = (*plain[:3], replace(plain[3], mark=Mark.PRELIMINARY))
    mind = "The way of measuring has changed since the baseline, so compare with care."

    def said(series: Sequence[Observation]) -> str:
        found = assess_target(asked, series, AS_OF, AssessmentRules(), indicator())
        return sentence(found, series)

    assert "preliminary" not in said(plain)
    assert said(preliminary).endswith("The outcome is preliminary.")
    for number, changed in enumerate((False, True, True, True)):
        broken = [replace(o, mark=Mark.BREAK) if n == number else o for n, o in enumerate(plain)]
        assert (mind in said(broken)) == changed
    later = Observation(Period.parse("2017"), Decimal(1), mark=Mark.BREAK)
    assert mind not in said((*plain, later))


def test_only_the_municipalitys_own_outcomes_for_everybody_count() -> None:
    others = [
        Observation(Period.parse("2016"), Decimal(90), municipality="0180"),
        Observation(Period.parse("2016"), Decimal(90), sex="women"),
        Observation(Period.parse("2016"), Decimal(90), group="skola"),
    ]
    goal = goal_with(target("at_least 50"))
    project = project_with(goal, {"trygghet": [*others, *outcomes({"2016": "10"})]})
    assert assess_goal(goal, project, AS_OF).status is NOT_MET
    project = project_with(goal, {"trygghet": others})
    assert assess_goal(goal, project, AS_OF).status is NOT_ASSESSABLE


# --- 4. Old outcomes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "period", "last_fresh_day", "first_stale_day"),
    [
        ("year", "2014", "2016-12-31", "2017-01-01"),
        ("school_year", "2015/16", "2018-06-30", "2018-07-01"),
        ("half_year", "2016-H1", "2017-06-30", "2017-07-01"),
        ("tertial", "2016-T1", "2016-12-31", "2017-01-01"),
        ("tertial", "2015-T3", "2016-08-31", "2016-09-01"),
        ("quarter", "2016-Q1", "2016-09-30", "2016-10-01"),
        ("quarter", "2016-Q2", "2016-12-31", "2017-01-01"),
        ("month", "2016-02", "2016-04-30", "2016-05-01"),
        ("month", "2016-10", "2016-12-31", "2017-01-01"),
    ],
)
def test_an_outcome_older_than_twice_its_interval_is_stale(
    interval: str, period: str, last_fresh_day: str, first_stale_day: str
) -> None:
    outcome = Observation(Period.parse(period), Decimal(1))
    measured = indicator(interval=interval)
    assert not is_stale(outcome, measured, date.fromisoformat(last_fresh_day))
    assert is_stale(outcome, measured, date.fromisoformat(first_stale_day))
    assert is_stale(outcome, measured, date.max)


@pytest.mark.parametrize("kind", PARTS_A_YEAR)
def test_twice_the_interval_is_two_whole_periods(kind: PeriodKind) -> None:
    for number in range(12):
        period = Period(kind, 2015 * PARTS_A_YEAR[kind] + number)
        outcome = Observation(period, Decimal(1))
        measured = indicator(interval=kind.value)
        assert not is_stale(outcome, measured, period.shifted(2).end)
        assert is_stale(outcome, measured, period.shifted(3).start)


def test_stale_stands_beside_the_status() -> None:
    asked = target("at_least 50", due="2018", since="2012 40")
    fresh, old = assessed(asked, {"2014": "44"}), assessed(asked, {"2013": "44"})
    assert (fresh.status, fresh.stale) == (ON_TRACK, False)
    assert (old.status, old.stale) == (ON_TRACK, True)


# --- 5. Several targets ---------------------------------------------------------------------------


def goal_with(*targets: Target, **more: object) -> Goal:
    """A goal with targets and whatever else is given."""
    data = {
        "id": "trygg",
        "title": "Alla är trygga",
        "department": "n1",
        "type": "result",
        "updated": "2026-11-22",
    }
    return Goal.model_validate({**data, "targets": targets, **more})


def project_with(goal: Goal, series: Mapping[str, Sequence[Observation]]) -> Project:
    """A project with one goal and the outcomes of some indicators."""
    organisation = Organisation.model_validate(
        {
            "name": "Exempelby",
            "title": "Målbok",
            "as_of": "2016-12-31",
            "updated": "2026-11-22",
            "departments": [{"id": "n1", "title": "Nämnden"}],
        }
    )
    return Project(
        organisation,
        goals={goal.id: goal},
        indicators={key: indicator(key) for key in series},
        observations={key: tuple(found) for key, found in series.items()},
    )


# A target and outcomes for each status that a target can have on 2016-12-31.
STATES: dict[Status, tuple[Target, Figures]] = {
    MET: (target("at_least 50"), {"2016": "50"}),
    PARTLY: (target("at_least 50"), {"2016": "45"}),
    NOT_MET: (target("at_least 50"), {"2016": "1"}),
    ON_TRACK: (target("at_least 50", due="2018"), {"2016": "50"}),
    UNCERTAIN: (target("at_least 50", due="2018", since="2014 40"), {"2016": "43"}),
    OFF_TRACK: (target("at_least 50", due="2018", since="2014 40"), {"2016": "39"}),
    TOO_EARLY: (target("at_least 50", due="2018"), {"2016": "45"}),
    NOT_ASSESSABLE: (target("at_least 50"), {"2015": "50"}),
}


def goal_in(*statuses: Status, **more: object) -> GoalAssessment:
    """What is said of a goal whose targets have those statuses."""
    targets, series = [], {}
    for number, status in enumerate(statuses):
        asked, figures = STATES[status]
        key = f"indikator-{number}"
        targets.append(asked.model_copy(update={"indicator": key}))
        series[key] = outcomes(figures)
    goal = goal_with(*targets, **more)
    return assess_goal(goal, project_with(goal, series), AS_OF)


def explained(assessment: GoalAssessment) -> str:
    """The goal's explanation in English."""
    sentences = [sentence(t) for t in assessment.targets]
    titles = [t.target.indicator for t in assessment.targets]
    return explain_goal(assessment, ENGLISH, AssessmentRules(), sentences, titles)


@pytest.mark.parametrize("status", STATES)
def test_a_goal_with_one_target_has_its_status_and_sentence(status: Status) -> None:
    found = goal_in(status)
    assert found.status is status
    assert found.targets[0].status is status
    assert found.rule is found.targets[0].rule
    assert explained(found) == sentence(found.targets[0])
    assert basis(found, ENGLISH) == ""


def test_statuses_are_ordered_from_weak_to_strong() -> None:
    assert WEAKEST_FIRST == (NOT_MET, OFF_TRACK, PARTLY, UNCERTAIN, TOO_EARLY, ON_TRACK, MET)


@pytest.mark.parametrize(("first", "second"), [*product(WEAKEST_FIRST, repeat=2)])
def test_a_goal_is_as_weak_as_its_weakest_target(first: Status, second: Status) -> None:
    weakest = min(first, second, key=WEAKEST_FIRST.index)
    found = goal_in(first, second)
    assert (found.status, found.rule) == (weakest, Rule.WEAKEST_TARGET)
    assert basis(found, ENGLISH) == ""


@pytest.mark.parametrize("status", WEAKEST_FIRST)
def test_a_target_that_cannot_be_assessed_counts_neither_way_but_is_told_of(status: Status) -> None:
    for found in (goal_in(status, NOT_ASSESSABLE), goal_in(NOT_ASSESSABLE, status)):
        assert found.status is status
        assert found.assessable == 1
        assert basis(found, ENGLISH) == "Rests on 1 of 2 targets."


def test_a_goal_none_of_whose_targets_can_be_assessed_cannot_be_assessed() -> None:
    found = goal_in(NOT_ASSESSABLE, NOT_ASSESSABLE)
    assert (found.status, found.rule) == (NOT_ASSESSABLE, Rule.NO_TARGET_ASSESSABLE)
    assert explained(found) == "None of the 2 targets can be assessed."
    assert basis(found, ENGLISH) == ""


def test_the_sentence_of_a_goal_with_several_targets_names_the_weakest() -> None:
    assert "indikator-1" in explained(goal_in(MET, NOT_MET, ON_TRACK))
    assert explained(goal_in(MET, MET)) == "All targets have this status (2)."
    tie = explained(goal_in(NOT_MET, MET, NOT_MET))
    assert "indikator-0" in tie
    assert "indikator-2" in tie
    assert "2 of 3" in tie


def test_a_goal_with_a_stale_outcome_is_stale() -> None:
    assert not goal_in(MET, ON_TRACK).stale
    goal = goal_with(target("at_least 50", due="2018"))
    project = project_with(goal, {"trygghet": outcomes({"2010": "50"})})
    assert assess_goal(goal, project, AS_OF).stale


# --- 6. No number ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("milestones", "status", "rule"),
    [
        # all done
        ("06-30:06-01 09-30:06-30", MET, Rule.MILESTONES_DONE),
        # the last date has passed: half of them is partly
        ("01-31:01-31 02-28:-", PARTLY, Rule.MILESTONES_PASSED),
        ("01-31:01-31 02-28:- 06-30:-", NOT_MET, Rule.MILESTONES_PASSED),
        ("06-30:-", NOT_MET, Rule.MILESTONES_PASSED),
        # some dates have passed: those that should be done by now
        ("01-31:01-31 12-31:-", ON_TRACK, Rule.MILESTONES_SO_FAR),
        ("01-31:02-15 02-28:- 12-31:-", UNCERTAIN, Rule.MILESTONES_SO_FAR),
        ("01-31:01-31 02-28:- 03-31:- 12-31:-", OFF_TRACK, Rule.MILESTONES_SO_FAR),
        ("06-30:- 12-31:-", OFF_TRACK, Rule.MILESTONES_SO_FAR),
        ("01-31:- 12-31:06-01", OFF_TRACK, Rule.MILESTONES_SO_FAR),
        # none has passed
        ("07-01:- 12-31:-", TOO_EARLY, Rule.MILESTONES_AHEAD),
        ("07-01:06-30 12-31:-", ON_TRACK, Rule.MILESTONES_AHEAD),
        # done after the day is not done yet
        ("01-31:01-31 06-30:07-01", PARTLY, Rule.MILESTONES_PASSED),
        ("07-01:07-01", TOO_EARLY, Rule.MILESTONES_AHEAD),
    ],
)
def test_a_goal_without_figures_is_assessed_by_its_milestones(
    milestones: str, status: Status, rule: Rule
) -> None:
    steps = []
    for step in milestones.split():
        due_day, done_day = step.split(":")
        steps.append({"title": "Ett steg", "due": f"2016-{due_day}"})
        if done_day != "-":
            steps[-1]["done"] = f"2016-{done_day}"
    goal = goal_with(milestones=steps)
    found = assess_goal(goal, project_with(goal, {}), date(2016, 6, 30))
    assert (found.status, found.rule) == (status, rule)
    due = [step for step in steps if step["due"] <= "2016-06-30"]
    done = [step for step in steps if step.get("done", "9999") <= "2016-06-30"]
    assert found.milestones == len(steps)
    assert found.milestones_done == len(done)
    assert found.milestones_due == len(due)
    assert found.milestones_due_done == len([step for step in due if step in done])
    named: dict[Rule, list[object]] = {
        Rule.MILESTONES_DONE: [found.milestones],
        Rule.MILESTONES_PASSED: [found.milestones_done, found.milestones, "50\u00a0%"],
        Rule.MILESTONES_SO_FAR: [found.milestones_due, found.milestones_due_done, "90\u00a0%"],
        Rule.MILESTONES_AHEAD: [found.milestones_done, found.milestones],
    }
    assert all(str(figure) in explained(found) for figure in named[rule])


def test_a_goal_with_nothing_to_assess_cannot_be_assessed() -> None:
    found = goal_in()
    assert (found.status, found.rule) == (NOT_ASSESSABLE, Rule.NOTHING_TO_ASSESS)
    assert explained(found)


def test_where_there_are_figures_milestones_do_not_decide() -> None:
    done = [{"title": "Ett steg", "due": "2016-01-31", "done": "2016-01-31"}]
    assert goal_in(NOT_MET, milestones=done).status is NOT_MET


# --- 7. A person may overrule ---------------------------------------------------------------------


def overruling(day: str, status: str = "met") -> dict[str, object]:
    """A role's own assessment on that day."""
    motivation = "Enkäten gick till fel personer."
    return {"override": {"status": status, "motivation": motivation, "role": "chef", "date": day}}


@pytest.mark.parametrize("day", ["2016-12-31", "2016-01-01"])
def test_a_person_may_overrule_and_both_are_kept(day: str) -> None:
    found = goal_in(NOT_MET, **overruling(day))
    assert (found.status, found.rule) == (MET, Rule.OVERRIDE)
    assert (found.computed, found.computed_rule) == (NOT_MET, Rule.DUE_CLOSENESS)
    assert found.override is not None
    assert found.override.motivation == "Enkäten gick till fel personer."
    assert explained(found) == sentence(found.targets[0])


def test_who_overrules_after_the_day_has_not_done_so_yet() -> None:
    found = goal_in(NOT_MET, **overruling("2017-01-01"))
    assert (found.status, found.rule, found.override) == (NOT_MET, Rule.DUE_CLOSENESS, None)


def test_a_person_may_assess_a_goal_without_figures() -> None:
    found = goal_in(**overruling("2016-12-31", "partly_met"))
    assert (found.status, found.computed) == (PARTLY, NOT_ASSESSABLE)


@pytest.mark.parametrize("left_out", ["status", "motivation", "role", "date"])
def test_to_overrule_takes_status_motivation_role_and_date(left_out: str) -> None:
    override = dict(overruling("2016-12-31")["override"])  # type: ignore[call-overload]
    del override[left_out]
    with pytest.raises(ValueError, match=left_out):
        goal_with(override=override)


# --- 8. A direction -------------------------------------------------------------------------------


def test_a_direction_is_never_graded() -> None:
    found = goal_in(kind="direction", indicators=["x"])
    assert (found.status, found.rule) == (Status.NOT_GRADED, Rule.DIRECTION)
    assert "not graded" in explained(found)


def test_a_direction_is_not_graded_by_targets_milestones_or_persons() -> None:
    steps = [{"title": "Ett steg", "due": "2016-01-31", "done": "2016-01-31"}]
    found = goal_in(MET, kind="direction", milestones=steps, **overruling("2016-01-01"))
    assert (found.status, found.computed, found.override) == (
        Status.NOT_GRADED,
        Status.NOT_GRADED,
        None,
    )
    assert [t.status for t in found.targets] == [Status.NOT_GRADED]
    assert "not graded" in explained(found)


# --- Settings, trend, distance --------------------------------------------------------------------


def test_thresholds_are_settings() -> None:
    half_way = target("at_least 50", due="2018", since="2014 40")
    assert assessed(half_way, {"2016": "44"}).status is UNCERTAIN
    assert assessed(half_way, {"2016": "44"}, on_track="0.8").status is ON_TRACK
    assert assessed(half_way, {"2016": "42.5"}, uncertain="0.6").status is OFF_TRACK
    assert assessed(half_way, {"2016": "40"}, uncertain="0").status is OFF_TRACK
    due = target("at_least 50", since="2014 40")
    assert assessed(due, {"2016": "45"}, partial_with_baseline="0.51").status is NOT_MET
    close = target("at_least 50")
    assert assessed(close, {"2016": "45"}, partial_without_baseline="0.91").status is NOT_MET
    assert assessed(close, {"2016": "1"}, partial_without_baseline="0").status is PARTLY


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        ({"on_track": "0.5"}, ON_TRACK),
        ({"on_track": "0.51", "uncertain": "0.5"}, UNCERTAIN),
        ({"on_track": "0.51", "uncertain": "0.51"}, OFF_TRACK),
    ],
)
def test_thresholds_hold_for_milestones_too(rules: dict[str, str], status: Status) -> None:
    days = [("2016-01-31", "2016-01-31"), ("2016-02-28", None), ("2017-01-01", None)]
    goal = goal_with(milestones=[{"title": "A", "due": due, "done": done} for due, done in days])
    project = project_with(goal, {})
    settings = AssessmentRules.model_validate(rules)
    organisation = project.organisation.model_copy(update={"assessment": settings})
    found = assess_goal(goal, replace(project, organisation=organisation), AS_OF)
    assert (found.status, found.rule) == (status, Rule.MILESTONES_SO_FAR)


@pytest.mark.parametrize(
    ("values", "direction", "found"),
    [
        ("40 41", Direction.HIGHER, Trend.BETTER),
        ("40 39", Direction.HIGHER, Trend.WORSE),
        ("40 41", Direction.LOWER, Trend.WORSE),
        ("40 39", Direction.LOWER, Trend.BETTER),
        ("-1 0", Direction.HIGHER, Trend.BETTER),
        ("40 40.0", Direction.HIGHER, Trend.UNCHANGED),
        ("40 40", Direction.NONE, Trend.UNCHANGED),
        ("40 41", Direction.NONE, Trend.UP),
        ("40 39", Direction.NONE, Trend.DOWN),
        ("40", Direction.HIGHER, Trend.UNKNOWN),
        ("", Direction.HIGHER, Trend.UNKNOWN),
        ("10 40 39", Direction.HIGHER, Trend.WORSE),
    ],
)
def test_the_trend_is_the_latest_change(values: str, direction: Direction, found: Trend) -> None:
    years = [str(2015 - len(values.split()) + n) for n in range(len(values.split()))]
    series = outcomes(dict(zip(years, values.split(), strict=True)))
    later = outcomes({"2015": None, "2018": "1000"})
    assert trend((*series, *later), direction, AS_OF) is found


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        ("2013", Trend.BETTER),
        ("2014", Trend.BETTER),
        ("2015", Trend.UNKNOWN),
        ("2016", Trend.UNKNOWN),
        ("2017", Trend.BETTER),
    ],
)
def test_a_series_broken_since_the_outcome_before_has_no_trend(broken: str, found: Trend) -> None:
    plain = outcomes({"2013": "70", "2014": "40", "2015": None, "2016": "60", "2017": "10"})
    series = [replace(o, mark=Mark.BREAK) if str(o.period) == broken else o for o in plain]
    assert trend(series, Direction.HIGHER, AS_OF) is found


@pytest.mark.parametrize(
    ("figures", "direction", "said"),
    [
        ({}, Direction.HIGHER, "No outcome has been published."),
        ({"2016": None, "2017": "1"}, Direction.HIGHER, "No outcome has been published."),
        ({"2016": "0"}, Direction.HIGHER, "The outcome for 2016 is 0\u00a0%."),
        (
            {"2014": "40.5", "2015": None, "2016": "41"},
            Direction.HIGHER,
            "The outcome for 2016 is 41\u00a0%. It is better than for 2014, when it was 40.5\u00a0%.",
        ),
        (
            {"2015": "40", "2016": "41"},
            Direction.LOWER,
            "The outcome for 2016 is 41\u00a0%. It is worse than for 2015, when it was 40\u00a0%.",
        ),
        (
            {"2015": "40", "2016": "40"},
            Direction.NONE,
            "The outcome for 2016 is 40\u00a0%. It is the same as for 2015.",
        ),
        (
            {"2015": "40", "2016": "41"},
            Direction.NONE,
            "The outcome for 2016 is 41\u00a0%. For 2015 it was 40\u00a0%.",
        ),
    ],
)
def test_what_a_series_shows_is_said(figures: Figures, direction: Direction, said: str) -> None:
    series = outcomes(figures)
    found = trend(series, direction, AS_OF)
    assert finding(series, found, Quantities(ENGLISH, "%", 0), AS_OF) == said


def test_trend_and_status_are_two_answers() -> None:
    series = outcomes({"2015": "90", "2016": "60"})
    assert trend(series, Direction.HIGHER, AS_OF) is Trend.WORSE
    assert assessed(target("at_least 50"), {"2015": "90", "2016": "60"}).status is MET


@pytest.mark.parametrize(
    ("asked", "value", "left"),
    [
        ("at_least 50", "41.5", "8.5"),
        ("at_least 50", "60", "0"),
        ("at_most 50", "60", "10"),
        ("between 10 20", "9", "1"),
        ("between 10 20", "15", "0"),
        ("between 10 20", "22", "2"),
        ("equals 0", "-3", "3"),
    ],
)
def test_the_distance_is_to_the_nearest_outcome_that_meets_the_target(
    asked: str, value: str, left: str
) -> None:
    assert distance(target(asked), Decimal(value)) == Decimal(left)


def test_a_share_never_seems_to_reach_a_limit_it_missed() -> None:
    assert percent(ENGLISH, Fraction(8999, 10000)) == "89.9\u00a0%"
    assert percent(ENGLISH, Fraction(89999, 100000)) == "89.9\u00a0%"
    assert percent(ENGLISH, Fraction(9, 10)) == "90\u00a0%"
    assert percent_limit(ENGLISH, Decimal("0.905")) == "90.5\u00a0%"
    assert percent_limit(ENGLISH, Decimal("0.90")) == "90\u00a0%"


def test_a_project_is_assessed_goal_by_goal() -> None:
    goal = goal_with(target("at_least 50"))
    project = project_with(goal, {"trygghet": outcomes({"2016": "50"})})
    assert assess_project(project, AS_OF) == {"trygg": assess_goal(goal, project, AS_OF)}
    assert assess_project(project, date(2016, 12, 30))["trygg"].status is NOT_ASSESSABLE


# --- What must not matter: which way is up, where zero is, the size of the unit ---------------------

VALUES = st.decimals(-1000, 1000, places=2)
SMALL = st.integers(-30, 30).map(Decimal)
FIGURE = VALUES | SMALL
SWAPPED = {"at_least": "at_most", "at_most": "at_least", "between": "between", "equals": "equals"}


@st.composite
def targets(draw: st.DrawFn, with_baseline: bool) -> Target:
    """Any target due from 2015 to 2018, its baseline of 2013."""
    comparator = draw(st.sampled_from(sorted(SWAPPED)))
    values = sorted(draw(st.tuples(FIGURE, FIGURE)))
    asked = f"{comparator} {values[0]}" + (f" {values[1]}" if comparator == "between" else "")
    since = f"2013 {draw(FIGURE)}" if with_baseline else ""
    return target(asked, due=str(draw(st.integers(2015, 2018))), since=since)


SERIES = st.dictionaries(
    st.integers(2012, 2016).map(str), st.none() | FIGURE.map(str), max_size=5
).map(lambda found: dict(sorted(found.items())))


def moved(asked: Target, factor: Decimal, added: Decimal) -> Target:
    """The target in other figures: each times a factor, plus something."""

    def new(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * factor + added

    baseline = asked.baseline and asked.baseline.model_copy(
        update={"value": new(asked.baseline.value)}
    )
    lower, upper = new(asked.lower), new(asked.upper)
    update: dict[str, object] = {"baseline": baseline, "value": new(asked.value)}
    update |= {"lower": lower, "upper": upper} if factor > 0 else {"lower": upper, "upper": lower}
    if factor < 0:
        comparator = SWAPPED[asked.comparator.value]
        update["comparator"] = type(asked.comparator)(comparator)
    return asked.model_copy(update=update)


def same_in_other_figures(
    asked: Target, figures: Figures, factor: Decimal, added: Decimal = Decimal(0)
) -> None:
    """Check that a target and its outcomes get the same status, by the same rule, in other figures."""
    others = {
        period: None if value is None else str(Decimal(value) * factor + added)
        for period, value in figures.items()
    }
    first, second = assessed(asked, figures), assessed(moved(asked, factor, added), others)
    assert (first.status, first.rule) == (second.status, second.rule)
    assert (first.way, first.expected) == (second.way, second.expected)


def has_a_way_to_go(asked: Target) -> bool:
    """Whether the baseline misses the target."""
    return asked.baseline is not None and distance(asked, asked.baseline.value) > 0


@given(targets(with_baseline=True), SERIES)
def test_which_way_is_up_does_not_matter(asked: Target, figures: Figures) -> None:
    assume(has_a_way_to_go(asked))
    same_in_other_figures(asked, figures, Decimal(-1))


@given(targets(with_baseline=True), SERIES, FIGURE)
def test_where_zero_is_does_not_matter(asked: Target, figures: Figures, added: Decimal) -> None:
    assume(has_a_way_to_go(asked))
    same_in_other_figures(asked, figures, Decimal(1), added)


@given(
    st.booleans().flatmap(lambda with_baseline: targets(with_baseline=with_baseline)),
    SERIES,
    st.decimals("0.01", 100, places=2),
)
def test_the_size_of_the_unit_does_not_matter(
    asked: Target, figures: Figures, factor: Decimal
) -> None:
    same_in_other_figures(asked, figures, factor)


@given(targets(with_baseline=False), SERIES)
def test_before_the_due_period_which_way_is_up_does_not_matter_without_baseline_either(
    asked: Target, figures: Figures
) -> None:
    early = asked.model_copy(update={"due": Period.parse("2018")})
    mirrored = {p: None if v is None else str(-Decimal(v)) for p, v in figures.items()}
    first = assessed(early, figures)
    second = assessed(moved(early, Decimal(-1), Decimal(0)), mirrored)
    assert (first.status, first.rule) == (second.status, second.rule)


@given(targets(with_baseline=True), FIGURE, FIGURE)
def test_a_better_outcome_never_gives_a_weaker_status(
    asked: Target, one: Decimal, other: Decimal
) -> None:
    near, far = sorted((one, other), key=lambda value: distance(asked, value))
    year = "2016" if asked.due.year >= 2016 else "2015"
    better = assessed(asked, {year: str(near)})
    worse = assessed(asked, {year: str(far)})
    assume(has_a_way_to_go(asked))
    assert WEAKEST_FIRST.index(better.status) >= WEAKEST_FIRST.index(worse.status)


@given(st.booleans().flatmap(lambda yes: targets(with_baseline=yes)), SERIES)
def test_every_status_is_explained_in_one_or_two_sentences(asked: Target, figures: Figures) -> None:
    found = assessed(asked, figures)
    said = sentence(found)
    assert said.endswith(".")
    assert "{" not in said
    assert said.count(". ") <= 3
    final = {MET, PARTLY, NOT_MET}
    assert (found.status in final) == (
        found.outcome is not None and found.outcome.period == asked.due
    )
