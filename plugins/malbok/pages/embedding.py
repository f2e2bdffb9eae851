"""Pages with one chart and nothing around it, which other sites show in a frame of theirs.

They are finished HTML, published as it is: no site generator's shell, no scripts, nothing from other
hosts. A reader who meets the chart elsewhere still sees what it shows, its source and its day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from malbok import addresses as links
from malbok import look
from malbok.language import N_
from malbok.model import Audience, Goal, Indicator
from malbok.notices import notice_html
from malbok.pages.making import Making
from malbok.pages.records import Asset
from malbok.pages.views import SeriesView, StatusView
from malbok.theme_files import theme_folder

HEIGHT = 620
"""What a frame needs in height, in pixels, for a chart of full width with its texts."""
STYLES = ("assets/tokens.css", "assets/malbok-charts.css")

_DARK = re.compile(r'\[data-md-color-scheme="slate"\]\s*\{([^{}]*)\}')


@dataclass(frozen=True, slots=True)
class Frame:
    """How others show a chart: the address of its page, absolute if the site's own is known. `goal`
    is the title of the goal whose target it shows, if it is one's."""

    address: str
    is_absolute: bool
    title: str
    goal: str = ""

    @property
    def code(self) -> str:
        """The HTML that others put in a page of theirs."""
        address, title = escape(self.address), escape(self.title)
        return (
            f'<iframe src="{address}" title="{title}" width="100%" height="{HEIGHT}" '
            'loading="lazy"></iframe>'
        )


@dataclass(frozen=True, slots=True)
class _Shell:
    """What is the same around all charts of a site."""

    styles: tuple[str, ...]
    is_intranet: bool


def frames(making: Making, indicator: Indicator) -> Iterator[Frame]:
    """How others show an indicator's chart, alone and with the status of each target it has."""
    addresses, title = making.renderer.addresses, indicator.title

    def framed(path: str, goal: str = "") -> Frame:
        address = addresses.absolute(_place(making, path))
        return Frame(address, bool(addresses.site), title, goal)

    if making.series[indicator.id].chart:
        yield framed(links.indicator_embedding_path(indicator.id))
    for goal in making.viewer.users.get(indicator.id, ()):
        for place, (key, path) in enumerate(_target_paths(goal)):
            if key == indicator.id and (goal.id, place) in making.charts.targets:
                yield framed(path, goal.title)


def embedding_pages(making: Making, audience: Audience) -> Iterator[Asset]:
    """A page for each chart of an indicator and of a target, in the language of the site's pages.
    Those of the intranet say so."""
    own = (asset.path for asset in look.assets(making.project.organisation.look))
    shell = _Shell((*STYLES, *own, links.EMBEDDING_STYLE), audience is Audience.INTRANET)
    yield from _of_indicators(making, shell)
    yield from _of_targets(making, shell)


def embedding_style(making: Making) -> Asset:
    """The style sheet that all of them share. What the shell's switch does for the dark scheme, the
    reader's own setting does here, as there is no script to heed the switch."""
    folder = theme_folder()
    sheets = [(folder / "material" / style).read_text("utf-8") for style in STYLES]
    own = look.assets(making.project.organisation.look)
    sheets += [asset.content.decode() for asset in own]
    style = (folder / "blocks" / "embedding.css").read_text("utf-8")
    return Asset(links.EMBEDDING_STYLE, f"{style}\n{dark_by_setting(sheets)}".encode())


def _place(making: Making, path: str) -> str:
    """Where a page of another language than Swedish lies: below the folder of that language."""
    return making.renderer.addresses.folder + path


def _target_paths(goal: Goal) -> Iterator[tuple[str, str]]:
    """The indicator of each of a goal's targets, and the path of the page with its chart."""
    names = [target.indicator for target in goal.targets]
    for place, name in enumerate(names):
        yield name, links.target_embedding_path(goal.id, name, names[:place].count(name))


def _of_indicators(making: Making, shell: _Shell) -> Iterator[Asset]:
    for key, series in making.series.items():
        if series.chart:
            path = links.indicator_embedding_path(key)
            yield _page(making, path, series, shell, more=series.path)


def _of_targets(making: Making, shell: _Shell) -> Iterator[Asset]:
    viewer, charts = making.viewer, making.charts
    for goal in making.project.goals.values():
        for place, (key, path) in enumerate(_target_paths(goal)):
            chart = charts.targets.get((goal.id, place))
            if chart is None:
                continue
            assessment = viewer.assessments[goal.id].targets[place]
            indicator = making.project.indicators[key]
            series = viewer.series(indicator, chart, assessment.target)
            yield _page(
                making,
                path,
                series,
                shell,
                more=links.goal_path(goal.department, goal.id),
                goal=goal.title,
                asked=viewer.asked(assessment.target),
                status=viewer.status(assessment.status),
                ended=_ended(making, goal),
            )


def _ended(making: Making, goal: Goal) -> str:
    """That a goal applies no longer, and what day its status is of; empty for one that applies."""
    if not goal.is_archived(making.viewer.as_of):
        return ""
    return making.text(
        N_("The goal applies no longer. It was assessed as of {date}."),
        date=making.language.date(goal.judged_on(making.viewer.as_of)),
    )


def _page(
    making: Making,
    path: str,
    series: SeriesView,
    shell: _Shell,
    *,
    more: str,
    goal: str = "",
    asked: str = "",
    status: StatusView | None = None,
    ended: str = "",
) -> Asset:
    path = _place(making, path)
    html = making.block(
        "embedding",
        path,
        series=series,
        more=more,
        goal=goal,
        asked=asked,
        status=status,
        ended=ended,
        styles=shell.styles,
        is_intranet=shell.is_intranet,
        language_code=making.language.code,
        notice=notice_html(making.project.organisation.notice or "", _linker(making, path)),
    )
    return Asset(path, f"{html}\n".encode())


def _linker(making: Making, path: str) -> Callable[[str], str]:
    return lambda target: making.renderer.addresses.link(path, target)


def dark_by_setting(sheets: Iterable[str]) -> str:
    """What some style sheets say of the dark scheme, for readers whose own setting is dark."""
    values = [
        line.strip()
        for sheet in sheets
        for rule in _DARK.findall(sheet)
        for line in rule.split(";")
    ]
    said = "".join(f"    {value};\n" for value in values if value)
    return (
        "@media screen and (prefers-color-scheme: dark) {\n"
        f"  [data-md-color-scheme] {{\n{said}  }}\n"
        "}\n"
    )
