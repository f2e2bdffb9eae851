"""A report in a browser: read by keyboard, on a phone, in the dark, on paper; its links lead on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import sites
from tests.browser.auditing import audited, described
from tests.browser.serving import served
from tests.browser.test_accessibility import SETTLED
from tests.browser.test_print import sheets
from tests.browser.visiting import NARROW, Visitor, width
from tests.building import FIGURES, freeze, write_project
from tests.test_report_pages import CORRECTIONS, FILES

pytestmark = pytest.mark.browser

FRONT = "rapporter/arsredovisning/"
PART = "rapporter/arsredovisning/n1/"
COMPARISON = "rapporter/arsredovisning/jamfor/delar/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, chart_cache: Path) -> Path:
    """A site with two frozen reports, one corrected, and a figure that was revised since."""
    root = tmp_path_factory.mktemp("reports")
    write_project(root, {**FILES, "mkdocs.yml": sites.MKDOCS, "content/om.md": "# Om\n"})
    freeze(root, "delar", "arsredovisning")
    with (root / "data/reports/arsredovisning.yml").open("a", encoding="utf-8") as report:
        report.write(CORRECTIONS)
    figures = root / "data/indicators/trygghet.csv"
    figures.write_text(FIGURES.replace("2016,47", "2016,48.5"), encoding="utf-8")
    return sites.built(root, root / "site", cache=chart_cache)


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Path) -> Iterator[Visitor]:
    """Somebody who reads the reports."""
    with served(site) as address, Visitor(browser, address) as visiting:
        yield visiting


def test_a_report_is_read_by_keyboard(reader: Visitor) -> None:
    page = reader.open(FRONT)
    for place in ("n1/#trygg", "arsredovisning.pdf", "arsredovisning.json"):
        assert reached(page, place), place
    tab_to(page, "#malen ~ .mb-scroll tbody a[href$='#trygg'], .mb-report a[href$='#trygg']")
    page.keyboard.press("Enter")
    page.wait_for_url(reader.address + PART + "#trygg")
    heading = page.locator("h2#trygg")
    expect(heading).to_be_in_viewport()
    expect(page.locator(".mb-path a").last).to_have_text("Årsredovisning 2016")
    tab_to(page, "a[href$='mal/n1/trygg/']")
    page.keyboard.press("Enter")
    page.wait_for_url(reader.address + "mal/n1/trygg/")


def reached(page: Page, place: str) -> bool:
    """Whether a link that ends so can be reached by keyboard."""
    link = page.locator(f"main a[href$='{place}']").first
    link.focus()
    return bool(link.evaluate("it => it === document.activeElement"))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector finds."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("where => document.activeElement.matches(where)", selector):
            return
    raise AssertionError(f"{selector} is never reached")


@pytest.mark.parametrize("path", [FRONT, PART, COMPARISON, "rapporter/"])
@pytest.mark.parametrize("mode", ["narrow", "magnified", "paper", "without scripts"])
def test_no_page_scrolls_sideways(reader: Visitor, path: str, mode: str) -> None:
    page = reader.look(path, mode)
    size = page.viewport_size
    assert size
    assert width(page) <= size["width"]
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", [FRONT, PART])
@pytest.mark.parametrize("mode", ["light", "dark", "narrow", "forced colours"])
def test_axe_finds_nothing(reader: Visitor, path: str, mode: str) -> None:
    audit = audited(reader.look(path, mode))
    assert described(audit.violations) == []
    assert described(audit.advice) == []
    assert [rule["id"] for rule in audit.undecided if rule["id"] not in SETTLED] == []


def test_the_reports_are_in_the_menu_of_every_page(reader: Visitor) -> None:
    page = reader.open("")
    page.locator(".mb-tabs a", has_text="Reports").or_(
        page.locator(".mb-tabs a", has_text="Rapporter")
    ).click()
    page.wait_for_url(reader.address + "rapporter/")
    page = reader.open("mal/", viewport=NARROW)
    page.locator(".mb-menu__button").click()
    expect(page.locator(".mb-menu a[href$='rapporter/']").first).to_be_visible()


def test_corrections_and_what_is_of_today_are_seen(reader: Visitor) -> None:
    page = reader.open(FRONT, viewport=NARROW)
    correction = page.locator(".mb-corrections")
    expect(correction).to_contain_text("410 personer")
    top = correction.evaluate("it => it.getBoundingClientRect().top")
    assert top < page.locator("h2").first.evaluate("it => it.getBoundingClientRect().top")
    page = reader.open(PART)
    expect(page.locator(".mb-today")).to_contain_text("48,5")
    expect(page.locator(".mb-key__figure").nth(1)).to_have_text("47\u00a0%")


def test_a_report_is_few_sheets(reader: Visitor) -> None:
    for path, most in ((FRONT, 2), (PART, 2)):
        page = reader.open(path)
        assert sheets(page.pdf(format="A4", prefer_css_page_size=True)) <= most
    page = reader.open("mal/n1/trygg/")
    page.emulate_media(media="print")
    expect(page.locator(".mb-in-reports")).to_be_hidden()  # a goal is one sheet


def test_every_link_leads_somewhere(site: Path) -> None:
    assert list(sites.dead_links(site, "https://mal.example.se/bok/")) == []
    pdf = site / "rapporter/arsredovisning/arsredovisning.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")


def test_reports_are_found_from_the_menu_and_from_a_goal(reader: Visitor) -> None:
    page = reader.open("mal/n1/trygg/")
    page.locator("#rapporter ~ ul a").first.click()
    page.wait_for_url(reader.address + PART + "#trygg")
    page.locator(".mb-path a", has_text="Årsredovisning 2016").click()
    page.wait_for_url(reader.address + FRONT)
    page.locator(".mb-path a").last.click()
    page.wait_for_url(reader.address + "rapporter/")
