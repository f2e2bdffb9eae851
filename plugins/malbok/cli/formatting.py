"""`malbok fmt`: put right what is unambiguous, in place."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malbok.cli.shaping import WRONG_DATA, make_command, shown, wrong
from malbok.language import N_, Language

if TYPE_CHECKING:
    from malbok.formatting import Formatted


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    options = (
        click.Argument(
            ["files"], nargs=-1, type=click.Path(path_type=Path), metavar=words.text(N_("[FILE…]"))
        ),
        click.Option(
            ["--check", "only_look"],
            is_flag=True,
            help=words.text(N_("change nothing, only list the files that would be changed")),
        ),
    )
    return make_command(words, name, summary, fmt, *options)


def fmt(root: Path, words: Language, files: Sequence[Path], only_look: bool) -> int:
    """Put the project's files, or those asked for, in house form and tell what was done.

    1 if a file can't be written or, where it is only to look, would be changed.
    """
    from malbok.formatting import NotFormattedError, Outcome, format_project, summary_said

    try:
        done = format_project(root, files or None, write=not only_look)
    except NotFormattedError as error:
        message = N_("{path} is not a file of the project that can be put right.")
        raise wrong(words.text(message, path=error)) from None
    for file in done:
        _say(root, file, words, err=file.outcome is Outcome.FAILED)
    click.echo(summary_said(done, words, written=not only_look))
    bad = {Outcome.FAILED, Outcome.CHANGED} if only_look else {Outcome.FAILED}
    return WRONG_DATA if bad & {file.outcome for file in done} else 0


def fix(root: Path, words: Language, files: Sequence[Path]) -> None:
    """What `check --fix` does first: the same, without the files that have no house form. What was
    done is told where errors are told, so that programs can read what `check` says.
    """
    from malbok.formatting import NotFormattedError, format_project

    done: list[Formatted] = []
    chosen: list[Sequence[Path] | None] = [[file] for file in files] or [None]
    for some in chosen:
        with suppress(NotFormattedError):
            done += format_project(root, some)
    for file in done:
        _say(root, file, words, err=True)


def _say(root: Path, file: Formatted, words: Language, *, err: bool) -> None:
    """Tell what was done with a file, if anything."""
    from malbok.formatting import file_said

    if said := file_said(replace(file, path=shown(root, file.path)), words):
        click.echo(said, err=err)
