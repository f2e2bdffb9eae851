"""Colours by their numbers: contrast as WCAG 2.1 counts it, and colours near by that have more of it.

The formulas are those of WCAG 2.1 under "relative luminance" and "contrast ratio"
(https://www.w3.org/TR/WCAG21/#dfn-relative-luminance). A colour is a text like `#0a3d62`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

ENOUGH = 4.5
"""The least contrast of texts (WCAG 1.4.3)."""
WELL = 7.0
"""The contrast that is better still (WCAG 1.4.6), for colours that are malbok's to choose."""
WHITE, BLACK = "#ffffff", "#000000"
LIGHT_GROUNDS = ("#ffffff", "#f4f7f9")
DARK_GROUNDS = ("#151d23", "#1f2a32")
"""What texts stand on in the light and the dark scheme: --mb-surface and --mb-raised in tokens.css."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour: `#` and six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """How much light a colour sends out, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same light) to 21 (black and white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    """The contrast of a colour against that of the grounds it is the least seen on."""
    return min(contrast(colour, ground) for ground in grounds)


def text_on(ground: str) -> str:
    """White or black, whichever is the more legible on the ground. One of them always is: where they
    are equal, each has a contrast of 4.58 (the root of 21)."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, ground))


def legible(
    colour: str,
    grounds: Iterable[str],
    towards: Literal["black", "white"],
    enough: float = ENOUGH,
) -> str:
    """The colour, or the nearest one that has enough contrast against all of the grounds, made by
    mixing in so much of black or white as it takes."""
    grounds = tuple(grounds)
    end = BLACK if towards == "black" else WHITE
    mixes = (_mixed(colour, end, share / 100) for share in range(101))
    return next((mix for mix in mixes if least_contrast(mix, grounds) >= enough), end)


def _linear(channel: float) -> float:
    """The light of one channel of sRGB. WCAG's own threshold, 0.03928, gives the same for all
    colours of eight bits."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(own + (added - own) * share):02x}" for own, added in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    if not is_colour(colour):
        raise ValueError(colour)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
