"""Names that are probably misspelt, and characters that only look like the keyboard's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.lookalikes import ordinary, stranger
from malbok.spelling import MOST_SLIPS, misspelt


@pytest.mark.parametrize(
    ("name", "often"),
    [
        ("Företga", "Företag"),
        ("Företa", "Företag"),
        ("Företagg", "Företag"),
        ("Föratag", "Företag"),
        ("Skoal", "Skola"),
        ("Gymnasieskolor i kommunenn drift", "Gymnasieskolor i kommunens drift"),
        ("Malmo", "Malmö"),
    ],
)
def test_a_slip_is_found(name: str, often: str) -> None:
    assert list(misspelt({often: 3, name: 1, "Något helt annat": 5})) == [(name, often)]


@pytest.mark.parametrize(
    "counts",
    [
        {"Företag": 2, "Företga": 1},  # nothing stands often
        {"Företag": 3, "Företga": 2},  # a slip isn't made twice
        {"Företag": 3, "Förening": 1},
        {"Företag": 3, "företag": 1},  # other capitals have a code of their own
        {"Åk 8": 3, "Åk 9": 1},
        {"18–24 år": 3, "18–34 år": 1},
        {"Män": 3, "Mån": 1},  # too short to tell
        {},
    ],
)
def test_other_names_are_left_alone(counts: dict[str, int]) -> None:
    assert list(misspelt(counts)) == []


def test_names_that_come_and_go_are_no_slips() -> None:
    rare = {f"Skola{chr(97 + n)}": 1 for n in range(MOST_SLIPS + 1)}
    assert list(misspelt({"Skola": 9, **rare})) == []


@given(st.dictionaries(st.text(max_size=8), st.integers(1, 4), max_size=12))
def test_any_names_can_be_looked_through(counts: dict[str, int]) -> None:
    for name, meant in misspelt(counts):
        assert counts[name] == 1 < counts[meant]


@pytest.mark.parametrize(
    ("text", "plain", "named"),
    [
        ("−81.5", "-81.5", "a mathematical minus sign"),
        ("–5", "-5", "a dash"),
        ("８１．５", "81.5", "a wide character"),
        ("٨١", "81", "a digit of another script"),
        ("kultur\u200bchef", "kulturchef", "an invisible character"),
        ("kultur\u00adchef", "kulturchef", "an invisible character"),
        ("kulturchef\u00a0", "kulturchef ", "a hard space"),
        ("1\u202f250", "1 250", "a hard space"),
        ("сhеf", "chef", "a letter of another alphabet"),
        ("åäö ÅÄÖ é 5² ½ €", "åäö ÅÄÖ é 5² ½ €", None),
        ("plain", "plain", None),
        ("", "", None),
    ],
)
def test_characters_are_named_and_exchanged(text: str, plain: str, named: str | None) -> None:
    assert ordinary(text) == plain
    assert stranger(text) == named


@given(st.text(max_size=20))
def test_what_is_ordinary_stays_so(text: str) -> None:
    plain = ordinary(text)
    assert ordinary(plain) == plain
    assert (stranger(text) is None) == (plain == text)
