"""Pages that show something else than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from malbok.changes.comparing import Comparison, Sight
from malbok.changes.publication import handbook_item, lines_of
from malbok.changes.records import (
    Item,
    ItemKind,
    PageChange,
    PageFate,
    Reach,
    TextChange,
)
from malbok.changes.showing import Shown, on_every_page, shown
from malbok.language import Message
from malbok.pages.views import Viewer


def pages(comparison: Comparison) -> list[PageChange]:
    """The pages that change: those of the public site, then what only the intranet sees of it."""
    public = [_pages(comparison, comparison.public, viewer) for viewer in comparison.public.both]
    inside = [_pages(comparison, comparison.inside, viewer) for viewer in comparison.inside.both]
    was, now = (
        {key: key in seen for key in everything}
        for seen, everything in zip(public, inside, strict=True)
    )
    changes = [
        PageChange(_item(page, Reach.of(was.get(page.key), now.get(page.key))), fate, parts)
        for page, fate, parts in _changes(*public)
    ]
    told = {(change.item.kind, change.item.id): change for change in changes}
    for page, fate, parts in _changes(*inside):
        if (public_change := told.get(page.key)) is None:
            changes.append(PageChange(_item(page, Reach.INSIDE), fate, parts))
        elif public_change.fate is PageFate.CHANGED:
            rest = tuple(part for part in parts if part not in public_change.parts)
            if rest:
                changes.append(PageChange(_item(page, Reach.INSIDE), fate, rest))
    return changes


def everywhere(comparison: Comparison) -> list[Message]:
    """What changes on every page of the public site."""
    before, after = (on_every_page(viewer.project) for viewer in comparison.public.both)
    return [name for name in after if before[name] != after[name]]


def text_changes(comparison: Comparison) -> Iterator[TextChange]:
    """Pages of the handbook with other text, those that everybody sees first."""
    told: set[str] = set()
    for sight in (comparison.public, comparison.inside):
        before, after = ({p.path: p for p in v.project.content} for v in sight.both)
        for path, page in after.items():
            if path not in before or path in told:
                continue
            was, now = Counter(lines_of(before[path])), Counter(lines_of(page))
            added, removed = (now - was).total(), (was - now).total()
            if added or removed:
                told.add(path)
                reach = Reach.PUBLIC if sight is comparison.public else Reach.INSIDE
                yield TextChange(handbook_item(page, reach), added, removed)


def _item(page: Shown, reach: Reach) -> Item:
    return Item(*page.key, page.title, page.path, reach)


def _changes(
    before: Mapping[tuple[ItemKind, str], Shown], after: Mapping[tuple[ItemKind, str], Shown]
) -> Iterator[tuple[Shown, PageFate, tuple[Message, ...]]]:
    for key, page in after.items():
        was = before.get(key)
        if was is None:
            yield page, PageFate.NEW, ()
            continue
        parts = tuple(name for name in page.parts if was.parts.get(name) != page.parts[name])
        if was.path != page.path:
            yield page, PageFate.MOVED, parts
        elif parts:
            yield page, PageFate.CHANGED, parts
    for key, page in before.items():
        if key not in after:
            yield page, PageFate.REMOVED, ()


def _pages(
    comparison: Comparison, sight: Sight, viewer: Viewer
) -> dict[tuple[ItemKind, str], Shown]:
    """Every page of a site, by kind and the id that it has in HEAD."""
    is_before = viewer is sight.before
    now_called = {
        (kind, was): now
        for kind, former in (
            (ItemKind.GOAL, comparison.former_goals),
            (ItemKind.INDICATOR, comparison.former_indicators),
        )
        for now, was in former.items()
        if is_before
    }
    found = {}
    reports = sight.reports_before if is_before else sight.reports_after
    for page in shown(viewer, reports):
        key = (page.key[0], now_called.get(page.key, page.key[1]))
        found[key] = replace(page, key=key)
    return found
