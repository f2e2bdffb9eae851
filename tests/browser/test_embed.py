"""Charts on other sites: a page with one chart, as it is and in somebody else's frame."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from malbok.model import Audience
from tests.browser.auditing import audited, described
from tests.browser.serving import served
from tests.browser.visiting import NARROW, Visitor

pytestmark = pytest.mark.browser

INDICATOR = "inbaddning/indikatorer/anmalda-valdsbrott.html"
TARGET = "inbaddning/mal/oppen-stad/anmalda-valdsbrott.html"
MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
    "without scripts": {"java_script_enabled": False},
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", [INDICATOR, TARGET])
def test_a_chart_stands_alone(visitor: Visitor, path: str, mode: str) -> None:
    page = visitor.open(path, **MODES[mode])
    assert page.locator("h1").inner_text() == "Anmälda våldsbrott"
    drawings = page.locator(".malbok-chart svg").all()
    assert len([drawing for drawing in drawings if drawing.is_visible()]) == 1
    assert "16,1" in page.locator("figcaption").inner_text()
    assert page.get_by_text("31 december 2016").is_visible()
    if mode != "without scripts":
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("mode", ["light", "dark", "narrow"])
@pytest.mark.parametrize("path", [INDICATOR, TARGET])
def test_axe_finds_nothing(visitor: Visitor, path: str, mode: str) -> None:
    page = visitor.open(path, **MODES[mode])
    page.locator("summary").click()
    assert page.locator("table").is_visible()
    assert described(audited(page).violations) == []


def test_the_dark_scheme_is_the_readers_choice(visitor: Visitor) -> None:
    def ground(**settings: Any) -> str:
        page = visitor.open(INDICATOR, **settings)
        colour: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        return colour

    assert ground() == "rgb(255, 255, 255)"
    assert ground(color_scheme="dark") != ground()


def test_the_copied_code_shows_the_chart(visitor: Visitor) -> None:
    page = visitor.open("indikatorer/anmalda-valdsbrott/")
    page.get_by_text("Bädda in diagrammet").click()
    codes = [area.input_value() for area in page.locator("textarea").all()]
    assert all(code.startswith("<iframe ") for code in codes)
    assert [path in code for path, code in zip((INDICATOR, TARGET), codes, strict=True)]


@pytest.fixture
def elsewhere(
    browser: Browser, repository_sites: dict[Audience, Path], tmp_path: Path
) -> Iterator[Visitor]:
    """Somebody who reads a page of another site, with a frame in it that has the code."""
    shutil.copytree(repository_sites[Audience.PUBLIC], tmp_path / "bok")
    frame = f'<iframe src="bok/{INDICATOR}" title="Våldsbrott" width="100%" height="620"></iframe>'
    head = '<!doctype html><html lang="sv"><title>Tidning</title><link rel="icon" href="data:,">'
    html = f"{head}<h1>Artikel</h1>{frame}"
    (tmp_path / "index.html").write_text(html, "utf-8")
    with served(tmp_path, framed_by="'self'") as address, Visitor(browser, address) as visiting:
        yield visiting


def test_a_chart_shows_in_a_frame(elsewhere: Visitor) -> None:
    page = elsewhere.open("index.html")
    inside = page.frame_locator("iframe")
    inside.locator(".malbok-chart svg").first.wait_for()
    assert inside.locator("h1").inner_text() == "Anmälda våldsbrott"
    link = inside.get_by_role("link", name="Läs mer i Målboken")
    assert link.get_attribute("target") == "_blank"
