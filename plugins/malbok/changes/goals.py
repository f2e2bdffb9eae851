"""Goals that change: their status, and what takes a decision to change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from malbok import explaining
from malbok.changes.comparing import Comparison, Pair
from malbok.changes.records import (
    Alteration,
    Ending,
    Item,
    Reach,
    Recorded,
    StatusChange,
    Unanalysed,
)
from malbok.checks.goals import MISSED, says_something
from malbok.language import N_, Language, Message
from malbok.model import Goal, Indicator, Project, Revised, Revision, Target
from malbok.pages.views import Viewer
from malbok.problems import Place, Problem


def statuses(comparison: Comparison) -> Iterator[StatusChange]:
    """Goals that are there before and after with another status, as those see them who can."""
    for pair in comparison.goals:
        if pair.before is None or pair.after is None:
            continue
        item = comparison.goal_item(pair)
        sight = comparison.public if item.reach is Reach.PUBLIC else comparison.inside
        before = sight.before.goal_link(pair.before)
        after = sight.after.goal_link(pair.after)
        if before.status.code != after.status.code:
            yield StatusChange(
                item,
                before.status,
                after.status,
                f"{after.sentence} {after.basis}".strip(),
                f"{before.sentence} {before.basis}".strip(),
            )


def endings(comparison: Comparison) -> Iterator[Ending]:
    """Goals that cease to apply, for another reason than before, or apply again."""
    there = {pair.after.id: pair for pair in comparison.goals if pair.after}
    for pair in there.values():
        before = pair.before.archived if pair.before else None
        after = pair.after.archived if pair.after else None
        if before != after:
            replacing = there.get(after.replaced_by or "") if after else None
            item = comparison.goal_item(replacing) if replacing else None
            yield Ending(comparison.goal_item(pair), after, item)


def unanalysed(comparison: Comparison, touched: Iterable[Item]) -> Iterator[Unanalysed]:
    """Goals of HEAD that are missed, or about to be, without a word on why."""
    touched_paths = {item.path for item in touched}
    viewer = comparison.inside.after
    for pair in comparison.goals:
        if pair.after is None or says_something(pair.after.analysis):
            continue
        status = viewer.assessments[pair.after.id].status
        if status in MISSED:
            item = comparison.goal_item(pair)
            yield Unanalysed(item, viewer.status(status), item.path in touched_paths)


@dataclass(frozen=True, slots=True)
class _Difference:
    """A change that takes a decision. A revision answers to it if it says the same part and, where
    there are `indicators`, one of those; None is a revision that names none. `loc` is where the
    new value stands."""

    part: Revised
    what: Message
    old: str
    new: str
    loc: tuple[str | int, ...]
    indicators: frozenset[str | None] = frozenset()
    about: str = ""


def alterations(comparison: Comparison) -> tuple[list[Alteration], list[Recorded]]:
    """What takes a decision and has changed, with the revision that records it if there is one; and
    the new revisions that nothing answers to."""
    altered: list[Alteration] = []
    recorded: list[Recorded] = []
    for kind, pair, item in _revisable(comparison):
        if pair.before is None or pair.after is None:
            continue
        differences = _differences(comparison, pair)
        new = _new_revisions(pair.before.revisions, pair.after.revisions)
        path = comparison.head.project.paths.get(f"{kind}/{pair.after.id}", "")
        for difference in differences:
            place = comparison.head.place(path, *difference.loc)
            altered.append(_alteration(item, difference, new, place))
        answered = {a.revision for a in altered if a.item == item}
        recorded += [Recorded(item, revision) for revision in new if revision not in answered]
    return altered, recorded


def undecided(altered: Iterable[Alteration], words: Language) -> Iterator[Problem]:
    """A problem for each thing that has changed without a revision, once for each cause."""
    seen = set()
    for alteration in altered:
        cause = (alteration.item, alteration.part, alteration.about)
        if alteration.revision is None and cause not in seen:
            seen.add(cause)
            what = words.text(alteration.what)
            params = {
                "title": alteration.item.title,
                "part": f"{what}: {alteration.about}" if alteration.about else what,
                "changed": alteration.part.value,
                "old": alteration.old.rstrip(".") or "–",
                "new": alteration.new.rstrip(".") or "–",
            }
            yield Problem("D101", alteration.place, params)


def decided_otherwise(altered: Iterable[Alteration]) -> Iterator[Problem]:
    """A warning for each revision of a target or due date whose own numbers are other than those
    that are now in force."""
    for alteration in altered:
        said = alteration.revision.new if alteration.revision else None
        if not said or alteration.part not in (Revised.TARGET, Revised.DUE):
            continue
        decided, new = _numbers(said), _numbers(alteration.new)
        if decided and new and not decided & new:
            params = {"said": said, "new": alteration.new}
            yield Problem("D106", alteration.place, params)


def _numbers(text: str) -> set[str]:
    """The numbers of a text, whichever way their decimals and thousands are written."""
    joined = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})", "", text).replace(",", ".")
    return {number.removesuffix(".0") for number in re.findall(r"\d+(?:\.\d+)?", joined)}


def rewritten(comparison: Comparison) -> Iterator[Item]:
    """Goals and indicators whose earlier revisions have been changed or taken away."""
    for _, pair, item in _revisable(comparison):
        if pair.before and pair.after:
            lost = Counter(pair.before.revisions) - Counter(pair.after.revisions)
            if lost:
                yield item


def _revisable(
    comparison: Comparison,
) -> Iterator[tuple[str, Pair[Goal] | Pair[Indicator], Item]]:
    for goal in comparison.goals:
        yield "goal", goal, comparison.goal_item(goal)
    for indicator in comparison.indicators:
        yield "indicator", indicator, comparison.indicator_item(indicator)


def _new_revisions(before: Sequence[Revision], after: Sequence[Revision]) -> list[Revision]:
    """The revisions that are added. One that is only put in other words isn't: an old decision must
    not do for a new change."""
    lost = list((Counter(before) - Counter(after)).elements())
    new = list((Counter(after) - Counter(before)).elements())
    for is_same in (_is_about_the_same, _is_of_the_same_decision):
        for old in tuple(lost):
            if again := next((revision for revision in new if is_same(old, revision)), None):
                lost.remove(old)
                new.remove(again)
    return new


def _is_about_the_same(old: Revision, new: Revision) -> bool:
    is_later = (new.date, new.decision.date) > (old.date, old.decision.date)
    return (old.changed, old.indicator) == (new.changed, new.indicator) and not is_later


def _is_of_the_same_decision(old: Revision, new: Revision) -> bool:
    return (old.date, old.decision) == (new.date, new.decision)


def _alteration(
    item: Item, difference: _Difference, revisions: Iterable[Revision], place: Place
) -> Alteration:
    answers = (
        r
        for r in revisions
        if r.changed is difference.part
        and (not difference.indicators or r.indicator in difference.indicators)
    )
    return Alteration(
        item,
        difference.part,
        difference.what,
        difference.about,
        difference.old,
        difference.new,
        next(answers, None),
        place,
    )


def _differences(
    comparison: Comparison, pair: Pair[Goal] | Pair[Indicator]
) -> Iterator[_Difference]:
    match pair.before, pair.after:
        case (Goal() as before, Goal() as after):
            yield from _goal_differences(comparison, before, after)
        case (Indicator() as before_, Indicator() as after_):
            yield from _indicator_differences(comparison.words, before_, after_)


def _indicator_differences(
    words: Language, before: Indicator, after: Indicator
) -> Iterator[_Difference]:
    part = Revised.DEFINITION
    if before.definition != after.definition:
        what = N_("what is counted")
        yield _Difference(part, what, before.definition, after.definition, ("definition",))
    if before.unit != after.unit:
        yield _Difference(part, N_("unit"), before.unit, after.unit, ("unit",))
    if before.direction is not after.direction:
        old, new = (words.text(explaining.DIRECTION_WORDS[i.direction]) for i in (before, after))
        yield _Difference(part, N_("direction"), old, new, ("direction",))


def _goal_differences(comparison: Comparison, before: Goal, after: Goal) -> Iterator[_Difference]:
    if before.title != after.title:
        what = N_("wording")
        yield _Difference(Revised.WORDING, what, before.title, after.title, ("title",))
    if before.kind is not after.kind:
        was, now = (
            comparison.words.text(explaining.GOAL_KIND_WORDS[goal.kind]) for goal in (before, after)
        )
        yield _Difference(Revised.TARGET, N_("whether it is assessed"), was, now, ("kind",))
    yield from _target_differences(comparison, before, after)
    old, new = _owner(comparison.base.project, before), _owner(comparison.head.project, after)
    if old and before.owner != after.owner and old != new:
        yield _Difference(Revised.OWNER, N_("responsible role"), old, new, ("owner",))


def _owner(project: Project, goal: Goal) -> str:
    """The title of the role that answers for the goal: what readers see, whatever its id."""
    role = project.role(goal.owner)
    return role.title if role else goal.owner or ""


def _target_differences(comparison: Comparison, before: Goal, after: Goal) -> Iterator[_Difference]:
    """Targets that change, go or come. A goal's first targets take no decision."""
    if not before.targets:
        return
    several = len(before.targets) > 1 or len(after.targets) > 1
    former = comparison.former_indicators
    was, now = (_Said(comparison.words, viewer) for viewer in comparison.inside.both)
    for old, place in _matched(before.targets, after.targets, former):
        new = None if place is None else after.targets[place]
        named = frozenset(target.indicator for target in (old, new) if target)
        for part, what, say, key in _changed_parts(old, new, former):
            yield _Difference(
                part,
                what,
                old=say(was, old) if old else "",
                new=say(now, new) if new else "",
                loc=("targets", *(() if place is None else (place,)), *key),
                indicators=named if several and new else named | {None},
                about=(now.title(new) or was.title(old)) if several else "",
            )


def _changed_parts(
    old: Target | None, new: Target | None, former: Mapping[str, str]
) -> Iterator[tuple[Revised, Message, Callable[[_Said, Target], str], tuple[str, ...]]]:
    """What differs between two targets: the part, its name, what says it, and its key."""
    if old is None or new is None or former.get(new.indicator) != old.indicator:
        yield Revised.TARGET, N_("target"), _Said.whole, ()
        return
    if key := _changed_key(old, new):
        yield Revised.TARGET, N_("target"), _Said.asked, (key,)
    if old.baseline != new.baseline:
        yield Revised.TARGET, N_("baseline"), _Said.baseline, ("baseline",)
    if old.due != new.due:
        yield Revised.DUE, N_("due date"), _Said.due, ("due",)
    if old.weight != new.weight:
        yield Revised.TARGET, N_("weight"), _Said.weight, ("weight",)


def _changed_key(old: Target, new: Target) -> str:
    """Which key of a target has another value; that is where the change is to be seen."""
    for key in ("value", "lower", "upper", "comparator"):
        was, now = getattr(old, key), getattr(new, key)
        if was != now and now is not None:
            return key
    return ""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a version says of a target, in words."""

    words: Language
    viewer: Viewer

    def title(self, target: Target | None) -> str:
        """The name of its indicator."""
        return self.viewer.project.indicators[target.indicator].title if target else ""

    def asked(self, target: Target) -> str:
        """What it asks for."""
        return self.viewer.quantities[target.indicator].target(target)

    def due(self, target: Target) -> str:
        """When it is due."""
        return self.words.period(target.due)

    def weight(self, target: Target) -> str:
        """How much it counts among the goal's targets."""
        return self.words.number(target.weight)

    def baseline(self, target: Target) -> str:
        """Where it starts from; empty if it says nothing of that."""
        if target.baseline is None:
            return ""
        value = self.viewer.quantities[target.indicator](target.baseline.value)
        return f"{value} ({self.words.period(target.baseline.period)})"

    def whole(self, target: Target) -> str:
        """All of it, for a target that comes or goes."""
        return self.words.text(
            N_("{indicator}, {target} for {due}"),
            indicator=self.title(target),
            target=self.asked(target),
            due=self.due(target),
        )


def _matched(
    before: Sequence[Target], after: Sequence[Target], former: Mapping[str, str]
) -> list[tuple[Target | None, int | None]]:
    """Each target before with the place of the one after that takes its place; either may be None.

    First those that are the same, whatever their order; then those of the same indicator, rather
    those that are due at the same time; last, one that goes with one that comes.
    """
    old, new = list(before), list(range(len(after)))
    found: list[tuple[Target | None, int | None]] = []

    def asks(target: Target, indicator: str | None) -> tuple[object, ...]:
        limits = (target.comparator, target.value, target.lower, target.upper)
        return indicator, target.due, target.baseline, *limits

    def same(was: Target, now: Target) -> bool:
        return asks(was, was.indicator) == asks(now, former.get(now.indicator))

    def due_together(was: Target, now: Target) -> bool:
        return was.due == now.due and same_indicator(was, now)

    def same_indicator(was: Target, now: Target) -> bool:
        return was.indicator == former.get(now.indicator)

    for is_match in (same, due_together, same_indicator):
        for target in tuple(old):
            place = next((p for p in new if is_match(target, after[p])), None)
            if place is not None:
                old.remove(target)
                new.remove(place)
                found.append((target, place))
    if len(old) == len(new) == 1:
        found.append((old.pop(), new.pop()))
    found += [(target, None) for target in old]
    found += [(None, place) for place in new]
    return found
