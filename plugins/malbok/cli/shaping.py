"""How a command is made: its words from the catalogue, the options that all share, how it tells
what is wrong and which status it leaves with.

click's own words (usage, options, help, errors) are said in the reader's language too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, get_args

import click

from malbok.language import N_, Language, LanguageCode

if TYPE_CHECKING:
    from malbok.printing import Style
    from malbok.problems import Problem

WRONG_DATA, WRONG_USE = 1, 2
"""Exit statuses: the data are wrong, or the command is. All is well is 0."""

Run = Callable[..., int]


def make_command(
    words: Language, name: str, summary: str, run: Run, *params: click.Parameter
) -> click.Command:
    """A command that calls `run(root, words, **options)`, which gives the exit status. A DataError is
    said, with status 1."""

    def callback(project: str, lang: str, **options: Any) -> int:
        del lang  # already in force: see `malbok.cli.main`
        from malbok.problems import DataError

        root = Path(project).resolve()
        try:
            return run(root, words, **options)
        except DataError as error:
            say_problems(root, error.problems, error.lines, words)
            return WRONG_DATA

    shared = [project_option(words), language_option(words)]
    command = Localised(words, name=name, help=words.text(summary), params=[*params, *shared])
    command.callback = callback
    return command


def say_problems(
    root: Path,
    problems: Sequence[Problem],
    lines: Mapping[str, Sequence[str]],
    words: Language,
) -> None:
    """Say problems of the project at `root` where errors are said; `lines` are those of its files."""
    from malbok.printing import Report, as_text

    folder, style = folder_shown(root), style_for(sys.stderr)
    click.echo(as_text(Report(problems, lines, words, folder=folder, style=style)), err=True)


def style_for(stream: TextIO) -> Style:
    """How what is written there is coloured: not at all where nobody sees it or wants it."""
    from malbok.printing import unstyled

    if stream.isatty() and "NO_COLOR" not in os.environ:
        return click.style
    return unstyled


def folder_shown(root: Path) -> str:
    """The way to the project from the working folder, if it lies below that; otherwise empty."""
    here = Path.cwd().resolve()
    return root.relative_to(here).as_posix() if here in root.parents else ""


def shown(root: Path, path: str) -> str:
    """The path of a file of the project as all commands show it: it leads there from the working
    folder, if the project lies below that."""
    folder = folder_shown(root)
    return f"{folder}/{path}" if folder else path


class Localised(click.Command):
    """A command whose own words (usage, options, help) come from the catalogue too."""

    def __init__(self, words: Language, **settings: Any) -> None:
        super().__init__(**settings)
        self.words = words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in the reader's language."""
        option = super().get_help_option(ctx)
        if option:
            option.help = self.words.text(N_("show this help and leave"))
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how the command is written."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = self.words.text(N_("Usage:")) + " "
        formatter.write_usage(ctx.command_path, pieces, prefix=prefix)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of that line."""
        pieces = super().collect_usage_pieces(ctx)
        options = self.words.text(N_("[OPTIONS]"))
        command = self.words.text(N_("COMMAND [OPTIONS]"))
        known = {"[OPTIONS]": options, "COMMAND [ARGS]...": command}
        return [known.get(piece, piece) for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, one to a line."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [r for p in options if (r := p.get_help_record(ctx))]
        with formatter.section(self.words.text(N_("Options"))):
            formatter.write_dl(records)


class LocalisedGroup(Localised, click.Group):
    """A group of commands, with its list of them in the reader's language."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and the commands below them."""
        super().format_options(ctx, formatter)
        with formatter.section(self.words.text(N_("Commands"))):
            formatter.write_dl(self.summaries(ctx))

    def summaries(self, ctx: click.Context) -> list[tuple[str, str]]:
        """The name of each command and what it does."""
        del ctx
        return [(name, command.help or "") for name, command in sorted(self.commands.items())]


class Day(click.ParamType[date]):
    """A date as 2026-03-31."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Read the date. Raises click.BadParameter."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise click.BadParameter(str(value), ctx=ctx, param=param) from None


def site_url_option(words: Language, purpose: str) -> click.Option:
    """`--site-url ADDRESS`: with a final slash, or empty where none is given."""

    def with_slash(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            message = N_("The address “{address}” must begin with https:// or http://.")
            raise wrong(words.text(message, address=value))
        return f"{value.rstrip('/')}/" if value else ""

    return click.Option(
        ["--site-url"],
        envvar="MALBOK_SITE_URL",
        default="",
        metavar=words.text(N_("ADDRESS")),
        help=purpose,
        callback=with_slash,
    )


def project_option(words: Language) -> click.Option:
    """`--project DIR`."""
    return click.Option(
        ["--project"],
        type=click.Path(file_okay=False),
        default=".",
        metavar=words.text(N_("DIR")),
        help=words.text(N_("the folder with data/ and content/; without it, this folder")),
    )


def language_option(words: Language) -> click.Option:
    """`--lang sv|en`."""
    return click.Option(
        ["--lang"],
        type=click.Choice(get_args(LanguageCode)),
        default=words.code,
        help=words.text(N_("the language of messages and help: sv or en")),
    )


def as_of_option(words: Language) -> click.Option:
    """`--as-of DATE`."""
    return click.Option(
        ["--as-of"],
        type=Day(),
        metavar=words.text(N_("DATE")),
        help=words.text(
            N_("the day to assess on, as 2026-03-31; without it, as_of in organisation.yml")
        ),
    )


def audience_option(words: Language, default: str) -> click.Option:
    """`--audience public|intranet`."""
    return click.Option(
        ["--audience"],
        type=click.Choice(["public", "intranet"]),
        default=default,
        help=words.text(N_("public: only what is public; intranet: everything")),
    )


def format_option(words: Language, *forms: str) -> click.Option:
    """`--format`, the first of the forms unless another is asked for."""
    return click.Option(
        ["--format", "form"],
        type=click.Choice(forms),
        default=forms[0],
        help=words.text(N_("text for people, the others for programs")),
    )


def wrong(said: str) -> click.UsageError:
    """What to raise when a command is used in the wrong way, said in the reader's language."""
    return click.UsageError(said, ctx=click.get_current_context(silent=True))


def wrong_use(error: click.ClickException, words: Language) -> str:
    """What was wrong with the command, in the reader's language."""
    text = words.text
    match error:
        case click.NoSuchOption():
            said = text(N_("There is no option {name}."), name=error.option_name)
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            said = text(N_("{name} is missing."), name=name or "?")
        case click.BadParameter():
            option = error.param.opts[0] if error.param else "?"
            said = text(N_("The value for {name} can't be used."), name=option)
        case click.BadOptionUsage():
            said = text(N_("{name} needs a value."), name=error.option_name)
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message()
        case click.UsageError() if "No such command" in error.message:
            said = text(N_("There is no such command."))
        case click.UsageError() if "extra argument" in error.message:
            said = text(N_("There is a word too many."))
        case _:
            said = error.format_message()
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "malbok"
    help_line = text(N_("Help: {command}"), command=f"{path} --help")
    return f"{said}\n{help_line}"
