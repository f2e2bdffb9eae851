"""Which chart shows what: from the model to what `malbok.charts` draws.

Each function gives None where there is nothing to draw, or too little for a chart of its kind. What a chart shows
stands in words beside it, in its caption, so that those who listen to the page hear it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from malbok.charts import (
    Band,
    Breakdown,
    ComparedValue,
    Comparison,
    NamedSeries,
    Numerals,
    SmallMultiples,
    Sparkline,
    StatusMatrix,
    TargetBand,
    TargetLine,
    TimeSeries,
)
from malbok.language import N_, Language
from malbok.model import Comparator, Observation, Target
from malbok.numbers import is_percent
from malbok.periods import Period, period_range
from malbok.quantities import Quantities

LONGEST_AXIS = 60
"""So many positions an axis can have; a series with wider gaps shows only what it has."""
LONGEST_SPARKLINE = 24
"""So many positions can be told apart in a sparkline: the latest are shown."""
MOST_LINES = 6
"""So many lines can be told apart in one plot; more groups get a plot each."""


def plot(
    title: str,
    series: Sequence[Observation],
    quantity: Quantities,
    target: Target | None = None,
) -> TimeSeries | None:
    """The chart of a series, with a target if there is one; None where there is nothing to draw."""
    if not any(o.value is not None for o in series):
        return None
    language = quantity.language
    by_period = {o.period: o for o in series}
    periods = _axis(series, target)
    shown = [by_period.get(period) for period in periods]
    values = [o.value if o else None for o in shown]
    baseline = target.baseline if target else None
    if baseline and baseline.period not in periods:
        baseline = None
    return TimeSeries(
        title=title,
        finding="",
        unit=quantity.unit,
        periods=tuple(language.short_period(period) for period in periods),
        values=tuple(None if v is None else float(v) for v in values),
        labels=tuple(None if v is None else _label(v, quantity) for v in values),
        marks=tuple(map(_mark, shown)),
        targets=(_target_mark(target, quantity),) if target else (),
        due=language.short_period(target.due) if target else None,
        baseline=(language.short_period(baseline.period), float(baseline.value))
        if baseline
        else None,
        cut_note=_cut_note(language),
        headings=tuple(language.period(period) for period in periods),
        numerals=_numerals(language),
    )


def plot_sparkline(
    title: str, finding: str, series: Sequence[Observation], target: Target | None
) -> Sparkline | None:
    """A series so small that it stands in a list, with its target if that is one value."""
    if sum(o.value is not None for o in series) < 2:
        return None
    by_period = {o.period: o for o in series}
    shown = [by_period.get(period) for period in _axis(series, None)[-LONGEST_SPARKLINE:]]
    if not any(o and o.value is not None for o in shown):
        return None
    value = target.value if target else None
    return Sparkline(
        title=title,
        finding=finding,
        values=tuple(None if o is None or o.value is None else float(o.value) for o in shown),
        target=None if value is None else float(value),
    )


def plot_breakdown(
    title: str, by_name: Mapping[str, Sequence[Observation]], quantity: Quantities
) -> Breakdown | SmallMultiples | None:
    """Outcomes by sex or group, a series for each name: lines in one plot, or a plot each if they are many."""
    known = {
        name: series for name, series in by_name.items() if any(o.value is not None for o in series)
    }
    if len(known) < 2:
        return None
    language = quantity.language
    outcomes = [o for series in known.values() for o in series]
    periods = _axis(sorted(outcomes, key=lambda o: o.period.number), None)
    if len(known) > MOST_LINES and len(periods) == 1:
        return None  # a column of the table says it better than so many plots with a point in each
    named = tuple(
        _named(name, {o.period: o for o in series}, periods, quantity)
        for name, series in known.items()
    )
    shown = tuple(language.short_period(period) for period in periods)
    cut_note, numerals = _cut_note(language), _numerals(language)
    if len(named) > MOST_LINES:
        return SmallMultiples(title, "", quantity.unit, shown, named, cut_note, numerals=numerals)
    headings = tuple(language.period(period) for period in periods)
    return Breakdown(title, "", quantity.unit, shown, named, cut_note, headings, numerals)


def plot_comparison(
    title: str,
    values: Mapping[str, Decimal],
    own: str,
    median: Decimal | None,
    quartiles: tuple[Decimal, Decimal] | None,
    references: Mapping[str, Decimal],
    quantity: Quantities,
) -> Comparison | None:
    """Values by municipality, the one named `own` pointed out; `references` are marks of their own.

    `median` and `quartiles` are written as they are given, so whoever works them out rounds them.
    """
    if len(values) < 2:
        return None
    language = quantity.language
    text, number = language.text, language.number
    return Comparison(
        title=title,
        finding="",
        unit=quantity.unit,
        values=tuple(
            ComparedValue(name, float(value), _label(value, quantity), name == own)
            for name, value in values.items()
        ),
        median=None
        if median is None
        else (float(median), text(N_("Median: {value}"), value=number(median))),
        quartiles=None
        if quartiles is None
        else Band(
            float(quartiles[0]),
            float(quartiles[1]),
            text(
                N_("The middle half: {lower} to {upper}"),
                lower=number(quartiles[0]),
                upper=number(quartiles[1]),
            ),
        ),
        references=tuple(
            ComparedValue(name, float(value), _label(value, quantity))
            for name, value in references.items()
            if name not in values
        ),
        cut_note=_cut_note(language),
        numerals=_numerals(language),
    )


def plot_matrix(
    title: str,
    finding: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[tuple[str, Sequence[int]]],
) -> StatusMatrix | None:
    """Names by status: how many goals each has. `columns` are code and word of each status; `rows` a name and
    its counts, in the order of the columns. Columns and rows without any goal are left out."""
    named = [(name, tuple(counts)) for name, counts in rows if any(counts)]
    used = [at for at in range(len(columns)) if any(counts[at] for _, counts in named)]
    if len(named) < 2:
        return None
    return StatusMatrix(
        title=title,
        finding=finding,
        rows=tuple(name for name, _ in named),
        columns=tuple(columns[at] for at in used),
        counts=tuple(tuple(counts[at] for at in used) for _, counts in named),
    )


def _named(
    name: str,
    by_period: Mapping[Period, Observation],
    periods: Sequence[Period],
    quantity: Quantities,
) -> NamedSeries:
    shown = [by_period.get(period) for period in periods]
    values = [o.value if o else None for o in shown]
    return NamedSeries(
        name=name,
        values=tuple(None if v is None else float(v) for v in values),
        labels=tuple(None if v is None else _label(v, quantity) for v in values),
        marks=tuple(map(_mark, shown)),
    )


def _mark(outcome: Observation | None) -> str | None:
    if outcome is None:
        return None
    if outcome.suppressed:
        return "suppressed"
    return outcome.mark.value if outcome.mark else None


def _cut_note(language: Language) -> str:
    return language.text(N_("the axis goes from {low} to {high}, not from zero"))


def _numerals(language: Language) -> Numerals:
    """How the language writes numbers, read off from one."""
    sample = language.number(Decimal("1234.5"))
    return Numerals(sample[-2], sample[1], language.text(N_("bn")))


def _label(value: Decimal, quantity: Quantities) -> str:
    number = quantity.number(value)
    return f"{number}\u00a0%" if is_percent(quantity.unit) else number


def _axis(series: Sequence[Observation], target: Target | None) -> tuple[Period, ...]:
    """Every period from the first to the last, the baseline and the due period included."""
    periods = {o.period for o in series}
    kind = series[0].period.kind
    if target:
        wanted = [target.due, *([target.baseline.period] if target.baseline else [])]
        periods |= {period for period in wanted if period.kind is kind}
    first = min(periods, key=lambda p: p.number)
    last = max(periods, key=lambda p: p.number)
    if last.number - first.number < LONGEST_AXIS:
        return period_range(first, last)
    return tuple(sorted(periods, key=lambda p: p.number))


def _target_mark(target: Target, quantity: Quantities) -> TargetLine | TargetBand:
    label = quantity.language.text(N_("Target: {target}"), target=quantity.target(target))
    if (
        target.comparator is Comparator.BETWEEN
        and target.lower is not None
        and target.upper is not None
    ):
        return TargetBand(float(target.lower), float(target.upper), label)
    return TargetLine(float(target.value or 0), label)
