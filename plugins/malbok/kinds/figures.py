"""An indicator's figures in CSV."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import MONTHLY, YEARLY
from malbok.language import N_

FIGURES: dict[str, Kind] = {
    "C101": Kind(
        title=N_("A file without figures"),
        message=N_("The file is empty."),
        hint=N_("Begin with the line: period,value"),
        why=N_("Are there no outcomes yet? Then the first line is enough."),
        example=Example(YEARLY, wrong="", right="period,value\n2023,81.5\n2024,83.2\n", at=""),
    ),
    "C102": Kind(
        title=N_("The wrong sign between the columns"),
        message=N_("The columns are separated by “{separator}”."),
        hint=N_("Separate them by commas and write decimals with a point: 2024,71.9"),
        why=N_("A Swedish Excel separates by semicolons. malbok fmt puts the whole file right."),
        example=Example(
            YEARLY,
            wrong="period;value\n2023;81,5\n2024;83,2\n",
            right="period,value\n2023,81.5\n2024,83.2\n",
            at="",
        ),
    ),
    "C103": Kind(
        title=N_("A missing first line"),
        message=N_("The first line must name the columns, beginning with period,value."),
        hint=N_("Put this line first: period,value"),
        example=Example(
            YEARLY,
            wrong="2022,71.9\n2023,81.5\n2024,83.2\n",
            right="period,value\n2022,71.9\n2023,81.5\n2024,83.2\n",
            at="",
        ),
    ),
    "C104": Kind(
        title=N_("An unknown column"),
        message=N_("The column “{key}” is unknown."),
        hint=N_("Columns that can stand here: {allowed}."),
        example=Example(YEARLY, wrong="period,utfall\n2021,70.2", right="period,value\n2021,70.2"),
    ),
    "C105": Kind(
        title=N_("A column that stands twice"),
        message=N_("The column “{key}” stands twice."),
        hint=N_("Remove one of them."),
        example=Example(
            YEARLY,
            wrong="period,value,value\n2022,71.9,71.9\n2023,81.5,81.5\n",
            right="period,value\n2022,71.9\n2023,81.5\n",
            at="",
        ),
    ),
    "C106": Kind(
        title=N_("The wrong number of values on a line"),
        message=N_("The line has {count} values, but the header has {expected}."),
        hint=N_(
            "Check the commas. A decimal comma must be a point, and a text with a comma must stand in quotation marks."
        ),
        example=Example(YEARLY, wrong="2024,83.2,preliminary", right="2024,83.2"),
    ),
    "C107": Kind(
        title=N_("A missing period"),
        message=N_("The period is missing."),
        hint=N_("Write the period first on the line: 2024,71.9"),
        example=Example(YEARLY, wrong=",83.2", right="2024,83.2"),
    ),
    "C108": Kind(
        title=N_("A period that can't be read"),
        message=N_("“{value}” is not a period."),
        hint=N_("Write 2026, 2026-H1, 2026-T1, 2026-Q1, 2026-03, 2025/26 or 2026-03-31."),
        example=Example(YEARLY, wrong="i fjol,83.2", right="2024,83.2"),
    ),
    "C109": Kind(
        title=N_("A period that stands twice"),
        message=N_("The period {value} is already on line {first}."),
        hint=N_("Keep the line that is right."),
        why=N_("Only one of the values can be right, and malbok doesn't choose for you."),
        example=Example(YEARLY, wrong="2023,81.5\n2023,81.9", right="2023,81.5"),
    ),
    "C110": Kind(
        title=N_("Another kind of period than the indicator's"),
        message=N_("“{value}” is not the kind of period that the indicator has ({interval})."),
        hint=N_("Write it like {example}, or change interval in the indicator's file."),
        why=N_("Months and years can't be compared in the same series."),
        example=Example(YEARLY, wrong="2024-12,83.2", right="2024,83.2"),
    ),
    "C121": Kind(
        title=N_("A decimal comma"),
        message=N_("“{value}” has a decimal comma."),
        hint=N_("Write a point: {better}"),
        example=Example(YEARLY, wrong='2024,"83,2"', right="2024,83.2"),
    ),
    "C122": Kind(
        title=N_("A number that is set apart"),
        message=N_("“{value}” has spaces or other marks between its digits."),
        hint=N_("Write the digits together: {better}"),
        example=Example(MONTHLY, wrong="2024-09,12 480", right="2024-09,12480"),
    ),
    "C123": Kind(
        title=N_("A unit beside the number"),
        message=N_("“{value}” holds the unit."),
        hint=N_("Write the number only: {better}. The unit stands in the indicator."),
        example=Example(YEARLY, wrong="2024,83.2 %", right="2024,83.2"),
    ),
    "C124": Kind(
        title=N_("An error message instead of a number"),
        message=N_("“{value}” is an error from a spreadsheet."),
        hint=N_("Look the figure up and write it, or leave the place empty."),
        why=N_("A formula in the spreadsheet has lost what it was computed from."),
        example=Example(YEARLY, wrong="2024,#REF!", right="2024,83.2"),
    ),
    "C125": Kind(
        title=N_("A sign instead of a missing value"),
        message=N_("“{value}” is not a number."),
        hint=N_("A missing value is left empty: {period},"),
        why=N_(
            "Signs such as .. and - mean different things in different tables. An empty place means missing."
        ),
        example=Example(YEARLY, wrong="2024,..", right="2024,", at="2024,83.2"),
    ),
    "C126": Kind(
        title=N_("A value that isn't a number"),
        message=N_("“{value}” is not a number."),
        hint=N_(
            "Write digits only, with a point for decimals: 1250.5. A missing value is left empty."
        ),
        example=Example(YEARLY, wrong="2024,drygt 80", right="2024,83.2"),
    ),
    "C127": Kind(
        title=N_("A number of persons that can't be read"),
        message=N_("“{value}” is not a whole number from 0 up."),
        hint=N_("The column count holds how many persons the value rests on."),
        example=Example(
            YEARLY,
            wrong="period,value,count\n2023,81.5,412\n2024,83.2,ca 400\n",
            right="period,value,count\n2023,81.5,412\n2024,83.2,397\n",
            at="",
        ),
    ),
    "C128": Kind(
        title=N_("A word that the column can't have"),
        message=N_("“{value}” can't stand in the column “{key}”."),
        hint=N_("Choose one of: {allowed}."),
        why=N_("In the files these words are in English. The pages show them in Swedish."),
        example=Example(
            YEARLY,
            wrong="period,value,mark\n2023,81.5,\n2024,83.2,osäkert\n",
            right="period,value,mark\n2023,81.5,\n2024,83.2,preliminary\n",
            at="",
        ),
    ),
    "C129": Kind(
        title=N_("A quotation mark without its end"),
        message=N_("A quotation mark is not closed."),
        hint=N_("Put a quotation mark where the text ends."),
        why=N_("Without it, the rest of the file becomes a part of the text."),
        example=Example(
            YEARLY,
            wrong='period,value,note\n2023,81.5,"Ny enkät, fler svar\n2024,83.2,\n',
            right='period,value,note\n2023,81.5,"Ny enkät, fler svar"\n2024,83.2,\n',
            at="",
        ),
    ),
    "C130": Kind(
        title=N_("An outcome that isn't shown yet"),
        message=N_(
            "The outcome for {value} isn't shown yet: the site shows how it was on {as_of}."
        ),
        hint=N_("Change as_of in data/organisation.yml when it is time to show it."),
        severity=Severity.WARNING,
        why=N_("All goals are shown as they stood on one and the same day."),
        example=Example(YEARLY, wrong="2024,83.2\n2025,84.1", right="2024,83.2"),
    ),
    "C111": Kind(
        title=N_("A date made by a spreadsheet"),
        message=N_("“{value}” is a period that a spreadsheet has turned into a date."),
        hint=N_("Write the period again, like {example}."),
        why=N_(
            "Spreadsheets change what looks like a date without asking. Format the column as text first."
        ),
        example=Example(MONTHLY, wrong="sep-24,12480", right="2024-09,12480"),
    ),
    "C112": Kind(
        title=N_("A comma too many"),
        message=N_("The line ends with a comma too many."),
        hint=N_("Remove the commas at the end, or run malbok fmt."),
        why=N_("It is often left from empty columns in a spreadsheet."),
        example=Example(YEARLY, wrong="2024,83.2,", right="2024,83.2"),
    ),
    "C113": Kind(
        title=N_("A decimal comma splits the value"),
        message=N_("The decimal comma splits the value in two."),
        hint=N_("Write a point: {better}"),
        why=N_("In this file a comma means that a new column begins."),
        example=Example(YEARLY, wrong="2024,83,2", right="2024,83.2"),
    ),
    "C114": Kind(
        title=N_("A line without a comma"),
        message=N_("The line has only one value, and no comma."),
        hint=N_("Write the period, a comma and the value: {better}"),
        example=Example(YEARLY, wrong="2024 83.2", right="2024,83.2"),
    ),
    "C115": Kind(
        title=N_("A municipality that is a number"),
        message=N_("“{value}” can't be a municipality."),
        hint=N_(
            "Write its name or its code of four digits. Is it a decimal comma? Then write a point."
        ),
        example=Example(
            YEARLY,
            wrong="period,value,municipality\n2023,81.5,\n2024,83,2\n",
            right="period,value,municipality\n2023,81.5,\n2024,83.2,\n",
            at="",
        ),
    ),
    "C116": Kind(
        title=N_("A group written in two ways"),
        message=N_("“{value}” is written “{first}” on line {line}."),
        hint=N_("Write the group in the same way everywhere."),
        why=N_("Otherwise they become two groups, with a part of the outcomes each."),
        example=Example(
            YEARLY,
            wrong="period,value,group,count\n2023,81.5,Företag,412\n2024,83.2,företag,397\n",
            right="period,value,group,count\n2023,81.5,Företag,412\n2024,83.2,Företag,397\n",
            at="",
        ),
    ),
    "C117": Kind(
        title=N_("A value in another unit"),
        message=N_("“{value}” is in another unit than the indicator, which is in {unit}."),
        hint=N_("Convert the value, or check unit in the indicator's file."),
        example=Example(YEARLY, wrong="2024,1250 kr", right="2024,83.2"),
    ),
    "C118": Kind(
        title=N_("A number that can be read in two ways"),
        message=N_("“{value}” can be read in two ways."),
        hint=N_("Write {whole} or {decimal}."),
        why=N_("In Swedish a comma stands before decimals, in English between thousands."),
        example=Example(MONTHLY, wrong='2024-09,"12,480"', right="2024-09,12480"),
    ),
    "C119": Kind(
        title=N_("A number cut by a spreadsheet"),
        message=N_("“{value}” is a number that a spreadsheet has shortened."),
        hint=N_("Widen the column in the spreadsheet and copy the whole number."),
        why=N_("1.2E+4 is about 12 000, but its last digits are lost."),
        example=Example(MONTHLY, wrong="2024-09,1.2E+4", right="2024-09,12480"),
    ),
    "C131": Kind(
        title=N_("A value far from the others"),
        message=N_("{value} is {times} times as much as the outcomes around it."),
        hint=N_("Check the point and the unit. If it is right, say so in the column note."),
        severity=Severity.WARNING,
        why=N_("Ten or a hundred times too much is nearly always a slip of the pen."),
        example=Example(MONTHLY, wrong="2024-09,124800", right="2024-09,12480"),
    ),
    "C132": Kind(
        title=N_("A value with another sign"),
        message=N_("{value} has another sign than the outcomes around it."),
        hint=N_("Check the minus sign. If it is right, say so in the column note."),
        severity=Severity.WARNING,
        example=Example(YEARLY, wrong="2023,-81.5", right="2023,81.5"),
    ),
    "C133": Kind(
        title=N_("An outcome from the future"),
        message=N_("The period {value} had not begun when the figures were updated, {updated}."),
        hint=N_("Check the period, or change updated in the indicator's file."),
        why=N_("Targets and forecasts don't belong among the outcomes."),
        example=Example(MONTHLY, wrong="2026-12,10415", right="2024-12,10415"),
    ),
    "C134": Kind(
        title=N_("A share over 100"),
        message=N_("{value} is more than 100, but the indicator is a share in {unit}."),
        hint=N_("Check the number. If it can be more than 100, say so in the column note."),
        severity=Severity.WARNING,
        example=Example(YEARLY, wrong="2024,103.2", right="2024,83.2"),
    ),
    "C135": Kind(
        title=N_("Shares of one instead of percent"),
        message=N_("All values lie between 0 and 1, but the indicator is in {unit}."),
        hint=N_("Is 0.72 meant as 72 percent? Then write 72."),
        severity=Severity.WARNING,
        example=Example(
            YEARLY,
            wrong="period,value\n2021,0.702\n2022,0.719\n2023,0.815\n2024,0.832\n",
            right="period,value\n2021,70.2\n2022,71.9\n2023,81.5\n2024,83.2\n",
            at="",
        ),
    ),
    "C136": Kind(
        title=N_("A gap in the series"),
        message=N_("There is no line for {missing}."),
        hint=N_("Add a line with the value, or with an empty value: {example},"),
        severity=Severity.WARNING,
        why=N_(
            "An empty place tells the reader that the value is missing. A line that is missing tells nothing."
        ),
        example=Example(
            YEARLY,
            wrong="2022,71.9\n2024,83.2",
            right="2022,71.9\n2023,\n2024,83.2",
            at="2022,71.9\n2023,81.5\n2024,83.2",
        ),
    ),
    "C120": Kind(
        title=N_("A character that isn't on the keyboard"),
        message=N_("“{value}” holds {character}, which can't be read here."),
        hint=N_("Write it with the keyboard's own characters: {better}"),
        why=N_(
            "It often comes with text that is copied from a web page or a PDF, and looks like the right one."
        ),
        example=Example(
            YEARLY,
            wrong="period,value\n2023,-0.8\n2024,−0.5\n",
            right="period,value\n2023,-0.8\n2024,-0.5\n",
            at="",
        ),
    ),
    "C137": Kind(
        title=N_("A column without a name"),
        message=N_("The column has no name."),
        hint=N_("Write what it holds: {allowed}. Or remove the column from all lines."),
        example=Example(
            YEARLY,
            wrong="period,value,\n2023,81.5,Ny enkät\n2024,83.2,\n",
            right="period,value,note\n2023,81.5,Ny enkät\n2024,83.2,\n",
            at="",
        ),
    ),
    "C138": Kind(
        title=N_("Periods as columns"),
        message=N_("Each period has a column here, but it should have a line."),
        hint=N_("Fetch the table with malbok import, which understands such tables."),
        why=N_("On a line of its own, an outcome can have a note or a mark."),
        example=Example(
            YEARLY,
            wrong="period,2022,2023\nvalue,71.9,81.5\n",
            right="period,value\n2022,71.9\n2023,81.5\n",
            at="",
        ),
    ),
    "C139": Kind(
        title=N_("A name that may be misspelt"),
        message=N_("“{value}” stands only here, but “{first}” stands {count} times."),
        hint=N_("Is it a misspelling? If it is right, say so in the column note."),
        severity=Severity.WARNING,
        why=N_("A misspelt name becomes a group of its own."),
        example=Example(
            YEARLY,
            wrong=(
                "period,value,group,count\n"
                "2021,70.2,Företag,412\n"
                "2022,71.9,Företag,412\n"
                "2023,81.5,Företga,412\n"
                "2024,83.2,Företag,412\n"
            ),
            right=(
                "period,value,group,count\n"
                "2021,70.2,Företag,412\n"
                "2022,71.9,Företag,412\n"
                "2023,81.5,Företag,412\n"
                "2024,83.2,Företag,412\n"
            ),
            at="",
        ),
    ),
    "C140": Kind(
        title=N_("A year that can't be right"),
        message=N_("“{value}” lies outside the years {first} to {last}."),
        hint=N_("Check the digits of the year."),
        example=Example(YEARLY, wrong="2204,83.2", right="2024,83.2"),
    ),
    "C141": Kind(
        title=N_("Text after a quotation mark"),
        message=N_("Something stands after the quotation mark that ends the text."),
        hint=N_("Put the quotation marks round the whole text, and write ” for those within it."),
        why=N_("A text in straight quotation marks must reach to the next comma."),
        example=Example(
            YEARLY,
            wrong='period,value,note\n2023,81.5,\n2024,83.2,"Ny" enkät\n',
            right="period,value,note\n2023,81.5,\n2024,83.2,”Ny” enkät\n",
            at="",
        ),
    ),
    "C142": Kind(
        title=N_("A line that isn't figures"),
        message=N_("The line has neither a period nor a value."),
        hint=N_(
            "Remove it. What readers need to know of the figures is written at note in the indicator's file."
        ),
        why=N_("Headings, sums and sources below the table often come with it from a spreadsheet."),
        example=Example(YEARLY, wrong="2024,83.2\nKälla: Ärendesystemet", right="2024,83.2"),
    ),
    "C143": Kind(
        title=N_("Quotation marks that don't hold"),
        message=N_(
            "These quotation marks don't hold the text together, so it is cut at its comma."
        ),
        hint=N_("Write straight ones, right after the comma before the text: {better}"),
        example=Example(
            YEARLY,
            wrong="period,value,note\n2023,81.5,\n2024,83.2,”Ny enkät, fler svar”\n",
            right='period,value,note\n2023,81.5,\n2024,83.2,"Ny enkät, fler svar"\n',
            at="",
        ),
    ),
    "C144": Kind(
        title=N_("A value that is marked as hidden"),
        message=N_("The line is marked {mark}, but it has the value {value}."),
        hint=N_("Leave the value empty: {period},"),
        why=N_(
            "The mark says that the value rests on too few persons to be shown, so nobody should know it."
        ),
        example=Example(
            YEARLY,
            wrong="period,value,mark\n2023,81.5,\n2024,83.2,suppressed\n",
            right="period,value,mark\n2023,81.5,\n2024,,suppressed\n",
            at="",
        ),
    ),
    "C145": Kind(
        title=N_("Values for a part, without the number of persons"),
        message=N_("Values by sex or group aren't published without a count (lines: {count})."),
        hint=N_(
            "Add the column count: how many persons each value rests on. If the values are numbers "
            "of persons, write about: headcount in the indicator; if they are of groups that "
            "aren't persons, about: other."
        ),
        severity=Severity.WARNING,
        why=N_(
            "Without it nobody knows whether the value is about so few that it tells who they are. "
            "Women and men are persons, whatever the indicator is about."
        ),
        example=Example(
            YEARLY,
            wrong="period,value,sex\n2024,83.2,\n2024,84.1,women\n",
            right="period,value,sex,count\n2024,83.2,,809\n2024,84.1,women,412\n",
            at="",
        ),
    ),
}
