"""`malbok schema`: the schemas that help editors fill in the files."""

from __future__ import annotations

from pathlib import Path

import click

from malbok.cli.shaping import WRONG_DATA, make_command
from malbok.language import N_, Language


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    folder = click.Argument(
        ["folder"],
        type=click.Path(file_okay=False),
        default="",
        metavar="[" + words.text(N_("DIR")) + "]",
    )
    check = click.Option(
        ["--check"],
        is_flag=True,
        help=words.text(N_("write nothing, but say which files are out of date")),
    )
    return make_command(words, name, summary, schemas, folder, check)


def schemas(root: Path, words: Language, folder: str, check: bool) -> int:
    """Write the schemas to a folder, or (`check`) say which of them are out of date; 1 if any is."""
    from malbok.reading.files import shown_path
    from malbok.replacing import replace_file
    from malbok.schemas import FOLDER, schema_bytes, stale

    target = Path(folder).resolve() if folder else root / FOLDER
    names = stale(target, words)
    if check:
        for name in names:
            said = words.text(N_("{path} is out of date."), path=shown_path(root, target / name))
            click.echo(said, err=True)
        if names:
            click.echo(words.text(N_("Write the schemas anew: malbok schema")), err=True)
        return WRONG_DATA if names else 0
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        replace_file(target / name, schema_bytes(name.removesuffix(".json"), words))
        click.echo(words.text(N_("{path} is written."), path=shown_path(root, target / name)))
    if not names:
        click.echo(
            words.text(N_("All schemas in {path} are up to date."), path=shown_path(root, target))
        )
    return 0
