"""The cases of the language rules, which both engines run: tests/cases/wording/*.yml.

Each file is a list of {text, type, level, with, considered, glossary, advice, strengths}; all but `text`
and `advice` may be left out. `advice` and `strengths` list [rule, start, end] in order, in code points
of the text in NFC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from malbok.wording import Advice, Sentence, Strength

FOLDER = Path(__file__).parent / "cases" / "wording"

Found = list[list[object]]


@dataclass(frozen=True)
class Case:
    """A sentence and what is to be said of it; `strengths` is None where the case doesn't say."""

    name: str
    sentence: Sentence
    advice: Found
    strengths: Found | None


@cache
def cases() -> tuple[Case, ...]:
    """All cases, in the order of the files."""
    return tuple(
        _case(f"{path.name} {number}: {written.get('text')}", written)
        for path in sorted(FOLDER.glob("*.yml"))
        for number, written in enumerate(yaml.safe_load(path.read_text("utf-8")) or (), start=1)
    )


def _case(name: str, written: Mapping[str, Any]) -> Case:
    known = {
        "text",
        "type",
        "level",
        "with",
        "considered",
        "glossary",
        "advice",
        "strengths",
        "guide",
    }
    assert set(written) <= known, f"{name}: {set(written) - known}"
    sentence = Sentence(
        written["text"],
        written.get("type"),
        written.get("level"),
        frozenset(written.get("with", ())),
        frozenset(written.get("considered", ())),
        tuple(written.get("glossary", ())),
    )
    return Case(name, sentence, written["advice"], written.get("strengths"))


def for_browser(sentence: Sentence) -> dict[str, object]:
    """The sentence as the browser's script takes it."""
    return {
        "text": sentence.text,
        "type": sentence.type,
        "level": sentence.level,
        "with": sorted(sentence.fields),
        "considered": sorted(sentence.considered),
        "glossary": list(sentence.glossary),
    }


def spans(found: Sequence[Advice | Strength]) -> Found:
    """What was found, as cases write it."""
    return [[one.rule, one.start, one.end] for one in found]
