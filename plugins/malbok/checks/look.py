"""The municipality's colours can be read: as WCAG 2.1 (1.4.3) asks of texts, in light and dark.

The band at the top needs no check: it has white or black text, and one of them can be read on any
colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

from malbok.checks.references import organisation_path
from malbok.colours import DARK_GROUNDS, ENOUGH, LIGHT_GROUNDS, least_contrast, legible
from malbok.model import Project
from malbok.problems import Problem
from malbok.reading.project import Reading


def links_can_be_read(reading: Reading, project: Project) -> Iterator[Problem]:
    """The colours of links stand out from what they stand on."""
    look = project.organisation.look
    scheme: tuple[str, str | None, str, tuple[str, ...], Literal["black", "white"]]
    for scheme in (
        ("L105", look.accent, "accent", LIGHT_GROUNDS, "black"),
        ("L106", look.accent_dark, "accent_dark", DARK_GROUNDS, "white"),
    ):
        code, colour, key, grounds, towards = scheme
        if colour and (ratio := least_contrast(colour, grounds)) < ENOUGH:
            place = reading.place(organisation_path(reading), "look", key)
            yield Problem(
                code,
                place,
                {
                    "value": colour,
                    "ratio": f"{math.floor(ratio * 10) / 10}:1",  # 4.46 isn't enough
                    "enough": f"{ENOUGH}:1",
                    "better": legible(colour, grounds, towards),
                },
            )


CHECKS = (links_can_be_read,)
