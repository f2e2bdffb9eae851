"""The pages of a report: a first page about the whole, and one for each department.

They show what the report's snapshot says, whatever has become of the data since. What is of today says
so: links to the goals' own pages, and figures that were changed at their source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from malbok import addresses as links
from malbok import explaining
from malbok.charts import Svg
from malbok.language import N_, Language, capital, language
from malbok.model import INTERIM, Audience, Correction, Status
from malbok.notices import notice_markdown
from malbok.numbers import unbroken_numbers
from malbok.pages.goals import MilestoneView, milestone_view
from malbok.pages.lists import Segment, counted
from malbok.pages.making import Making
from malbok.pages.records import Asset, Page
from malbok.pages.report_lists import earlier_reports, later_reports, status_then
from malbok.pages.views import PageLink, RowView, StatusView, remarks
from malbok.periods import Period
from malbok.reports.charting import ReportCharts, draw_report, quantity_of, series_of, target_of
from malbok.reports.differences import since_before
from malbok.reports.leading import standing_alone
from malbok.reports.missing import why_no_outcome
from malbok.reports.showing import REPORT_LANGUAGE, Reported
from malbok.reports.snapshot import (
    FrozenComparison,
    FrozenDepartment,
    FrozenGoal,
    FrozenIndicator,
    FrozenOutcome,
    FrozenRevision,
    FrozenTarget,
    Snapshot,
    snapshot_bytes,
)
from malbok.reports.today import Revised, revised_since
from malbok.rules_in_words import WHY_AS_A_WHOLE
from malbok.running_text import opening

DEPARTMENT_SEARCH_WEIGHT = 0.5
"""A department's page of a report comes after the pages of today when a reader searches."""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction; `path` leads to the goal that it is about, empty if it is about none."""

    correction: Correction
    goal: FrozenGoal | None
    path: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """What every page of a report says of it."""

    snapshot: Snapshot
    path: str
    is_draft: bool
    is_public: bool
    decision: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of the report, and its size in words."""

    path: str
    size: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal in the report's lists: `path` is the page that has it. `before` is None for a goal that the
    report before didn't have."""

    goal: FrozenGoal
    path: str
    status: StatusView
    before: StatusView | None
    expected: StatusView | None


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department with its goals in the report."""

    department: FrozenDepartment
    path: str
    goals: tuple[GoalRow, ...]
    segments: tuple[Segment, ...]
    forecast: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What has happened since the report before: goals with another status and why they have it, goals
    that are new, and those that aren't there any more; how many have the same status, and what was
    decided."""

    changed: tuple[tuple[GoalRow, str], ...]
    new: tuple[GoalRow, ...]
    dropped: tuple[tuple[str, StatusView], ...]
    same: int
    decided: tuple[tuple[GoalRow, FrozenRevision], ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """The outcomes of an indicator as they were known: as chart and as table, with what was said of
    them. `today` says by period what isn't as it was."""

    indicator: FrozenIndicator
    chart: Svg | None
    legend: tuple[str, ...]
    rows: tuple[RowView, ...]
    unit: str
    suffix: str
    note: str
    comparison: FrozenComparison | None
    today: Mapping[Period, str]

    @property
    def has_remarks(self) -> bool:
        """Whether any row of the table has a remark."""
        return any(row.remark for row in self.rows)

    @property
    def has_outcomes(self) -> bool:
        """Whether there is any outcome at all, be it one that isn't shown."""
        return any(row.value is not None or row.suppressed for row in self.rows)


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as it stood: `outcome` is empty where there is none, and `missing` says why then."""

    target: FrozenTarget
    anchor: str
    due: str
    outcome: str
    outcome_period: str
    missing: str
    baseline: str
    baseline_period: str
    status: StatusView
    figure: FigureView
    today: str


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal on its department's page of a report; `now` is the goal's page today, empty if it has
    none that the readers may see."""

    goal: FrozenGoal
    type: str
    period: str
    status: StatusView
    computed: StatusView | None
    before: StatusView | None
    expected: StatusView | None
    targets: tuple[TargetView, ...]
    followed: tuple[FigureView, ...]
    milestones: tuple[MilestoneView, ...]
    corrections: tuple[CorrectionView, ...]
    now: str


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report with what its pages and files are made of, beside what it says: the charts, the PDF, the
    data, which a draft has none of, and the figures that have been changed since."""

    reported: Reported
    charts: ReportCharts
    pdf: bytes
    data: bytes
    revised: Mapping[tuple[str, Period], Revised]


def printed_reports(making: Making, chart_cache: Path | None) -> tuple[PrintedReport, ...]:
    """All reports that the audience is shown, with charts and PDF. Raises MalbokError."""
    if not making.reports:
        return ()
    # Only here, as the program that makes PDFs takes time to start and many sites have no reports.
    from malbok.reports.documents import published_pdf
    from malbok.reports.pdf import PdfError

    addresses, words = making.renderer.addresses, language(REPORT_LANGUAGE)

    def printed(it: Reported) -> PrintedReport:
        try:
            pdf = published_pdf(making.project, it, addresses, words, chart_cache=chart_cache)
        except PdfError as error:
            raise PdfError(f"{making.project.paths[f'report/{it.report.id}']}: {error}") from error
        return PrintedReport(
            it,
            draw_report(it.snapshot, making.language, chart_cache),
            pdf,
            b"" if it.is_draft else snapshot_bytes(it.snapshot),
            {} if it.is_draft else revised_since(it.snapshot, making.viewer),
        )

    return tuple(map(printed, making.reports))


def report_pages(making: Making, printed: PrintedReport) -> Iterator[Page]:
    """The pages of a report: the first one, then one for each of its departments."""
    view = report_view(making, printed.reported)
    yield _first_page(making, view, printed)
    for department in printed.reported.snapshot.departments:
        yield _department_page(making, view, department, printed)


def report_assets(reports: Iterable[PrintedReport]) -> Iterator[Asset]:
    """The files of reports: the PDF, and what it was made from, once that is frozen."""
    for printed in reports:
        key = printed.reported.report.id
        yield Asset(links.report_pdf_path(key), printed.pdf)
        if printed.data:
            yield Asset(links.report_snapshot_path(key), printed.data)


def report_view(making: Making, it: Reported) -> ReportView:
    """What every page of a report says of it."""
    decision = it.report.decision
    return ReportView(
        snapshot=it.snapshot,
        path=links.report_path(it.report.id),
        is_draft=it.is_draft,
        is_public=it.report.audience is Audience.PUBLIC,
        decision=making.viewer.decided(decision) if decision else "",
        corrections=tuple(_correction(it, c) for c in it.report.corrections),
    )


# --- The first page -------------------------------------------------------------------------------


def _first_page(making: Making, view: ReportView, printed: PrintedReport) -> Page:
    it = printed.reported
    snapshot = it.snapshot
    rows = _department_rows(snapshot)
    expected = Counter(goal.expected for goal in snapshot.goals if goal.expected)
    notice = (making.project.organisation.notice or "").strip()  # at the top of every page
    pages = {page.path for page in making.project.content}
    then = standing_alone(snapshot.notice, pages)  # a page that it led to may have gone
    page = Page(
        path=view.path,
        kind="report",
        title=snapshot.title,
        markdown="",
        description=_described(making.language, snapshot),
        parent=links.REPORTS,
        updated=_updated(making, it),
        found_by=(snapshot.kind_title, snapshot.covers),
    )
    return making.page(
        "report",
        page,
        view=view,
        snapshot=snapshot,
        notice="" if notice else notice_markdown(then, view.path),
        former_notice=notice_markdown(then, view.path)
        if notice and standing_alone(notice, pages) != then
        else "",
        overall=status_then(snapshot.overall) if snapshot.overall else None,
        has_rule=bool(snapshot.settings.get("overall")),
        why_as_a_whole=making.text(WHY_AS_A_WHOLE),
        segments=_segments(snapshot, Counter(goal.status for goal in snapshot.goals)),
        departments=rows,
        changes=_changes(snapshot, rows),
        is_interim=snapshot.kind in INTERIM,
        expected=_segments(snapshot, expected),
        forecasts=tuple(row for row in rows if row.forecast),
        pdf=_file(making, links.report_pdf_path(it.report.id), len(printed.pdf)),
        data=_file(making, links.report_snapshot_path(it.report.id), len(printed.data))
        if printed.data
        else None,
        compared=_compared(making, it),
    )


def _described(language: Language, snapshot: Snapshot) -> str:
    """The report in a sentence or two: the first of its summary, or how many goals have each status."""
    if said := opening(snapshot.summary):
        return said
    counts = Counter(goal.status for goal in snapshot.goals)
    parts = [
        f"{capital(segment.status.word)} {language.number(segment.count)}"
        for segment in _segments(snapshot, counts)
    ]
    return ". ".join((f"{snapshot.kind_title}, {snapshot.covers}", ", ".join(parts))).strip(". ")


def _department_rows(snapshot: Snapshot) -> tuple[DepartmentRow, ...]:
    found = []
    for department in snapshot.departments:
        path = links.report_department_path(snapshot.id, department.id)
        goals = snapshot.goals_of(department.id)
        found.append(
            DepartmentRow(
                department=department,
                path=path,
                goals=tuple(_row(goal, path) for goal in goals),
                segments=_segments(snapshot, Counter(goal.status for goal in goals)),
                forecast=unbroken_numbers(opening(department.forecast)),
            )
        )
    return tuple(found)


def _row(goal: FrozenGoal, path: str) -> GoalRow:
    return GoalRow(
        goal=goal,
        path=path,
        status=status_then(goal),
        before=status_then(goal.before) if goal.before else None,
        expected=_expected(goal),
    )


def _changes(snapshot: Snapshot, departments: Iterable[DepartmentRow]) -> ChangesView:
    rows = {row.goal.id: row for department in departments for row in department.goals}
    found = since_before(snapshot)
    return ChangesView(
        changed=tuple(
            (rows[turned.goal.id], unbroken_numbers(turned.why)) for turned in found.turned
        ),
        new=tuple(rows[goal.id] for goal in found.new),
        dropped=tuple((goal.title, status_then(goal)) for goal in found.dropped),
        same=len(found.same),
        decided=tuple((rows[goal.id], revision) for goal, revision in found.revised),
    )


def _compared(making: Making, it: Reported) -> tuple[PageLink, ...]:
    """The pages that hold the report against others, the latest first."""
    key = it.report.id
    later, earlier = later_reports(making.reports)[key], earlier_reports(making.reports)[key]

    def link(newer: Reported, older: Reported, other: Reported) -> PageLink:
        path = links.report_comparison_path(newer.report.id, older.report.id)
        return PageLink(other.snapshot.title, path)

    return (
        *(link(other, it, other) for other in later),
        *(link(it, other, other) for other in earlier),
    )


def _file(making: Making, path: str, size: int) -> FileView:
    """A file and its size: in whole kilobytes, at least one."""
    kilobytes = max(1, round(size / 1000))
    return FileView(path, making.text(N_("{n} kB"), n=making.language.number(kilobytes)))


# --- A department's page --------------------------------------------------------------------------


def _department_page(
    making: Making, view: ReportView, department: FrozenDepartment, printed: PrintedReport
) -> Page:
    it = printed.reported
    snapshot = it.snapshot
    goals = snapshot.goals_of(department.id)
    page = Page(
        path=links.report_department_path(it.report.id, department.id),
        kind="report_department",
        title=making.text(
            N_("{department}: {report}"), department=department.title, report=snapshot.title
        ),
        markdown="",
        description=opening(department.comment or department.description),
        parent=view.path,
        search_weight=DEPARTMENT_SEARCH_WEIGHT,
        updated=_updated(making, it),
    )
    return making.page(
        "report_department",
        page,
        view=view,
        snapshot=snapshot,
        department=department,
        segments=_segments(snapshot, Counter(goal.status for goal in goals)),
        goals=tuple(_goal(making, view, goal, printed) for goal in goals),
    )


def _goal(making: Making, view: ReportView, goal: FrozenGoal, printed: PrintedReport) -> GoalView:
    snapshot, language = view.snapshot, making.language
    day = goal.judged_on(snapshot.as_of)
    names = [target.indicator for target in goal.targets]
    override = goal.override
    now = making.goals_now.get(goal.id)
    return GoalView(
        goal=goal,
        type=language.text(explaining.TYPE_WORDS[goal.type]),
        period=language.period(goal.period) if goal.period else "",
        status=status_then(goal),
        computed=StatusView(override.computed.value, override.computed_word) if override else None,
        before=status_then(goal.before) if goal.before else None,
        expected=_expected(goal),
        targets=tuple(
            _target(
                making,
                snapshot,
                goal,
                target,
                _anchor(goal.id, target.indicator, names[:place].count(target.indicator)),
                printed.charts.targets.get((goal.id, place)),
                printed,
            )
            for place, target in enumerate(goal.targets)
        ),
        followed=tuple(
            _figure(making, snapshot, key, printed.charts.followed.get(key), None, printed)
            for key in goal.followed
        ),
        milestones=tuple(
            milestone_view(m.title, m.due, m.done, day, language) for m in goal.milestones
        ),
        corrections=tuple(c for c in view.corrections if c.goal and c.goal.id == goal.id),
        now=links.goal_path(now.department, now.id) if now else "",
    )


def _anchor(goal: str, indicator: str, place: int) -> str:
    return f"{goal}.{indicator}" + (f".{place + 1}" if place else "")


def _target(
    making: Making,
    snapshot: Snapshot,
    goal: FrozenGoal,
    target: FrozenTarget,
    anchor: str,
    chart: Svg | None,
    printed: PrintedReport,
) -> TargetView:
    language, indicator = making.language, snapshot.indicator[target.indicator]
    quantity, outcome = quantity_of(indicator, language), target.outcome
    value = outcome.value if outcome else None
    figure = _figure(making, snapshot, indicator.id, chart, target, printed)
    baseline = target.baseline_value
    judged = language.period(outcome.period) if outcome and value is not None else ""
    return TargetView(
        target=target,
        anchor=anchor,
        due=language.period(target.due),
        outcome=quantity(value) if value is not None else "",
        outcome_period=judged,
        missing=""
        if value is not None
        else language.text(why_no_outcome(snapshot, goal, indicator, target)),
        baseline=quantity(baseline) if baseline is not None else "",
        baseline_period=language.period(target.baseline_period) if target.baseline_period else "",
        status=status_then(target),
        figure=figure,
        today=figure.today.get(outcome.period, "") if outcome else "",
    )


def _figure(
    making: Making,
    snapshot: Snapshot,
    key: str,
    chart: Svg | None,
    target: FrozenTarget | None,
    printed: PrintedReport,
) -> FigureView:
    language, indicator = making.language, snapshot.indicator[key]
    quantity = quantity_of(indicator, language)
    asked = target_of(target) if target else None
    today = {
        outcome.period: found.in_words()
        for outcome in indicator.outcomes
        if (found := printed.revised.get((key, outcome.period)))
    }
    return FigureView(
        indicator=indicator,
        chart=chart,
        legend=tuple(explaining.legend(series_of(indicator), asked, language)) if chart else (),
        rows=tuple(
            _outcome_row(language, indicator, outcome, today.get(outcome.period, ""))
            for outcome in indicator.outcomes
        ),
        unit=indicator.unit,
        suffix=quantity.suffix,
        note=indicator.note,
        comparison=indicator.comparison,
        today=today,
    )


def _outcome_row(
    language: Language, indicator: FrozenIndicator, outcome: FrozenOutcome, today: str
) -> RowView:
    said = [outcome.note] if outcome.note else []
    if outcome.mark:
        said.insert(0, language.text(explaining.MARK_WORDS[outcome.mark]))
    if today:
        said.insert(0, today)
    value = outcome.value
    return RowView(
        period=language.period(outcome.period),
        value=None if value is None else quantity_of(indicator, language).number(value),
        remark=remarks(said),
        suppressed=outcome.suppressed,
    )


# --- What both have -------------------------------------------------------------------------------


def _expected(goal: FrozenGoal) -> StatusView | None:
    return StatusView(goal.expected.value, goal.expected_word) if goal.expected else None


def _segments(snapshot: Snapshot, counts: Mapping[Status, int]) -> tuple[Segment, ...]:
    """How many goals have each status, as parts of a bar, in the words of the report's day."""
    words = snapshot.status_words
    return counted(counts, lambda status: StatusView(status.value, words[status]))


def _correction(it: Reported, correction: Correction) -> CorrectionView:
    goal = it.snapshot.goal.get(correction.goal or "")
    path = links.report_department_path(it.report.id, goal.department) if goal else ""
    return CorrectionView(correction, goal, path)


def _updated(making: Making, it: Reported) -> date:
    """The day when the report last changed: when it was frozen, or corrected."""
    frozen = it.snapshot.frozen or making.project.organisation.updated
    return max((frozen, *(correction.date for correction in it.report.corrections)))
