"""`malbok new goal|indicator|report`: questions with the guide's advice, and files that check accepts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from malbok.cli.shaping import (
    WRONG_DATA,
    WRONG_USE,
    LocalisedGroup,
    language_option,
    make_command,
    say_problems,
    shown,
)
from malbok.language import N_, Language

if TYPE_CHECKING:
    from malbok.writing import NewFile

_FILE_NAME = N_("the file's name; without it, one is made from the title")
_WHO = N_("public or intranet; without it, intranet")

OPTIONS: Mapping[str, Mapping[str, str]] = {
    "goal": {
        "department!": N_("the id of the department that answers for it"),
        "type!": N_("the type of goal"),
        "title!": N_("the wording"),
        "id": _FILE_NAME,
        "audience": _WHO,
        "kind": N_("whether it is a goal or a direction"),
        "period": N_("the time that the goal is for"),
        "target_group": N_("for whom the goal is"),
        "description": N_("what the goal means"),
        "insight": N_("what you know of those whom it is for"),
        "owner": N_("the id of the role that answers for it"),
        "supports*": N_("the id of a goal that this one contributes to"),
        "source": N_("where the goal is decided"),
        "source_url": N_("the source's web address"),
        "indicator": N_("the id of the indicator that the goal is followed with"),
        "comparator": N_("how outcomes are held against the target"),
        "value": N_("the target"),
        "lower": N_("the lowest outcome that meets the target"),
        "upper": N_("the highest outcome that meets the target"),
        "due": N_("the period when the target is to be met"),
        "baseline_period": N_("the period that the goal starts from"),
        "baseline_value": N_("the outcome that the goal starts from"),
        "milestone*": N_("a date and a step on the way"),
        "updated": N_("the day to write as updated; without it, today"),
    },
    "indicator": {
        "title!": N_("the indicator's name"),
        "definition!": N_("what is counted, and how"),
        "unit!": N_("the unit as it is to be shown"),
        "direction!": N_("which way is better"),
        "interval!": N_("how often it is measured"),
        "source!": N_("where the figures come from"),
        "source_url": N_("the source's web address"),
        "id": _FILE_NAME,
        "audience": _WHO,
        "owner": N_("the id of the role that answers for it"),
        "note": N_("what readers need to know about the figures"),
        "outcome*": N_("a period and its value"),
        "updated": N_("the day to write as updated; without it, today"),
    },
    "report": {
        "title!": N_("the heading"),
        "kind!": N_("which of the year's reports it is"),
        "kind_name": N_("what you call a report of this kind, if it is another one"),
        "period!": N_("the time that the report is about"),
        "as_of": N_("the day to assess on; without it, the last day of the period"),
        "id": _FILE_NAME,
        "audience": _WHO,
        "department*": N_("the id of a department that it is about; without it, all"),
        "previous": N_("the id of the frozen report to compare with; without it, the one before"),
        "summary": N_("the most important things"),
    },
}
"""What can be answered in advance. With an exclamation mark: must be answered, and if all of those
are given nothing is asked. With a star: can stand several times."""

_SUMMARIES = {
    "goal": N_("Begin a goal."),
    "indicator": N_("Begin an indicator."),
    "report": N_("Begin a report of goals."),
}


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with one below it for each kind of file."""
    group = LocalisedGroup(
        words, name=name, help=words.text(summary), params=[language_option(words)]
    )
    for kind, says in _SUMMARIES.items():
        group.add_command(make_command(words, kind, says, _begin(kind), *_options(kind, words)))
    return group


def _options(kind: str, words: Language) -> list[click.Option]:
    made = [
        click.Option(
            [f"--{_bare(name).replace('_', '-')}", _bare(name)],
            multiple=name.endswith("*"),
            metavar=words.text(N_("VALUE")),
            help=words.text(says),
        )
        for name, says in OPTIONS[kind].items()
    ]
    no_input = words.text(N_("ask nothing, and say what is missing"))
    return [*made, click.Option(["--no-input"], is_flag=True, help=no_input)]


def _bare(name: str) -> str:
    return name.rstrip("!*")


def _begin(kind: str) -> Callable[..., int]:
    """What one of the commands does."""

    def begin(root: Path, words: Language, no_input: bool, **given: Any) -> int:
        from malbok.cli import questions
        from malbok.cli.asking import Asking, option_of
        from malbok.problems import DataError, errors
        from malbok.reading import read_project

        required = [_bare(name) for name in OPTIONS[kind] if name.endswith("!")]
        missing = [option_of(name) for name in required if given[name] is None]
        if missing and no_input:
            names = ", ".join(missing)
            raise click.UsageError(words.text(N_("These are missing: {names}."), names=names))
        reading = read_project(root)
        if reading.project is None:
            stopping = errors(reading.problems)
            raise DataError(stopping, reading.lines(stopping))
        make = {
            "goal": questions.goal_files,
            "indicator": questions.indicator_files,
            "report": questions.report_files,
        }[kind]
        glossary = reading.project.organisation.glossary
        asking = Asking(words, root, asks=bool(missing), glossary=glossary)
        if asking.asks:
            click.echo(
                words.text(
                    N_("Nothing is written before the last question is answered. Ctrl+C leaves.")
                )
            )
        try:
            files = make(asking, reading, reading.project, given)
            if unused := _unused(given, asking.used):
                names = ", ".join(unused)
                said = words.text(
                    N_(
                        "These say nothing together with the rest: {names}. Take them away, or add "
                        "what they belong to."
                    ),
                    names=names,
                )
                if not asking.asks:
                    raise click.UsageError(said)
                click.echo(said, err=True)  # what has been answered isn't thrown away
            return _write(root, files, words)
        except click.Abort:
            click.echo("\n" + words.text(N_("Nothing was written.")), err=True)
            return WRONG_USE
        except questions.ThereAlreadyError as error:
            said = N_("{path} is there already. Nothing was written.")
            click.echo(words.text(said, path=shown(root, str(error))), err=True)
            return WRONG_DATA

    return begin


def _unused(given: Mapping[str, Any], used: Collection[str]) -> list[str]:
    """The options that were given and answered nothing."""
    from malbok.cli.asking import option_of

    options = [option_of(name) for name, value in given.items() if value not in (None, ())]
    return [option for option in options if option not in used]


def _write(root: Path, files: Sequence[NewFile], words: Language) -> int:
    """Try the files on a copy, say what there is to say of them, and put them in place."""
    from malbok.cli.questions import ThereAlreadyError
    from malbok.problems import errors
    from malbok.writing import ChangedMeanwhileError, OutsideError, put_in_place, tried

    for file in files:
        if (root / file.path).exists():
            raise ThereAlreadyError(file.path)
    paths = {file.path for file in files}
    reading, found = tried(root, files)
    problems = [problem for problem in found if problem.place.path in paths]
    if problems:
        say_problems(root, problems, reading.lines(problems), words)
    if errors(problems):
        click.echo(words.text(N_("Nothing was written.")), err=True)
        return WRONG_DATA
    try:
        put_in_place(root, files)
    except ChangedMeanwhileError as error:
        raise ThereAlreadyError(error.path) from None
    except OutsideError as error:
        outside = N_("{path} is a link that leads out of the project. Nothing was written.")
        click.echo(words.text(outside, path=shown(root, error.path)), err=True)
        return WRONG_DATA
    for file in files:
        click.echo(words.text(N_("Written: {path}"), path=shown(root, file.path)))
    described = [file.content for file in files if file.path.endswith(".yml")]
    if any(b"\naudience: public\n" not in content for content in described):
        click.echo(words.text(N_("Only the intranet shows what isn't marked audience: public.")))
    return 0
