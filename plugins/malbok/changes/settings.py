"""What changes in organisation.yml, who answers for what is touched, and how fresh it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from malbok.changes.comparing import Comparison
from malbok.changes.records import Approver, Item, ItemKind, PageChange, Reach, SettingChange
from malbok.changes.showing import RELATED
from malbok.explaining import STATUS_WORDS
from malbok.fields import (
    AGGREGATION_WORDS,
    AUDIENCE_WORDS,
    PARTLY_MET_BY_WORDS,
    PRESET_WORDS,
    VALUE_WORDS,
)
from malbok.language import N_, Language, Message
from malbok.model import (
    AssessmentRules,
    Goal,
    Indicator,
    Organisation,
    Project,
    Record,
    Status,
)
from malbok.quantities import percent_limit

LIMITS: dict[str, Message] = {
    "partial_with_baseline": N_("limit for partly met, with a baseline"),
    "partial_without_baseline": N_("limit for partly met, without a baseline"),
    "partial_targets": N_("limit for partly met, with several targets"),
    "on_track": N_("limit for on track"),
    "uncertain": N_("limit for uncertain"),
}
TEXTS: dict[str, Message] = {
    "name": N_("the organisation's name"),
    "title": N_("the title of the site"),
    "notice": N_("the notice on every page"),
    "counts_note": N_("the note where goals are counted"),
}

TOLD_APART = frozenset(
    {*TEXTS, "as_of", "updated", "assessment", "licence", "words", "departments", "roles"}
    | {"most_goals"}
)
"""Fields of the organisation that are told in their own way; no reader sees when it was updated, nor
how many goals a department may have before editors are told."""


def settings(comparison: Comparison) -> Iterator[SettingChange]:
    """What changes for the organisation as a whole."""
    before = comparison.base.project.organisation
    after = comparison.head.project.organisation
    words = comparison.words

    def change(what: Message, old: str, new: str) -> Iterator[SettingChange]:
        if old != new:
            yield SettingChange(what, "", old, new, Reach.PUBLIC)

    yield from change(N_("as-of date"), words.date(before.as_of), words.date(after.as_of))
    old, new = (_rules(o.assessment, words) for o in (before, after))
    for what in {**old, **new}:
        yield from change(what, old.get(what, ""), new.get(what, ""))
    for status in Status:
        old_word, new_word = (getattr(o.assessment.words, status) or "" for o in (before, after))
        if old_word != new_word:
            about = words.text(STATUS_WORDS[status])
            word = N_("the word for a status")
            yield SettingChange(word, about, old_word, new_word, Reach.PUBLIC)
    for key, name in TEXTS.items():
        yield from change(name, getattr(before, key) or "", getattr(after, key) or "")
    yield from change(N_("the licence of the figures"), _licence(before), _licence(after))
    yield from change(N_("the word for indicators"), _word(before), _word(after))
    yield from _departments(comparison)
    yield from _roles(comparison)
    yield from _others(comparison)


def approvers(comparison: Comparison, changes: Iterable[PageChange]) -> list[Approver]:
    """The roles that answer for goals and indicators whose own pages change, before or after, those
    that answer for most first. A page that only links to another goal isn't touched."""
    base, head = comparison.base.project, comparison.head.project
    touched: dict[str, dict[tuple[ItemKind, str], Item]] = {}
    for page in changes:
        if page.parts == (RELATED,):
            continue
        for project in (base, head):
            if role := _owner(project, page.item):
                key = (page.item.kind, page.item.id)
                touched.setdefault(role, {}).setdefault(key, page.item)
    seen = (viewer.project.organisation.roles for viewer in comparison.public.both)
    named = {role.id for roles in seen for role in roles}
    titles = {r.id: r.title for p in (base, head) for r in p.organisation.roles}
    found = [
        Approver(
            titles.get(role, role),
            tuple(items.values()),
            Reach.PUBLIC if role in named else Reach.INSIDE,
        )
        for role, items in touched.items()
    ]
    return sorted(found, key=lambda approver: -len(approver.items))


def newly_stale(comparison: Comparison) -> Iterator[Item]:
    """Goals whose outcomes have become too old since BASE."""
    before, after = (viewer.assessments for viewer in comparison.inside.both)
    for pair in comparison.goals:
        if pair.after and after[pair.after.id].stale:
            was = pair.before and before[pair.before.id]
            if not (was and was.stale):
                yield comparison.goal_item(pair)


def not_dated(comparison: Comparison) -> Iterator[Item]:
    """Goals and indicators that say something else with the same date of updating."""
    for goal in comparison.goals:
        before, after = goal.before, goal.after
        if not before or not after or before.updated != after.updated:
            continue
        if _apart_from_names(before) != _apart_from_names(after):
            yield comparison.goal_item(goal)
    for pair in comparison.indicators:
        if pair.before and pair.after and pair.before.updated == pair.after.updated:
            was = comparison.inside.before.project.observations.get(pair.before.id, ())
            now = comparison.inside.after.project.observations.get(pair.after.id, ())
            same = _apart_from_names(pair.before) == _apart_from_names(pair.after)
            if not same or was != now:
                yield comparison.indicator_item(pair)


def _rules(rules: AssessmentRules, words: Language) -> dict[Message, str]:
    """How goals are assessed, apart from the words for statuses: each setting as it is said."""
    text = words.text
    found = {
        N_("the rules that assessment follows"): rules.preset and text(PRESET_WORDS[rules.preset]),
        N_("what decides partly met"): text(PARTLY_MET_BY_WORDS[rules.partly_met_by]),
        N_("how several targets are assessed"): text(AGGREGATION_WORDS[rules.aggregation]),
        **{what: percent_limit(words, getattr(rules, key)) for key, what in LIMITS.items()},
    }
    if rules.overall:
        found[N_("limit for the goals as a whole, financial goals")] = percent_limit(
            words, rules.overall.financial
        )
        found[N_("limit for the goals as a whole, other goals")] = percent_limit(
            words, rules.overall.others
        )
    return {what: said or "" for what, said in found.items()}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A field of the organisation with another value, and what leads to it, in words."""

    what: Message
    about: str
    old: str
    new: str


def _others(comparison: Comparison) -> Iterator[SettingChange]:
    """Everything else of the organisation that readers see, by the names that its fields have."""
    public, inside = (
        dict.fromkeys(
            _turns(
                sight.before.project.organisation,
                sight.after.project.organisation,
                comparison.words,
            )
        )
        for sight in (comparison.public, comparison.inside)
    )
    for turn in {**public, **inside}:
        reach = Reach.PUBLIC if turn in public else Reach.INSIDE
        yield SettingChange(turn.what, turn.about, turn.old, turn.new, reach)


def _turns(before: Organisation, after: Organisation, words: Language) -> Iterator[_Turn]:
    for name, field in Organisation.model_fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if name not in TOLD_APART and old != new:
            for trail, was, now in _differing(old, new, words):
                yield _Turn(Message(field.title or name), ", ".join(trail), was, now)


def _differing(
    old: object, new: object, words: Language
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Every value that differs within two: the names that lead to it, and both as they are said."""
    if record := next((value for value in (new, old) if isinstance(value, Record)), None):
        for name, field in type(record).model_fields.items():
            was, now = getattr(old, name, None), getattr(new, name, None)
            if was != now:
                for trail, *both in _differing(was, now, words):
                    yield (words.text(field.title or name), *trail), both[0], both[1]
    elif _has_records(old) or _has_records(new):
        was_there, is_there = ({_name(r): r for r in _items(value)} for value in (old, new))
        for name in {**was_there, **is_there}:
            before, after = was_there.get(name), is_there.get(name)
            if before and after:
                for trail, *both in _differing(before, after, words):
                    yield (name, *trail), both[0], both[1]
            else:
                yield (name,), _in_words(before, words), _in_words(after, words)
        if set(was_there) == set(is_there) and list(was_there) != list(is_there):
            yield (words.text(N_("order")),), ", ".join(was_there), ", ".join(is_there)
    elif old != new:
        yield (), _in_words(old, words), _in_words(new, words)


def _items(value: object) -> tuple[Record, ...]:
    return value if isinstance(value, tuple) else ()


def _has_records(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Record) for item in value)


def _name(record: Record) -> str:
    """What an item of a list is known by: its name, or the first text that it has."""
    said = getattr(record, "title", None) or next((v for _, v in record if isinstance(v, str)), "")
    return str(said)


def _in_words(value: object, words: Language) -> str:
    match value:
        case None:
            return ""
        case Record():
            parts = [part for name, part in value if name != "id" and part != _name(value)]
            said = (_in_words(part, words) for part in parts)
            return "; ".join(part for part in said if part)
        case tuple():
            return ", ".join(_in_words(part, words) for part in value)
        case StrEnum():
            return words.text(VALUE_WORDS.get(type(value), {}).get(value, value.value))
        case date():
            return words.date(value)
        case Decimal():
            return words.number(value)
        case _:
            return str(value)


def _licence(organisation: Organisation) -> str:
    return organisation.licence.title if organisation.licence else ""


def _word(organisation: Organisation) -> str:
    word = organisation.words.indicator
    return ", ".join((word.one, word.the, word.many, word.all)) if word else ""


def _departments(comparison: Comparison) -> Iterator[SettingChange]:
    words = comparison.words
    before = {d.id: d for d in comparison.base.project.organisation.departments}
    after = {d.id: d for d in comparison.head.project.organisation.departments}
    seen = [
        {d.id for d in viewer.project.organisation.departments} for viewer in comparison.public.both
    ]
    for key in {**after, **before}:
        was, now = before.get(key), after.get(key)
        reach = Reach.of(key in seen[0] if was else None, key in seen[1] if now else None)
        title = (now or was or after[key]).title
        if was is None or now is None:
            what = N_("new department") if now else N_("department that is gone")
            yield SettingChange(what, title, "", "", reach)
            continue
        if was.title != now.title:
            yield SettingChange(N_("department's name"), "", was.title, now.title, reach)
        if was.audience is not now.audience:
            old, new = (words.text(AUDIENCE_WORDS[d.audience]) for d in (was, now))
            yield SettingChange(N_("who may see the department"), title, old, new, reach)
        if was.description != now.description:
            old, new = was.description or "", now.description or ""
            yield SettingChange(N_("department's description"), title, old, new, reach)
        if was.parent != now.parent:
            names = [
                project.department(parent).title if parent else ""
                for project, parent in (
                    (comparison.base.project, was.parent),
                    (comparison.head.project, now.parent),
                )
            ]
            yield SettingChange(N_("department's place"), title, names[0], names[1], reach)


def _roles(comparison: Comparison) -> Iterator[SettingChange]:
    """Roles, marked as public where a public page names them. Contacts are never repeated."""
    before = {role.id: role for role in comparison.base.project.organisation.roles}
    after = {role.id: role for role in comparison.head.project.organisation.roles}
    named = {role.id for v in comparison.public.both for role in v.project.organisation.roles}
    for key in {**after, **before}:
        was, now = before.get(key), after.get(key)
        reach = Reach.PUBLIC if key in named else Reach.INSIDE
        title = (now or was or after[key]).title
        if was is None or now is None:
            what = N_("new role") if now else N_("role that is gone")
            yield SettingChange(what, title, "", "", reach)
            continue
        if was.title != now.title:
            yield SettingChange(N_("role's name"), "", was.title, now.title, reach)
        if was.contact != now.contact:
            yield SettingChange(N_("role's contact"), title, "", "", Reach.INSIDE)


def _owner(project: Project, item: Item) -> str:
    """The id of the role that answers for an item; empty if none does."""
    found: Goal | Indicator | None = None
    match item.kind:
        case ItemKind.GOAL:
            found = project.goals.get(item.id)
        case ItemKind.INDICATOR:
            found = project.indicators.get(item.id)
    return (found.owner or "") if found else ""


def _apart_from_names(record: Record) -> dict[str, object]:
    """What a reader can see of a goal or indicator, whatever it is called."""
    unseen = {"id", "previous_ids", "audience", "department", "considered"}
    return record.model_dump(exclude=unseen)
