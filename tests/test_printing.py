"""How problems are said: as text for people, and in the forms that other programs read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
import pytest

from malbok.language import language
from malbok.printing import FORMS, Report, as_text, text_of
from malbok.problems import Place, Problem

ENGLISH = language("en")
PATH = "data/indicators/x.csv"
COMMA = Problem("C121", Place(PATH, 3, 6, 3, 12), {"value": "71,9", "better": "71.9"})
GAP = Problem("C136", Place(PATH, 4, 1, 4, 5), {"missing": "2015", "example": "2015"})
MANY = Problem("R125", Place("data/goals/n/y.yml", 7, 1, 7, 8), {"count": 7, "limit": 5})
LINES = {PATH: ["period,value", "2013,40", '2014,"71,9"', "2016,41"]}


def report(*problems: Problem, **others: Any) -> Report:
    return Report(problems, LINES, ENGLISH, **others)


def records(*problems: Problem, **others: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(FORMS["json"](report(*problems, **others)))["problems"]
    return found


# --- Text -----------------------------------------------------------------------------------------


def test_text_shows_the_line_and_the_mark_below_it() -> None:
    assert as_text(report(COMMA, GAP)).split("\n") == [
        "data/indicators/x.csv:3:6: error[C121] “71,9” has a decimal comma.",
        '  3 | 2014,"71,9"',
        "    |      ^^^^^^ Write a point: 71.9",
        "data/indicators/x.csv:4:1: warning[C136] There is no line for 2015.",
        "  4 | 2016,41",
        "    | ^^^^ Add a line with the value, or with an empty value: 2015,",
        "1 error and 1 warning. What a code means: malbok explain C121",
    ]


def test_text_says_severity_and_counts_in_swedish() -> None:
    said = as_text(Report((COMMA, GAP, MANY), LINES, language("sv"))).split("\n")
    assert "fel[C121]" in said[0]
    assert "varning[C136]" in said[3]
    assert "råd[R125]" in said[6]
    assert said[-1].startswith("1 fel, 1 varning och 1 råd.")


def test_a_file_that_can_not_be_shown_gets_its_hint_on_a_line_of_its_own() -> None:
    missing = Problem("F101", Place("data/organisation.yml"), {"path": "data/organisation.yml"})
    assert as_text(report(missing)).split("\n")[1].startswith("    Create data/organisation.yml")


def test_colours_are_only_for_those_who_ask() -> None:
    assert "\x1b" not in as_text(report(COMMA))
    assert "\x1b[31m" in as_text(report(COMMA, style=click.style))


def test_what_stands_in_files_can_not_steer_a_terminal() -> None:
    odd = Problem("C121", Place("data/\x1b[2J.csv", 1, 1), {"value": "\x9b2J\n", "better": "1"})
    said = text_of(odd, "\x1b]0;x\x07", ENGLISH)
    assert all(character.isprintable() for character in said.replace("\n", ""))
    assert said.count("\n") == 2


def test_a_value_of_any_length_is_told_in_short() -> None:
    long = Problem("C126", Place(PATH, 1, 1), {"value": "9" * 900_000})
    assert len(as_text(report(long))) < 1000


def test_nothing_wrong_is_nothing_said() -> None:
    assert as_text(report()) == ""


def marked_part(line: str, column: int, length: int) -> str:
    """What of a line the mark stands below."""
    place = Place(PATH, 1, column, 1, column + length)
    _, shown, under = text_of(Problem("C129", place), line, ENGLISH).split("\n")
    start, width = under.index("^"), under.count("^")
    return shown[start : start + width]


@pytest.mark.parametrize(
    ("line", "column", "length", "marked"),
    [
        ("abc def", 5, 3, "def"),
        ("abc def", 5, 99, "def"),
        ("abc def", 5, 0, "d"),
        ("å ä ö", 3, 1, "ä"),
        ("\tabc", 2, 3, "abc"),
        ("x" * 300 + "here" + "y" * 300, 301, 4, "here"),
        ("x" * 40 + "here", 41, 4, "here"),
    ],
)
def test_the_mark_stands_below_what_is_wrong(
    line: str, column: int, length: int, marked: str
) -> None:
    assert marked_part(line, column, length) == marked


@pytest.mark.parametrize("before", ["日本", "a\u030a", "👩‍👧"])
def test_the_mark_stands_right_also_after_wide_and_combined_characters(before: str) -> None:
    from wcwidth import wcswidth

    place = Place(PATH, 1, len(before) + 1, 1, len(before) + 5)
    _, shown, under = text_of(Problem("C129", place), f"{before}here", ENGLISH).split("\n")
    at = under.index("^")
    assert wcswidth(shown[: shown.index("here")]) == at


def test_a_very_long_line_is_cut_round_the_fault() -> None:
    place = Place(PATH, 1, 5001, 1, 5005)
    said = text_of(Problem("C129", place), "x" * 5000 + "here" + "y" * 5000, ENGLISH)
    assert all(len(line) < 130 for line in said.split("\n"))


# --- JSON -----------------------------------------------------------------------------------------


def test_json_has_every_field_of_every_problem() -> None:
    assert records(COMMA) == [
        {
            "code": "C121",
            "severity": "error",
            "path": PATH,
            "line": 3,
            "column": 6,
            "end_line": 3,
            "end_column": 12,
            "message": "“71,9” has a decimal comma.",
            "hint": "Write a point: 71.9",
            "doc_url": "redaktor/fel/c121/",
        }
    ]
    summary = json.loads(FORMS["json"](report(COMMA, GAP, MANY)))["summary"]
    assert summary == {"errors": 1, "warnings": 1, "advice": 1, "files": 2}


@pytest.mark.parametrize("site", ["https://mal.exempelby.se", "https://mal.exempelby.se/"])
def test_codes_are_explained_on_the_site(site: str) -> None:
    assert records(COMMA, site_url=site)[0]["doc_url"] == (
        "https://mal.exempelby.se/redaktor/fel/c121/"
    )
    assert records(COMMA, listing="hjalp/index.md")[0]["doc_url"] == "hjalp/c121/"


def test_a_place_without_an_end_ends_where_it_begins() -> None:
    record = records(Problem("F103", Place("data/x.csv")))[0]
    assert (record["line"], record["column"]) == (1, 1)
    assert (record["end_line"], record["end_column"]) == (1, 1)


def test_paths_are_shown_from_the_folder_one_stands_in() -> None:
    assert records(COMMA, folder="kommun")[0]["path"] == f"kommun/{PATH}"
    assert as_text(report(COMMA, folder="kommun")).startswith(f"kommun/{PATH}:3:6:")


# --- GitHub, GitLab, SARIF ------------------------------------------------------------------------


def test_github_gets_a_command_for_each_problem() -> None:
    said = FORMS["github"](report(COMMA, GAP, MANY)).split("\n")
    assert said[0] == (
        f"::error file={PATH},line=3,endLine=3,col=6,endColumn=12,title=C121 A decimal comma"
        "::“71,9” has a decimal comma. Write a point: 71.9"
    )
    assert [line.split(" ")[0] for line in said] == ["::error", "::warning", "::notice"]


def test_what_github_reads_as_commands_is_escaped() -> None:
    place = Place("data/a,b:c.csv", 1, 1, 1, 2)
    said = FORMS["github"](report(Problem("C121", place, {"value": "5 %\n::x", "better": "5"})))
    assert said.count("\n") == 0
    assert "file=data/a%2Cb%3Ac.csv," in said
    assert "5 %25%0A::x" in said


def test_gitlab_gets_a_record_for_each_problem() -> None:
    found = json.loads(FORMS["gitlab"](report(COMMA, GAP, MANY)))
    assert [record["severity"] for record in found] == ["major", "minor", "info"]
    assert found[0]["check_name"] == "C121"
    assert found[0]["location"] == {"path": PATH, "lines": {"begin": 3, "end": 3}}
    assert found[0]["description"].startswith("“71,9” has a decimal comma.")


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    found = json.loads(FORMS["gitlab"](report(*problems)))
    return [record["fingerprint"] for record in found]


def test_no_two_findings_share_a_fingerprint_and_moving_lines_keeps_them() -> None:
    twice = [COMMA, COMMA, GAP]
    assert len(set(fingerprints(twice))) == 3
    moved = Problem("C121", Place(PATH, 9, 6, 9, 12), COMMA.params)
    assert fingerprints([moved]) == fingerprints([COMMA])


def test_sarif_names_its_rules_and_places() -> None:
    found = json.loads(FORMS["sarif"](report(COMMA, GAP, site_url="https://x.se")))
    (run,) = found["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert found["version"] == "2.1.0"
    assert rules["C121"]["helpUri"] == "https://x.se/redaktor/fel/c121/"
    assert rules["C136"]["defaultConfiguration"] == {"level": "warning"}
    result = run["results"][0]
    assert list(rules)[result["ruleIndex"]] == result["ruleId"] == "C121"
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": PATH}
    region = {"startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 12}
    assert location["physicalLocation"]["region"] == region
    assert result["partialFingerprints"]["malbok/v1"]


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_nothing_wrong_is_still_a_whole_document(form: str) -> None:
    assert json.loads(FORMS[form](report())) is not None


def test_a_path_with_blanks_is_an_address_in_sarif() -> None:
    problem = Problem("F103", Place("data/mål 1.csv"))
    found = json.loads(FORMS["sarif"](report(problem)))
    location = found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "data/m%C3%A5l%201.csv"


def test_every_form_says_the_same_problems() -> None:
    problems = (COMMA, GAP, MANY)
    for form, said in FORMS.items():
        text = said(report(*problems))
        assert all(problem.code in text for problem in problems), form
