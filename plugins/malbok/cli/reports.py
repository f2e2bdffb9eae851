"""`malbok report freeze|pdf|archive`: a report is frozen, printed, and packed for the archive."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malbok.cli.shaping import (
    WRONG_DATA,
    WRONG_USE,
    LocalisedGroup,
    Run,
    language_option,
    make_command,
    say_problems,
    shown,
    site_url_option,
    wrong,
)
from malbok.language import N_, Language, capital

if TYPE_CHECKING:
    from malbok.model import Project, Report
    from malbok.pages.views import Viewer
    from malbok.reading.project import Reading
    from malbok.reports.freezing import Freezing, RefusedError
    from malbok.reports.showing import Reported

PDF, ZIP = (b"%PDF-", ".pdf"), (b"PK", ".zip")
"""What files of a kind begin with, and how their names end."""

_SUMMARIES = {
    "freeze": N_("Freeze a report: from then on it says what it says today."),
    "pdf": N_("Write a report as PDF."),
    "archive": N_("Pack a frozen report for the archive: PDF, data and checksums in one ZIP file."),
}


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with one below it for each thing that is done with a report."""
    text = words.text
    group = LocalisedGroup(words, name=name, help=text(summary), params=[language_option(words)])
    site_url = site_url_option(
        words, text(N_("the site's address, for the links in the PDF; otherwise MALBOK_SITE_URL"))
    )
    dry_run = click.Option(
        ["--dry-run"], is_flag=True, help=text(N_("say what would be frozen, and write nothing"))
    )
    yes = click.Option(["--yes"], is_flag=True, help=text(N_("freeze without asking")))

    def output(says: str) -> click.Option:
        return click.Option(
            ["-o", "--output"],
            type=click.Path(path_type=Path),
            metavar=text(N_("FILE")),
            help=text(says),
        )

    below: dict[str, tuple[Run, tuple[click.Parameter, ...]]] = {
        "freeze": (freeze, (dry_run, yes)),
        "pdf": (
            pdf,
            (output(N_("the file to write; without it, ID.pdf in this folder")), site_url),
        ),
        "archive": (
            archive,
            (output(N_("the file to write; without it, ID.zip in this folder")), site_url),
        ),
    }
    for key, (run, options) in below.items():
        which = click.Argument(["report"], metavar="ID")
        group.add_command(make_command(words, key, text(_SUMMARIES[key]), run, which, *options))
    return group


def freeze(root: Path, words: Language, report: str, dry_run: bool, yes: bool) -> int:
    """Write a report's snapshot and make it published: both, or neither. In a terminal whoever freezes
    sees first what there is to say of the report, and is asked, for it is done once."""
    import gc

    gc.disable()  # what is read is needed to the end, and looking for garbage takes a tenth longer

    from malbok.reports.freezing import RefusedError, freezing
    from malbok.writing import ChangedMeanwhileError, OutsideError, put_in_place

    reading = _read(root, words, report)
    try:
        made = freezing(root, reading, report, date.today())
        if made.remarks:
            say_problems(root, made.remarks, reading.lines(made.remarks), words)
        asks = not (dry_run or yes) and sys.stdin.isatty()
        if dry_run or asks:
            click.echo("\n".join(_about(words, made, N_("Can be frozen: {title}, as of {day}."))))
        if dry_run:
            click.echo(words.text(N_("Nothing was written.")))
            return 0
        if asks and not _agreed(root, words, made):
            click.echo(words.text(N_("Nothing was written.")), err=True)
            return WRONG_USE
        put_in_place(root, made.files)
    except RefusedError as error:
        click.echo(_refused(root, words, error), err=True)
        return _nothing(words)
    except ChangedMeanwhileError as error:
        changed = N_("{path} was changed meanwhile. Run the command again.")
        click.echo(words.text(changed, path=shown(root, error.path)), err=True)
        return _nothing(words)
    except OutsideError as error:
        outside = N_("{path} is a link that leads out of the project.")
        click.echo(words.text(outside, path=shown(root, error.path)), err=True)
        return _nothing(words)
    if not asks:
        click.echo("\n".join(_about(words, made, N_("Frozen: {title}, as of {day}."))))
    click.echo("\n".join(_written(root, words, made)))
    return 0


def _agreed(root: Path, words: Language, made: Freezing) -> bool:
    """Whether the editor wants the report frozen, knowing what that comes to."""
    from malbok.cli.asking import agreed

    for file in made.files:
        click.echo(words.text(N_("To be written: {path}"), path=shown(root, file.path)))
    click.echo(
        words.text(
            N_(
                "A report is frozen once. When others have read it, it can't be changed, only corrected."
            )
        )
    )
    return agreed(words, N_("Shall I freeze it? [y/N]"))


def _about(words: Language, made: Freezing, text: str) -> Iterable[str]:
    """What is frozen, how its goals stand, and who may read it."""
    from malbok.model import Audience, Status

    snapshot = made.snapshot
    yield words.text(text, title=snapshot.title, day=words.date(snapshot.as_of))
    found = Counter(goal.status for goal in snapshot.goals)
    goals = words.plural("{n} goal", "{n} goals", len(snapshot.goals))
    said = [
        f"{snapshot.status_words[status]} {found[status]}" for status in Status if found[status]
    ]
    yield f"{capital(goals)}: {', '.join(said)}."
    if made.report.audience is Audience.INTRANET:
        yield words.text(N_("Only the intranet shows the report."))


def _written(root: Path, words: Language, made: Freezing) -> Iterable[str]:
    """Where what was frozen lies, and what comes next."""
    for file in made.files:
        yield words.text(N_("Written: {path}"), path=shown(root, file.path))
    yield words.text(N_("Checksum: {checksum}"), checksum=made.snapshot.checksum)
    yield words.text(
        N_(
            "Save both files in the version history. Next: malbok report pdf {id}, and once it is "
            "decided malbok report archive {id}."
        ),
        id=made.snapshot.id,
    )


def _nothing(words: Language) -> int:
    click.echo(words.text(N_("Nothing was written.")), err=True)
    return WRONG_DATA


def _refused(root: Path, words: Language, error: RefusedError) -> str:
    params = {
        name: words.date(value) if isinstance(value, date) else shown(root, str(value))
        for name, value in error.params.items()
    }
    return words.text(error.message, **params)


def pdf(root: Path, words: Language, report: str, output: Path | None, site_url: str) -> int:
    """Write a report as PDF. That of a draft says that it is one."""
    project = _checked(root, words, report)
    target = _target(words, output, report, PDF)
    found = _reported(project, report)
    return _write(words, target, _pdf(root, project, found, site_url))


def archive(root: Path, words: Language, report: str, output: Path | None, site_url: str) -> int:
    """Pack a frozen report with its data and checksums."""
    from malbok.language import language
    from malbok.problems import MalbokError
    from malbok.reports.archive import archive_bytes
    from malbok.reports.showing import REPORT_LANGUAGE

    project = _checked(root, words, report)
    target = _target(words, output, report, ZIP)
    found = _reported(project, report)
    if found.is_draft:
        message = N_(
            "The report is a draft, and only what is frozen is archived. {command} freezes it."
        )
        raise MalbokError(words.text(message, command=f"malbok report freeze {report}"))
    document = _pdf(root, project, found, site_url)
    return _write(words, target, archive_bytes(found, document, language(REPORT_LANGUAGE)))


def _read(root: Path, words: Language, report: str) -> Reading:
    """The project, which must have the report, if only in a file that can't be read. Raises
    MalbokError."""
    from malbok.problems import MalbokError
    from malbok.reading import read_project
    from malbok.reading.validation import closest

    reading = read_project(root)
    known = reading.declared["report"]
    if reading.project is None or report in known:
        return reading
    said = [words.text(N_("There is no report “{id}”."), id=report)]
    if nearest := closest(report, sorted(known)):
        said.append(words.text(N_("Did you mean “{suggestion}”?"), suggestion=nearest))
    elif known:
        said.append(words.text(N_("There are: {names}."), names=", ".join(sorted(known))))
    else:
        said.append(words.text(N_("Begin one: {command}"), command="malbok new report"))
    raise MalbokError(" ".join(said))


def _checked(root: Path, words: Language, report: str) -> Project:
    """The project, which must have the report and no errors. Raises DataError and MalbokError."""
    from malbok.checks import all_problems
    from malbok.problems import DataError, errors

    reading = _read(root, words, report)
    stopping = errors(all_problems(reading))
    if stopping or reading.project is None or report not in reading.project.reports:
        raise DataError(stopping, reading.lines(stopping))
    return reading.project


def _reported(project: Project, report: str) -> Reported:
    """What a report says."""
    from malbok.engine import view
    from malbok.reports.showing import REPORT_LANGUAGE, one_reported

    def viewer_of(of: Report) -> Viewer:
        return view(project, of.audience, of.as_of, language_code=REPORT_LANGUAGE)

    return one_reported(project, project.reports[report], viewer_of)


def _pdf(root: Path, project: Project, found: Reported, site_url: str) -> bytes:
    from malbok.addresses import Addresses
    from malbok.engine import CHART_CACHE
    from malbok.language import language
    from malbok.reports.documents import published_pdf
    from malbok.reports.showing import REPORT_LANGUAGE

    addresses = Addresses(site=site_url)
    words = language(REPORT_LANGUAGE)
    return published_pdf(project, found, addresses, words, chart_cache=root / CHART_CACHE)


def _target(words: Language, output: Path | None, report: str, kind: tuple[bytes, str]) -> Path:
    """The file to write. One that is there is replaced only by its like: a name that was typed wrong
    shall not cost anybody a file."""
    begins, ending = kind
    path = output or Path(f"{report}{ending}")
    if path.is_dir():
        raise wrong(words.text(N_("{path} is a folder. Name a file in it."), path=path))
    if not path.parent.is_dir():
        message = N_("There is no folder {folder}. Make it first, or choose another place.")
        raise wrong(words.text(message, folder=path.parent))
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(len(begins)) != begins:
                message = N_("{path} is there and isn't a {ending} file. Choose another name.")
                raise wrong(words.text(message, path=path, ending=ending))
    return path


def _write(words: Language, target: Path, content: bytes) -> int:
    from malbok.replacing import replace_file

    replace_file(target, content)
    size = words.number(max(1, round(len(content) / 1000)))
    click.echo(words.text(N_("Written: {path} ({size} kB)"), path=target, size=size))
    return 0
