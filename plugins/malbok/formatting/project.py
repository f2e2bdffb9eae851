"""A project's files in house form: which they are, what each is, and writing those that change."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path, PurePosixPath

from malbok.encodings import decoded
from malbok.fields import KINDS
from malbok.formatting.figures import house_figures
from malbok.formatting.lines import with_house_lines
from malbok.formatting.repairs import Formed, Repair, Repairs
from malbok.formatting.yaml import house_yaml
from malbok.periods import PeriodKind
from malbok.problems import MalbokError
from malbok.reading.content import PAGE_LIMIT
from malbok.reading.files import TextFile, shown_path
from malbok.reading.project import CSV_LIMIT, YAML_LIMIT
from malbok.reading.yaml import parse_yaml
from malbok.replacing import replace_file

SCHEMAS = "data/schemas"
_ENCODINGS = {"UTF-16": Repair.FROM_UTF16, "Windows-1252": Repair.FROM_WINDOWS}
LIMITS = {".yml": YAML_LIMIT, ".csv": CSV_LIMIT, ".md": PAGE_LIMIT}


class Outcome(StrEnum):
    """What came of formatting a file. One that is left can't be read; `check` says why."""

    CHANGED = "changed"
    IN_ORDER = "in_order"
    LEFT = "left"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file that was looked at: its path as it is shown, and how many times each kind of thing was
    put right in it. `error` is the system's number for why it could not be written, else 0."""

    path: str
    outcome: Outcome
    repairs: Repairs = field(default_factory=Repairs)
    error: int = 0


class NotFormattedError(MalbokError):
    """A file was asked for that isn't one of the project's, or isn't there."""


def format_project(
    root: Path, files: Sequence[Path] | None = None, *, write: bool = True
) -> tuple[Formatted, ...]:
    """Put the project's files in house form, or only those asked for; say what came of each.

    Without `write` nothing is written, and `CHANGED` means that it would be. A file that can't be
    written doesn't stop the others. Raises NotFormattedError, before anything is written, if one of
    `files` can't be formatted.
    """
    root = root.resolve()
    chosen = _project_files(root) if files is None else dict(_chosen(root, f) for f in files)
    return tuple(_formatted(root, path, kind, write=write) for path, kind in chosen.items())


def _project_files(root: Path) -> dict[Path, str]:
    """Every file that has a house form, sorted, with its kind; none that is hidden, or a link to the
    outside.
    """
    found = {path for kind in KINDS.values() for path in root.glob(kind.path) if path.is_file()}
    return {path: kind for path in sorted(found) if (kind := _kind(root, path))}


def _chosen(root: Path, file: Path) -> tuple[Path, str]:
    """A file that was asked for, and its kind."""
    path = Path(os.path.abspath(file))  # noqa: PTH100 - a link is the file that was asked for
    within = path if path.is_relative_to(root) else Path(os.path.realpath(path.parent), path.name)
    if not (within.is_file() and (kind := _kind(root, within))):
        raise NotFormattedError(str(file))
    return within, kind


def _kind(root: Path, path: Path) -> str:
    """Which kind a file is of, by where it lies; empty if it has no house form."""
    if not path.is_relative_to(root) or not path.resolve().is_relative_to(root):
        return ""
    within = PurePosixPath(path.relative_to(root).as_posix())
    if any(part.startswith(".") for part in within.parts):
        return ""
    if within.parts[0] == "content":
        return "page" if within.suffix == ".md" else ""
    return next(
        (
            name
            for name, kind in KINDS.items()
            if within.match(kind.path) and len(within.parts) == kind.path.count("/") + 1
        ),
        "",
    )


def _formatted(root: Path, path: Path, kind: str, *, write: bool) -> Formatted:
    shown = shown_path(root, path)
    try:
        raw = _raw(path)
        formed = _formed(root, path, kind, raw) if raw is not None else None
        if formed is None:
            return Formatted(shown, Outcome.LEFT)
        content = formed.text.encode()
        if content == raw:
            return Formatted(shown, Outcome.IN_ORDER if formed.understood else Outcome.LEFT)
        if write:
            replace_file(path, content)
    except OSError as error:
        return Formatted(shown, Outcome.FAILED, error=error.errno or 0)
    return Formatted(shown, Outcome.CHANGED, formed.repairs)


def _raw(path: Path) -> bytes | None:
    """The file's bytes; None if there are more of them than malbok reads."""
    return None if path.stat().st_size > LIMITS[path.suffix] else path.read_bytes()


def _formed(root: Path, path: Path, kind: str, raw: bytes) -> Formed | None:
    """The file in house form, its encoding included; None if it can't be told how to read it."""
    found = decoded(raw)
    if found is None:
        return None
    repairs: Repairs = Repairs()
    if found.encoding != "UTF-8":
        repairs[_ENCODINGS[found.encoding]] = 1
    elif found.bom:
        repairs[Repair.BYTE_ORDER_MARK] = 1
    match kind:
        case "page":
            formed = Formed(*with_house_lines(found.text))
        case "figures":
            unit, interval = _indicator(root, path.with_suffix(".yml"))
            formed = house_figures(found.text, unit=unit, interval=interval)
        case _:
            formed = _house_yaml(found.text, kind, _schema(root, path, kind))
    return Formed(formed.text, repairs + formed.repairs, formed.understood)


def _schema(root: Path, path: Path, kind: str) -> str:
    """The path of a kind's schema, as seen from a file."""
    return Path(os.path.relpath(root / SCHEMAS / f"{kind}.json", path.parent)).as_posix()


@lru_cache(maxsize=1)
def _house_yaml(text: str, kind: str, schema: str) -> Formed:
    # Kept, as an indicator's figures ask for it right before the indicator itself.
    record = KINDS[kind].record
    assert record is not None  # noqa: S101 - all kinds of YAML files have one
    return house_yaml(text, record, schema=schema)


def _indicator(root: Path, path: Path) -> tuple[str, PeriodKind | None]:
    """An indicator's unit and interval, as they are once its file is in house form."""
    kind = _kind(root, path) if path.is_file() else ""
    raw = _raw(path) if kind else None
    formed = _formed(root, path, kind, raw) if raw is not None else None
    said = parse_yaml(TextFile(path.name, formed.text), []) if formed else None
    unit, interval = (said or {}).get("unit"), (said or {}).get("interval")
    return (
        unit.strip() if isinstance(unit, str) else "",
        PeriodKind(interval) if interval in list(PeriodKind) else None,
    )
