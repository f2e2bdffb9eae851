"""Addresses where a page lay and lies no more: where they lead now, if anywhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace

from malbok import addresses as links
from malbok.addresses import Addresses
from malbok.changes.comparing import Comparison
from malbok.changes.publication import department_item, handbook_item
from malbok.changes.records import AddressChange, Item, ItemKind, Reach
from malbok.model import Project
from malbok.problems import Place, Problem
from malbok.redirects import moves


def addresses(comparison: Comparison) -> Iterator[AddressChange]:
    """Every address of BASE where no page lies in HEAD, with where it leads, and every new one that
    leads on. What everybody can reach comes first; what is only for the intranet from now on isn't
    gone."""
    there = _places(comparison.inside.after.project)
    told: set[str] = set()
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
    """An error for each public page of a goal or indicator whose address leads nowhere."""
    paths = comparison.base.project.paths
    for change in changes:
        item = change.item
        if change.former and not change.new and item.reach is Reach.PUBLIC:
            place = Place(paths.get(f"{item.kind.value}/{item.id}", change.old))
            if successor := _successor(comparison, item):
                path = comparison.head.project.paths[f"{item.kind.value}/{successor}"]
                place = comparison.head.place(path, "previous_ids")
            yield Problem("D102", place, {"id": change.former, "kind": item.kind.value})


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
