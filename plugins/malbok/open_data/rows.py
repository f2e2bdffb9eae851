"""The rows of the tables: what stands in each column for a goal, a target, an indicator.

Each row has a value for every column of its table, None where there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from malbok import addresses as links
from malbok.assessment import TargetAssessment
from malbok.model import (
    Department,
    Goal,
    Indicator,
    Milestone,
    Observation,
    Project,
    Revision,
    Source,
    Subject,
)
from malbok.observations import mark_of
from malbok.open_data.exact_json import Scalar
from malbok.pages.views import Viewer

Row = dict[str, Scalar]


@dataclass(frozen=True)
class Rows:
    """Makes rows of one assessed project. `address` gives the address of a page by its path."""

    viewer: Viewer
    address: Callable[[str], str]

    @property
    def project(self) -> Project:
        """The project as the audience sees it."""
        return self.viewer.project

    @cached_property
    def goals(self) -> dict[str, Row]:
        """A row for each goal, by its id."""
        return {key: self._goal(goal) for key, goal in self.project.goals.items()}

    @cached_property
    def targets(self) -> dict[str, list[Row]]:
        """A row for each target, by the id of its goal."""
        return {
            key: [
                self._target(goal, number, assessment)
                for number, assessment in enumerate(self.viewer.assessments[key].targets, start=1)
            ]
            for key, goal in self.project.goals.items()
        }

    @cached_property
    def indicators(self) -> dict[str, Row]:
        """A row for each indicator, by its id, without its outcomes."""
        return {key: self._indicator(item) for key, item in self.project.indicators.items()}

    @cached_property
    def publication(self) -> Row:
        """What holds for all of it: who publishes it, as of which day, on which terms."""
        organisation = self.project.organisation
        return {
            "organisation": organisation.name,
            "site": organisation.title,
            "language": self.viewer.language.code,
            "as_of": self.viewer.as_of,
            "updated": organisation.updated,
            "notice": organisation.notice,
            **_source("licence", organisation.licence),
        }

    def department(self, department: Department) -> Row:
        """A department."""
        return {
            "id": department.id,
            "title": department.title,
            "description": department.description,
            "parent": department.parent,
            "page": self.address(links.department_path(department.id)),
        }

    def subject(self, subject: Subject) -> Row:
        """A subject."""
        return {"id": subject.id, "title": subject.title, "description": subject.description}

    def _indicator(self, indicator: Indicator) -> Row:
        # An indicator without a licence of its own has the organisation's.
        licence = indicator.licence or self.project.organisation.licence
        return {
            "id": indicator.id,
            "title": indicator.title,
            "definition": indicator.definition,
            "meaning": indicator.meaning,
            "unit": indicator.unit,
            "direction": indicator.direction.value,
            "interval": indicator.interval.value,
            "about": indicator.about.value if indicator.about else None,
            **_source("source", indicator.source),
            **_source("licence", licence),
            "owner": self._role(indicator.owner),
            "note": indicator.note,
            "updated": indicator.updated,
            "next_update": indicator.next_update,
            "page": self.address(links.indicator_path(indicator.id)),
        }

    def _goal(self, goal: Goal) -> Row:
        assessment = self.viewer.assessments[goal.id]
        link = self.viewer.goal_link(goal)
        archived, override = goal.archived, assessment.override
        if not goal.is_archived(self.viewer.as_of):
            archived = None
        after = archived.replaced_by if archived else None
        return {
            "id": goal.id,
            "title": goal.title,
            "department": goal.department,
            "type": goal.type.value,
            "kind": goal.kind.value,
            "steers": goal.steers.value,
            "period": str(goal.period) if goal.period else None,
            "target_group": goal.target_group.value if goal.target_group else None,
            "target_group_name": goal.target_group_name,
            "meaning": goal.meaning,
            "owner": self._role(goal.owner),
            "status": assessment.status.value,
            "status_word": link.status.word,
            "status_rule": assessment.rule.value,
            "status_reason": link.sentence,
            "stale": assessment.stale,
            "computed_status": assessment.computed.value,
            "computed_rule": assessment.computed_rule.value,
            "override_role": self._role(override.role) if override else None,
            "override_date": override.date if override else None,
            "override_motivation": override.motivation if override else None,
            "adopted": goal.adopted,
            "archived": archived.date if archived else None,
            "archived_reason": archived.reason if archived else None,
            "replaced_by": after if after in self.project.goals else None,
            **_source("source", goal.source),
            "updated": goal.updated,
            "next_update": goal.next_update,
            "page": self.address(links.goal_path(goal.department, goal.id)),
        }

    def _target(self, goal: Goal, number: int, assessment: TargetAssessment) -> Row:
        target, outcome = assessment.target, assessment.outcome
        baseline = target.baseline
        return {
            "goal": goal.id,
            "number": number,
            "indicator": target.indicator,
            "comparator": target.comparator.value,
            "value": target.value,
            "lower": target.lower,
            "upper": target.upper,
            "due": str(target.due),
            "weight": target.weight,
            "baseline_period": str(baseline.period) if baseline else None,
            "baseline_value": baseline.value if baseline else None,
            "outcome_period": str(outcome.period) if outcome else None,
            "outcome_value": outcome.value if outcome else None,
            "status": assessment.status.value,
            "status_word": self.viewer.status(assessment.status).word,
            "status_rule": assessment.rule.value,
            "status_reason": self.viewer.target_sentence(
                assessment, goal.judged_on(self.viewer.as_of)
            ),
            "stale": assessment.stale,
            "note": target.note,
        }

    def outcome(self, outcome: Observation) -> Row:
        """An outcome."""
        return {
            "period": str(outcome.period),
            "value": outcome.value,
            "municipality": outcome.municipality or None,
            "sex": outcome.sex or None,
            "group": outcome.group or None,
            "count": outcome.count,
            "mark": mark_of(outcome) or None,
            "note": outcome.note or None,
        }

    def milestone(self, milestone: Milestone) -> Row:
        """A milestone. One that is done after the day of assessment isn't done yet."""
        done = milestone.done
        is_done = done is not None and done <= self.viewer.as_of
        return {
            "title": milestone.title,
            "due": milestone.due,
            "done": done if is_done else None,
        }

    def revision(self, revision: Revision) -> Row:
        """A decided change of a goal or an indicator."""
        return {
            "date": revision.date,
            "changed": revision.changed.value,
            "indicator": revision.indicator,
            "old": revision.old,
            "new": revision.new,
            "reason": revision.reason,
            "decided_by": revision.decision.body,
            "decided_on": revision.decision.date,
            "paragraph": revision.decision.paragraph,
        }

    def _role(self, role_id: str | None) -> str | None:
        role = self.project.role(role_id)
        return role.title if role else None


def _source(name: str, source: Source | None) -> Row:
    return {name: source.title if source else None, f"{name}_url": source.url if source else None}
