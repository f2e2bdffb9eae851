"""YAML as such, before anything is known of what it says."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import GOAL_WITH_STEPS, INDICATOR, NEW_GOAL, NEW_GOAL_TEXT, PAGE
from malbok.language import N_

YAML: dict[str, Kind] = {
    "Y101": Kind(
        title=N_("A file that can't be understood"),
        message=N_("This is not valid YAML: {reason}."),
        hint=N_(
            "Look at the line and the one before it. Indent with blanks and end each key with a colon and a blank."
        ),
        why=N_("In these files small signs mean much: spaces, colons and quotation marks."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong='title: "Alla som besöker oss går nöjda hem',
            right='title: "Alla som besöker oss går nöjda hem"',
            at="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "Y102": Kind(
        title=N_("A tab as indentation"),
        message=N_("A tab stands here. YAML allows only blanks as indentation."),
        hint=N_("Replace the tab with two blanks."),
        why=N_("A tab looks like spaces on the screen, but only spaces work."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="milestones:\n\t- title: Vi har frågat besökarna",
            right="milestones:\n  - title: Vi har frågat besökarna",
        ),
    ),
    "Y103": Kind(
        title=N_("A colon in a text"),
        message=N_("A text that holds a colon must stand in quotation marks."),
        hint=N_("Write: {better}"),
        why=N_("A colon and a space mean that a new value begins."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title: Vårt löfte: alla går nöjda hem",
            right='title: "Vårt löfte: alla går nöjda hem"',
            at="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "Y104": Kind(
        title=N_("A line that stands twice"),
        message=N_("The key “{key}” stands twice; the first is on line {first}."),
        hint=N_("Keep one of them."),
        why=N_("Only one of them can be shown, and nobody could tell which."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong=("title: Alla besökare går nöjda hem\ntitle: Alla som besöker oss går nöjda hem"),
            right="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "Y105": Kind(
        title=N_("A reference by & or *"),
        message=N_("References with & and * are not used here."),
        hint=N_(
            "Write the value out. A text that begins with & or * must stand in quotation marks."
        ),
        why=N_(
            "They copy values from another place in the file. What holds for a goal must be seen where it stands."
        ),
        example=Example(
            GOAL_WITH_STEPS, wrong="owner: &ansvarig kulturchef", right="owner: kulturchef"
        ),
    ),
    "Y106": Kind(
        title=N_("Too many levels"),
        message=N_("The file is nested deeper than {limit} levels."),
        hint=N_("A data file never needs that. Look for a bracket that is not closed."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="owner: kulturchef\nsupports: " + "[" * 40,
            right="owner: kulturchef\nsupports: []",
            at="owner: kulturchef",
        ),
    ),
    "Y107": Kind(
        title=N_("A file of plain text"),
        message=N_("The file must consist of keys with values, one to a line."),
        hint=N_("Begin with: {better}"),
        example=Example(
            NEW_GOAL,
            wrong="Biblioteken har öppet när folk kan.\nVi har provat kvällsöppet.\n",
            right=NEW_GOAL_TEXT,
            at="",
        ),
    ),
    "Y108": Kind(
        title=N_("An empty file"),
        message=N_("The file is empty."),
        hint=N_("Begin with: {better}"),
        example=Example(NEW_GOAL, wrong="", right=NEW_GOAL_TEXT, at=""),
    ),
    "Y109": Kind(
        title=N_("Front matter without its end"),
        message=N_("The front matter is not closed."),
        hint=N_("Put a line with three hyphens (---) before and after the front matter."),
        why=N_("Otherwise malbok can't tell where the page's text begins."),
        example=Example(
            PAGE,
            wrong="---\ntitle: Start\naudience: public\n\n# Välkommen",
            right="---\ntitle: Start\naudience: public\n---\n\n# Välkommen",
        ),
    ),
    "Y110": Kind(
        title=N_("No blank after the colon"),
        message=N_("There is no blank after the colon."),
        hint=N_("Write: {better}"),
        example=Example(GOAL_WITH_STEPS, wrong="owner:kulturchef", right="owner: kulturchef"),
    ),
    "Y111": Kind(
        title=N_("A line that begins in the wrong place"),
        message=N_(
            "The line begins {column} blanks in, but the lines it belongs with begin {expected} blanks in."
        ),
        hint=N_("Let all keys on the same level begin in the same place."),
        why=N_("The spaces first on a line say what the line belongs to."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="  - title: Vi har frågat besökarna\n   due: 2024-11-30",
            right="  - title: Vi har frågat besökarna\n    due: 2024-11-30",
        ),
    ),
    "Y112": Kind(
        title=N_("A text cut off by #"),
        message=N_("Everything after # is taken for a comment, so the text ends at “{value}”."),
        hint=N_("Put the whole text in quotation marks."),
        severity=Severity.WARNING,
        why=N_(
            "Only # after a space does so: a comment is for those who edit the file and never shown."
        ),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title: Vi är kommun #1 för våra besökare",
            right='title: "Vi är kommun #1 för våra besökare"',
            at="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "Y113": Kind(
        title=N_("A text that begins with a special character"),
        message=N_("A text that begins with {character} must stand in quotation marks."),
        hint=N_("Write: {better}"),
        why=N_("Some characters mean something special first in a value, such as % and @."),
        example=Example(INDICATOR, wrong="unit: %", right='unit: "%"'),
    ),
    "Y114": Kind(
        title=N_("A hard space"),
        message=N_("A hard space stands here, which looks like a blank but isn't one."),
        hint=N_("Replace it with an ordinary blank."),
        why=N_("It comes with text that is copied from a web page or a word processor."),
        example=Example(GOAL_WITH_STEPS, wrong="owner:\u00a0kulturchef", right="owner: kulturchef"),
    ),
    "Y115": Kind(
        title=N_("No blank after the hyphen"),
        message=N_("There is no blank after the hyphen that begins an item of a list."),
        hint=N_("Write: {better}"),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="  -title: Vi har frågat besökarna",
            right="  - title: Vi har frågat besökarna",
        ),
    ),
    "Y116": Kind(
        title=N_("Quotation marks within quotation marks"),
        message=N_("The text ends at the second quotation mark, but there is more on the line."),
        hint=N_("Write: {better}"),
        why=N_("The marks round a text must be of another kind than those within it."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong='title: "Alla som besöker "oss" går nöjda hem"',
            right="title: 'Alla som besöker \"oss\" går nöjda hem'",
            at="title: Alla som besöker oss går nöjda hem",
        ),
    ),
}
