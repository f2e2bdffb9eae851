"""What can be wrong with what an editor wrote, and how it is said.

Every kind of problem is declared once in `KINDS`: a stable code, a message and a hint. A
`Problem` is one of them at its place in a file. Bad data is never a traceback: readers and checks
collect problems, and the adapters raise one `DataError` that carries all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from malbok.language import N_, Language, Message


class Severity(StrEnum):
    """How bad a problem is. Only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: what is said, and what to write instead (both are message ids)."""

    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file: path relative to the project, lines and columns counted from 1."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of one kind at one place; `params` fill the kind's message and hint."""

    code: str
    place: Place
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The declaration of this kind of problem."""
        return KINDS[self.code]

    def message(self, language: Language) -> str:
        """What is wrong, in the reader's language."""
        return language.text(self.kind.message, **self._said(language))

    def hint(self, language: Language) -> str:
        """What to write instead, in the reader's language, or an empty string."""
        if suggestion := self.params.get("suggestion"):
            return language.text(N_("Did you mean “{suggestion}”?"), suggestion=suggestion)
        return language.text(self.kind.hint, **self._said(language)) if self.kind.hint else ""

    def _said(self, language: Language) -> dict[str, object]:
        """The params, those that are message ids in the reader's language."""
        return {
            key: language.text(value) if isinstance(value, Message) else value
            for key, value in self.params.items()
        }

    def line(self, language: Language) -> str:
        """The problem as `path:line:column: error[CODE] message`, the hint on a line of its own."""
        where = f"{self.place.path}:{self.place.line}:{self.place.column}"
        said = f"{where}: {self.kind.severity}[{self.code}] {self.message(language)}"
        hint = self.hint(language)
        return f"{said}\n    {hint}" if hint else said


class MalbokError(Exception):
    """Anything that malbok says to its user without a traceback."""


class DataError(MalbokError):
    """The project's files hold errors; `problems` has all of them, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_file_order(problems)
        super().__init__(
            "; ".join(f"{p.place.path}:{p.place.line} {p.code}" for p in self.problems)
        )


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by path, line and column, each said once."""
    unique = {
        (p.place.path, p.place.line, p.place.column, p.code, str(p.params)): p for p in problems
    }
    return tuple(unique[key] for key in sorted(unique))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that must stop a build."""
    return tuple(p for p in problems if p.kind.severity is Severity.ERROR)


KINDS: dict[str, Kind] = {
    # F: the files themselves
    "F101": Kind(
        N_("The file is missing."),
        N_("Create {path}, or check that it lies in the right folder."),
    ),
    "F102": Kind(
        N_("The file is not UTF-8: byte {byte} can't be read."),
        N_("Save the file again and choose the encoding UTF-8."),
    ),
    "F103": Kind(
        N_("The file can't be read."),
        N_("Check that it is an ordinary file and that you may open it."),
    ),
    "F104": Kind(
        N_("The file is too large: {size} kB, the limit is {limit} kB."),
        N_("A data file holds one goal or one indicator. Is this the right file?"),
    ),
    "F105": Kind(
        N_("The file lies where malbok doesn't look for it, so it would never be shown."),
        N_("Put it in {folder}."),
    ),
    "F106": Kind(
        N_("There are figures for “{id}” but no description of the indicator."),
        N_("Create data/indicators/{id}.yml with title, unit, direction and source."),
    ),
    "F107": Kind(
        N_("The file holds a character that can't be shown (code {number})."),
        N_("Remove the character. It often comes with text pasted from another program."),
    ),
    "F108": Kind(
        N_("A page's file name must end in .md."),
        N_("Rename the file to {name}."),
    ),
    "F109": Kind(N_("The file's name has the wrong ending."), N_("Rename the file to {name}.")),
    "F110": Kind(
        N_("malbok doesn't read spreadsheets and documents, so this file would never be shown."),
        N_("Save the sheet as CSV with commas between the columns, and remove this file."),
    ),
    # Y: YAML as such
    "Y101": Kind(
        N_("This is not valid YAML: {reason}."),
        N_(
            "Look at the line and the one before it. Indent with blanks and end each key with a colon and a blank."
        ),
    ),
    "Y102": Kind(
        N_("A tab stands here. YAML allows only blanks as indentation."),
        N_("Replace the tab with two blanks."),
    ),
    "Y103": Kind(
        N_("A text that holds a colon must stand in quotation marks."),
        N_('Write: key: "the text: with its colon"'),
    ),
    "Y104": Kind(
        N_("The key “{key}” stands twice; the first is on line {first}."),
        N_("Keep one of them."),
    ),
    "Y105": Kind(
        N_("References with & and * are not used here."),
        N_("Write the value out. A text that begins with & or * must stand in quotation marks."),
    ),
    "Y106": Kind(
        N_("The file is nested deeper than {limit} levels."),
        N_("A data file never needs that. Look for a bracket that is not closed."),
    ),
    "Y107": Kind(
        N_("The file must consist of keys with values, one to a line."),
        N_("Begin with: id: {id}"),
    ),
    "Y108": Kind(N_("The file is empty."), N_("Begin with: id: {id}")),
    "Y109": Kind(
        N_("The front matter is not closed."),
        N_("Put a line with three hyphens (---) before and after the front matter."),
    ),
    # K: keys
    "K101": Kind(N_("The key “{key}” is unknown."), N_("Keys that can stand here: {allowed}.")),
    "K102": Kind(N_("The key “{key}” is missing."), N_("Add a line: {key}: …")),
    "K103": Kind(
        N_("The key “{key}” has no value."),
        N_("Write a value after the colon, or remove the line."),
    ),
    # V: values
    "V101": Kind(
        N_("“{key}” must be a text."), N_("Write the text after the colon, on the same line.")
    ),
    "V102": Kind(
        N_("“{key}” must be a list."),
        N_("Write each item on a line of its own that begins with a hyphen."),
    ),
    "V103": Kind(
        N_("“{key}” must have keys of its own."),
        N_("Write them on the lines below, indented two blanks."),
    ),
    "V104": Kind(N_("“{value}” can't stand at “{key}”."), N_("Choose one of: {allowed}.")),
    "V105": Kind(
        N_("“{value}” is not a number."),
        N_(
            "Write digits only, with a point for decimals and no blanks: 1250.5. The unit stands in the indicator."
        ),
    ),
    "V106": Kind(N_("“{value}” is not a date."), N_("Write year-month-day: 2026-03-31.")),
    "V107": Kind(
        N_("“{value}” is not a period."),
        N_("Write 2026, 2026-H1, 2026-T1, 2026-Q1, 2026-03, 2025/26 or 2026-03-31."),
    ),
    "V108": Kind(
        N_("“{value}” can't be an id."),
        N_("Use only a–z, 0–9 and hyphen, and begin with a letter or a digit: fler-cyklar."),
    ),
    "V109": Kind(
        N_("A target with “between” needs the keys lower and upper, and not value."),
        N_("Write lower: 10 and upper: 20."),
    ),
    "V110": Kind(
        N_("A target with “{comparator}” needs the key value, and not lower and upper."),
        N_("Write value: 10."),
    ),
    "V111": Kind(N_("lower is greater than upper."), N_("Let them change places.")),
    "V112": Kind(
        N_("The number {value} at “{key}” is outside the limits."),
        N_("Write a number from 0 to 1."),
    ),
    "V113": Kind(
        N_("The web address “{value}” must begin with https:// or http://."),
        N_("Copy the whole address from the browser."),
    ),
    "V114": Kind(
        N_("“{key}” must be one line without the characters < and >."),
        N_("Write “at least” or “less than” in words."),
    ),
    "V199": Kind(N_("The value at “{key}” can't be used.")),
    # R: references between files
    "R101": Kind(
        N_("The department “{value}” is not in organisation.yml."),
        N_("Departments there: {allowed}."),
    ),
    "R102": Kind(N_("There is no indicator “{value}”."), N_("Create data/indicators/{value}.yml.")),
    "R103": Kind(
        N_("There is no goal “{value}”."), N_("Write the id of another goal, or remove the line.")
    ),
    "R104": Kind(
        N_("The role “{value}” is not in organisation.yml."), N_("Roles there: {allowed}.")
    ),
    "R105": Kind(
        N_("The id “{value}” differs from the file's name “{name}”."),
        N_("Let the id and the file have the same name."),
    ),
    "R106": Kind(
        N_("The id “{value}” is already used in {first}."),
        N_("Give one of them another id and file name."),
    ),
    "R107": Kind(
        N_("This is public but rests on “{value}”, which is only for the intranet."),
        N_("Make “{value}” public as well (audience: public), or let this be intranet."),
    ),
    "R108": Kind(N_("A goal can't contribute to itself."), N_("Remove the line.")),
    "R109": Kind(
        N_("The goal is to be reached “{value}”, but the figures are by {interval}."),
        N_("Write the due period in the same way as the figures' periods, for example {example}."),
    ),
    "R110": Kind(
        N_("There is no line “:::” that ends this block."),
        N_("Put a line with three colons where the block for the intranet ends."),
    ),
    "R111": Kind(
        N_("“{value}” can't be embedded."),
        N_(
            "Write one of these on a line of its own: [[goal ID]], [[indicator ID]], [[chart ID]], "
            "[[overview]] or [[status-summary]]."
        ),
    ),
    "R116": Kind(
        N_("This looks like the beginning of a block, but is written in another way."),
        N_("Write ::: intranet or ::: public first on a line of its own, with nothing else on it."),
    ),
    "R117": Kind(
        N_("The page links to “{value}”, which isn't there."),
        N_("Check the spelling and the way to the page."),
    ),
    "R118": Kind(
        N_("A block for one audience can't stand in “{key}”; it would be published as it is."),
        N_("Let the whole goal be intranet, or write the text on a page of the handbook."),
    ),
    "R119": Kind(
        N_("malbok makes a page at this address itself, and this page would be lost."),
        N_("Give the file another name."),
    ),
    "R120": Kind(
        N_("The baseline is of {baseline}, which isn't before {value}, when the goal is due."),
        N_("Write an earlier period for the baseline."),
    ),
    "R112": Kind(
        N_("The goal says department “{value}” but lies in the folder “{name}”."),
        N_("Remove the line, or move the file: the folder decides."),
    ),
    "R113": Kind(
        N_("“{value}” is only for the intranet, but this page is public."),
        N_(
            "Move it into a block for the intranet: a line ::: intranet before and a line ::: after."
        ),
    ),
    "R114": Kind(
        N_("There is no line “::: intranet” that begins the block that ends here."),
        N_("Put a line ::: intranet where the block begins, or remove this line."),
    ),
    "R115": Kind(
        N_("The comment that begins here is not closed, so its text would be published."),
        N_("Write --> where the comment ends."),
    ),
    # C: figures in CSV
    "C101": Kind(N_("The file is empty."), N_("Begin with the line: period,value")),
    "C102": Kind(
        N_("The columns are separated by “{separator}”."),
        N_("Separate them by commas and write decimals with a point: 2024,71.9"),
    ),
    "C103": Kind(
        N_("The first line must name the columns, beginning with period,value."),
        N_("Put this line first: period,value"),
    ),
    "C104": Kind(
        N_("The column “{key}” is unknown."), N_("Columns that can stand here: {allowed}.")
    ),
    "C105": Kind(N_("The column “{key}” stands twice."), N_("Remove one of them.")),
    "C106": Kind(
        N_("The line has {count} values, but the header has {expected}."),
        N_(
            "Check the commas. A decimal comma must be a point, and a text with a comma must stand in quotation marks."
        ),
    ),
    "C107": Kind(N_("The period is missing."), N_("Write the period first on the line: 2024,71.9")),
    "C108": Kind(
        N_("“{value}” is not a period."),
        N_("Write 2026, 2026-H1, 2026-T1, 2026-Q1, 2026-03, 2025/26 or 2026-03-31."),
    ),
    "C109": Kind(
        N_("The period {value} is already on line {first}."), N_("Keep the line that is right.")
    ),
    "C110": Kind(
        N_("“{value}” is not the kind of period that the indicator has ({interval})."),
        N_("Write it like {example}, or change interval in the indicator's file."),
    ),
    "C121": Kind(N_("“{value}” has a decimal comma."), N_("Write a point: {better}")),
    "C122": Kind(
        N_("“{value}” has blanks in the number."), N_("Write the digits together: {better}")
    ),
    "C123": Kind(
        N_("“{value}” holds the unit."),
        N_("Write the number only: {better}. The unit stands in the indicator."),
    ),
    "C124": Kind(
        N_("“{value}” is an error from a spreadsheet."),
        N_("Look the figure up and write it, or leave the place empty."),
    ),
    "C125": Kind(N_("“{value}” is not a number."), N_("A missing value is left empty: {period},")),
    "C126": Kind(
        N_("“{value}” is not a number."),
        N_("Write digits only, with a point for decimals: 1250.5. A missing value is left empty."),
    ),
    "C127": Kind(
        N_("“{value}” is not a whole number from 0 up."),
        N_("The column count holds how many persons the value rests on."),
    ),
    "C128": Kind(
        N_("“{value}” can't stand in the column “{key}”."), N_("Choose one of: {allowed}.")
    ),
    "C130": Kind(
        N_("The outcome for {value} isn't shown yet: the site shows how it was on {as_of}."),
        N_("Change as_of in data/organisation.yml when it is time to show it."),
        Severity.WARNING,
    ),
    "C129": Kind(
        N_("A quotation mark is not closed."), N_("Put a quotation mark where the text ends.")
    ),
}
