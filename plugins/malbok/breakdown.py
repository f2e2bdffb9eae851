"""An indicator's outcomes by sex and group, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from malbok.model import Observation
from malbok.periods import Period

WOMEN, MEN = "women", "men"
SEXES = ("", WOMEN, MEN)


@dataclass(frozen=True, slots=True)
class Part:
    """Whom some outcomes are about: a sex, a group, a sex within a group, or with neither everybody.
    `series` are the outcomes, oldest first."""

    sex: str
    group: str
    series: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Women and men in the latest period that both have a value for."""

    period: Period
    women: Decimal
    men: Decimal


def parts(series: Iterable[Observation]) -> tuple[Part, ...]:
    """The municipality's own outcomes by whom they are about, if some are about fewer than everybody:
    everybody, women, men, then each group in the order that the outcomes have, its sexes after it.
    """
    found: dict[tuple[str, str], list[Observation]] = {}
    for outcome in series:
        if not outcome.municipality:
            found.setdefault((outcome.group, outcome.sex), []).append(outcome)
    groups = dict.fromkeys(["", *(group for group, _ in found)])
    ordered = [(group, sex) for group in groups for sex in SEXES if (group, sex) in found]
    if not any(key != ("", "") for key in ordered):
        return ()
    return tuple(Part(sex, group, tuple(found[group, sex])) for group, sex in ordered)


def women_and_men(found: Iterable[Part]) -> Difference | None:
    """How women and men differ, of everybody, in the latest period with a value for both."""
    of_sex = {part.sex: part.series for part in found if part.sex and not part.group}
    men = {o.period: o.value for o in of_sex.get(MEN, ()) if o.value is not None}
    for outcome in reversed(of_sex.get(WOMEN, ())):
        if outcome.value is not None and (theirs := men.get(outcome.period)) is not None:
            return Difference(outcome.period, outcome.value, theirs)
    return None


def latest_of_several(named: Mapping[str, Part]) -> tuple[Period, dict[str, Decimal]] | None:
    """The latest period that several parts have values for, and those values by name."""
    values: dict[Period, dict[str, Decimal]] = {}
    for name, part in named.items():
        for outcome in part.series:
            if outcome.value is not None:
                values.setdefault(outcome.period, {})[name] = outcome.value
    several = [period for period, known in values.items() if len(known) > 1]
    if not several:
        return None
    latest = max(several, key=lambda period: (period.end, period.start))
    return latest, values[latest]
