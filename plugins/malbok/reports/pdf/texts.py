"""Markdown from data files as a tree of plain data, for a typesetter that knows no Markdown.

What Python-Markdown makes of a text is taken apart into blocks and the pieces of a line. HTML is shown as
it was written and comments are left out, as on the pages (`malbok.pages.prose`); a link leads to the web
or to a mail address, or to a page of the site where that is asked for; else it is only its words.

A block is a dict with `is`: `text`, `heading` (and `level`), `list`, `steps`, `quote`, `code`, `table` or
`rule`, and `of`: what it is made of. A piece of a line is a text, or a dict with `is`: `strong`, `em`,
`code`, `link` (and `to`) or `break`, and `of`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE

from malbok.addresses import resolve
from malbok.hidden import visible

Block = dict[str, Any]
Piece = str | dict[str, Any]
Address = Callable[[str], str]

LOWEST_HEADING = 6
DEEPEST = 5
"""So many lists and quotes can stand in each other; what is deeper stands in the innermost."""
SCHEMES = frozenset({"http", "https", "mailto"})

_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;?!:”’%–()§\u00a0])*")
"""A text in which no character can mean anything to Markdown: most are, and reading it is slow."""
_SPACE = re.compile(r"[ \t\r\n]+")
_LISTS = {"ul": "list", "ol": "steps"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_EMPHASIS = {"strong": "strong", "em": "em", "code": "code"}


def _nowhere(_: str) -> str:
    """No page of the site has an address: a report is to be read when they have gone."""
    return ""


def blocks_of(text: str, level: int, address: Address = _nowhere) -> list[Block]:
    """The blocks of a Markdown text. `level` is that of its highest headings, and no level is skipped
    below it. Links to pages of the site are only their words, unless `address` gives the address of a
    page by its path, empty if it has none."""
    if _PLAIN.fullmatch(text):
        return [{"is": "text", "of": [text]}]
    root = _parsed(visible(text))
    blocks = list(_blocks(root, address, 0))
    headings = [block for block in blocks if block["is"] == "heading"]
    highest = min((block["level"] for block in headings), default=1)
    above = level - 1
    for heading in headings:
        wanted = level + heading["level"] - highest
        heading["level"] = above = min(wanted, above + 1, LOWEST_HEADING)
    return blocks


def line_of(text: str, address: Address = _nowhere) -> list[Piece]:
    """The first paragraph of a Markdown text as pieces of a line."""
    found = (b for b in blocks_of(text, 1, address) if b["is"] == "text")
    first: list[Piece] = next(found, {"of": []})["of"]
    return first


def safe_address(link: str, address: Address = _nowhere) -> str:
    """Where a link leads, in ASCII; empty if it leads nowhere that a reader could go."""
    try:
        scheme = urlsplit(link).scheme
    except ValueError:
        return ""
    if scheme in SCHEMES:
        return quote(link, safe="%/:?#[]@!$&'()*+,;=~-._")
    page, _, anchor = link.partition("#")
    if scheme or not page.endswith(".md") or page.startswith("/"):
        return ""
    found = address(resolve("index.md", page))
    return f"{found}#{quote(anchor)}" if found and anchor else found


@cache
def _markdown() -> Markdown:
    """The reader of Markdown, without what would let HTML through."""
    markdown = Markdown(extensions=["tables", "sane_lists"])
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    markdown.inlinePatterns.deregister("entity")
    return markdown


def _parsed(text: str) -> Element:
    """The text as Python-Markdown's own tree, before it is written as HTML."""
    markdown = _markdown().reset()
    lines = text.split("\n")
    for preprocessor in markdown.preprocessors:
        lines = preprocessor.run(lines)
    root: Any = markdown.parser.parseDocument(lines).getroot()
    for processor in markdown.treeprocessors:
        changed = processor.run(root)
        root = root if changed is None else changed
    parsed: Element = root
    return parsed


def _blocks(parent: Element, address: Address, depth: int) -> Iterator[Block]:
    """The blocks in an element. Pieces of a line that stand there by themselves are a block of text."""
    line: list[Piece] = list(_text(parent.text))
    for child in parent:
        made = _block(child, address, depth)
        if made is None:
            line += _pieces(child, address)
        else:
            yield from _of_line(line)
            line = []
            yield from made
        line += _text(child.tail)
    yield from _of_line(line)


def _of_line(line: list[Piece]) -> Iterator[Block]:
    if any(not isinstance(piece, str) or piece.strip() for piece in line):
        yield {"is": "text", "of": _tidied(line)}


def _block(element: Element, address: Address, depth: int) -> Iterator[Block] | list[Block] | None:
    tag = element.tag
    if tag == "p":
        return _of_line(list(_inside(element, address)))
    if tag in _HEADINGS:
        return [
            {"is": "heading", "level": _HEADINGS[tag], "of": _tidied(_inside(element, address))}
        ]
    if tag in _LISTS:
        items = [list(_without_headings(item, address, depth + 1)) for item in element]
        if depth >= DEEPEST:
            return [block for item in items for block in item]
        return [{"is": _LISTS[tag], "of": items}]
    if tag == "blockquote":
        inner = list(_without_headings(element, address, depth + 1))
        return inner if depth >= DEEPEST else [{"is": "quote", "of": inner}]
    if tag == "pre":
        return [{"is": "code", "of": _verbatim(element).strip("\n")}]
    if tag == "hr":
        return [{"is": "rule", "of": []}]
    if tag == "table":
        rows = [[_tidied(_inside(cell, address)) for cell in row] for row in element.iter("tr")]
        return [{"is": "table", "of": rows}]
    return None


def _without_headings(element: Element, address: Address, depth: int) -> Iterator[Block]:
    """The blocks of an item or a quote. A heading there heads no part of the text, so it is only bold."""
    for block in _blocks(element, address, depth):
        if block["is"] == "heading":
            yield {"is": "text", "of": [{"is": "strong", "of": block["of"]}]}
        else:
            yield block


def _inside(element: Element, address: Address) -> Iterator[Piece]:
    yield from _text(element.text)
    for child in element:
        yield from _pieces(child, address)
        yield from _text(child.tail)


def _pieces(element: Element, address: Address) -> Iterator[Piece]:
    tag = element.tag
    if tag == "br":
        yield {"is": "break", "of": []}
    elif tag == "img":
        yield from _text(element.get("alt"))
    elif tag == "code":
        yield {"is": "code", "of": [_verbatim(element)]}
    elif tag in _EMPHASIS:
        yield {"is": _EMPHASIS[tag], "of": list(_inside(element, address))}
    elif tag == "a" and (to := safe_address(_said(element.get("href") or ""), address)):
        yield {"is": "link", "to": to, "of": list(_inside(element, address))}
    else:
        yield from _inside(element, address)


def _text(text: str | None) -> Iterator[Piece]:
    if text:
        yield _SPACE.sub(" ", _said(text))


def _verbatim(element: Element) -> str:
    """What stands in code, which Markdown has made ready for HTML."""
    return unescape("".join(element.itertext()))


def _said(text: str) -> str:
    """A text as it is read: what Markdown hides from those who collect addresses is as it was."""
    if AMP_SUBSTITUTE in text:
        return unescape(text.replace(AMP_SUBSTITUTE, "&"))
    return text


def _tidied(line: Any) -> list[Piece]:
    """The pieces of a line without space before the first and after the last."""
    pieces = list(line)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip(" ")
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip(" ")
    return [piece for piece in pieces if piece != ""]
