"""Where the handbook tells of each kind of problem: a page that lists the codes, and one for each."""

from __future__ import annotations

from collections.abc import Mapping

from malbok.addresses import fault_path
from malbok.embeds import page_with
from malbok.kinds import KINDS
from malbok.model import ContentPage, Project

CODES = "faults"


def listing(project: Project) -> ContentPage | None:
    """The handbook's page that lists the codes, if there is one."""
    return page_with(project.content, CODES)


def fault_pages(project: Project) -> Mapping[str, str]:
    """The path of each code's page; none if the handbook doesn't list the codes."""
    page = listing(project)
    return {code: fault_path(page.path, code) for code in KINDS} if page else {}
