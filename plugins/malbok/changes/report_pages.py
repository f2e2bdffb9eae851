"""What the pages of reports show, so that two sites can be compared. A frozen one changes only by its
decision, its corrections, what today's data say of its figures, and what other reports there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from malbok import addresses as links
from malbok.changes.lists import Listing
from malbok.language import N_
from malbok.model import Goal
from malbok.pages.report_lists import earlier_reports
from malbok.pages.views import Viewer
from malbok.reports.showing import Reported
from malbok.reports.snapshot import Snapshot
from malbok.reports.today import revised_since


def report_pages(viewer: Viewer, reports: Sequence[Reported]) -> Iterator[Listing]:
    """Every page of reports: the list of them all, and for each its first page, its departments' and
    those that hold it against earlier ones."""
    if not reports:
        return
    now_at = {
        name: (goal.department, goal.id)
        for goal in viewer.project.goals.values()
        for name in _names(goal)
    }
    earlier = earlier_reports(reports)
    beside = [
        (it.report.id, [other.report.id for other in earlier[it.report.id]]) for it in reports
    ]
    all_of_them = [(it.snapshot, it.is_draft, it.report.audience) for it in reports]
    title = viewer.language.text(N_("Reports"))
    yield links.REPORTS, title, {N_("the reports"): (all_of_them, beside)}
    for it in reports:
        snapshot, key = it.snapshot, it.report.id
        around = (it.is_draft, it.report.audience, it.report.decision, it.report.corrections)
        linked = [
            (snapshot.id, other.snapshot.id, other.snapshot.title)
            for newer in reports
            for other in earlier[newer.report.id]
            if key in (newer.report.id, other.report.id)
        ]
        parts = {
            N_("what the report says"): snapshot,
            N_("decision and corrections"): around,
            N_("the comparisons with other reports"): linked,
        }
        yield links.report_path(key), snapshot.title, parts
        revised = {} if it.is_draft else revised_since(snapshot, viewer)
        for department in snapshot.departments:
            goals = snapshot.goals_of(department.id)
            measured = {i for goal in goals for i in _indicators(snapshot, goal.id)}
            now = [(goal.id, now_at[goal.id]) for goal in goals if goal.id in now_at]
            of_department = {
                N_("what the report says"): (_head(snapshot), department, goals),
                N_("outcomes"): [snapshot.indicator[i] for i in sorted(measured)],
                N_("decision and corrections"): around,
                N_("the figures of today"): [r for r in revised.items() if r[0][0] in measured],
                N_("links to goals"): now,
            }
            path = links.report_department_path(key, department.id)
            yield path, f"{snapshot.title}: {department.title}", of_department
        for other in earlier[key]:
            both = [(side.snapshot, side.is_draft) for side in (it, other)]
            path = links.report_comparison_path(key, other.report.id)
            shown = {N_("what the reports say"): both, N_("the other reports"): beside}
            yield path, f"{snapshot.title} – {other.snapshot.title}", shown


def in_reports(goal: Goal, reports: Sequence[Reported]) -> object:
    """What the page of a goal says of the reports that it is in, under any name that it has had."""
    names = _names(goal)
    return [
        (it.snapshot.id, it.snapshot.title, said.department, said.id, said.status_word)
        for it in reports
        for said in it.snapshot.goals
        if said.id in names
    ]


def _names(goal: Goal) -> set[str]:
    """The ids that a goal has and has had."""
    return {goal.id, *(former.rpartition("/")[2] for former in goal.previous_ids)}


def _indicators(snapshot: Snapshot, goal: str) -> Iterator[str]:
    said = snapshot.goal[goal]
    yield from said.followed
    yield from (target.indicator for target in said.targets)


def _head(snapshot: Snapshot) -> object:
    """What stands on every page of a report."""
    return snapshot.title, snapshot.kind_title, snapshot.covers, snapshot.as_of, snapshot.frozen
