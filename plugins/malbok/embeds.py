"""Which of the handbook's pages embed what (`[[coach]]`, `[[faults]]` …)."""

from __future__ import annotations

from collections.abc import Iterable

from malbok.addresses import LANGUAGE_RULES
from malbok.model import Audience, ContentPage, Embed, in_reading_order

RULES = "language-rules"


def page_with(pages: Iterable[ContentPage], name: str) -> ContentPage | None:
    """The page that embeds it, if there is one: of several, the first in order that shows it to the
    public, so that what is there has the same address for everybody."""
    found = [(page, audience_of(page, name)) for page in in_reading_order(pages)]
    public = (page for page, audience in found if audience is Audience.PUBLIC)
    inside = (page for page, audience in found if audience is Audience.INTRANET)
    return next(public, None) or next(inside, None)


def audience_of(page: ContentPage, name: str) -> Audience | None:
    """Who sees what a page embeds; None if it doesn't embed it."""
    inner = [p.audience for p in page.parts if isinstance(p, Embed) and p.name == name]
    if not inner:
        return None
    is_public = page.audience is Audience.PUBLIC and any(a is not Audience.INTRANET for a in inner)
    return Audience.PUBLIC if is_public else Audience.INTRANET


def language_rules_page(pages: Iterable[ContentPage]) -> str:
    """The path of the page of language rules; where there is none, where it lies as a rule."""
    page = page_with(pages, RULES)
    return page.path if page else LANGUAGE_RULES
