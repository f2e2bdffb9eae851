"""Examples of the library that become public, change or go: area by area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from malbok import addresses as links
from malbok.changes.comparing import Comparison
from malbok.changes.records import ExampleChange, Item, ItemKind, Publication, Reach
from malbok.language import N_
from malbok.library import AREA
from malbok.model import Example, ExampleFile, Project

Examples = Mapping[str, Example]


def opened_examples(comparison: Comparison) -> Iterator[Publication]:
    """Examples that everybody can read and couldn't before, with all that is said of them."""
    words = comparison.words
    before, after = (viewer.project for viewer in comparison.public.both)
    was_there = _all(comparison.base.project)
    was_public = _all(before)
    for area, file in after.example_files.items():
        new = [example for example in file.examples if example.id not in was_public]
        if new:
            was_inside = any(example.id in was_there for example in new)
            reach = Reach.OPENED if was_inside else Reach.PUBLIC
            says = tuple(f"{words.text(N_('“{text}”'), text=e.text)} {e.why}" for e in new)
            yield Publication(_item(area, file, reach), was_inside, says)


def closed_examples(comparison: Comparison) -> Iterator[Item]:
    """The areas whose examples only the intranet sees from now on."""
    before, after = (viewer.project.example_files for viewer in comparison.public.both)
    inside = comparison.inside.after.project.example_files
    for area in before:
        if area not in after and area in inside:
            yield _item(area, inside[area], Reach.CLOSED)


def example_changes(comparison: Comparison) -> Iterator[ExampleChange]:
    """The areas with examples that change or go, and those with new ones for the intranet."""
    closed = {item.id for item in closed_examples(comparison)}
    told = set()
    for sight in (comparison.public, comparison.inside):
        is_public = sight is comparison.public
        reach = Reach.PUBLIC if is_public else Reach.INSIDE
        before, after = (viewer.project.example_files for viewer in sight.both)
        was, now = _all(sight.before.project), _all(sight.after.project)
        for area, file in {**before, **after}.items():
            if area in told or (is_public and area in closed):
                continue
            old, new = _of(before, area), _of(after, area)
            change = ExampleChange(
                item=_item(area, file, reach),
                new=() if is_public else _sentences(new, without=was),
                changed=tuple(e.text for key, e in new.items() if key in was and was[key] != e),
                gone=_sentences(old, without=now),
            )
            if change.new or change.changed or change.gone:
                yield change
            if is_public:
                told.add(area)


def _all(project: Project) -> Examples:
    return {example.id: example for example in project.examples}


def _of(files: Mapping[str, ExampleFile], area: str) -> Examples:
    return {example.id: example for example in files[area].examples} if area in files else {}


def _sentences(found: Examples, *, without: Examples) -> tuple[str, ...]:
    return tuple(example.text for key, example in found.items() if key not in without)


def _item(area: str, file: ExampleFile, reach: Reach) -> Item:
    path = links.example_list_path(AREA, area)
    return Item(ItemKind.EXAMPLES, area, file.subject, path, reach)
