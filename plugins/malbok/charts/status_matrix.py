"""How many of each status everybody has: a grid of circles with the numbers in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any, Final

from .frame import Size
from .labels import Label
from .lettering import clip, line_height, text_width
from .records import Plan
from .style import GRID, TEXT, expr, finished, layer, measures, scaled, words

TONES: Final = {
    "met": ("good", "#0b6137", "#e2f2e8"),
    "on_track": ("way", "#0b5a72", "#def0f5"),
    "partly_met": ("mid", "#704b00", "#fbf0d2"),
    "uncertain": ("mid", "#704b00", "#fbf0d2"),
    "not_met": ("bad", "#97211c", "#fbe6e4"),
    "off_track": ("bad", "#97211c", "#fbe6e4"),
}
"""The variables of `malbok.css` that a status has, and their colours in the light scheme: text, and what it is on."""
OTHER: Final = ("none", "#44525c", "#eaeff2")
NAMES: Final = 0.3
LARGEST: Final = {"wide": 19.0, "narrow": 15.0}


@dataclass(frozen=True, slots=True)
class StatusMatrix:
    """Rows (departments) by columns (status), with how many goals each cell has.

    `columns` are code and word; the code decides the colours. `counts` has a row for each of `rows`.

    Raises ValueError for counts that don't fit, or are less than nothing, and for a matrix without cells.
    """

    title: str
    finding: str
    rows: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if not self.rows or not self.columns:
            raise ValueError(f"{self.title}: no cells to draw")
        if [len(row) for row in self.counts] != [len(self.columns)] * len(self.rows):
            raise ValueError(f"{self.title}: the counts don't fit rows and columns")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError(f"{self.title}: a count less than nothing")


def plan(chart: StatusMatrix, size: Size) -> Plan:
    """The chart in one size. In the narrow one, names stand above their row instead of beside it."""
    font, line = size.font, line_height(size.font)
    beside = size.name == "wide"
    room = NAMES * size.width if beside else size.width
    names = [clip(name, room - 12, font, 3 if beside else 2) for name in chart.rows]
    start = room if beside else 0.0
    step = (size.width - start) / len(chart.columns)
    heads, key = _heads([word for _, word in chart.columns], step - 8, size)
    largest = min(LARGEST[size.name], step / 2 - 2)
    most = max(max(map(max, chart.counts)), 1)
    y = max(map(len, heads)) * line + 10
    rows: dict[str, list[dict[str, Any]]] = {
        "lines": [],
        "circles": [],
        "names": [],
        "heads": [
            Label("\n".join(head), start + (at + 0.5) * step, 0.8 * font, "center", font).row()
            for at, head in enumerate(heads)
        ],
        "counts": [],
    }
    for name, counts in zip(names, chart.counts, strict=True):
        rows["lines"].append({"x": 0, "x2": size.width, "y": y})
        cells = 2 * largest + 8
        height = max(cells, len(name) * line + 8) if beside else cells + len(name) * line + 6
        middle = y + height / 2 if beside else y + height - cells / 2
        first = (middle - (len(name) - 1) * line / 2 + 0.36 * font) if beside else y + line
        rows["names"] += [
            Label(text, 0, first + n * line, "left", font).row() for n, text in enumerate(name)
        ]
        for at, ((code, _), count) in enumerate(zip(chart.columns, counts, strict=True)):
            tone, text, tint = TONES.get(code, OTHER)
            x = start + (at + 0.5) * step
            colour = f"var(--mb-{tone}, {text})" if count else TEXT
            written = str(count)
            least = max(text_width(written, font, bold=True) / 2 + 3, 0.65 * font)
            if count:
                radius = max(least, largest * sqrt(count / most))
                fill = f"var(--mb-{tone}-bg, {tint})"
                rows["circles"].append(
                    {"x": x, "y": middle, "size": (2 * radius) ** 2, "fill": fill, "edge": colour}
                )
            weight = "bold" if count else "normal"
            label = Label(written, x, middle + 0.36 * font, "center", font, weight, colour)
            rows["counts"].append(label.row())
        y += height
    rows["lines"].append({"x": 0, "x2": size.width, "y": y})
    y += _key(key, y + 4, rows["names"], size) + 8
    sized = measures(size.width, y, xDomain=[0, size.width], yDomain=[y, 0])
    return Plan(_template(font) | sized | {"datasets": rows})


def _key(key: list[str], top: float, rows: list[dict[str, Any]], size: Size) -> float:
    """Adds the words that stand for the numbers above the columns, side by side if they are short; gives the height."""
    font, line = size.font, line_height(size.font)
    beside = next((n for n in (3, 2) if _fit(key, size.width / n - 12, font)), 1)
    height = 0.0
    for start in range(0, len(key), beside):
        parts = [
            clip(text, size.width / beside - 12, font, 3) for text in key[start : start + beside]
        ]
        for at, lines in enumerate(parts):
            rows += [
                Label(
                    text, at * size.width / beside, top + height + (n + 1) * line, "left", font
                ).row()
                for n, text in enumerate(lines)
            ]
        height += max(map(len, parts)) * line
    return height


def _fit(texts: list[str], room: float, font: float) -> bool:
    return all(text_width(text, font) <= room for text in texts)


def _heads(heads: list[str], room: float, size: Size) -> tuple[list[list[str]], list[str]]:
    """The words above the columns; or numbers, and a key to them, where a word has no room."""
    longest = max(text_width(word, size.font) for head in heads for word in head.split(" "))
    lines = [clip(head, room, size.font, 9) for head in heads] if room > size.font else []
    if longest <= room and max(map(len, lines)) <= 4:
        return lines, []
    numbers = range(1, len(heads) + 1)
    return [[str(n)] for n in numbers], [
        f"{n} {head}" for n, head in zip(numbers, heads, strict=True)
    ]


@cache
def _template(font_size: float) -> dict[str, Any]:
    import altair as alt

    x, y = scaled("x", "xDomain"), scaled("y", "yDomain")
    chart = alt.layer(
        layer("lines").mark_rule(color=GRID).encode(x=x, x2=alt.X2("x2:Q"), y=y),
        layer("circles")
        .mark_point(size=expr("datum.size"), fill=expr("datum.fill"), stroke=expr("datum.edge"))
        .encode(x=x, y=y),
        words("names", TEXT),
        words("heads", TEXT),
        words("counts"),
    )
    return finished(chart, font_size)
