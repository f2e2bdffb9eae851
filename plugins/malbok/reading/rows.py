"""The lines of an indicator's figures as rows of cells, and why a line isn't one.

A line that doesn't fit its header is mostly a decimal comma, a semicolon or a comma too many: what
it is can be told from the line, so that is what is said.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO

from malbok.language import N_
from malbok.numbers import decimal_mark, number_problem, readings
from malbok.periods import house_notation
from malbok.problems import Place, Problem
from malbok.reading.files import MOST_PROBLEMS, TextFile

_LONGEST_LINE = 10_000
"""What is longer than this isn't looked through for quotation marks."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of figures: its number from 1, as it stands in the file, and its cells."""

    file: TextFile
    line: int
    raw: str
    cells: tuple[str, ...]

    def place(self, index: int, last: int = -1) -> Place:
        """Where a cell stands, or the cells up to `last`; the whole line if it can't be told."""
        spans = _spans(self.raw)
        last = max(index, last)
        if last >= len(spans):
            return self.file.place(self.line)
        start, end = spans[index][0], spans[last][1]
        return self.file.place(self.line, start + 1, end - start)

    def with_cells(self, cells: Sequence[str]) -> Row:
        """The same line with other cells."""
        return Row(self.file, self.line, self.raw, tuple(cells))


@lru_cache(maxsize=2)
def _spans(raw: str) -> tuple[tuple[int, int], ...]:
    """Where each cell of a line begins and ends, without the blanks round it."""
    spans = []
    for match in re.finditer(r'((?:"(?:[^"]|"")*+"|[^,])*+)(?:,|$)', raw):
        lead = len(match[1]) - len(match[1].lstrip())
        start = match.start() + lead
        spans.append((start, start + len(match[1].strip())))
    return tuple(spans)


def rows(file: TextFile, problems: list[Problem]) -> Iterator[Row]:
    """The lines that aren't blank; one that can't be cut into cells becomes a problem.

    When the list of problems has grown by very many, here or by whoever uses the rows, the rest of
    the file isn't read.
    """
    reader = csv.reader(StringIO(file.text, newline="\n"), strict=True)
    lines = file.text.split("\n")
    most = len(problems) + MOST_PROBLEMS
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = []
            problems.append(_uncut(file, line, lines[line - 1], str(error)))
        if len(problems) >= most:
            problems.append(Problem("F120", file.place(line), {"count": MOST_PROBLEMS}))
            return
        if any(cell.strip() for cell in cells):
            yield Row(file, line, lines[line - 1], tuple(cell.strip() for cell in cells))


def _uncut(file: TextFile, line: int, raw: str, reason: str) -> Problem:
    """Why a line can't be cut into cells."""
    if opened := re.search(r'(?:^|,)(")(?:[^"]|"")*+$', raw):
        return Problem("C129", file.place(line, opened.start(1) + 1, 1))
    if "expected after" not in reason:
        return Problem("C142", file.place(line, 1, len(raw)))
    closed = re.search(r'(?:^|,)("(?:[^"]|"")*+")[^,]', raw)
    start, end = closed.span(1) if closed else (0, len(raw))
    return Problem("C141", file.place(line, start + 1, end - start))


def separator_problem(file: TextFile) -> Problem | None:
    """A first line that is separated by something else than commas, if it is."""
    first = file.text.split("\n", 1)[0]
    for separator in (";", "\t", "|"):
        if separator in first and "," not in first:
            shown = {"\t": N_("tab")}.get(separator, separator)
            place = file.place(1, first.index(separator) + 1, 1)
            return Problem("C102", place, {"separator": shown})
    return None


def semicolon_problem(row: Row) -> Problem | None:
    """A line that is separated by semicolons although its header isn't, if it is."""
    first, semicolon, _ = row.cells[0].partition(";")
    if not semicolon or not house_notation(first.strip()):
        return None
    place = row.file.place(row.line, row.raw.index(";") + 1, 1)
    return Problem("C102", place, {"separator": ";"})


def length_problem(row: Row, columns: Mapping[str, int]) -> Problem:
    """Why a row hasn't as many cells as the header has columns."""
    cells, expected = row.cells, len(columns)
    if len(cells) > expected and not any(cells[expected:]):
        return _trailing_problem(row, expected)
    if len(cells) == expected + 1 and (split := split_problem(row, columns)):
        return split
    if len(cells) == 1:
        parts = cells[0].split()
        if not any(house_notation(part) or number_problem(part)[1] for part in parts[:2]):
            return Problem("C142", row.place(0))
        if expected == 2 and len(parts) <= 2:
            better = ",".join(parts) if len(parts) == 2 else f"{cells[0]},"
            return Problem("C114", row.place(0), {"better": better})
    if len(cells) > expected and (quotes := _quotes_problem(row, expected)):
        return quotes
    place = row.file.place(row.line, 1, len(row.raw))
    return Problem("C106", place, {"count": len(cells), "expected": expected})


def _trailing_problem(row: Row, expected: int) -> Problem:
    start = len(row.raw.rstrip().rstrip(",")) + 1
    kept = expected - len(row.cells[:expected]) + _trailing_empty(row.cells[:expected])
    length = len(row.raw.rstrip()) - start + 1 - kept
    return Problem("C112", row.file.place(row.line, start + kept, max(length, 1)))


def _trailing_empty(cells: Sequence[str]) -> int:
    """How many empty cells stand last in a row."""
    return len(cells) - max((n for n, cell in enumerate(cells, 1) if cell), default=0)


def named(header: Row) -> tuple[str, ...]:
    """The header's cells without the empty ones that spreadsheets leave last."""
    return header.cells[: len(header.cells) - _trailing_empty(header.cells)]


def split_problem(row: Row, columns: Mapping[str, int]) -> Problem | None:
    """A value that its own comma has made two cells of, if it has."""
    at = columns["value"]
    if at + 1 >= len(row.cells) or not _is_split(row.cells, at):
        return None
    value = f"{row.cells[at]},{row.cells[at + 1]}"
    place = row.place(at, at + 1)
    mark = decimal_mark_of(row.file, len(columns))
    if number_problem(value, mark=mark)[0] == "C118":
        return Problem("C118", place, two_readings(value))
    cells = (*row.cells[:at], value.replace(",", "."), *row.cells[at + 2 :])
    kept = cells if len(row.cells) > len(columns) else (*cells, "")
    return Problem("C113", place, {"better": _as_line(kept)})


def two_readings(value: str) -> dict[str, object]:
    """What a problem says of a number that can be read in two ways."""
    whole, decimal = readings(value)
    return {"value": value, "whole": whole, "decimal": decimal}


@lru_cache(maxsize=2)
def decimal_mark_of(file: TextFile, width: int) -> str:
    """What stands before decimals in the values of figures with that many columns; empty if some
    have a point and some a comma."""
    return decimal_mark(_value(row.cells, width) for row in rows(file, []) if row.cells[0])


def _value(cells: Sequence[str], width: int) -> str:
    """The second cell of a row, put together again if it was split."""
    if len(cells) == width + 1 and _is_split(cells, 1):
        return f"{cells[1]},{cells[2]}"
    return cells[1] if len(cells) == width else ""


def _is_split(cells: Sequence[str], at: int) -> bool:
    """Whether a decimal comma has made two cells of a value."""
    whole = re.fullmatch(r"-?[0-9]{1,15}", cells[at])
    return bool(whole and re.fullmatch(r"[0-9]{1,10}", cells[at + 1]))


def _quotes_problem(row: Row, expected: int) -> Problem | None:
    """Typographic quotation marks round a text with a comma, or straight ones after a blank, if
    straight ones right after the comma make the row fit."""
    if len(row.raw) > _LONGEST_LINE:
        return None
    for match in re.finditer(r"(?:[”“„]|\s\")([^”“„\"]*,[^”“„\"]*)[”“\"]", row.raw):
        better = f'"{match[1]}"'
        before = row.raw[: match.start()].rstrip()
        straight = f"{before}{better}{row.raw[match.end() :]}"
        if len(next(csv.reader([straight]), [])) == expected:
            lead = len(match[0]) - len(match[0].lstrip())
            place = row.file.place(row.line, match.start() + lead + 1, len(match[0]) - lead)
            return Problem("C143", place, {"better": better})
    return None


def _as_line(cells: Sequence[str]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
