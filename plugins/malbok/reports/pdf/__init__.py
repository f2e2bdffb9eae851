"""A report as PDF: tagged for screen readers, archivable, and the same bytes every time.

    report + design ─▶ document.py ─▶ plain data ─▶ theme/report/*.typ ─▶ compiling.py ─▶ PDF

`report_pdf` is all that others need.
"""

from __future__ import annotations

from pathlib import Path

from malbok.language import Language
from malbok.reports.charting import draw_report
from malbok.reports.pdf import cache, compiling
from malbok.reports.pdf.compiling import PdfError
from malbok.reports.pdf.document import Design, Writer, covered, drawings_of
from malbok.reports.showing import Reported

__all__ = ["Design", "PdfError", "report_pdf"]


def report_pdf(
    reported: Reported,
    design: Design,
    language: Language,
    *,
    chart_cache: Path | None,
    pdf_cache: Path | None,
) -> bytes:
    """The report as PDF, claiming PDF/UA-1 and PDF/A-2a. The same report and design give the same bytes.

    Both caches are folders for what was made before: made if they are missing, left alone if they can't
    be written to. Raises PdfError.
    """
    charts = draw_report(reported.snapshot, language, chart_cache)
    writer = Writer(reported, design, language, charts)
    document = covered(writer.document())
    files = compiling.files_of(document, drawings_of(writer), design.logo)
    key = cache.key_of(files, compiling.typesetter())
    made = cache.load(key, pdf_cache) if pdf_cache else None
    if made is None:
        made = compiling.typeset(files, writer.day, document["logo"], language)
        if pdf_cache:
            cache.store(key, made, pdf_cache)
    return made
