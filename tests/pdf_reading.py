"""Reading a tagged PDF as a screen reader does: along its structure, text by text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

_HYPHEN = re.compile(r"\s?\u00ad\s?")
_BEFORE_MARK = re.compile(r" (?=[.,;:!?])")
"""Where a line or an element ends the parts of it are put together with a space."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure: its role, what is read of it, and its alternative text."""

    role: str
    text: str
    alt: str
    parents: tuple[str, ...]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def elements(pdf: bytes) -> list[Element]:
    """All elements in reading order; the text of each has that of those within it."""
    document = opened(pdf)
    texts: dict[Any, dict[int, str]] = {page.obj.objgen: _marked(page) for page in document.pages}
    found: list[Element] = []
    _walk(document.Root.StructTreeRoot.K, None, texts, (), found)
    return found


def text_of(pdf: bytes) -> str:
    """All that is read, in reading order."""
    return next(element.text for element in elements(pdf) if element.role == "Document")


def _walk(
    node: Any,
    page: Any,
    texts: dict[Any, dict[int, str]],
    parents: tuple[str, ...],
    found: list[Element],
) -> str:
    if isinstance(node, pikepdf.Array):
        return " ".join(filter(None, (_walk(kid, page, texts, parents, found) for kid in node)))
    if not isinstance(node, pikepdf.Dictionary):
        return texts[page].get(int(node), "")
    if node.get("/Type") == "/MCR":
        return texts[node.Pg.objgen].get(int(node.MCID), "")
    if "/S" not in node:
        return ""
    own = node.get("/Pg")
    role = str(node.S)[1:]
    place = len(found)
    inner = _walk(
        node.get("/K", pikepdf.Array()),
        own.objgen if own is not None else page,
        texts,
        (*parents, role),
        found,
    )
    text = _BEFORE_MARK.sub("", _SPACE.sub(" ", _HYPHEN.sub("", inner))).strip()
    found.insert(place, Element(role, text, str(node.get("/Alt", "")), parents))
    return inner


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The texts of a page by the number that the structure knows them by."""
    fonts = {
        str(name): _unicode(font)
        for name, font in dict(page.obj.Resources.get("/Font", {})).items()
    }
    found: dict[int, list[str]] = defaultdict(list)
    marks: list[int | None] = []
    instead: list[bool] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC":
                own: Any = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
                marks.append(int(own["/MCID"]) if "/MCID" in own else None)
                instead.append("/ActualText" in own)
                mark = next((m for m in reversed(marks) if m is not None), None)
                if instead[-1] and mark is not None:
                    found[mark].append(str(own["/ActualText"]))
            case "BMC":
                marks.append(None)
                instead.append(False)
            case "EMC":
                marks.pop()
                instead.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                mark = next((m for m in reversed(marks) if m is not None), None)
                if mark is not None and not any(instead):
                    found[mark] += _letters(operands[0], letters)
    return {mark: "".join(texts) for mark, texts in found.items()}


def _letters(shown: Any, letters: dict[int, str]) -> Iterator[str]:
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            for place in range(0, len(codes), 2):
                yield letters[int.from_bytes(codes[place : place + 2], "big")]


def _unicode(font: Any) -> dict[int, str]:
    """What each code of a font is read as."""
    found: dict[int, str] = {}
    source = font.ToUnicode.read_bytes().decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
        ):
            start = int(text, 16)
            for offset, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(start + offset)
    return found
