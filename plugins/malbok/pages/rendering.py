"""Templates become page records: Markdown with placeholders, and the blocks that go in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from malbok.addresses import Addresses, markdown_link
from malbok.explaining import INDICATOR_WORDS
from malbok.glossary import entry, explained
from malbok.language import Language, capital
from malbok.model import GlossaryWord, Words
from malbok.pages.prose import prose
from malbok.pages.records import PLACEHOLDER, Page, with_distinct_ids
from malbok.theme_files import theme_folder

_SPECIAL = re.compile(r"([\\`*_{}\[\]!])")
_BACKTICKS = re.compile(r"`([^`]+)`")
_BLANK_LINES = re.compile(r"\n{3,}")
_INDENTATION = re.compile(r"\n\s*\n|\n[ \t]+")


@dataclass(frozen=True)
class Renderer:
    """Renders templates in one language, with the municipality's own words."""

    language: Language
    words: Words
    addresses: Addresses
    environment: Environment = field(repr=False)

    def block(self, template: str, source: str, **view: object) -> str:
        """A block of HTML for the page at `source`."""
        html = self.environment.get_template(f"blocks/{template}.html").render(
            view, link=self._link(source)
        )
        return _one_block(html)

    def page(
        self, template: str, path: str, title: str, **view: object
    ) -> tuple[str, tuple[str, ...]]:
        """A page's Markdown and blocks, from the template of its kind."""
        blocks: list[str] = []

        def block(caller: Callable[[], str]) -> Markup:
            blocks.append(_one_block(str(caller())))
            return Markup(f"\n\n{PLACEHOLDER.format(len(blocks) - 1)}\n\n")

        markdown = self.environment.get_template(f"pages/{template}.md").render(
            view,
            title=title,
            block=block,
            link=self._link(path),
            md_link=lambda target: markdown_link(path, self.addresses.place(target)),
        )
        return _BLANK_LINES.sub("\n\n", markdown).strip() + "\n", with_distinct_ids(blocks)

    def record(self, template: str, page: Page, **view: object) -> Page:
        """The page with its Markdown and blocks filled in from the template of its kind."""
        markdown, blocks = self.page(template, page.path, page.title, **view)
        return replace(page, markdown=markdown, blocks=blocks)

    def _link(self, source: str) -> Callable[[str], str]:
        return lambda target: self.addresses.link(source, target)


@cache
def renderer(
    language: Language,
    words: Words,
    addresses: Addresses,
    glossary: tuple[GlossaryWord, ...] = (),
    compiled: Path | None = None,
) -> Renderer:
    """A renderer, its templates compiled once; `compiled` is a folder that keeps them for the next
    build, if there is one."""
    environment = Environment(
        loader=FileSystemLoader(theme_folder()),
        bytecode_cache=_kept(compiled) if compiled else None,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def text(message: str, **params: object) -> Markup:
        # Escaped here, since `Markup.format` would escape the mark of a Swedish text once more.
        return Markup(language.text(message, **{key: escape(to) for key, to in params.items()}))

    def plural(one: str, many: str, n: int, **params: object) -> str:
        return language.plural(one, many, n, **params)

    def day(value: date) -> str:
        return language.date(value)

    def term(word: str) -> Markup:
        """A word, with its meaning at hand if the glossary has it; once on a page."""
        found = entry(word, glossary)
        return Markup(explained(str(escape(word)), found)) if found else escape(word)

    def word(form: str) -> str:
        own = words.indicator
        return str(getattr(own, form)) if own else language.text(INDICATOR_WORDS[form])

    made: dict[object, str] = {}

    def once(key: object, macro: Callable[..., str], *given: object) -> str:
        """What a macro makes, made once for all pages that ask by the same key."""
        if key not in made:
            made[key] = macro(*given)
        return made[key]

    environment.globals |= {
        "_": text,
        "once": once,
        "plural": plural,
        "day": day,
        "number": language.number,
        "period": language.period,
        "indicator_word": word,
        "term": term,
    }
    environment.filters |= {
        "md": escape_markdown,
        "code": mark_code,
        "capital": capital,
        "plain": str,
        # Marked as Swedish, if it was.
        "prose": lambda text, level=3: Markup(type(text)(prose(text, level))),
        "one_line": lambda text: Markup(" ".join(str(escape(text)).split())),
    }
    return Renderer(language, words, addresses, environment)


def _kept(folder: Path) -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept; nowhere, if the folder can't be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def escape_markdown(text: str) -> Markup:
    """Text that Markdown shows as it is."""
    return Markup(_SPECIAL.sub(r"\\\1", str(escape(text))))


def mark_code(text: str) -> Markup:
    """Text as HTML, what stands between backticks as code."""
    return Markup(_BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))


def _one_block(html: str) -> str:
    """HTML without blank lines and indentation, so that Markdown takes it as one block."""
    return _INDENTATION.sub("\n", html).strip()
