"""Freezing a report: its snapshot is written and its state changed, both or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from malbok import checks
from malbok.checks import reports as report_checks
from malbok.engine import view
from malbok.formatting.setting import with_value
from malbok.language import N_, Message
from malbok.model import Project, Report, ReportState
from malbok.problems import DataError, MalbokError, Problem, errors
from malbok.reading.files import TextFile
from malbok.reading.project import SNAPSHOT_LIMIT, Reading
from malbok.reading.validation import validate
from malbok.reading.yaml import parse_yaml
from malbok.reports.contents import report_before, snapshot_of
from malbok.reports.showing import REPORT_LANGUAGE
from malbok.reports.snapshot import DamagedSnapshotError, Snapshot, read_snapshot, snapshot_bytes
from malbok.starting import item_path
from malbok.writing import ChangedMeanwhileError, NewFile


class RefusedError(MalbokError):
    """A report can't be frozen as things are; `message` says why and what to do, filled with `params`:
    days, and paths from the project's folder."""

    def __init__(self, message: Message, **params: date | PurePosixPath) -> None:
        super().__init__(str(message))
        self.message = message
        self.params: Mapping[str, date | PurePosixPath] = params


@dataclass(frozen=True, slots=True)
class Freezing:
    """A report about to be frozen: what it says, and the files that say so. The snapshot comes first:
    should the computer stop between the two, the report is a draft still. `remarks` are the warnings
    and the advice on the report, which don't keep it from being frozen."""

    report: Report
    snapshot: Snapshot
    files: tuple[NewFile, NewFile]
    remarks: tuple[Problem, ...] = ()


def snapshot_path(report: str) -> str:
    """Where the snapshot of a report lies, from the project's folder."""
    return item_path("report", report).removesuffix(".yml") + ".json"


def freezing(root: Path, reading: Reading, report_id: str, today: date) -> Freezing:
    """What freezing a report comes to. Nothing is written: see `malbok.writing.put_in_place`.

    `reading` is that of the project at `root`. The files have been read back and checked together with
    the rest of the project. Raises RefusedError, ChangedMeanwhileError, and DataError if the project
    has errors.
    """
    project = reading.project
    if project is None or report_id not in project.reports:
        raise _data_error(reading, reading.problems)
    report = project.reports[report_id]
    path = PurePosixPath(project.paths[f"report/{report_id}"])
    _refuse_what_is_frozen(project, report, path)
    problems = (*reading.problems, *checks.check(reading))
    if found := errors(problems):
        raise _data_error(reading, found)
    if report.as_of > today:
        raise RefusedError(
            N_(
                "The report shows how it was on {day}, and that day hasn't come. Freeze it then, or "
                "put another day in as_of in {path}."
            ),
            day=report.as_of,
            path=path,
        )
    viewer = view(project, report.audience, report.as_of, language_code=REPORT_LANGUAGE)
    snapshot = snapshot_of(viewer, report, report_before(project, report), today)
    before = (root / path).read_bytes()
    if _plain(before) != reading.texts[str(path)].text:
        raise ChangedMeanwhileError(str(path))
    published = with_value(before.decode(), Report, "state", ReportState.PUBLISHED.value)
    if published is None:
        raise RefusedError(
            N_("Write “state: draft” on a line of its own in {path}, and freeze again."), path=path
        )
    files = (
        NewFile(snapshot_path(report_id), snapshot_bytes(snapshot)),
        NewFile(str(path), published.encode(), before),
    )
    if len(files[0].content) > SNAPSHOT_LIMIT:
        raise RefusedError(N_("The report is too large to be frozen. Divide it into several."))
    _try(reading, project, snapshot, files)
    remarks = tuple(problem for problem in problems if problem.place.path == str(path))
    return Freezing(report, snapshot, files, remarks)


def _refuse_what_is_frozen(project: Project, report: Report, path: PurePosixPath) -> None:
    """Raise RefusedError for a report that is frozen, or half of it. One whose snapshot was changed is
    left to the checks."""
    key = f"snapshot/{report.id}"
    kept = PurePosixPath(project.paths.get(key, snapshot_path(report.id)))
    if not report.is_published:
        if key not in project.paths:
            return
        raise RefusedError(
            N_(
                "{snapshot} is there already, but the report is a draft. If it has been published, "
                "write “state: published” in {path}. If it never was, because freezing was "
                "interrupted, remove {snapshot} and freeze again."
            ),
            snapshot=kept,
            path=path,
        )
    if report.id in project.snapshots:
        raise RefusedError(
            N_(
                "The report was frozen on {day} and stays as it is. If something in it is wrong, write "
                "what and why under corrections in {path}: the report then shows both."
            ),
            day=project.snapshots[report.id].frozen or report.as_of,
            path=path,
        )
    if key not in project.paths:
        raise RefusedError(
            N_(
                "The report is published, but {snapshot} is missing. If it was frozen, fetch that file "
                "back from an earlier version. If it never was, write “state: draft” in {path} and "
                "freeze again."
            ),
            snapshot=kept,
            path=path,
        )


def _try(
    reading: Reading, project: Project, snapshot: Snapshot, files: tuple[NewFile, NewFile]
) -> None:
    """Read the files back, and check the project as it would be with them. Raises RefusedError and
    DataError.

    The rest of the project has been read and checked just now, and nothing in it rests on whether a
    report is frozen: doing that once more would take most of the time.
    """
    kept, described = files
    problems: list[Problem] = []
    texts = {file.path: TextFile(file.path, _plain(file.content)) for file in files}
    values = parse_yaml(texts[described.path], problems)
    report = validate(Report, values, texts[described.path], problems) if values else None
    again = _read_back(kept.content)
    if report is None or again != snapshot:
        raise RefusedError(
            N_(
                "malbok can't read back what it would freeze, so nothing was written. Tell us about it."
            )
        )
    changed = replace(
        project,
        reports=MappingProxyType({**project.reports, snapshot.id: report}),
        snapshots=MappingProxyType({**project.snapshots, snapshot.id: again}),
        paths=MappingProxyType({**project.paths, f"snapshot/{snapshot.id}": kept.path}),
    )
    after = replace(reading, project=changed, texts={**reading.texts, **texts})
    problems += [problem for find in report_checks.CHECKS for problem in find(after, changed)]
    if found := errors(problems):
        raise _data_error(after, found)


def _read_back(content: bytes) -> Snapshot | None:
    try:
        snapshot, is_as_frozen = read_snapshot(content)
    except DamagedSnapshotError:
        return None
    return snapshot if is_as_frozen else None


def _plain(content: bytes) -> str:
    """The text of a file as reading gives it: see `malbok.reading.files.read_text`."""
    text = content.decode("utf-8-sig").lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _data_error(reading: Reading, problems: Iterable[Problem]) -> DataError:
    stopping = errors(problems)
    return DataError(stopping, reading.lines(stopping))
