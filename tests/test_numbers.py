"""Numbers: the house form, and why another form is refused."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.language import language
from malbok.numbers import number_problem, parse_number, without_zeros

NBSP, NARROW, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"


@pytest.mark.parametrize(
    "text", ["0", "41", "71.9", "-3", "-0.5", "1250.50", "123456789012345", "0.0000000001"]
)
def test_the_house_form_is_read_exactly_as_written(text: str) -> None:
    assert format(parse_number(text), "f") == text


def test_how_exact_a_number_is_written_is_kept() -> None:
    assert parse_number("5.0").as_tuple().exponent == -1


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("71,9", "C121", "71.9"),
        ("-71,9", "C121", "-71.9"),
        ("1 250,5", "C121", "1250.5"),
        ("1 250", "C122", "1250"),
        (f"1{NBSP}250", "C122", "1250"),
        (f"1{NARROW}250", "C122", "1250"),
        (f"1{THIN}250.5", "C122", "1250.5"),
        (f"{MINUS}1 250", "C122", "-1250"),
        ("95 %", "C123", "95"),
        ("95%", "C123", "95"),
        ("95,0 %", "C123", "95.0"),
        (f"95{NBSP}%", "C123", "95"),
        ("1 250 kr", "C123", "1250"),
        ("#REF!", "C124", ""),
        ("#N/A", "C124", ""),
        ("#DIV/0!", "C124", ""),
        ("#VALUE!", "C124", ""),
        ("#NAME?", "C124", ""),
        ("#NUM!", "C124", ""),
        ("#NULL!", "C124", ""),
        ("#SAKNAS!", "C124", ""),
        ("#VÄRDEFEL!", "C124", ""),
        ("#DIVISION/0!", "C124", ""),
        ("#REFERENS!", "C124", ""),
        ("#NAMN?", "C124", ""),
        ("#OGILTIGT!", "C124", ""),
        ("..", "C125", ""),
        ("-", "C125", ""),
        ("–", "C125", ""),
        ("x", "C125", ""),
        ("n/a", "C125", ""),
        ("nan", "C125", ""),
        ("NaN", "C125", ""),
        ("saknas", "C125", ""),
        (f"{MINUS}5", "C120", "-5"),
        ("–81.5", "C120", "-81.5"),
        ("\u200b71.9", "C120", "71.9"),
        ("7\u00ad1", "C120", "71"),
        ("7О", "C126", ""),
        ("5²", "C126", ""),
        ("80–82", "C126", ""),
        ("7" * 70, "C126", ""),
        ("1e3", "C119", ""),
        ("1E-3", "C119", ""),
        ("1,2E+05", "C119", ""),
        ("inf", "C126", ""),
        ("-Infinity", "C126", ""),
        ("７１", "C120", "71"),
        ("١٢", "C120", "12"),
        ("½", "C126", ""),
        ("+5", "C126", "5"),
        (".5", "C126", "0.5"),
        ("5.", "C126", "5"),
        ("1.250,5", "C122", "1250.5"),
        ("1,250.5", "C122", "1250.5"),
        ("1.101.230", "C122", "1101230"),
        ("1,234", "C118", ""),
        ("0,234", "C121", "0.234"),
        ("1 2 3", "C126", ""),
        ("12 personer", "C123", "12"),
        ("0180", "C126", ""),
        ("####", "C124", ""),
        ("\u200b71,9", "C121", "71.9"),
        ("1,250,000", "C122", "1250000"),
        ("1_000", "C126", ""),
        ("0x10", "C126", ""),
        ("1234567890123456", "C126", ""),
        ("1.12345678901", "C126", ""),
        ("cirka 40", "C126", ""),
    ],
)
def test_other_forms_are_refused_with_the_reason(text: str, code: str, better: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_number(text)
    assert number_problem(text) == (code, better)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("0081.5", "81.5"),
        ("007", "7"),
        ("-00.5", "-0.5"),
        ("0", ""),
        ("0.5", ""),
        ("00x", ""),
        ("81", ""),
        ("", ""),
    ],
)
def test_zeros_before_a_number_are_taken_away(text: str, bare: str) -> None:
    assert without_zeros(text) == bare


NUMBER_LIKE = st.text(alphabet=f"0123456789.,-%e#x {NBSP}{NARROW}{MINUS}", max_size=12)


@given(NUMBER_LIKE | st.text(max_size=12))
def test_a_text_is_either_read_as_it_stands_or_refused(text: str) -> None:
    try:
        value = parse_number(text)
    except ValueError:
        code, better = number_problem(text)
        assert code in {"C118", "C119", "C120", "C121", "C122", "C123", "C124", "C125", "C126"}
        assert not better or isinstance(parse_number(better), Decimal)
    else:
        assert format(value, "f") == text
        assert value.is_finite()


def test_a_number_is_shown_as_it_was_written_whatever_was_shown_before() -> None:
    swedish = language("sv")
    assert swedish.number(Decimal("4.0")) == "4,0"
    assert swedish.number(4) == "4"
    assert swedish.number(Decimal("-4.50")) == "\u22124,50"
