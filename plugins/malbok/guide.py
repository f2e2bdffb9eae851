"""The guide in the handbook: a path of short pages in parts, and which page explains which type of goal.

The pages of the path are those with a `part`, in their order. Who may not see a page meets a path
without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from malbok.embeds import RULES, audience_of, page_with
from malbok.model import ContentPage, GoalType, Project, in_reading_order
from malbok.running_text import PassageKind, passages, words

LOOKED_UP = (RULES, "glossary", "faults", "fields")
"""What is embedded for readers to look things up in."""
WORDS_A_MINUTE = 200
"""How fast an adult reads plain prose on a screen, rounded down."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the path: `number` is its place on the path, from 1, and `minutes` how long it takes
    to read; 0 for one to look things up in."""

    path: str
    title: str
    number: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the path: `number` is its place, from 1."""

    title: str
    number: int
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """How long the part takes to read."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True)
class Guide:
    """The path through the handbook, for those who see its pages. `map` is the path of the page that
    shows it all, empty if none does; `explained_by` the page about each type of goal."""

    parts: tuple[Part, ...]
    map: str
    explained_by: Mapping[GoalType, ContentPage]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All pages of the path, in the order in which they are read."""
        return tuple(step for part in self.parts for step in part.steps)

    @property
    def minutes(self) -> int:
        """How long the whole path takes to read."""
        return sum(step.minutes for step in self.steps)

    def place(self, path: str) -> tuple[Part, Step] | None:
        """The part and the step of a page; None beside the path."""
        return self._places.get(path)

    def beside(self, step: Step) -> tuple[str, str]:
        """The paths of the pages before and after one on the path, empty where there is none."""
        before = self.steps[step.number - 2].path if step.number > 1 else ""
        after = self.steps[step.number].path if step.number < len(self.steps) else ""
        return before, after

    @cached_property
    def _places(self) -> dict[str, tuple[Part, Step]]:
        return {step.path: (part, step) for part in self.parts for step in part.steps}


def guide_of(project: Project) -> Guide:
    """The path through the pages of a project. A part stands where its first page does; its pages lie
    together, whatever lies between them in the order."""
    parts: dict[str, list[ContentPage]] = {}
    for page in in_reading_order(project.content):
        if page.part:
            parts.setdefault(page.part, []).append(page)
    return Guide(
        tuple(_numbered(parts)),
        map=shown.path if (shown := page_with(project.content, "guide-map")) else "",
        explained_by=explaining_pages(project),
    )


def explaining_pages(project: Project) -> dict[GoalType, ContentPage]:
    """The page about each type of goal, for types that have one. Two pages about one type are a
    problem of the project's, and then it is the first in the order."""
    found: dict[GoalType, ContentPage] = {}
    for page in in_reading_order(project.content):
        for goal_type in page.explains:
            found.setdefault(goal_type, page)
    return found


def minutes(page: ContentPage) -> int:
    """How long a page takes to read, rounded up: its prose, not its tables and code nor what it
    embeds. 0 if it is there to look things up in, as nobody reads it from end to end."""
    if any(audience_of(page, name) for name in LOOKED_UP):
        return 0
    read = (p.text for p in passages(page.parts) if p.kind is not PassageKind.CELL)
    count = sum(len(words(text)) for text in read)
    return max(1, -(-count // WORDS_A_MINUTE))


def _numbered(parts: Mapping[str, list[ContentPage]]) -> Iterator[Part]:
    step = 0
    for number, (title, pages) in enumerate(parts.items(), start=1):
        steps = [Step(p.path, p.title, step + n, minutes(p)) for n, p in enumerate(pages, start=1)]
        step += len(steps)
        yield Part(title, number, tuple(steps))
