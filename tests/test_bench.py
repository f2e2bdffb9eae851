"""The bench measures what it says: a valid project, and a twin that shows the same."""

from __future__ import annotations

from pathlib import Path

from bench import plain
from bench.project import write_project

from malbok.engine import make_site
from malbok.model import Audience
from malbok.reading import load_project

WIDE = 'class="malbok-chart__wide"'


def test_the_project_has_no_errors(tmp_path: Path) -> None:
    write_project(tmp_path, 40)
    assert len(load_project(tmp_path).goals) == 40


def test_the_twin_has_every_chart(tmp_path: Path, chart_cache: Path) -> None:
    write_project(tmp_path, 2)
    site = make_site(load_project(tmp_path), Audience.PUBLIC, chart_cache=chart_cache)
    shown = {page.path: sum(block.count(WIDE) for block in page.blocks) for page in site.pages}
    twin = {page.path: plain.page_markdown(page).count(WIDE) for page in site.pages}
    assert any(shown.values())
    assert twin == shown
