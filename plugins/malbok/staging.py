"""Adapter B: the same records as plain Markdown files, for any site generator.

Everything is inlined, so that a generator without plugins builds the same pages. Material for
MkDocs ends in May 2027; this is the way on. The manifest tells `malbok check-site` what must be in
the built site.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from malbok import look
from malbok.addresses import Addresses
from malbok.language import Language
from malbok.manifest import MANIFEST, manifest
from malbok.notices import notice_markdown
from malbok.pages import NavItem, Page, Site
from malbok.pages.records import fill
from malbok.problems import MalbokError
from malbok.theme_files import STYLES, theme_folder

PAGES = "pages"
CONFIG = "mkdocs.yml"
STAGED = (PAGES, CONFIG, MANIFEST)


class NotAStageError(MalbokError):
    """The folder holds something that was not staged by malbok; nothing in it was touched."""


def stage(
    site: Site, addresses: Addresses, content: Path, folder: Path, language: Language
) -> None:
    """Write the site's records below `folder`: `pages/`, `mkdocs.yml` and the manifest.

    What malbok staged there before is replaced, once everything is written: a run that fails
    leaves the old stage as it was. Other files in a folder that malbok staged are left alone.
    Raises NotAStageError if malbok never staged the folder and it isn't empty.
    """
    is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    is_ours = folder.is_dir() and (folder / MANIFEST).is_file() and (folder / CONFIG).is_file()
    if not (is_free or is_ours):
        raise NotAStageError(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        new, old = Path(scratch) / "new", Path(scratch) / "old"
        old.mkdir()
        folder.mkdir(exist_ok=True)
        for path, data in _files(site, addresses, content, language):
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        try:
            for name in STAGED:
                if (folder / name).exists():
                    (folder / name).replace(old / name)
                (new / name).replace(folder / name)
        except BaseException:
            for name in STAGED:
                if not (new / name).exists():
                    _remove(folder / name)
                if (old / name).exists():
                    (old / name).replace(folder / name)
            raise


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _files(
    site: Site, addresses: Addresses, content: Path, language: Language
) -> Iterator[tuple[str, bytes]]:
    record = manifest(site, addresses).encode()
    yield MANIFEST, record
    yield f"{PAGES}/{MANIFEST}", record
    yield CONFIG, _dump(_config(site, addresses, language)).encode()
    for page in site.pages:
        yield f"{PAGES}/{page.path}", page_markdown(page, site.notice).encode()
    for asset in site.assets:
        yield f"{PAGES}/{asset.path}", asset.content
    for path in site.content_files:
        yield f"{PAGES}/{path}", (content / path).read_bytes()
    for style in STYLES:
        yield f"{PAGES}/{style}", (theme_folder() / "material" / style).read_bytes()


def page_markdown(page: Page, notice: str) -> str:
    """A page as one Markdown file: front matter, the organisation's notice, everything inlined."""
    parts = [f"---\n{_dump(dict(page.front_matter))}---\n"]
    if notice:
        parts.append(
            f'<div class="mb-banner" markdown="1">\n\n{notice_markdown(notice, page.path)}\n\n</div>\n'
        )
    parts.append(fill(page.markdown, page.blocks))
    return "\n".join(parts)


def _config(site: Site, addresses: Addresses, language: Language) -> dict[str, Any]:
    """A configuration that MkDocs, ProperDocs and Zensical all understand."""
    return {
        "site_name": site.title,
        **({"site_url": addresses.site} if addresses.site else {}),
        "docs_dir": PAGES,
        "site_dir": "site",
        "theme": {
            "name": "material",
            "language": language.code,
            "font": False,
            **({"logo": site.logo, "favicon": site.logo} if site.logo else {}),
            "palette": {"scheme": "default", "primary": "custom", "accent": "custom"},
            "features": [
                "navigation.tabs",
                "navigation.indexes",
                "navigation.path",
                "navigation.prune",
            ],
        },
        "extra_css": [*STYLES, *look.styles(site)],
        "plugins": {"search": {"lang": language.code}},
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "def_list",
            "footnotes",
            "md_in_html",
            "tables",
            "toc",
            "pymdownx.details",
            "pymdownx.superfences",
        ],
        "nav": [nav_entry(item) for item in site.navigation],
        "validation": {"omitted_files": "ignore"},
    }


def nav_entry(item: NavItem) -> dict[str, Any]:
    """An entry of the navigation as `mkdocs.yml` writes it."""
    if item.children:
        return {item.title: [nav_entry(child) for child in item.children]}
    return {item.title: item.path}


def _dump(values: dict[str, Any]) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
