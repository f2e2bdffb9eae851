"""What was done with the files, in the editor's language."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Sequence

from malbok.formatting.project import Formatted, Outcome
from malbok.formatting.repairs import Repair, Repairs
from malbok.language import N_, Language

_MAY_NOT = (errno.EACCES, errno.EPERM, errno.EROFS)
_IS_FULL = (errno.ENOSPC, errno.EDQUOT)


def file_said(file: Formatted, words: Language) -> str:
    """What is told of one file: what was put right in it, or why that failed; empty for the rest."""
    match file.outcome:
        case Outcome.CHANGED:
            return f"{file.path}: {repairs_said(file.repairs, words)}"
        case Outcome.FAILED:
            return f"{file.path}: {_failure(file.error, words)}"
        case _:
            return ""


def summary_said(files: Sequence[Formatted], words: Language, *, written: bool) -> str:
    """What is told of all files together; `written` is False where nothing was to be written."""
    count = Counter(file.outcome for file in files)
    changed, in_order = count[Outcome.CHANGED], count[Outcome.IN_ORDER]
    left, failed = count[Outcome.LEFT], count[Outcome.FAILED]
    said = []
    if changed and written:
        said.append(words.plural("{n} file was put right.", "{n} files were put right.", changed))
    elif changed:
        said.append(
            words.plural("{n} file would be put right.", "{n} files would be put right.", changed)
        )
    if in_order or not (changed or left or failed):
        said.append(
            words.plural(
                "{n} file was already in order.", "{n} files were already in order.", in_order
            )
        )
    if left:
        said.append(
            words.plural(
                "{n} file can't be read: malbok check tells why.",
                "{n} files can't be read: malbok check tells why.",
                left,
            )
        )
    if failed:
        said.append(
            words.plural(
                "{n} file could not be put right.", "{n} files could not be put right.", failed
            )
        )
    return " ".join(said)


def repairs_said(repairs: Repairs, words: Language) -> str:
    """The repairs as a list in words: `3 decimal commas, encoding (Windows-1252)`."""
    return ", ".join(_said(repair, repairs[repair], words) for repair in Repair if repairs[repair])


def _failure(error: int, words: Language) -> str:
    if error in _MAY_NOT:
        return words.text(
            N_("You may not change this file. Nothing was changed. Check your permissions.")
        )
    if error in _IS_FULL:
        return words.text(N_("The disk is full. Nothing was changed. Make room and try again."))
    return words.text(
        N_("The file could not be written ({reason}). Nothing was changed."),
        reason=os.strerror(error),
    )


def _said(repair: Repair, n: int, words: Language) -> str:
    text, plural = words.text, words.plural
    match repair:
        case Repair.FROM_UTF16:
            return text(N_("encoding ({name})"), name="UTF-16")
        case Repair.FROM_WINDOWS:
            return text(N_("encoding ({name})"), name="Windows-1252")
        case Repair.BYTE_ORDER_MARK:
            return text(N_("invisible mark at the start of the file (BOM)"))
        case Repair.LINE_ENDS:
            return text(N_("line ends"))
        case Repair.LAST_LINE_END:
            return text(N_("end of the last line"))
        case Repair.SEMICOLONS:
            return text(N_("commas instead of semicolons between columns"))
        case Repair.TABS_BETWEEN:
            return text(N_("commas instead of tabs between columns"))
        case Repair.COLUMN_NAME:
            return plural("{n} column name", "{n} column names", n)
        case Repair.COLUMN_ORDER:
            return text(N_("order of the columns"))
        case Repair.BLANK_ROW:
            return plural("{n} blank row", "{n} blank rows", n)
        case Repair.EMPTY_COLUMNS:
            return plural(
                "separators at the end of {n} row", "separators at the end of {n} rows", n
            )
        case Repair.BLANKS_ROUND:
            return plural("blanks round {n} value", "blanks round {n} values", n)
        case Repair.PERIOD:
            return plural("how {n} period is written", "how {n} periods are written", n)
        case Repair.DECIMAL_COMMA:
            return plural("{n} decimal comma", "{n} decimal commas", n)
        case Repair.BLANK_IN_NUMBER:
            return plural("blanks in {n} number", "blanks in {n} numbers", n)
        case Repair.MINUS:
            return plural("{n} minus sign", "{n} minus signs", n)
        case Repair.ODD_CHARACTERS:
            return plural(
                "unusual characters in {n} number", "unusual characters in {n} numbers", n
            )
        case Repair.UNIT:
            return plural("the unit after {n} number", "the unit after {n} numbers", n)
        case Repair.MISSING:
            return plural("{n} sign for a missing value", "{n} signs for missing values", n)
        case Repair.WORD:
            return plural("{n} word for sex or mark", "{n} words for sex or mark", n)
        case Repair.TAB:
            return plural("tabs at the start of {n} line", "tabs at the start of {n} lines", n)
        case Repair.BLANK_AFTER_COLON:
            return plural("{n} blank after a colon", "{n} blanks after colons", n)
        case Repair.QUOTES:
            return plural("quotation marks in {n} place", "quotation marks in {n} places", n)
        case Repair.TYPOGRAPHIC_QUOTES:
            return plural(
                "curly quotation marks in {n} place", "curly quotation marks in {n} places", n
            )
        case Repair.FIELD_ORDER:
            return text(N_("order of the fields"))
        case Repair.BLANKS_LAST:
            return plural("blanks at the end of {n} line", "blanks at the end of {n} lines", n)
        case Repair.FIRST_LINE:
            return text(N_("first line, which tells editing programs how the file is built"))
