"""What was built: how many pages, how many bytes, and how many words a reader sees in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_UNSEEN = re.compile(
    r"<(title|desc|caption)\b.*?</\1>|<span class=\"mb-hidden\">.*?</span>|<[^>]*>", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Output:
    """The size of a built site."""

    pages: int
    megabytes: float
    words: int
    search_megabytes: float


def output(site: Path) -> Output:
    """Measure a built site. Words are those of the article, charts' texts included."""
    pages = sorted(site.rglob("index.html"))
    search = site / "search" / "search_index.json"
    return Output(
        pages=len(pages),
        megabytes=sum(f.stat().st_size for f in site.rglob("*") if f.is_file()) / 1e6,
        words=sum(_words(page.read_text("utf-8")) for page in pages),
        search_megabytes=search.stat().st_size / 1e6,
    )


def _words(html: str) -> int:
    article = html.partition("<article")[2].partition("</article>")[0]
    return len(_UNSEEN.sub(" ", article.partition(">")[2]).split())
