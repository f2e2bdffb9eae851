"""Numbers as data files write them: digits, a point for decimals, a hyphen as minus."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
_SPREADSHEET_ERRORS = re.compile(
    r"#(REF|N/A|DIV/0|VALUE|NAME|NUM|NULL"
    r"|REFERENS|SAKNAS|DIVISION/0|VÄRDEFEL|NAMN|OGILTIGT|SKÄRNING)[!?]?",
    re.IGNORECASE,
)
_STANDS_FOR_MISSING = {"..", "...", "-", "–", "—", ".", "x", "na", "n/a", "nan", "null", "saknas"}


def parse_number(text: str) -> Decimal:
    """Read a number exactly as written. Raises ValueError for anything but the house form."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def number_problem(text: str) -> tuple[str, str]:
    """Why a text is not a number in the house form: a problem code and the text put right.

    The second is empty where only the editor knows what was meant.
    """
    bare = text.strip()
    if _SPREADSHEET_ERRORS.fullmatch(bare):
        return "C124", ""
    if bare.lower() in _STANDS_FOR_MISSING:
        return "C125", ""
    without_unit = re.sub(r"\s*(%|procent|kr|st)\s*$", "", bare)
    together = _BLANKS.sub("", without_unit).replace("\u2212", "-")
    better = together.replace(",", ".") if together.count(",") == 1 else together
    if not _NUMBER.fullmatch(better):
        return "C126", ""
    if without_unit != bare:
        return "C123", better
    if "," in together:
        return "C121", better
    if together != without_unit.replace("\u2212", "-"):
        return "C122", better
    return "C126", better
