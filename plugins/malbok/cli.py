"""The command line. Every command takes `--project DIR` and `--lang sv|en`, and helps in both.

Exit status: 0 all is well, 1 errors in the data or in the built site, 2 wrong use of the command.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast, get_args

import click

from malbok import __version__
from malbok.addresses import Addresses
from malbok.assessment import GoalAssessment
from malbok.checks import check as check_reading
from malbok.engine import CHART_CACHE, make_site, view
from malbok.language import N_, Language, LanguageCode, capital, language
from malbok.manifest import ManifestError, check_site
from malbok.model import Audience, Comparator
from malbok.problems import DataError, MalbokError, Problem, Severity, errors, in_file_order
from malbok.progress import charts_progress
from malbok.reading import load_project, read_project
from malbok.staging import NotAStageError
from malbok.staging import stage as write_stage

DEFAULT_LANGUAGE: LanguageCode = "sv"
WRONG_DATA, WRONG_USE = 1, 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console or file that isn't UTF-8
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = language(_language_code(given, os.environ))
    try:
        status = commands(words).main(given, prog_name="malbok", standalone_mode=False)
    except click.exceptions.Abort:
        status = WRONG_USE
    except click.ClickException as error:
        click.echo(_wrong_use(error, words), err=True)
        status = WRONG_USE
    except DataError as error:
        _print_problems(error.problems, words)
        status = WRONG_DATA
    except MalbokError as error:
        click.echo(str(error), err=True)
        status = WRONG_DATA
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        status = WRONG_DATA
    sys.exit(status if isinstance(status, int) else 0)


def commands(words: Language) -> click.Group:
    """All commands, with their help in one language."""
    text = words.text
    group = _Group(
        words,
        name="malbok",
        help=text(N_("Write good goals, follow them up with figures, and show how it goes.")),
        params=[_language_option(words), _version_option(words)],
    )

    def command(name: str, summary: str, *params: click.Parameter) -> Callable[[Any], Any]:
        shared = [_project_option(words), _language_option(words)]

        def add(run: Callable[..., int]) -> Callable[..., int]:
            def callback(project: str, lang: str, **options: Any) -> int:
                del lang  # already in force: see `_language_code`
                return run(Path(project).resolve(), words, **options)

            made = _Localised(words, name=name, help=text(summary), params=[*params, *shared])
            made.callback = callback
            group.add_command(made)
            return run

        return add

    command("check", N_("Look for errors in data and handbook, without building anything."))(check)
    command(
        "status",
        N_("Print the status of each goal, and the rule that gave it."),
        _as_of_option(words),
        _audience_option(words, Audience.INTRANET),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json"]),
            default="text",
            help=text(N_("text for people, json for programs")),
        ),
    )(status)
    command(
        "stage",
        N_("Write the site as plain Markdown files, for any site generator."),
        click.Argument(["folder"], type=click.Path(file_okay=False), metavar=words.text(N_("DIR"))),
        _as_of_option(words),
        _audience_option(words, Audience.PUBLIC),
    )(stage)
    command(
        "check-site",
        N_("Check that a built site has every page it must have."),
        click.Argument(["folder"], type=click.Path(file_okay=False), metavar=words.text(N_("DIR"))),
        click.Option(
            ["--manifest", "manifest_file"],
            type=click.Path(dir_okay=False),
            metavar=words.text(N_("FILE")),
            help=text(N_("the list of pages; without it, the one in the site")),
        ),
    )(check_built_site)
    return group


def check(root: Path, words: Language) -> int:
    """Say all that is wrong with a project; 1 if anything is an error."""
    reading = read_project(root)
    problems = in_file_order((*reading.problems, *check_reading(reading)))
    _print_problems(problems, words)
    if errors(problems):
        return WRONG_DATA
    if reading.project:
        click.echo(
            words.text(
                N_("No errors in {goals} goals and {indicators} indicators."),
                goals=words.number(len(reading.project.goals)),
                indicators=words.number(len(reading.project.indicators)),
            )
        )
    return 0


def status(root: Path, words: Language, as_of: date | None, audience: str, form: str) -> int:
    """Print each goal's status and the rule that gave it."""
    viewer = view(load_project(root), Audience(audience), as_of, language_code=words.code)
    if form == "json":
        records = [_status_record(a) for a in viewer.assessments.values()]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return 0
    for goal in viewer.project.goals.values():
        link = viewer.goal_link(goal)
        click.echo(f"{capital(link.status.word)}: {goal.title} ({goal.id})")
        click.echo(f"    {link.sentence} {link.basis}".rstrip())
    return 0


def stage(root: Path, words: Language, folder: str, as_of: date | None, audience: str) -> int:
    """Write the site's records as Markdown files."""
    project = load_project(root)
    addresses = Addresses()
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


def check_built_site(root: Path, words: Language, folder: str, manifest_file: str | None) -> int:
    """Say which pages and files a built site lacks; 1 if it lacks any."""
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


def _status_record(assessment: GoalAssessment) -> dict[str, Any]:
    return {
        "goal": assessment.goal,
        "status": assessment.status.value,
        "rule": assessment.rule.value,
        "targets": [
            {
                "indicator": t.target.indicator,
                "period": str(t.outcome.period) if t.outcome else None,
                "outcome": _json_number(t.outcome.value) if t.outcome else None,
                "target": [_json_number(t.target.lower), _json_number(t.target.upper)]
                if t.target.comparator is Comparator.BETWEEN
                else _json_number(t.target.value),
                "status": t.status.value,
            }
            for t in assessment.targets
        ],
    }


def _json_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _print_problems(problems: Sequence[Problem], words: Language) -> None:
    for problem in problems:
        click.echo(problem.line(words), err=True)
    count = len([p for p in problems if p.kind.severity is Severity.ERROR])
    if count:
        click.echo(
            words.plural("{n} error in the data.", "{n} errors in the data.", count), err=True
        )


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


class _Date(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise click.BadParameter(str(value), ctx=ctx, param=param) from None


def _project_option(words: Language) -> click.Option:
    return click.Option(
        ["--project"],
        type=click.Path(file_okay=False),
        default=".",
        metavar=words.text(N_("DIR")),
        help=words.text(N_("the folder with data/ and content/; without it, this folder")),
    )


def _language_option(words: Language) -> click.Option:
    return click.Option(
        ["--lang"],
        type=click.Choice(get_args(LanguageCode)),
        default=words.code,
        help=words.text(N_("the language of messages and help: sv or en")),
    )


def _version_option(words: Language) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
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


def _as_of_option(words: Language) -> click.Option:
    return click.Option(
        ["--as-of"],
        type=_Date(),
        metavar=words.text(N_("DATE")),
        help=words.text(
            N_("the day to assess on, as 2026-03-31; without it, as_of in organisation.yml")
        ),
    )


def _audience_option(words: Language, default: Audience) -> click.Option:
    return click.Option(
        ["--audience"],
        type=click.Choice([a.value for a in Audience]),
        default=default.value,
        help=words.text(N_("public: only what is public; intranet: everything")),
    )


def _wrong_use(error: click.ClickException, words: Language) -> str:
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


class _Localised(click.Command):
    """A command whose own words (usage, options, help) come from the catalogue too."""

    def __init__(self, words: Language, **settings: Any) -> None:
        super().__init__(**settings)
        self.words = words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = self.words.text(N_("show this help and leave"))
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = self.words.text(N_("Usage:")) + " "
        formatter.write_usage(ctx.command_path, pieces, prefix=prefix)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        options = self.words.text(N_("[OPTIONS]"))
        command = self.words.text(N_("COMMAND [OPTIONS]"))
        known = {"[OPTIONS]": options, "COMMAND [ARGS]...": command}
        return [known.get(piece, piece) for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [r for p in options if (r := p.get_help_record(ctx))]
        with formatter.section(self.words.text(N_("Options"))):
            formatter.write_dl(records)


class _Group(_Localised, click.Group):
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, command.help or "") for name, command in sorted(self.commands.items())]
        with formatter.section(self.words.text(N_("Commands"))):
            formatter.write_dl(rows)


if __name__ == "__main__":
    main()
