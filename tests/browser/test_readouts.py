"""Charts that answer: the values of a chart by pointer, touch and arrow keys, read from the table beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from malbok.charts import (
    Breakdown,
    Chart,
    ComparedValue,
    Comparison,
    NamedSeries,
    Svg,
    TargetLine,
    TimeSeries,
    draw,
)
from tests.browser.serving import served
from tests.browser.visiting import NARROW, Visitor

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parents[2] / "theme" / "material" / "assets"
YEARS = ("2014", "2015", "2016", "2017")
MARKS = (None, None, "preliminary", None)

OVER_TIME = TimeSeries(
    "Nöjda", "Utfallet sjönk.", "%", YEARS, (40, None, 36, None), ("40", None, "36", None), MARKS,
    (TargetLine(41, "Mål: 41"),), "2017", headings=("år 2014", "år 2015", "år 2016", "år 2017"),
)  # fmt: skip
BY_SEX = Breakdown(
    "Kön", "Kvinnor är nöjdare.", "%", YEARS[:2],
    (
        NamedSeries("Kvinnor", (71, 72), ("71", "72"), (None, None)),
        NamedSeries("Män", (64, None), ("64", None), (None, "suppressed")),
    ),
)  # fmt: skip
AMONG_OTHERS = Comparison(
    "Andra", "Mitt emellan.", "%",
    (ComparedValue("Ale", 50, "50"), ComparedValue("Lerum", 70, "70"), ComparedValue("Tjörn", 60, "60", True)),
    references=(ComparedValue("Riket", 55, "55"),),
)  # fmt: skip

TABLES: dict[Chart, str] = {
    OVER_TIME: """<thead><tr><th>Period</th><th>Utfall (%)</th><th>Kommentar</th></tr></thead><tbody>
<tr><th>år 2014</th><td class="mb-number">40</td><td></td></tr>
<tr><th>år 2015</th><td class="mb-number">saknas</td><td></td></tr>
<tr><th>år 2016</th><td class="mb-number">36</td><td>Preliminär</td></tr></tbody>""",
    BY_SEX: """<thead><tr><th>Period</th><th>Alla</th><th>Kvinnor</th><th>Män</th></tr></thead><tbody>
<tr><th>2014</th><td class="mb-number">68</td><td class="mb-number">71</td><td class="mb-number">64</td></tr>
<tr><th>2015</th><td class="mb-number">69</td><td class="mb-number">72</td>
<td class="mb-number mb-missing">för få</td></tr></tbody>""",
    AMONG_OTHERS: """<thead><tr><th>Kommun</th><th>Utfall</th></tr></thead><tbody>
<tr><th>Lerum</th><td class="mb-number">70</td></tr>
<tr><th><strong>Tjörn</strong></th><td class="mb-number">60</td></tr>
<tr><th>Ale</th><td class="mb-number">50</td></tr>
<tr><th>Riket <span>(referens)</span></th><td class="mb-number">55</td></tr></tbody>""",
}

PAGE = """<!doctype html><html lang="sv" data-md-color-scheme="default"><meta charset="utf-8"><title>Diagram</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="tokens.css"><link rel="stylesheet" href="malbok-charts.css">
<script src="readout.js" data-chart="Diagram" data-hint="Läs med piltangenterna." defer></script>
<main><h1>Diagram</h1>{charts}</main></html>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with a chart of each kind that can be read out, each with its table, under the strict policy."""
    folder = tmp_path_factory.mktemp("readouts")
    drawn = draw(TABLES, None)
    of_its_own: dict[object, str] = {BY_SEX: ' data-unit="%" data-columns="2 3"'}
    charts = "".join(
        _section(drawn[chart], table, of_its_own.get(chart, "")) for chart, table in TABLES.items()
    )
    (folder / "index.html").write_text(PAGE.format(charts=charts), "utf-8")
    (folder / "404.html").write_text("missing", "utf-8")
    for name in ("tokens.css", "malbok-charts.css", "javascripts/readout.js"):
        (folder / Path(name).name).write_bytes((ASSETS / name).read_bytes())
    with served(folder) as where:
        yield where


def _section(svg: Svg, table: str, said: str) -> str:
    return f'<section><div class="malbok-chart"{said}>{svg.wide}{svg.narrow}</div><table>{table}</table></section>'


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Visitor]:
    """Somebody who reads that page; anything that goes wrong fails the test."""
    with Visitor(browser, address) as visiting:
        yield visiting


def said(chart: Locator) -> list[str]:
    """What is read out, line by line."""
    return chart.locator("[role=status] span").all_inner_texts()


def test_arrow_keys_go_from_row_to_row(reader: Visitor) -> None:
    page = reader.open("")
    chart = page.locator(".malbok-chart").first
    page.keyboard.press("Tab")
    assert chart.evaluate("element => element === document.activeElement")
    assert said(chart) == []
    steps = {
        "ArrowLeft": ["år 2016", "36", "Preliminär"],
        "Home": ["år 2014", "40"],
        "ArrowRight": ["år 2015", "saknas"],
        "End": ["år 2016", "36", "Preliminär"],
        "ArrowUp": ["år 2016", "36", "Preliminär"],
        "ArrowDown": ["år 2015", "saknas"],
    }
    for key, expected in steps.items():
        page.keyboard.press(key)
        assert said(chart) == expected, key
        assert page.locator("tr.malbok-read th").all_inner_texts() == expected[:1]
    page.keyboard.press("Escape")
    assert said(chart) == []
    assert page.locator(".malbok-read, .malbok-chart__read").count() == 0
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert said(chart) == []


def test_a_chart_reads_only_its_columns_with_their_unit(reader: Visitor) -> None:
    page = reader.open("")
    chart = page.locator(".malbok-chart").nth(1)
    chart.focus()
    page.keyboard.press("Home")
    assert said(chart) == ["2014", "Kvinnor 71\u00a0%", "Män 64\u00a0%"]
    page.keyboard.press("End")
    assert said(chart) == ["2015", "Kvinnor 72\u00a0%", "Män för få"]


def test_a_chart_says_what_it_is_and_how_it_is_read(reader: Visitor) -> None:
    chart = reader.open("").locator(".malbok-chart").first
    assert chart.get_attribute("aria-label") == "Diagram: Nöjda"
    hint = chart.page.locator("#" + (chart.get_attribute("aria-describedby") or "none"))
    assert hint.text_content() == "Läs med piltangenterna."
    assert chart.locator("[role=status]").count() == 1


def test_the_pointer_reads_the_nearest_row_and_takes_it_away(reader: Visitor) -> None:
    page = reader.open("")
    over_time, by_sex, among = page.locator(".malbok-chart").all()
    hover(over_time, 0.1)
    assert said(over_time) == ["år 2014", "40"]
    hover(by_sex, 0.1)
    assert said(over_time) == []
    assert said(by_sex) == ["2014", "Kvinnor 71\u00a0%", "Män 64\u00a0%"]
    assert by_sex.locator("circle.malbok-chart__read:visible").count() == 2
    own = among.locator(".malbok-chart__wide .malbok-chart__own path")
    own.scroll_into_view_if_needed()
    place = own.bounding_box()
    assert place
    page.mouse.move(place["x"] + 4, place["y"] + 6)
    assert said(among) == ["Tjörn", "60"]
    hover(among, 0.99)
    assert said(among) == ["Lerum", "70"]


def hover(chart: Locator, share: float) -> None:
    """Points at a place so far along a chart, at half its height."""
    chart.scroll_into_view_if_needed()
    box = chart.locator("svg:visible").bounding_box()
    assert box
    chart.page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)


def test_the_box_lies_inside_the_window_and_beside_its_row(reader: Visitor) -> None:
    page = reader.open("", viewport=NARROW)
    chart = page.locator(".malbok-chart").first
    assert chart.locator(".malbok-chart__narrow").is_visible()
    for share in (0.05, 0.5, 0.95):
        hover(chart, share)
        box = chart.locator(".malbok-readout").bounding_box()
        ring = chart.locator(".malbok-chart__read").first.bounding_box()
        assert box
        assert ring
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]
        assert box["x"] >= ring["x"] or box["x"] + box["width"] <= ring["x"] + ring["width"]
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]


def test_a_touch_shows_a_row_until_the_next(reader: Visitor) -> None:
    page = reader.open("", viewport=NARROW, has_touch=True)
    first, second, _ = page.locator(".malbok-chart").all()
    tap(first, 0.95)
    assert said(first) == ["år 2016", "36", "Preliminär"]
    tap(second, 0.6)
    assert said(second) == ["2015", "Kvinnor 72\u00a0%", "Män för få"]
    assert said(first) == []


def tap(chart: Locator, share: float) -> None:
    chart.scroll_into_view_if_needed()
    box = chart.locator("svg:visible").bounding_box()
    assert box
    chart.page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)


@pytest.mark.parametrize("settings", [{}, {"forced_colors": "active"}, {"viewport": NARROW}])
def test_axe_finds_nothing_while_a_value_is_read(
    reader: Visitor, settings: dict[str, object]
) -> None:
    page = reader.open("", **settings)
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    assert said(page.locator(".malbok-chart").first)
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


def test_without_the_script_a_chart_is_a_picture(reader: Visitor) -> None:
    chart = reader.open("", java_script_enabled=False).locator(".malbok-chart").first
    assert chart.get_attribute("tabindex") is None
    assert chart.locator("svg:visible").get_attribute("role") == "img"
