"""`malbok import`: every shape of table, every misunderstanding, and files that change or don't."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.importing.difference import difference, new_files
from malbok.importing.understanding import Asked, Found, Understanding, understand
from malbok.importing.workbooks import Fault, Sheet, Value, read_workbook
from malbok.language import language
from malbok.model import Mark, Observation, Project
from malbok.observations import figures_csv
from malbok.periods import Period
from malbok.reading import read_project
from malbok.writing import ChangedMeanwhileError, NewFile, OutsideError, put_in_place, tried
from tests.building import BASE, INDICATOR, Files, all_problems, write_project
from tests.conftest import ProjectWriter
from tests.sheets import Rows, xlsx
from tests.sites import Run, environment, malbok

ENGLISH = language("en")
Table = list[list[Value]]

QUARTERS = """\
id: koer
title: Kötid till bygglov
definition: Så lång är kön.
unit: dagar
direction: lower
interval: quarter
source: {title: Ärendesystemet}
updated: 2016-01-01  # ändras av import
"""
SCHOOL = """\
id: skola
title: Nöjda elever
definition: Så nöjda är eleverna.
unit: index
direction: higher
interval: school_year
source: {title: Enkäten}
updated: "2016-01-01"
"""
FILES: Files = {
    "data/indicators/koer.yml": QUARTERS,
    "data/indicators/koer.csv": "period,value\n2016-Q1,14\n",
    "data/indicators/skola.yml": SCHOOL,
    "data/indicators/skola.csv": "period,value,note\n2014/15,51.50,\n",
}
SERIES = {"2013": "40", "2014": "43", "2015": "", "2016": "47"}
"""What the project has of `trygghet`."""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Project:
    reading = read_project(write_project(tmp_path_factory.mktemp("known"), FILES))
    assert reading.project
    return reading.project


def grid(text: str) -> Table:
    """A sheet as it would be typed: a row a line, `|` between cells, numbers as numbers."""
    rows = [[_cell(cell.strip()) for cell in line.split("|")] for line in text.split("\n")]
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _cell(text: str) -> Value:
    if text.startswith("#"):
        return Fault(text)
    if text.startswith("="):
        return Fault()
    if text.startswith("'"):
        return text[1:]
    for kind in (lambda t: datetime.strptime(t, "%Y-%m-%d").date(), float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def read(
    table: Table | str, known: Project, asked: Asked | None = None, *, sure: bool = True
) -> Understanding:
    rows = grid(table) if isinstance(table, str) else table
    return understand(Sheet("Blad1", tuple(map(tuple, rows)), blank_is_sure=sure), known, asked)


def figures(understanding: Understanding) -> dict[str, dict[str, str]]:
    """Value by period and indicator; whose it is stands after the period."""
    assert not understanding.misunderstandings, wrongs(understanding)
    found: dict[str, dict[str, str]] = {}
    for each in understanding.found:
        o = each.observation
        key = " ".join(filter(None, [str(o.period), o.municipality, o.sex, o.group]))
        found.setdefault(each.indicator, {})[key] = "" if o.value is None else f"{o.value:f}"
    return found


def wrongs(understanding: Understanding) -> list[str]:
    return [wrong.said(ENGLISH).split("\n")[0] for wrong in understanding.misunderstandings]


def skipped(understanding: Understanding) -> list[str]:
    return [
        f"{'row' if each.is_row else 'column'} {each.name} {each.text}"
        for each in understanding.skipped
    ]


# --- Shapes ---------------------------------------------------------------------------------------

ONE = Asked(("trygghet",))
BOTH = {"trygghet": {"2016": "47", "2017": "48.5"}, "koer": {"2016-Q1": "14"}}

SHAPES = {
    "long, id": ("indikator | period | utfall\ntrygghet | 2016 | 47\ntrygghet | 2017 | 48,5", None),
    "long, title": (
        "Mätetal | År | Värde\nTrygga i hemmet | 2016 | 47\ntrygga  i HEMMET | 2017 | 48.5",
        None,
    ),
    "wide, a heading over the periods": (
        "Mått | Utfall 2016–2017 |\n | 2016 | 2017\ntrygghet | 47 | 48.5",
        None,
    ),
    "wide, headings over the periods": (
        "Mått | Utfall | Utfall\n | 2016 | 2017\ntrygghet | 47 | 48.5",
        None,
    ),
    "long, one": ("År | Andel\n2016 | 47\n2017 | 48.5", ONE),
    "long, id and title": (
        "id | titel | period | value\ntrygghet | Trygga i hemmet | 2016 | 47\ntrygghet | x | 2017 | 48.5",
        None,
    ),
    "long, other one left out": (
        "indikator | period | value\ntrygghet | 2016 | 47\nannan | 2016 | 1\ntrygghet | 2017 | 48.5",
        ONE,
    ),
    "long, a name of its own": (
        "mätetal | År | Utfall\nTrygg | 2016 | 47\nTrygg | 2017 | 48.5",
        ONE,
    ),
    "wide, id": ("indikator | 2016 | 2017\ntrygghet | 47 | 48.5", None),
    "wide, title": (" | '2016 | '2017\nTrygga i hemmet | 47 | 48,5", None),
    "wide, no names": ("2016 | 2017\n47 | 48.5", ONE),
    "wide, one row": ("Andel | 2016 | 2017\nsvar från enkäten | 47 | 48.5", ONE),
    "wide, one row of several": ("Mått | 2016 | 2017\nannat | 1 | 2\ntrygghet | 47 | 48.5", ONE),
    "wide, one period": ("Mått | 2016\ntrygghet | 47\n\n| 2017", None),
    "turned": ("År | trygghet\n2016 | 47\n2017 | 48.5", None),
    "turned, corner empty": (" | Trygga i hemmet\n2016 | 47\n2017 | 48.5", None),
    "turned, one": ("År | Så många\n2016 | 47\n2017 | 48.5", ONE),
    "turned, values like years": ("År | trygghet | koer\n2016 | 2001 | \n2017 | 1950 | ", None),
    "dates, last days": ("Mått | 2016-12-31 | 2017-12-31\ntrygghet | 47 | 48.5", None),
    "dates, first days": ("period | value\n2016-01-01 | 47\n2017-01-01 | 48.5", ONE),
    "texts": ("period | value\n'2016.0 | '47,0 %\nåret 2017 | ' 48,5", ONE),
}
EXPECTED: Mapping[str, dict[str, str]] = {
    "wide, one period": {"2016": "47"},
    "turned, values like years": {"2016": "2001", "2017": "1950"},
    "texts": {"2016": "47.0", "2017": "48.5"},
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_says_the_same(name: str, known: Project) -> None:
    table, asked = SHAPES[name]
    if name == "wide, one period":
        table = table.split("\n\n")[0]
    assert figures(read(table, known, asked)) == {
        "trygghet": EXPECTED.get(name, {"2016": "47", "2017": "48.5"})
    }


MESSY = """\
Uppföljning av mål 2017 | | | | | 2017-02-03

| Mätetal | Enhet | 2015 | '2016 | 2017 | Trend
Välfärd
| Trygga  i hemmet | % | '47,5 | 48 | 49.25 | upp
| Nöjda elever | index | | | | ner
| koer | dagar | | | |

Källa: SCB 2016"""


def test_a_table_may_stand_anywhere_and_what_isnt_read_is_listed(known: Project) -> None:
    understanding = read(MESSY, known)
    assert figures(understanding) == {"trygghet": {"2015": "47.5", "2016": "48", "2017": "49.25"}}
    assert (understanding.shape, understanding.heading) == ("wide", "3")
    assert skipped(understanding) == [
        "row 1 Uppföljning av mål 2017",
        "column A Välfärd",
        "column C Enhet",
        "column G Trend",
        "row 4 Välfärd",
        "row 6 Nöjda elever",
        "row 7 koer",
        "row 9 Källa: SCB 2016",
    ]


def test_a_turned_table_with_titles_and_footnotes(known: Project) -> None:
    table = "Årsbok 2017\n | A\n\n | År | trygghet | Nöjda elever\n | 2016 | 47 |\n | 2017 | 48 |\n\n | Källa: SCB 2018"
    understanding = read(table, known)
    assert figures(understanding) == {"trygghet": {"2016": "47", "2017": "48"}}
    assert (understanding.shape, understanding.heading) == ("turned", "B")
    assert understanding.blanks == 0
    assert skipped(understanding) == [
        "column A Årsbok 2017",
        "row 2 A",
        "row 8 Källa: SCB 2018",
        "column D Nöjda elever",
    ]


def test_a_long_table_with_titles_footnotes_and_other_columns(known: Project) -> None:
    table = (
        "Rapport 2016 |\n\nIndikator | Period | Ansvarig | Utfall | Kommentar\n"
        "trygghet | 2016 | chefen | 47 | preliminärt, rättas i maj\n\nKälla: SCB | | |\nSumma"
    )
    understanding = read(table, known)
    assert figures(understanding) == {"trygghet": {"2016": "47"}}
    assert understanding.found[0].observation.note == "preliminärt, rättas i maj"
    assert skipped(understanding) == [
        "row 1 Rapport 2016",
        "column C Ansvarig",
        "row 6 Källa: SCB",
        "row 7 Summa",
    ]


def test_antal_beside_the_values_is_how_many_they_rest_on(known: Project) -> None:
    understanding = read("År | Utfall | Antal\n2016 | 47 | 412", known, ONE)
    assert figures(understanding) == {"trygghet": {"2016": "47"}}
    assert understanding.found[0].observation.count == 412


def test_every_column_of_the_house_form(known: Project) -> None:
    table = (
        "period | value | Kommun | Kön | Grupp | antal personer | märkning | not\n"
        "2016 | 50 | | | | 1 200 | preliminär | Enkät\n2016 | 51 | | kvinnor | | 600 | |\n"
        "2016 | 49 | | men | 65+ | | brott |\n2016 | 47 | Grannby | Totalt | | | |\n"
        "2017 | 52 | exempelby | | | | |"
    )
    understanding = read(table, known, ONE)
    assert figures(understanding)["trygghet"] == {
        "2016": "50",
        "2016 women": "51",
        "2016 men 65+": "49",
        "2016 Grannby": "47",
        "2017": "52",
    }
    first, _, third, *_ = (f.observation for f in understanding.found)
    assert (first.count, first.mark, first.note) == (1200, Mark.PRELIMINARY, "Enkät")
    assert third.mark is Mark.BREAK


def test_wide_by_sex(known: Project) -> None:
    table = "Mått | Kön | 2016 | 2017\ntrygghet | Kvinnor | 41 | 42\ntrygghet | Män | 43 | 44"
    assert figures(read(table, known))["trygghet"] == {
        "2016 women": "41",
        "2017 women": "42",
        "2016 men": "43",
        "2017 men": "44",
    }


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("2016-Q1", "2016-Q1"),
        ("kv 1 2016", "2016-Q1"),
        ("2016-03-31", "2016-Q1"),
        ("2016-04-01", "2016-Q2"),
        ("kvartal 3 2016", "2016-Q3"),
    ],
)
def test_periods_are_of_the_indicators_interval(heading: str, period: str, known: Project) -> None:
    assert figures(read(f"Mått | {heading}\nkoer | 5", known)) == {"koer": {period: "5"}}
    assert figures(read(f"period | value\n{heading} | 5", known, Asked(("koer",)))) == {
        "koer": {period: "5"}
    }


def test_one_heading_may_be_different_periods(known: Project) -> None:
    table = "Mått | 2016-07-01 | 2015-12-31\nskola | 5 |\nkoer | 6 | 7"
    assert figures(read(table, known)) == {
        "skola": {"2016/17": "5"},
        "koer": {"2016-Q3": "6", "2015-Q4": "7"},
    }


# --- Numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0.1 + 0.2, "0.3"),
        (71.8, "71.8"),
        (71.80000000000001, "71.8"),
        (2016.0, "2016"),
        (12, "12"),
        (-0.5, "-0.5"),
        (123456789012345.0, "123456789012345"),
        (1.0, "1"),
        ("71,80", "71.80"),
        ("1 234", "1234"),
        ("1\u00a0234,5", "1234.5"),
        ("12\u202f345", "12345"),
        ("\u22125", "-5"),
        ("14 dagar", "14"),
        ("14 Dagar", "14"),
    ],
)
def test_numbers_are_exact_as_shown(value: Value, number: str, known: Project) -> None:
    table: Table = [["Mått", "2016-Q2"], ["koer", value]]
    assert figures(read(table, known)) == {"koer": {"2016-Q2": number}}


def test_decimals_are_kept_as_asked(known: Project) -> None:
    table: Table = [["Mått", "2016-Q1", "2016-Q2", "2016-Q3"], ["koer", 71.25, 100 / 3, 0.04999]]
    assert figures(read(table, known, Asked(decimals=1))) == {
        "koer": {"2016-Q1": "71.3", "2016-Q2": "33.3", "2016-Q3": "0.0"}
    }
    assert figures(read("Mått | 2016-Q1\nkoer | 5", known, Asked(decimals=2))) == {
        "koer": {"2016-Q1": "5"}
    }


def test_shares_are_rounded_as_per_cent(known: Project) -> None:
    table: Table = [["Mått", 2016, 2017], ["trygghet", 0.718390804597701, 0.725123456789123]]
    asked = Asked(shares=True, decimals=1)
    assert figures(read(table, known, asked))["trygghet"] == {"2016": "71.8", "2017": "72.5"}
    as_text: Table = [["Mått", 2016, 2017], ["trygghet", "0,718390804597", "0.72512345678"]]
    assert figures(read(as_text, known, asked))["trygghet"] == {"2016": "71.8", "2017": "72.5"}
    kept = Asked(shares=True, decimals=0)
    assert figures(read(table, known, kept))["trygghet"] == {"2016": "72", "2017": "73"}


def test_nothing_is_less_than_nothing(known: Project) -> None:
    table: Table = [["Mått", "2016-Q1", "2016-Q2"], ["koer", -0.001, "-0,0"]]
    assert figures(read(table, known, Asked(decimals=1))) == {
        "koer": {"2016-Q1": "0.0", "2016-Q2": "0.0"}
    }


def test_the_other_numbers_tell_what_stands_before_decimals(known: Project) -> None:
    one = Asked(("koer",))
    commas = "period | value\n2013-Q1 | '912,5\n2013-Q2 | '1,012\n2013-Q3 | '1.101.230"
    assert figures(read(commas, known, one))["koer"] == {
        "2013-Q1": "912.5",
        "2013-Q2": "1.012",
        "2013-Q3": "1101230",
    }
    points = "period | value\n2013-Q1 | '912.5\n2013-Q2 | '1.012"
    assert figures(read(points, known, one))["koer"]["2013-Q2"] == "1.012"


@pytest.mark.parametrize(("unit", "heading"), [("antal", "Antal"), ("procent", "Andel")])
def test_a_heading_may_be_the_unit(unit: str, heading: str, known: Project) -> None:
    counted = known.indicators["koer"].model_copy(update={"unit": unit})
    having = replace(known, indicators={**known.indicators, "koer": counted})
    table = f"Kvartal | {heading}\n2016-Q2 | 57"
    assert figures(read(table, having, Asked(("koer",)))) == {"koer": {"2016-Q2": "57"}}
    both = f"Kvartal | {heading} | Utfall\n2016-Q2 | 9 | 57"
    assert figures(read(both, known, Asked(("koer",)))) == {"koer": {"2016-Q2": "57"}}


def test_shares_become_per_cent_exactly_when_asked(known: Project) -> None:
    table: Table = [["Mått", 2016, 2017, 2018], ["trygghet", 0.718, 1.0, "0,5"]]
    shares, written = Asked(shares=True), Asked(as_written=True)
    assert figures(read(table, known, shares))["trygghet"] == {
        "2016": "71.8",
        "2017": "100",
        "2018": "50",
    }
    assert figures(read(table, known, written))["trygghet"]["2016"] == "0.718"
    other = "Mått | 2016-Q1 | 2016-Q2\nkoer | 0.5 | 0.25"
    assert figures(read(other, known, shares)) == {"koer": {"2016-Q1": "0.5", "2016-Q2": "0.25"}}


# --- Misunderstandings ----------------------------------------------------------------------------

ROW = "Mått | 2016-Q2\nkoer | "
MISUNDERSTANDINGS: list[tuple[str, Asked | None, list[str]]] = [
    ("hej", None, ["There is no table of outcomes in the sheet."]),
    ("1 | 2\n3 | 4", None, ["There is no table of outcomes in the sheet."]),
    ("Mått | 2016\ntrygghet |", None, ["There is no table of outcomes in the sheet."]),
    ("period | value", ONE, ["The table has no outcomes."]),
    ("period | value\nKälla | ", ONE, ["The table has no outcomes."]),
    ("period | value\n2016 | 5", None, ["The sheet doesn't say which indicator it is about."]),
    ("2015 | 2016\n4 | 5", None, ["The sheet doesn't say which indicator it is about."]),
    (ROW + "#REF!", None, ["B2: “#REF!” is an error from a spreadsheet."]),
    (ROW + "'#SAKNAS!", None, ["B2: “#SAKNAS!” is an error from a spreadsheet."]),
    (ROW + "=", None, ["B2: The formula has no saved answer."]),
    (ROW + "..", None, ["B2: “..” is not a number."]),
    (ROW + "-", None, ["B2: “-” is not a number."]),
    (ROW + "cirka 5", None, ["B2: “cirka 5” is not a number."]),
    (ROW + "2016-05-01", None, ["B2: “2016-05-01” is not a number."]),
    (ROW + "'1,234", None, ["B2: “1,234” can be read as 1234 and as 1.234."]),
    (ROW + "'1.012", None, ["B2: “1.012” can be read as 1012 and as 1.012."]),
    (
        "period | value\n2013-Q1 | '912,5\n2013-Q2 | '1.012\n2013-Q3 | '1.134",
        Asked(("koer",)),
        [
            "B3: “1.012” can be read as 1012 and as 1.012.",
            "B4: “1.134” can be read as 1134 and as 1.134.",
        ],
    ),
    (
        "Indikator | Utfall 2015 | Utfall 2016\nBesökare | 1950 | 2010\ntrygghet | 30 | 40",
        ONE,
        ["B1: The heading “Utfall 2015” can't be read as a period."],
    ),
    (
        "Indikator | Utfall 2015\nBesökare | '1950\ntrygghet | 30",
        None,
        ["B1: The heading “Utfall 2015” can't be read as a period."],
    ),
    (
        "Indikator | Förra året | I år\nBesökare | 1950 | 2010\ntrygghet | 30 | 40",
        None,
        ["B1: The heading “Förra året” can't be read as a period."],
    ),
    (
        "Besök\nkoer | 1950 | 2010\ntrygghet | 30 | 40",
        None,
        ["B2: “1950” may be an outcome of “koer”, or the heading of its column."],
    ),
    (
        "År | Antal\n2016 | 57",
        ONE,
        ["B1: The heading “Antal” doesn't agree with the unit of “Trygga i hemmet”, %."],
    ),
    (
        "Mått | 2016 | 2017\ntrygghet | 0.718 | 71.9",
        None,
        ["B2: “0.718” may be a share of 1, as others of “Trygga i hemmet” are per cent."],
    ),
    (ROW + "5 %", None, ["B2: “5 %” is not in the indicator's unit, which is dagar."]),
    (ROW + "5 kr", None, ["B2: “5 kr” is not in the indicator's unit, which is dagar."]),
    (ROW + "1e20", None, ["B2: “100000000000000000000” is too large a number."]),
    (ROW + "inf", None, ["B2: “inf” is not a number."]),
    (
        ROW + "33.3333333333333",
        None,
        ["B2: “33.3333333333333” has 13 decimals. It is probably computed in the sheet."],
    ),
    ("Mått | 2016-Q2\nKöer | 5", None, ["A2: There is no indicator “Köer”."]),
    ("Mått | 2016-Q2\nTotalt | 5", None, ["A2: There is no indicator “Totalt”."]),
    (
        "Mått | 2016-Q2\nkoer | 5\n | 6",
        None,
        ["B3: The row has figures but no name of an indicator."],
    ),
    ("Mått | Nr | 2016\ntrygghet | koer | 5", None, ["B2: “trygghet” and “koer” are two different indicators."]),
    ("Mått | 2016\nkoer | 5", None, ["B1: “2016” is not the kind of period that “Kötid till bygglov” has."]),
    ("period | value\n2016-05 | 5", ONE, ["A2: “2016-05” is not the kind of period that “Trygga i hemmet” has."]),
    ("År | n\n2016-05-31 | 5", ONE, ["A2: The date 2016-05-31 is neither the first nor the last day of a period."]),
    ("period | value\n2016 | 5\nTotalt | 6", ONE, ["A3: “Totalt” is not a period."]),
    ("period | value\n2016 | 5\n | 6", ONE, ["A3: The period is missing."]),
    ("period | value\n2016 | 5\n#REF! | 6", ONE, ["A3: “#REF!” is an error from a spreadsheet."]),
    ("period | value\n2016 | 5\n2016 | 5", ONE, ["B3: The outcome for 2016 already stands in B2."]),
    ("Mått | 2016\ntrygghet | 5\nTrygga i hemmet | 6", None, ["B3: The outcome for 2016 already stands in B2."]),
    ("period | value | sex\n2016 | 5 | pojkarna", ONE, ["C2: “pojkarna” can't be used here."]),
    ("period | value | mark\n2016 | 5 | grön", ONE, ["C2: “grön” can't be used here."]),
    ("period | value | count\n2016 | 5 | 2,5", ONE, ["C2: “2,5” is not a whole number from 0 up."]),
    ("period | value | note\n2016 | 5 | #REF!", ONE, ["C2: “#REF!” is an error from a spreadsheet."]),
    ("period | value | Utfall\n2016 | 5 | 6", ONE, ["C1: The headings “value” and “Utfall” mean the same."]),
    ("Mått | 2016 | 2017*\ntrygghet | 5 | 6", None, ["C1: The heading “2017*” can't be read as a period."]),
    ("Mått | 2016 | Mål 2017\ntrygghet | 5 | 6", None, ["C1: The heading “Mål 2017” can't be read as a period."]),
    ("Mått | 2016\nskola | 5", ONE, ["Nothing in the sheet is named “trygghet” or “Trygga i hemmet”."]),
    ("Mått | 2016\nett | 5\ntvå | 6", ONE, ["Nothing in the sheet is named “trygghet” or “Trygga i hemmet”."]),
    (
        "Mått | 2016\ntrygghet | 0.48",
        None,
        ["All values of “Trygga i hemmet” lie between 0 and 1, but its unit is per cent."],
    ),
    (
        "Mått | 2016 | 2017\ntrygghet | 0.48 | 48",
        Asked(shares=True),
        ["“Trygga i hemmet” has the value 48, which is no share between 0 and 1."],
    ),
    (
        "Mått | 2016-Q1 | 2016-Q2\nkoer | #REF! | x\nXyz | 5 | 6",
        None,
        [
            "B2: “#REF!” is an error from a spreadsheet.",
            "C2: “x” is not a number.",
            "A3: There is no indicator “Xyz”.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "asked", "said"), MISUNDERSTANDINGS)
def test_misunderstandings_are_named_by_their_cell(
    table: str, asked: Asked | None, said: list[str], known: Project
) -> None:
    understanding = read(table, known, asked)
    assert wrongs(understanding) == said
    assert all(wrong.said(language("sv")) for wrong in understanding.misunderstandings)


def test_the_nearest_name_is_suggested(known: Project) -> None:
    (wrong,) = read("Mått | 2016\nTryga i hemet | 5", known).misunderstandings
    assert wrong.said(ENGLISH).split("\n")[1].strip() == "Did you mean “Trygga i hemmet”?"


def test_a_title_that_several_have_is_asked_about(known: Project) -> None:
    twin = known.indicators["trygghet"].model_copy(update={"id": "tvilling"})
    twins = replace(known, indicators={**known.indicators, "tvilling": twin})
    assert wrongs(read("Mått | 2016\nTrygga i hemmet | 5", twins)) == [
        "A2: Several indicators have the title “Trygga i hemmet”: trygghet, tvilling."
    ]
    assert figures(read("Mått | 2016\ntvilling | 5", twins)) == {"tvilling": {"2016": "5"}}


def test_an_empty_cell_of_an_old_format_may_hide_an_error(known: Project) -> None:
    table = "Mått | 2016 | 2017\ntrygghet | 47 |"
    assert wrongs(read(table, known, sure=False)) == [
        "C2 seems to be empty, but in an .xls file it may hold an error."
    ]
    assert not wrongs(read("Mått | 2016\ntrygghet | 47", known, sure=False))


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["period", "value", "År", "Utfall", "Mätetal", "trygghet", "Kön", "2016", "2016-Q1", "5,5"]
    ),
    st.floats(),
    st.integers(1890, 2110),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.just(Fault("#REF!")),
    st.just(""),
)


@given(
    rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6),
    asked=st.sampled_from([None, ONE, Asked(("trygghet", "koer"), decimals=1), Asked(shares=True)]),
)
def test_no_sheet_is_a_traceback(rows: Table, asked: Asked | None, known: Project) -> None:
    understanding = read(rows, known, asked)
    for wrong in understanding.misunderstandings:
        assert wrong.said(language("sv"))
    assert understanding.found or understanding.misunderstandings


# --- The difference -------------------------------------------------------------------------------


def outcome(period: str, value: str, **more: object) -> Observation:
    made = Observation(Period.parse(period), Decimal(value) if value else None)
    return replace(made, **more)  # type: ignore[arg-type]


def found(*observations: Observation) -> list[Found]:
    return [Found("trygghet", observation, "A1") for observation in observations]


def test_new_changed_unchanged_and_kept(known: Project) -> None:
    series = known.observations["trygghet"]
    sheet = found(outcome("2017", "50"), outcome("2016", "47.0"), outcome("2014", "44"))
    made = difference(known.indicators["trygghet"], series, sheet)
    assert made.new == (outcome("2017", "50"),)
    assert [(str(c.before.value), str(c.after.value)) for c in made.changed] == [("43", "44")]
    assert (made.unchanged, made.kept) == (1, 2)
    assert figures_csv(made.merged) == b"period,value\n2013,40\n2014,44\n2015,\n2016,47\n2017,50\n"


def test_a_missing_value_is_filled_in_and_never_takes_one_away(known: Project) -> None:
    series = known.observations["trygghet"]
    sheet = found(outcome("2013", ""), outcome("2015", "45"), outcome("2018", ""))
    made = difference(known.indicators["trygghet"], series, sheet, mark_revised=True)
    assert [(str(c.after.period), c.is_revised, c.after.mark) for c in made.changed] == [
        ("2015", False, None)
    ]
    assert made.new == (outcome("2018", ""),)
    assert figures_csv(made.merged).decode().startswith("period,value\n2013,40\n2014,43\n2015,45\n")


def test_revised_is_marked_only_when_asked(known: Project) -> None:
    series, indicator = known.observations["trygghet"], known.indicators["trygghet"]
    sheet = found(outcome("2014", "44"), outcome("2016", "48", mark=Mark.PRELIMINARY))
    plain = difference(indicator, series, sheet)
    asked = difference(indicator, series, sheet, mark_revised=True)
    assert [c.after.mark for c in plain.changed] == [None, Mark.PRELIMINARY]
    assert [c.after.mark for c in asked.changed] == [Mark.REVISED, Mark.PRELIMINARY]


def test_marks_notes_and_counts_are_kept_unless_the_sheet_says_otherwise(known: Project) -> None:
    series = (outcome("2014", "43", mark=Mark.BREAK, note="Ny enkät", count=5),)
    indicator = known.indicators["trygghet"]
    same = difference(indicator, series, found(outcome("2014", "43.0")))
    assert same.is_empty
    assert same.merged == series
    other = difference(indicator, series, found(outcome("2014", "43", note="Annan", count=6)))
    assert other.merged == (outcome("2014", "43", mark=Mark.BREAK, note="Annan", count=6),)


def test_a_new_value_is_no_longer_preliminary(known: Project) -> None:
    series = (outcome("2014", "43", mark=Mark.BREAK), outcome("2016", "47", mark=Mark.PRELIMINARY))
    indicator = known.indicators["trygghet"]
    final = difference(indicator, series, found(outcome("2014", "44"), outcome("2016", "48")))
    assert [o.mark for o in final.merged] == [Mark.BREAK, None]
    same = difference(indicator, series, found(outcome("2016", "47")))
    assert same.is_empty


@pytest.mark.parametrize("mark_revised", [False, True])
def test_what_the_sheet_says_is_suppressed_loses_its_value(
    mark_revised: bool, known: Project
) -> None:
    series = (outcome("2014", "58", mark=Mark.PRELIMINARY, note="Ny enkät"),)
    sheet = found(outcome("2014", "", suppressed=True, count=7))
    made = difference(known.indicators["trygghet"], series, sheet, mark_revised=mark_revised)
    assert made.merged == (outcome("2014", "", suppressed=True, count=7, note="Ny enkät"),)
    assert len(made.changed) == 1
    again = difference(known.indicators["trygghet"], made.merged, sheet)
    assert again.is_empty
    plain = difference(known.indicators["trygghet"], made.merged, found(outcome("2014", "")))
    assert plain.is_empty


def test_a_break_stays_when_values_are_marked_as_revised(known: Project) -> None:
    series = (outcome("2014", "43", mark=Mark.BREAK),)
    sheet = found(outcome("2014", "44"))
    made = difference(known.indicators["trygghet"], series, sheet, mark_revised=True)
    assert [o.mark for o in made.merged] == [Mark.BREAK]


periods = st.integers(1990, 2030).map(lambda year: Period.parse(str(year)))
texts = st.text(st.sampled_from('aå9 ,;"|\n%=’'), max_size=8).map(lambda text: text.strip())
observations = st.builds(
    Observation,
    period=periods,
    value=st.none() | st.decimals(-1000, 1000, places=2) | st.decimals(0, 9, places=0),
    municipality=st.sampled_from(["", "Grannby", "Exempelby"]),
    sex=st.sampled_from(["", "women", "men"]),
    group=texts,
    count=st.none() | st.integers(0, 999),
    mark=st.none() | st.sampled_from(Mark),
    note=texts,
)
series = st.lists(
    observations,
    min_size=1,
    max_size=8,
    unique_by=lambda o: (o.period, o.municipality, o.sex, o.group),
)


@given(outcomes=series)
def test_what_was_exported_is_imported_without_a_change(
    outcomes: list[Observation], known: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ordered = tuple(sorted(outcomes, key=lambda o: (o.period.end, o.period.number)))
    path = tmp_path_factory.getbasetemp() / "export.csv"
    path.write_bytes(figures_csv(ordered))
    having = replace(known, observations={**known.observations, "trygghet": ordered})
    (sheet,) = read_workbook(path).sheets
    understanding = understand(sheet, having, Asked(("trygghet",), as_written=True))
    assert not wrongs(understanding)
    made = difference(having.indicators["trygghet"], ordered, understanding.found)
    assert made.is_empty
    assert made.merged == ordered


# --- The files ------------------------------------------------------------------------------------


def importing(root: Path, rows: Rows | str | bytes, *options: str, name: str = "ark") -> Run:
    """Run the command on a sheet beside the project."""
    if isinstance(rows, str | bytes):
        path = root.parent / f"{name}.csv"
        path.write_bytes(rows.encode() if isinstance(rows, str) else rows)
    else:
        path = xlsx(root.parent / f"{name}.xlsx", rows)
    return malbok("import", path, "--project", root, "--lang", "en", *options)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


NEW_YEAR: Rows = [["Mått", 2016, 2017], ["trygghet", 47, 0.1 + 0.2 + 48]]


def test_it_writes_figures_and_the_day_and_nothing_else(project: ProjectWriter) -> None:
    root = project(FILES)
    before = contents(root)
    made = importing(root, NEW_YEAR, "--yes", "--updated", "2017-02-03")
    assert (made.status, "error" in made.said) == (0, False)
    after = contents(root)
    assert {path for path in after if after[path] != before.get(path)} == {
        "data/indicators/trygghet.csv",
        "data/indicators/trygghet.yml",
    }
    assert after["data/indicators/trygghet.csv"] == (
        b"period,value\n2013,40\n2014,43\n2015,\n2016,47\n2017,48.3\n"
    )
    assert after["data/indicators/trygghet.yml"].decode() == INDICATOR.replace(
        "updated: 2026-11-22", "updated: 2017-02-03"
    )
    assert "new value  2017: 48.3" in made.out
    assert "Written: data/indicators/trygghet.csv" in made.out
    again = importing(root, NEW_YEAR, "--yes")
    assert again.status == 0
    assert "There is nothing to write" in again.out
    assert contents(root) == after


@pytest.mark.parametrize(
    ("described", "dated"),
    [
        ("updated: 2016-01-01  # dag\nunit: x\n", "updated: 2026-05-06  # dag\nunit: x\n"),
        ("updated: '2016-01-01'\r\n", "updated: 2026-05-06\r\n"),
        ("\ufeffupdated:   2016-01-01\n", "\ufeffupdated:   2026-05-06\n"),
        ("{unit: x, updated: 2016-01-01}\n", "{unit: x, updated: 2026-05-06}\n"),
        (
            "note: |\n  updated: nej\nupdated: 2016-01-01",
            "note: |\n  updated: nej\nupdated: 2026-05-06",
        ),
        ("# å\nunit: x\rupdated: 2016-01-01\r", "# å\nunit: x\rupdated: 2026-05-06\r"),
    ],
)
def test_the_day_is_changed_in_place(described: str, dated: str, project: ProjectWriter) -> None:
    rest = INDICATOR.replace("updated: 2026-11-22\n", "").replace('unit: "%"\n', "")
    in_flow = described.startswith("{")
    lines = "\n".join(line for line in rest.split("\n") if line)
    inner = ", ".join(line for line in lines.split("\n"))

    def whole(text: str) -> bytes:
        bare = text.removeprefix("\ufeff")
        unit = "" if "unit:" in bare else "unit: x\n"
        body = bare[:1] + inner + ", " + bare[1:] if in_flow else f"{bare}\n{unit}{rest}"
        return (("\ufeff" if bare != text else "") + body).encode()

    root = project({"data/indicators/trygghet.yml": whole(described)})
    made = importing(root, NEW_YEAR, "--yes", "--updated", "2026-05-06")
    assert made.status == 0, made.said
    assert (root / "data/indicators/trygghet.yml").read_bytes() == whole(dated)


def test_columns_that_are_empty_stay(project: ProjectWriter) -> None:
    root = project(FILES)
    rows: Rows = [["Mått", "2015/16"], ["skola", 52]]
    assert importing(root, rows, "--yes").status == 0
    assert (root / "data/indicators/skola.csv").read_text() == (
        "period,value,note\n2014/15,51.50,\n2015/16,52,\n"
    )


@pytest.mark.parametrize("figures", [None, "", "period,value\n"])
def test_figures_may_be_missing_so_far(figures: str | None, project: ProjectWriter) -> None:
    root = project({"data/indicators/trygghet.csv": figures})
    assert importing(root, NEW_YEAR, "--yes").status == 0
    text = (root / "data/indicators/trygghet.csv").read_text()
    assert text == "period,value\n2016,47\n2017,48.3\n"


def test_several_indicators_at_once(project: ProjectWriter) -> None:
    root = project(FILES)
    rows: Rows = [
        ["Mått", date(2016, 12, 31)],
        ["trygghet", 48],
        ["koer", "15 dagar"],
    ]
    made = importing(root, rows, "--yes", "--mark-revised")
    assert made.status == 0, made.said
    assert (root / "data/indicators/trygghet.csv").read_text() == (
        "period,value,mark\n2013,40,\n2014,43,\n2015,,\n2016,48,revised\n"
    )
    assert (root / "data/indicators/koer.csv").read_text() == (
        "period,value\n2016-Q1,14\n2016-Q4,15\n"
    )
    assert not [p for p in all_problems(root) if p.kind.severity == "error"]


def test_a_revised_value_is_pointed_out(project: ProjectWriter) -> None:
    made = importing(project({}), [["Mått", 2016], ["trygghet", 48]])
    assert made.status == 2
    assert "changed value  2016: 47 → 48" in made.out
    assert "1 value that is already published becomes another, and nothing marks it." in made.out
    assert "add --mark-revised" in made.out


def test_that_a_break_is_not_marked_as_revised_is_said(project: ProjectWriter) -> None:
    root = project({"data/indicators/trygghet.csv": "period,value,mark\n2016,47,break\n"})
    made = importing(root, [["Mått", 2016], ["trygghet", 48]], "--mark-revised", "--yes")
    assert "1 value stays marked as a break, and is not marked as revised." in made.out
    assert (root / "data/indicators/trygghet.csv").read_text().endswith("\n2016,48,break\n")


@pytest.mark.parametrize(
    "rows", ["2013;912,5\n2014;987,4\n2015;1.012\n2016;1.134\n", "2013;1.012\n2014;1.134\n"]
)
def test_thousands_are_not_taken_for_decimals(rows: str, project: ProjectWriter) -> None:
    root = project({"data/indicators/trygghet.yml": INDICATOR.replace('"%"', "besök")})
    before = contents(root)
    made = importing(root, f"period;value\n{rows}", "--yes", "--indicator", "trygghet")
    assert (made.status, contents(root)) == (1, before)
    assert "“1.134” can be read as 1134 and as 1.134.\n    Write 1134 or 1.1340." in made.err
    (root / "data/indicators/trygghet.csv").write_text(f"period;value\n{rows}")
    assert "1 file can't be read" in malbok("fmt", "--project", root, "--lang", "en").said
    assert (root / "data/indicators/trygghet.csv").read_text() == f"period;value\n{rows}"
    codes = [p.code for p in all_problems(root)]
    assert codes.count("C118") == rows.count("1.")


def test_nothing_that_steers_a_terminal_is_said(project: ProjectWriter) -> None:
    steering = "\x1b]0;x\x07\x1b[31m"
    for rows in (
        f"Period;Värde\n2014;{steering}abc\n",
        f"Period;Värde;{steering}\n2014;5;x\n",
        f"Period;Värde;Not\n2014;5;{steering}\n",
        f"Mått;2014\n{steering};5\n",
    ):
        made = importing(project({}), rows, "--indicator", "trygghet", name=f"a{steering[1:3]}b")
        assert "\x1b" not in made.said
        assert "\x07" not in made.said


def test_what_check_would_warn_of_is_said_before(project: ProjectWriter) -> None:
    made = importing(project({}), [["Mått", 2017], ["trygghet", 480]], "--updated", "2018-01-01")
    assert "data/indicators/trygghet.csv:6:1: warning[C130]" in made.said


@pytest.mark.parametrize(
    ("rows", "options", "status"),
    [
        ([["Mått", 2016], ["trygghet", "#REF!"]], ["--yes"], 1),
        ([["Mått", 2016], ["okänd", 1]], ["--yes"], 1),
        ([["Mått", 2016], ["trygghet", 0.5]], ["--yes"], 1),
        ([["Mått", 2017], ["trygghet", 48]], ["--yes", "--updated", "2014-01-01"], 1),
        (NEW_YEAR, [], 2),
        (NEW_YEAR, ["--indicator", "trygghe", "--yes"], 2),
        (NEW_YEAR, ["--sheet", "Blad2", "--yes"], 2),
        (NEW_YEAR, ["--decimals", "11", "--yes"], 2),
        (NEW_YEAR, ["--updated", "igår", "--yes"], 2),
        (NEW_YEAR, ["--percent-as-shares", "--percent-as-written", "--yes"], 2),
    ],
)
def test_nothing_is_written_unless_all_is_well(
    rows: Rows, options: list[str], status: int, project: ProjectWriter
) -> None:
    root = project(FILES)
    before = contents(root)
    made = importing(root, rows, *options)
    assert made.status == status, made.said
    assert made.err
    assert contents(root) == before


@pytest.mark.parametrize(
    "broken",
    [
        {"data/indicators/trygghet.csv": "period,value\n2013,40\n2014,4O\n"},
        {"data/indicators/trygghet.csv": b"period,value,note\n2013,40,\xff\xfe\xfd\n"},
        {"data/indicators/trygghet.csv": "period;value\n2013;40\n"},
        {"data/indicators/trygghet.yml": INDICATOR.replace("id: trygghet", "id: annat")},
        {"data/organisation.yml": None},
    ],
)
def test_files_with_errors_are_left_alone(broken: Files, project: ProjectWriter) -> None:
    root = project(broken)
    before = contents(root)
    made = importing(root, NEW_YEAR, "--yes")
    assert made.status == 1
    assert "error[" in made.err
    assert contents(root) == before


def test_an_indicator_whose_file_is_broken_is_unknown(project: ProjectWriter) -> None:
    root = project({"data/indicators/trygghet.yml": "id: [\n"})
    assert importing(root, NEW_YEAR, "--yes").status == 1


def test_sheets_are_listed_when_there_are_several(project: ProjectWriter) -> None:
    root = project({})
    path = xlsx(root.parent / "flera.xlsx", [["Läs mig"]], Utfall=NEW_YEAR, Tomt=[])
    made = malbok("import", path, "--project", root, "--lang", "en")
    assert made.status == 2
    said = "Several sheets hold something. Say which: --sheet NAME"
    assert made.err == f"{said}\n  Blad1\n  Utfall\n"
    chosen = malbok("import", path, "--project", root, "--sheet", "Utfall", "--yes")
    assert chosen.status == 0


@pytest.mark.parametrize("name", ["finns-inte.xlsx", "."])
def test_a_file_that_isnt_there(name: str, project: ProjectWriter) -> None:
    root = project({})
    made = malbok("import", root / name, "--project", root, "--lang", "en")
    assert (made.status, made.err) == (2, f"There is no file {root / name}.\n")


def test_a_file_that_is_no_spreadsheet(project: ProjectWriter) -> None:
    made = importing(project({}), b"%PDF-1.7")
    assert made.status == 1
    assert "The file is no spreadsheet." in made.err


def test_swedish_is_spoken(project: ProjectWriter) -> None:
    root = project({})
    path = xlsx(root.parent / "ark.xlsx", NEW_YEAR)
    made = malbok("import", path, "--project", root)
    assert made.out.startswith("Arket ”Blad1” (XLSX):\n")


def answered(root: Path, path: Path, keys: bytes) -> tuple[int, str]:
    """Run the command in a terminal and press some keys."""
    ours, theirs = pty.openpty()
    arguments = ["import", str(path), "--project", str(root), "--lang", "en"]
    process = subprocess.Popen(
        [sys.executable, "-m", "malbok.cli", *arguments],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
    )
    os.close(theirs)
    os.write(ours, keys)
    try:
        out, _ = process.communicate(timeout=60)
    finally:
        os.close(ours)
    return process.returncode, out.decode()


@pytest.mark.parametrize(
    ("keys", "status"),
    [(b"j\n", 0), (b"YES\n", 0), (b"\n", 2), (b"n\n", 2), (b"\x04", 2)],
)
def test_it_asks_in_a_terminal(keys: bytes, status: int, project: ProjectWriter) -> None:
    root = project({})
    before = contents(root)
    path = xlsx(root.parent / "ark.xlsx", NEW_YEAR)
    left, said = answered(root, path, keys)
    assert (left, "Traceback" in said) == (status, False), said
    assert "Shall I write this? [y/N]" in said
    assert (contents(root) != before) == (status == 0)


# --- All or nothing -------------------------------------------------------------------------------


def test_files_are_put_back_if_one_of_them_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "blocked").write_bytes(b"")
    files = [
        NewFile("a.txt", b"A", b"a"),
        NewFile("new/folder/b.txt", b"B"),
        NewFile("blocked/c.txt", b"C"),
    ]
    before = contents(tmp_path)
    with pytest.raises(OSError, match="blocked"):
        put_in_place(tmp_path, files)
    assert contents(tmp_path) == before
    assert not (tmp_path / "new").exists()


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"other")
    for file in (NewFile("a.txt", b"A", b"a"), NewFile("a.txt", b"A")):
        with pytest.raises(ChangedMeanwhileError):
            put_in_place(tmp_path, [file])
    assert contents(tmp_path) == {"a.txt": b"other"}


@pytest.mark.parametrize("name", ["trygghet.csv", "trygghet.yml"])
def test_what_is_saved_meanwhile_is_not_lost(name: str, project: ProjectWriter) -> None:
    root = project({})
    reading = read_project(root)
    assert reading.project
    indicator, series = reading.project.indicators["trygghet"], reading.project.observations
    made = difference(indicator, series["trygghet"], found(outcome("2017", "50")))
    assert len(new_files(root, reading, [made], date(2026, 1, 1))) == 2
    with (root / "data/indicators" / name).open("a") as file:
        file.write("2018,99\n" if name.endswith(".csv") else "# ny\n")
    with pytest.raises(ChangedMeanwhileError, match=name):
        new_files(root, reading, [made], date(2026, 1, 1))


def test_nothing_is_written_through_a_link_out_of_the_project(project: ProjectWriter) -> None:
    root = project({"data/indicators/trygghet.csv": None})
    outside = root.parent / "outside.csv"
    outside.write_text("")
    (root / "data/indicators/trygghet.csv").symlink_to(outside)
    made = importing(root, NEW_YEAR, "--yes")
    assert made.status == 1
    assert "link" in made.err
    assert "Traceback" not in made.err
    assert outside.read_text() == ""
    before = contents(root)
    with pytest.raises(OutsideError):
        put_in_place(root, [NewFile("a.txt", b"A"), NewFile("../outside.csv", b"A", b"")])
    assert contents(root) == before


def test_a_folder_that_links_to_itself_is_left_out(project: ProjectWriter) -> None:
    root = project({})
    (root / "data/loop").symlink_to(root / "data", target_is_directory=True)
    reading, problems = tried(root, [NewFile("data/indicators/trygghet.csv", b"period,value\n")])
    assert reading.project
    assert not [p for p in problems if p.kind.severity == "error"]


def test_no_file_is_new_without_a_difference(project: ProjectWriter) -> None:
    root = project({})
    reading = read_project(root)
    assert reading.project
    series = reading.project.observations["trygghet"]
    same = difference(reading.project.indicators["trygghet"], series, found(*series))
    assert new_files(root, reading, [same], date(2026, 1, 1)) == ()


def test_the_base_project_is_what_the_tests_say() -> None:
    lines = str(BASE["data/indicators/trygghet.csv"]).split("\n")[1:-1]
    assert dict(line.split(",") for line in lines) == SERIES
