"""Subjects: what goals are about, across departments. Citizens seldom know the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from malbok import addresses as links
from malbok.language import N_
from malbok.model import Goal, Subject
from malbok.pages.lists import DepartmentGroup, Segment, by_department, segments
from malbok.pages.making import Making
from malbok.pages.records import GOAL_SEARCH_WEIGHT, Page
from malbok.pages.views import Viewer


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A subject with the goals that are about it."""

    subject: Subject
    path: str
    count: int
    segments: tuple[Segment, ...]
    groups: tuple[DepartmentGroup, ...]


def subject_pages(making: Making) -> Iterator[Page]:
    """A page for each subject, and one that lists them; none where there are no subjects."""
    views = subject_views(making.viewer)
    if not views:
        return
    updated = making.project.organisation.updated
    index = Page(
        path=links.SUBJECTS,
        kind="subjects",
        title=making.text(N_("Subjects")),
        markdown="",
        description=making.text(N_("What the goals are about, and how it goes.")),
        updated=updated,
    )
    yield making.page("subjects", index, subjects=views, all_path=links.ALL_GOALS)
    for view in views:
        page = Page(
            path=view.path,
            kind="subject",
            search_weight=GOAL_SEARCH_WEIGHT,
            title=view.subject.title,
            markdown="",
            description=view.subject.description or "",
            parent=links.SUBJECTS,
            updated=updated,
        )
        yield making.page("subject", page, view=view)


def subject_views(viewer: Viewer) -> tuple[SubjectView, ...]:
    """All subjects with their goals that apply, in the organisation's order."""
    goals = _goals_by_subject(viewer)
    return tuple(
        _subject_view(viewer, subject, goals.get(subject.id, []))
        for subject in viewer.project.organisation.subjects
    )


def _subject_view(viewer: Viewer, subject: Subject, goals: list[Goal]) -> SubjectView:
    return SubjectView(
        subject=subject,
        path=links.subject_path(subject.id),
        count=len(goals),
        segments=segments(viewer, goals),
        groups=by_department(viewer, goals),
    )


def _goals_by_subject(viewer: Viewer) -> dict[str, list[Goal]]:
    found: dict[str, list[Goal]] = {}
    for goal in viewer.project.current_goals(viewer.as_of):
        for subject in goal.subjects:
            found.setdefault(subject, []).append(goal)
    return found
