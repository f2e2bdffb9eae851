"""Finished PDFs on disk, so that a build only typesets what is new.

A PDF is found by everything that decides it: its files (data, charts, logo, template), the typesetter and
the font. Nothing has to be thrown away by hand.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

DAY = 86_400
UNUSED = 30 * DAY
"""After so many seconds without use a finished PDF is removed."""


def key_of(files: Mapping[str, bytes], typesetter: str) -> str:
    """Stands for a document and how it is typeset, on every machine."""
    key = hashlib.sha256(typesetter.encode())
    for name, content in sorted(files.items()):
        key.update(f"\n{name} {len(content)}\n".encode())
        key.update(content)
    return key.hexdigest()


def load(key: str, folder: Path) -> bytes | None:
    """A PDF made before; None if it wasn't, or if the file can't be read or is damaged."""
    file = _file(key, folder)
    try:
        check, _, pdf = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if check.decode("ascii", "replace") != _check(pdf):
        return None
    with contextlib.suppress(OSError):
        if time.time() - file.stat().st_mtime > DAY:
            os.utime(file)
    return pdf


def store(key: str, pdf: bytes, folder: Path) -> None:
    """Keeps a PDF, whole or not at all, and removes what nobody has asked for in a long time. A folder
    that can't be written to is no error."""
    file = _file(key, folder)
    part = file.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(f"{_check(pdf)}\n".encode() + pdf)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        _prune(folder)


def _prune(folder: Path) -> None:
    now = time.time()
    for entry in os.scandir(folder):
        if entry.name.endswith((".pdf", ".part")) and now - entry.stat().st_mtime > UNUSED:
            with contextlib.suppress(OSError):
                Path(entry.path).unlink()


def _file(key: str, folder: Path) -> Path:
    return folder / f"{key}.pdf"


def _check(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()
