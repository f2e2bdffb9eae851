"""A walk over a page of each kind: by keyboard, without scripts, magnified, in forced colours, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from malbok.model import Audience
from tests.browser.measuring import covered_texts, cut_boxes, faint_shapes, weak_texts
from tests.browser.visiting import KINDS, WIDE, Visitor, scheme, width

pytestmark = pytest.mark.browser

MAGNIFIED = {"width": 320, "height": 256}
"""A window of 1280 × 1024 at 400 % (WCAG 1.4.10)."""
PAPER = {"width": 672, "height": 1032}
"""What margins leave of an A4, in CSS pixels."""
MODES: dict[str, dict[str, Any]] = {
    "wide": {},
    "without scripts": {"java_script_enabled": False},
    "magnified": {"viewport": MAGNIFIED},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark"},
    "paper": {"viewport": PAPER},
}
ALONE = {"embedded chart"}
"""Pages without the site's shell."""
ENGLISH = [kind for kind in KINDS if kind.startswith("English")]

Opened = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def walker(browser: Browser, addresses: dict[Audience, str]) -> Iterator[Visitor]:
    """One visitor for all walks, as they only look."""
    with Visitor(browser, addresses[Audience.PUBLIC]) as visiting:
        yield visiting


@pytest.fixture(scope="module")
def window(walker: Visitor) -> Callable[[str], Page]:
    """The walker's one window for each mode."""

    @cache
    def opened(mode: str) -> Page:
        return walker.settings(reduced_motion="reduce", **MODES[mode]).new_page()

    return opened


@pytest.fixture
def opened(walker: Visitor, window: Callable[[str], Page]) -> Iterator[Opened]:
    """Opens a page in a mode. Afterwards nothing may have gone wrong, nor the policy been broken."""
    walker.wrong.clear()
    yield lambda kind, mode: walker.go(window(mode), KINDS[kind])
    assert not walker.wrong


# --- By keyboard ----------------------------------------------------------------------------------

STOPS = """() => {
  const CAN = "a[href], button, input, textarea, select, summary, iframe, [tabindex='0']"
  window.stops = [...document.querySelectorAll(CAN)].filter(element =>
    element.tabIndex >= 0 && !element.disabled
    && element.checkVisibility({visibilityProperty: true}))
  return window.stops.length
}"""
STOP = """() => {
  const element = document.activeElement
  if (element === document.body) return {number: -1}
  const box = element.getClientRects()[0], style = getComputedStyle(element)
  return {
    number: window.stops.indexOf(element), html: element.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && !/, 0\\)$/.test(style.outlineColor),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  }
}"""
SKIPPED = """reached => window.stops.filter((_, number) => !reached.includes(number))
  .map(element => element.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("kind", KINDS)
def test_by_keyboard(opened: Opened, kind: str) -> None:
    """Every stop is reached in the order of the page, is seen, and lets go."""
    page = opened(kind, "wide")
    count = page.evaluate(STOPS)
    reached: list[int] = []
    for _ in range(count + 2):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["number"] == -1 and "html" not in stop:
            break
        assert stop["number"] >= 0, f"a stop that nobody expects: {stop['html']}"
        if stop["number"] in reached:
            break
        assert stop["outlined"], stop["html"]
        assert stop["inside"], stop["html"]
        reached.append(stop["number"])
    skipped = page.evaluate(SKIPPED, reached)
    assert skipped == []
    assert reached == list(range(count))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ALONE])
def test_the_first_stop_leads_to_the_content(opened: Opened, kind: str) -> None:
    page = opened(kind, "wide")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "mb-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.keyboard.press("Tab")
    assert page.evaluate(
        """() => document.activeElement.closest("main") !== null
          || !document.querySelector("main :is(a, button, summary, [tabindex='0'])")"""
    )


@pytest.mark.parametrize("kind", KINDS)
def test_meanings_and_details_open_and_close_by_keyboard(opened: Opened, kind: str) -> None:
    page = opened(kind, "wide")
    for word in page.locator("main .mb-term__word").all()[:3]:
        meaning = page.locator("#" + (word.get_attribute("popovertarget") or ""))
        expect(meaning).to_be_hidden()
        word.focus()
        page.keyboard.press("Enter")
        expect(meaning).to_be_visible()
        box = meaning.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WIDE["width"]
        page.keyboard.press("Escape")
        expect(meaning).to_be_hidden()
        expect(word).to_be_focused()
    for summary in page.locator("main summary").all()[:3]:
        details = summary.locator("..")
        before = details.get_attribute("open")
        summary.focus()
        page.keyboard.press("Enter")
        assert details.get_attribute("open") != before
        page.keyboard.press("Enter")
        assert details.get_attribute("open") == before


# --- Without scripts, magnified, dark -------------------------------------------------------------

SHOWN = """() => {
  const main = document.querySelector("main")
  for (const made of main.querySelectorAll(".malbok-readout, .mb-filter__said, .mb-filter__clear")) {
    made.remove()
  }
  for (const details of main.querySelectorAll("details")) details.open = true
  return main.innerText.replace(/\\s+/g, " ").trim()
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_nothing_is_missing(opened: Opened, kind: str) -> None:
    with_scripts = opened(kind, "wide").evaluate(SHOWN)
    without = opened(kind, "without scripts").evaluate(SHOWN)
    assert without == with_scripts
    assert len(without) > 40


@pytest.mark.parametrize("kind", KINDS)
def test_magnified(opened: Opened, kind: str) -> None:
    """Nothing scrolls sideways, is cut off, or stays in the way."""
    page = opened(kind, "magnified")
    assert width(page) <= MAGNIFIED["width"]
    assert cut_boxes(page) == []
    assert covered_texts(page) == []
    staying = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(element =>
          ["fixed", "sticky"].includes(getComputedStyle(element).position)
          && !element.closest(".mb-scroll") && element.checkVisibility())
          .map(element => element.outerHTML.slice(0, 80))"""
    )
    assert staying == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ALONE])
def test_dark(opened: Opened, kind: str) -> None:
    """Nothing light is left, but pictures and what is turned the other way on purpose."""
    page = opened(kind, "dark")
    assert scheme(page) == "slate"
    light = page.evaluate(
        """() => [...document.querySelectorAll("body, body *")].filter(element => {
          const [r, g, b, a = 1] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number)
          return a && (r + g + b) / 3 > 128 && element.checkVisibility()
            && !element.matches(".mb-choice[aria-current]")
        }).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert light == []


# --- Forced colours and paper ---------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["forced colours", "forced colours, dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_in_forced_colours(opened: Opened, kind: str, mode: str) -> None:
    page = opened(kind, mode)
    assert weak_texts(page) == []
    assert faint_shapes(page) == []


NOT_FOR_PAPER = (
    *(".mb-skip", ".mb-language", ".mb-search", ".mb-menu", ".mb-tabs", ".mb-path", ".mb-section"),
    *(".mb-onwards", ".mb-edit", ".mb-scheme", ".mb-footer__links", ".malbok-readout"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_on_paper(opened: Opened, kind: str) -> None:
    """The content, nothing of the navigation, and nothing beyond the edge."""
    page = opened(kind, "paper")
    page.emulate_media(media="print")
    try:
        for selector in NOT_FOR_PAPER:
            assert page.locator(f"{selector}:visible").count() == 0, selector
        expect(page.locator("h1")).to_be_visible()
        for meaning in page.locator(".mb-term__meaning").all():
            expect(meaning).to_be_visible()
        assert beyond(page) == []
        assert covered_texts(page) == []
        assert weak_texts(page) == []
        pdf = page.pdf(prefer_css_page_size=True)
    finally:
        page.emulate_media(media="screen")
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) >= 1


def beyond(page: Page) -> list[str]:
    """What lies to the right of the paper's edge, where it can't be scrolled to."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(element =>
          element.getBoundingClientRect().right > innerWidth + 1 && element.checkVisibility()
          && !element.closest(".mb-hidden, svg"))
          .map(element => element.outerHTML.slice(0, 80))"""
    )
    return found


# --- In English -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENGLISH)
def test_swedish_on_an_english_page_says_so(opened: Opened, kind: str) -> None:
    """As far as letters tell: å, ä and ö stand within `lang="sv"`. Names of places and
    what drawings say are left out."""
    page = opened(kind, "wide")
    assert page.locator("html").get_attribute("lang") == "en"
    unmarked = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
          while (walker.nextNode()) {
            const text = walker.currentNode
            const language = text.parentElement.closest("[lang]").lang
            if (/[åäöÅÄÖ]/.test(text.data) && language === "en"
                && !text.parentElement.closest("title, svg, textarea, tbody th")) found.push(text.data.trim())
          }
          return found
        }"""
    )
    assert unmarked == []
    assert markup_in_attributes(page) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ENGLISH])
def test_a_swedish_page_is_in_swedish(opened: Opened, kind: str) -> None:
    page = opened(kind, "wide")
    assert page.locator("html").get_attribute("lang") == "sv"
    assert set(page.locator("main [lang]").evaluate_all("all => all.map(e => e.lang)")) <= {"en"}
    assert markup_in_attributes(page) == []


def markup_in_attributes(page: Page) -> list[str]:
    """Attributes, titles and descriptions in which tags became letters."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap(element =>
          [...element.attributes].map(attribute => attribute.value)
            .concat(element.matches("title, desc") ? element.textContent : [])
            .filter(value => /<\\/?(span|strong|em|p|a)\\b/.test(value))
            .map(value => `${element.tagName}: ${value.slice(0, 100)}`))"""
    )
    return found
