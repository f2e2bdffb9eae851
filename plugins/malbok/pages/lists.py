"""What lists of goals share: rows, how many have each status, ways to other lists, and news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from malbok import addresses as links
from malbok import explaining
from malbok.assessment import WEAKEST_FIRST
from malbok.language import N_, Message, capital
from malbok.model import Goal, GoalType, Milestone, Revision, Status, TargetGroup
from malbok.news import Change, ChangeKind
from malbok.pages.views import GoalLink, GoalRow, PageLink, StatusView, Viewer

BAR_WIDTH = 1000
STATUS_ORDER = (*reversed(WEAKEST_FIRST), Status.NOT_ASSESSABLE, Status.NOT_GRADED)
STATUS, TYPE, GROUP = links.GOAL_LISTS
SUBJECT = "amne"
"""What goals are listed by, beside status, type and target group: as addresses name it, and the filter
of the list of all goals."""
FACET_TITLES: dict[str, Message] = {
    STATUS: N_("Assessment"),
    SUBJECT: N_("Subject"),
    GROUP: N_("For whom"),
    TYPE: N_("Type of goal"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A status in the summary bar: how many goals, and where in the bar (0 to 1000)."""

    status: StatusView
    count: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class StatusGroup:
    """The goals of a list that have the same status."""

    status: StatusView
    rows: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class DepartmentGroup:
    """The goals of a list that belong to the same department."""

    department: PageLink
    rows: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list of all goals, and how many are left then. `path` is the page that
    lists them. The status, where it is one, has its shape."""

    value: str
    word: str
    path: str
    count: int
    status: StatusView | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind of choices: `key` names it in addresses."""

    key: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class GoalNews:
    """What is new of a goal: the status it had, if it has another now, and whether that one said
    nothing of how it goes; how many new outcomes it has, the milestones that are done, and other
    things in a sentence each."""

    goal: GoalLink
    before: StatusView | None
    is_first_verdict: bool
    outcomes: int
    milestones: tuple[Milestone, ...]
    sentences: tuple[str, ...]


def current(viewer: Viewer, goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Those of the goals that apply on the day of assessment."""
    return tuple(goal for goal in goals if not goal.is_archived(viewer.as_of))


def archived(viewer: Viewer, goals: Iterable[Goal]) -> tuple[GoalLink, ...]:
    """Those of the goals that apply no longer."""
    return tuple(viewer.goal_link(goal) for goal in goals if goal.is_archived(viewer.as_of))


def segments(viewer: Viewer, goals: Iterable[Goal]) -> tuple[Segment, ...]:
    """How many of the goals have each status, the strongest first, as parts of a bar."""
    return counted(Counter(viewer.assessments[goal.id].status for goal in goals), viewer.status)


def counted(
    counts: Mapping[Status, int], view: Callable[[Status], StatusView]
) -> tuple[Segment, ...]:
    """How many have each status, the strongest first, as parts of a bar."""
    total = sum(counts.values())
    found: list[Segment] = []
    seen = 0
    for status in STATUS_ORDER:
        if not (count := counts.get(status, 0)):
            continue
        start, seen = seen, seen + count
        x, end = start * BAR_WIDTH // total, seen * BAR_WIDTH // total
        found.append(Segment(view(status), count, x, end - x))
    return tuple(found)


def by_status(viewer: Viewer, goals: Iterable[Goal]) -> tuple[StatusGroup, ...]:
    """The goals by their status, the strongest first, in reading order within it."""
    found: dict[Status, list[GoalRow]] = {}
    for goal in goals:
        status = viewer.assessments[goal.id].status
        found.setdefault(status, []).append(viewer.goal_row(goal))
    return tuple(
        StatusGroup(viewer.status(status), tuple(found[status]))
        for status in STATUS_ORDER
        if status in found
    )


def by_department(viewer: Viewer, goals: Iterable[Goal]) -> tuple[DepartmentGroup, ...]:
    """The goals by their department, in the organisation's order."""
    found: dict[str, list[GoalRow]] = {}
    for goal in goals:
        found.setdefault(goal.department, []).append(viewer.goal_row(goal))
    return tuple(
        DepartmentGroup(found[d.id][0].department, tuple(found[d.id]))
        for d in viewer.project.organisation.departments
        if d.id in found
    )


def values(viewer: Viewer, goal: Goal) -> dict[str, tuple[str, ...]]:
    """What a goal is listed by: its values of each kind, as addresses write them."""
    return {
        STATUS: (viewer.assessments[goal.id].status.value,),
        TYPE: (goal.type.value,),
        GROUP: (goal.target_group.value,) if goal.target_group else (),
        SUBJECT: goal.subjects,
    }


def facets(viewer: Viewer, goals: Iterable[Goal]) -> tuple[Facet, ...]:
    """The ways to narrow a list of goals: by values that some of them have."""
    counts = Counter(
        (key, value)
        for goal in goals
        for key, found in values(viewer, goal).items()
        for value in found
    )
    text = viewer.language.text
    statuses = ((status, viewer.status(status)) for status in STATUS_ORDER)
    words: dict[str, list[tuple[str, str, StatusView | None]]] = {
        STATUS: [(status.value, capital(view.word), view) for status, view in statuses],
        SUBJECT: [(s.id, s.title, None) for s in viewer.project.organisation.subjects],
        GROUP: [
            (g.value, capital(text(explaining.TARGET_GROUP_WORDS[g])), None) for g in TargetGroup
        ],
        TYPE: [(t.value, capital(text(explaining.TYPE_WORDS[t])), None) for t in GoalType],
    }
    found = (
        Facet(
            key,
            text(title),
            tuple(
                Choice(value, word, list_path(key, value), counts[key, value], status)
                for value, word, status in words[key]
                if counts[key, value]
            ),
        )
        for key, title in FACET_TITLES.items()
    )
    return tuple(facet for facet in found if facet.choices)


def list_path(key: str, value: str) -> str:
    """The path of the page that lists the goals with that value."""
    return links.subject_path(value) if key == SUBJECT else links.goal_list_path(key, value)


def goal_news(viewer: Viewer, changes: Iterable[Change]) -> tuple[GoalNews, ...]:
    """What is new of each goal, in the order in which the changes come."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.goal:
            found.setdefault(change.goal, []).append(change)
    return tuple(_news_of(viewer, goal, news) for goal, news in found.items())


def most_important_first(news: Iterable[GoalNews]) -> list[GoalNews]:
    """Goals that have gone from one verdict to another, then those with decisions, those that can be
    assessed at last, and those with nothing but outcomes and milestones."""

    def place(item: GoalNews) -> int:
        if item.before:
            return 2 if item.is_first_verdict else 0
        return 1 if item.sentences else 3

    return sorted(news, key=place)


def _news_of(viewer: Viewer, goal: str, changes: Sequence[Change]) -> GoalNews:
    before = next((c.old for c in changes if isinstance(c.old, Status)), None)
    return GoalNews(
        goal=viewer.goal_link(viewer.project.goals[goal]),
        before=viewer.status(before) if before else None,
        is_first_verdict=any(change.is_first_verdict for change in changes),
        outcomes=sum(change.kind is ChangeKind.OUTCOME for change in changes),
        milestones=tuple(change.new for change in changes if isinstance(change.new, Milestone)),
        sentences=tuple(sentence for change in changes if (sentence := _sentence(viewer, change))),
    )


def _sentence(viewer: Viewer, change: Change) -> str:
    """What is said of a change; nothing of those that are shown in another way."""
    text, day = viewer.language.text, viewer.language.date(change.date)
    match change.kind, change.new:
        case ChangeKind.ADOPTED, _:
            return text(N_("A new goal, adopted {date}."), date=day)
        case ChangeKind.ARCHIVED, _:
            return text(N_("It applies no longer since {date}."), date=day)
        case ChangeKind.REVISION, Revision(changed=changed):
            what = text(explaining.REVISED_WORDS[changed])
            return text(N_("Changed {date}: {what}."), date=day, what=what)
        case _:
            return ""
