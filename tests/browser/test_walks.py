"""A walk over a page of each kind: by keyboard, without scripts, magnified, in forced colours, on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.measuring import covered_texts, cut_boxes, faint_shapes, weak_texts
from tests.browser.visiting import KINDS, MAGNIFIED, Visitor, width

pytestmark = pytest.mark.browser

ALONE = {"embedded chart"}
"""Pages without the site's shell."""


# --- By keyboard ----------------------------------------------------------------------------------

STOPS = """async () => {
  // Whether a table has more than it shows, and is a stop, is settled when its letters are there.
  await document.fonts.ready
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
  const CAN = "a[href], button, input, textarea, select, summary, iframe, [tabindex='0']"
  const stops = [...document.querySelectorAll(CAN)].filter(element =>
    element.tabIndex >= 0 && !element.disabled
    && element.checkVisibility({visibilityProperty: true}))
  const reached = [], unexpected = [], unseen = [], outside = []
  const note = () => {
    const element = document.activeElement
    if (element === document.body) return
    const box = element.getClientRects()[0], style = getComputedStyle(element)
    const html = element.outerHTML.slice(0, 160), number = stops.indexOf(element)
    reached.push(number)
    if (number < 0) unexpected.push(html)
    if (style.outlineStyle === "none" || !(parseFloat(style.outlineWidth) >= 2)
      || /, 0\\)$/.test(style.outlineColor)) unseen.push(html)
    if (!(box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth)) {
      outside.push(html)
    }
  }
  addEventListener("keydown", note, true)
  window.walked = () => ({
    reached, unexpected, unseen, outside,
    skipped: stops.filter((_, number) => !reached.includes(number))
      .map(element => element.outerHTML.slice(0, 160)),
    stuck: [document.body, stops[0]].includes(document.activeElement)
      ? [] : [document.activeElement.outerHTML.slice(0, 160)],
  })
  return stops.length
}"""
"""Notes each stop when the key that leaves it is pressed, and tells how many there should be."""


@pytest.mark.parametrize("kind", KINDS)
def test_by_keyboard(onlooker: Visitor, kind: str) -> None:
    """Every stop is reached in the order of the page, is seen, and lets go."""
    page = onlooker.look(KINDS[kind])
    count = page.evaluate(STOPS)
    for _ in range(count + 1):
        page.keyboard.down("Tab")  # and held down
    page.keyboard.up("Tab")
    walked: dict[str, Any] = page.evaluate("walked()")
    reached = walked.pop("reached")
    assert {what: found for what, found in walked.items() if found} == {}
    assert reached == list(range(count))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ALONE])
def test_the_first_stop_leads_to_the_content(onlooker: Visitor, kind: str) -> None:
    page = onlooker.look(KINDS[kind])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "mb-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.keyboard.press("Tab")
    assert page.evaluate(
        """() => document.activeElement.closest("main") !== null
          || !document.querySelector("main :is(a, button, summary, [tabindex='0'])")"""
    )


MEANING = """word => {
  const meaning = document.getElementById(word.getAttribute("popovertarget"))
  const box = meaning.getBoundingClientRect()
  return {
    shown: box.width > 0 && meaning.checkVisibility({visibilityProperty: true}),
    within: box.left >= 0 && box.right <= innerWidth, focused: document.activeElement === word,
  }
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_meanings_and_details_open_and_close_by_keyboard(onlooker: Visitor, kind: str) -> None:
    page = onlooker.look(KINDS[kind])
    for word in page.query_selector_all("main .mb-term__word")[:3]:
        said = word.inner_text()
        assert not word.evaluate(MEANING)["shown"], said
        word.focus()
        page.keyboard.press("Enter")
        assert word.evaluate(MEANING) == {"shown": True, "within": True, "focused": True}, said
        page.keyboard.press("Escape")
        closed = word.evaluate(MEANING)
        assert not closed["shown"], said
        assert closed["focused"], said
    for summary in page.query_selector_all("main summary")[:3]:
        is_open = "summary => summary.parentElement.open"
        before = summary.evaluate(is_open)
        summary.focus()
        page.keyboard.press("Enter")
        assert summary.evaluate(is_open) != before, summary.inner_text()
        page.keyboard.press("Enter")
        assert summary.evaluate(is_open) == before, summary.inner_text()


# --- Without scripts, magnified -------------------------------------------------------------------

SHOWN = """() => {
  const main = document.querySelector("main")
  for (const made of main.querySelectorAll(".malbok-readout, .mb-filter__said, .mb-filter__clear")) {
    made.remove()
  }
  for (const details of main.querySelectorAll("details")) details.open = true
  return main.innerText.replace(/\\s+/g, " ").trim()
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_nothing_is_missing(onlooker: Visitor, kind: str) -> None:
    with_scripts = onlooker.look(KINDS[kind]).evaluate(SHOWN)
    without = onlooker.look(KINDS[kind], "without scripts").evaluate(SHOWN)
    assert without == with_scripts
    assert len(without) > 40


@pytest.mark.parametrize("kind", KINDS)
def test_magnified(onlooker: Visitor, kind: str) -> None:
    """Nothing scrolls sideways, is cut off, or stays in the way."""
    page = onlooker.look(KINDS[kind], "magnified")
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


# --- Forced colours and paper ---------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["forced colours", "forced colours, dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_in_forced_colours(onlooker: Visitor, kind: str, mode: str) -> None:
    page = onlooker.look(KINDS[kind], mode)
    assert weak_texts(page) == []
    assert faint_shapes(page) == []


NOT_FOR_PAPER = (
    *(".mb-skip", ".mb-language", ".mb-search", ".mb-menu", ".mb-tabs", ".mb-path", ".mb-section"),
    *(".mb-onwards", ".mb-edit", ".mb-scheme", ".mb-footer__links", ".malbok-readout"),
)
PRINTED = """unwanted => {
  const shown = element => {
    const box = element.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && element.checkVisibility({visibilityProperty: true})
  }
  const all = selector => [...document.querySelectorAll(selector)]
  const html = element => element.outerHTML.slice(0, 80)
  return {
    "only for screens": unwanted.filter(selector => all(selector).some(shown)),
    "not printed": all("h1, .mb-term__meaning").filter(element => !shown(element)).map(html),
    "beyond the paper's edge": all("body *").filter(element =>
      element.getBoundingClientRect().right > innerWidth + 1 && element.checkVisibility()
      && !element.closest(".mb-hidden, svg")).map(html),
  }
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_on_paper(onlooker: Visitor, kind: str) -> None:
    """The content, nothing of the navigation, and nothing beyond the edge, where it can't be scrolled to."""
    page = onlooker.look(KINDS[kind], "paper")
    page.emulate_media(media="print")
    try:
        assert page.locator("h1").count() == 1
        wrong = page.evaluate(PRINTED, NOT_FOR_PAPER)
        wrong |= {"covered texts": covered_texts(page), "weak texts": weak_texts(page)}
        pdf = page.pdf(prefer_css_page_size=True)
    finally:
        page.emulate_media(media="screen")
    assert {what: found for what, found in wrong.items() if found} == {}
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) >= 1
