"""The files themselves: names, places, encodings."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import GOAL_WITH_STEPS, NEW_GOAL, NEW_GOAL_TEXT, YEARLY
from malbok.language import N_

FILES: dict[str, Kind] = {
    "F101": Kind(
        title=N_("A missing file"),
        message=N_("The file is missing."),
        hint=N_("Create {path}, or check that it lies in the right folder."),
        why=N_(
            "An indicator is two files of the same name: one that describes it (.yml) and one with its figures (.csv)."
        ),
        example=Example(YEARLY, wrong=None, right="period,value\n2022,71.9\n2023,81.5\n", at=""),
    ),
    "F102": Kind(
        title=N_("Unreadable letters"),
        message=N_("The file is not UTF-8: byte {byte} can't be read."),
        hint=N_("Save the file again and choose the encoding UTF-8."),
        why=N_(
            "The letters are saved in several ways, or in one that malbok doesn't know. A guess could be wrong."
        ),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title: Alla som besöker oss går nöjda hem".encode("cp1252"),
            right="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "F103": Kind(
        title=N_("A file that can't be opened"),
        message=N_("The file can't be read."),
        hint=N_("Check that it is an ordinary file and that you may open it."),
        why=N_("It is often a folder that was given a file's name."),
        example=Example("data/goals/kulturnamnden/lan.yml/", wrong="", right=None),
    ),
    "F104": Kind(
        title=N_("A file that is too large"),
        message=N_("The file is too large: {size} kB, the limit is {limit} kB."),
        hint=N_("A data file holds one goal or one indicator. Is this the right file?"),
        why=N_("Such a file is nearly always something else, such as a whole register."),
        example=Example(
            NEW_GOAL, wrong="# Utdrag ur besöksregistret\n" * 40_000, right=NEW_GOAL_TEXT, at=""
        ),
    ),
    "F105": Kind(
        title=N_("A file in the wrong folder"),
        message=N_("The file lies where malbok doesn't look for it, so it would never be shown."),
        hint=N_("Put it in {folder}."),
        why=N_("The folder decides what a file is, and which department a goal belongs to."),
        example=Example(
            "data/goals/oppet-pa-kvallen.yml",
            wrong=NEW_GOAL_TEXT,
            right=NEW_GOAL_TEXT,
            at="",
            right_path=NEW_GOAL,
        ),
    ),
    "F106": Kind(
        title=N_("Figures without a description"),
        message=N_("There are figures for “{id}” but no description of the indicator."),
        hint=N_("Create data/indicators/{id}.yml with title, unit, direction and source."),
        why=N_("The two files must have the same name. Often they differ by a letter."),
        example=Example(
            "data/indicators/lan.csv",
            wrong="period,value\n2024-11,12960\n2024-12,10415\n",
            right=None,
            at="",
        ),
    ),
    "F107": Kind(
        title=N_("An invisible character"),
        message=N_("The file holds a character that can't be shown (code {number})."),
        hint=N_("Remove the character. It often comes with text pasted from another program."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title: Alla som besöker oss\vgår nöjda hem",
            right="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "F108": Kind(
        title=N_("A page with the wrong file ending"),
        message=N_("A page's file name must end in .md."),
        hint=N_("Rename the file to {name}."),
        why=N_("Only files whose names end in .md become pages."),
        example=Example(
            "content/om-oss.markdown",
            wrong="# Om oss\n",
            right="# Om oss\n",
            at="",
            right_path="content/om-oss.md",
        ),
    ),
    "F109": Kind(
        title=N_("A wrong file ending"),
        message=N_("The file's name has the wrong ending."),
        hint=N_("Rename the file to {name}."),
        why=N_("With another ending the file would be left out, and nobody would notice."),
        example=Example(
            "data/goals/kulturnamnden/oppet-pa-kvallen.yaml",
            wrong=NEW_GOAL_TEXT,
            right=NEW_GOAL_TEXT,
            at="",
            right_path=NEW_GOAL,
        ),
    ),
    "F110": Kind(
        title=N_("A spreadsheet among the files"),
        message=N_(
            "malbok doesn't read spreadsheets and documents, so this file would never be shown."
        ),
        hint=N_(
            "Fetch the figures with malbok import, or save the sheet as CSV. Then remove this file."
        ),
        example=Example("data/indicators/lan.xlsx", wrong="", right=None, at=""),
    ),
    "F111": Kind(
        title=N_("A file in another encoding than UTF-8"),
        message=N_("The file is saved as {encoding}, not as UTF-8."),
        hint=N_("Run malbok fmt, or save the file again and choose UTF-8."),
        why=N_(
            "Excel and older programs save like this. Then å, ä and ö turn into other signs on the pages."
        ),
        example=Example(NEW_GOAL, wrong=NEW_GOAL_TEXT.encode("cp1252"), right=NEW_GOAL_TEXT, at=""),
    ),
    "F112": Kind(
        title=N_("Garbled letters"),
        message=N_("“{value}” is probably garbled: it should be “{better}”."),
        hint=N_(
            "The file has been opened in the wrong encoding and saved again. Put the letters right."
        ),
        severity=Severity.WARNING,
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title: Alla som besÃ¶ker oss går nöjda hem",
            right="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "F113": Kind(
        title=N_("Two versions of the same lines"),
        message=N_(
            "Two versions of the same lines stand here, since two people changed them at once."
        ),
        hint=N_(
            "Keep what is right, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>."
        ),
        why=N_("Git writes the marks when it can't put the two versions together by itself."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong=(
                "<<<<<<< HEAD\n"
                "title: Alla som besöker oss går nöjda hem\n"
                "=======\n"
                "title: Alla besökare går nöjda hem\n"
                ">>>>>>> ny-rubrik"
            ),
            right="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "F114": Kind(
        title=N_("A file of another kind than its name says"),
        message=N_("The file is {kind}, though its name ends in {ending}."),
        hint=N_(
            "Save it as CSV or plain text in the program it was made with. Figures can be fetched with malbok import."
        ),
        why=N_("A file does not become another kind of file by getting another name."),
        example=Example(
            NEW_GOAL,
            wrong="<html><body>Biblioteken har öppet när folk kan</body></html>\n",
            right=NEW_GOAL_TEXT,
            at="",
        ),
    ),
    "F115": Kind(
        title=N_("A letter that is lost"),
        message=N_("A letter is lost in “{value}”, and the page would show a question mark."),
        hint=N_("Write the word again, and look for more of the same in the file."),
        why=N_("A program could not read the letter, and saved a substitute in its place."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong="title: Alla som bes\ufffdker oss går nöjda hem",
            right="title: Alla som besöker oss går nöjda hem",
        ),
    ),
    "F116": Kind(
        title=N_("A file name with other characters"),
        message=N_("The file's name can't be part of an address."),
        hint=N_("Rename the file to {name}. If there is a line with id in it, let it be the same."),
        why=N_("Use only a–z, 0–9 and hyphen: others cause trouble in addresses and links."),
        example=Example(
            "data/goals/kulturnamnden/Öppet på kvällen.yml",
            wrong=NEW_GOAL_TEXT,
            right=NEW_GOAL_TEXT,
            at="",
            right_path=NEW_GOAL,
        ),
    ),
    "F117": Kind(
        title=N_("Two files of nearly the same name"),
        message=N_("The file's name is nearly that of {path}, so it may be a copy."),
        hint=N_("Keep the one that is right as {path}, and remove the other."),
        why=N_("Copies come about when a file is fetched twice, or saved under another name."),
        example=Example(
            "data/indicators/svar-i-tid (1).csv",
            wrong="period,value\n2023,81.5\n2024,83.2\n",
            right=None,
            at="",
        ),
    ),
    "F118": Kind(
        title=N_("A folder name with other characters"),
        message=N_("The folder's name, {folder}, can't be that of a department."),
        hint=N_("Rename the folder to {name}."),
        why=N_("The folder is named by the department's id, which becomes part of its address."),
        example=Example(
            "data/goals/Kulturnämnden/oppet-pa-kvallen.yml",
            wrong=NEW_GOAL_TEXT,
            right=NEW_GOAL_TEXT,
            at="",
            right_path=NEW_GOAL,
        ),
    ),
    "F119": Kind(
        title=N_("A file that malbok doesn't read"),
        message=N_("malbok doesn't read files with such an ending, so it would never be shown."),
        hint=N_("Let its name end in .yml or .csv, or move it out of the data folder."),
        why=N_("Windows hides the ends of names, and some programs add .txt or leave them out."),
        example=Example(
            "data/goals/kulturnamnden/oppet-pa-kvallen.txt",
            wrong=NEW_GOAL_TEXT,
            right=NEW_GOAL_TEXT,
            at="",
            right_path=NEW_GOAL,
        ),
    ),
    "F120": Kind(
        title=N_("A file with very many faults"),
        message=N_("Only the first {count} faults of the file are told."),
        hint=N_("Is it the right file? Otherwise put these right, and check it again."),
    ),
    "F121": Kind(
        title=N_("A link to a file elsewhere"),
        message=N_("The file is a link out of the folder {folder}, or to nothing."),
        hint=N_("Put the file itself here."),
        why=N_("What a link leads to would be published, whoever it is meant for."),
    ),
}
