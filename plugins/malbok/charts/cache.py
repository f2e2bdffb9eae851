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
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from .series import Svg, TimeSeries


def content_hash(chart: TimeSeries) -> str:
    """Stands for what a chart shows, on every machine; equal charts have equal hashes."""
    equal = json.loads(json.dumps(asdict(chart)), parse_int=float)
    return hashlib.sha256(json.dumps(equal).encode()).hexdigest()


def load(chart: TimeSeries, folder: Path) -> Svg | None:
    """The chart as drawn before; None if it wasn't, or if the file can't be read or is damaged."""
    try:
        stored = json.loads(_file(chart, folder).read_text("utf-8"))
        svg = Svg(wide=stored["wide"], narrow=stored["narrow"])
        return svg if stored["check"] == _check(svg) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def store(chart: TimeSeries, svg: Svg, folder: Path) -> None:
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


def _file(chart: TimeSeries, folder: Path) -> Path:
    key = hashlib.sha256(f"{content_hash(chart)} {_drawn_by()}".encode()).hexdigest()
    return folder / f"{key}.json"


def _check(svg: Svg) -> str:
    return hashlib.sha256(f"{svg.wide}\n{svg.narrow}".encode()).hexdigest()


@functools.cache
def _drawn_by() -> str:
    source = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    versions = [version(package) for package in ("altair", "vl-convert-python")]
    return " ".join([hashlib.sha256(source).hexdigest(), *versions])
