"""What malbok knows: an organisation, its departments, goals, indicators and outcomes.

Typed once, in Pydantic: the model validates what readers hand over (all scalars as text) and is
the source of schemas. Everything is frozen. The model knows no file syntax and no pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from malbok.numbers import parse_number
from malbok.periods import Period, PeriodKind


class Audience(StrEnum):
    """Who may see an item. What says nothing is for the intranet."""

    PUBLIC = "public"
    INTRANET = "intranet"


class GoalType(StrEnum):
    """The kinds of goals of the handbook."""

    RESULT = "result"
    PERFORMANCE = "performance"
    BEHAVIOUR = "behaviour"
    LEARNING = "learning"
    PROCESS = "process"


class GoalKind(StrEnum):
    """A goal is graded; a direction ("inriktning") is measured but has no target."""

    GOAL = "goal"
    DIRECTION = "direction"


class TargetGroup(StrEnum):
    """Whom a goal is for."""

    RESIDENTS = "residents"
    BUSINESS_OWNERS = "business_owners"
    ORGANISATIONS = "organisations"
    VISITORS = "visitors"
    STAFF = "staff"


class Comparator(StrEnum):
    """How an outcome is held against a target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    EQUALS = "equals"


class Direction(StrEnum):
    """Which way an indicator gets better."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Status(StrEnum):
    """The assessment in one word (`domain`: måluppfyllelse)."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    ON_TRACK = "on_track"
    UNCERTAIN = "uncertain"
    OFF_TRACK = "off_track"
    TOO_EARLY = "too_early"
    NOT_ASSESSABLE = "not_assessable"
    NOT_GRADED = "not_graded"


class Mark(StrEnum):
    """What a reader must know of one outcome."""

    PRELIMINARY = "preliminary"
    REVISED = "revised"
    BREAK = "break"


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _period(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return Period.parse(value)
    except ValueError:
        raise PydanticCustomError("malbok_period", "not a period") from None


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_number(value)
    except ValueError:
        raise PydanticCustomError("malbok_number", "not a number") from None


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        if not _ISO_DAY.fullmatch(value):  # `fromisoformat` also reads weeks, and without hyphens
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("malbok_date", "not a date") from None


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Title = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^<>\n]*$")
]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
PeriodField = Annotated[InstanceOf[Period], BeforeValidator(_period)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
Share = Annotated[Number, Field(ge=0, le=1)]


class Record(BaseModel):
    """The base of everything read from files: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Record):
    """Where figures or wordings come from."""

    title: Text
    url: WebAddress | None = None


class Role(Record):
    """Who answers for something: a role, never a person. The contact is for the inside."""

    id: Id
    title: Text
    contact: Text | None = None


class Department(Record):
    """A department or committee; it has a page of its own."""

    id: Id
    title: Title
    audience: Audience = Audience.INTRANET
    description: Text | None = None
    parent: Id | None = None


class Word(Record):
    """A noun in its four Swedish forms: ett mätetal, mätetalet, flera mätetal, mätetalen."""

    one: Text
    the: Text
    many: Text
    all: Text


class Words(Record):
    """The municipality's own words, where they differ from the catalogue's."""

    indicator: Word | None = None


class AssessmentRules(Record):
    """Thresholds of the assessment, as shares from 0 to 1. The defaults are malbok's."""

    partial_with_baseline: Share = Decimal("0.5")
    partial_without_baseline: Share = Decimal("0.9")
    on_track: Share = Decimal("0.9")
    uncertain: Share = Decimal("0.5")


class Organisation(Record):
    """The municipality that publishes, and what holds for all its pages.

    `notice` is shown on every page, `counts_note` wherever goals are counted.
    """

    name: Text
    title: Title
    as_of: Day
    updated: Day
    notice: Text | None = None
    counts_note: Text | None = None
    licence: Source | None = None
    words: Words = Words()
    roles: tuple[Role, ...] = ()
    departments: tuple[Department, ...]
    assessment: AssessmentRules = AssessmentRules()


class Baseline(Record):
    """The period and value a goal starts from."""

    period: PeriodField
    value: Number


class Target(Record):
    """What an indicator must reach for the goal: comparator, value and due period."""

    indicator: Id
    comparator: Comparator
    value: Number | None = None
    lower: Number | None = None
    upper: Number | None = None
    due: PeriodField
    baseline: Baseline | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _values_fit_comparator(self) -> Self:
        between = self.comparator is Comparator.BETWEEN
        has_limits = self.lower is not None and self.upper is not None
        has_any_limit = self.lower is not None or self.upper is not None
        if between and (not has_limits or self.value is not None):
            raise PydanticCustomError("malbok_between", "needs lower and upper")
        if not between and (self.value is None or has_any_limit):
            raise PydanticCustomError("malbok_value", "needs value")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise PydanticCustomError("malbok_limits", "lower is greater than upper")
        return self

    @property
    def limits(self) -> tuple[Decimal | None, Decimal | None]:
        """The lowest and highest outcome that meets the target; None where there is no limit."""
        match self.comparator:
            case Comparator.AT_LEAST:
                return self.value, None
            case Comparator.AT_MOST:
                return None, self.value
            case Comparator.EQUALS:
                return self.value, self.value
            case Comparator.BETWEEN:
                return self.lower, self.upper


class Milestone(Record):
    """A step towards a goal that has no figures."""

    title: Text
    due: Day
    done: Day | None = None


class Override(Record):
    """A role's own assessment, shown beside the computed one with its motivation."""

    status: Status
    motivation: Text
    role: Id
    date: Day


class Goal(Record):
    """A worded state to reach. `title` is the wording; `department` comes from the folder."""

    id: Id
    title: Title
    audience: Audience = Audience.INTRANET
    department: Id
    type: GoalType
    kind: GoalKind = GoalKind.GOAL
    period: PeriodField | None = None
    target_group: TargetGroup | None = None
    target_group_name: Text | None = None
    description: Text | None = None
    insight: Text | None = None
    analysis: Text | None = None
    next_steps: Text | None = None
    owner: Id | None = None
    supports: tuple[Id, ...] = ()
    updated: Day
    source: Source | None = None
    targets: tuple[Target, ...] = ()
    indicators: tuple[Id, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    override: Override | None = None


class Indicator(Record):
    """What is measured: definition, unit, direction, source, how often."""

    id: Id
    title: Title
    audience: Audience = Audience.INTRANET
    definition: Text
    unit: Text
    direction: Direction
    interval: Literal[
        PeriodKind.YEAR,
        PeriodKind.HALF_YEAR,
        PeriodKind.TERTIAL,
        PeriodKind.QUARTER,
        PeriodKind.MONTH,
        PeriodKind.SCHOOL_YEAR,
    ]
    source: Source
    owner: Id | None = None
    updated: Day
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One outcome: a value for a period, of the municipality itself where `municipality`,
    `sex` and `group` are empty. `value` is None where the source has none.
    """

    period: Period
    value: Decimal | None
    municipality: str = ""
    sex: str = ""
    group: str = ""
    count: int | None = None
    mark: Mark | None = None
    note: str = ""

    @property
    def known(self) -> Decimal:
        """The value of an outcome that isn't missing. Raises ValueError if it is."""
        if self.value is None:
            raise ValueError("a missing outcome has no value")
        return self.value

    @property
    def is_own(self) -> bool:
        """Whether it is the municipality's own value for everybody."""
        return not (self.municipality or self.sex or self.group)


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown of a handbook page; `audience` is that of the block it stands in, if any. It begins
    on `line` of the file."""

    markdown: str
    line: int
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class Embed:
    """A place in a handbook page where a goal, indicator, chart or overview is put in."""

    name: str
    id: str
    line: int
    audience: Audience | None = None


ContentPart = Prose | Embed


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page of the handbook: `path` within the content folder, `file` within the project."""

    path: str
    file: str
    title: str
    audience: Audience
    description: str
    order: int
    hide: tuple[str, ...]
    template: str
    parts: tuple[ContentPart, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """All that was read, in reading order: the organisation, goals by id, indicators by id and
    outcomes by indicator id, oldest first. `paths` tells where each goal (`goal/ID`) and
    indicator (`indicator/ID`) is written, relative to the project. `content` has the handbook's
    pages and `content_files` the other files beside them (paths within the content folder).
    """

    organisation: Organisation
    goals: Mapping[str, Goal] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    observations: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    content: tuple[ContentPage, ...] = ()
    content_files: tuple[str, ...] = ()

    def department(self, department_id: str) -> Department:
        """The department with that id. Raises KeyError."""
        for department in self.organisation.departments:
            if department.id == department_id:
                return department
        raise KeyError(department_id)

    def role(self, role_id: str | None) -> Role | None:
        """The role with that id, if there is one."""
        return next((r for r in self.organisation.roles if r.id == role_id), None)

    def own_series(self, indicator_id: str) -> tuple[Observation, ...]:
        """The municipality's own outcomes of an indicator, oldest first."""
        return tuple(o for o in self.observations.get(indicator_id, ()) if o.is_own)

    def goals_of(self, department_id: str) -> tuple[Goal, ...]:
        """The department's goals, in reading order."""
        return tuple(g for g in self.goals.values() if g.department == department_id)
