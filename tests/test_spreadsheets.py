"""Spreadsheets: every format becomes the same typed cells, and no file whatever is a traceback."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.importing.workbooks import (
    BESIDE_LIMIT,
    CELL_LIMIT,
    FILE_LIMIT,
    UNPACKED_LIMIT,
    Fault,
    SpreadsheetError,
    address,
    column_name,
    read_workbook,
)
from malbok.language import language
from tests.sheets import Rows, ods, ods_table, packed, repacked, xlsx

ROWS: Rows = [
    ["Uppföljning", None, None],
    [None, None, None],
    ["Period", "Utfall", "Dag"],
    [2016, 71.9, date(2016, 12, 31)],
    ["2017", "#DIV/0!", "=1+1"],
]
CELLS = (
    ("Uppföljning", "", ""),
    ("", "", ""),
    ("Period", "Utfall", "Dag"),
    (2016, 71.9, date(2016, 12, 31)),
    ("2017", Fault("#DIV/0!"), Fault("")),
)


def written(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SpreadsheetError) as refused:
        read_workbook(path)
    return refused.value.said(language("en")).split("\n")[0]


# --- What is read ---------------------------------------------------------------------------------


def test_xlsx(tmp_path: Path) -> None:
    book = read_workbook(xlsx(tmp_path / "utfall.xlsx", ROWS, Tom=[], Mer=[[None, 1]]))
    assert book.kind == "xlsx"
    assert [(s.name, s.rows) for s in book.sheets] == [("Blad1", CELLS), ("Mer", (("", 1),))]


def test_ods(tmp_path: Path) -> None:
    tables = [ods_table(ROWS), ods_table([], "Tom"), ods_table([[None, 1]], "Mer")]
    book = read_workbook(ods(tmp_path / "utfall.ods", tables))
    assert book.kind == "ods"
    assert [(s.name, s.rows) for s in book.sheets] == [("Blad1", CELLS), ("Mer", (("", 1),))]


def test_repeated_cells_of_ods_are_as_many_cells(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
    row = f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
    table = f'<table:table table:name="A">{row}</table:table>'
    assert read_workbook(ods(tmp_path / "a.ods", [table])).sheets[0].rows == ((7, 7), (7, 7))


def test_hidden_sheets_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append([1])
    hidden = book.create_sheet("Dold")
    hidden.append([2])
    hidden.sheet_state = "hidden"
    book.save(path)
    assert [(s.name, s.hidden) for s in read_workbook(path).sheets] == [
        ("Sheet", False),
        ("Dold", True),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"period;value\n2014;71,9\n2015;72\n",
        b"\xef\xbb\xbfperiod;value\r\n2014;71,9\r\n2015;72\r\n",
        b"period\tvalue\r2014\t71,9\r2015\t72\r",
        b'"period","value"\n"2014","71,9"\n2015,72\n',
        b"period|value\n2014|71,9\n2015|72",
        "period;value\n2014;71,9\n2015;72\n".encode("utf-16"),
    ],
)
def test_csv_in_every_form(tmp_path: Path, raw: bytes) -> None:
    book = read_workbook(written(tmp_path, "utfall.csv", raw))
    assert book.kind == "csv"
    (sheet,) = book.sheets
    assert sheet.name == "utfall"
    assert sheet.rows == (("period", "value"), ("2014", "71,9"), ("2015", "72"))


def test_windows_1252_is_read(tmp_path: Path) -> None:
    raw = "Mätetal;2014\nNöjda på biblioteken;7\n".encode("cp1252")
    assert read_workbook(written(tmp_path, "a.csv", raw)).sheets[0].rows[0][0] == "Mätetal"


def test_rows_of_a_csv_are_the_lines_of_the_file(tmp_path: Path) -> None:
    raw = b'a,b\n"1\n2",3\n\n4,5\n'
    rows = read_workbook(written(tmp_path, "a.csv", raw)).sheets[0].rows
    assert rows == (("a", "b"), ("1\n2", "3"), ("", ""), ("", ""), ("4", "5"))


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    assert read_workbook(path.rename(tmp_path / "a.csv")).kind == "xlsx"
    assert read_workbook(written(tmp_path, "b.xlsx", b"a;b\n1;2\n")).kind == "csv"


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_are_named_as_in_spreadsheets(column: int, name: str) -> None:
    assert column_name(column) == name
    assert address(6, column) == f"{name}7"


OLD = (
    r"c-rk)O=uHA6#izDG(R-yrlvwGw4q?NwU^?>OS`q8JxELSqKKfW2~`?WS@u#d*4B6v1W$^WLN8vbUi?8VdJ_~XdJqI5Q9OAP6g;$9"
    r"-+S4GwD!<|mMZft^XBb)^Jd=eym_;;Z<dp#`TK2Utiu2TsJKxy)W{T-sDERE^sdXSUq`688vhic5t_(`5T3+ehj|WpzRNIhFZhBe"
    r"@QKPPT)^m5A(!4l42cgJ#Xj^CRk%%(1X{(bW}#<=?htxcT0RvzD3WVJ`>Ab7oy4*=+H=5*;uA)v=n~+5ABxQfk@TSjFFA@YU02n%"
    r"Asn>NXY$)q(H?BX0%+cbbA_Cp$(N9#30%MrHw}FESL*Y$mT#?Gf#g5e%EKGTZx}&f2JRUN@FL<^3a}=Gp?oIWw}Li_N-orJ<cs4_"
    r"igoPiiHUPLC&t-WR<F5c^~NQt8;NGoBz#hOFeyK;-1+u)WPHpzEs`0@*wwtgn_Yp6%WOf$3DFor*{2@i_X(YqUUvy!^)N*)Q{6Sz"
    r";xUKkq|Fu4cF{Qd1@EjqHT+)Ui(ijEYA=4ax`|&LE?-P7zPIMlN&8He?D?8Quj*B|ZZaNQeyzM5@KI>%Z}}i%n4a&hw|O;T6)|Cx"
    r"LZ49&khe42!Lq9z{Jd<ZHn3A-r#w3)c1t3Ab%gB(jAlHL*ELwPW5%GNp`oFnp`oFnv7Mm2ulzvuj6t98)l)>+`>(S~rJ{e6{I@uU"
    r"DY_gwm>xobY8%sa#m`QJl;4-yq>cZ-ka3(ww=s!v@nf>?_@z^zs(qeK8=8M^3DrA(r5->3^7y|1k`BYz"
)
"""An .xls file, packed: Mått, 2016, 2017 above trygghet, 47, 48.5."""


def test_xls(tmp_path: Path) -> None:
    raw = zlib.decompress(base64.b85decode(OLD))
    book = read_workbook(written(tmp_path, "utfall.xls", raw))
    assert book.kind == "xls"
    (sheet,) = book.sheets
    assert sheet.rows == (("Mått", 2016, 2017), ("trygghet", 47, 48.5))
    assert not sheet.blank_is_sure


# --- What is refused ------------------------------------------------------------------------------

WORKBOOK = (
    '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="x"/></sheets></workbook>'
)
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    '<workbook><sheets><sheet name="&b;"/></sheets></workbook>'
)
ENCRYPTED = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "The file is empty."),
        (b" \r\n\t\n", "The file is empty."),
        (b";;;\n;;;\n", "The file is empty."),
        (b"%PDF-1.7\n...", "The file is no spreadsheet."),
        (b"<!DOCTYPE html><html><table>", "The file is no spreadsheet."),
        (b"<html><table><tr><td>1</td></tr></table>", "The file is no spreadsheet."),
        (b'<?xml version="1.0"?><Workbook/>', "The file is no spreadsheet."),
        (packed({"word/document.xml": "x"}), "The file is no spreadsheet."),
        (packed({}), "The file is no spreadsheet."),
        (
            packed({"content.xml": "x", "mimetype": "application/text"}),
            "The file is no spreadsheet.",
        ),
        (b"PK\x03\x04 not really", "The file can't be read. It seems to be damaged."),
        (OLE + bytes(600), "The file can't be read. It seems to be damaged."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
        (packed({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}), "The file holds macros."),
        (packed({"xl/workbook.bin": "x"}), "Binary workbooks (.xlsb) can't be read."),
        (packed({"xl/workbook.xml": "x"}), "The file can't be read. It seems to be damaged."),
        (packed({"xl/workbook.xml": WORKBOOK}), "The file can't be read. It seems to be damaged."),
        (packed({"xl/workbook.xml": BOMB}), "The file can't be read. It seems to be damaged."),
        (b'a,"b\nc,d\n', "Line 1 can't be understood."),
        (b"a\x00b;c\n\x01\x02\xff", "The file's encoding can't be told."),
        (b"n\xff\xfe\xf0\x81,1\n", "The file's encoding can't be told."),
    ],
)
def test_what_is_no_spreadsheet_is_said_plainly(tmp_path: Path, raw: bytes, said: str) -> None:
    assert refusal(written(tmp_path, "file", raw)) == said


def test_an_encrypted_ods_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", [], ENCRYPTED)
    assert refusal(path) == "The file is protected by a password."


def test_a_workbook_without_cells_is_empty(tmp_path: Path) -> None:
    assert refusal(xlsx(tmp_path / "a.xlsx", [])) == "The file is empty."


def test_large_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    assert refusal(path) == "The file is too large: 21 MB, the limit is 20 MB."


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(UNPACKED_LIMIT // 1_000_000 + 1):
                part.write(b" " * 1_000_000)
        archive.writestr("xl/workbook.xml", WORKBOOK)
    path = written(tmp_path, "a.xlsx", out.getvalue())
    assert path.stat().st_size < 1_000_000
    assert refusal(path) == "The file is too large: 152 MB, the limit is 150 MB."


def test_a_cell_far_away_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    book.save(path)
    assert refusal(path) == "The sheet is too large: its last cell is XFD1048576."
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    table = f'<table:table table:name="A">{row}</table:table>'
    assert refusal(ods(tmp_path / "a.ods", [table])).endswith("XFD1048576.")
    long = b"1\n" * (CELL_LIMIT + 1)
    assert "too large" in refusal(written(tmp_path, "a.csv", long))


def test_formats_without_content_far_away_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"].number_format = "0.00"
    book.save(path)
    assert read_workbook(path).sheets[0].rows == ((1,),)


def test_a_sheet_that_lies_nowhere_is_damage(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [[1]])
    repacked(path, xl_workbook_xml=WORKBOOK)
    assert refusal(path) == "The file can't be read. It seems to be damaged."


PLACES = [
    "A1048577",
    "xfd1048576",
    "XFD1048576",
    "AAAA1",
    "ZZZZZZZZ1",
    "A99999999999",
    "A0",
    "$A$1",
    "A",
    "1",
    "",
]


@pytest.mark.parametrize("place", PLACES)
def test_no_cell_is_so_far_away_that_reading_fails(tmp_path: Path, place: str) -> None:
    for row in ("<row>", '<row r="1">', '<row r="1048576">', '<row r="99999999999">'):
        cells = f'{row}<c r="{place}"><v>1</v></c><c><v>2</v></c></row>'
        size = '<dimension ref="A1:XFD1048576"/>'
        sheet = f"<worksheet>{size}<sheetData>{cells}</sheetData></worksheet>"
        path = xlsx(tmp_path / "a.xlsx", [[1]])
        assert refusal(repacked(path, xl_worksheets_sheet1_xml=sheet))


def attempt(path: Path) -> None:
    """Read a file that may be damaged: anything but saying so in words is a failure."""
    try:
        read_workbook(path)
    except SpreadsheetError as error:
        said = error.said(language("sv"))
    else:
        said = "read"
    assert said


@given(
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_damaged_workbooks_are_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    raw = bytearray(_workbook(tmp_path_factory))
    for place, byte in changes:
        raw[place % len(raw)] = byte
    attempt(written(tmp_path_factory.getbasetemp(), "damaged.xlsx", bytes(raw)))


@given(xml=st.text(st.sampled_from('<>/="crtvfs A1é0&;!-'), max_size=60))
def test_broken_sheets_are_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, xml: str
) -> None:
    path = written(tmp_path_factory.getbasetemp(), "b.xlsx", _workbook(tmp_path_factory))
    sheet = f"<worksheet><sheetData><row>{xml}</row></sheetData></worksheet>"
    attempt(repacked(path, xl_worksheets_sheet1_xml=sheet))


@given(raw=st.binary(max_size=400))
def test_bytes_are_never_a_traceback(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    attempt(written(tmp_path_factory.getbasetemp(), "bytes.csv", raw))


def _workbook(factory: pytest.TempPathFactory) -> bytes:
    path = factory.getbasetemp() / "whole.xlsx"
    if not path.exists():
        xlsx(path, ROWS)
    return path.read_bytes()


def test_a_sheet_that_only_capitals_tell_apart_is_not_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Period", "Värde"], [2014, "#REF!"]])
    assert read_workbook(path).sheets[0].rows[1][1] == Fault("#REF!")
    with zipfile.ZipFile(path) as old:
        relations = old.read("xl/_rels/workbook.xml.rels").decode()
        sheet = old.read("xl/worksheets/sheet1.xml")
    other = relations.replace("worksheets/sheet1.xml", "worksheets/Sheet1.xml")
    assert other != relations
    parts = {"xl/_rels/workbook.xml.rels": other}
    assert "damaged" in refusal(with_parts(path, tmp_path / "b.xlsx", parts))
    twice = {"xl/worksheets/Sheet1.xml": sheet.decode()}
    assert "damaged" in refusal(with_parts(path, tmp_path / "c.xlsx", twice))


def test_texts_that_would_take_all_memory_are_not_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [[1]])
    texts = {"xl/sharedStrings.xml": f"<sst>{'<si/>' * (BESIDE_LIMIT // 5)}</sst>"}
    assert "too large" in refusal(with_parts(path, tmp_path / "b.xlsx", texts))


def with_parts(path: Path, copy: Path, parts: dict[str, str]) -> Path:
    """A packed file with other or more parts."""
    with zipfile.ZipFile(path) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    contents |= {name: text.encode() for name, text in parts.items()}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name, raw in contents.items():
            new.writestr(name, raw)
    return copy
