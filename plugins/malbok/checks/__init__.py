"""Checks across files: what one file says of another, and of itself, must hold.

`references` whether what is named exists, `goals` and `targets` whether those make sense, `figures`
whether outcomes do, `comparisons` whether there is somebody to compare with, `small_numbers` whether
values may be shown, `pages` the handbook, `examples` its library, `wording` how goals
are worded, `look` whether colours can be read, `reports` whether reports can be frozen and are what
they were when they were. To add a check: declare its code in `malbok.kinds`,
write a generator in one of these, name it in its `CHECKS`.
"""

from __future__ import annotations

from malbok.checks import (
    comparisons,
    days,
    examples,
    figures,
    goals,
    look,
    organisation,
    pages,
    references,
    reports,
    small_numbers,
    targets,
    wording,
)
from malbok.problems import Problem, in_file_order
from malbok.reading.project import Reading

CHECKS = (
    *references.CHECKS,
    *organisation.CHECKS,
    *goals.CHECKS,
    *days.CHECKS,
    *targets.CHECKS,
    *comparisons.CHECKS,
    *reports.CHECKS,
    *figures.CHECKS,
    *small_numbers.CHECKS,
    *pages.CHECKS,
    *examples.CHECKS,
    *wording.CHECKS,
    *look.CHECKS,
)


def check(reading: Reading) -> tuple[Problem, ...]:
    """All problems between the files of a reading, in file order; none if it has no project."""
    project = reading.project
    if project is None:
        return ()
    return in_file_order(p for find in CHECKS for p in find(reading, project))


def all_problems(reading: Reading) -> tuple[Problem, ...]:
    """All that is wrong with a project, within its files and between them, in file order."""
    return in_file_order((*reading.problems, *check(reading)))
