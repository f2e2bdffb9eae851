"""`malbok check`: all that is wrong with a project, or with some of its files."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from malbok.cli.shaping import (
    WRONG_DATA,
    audience_option,
    folder_shown,
    format_option,
    make_command,
    site_url_option,
    style_for,
    wrong,
)
from malbok.language import N_, Language


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    text = words.text
    options: tuple[click.Parameter, ...] = (
        click.Argument(
            ["files"], nargs=-1, type=click.Path(path_type=Path), metavar=text(N_("[FILE…]"))
        ),
        format_option(words, "text", "json", "github", "gitlab", "sarif"),
        audience_option(words, "intranet"),
        click.Option(["--fix"], is_flag=True, help=text(N_("first put right what is unambiguous"))),
        site_url_option(words, text(N_("where the site lies, for links to what a code means"))),
    )
    return make_command(words, name, summary, check, *options)


def check(
    root: Path,
    words: Language,
    *,
    files: Sequence[Path] = (),
    form: str = "text",
    audience: str = "intranet",
    fix: bool = False,
    site_url: str = "",
) -> int:
    """Say all that is wrong with a project, or with those of its files; 1 if anything is an error.

    Files are given relative to the working folder. With them, only what they say themselves is
    looked at, and whether what they name exists. For the public, warnings and advice on what only
    the intranet shows are left out; errors aren't, as they stop every build.
    """
    gc.disable()  # what is read is needed to the end, and looking for garbage takes a tenth longer

    from malbok.checks import all_problems
    from malbok.checks.wording import advice_on_wording
    from malbok.embeds import language_rules_page
    from malbok.faults import listing
    from malbok.kinds import Severity
    from malbok.printing import FAULTS, FORMS, Report
    from malbok.problems import errors, in_file_order
    from malbok.reading import read_project
    from malbok.reading.files import shown_path

    asked = [path.resolve() for path in files]
    if missing := next((path for path in files if not path.is_file()), None):
        raise wrong(words.text(N_("There is no file {path}."), path=missing))
    if asked and not (root / "data").is_dir():
        message = N_(
            "There is no project here. Go to its folder, or say where it is: --project DIR"
        )
        raise wrong(words.text(message))
    parts = (root / "data", root / "content")
    if stranger := next((p for p in asked if not any(map(p.is_relative_to, parts))), None):
        message = N_("{path} is neither in data/ nor in content/ of the project.")
        raise wrong(words.text(message, path=shown_path(root, stranger)))
    if fix:
        from malbok.cli.formatting import fix as put_right

        put_right(root, words, asked)
    data = root / "data"
    only = asked if asked and all(path.is_relative_to(data) for path in asked) else None
    reading = read_project(root, only=only)
    problems = in_file_order((*all_problems(reading), *advice_on_wording(reading)))
    if asked:
        names = {shown_path(root, path) for path in asked}
        problems = tuple(p for p in problems if p.place.path in names)
    if audience == "public" and reading.project:
        from malbok.audience import inside_files

        hidden = inside_files(reading.project)
        problems = tuple(
            p for p in problems if p.kind.severity is Severity.ERROR or p.place.path not in hidden
        )
    listed = listing(reading.project) if reading.project else None
    report = Report(
        problems,
        reading.lines(problems),
        words,
        site_url,
        listing=listed.path if listed else FAULTS,
        language_rules=language_rules_page(reading.project.content if reading.project else ()),
        folder=folder_shown(root),
        style=style_for(sys.stdout),
    )
    said = FORMS[form](report)
    if said:
        click.echo(said)
    if errors(problems):
        return WRONG_DATA
    if form == "text" and not asked and reading.project:
        from malbok.audience import for_audience
        from malbok.model import Audience

        seen = for_audience(reading.project, Audience(audience))
        click.echo(
            words.text(
                N_("No errors in {goals} goals and {indicators} indicators."),
                goals=words.number(len(seen.goals)),
                indicators=words.number(len(seen.indicators)),
            )
        )
    elif form == "text" and not problems:
        click.echo(words.text(N_("No errors.")))
    return 0
