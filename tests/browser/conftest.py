"""What the browser tests share: the repository's two sites, served, and a browser to visit them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from malbok.model import Audience
from tests.browser.serving import served
from tests.browser.visiting import Visitor

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # Whatever a page asks for elsewhere isn't found, and is told of in the test.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def addresses(repository_sites: dict[Audience, Path]) -> Iterator[dict[Audience, str]]:
    """Where the two sites are."""
    with ExitStack() as stack:
        yield {
            audience: stack.enter_context(served(site))
            for audience, site in repository_sites.items()
        }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; best the one without a window, which opens pages three times as fast."""
    found = (shutil.which(name) for name in CHROMIUM)
    chromium = next((path for path in found if path), None)
    assert chromium, "Chromium is not installed. Leave these tests out with -m 'not browser'."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS])
        yield started
        started.close()


@pytest.fixture
def visitor(browser: Browser, addresses: dict[Audience, str]) -> Iterator[Visitor]:
    """Somebody who visits the public site, and takes note of all that goes wrong."""
    with Visitor(browser, addresses[Audience.PUBLIC]) as visiting:
        yield visiting


@pytest.fixture
def employee(browser: Browser, addresses: dict[Audience, str]) -> Iterator[Visitor]:
    """Somebody who visits the intranet's site."""
    with Visitor(browser, addresses[Audience.INTRANET]) as visiting:
        yield visiting


@pytest.fixture(scope="session")
def onlookers(
    browser: Browser, addresses: dict[Audience, str]
) -> Iterator[dict[Audience, Visitor]]:
    """One visitor of each site for all tests that only look."""
    with ExitStack() as stack:
        yield {
            audience: stack.enter_context(Visitor(browser, address))
            for audience, address in addresses.items()
        }


@pytest.fixture
def onlooker(onlookers: dict[Audience, Visitor]) -> Iterator[Visitor]:
    """That visitor of the public site. Afterwards nothing may have gone wrong, nor the policy been
    broken."""
    visitor = onlookers[Audience.PUBLIC]
    visitor.wrong.clear()
    yield visitor
    wrong = list(visitor.wrong)
    visitor.wrong.clear()
    assert not wrong, "\n".join(wrong)


ADVICE = pytest.StashKey[dict[str, set[str]]]()


@pytest.fixture
def advice(request: pytest.FixtureRequest) -> dict[str, set[str]]:
    """What isn't demanded but advised: the advice, and the pages that it is about."""
    return request.config.stash.setdefault(ADVICE, {})


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Says each piece of advice once."""
    for text, pages in sorted(config.stash.get(ADVICE, {}).items()):
        terminalreporter.write_line(f"axe advises: {text}, on {len(pages)} pages")
