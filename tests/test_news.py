"""What is new from one day to another, by the data alone."""

from __future__ import annotations

from datetime import date

import pytest

from malbok.engine import view
from malbok.model import Archived, Audience, Milestone, Observation, Project, Revision, Status
from malbok.news import Change, ChangeKind, changes_since, day_before
from malbok.reading import load_project
from tests.building import FIGURES, GOAL, INDICATOR, ORGANISATION, Files
from tests.conftest import ProjectWriter

BEFORE, NOW = date(2015, 12, 31), date(2016, 12, 31)
GOAL_FILE, FIGURES_FILE = "data/goals/n1/trygg.yml", "data/indicators/trygghet.csv"
STEPS = """\
id: steg
title: Vi tar ett steg i taget
audience: public
type: process
updated: 2016-12-31
milestones:
  - {title: Ett, due: 2016-06-30, done: 2016-05-02}
  - {title: Två, due: 2018-06-30}
"""
DECISION = "{body: Nämnden, date: 2016-03-01}"


def loaded(project: ProjectWriter, changes: Files) -> Project:
    return load_project(project(changes))


def news(project: ProjectWriter, changes: Files) -> tuple[Change, ...]:
    return changes_since(loaded(project, changes), BEFORE, NOW)


def kinds(changes: tuple[Change, ...]) -> list[str]:
    return [f"{change.kind} {change.goal or change.indicator}" for change in changes]


def test_an_outcome_brings_another_status(project: ProjectWriter) -> None:
    status, outcome = news(project, {})
    assert (status.kind, status.date, status.old, status.new) == (
        ChangeKind.STATUS,
        NOW,
        Status.ON_TRACK,
        Status.PARTLY_MET,
    )
    assert isinstance(outcome.new, Observation)
    assert isinstance(outcome.old, Observation)
    assert (str(outcome.old.period), str(outcome.new.period)) == ("2014", "2016")
    assert outcome.date == date(2026, 11, 22)
    assert outcome.indicator == "trygghet"


def test_outcomes_before_the_newest_have_the_end_of_their_period(project: ProjectWriter) -> None:
    found = changes_since(loaded(project, {}), date(2012, 12, 31), NOW)
    days = [change.date for change in found if change.kind is ChangeKind.OUTCOME]
    assert days == [date(2013, 12, 31), date(2014, 12, 31), date(2026, 11, 22)]
    first = next(change for change in found if change.kind is ChangeKind.OUTCOME)
    assert first.old is None


def test_a_missing_outcome_and_one_after_the_day_are_no_news(project: ProjectWriter) -> None:
    figures = FIGURES.replace("2016,47", "2016,") + "2017,60\n"
    assert [c for c in news(project, {FIGURES_FILE: figures}) if c.kind is ChangeKind.OUTCOME] == []


def test_nothing_is_new_on_the_same_day(project: ProjectWriter) -> None:
    assert changes_since(loaded(project, {}), NOW, NOW) == ()


def test_a_goal_adopted_in_between_is_new_and_had_no_status(project: ProjectWriter) -> None:
    adopted, outcome = news(project, {GOAL_FILE: GOAL + "adopted: 2016-03-01\n"})
    assert (adopted.kind, adopted.date, adopted.new) == (
        ChangeKind.ADOPTED,
        date(2016, 3, 1),
        Status.PARTLY_MET,
    )
    assert outcome.kind is ChangeKind.OUTCOME


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2016-03-01", ["archived trygg"], id="in between"),
        pytest.param("2015-03-01", [], id="before"),
        pytest.param("2017-03-01", ["status trygg", "outcome trygg"], id="not yet"),
    ],
)
def test_an_archived_goal_is_told_once(
    project: ProjectWriter, day: str, expected: list[str]
) -> None:
    goal = GOAL + f"archived: {{date: {day}, reason: Klart}}\n"
    found = news(project, {GOAL_FILE: goal})
    assert kinds(found) == expected
    if expected == ["archived trygg"]:
        assert isinstance(found[0].new, Archived)


def test_revisions_and_milestones_of_the_time_are_told(project: ProjectWriter) -> None:
    revisions = "".join(
        f"  - {{date: {day}, changed: wording, reason: Skäl, decision: {DECISION}}}\n"
        for day in ("2016-03-01", "2016-09-01", "2015-03-01")
    )
    goal = GOAL + "revisions:\n" + revisions
    found = news(project, {GOAL_FILE: goal, "data/goals/n1/steg.yml": STEPS})
    revised = [c for c in found if isinstance(c.new, Revision)]
    assert [change.date for change in revised] == [date(2016, 9, 1), date(2016, 3, 1)]
    (done,) = [c for c in found if isinstance(c.new, Milestone)]
    assert (done.goal, done.date) == ("steg", date(2016, 5, 2))


def test_an_outcome_that_no_goal_follows_comes_last(project: ProjectWriter) -> None:
    files = {
        "data/indicators/annat.yml": INDICATOR.replace("id: trygghet", "id: annat"),
        "data/indicators/annat.csv": FIGURES,
    }
    assert kinds(news(project, files)) == ["status trygg", "outcome trygg", "outcome annat"]


def test_an_outcome_is_told_for_each_goal_that_follows_it(project: ProjectWriter) -> None:
    other = GOAL.replace("id: trygg\n", "id: trygg-ute\n")
    found = news(project, {"data/goals/n1/trygg-ute.yml": other})
    assert kinds(found).count("outcome trygg") == kinds(found).count("outcome trygg-ute") == 1


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param("", date(2015, 12, 31), id="before the newest outcomes"),
        pytest.param(
            "previous_as_of: 2016-08-31\n", date(2016, 8, 31), id="the organisation's own"
        ),
        pytest.param("previous_as_of: 2017-08-31\n", date(2015, 12, 31), id="its own, too late"),
    ],
)
def test_news_are_told_from_the_day_before(
    project: ProjectWriter, own: str, expected: date
) -> None:
    organisation = ORGANISATION.replace("updated:", f"{own}updated:", 1)
    made = loaded(project, {"data/organisation.yml": organisation})
    assert day_before(made, NOW) == expected


def test_without_two_outcomes_there_is_no_day_before(project: ProjectWriter) -> None:
    made = loaded(project, {FIGURES_FILE: "period,value\n2016,47\n"})
    assert day_before(made, NOW) is None


def test_a_figure_that_came_late_is_new_where_the_day_of_telling_is_known(
    project: ProjectWriter,
) -> None:
    late = {
        "data/organisation.yml": ORGANISATION.replace(
            "as_of: 2016-12-31", "as_of: 2017-03-31\nprevious_as_of: 2017-01-31"
        ),
        "data/indicators/trygghet.yml": INDICATOR.replace("2026-11-22", "2017-03-15"),
    }
    found = view(loaded(project, late), Audience.PUBLIC).news
    status, outcome = found
    assert (status.kind, status.old, status.new) == (
        ChangeKind.STATUS,
        Status.NOT_ASSESSABLE,
        Status.PARTLY_MET,
    )
    assert (outcome.kind, outcome.date) == (ChangeKind.OUTCOME, date(2017, 3, 15))
    known = {**late, "data/indicators/trygghet.yml": INDICATOR.replace("2026-11-22", "2017-01-15")}
    assert view(loaded(project, known), Audience.PUBLIC).news == ()
