"""The two sites' `mkdocs.yml`, both made from the repository's own: same extensions, and shells that offer the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

OWN = Path(__file__).resolve().parents[1] / "mkdocs.yml"
ADDRESS = "https://malbok.example/"
OUTPUT = "site"
THEME: dict[str, Any] = {
    "palette": [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "toggle": {"icon": "material/weather-night", "name": "Byt till mörkt läge"},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "toggle": {"icon": "material/weather-sunny", "name": "Byt till ljust läge"},
        },
    ],
    "features": [
        "navigation.tabs",
        "navigation.indexes",
        "navigation.path",
        "navigation.prune",
        "search.highlight",
    ],
}
"""What malbok's shell has of its own, in Material: both schemes, tabs, and the way to the page. Pruning
is what Material advises for large sites."""


def write_malbok(folder: Path, cache: Path) -> None:
    """Write the configuration of a malbok site, with a cache of its own."""
    config = _own()
    options = config["plugins"]["malbok"]
    config["plugins"]["malbok"] = {**options, "as_of": "", "cache_dir": str(cache)}
    _write(folder, config)


def write_plain(folder: Path, nav: Sequence[Any], styles: Sequence[str]) -> None:
    """Write the configuration of the hand-written twin: the same, with Material's shell for malbok's.

    Goals and indicators are out of its navigation, as they are in malbok's.
    """
    config = _own()
    del config["plugins"]["malbok"]
    pages = "/mal/*/*.md\n/indikatorer/*.md\n"
    config["theme"] |= THEME
    _write(folder, {**config, "nav": nav, "extra_css": list(styles), "not_in_nav": pages})


def _own() -> dict[str, Any]:
    with OWN.open(encoding="utf-8") as file:
        config: dict[str, Any] = yaml_load(file)
    return {**config, "site_url": ADDRESS, "docs_dir": "content", "site_dir": OUTPUT}


def _write(folder: Path, config: dict[str, Any]) -> None:
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
