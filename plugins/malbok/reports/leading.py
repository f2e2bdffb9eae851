"""Where the texts of a report lead: to the web and to mail addresses, and nowhere else. A report is read
when the pages of the site have gone, and a public one by those who may not see them all.

Links are found in all the ways that Markdown has: with their target beside them, or by a name whose
target has a line of its own. So are those of HTML, which malbok shows as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_OUTWARD = re.compile(r"<?(?:https?://|mailto:)", re.IGNORECASE)
_MARK = re.compile(r"\\.|(?<!`)(`+)(?!`)[^\n]{0,500}?(?<!`)\1(?!`)|[\[\]()]", re.DOTALL)
"""What opens and closes. A sign after a backslash doesn't, nor what stands in code."""
_POINTED = re.compile(r"\(\s*<([^<>\n]*)>[^()\n]*\)")
_NAMED = re.compile(r"[ \n]?\[([^\[\]]*+)\]")
_DEFINED = re.compile(
    r"^(?:[ \t>]|[-*+] |\d{1,4}[.)] )*+(\[([^\[\]\n]++)\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|\S++)"
    r"(?:[ \t]*\n?[ \t]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?)[ \t]*$",
    re.MULTILINE,
)
_TAG = re.compile(r"<(/?[a-z]++)\b([^<>]*+)>", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(?:href|src|srcset|poster|data)\s*=\s*[\"']?\s*([^\s\"'<>]*)", re.IGNORECASE
)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BARE = re.compile(r"<([^\s<>:@]+\.\w+(?:[#?][^\s<>]*)?)>")
"""A page or file in pointed brackets."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is left out of a text, and what is put there instead; `target` is where a link led that
    begins there, None where none does."""

    start: int
    end: int
    instead: str = ""
    target: str | None = None


def links_within(markdown: str) -> tuple[str, ...]:
    """The pages and files of the site that a text leads to or shows, as they are written there."""
    targets = (cut.target for cut in _cuts(markdown, ()))
    return tuple(target for target in targets if target is not None and not _is_outward(target))


def standing_alone(markdown: str, pages: Collection[str] = ()) -> str:
    """A text of whose links only those stay that lead to the web, to a mail address or to one of
    `pages`. Of the others, and of all pictures, there are the words."""
    parts, place = [], 0
    for cut in _cuts(markdown, pages):
        parts += [markdown[place : cut.start], cut.instead]
        place = cut.end
    return "".join((*parts, markdown[place:]))


def _cuts(markdown: str, pages: Collection[str]) -> Iterator[_Cut]:
    """What is to be left out, in its order; nothing of it within something else."""
    if "[" not in markdown and "<" not in markdown:
        return
    found = [*_of_markdown(markdown, pages), *_of_html(markdown)]
    place = 0
    for cut in sorted(found, key=lambda cut: (cut.start, -cut.end)):
        if cut.start >= place:
            yield cut
            place = cut.end


def _of_markdown(markdown: str, pages: Collection[str]) -> Iterator[_Cut]:
    definitions = list(_DEFINED.finditer(markdown))
    defining = {it.start(1) for it in definitions}
    inward = {_name(it[2]): it[3] for it in definitions if not _stays(it[3], pages)}
    defined = {_name(it[2]): it[3] for it in definitions} | inward
    for it in definitions:
        if not _stays(it[3], pages):
            yield _Cut(it.start(1), it.end(1), target=it[3].strip("<>"))
    closing = _closing(markdown)
    for start, end in closing.items():
        if markdown[start] != "[" or start in defining:
            continue
        text = markdown[start + 1 : end]
        is_picture = markdown[start - 1 : start] == "!"
        target, after = _target(markdown, end + 1, closing)
        told = target
        if target is None:  # of a name it is told where that has its target
            target, after = _named(markdown, text, end + 1, defined if is_picture else inward)
        if target is None or (not is_picture and _stays(target, pages)):
            continue
        yield _Cut(start - is_picture, start + 1, target=told)
        yield _Cut(end, after)


def _of_html(markdown: str) -> Iterator[_Cut]:
    closes = False
    for tag in _TAG.finditer(markdown):
        addresses = _ADDRESS.findall(tag[2])
        if tag[1].lower() == "/a" and closes:
            closes = False
            yield _Cut(tag.start(), tag.end())
        elif inward := [address for address in addresses if not _is_outward(address)]:
            alt = _ALT.search(tag[2])
            yield _Cut(tag.start(), tag.end(), (alt[1] or alt[2] or "") if alt else "", inward[0])
            closes = closes or tag[1].lower() == "a"
    for bare in _BARE.finditer(markdown):
        yield _Cut(bare.start(), bare.end(), target=bare[1])


def _closing(markdown: str) -> dict[int, int]:
    """Where each bracket that is closed again is closed."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {"]": [], ")": []}
    for mark in _MARK.finditer(markdown):
        match mark[0]:
            case "[":
                opened["]"].append(mark.start())
            case "(":
                opened[")"].append(mark.start())
            case ("]" | ")") as sign if opened[sign]:
                found[opened[sign].pop()] = mark.start()
    return found


def _target(markdown: str, place: int, closing: dict[int, int]) -> tuple[str | None, int]:
    """The target that stands beside a link's text, and where that ends."""
    if pointed := _POINTED.match(markdown, place):
        return pointed[1], pointed.end()
    if markdown[place : place + 1] != "(" or place not in closing:
        return None, place
    inside = markdown[place + 1 : closing[place]]
    if _BLANK_LINE.search(inside):
        return None, place
    return next(iter(inside.split()), ""), closing[place] + 1


def _named(markdown: str, text: str, place: int, defined: dict[str, str]) -> tuple[str | None, int]:
    """The target of the name that follows on a link's text, or that the text is, and where it ends."""
    if not defined:
        return None, place
    follows = _NAMED.match(markdown, place)
    if follows and (target := defined.get(_name(follows[1] or text))) is not None:
        return target, follows.end()
    return defined.get(_name(text)), place


def _name(written: str) -> str:
    return " ".join(written.split()).lower()


def _stays(target: str, pages: Collection[str]) -> bool:
    return _is_outward(target) or re.split(r"[#?]", target.strip("<>"), maxsplit=1)[0] in pages


def _is_outward(target: str) -> bool:
    return _OUTWARD.match(target) is not None
