"""The command line: `malbok COMMAND`. Commands hold no logic of their own.

Exit status: 0 when all is well, 1 when the data are wrong, 2 when the command is.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast, get_args

import click

from malbok.cli.shaping import (
    WRONG_DATA,
    WRONG_USE,
    LocalisedGroup,
    language_option,
    wrong_use,
)
from malbok.language import N_, Language, LanguageCode, language
from malbok.problems import MalbokError

DEFAULT_LANGUAGE: LanguageCode = "sv"

COMMANDS: dict[str, tuple[str, str]] = {
    "advise": ("advising", N_("Get advice on how a goal is worded.")),
    "check": ("checking", N_("Look for errors in data and handbook, without building anything.")),
    "check-site": ("site", N_("Check that a built site has every page it must have.")),
    "diff": ("changes", N_("Tell what a change does to the published site.")),
    "explain": ("explaining", N_("Explain an error code, with an example.")),
    "fmt": ("formatting", N_("Put right what is unambiguous, in place.")),
    "import": ("importing", N_("Take outcomes from a spreadsheet.")),
    "new": ("starting", N_("Begin a goal, an indicator or a report.")),
    "readability": ("readability", N_("Measure how easy the handbook's pages are to read.")),
    "report": ("reports", N_("Freeze a report, write it as PDF, and pack it for the archive.")),
    "schema": ("schemas", N_("Write the schemas that help editors fill in the files.")),
    "stage": ("stage", N_("Write the site as plain Markdown files, for any site generator.")),
    "status": ("status", N_("Print the status of each goal, and the rule that gave it.")),
}
"""Each command's module in this package, imported only when the command is used, and summary."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console or file that isn't UTF-8
    # Looking for plugins of pydantic's, of which malbok has none, takes a tenth of a short command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = language(_language_code(given, os.environ))
    try:
        status = commands(words).main(given, prog_name="malbok", standalone_mode=False)
    except click.exceptions.Abort:
        status = WRONG_USE
    except click.ClickException as error:
        click.echo(wrong_use(error, words), err=True)
        status = WRONG_USE
    except MalbokError as error:
        click.echo(str(error), err=True)
        status = WRONG_DATA
    except BrokenPipeError:
        status = WRONG_DATA  # whoever reads what is said has stopped reading
    except OSError as error:
        from malbok.cli.failures import failure_said

        click.echo(failure_said(error, words), err=True)
        status = WRONG_DATA
    sys.exit(status if isinstance(status, int) else 0)


def commands(words: Language) -> click.Group:
    """All commands, with their help in one language."""
    return _Commands(
        words,
        name="malbok",
        help=words.text(N_("Write good goals, follow them up with figures, and show how it goes.")),
        params=[language_option(words), _version_option(words)],
    )


class _Commands(LocalisedGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, summary = COMMANDS[cmd_name]
        made = import_module(f"malbok.cli.{module}").command(self.words, cmd_name, summary)
        return cast("click.Command", made)

    def summaries(self, ctx: click.Context) -> list[tuple[str, str]]:
        return [(name, self.words.text(summary)) for name, (_, summary) in COMMANDS.items()]


def _language_code(arguments: Sequence[str], environment: Any) -> LanguageCode:
    """The language asked for by `--lang` or MALBOK_LANG; needed before the help is written."""
    asked = [environment.get("MALBOK_LANG", "")]
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked.append(argument.partition("=")[2])
        elif argument == "--lang" and index + 1 < len(arguments):
            asked.append(arguments[index + 1])
    known = [code for code in asked if code in get_args(LanguageCode)]
    return cast("LanguageCode", known[-1]) if known else DEFAULT_LANGUAGE


def _version_option(words: Language) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            from malbok import __version__

            click.echo(f"malbok {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
        help=words.text(N_("show the version and leave")),
    )
