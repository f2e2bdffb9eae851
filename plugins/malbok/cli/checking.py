"""`malbok check`: all that is wrong with a project."""

from __future__ import annotations

from pathlib import Path

import click

from malbok.cli.shaping import make_command
from malbok.language import N_, Language

WRONG_DATA = 1


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    return make_command(words, name, summary, check)


def check(root: Path, words: Language) -> int:
    """Say all that is wrong with a project; 1 if anything is an error."""
    from malbok.checks import check as check_reading
    from malbok.problems import errors, in_file_order
    from malbok.reading import read_project
    from malbok.reports import print_problems

    reading = read_project(root)
    problems = in_file_order((*reading.problems, *check_reading(reading)))
    print_problems(problems, words)
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
