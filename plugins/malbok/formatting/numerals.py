"""What it takes to put a number into the form of data files. What was meant, `numbers` tells."""

from __future__ import annotations

import re

from malbok.formatting.repairs import Repair
from malbok.lookalikes import ordinary
from malbok.numbers import number_meant, unit_within


def house_number(
    text: str, *, unit: str = "", mark: str = "."
) -> tuple[str, tuple[Repair, ...]] | None:
    """A number in the form of data files, and what was put right; None if more than one reading
    is possible, or none.

    A `unit` may stand after the number. `mark` is what stands before decimals in its column, as
    `numbers.decimal_mark` tells it. Decimals are kept as written.
    """
    number = number_meant(text, mark=mark, unit=unit)
    if not number:
        return None
    repairs = _strangers(text)
    written = ordinary(text).strip()
    if unit_said := unit_within(written):
        written = written.removesuffix(unit_said).rstrip()
        repairs.append(Repair.UNIT)
    decimals = number.partition(".")[2]
    between = written.removesuffix(decimals).strip("+-., ")
    if re.search(r"[ .,'’]", between):
        repairs.append(Repair.BLANK_IN_NUMBER)
    if decimals and written.endswith(f",{decimals}"):
        repairs.append(Repair.DECIMAL_COMMA)
    if not repairs and number != text.strip():
        repairs.append(Repair.ODD_CHARACTERS)
    return number, tuple(repairs)


def _strangers(text: str) -> list[Repair]:
    """What is put right by writing a text with the keyboard's own characters."""
    if text.isascii():
        return []
    instead = {ordinary(character) for character in text if not character.isascii()}
    found = [Repair.MINUS] if "-" in instead else []
    return [*found, Repair.ODD_CHARACTERS] if instead - {"-", " "} else found
