"""`malbok stage`: the site's records as Markdown files, for any site generator."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from malbok.cli.shaping import (
    WRONG_USE,
    as_of_option,
    audience_option,
    make_command,
    site_url_option,
)
from malbok.language import N_, Language


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    folder = click.Argument(
        ["folder"], type=click.Path(file_okay=False), metavar=words.text(N_("DIR"))
    )
    site_url = site_url_option(
        words,
        words.text(N_("the site's address, for links in full; otherwise MALBOK_SITE_URL")),
    )
    options = (folder, as_of_option(words), audience_option(words, "public"), site_url)
    return make_command(words, name, summary, stage, *options)


def stage(
    root: Path, words: Language, folder: str, as_of: date | None, audience: str, site_url: str
) -> int:
    """Write the site's records as Markdown files."""
    from malbok.addresses import Addresses
    from malbok.engine import CHART_CACHE, make_site
    from malbok.model import Audience
    from malbok.progress import charts_progress
    from malbok.reading import load_project
    from malbok.staging import NotAStageError
    from malbok.staging import stage as write_stage

    project = load_project(root)
    addresses = Addresses(site=site_url)
    site = make_site(
        project,
        Audience(audience),
        as_of,
        addresses=addresses,
        language_code=words.code,
        chart_cache=root / CHART_CACHE,
        progress=charts_progress(words),
    )
    try:
        write_stage(site, addresses, root / "content", Path(folder).resolve(), words)
    except NotAStageError:
        click.echo(
            words.text(
                N_(
                    "{folder} holds other files. Choose an empty folder, or one that malbok staged."
                ),
                folder=folder,
            ),
            err=True,
        )
        return WRONG_USE
    click.echo(
        words.text(
            N_("{count} pages lie in {folder}."), count=words.number(len(site.pages)), folder=folder
        )
    )
    return 0
