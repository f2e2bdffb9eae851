"""A municipality's own look as a style sheet: its colours for light and dark, and its font.

It comes after `theme/material/assets/tokens.css` and says only what differs from it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from malbok.colours import DARK_GROUNDS, WELL, legible, text_on
from malbok.model import Look
from malbok.pages import Asset, Site

STYLESHEET = "assets/organisation.css"
FONT = "Organisation"
"""What the municipality's font is called in its style sheet."""

LIGHT, DARK = "[data-md-color-scheme]", '[data-md-color-scheme="slate"]'
"""Where the values for the two schemes hold, as in `tokens.css`. Paper is always light."""


def assets(look: Look) -> Iterator[Asset]:
    """The style sheet, if there is anything to say in it."""
    rules = (*_font(look), *_colours(look))
    if rules:
        yield Asset(STYLESHEET, "\n".join((*rules, "")).encode())


def styles(site: Site) -> tuple[str, ...]:
    """The address of the municipality's own style sheet, if it has one."""
    return tuple(asset.path for asset in site.assets if asset.path == STYLESHEET)


def _font(look: Look) -> Iterator[str]:
    if look.font:
        address = quote(posixpath.relpath(look.font, posixpath.dirname(STYLESHEET)))
        # The font may be one file for all weights, or for one of which browsers make the others.
        yield (
            f'@font-face {{ font-family: "{FONT}"; src: url("{address}") format("woff2"); '
            "font-weight: 100 900; font-display: swap; }"
        )
        yield f':root {{ --mb-font: "{FONT}", "Liberation Sans", Arial, Helvetica, sans-serif; }}'


def _colours(look: Look) -> Iterator[str]:
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    if look.primary:
        light |= {"primary": look.primary, "on-primary": text_on(look.primary)}
        dark |= light
    if look.accent:
        light["accent"] = look.accent
        dark["accent"] = look.accent_dark or legible(look.accent, DARK_GROUNDS, "white", WELL)
    if light:
        yield _rule(LIGHT, light)
        yield f"@media screen {{ {_rule(DARK, dark)} }}"


def _rule(selector: str, values: dict[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'--mb-{key}: {value};' for key, value in values.items())} }}"
