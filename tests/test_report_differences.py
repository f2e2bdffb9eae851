"""What differs between two frozen reports, and between a frozen report and today's data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from malbok.engine import view
from malbok.model import (
    AssessmentRules,
    Audience,
    Milestone,
    Observation,
    Project,
    Report,
    Revision,
    Status,
)
from malbok.model import Revised as Changed
from malbok.pages.views import Viewer
from malbok.periods import Period
from malbok.reading import load_project
from malbok.reports.contents import snapshot_of
from malbok.reports.differences import ReportDifferences, compare_reports
from malbok.reports.snapshot import FrozenOutcome, Snapshot, read_snapshot, snapshot_bytes
from malbok.reports.today import Today, revised_since
from tests.building import FIGURES, GOAL, INDICATOR, Files
from tests.conftest import ProjectWriter
from tests.hostile import TEXTS

CALM = GOAL.replace("id: trygg", "id: lugn").replace("Alla är trygga", "Alla har lugnt")
FILES: Files = {
    "data/goals/n1/lugn.yml": CALM.replace("indicator: trygghet", "indicator: lugn"),
    "data/indicators/lugn.yml": INDICATOR.replace("id: trygghet", "id: lugn"),
    "data/indicators/lugn.csv": FIGURES,
}


@pytest.fixture
def read(project: ProjectWriter) -> Project:
    return load_project(project(FILES))


def seen(project: Project, day: str = "2016-12-31") -> Viewer:
    return view(project, Audience.PUBLIC, date.fromisoformat(day))


def frozen(project: Project, name: str = "r", day: str = "2016-12-31", **given: Any) -> Snapshot:
    """A report of the project, as it is read from its file."""
    values = {"kind": "annual", "period": day[:4], "goals": tuple(project.goals), **given}
    report = Report(id=name, title=f"Rapport {name}", as_of=day, audience="public", **values)
    made = snapshot_of(seen(project, day), report, None, date(2026, 11, 22))
    snapshot, is_as_frozen = read_snapshot(snapshot_bytes(made))
    assert is_as_frozen
    return snapshot


Changer = Callable[[Project], Project]


def goal(key: str = "trygg", **changes: Any) -> Changer:
    """Changes a goal."""

    def change(project: Project) -> Project:
        changed = project.goals[key].model_copy(update=changes)
        return replace(project, goals={**project.goals, key: changed})

    return change


def target(key: str = "trygg", **changes: Any) -> Changer:
    """Changes a goal's only target."""

    def change(project: Project) -> Project:
        (only,) = project.goals[key].targets
        return goal(key, targets=(only.model_copy(update=changes),))(project)

    return change


def indicator(key: str = "trygghet", **changes: Any) -> Changer:
    """Changes an indicator."""

    def change(project: Project) -> Project:
        changed = project.indicators[key].model_copy(update=changes)
        return replace(project, indicators={**project.indicators, key: changed})

    return change


def outcome(of: str, **changes: Any) -> Changer:
    """Changes the outcome of a period."""

    def change(project: Project) -> Project:
        series = tuple(
            replace(o, **changes) if str(o.period) == of else o
            for o in project.observations["trygghet"]
        )
        return replace(project, observations={**project.observations, "trygghet": series})

    return change


def compared(project: Project, *changes: Changer, **given: Any) -> ReportDifferences:
    """The report of the changed project beside that of the project."""
    changed = project
    for change in changes:
        changed = change(changed)
    return compare_reports(frozen(changed, "ny", **given), frozen(project, "gammal"))


# --- Two reports ----------------------------------------------------------------------------------


def test_reports_of_the_same_differ_in_nothing(read: Project) -> None:
    found = compared(read)
    assert [goal.goal.id for goal in found.goals] == ["lugn", "trygg"]
    different = (found.new, found.dropped, found.settings, found.words, found.rules_after)
    assert not any(different)
    for it in found.goals:
        assert not any((it.status_changed, it.wording_changed, it.commitment_changed))
        (measure,) = it.measures
        assert measure.is_comparable
        assert not any((measure.outcome_changed, measure.target_changed, measure.revised))


def test_a_status_changes_with_its_outcome(read: Project) -> None:
    found = compared(read, outcome("2016", value=Decimal("50.0")))
    calm, safe = found.goals
    assert not calm.status_changed
    assert safe.status_changed
    assert safe.before is not None
    assert safe.after is not None
    assert (safe.before.status, safe.after.status) == (Status.PARTLY_MET, Status.MET)
    assert not safe.commitment_changed
    (measure,) = safe.measures
    assert measure.outcome_changed
    assert measure.revised == FrozenOutcome(period=Period.parse("2016"), value=Decimal("50.0"))
    assert [(c.status, c.before, c.after) for c in found.counts] == [
        (Status.MET, 0, 1),
        (Status.PARTLY_MET, 2, 1),
    ]


def test_values_are_compared_as_numbers(read: Project) -> None:
    found = compared(read, outcome("2016", value=Decimal("47.00")), target(value=Decimal("50.0")))
    (measure,) = found.goals[1].measures
    assert not any((measure.outcome_changed, measure.target_changed, measure.revised))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (target(value=Decimal(51)), "target_changed"),
        (target(comparator="at_most"), "target_changed"),
        (target(due=Period.parse("2017")), "target_changed"),
        (indicator(unit="kr"), "unit_changed"),
        (indicator(definition="Något annat."), "definition_changed"),
    ],
)
def test_what_a_goal_is_followed_by_can_change(read: Project, change: Changer, what: str) -> None:
    found = compared(read, change)
    (measure,) = found.goals[1].measures
    changed = {"target_changed", "unit_changed", "definition_changed"}
    assert {name for name in changed if getattr(measure, name)} == {what}
    assert found.goals[1].commitment_changed
    assert measure.is_comparable == (what == "target_changed")


def test_line_breaks_change_no_text(read: Project) -> None:
    found = compared(
        read,
        goal(title="Alla  är\ntrygga hemma"),
        indicator(definition="Så många känner sig\n  trygga hemma."),
    )
    assert not found.goals[1].commitment_changed


def test_a_revised_figure_isnt_told_where_figures_cant_be_compared(read: Project) -> None:
    changes = (indicator(unit="kr"), outcome("2016", value=Decimal(50)))
    assert compared(read, *changes).goals[1].measures[0].revised is None


def test_both_wordings_are_there(read: Project) -> None:
    safe = compared(read, goal(title="Alla är trygga överallt")).goals[1]
    assert safe.wording_changed
    assert safe.before is not None
    assert (safe.before.title, safe.goal.title) == (
        "Alla är trygga hemma",
        "Alla är trygga överallt",
    )


def test_an_indicator_is_added_and_another_removed(read: Project) -> None:
    safe = compared(read, target(indicator="lugn")).goals[1]
    assert [(m.indicator.id, m.is_added, m.is_removed) for m in safe.measures] == [
        ("lugn", True, False),
        ("trygghet", False, True),
    ]


def test_a_target_for_what_was_only_followed(read: Project) -> None:
    before = goal(targets=(), indicators=("trygghet",))(read)
    found = compare_reports(frozen(read, "ny"), frozen(before, "gammal"))
    (measure,) = found.goals[1].measures
    assert measure.before is not None
    assert measure.before.target is None
    assert measure.before.outcome == FrozenOutcome(period=Period.parse("2016"), value=Decimal(47))
    assert measure.target_changed


def test_targets_of_one_indicator_belong_together_by_their_period(read: Project) -> None:
    (only,) = read.goals["trygg"].targets
    years = [only.model_copy(update={"due": Period.parse(y)}) for y in ("2016", "2017", "2018")]
    before = goal(targets=(years[1], years[0]))(read)
    after = goal(targets=(years[0], years[2]))(read)
    found = compare_reports(frozen(after, "ny"), frozen(before, "gammal"))
    pairs = [
        (m.before and m.before.target, m.after and m.after.target) for m in found.goals[1].measures
    ]
    assert [tuple(str(t.due) if t else "" for t in pair) for pair in pairs] == [
        ("2016", "2016"),
        ("2017", "2018"),
    ]


def test_goals_come_and_go(read: Project) -> None:
    newer = frozen(read, "ny", goals=("trygg",))
    older = frozen(read, "gammal", goals=("lugn",))
    found = compare_reports(newer, older)
    assert [it.goal.id for it in found.new] == ["trygg"]
    assert [it.goal.id for it in found.dropped] == ["lugn"]
    assert found.in_both == ()
    assert found.new[0].measures[0].is_added
    assert found.dropped[0].measures[0].is_removed
    assert not found.new[0].commitment_changed


def test_milestones_are_counted_as_they_were_done(read: Project) -> None:
    steps = [
        Milestone(title="Ett", due=date(2015, 6, 1), done=date(2015, 5, 1)),
        Milestone(title="Två", due=date(2016, 6, 1), done=date(2016, 5, 1)),
    ]
    changed = goal(targets=(), milestones=tuple(steps))(read)
    found = compare_reports(frozen(changed, "ny"), frozen(changed, "gammal", "2015-12-31"))
    assert (found.goals[1].steps_before, found.goals[1].steps_after) == ((1, 2), (2, 2))


def test_a_changed_rule_is_told_from_a_changed_result(read: Project) -> None:
    rules = AssessmentRules(partial_with_baseline=Decimal("0.8"))
    organisation = read.organisation.model_copy(update={"assessment": rules})
    found = compared(read, lambda project: replace(project, organisation=organisation))
    assert [it.goal.id for it in found.goals if it.status_changed] == ["lugn", "trygg"]
    (setting,) = found.settings
    assert setting.name == "partial_with_baseline"
    assert (Decimal(str(setting.before)), Decimal(str(setting.after))) == (
        Decimal("0.5"),
        Decimal("0.8"),
    )
    assert any("50\u00a0%" in sentence for sentence in found.rules_before)
    assert any("80\u00a0%" in sentence for sentence in found.rules_after)


def test_settings_are_compared_as_numbers_and_by_what_goes_without_saying(read: Project) -> None:
    newer, older = frozen(read, "ny"), frozen(read, "gammal")
    settings = {**older.settings, "on_track": "0.90"}
    del settings["partial_targets"]  # as if malbok didn't have it yet
    older = older.model_copy(update={"settings": settings, "rules": ("En äldre ordalydelse.",)})
    found = compare_reports(newer, older)
    assert (found.settings, found.rules_before) == ((), ())
    older = older.model_copy(update={"settings": {**settings, "overall": {"others": "0.5"}}})
    found = compare_reports(newer, older)
    assert [(s.name, s.before, s.after) for s in found.settings] == [
        ("overall.others", "0.5", None)
    ]
    assert found.rules_before == ("En äldre ordalydelse.",)


def test_other_words_for_a_status_are_no_change_of_it(read: Project) -> None:
    newer, older = frozen(read, "ny"), frozen(read, "gammal")
    words = {**older.status_words, Status.PARTLY_MET: "på god väg"}
    found = compare_reports(newer, older.model_copy(update={"status_words": words}))
    assert [(w.status, w.before) for w in found.words] == [(Status.PARTLY_MET, "på god väg")]
    assert not any(it.status_changed for it in found.goals)


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_can_be_compared(read: Project, text: str) -> None:
    safe = compared(read, goal(title=text)).goals[1]
    assert safe.wording_changed
    assert safe.before is not None
    assert safe.before.title == "Alla är trygga hemma"


# --- A report and today ---------------------------------------------------------------------------


def today(project: Project, *changes: Changer, day: str = "2016-12-31") -> dict[str, Any]:
    """What today's data say of a report of the project, by period."""
    report = frozen(project)
    for change in changes:
        project = change(project)
    found = revised_since(report, seen(project, day))
    assert {key for key, _ in found} <= {"trygghet"}
    return {str(period): revised for (_, period), revised in found.items()}


def test_figures_that_are_the_same_today_arent_told(read: Project) -> None:
    assert today(read) == {}
    assert today(read, outcome("2016", value=Decimal("47.0"))) == {}


def test_a_figure_revised_since_is_told_with_its_day(read: Project) -> None:
    changes = (outcome("2014", value=Decimal("43.5")), indicator(updated=date(2027, 2, 1)))
    (revised,) = today(read, *changes).values()
    assert (revised.today, revised.value) == (Today.REVISED, Decimal("43.5"))
    assert "43,5\u00a0%" in revised.in_words()
    assert "1 februari 2027" in revised.in_words()


def test_nothing_is_told_of_what_rests_on_too_few_today(read: Project) -> None:
    assert not today(read, outcome("2016", value=None, suppressed=True))


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ((outcome("2016", value=None),), Today.GONE),
        ((outcome("2016", period=Period.parse("2012")),), Today.GONE),
        ((outcome("2016", value=Decimal(7)), indicator(unit="st")), Today.OTHER_UNIT),
        (
            (outcome("2016", value=Decimal(7)), indicator(definition="Något annat.")),
            Today.OTHER_DEFINITION,
        ),
    ],
)
def test_no_value_is_told_that_cant_be_held_against_the_frozen_one(
    read: Project, changes: tuple[Changer, ...], state: Today
) -> None:
    found = today(read, *changes)
    assert found["2016"].today is state
    assert found["2016"].value is None
    assert "7" not in found["2016"].in_words()


def test_a_decided_change_of_what_is_counted_makes_figures_incomparable(read: Project) -> None:
    revision = Revision.model_validate(
        {
            "date": "2027-01-01",
            "changed": Changed.DEFINITION,
            "reason": "Skäl",
            "decision": {"body": "Nämnden", "date": "2027-01-01"},
        }
    )
    changes = (outcome("2016", value=Decimal(7)), indicator(revisions=(revision,)))
    assert today(read, *changes)["2016"].today is Today.OTHER_DEFINITION


def test_nothing_is_told_of_what_the_report_doesnt_have(read: Project) -> None:
    known = outcome("2015", value=Decimal(44))
    later = Observation(Period.parse("2017"), Decimal(52))

    def one_more(project: Project) -> Project:
        series = (*project.observations["trygghet"], later)
        return replace(project, observations={**project.observations, "trygghet": series})

    assert today(read, known) == {}
    assert today(read, one_more, day="2017-12-31") == {}


def test_nothing_is_told_of_an_indicator_that_has_gone_or_isnt_public(read: Project) -> None:
    def gone(project: Project) -> Project:
        return replace(project, indicators={"lugn": project.indicators["lugn"]})

    changed = outcome("2016", value=Decimal(7))
    assert today(read, changed, gone) == {}
    assert today(read, changed, indicator(audience=Audience.INTRANET)) == {}


def test_a_site_of_an_earlier_day_calls_nothing_gone(read: Project) -> None:
    assert today(read, day="2014-12-31") == {}
