"""Accessibility: no violation of WCAG 2.1 A and AA that axe-core finds, on any kind of page.

What axe can't decide is computed here, by rule; a rule that nothing here decides fails the test.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from malbok.model import Audience
from tests.browser.auditing import audited, described
from tests.browser.measuring import covered_texts, faint_shapes, weak_texts
from tests.browser.visiting import GOAL, KINDS, MODES, NARROW, Visitor, scheme, width

pytestmark = pytest.mark.browser

SETTLED: dict[str, Callable[[Page], list[str]]] = {"color-contrast": weak_texts}
"""What decides those of axe's rules that it leaves open: for letters on drawings and in frames that scroll."""
ALONE = KINDS["embedded chart"]
"""A page without the site's shell."""
LONG = {KINDS["fields"], KINDS["codes"]}
"""Pages with long tables in the same few colours, on which axe's rule about them takes seconds."""
INSIDE = ("mal/kulturnamnden/exempel-internt-larande/", "handbok/kontakter/", "mal/")

Check = Callable[..., list[str]]


@pytest.fixture
def check(advice: dict[str, set[str]]) -> Check:
    """Gives violations of WCAG and what nothing here decides, takes note of what axe calls best practice."""

    def run(page: Page, *, contrast: bool = True) -> list[str]:
        audit = audited(page, contrast=contrast)
        for rule in audit.advice:
            for node in rule["nodes"]:
                key = f"{rule['id']} ({rule['impact']}) {node['target']}"
                advice.setdefault(key, set()).add(page.url)
        open_rules = {rule["id"] for rule in audit.undecided}
        unsettled = tuple(rule for rule in audit.undecided if rule["id"] not in SETTLED)
        settled = [text for rule in open_rules & {*SETTLED} for text in SETTLED[rule](page)]
        return [*described(audit.violations), *described(unsettled), *settled]

    return run


@pytest.mark.parametrize("mode", ["light", "dark", "narrow"])
@pytest.mark.parametrize(
    ("audience", "path"),
    [
        *(pytest.param(Audience.PUBLIC, path, id=kind) for kind, path in KINDS.items()),
        *(pytest.param(Audience.INTRANET, path, id=f"intranet {path}") for path in INSIDE),
    ],
)
def test_a_page_is_for_all(
    onlookers: dict[Audience, Visitor], check: Check, audience: Audience, path: str, mode: str
) -> None:
    """Everything that is seen by looking, of each kind of page: what axe finds, contrasts as they are
    computed, what lies over something else; whether it scrolls sideways, and is dark in the dark."""
    visitor = onlookers[audience]
    visitor.wrong.clear()
    page = visitor.look(path, mode)
    wrong = {
        # A narrow page has the colours of a wide one; all contrasts are computed all the same.
        "axe": check(page, contrast=mode != "narrow" and path not in LONG),
        "weak texts": weak_texts(page),
        "faint shapes": faint_shapes(page),
        "covered texts": covered_texts(page),
        "sideways": sideways(page),
        "light in the dark": lights(page) if mode == "dark" and path != ALONE else [],
        "language": languages(page, path) if mode == "light" else [],
        "markup in attributes": markup_in_attributes(page) if mode == "light" else [],
        "said by the browser": list(visitor.wrong),
    }
    visitor.wrong.clear()
    assert {what: found for what, found in wrong.items() if found} == {}


def sideways(page: Page) -> list[str]:
    """Whether it scrolls so, and how wide it is then."""
    size = page.viewport_size
    assert size
    return [f"{pixels} pixels"] if (pixels := width(page)) > size["width"] else []


def lights(page: Page) -> list[str]:
    """What is light on a dark page, but pictures and what is turned the other way on purpose."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body, body *")].filter(element => {
          const [r, g, b, a = 1] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number)
          return a && (r + g + b) / 3 > 128 && element.checkVisibility()
            && !element.matches(".mb-choice[aria-current]")
        }).map(element => element.outerHTML.slice(0, 80))"""
    )
    return found if scheme(page) == "slate" else [f"the scheme is {scheme(page)}", *found]


def languages(page: Page, path: str) -> list[str]:
    """What isn't said to be in the language that it is in.

    Of English pages as far as letters tell: å, ä and ö stand within `lang="sv"`. Names of places and what
    drawings say are left out.
    """
    language = "en" if path.startswith("en/") else "sv"
    found: list[str] = page.evaluate(
        """language => {
          if (document.documentElement.lang !== language) return [document.documentElement.lang]
          if (language === "sv") {
            return [...document.querySelectorAll("main [lang]")]
              .filter(element => element.lang !== "en").map(element => element.outerHTML.slice(0, 80))
          }
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
          while (walker.nextNode()) {
            const text = walker.currentNode
            const language = text.parentElement.closest("[lang]").lang
            if (/[åäöÅÄÖ]/.test(text.data) && language === "en"
                && !text.parentElement.closest("title, svg, textarea, tbody th")) found.push(text.data.trim())
          }
          return found
        }""",
        language,
    )
    return found


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


@pytest.mark.parametrize("mode", ["light", "dark", "narrow"])
def test_axe_finds_nothing_while_searching(visitor: Visitor, check: Check, mode: str) -> None:
    page = visitor.open(GOAL, **MODES[mode])
    visitor.search(page, "trygg")
    assert check(page) == []


def test_axe_finds_nothing_in_the_menu_of_a_phone(visitor: Visitor, check: Check) -> None:
    page = visitor.open(GOAL, viewport=NARROW)
    page.locator(".mb-menu__button").click()
    assert check(page) == []


def test_axe_finds_nothing_in_forced_colours(visitor: Visitor, check: Check) -> None:
    assert check(visitor.open(GOAL, forced_colors="active")) == []
