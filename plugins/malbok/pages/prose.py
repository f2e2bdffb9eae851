"""Markdown from data files, as a part of a page: paragraphs, lists, links, emphasis, and headings below
those of the page. What it holds besides is shown as it was written: no HTML, attributes or scripts come
of it, and it can't end what it stands in."""

from __future__ import annotations

import re

from malbok.hidden import visible
from malbok.numbers import unbroken_numbers

LOWEST_HEADING = 6
_TAG = re.compile(r"<(?!https?://[^\s<>\"]+>)")
_HEADING = re.compile(r"^((?:[ \t>]|[-*+] |\d+\. )*)(#{1,6})(?!#)", re.MULTILINE)
_UNDERLINED = re.compile(r"^([^\n]*[^\s>][^\n]*)\n([ \t>]*)(=+|-+)[ \t]*$", re.MULTILINE)
_SCRIPT = re.compile(r":".join([r"\s*".join("javascript") + r"\s*", ""]), re.IGNORECASE)


def prose(text: str, level: int = 3) -> str:
    """Markdown of an item as it can stand on a page; `level` is that of its highest headings.

    Comments are left out: what nobody is to see stands on no page.
    """
    plain = unbroken_numbers(visible(str(text))).replace("&", "&amp;")
    plain = _TAG.sub("&lt;", plain).replace("{", r"\{")
    plain = _SCRIPT.sub("javascript%3A", plain)
    plain = _UNDERLINED.sub(_as_heading, plain)
    return _HEADING.sub(lambda match: _lowered(match, level), plain).strip()


def _as_heading(match: re.Match[str]) -> str:
    """A heading with a line below, in the other way of writing it: that of a table isn't one."""
    title, quoted, line = match[1], match[2], match[3]
    if "|" in title:
        return match[0]
    mark = "#" if line[0] == "=" else "##"
    return f"{quoted}{mark} {title.removeprefix(quoted).strip()}"


def _lowered(match: re.Match[str], level: int) -> str:
    marks = min(len(match[2]) + level - 1, LOWEST_HEADING)
    return match[1] + "#" * marks + ("" if match.string[match.end() :][:1] in " \t" else " ")
