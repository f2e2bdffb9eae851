"""What can be put right in a file without asking."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum, auto


class Repair(StrEnum):
    """One kind of thing that is put right."""

    FROM_UTF16 = auto()
    FROM_WINDOWS = auto()
    BYTE_ORDER_MARK = auto()
    LINE_ENDS = auto()
    LAST_LINE_END = auto()
    SEMICOLONS = auto()
    TABS_BETWEEN = auto()
    COLUMN_NAME = auto()
    COLUMN_ORDER = auto()
    BLANK_ROW = auto()
    EMPTY_COLUMNS = auto()
    BLANKS_ROUND = auto()
    PERIOD = auto()
    DECIMAL_COMMA = auto()
    BLANK_IN_NUMBER = auto()
    MINUS = auto()
    ODD_CHARACTERS = auto()
    UNIT = auto()
    MISSING = auto()
    WORD = auto()
    TAB = auto()
    BLANK_AFTER_COLON = auto()
    QUOTES = auto()
    TYPOGRAPHIC_QUOTES = auto()
    FIELD_ORDER = auto()
    BLANKS_LAST = auto()
    FIRST_LINE = auto()


Repairs = Counter[Repair]


@dataclass(frozen=True, slots=True)
class Formed:
    """A text in house form, and how many times each kind of thing was put right.

    `understood` is False where the text could not be read as what it should be. Then at most its
    line ends were put right, and it is for the editor to see to the rest.
    """

    text: str
    repairs: Repairs = field(default_factory=Counter)
    understood: bool = True
