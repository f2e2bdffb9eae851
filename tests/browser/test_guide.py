"""The guide in a browser: its path followed to the end, back to the map, from a goal and to goals."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import GOAL, NARROW, Visitor, width

pytestmark = pytest.mark.browser


def test_the_path_is_followed_from_the_map_to_its_end(visitor: Visitor) -> None:
    page = visitor.open("handbok/", java_script_enabled=False)
    steps = page.locator(".mb-map__pages a")
    titles = steps.all_inner_texts()
    assert len(titles) > 10
    steps.first.click()
    for number, title in enumerate(titles, start=1):
        expect(page.locator("h1")).not_to_be_empty()
        expect(page.locator(".mb-place__words")).to_contain_text(f"{number} av {len(titles)}")
        here = page.locator(".mb-section a[aria-current=page]")
        expect(here).to_have_text(title)
        onwards = page.locator(".mb-onwards__link[rel=next]")
        if number < len(titles):
            expect(onwards).to_contain_text(titles[number])
            onwards.click()
        else:
            expect(onwards).to_have_count(0)
    page.locator(".mb-onwards__link[rel=prev]").click()
    expect(page.locator(".mb-place__words")).to_contain_text(f"{len(titles) - 1} av {len(titles)}")
    page.locator(".mb-place__words a").click()
    page.wait_for_url(visitor.address + "handbok/")


def test_every_page_of_the_path_takes_three_minutes_at_most(visitor: Visitor) -> None:
    page = visitor.open("handbok/")
    for said in page.locator(".mb-map__pages .mb-note").all_inner_texts():
        assert re.match(r"[123] minut|att slå upp i", said), said


def test_a_goal_leads_to_what_its_type_is_and_that_to_goals(visitor: Visitor) -> None:
    page = visitor.open(GOAL)
    page.locator(".mb-promise a").filter(has_text="mål").first.click()
    expect(page.locator(".mb-place")).to_be_visible()
    listed = page.locator(".mb-typed li")
    expect(listed.first.locator(".mb-status svg")).to_be_visible()
    page.get_by_role("link", name=re.compile("mål av typen|målen av typen")).click()
    page.get_by_role("link", name="Vad det är för mål").click()
    expect(page.locator(".mb-typed")).to_be_visible()


def test_advice_leads_to_its_rule(visitor: Visitor) -> None:
    page = visitor.open("handbok/sprakrad/#m03")
    rule = page.locator("#m03")
    expect(rule).to_be_in_viewport()
    expect(rule.locator("h3")).to_contain_text("M03")
    rule.get_by_role("link", name="Läs mer").click()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", ["handbok/", "handbok/resultatmal/", "handbok/sprakrad/"])
def test_everything_fits_on_a_phone(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, viewport=NARROW)
    assert width(page) <= NARROW["width"]
