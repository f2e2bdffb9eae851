"""`malbok check-site`: whether a built site has every page it must have."""

from __future__ import annotations

from pathlib import Path

import click

from malbok.cli.shaping import WRONG_DATA, make_command
from malbok.language import N_, Language


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    folder = click.Argument(
        ["folder"], type=click.Path(file_okay=False), metavar=words.text(N_("DIR"))
    )
    manifest = click.Option(
        ["--manifest", "manifest_file"],
        type=click.Path(dir_okay=False),
        metavar=words.text(N_("FILE")),
        help=words.text(N_("the list of pages; without it, the one in the site")),
    )
    return make_command(words, name, summary, check_built_site, folder, manifest)


def check_built_site(root: Path, words: Language, folder: str, manifest_file: str | None) -> int:
    """Say which pages and files a built site lacks; 1 if it lacks any."""
    from malbok.manifest import ManifestError, check_site

    del root
    try:
        count, lacks = check_site(Path(folder), Path(manifest_file) if manifest_file else None)
    except ManifestError as error:
        click.echo(words.text(N_("There is no usable manifest at {path}."), path=error), err=True)
        return WRONG_DATA
    for lack in lacks:
        message = (
            N_("{address}: the page is there but lacks its heading “{title}”.")
            if lack.is_there
            else N_("{address}: missing.")
        )
        click.echo(words.text(message, address=lack.address or "/", title=lack.title), err=True)
    if lacks:
        message = N_("{lacking} of {count} pages and files are missing or wrong.")
        lacking = words.number(len(lacks))
        click.echo(words.text(message, lacking=lacking, count=words.number(count)), err=True)
        return WRONG_DATA
    message = N_("All {count} pages and files are there.")
    click.echo(words.text(message, count=words.number(count)))
    return 0
