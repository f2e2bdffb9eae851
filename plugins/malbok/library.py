"""The library of examples: what stands in it, by what it is listed, and which are shown first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from malbok import addresses as links
from malbok.embeds import page_with
from malbok.model import Audience, ContentPage, Example, GoalType, Project, Quality

TYPE, AREA, GROUP = links.BY_TYPE, "amne", links.BY_TARGET_GROUP
"""What examples are listed by, as addresses name it."""
GOOD, LESS_GOOD = 3, 2
"""How many examples of each quality stand for all of a type."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An example in the library: `area` is the name of its file, `subject` what that area is called."""

    example: Example
    area: str
    subject: str
    audience: Audience

    @property
    def values(self) -> dict[str, str]:
        """What the example is listed by: its value of each kind, which may be lacking."""
        group = self.example.target_group
        values = {TYPE: self.example.type.value, AREA: self.area}
        return values | ({GROUP: group.value} if group else {})

    @property
    def pages(self) -> Iterator[str]:
        """The paths of the pages that it stands on, the library's own first."""
        yield links.EXAMPLES
        for kind, value in self.values.items():
            yield links.example_list_path(kind, value)


def entries(project: Project) -> tuple[Entry, ...]:
    """All examples, in the order of their files."""
    return tuple(
        Entry(example, area, file.subject, file.audience)
        for area, file in project.example_files.items()
        for example in file.examples
    )


def chosen(found: Iterable[Entry], goal_type: GoalType) -> tuple[Entry, ...]:
    """A few that stand for all of a type: good ones first, then some that were sharpened, from as many
    areas as there are. Those of the guide come last, as the handbook's own text has them."""
    of_type = [entry for entry in found if entry.example.type is goal_type]
    of_type.sort(key=lambda entry: entry.example.guide is not None)
    good = _spread([e for e in of_type if e.example.quality is Quality.GOOD], GOOD, ())
    others = [e for e in of_type if e.example.quality is Quality.LESS_GOOD]
    return (*good, *_spread(others, LESS_GOOD, good))


def coach_page(project: Project) -> ContentPage | None:
    """The handbook's page with the coach, where a sentence can be tried."""
    return page_with(project.content, "coach")


def handbook_folder(project: Project) -> str:
    """The folder of the handbook that the library belongs to: that of the first page which shows
    examples or has the coach. Empty where no page does, or one outside all folders."""
    page = page_with(project.content, "examples") or coach_page(project)
    return page.path.rpartition("/")[0].split("/")[0] if page else ""


def _spread(found: Sequence[Entry], count: int, beside: Sequence[Entry]) -> list[Entry]:
    """The first ones in their order, but none of an area that has more already than another."""
    seen = Counter(entry.area for entry in beside)
    turns = []
    for place, entry in enumerate(found):
        turns.append((seen[entry.area], place))
        seen[entry.area] += 1
    return [found[place] for _, place in sorted(turns)[:count]]
