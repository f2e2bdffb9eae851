"""What it takes to make a page: the assessed project, its finished charts, and the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from malbok import addresses as links
from malbok.charts import Svg
from malbok.guide import Guide, guide_of
from malbok.language import N_, Language
from malbok.model import Goal, Project
from malbok.pages.records import PLACEHOLDER, Page
from malbok.pages.rendering import Renderer
from malbok.pages.views import SeriesView, StatusView, Viewer

if TYPE_CHECKING:
    from malbok.reports.showing import Reported


@dataclass(frozen=True, slots=True)
class Charts:
    """The finished charts: of each target, by goal id and place in the goal; of each indicator, by id;
    of its breakdowns, by id and what it is broken down by (sex or group); of its comparison, by id; a
    sparkline of each goal, by goal id; and how many goals of each department have each status. What
    has no figures has none."""

    targets: Mapping[tuple[str, int], Svg] = field(default_factory=dict)
    indicators: Mapping[str, Svg] = field(default_factory=dict)
    sparklines: Mapping[str, Svg] = field(default_factory=dict)
    breakdowns: Mapping[tuple[str, str], Svg] = field(default_factory=dict)
    comparisons: Mapping[str, Svg] = field(default_factory=dict)
    matrix: Svg | None = None


@dataclass(frozen=True, slots=True)
class InReport:
    """A report that a goal is in: its page that has the goal, where on it, and the status there."""

    title: str
    path: str
    anchor: str
    status: StatusView


@dataclass(frozen=True)
class Making:
    """Everything that the functions of the page kinds work from. `reports` are those that the audience
    is shown, the latest first."""

    viewer: Viewer
    renderer: Renderer
    charts: Charts
    reports: tuple[Reported, ...] = ()

    @property
    def project(self) -> Project:
        """The project as the audience sees it."""
        return self.viewer.project

    @property
    def language(self) -> Language:
        """The language of the pages."""
        return self.renderer.language

    def text(self, message: str, **params: object) -> str:
        """A message in the language of the pages."""
        return self.language.text(message, **params)

    def page(self, template: str, page: Page, **view: object) -> Page:
        """The page with its Markdown and blocks filled in from the template of its kind, and below
        them the way to say something about it."""
        place = self.renderer.addresses.place
        page = replace(page, path=place(page.path), parent=page.parent and place(page.parent))
        made = self.renderer.record(template, page, **view, **self._common)
        made = replace(made, title=str(page.title), description=str(page.description))
        if (address := self._feedback(page)) is None:
            return made
        below = self.block("feedback", page.path, address=address)
        markdown = f"{made.markdown}\n{PLACEHOLDER.format(len(made.blocks))}\n"
        return replace(made, markdown=markdown, blocks=(*made.blocks, below))

    def block(self, template: str, source: str, **view: object) -> str:
        """A block of HTML for the page at `source`."""
        return self.renderer.block(template, source, **view, **self._common)

    @cached_property
    def series(self) -> dict[str, SeriesView]:
        """Every indicator's outcomes, by its id."""
        return {
            key: self.viewer.series(
                indicator, self.charts.indicators.get(key), self.viewer.sole_target(indicator)
            )
            for key, indicator in self.project.indicators.items()
        }

    @cached_property
    def goals_now(self) -> dict[str, Goal]:
        """The goals by every id that they have had, for what names them as they were called once."""
        goals = self.project.goals.values()
        former = {name.rpartition("/")[2]: goal for goal in goals for name in goal.previous_ids}
        return {**former, **self.project.goals}

    @cached_property
    def reports_of(self) -> dict[str, list[InReport]]:
        """The reports that each goal is in, by the goal's id, the latest first."""
        found: dict[str, list[InReport]] = {}
        for snapshot in (it.snapshot for it in self.reports):
            for said in snapshot.goals:
                if goal := self.goals_now.get(said.id):
                    path = links.report_department_path(snapshot.id, said.department)
                    status = StatusView(said.status.value, said.status_word)
                    shown = InReport(snapshot.title, path, said.id, status)
                    found.setdefault(goal.id, []).append(shown)
        return found

    @cached_property
    def guide(self) -> Guide:
        """The path through the handbook."""
        return guide_of(self.project)

    def _feedback(self, page: Page) -> str | None:
        """Where readers write about a page; the address tells which page it is."""
        address = self.project.organisation.feedback
        if address is None:
            return None
        name = page.path.removesuffix(".md")
        if address.startswith("mailto:"):
            subject = self.text(N_("About the page {page}"), page=name)
            return f"{address}?subject={quote(subject, safe='')}"
        return address.replace("{page}", quote(name, safe=""))

    @cached_property
    def _common(self) -> dict[str, object]:
        """What every template is given."""
        organisation = self.project.organisation
        return {
            "organisation": organisation,
            "as_of": self.viewer.as_of,
            "rules": organisation.assessment,
            "overview_path": links.OVERVIEW,
            "indicators_path": links.INDICATORS,
            "method_path": links.METHOD,
            "open_data_path": links.OPEN_DATA,
            "subjects_path": links.SUBJECTS,
            "sparklines": self.charts.sparklines,
            "handbook_language": "sv" if self.renderer.addresses.folder else "",
        }
