"""One goal's wording, and what is known of the goal besides."""

from __future__ import annotations

from dataclasses import dataclass

FIELDS = ("period", "target", "baseline", "target_group", "indicator")
"""What can stand beside a goal's wording, so that the sentence needn't say it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A wording with the goal's type and its department's level, if they are said.

    `fields` are those of `FIELDS` that the goal has; `considered` the ids of rules that the writer has
    thought of; `glossary` the words that are explained elsewhere, in all their forms.
    """

    text: str
    type: str | None = None
    level: str | None = None
    fields: frozenset[str] = frozenset()
    considered: frozenset[str] = frozenset()
    glossary: tuple[str, ...] = ()
