"""A project's folder becomes a `Project`: the organisation, goals, indicators, figures, content."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from malbok.model import (
    ContentPage,
    Goal,
    Indicator,
    Observation,
    Organisation,
    Project,
    Record,
    Report,
)
from malbok.problems import DataError, Place, Problem, errors, in_file_order
from malbok.reading.content import read_content
from malbok.reading.figures import parse_figures
from malbok.reading.files import TextFile, read_text, shown_path
from malbok.reading.validation import closest, validate
from malbok.reading.yaml import locate, parse_yaml

R = TypeVar("R", bound=Record)

YAML_LIMIT = 1_000_000
CSV_LIMIT = 20_000_000
SPREADSHEETS = frozenset({".xlsx", ".xls", ".ods", ".docx", ".numbers"})
FOLDERS = ("goals", "indicators", "reports")
TAKEN_ID = "index"
"""The name of the page that lists the others in its folder."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a folder. `project` lacks the files that could not be used, and has no
    organisation of its own if organisation.yml could not; `declared` names all files' ids, usable
    or not, so that a fault in one file isn't reported again where it is referred to.
    """

    project: Project | None
    problems: tuple[Problem, ...]
    declared: Mapping[str, frozenset[str]]
    texts: Mapping[str, TextFile]

    def place(self, path: str, *loc: str | int, key: bool = False) -> Place:
        """Where the value (or, with `key`, the key) at a path of keys and indexes stands in a
        YAML file."""
        return locate(self.texts[path], loc, key=key)

    def lines(self, problems: Iterable[Problem]) -> dict[str, list[str]]:
        """The lines of the files that problems are in, where those could be read."""
        paths = {problem.place.path for problem in problems}
        return {path: self.texts[path].text.split("\n") for path in paths if path in self.texts}


def read_project(
    root: Path,
    data: Path | None = None,
    content: Path | None = None,
    *,
    only: Collection[Path] | None = None,
) -> Reading:
    """Read everything below `root`, and say all that is wrong with it.

    `data` and `content` default to the folders of those names. With `only`, just those files of the
    data folder are read, and what they rest on: the organisation and the indicators of goals.
    References between files are not looked at here: see `malbok.checks`.
    """
    root = root.resolve()
    data = (data or root / "data").resolve()
    content = (content or root / "content").resolve()
    folder = _Folder(root, data, tuple(_walk(data)))
    indicator_files = folder.files("indicators", "*.yml")
    goal_files = folder.files("goals", "*/*.yml")
    report_files = folder.files("reports", "*.yml")
    declared = {
        "goal": frozenset(map(_stem, goal_files)) | folder.misnamed("goals"),
        "indicator": frozenset(map(_stem, indicator_files)) | folder.misnamed("indicators"),
        "report": frozenset(map(_stem, report_files)),
    }
    for path in folder.files("indicators", "*.csv"):
        if (stem := _stem(path)) not in declared["indicator"]:
            params = {"id": stem, "suggestion": closest(stem, sorted(declared["indicator"]))}
            folder.problems.append(Problem("F106", folder.place(path), params))
    _check_strays(folder)

    asked = {str(path) for path in only or ()}
    if only is not None:
        goal_files = [name for name in goal_files if str(data / name) in asked]
        report_files = [name for name in report_files if str(data / name) in asked]
    organisation = _read_organisation(folder)
    goals = _read_goals(folder, goal_files)
    if only is not None:
        named = {i for goal in goals.values() for i in _indicators_of(goal)}
        named |= {path.stem for path in only if path.parent == data / "indicators"}
        indicator_files = [path for path in indicator_files if _stem(path) in named]
    indicators, observations = _read_indicators(folder, indicator_files)
    reports = _read_reports(folder, report_files)
    pages: tuple[ContentPage, ...] = ()
    others: tuple[str, ...] = ()
    if only is None:
        pages, others, page_texts = read_content(root, content, folder.problems)
        folder.texts.update(page_texts)

    project: Project | None = None
    if organisation:
        project = Project(
            organisation=organisation,
            goals=MappingProxyType(goals),
            indicators=MappingProxyType(indicators),
            observations=MappingProxyType(observations),
            paths=MappingProxyType(folder.paths),
            content=pages,
            content_files=others,
            reports=MappingProxyType(reports),
        )
    return Reading(project, in_file_order(folder.problems), declared, folder.texts)


@dataclass(slots=True)
class _Folder:
    """The data folder while it is read: its files (paths within it, with slashes), and what has been
    found so far."""

    root: Path
    data: Path
    names: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, TextFile] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def files(self, name: str, pattern: str) -> list[str]:
        """The files of that pattern in the folder of that name, sorted; those with the right ending
        that lie elsewhere in it, or almost the right ending, become problems."""
        suffix, depth = pattern[pattern.rindex(".") :], pattern.count("/") + 1
        alike = (".yml", ".yaml") if suffix == ".yml" else (suffix,)
        found: list[str] = []
        for path in self._below(name):
            if not path.lower().endswith(alike):
                continue
            if not path.endswith(suffix):
                better = path.rsplit("/", 1)[-1].rsplit(".", 1)[0] + suffix
                self.problems.append(Problem("F109", self.place(path), {"name": better}))
            elif path.count("/") != depth:
                home = shown_path(self.root, self.data / name)
                between = "/<department>" if depth > 1 else ""
                params = {"folder": f"{home}{between}/<id>{suffix}"}
                self.problems.append(Problem("F105", self.place(path), params))
            else:
                found.append(path)
        return found

    def misnamed(self, name: str) -> frozenset[str]:
        """The names of files whose ending is almost right: what refers to them isn't wrong too."""
        return frozenset(
            _stem(path)
            for path in self._below(name)
            if path.lower().endswith((".yml", ".yaml")) and not path.endswith(".yml")
        )

    def place(self, path: str) -> Place:
        """A file of the data folder as a place."""
        return Place(shown_path(self.root, self.data / path))

    def _below(self, name: str) -> Iterator[str]:
        return (path for path in self.names if path.startswith(f"{name}/"))

    def read(self, path: Path, model: type[R], name: str) -> tuple[R, TextFile] | None:
        """A YAML file as the model, kept as `name`; None, with problems added, if it can't be."""
        file = read_text(self.root, path, self.problems, YAML_LIMIT)
        if file is None:
            return None
        self.texts[file.path] = file
        values = parse_yaml(file, self.problems)
        if values is None:
            return None
        if model is Goal:
            department = path.parent.name
            if values.get("department", department) != department:
                params = {"value": values["department"], "name": department}
                self.problems.append(Problem("R112", locate(file, ("department",)), params))
                return None
            values = {**values, "department": department}
        record = validate(model, values, file, self.problems)
        if record is None:
            return None
        self.paths.setdefault(name, file.path)
        return record, file


def _read_organisation(folder: _Folder) -> Organisation | None:
    read = folder.read(folder.data / "organisation.yml", Organisation, "organisation")
    return read[0] if read else None


def _read_goals(folder: _Folder, files: Iterable[str]) -> dict[str, Goal]:
    goals: dict[str, Goal] = {}
    for name in files:
        path = folder.data / name
        if (read := folder.read(path, Goal, f"goal/{path.stem}")) is None:
            continue
        goal, file = read
        _check_id(goal.id, path.stem, file, folder.problems)
        if path.stem in goals:
            params = {"value": path.stem, "first": folder.paths[f"goal/{path.stem}"]}
            folder.problems.append(Problem("R106", locate(file, ("id",)), params))
        else:
            goals[path.stem] = goal
    return goals


def _read_indicators(
    folder: _Folder, files: Iterable[str]
) -> tuple[dict[str, Indicator], dict[str, tuple[Observation, ...]]]:
    """The indicators, and the outcomes of each; those of one that can't be read are read too."""
    indicators: dict[str, Indicator] = {}
    observations: dict[str, tuple[Observation, ...]] = {}
    for name in files:
        path = folder.data / name
        interval, unit = None, ""
        if read := folder.read(path, Indicator, f"indicator/{path.stem}"):
            indicator, file = read
            _check_id(indicator.id, path.stem, file, folder.problems)
            indicators[path.stem] = indicator
            interval, unit = indicator.interval, indicator.unit
        figures = read_text(folder.root, path.with_suffix(".csv"), folder.problems, CSV_LIMIT)
        if figures:
            folder.texts[figures.path] = figures
            observations[path.stem] = parse_figures(figures, interval, folder.problems, unit=unit)
    return indicators, observations


def _read_reports(folder: _Folder, files: Iterable[str]) -> dict[str, Report]:
    reports: dict[str, Report] = {}
    for name in files:
        path = folder.data / name
        if read := folder.read(path, Report, f"report/{path.stem}"):
            report, file = read
            _check_id(report.id, path.stem, file, folder.problems)
            reports[path.stem] = report
    return reports


def _indicators_of(goal: Goal) -> tuple[str, ...]:
    return (*(target.indicator for target in goal.targets), *goal.indicators)


def load_project(root: Path, data: Path | None = None, content: Path | None = None) -> Project:
    """The project below `root`, read and checked. Raises DataError with all errors."""
    from malbok.checks import check

    reading = read_project(root, data, content)
    found = errors((*reading.problems, *check(reading)))
    if found or reading.project is None:
        raise DataError(found, reading.lines(found))
    return reading.project


def _walk(folder: Path) -> Iterator[str]:
    """All files below a folder, and folders named like files; without hidden ones."""
    top = str(folder)
    for parent, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        within = parent[len(top) :].replace(os.sep, "/").strip("/")
        for name in sorted((*names, *(name for name in folders if "." in name))):
            if not name.startswith("."):
                yield f"{within}/{name}" if within else name


def _stem(path: str) -> str:
    """A file's name without folder and ending."""
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _check_strays(folder: _Folder) -> None:
    """Files of data that lie in none of the folders where data is looked for."""
    homes = {".yml": "goals/<department>/<id>.yml", ".csv": "indicators/<id>.csv"}
    for path in folder.names:
        first, name = path.split("/", 1)[0], path.rsplit("/", 1)[-1]
        suffix = f".{name.rpartition('.')[2].lower()}".replace(".yaml", ".yml")
        if suffix in SPREADSHEETS and not name.startswith("~"):
            folder.problems.append(Problem("F110", folder.place(path)))
        elif suffix in homes and first not in FOLDERS and path != "organisation.yml":
            home = shown_path(folder.root, folder.data / homes[suffix])
            folder.problems.append(Problem("F105", folder.place(path), {"folder": home}))


def _check_id(item_id: str, name: str, file: TextFile, problems: list[Problem]) -> None:
    if item_id != name:
        params = {"value": item_id, "name": name}
        problems.append(Problem("R105", locate(file, ("id",)), params))
    elif item_id == TAKEN_ID:
        problems.append(Problem("V108", locate(file, ("id",)), {"value": item_id}))
