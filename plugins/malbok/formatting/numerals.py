"""Numbers as people and spreadsheets write them, put into the form of data files.

Only where there is one way to read them: `71,9`, `1 250` and `−5` are put right, `1,234` is not.
"""

from __future__ import annotations

import re

from malbok.formatting.repairs import Repair
from malbok.lookalikes import ordinary
from malbok.numbers import parse_number

_IN_GROUPS = re.compile(r"-?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_WITH_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_MAY_BE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")


def house_number(
    text: str, *, unit: str = "", decimal_commas: bool = False
) -> tuple[str, tuple[Repair, ...]] | None:
    """A number in the form of data files, and what was put right; None if more than one reading
    is possible, or none.

    A `unit` may stand after the number. With `decimal_commas` it is known from elsewhere that
    commas stand before decimals. Decimals are kept as written.
    """
    number = ordinary(text)
    repairs = _strangers(text)
    if unit and not unit[0].isdigit() and number.endswith(unit):
        number = number.removesuffix(unit).rstrip()
        repairs.append(Repair.UNIT)
    if _IN_GROUPS.fullmatch(number):
        number = number.replace(" ", "")
        repairs.append(Repair.BLANK_IN_NUMBER)
        decimal_commas = True
    if _WITH_COMMA.fullmatch(number) and (
        decimal_commas or not _MAY_BE_THOUSANDS.fullmatch(number)
    ):
        number = number.replace(",", ".")
        repairs.append(Repair.DECIMAL_COMMA)
    try:
        parse_number(number)
    except ValueError:
        return None
    return number, tuple(repairs)


def _strangers(text: str) -> list[Repair]:
    """What is put right by writing a text with the keyboard's own characters."""
    if text.isascii():
        return []
    instead = {ordinary(character) for character in text if not character.isascii()}
    found = [Repair.MINUS] if "-" in instead else []
    return [*found, Repair.ODD_CHARACTERS] if instead - {"-", " "} else found
