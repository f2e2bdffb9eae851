"""What changes in organisation.yml, who answers for what is touched, and how fresh it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from malbok.changes.comparing import Comparison
from malbok.changes.records import Approver, Item, ItemKind, PageChange, Reach, SettingChange
from malbok.changes.showing import RELATED
from malbok.fields import AUDIENCE_WORDS
from malbok.language import N_, Message
from malbok.model import Goal, Indicator, Organisation, Project, Record
from malbok.quantities import percent_limit

LIMITS: dict[str, Message] = {
    "partial_with_baseline": N_("limit for partly met, with a baseline"),
    "partial_without_baseline": N_("limit for partly met, without a baseline"),
    "on_track": N_("limit for on track"),
    "uncertain": N_("limit for uncertain"),
}
TEXTS: dict[str, Message] = {
    "name": N_("the organisation's name"),
    "title": N_("the title of the site"),
    "notice": N_("the notice on every page"),
    "counts_note": N_("the note where goals are counted"),
}


def settings(comparison: Comparison) -> Iterator[SettingChange]:
    """What changes for the organisation as a whole."""
    before = comparison.base.project.organisation
    after = comparison.head.project.organisation
    words = comparison.words

    def change(what: Message, old: str, new: str) -> Iterator[SettingChange]:
        if old != new:
            yield SettingChange(what, "", old, new, Reach.PUBLIC)

    yield from change(N_("as-of date"), words.date(before.as_of), words.date(after.as_of))
    for key, limit in LIMITS.items():
        shares = [getattr(o.assessment, key) for o in (before, after)]
        if shares[0] != shares[1]:
            yield from change(limit, *(percent_limit(words, share) for share in shares))
    for key, name in TEXTS.items():
        yield from change(name, getattr(before, key) or "", getattr(after, key) or "")
    yield from change(N_("the licence of the figures"), _licence(before), _licence(after))
    yield from change(N_("the word for indicators"), _word(before), _word(after))
    yield from _departments(comparison)
    yield from _roles(comparison)


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
    return record.model_dump(exclude={"id", "previous_ids", "audience", "department"})
