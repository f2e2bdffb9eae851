"""Versions of a project: a folder, or what git keeps at a branch, tag or commit.

What git keeps is laid out in a folder of its own that is removed afterwards; the working tree and the
repository are never touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import IO

from malbok.changes import Changes, Version, changes
from malbok.checks import check
from malbok.language import N_, Language, Message, language
from malbok.model import ContentPart, Embed, Project, Word
from malbok.problems import MalbokError, Problem, errors, in_file_order
from malbok.reading import Reading, read_project

PARTS = ("data", "content")
"""The folders of a project that its sites are made of."""
LARGEST = 500_000_000
MOST_FILES = 100_000


class VersionError(MalbokError):
    """A version that can't be had; `message` is a message id, filled by `params`."""

    def __init__(self, message: Message, **params: object) -> None:
        self.message = message
        self.params = params
        super().__init__(message.format(**params))

    def said(self, words: Language) -> str:
        """What is wrong and what to do, in the reader's language."""
        return words.text(self.message, **self.params)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions held side by side.

    `changes` is None where HEAD has errors. `problems` are the errors and new warnings of HEAD, and
    those of the change itself; `base_problems` the errors of BASE. `is_new` tells that there was no
    project before, `indicator` is the municipality's own word for one, and `lines` are those of the
    files that `problems` stand in.
    """

    changes: Changes | None
    problems: tuple[Problem, ...]
    base_problems: tuple[Problem, ...] = ()
    is_new: bool = False
    indicator: Word | None = None
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be put right before the change can be approved."""
        return errors(self.problems)


def compare(base: Path, head: Path, words: Language) -> Compared:
    """Hold the project in the folder `head` against the one in `base`."""
    after = read_project(head)
    after_problems = in_file_order((*after.problems, *check(after)))
    if errors(after_problems) or after.project is None:
        return Compared(None, after_problems, lines=after.lines(after_problems))
    before, before_problems = _base(base, after.project)
    found = changes(before, Version(after.project, after.texts, fingerprints(head)), words)
    known = {_told(problem) for problem in before_problems}
    new = (problem for problem in after_problems if _told(problem) not in known)
    is_new = not before.fingerprints
    base_errors = () if is_new else errors(before_problems)
    problems = in_file_order((*found.problems, *new))
    return Compared(
        changes=found,
        problems=problems,
        base_problems=base_errors,
        is_new=is_new,
        indicator=after.project.organisation.words.indicator,
        lines=after.lines(problems),
    )


def comparison_notes(
    compared: Compared, root: Path, base: str, head: str | None, words: Language
) -> list[str]:
    """What must be known of the comparison itself, in sentences."""
    notes = []
    if compared.is_new:
        notes.append(words.text(N_("There was no project before, so everything is new.")))
    if compared.base_problems:
        message = N_(
            "BASE has errors. What can't be read in it looks new, and can't be compared: {paths}"
        )
        paths = sorted({problem.place.path for problem in compared.base_problems})
        notes.append(words.text(message, paths=", ".join(paths)))
    if _is_behind(root, base, head or "HEAD"):
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


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.path, str(dict(problem.params))


def _base(folder: Path, head: Project) -> tuple[Version, tuple[Problem, ...]]:
    """BASE as far as it can be shown, and all that is wrong with it.

    Files with errors are left out, and what rests on them: what they hold will look new rather than
    be passed over. An organisation that can't be used is taken to be as in HEAD.
    """
    reading = read_project(folder)
    problems = in_file_order((*reading.problems, *check(reading)))
    unreadable = frozenset(problem.place.path for problem in errors(problems))
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
        return path not in unreadable and path.removesuffix(".yml") + ".csv" not in unreadable

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
    )


# --- Where a version lies -------------------------------------------------------------------------


@contextmanager
def version_folder(root: Path, name: str) -> Iterator[Path]:
    """The folder that holds a version: the folder of that name, or what git keeps at that ref of
    the project in `root`, for as long as the context lasts.

    Raises VersionError if there is none, or if git can't tell.
    """
    folder = Path(name)
    if name and any((folder / part).is_dir() for part in PARTS):
        yield folder.resolve()
        return
    commit, repository, prefix = _commit(root, name)
    with tempfile.TemporaryDirectory(prefix="malbok-") as scratch:
        _lay_out(repository, commit, prefix, Path(scratch))
        yield Path(scratch).resolve() / prefix


def _commit(root: Path, name: str) -> tuple[str, Path, str]:
    """The commit of a ref, the folder of its repository, and the project's path within it."""
    if name.startswith("-"):
        raise VersionError(N_("“{name}” can't be a version: it begins with a hyphen."), name=name)
    if ".." in name and ".." not in Path(name).parts:
        raise VersionError(
            N_("“{name}” names two versions. Write them apart: malbok diff BASE HEAD"), name=name
        )
    if name and Path(name).is_dir():
        raise VersionError(
            N_("The folder {name} holds no project: it has neither data/ nor content/."), name=name
        )
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if b"not a git repository" in inside.stderr:
        raise VersionError(
            N_("There is no folder “{name}”, and {root} isn't kept in git."), name=name, root=root
        )
    where = _done(root, "rev-parse", "--show-toplevel", "--show-prefix")
    top, prefix = where.decode("utf-8", "surrogateescape").split("\n")[:2]
    wanted = f"{name}^{{commit}}"
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if found.returncode:
        raise _unknown(root, name)
    return found.stdout.decode().strip(), Path(top), prefix.rstrip("/")


def _unknown(root: Path, name: str) -> VersionError:
    shallow = _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    if shallow:
        return VersionError(
            N_(
                "There is no version “{name}” here. Only the newest commits have been fetched; "
                "fetch the rest with: git fetch --unshallow origin"
            ),
            name=name,
        )
    return VersionError(
        N_(
            "There is no version “{name}” here: no folder, branch, tag or commit. "
            "Is it on the server? Fetch it with: git fetch origin"
        ),
        name=name,
    )


def _lay_out(repository: Path, commit: str, prefix: str, folder: Path) -> None:
    """Write the project's folders as they were at a commit. Raises VersionError."""
    paths = [f"{prefix}/{part}".lstrip("/") for part in PARTS]
    sizes = _sizes(repository, commit, paths)
    (folder / prefix).mkdir(parents=True, exist_ok=True)
    if not sizes:
        return
    if sum(sizes.values()) > LARGEST:
        raise VersionError(
            N_("The version is too large: more than {limit} MB."), limit=LARGEST // 1_000_000
        )
    there = [path for path in paths if any(name.startswith(f"{path}/") for name in sizes)]
    with tempfile.TemporaryFile() as file:
        _done(repository, "archive", "--format=tar", commit, "--", *there, into=file)
        file.seek(0)
        left_out = sorted(set(sizes) - _unpack(file, folder))
    if left_out:
        # A file can be kept out of archives. A comparison without it would be wrong.
        raise VersionError(
            N_("Git left out {path}. Is it marked “export-ignore” in .gitattributes?"),
            path=left_out[0],
        )


def _sizes(repository: Path, commit: str, paths: Collection[str]) -> dict[str, int]:
    """How large each file below some paths was at a commit."""
    listed = _done(repository, "ls-tree", "-r", "-l", "-z", commit, "--", *paths)
    sizes: dict[str, int] = {}
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        described, _, path = line.partition("\t")
        match described.split():
            case [_, "blob", _, size]:
                sizes[path] = int(size)
    return sizes


def _unpack(file: IO[bytes], folder: Path) -> set[str]:
    """Unpack an archive, nothing outside the folder, and tell the names of its files."""
    names: set[str] = set()
    with tarfile.open(fileobj=file) as archive:
        for member in archive:
            names.add(member.name)
            try:
                archive.extract(member, folder, filter="data")
            except tarfile.FilterError:
                continue  # a link that leads out of the folder, which no page can be made of
    return names


def _done(folder: Path, *arguments: str, into: IO[bytes] | None = None) -> bytes:
    """What git says, or what it writes into a file. Raises VersionError."""
    done = _git(folder, *arguments, into=into)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise VersionError(N_("Git can't tell: {said}"), said=said)
    return done.stdout or b""


def _git(
    folder: Path, *arguments: str, into: IO[bytes] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in English, taking paths as they are and asking nobody anything."""
    ours = {"LC_ALL": "C", "GIT_LITERAL_PATHSPECS": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and a name never stands where options do
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is wherever it is installed
            stdout=into or subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, **ours},
        )
    except OSError:
        raise VersionError(N_("Git isn't installed, so only folders can be compared.")) from None


def _is_behind(root: Path, base: str, head: str) -> bool:
    """Whether BASE has changes that HEAD lacks, both as git knows them. The comparison then tells
    them backwards: what somebody else has added looks as if it were removed."""
    try:
        commits = [_commit(root, name)[0] for name in (base, head)]
        return _git(root, "merge-base", "--is-ancestor", *commits).returncode == 1
    except VersionError:
        return False
