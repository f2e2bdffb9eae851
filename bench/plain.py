"""The same site as hand-written pages: `python -m bench.plain PROJECT DIR CHARTS`.

What MkDocs-Material would be given by somebody who writes and updates each page: Markdown with
headings, prose, lists, tables and links, and drawings pasted in. The text comes from malbok's
own records, so that it is the same; what a person wouldn't have typed (icons, texts for screen
readers, class names) or drawn (the small lines in lists) is left out.

Files that pages link to (CSV, JSON, feeds, charts as SVG) lie finished among the twin's content, and
MkDocs only copies them: what it takes to make them, malbok pays alone. The pages that other sites show in
a frame the twin doesn't have at all.
"""

from __future__ import annotations

import html
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from bench import configuration
from malbok.addresses import Addresses, markdown_link
from malbok.engine import make_site
from malbok.model import Audience
from malbok.pages import NavItem, Page
from malbok.pages.records import fill
from malbok.reading import load_project
from malbok.theme_files import STYLES, theme_folder

DRAWING = re.compile(r'<div class="malbok-chart"[^>]*>.*?</svg>\s*</div>', re.DOTALL)
SPACE = re.compile(r"[ \t\r\n]+")
SPECIAL = re.compile(r"([\\`*_{}\[\]|])")
UNSEEN = frozenset({"mb-hidden", "mb-icon", "mb-bar"})
BOXES = frozenset({"aside", "details", "div", "figure", "section"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "summary"})
PARAGRAPHS = frozenset({"p", "figcaption", "dt", "dd", "li", "th", "td", "caption"})


class MarkdownLinks(Addresses):
    """Links as a person writes them: from Markdown file to Markdown file."""

    def link(self, source: str, target: str) -> str:
        """The path from one file to the other."""
        return markdown_link(source, target)


def write_plain(project: Path, folder: Path, charts: Path) -> None:
    """Write the hand-written site below `folder`: pages, files and configuration."""
    site = make_site(
        load_project(project),
        Audience.PUBLIC,
        addresses=MarkdownLinks(site=configuration.ADDRESS),
        chart_cache=charts,
    )
    for page in site.pages:
        _write(folder / "content" / page.path, page_markdown(page).encode())
    for asset in site.assets:
        if not asset.path.endswith(".html"):
            _write(folder / "content" / asset.path, asset.content)
    for style in STYLES:
        _write(folder / "content" / style, (theme_folder() / "material" / style).read_bytes())
    configuration.write_plain(folder, [_nav_entry(item) for item in site.navigation], STYLES)


def page_markdown(page: Page) -> str:
    """A page as somebody would have written it."""
    blocks = tuple(block_markdown(block) for block in page.blocks)
    return f"---\n{_dump(dict(page.front_matter))}---\n\n{fill(page.markdown, blocks)}"


def block_markdown(block: str) -> str:
    """A block of HTML as Markdown; drawings stay as they are, on lines of their own."""
    drawings = DRAWING.findall(block)
    writer = _Writer()
    writer.feed(DRAWING.sub("<hr>", block))
    writer.close()
    remaining = iter(drawings)
    parts = (next(remaining) if part == _Writer.DRAWING else part for part in writer.parts)
    return "\n\n".join(parts)


class _Writer(HTMLParser):
    """Writes HTML as Markdown, one part for each paragraph, list or table."""

    DRAWING = "\0"

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._text: list[str] = []
        self._list: list[str] | None = None
        self._rows: list[list[str]] | None = None
        self._numbers: set[int] = set()
        self._term = ""
        self._href = ""
        self._hidden: list[str] = []
        self._bold: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if self._hidden or classes & UNSEEN:
            if tag not in {"br", "hr", "path", "rect"}:
                self._hidden.append(tag)
            return
        if tag in BOXES:
            self._end_of_text("p")
        if tag == "hr":
            self.parts.append(self.DRAWING)
        elif tag in {"ul", "ol", "dl"}:
            self._list = []
        elif tag == "table":
            self._rows, self._numbers = [], set()
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows and "mb-number" in classes:
            self._numbers.add(len(self._rows[-1]))
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
            self._text.append("[")
        elif tag == "span":
            self._bold.append("mb-status" in classes)
            self._text.append("**" if self._bold[-1] else "")
        elif tag == "br":
            self._text.append(" · ")
        if tag == "p" and self._text and self._list is not None:
            self._text.append(" · ")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if self._hidden[-1] == tag:
                self._hidden.pop()
            return
        if tag == "a":
            self._text.append(f"]({self._href})")
        elif tag == "span":
            self._text.append("**" if self._bold.pop() else "")
        elif tag in {"ul", "ol", "dl"} and self._list:
            self.parts.append("\n".join(self._list))
            self._list = None
        elif tag == "table" and self._rows:
            self.parts.append(_table(self._rows, self._numbers))
            self._rows = None
        elif tag in PARAGRAPHS | HEADINGS:
            self._end_of_text(tag)
        elif tag in BOXES:
            self._end_of_text("p")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(SPECIAL.sub(r"\\\1", html.escape(data, quote=False)))

    def _end_of_text(self, tag: str) -> None:
        if tag == "p" and self._list is not None:
            return
        text = _tidy("".join(self._text))
        self._text.clear()
        if tag == "dt":
            self._term = text
        elif tag == "dd" and self._list is not None:
            self._list.append(f"- **{self._term.strip('*')}:** {text}")
        elif tag == "li" and self._list is not None:
            self._list.append(f"- {text}")
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1].append(text)
        elif text and tag in HEADINGS:
            self.parts.append(f"{'#' * int(tag[1]) if tag != 'summary' else '####'} {text}")
        elif text:
            self.parts.append(text)


def _tidy(text: str) -> str:
    """One line, with no blanks inside bold text or links."""
    line = SPACE.sub(" ", text).strip()
    return re.sub(r"\*\* *(.*?) *\*\*", r"**\1**", line).replace("[ ", "[").replace(" ]", "]")


def _table(rows: list[list[str]], numbers: set[int]) -> str:
    """A table whose columns stand in line, as an editor writes it."""
    widths = [max(3, *(len(row[n]) for row in rows)) for n in range(len(rows[0]))]
    rule = ["-" * (w - 1) + (":" if n in numbers else "-") for n, w in enumerate(widths)]
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in (rows[0], rule, *rows[1:])
    )


def _nav_entry(item: NavItem) -> dict[str, Any]:
    if item.children:
        return {item.title: [_nav_entry(child) for child in item.children]}
    return {item.title: item.path}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _dump(values: dict[str, Any]) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)


if __name__ == "__main__":
    write_plain(*(Path(argument) for argument in sys.argv[1:4]))
