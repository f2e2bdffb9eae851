"""A project's folder becomes a `Project`: the organisation, goals, indicators, figures, content."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from malbok.ids import slug
from malbok.model import (
    ContentPage,
    ExampleFile,
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
from malbok.reading.files import TextFile, read_text, shown_name, shown_path
from malbok.reading.look import logo_bytes, look_problems
from malbok.reading.names import ORGANISATION, DataFiles, Named, is_id, sorted_by_name
from malbok.reading.validation import closest, validate
from malbok.reading.yaml import locate, parse_yaml

if TYPE_CHECKING:
    from malbok.reports.snapshot import Snapshot

R = TypeVar("R", bound=Record)

YAML_LIMIT = 1_000_000
SNAPSHOT_LIMIT = 50_000_000
CSV_LIMIT = 20_000_000
ANY_ID = "fler-cyklar"
"""What to call a file or a folder whose name says nothing."""
TAKEN_ID = "index"
"""The name of the page that lists the others in its folder."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a folder. `project` lacks the files that could not be used, and has no
    organisation of its own if organisation.yml could not; `declared` names all files' ids, usable
    or not, as they are written and as they should be, so that a fault in one file isn't reported
    again where it is referred to.
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
    data folder are read, and what they rest on: the organisation, the indicators of goals, the goals
    of reports, and for a report or a snapshot all reports.
    References between files are not looked at here: see `malbok.checks`.
    """
    root = root.resolve()
    data = (data or root / "data").resolve()
    content = (content or root / "content").resolve()
    folder = _Folder(root, data)
    files = sorted_by_name(_walk(data), folder.shown)
    folder.problems += files.problems
    folder.taken |= {f.id for f in (*files.goals, *files.indicators) if not f.is_misnamed}
    declared = {
        "goal": files.ids(files.goals),
        "indicator": files.ids(files.indicators),
        "report": files.ids(files.reports),
    }
    if only is not None:
        asked = {path.relative_to(data).as_posix() for path in only if path.is_relative_to(data)}
        files.examples = [file for file in files.examples if file.path in asked]
        in_question = {path.stem for path in only if path.parent == data / "reports"}
        if not in_question:
            files.reports, files.snapshots = [], {}
    organisation = _read_organisation(folder, files)
    reports = _read_reports(folder, files.reports)
    if only is not None:
        of = [report for key, report in reports.items() if key in in_question]
        covered = {goal for report in of for goal in report.goals}
        files.goals = [f for f in files.goals if f.path in asked or f.id in covered]
    goals = _read_goals(folder, files.goals, organisation)
    if only is not None:
        named = {i for goal in goals.values() for i in goal.all_indicators}
        beside = [path.stem for path in only if path.parent == data / "indicators"]
        named |= {*beside, *map(slug, beside)}
        files.indicators = [f for f in files.indicators if {f.id, Path(f.path).stem} & named]
    indicators, observations = _read_indicators(folder, files)
    snapshots = _read_snapshots(folder, files.snapshots)
    examples = _read_examples(folder, files.examples)
    for kind in declared:
        declared[kind] |= folder.written.get(kind, set())
    pages: tuple[ContentPage, ...] = ()
    others: tuple[str, ...] = ()
    if only is None:
        pages, others, page_texts = read_content(root, content, folder.problems)
        folder.texts.update(page_texts)
        if organisation:
            text = folder.texts[folder.shown(ORGANISATION)]
            folder.problems += look_problems(root, content, organisation.look, text)

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
            snapshots=MappingProxyType(snapshots),
            example_files=MappingProxyType(examples),
            logo=logo_bytes(content, organisation.look) if only is None else b"",
        )
    return Reading(project, in_file_order(folder.problems), declared, folder.texts)


@dataclass(slots=True)
class _Folder:
    """The data folder while it is read, and what has been found so far: problems, texts by path as
    shown, paths by item, the ids that stand in the files, and those that are taken by their names."""

    root: Path
    data: Path
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, TextFile] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    written: dict[str, set[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def shown(self, path: str) -> str:
        """The path of a file of the data folder as it is shown."""
        return shown_path(self.root, self.data / path)

    def read(
        self, file: Named, model: type[R], kind: str, department: str = ""
    ) -> tuple[R, TextFile, str] | None:
        """A YAML file as the model, its text, and the id that it is kept by; None, with problems
        added, if it can't be. Goals get the department whose folder they lie in."""
        text = read_text(self.root, self.data / file.path, self.problems, YAML_LIMIT)
        values = parse_yaml(text, self.problems) if text else None
        written = values.get("id") if values else None
        item_id = self._id_of(file, written) if file.is_misnamed else file.id
        if text:
            self.texts[text.path] = text
        if text is None or values is None:
            return None
        if isinstance(written, str):
            self.written.setdefault(kind, set()).add(written)
            if file.is_misnamed:
                values["id"] = item_id  # what is wrong with it is told of the file's name
        if department:
            folder = file.path.split("/")[-2]
            if values.get("department", department) not in (department, folder):
                params = {"value": values["department"], "name": department}
                self.problems.append(Problem("R112", locate(text, ("department",)), params))
                return None
            values["department"] = department
        record = validate(model, values, text, self.problems)
        if record is None:
            return None
        self.paths.setdefault(f"{kind}/{item_id}" if item_id else kind, text.path)
        return record, text, item_id

    def _id_of(self, file: Named, written: object) -> str:
        """The id that a file with another name should have: what is written in it, if that can be
        one and is free, or else what its name was meant to be."""
        is_free = isinstance(written, str) and is_id(written) and written not in self.taken
        meant = str(written) if is_free else file.id or ANY_ID
        self.taken.add(meant)
        params = {"name": f"{meant}.yml"}
        self.problems.append(Problem("F116", Place(self.shown(file.path)), params))
        return meant


def _read_organisation(folder: _Folder, files: DataFiles) -> Organisation | None:
    path = folder.data / ORGANISATION
    if not path.exists() and files.has_organisation:
        return None  # it has another name, which has been said
    read = folder.read(Named(ORGANISATION, ""), Organisation, "organisation")
    return read[0] if read else None


def _read_goals(
    folder: _Folder, files: Iterable[Named], organisation: Organisation | None
) -> dict[str, Goal]:
    goals: dict[str, Goal] = {}
    departments: dict[str, str] = {}
    for named in files:
        name = named.path.split("/")[-2]
        if name not in departments:
            departments[name] = _department(folder, named, name, organisation)
        if (read := folder.read(named, Goal, "goal", departments[name])) is None:
            continue
        goal, file, key = read
        _check_id(goal.id, key, file, folder.problems)
        if key in goals:
            params = {"value": key, "first": folder.paths[f"goal/{key}"]}
            folder.problems.append(Problem("R106", locate(file, ("id",)), params))
        else:
            goals[key] = goal
    return goals


def _department(folder: _Folder, first: Named, name: str, organisation: Organisation | None) -> str:
    """The department that a folder is for; where the name can't be an id, it is told at the folder's
    first goal."""
    if is_id(name):
        return name
    known = [department.id for department in organisation.departments] if organisation else []
    meant = closest(name, known) or slug(name) or ANY_ID
    params = {"folder": shown_name(name), "name": meant}
    folder.problems.append(Problem("F118", Place(folder.shown(first.path)), params))
    return meant


def _read_indicators(
    folder: _Folder, files: DataFiles
) -> tuple[dict[str, Indicator], dict[str, tuple[Observation, ...]]]:
    """The indicators, and the outcomes of each; those of one that can't be read are read too."""
    indicators: dict[str, Indicator] = {}
    observations: dict[str, tuple[Observation, ...]] = {}
    for named in files.indicators:
        interval, unit, key = None, "", named.id
        if read := folder.read(named, Indicator, "indicator"):
            indicator, file, key = read
            _check_id(indicator.id, key, file, folder.problems)
            indicators[key] = indicator
            interval, unit = indicator.interval, indicator.unit
        path = files.figures.get(key, files.figures.get(named.id, ""))
        if not path:
            if key in files.lost or folder.shown(named.path) not in folder.texts:
                continue  # for a reason that is told already
            path = f"indicators/{key}.csv"
        figures = read_text(folder.root, folder.data / path, folder.problems, CSV_LIMIT)
        if figures:
            folder.texts[figures.path] = figures
            observations[key] = parse_figures(figures, interval, folder.problems, unit=unit)
    return indicators, observations


def _read_reports(folder: _Folder, files: Iterable[Named]) -> dict[str, Report]:
    reports: dict[str, Report] = {}
    for named in files:
        if read := folder.read(named, Report, "report"):
            report, file, key = read
            _check_id(report.id, key, file, folder.problems)
            reports[key] = report
    return reports


def _read_snapshots(folder: _Folder, paths: Mapping[str, str]) -> dict[str, Snapshot]:
    """What frozen reports said. One that was changed by hand is not used.

    `paths` of the project has those that can't be used too, so that nobody hears of a missing one.
    """
    if not paths:
        return {}
    from malbok.reports.snapshot import (  # only where reports are frozen
        CHECKSUM,
        FORMAT,
        DamagedSnapshotError,
        LaterSnapshotError,
        read_snapshot,
    )

    snapshots: dict[str, Snapshot] = {}
    for key, path in paths.items():
        folder.paths[f"snapshot/{key}"] = folder.shown(path)
        file = read_text(folder.root, folder.data / path, folder.problems, SNAPSHOT_LIMIT)
        if file is None:
            continue
        folder.texts[file.path] = file
        try:
            snapshot, is_as_frozen = read_snapshot(file.text.encode())
        except DamagedSnapshotError as error:
            place = Place(file.path, error.line, error.column)
            folder.problems.append(Problem("P101", place, {"reason": error.reason}))
        except LaterSnapshotError as error:
            params = {"format": error.format, "known": FORMAT}
            folder.problems.append(Problem("P103", _key_place(file, "format"), params))
        else:
            if not is_as_frozen:
                folder.problems.append(Problem("P102", _key_place(file, CHECKSUM)))
            elif snapshot.id != key:
                named = {"value": snapshot.id, "name": f"{snapshot.id}.json"}
                folder.problems.append(Problem("P104", _key_place(file, "id"), named))
            else:
                snapshots[key] = snapshot
    return snapshots


def _key_place(file: TextFile, key: str) -> Place:
    """Where a key of a snapshot itself stands: before all that lies within it."""
    return file.place_at(max(0, file.text.find(f'"{key}"')), len(key) + 2)


def _read_examples(folder: _Folder, files: Iterable[Named]) -> dict[str, ExampleFile]:
    examples: dict[str, ExampleFile] = {}
    for named in files:
        if read := folder.read(named, ExampleFile, "examples"):
            examples[read[2]] = read[0]
    return examples


def load_project(root: Path, data: Path | None = None, content: Path | None = None) -> Project:
    """The project below `root`, read and checked. Raises DataError with all errors."""
    from malbok.checks import check

    reading = read_project(root, data, content)
    found = errors((*reading.problems, *check(reading)))
    if found or reading.project is None:
        raise DataError(found, reading.lines(found))
    return reading.project


def _walk(folder: Path) -> Iterator[str]:
    """All files below a folder, and folders named like data files; without hidden ones."""
    top = str(folder)
    for parent, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        within = parent[len(top) :].replace(os.sep, "/").strip("/")
        alike = (name for name in folders if name.endswith((".yml", ".csv", ".json")))
        for name in sorted((*names, *alike)):
            if not name.startswith("."):
                yield f"{within}/{name}" if within else name


def _check_id(item_id: str, key: str, file: TextFile, problems: list[Problem]) -> None:
    if item_id != key:
        params = {"value": item_id, "name": key}
        problems.append(Problem("R105", locate(file, ("id",)), params))
    elif item_id == TAKEN_ID:
        problems.append(Problem("V108", locate(file, ("id",)), {"value": item_id}))
