"""The organisation's notice, shown on every page: Markdown whose links start at the site's root."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape

from malbok.pages.links import markdown_link

_HREF = re.compile(r'href="([^":#]+\.md)"')
_LINK = re.compile(r"\]\(([^):#]+\.md)\)")


def notice_html(notice: str, address: Callable[[str], str]) -> str:
    """The notice as HTML; `address` gives the address of a page by its path."""
    return _HREF.sub(lambda match: f'href="{escape(address(match[1]))}"', _html(notice))


def notice_markdown(notice: str, source: str) -> str:
    """The notice as Markdown for the page at `source`."""
    return _LINK.sub(lambda match: f"]({markdown_link(source, match[1])})", notice.strip())


@cache
def _html(notice: str) -> str:
    from markdown import markdown

    return markdown(notice)
