"""Keys that are missing, unknown or empty."""

from __future__ import annotations

from malbok.kinds.declaration import Kind
from malbok.language import N_

KEYS: dict[str, Kind] = {
    "K101": Kind(
        title=N_("TITLE K101"),
        message=N_("The key “{key}” is unknown."),
        hint=N_("Keys that can stand here: {allowed}."),
    ),
    "K102": Kind(
        title=N_("TITLE K102"),
        message=N_("The key “{key}” is missing."),
        hint=N_("Add a line: {key}: …"),
    ),
    "K103": Kind(
        title=N_("TITLE K103"),
        message=N_("The key “{key}” has no value."),
        hint=N_("Write a value after the colon, or remove the line."),
    ),
}
