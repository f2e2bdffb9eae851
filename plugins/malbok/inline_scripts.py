"""Inline scripts become files, so that a page runs under `script-src 'self'`.

Material writes a few small scripts into each page; they depend on the page's depth, so a site has
a handful of different ones. Each becomes a file named by its content.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

FOLDER = "assets/javascripts"

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_IS_DATA = re.compile(r"""\btype\s*=\s*["']?(?!text/javascript|module)""")
_ALIGNED = re.compile(r'(<t[hd][^>]*?) style="text-align: (left|center|right);?"')


def move_out(html: str, root: str, scripts: dict[str, str], content: str = "") -> str:
    """The page with its inline scripts as links to files, and alignment as classes.

    `root` is the way from the page to the site's root, with a final slash or empty. The scripts'
    code is added to `scripts` by file name. Scripts in `content`, which editors wrote, stay
    where they are, and a content security policy stops them.
    """

    def replacement(match: re.Match[str]) -> str:
        attributes, code = match["attributes"], match["code"].strip()
        if match[0] in content or not code or "src=" in attributes or _IS_DATA.search(attributes):
            return match[0]
        name = f"inline.{sha256(code.encode()).hexdigest()[:12]}.js"
        scripts[name] = code
        return f'<script{attributes} src="{root}{FOLDER}/{name}"></script>'

    return _ALIGNED.sub(r'\1 class="mb-align-\2"', _SCRIPT.sub(replacement, html))


def write(scripts: dict[str, str], site: Path) -> None:
    """Write the scripts below the built site."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, code in scripts.items():
        (folder / name).write_text(code + "\n", encoding="utf-8", newline="\n")
