"""`malbok import`: outcomes from a spreadsheet, shown before anything is written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malbok.cli.shaping import WRONG_DATA, WRONG_USE, Day, make_command, say_problems, shown
from malbok.language import N_, Language

if TYPE_CHECKING:
    from malbok.importing.difference import Difference
    from malbok.importing.understanding import Understanding
    from malbok.importing.workbooks import Sheet, Workbook
    from malbok.model import Observation, Project
    from malbok.problems import Problem
    from malbok.reading.project import Reading

SHOWN, MOST = 12, 50
"""How many rows and columns that aren't read are listed, and how many misunderstandings."""

_SHAPES = {
    "long": N_("a row for each outcome, headings in row {heading}"),
    "wide": N_("a column for each period, headings in row {heading}"),
    "turned": N_("a row for each period, periods in column {heading}"),
}


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    text = words.text

    def flag(option: str, says: str) -> click.Option:
        return click.Option([option], is_flag=True, help=text(says))

    return make_command(
        words,
        name,
        summary,
        import_figures,
        click.Argument(["file"], type=click.Path(), metavar=text(N_("FILE"))),
        click.Option(
            ["--indicator", "indicators"],
            multiple=True,
            metavar="ID",
            help=text(N_("read only this indicator; can be given several times")),
        ),
        click.Option(
            ["--sheet"], metavar=text(N_("NAME")), help=text(N_("the sheet, if there are several"))
        ),
        flag("--mark-revised", N_("mark values that change as revised")),
        flag("--percent-as-shares", N_("the file has 0.718 where 71.8 per cent is meant")),
        flag("--percent-as-written", N_("0.718 means 0.718 per cent")),
        click.Option(
            ["--decimals"],
            type=click.IntRange(0, 10),
            metavar=text(N_("NUMBER")),
            help=text(N_("round to so many decimals at most")),
        ),
        click.Option(
            ["--updated"],
            type=Day(),
            metavar=text(N_("DATE")),
            help=text(N_("the day to write as updated; without it, today")),
        ),
        flag("--yes", N_("write without asking")),
    )


def import_figures(
    root: Path,
    words: Language,
    file: str,
    indicators: Sequence[str],
    sheet: str | None,
    mark_revised: bool,
    percent_as_shares: bool,
    percent_as_written: bool,
    decimals: int | None,
    updated: date | None,
    yes: bool,
) -> int:
    """Show what a file says and what it would change; write it if the editor says yes."""
    from malbok.importing.difference import difference, in_the_way
    from malbok.importing.understanding import Asked, understand
    from malbok.importing.workbooks import SpreadsheetError, read_workbook
    from malbok.problems import DataError, errors
    from malbok.reading import read_project

    if percent_as_shares and percent_as_written:
        return _refused(words.text(N_("Choose one of {options}."), options=_SHARE_OPTIONS))
    if not Path(file).is_file():
        return _refused(words.text(N_("There is no file {path}."), path=file))
    try:
        book = read_workbook(Path(file))
    except SpreadsheetError as error:
        return _refused(_printable(f"{file}: {error.said(words)}"), WRONG_DATA)
    chosen = _sheet(book, sheet, words)
    if isinstance(chosen, str):
        return _refused(_printable(chosen))

    reading = read_project(root)
    if reading.project is None:
        stopping = errors(reading.problems)
        raise DataError(stopping, reading.lines(stopping))
    project = reading.project
    if unknown := [key for key in indicators if key not in project.indicators]:
        return _refused(_no_such_indicator(unknown[0], project, words))

    asked = Asked(tuple(indicators), percent_as_shares, percent_as_written, decimals)
    understanding = understand(chosen, project, asked)
    _show_understanding(book, chosen, understanding, words)
    if understanding.misunderstandings:
        for misunderstanding in understanding.misunderstandings[:MOST]:
            click.echo(_printable(misunderstanding.said(words)), err=True)
        if (more := len(understanding.misunderstandings) - MOST) > 0:
            click.echo(words.plural("and {n} more", "and {n} more", more), err=True)
        return _refused(words.text(N_("Nothing was written.")), WRONG_DATA)

    keys = dict.fromkeys(found.indicator for found in understanding.found)
    if problems := in_the_way(reading, keys):
        return _stopped(root, reading, problems, words)
    differences = [
        difference(
            project.indicators[key],
            project.observations.get(key, ()),
            [found for found in understanding.found if found.indicator == key],
            mark_revised=mark_revised,
        )
        for key in keys
    ]
    for found in differences:
        _show_difference(found, words)
    if all(found.is_empty for found in differences):
        click.echo(words.text(N_("There is nothing to write: the files have all of this already.")))
        return 0
    return _write(root, reading, differences, updated or date.today(), yes, mark_revised, words)


_MEANWHILE = N_("{path} has changed meanwhile. Nothing was written. Run the command again.")
_SHARE_OPTIONS = "--percent-as-shares, --percent-as-written"


def _write(
    root: Path,
    reading: Reading,
    differences: Sequence[Difference],
    updated: date,
    yes: bool,
    mark_revised: bool,
    words: Language,
) -> int:
    from malbok.checks import check
    from malbok.cli.asking import agreed
    from malbok.importing.difference import new_files
    from malbok.problems import errors
    from malbok.writing import ChangedMeanwhileError, OutsideError, put_in_place, tried

    try:
        files = new_files(root, reading, differences, updated)
    except ChangedMeanwhileError as error:
        return _refused(words.text(_MEANWHILE, path=shown(root, error.path)), WRONG_DATA)
    after, problems = tried(root, files)
    old = {(p.code, p.place.path, str(p.params)) for p in (*reading.problems, *check(reading))}
    added = [
        p
        for p in problems
        if (p.code, p.place.path, str(p.params)) not in old
        and p.place.path in {file.path for file in files}
    ]
    if errors(added) or not _has_arrived(after, differences):
        return _stopped(root, after, errors(added), words)
    if added:
        say_problems(root, added, after.lines(added), words)
    click.echo("")
    if mark_revised:
        _show_breaks(differences, words)
    else:
        _show_revised(differences, words, asks=not yes)
    if not yes:
        for file in files:
            click.echo(words.text(N_("To be written: {path}"), path=shown(root, file.path)))
        if not sys.stdin.isatty():
            no_terminal = N_(
                "Nothing was written, as there is no terminal to ask in. To write: --yes"
            )
            return _refused(words.text(no_terminal))
        if not agreed(words, N_("Shall I write this? [y/N]")):
            return _refused(words.text(N_("Nothing was written.")))
    try:
        put_in_place(root, files)
    except ChangedMeanwhileError as error:
        return _refused(words.text(_MEANWHILE, path=shown(root, error.path)), WRONG_DATA)
    except OutsideError as error:
        said = words.text(
            N_("{path} is a link that leads out of the project. Nothing was written."),
            path=shown(root, error.path),
        )
        return _refused(said, WRONG_DATA)
    for file in files:
        click.echo(words.text(N_("Written: {path}"), path=shown(root, file.path)))
    return 0


def _has_arrived(after: Reading, differences: Sequence[Difference]) -> bool:
    """Whether the project would read exactly the outcomes that are to be written."""
    return after.project is not None and all(
        after.project.observations.get(found.indicator.id) == found.merged for found in differences
    )


def _sheet(book: Workbook, name: str | None, words: Language) -> Sheet | str:
    """The sheet to read, or what to say if it isn't plain which."""
    visible = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    if name is None and len(visible) == 1:
        return visible[0]
    for sheet in book.sheets:
        if sheet.name == name:
            return sheet
    listing = "\n".join(f"  {sheet.name}" for sheet in book.sheets)
    message = (
        N_("Several sheets hold something. Say which: --sheet NAME")
        if name is None
        else N_("There is no sheet “{name}” with anything in it. There are:")
    )
    return f"{words.text(message, name=name)}\n{listing}"


def _no_such_indicator(key: str, project: Project, words: Language) -> str:
    from malbok.reading.validation import closest

    said = words.text(N_("There is no indicator “{value}”."), value=key)
    if suggestion := closest(key, list(project.indicators)):
        hint = words.text(N_("Did you mean “{suggestion}”?"), suggestion=suggestion)
        return f"{said}\n{hint}"
    return said


def _show_understanding(
    book: Workbook, sheet: Sheet, understanding: Understanding, words: Language
) -> None:
    """Print what the sheet was taken for, and what of it isn't read."""
    text = words.text
    said = text(N_("The sheet “{name}” ({kind}):"), name=sheet.name, kind=book.kind.upper())
    click.echo(_printable(said))
    if understanding.shape is None:
        return
    shape = text(_SHAPES[understanding.shape.value], heading=understanding.heading)
    click.echo(f"  {shape}")
    found = understanding.found
    if found:
        periods = sorted({f.observation.period for f in found}, key=lambda p: (p.end, p.number))
        first, last = words.period(periods[0]), words.period(periods[-1])
        stretch = first if first == last else text(N_("{first} to {last}"), first=first, last=last)
        series = len({f.indicator for f in found})
        counts = [
            words.plural("{n} indicator", "{n} indicators", series),
            words.plural("{n} outcome", "{n} outcomes", len(found)),
            stretch,
        ]
        click.echo(f"  {', '.join(counts)}")
    if understanding.blanks:
        click.echo(
            "  "
            + words.plural(
                "{n} empty cell, which changes nothing",
                "{n} empty cells, which change nothing",
                understanding.blanks,
            )
        )
    if understanding.skipped:
        click.echo("  " + text(N_("Not read:")))
    for skipped in understanding.skipped[:SHOWN]:
        line = N_("row {name}: {text}") if skipped.is_row else N_("column {name}: {text}")
        click.echo("    " + text(line, name=skipped.name, text=_shortened(skipped.text)))
    if (more := len(understanding.skipped) - SHOWN) > 0:
        click.echo("    " + words.plural("and {n} more", "and {n} more", more))


def _show_difference(found: Difference, words: Language) -> None:
    """Print what changes in the figures of one indicator."""
    text, indicator = words.text, found.indicator
    click.echo(_printable(f"\n{indicator.title} ({indicator.id}), {indicator.unit}"))
    for observation in found.new:
        said = text(N_("new value"))
        click.echo(f"  {said}  {_whose(observation, words)}: {_value(observation, words)}")
    for change in found.changed:
        if change.is_suppressed:
            said = text(N_("value taken away, as it rests on too few"))
        elif change.before.value is not None:
            said = text(N_("changed value"))
        else:
            said = text(N_("value filled in"))
        values = f"{_value(change.before, words)} → {_value(change.after, words)}"
        click.echo(f"  {said}  {_whose(change.after, words)}: {values}")
    if found.unchanged:
        click.echo("  " + words.plural("{n} unchanged", "{n} unchanged", found.unchanged))
    if found.kept:
        click.echo(
            "  "
            + words.plural(
                "{n} that only the file has, and that is kept",
                "{n} that only the file has, and that are kept",
                found.kept,
            )
        )


def _show_revised(differences: Sequence[Difference], words: Language, *, asks: bool) -> None:
    """Say that values which readers may have seen become others, if nothing marks them."""
    count = sum(
        change.is_revised and change.before.mark == change.after.mark
        for found in differences
        for change in found.changed
    )
    if not count:
        return
    click.echo(
        words.plural(
            "{n} value that is already published becomes another, and nothing marks it.",
            "{n} values that are already published become others, and nothing marks them.",
            count,
        )
    )
    if asks:
        hint = N_("Should readers see that it is a correction? Answer no, and add --mark-revised.")
        click.echo(words.text(hint))


def _show_breaks(differences: Sequence[Difference], words: Language) -> None:
    """Say that values become others without being marked as revised, for they mark a break."""
    count = sum(
        change.is_revised and change.before.mark == change.after.mark == "break"
        for found in differences
        for change in found.changed
    )
    if count:
        click.echo(
            words.plural(
                "{n} value stays marked as a break, and is not marked as revised.",
                "{n} values stay marked as breaks, and are not marked as revised.",
                count,
            )
        )


def _whose(observation: Observation, words: Language) -> str:
    """The period of an outcome, and whose it is if not the municipality's own."""
    from malbok.explaining import SEX_WORDS

    sex = words.text(SEX_WORDS[observation.sex]) if observation.sex else ""
    whose = (observation.municipality, sex, observation.group)
    return _printable(", ".join([words.period(observation.period), *filter(None, whose)]))


def _value(observation: Observation, words: Language) -> str:
    """The value of an outcome, with its mark and note."""
    from malbok.explaining import MARK_WORDS

    value = observation.value
    said = words.text(N_("no value")) if value is None else words.number(value)
    count = "" if observation.count is None else f"n={observation.count}"
    mark = words.text(MARK_WORDS[observation.mark]) if observation.mark else ""
    beside = ", ".join(filter(None, [count, mark, _shortened(observation.note)]))
    return f"{said} ({beside})" if beside else said


def _printable(text: str) -> str:
    """A text of one line or more that can't steer a terminal."""
    from malbok.printing import printable

    return "\n".join(printable(line) for line in text.split("\n"))


def _shortened(text: str) -> str:
    line = _printable(" ".join(text.split()))
    return line if len(line) <= 60 else f"{line[:59]}…"


def _stopped(root: Path, reading: Reading, problems: Sequence[Problem], words: Language) -> int:
    """Say which errors stand in the way."""
    if problems:
        say_problems(root, problems, reading.lines(problems), words)
    return _refused(words.text(N_("Nothing was written.")), WRONG_DATA)


def _refused(said: str, status: int = WRONG_USE) -> int:
    click.echo(said, err=True)
    return status
