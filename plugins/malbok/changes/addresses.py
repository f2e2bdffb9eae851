"""Addresses where a page lay and lies no more: where they lead now, if anywhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from malbok import addresses as links
from malbok.addresses import Addresses
from malbok.changes.comparing import Comparison, Pair
from malbok.changes.publication import concealments, department_item, handbook_item
from malbok.changes.records import AddressChange, Item, ItemKind, Reach
from malbok.model import Goal, Indicator, Project
from malbok.problems import Place, Problem
from malbok.redirects import moves
from malbok.translating import ENGLISH_FOLDER


def addresses(comparison: Comparison) -> Iterator[AddressChange]:
    """Every address of BASE where no page lies in HEAD, with where it leads, and every new one that
    leads on. What everybody can reach comes first; what is only for the intranet from now on isn't
    gone."""
    there = _places(comparison.inside.after.project)
    told: set[str] = set()
    if gone := next(
        (c.item for c in concealments(comparison) if c.item.id == ENGLISH_FOLDER), None
    ):
        yield AddressChange(gone, ENGLISH_FOLDER, "", "")
    for sight in (comparison.public, comparison.inside):
        before, after = (_places(viewer.project) for viewer in sight.both)
        reach = Reach.PUBLIC if sight is comparison.public else Reach.INSIDE
        for old, place in before.items():
            now = after.get(old)
            if old in told or (now is None and old in there):
                continue
            new = _address(now.path) if now else ""
            if new == old or (now and now.path == place.path):
                continue
            told.add(old)
            former = _former_id(comparison, place, old)
            yield AddressChange(replace(place, reach=reach), old, new, former)
        for old, place in after.items():
            new = _address(place.path)
            if new != old and old not in before and old not in told:
                told.add(old)
                yield AddressChange(replace(place, reach=reach), old, new, "")


def dead_ends(comparison: Comparison, changes: Iterable[AddressChange]) -> Iterator[Problem]:
    """A problem for each public page of a goal or indicator whose address leads nowhere: an error
    where the same thing lives on somewhere else, a warning where it has been removed."""
    paths = comparison.base.project.paths
    for change in changes:
        item = change.item
        if change.former and not change.new and item.reach is Reach.PUBLIC:
            params = {"id": change.former}
            if successor := _successor(comparison, item) or _likeness(comparison, item):
                path = comparison.head.project.paths[f"{item.kind.value}/{successor}"]
                yield Problem("D102", comparison.head.place(path, "previous_ids"), params)
            else:
                place = Place(paths.get(f"{item.kind.value}/{item.id}", change.old))
                yield Problem("D104", place, params)


def _places(project: Project) -> dict[str, Item]:
    """Every address where a page lies or leads on, with the page that is found in the end."""

    def item(kind: ItemKind, name: str, title: str, path: str) -> Item:
        return Item(kind, name, title, path, Reach.INSIDE)

    items = [
        *(
            item(ItemKind.GOAL, g.id, g.title, links.goal_path(g.department, g.id))
            for g in project.goals.values()
        ),
        *(
            item(ItemKind.INDICATOR, i.id, i.title, links.indicator_path(i.id))
            for i in project.indicators.values()
        ),
        *(department_item(d.id, project, Reach.INSIDE) for d in project.organisation.departments),
        *(handbook_item(page, Reach.INSIDE) for page in project.content),
    ]
    places = {_address(item.path): item for item in items}
    led_on = {_address(move.old): places[_address(move.new)] for move in moves(project)}
    return led_on | places


def _address(path: str) -> str:
    return Addresses().of(path)


def _successor(comparison: Comparison, item: Item) -> str:
    """What a goal or indicator of BASE is called in HEAD; empty if it is gone."""
    former = {
        ItemKind.GOAL: comparison.former_goals,
        ItemKind.INDICATOR: comparison.former_indicators,
    }.get(item.kind, {})
    return next((now for now, was in former.items() if was == item.id), "")


def _likeness(comparison: Comparison, item: Item) -> str:
    """A new goal or indicator that is the same as one that is gone: it has its name, its targets or
    its definition. Empty if there is none."""
    pairs: Sequence[Pair[Goal]] | Sequence[Pair[Indicator]]
    pairs = comparison.goals if item.kind is ItemKind.GOAL else comparison.indicators
    gone = next((p.before for p in pairs if p.before and p.before.id == item.id), None)
    new = (pair.after for pair in pairs if pair.after and not pair.before)
    return next((found.id for found in new if _are_alike(gone, found)), "")


def _are_alike(before: Goal | Indicator | None, after: Goal | Indicator) -> bool:
    match before, after:
        case Goal(), Goal():
            same_targets = before.targets == after.targets and len(after.targets) > 0
            return before.title == after.title or same_targets
        case Indicator(), Indicator():
            return before.title == after.title or before.definition == after.definition
    return False


def _former_id(comparison: Comparison, item: Item, old: str) -> str:
    """What to write in `previous_ids` for an address to lead on; empty where nothing would do."""
    folder, name = posixpath.split(old.rstrip("/"))
    if item.kind is ItemKind.INDICATOR:
        return name
    if item.kind is not ItemKind.GOAL:
        return ""
    department = posixpath.basename(folder)
    successor = comparison.head.project.goals.get(_successor(comparison, item))
    return name if successor and successor.department == department else f"{department}/{name}"
