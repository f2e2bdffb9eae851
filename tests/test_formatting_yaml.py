"""YAML in house form: order of fields and quoting, with comments and folding as they were."""

from __future__ import annotations

import random
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.fields import Plain, keys_of
from malbok.formatting.repairs import Repair
from malbok.formatting.scalars import house_scalar
from malbok.formatting.yaml import house_yaml
from malbok.model import Goal, Indicator, Organisation, Record, Report
from malbok.reading.files import TextFile
from malbok.reading.yaml import parse_yaml
from tests.building import GOAL, INDICATOR, ORGANISATION

NBSP, MINUS = "\u00a0", "\u2212"
HEAD = "id: x\ntitle: Alla\n"
TARGET = "targets:\n  - indicator: i1\n    comparator: at_least\n"


def data(text: str) -> Any:
    return parse_yaml(TextFile("x.yml", text.replace("\r\n", "\n").replace("\r", "\n")), [])


def formed(text: str, record: type[Record] = Goal, schema: str = "") -> str:
    """The text in house form, which a second time must not change."""
    found = house_yaml(text, record, schema=schema)
    again = house_yaml(found.text, record, schema=schema)
    assert again.text == found.text
    assert not again.repairs
    assert bool(found.repairs) == (found.text != text)
    return found.text


# --- What is in order ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "record"),
    [
        (GOAL, Goal),
        (INDICATOR, Indicator),
        (ORGANISATION, Organisation),
        ('id: r\ntitle: Delår\nkind: interim\nperiod: "2016-T2"\nas_of: 2016-08-31\n', Report),
        ('id: x\ntitle: "Alla: barn"\n# kommentar\n', Goal),
        ("id: x\n\n\n# rubrik\n\ntitle: >\n  en text\n\n  till\n", Goal),
        ("---\nid: x\n", Goal),
        ("id: x\n...\n", Goal),
    ],
)
def test_what_is_in_order_is_left(text: str, record: type[Record]) -> None:
    assert formed(text, record) == text


# --- One value --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind", "house"),
    [
        # texts
        ("'Alla'", Plain.TEXT, "Alla"),
        ('"Alla är trygga"', Plain.TEXT, "Alla är trygga"),
        ('"Alla: barn"', Plain.TEXT, None),
        ("'Alla: barn'", Plain.TEXT, '"Alla: barn"'),
        ("'Alla #1'", Plain.TEXT, '"Alla #1"'),
        ("'#1'", Plain.TEXT, '"#1"'),
        ('"alla:"', Plain.TEXT, None),
        ('"https://example.se/#a"', Plain.ADDRESS, "https://example.se/#a"),
        ('"%"', Plain.TEXT, None),
        ("'%'", Plain.TEXT, '"%"'),
        ('"[Läs mer](om.md)"', Plain.TEXT, None),
        ('"- alla"', Plain.TEXT, None),
        ('"-alla"', Plain.TEXT, None),
        ('" alla"', Plain.TEXT, None),
        ('"alla "', Plain.TEXT, None),
        ("'sa \"nej\"'", Plain.TEXT, 'sa "nej"'),
        ("'\"nej\" sa hon'", Plain.TEXT, None),
        ('"\\"nej\\" sa hon"', Plain.TEXT, "'\"nej\" sa hon'"),
        ("'det''s: så'", Plain.TEXT, '"det\'s: så"'),
        ("'C:\\data: x'", Plain.TEXT, None),
        ('"C:\\\\data: x"', Plain.TEXT, "'C:\\data: x'"),
        ('"C:\\\\data"', Plain.TEXT, "C:\\data"),
        ('"en\\nrad"', Plain.TEXT, None),
        ('"\\u00a0 osynligt"', Plain.TEXT, None),
        ('"hårt\u00a0blank"', Plain.TEXT, "hårt\u00a0blank"),
        ('"”Alla”"', Plain.TEXT, "”Alla”"),
        ("”Alla”", Plain.TEXT, None),
        ("alla", Plain.TEXT, None),
        ("nej", Plain.TEXT, None),
        ('"ja"', Plain.TEXT, "ja"),
        ('""', Plain.TEXT, None),
        ('"---"', Plain.TEXT, None),
        *(
            (text, Plain.TEXT, f'"{text}"')
            for text in (
                *("no", "Yes", "on", "OFF", "y", "N", "true", "null", "~", "NULL", "2016", "0180"),
                *("1e3", "1_000", "0x1F", "0o7", "12:30", "+5", ".5", "-7", "2016-05-31", ".inf"),
                *(".NaN", "3.14", "1:20:30", "2001-12-14 21:59:43", "0b1"),
            )
        ),
        *((f"'{text}'", Plain.TEXT, f'"{text}"') for text in ("no", "2016", "0180", "12:30")),
        *((text, Plain.TEXT, None) for text in ("2015/16", "2016-Q1", "1 250", "7–20", "noll")),
        # numbers
        ("75", Plain.NUMBER, None),
        ('"75"', Plain.NUMBER, "75"),
        ("'75.0'", Plain.NUMBER, "75.0"),
        ("95,5", Plain.NUMBER, "95.5"),
        ('"95,50"', Plain.NUMBER, "95.50"),
        ("1 250", Plain.NUMBER, "1250"),
        (f"1{NBSP}250,5", Plain.NUMBER, "1250.5"),
        (f"{MINUS}5", Plain.NUMBER, "-5"),
        ("”75”", Plain.NUMBER, "75"),
        ('"”75,5”"', Plain.NUMBER, "75.5"),
        ("0,5", Plain.SHARE, "0.5"),
        ('"10"', Plain.COUNT, "10"),
        ("1,234", Plain.NUMBER, None),
        ("95 %", Plain.NUMBER, None),
        ('"95,0 %"', Plain.NUMBER, None),
        ("1e3", Plain.NUMBER, None),
        (".inf", Plain.NUMBER, None),
        ("ja", Plain.NUMBER, None),
        # days
        ('"2026-11-22"', Plain.DAY, "2026-11-22"),
        ("'2026-11-22'", Plain.DAY, "2026-11-22"),
        ("”2026-11-22”", Plain.DAY, "2026-11-22"),
        ('"2026-02-30"', Plain.DAY, None),
        ("31/12 2016", Plain.DAY, None),
        ('"2026"', Plain.DAY, None),
        # periods
        ("2016", Plain.PERIOD, '"2016"'),
        ("'2016'", Plain.PERIOD, '"2016"'),
        ('"2016"', Plain.PERIOD, None),
        ("2016-Q1", Plain.PERIOD, '"2016-Q1"'),
        ("2015/2016", Plain.PERIOD, '"2015/16"'),
        ("2016q1", Plain.PERIOD, '"2016-Q1"'),
        ("”2027”", Plain.PERIOD, '"2027"'),
        ('"”2027”"', Plain.PERIOD, '"2027"'),
        ("2015-2018", Plain.PERIOD, None),
        ("202O", Plain.PERIOD, None),
        ("2016-5", Plain.PERIOD, None),
        # what is never touched
        (">-\n  2016\n", Plain.PERIOD, None),
        ("|\n  a: b\n", Plain.TEXT, None),
        ('"en\n  text"', Plain.TEXT, None),
        ("", Plain.NUMBER, None),
    ],
)
def test_a_value_is_written_in_one_way(source: str, kind: Plain, house: str | None) -> None:
    value = data(f"a: {source}\n")["a"]
    found = house_scalar(value, source, kind, in_flow=False)
    assert (found and found.source) == house
    if found:
        assert data(f"a: {found.source}\n") == {"a": found.value}
        assert house_scalar(found.value, found.source, kind, in_flow=False) is None
        if kind is Plain.TEXT:
            assert found.value == value


@pytest.mark.parametrize(
    ("source", "house"),
    [
        ('"Alla, även barn"', None),
        ('"a [b]"', None),
        ('"a:b"', None),
        ("'a, b'", '"a, b"'),
        ('"Alla"', "Alla"),
        ("2016", '"2016"'),
    ],
)
def test_between_brackets_more_needs_quotation_marks(source: str, house: str | None) -> None:
    value = data(f"a: {{b: {source}, c: d}}\n")["a"]["b"]
    found = house_scalar(value, source, Plain.TEXT, in_flow=True)
    assert (found and found.source) == house


@pytest.mark.parametrize(
    ("text", "house", "repairs"),
    [
        pytest.param(
            "title: 'Alla'  # så: här\nid: \"x\"\n",
            "id: x\ntitle: Alla  # så: här\n",
            {Repair.QUOTES: 2, Repair.FIELD_ORDER: 1},
            id="comments to the right",
        ),
        pytest.param(
            TARGET + "    value: 95,5 # procent\n    due: 2016\n",
            TARGET + '    value: 95.5 # procent\n    due: "2016"\n',
            {Repair.DECIMAL_COMMA: 1, Repair.QUOTES: 1},
            id="numbers and periods",
        ),
        pytest.param(
            TARGET + "    value: 1\n    due: ”2027”\n    baseline: {value: '40', period: 2013}\n",
            TARGET + '    value: 1\n    due: "2027"\n    baseline: {value: 40, period: "2013"}\n',
            {Repair.TYPOGRAPHIC_QUOTES: 1, Repair.QUOTES: 2},
            id="between curly brackets",
        ),
        pytest.param(
            HEAD + "supports: ['a', \"b\", no]\nindicators:\n  - 'c'\n  - 0180\n",
            HEAD + 'supports: [a, b, "no"]\nindicators:\n  - c\n  - "0180"\n',
            {Repair.QUOTES: 5},
            id="lists",
        ),
        pytest.param(
            "\"id\": x\n'title': Alla\n", HEAD, {Repair.QUOTES: 2}, id="keys in quotation marks"
        ),
        pytest.param(
            'id: \'x\'\nsource: {"title":"a","url": "https://example.se"}\nsupports: ["a","b"]\n',
            'id: x\nsupports: [a,b]\nsource: {"title":"a",url: "https://example.se"}\n',
            {Repair.QUOTES: 4, Repair.FIELD_ORDER: 1},
            id="as JSON has it",
        ),
        pytest.param(
            "title: '😀 på väg'  # 😀\nid: 'x'\n",
            "id: x\ntitle: 😀 på väg  # 😀\n",
            {Repair.QUOTES: 2, Repair.FIELD_ORDER: 1},
            id="characters from afar",
        ),
        pytest.param(
            HEAD + "titel: 'Alla'\nvalue: 95,5\n",
            HEAD + "titel: 'Alla'\nvalue: 95,5\n",
            {},
            id="unknown keys",
        ),
        pytest.param(
            HEAD + "period: [2016]\nsupports: 2016\nsource: 'x'\n",
            HEAD + "period: [2016]\nsupports: 2016\nsource: 'x'\n",
            {},
            id="another shape than the model's",
        ),
        pytest.param(
            "id: x   \ntitle: Alla\t\ndescription: >-\n  en text  \n  till \n\n\n\n",
            "id: x\ntitle: Alla\ndescription: >-\n  en text  \n  till \n",
            {Repair.BLANKS_LAST: 2, Repair.LAST_LINE_END: 1},
            id="blanks last",
        ),
        pytest.param(
            "id: x\r\ntitle: |\r\n  Alla\r\n",
            "id: x\ntitle: |\n  Alla\n",
            {Repair.LINE_ENDS: 1},
            id="line ends",
        ),
    ],
)
def test_values_are_exchanged_where_they_stand(
    text: str, house: str, repairs: dict[Repair, int]
) -> None:
    assert formed(text) == house
    assert house_yaml(text, Goal).repairs == repairs


# --- The order of fields ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "house"),
    [
        pytest.param(
            """
            # Målet antogs 2015.

            # om rubriken
            title: Alla  # rubrik
            # om namnet
            # på två rader
            id: x
            type: result
            """,
            """
            # Målet antogs 2015.

            # om namnet
            # på två rader
            id: x
            # om rubriken
            title: Alla  # rubrik
            type: result
            """,
            id="comments go with their field",
        ),
        pytest.param(
            """
            title: Alla

            # Vem
            owner: chef

            # Vad
            id: x
            # sist
            """,
            """
            # Vad
            id: x

            title: Alla

            # Vem
            owner: chef
            # sist
            """,
            id="blank lines, and a comment last",
        ),
        pytest.param(
            """
            targets:
              # första
              - comparator: at_least
                # om indikatorn
                indicator: i1
                value: 1  # ett
                due: "2016"
                # sist i första
              # andra
              - value: 2
                due: "2016"
                baseline:
                  value: 1
                  # om perioden
                  period: "2013"
                comparator: at_most
                indicator: i2
            id: x
            """,
            """
            id: x
            targets:
              # första
              # om indikatorn
              - indicator: i1
                comparator: at_least
                value: 1  # ett
                due: "2016"
                # sist i första
              # andra
              - indicator: i2
                comparator: at_most
                value: 2
                due: "2016"
                baseline:
                  # om perioden
                  period: "2013"
                  value: 1
            """,
            id="lists",
        ),
        pytest.param(
            """
            description: >-
              En text
              # som inte är en kommentar

              med blankrad
            title: |
              Alla

            supports:
              - a
              # - b, kanske
            id: x
            # kommentar
            """,
            """
            id: x
            title: |
              Alla
            description: >-
              En text
              # som inte är en kommentar

              med blankrad

            supports:
              - a
              # - b, kanske
            # kommentar
            """,
            id="texts on several lines",
        ),
        pytest.param(
            """
            titel: X
            title: Alla
            egen: 1
              2
            ägare: chef
            id: x
            anteckning: y
            """,
            """
            titel: X
            id: x
            anteckning: y
            title: Alla
            egen: 1
              2
            ägare: chef
            """,
            id="unknown fields follow the field they stood after",
        ),
        pytest.param(
            """
            source:

              # om adressen
              url: https://example.se
              title: "En: källa"
            supports:
            - a
            - b
            indicators: [c,
              d]
            title: 'Alla
              barn'
            id: x
            """,
            """
            id: x
            title: 'Alla
              barn'
            supports:
            - a
            - b
            source:

              title: "En: källa"
              # om adressen
              url: https://example.se
            indicators: [c,
              d]
            """,
            id="lists at the margin, brackets over lines",
        ),
        pytest.param(
            """
            supports:
              - a

              # - b
              # - c
            id: x
            """,
            """
            id: x
            supports:
              - a

              # - b
              # - c
            """,
            id="lines commented out after a blank line",
        ),
        pytest.param(
            """
            id: x
            supports: []
            title: Alla
            updated:
            owner:
            """,
            """
            id: x
            title: Alla
            owner:
            supports: []
            updated:
            """,
            id="fields without a value",
        ),
        pytest.param(
            """
            title: Alla
            id: x
            supports:
              - a
              # - b sist i filen
            """,
            """
            id: x
            title: Alla
            supports:
              - a
              # - b sist i filen
            """,
            id="a line commented out last",
        ),
        pytest.param(
            """
            supports:
              - a
              # - b, flyttar med
            title: Alla
            source:
              url: https://example.se
              # mer om källan
            id: x
            """,
            """
            id: x
            title: Alla
            supports:
              - a
              # - b, flyttar med
            source:
              url: https://example.se
              # mer om källan
            """,
            id="comments within",
        ),
    ],
)
def test_fields_come_in_the_models_order_with_their_comments(text: str, house: str) -> None:
    text, house = dedent(text).lstrip("\n"), dedent(house).lstrip("\n")
    assert data(text) == data(house)
    assert formed(text) == house


@pytest.mark.parametrize("end", ["   \t\n", "\n  \n", "\n\n"])
def test_blank_lines_last_do_not_hide_what_is_before_them(end: str) -> None:
    assert formed(f"id: x\nowner: no\n{end}") == 'id: x\nowner: "no"\n'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("--- {title: Alla, id: x}\n", id="curly brackets"),
        pytest.param("title: |+\n  Alla\n\n\nid: x\n", id="blank lines that are part of a text"),
        pytest.param("? title\n: Alla\n? id\n: x\n", id="keys with question marks"),
    ],
)
def test_what_does_not_consist_of_whole_lines_keeps_its_order(text: str) -> None:
    found = house_yaml(text, Goal)
    assert data(found.text) == data(text)
    assert found.text == text


# --- Faults that can only mean one thing ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "house", "repairs"),
    [
        pytest.param(
            "id: x\ntargets:\n\t- indicator: i1\n\t\tvalue: 1\n",
            "id: x\ntargets:\n  - indicator: i1\n    value: 1\n",
            {Repair.TAB: 2},
            id="tabs",
        ),
        pytest.param(
            "id: x\ntargets:\n  - indicator: i1\n  \tvalue: 1\n",
            "id: x\ntargets:\n  - indicator: i1\n    value: 1\n",
            {Repair.TAB: 1},
            id="a tab after blanks",
        ),
        pytest.param(
            "id: x\ndescription: >\n\ten text\n\ttill\n",
            "id: x\ndescription: >\n  en text\n  till\n",
            {Repair.TAB: 2},
            id="tabs before a text",
        ),
        pytest.param(
            "id: x\ntitle:Alla\ntype: result\n",
            "id: x\ntitle: Alla\ntype: result\n",
            {Repair.BLANK_AFTER_COLON: 1},
            id="no blank after a colon",
        ),
        pytest.param(
            "id: x\nsource:\n  title:Enkäten\n  url:https://example.se\n",
            "id: x\nsource:\n  title: Enkäten\n  url: https://example.se\n",
            {Repair.BLANK_AFTER_COLON: 2},
            id="no blank after a colon further in",
        ),
        pytest.param(
            "id: x\nsource:\n  title:Enkäten\n",
            "id: x\nsource:\n  title: Enkäten\n",
            {Repair.BLANK_AFTER_COLON: 1},
            id="a text where a record is to be",
        ),
        pytest.param(
            "id: x\ntargets:\n  - indicator:i1\n    comparator: at_least\n",
            "id: x\ntargets:\n  - indicator: i1\n    comparator: at_least\n",
            {Repair.BLANK_AFTER_COLON: 1},
            id="no blank after a colon in a list",
        ),
        pytest.param(
            "id: x\ntitle: Alla: barn och unga\n",
            'id: x\ntitle: "Alla: barn och unga"\n',
            {Repair.QUOTES: 1},
            id="a colon in a text",
        ),
        pytest.param(
            'id: x\ntitle: Hon sa: "nej"\n',
            "id: x\ntitle: 'Hon sa: \"nej\"'\n",
            {Repair.QUOTES: 1},
            id="a colon and quotation marks in a text",
        ),
        pytest.param(
            "id: x\ntitle:Alla: barn\n\nsource:\n\ttitle:Enkät: 2016\n",
            'id: x\ntitle: "Alla: barn"\n\nsource:\n  title: "Enkät: 2016"\n',
            {Repair.TAB: 1, Repair.BLANK_AFTER_COLON: 2, Repair.QUOTES: 2},
            id="all at once",
        ),
        pytest.param(
            "titel: a\nid: x\ntitle: Alla: barn\n",
            'titel: a\nid: x\ntitle: "Alla: barn"\n',
            {Repair.QUOTES: 1},
            id="with another fault, in another place",
        ),
    ],
)
def test_faults_in_yaml_that_can_only_mean_one_thing_are_put_right(
    text: str, house: str, repairs: dict[Repair, int]
) -> None:
    assert formed(text) == house
    assert house_yaml(text, Goal).repairs == repairs


def test_a_bare_per_cent_sign_is_put_between_quotation_marks() -> None:
    assert formed("id: x\nunit: %\n", Indicator) == 'id: x\nunit: "%"\n'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("id: x\ntitle: &a Alla\nowner: *a\n", id="references"),
        pytest.param("title: &Co är bra\nid: x\n", id="an ampersand"),
        pytest.param("title: *alla*\nid: x\n", id="stars"),
        pytest.param("title: !viktigt Alla\nid: x\n", id="a tag"),
        pytest.param("title: Alla\nid: x\n---\nid: y\n", id="two documents"),
        pytest.param("title: Alla\ntitle: Alla\nid: x\n", id="a key twice"),
        pytest.param("title: 'Alla\nid: x\n", id="an open quotation mark"),
        pytest.param("title Alla\nid: x\n", id="no colon"),
        pytest.param("id: x\n title: Alla\n", id="a wrong margin"),
        pytest.param("id: x\ntitle: Alla: barn # nej\n", id="a colon, and perhaps a comment"),
        pytest.param("id: x\ntitle: Alla: barn\n  och unga\n", id="a colon, and a second line"),
        pytest.param("id: x\negen: a: b\n", id="a colon at an unknown key"),
        pytest.param("id: x\negen:a\ntitle: A\n", id="no blank after an unknown key"),
        pytest.param("id: x\ntargets: y: z\n", id="a colon where no text is to be"),
        pytest.param("- id: x\n", id="a list"),
        pytest.param("Bara text\n", id="a text"),
        pytest.param("# bara en kommentar\n", id="a comment"),
        pytest.param("", id="nothing"),
        pytest.param("id: x\ntitle: Alla \x7f barn\n", id="a character that can't be shown"),
        pytest.param("a: " + "[" * 100_000 + "\n", id="bottomless"),
    ],
)
def test_what_can_not_be_read_is_left(text: str) -> None:
    found = house_yaml(text, Goal, schema="goal.json")
    assert found.text == text
    assert not found.repairs
    assert not found.understood


def test_texts_that_look_like_faults_are_left() -> None:
    text = dedent("""\
        id: x
        title: Alla
        description: |
          title:Alla
          title: Alla: barn
          unit: %
          \ttabb
        insight: >
          owner:chef
        analysis: "owner:chef,
          title:Alla"
        """)
    assert formed(text) == text


# --- The first line ------------------------------------------------------------------------------------

LINE = "# yaml-language-server: $schema=../../schemas/goal.json\n"


@pytest.mark.parametrize(
    ("text", "house"),
    [
        (HEAD, LINE + HEAD),
        (LINE + HEAD, LINE + HEAD),
        ("# yaml-language-server: $schema=../goal.json\n" + HEAD, LINE + HEAD),
        ("#yaml-language-server:$schema=https://example.se/x.json\n" + HEAD, LINE + HEAD),
        ("# Målet\n\n" + HEAD, LINE + "# Målet\n\n" + HEAD),
        ("# Målet\n" + LINE + HEAD, LINE + "# Målet\n" + HEAD),
        (LINE + LINE + HEAD, LINE + HEAD),
        ("---\n" + HEAD, LINE + "---\n" + HEAD),
        ("title: Alla\nid: x\n", LINE + HEAD),
        (LINE + "title: Alla\nid: x\n", LINE + HEAD),
        (
            LINE + "# om rubriken\ntitle: Alla\nid: x\n",
            LINE + "id: x\n# om rubriken\ntitle: Alla\n",
        ),
    ],
)
def test_the_first_line_names_the_schema(text: str, house: str) -> None:
    assert formed(text, schema="../../schemas/goal.json") == house


# --- Anything at all ------------------------------------------------------------------------------------

TEXTS = st.sampled_from(
    [
        *["Alla", "'Alla'", '"Alla"', '"Alla: barn"', "'Alla: barn'", "no", "2016", "'2016'", "%"],
        *["”2027”", "95,5", "1 250", '"1,234"', '"a\\tb"', "'sa \"nej\"'", ">-\n  en\n  text"],
        *[
            "|\n  # en\n\n  text",
            "|+\n  text\n\n",
            "",
            "a: b",
            "[a, 'b']",
            "{a: b}",
            "'en\n  text'",
        ],
        *["en\n  text", "*a", "&a b", "!x y", "2016q1", '"2026-11-22"', "Alla # barn", "[", '"'],
    ]
)
NAMES = st.sampled_from([key.name for key in keys_of(Goal)] + ["titel", "a", '"id"', "'title'"])
BETWEEN = st.sampled_from(
    ["", "", "", "\n", "# kommentar\n", "\n# kommentar\n\n", "  # längre in\n", "  \n", "\t\n"]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A text like a goal's file, or nearly."""
    names = draw(st.lists(NAMES, max_size=6, unique=draw(st.booleans())))
    colon = st.sampled_from([": ", ": ", ": ", ":", ":\t", ":  "])
    right = st.sampled_from(["", "", "  # till höger", " ", "\t"])
    parts = []
    for name in names:
        if name in ("source", "targets", "milestones") and draw(st.booleans()):
            margin = draw(st.sampled_from(["  ", "\t", "    "]))
            hyphen = "" if name == "source" else "- "
            inner = draw(st.permutations(["title: 'A'", "url: x", "due: 2016", "value: 1,5"]))
            rows = [margin + (" " * len(hyphen) if n else hyphen) + r for n, r in enumerate(inner)]
            parts.append(f"{name}:\n" + "".join(f"{r}\n{draw(BETWEEN)}" for r in rows))
        else:
            parts.append(f"{name}{draw(colon)}{draw(TEXTS)}{draw(right)}\n")
        parts.append(draw(BETWEEN))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return (draw(BETWEEN) + "".join(parts)).replace("\n", end)


def check(text: str, record: type[Record]) -> None:
    found = house_yaml(text, record, schema="x.json")
    again = house_yaml(found.text, record, schema="x.json")
    assert again.text == found.text
    assert not again.repairs
    before, after = data(text), data(found.text)
    assert before is None or after is not None
    if before is not None and not found.repairs[Repair.BLANK_AFTER_COLON]:
        assert texts(before, record) == texts(after, record)
        assert comments(text) == comments(found.text) - {"# yaml-language-server: $schema=x.json"}


def texts(value: Any, record: type[Record]) -> Any:
    """What a file says, apart from numbers, days and periods, whose notation may change."""
    keys = {key.name: key.value for key in keys_of(record)}
    kept: dict[str, Any] = {}
    for name, said in value.items():
        kind = keys.get(name)
        if isinstance(kind, type):
            items = said if isinstance(said, list) else [said]
            kept[name] = [texts(i, kind) if isinstance(i, dict) else i for i in items]
        elif kind not in (Plain.NUMBER, Plain.DAY, Plain.PERIOD) or not isinstance(said, str):
            kept[name] = said
        else:
            kept[name] = ""
    return kept


def comments(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip().startswith("#")}


@given(files())
def test_files_are_formatted_once(text: str) -> None:
    check(text, Goal)


@given(st.text(alphabet="idtle: x\n\t-#'\"[]{}>|&*!%,1ö\r", max_size=60))
def test_any_text_is_formatted_once(text: str) -> None:
    check(text, Goal)
    check("id: x\n" + text, Indicator)


VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]),
    min_size=1,
    max_size=12,
)


@given(VALUES, st.sampled_from(["double", "single"]), st.booleans())
def test_requoting_never_changes_a_text(value: str, style: str, in_flow: bool) -> None:
    source = (
        "'" + value.replace("'", "''") + "'"
        if style == "single"
        else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
    inside = f"{{title: {source}, url: b}}" if in_flow else f"\n  title: {source}  # x"
    text = f"id: x\nsource: {inside}\n"
    before = data(text)
    if before is None:
        return
    assert data(house_yaml(text, Goal).text) == before


@given(st.randoms(use_true_random=False))
def test_a_goal_in_any_order_says_the_same_and_loses_no_comment(chance: random.Random) -> None:
    text = shuffled(chance)
    found = house_yaml(text, Goal)
    assert data(found.text) == data(text)
    assert sorted(found.text.split()) == sorted(text.split())
    keys = list(data(found.text))
    assert keys == [key.name for key in keys_of(Goal) if key.name in keys]
    again = house_yaml(found.text, Goal)
    assert again.text == found.text


FIELDS = [
    ["id: x"],
    ["title: Alla är trygga  # rubriken"],
    ["audience: public"],
    ["description: >-", "  En text", "  # utan kommentar", "", "  på fyra rader"],
    ["owner: chef"],
    ["supports:", "  - a", "  # - b", "  - c  # c"],
    ["updated: 2026-11-22"],
    ["source:", "  title: Enkäten", "  # adressen", "  url: https://example.se"],
    ["indicators: [a, b,", "  c]"],
]
STEPS = [
    ["title: Steg", "due: 2016-03-31", "done: 2016-03-30  # klart"],
    ["title: 'Två", "  rader'", "due: 2016-03-31"],
]


def shuffled(chance: random.Random) -> str:
    """A goal with its fields in any order, and comments and blank lines between them."""
    fields = [*FIELDS, ["milestones:", *(line for step in STEPS for line in item(step, chance))]]
    chance.shuffle(fields)
    lines = ["# överst", ""] if chance.random() < 0.5 else []
    for number, field in enumerate(fields):
        lines += chance.choice([[], [], [f"# om {number}"], ["", f"# om {number}", "# mer"], [""]])
        lines += field
    return "\n".join(lines) + "\n"


def item(step: list[str], chance: random.Random) -> list[str]:
    rows: list[list[str]] = []
    for line in step:
        if line.startswith(" "):
            rows[-1].append(line)
        else:
            rows.append([line])
    chance.shuffle(rows)
    lines = [line for row in rows for line in row]
    written = [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]
    if chance.random() < 0.5:
        written.insert(chance.randrange(len(rows[0]), len(written)), "    # om steget")
    return ["  # ett steg", *written] if chance.random() < 0.5 else written
