"""What the core hands to an adapter: pages, assets and navigation, as plain records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from malbok.language import LanguageCode
from malbok.model import Audience, GlossaryWord

GOAL_SEARCH_WEIGHT = 4
"""Goals, and what lists them, come before the handbook when a reader searches."""
INDICATOR_SEARCH_WEIGHT = 2
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
    it counts in a search, against 1 for other pages; one with 0 only repeats others, and isn't
    searched. `found_by` are words it is found by that don't stand in its Markdown. `language` is
    the page's, where it isn't the site's. `part` is the part of the handbook's path that it is in,
    empty beside the path, and `before` and `after` the paths of its neighbours there.
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
    found_by: tuple[str, ...] = ()
    language: str = ""
    part: str = ""
    before: str = ""
    after: str = ""

    @property
    def front_matter(self) -> Mapping[str, object]:
        """What the page says of itself to a site generator."""
        values = {
            "title": self.title,
            "description": _plain(self.description),
            "hide": list(self.hide),
            "template": self.template,
            "lang": self.language,
            "search": self._search,
            "tags": list(self.found_by),
        }
        return {key: value for key, value in values.items() if value}

    @property
    def _search(self) -> Mapping[str, object]:
        if not self.search_weight:
            return {"exclude": True}
        return {"boost": self.search_weight} if self.search_weight != 1 else {}


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
class Feed:
    """An Atom feed, of what is on the pages in a folder; of all of them where it is empty."""

    title: str
    path: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What surrounds the pages in a language other than the site's own: its title, notice,
    navigation and footer. `home` is the path of its first page."""

    language: LanguageCode
    title: str
    notice: str
    home: str
    navigation: tuple[NavItem, ...]
    footer: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is published for one audience, as of one day. `logo` is the path of the logo
    among the content's files, empty if there is none. `footer` names the pages that every page links
    to, and `glossary` the words that are explained where they stand."""

    title: str
    audience: Audience
    as_of: date
    updated: date
    notice: str
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    navigation: tuple[NavItem, ...]
    content_files: tuple[str, ...]
    organisation: str = ""
    logo: str = ""
    footer: tuple[NavItem, ...] = ()
    english: Edition | None = None
    glossary: tuple[GlossaryWord, ...] = ()
    feeds: tuple[Feed, ...] = ()


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
