"""What a report costs as PDF: `python -m bench.reporting DIR GOALS` writes it with the charts in the cache.

The finished document isn't kept, so that each run makes it anew. `--begin` writes the draft instead, and
draws the charts.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from bench.project import AS_OF

REPORT = "bench"


def begin(root: Path, goals: int) -> None:
    """Write the draft of a report on the first goals of a project, and draw its charts."""
    folder = root / "data" / "reports"
    folder.mkdir(exist_ok=True)
    ids = sorted(path.stem for path in (root / "data" / "goals").glob("*/*.yml"))[:goals]
    values = {
        "id": REPORT,
        "title": "Årsredovisning 2025",
        "audience": "public",
        "kind": "annual",
        "period": "2025",
        "as_of": AS_OF,
        "goals": ids,
        "summary": "Det här är en påhittad rapport, som bara används för att mäta.",
        "sections": [
            {"goal": key, "comment": "Det gick **ungefär** som väntat.\n\n- Ett skäl\n- Ett till"}
            for key in ids
        ],
    }
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    (folder / f"{REPORT}.yml").write_text(text, encoding="utf-8")
    write_pdf(root)


def write_pdf(root: Path) -> None:
    """Write the report as PDF beside the project."""
    from malbok.addresses import Addresses
    from malbok.engine import view
    from malbok.language import language
    from malbok.model import Report
    from malbok.pages.views import Viewer
    from malbok.reading import read_project
    from malbok.reports.documents import design_of
    from malbok.reports.pdf import report_pdf
    from malbok.reports.showing import one_reported

    project = read_project(root).project
    if project is None:
        raise SystemExit(1)

    def viewer_of(report: Report) -> Viewer:
        return view(project, report.audience, report.as_of)

    reported = one_reported(project, project.reports[REPORT], viewer_of)
    design = design_of(project, Addresses(site="https://example.org/"))
    charts = root / "charts"
    made = report_pdf(reported, design, language("sv"), chart_cache=charts, pdf_cache=None)
    (root / f"{REPORT}.pdf").write_bytes(made)


if __name__ == "__main__":
    root = Path(sys.argv[1])
    if "--begin" in sys.argv:
        begin(root, int(sys.argv[2]))
    else:
        write_pdf(root)
