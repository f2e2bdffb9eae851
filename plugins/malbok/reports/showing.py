"""Which reports an audience is shown, and what each of them says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from malbok.audience import without_comments
from malbok.language import LanguageCode
from malbok.model import Project, Report
from malbok.pages.views import Viewer
from malbok.reports.contents import report_before, snapshot_of
from malbok.reports.snapshot import Snapshot

REPORT_LANGUAGE: LanguageCode = "sv"
"""What reports are written in, whoever freezes or prints them: the municipality's decisions are in
Swedish."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A report and what it says. Of a frozen one only audience, decision and corrections come from the
    report's own file; a draft isn't frozen, so its snapshot is made from the data of today."""

    report: Report
    snapshot: Snapshot

    @property
    def is_draft(self) -> bool:
        """Whether the report is still being written."""
        return not self.report.is_published


def reported(
    project: Project, seen: Project, viewer_of: Callable[[Report], Viewer]
) -> tuple[Reported, ...]:
    """The reports of a project as an audience may see it (`seen`), the latest first.

    `project` is the whole project, and `viewer_of` gives it as a report's own audience sees it on the
    report's day: that is what a draft is made from.
    """
    found = [one_reported(project, report, viewer_of) for report in seen.reports.values()]
    return tuple(sorted(found, key=lambda it: (it.snapshot.as_of, it.report.id), reverse=True))


def one_reported(
    project: Project, report: Report, viewer_of: Callable[[Report], Viewer]
) -> Reported:
    """One of the reports of a project: from its snapshot, or if it isn't frozen made anew. What is
    heeded of its own file is so without HTML comments, for whomever it is shown."""
    snapshot = project.snapshots.get(report.id) if report.is_published else None
    if snapshot is None:
        snapshot = snapshot_of(viewer_of(report), report, report_before(project, report))
    return Reported(without_comments(report), snapshot)
