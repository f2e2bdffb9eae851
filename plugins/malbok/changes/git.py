"""What git keeps of a project at a branch, tag or commit, laid out in a folder of its own.

That folder is removed afterwards; the working tree and the repository are never touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from malbok.changes.comparing import PARTS
from malbok.language import N_, Language, Message
from malbok.problems import MalbokError

LARGEST = 500_000_000
"""How many bytes a version may hold."""


OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""What git tells its hooks of the repository: paths that hold only in the folder it runs them in."""
_FORMAT = b"$Format:"


class VersionError(MalbokError):
    """A version that can't be had; `message` is a message id, filled by `params`."""

    def __init__(self, message: Message, **params: object) -> None:
        self.message = message
        self.params = params
        super().__init__(message.format(**params))

    def said(self, words: Language) -> str:
        """What is wrong and what to do, in the reader's language."""
        return words.text(self.message, **self.params)


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


def is_behind(root: Path, base: str, head: str | None) -> bool:
    """Whether BASE has changes that HEAD lacks, both as git knows them. The comparison then tells
    them backwards: what somebody else has added looks as if it were removed."""
    try:
        commits = [_commit(root, name)[0] for name in (base, head or "HEAD")]
        return _git(root, "merge-base", "--is-ancestor", *commits).returncode == 1
    except VersionError:
        return False


def unjudged(root: Path, base: str, head: str | None) -> tuple[str, ...]:
    """The project's files beside data and handbook that differ, as git knows both versions: how the
    site is built, its looks, malbok itself. What they do to the site isn't looked into."""
    try:
        commits = [_commit(root, name)[0] for name in (base, *([head] if head else []))]
        options = ("--name-only", "-z", "--no-renames", "--relative")
        said = _done(root, "diff", *options, *commits, "--", ".")
    except VersionError:
        return ()
    names = said.decode("utf-8", "replace").split("\0")
    return tuple(name for name in names if name and name.split("/", 1)[0] not in PARTS)


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
    for path in _with_formats(repository, commit, there):
        # As can a text in it be changed. The comparison would tell of changes that nobody made.
        if path in sizes and _FORMAT not in (folder / path).read_bytes():
            raise VersionError(
                N_(
                    "Git changes {path} as it hands it out. Is it marked “export-subst” in .gitattributes?"
                ),
                path=path,
            )


def _with_formats(repository: Path, commit: str, paths: Collection[str]) -> list[str]:
    """The files with something in them that git may replace."""
    pattern = _FORMAT.decode()
    found = _git(repository, "grep", "-l", "-z", "-a", "-F", "-e", pattern, commit, "--", *paths)
    listed = found.stdout.decode("utf-8", "surrogateescape").split("\0")
    return [name.partition(":")[2] for name in listed if name]


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
            path = folder / member.name
            if not path.resolve().is_relative_to(folder.resolve()):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if member.issym():
                # One that leads out of the folder is left out: no page can be made of it.
                if (path.parent / member.linkname).resolve().is_relative_to(folder.resolve()):
                    path.symlink_to(member.linkname)
            elif content := archive.extractfile(member):
                with path.open("wb") as out:
                    shutil.copyfileobj(content, out)
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
    others = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and a name never stands where options do
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is wherever it is installed
            stdout=into or subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            env={**others, **ours},
        )
    except OSError:
        raise VersionError(N_("Git isn't installed, so only folders can be compared.")) from None
