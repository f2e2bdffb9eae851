"""`malbok report`: a report is frozen whole or not at all, printed, and packed for the archive."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.formatting.setting import with_value
from malbok.model import Report
from malbok.reading import read_project
from malbok.reading.files import TextFile
from malbok.reading.yaml import parse_yaml
from malbok.reports.snapshot import read_snapshot
from tests.building import GOAL, INDICATOR, Files, all_problems, said
from tests.conftest import ProjectWriter
from tests.sites import Run, contents, environment, malbok

YML, JSON = "data/reports/ar.yml", "data/reports/ar.json"
REPORT = """\
# Vår årsredovisning
id: ar  # samma som filen
title: Årsredovisning 2016
audience: public
kind: annual
period: "2016"
as_of: 2016-12-31   # sista dagen

departments: [n1]
goals:
  - trygg
sections:
  - goal: trygg
    comment: |
      Det gick *bra*.
"""
FILES: Files = {YML: REPORT}
TODAY = date.today()


def report(root: Path, command: str, *options: str | Path) -> Run:
    return malbok("report", command, *options, "--project", root, "--lang", "en")


@pytest.fixture
def root(project: ProjectWriter) -> Path:
    return project(FILES)


@pytest.fixture
def frozen(root: Path) -> Path:
    made = report(root, "freeze", "ar")
    assert made.status == 0, made.said
    return root


def pdf_instead(monkeypatch: pytest.MonkeyPatch, content: bytes = b"%PDF-1.7 x") -> None:
    """Make a PDF of a few bytes: what is in one is looked at elsewhere."""
    monkeypatch.setattr(
        "malbok.reports.documents.report_pdf", lambda *_, **__: content, raising=True
    )


# --- Freezing -------------------------------------------------------------------------------------


def test_freezing_writes_the_snapshot_and_publishes_the_report(root: Path) -> None:
    before = contents(root)
    made = report(root, "freeze", "ar")
    assert made.status == 0, made.said
    after = contents(root)
    assert after.pop(YML).decode() == REPORT.replace("dagen\n", "dagen\nstate: published\n")
    snapshot, is_as_frozen = read_snapshot(after.pop(JSON))
    before.pop(YML)
    assert after == before
    assert is_as_frozen
    assert (snapshot.id, snapshot.frozen, snapshot.as_of) == ("ar", TODAY, date(2016, 12, 31))
    assert [goal.comment for goal in snapshot.goals] == ["Det gick *bra*."]
    assert said(all_problems(root)) == []
    assert made.out.split("\n")[:2] == [
        "Frozen: Årsredovisning 2016, as of 31 December 2016.",
        "1 goal: delvis uppnått 1.",
    ]
    assert f"Written: {JSON}" in made.out
    assert snapshot.checksum in made.out
    assert "malbok report archive ar" in made.out


def test_a_dry_run_writes_nothing(root: Path) -> None:
    before = contents(root)
    made = report(root, "freeze", "ar", "--dry-run")
    assert made.status == 0, made.said
    assert made.out.startswith("Can be frozen: Årsredovisning 2016")
    assert "Nothing was written." in made.out
    assert contents(root) == before


def test_what_is_frozen_is_swedish_whoever_freezes_it(frozen: Path) -> None:
    assert '"covers": "2016"' in (frozen / JSON).read_text("utf-8")
    assert "Utfallet för 2016" in (frozen / JSON).read_text("utf-8")


def at_terminal(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Let somebody sit at a terminal and answer."""
    stdin = io.StringIO(answer)
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", stdin)


@pytest.mark.parametrize(("answer", "status"), [("n\n", 2), ("\n", 2), ("", 2), ("ja\n", 0)])
def test_who_sits_at_a_terminal_is_asked(
    answer: str, status: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)
    at_terminal(monkeypatch, answer)
    made = report(root, "freeze", "ar")
    assert made.status == status, made.said
    assert made.out.startswith("Can be frozen: Årsredovisning 2016, as of 31 December 2016.")
    assert f"To be written: {JSON}" in made.out
    assert "A report is frozen once." in made.out
    assert ("Nothing was written." in made.err) is (status != 0)
    assert (contents(root) == before) is (status != 0)


@pytest.mark.parametrize("option", ["--yes", "--dry-run"])
def test_nobody_is_asked_who_has_said_it(
    option: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_terminal(monkeypatch, "")
    made = report(root, "freeze", "ar", option)
    assert made.status == 0, made.said
    assert "[y/N]" not in made.out
    assert (root / JSON).exists() is (option == "--yes")


@pytest.mark.parametrize("option", ["--dry-run", "--yes"])
def test_warnings_are_told_before_it_is_too_late(option: str, root: Path) -> None:
    (root / YML).write_text(REPORT.replace('"2016"', "2016-12"), "utf-8")
    made = report(root, "freeze", "ar", option)
    assert made.status == 0, made.said
    for code in ("P124", "P137"):
        assert code in made.err


def test_a_report_is_frozen_once(frozen: Path) -> None:
    before = contents(frozen)
    again = report(frozen, "freeze", "ar")
    assert again.status == 1
    assert "stays as it is" in again.err
    assert f"under corrections in {YML}" in again.err
    assert contents(frozen) == before


def test_a_frozen_report_is_compared_with_the_one_before(root: Path) -> None:
    earlier = REPORT.replace("id: ar ", "id: forr ").replace("2016", "2015")
    (root / "data/reports/forr.yml").write_text(earlier)
    for key in ("forr", "ar"):
        assert report(root, "freeze", key).status == 0
    snapshot, _ = read_snapshot((root / JSON).read_bytes())
    assert snapshot.previous is not None
    assert snapshot.previous.id == "forr"
    assert snapshot.goals[0].before is not None


@pytest.mark.parametrize(
    ("changes", "asked", "said_of_it"),
    [
        ({}, "arr", "There is no report “arr”. Did you mean “ar”?"),
        ({}, "qqqqqq", "There is no report “qqqqqq”. There are: ar."),
        ({YML: None}, "ar", "There is no report “ar”. Begin one: malbok new report"),
        ({YML: REPORT.replace("- trygg", "- tryg")}, "ar", f"{YML}:11:5: error"),
        ({YML: REPORT.replace("title:", "titel:")}, "ar", f"{YML}:3:1: error"),
        ({YML: "[}"}, "ar", f"{YML}:1:"),
        ({YML: REPORT.encode("utf-16")}, "ar", "UTF-16"),
        ({"data/organisation.yml": "x: 1\n"}, "ar", "data/organisation.yml:1:1: error"),
        ({"data/goals/n1/trygg.yml": GOAL.replace("50", "x")}, "ar", "trygg.yml:1"),
        (
            {YML: REPORT.replace("sista dagen", "s\nstate: published")},
            "ar",
            f"The report is published, but {JSON} is missing.",
        ),
        ({JSON: "{}"}, "ar", f"{JSON} is there already, but the report is a draft."),
    ],
)
def test_what_cant_be_frozen_is_refused(
    changes: Files, asked: str, said_of_it: str, project: ProjectWriter
) -> None:
    root = project({**FILES, **changes})
    before = contents(root)
    made = report(root, "freeze", asked)
    assert (made.status, made.out) == (1, "")
    assert said_of_it in made.err
    assert contents(root) == before


def test_a_day_that_hasnt_come_cant_be_frozen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Early:
        @staticmethod
        def today() -> date:
            return date(2016, 12, 30)

    monkeypatch.setattr("malbok.cli.reports.date", Early)
    made = report(root, "freeze", "ar")
    assert made.status == 1
    assert "that day hasn't come" in made.err


@pytest.mark.parametrize("arguments", [(), ("freeze",), ("freez", "ar"), ("freeze", "a", "b")])
def test_wrong_use_is_told(arguments: tuple[str, ...]) -> None:
    made = malbok("report", *arguments, "--lang", "en")
    assert made.status == 2


def test_one_digit_changed_is_seen(frozen: Path) -> None:
    path = frozen / JSON
    path.write_bytes(re.sub(rb'"value": 47\b', b'"value": 48', path.read_bytes(), count=1))
    assert [p.code for p in all_problems(frozen)] == ["P102"]
    for command in ("freeze", "pdf", "archive"):
        made = report(frozen, command, "ar")
        assert made.status == 1
        assert "P102" in made.err


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_both_files_are_written_or_neither(
    at: int, number: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)
    replace, moves = Path.replace, 0

    def fails(self: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves == at:
            raise OSError(number, os.strerror(number), str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    made = report(root, "freeze", "ar")
    assert made.status == 1
    assert ("disk is full" if number == errno.ENOSPC else "permissions") in made.err
    assert contents(root) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(root: Path) -> None:
    (root / "data/reports").chmod(0o500)
    try:
        made = report(root, "freeze", "ar")
    finally:
        (root / "data/reports").chmod(0o700)
    assert made.status == 1
    assert not (root / JSON).exists()


FREEZE = ("report", "freeze", "ar", "--project")
KILLED = """
    import os, signal, sys
    from malbok import cli, writing
    replace_file = writing.replace_file
    left = int(sys.argv.pop(1))
    def cut_short(path, content):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        replace_file(path, content)
    writing.replace_file = cut_short
    cli.main(sys.argv[1:])
"""


@pytest.mark.parametrize("written", [0, 1])
def test_a_killed_run_leaves_a_draft_that_can_be_frozen(written: int, root: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", dedent(KILLED), str(written), *FREEZE, str(root)],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert (root / YML).read_text() == REPORT
    assert (root / JSON).exists() == (written == 1)
    if written:
        made = report(root, "freeze", "ar")
        assert made.status == 1
        assert f"remove {JSON} and freeze again" in made.err
        (root / JSON).unlink()
    assert report(root, "freeze", "ar").status == 0


def test_a_report_changed_meanwhile_isnt_frozen(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from malbok import checks

    check = checks.check

    def changed(reading: object) -> object:
        (root / YML).write_text(REPORT.replace("*bra*", "dåligt"))
        return check(reading)  # type: ignore[arg-type]

    monkeypatch.setattr("malbok.checks.check", changed)
    made = report(root, "freeze", "ar")
    assert made.status == 1
    assert f"{YML} was changed meanwhile." in made.err
    assert not (root / JSON).exists()


# --- The line that is written ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: a\nas_of: x\n", "id: a\nas_of: x\nstate: published\n"),
        ("id: a\nas_of: x # y\n\n# z\n", "id: a\nas_of: x # y\nstate: published\n\n# z\n"),
        ("id: a\r\nas_of: x\r\n", "id: a\r\nas_of: x\r\nstate: published\r\n"),
        ("id: a\nas_of: x", "id: a\nas_of: x\nstate: published\n"),
        ("\ufeffstate: draft\nid: å😀\n", "\ufeffstate: published\nid: å😀\n"),
        ("id: 😀\nstate: 'draft' # x\n", "id: 😀\nstate: published # x\n"),
        ("{id: a, as_of: x, goals: [a]}\n", "{id: a, as_of: x, state: published, goals: [a]}\n"),
        ("{id: a, state: draft}", "{id: a, state: published}"),
        ("as_of: >\n  x\ngoals: [a]\n", "as_of: >\n  x\nstate: published\ngoals: [a]\n"),
        ("  as_of: x\n  id: a\n", "  as_of: x\n  state: published\n  id: a\n"),
    ],
)
def test_a_value_is_set_and_the_rest_stays(before: str, after: str) -> None:
    assert with_value(before, Report, "state", "published") == after


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))),
    above=st.sampled_from(["", "# é 😀\n", "\n\n", "---\n"]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_stands_round_it_is_left(title: str, above: str, ends: str) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    text = f"{above}id: x\ntitle: {quoted}\nas_of: 2016-12-31 # {title!r}\ngoals: [a]\n"
    text = text.replace("\n", ends)
    before = parse_yaml(TextFile("x.yml", text.replace("\r\n", "\n")), [])
    if before is None:
        return
    after = with_value(text, Report, "state", "published")
    assert after is not None
    assert after.replace(f"state: published{ends}", "") == text
    assert parse_yaml(TextFile("x.yml", after.replace("\r\n", "\n")), []) == {
        **before,
        "state": "published",
    }


# --- Printing and packing -------------------------------------------------------------------------


def test_a_pdf_of_a_draft_and_of_what_is_frozen(root: Path, tmp_path: Path) -> None:
    draft, final, again = (tmp_path / name for name in ("draft.pdf", "final.pdf", "again.pdf"))
    assert report(root, "pdf", "ar", "-o", draft).status == 0
    assert report(root, "freeze", "ar").status == 0
    for path in (final, again):
        made = report(root, "pdf", "ar", "-o", path)
        assert made.status == 0, made.said
        assert f"Written: {path}" in made.out
    assert draft.read_bytes().startswith(b"%PDF-")
    assert final.read_bytes() == again.read_bytes() != draft.read_bytes()


def test_files_are_named_as_the_report(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf_instead(monkeypatch)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for command in ("pdf", "archive"):
        assert report(frozen, command, "ar").status == 0
    assert sorted(path.name for path in here.iterdir()) == ["ar.pdf", "ar.zip"]
    with zipfile.ZipFile("ar.zip") as package:
        assert package.read("ar/ar.pdf") == b"%PDF-1.7 x"
        assert package.read("ar/ar.json") == (frozen / JSON).read_bytes()


def test_links_lead_to_the_site(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    def keep(_: object, design: object, *__: object, **___: object) -> bytes:
        found.append(design.address("mal/n1/trygg.md"))  # type: ignore[attr-defined]
        return b"%PDF-"

    monkeypatch.setattr("malbok.reports.documents.report_pdf", keep)
    output = ("-o", tmp_path / "x.pdf")
    assert report(frozen, "pdf", "ar", *output).status == 0
    site = ("--site-url", "https://mal.example.se/bok")
    assert report(frozen, "pdf", "ar", *output, *site).status == 0
    assert found == ["", "https://mal.example.se/bok/mal/n1/trygg/"]


def test_only_what_is_frozen_is_archived(root: Path, tmp_path: Path) -> None:
    made = report(root, "archive", "ar", "-o", tmp_path / "x.zip")
    assert made.status == 1
    assert "malbok report freeze ar freezes it" in made.err
    assert not (tmp_path / "x.zip").exists()


HIDDEN = """\
decision: {body: Nämnden <!-- HEMLIGT --> själv, date: 2017-04-01, paragraph: <!-- HEMLIGT --> § 3}
corrections:
  - date: 2030-01-02
    what: En <!-- HEMLIGT --> siffra
    goal: trygg
    old: "46 <!-- HEMLIGT -->"
    new: "47 <!-- HEMLIGT -->"
    reason: Vi räknade fel. <!-- HEMLIGT -->
"""


def test_what_is_printed_is_what_the_site_prints_without_comments(
    frozen: Path, tmp_path: Path
) -> None:
    from malbok.addresses import Addresses
    from malbok.audience import for_audience
    from malbok.engine import reports_seen
    from malbok.language import language
    from malbok.model import Audience
    from malbok.reports.documents import published_pdf

    with (frozen / YML).open("a", encoding="utf-8") as file:
        file.write(HIDDEN)
    project = read_project(frozen).project
    assert project
    for audience in Audience:
        seen = for_audience(project, audience)
        (on_site,) = reports_seen(project, seen, project.organisation.as_of)
        printed = published_pdf(seen, on_site, Addresses(), language("sv"))
        assert report(frozen, "pdf", "ar", "-o", tmp_path / "x.pdf").status == 0
        assert (tmp_path / "x.pdf").read_bytes() == printed
    assert report(frozen, "archive", "ar", "-o", tmp_path / "x.zip").status == 0
    with zipfile.ZipFile(tmp_path / "x.zip") as package:
        files = {name: package.read(name) for name in package.namelist()}
    assert files["ar/ar.pdf"] == printed
    assert b"Vi r\xc3\xa4knade fel." in b"".join(files.values())
    assert [name for name, content in files.items() if b"HEMLIGT" in content] == []


@pytest.mark.parametrize("command", ["pdf", "archive"])
def test_a_file_of_another_kind_isnt_replaced(command: str, frozen: Path, tmp_path: Path) -> None:
    path = tmp_path / "mal.xlsx.txt"
    path.write_bytes(b"viktigt")
    made = report(frozen, command, "ar", "-o", path)
    assert made.status == 2
    assert "Choose another name." in made.err
    assert path.read_bytes() == b"viktigt"
    assert report(frozen, command, "ar", "-o", tmp_path).status == 2
    nowhere = report(frozen, command, "ar", "-o", tmp_path / "a" / "b")
    assert nowhere.status == 2
    assert f"There is no folder {tmp_path / 'a'}." in nowhere.err


def test_a_failed_pdf_leaves_the_old_file(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from malbok.reports.pdf import PdfError

    def fail(*_: object, **__: object) -> bytes:
        raise PdfError("Det gick inte.")

    monkeypatch.setattr("malbok.reports.documents.report_pdf", fail)
    old = {"pdf": tmp_path / "x.pdf", "archive": tmp_path / "x.zip"}
    for (command, path), begins in zip(old.items(), (b"%PDF-", b"PK"), strict=True):
        path.write_bytes(begins)
        made = report(frozen, command, "ar", "-o", path)
        assert (made.status, made.err.strip()) == (1, "Det gick inte.")
        assert path.read_bytes() == begins
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["x.pdf", "x.zip"]


def test_a_full_disk_leaves_the_old_file(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf_instead(monkeypatch)
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-gammal")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("malbok.replacing._write", full)
    made = report(frozen, "pdf", "ar", "-o", path)
    assert made.status == 1
    assert "The disk is full." in made.err
    assert path.read_bytes() == b"%PDF-gammal"


# --- What a frozen report rests on ----------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"data/goals/n1/trygg.yml": GOAL.replace("value: 50", "value: 99")},
        {"data/indicators/trygghet.csv": "period,value\n2013,1\n2016,2\n"},
        {"data/indicators/trygghet.yml": INDICATOR.replace("Trygga i", "Otrygga i")},
    ],
)
def test_later_changes_dont_move_a_figure(changes: dict[str, str], frozen: Path) -> None:
    from malbok.engine import view
    from malbok.model import Audience
    from malbok.reports.showing import reported

    def shown() -> list[object]:
        project = read_project(frozen).project
        assert project
        found = reported(project, project, lambda r: view(project, Audience.PUBLIC, r.as_of))
        return [it.snapshot for it in found]

    before = shown()
    for path, text in changes.items():
        (frozen / path).write_text(text)
    organisation = frozen / "data/organisation.yml"
    organisation.write_text(
        organisation.read_text() + "assessment: {partial_with_baseline: 0.9}\n", "utf-8"
    )
    assert shown() == before
