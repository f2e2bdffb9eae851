"""Periods as people write them, put into the notation of data files where only one is meant."""

from __future__ import annotations

from malbok.periods import Period, PeriodKind, period_meant


def house_period(text: str, interval: PeriodKind | None = None) -> str:
    """The period in the notation of data files; empty if more than one can be meant, or none.

    `interval` is the kind of period that must stand there, where that is known. It settles what
    `2016-5` and `2015–2016` are; without it they may be other things than a month and a school year.
    """
    try:
        return str(Period.parse(text))
    except ValueError:
        meant = period_meant(text)
    if not meant or _is_typing_error(text):
        return ""
    kind = Period.parse(meant).kind
    if interval:
        return meant if kind is interval else ""
    if kind is PeriodKind.MONTH and not any(c.isalpha() for c in text):
        return ""
    if kind is PeriodKind.SCHOOL_YEAR and "/" not in text:
        return ""
    return meant


def _is_typing_error(text: str) -> bool:
    """Whether letters stand among a year's digits: only the editor knows what was to stand there."""
    return len(text.strip()) == 4 and not text.strip().isdecimal()
