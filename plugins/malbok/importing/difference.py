"""Outcomes from a sheet become part of the project's figures: the difference, and the new files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from pathlib import Path

from malbok.importing.understanding import Found, key_of
from malbok.model import Indicator, Mark, Observation
from malbok.observations import figures_csv, figures_path
from malbok.problems import Problem, errors
from malbok.reading.figures import COLUMNS
from malbok.reading.project import Reading
from malbok.writing import ChangedMeanwhileError, NewFile

_NOTHING_THERE = frozenset({"F101", "C101"})
"""Codes of a file that isn't there, and of figures without any content."""
_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


@dataclass(frozen=True, slots=True)
class Change:
    """An outcome that the sheet has in another way than the file."""

    before: Observation
    after: Observation

    @property
    def is_revised(self) -> bool:
        """Whether a value that was there becomes another."""
        return self.before.value not in (None, self.after.value) and not self.is_suppressed

    @property
    def is_suppressed(self) -> bool:
        """Whether a value that was there is taken away, as it rests on too few."""
        return self.before.value is not None and self.after.suppressed


@dataclass(frozen=True, slots=True)
class Difference:
    """What a sheet changes in the figures of one indicator.

    `kept` counts the outcomes of the file that the sheet doesn't have, or has no value for; `merged`
    are all outcomes as they would be, oldest first.
    """

    indicator: Indicator
    new: tuple[Observation, ...]
    changed: tuple[Change, ...]
    unchanged: int
    kept: int
    merged: tuple[Observation, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not self.new and not self.changed


def difference(
    indicator: Indicator,
    series: Sequence[Observation],
    found: Iterable[Found],
    *,
    mark_revised: bool = False,
) -> Difference:
    """What the outcomes found in a sheet change in a series.

    An empty cell never takes anything away: what the file has is kept. Only the mark `preliminary`
    goes when its value becomes another, and a value when the sheet says that it is suppressed. With
    `mark_revised`, values that become others are marked as revised, but a break in the series stays
    marked as one.
    """
    existing = {key_of(o): o for o in series}
    merged = dict(existing)
    new: list[Observation] = []
    changed: list[Change] = []
    unchanged = 0
    for observation in (f.observation for f in found):
        before = existing.get(key_of(observation))
        if before is None:
            new.append(observation)
            merged[key_of(observation)] = observation
            continue
        change = Change(before, _merged(before, observation))
        is_break = change.after.mark is Mark.BREAK
        if mark_revised and change.is_revised and observation.mark is None and not is_break:
            change = Change(before, replace(change.after, mark=Mark.REVISED))
        if change.after != before:
            changed.append(change)
            merged[key_of(observation)] = change.after
        elif observation.value == before.value:
            unchanged += 1
    return Difference(
        indicator=indicator,
        new=tuple(_in_order(new)),
        changed=tuple(sorted(changed, key=lambda change: _place(change.after))),
        unchanged=unchanged,
        kept=len(existing) - unchanged - len(changed),
        merged=tuple(_in_order(merged.values())),
    )


def _merged(before: Observation, found: Observation) -> Observation:
    """The outcome with what the sheet says of it; an equal value stays as it is written."""
    if found.suppressed:
        count = before.count if found.count is None else found.count
        return replace(found, count=count, note=found.note or before.note)
    same = found.value is None or found.value == before.value
    is_settled = not same and before.mark is Mark.PRELIMINARY
    return replace(
        before,
        value=before.value if same else found.value,
        count=before.count if found.count is None else found.count,
        mark=found.mark or (None if is_settled else before.mark),
        note=found.note or before.note,
        suppressed=found.value is None and before.suppressed,
    )


def _in_order(observations: Iterable[Observation]) -> list[Observation]:
    return sorted(observations, key=_place)


def _place(observation: Observation) -> tuple[date, int]:
    """Where an outcome comes in its file; those of one period stay in the order they have."""
    return (observation.period.end, observation.period.number)


def in_the_way(reading: Reading, indicators: Iterable[str]) -> tuple[Problem, ...]:
    """Errors in the files that would be written: figures that can't be read would be lost."""
    paths = {path for key in indicators for path in _paths(reading, key)}
    return tuple(
        p
        for p in errors(reading.problems)
        if p.place.path in paths and p.code not in _NOTHING_THERE
    )


def new_files(
    root: Path, reading: Reading, differences: Iterable[Difference], updated: date
) -> tuple[NewFile, ...]:
    """The files that are to be written: figures, and the day that the indicator was updated.

    Raises ChangedMeanwhileError if one of them isn't as it was when the project was read.
    """
    files: list[NewFile] = []
    for found in differences:
        if found.is_empty:
            continue
        description, figures = _paths(reading, found.indicator.id)
        before = _as_read(root, reading, figures)
        files.append(NewFile(figures, _figures(found.merged, before), before))
        described = _as_read(root, reading, description) or b""
        dated = _with_day(described, reading, description, updated)
        if dated != described:
            files.append(NewFile(description, dated, described))
    return tuple(files)


def _as_read(root: Path, reading: Reading, path: str) -> bytes | None:
    """What stands in a file, None if it isn't there. Raises ChangedMeanwhileError if that isn't
    what the project was read from."""
    raw = (root / path).read_bytes() if (root / path).exists() else None
    text = None
    if raw is not None:
        bare = raw.decode("utf-8-sig", "replace").lstrip("\ufeff")
        text = bare.replace("\r\n", "\n").replace("\r", "\n")
    read = reading.texts.get(path)
    if text != (read and read.text):
        raise ChangedMeanwhileError(path)
    return raw


def _paths(reading: Reading, indicator: str) -> tuple[str, str]:
    """Where an indicator's description and its figures lie."""
    paths: Mapping[str, str] = reading.project.paths if reading.project else {}
    description = paths[f"indicator/{indicator}"]
    return description, figures_path(description)


def _figures(series: Iterable[Observation], before: bytes | None) -> bytes:
    """The outcomes as CSV, with the columns that the file has even if nothing stands in them."""
    content = figures_csv(series)
    first = (before or b"").decode("utf-8-sig", "replace").split("\n", 1)[0]
    had = [name.strip() for name in next(csv.reader([first]), [])]
    rows = list(csv.DictReader(StringIO(content.decode(), newline="")))
    has = rows[0].keys() if rows else ()
    if not set(had) - set(has):
        return content
    out = StringIO(newline="")
    columns = [name for name in COLUMNS if name in had or name in has]
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _with_day(content: bytes, reading: Reading, path: str, day: date) -> bytes:
    """An indicator's file with another day at `updated`, and everything else as it was."""
    place = reading.place(path, "updated")
    text = content.decode("utf-8-sig")
    mark = content[: len(content) - len(text.encode())]
    lines = _LINE_END.split(text)
    line = lines[place.line - 1]
    start, end = place.column - 1, place.end_column - 1
    lines[place.line - 1] = f"{line[:start]}{day.isoformat()}{line[end:]}"
    return mark + "".join(lines).encode()
