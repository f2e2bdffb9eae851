"""Two folders with a project each, read and held side by side: what differs, and what is wrong."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from malbok.audience import inside_files
from malbok.changes.comparing import PARTS, Version
from malbok.changes.differences import changes
from malbok.changes.records import Changes
from malbok.checks import all_problems
from malbok.language import N_, Language, language
from malbok.model import ContentPart, Embed, Project, Word
from malbok.observations import figures_path
from malbok.problems import Problem, errors, in_file_order
from malbok.reading import Reading, read_project

MOST_PATHS = 12
"""How many files a sentence names."""
LACKING = frozenset({"R151"})
"""Errors of what isn't there. All that is there can be read, and held against another version."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions held side by side.

    `changes` is None where HEAD has errors that keep it from being read. `problems` are the errors
    and new warnings of HEAD, and those of the change itself; `base_problems` the errors of BASE.
    `is_new` tells that there was no project before, `indicator` is the municipality's own word for
    one, and `lines` are those of the files that `problems` stand in. `inside_files` are those that
    nothing public is made of.
    """

    changes: Changes | None
    problems: tuple[Problem, ...]
    base_problems: tuple[Problem, ...] = ()
    is_new: bool = False
    indicator: Word | None = None
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    inside_files: frozenset[str] = frozenset()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be put right before the change can be approved."""
        return errors(self.problems)


def compare(base: Path, head: Path, words: Language) -> Compared:
    """Hold the project in the folder `head` against the one in `base`."""
    after = read_project(head)
    after_problems = all_problems(after)
    if _unreadable(after_problems) or after.project is None:
        inside_files = _inside_files(read_project(base).project, after.project)
        lines = after.lines(after_problems)
        return Compared(None, after_problems, lines=lines, inside_files=inside_files)
    before, before_problems = _base(base, after.project)
    found = changes(before, Version(after.project, after.texts, fingerprints(head)), words)
    known = {_told(problem) for problem in before_problems}
    new = (
        problem
        for problem in after_problems
        if problem.code in LACKING or _told(problem) not in known
    )
    is_new = not before.fingerprints
    base_errors = () if is_new else _unreadable(before_problems)
    problems = in_file_order((*found.problems, *new))
    return Compared(
        changes=found,
        problems=problems,
        base_problems=base_errors,
        is_new=is_new,
        indicator=after.project.organisation.words.indicator,
        lines=after.lines(problems),
        inside_files=_inside_files(before.project, after.project),
    )


def comparison_notes(
    compared: Compared,
    words: Language,
    *,
    is_behind: bool = False,
    unjudged: Sequence[str] = (),
) -> list[str]:
    """What must be known of the comparison itself, in sentences. HEAD is behind if BASE has changes
    that it lacks; `unjudged` are files that differ and that nothing can be told of."""
    notes = []
    if unjudged:
        message = N_(
            "Files that malbok doesn't judge change too, and may change what is published: {paths}. "
            "Have somebody read them who knows how the site is built."
        )
        paths = [*unjudged[:MOST_PATHS], *(["…"] if len(unjudged) > MOST_PATHS else [])]
        notes.append(words.text(message, paths=", ".join(paths)))
    if compared.is_new:
        notes.append(words.text(N_("There was no project before, so everything is new.")))
    if compared.base_problems:
        message = N_(
            "BASE has errors. What can't be read in it looks new, and can't be compared: {paths}"
        )
        paths = sorted({problem.place.path for problem in compared.base_problems})
        notes.append(words.text(message, paths=", ".join(paths)))
    if is_behind:
        message = N_(
            "BASE has changes that are not in HEAD. They are told backwards here: what others have "
            "added looks as if it were removed. Take them in first."
        )
        notes.append(words.text(message))
    return notes


def problems_between(base: Path, head: Path) -> tuple[Problem, ...]:
    """What is wrong with the change from one folder's project to another's, and with the latter."""
    return compare(base, head, language("sv")).problems


def fingerprints(root: Path) -> dict[str, str]:
    """What tells whether a file differs, for each file of a project, by path."""
    found: dict[str, str] = {}
    for part in PARTS:
        for path in sorted((root / part).rglob("*")):
            within = path.relative_to(root)
            if path.is_file() and not any(name.startswith(".") for name in within.parts):
                found[within.as_posix()] = blake2b(path.read_bytes(), digest_size=16).hexdigest()
    return found


def _inside_files(*versions: Project | None) -> frozenset[str]:
    """The files that were read and that nothing public is made of, in any version. One that never
    could be read isn't among them: it may be meant for everybody."""
    known: set[str] = set()
    public: set[str] = set()
    for project in filter(None, versions):
        files = _files(project)
        known |= files
        public |= files - inside_files(project)
    return frozenset(known - public)


def _files(project: Project) -> set[str]:
    """The files that a project's items are written in."""
    described = set(project.paths.values())
    figures = {figures_path(path) for path in described}
    return described | figures | {page.file for page in project.content}


def _unreadable(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The errors that keep something from being shown, and so from being compared."""
    return tuple(problem for problem in errors(problems) if problem.code not in LACKING)


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.path, str(dict(problem.params))


def _base(folder: Path, head: Project) -> tuple[Version, tuple[Problem, ...]]:
    """BASE as far as it can be shown, and all that is wrong with it.

    Files with errors are left out, and what rests on them: what they hold will look new rather than
    be passed over. An organisation that can't be used is taken to be as in HEAD.
    """
    reading = read_project(folder)
    problems = all_problems(reading)
    unreadable = frozenset(problem.place.path for problem in _unreadable(problems))
    project = reading.project
    if project is None or any(path.endswith("organisation.yml") for path in unreadable):
        organisation = head.organisation
        if not (folder / "data").is_dir():
            organisation = organisation.model_copy(update={"departments": (), "roles": ()})
        project = replace(_without_organisation(folder, reading, head), organisation=organisation)
    version = Version(
        _usable(project, unreadable),
        reading.texts,
        fingerprints(folder),
        tuple(sorted(unreadable)),
    )
    return version, problems


def _without_organisation(folder: Path, reading: Reading, head: Project) -> Project:
    """What can be read of a project beside its organisation, which another stands in for."""
    if reading.project:
        return reading.project
    with tempfile.TemporaryDirectory(prefix="malbok-") as scratch:
        for part in PARTS:
            if (folder / part).is_dir():
                shutil.copytree(folder / part, Path(scratch) / part, symlinks=True)
        organisation = Path(scratch) / "data" / "organisation.yml"
        organisation.parent.mkdir(exist_ok=True)
        organisation.unlink(missing_ok=True)
        organisation.write_text(_STAND_IN, "utf-8")
        again = read_project(Path(scratch))
    return again.project or Project(organisation=head.organisation)


_STAND_IN = "{name: x, title: x, as_of: 2000-01-01, updated: 2000-01-01, departments: []}\n"


def _usable(project: Project, unreadable: Collection[str]) -> Project:
    """The project without what stands in those files, and without what refers to it."""

    def is_usable(item: str) -> bool:
        path = project.paths.get(item, "")
        return path not in unreadable and figures_path(path) not in unreadable

    indicators = {k: v for k, v in project.indicators.items() if is_usable(f"indicator/{k}")}
    departments = {d.id for d in project.organisation.departments}
    goals = {
        key: goal
        for key, goal in project.goals.items()
        if is_usable(f"goal/{key}") and goal.department in departments
        if {*(t.indicator for t in goal.targets), *goal.indicators} <= set(indicators)
    }
    there = {("goal", key) for key in goals}
    there |= {(name, key) for name in ("indicator", "chart") for key in indicators}

    def is_shown(part: ContentPart) -> bool:
        if not isinstance(part, Embed) or part.name not in ("goal", "indicator", "chart"):
            return True
        return (part.name, part.id) in there

    return replace(
        project,
        indicators=indicators,
        observations={k: v for k, v in project.observations.items() if k in indicators},
        goals=goals,
        content=tuple(
            replace(page, parts=tuple(filter(is_shown, page.parts)))
            for page in project.content
            if page.file not in unreadable
        ),
        reports={k: v for k, v in project.reports.items() if is_usable(f"report/{k}")},
        snapshots={k: v for k, v in project.snapshots.items() if is_usable(f"snapshot/{k}")},
        example_files={
            k: v for k, v in project.example_files.items() if is_usable(f"examples/{k}")
        },
    )
