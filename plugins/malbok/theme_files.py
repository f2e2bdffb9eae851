"""Where the theme lies: inside an installed package, or beside `plugins/` in the repository."""

from __future__ import annotations

import re
from pathlib import Path

_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)$", re.MULTILINE | re.DOTALL)


def theme_folder() -> Path:
    """The folder with page templates, the shell, styles and scripts."""
    package = Path(__file__).parent
    packed = package / "theme"
    return packed if packed.is_dir() else package.parents[1] / "theme"


STYLES = ("assets/tokens.css", "assets/malbok.css", "assets/malbok-charts.css")
"""The style sheets of what malbok makes, in any shell, as addresses within a site."""

SHELL_STYLES = ("assets/shell.css",)
"""The style sheets of malbok's own shell, which come after those."""


def lean(script: str) -> str:
    """A script of malbok's as it is served: without comments and indentation, which are for those who
    read the source. Comments stand on lines of their own, and texts are within one line."""
    lines = (line.strip() for line in _COMMENT.sub("", script).splitlines())
    return "\n".join(line for line in lines if line)
