"""Which chart shows an indicator or a target: from the model to what `malbok.charts` draws."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from malbok.charts import TargetBand, TargetLine, TimeSeries
from malbok.language import N_
from malbok.model import Comparator, Observation, Target
from malbok.periods import Period, period_range
from malbok.quantities import Quantities

LONGEST_AXIS = 60
"""So many positions an axis can have; a series with wider gaps shows only what it has."""


def plot(
    title: str,
    text: str,
    series: Sequence[Observation],
    quantity: Quantities,
    target: Target | None = None,
) -> TimeSeries | None:
    """The chart of a series, with a target if there is one; None where there is nothing to draw.

    `text` is the finding, which becomes the chart's description.
    """
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
        finding=text,
        unit=quantity.unit,
        periods=tuple(language.short_period(period) for period in periods),
        values=tuple(None if v is None else float(v) for v in values),
        labels=tuple(None if v is None else _label(v, quantity) for v in values),
        marks=tuple(o.mark.value if o and o.mark else None for o in shown),
        targets=(_target_mark(target, quantity),) if target else (),
        due=language.short_period(target.due) if target else None,
        baseline=(language.short_period(baseline.period), float(baseline.value))
        if baseline
        else None,
    )


def _label(value: Decimal, quantity: Quantities) -> str:
    number = quantity.number(value)
    return f"{number}\u00a0%" if quantity.unit == "%" else number


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
