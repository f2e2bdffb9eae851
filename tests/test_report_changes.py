"""What a change does to reports: what was published stays, and whoever reviews is told of the rest."""

from __future__ import annotations

import pytest

from malbok.changes.compared import Compared, compare
from malbok.changes.text import changes_text
from malbok.language import language
from tests.building import GOAL, Files, said
from tests.conftest import ProjectWriter
from tests.test_report_checks import BARE, CORRECTION, DRAFT, PATH, PUBLISHED, SNAPSHOT, frozen

DATED = CORRECTION.replace("DATE", "2017-05-01").replace("GOAL", "trygg")
LATER = CORRECTION.replace("DATE", "2017-06-01").replace("GOAL", "trygg").split("\n", 1)[1]


def since(project: ProjectWriter, base: str, head: Files) -> Compared:
    """A change of a project with a published report, whose file is `base`."""
    first = project({PATH: DRAFT})
    frozen(first)
    snapshot = (first / SNAPSHOT).read_bytes()
    before: Files = {PATH: base, SNAPSHOT: snapshot}
    return compare(project(before), project({**before, **head}), language("en"))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ({PATH: DRAFT, SNAPSHOT: None}, [f"D107 {PATH}:1:1"]),
        ({PATH: DRAFT + "state: draft\n", SNAPSHOT: None}, [f"D107 {PATH}:8:8"]),
        ({PATH: None, SNAPSHOT: None}, [f"D107 {PATH}:1:1"]),
        ({PATH: PUBLISHED}, [f"D108 {PATH}:1:1"]),
        ({PATH: PUBLISHED + DATED.replace("old: B", "old: E")}, [f"D108 {PATH}:10:3"]),
        ({PATH: PUBLISHED + DATED + LATER}, []),
        ({PATH: PUBLISHED.replace("public", "intranet") + DATED}, []),
        ({"data/goals/n1/trygg.yml": None}, ["D104 data/goals/n1/trygg.yml:1:1"]),
    ],
)
def test_what_was_published_stays(head: Files, told: list[str], project: ProjectWriter) -> None:
    found = since(project, PUBLISHED + DATED, head).problems
    assert said([problem for problem in found if problem.code not in BARE]) == told


def test_a_report_is_not_frozen_anew(project: ProjectWriter) -> None:
    again = project({PATH: DRAFT, "data/indicators/trygghet.csv": "period,value\n2016,46\n"})
    frozen(again)
    found = since(project, PUBLISHED, {SNAPSHOT: (again / SNAPSHOT).read_bytes()})
    assert said(found.problems) == [f"D107 {SNAPSHOT}:2:3"]


def test_what_no_reader_sees_of_a_frozen_report_is_only_form(project: ProjectWriter) -> None:
    found = since(project, PUBLISHED, {PATH: PUBLISHED + "departments: [n1]\n"})
    assert found.changes
    assert found.changes.files.reformatted == (PATH,)
    assert not found.changes.reports
    assert not found.changes.pages


def test_a_report_for_the_intranet_is_told_as_that(project: ProjectWriter) -> None:
    inside = DRAFT.replace("public", "intranet")
    found = compare(project({}), project({PATH: inside}), language("en"))
    assert found.inside_files >= {PATH}
    assert found.changes
    assert [change.item.reach for change in found.changes.reports] == ["inside"]
    assert not found.changes.publications


def test_what_is_withdrawn_can_still_be_read_in_a_frozen_report(project: ProjectWriter) -> None:
    inside = GOAL.replace("audience: public", "audience: intranet")
    assert inside != GOAL
    found = since(project, PUBLISHED, {"data/goals/n1/trygg.yml": inside})
    assert found.changes
    (still,) = found.changes.still_reported
    assert (still.item.id, still.reports) == ("trygg", ("Årsredovisning 2016",))
    told = changes_text(found, language("en"))
    assert "Everybody can still read about this in frozen reports." in told
    report = PUBLISHED.replace("public", "intranet")
    found = since(project, PUBLISHED, {"data/goals/n1/trygg.yml": inside, PATH: report})
    assert found.changes
    assert not found.changes.still_reported
