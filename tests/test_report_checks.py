"""Reports: what keeps one from being frozen, and what frozen ones must go on being."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from malbok.audience import inside_files
from malbok.checks import all_problems
from malbok.engine import view
from malbok.language import language
from malbok.model import Audience
from malbok.problems import Problem
from malbok.reading import read_project
from malbok.reports.contents import report_before, snapshot_of
from malbok.reports.snapshot import (
    DamagedSnapshotError,
    Snapshot,
    read_snapshot,
    snapshot_bytes,
)
from tests.building import FIGURES, GOAL, ORGANISATION, Files, marked, said
from tests.conftest import ProjectWriter

PATH = "data/reports/r.yml"
SNAPSHOT = "data/reports/r.json"
GOAL_PATH = "data/goals/n1/trygg.yml"
DRAFT = """\
id: r
title: Årsredovisning 2016
audience: public
kind: annual
period: "2016"
as_of: 2016-12-31
goals: [trygg]
"""
DRAFT_INSIDE = DRAFT.replace("public", "intranet")
APRIL = (
    DRAFT.replace("annual", "interim_april").replace('"2016"', "2016-T1").replace("12-31", "04-30")
)
AUGUST = APRIL.replace("april", "august").replace("T1", "08").replace("04-30", "08-31")
PUBLISHED = DRAFT + "state: published\n"
SECTIONS = """\
summary: |
  Fler är trygga. <!-- Fråga chefen -->
sections:
  - {goal: trygg, comment: Bra, expected: met}
  - {department: n1, forecast: Bättre}
"""
FROZEN_ON = date(2017, 2, 1)
ORGANISATION_2 = ORGANISATION + "  - {id: n2, title: Andra nämnden, audience: intranet}\n"
INSIDE: Files = {
    "data/organisation.yml": ORGANISATION_2,
    "data/goals/n1/dolt.yml": GOAL.replace("id: trygg\n", "id: dolt\n").replace(
        "public", "intranet"
    ),
    "data/goals/n2/annat.yml": GOAL.replace("id: trygg\n", "id: annat\n").replace(
        "public", "intranet"
    ),
}
DIRECTION: Files = {
    "data/goals/n1/riktning.yml": (
        "id: riktning\ntitle: Trygghet för alla\naudience: public\ntype: result\nkind: direction\n"
        "owner: chef\nupdated: 2026-11-22\nindicators: [trygghet]\n"
    )
}
CORRECTION = "corrections:\n  - {date: DATE, what: A, goal: GOAL, old: B, new: C, reason: D}\n"


def frozen(root: Path, key: str = "r", on: date = FROZEN_ON) -> Snapshot:
    """Freeze a report that is a draft, as the command does, but its state."""
    project = read_project(root).project
    assert project
    report = project.reports[key]
    viewer = view(project, report.audience, report.as_of)
    snapshot = snapshot_of(viewer, report, report_before(project, report), on)
    (root / f"data/reports/{key}.json").write_bytes(snapshot_bytes(snapshot))
    return snapshot


def publish(root: Path, text: str = PUBLISHED, path: str = PATH) -> None:
    (root / path).write_text(text, "utf-8")


BARE = {"P137", "P138"}
"""Said of drafts that say little, as those here do."""


def problems(root: Path) -> list[Problem]:
    """What is wrong with the reports of a project, and with what they name, but that they say little."""
    return [p for p in _all_problems(root) if p.code not in BARE]


def _all_problems(root: Path) -> list[Problem]:
    return [p for p in all_problems(read_project(root)) if "reports/" in p.place.path]


def test_a_published_report_is_frozen(project: ProjectWriter) -> None:
    assert said(problems(project({PATH: PUBLISHED}))) == [f"P105 {PATH}:8:8"]


def test_a_frozen_report_has_nothing_wrong(project: ProjectWriter) -> None:
    root = project({PATH: DRAFT + SECTIONS})
    assert problems(root) == []
    frozen(root)
    assert [p.code for p in problems(root)] == ["P106"]
    publish(root, PUBLISHED + SECTIONS)
    assert problems(root) == []


def test_a_snapshot_belongs_to_a_report(project: ProjectWriter) -> None:
    root = project({PATH: DRAFT})
    frozen(root)
    (root / PATH).unlink()
    assert said(problems(root)) == [f"P107 {SNAPSHOT}:1:1"]


def test_a_snapshot_lies_under_its_name(project: ProjectWriter) -> None:
    root = project({PATH: DRAFT})
    frozen(root)
    (root / SNAPSHOT).rename(root / "data/reports/kopia.json")
    assert said(problems(root)) == ["P104 data/reports/kopia.json:6:3"]


@pytest.mark.parametrize(
    "text",
    [
        PUBLISHED + SECTIONS.replace("  Fler är trygga.", "  Fler är\n  trygga."),
        PUBLISHED + SECTIONS.replace(" <!-- Fråga chefen -->", ""),
        PUBLISHED.replace("public", "intranet") + SECTIONS,
        PUBLISHED + SECTIONS + "decision: {body: Fullmäktige, date: 2017-04-01}\n",
        PUBLISHED + SECTIONS + CORRECTION.replace("DATE", "2017-05-01").replace("GOAL", "trygg"),
        PUBLISHED + SECTIONS + CORRECTION.replace("DATE", "2017-02-01").replace("goal: GOAL, ", ""),
    ],
)
def test_what_may_be_written_of_a_frozen_report(text: str, project: ProjectWriter) -> None:
    root = project({PATH: DRAFT + SECTIONS})
    frozen(root)
    publish(root, text)
    assert problems(root) == []


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("P108", PUBLISHED.replace("title: Å", "title: »Den å") + SECTIONS),
        ("P108", PUBLISHED.replace("annual", "»other") + SECTIONS),
        ("P108", PUBLISHED.replace("annual", "annual\nkind_name: »Bokslut") + SECTIONS),
        ("P108", PUBLISHED.replace('"2016"', '»"2015"') + SECTIONS),
        ("P108", PUBLISHED.replace("as_of: 2016-12-31", "as_of: »2016-12-30") + SECTIONS),
        ("P110", PUBLISHED.replace("[trygg]", "»[trygg, otrygg]") + SECTIONS),
        ("P110", PUBLISHED + "departments: »[n2]\n" + SECTIONS),
        ("P108", PUBLISHED + "previous: »gammal\n" + SECTIONS),
        ("P108", PUBLISHED + SECTIONS.replace("summary: |", "summary: »|").replace("Fler", "Alla")),
        ("P108", PUBLISHED + SECTIONS.replace("comment: Bra", "comment: »Dåligt")),
        ("P108", PUBLISHED + SECTIONS.replace("expected: met", "expected: »not_met")),
        ("P108", PUBLISHED + SECTIONS.replace("forecast: B", "forecast: »Ännu b")),
        ("P110", PUBLISHED + SECTIONS + "  - {goal: »annat, comment: Nytt}\n"),
        ("P110", PUBLISHED + SECTIONS.replace("sections:\n", "sections:\n  »").split("  - {dep")[0]),
        ("P126", PUBLISHED + SECTIONS + "decision: {body: Fullmäktige, date: »2016-04-01}\n"),
        ("P141", PUBLISHED + SECTIONS + CORRECTION.replace("DATE", "»2017-01-31").replace("GOAL", "trygg")),
        ("P142", PUBLISHED + SECTIONS + CORRECTION.replace("DATE", "2017-05-01").replace("GOAL", "»tryg")),
    ],
)  # fmt: skip
def test_a_frozen_report_says_what_it_said(codes: str, text: str, project: ProjectWriter) -> None:
    root = project({PATH: DRAFT + SECTIONS})
    frozen(root)
    plain, places = marked(text.replace("»  - ", "  »- "))
    publish(root, plain)
    assert said(problems(root)) == [
        f"{code} {PATH}:{line}:{column}"
        for code, (line, column) in zip(codes.split(), places, strict=True)
    ]


def test_what_was_frozen_for_the_intranet_stays_there(project: ProjectWriter) -> None:
    root = project({PATH: DRAFT.replace("public", "intranet")})
    frozen(root)
    publish(root, PUBLISHED)
    assert said(problems(root)) == [f"P109 {PATH}:3:11"]


@pytest.mark.parametrize(
    "changes",
    [
        {GOAL_PATH: None},
        {GOAL_PATH: None, "data/goals/n1/ny.yml": GOAL.replace("id: trygg\n", "id: ny\nprevious_ids: [trygg]\n")},
        {GOAL_PATH: GOAL.replace("Alla är trygga", "Alla är säkra")},
        {GOAL_PATH: GOAL.replace("audience: public", "audience: intranet")},
        {"data/indicators/trygghet.csv": FIGURES.replace("47", "48")},
        {"data/organisation.yml": ORGANISATION + "    description: Ny\nassessment: {aggregation: all}\n"},
        {
            "data/organisation.yml": ORGANISATION.replace("n1", "n3"),
            GOAL_PATH: None,
            "data/goals/n3/trygg.yml": GOAL,
        },
    ],
)  # fmt: skip
def test_history_is_not_judged_by_what_came_after(changes: Files, project: ProjectWriter) -> None:
    root = project({PATH: DRAFT + SECTIONS})
    frozen(root)
    after = project({PATH: PUBLISHED + SECTIONS, **changes})
    (after / SNAPSHOT).write_bytes((root / SNAPSHOT).read_bytes())
    assert problems(after) == []


@pytest.mark.parametrize(
    ("codes", "text", "others"),
    [
        ("P111", DRAFT.replace("[trygg]", "[trygg, »dolt]"), INSIDE),
        ("P111", DRAFT.replace("[trygg]", "[trygg]\ndepartments: [n1, »n2]"), INSIDE),
        ("P111", DRAFT.replace("[trygg]", "[trygg, »annat]"), INSIDE),
        ("P112", DRAFT + "previous: »s\n", {}),
        ("P114", DRAFT + "previous: »r\n", {}),
        ("P121", DRAFT.replace("as_of: 2016-12-31", "as_of: »2016-12-30"), {}),
        ("P121", DRAFT.replace("annual", "interim_april").replace("as_of: 2016-12-31", "as_of: »2016-04-30"), {}),
        ("P122", APRIL.replace("as_of: ", "as_of: »"), {}),
        ("P122", AUGUST.replace("as_of: ", "as_of: »"), {}),
        ("P123", DRAFT.replace("as_of: 2016-12-31", "as_of: »2017-01-31"), {}),
        ("P127", APRIL.replace("as_of: 2016-04-30", "as_of: »2016-12-31"), {}),
        ("P124", DRAFT.replace("annual", "interim_august").replace('"2016"', '»"2016"'), {}),
        ("P124", DRAFT.replace('"2016"', "»2016-12"), {}),
        ("P125", DRAFT.replace("annual", "»other"), {}),
        ("P126", DRAFT + "decision: {body: B, date: »2016-12-30}\n", {}),
        ("P140", DRAFT + "summary: »|\n  Så här:\n  \uf0b7 Ett\n  \uf0b7 Två <!-- \uf0b7 -->\n", {}),
        ("P131", DRAFT.replace("goals: [trygg]", "»goals: []"), {}),
        ("P132", DRAFT_INSIDE + "departments: [n1, »n2]\n", INSIDE),
        ("P133", DRAFT_INSIDE.replace("trygg]", "trygg, »annat]") + "departments: [n1]\n", INSIDE),
        ("P134", DRAFT_INSIDE + "sections: [{goal: »dolt, comment: C}]\n", INSIDE),
        ("P134", DRAFT_INSIDE + "sections: [{department: »n2, comment: C}]\n", INSIDE),
        ("P135", DRAFT + "sections:\n  - {goal: trygg, comment: C}\n  - {goal: »trygg, comment: D}\n", {}),
        ("P135", DRAFT + "sections:\n  - {department: n1, comment: C}\n  - {department: »n1, comment: D}\n", {}),
        ("P136", DRAFT.replace("trygg]", "riktning]") + "sections: [{goal: riktning, expected: »met}]\n", DIRECTION),
        ("P143", DRAFT + "»" + CORRECTION.replace("DATE", "2017-05-01").replace("GOAL", "trygg"), {}),
        ("V145", DRAFT + "sections: [{department: n1, comment: C, expected: »met}]\n", {}),
        ("R103 R103", DRAFT.replace("trygg]", "trygg, »x]") + "sections: [{goal: »x, comment: C}]\n", {}),
        ("R101", DRAFT + "departments: [n1, »n4]\n", {}),
        ("R118", DRAFT + "summary: »|\n  A\n\n  ::: intranet\n  B\n  :::\n", {}),
    ],
)  # fmt: skip
def test_a_draft_can_be_frozen(
    codes: str, text: str, others: Files, project: ProjectWriter
) -> None:
    plain, places = marked(text)
    assert said(problems(project({**others, PATH: plain}))) == [
        f"{code} {PATH}:{line}:{column}"
        for code, (line, column) in zip(codes.split(), places, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        DRAFT.replace("annual", "other\nkind_name: Budgetuppföljning").replace('"2016"', "2016-H2"),
        DRAFT + "departments: [n1]\nsections: [{department: n1, comment: C}]\n",
        DRAFT.replace("Årsredovisning 2016", "🎉🎉🎉"),
    ],
)  # fmt: skip
def test_what_is_right_is_not_complained_of(text: str, project: ProjectWriter) -> None:
    assert said(problems(project({PATH: text, **DIRECTION}))) == []


def test_the_report_before_is_frozen_and_seen_by_all(project: ProjectWriter) -> None:
    before = DRAFT.replace("id: r\n", "id: s\n").replace("2016", "2015")
    root = project({PATH: DRAFT + "previous: s\n", "data/reports/s.yml": before})
    assert said(problems(root)) == [f"P113 {PATH}:8:11"]
    frozen(root, "s")
    publish(root, before + "state: published\n", "data/reports/s.yml")
    assert problems(root) == []
    publish(root, before.replace("public", "intranet") + "state: published\n", "data/reports/s.yml")
    assert said(problems(root)) == [f"P115 {PATH}:8:11"]
    (problem,) = problems(root)
    assert "s" not in problem.params.values()


FULL = DRAFT + "summary: S\n"
FULL_APRIL = APRIL + "summary: S\n"


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("P137", DRAFT.replace("title: ", "title: »")),
        ("P137", DRAFT.replace("title: ", "title: »") + "summary: <!-- sedan -->\n"),
        ("P138", FULL_APRIL.replace("kind: ", "kind: »")),
        ("P138", FULL_APRIL.replace("kind: ", "kind: »") + "sections: [{goal: trygg, comment: C}]\n"),
        ("", FULL),
        ("", FULL_APRIL + "sections: [{goal: trygg, forecast: F}]\n"),
        ("", FULL_APRIL + "sections: [{goal: trygg, expected: met}]\n"),
    ],
)  # fmt: skip
def test_a_report_tells_what_matters(codes: str, text: str, project: ProjectWriter) -> None:
    plain, places = marked(text)
    root = project({PATH: plain})
    assert said([p for p in _all_problems(root) if p.code in BARE]) == [
        f"{code} {PATH}:{line}:{column}"
        for code, (line, column) in zip(codes.split(), places, strict=True)
    ]


def test_a_goal_that_is_renamed_in_a_frozen_report_is_told_once(project: ProjectWriter) -> None:
    root = project({PATH: DRAFT + SECTIONS})
    frozen(root)
    publish(root, (PUBLISHED + SECTIONS).replace("trygg]", "trygghet]"))
    (problem,) = problems(root)
    assert problem.params == {"key": "goals", "changes": "+ trygghet, − trygg"}
    publish(root, re.sub(r"\btrygg\b", "trygghet", PUBLISHED + SECTIONS))
    assert problems(root) == [problem]
    publish(root, PUBLISHED + SECTIONS.replace("goal: trygg", "goal: trygghet"))
    (problem,) = problems(root)
    assert problem.params == {"key": "sections", "changes": "+ trygghet, − trygg"}


def test_what_is_told_of_a_lost_snapshot_keeps_history(project: ProjectWriter) -> None:
    (problem,) = problems(project({PATH: PUBLISHED}))
    hint = problem.hint(language("en"))
    assert hint.index("fetch r.json back from the version history") < hint.index("state: draft")


def test_outcomes_after_the_day_are_rightly_left_out(project: ProjectWriter) -> None:
    (problem,) = problems(project({PATH: APRIL}))
    assert problem.hint(language("en")).startswith("That is right in a report of 2016-T1.")


# --- Snapshots that can't be used ------------------------------------------------------------------


def edited(content: bytes, old: str, new: str) -> bytes:
    assert content.count(old.encode()) >= 1
    return content.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("P102", '"value": 47', '"value": 48'),
        ("P102", '"value": 47', '"value": 47.0'),
        ("P102", '"title": "Å', '"title": "Den å'),
        ("P102", '"id": "r"', '"id": "s"'),
        ("P102", "sha256:", "sha256:0"),
        ("P101", '"value": 47', '"value": NaN'),
        ("P101", '"value": 47', '"value": -Infinity'),
        ("P101", '"value": 47', '"value": 1e999999999'),
        ("P101", '"value": 47', f'"value": {"9" * 5000}'),
        ("P101", '"value": 47', '"value": "många"'),
        ("P101", '"value": 47', '"value": 47, "value": 48'),
        ("P101", '"value": 47', '"värde": 47'),
        ("P101", '"value": 47', f'"value": {"[" * 100_000}{"]" * 100_000}'),
        ("P101", '"title": "Å', '"title": "\\ud800'),
        ("P101", '"format": 1', '"format": "1a"'),
        ("P101", '"id": "r",', '"id": "r"'),
        ("P103", '"format": 1', '"format": 2'),
    ],
)
def test_a_snapshot_is_as_it_was_written(
    code: str, old: str, new: str, project: ProjectWriter
) -> None:
    root = project({PATH: DRAFT})
    frozen(root)
    publish(root)
    file = root / SNAPSHOT
    file.write_bytes(edited(file.read_bytes(), old, new))
    assert [p.code for p in problems(root)] == [code]
    assert all(p.place.path == SNAPSHOT for p in problems(root))


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("P101", b""),
        ("P101", b"[]"),
        ("P101", b"{}"),
        ("P101", b"null"),
        ("P101", b"[" * 200_000),
        ("P101", b"# Rapport"),
        ("F107", b"{\x01}"),
        ("F102", b"\xff\x00\x81{"),
        ("F113", b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> b\n"),
        ("F114", b"%PDF-1.7"),
    ],
)
def test_a_file_that_is_something_else_is_told_once(
    code: str, content: bytes, project: ProjectWriter
) -> None:
    root = project({PATH: PUBLISHED, SNAPSHOT: content})
    assert [p.code for p in problems(root)] == [code]


def test_line_ends_and_a_mark_of_the_encoding_change_nothing(project: ProjectWriter) -> None:
    root = project({PATH: DRAFT})
    frozen(root)
    publish(root)
    file = root / SNAPSHOT
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(root) == []


def test_a_snapshot_that_is_far_too_large_is_not_read(project: ProjectWriter) -> None:
    root = project({PATH: PUBLISHED})
    with (root / SNAPSHOT).open("wb") as file:
        file.truncate(60_000_000)
    assert said(problems(root)) == [f"F104 {SNAPSHOT}:1:1"]


def test_a_folder_is_no_snapshot(project: ProjectWriter) -> None:
    root = project({PATH: PUBLISHED})
    (root / SNAPSHOT).mkdir()
    assert said(problems(root)) == [f"F103 {SNAPSHOT}:1:1"]


@pytest.mark.parametrize("path", ["goals/x.json", "goals/n1/x.json", "x.json", "reports/a/x.json"])
def test_a_snapshot_elsewhere_is_not_passed_over(path: str, project: ProjectWriter) -> None:
    root = project({f"data/{path}": "{}"})
    assert said(all_problems(read_project(root))) == [f"F105 data/{path}:1:1"]


def test_a_later_format_is_said_in_words(project: ProjectWriter) -> None:
    root = project({PATH: DRAFT})
    frozen(root)
    publish(root)
    file = root / SNAPSHOT
    file.write_bytes(edited(file.read_bytes(), '"format": 1', '"format": 7'))
    (problem,) = problems(root)
    assert re.search(r"later malbok.*format 7", problem.message(language("en")))


def test_a_snapshot_is_whole(project: ProjectWriter) -> None:
    snapshot = frozen(project({PATH: DRAFT}))
    for field in ("departments", "indicators"):
        (item,) = getattr(snapshot, field)
        other = snapshot.model_copy(update={field: (item.model_copy(update={"id": "x"}),)})
        with pytest.raises(DamagedSnapshotError):
            read_snapshot(snapshot_bytes(other))


# --- One file at a time, and who may hear ----------------------------------------------------------


@pytest.mark.parametrize("path", [PATH, SNAPSHOT])
def test_one_file_is_checked_as_all_of_them(path: str, project: ProjectWriter) -> None:
    root = project({PATH: DRAFT + SECTIONS, **INSIDE})
    frozen(root)
    publish(root, PUBLISHED.replace("title: Å", "title: Den å") + SECTIONS)
    file = root / SNAPSHOT
    if path == SNAPSHOT:
        file.write_bytes(edited(file.read_bytes(), '"value": 47', '"value": 48'))

    def of_it(found: tuple[Problem, ...]) -> list[Problem]:
        return [p for p in found if p.place.path == path]

    whole = of_it(all_problems(read_project(root)))
    assert whole
    assert of_it(all_problems(read_project(root, only=[root / path]))) == whole


@pytest.mark.parametrize(
    "text", [DRAFT.replace("[trygg]", "[dolt]"), DRAFT.replace('"2016"', "2016-12"), DRAFT + "previous: s\n"]
)  # fmt: skip
def test_a_draft_is_checked_alone_as_with_all(text: str, project: ProjectWriter) -> None:
    root = project({**INSIDE, PATH: text})
    whole = _all_problems(root)
    assert whole
    alone = all_problems(read_project(root, only=[root / PATH]))
    assert [p for p in alone if p.place.path == PATH] == whole


def test_a_goal_is_checked_without_reading_reports(project: ProjectWriter) -> None:
    root = project({PATH: PUBLISHED, SNAPSHOT: "{"})
    reading = read_project(root, only=[root / GOAL_PATH])
    assert all_problems(reading) == ()
    assert reading.project
    assert not reading.project.reports


@pytest.mark.parametrize("audience", Audience)
def test_what_was_frozen_for_the_intranet_is_inside(
    audience: Audience, project: ProjectWriter
) -> None:
    root = project({PATH: DRAFT.replace("public", audience)})
    read = read_project(root).project
    assert read
    assert PATH in inside_files(read), "a draft is nobody's but the intranet's"
    frozen(root)
    publish(root, PUBLISHED.replace("public", audience, 1))
    read = read_project(root).project
    assert read
    is_inside = audience is Audience.INTRANET
    assert ({PATH, SNAPSHOT} <= inside_files(read)) is is_inside
