"""Nobody can compute what rests on few persons, whatever else is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from malbok.disclosure import FEWEST_OF_SHARE, concerns_people, suppress, without_counts
from malbok.model import About, Indicator, Mark, Observation, SmallNumbers
from malbok.periods import Period

YEAR = Period.parse("2016")
TEN = SmallNumbers()

Row = tuple[str, str, str | None, int | None]
"""Sex, group, value, count."""


def indicator(unit: str = "%", about: About | None = None) -> Indicator:
    return Indicator.model_validate(
        {
            "id": "trygghet",
            "title": "Trygga i hemmet",
            "definition": "Så många känner sig trygga.",
            "unit": unit,
            "direction": "higher",
            "interval": "year",
            "source": {"title": "Enkäten"},
            "updated": "2026-11-22",
            "about": about,
        }
    )


def outcome(row: Row, period: Period = YEAR) -> Observation:
    sex, group, value, count = row
    known = None if value is None else Decimal(value)
    return Observation(period, known, sex=sex, group=group, count=count)


def shown(
    *rows: Row, unit: str = "%", about: About | None = None, limits: SmallNumbers = TEN
) -> dict[str, str]:
    """What is published of a table: by sex and group the value, or that there are too few."""
    seen = suppress([outcome(row) for row in rows], indicator(unit, about), limits)
    return {
        " ".join(filter(None, (o.sex, o.group))) or "all": "few" if o.suppressed else str(o.value)
        for o in seen
    }


# --- What is hidden in itself -----------------------------------------------------------------------


@pytest.mark.parametrize(("count", "seen"), [(10, "50"), (9, "few"), (1, "few"), (0, "few")])
def test_a_value_that_rests_on_fewer_than_the_limit_is_hidden(count: int, seen: str) -> None:
    assert shown(("", "", "50", count)) == {"all": seen}
    assert shown(("", "", "50", count), unit="poäng") == {"all": seen}


@pytest.mark.parametrize(
    ("value", "count", "seen"),
    [
        *[("0", 29, "few"), ("100", 29, "few"), ("0", 30, "0"), ("100", 30, "100")],
        *[("5", 20, "few"), ("10", 20, "few"), ("15", 20, "15")],  # one, two and three persons
        *[("95", 20, "few"), ("90", 20, "few"), ("85", 20, "85")],
        *[("33.3", 12, "33.3"), ("14.3", 14, "few"), ("21.4", 14, "21.4"), ("3.3", 30, "3.3")],
    ],
)
def test_nearly_nobody_and_nearly_everybody_of_a_small_group_is_hidden(
    value: str, count: int, seen: str
) -> None:
    assert shown(("", "", value, count)) == {"all": seen}
    assert shown(("", "", value, count), unit="dagar") == {"all": value}


def test_the_limits_are_settings() -> None:
    limits = SmallNumbers(limit=5, small_group=6)
    assert shown(("", "", "100", 6), limits=limits) == {"all": "100"}
    assert shown(("", "", "100", 5), limits=limits) == {"all": "few"}
    assert shown(("", "", "50", 4), limits=limits) == {"all": "few"}


@pytest.mark.parametrize(
    ("value", "seen"), [("9", "few"), ("1", "few"), ("0", "few"), ("10", "10"), ("1250", "1250")]
)
def test_a_number_of_persons_rests_on_itself(value: str, seen: str) -> None:
    row: Row = ("", "", value, None)
    assert shown(row, unit="personer", about=About.HEADCOUNT) == {"all": seen}
    assert shown(row, unit="personer", about=About.PEOPLE) == {"all": value}, "it may be days"
    assert shown(row, unit="personer") == {"all": value}


def test_whole_numbers_about_persons_are_no_numbers_of_persons() -> None:
    rows: list[Row] = [("", "", "8", None), ("women", "", "45", None), ("", "A", "31", None)]
    assert shown(*rows, unit="dagar", about=About.PEOPLE) == {"all": "8"}
    assert without_counts([outcome(row) for row in rows], indicator("dagar", About.PEOPLE))
    assert not without_counts([outcome(row) for row in rows], indicator("barn", About.HEADCOUNT))


def test_a_share_is_no_number_of_persons_whatever_is_written() -> None:
    assert shown(("", "", "4", 100), about=About.HEADCOUNT) == {"all": "4"}
    assert shown(("women", "", "4", None), about=About.HEADCOUNT) == {}


def test_a_hidden_outcome_tells_nothing_but_where_the_series_breaks() -> None:
    observation = Observation(YEAR, Decimal(40), count=7, mark=Mark.BREAK, note="Tre av sju.")
    hidden = Observation(YEAR, None, mark=Mark.BREAK, suppressed=True)
    assert suppress([observation], indicator(), TEN) == (hidden,)


# --- What is hidden with it -------------------------------------------------------------------------


def test_women_and_men_are_hidden_together() -> None:
    rows: list[Row] = [("", "", "50", 100), ("women", "", "60", 95), ("men", "", "40", 5)]
    assert shown(*rows) == {"all": "50", "women": "few", "men": "few"}
    assert shown(*rows[1:]) == {"women": "few", "men": "few"}
    assert shown(*rows[:2]) == {"all": "50", "women": "few"}, "the men follow from a missing line"


def test_who_is_neither_must_not_follow_either() -> None:
    rows: list[Row] = [("", "", "50", 100), ("women", "", "60", 50), ("men", "", "40", 47)]
    assert shown(*rows) == {"all": "50", "women": "few", "men": "few"}


def test_the_parts_of_something_hidden_are_hidden() -> None:
    rows: list[Row] = [("", "", "100", 25), ("women", "", "100", 12), ("men", "", "100", 13)]
    assert set(shown(*rows).values()) == {"few"}


def test_the_first_group_by_name_is_hidden_too() -> None:
    rows: list[Row] = [
        *[("", "", "50", 135), ("", "D", "60", 7), ("", "c", "50", 24)],
        *[("", "B", "50", 44), ("", "A", "50", 60)],
    ]
    assert shown(*rows) == {"all": "50", "D": "few", "c": "50", "B": "50", "A": "few"}


def test_groups_are_hidden_by_name_until_it_is_enough() -> None:
    rows: list[Row] = [
        *[("", "", "50", 107), ("", "A", "60", 4), ("", "B", "50", 3)],
        *[("", "C", "50", 60), ("", "D", "50", 40)],
    ]
    assert shown(*rows) == {"all": "50", "A": "few", "B": "few", "C": "few", "D": "50"}


@pytest.mark.parametrize("sizes", [(10, 9, 9), (20, 9, 20), (10, 10, 8), (200, 9, 9), (7, 9, 300)])
def test_which_groups_are_hidden_does_not_depend_on_their_sizes(sizes: Sequence[int]) -> None:
    """Were the smallest others chosen, 28 = 10 + hidden would say that both hidden ones are 9."""
    rows: list[Row] = [("", g, str(n), None) for g, n in zip("ABC", sizes, strict=True)]
    total: Row = ("", "", str(sum(sizes)), None)
    seen = shown(total, *rows, unit="personer", about=About.HEADCOUNT)
    small = {group for group, size in zip("ABC", sizes, strict=True) if size < TEN.limit}
    assert {group for group in "ABC" if seen[group] == "few"} == {"A"} | small | (
        {"B"} if small <= {"A"} else set()
    )


def test_a_hidden_share_does_not_follow_from_what_is_left() -> None:
    """Two of the hundred are in the share, and both of them in C: nobody of A is."""
    rows: list[Row] = [
        *[("", "", "2", 100), ("", "C", "3.3", 60), ("", "A", "0", 5), ("", "B", "0", 35)]
    ]
    assert set(shown(*rows).values()) == {"few"}
    more: list[Row] = [("", "", "22", 100), ("", "C", "36.7", 60), *rows[2:]]
    assert shown(*more) == {"all": "22", "C": "few", "A": "few", "B": "few"}


def test_a_hidden_share_does_not_follow_from_a_whole_of_nobody_or_everybody() -> None:
    for value in ("0", "100"):
        rows: list[Row] = [("", "", value, 500), ("", "A", value, 8), ("", "B", value, 492)]
        assert set(shown(*rows).values()) == {"few"}
        assert shown(*rows[:1], rows[2]) == {"all": "few", "B": "few"}, "eight aren't listed"
        large: list[Row] = [rows[0], ("", "A", value, 108), ("", "B", value, 392)]
        assert set(shown(*large).values()) == {value}


def test_a_hidden_share_does_not_follow_from_sums_by_sex_and_by_group_together() -> None:
    """Of A, 13 of 20 are in the share, and three women: so all ten men are, though the sums of A and
    of women don't tell it by themselves."""
    rows: list[Row] = [
        *[("", "", "50", 80), ("women", "", "7.5", 40), ("men", "", "92.5", 40)],
        *[("", "A", "65", 20), ("women", "A", "30", 10), ("men", "A", "100", 10)],
        *[("", "B", "45", 60), ("women", "B", "0", 30), ("men", "B", "90", 30)],
    ]
    seen = shown(*rows)
    assert "few" in {seen["women"], seen["A"]}


def test_two_groups_hide_each_other() -> None:
    rows: list[Row] = [("", "", "50", 100), ("", "A", "60", 92), ("", "B", "40", 8)]
    assert shown(*rows) == {"all": "50", "A": "few", "B": "few"}


def test_a_group_left_out_is_a_group_all_the_same() -> None:
    rows: list[Row] = [("", "", "50", 100), ("", "A", "60", 60), ("", "B", "40", 36)]
    assert shown(*rows) == {"all": "50", "A": "few", "B": "few"}
    split: list[Row] = [rows[0], ("", "A", "60", 40), ("", "B", "40", 36), ("", "C", "40", 20)]
    assert shown(*split) == {"all": "50", "A": "few", "B": "few", "C": "40"}


def test_groups_that_overlap_are_hidden_all_if_one_is() -> None:
    rows: list[Row] = [
        *[("", "", "50", 100), ("", "ung", "50", 95), ("", "gammal", "50", 5)],
        *[("", "kort väg", "50", 40), ("", "lång väg", "50", 60)],
    ]
    assert set(list(shown(*rows).values())[1:]) == {"few"}
    assert set(list(shown(*rows[:2], *rows[3:]).values())[1:]) == {"few"}, "five aren't young"
    fine: list[Row] = [rows[0], ("", "ung", "50", 50), ("", "gammal", "50", 50), *rows[3:]]
    assert "few" not in shown(*fine).values()


def test_groups_by_sex_are_hidden_in_pairs_and_in_both_sums() -> None:
    rows: list[Row] = [
        *[("", "", "50", 200), ("women", "", "50", 100), ("men", "", "50", 100)],
        *[("", "A", "50", 100), ("women", "A", "50", 96), ("men", "A", "50", 4)],
        *[("", "B", "50", 60), ("women", "B", "50", 2), ("men", "B", "50", 58)],
        *[("", "C", "50", 40), ("women", "C", "50", 2), ("men", "C", "50", 38)],
    ]
    seen = shown(*rows)
    assert {key for key, value in seen.items() if value == "few"} == {
        *("women A", "men A", "women B", "men B", "women C", "men C")
    }
    rows[7:] = [("women", "B", "50", 24), ("men", "B", "50", 36)]
    rows[9:] = [("", "C", "50", 40), ("women", "C", "50", 20), ("men", "C", "50", 20)]
    rows[1] = ("women", "", "50", 140)
    rows[2] = ("men", "", "50", 60)
    assert {key for key, value in shown(*rows).items() if value == "few"} == {
        *("women A", "men A", "women B", "men B")
    }


def test_a_sum_that_is_not_in_the_file_is_taken_as_known() -> None:
    rows: list[Row] = [("", "A", "50", 92), ("", "B", "40", 8), ("", "C", "50", 50)]
    assert shown(*rows) == {"A": "few", "B": "few", "C": "50"}


def test_numbers_of_persons_are_sums_too() -> None:
    rows: list[Row] = [
        *[("", "", "100", None), ("", "A", "60", None)],
        *[("", "B", "36", None), ("", "C", "4", None)],
    ]
    seen = shown(*rows, unit="personer", about=About.HEADCOUNT)
    assert seen == {"all": "100", "A": "few", "B": "36", "C": "few"}


def test_each_period_and_municipality_is_a_table_of_its_own() -> None:
    rows: list[Row] = [("", "", "50", 100), ("women", "", "60", 95), ("men", "", "40", 5)]
    many: list[Row] = [("", "", "50", 100), ("women", "", "60", 50), ("men", "", "40", 50)]
    later = [outcome(row, YEAR.shifted(1)) for row in many]
    seen = suppress([*map(outcome, rows), *later], indicator(), TEN)
    assert [o.suppressed for o in seen] == [False, True, True, False, False, False]
    others = [
        Observation(YEAR, Decimal(50), municipality="0180", count=count) for count in (8, None)
    ]
    seen = suppress([*others[:1], *map(outcome, many)], indicator(), TEN)
    assert [o.suppressed for o in seen] == [True, False, False, False]
    assert suppress(others[1:], indicator(), TEN) == tuple(others[1:])


def test_a_line_marked_by_hand_is_guarded_like_the_others() -> None:
    hidden = Observation(YEAR, None, sex="men", suppressed=True)
    rows: list[Row] = [("", "", "50", 100), ("women", "", "60", 50)]
    seen = suppress([*map(outcome, rows), hidden], indicator(), TEN)
    assert [o.suppressed for o in seen] == [False, True, True]


# --- What nobody knows, and what isn't about people --------------------------------------------------


def test_parts_without_a_count_are_left_out() -> None:
    rows: list[Row] = [("", "", "50", None), ("women", "", "60", None), ("men", "", None, None)]
    assert shown(*rows) == {"all": "50"}
    assert without_counts([outcome(row) for row in rows], indicator()) == [outcome(rows[1])]


def test_parts_can_not_be_shown_where_nobody_knows_what_the_rest_is() -> None:
    rows: list[Row] = [("", "", "50", None), ("", "A", "60", 50), ("", "B", "40", None)]
    assert shown(*rows) == {"all": "50", "A": "few"}


def test_how_many_a_value_rests_on_is_told_for_wholes_only() -> None:
    rows: list[Row] = [("", "", "50", 100), ("women", "", "60", 50), ("men", "", None, 50)]
    seen = suppress([outcome(row) for row in rows], indicator(), TEN)
    assert [o.count for o in seen] == [100, None, None]


def test_roads_are_no_people() -> None:
    rows: list[Row] = [("", "", "50", None), ("", "gata", "0", None), ("", "väg", "3", None)]
    assert shown(*rows) == {"all": "50"}
    assert shown(*rows, about=About.OTHER) == {"all": "50", "gata": "0", "väg": "3"}
    women: Row = ("women", "", "3", None)
    assert shown(*rows, women, about=About.OTHER) == {"all": "50"}, "women are people"


def test_a_plain_series_is_not_touched() -> None:
    series = tuple(Observation(YEAR.shifted(n), Decimal(n)) for n in range(3))
    assert not concerns_people(series, indicator())
    assert suppress(series, indicator(), TEN) == series


# --- Computing back ---------------------------------------------------------------------------------

Key = tuple[str, str]
SEXES = ("women", "men", "neither")
FEW = SmallNumbers(limit=4, small_group=9)


@dataclass(frozen=True)
class Table:
    """True numbers of persons by sex and group, how many of them are in the share, and what of it
    stands in the figures, with or without a count. "rest" and "neither" can't stand there."""

    persons: Mapping[Key, int]
    inside: Mapping[Key, int]
    listed: Mapping[Key, bool]
    by_hand: frozenset[Key]
    are_persons: bool

    @property
    def published(self) -> dict[Key, Observation]:
        about = About.HEADCOUNT if self.are_persons else None
        series = [o for key in self.listed if (o := self.written(key))]
        seen = suppress(series, indicator("personer" if self.are_persons else "%", about), FEW)
        return {(o.sex, o.group): o for o in seen}

    def written(self, key: Key) -> Observation | None:
        sex, group = key
        persons = self.persons[key]
        if key in self.by_hand:
            return Observation(YEAR, None, sex=sex, group=group, suppressed=True)
        if self.are_persons:
            return Observation(YEAR, Decimal(persons), sex=sex, group=group)
        share = round(Decimal(self.inside[key] * 100) / persons, 8) if persons else None
        count = persons if self.listed[key] else None
        return Observation(YEAR, share, sex=sex, group=group, count=count)

    @property
    def sums(self) -> Iterator[tuple[Key, list[Key]]]:
        """Every whole and its parts, as anybody knows them."""
        groups = list(dict.fromkeys(group for _, group in self.persons if group))
        sexes = list(dict.fromkeys(sex for sex, _ in self.persons if sex))
        for group in ("", *groups):
            yield ("", group), [(sex, group) for sex in sexes]
        for sex in ("", *sexes) if groups else ():
            yield (sex, ""), [(sex, group) for group in groups]


@st.composite
def tables(
    draw: st.DrawFn, *, complete: bool = False, most: int = 12, most_groups: int = 4
) -> Table:
    """A table in which any line may be missing, unless it is complete. Of the others there may be
    who are neither, and groups that aren't named."""
    groups = ["A", "B", "C", "D"][: draw(st.integers(0, most_groups))]
    columns = groups if complete and groups else [*groups, "rest"]
    sexes = SEXES[:2] if complete else SEXES
    persons: dict[Key, int] = {}
    inside: dict[Key, int] = {}
    for key in product(sexes, columns):
        is_extra = key[0] == "neither" or (key[1] == "rest" and groups)
        numbers = st.one_of(st.integers(0, 0 if is_extra else 4), st.integers(0, most))
        persons[key] = draw(numbers)
        inside[key] = draw(st.integers(0, persons[key]))
    for figures in (persons, inside):
        figures.update({("", g): sum(figures[s, g] for s in sexes) for g in columns})
        figures.update({(s, ""): sum(figures[s, g] for g in columns) for s in ("", *sexes)})
        if complete and not groups:
            for sex in ("", *sexes):
                del figures[sex, "rest"]
    could_be = [key for key in persons if key[0] != "neither" and key[1] != "rest"]
    are_persons = draw(st.booleans())
    rarely = st.integers(0, 9).map(lambda number: number == 9)
    listed = {
        key: complete or are_persons or key == ("", "") or not draw(rarely)
        for key in draw(st.permutations(could_be))
        if complete or not draw(rarely)
    }
    by_hand = frozenset(key for key in listed if not complete and persons[key] and draw(rarely))
    return Table(persons, inside, listed, by_hand, are_persons)


Numbers = npt.NDArray[np.int64]


def solved(table: Table) -> tuple[list[Key], Numbers, list[int]]:
    """What is unknown to who knows how many persons each published value rests on, with all that
    follows by adding and subtracting: the reduced rows of the equations, and their pivots.

    In such sums all reduced numbers are -1, 0 or 1.
    """
    public = {key for key, o in table.published.items() if o.value is not None}
    unknown = [key for key in table.persons if key not in public]
    equations = [[(k in parts) - (k == whole) for k in unknown] for whole, parts in table.sums]
    rows: Numbers = np.array(equations, dtype=np.int64)
    pivots: list[int] = []
    for column in range(len(unknown)):
        top = len(pivots)
        found = np.flatnonzero(rows[top:, column])
        if found.size:
            rows[[top, top + found[0]]] = rows[[top + found[0], top]]
            rows[top] *= rows[top, column]
            others = rows[:, column].copy()
            others[top] = 0
            rows -= np.outer(others, rows[top])
            pivots.append(column)
    assert np.abs(rows).max(initial=0) <= 1
    return unknown, rows[: len(pivots)], pivots


def sums_that_follow(table: Table) -> Iterator[list[Key]]:
    """All sums of cells that aren't public and yet can be computed: each vector of zeros and ones
    that the equations span. A vector is told by its values at the pivots."""
    unknown, rows, pivots = solved(table)
    chosen: Numbers = np.array(list(product((0, 1), repeat=len(pivots))), dtype=np.int64)
    vectors = chosen @ rows
    for vector in vectors[((vectors == 0) | (vectors == 1)).all(axis=1)]:
        if vector.any():
            yield [unknown[n] for n in np.flatnonzero(vector)]


def is_small(table: Table, keys: Sequence[Key]) -> bool:
    """The rule, as the handbook says it."""
    persons = sum(table.persons[key] for key in keys)
    if persons < FEW.limit:
        return True
    if table.are_persons or persons >= FEW.small_group:
        return False
    inside = sum(table.inside[key] for key in keys)
    return min(inside, persons - inside) < FEWEST_OF_SHARE


def attack(table: Table) -> None:
    """Raises AssertionError if something hidden follows from what is published."""
    hidden = {key for key, o in table.published.items() if o.suppressed}
    for keys in sums_that_follow(table):
        assert len(keys) > 1 or keys[0] not in hidden, keys
        if hidden.intersection(keys) or any(table.persons[key] for key in keys):
            assert not is_small(table, keys), keys


@given(tables())
@settings(max_examples=400)
def test_no_value_and_no_small_sum_follows_from_what_is_published(table: Table) -> None:
    attack(table)


@given(tables())
def test_nothing_small_is_published(table: Table) -> None:
    for key, published in table.published.items():
        if published.value is not None:
            assert not is_small(table, [key])
            assert published.count in (None, table.persons[key])


@given(tables(complete=True, most=6, most_groups=3))
@settings(max_examples=100)
def test_a_hidden_number_of_persons_can_be_any_in_a_wide_range(table: Table) -> None:
    """Every table of whole numbers that fits what is published is tried."""
    published = table.published
    hidden = {key for key, o in published.items() if o.suppressed}
    if published["", ""].value is None:
        return  # all is hidden: nothing is known
    most = dict.fromkeys(table.persons, table.persons["", ""])
    for key, possible in fitting(table, table.persons, most).items():
        assert table.persons[key] in possible
        if key in hidden:
            assert possible.max() - possible.min() >= FEW.limit, key


@given(tables(complete=True, most_groups=2).filter(lambda table: not table.are_persons))
@settings(max_examples=150)
def test_a_hidden_share_is_not_told_closely_by_who_knows_all_numbers_of_persons(
    table: Table,
) -> None:
    """Of a small group at least three persons more or less can be in it, or none and all."""
    published = table.published
    if all(o.suppressed or o.value is None for o in published.values()):
        return
    for key, possible in fitting(table, table.inside, table.persons).items():
        assert table.inside[key] in possible
        o = published.get(key)
        if o and o.suppressed and table.persons[key] < FEW.small_group:
            least = min(FEWEST_OF_SHARE, table.persons[key])
            assert possible.max() - possible.min() >= least, key


def fitting(
    table: Table, figures: Mapping[Key, int], most: Mapping[Key, int]
) -> Mapping[Key, Numbers]:
    """What each unknown number can be, in every table of whole numbers, from 0 to the most of each,
    that fits what is published."""
    unknown, rows, pivots = solved(table)
    free = [n for n in range(len(unknown)) if n not in pivots]
    true: Numbers = np.array([figures[key] for key in unknown], dtype=np.int64)
    axes = [np.arange(most[unknown[n]] + 1) for n in free]
    tried = np.stack(np.meshgrid(*axes), -1).reshape(-1, len(free)) if free else np.zeros((1, 0))
    values = np.empty((len(tried), len(unknown)), dtype=np.int64)
    values[:, free] = tried
    values[:, pivots] = true[pivots] - (tried - true[free]) @ rows[:, free].T
    highest: Numbers = np.array([most[key] for key in unknown], dtype=np.int64)
    values = values[((values >= 0) & (values <= highest)).all(axis=1)]
    return {key: values[:, n] for n, key in enumerate(unknown)}


# --- Who knows the rules ----------------------------------------------------------------------------

Figures = Mapping[Key, int]
WHOLE: Key = ("", "")
HEADCOUNT = indicator("personer", About.HEADCOUNT)


def with_sums(cells: Figures) -> Figures:
    """Cells of a table, with everybody, each sex and each group."""
    figures: dict[Key, int] = {}
    for (sex, group), number in cells.items():
        for key in {(sex, group), (sex, ""), ("", group), WHOLE}:
            figures[key] = figures.get(key, 0) + number
    return figures


def told(
    tables: Iterable[Figures], listed: Sequence[Key], persons: Figures | None = None
) -> Iterator[tuple[Key, set[int]]]:
    """What each hidden value can be, for who tries all tables and keeps those of which the same would
    be published: numbers of persons, or how many of these persons are in a share."""
    alike: dict[tuple[Observation, ...], list[Figures]] = {}
    for figures in tables:
        series = [
            Observation(
                YEAR,
                Decimal(100 * figures[key]) / persons[key] if persons else Decimal(figures[key]),
                sex=key[0],
                group=key[1],
                count=persons[key] if persons else None,
            )
            for key in listed
        ]
        seen = suppress(series, indicator() if persons else HEADCOUNT, FEW)
        alike.setdefault(seen, []).append(figures)
    for seen, possible in alike.items():
        for o in seen if not all(o.suppressed for o in seen) else ():
            if o.suppressed:
                yield (o.sex, o.group), {figures[o.sex, o.group] for figures in possible}


BY_SEX: list[Key] = [("women", ""), ("men", "")]
BY_GROUP: list[Key] = [("", "A"), ("", "B"), ("", "C")]
BY_BOTH: list[Key] = [*product(("women", "men"), ("A", "B"))]


@pytest.mark.parametrize(
    ("cells", "listed", "most"),
    [
        pytest.param(BY_SEX, [WHOLE, *BY_SEX], 16, id="by sex"),
        pytest.param(BY_GROUP, [WHOLE, *BY_GROUP], 13, id="by group"),
        pytest.param(BY_GROUP, [WHOLE, *BY_GROUP[:2]], 13, id="with an unlisted group"),
        pytest.param(BY_BOTH, list(with_sums(dict.fromkeys(BY_BOTH, 0))), 10, id="by both"),
    ],
)
def test_who_knows_the_rules_learns_at_most_that_a_number_is_small(
    cells: Sequence[Key], listed: Sequence[Key], most: int
) -> None:
    tables = (
        with_sums(dict(zip(cells, numbers, strict=True)))
        for numbers in product(range(most + 1), repeat=len(cells))
        if sum(numbers) <= most
    )
    for key, possible in told(tables, listed):
        assert max(possible) - min(possible) >= FEW.limit - 1, (key, possible)


@pytest.mark.parametrize(
    "sizes", [(12, 1, 12), (9, 2, 12), (3, 7, 8), (8, 9, 5), (4, 12), (2, 5, 4, 6)], ids=str
)
def test_who_knows_the_rules_and_all_numbers_of_persons_learns_no_share(
    sizes: Sequence[int],
) -> None:
    cells: list[Key] = [("", group) for group, _ in zip("ABCD", sizes, strict=False)]
    persons = with_sums(dict(zip(cells, sizes, strict=True)))
    all_inside = product(*(range(size + 1) for size in sizes))
    tables = (with_sums(dict(zip(cells, inside, strict=True))) for inside in all_inside)
    for key, possible in told(tables, [WHOLE, *cells], persons):
        if persons[key] < FEW.small_group:
            assert max(possible) - min(possible) >= min(2, persons[key]), (key, possible)


def test_the_attacks_succeed_where_only_small_values_are_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("malbok.disclosure._hidden_with", lambda *_: set())
    without_shrinking = settings(phases=[Phase.generate], database=None)
    with pytest.raises(AssertionError):
        given(tables())(without_shrinking(lambda table: attack(table)))()
    with pytest.raises(AssertionError):
        test_who_knows_the_rules_learns_at_most_that_a_number_is_small(
            BY_GROUP, [WHOLE, *BY_GROUP], 9
        )


def test_the_attack_on_shares_succeeds_where_only_sums_of_persons_are_guarded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("malbok.disclosure._told_too_closely", lambda *_: set())
    with pytest.raises(AssertionError):
        test_who_knows_the_rules_and_all_numbers_of_persons_learns_no_share((3, 7, 8))


# --- Municipalities ---------------------------------------------------------------------------------


def of_places(numbers: Mapping[str, int]) -> list[Observation]:
    return [
        Observation(YEAR, Decimal(number), municipality=place) for place, number in numbers.items()
    ]


def test_numbers_of_persons_do_not_follow_from_those_of_the_county() -> None:
    numbers = {"": 47, "Aby": 20, "Bby": 4, "Länet": 71}
    assert [o.value for o in suppress(of_places(numbers), HEADCOUNT, TEN)] == [47, None, None, None]
    own_is_few = of_places(numbers | {"": 4, "Bby": 47})
    assert all(o.suppressed for o in suppress(own_is_few, HEADCOUNT, TEN))
    many = of_places(numbers | {"Bby": 14, "Länet": 81})
    assert not any(o.suppressed for o in suppress(many, HEADCOUNT, TEN))
    days = suppress(of_places(numbers), indicator("dagar", About.PEOPLE), TEN)
    assert not any(o.suppressed for o in days)


def test_who_knows_the_rules_learns_no_number_of_a_municipality() -> None:
    alike: dict[tuple[Observation, ...], list[tuple[int, ...]]] = {}
    for numbers in product(range(9), repeat=3):
        places = dict(zip(("", "Aby", "Bby"), numbers, strict=True)) | {"Länet": sum(numbers)}
        alike.setdefault(suppress(of_places(places), HEADCOUNT, FEW), []).append(numbers)
    for seen, possible in alike.items():
        for place, o in enumerate(seen[:3]):
            assert not o.suppressed or len({numbers[place] for numbers in possible}) >= FEW.limit


def test_other_municipalities_are_hidden_for_the_same_part_and_period_only() -> None:
    groups = [outcome(("", "A", "40", None)), outcome(("", "B", "7", None))]
    series = [*of_places({"": 47, "Aby": 20, "Länet": 67}), *groups]
    assert [o.suppressed for o in suppress(series, HEADCOUNT, TEN)] == [False] * 3 + [True] * 2
    women = Observation(YEAR, Decimal(9), municipality="Aby", sex="women")
    later = [Observation(YEAR.shifted(1), Decimal(20), municipality="Aby")]
    seen = suppress([*series[:3], women, *later], HEADCOUNT, TEN)
    assert [o.suppressed for o in seen] == [False, True, True, True, False]


def test_how_many_values_of_other_municipalities_rest_on_is_not_told() -> None:
    both = [Observation(YEAR, Decimal(50), municipality=m, count=400) for m in ("", "Länet")]
    assert [o.count for o in suppress(both, indicator(), TEN)] == [400, None]
