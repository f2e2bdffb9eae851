"""Where the handbook tells of each kind of problem: a page that lists the codes, and one for each."""

from __future__ import annotations

from collections.abc import Mapping

from malbok.addresses import fault_path
from malbok.kinds import KINDS
from malbok.model import Audience, ContentPage, Embed, Project


def listing(project: Project) -> ContentPage | None:
    """The handbook's page that lists the codes (`[[faults]]`), if there is one: of several, the
    first that the public sees, so that the codes have the same addresses for everybody."""
    pages = [page for page in project.content if audience_of(page)]
    public = [page for page in pages if audience_of(page) is Audience.PUBLIC]
    return next(iter(public or pages), None)


def audience_of(page: ContentPage) -> Audience | None:
    """Who sees the list of codes on a page; None if there is none on it."""
    inner = [p.audience for p in page.parts if isinstance(p, Embed) and p.name == "faults"]
    if not inner:
        return None
    is_public = page.audience is Audience.PUBLIC and any(a is not Audience.INTRANET for a in inner)
    return Audience.PUBLIC if is_public else Audience.INTRANET


def fault_pages(project: Project) -> Mapping[str, str]:
    """The path of each code's page; none if the handbook doesn't list the codes."""
    page = listing(project)
    return {code: fault_path(page.path, code) for code in KINDS} if page else {}
