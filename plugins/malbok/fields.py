"""Every key of every kind of file: what it is called, what it means, what can be written there.

Read from the model, which says it once; schemas and the handbook's tables are made from this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from malbok.explaining import (
    DIRECTION_WORDS,
    GOAL_KIND_WORDS,
    INTERVAL_WORDS,
    MARK_WORDS,
    REVISED_WORDS,
    SEX_WORDS,
    STATUS_WORDS,
    TARGET_GROUP_WORDS,
    TOO_FEW,
    TYPE_WORDS,
)
from malbok.language import N_, Language
from malbok.model import (
    About,
    Aggregation,
    Audience,
    Colour,
    Comparator,
    Compliance,
    Day,
    Direction,
    ExampleFile,
    FeedbackAddress,
    FormerId,
    Goal,
    GoalKind,
    GoalType,
    Id,
    Indicator,
    KoladaId,
    Level,
    Mark,
    Markdown,
    Number,
    Organisation,
    PartlyMetBy,
    PeriodField,
    Positive,
    Quality,
    Record,
    Report,
    ReportKind,
    ReportState,
    Revised,
    Share,
    SiteLanguage,
    Status,
    Steers,
    TargetGroup,
    Text,
    Title,
    WebAddress,
)
from malbok.observations import SUPPRESSED
from malbok.periods import PeriodKind
from malbok.presets import PRESETS, Preset
from malbok.reading.content import FrontMatter


class Plain(StrEnum):
    """The kinds of values that are a single text or number."""

    TEXT = "text"
    MARKDOWN = "markdown"
    LINE = "line"
    ID = "id"
    FORMER_ID = "former_id"
    ADDRESS = "address"
    FEEDBACK = "feedback"
    COLOUR = "colour"
    KOLADA = "kolada"
    PERIOD = "period"
    NUMBER = "number"
    SHARE = "share"
    POSITIVE = "positive"
    COUNT = "count"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Choice:
    """Values to choose from, each with the word for it (a message id)."""

    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a file, or of a record within one. Texts are message ids; `many` says that a list
    of such values stands there, and `default` what holds where the key isn't written, if anything.
    """

    name: str
    title: str
    description: str
    value: Plain | Choice | type[Record]
    many: bool = False
    required: bool = True
    default: str = ""

    def meaning(self, language: Language) -> str:
        """What the key means, and what holds without it. What stands in backticks is code."""
        said = language.text(self.description)
        if not self.default:
            return said
        default = language.text(N_("Without this line: `{value}`."), value=self.default)
        return f"{said} {default}"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that editors write: what it is called, where it lies, and its keys."""

    title: str
    path: str
    record: type[Record] | None
    keys: tuple[Key, ...]


PLAIN_WORDS = {
    Plain.TEXT: N_("a text"),
    Plain.MARKDOWN: N_("running text, with Markdown if you like"),
    Plain.LINE: N_("a text on one line, without < and >"),
    Plain.ID: N_("a name of a–z, 0–9 and hyphen, as `fler-cyklar`"),
    Plain.FORMER_ID: N_("a name, as `fler-cyklar` or `kultur/fler-cyklar`"),
    Plain.ADDRESS: N_("a web address, as `https://example.se/`"),
    Plain.FEEDBACK: N_(
        "a web address, as `https://example.se/`, or an e-mail address, as `mailto:mal@example.se`"
    ),
    Plain.COLOUR: N_('a colour in quotes, as `"#0a3d62"`'),
    Plain.KOLADA: N_("a letter and five digits, as `N00945`"),
    Plain.PERIOD: N_(
        "a period, as `2026`, `2026-H1`, `2026-T1`, `2026-Q1`, `2026-03`, `2025/26` or `2026-03-31`"
    ),
    Plain.NUMBER: N_("a number with a point for decimals, as `1250.5`"),
    Plain.SHARE: N_("a number from 0 to 1, as `0.9`"),
    Plain.POSITIVE: N_("a number greater than 0, as `2`"),
    Plain.COUNT: N_("a whole number, as `10`"),
    Plain.DAY: N_("a date, as `2026-11-22`"),
}
"""What can be written, for each plain kind of value. What stands in backticks is code."""

LISTS = N_("A list, with each item on a line of its own that begins with a hyphen.")

AUDIENCE_WORDS = {
    Audience.PUBLIC: N_("everybody"),
    Audience.INTRANET: N_("only those who reach the intranet"),
}
ABOUT_WORDS = {
    About.PEOPLE: N_("persons"),
    About.HEADCOUNT: N_("number of persons"),
    About.OTHER: N_("something else"),
}
LANGUAGE_WORDS = {
    SiteLanguage.SWEDISH: N_("Swedish"),
    SiteLanguage.ENGLISH: N_("English"),
}
COMPLIANCE_WORDS = {
    Compliance.FULL: N_("meets all demands"),
    Compliance.PARTIAL: N_("meets some of the demands"),
    Compliance.NONE: N_("doesn't meet the demands"),
}
COMPARATOR_WORDS = {
    Comparator.AT_LEAST: N_("at least the value"),
    Comparator.AT_MOST: N_("at most the value"),
    Comparator.BETWEEN: N_("between two values"),
    Comparator.EQUALS: N_("exactly the value"),
}
PARTLY_MET_BY_WORDS = {
    PartlyMetBy.WAY: N_("the way from the baseline, or without one how close to the target"),
    PartlyMetBy.CLOSENESS: N_("how close the outcome is to the target"),
    PartlyMetBy.TREND: N_("whether the outcome is closer to the target than the one before"),
    PartlyMetBy.NONE: N_("nothing: a goal is met or not"),
}
AGGREGATION_WORDS = {
    Aggregation.WEAKEST: N_("by the weakest target"),
    Aggregation.ALL: N_("met when all targets are, partly met when enough are"),
    Aggregation.WEIGHTED: N_("by all targets weighed together"),
    Aggregation.NONE: N_("not as a whole, only target by target"),
}
LEVEL_WORDS = {
    Level.COUNCIL: N_("the council"),
    Level.COMMITTEE: N_("a committee"),
    Level.DEPARTMENT: N_("a department"),
    Level.UNIT: N_("a unit"),
}
QUALITY_WORDS = {
    Quality.GOOD: N_("a sentence that works"),
    Quality.LESS_GOOD: N_("a sentence before and after it was sharpened"),
}
PRESET_WORDS = {preset: rules.source for preset, rules in PRESETS.items()}
STEERS_WORDS = {
    Steers.FINANCES: N_("a goal for the finances"),
    Steers.SERVICES: N_("any other goal"),
}
REPORT_KIND_WORDS = {
    ReportKind.INTERIM_APRIL: N_("interim report April"),
    ReportKind.INTERIM_AUGUST: N_("interim report August"),
    ReportKind.ANNUAL: N_("annual report"),
    ReportKind.OTHER: N_("report"),
}
REPORT_STATE_WORDS = {
    ReportState.DRAFT: N_("draft, still being written"),
    ReportState.PUBLISHED: N_("frozen, says the same from now on"),
}

VALUE_WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    About: ABOUT_WORDS,
    Aggregation: AGGREGATION_WORDS,
    Audience: AUDIENCE_WORDS,
    Comparator: COMPARATOR_WORDS,
    Compliance: COMPLIANCE_WORDS,
    Direction: DIRECTION_WORDS,
    GoalKind: GOAL_KIND_WORDS,
    GoalType: TYPE_WORDS,
    Level: LEVEL_WORDS,
    Mark: MARK_WORDS,
    PartlyMetBy: PARTLY_MET_BY_WORDS,
    PeriodKind: INTERVAL_WORDS,
    Preset: PRESET_WORDS,
    Quality: QUALITY_WORDS,
    ReportKind: REPORT_KIND_WORDS,
    ReportState: REPORT_STATE_WORDS,
    Revised: REVISED_WORDS,
    SiteLanguage: LANGUAGE_WORDS,
    Status: STATUS_WORDS,
    Steers: STEERS_WORDS,
    TargetGroup: TARGET_GROUP_WORDS,
}
"""The word for each value that editors choose among."""

_PLAIN: tuple[tuple[Any, Plain], ...] = (
    (Text, Plain.TEXT),
    (Markdown, Plain.MARKDOWN),
    (Title, Plain.LINE),
    (Id, Plain.ID),
    (FormerId, Plain.FORMER_ID),
    (WebAddress, Plain.ADDRESS),
    (FeedbackAddress, Plain.FEEDBACK),
    (Colour, Plain.COLOUR),
    (KoladaId, Plain.KOLADA),
    (PeriodField, Plain.PERIOD),
    (Number, Plain.NUMBER),
    (Share, Plain.SHARE),
    (Positive, Plain.POSITIVE),
    (int, Plain.COUNT),
    (Day, Plain.DAY),
)


@cache
def keys_of(record: type[Record]) -> tuple[Key, ...]:
    """A record's keys, in the model's order."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_key(name, hints[name], field) for name, field in record.model_fields.items())


def _key(name: str, annotation: Any, field: FieldInfo) -> Key:
    hint = annotation
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (arm for arm in get_args(hint) if arm is not type(None))
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    return Key(
        name=name,
        title=field.title or name,
        description=field.description or "",
        value=_value(hint),
        many=many,
        required=field.is_required(),
        default=str(field.default) if isinstance(field.default, str | int | Decimal) else "",
    )


def _value(hint: Any) -> Plain | Choice | type[Record]:
    if get_origin(hint) is Literal:
        return _choice(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice(tuple(hint))
    for annotation, plain in _PLAIN:
        if hint == annotation:
            return plain
    raise TypeError(hint)


def _choice(values: tuple[StrEnum, ...]) -> Choice:
    words = VALUE_WORDS[type(values[0])]
    return Choice({value.value: words[value] for value in values})


COLUMNS = (
    Key("period", N_("Period"), N_("The period that the value is for."), Plain.PERIOD),
    Key(
        "value",
        N_("Value"),
        N_("The outcome. Leave it empty if there is none; the comma after the period stays."),
        Plain.NUMBER,
    ),
    Key(
        "municipality",
        N_("Municipality"),
        N_("Another municipality that the value is for. Empty for your own."),
        Plain.TEXT,
        required=False,
    ),
    Key(
        "sex",
        N_("Sex"),
        N_("Whether the value is for women or men. Empty for everybody."),
        Choice(SEX_WORDS),
        required=False,
    ),
    Key(
        "group",
        N_("Group"),
        N_("Which group it is. Empty for everybody."),
        Plain.TEXT,
        False,
        False,
    ),
    Key(
        "count",
        N_("Number of persons"),
        N_("How many persons the value rests on."),
        Plain.COUNT,
        required=False,
    ),
    Key(
        "mark",
        N_("Mark"),
        N_("What readers must know of the value."),
        Choice({mark.value: word for mark, word in MARK_WORDS.items()} | {SUPPRESSED: TOO_FEW}),
        required=False,
    ),
    Key("note", N_("Note"), N_("A short explanation for readers."), Plain.TEXT, required=False),
)
"""The columns of an indicator's figures, which no model of records describes."""

GOAL_KEYS = tuple(
    replace(key, required=False) if key.name == "department" else key for key in keys_of(Goal)
)
"""A goal's keys. Its department is that of the folder, so nobody has to write it."""

KINDS: Mapping[str, FileKind] = {
    "goal": FileKind(N_("A goal"), "data/goals/*/*.yml", Goal, GOAL_KEYS),
    "indicator": FileKind(
        N_("An indicator"), "data/indicators/*.yml", Indicator, keys_of(Indicator)
    ),
    "figures": FileKind(N_("An indicator's figures"), "data/indicators/*.csv", None, COLUMNS),
    "organisation": FileKind(
        N_("The municipality"), "data/organisation.yml", Organisation, keys_of(Organisation)
    ),
    "report": FileKind(N_("A report"), "data/reports/*.yml", Report, keys_of(Report)),
    "example": FileKind(
        N_("Examples of goals"), "data/examples/*.yml", ExampleFile, keys_of(ExampleFile)
    ),
    "page": FileKind(
        N_("A page of the handbook"), "content/**/*.md", FrontMatter, keys_of(FrontMatter)
    ),
}
"""All kinds of files, and where each lies in the project."""


@dataclass(frozen=True, slots=True)
class Table:
    """The keys of a file kind, or of the records below one of its keys; `below` is the way there."""

    title: str
    keys: tuple[Key, ...]
    below: tuple[str, ...] = ()


def tables(kind: str) -> Iterator[Table]:
    """A file kind's keys and then, table by table, those of the records within it."""
    top = KINDS[kind]
    yield Table(top.title, top.keys)
    yield from _tables_below(top.keys, ())


def _tables_below(keys: tuple[Key, ...], above: tuple[str, ...]) -> Iterator[Table]:
    for key in keys:
        if not isinstance(key.value, Plain | Choice):
            below = (*above, key.name)
            yield Table(key.title, keys_of(key.value), below)
            yield from _tables_below(keys_of(key.value), below)
