"""What of a page's Markdown is text that people read: its paragraphs, list items, headings and cells.

Code, addresses, comments and embeds are none. Indented lines are text, as in lists and notes: code
stands between fences. The reader goes line by line, so that each passage knows its line in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from malbok.model import ContentPart, Prose


class PassageKind(StrEnum):
    """What a passage is on its page."""

    TEXT = "text"
    ITEM = "item"
    HEADING = "heading"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage without its markup, on one line. `line` is the line of the file that it begins on.
    What stood in italics stands in quotation marks: a word that is spoken of, not used."""

    kind: PassageKind
    text: str
    line: int


SPAN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for code and addresses in a passage: no word, but a sentence can begin with it."""

_FENCE = re.compile(r"(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?|:\s{1,3}")
_NOTE = re.compile(r"(?:!!!|\?\?\?\+?)\s*[\w\s-]*(?:\"(.*)\")?\s*$")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:\s*")
_ADDRESS = re.compile(r"\[[^\]]+\]:\s*\S")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$")
_TABLE_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_TAGS_ONLY = re.compile(r"(?:</?[a-zA-Z][^>]*>\s*)+$")

# What is looked at is looked at once, however long it is: nothing here goes back over what it took.
_IN_ROUND = r"(?:[^()]|\([^()]*+\))*+"
_MARKUP = (
    (re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)"), SPAN),
    (re.compile(rf"!\[[^\[\]]*+\]\({_IN_ROUND}\)"), ""),
    (re.compile(r"\[\^[^\[\]]++\]"), ""),
    (re.compile(rf"\[([^\[\]]*+)\](?:\({_IN_ROUND}\)|\[[^\[\]]*+\])"), r"\1"),
    (re.compile(r"<?(?:https?://|mailto:)[^\s<>]*[^\s<>.,;:!?)]>?"), SPAN),
    (re.compile(r"</?[a-zA-Z][^<>]*+>"), ""),
    (re.compile(r"\{:?\s*[#.][^{}]*\}"), ""),
    (re.compile(r"\*\*|__"), ""),
    (re.compile(r"(?<![\w\\*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])"), r"”\2”"),
    (re.compile(r"\\([^\w\s])"), r"\1"),
    (re.compile(r"[ \t\n]+"), " "),
)


def passages(parts: Iterable[ContentPart]) -> Iterator[Passage]:
    """The passages of a page, in reading order."""
    for part in parts:
        if isinstance(part, Prose):
            yield from passages_of(part.markdown, part.line)


def passages_of(markdown: str, first_line: int = 1) -> Iterator[Passage]:
    """The passages of some Markdown, which begins on that line of its file."""
    for kind, text, line in _blocks(markdown, first_line):
        if plain := _plain(text):
            yield Passage(kind, plain, line)


def opening(markdown: str) -> str:
    """The first paragraph of some Markdown, without its markup; empty if there is none."""
    found = (p.text for p in passages_of(markdown) if p.kind is PassageKind.TEXT)
    return next(found, "").replace(SPAN, "…")


def _blocks(markdown: str, first_line: int) -> Iterator[tuple[PassageKind, str, int]]:
    pending: list[str] = []
    kind, start = PassageKind.TEXT, first_line
    fence, in_table = "", False

    def ended() -> Iterator[tuple[PassageKind, str, int]]:
        if pending:
            yield kind, "\n".join(pending), start
        pending.clear()

    for number, raw in enumerate(markdown.split("\n"), start=first_line):
        line = raw.strip().lstrip("> \t")
        opened = _FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence) and line == opened[1]:
                fence = ""
            continue
        if opened:
            yield from ended()
            fence = opened[1]
            continue
        if not line:
            yield from ended()
            in_table = False
            continue
        if _TABLE_RULE.match(line) and pending:
            above = pending.pop()
            yield from ended()
            yield from _cells(above, number - 1)
            in_table = True
            continue
        if in_table:
            yield from _cells(line, number)
            continue
        if _UNDERLINE.match(line) and len(pending) == 1 and kind is PassageKind.TEXT:
            kind = PassageKind.HEADING
            yield from ended()
            continue
        footnote = _FOOTNOTE.match(line)
        if not footnote and any(mark.match(line) for mark in (_RULE, _TAGS_ONLY, _ADDRESS)):
            yield from ended()
            continue
        if heading := _HEADING.match(line):
            yield from ended()
            yield PassageKind.HEADING, heading[2], number
        elif note := _NOTE.match(line):
            yield from ended()
            yield PassageKind.HEADING, note[1] or "", number
        elif item := footnote or _ITEM.match(line):
            yield from ended()
            kind, start = PassageKind.TEXT if footnote else PassageKind.ITEM, number
            pending.append(line[item.end() :])
        else:
            if not pending:
                kind, start = PassageKind.TEXT, number
            pending.append(line)
    yield from ended()


def _cells(line: str, number: int) -> Iterator[tuple[PassageKind, str, int]]:
    for cell in _CELL_EDGE.split(line):
        yield PassageKind.CELL, cell.strip(), number


def _plain(text: str) -> str:
    """Text without its markup."""
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return unescape(text).strip()


# What is one word: a number with blanks between its thousands, or letters and digits with marks
# within, as in "t.ex", "SCB:s", "e-tjänst" and "3,5".
_WORD = re.compile(
    r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?"
    r"|\w+(?:(?:[-'’:.]|(?<=\d),(?=\d))\w+)*"
)
_NEVER_LAST = (
    *("t.ex", "t. ex", "bl.a", "bl. a", "d.v.s", "dvs", "s.k", "f.d", "p.g.a", "fr.o.m", "t.o.m"),
    *("kl", "ca", "c:a", "nr", "resp", "jfr", "kap", "sid", "fig", "tab"),
)
"""Abbreviations that something always follows. Those that can end a sentence, as "m.m.", do so where a
capital follows."""
_ABBREVIATION = re.compile(
    rf"(?:^|(?<=[^\w.]))(?:{'|'.join(map(re.escape, _NEVER_LAST))}|[A-ZÅÄÖ])\Z", re.IGNORECASE
)
_LONGEST_ABBREVIATION = max(map(len, _NEVER_LAST))
_END = re.compile(rf"(?<![.!?…])[.!?…]++[”\"’»)\]]*+(?=\s+[”\"’«»(–-]*\s?[A-ZÅÄÖÉ0-9{SPAN}])")


def words(text: str) -> list[str]:
    """The words of a text. A number is one, with its blanks and decimals."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a passage. A full stop, an exclamation or question mark ends one where a capital
    or a digit follows, unless it is that of an abbreviation as "t.ex." or "kl."."""
    found, start = [], 0
    for end in _END.finditer(text):
        is_abbreviated = end[0][0] == "." and _ABBREVIATION.search(
            text, max(start, end.start() - _LONGEST_ABBREVIATION), end.start()
        )
        if not is_abbreviated:
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [sentence for sentence in (*found, text[start:].strip()) if words(sentence)]
