"""What a report says on its day: from the report, the assessed project and the report before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from malbok import __version__, describing, explaining, rules_in_words
from malbok.assessment import GoalAssessment, TargetAssessment, overall
from malbok.fields import REPORT_KIND_WORDS
from malbok.hidden import visible
from malbok.language import N_, Language, capital
from malbok.model import (
    INTERIM,
    Audience,
    Department,
    Goal,
    Indicator,
    Observation,
    Project,
    Report,
    ReportSection,
    Status,
)
from malbok.pages.indicators import comparison, comparison_group
from malbok.pages.views import Viewer
from malbok.reports.leading import standing_alone
from malbok.reports.snapshot import (
    FrozenBefore,
    FrozenComparison,
    FrozenDepartment,
    FrozenDropped,
    FrozenGoal,
    FrozenIndicator,
    FrozenMilestone,
    FrozenOutcome,
    FrozenOverall,
    FrozenOverride,
    FrozenPrevious,
    FrozenRevision,
    FrozenTally,
    FrozenTarget,
    Snapshot,
    same_goals,
)


def snapshot_of(
    viewer: Viewer, report: Report, previous: Snapshot | None, frozen: date | None = None
) -> Snapshot:
    """What the report says. `viewer` sees the project as the report's audience does, on the report's
    day; `previous` is the report that this one is compared with.

    `frozen` is the day when it is kept, None for a draft. Goals that the audience may not see, and
    sections about them, are left out.
    """
    project, language = viewer.project, viewer.language
    organisation = project.organisation
    asked = set(report.goals)
    order = {department.id: place for place, department in enumerate(organisation.departments)}
    goals = [goal for goal in project.goals.values() if goal.id in asked]
    goals.sort(key=lambda goal: order[goal.department])
    departments = {goal.department for goal in goals} | set(report.departments)
    said_of_goals = {s.goal: s for s in report.sections if s.goal}
    said_of_departments = {s.department: s for s in report.sections if s.department}
    measured = dict.fromkeys(key for goal in goals for key in goal.all_indicators)
    names = {goal.id: _former_ids(goal) for goal in goals}
    before = same_goals(names, previous) if previous else {}
    return Snapshot(
        malbok=__version__,
        frozen=frozen,
        id=report.id,
        title=report.title,
        kind=report.kind,
        kind_title=capital(report.kind_name or language.text(REPORT_KIND_WORDS[report.kind])),
        period=report.period,
        covers=_covers(report, language),
        as_of=report.as_of,
        audience=report.audience,
        organisation=organisation.name,
        notice=_seen(organisation.notice, {page.path for page in project.content}),
        summary=_seen(report.summary),
        rules=rules_in_words.in_force(organisation, language),
        settings=organisation.assessment.model_dump(mode="json", exclude={"words"}),
        status_words={status: viewer.status(status).word for status in Status},
        indicator_word=language.text(N_("Indicator"))
        if organisation.words.indicator is None
        else capital(organisation.words.indicator.one),
        overall=_overall(viewer, goals),
        previous=_previous(previous, before.values()),
        departments=tuple(
            _department(department, said_of_departments.get(department.id))
            for department in organisation.departments
            if department.id in departments
        ),
        goals=tuple(
            _goal(viewer, goal, said_of_goals.get(goal.id), previous, before.get(goal.id))
            for goal in goals
        ),
        indicators=tuple(_indicator(viewer, project.indicators[key]) for key in measured),
    )


def _covers(report: Report, language: Language) -> str:
    """The time that a report is about, in words: an interim one is about the year so far."""
    if report.kind not in INTERIM:
        return language.period(report.period)
    return language.text(
        N_("{first_month}–{last_month} {year}"),
        first_month=language.month(report.period.end.replace(month=1)),
        last_month=language.month(report.period.end),
        year=report.period.end.year,
    )


def _department(department: Department, section: ReportSection | None) -> FrozenDepartment:
    return FrozenDepartment(
        id=department.id,
        title=department.title,
        description=_seen(department.description),
        comment=_seen(section and section.comment),
        forecast=_seen(section and section.forecast),
    )


def _goal(
    viewer: Viewer,
    goal: Goal,
    section: ReportSection | None,
    previous: Snapshot | None,
    before: FrozenGoal | None,
) -> FrozenGoal:
    assessment = viewer.assessments[goal.id]
    link = viewer.goal_link(goal)
    owner = viewer.project.role(goal.owner)
    day = goal.judged_on(viewer.as_of)
    expected = section.expected if section else None
    return FrozenGoal(
        id=goal.id,
        previous_ids=_former_ids(goal),
        department=goal.department,
        title=goal.title,
        meaning=_seen(goal.meaning),
        type=goal.type,
        kind=goal.kind,
        steers=goal.steers,
        period=goal.period,
        owner=owner.title if owner else "",
        ceased=goal.archived.date if goal.archived and goal.is_archived(viewer.as_of) else None,
        status=assessment.status,
        status_word=link.status.word,
        rule=assessment.rule.value,
        sentence=link.sentence,
        stale=assessment.stale,
        override=_override(viewer, assessment),
        targets=tuple(_target(viewer, target, day) for target in assessment.targets),
        followed=goal.indicators,
        milestones=tuple(
            FrozenMilestone(
                title=m.title, due=m.due, done=m.done if m.done and m.done <= day else None
            )
            for m in goal.milestones
        ),
        revisions=tuple(_revisions(viewer, goal, previous)),
        comment=_seen(section and section.comment),
        forecast=_seen(section and section.forecast),
        expected=expected,
        expected_word=viewer.status(expected).word if expected else "",
        before=_before(before) if before else None,
    )


def _override(viewer: Viewer, assessment: GoalAssessment) -> FrozenOverride | None:
    override = assessment.override
    if override is None:
        return None
    role = viewer.project.role(override.role)
    return FrozenOverride(
        role=role.title if role else "",
        date=override.date,
        motivation=override.motivation,
        computed=assessment.computed,
        computed_word=viewer.status(assessment.computed).word,
        computed_sentence=viewer.computed_sentence(assessment),
    )


def _target(viewer: Viewer, assessment: TargetAssessment, day: date) -> FrozenTarget:
    target, outcome = assessment.target, assessment.outcome
    return FrozenTarget(
        indicator=target.indicator,
        comparator=target.comparator,
        value=target.value,
        lower=target.lower,
        upper=target.upper,
        due=target.due,
        baseline_period=target.baseline.period if target.baseline else None,
        baseline_value=target.baseline.value if target.baseline else None,
        weight=target.weight,
        note=_seen(target.note),
        asked=viewer.quantities[target.indicator].target(target),
        outcome=_outcome(outcome) if outcome else None,
        status=assessment.status,
        status_word=viewer.status(assessment.status).word,
        rule=assessment.rule.value,
        sentence=viewer.target_sentence(assessment, day),
        stale=assessment.stale,
    )


def _revisions(viewer: Viewer, goal: Goal, previous: Snapshot | None) -> Iterator[FrozenRevision]:
    """The decided changes since the report before, up to this one's day; all of them without one."""
    since = previous.as_of if previous else date.min
    chosen = [r for r in goal.revisions if since < r.date <= viewer.as_of]
    for view in viewer.revisions(chosen):
        yield FrozenRevision(
            date=view.date,
            changed=view.changed,
            old=view.old,
            new=view.new,
            reason=view.reason,
            decision=view.decision,
        )


def _former_ids(goal: Goal) -> tuple[str, ...]:
    """What the goal was called before, without the departments that it was in."""
    names = dict.fromkeys(former.rpartition("/")[2] for former in goal.previous_ids)
    return tuple(name for name in names if name != goal.id)


def _before(goal: FrozenGoal) -> FrozenBefore:
    return FrozenBefore(title=goal.title, status=goal.status, status_word=goal.status_word)


def _previous(previous: Snapshot | None, kept: Iterable[FrozenGoal]) -> FrozenPrevious | None:
    """The report before; `kept` are those of its goals that this one has too."""
    if previous is None:
        return None
    names = {goal.id for goal in kept}
    return FrozenPrevious(
        id=previous.id,
        title=previous.title,
        as_of=previous.as_of,
        dropped=tuple(
            FrozenDropped(
                id=goal.id, title=goal.title, status=goal.status, status_word=goal.status_word
            )
            for goal in previous.goals
            if goal.id not in names
        ),
    )


def _overall(viewer: Viewer, goals: list[Goal]) -> FrozenOverall | None:
    rules = viewer.project.organisation.assessment
    found = overall(goals, viewer.assessments, rules)
    if found is None:
        return None
    return FrozenOverall(
        status=found.status,
        status_word=viewer.status(found.status).word,
        sentence=explaining.explain_overall(found, viewer.language),
        rule=rules_in_words.whole(rules, viewer.language),
        financial=FrozenTally(
            met=found.financial.met, all=found.financial.all, share=found.rule.financial
        ),
        others=FrozenTally(met=found.others.met, all=found.others.all, share=found.rule.others),
    )


def _indicator(viewer: Viewer, indicator: Indicator) -> FrozenIndicator:
    licence = indicator.licence or viewer.project.organisation.licence
    return FrozenIndicator(
        id=indicator.id,
        title=indicator.title,
        definition=indicator.definition,
        unit=indicator.unit,
        decimals=viewer.quantities[indicator.id].decimals,
        direction=indicator.direction,
        source=indicator.source.title,
        source_url=indicator.source.url or "",
        licence=licence.title if licence else "",
        licence_url=(licence.url or "") if licence else "",
        updated=indicator.updated,
        note=_seen(indicator.note),
        finding=viewer.finding(indicator),
        outcomes=tuple(map(_outcome, viewer.project.own_series(indicator.id))),
        comparison=_comparison(viewer, indicator),
    )


def _outcome(outcome: Observation) -> FrozenOutcome:
    return FrozenOutcome(
        period=outcome.period,
        value=outcome.value,
        mark=outcome.mark,
        note=outcome.note,
        suppressed=outcome.suppressed,
    )


def _comparison(viewer: Viewer, indicator: Indicator) -> FrozenComparison | None:
    group, found = comparison_group(viewer, indicator), comparison(viewer, indicator)
    if group is None or found is None:
        return None
    quantity = viewer.quantities[indicator.id]
    values = [other.known for other in found.others]
    said = (
        describing.position(found, quantity),
        describing.spread(found, quantity),
        describing.rank(found, indicator.direction, viewer.language),
        describing.missing(found, viewer.language),
        describing.hidden(found, viewer.language),
    )
    return FrozenComparison(
        group=group.title,
        period=found.period,
        own=found.own.known,
        lowest=min(values, default=None),
        median=describing.rounded_quartile(found.quartiles.median, quantity)
        if found.quartiles
        else None,
        highest=max(values, default=None),
        others=len(values),
        said=tuple(filter(None, said)),
    )


def _seen(text: Any, pages: Collection[str] = ()) -> str:
    """A text without the comments that nobody is to see, which leads out of the site or to one of
    `pages`; empty if there is none."""
    return standing_alone(visible(str(text)), pages).strip() if text else ""


def report_before(project: Project, report: Report) -> Snapshot | None:
    """The snapshot that a report is compared with: the one that it names, or the last one before it in
    time that has any of its goals. A public report is compared with public ones only; None if there
    is none."""
    if report.previous:
        named = project.snapshots.get(report.previous)
        return named if named and _may_show(project, report, named) else None
    goals = (project.goals[key] for key in report.goals if key in project.goals)
    names = {name for goal in goals for name in (goal.id, *_former_ids(goal))}
    earlier = [
        snapshot
        for snapshot in project.snapshots.values()
        if snapshot.as_of < report.as_of
        and not names.isdisjoint(snapshot.goal_names)
        and _may_show(project, report, snapshot)
    ]
    return max(earlier, key=lambda snapshot: (snapshot.as_of, snapshot.id), default=None)


def _may_show(project: Project, report: Report, other: Snapshot) -> bool:
    """Whether a report may tell what another one says."""
    of = project.reports.get(other.id)
    if of is None or of.id == report.id or not of.is_published:
        return False
    both = (of.audience, other.audience)
    return report.audience is Audience.INTRANET or both == (Audience.PUBLIC, Audience.PUBLIC)
