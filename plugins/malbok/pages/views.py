"""What page templates are given: the decisions already taken, the words already found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from markupsafe import Markup

from malbok import addresses as links
from malbok import explaining
from malbok.assessment import (
    WEAKEST_FIRST,
    GoalAssessment,
    TargetAssessment,
    known_outcomes,
    trend,
)
from malbok.charts import Svg
from malbok.guide import explaining_pages
from malbok.language import N_, Language, capital
from malbok.model import (
    Decision,
    Department,
    Goal,
    Indicator,
    Observation,
    Project,
    Revision,
    Status,
    Target,
)
from malbok.news import Change, changes_since, day_before
from malbok.quantities import Quantities


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status as word and code; the code chooses shape and colour."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of an indicator's table; `value` is None where the outcome is missing, or `suppressed`
    because it rests on too few."""

    period: str
    value: str | None
    remark: str
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class SeriesView:
    """An indicator's outcomes: what they show in words, as chart and as table.

    `legend` explains those marks of the chart that aren't written out in it, and `suffix` is what
    stands after a number in words. `latest` is empty where there is no outcome, or where all are
    `suppressed` because they rest on too few.
    """

    indicator: Indicator
    path: str
    figures: str
    picture: str
    finding: str
    change: str
    legend: tuple[str, ...]
    chart: Svg | None
    rows: tuple[RowView, ...]
    has_remarks: bool
    unit: str
    suffix: str
    latest: str
    latest_period: str
    suppressed: bool
    direction: str

    @property
    def has_outcomes(self) -> bool:
        """Whether there is any outcome at all, be it one that isn't shown."""
        return any(row.value is not None or row.suppressed for row in self.rows)


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
    is_archived: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """Another page, as it is named where it is linked to."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal in a list, with one figure that tells how it goes: what is measured (an indicator's title,
    or nothing for milestones), the outcome with its period, and what is asked. Empty where there is
    none, or where it is `suppressed` because it rests on too few."""

    id: str
    goal: GoalLink
    department: PageLink
    subjects: tuple[PageLink, ...]
    measured: str
    outcome: str
    period: str
    suppressed: bool
    asked: str


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
        rules = self.project.organisation.assessment
        word = explaining.status_word(status, rules, self.language)
        return StatusView(status.value, word)

    def finding(self, indicator: Indicator) -> str:
        """What an indicator's outcomes show, in one sentence."""
        series = self.project.own_series(indicator.id)
        direction = trend(series, indicator.direction, self.as_of)
        return explaining.finding(series, direction, self.quantities[indicator.id], self.as_of)

    def sole_target(self, indicator: Indicator) -> Target | None:
        """The only target an indicator has, if it has one and no more: its chart shows it."""
        targets = [t for goal in self.users.get(indicator.id, ()) for t in goal.targets]
        of_it = [t for t in targets if t.indicator == indicator.id]
        return of_it[0] if len(of_it) == 1 else None

    def series(
        self, indicator: Indicator, chart: Svg | None, target: Target | None = None
    ) -> SeriesView:
        """An indicator's outcomes; the table has the municipality's own, oldest first. `target`
        is the one that the chart shows."""
        plain = self._series_without_chart[indicator.id]
        if chart is None:
            return plain
        series = self.project.own_series(indicator.id)
        legend = tuple(explaining.legend(series, target, self.language))
        return replace(plain, chart=chart, legend=legend)

    @cached_property
    def _series_without_chart(self) -> dict[str, SeriesView]:
        return {key: self._series(indicator) for key, indicator in self.project.indicators.items()}

    def _series(self, indicator: Indicator) -> SeriesView:
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
            picture=links.chart_path(indicator.id),
            finding=explaining.finding(series, direction, quantity, self.as_of),
            change=explaining.change(series, direction, quantity, self.as_of),
            legend=(),
            chart=None,
            rows=rows,
            has_remarks=any(row.remark for row in rows),
            unit=indicator.unit,
            suffix=quantity.suffix,
            latest=quantity(latest.value) if latest and latest.value is not None else "",
            latest_period=self.language.period(latest.period) if latest else "",
            suppressed=latest is None and explaining.is_hidden(series, self.as_of),
            direction=text(explaining.DIRECTION_WORDS[indicator.direction]),
        )

    def target_sentence(self, assessment: TargetAssessment, as_of: date | None = None) -> str:
        """Which rule gave the target its status, on the viewer's day or another."""
        day, indicator = as_of or self.as_of, assessment.target.indicator
        key = id(assessment), day
        if key not in self._target_sentences:
            said = explaining.explain_target(
                assessment,
                self.project.own_series(indicator),
                self.quantities[indicator],
                self.project.organisation.assessment,
                day,
            )
            # The assessment is kept with it, so that no other can get its identity.
            self._target_sentences[key] = said, assessment
        return self._target_sentences[key][0]

    @cached_property
    def _target_sentences(self) -> dict[tuple[int, date], tuple[str, TargetAssessment]]:
        """What has been said of targets, as several pages say the same."""
        return {}

    @cached_property
    def type_pages(self) -> dict[str, str]:
        """The path of the handbook's page about each type of goal, for types that have one."""
        found = explaining_pages(self.project)
        return {goal_type.value: page.path for goal_type, page in found.items()}

    def goal_link(self, goal: Goal) -> GoalLink:
        """A goal as other pages name it, with status and the sentence that explains it."""
        return self._goal_links[goal.id]

    @cached_property
    def _goal_links(self) -> dict[str, GoalLink]:
        return {key: self._goal_link(goal) for key, goal in self.project.goals.items()}

    def goal_row(self, goal: Goal) -> GoalRow:
        """A goal as lists show it."""
        return self._goal_rows[goal.id]

    @cached_property
    def _goal_rows(self) -> dict[str, GoalRow]:
        return {key: self._goal_row(goal) for key, goal in self.project.goals.items()}

    @cached_property
    def _subjects(self) -> dict[str, PageLink]:
        """The subjects as they are linked to, by id, in the organisation's order."""
        return {
            subject.id: PageLink(subject.title, links.subject_path(subject.id))
            for subject in self.project.organisation.subjects
        }

    def leading(self, goal: Goal) -> tuple[Indicator, Target | None] | None:
        """The one indicator that stands for a goal in lists, with the target it has there: that of the
        weakest target, which decides the status by malbok's own rules, or the first one followed."""
        if weakest := self._weakest(goal):
            return self.project.indicators[weakest.target.indicator], weakest.target
        first = next(iter(goal.indicators), None)
        return (self.project.indicators[first], None) if first else None

    def _weakest(self, goal: Goal) -> TargetAssessment | None:
        targets = self.assessments[goal.id].targets
        return min(targets, key=lambda target: _weakness(target.status), default=None)

    @cached_property
    def news_from(self) -> date | None:
        """The day that news are told from; None if there is none before the day of assessment."""
        return day_before(self.project, self.as_of)

    @cached_property
    def news(self) -> tuple[Change, ...]:
        """What is new since that day."""
        day = self.news_from
        if day is None:
            return ()
        told_last = day == self.project.organisation.previous_as_of
        return changes_since(self.project, day, self.as_of, by_update=told_last)

    @cached_property
    def news_by_department(self) -> dict[str, list[Change]]:
        """What is new of goals, by the id of the department that answers for them."""
        found: dict[str, list[Change]] = {}
        for change in self.news:
            if change.goal:
                found.setdefault(self.project.goals[change.goal].department, []).append(change)
        return found

    @cached_property
    def goals_by_department(self) -> dict[str, list[Goal]]:
        """All goals by the id of their department, in reading order."""
        found: dict[str, list[Goal]] = {}
        for goal in self.project.goals.values():
            found.setdefault(goal.department, []).append(goal)
        return found

    @cached_property
    def supporters(self) -> dict[str, list[Goal]]:
        """The goals that name a goal as the one they support, by its id."""
        found: dict[str, list[Goal]] = {}
        for goal in self.project.goals.values():
            for above in goal.supports:
                found.setdefault(above, []).append(goal)
        return found

    @cached_property
    def replaced(self) -> dict[str, list[Goal]]:
        """The goals that a goal came in place of, by its id."""
        found: dict[str, list[Goal]] = {}
        for goal in self.project.goals.values():
            if goal.is_archived(self.as_of) and goal.archived and goal.archived.replaced_by:
                found.setdefault(goal.archived.replaced_by, []).append(goal)
        return found

    @cached_property
    def users(self) -> dict[str, list[Goal]]:
        """The goals that an indicator follows up, by its id, in reading order."""
        found: dict[str, list[Goal]] = {}
        for goal in self.project.goals.values():
            for indicator in goal.all_indicators:
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
            is_archived=goal.is_archived(self.as_of),
        )

    def _goal_row(self, goal: Goal) -> GoalRow:
        department = self.project.department(goal.department)
        outcome = period = asked = ""
        suppressed = False
        leading = self.leading(goal)
        if leading:
            indicator, target = leading
            weakest = self._weakest(goal)
            judged = weakest.outcome if weakest else None
            series = self.project.own_series(indicator.id)
            known = known_outcomes(series, self.as_of)
            suppressed = explaining.is_hidden(series, self.as_of)
            if (shown := judged or (known[-1] if known else None)) and shown.value is not None:
                outcome = self.quantities[indicator.id](shown.value)
                period = self.language.period(shown.period)
            asked = self.asked(target) if target else ""
        elif goal.milestones:
            assessment = self.assessments[goal.id]
            outcome = self.language.text(
                N_("{done} of {all} milestones done"),
                done=self.language.number(assessment.milestones_done),
                all=self.language.number(assessment.milestones),
            )
        return GoalRow(
            id=goal.id,
            goal=self.goal_link(goal),
            department=PageLink(department.title, links.department_path(department.id)),
            subjects=tuple(link for key, link in self._subjects.items() if key in goal.subjects),
            measured=leading[0].title if leading else "",
            outcome=outcome,
            period=period,
            suppressed=suppressed and not outcome,
            asked=asked,
        )

    def revisions(self, revisions: Sequence[Revision]) -> tuple[RevisionView, ...]:
        """Changes of a goal or an indicator, the latest first."""
        latest_first = sorted(revisions, key=lambda revision: revision.date, reverse=True)
        return tuple(self._revision(revision) for revision in latest_first)

    def _revision(self, revision: Revision) -> RevisionView:
        changed = self.language.text(explaining.REVISED_WORDS[revision.changed])
        indicator = self.project.indicators.get(revision.indicator or "")
        return RevisionView(
            date=revision.date,
            changed=f"{changed}: {indicator.title}" if indicator else changed,
            old=revision.old or "",
            new=revision.new or "",
            reason=revision.reason,
            decision=self.decided(revision.decision),
        )

    def decided(self, decision: Decision) -> str:
        """Who decided something, and when."""
        made = [decision.body, self.language.date(decision.date), decision.paragraph]
        return ", ".join(part for part in made if part)

    def asked(self, target: Target) -> str:
        """What a target asks for, and when."""
        return self.language.text(
            N_("Target for {due}: {target}"),
            due=self.language.period(target.due),
            target=self.quantities[target.indicator].target(target),
        )

    def _row(self, observation: Observation, quantity: Quantities) -> RowView:
        said = [observation.note] if observation.note else []
        if observation.mark:
            said.insert(0, self.language.text(explaining.MARK_WORDS[observation.mark]))
        return RowView(
            period=self.language.period(observation.period),
            value=None if observation.value is None else quantity.number(observation.value),
            remark=remarks(said),
            suppressed=observation.suppressed,
        )

    def _goal_sentence(self, assessment: GoalAssessment) -> str:
        if not (override := assessment.override):
            return self.computed_sentence(assessment)
        role = self.project.role(override.role)
        return explaining.explain_override(override, role.title if role else "", self.language)

    def computed_sentence(self, assessment: GoalAssessment) -> str:
        """Which rule gave a goal the status that was computed."""
        rules = self.project.organisation.assessment
        day = self.project.goals[assessment.goal].judged_on(self.as_of)
        sentences = [self.target_sentence(t, day) for t in assessment.targets]
        titles = [self.project.indicators[t.target.indicator].title for t in assessment.targets]
        return explaining.explain_goal(assessment, self.language, rules, sentences, titles)


def _weakness(status: Status) -> int:
    """Where a target's status stands among the others, the weakest first; what can't be assessed, or
    isn't graded, last."""
    return WEAKEST_FIRST.index(status) if status in WEAKEST_FIRST else len(WEAKEST_FIRST)


def remarks(texts: Iterable[str]) -> str:
    """Remarks in one line; as HTML, if some say there which language they are in."""
    said = [type(text)(capital(text).rstrip(".")) for text in texts if text]
    marked = any(hasattr(text, "__html__") for text in said)
    return Markup(". ").join(said) if marked else ". ".join(said)


def department_link(department: Department) -> PageLink:
    """A department as other pages name it."""
    return PageLink(department.title, links.department_path(department.id))
