"""How wide a text is in the charts' font, and where to break it into lines."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Final

WIDTHS: Final = {
    letter: width
    for width, letters in {
        0.222: "'ijl",
        0.278: " !,./:;I[]ft|",
        0.333: "()-`r",
        0.389: '*"',
        0.5: "Jcksvxyz",
        0.556: "0123456789abdeghnopquL#$?_",
        0.584: "+<=>−",
        0.611: "FTZ",
        0.667: "ABEKPSVXY&",
        0.722: "CDHNRUw",
        0.778: "GOQ",
        0.833: "mM",
        0.889: "%",
        0.944: "W",
    }.items()
    for letter in letters
}
"""Widths in Liberation Sans (and in Arial and Helvetica, which it follows), as a share of the size."""

OTHERS: Final = 0.7
BOLDER: Final = 1.07


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text, in the unit of `size`: within some per cent, rather more than less."""
    plain = unicodedata.normalize("NFKD", text)
    width = sum(WIDTHS.get(letter, OTHERS) for letter in plain if not unicodedata.combining(letter))
    return width * size * (BOLDER if bold else 1)


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
    return lines


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    for word in text.split(" "):
        if not word:
            continue
        parts = math.ceil(text_width(word, size) / max(width, size))
        length = math.ceil(len(word) / parts)
        yield from (word[start : start + length] for start in range(0, len(word), length))
