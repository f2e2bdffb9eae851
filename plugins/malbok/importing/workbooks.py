"""Spreadsheets and CSV files as grids of typed cells: XLSX, XLS and ODS by way of python-calamine.

Calamine shows error cells, and formulas that nobody worked out, as empty cells, and would lay out
every cell up to the last one in memory. So the XML of XLSX and ODS is surveyed first: how far its
cells reach, and which of them are at fault.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, Literal
from xml.parsers import expat

from malbok.encodings import decoded
from malbok.language import N_, Language, Message
from malbok.problems import MalbokError

FILE_LIMIT = 20_000_000
"""Bytes of a file, packed."""
UNPACKED_LIMIT = 150_000_000
"""Bytes of what is in a file, unpacked."""
BESIDE_LIMIT = 60_000_000
"""Bytes of what isn't sheets in an XLSX file, unpacked: calamine lays out the texts of all cells."""
CELL_LIMIT = 500_000
"""Cells of a sheet, empty ones included."""

Kind = Literal["csv", "xlsx", "xls", "ods"]
SUFFIXES: Mapping[str, Kind] = {".csv": "csv", ".xlsx": "xlsx", ".xls": "xls", ".ods": "ods"}

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|meta|\?xml)", re.I)
_OTHER_KINDS = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf",
)
_SEPARATORS = (";", "\t", "|", ",")


class SpreadsheetError(MalbokError):
    """A file that can't be read as sheets: what is wrong, and what to do about it."""

    def __init__(self, message: Message, hint: Message | None = None, **params: object) -> None:
        self.message, self.hint, self.params = message, hint, params
        super().__init__(message.format(**params))

    def said(self, words: Language) -> str:
        """The message, and the hint on a line of its own."""
        hint = words.text(self.hint, **self.params) if self.hint else ""
        return "\n".join(filter(None, [words.text(self.message, **self.params), hint]))


@dataclass(frozen=True, slots=True)
class Fault:
    """What a cell shows that holds no value: `#REF!`, or nothing for a formula that the file has
    no answer to."""

    text: str = ""


Value = str | int | float | bool | date | time | timedelta | Fault
"""What a cell holds. An empty cell is an empty text; a day with a time is a `datetime`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows` from A1, each as long as the sheet is wide.

    `blank_is_sure` is false where an empty cell may be one with an error in it (XLS); `separator`
    is what stands between the cells of a CSV file.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    blank_is_sure: bool = True
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets that hold anything, in its order. `kind` is what the file is, whatever it is
    called."""

    kind: Kind
    sheets: tuple[Sheet, ...]


def address(row: int, column: int) -> str:
    """A cell's name as spreadsheets write it, from row and column counted from 0: `C7`."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """A column's letters, from its number counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def read_workbook(path: Path) -> Workbook:
    """The file's sheets. Raises SpreadsheetError, and OSError if it can't be opened."""
    if (size := path.stat().st_size) > FILE_LIMIT:
        raise _too_large(size, FILE_LIMIT)
    raw = path.read_bytes()
    kind = _kind(raw)
    sheets = _csv_sheets(raw, path.stem) if kind == "csv" else _calamine_sheets(raw, kind)
    if not sheets:
        raise SpreadsheetError(N_("The file is empty."))
    return Workbook(kind, sheets)


def _kind(raw: bytes) -> Kind:
    """What a file is, by its first bytes and what is packed in it. Raises SpreadsheetError."""
    if not raw.strip():
        raise SpreadsheetError(N_("The file is empty."))
    if raw.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in raw:
            raise _locked()
        return "xls"
    if raw.startswith(_ZIP):
        return _kind_packed(raw)
    if _MARKUP.match(raw) or raw.startswith(_OTHER_KINDS):
        raise _not_a_sheet()
    return "csv"


def _kind_packed(raw: bytes) -> Kind:
    with _unpacked(raw) as packed:
        names = set(packed.namelist())
        if (size := sum(entry.file_size for entry in packed.infolist())) > UNPACKED_LIMIT:
            raise _too_large(size, UNPACKED_LIMIT)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise SpreadsheetError(
                N_("The file holds macros."),
                N_("Save it as an ordinary workbook (.xlsx), without macros."),
            )
        if "xl/workbook.bin" in names:
            raise SpreadsheetError(
                N_("Binary workbooks (.xlsb) can't be read."), N_("Save it as .xlsx.")
            )
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "content.xml" in names and b"spreadsheet" in _part(packed, "mimetype"):
            if b"encryption-data" in _part(packed, "META-INF/manifest.xml"):
                raise _locked()
            return "ods"
    raise _not_a_sheet()


def _unpacked(raw: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _damaged() from None


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    """A file within a packed one; empty if it isn't there. Raises SpreadsheetError."""
    if name not in packed.namelist():
        return b""
    try:
        return packed.read(name)
    except Exception:  # zipfile, zlib, lzma and bz2 all have errors of their own
        raise _damaged() from None


# --- CSV ------------------------------------------------------------------------------------------


def _csv_sheets(raw: bytes, name: str) -> tuple[Sheet, ...]:
    text = decoded(raw)
    if text is None:
        raise SpreadsheetError(
            N_("The file's encoding can't be told."),
            N_("Save it again and choose the encoding UTF-8."),
        )
    lines = text.text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in lines:
        raise _not_a_sheet()
    tables: dict[str, list[list[str]]] = {}
    wrong_line = 0
    for separator in _SEPARATORS:
        try:
            tables[separator] = _csv_rows(lines, separator)
        except _UnclosedError as error:
            wrong_line = wrong_line or error.line
    separator = max(tables, key=lambda each: _evenness(tables[each]), default="")
    rows = tables.get(separator, [])
    if wrong_line and all(len(row) < 2 for row in rows):
        raise SpreadsheetError(
            N_("Line {line} can't be understood."),
            N_("Look for a quotation mark that is not closed."),
            line=wrong_line,
        )
    width = max((len(row) for row in rows), default=0)
    _check_area(len(rows), width)
    full = tuple((*row, *[""] * (width - len(row))) for row in rows)
    sheet = Sheet(name, full, separator=separator)
    return (sheet,) if any(cell.strip() for row in rows for cell in row) else ()


def _evenness(rows: Sequence[Sequence[str]]) -> float:
    """How large a part of the rows have as many cells as most have, if that is more than one."""
    filled = [len(row) for row in rows if any(cell.strip() for cell in row)]
    several = Counter(width for width in filled if width > 1)
    return max(several.values(), default=0) / len(filled) if filled else 0


class _UnclosedError(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


def _csv_rows(text: str, separator: str) -> list[list[str]]:
    """The rows, one for each line of the file. Raises _UnclosedError."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            rows += [[] for _ in range(reader.line_num - len(rows))]  # a text with line breaks
    except csv.Error:
        raise _UnclosedError(len(rows) + 1) from None
    return rows


# --- Through calamine -----------------------------------------------------------------------------


def _calamine_sheets(raw: bytes, kind: Kind) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    surveys = _surveys(raw, kind)
    sheets: list[Sheet] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for number, about in enumerate(book.sheets_metadata):
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            survey = surveys.get(about.name)
            if survey is None and kind != "xls":
                raise _damaged()
            sheet = book.get_sheet_by_index(number)
            last = sheet.end or (-1, -1)
            _check_area(last[0] + 1, last[1] + 1)
            cells = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            rows = _with_faults(cells, survey.faults if survey else {})
            if rows:
                hidden = about.visible is not SheetVisibleEnum.Visible
                sheets.append(Sheet(about.name, rows, hidden, blank_is_sure=kind != "xls"))
    except (SpreadsheetError, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError:
        raise _locked() from None
    except BaseException:  # a panic in calamine is no Exception
        raise _damaged() from None
    return tuple(sheets)


def _with_faults(
    cells: list[list[Any]], faults: Mapping[tuple[int, int], str]
) -> tuple[tuple[Value, ...], ...]:
    """The rows, all of one length, with what calamine leaves out; none if nothing is there."""
    height = max([len(cells), *(row + 1 for row, _ in faults)])
    width = max([0, *(len(row) for row in cells), *(column + 1 for _, column in faults)])
    rows: list[list[Value]] = [
        [*cells[row], *[""] * (width - len(cells[row]))] if row < len(cells) else [""] * width
        for row in range(height)
    ]
    for (row, column), text in faults.items():
        rows[row][column] = Fault(text)
    return tuple(map(tuple, rows)) if any(cell != "" for row in rows for cell in row) else ()


# --- The survey -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Survey:
    """How far the cells of a sheet reach, and the faults among them, by row and column from 0."""

    height: int = 0
    width: int = 0
    faults: dict[tuple[int, int], str] = field(default_factory=dict)

    def add(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """A stretch of cells that hold something. Raises SpreadsheetError if that is too far."""
        self.height, self.width = max(self.height, row + rows), max(self.width, column + columns)
        _check_area(self.height, self.width)


def _surveys(raw: bytes, kind: Kind) -> dict[str, _Survey]:
    """The survey of each sheet, by its name; none for XLS, whose cells aren't in XML."""
    if kind == "xls":
        return {}
    with _unpacked(raw) as packed:
        if kind == "ods":
            return _survey_ods(_part(packed, "content.xml"))
        parts = dict(_xlsx_parts(packed))
        entries = packed.infolist()
        if len({entry.filename.lower() for entry in entries}) < len(entries):
            raise _damaged()  # calamine doesn't tell capitals apart, and might read another part
        beside = [e.file_size for e in entries if e.filename not in parts.values()]
        if (size := sum(beside)) > BESIDE_LIMIT:
            raise _too_large(size, BESIDE_LIMIT)
        there = set(packed.namelist())
        return {
            name: _survey_xlsx(_part(packed, path)) for name, path in parts.items() if path in there
        }


def _xlsx_parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet of a workbook, and where it lies in the file."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), key))

    _parse_xml(_part(packed, "xl/_rels/workbook.xml.rels"), relation)
    _parse_xml(_part(packed, "xl/workbook.xml"), sheet)
    for name, key in sheets:
        target = targets.get(key, "")
        yield name, target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _survey_xlsx(content: bytes) -> _Survey:
    survey = _Survey()
    row = column = -1
    kind, within, texts, has_formula, has_value = "", "", [""], False, False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, kind, within, has_formula, has_value
        if tag == "row":
            row, column = _placed(r"([0-9]{1,7})", attributes, row + 1), -1
        elif tag == "c":
            row = _placed(r"[A-Za-z]{1,3}([0-9]{1,7})", attributes, row)
            letters = attributes.get("r", "").rstrip("0123456789")
            column = _column_number(letters.upper()) if letters else column + 1
            kind, has_formula, has_value = attributes.get("t", ""), False, False
            texts.clear()
        elif tag in ("v", "is"):
            within, has_value = tag, True
        elif tag == "f":
            has_formula = True

    def end(tag: str) -> None:
        nonlocal within
        if tag in ("v", "is"):
            within = ""
        elif tag == "c":
            text = "".join(texts).strip()
            if has_value or has_formula:
                survey.add(row, column)
            if kind == "e":
                survey.faults[row, column] = text or "#"
            elif has_formula and not text and kind != "str":
                survey.faults[row, column] = ""

    def said(text: str) -> None:
        if within == "v":
            texts.append(text)

    _parse_xml(content, start, end, said)
    return survey


def _placed(form: str, attributes: Mapping[str, str], following: int) -> int:
    """The number of a row, counted from 0: the one that is said, else the following. Raises
    SpreadsheetError for anything else, for nobody knows what a reader would make of it."""
    said = attributes.get("r")
    if said is None:
        return following
    if (found := re.fullmatch(form, said)) is None or int(found[1]) == 0:
        raise _damaged()
    return int(found[1]) - 1


def _survey_ods(content: bytes) -> dict[str, _Survey]:
    surveys: dict[str, _Survey] = {}
    survey = _Survey()
    row = column = rows = columns = 0
    depth, in_cell, attributes_of_cell = 0, False, dict[str, str]()
    texts: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal survey, row, column, rows, columns, depth, in_cell, attributes_of_cell
        if tag == "table":
            depth += 1
            if depth > 1:
                raise _damaged()  # a table within a table has no place in a sheet
            survey = surveys.setdefault(_named(attributes, "name"), _Survey())
            row = 0
        elif tag == "table-row":
            rows, column = _repeated(attributes, "number-rows-repeated"), 0
        elif tag in ("table-cell", "covered-table-cell"):
            columns = _repeated(attributes, "number-columns-repeated")
            in_cell, attributes_of_cell = True, attributes
            texts.clear()

    def end(tag: str) -> None:
        nonlocal row, column, depth, in_cell
        if tag == "table":
            depth -= 1
        elif tag == "table-row":
            row += rows
        elif tag in ("table-cell", "covered-table-cell"):
            kind = _named(attributes_of_cell, "value-type", first="office:")
            has_formula = bool(_named(attributes_of_cell, "formula"))
            if kind or has_formula or texts:
                survey.add(row, column, rows, columns)
            if _named(attributes_of_cell, "value-type", first="calcext:") == "error":
                survey.faults[row, column] = "".join(texts).strip() or "#"
            elif has_formula and not kind:
                survey.faults[row, column] = ""
            column += columns
            in_cell = False

    def said(text: str) -> None:
        if in_cell:
            texts.append(text)

    _parse_xml(content, start, end, said)
    return surveys


def _named(attributes: Mapping[str, str], name: str, first: str = "") -> str:
    """The attribute with that name, whatever stands before its colon unless `first` does."""
    ending = f":{name}"
    return next((v for k, v in attributes.items() if k.endswith(ending) and first in k), "")


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    number = _named(attributes, name)
    return max(1, int(number)) if re.fullmatch(r"[0-9]{1,9}", number) else 1


def _column_number(letters: str) -> int:
    """A column's number counted from 0, from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _parse_xml(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    said: Callable[[str], None] | None = None,
) -> None:
    """Hand out what the XML holds, tags without prefixes. Raises SpreadsheetError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise _damaged()  # spreadsheets have no document type, but bombs do

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    if end:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    if said:
        parser.CharacterDataHandler = said
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        raise _damaged() from None


def _check_area(height: int, width: int) -> None:
    if height * width > CELL_LIMIT:
        raise SpreadsheetError(
            N_("The sheet is too large: its last cell is {cell}."),
            N_("Remove what stands far from the table, or copy the table to a new file."),
            cell=address(height - 1, width - 1),
        )


def _too_large(size: int, limit: int) -> SpreadsheetError:
    million = 1_000_000
    return SpreadsheetError(
        N_("The file is too large: {size} MB, the limit is {limit} MB."),
        N_("Copy the table to a new file."),
        size=-(-size // million),
        limit=limit // million,
    )


def _locked() -> SpreadsheetError:
    return SpreadsheetError(
        N_("The file is protected by a password."),
        N_("Open it, remove the password and save it again."),
    )


def _damaged() -> SpreadsheetError:
    return SpreadsheetError(
        N_("The file can't be read. It seems to be damaged."),
        N_("Open it in a spreadsheet program and save it as .xlsx."),
    )


def _not_a_sheet() -> SpreadsheetError:
    return SpreadsheetError(
        N_("The file is no spreadsheet."),
        N_("Choose a file in one of the formats CSV, XLSX, XLS and ODS."),
    )
