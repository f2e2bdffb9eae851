"""What the organisation says of itself that can't be: its words, its statement, its addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from malbok.checks.references import Loc, organisation_path
from malbok.model import Compliance, Project
from malbok.problems import Problem
from malbok.reading.project import Reading

PAGE = "{page}"
"""What is replaced by a page's name in the address for feedback."""
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


def the_day_before_is_earlier(reading: Reading, project: Project) -> Iterator[Problem]:
    """The day of assessment before lies before the one that the site shows."""
    organisation = project.organisation
    before = organisation.previous_as_of
    if before and before >= organisation.as_of:
        place = reading.place(organisation_path(reading), "previous_as_of")
        yield Problem("R173", place, {"value": before, "as_of": organisation.as_of})


def words_are_explained_once(reading: Reading, project: Project) -> Iterator[Problem]:
    """No form of a word in the glossary is that of another, or a single letter."""
    path = organisation_path(reading)
    first: dict[str, int] = {}
    for index, entry in enumerate(project.organisation.glossary):
        forms: list[tuple[str, Loc]] = [(entry.word, ("glossary", index, "word"))]
        forms += [(f, ("glossary", index, "forms", n)) for n, f in enumerate(entry.forms)]
        for form, loc in forms:
            if len(form) == 1:
                yield Problem("R175", reading.place(path, *loc), {"value": form})
            elif (before := first.setdefault(form.casefold(), index)) != index:
                line = reading.place(path, "glossary", before, "word").line
                yield Problem("R174", reading.place(path, *loc), {"value": form, "first": line})


def the_statement_agrees(reading: Reading, project: Project) -> Iterator[Problem]:
    """A site that meets all demands has no shortcomings, one that meets some has, and the test that
    says so has been made."""
    statement, path = project.organisation.accessibility, organisation_path(reading)
    if statement is None:
        return
    place = reading.place(path, "accessibility", "compliance")
    if statement.compliance is Compliance.FULL and statement.shortcomings:
        yield Problem("R176", place, {"count": len(statement.shortcomings)})
    if statement.compliance is Compliance.PARTIAL and not statement.shortcomings:
        yield Problem("R177", place)
    if statement.tested > date.today():
        place = reading.place(path, "accessibility", "tested")
        yield Problem("R178", place, {"value": statement.tested})


def the_address_for_feedback_is_whole(reading: Reading, project: Project) -> Iterator[Problem]:
    """Only the page's name is put into the address for feedback, and into no e-mail address."""
    address = project.organisation.feedback or ""
    known = () if address.startswith("mailto:") else (PAGE,)
    if odd := [found for found in _BRACES.findall(address) if found not in known]:
        place = reading.place(organisation_path(reading), "feedback")
        yield Problem("V136", place, {"value": odd[0].strip("{}")})


CHECKS = (
    the_day_before_is_earlier,
    words_are_explained_once,
    the_statement_agrees,
    the_address_for_feedback_is_whole,
)
