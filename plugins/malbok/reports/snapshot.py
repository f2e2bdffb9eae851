"""A snapshot: everything that a report says, with the figures and rules that it rests on.

It is a file of its own beside the report (`data/reports/<id>.json`) and depends on nothing else in the
project: texts are finished, statuses have their words, and each outcome is here. Its records are its
own and not those of the model, since the model may change and a frozen report may not. A later version
of malbok that needs other fields raises `FORMAT` and goes on reading the older ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from malbok.language import N_, Message
from malbok.model import (
    Audience,
    Comparator,
    Day,
    Direction,
    GoalKind,
    GoalType,
    Mark,
    PeriodField,
    Record,
    ReportKind,
    Status,
    Steers,
)
from malbok.open_data.exact_json import Json, json_bytes

FORMAT: Literal[1] = 1
CHECKSUM = "checksum"

Figure = Annotated[Decimal, Field(allow_inf_nan=False)]


class DamagedSnapshotError(Exception):
    """A snapshot that can't be read: not JSON, or not what malbok writes. `reason` is a message id."""

    def __init__(self, reason: Message, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


class LaterSnapshotError(Exception):
    """A snapshot of a format that only a later malbok knows: `format`."""

    def __init__(self, number: int) -> None:
        super().__init__(f"format {number}")
        self.format = number


class FrozenOutcome(Record):
    """The municipality's own outcome for a period, as it was known."""

    period: PeriodField
    value: Figure | None = None
    mark: Mark | None = None
    note: str = ""
    suppressed: bool = False


class FrozenComparison(Record):
    """Where an outcome stood among those of others, in finished sentences and in figures."""

    group: str
    period: PeriodField
    own: Figure
    lowest: Figure | None = None
    median: Figure | None = None
    highest: Figure | None = None
    others: int
    said: tuple[str, ...]


class FrozenIndicator(Record):
    """What was measured, and all own outcomes up to the report's day, oldest first. `decimals` are
    those that its values are written with in tables."""

    id: str
    title: str
    definition: str
    unit: str
    decimals: int
    direction: Direction
    source: str
    source_url: str = ""
    licence: str = ""
    licence_url: str = ""
    updated: Day
    note: str = ""
    finding: str
    outcomes: tuple[FrozenOutcome, ...]
    comparison: FrozenComparison | None = None


class FrozenTarget(Record):
    """A target and how it went. `asked` and `sentence` are finished: what it asks for, and which rule gave
    the status, with the figures in it."""

    indicator: str
    comparator: Comparator
    value: Figure | None = None
    lower: Figure | None = None
    upper: Figure | None = None
    due: PeriodField
    baseline_period: PeriodField | None = None
    baseline_value: Figure | None = None
    weight: Figure
    note: str = ""
    asked: str
    outcome: FrozenOutcome | None = None
    status: Status
    status_word: str
    rule: str
    sentence: str
    stale: bool = False


class FrozenMilestone(Record):
    """A step, done or not on the report's day."""

    title: str
    due: Day
    done: Day | None = None


class FrozenRevision(Record):
    """A decided change of the goal since the report before. `changed` and `decision` are finished texts."""

    date: Day
    changed: str
    old: str = ""
    new: str = ""
    reason: str
    decision: str


class FrozenOverride(Record):
    """A role's own assessment, and what the rules had said instead."""

    role: str
    date: Day
    motivation: str
    computed: Status
    computed_word: str
    computed_sentence: str


class FrozenBefore(Record):
    """What the report before said of the same goal."""

    title: str
    status: Status
    status_word: str


class FrozenGoal(Record):
    """A goal: its wording, its status with rule and sentence, and what the report says of it.

    `comment` and `forecast` are Markdown. `expected` is what it is thought to end as, where that is said.
    `before` is None where the report before had no such goal. `previous_ids` are those that the goal had
    before: an earlier report may know it by one of them.
    """

    id: str
    previous_ids: tuple[str, ...] = ()
    department: str
    title: str
    meaning: str = ""
    type: GoalType
    kind: GoalKind
    steers: Steers
    period: PeriodField | None = None
    owner: str = ""
    ceased: Day | None = None
    status: Status
    status_word: str
    rule: str
    sentence: str
    stale: bool = False
    override: FrozenOverride | None = None
    targets: tuple[FrozenTarget, ...] = ()
    followed: tuple[str, ...] = ()
    milestones: tuple[FrozenMilestone, ...] = ()
    revisions: tuple[FrozenRevision, ...] = ()
    comment: str = ""
    forecast: str = ""
    expected: Status | None = None
    expected_word: str = ""
    before: FrozenBefore | None = None

    def judged_on(self, as_of: date) -> date:
        """The day that the goal's status is of: the report's, or the one when it ceased to apply."""
        return min(as_of, self.ceased) if self.ceased else as_of


class FrozenDepartment(Record):
    """A department or committee, and what the report says of it in Markdown."""

    id: str
    title: str
    description: str = ""
    comment: str = ""
    forecast: str = ""


class FrozenTally(Record):
    """How many goals of a kind were met, of how many, and which share must be (from 0 to 1)."""

    met: int
    all: int
    share: Figure


class FrozenOverall(Record):
    """The goals as a whole, as for good economic management, by the rule that applied."""

    status: Status
    status_word: str
    sentence: str
    rule: str
    financial: FrozenTally
    others: FrozenTally


class FrozenDropped(Record):
    """A goal of the report before that this one doesn't have."""

    id: str
    title: str
    status: Status
    status_word: str


class FrozenPrevious(Record):
    """The report before, and those of its goals that aren't in this one."""

    id: str
    title: str
    as_of: Day
    dropped: tuple[FrozenDropped, ...] = ()


class Snapshot(Record):
    """A report as it was frozen. Departments, goals and indicators are in reading order; every goal's
    department and every indicator of a goal is among them.

    `malbok` is the version that froze it and `frozen` the day; None for a draft, which isn't kept.
    `covers` is the time that it is about, in words, `kind_title` what a report of its kind is called.
    `rules` are the sentences of all rules in force, `settings` the settings that they come from.
    `notice` stood at the top of every page.
    """

    format: Literal[1] = FORMAT
    malbok: str
    frozen: Day | None = None
    id: str
    title: str
    kind: ReportKind
    kind_title: str
    period: PeriodField
    covers: str
    as_of: Day
    audience: Audience
    organisation: str
    notice: str = ""
    summary: str = ""
    rules: tuple[str, ...] = ()
    settings: Mapping[str, Any] = Field(default_factory=dict)
    status_words: Mapping[Status, str]
    indicator_word: str
    overall: FrozenOverall | None = None
    previous: FrozenPrevious | None = None
    departments: tuple[FrozenDepartment, ...]
    goals: tuple[FrozenGoal, ...]
    indicators: tuple[FrozenIndicator, ...]

    @cached_property
    def indicator(self) -> Mapping[str, FrozenIndicator]:
        """The indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def goal(self) -> Mapping[str, FrozenGoal]:
        """The goals by id."""
        return {goal.id: goal for goal in self.goals}

    @cached_property
    def goal_names(self) -> frozenset[str]:
        """The ids that its goals have and have had."""
        return frozenset(name for goal in self.goals for name in (goal.id, *goal.previous_ids))

    def goals_of(self, department: str) -> tuple[FrozenGoal, ...]:
        """The goals of a department, in reading order."""
        return tuple(goal for goal in self.goals if goal.department == department)

    @cached_property
    def checksum(self) -> str:
        """The checksum of its contents."""
        return _checksum(_document(self))


def same_goals(names: Mapping[str, Sequence[str]], older: Snapshot) -> dict[str, FrozenGoal]:
    """The goals of an older report by what the same goals are called elsewhere: `names` has the ids
    there, each with those that the goal had before. No goal is the same as two others."""
    found = {key: older.goal[key] for key in names if key in older.goal}
    taken = {goal.id for goal in found.values()}
    left = {
        name: goal
        for goal in older.goals
        if goal.id not in taken
        for name in (*goal.previous_ids, goal.id)
    }
    for key, former in names.items():
        known = (left[name] for name in (key, *former) if key not in found and name in left)
        if goal := next((goal for goal in known if goal.id not in taken), None):
            found[key] = goal
            taken.add(goal.id)
    return found


def snapshot_bytes(snapshot: Snapshot) -> bytes:
    """The snapshot's file: JSON with the checksum first, numbers as they were written."""
    written = json_bytes(_document(snapshot))
    begins, rest = written[:1], written[1:]  # the brace, then the first key on a line of its own
    return begins + _checksum_line(_checksum_of(written)) + rest


def read_snapshot(content: bytes) -> tuple[Snapshot, bool]:
    """The snapshot in a file, and whether its contents still have the checksum that it was frozen with.

    How lines end and what stands between values don't count. Raises DamagedSnapshotError, or
    LaterSnapshotError for what a later malbok has frozen.
    """
    try:
        return _read(content)
    except json.JSONDecodeError as error:
        raise DamagedSnapshotError(_NOT_JSON, error.lineno, error.colno) from error
    except UnicodeDecodeError as error:
        raise DamagedSnapshotError(_NOT_JSON) from error
    except (ValidationError, UnicodeEncodeError, RecursionError) as error:
        # Half a character can't be written, nor what stands in itself a thousand times.
        raise DamagedSnapshotError(_OTHERWISE) from error


def _read(content: bytes) -> tuple[Snapshot, bool]:
    document = json.loads(
        content.decode(),
        parse_float=_number,
        parse_int=_whole_number,
        parse_constant=_number,
        object_pairs_hook=_object,
    )
    if not isinstance(document, dict):
        raise DamagedSnapshotError(_OTHERWISE)
    number = document.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise LaterSnapshotError(number)
    written = document.pop(CHECKSUM, None)
    snapshot = Snapshot.model_validate(document)
    if not _is_whole(snapshot):
        raise DamagedSnapshotError(_OTHERWISE)
    return snapshot, _is_sum_of(written, content, document)


def named_settings(settings: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Each setting that is set, by the names of its keys with points between."""
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from named_settings(value, f"{above}{name}.")
        elif value is not None:
            yield f"{above}{name}", value


def _is_whole(snapshot: Snapshot) -> bool:
    """Whether every goal's department and indicators are there too."""
    departments = {department.id for department in snapshot.departments}
    measured = {key for goal in snapshot.goals for key in goal.followed}
    measured |= {target.indicator for goal in snapshot.goals for target in goal.targets}
    return (
        measured <= {*snapshot.indicator}
        and all(goal.department in departments for goal in snapshot.goals)
        and _is_within(snapshot.settings, _MOST_LEVELS)
    )


def _is_within(value: object, levels: int) -> bool:
    """Whether a value is made of no more levels than that: whoever goes through it goes level by level."""
    inner: Iterable[object] = ()
    if isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, list | tuple):
        inner = value
    return levels > 0 and all(_is_within(item, levels - 1) for item in inner)


_NOT_JSON = N_("it isn't JSON")
_OTHERWISE = N_("it isn't written as malbok writes it")
_TWICE = N_("something stands there twice")
_NO_NUMBER = N_("a number isn't one")
_MOST_DIGITS = 40
_MOST_LEVELS = 20


def _number(text: str) -> Decimal:
    """A number as it was written. One that would fill the memory isn't one."""
    try:
        number = Decimal(text)
    except InvalidOperation as error:  # an exponent that no decimal has
        raise DamagedSnapshotError(_NO_NUMBER) from error
    if not number.is_finite() or len(text) > _MOST_DIGITS or abs(number.adjusted()) > _MOST_DIGITS:
        raise DamagedSnapshotError(_NO_NUMBER)
    return number


def _whole_number(text: str) -> int:
    return int(_number(text))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, which can't say the same thing twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise DamagedSnapshotError(_TWICE)
    return found


def _document(snapshot: Snapshot) -> dict[str, Json]:
    return {"format": snapshot.format, **_members(snapshot)}


def _members(record: Record) -> dict[str, Json]:
    """What a record says that isn't said by its fields' defaults. A record's own iterator would give what
    it has cached as well."""
    found: dict[str, Json] = {}
    for name, default in _defaults(type(record)):
        value = getattr(record, name)
        if value != default:
            found[name] = _json(value)
    return found


@cache
def _defaults(record: type[Record]) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind of record, and what each says if it isn't written; of those that must be
    written something that no value is."""
    return tuple(
        (name, _MUST if field.is_required() else field.get_default(call_default_factory=True))
        for name, field in record.model_fields.items()
    )


_MUST = object()
_AS_IT_IS = frozenset({str, bool, int, Decimal, date, type(None)})


def _json(value: Any) -> Json:
    """A value as it stands in the file."""
    if type(value) in _AS_IT_IS:  # by far the most
        plain: Json = value
        return plain
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Record):
        return _members(value)
    if isinstance(value, Mapping):
        return {str(name): _json(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_json(item) for item in value]
    return str(value)


def _is_sum_of(checksum: object, content: bytes, document: Json) -> bool:
    """Whether a checksum is that of a file's contents. A file that is as malbok wrote it needn't be
    written anew to find out."""
    without = content.replace(b"\r\n", b"\n").replace(_checksum_line(checksum), b"", 1)
    return checksum == _checksum_of(without) or checksum == _checksum(document)


def _checksum_line(checksum: object) -> bytes:
    return f'\n  "{CHECKSUM}": "{checksum}",'.encode()


def _checksum(document: Json) -> str:
    return _checksum_of(json_bytes(document))


def _checksum_of(written: bytes) -> str:
    return f"sha256:{hashlib.sha256(written).hexdigest()}"
