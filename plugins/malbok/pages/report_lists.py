"""The list of all reports, and the pages that hold one report against another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from malbok import addresses as links
from malbok.language import N_
from malbok.model import AssessmentRules, Audience, Status
from malbok.pages.lists import Segment, counted
from malbok.pages.making import Making
from malbok.pages.records import Page
from malbok.pages.views import PageLink, StatusView
from malbok.quantities import Quantities
from malbok.reports.differences import (
    GoalDifference,
    Measured,
    MeasureDifference,
    ReportDifferences,
    compare_reports,
)
from malbok.reports.missing import why_missing, why_no_outcome
from malbok.reports.showing import Reported
from malbok.reports.snapshot import FrozenGoal, FrozenOutcome, Snapshot

MOST_COMPARED = 12
"""So many of the latest reports are all held against one another: four years of three a year. Pages
grow with the square of it."""


# --- The list -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A report in the list. `data` is empty for a draft, which isn't kept; `compared` are the pages that
    hold it against earlier ones, the latest first, named by those."""

    title: str
    path: str
    kind: str
    covers: str
    as_of: date
    frozen: date | None
    is_draft: bool
    is_public: bool
    overall: StatusView | None
    segments: tuple[Segment, ...]
    count: int
    pdf: str
    data: str
    compared: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The reports about a year, the latest first."""

    year: int
    reports: tuple[ReportItem, ...]


@dataclass(frozen=True, slots=True)
class LatestReport:
    """The latest report, and the list of all."""

    latest: PageLink
    all_path: str


def reports_page(making: Making, reported: tuple[Reported, ...]) -> Page:
    """The list of all reports. `reported` are those that the audience is shown, the latest first, at
    least one."""
    compared = earlier_reports(reported)
    years: dict[int, list[ReportItem]] = {}
    for it in reported:
        item = _item(it, compared[it.report.id])
        years.setdefault(it.snapshot.period.end.year, []).append(item)
    days = [it.snapshot.frozen for it in reported if it.snapshot.frozen]
    page = Page(
        path=links.REPORTS,
        kind="reports",
        title=making.text(N_("Reports")),
        markdown="",
        description=making.text(N_("All reports on the goals: how it was on a certain day.")),
        updated=max(days, default=making.project.organisation.updated),
    )
    return making.page(
        "reports",
        page,
        years=tuple(ReportYear(year, tuple(years[year])) for year in sorted(years, reverse=True)),
        has_drafts=any(it.is_draft for it in reported),
    )


def latest_report(reported: Sequence[Reported]) -> LatestReport | None:
    """The report that those who look for one want first: the latest, drafts last; None without any.
    `reported` has the latest first."""
    if not reported:
        return None
    found = next((it for it in reported if not it.is_draft), reported[0])
    latest = PageLink(found.snapshot.title, links.report_path(found.report.id))
    return LatestReport(latest, links.REPORTS)


def _item(it: Reported, earlier: Sequence[Reported]) -> ReportItem:
    snapshot, key = it.snapshot, it.report.id
    return ReportItem(
        title=snapshot.title,
        path=links.report_path(key),
        kind=snapshot.kind_title,
        covers=snapshot.covers,
        as_of=snapshot.as_of,
        frozen=snapshot.frozen,
        is_draft=it.is_draft,
        is_public=it.report.audience is Audience.PUBLIC,
        overall=status_then(snapshot.overall) if snapshot.overall else None,
        segments=counted(
            Counter(goal.status for goal in snapshot.goals),
            lambda status: StatusView(status.value, snapshot.status_words[status]),
        ),
        count=len(snapshot.goals),
        pdf=links.report_pdf_path(key),
        data="" if it.is_draft else links.report_snapshot_path(key),
        compared=tuple(PageLink(other.snapshot.title, _path(it, other)) for other in earlier),
    )


class _Judged(Protocol):
    """What of a snapshot has a status, in the word that it had then."""

    @property
    def status(self) -> Status: ...

    @property
    def status_word(self) -> str: ...


def status_then(of: _Judged) -> StatusView:
    """A status as it was frozen."""
    return StatusView(of.status.value, of.status_word)


# --- Which reports are held against which ---------------------------------------------------------


def earlier_reports(reported: Sequence[Reported]) -> Mapping[str, tuple[Reported, ...]]:
    """The earlier reports that each is held against on a page of its own, the latest first, by its id.

    `reported` has the latest first. The latest `MOST_COMPARED` are held against one another. An older
    one is held against the report before, the one before of its kind, and the one that it names.
    Reports without a goal in common aren't compared.
    """
    found: dict[str, tuple[Reported, ...]] = {}
    for place, it in enumerate(reported):
        earlier = [other for other in reported[place + 1 :] if _have_common_goals(it, other)]
        near = set(map(_key, reported[:MOST_COMPARED])) if place < MOST_COMPARED else set()
        near |= {_key(other) for other in earlier[:1]}
        same = (_key(o) for o in earlier if o.snapshot.kind_title == it.snapshot.kind_title)
        near |= {next(same, "")}
        if it.snapshot.previous:
            near.add(it.snapshot.previous.id)
        found[_key(it)] = tuple(other for other in earlier if _key(other) in near)
    return found


def later_reports(reported: Sequence[Reported]) -> Mapping[str, tuple[Reported, ...]]:
    """The later reports that are held against each, the latest first, by its id."""
    found: dict[str, list[Reported]] = {_key(it): [] for it in reported}
    earlier = earlier_reports(reported)
    for it in reported:
        for other in earlier[_key(it)]:
            found[_key(other)].append(it)
    return {key: tuple(later) for key, later in found.items()}


def _key(it: Reported) -> str:
    return it.report.id


def _path(newer: Reported, older: Reported) -> str:
    return links.report_comparison_path(_key(newer), _key(older))


def _have_common_goals(it: Reported, other: Reported) -> bool:
    return not it.snapshot.goal_names.isdisjoint(other.snapshot.goal_names)


# --- A comparison ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports. `label` tells it from the other in tables: its day, or its title where
    both are about the same day."""

    title: str
    path: str
    as_of: date
    label: str
    is_draft: bool
    count: int
    overall: StatusView | None


@dataclass(frozen=True, slots=True)
class FigureView:
    """What a target or an indicator said in one report: the outcome with its period, or what is said
    instead of one, and what was asked; empty where nothing was. None stands for a report that
    doesn't have it."""

    outcome: str
    period: str
    instead: str
    asked: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """What a goal was followed by, in both reports, and what must be known to read the figures."""

    title: str
    before: FigureView | None
    after: FigureView | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal in both reports; the status is None in the one that doesn't have it. `former` is its wording
    in the older report, where that is another one, and `path` and `anchor` where the report has it."""

    title: str
    former: str
    path: str
    anchor: str
    department: str
    before: StatusView | None
    after: StatusView | None
    steps_before: str
    steps_after: str
    measures: tuple[MeasureView, ...]


@dataclass(frozen=True, slots=True)
class CountView:
    """How many goals had a status in each of the reports."""

    status: StatusView
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RulesView:
    """How the rules of the two reports differ: the sentences that only one of them has; the settings that
    differ, as name, then and now, where no sentence tells; and statuses that are called otherwise."""

    has_changed: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    settings: tuple[tuple[str, str, str], ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Another report that can be chosen in place of one of the two."""

    title: str
    path: str
    is_here: bool


def report_comparison_pages(making: Making, reported: tuple[Reported, ...]) -> Iterator[Page]:
    """The pages that hold one report against an earlier one: see `earlier_reports`."""
    earlier, later = earlier_reports(reported), later_reports(reported)
    for newer in reported:
        for older in earlier[_key(newer)]:
            page = Page(
                path=_path(newer, older),
                kind="report_comparison",
                title=making.text(
                    N_("{newer} compared with {older}"),
                    newer=newer.snapshot.title,
                    older=older.snapshot.title,
                ),
                markdown="",
                description=making.text(
                    N_("What differs between two reports: assessments, figures and goals.")
                ),
                parent=links.report_path(_key(newer)),
                updated=newer.snapshot.frozen or making.project.organisation.updated,
                search_weight=0,
            )
            yield _comparison_page(
                making,
                page,
                newer,
                older,
                tuple(
                    Way(it.snapshot.title, _path(it, older), it is newer)
                    for it in later[_key(older)]
                ),
                tuple(
                    Way(it.snapshot.title, _path(newer, it), it is older)
                    for it in earlier[_key(newer)]
                ),
            )


def _comparison_page(
    making: Making,
    page: Page,
    newer: Reported,
    older: Reported,
    newer_ways: tuple[Way, ...],
    older_ways: tuple[Way, ...],
) -> Page:
    found = compare_reports(newer.snapshot, older.snapshot)
    both = found.in_both

    def views(goals: Sequence[GoalDifference]) -> tuple[GoalView, ...]:
        return tuple(_goal(making, found, goal) for goal in goals)

    return making.page(
        "report_comparison",
        page,
        newer=_side(making, newer, older),
        older=_side(making, older, newer),
        newer_ways=newer_ways,
        older_ways=older_ways,
        rule_changes=_rules(making, found),
        counts=tuple(
            CountView(StatusView(it.status.value, it.word), it.before, it.after)
            for it in found.counts
        ),
        changed=views([goal for goal in both if goal.status_changed]),
        altered=views([g for g in both if g.commitment_changed and not g.status_changed]),
        new=views(found.new),
        dropped=views(found.dropped),
        same=views([g for g in both if not (g.status_changed or g.commitment_changed)]),
        in_both=len(both),
        all_path=links.REPORTS,
    )


def _side(making: Making, it: Reported, other: Reported) -> Side:
    snapshot = it.snapshot
    is_same_day = snapshot.as_of == other.snapshot.as_of
    return Side(
        title=snapshot.title,
        path=links.report_path(it.report.id),
        as_of=snapshot.as_of,
        label=snapshot.title if is_same_day else making.language.date(snapshot.as_of),
        is_draft=it.is_draft,
        count=len(snapshot.goals),
        overall=status_then(snapshot.overall) if snapshot.overall else None,
    )


def _rules(making: Making, found: ReportDifferences) -> RulesView:
    is_told = found.rules_before or found.rules_after
    return RulesView(
        has_changed=bool(found.settings),
        before=found.rules_before,
        after=found.rules_after,
        settings=()
        if is_told
        else tuple(
            (_setting(making, it.name), _written(making, it.before), _written(making, it.after))
            for it in found.settings
        ),
        words=tuple((it.before, it.after) for it in found.words),
    )


def _setting(making: Making, name: str) -> str:
    """A setting as editors know it; by its own name where malbok doesn't have it any more."""
    field = AssessmentRules.model_fields.get(name.partition(".")[0])
    return making.text(field.title) if field and field.title else name


def _written(making: Making, value: object) -> str:
    return making.text(N_("not set")) if value is None else str(value)


def _goal(making: Making, found: ReportDifferences, it: GoalDifference) -> GoalView:
    report = found.older.id if it.is_dropped else found.newer.id
    return GoalView(
        title=it.goal.title,
        former=it.before.title if it.before and it.wording_changed else "",
        path=links.report_department_path(report, it.department.id),
        anchor=it.goal.id,
        department=it.department.title,
        before=status_then(it.before) if it.before else None,
        after=status_then(it.after) if it.after else None,
        steps_before=_steps(making, it.steps_before),
        steps_after=_steps(making, it.steps_after),
        measures=tuple(_measure(making, found, it, measure) for measure in it.measures),
    )


def _steps(making: Making, steps: tuple[int, int]) -> str:
    done, planned = steps
    if not planned:
        return ""
    number = making.language.number
    return making.text(
        N_("{done} of {all} milestones done"), done=number(done), all=number(planned)
    )


def _measure(
    making: Making, found: ReportDifferences, goal: GoalDifference, it: MeasureDifference
) -> MeasureView:
    in_both = goal.before is not None and goal.after is not None
    return MeasureView(
        title=it.indicator.title,
        before=_figure(making, found.older, goal.before, it.before),
        after=_figure(making, found.newer, goal.after, it.after),
        remarks=tuple(_remarks(making, it)) if in_both else (),
    )


def _figure(
    making: Making, snapshot: Snapshot, goal: FrozenGoal | None, it: Measured | None
) -> FigureView | None:
    if goal is None or it is None:
        return None
    language, outcome = making.language, it.outcome
    asked = ""
    if it.target:
        asked = making.text(
            N_("Target: {asked} ({period})"),
            asked=it.target.asked,
            period=language.period(it.target.due),
        )
    has_value = outcome is not None and outcome.value is not None
    return FigureView(
        outcome=_value(making, it, outcome),
        period=language.period(outcome.period) if outcome and has_value else "",
        instead=""
        if has_value
        else making.text(why_no_outcome(snapshot, goal, it.indicator, it.target)),
        asked=asked,
    )


def _value(making: Making, it: Measured, outcome: FrozenOutcome | None) -> str:
    if outcome is None or outcome.value is None:
        return ""
    return Quantities(making.language, it.indicator.unit, it.indicator.decimals)(outcome.value)


def _remarks(making: Making, it: MeasureDifference) -> Iterator[str]:
    """What must be known to read the figures of both reports side by side."""
    if it.is_added:
        yield making.text(N_("New since the earlier report."))
    if it.is_removed:
        yield making.text(N_("Not followed any more."))
    if it.target_changed:
        yield making.text(N_("The target is another one."))
    if it.unit_changed:
        yield making.text(N_("It is counted in another unit. The figures can't be compared."))
    if it.definition_changed:
        yield making.text(N_("What is counted has been changed. The figures can't be compared."))
    if (revised := it.revised) and it.after:
        yield making.text(
            N_("The later report says {value} for {period}."),
            value=_value(making, it.after, revised) or making.text(why_missing(revised)),
            period=making.language.period(revised.period),
        )
