"""Characters that look like others, or like nothing: other minus signs, hard spaces, wide digits.

They come along with pasted text. Nobody can see them, so whoever complains of one has to name it.
"""

from __future__ import annotations

import re
import unicodedata

from malbok.language import N_, Message

_LETTERS = "АВЕКМНОРСТХаеорсхуіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN = str.maketrans(_LETTERS, "ABEKMHOPCTXaeopcxyiABEZHIKMNOPTYXo")
_INVISIBLE = N_("an invisible character")
_SPACE = N_("a hard space")
_MINUS = N_("a mathematical minus sign")
_DASH = N_("a dash")
_WIDE = N_("a wide character")
_LETTER = N_("a letter of another alphabet")
_DIGIT = N_("a digit of another script")
_NAMES = (
    ("\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff", _INVISIBLE),
    ("\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000", _SPACE),
    ("\u2212", _MINUS),
    ("\u2010-\u2015", _DASH),
    ("\uff01-\uff5e", _WIDE),
    (_LETTERS, _LETTER),
)
_INSTEAD = {_INVISIBLE: "", _SPACE: " ", _MINUS: "-", _DASH: "-"}
HARD_SPACES = _NAMES[1][0]
"""The blanks that aren't the keyboard's, as part of a regular expression."""


def ordinary(text: str) -> str:
    """The text with the keyboard's own characters, and without those that can't be seen."""
    return text if text.isascii() else "".join(map(_ordinary, text))


def stranger(text: str) -> Message | None:
    """What the first character is called that `ordinary` would change; None if there is none."""
    return next((name for character in text if (name := _name(character))), None)


def _ordinary(character: str) -> str:
    name = _name(character)
    if name is None:
        return character
    if name in _INSTEAD:
        return _INSTEAD[name]
    if name is _DIGIT:
        return str(unicodedata.digit(character))
    return unicodedata.normalize("NFKC", character.translate(_LATIN))


def _name(character: str) -> Message | None:
    if character.isascii():
        return None
    # The patterns are compiled when first needed, which is only when something is wrong.
    for characters, name in _NAMES:
        if re.match(f"[{characters}]", character):
            return name
    return _DIGIT if character.isdecimal() else None
