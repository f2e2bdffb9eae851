"""How wide a text is in the charts' font, and where to break it into lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

WIDTHS: Final = {
    letter: width
    for width, letters in {
        0.222: "'ijl",
        0.278: " \u00a0\u202f!,./:;I[]ft|·",
        0.333: "()-`r“”„",
        0.389: '*"',
        0.5: "Jcksvxyz",
        0.556: "0123456789abdeghnopquL#$?_–",
        0.584: "+<=>−",
        0.611: "FTZ",
        0.667: "ABEKPSVXY&",
        0.722: "CDHNRUw",
        0.778: "GOQ",
        0.833: "mM",
        0.889: "%",
        0.944: "W",
        1.015: "…—Æ@",
    }.items()
    for letter in letters
}
"""Widths in Liberation Sans (and in Arial and Helvetica, which it follows), as a share of the size."""

BREAK: Final = re.compile(r"[ \t\n\r]+")
"""Where lines may be broken: not at a no-break space."""
OTHERS: Final = 0.7
SQUARE: Final = 1.25
"""Of emoji and the scripts of East Asia, which another font has to write."""
BOLDER: Final = 1.1


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text, in the unit of `size`: within some per cent, rather more than less."""
    width = sum(map(_width, unicodedata.normalize("NFD", text)))
    return width * size * (BOLDER if bold else 1)


@cache
def _width(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0
    return SQUARE if unicodedata.east_asian_width(letter) in "WF" else OTHERS


def line_height(size: float) -> float:
    """The distance between two lines: what the drawing program uses, too."""
    return size + 2


def wrap(text: str, width: float, size: float) -> list[str]:
    """The lines of a text that may be `width` wide. Breaks at spaces, and inside a word only when it must."""
    lines: list[str] = []
    for word in _pieces(text, width, size):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    for word in BREAK.split(text):
        rest = word
        while text_width(rest, size) > width and len(rest) > 1:
            length = max(1, _fitting(rest, width, size))
            yield rest[:length]
            rest = rest[length:]
        if rest:
            yield rest


def _fitting(text: str, width: float, size: float, *, bold: bool = False, end: str = "") -> int:
    """How many letters of a text have room, with `end` after them."""
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        fits = text_width(text[:middle] + end, size, bold=bold) <= width
        least, most = (middle, most) if fits else (least, middle - 1)
    return least


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text in one line that may be `width` wide, its end left out with `…` if it has no room."""
    text = BREAK.sub(" ", text)
    if text_width(text, size, bold=bold) <= width:
        return text
    return f"{text[: _fitting(text, width, size, bold=bold, end='…')].rstrip()}…"


def clip(text: str, width: float, size: float, lines: int) -> list[str]:
    """The text in at most so many lines of that width, its end left out with `…` if it has no room."""
    found = wrap(text, width, size)
    if len(found) <= lines:
        return found
    rest = " ".join(found[lines - 1 :])
    return [*found[: lines - 1], shorten(rest, width, size)]
