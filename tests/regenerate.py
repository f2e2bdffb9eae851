"""Writes what each case in `tests/cases` is expected to give: `python -m tests.regenerate`.

A case is a small project in a folder named after the audience that it is made for. Look through
the differences before you commit them: they are what a change does to the pages.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from malbok.engine import make_site
from malbok.model import Audience
from malbok.pages import NavItem, Page
from malbok.pages.records import fill
from malbok.reading import load_project

CASES = Path(__file__).parent / "cases"
PICTURE = re.compile(r'<svg[^>]*class="(malbok-chart__\w+|mb-icon)".*?</svg>', re.DOTALL)


def generated(case: Path, chart_cache: Path) -> dict[str, str]:
    """What is made of a case, by file name: pages as Markdown, files, and a list of all paths.

    In English, so that translations change nothing; charts and icons stand as markers.
    """
    project = load_project(case)
    site = make_site(project, Audience(case.name), language_code="en", chart_cache=chart_cache)
    files = {page.path: _page(page) for page in site.pages}
    files |= {asset.path: asset.content.decode() for asset in site.assets}
    lists = ["Pages:", *(page.path for page in site.pages)]
    lists += ["", "Files:", *(asset.path for asset in site.assets), *site.content_files]
    lists += ["", "Navigation:", *_navigation(site.navigation)]
    files["site.txt"] = "\n".join(lists) + "\n"
    return files


def _page(page: Page) -> str:
    says = {**page.front_matter, "kind": page.kind, "parent": page.parent, "edit": page.edit}
    head = "".join(f"{key}: {value}\n" for key, value in says.items() if value)
    body = PICTURE.sub(r"<svg \1/>", fill(page.markdown, page.blocks))
    return f"---\n{head}---\n{body}"


def _navigation(items: tuple[NavItem, ...], level: int = 0) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * level}{item.title}: {item.path or ''}".rstrip()
        yield from _navigation(item.children, level + 1)


def main() -> None:
    """Write every case's expected files, and remove those that aren't made any more."""
    if os.environ.get("CI"):
        sys.exit("Expected files are written by a person, who looks at them.")
    with tempfile.TemporaryDirectory() as cache:
        for case in sorted(CASES.iterdir()):
            files = generated(case, Path(cache))
            shutil.rmtree(case / "expected", ignore_errors=True)
            for name, text in files.items():
                path = case / "expected" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
