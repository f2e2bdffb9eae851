"""Adapter C: a Python-Markdown extension for goals, charts and overviews in any Markdown page.

    markdown_extensions:
      - malbok: {project: ., audience: public}

A line `[[goal ID]]`, `[[indicator ID]]`, `[[chart ID]]`, `[[overview]]` or `[[status-summary]]`
becomes what it names, and blocks for another audience are left out. It works in every generator
that renders with Python-Markdown. Where malbok's MkDocs plugin runs it finds nothing left to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from malbok.engine import Prepared, prepare
from malbok.language import language
from malbok.model import Audience, Embed, Prose
from malbok.problems import MalbokError, Problem
from malbok.reading import load_project
from malbok.reading.content import parse_body
from malbok.reading.files import TextFile

BEFORE_HTML_BLOCKS = 28


class EmbedError(MalbokError):
    """A page embeds something that isn't there for its audience; the message names it."""


class MalbokExtension(Extension):
    """Options: `project` (folder), `audience` (public or intranet), `as_of` (date, or empty),
    `base` (address of the folder that holds `mal/` and `indikatorer/`, with a final slash)."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "project": [".", "The folder with data/ and content/"],
            "audience": [Audience.PUBLIC.value, "public or intranet"],
            "as_of": ["", "The day the goals are assessed on"],
            "base": ["/", "Where the goal pages lie"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name Python-Markdown calls
        """Register the preprocessor, ahead of the one that takes raw HTML out of the text."""
        md.preprocessors.register(_Embeds(md, self.getConfigs()), "malbok", BEFORE_HTML_BLOCKS)


class _Embeds(Preprocessor):
    def __init__(self, md: Markdown, options: dict[str, Any]) -> None:
        super().__init__(md)
        self.options = options

    def run(self, lines: list[str]) -> list[str]:
        return list(self._run("\n".join(lines)))

    def _run(self, text: str) -> Iterator[str]:
        problems: list[Problem] = []
        audience = Audience(self.options["audience"])
        for part in parse_body(TextFile("", text), problems):
            if part.audience is Audience.INTRANET and audience is Audience.PUBLIC:
                continue
            if isinstance(part, Prose):
                yield from part.markdown.split("\n")
            else:
                yield from ("", *self._html(part, audience).split("\n"), "")
        if problems:
            raise EmbedError(problems[0].line(language("sv")))

    def _html(self, embed: Embed, audience: Audience) -> str:
        root = Path(self.options["project"]).resolve()
        try:
            site = _prepared(root, audience, self.options["as_of"])
            return site.kinds(self.options["base"]).embed(embed, "")
        except KeyError:
            raise EmbedError(f"[[{embed.name} {embed.id}]]") from None


@cache
def _prepared(root: Path, audience: Audience, as_of: str) -> Prepared:
    day = date.fromisoformat(as_of) if as_of else None
    return prepare(load_project(root), audience, day, chart_cache=root / ".cache/malbok/charts")
