"""A report's snapshot as tables, for those who want its figures without reading JSON.

Columns that the open data have too are the same here, with the same names and meanings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from malbok.language import N_, Message
from malbok.model import Audience, Record, ReportKind, Status
from malbok.observations import SUPPRESSED
from malbok.open_data import tables as open_data
from malbok.open_data.exact_json import Scalar
from malbok.open_data.rows import Row
from malbok.open_data.tables import ID, PERIOD, Column, Table, Type
from malbok.reports.showing import Reported
from malbok.reports.snapshot import (
    FrozenGoal,
    FrozenIndicator,
    FrozenOutcome,
    FrozenTarget,
    Snapshot,
    named_settings,
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows, which have a value for every column."""

    table: Table
    rows: tuple[Row, ...]


def _open(table: Sequence[Column], *names: str) -> Iterator[Column]:
    """Columns that the open data have. Rules are without a list of codes: a later malbok may have others,
    and a frozen report keeps its own."""
    known = {column.name: column for column in table}
    for name in names:
        column = known[name]
        yield replace(column, codes=()) if name.endswith("rule") else column


def _text(name: str, title: Message, description: Message, *, required: bool = False) -> Column:
    return Column(name, title, description, required=required)


def _of(
    kind: Type, name: str, title: Message, description: Message, *, required: bool = False
) -> Column:
    return Column(name, title, description, kind, required)


_GOAL, _NUMBER, _INDICATOR = open_data.TARGETS.columns[:3]
_PLACE = Column(
    "number", N_("Number"), N_("Its place among them, from 1."), Type.INTEGER, required=True
)
_COMMENT = _text("comment", N_("Comment"), N_("What the report says of how it went. Markdown."))
_FORECAST = _text("forecast", N_("Forecast"), N_("How it is thought to go. Markdown."))
_STATUS_CODES = tuple(status.value for status in Status)

REPORT = Table(
    "report",
    N_("The report"),
    N_("One row: what the report is, and who decided on it."),
    (
        _text("id", N_("Id"), N_("It stands in the address and stays the same."), required=True),
        _text("title", N_("Heading"), N_("What the report is called."), required=True),
        Column(
            "kind",
            N_("Kind of report"),
            N_("Which of the year's reports it is."),
            required=True,
            codes=tuple(kind.value for kind in ReportKind),
        ),
        _text("kind_title", N_("Kind in words"), N_("What reports of its kind are called.")),
        Column(
            "period",
            N_("Period"),
            N_("The time that the report is about."),
            required=True,
            pattern=PERIOD,
        ),
        _text("covers", N_("Period in words"), N_("The time that the report is about.")),
        _of(
            Type.DATE,
            "as_of",
            N_("Day of assessment"),
            N_("The report shows how it was on this day."),
            required=True,
        ),
        _of(Type.DATE, "frozen", N_("Frozen"), N_("The day from which nothing was changed.")),
        Column(
            "audience",
            N_("Audience"),
            N_("Who may see the report."),
            required=True,
            codes=tuple(audience.value for audience in Audience),
        ),
        _text("organisation", N_("Municipality"), N_("Who publishes the data."), required=True),
        _text("notice", N_("Notice"), N_("What readers must know of all of it. Markdown.")),
        _text("summary", N_("Summary"), N_("The most important things. Markdown.")),
        _text("decided_by", N_("Decided by"), N_("Who approved the report.")),
        _of(Type.DATE, "decided_on", N_("Decided on"), N_("The day of the decision.")),
        _text("paragraph", N_("Paragraph"), N_("The paragraph in the minutes.")),
        _text(
            "previous", N_("Report before"), N_("The id of the report that it is compared with.")
        ),
        _text("previous_title", N_("Heading of the report before"), N_("What that one is called.")),
        _of(
            Type.DATE,
            "previous_as_of",
            N_("Day of the report before"),
            N_("The day that the report before shows."),
        ),
        _text(
            "malbok",
            N_("Version of malbok"),
            N_("The version that froze the report."),
            required=True,
        ),
        _text(
            "checksum",
            N_("Checksum"),
            N_("The checksum of the snapshot's contents."),
            required=True,
        ),
    ),
)

OVERALL = Table(
    "overall",
    N_("The goals as a whole"),
    N_("One row: the overall assessment, the rule for it, and what was counted."),
    (
        Column(
            "status",
            N_("Status"),
            N_("How it goes: the assessment as a code."),
            required=True,
            codes=_STATUS_CODES,
        ),
        _text("status_word", N_("Status in words"), open_data.STATUS_WORD, required=True),
        _text("sentence", N_("Reason for the status"), open_data.STATUS_REASON, required=True),
        _text("rule", N_("Rule"), N_("The rule for it, in words."), required=True),
        _of(Type.INTEGER, "financial_met", N_("Financial goals met"), N_("How many were met.")),
        _of(Type.INTEGER, "financial_all", N_("Financial goals"), N_("How many there are.")),
        _of(
            Type.NUMBER,
            "financial_share",
            N_("Share of financial goals"),
            N_("Which share of them must be met, from 0 to 1."),
        ),
        _of(Type.INTEGER, "others_met", N_("Other goals met"), N_("How many were met.")),
        _of(Type.INTEGER, "others_all", N_("Other goals"), N_("How many there are.")),
        _of(
            Type.NUMBER,
            "others_share",
            N_("Share of other goals"),
            N_("Which share of them must be met, from 0 to 1."),
        ),
    ),
    key=("status",),
)

DEPARTMENTS = Table(
    "departments",
    N_("Departments and committees"),
    N_("A row for each department or committee, and what the report says of it."),
    (
        *_open(open_data.DEPARTMENTS.columns, "id", "title", "description"),
        _COMMENT,
        _FORECAST,
    ),
)

GOALS = Table(
    "goals",
    N_("Goals"),
    N_("A row for each goal, with its status and what the report says of it."),
    (
        *_open(
            open_data.GOALS.columns,
            *("id", "title", "department", "type", "kind", "steers", "period", "meaning", "owner"),
            *("archived", "status", "status_word", "status_rule", "status_reason", "stale"),
        ),
        Column(
            "computed_status",
            N_("Status by the rules"),
            N_("What the rules had said, where a role has decided otherwise."),
            codes=_STATUS_CODES,
        ),
        _text(
            "computed_reason",
            N_("Reason for the status by the rules"),
            N_("One sentence that says why, with the figures."),
        ),
        *_open(
            open_data.GOALS.columns,
            *("override_role", "override_date", "override_motivation"),
        ),
        Column(
            "before_status",
            N_("Status in the report before"),
            N_("Empty where that report didn't have the goal."),
            codes=_STATUS_CODES,
        ),
        _text(
            "before_status_word",
            N_("Status in the report before, in words"),
            N_("Empty where that report didn't have the goal."),
        ),
        _text(
            "before_title",
            N_("Wording in the report before"),
            N_("Empty where that report didn't have the goal."),
        ),
        Column(
            "expected",
            N_("Expected at the end of the year"),
            N_("What the goal is thought to end as."),
            codes=_STATUS_CODES,
        ),
        _text("expected_word", N_("Expected, in words"), N_("What the goal is thought to end as.")),
        _COMMENT,
        _FORECAST,
        _text(
            "indicators",
            N_("Indicators without a target"),
            N_("The ids of indicators that it is followed with, with blanks between."),
        ),
    ),
    references={"department": "departments"},
)

TARGETS = Table(
    "targets",
    open_data.TARGETS.title,
    open_data.TARGETS.description,
    (
        *_open(
            open_data.TARGETS.columns,
            *("goal", "number", "indicator", "comparator", "value", "lower", "upper", "due"),
            *("weight", "baseline_period", "baseline_value", "outcome_period", "outcome_value"),
        ),
        _text("asked", N_("Target in words"), N_("What the target asks for."), required=True),
        *_open(
            open_data.TARGETS.columns,
            *("status", "status_word", "status_rule", "status_reason", "stale", "note"),
        ),
    ),
    key=("goal", "number"),
    references={"goal": "goals", "indicator": "indicators"},
)

INDICATORS = Table(
    "indicators",
    N_("Indicators"),
    N_("A row for each indicator: what is measured, and what its figures show."),
    (
        *_open(open_data.INDICATORS.columns, "id", "title", "definition", "unit"),
        _of(
            Type.INTEGER,
            "decimals",
            N_("Decimals"),
            N_("With how many decimals its values are shown."),
            required=True,
        ),
        *_open(
            open_data.INDICATORS.columns,
            *("direction", "source", "source_url", "licence", "licence_url", "note", "updated"),
        ),
        _text("finding", N_("What the figures show"), N_("A sentence on the latest outcome.")),
    ),
)

OUTCOMES = Table(
    "outcomes",
    N_("Outcomes"),
    N_("A row for each outcome that was known on the report's day."),
    (_INDICATOR, *_open(open_data.OUTCOME, "period", "value", "mark", "note")),
    key=("indicator", "period"),
    references={"indicator": "indicators"},
)

COMPARISONS = Table(
    "comparisons",
    N_("Comparisons"),
    N_("A row for each indicator whose outcome was compared with that of others."),
    (
        _INDICATOR,
        _text("group", N_("Compared with"), N_("What the group is called."), required=True),
        *_open(open_data.OUTCOME, "period"),
        _of(
            Type.NUMBER,
            "own",
            N_("Own value"),
            N_("The municipality's own outcome."),
            required=True,
        ),
        _of(Type.NUMBER, "lowest", N_("Lowest"), N_("The lowest value of the others.")),
        _of(Type.NUMBER, "median", N_("Median"), N_("The value in the middle of the others.")),
        _of(Type.NUMBER, "highest", N_("Highest"), N_("The highest value of the others.")),
        _of(
            Type.INTEGER, "others", N_("Others"), N_("How many others have a value."), required=True
        ),
        _text("said", N_("In words"), N_("What the comparison shows.")),
    ),
    key=("indicator",),
    references={"indicator": "indicators"},
)

MILESTONES = Table(
    "milestones",
    N_("Steps"),
    N_("A row for each step of a goal, done or not on the report's day."),
    (_GOAL, _PLACE, *open_data.MILESTONE),
    key=("goal", "number"),
    references={"goal": "goals"},
)

REVISIONS = Table(
    "revisions",
    N_("Changes of goals"),
    N_("A row for each decided change of a goal since the report before."),
    (
        _GOAL,
        _PLACE,
        _of(Type.DATE, "date", N_("Date"), N_("From which day the change applies."), required=True),
        _text("changed", N_("What was changed"), N_("Which part was changed."), required=True),
        *_open(open_data.REVISION, "old", "new", "reason"),
        _text(
            "decision", N_("Decision"), N_("Who decided on the change, and when."), required=True
        ),
    ),
    key=("goal", "number"),
    references={"goal": "goals"},
)

DROPPED = Table(
    "dropped",
    N_("Goals of the report before"),
    N_("A row for each goal of the report before that isn't in this one."),
    (*_open(open_data.GOALS.columns, "id", "title", "status", "status_word"),),
)

RULES = Table(
    "rules",
    N_("Rules"),
    N_("A row for each rule that was in force, in words."),
    (_PLACE, _text("rule", N_("Rule"), N_("The rule, in words."), required=True)),
    key=("number",),
)

SETTINGS = Table(
    "settings",
    N_("Settings"),
    N_("A row for each setting that the rules come from."),
    (
        _text(
            "name", N_("Setting"), N_("The names of its keys, with points between."), required=True
        ),
        _text("value", N_("Value"), N_("As it stands in the snapshot.")),
    ),
    key=("name",),
)

CORRECTIONS = Table(
    "corrections",
    N_("Corrections"),
    N_("A row for each correction of the report since it was frozen."),
    (
        _PLACE,
        _of(Type.DATE, "date", N_("Date"), N_("The day of the correction."), required=True),
        Column("goal", N_("Goal"), N_("The id of the goal that it is about."), pattern=ID),
        _text("what", N_("What was wrong"), N_("Which figure or text it is about."), required=True),
        _text("old", N_("Before"), N_("What the report says."), required=True),
        _text("new", N_("After"), N_("What is right."), required=True),
        _text("reason", N_("Reason"), N_("Why it was wrong."), required=True),
    ),
    key=("number",),
)


def tables_of(reported: Reported) -> tuple[Filled, ...]:
    """The tables of a report that have rows, in reading order. Values are those of the snapshot."""
    snapshot = reported.snapshot
    goals, indicators = snapshot.goals, snapshot.indicators
    filled: tuple[tuple[Table, Iterable[Mapping[str, Any]]], ...] = (
        (REPORT, (_report(reported),)),
        (OVERALL, _overall(snapshot)),
        (DEPARTMENTS, map(dict, snapshot.departments)),
        (GOALS, map(_goal, goals)),
        (TARGETS, (_target(g, n, t) for g in goals for n, t in enumerate(g.targets, start=1))),
        (INDICATORS, map(dict, indicators)),
        (OUTCOMES, (_outcome(i, outcome) for i in indicators for outcome in i.outcomes)),
        (COMPARISONS, (row for i in indicators for row in _comparison(i))),
        (MILESTONES, (row for g in goals for row in _numbered(g.milestones, goal=g.id))),
        (REVISIONS, (row for g in goals for row in _numbered(g.revisions, goal=g.id))),
        (DROPPED, map(dict, snapshot.previous.dropped if snapshot.previous else ())),
        (RULES, ({"number": n, "rule": rule} for n, rule in enumerate(snapshot.rules, start=1))),
        (SETTINGS, ({"name": k, "value": v} for k, v in _settings(snapshot.settings))),
        (CORRECTIONS, _numbered(reported.report.corrections)),
    )
    made = (Filled(table, tuple(_row(table, row) for row in rows)) for table, rows in filled)
    return tuple(table for table in made if table.rows)


def _row(table: Table, values: Mapping[str, Any]) -> Row:
    """A row of a table: what its columns ask for, as plain values."""
    return {column.name: _plain(values.get(column.name)) for column in table.columns}


def _plain(value: Any) -> Scalar:
    if value is None or isinstance(value, str | bool | int | Decimal | date):
        return value
    return str(value)


def _numbered(records: Iterable[Record], **of: str) -> Iterator[dict[str, Any]]:
    for number, record in enumerate(records, start=1):
        yield {**of, "number": number, **dict(record)}


def _report(reported: Reported) -> dict[str, Any]:
    snapshot, decision = reported.snapshot, reported.report.decision
    found = {**dict(snapshot), "checksum": snapshot.checksum, "audience": reported.report.audience}
    if before := snapshot.previous:
        said = {"previous": before.id, "previous_title": before.title}
        found |= {**said, "previous_as_of": before.as_of}
    if decision:
        found |= {"decided_by": decision.body, "decided_on": decision.date}
        found |= {"paragraph": decision.paragraph}
    return found


def _overall(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    if overall := snapshot.overall:
        yield {
            **dict(overall),
            **{f"financial_{name}": value for name, value in overall.financial},
            **{f"others_{name}": value for name, value in overall.others},
        }


def _goal(goal: FrozenGoal) -> dict[str, Any]:
    found = {
        **dict(goal),
        "archived": goal.ceased,
        "status_rule": goal.rule,
        "status_reason": goal.sentence,
        "indicators": " ".join(goal.followed),
    }
    if goal.override:
        found |= {f"override_{name}": value for name, value in goal.override}
        found |= {"computed_status": goal.override.computed}
        found |= {"computed_reason": goal.override.computed_sentence}
    if goal.before:
        found |= {f"before_{name}": value for name, value in goal.before}
    return found


def _target(goal: FrozenGoal, number: int, target: FrozenTarget) -> dict[str, Any]:
    return {
        **dict(target),
        "goal": goal.id,
        "number": number,
        "outcome_period": target.outcome and target.outcome.period,
        "outcome_value": target.outcome and target.outcome.value,
        "status_rule": target.rule,
        "status_reason": target.sentence,
    }


def _outcome(indicator: FrozenIndicator, outcome: FrozenOutcome) -> dict[str, Any]:
    mark = SUPPRESSED if outcome.suppressed else outcome.mark
    return {**dict(outcome), "indicator": indicator.id, "mark": mark}


def _comparison(indicator: FrozenIndicator) -> Iterator[dict[str, Any]]:
    if comparison := indicator.comparison:
        said = " ".join(comparison.said)
        yield {**dict(comparison), "indicator": indicator.id, "said": said}


def _settings(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in named_settings(settings):
        yield name, " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
