"""A project's folder becomes a `Project`: the organisation, goals, indicators, figures, content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from malbok.model import Goal, Indicator, Observation, Organisation, Project, Report
from malbok.problems import DataError, Place, Problem, errors, in_file_order
from malbok.reading.content import read_content
from malbok.reading.figures import parse_figures
from malbok.reading.files import TextFile, read_text, shown_path
from malbok.reading.validation import validate
from malbok.reading.yaml import locate, parse_yaml

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


def read_project(root: Path, data: Path | None = None, content: Path | None = None) -> Reading:
    """Read everything below `root`, and say all that is wrong with it.

    `data` and `content` default to the folders of those names. References between files are
    not looked at here: see `malbok.checks`.
    """
    root = root.resolve()
    data = (data or root / "data").resolve()
    content = (content or root / "content").resolve()
    problems: list[Problem] = []
    texts: dict[str, TextFile] = {}
    paths: dict[str, str] = {}

    organisation: Organisation | None = None
    if file := read_text(root, data / "organisation.yml", problems, YAML_LIMIT):
        texts[file.path] = file
        if (values := parse_yaml(file, problems)) is not None:
            organisation = validate(Organisation, values, file, problems)

    indicators: dict[str, Indicator] = {}
    observations: dict[str, tuple[Observation, ...]] = {}
    indicator_files = _files(root, data / "indicators", "*.yml", problems)
    for path in indicator_files:
        if (file := read_text(root, path, problems, YAML_LIMIT)) is None:
            continue
        texts[file.path] = file
        values = parse_yaml(file, problems)
        indicator = None if values is None else validate(Indicator, values, file, problems)
        interval, unit = None, ""
        if indicator:
            _check_id(indicator.id, path.stem, file, problems)
            indicators[path.stem] = indicator
            paths[f"indicator/{path.stem}"] = file.path
            interval, unit = indicator.interval, indicator.unit
        figures = read_text(root, path.with_suffix(".csv"), problems, CSV_LIMIT)
        if figures:
            texts[figures.path] = figures
            observations[path.stem] = parse_figures(figures, interval, problems, unit=unit)
    described = {path.stem for path in indicator_files}
    for path in _files(root, data / "indicators", "*.csv", problems):
        if path.stem not in described:
            place = Place(shown_path(root, path))
            problems.append(Problem("F106", place, {"id": path.stem}))

    goals: dict[str, Goal] = {}
    goal_files = _files(root, data / "goals", "*/*.yml", problems)
    for path in goal_files:
        if (file := read_text(root, path, problems, YAML_LIMIT)) is None:
            continue
        texts[file.path] = file
        if (values := parse_yaml(file, problems)) is None:
            continue
        if "department" in values and values["department"] != path.parent.name:
            params = {"value": values["department"], "name": path.parent.name}
            problems.append(Problem("R112", locate(file, ("department",)), params))
            continue
        goal = validate(Goal, {**values, "department": path.parent.name}, file, problems)
        if goal is None:
            continue
        _check_id(goal.id, path.stem, file, problems)
        if path.stem in goals:
            params = {"value": path.stem, "first": paths[f"goal/{path.stem}"]}
            problems.append(Problem("R106", locate(file, ("id",)), params))
            continue
        goals[path.stem] = goal
        paths[f"goal/{path.stem}"] = file.path

    reports: dict[str, Report] = {}
    report_files = _files(root, data / "reports", "*.yml", problems)
    for path in report_files:
        if (file := read_text(root, path, problems, YAML_LIMIT)) is None:
            continue
        texts[file.path] = file
        values = parse_yaml(file, problems)
        if report := None if values is None else validate(Report, values, file, problems):
            _check_id(report.id, path.stem, file, problems)
            reports[path.stem] = report
            paths[f"report/{path.stem}"] = file.path

    _check_strays(root, data, problems)
    pages, others, page_texts = read_content(root, content, problems)
    texts |= page_texts

    project: Project | None = None
    if organisation:
        project = Project(
            organisation=organisation,
            goals=MappingProxyType(goals),
            indicators=MappingProxyType(indicators),
            observations=MappingProxyType(observations),
            paths=MappingProxyType(paths),
            content=pages,
            content_files=others,
            reports=MappingProxyType(reports),
        )
    declared = {
        "goal": frozenset(path.stem for path in goal_files),
        "indicator": frozenset(described),
        "report": frozenset(path.stem for path in report_files),
    }
    return Reading(project, in_file_order(problems), declared, texts)


def load_project(root: Path, data: Path | None = None, content: Path | None = None) -> Project:
    """The project below `root`, read and checked. Raises DataError with all errors."""
    from malbok.checks import check

    reading = read_project(root, data, content)
    found = errors((*reading.problems, *check(reading)))
    if found or reading.project is None:
        raise DataError(found)
    return reading.project


def _files(root: Path, folder: Path, pattern: str, problems: list[Problem]) -> list[Path]:
    """The folder's files of that pattern, sorted; those that lie elsewhere become problems."""
    found = {path for path in folder.glob(pattern) if not path.name.startswith(".")}
    suffix = pattern.rsplit(".", 1)[-1]
    alike = {".yml", ".yaml"} if suffix == "yml" else {f".{suffix}"}
    shown = shown_path(root, folder) + ("/<department>" if "/" in pattern else "")
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in alike and path not in found and not path.name.startswith("."):
            place = Place(shown_path(root, path))
            if path.suffix != f".{suffix}":
                problems.append(Problem("F109", place, {"name": f"{path.stem}.{suffix}"}))
            else:
                problems.append(Problem("F105", place, {"folder": f"{shown}/<id>.{suffix}"}))
    return sorted(found)


def _check_strays(root: Path, data: Path, problems: list[Problem]) -> None:
    """Files of data that lie in none of the folders where data is looked for."""
    homes = {".yml": "goals/<department>/<id>.yml", ".csv": "indicators/<id>.csv"}
    for path in sorted(data.rglob("*")):
        within = path.relative_to(data).parts
        if path.suffix.lower() in SPREADSHEETS and not path.name.startswith((".", "~")):
            problems.append(Problem("F110", Place(shown_path(root, path))))
            continue
        suffix = path.suffix.lower().replace(".yaml", ".yml")
        if suffix not in homes or path.name.startswith(".") or within[0] in FOLDERS:
            continue
        if within != ("organisation.yml",):
            place = Place(shown_path(root, path))
            home = shown_path(root, data / homes[suffix])
            problems.append(Problem("F105", place, {"folder": home}))


def _check_id(item_id: str, name: str, file: TextFile, problems: list[Problem]) -> None:
    if item_id != name:
        params = {"value": item_id, "name": name}
        problems.append(Problem("R105", locate(file, ("id",)), params))
    elif item_id == TAKEN_ID:
        problems.append(Problem("V108", locate(file, ("id",)), {"value": item_id}))
