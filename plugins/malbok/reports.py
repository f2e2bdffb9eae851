"""How problems are printed."""

from __future__ import annotations

from collections.abc import Sequence

import click

from malbok.language import Language
from malbok.problems import Problem, Severity


def print_problems(problems: Sequence[Problem], words: Language) -> None:
    """Print each problem, and how many errors there are."""
    for problem in problems:
        click.echo(problem.line(words), err=True)
    count = len([p for p in problems if p.kind.severity is Severity.ERROR])
    if count:
        click.echo(
            words.plural("{n} error in the data.", "{n} errors in the data.", count), err=True
        )
