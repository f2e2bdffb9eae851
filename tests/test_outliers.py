"""Outliers: what is asked about, and what isn't, since real series jump too."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.model import Observation
from malbok.outliers import OutlierKind, outliers
from malbok.periods import Period


def series_of(values: str, note_at: int = -1) -> list[Observation]:
    """Yearly outcomes: numbers with blanks between them, `.` for a missing one."""
    return [
        Observation(
            Period.parse(str(2000 + index)),
            None if value == "." else Decimal(value),
            note="Stämmer" if index == note_at else "",
        )
        for index, value in enumerate(values.split())
    ]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ("39 40 430 41 47", [(2, OutlierKind.TOO_LARGE, 10)]),
        ("400 40 43 41 47", [(0, OutlierKind.TOO_LARGE, 10)]),
        ("39 40 43 41 4700", [(4, OutlierKind.TOO_LARGE, 100)]),
        ("39 40 43000 41 47", [(2, OutlierKind.TOO_LARGE, 1000)]),
        ("39 40 4.3 41 47", [(2, OutlierKind.TOO_SMALL, 10)]),
        ("39 40 43 0.41 47", [(3, OutlierKind.TOO_SMALL, 100)]),
        ("12480 12100 12.480 12900", [(2, OutlierKind.TOO_SMALL, 1000)]),
        ("39 40 -43 41 47", [(2, OutlierKind.OTHER_SIGN, 1)]),
        ("-3.1 -2.9 3.0 -3.2 -2.8", [(2, OutlierKind.OTHER_SIGN, 1)]),
        ("390 40 43 41 47 45 4.1", [(0, OutlierKind.TOO_LARGE, 10), (6, OutlierKind.TOO_SMALL, 10)]),
        # what is no slip
        ("39 40 43 41 47", []),
        ("39 40 80 41 47", []),
        ("39 40 0 41 47", []),
        ("0 0 5 0 0", []),
        ("1 10 100 1000 10000", []),
        ("0.1 2 0.3 4 0.2 3", []),
        ("-1 1 -1 1 -1", []),
        ("40 400 41", [(1, OutlierKind.TOO_LARGE, 10)]),
        ("40 . . 400 . 41", [(3, OutlierKind.TOO_LARGE, 10)]),
        ("50 51 515", [(2, OutlierKind.TOO_LARGE, 10)]),
        ("56 560", [(1, OutlierKind.TOO_LARGE, 10)]),
        ("67916 69.001", [(1, OutlierKind.TOO_SMALL, 1000)]),
        ("34 35 0.38", [(2, OutlierKind.TOO_SMALL, 100)]),
        ("56 -56", [(1, OutlierKind.OTHER_SIGN, 1)]),
        ("56 380", []),
        ("1 10", []),
        ("1 10 100", []),
        ("", []),
        (". . .", []),
    ],
)  # fmt: skip
def test_slips_are_found_and_nothing_else(
    values: str, found: list[tuple[int, OutlierKind, int]]
) -> None:
    series = series_of(values)
    assert [(series.index(o.observation), o.kind, int(o.factor)) for o in outliers(series)] == found


def test_the_expected_value_is_that_of_the_neighbours() -> None:
    (outlier,) = outliers(series_of("39 40 430 41 47"))
    assert outlier.expected == Decimal("40.5")


def test_a_note_says_that_a_value_has_been_thought_of() -> None:
    assert outliers(series_of("39 40 430 41 47", note_at=2)) == ()
    assert len(outliers(series_of("39 40 430 41 47", note_at=1))) == 1


@given(st.lists(st.none() | st.decimals(-(10**12), 10**12, places=4), max_size=30))
def test_any_series_can_be_looked_through(values: list[Decimal | None]) -> None:
    series = [
        Observation(Period.parse(str(1990 + index)), value) for index, value in enumerate(values)
    ]
    for outlier in outliers(series):
        assert outlier.observation in series
        assert outlier.expected != 0


@given(st.lists(st.integers(60, 90), min_size=4, max_size=12), st.data())
def test_ten_times_too_much_among_even_values_is_always_found(
    values: list[int], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(values) - 1))
    values[index] = sorted(values)[len(values) // 2] * 10
    series = series_of(" ".join(map(str, values)))
    assert [series.index(o.observation) for o in outliers(series)] == [index]
