"""Where the municipality stands among others, and its own outcomes by sex and group."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok import breakdown, describing
from malbok.comparison import (
    FEWEST_FOR_QUARTILES,
    Band,
    Comparison,
    Quartiles,
    compare,
    is_own_name,
    rounded,
)
from malbok.language import language
from malbok.model import ComparisonGroup, Direction, Mark, Observation, Organisation
from malbok.periods import Period
from malbok.quantities import Quantities

ORGANISATION = Organisation.model_validate(
    {
        "name": "Exempelby",
        "title": "Målbok",
        "as_of": "2016-12-31",
        "updated": "2026-11-22",
        "departments": [],
    }
)
ENGLISH = Quantities(language("en"), "%", 0)

values = st.decimals(-1000, 1000, places=1)


def outcome(value: str | int | Decimal | None, period: str = "2016", **where: Any) -> Observation:
    known = None if value is None else Decimal(value)
    return Observation(Period.parse(period), known, **where)


def group(*names: str, references: Iterable[str] = ()) -> ComparisonGroup:
    return ComparisonGroup(
        id="g", title="Gruppen", municipalities=names, references=tuple(references)
    )


def compared(own: str | int | Decimal, others: Iterable[str | int | Decimal]) -> Comparison:
    """The comparison of a value with those of others, who are called 1, 2, 3 …"""
    named = {str(number): value for number, value in enumerate(others, start=1)}
    rows = [outcome(own), *(outcome(value, municipality=name) for name, value in named.items())]
    found = compare(rows, group(*named), ORGANISATION)
    assert found
    return found


# --- Quartiles ------------------------------------------------------------------------------------


@given(st.lists(values, min_size=2, max_size=40))
def test_quartiles_are_those_of_the_inclusive_method(numbers: list[Decimal]) -> None:
    exact = [Fraction(number) for number in numbers]
    lower, median, upper = statistics.quantiles(exact, n=4, method="inclusive")
    assert Quartiles.of(numbers) == Quartiles(lower, median, upper)
    assert median == statistics.median(exact)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        # what QUARTILE.INC gives
        ([1, 2, 3, 4], ("1.75", "2.5", "3.25")),
        ([1, 2, 3, 4, 5], ("2", "3", "4")),
        ([3, 1], ("1.5", "2", "2.5")),
        ([7], ("7", "7", "7")),
        ([4, 4, 4, 4], ("4", "4", "4")),
    ],
)
def test_quartiles_of_few(numbers: list[int], expected: tuple[str, ...]) -> None:
    lower, median, upper = map(Fraction, expected)
    assert Quartiles.of(map(Decimal, numbers)) == Quartiles(lower, median, upper)


def test_nothing_has_no_quartiles() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Quartiles.of([])


@given(values, st.lists(values, min_size=FEWEST_FOR_QUARTILES, max_size=20), values)
def test_a_comparison_moves_with_its_values(
    own: Decimal, others: list[Decimal], step: Decimal
) -> None:
    here = compared(own, others)
    there = compared(own + step, [other + step for other in others])
    assert (here.lower, here.same, here.higher, here.band) == (
        there.lower,
        there.same,
        there.higher,
        there.band,
    )
    mirrored = compared(-own, [-other for other in others])
    assert (mirrored.lower, mirrored.higher) == (here.higher, here.lower)
    assert mirrored.rank(from_lowest=True) == here.rank(from_lowest=False)


@given(values, st.lists(values, min_size=FEWEST_FOR_QUARTILES, max_size=20))
def test_ranks_and_bands_agree(own: Decimal, others: list[Decimal]) -> None:
    found = compared(own, others)
    assert found.lower + found.same + found.higher == len(others)
    assert 1 <= found.rank(from_lowest=False) <= len(others) + 1
    first, last = found.rank(from_lowest=False), found.rank(from_lowest=True)
    assert first + last + found.same == len(others) + 2
    if found.band is Band.HIGHEST:
        assert found.lower > len(others) / 2
    if found.band is Band.LOWEST:
        assert found.higher > len(others) / 2


# --- Which values are compared --------------------------------------------------------------------


def test_the_latest_period_with_enough_others_is_compared() -> None:
    names = [f"K{number}" for number in range(10)]
    rows = [outcome(1, "2015"), outcome(2, "2016")]
    rows += [outcome(5, "2015", municipality=name) for name in names]
    rows += [outcome(6, "2016", municipality=name) for name in names[:4]]
    found = compare(rows, group(*names), ORGANISATION)
    assert found
    assert str(found.period) == "2015", "four of ten are not half of them"
    found = compare([*rows, outcome(6, "2016", municipality="K9")], group(*names), ORGANISATION)
    assert found
    assert str(found.period) == "2016"
    assert found.missing == ("K4", "K5", "K6", "K7", "K8")


def test_a_period_without_an_own_value_is_not_compared() -> None:
    names = ("A", "B", "C", "D")
    rows = [outcome(6, "2016", municipality=name) for name in names]
    assert compare(rows, group(*names), ORGANISATION) is None
    assert compare([*rows, outcome(None)], group(*names), ORGANISATION) is None
    assert compare([*rows, outcome(1, "2015")], group(*names), ORGANISATION) is None


def test_few_are_compared_without_quartiles() -> None:
    found = compared(5, [4, 6, 7])
    assert found.quartiles is None
    assert found.band is None
    assert found.rank(from_lowest=False) == 3


def test_references_count_in_nothing() -> None:
    rows = [outcome(5), *(outcome(n, municipality=name) for n, name in enumerate("ABCD"))]
    rows.append(outcome(100, municipality="Riket"))
    found = compare(rows, group(*"ABCD", references=["Riket", "Länet"]), ORGANISATION)
    assert found
    assert [reference.municipality for reference in found.references] == ["Riket"]
    assert found.higher == 0
    assert found.missing == ()


def test_a_reference_alone_can_be_compared_with() -> None:
    rows = [outcome(5), outcome(4, municipality="Riket")]
    found = compare(rows, group("A", references=["Riket"]), ORGANISATION)
    assert found
    assert found.others == ()
    assert describing.position(found, ENGLISH) == "The outcome for 2016 is 5\u00a0%."
    assert describing.rank(found, Direction.HIGHER, language("en")) == ""


def test_other_rows_are_not_compared() -> None:
    rows = [
        outcome(5),
        outcome(4, municipality="A"),
        outcome(9, municipality="Utanför"),
        outcome(9, municipality="A", sex="women"),
        outcome(9, group="Unga"),
    ]
    found = compare(rows, group("A"), ORGANISATION)
    assert found
    assert [other.value for other in found.others] == [4]
    assert found.own.value == 5


def test_the_municipality_is_not_compared_with_itself() -> None:
    rows = [outcome(5), outcome(5, municipality="Exempelby"), outcome(4, municipality="A")]
    found = compare(rows, group("Exempelby", "A", "A", references=["A", "Exempelby"]), ORGANISATION)
    assert found
    assert [other.municipality for other in found.others] == ["A"]
    assert found.references == ()
    assert found.missing == ()


@pytest.mark.parametrize(
    ("name", "organisation", "same"),
    [
        ("Exempelby", "Exempelby", True),
        ("EXEMPELBY ", "Exempelby", True),
        ("Exempelby kommun", "Exempelby", True),
        ("Helsingborg", "Helsingborgs stad", True),
        ("Torsås", "Torsås kommun", True),
        ("Torsås kommun", "Torsås", True),
        ("Grannby", "Exempelby", False),
        ("Exempelby norra", "Exempelby", False),
    ],
)
def test_own_names(name: str, organisation: str, same: bool) -> None:
    assert is_own_name(name, ORGANISATION.model_copy(update={"name": organisation})) is same


# --- In words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [
        (5, [1, 2, 9], "That is higher than in 2 and lower than in 1 of the 3 other municipalities."),
        (5, [5, 9], "That is the same as in 1 and lower than in 1 of the 2 other municipalities."),
        (5, [1, 2, 3], "That is higher than in all 3 other municipalities."),
        (5, [6, 7, 8], "That is lower than in all 3 other municipalities."),
        (5, [5, 5, 5], "That is the same as in all 3 other municipalities."),
        (5, [1], "That is higher than in 1 of the 1 other municipality."),
    ],
)  # fmt: skip
def test_the_position_is_told_by_counts(own: int, others: list[int], said: str) -> None:
    expected = f"The outcome for 2016 is {own}\u00a0%. {said}"
    assert describing.position(compared(own, others), ENGLISH) == expected


def test_the_best_place_is_first_only_where_a_direction_is_better() -> None:
    found, words = compared(5, [1, 2, 5, 9]), language("en")
    assert describing.rank(found, Direction.HIGHER, words) == (
        "Shared place 2 of 5 from the highest value, the municipality itself counted. "
        "A higher value is better."
    )
    assert describing.rank(found, Direction.LOWER, words).startswith("Shared place 3 of 5 from")
    assert describing.rank(found, Direction.NONE, words).endswith("better in itself.")


def test_a_place_by_a_preliminary_value_says_so() -> None:
    rows = [outcome(5, mark=Mark.PRELIMINARY), outcome(1, municipality="A")]
    found = compare(rows, group("A"), ORGANISATION)
    assert found
    said = describing.rank(found, Direction.NONE, language("en"))
    assert said.startswith("Place 1 of 2 from the highest value")
    assert said.endswith("own value is preliminary, so the place may change.")


def test_quartiles_are_as_exact_as_the_outcomes() -> None:
    hundredths = Quantities(language("en"), "%", 2)
    tenths = Quantities(language("en"), "%", 1)
    for quantity, expected in ((ENGLISH, "59.5"), (tenths, "59.5"), (hundredths, "59.45")):
        assert str(describing.rounded_quartile(Fraction("59.45"), quantity)) == expected


def test_no_sentence_calls_a_position_good_or_bad() -> None:
    for own in range(12):
        found = compared(own, range(10))
        said = " ".join([describing.position(found, ENGLISH), describing.spread(found, ENGLISH)])
        assert not any(word in said for word in ("best", "worst", "better", "worse", "good", "bad"))


def test_the_spread_says_median_and_quartiles() -> None:
    assert describing.spread(compared(9, [1, 2, 3, 4]), ENGLISH) == (
        "The median of the group is 2.5\u00a0%, and its middle half lies from 1.8 to 3.3\u00a0%. "
        "The value lies above the upper quartile, among the quarter that is highest."
    )
    assert describing.spread(compared(9, [1, 2, 3]), ENGLISH) == ""


def test_who_has_no_value_is_counted_and_named() -> None:
    rows = [outcome(5), *(outcome(1, municipality=name) for name in "ABCD")]
    words = language("en")
    found = compare(rows, group(*"ABCDEF"), ORGANISATION)
    assert found
    assert (
        describing.missing(found, words)
        == "2 municipalities of the group have no value for 2016: E and F."
    )
    rows += [outcome(None, municipality="E"), outcome(1, municipality="F")]
    found = compare(rows, group(*"ABCDEF"), ORGANISATION)
    assert found
    assert (
        describing.missing(found, words)
        == "One municipality of the group has no value for 2016: E."
    )
    found = compare(rows, group(*"ABCDF"), ORGANISATION)
    assert found
    assert describing.missing(found, words) == ""


def test_whose_value_is_hidden_is_not_said_to_be_without() -> None:
    rows = [outcome(5), outcome(1, municipality="A"), outcome(None, municipality="C")]
    rows += [outcome(None, municipality="B", suppressed=True)]
    found = compare(rows, group(*"ABC"), ORGANISATION)
    assert found
    assert (found.missing, found.hidden) == (("C",), ("B",))
    assert describing.hidden(found, language("en")) == (
        "One municipality of the group has too few persons for its value to be shown: B."
    )
    assert describing.hidden(compared(1, [2, 3]), language("en")) == ""


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(7, 4), 1, "1.8"),
        (Fraction(-7, 4), 1, "-1.8"),
        (Fraction(5, 2), 1, "2.5"),
        (Fraction(4), 2, "4"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(1000), 1, "1000"),
        (Fraction(0), 1, "0"),
    ],
)
def test_fractions_are_rounded(value: Fraction, decimals: int, expected: str) -> None:
    assert str(rounded(value, decimals)) == expected


# --- By sex and group -----------------------------------------------------------------------------


def test_outcomes_of_everybody_have_no_parts() -> None:
    assert breakdown.parts([outcome(1), outcome(2, "2015")]) == ()
    assert breakdown.parts([outcome(1), outcome(2, municipality="A", sex="women")]) == ()


def test_parts_come_in_order() -> None:
    rows = [
        outcome(1, group="Unga"),
        outcome(2, group="Äldre", sex="men"),
        outcome(3, sex="men"),
        outcome(4),
        outcome(5, sex="women"),
        outcome(6, group="Äldre", sex="women"),
    ]
    names = [name for name, _ in describing.named(breakdown.parts(rows), language("en"))]
    assert names == ["Everybody", "Women", "Men", "Unga", "Äldre, women", "Äldre, men"]


def test_names_tell_parts_apart() -> None:
    rows = [
        outcome(1, sex="women"),
        outcome(2, group="Women"),
        outcome(3, group="Everybody"),
        outcome(4),
    ]
    names = [name for name, _ in describing.named(breakdown.parts(rows), language("en"))]
    assert len(set(names)) == len(names) == 4


@pytest.mark.parametrize(
    ("women", "men", "said"),
    [
        ("60", "55", "60\u00a0% for women and 55\u00a0% for men: 5\u00a0percentage points higher for women."),
        ("55", "60.5", "55\u00a0% for women and 60.5\u00a0% for men: 5.5\u00a0percentage points higher for men."),
        ("55", "55", "the same for women and men, 55\u00a0%."),
    ],
)  # fmt: skip
def test_women_and_men_are_compared_in_words(women: str, men: str, said: str) -> None:
    rows = [
        outcome(women, "2015", sex="women"),
        outcome(men, "2015", sex="men"),
        outcome(99, "2016", sex="women"),
        outcome(None, "2016", sex="men"),
    ]
    sentence = describing.by_sex(breakdown.parts(rows), ENGLISH)
    assert sentence == f"For 2015 the outcome is {said}"


def test_one_sex_is_compared_with_nobody() -> None:
    found = breakdown.parts([outcome(5, sex="women")])
    assert describing.by_sex(found, ENGLISH) == "No outcomes of women and men can be compared."


def test_groups_are_compared_in_words() -> None:
    def said(**known: int | None) -> str:
        rows = [outcome(value, group=name) for name, value in known.items()]
        named = dict(describing.named(breakdown.parts(rows), language("en")))
        return describing.by_group(named, ENGLISH)

    assert said(A=1, B=3, C=3) == (
        "For 2016 the outcome is highest for B and C, 3\u00a0%, and lowest for A, 1\u00a0%."
    )
    assert said(A=2, B=2) == "For 2016 the outcome is the same in all groups, 2\u00a0%."
    assert said(A=2, B=None) == "No outcomes of groups can be compared."
