"""Values of keys."""

from __future__ import annotations

from malbok.kinds.declaration import Kind
from malbok.language import N_

VALUES: dict[str, Kind] = {
    "V101": Kind(
        title=N_("TITLE V101"),
        message=N_("“{key}” must be a text."),
        hint=N_("Write the text after the colon, on the same line."),
    ),
    "V102": Kind(
        title=N_("TITLE V102"),
        message=N_("“{key}” must be a list."),
        hint=N_("Write each item on a line of its own that begins with a hyphen."),
    ),
    "V103": Kind(
        title=N_("TITLE V103"),
        message=N_("“{key}” must have keys of its own."),
        hint=N_("Write them on the lines below, indented two blanks."),
    ),
    "V104": Kind(
        title=N_("TITLE V104"),
        message=N_("“{value}” can't stand at “{key}”."),
        hint=N_("Choose one of: {allowed}."),
    ),
    "V105": Kind(
        title=N_("TITLE V105"),
        message=N_("“{value}” is not a number."),
        hint=N_(
            "Write digits only, with a point for decimals and no blanks: 1250.5. The unit stands in the indicator."
        ),
    ),
    "V106": Kind(
        title=N_("TITLE V106"),
        message=N_("“{value}” is not a date."),
        hint=N_("Write year-month-day: 2026-03-31."),
    ),
    "V107": Kind(
        title=N_("TITLE V107"),
        message=N_("“{value}” is not a period."),
        hint=N_("Write 2026, 2026-H1, 2026-T1, 2026-Q1, 2026-03, 2025/26 or 2026-03-31."),
    ),
    "V108": Kind(
        title=N_("TITLE V108"),
        message=N_("“{value}” can't be an id."),
        hint=N_("Use only a–z, 0–9 and hyphen, and begin with a letter or a digit: fler-cyklar."),
    ),
    "V109": Kind(
        title=N_("TITLE V109"),
        message=N_("A target with “between” needs the keys lower and upper, and not value."),
        hint=N_("Write lower: 10 and upper: 20."),
    ),
    "V110": Kind(
        title=N_("TITLE V110"),
        message=N_("A target with “{comparator}” needs the key value, and not lower and upper."),
        hint=N_("Write value: 10."),
    ),
    "V111": Kind(
        title=N_("TITLE V111"),
        message=N_("lower is greater than upper."),
        hint=N_("Let them change places."),
    ),
    "V112": Kind(
        title=N_("TITLE V112"),
        message=N_("The number {value} at “{key}” is outside the limits."),
        hint=N_("Write a number from 0 to 1."),
    ),
    "V113": Kind(
        title=N_("TITLE V113"),
        message=N_("The web address “{value}” must begin with https:// or http://."),
        hint=N_("Copy the whole address from the browser."),
    ),
    "V114": Kind(
        title=N_("TITLE V114"),
        message=N_("“{key}” must be one line without the characters < and >."),
        hint=N_("Write “at least” or “less than” in words."),
    ),
    "V199": Kind(
        title=N_("TITLE V199"),
        message=N_("The value at “{key}” can't be used."),
    ),
    "V115": Kind(
        title=N_("Thresholds in the wrong order"),
        message=N_("{lower} is greater than {upper}, so no goal can be between them."),
        hint=N_("Let {lower} be the smaller number."),
    ),
    "V116": Kind(
        title=N_("An empty section of a report"),
        message=N_("A section of a report is for a department or for a goal, and says something."),
        hint=N_("Write department or goal, and comment or forecast."),
    ),
}
