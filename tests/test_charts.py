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
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from malbok.charts import Svg, TargetBand, TargetLine, TimeSeries, draw, drawing
from malbok.charts.cache import content_hash
from malbok.charts.frame import NARROW, WIDE, Size, frame_for, period_axis
from malbok.charts.kinds import time_series
from malbok.charts.labels import place_labels
from malbok.charts.layout import fill
from malbok.charts.lettering import text_width, wrap
from malbok.charts.series import breaks, path, runs

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
def drawn() -> dict[TimeSeries, Svg]:
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


def test_each_chart_is_drawn_once_in_the_order_given(drawn: dict[TimeSeries, Svg]) -> None:
    assert list(drawn) == [TYPICAL, RICH]


# What is drawn


def test_missing_values_and_breaks_cut_the_line() -> None:
    assert runs(RICH) == [[(0, 61.5)], [(2, 64)], [(3, 58), (4, 59.25)]]
    assert breaks(RICH) == [2.5]
    assert breaks(series(1, 2, marks=("break", None))) == []


def test_the_straight_line_needs_both_its_ends() -> None:
    assert path(RICH) == [(0, 61.5), (6, 65)]
    assert path(series(1, 2, baseline=("2010", 1))) == []
    assert path(series(1, 2, baseline=("2014", 1), due="2020")) == []
    assert path(series(1, 2, baseline=("2014", 1), targets=())) == []
    assert path(series(1, 2, baseline=("2014", 1), targets=(TargetBand(1, 2, "Mål"),))) == []


def test_everything_in_the_series_is_in_the_drawing(drawn: dict[TimeSeries, Svg]) -> None:
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
    rows = fill(series(*values, marks=marks), NARROW)["datasets"]["points"]
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


def test_a_chart_is_one_named_image(drawn: dict[TimeSeries, Svg]) -> None:
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


def test_nothing_is_left_that_a_page_or_its_policy_refuses(drawn: dict[TimeSeries, Svg]) -> None:
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


def test_colours_are_variables_that_the_stylesheet_defines(drawn: dict[TimeSeries, Svg]) -> None:
    light = variables('[data-md-color-scheme="default"]')
    for svg in drawn.values():
        for element in ET.fromstring(svg.wide).iter():
            for paint in (element.get("fill", "none"), element.get("stroke", "none")):
                if paint != "none":
                    name, fallback = paint.removeprefix("var(").removesuffix(")").split(", ")
                    assert light[name].endswith(
                        f"{fallback})" if "var(" in light[name] else fallback
                    )


def variables(selector: str) -> dict[str, str]:
    block = CSS.read_text("utf-8").partition(selector)[2].partition("}")[0]
    return dict(re.findall(r"(--malbok-chart-\w+): ([^;]+);", block))


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_colours_stand_out_from_the_page(scheme: str) -> None:
    colours = variables(f'[data-md-color-scheme="{scheme}"]')
    page = re.findall(r"#\w+", colours["--malbok-chart-surface"])[0]
    for name, least in {"line": 4.5, "target": 4.5, "text": 4.5, "axis": 3}.items():
        assert contrast(colours[f"--malbok-chart-{name}"], page) >= least


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
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
        frame = frame_for(chart, size)
        numbers = [v for v in (*chart.values, chart.targets[0].value) if v is not None]  # type: ignore[union-attr]
        assert frame.ticks[0] <= min(numbers) <= max(numbers) <= frame.ticks[-1]
        assert 2 <= len(frame.ticks) <= size.steps + 1
        assert len({round(b - a, 9) for a, b in pairwise(frame.ticks)}) == 1
        assert frame.ticks[0] >= 0 or min(numbers) < 0
        figures, goals = place_labels(chart, frame)
        boxes = [label.box for label in (*figures, *goals)]
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        for box in boxes:
            assert box.left >= 0
            assert box.right <= frame.width + frame.right + 1e-6
            assert -frame.top <= box.top < box.bottom <= size.height


def test_a_small_change_does_not_look_like_a_large_one() -> None:
    ticks = frame_for(series(71.9, 72.2, 72.7, targets=()), WIDE).ticks
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
    ticks = frame_for(series(*values, unit=unit, targets=()), WIDE).ticks
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


@pytest.mark.parametrize("chart", [TYPICAL, RICH, *list(some_series())[:10]])
def test_a_filled_kind_is_valid(chart: TimeSeries) -> None:
    import altair as alt

    alt.LayerChart.from_dict(time_series(WIDE.font) | fill(chart, WIDE))


def test_an_invalid_kind_would_be_noticed() -> None:
    import altair as alt
    import jsonschema

    with pytest.raises(jsonschema.ValidationError):
        alt.LayerChart.from_dict(time_series(WIDE.font) | {"params": [{"value": 1}]})


def test_a_kind_is_built_once_and_left_alone() -> None:
    before = copy.deepcopy(time_series(WIDE.font))
    draw([RICH], None)
    assert time_series(WIDE.font) is time_series(WIDE.font)
    assert time_series(WIDE.font) == before
    named = {row["data"]["name"] for row in before["layer"]}
    assert named == set(fill(RICH, WIDE)["datasets"])


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


def test_progress_is_told_of_what_has_to_be_drawn(
    tmp_path: Path, stub_drawing: list[TimeSeries]
) -> None:
    told: list[tuple[list[TimeSeries], int]] = []

    def progress(charts: Iterable[TimeSeries], count: int) -> Iterable[TimeSeries]:
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


def test_the_package_stands_alone() -> None:
    for file in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 1 or not (node.module or "").startswith(("malbok", "mkdocs"))
            if isinstance(node, ast.Import):
                assert not any(name.name.startswith(("malbok", "mkdocs")) for name in node.names)
