"""What indicators are compared with is there, and in their figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from malbok.checks.references import MOST_UNKNOWN, organisation_path, unknown
from malbok.comparison import is_own_name
from malbok.model import ComparisonGroup, Project
from malbok.observations import figures_path
from malbok.problems import Place, Problem
from malbok.reading.project import Reading
from malbok.reading.validation import closest

MOST_NAMED = 10


def groups_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """The comparison group that an indicator names exists."""
    groups = [group.id for group in project.organisation.comparison_groups]
    for key, indicator in project.indicators.items():
        if indicator.compare_with and indicator.compare_with not in groups:
            place = reading.place(project.paths[f"indicator/{key}"], "compare_with")
            yield unknown("R161", place, indicator.compare_with, groups)


def groups_are_of_others(reading: Reading, project: Project) -> Iterator[Problem]:
    """The municipality isn't among those it is compared with: its own rows have no name."""
    path = organisation_path(reading)
    own = (
        Problem("R163", reading.place(path, "comparison_groups", n, key, m), {"value": name})
        for n, group in enumerate(project.organisation.comparison_groups)
        for key in ("municipalities", "references")
        for m, name in enumerate(getattr(group, key))
        if is_own_name(name, project.organisation)
    )
    yield from islice(own, MOST_UNKNOWN)


def groups_have_figures(reading: Reading, project: Project) -> Iterator[Problem]:
    """Those that an indicator is compared with have rows in its figures."""
    groups = {group.id: group for group in project.organisation.comparison_groups}
    misspelt: set[tuple[str, str]] = set()
    for key, indicator in project.indicators.items():
        group = groups.get(indicator.compare_with or "")
        if group is None:
            continue
        there = {o.municipality for o in project.observations.get(key, ())}
        named = dict.fromkeys(chain(group.municipalities, group.references))
        lacking = [
            name
            for name in named
            if name not in there and not is_own_name(name, project.organisation)
        ]
        unnamed = sorted(there - {"", *named})
        for name in tuple(lacking):
            if nearest := closest(name, unnamed):
                lacking.remove(name)
                if (group.id, name) not in misspelt:
                    misspelt.add((group.id, name))
                    place = _place(reading, project, group, name)
                    params = {"value": group.id, "missing": name, "suggestion": nearest}
                    yield Problem("R162", place, params)
        if lacking:
            more = ", …" if len(lacking) > MOST_NAMED else ""
            params = {"value": group.id, "missing": ", ".join(lacking[:MOST_NAMED]) + more}
            description = project.paths[f"indicator/{key}"]
            figures = reading.texts.get(figures_path(description))
            place = figures.place() if figures else reading.place(description, "compare_with")
            yield Problem("R162", place, params)


def _place(reading: Reading, project: Project, group: ComparisonGroup, name: str) -> Place:
    """Where a name stands in a comparison group."""
    number = project.organisation.comparison_groups.index(group)
    key = "municipalities" if name in group.municipalities else "references"
    loc = ("comparison_groups", number, key, getattr(group, key).index(name))
    return reading.place(organisation_path(reading), *loc)


CHECKS = (groups_exist, groups_are_of_others, groups_have_figures)
