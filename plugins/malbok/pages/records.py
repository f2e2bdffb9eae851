"""What the core hands to an adapter: pages, assets and navigation, as plain records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from malbok.model import Audience

PLACEHOLDER = "<!-- malbok:block:{} -->"
_TAG = re.compile(r"<[^>]*>")
_CHART_ID = re.compile(r"malbok-chart-[0-9a-f]{12}")
_PLACEHOLDER = re.compile(r"<!-- malbok:block:(\d+) -->")


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `path` is that of its Markdown file; `markdown` is short (headings and prose) and
    holds a placeholder for each of `blocks`, which is finished HTML: tables, charts, cards.

    `parent` is the path of the page above; `edit` the file that an editor changes, relative to the
    project; `updated` the day its contents were last changed. `search_weight` says how much a hit on
    it counts in a search, against 1 for other pages.
    """

    path: str
    kind: str
    title: str
    markdown: str
    blocks: tuple[str, ...] = ()
    description: str = ""
    parent: str | None = None
    edit: str = ""
    updated: date | None = None
    hide: tuple[str, ...] = ()
    template: str = ""
    search_weight: float = 1

    @property
    def front_matter(self) -> Mapping[str, object]:
        """What the page says of itself to a site generator."""
        values = {
            "title": self.title,
            "description": _plain(self.description),
            "hide": list(self.hide),
            "template": self.template,
            "search": {"boost": self.search_weight} if self.search_weight != 1 else {},
        }
        return {key: value for key, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is; `path` is relative to the site."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the navigation: a page, or a section with pages below it."""

    title: str
    path: str | None = None
    children: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is published for one audience, as of one day."""

    title: str
    audience: Audience
    as_of: date
    updated: date
    notice: str
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    navigation: tuple[NavItem, ...]
    content_files: tuple[str, ...]


def with_distinct_ids(blocks: Iterable[str]) -> tuple[str, ...]:
    """The blocks of a page, so that a chart shown again doesn't repeat the ids of the first."""
    shown: Counter[str] = Counter()

    def distinct(block: str) -> str:
        for chart in dict.fromkeys(_CHART_ID.findall(block)):
            shown[chart] += 1
            if shown[chart] > 1:
                block = block.replace(chart, f"{chart}-{shown[chart]}")
        return block

    return tuple(map(distinct, blocks))


def _plain(text: str) -> str:
    """Text that can stand in an HTML attribute, however carelessly a template puts it there."""
    return " ".join(_TAG.sub("", text).replace('"', "”").replace("<", "").split())


def fill(text: str, blocks: tuple[str, ...]) -> str:
    """The text with each placeholder replaced by its block."""
    return _PLACEHOLDER.sub(lambda match: blocks[int(match[1])], text)
