"""Encodings: what bytes are read as, and what is not guessed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.encodings import Decoded, decoded

NBSP = "\u00a0"
SWEDISH = "Alla känner sig trygga i sitt område, och ”åtta av tio” är nöjda – så är det på Öland."


@pytest.mark.parametrize(
    ("raw", "encoding", "bom"),
    [
        (SWEDISH.encode(), "UTF-8", False),
        (SWEDISH.encode("utf-8-sig"), "UTF-8", True),
        (SWEDISH.encode("utf-16"), "UTF-16", True),
        (b"\xef\xbb\xbf" + SWEDISH.encode("utf-8-sig"), "UTF-8", True),
        (b"\xfe\xff" + SWEDISH.encode("utf-16-be"), "UTF-16", True),
        (SWEDISH.encode("utf-16-le"), "UTF-16", False),
        (SWEDISH.encode("utf-16-be"), "UTF-16", False),
        (SWEDISH.encode("cp1252"), "Windows-1252", False),
    ],
)
def test_a_swedish_text_is_read_in_whichever_encoding(raw: bytes, encoding: str, bom: bool) -> None:
    assert decoded(raw) == Decoded(SWEDISH, encoding, bom)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "title: Malmö",
        "title: ÅRSREDOVISNING",
        "idé",
        "kafé och müsli",
        f"period;value\r\n2016;1{NBSP}250,5\r\n",
        f"andel: 10{NBSP}%",
        "7–20 år",
        "7–20",
        "§ 12",
        "10 °C",
        "osv…",
        "”Trygg”",
        "”Trygg hemma”, säger många",
        "Vi hörs – men inte i dag…",
    ],
)
def test_plain_swedish_in_windows_1252_is_recognised(text: str) -> None:
    assert decoded(text.encode("cp1252")) == Decoded(text, "Windows-1252", False)


@pytest.mark.parametrize("codec", ["mac_roman", "cp850", "cp437", "cp865"])
@pytest.mark.parametrize("text", ["Malmö", "Råå", "Kärnan", "Över åtta", SWEDISH[:40], "På ön Ärö"])
def test_another_encodings_swedish_letters_are_not_guessed(codec: str, text: str) -> None:
    assert decoded(text.encode(codec)) is None


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Malm”".encode("cp1252"), id="Malmö in CP850"),
        pytest.param("…ver".encode("cp1252"), id="Över in Mac Roman"),
        pytest.param(b"a\x81b", id="a hole"),
        pytest.param(b"\x8d\x8f\x90\x9d", id="holes"),
        pytest.param("Привет".encode("cp1251"), id="Russian"),
        pytest.param("Łódź".encode("cp1250"), id="Polish"),
        pytest.param("日本".encode("shift_jis"), id="Japanese"),
        pytest.param("å".encode() + b" och \xe4", id="two encodings in one file"),
        pytest.param(b"\xef\xbb\xbf\xe5", id="a mark for UTF-8, and no UTF-8"),
        pytest.param(b"a\x01\xe5", id="a control character"),
        pytest.param(b"a\0b", id="a NUL byte"),
        pytest.param(b"ab\0", id="a NUL byte last"),
        pytest.param(b"PK\x03\x04\x14\0\x06\0\x08\0", id="a spreadsheet"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", id="a picture"),
        pytest.param(b"\xff\xfea", id="half a character"),
        pytest.param("trygg".encode("utf-32"), id="UTF-32"),
        pytest.param("trygg".encode("utf-32-le"), id="UTF-32 without a mark"),
        pytest.param(b"\xff\xfe\x00\xd8", id="half a pair"),
    ],
)
def test_what_can_be_read_in_more_than_one_way_or_none_is_no_text(raw: bytes) -> None:
    assert decoded(raw) is None


def test_utf8_once_read_as_windows_1252_is_left_as_it_is() -> None:
    garbled = "å".encode().decode("cp1252")
    assert decoded(garbled.encode()) == Decoded("Ã¥", "UTF-8", False)


def test_nothing_is_a_text_without_characters() -> None:
    assert decoded(b"") == Decoded("", "UTF-8", False)


def test_line_ends_are_kept() -> None:
    assert decoded(b"a\r\nb\rc\n") == Decoded("a\r\nb\rc\n", "UTF-8", False)


@given(st.binary(max_size=200))
def test_bytes_are_a_text_or_they_are_not(raw: bytes) -> None:
    found = decoded(raw)
    if found is None:
        return
    assert "\0" not in found.text
    codecs = {"UTF-8": ["utf-8"], "Windows-1252": ["cp1252"]}.get(found.encoding)
    texts = [found.text, f"\ufeff{found.text}", f"\ufeff\ufeff{found.text}"]
    codecs = codecs or ["utf-16-le", "utf-16-be"]
    assert raw in [text.encode(codec, "ignore") for text in texts for codec in codecs]


@given(st.text(alphabet="abcdeåäö ÅÄÖ,.–”\n0123456789", min_size=1).filter(lambda t: "ä" in t))
def test_windows_1252_is_read_as_it_was_written_or_not_at_all(text: str) -> None:
    raw = text.encode("cp1252")
    with suppress(UnicodeDecodeError):
        raw.decode()
        return  # such as ä and two dashes, which make a Chinese character in UTF-8
    found = decoded(raw)
    assert found is None or found.text == text
