"""What a page weighs: everything that its first load asks for, compressed as a web server does it."""

from __future__ import annotations

import gzip
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Response

from tests.browser.visiting import KINDS, Visitor

pytestmark = pytest.mark.browser

MOST_BYTES = 85_000
MOST_REQUESTS = 12
MOST_HTML = 16_000
ALREADY_SMALL = {".png", ".woff2", ".jpg", ".gz"}
"""What no server compresses once more."""
HANDBOOK = {"first change", "fields", "codes", "examples"}
"""Pages for editors, with pictures or long tables, and the one with all examples."""


LOADED = "() => new Promise(done => setTimeout(done, 100))"
"""Lets the scripts of a loaded page ask for what they want besides."""


def size(response: Response) -> int:
    """How many bytes of a response are sent."""
    body = response.body()
    kind = PurePosixPath(urlsplit(response.url).path).suffix
    return len(body) if kind in ALREADY_SMALL else len(gzip.compress(body, 6, mtime=0))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in HANDBOOK])
def test_a_page_is_light(visitor: Visitor, kind: str) -> None:
    page = visitor.settings().new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    visitor.go(page, KINDS[kind])
    page.evaluate(LOADED)
    sizes = {urlsplit(response.url).path: size(response) for response in responses}
    assert sizes[urlsplit(page.url).path] <= MOST_HTML, sizes
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert len(responses) <= MOST_REQUESTS, sizes


def test_what_the_search_needs_is_loaded_when_somebody_searches(visitor: Visitor) -> None:
    page = visitor.settings().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    visitor.go(page, "")
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "search" in path]
    visitor.search(page, "klimatarbetet")
    assert [path for path in asked if "search" in path] == [
        "/assets/javascripts/search.js",
        "/search/search_index.json",
    ]
