"""The project in English: its English texts where it has them, and its Swedish ones, marked as such.

Whoever listens to a page hears each text in the language that it is written in (WCAG 3.1.2), so a
text without a translation becomes `Swedish` or `SwedishMarkdown`, which says so in HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from malbok.fields import Key, Plain, keys_of
from malbok.language import Swedish, SwedishMarkdown
from malbok.model import AssessmentRules, Look, Project, Record, Words

R = TypeVar("R", bound=Record)

ENGLISH_FOLDER = "en/"
"""Below this folder lie the pages in English, at the same paths as the Swedish ones."""
UNTOUCHED = (AssessmentRules, Look, Words)
"""Settings that hold no text for the pages in English."""


def in_english(project: Project) -> Project:
    """The project with its texts in English where there are any. The municipality's own Swedish words
    don't apply; those for statuses are never used in another language (`explaining.status_words`)."""
    organisation = _translated(project.organisation)
    organisation = organisation.model_copy(
        update={
            "words": Words(),
            "glossary": (),
        }
    )
    return replace(
        project,
        organisation=organisation,
        goals=_each(project.goals),
        indicators=_each(project.indicators),
        observations=MappingProxyType(
            {
                key: tuple(
                    replace(o, note=Swedish(o.note), group=Swedish(o.group))
                    if o.note or o.group
                    else o
                    for o in series
                )
                for key, series in project.observations.items()
            }
        ),
    )


def _each(records: Mapping[str, R]) -> Mapping[str, R]:
    return MappingProxyType({key: _translated(record) for key, record in records.items()})


def _translated(record: R) -> R:
    english = getattr(record, "english", None)
    changed: dict[str, object] = {}
    for key in keys_of(type(record)):
        value = getattr(record, key.name)
        if key.name == "english" or value is None:
            continue
        said = getattr(english, key.name, None)
        changed[key.name] = said if said is not None else _marked(key, value)
    return record.model_copy(update=changed)


def _marked(key: Key, value: Any) -> object:
    """A value with each text in it marked as Swedish."""
    if key.many:
        return tuple(_marked_one(key, item) for item in value)
    return _marked_one(key, value)


def _marked_one(key: Key, value: Any) -> object:
    if isinstance(value, Record):
        return value if isinstance(value, UNTOUCHED) else _translated(value)
    match key.value:
        case Plain.MARKDOWN:
            return SwedishMarkdown(value)
        case Plain.TEXT | Plain.LINE if key.name != "unit":
            return Swedish(value)
        case _:
            return value
