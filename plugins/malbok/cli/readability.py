"""`malbok readability`: how easy the handbook's pages are to read. A report, never a failure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from malbok.cli.shaping import format_option, make_command
from malbok.language import N_, Language

if TYPE_CHECKING:
    from malbok.problems import Problem
    from malbok.readability import Measured

SHOWN = 70
"""How many characters of a long sentence are shown."""


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    return make_command(words, name, summary, readability, format_option(words, "text", "json"))


def readability(root: Path, words: Language, form: str) -> int:
    """Print what was measured on each page of content/, the heaviest first."""
    from malbok.readability import measured
    from malbok.reading.content import read_content

    folder = root / "content"
    if not folder.is_dir() and form == "text":
        click.echo(
            words.text(N_("There is no folder content/ in the project, so no pages to measure."))
        )
        return 0
    problems: list[Problem] = []
    read, _, _ = read_content(root, folder, problems)
    pages = measured(read)
    if form == "json":
        click.echo(json.dumps([_record(page) for page in pages], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_report(pages, words)))
    return 0


def _record(page: Measured) -> dict[str, Any]:
    return {
        "path": page.file,
        "lix": page.lix,
        "words": page.words,
        "sentences": page.sentences,
        "long_words": page.long_words,
        "heavy_words": [
            {"line": found.line, "word": found.word, "instead": found.instead}
            for found in page.heavy_words
        ],
        "long_sentences": [
            {"line": found.line, "words": found.words, "text": found.text}
            for found in page.long_sentences
        ],
    }


def _report(pages: tuple[Measured, ...], words: Language) -> Iterator[str]:
    from malbok.readability import LONG_SENTENCE, TARGET

    heavy = [page for page in pages if page.is_heavy]
    counted = words.plural("{n} page", "{n} pages", len(pages))
    yield words.text(
        N_("Readability of {pages}. Each is to have a LIX below {target}."),
        pages=counted,
        target=words.number(TARGET),
    )
    if heavy:
        yield words.plural("{n} page has more:", "{n} pages have more:", len(heavy))
        yield from (f"  {page.file}: LIX {words.number(round(page.lix))}" for page in heavy)
    elif pages:
        yield words.text(N_("All have."))
    if pages:
        yield ""
        yield from _table(pages, words)
    if any(page.heavy_words for page in pages):
        yield ""
        yield words.text(N_("Words that klarspråk advises against:"))
    for page in pages:
        for found in page.heavy_words:
            yield f"  {page.file}:{found.line}: {found.word} → {found.instead}"
    if any(page.long_sentences for page in pages):
        yield ""
        yield words.text(N_("Sentences over {n} words:"), n=words.number(LONG_SENTENCE))
    for page in pages:
        for sentence in page.long_sentences:
            shown = sentence.text if len(sentence.text) <= SHOWN else f"{sentence.text[:SHOWN]}…"
            yield f"  {page.file}:{sentence.line}: {words.number(sentence.words)}: {shown}"


def _table(pages: tuple[Measured, ...], words: Language) -> Iterator[str]:
    others = (N_("words"), N_("long sentences"), N_("heavy words"), N_("page"))
    headings = ["LIX", *map(words.text, others)]
    rows = [
        (round(page.lix), page.words, len(page.long_sentences), len(page.heavy_words), page.file)
        for page in pages
    ]
    widths = [
        max(len(heading), *(len(str(row[n])) for row in rows))
        for n, heading in enumerate(headings[:-1])
    ]
    for row in (headings, *rows):
        numbers = (str(cell).rjust(width) for cell, width in zip(row, widths, strict=False))
        yield "  ".join((*numbers, str(row[-1])))
