"""Search: a goal is found by what people know of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator

from tests.browser.visiting import NARROW, Visitor

pytestmark = pytest.mark.browser

YOUNG = "mal/kommunfullmaktige/lika-mojligheter-for-unga/"
LIFE = "mal/kommunfullmaktige/paverka-sitt-liv/"
BUSINESS = "mal/stadsbyggnadsnamnden/basta-villkoren-for-foretagsamma/"
CLIMATE = "mal/miljonamnden/langst-fram-i-miljo-och-klimat/"


def paths(found: Locator) -> list[str]:
    """Where results lead."""
    links = found.evaluate_all("links => links.map(link => link.href)")
    return [urlsplit(link).path for link in links]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        pytest.param("samma chanser", YOUNG, id="words of its wording"),
        pytest.param("klimatarbetet", CLIMATE, id="a word of its wording"),
        pytest.param("klimatarb", CLIMATE, id="the beginning of a word"),
        pytest.param("miljönämnden", CLIMATE, id="its department"),
        pytest.param("stadsbyggnadsnämnden", BUSINESS, id="its department, a long one"),
        pytest.param("Nöjd-Inflytande-Index", LIFE, id="one of its indicators"),
        pytest.param("yrkesprogram", YOUNG, id="a word of one of its indicators"),
        pytest.param("inflytande", LIFE, id="a word of an indicator with hyphens"),
    ],
)
def test_a_goal_is_found(visitor: Visitor, words: str, path: str) -> None:
    found = visitor.search(visitor.open(""), words)
    assert f"/{path}" in paths(found)


def test_a_result_leads_to_the_goal(visitor: Visitor) -> None:
    page = visitor.open("om/")
    found = visitor.search(page, "samma chanser")
    found.first.click()
    page.wait_for_url(lambda url: urlsplit(url).path == f"/{YOUNG}")
    assert "samma chanser" in page.locator("h1").inner_text()


def test_search_works_on_a_phone_and_on_a_missing_page(visitor: Visitor) -> None:
    page = visitor.open("finns/inte/alls/", viewport=NARROW)
    found = visitor.search(page, "klimatarbetet")
    assert f"/{CLIMATE}" in paths(found)


def test_search_says_so_when_nothing_is_found(visitor: Visitor) -> None:
    page = visitor.open("")
    page.locator(".md-search__input").press_sequentially("xyzzy", delay=5)
    said = page.locator(".md-search-result__meta")
    page.wait_for_function(
        "element => element.innerText.includes('Inga')", arg=said.element_handle()
    )


def test_what_is_for_the_inside_is_found_inside_only(visitor: Visitor, employee: Visitor) -> None:
    words = "Medarbetarna på kulturförvaltningen"
    inside = employee.search(employee.open(""), words)
    assert "exempel-internt-larande" in (inside.first.get_attribute("href") or "")
    page = visitor.open("")
    page.locator(".md-search__input").press_sequentially(words, delay=5)
    page.wait_for_timeout(500)
    assert "exempel-internt-larande" not in page.content()
