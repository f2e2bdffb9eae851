"""Replacing a file: all of it or nothing, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Give a file new content, or make it. Whoever reads it meets the old content or the new.

    The new content is written beside the file and takes its name once it is safely on the disk. A
    symbolic link stays, and the file that it leads to is replaced. Permissions are kept.

    Raises OSError, with the file's own name, if it can't be written; then nothing has changed and
    nothing is left behind.
    """
    target = Path(os.path.realpath(path))
    unfinished = target.with_name(f".malbok-{secrets.token_hex(6)}.tmp")
    try:
        if target.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        before = target.stat() if target.exists() else None
        if before and not (stat.S_ISREG(before.st_mode) and os.access(target, os.W_OK)):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        try:
            _write(unfinished, content)
            if before:
                _keep_permissions(unfinished, before)
            unfinished.replace(target)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink()
            raise
        _make_lasting(target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_permissions(path: Path, before: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):  # only the superuser may give files away
            os.chown(path, before.st_uid, before.st_gid)
    path.chmod(stat.S_IMODE(before.st_mode))


def _make_lasting(folder: Path) -> None:
    """Have the folder's list of names on the disk as well, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
