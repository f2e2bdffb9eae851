"""`malbok advise`: what the language rules say of a goal's wording."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malbok.cli.shaping import (
    format_option,
    make_command,
    site_url_option,
    style_for,
    wrong,
)
from malbok.language import N_, Language

if TYPE_CHECKING:
    from malbok.wording import Advice, Sentence, Strength

LONGEST = 5000
"""A goal with more characters than this is no goal but a document."""


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    text = words.text
    value = text(N_("VALUE"))
    options: tuple[click.Parameter, ...] = (
        click.Argument(["goal"], metavar=text(N_("GOAL"))),
        click.Option(
            ["--type", "goal_type"], metavar=value, help=text(N_("the type of goal, as result"))
        ),
        click.Option(["--level"], metavar=value, help=text(N_("who words the goal, as committee"))),
        click.Option(
            ["--with", "fields"],
            multiple=True,
            metavar=value,
            help=text(N_("what stands beside the sentence, as period; may be given several times")),
        ),
        format_option(words, "text", "json"),
        site_url_option(words, text(N_("where the site lies, for links to what a rule means"))),
    )
    return make_command(words, name, summary, advise, *options)


def advise(
    root: Path,
    words: Language,
    *,
    goal: str,
    goal_type: str | None = None,
    level: str | None = None,
    fields: Sequence[str] = (),
    form: str = "text",
    site_url: str = "",
) -> int:
    """Print the advice on a wording, which is read from standard input where it is `-`.

    Words that the project at `root` explains in its glossary count as known, if there is a project.
    """
    from malbok import wording
    from malbok.reading.content import language_rules_at
    from malbok.wording.declaration import LEVELS, TYPES

    sentence = wording.Sentence(
        _wording(goal, words),
        _one_of(TYPES, goal_type, words),
        _one_of(LEVELS, level, words),
        frozenset(
            name
            for given in fields
            for name in given.split(",")
            if _one_of(wording.FIELDS, name, words)
        ),
        glossary=_glossary(root),
    )
    found = wording.advise(sentence, wording.rules())
    page = language_rules_at(root)
    if form == "json":
        records = [_record(one, page, site_url) for one in found]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        strong = wording.strengths(sentence, wording.rules())
        click.echo("\n".join(_said(sentence, found, strong, words, page, site_url)))
    return 0


def _wording(given: str, words: Language) -> str:
    if given == "-":
        from malbok.encodings import decoded

        read = decoded(sys.stdin.buffer.read(4 * LONGEST + 1))
        if read is None:
            raise wrong(words.text(N_("What was read isn't text in UTF-8.")))
        given = read.text
    from unicodedata import normalize

    text = normalize("NFC", given).strip()
    if not text:
        raise wrong(words.text(N_("There is no text. Write the goal in quotation marks.")))
    if len(text) > LONGEST:
        message = N_("The text has more than {limit} characters. Give one goal at a time.")
        raise wrong(words.text(message, limit=words.number(LONGEST)))
    return text


def _one_of(known: Sequence[str], given: str | None, words: Language) -> str | None:
    """The value if it is known. Raises click.UsageError, with what can be written instead."""
    if given is None or given in known:
        return given
    message = N_("“{value}” is none of {allowed}.")
    raise wrong(words.text(message, value=given, allowed=", ".join(known)))


def _glossary(root: Path) -> tuple[str, ...]:
    if not (root / "data").is_dir():
        return ()
    from malbok.reading import read_project

    project = read_project(root, only=()).project
    return project.organisation.known_words if project else ()


def _record(advice: Advice, page: str, site_url: str) -> dict[str, object]:
    from malbok.printing import rule_address

    return {
        "rule": advice.rule,
        "start": advice.start,
        "end": advice.end,
        "passage": advice.passage,
        "message": advice.message,
        "question": advice.question,
        "doc_url": site_url + rule_address(advice.rule, page),
    }


def _said(
    sentence: Sentence,
    found: Sequence[Advice],
    strong: Sequence[Strength],
    words: Language,
    page: str,
    site_url: str,
) -> Iterator[str]:
    """The advice for people: each passage marked in the sentence, then what is good."""
    from malbok.printing import printable, rule_address, window
    from malbok.problems import Place

    style = style_for(sys.stdout)
    for one in found:
        shown, before, width = window(sentence.text, Place("", 1, one.start + 1, 1, one.end + 1))
        yield f"  {shown}"
        yield f"  {' ' * before}{style('^' * width, fg='cyan')}"
        yield f"{style(one.rule, bold=True)}: {printable(one.message)}"
        if one.question:
            yield f"     {printable(one.question)}"
        yield f"     {site_url}{rule_address(one.rule, page)}"
        yield ""
    if not found:
        yield words.text(N_("There is no advice on this wording."))
    for message in dict.fromkeys(one.message for one in strong):
        yield f"+ {printable(message)}"
