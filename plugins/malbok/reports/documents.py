"""A report as PDF in the organisation's own look, the same on the site, in a file and in the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from malbok.addresses import Addresses
from malbok.language import Language
from malbok.model import Project
from malbok.reports.pdf import Design, report_pdf
from malbok.reports.showing import Reported

PRIMARY, ACCENT = "#17415c", "#0a5f86"
"""The colours of who has chosen none: --mb-primary and --mb-accent in tokens.css."""


def design_of(project: Project, addresses: Addresses) -> Design:
    """The look of the organisation's documents. Links lead to the site, if it is known where that is."""
    chosen = project.organisation.look
    logo_format: Literal["svg", "png", ""] = ""
    if project.logo:
        logo_format = "png" if project.logo.startswith(b"\x89PNG") else "svg"

    def address(path: str) -> str:
        return addresses.absolute(path) if addresses.site else ""

    return Design(
        primary=chosen.primary or PRIMARY,
        accent=chosen.accent or ACCENT,
        logo=project.logo,
        logo_format=logo_format,
        address=address,
    )


def published_pdf(
    project: Project,
    reported: Reported,
    addresses: Addresses,
    language: Language,
    *,
    chart_cache: Path | None = None,
) -> bytes:
    """A report as PDF. `project` is where the look is from; the report says what it says.

    Finished documents are kept beside the charts, if those are kept. Raises PdfError.
    """
    design = design_of(project, addresses)
    pdf_cache = chart_cache and chart_cache.with_name("reports")
    return report_pdf(reported, design, language, chart_cache=chart_cache, pdf_cache=pdf_cache)
