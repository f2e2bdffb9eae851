"""What malbok knows: an organisation, its departments, goals, indicators and outcomes.

Typed once, in Pydantic: the model validates what readers hand over (all scalars as text) and is
the source of schemas and of the handbook's tables of fields, which is why each field says what it
is called and what to write. Everything is frozen. The model knows no file syntax and no pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

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

from malbok.ids import LONGEST as LONGEST_ID
from malbok.language import N_
from malbok.numbers import parse_number
from malbok.periods import Period, PeriodKind
from malbok.presets import Preset, with_preset

if TYPE_CHECKING:
    from malbok.reports.snapshot import Snapshot


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


class Steers(StrEnum):
    """What a goal is for: the finances or all else. The municipal law asks for both kinds."""

    FINANCES = "finances"
    SERVICES = "services"


class Level(StrEnum):
    """Where in the organisation a department's goals are worded. Advice on wording depends on it."""

    COUNCIL = "council"
    COMMITTEE = "committee"
    DEPARTMENT = "department"
    UNIT = "unit"


class TargetGroup(StrEnum):
    """Whom a goal is for."""

    RESIDENTS = "residents"
    BUSINESS_OWNERS = "business_owners"
    ORGANISATIONS = "organisations"
    VISITORS = "visitors"
    STAFF = "staff"


class Quality(StrEnum):
    """What an example of a goal is to show: a sentence that works, or one that was sharpened."""

    GOOD = "good"
    LESS_GOOD = "less_good"


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


class About(StrEnum):
    """What an indicator's values rest on. Of persons there can be too few to be shown. A headcount
    is itself a number of persons."""

    PEOPLE = "people"
    HEADCOUNT = "headcount"
    OTHER = "other"


class SiteLanguage(StrEnum):
    """A language that the pages about goals can be read in."""

    SWEDISH = "sv"
    ENGLISH = "en"


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


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=LONGEST_ID)]
FormerId = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*$", max_length=161)
]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Markdown = Annotated[Text, "markdown"]
Title = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^<>\n]*$")
]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
FeedbackAddress = Annotated[
    str, StringConstraints(pattern=r'^(https?://[^\s<>"]+|mailto:[^\s<>"@?]+@[^\s<>"@?]+)$')
]
KoladaId = Annotated[str, StringConstraints(pattern=r"^[NU][0-9]{5}$")]
WebAddress = Annotated[str, StringConstraints(pattern=r'^https?://[^\s<>"]+$')]
PeriodField = Annotated[InstanceOf[Period], BeforeValidator(_period)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
Share = Annotated[Number, Field(ge=0, le=1)]
Positive = Annotated[Number, Field(gt=0)]


class Record(BaseModel):
    """The base of everything read from files: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Source(Record):
    """Where figures or wordings come from."""

    title: Text = Field(
        title=N_("Name"),
        description=N_("What the source is called, for example a survey or a report."),
    )
    url: WebAddress | None = Field(
        None,
        title=N_("Web address"),
        description=N_("Where the source can be read, if it has an address."),
    )


class Role(Record):
    """Who answers for something: a role, never a person. The contact is for the inside."""

    id: Id = Field(
        title=N_("Short name"),
        description=N_("The name that is written at `owner` in goals and indicators."),
    )
    title: Text = Field(
        title=N_("Name"), description=N_("What the role is called. Never the name of a person.")
    )
    contact: Text | None = Field(
        None,
        title=N_("Contact"),
        description=N_("How to get in touch. It is shown only on the intranet."),
    )


class DepartmentInEnglish(Record):
    """A department's or subject's texts in English; what is left out is shown in Swedish, here as in
    the texts of the other items."""

    title: Title | None = Field(
        None, title=N_("Name in English"), description=N_("The name as it is to be in English.")
    )
    description: Markdown | None = Field(
        None,
        title=N_("Description in English"),
        description=N_("The description as it is to be in English."),
    )


class Department(Record):
    """A department or committee; it has a page of its own."""

    id: Id = Field(
        title=N_("Short name"),
        description=N_(
            "The name of the department's folder in `data/goals/`. It becomes part of its address."
        ),
    )
    title: Title = Field(
        title=N_("Name"), description=N_("What the department or committee is called on the pages.")
    )
    audience: Audience = Field(
        Audience.INTRANET,
        title=N_("Audience"),
        description=N_("Who may see the department's page and its goals."),
    )
    description: Markdown | None = Field(
        None,
        title=N_("Commission"),
        description=N_("What it answers for, in one or two sentences."),
    )
    parent: Id | None = Field(
        None,
        title=N_("Belongs to"),
        description=N_("The short name of the department or committee above it."),
    )
    level: Level | None = Field(
        None,
        title=N_("Level"),
        description=N_(
            "Where in the organisation it is. It decides which advice is given on how goals are worded."
        ),
    )
    english: DepartmentInEnglish | None = Field(
        None, title=N_("In English"), description=N_("The texts for the pages in English.")
    )


class Subject(Record):
    """What goals of several departments are about; citizens seldom know the organisation."""

    id: Id = Field(
        title=N_("Short name"),
        description=N_(
            "The name that is written at `subjects` in goals. It becomes part of the address."
        ),
    )
    title: Title = Field(
        title=N_("Name"), description=N_("What people call the subject, for example school.")
    )
    description: Markdown | None = Field(
        None, title=N_("Description"), description=N_("What the subject is about, in one sentence.")
    )
    english: DepartmentInEnglish | None = Field(
        None, title=N_("In English"), description=N_("The texts for the pages in English.")
    )


class ComparisonGroup(Record):
    """Whom the municipality is compared with. Names are those of the column `municipality`."""

    id: Id = Field(
        title=N_("Short name"),
        description=N_("The name that is written at `compare_with` in indicators."),
    )
    title: Title = Field(
        title=N_("Name"),
        description=N_(
            "What the group is called on the pages, for example municipalities in Skåne."
        ),
    )
    municipalities: tuple[Text, ...] = Field(
        title=N_("Municipalities"),
        description=N_("Their names as in the column `municipality` of the figures."),
    )
    references: tuple[Text, ...] = Field(
        (),
        title=N_("Reference values"),
        description=N_(
            "Rows that are no municipalities, for example the whole country or the county."
        ),
    )


class SmallNumbers(Record):
    """When a value rests on so few persons that the public may not see it."""

    limit: int = Field(
        10,
        ge=1,
        title=N_("Fewest persons"),
        description=N_("Values that rest on fewer persons are hidden on the public pages."),
    )
    small_group: int = Field(
        30,
        ge=1,
        title=N_("Small group"),
        description=N_(
            "In groups of fewer persons a share is hidden too, if fewer than three are in it or outside it."
        ),
    )


class Look(Record):
    """The municipality's own look: a logo, two colours and a font, all hosted by itself."""

    logo: Text | None = Field(
        None,
        title=N_("Logo"),
        description=N_("The logo's file in the content folder: SVG or PNG."),
    )
    primary: Colour | None = Field(
        None,
        title=N_("Main colour"),
        description=N_("The colour of the band at the top of each page, as in #0a3d62."),
    )
    accent: Colour | None = Field(
        None, title=N_("Second colour"), description=N_("The colour of links, as in #0a3d62.")
    )
    accent_dark: Colour | None = Field(
        None,
        title=N_("Second colour on dark"),
        description=N_(
            "The colour of links for those who have a dark screen. Without it, the second colour is "
            "made lighter until it can be read."
        ),
    )
    font: Text | None = Field(
        None,
        title=N_("Font"),
        description=N_("The font's file in the content folder, of the kind woff2."),
    )

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of its files in the content folder."""
        return tuple(path for path in (self.logo, self.font) if path)


class GlossaryWord(Record):
    """A word that readers may not know, with its other forms and what it means."""

    word: Text = Field(
        title=N_("Word"), description=N_("The word in the form that one looks it up by.")
    )
    forms: tuple[Text, ...] = Field(
        (),
        title=N_("Other forms"),
        description=N_("The word as it stands in sentences, for example in the plural."),
    )
    meaning: Text = Field(
        title=N_("Meaning"), description=N_("What the word means, in one or two plain sentences.")
    )

    @property
    def all_forms(self) -> tuple[str, ...]:
        """The word in all forms that it is written in."""
        return (self.word, *self.forms)


class Compliance(StrEnum):
    """How well a site meets the law's demands on accessibility."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Shortcoming(Record):
    """What not everybody can use on the site, and why."""

    what: Text = Field(
        title=N_("Shortcoming"), description=N_("What doesn't work, where, and for whom.")
    )
    reason: Text | None = Field(
        None, title=N_("Reason"), description=N_("Why it isn't mended yet.")
    )
    mended: Text | None = Field(
        None, title=N_("When it is mended"), description=N_("When you count on having mended it.")
    )


class Accessibility(Record):
    """What the law wants a site to say of its accessibility (lagen 2018:1937 om tillgänglighet till
    digital offentlig service, and Digg's guidance on tillgänglighetsredogörelse): how well it meets
    the demands, what falls short and why, how it was tested, how to report faults and ask for
    another form, and who supervises."""

    compliance: Compliance = Field(
        title=N_("Meets the demands"),
        description=N_("How well the site meets the demands of the law, by your own tests."),
    )
    shortcomings: tuple[Shortcoming, ...] = Field(
        (), title=N_("Shortcomings"), description=N_("What not everybody can use, and why.")
    )
    testing: Markdown = Field(
        title=N_("How it was tested"),
        description=N_("Who tested the site, how, and with what."),
    )
    tested: Day = Field(title=N_("Tested"), description=N_("The day of the latest test."))
    published: Day | None = Field(
        None, title=N_("Published"), description=N_("The day when the site was first published.")
    )
    updated: Day = Field(
        title=N_("Updated"), description=N_("The day when the statement was last changed.")
    )
    contact: Markdown = Field(
        title=N_("Contact"),
        description=N_(
            "How to report faults or ask for the content in another form: e-mail, telephone and post."
        ),
    )
    answer: Text | None = Field(
        None,
        title=N_("Time for an answer"),
        description=N_("How soon you answer, for example within two working days."),
    )
    supervision: Source = Field(
        title=N_("Supervision"),
        description=N_("The authority that one can turn to, with its address for reports."),
    )


class OrganisationInEnglish(Record):
    """The organisation's texts in English."""

    title: Title | None = Field(
        None,
        title=N_("Name of the site in English"),
        description=N_("What stands at the top of every page in English."),
    )
    notice: Markdown | None = Field(
        None,
        title=N_("Notice in English"),
        description=N_("A text at the top of every page in English."),
    )
    counts_note: Text | None = Field(
        None,
        title=N_("Note on counts in English"),
        description=N_("A text wherever goals are counted, in English."),
    )


class Word(Record):
    """A noun in its four Swedish forms: ett mätetal, mätetalet, flera mätetal, mätetalen."""

    one: Text = Field(
        title=N_("Indefinite form"), description=N_("The word as in “one indicator”.")
    )
    the: Text = Field(title=N_("Definite form"), description=N_("The word as in “the indicator”."))
    many: Text = Field(title=N_("Plural"), description=N_("The word as in “several indicators”."))
    all: Text = Field(
        title=N_("Definite plural"), description=N_("The word as in “all the indicators”.")
    )


class Words(Record):
    """The municipality's own words, where they differ from the catalogue's."""

    indicator: Word | None = Field(
        None,
        title=N_("The word for indicator"),
        description=N_("What you call an indicator, in its four forms."),
    )


class PartlyMetBy(StrEnum):
    """What a missed target must show to be partly met, or that nothing is."""

    WAY = "way"
    CLOSENESS = "closeness"
    TREND = "trend"
    NONE = "none"


class Aggregation(StrEnum):
    """How the statuses of several targets become that of their goal."""

    WEAKEST = "weakest"
    ALL = "all"
    WEIGHTED = "weighted"
    NONE = "none"


class StatusWords(Record):
    """The municipality's own words for statuses. Shape and colour stay those of the status."""

    met: Title | None = Field(
        None, title=N_("Met"), description=N_("Your word for “met”, as fulfilled.")
    )
    partly_met: Title | None = Field(
        None, title=N_("Partly met"), description=N_("Your word for “partly met”.")
    )
    not_met: Title | None = Field(
        None, title=N_("Not met"), description=N_("Your word for “not met”.")
    )
    on_track: Title | None = Field(
        None, title=N_("On track"), description=N_("Your word for “on track”.")
    )
    uncertain: Title | None = Field(
        None, title=N_("Uncertain"), description=N_("Your word for “uncertain”.")
    )
    off_track: Title | None = Field(
        None, title=N_("Off track"), description=N_("Your word for “off track”.")
    )
    too_early: Title | None = Field(
        None,
        title=N_("Too early to assess"),
        description=N_("Your word for “too early to assess”."),
    )
    not_assessable: Title | None = Field(
        None, title=N_("Can't be assessed"), description=N_("Your word for “can't be assessed”.")
    )
    not_graded: Title | None = Field(
        None, title=N_("Not graded"), description=N_("Your word for “not graded”.")
    )


class OverallRule(Record):
    """When the goals as a whole are met: how many of the financial ones, and of all the others."""

    financial: Share = Field(
        Decimal(1),
        title=N_("Financial goals"),
        description=N_("How many of the goals for the finances must be met."),
    )
    others: Share = Field(
        title=N_("Other goals"), description=N_("How many of the other goals must be met.")
    )


class AssessmentRules(Record):
    """How goals are assessed. Limits are shares from 0 to 1, and what is written goes before what the
    preset says; the defaults are malbok's."""

    preset: Preset | None = Field(
        None,
        title=N_("Rules as in"),
        description=N_(
            "A municipality whose rules you follow. What you write on the other lines goes before them."
        ),
    )
    partly_met_by: PartlyMetBy = Field(
        PartlyMetBy.WAY,
        title=N_("Partly met is decided by"),
        description=N_("What a missed target must show to be partly met."),
    )
    partial_with_baseline: Share = Field(
        Decimal("0.5"),
        title=N_("Partly met, with a baseline"),
        description=N_("How much of the way from the baseline to the target must be gone."),
    )
    partial_without_baseline: Share = Field(
        Decimal("0.9"),
        title=N_("Partly met, without a baseline"),
        description=N_("How much of the target the outcome must be."),
    )
    on_track: Share = Field(
        Decimal("0.9"),
        title=N_("On track"),
        description=N_("How much of the expected way must be gone."),
    )
    uncertain: Share = Field(
        Decimal("0.5"),
        title=N_("Uncertain"),
        description=N_(
            "How much of the expected way must be gone for “uncertain”. Less than that is off track."
        ),
    )
    aggregation: Aggregation = Field(
        Aggregation.WEAKEST,
        title=N_("Several targets"),
        description=N_("How a goal with several targets is assessed."),
    )
    partial_targets: Share = Field(
        Decimal("0.5"),
        title=N_("Partly met, several targets"),
        description=N_("How many of the targets must be met, with `all` and `weighted`."),
    )
    overall: OverallRule | None = Field(
        None,
        title=N_("The goals as a whole"),
        description=N_(
            "When the goals together are met, as for good economic management. Without these lines "
            "they aren't assessed together."
        ),
    )
    words: StatusWords = Field(
        StatusWords(),
        title=N_("Words of the statuses"),
        description=N_("Your own words for statuses, in place of malbok's."),
    )

    @model_validator(mode="before")
    @classmethod
    def _as_in_the_preset(cls, written: object) -> object:
        return with_preset(written)


class Organisation(Record):
    """The municipality that publishes, and what holds for all its pages.

    `notice` is shown on every page, `counts_note` wherever goals are counted.
    """

    name: Text = Field(title=N_("Municipality"), description=N_("The municipality's name."))
    title: Title = Field(
        title=N_("Name of the site"), description=N_("What stands at the top of every page.")
    )
    as_of: Day = Field(
        title=N_("Day of assessment"),
        description=N_("The site shows how it was on this day. Later outcomes aren't shown yet."),
    )
    previous_as_of: Day | None = Field(
        None,
        title=N_("Day of assessment before"),
        description=N_(
            "The pages tell what is new since this day. Without it, since before the newest outcomes."
        ),
    )
    updated: Day = Field(
        title=N_("Updated"), description=N_("The day when the file was last changed.")
    )
    notice: Markdown | None = Field(
        None, title=N_("Notice"), description=N_("A text at the top of every page.")
    )
    counts_note: Text | None = Field(
        None, title=N_("Note on counts"), description=N_("A text wherever goals are counted.")
    )
    licence: Source | None = Field(
        None, title=N_("Licence"), description=N_("The terms for those who use the figures.")
    )
    words: Words = Field(
        Words(), title=N_("Own words"), description=N_("Words that you use in place of malbok's.")
    )
    roles: tuple[Role, ...] = Field(
        (), title=N_("Roles"), description=N_("Who can answer for goals and indicators.")
    )
    departments: tuple[Department, ...] = Field(
        title=N_("Departments and committees"),
        description=N_("In the order in which they are shown."),
    )
    subjects: tuple[Subject, ...] = Field(
        (),
        title=N_("Subjects"),
        description=N_("What goals can be about, across departments. In the order they are shown."),
    )
    comparison_groups: tuple[ComparisonGroup, ...] = Field(
        (),
        title=N_("Comparison groups"),
        description=N_("Whom you compare yourselves with."),
    )
    most_goals: int = Field(
        10,
        ge=1,
        title=N_("Most goals of a department"),
        description=N_("Of more goals than this for one department or committee you are told."),
    )
    small_numbers: SmallNumbers = Field(
        SmallNumbers(),
        title=N_("Small numbers"),
        description=N_("When values about few persons are hidden on the public pages."),
    )
    look: Look = Field(
        Look(), title=N_("Look"), description=N_("Your logo, your colours and your font.")
    )
    feedback: FeedbackAddress | None = Field(
        None,
        title=N_("Address for feedback"),
        description=N_(
            "A form (https://…) or an e-mail address (mailto:…) for readers. `{page}` is replaced by the page's name."
        ),
    )
    accessibility: Accessibility | None = Field(
        None,
        title=N_("Accessibility statement"),
        description=N_("What the law wants you to say of how accessible the site is."),
    )
    glossary: tuple[GlossaryWord, ...] = Field(
        (),
        title=N_("Glossary"),
        description=N_("Words that are explained where they stand on the pages."),
    )
    languages: tuple[SiteLanguage, ...] = Field(
        (SiteLanguage.SWEDISH,),
        title=N_("Languages"),
        description=N_("The languages of the pages about goals. Swedish is always there."),
    )
    english: OrganisationInEnglish | None = Field(
        None, title=N_("In English"), description=N_("The texts for the pages in English.")
    )
    assessment: AssessmentRules = Field(
        AssessmentRules(),
        title=N_("Rules of the assessment"),
        description=N_("How goals are assessed, and what the statuses are called."),
    )

    @property
    def known_words(self) -> tuple[str, ...]:
        """The words of the glossary, in all their forms."""
        return tuple(form for word in self.glossary for form in word.all_forms)


class Baseline(Record):
    """The period and value a goal starts from."""

    period: PeriodField = Field(
        title=N_("Period"),
        description=N_("The period that the value is for, written as in the indicator's figures."),
    )
    value: Number = Field(title=N_("Value"), description=N_("The outcome in that period."))


class Target(Record):
    """What an indicator must reach for the goal: comparator, value and due period."""

    indicator: Id = Field(
        title=N_("Indicator"),
        description=N_("The name of the indicator's file, without its ending."),
    )
    comparator: Comparator = Field(
        title=N_("Condition"), description=N_("How the outcome is compared with the value.")
    )
    value: Number | None = Field(
        None, title=N_("Value to reach"), description=N_("Must be there, except with `between`.")
    )
    lower: Number | None = Field(
        None,
        title=N_("Lowest value"),
        description=N_("Only with `between`, where it must be there."),
    )
    upper: Number | None = Field(
        None,
        title=N_("Highest value"),
        description=N_("Only with `between`, where it must be there."),
    )
    due: PeriodField = Field(
        title=N_("Due period"),
        description=N_("When the value is to be reached, written as in the indicator's figures."),
    )
    baseline: Baseline | None = Field(
        None,
        title=N_("Baseline"),
        description=N_(
            "Where the goal starts from. With it malbok can tell whether you are on track."
        ),
    )
    weight: Positive = Field(
        Decimal(1),
        title=N_("Weight"),
        description=N_("How much the target counts, if the goal's targets are weighed together."),
    )
    note: Text | None = Field(
        None, title=N_("Note"), description=N_("A short explanation for readers.")
    )

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

    title: Text = Field(title=N_("Step"), description=N_("What is to be done."))
    due: Day = Field(title=N_("Last day"), description=N_("The day when it must be done."))
    done: Day | None = Field(
        None, title=N_("Done"), description=N_("The day when it was done. Add the line then.")
    )


class Decision(Record):
    """Who decided something, and when: the body, the day and the paragraph of its minutes."""

    body: Text = Field(
        title=N_("Decided by"), description=N_("The council, committee or role that decided.")
    )
    date: Day = Field(title=N_("Date"), description=N_("The day of the decision."))
    paragraph: Text | None = Field(
        None,
        title=N_("Paragraph"),
        description=N_("The paragraph in the minutes, for example § 57."),
    )


class Revised(StrEnum):
    """What of a goal or an indicator may not change without a decision."""

    WORDING = "wording"
    TARGET = "target"
    DUE = "due"
    DEFINITION = "definition"
    OWNER = "owner"


class Revision(Record):
    """A change of the goal itself, or of how it is measured: what it was, what it is, and why.

    `indicator` says which target is meant, where a goal has several.
    """

    date: Day = Field(title=N_("Date"), description=N_("From which day the change applies."))
    changed: Revised = Field(
        title=N_("What was changed"),
        description=N_("Which part was changed. If several were, write a change for each."),
    )
    indicator: Id | None = Field(
        None,
        title=N_("Indicator"),
        description=N_(
            "Which target it is about, if the goal has several: the name of the indicator's file."
        ),
    )
    old: Text | None = Field(
        None, title=N_("Before"), description=N_("What it said before, or the value it had.")
    )
    new: Text | None = Field(
        None, title=N_("After"), description=N_("What it says now, or the value it has.")
    )
    reason: Text = Field(
        title=N_("Reason"), description=N_("Why it was changed, so that an outsider understands.")
    )
    decision: Decision = Field(
        title=N_("Decision"), description=N_("Who decided on the change, and when.")
    )


class Override(Record):
    """A role's own assessment, shown beside the computed one with its motivation."""

    status: Status = Field(
        title=N_("Assessment"),
        description=N_(
            "The assessment that is to be shown. The one by the rules is shown beside it."
        ),
    )
    motivation: Text = Field(
        title=N_("Motivation"), description=N_("Why the rules don't do the goal justice.")
    )
    role: Id = Field(
        title=N_("Role"),
        description=N_("Who assessed it: the short name of a role in `data/organisation.yml`."),
    )
    date: Day = Field(title=N_("Date"), description=N_("The day of the assessment."))


class Archived(Record):
    """A goal that applies no longer. Its page stays, with a notice and a link to what came after."""

    date: Day = Field(
        title=N_("Date"), description=N_("From which day the goal applies no longer.")
    )
    reason: Text = Field(
        title=N_("Reason"),
        description=N_("Why it applies no longer, so that an outsider understands."),
    )
    replaced_by: Id | None = Field(
        None,
        title=N_("Replaced by"),
        description=N_("The goal that came in its place: the name of its file."),
    )
    decision: Decision | None = Field(
        None, title=N_("Decision"), description=N_("Who decided on it, and when.")
    )


class GoalInEnglish(Record):
    """A goal's texts in English."""

    title: Title | None = Field(
        None,
        title=N_("Wording in English"),
        description=N_("The goal as one sentence, in English."),
    )
    meaning: Text | None = Field(
        None,
        title=N_("What it means, in English"),
        description=N_("What the goal means for people, in one sentence."),
    )
    description: Markdown | None = Field(
        None,
        title=N_("Description in English"),
        description=N_("The description as it is to be in English."),
    )
    insight: Markdown | None = Field(
        None,
        title=N_("Insight in English"),
        description=N_("The insight as it is to be in English."),
    )
    analysis: Markdown | None = Field(
        None,
        title=N_("Analysis in English"),
        description=N_("The analysis as it is to be in English."),
    )
    next_steps: Markdown | None = Field(
        None,
        title=N_("Next steps in English"),
        description=N_("The next steps as they are to be in English."),
    )


class IndicatorInEnglish(Record):
    """An indicator's texts in English."""

    title: Title | None = Field(
        None, title=N_("Name in English"), description=N_("The name as it is to be in English.")
    )
    definition: Text | None = Field(
        None,
        title=N_("Definition in English"),
        description=N_("The definition as it is to be in English."),
    )
    meaning: Text | None = Field(
        None,
        title=N_("What it means, in English"),
        description=N_("What the figures say, in one sentence."),
    )
    unit: Text | None = Field(
        None, title=N_("Unit in English"), description=N_("The unit as it is to be in English.")
    )
    note: Markdown | None = Field(
        None, title=N_("Note in English"), description=N_("The note as it is to be in English.")
    )


class Considered(Record):
    """A language rule that the writer has thought of, and why the wording stands all the same."""

    rule: Text = Field(
        title=N_("Rule"),
        description=N_("The rule's code, for example M03, as it stands in the advice."),
    )
    reason: Text = Field(
        title=N_("Reason"), description=N_("Why you keep the wording, in one sentence.")
    )


class Goal(Record):
    """A worded state to reach. `title` is the wording; `department` comes from the folder."""

    id: Id = Field(
        title=N_("Name of the file"),
        description=N_(
            "The same as the file's name, without its ending. It becomes part of the address."
        ),
    )
    title: Title = Field(
        title=N_("Wording"),
        description=N_("The goal as one sentence: how it is when the goal is reached."),
    )
    audience: Audience = Field(
        Audience.INTRANET,
        title=N_("Audience"),
        description=N_("Who may see the goal."),
    )
    department: Id = Field(
        title=N_("Department or committee"),
        description=N_("The name of the folder that the file lies in. The line isn't needed."),
    )
    type: GoalType = Field(
        title=N_("Type of goal"),
        description=N_("What kind of goal it is. The handbook explains the types."),
    )
    kind: GoalKind = Field(
        GoalKind.GOAL,
        title=N_("Goal or direction"),
        description=N_("Whether it is to be assessed, or only measured."),
    )
    steers: Steers = Field(
        Steers.SERVICES,
        title=N_("Finances or services"),
        description=N_("Whether it is a goal for the municipality's finances."),
    )
    period: PeriodField | None = Field(
        None, title=N_("Period"), description=N_("The time that the goal is for.")
    )
    target_group: TargetGroup | None = Field(
        None, title=N_("Target group"), description=N_("For whom the goal is.")
    )
    target_group_name: Text | None = Field(
        None,
        title=N_("Target group in your own words"),
        description=N_("For example children and young people. It goes before `target_group`."),
    )
    subjects: tuple[Id, ...] = Field(
        (),
        title=N_("Subjects"),
        description=N_("What the goal is about: short names from `data/organisation.yml`."),
    )
    meaning: Text | None = Field(
        None,
        title=N_("What it means"),
        description=N_("What the goal means for people, in one plain sentence."),
    )
    description: Markdown | None = Field(
        None, title=N_("Description"), description=N_("More about the goal, in plain words.")
    )
    insight: Markdown | None = Field(
        None,
        title=N_("Insight"),
        description=N_("What you know of those whom the goal is for, and why it is needed."),
    )
    analysis: Markdown | None = Field(
        None, title=N_("Analysis"), description=N_("How it went, and what you think it depends on.")
    )
    next_steps: Markdown | None = Field(
        None, title=N_("Next steps"), description=N_("What you do now.")
    )
    owner: Id | None = Field(
        None,
        title=N_("Responsible role"),
        description=N_(
            "Who answers for the goal: the short name of a role in `data/organisation.yml`."
        ),
    )
    supports: tuple[Id, ...] = Field(
        (),
        title=N_("Contributes to"),
        description=N_("Other goals that this one contributes to: the names of their files."),
    )
    adopted: Day | None = Field(
        None,
        title=N_("Adopted"),
        description=N_("The day when the goal was decided. The goal is told as new after it."),
    )
    updated: Day = Field(
        title=N_("Updated"), description=N_("The day when the file was last changed.")
    )
    next_update: Day | None = Field(
        None,
        title=N_("Next update"),
        description=N_("The day when readers can expect new figures or a new text."),
    )
    archived: Archived | None = Field(
        None,
        title=N_("Applies no longer"),
        description=N_("Add it when the goal is dropped or replaced. The page stays."),
    )
    source: Source | None = Field(
        None,
        title=N_("Source"),
        description=N_("Where the goal is taken from, for example the budget."),
    )
    targets: tuple[Target, ...] = Field(
        (), title=N_("Targets"), description=N_("What the goal's indicators must reach.")
    )
    indicators: tuple[Id, ...] = Field(
        (),
        title=N_("Followed without a target"),
        description=N_(
            "Indicators that show how it goes but have no target here: the names of their files."
        ),
    )
    milestones: tuple[Milestone, ...] = Field(
        (),
        title=N_("Milestones"),
        description=N_("Steps on the way, for goals that aren't followed with figures."),
    )
    considered: tuple[Considered, ...] = Field(
        (),
        title=N_("Advice that you have considered"),
        description=N_("Advice on the wording that you have thought of and won't be given again."),
    )
    override: Override | None = Field(
        None,
        title=N_("Own assessment"),
        description=N_("A role's assessment, which goes before the one by the rules."),
    )
    revisions: tuple[Revision, ...] = Field(
        (),
        title=N_("Changes of the goal"),
        description=N_(
            "Decided changes of wording, target, due date or owner, the latest first. They are shown on the page."
        ),
    )
    previous_ids: tuple[FormerId, ...] = Field(
        (),
        title=N_("Earlier file names"),
        description=N_("What the file was called before, and its folder if that was another one."),
    )
    english: GoalInEnglish | None = Field(
        None, title=N_("In English"), description=N_("The texts for the pages in English.")
    )

    @property
    def all_indicators(self) -> tuple[str, ...]:
        """The ids of the indicators that follow the goal, each once: with a target first."""
        return tuple(dict.fromkeys((*(t.indicator for t in self.targets), *self.indicators)))

    def is_archived(self, as_of: date) -> bool:
        """Whether the goal applies no longer on that day."""
        return self.archived is not None and self.archived.date <= as_of

    def judged_on(self, as_of: date) -> date:
        """The day that the goal's status is of: that day, or the one when it ceased to apply."""
        return min(as_of, self.archived.date) if self.archived else as_of


class Indicator(Record):
    """What is measured: definition, unit, direction, source, how often."""

    id: Id = Field(
        title=N_("Name of the file"),
        description=N_(
            "The same as the file's name, without its ending. It becomes part of the address."
        ),
    )
    title: Title = Field(
        title=N_("Name"), description=N_("What the indicator is called on the pages.")
    )
    audience: Audience = Field(
        Audience.INTRANET,
        title=N_("Audience"),
        description=N_("Who may see the indicator and its figures."),
    )
    definition: Text = Field(
        title=N_("Definition"), description=N_("What is counted and how, in one or two sentences.")
    )
    meaning: Text | None = Field(
        None,
        title=N_("What it means"),
        description=N_("What the figures say, in one plain sentence."),
    )
    unit: Text = Field(
        title=N_("Unit"),
        description=N_(
            "The unit as it is to be shown. The percent sign must stand in quotation marks."
        ),
    )
    direction: Direction = Field(
        title=N_("Better direction"), description=N_("Which way the values get better.")
    )
    interval: Literal[
        PeriodKind.YEAR,
        PeriodKind.HALF_YEAR,
        PeriodKind.TERTIAL,
        PeriodKind.QUARTER,
        PeriodKind.MONTH,
        PeriodKind.SCHOOL_YEAR,
    ] = Field(
        title=N_("How often"),
        description=N_(
            "How often it is measured. The periods of the figures are written accordingly."
        ),
    )
    about: About | None = Field(
        None,
        title=N_("What it is about"),
        description=N_(
            "Whether the values rest on persons, or are numbers of persons. Values for few persons "
            "are then hidden."
        ),
    )
    compare_with: Id | None = Field(
        None,
        title=N_("Compared with"),
        description=N_("The comparison group: its short name in `data/organisation.yml`."),
    )
    source: Source = Field(title=N_("Source"), description=N_("Where the figures come from."))
    licence: Source | None = Field(
        None,
        title=N_("Licence"),
        description=N_("The terms of the figures, if they aren't those of the organisation."),
    )
    owner: Id | None = Field(
        None,
        title=N_("Responsible role"),
        description=N_(
            "Who answers for the figures: the short name of a role in `data/organisation.yml`."
        ),
    )
    updated: Day = Field(
        title=N_("Updated"),
        description=N_("The day when the file or the figures were last changed."),
    )
    next_update: Day | None = Field(
        None,
        title=N_("Next update"),
        description=N_("The day when readers can expect new figures."),
    )
    note: Markdown | None = Field(
        None, title=N_("Note"), description=N_("What readers need to know about the figures.")
    )
    revisions: tuple[Revision, ...] = Field(
        (),
        title=N_("Changes of the indicator"),
        description=N_(
            "Decided changes of what is counted or of who answers for it, the latest first."
        ),
    )
    previous_ids: tuple[Id, ...] = Field(
        (),
        title=N_("Earlier file names"),
        description=N_(
            "What the file was called before. Links to the old address then still work."
        ),
    )
    english: IndicatorInEnglish | None = Field(
        None, title=N_("In English"), description=N_("The texts for the pages in English.")
    )


class ReportKind(StrEnum):
    """The reports that a municipality makes of its goals."""

    INTERIM_APRIL = "interim_april"
    INTERIM_AUGUST = "interim_august"
    ANNUAL = "annual"
    OTHER = "other"


INTERIM = frozenset({ReportKind.INTERIM_APRIL, ReportKind.INTERIM_AUGUST})
"""The reports that are about the year so far, and say what is expected at its end."""


class ReportState(StrEnum):
    """Whether a report is still being written."""

    DRAFT = "draft"
    PUBLISHED = "published"


Expected = Literal[Status.MET, Status.PARTLY_MET, Status.NOT_MET, Status.NOT_ASSESSABLE]
"""What a goal can be expected to end as."""


class ReportSection(Record):
    """What a report says of one department or one goal, in Markdown."""

    department: Id | None = Field(
        None,
        title=N_("Department or committee"),
        description=N_("The short name of the one that the section is about."),
    )
    goal: Id | None = Field(
        None,
        title=N_("Goal"),
        description=N_("The goal that the section is about: the name of its file."),
    )
    comment: Markdown | None = Field(
        None, title=N_("Comment"), description=N_("How it went, and what you think it depends on.")
    )
    forecast: Markdown | None = Field(
        None, title=N_("Forecast"), description=N_("How you think it will go.")
    )
    expected: Expected | None = Field(
        None,
        title=N_("Expected at the end of the year"),
        description=N_("What you think the goal ends as. Only in a section about a goal."),
    )

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        says_something = self.comment or self.forecast or self.expected
        if (self.department is None) == (self.goal is None) or not says_something:
            raise PydanticCustomError("malbok_section", "needs department or goal, and a text")
        if self.expected and self.goal is None:
            raise PydanticCustomError("malbok_expected", "only goals are expected to end")
        return self


class Correction(Record):
    """What was wrong in a frozen report. The snapshot stays; the report shows both."""

    date: Day = Field(title=N_("Date"), description=N_("The day of the correction."))
    what: Text = Field(
        title=N_("What was wrong"), description=N_("Which figure or text it is about, in words.")
    )
    goal: Id | None = Field(
        None,
        title=N_("Goal"),
        description=N_("The goal that it is about, if it is about one: the name of its file."),
    )
    old: Text = Field(title=N_("Before"), description=N_("What the report says."))
    new: Text = Field(title=N_("After"), description=N_("What is right."))
    reason: Text = Field(
        title=N_("Reason"), description=N_("Why it was wrong, so that an outsider understands.")
    )


class Report(Record):
    """A report of goals as they stood on a day. `goals` are those that it covers.

    A draft is rendered from the data. What is published is rendered from its snapshot
    (`malbok.reports.snapshot`), and of this record only `audience`, `decision` and `corrections` are
    heeded then.
    """

    id: Id = Field(
        title=N_("Name of the file"),
        description=N_(
            "The same as the file's name, without its ending. It becomes part of the address."
        ),
    )
    title: Title = Field(title=N_("Heading"), description=N_("What the report is called."))
    audience: Audience = Field(
        Audience.INTRANET,
        title=N_("Audience"),
        description=N_("Who may see the report."),
    )
    kind: ReportKind = Field(
        title=N_("Kind of report"), description=N_("Which of the year's reports it is.")
    )
    kind_name: Title | None = Field(
        None,
        title=N_("Kind of report in your own words"),
        description=N_("What you call a report of this kind. It goes before `kind`."),
    )
    period: PeriodField = Field(
        title=N_("Period"), description=N_("The time that the report is about.")
    )
    as_of: Day = Field(
        title=N_("Day of assessment"), description=N_("The report shows how it was on this day.")
    )
    state: ReportState = Field(
        ReportState.DRAFT,
        title=N_("State"),
        description=N_("Whether the report is still being written."),
    )
    departments: tuple[Id, ...] = Field(
        (),
        title=N_("Departments and committees"),
        description=N_("Those that the report is about: their short names."),
    )
    goals: tuple[Id, ...] = Field(
        title=N_("Goals"),
        description=N_("The goals that the report is about: the names of their files."),
    )
    previous: Id | None = Field(
        None,
        title=N_("Report before"),
        description=N_(
            "The frozen report that this one is compared with. Without it, the one before in time."
        ),
    )
    summary: Markdown | None = Field(
        None, title=N_("Summary"), description=N_("The most important things, in a few sentences.")
    )
    sections: tuple[ReportSection, ...] = Field(
        (),
        title=N_("Sections"),
        description=N_("What the report says of single departments or goals."),
    )
    decision: Decision | None = Field(
        None, title=N_("Decision"), description=N_("Who approved the report, and when.")
    )
    corrections: tuple[Correction, ...] = Field(
        (),
        title=N_("Corrections"),
        description=N_("What was wrong in the report when it was frozen, the latest first."),
    )

    @property
    def is_published(self) -> bool:
        """Whether the report is frozen, and rendered from its snapshot alone."""
        return self.state is ReportState.PUBLISHED


class BesideSentence(Record):
    """What stands in other lines of a goal's file, so that its sentence needn't say it."""

    period: Text | None = Field(
        None, title=N_("Period"), description=N_("The time that the goal is for.")
    )
    baseline: Text | None = Field(
        None, title=N_("Baseline"), description=N_("How it is when the goal is set, in words.")
    )
    target: Text | None = Field(
        None, title=N_("Target"), description=N_("What is to be reached, in words.")
    )


class ExampleIndicator(Record):
    """What an example could be followed with."""

    title: Text = Field(title=N_("Name"), description=N_("What could be measured."))
    kolada: KoladaId | None = Field(
        None,
        title=N_("Number in Kolada"),
        description=N_("The number of the key figure in Kolada, if it is there."),
    )


class Example(Record):
    """A made-up goal to learn from: one that works and why, or one before and after it was sharpened."""

    id: Id = Field(
        title=N_("Short name"),
        description=N_("A name that no other example has. It becomes part of its address."),
    )
    quality: Quality = Field(
        title=N_("What it shows"),
        description=N_("Whether the sentence works, or is one that was sharpened."),
    )
    text: Title = Field(
        title=N_("Wording"),
        description=N_("The goal as one sentence; with `less_good` as it was at first."),
    )
    sharpened: Title | None = Field(
        None,
        title=N_("Sharpened wording"),
        description=N_("The better sentence. Only with `less_good`, where it must be there."),
    )
    type: GoalType = Field(
        title=N_("Type of goal"), description=N_("What kind of goal the sentence is.")
    )
    target_group: TargetGroup | None = Field(
        None, title=N_("Target group"), description=N_("For whom the goal is.")
    )
    target_group_name: Text | None = Field(
        None,
        title=N_("Target group in your own words"),
        description=N_("For example children and young people. It goes before `target_group`."),
    )
    why: Text = Field(
        title=N_("Why"),
        description=N_("Why the sentence works or how it was sharpened, in one or two sentences."),
    )
    fields: BesideSentence | None = Field(
        None,
        title=N_("Beside the sentence"),
        description=N_("What stands in other lines, so that the sentence needn't say it."),
    )
    indicator: ExampleIndicator | None = Field(
        None,
        title=N_("Possible indicator"),
        description=N_("What the goal could be followed with."),
    )
    guide: int | None = Field(
        None,
        ge=1,
        title=N_("Example of the guide"),
        description=N_("Which example of the guide it is reworded from, if it is one of those."),
    )

    @model_validator(mode="after")
    def _is_sharpened_if_less_good(self) -> Self:
        if self.quality is Quality.LESS_GOOD and self.sharpened is None:
            raise PydanticCustomError("malbok_not_sharpened", "needs sharpened")
        if self.quality is Quality.GOOD and self.sharpened is not None:
            raise PydanticCustomError("malbok_sharpened", "is good already")
        return self


class ExampleFile(Record):
    """The examples of one area of the municipality. They are for the library, and promise nothing."""

    subject: Title = Field(
        title=N_("Area"),
        description=N_("The area of the municipality that the examples are from, as elderly care."),
    )
    audience: Audience = Field(
        Audience.INTRANET,
        title=N_("Audience"),
        description=N_("Who may see the examples."),
    )
    examples: tuple[Example, ...] = Field(
        title=N_("Examples"), description=N_("In the order in which they are shown.")
    )

    @model_validator(mode="after")
    def _has_examples(self) -> Self:
        if not self.examples:
            raise PydanticCustomError("malbok_no_examples", "needs examples")
        return self


@dataclass(frozen=True, slots=True)
class Observation:
    """One outcome: a value for a period, of the municipality itself where `municipality`,
    `sex` and `group` are empty. `value` is None where the source has none, and where it is
    `suppressed`: it rests on too few persons to be shown.
    """

    period: Period
    value: Decimal | None
    municipality: str = ""
    sex: str = ""
    group: str = ""
    count: int | None = None
    mark: Mark | None = None
    note: str = ""
    suppressed: bool = False

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
    """A page of the handbook: `path` within the content folder, `file` within the project. `part` is
    the part of the guide's path that it belongs to, empty beside the path; `explains` the types of
    goals that it is about."""

    path: str
    file: str
    title: str
    audience: Audience
    description: str
    order: int
    hide: tuple[str, ...]
    template: str
    parts: tuple[ContentPart, ...]
    part: str = ""
    explains: tuple[GoalType, ...] = ()


def in_reading_order(pages: Iterable[ContentPage]) -> list[ContentPage]:
    """The handbook's pages as readers meet them."""
    return sorted(pages, key=lambda page: (page.order, page.path))


@dataclass(frozen=True)
class Project:
    """All that was read, in reading order: the organisation, goals by id, indicators by id and
    outcomes by indicator id, oldest first. `paths` tells where each goal (`goal/ID`), indicator
    (`indicator/ID`), report (`report/ID`) and file of examples (`examples/ID`) is written, relative to
    the project. `content` has the handbook's pages and `content_files` the other files beside them
    (paths within the content folder). `snapshots` has what frozen reports said, by the ids of their reports.
    `example_files` has the library of examples, by the names of its files, and `logo` is what the
    organisation's logo is made of, empty if it has none.
    """

    organisation: Organisation
    goals: Mapping[str, Goal] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    observations: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    content: tuple[ContentPage, ...] = ()
    content_files: tuple[str, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    snapshots: Mapping[str, Snapshot] = field(default_factory=dict)
    example_files: Mapping[str, ExampleFile] = field(default_factory=dict)
    logo: bytes = field(default=b"", repr=False)

    @property
    def examples(self) -> tuple[Example, ...]:
        """All examples of the library, in the order of their files."""
        return tuple(example for file in self.example_files.values() for example in file.examples)

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
        return self._own_series.get(indicator_id, ())

    @cached_property
    def _own_series(self) -> dict[str, tuple[Observation, ...]]:
        return {
            key: tuple(o for o in series if o.is_own) for key, series in self.observations.items()
        }

    def current_goals(self, as_of: date) -> tuple[Goal, ...]:
        """The goals that apply on that day, in reading order: those that are counted and listed."""
        return tuple(g for g in self.goals.values() if not g.is_archived(as_of))
