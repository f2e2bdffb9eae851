"""Search: a goal is found by what people know of it."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

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
    page.get_by_role("searchbox").press_sequentially("xyzzy", delay=5)
    expect(page.locator(".mb-search__said")).to_have_text("Ingen träff")
    expect(page.locator(".mb-search__instead")).to_be_visible()
    instead = paths(page.locator(".mb-search__found a"))
    assert instead[0] == "/alla-mal/"
    assert {path.split("/")[1] for path in instead[1:]} == {"amne"}
    page.keyboard.press("Enter")  # leads nowhere, as nothing was found
    assert urlsplit(page.url).path == "/"


@pytest.mark.parametrize(
    ("start", "words"), [("", "bibliotek"), ("", "eleverna"), ("en/mal/", "Helsingborg")]
)
def test_only_pages_in_the_language_one_reads_are_found(
    visitor: Visitor, start: str, words: str
) -> None:
    found = paths(visitor.search(visitor.open(start), words))
    assert {path.startswith("/en/") for path in found} == {bool(start)}


def test_a_short_word_is_found_at_the_beginning_of_words_only(visitor: Visitor) -> None:
    page = visitor.open("")
    found = visitor.search(page, "sfi")
    assert found.count() > 0
    for hit in page.locator(".mb-search__list li").all():
        assert re.search(r"\bsfi", hit.inner_text(), re.IGNORECASE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("hemtjanst", "hemtjänst", id="without marks"),
        pytest.param("biblotek", "bibliotek", id="a letter missing"),
        pytest.param("bibbliotek", "bibliotek", id="a letter too many"),
        pytest.param("biblitoek", "bibliotek", id="letters swapped"),
        pytest.param("bibliatek", "bibliotek", id="a wrong letter"),
    ],
)
def test_a_slip_is_forgiven(visitor: Visitor, typed: str, meant: str) -> None:
    found = paths(visitor.search(visitor.open(""), typed))
    assert set(found) == set(paths(visitor.search(visitor.open(""), meant)))


def test_goals_come_before_the_handbook_and_error_codes_last(visitor: Visitor) -> None:
    parts = [path.split("/")[1:3] for path in paths(visitor.search(visitor.open(""), "bibliotek"))]
    kinds = [part[0] for part in parts]
    assert kinds.index("mal") < kinds.index("handbok")
    codes = [part == ["redaktor", "fel"] for part in parts]
    assert any(codes)
    assert codes == sorted(codes)


def test_a_word_with_another_ending_is_found(visitor: Visitor) -> None:
    assert f"/{YOUNG}" in paths(visitor.search(visitor.open(""), "eleverna"))


def test_no_result_ends_in_a_colon(visitor: Visitor) -> None:
    page = visitor.open("")
    visitor.search(page, "mål")
    texts = page.locator(".mb-search__list li").all_inner_texts()
    assert not [text for text in texts if text.rstrip().endswith(":")]


def test_the_search_is_small(visitor: Visitor) -> None:
    answer = visitor.settings().request.get(f"{visitor.address}assets/javascripts/search.js")
    assert len(gzip.compress(answer.body(), mtime=0)) <= 4_000


def test_what_is_for_the_inside_is_found_inside_only(visitor: Visitor, employee: Visitor) -> None:
    words = "Medarbetarna på kulturförvaltningen"
    inside = employee.search(employee.open(""), words)
    assert "exempel-internt-larande" in (inside.first.get_attribute("href") or "")
    page = visitor.open("")
    page.get_by_role("searchbox").press_sequentially(words, delay=5)
    expect(page.locator(f'.mb-search[data-asked="{words}"]')).to_be_attached()
    assert "exempel-internt-larande" not in page.content()
