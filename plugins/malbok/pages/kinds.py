"""The kinds of pages and blocks, one function each: from views to records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from malbok import addresses as links
from malbok import faults
from malbok.assessment import WEAKEST_FIRST
from malbok.charts import Svg
from malbok.demonstrations import (
    GROUP_WORDS,
    Demonstration,
    demonstrations,
    heard_from,
)
from malbok.explaining import INTERVAL_WORDS
from malbok.kinds import KINDS
from malbok.language import N_, capital
from malbok.model import ContentPage as HandbookPage
from malbok.model import Department, Embed, Goal, Indicator, Prose, Status
from malbok.pages.field_tables import field_tables, key_heading
from malbok.pages.records import PLACEHOLDER, Page, with_distinct_ids
from malbok.pages.rendering import Renderer
from malbok.pages.views import GoalLink, SeriesView, StatusView, Viewer
from malbok.printing import SEVERITY_WORDS
from malbok.quantities import percent_limit

BAR_WIDTH = 1000
FAULT_SEARCH_WEIGHT = 0.2
"""Error codes are many, and must not come before the goals when a reader searches."""
STATUS_ORDER = (*reversed(WEAKEST_FIRST), Status.NOT_ASSESSABLE, Status.NOT_GRADED)


@dataclass(frozen=True, slots=True)
class Segment:
    """A status in the summary bar: how many goals, and where in the bar (0 to 1000)."""

    status: StatusView
    count: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class DepartmentLink:
    """A department as other pages name it."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """A department with its goals."""

    department: Department
    path: str
    parent: DepartmentLink | None
    goals: tuple[GoalLink, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class FaultLink:
    """An error code in the list of all; `path` is that of its page, if it has one."""

    code: str
    title: str
    severity: str
    path: str | None


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The error codes that begin with the same letter."""

    title: str
    anchor: str
    rows: tuple[FaultLink, ...]


@dataclass(frozen=True)
class Kinds:
    """Makes pages and blocks. The charts are those of each target, by goal id and place in the goal,
    and of each indicator, by id; what has no figures has none."""

    viewer: Viewer
    renderer: Renderer
    target_charts: Mapping[tuple[str, int], Svg]
    indicator_charts: Mapping[str, Svg]

    def goal_page(self, goal: Goal) -> Page:
        """The page of a goal."""
        charts = [self.target_charts.get((goal.id, n)) for n in range(len(goal.targets))]
        followed = [self.indicator_charts.get(key) for key in goal.indicators]
        view = self.viewer.goal(goal, charts, followed)
        page = Page(
            path=view.link.path,
            kind="goal",
            title=goal.title,
            markdown="",
            description=f"{capital(view.link.status.word)}. {view.link.sentence}",
            parent=links.department_path(goal.department),
            edit=self.viewer.project.paths[f"goal/{goal.id}"],
            updated=goal.updated,
        )
        return self.renderer.record("goal", page, view=view, **self._common())

    def indicator_page(self, indicator: Indicator) -> Page:
        """The page of an indicator."""
        series = self._series[indicator.id]
        page = Page(
            path=series.path,
            kind="indicator",
            title=indicator.title,
            markdown="",
            description=series.finding,
            parent=links.INDICATORS,
            edit=self.viewer.project.paths[f"indicator/{indicator.id}"],
            updated=indicator.updated,
        )
        return self.renderer.record(
            "indicator",
            page,
            series=series,
            uses=self.viewer.uses(indicator),
            owner=self.viewer.project.role(indicator.owner),
            revisions=self.viewer.revisions(indicator.revisions),
            interval=self.renderer.language.text(INTERVAL_WORDS[indicator.interval]),
            **self._common(),
        )

    def department_page(self, department: Department) -> Page:
        """The page of a department: what it is for, and its goals."""
        view = self._department(department)
        page = Page(
            path=view.path,
            kind="department",
            title=department.title,
            markdown="",
            description=department.description or "",
            parent=links.OVERVIEW,
            updated=self.viewer.project.organisation.updated,
        )
        return self.renderer.record("department", page, view=view, **self._common())

    def overview_page(self) -> Page:
        """All departments with their goals and statuses."""
        text = self.renderer.language.text
        page = Page(
            path=links.OVERVIEW,
            kind="overview",
            title=text(N_("Goals and results")),
            markdown="",
            description=text(
                N_("All goals of {organisation} and how it goes with them."),
                organisation=self.viewer.project.organisation.name,
            ),
            updated=self.viewer.project.organisation.updated,
        )
        return self.renderer.record(
            "overview",
            page,
            departments=self._departments(),
            segments=self._segments(self.viewer.project.goals.values()),
            count=len(self.viewer.project.goals),
            **self._common(),
        )

    def indicators_page(self) -> Page:
        """All indicators in alphabetical order."""
        text = self.renderer.language.text
        name = self.viewer.project.organisation.words.indicator
        title = capital(name.many if name else text(N_("indicators")))
        page = Page(
            path=links.INDICATORS,
            kind="indicators",
            title=title,
            markdown="",
            description=text(N_("Everything that is measured, with the latest outcome.")),
            updated=self.viewer.project.organisation.updated,
        )
        rows = sorted(
            self._series.values(),
            key=lambda s: _alphabetical(s.indicator.title),
        )
        return self.renderer.record(
            "indicators", page, rows=rows, all_figures=links.ALL_FIGURES, **self._common()
        )

    def method_page(self) -> Page:
        """How goals are assessed, from the settings in force."""
        text = self.renderer.language.text
        page = Page(
            path=links.METHOD,
            kind="method",
            title=text(N_("How we assess goals")),
            markdown="",
            description=text(N_("What each status means and which rule gives it.")),
            updated=self.viewer.project.organisation.updated,
        )
        statuses = {status.value: self.viewer.status(status) for status in Status}

        def share(value: Decimal) -> str:
            return percent_limit(self.renderer.language, value)

        return self.renderer.record(
            "method", page, statuses=statuses, share=share, **self._common()
        )

    def fault_pages(self, cache: Path | None) -> Iterator[Page]:
        """A page for each kind of problem, below the handbook's page that lists them; none if no
        page does. What malbok says of each example is kept in the folder `cache`, if given."""
        listing = faults.listing(self.viewer.project)
        if listing is None:
            return
        for it in demonstrations(self.renderer.language, cache):
            page = Page(
                path=links.fault_path(listing.path, it.code),
                kind="fault",
                title=f"{it.code}: {it.title}",
                markdown="",
                description=it.saying.message,
                parent=listing.path,
                updated=self.viewer.project.organisation.updated,
                search_weight=FAULT_SEARCH_WEIGHT,
            )
            yield self.renderer.record(
                "fault",
                page,
                it=it,
                fence=_fence(it),
                heard_from=self.renderer.language.text(heard_from(it.code)),
                severity=capital(self.renderer.language.text(SEVERITY_WORDS[it.severity])),
                listing=listing.path,
            )

    def handbook_page(self, page: HandbookPage) -> Page:
        """A page of the handbook, what it embeds put in as blocks."""
        markdown: list[str] = []
        blocks: list[str] = []
        for part in page.parts:
            if isinstance(part, Prose):
                markdown.append(part.markdown)
            else:
                markdown.append(f"\n{PLACEHOLDER.format(len(blocks))}\n")
                blocks.append(self.embed(part, page.path))
        return Page(
            path=page.path,
            kind="content",
            title=page.title,
            markdown="\n".join(markdown),
            blocks=with_distinct_ids(blocks),
            description=page.description,
            edit=page.file,
            updated=self.viewer.project.organisation.updated,
            hide=page.hide,
            template=page.template,
        )

    def embed(self, embed: Embed, source: str) -> str:
        """What a handbook page embeds, as HTML for the page at `source`. Raises KeyError if the
        goal or indicator isn't there for this audience."""
        project = self.viewer.project
        match embed.name:
            case "goal":
                link = self.viewer.goal_link(project.goals[embed.id])
                return self.renderer.block("embed_goal", source, goal=link, **self._common())
            case "indicator" | "chart":
                series = self._series[embed.id]
                return self.renderer.block(
                    "embed_indicator",
                    source,
                    series=series,
                    with_title=embed.name == "indicator",
                    **self._common(),
                )
            case "faults":
                return self.renderer.block("embed_faults", source, groups=self._fault_groups())
            case "fields":
                return self.renderer.block(
                    "embed_fields",
                    source,
                    tables=field_tables(embed.id, self.renderer.language),
                    key_heading=self.renderer.language.text(key_heading(embed.id)),
                )
            case "overview":
                return self.renderer.block(
                    "embed_overview", source, departments=self._departments(), **self._common()
                )
            case _:
                return self.renderer.block(
                    "embed_summary",
                    source,
                    segments=self._segments(project.goals.values()),
                    count=len(project.goals),
                    **self._common(),
                )

    def _fault_groups(self) -> tuple[FaultGroup, ...]:
        """All error codes by what they are about, with links where they have pages."""
        paths = faults.fault_pages(self.viewer.project)
        text = self.renderer.language.text
        return tuple(
            FaultGroup(
                text(title),
                f"koder-{letter.lower()}",
                tuple(
                    FaultLink(
                        c,
                        text(kind.title),
                        capital(text(SEVERITY_WORDS[kind.severity])),
                        paths.get(c),
                    )
                    for c, kind in sorted(KINDS.items())
                    if c.startswith(letter)
                ),
            )
            for letter, title in GROUP_WORDS.items()
        )

    def _common(self) -> dict[str, object]:
        organisation = self.viewer.project.organisation
        return {
            "organisation": organisation,
            "as_of": self.viewer.as_of,
            "rules": organisation.assessment,
            "overview_path": links.OVERVIEW,
            "indicators_path": links.INDICATORS,
            "method_path": links.METHOD,
        }

    @cached_property
    def _series(self) -> dict[str, SeriesView]:
        """Every indicator's outcomes, by its id."""
        return {
            key: self.viewer.series(
                indicator, self.indicator_charts.get(key), self.viewer.sole_target(indicator)
            )
            for key, indicator in self.viewer.project.indicators.items()
        }

    def _department(self, department: Department) -> DepartmentView:
        goals = self.viewer.project.goals_of(department.id)
        return DepartmentView(
            department=department,
            path=links.department_path(department.id),
            parent=self._parent(department),
            goals=tuple(self.viewer.goal_link(goal) for goal in goals),
            segments=self._segments(goals),
        )

    def _parent(self, department: Department) -> DepartmentLink | None:
        if department.parent is None:
            return None
        parent = self.viewer.project.department(department.parent)
        return DepartmentLink(parent.title, links.department_path(parent.id))

    def _departments(self) -> tuple[DepartmentView, ...]:
        departments = self.viewer.project.organisation.departments
        return tuple(self._department(department) for department in departments)

    def _segments(self, goals: Iterable[Goal]) -> tuple[Segment, ...]:
        counts = Counter(self.viewer.assessments[goal.id].status for goal in goals)
        total = sum(counts.values())
        segments: list[Segment] = []
        seen = 0
        for status in STATUS_ORDER:
            if not (count := counts[status]):
                continue
            start, seen = seen, seen + count
            x, end = start * BAR_WIDTH // total, seen * BAR_WIDTH // total
            segments.append(Segment(self.viewer.status(status), count, x, end - x))
        return tuple(segments)


def _alphabetical(title: str) -> str:
    """A key that sorts Swedish: å, ä and ö come after z."""
    return title.casefold().translate(str.maketrans("åäö", "{|}"))


def _fence(it: Demonstration) -> str:
    """A fence for code that nothing in the example can close."""
    texts = [it.saying.report, *(half.text for half in (it.wrong, it.right) if half)]
    longest = max((len(run) for text in texts for run in re.findall("`+", text)), default=0)
    return "`" * max(3, longest + 1)
