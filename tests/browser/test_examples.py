"""The library of examples: narrowed by links, with a script at once and without it by pages."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import NARROW, Visitor, width

pytestmark = pytest.mark.browser

LIBRARY = "exempel/"


def examples(page: Page) -> Locator:
    """What is shown of examples, below their sentences."""
    return page.locator(".mb-example:visible")


def sentences(page: Page) -> Locator:
    """The sentences that are shown as headings."""
    return page.locator("h2.mb-example__text:visible")


def choice(page: Page, key: str, value: str) -> Locator:
    """One of the links that narrow the library."""
    return page.locator(f'.mb-filter [data-key="{key}"][data-value="{value}"]')


def test_choices_are_combined_at_once_and_hide_sentences_too(visitor: Visitor) -> None:
    page = visitor.open(LIBRARY)
    everything = examples(page).count()
    assert everything >= 77
    choice(page, "typ", "performance").click()
    second = choice(page, "malgrupp", "staff")
    count = int(second.locator("[data-count]").inner_text())
    second.click()
    expect(examples(page)).to_have_count(count)
    expect(sentences(page)).to_have_count(count)
    assert 0 < count < everything
    assert parse_qs(urlsplit(page.url).query) == {"typ": ["performance"], "malgrupp": ["staff"]}
    expect(page.locator(".mb-filter [role=status]")).to_have_text(
        f"{count} av {everything} exempel"
    )
    page.locator(".mb-filter__clear").click()
    expect(sentences(page)).to_have_count(everything)


def test_the_filter_works_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(LIBRARY)
    choice(page, "amne", "aldreomsorg").focus()
    page.keyboard.press("Enter")
    assert urlsplit(page.url).query == "amne=aldreomsorg"
    expect(choice(page, "amne", "aldreomsorg")).to_be_focused()
    assert 0 < examples(page).count() < 30


@pytest.mark.parametrize("key", ["typ", "amne", "malgrupp"])
def test_without_a_script_each_choice_is_a_page(visitor: Visitor, key: str) -> None:
    page = visitor.open(LIBRARY, java_script_enabled=False)
    first = page.locator(f'.mb-filter [data-key="{key}"]').first
    count = int(first.locator("[data-count]").inner_text())
    first.click()
    assert f"/exempel/{key}/" in page.url
    expect(examples(page)).to_have_count(count)
    expect(page.locator('.mb-choice[aria-current="page"]')).to_have_count(1)
    expect(page.get_by_text("Exemplen är påhittade")).to_be_visible()


def test_an_example_has_an_address_and_can_be_tried(visitor: Visitor) -> None:
    page = visitor.open("exempel/amne/aldreomsorg/")
    sentence = sentences(page).first.inner_text()
    first = examples(page).first
    trial = first.locator(".mb-example__ways a").first.get_attribute("href") or ""
    fragment = parse_qs(urlsplit(trial).fragment)
    assert fragment["text"] == [sentence]
    first.locator(".mb-example__ways a").last.click()
    assert urlsplit(page.url).path == "/exempel/"
    target = page.locator(f"#{urlsplit(page.url).fragment}")
    expect(target).to_have_text(sentence)
    expect(target).to_be_in_viewport()


def test_an_example_is_found_by_search(visitor: Visitor) -> None:
    page = visitor.open(LIBRARY)
    sentence = sentences(page).first.inner_text()
    visitor.search(page, sentence[:40]).first.click()
    assert urlsplit(page.url).path == "/exempel/"
    expect(page.locator(f"#{urlsplit(page.url).fragment}")).to_have_text(sentence)


@pytest.mark.parametrize("path", [LIBRARY, "exempel/typ/result/", "exempel/malgrupp/staff/"])
def test_the_library_fits_a_narrow_screen(visitor: Visitor, path: str) -> None:
    assert width(visitor.open(path, viewport=NARROW)) <= NARROW["width"]


def test_paper_has_the_sentences_and_no_ways_elsewhere(visitor: Visitor) -> None:
    page = visitor.open(f"{LIBRARY}?typ=process")
    page.emulate_media(media="print")
    assert sentences(page).count() > 0
    expect(page.locator(".mb-example__ways:visible")).to_have_count(0)
    expect(choice(page, "typ", "process")).to_be_visible()
