"""A chart as a file of its own: the drawing with its name, what it shows, and where the figures come from."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

from .lettering import line_height, wrap
from .style import TEXT

XMLNS: Final = "http://www.w3.org/2000/svg"
FONTS: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
VARIABLE: Final = re.compile(r"var\(--[\w-]+, ([^()]+)\)")
MARGIN: Final = 20
HEAD: Final = 20.0
BODY: Final = 14.0
FOOT: Final = 12.0
HALO: Final = ' stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
LABELS: Final = frozenset({"malbok-chart__goals", "malbok-chart__figures", "malbok-chart__names"})
DRAWING: Final = re.compile(
    r'<svg\b[^>]*?\bviewBox="([^"]*)"[^>]*>(?:<title\b.*?</title>)?(?:<desc\b.*?</desc>)?(.*)</svg>\s*',
    re.DOTALL,
)
CLASS: Final = re.compile(r'(<[^<>]*?) class="([^"]*)"([^<>]*?)( ?/?>)')


def standalone(svg: str, *, title: str, finding: str, source: str, as_of: str) -> bytes:
    """The wide drawing of a chart as an SVG file: on white, in the colours of the light scheme, with its title and
    finding above and `source` and `as_of` (whole sentences) below. The same bytes for the same chart.

    The drawing is one of this package's, so it is taken as text: reading each as XML is what costs.
    """
    drawing = DRAWING.fullmatch(in_light_colours(svg))
    if drawing is None:
        raise ValueError("not a drawing of this package")
    width, height = map(float, drawing[1].split()[2:])
    inner = drawing[2]
    above = [*_lines(title, width, HEAD, "bold"), *_lines(finding, width, BODY)]
    below = [line for text in (source, as_of) for line in _lines(text, width, FOOT)]
    head, y = _written(above, MARGIN)
    top = y + 12
    foot, y = _written(below, top + height + 12)
    whole, high = f"{width + 2 * MARGIN:g}", f"{y + MARGIN - 4:g}"
    said = " ".join(filter(None, (finding, source, as_of)))
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        f'<svg xmlns="{XMLNS}" role="img" font-family="{FONTS}"'
        f' viewBox="0 0 {whole} {high}" width="{whole}" height="{high}">'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>"
        f'<rect width="100%" height="100%" fill="#fff" />{head}'
        f'<g transform="translate({MARGIN},{top:g})">{inner}</g>{foot}</svg>\n'
    ).encode()


def in_light_colours(svg: str, halo: bool = True) -> str:
    """A drawing of this package for programs that know neither style sheets nor variables, in the colours of the
    light scheme. `halo` is the white around its labels, which a program that makes outlines of it pays dearly for."""

    def without_class(tag: re.Match[str]) -> str:
        start, name, attributes, end = tag.groups()
        return f"{start}{attributes}{HALO if halo and name in LABELS else ''}{end}"

    return CLASS.sub(without_class, VARIABLE.sub(r"\1", svg))


def _lines(
    text: str, width: float, size: float, weight: str = "normal"
) -> list[tuple[str, float, str]]:
    bolder = 0.93 if weight == "bold" else 1
    return [(line, size, weight) for line in wrap(text, width * bolder, size)] if text else []


def _written(lines: list[tuple[str, float, str]], y: float) -> tuple[str, float]:
    """Lines of text from `y` down, and where they end."""
    colour = VARIABLE.sub(r"\1", TEXT)
    found = []
    for text, size, weight in lines:
        heavy = "" if weight == "normal" else f' font-weight="{weight}"'
        found.append(
            f'<text x="{MARGIN}" y="{round(y + 0.8 * size, 1):g}" fill="{colour}"'
            f' font-size="{size:g}"{heavy}>{escape(text)}</text>'
        )
        y += line_height(size) + 2
    return "".join(found), y
