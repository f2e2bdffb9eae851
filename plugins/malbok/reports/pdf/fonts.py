"""The font of the PDF, and which characters it has.

A PDF/A must not hold a character that its fonts can't show, so each text is made of those that they can.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.metadata import version
from pathlib import Path

FAMILY = "Source Sans 3"
MISSING = "\u25a1"
"""A white box, where a character stood that the font doesn't have."""

_FONT = re.compile('font-family="[^"]*"')
_WEIGHT = "font-variation-settings:'wght' {}"
_IGNORED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff") | {
    *map(chr, range(0xFE00, 0xFE10)),  # how the character before is drawn
    *map(chr, range(0x1F3FB, 0x1F400)),  # the skin of an emoji
    *map(chr, range(0xE0020, 0xE0080)),  # which flag it is
}
_SPACES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cs"})
_UNREADABLE = frozenset({"Zl", "Zp", "Cc", "Cs", "Cf", "Co", "Cn"})


def font_folder() -> Path:
    """The folder with the font's upright and italic files."""
    import fontpkg

    return Path(fontpkg.path(FAMILY)).parent


def font_version() -> str:
    """Stands for how the font's characters look."""
    return version("fontpkg-source-sans-3")


@cache
def characters() -> frozenset[int]:
    """The code points that every file of the font can show."""
    from fontTools.ttLib import TTFont

    files = sorted(font_folder().glob("*.ttf"))
    return frozenset.intersection(
        *(frozenset(TTFont(file, lazy=True).getBestCmap()) for file in files)
    )


def shown(text: str) -> str:
    """A text as the font can show it: with a box for each character that it lacks, and without those
    that only tell how another one looks. Spaces of any kind but those that hold words together, and
    what no text should hold, are plain spaces."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _lacking().sub(lambda found: _instead(found[0]), text)


def lettered(svg: str) -> str:
    """A chart in the font. In a drawing the typesetter takes a font of all weights for its lightest, so
    the weight is said as the axis of the font."""
    svg = _FONT.sub(f'font-family="{FAMILY}" style="{_WEIGHT.format(400)}"', svg, count=1)
    return svg.replace('font-weight="bold"', f'style="{_WEIGHT.format(650)}"')


def has_words(text: str) -> bool:
    """Whether anything is left of a text that can be read."""
    return any(character.isalnum() for character in text)


@cache
def _lacking() -> re.Pattern[str]:
    """Finds what the font can't show, and what stands for nothing that can be read."""
    kept = (chr(code) for code in sorted(characters()))
    shown = "".join(re.escape(c) for c in kept if unicodedata.category(c) not in _UNREADABLE)
    return re.compile(f"[^\n{shown}]")


def _instead(character: str) -> str:
    """What stands in place of a character that the font can't show."""
    category = unicodedata.category(character)
    if character in _IGNORED or category == "Cf":
        return ""
    return " " if category in _SPACES else MISSING
