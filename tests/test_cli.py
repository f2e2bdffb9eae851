"""The command line: help in two languages, exit statuses, and what each command says."""

from __future__ import annotations

import errno
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from malbok import __version__, reading
from malbok.wording import FIELDS
from malbok.wording.declaration import LEVELS, TYPES
from tests.building import GOAL, INDICATOR, Files
from tests.sites import (
    REPOSITORY,
    Run,
    environment,
    malbok,
    run,
    words_for_the_inside,
    write_outside,
)
from tests.test_catalogue import ENGLISH

COMMANDS = (
    "advise",
    "check",
    "check-site",
    "diff",
    "explain",
    "fmt",
    "import",
    "new",
    "readability",
    "report",
    "schema",
    "stage",
    "status",
)
HELPS = ("", *COMMANDS)

TARGETS = """\
id: flera
title: Flera målvärden
audience: public
type: result
updated: 2026-11-22
analysis: Det gick sämre än väntat.
next_steps: Vi gör om.
targets:
  - {indicator: trygghet, comparator: at_least, value: 45, due: "2016"}
  - {indicator: trygghet, comparator: between, lower: 10.5, upper: 20, due: "2016"}
  - {indicator: trygghet, note: N, comparator: at_most, value: 30, due: "2018", baseline: {period: "2013", value: 40}}
"""
LATER = """\
id: senare
title: Utan utfall
type: result
updated: 2026-11-22
targets:
  - {indicator: trygghet, comparator: equals, value: 45, due: "2015"}
"""
STEPS = """\
id: steg
title: Bara delmål
audience: public
type: learning
updated: 2026-11-22
milestones:
  - {title: Ett, due: 2016-06-30, done: 2016-06-01}
"""
PROJECT: Files = {
    "data/goals/n1/flera.yml": TARGETS,
    "data/goals/n1/senare.yml": LATER,
    "data/goals/n1/steg.yml": STEPS,
    "data/goals/n1/trygg.yml": GOAL,
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_outside(tmp_path_factory.mktemp("project"), PROJECT)


@pytest.fixture(autouse=True)
def _no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALBOK_LANG", raising=False)


def help_of(command: str, language: str) -> Run:
    return malbok(*filter(None, [command, "--lang", language, "--help"]))


# --- Help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", HELPS)
def test_every_command_helps_in_both_languages(command: str) -> None:
    swedish, english = help_of(command, "sv"), help_of(command, "en")
    for helped in (swedish, english):
        assert helped.status == 0
        assert helped.err == ""
    assert swedish.out.startswith("Så här skriver du: malbok")
    assert english.out.startswith("Usage: malbok")
    assert set(names(swedish.out)) == set(names(english.out))


@pytest.mark.parametrize("command", HELPS)
def test_no_english_is_left_in_the_swedish_help(command: str) -> None:
    swedish, english = (words(help_of(command, language).out) for language in ("sv", "en"))
    same = {"malbok", "data", "content", "sv", "en", "text", "json", "program", "public"}
    same |= {
        "github",
        "gitlab",
        "sarif",
        "malbok_site_url",
        "id",
        "x",
        "goal",
        "indicator",
        "report",
        *("freeze", "pdf", "archive", "zip"),
    }
    same |= {*FIELDS, *TYPES, *LEVELS, "advise"}
    same |= {"intranet", "as_of", "organisation", "yml", *COMMANDS, "site", *"0123456789"}
    assert not {w for w in swedish & english if w not in same and not w.isdigit()}
    text = help_of(command, "sv").out
    for kept in (*names(text), *COMMANDS, "  goal", "  indicator"):
        text = text.replace(kept, "")
    assert not ENGLISH.findall(text)


@pytest.mark.parametrize("command", HELPS)
def test_every_option_and_command_is_explained(command: str) -> None:
    for language in ("sv", "en"):
        rows = help_of(command, language).out.split(":\n")[1:]
        for row in re.split(r"\n(?=  \S)", "\n".join(rows)):
            assert re.search(r"\S  +\S|\n {6,}\S", row.strip("\n")), row


def test_the_group_lists_every_command() -> None:
    for command in COMMANDS:
        assert re.search(rf"^  {command}  +\S", help_of("", "sv").out, re.MULTILINE)


def names(text: str) -> list[str]:
    """The options that a help names."""
    return re.findall(r"(?m)^  (--[a-z-]+)", text)


def words(text: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"[^\W\d_][\w-]*", re.sub(r"--[\w-]+", "", text))}


def test_without_a_command_it_helps() -> None:
    said = malbok()
    assert said.status == 2
    assert said.err == help_of("", "sv").out


def test_version() -> None:
    assert malbok("--version") == Run(0, f"malbok {__version__}\n", "")


# --- Language -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "is_english"),
    [
        (["check"], False),
        (["--lang", "en", "check"], True),
        (["check", "--lang", "en"], True),
        (["--lang=en", "check"], True),
        (["check", "--lang=en"], True),
        (["--lang", "sv", "check", "--lang", "en"], True),
        (["--lang", "en", "check", "--lang", "sv"], False),
    ],
)
def test_the_language_may_be_named_anywhere(
    root: Path, arguments: list[str], is_english: bool
) -> None:
    said = malbok(*arguments, "--project", root)
    assert said.status == 0
    assert ("No errors in 4 goals" if is_english else "Inga fel") in said.out


def test_the_language_may_be_set_for_a_session(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALBOK_LANG", "en")
    assert "No errors" in malbok("check", "--project", root).out
    assert "Inga fel" in malbok("check", "--lang", "sv", "--project", root).out
    assert malbok("--help").out.startswith("Usage")
    monkeypatch.setenv("MALBOK_LANG", "de")
    assert "Inga fel" in malbok("check", "--project", root).out


# --- Wrong use ------------------------------------------------------------------------------------

WRONG = [
    ["nonsense"],
    ["--nonsense"],
    ["check", "--nonsense"],
    ["check", "word"],
    ["--lang", "da", "check"],
    ["check", "--lang", "da"],
    ["check", "--lang"],
    ["check", "--project"],
    ["status", "--as-of", "31 mars"],
    ["status", "--as-of", "2016-02-30"],
    ["status", "--as-of", ""],
    ["status", "--audience", "alla"],
    ["status", "--format", "xml"],
    ["stage"],
    ["stage", "a", "b"],
    ["stage", "--as-of"],
    ["check-site"],
    ["check-site", "a", "--manifest"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_use_is_explained_in_both_languages(
    root: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    before = sorted(path.name for path in root.iterdir())
    said = []
    for language in ("sv", "en"):
        monkeypatch.setenv("MALBOK_LANG", language)
        told = malbok(*arguments)
        assert told.status == 2
        assert told.out == ""
        assert "Traceback" not in told.err
        said.append(told.err.splitlines())
    for swedish, english in zip(*said, strict=True):
        assert swedish != english
    for text in said[0][:1]:
        assert not ENGLISH.findall(re.sub(r"--[\w-]+", "", text)), text
    assert said[0][-1].startswith("Hjälp: malbok")
    assert said[0][-1].endswith("--help")
    assert sorted(path.name for path in root.iterdir()) == before


# --- check ----------------------------------------------------------------------------------------


def test_check_counts_what_is_right(root: Path) -> None:
    said = malbok("check", "--project", root)
    assert said.out.splitlines()[-1] == "Inga fel. Mål: 4. Indikatorer: 1."


def test_check_says_all_that_is_wrong(tmp_path: Path) -> None:
    project = write_outside(tmp_path, WRONG_DATA)
    for language, count in (("sv", r"2 fel"), ("en", r"2 errors")):
        said = malbok("check", "--lang", language, "--project", project)
        assert said.status == 1
        assert said.err == ""
        lines = said.out.splitlines()
        assert [line.split(" ")[0] for line in lines if line.startswith("data/")] == [
            "data/goals/n1/trygg.yml:4:1:",
            "data/indicators/trygghet.csv:2:6:",
        ]
        assert re.match(count, lines[-1])
        assert lines[-2].startswith("    |      ^^^^ ")


WRONG_DATA: Files = {
    "data/indicators/trygghet.csv": "period,value\n2016,83,2\n",
    "data/goals/n1/trygg.yml": GOAL.replace("type: result", "typ: result"),
}


@pytest.mark.parametrize("form", ["json", "github", "gitlab", "sarif"])
def test_check_speaks_to_programs(form: str, tmp_path: Path) -> None:
    said = malbok("check", "--format", form, "--project", write_outside(tmp_path, WRONG_DATA))
    assert said.status == 1
    assert said.err == ""
    if form == "github":
        assert len(said.out.splitlines()) == 2
    else:
        assert "C113" in json.dumps(json.loads(said.out))


def test_check_of_some_files_says_only_what_is_wrong_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_outside(tmp_path, WRONG_DATA)
    monkeypatch.chdir(project)
    goal, figures, page = (
        "data/goals/n1/trygg.yml",
        "data/indicators/trygghet.csv",
        "content/index.md",
    )
    assert "C113" not in malbok("check", goal).out
    assert "K101" not in malbok("check", figures).out
    assert malbok("check", page) == Run(0, "Inga fel.\n", "")
    assert malbok("check", page, goal).status == 1
    (project / page).write_text("---\naudience: public\n---\n[[goal trygt]]\n")
    assert "R103" in malbok("check", page).out


def test_check_of_one_goal_sees_what_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = GOAL.replace("indicator: trygghet", "indicator: tryghet").replace("chef", "bas")
    project = write_outside(tmp_path, {"data/goals/n1/trygg.yml": goal})
    monkeypatch.chdir(project)
    said = malbok("check", "data/goals/n1/trygg.yml", "--format", "json")
    assert [p["code"] for p in json.loads(said.out)["problems"]] == ["R104", "R102"]


def test_check_of_a_file_in_the_wrong_folder_is_never_green(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_outside(tmp_path, WRONG_DATA)
    monkeypatch.chdir(project / "data" / "indicators")
    assert malbok("check", "trygghet.csv").status == 2
    assert "C113" in malbok("check", "trygghet.csv", "--project", "../..").out


def test_the_last_line_leads_to_the_first_of_what_is_worst(tmp_path: Path) -> None:
    gap = "period,value\n2014,43\n2016,44\n"
    later = {
        "data/indicators/a.yml": INDICATOR.replace("trygghet", "a"),
        "data/indicators/a.csv": gap,
    }
    project = write_outside(tmp_path, {**WRONG_DATA, **later})
    assert malbok("check", "--project", project).out.splitlines()[-1].endswith(" K101")


def test_check_for_the_public_leaves_out_what_is_inside(tmp_path: Path) -> None:
    unfollowed = GOAL[: GOAL.index("targets:")]
    inside = {
        "data/goals/n1/bara.yml": unfollowed.replace("id: trygg", "id: bara"),
        "data/goals/n1/kvar.yml": LATER[: LATER.index("targets:")].replace("senare", "kvar"),
    }
    project = write_outside(tmp_path, inside)
    assert set(codes(project)) == {("R126", "bara.yml"), ("R126", "kvar.yml")}
    assert codes(project, "--audience", "public") == [("R126", "bara.yml")]
    said = malbok("check", "--project", project, "--audience", "public")
    assert said.out.splitlines()[-1] == "Inga fel. Mål: 2. Indikatorer: 1."


def test_an_error_stops_every_build_so_check_always_says_it(tmp_path: Path) -> None:
    inside = {"data/goals/n1/inne.yml": LATER.replace("id: senare", "id: fel")}
    project = write_outside(tmp_path / "project", inside)
    assert ("R105", "inne.yml") in codes(project, "--audience", "public")
    assert malbok("check", "--project", project, "--audience", "public").status == 1
    assert malbok("stage", tmp_path / "stage", "--project", project).status == 1


def codes(project: Path, *options: str) -> list[tuple[str, str]]:
    """The code of each problem, and the name of its file, without advice on wording."""
    said = malbok("check", "--format", "json", "--project", project, *options)
    problems = json.loads(said.out)["problems"]
    return [
        (p["code"], p["path"].rpartition("/")[2]) for p in problems if not p["code"].startswith("M")
    ]


def test_check_refuses_files_that_are_not_there_or_not_the_projects(
    root: Path, tmp_path: Path
) -> None:
    stranger = tmp_path / "x.yml"
    stranger.write_text("id: x\n")
    beside = root / "README.md"
    beside.write_text("Läs mig.\n")
    for file in (stranger, beside, root / "data" / "goals" / "n1" / "ingen.yml", root / "data"):
        said = malbok("check", file, "--project", root)
        assert said.status == 2
        assert said.out == ""


def test_check_of_an_empty_folder(tmp_path: Path) -> None:
    said = malbok("check", "--project", tmp_path)
    assert said.status == 1
    assert said.out.startswith("data/organisation.yml:1:1: fel[F101]")


def test_check_writes_nothing(root: Path) -> None:
    before = sorted(path for path in root.rglob("*"))
    malbok("check", "--project", root)
    malbok("status", "--project", root)
    assert sorted(path for path in root.rglob("*")) == before


def test_paths_lead_there_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every command alike."""
    project = write_outside(tmp_path / "by", {"data/indicators/trygghet.csv": "period;value\n"})
    options: tuple[str, ...] = ("--project", "by", "--lang", "en")
    monkeypatch.chdir(tmp_path)
    start = "by/data/indicators/trygghet.csv:1:7: error[C102]"
    assert malbok("check", *options).out.startswith(start)
    assert malbok("status", *options).err.startswith(start)
    assert malbok("stage", "ut", *options).err.startswith(start)
    assert "\nby/data/indicators/trygghet.csv: " in malbok("fmt", *options).out
    monkeypatch.chdir(project / "data")
    (project / "data/indicators/trygghet.csv").write_text("period;value\n", "utf-8")
    assert malbok("status", "--project", "..").err.startswith("data/indicators/trygghet.csv:1:7:")


def test_check_needs_none_of_the_large_libraries(root: Path) -> None:
    """It has to start fast."""
    program = (
        "import sys\nfrom malbok import cli\n"
        "try:\n    cli.main(['check', '--project', sys.argv[1]])\n"
        "finally:\n    print(*sorted(m for m in sys.modules if '.' not in m))"
    )
    said = run([sys.executable, "-c", program, root], root)
    assert said.status == 0, said.said
    assert not set(said.out.split()) & {"pandas", "altair", "vl_convert", "mkdocs", "numpy"}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_reads_no_data_and_needs_no_model(command: str, root: Path) -> None:
    """What a command needs is imported when it runs."""
    program = (
        "import sys\nfrom malbok import cli\n"
        "try:\n    cli.main([sys.argv[1], '--help'])\n"
        "finally:\n    print(*sorted(sys.modules), file=sys.stderr)"
    )
    said = run([sys.executable, "-c", program, command], root)
    assert said.status == 0, said.said
    heavy = {"pydantic", "jinja2", "malbok.model", "malbok.engine", "malbok.reading", "yaml"}
    assert not set(said.err.split()) & heavy


# --- status ---------------------------------------------------------------------------------------


def test_status_says_each_goal_with_its_sentence(root: Path) -> None:
    lines = malbok("status", "--project", root).out.splitlines()
    assert len(lines) == 8
    assert lines[0] == "Inte uppnått: Flera målvärden (flera)"
    assert lines[6] == "Delvis uppnått: Alla är trygga hemma (trygg)"
    assert re.match(r"    \S.*47.*50", lines[7])


def records(*arguments: str | Path) -> list[dict[str, object]]:
    said = malbok("status", "--format", "json", *arguments)
    assert said.status == 0
    assert said.err == ""
    read = json.loads(said.out)
    assert isinstance(read, list)
    return read


def test_status_for_programs(root: Path) -> None:
    assert records("--project", root) == [
        {
            "goal": "flera",
            "status": "not_met",
            "rule": "weakest_target",
            "targets": [
                target("met", "2016", 47, 45),
                target("not_met", "2016", 47, [10.5, 20]),
                target("off_track", "2016", 47, 30),
            ],
        },
        {
            "goal": "senare",
            "status": "not_assessable",
            "rule": "due_outcome_missing",
            "targets": [target("not_assessable", "2014", 43, 45)],
        },
        {"goal": "steg", "status": "met", "rule": "milestones_done", "targets": []},
        {
            "goal": "trygg",
            "status": "partly_met",
            "rule": "due_way_from_baseline",
            "targets": [target("partly_met", "2016", 47, 50)],
        },
    ]


def target(
    status: str, period: str | None, outcome: float | None, asked: float | list[float]
) -> dict[str, object]:
    return {
        "indicator": "trygghet",
        "period": period,
        "outcome": outcome,
        "target": asked,
        "status": status,
    }


def test_status_for_programs_has_these_keys_in_this_order(root: Path) -> None:
    for record in records("--project", root):
        assert list(record) == ["goal", "status", "rule", "targets"]
        targets = record["targets"]
        assert isinstance(targets, list)
        for each in targets:
            assert list(each) == ["indicator", "period", "outcome", "target", "status"]


def test_status_is_the_same_in_both_languages_for_programs(root: Path) -> None:
    assert records("--lang", "en", "--project", root) == records("--project", root)


def test_status_on_another_day(root: Path) -> None:
    earlier = {r["goal"]: r for r in records("--as-of", "2014-12-31", "--project", root)}
    assert earlier["trygg"]["status"] == "on_track"
    assert earlier["trygg"]["targets"] == [target("on_track", "2014", 43, 50)]
    assert earlier["steg"]["status"] != "met"
    before = {r["goal"]: r for r in records("--as-of", "2012-12-31", "--project", root)}
    assert before["trygg"]["targets"] == [target("not_assessable", None, None, 50)]
    later = {r["goal"]: r for r in records("--as-of", "2016-12-31", "--project", root)}
    assert later == {r["goal"]: r for r in records("--project", root)}


def test_status_for_the_public(inside_project: Path) -> None:
    public = malbok(
        "status", "--format", "json", "--audience", "public", "--project", inside_project
    )
    assert words_for_the_inside(public.said.encode()) == set()
    assert [r["goal"] for r in json.loads(public.out)] == ["trygg"]
    everything = {r["goal"] for r in records("--project", inside_project)}
    assert everything == {"trygg", "zqxmal", "zqxandramal"}


def test_status_of_faulty_data(tmp_path: Path) -> None:
    project = write_outside(tmp_path, {"data/indicators/trygghet.csv": "x\n"})
    said = malbok("status", "--format", "json", "--project", project)
    assert said.status == 1
    assert said.out == ""
    assert "data/indicators/trygghet.csv:1:1: fel[C103]" in said.err


# --- From where, to where -------------------------------------------------------------------------


@pytest.mark.parametrize("given", [str, lambda path: path.name, lambda path: f"{path.name}/."])
def test_from_another_folder(
    root: Path, monkeypatch: pytest.MonkeyPatch, given: Callable[[Path], str]
) -> None:
    monkeypatch.chdir(root.parent)
    said = malbok("check", "--project", given(root))
    assert said.status == 0, said.said


def test_from_the_project_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert malbok("check").status == 0
    monkeypatch.chdir(root / "data")
    assert malbok("check").status == 1


def test_a_stage_lies_where_one_stands(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--project` says where the data are, not where the stage goes."""
    monkeypatch.chdir(tmp_path)
    said = malbok("stage", "ut", "--project", root)
    assert said.status == 0, said.said
    staged = list((tmp_path / "ut/pages").rglob("*.md"))
    assert said.out == f"Antal sidor i ut: {len(staged)}.\n"
    assert tmp_path / "ut/pages/mal/n1/trygg.md" in staged
    assert not (root / "ut").exists()


def test_a_folder_that_can_not_be_written(root: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", "utf-8")
    said = malbok("stage", tmp_path / "fil/under", "--project", root)
    assert said.status in {1, 2}
    assert "Traceback" not in said.err
    assert "fil" in said.err


REFUSED = [
    (PermissionError(errno.EACCES, "Permission denied", "a/b.yml"), "a/b.yml: You may not"),
    (OSError(errno.ENOSPC, "No space left on device", "a/b.yml"), "a/b.yml: The disk is full."),
    (OSError(errno.EIO, "Input/output error", "a/b.yml"), "a/b.yml: It could not be read or "),
    (OSError(errno.EIO, "Input/output error"), "It could not be read or written (EIO)."),
    (OSError("odd"), "It could not be read or written (OSError)."),
    (OSError(errno.ENOENT, "No such", "a\x1b[2J"), "a\ufffd[2J: There is no such file or folder."),
    (
        shutil.Error([("a/loop", "b/loop", "[Errno 40] Too many levels: 'a'")]),
        f"a/loop: {'A link leads round in a circle.' if errno.ELOOP == 40 else ''}",
    ),
]


@pytest.mark.parametrize(("error", "start"), REFUSED, ids=repr)
def test_what_the_computer_refuses_is_said_in_the_readers_language(
    error: OSError, start: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(reading, "read_project", fails)
    said = malbok("check", "--project", root, "--lang", "en")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(start)
    swedish = malbok("check", "--project", root)
    assert swedish.status == 1
    assert str(error.strerror) not in swedish.err
    assert "None" not in swedish.err


def test_a_link_that_leads_round_in_a_circle(tmp_path: Path) -> None:
    project = write_outside(tmp_path, {})
    (project / "data/runt").symlink_to(".", target_is_directory=True)
    asked = ["--department", "n1", "--type", "result", "--title", "Nytt"]
    said = malbok("new", "goal", *asked, "--project", project)
    assert said.status == 0, said.said
    assert malbok("check", "--project", project).status == 0


# --- As a program ---------------------------------------------------------------------------------


def test_as_a_program() -> None:
    program = Path(sys.executable).with_name("malbok")
    for command in ([program], [sys.executable, "-m", "malbok.cli"]):
        said = run([*command, "check", "--project", REPOSITORY], Path("/"))
        assert said.status == 0, said.said
        assert "\nInga fel." in "\n" + said.out


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["cp1252", "ascii", "C"],
)
def test_a_terminal_that_lacks_letters(tmp_path: Path, settings: dict[str, str]) -> None:
    """It shows what it can; it doesn't fall over a letter."""
    goal = GOAL.replace("hemma", '"hemma" → −1 ☃').replace("title: ", "title: '").replace("☃", "☃'")
    project = write_outside(tmp_path, {"data/goals/n1/trygg.yml": goal})
    program = [sys.executable, "-m", "malbok.cli", "status", "--project", str(project)]
    said = subprocess.run(program, env=environment(settings), capture_output=True, check=False)
    assert said.returncode == 0, said.stderr
    assert b"(trygg)" in said.stdout


def test_a_reader_that_stops_reading(root: Path) -> None:
    """As `malbok status | head -1` does."""
    program = [sys.executable, "-m", "malbok.cli", "status", "--project", str(root)]
    with subprocess.Popen(
        program, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as said:
        assert said.stdout
        assert said.stderr
        said.stdout.close()
        assert b"Traceback" not in said.stderr.read()


# --- Where a language rule is explained -------------------------------------------------------------


def test_advice_leads_to_the_projects_own_page_of_rules(tmp_path: Path) -> None:
    rules = "---\naudience: public\n---\n\n# Råd\n\n[[language-rules]]\n"
    root = write_outside(tmp_path, {"content/bok/rad.md": rules})
    advised = malbok("advise", "Öka tryggheten", "--project", root, "--format", "json")
    assert {one["doc_url"].partition("#")[0] for one in json.loads(advised.out)} == {"bok/rad/"}
    assert "bok/rad/#m" in malbok("advise", "Öka tryggheten", "--project", root).out
    assert "bok/rad/#m03" in malbok("explain", "M03", "--project", root).out
    nowhere = malbok("explain", "M03", "--project", tmp_path / "nowhere")
    assert "handbok/sprakrad/#m03" in nowhere.out
