"""What the organisation says of itself, and days, that can't be as they are written."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import ARCHIVED_LINES, GOAL, GOAL_WITH_STEPS, ORGANISATION
from malbok.language import N_

_AT = "updated: 2025-02-15"
_STATEMENT = """\
updated: 2025-02-15
accessibility:
  compliance: partial
  shortcomings:
    - what: Breda tabeller är svåra att läsa i mobilen.
  testing: Vi har gått igenom sidorna själva.
  tested: 2025-01-20
  updated: 2025-02-15
  contact: Skriv till kommunen.
  supervision:
    title: Digg"""
_SHORTCOMINGS = """\
  shortcomings:
    - what: Breda tabeller är svåra att läsa i mobilen.
"""
_GLOSSARY = """\
updated: 2025-02-15
glossary:
  - word: utfall
    meaning: Det som blev.
  - word: """

_INSIDE = """\
id: nojda-besokare
title: Alla som besöker oss går nöjda hem
type: behaviour
owner: kulturchef
updated: 2025-02-15
milestones:
  - title: Vi har frågat besökarna
    due: 2024-11-30
    done: 2024-11-20
"""

_ENDED = """\
id: snabba-svar
title: Den som frågar oss något har fått svar inom två arbetsdagar
audience: public
type: result
analysis: Fler frågor kom när vi öppnade chatten.
next_steps: Vi delar upp frågorna mellan oss varje morgon.
updated: 2025-02-15
archived:
  date: 2024-06-30
  reason: Vi frågar dem som besöker oss på ett annat sätt nu.
targets:
  - indicator: svar-i-tid
    comparator: at_least
    value: 90
    due: "2024"
"""

ORGANISATIONS: dict[str, Kind] = {
    "R173": Kind(
        title=N_("A day before that isn't before"),
        message=N_("previous_as_of is {value}, but as_of is {as_of}."),
        hint=N_("Write the day of assessment that the site had before, or remove the line."),
        severity=Severity.WARNING,
        why=N_("The pages tell what is new since that day, and nothing can be."),
        example=Example(
            ORGANISATION,
            wrong="updated: 2025-02-15\nprevious_as_of: 2025-01-31",
            right="updated: 2025-02-15\nprevious_as_of: 2023-12-31",
            at=_AT,
        ),
    ),
    "R174": Kind(
        title=N_("A word that is explained twice"),
        message=N_("“{value}” is explained already on line {first}."),
        hint=N_("Remove one of them."),
        severity=Severity.WARNING,
        why=N_("Readers see only the first explanation."),
        example=Example(
            ORGANISATION,
            wrong=_GLOSSARY + "Utfall\n    meaning: Värdet för en period.",
            right=_GLOSSARY + "period\n    meaning: Den tid som värdet gäller.",
            at=_AT,
        ),
    ),
    "R175": Kind(
        title=N_("A single letter that is explained"),
        message=N_("“{value}” in the glossary is only one letter."),
        hint=N_("Write the whole word."),
        severity=Severity.WARNING,
        why=N_("The letter would be explained wherever it stands alone."),
        example=Example(
            ORGANISATION,
            wrong=_GLOSSARY + "i\n    meaning: Anger var något finns.",
            right=_GLOSSARY + "indikator\n    meaning: Det som mäts.",
            at=_AT,
        ),
    ),
    "R176": Kind(
        title=N_("A site without faults that has shortcomings"),
        message=N_("The site is said to meet all demands, but shortcomings are listed: {count}."),
        hint=N_("Write compliance: partial, or remove the shortcomings that are mended."),
        severity=Severity.WARNING,
        example=Example(
            ORGANISATION,
            wrong=_STATEMENT.replace("partial", "full"),
            right=_STATEMENT,
            at=_AT,
        ),
    ),
    "R177": Kind(
        title=N_("Shortcomings that aren't named"),
        message=N_("The site is said to meet some of the demands, but no shortcomings are listed."),
        hint=N_("Write at shortcomings what not everybody can use, and why."),
        severity=Severity.WARNING,
        why=N_("The law asks the statement to say what isn't accessible."),
        example=Example(
            ORGANISATION,
            wrong=_STATEMENT.replace(_SHORTCOMINGS, ""),
            right=_STATEMENT,
            at=_AT,
        ),
    ),
    "R178": Kind(
        title=N_("A test that hasn't been made"),
        message=N_("The day of the test, {value}, hasn't come yet."),
        hint=N_("Write the day of the latest test that you have made."),
        severity=Severity.WARNING,
        example=Example(
            ORGANISATION,
            wrong=_STATEMENT.replace("2025-01-20", "2095-01-20"),
            right=_STATEMENT,
            at=_AT,
        ),
    ),
    "R179": Kind(
        title=N_("Two days that can't both be right"),
        message=N_("{key} is {value}, but {other} is {day}."),
        hint=N_("Check the year of both."),
        severity=Severity.WARNING,
        why=N_("One of them says that something happened before it could."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="updated: 2025-02-15\nnext_update: 2024-06-01",
            right="updated: 2025-02-15\nnext_update: 2025-06-01",
            at=_AT,
        ),
    ),
    "R180": Kind(
        title=N_("A public goal that is replaced by one of the intranet"),
        message=N_("The goal that replaces this one is only for the intranet."),
        hint=N_("Make that goal public as well, if readers are to learn what applies instead."),
        severity=Severity.WARNING,
        why=N_("The public page says that the goal applies no longer, and not what does."),
        example=Example(
            GOAL,
            wrong=ARCHIVED_LINES + "\n  replaced_by: nojda-besokare",
            right=ARCHIVED_LINES,
            at=_AT,
            beside={GOAL_WITH_STEPS: _INSIDE},
        ),
    ),
    "R181": Kind(
        title=N_("A goal that ends before its verdict"),
        message=N_("The goal ceases to apply {value}, in the midst of {due}, when it is due."),
        hint=N_("Write {better} or a later day, if it is to be told whether the goal was met."),
        severity=Severity.ADVICE,
        why=N_("A goal is judged by what was known on the day that it ceased to apply."),
        example=Example(
            GOAL,
            wrong=_ENDED,
            right=_ENDED.replace("2024-06-30", "2024-12-31"),
            at="",
        ),
    ),
}
