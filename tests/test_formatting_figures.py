"""Figures in house form: what is put right, and what is left because it could mean two things."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.formatting.figures import house_figures
from malbok.formatting.numerals import house_number
from malbok.formatting.periods import house_period
from malbok.formatting.repairs import Repair
from malbok.model import Observation
from malbok.numbers import has_two_readings, number_problem, parse_number
from malbok.periods import Period, PeriodKind
from malbok.problems import Problem, errors
from malbok.reading.figures import parse_figures
from malbok.reading.files import TextFile

NBSP, NARROW, THIN, FIGURE, MINUS = "\u00a0", "\u202f", "\u2009", "\u2007", "\u2212"


def read(
    text: str, interval: PeriodKind | None = None
) -> tuple[tuple[Observation, ...], list[str]]:
    problems: list[Problem] = []
    found = parse_figures(TextFile("x.csv", text), interval, problems)
    return found, [problem.code for problem in errors(problems)]


# --- Numbers and periods ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("71", "71"),
        ("71,9", "71.9"),
        ("71,90", "71.90"),
        ("0,125", "0.125"),
        ("-0,125", "-0.125"),
        ("1234,567", "1234.567"),
        ("1 250", "1250"),
        (f"1{NBSP}250", "1250"),
        (f"1{NARROW}250{NARROW}000", "1250000"),
        (f"12{THIN}250,5", "12250.5"),
        (f"1{FIGURE}250", "1250"),
        ("1 234,567", "1234.567"),
        ("1 234.5", "1234.5"),
        (f"{MINUS}5", "-5"),
        (f"{MINUS}1{NBSP}250,50", "-1250.50"),
        ("–5,2", "-5.2"),
        ("７１", "71"),
        ("７１，９", "71.9"),
        ("\u200b83\u00ad", "83"),
        ("\ufeff1\u200a250", "1250"),
        ("٧١", "71"),
        ("－５", "-5"),
        ("1.250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("1,234,567", "1234567"),
        ("1.101.230", "1101230"),
        ("1'250", "1250"),
        (f"{MINUS} 5", "-5"),
        ("+5", "5"),
        (",5", "0.5"),
        ("71,", "71"),
    ],
)
def test_a_number_that_can_be_read_in_one_way_is_put_right(text: str, number: str) -> None:
    found = house_number(text)
    assert found
    assert found[0] == number
    assert house_number(number) == (number, ())


@pytest.mark.parametrize(
    "text",
    [
        "1,234",
        "-12,345",
        "12 5",
        "1250 000",
        "2016 83",
        "71 %",
        "71,9 %",
        "71%",
        "1 250 kr",
        "5-",
        "(5)",
        "1e3",
        "1E+05",
        "inf",
        "NaN",
        "-",
        "–",
        "..",
        "",
        "#REF!",
        "#SAKNAS!",
        "ca 71",
        "71–75",
        "007,5",
        "8О",
        "1\n250",
        "<5",
        '="71,9"',
    ],
)
def test_a_number_that_could_mean_two_things_is_left(text: str) -> None:
    assert house_number(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("71,9 %", "%", "71.9"),
        (f"71{NBSP}%", "%", "71"),
        ("71%", "%", "71"),
        ("1 250 kr", "kr", "1250"),
        ("1,234 %", "%", None),
        ("71 %", "index", None),
        ("71 %", "", None),
        ("%", "%", None),
        ("711", "1", "711"),
    ],
)
def test_a_unit_after_a_number_is_dropped_if_it_is_the_indicators(
    text: str, unit: str, number: str | None
) -> None:
    found = house_number(text, unit=unit)
    assert (found and found[0]) == number


@pytest.mark.parametrize(
    ("text", "interval", "period"),
    [
        ("2016", None, "2016"),
        ("2016/2017", None, "2016/17"),
        ("2016q1", None, "2016-Q1"),
        ("2016 Q1", PeriodKind.QUARTER, "2016-Q1"),
        ("kvartal 1 2016", PeriodKind.QUARTER, "2016-Q1"),
        ("2016-5", PeriodKind.MONTH, "2016-05"),
        ("maj 2016", None, "2016-05"),
        ("2016-5", None, ""),
        ("2016-5", PeriodKind.YEAR, ""),
        ("201605", None, ""),
        ("201605", PeriodKind.MONTH, "2016-05"),
        ("2016q1", PeriodKind.YEAR, ""),
        ("2015–2016", None, ""),
        ("2015–2016", PeriodKind.SCHOOL_YEAR, "2015/16"),
        ("2015-2018", None, ""),
        ("202O", None, ""),
        ("202O", PeriodKind.YEAR, ""),
        ("jan-16", PeriodKind.MONTH, ""),
        ("42370", PeriodKind.DATE, ""),
        ("1/2 2016", PeriodKind.DATE, ""),
        ("20200", None, ""),
        ("", None, ""),
    ],
)
def test_a_period_that_can_be_read_in_one_way_is_put_right(
    text: str, interval: PeriodKind | None, period: str
) -> None:
    assert house_period(text, interval) == period


# --- Files: what is put right -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "house", "repairs"),
    [
        pytest.param("period,value\n2016,83\n", "period,value\n2016,83\n", {}, id="in order"),
        pytest.param(
            "period;value\n2016;83,2\n2017;84\n",
            "period,value\n2016,83.2\n2017,84\n",
            {Repair.SEMICOLONS: 1, Repair.DECIMAL_COMMA: 1},
            id="semicolons",
        ),
        pytest.param(
            "period\tvalue\n2016\t83,2\n",
            "period,value\n2016,83.2\n",
            {Repair.TABS_BETWEEN: 1, Repair.DECIMAL_COMMA: 1},
            id="tabs",
        ),
        pytest.param(
            "sep=;\nperiod;value\n2016;83\n",
            "period,value\n2016,83\n",
            {Repair.SEMICOLONS: 1},
            id="separator named",
        ),
        pytest.param(
            'period,value\n2016,"83,2"\n',
            "period,value\n2016,83.2\n",
            {Repair.DECIMAL_COMMA: 1},
            id="quoted decimal comma",
        ),
        pytest.param(
            "År;Utfall\r\n2016;1 250,5\r\n",
            "period,value\n2016,1250.5\n",
            {
                Repair.LINE_ENDS: 1,
                Repair.SEMICOLONS: 1,
                Repair.COLUMN_NAME: 2,
                Repair.BLANK_IN_NUMBER: 1,
                Repair.DECIMAL_COMMA: 1,
            },
            id="excel",
        ),
        pytest.param(
            "Period , VALUE\r2016,83",
            "period,value\n2016,83\n",
            {Repair.LINE_ENDS: 1, Repair.LAST_LINE_END: 1, Repair.COLUMN_NAME: 2},
            id="header case and old line ends",
        ),
        pytest.param(
            "period,value,,\n2016,83,,\n2017,84,,\n",
            "period,value\n2016,83\n2017,84\n",
            {Repair.EMPTY_COLUMNS: 3},
            id="separators last",
        ),
        pytest.param(
            "period,value\n2016,83,\n2017,84\n",
            "period,value\n2016,83\n2017,84\n",
            {Repair.EMPTY_COLUMNS: 1},
            id="a separator last on one row",
        ),
        pytest.param(
            "\nperiod,value\n\n2016,83\n,\n  ,  \n2017,84\n\n",
            "period,value\n2016,83\n2017,84\n",
            {Repair.BLANK_ROW: 5},
            id="blank rows",
        ),
        pytest.param(
            f"period,value\n 2016 ,{NBSP}83 \n",
            "period,value\n2016,83\n",
            {Repair.BLANKS_ROUND: 2},
            id="blanks round values",
        ),
        pytest.param(
            f"period,value\n2015,{MINUS}5\n2016,–5\n2017,７\n",
            "period,value\n2015,-5\n2016,-5\n2017,7\n",
            {Repair.MINUS: 2, Repair.ODD_CHARACTERS: 1},
            id="minus and wide digits",
        ),
        pytest.param(
            "period,value\n2010,..\n2011,…\n2012,NA\n2013,n/a\n2014,NaN\n2015,Saknas\n2016,NULL\n",
            "period,value\n2010,\n2011,\n2012,\n2013,\n2014,\n2015,\n2016,\n",
            {Repair.MISSING: 7},
            id="missing",
        ),
        pytest.param(
            "period,value,count\n2016,83,1 250\n2017,84,..\n",
            "period,value,count\n2016,83,1250\n2017,84,\n",
            {Repair.BLANK_IN_NUMBER: 1, Repair.MISSING: 1},
            id="counts",
        ),
        pytest.param(
            "period,value,sex,mark\n2016,83,flickor,tidsseriebrott\n2016,81,pojkar,prel.\n",
            "period,value,sex,mark\n2016,83,women,break\n2016,81,men,preliminary\n",
            {Repair.WORD: 4},
            id="other words",
        ),
        pytest.param(
            "period,value,sex,mark\n2016,83,Kvinnor,Preliminär\n2016,81,MEN,\n",
            "period,value,sex,mark\n2016,83,women,preliminary\n2016,81,men,\n",
            {Repair.WORD: 3},
            id="words",
        ),
        pytest.param(
            "period,value\n2016q1,83\n2016 kv 2,84\n",
            "period,value\n2016-Q1,83\n2016-Q2,84\n",
            {Repair.PERIOD: 2},
            id="periods",
        ),
        pytest.param(
            "value,note,period\n83,bra,2016\n",
            "period,value,note\n2016,83,bra\n",
            {Repair.COLUMN_ORDER: 1},
            id="order of columns",
        ),
        pytest.param(
            '"period","value"\n"2016","83"\n',
            "period,value\n2016,83\n",
            {Repair.QUOTES: 1},
            id="needless quotes",
        ),
        pytest.param(
            'period;value;note\n2016;83,2;"Han sa ""nej"", sen\r\nja; ""nja"""\n',
            'period,value,note\n2016,83.2,"Han sa ""nej"", sen\nja; ""nja"""\n',
            {Repair.LINE_ENDS: 1, Repair.SEMICOLONS: 1, Repair.DECIMAL_COMMA: 1},
            id="notes with quotes, separators and line ends",
        ),
        pytest.param(
            'period,value\n2015,"71,9"\n2016,"1,234"\n',
            "period,value\n2015,71.9\n2016,1.234\n",
            {Repair.DECIMAL_COMMA: 2},
            id="the column tells that commas are for decimals",
        ),
        pytest.param(
            'period,value\n2015,"71,9"\n2016,71.9\n2017,"1,234"\n',
            'period,value\n2015,71.9\n2016,71.9\n2017,"1,234"\n',
            {Repair.DECIMAL_COMMA: 1},
            id="the column has both",
        ),
        pytest.param(
            'period,value\n2015,"1.250,5"\n2016,"1.101.230"\n2017,"1,234"\n',
            "period,value\n2015,1250.5\n2016,1101230\n2017,1.234\n",
            {Repair.BLANK_IN_NUMBER: 2, Repair.DECIMAL_COMMA: 2},
            id="points between thousands",
        ),
        pytest.param(
            'period,value\n2016,"1,234"\n2017,"1,234,567"\n',
            'period,value\n2016,"1,234"\n2017,1234567\n',
            {Repair.BLANK_IN_NUMBER: 1},
            id="commas between thousands",
        ),
        pytest.param(
            "period;value\n2016;71.9\n2017;1.012\n",
            "period,value\n2016,71.9\n2017,1.012\n",
            {Repair.SEMICOLONS: 1},
            id="the column tells that points are for decimals",
        ),
        pytest.param(
            'period,value\n2016,"71,90"\n2017,71.50\n',
            "period,value\n2016,71.90\n2017,71.50\n",
            {Repair.DECIMAL_COMMA: 1},
            id="decimals are kept",
        ),
        pytest.param(
            "period;value\n2016;83,2\n2017;#REF!\n2018;-\n2019;jan\n",
            "period,value\n2016,83.2\n2017,#REF!\n2018,-\n2019,jan\n",
            {Repair.SEMICOLONS: 1, Repair.DECIMAL_COMMA: 1},
            id="what is put right does not wait for what is not",
        ),
        pytest.param(
            'period,value\n2016,"83,2"\n2016,84\n2016q1,1\n2016-Q1,2\n',
            "period,value\n2016,83.2\n2016,84\n2016-Q1,1\n2016-Q1,2\n",
            {Repair.DECIMAL_COMMA: 1, Repair.PERIOD: 1},
            id="rows that turn out to be there twice",
        ),
        pytest.param(
            "period;value;kommentar på siffran\n2016;83,2;bra\n",
            "period,value,kommentar på siffran\n2016,83.2,bra\n",
            {Repair.SEMICOLONS: 1, Repair.DECIMAL_COMMA: 1},
            id="an unknown column",
        ),
    ],
)
def test_what_is_unambiguous_is_put_right(
    text: str, house: str, repairs: dict[Repair, int]
) -> None:
    found = house_figures(text)
    assert found.understood
    assert found.text == house
    assert found.repairs == repairs
    again = house_figures(found.text)
    assert again.text == house
    assert not again.repairs


def test_a_per_cent_sign_is_dropped_only_if_the_unit_is_per_cent() -> None:
    text = 'period,value\n2015,71 %\n2016,"71,9%"\n'
    assert house_figures(text, unit="%").text == "period,value\n2015,71\n2016,71.9\n"
    assert house_figures(text, unit="index").text == text
    assert house_figures(text).text == text


def test_what_values_are_counted_in_names_them_only_if_it_is_the_unit() -> None:
    assert house_figures("År,Antal\n2016,5\n", unit="antal").text == "period,value\n2016,5\n"
    assert house_figures("År,Andel\n2016,5\n", unit="%").text == "period,value\n2016,5\n"
    for heading in ("Antal", "Andel"):
        text = f"År,{heading}\n2016,5\n"
        assert house_figures(text, unit="dagar").text == text


def test_antal_beside_the_values_is_how_many_they_rest_on() -> None:
    text = house_figures("År,Värde,Antal\n2016,5,40\n", unit="%").text
    assert text == "period,value,count\n2016,5,40\n"


@given(
    st.text(alphabet=f"0123456789.,-+ %{MINUS}{NBSP}", max_size=9),
    st.sampled_from([".", ",", ""]),
)
def test_what_check_proposes_is_what_is_written(text: str, mark: str) -> None:
    found = house_number(text, unit="%", mark=mark)
    try:
        parse_number(text)
    except ValueError:
        proposed = number_problem(text, mark=mark)[1]
        assert (found[0] if found else "") == proposed
    else:
        assert bool(found) != has_two_readings(text, mark)


def test_the_indicators_interval_settles_what_a_period_is() -> None:
    text = "period,value\n2016-5,83\n"
    assert house_figures(text).text == text
    assert house_figures(text, interval=PeriodKind.YEAR).text == text
    month = house_figures(text, interval=PeriodKind.MONTH)
    assert month.text == "period,value\n2016-05,83\n"


# --- Files: what is left --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('period,value\n2016,"1,234"\n', id="thousands or decimals"),
        pytest.param("period,value\n2016,1.234\n", id="thousands or decimals by point"),
        pytest.param(
            "period;value\n2013;912,5\n2014;987,4\n2015;1.012\n2016;1.134\n",
            id="points between thousands beside decimal commas",
        ),
        pytest.param(
            "period;value\n2013;1.012\n2014;1.134\n2015;1.250\n", id="points after semicolons"
        ),
        pytest.param('period,value\n2013,"912,5"\n2015,1.012\n', id="a point beside a comma"),
        pytest.param("period;value\n2016;71.9\n2017;83,2\n2018;1.012\n", id="a point beside both"),
        pytest.param("period\tvalue\n2016\t1.012\n", id="a point after tabs"),
        pytest.param("period;value\n2016;5\n2017,6\n", id="one row with another separator"),
        pytest.param("period;antal\n2016;5\n", id="a heading that may be the unit"),
        pytest.param("period,value\n2016,83,2\n2017,84\n", id="a decimal comma made two values"),
        pytest.param("period,value,note\n2016,83,2\n", id="a decimal comma made a note"),
        pytest.param("period,value\n2016\n2017,84\n", id="too few values"),
        pytest.param("period,value\n2016,#REF!\n2017,#N/A\n", id="spreadsheet errors"),
        pytest.param("period,value\njan-16,83\nfeb-16,84\n", id="mangled dates"),
        pytest.param("period,value\n42370,83\n", id="days since 1900"),
        pytest.param("period,value\n2016,-\n2017,–\n2018,.\n2019,x\n", id="dashes"),
        pytest.param("period,value\n202O,83\n20200,84\n", id="mistyped years"),
        pytest.param("period,value\n2016,83\n2016,84\n", id="rows twice"),
        pytest.param("period,valeu\n2016,83\n", id="a misspelt column"),
        pytest.param("valeu;period\n2016;83,2\n", id="a misspelt column and semicolons"),
        pytest.param("period,value,kön,Sex\n2016,83,,\n", id="a column twice"),
        pytest.param("2016,83\n2017,84\n", id="no header"),
        pytest.param("period;value\n2016,83\n2017,84\n", id="another separator below"),
        pytest.param('period,value\n2016,"83\n', id="an open quotation mark"),
        pytest.param("period,value\n2016,8\x0b3\n", id="a control character"),
        pytest.param('period,value\n,"71,9"\n', id="no period"),
        pytest.param("period,value,\n2016,83,bra\n", id="a column without a name"),
        pytest.param("period,value,sex\n2016,83,totalt\n", id="another word"),
        pytest.param('period,value,count\n2016,83,"1,234"\n', id="a count with a comma"),
        pytest.param("<html>\n<body>period,value</body>\n", id="something else"),
        pytest.param("\n", id="a blank line"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_ambiguous_is_left(text: str) -> None:
    found = house_figures(text)
    assert found.text == text
    assert not found.repairs


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("period;value\n2013;912,5\n2015;1.012\n2016;1.134\n", ["C102", "C118", "C118"]),
        ("period;value\n2013;71.9\n2015;1.012\n", ["C102"]),
        ("period\tvalue\n2015\t1.012\n", ["C102", "C118"]),
        ('period,value\n2013,"912,5"\n2015,1.012\n', ["C121", "C118"]),
        ('period,value\n2013,"912,5"\n2014,71.9\n2015,1.012\n', ["C121", "C118"]),
        ("period,value\n2013,912.5\n2015,1.012\n", []),
        ("period,value\n2015,1.012\n", []),
    ],
)
def test_check_says_why_a_file_with_points_is_left(text: str, codes: list[str]) -> None:
    assert read(text)[1] == codes
    assert (house_figures(text).text == text) == ("C118" in codes or not codes)


def test_the_doubtful_number_is_pointed_at() -> None:
    problems: list[Problem] = []
    parse_figures(TextFile("x.csv", "period;value\n2015; 1.012 ;x\n"), None, problems)
    assert [(p.place.line, p.place.column, p.place.end_column) for p in problems[1:]] == [
        (2, 7, 12)
    ]
    assert problems[1].params == {"value": "1.012", "whole": "1012", "decimal": "1.0120"}


def test_many_rows_are_put_right_or_left_one_by_one() -> None:
    rows = [f"{1900 + n % 200},K{n},{'#REF!' if n % 7 == 3 else f'{n},5'}" for n in range(2000)]
    lines = [f'"{value}"'.join((f"{period},", f",{name}")) for period, name, value in
             (row.split(",", 2) for row in rows)]  # fmt: skip
    found = house_figures("period,value,municipality\n" + "\n".join(lines) + "\n")
    assert found.repairs[Repair.DECIMAL_COMMA] == sum(n % 7 != 3 for n in range(2000))
    assert found.text.split("\n")[1:3] == ["1900,0.5,K0", "1901,1.5,K1"]


def test_rows_keep_their_order() -> None:
    text = "period;value\n2017;84\n2015;82\n2016;83\n"
    assert house_figures(text).text == "period,value\n2017,84\n2015,82\n2016,83\n"


def test_line_ends_are_put_right_in_what_is_left() -> None:
    found = house_figures("period;valeu\r\n2016;83,2")
    assert found.text == "period;valeu\n2016;83,2\n"
    assert found.repairs == {Repair.LINE_ENDS: 1, Repair.LAST_LINE_END: 1}
    assert not found.understood


# --- Anything at all ------------------------------------------------------------------------------------

CELLS = st.sampled_from(
    [
        *["period", "value", "År", "Utfall", "note", "antal", "n", "sex", "kön", "mark", "sep=;"],
        *["2015", "2016", "2016q1", "2016-Q1", "2016-05", "2016-5", "2015/2016", "202O", "jan-16"],
        *["83", "83,2", "1,234", "1.234", "1 250", f"1{NBSP}250,5", "71 %", "..", "-", f"{MINUS}5"],
        *["", " ", "#REF!", "kvinnor", "Women", 'sa "nej"', "å, ä; ö", "rad\nbryts", '"', "７"],
    ]
)
SEPARATORS = st.sampled_from([",", ";", "\t", "|"])
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
INTERVALS = st.sampled_from([None, PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH])
UNITS = st.sampled_from(["", "%", "kr", "index"])


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A text like a spreadsheet's, most often with a header and rows that fit it."""
    separator = draw(SEPARATORS)
    header = draw(
        st.sampled_from([["period", "value"], ["År", "Utfall", "not"], ["value", "period", "sex"]])
    )
    width = st.just(len(header)) | st.integers(0, 4)
    rows = draw(
        st.lists(width.flatmap(lambda n: st.lists(CELLS, min_size=n, max_size=n)), max_size=6)
    )
    quote = draw(st.booleans())

    def written(cell: str) -> str:
        needs = any(c in cell for c in f'{separator}"\n')
        return '"' + cell.replace('"', '""') + '"' if needs and quote else cell

    lines = [separator.join(map(written, row)) for row in [header, *rows]]
    return "".join(line + draw(LINE_ENDS) for line in lines)


def check(text: str, interval: PeriodKind | None, unit: str) -> None:
    found = house_figures(text, unit=unit, interval=interval)
    again = house_figures(found.text, unit=unit, interval=interval)
    assert again.text == found.text
    assert not again.repairs
    assert bool(found.repairs) == (found.text != text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    before, wrong = read(plain, interval)
    after, still_wrong = read(found.text, interval)
    if wrong:
        assert "C109" in still_wrong or set(before) <= set(after)
    else:
        assert before == after
        assert [str(o.value) for o in before] == [str(o.value) for o in after]
        assert not still_wrong


@given(tables(), INTERVALS, UNITS)
def test_tables_keep_their_outcomes(text: str, interval: PeriodKind | None, unit: str) -> None:
    check(text, interval, unit)


def test_a_column_without_a_name_or_anything_in_it_is_dropped_wherever_it_stands() -> None:
    check("\u2028\tVärde\tPeriod\n\t5\t2016\n", None, "")
    found = house_figures("\tVärde\tPeriod\n\t5\t2016\n")
    assert found.text == "period,value\n2016,5\n"


@given(st.text(alphabet='perioadvlu,;\t"\n\r 20165.%-"År…', max_size=80), INTERVALS, UNITS)
def test_any_text_is_formatted_once(text: str, interval: PeriodKind | None, unit: str) -> None:
    check("period,value\n" + text, interval, unit)
    check("period;value\n" + text, interval, unit)
    check(text, interval, unit)


OBSERVATIONS = st.builds(
    Observation,
    period=st.builds(Period, st.just(PeriodKind.YEAR), st.integers(1900, 2100)),
    value=st.none()
    | st.decimals(-1000, 1000, allow_nan=False, places=2)
    | st.integers(-(10**6), 10**6).map(Decimal),
    municipality=st.sampled_from(["", "Lund"]),
    sex=st.sampled_from(["", "women", "men"]),
    group=st.text(st.characters(codec="latin-1", categories=["L", "P", "S"]), max_size=5),
    count=st.none() | st.integers(0, 999),
    note=st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "Zs"]), max_size=9),
)


@given(st.lists(OBSERVATIONS, max_size=6))
def test_house_form_is_left_byte_for_byte(observations: list[Observation]) -> None:
    text = written_out(observations)
    assert house_figures(text).text == text


def written_out(observations: list[Observation]) -> str:
    def shown(value: object) -> str:
        return "" if value is None else str(value).strip()

    out = StringIO(newline="")
    rows = [
        (o.period, *map(shown, (o.value, o.sex, o.group, o.note, o.count, o.municipality)))
        for o in observations
    ]
    header = ["period", "value", "sex", "group", "note", "count", "municipality"]
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()
