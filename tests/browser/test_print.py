"""Paper: a goal is one good sheet, in light colours, with nothing on it that needs a screen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import GOAL, KINDS, Visitor

pytestmark = pytest.mark.browser


def sheets(pdf: bytes) -> int:
    """How many sheets a PDF of Chromium has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["goal with one target", "goal without outcomes"])
def test_a_goal_is_one_sheet(visitor: Visitor, kind: str, settings: dict[str, Any]) -> None:
    page = visitor.open(KINDS[kind], **settings)
    assert sheets(page.pdf(format="A4", prefer_css_page_size=True)) == 1


def test_a_goal_with_many_targets_is_few_sheets(visitor: Visitor) -> None:
    page = visitor.open(GOAL)
    assert sheets(page.pdf(format="A4", prefer_css_page_size=True)) <= 5


def test_the_text_of_a_chart_is_8_points_on_paper(visitor: Visitor) -> None:
    page = visitor.open(GOAL, viewport={"width": 673, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".malbok-chart > svg")].filter(svg => svg.checkVisibility()).map(svg =>
          14 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width * 0.75)"""
    )
    assert sizes
    assert min(sizes) >= 8


def test_the_sheet_says_where_it_comes_from(visitor: Visitor) -> None:
    page = visitor.open(GOAL)
    address = page.locator(".mb-footer__address")
    expect(address).to_be_hidden()
    page.emulate_media(media="print")
    expect(address).to_be_visible()
    assert page.url.split("#")[0] in address.inner_text() or "http" in address.inner_text()
    expect(page.locator(".mb-brand__name")).to_be_visible()
    for hidden in (".mb-search", ".mb-tabs", ".mb-path", ".mb-scheme", ".mb-skip"):
        expect(page.locator(hidden)).to_be_hidden()


def test_links_are_words_on_paper_not_addresses(visitor: Visitor) -> None:
    page = visitor.open(GOAL)
    page.emulate_media(media="print")
    shown = page.evaluate(
        """() => [...document.querySelectorAll("main a")]
          .flatMap(a => ["::before", "::after"].map(p => getComputedStyle(a, p).content))
          .filter(content => content.includes("http") || content.includes("/"))"""
    )
    assert shown == []
