"""The list of all goals is narrowed by links: with a script by several at once, without it by pages."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import NARROW, Visitor, width

pytestmark = pytest.mark.browser

ALL = "alla-mal/"


def rows(page: Page) -> Locator:
    """The goals that are shown."""
    return page.locator(".mb-goals--filtered > li:visible")


def choice(page: Page, key: str, value: str) -> Locator:
    """One of the links that narrow the list."""
    return page.locator(f'.mb-filter [data-key="{key}"][data-value="{value}"]')


def query(page: Page) -> str:
    """What the address says of the choice."""
    return urlsplit(page.url).query


def test_a_choice_narrows_the_list_and_stands_in_the_address(visitor: Visitor) -> None:
    page = visitor.open(ALL)
    everything = rows(page).count()
    chosen = choice(page, "status", "not_met")
    count = int(chosen.locator("[data-count]").inner_text())
    chosen.click()
    expect(rows(page)).to_have_count(count)
    assert 0 < count < everything
    assert query(page) == "status=not_met"
    expect(chosen).to_have_attribute("aria-current", "true")
    expect(page.locator(".mb-filter [role=status]")).to_have_text(f"{count} av {everything} mål")


def test_choices_of_several_kinds_are_combined(visitor: Visitor) -> None:
    page = visitor.open(f"{ALL}?status=not_met&amne=delaktighet")
    for row in rows(page).all():
        assert row.get_attribute("data-status") == "not_met"
        assert "delaktighet" in (row.get_attribute("data-amne") or "").split()
    both = rows(page).count()
    choice(page, "amne", "delaktighet").click()
    assert rows(page).count() > both > 0
    assert query(page) == "status=not_met"


def test_counts_tell_what_each_choice_would_leave(visitor: Visitor) -> None:
    page = visitor.open(f"{ALL}?status=not_met")
    subject = choice(page, "amne", "barn-och-unga")
    count = int(subject.locator("[data-count]").inner_text())
    subject.click()
    expect(rows(page)).to_have_count(count)


def test_another_choice_of_the_same_kind_takes_the_place_of_the_first(visitor: Visitor) -> None:
    page = visitor.open(f"{ALL}?status=not_met")
    choice(page, "status", "met").click()
    assert query(page) == "status=met"
    expect(choice(page, "status", "not_met")).not_to_have_attribute("aria-current", "true")


def test_the_way_back_and_all_goals_again(visitor: Visitor) -> None:
    page = visitor.open(ALL)
    everything = rows(page).count()
    clear = page.locator(".mb-filter__clear")
    expect(clear).to_be_hidden()
    choice(page, "status", "not_met").click()
    choice(page, "typ", "result").click()
    page.go_back()
    assert query(page) == "status=not_met"
    expect(choice(page, "typ", "result")).not_to_have_attribute("aria-current", "true")
    clear.click()
    expect(rows(page)).to_have_count(everything)
    assert query(page) == ""
    expect(page.locator(":focus")).to_have_class("mb-choice")


def test_the_filter_works_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(ALL)
    everything = rows(page).count()
    choice(page, "amne", "trygghet").focus()
    page.keyboard.press("Enter")
    assert query(page) == "amne=trygghet"
    assert 0 < rows(page).count() < everything
    expect(choice(page, "amne", "trygghet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(everything)


def test_a_choice_that_nothing_fits_says_so(visitor: Visitor) -> None:
    page = visitor.open(f"{ALL}?status=met&amne=arbete-och-forsorjning")
    expect(rows(page)).to_have_count(0)
    expect(page.locator(".mb-filter [role=status]")).to_contain_text("Inga mål passar")
    empty = page.locator(".mb-choice[data-empty]")
    assert set(empty.locator("[data-count]").all_inner_texts()) == {"0"}
    page.locator(".mb-filter__clear").click()
    assert rows(page).count() > 0


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_paper_says_what_was_chosen(visitor: Visitor, colours: Literal["light", "dark"]) -> None:
    """No background is printed, so the words can't be as light as on the screen."""
    page = visitor.open(f"{ALL}?status=met", color_scheme=colours)
    page.emulate_media(media="print")
    chosen = choice(page, "status", "met")
    expect(chosen).to_be_visible()
    look = chosen.evaluate(
        "it => [getComputedStyle(it).backgroundColor, getComputedStyle(it).color]"
    )
    assert look[0] == "rgba(0, 0, 0, 0)"
    red, green, blue = map(int, re.findall(r"\d+", look[1])[:3])
    assert max(red, green, blue) < 100


def test_what_nobody_offers_is_ignored(visitor: Visitor) -> None:
    page = visitor.open(f"{ALL}?status=%3Cscript%3E&amne=finns-inte&x=1")
    everything = page.locator(".mb-goals--filtered > li").count()
    expect(rows(page)).to_have_count(everything)


@pytest.mark.parametrize("key", ["status", "amne", "malgrupp", "typ"])
def test_without_a_script_each_choice_is_a_page(visitor: Visitor, key: str) -> None:
    page = visitor.open(ALL, java_script_enabled=False)
    first = page.locator(f'.mb-filter [data-key="{key}"]').first
    word, count = first.inner_text().split("\n")[0], first.locator("[data-count]").inner_text()
    first.click()
    assert "/alla-mal/" in page.url or "/amne/" in page.url
    expect(page.locator(".mb-goal")).to_have_count(int(count))
    assert page.locator("h1").inner_text().split(": ")[-1].lower() in word.lower()


def test_a_page_of_a_choice_leads_to_the_others_and_to_the_filter(visitor: Visitor) -> None:
    page = visitor.open("alla-mal/status/not_met/")
    expect(page.locator('.mb-choice[aria-current="page"]')).to_contain_text("Inte uppnått")
    count = page.locator(".mb-goal").count()
    page.locator('a[href$="?status=not_met"]').click()
    expect(rows(page)).to_have_count(count)


def test_only_the_list_of_all_goals_loads_the_script(visitor: Visitor) -> None:
    for path, is_there in ((ALL, True), ("mal/", False), ("alla-mal/status/met/", False)):
        scripts = visitor.open(path).locator('script[src*="filter"]')
        expect(scripts).to_have_count(int(is_there))


@pytest.mark.parametrize(
    "path", [ALL, "alla-mal/trad/", "alla-mal/status/not_met/", "amne/", "amne/trygghet/", "mal/"]
)
def test_lists_fit_a_narrow_screen(visitor: Visitor, path: str) -> None:
    assert width(visitor.open(path, viewport=NARROW)) <= NARROW["width"]
