"""What stands in the open files: every table, and every column once.

The same names are used in CSV (as columns) and in JSON (as keys). Names, types and codes are promised
to those who build on them: see docs/open-data.md before changing any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from malbok.assessment import Rule
from malbok.explaining import MARK_WORDS
from malbok.language import N_, Message
from malbok.model import (
    About,
    Comparator,
    Direction,
    GoalKind,
    GoalType,
    Revised,
    Status,
    Steers,
    TargetGroup,
)
from malbok.observations import SUPPRESSED
from malbok.periods import PARTS_A_YEAR

PERIOD = r"^[0-9]{4}(-(H[12]|T[123]|Q[1-4]|(0[1-9]|1[0-2])(-[0-9]{2})?)|/[0-9]{2})?$"
ID = r"^[a-z0-9][a-z0-9-]*$"


class Type(StrEnum):
    """The types of values, by their names in table schemas."""

    TEXT = "string"
    NUMBER = "number"
    INTEGER = "integer"
    YES_NO = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file, and a key of JSON. `required` ones always have a value."""

    name: str
    title: Message
    description: Message
    type: Type = Type.TEXT
    required: bool = False
    codes: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, which columns tell rows apart, and which name rows of other tables."""

    name: str
    title: Message
    description: Message
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    references: Mapping[str, str] = field(default_factory=dict)


def _codes(codes: type[StrEnum]) -> tuple[str, ...]:
    return tuple(code.value for code in codes)


def _day(name: str, title: Message, description: Message, *, required: bool = False) -> Column:
    return Column(name, title, description, Type.DATE, required)


def _number(name: str, title: Message, description: Message) -> Column:
    return Column(name, title, description, Type.NUMBER)


ITEM_ID = Column(
    "id", N_("Id"), N_("It stands in the address and stays the same."), required=True, pattern=ID
)
PAGE = Column("page", N_("Page"), N_("The address of its page on this site."), required=True)
UPDATED = _day(
    "updated", N_("Updated"), N_("The day when its facts were last changed."), required=True
)
NEXT_UPDATE = _day(
    "next_update", N_("Next update"), N_("The day when something new can be expected.")
)
OWNER = Column("owner", N_("Responsible role"), N_("The role that answers for it."))
MEANING = Column("meaning", N_("What it means"), N_("What it means, in one plain sentence."))
SOURCE = Column("source", N_("Source"), N_("Where it comes from."))
SOURCE_ADDRESS = Column("source_url", N_("Address of the source"), N_("Where it can be read."))
STATUS_CODES = _codes(Status)
STATUS_WORD = N_("The status in the words of this site.")
STATUS_REASON = N_("One sentence that says why, with the figures.")

DEPARTMENTS = Table(
    "departments",
    N_("Departments and committees"),
    N_("A row for each department or committee."),
    (
        ITEM_ID,
        Column("title", N_("Name"), N_("What it is called."), required=True),
        Column("description", N_("Commission"), N_("What it answers for. Markdown.")),
        Column("parent", N_("Belongs to"), N_("The id of the department above it."), pattern=ID),
        PAGE,
    ),
    references={"parent": "departments"},
)

SUBJECTS = Table(
    "subjects",
    N_("Subjects"),
    N_("What goals are about, across departments."),
    (
        ITEM_ID,
        Column("title", N_("Name"), N_("What it is called."), required=True),
        Column("description", N_("Description"), N_("What it is about. Markdown.")),
    ),
)

INDICATORS = Table(
    "indicators",
    N_("Indicators"),
    N_("A row for each indicator: what is measured, how and by whom."),
    (
        ITEM_ID,
        Column("title", N_("Name"), N_("What it is called."), required=True),
        Column(
            "definition",
            N_("Definition"),
            N_("What the figure includes, and how it is measured."),
            required=True,
        ),
        MEANING,
        Column("unit", N_("Unit"), N_("The unit of all its values."), required=True),
        Column(
            "direction",
            N_("Better direction"),
            N_("Which way the values get better."),
            required=True,
            codes=_codes(Direction),
        ),
        Column(
            "interval",
            N_("How often"),
            N_("How long its periods are."),
            required=True,
            codes=tuple(kind.value for kind in PARTS_A_YEAR),
        ),
        Column(
            "about",
            N_("What it is about"),
            N_("Whether its values rest on persons."),
            codes=_codes(About),
        ),
        SOURCE,
        SOURCE_ADDRESS,
        Column("licence", N_("Licence"), N_("The terms of its figures.")),
        Column("licence_url", N_("Address of the licence"), N_("Where the terms can be read.")),
        OWNER,
        Column("note", N_("Note"), N_("What readers need to know of the figures. Markdown.")),
        UPDATED,
        NEXT_UPDATE,
        PAGE,
    ),
)

GOALS = Table(
    "goals",
    N_("Goals"),
    N_("A row for each goal, with its status."),
    (
        ITEM_ID,
        Column("title", N_("Wording"), N_("How it is when the goal is reached."), required=True),
        Column(
            "department",
            N_("Department or committee"),
            N_("The id of the department that has the goal."),
            required=True,
            pattern=ID,
        ),
        Column(
            "type",
            N_("Type of goal"),
            N_("What kind of goal it is."),
            required=True,
            codes=_codes(GoalType),
        ),
        Column(
            "kind",
            N_("Goal or direction"),
            N_("A goal is assessed, a direction is only measured."),
            required=True,
            codes=_codes(GoalKind),
        ),
        Column(
            "steers",
            N_("Finances or services"),
            N_("Whether it is a goal for the municipality's finances."),
            required=True,
            codes=_codes(Steers),
        ),
        Column("period", N_("Period"), N_("The time that the goal is for."), pattern=PERIOD),
        Column(
            "target_group", N_("Target group"), N_("For whom it is."), codes=_codes(TargetGroup)
        ),
        Column(
            "target_group_name", N_("Target group in own words"), N_("For whom it is, in words.")
        ),
        MEANING,
        OWNER,
        Column(
            "status",
            N_("Status"),
            N_("How it goes: the assessment as a code."),
            required=True,
            codes=STATUS_CODES,
        ),
        Column("status_word", N_("Status in words"), STATUS_WORD, required=True),
        Column(
            "status_rule",
            N_("Rule"),
            N_("The rule that gave the status, as a code."),
            required=True,
            codes=_codes(Rule),
        ),
        Column("status_reason", N_("Reason for the status"), STATUS_REASON, required=True),
        Column(
            "stale",
            N_("Out of date"),
            N_("Whether an outcome that was judged is too old."),
            Type.YES_NO,
            required=True,
        ),
        Column(
            "computed_status",
            N_("Status by the rules"),
            N_("What the rules gave. It differs from the status where a role has decided."),
            required=True,
            codes=STATUS_CODES,
        ),
        Column(
            "computed_rule",
            N_("Rule behind the status by the rules"),
            N_("The rule that gave it, as a code."),
            required=True,
            codes=_codes(Rule),
        ),
        Column("override_role", N_("Decided by"), N_("The role that decided on another status.")),
        _day("override_date", N_("Decided on"), N_("The day when the role decided.")),
        Column("override_motivation", N_("Motivation"), N_("Why the role decided so.")),
        _day("adopted", N_("Adopted"), N_("The day when the goal was decided on.")),
        _day("archived", N_("Applies no longer from"), N_("Empty for goals that apply.")),
        Column(
            "archived_reason", N_("Why it applies no longer"), N_("Empty for goals that apply.")
        ),
        Column(
            "replaced_by", N_("Replaced by"), N_("The id of the goal that came after."), pattern=ID
        ),
        SOURCE,
        SOURCE_ADDRESS,
        UPDATED,
        NEXT_UPDATE,
        PAGE,
    ),
    references={"department": "departments", "replaced_by": "goals"},
)

_GOAL = Column("goal", N_("Goal"), N_("The id of the goal."), required=True, pattern=ID)
_INDICATOR = Column(
    "indicator", N_("Indicator"), N_("The id of the indicator."), required=True, pattern=ID
)

TARGETS = Table(
    "targets",
    N_("Targets"),
    N_("A row for each target of a goal, with baseline, outcome and status."),
    (
        _GOAL,
        Column(
            "number",
            N_("Number"),
            N_("Which of the goal's targets it is, from 1."),
            Type.INTEGER,
            required=True,
        ),
        _INDICATOR,
        Column(
            "comparator",
            N_("Condition"),
            N_("How the outcome is held against the value."),
            required=True,
            codes=_codes(Comparator),
        ),
        _number("value", N_("Value to reach"), N_("Empty with `between`.")),
        _number("lower", N_("Lowest value"), N_("Only with `between`.")),
        _number("upper", N_("Highest value"), N_("Only with `between`.")),
        Column(
            "due",
            N_("Due period"),
            N_("When the value is to be reached."),
            required=True,
            pattern=PERIOD,
        ),
        _number("weight", N_("Weight"), N_("How much it counts, if targets are weighed together.")),
        Column(
            "baseline_period", N_("Period of the baseline"), N_("Where it starts."), pattern=PERIOD
        ),
        _number("baseline_value", N_("Baseline"), N_("The outcome where it starts.")),
        Column(
            "outcome_period",
            N_("Period of the outcome"),
            N_("The period of the outcome that was judged."),
            pattern=PERIOD,
        ),
        _number("outcome_value", N_("Outcome"), N_("The outcome that was judged.")),
        Column(
            "status",
            N_("Status"),
            N_("How it goes: the assessment as a code."),
            required=True,
            codes=STATUS_CODES,
        ),
        Column("status_word", N_("Status in words"), STATUS_WORD, required=True),
        Column(
            "status_rule",
            N_("Rule"),
            N_("The rule that gave the status, as a code."),
            required=True,
            codes=_codes(Rule),
        ),
        Column("status_reason", N_("Reason for the status"), STATUS_REASON, required=True),
        Column(
            "stale",
            N_("Out of date"),
            N_("Whether an outcome that was judged is too old."),
            Type.YES_NO,
            required=True,
        ),
        Column("note", N_("Note"), N_("A short explanation.")),
    ),
    key=("goal", "number"),
    references={"goal": "goals", "indicator": "indicators"},
)

OUTCOME = (
    Column(
        "period",
        N_("Period"),
        N_("The period that the value is for, as in 2026, 2026-Q1, 2026-03 or 2025/26."),
        required=True,
        pattern=PERIOD,
    ),
    _number("value", N_("Value"), N_("The outcome. Empty if it is missing or suppressed.")),
    Column("municipality", N_("Municipality"), N_("Empty for the municipality's own values.")),
    Column("sex", N_("Sex"), N_("Empty for everybody.")),
    Column("group", N_("Group"), N_("Empty for everybody.")),
    Column(
        "count",
        N_("Number of persons"),
        N_("How many persons the value rests on."),
        Type.INTEGER,
    ),
    Column(
        "mark",
        N_("Mark"),
        N_("What must be known of the value, as a code."),
        codes=(*(mark.value for mark in MARK_WORDS), SUPPRESSED),
    ),
    Column("note", N_("Note"), N_("A short explanation.")),
)
"""The columns of outcomes. Those after `value` are only in files where some outcome uses them."""

OBSERVATIONS = Table(
    "observations",
    N_("Outcomes"),
    N_("A row for each outcome of every indicator."),
    (
        _INDICATOR,
        Column("title", N_("Name of the indicator"), N_("What it is called."), required=True),
        Column("unit", N_("Unit"), N_("The unit of the value."), required=True),
        *OUTCOME,
    ),
    key=("indicator", "period", "municipality", "sex", "group"),
    references={"indicator": "indicators"},
)

MILESTONE = (
    Column("title", N_("Step"), N_("What is to be done."), required=True),
    _day("due", N_("Last day"), N_("The day when it must be done."), required=True),
    _day("done", N_("Done"), N_("The day when it was done.")),
)

REVISION = (
    _day("date", N_("Date"), N_("From which day the change applies."), required=True),
    Column(
        "changed",
        N_("What was changed"),
        N_("Which part was changed."),
        required=True,
        codes=_codes(Revised),
    ),
    Column("indicator", N_("Indicator"), N_("Which target it is about."), pattern=ID),
    Column("old", N_("Before"), N_("What it was.")),
    Column("new", N_("After"), N_("What it is.")),
    Column("reason", N_("Reason"), N_("Why it was changed."), required=True),
    Column("decided_by", N_("Decided by"), N_("Who decided on the change."), required=True),
    _day("decided_on", N_("Decided on"), N_("The day of the decision."), required=True),
    Column("paragraph", N_("Paragraph"), N_("The paragraph in the minutes.")),
)

TEXTS = (
    Column("description", N_("Description"), N_("More about the goal. Markdown.")),
    Column("insight", N_("Insight"), N_("Why the goal is needed. Markdown.")),
    Column("analysis", N_("Analysis"), N_("How it went, and why. Markdown.")),
    Column("next_steps", N_("Next steps"), N_("What is done now. Markdown.")),
)
"""Long texts of a goal. They are in JSON only: a table is easier to use with one line a row."""

PUBLICATION = (
    Column("organisation", N_("Municipality"), N_("Who publishes the data."), required=True),
    Column("site", N_("Name of the site"), N_("What the site is called."), required=True),
    Column("language", N_("Language"), N_("The language of all texts."), required=True),
    _day(
        "as_of", N_("Day of assessment"), N_("The data show how it was on this day."), required=True
    ),
    UPDATED,
    Column("notice", N_("Notice"), N_("What readers must know of all of it. Markdown.")),
    Column("licence", N_("Licence"), N_("The terms for those who use the data.")),
    Column("licence_url", N_("Address of the licence"), N_("Where the terms can be read.")),
)
"""What stands at the top of every JSON document."""
