"""A visitor of a site: opens pages in every way that tests need, and notes what goes wrong."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
)

_BEFORE_EACH_PAGE = """
addEventListener("securitypolicyviolation", event =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
const still = new CSSStyleSheet()
still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }")
document.adoptedStyleSheets = [still]
"""
"""Tells of what the policy stops, and lets everything happen at once."""

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}
MAGNIFIED: ViewportSize = {"width": 320, "height": 256}
"""A window of 1280 × 1024 at 400 % (WCAG 1.4.10)."""
PAPER: ViewportSize = {"width": 672, "height": 1032}
"""What margins leave of an A4, in CSS pixels."""

MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
    "magnified": {"viewport": MAGNIFIED},
    "without scripts": {"java_script_enabled": False},
    "forced colours": {"forced_colors": "active"},
    "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark"},
    "paper": {"viewport": PAPER},
}
"""The ways in which pages are looked at."""

KINDS = {
    "home": "",
    "handbook": "handbok/formulera/",
    "guide's path": "handbok/",
    "type of goal": "handbok/resultatmal/",
    "language rules": "handbok/sprakrad/",
    "examples": "exempel/",
    "examples of an area": "exempel/amne/aldreomsorg/",
    "overview": "mal/",
    "department": "mal/kulturnamnden/",
    "all goals": "alla-mal/",
    "goals by status": "alla-mal/status/not_met/",
    "goal tree": "alla-mal/trad/",
    "subjects": "amne/",
    "subject": "amne/trygghet/",
    "goal": "mal/kommunfullmaktige/oppen-stad/",
    "goal with one target": "mal/miljonamnden/bra-miljo-for-barn/",
    "goal without outcomes": "mal/stadsbyggnadsnamnden/trygg-stad-for-alla/",
    "indicator": "indikatorer/anmalda-valdsbrott/",
    "indicator by group and beside others": "indikatorer/exempel-unga-i-fritidsaktivitet/",
    "indicators": "indikatorer/",
    "embedded chart": "inbaddning/indikatorer/anmalda-valdsbrott.html",
    "report": "rapporter/arsredovisning-2016/",
    "report on a department": "rapporter/arsredovisning-2016/kulturnamnden/",
    "data": "data/",
    "glossary": "ordlista/",
    "accessibility": "tillganglighet/",
    "English goal": "en/mal/idrotts-och-fritidsnamnden/paverka-sin-fritid/",
    "English overview": "en/mal/",
    "English indicator": "en/indikatorer/exempel-unga-i-fritidsaktivitet/",
    "method": "metod/",
    "editors": "redaktor/",
    "first change": "redaktor/forsta-andringen/",
    "fields": "redaktor/falt/",
    "codes": "redaktor/fel/",
    "code": "redaktor/fel/c121/",
    "about": "om/",
    "missing": "finns/inte/alls/",
}
"""A page of each kind, by its address."""

GOAL = KINDS["goal"]


class Visitor:
    """Visits one site. On leaving, everything that went wrong fails the test."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.wrong: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.windows: dict[str, Page] = {}

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for context in self.contexts:
            context.close()
        if kind is None:
            assert not self.wrong, "\n".join(self.wrong)

    def settings(self, **settings: Any) -> BrowserContext:
        """A browser with those settings and an empty memory: `color_scheme`, `viewport` …"""
        given: dict[str, Any] = {"viewport": WIDE, "color_scheme": "light", "locale": "sv-SE"}
        context = self.browser.new_context(**{**given, **settings})
        context.set_default_timeout(10_000)
        context.add_init_script(_BEFORE_EACH_PAGE)
        context.on("console", self._console)
        context.on("weberror", lambda event: self.wrong.append(f"error: {event.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        self.contexts.append(context)
        return context

    def open(self, path: str, **settings: Any) -> Page:
        """A page of the site in a fresh browser."""
        return self.go(self.settings(**settings).new_page(), path)

    def look(self, path: str, mode: str = "light") -> Page:
        """A page in the mode's one window, for tests that leave nothing behind but what a page forgets."""
        if mode not in self.windows:
            settings = self.settings(reduced_motion="reduce", **MODES[mode])
            self.windows[mode] = settings.new_page()
        return self.go(self.windows[mode], path)

    def go(self, page: Page, path: str) -> Page:
        """Another page of the site."""
        page.goto(self.address + path, wait_until="load")
        return page

    def search(self, page: Page, words: str) -> Locator:
        """Type into the search box, as people do; gives the links of what is found."""
        page.get_by_role("searchbox").press_sequentially(words, delay=5)
        found = page.locator(
            f".mb-search[data-asked={json.dumps(words, ensure_ascii=False)}] .mb-search__link"
        )
        found.first.wait_for()
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        if "status of 404" in message.text and self._is_missing(message.location["url"]):
            return
        self.wrong.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != urlsplit(self.address).netloc:
            self.wrong.append(f"a request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not self._is_missing(response.url):
            self.wrong.append(f"{response.status}: {response.url}")

    def _is_missing(self, url: str) -> bool:
        return url == self.address + KINDS["missing"]


def width(page: Page) -> int:
    """How wide a page is, in CSS pixels; more than the window if it scrolls sideways."""
    pixels: int = page.evaluate("document.scrollingElement.scrollWidth")
    return pixels


def scheme(page: Page) -> str | None:
    """The colour scheme in use."""
    return page.locator("html").get_attribute("data-md-color-scheme")
