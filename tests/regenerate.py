"""Writes what each case in `tests/cases` is expected to give: `python -m tests.regenerate`.

A case is a small project in a folder named after the audience that it is made for. Those in `diff`
are changes: the files in `base` are laid over the base project, and those in `head` over that; what
`gone.txt` of either lists is taken away. Look through the differences before you commit them: they are
what a change does to the pages.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from malbok.changes.compared import compare, comparison_notes
from malbok.changes.text import changes_text
from malbok.engine import make_site
from malbok.language import LanguageCode, language
from malbok.model import Audience
from malbok.pages import NavItem, Page
from malbok.pages.records import fill
from malbok.reading import load_project
from tests.building import write_project

CASES = Path(__file__).parent / "cases"
SITES = tuple(CASES / audience.value for audience in Audience)
CHANGES = CASES / "diff"
PICTURE = re.compile(r'<svg[^>]*class="(malbok-chart__\w+|mb-icon)".*?</svg>', re.DOTALL)


def generated(case: Path, chart_cache: Path) -> dict[str, str]:
    """What is made of a case, by file name: pages as Markdown, files, and a list of all paths.

    In English, so that translations change nothing; charts and icons stand as markers. Schemas are
    the same for all projects, and are only listed.
    """
    project = load_project(case)
    site = make_site(project, Audience(case.name), language_code="en", chart_cache=chart_cache)
    files = {page.path: _page(page) for page in site.pages}
    own = [asset for asset in site.assets if not asset.path.startswith("schemas/")]
    files |= {asset.path: asset.content.decode() for asset in own}
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


def told(case: Path) -> dict[str, str]:
    """What a case of a change is told as, by file name: in English, and one case in Swedish too."""
    codes: tuple[LanguageCode, ...] = ("en", "sv") if case.name == "everything" else ("en",)
    with tempfile.TemporaryDirectory() as scratch:
        base, head = write_change(case, Path(scratch))
        return {
            "expected.md" if code == "en" else f"expected.{code}.md": change_text(base, head, code)
            for code in codes
        }


def write_change(case: Path, folder: Path) -> tuple[Path, Path]:
    """The two projects of a case of a change, written below a folder."""
    base = write_project(folder / "base", _laid_out(case / "base"))
    head = write_project(folder / "head", _laid_out(case / "base") | _laid_out(case / "head"))
    return base, head


def _laid_out(folder: Path) -> dict[str, str | bytes | None]:
    """The files of one side of a change, by name; None for those that it takes away."""
    files: dict[str, str | bytes | None] = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    gone = files.pop("gone.txt", None)
    return files | dict.fromkeys(gone.decode().split() if isinstance(gone, bytes) else ())


def change_text(base: Path, head: Path, code: LanguageCode = "en") -> str:
    """What `malbok diff` prints for two folders."""
    words = language(code)
    compared = compare(base, head, words)
    notes = comparison_notes(compared, words)
    return changes_text(compared, words, site_url="https://mal.example.se/", notes=notes)


def main() -> None:
    """Write every case's expected files, and remove those that aren't made any more."""
    if os.environ.get("CI"):
        sys.exit("Expected files are written by a person, who looks at them.")
    with tempfile.TemporaryDirectory() as cache:
        for case in SITES:
            files = generated(case, Path(cache))
            shutil.rmtree(case / "expected", ignore_errors=True)
            for name, text in files.items():
                path = case / "expected" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
    for case in sorted(CHANGES.iterdir()):
        for name, text in told(case).items():
            (case / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
