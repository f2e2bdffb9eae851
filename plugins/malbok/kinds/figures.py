"""An indicator's figures in CSV."""

from __future__ import annotations

from malbok.kinds.declaration import Kind, Severity
from malbok.language import N_

FIGURES: dict[str, Kind] = {
    "C101": Kind(
        title=N_("TITLE C101"),
        message=N_("The file is empty."),
        hint=N_("Begin with the line: period,value"),
    ),
    "C102": Kind(
        title=N_("TITLE C102"),
        message=N_("The columns are separated by “{separator}”."),
        hint=N_("Separate them by commas and write decimals with a point: 2024,71.9"),
    ),
    "C103": Kind(
        title=N_("TITLE C103"),
        message=N_("The first line must name the columns, beginning with period,value."),
        hint=N_("Put this line first: period,value"),
    ),
    "C104": Kind(
        title=N_("TITLE C104"),
        message=N_("The column “{key}” is unknown."),
        hint=N_("Columns that can stand here: {allowed}."),
    ),
    "C105": Kind(
        title=N_("TITLE C105"),
        message=N_("The column “{key}” stands twice."),
        hint=N_("Remove one of them."),
    ),
    "C106": Kind(
        title=N_("TITLE C106"),
        message=N_("The line has {count} values, but the header has {expected}."),
        hint=N_(
            "Check the commas. A decimal comma must be a point, and a text with a comma must stand in quotation marks."
        ),
    ),
    "C107": Kind(
        title=N_("TITLE C107"),
        message=N_("The period is missing."),
        hint=N_("Write the period first on the line: 2024,71.9"),
    ),
    "C108": Kind(
        title=N_("TITLE C108"),
        message=N_("“{value}” is not a period."),
        hint=N_("Write 2026, 2026-H1, 2026-T1, 2026-Q1, 2026-03, 2025/26 or 2026-03-31."),
    ),
    "C109": Kind(
        title=N_("TITLE C109"),
        message=N_("The period {value} is already on line {first}."),
        hint=N_("Keep the line that is right."),
    ),
    "C110": Kind(
        title=N_("TITLE C110"),
        message=N_("“{value}” is not the kind of period that the indicator has ({interval})."),
        hint=N_("Write it like {example}, or change interval in the indicator's file."),
    ),
    "C121": Kind(
        title=N_("TITLE C121"),
        message=N_("“{value}” has a decimal comma."),
        hint=N_("Write a point: {better}"),
    ),
    "C122": Kind(
        title=N_("TITLE C122"),
        message=N_("“{value}” has blanks in the number."),
        hint=N_("Write the digits together: {better}"),
    ),
    "C123": Kind(
        title=N_("TITLE C123"),
        message=N_("“{value}” holds the unit."),
        hint=N_("Write the number only: {better}. The unit stands in the indicator."),
    ),
    "C124": Kind(
        title=N_("TITLE C124"),
        message=N_("“{value}” is an error from a spreadsheet."),
        hint=N_("Look the figure up and write it, or leave the place empty."),
    ),
    "C125": Kind(
        title=N_("TITLE C125"),
        message=N_("“{value}” is not a number."),
        hint=N_("A missing value is left empty: {period},"),
    ),
    "C126": Kind(
        title=N_("TITLE C126"),
        message=N_("“{value}” is not a number."),
        hint=N_(
            "Write digits only, with a point for decimals: 1250.5. A missing value is left empty."
        ),
    ),
    "C127": Kind(
        title=N_("TITLE C127"),
        message=N_("“{value}” is not a whole number from 0 up."),
        hint=N_("The column count holds how many persons the value rests on."),
    ),
    "C128": Kind(
        title=N_("TITLE C128"),
        message=N_("“{value}” can't stand in the column “{key}”."),
        hint=N_("Choose one of: {allowed}."),
    ),
    "C129": Kind(
        title=N_("TITLE C129"),
        message=N_("A quotation mark is not closed."),
        hint=N_("Put a quotation mark where the text ends."),
    ),
    "C130": Kind(
        title=N_("TITLE C130"),
        message=N_(
            "The outcome for {value} isn't shown yet: the site shows how it was on {as_of}."
        ),
        hint=N_("Change as_of in data/organisation.yml when it is time to show it."),
        severity=Severity.WARNING,
    ),
    "C111": Kind(
        title=N_("A date made by a spreadsheet"),
        message=N_("“{value}” is a period that a spreadsheet has turned into a date."),
        hint=N_("Write the period again, like {example}."),
    ),
    "C112": Kind(
        title=N_("A comma too many"),
        message=N_("The line ends with a comma too many."),
        hint=N_("Remove the commas at the end, or run malbok fmt."),
    ),
    "C113": Kind(
        title=N_("A decimal comma splits the value"),
        message=N_("The decimal comma splits the value in two."),
        hint=N_("Write a point: {better}"),
    ),
    "C114": Kind(
        title=N_("A value without its column"),
        message=N_("The line has only one value, and no comma."),
        hint=N_("Write the period, a comma and the value: {better}"),
    ),
    "C115": Kind(
        title=N_("A municipality that is a number"),
        message=N_("“{value}” can't be a municipality."),
        hint=N_(
            "Write its name or its code of four digits. Is it a decimal comma? Then write a point."
        ),
    ),
    "C116": Kind(
        title=N_("A group written in two ways"),
        message=N_("“{value}” is written “{first}” on line {line}."),
        hint=N_("Write the group in the same way everywhere."),
    ),
    "C117": Kind(
        title=N_("A value in another unit"),
        message=N_("“{value}” is in another unit than the indicator, which is in {unit}."),
        hint=N_("Convert the value, or check unit in the indicator's file."),
    ),
    "C118": Kind(
        title=N_("A number that can be read in two ways"),
        message=N_("“{value}” can be read in two ways."),
        hint=N_("Write {whole} or {decimal}."),
    ),
    "C119": Kind(
        title=N_("A number cut by a spreadsheet"),
        message=N_("“{value}” is a number that a spreadsheet has shortened."),
        hint=N_("Widen the column in the spreadsheet and copy the whole number."),
    ),
    "C131": Kind(
        title=N_("A value far from the others"),
        message=N_("{value} is {times} times what the outcomes around it are."),
        hint=N_("Check the point and the unit. If it is right, say so in the column note."),
        severity=Severity.WARNING,
    ),
    "C132": Kind(
        title=N_("A value with another sign"),
        message=N_("{value} has another sign than the outcomes around it."),
        hint=N_("Check the minus sign. If it is right, say so in the column note."),
        severity=Severity.WARNING,
    ),
    "C133": Kind(
        title=N_("An outcome from the future"),
        message=N_("The period {value} had not begun when the figures were updated, {updated}."),
        hint=N_("Check the period, or change updated in the indicator's file."),
    ),
    "C134": Kind(
        title=N_("A share over 100"),
        message=N_("{value} is more than 100, but the indicator is a share in {unit}."),
        hint=N_("Check the number. If it can be more than 100, say so in the column note."),
        severity=Severity.WARNING,
    ),
    "C135": Kind(
        title=N_("Shares of one instead of percent"),
        message=N_("All values lie between 0 and 1, but the indicator is in {unit}."),
        hint=N_("Is 0.72 meant as 72 percent? Then write 72."),
        severity=Severity.WARNING,
    ),
    "C136": Kind(
        title=N_("A gap in the series"),
        message=N_("There is no line for {missing}."),
        hint=N_("Add a line with the value, or with an empty value: {example},"),
        severity=Severity.WARNING,
    ),
}
