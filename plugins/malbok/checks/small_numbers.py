"""Small numbers: public figures say how many they rest on, and no goal tells what they hide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from malbok.disclosure import suppress, without_counts
from malbok.model import Audience, Project
from malbok.observations import figures_path
from malbok.periods import Period
from malbok.problems import Problem
from malbok.reading.figures import place_of
from malbok.reading.project import Reading


def parts_have_counts(reading: Reading, project: Project) -> Iterator[Problem]:
    """Public figures by sex or group say how many persons they rest on, or they stay inside."""
    for key, indicator in project.indicators.items():
        path = figures_path(project.paths.get(f"indicator/{key}", ""))
        if indicator.audience is Audience.INTRANET or path not in reading.texts:
            continue
        if unknown := without_counts(project.observations.get(key, ()), indicator):
            column = "sex" if unknown[0].sex else "group"
            place = place_of(reading.texts[path], unknown[0], column)
            yield Problem("C145", place, {"count": len(unknown)})


def baselines_can_be_shown(reading: Reading, project: Project) -> Iterator[Problem]:
    """No public goal begins at an outcome that rests on too few to be shown."""

    @cache
    def is_hidden(key: str, period: Period) -> bool:
        """Whether the municipality's own outcome for a period is hidden from the public."""
        if (indicator := project.indicators.get(key)) is None:
            return False
        # No period tells what another one hides, so the others needn't be worked out.
        series = [o for o in project.observations.get(key, ()) if o.period == period]
        seen = suppress(series, indicator, project.organisation.small_numbers)
        return any(o.suppressed and o.is_own for o in seen)

    for key, goal in project.goals.items():
        for index, target in enumerate(goal.targets if goal.audience is Audience.PUBLIC else ()):
            baseline = target.baseline
            if baseline and is_hidden(target.indicator, baseline.period):
                loc = ("targets", index, "baseline", "value")
                place = reading.place(project.paths[f"goal/{key}"], *loc)
                params = {"value": str(baseline.value), "period": baseline.period}
                yield Problem("R156", place, params)


CHECKS = (parts_have_counts, baselines_can_be_shown)
