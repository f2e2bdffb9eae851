"""Reading: what is accepted, and where and how each fault is reported.

In the tables `»` stands before the place that must be named, one for each expected problem.
"""

from __future__ import annotations

import os
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
from malbok.language import language
from malbok.model import Audience, ContentPage, Embed, Mark, Observation, Prose
from malbok.observations import figures_csv
from malbok.periods import Period, PeriodKind
from malbok.problems import DataError, Problem
from malbok.reading import load_project, read_project
from malbok.reading.content import parse_content
from malbok.reading.figures import parse_figures
from malbok.reading.files import TextFile, read_text
from malbok.reading.yaml import MAX_DEPTH, parse_yaml
from tests.building import BASE, FIGURES, GOAL, INDICATOR, all_problems, marked, said, write_project
from tests.conftest import ProjectWriter

ENGLISH = language("en")
NBSP, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"
X_GOAL = "data/goals/n1/x.yml"
X_HEAD = "id: x\ntitle: Alla\ntype: result\nupdated: 2026-11-22\n"
X_GOAL_TEXT = X_HEAD + "milestones: [{title: Frågat, due: 2027-01-01}]\n"
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
        ("Y101", "title: »!viktigt Alla är trygga\n"),
        ("Y101", "a: »!!python/object:os.system ls\n"),
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
    assert len(problems) == 2000
    assert problems[-1].place.line == 2005


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
        ("V102", "targets:\n  »-indicator: trygghet\n"),
        ("V102", "targets:\n  »indicator: trygghet\n"),
        ("V103", "source: »Enkäten\n"),
        ("V103", "targets: [»trygghet]\n"),
        ("V104", "audience: »publik\n"),
        ("V104", "kind: »inriktning\n"),
        ("V104", "target_group: »[residents]\n"),
        ("V105", X_TARGET + '    value: »"95,0 %"\n    due: "2016"\n'),
        ("V105", X_TARGET + f"    value: »1{NBSP}250\n    due: '2016'\n"),
        ("V105", X_TARGET + f"    value: »1{NARROW}250\n    due: '2016'\n"),
        ("V105", X_TARGET + f"    value: »{MINUS}5\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: »1e3\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: ».inf\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: »nan\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: »７１\n    due: '2016'\n"),
        ("V105", X_TARGET + "    value: »[1]\n    due: '2016'\n"),
        ("V106", "override: {status: met, motivation: M, role: chef, date: »31/12 2016}\n"),
        ("V106", "override: {status: met, motivation: M, role: chef, date: »2016-02-30}\n"),
        ("V106", "override: {status: met, motivation: M, role: chef, date: »2016-W05-1}\n"),
        ("V106", "override: {status: met, motivation: M, role: chef, date: »20160131}\n"),
        ("V107", "period: »202O\n"),
        ("V107", 'period: »"2015-2016"\n'),
        ("V107", "period: »[2016]\n"),
        ("V108", "owner: »Förvaltningschef\n"),
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
        (X_TARGET + f"    value: {MINUS}5\n    due: '2016'", "Did you mean “-5”?"),
        ("owner: cheff", "Did you mean “chef”?"),
        ("supports: [tryg]", "Did you mean “trygg”?"),
    ],
)
def test_a_near_miss_gets_a_suggestion(text: str, hint: str, project: ProjectWriter) -> None:
    problems = all_problems(project({X_GOAL: X_GOAL_TEXT + text}))
    assert [h[: len(hint)] for h in hints(problems)] == [hint]


@pytest.mark.parametrize(
    ("codes", "change"),
    [
        ("V112", ("updated: 2026-11-22\n", "updated: 2026-11-22\nassessment: {on_track: »90}\n")),
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
        ("C108", "period,value\n»２０１６,41\n"),
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
        ("C126", f"period,value\n2016,»{MINUS}5\n"),
        ("C119", "period,value\n2016,»1e3\n"),
        ("C118", 'period,value\n2016,»"1,234"\n'),
        ("C111", "period,value\n»jan-16,1\n"),
        ("C111", "period,value\n»42370,1\n"),
        ("C126", "period,value\n2016,»inf\n"),
        ("C125", "period,value\n2016,»nan\n"),
        ("C126", "period,value\n2016,»７１\n"),
        ("C127", "period,value,count\n2016,41,»12.5\n"),
        ("C127", "period,value,count\n2016,41,»-1\n"),
        ("C128", "period,value,sex\n2016,41,»Femal\n"),
        ("C128", "period,value,sex,mark\n2016,41,women,»prel\n"),
        ("C129", 'period,value\n»2016,"41\n2017,42\n'),
        ("C108 C121 C127", 'period,value,count\n»16,»"9,8",»x\n'),
        ("C121 C122", 'period,value,note\n2015,»"9,8","två\nrader"\n2016,»1 000,\n'),
    ],
)
def test_a_fault_in_figures_is_named_where_it_is(codes: str, text: str) -> None:
    plain, wanted = expected(codes, X_CSV, text)
    problems: list[Problem] = []
    parse_figures(TextFile(X_CSV, plain), PeriodKind.YEAR, problems)
    assert said(problems) == wanted


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('period,value\n2016,"9,8"\n', "Write a point: 9.8"),
        (f"period,value\n2016,1{NARROW}250\n", "Write the digits together: 1250"),
        ("period,value\n2016,95 %\n", "Write the number only: 95."),
        ("period,value\n2016,..\n", "A missing value is left empty: 2016,"),
        (f"period,value\n2016,{MINUS}5\n", "Did you mean “-5”?"),
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
    assert len(problems) == 20_000
    assert problems[-1].place.line == 20_001


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
        ("F101 data/indicators/trygghet.csv:1:1", "data/indicators/trygghet.csv", None),
        ("Y108 data/organisation.yml:1:1", "data/organisation.yml", b""),
        ("Y108 data/goals/n1/trygg.yml:1:1", "data/goals/n1/trygg.yml", b""),
        ("C101 data/indicators/trygghet.csv:1:1", "data/indicators/trygghet.csv", b""),
        ("F102 data/goals/n1/x.yml:2:9", X_GOAL, b"id: x\ntitle: b\x8cda\n"),
        ("F102 data/goals/n1/x.yml:1:9", X_GOAL, "å: ä är ".encode() + b"\xff"),
        ("F102 data/indicators/trygghet.csv:2:7", "data/indicators/trygghet.csv", b"period,value\n2016,4\x8d0\n"),
        ("F111 content/x.md:1:1", "content/x.md", b"\xff\xfet\0e\0"),
        ("F111 content/x.md:1:1", "content/x.md", "Åtgärd".encode("cp1252")),
        ("F112 content/x.md:2:3", "content/x.md", "# A\nI fÃ¶rskolan"),
        ("F113 content/x.md:2:1", "content/x.md", "# A\n<<<<<<< HEAD\nEn\n=======\nTvå\n>>>>>>> gren\n"),
        ("F113 data/indicators/trygghet.csv:2:1", "data/indicators/trygghet.csv", "period,value\n<<<<<<< HEAD\n"),
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
        ("F110 data/indicators/x.xlsx:1:1", "data/indicators/x.xlsx", b"PK"),
        ("F106 data/indicators/trygg.het.csv:1:1", "data/indicators/trygg.het.csv", FIGURES),
        ("R105 data/goals/n1/y.yml:1:5", "data/goals/n1/y.yml", X_GOAL_TEXT),
        ("R112 data/goals/n1/x.yml:5:13", X_GOAL, X_HEAD + "department: n2\n"),
        ("V108 data/goals/n1/index.yml:1:5", "data/goals/n1/index.yml", X_GOAL_TEXT.replace("x", "index", 1)),
    ],
)  # fmt: skip
def test_a_fault_of_a_file_is_named(
    wanted: str, name: str, content: bytes | str | None, project: ProjectWriter
) -> None:
    assert said(all_problems(project({name: content}))) == [wanted]


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
    (root / X_GOAL).symlink_to(os.devnull)
    assert said(all_problems(root)) == [f"F103 {X_GOAL}:1:1"]


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
        "V104 data/goals/n1/trygg.yml:9:17",
        "V105 data/goals/n1/trygg.yml:10:12",
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
            said_so = problem.line(language(code))
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
        assert code[0] in "FYKVRCD", code
        assert code[1:].isdigit(), code
        assert kind.hint or code == "V199"


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


@given(YAMLISH | st.text(max_size=100))
def test_no_yaml_gives_a_traceback(text: str) -> None:
    problems: list[Problem] = []
    data = parse_yaml(TextFile("data/x.yml", text), problems)
    assert (data is None) == bool(problems)
    assert_said_within(text, problems)


@given(CSVISH | st.text(max_size=100), st.none() | st.sampled_from(PeriodKind))
def test_no_figures_give_a_traceback(text: str, interval: PeriodKind | None) -> None:
    problems: list[Problem] = []
    parse_figures(TextFile("data/x.csv", text), interval, problems)
    assert_said_within(text, problems)


@given(PAGEISH | st.text(max_size=100))
def test_no_page_gives_a_traceback(text: str) -> None:
    problems: list[Problem] = []
    parse_content("x.md", TextFile("content/x.md", text), problems)
    assert_said_within(text, problems)


def assert_said_within(text: str, problems: Sequence[Problem]) -> None:
    """Each problem can be said, and stands on a line that the text has."""
    lines = text.split("\n")
    for problem in problems:
        assert problem.line(ENGLISH)
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


NAMES = [*BASE, X_GOAL, "data/indicators/x.yml", "data/indicators/x.csv", "content/a/b.md"]
CONTENTS = (
    ANYTHING
    | (YAMLISH | CSVISH | PAGEISH).map(str.encode)
    | st.tuples(st.sampled_from([str(t) for t in BASE.values()]), YAMLISH).map(
        lambda two: "".join(two).encode()
    )
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(NAMES), st.none() | CONTENTS, min_size=1, max_size=4))
def test_no_folder_gives_a_traceback(files: dict[str, bytes | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_project(Path(folder), files)
        reading = read_project(root)
        for problem in (*reading.problems, *check(reading)):
            assert problem.line(ENGLISH)
        with suppress(DataError):
            load_project(root)
