"""The organisation's notice, shown on every page: Markdown whose links start at the site's root."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape

from malbok.addresses import markdown_link

# Links within the site: not to another site, to the server's root, or to a heading of the page.
_HREF = re.compile(r'href="(?![\w.+-]+:|/|#)(?P<path>[^"#?]+)(?P<rest>[^"]*)"')
_LINK = re.compile(r"\]\((?![\w.+-]+:|/|#)(?P<path>[^)\s#?]+)")


def notice_html(notice: str, address: Callable[[str], str]) -> str:
    """The notice as HTML; `address` gives the address of a page or file by its path."""

    def replacement(match: re.Match[str]) -> str:
        return f'href="{escape(address(unescape(match["path"])))}{match["rest"]}"'

    return _HREF.sub(replacement, _html(notice))


def notice_markdown(notice: str, source: str) -> str:
    """The notice as Markdown for the page at `source`."""
    return _LINK.sub(lambda match: f"]({markdown_link(source, match['path'])}", notice.strip())


@cache
def _html(notice: str) -> str:
    from markdown import markdown

    return markdown(notice)
