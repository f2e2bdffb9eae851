"""Reading: what is accepted, and where and how each fault is reported.

In the tables `»` stands before the place that must be named, one for each expected problem.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malbok.audience import for_audience
from malbok.checks import check
from malbok.kinds import KINDS
from malbok.kinds.examples import PROJECT
from malbok.language import LanguageCode, language
from malbok.model import Audience, ContentPage, Embed, Mark, Observation, Prose
from malbok.observations import figures_csv
from malbok.periods import Period, PeriodKind
from malbok.printing import FORMS, Report, text_of
from malbok.problems import DataError, Problem, errors, in_file_order
from malbok.reading import load_project, read_project
from malbok.reading.content import parse_content
from malbok.reading.figures import parse_figures
from malbok.reading.files import MOST_PROBLEMS, TextFile, read_text
from malbok.reading.yaml import MAX_DEPTH, parse_yaml
from tests.building import (
    BASE,
    FIGURES,
    GOAL,
    INDICATOR,
    Files,
    all_problems,
    marked,
    said,
    write_project,
)
from tests.conftest import ProjectWriter

ENGLISH = language("en")
NBSP, NARROW, MINUS, ZERO_WIDTH = "\u00a0", "\u202f", "\u2212", "\u200b"
X_GOAL = "data/goals/n1/x.yml"
X_HEAD = "id: x\ntitle: Alla\ntype: process\nupdated: 2026-11-22\n"
X_GOAL_TEXT = X_HEAD + "milestones: [{title: Frågat, due: 2027-01-01}]\n"
GOAL_PATH, Y_GOAL = "data/goals/n1/trygg.yml", "data/goals/n1/y.yml"
REPORT = """\
id: r
title: Delår
kind: interim_august
period: 2016-T2
as_of: 2016-08-31
goals: [trygg]
sections:
  - goal: trygg
    comment: Bra
"""
ROWS = """\
period,value,municipality,sex,group,count,mark,note
2015,1,,,Förskola,12,,
2016,2,,,Förskola,12,,
2016,3,1283,women,,,preliminary,"Ny enkät, bredare"
"""
Y_GOAL_TEXT = X_GOAL_TEXT.replace("id: x", "id: y") + "supports: [trygg]\n"
YML, CSV = "data/indicators/trygghet.yml", "data/indicators/trygghet.csv"
ZIPPED = b"PK\x03\x04\x14\x00" + bytes(range(256))
X_TARGET = "targets:\n  - indicator: trygghet\n    comparator: at_least\n"


def expected(codes: str, path: str, text: str) -> tuple[str, list[str]]:
    """A marked text without its marks, and what is to be said of it: one code for each mark."""
    plain, places = marked(text)
    found = codes.split()
    assert len(found) == len(places), "one code for each mark"
    return plain, [f"{c} {path}:{li}:{co}" for c, (li, co) in zip(found, places, strict=True)]


def hints(problems: Sequence[Problem]) -> list[str]:
    """What each problem says to write instead, in English."""
    return [p.hint(ENGLISH) for p in problems]


# --- YAML as such ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("Y101", 'id: x\ntitle: »"Alla\ntype: result\n'),
        ("Y101", "id: x\ntitle: »'Alla\ntype: result"),
        ("Y101", "id: x\nsupports: »[a, b\ntype: result\n"),
        ("Y101", "id: x\nsource: »{title: a\n"),
        ("Y110", "id: x\n»title:Alla\ntype: result\n"),
        ("Y101", "id: x\n»title Alla\ntype: result\n"),
        ("Y110", "id: x\ntype: result\n»title:Alla\n"),
        ("Y113", "id: x\ntitle: »*alla*\n"),
        ("Y113", "id: x\ntitle: »**alla** barn\n"),
        ("Y113", "id: x\ntitle: »@alla\n"),
        ("Y113", "id: x\ntitle: »[Läs mer](om.md)\n"),
        ("Y113", 'id: x\ntitle: »"Alla" är trygga\ntype: result\n'),
        ("Y110", "id: x\ntargets:\n  - »indicator:a\n    value: 1\n"),
        ("Y113", "id: x\ntitle: »- alla\n"),
        ("Y111", "id: x\ntargets:\n  - a: b\n» c: d\n"),
        ("Y111", "id: x\n» title: Alla\n"),
        ("Y101", 'id: x\ntitle: "C:»\\data"\n'),
        ("Y101", "id: x\n»---\nid: y\n"),
        ("Y101", "id: x\n»{a: b}: c\n"),
        ("Y102", "id: x\ntargets:\n»\t- indicator: y\n"),
        ("Y102", "id: x\ntargets:\n  - indicator: y\n  »\tdue: 2016\n"),
        ("Y103", "id: x\ntitle: Alla»: barn och unga\n"),
        ("Y111", "id: x\ntype: result\n»  title: Alla\n"),
        ("Y104", "id: x\ntitle: A\n»title: B\n"),
        ("Y104 Y104", "id: x\ntargets:\n  - a: 1\n    »a: 2\n»id: y\n"),
        ("Y105", "a: »&x [1, 2]\nb: 3\n"),
        ("Y105", "a: »&x Alla\nb: 3\n"),
        ("Y105", "title: »&Co är bra\n"),
        ("Y105 Y105", "a: »&x Alla\nb: »*x\n"),
        ("Y105", "a: »*x\n"),
        ("Y113", "title: »!viktigt Alla är trygga\n"),
        ("Y113", "a: »!!python/object:os.system ls\n"),
        ("Y113", "title: »> 80 procent\n"),
        ("Y113", "title: »| alla\n"),
        ("Y113", "a:\n  - b: »>= 80\n"),
        ("Y113", "supports:\n  - »@alla\n"),
        ("Y116", "title: »'Alla i 'kommunen' nöjda'\n"),
        ("Y116", 'id: x\ntitle: »"Alla "nöjda" hem"\n'),
        ("Y116", 'milestones:\n  - title: »"Alla "nöjda" hem"\n    due: x\n'),
        ("Y103", "milestones:\n  - title: Vi»: frågat\n    due: 2024-11-30\n"),
        ("Y115", "milestones:\n  »-title: Vi har frågat\n    due: 2024-11-30\n"),
        ("Y115", "id: x\nmilestones:\n  »-title: Vi har frågat\n"),
        ("Y102", "milestones:\n  -»\ttitle: Vi har frågat\n    due: 2024-11-30\n"),
        (
            "Y114",
            f"milestones:\n  - title: Vi\n»{NBSP}{NBSP}{NBSP}{NBSP}due: 2024-11-30\n    done: x\n",
        ),
        ("Y114", f"id: x\nowner:»{NBSP}chef\n"),
        ("Y114", f"owner:»{NARROW}chef\n"),
        ("Y114", f"targets:\n  -»{NBSP}indicator: x\n    value: 1\n"),
        ("Y110", "»id:x\ntitle:Alla\ntype:result\nsource:\n  title:A\n"),
        ("Y110", "title: A\n»id:x\ntype:result\nsource:\n  title: A\n"),
        ("Y111", "» id: x\ntitle: Alla\n"),
        ("Y106", "a: " + "[" * (MAX_DEPTH - 1) + "»[[[]]]" + "]" * (MAX_DEPTH - 1) + "\n"),
        ("Y107", "»- a\n- b\n"),
        ("Y107", "»Bara text\n"),
        ("Y110", "»title:Alla\n"),
        ("Y108", "»"),
        ("Y108", "»\n# bara en kommentar\n"),
        ("F107", 'title: »"noll \\0 tecken"\n'),
        ("F107", "title: Alla »\x7f barn\n"),
        ("F107", "title: A\ntype: »\ufffe\n"),
        ("Y104", 'a: "en rad\u2028till"\nb: 1\n»b: 2\n'),
    ],
)
def test_a_fault_in_yaml_is_named_where_it_is(codes: str, text: str) -> None:
    plain, wanted = expected(codes, "data/x.yml", text)
    problems: list[Problem] = []
    assert parse_yaml(TextFile("data/x.yml", plain), problems) is None
    assert said(problems) == wanted


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("id: x\ntitle: »Vi är #1\n", "Vi är"),
        ("targets:\n  - note: »nr #2 av 3\n", "nr"),
        ("title: Vi är nr 1  # beslutat i mars\n", ""),
        ('title: "Vi är #1"\n', ""),
        ("title: C#1\n", ""),
        ("title: >\n  not: alls #1\n", ""),
        ("# title: Vi är #1\nid: x\n", ""),
    ],
)
def test_a_text_that_yaml_cuts_off_is_pointed_out(text: str, cut: str) -> None:
    plain, places = marked(text)
    problems: list[Problem] = []
    assert parse_yaml(TextFile("x.yml", plain), problems) is not None
    assert said(problems) == [f"Y112 x.yml:{line}:{column}" for line, column in places]
    assert [p.params["value"] for p in problems] == ([cut] if cut else [])


def test_all_scalars_of_yaml_are_text() -> None:
    text = 'a: no\nb: 2016-05\nc: 0180\nd: 95.0\ne: ""\nf:\ng: null\nh: [1, yes, ~]\n'
    problems: list[Problem] = []
    assert parse_yaml(TextFile("data/x.yml", text), problems) == {
        "a": "no",
        "b": "2016-05",
        "c": "0180",
        "d": "95.0",
        "e": "",
        "f": "",
        "g": "null",
        "h": ["1", "yes", "~"],
    }
    assert problems == []


@pytest.mark.parametrize(
    "opened",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "[\n" * 50_000,
        "".join("  " * depth + "a:\n" for depth in range(400)),
    ],
)
def test_bottomless_nesting_is_refused_in_no_time(opened: str) -> None:
    problems: list[Problem] = []
    start = time.perf_counter()
    assert parse_yaml(TextFile("data/x.yml", opened), problems) is None
    assert time.perf_counter() - start < 5
    assert [p.code for p in problems] == ["Y106"]


def test_nesting_up_to_the_limit_is_read() -> None:
    problems: list[Problem] = []
    levels = MAX_DEPTH - 1
    text = "a: " + "[" * levels + "]" * levels
    assert parse_yaml(TextFile("data/x.yml", text), problems) is not None
    assert problems == []


def test_an_alias_bomb_is_refused_before_it_is_unfolded() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    problems: list[Problem] = []
    start = time.perf_counter()
    assert parse_yaml(TextFile("data/x.yml", "\n".join(lines)), problems) is None
    assert time.perf_counter() - start < 2
    assert {p.code for p in problems} == {"Y105"}


@pytest.mark.parametrize(
    "text",
    [
        "description: " + "[a](b) " * 15 + "x" * 20_000,
        "description: >\n  " + "[a](b) {x} " * 15 + "x" * 20_000,
        "description: " + "- " * 7 + "x" * 20_000,
    ],
)
def test_long_lines_are_read_in_no_time(text: str) -> None:
    start = time.perf_counter()
    parse_yaml(TextFile("data/x.yml", text), [])
    assert time.perf_counter() - start < 1


def test_many_faults_in_a_long_file_are_placed_in_no_time(project: ProjectWriter) -> None:
    rows = "".join(f"  - {{title: steg, due: {n}}}\n" for n in range(2000))
    start = time.perf_counter()
    problems = all_problems(project({X_GOAL: X_HEAD + "milestones:\n" + rows}))
    assert time.perf_counter() - start < 5
    assert [p.code for p in problems] == ["V106"] * MOST_PROBLEMS + ["F120"]
    assert [p.place.line for p in problems] == list(range(6, MOST_PROBLEMS + 7))


# --- Keys and values --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("K101", "»departement: n1\n"),
        ("K101", "»Title: Alla\n"),
        ("K101", X_TARGET + '    value: 1\n    »dew: "2016"\n    due: "2016"\n'),
        ("K101", X_TARGET + '    value: 1\n    »dues: "2016"\n'),
        ("K102", X_TARGET.replace("- ", "- »") + "    value: 1\n"),
        ("K103", "»period:\n"),
        ("K103", '»insight: ""\n'),
        ("K103", '»insight: "   "\n'),
        ("K103", "»targets:\n"),
        ("V101", "insight: »[a, b]\n"),
        ("V101", "insight:\n  »a: b\n"),
        ("V102", "supports: »y\n"),
        ("Y115", "targets:\n  »-indicator: trygghet\n"),
        ("Y115", "supports:\n  »-y\n"),
        ("V119", "supports:\n  - »y: z\n"),
        ("V119", "supports:\n  - x\n  - »[y]\n"),
        ("V102", "targets:\n  »indicator: trygghet\n"),
        ("V103", "source: »Enkäten\n"),
        ("V103", "targets: [»trygghet]\n"),
        ("V104", "audience: »publik\n"),
        ("V104", "kind: »inriktning\n"),
        ("V104", "target_group: »[residents]\n"),
        ("V105", X_TARGET + '    value: »"95,0 %"\n    due: "2016"\n'),
        ("V105", X_TARGET + f"    value: »1{NBSP}250\n    due: '2016'\n"),
        ("V105", X_TARGET + f"    value: »1{NARROW}250\n    due: '2016'\n"),
        ("V117", X_TARGET + f"    value: »{MINUS}5\n    due: '2016'\n"),
        ("V117", X_TARGET + f"    »value{ZERO_WIDTH}: 5\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: »005\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: »1e3\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: ».inf\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: »nan\n    due: '2016'\n"),
        ("V117", X_TARGET + "    value: »７１\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: »[1]\n    due: '2016'\n"),
        ("V106", "override: {status: met, motivation: M, role: chef, date: »31/12 2016}\n"),
        ("V106", "override: {status: met, motivation: M, role: chef, date: »2016-02-30}\n"),
        ("V106", "override: {status: met, motivation: M, role: chef, date: »2016-W05-1}\n"),
        ("V106", "override: {status: met, motivation: M, role: chef, date: »20160131}\n"),
        ("V117", "override: {status: met, motivation: M, role: chef, date: »2016–12–31}\n"),
        ("V107", "period: »202O\n"),
        ("V117", "period: »２０１６\n"),
        ("V118", 'period: »"2205"\n'),
        ("V118", "period: »1899-Q1\n"),
        ("V107", 'period: »"2015-2016"\n'),
        ("V107", "period: »[2016]\n"),
        ("V108", "owner: »Förvaltningschef\n"),
        ("V117", f"owner: »ch{ZERO_WIDTH}ef\n"),
        ("V117", f"owner: »chef{NBSP}\n"),
        ("V117", "owner: »сhef\n"),
        ("V117", f"audience: »public{ZERO_WIDTH}\n"),
        ("V108", "supports:\n  - y\n  - »../y\n"),
        ("V108", "owner: »" + "a" * 81 + "\n"),
        (
            "V109",
            X_TARGET.replace("at_least", "»between") + "    due: '2016'\n",
        ),
        ("V110", X_TARGET.replace("at_least", "»at_least") + "    lower: 1\n    due: '2016'\n"),
        (
            "V111",
            X_TARGET.replace("at_least", "between")
            + "    lower: »2\n    upper: 1\n    due: '2016'\n",
        ),
        ("V120", "owner: »Förvaltningschef för vård\n"),
        ("V121", "owner: »”chef”\n"),
        ("V121", "audience: »”public”\n"),
        ("V121", "period: »”2016”\n"),
        ("V121", X_TARGET + "    value: »”50”\n    due: '2016'\n"),
        ("V113", "source: {title: Enkäten, url: »www.exempelby.se}\n"),
        ("V113", 'source: {title: Enkäten, url: »"javascript:alert(1)"}\n'),
        (
            "K101 V104 V106",
            "»ägare: chef\naudience: »alla\nmilestones:\n  - {title: A, due: »maj}\n",
        ),
    ],
)
def test_a_fault_in_a_goal_is_named_where_it_is(
    codes: str, text: str, project: ProjectWriter
) -> None:
    plain, wanted = expected(codes, X_GOAL, X_HEAD + text)
    without_y = [p for p in all_problems(project({X_GOAL: plain})) if p.code != "R103"]
    assert said(without_y) == wanted


@pytest.mark.parametrize("key", ["id", "title", "type", "updated"])
def test_a_key_that_must_be_there_is_asked_for(key: str, project: ProjectWriter) -> None:
    lines = [line for line in X_HEAD.splitlines() if not line.startswith(key)]
    problems = all_problems(project({X_GOAL: "\n".join(lines)}))
    assert said(problems) == [f"K102 {X_GOAL}:1:1"]
    assert problems[0].params["key"] == key


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("ownr: chef", "Did you mean “owner”?"),
        ("Title: Alla", "Did you mean “title”?"),
        ("audience: publik", "Did you mean “public”?"),
        ("target_group: invånare", "Did you mean “residents”?"),
        ("target_group: hela världen", "Choose one of: residents, business_owners, organisations"),
        (X_TARGET + '    value: "95,0 %"\n    due: "2016"', "Did you mean “95.0”?"),
        (
            X_TARGET + f"    value: {MINUS}5\n    due: '2016'",
            "Write it with the keyboard's own characters: -5",
        ),
        (X_TARGET + "    value: 005\n    due: '2016'", "Did you mean “5”?"),
        ("period: 202O", "Did you mean “2020”?"),
        ("period: '2205'", "Check the digits of the year."),
        (f"owner: ch{ZERO_WIDTH}ef", "Write it with the keyboard's own characters: chef"),
        ("supports:\n  -trygg", "Write: - trygg"),
        (
            X_TARGET.replace("at_least", '">="') + "    value: 5\n    due: '2016'",
            "Did you mean “at_least”?",
        ),
        ("owner: cheff", "Did you mean “chef”?"),
        ("supports: [tryg]", "Did you mean “trygg”?"),
    ],
)
def test_a_near_miss_gets_a_suggestion(text: str, hint: str, project: ProjectWriter) -> None:
    problems = all_problems(project({X_GOAL: X_GOAL_TEXT + text}))
    assert [h[: len(hint)] for h in hints(problems)] == [hint]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("assessment: {on_track: 90}\n", "Did you mean “0.9”?"),
        ("assessment: {on_track: 90 %}\n", "Did you mean “0.9”?"),
        ("assessment: {uncertain: 75}\n", "Did you mean “0.75”?"),
        ("assessment: {on_track: -1}\n", "Write a number from 0 to 1."),
        ("small_numbers: {limit: 10.5}\n", "Write it with digits only: 10."),
        ("feedback: mailto:a@b.se?subject=A\n", "Write the address only: mailto:a@b.se."),
    ],
)
def test_settings_get_a_hint(text: str, hint: str, project: ProjectWriter) -> None:
    files = {"data/organisation.yml": f"{BASE['data/organisation.yml']!s}{text}"}
    assert [h[: len(hint)] for h in hints(all_problems(project(files)))] == [hint]


def test_an_empty_organisation_begins_with_its_name(project: ProjectWriter) -> None:
    assert hints(all_problems(project({"data/organisation.yml": ""})))[0] == "Begin with: name: …"


@pytest.mark.parametrize(
    ("codes", "change"),
    [
        ("V112", ("updated: 2026-11-22\n", "updated: 2026-11-22\nassessment: {on_track: »90}\n")),
        ("V112", ("updated: 2026-11-22\n", "updated: 2026-11-22\nassessment: {on_track: »90 %}\n")),
        ("V135", ("updated: 2026-11-22\n", "updated: 2026-11-22\nsmall_numbers: {limit: »0}\n")),
        ("V135", ("updated: 2026-11-22\n", "updated: 2026-11-22\nsmall_numbers: {limit: »10.5}\n")),
        (
            "V135",
            ("updated: 2026-11-22\n", "updated: 2026-11-22\nsmall_numbers: {small_group: »tio}\n"),
        ),
        (
            "V137",
            (
                "updated: 2026-11-22\n",
                "updated: 2026-11-22\nfeedback: »mailto:a@b.se?subject=Tyck\n",
            ),
        ),
        (
            "V105",
            ("updated: 2026-11-22\n", 'updated: 2026-11-22\nassessment: {on_track: »"0,9"}\n'),
        ),
        ("K101", ("updated: 2026-11-22\n", "updated: 2026-11-22\nassessment: {»partial: 0.5}\n")),
        ("K101", ("updated: 2026-11-22\n", "updated: 2026-11-22\nwords: {»goal: mål}\n")),
        ("K102", ("updated: 2026-11-22\n", "updated: 2026-11-22\nlicence: »{url: https://x.se}\n")),
        ("V106", ("as_of: 2016-12-31", "as_of: »2016")),
        ("V108", ("- id: n1", "- id: »Nämnd 1")),
    ],
)
def test_a_fault_in_the_organisation_is_named_where_it_is(
    codes: str, change: tuple[str, str], project: ProjectWriter
) -> None:
    path = "data/organisation.yml"
    plain, wanted = expected(codes, path, str(BASE[path]).replace(*change))
    reading = read_project(project({path: plain}))
    assert said(reading.problems) == wanted
    assert reading.project is None


@pytest.mark.parametrize(
    ("codes", "change"),
    [
        ("V104", ("higher", "»higer")),
        ("V114", ("Trygga i hemmet", "»Trygga i <b>hemmet")),
        ("V104", ("interval: year", "interval: »date")),
        ("V103", ("source: {title: Enkäten}", "source: »Enkäten")),
        ("K101", ("unit:", "»enhet: x\nunit:")),
        ("R105", ("id: trygghet", "id: »trygg-het")),
    ],
)
def test_a_fault_in_an_indicator_is_named_where_it_is(
    codes: str, change: tuple[str, str], project: ProjectWriter
) -> None:
    path = "data/indicators/trygghet.yml"
    plain, wanted = expected(codes, path, INDICATOR.replace(*change))
    assert said(all_problems(project({path: plain}))) == wanted


# --- Figures ----------------------------------------------------------------------------------------

X_CSV = "data/indicators/x.csv"


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("C101", "»"),
        ("C101", "»\n  \n"),
        ("C101", "»,,\n,\n"),
        ("C102", "period»;value\n2016;9,8\n"),
        ("C102", "period»\tvalue\n2016\t9.8\n"),
        ("C103", "»2016,41\n2017,42\n"),
        ("C103", "»value,period\n41,2016\n"),
        ("C103", "»period\n2016\n"),
        ("C104", "period,»Value\n2016,41\n"),
        ("C104", "»år,value\n2016,41\n"),
        ("C104", "period,value,»kommun\n2016,41,Exempelby\n"),
        ("C105", "period,value,»value\n2016,41,41\n"),
        ("C113", "period,value\n2016,»9,8\n"),
        ("C113", "period,value,note\n2016,»9,8,text\n"),
        ("C113", "period,value,note\n2016,»9,8\n"),
        ("C106", "period,value\n»2016,9,8,7\n"),
        ("C112", "period,value\n2016,9»,,\n"),
        ("C112", "period,value\n2016,»,\n"),
        ("C102", "period,value\n2016»;9\n"),
        ("C106", "period,value,note\n»2016,9\n"),
        ("C114", "period,value\n2015,1\n\n»2016\n"),
        ("C114", "period,value\n»2016 71\n"),
        ("C115", "period,value,municipality\n2016,9,»8\n"),
        ("C107", "period,value\n»,41\n"),
        ("C108", "period,value\n»202O,41\n"),
        ("C108", "period,value\n»20160,41\n"),
        ("C108", "period,value\n»2013-2015,41\n"),
        ("C120", "period,value\n»２０１６,41\n"),
        ("C120", f"period,value\n»20{ZERO_WIDTH}16,41\n"),
        ("C110", "period,value\n»2016 Q1,41\n"),
        ("C110", "period,value\n»2011.5,41\n"),
        ("C140", "period,value\n»2205,41\n"),
        ("C140", "period,value\n»1899-05,41\n"),
        ("C140", "period,value\n»9999,41\n"),
        ("C109", "period,value\n2016,41\n»2016,42\n"),
        ("C109", "period,value\n2016,41\n2015,40\n»2016,41\n"),
        ("C110", "period,value\n»2016-05,41\n"),
        ("C110", "period,value\n2016,41\n»2015/16,41\n"),
        ("C121", 'period,value\n2016,»"9,8"\n'),
        ("C121", f'period,value\n2016,»"1{NBSP}250,5"\n'),
        ("C122", "period,value\n2016,»1 250\n"),
        ("C122", f"period,value\n2016,»1{NBSP}250\n"),
        ("C122", f"period,value\n2016,»1{NARROW}250\n"),
        ("C123", "period,value\n2016,»95 %\n"),
        ("C124", "period,value\n2016,»#REF!\n"),
        ("C124", "period,value\n2016,»#SAKNAS!\n"),
        ("C125", "period,value\n2016,»..\n"),
        ("C125", "period,value\n2016,  »-  \n"),
        ("C120", f"period,value\n2016,»{MINUS}5\n"),
        ("C120", "period,value\n2016,»–5\n"),
        ("C120", f"period,value\n2016,»5{ZERO_WIDTH}1\n"),
        ("C120", f"period,value,sex\n2016,5,»wom{ZERO_WIDTH}en\n"),
        ("C120", f"period,»value{ZERO_WIDTH}\n2016,5\n"),
        ("C126", "period,value\n2016,»0081.5\n"),
        ("C119", "period,value\n2016,»1e3\n"),
        ("C118", 'period,value\n2016,»"1,234"\n'),
        ("C111", "period,value\n»jan-16,1\n"),
        ("C111", "period,value\n»42370,1\n"),
        ("C126", "period,value\n2016,»inf\n"),
        ("C125", "period,value\n2016,»nan\n"),
        ("C120", "period,value\n2016,»７１\n"),
        ("C127", "period,value,count\n2016,41,»12.5\n"),
        ("C127", "period,value,count\n2016,41,»-1\n"),
        ("C128", "period,value,sex\n2016,41,»Femal\n"),
        ("C128", "period,value,sex,mark\n2016,41,women,»prel\n"),
        ("C129", 'period,value\n2016,»"41\n2017,42\n'),
        ("C129", 'period,value,note\n2015,1,»"Ny enkät\n2016,2,"Samma"\n'),
        ("C141", 'period,value,note\n2015,1,»"Ny" enkät\n2016,2,\n'),
        ("C141 C125", 'period,value,note\n2015,1,»"Ny" enkät\n2016,»-,\n'),
        ("C143", "period,value,note\n2015,1,»”Ny enkät, fler svar”\n2016,2,\n"),
        ("C143", 'period,value,note\n2015,1, »"Ny enkät, fler svar"\n2016,2,\n'),
        ("C142", "period,value\n2015,1\n»Källa: Ärendesystemet\n"),
        ("C142", "period,value\n»# ny\n2015,1\n"),
        ("C142", "period,value,note\n2015,1,\n»Källa: Ärendesystemet\n"),
        ("C142", "period,value\n»" + "x" * 200_000 + "\n2015,1\n"),
        ("C112", "period,value»,,\n2015,1,,\n2016,2,,\n"),
        ("C112", "period,value»,\n2015,1\n2016,2,\n"),
        ("C112 C112", "period,value»,\n2015,1\n2016,2»,,\n"),
        ("C137", "period,value,»\n2015,1,\n2016,2,Ny\n"),
        ("C137", "period,»,value\n2015,,1\n"),
        ("C138", "period,»2023,2024\nvalue,81.5,83.2\n"),
        ("C138", "År,»2023,2024\nAndel,81.5,83.2\n"),
        ("C138", ",»2023-Q1,2023-Q2\n,81.5,83.2\n"),
        ("C138", "Mått,»2023\nAndel,81.5\n"),
        ("C103", "»2022,2023\n2023,2024\n"),
        ("C102", "period,value\n2015,1\n2016»;81,5\n"),
        ("C102 C102", "period,value\n2014»;1\n2015,1\n2016»;81,5\n"),
        ("C102", "period,value\n2015»;80,5\n2016;81,5\n"),
        ("C102", "period,value,note\n2015»;80,5;Ny\n2016;81,5;\n"),
        ("C118", "period,value\n2016,»12,480\n"),
        ("C118", "period,value,note\n2016,»12,480\n"),
        ("C113", "period,value\n2016,»0,480\n"),
        ("C113 C113", "period,value\n2015,»71,9\n2016,»12,480\n"),
        ("C121 C121", 'period,value\n2015,»"71,9"\n2016,»"12,480"\n'),
        ("C118", 'period,value\n2015,71.9\n2016,»"12,480"\n'),
        ("C108 C121 C127", 'period,value,count\n»16,»"9,8",»x\n'),
        ("C121 C122", 'period,value,note\n2015,»"9,8","två\nrader"\n2016,»1 000,\n'),
    ],
)
def test_a_fault_in_figures_is_named_where_it_is(codes: str, text: str) -> None:
    plain, wanted = expected(codes, X_CSV, text)
    problems: list[Problem] = []
    parse_figures(TextFile(X_CSV, plain), PeriodKind.YEAR, problems)
    assert said(in_file_order(problems)) == wanted


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('period,value\n2016,"9,8"\n', "Write a point: 9.8"),
        (f"period,value\n2016,1{NARROW}250\n", "Write the digits together: 1250"),
        ("period,value\n2016,95 %\n", "Write the number only: 95."),
        ("period,value\n2016,..\n", "A missing value is left empty: 2016,"),
        (f"period,value\n2016,{MINUS}5\n", "Write it with the keyboard's own characters: -5"),
        ("period,value\n2016,0081.5\n", "Did you mean “81.5”?"),
        ("period,value\n2016,12,480\n", "Write 12480 or 12.480."),
        ("period,value\n2016 Q1,1\n", "Write it like 2026, or change interval"),
        ("period,value,note\n2016,9,8\n", "Write a point: 2016,9.8,"),
        ("period,value,note\n2016,9,8,Ny\n", "Write a point: 2016,9.8,Ny"),
        ('period,value,note\n2016,9,8,"a, b"\n', 'Write a point: 2016,9.8,"a, b"'),
        (
            "period,value,note\n2016,9,”a, b”\n",
            'Write straight ones, right after the comma before the text: "a, b"',
        ),
        ("period,value,procent\n2016,9,\n", "Columns that can stand here"),
        ("period,Value\n2016,9\n", "Did you mean “value”?"),
        ("år,value\n2016,9\n", "Did you mean “period”?"),
        ("period,value,sex\n2016,9,woman\n", "Did you mean “women”?"),
    ],
)
def test_figures_get_a_suggestion(text: str, hint: str) -> None:
    problems: list[Problem] = []
    parse_figures(TextFile(X_CSV, text), PeriodKind.YEAR, problems)
    assert [h[: len(hint)] for h in hints(problems)] == [hint]


def test_figures_are_read_oldest_first_with_all_columns() -> None:
    text = (
        "period,value,municipality,sex,group,count,mark,note\n"
        '2016,41.50,,women,,12,preliminary,"Ny enkät, ""bred"""\n'
        "\n"
        "2015,,,,,,,\n"
        "2014,40,0180,,skola,,break,\n"
    )
    problems: list[Problem] = []
    read = parse_figures(TextFile(X_CSV, text), PeriodKind.YEAR, problems)
    assert problems == []
    assert read == (
        Observation(
            Period.parse("2014"), Decimal(40), municipality="0180", group="skola", mark=Mark.BREAK
        ),
        Observation(Period.parse("2015"), None),
        Observation(
            Period.parse("2016"),
            Decimal("41.50"),
            sex="women",
            count=12,
            mark=Mark.PRELIMINARY,
            note='Ny enkät, "bred"',
        ),
    )


def test_the_same_period_for_another_group_is_no_duplicate() -> None:
    text = "period,value,municipality,sex,group\n2016,1,,,\n2016,2,0180,,\n2016,3,,women,\n2016,4,,,a\n"
    problems: list[Problem] = []
    read = parse_figures(TextFile(X_CSV, text), PeriodKind.YEAR, problems)
    assert problems == []
    assert [o.is_own for o in read] == [True, False, False, False]


def test_many_faults_in_long_figures_are_placed_in_no_time() -> None:
    text = "period,value\n" + '2016,"9,8"\n' * 20_000
    problems: list[Problem] = []
    start = time.perf_counter()
    parse_figures(TextFile(X_CSV, text), PeriodKind.YEAR, problems)
    assert time.perf_counter() - start < 5
    assert [p.code for p in problems] == ["C121"] * MOST_PROBLEMS + ["F120"]
    assert [p.place.line for p in problems] == [*range(2, MOST_PROBLEMS + 2), MOST_PROBLEMS + 2]


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), max_size=8)
OBSERVATIONS = st.builds(
    Observation,
    period=st.integers(1990, 2030).map(lambda year: Period.parse(str(year))),
    value=st.none() | st.decimals(-(10**9), 10**9, places=8) | st.decimals(-10, 10, places=2),
    municipality=WORDS.filter(lambda word: not word.isdecimal()),
    sex=st.sampled_from(["", "women", "men"]),
    group=WORDS,
    count=st.none() | st.integers(0, 999_999_999),
    mark=st.none() | st.sampled_from(Mark),
    note=st.text('abcåäö ,";\n', max_size=12).map(str.strip),
)


@given(
    st.lists(
        OBSERVATIONS, max_size=8, unique_by=lambda o: (o.period, o.municipality, o.sex, o.group)
    )
)
def test_published_figures_can_be_read_again(series: list[Observation]) -> None:
    text = figures_csv(series).decode()
    problems: list[Problem] = []
    again = parse_figures(TextFile(X_CSV, text), PeriodKind.YEAR, problems)
    assert problems == []
    assert sorted(map(repr, again)) == sorted(map(repr, series))


# --- Pages of the handbook --------------------------------------------------------------------------

FRONT = "---\ntitle: Sidan\n---\n"


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("Y109", "»---\ntitle: Sidan\n\nText\n"),
        ("Y109", "»--- title: Sidan\n"),
        ("Y103", "---\ntitle: Mål»: en sida\n---\nText\n"),
        ("K101", "---\ntitle: Sidan\n»audiance: public\n---\nText\n"),
        ("V104", "---\naudience: »publik\n---\nText\n"),
        ("V105", "---\norder: »först\n---\n"),
        ("V105", "---\norder: »1.5\n---\n"),
        ("V102", "---\nhide: »toc\n---\n"),
        ("V104", FRONT + "Text\n»::: internal\nHemligt\n:::\n"),
        ("V104", FRONT + "»::: Intranet\nHemligt\n:::\n"),
        ("V104", FRONT + "»::: intranät\nHemligt\n:::\n"),
        ("V104", FRONT + "»::: intranet only\nHemligt\n:::\n"),
        ("V104", FRONT + "!!! note\n    »::: Intranet\n    Hemligt\n    :::\n"),
        ("R110", FRONT + "Text\n»::: intranet\nHemligt\n"),
        ("R110", FRONT + "»::: intranet\nHemligt\n::: intranet\nMer\n:::\n"),
        ("R110", FRONT + "»::: intranet\nHemligt\n::: public\nMer\n:::\n"),
        ("R114", FRONT + "Text\n»:::\nMer\n"),
        ("R114", FRONT + "::: intranet\nHemligt\n:::\nMer\n  »:::\n"),
        ("R116", FRONT + "»Text ::: intranet\nHemligt\n"),
        ("R116", FRONT + "»:: intranet\nHemligt\n"),
        ("R116", FRONT + "»- ::: Internt\n"),
        ("R111", FRONT + "»[[goal]]\n"),
        ("R111", FRONT + "»[[goal abc def]]\n"),
        ("R111", FRONT + "»[[overview abc]]\n"),
        ("R111", FRONT + "»[[Goal abc]]\n"),
        ("R111", FRONT + "Text\n  »[[goal abc]]\n"),
        ("R111", FRONT + "»Se [[chart abc]].\n"),
        ("R115", FRONT + "»Text <!-- hemligt\n::: intranet\nMer\n:::\n"),
        ("R115", FRONT + "<!-- en\nrad -->\n»två <!-- tre\n"),
    ],
)
def test_a_fault_in_a_page_is_named_where_it_is(codes: str, text: str) -> None:
    plain, wanted = expected(codes, "content/x.md", text)
    problems: list[Problem] = []
    parse_content("x.md", TextFile("content/x.md", plain), problems)
    assert said(problems) == wanted


def page_of(text: str) -> ContentPage:
    """The page, which must be without faults."""
    problems: list[Problem] = []
    page = parse_content("handbok/x.md", TextFile("content/handbok/x.md", text), problems)
    assert problems == []
    assert page is not None
    return page


def test_a_page_is_split_at_blocks_and_embeds() -> None:
    page = page_of(
        "---\ntitle: Sidan\naudience: public\norder: 3\nhide: [toc]\n---\n"
        "Före\n[[goal trygg]]\n::: intranet\nInne\n[[chart trygghet]]\n:::\nEfter\n"
    )
    assert (page.path, page.file, page.title) == ("handbok/x.md", "content/handbok/x.md", "Sidan")
    assert (page.audience, page.order, page.hide) == (Audience.PUBLIC, 3, ("toc",))
    assert page.parts == (
        Prose("Före", 7),
        Embed("goal", "trygg", 8),
        Prose("Inne", 10, Audience.INTRANET),
        Embed("chart", "trygghet", 11, Audience.INTRANET),
        Prose("Efter\n", 13),
    )


def test_a_page_that_says_nothing_is_for_the_intranet_and_named_by_its_heading() -> None:
    page = page_of("Text\n\n# En rubrik\n")
    assert page.audience is Audience.INTRANET
    assert page.title == "En rubrik"
    assert page_of("Bara text\n").title == "x"


@pytest.mark.parametrize("inside", ["::: intranet\n# Hemligt\n:::\n", "<!--\n# Hemligt\n-->\n"])
def test_a_page_is_not_named_by_a_heading_that_its_readers_do_not_see(inside: str) -> None:
    page = page_of(f"---\naudience: public\n---\n{inside}# Öppet <!-- hemligt -->\n")
    assert page.title == "Öppet"


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "```\n{}\n```",
        "```\n{}",
        "````\n```\n{}\n````",
        "~~~ text\n{}\n~~~",
        "```kod```\n{}\n```",
        "    ```\n{}\n    ```",
        "> ```\n\n{}\n\n> ```",
        "<!-- ``` -->\n{}\n```\n```",
        "<!--\n```\n-->\n{}\n```\nkod\n```",
    ],
)
@pytest.mark.parametrize("indent", ["", "  ", "\t", "> ", "    > "])
def test_a_block_is_a_block_wherever_it_stands(around: str, indent: str) -> None:
    block = f"{indent}::: intranet\n{indent}Hemligt\n{indent}:::"
    page = page_of(around.format(block))
    inside = [p for p in page.parts if p.audience is Audience.INTRANET]
    assert [part.markdown for part in inside if isinstance(part, Prose)] == [f"{indent}Hemligt"]
    assert not any("Hemligt" in repr(part) for part in page.parts if part not in inside)


def test_comments_are_left_out_without_moving_lines() -> None:
    page = page_of("A <!-- x --> b\n<!--\n::: intranet\n[[goal y]]\n:::\n-->\n[[overview]]\n")
    assert page.parts == (Prose("A  b\n\n\n\n\n", 1), Embed("overview", "", 7), Prose("", 8))


@pytest.mark.parametrize(
    "line",
    ["[[mål x]]", "[[1]](x.html)", "[[text]][ref]", "`[[goal x]]`", "std::vector", "Namn:: värde"],
)
def test_what_is_neither_block_nor_embed_is_prose(line: str) -> None:
    assert page_of(line).parts == (Prose(line, 1),)


ODD_PAGES = {
    "fences": "```x\n" * 100_000,
    "code": "`a` :: " * 50_000,
    "colons": "x" + ":" * 50_000,
    "brackets": "x [[" + " " * 50_000,
    "open brackets": "[\n" * 100_000,
    "backticks": "`" * 50_000 + "a ::",
    "lines": "\n" * 200_000,
    "comments": "<!--" * 10_000 + "-->",
    "links": "](a" * 100_000,
    "addresses": "[a]: x" * 50_000 + "src='" * 50_000,
}


@pytest.mark.parametrize("text", ODD_PAGES.values(), ids=ODD_PAGES)
def test_odd_pages_are_read_in_no_time(text: str, project: ProjectWriter) -> None:
    root = project({"content/x.md": f"---\naudience: public\n---\n{text}"})
    start = time.perf_counter()
    reading = read_project(root)
    check(reading)
    assert reading.project is not None
    for_audience(reading.project, Audience.PUBLIC)
    assert time.perf_counter() - start < 3


# --- Files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "name", "content"),
    [
        ("F101 data/organisation.yml:1:1", "data/organisation.yml", None),
        ("F101 data/indicators/trygghet.csv:1:1", CSV, None),
        ("Y108 data/organisation.yml:1:1", "data/organisation.yml", b""),
        ("Y108 data/goals/n1/trygg.yml:1:1", "data/goals/n1/trygg.yml", b""),
        ("C101 data/indicators/trygghet.csv:1:1", CSV, b""),
        ("F102 data/goals/n1/x.yml:2:9", X_GOAL, b"id: x\ntitle: b\x8cda\n"),
        ("F102 data/goals/n1/x.yml:1:9", X_GOAL, "å: ä är ".encode() + b"\xff"),
        ("F102 data/indicators/trygghet.csv:2:7", CSV, b"period,value\n2016,4\x8d0\n"),
        ("F111 content/x.md:1:1", "content/x.md", b"\xff\xfet\0e\0"),
        ("F111 content/x.md:1:1", "content/x.md", "Åtgärd".encode("cp1252")),
        ("F112 content/x.md:2:3", "content/x.md", "# A\nI fÃ¶rskolan"),
        ("F113 content/x.md:2:1", "content/x.md", "# A\n<<<<<<< HEAD\nEn\n=======\nTvå\n>>>>>>> gren\n"),
        ("F113 data/indicators/trygghet.csv:2:1", CSV, "period,value\n<<<<<<< HEAD\n"),
        ("F113 data/indicators/trygghet.csv:3:1", CSV, "period,value\n2016,1\n=======\n2016,2\n"),
        ("F113 data/goals/n1/x.yml:3:1", X_GOAL, "id: x\ntitle: A\n>>>>>>> main\n"),
        ("F113 content/x.md:2:1", "content/x.md", "Två\n>>>>>>> gren\n"),
        ("F115 data/goals/n1/x.yml:2:13", X_GOAL, X_GOAL_TEXT.replace("Alla", "Alla bes\ufffdkare \ufffd")),
        ("F115 content/x.md:2:1", "content/x.md", "# A\n\ufffdtg\ufffdrder\n"),
        ("F114 data/goals/n1/x.yml:1:1", X_GOAL, ZIPPED),
        ("F114 data/goals/n1/x.yml:1:1", X_GOAL, "{\\rtf1 id: x}"),
        ("F114 data/indicators/trygghet.csv:1:1", CSV, ZIPPED),
        ("F114 data/indicators/trygghet.csv:1:1", CSV, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("F114 data/indicators/trygghet.csv:1:1", CSV, "%PDF-1.7\n"),
        ("F114 data/indicators/trygghet.csv:1:1", CSV, "\n<!DOCTYPE html>\n<html></html>\n"),
        ("F114 data/indicators/trygghet.csv:1:1", CSV, "<table><tr><td>2016</td></tr></table>"),
        ("F114 content/x.md:1:1", "content/x.md", ZIPPED),
        ("F107 data/goals/n1/x.yml:2:9", X_GOAL, b"id: x\ntitle: A\0lla\n"),
        ("F107 content/x.md:3:2", "content/x.md", b"\xef\xbb\xbf# A\r\n\r\nb\x0cc\r\n"),
        ("F104 data/goals/n1/x.yml:1:1", X_GOAL, b"#" * 1_000_001),
        ("F104 content/x.md:1:1", "content/x.md", b"#" * 1_000_001),
        ("F105 data/goals/x.yml:1:1", "data/goals/x.yml", X_HEAD),
        ("F105 data/goals/n1/under/x.yml:1:1", "data/goals/n1/under/x.yml", X_HEAD),
        ("F109 data/goals/n1/x.yaml:1:1", "data/goals/n1/x.yaml", X_HEAD),
        ("F109 data/goals/n1/x.YML:1:1", "data/goals/n1/x.YML", X_HEAD),
        ("F105 data/goal/n1/x.yml:1:1", "data/goal/n1/x.yml", X_HEAD),
        ("F105 data/x.csv:1:1", "data/x.csv", FIGURES),
        ("F105 data/indicators/2016/x.csv:1:1", "data/indicators/2016/x.csv", FIGURES),
        ("F108 content/x.markdown:1:1", "content/x.markdown", "Text"),
        ("F109 data/indicators/x.CSV:1:1", "data/indicators/x.CSV", FIGURES),
        ("F109 data/goals/n1/x.yml.txt:1:1", "data/goals/n1/x.yml.txt", X_HEAD),
        ("F109 data/indicators/x.csv.txt:1:1", "data/indicators/x.csv.txt", FIGURES),
        ("F119 data/goals/n1/x.txt:1:1", "data/goals/n1/x.txt", X_HEAD),
        ("F119 data/goals/n1/x:1:1", "data/goals/n1/x", X_HEAD),
        ("F119 data/goals/n1/x.yml~:1:1", "data/goals/n1/x.yml~", X_HEAD),
        ("F119 data/goals/README.md:1:1", "data/goals/README.md", "# Mål"),
        ("F110 data/indicators/x.xlsx:1:1", "data/indicators/x.xlsx", b"PK"),
        ("F105 data/goals/n1/x.csv:1:1", "data/goals/n1/x.csv", FIGURES),
        ("F106 data/indicators/trygg.csv:1:1", "data/indicators/trygg.csv", FIGURES),
        ("R105 data/goals/n1/y.yml:1:5", "data/goals/n1/y.yml", X_GOAL_TEXT),
        ("R112 data/goals/n1/x.yml:5:13", X_GOAL, X_HEAD + "department: n2\n"),
        ("V108 data/goals/n1/index.yml:1:5", "data/goals/n1/index.yml", X_GOAL_TEXT.replace("x", "index", 1)),
    ],
)  # fmt: skip
def test_a_fault_of_a_file_is_named(
    wanted: str, name: str, content: bytes | str | None, project: ProjectWriter
) -> None:
    assert said(all_problems(project({name: content}))) == [wanted]


@pytest.mark.parametrize(
    ("wanted", "hint", "old", "new"),
    [
        # a goal's name, and what refers to the goal
        ("F116", "Rename the file to trygg.yml.", GOAL_PATH, "data/goals/n1/Trygg.yml"),
        ("F116", "Rename the file to trygg.yml.", GOAL_PATH, "data/goals/n1/trygg!.yml"),
        ("F116", "Rename the file to trygg.yml.", GOAL_PATH, "data/goals/n1/Trygg och säker.yml"),
        ("F116", "Rename the file to trygg.yml.", GOAL_PATH, "data/goals/n1/!.yml"),
        ("F118", "Rename the folder to n1.", GOAL_PATH, "data/goals/N1/trygg.yml"),
        ("F118", "Rename the folder to n1.", GOAL_PATH, "data/goals/n_1/trygg.yml"),
        ("F109", "Rename the file to trygg.yml.", GOAL_PATH, "data/goals/n1/trygg.yaml"),
        ("F109", "Rename the file to trygg.yml.", GOAL_PATH, "data/goals/n1/trygg.yml.txt"),
        ("F119", "Let its name end in .yml", GOAL_PATH, "data/goals/n1/trygg.txt"),
        ("F105", "Put it in data/goals/", GOAL_PATH, "data/trygg.yml"),
        # an indicator's two files
        ("F116", "Rename the file to trygghet.yml.", YML, "data/indicators/Trygghet.yml"),
        ("F109", "Rename the file to trygghet.yml.", YML, "data/indicators/trygghet.YML"),
        ("F105", "Put it in data/goals/", YML, "data/trygghet.yml"),
        ("F116", "Rename the file to trygghet.csv.", CSV, "data/indicators/Trygghet.csv"),
        ("F116", "Rename the file to trygghet.csv.", CSV, "data/indicators/trygghet (1).csv"),
        ("F116", "Rename the file to trygghet.csv.", CSV, "data/indicators/trygghet - Kopia.csv"),
        ("F106", "Did you mean “trygghet”?", CSV, "data/indicators/trygg.het.csv"),
        ("F106", "Did you mean “trygghet”?", CSV, "data/indicators/tryghet.csv"),
        ("F109", "Rename the file to trygghet.csv.", CSV, "data/indicators/trygghet.CSV"),
        ("F110", "Fetch the figures with malbok import", CSV, "data/indicators/trygghet.xlsx"),
        ("F105", "Put it in data/indicators/<id>.csv.", CSV, "data/trygghet.csv"),
        # the organisation
        ("F116", "Rename the file to organisation.yml.", "data/organisation.yml", "data/Organisation.yml"),
        ("F109", "Rename the file to organisation.yml.", "data/organisation.yml", "data/organisation.yaml"),
        ("F109", "Rename the file to organisation.yml.", "data/organisation.yml", "data/organisation.yml.txt"),
    ],
)  # fmt: skip
def test_a_file_with_another_name_is_one_problem(
    wanted: str, hint: str, old: str, new: str, project: ProjectWriter
) -> None:
    text = BASE[old]
    problems = all_problems(project({old: None, new: text, Y_GOAL: Y_GOAL_TEXT}))
    assert [(p.code, p.place.path) for p in problems] == [(wanted, new)]
    assert hints(problems)[0].startswith(hint)


@pytest.mark.parametrize(
    ("new", "like"),
    [
        ("data/goals/n1/Trygg.yml", GOAL_PATH),
        ("data/goals/n1/trygg (1).yml", GOAL_PATH),
        ("data/goals/n1/trygg - kopia.yml", GOAL_PATH),
        ("data/indicators/Trygghet.yml", YML),
        ("data/indicators/trygghet (2).csv", CSV),
        ("data/indicators/trygghet-kopia.csv", CSV),
        ("data/indicators/TRYGGHET.csv", CSV),
    ],
)
def test_a_copy_is_one_problem(new: str, like: str, project: ProjectWriter) -> None:
    problems = all_problems(project({new: BASE[like]}))
    assert said(problems) == [f"F117 {new}:1:1"]
    assert problems[0].params["path"] == like


def test_the_id_in_a_misnamed_file_is_as_wrong_as_its_name(project: ProjectWriter) -> None:
    text = X_GOAL_TEXT.replace("id: x", "id: Öppet på kvällen")
    name = "data/goals/n1/Öppet på kvällen.yml"
    assert said(all_problems(project({name: text}))) == [f"F116 {name}:1:1"]
    taken = X_GOAL_TEXT.replace("id: x", "id: trygg")
    problems = all_problems(project({name: taken}))
    assert said(problems) == [f"F116 {name}:1:1"]
    assert problems[0].params["name"] == "oppet-pa-kvallen.yml"
    assert said(all_problems(project({name: b"id x"}))) == [f"F116 {name}:1:1", f"Y107 {name}:1:1"]
    nothing = all_problems(project({"data/goals/n1/!.yml": "title: A\n"}))
    assert nothing[0].params["name"] == "fler-cyklar.yml"


def test_a_folder_name_is_told_once(project: ProjectWriter) -> None:
    goals = {f"data/goals/Nämnd 1/{key}.yml": X_GOAL_TEXT.replace("x", key, 1) for key in "ab"}
    organisation = str(BASE["data/organisation.yml"]).replace("id: n1", "id: namnd-1")
    goals["data/goals/namnd-1/trygg.yml"] = GOAL
    root = project({**goals, "data/organisation.yml": organisation, GOAL_PATH: None})
    problems = all_problems(root)
    assert said(problems) == ["F118 data/goals/Nämnd 1/a.yml:1:1"]
    assert problems[0].params["name"] == "namnd-1"


def test_an_id_that_is_written_in_a_file_is_known_too(project: ProjectWriter) -> None:
    text = X_GOAL_TEXT.replace("id: x", "id: z")
    root = project({X_GOAL: text, Y_GOAL: Y_GOAL_TEXT.replace("[trygg]", "[x, z]")})
    assert said(all_problems(root)) == [f"R105 {X_GOAL}:1:5"]


def test_what_belongs_beside_the_data_is_left_alone(project: ProjectWriter) -> None:
    files: Files = {
        "data/schemas/goal.json": "{}",
        "data/README.md": "# Data",
        "data/LICENSE": "CC0",
        "data/.gitkeep": "",
        "data/goals/n1/~$x.docx": b"",
        "data/indicators/Thumbs.db": b"",
    }
    assert said(all_problems(project(files))) == []


def test_an_unreadable_description_does_not_ask_for_figures(project: ProjectWriter) -> None:
    files: Files = {
        "data/indicators/y.yml": b"\x81",
        "data/indicators/z.yml": INDICATOR.replace("higher", "x"),
    }
    assert said(all_problems(project(files))) == [
        "F102 data/indicators/y.yml:1:1",
        "F101 data/indicators/z.csv:1:1",
        "V104 data/indicators/z.yml:6:12",
    ]


def test_only_the_files_asked_for_are_read(project: ProjectWriter) -> None:
    root = project({"data/goals/N 1/a.yml": X_GOAL_TEXT.replace("x", "a", 1), X_GOAL: b"\xff"})
    reading = read_project(root, only=[root / "data/goals/N 1/a.yml"])
    assert said(reading.problems) == ["F118 data/goals/N 1/a.yml:1:1"]
    assert set(reading.texts) == {"data/goals/N 1/a.yml", "data/organisation.yml"}


def test_a_folder_instead_of_a_file_is_no_traceback(project: ProjectWriter) -> None:
    root = project({"data/organisation.yml": None, "data/indicators/trygghet.csv": None})
    (root / "data/organisation.yml").mkdir()
    (root / "data/indicators/trygghet.csv").mkdir()
    (root / X_GOAL).mkdir()
    assert said(all_problems(root)) == [
        "F103 data/goals/n1/x.yml:1:1",
        "F103 data/indicators/trygghet.csv:1:1",
        "F103 data/organisation.yml:1:1",
    ]


def test_what_is_no_ordinary_file_is_not_read(project: ProjectWriter) -> None:
    root = project({})
    os.mkfifo(root / X_GOAL)
    assert said(all_problems(root)) == [f"F103 {X_GOAL}:1:1"]
    (root / X_GOAL).unlink()
    (root / X_GOAL).symlink_to(os.devnull)
    assert said(all_problems(root)) == [f"F121 {X_GOAL}:1:1"]


def test_an_empty_folder_only_lacks_its_organisation(tmp_path: Path) -> None:
    reading = read_project(tmp_path)
    assert said(reading.problems) == ["F101 data/organisation.yml:1:1"]
    assert reading.project is None
    assert check(reading) == ()


def test_line_ends_and_a_byte_order_mark_do_not_matter(project: ProjectWriter) -> None:
    mess = {
        name: b"\xef\xbb\xbf" + str(text).replace("\n", "\r\n").rstrip().encode()
        for name, text in BASE.items()
    }
    plain, messy = load_project(project({})), load_project(project(mess))
    assert messy.goals == plain.goals
    assert messy.observations == plain.observations
    assert messy.content[0].title == "Start"


def test_line_ends_do_not_move_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    for end in (b"\n", b"\r\n", b"\r"):
        path.write_bytes(end.join([b"id: x", "å: ä".encode(), b"title: A: B", b""]))
        problems: list[Problem] = []
        file = read_text(tmp_path, path, problems, 1000)
        assert file is not None
        parse_yaml(file, problems)
        assert said(problems) == ["Y103 x.yml:3:9"]


def test_an_id_is_used_once_in_the_whole_project(project: ProjectWriter) -> None:
    departments = str(BASE["data/organisation.yml"]) + "  - {id: n2, title: B, audience: public}\n"
    root = project({"data/organisation.yml": departments, "data/goals/n2/trygg.yml": GOAL})
    problems = all_problems(root)
    assert said(problems) == ["R106 data/goals/n2/trygg.yml:1:5"]
    assert problems[0].params["first"] == "data/goals/n1/trygg.yml"


def test_all_problems_of_all_files_are_said_at_once_in_the_order_of_the_files(
    project: ProjectWriter,
) -> None:
    root = project(
        {
            "data/organisation.yml": str(BASE["data/organisation.yml"]) + "color: red\n",
            "data/goals/n1/trygg.yml": GOAL.replace("at_least", "minst").replace("50", "50 %"),
            "data/goals/n1/x.yml": b"id: x\ntitle: A: B\n",
            "data/indicators/trygghet.csv": 'period,value\n2013,"40,5"\n2014,..\n',
            "data/indicators/y.yml": b"",
            "content/index.md": "---\naudience: public\n---\n[[goal x y]]\n",
            "content/y.md": b"\xff",
        }
    )
    with pytest.raises(DataError) as raised:
        load_project(root)
    assert said(raised.value.problems) == [
        "R111 content/index.md:4:1",
        "F102 content/y.md:1:1",
        "V104 data/goals/n1/trygg.yml:11:17",
        "V105 data/goals/n1/trygg.yml:12:12",
        "Y103 data/goals/n1/x.yml:2:9",
        "C121 data/indicators/trygghet.csv:2:6",
        "C125 data/indicators/trygghet.csv:3:6",
        "F101 data/indicators/y.csv:1:1",
        "Y108 data/indicators/y.yml:1:1",
        "K101 data/organisation.yml:12:1",
    ]


def test_reading_the_same_twice_gives_the_same(project: ProjectWriter) -> None:
    root = project({X_GOAL: X_HEAD})
    first, second = load_project(root), load_project(root)
    assert first == second
    assert list(first.goals) == ["trygg", "x"]


def test_a_project_without_faults_is_read(project: ProjectWriter) -> None:
    read = load_project(project({}))
    assert read.organisation.as_of == date(2016, 12, 31)
    assert read.goals["trygg"].department == "n1"
    assert read.indicators["trygghet"].interval is PeriodKind.YEAR
    assert [o.value for o in read.own_series("trygghet")] == [40, 43, None, 47]
    assert read.paths["goal/trygg"] == "data/goals/n1/trygg.yml"
    assert [page.path for page in read.content] == ["index.md"]


# --- How problems are said --------------------------------------------------------------------------


def test_every_message_can_be_said_in_both_languages(project: ProjectWriter) -> None:
    root = project(
        {
            X_GOAL: "id: x\ntitle:Alla\ntype: result\n",
            "data/indicators/trygghet.csv": 'period,value,sex\n2013,"40,5",Femal\n',
            "data/indicators/y.csv": "",
        }
    )
    for problem in all_problems(root):
        for code in ("sv", "en"):
            said_so = text_of(problem, None, language(code))
            assert said_so.startswith(f"{problem.place.path}:{problem.place.line}:")
            assert f"[{problem.code}]" in said_so
            assert "{" not in said_so


def test_the_reason_inside_a_message_is_translated() -> None:
    problems: list[Problem] = []
    parse_yaml(TextFile("x.yml", "id: x\ntitle Alla\ntype: y\n"), problems)
    swedish = type(ENGLISH)("sv", {"a key without its colon": "en nyckel utan kolon"})
    assert "en nyckel utan kolon" in problems[0].message(swedish)


def test_codes_are_a_letter_and_three_digits_and_say_what_to_do() -> None:
    for code, kind in KINDS.items():
        assert code[0] in "FYKVRCPDL", code
        assert code[1:].isdigit(), code
        assert kind.hint, code


# --- Whatever is in a file, it is no traceback ------------------------------------------------------


def made_of(pieces: str, size: int) -> st.SearchStrategy[str]:
    """Texts put together of pieces, which are written with a blank between them (␣ is a blank)."""
    unescaped = [
        piece.replace("␣", " ").encode("latin-1", "backslashreplace").decode("unicode_escape")
        for piece in pieces.split()
    ]
    return st.lists(st.sampled_from(unescaped), max_size=size).map("".join)


YAMLISH = made_of(
    r"""id:␣x title: targets: ␣␣-␣ ␣␣␣␣ -␣ :␣ { } [ ] ' " | > &a *a !!x␣ #␣ ?␣ --- \t \n \n \n @ %
    value:␣1,5 audience:␣public 2016 null ~ <<:␣ \u2028 \x85 \ufeff \xe5 \0 \\ """,
    40,
)
CSVISH = made_of(
    r"""period,value period value , , \n \n " ; \t | 2016 2016-05 9,8 .. #REF! sex women count mark
    note ␣ \xa0 \0 \xe5 -1 1e9999 999999999999999999999 \u2028 ' """,
    40,
)
PAGEISH = made_of(
    r"""---\n title:␣A\n audience:␣public\n :::␣intranet\n :::\n ::: [[goal␣trygg]]\n [[overview]]\n [[ ]]
    ```\n ~~~\n ` <!-- --> \n \t #␣R text␣ & * >␣ hide:␣[a order:␣1\n """,
    30,
)
ANYTHING = st.binary(max_size=200)


PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            " ",
            "  ",
            "\t",
            ",",
            ";",
            ":",
            ": ",
            "-",
            "- ",
            "#",
            " #",
            '"',
            "'",
            "|",
            ">",
        ),
        *(
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!a ",
            "?",
            "%",
            "@",
            "`",
            "\\",
            "~",
            "null",
            "=======\n",
        ),
        *(
            "<<<<<<< HEAD\n",
            "---\n",
            "...\n",
            "\u00a0",
            "\u200b",
            "\u2212",
            "–",
            "”",
            "\ufffd",
            "Ã¶",
            "å",
            "о",
        ),
        *(
            "\ufeff",
            "\x00",
            "\x85",
            "\u2028",
            "0",
            "1",
            "2016",
            "2016-05",
            "202O",
            "2205",
            "9,8",
            "1,234",
            "1 250",
        ),
        *(
            "12 %",
            "#REF!",
            "..",
            "1e9",
            "x" * 90,
            "id: ",
            "title",
            "targets:",
            "  - ",
            "period,value",
            "group",
        ),
        *(
            "women",
            "public",
            "trygg",
            "trygghet",
            "n1",
            "chef",
            ":::",
            "[[goal x]]",
            "<b>",
            "-->",
            "<!--",
        ),
    ]
)
SAMPLES = [
    *(str(text) for text in BASE.values()),
    *(path.read_text("utf-8") for path in sorted(PROJECT.rglob("*.*")) if path.is_file()),
    REPORT,
    ROWS,
]


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A right file with some stretches of it taken away, and others put in."""
    text = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 12))
        text = text[:start] + draw(PIECES) * draw(st.sampled_from([1, 1, 1, 2, 30])) + text[end:]
    return text


@given(YAMLISH | st.text(max_size=100) | spoilt())
def test_no_yaml_gives_a_traceback(text: str) -> None:
    problems: list[Problem] = []
    data = parse_yaml(TextFile("data/x.yml", text), problems)
    assert (data is None) == bool(errors(problems))
    assert_said_within(text, problems)


@given(CSVISH | st.text(max_size=100) | spoilt(), st.none() | st.sampled_from(PeriodKind))
def test_no_figures_give_a_traceback(text: str, interval: PeriodKind | None) -> None:
    problems: list[Problem] = []
    parse_figures(TextFile("data/x.csv", text), interval, problems)
    assert_said_within(text, problems)


@given(PAGEISH | st.text(max_size=100) | spoilt())
def test_no_page_gives_a_traceback(text: str) -> None:
    problems: list[Problem] = []
    parse_content("x.md", TextFile("content/x.md", text), problems)
    assert_said_within(text, problems)


def assert_said_within(text: str, problems: Sequence[Problem]) -> None:
    """Each problem can be said, and stands on a line that the text has."""
    lines = text.split("\n")
    for problem in problems:
        assert text_of(problem, None, ENGLISH)
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


FOLDERS = (
    *("", "data/", "data/goals/", "data/goals/n1/", "data/goals/N 1/", "data/indicators/"),
    *("data/reports/", "data/schemas/", "content/", "content/a/"),
)
ENDINGS = (
    ".yml",
    ".csv",
    ".yaml",
    ".YML",
    ".CSV",
    ".yml.txt",
    ".md",
    ".txt",
    ".xlsx",
    "",
    ".",
    ".yml~",
)
STEMS = st.sampled_from(["trygg", "trygghet", "organisation", "x", "README", "index", "~$x"])
ODD_NAMES = st.text("aåÅ1 _-.!(){}%\n\udcff’𝔞", min_size=1, max_size=6)
NAMES = st.sampled_from(
    [*BASE, X_GOAL, "data/indicators/x.yml", "data/indicators/x.csv"]
) | st.builds(
    "{}{}{}".format, st.sampled_from(FOLDERS), STEMS | ODD_NAMES, st.sampled_from(ENDINGS)
)
CONTENTS = ANYTHING | (YAMLISH | CSVISH | PAGEISH | spoilt()).map(str.encode)
PROJECTS = st.dictionaries(NAMES, st.none() | CONTENTS, min_size=1, max_size=4)


@settings(max_examples=250)
@given(PROJECTS, st.sampled_from(["sv", "en"]))
def test_no_folder_gives_a_traceback(files: dict[str, bytes | None], code: LanguageCode) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with suppress(OSError):  # a name that is two files' folder and file, or none at all
            write_project(root, files)
        start = time.process_time()
        reading = read_project(root)
        problems = in_file_order((*reading.problems, *check(reading)))
        report = Report(problems, reading.lines(problems), language(code))
        said_in = {form: say(report) for form, say in FORMS.items()}
        read_project(root, only=[root / X_GOAL, root / "data/indicators/x.csv"])
        assert time.process_time() - start < 5
        for form, text in said_in.items():
            assert text.encode().decode() == text
            assert form in ("text", "github") or json.loads(text) is not None
        assert said_in["github"].count("\n") == max(len(problems) - 1, 0)
        for path, file in reading.texts.items():
            assert_said_within(file.text, [p for p in problems if p.place.path == path])
        with suppress(DataError):
            load_project(root)


HUGE = 900_000
HUGE_FILES = {
    "data/goals/n1/alias-bomb.yml": "a0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)),
    "data/goals/n1/deep.yml": "a: " + "[" * 10_000,
    "data/goals/n1/deep-lines.yml": "".join(" " * depth + "a:\n" for depth in range(1300)),
    "data/goals/n1/deep-items.yml": "- " * 10_000,
    "data/goals/n1/line.yml": X_HEAD.replace("Alla", "x" * HUGE),
    "data/goals/n1/list.yml": X_HEAD + "supports: [" + "ab, " * (HUGE // 8) + "]",
    "data/goals/n1/keys.yml": "{" + "a: b, " * (HUGE // 12) + "}",
    "data/goals/n1/hash.yml": "title: x" + " " * HUGE + "# y",
    "data/goals/n1/blanks.yml": "title: x" + " # " * (HUGE // 3),
    "data/goals/n1/colons.yml": "a: " * (HUGE // 3),
    "data/goals/n1/quotes.yml": "a: " + '"' * HUGE,
    "data/goals/n1/brackets.yml": "a: " + "[x](y) {z} " * (HUGE // 11),
    "data/goals/n1/tags.yml": "a:\n" + "- !a b\n" * (HUGE // 14),
    "data/goals/n1/garbled.yml": "title: " + "a" * HUGE + "Ã¶\ufffd",
    "data/organisation.yml": str(BASE["data/organisation.yml"])
    + "".join(f"  - {{id: d{n}, title: A, parent: d{n + 1}}}\n" for n in range(5000)),
    "data/indicators/trygghet.csv": "period,value,group\n"
    + "".join(f"{2000 + n % 16},{140 + n % 9},g{n // 16}\n" for n in range(100_000)),
    "data/indicators/faults.csv": "period,value\n" + '202O,"9,8"\n2016,12,480\n' * 50_000,
    "data/indicators/quotes.csv": "period,value\n" + '2016,"9"x\n' * 100_000,
    "data/indicators/semicolons.csv": "period,value\n" + "2016;9,8\n" * 100_000,
    "data/indicators/header.csv": "period,value,"
    + ",".join(f"k{n}" for n in range(50_000))
    + "\n1",
    "data/indicators/line.csv": "period,value\n2016," + "”a, " * (HUGE // 4) + "\n",
    "data/indicators/cell.csv": "period,value\n2016," + "9" * HUGE + "\n" + "9 " * 50_000 + ",1\n",
    "content/links.md": "---\naudience: public\n---\n" + "[a](b.md) " * (HUGE // 20),
    "content/embeds.md": "[[goal x]]\n" * (HUGE // 20),
    "content/comments.md": "<!--\n" * (HUGE // 5),
    "content/front.md": "---\n" + "a: b\n" * (HUGE // 10) + "---\n",
}
MEASURED = """
import gc, resource, sys
from pathlib import Path
gc.disable()
from malbok.checks import check
from malbok.kinds.examples import PROJECT
from malbok.language import LanguageCode, language
from malbok.printing import FORMS, Report, text_of
from malbok.problems import in_file_order
from malbok.reading import read_project
reading = read_project(Path(sys.argv[1]))
problems = in_file_order((*reading.problems, *check(reading)))
report = Report(problems, reading.lines(problems), language("sv"))
size = sum(len(say(report).encode()) for say in FORMS.values())
used = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss: it begins with what the process had that started this one.
status = Path("/proc/self/status").read_text()
peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(len(problems), size, used.ru_utime + used.ru_stime, int(peak) // 1000)
"""


def test_huge_files_are_told_in_bounded_time_and_memory(project: ProjectWriter) -> None:
    root = project({name: str(text) for name, text in HUGE_FILES.items()})
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(root)], capture_output=True, text=True, check=True
    )
    count, size, seconds, megabytes = map(float, done.stdout.split())
    assert 1000 < count < MOST_PROBLEMS * 15
    assert size < 60_000_000
    assert seconds < 40
    assert megabytes < 600


# --- Links of the file system -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "to", ["../data/organisation.yml", "/etc/hostname", "../nowhere", "bild.png"]
)
def test_a_link_out_of_the_content_is_no_file_of_it(project: ProjectWriter, to: str) -> None:
    root = project({})
    (root / "content" / "bild.png").symlink_to(to)
    assert said(all_problems(root)) == ["F121 content/bild.png:1:1"]


def test_a_link_within_the_content_is_a_file(project: ProjectWriter) -> None:
    root = project({"content/ritning.png": b"x"})
    (root / "content" / "bild.png").symlink_to("ritning.png")
    assert not all_problems(root)


def test_data_are_not_read_from_outside_the_project(project: ProjectWriter, tmp_path: Path) -> None:
    root = project({})
    outside = tmp_path / "utanför.csv"
    outside.write_text("period,value\n2016,1\n")
    figures = root / "data/indicators/trygghet.csv"
    figures.unlink()
    figures.symlink_to(outside)
    assert "F121 data/indicators/trygghet.csv:1:1" in said(all_problems(root))
