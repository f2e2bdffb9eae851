"""Charts: what is drawn, how it is cleaned, when it is drawn again, and that it is the same everywhere."""

from __future__ import annotations

import ast
import copy
import dataclasses
import json
import os
import random
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malbok.charts import (
    Band,
    Breakdown,
    Chart,
    ComparedValue,
    Comparison,
    NamedSeries,
    Numerals,
    SmallMultiples,
    Sparkline,
    StatusMatrix,
    Svg,
    TargetBand,
    TargetLine,
    TimeSeries,
    draw,
    drawing,
    standalone,
    time_series,
)
from malbok.charts.cache import UNUSED, content_hash
from malbok.charts.comparison import STACK, stack
from malbok.charts.frame import NARROW, WIDE, Size, period_axis
from malbok.charts.kinds import PLANS, plan
from malbok.charts.labels import Box, Label, spread
from malbok.charts.lettering import clip, shorten, text_width, wrap
from malbok.charts.time_series import place_labels

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "malbok" / "charts"
CSS = next((ROOT / "theme").rglob("malbok-charts.css"))
SVG = "{http://www.w3.org/2000/svg}"


def series(*values: float | None, **changes: Any) -> TimeSeries:
    """A yearly series that starts in 2014, with a plain label for each value."""
    count = len(values)
    chart = TimeSeries(
        title="Inflytande",
        finding="Utfallet sjönk från 40 till 36 och når inte målet.",
        unit="index",
        periods=tuple(str(2014 + year) for year in range(count)),
        values=values,
        labels=tuple(None if v is None else f"{v:g}".replace(".", ",") for v in values),
        marks=(None,) * count,
        targets=(TargetLine(41, "Mål: minst 41"),),
        due=str(2013 + count),
    )
    return dataclasses.replace(chart, **changes)


TYPICAL = series(40, 40, 36)
RICH = series(
    61.5, None, 64, 58, 59.25, None, None,
    unit="% av eleverna",
    marks=(None, None, None, "break", "preliminary", None, None),
    targets=(TargetLine(65, "Mål: minst 65 %"), TargetBand(60, 63, "Önskat läge: 60–63 %")),
    baseline=("2014", 61.5),
)  # fmt: skip


@pytest.fixture(scope="module")
def drawn() -> dict[Chart, Svg]:
    return draw([TYPICAL, RICH, TYPICAL], None)


def layer(markup: str, name: str) -> list[ET.Element]:
    """The marks of one layer."""
    return ET.fromstring(markup).findall(f".//*[@class='malbok-chart__{name}']/*")


def texts(markup: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(markup).iter(f"{SVG}text")]


# What is asked for


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"periods": ("2014", "2015")}, "differ in length"),
        ({"periods": ("2014", "2015", "2014")}, "occurs twice"),
        ({"marks": (None, "estimated", None)}, "unknown marks"),
        ({"values": (None, None, None)}, "no values"),
        ({"values": (1.0, float("nan"), None)}, "not finite"),
        ({"targets": (TargetLine(float("inf"), "Mål"),)}, "not finite"),
        ({"baseline": ("2014", float("nan"))}, "not finite"),
        ({"targets": (TargetBand(3, 2, "Mål"),)}, "above its upper"),
    ],
)
def test_a_series_that_cannot_be_drawn_is_refused(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        series(40, 40, 36, **changes)


def test_each_chart_is_drawn_once_in_the_order_given(drawn: dict[Chart, Svg]) -> None:
    assert list(drawn) == [TYPICAL, RICH]


# What is drawn


def test_missing_values_and_breaks_cut_the_line() -> None:
    assert RICH.runs == [[(0, 61.5)], [(2, 64)], [(3, 58), (4, 59.25)]]
    assert RICH.breaks == [2.5]
    assert series(1, 2, marks=("break", None)).breaks == []


def test_the_straight_line_needs_both_its_ends() -> None:
    assert RICH.path == [(0, 61.5), (6, 65)]
    assert series(1, 2, baseline=("2010", 1)).path == []
    assert series(1, 2, baseline=("2014", 1), due="2020").path == []
    assert series(1, 2, baseline=("2014", 1), targets=()).path == []
    assert series(1, 2, baseline=("2014", 1), targets=(TargetBand(1, 2, "Mål"),)).path == []


def test_everything_in_the_series_is_in_the_drawing(drawn: dict[Chart, Svg]) -> None:
    for markup in (drawn[RICH].wide, drawn[RICH].narrow):
        counts = {name: len(layer(markup, name)) for name in ("line", "points", "targets", "bands")}
        assert counts == {"line": 3, "points": 4, "targets": 3, "bands": 1}
        assert len(layer(markup, "breaks")) == len(layer(markup, "path")) == 1
        assert len(layer(markup, "due")) == 1
        fills = [point.get("fill", "").partition(",")[0] for point in layer(markup, "points")]
        assert fills == ["var(--malbok-chart-line"] * 3 + ["var(--malbok-chart-surface"]
        for text in ("2020", "Mål: minst 65 %", "% av eleverna", "59,25"):
            assert text in texts(markup)


def test_only_the_points_that_say_something_are_drawn_when_they_stand_close() -> None:
    values: list[float | None] = [float(year % 7) for year in range(40)]
    values[20] = values[22] = None
    marks = (*[None] * 30, "preliminary", *[None] * 9)
    rows = plan(series(*values, marks=marks), NARROW).spec["datasets"]["points"]
    assert [row["x"] for row in rows] == [0, 21, 30, 39]


def test_numbers_are_written_in_swedish() -> None:
    counts = series(1_036_539, 1_045_121, 1_085_114, targets=(TargetLine(1_067_000, "Mål"),))
    small = series(-0.4, 0.6, targets=())
    charts = draw([counts, small], None)
    assert "1\u00a0050\u00a0000" in texts(charts[counts].narrow)
    assert {"−0,5", "0,0", "0,5"} <= set(texts(charts[small].wide))


def test_texts_are_data_not_markup() -> None:
    nasty = '</svg><script>"&\\"'
    chart = series(
        1, 2, title=nasty, finding=nasty, unit=nasty, labels=(nasty, nasty), periods=(nasty, "b")
    )
    svg = draw([chart], None)[chart]
    assert "<script" not in svg.wide
    assert "<script" not in svg.narrow
    assert texts(svg.wide).count(nasty) >= 3
    assert ET.fromstring(svg.wide).findtext(f"{SVG}title") == nasty


# The markup


def test_a_chart_is_one_named_image(drawn: dict[Chart, Svg]) -> None:
    names: list[str] = []
    for chart, svg in drawn.items():
        for markup, size in ((svg.wide, "wide"), (svg.narrow, "narrow")):
            root = ET.fromstring(markup)
            title, desc = root[0], root[1]
            assert (title.tag, title.text) == (f"{SVG}title", chart.title)
            assert (desc.tag, desc.text) == (f"{SVG}desc", chart.finding)
            assert root.get("role") == "img"
            assert root.get("class") == f"malbok-chart__{size}"
            assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
            names += re.findall(r' id="([^"]+)"', markup)
    assert len(names) == len(set(names)) == 8


def test_nothing_is_left_that_a_page_or_its_policy_refuses(drawn: dict[Chart, Svg]) -> None:
    for svg in drawn.values():
        for markup in (svg.wide, svg.narrow):
            root, *inner = ET.fromstring(markup).iter()
            assert root.get("font-family") == "Liberation Sans, Arial, Helvetica, sans-serif"
            assert {e.tag.removeprefix(SVG) for e in inner} <= {
                "title",
                "desc",
                "g",
                "line",
                "path",
                "text",
                "tspan",
            }
            for element in inner:
                assert not {"style", "role", "font-family", "href"} & set(element.attrib)
                assert not any(name.startswith(("aria-", "on")) for name in element.attrib)
                assert element.get("class", "malbok-chart__").startswith("malbok-chart__")
            assert not re.search(r"\d\.\d{3}", markup)
            assert len(markup) < 8_000


def test_colours_are_variables_that_the_stylesheets_define(every: dict[Chart, Svg]) -> None:
    light = palette("light")
    for svg in every.values():
        for element in ET.fromstring(svg.wide).iter():
            for paint in (element.get("fill", "none"), element.get("stroke", "none")):
                if paint != "none":
                    name, fallback = paint.removeprefix("var(--").removesuffix(")").split(", ")
                    assert light[name] == fallback


def variables(selector: str, sheet: Path = CSS) -> dict[str, str]:
    """The colours that a style sheet sets for a scheme, names without their dashes and prefix."""
    block = sheet.read_text("utf-8").partition(selector)[2].partition("}")[0]
    return dict(re.findall(r"--((?:malbok-chart|mb)-[\w-]+): ([^;]+);", block))


def palette(scheme: str) -> dict[str, str]:
    """All colours of a scheme, the page's own included."""
    selector = (
        '[data-md-color-scheme="slate"] {' if scheme == "slate" else "[data-md-color-scheme] {"
    )
    tokens = variables(selector, CSS.with_name("tokens.css"))
    return {**tokens, **variables(selector), "malbok-chart-surface": tokens["mb-surface"]}


LINES_AND_SHAPES = ("line", "target", "axis", "dot", "text", *"123456")
TEXTS = ("text", "line", "target", *"123456")
TONES = ("good", "way", "mid", "bad", "none")


@pytest.mark.parametrize("scheme", ["light", "slate"])
def test_colours_stand_out_from_what_they_are_on(scheme: str) -> None:
    colours = palette(scheme)
    page = colours["malbok-chart-surface"]

    def of(name: str) -> str:
        return colours[f"malbok-chart-{name}"]

    pairs = {
        **{(of(name), page): 3.0 for name in LINES_AND_SHAPES},
        **{(of(name), page): 4.5 for name in TEXTS},
        # a quarter of the dots lie on the band between the quartiles, outcomes on that of a target
        **{(of(name), mixed(of("line"), page, 0.13)): 3.0 for name in ("dot", "line", "text")},
        **{(of(name), mixed(of("target"), page, 0.13)): 3.0 for name in ("line", "target")},
        **{(colours[f"mb-{tone}"], colours[f"mb-{tone}-bg"]): 4.5 for tone in TONES},
        **{(colours[f"mb-{tone}"], page): 3.0 for tone in TONES},
    }
    for (one, other), least in pairs.items():
        assert contrast(one, other) >= least, (one, other)


def test_forced_colours_are_the_readers_own() -> None:
    forced = CSS.read_text("utf-8").partition("(forced-colors: active) {")[2].partition("\n}")[0]
    chosen = dict(re.findall(r"--([\w-]+): (\w+);", forced))
    assert set(chosen.values()) == {"Canvas", "CanvasText", "LinkText"}
    assert {name for name, colour in chosen.items() if colour == "Canvas"} == {
        "malbok-chart-surface",
        *(f"mb-{tone}-bg" for tone in TONES),
    }
    used = {
        name for name in variables("[data-md-color-scheme] {") if name != "malbok-chart-surface"
    }
    assert used | {f"mb-{tone}" for tone in TONES} <= set(chosen)


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour that lets the ground shine through."""
    parts = [
        share * int(colour[at : at + 2], 16) + (1 - share) * int(full(ground)[at : at + 2], 16)
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = full(colour)[1:]
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# The layout


def some_series() -> Iterator[TimeSeries]:
    """Series of all sorts, the same every time."""
    dice = random.Random(2016)
    for _ in range(150):
        count, level = dice.choice([1, 2, 3, 3, 3, 6, 12, 40]), 10.0 ** dice.randint(-2, 9)
        start, spread = dice.uniform(-1, 3) * level, dice.choice([0, 0.01, 0.2, 1]) * level
        values = [round(start + dice.uniform(-1, 1) * spread, 3) for _ in range(count)]
        goal = round(start + dice.uniform(-1, 1) * spread, 3)
        gaps = [v if dice.random() < 0.9 else None for v in values[1:]]
        yield series(values[0], *gaps, targets=(TargetLine(goal, f"Mål: minst {goal:g}"),))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axes_hold_what_is_drawn_and_labels_keep_apart(size: Size) -> None:
    for chart in some_series():
        frame = time_series._frame(chart, size)
        numbers = [v for v in (*chart.values, chart.targets[0].value) if v is not None]  # type: ignore[union-attr]
        assert frame.scale.ticks[0] <= min(numbers) <= max(numbers) <= frame.scale.ticks[-1]
        assert 2 <= len(frame.scale.ticks) <= size.steps + 1
        assert len({round(b - a, 9) for a, b in pairwise(frame.scale.ticks)}) == 1
        assert frame.scale.ticks[0] >= 0 or min(numbers) < 0
        figures, goals = place_labels(chart, frame)
        boxes = [label.box for label in (*figures, *goals)]
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        for box in boxes:
            assert box.left >= 0
            assert box.right <= frame.width + frame.right + 1e-6
            assert -frame.top <= box.top < box.bottom <= size.height


def test_a_small_change_does_not_look_like_a_large_one() -> None:
    ticks = time_series._frame(series(71.9, 72.2, 72.7, targets=()), WIDE).scale.ticks
    assert ticks[-1] - ticks[0] >= 0.1 * 72.7


@pytest.mark.parametrize(
    ("values", "unit", "first", "last"),
    [
        ((75, 100, 100), "%", 70, 100),
        ((2, 9, 5), "besök", 0, 10),
        ((0, 0, 0), "besök", 0, 1),
        ((-12, -4.5, -1), "mnkr", -15, 0),
        ((56, 56, 56), "index", 52, 60),
    ],
)
def test_where_the_value_axis_begins_and_ends(
    values: tuple[float, ...], unit: str, first: float, last: float
) -> None:
    ticks = time_series._frame(series(*values, unit=unit, targets=()), WIDE).scale.ticks
    assert (ticks[0], ticks[-1]) == (first, last)


def test_periods_are_written_where_there_is_room() -> None:
    years = tuple(str(year) for year in range(1980, 2020))
    shown, _ = period_axis(years, 16, 14)
    assert shown[0] == 0
    assert shown[-1] == 39
    assert all((b - a) * 16 > text_width("1980", 14) for a, b in pairwise(shown))
    assert period_axis(("2014", "2015"), 100, 14) == ([0, 1], [["2014"], ["2015"]])
    assert period_axis(("jan 2016", "feb 2016"), 50, 14)[1] == [["jan", "2016"], ["feb", "2016"]]


def test_long_texts_are_broken_into_lines_that_fit() -> None:
    text = "Mål enligt kommunfullmäktiges beslut: minst 90\u00a0procent Donaudampfschifffahrtsgesellschaft"
    lines = wrap(text, 120, 12.5)
    assert all(text_width(line, 12.5) <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert any("90\u00a0procent" in line for line in lines)


def test_text_in_the_narrow_drawing_is_large_enough() -> None:
    assert NARROW.font * 288 / NARROW.width >= 11.5


# The kinds


def named(name: str, *values: float | None) -> NamedSeries:
    labels = tuple(None if v is None else f"{v:g}" for v in values)
    return NamedSeries(name, values, labels, (None,) * len(values))


def places(*values: float, own: int | None = None) -> tuple[ComparedValue, ...]:
    return tuple(
        ComparedValue(f"Kommun {n}", value, f"{value:g}", n == own)
        for n, value in enumerate(values)
    )


CUT = "axeln går från {low} till {high}"
YEARS = ("2014", "2015", "2016")
LINES = Breakdown(
    "Kön", "Lika.", "%", YEARS, (named("Kvinnor", 70, None, 72), named("Män", 64, 65, 66)), CUT
)
BARS = Breakdown("Kön", "Lika.", "%", ("2016",), (named("Kvinnor", 72), named("Män", -6)))
PANELS = SmallMultiples(
    "Skolor",
    "Olika.",
    "%",
    YEARS,
    tuple(named(f"Skola {n}", 70 + n, None, 72) for n in range(7)),
    CUT,
)
STRIP = Comparison(
    "Andra", "Mitt i.", "%", places(62, 55, 58, 62, 70, own=0), (60, "Median: 60"),
    Band(56, 64, "Hälften: 56 till 64"), (ComparedValue("Riket", 61, "61"),), CUT,
)  # fmt: skip
SPARK = Sparkline("Mål", "Upp.", (3, None, 5, 4.5), 5)
MATRIX = StatusMatrix(
    "Status",
    "Blandat.",
    ("Kulturnämnden", "Miljönämnden"),
    (("met", "Uppnått"), ("x", "Annat")),
    ((3, 0), (12, 1)),
)
ONE_OF_EACH: tuple[Chart, ...] = (TYPICAL, LINES, BARS, PANELS, STRIP, SPARK, MATRIX)


@pytest.fixture(scope="module")
def every() -> dict[Chart, Svg]:
    return draw(ONE_OF_EACH, None)


def test_one_of_each_kind_is_tested() -> None:
    assert {type(chart) for chart in ONE_OF_EACH} == set(PLANS)


@pytest.mark.parametrize("chart", [RICH, *ONE_OF_EACH], ids=lambda chart: type(chart).__name__)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_filled_kind_is_valid(chart: Chart, size: Size) -> None:
    import altair as alt

    spec = dict(plan(chart, size).spec)
    alt.LayerChart.from_dict(spec)
    assert set(re.findall(r"'name': '(\w+)'", str(spec["layer"]))) == set(spec["datasets"])


def test_an_invalid_kind_would_be_noticed() -> None:
    import altair as alt
    import jsonschema

    with pytest.raises(jsonschema.ValidationError):
        alt.LayerChart.from_dict(dict(plan(TYPICAL, WIDE).spec) | {"params": [{"value": 1}]})


def test_a_kind_is_built_once_and_left_alone() -> None:
    template = time_series._template(WIDE.font)
    before = copy.deepcopy(template)
    draw([RICH], None)
    assert time_series._template(WIDE.font) is template
    assert template == before


def test_every_kind_is_fit_for_a_page(every: dict[Chart, Svg]) -> None:
    for chart, svg in every.items():
        for markup in filter(None, (svg.wide, svg.narrow)):
            root = ET.fromstring(markup)
            assert not re.search(r"\d\.\d{3}", markup)
            for element in root.iter():
                assert not {"style", "href"} & set(element.attrib)
                assert not any(name.startswith("on") for name in element.attrib)
            if not isinstance(chart, Sparkline):
                assert root.findtext(f"{SVG}title") == chart.title
                assert root.get("role") == "img"


def test_a_sparkline_is_small_and_says_nothing(every: dict[Chart, Svg]) -> None:
    svg = every[SPARK]
    root = ET.fromstring(svg.wide)
    assert root.get("aria-hidden") == "true"
    assert not list(root.iter("text"))
    assert svg.narrow == ""
    assert len(svg.wide) < 600


def test_a_group_is_told_from_another_by_more_than_colour(every: dict[Chart, Svg]) -> None:
    lines = [
        g
        for g in ET.fromstring(every[LINES].wide).iter(f"{SVG}g")
        if g.get("class") == "malbok-chart__line"
    ]
    assert len({line.get("stroke-dasharray") for line in lines}) == 2
    assert (
        len({re.sub(r"[-\d.]+", "", str(p.get("d"))) for p in layer(every[LINES].wide, "points")})
        == 2
    )
    assert {"Kvinnor 72", "Män 66"} <= set(texts(every[LINES].wide))


def test_bars_start_at_zero_on_either_side() -> None:
    spec = plan(BARS, WIDE).spec
    assert [(bar["x"], bar["x2"]) for bar in spec["datasets"]["bars"]] == [(0, 72), (0, -6)]
    domain = next(p["value"] for p in spec["params"] if p["name"] == "xDomain")
    assert domain[0] <= -6
    assert domain[1] >= 72


def test_panels_share_their_axis(every: dict[Chart, Svg]) -> None:
    shown = texts(every[PANELS].wide)
    assert shown.count("70") == shown.count("80") == 3  # a row of panels has the numbers once
    assert all(shown.count(f"Skola {n}") == 1 for n in range(7))


def test_equal_values_are_dots_above_each_other() -> None:
    same = Comparison("Andra", "Lika.", "%", places(*[62.0] * 12, own=3))
    datasets = plan(same, WIDE).spec["datasets"]
    dots = [*datasets["dots"], *datasets["own"]]
    assert len({(dot["x"], dot["y"]) for dot in dots}) == 12
    heights = sorted(dot["y"] for dot in dots)
    assert min(b - a for a, b in pairwise(heights)) >= 8
    assert datasets["own"][0]["y"] == heights[0]


def test_dots_that_would_overlap_are_stacked_and_a_country_fits() -> None:
    dice = random.Random(290)
    lanes, radius, pitch = stack([(dice.gauss(320, 60), n == 7) for n in range(290)])
    assert pitch == 2 * radius
    assert max(lanes) * pitch <= STACK
    lanes, _, pitch = stack([(100, False)] * 290)
    assert sorted(lanes) == [*range(290)]
    assert max(lanes) * pitch <= STACK


def test_no_direction_is_coloured_in_a_comparison(every: dict[Chart, Svg]) -> None:
    dots = ET.fromstring(every[STRIP].wide).findall(".//*[@class='malbok-chart__dots']")
    assert {dot.get("fill") for dot in dots} == {"var(--malbok-chart-dot, #6d7781)"}


def test_a_cell_of_the_matrix_has_its_number(every: dict[Chart, Svg]) -> None:
    for markup in (every[MATRIX].wide, every[MATRIX].narrow):
        assert [n for n in texts(markup) if n.isdigit()] == ["3", "0", "12", "1"]
    crowded = dataclasses.replace(
        MATRIX,
        columns=tuple((f"c{n}", f"Ordningsföljd {n}") for n in range(9)),
        counts=((1,) * 9, (0,) * 9),
    )
    assert "9 Ordningsföljd 8" in texts(draw([crowded], None)[crowded].narrow)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ((40, 41), "axeln går från 38 till 43"),
        ((0, 41), None),
        ((-9.5, -9), "axeln går från −10,0 till −8,5"),
        ((-5, 5), None),
    ],
)
def test_a_cut_axis_says_so(values: tuple[float, ...], says: str | None) -> None:
    chart = series(*values, targets=(), cut_note=CUT)
    above = " ".join(row["text"] for row in plan(chart, WIDE).spec["datasets"]["unit"])
    assert above == (f"index · {says}" if says else "index")


def test_numbers_of_an_axis_are_short() -> None:
    assert Numerals()([12, 13], 9) == ("12\u00a0md", "13\u00a0md")
    assert Numerals()([-5, 0, 15], 8) == ("−0,5\u00a0md", "0,0\u00a0md", "1,5\u00a0md")
    assert Numerals(".", ",", "bn")([1250], 1) == ("12,500",)
    assert Numerals()([0, 12], -13) == ("0", "12·10⁻¹³")


@pytest.mark.parametrize("chart", [RICH, LINES, STRIP], ids=lambda chart: type(chart).__name__)
def test_each_row_of_the_table_has_a_place_in_the_drawing(chart: Any) -> None:
    svg = draw([chart], None)[chart]
    for markup in (svg.wide, svg.narrow):
        root = ET.fromstring(markup)
        _, _, width, height = map(float, root.get("viewBox", "").split())
        spots = [[float(n) for n in spot.split(",")] for spot in root.get("data-spots", "").split()]
        names = root.get("data-rows", "").split("|")
        expected = (
            {one.name for one in (*chart.values, *chart.references)}
            if isinstance(chart, Comparison)
            else set(chart.periods)
        )
        assert set(names) == expected
        assert len(names) == len(spots)
        assert all(0 <= x <= width and all(0 <= y <= height for y in ys) for x, *ys in spots)
        assert (root.get("data-guide") is None) == isinstance(chart, Comparison)


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: dataclasses.replace(LINES, series=LINES.series[:1]), "from 2 to 6"),
        (lambda: dataclasses.replace(LINES, series=LINES.series[:1] * 2), "occurs twice"),
        (lambda: dataclasses.replace(LINES, periods=("2014",)), "differ in length"),
        (lambda: dataclasses.replace(PANELS, panels=()), "no panels"),
        (lambda: dataclasses.replace(STRIP, values=()), "no values"),
        (lambda: dataclasses.replace(STRIP, values=places(1, float("nan"))), "not finite"),
        (lambda: dataclasses.replace(STRIP, values=places(1) * 2), "occurs twice"),
        (lambda: dataclasses.replace(SPARK, values=(None,)), "no values"),
        (lambda: dataclasses.replace(MATRIX, counts=((1, 2),)), "don't fit"),
        (lambda: dataclasses.replace(MATRIX, counts=((1, 2), (3, -4))), "less than nothing"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make: Any, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        make()


# Whatever the texts and numbers are

LONG = "Donaudampfschifffahrtsgesellschaft av elever\u00a0i\u00a0årskurs " * 5
words_ = st.one_of(
    st.text(alphabet="aåÖmiW <>&\"'|\\]👩‍👧é…\u00a0", min_size=1, max_size=40),
    st.sampled_from([LONG[:300], LONG.replace(" ", "")[:300], "Kvinnor", "</svg><script>", "]]>"]),
)
numbers_ = st.one_of(
    st.floats(-100, 100).map(lambda n: round(n, 1)),
    st.sampled_from([0.0, 1e12, -3.5e9, 1e-6, 3e-12, 1e15]),
    st.integers(0, 3).map(float),
)


@st.composite
def some_named(draw_: Any, periods: int) -> NamedSeries:
    first = draw_(numbers_)
    rest = draw_(st.lists(st.none() | numbers_, min_size=periods - 1, max_size=periods - 1))
    values = (first, *rest)
    marks = draw_(
        st.lists(
            st.sampled_from([None, "preliminary", "break", "suppressed"]),
            min_size=periods,
            max_size=periods,
        )
    )
    labels = tuple(None if v is None else draw_(words_ | st.just(f"{v:g}")) for v in values)
    return NamedSeries(draw_(words_), values, labels, tuple(marks))


@st.composite
def some_chart(draw_: Any) -> Chart:
    title, finding, unit = draw_(words_), draw_(words_), draw_(words_ | st.just("%"))
    kind = draw_(st.sampled_from(sorted(kind.__name__ for kind in PLANS)))
    count = draw_(st.sampled_from([1, 2, 3, 12, 60]))
    periods = tuple(f"kvartal {n}" for n in range(count))
    if kind == "TimeSeries":
        one = draw_(some_named(count))
        label = draw_(words_)
        targets = draw_(
            st.sampled_from([(), (TargetLine(draw_(numbers_), label),), (TargetBand(1, 2, label),)])
        )
        return TimeSeries(
            title,
            finding,
            unit,
            periods,
            one.values,
            one.labels,
            one.marks,
            targets,
            periods[-1],
            cut_note=CUT,
        )
    if kind in ("Breakdown", "SmallMultiples"):
        least, most = (2, 6) if kind == "Breakdown" else (1, 8)
        some = draw_(
            st.lists(
                some_named(count), min_size=least, max_size=most, unique_by=lambda one: one.name
            )
        )
        made = Breakdown if kind == "Breakdown" else SmallMultiples
        return made(title, finding, unit, periods, tuple(some), CUT)
    if kind == "Comparison":
        values = draw_(st.lists(numbers_, min_size=1, max_size=40))
        own = draw_(st.integers(-1, len(values) - 1))
        compared = tuple(
            ComparedValue(f"{n} {draw_(words_)}", value, draw_(words_), n == own)
            for n, value in enumerate(values)
        )
        band = Band(min(values), max(values), draw_(words_))
        references = (ComparedValue("Riket", draw_(numbers_), draw_(words_)),)
        return Comparison(
            title, finding, unit, compared, (values[0], draw_(words_)), band, references, CUT
        )
    if kind == "Sparkline":
        return Sparkline(title, finding, tuple(draw_(st.lists(numbers_, min_size=1, max_size=60))))
    codes = draw_(st.lists(st.sampled_from(["met", "off_track", "x"]), min_size=1, max_size=9))
    rows = tuple(draw_(st.lists(words_, min_size=1, max_size=5)))
    counts = tuple(tuple(draw_(st.sampled_from([0, 1, 12, 4000])) for _ in codes) for _ in rows)
    return StatusMatrix(
        title, finding, rows, tuple((code, draw_(words_)) for code in codes), counts
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(some_chart(), st.sampled_from([WIDE, NARROW]))
def test_texts_stay_inside_and_apart(chart: Chart, size: Size) -> None:
    planned = plan(chart, size)
    spec = planned.spec
    margins = spec["padding"]
    assert spec["width"] > 0.25 * size.width or isinstance(chart, Sparkline)
    boxes = written(spec, size.font)
    for text, box in boxes:
        assert box.left >= -margins["left"] - 1, text
        assert box.right <= spec["width"] + margins["right"] + 1, text
        assert (
            -margins["top"] - 1 <= box.top < box.bottom <= spec["height"] + margins["bottom"] + 1
        ), text
    for (one, a), (other, b) in combinations(boxes, 2):
        slimmer = a._replace(left=a.left + 1, right=a.right - 1, top=a.top + 1, bottom=a.bottom - 1)
        assert not slimmer.meets(b), (one, other)
    for spot in planned.spots:
        assert 0 <= spot.x <= size.width


def written(spec: Mapping[str, Any], font: float) -> list[tuple[str, Box]]:
    """Every text of a drawing with the room it takes up."""
    fields = Label._fields
    labels = [
        Label(**{key: row[key] for key in fields})
        for rows in spec["datasets"].values()
        for row in rows
        if "text" in row
    ]
    params = {param["name"]: param["value"] for param in spec["params"]}
    low, high = params["yDomain"]
    below = spec["height"] + 11 + 0.75 * font
    if "xTicks" in params:
        step = spec["width"] / len(params["xLabels"])
        for at in params["xTicks"]:
            lines = "\n".join(params["xLabels"][at])
            labels.append(Label(lines, (at + 0.5) * step, below, "center", font))
        for tick, text in zip(params["ticks"], params["tickLabels"], strict=True):
            y = (high - tick) / (high - low) * spec["height"] + 0.36 * font
            labels.append(Label(text, -6, y, "right", font))
    elif "ticks" in params:
        start, end = params["xDomain"]
        for tick, text in zip(params["ticks"], params["tickLabels"], strict=True):
            x = (tick - start) / (end - start) * spec["width"]
            labels.append(Label(text, x, below - 5, "center", font))
    return [(label.text, label.box) for label in labels if label.text.strip()]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(some_chart())
def test_whatever_it_shows_the_drawing_is_xml_without_anything_foreign(chart: Chart) -> None:
    svg = drawing.draw_chart(chart, "malbok-chart-0")
    assert svg == drawing.draw_chart(chart, "malbok-chart-0")
    for markup in filter(None, (svg.wide, svg.narrow)):
        ET.fromstring(markup)
        assert "<script" not in markup
        assert " style=" not in markup


def test_texts_above_each_other_keep_their_distance() -> None:
    assert spread([10, 10, 50], [10, 10, 10], 0, 100) == [10, 20, 50]
    middles = spread([90, 95, 99], [20, 20, 20], 0, 100)
    assert middles == [50, 70, 90]
    assert spread([0], [10], 0, 100) == [5]


def test_a_text_without_room_ends_in_dots() -> None:
    assert shorten("Kungsbacka", 200, 14) == "Kungsbacka"
    assert shorten("Kungsbacka kommun", 80, 14).endswith("…")
    assert text_width(shorten(LONG, 80, 14), 14) <= 80
    assert clip("en två tre", 40, 14, 1)[0].endswith("…")
    assert len(clip(LONG, 100, 14, 3)) == 3


# A file of its own


def test_a_chart_can_stand_alone(drawn: dict[Chart, Svg]) -> None:
    asked = {
        "title": 'Nöjd & "glad" <b>',
        "finding": LONG,
        "source": "Källa: Enkäten.",
        "as_of": "Läget 2016.",
    }
    file = standalone(drawn[RICH].wide, **asked)
    assert file == standalone(drawn[RICH].wide, **asked)
    root = ET.fromstring(file)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    said = [text.text for text in root.iter(f"{SVG}text")]
    assert root.findtext(f"{SVG}title") == asked["title"]
    assert {asked["title"], asked["source"], asked["as_of"]} <= set(said)
    assert b"var(" not in file
    assert b"class=" not in file
    assert width == 680
    own = root.findall(f"{SVG}text")
    assert all(float(text.get("y", "0")) < height for text in own)
    for text in own:
        size, bold = float(text.get("font-size", "0")), text.get("font-weight") == "bold"
        assert text_width(text.text or "", size, bold=bold) <= 640


def test_drawing_may_not_fetch_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    import vl_convert

    asked: list[Any] = []
    original = vl_convert.vegalite_to_svg

    def spy(spec: dict[str, Any], **options: Any) -> str:
        asked.append(options["allowed_base_urls"])
        return str(original(spec, **options))

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", spy)
    draw([TYPICAL], None)
    assert asked == [[], []]


# The cache


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(chart: TimeSeries, ident: str) -> Svg:
        raise AssertionError(f"{chart.title} is drawn again")

    monkeypatch.setattr(drawing, "draw_chart", refuse)


@pytest.fixture
def stub_drawing(monkeypatch: pytest.MonkeyPatch) -> list[TimeSeries]:
    """Drawing that takes no time, and the charts that were drawn."""
    done: list[TimeSeries] = []

    def stub(chart: TimeSeries, ident: str) -> Svg:
        done.append(chart)
        return Svg(f"<svg>{ident}å</svg>", f"<svg>{ident}</svg>")

    monkeypatch.setattr(drawing, "draw_chart", stub)
    return done


def test_a_finished_chart_is_not_drawn_again(
    tmp_path: Path, stub_drawing: list[TimeSeries]
) -> None:
    folder = tmp_path / "new" / "charts"
    first = draw([TYPICAL, RICH], folder)
    assert draw([RICH, TYPICAL], folder) == first
    assert stub_drawing == [TYPICAL, RICH]
    assert [file.suffix for file in folder.iterdir()] == [".json", ".json"]


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "null", '{"wide": 1}', "\x00", "half", "other", "not utf-8"]
)
def test_a_damaged_file_is_drawn_again(
    damage: str, tmp_path: Path, stub_drawing: list[TimeSeries]
) -> None:
    first = draw([TYPICAL], tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    changed = {
        "half": whole[: len(whole) // 2],
        "other": whole.replace(b"svg", b"gvs", 1),
        "not utf-8": whole.replace("å".encode(), b"\xe5"),
    }
    file.write_bytes(changed.get(damage, damage.encode()))
    assert draw([TYPICAL], tmp_path) == first
    assert len(stub_drawing) == 2
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_used_is_no_error(
    tmp_path: Path, stub_drawing: list[TimeSeries], monkeypatch: pytest.MonkeyPatch
) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("not a folder")
    assert draw([TYPICAL], occupied).keys() == {TYPICAL}

    def refuse(*_: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    assert draw([TYPICAL], tmp_path / "charts").keys() == {TYPICAL}
    assert list((tmp_path / "charts").iterdir()) == []
    assert len(stub_drawing) == 2


def test_what_nobody_asked_for_in_a_long_time_is_removed(
    tmp_path: Path, stub_drawing: list[TimeSeries]
) -> None:
    draw([TYPICAL], tmp_path)
    (unused,) = tmp_path.iterdir()
    long_ago = time.time() - UNUSED - 60
    other = tmp_path / "notes.txt"
    other.write_text("not a chart")
    for file in (unused, other):
        os.utime(file, (long_ago, long_ago))
    draw([TYPICAL], tmp_path)  # used again, so it stays
    draw([RICH], tmp_path)
    assert unused.exists()
    os.utime(unused, (long_ago, long_ago))
    draw([BARS], tmp_path)
    assert not unused.exists()
    assert other.exists()
    assert len([*tmp_path.iterdir()]) == 3


def test_progress_is_told_of_what_has_to_be_drawn(
    tmp_path: Path, stub_drawing: list[TimeSeries]
) -> None:
    told: list[tuple[list[Chart], int]] = []

    def progress(charts: Iterable[Chart], count: int) -> Iterable[Chart]:
        told.append((list(charts), count))
        return told[-1][0]

    draw([TYPICAL], tmp_path, progress)
    draw([TYPICAL, RICH], tmp_path, progress)
    draw([TYPICAL, RICH], tmp_path, progress)
    assert told == [([TYPICAL], 1), ([RICH], 1)]
    assert stub_drawing == [TYPICAL, RICH]


def test_content_decides_the_hash() -> None:
    assert content_hash(series(40, 40, 36)) == content_hash(series(40.0, 40.0, 36.0))
    changes: list[dict[str, Any]] = [
        {"title": "Annat"},
        {"finding": "Annat"},
        {"unit": ""},
        {"labels": (None, None, "36")},
        {"marks": (None, None, "preliminary")},
        {"targets": ()},
        {"due": None},
        {"baseline": ("2014", 40)},
    ]
    hashes = {content_hash(series(40, 40, 36, **change)) for change in changes}
    assert len(hashes | {content_hash(TYPICAL)}) == len(changes) + 1


# The package as a whole

PROGRAM = """
import json, sys
from pathlib import Path
from malbok.charts import TargetLine, TimeSeries, draw
chart = TimeSeries("Å", "Ö", "%", ("2015", "2016"), (1.5, 2.25), ("1,5", "2,25"), (None, None),
                   (TargetLine(3, "Mål: minst 3"),), "2016", ("2015", 1.5))
svg = draw([chart], Path(sys.argv[1]) if len(sys.argv) > 1 else None)[chart]
loaded = sorted({"altair", "vl_convert", "pandas", "mkdocs"} & set(sys.modules))
print(json.dumps([svg.wide, svg.narrow, loaded]))
"""


def run(*arguments: str, **environment: str) -> tuple[str, str, list[str]]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **environment}
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    wide, narrow, loaded = json.loads(done.stdout)
    return wide, narrow, loaded


def test_the_bytes_are_the_same_everywhere() -> None:
    here = run(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    there = run(PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8")
    assert here[:2] == there[:2]


def test_finished_charts_need_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    first = run(str(tmp_path))
    again = run(str(tmp_path))
    assert again[:2] == first[:2]
    assert "vl_convert" in first[2]
    assert "pandas" not in first[2]
    assert again[2] == []


@given(st.lists(st.integers(0, 100), min_size=1, max_size=12), st.integers(0, 100))
def test_a_targets_label_of_normal_length_is_never_cut(values: list[int], asked: int) -> None:
    label = f"Målvärde: minst {asked} %"
    chart = series(*map(float, values), targets=(TargetLine(asked, label),))
    for size in (WIDE, NARROW):
        _, goals = place_labels(chart, time_series._frame(chart, size))
        assert [goal.text.replace("\n", " ") for goal in goals] == [label]


def test_a_chart_whose_caption_stands_beside_it_describes_nothing_itself() -> None:
    chart = series(40, 40, 36, finding="")
    root = ET.fromstring(draw([chart], None)[chart].wide)
    assert root.find(f"{SVG}desc") is None
    assert root.get("aria-labelledby") == root[0].get("id")


def test_the_package_stands_alone() -> None:
    for file in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 1 or not (node.module or "").startswith(("malbok", "mkdocs"))
            if isinstance(node, ast.Import):
                assert not any(name.name.startswith(("malbok", "mkdocs")) for name in node.names)
