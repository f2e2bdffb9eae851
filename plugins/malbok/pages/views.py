"""What page templates are given: the decisions already taken, the words already found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from malbok import addresses as links
from malbok import explaining
from malbok.assessment import GoalAssessment, TargetAssessment, trend
from malbok.charts import Svg
from malbok.language import N_, Language, capital
from malbok.model import (
    Department,
    Goal,
    Indicator,
    Observation,
    Project,
    Revision,
    Role,
    Status,
    Target,
)
from malbok.quantities import Quantities


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status as word and code; the code chooses shape and colour."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of an indicator's table; `value` is None where the outcome is missing."""

    period: str
    value: str | None
    remark: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """An indicator's outcomes: what they show in words, as chart and as table.

    `legend` explains those marks of the chart that aren't written out in it.
    """

    indicator: Indicator
    path: str
    figures: str
    finding: str
    change: str
    legend: tuple[str, ...]
    chart: Svg | None
    rows: tuple[RowView, ...]
    has_remarks: bool
    unit: str
    latest: str
    latest_period: str
    direction: str


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target with its outcome, status and the sentence that explains it."""

    target: Target
    asked: str
    asked_when: str
    due: str
    outcome: str
    outcome_period: str
    status: StatusView
    sentence: str
    stale: bool
    series: SeriesView
    anchor: str


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A goal as it is named on other pages. `sentence` says why it has its status."""

    title: str
    path: str
    department: str
    type: str
    status: StatusView
    basis: str
    sentence: str
    stale: bool
    is_public: bool


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A change of a goal or an indicator: when, what, from what to what, why and by whose decision.

    `old` and `new` are empty where they weren't written down.
    """

    date: date
    changed: str
    old: str
    new: str
    reason: str
    decision: str


@dataclass(frozen=True, slots=True)
class UseView:
    """A goal that uses an indicator: what it asks for and how that target stands, if it has one."""

    goal: GoalLink
    status: StatusView | None
    asked: str
    stale: bool


@dataclass(frozen=True, slots=True)
class GoalView:
    """Everything the page of a goal says."""

    goal: Goal
    link: GoalLink
    department: Department
    department_path: str
    type_page: str
    period: str
    target_group: str
    owner: Role | None
    targets: tuple[TargetView, ...]
    followed: tuple[SeriesView, ...]
    computed: StatusView | None
    computed_sentence: str
    supports: tuple[GoalLink, ...]
    supported_by: tuple[GoalLink, ...]
    revisions: tuple[RevisionView, ...]


TYPE_PAGES = {
    "result": "handbok/resultatmal.md",
    "performance": "handbok/prestationsmal.md",
    "behaviour": "handbok/andra-mal.md",
    "learning": "handbok/andra-mal.md",
    "process": "handbok/andra-mal.md",
}


@dataclass(frozen=True)
class Viewer:
    """Makes views of one project, assessed on one day, in one language."""

    project: Project
    assessments: Mapping[str, GoalAssessment]
    as_of: date
    language: Language
    quantities: Mapping[str, Quantities]

    def status(self, status: Status) -> StatusView:
        """A status in words."""
        return StatusView(status.value, self.language.text(explaining.STATUS_WORDS[status]))

    def finding(self, indicator: Indicator) -> str:
        """What an indicator's outcomes show, in one sentence."""
        series = self.project.own_series(indicator.id)
        direction = trend(series, indicator.direction, self.as_of)
        return explaining.finding(series, direction, self.quantities[indicator.id], self.as_of)

    def sole_target(self, indicator: Indicator) -> Target | None:
        """The only target an indicator has, if it has one and no more: its chart shows it."""
        targets = [t for goal in self._users.get(indicator.id, ()) for t in goal.targets]
        of_it = [t for t in targets if t.indicator == indicator.id]
        return of_it[0] if len(of_it) == 1 else None

    def series(
        self, indicator: Indicator, chart: Svg | None, target: Target | None = None
    ) -> SeriesView:
        """An indicator's outcomes; the table has the municipality's own, oldest first. `target`
        is the one that the chart shows."""
        text = self.language.text
        quantity = self.quantities[indicator.id]
        series = self.project.own_series(indicator.id)
        known = [o for o in series if o.value is not None]
        latest = known[-1] if known else None
        direction = trend(series, indicator.direction, self.as_of)
        rows = tuple(self._row(o, quantity) for o in series)
        return SeriesView(
            indicator=indicator,
            path=links.indicator_path(indicator.id),
            figures=links.figures_path(indicator.id),
            finding=explaining.finding(series, direction, quantity, self.as_of),
            change=explaining.change(series, direction, quantity, self.as_of),
            legend=tuple(explaining.legend(series, target, self.language)) if chart else (),
            chart=chart,
            rows=rows,
            has_remarks=any(row.remark for row in rows),
            unit=indicator.unit,
            latest=quantity(latest.value) if latest and latest.value is not None else "",
            latest_period=self.language.period(latest.period) if latest else "",
            direction=text(explaining.DIRECTION_WORDS[indicator.direction]),
        )

    def target(self, assessment: TargetAssessment, chart: Svg | None, place: int) -> TargetView:
        """A target of a goal; `place` is which of the targets of the same indicator it is, from 0."""
        target = assessment.target
        indicator = self.project.indicators[target.indicator]
        quantity = self.quantities[indicator.id]
        outcome = assessment.outcome
        has_outcome = outcome is not None and outcome.value is not None
        return TargetView(
            target=target,
            asked=quantity.target(target),
            asked_when=self._asked(target),
            due=self.language.period(target.due),
            outcome=quantity(outcome.value) if outcome and outcome.value is not None else "",
            outcome_period=self.language.period(outcome.period) if has_outcome and outcome else "",
            status=self.status(assessment.status),
            sentence=self.target_sentence(assessment),
            stale=assessment.stale,
            series=self.series(indicator, chart, target),
            anchor=f"{indicator.id}-{place + 1}" if place else indicator.id,
        )

    def target_sentence(self, assessment: TargetAssessment) -> str:
        """Which rule gave the target its status."""
        rules = self.project.organisation.assessment
        indicator = assessment.target.indicator
        return explaining.explain_target(
            assessment,
            self.project.own_series(indicator),
            self.quantities[indicator],
            rules,
            self.as_of,
        )

    def goal_link(self, goal: Goal) -> GoalLink:
        """A goal as other pages name it, with status and the sentence that explains it."""
        return self._goal_links[goal.id]

    @cached_property
    def _goal_links(self) -> dict[str, GoalLink]:
        return {key: self._goal_link(goal) for key, goal in self.project.goals.items()}

    @cached_property
    def _supporters(self) -> dict[str, list[Goal]]:
        """The goals that name a goal as the one they support, by its id."""
        found: dict[str, list[Goal]] = {}
        for goal in self.project.goals.values():
            for above in goal.supports:
                found.setdefault(above, []).append(goal)
        return found

    @cached_property
    def _users(self) -> dict[str, list[Goal]]:
        """The goals that an indicator follows up, by its id, in reading order."""
        found: dict[str, list[Goal]] = {}
        for goal in self.project.goals.values():
            for indicator in dict.fromkeys(
                (*(t.indicator for t in goal.targets), *goal.indicators)
            ):
                found.setdefault(indicator, []).append(goal)
        return found

    def _goal_link(self, goal: Goal) -> GoalLink:
        assessment = self.assessments[goal.id]
        return GoalLink(
            title=goal.title,
            path=links.goal_path(goal.department, goal.id),
            department=self.project.department(goal.department).title,
            type=self.language.text(explaining.TYPE_WORDS[goal.type]),
            status=self.status(assessment.status),
            basis=explaining.basis(assessment, self.language),
            sentence=self._goal_sentence(assessment),
            stale=assessment.stale,
            is_public=goal.audience == "public",
        )

    def goal(
        self, goal: Goal, charts: Sequence[Svg | None], followed: Sequence[Svg | None]
    ) -> GoalView:
        """A goal's page; `charts` has one for each target, `followed` one for each indicator
        that is followed without a target."""
        assessment = self.assessments[goal.id]
        above = [self.project.goals[g] for g in goal.supports if g in self.project.goals]
        below = self._supporters.get(goal.id, ())
        names = [t.target.indicator for t in assessment.targets]
        return GoalView(
            goal=goal,
            link=self.goal_link(goal),
            department=self.project.department(goal.department),
            department_path=links.department_path(goal.department),
            type_page=self._type_page(goal),
            period=self.language.period(goal.period) if goal.period else "",
            target_group=self._target_group(goal),
            owner=self.project.role(goal.owner),
            targets=tuple(
                self.target(t, chart, names[:n].count(t.target.indicator))
                for n, (t, chart) in enumerate(zip(assessment.targets, charts, strict=True))
            ),
            followed=tuple(
                self.series(self.project.indicators[key], chart)
                for key, chart in zip(goal.indicators, followed, strict=True)
            ),
            computed=self.status(assessment.computed) if assessment.override else None,
            computed_sentence=self._computed_sentence(assessment),
            supports=tuple(self.goal_link(g) for g in above),
            supported_by=tuple(self.goal_link(g) for g in below),
            revisions=self.revisions(goal.revisions),
        )

    def uses(self, indicator: Indicator) -> tuple[UseView, ...]:
        """Where goals use an indicator, in reading order: once for each target, or once without."""
        found: list[UseView] = []
        for goal in self._users.get(indicator.id, ()):
            link = self.goal_link(goal)
            assessments = self.assessments[goal.id].targets
            of_it = [t for t in assessments if t.target.indicator == indicator.id]
            found += [
                UseView(link, self.status(t.status), self._asked(t.target), t.stale) for t in of_it
            ]
            if not of_it:
                found.append(UseView(link, None, "", False))
        return tuple(found)

    def revisions(self, revisions: Sequence[Revision]) -> tuple[RevisionView, ...]:
        """Changes of a goal or an indicator, the latest first."""
        latest_first = sorted(revisions, key=lambda revision: revision.date, reverse=True)
        return tuple(self._revision(revision) for revision in latest_first)

    def _revision(self, revision: Revision) -> RevisionView:
        changed = self.language.text(explaining.REVISED_WORDS[revision.changed])
        indicator = self.project.indicators.get(revision.indicator or "")
        decision = revision.decision
        made = [decision.body, self.language.date(decision.date), decision.paragraph]
        return RevisionView(
            date=revision.date,
            changed=f"{changed}: {indicator.title}" if indicator else changed,
            old=revision.old or "",
            new=revision.new or "",
            reason=revision.reason,
            decision=", ".join(part for part in made if part),
        )

    def _asked(self, target: Target) -> str:
        return self.language.text(
            N_("Target for {due}: {target}"),
            due=self.language.period(target.due),
            target=self.quantities[target.indicator].target(target),
        )

    def _row(self, observation: Observation, quantity: Quantities) -> RowView:
        remarks = [observation.note] if observation.note else []
        if observation.mark:
            remarks.insert(0, self.language.text(explaining.MARK_WORDS[observation.mark]))
        return RowView(
            period=self.language.period(observation.period),
            value=None if observation.value is None else quantity.number(observation.value),
            remark=". ".join(capital(r.rstrip(".")) for r in remarks),
        )

    def _goal_sentence(self, assessment: GoalAssessment) -> str:
        if not (override := assessment.override):
            return self._computed_sentence(assessment)
        role = self.project.role(override.role)
        return explaining.explain_override(override, role.title if role else "", self.language)

    def _computed_sentence(self, assessment: GoalAssessment) -> str:
        rules = self.project.organisation.assessment
        sentences = [self.target_sentence(t) for t in assessment.targets]
        titles = [self.project.indicators[t.target.indicator].title for t in assessment.targets]
        return explaining.explain_goal(assessment, self.language, rules, sentences, titles)

    def _target_group(self, goal: Goal) -> str:
        if goal.target_group_name:
            return goal.target_group_name
        if goal.target_group:
            return self.language.text(explaining.TARGET_GROUP_WORDS[goal.target_group])
        return ""

    def _type_page(self, goal: Goal) -> str:
        path = TYPE_PAGES[goal.type.value]
        return path if any(page.path == path for page in self.project.content) else ""
