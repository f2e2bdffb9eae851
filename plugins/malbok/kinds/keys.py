"""Keys that are missing, unknown or empty."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind
from malbok.kinds.paths import GOAL_WITH_STEPS
from malbok.language import N_

KEYS: dict[str, Kind] = {
    "K101": Kind(
        title=N_("An unknown key"),
        message=N_("The key “{key}” is unknown."),
        hint=N_("Keys that can stand here: {allowed}."),
        why=N_(
            "What malbok doesn't know is never left out in silence: it is often a misspelt key."
        ),
        example=Example(GOAL_WITH_STEPS, wrong="ovner: kulturchef", right="owner: kulturchef"),
    ),
    "K102": Kind(
        title=N_("A missing line"),
        message=N_("The key “{key}” is missing."),
        hint=N_("Add a line: {key}: …"),
        example=Example(
            GOAL_WITH_STEPS,
            wrong=(
                "id: nojda-besokare\n"
                "title: Alla som besöker oss går nöjda hem\n"
                "audience: public\n"
                "owner: kulturchef"
            ),
            right=(
                "id: nojda-besokare\n"
                "title: Alla som besöker oss går nöjda hem\n"
                "audience: public\n"
                "type: behaviour\n"
                "owner: kulturchef"
            ),
        ),
    ),
    "K103": Kind(
        title=N_("A line without a value"),
        message=N_("The key “{key}” has no value."),
        hint=N_("Write a value after the colon, or remove the line."),
        why=N_("Such lines are often left from a template."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="owner:\nupdated: 2025-02-15",
            right="owner: kulturchef\nupdated: 2025-02-15",
        ),
    ),
}
