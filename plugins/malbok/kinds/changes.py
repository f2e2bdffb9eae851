"""What a change does, seen by holding two versions of the project side by side."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import DIRECTION, GOAL_WITH_STEPS, YEARLY
from malbok.language import N_

CHANGES: dict[str, Kind] = {
    "D101": Kind(
        title=N_("A changed goal without a decision"),
        message=N_("“{title}” has changed ({part}), but no revision tells who decided it."),
        hint=N_(
            "Add a revision with date, changed: {changed}, reason and decision. Was: {old}. Is: {new}."
        ),
        why=N_(
            "What has been promised may be changed, but everybody must see when, why and by whose decision."
        ),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title: De flesta som besöker oss går nöjda hem",
            right=(
                "title: De flesta som besöker oss går nöjda hem\n"
                "revisions:\n"
                "  - date: 2025-02-15\n"
                "    changed: wording\n"
                "    old: Alla som besöker oss går nöjda hem\n"
                "    new: De flesta som besöker oss går nöjda hem\n"
                "    reason: Alla är inte möjligt att nå.\n"
                "    decision:\n"
                "      body: Kulturnämnden\n"
                "      date: 2025-02-10\n"
                "      paragraph: § 12"
            ),
            at="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "D102": Kind(
        title=N_("A page that is gone"),
        message=N_("The public page of “{id}” is gone, and nothing leads on from its address."),
        hint=N_("If it has a new name, write the old one there: previous_ids: [{id}]"),
        why=N_("Others link to it: from minutes, newspapers and other websites."),
        example=Example(
            DIRECTION,
            wrong=None,
            right=(
                "id: nara-dig\n"
                "previous_ids:\n"
                "  - latta-att-na\n"
                "title: Alla når oss på det sätt som passar dem\n"
                "audience: public\n"
                "type: result\n"
                "kind: direction\n"
                "owner: kulturchef\n"
                "updated: 2025-02-15\n"
                "indicators:\n"
                "  - svar-i-tid\n"
            ),
            at="",
            right_path="data/goals/kommunfullmaktige/nara-dig.yml",
        ),
    ),
    "D103": Kind(
        title=N_("A published figure that was changed in silence"),
        message=N_("The published outcome for {period} has changed from {old} to {new}."),
        hint=N_("Write revised in the column mark, and why in the column note."),
        severity=Severity.WARNING,
        why=N_(
            "Whoever has quoted the earlier figure must be able to see that it has been changed."
        ),
        example=Example(
            YEARLY,
            wrong="period,value\n2021,70.2\n2022,71.9\n2023,80.9\n2024,83.2\n",
            right=(
                "period,value,mark,note\n"
                "2021,70.2,,\n"
                "2022,71.9,,\n"
                "2023,80.9,revised,Ett ärende räknades två gånger.\n"
                "2024,83.2,,\n"
            ),
            at="",
        ),
    ),
}
