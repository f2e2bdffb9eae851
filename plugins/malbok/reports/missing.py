"""Why a value isn't there, in the words that the pages, the PDF and the lists of reports all use."""

from __future__ import annotations

from datetime import date

from malbok import explaining
from malbok.language import N_, Message
from malbok.reports.charting import series_of
from malbok.reports.snapshot import (
    FrozenGoal,
    FrozenIndicator,
    FrozenOutcome,
    FrozenTarget,
    Snapshot,
)


def why_missing(outcome: FrozenOutcome) -> Message:
    """What stands in place of the value of a period that has none."""
    return explaining.TOO_FEW if outcome.suppressed else N_("missing")


def why_no_outcome(
    snapshot: Snapshot,
    goal: FrozenGoal,
    indicator: FrozenIndicator,
    target: FrozenTarget | None = None,
) -> Message:
    """What stands in place of the outcome that a goal's target would be judged by, or of the newest one
    of an indicator that it is only followed by."""
    day = goal.judged_on(snapshot.as_of)
    since = target.baseline_period.end if target and target.baseline_period else date.min
    if explaining.is_hidden(series_of(indicator), day, since):
        return explaining.TOO_FEW
    if target and target.due.end > day and not goal.ceased:
        return N_("not yet")
    return N_("missing")
