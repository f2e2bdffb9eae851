"""`malbok new`: what is asked, what is said of answers, and files that check and fmt accept."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.fields import KINDS
from malbok.formatting import Outcome, format_project
from malbok.model import Audience, Goal, Record, Target
from malbok.periods import Period
from malbok.problems import errors
from malbok.reading import read_project
from malbok.reading.files import TextFile
from malbok.reading.yaml import parse_yaml
from malbok.starting import (
    ID_LENGTH,
    ItemKind,
    answer_problem,
    covered_goals,
    item_path,
    record_problem,
    suggested_id,
    yaml_file,
)
from tests.building import BASE, GOAL, INDICATOR, Files, all_problems
from tests.conftest import ProjectWriter
from tests.sites import Run, malbok

ORGANISATION = str(BASE["data/organisation.yml"]) + (
    "  - {id: n2, title: 'Kultur- och fritidsnämnden'}\n"
)
PAGES: Files = {
    "data/organisation.yml": ORGANISATION,
    "content/handbok/formulera.md": "---\ntitle: Formulera\naudience: public\n---\nText.\n",
}
TODAY = date.today().isoformat()

Type = Callable[..., None]


def new(kind: str, root: Path, *options: str) -> Run:
    return malbok("new", kind, "--project", root, "--lang", "en", *options)


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Say what is typed at the questions, one answer each; then the input ends."""

    def typed(*answers: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))

    return typed


@pytest.fixture
def root(project: ProjectWriter) -> Path:
    return project(PAGES)


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def added(root: Path, before: dict[str, str]) -> dict[str, str]:
    """The files that are new, once it is seen that the old ones are as they were, that check finds
    no error and that fmt has nothing to put right in the new ones."""
    after = contents(root)
    made = {path: text for path, text in after.items() if path not in before}
    assert {path: text for path, text in after.items() if path in before} == before
    assert not errors(all_problems(root))
    formatted = format_project(root, [root / path for path in made], write=False)
    assert {each.outcome for each in formatted} <= {Outcome.IN_ORDER}
    return made


# --- With options ---------------------------------------------------------------------------------

GOAL_OPTIONS = ["--department", "n1", "--type", "result", "--title", "Alla når oss: dygnet runt"]
INDICATOR_OPTIONS = [
    *["--title", "Svar i tid", "--definition", "Andel svar inom två dagar.", "--unit", "%"],
    *["--direction", "higher", "--interval", "year", "--source", "Ärendesystemet"],
]
REPORT_OPTIONS = ["--title", "Årsredovisning 2016", "--kind", "annual", "--period", "2016"]


def test_a_goal_with_all_that_must_be_said(root: Path) -> None:
    before = contents(root)
    made = new("goal", root, *GOAL_OPTIONS)
    assert made.status == 0, made.said
    assert added(root, before) == {
        "data/goals/n1/nar-oss-dygnet-runt.yml": (
            "# yaml-language-server: $schema=../../schemas/goal.json\n"
            "id: nar-oss-dygnet-runt\n"
            'title: "Alla når oss: dygnet runt"\n'
            "audience: intranet\n"
            "type: result\n"
            f"updated: {TODAY}\n"
        )
    }
    assert "Written: data/goals/n1/nar-oss-dygnet-runt.yml" in made.out
    assert "Only the intranet shows what isn't marked audience: public." in made.out
    assert "warning[R126]" in made.err


def test_a_goal_with_everything(root: Path) -> None:
    before = contents(root)
    made = new(
        "goal",
        root,
        *GOAL_OPTIONS,
        *["--id", "na-oss", "--audience", "public", "--period", "2018", "--owner", "chef"],
        *["--target-group", "Barn och unga", "--description", "Ord " * 30 + "slut.", "--supports"],
        *["trygg", "--source", "Budget 2018", "--source-url", "https://example.se/b", "--insight"],
        *["no", "--indicator", "trygghet", "--value", "60", "--baseline-period", "2016"],
        *["--updated", "2018-01-02"],
    )
    assert made.status == 0, made.said
    assert added(root, before)["data/goals/n1/na-oss.yml"] == (
        "# yaml-language-server: $schema=../../schemas/goal.json\n"
        "id: na-oss\n"
        'title: "Alla når oss: dygnet runt"\n'
        "audience: public\n"
        "type: result\n"
        'period: "2018"\n'
        "target_group_name: Barn och unga\n"
        "description: >-\n"
        f"  {'Ord ' * 23}Ord\n  {'Ord ' * 6}slut.\n"
        'insight: "no"\n'
        "owner: chef\n"
        "supports:\n  - trygg\n"
        "updated: 2018-01-02\n"
        "source:\n  title: Budget 2018\n  url: https://example.se/b\n"
        "targets:\n"
        "  - indicator: trygghet\n    comparator: at_least\n    value: 60\n"
        '    due: "2018"\n    baseline:\n      period: "2016"\n      value: 47\n'
    )
    assert "Only the intranet" not in made.out


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--indicator", "trygghet"], {"indicators": ["trygghet"]}),
        (
            ["--indicator", "trygghet", "--kind", "direction"],
            {"kind": "direction", "indicators": ["trygghet"]},
        ),
        (
            ["--indicator", "trygghet", "--lower", "10", "--upper", "20", "--due", "2018"],
            {
                "targets": [
                    {
                        "indicator": "trygghet",
                        "comparator": "between",
                        "lower": "10",
                        "upper": "20",
                        "due": "2018",
                    }
                ]
            },
        ),
        (
            ["--milestone", "2027-03-31 Alla har börjat", "--milestone", "2027-12-31  Klart"],
            {
                "milestones": [
                    {"title": "Alla har börjat", "due": "2027-03-31"},
                    {"title": "Klart", "due": "2027-12-31"},
                ]
            },
        ),
        (["--target-group", "residents"], {"target_group": "residents"}),
        (["--type", "2"], {"type": "performance"}),
    ],
)
def test_ways_to_follow_a_goal(options: list[str], expected: dict[str, Any], root: Path) -> None:
    before = contents(root)
    made = new("goal", root, *GOAL_OPTIONS, *options)
    assert made.status == 0, made.said
    (text,) = added(root, before).values()
    data = parse_yaml(TextFile("x.yml", text), []) or {}
    rest = {"id", "title", "audience", "updated"} | ({"type"} - expected.keys())
    assert {key: value for key, value in data.items() if key not in rest} == expected


def test_an_indicator_and_its_figures(root: Path) -> None:
    before = contents(root)
    outcomes = ["--outcome", "2016 81,5", "--outcome", "2014", "--outcome", "2015: 1 234"]
    made = new("indicator", root, *INDICATOR_OPTIONS, *outcomes, "--audience", "public")
    assert made.status == 0, made.said
    assert added(root, before) == {
        "data/indicators/svar-tid.csv": "period,value\n2014,\n2015,1234\n2016,81.5\n",
        "data/indicators/svar-tid.yml": (
            "# yaml-language-server: $schema=../schemas/indicator.json\n"
            "id: svar-tid\n"
            "title: Svar i tid\n"
            "audience: public\n"
            "definition: Andel svar inom två dagar.\n"
            'unit: "%"\n'
            "direction: higher\n"
            "interval: year\n"
            "source:\n  title: Ärendesystemet\n"
            f"updated: {TODAY}\n"
        ),
    }


def test_an_indicator_without_figures_has_an_empty_table(root: Path) -> None:
    before = contents(root)
    assert new("indicator", root, *INDICATOR_OPTIONS).status == 0
    assert added(root, before)["data/indicators/svar-tid.csv"] == "period,value\n"


def test_figures_that_lack_a_description_get_one(project: ProjectWriter) -> None:
    root = project({"data/indicators/svar-tid.csv": "period,value\n2016,5\n"})
    before = contents(root)
    assert new("indicator", root, *INDICATOR_OPTIONS, "--outcome", "2017 5").status == 1
    assert contents(root) == before
    assert new("indicator", root, *INDICATOR_OPTIONS).status == 0
    assert list(added(root, before)) == ["data/indicators/svar-tid.yml"]


def test_a_report_lists_the_goals_of_its_departments(project: ProjectWriter) -> None:
    def goal(key: str, *lines: str) -> str:
        start = f"id: {key}\ntitle: {key}\ntype: result\nupdated: 2016-01-01\n"
        return start + "".join(f"{line}\n" for line in lines)

    root = project(
        {
            **PAGES,
            "data/goals/n1/trygg.yml": GOAL,
            "data/goals/n1/aret.yml": goal("aret", 'period: "2016"', "audience: public"),
            "data/goals/n1/fore.yml": goal("fore", 'period: "2015"'),
            "data/goals/n2/laser.yml": goal("laser", "period: 2015/16"),
            "data/goals/n2/inne.yml": goal("inne", "audience: public"),
        }
    )
    project_read = read_project(root).project
    assert project_read
    year, everywhere = Period.parse("2016"), {"n1", "n2"}
    assert [g.id for g in covered_goals(project_read, everywhere, year, Audience.INTRANET)] == [
        *["aret", "trygg", "inne", "laser"]
    ]
    assert [g.id for g in covered_goals(project_read, everywhere, year, Audience.PUBLIC)] == [
        *["aret", "trygg"]
    ]
    text = yaml_file("report", "data/reports/x.yml", {"id": "x", "goals": ["aret"]}).content
    assert text.endswith(b"id: x\ngoals:\n  - aret\n")


def test_a_report(root: Path) -> None:
    before = contents(root)
    made = new("report", root, *REPORT_OPTIONS)
    assert made.status == 0, made.said
    assert added(root, before) == {
        "data/reports/arsredovisning-2016.yml": (
            "# yaml-language-server: $schema=../schemas/report.json\n"
            "id: arsredovisning-2016\n"
            "title: Årsredovisning 2016\n"
            "audience: intranet\n"
            "kind: annual\n"
            'period: "2016"\n'
            "as_of: 2016-12-31\n"
            "state: draft\n"
            "departments:\n  - n1\n"
            "goals:\n  - trygg\n"
            "# What the report says of each department and goal. Take away “#” and the blank after it from\n"
            "# “sections:” and from what you fill in. Write each text below its key, six blanks in.\n"
            "# sections:\n"
            "#   # Nämnden\n"
            "#   - department: n1\n"
            "#     comment: |\n"
            "#   # Alla är trygga hemma\n"
            "#   - goal: trygg\n"
            "#     comment: |\n"
        )
    }
    assert "The report has 1 goal." in made.out


def test_the_sections_of_a_report_are_ready_to_be_filled_in(root: Path) -> None:
    options = ["--title", "Delår", "--kind", "interim_august", "--period", "2016-08"]
    assert new("report", root, *options).status == 0
    path = root / "data/reports/delar.yml"
    begun = path.read_text().replace("\n# ", "\n")
    before, sections = begun.split("\nsections:\n")
    assert sections.count("    forecast: |\n") == 2
    kept = before.split("\nWhat the report says")[0]
    path.write_text(f"{kept}\nsections:\n{sections}")
    said = {problem.code for problem in errors(all_problems(root))}
    assert said == {"K103"}  # a text that nobody wrote
    text = "Det går bra.\n\n- ett\n- två"
    written = "".join(f"      {line}\n" if line else "\n" for line in text.split("\n"))
    filled = sections.replace(": |\n", f": |\n{written}").replace("expected:", "expected: met")
    path.write_text(f"{kept}\nsections:\n{filled}")
    found = read_project(root).project
    assert found
    about = [(s.department or s.goal, s.forecast) for s in found.reports["delar"].sections]
    assert about == [("n1", text), ("trygg", text)]
    assert "as_of: 2016-08-31\n" in begun


def test_a_long_summary_is_ready_for_more_paragraphs(root: Path) -> None:
    summary = "Det gick bra i år. " * 20
    assert new("report", root, *REPORT_OPTIONS, "--summary", summary).status == 0
    text = (root / "data/reports/arsredovisning-2016.yml").read_text()
    assert re.search(r"^summary: \|-?\n  Det gick bra", text, re.MULTILINE)
    assert "arsredovisning-2016" not in malbok("fmt", "--check", "--project", root).out


def test_a_report_of_another_kind_says_what_it_is_called(root: Path, type_in: Type) -> None:
    before = contents(root)
    options = [
        "--title",
        "Tertial",
        "--kind",
        "other",
        "--period",
        "2016",
        "--kind-name",
        "Tertial",
    ]
    assert new("report", root, *options).status == 0
    assert "kind: other\nkind_name: Tertial\n" in added(root, before)["data/reports/tertial.yml"]
    type_in("Mer", "", "other", "Kvartal", "2016", "", "", "", "")
    assert new("report", root).status == 0
    assert "kind_name: Kvartal\n" in (root / "data/reports/mer.yml").read_text()


def test_a_report_follows_one_that_is_frozen(root: Path) -> None:
    first = [*REPORT_OPTIONS[:-1], "2015", "--id", "forr", "--as-of", "2015-12-31"]
    assert new("report", root, *first).status == 0
    later = [*REPORT_OPTIONS, "--previous", "forr"]
    made = new("report", root, *later)
    assert (made.status, "There is no frozen report “forr”." in made.err) == (2, True)
    assert malbok("report", "freeze", "forr", "--project", root).status == 0
    assert new("report", root, *later).status == 0
    assert "previous: forr\n" in (root / "data/reports/arsredovisning-2016.yml").read_text()


def test_a_report_without_goals_isnt_made(root: Path) -> None:
    before = contents(root)
    made = new("report", root, *REPORT_OPTIONS, "--department", "n2")
    assert made.status == 1
    assert "None of the goals of these departments is for 2016" in made.err
    assert contents(root) == before


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        ("goal", [], "These are missing: --department, --type, --title."),
        ("goal", GOAL_OPTIONS[:4], "These are missing: --title."),
        (
            "indicator",
            ["--title", "X"],
            "These are missing: --definition, --unit, --direction, --interval, --source.",
        ),
        ("report", [], "These are missing: --title, --kind, --period."),
    ],
)
def test_without_questions_it_says_what_is_missing(
    kind: str, options: list[str], said: str, root: Path
) -> None:
    made = new(kind, root, *options, "--no-input")
    assert (made.status, made.err.split("\n")[0]) == (2, said)


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        ("goal", ["--department", "n3"], "--department: “n3” is none of these."),
        ("goal", ["--type", "resultt"], "--type: “resultt” is none of these."),
        ("goal", ["--title", "a < b"], "--title: “title” must be one line without"),
        ("goal", ["--title", " "], "--title: This must be answered."),
        ("goal", ["--id", "Nå oss"], "--id: “Nå oss” can't be an id."),
        ("goal", ["--period", "nästa år"], "--period: “nästa år” is not a period."),
        ("goal", ["--owner", "chefen"], "--owner: “chefen” is none of these."),
        ("goal", ["--supports", "trygt"], "--supports: There is no goal “trygt”."),
        ("goal", ["--indicator", "trygghe"], "--indicator: There is no indicator “trygghe”."),
        ("goal", ["--source", "B", "--source-url", "x"], "--source-url: The web address “x” must"),
        ("goal", ["--milestone", "Klart"], "--milestone: Write a date, a blank and the step."),
        ("goal", ["--milestone", "31/3 Klart"], "--milestone: “31/3” is not a date."),
        ("goal", ["--updated", "igår"], "--updated: “igår” is not a date."),
        ("goal", ["--title", "?!"], "These are missing: --id."),
        ("indicator", ["--outcome", "i fjol 5"], "--outcome: “i” is not a period."),
        ("indicator", ["--outcome", "2016-Q1 5"], "--outcome: “2016-Q1” is not the kind of period"),
        ("indicator", ["--outcome", "2016 cirka 5"], "--outcome: “cirka 5” is not a number."),
        ("indicator", ["--outcome", "2016 1,234"], "--outcome: “1,234” can be read in two ways."),
        ("indicator", ["--outcome", "2016 5 kr"], "--outcome: “5 kr” holds the unit."),
        (
            "indicator",
            ["--outcome", "2016 5", "--outcome", "2016 6"],
            "--outcome: There is a value for 2016 already.",
        ),
        ("report", ["--as-of", "i dag"], "--as-of: “i dag” is not a date."),
    ],
)
def test_options_that_wont_do(kind: str, options: list[str], said: str, root: Path) -> None:
    required = {"goal": GOAL_OPTIONS, "indicator": INDICATOR_OPTIONS, "report": REPORT_OPTIONS}
    before = contents(root)
    made = new(kind, root, *required[kind], *options)
    assert made.status == 2, made.said
    assert made.err.startswith(said)
    assert contents(root) == before


FOLLOWED = ["--indicator", "trygghet"]
TARGET = [*FOLLOWED, "--value", "60", "--due", "2018"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--value", "60 %", "--due", "2018"], "--value: “60 %” is not a number."),
        (["--value", "60"], "These are missing: --due."),
        (["--value", "60", "--due", "2018-Q1"], "--due: The period “2018-Q1” doesn't fit"),
        (["--comparator", "minst", "--value", "60", "--due", "2018"], "--comparator: “minst” is"),
        (["--lower", "20", "--upper", "10", "--due", "2018"], "--upper: lower is greater than"),
        (
            ["--value", "60", "--due", "2018", "--baseline-period", "2018"],
            "--baseline-period: The baseline is of 2018, which isn't before 2018",
        ),
        (
            ["--value", "60", "--due", "2018", "--baseline-period", "2011"],
            "These are missing: --baseline-value.",
        ),
    ],
)
def test_targets_that_wont_do(options: list[str], said: str, root: Path) -> None:
    made = new("goal", root, *GOAL_OPTIONS, *FOLLOWED, *options)
    assert made.status == 2, made.said
    assert made.err.startswith(said)


@pytest.mark.parametrize(
    ("options", "unused"),
    [
        (["--value", "50", "--due", "2017"], "--value, --due"),
        ([*TARGET, "--comparator", "at_least", "--upper", "60"], "--upper"),
        ([*TARGET, "--baseline-value", "3"], "--baseline-value"),
        ([*FOLLOWED, "--milestone", "2017-01-01 Steg"], "--milestone"),
        ([*TARGET, "--comparator", "none"], "--value, --due"),
        ([*TARGET, "--kind", "direction"], "--value, --due"),
        (["--source-url", "https://example.se/"], "--source-url"),
    ],
)
def test_what_is_given_and_not_used_is_wrong_use(
    options: list[str], unused: str, root: Path
) -> None:
    before = contents(root)
    made = new("goal", root, *GOAL_OPTIONS, *options)
    assert made.status == 2, made.said
    assert made.err.startswith(f"These say nothing together with the rest: {unused}.")
    assert contents(root) == before


def test_an_option_that_no_question_came_to_use_is_told_of(root: Path, type_in: Type) -> None:
    """What has been answered isn't thrown away for it."""
    before = contents(root)
    type_in("Alla hittar hit", *[""] * 20)
    made = new("goal", root, *GOAL_OPTIONS[:4], "--value", "50")
    assert made.status == 0, made.said
    assert "These say nothing together with the rest: --value." in made.err
    assert list(added(root, before)) == ["data/goals/n1/hittar-hit.yml"]


@pytest.mark.parametrize(
    ("given", "written"), [("73,5", "73.5"), ("1 250,5", "1250.5"), ("−3", "-3"), (" 60 ", "60")]
)
def test_a_number_may_be_written_as_people_write_it(given: str, written: str, root: Path) -> None:
    before = contents(root)
    options = ["--value", given, "--due", "2018", "--baseline-period", "2016"]
    made = new("goal", root, *GOAL_OPTIONS, *FOLLOWED, *options, "--baseline-value", "47,25")
    assert made.status == 0, made.said
    (text,) = added(root, before).values()
    assert f"    value: {written}\n" in text
    assert "      value: 47.25\n" in text


@pytest.mark.parametrize("given", ["1,234", "60 %", "60 kr", "cirka 60", "1 2"])
def test_a_number_that_can_be_read_in_two_ways_is_refused(given: str, root: Path) -> None:
    made = new("goal", root, *GOAL_OPTIONS, *FOLLOWED, "--value", given, "--due", "2018")
    assert made.status == 2
    assert made.err.startswith(f"--value: “{given}” is not a number.")


def test_nothing_is_written_where_a_link_leads_out_of_the_project(
    root: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "data/indicators/trygghet.csv").rename(outside / "trygghet.csv")
    (root / "data/indicators/trygghet.yml").rename(outside / "trygghet.yml")
    (root / "data/indicators").rmdir()
    (root / "data/indicators").symlink_to(outside)
    made = new("indicator", root, *INDICATOR_OPTIONS)
    assert made.status == 1
    assert made.err.endswith(
        "data/indicators/svar-tid.yml is a link that leads out of the project. Nothing was written.\n"
    )
    assert sorted(path.name for path in outside.iterdir()) == ["trygghet.csv", "trygghet.yml"]


@pytest.mark.parametrize(("language", "severity"), [("sv", "varning"), ("en", "warning")])
def test_what_is_wrong_is_said_as_check_says_it(
    language: str, severity: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    project = ("--project", root.name, "--lang", language)
    made = malbok("new", "goal", *project, *GOAL_OPTIONS)
    path = f"{root.name}/data/goals/n1/nar-oss-dygnet-runt.yml"
    assert made.err.startswith(f"{path}:")
    assert f" {severity}[R126] " in made.err
    assert made.err.rpartition("\n1 ")[0] in malbok("check", *project).out
    assert path in made.out.splitlines()[0]
    again = malbok("new", "goal", *project, *GOAL_OPTIONS, "--id", "nar-oss-dygnet-runt")
    assert again.err.startswith(path)


@pytest.mark.parametrize(
    ("kind", "options", "path"),
    [
        ("goal", [*GOAL_OPTIONS, "--id", "trygg"], "data/goals/n1/trygg.yml"),
        (
            "goal",
            ["--department", "n2", *GOAL_OPTIONS[2:], "--id", "trygg"],
            "data/goals/n1/trygg.yml",
        ),
        ("indicator", [*INDICATOR_OPTIONS, "--id", "trygghet"], "data/indicators/trygghet.yml"),
    ],
)
def test_no_file_is_written_over(kind: str, options: list[str], path: str, root: Path) -> None:
    before = contents(root)
    made = new(kind, root, *options)
    assert (made.status, made.err) == (1, f"{path} is there already. Nothing was written.\n")
    assert contents(root) == before


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--audience", "public"], "R107"),
        (["--department", "n2", "--audience", "public"], "R107"),
    ],
)
def test_what_check_wouldnt_accept_isnt_written(
    options: list[str], code: str, project: ProjectWriter
) -> None:
    hidden = INDICATOR.replace("audience: public\n", "")
    root = project(
        {**PAGES, "data/indicators/trygghet.yml": hidden, "data/goals/n1/trygg.yml": None}
    )
    before = contents(root)
    made = new("goal", root, *GOAL_OPTIONS, *FOLLOWED, *options)
    assert made.status == 1
    assert f"error[{code}]" in made.err
    assert contents(root) == before


def test_a_project_that_cant_be_read(project: ProjectWriter) -> None:
    root = project({"data/organisation.yml": None})
    made = new("goal", root, *GOAL_OPTIONS)
    assert made.status == 1
    assert "data/organisation.yml" in made.err


# --- With questions -------------------------------------------------------------------------------


def test_questions_are_asked_again_until_the_answer_will_do(root: Path, type_in: Type) -> None:
    before = contents(root)
    type_in(
        *["", "kultur", "x", "resultt", "result"],
        *["<b>", "Alla hittar till biblioteken", "trygg", "", "9", "public", "", "Nej", "2018"],
        *["barn och unga", "", "", "chef", "trygg", "", ""],
        *["xyz", "tryggh", "", "70,5 kr", "70,5", "2018-Q1", "", "2019", "2016", "", ""],
    )
    made = new("goal", root)
    assert made.status == 1, made.said  # the department is only for the intranet
    assert "error[R107]" in made.err
    assert contents(root) == before
    for said in (
        "This must be answered.",
        "→ Kultur- och fritidsnämnden",
        "“resultt” is none of these.\nDid you mean “result”?",
        "“title” must be one line without the characters < and >.",
        "data/goals/n1/trygg.yml is there already.",
        "“Nej” is not a period.",
        "→ Alla är trygga hemma (trygg)",
        "Nothing has “xyz” in its title.",
        "Latest outcome, 2016: 47 %",
        "“70,5 kr” is not a number.",
        "The period “2018-Q1” doesn't fit the indicator",
        "The baseline is of 2019, which isn't before 2018",
        "Enter means: 47",
        "Read more: content/handbok/formulera.md",
        "Without an answer only the intranet shows it.",
    ):
        assert said in made.out, said
    assert "resultatmal.md" not in made.out  # the page isn't in this project


def test_a_question_mark_tells_what_words_mean(project: ProjectWriter, type_in: Type) -> None:
    glossary = "glossary:\n  - {word: result, meaning: What is better for somebody.}\n"
    root = project({**PAGES, "data/organisation.yml": ORGANISATION + glossary})
    before = contents(root)
    type_in("n1", "?", "?", "result")
    made = new("goal", root)
    assert "A question mark (?) tells what is meant by: result" in made.out
    assert made.out.count("result: What is better for somebody.") == 2
    assert contents(root) == before


ANSWERS = [
    *["n1", "1", "Alla hittar till biblioteken", "hittar", "", "", "2018", "", "", "", "", "", ""],
]
"""Up to the question of how the goal is followed."""


def test_an_indicator_can_be_made_on_the_way(root: Path, type_in: Type) -> None:
    before = contents(root)
    indicator = ["Besök", "", "Alla besök.", "st", "1", "year", "Räknaren", "", "", "", ""]
    type_in(*ANSWERS, "new", *indicator, "2016 1 200", "2015", "", "", "1500", "", "2016", "", "")
    made = new("goal", root)
    assert made.status == 0, made.said
    files = added(root, before)
    assert list(files) == [
        "data/goals/n1/hittar.yml",
        "data/indicators/besok.csv",
        "data/indicators/besok.yml",
    ]
    assert files["data/indicators/besok.csv"] == "period,value\n2015,\n2016,1200\n"
    assert files["data/goals/n1/hittar.yml"].endswith(
        "targets:\n  - indicator: besok\n    comparator: at_least\n    value: 1500\n"
        '    due: "2018"\n    baseline:\n      period: "2016"\n      value: 1200\n'
    )


def test_a_public_goal_rests_on_public_indicators(project: ProjectWriter, type_in: Type) -> None:
    hidden = INDICATOR.replace("audience: public\n", "").replace("trygghet", "dold")
    root = project(
        {
            **PAGES,
            "data/indicators/dold.yml": hidden,
            "data/indicators/dold.csv": "period,value\n",
        }
    )
    before = contents(root)
    public = [*ANSWERS[:4], "public", *ANSWERS[5:]]
    indicator = ["Besök", "", "Alla besök.", "st", "1", "year", "Räknaren", "", "", ""]
    type_in(*public, "dold", "new", *indicator, "", "none", "")
    made = new("goal", root)
    assert made.status == 0, made.said
    assert "This is public but rests on “dold”" in made.out
    assert "The goal is public, so the indicator becomes public too." in made.out
    assert "audience: public\n" in added(root, before)["data/indicators/besok.yml"]


def test_several_finds_are_chosen_among(project: ProjectWriter, type_in: Type) -> None:
    more = {
        f"data/indicators/i{n}.yml": INDICATOR.replace("id: trygghet", f"id: i{n}")
        for n in range(14)
    }
    figures = {path.replace(".yml", ".csv"): "period,value\n2016,5\n" for path in more}
    root = project({**PAGES, **more, **figures})
    type_in(*ANSWERS, "hemmet", "", "i12", "none", "hemmet", "3", "none", "")
    made = new("goal", root)
    assert made.status == 0, made.said
    assert "and 3 more" in made.out
    text = (root / "data/goals/n1/hittar.yml").read_text()
    assert text.endswith("indicators:\n  - i12\n  - i10\n")


def test_steps_are_asked_for_when_nothing_is_measured(root: Path, type_in: Type) -> None:
    type_in(*ANSWERS, "", "snart Klart", "2027-03-31 Klart", "")
    made = new("goal", root)
    assert made.status == 0, made.said
    assert "“snart” is not a date." in made.out
    text = (root / "data/goals/n1/hittar.yml").read_text()
    assert text.endswith("milestones:\n  - title: Klart\n    due: 2027-03-31\n")


def test_a_report_by_questions(root: Path, type_in: Type) -> None:
    type_in("Delår", "", "interim_august", "2016-08", "", "", "5", "1, n2", "Det går bra.")
    made = new("report", root)
    assert made.status == 0, made.said
    assert "“5” is none of these." in made.out
    assert "For example: 2016-T2" in made.out
    assert "Enter means: 2016-08-31" in made.out
    assert "departments:\n  - n1\ngoals:\n  - trygg\nsummary: Det går bra.\n" in (
        (root / "data/reports/delar.yml").read_text()
    )


@pytest.mark.parametrize("kind", ["goal", "indicator", "report"])
def test_leaving_writes_nothing(kind: str, root: Path, type_in: Type) -> None:
    before = contents(root)
    for count in range(4):
        type_in(*["1", "1", "Något", "1"][:count])
        made = new(kind, root)
        assert made.status == 2
        assert made.err.strip() == "Nothing was written."
    assert contents(root) == before


def test_swedish_is_spoken(root: Path, type_in: Type) -> None:
    type_in()
    made = malbok("new", "goal", "--project", root)
    assert made.out.startswith("Inget skrivs förrän du har svarat på den sista frågan.")


# --- Ids, files and answers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "taken", "found"),
    [
        ("Trygga i hemmet", [], "trygga-hemmet"),
        ("Trygga i hemmet", ["trygga-hemmet", "TRYGGA-HEMMET-2"], "trygga-hemmet-3"),
        ("Åtta älgar på ön", [], "atta-algar-on"),
        ("Alla är vi", [], "alla-ar-vi"),
        ("100 %", [], "100"),
        ("Index", [], "index-2"),
        ("…!", [], ""),
        ("", [], ""),
        ("x" * 99, [], "x" * ID_LENGTH),
        (
            "En mycket lång mening som aldrig vill ta slut",
            [],
            "mycket-lang-mening-aldrig-vill-ta-slut",
        ),
    ],
)
def test_ids_are_suggested_from_titles(title: str, taken: list[str], found: str) -> None:
    assert suggested_id(title, taken) == found


@given(title=st.text(max_size=60), taken=st.lists(st.sampled_from(["a", "b", "index", "a-2"])))
def test_what_is_suggested_can_be_an_id(title: str, taken: list[str]) -> None:
    found = suggested_id(title, taken)
    assert found not in taken
    assert not found or answer_problem(Goal, "id", found) is None


LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=120)


@given(
    title=LINES,
    unit=LINES,
    note=st.text(st.sampled_from("a å:#-'\"\\%\n{}[]!&*|>?,0"), max_size=150),
)
def test_whatever_is_answered_is_what_the_file_says(title: str, unit: str, note: str) -> None:
    values = {"title": title, "unit": unit, "note": note}
    whole = {**values, "id": "x", "source": {"title": unit}}
    made = yaml_file("indicator", "data/indicators/x.yml", whole)
    said = parse_yaml(TextFile("x.yml", made.content.decode()), [])
    if said is None:
        return  # characters that no file may hold: what is tried says so
    for name, value in values.items():
        assert said.get(name, "").strip() == value.strip()


@pytest.mark.parametrize(
    ("kind", "path", "schema"),
    [
        ("goal", item_path("goal", "x", "n1"), "../../schemas/goal.json"),
        ("indicator", item_path("indicator", "x"), "../schemas/indicator.json"),
        ("report", item_path("report", "x"), "../schemas/report.json"),
    ],
)
def test_the_first_line_names_the_schema(kind: ItemKind, path: str, schema: str) -> None:
    first = yaml_file(kind, path, {"id": "x"}).content.decode().split("\n")[0]
    assert first == f"# yaml-language-server: $schema={schema}"


def test_keys_stand_in_the_order_of_the_model() -> None:
    kinds: tuple[ItemKind, ...] = ("goal", "indicator", "report")
    for kind in kinds:
        record = KINDS[kind].record
        assert record
        names = list(record.model_fields)
        values = dict.fromkeys(reversed(names), "x")
        text = yaml_file(kind, f"data/{kind}s/x.yml", values).content.decode()
        assert [line.split(":")[0] for line in text.split("\n")[1:-1]] == names


@pytest.mark.parametrize(
    ("record", "name", "answer", "code"),
    [
        (Goal, "title", "Alla är trygga", None),
        (Goal, "title", "a<b", "V114"),
        (Goal, "title", "", "K103"),
        (Goal, "period", "2016-5", "V107"),
        (Goal, "updated", "2016-13-01", "V106"),
        (Target, "value", "1e5", "V105"),
        (Target, "value", "5", None),
    ],
)
def test_one_answer_is_looked_at_as_the_model_does(
    record: type[Record], name: str, answer: str, code: str | None
) -> None:
    problem = answer_problem(record, name, answer)
    assert (problem and problem.code) == code


def test_answers_are_looked_at_together() -> None:
    limits = {"indicator": "x", "comparator": "between", "due": "2016", "lower": "2", "upper": "1"}
    problem = record_problem(Target, limits)
    assert problem
    assert problem.code == "V111"
    assert record_problem(Target, limits | {"upper": "3"}) is None
