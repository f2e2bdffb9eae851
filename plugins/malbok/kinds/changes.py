"""What a change does, seen by holding two versions of the project side by side."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import DIRECTION, FROZEN_REPORT, GOAL, GOAL_WITH_STEPS, SNAPSHOT, YEARLY
from malbok.language import N_

RENAMED = "data/goals/kommunfullmaktige/nara-dig.yml"
_RENAMED_TEXT = """\
title: Alla når oss på det sätt som passar dem
audience: public
type: result
kind: direction
owner: kulturchef
updated: 2025-02-15
indicators:
  - svar-i-tid
"""

_TARGET = """\
    value: 90
    due: "2025"
    baseline:
      period: "2022"
      value: 71.9
"""
_LOWERED = (
    _TARGET.replace("90", "85")
    + """\
revisions:
  - date: 2025-02-15
    changed: target
    old: minst 90 %
    new: DECIDED
    reason: Ärendena är fler än vi trodde.
    decision:
      body: Kulturnämnden
      date: 2025-02-10
"""
)

_CORRECTIONS = """\
corrections:
  - date: 2025-05-02
    what: Årtalet i kommentaren
    goal: latta-att-na
    old: Chatten öppnade 2022.
    new: Chatten öppnade 2023.
"""

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
        title=N_("An old address that doesn't lead on"),
        message=N_(
            "This has a new address, and nothing leads on from the old one, which was public: “{id}”."
        ),
        hint=N_("Write the old name here: previous_ids: [{id}]"),
        why=N_("Others link to it: from minutes, newspapers and other websites."),
        example=Example(
            RENAMED,
            wrong=f"id: nara-dig\n{_RENAMED_TEXT}",
            right=f"id: nara-dig\nprevious_ids:\n  - latta-att-na\n{_RENAMED_TEXT}",
            at="",
            beside={DIRECTION: None},
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
    "D104": Kind(
        title=N_("A public page that is removed"),
        message=N_("The public page of “{id}” is removed, and nothing leads on from its address."),
        hint=N_(
            "If that is meant, do nothing. If something has taken over, write there: previous_ids: [{id}]"
        ),
        severity=Severity.WARNING,
        why=N_("Others link to it: from minutes, newspapers and other websites."),
        example=Example(
            DIRECTION,
            wrong=None,
            right=(
                "id: i-ratt-tid\n"
                "previous_ids:\n"
                "  - latta-att-na\n"
                "title: Alla får svar från oss i tid\n"
                "audience: public\n"
                "type: result\n"
                "kind: direction\n"
                "owner: kulturchef\n"
                "updated: 2025-02-15\n"
                "indicators:\n"
                "  - svar-i-tid\n"
                "revisions:\n"
                "  - date: 2025-02-15\n"
                "    changed: wording\n"
                "    old: Alla når oss på det sätt som passar dem\n"
                "    new: Alla får svar från oss i tid\n"
                "    reason: Det är svaren som besökarna frågar efter.\n"
                "    decision:\n"
                "      body: Kommunfullmäktige\n"
                "      date: 2025-02-10\n"
                "      paragraph: § 12\n"
            ),
            at="",
            right_path="data/goals/kommunfullmaktige/i-ratt-tid.yml",
        ),
    ),
    "D105": Kind(
        title=N_("A published figure that is removed"),
        message=N_("The published outcome for {period}, {old}, is removed."),
        hint=N_(
            "Was it wrong? Then keep its line, leave the value empty, and say why in the column note."
        ),
        severity=Severity.WARNING,
        why=N_("Without it, a goal may look better than it is."),
        example=Example(
            YEARLY,
            wrong="period,value\n2021,70.2\n2022,71.9\n2023,81.5\n",
            right="period,value\n2021,70.2\n2022,71.9\n2023,81.5\n2024,83.2\n",
            at="",
        ),
    ),
    "D106": Kind(
        title=N_("A decision of something else"),
        message=N_("The revision says “{said}”, but here it is “{new}”."),
        hint=N_("Write what was decided, in both places."),
        severity=Severity.WARNING,
        why=N_("Readers see both, and must be able to trust that they agree."),
        example=Example(
            GOAL,
            wrong=_LOWERED.replace("DECIDED", "minst 80 %"),
            right=_LOWERED.replace("DECIDED", "minst 85 %"),
            at=_TARGET,
        ),
    ),
    "D107": Kind(
        title=N_("A published report that isn't as it was"),
        message=N_("“{title}” was published, and what it said then is changed or gone."),
        hint=N_(
            "Take the report and its .json back from the history. Was it wrong? Then write a correction."
        ),
        why=N_(
            "Readers must be able to trust that a report says the same as on the day it was frozen."
        ),
        example=Example(
            SNAPSHOT,
            wrong=(
                '"checksum": "sha256:'
                'a064cc4fa518ecdb2d58c1bbda4796e2eb31723aebcc1abae658838aebbed0e7",\n'
                '  "format": 1,\n  "malbok": "0.1.0",\n  "frozen": "2025-03-31",'
            ),
            right=(
                '"checksum": "sha256:'
                '21e741bf629c49a1baa7d16479fd04b3f445c63fa70b8e39e3c9fdac8bf53372",\n'
                '  "format": 1,\n  "malbok": "0.1.0",\n  "frozen": "2025-02-20",'
            ),
        ),
    ),
    "D108": Kind(
        title=N_("A correction that isn't as it was"),
        message=N_("The correction of {date} is changed or gone: “{what}”."),
        hint=N_("Put it back. Was it wrong too? Then write one more correction above it."),
        why=N_("Others may have read it, and must be able to see what has been said."),
        example=Example(
            FROZEN_REPORT,
            wrong=_CORRECTIONS.replace("2023", "2021"),
            right=_CORRECTIONS,
        ),
    ),
}
