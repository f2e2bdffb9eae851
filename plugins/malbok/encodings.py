"""Bytes become text, where it is plain how: UTF-8, UTF-16, or Swedish in Windows-1252.

Spreadsheets and older editors save in other encodings than UTF-8. A guess that could be wrong is
not made: a wrong letter in a published text is worse than a file that is not read.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["UTF-8", "UTF-16", "Windows-1252"]

_SWEDISH = "åäöÅÄÖ"
_LIKELY = frozenset(f"{_SWEDISH}éÉèàáçëêñôüÜæøÆØ”“’‘–—…•·´§°±²³½×€«»\u00a0")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_UNLIKELY = re.compile(
    r"[0-9][^\W\d_a-zA-Z]|[^\W\d_a-zA-Z][0-9]"  # a letter such as ö beside a digit
    r"|[a-zåäöé][ÅÄÖÉÜÆØ]|[åäöéüæø][A-Z]"  # a capital in the middle of a word
    r"|(?<=[^\W\d_])[”“…•§°€«»±²³½×](?=[^\W\d_])"  # a sign in the middle of a word
)
# In these the bytes of Windows-1252's quotation marks, dashes and dots are Swedish letters.
_RIVALS = ("mac_roman", "cp850")
_MARK = "\ufeff"
_HIGH_BYTES = frozenset((0x00, 0x20, 0x22))
"""The upper halves, in UTF-16, of the characters that Swedish texts and figures are written with."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text as it was written, line ends included; `bom` says whether a byte-order mark
    stood before it."""

    text: str
    encoding: Encoding
    bom: bool


def decoded(raw: bytes) -> Decoded | None:
    """The text of some bytes; None if they are no text, or if more than one reading is possible."""
    if raw.startswith(BOM_UTF8):
        return _as(raw[len(BOM_UTF8) :], "utf-8", "UTF-8", bom=True)
    if raw.startswith(BOM_UTF16_LE):
        return _as(raw[2:], "utf-16-le", "UTF-16", bom=True)
    if raw.startswith(BOM_UTF16_BE):
        return _as(raw[2:], "utf-16-be", "UTF-16", bom=True)
    if 0 in raw:
        codec = _unmarked_utf16(raw)
        found = _as(raw, codec, "UTF-16") if codec else None
        return found if found and not _CONTROL.search(found.text) else None
    return _as(raw, "utf-8", "UTF-8") or _windows(raw)


def _as(raw: bytes, codec: str, encoding: Encoding, *, bom: bool = False) -> Decoded | None:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    bare = text.lstrip(_MARK)  # a program that doesn't know the mark puts another before it
    return Decoded(bare, encoding, bom or bare != text)


def _unmarked_utf16(raw: bytes) -> str:
    """Which UTF-16 it is when nothing says so, told by where the zero bytes stand."""
    even, odd = raw[0::2], raw[1::2]
    if len(even) != len(odd):
        return ""
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if 0 not in low and high.count(0) * 2 > len(high) and set(high) <= _HIGH_BYTES:
            return codec
    return ""


def _windows(raw: bytes) -> Decoded | None:
    found = _as(raw, "cp1252", "Windows-1252")
    if found is None or not _is_plausible(found.text) or _CONTROL.search(found.text):
        return None
    for rival in _RIVALS:
        other = raw.decode(rival)
        if any(letter in other for letter in _SWEDISH) and _is_plausible(other):
            return None
    return found


def _is_plausible(text: str) -> bool:
    """Whether all that is not ASCII is what Swedish texts have, and stands where they have it."""
    foreign = {character for character in text if character > "\x7f"}
    return foreign <= _LIKELY and not _UNLIKELY.search(text)
