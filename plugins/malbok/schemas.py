"""JSON Schemas of the data files, for the editors that help while somebody writes (VS Code and others).

Draft 7, as it is the latest that every version of VS Code's YAML extension understands. A schema
sees a file as YAML 1.2 does, so numbers, years and ids may be written with or without quotation
marks, as malbok reads them. `true`, `false` and `null` are texts to malbok, but nobody means them
so: a schema asks for quotation marks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from malbok.fields import KINDS, LISTS, PLAIN_WORDS, Choice, Key, Plain, keys_of
from malbok.glossary import meanings
from malbok.language import N_, Language
from malbok.model import (
    Colour,
    Comparator,
    Example,
    ExampleFile,
    FeedbackAddress,
    FormerId,
    GlossaryWord,
    Id,
    KoladaId,
    Quality,
    Record,
    ReportSection,
    Target,
    WebAddress,
)
from malbok.periods import FIRST_YEAR, LAST_YEAR

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
FOLDER = "data/schemas"
ONE_WILL_DO = frozenset({"explains"})
"""Keys of lists at which one value may stand alone."""
NAMES = tuple(name for name, kind in KINDS.items() if kind.record)
"""The kinds of files that have a schema."""


def schema(name: str, language: Language) -> Schema:
    """The JSON Schema of a kind of file. Raises KeyError for a kind without one."""
    kind = KINDS[name]
    if kind.record is None:
        raise KeyError(name)
    return {
        "$schema": DRAFT,
        "title": language.text(kind.title),
        **_record(kind.record, kind.keys, language),
    }


def schema_bytes(name: str, language: Language, glossary: Sequence[GlossaryWord] = ()) -> bytes:
    """The schema as a file: the same bytes whenever the model and the catalogue are the same.

    With a glossary, keys that are called by one of its words say what that means. The files that a
    repository keeps do without, so that a new meaning doesn't make them stale.
    """
    made = _explained(schema(name, language), glossary) if glossary else schema(name, language)
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()


def stale(folder: Path, language: Language) -> tuple[str, ...]:
    """The names of those files in a folder of schemas that aren't what they should be."""
    names = ((f"{name}.json", schema_bytes(name, language)) for name in NAMES)
    return tuple(
        n for n, raw in names if not (folder / n).is_file() or (folder / n).read_bytes() != raw
    )


def _explained(made: Any, glossary: Sequence[GlossaryWord]) -> Any:
    """A schema, or a part of it, with the meaning of the words that keys are called by."""
    if isinstance(made, list):
        return [_explained(item, glossary) for item in made]
    if not isinstance(made, dict):
        return made
    found = {key: _explained(value, glossary) for key, value in made.items()}
    if isinstance(title := found.get("title"), str):
        meant = "".join(f" {word.word}: {word.meaning}" for word in meanings(title, glossary))
        for key in ("description", "markdownDescription"):
            if isinstance(said := found.get(key), str):
                found[key] = said + meant
    return found


def _record(record: type[Record], keys: tuple[Key, ...], language: Language) -> Schema:
    return {
        "type": "object",
        "properties": {key.name: _key(key, language) for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
        **RULES.get(record, {}),
    }


def _key(key: Key, language: Language) -> Schema:
    meaning = key.meaning(language)
    said = {"title": language.text(key.title), "description": meaning.replace("`", "")}
    if "`" in meaning:
        said["markdownDescription"] = meaning
    value = _value(key, language)
    if key.many:
        error = language.text(LISTS)
        several = {"type": "array", "items": value, "errorMessage": error}
        return {**said, **({"anyOf": [value, several]} if key.name in ONE_WILL_DO else several)}
    default = {"default": _default(key)} if key.default else {}
    return {**said, **value, **default}


def _value(key: Key, language: Language) -> Schema:
    match key.value:
        case Plain() as plain:
            what = language.text(PLAIN_WORDS[plain]).replace("`", "")
            error = language.text(N_("Write {what}."), what=what)
            return {**PLAIN[plain], "errorMessage": error, "patternErrorMessage": error}
        case Choice(words):
            said = [language.text(word) for word in words.values()]
            error = language.text(N_("Choose one of: {allowed}."), allowed=", ".join(words))
            return {
                "type": "string",
                "enum": list(words),
                "enumDescriptions": said,
                "markdownEnumDescriptions": said,
                "errorMessage": error,
            }
        case record:
            return _record(record, keys_of(record), language)


def _default(key: Key) -> str | float | int:
    match key.value:
        case Plain.SHARE | Plain.POSITIVE | Plain.NUMBER:
            return float(key.default)
        case Plain.COUNT:
            return int(key.default)
        case _:
            return key.default


def _pattern(annotation: Any) -> str:
    """The pattern that the model itself has for a kind of text."""
    (constraints,) = annotation.__metadata__
    return str(constraints.pattern)


_YEAR = r"(?:19[0-9]{2}|20[0-9]{2}|2100)"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DATE = rf"-{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
_NEXT_YEARS = "|".join(f"{year:02}/{(year + 1) % 100:02}" for year in range(100))
_SCHOOL_YEAR = rf"(?:(?:19|20)(?:{_NEXT_YEARS})|2100/01)"
_PERIOD = rf"^(?:{_YEAR}(?:|-H[12]|-T[1-3]|-Q[1-4]|-{_MONTH}|{_DATE})|{_SCHOOL_YEAR})$"
_NUMBER = r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?$"
_LIMIT = 10**15

PLAIN: dict[Plain, Schema] = {
    Plain.TEXT: {"type": ["string", "number"], "pattern": r"\S"},
    Plain.MARKDOWN: {"type": ["string", "number"], "pattern": r"\S"},
    # What stands before and after the line is taken away, as it is by the model.
    Plain.LINE: {"type": ["string", "number"], "pattern": r"^\s*[^<>\s][^<>\n]*\s*$"},
    Plain.ID: {
        "type": ["string", "integer"],
        "pattern": _pattern(Id),
        "maxLength": 80,
        "minimum": 0,
    },
    Plain.FORMER_ID: {"type": ["string", "integer"], "pattern": _pattern(FormerId), "minimum": 0},
    Plain.ADDRESS: {"type": "string", "pattern": _pattern(WebAddress)},
    Plain.COLOUR: {"type": "string", "pattern": _pattern(Colour)},
    Plain.KOLADA: {"type": "string", "pattern": _pattern(KoladaId)},
    Plain.FEEDBACK: {"type": "string", "pattern": _pattern(FeedbackAddress)},
    Plain.PERIOD: {
        "type": ["string", "integer"],
        "pattern": _PERIOD,
        "minimum": FIRST_YEAR,
        "maximum": LAST_YEAR,
    },
    Plain.NUMBER: {
        "type": ["number", "string"],
        "pattern": _NUMBER,
        "exclusiveMinimum": -_LIMIT,
        "exclusiveMaximum": _LIMIT,
    },
    Plain.SHARE: {
        "type": ["number", "string"],
        "pattern": r"^(?:0(?:\.[0-9]{1,10})?|1(?:\.0{1,10})?)$",
        "minimum": 0,
        "maximum": 1,
    },
    Plain.POSITIVE: {
        "type": ["number", "string"],
        "pattern": r"^(?!0(?:\.0+)?$)(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?$",
        "exclusiveMinimum": 0,
        "exclusiveMaximum": _LIMIT,
    },
    Plain.COUNT: {"type": ["integer", "string"], "pattern": r"^[-+]?[0-9]+$"},
    Plain.DAY: {"type": "string", "format": "date", "pattern": rf"^[0-9]{{4}}{_DATE}$"},
}
"""What each plain kind of value may be. A pattern is for texts, limits are for numbers."""

_ONE_VALUE = [c.value for c in Comparator if c is not Comparator.BETWEEN]

RULES: dict[type[Record], Schema] = {
    Target: {
        "allOf": [
            {
                "if": {
                    "properties": {"comparator": {"const": "between"}},
                    "required": ["comparator"],
                },
                "then": {"required": ["lower", "upper"], "properties": {"value": False}},
            },
            {
                "if": {
                    "properties": {"comparator": {"enum": _ONE_VALUE}},
                    "required": ["comparator"],
                },
                "then": {
                    "required": ["value"],
                    "properties": {"lower": False, "upper": False},
                },
            },
        ]
    },
    Example: {
        "if": {
            "properties": {"quality": {"const": Quality.LESS_GOOD.value}},
            "required": ["quality"],
        },
        "then": {"required": ["sharpened"]},
        "else": {"properties": {"sharpened": False}},
    },
    ExampleFile: {"allOf": [{"properties": {"examples": {"minItems": 1}}}]},
    ReportSection: {
        "oneOf": [{"required": ["department"]}, {"required": ["goal"]}],
        "anyOf": [{"required": [key]} for key in ("comment", "forecast", "expected")],
        "dependencies": {"expected": ["goal"]},
    },
}
"""What a record's keys must be together, where the model says it in code."""
