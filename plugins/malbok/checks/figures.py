"""Outcomes that are not shown yet, or are probably slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from malbok.model import Indicator, Observation, Project
from malbok.outliers import OutlierKind, outliers
from malbok.periods import Period
from malbok.problems import Problem
from malbok.reading.figures import place_of
from malbok.reading.files import TextFile
from malbok.reading.project import Reading

PERCENT = frozenset({"%", "procent"})
HUNDRED = Decimal(100)
LEAST_SHARES = 2
LONGEST_LISTING = 4

Series = Sequence[Observation]


def _all_series(reading: Reading, project: Project) -> Iterator[tuple[Indicator, str, Series]]:
    """Each indicator that has figures, the path of its figures, and its outcomes."""
    for key, series in project.observations.items():
        path = project.paths.get(f"indicator/{key}", "").removesuffix(".yml") + ".csv"
        if key in project.indicators and path in reading.texts:
            yield project.indicators[key], path, series


def outcomes_are_shown(reading: Reading, project: Project) -> Iterator[Problem]:
    """An outcome of a period that hasn't ended by the as-of date isn't on the site yet.

    Nor can there be one of a period that hadn't begun when the figures were updated.
    """
    as_of = project.organisation.as_of
    for indicator, path, series in _all_series(reading, project):
        known = [o for o in series if o.value is not None]
        seen: set[Period] = set()
        for outcome in known:
            if outcome.period.end <= as_of or outcome.period in seen:
                continue
            seen.add(outcome.period)
            place = place_of(reading.texts[path], outcome, "period")
            params = {"value": outcome.period, "as_of": as_of, "updated": indicator.updated}
            is_future = outcome.period.start > indicator.updated
            yield Problem("C133" if is_future else "C130", place, params)


def shares_are_shares(reading: Reading, project: Project) -> Iterator[Problem]:
    """An indicator in percent has values of up to 100, and not all of them up to 1."""
    for indicator, path, series in _all_series(reading, project):
        if indicator.unit not in PERCENT:
            continue
        known = [o for o in series if o.value is not None]
        file = reading.texts[path]
        above = [o for o in known if o.known > HUNDRED and not o.note]
        odd = [o.observation for part in _parts(series) for o in outliers(part)] if above else []
        for outcome in above:
            if outcome not in odd:
                params = {"value": str(outcome.value), "unit": indicator.unit}
                yield Problem("C134", place_of(file, outcome), params)
        fractions = [o for o in known if 0 < o.known < 1]
        if len(fractions) >= LEAST_SHARES and all(0 <= o.known <= 1 for o in known):
            yield Problem("C135", place_of(file, known[0]), {"unit": indicator.unit})


def values_fit_their_series(reading: Reading, project: Project) -> Iterator[Problem]:
    """A value that is ten or a hundred times the others, or has the other sign, is asked about."""
    for _, path, series in _all_series(reading, project):
        for part in _parts(series):
            for odd in outliers(part):
                place = place_of(reading.texts[path], odd.observation)
                times = {
                    OutlierKind.TOO_LARGE: str(odd.factor),
                    OutlierKind.TOO_SMALL: f"1/{odd.factor}",
                }.get(odd.kind)
                params = {"value": str(odd.observation.value), "times": times}
                yield Problem("C132" if times is None else "C131", place, params)


def series_have_no_gaps(reading: Reading, project: Project) -> Iterator[Problem]:
    """A missing outcome is a line with an empty value, so that nobody takes it for forgotten.

    Where a line of the file can't be used, it is that line which is missing.
    """
    faulty = {problem.place.path for problem in reading.problems}
    for indicator, path, series in _all_series(reading, project):
        if path in faulty:
            continue
        for part in _parts([o for o in series if o.period.start <= indicator.updated]):
            for before, after in pairwise(part):
                missing = after.period.number - before.period.number - 1
                if before.period.kind is not after.period.kind or missing <= 0:
                    continue
                first = before.period.shifted(1)
                shown = [
                    str(before.period.shifted(n + 1)) for n in range(min(missing, LONGEST_LISTING))
                ]
                listing = ", ".join(shown) + (" …" if missing > LONGEST_LISTING else "")
                place = place_of(reading.texts[path], after, "period")
                yield Problem("C136", place, {"missing": listing, "example": first})


def groups_are_written_alike(reading: Reading, project: Project) -> Iterator[Problem]:
    """Two groups whose names differ only in capitals or blanks are one group."""
    for _, path, series in _all_series(reading, project):
        for column in ("group", "municipality"):
            spellings: dict[str, dict[str, Observation]] = {}
            for outcome in series:
                if name := str(getattr(outcome, column)):
                    folded = " ".join(name.casefold().split())
                    spellings.setdefault(folded, {}).setdefault(name, outcome)
            for names in spellings.values():
                if len(names) > 1:
                    yield from _spelt_differently(reading.texts[path], column, names)


def _spelt_differently(
    file: TextFile, column: str, names: Mapping[str, Observation]
) -> Iterator[Problem]:
    places = {name: place_of(file, outcome, column) for name, outcome in names.items()}
    first, *others = sorted(places, key=lambda name: places[name].line)
    for name in others:
        params = {"value": name, "first": first, "line": places[first].line}
        yield Problem("C116", places[name], params)


def _parts(series: Series) -> Iterator[Series]:
    """The series of the municipality itself, and those of each other municipality, sex and group."""
    if all(o.is_own for o in series):
        yield series
        return
    parts: dict[tuple[str, str, str], list[Observation]] = {}
    for outcome in series:
        parts.setdefault((outcome.municipality, outcome.sex, outcome.group), []).append(outcome)
    yield from parts.values()


CHECKS = (
    outcomes_are_shown,
    shares_are_shares,
    values_fit_their_series,
    series_have_no_gaps,
    groups_are_written_alike,
)
