"""Figures that change: new outcomes apart from those that were published already, and odd ones."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from malbok import explaining
from malbok.changes.comparing import Comparison, Pair
from malbok.changes.records import FigureChange, FigureKind, Item, ItemKind, OddFigure, Reach
from malbok.language import N_, Language
from malbok.model import Indicator, Mark, Observation
from malbok.observations import figures_path
from malbok.outliers import outliers
from malbok.pages.views import Viewer
from malbok.periods import Period
from malbok.problems import Place, Problem
from malbok.quantities import Quantities

_Key = tuple[Period, str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """An outcome before and after, as it was read, and how it is told."""

    before: Observation | None
    after: Observation | None
    told: FigureChange


def figures(comparison: Comparison) -> list[Change]:
    """Every outcome that comes, goes, or gets another value or mark. The outcomes of an indicator
    that goes are not among them, nor those of one that only changes its audience."""
    return [
        change
        for pair in comparison.indicators
        if pair.after is not None
        for change in _changes(comparison, pair, pair.after)
    ]


def unmarked(comparison: Comparison, changes: Iterable[Change]) -> Iterator[Problem]:
    """A warning for each published outcome that is gone, or has another value without saying so."""
    for change in changes:
        told, after = change.told, change.after
        is_revised = told.kind is FigureKind.REVISED and told.item.reach is Reach.PUBLIC
        if told.kind is FigureKind.REMOVED and told.item.reach is Reach.PUBLIC and not told.by_date:
            params = {"period": told.period, "old": told.old}
            path = comparison.head.project.paths.get(f"indicator/{told.item.id}", "")
            yield Problem("D105", Place(figures_path(path)), params)
        if is_revised and after and not told.is_marked:
            params = {"period": told.period, "old": told.old, "new": told.new}
            yield Problem("D103", _place(comparison, told.item.id, after), params)


def revealed(comparison: Comparison) -> Iterator[tuple[Item, list[str]]]:
    """Outcomes that only the intranet had, of indicators that are public before and after: what
    everybody can see of them from now on, as where a limit is lowered or counts are added."""
    yield from _turned(comparison, comparison.inside.before, *comparison.public.both)


def concealed(comparison: Comparison) -> Iterator[tuple[Item, list[str]]]:
    """Outcomes that were public, and that only the intranet has from now on."""
    before, after = comparison.public.both
    yield from _turned(comparison, comparison.inside.after, after, before)


def _turned(
    comparison: Comparison, inside: Viewer, without: Viewer, having: Viewer
) -> Iterator[tuple[Item, list[str]]]:
    """The outcomes that one public view has, and the other hasn't although the inside has them."""
    is_forward = having is comparison.public.after
    for pair in comparison.indicators:
        if pair.before is None or pair.after is None:
            continue
        item = comparison.indicator_item(pair)
        has, lacks = (pair.after, pair.before) if is_forward else (pair.before, pair.after)
        if has.id not in having.project.indicators or lacks.id not in without.project.indicators:
            continue
        inner, hidden = _known(inside, lacks.id), _known(without, lacks.id)
        quantity = having.quantities[has.id]
        told = [
            f"{_when_and_whose(comparison.words, key)}: {quantity(outcome.known)}"
            for key, outcome in _known(having, has.id).items()
            if key in inner and key not in hidden
        ]
        if told:
            reach = Reach.OPENED if is_forward else Reach.CLOSED
            yield replace(item, kind=ItemKind.FIGURES, reach=reach), told


def _known(viewer: Viewer, indicator: str) -> dict[_Key, Observation]:
    series = viewer.project.observations.get(indicator, ())
    return {_key(o): o for o in series if o.value is not None}


def _when_and_whose(words: Language, key: _Key) -> str:
    parts = (_shown(part, words) for part in key[1:] if part)
    return ", ".join((words.period(key[0]), *parts))


def odd_figures(comparison: Comparison, changes: Iterable[Change]) -> Iterator[OddFigure]:
    """Outcomes of HEAD that are new or changed and look like a slip, or rest on few persons."""
    viewer = comparison.inside.after
    changed = {
        (change.told.item.id, _key(change.after)): change
        for change in changes
        if change.after and change.told.kind in {FigureKind.NEW, FigureKind.REVISED}
    }
    for indicator in dict.fromkeys(key for key, _ in changed):
        quantity = viewer.quantities[indicator]
        series = sorted(viewer.project.observations.get(indicator, ()), key=_whose)
        for _, of_one in groupby(series, key=_whose):
            for outlier in outliers(sorted(of_one, key=lambda o: o.period.end)):
                if change := changed.get((indicator, _key(outlier.observation))):
                    place = _place(comparison, indicator, outlier.observation)
                    yield OddFigure(change.told, quantity(outlier.expected), outlier, place)
    few = comparison.head.project.organisation.small_numbers.limit
    for (indicator, _), change in changed.items():
        if change.after and change.after.count is not None and change.after.count < few:
            place = _place(comparison, indicator, change.after)
            yield OddFigure(change.told, "", None, place, few)


def _changes(
    comparison: Comparison, pair: Pair[Indicator], indicator: Indicator
) -> Iterator[Change]:
    item = comparison.indicator_item(pair)
    before_view, after_view = comparison.inside.both
    former = pair.before.id if pair.before else ""
    before = {_key(o): o for o in before_view.project.observations.get(former, ())}
    after = {_key(o): o for o in after_view.project.observations.get(indicator.id, ())}
    written_before = {_key(o) for o in comparison.base.project.observations.get(former, ())}
    written_after = {_key(o) for o in comparison.head.project.observations.get(indicator.id, ())}
    seen = [
        _known(viewer, key)
        for viewer, key in zip(comparison.public.both, (former, indicator.id), strict=True)
    ]
    new = after_view.quantities[indicator.id]
    old = before_view.quantities.get(former, new)
    for key in sorted({**before, **after}, key=lambda key: (key[0].end, key[1:])):
        was, now = before.get(key), after.get(key)
        if (kind := _kind(was, now)) is None:
            continue
        told = FigureChange(
            item=replace(item, reach=_reach(was, now, *(key in known for known in seen)))
            if any(key[1:])
            else item,
            kind=kind,
            period=comparison.words.period(key[0]),
            who=", ".join(_shown(part, comparison.words) for part in key[1:] if part),
            old=_value(was, old),
            new=_value(now, new),
            difference=_difference(was, now, old, new),
            mark=_mark(comparison.words, was, now),
            source=indicator.source.title,
            is_marked=_is_marked(was, now),
            by_date=(
                key in written_before if was is None else now is None and key in written_after
            ),
        )
        yield Change(was, now, told)


def _reach(
    was: Observation | None, now: Observation | None, was_public: bool, is_public: bool
) -> Reach:
    """Who sees an outcome of a group or of another municipality, which is not always shown."""
    there = [o is not None and o.value is not None for o in (was, now)]
    return Reach.of(was_public if there[0] else None, is_public if there[1] else None)


def _shown(part: str, words: Language) -> str:
    """A municipality, sex or group as people call it."""
    return words.text(explaining.SEX_WORDS[part]) if part in explaining.SEX_WORDS else part


def _kind(was: Observation | None, now: Observation | None) -> FigureKind | None:
    """What happens to an outcome; None if nothing does that a reader would call a change."""
    old, new = was and was.value, now and now.value
    if old is None and new is None:
        return None
    if old is None:
        return FigureKind.NEW
    if new is None:
        return FigureKind.REMOVED
    if old != new:
        return FigureKind.REVISED
    is_marked = was and now and (was.mark, was.note) != (now.mark, now.note)
    return FigureKind.MARKED if is_marked else None


def _difference(
    was: Observation | None, now: Observation | None, old: Quantities, new: Quantities
) -> str:
    """How much an outcome changes; empty where it can't be told."""
    if was is None or now is None or was.value is None or now.value is None or old.unit != new.unit:
        return ""
    change = now.value - was.value
    return ("+" if change > 0 else "") + new.difference(change) if change else ""


def _value(outcome: Observation | None, quantity: Quantities) -> str:
    return quantity(outcome.value) if outcome and outcome.value is not None else ""


def _is_marked(was: Observation | None, now: Observation | None) -> bool:
    """Whether it says that it has been revised. That a preliminary one would be was said before."""
    was_preliminary = was is not None and was.mark is Mark.PRELIMINARY
    return was_preliminary or (now is not None and now.mark is Mark.REVISED)


def _mark(words: Language, was: Observation | None, now: Observation | None) -> str:
    """The mark and note of an outcome; before and after where the mark is another."""
    marks = [words.text(explaining.MARK_WORDS[o.mark]) if o and o.mark else "" for o in (was, now)]
    note = now.note if now else ""
    if was and marks[0] != marks[1] and any(marks):
        unmarked = words.text(N_("no mark"))
        said = f"{marks[0] or unmarked} → {marks[1] or unmarked}"
    else:
        said = marks[1]
    return ". ".join(part for part in (said, note) if part)


def _key(outcome: Observation) -> _Key:
    return (outcome.period, *_whose(outcome))


def _whose(outcome: Observation) -> tuple[str, str, str]:
    return outcome.municipality, outcome.sex, outcome.group


def _place(comparison: Comparison, indicator: str, outcome: Observation) -> Place:
    """Where the value of an outcome stands in HEAD's file."""
    path = figures_path(comparison.head.project.paths[f"indicator/{indicator}"])
    file = comparison.head.texts.get(path)
    if file is None:
        return Place(path)
    lines = file.text.split("\n")
    columns = [name.strip() for name in next(csv.reader(lines[:1]), [])]
    for number, line in enumerate(lines[1:], start=2):
        cells = dict(zip(columns, next(csv.reader([line]), []), strict=False))
        whose = tuple(cells.get(name, "").strip() for name in ("municipality", "sex", "group"))
        if cells.get("period", "").strip() == str(outcome.period) and whose == _whose(outcome):
            value = cells.get("value", "")
            column = line.find(value, len(cells["period"])) + 1
            return file.place(number, max(column, 1), len(value))
    return file.place()
