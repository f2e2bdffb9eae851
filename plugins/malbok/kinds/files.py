"""The files themselves: names, places, encodings."""

from __future__ import annotations

from malbok.kinds.declaration import Kind, Severity
from malbok.language import N_

FILES: dict[str, Kind] = {
    "F101": Kind(
        title=N_("TITLE F101"),
        message=N_("The file is missing."),
        hint=N_("Create {path}, or check that it lies in the right folder."),
    ),
    "F102": Kind(
        title=N_("TITLE F102"),
        message=N_("The file is not UTF-8: byte {byte} can't be read."),
        hint=N_("Save the file again and choose the encoding UTF-8."),
    ),
    "F103": Kind(
        title=N_("TITLE F103"),
        message=N_("The file can't be read."),
        hint=N_("Check that it is an ordinary file and that you may open it."),
    ),
    "F104": Kind(
        title=N_("TITLE F104"),
        message=N_("The file is too large: {size} kB, the limit is {limit} kB."),
        hint=N_("A data file holds one goal or one indicator. Is this the right file?"),
    ),
    "F105": Kind(
        title=N_("TITLE F105"),
        message=N_("The file lies where malbok doesn't look for it, so it would never be shown."),
        hint=N_("Put it in {folder}."),
    ),
    "F106": Kind(
        title=N_("TITLE F106"),
        message=N_("There are figures for “{id}” but no description of the indicator."),
        hint=N_("Create data/indicators/{id}.yml with title, unit, direction and source."),
    ),
    "F107": Kind(
        title=N_("TITLE F107"),
        message=N_("The file holds a character that can't be shown (code {number})."),
        hint=N_("Remove the character. It often comes with text pasted from another program."),
    ),
    "F108": Kind(
        title=N_("TITLE F108"),
        message=N_("A page's file name must end in .md."),
        hint=N_("Rename the file to {name}."),
    ),
    "F109": Kind(
        title=N_("TITLE F109"),
        message=N_("The file's name has the wrong ending."),
        hint=N_("Rename the file to {name}."),
    ),
    "F110": Kind(
        title=N_("TITLE F110"),
        message=N_(
            "malbok doesn't read spreadsheets and documents, so this file would never be shown."
        ),
        hint=N_("Save the sheet as CSV with commas between the columns, and remove this file."),
    ),
    "F111": Kind(
        title=N_("A file in another encoding than UTF-8"),
        message=N_("The file is saved as {encoding}, not as UTF-8."),
        hint=N_("Run malbok fmt, or save the file again and choose UTF-8."),
    ),
    "F112": Kind(
        title=N_("Garbled letters"),
        message=N_("“{value}” is probably garbled: it should be “{better}”."),
        hint=N_(
            "The file has been opened in the wrong encoding and saved again. Put the letters right."
        ),
        severity=Severity.WARNING,
    ),
    "F113": Kind(
        title=N_("Two versions of the same lines"),
        message=N_(
            "Two versions of the same lines stand here, since two people changed them at once."
        ),
        hint=N_(
            "Keep what is right, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>."
        ),
    ),
}
