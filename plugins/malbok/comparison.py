"""Where the municipality stands among those it is compared with: place, median and quartiles.

A position is relative. It says nothing of whether a value is good or bad, so nothing here does.
Everything is exact: quartiles are fractions, which whoever shows them rounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from malbok.model import ComparisonGroup, Observation, Organisation
from malbok.periods import Period
from malbok.spelling import folded

FEWEST_FOR_QUARTILES = 4
"""So many other municipalities it takes before the group is cut into quarters."""


class Band(StrEnum):
    """Which part of the group's range a value lies in: outside the quartiles, or between them."""

    HIGHEST = "highest"
    MIDDLE = "middle"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The three values that cut a group into quarters."""

    lower: Fraction
    median: Fraction
    upper: Fraction

    @classmethod
    def of(cls, values: Iterable[Decimal]) -> Quartiles:
        """The quartiles by linear interpolation between the values nearest in rank.

        That is definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The
        American Statistician 50(4), 1996: what Excel calls QUARTILE.INC, and what R and pandas do
        unless told otherwise. Raises ValueError if there are no values.
        """
        ranked = sorted(map(Fraction, values))
        if not ranked:
            raise ValueError("quartiles of nothing")
        lower, median, upper = (_quantile(ranked, Fraction(n, 4)) for n in (1, 2, 3))
        return cls(lower, median, upper)


def _quantile(ranked: Sequence[Fraction], share: Fraction) -> Fraction:
    """The value that a share of the values, smallest first, lie below."""
    position = (len(ranked) - 1) * share
    below = floor(position)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (position - below) * (ranked[above] - ranked[below])


@dataclass(frozen=True, slots=True)
class Comparison:
    """The municipality's own value for a period beside those of its comparison group.

    `others` are the group's municipalities that have a value, highest value first; `missing` the
    names of those that have none, and `hidden` of those whose value rests on too few. `references`
    are values of wholes, such as the country: they count in nothing. `quartiles` are those of the
    others, and None where there are too few of them.
    """

    period: Period
    own: Observation
    others: tuple[Observation, ...]
    missing: tuple[str, ...]
    hidden: tuple[str, ...]
    references: tuple[Observation, ...]
    quartiles: Quartiles | None

    @property
    def lower(self) -> int:
        """How many of the others have a lower value."""
        return sum(1 for other in self.others if other.known < self.own.known)

    @property
    def same(self) -> int:
        """How many of the others have the same value."""
        return sum(1 for other in self.others if other.known == self.own.known)

    @property
    def higher(self) -> int:
        """How many of the others have a higher value."""
        return len(self.others) - self.lower - self.same

    def rank(self, *, from_lowest: bool) -> int:
        """The municipality's place among itself and the others. Equal values share the best place,
        and the next one is as much further down (1, 2, 2, 4)."""
        return 1 + (self.lower if from_lowest else self.higher)

    @property
    def band(self) -> Band | None:
        """Whether the own value lies above or below the quartiles; on one of them it is between."""
        if self.quartiles is None:
            return None
        own = Fraction(self.own.known)
        if own > self.quartiles.upper:
            return Band.HIGHEST
        return Band.LOWEST if own < self.quartiles.lower else Band.MIDDLE


def compare(
    series: Iterable[Observation], group: ComparisonGroup, organisation: Organisation
) -> Comparison | None:
    """The latest comparison that an indicator's outcomes allow, or None if there is none.

    The latest period that the municipality and half of the group, at least four others, have values
    for; where no period has so many, the latest with any value to compare with. A row that has the
    municipality's own name isn't another municipality. `series` are outcomes up to the day of
    assessment, in any order.
    """
    names = _others(group.municipalities, organisation)
    wholes = tuple(name for name in _others(group.references, organisation) if name not in names)
    values: dict[Period, dict[str, Observation]] = {}
    hidden: dict[Period, set[str]] = {}
    for outcome in series:
        if outcome.sex or outcome.group:
            continue
        if outcome.suppressed:
            hidden.setdefault(outcome.period, set()).add(outcome.municipality)
        if outcome.value is not None:
            values.setdefault(outcome.period, {})[outcome.municipality] = outcome
    latest_first = sorted(
        (period for period, found in values.items() if "" in found),
        key=lambda period: (period.end, period.start),
        reverse=True,
    )
    enough = max(FEWEST_FOR_QUARTILES, (len(names) + 1) // 2)
    for wanted in (enough, 1):
        for period in latest_first:
            found = values[period]
            others = sum(1 for name in names if name in found)
            references = wanted == 1 and any(name in found for name in wholes)
            if others >= wanted or references:
                return _comparison(period, found, names, wholes, hidden.get(period, frozenset()))
    return None


def _others(names: Iterable[str], organisation: Organisation) -> tuple[str, ...]:
    """The names, each once, without the municipality's own."""
    return tuple(name for name in dict.fromkeys(names) if not is_own_name(name, organisation))


def _comparison(
    period: Period,
    found: Mapping[str, Observation],
    names: Sequence[str],
    wholes: Sequence[str],
    hidden: AbstractSet[str],
) -> Comparison:
    others = sorted(
        (found[name] for name in names if name in found),
        key=lambda other: (-other.known, other.municipality),
    )
    has_quarters = len(others) >= FEWEST_FOR_QUARTILES
    return Comparison(
        period=period,
        own=found[""],
        others=tuple(others),
        missing=tuple(name for name in names if name not in found and name not in hidden),
        hidden=tuple(name for name in names if name in hidden),
        references=tuple(found[name] for name in wholes if name in found),
        quartiles=Quartiles.of(other.known for other in others) if has_quarters else None,
    )


def is_own_name(name: str, organisation: Organisation) -> bool:
    """Whether a name in the column `municipality` is that of the organisation itself: Exempelby,
    Exempelby kommun and Exempelbys kommun are one."""
    return not _spellings(name).isdisjoint(_spellings(organisation.name))


def _spellings(name: str) -> set[str]:
    """What a municipality may be called: with what kind of body it is, and without it, where a
    final s can be the genitive or its own (Torsås kommun)."""
    plain = folded(name)
    for kind in (" kommun", " stad"):
        if plain.endswith(kind):
            bare = plain.removesuffix(kind)
            return {plain, bare, bare.removesuffix("s")}
    return {plain}


def rounded(value: Fraction, decimals: int) -> Decimal:
    """A fraction with at most so many decimals, half away from zero, without zeros that say nothing."""
    scaled = abs(value) * 10**decimals
    whole = floor(scaled + Fraction(1, 2))
    exact = Decimal(whole if value >= 0 else -whole).scaleb(-decimals)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()
