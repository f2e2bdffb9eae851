"""The page of a goal. It answers in order: what was promised, how does it go, why, what happens now,
who answers for it, and how do we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from malbok import addresses as links
from malbok import explaining
from malbok.assessment import (
    TargetAssessment,
    Trend,
    distance,
    is_broken,
    known_outcomes,
    trend,
)
from malbok.charts import Svg
from malbok.language import N_, Language, capital
from malbok.model import Comparator, Department, Goal, Indicator, Role, Source, Target
from malbok.pages.making import Charts, Making
from malbok.pages.records import GOAL_SEARCH_WEIGHT, Page
from malbok.pages.views import (
    GoalLink,
    PageLink,
    RevisionView,
    SeriesView,
    StatusView,
    Viewer,
)
from malbok.quantities import Quantities


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target with its outcome, status and the sentence that explains it.

    `distance` says how far the outcome is from the target, `trend` how it stands against the one
    before; both empty where nothing can be said. `missing` says why there is no outcome, `baseline` is
    empty where there is none.
    """

    target: Target
    asked: str
    asked_when: str
    due: str
    outcome: str
    outcome_period: str
    missing: str
    baseline: str
    baseline_period: str
    distance: str
    trend: str
    status: StatusView
    sentence: str
    stale: bool
    series: SeriesView
    anchor: str


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A step: `state` is `done`, `late` or `coming`, and `when` says it with the day."""

    title: str
    state: str
    when: str


@dataclass(frozen=True, slots=True)
class ArchivedView:
    """When and why a goal ceased to apply, or will; `replaced_by` is what came in its place."""

    date: date
    has_ceased: bool
    reason: str
    decision: str
    replaced_by: GoalLink | None


@dataclass(frozen=True, slots=True)
class GoalView:
    """Everything the page of a goal says. `judged_on` is the day that its status is of; `type_page` the
    handbook's page about its type, empty if none is."""

    goal: Goal
    link: GoalLink
    department: Department
    department_path: str
    type_page: str
    period: str
    target_group: str
    subjects: tuple[PageLink, ...]
    owner: Role | None
    judged_on: date
    targets: tuple[TargetView, ...]
    followed: tuple[SeriesView, ...]
    milestones: tuple[MilestoneView, ...]
    computed: StatusView | None
    computed_sentence: str
    supports: tuple[GoalLink, ...]
    supported_by: tuple[GoalLink, ...]
    replaces: tuple[GoalLink, ...]
    archived: ArchivedView | None
    revisions: tuple[RevisionView, ...]

    def licences(self, common: Source | None) -> tuple[Source, ...]:
        """The terms of the figures that the page shows, each once: an indicator's own, or else the
        common ones."""
        shown = (*(target.series for target in self.targets), *self.followed)
        terms = [series.indicator.licence or common for series in shown]
        return tuple(dict.fromkeys(term for term in terms if term))


TREND_WORDS = {
    Trend.BETTER: N_("better than {before} ({earlier})"),
    Trend.WORSE: N_("worse than {before} ({earlier})"),
    Trend.UNCHANGED: N_("the same as {before}"),
    Trend.UP: N_("higher than {before} ({earlier})"),
    Trend.DOWN: N_("lower than {before} ({earlier})"),
}


def goal_page(making: Making, goal: Goal) -> Page:
    """The page of a goal."""
    view = goal_view(making.viewer, goal, making.charts)
    page = Page(
        path=view.link.path,
        kind="goal",
        search_weight=GOAL_SEARCH_WEIGHT,
        title=goal.title,
        markdown="",
        description=described(making.viewer, view),
        parent=links.department_path(goal.department),
        edit=making.project.paths[f"goal/{goal.id}"],
        updated=goal.updated,
        found_by=(view.department.title, *(subject.title for subject in view.subjects)),
    )
    addresses = making.renderer.addresses
    address = addresses.absolute(page.path) if addresses.site else ""
    reports = making.reports_of.get(goal.id, ())
    return making.page("goal", page, view=view, address=address, reports=reports)


def goal_view(viewer: Viewer, goal: Goal, charts: Charts) -> GoalView:
    """What the page of a goal says."""
    assessment = viewer.assessments[goal.id]
    day = goal.judged_on(viewer.as_of)
    above = [viewer.project.goals[g] for g in goal.supports if g in viewer.project.goals]
    names = [t.target.indicator for t in assessment.targets]
    return GoalView(
        goal=goal,
        link=viewer.goal_link(goal),
        department=viewer.project.department(goal.department),
        department_path=links.department_path(goal.department),
        type_page=viewer.type_pages.get(goal.type.value, ""),
        period=viewer.language.period(goal.period) if goal.period else "",
        target_group=_target_group(viewer, goal),
        subjects=tuple(
            PageLink(subject.title, links.subject_path(subject.id))
            for subject in viewer.project.organisation.subjects
            if subject.id in goal.subjects
        ),
        owner=viewer.project.role(goal.owner),
        judged_on=day,
        targets=tuple(
            target_view(
                viewer,
                t,
                charts.targets.get((goal.id, n)),
                names[:n].count(t.target.indicator),
                day,
            )
            for n, t in enumerate(assessment.targets)
        ),
        followed=tuple(
            viewer.series(viewer.project.indicators[key], charts.indicators.get(key))
            for key in goal.indicators
        ),
        milestones=tuple(
            milestone_view(m.title, m.due, m.done, day, viewer.language) for m in goal.milestones
        ),
        computed=viewer.status(assessment.computed) if assessment.override else None,
        computed_sentence=viewer.computed_sentence(assessment),
        supports=tuple(viewer.goal_link(g) for g in above),
        supported_by=tuple(viewer.goal_link(g) for g in viewer.supporters.get(goal.id, ())),
        replaces=tuple(viewer.goal_link(g) for g in viewer.replaced.get(goal.id, ())),
        archived=_archived(viewer, goal),
        revisions=viewer.revisions(goal.revisions),
    )


def target_view(
    viewer: Viewer, assessment: TargetAssessment, chart: Svg | None, place: int, day: date
) -> TargetView:
    """A target of a goal, as of a day; `place` is which of the targets of the same indicator it is,
    from 0."""
    target = assessment.target
    indicator = viewer.project.indicators[target.indicator]
    quantity, period = viewer.quantities[indicator.id], viewer.language.period
    outcome = assessment.outcome
    has_outcome = outcome is not None and outcome.value is not None
    return TargetView(
        target=target,
        asked=quantity.target(target),
        asked_when=viewer.asked(target),
        due=period(target.due),
        outcome=quantity(outcome.value) if outcome and outcome.value is not None else "",
        outcome_period=period(outcome.period) if has_outcome and outcome else "",
        missing="" if has_outcome else _missing(viewer, target, day),
        baseline=quantity(target.baseline.value) if target.baseline else "",
        baseline_period=period(target.baseline.period) if target.baseline else "",
        distance=_distance(assessment, quantity, day),
        trend=since_before(viewer, indicator, min(day, outcome.period.end))
        if has_outcome and outcome
        else "",
        status=viewer.status(assessment.status),
        sentence=viewer.target_sentence(assessment, day),
        stale=assessment.stale,
        series=viewer.series(indicator, chart, target),
        anchor=f"{indicator.id}-{place + 1}" if place else indicator.id,
    )


def described(viewer: Viewer, view: GoalView) -> str:
    """How it goes with the goal in one sentence with its figures: for search engines, and for those
    who share the page."""
    text, count = viewer.language.text, viewer.language.number
    assessment = viewer.assessments[view.goal.id]
    status = capital(view.link.status.word)
    targets = assessment.targets
    reached = sum(_is_reached(target) for target in targets)
    if len(targets) == 1 and view.targets[0].outcome:
        target = view.targets[0]
        said = text(
            N_("{status}: {indicator} was {value} for {period}, and the target is {target}."),
            status=status,
            indicator=text(N_("“{text}”"), text=target.series.indicator.title),
            value=target.outcome,
            period=target.outcome_period,
            target=target.asked,
        )
    elif len(targets) > 1:
        message = N_("{status}: {reached} of {n} targets are reached.")
        said = text(message, status=status, reached=count(reached), n=count(len(targets)))
    elif view.milestones:
        done, n = assessment.milestones_done, assessment.milestones
        message = N_("{status}: {done} of {n} milestones are done.")
        said = text(message, status=status, done=count(done), n=count(n))
    else:
        said = f"{status}. {view.link.sentence}"
    if view.archived and view.archived.has_ceased:
        ceased = text(N_("The goal applies no longer."))
        return f"{ceased} {said}"
    return said


def _is_reached(assessment: TargetAssessment) -> bool:
    """Whether the outcome that was judged meets the target."""
    outcome = assessment.outcome
    if outcome is None or outcome.value is None:
        return False
    return distance(assessment.target, outcome.value) == 0


def _missing(viewer: Viewer, target: Target, day: date) -> str:
    """Why there is no outcome to be judged."""
    since = target.baseline.period.end if target.baseline else date.min
    series = viewer.project.own_series(target.indicator)
    is_hidden = explaining.is_hidden(series, day, since)
    return viewer.language.text(explaining.TOO_FEW if is_hidden else N_("missing"))


def _distance(assessment: TargetAssessment, quantity: Quantities, day: date) -> str:
    """How far the outcome is from the target, in words; empty without an outcome."""
    target, outcome, text = assessment.target, assessment.outcome, quantity.language.text
    if outcome is None or outcome.value is None:
        return ""
    left = distance(target, outcome.value)
    if left:
        message = (
            N_("{distance} left to the target")
            if target.due.end > day and outcome.period != target.due
            else N_("{distance} from the target")
        )
        return text(message, distance=quantity.difference(left))
    if target.comparator is Comparator.BETWEEN:
        return text(N_("within the limits"))
    if target.value is None or outcome.value == target.value:
        return text(N_("exactly at the target"))
    margin = quantity.difference(abs(outcome.value - target.value))
    return text(N_("{distance} better than the target"), distance=margin)


def since_before(viewer: Viewer, indicator: Indicator, day: date) -> str:
    """How the latest outcome stands against the one before, in words; empty if there is none."""
    series, text = viewer.project.own_series(indicator.id), viewer.language.text
    known = known_outcomes(series, day)
    if len(known) < 2:
        return ""
    before, quantity = known[-2], viewer.quantities[indicator.id]
    named = {
        "before": viewer.language.period(before.period),
        "earlier": quantity(before.known),
    }
    if is_broken(series, before.period.end, known[-1].period.end):
        return text(N_("can't be compared with {before}: measured in another way"), **named)
    return text(TREND_WORDS[trend(series, indicator.direction, day)], **named)


def milestone_view(
    title: str, due: date, done: date | None, day: date, language: Language
) -> MilestoneView:
    """A step as it stood on a day."""
    text, planned = language.text, language.date(due)
    if done and done <= day:
        message = N_("Done {date}, planned for {due}") if done > due else N_("Done {date}")
        return MilestoneView(title, "done", text(message, date=language.date(done), due=planned))
    if due <= day:
        late = text(N_("Late: should have been done by {due}"), due=planned)
        return MilestoneView(title, "late", late)
    return MilestoneView(title, "coming", text(N_("To be done by {date}"), date=planned))


def _archived(viewer: Viewer, goal: Goal) -> ArchivedView | None:
    end = goal.archived
    if end is None:
        return None
    after = viewer.project.goals.get(end.replaced_by or "")
    return ArchivedView(
        date=end.date,
        has_ceased=goal.is_archived(viewer.as_of),
        reason=end.reason,
        decision=viewer.decided(end.decision) if end.decision else "",
        replaced_by=viewer.goal_link(after) if after else None,
    )


def _target_group(viewer: Viewer, goal: Goal) -> str:
    if goal.target_group_name:
        return goal.target_group_name
    if goal.target_group:
        return viewer.language.text(explaining.TARGET_GROUP_WORDS[goal.target_group])
    return ""
