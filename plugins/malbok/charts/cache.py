"""Finished charts on disk, so that a build only draws what is new.

A chart is found by its content and by everything that decides how it is drawn: this package's own source, the
versions of the libraries that draw, and with them the font they bring. Nothing has to be thrown away by hand.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import time
from dataclasses import asdict, fields
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from .kinds import Chart
from .records import Svg

DAY: Final = 86_400
UNUSED: Final = 30 * DAY
"""After so many seconds without use a finished chart is removed."""


def content_hash(chart: Chart) -> str:
    """Stands for what a chart shows, on every machine; equal charts have equal hashes."""
    content = [type(chart).__name__, chart]
    equal = json.loads(json.dumps(content, default=_by_name), parse_int=float)
    return hashlib.sha256(json.dumps(equal).encode()).hexdigest()


def load(chart: Chart, folder: Path) -> Svg | None:
    """The chart as drawn before; None if it wasn't, or if the file can't be read or is damaged."""
    file = _file(chart, folder)
    try:
        stored = json.loads(file.read_text("utf-8"))
        svg = Svg(wide=stored["wide"], narrow=stored["narrow"])
        if stored["check"] != _check(svg):
            return None
    except (OSError, ValueError, TypeError, KeyError):
        return None
    with contextlib.suppress(OSError):
        if time.time() - file.stat().st_mtime > DAY:
            os.utime(file)
    return svg


def store(chart: Chart, svg: Svg, folder: Path) -> None:
    """Keeps a drawn chart, whole or not at all. A folder that can't be written to is no error."""
    file = _file(chart, folder)
    part = file.with_suffix(f".{os.getpid()}.part")
    content = json.dumps({**asdict(svg), "check": _check(svg)}, ensure_ascii=False)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(content, "utf-8")
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def prune(folder: Path) -> None:
    """Removes what hasn't been used in a long time: drawings of older figures, or by older versions."""
    now = time.time()
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.endswith((".json", ".part")) and now - entry.stat().st_mtime > UNUSED:
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _by_name(record: Any) -> dict[str, object]:
    """A record's values as JSON writes them: what `asdict` gives, without copying it all."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _file(chart: Chart, folder: Path) -> Path:
    key = hashlib.sha256(f"{content_hash(chart)} {_drawn_by()}".encode()).hexdigest()
    return folder / f"{key}.json"


def _check(svg: Svg) -> str:
    return hashlib.sha256(f"{svg.wide}\n{svg.narrow}".encode()).hexdigest()


@functools.cache
def _drawn_by() -> str:
    source = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    versions = [version(package) for package in ("altair", "vl-convert-python")]
    return " ".join([hashlib.sha256(source).hexdigest(), *versions])
