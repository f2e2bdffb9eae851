"""Sheets for tests: workbooks made cell by cell, and the zip of an ODS written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl  # type: ignore[import-untyped]

Cell = str | int | float | bool | date | None
Rows = Sequence[Sequence[Cell]]

_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(path: Path, rows: Rows, **more: Rows) -> Path:
    """A workbook with a sheet "Blad1" and others by name. A text that begins with # is an error,
    one with = a formula without an answer."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in {"Blad1": rows, **more}.items():
        sheet = book.create_sheet(name)
        for r, row in enumerate(cells, start=1):
            for c, value in enumerate(row, start=1):
                cell = sheet.cell(r, c, value)
                if isinstance(value, str) and value.startswith("#") and len(value) > 1:
                    cell.data_type = "e"
    book.save(path)
    return path


def ods(path: Path, tables: Iterable[str], manifest: str = "") -> Path:
    """A spreadsheet from the XML of its tables."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", _ODS)
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>{manifest}'
            "</manifest:manifest>",
        )
        packed.writestr(
            "content.xml",
            f"<office:document-content {_NAMESPACES}><office:body><office:spreadsheet>"
            f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def ods_table(rows: Rows, name: str = "Blad1") -> str:
    """A table's XML, with the endless empty cells that spreadsheet programs write after it."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}"
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row in rows
    )
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{name}">{lines}{rest}</table:table>'


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) and value.startswith("#"):
        return (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
            'office:string-value="" calcext:value-type="error">'
            f"<text:p>{escape(value)}</text:p></table:table-cell>"
        )
    if isinstance(value, str) and value.startswith("="):
        return f'<table:table-cell table:formula="of:{escape(value)}"/>'
    kind, attribute = {
        int: ("float", f'office:value="{value}"'),
        float: ("float", f'office:value="{value}"'),
        date: ("date", f'office:date-value="{value}"'),
    }.get(type(value), ("string", ""))
    return (
        f'<table:table-cell office:value-type="{kind}" {attribute}>'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


def packed(files: dict[str, str]) -> bytes:
    """A zip of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(path: Path, **parts: str) -> Path:
    """The same packed file with some of its parts exchanged, `xl_workbook_xml` for xl/workbook.xml."""
    with zipfile.ZipFile(path) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    for name, content in parts.items():
        *folders, stem, suffix = name.split("_")
        contents["/".join([*folders, f"{stem}.{suffix}"])] = content.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, raw in contents.items():
            new.writestr(name, raw)
    return path
