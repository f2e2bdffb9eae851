"""The files of the municipality's own look: that they are there, and are what they should be."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from malbok.model import Look
from malbok.problems import Place, Problem
from malbok.reading.files import TextFile, shown_path
from malbok.reading.yaml import locate

LARGEST_LOGO = 100_000
LARGEST_FONT = 100_000
"""Bytes. Each file is loaded with every page, also by those who have a slow line."""

_PNG, _WOFF2 = b"\x89PNG\r\n\x1a\n", b"wOF2"
_PNG_END, _LAST = b"IEND\xaeB`\x82", 1000
"""What a PNG ends with, and how far from the end it is looked for: some programs add to it."""
_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", re.S
)
_ACTIVE = re.compile(
    rb"<\s*(?:script|foreignObject|iframe|style[^>]*>[^<]*@import)\b"
    rb"|\son\w+\s*="
    rb"|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/)"
    rb"|url\(\s*[\"']?(?!#|data:)",
    re.IGNORECASE,
)
"""What an image must not have: code, and what is fetched from somewhere else."""


def look_problems(
    root: Path, content: Path, look: Look, organisation: TextFile
) -> Iterator[Problem]:
    """What is wrong with the logo and the font below the content folder."""
    for key, name in (("logo", look.logo), ("font", look.font)):
        if name:
            place = locate(organisation, ("look", key))
            yield from _problems(root, content, key, name, place)


def logo_bytes(content: Path, look: Look) -> bytes:
    """What the logo's file holds; empty if there is none that can be used."""
    path = content / look.logo if look.logo else None
    return path.read_bytes() if path and _lies_in(path, content) else b""


def _problems(root: Path, content: Path, key: str, name: str, place: Place) -> Iterator[Problem]:
    path = content / name
    if not _lies_in(path, content):
        yield Problem("L102", place, {"value": name, "folder": content.name})
        return
    data = path.read_bytes()
    kind = path.suffix.lower()
    if key == "font":
        if kind != ".woff2" or not data.startswith(_WOFF2):
            yield Problem("L104", place, {"value": name})
    elif kind == ".svg" and _SVG.match(data):
        if found := _ACTIVE.search(data):
            line = data.count(b"\n", 0, found.start()) + 1
            column = len(data[: found.start()].rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
            what = found[0].decode("ascii", "replace").strip()
            own = Place(shown_path(root, path), line, column, line, column + len(what))
            yield Problem("L103", own, {"value": name, "found": what})
        elif not _is_whole_svg(data):
            yield Problem("L109", place, {"value": name})
    elif kind != ".png" or not data.startswith(_PNG):
        yield Problem("L107", place, {"value": name})
    elif _PNG_END not in data[-_LAST:]:
        yield Problem("L109", place, {"value": name})
    limit = LARGEST_FONT if key == "font" else LARGEST_LOGO
    if len(data) > limit:
        said = {"value": name, "size": len(data) // 1000, "limit": limit // 1000}
        yield Problem("L108", Place(shown_path(root, path)), said)


def _is_whole_svg(data: bytes) -> bool:
    """Whether all of a drawing is there, in UTF-8. A browser shows others too, a PDF doesn't."""
    try:
        ET.fromstring(data.decode("utf-8-sig"))  # noqa: S314 - expat stops what grows without end
    except (ET.ParseError, UnicodeDecodeError):
        return False
    return True


def _lies_in(path: Path, folder: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # a name that no file can have
        return False
