"""What a site says of itself: its accessibility statement, and the words it explains."""

from __future__ import annotations

from malbok import addresses as links
from malbok.glossary import anchor
from malbok.language import N_
from malbok.model import Accessibility, Compliance, GlossaryWord
from malbok.pages.indicators import alphabetical
from malbok.pages.making import Making
from malbok.pages.records import Page

COMPLIANCE_SENTENCES = {
    Compliance.FULL: N_("The site meets the law's demands in full."),
    Compliance.PARTIAL: N_(
        "The site meets the law's demands in part. What falls short is listed below."
    ),
    Compliance.NONE: N_(
        "The site doesn't meet the law's demands. What falls short is listed below."
    ),
}


def accessibility_page(making: Making, statement: Accessibility) -> Page:
    """How accessible the site is, in the order of Digg's guidance on the statement."""
    page = Page(
        path=links.ACCESSIBILITY,
        kind="accessibility",
        title=making.text(N_("Accessibility statement")),
        markdown="",
        description=making.text(N_("What doesn't work for everybody, and where to turn.")),
        updated=statement.updated,
    )
    sentence = making.text(COMPLIANCE_SENTENCES[statement.compliance])
    return making.page("accessibility", page, statement=statement, sentence=sentence)


def glossary_page(making: Making) -> Page:
    """All words that are explained, in alphabetical order."""
    organisation = making.project.organisation
    page = Page(
        path=links.GLOSSARY,
        kind="glossary",
        title=making.text(N_("Words that we use")),
        markdown="",
        description=making.text(N_("What the words on these pages mean.")),
        updated=organisation.updated,
    )
    return making.page("glossary", page, words=glossary_words(making))


def glossary_words(making: Making) -> list[tuple[str, GlossaryWord]]:
    """The words that are explained, in alphabetical order, each with the id of its place."""
    glossary = making.project.organisation.glossary
    words = sorted(glossary, key=lambda word: alphabetical(word.word))
    return [(anchor(word), word) for word in words]
