"""Where the place that keeps the project's files, such as GitHub or GitLab, lets one make a new file."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_EDITING = re.compile(r"(?P<repository>https?://.+?)(?P<dash>/-)?/edit/(?P<branch>[^/]+/.*)")


def new_file_address(repository: str, edit_uri: str, above: str = "") -> str:
    """The address at which a new file is made, with places for `{folder}`, `{name}` and, if the host
    fills the text in, `{text}`. Empty if the host's way isn't known.

    `repository` and `edit_uri` are those of `mkdocs.yml`; `above` leads from the content folder to
    the project's. GitHub: docs.github.com, "Creating a new file" with `filename` and `value`; GitLab
    has `file_name` only.
    """
    if not repository or not edit_uri:
        return ""
    address = urljoin(f"{repository.rstrip('/')}/", f"{edit_uri.rstrip('/')}/{above}")
    match = _EDITING.fullmatch(address if address.endswith("/") else f"{address}/")
    if match is None:
        return ""
    host = urlsplit(address).hostname or ""
    if match["dash"] or "gitlab" in host:
        return f"{match['repository']}/-/new/{match['branch']}{{folder}}?file_name={{name}}"
    return f"{match['repository']}/new/{match['branch']}{{folder}}?filename={{name}}&value={{text}}"
