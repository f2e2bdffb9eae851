"""Where the theme lies: inside an installed package, or beside `plugins/` in the repository."""

from __future__ import annotations

from pathlib import Path


def theme_folder() -> Path:
    """The folder with page templates, the shell, styles and scripts."""
    package = Path(__file__).parent
    packed = package / "theme"
    return packed if packed.is_dir() else package.parents[1] / "theme"


STYLES = ("assets/tokens.css", "assets/malbok.css", "assets/malbok-charts.css")
"""The style sheets of what malbok makes, in any shell, as addresses within a site."""

SHELL_STYLES = ("assets/shell.css",)
"""The style sheets of malbok's own shell, which come after those."""
