"""Two versions of a project side by side: who sees what of them, and what corresponds to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from malbok import addresses as links
from malbok.changes.records import Item, ItemKind, Reach
from malbok.engine import reports_seen, view
from malbok.language import Language
from malbok.model import Audience, Goal, Indicator, Project
from malbok.pages.views import Viewer
from malbok.problems import Place
from malbok.reading.files import TextFile
from malbok.reading.yaml import locate
from malbok.reports.showing import Reported

T = TypeVar("T", Goal, Indicator)

PARTS = ("data", "content")
"""The folders of a project that its sites are made of."""


@dataclass(frozen=True)
class Version:
    """A project that can be shown: read, and without errors.

    `texts` are its files' texts, for places in them, and `fingerprints` tell of every file whether
    its bytes differ; both by path. `unreadable` are files that were left out.
    """

    project: Project
    texts: Mapping[str, TextFile] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def place(self, path: str, *loc: str | int) -> Place:
        """Where the value at a path of keys and indexes stands in a YAML file."""
        return locate(self.texts[path], loc) if path in self.texts else Place(path)


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """A goal or indicator before and after; None where it isn't there. One of them is."""

    before: T | None
    after: T | None

    @property
    def latest(self) -> T:
        """As it is, or as it last was."""
        latest = self.after or self.before
        if latest is None:
            raise ValueError("a pair of nothing")
        return latest


@dataclass(frozen=True, slots=True)
class Sight:
    """Both versions as one audience sees them, and the reports of each, the latest first."""

    audience: Audience
    before: Viewer
    after: Viewer
    reports_before: tuple[Reported, ...] = ()
    reports_after: tuple[Reported, ...] = ()

    @property
    def both(self) -> tuple[Viewer, Viewer]:
        """The one before and the one after."""
        return self.before, self.after


@dataclass(frozen=True)
class Comparison:
    """Two versions, each as of its own day."""

    base: Version
    head: Version
    words: Language

    @cached_property
    def public(self) -> Sight:
        """What everybody sees."""
        return self._sight(Audience.PUBLIC)

    @cached_property
    def inside(self) -> Sight:
        """What the intranet sees, which is everything."""
        return self._sight(Audience.INTRANET)

    @cached_property
    def goals(self) -> tuple[Pair[Goal], ...]:
        """All goals of either version, those of HEAD first, in reading order."""
        return tuple(_pairs(self.base.project.goals, self.head.project.goals, self.former_goals))

    @cached_property
    def indicators(self) -> tuple[Pair[Indicator], ...]:
        """All indicators of either version, those of HEAD first, in reading order."""
        before, after = self.base.project.indicators, self.head.project.indicators
        return tuple(_pairs(before, after, self.former_indicators))

    @cached_property
    def former_goals(self) -> dict[str, str]:
        """What each goal of HEAD was called in BASE, by its id; those that were there."""
        return _former(self.base.project.goals, self.head.project.goals)

    @cached_property
    def former_indicators(self) -> dict[str, str]:
        """What each indicator of HEAD was called in BASE, by its id; those that were there."""
        return _former(self.base.project.indicators, self.head.project.indicators)

    def goal_item(self, pair: Pair[Goal]) -> Item:
        """The goal as the change names it."""
        goal = pair.latest
        before, after = self.public.before.project.goals, self.public.after.project.goals
        return Item(
            ItemKind.GOAL,
            goal.id,
            goal.title,
            links.goal_path(goal.department, goal.id),
            _reach(pair, before, after),
        )

    def indicator_item(self, pair: Pair[Indicator]) -> Item:
        """The indicator as the change names it."""
        indicator = pair.latest
        seen = [viewer.project.indicators for viewer in self.public.both]
        return Item(
            ItemKind.INDICATOR,
            indicator.id,
            indicator.title,
            links.indicator_path(indicator.id),
            _reach(pair, *seen),
        )

    def _sight(self, audience: Audience) -> Sight:
        versions = (self.base.project, self.head.project)
        before, after = (
            view(project, audience, language_code=self.words.code) for project in versions
        )
        reports = [
            reports_seen(project, viewer.project, viewer.as_of)
            for project, viewer in zip(versions, (before, after), strict=True)
        ]
        return Sight(audience, before, after, *reports)


def _former(before: Mapping[str, T], after: Mapping[str, T]) -> dict[str, str]:
    """By the id in HEAD, the id in BASE: the same, or an earlier one that nobody has now, rather one
    that lay where it is said."""
    found = {key: key for key in after if key in before}
    gone = {key: item for key, item in before.items() if key not in after}
    for is_certain in (True, False):
        for key, item in after.items():
            for former in item.previous_ids if key not in found else ():
                name = former.rpartition("/")[2]
                if name in gone and (_lay_there(gone[name], item, former) or not is_certain):
                    found[key] = gone.pop(name).id
                    break
    return found


def _lay_there(before: Goal | Indicator, after: Goal | Indicator, former: str) -> bool:
    """Whether a previous id says the department that a goal lay in, too."""
    if isinstance(before, Goal) and isinstance(after, Goal):
        return before.department == (former.rpartition("/")[0] or after.department)
    return True


def _pairs(
    before: Mapping[str, T], after: Mapping[str, T], former: Mapping[str, str]
) -> Iterator[Pair[T]]:
    for key, item in after.items():
        yield Pair(before.get(former.get(key, "")), item)
    left = set(before) - set(former.values())
    for key, item in before.items():
        if key in left:
            yield Pair(item, None)


def _reach(pair: Pair[T], before: Mapping[str, T], after: Mapping[str, T]) -> Reach:
    was = None if pair.before is None else pair.before.id in before
    now = None if pair.after is None else pair.after.id in after
    return Reach.of(was, now)
