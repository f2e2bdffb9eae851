"""Accessibility: no violation of WCAG 2.1 A and AA that axe-core finds, on any kind of page.

What axe can't decide is computed here, by rule; a rule that nothing here decides fails the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from malbok.model import Audience
from tests.browser.measuring import covered_texts, faint_shapes, weak_texts
from tests.browser.visiting import GOAL, KINDS, NARROW, Visitor

pytestmark = pytest.mark.browser

WCAG = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa"}
OPTIONS = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": {"type": "tag", "values": [*sorted(WCAG), "best-practice"]},
}
SETTLED: dict[str, Callable[[Page], list[str]]] = {"color-contrast": weak_texts}
"""What decides those of axe's rules that it leaves open: for letters on drawings and in frames that scroll."""
MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
}
INSIDE = ("mal/kulturnamnden/exempel-internt-larande/", "handbok/kontakter/", "mal/")


@pytest.fixture(scope="module")
def visitors(browser: Browser, addresses: dict[Audience, str]) -> Iterator[dict[Audience, Visitor]]:
    """One visitor of each site for all of these tests, as they only look."""
    with (
        Visitor(browser, addresses[Audience.PUBLIC]) as public,
        Visitor(browser, addresses[Audience.INTRANET]) as intranet,
    ):
        yield {Audience.PUBLIC: public, Audience.INTRANET: intranet}


@pytest.fixture(scope="module")
def page_of(visitors: dict[Audience, Visitor]) -> Callable[[Audience, str], Page]:
    """The visitor's one window for each mode."""

    @cache
    def page(audience: Audience, mode: str) -> Page:
        return visitors[audience].settings(**MODES[mode]).new_page()

    return page


@pytest.fixture
def check(advice: dict[str, set[str]]) -> Callable[[Page], None]:
    """Fails on violations of WCAG, decides what axe leaves open, and takes note of what it calls best
    practice."""

    def run(page: Page) -> None:
        response = Axe().run(page, options=OPTIONS).response
        found = response["violations"]
        wrong = [violation for violation in found if WCAG & set(violation["tags"])]
        for violation in found:
            if violation not in wrong:
                for node in violation["nodes"]:
                    key = f"{violation['id']} ({violation['impact']}) {node['target']}"
                    advice.setdefault(key, set()).add(page.url)
        assert not wrong, described(wrong)
        unsettled = [rule for rule in response["incomplete"] if rule["id"] not in SETTLED]
        assert not unsettled, described(unsettled)
        for rule in {one["id"] for one in response["incomplete"]}:
            assert SETTLED[rule](page) == [], rule

    return run


def described(violations: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{v['id']} ({v['impact']}): {v['help']}\n"
        + "\n".join(f"    {n['target']}: {n['html'][:200]}" for n in v["nodes"][:6])
        for v in violations
    )


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("audience", "path"),
    [
        *(pytest.param(Audience.PUBLIC, path, id=kind) for kind, path in KINDS.items()),
        *(pytest.param(Audience.INTRANET, path, id=f"intranet {path}") for path in INSIDE),
    ],
)
def test_axe_finds_nothing(
    visitors: dict[Audience, Visitor],
    page_of: Callable[[Audience, str], Page],
    check: Callable[[Page], None],
    audience: Audience,
    path: str,
    mode: str,
) -> None:
    visitor = visitors[audience]
    visitor.wrong.clear()
    page = visitor.go(page_of(audience, mode), path)
    check(page)
    assert weak_texts(page) == []
    assert faint_shapes(page) == []
    assert covered_texts(page) == []
    assert not visitor.wrong


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_while_searching(
    visitor: Visitor, check: Callable[[Page], None], mode: str
) -> None:
    page = visitor.open(GOAL, **MODES[mode])
    visitor.search(page, "trygg")
    check(page)


def test_axe_finds_nothing_in_the_menu_of_a_phone(
    visitor: Visitor, check: Callable[[Page], None]
) -> None:
    page = visitor.open(GOAL, viewport=NARROW)
    page.locator(".mb-menu__button").click()
    check(page)


def test_axe_finds_nothing_in_forced_colours(
    visitor: Visitor, check: Callable[[Page], None]
) -> None:
    check(visitor.open(GOAL, forced_colors="active"))
