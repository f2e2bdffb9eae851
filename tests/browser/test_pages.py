"""The pages in a browser: in every light, on a phone, on paper, without scripts, by keyboard."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.visiting import GOAL, KINDS, NARROW, WIDE, Visitor, scheme, width

pytestmark = pytest.mark.browser

ONE_TARGET = KINDS["goal with one target"]
NO_OUTCOMES = KINDS["goal without outcomes"]
SMALLEST_TEXT = 11
"""In CSS pixels, in a chart on a phone."""


# --- What a visitor sees --------------------------------------------------------------------------


def test_home_leads_to_goals_handbook_and_editing(visitor: Visitor) -> None:
    page = visitor.open("")
    expect(page.locator("h1")).to_have_text(re.compile("Målboken"))
    expect(page.locator(".mb-banner")).to_contain_text("historiska siffror")
    expect(page.locator(".mb-legend")).to_contain_text("Uppnått")
    for name, path in (("Se alla mål", "mal/"), ("skriva ett mål", "handbok/")):
        page.get_by_role("link", name=re.compile(name)).click()
        page.wait_for_url(visitor.address + path)
        page.go_back()


def test_home_begins_with_what_citizens_look_for(visitor: Visitor) -> None:
    page = visitor.open("", viewport=NARROW)
    tops = [
        page.locator(place).first.evaluate("it => it.getBoundingClientRect().top")
        for place in (".mb-subjects", ".mb-legend", ".malbok-doors")
    ]
    assert tops == sorted(tops)


@pytest.mark.parametrize("path", ["", "om/", "ordlista/", "redaktor/fel/c121/", "finns/inte/alls/"])
def test_pages_in_swedish_only_lead_to_those_in_english(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    expect(page.locator('link[hreflang="en"]')).to_have_count(0)  # as it isn't the same page
    page.get_by_role("link", name="English").click()
    page.wait_for_url(visitor.address + "en/mal/")


def test_the_folder_of_pages_in_english_leads_on(visitor: Visitor) -> None:
    page = visitor.settings().new_page()
    page.goto(visitor.address + "en/")
    page.wait_for_url(visitor.address + "en/mal/")


@pytest.mark.parametrize("path", ["data/", "ordlista/", "tillganglighet/", "en/data/"])
def test_a_page_says_where_it_is(visitor: Visitor, path: str) -> None:
    steps = visitor.open(path).locator(".mb-path a")
    assert steps.count() > 0
    assert urlsplit(str(steps.first.evaluate("it => it.href"))).path in {"/", "/en/mal/"}


def test_what_is_new_can_be_followed(visitor: Visitor) -> None:
    page = visitor.open("mal/")
    page.locator("h2#nytt + p").get_by_role("link").click()
    page.wait_for_url(visitor.address + "data/#folj")


@pytest.mark.parametrize("kind", ["overview", "indicator by group and beside others", "data"])
def test_a_table_is_a_stop_only_where_there_is_more_of_it(visitor: Visitor, kind: str) -> None:
    page = visitor.open(KINDS[kind])
    stops = page.locator(".mb-scroll[tabindex]")
    hidden = "e => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight"
    regions = page.locator(".mb-scroll")
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(ViewportSize(**viewport))
        more = sum(regions.nth(n).evaluate(hidden) for n in range(regions.count()))
        expect(stops).to_have_count(more)


def test_a_wide_table_shows_that_there_is_more(visitor: Visitor) -> None:
    page = visitor.open(KINDS["indicator by group and beside others"], viewport=NARROW)
    region = page.locator(".mb-scroll:has(.mb-table--groups)")
    assert region.evaluate("it => it.scrollWidth > it.clientWidth")
    assert "gradient" in region.evaluate("it => getComputedStyle(it).backgroundImage")
    region.focus()
    expect(region).to_be_focused()
    assert region.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    caption = region.locator("caption > span").bounding_box()
    assert caption is not None
    assert caption["x"] + caption["width"] <= NARROW["width"]


def test_a_goal_is_reached_from_its_department(visitor: Visitor) -> None:
    page = visitor.open("mal/")
    page.locator("article").get_by_role("link", name="Miljönämnden").first.click()
    page.wait_for_url(re.compile("/mal/miljonamnden/$"))
    page.get_by_role(
        "link", name=re.compile("Barn och unga i Helsingborg har en miljö")
    ).first.click()
    page.wait_for_url(visitor.address + ONE_TARGET)
    crumbs = page.locator(".mb-path")
    expect(crumbs).to_contain_text("Miljönämnden")
    crumbs.get_by_role("link", name="Miljönämnden").click()
    page.wait_for_url(re.compile("/mal/miljonamnden/$"))


def test_a_goal_says_how_it_goes(visitor: Visitor) -> None:
    page = visitor.open(ONE_TARGET)
    verdict = page.locator(".mb-verdict")
    expect(verdict).to_contain_text("Uppnått")
    expect(verdict).to_contain_text("Utfallet för 2016 är 38\u00a0%.")
    expect(verdict.locator("svg.mb-icon")).to_be_visible()
    chart = page.get_by_role("img", name=re.compile("tillsynsbesök", re.IGNORECASE))
    expect(chart.first).to_be_visible()
    rows = page.get_by_role("table").first.get_by_role("row")
    expect(rows).to_have_count(4)
    expect(rows.nth(3)).to_have_text(re.compile(r"2016\s*38"))


def test_a_goal_without_outcomes_says_so(visitor: Visitor) -> None:
    page = visitor.open(NO_OUTCOMES)
    expect(page.locator(".mb-verdict")).to_contain_text("Kan inte bedömas")
    expect(page.get_by_text("saknas", exact=True)).to_have_count(1)
    assert page.locator(".malbok-chart").count() == 0


def test_figures_can_be_downloaded(visitor: Visitor) -> None:
    page = visitor.open(ONE_TARGET)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Ladda ner|Ladda ned|Hämta")).first.click()
    assert download.value.suggested_filename == "tillsynsbesok-pa-skolor.csv"


def test_a_missing_page_helps_on(visitor: Visitor) -> None:
    page = visitor.open(KINDS["missing"])
    expect(page.locator(".mb-banner")).to_contain_text("historiska siffror")
    main = page.locator("article")
    links = [link.get_attribute("href") for link in main.get_by_role("link").all()]
    assert len(links) == 3
    for number in range(3):
        main.get_by_role("link").nth(number).click()
        page.wait_for_load_state()
        assert page.url.startswith(visitor.address)
        expect(page.locator("h1")).not_to_contain_text("finns inte")
        visitor.go(page, KINDS["missing"])


def test_the_intranet_shows_contacts_and_milestones(employee: Visitor) -> None:
    page = employee.open("mal/kulturnamnden/exempel-internt-larande/")
    expect(page.locator(".mb-banner--inside")).to_be_visible()
    expect(page.locator(".mb-step--done")).to_have_count(2)
    expect(page.get_by_role("article")).to_contain_text("intranat.helsingborg.se")


# --- Light and dark -------------------------------------------------------------------------------


def test_the_palette_can_be_changed_and_is_remembered(visitor: Visitor) -> None:
    page = visitor.open(GOAL)
    assert scheme(page) == "default"
    before = colours(page)
    page.get_by_role("button", name="Byt till mörka färger").click()
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    assert not set(before) & set(colours(page))
    page.reload()
    assert scheme(page) == "slate"
    visitor.go(page, "handbok/")
    assert scheme(page) == "slate"
    page.get_by_role("button", name="Byt till ljusa färger").click()
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "default")
    visitor.go(page, GOAL)
    assert scheme(page) == "default"
    assert colours(page) == before


def test_a_dark_machine_gets_dark_pages(visitor: Visitor) -> None:
    light = colours(visitor.open(GOAL))
    page = visitor.open(GOAL, color_scheme="dark")
    assert scheme(page) == "slate"
    assert not set(light) & set(colours(page))


def colours(page: Page) -> list[str]:
    """The colours of background, text, and a chart's line and text."""
    found: list[str] = page.evaluate(
        """() => {
          const style = element => getComputedStyle(element)
          const chart = document.querySelector(".malbok-chart__wide")
          const line = [...chart.querySelectorAll("path")]
            .find(path => style(path).fill === "none" && style(path).stroke !== "none")
          return [style(document.body).backgroundColor, style(document.querySelector("h1")).color,
                  style(line).stroke, style(chart.querySelector("text")).fill]
        }"""
    )
    return found


# --- On a phone -----------------------------------------------------------------------------------


def test_no_page_of_the_handbook_scrolls_where_keys_do_not_reach(visitor: Visitor) -> None:
    """On a phone a table may be too wide; then its frame must take the focus."""
    page = visitor.open("handbok/", viewport=NARROW)
    shown = page.locator(".mb-menu ul ul a")
    paths = {urlsplit(link).path[1:] for link in shown.evaluate_all("all => all.map(a => a.href)")}
    assert len(paths) > 10
    wrong = []
    for path in sorted({*paths, "redaktor/", "om/", "metod/"}):
        visitor.go(page, path)
        if width(page) > NARROW["width"]:
            wrong.append(f"{path}: {width(page)} pixels wide")
        wrong += [f"{path}: {html}" for html in page.evaluate(STUCK)]
    assert wrong == []


STUCK = """() => [...document.querySelectorAll("article *")].filter(element =>
  ["auto", "scroll"].includes(getComputedStyle(element).overflowX)
  && element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0
  && !element.querySelector("a, [tabindex]")).map(element => element.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("kind", ["overview", "goal", "indicators"])
def test_pages_can_be_magnified(visitor: Visitor, kind: str) -> None:
    """400 % of a window of 1280 pixels is one of 320 (WCAG 1.4.10); text alone to 200 % (1.4.4)."""
    page = visitor.open(KINDS[kind])
    page.evaluate("document.documentElement.style.setProperty('font-size', '250%')")
    assert width(page) <= 1280


def test_charts_are_readable_on_a_phone(visitor: Visitor) -> None:
    page = visitor.open(GOAL, viewport=NARROW)
    narrow, wide = page.locator(".malbok-chart__narrow"), page.locator(".malbok-chart__wide")
    assert narrow.count() == wide.count() == 6
    for number in range(6):
        expect(narrow.nth(number)).to_be_visible()
        expect(wide.nth(number)).to_be_hidden()
    assert min(text_sizes(page, ".malbok-chart__narrow")) >= SMALLEST_TEXT


def test_charts_are_readable_at_any_width(visitor: Visitor) -> None:
    """And nothing scrolls sideways at any."""
    page = visitor.open(GOAL)
    for pixels in range(320, 1500, 40):
        page.set_viewport_size({"width": pixels, "height": 800})
        assert width(page) <= pixels
        assert page.locator(".malbok-chart svg:visible").count() == 6, pixels
        assert min(text_sizes(page, ".malbok-chart svg")) >= SMALLEST_TEXT, pixels


def text_sizes(page: Page, svg: str) -> list[float]:
    """The sizes of the texts that are shown in charts, in pixels on the screen."""
    sizes: list[float] = page.evaluate(
        """svg => [...document.querySelectorAll(`${svg} text`)]
          .filter(text => text.getBoundingClientRect().width && text.textContent.trim())
          .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)""",
        svg,
    )
    assert sizes
    return sizes


@pytest.mark.parametrize("viewport", [NARROW, {"width": 1280, "height": 900}], ids=["320", "1280"])
@pytest.mark.parametrize("path", [GOAL, "indikatorer/arbetstillfallen/"])
def test_nothing_in_a_chart_is_cut_off(
    visitor: Visitor, path: str, viewport: dict[str, int]
) -> None:
    page = visitor.open(path, viewport=viewport)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".malbok-chart svg")].flatMap(svg => {
          const frame = svg.getBoundingClientRect()
          if (!frame.width) return []
          return [...svg.querySelectorAll("text")].filter(text => {
            const box = text.getBoundingClientRect()
            return box.width && (box.left < frame.left - 2 || box.right > frame.right + 2
              || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
          }).map(text => text.textContent)
        })"""
    )
    assert cut == []


# --- Forced colours and paper ---------------------------------------------------------------------


def test_in_forced_colours_everything_is_still_told(visitor: Visitor) -> None:
    page = visitor.open(GOAL, forced_colors="active")
    found = page.evaluate(
        """() => {
          const style = element => getComputedStyle(element)
          const canvas = document.body.appendChild(document.createElement("i"))
          canvas.style.setProperty("color", "CanvasText")
          canvas.style.setProperty("background-color", "Canvas")
          const text = style(canvas).color, ground = style(canvas).backgroundColor
          const chart = document.querySelector(".malbok-chart__wide")
          const line = [...chart.querySelectorAll("path")]
            .find(path => style(path).fill === "none" && style(path).stroke !== "none")
          const status = document.querySelector(".mb-status")
          return {
            text, ground, line: style(line).stroke, label: style(chart.querySelector("text")).fill,
            icon: style(status.querySelector("svg")).fill, border: style(status).borderTopStyle,
          }
        }"""
    )
    assert found["line"] == found["label"] == found["icon"] == found["text"] != found["ground"]
    assert found["border"] == "solid"
    expect(page.locator(".mb-verdict__status")).to_contain_text("Inte uppnått")
    parts = visitor.open("mal/", forced_colors="active").evaluate(
        """() => [...document.querySelectorAll(".mb-bar__part")].map(part =>
          [getComputedStyle(part).fill, getComputedStyle(part).stroke])"""
    )
    assert parts
    assert all(fill != stroke for fill, stroke in parts)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_paper(visitor: Visitor, dark: bool) -> None:
    page = visitor.open(GOAL, color_scheme="dark" if dark else "light")
    page.emulate_media(media="print")
    for shown in (".mb-banner", "h1", ".mb-verdict", ".malbok-chart__narrow", "table", ".mb-facts"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".mb-search", ".mb-tabs", ".mb-path", ".mb-scheme", ".malbok-chart__wide"):
        expect(page.locator(hidden).first).to_be_hidden()
    for selector in ("h1", ".mb-verdict p", ".mb-status", ".mb-note", "td", ".mb-facts dd"):
        assert luminance(page, selector, "color") < 0.4, selector
    for selector in (".malbok-chart__narrow text",):
        assert luminance(page, selector, "fill") < 0.4, selector
    for selector in ("body", ".mb-verdict", ".mb-status"):
        assert luminance(page, selector, "backgroundColor") > 0.7, selector


def luminance(page: Page, selector: str, of: str) -> float:
    """From 0, black, to 1, white; what has no colour of its own shows the paper."""
    colour = page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{of}")
    numbers = [float(n) for n in re.findall(r"[\d.]+", colour)]
    if len(numbers) == 4 and numbers[3] == 0:
        return 1.0
    scale = 1 if colour.startswith("color(") else 255
    red, green, blue = (n / scale for n in numbers[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_printed_goal_is_no_book(visitor: Visitor) -> None:
    page = visitor.open(ONE_TARGET)
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 1 <= pages <= 3


# --- Without scripts ------------------------------------------------------------------------------


def test_without_scripts_everything_can_be_read(visitor: Visitor) -> None:
    page = visitor.open(GOAL, java_script_enabled=False)
    expect(page.locator(".mb-banner")).to_contain_text("historiska siffror")
    expect(page.locator("h1")).to_contain_text("alla välkomna")
    verdict = page.locator(".mb-verdict")
    expect(verdict).to_contain_text("Inte uppnått")
    expect(verdict).to_contain_text("Det sämsta resultatet avgör")
    assert page.locator(".malbok-chart svg:visible").count() == 6
    table = page.locator(".mb-series table").first
    expect(table).to_be_visible()
    expect(table).to_contain_text("2016")
    expect(page.get_by_role("article")).to_contain_text("Stadsdirektör")


def test_without_scripts_one_gets_from_page_to_page(visitor: Visitor) -> None:
    page = visitor.open("", java_script_enabled=False)
    page.locator("article").get_by_role("link", name=re.compile("Se alla mål")).click()
    page.locator("article").get_by_role("link", name="Kulturnämnden").first.click()
    page.locator(".mb-goal__link").first.click()
    expect(page.locator(".mb-verdict")).to_be_visible()
    page.locator(".mb-path").get_by_role("link", name="Mål och resultat").click()
    assert page.url == f"{visitor.address}mal/"


def test_without_scripts_a_phone_will_do(visitor: Visitor) -> None:
    page = visitor.open(GOAL, java_script_enabled=False, viewport=NARROW)
    expect(page.locator(".malbok-chart__narrow").first).to_be_visible()
    expect(page.locator(".malbok-chart__wide").first).to_be_hidden()
    page.locator(".mb-menu__button").click()
    expect(page.get_by_role("link", name="Mätetal").first).to_be_visible()


def test_the_menu_button_is_for_narrow_screens(visitor: Visitor) -> None:
    expect(visitor.open(GOAL).locator(".mb-menu__button")).to_be_hidden()
    narrow = visitor.open(GOAL, viewport=NARROW)
    expect(narrow.locator(".mb-menu__button")).to_be_visible()


# --- By keyboard ----------------------------------------------------------------------------------


def test_the_first_stop_leads_past_the_header(visitor: Visitor) -> None:
    page = visitor.open(GOAL)
    page.keyboard.press("Tab")
    assert "mb-skip" in (focused(page)["class"] or "")
    expect(page.locator(".mb-skip")).to_be_visible()
    assert page.locator(".mb-skip").evaluate("e => getComputedStyle(e).clipPath") == "none"
    box = page.locator(".mb-skip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#mb-main$"))
    page.keyboard.press("Tab")
    assert focused(page)["in"] == "MAIN"


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_focus_is_seen_at_every_stop(visitor: Visitor, settings: dict[str, Any]) -> None:
    """All of the header and navigation, and the goal's own links and charts."""
    page = visitor.open(ONE_TARGET, **settings)
    stops: list[str] = []
    unseen: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "BODY" or stop["html"] in stops[:1]:
            break
        stops.append(stop["html"])
        if not stop["seen"]:
            unseen.append(stop["html"])
    assert len(stops) > 15
    assert unseen == []


def test_search_is_reached_and_left_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(GOAL)
    for _ in range(4):  # past the content, English, the start page
        page.keyboard.press("Tab")
    assert "mb-search__input" in (focused(page)["class"] or "")
    page.keyboard.type("klimatarbetet")
    found = page.locator(".mb-search__found")
    page.locator(".mb-search__link").first.wait_for()
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(found).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/langst-fram-i-miljo-och-klimat/"))


def focused(page: Page) -> dict[str, Any]:
    """The element that has the focus, and whether one sees that."""
    found: dict[str, Any] = page.evaluate(
        """() => {
          const element = document.activeElement
          const look = () => {
            const style = getComputedStyle(element)
            return [style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
                      ? style.outlineStyle + style.outlineWidth + style.outlineColor : "",
                    style.boxShadow, style.backgroundColor, style.borderColor, style.color].join()
          }
          const outlined = getComputedStyle(element).outlineStyle !== "none"
          const label = element.matches("input.md-option") && element.nextElementSibling
          let differs = outlined || element.matches("input[type=text]")  // which has a caret
          if (label) {
            differs = getComputedStyle(label).outlineStyle !== "none"
          } else if (!differs && element !== document.body) {
            const before = look()
            element.blur()
            differs = look() !== before
            element.focus({focusVisible: true, preventScroll: true})
          }
          return {
            tag: element.tagName, class: element.getAttribute("class"),
            in: element.closest("main") ? "MAIN" : "",
            html: element.outerHTML.slice(0, 160),
            seen: differs && element.checkVisibility({opacityProperty: !label,
                                                      visibilityProperty: true}),
          }
        }"""
    )
    return found
