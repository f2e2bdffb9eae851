"""Outcomes that are not shown yet, or are probably slips of the pen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice, pairwise

from malbok.lookalikes import ordinary, stranger
from malbok.model import Indicator, Observation, Project
from malbok.numbers import is_percent
from malbok.observations import figures_path
from malbok.outliers import OutlierKind, outliers
from malbok.periods import Period
from malbok.problems import Problem
from malbok.reading.figures import place_of
from malbok.reading.files import MOST_PROBLEMS, TextFile
from malbok.reading.project import Reading
from malbok.spelling import folded, misspelt

HUNDRED = Decimal(100)
LEAST_SHARES = 2
LONGEST_LISTING = 4
NAMES = ("group", "municipality")

Series = Sequence[Observation]


@dataclass(frozen=True, slots=True)
class _Figures:
    """An indicator with its outcomes, all of them, and the file that they stand in."""

    indicator: Indicator
    series: Series
    file: TextFile
    is_faulty: bool

    @property
    def known(self) -> Iterator[Observation]:
        """The outcomes that aren't missing."""
        return (outcome for outcome in self.series if outcome.value is not None)


def figures_make_sense(reading: Reading, project: Project) -> Iterator[Problem]:
    """Each indicator's outcomes are shown, fit each other and have no gaps."""
    as_of = project.organisation.as_of
    faulty = {problem.place.path for problem in reading.problems}
    for key, series in project.observations.items():
        path = figures_path(project.paths.get(f"indicator/{key}", ""))
        if key not in project.indicators or path not in reading.texts:
            continue
        figures = _Figures(project.indicators[key], series, reading.texts[path], path in faulty)
        for found in (
            _not_shown(figures, as_of),
            _odd_shares(figures),
            _outliers(figures),
            _gaps(figures),
            _names(figures),
        ):
            yield from islice(found, MOST_PROBLEMS)


def _not_shown(figures: _Figures, as_of: date) -> Iterator[Problem]:
    """An outcome of a period that hasn't ended by the as-of date isn't on the site yet.

    Nor can there be one of a period that hadn't begun when the figures were updated.
    """
    updated = figures.indicator.updated
    seen: set[Period] = set()
    is_late = False
    for outcome in figures.known:
        period = outcome.period
        if period.end <= min(as_of, updated) or period in seen:
            continue
        seen.add(period)
        is_future, is_shown = period.start > updated, period.end <= as_of
        if is_shown and (is_late or not is_future):
            continue
        is_late = is_late or is_shown  # it is the day of updating that is wrong: that is told once
        place = place_of(figures.file, outcome, "period")
        params = {"value": period, "as_of": as_of, "updated": updated}
        yield Problem("C133" if is_future else "C130", place, params)


def are_fractions(indicator: Indicator, series: Series) -> bool:
    """Whether the outcomes of an indicator in percent are shares of one."""
    if not is_percent(indicator.unit):
        return False
    known = [o.known for o in series if o.value is not None]
    fractions = sum(1 for value in known if 0 < value < 1)
    return fractions >= LEAST_SHARES and all(0 <= value <= 1 for value in known)


def _odd_shares(figures: _Figures) -> Iterator[Problem]:
    """An indicator in percent has values of up to 100, and not all of them up to 1."""
    indicator, series = figures.indicator, figures.series
    if not is_percent(indicator.unit):
        return
    above = [o for o in figures.known if o.known > HUNDRED and not o.note]
    odd = {id(o.observation) for part in _parts(series) for o in outliers(part)} if above else set()
    for outcome in above:
        if id(outcome) not in odd:
            params = {"value": str(outcome.value), "unit": indicator.unit}
            yield Problem("C134", place_of(figures.file, outcome), params)
    if are_fractions(indicator, series):
        first = next(figures.known)
        yield Problem("C135", place_of(figures.file, first), {"unit": indicator.unit})


def _outliers(figures: _Figures) -> Iterator[Problem]:
    """A value that is ten or a hundred times the others, or has the other sign, is asked about."""
    for part in _parts(figures.series):
        for odd in outliers(part):
            times = {
                OutlierKind.TOO_LARGE: str(odd.factor),
                OutlierKind.TOO_SMALL: f"1/{odd.factor}",
            }.get(odd.kind)
            params = {"value": str(odd.observation.value), "times": times}
            place = place_of(figures.file, odd.observation)
            yield Problem("C132" if times is None else "C131", place, params)


def _gaps(figures: _Figures) -> Iterator[Problem]:
    """A missing outcome is a line with an empty value, so that nobody takes it for forgotten.

    Where a line of the file can't be used, or has another name, it is that line which is missing.
    """
    if figures.is_faulty:
        return
    updated = figures.indicator.updated
    gaps = (
        (before, after)
        for part in _parts([o for o in figures.series if o.period.start <= updated])
        for before, after in pairwise(part)
        if before.period.kind is after.period.kind
        and after.period.number - before.period.number > 1
    )
    first_gap = next(gaps, None)
    if first_gap is None or any(True for _ in _names(figures)):
        return
    for before, after in chain([first_gap], gaps):
        missing = after.period.number - before.period.number - 1
        shown = [str(before.period.shifted(n + 1)) for n in range(min(missing, LONGEST_LISTING))]
        listing = ", ".join(shown) + (" …" if missing > LONGEST_LISTING else "")
        place = place_of(figures.file, after, "period")
        yield Problem("C136", place, {"missing": listing, "example": shown[0]})


def _names(figures: _Figures) -> Iterator[Problem]:
    """A group or municipality is written in one way, and not misspelt."""
    for column in NAMES:
        named: dict[str, list[Observation]] = {}
        for outcome in figures.series:
            if name := str(getattr(outcome, column)):
                named.setdefault(name, []).append(outcome)
        if len(named) > 1:
            yield from _spelt_differently(figures.file, column, named)
            yield from _misspelt(figures.file, column, named)


def _spelt_differently(
    file: TextFile, column: str, named: Mapping[str, Series]
) -> Iterator[Problem]:
    """Two names that differ only in capitals, blanks or what can't be seen are one."""
    spellings: dict[str, list[str]] = {}
    for name in named:
        spellings.setdefault(folded(name), []).append(name)
    for names in spellings.values():
        if len(names) < 2:
            continue
        places = {name: place_of(file, named[name][0], column) for name in names}
        first, *others = sorted(names, key=lambda name: (stranger(name) or "", places[name].line))
        for name in others:
            if ordinary(name) == first and (character := stranger(name)):
                params = {"value": name, "character": character, "better": first}
                yield Problem("C120", places[name], params)
            else:
                alike = {"value": name, "first": first, "line": places[first].line}
                yield Problem("C116", places[name], alike)


def _misspelt(file: TextFile, column: str, named: Mapping[str, Series]) -> Iterator[Problem]:
    """A name that stands once and is nearly another that stands often is asked about."""
    counts = Counter({name: len(outcomes) for name, outcomes in named.items()})
    for name, meant in misspelt(counts):
        (outcome,) = named[name]
        if not outcome.note:
            params = {"value": name, "first": meant, "count": counts[meant]}
            yield Problem("C139", place_of(file, outcome, column), params)


def _parts(series: Series) -> Iterable[Series]:
    """The series of the municipality itself, and those of each other municipality, sex and group."""
    if all(o.is_own for o in series):
        return (series,)
    parts: dict[tuple[str, str, str], list[Observation]] = {}
    for outcome in series:
        parts.setdefault((outcome.municipality, outcome.sex, outcome.group), []).append(outcome)
    return parts.values()


CHECKS = (figures_make_sense,)
