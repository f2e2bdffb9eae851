"""What today's data say of the outcomes of a frozen report, where they no longer say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from malbok.language import N_
from malbok.model import Indicator, Observation
from malbok.model import Revised as Changed
from malbok.pages.views import Viewer
from malbok.periods import Period
from malbok.quantities import Quantities
from malbok.reports.snapshot import FrozenIndicator, Snapshot


class Today(StrEnum):
    """How the outcome of today stands to the one that was frozen."""

    REVISED = "revised"
    """There is another value."""
    GONE = "gone"
    """The outcome isn't there any more, or has no value."""
    OTHER_UNIT = "other_unit"
    """It is counted in another unit, so the values can't be compared."""
    OTHER_DEFINITION = "other_definition"
    """It is counted in another way, so the values can't be compared."""


@dataclass(frozen=True, slots=True)
class Revised:
    """What is known today of a frozen outcome. `value` is there only where it can be held against the
    frozen one (`Today.REVISED`); `updated` is the day when the indicator was last updated."""

    today: Today
    value: Decimal | None
    quantity: Quantities
    updated: date

    def in_words(self) -> str:
        """What is said of it beside the frozen figure."""
        text, day = self.quantity.language.text, self.quantity.language.date(self.updated)
        match self.today:
            case Today.REVISED if self.value is not None:
                return text(
                    N_("Today the figure is {value}, as updated {date}."),
                    value=self.quantity(self.value),
                    date=day,
                )
            case Today.OTHER_UNIT:
                return text(
                    N_(
                        "Today it is counted in another unit. The figures can't be compared. "
                        "Updated {date}."
                    ),
                    date=day,
                )
            case Today.OTHER_DEFINITION:
                return text(
                    N_(
                        "Today it is counted in another way. The figures can't be compared. "
                        "Updated {date}."
                    ),
                    date=day,
                )
            case _:
                return text(N_("Today there is no figure. Updated {date}."), date=day)


def revised_since(snapshot: Snapshot, viewer: Viewer) -> Mapping[tuple[str, Period], Revised]:
    """The outcomes of a frozen report that today's data don't agree with, by indicator and period.

    `viewer` sees today's project as the audience does, in the language that the report was frozen in.
    Values are compared as numbers. Nothing is said of figures that the report doesn't have or that
    can't be known on the viewer's day, nor of indicators that aren't in the project or not for this
    audience, nor where the outcome of today rests on too few: beside the frozen figure, that would tell
    how few they were.
    """
    found: dict[tuple[str, Period], Revised] = {}
    for frozen in snapshot.indicators:
        indicator = viewer.project.indicators.get(frozen.id)
        if indicator is None:
            continue
        changed = _way_of_counting(frozen, indicator, snapshot)
        quantity = Quantities(viewer.language, indicator.unit, frozen.decimals)
        series = {outcome.period: outcome for outcome in viewer.project.own_series(frozen.id)}
        for then in frozen.outcomes:
            now = series.get(then.period)
            if then.value is None or then.period.end > viewer.as_of:
                continue
            if now is not None and (now.value == then.value or now.suppressed):
                continue
            today = _today(now, changed)
            value = now.value if now and today is Today.REVISED else None
            revised = Revised(today, value, quantity, indicator.updated)
            found[frozen.id, then.period] = revised
    return found


def _today(now: Observation | None, changed: Today | None) -> Today:
    if now is None or now.value is None:
        return Today.GONE
    return changed or Today.REVISED


def _way_of_counting(
    frozen: FrozenIndicator, indicator: Indicator, snapshot: Snapshot
) -> Today | None:
    """What of the indicator is another thing today, if anything is: a definition by its words, or by a
    decision to change it."""
    if frozen.unit.split() != indicator.unit.split():
        return Today.OTHER_UNIT
    since = snapshot.frozen or snapshot.as_of
    decided = any(
        it.changed is Changed.DEFINITION and it.date > since for it in indicator.revisions
    )
    if decided or frozen.definition.split() != indicator.definition.split():
        return Today.OTHER_DEFINITION
    return None
