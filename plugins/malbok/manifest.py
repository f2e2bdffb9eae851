"""The manifest: which pages a site must have, and a check that a built site has them.

A site generator that ignores the plugin builds a site without goals and reports success. The
manifest travels with the site, so that anyone can check it afterwards.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from malbok.addresses import Addresses
from malbok.pages import Site
from malbok.problems import MalbokError

MANIFEST = "malbok-manifest.json"
FORMAT = 1

_NAME = re.compile(r"<(title|h1)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


class ManifestError(MalbokError):
    """The manifest is missing or can't be used; the message says which."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What a built site lacks: the page's or file's address, and whether it is there but empty
    of its title (`is_there`)."""

    address: str
    title: str
    is_there: bool


def manifest(site: Site, addresses: Addresses) -> str:
    """The manifest of a site, as JSON: `pages` with path, address and title, and `assets`."""
    record = {
        "format": FORMAT,
        "audience": site.audience.value,
        "as_of": site.as_of.isoformat(),
        "pages": [
            {"path": page.path, "address": addresses.of(page.path), "title": page.title}
            for page in site.pages
        ],
        "assets": [asset.path for asset in site.assets],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def check_site(folder: Path, manifest_file: Path | None = None) -> tuple[int, list[Lack]]:
    """How many pages and files a built site must have, and those that it lacks.

    Raises ManifestError if there is no usable manifest.
    """
    path = manifest_file or folder / MANIFEST
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        pages = [(str(p["address"]), str(p["path"]), str(p["title"])) for p in record["pages"]]
        assets = [str(asset) for asset in record["assets"]]
        usable = record["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ManifestError(str(path)) from error
    if not usable or not pages:
        raise ManifestError(str(path))
    lacks = [lack for page in pages if (lack := _lack(folder, *page))]
    lacks += [Lack(asset, "", False) for asset in assets if not (folder / asset).is_file()]
    return len(pages) + len(assets), lacks


def _lack(folder: Path, address: str, path: str, title: str) -> Lack | None:
    """What is wrong with a page, built as a folder or as a file of its own.

    Its title must stand in its heading or its `<title>`: the navigation of any page has it too.
    """
    stem = path.removesuffix(".md")
    places = (f"{stem}/index.html", f"{stem}.html", f"{address}index.html")
    found = next((folder / place for place in places if (folder / place).is_file()), None)
    if found is None:
        return Lack(address, title, False)
    html = found.read_text(encoding="utf-8", errors="replace")
    names = (unescape(_TAG.sub("", match[2])) for match in _NAME.finditer(html))
    is_named = any(_one_line(title) in _one_line(name) for name in names)
    return None if is_named else Lack(address, title, True)


def _one_line(text: str) -> str:
    return " ".join(text.split())
