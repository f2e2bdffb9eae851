"""Numbers as data files write them: digits, a point for decimals, a hyphen as minus."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from malbok.lookalikes import ordinary

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?")
_SPREADSHEET_ERRORS = re.compile(
    r"#(REF|N/A|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC|BLOCKED|GETTING_DATA"
    r"|REFERENS|SAKNAS|DIVISION/0|VÄRDEFEL|NAMN|OGILTIGT|SKÄRNING|SPILL|BERÄKNING)[!?]?|#{2,}"
    r"|Err:[0-9]{3}",
    re.IGNORECASE,
)
MISSING = frozenset({"..", "...", "…", "na", "n/a", "nan", "null", "saknas"})
"""What stands for a missing value and for nothing else, in small letters."""
_STANDS_FOR_MISSING = MISSING | {"-", ".", "x", "none"}  # a dash may also stand for zero
PERCENT = frozenset({"%", "procent", "percent"})
"""The names of the unit per cent."""
_UNIT = re.compile(
    r"(?P<number>.*[0-9])(?:\s*(?P<glued>[%‰]|procent|procentenheter|kr|st|tkr|mkr|mnkr|kwh|mwh)"
    r"|\s+(?P<apart>[^\W\d_][^\d,;]{0,30}))",
    re.IGNORECASE,
)
_LONGEST = 60
"""What is longer than this is no number, however it was written."""
_SHORTENED = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]{1,3}", re.IGNORECASE)
_TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}(?P<mark>[.,])[0-9]{3}")
_THREE_AFTER_MARK = re.compile(r"[.,]\s*[0-9]\s*[0-9]\s*[0-9]")
_WITH_DECIMALS = re.compile(r"-?[0-9]+(?P<mark>[.,])[0-9]+")
_SPLIT_DIGITS = re.compile(r"[0-9]\s+[0-9]")
_THOUSANDS_BY_BLANKS = re.compile(r"\D{0,2}[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_THOUSANDS_APART = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_THOUSANDS = (
    (re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"), ".", ","),  # 1.250,5
    (re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"), ",", "."),  # 1,250.5
    (re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}"), ".", ""),  # 1.101.230
    (re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3}){2,}"), ",", ""),  # 1,101,230
    (re.compile(r"-?[0-9]{1,3}(?:['’][0-9]{3})+(?:[.,][0-9]+)?"), "'’", ","),  # 1'250,5
)


def unbroken_numbers(text: str) -> str:
    """A text whose numbers don't break over two lines: the blanks between thousands hold together."""
    return _THOUSANDS_APART.sub("\u00a0", text)


def parse_number(text: str) -> Decimal:
    """Read a number exactly as written. Raises ValueError for anything but the house form."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def number_meant(text: str, *, mark: str = ".", unit: str = "") -> str:
    """The number that a text was meant to be, in house form; empty if it can't be told.

    `mark` is what stands before decimals where the text comes from: see `decimal_mark`. A unit
    after the number must be `unit`.
    """
    if _NUMBER.fullmatch(text) and not has_two_readings(text, mark):
        return text
    code, better = number_problem(text, mark=mark)
    return "" if code == "C123" and not same_unit(unit_within(text), unit) else better


def number_problem(text: str, *, mark: str = ".") -> tuple[str, str]:
    """Why a text is not a number in the house form: a problem code and the text put right.

    The second is empty where only the editor knows what was meant. `mark` is what stands before
    decimals where the text comes from: see `decimal_mark`.
    """
    if len(text) > _LONGEST:
        return "C126", ""
    bare = ordinary(text).strip()
    if _SPREADSHEET_ERRORS.fullmatch(bare):
        return "C124", ""
    if bare.lower() in _STANDS_FOR_MISSING:
        return "C125", ""
    if _SHORTENED.fullmatch(bare):
        return "C119", ""
    without_unit = _without_unit(bare)
    together = re.sub(r"\s", "", without_unit)
    completed = _completed(together)
    if _SPLIT_DIGITS.search(without_unit) and not _THOUSANDS_BY_BLANKS.fullmatch(without_unit):
        return "C126", ""
    if (both := _TWO_READINGS.fullmatch(completed)) and both["mark"] != mark:
        return "C118", ""
    better = _decimal_point(completed)
    if not _NUMBER.fullmatch(better):
        return "C126", ""
    if better == bare:
        return "C120", better
    if without_unit != bare:
        return "C123", better
    if completed.count(",") == 1 and "." not in completed:
        return "C121", better
    was_split = together != without_unit or "," in completed or completed.count(".") > 1
    return ("C122" if was_split else "C126"), better


def decimal_mark(texts: Iterable[str], *, unless_shown: str = ".") -> str:
    """What stands before the decimals of a column's numbers: a point or a comma.

    Empty if it can't be told, as some have one and some the other. `unless_shown` is the answer
    where no number shows it.
    """
    shown = {mark for text in texts if (mark := _mark_shown(text))}
    if not shown:
        return unless_shown
    return shown.pop() if len(shown) == 1 else ""


def _mark_shown(text: str) -> str:
    """What stands before decimals by a number that can be read in only one way; else empty."""
    if text.isdecimal() or not text or len(text) > _LONGEST:
        return ""
    match = _WITH_DECIMALS.fullmatch(text)
    number = text if match else _bare_number(text)
    for form, _, decimals in _THOUSANDS[:4]:
        if form.fullmatch(number):
            return decimals or ("," if "." in number else ".")
    match = match or _WITH_DECIMALS.fullmatch(number)
    return match["mark"] if match and not _TWO_READINGS.fullmatch(number) else ""


def has_two_readings(text: str, mark: str) -> bool:
    """Whether a number's only comma or point may stand between thousands as well as before
    decimals, where decimals have `mark` before them: see `decimal_mark`."""
    if len(text) > _LONGEST or (text.isascii() and not _THREE_AFTER_MARK.search(text)):
        return False
    match = _TWO_READINGS.fullmatch(_bare_number(text))
    return match is not None and match["mark"] != mark


def readings(text: str) -> tuple[str, str]:
    """The two ways to read a number such as `1,234`: as thousands, and with decimals. The second
    ends in one decimal more if the text itself is how it is written."""
    bare = _bare_number(text)
    decimals = bare.replace(",", ".")
    return re.sub("[.,]", "", bare), decimals if decimals != text else f"{decimals}0"


def without_zeros(text: str) -> str:
    """A number without the zeros before it; empty if they are not what is wrong with the text."""
    bare = re.sub(r"^(-?)0+(?=[0-9])", r"\g<1>", ordinary(text).strip())
    return bare if bare != text and _NUMBER.fullmatch(bare) else ""


def unit_within(text: str) -> str:
    """The unit that stands after the number in a text, or an empty string."""
    match = _UNIT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return (match["glued"] or match["apart"] or "").strip() if match else ""


def is_percent(unit: str) -> bool:
    """Whether values with this unit are per cent."""
    return unit.strip().casefold() in PERCENT


def same_unit(written: str, unit: str) -> bool:
    """Whether what stands after a number may be the unit, or a part of it."""
    written, unit = (_known_unit(u) for u in (written, unit))
    return written == unit or re.split(r"[\s/]", unit)[0] == written


def _known_unit(unit: str) -> str:
    folded = unit.strip().casefold()
    return "%" if folded in PERCENT else {"kronor": "kr"}.get(folded, folded)


def _bare_number(text: str) -> str:
    """The text without a unit and blanks, written out."""
    return _completed(re.sub(r"\s", "", _without_unit(ordinary(text).strip())))


def _without_unit(text: str) -> str:
    match = _UNIT.fullmatch(text)
    return match["number"] if match else text


def _completed(text: str) -> str:
    """The text with a zero before a bare point, and without a plus or what ends in nothing."""
    plain = text.removeprefix("+")
    return re.sub(r"^(-?)(?=[.,][0-9])", r"\g<1>0", plain).removesuffix(".").removesuffix(",")


def _decimal_point(text: str) -> str:
    for form, between, decimals in _THOUSANDS:
        if form.fullmatch(text):
            for mark in between:
                text = text.replace(mark, "")
            return text.replace(decimals, ".") if decimals else text
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
