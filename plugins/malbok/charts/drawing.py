"""From a chart to markup that can stand in a page: filled, drawn by vl-convert, then cleaned.

What the drawing program writes is for a picture of its own: inline attributes on every mark, roles and descriptions in
English on each of them. In a page the chart is one image with a name and a description, follows the page's colours
through CSS variables, and holds nothing that a strict content security policy refuses.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .frame import NARROW, WIDE, Size
from .kinds import DECORATIVE, Chart, plan
from .records import Plan, Svg

XMLNS: Final = "http://www.w3.org/2000/svg"
FONTS: Final = "Liberation Sans, Arial, Helvetica, sans-serif"

KEPT: Final = frozenset(
    {"d", "dy", "height", "opacity", "transform", "width", "x", "x1", "x2", "y", "y1", "y2"}
)
INHERITED: Final = (
    "fill",
    "font-size",
    "font-weight",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-width",
    "text-anchor",
)
DEFAULTS: Final = {
    ("font-weight", "normal"),
    ("opacity", "1"),
    ("text-anchor", "start"),
    ("transform", "translate(0,0)"),
}
LONG_NUMBER: Final = re.compile(r"-?\d+\.\d{3,}(?:e[-+]?\d+)?")


def draw_chart(chart: Chart, ident: str) -> Svg:
    """Both sizes of a chart. `ident` starts the ids in it, and must differ between the charts of a page."""
    if type(chart) in DECORATIVE:
        planned = plan(chart, WIDE)
        return Svg(wide=decoration(_drawn(planned.spec)), narrow="")
    return Svg(wide=_draw(chart, WIDE, ident), narrow=_draw(chart, NARROW, ident))


def _draw(chart: Chart, size: Size, ident: str) -> str:
    planned = plan(chart, size)
    return clean(
        _drawn(planned.spec),
        chart.title,
        chart.finding,
        f"{ident}-{size.name}",
        f"malbok-chart__{size.name}",
        planned,
    )


def _drawn(spec: Mapping[str, Any]) -> str:
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(dict(spec), allowed_base_urls=[])
    return drawn


def clean(
    drawn: str,
    title: str,
    description: str,
    ident: str,
    css_class: str,
    planned: Plan,
) -> str:
    """A drawing as one named image: nothing but shapes, texts, class names and CSS variables.

    Where the rows of the table beside it lie, `data-rows` and `data-spots` tell the script that reads them out.
    """
    source = ET.fromstring(drawn)  # noqa: S314 - what vl-convert wrote, nothing else
    root = ET.Element(
        "svg",
        {
            "xmlns": XMLNS,
            "class": css_class,
            "viewBox": source.attrib["viewBox"],
            "role": "img",
            "aria-labelledby": f"{ident}-title {ident}-desc" if description else f"{ident}-title",
            "font-family": FONTS,
        },
    )
    ET.SubElement(root, "title", id=f"{ident}-title").text = title
    if description:
        ET.SubElement(root, "desc", id=f"{ident}-desc").text = description
    if planned.spots:
        root.set("data-rows", "|".join(spot.key.replace("|", "/") for spot in planned.spots))
        root.set("data-spots", " ".join(_pixels(spot.x, *spot.ys) for spot in planned.spots))
    if planned.guide:
        root.set("data-guide", _pixels(*planned.guide))
    root.extend(part for child in source for part in _cleaned(child))
    return ET.tostring(root, encoding="unicode")


def _pixels(*numbers: float) -> str:
    return ",".join(f"{round(number, 1):g}" for number in numbers)


def decoration(drawn: str) -> str:
    """A drawing that says nothing of its own: shapes only, as there are many of them, hidden from assistive technology.

    Colours and lines come from the stylesheet.
    """
    source = ET.fromstring(drawn)  # noqa: S314 - what vl-convert wrote, nothing else
    attributes = {"class": "malbok-spark", "viewBox": source.attrib["viewBox"]}
    hidden = {"aria-hidden": "true", "focusable": "false"}
    root = ET.Element("svg", {**attributes, **hidden})
    root.extend(part for child in source for part in _cleaned(child))
    for element in root.iter():
        for key in INHERITED:
            element.attrib.pop(key, None)
    return ET.tostring(root, encoding="unicode")


def _cleaned(element: ET.Element) -> Iterator[ET.Element]:
    """An element without what a page has no use for; a group that then says nothing gives way to its content."""
    tag = element.tag.removeprefix(f"{{{XMLNS}}}")
    if element.get("class") in {"background", "foreground"}:
        return
    result = ET.Element(tag, dict(_attributes(element)))
    result.text = element.text
    result.extend(part for child in element for part in _cleaned(child))
    if tag != "g":
        yield result
    elif not result.attrib:
        yield from result
    elif len(result):
        _lift(result)
        yield result


def _attributes(element: ET.Element) -> Iterator[tuple[str, str]]:
    if name := _class_name(element.get("class", "")):
        yield "class", name
    for key, value in element.attrib.items():
        if (key in KEPT or key in INHERITED) and (key, value) not in DEFAULTS:
            yield key, LONG_NUMBER.sub(_rounded, value)


def _class_name(classes: str) -> str | None:
    """Names a group after its layer (`line_marks` is malbok-chart__line) or part of an axis (`role-axis-grid`)."""
    if found := re.search(r"(\w+)_marks$|role-(axis-\w+)$", classes):
        return f"malbok-chart__{found[1] or found[2]}"
    return None


def _lift(group: ET.Element) -> None:
    """Says once on the group what each of its children says, where children inherit it."""
    for key in INHERITED:
        value = group[0].get(key)
        if value is not None and all(child.get(key) == value for child in group):
            group.set(key, value)
            for child in group:
                del child.attrib[key]


def _rounded(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 2):g}"
