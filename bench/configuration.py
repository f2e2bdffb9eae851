"""The two sites' `mkdocs.yml`, both made from the repository's own: same theme, features and extensions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

OWN = Path(__file__).resolve().parents[1] / "mkdocs.yml"
ADDRESS = "https://malbok.example/"
OUTPUT = "site"


def write_malbok(folder: Path, cache: Path) -> None:
    """Write the configuration of a malbok site, with a cache of its own."""
    config = _own()
    options = config["plugins"]["malbok"]
    config["plugins"]["malbok"] = {**options, "as_of": "", "cache_dir": str(cache)}
    _write(folder, config)


def write_plain(folder: Path, nav: Sequence[Any], styles: Sequence[str]) -> None:
    """Write the configuration of the hand-written twin: the same, without malbok.

    Goals and indicators are out of its navigation, as they are in malbok's.
    """
    config = _own()
    del config["plugins"]["malbok"]
    pages = "/mal/*/*.md\n/indikatorer/*.md\n"
    _write(folder, {**config, "nav": nav, "extra_css": list(styles), "not_in_nav": pages})


def _own() -> dict[str, Any]:
    with OWN.open(encoding="utf-8") as file:
        config: dict[str, Any] = yaml_load(file)
    return {**config, "site_url": ADDRESS, "docs_dir": "content", "site_dir": OUTPUT}


def _write(folder: Path, config: dict[str, Any]) -> None:
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
