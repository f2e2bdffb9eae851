"""Values of keys."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import GOAL, GOAL_WITH_STEPS, INDICATOR, NEW_REPORT, ORGANISATION
from malbok.language import N_

VALUES: dict[str, Kind] = {
    "V101": Kind(
        title=N_("A list instead of a text"),
        message=N_("“{key}” must be a text."),
        hint=N_("Write the text after the colon, on the same line."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title:\n  - Alla som besöker oss går nöjda hem",
            right="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "V102": Kind(
        title=N_("A text instead of a list"),
        message=N_("“{key}” must be a list."),
        hint=N_("Write each item on a line of its own that begins with a hyphen."),
        why=N_("A list may well have one item only."),
        example=Example(
            GOAL, wrong="supports: nojda-besokare", right="supports:\n  - nojda-besokare"
        ),
    ),
    "V103": Kind(
        title=N_("A value instead of lines below"),
        message=N_("“{key}” must have keys of its own."),
        hint=N_("Write them on the lines below, indented two blanks."),
        example=Example(
            INDICATOR, wrong="source: Ärendesystemet", right="source:\n  title: Ärendesystemet"
        ),
    ),
    "V104": Kind(
        title=N_("A value that can't be chosen"),
        message=N_("“{value}” can't stand at “{key}”."),
        hint=N_("Choose one of: {allowed}."),
        why=N_("In the files these words are in English. The pages show them in Swedish."),
        example=Example(GOAL_WITH_STEPS, wrong="type: effekt", right="type: behaviour"),
    ),
    "V105": Kind(
        title=N_("A number that can't be read"),
        message=N_("“{value}” is not a number."),
        hint=N_(
            "Write digits only, with a point for decimals and no blanks: 1250.5. The unit stands in the indicator."
        ),
        example=Example(GOAL, wrong="value: 90 %\n", right="value: 90\n"),
    ),
    "V106": Kind(
        title=N_("A date in another form"),
        message=N_("“{value}” is not a date."),
        hint=N_("Write year-month-day: 2026-03-31."),
        example=Example(
            GOAL_WITH_STEPS, wrong="updated: 15 februari 2025", right="updated: 2025-02-15"
        ),
    ),
    "V107": Kind(
        title=N_("A period in another form"),
        message=N_("“{value}” is not a period."),
        hint=N_("Write 2026, 2026-H1, 2026-T1, 2026-Q1, 2026-03, 2025/26 or 2026-03-31."),
        why=N_(
            "All periods must be written in the same way, so that they can be put in order and compared."
        ),
        example=Example(GOAL, wrong='due: "nästa år"', right='due: "2025"'),
    ),
    "V108": Kind(
        title=N_("An id with other characters"),
        message=N_("“{value}” can't be an id."),
        hint=N_("Use only a–z, 0–9 and hyphen, and begin with a letter or a digit: fler-cyklar."),
        why=N_(
            "The id becomes part of the page's address. There å, ä, ö and spaces cause trouble."
        ),
        example=Example(GOAL, wrong="  - nöjda-besökare", right="  - nojda-besokare"),
    ),
    "V109": Kind(
        title=N_("A range without its limits"),
        message=N_("A target with “between” needs the keys lower and upper, and not value."),
        hint=N_("Write lower: 10 and upper: 20."),
        example=Example(
            GOAL,
            wrong="  - indicator: svar-i-tid\n    comparator: between\n    value: 90",
            right=(
                "  - indicator: svar-i-tid\n    comparator: between\n    lower: 85\n    upper: 95"
            ),
            at="  - indicator: svar-i-tid\n    comparator: at_least\n    value: 90",
        ),
    ),
    "V110": Kind(
        title=N_("A target with the wrong lines"),
        message=N_("A target with “{comparator}” needs the key value, and not lower and upper."),
        hint=N_("Write value: 10."),
        example=Example(
            GOAL,
            wrong="  - indicator: svar-i-tid\n    comparator: at_least\n    lower: 90",
            right="  - indicator: svar-i-tid\n    comparator: at_least\n    value: 90",
        ),
    ),
    "V111": Kind(
        title=N_("Limits in the wrong order"),
        message=N_("lower is greater than upper."),
        hint=N_("Let them change places."),
        example=Example(
            GOAL,
            wrong=(
                "  - indicator: svar-i-tid\n    comparator: between\n    lower: 95\n    upper: 85"
            ),
            right=(
                "  - indicator: svar-i-tid\n    comparator: between\n    lower: 85\n    upper: 95"
            ),
            at="  - indicator: svar-i-tid\n    comparator: at_least\n    value: 90",
        ),
    ),
    "V112": Kind(
        title=N_("A share outside 0 to 1"),
        message=N_("The number {value} at “{key}” is outside the limits."),
        hint=N_("Write a number from 0 to 1."),
        why=N_("The limits of the assessment are shares: 0.9 means 90 percent."),
        example=Example(
            ORGANISATION,
            wrong="updated: 2025-02-15\nassessment:\n  on_track: 90",
            right="updated: 2025-02-15\nassessment:\n  on_track: 0.9",
            at="updated: 2025-02-15",
        ),
    ),
    "V113": Kind(
        title=N_("An incomplete web address"),
        message=N_("The web address “{value}” must begin with https:// or http://."),
        hint=N_("Copy the whole address from the browser."),
        example=Example(
            INDICATOR,
            wrong="title: Ärendesystemet\n  url: exempelby.example/statistik",
            right="title: Ärendesystemet\n  url: https://exempelby.example/statistik",
            at="title: Ärendesystemet",
        ),
    ),
    "V114": Kind(
        title=N_("A title with < or >"),
        message=N_("“{key}” must be one line without the characters < and >."),
        hint=N_("Write “at least” or “less than” in words."),
        why=N_(
            "Titles are also shown in lists and on the browser's tab, where only plain text works."
        ),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title: Besökarna väntar <10 minuter",
            right="title: Besökarna väntar mindre än tio minuter",
            at="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "V145": Kind(
        title=N_("What a department is expected to end as"),
        message=N_("Only a goal can be expected to be met or not, not a whole department."),
        hint=N_("Move expected to a section of its own with goal, or write it in forecast."),
        example=Example(
            NEW_REPORT,
            wrong=(
                "id: arsredovisning-2024\n"
                "title: Årsredovisning 2024\n"
                "kind: annual\n"
                'period: "2024"\n'
                "as_of: 2024-12-31\n"
                "summary: Besökarna är nöjda.\n"
                "goals:\n"
                "  - nojda-besokare\n"
                "sections:\n"
                "  - department: kulturnamnden\n"
                "    forecast: Vi tror att alla mål nås.\n"
                "    expected: met\n"
            ),
            right=(
                "id: arsredovisning-2024\n"
                "title: Årsredovisning 2024\n"
                "kind: annual\n"
                'period: "2024"\n'
                "as_of: 2024-12-31\n"
                "summary: Besökarna är nöjda.\n"
                "goals:\n"
                "  - nojda-besokare\n"
                "sections:\n"
                "  - department: kulturnamnden\n"
                "    forecast: Vi tror att alla mål nås.\n"
                "  - goal: nojda-besokare\n"
                "    expected: met\n"
            ),
            at="",
        ),
    ),
    "V199": Kind(
        title=N_("A value that can't be used"),
        message=N_("The value at “{key}” can't be used."),
        hint=N_("Compare it with the table of all fields in the handbook."),
    ),
    "V115": Kind(
        title=N_("Thresholds in the wrong order"),
        message=N_("{lower} is greater than {upper}, so no goal can be between them."),
        hint=N_("Let {lower} be the smaller number."),
        why=N_("A goal is on track, uncertain or off track, in that order."),
        example=Example(
            ORGANISATION,
            wrong="updated: 2025-02-15\nassessment:\n  on_track: 0.5\n  uncertain: 0.8",
            right="updated: 2025-02-15\nassessment:\n  on_track: 0.8\n  uncertain: 0.5",
            at="updated: 2025-02-15",
        ),
    ),
    "V116": Kind(
        title=N_("An empty section of a report"),
        message=N_("A section of a report is for a department or for a goal, and says something."),
        hint=N_("Write department or goal, and comment, forecast or expected."),
        why=N_("Sections without text are best left out."),
        example=Example(
            NEW_REPORT,
            wrong=(
                "id: arsredovisning-2024\n"
                "title: Årsredovisning 2024\n"
                "kind: annual\n"
                'period: "2024"\n'
                "as_of: 2024-12-31\n"
                "summary: Besökarna är nöjda.\n"
                "goals:\n"
                "  - nojda-besokare\n"
                "sections:\n"
                "  - goal: nojda-besokare\n"
            ),
            right=(
                "id: arsredovisning-2024\n"
                "title: Årsredovisning 2024\n"
                "kind: annual\n"
                'period: "2024"\n'
                "as_of: 2024-12-31\n"
                "summary: Besökarna är nöjda.\n"
                "goals:\n"
                "  - nojda-besokare\n"
                "sections:\n"
                "  - goal: nojda-besokare\n"
                "    comment: Besökarna är nöjdare än förra året.\n"
            ),
            at="",
        ),
    ),
    "V117": Kind(
        title=N_("A value with a character that isn't on the keyboard"),
        message=N_("“{value}” holds {character}, which can't be used here."),
        hint=N_("Write it with the keyboard's own characters: {better}"),
        why=N_(
            "It often comes with text that is copied from a web page or a PDF, and can't be seen on the screen."
        ),
        example=Example(
            GOAL_WITH_STEPS, wrong="owner: kultur\u200bchef", right="owner: kulturchef"
        ),
    ),
    "V118": Kind(
        title=N_("A period in a year that can't be right"),
        message=N_("“{value}” lies outside the years {first} to {last}."),
        hint=N_("Check the digits of the year."),
        example=Example(GOAL, wrong='due: "2205"', right='due: "2025"'),
    ),
    "V119": Kind(
        title=N_("An item of a list that isn't a text"),
        message=N_("An item of “{key}” must be a text."),
        hint=N_("Write one text after each hyphen. With a colon in it, it needs quotation marks."),
        why=N_("A colon and a space make what stands before them a key."),
        example=Example(GOAL, wrong="  - nojda: besokare", right="  - nojda-besokare"),
    ),
    "V120": Kind(
        title=N_("A name instead of an id"),
        message=N_("“{value}” is a name, but “{key}” takes an id."),
        hint=N_(
            "Write the id: what the file is called or, for roles and departments, the id in organisation.yml."
        ),
        why=N_("Names change and may be alike. An id stays the same and is one of a kind."),
        example=Example(GOAL, wrong="owner: Kulturchef i staden", right="owner: kulturchef"),
    ),
    "V121": Kind(
        title=N_("A value in curly quotation marks"),
        message=N_("The quotation marks round “{value}” are curly, so they are taken for text."),
        hint=N_("Write it without them: {better}"),
        why=N_("Word and some web pages make quotation marks curly."),
        example=Example(GOAL, wrong="audience: ”public”", right="audience: public"),
    ),
    "V122": Kind(
        title=N_("A text in curly quotation marks"),
        message=N_("The text stands in curly quotation marks, which readers will see."),
        hint=N_("Remove them, or write straight ones."),
        severity=Severity.WARNING,
        example=Example(
            GOAL,
            wrong="title: ”Den som frågar oss något har fått svar inom två arbetsdagar”",
            right="title: Den som frågar oss något har fått svar inom två arbetsdagar",
        ),
    ),
    "V131": Kind(
        title=N_("A number that must be greater than zero"),
        message=N_("The number {value} at “{key}” isn't greater than zero."),
        hint=N_("Write a number above 0, or remove the line."),
        why=N_("What counts for nothing, or less, has no place in a weighing."),
        example=Example(
            GOAL,
            wrong="updated: 2025-02-15\ntargets:\n  - weight: 0\n    indicator: svar-i-tid",
            right="updated: 2025-02-15\ntargets:\n  - indicator: svar-i-tid",
        ),
    ),
    "V132": Kind(
        title=N_("Two statuses with the same word"),
        message=N_("“{value}” is the word for both {first} and {second}."),
        hint=N_("Give each status a word of its own."),
        why=N_("Readers who can't tell colours apart know a status by its word and its shape."),
        example=Example(
            ORGANISATION,
            wrong=(
                "updated: 2025-02-15\nassessment:\n  words:\n"
                "    met: uppfyllt\n    on_track: uppfyllt"
            ),
            right=(
                "updated: 2025-02-15\nassessment:\n  words:\n"
                "    met: uppfyllt\n    on_track: går mot uppfyllt"
            ),
            at="updated: 2025-02-15",
        ),
    ),
    "V133": Kind(
        title=N_("A word for a status that isn't used"),
        message=N_("No goal can be {status}, as partly_met_by is none."),
        hint=N_("Remove the word, or choose another value at partly_met_by."),
        severity=Severity.WARNING,
        example=Example(
            ORGANISATION,
            wrong=(
                "updated: 2025-02-15\nassessment:\n  partly_met_by: none\n"
                "  words:\n    partly_met: nästan"
            ),
            right=(
                "updated: 2025-02-15\nassessment:\n  partly_met_by: way\n"
                "  words:\n    partly_met: nästan"
            ),
            at="updated: 2025-02-15",
        ),
    ),
    "V134": Kind(
        title=N_("An address for feedback that nobody can use"),
        message=N_("“{value}” is neither a web address nor an e-mail address."),
        hint=N_("Write mailto: before an e-mail address, or the whole address of a form."),
        example=Example(
            ORGANISATION,
            wrong="updated: 2025-02-15\nfeedback: mal@exempelby.example",
            right="updated: 2025-02-15\nfeedback: mailto:mal@exempelby.example",
            at="updated: 2025-02-15",
        ),
    ),
    "V135": Kind(
        title=N_("A number that must be whole"),
        message=N_("“{value}” at “{key}” is not a whole number from 1 up."),
        hint=N_("Write it with digits only: 10."),
        example=Example(
            ORGANISATION,
            wrong="updated: 2025-02-15\nsmall_numbers:\n  limit: tio",
            right="updated: 2025-02-15\nsmall_numbers:\n  limit: 10",
            at="updated: 2025-02-15",
        ),
    ),
    "V136": Kind(
        title=N_("An address for feedback with odd braces"),
        message=N_("The braces round “{value}” in the address for feedback can't be filled."),
        hint=N_(
            "Only the word page can stand there, with one brace on each side. An e-mail address has none."
        ),
        why=N_("Readers would come to an address that isn't there."),
        example=Example(
            ORGANISATION,
            wrong="updated: 2025-02-15\nfeedback: https://exempelby.example/tyck?sida={sida}",
            right="updated: 2025-02-15\nfeedback: https://exempelby.example/tyck?sida={page}",
            at="updated: 2025-02-15",
        ),
    ),
    "V137": Kind(
        title=N_("An e-mail address for feedback with more in it"),
        message=N_("“{value}” has something after the e-mail address."),
        hint=N_("Write the address only: {better}. malbok adds which page it is about."),
        example=Example(
            ORGANISATION,
            wrong="updated: 2025-02-15\nfeedback: mailto:mal@exempelby.example?subject=Tyck",
            right="updated: 2025-02-15\nfeedback: mailto:mal@exempelby.example",
            at="updated: 2025-02-15",
        ),
    ),
}
