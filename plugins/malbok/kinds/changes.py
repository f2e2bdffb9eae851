"""What a change does, seen by holding two versions of the project side by side."""

from __future__ import annotations

from malbok.kinds.declaration import Kind, Severity
from malbok.language import N_

CHANGES: dict[str, Kind] = {
    "D101": Kind(
        title=N_("A changed goal without a decision"),
        message=N_("“{title}” has changed ({part}), but no revision tells who decided it."),
        hint=N_(
            "Add a revision with date, changed: {changed}, reason and decision. Was: {old}. Is: {new}."
        ),
    ),
    "D102": Kind(
        title=N_("A page that is gone"),
        message=N_("The public page of “{id}” is gone, and nothing leads on from its address."),
        hint=N_("If it has a new name, write the old one there: previous_ids: [{id}]"),
    ),
    "D103": Kind(
        title=N_("A published figure that was changed in silence"),
        message=N_("The published outcome for {period} has changed from {old} to {new}."),
        hint=N_("Write revised in the column mark, and why in the column note."),
        severity=Severity.WARNING,
    ),
}
