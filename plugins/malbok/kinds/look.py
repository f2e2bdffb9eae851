"""The municipality's own look: its colours, logo and font."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import ORGANISATION
from malbok.language import N_

_LOGO = "content/logga.svg"
_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'
_AT = "  logo: logga.svg"


def _and(line: str) -> str:
    return f"{_AT}\n  {line}"


LOOK: dict[str, Kind] = {
    "L101": Kind(
        title=N_("A colour that can't be understood"),
        message=N_("“{key}” needs a colour: # and six of the characters 0–9 and a–f, in quotes."),
        hint=N_('Write it like this: {key}: "#0a3d62"'),
        why=N_("Without quotes everything after # is a comment, and there is no colour at all."),
        example=Example(
            ORGANISATION,
            wrong=_and("primary: #0a3d62"),
            right=_and('primary: "#0a3d62"'),
            at=_AT,
        ),
    ),
    "L102": Kind(
        title=N_("A logo or font that isn't there"),
        message=N_("There is no file “{value}” in the folder {folder}."),
        hint=N_("Write where the file lies, seen from that folder, for example bilder/logga.svg."),
        example=Example(
            ORGANISATION,
            wrong="logo: loggan.svg",
            right="logo: logga.svg",
        ),
    ),
    "L103": Kind(
        title=N_("A logo with code or addresses in it"),
        message=N_("The logo “{value}” isn't only a drawing: it has “{found}” in it."),
        hint=N_("Save it anew as a plain SVG, or as PNG."),
        why=N_(
            "Code in an image can do the same as code on the page, and what lies elsewhere tells "
            "others who visits."
        ),
        example=Example(
            _LOGO,
            wrong=_DRAWING.replace("<path", "<script>hello()</script><path"),
            right=_DRAWING,
            at="",
        ),
    ),
    "L104": Kind(
        title=N_("A font of another kind"),
        message=N_("“{value}” isn't a font of the kind woff2."),
        hint=N_("Ask whoever made the font for it as woff2, or convert it."),
        why=N_("Every browser can show woff2, and it is the smallest to load."),
        example=Example(
            ORGANISATION,
            wrong=_and("font: typsnitt.ttf"),
            right=_and("font: typsnitt.woff2"),
            at=_AT,
            beside={"content/typsnitt.ttf": "true", "content/typsnitt.woff2": "wOF2"},
        ),
    ),
    "L105": Kind(
        title=N_("Links that are too pale"),
        message=N_("{value} is too pale for links: the contrast is {ratio}, and must be {enough}."),
        hint=N_("The nearest colour that can be read is {better}."),
        why=N_("Many people see badly, and everybody does in the sun. The law asks for it too."),
        example=Example(
            ORGANISATION,
            wrong=_and('accent: "#f08a24"'),
            right=_and('accent: "#a85f15"'),
            at=_AT,
        ),
    ),
    "L106": Kind(
        title=N_("Links that are too dark on a dark screen"),
        message=N_(
            "{value} is too dark for links on a dark screen: the contrast is {ratio}, and must be "
            "{enough}."
        ),
        hint=N_(
            "The nearest colour that can be read is {better}. Leave the line out, and malbok chooses one."
        ),
        why=N_("Many people see badly, and everybody does in the sun. The law asks for it too."),
        example=Example(
            ORGANISATION,
            wrong=_and('accent_dark: "#005a9c"'),
            right=_and('accent_dark: "#8fd0f0"'),
            at=_AT,
        ),
    ),
    "L107": Kind(
        title=N_("A logo of another kind"),
        message=N_("“{value}” is neither an SVG nor a PNG image."),
        hint=N_("Save the logo as SVG, or as PNG."),
        why=N_("Those two are sharp at any size or need few bytes, and every browser shows them."),
        example=Example(
            ORGANISATION,
            wrong="logo: logga.jpg",
            right="logo: logga.svg",
            beside={"content/logga.jpg": "JFIF"},
        ),
    ),
    "L108": Kind(
        title=N_("A large logo or font"),
        message=N_("“{value}” has {size} kB. More than {limit} is slow to load."),
        hint=N_(
            "Ask for a smaller one: a logo needs a few kB, a font with only Latin letters some 20."
        ),
        severity=Severity.WARNING,
        why=N_("It is loaded with the first page that somebody opens, on a slow line too."),
        example=Example(_LOGO, wrong=_DRAWING + f"<!-- {'7' * 100_000} -->", right=_DRAWING, at=""),
    ),
    "L109": Kind(
        title=N_("A damaged logo"),
        message=N_(
            "“{value}” can't be drawn: the image isn't whole, or isn't written as it should be."
        ),
        hint=N_("Open it in a drawing program and save it anew, as SVG or as PNG."),
        why=N_("A browser may show it all the same, but the reports' PDF can't be made with it."),
        example=Example(
            ORGANISATION,
            wrong="logo: halva.svg",
            right="logo: logga.svg",
            beside={"content/halva.svg": _DRAWING.replace("</svg>", "")},
        ),
    ),
}
