"""The charts of a report, drawn from its snapshot: the figures as they were known then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from malbok import charts
from malbok.charts import Chart, Svg
from malbok.language import Language
from malbok.model import Baseline, Observation, Target
from malbok.plotting import plot
from malbok.quantities import Quantities
from malbok.reports.snapshot import FrozenIndicator, FrozenOutcome, FrozenTarget, Snapshot


@dataclass(frozen=True, slots=True)
class ReportCharts:
    """The finished charts: of each target, by goal id and place in the goal; of what is followed without
    a target, by indicator id. What has no figures has none."""

    targets: Mapping[tuple[str, int], Svg] = field(default_factory=dict)
    followed: Mapping[str, Svg] = field(default_factory=dict)


def quantity_of(indicator: FrozenIndicator, language: Language) -> Quantities:
    """How the values of a frozen indicator are written."""
    return Quantities(language, indicator.unit, indicator.decimals)


def draw_report(snapshot: Snapshot, language: Language, cache: Path | None) -> ReportCharts:
    """Draw the charts of a report. `cache` is that of `charts.draw`."""

    def chart(key: str, target: FrozenTarget | None) -> Chart | None:
        indicator = snapshot.indicator[key]
        series = series_of(indicator)
        asked = target_of(target) if target else None
        return plot(indicator.title, series, quantity_of(indicator, language), asked)

    targets = {
        (goal.id, place): chart(target.indicator, target)
        for goal in snapshot.goals
        for place, target in enumerate(goal.targets)
    }
    followed = {key: chart(key, None) for goal in snapshot.goals for key in goal.followed}
    drawn = charts.draw((c for c in (*targets.values(), *followed.values()) if c), cache)
    return ReportCharts(
        targets={key: drawn[chart] for key, chart in targets.items() if chart},
        followed={key: drawn[chart] for key, chart in followed.items() if chart},
    )


def series_of(indicator: FrozenIndicator) -> tuple[Observation, ...]:
    """The own outcomes of a frozen indicator as the model has them, oldest first."""
    return tuple(map(_observation, indicator.outcomes))


def _observation(outcome: FrozenOutcome) -> Observation:
    return Observation(
        period=outcome.period,
        value=outcome.value,
        mark=outcome.mark,
        note=outcome.note,
        suppressed=outcome.suppressed,
    )


def target_of(target: FrozenTarget) -> Target:
    """A frozen target as the model has it."""
    baseline = None
    if target.baseline_period and target.baseline_value is not None:
        baseline = Baseline(period=target.baseline_period, value=target.baseline_value)
    return Target(
        indicator=target.indicator,
        comparator=target.comparator,
        value=target.value,
        lower=target.lower,
        upper=target.upper,
        due=target.due,
        baseline=baseline,
        weight=target.weight,
    )
