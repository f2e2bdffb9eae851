"""Adapter C: a Python-Markdown extension for goals, charts and overviews in any Markdown page.

    markdown_extensions:
      - malbok: {project: ., audience: public}

A line `[[goal ID]]`, `[[indicator ID]]`, `[[chart ID]]`, `[[overview]]`, `[[status-summary]]`,
`[[fields KIND]]` or `[[faults]]` becomes what it names; blocks for another audience and comments
are left out.
It works in every generator that renders with Python-Markdown. Where malbok's MkDocs plugin runs it
finds nothing left to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from malbok.addresses import Addresses
from malbok.engine import CHART_CACHE, Prepared, prepare
from malbok.language import language
from malbok.model import Audience, Embed, Prose
from malbok.pages.handbook import embedded
from malbok.printing import text_of
from malbok.problems import MalbokError, Place, Problem
from malbok.reading import load_project
from malbok.reading.content import parse_body
from malbok.reading.files import TextFile

BEFORE_HTML_BLOCKS = 28

# Where the MkDocs plugin will put a block in: a comment, but not one to be left out.
_BLOCK = re.compile(r"<!-- (malbok:block:\d+) -->")
_KEPT_BLOCK = re.compile(r"\ue000(malbok:block:\d+)\ue001")


class EmbedError(MalbokError):
    """A page embeds something that isn't there for its audience, or an option can't be used; the
    message names it."""


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
        options = Options.of(self.getConfigs())
        md.preprocessors.register(_Embeds(md, options), "malbok", BEFORE_HTML_BLOCKS)


@dataclass(frozen=True, slots=True)
class Options:
    """The extension's options, checked."""

    project: Path
    audience: Audience
    as_of: date | None
    addresses: Addresses

    @classmethod
    def of(cls, given: dict[str, Any]) -> Options:
        """The options as they were written. Raises EmbedError."""
        audience, as_of = given["audience"], given["as_of"]
        allowed = [a.value for a in Audience]
        if audience not in allowed:
            raise _wrong("V104", key="audience", value=audience, allowed=", ".join(allowed))
        try:
            day = date.fromisoformat(str(as_of)) if as_of else None
        except ValueError:
            raise _wrong("V106", key="as_of", value=as_of) from None
        addresses = Addresses(base=str(given["base"]))
        return cls(Path(given["project"]).resolve(), Audience(audience), day, addresses)


class _Embeds(Preprocessor):
    def __init__(self, md: Markdown, options: Options) -> None:
        super().__init__(md)
        self.options = options

    def run(self, lines: list[str]) -> list[str]:
        text = _BLOCK.sub("\ue000\\1\ue001", "\n".join(lines))
        return [_KEPT_BLOCK.sub(r"<!-- \1 -->", line) for line in self._run(text)]

    def _run(self, text: str) -> Iterator[str]:
        problems: list[Problem] = []
        audience = self.options.audience
        for part in parse_body(TextFile("", text), problems):
            if part.audience is Audience.INTRANET and audience is Audience.PUBLIC:
                continue
            if isinstance(part, Prose):
                yield from part.markdown.split("\n")
            else:
                yield from ("", *self._html(part).split("\n"), "")
        if problems:
            line = text.split("\n")[problems[0].place.line - 1]
            raise EmbedError(text_of(problems[0], line, language("sv")).removeprefix(":"))

    def _html(self, embed: Embed) -> str:
        options = self.options
        site = _prepared(options.project, options.audience, options.as_of)
        try:
            return embedded(site.making(options.addresses), embed, "")
        except KeyError:
            raise EmbedError(f"[[{embed.name} {embed.id}]]") from None


@cache
def _prepared(root: Path, audience: Audience, as_of: date | None) -> Prepared:
    return prepare(load_project(root), audience, as_of, chart_cache=root / CHART_CACHE)


def _wrong(code: str, **params: object) -> EmbedError:
    problem, swedish = Problem(code, Place(""), params), language("sv")
    return EmbedError(f"{problem.message(swedish)} {problem.hint(swedish)}")
