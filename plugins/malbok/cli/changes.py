"""`malbok diff`: what a change does to the published site."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from malbok.cli.shaping import (
    WRONG_DATA,
    WRONG_USE,
    make_command,
    say_problems,
    site_url_option,
)
from malbok.language import N_, Language


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    base = click.Argument(["base"], metavar=words.text(N_("BASE")))
    head = click.Argument(["head"], required=False, metavar=words.text(N_("[HEAD]")))
    site_url = site_url_option(
        words,
        words.text(N_("the address of the public site, for links; otherwise MALBOK_SITE_URL")),
    )
    return make_command(words, name, summary, diff, base, head, site_url)


def diff(root: Path, words: Language, base: str, head: str | None, site_url: str) -> int:
    """Print what the change from BASE to HEAD does, as Markdown; 1 if it can't be approved as it is.

    Each is a folder, or a branch, tag or commit of git. HEAD is the project as it lies in its
    folder, unless another is named.
    """
    from malbok.changes.compared import compare, comparison_notes
    from malbok.changes.git import VersionError, is_behind, unjudged, version_folder
    from malbok.changes.text import changes_text

    try:
        with (
            version_folder(root, base) as before,
            nullcontext(root) if head is None else version_folder(root, head) as after,
        ):
            compared = compare(before, after, words)
            notes = comparison_notes(
                compared,
                words,
                is_behind=is_behind(root, base, head),
                unjudged=unjudged(root, base, head),
            )
    except VersionError as error:
        click.echo(error.said(words), err=True)
        return WRONG_USE
    click.echo(changes_text(compared, words, site_url=site_url, notes=notes), nl=False)
    if not compared.errors:
        return 0
    say_problems(root, compared.errors, compared.lines, words)
    return WRONG_DATA
