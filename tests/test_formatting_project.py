"""Formatting a project: which files, what is written, what is told, and what can go wrong."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malbok.cli import main
from malbok.formatting import (
    Formatted,
    NotFormattedError,
    Outcome,
    Repair,
    file_said,
    format_project,
    summary_said,
)
from malbok.formatting.project import LIMITS
from malbok.formatting.wording import repairs_said
from malbok.kinds import KINDS
from malbok.kinds.examples import PROJECT as EXAMPLE_PROJECT
from malbok.kinds.examples import problems_of, undo
from malbok.language import language
from malbok.reading import read_project
from tests.building import FIGURES, INDICATOR, all_problems, write_project
from tests.conftest import ProjectWriter
from tests.sites import REPOSITORY

ENGLISH = language("en")
GOAL, INDICATOR_FILE, CSV, PAGE, ORGANISATION = (
    "data/goals/n1/trygg.yml",
    "data/indicators/trygghet.yml",
    "data/indicators/trygghet.csv",
    "content/index.md",
    "data/organisation.yml",
)
ALL = [PAGE, GOAL, CSV, INDICATOR_FILE, ORGANISATION]
EXCEL = "År;Utfall\r\n2013;40\r\n2014;43,5\r\n2015;\r\n2016;47 %\r\n".encode("utf-8-sig")


def contents(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def outcomes(files: tuple[Formatted, ...]) -> dict[str, Outcome]:
    return {file.path: file.outcome for file in files}


@pytest.fixture
def tidy(project: ProjectWriter) -> Path:
    """The base project in house form."""
    root = project({})
    format_project(root)
    return root


# --- Which files ---------------------------------------------------------------------------------------


def test_every_kind_of_file_is_formatted_and_then_in_order(project: ProjectWriter) -> None:
    report = 'title: Delår\nid: r1\nkind: interim\nperiod: 2016\nas_of: "2016-08-31"\ngoals: []\n'
    root = project({"data/reports/r1.yml": report, PAGE: b"# Start\r\n", CSV: EXCEL})
    found = format_project(root)
    assert outcomes(found) == dict.fromkeys(
        [PAGE, GOAL, CSV, INDICATOR_FILE, ORGANISATION, "data/reports/r1.yml"], Outcome.CHANGED
    )
    assert outcomes(format_project(root)) == dict.fromkeys(outcomes(found), Outcome.IN_ORDER)
    now = contents(root)
    assert now[CSV] == b"period,value\n2013,40\n2014,43.5\n2015,\n2016,47\n"
    assert now[PAGE] == b"# Start\n"
    assert now["data/reports/r1.yml"] == (
        b"# yaml-language-server: $schema=../schemas/report.json\n"
        + 'id: r1\ntitle: Delår\nkind: interim\nperiod: "2016"\nas_of: 2016-08-31\ngoals: []\n'.encode()
    )
    first = {path: now[path].split(b"\n")[0].decode().split("=")[-1] for path in ALL[1:]}
    assert first[GOAL] == "../../schemas/goal.json"
    assert first[INDICATOR_FILE] == "../schemas/indicator.json"
    assert first[ORGANISATION] == "schemas/organisation.json"


@pytest.mark.parametrize(
    "path",
    [
        "data/goals/x.yml",
        "data/goals/n1/n2/x.yml",
        "data/goals/n1/x.yaml",
        "data/goals/n1/.x.yml",
        "data/goals/.n1/x.yml",
        "data/other/x.yml",
        "data/schemas/goal.json",
        "data/x.csv",
        "data/indicators/.x.csv",
        "content/.x.md",
        "content/x.txt",
        "content/bild.svg",
        "README.md",
        "docs/x.md",
        ".github/x.yml",
        "mkdocs.yml",
    ],
)
def test_other_files_are_not_touched(path: str, project: ProjectWriter) -> None:
    root = project({path: b"title: 'x'\r\n"})
    assert path not in outcomes(format_project(root))
    assert contents(root)[path] == b"title: 'x'\r\n"
    with pytest.raises(NotFormattedError):
        format_project(root, [root / path])


def test_only_the_files_asked_for_are_formatted(project: ProjectWriter) -> None:
    root = project({CSV: EXCEL})
    before = contents(root)
    found = format_project(root, [root / CSV, root / CSV])
    assert outcomes(found) == {CSV: Outcome.CHANGED}
    after = contents(root)
    assert {path for path in before if before[path] != after[path]} == {CSV}
    assert b"2016,47\n" in after[CSV]  # the unit is read from the indicator's file


def test_nothing_is_written_if_one_of_the_files_can_not_be_formatted(
    project: ProjectWriter, tmp_path: Path
) -> None:
    root = project({CSV: EXCEL})
    before = contents(root)
    (tmp_path / "x.csv").write_bytes(EXCEL)
    for other in (tmp_path / "x.csv", root / "data/indicators/finns-inte.csv", root / "data"):
        with pytest.raises(NotFormattedError, match=other.name):
            format_project(root, [root / CSV, other])
    assert contents(root) == before
    assert (tmp_path / "x.csv").read_bytes() == EXCEL


def test_links_out_of_the_project_are_never_followed(
    project: ProjectWriter, tmp_path: Path
) -> None:
    root = project({})
    outside = tmp_path / "outside"
    (outside / "n2").mkdir(parents=True)
    (outside / "x.csv").write_bytes(EXCEL)
    (outside / "n2" / "x.yml").write_bytes(b"title: 'x'\n")
    (root / "data/indicators/x.csv").symlink_to(outside / "x.csv")
    (root / "data/goals/n2").symlink_to(outside / "n2")
    (root / "content/x").symlink_to(outside)
    (root / "data/indicators/gone.csv").symlink_to(outside / "gone.csv")
    (root / "data/indicators/circle.csv").symlink_to("circle.csv")
    before = contents(outside)
    assert set(outcomes(format_project(root))) == set(ALL)
    names = ["indicators/x.csv", "goals/n2/x.yml", "indicators/gone.csv", "indicators/circle.csv"]
    for name in names:
        with pytest.raises(NotFormattedError):
            format_project(root, [root / "data" / name])
    assert contents(outside) == before


def test_a_link_within_the_project_stays(project: ProjectWriter) -> None:
    root = project({"data/goals/n2/kept.txt": ""})
    link = root / "data/goals/n2/trygg.yml"
    link.symlink_to("../n1/trygg.yml")
    format_project(root)
    assert link.is_symlink()
    assert not (root / GOAL).is_symlink()
    assert set(outcomes(format_project(root)).values()) == {Outcome.IN_ORDER}


def test_a_project_can_lie_behind_a_link(project: ProjectWriter, tmp_path: Path) -> None:
    root = project({CSV: EXCEL})
    link = tmp_path / "link"
    link.symlink_to(root)
    assert outcomes(format_project(link, [link / CSV])) == {CSV: Outcome.CHANGED}
    assert set(outcomes(format_project(link))) == set(ALL)


def test_files_that_are_too_large_are_left(
    project: ProjectWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({CSV: EXCEL})
    monkeypatch.setitem(LIMITS, ".csv", 9)
    assert outcomes(format_project(root, [root / CSV])) == {CSV: Outcome.LEFT}
    assert contents(root)[CSV] == EXCEL


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        (CSV, b"PK\x03\x04\0\0"),
        (CSV, b"period,value\n\x81\x82\n"),
        (CSV, b"a;b\n1;2\n"),
        (GOAL, b"id: x\ntitle: 'Alla\n"),
        (GOAL, b"title: &a Alla\nowner: *a\n"),
        (GOAL, b"<<<<<<< HEAD\nid: x\n=======\nid: y\n>>>>>>> gren\n"),
        (PAGE, b"\xff\xfe\x00"),
    ],
)
def test_what_can_not_be_read_is_left_and_said(
    path: str, raw: bytes, project: ProjectWriter
) -> None:
    root = project({path: raw})
    assert outcomes(format_project(root))[path] is Outcome.LEFT
    assert contents(root)[path] == raw


def test_a_text_in_another_encoding_is_put_right(project: ProjectWriter) -> None:
    goal = "# åäö\nid: trygg\ntitle: Trygg på ön\n"
    page = "# Välkommen\n\nÅtta av tio – minst.\n"
    root = project(
        {GOAL: goal.encode("cp1252"), PAGE: page.encode("utf-16"), CSV: FIGURES.encode("utf-8-sig")}
    )
    found = {file.path: file.repairs for file in format_project(root)}
    assert found[GOAL] == {Repair.FROM_WINDOWS: 1, Repair.FIRST_LINE: 1}
    assert found[PAGE] == {Repair.FROM_UTF16: 1}
    assert found[CSV] == {Repair.BYTE_ORDER_MARK: 1}
    assert contents(root)[PAGE].decode() == page
    assert contents(root)[GOAL].decode().endswith(goal)


def test_figures_are_read_by_the_indicator_as_it_will_be(project: ProjectWriter) -> None:
    # The indicator's own file needs repair before its unit and interval can be read.
    indicator = INDICATOR.replace("title: Trygga", "title:Trygga").replace("year", "month")
    root = project({INDICATOR_FILE: indicator, CSV: "period;value\n2016-5;71,9 %\n"})
    looked = format_project(root, write=False)
    assert outcomes(looked) == outcomes(format_project(root))
    assert contents(root)[CSV] == b"period,value\n2016-05,71.9\n"
    assert set(outcomes(format_project(root)).values()) == {Outcome.IN_ORDER}


# --- Writing ---------------------------------------------------------------------------------------------


def test_without_writing_nothing_is_written(project: ProjectWriter) -> None:
    root = project({CSV: EXCEL})
    before = contents(root)
    looked = format_project(root, write=False)
    assert contents(root) == before
    assert looked == format_project(root)


def test_files_in_order_are_not_written_again(tidy: Path) -> None:
    for path in contents(tidy):
        os.utime(tidy / path, (0, 0))
    format_project(tidy)
    assert {(tidy / path).stat().st_mtime for path in contents(tidy)} == {0}


def test_permissions_are_kept(project: ProjectWriter) -> None:
    root = project({CSV: EXCEL})
    (root / CSV).chmod(0o660)
    format_project(root)
    assert stat.S_IMODE((root / CSV).stat().st_mode) == 0o660


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_file_that_can_not_be_written_stops_no_other(
    number: int, project: ProjectWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({CSV: EXCEL})
    before = contents(root)

    def fail(path: Path, target: Path) -> Path:
        if target.name == "trygghet.csv":
            raise OSError(number, os.strerror(number))
        return Path(shutil.move(path, target))

    monkeypatch.setattr(Path, "replace", fail)
    found = format_project(root)
    assert outcomes(found)[CSV] is Outcome.FAILED
    assert outcomes(found)[GOAL] is Outcome.CHANGED
    after = contents(root)
    assert after[CSV] == before[CSV]
    assert set(after) == set(before)
    (failed,) = (file for file in found if file.outcome is Outcome.FAILED)
    assert file_said(failed, ENGLISH).startswith(f"{CSV}: ")
    assert "Nothing was changed" in file_said(failed, ENGLISH)


# --- The repository's own files ----------------------------------------------------------------------------


def test_the_repositorys_files_say_the_same_and_are_stable(tmp_path: Path) -> None:
    for folder in ("data", "content"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    before = read_project(tmp_path)
    found = format_project(tmp_path)
    assert set(outcomes(found).values()) <= {Outcome.CHANGED, Outcome.IN_ORDER}
    after = read_project(tmp_path)
    assert after.project == before.project
    assert after.problems == before.problems
    once = contents(tmp_path)
    assert set(outcomes(format_project(tmp_path)).values()) == {Outcome.IN_ORDER}
    assert contents(tmp_path) == once


# --- Every kind of fault ---------------------------------------------------------------------------------------

PUT_RIGHT = ["C102", "C104", "C112", "C120", "C121", "C122", "C123", "C125", "F111"]
PUT_RIGHT += ["Y102", "Y103", "Y110", "Y113"]
EXAMPLES = [code for code, kind in KINDS.items() if kind.example and not code.startswith("D")]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project, in which each kind of fault is made and undone."""
    folder = tmp_path_factory.mktemp("kinds") / "project"
    shutil.copytree(EXAMPLE_PROJECT, folder)
    return folder


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_fault_is_put_right_or_left_for_check(code: str, example: Path) -> None:
    before = Counter(problem.code for problem in problems_of(code, example))
    try:
        format_project(example)
        after = Counter(problem.code for problem in all_problems(example))
        once = contents(example)
        assert Outcome.CHANGED not in outcomes(format_project(example)).values()
        assert contents(example) == once
    finally:
        undo(code, example)
    assert after == (Counter() if code in PUT_RIGHT else before)


# --- What is told --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_repair_has_words(code: str) -> None:
    words = language("en" if code == "en" else "sv")
    for number in (1, 3):
        said = [repairs_said(Counter({repair: number}), words) for repair in Repair]
        assert all(said)
        assert len(set(said)) == len(said)


def test_the_summary_counts_every_file_once() -> None:
    files = [
        Formatted("a", Outcome.CHANGED),
        Formatted("b", Outcome.CHANGED),
        Formatted("c", Outcome.IN_ORDER),
        Formatted("d", Outcome.LEFT),
        Formatted("e", Outcome.FAILED),
    ]
    assert summary_said(files, ENGLISH, written=True) == (
        "2 files were put right. 1 file was already in order. "
        "1 file can't be read: malbok check tells why. 1 file could not be put right."
    )
    assert summary_said(files[:3], ENGLISH, written=False) == (
        "2 files would be put right. 1 file was already in order."
    )
    assert summary_said([], ENGLISH, written=True) == "0 files were already in order."


# --- The command -----------------------------------------------------------------------------------------------


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["fmt", "--lang", "en", *arguments])
    return int(str(left.value.code))


def test_the_command_tells_what_was_put_right(
    tidy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = "Period;Utfall;Anteckning\r\n2013;40,5;på ön\r\n2014;1 000,5;\r\n".encode("cp1252")
    (tidy / CSV).write_bytes(raw)
    assert run("--project", str(tidy)) == 0
    assert capsys.readouterr().out == (
        f"{CSV}: encoding (Windows-1252), line ends, commas instead of semicolons between columns, "
        "3 column names, 2 decimal commas, blanks in 1 number\n"
        "1 file was put right. 4 files were already in order.\n"
    )
    assert run("--project", str(tidy)) == 0
    assert capsys.readouterr().out == "5 files were already in order.\n"


def test_the_command_can_only_look(tidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--check", "--project", str(tidy)) == 0
    (tidy / CSV).write_bytes(EXCEL)
    assert run("--check", "--project", str(tidy)) == 1
    assert (tidy / CSV).read_bytes() == EXCEL
    assert capsys.readouterr().out.count(CSV) == 1


def test_the_command_takes_files_from_where_it_is_run(
    tidy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tidy / CSV).write_bytes(EXCEL)
    monkeypatch.chdir(tidy / "data")
    assert run("indicators/trygghet.csv", "--project", "..") == 0
    assert "1 file was put right." in capsys.readouterr().out
    assert run("indicators/trygg.csv", "--project", "..") == 2
    assert capsys.readouterr().err.startswith(
        "indicators/trygg.csv is not a file of the project that can be put right.\n"
    )


def test_the_command_says_when_a_file_can_not_be_written(
    tidy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tidy / CSV).write_bytes(EXCEL)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x")

    monkeypatch.setattr(os, "fsync", fail)
    assert run("--project", str(tidy)) == 1
    said = capsys.readouterr()
    assert said.err == f"{CSV}: The disk is full. Nothing was changed. Make room and try again.\n"
    assert "1 file could not be put right." in said.out
    assert sorted(path.name for path in (tidy / "data/indicators").iterdir()) == [
        "trygghet.csv",
        "trygghet.yml",
    ]


def test_check_can_put_right_first(
    tidy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tidy / CSV).write_bytes(EXCEL)
    (tidy / PAGE).write_bytes((tidy / PAGE).read_bytes().replace(b"\n", b"\r\n"))
    (tidy / "content/bild.svg").write_bytes(b"<svg/>\r\n")
    monkeypatch.chdir(tidy)
    with pytest.raises(SystemExit) as left:
        main(["check", "--lang", "en", "--fix", CSV, "content/bild.svg"])
    assert left.value.code == 0
    said = capsys.readouterr()
    assert said.out == "No errors.\n"
    assert said.err.startswith(f"{CSV}: invisible mark")
    with pytest.raises(SystemExit) as left:
        main(["check", "--lang", "en", "--fix"])
    assert left.value.code == 0
    assert capsys.readouterr().err == f"{PAGE}: line ends\n"
    assert (tidy / "content/bild.svg").read_bytes() == b"<svg/>\r\n"


# --- Anything at all -------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            b"id: x\n",
            b"title: 'a'\r\n",
            b"\xe5",
            "å".encode(),
            b"\0",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
        ),
        *(b"period;value\n", b"2016;71,9\n", b"\t", b'"', b"unit: %\n", b"- ", b"{", b"[", b"\x81"),
    ]
)
RAW = st.binary(max_size=60) | st.lists(PIECES, max_size=8).map(b"".join)


@given(RAW, st.sampled_from(ALL))
@settings(max_examples=60)
def test_any_bytes_are_formatted_once_and_never_read_worse(raw: bytes, path: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_project(Path(folder), {path: raw})
        format_project(root, [root / other for other in ALL if other != path])
        format_project(root)
        once = contents(root)
        again = format_project(root)
        assert not {Outcome.CHANGED, Outcome.FAILED} & set(outcomes(again).values())
        assert contents(root) == once
        all_problems(root)
