"""The library of examples: each has an address of its own."""

from __future__ import annotations

from collections.abc import Iterator

from malbok.model import Project
from malbok.problems import Problem
from malbok.reading.project import Reading


def ids_are_unique(reading: Reading, project: Project) -> Iterator[Problem]:
    """No two examples have the same id, in one file or in two."""
    first: dict[str, str] = {}
    for key, file in project.example_files.items():
        path = project.paths[f"examples/{key}"]
        for number, example in enumerate(file.examples):
            if example.id in first:
                place = reading.place(path, "examples", number, "id")
                yield Problem("R157", place, {"value": example.id, "first": first[example.id]})
            else:
                first[example.id] = path


CHECKS = (ids_are_unique,)
