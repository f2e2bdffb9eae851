"""Small numbers: what rests on so few persons that it could tell who they are is hidden.

What is guarded against is a reader who has all that is published, can add, subtract and multiply,
and at worst knows from elsewhere how many persons a published value rests on. Outcomes of one
period and municipality are a table: everybody, women and men, groups, and women and men of each
group. The whole gives its last part away, so hiding is done in two steps.

**What is hidden in itself** (`_Rule.is_small`): a value that rests on fewer persons than the limit, none
included, and a share of a small group that fewer than three persons are in, or outside: nobody,
everybody, one, or two of whom each could tell the other. Where the indicator says that its values
are numbers of persons, the value is how many it rests on. Values by sex or group that don't say how
many they rest on are left out altogether, as nobody knows whether they are small.

**What is hidden with it**, so that it can't be computed:

- All parts of a hidden whole, and women and men together. No whole gives a single part away, nor a
  sum of hidden parts that is itself small. What a whole has beyond its listed parts counts as a
  part, so leaving a line out hides nothing.
- If a group is hidden, so is the first by name, and the next by name until it is enough. Were the
  smallest ones chosen, the choice would tell how large the others are.
- Of groups by sex, women and men of a group go together, and as many groups as both the women's and
  the men's sums need. A sum that isn't in the file is taken as known.
- Groups that overlap (there are more persons in them than in the whole) can be taken apart in ways
  that figures don't show. Then all are hidden if one is.
- Nor may the sums tell within three persons how many of a small group are in a share
  (`_told_too_closely`): where only two of a whole are, no part has more. If nothing else helps, the
  whole is hidden too.
- Numbers of persons of several municipalities may be parts of a county that is also there. If one is
  hidden, those of all municipalities but the own are, for the same period.

So each hidden number of persons can be any in a range at least as wide as the limit, even to who
knows all sums. Who also knows these rules can learn that a number is small, but not which small
number it is: it can still be any below the limit where a table is by sex or by group, and where it
is by both, it has several values (`tests/test_disclosure.py` solves for all of this). How many
persons a value rests on is published for the own municipality's wholes only, as it hardly interests
anybody else but who computes backwards.

Within one indicator there are no sums over time, as its periods are of one kind. A hidden value
reaches no sentence, trend, chart or file, as it is gone before they are made.

What can't be seen here: indicators that complement each other (the share with, and the share
without), values that are summed up through the year, groups within groups, and what editors write
in texts. Municipalities' shares and means aren't guarded against a county's, for who knows from
elsewhere how many persons each rests on; nor is a municipality that isn't in the figures while its
county is. A line with the mark `suppressed` and no value hides a value by hand, and what it could be
computed from is hidden with it.

The method is that of complementary suppression in SCB's Handbok i statistisk röjandekontroll
(2015). No limit holds everywhere: descriptions in Kolada name 5, 6, 10 and 30 persons, and that
fewer than 5 are outside a share. Ten is malbok's default, thirty its default for small groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from malbok.model import About, Indicator, Observation, SmallNumbers
from malbok.numbers import is_percent

FEWEST_OF_SHARE = 3
"""So many persons must be in a share of a small group, and outside it: with two, each could tell
the other."""
_ROUNDED = 50
"""Shares are rounded, and so are the persons in them: by less than half a person, in hundredths."""

_Key = tuple[str, str]
"""A cell of a table: sex and group, empty for everybody."""
_EVERYBODY: _Key = ("", "")
_NEITHER = "neither"
"""Those of a whole who are neither among its women nor its men; figures can't name them."""
_UNLISTED = " "
"""The group of those who are in no group that is listed; no name in the figures is a space."""


class _Cell(NamedTuple):
    """How many persons a value rests on, and of them those in the share where it is one, in
    hundredths of a person, as a share in per cent gives them exactly."""

    persons: int
    inside: Decimal = Decimal(0)


class _Range(NamedTuple):
    """At least and at most so many persons of a cell are in a share, in hundredths of a person."""

    low: Decimal
    high: Decimal


def suppress(
    series: Sequence[Observation], indicator: Indicator, limits: SmallNumbers
) -> tuple[Observation, ...]:
    """An indicator's outcomes as the public may see them, in the same order.

    Hidden ones have no value, count or note, and are marked as suppressed. Outcomes by sex or group
    without count are gone.
    """
    if not concerns_people(series, indicator):
        return tuple(series)
    rule = _Rule(limits, _is_share(indicator), _are_persons(indicator))
    tables: dict[object, dict[str, dict[_Key, Observation]]] = {}
    for outcome in series:
        places = tables.setdefault(outcome.period, {})
        places.setdefault(outcome.municipality, {})[outcome.sex, outcome.group] = outcome
    hidden = {period: _hidden_of_places(places, rule) for period, places in tables.items()}
    parts_have_counts = any(_is_part(o) and rule.size(o) is not None for o in series)
    return tuple(
        _hide(o) if (o.sex, o.group) in hidden[o.period][o.municipality] else _show(o)
        for o in series
        if not _is_part(o) or o.suppressed or (parts_have_counts and not rule.is_unknown(o))
    )


def concerns_people(series: Iterable[Observation], indicator: Indicator) -> bool:
    """Whether values may rest on few persons: the indicator says so, or its figures do by a column
    for sex or the number of persons. Groups are taken to be of persons if nothing is said."""
    if indicator.about in {About.PEOPLE, About.HEADCOUNT}:
        return True
    may_be_roads = indicator.about is About.OTHER
    return any(
        o.count is not None or o.sex or o.suppressed or (o.group and not may_be_roads)
        for o in series
    )


def without_counts(series: Sequence[Observation], indicator: Indicator) -> list[Observation]:
    """The outcomes by sex or group that aren't published, as they don't say how many they rest on."""
    if not concerns_people(series, indicator):
        return []
    are_persons = _are_persons(indicator)
    return [o for o in series if _is_part(o) and _is_unknown(o, are_persons=are_persons)]


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is small, for the outcomes of one indicator."""

    limits: SmallNumbers
    is_share: bool
    are_persons: bool

    def is_unknown(self, outcome: Observation) -> bool:
        """Whether there is a value, but nobody knows how many it rests on."""
        return _is_unknown(outcome, are_persons=self.are_persons)

    def size(self, outcome: Observation | None) -> _Cell | None:
        """What an outcome rests on; None if there is none, or if it can't be told."""
        if outcome is None or outcome.value is None or self.is_unknown(outcome):
            return None
        known = None if self.are_persons else outcome.count
        persons = int(outcome.value) if known is None else known
        return _Cell(persons, outcome.value * persons) if self.is_share else _Cell(persons)

    def hides_alone(self, outcome: Observation) -> bool:
        """Whether an outcome is to be hidden for what it is."""
        cell = self.size(outcome)
        return outcome.suppressed or (cell is not None and self.is_small(cell))

    def is_small(self, cell: _Cell, smallest_part: int | None = None) -> bool:
        """Whether a value that rests on these persons is to be hidden, as it is about few, or about a
        part that is few.

        Whatever is a part of something small is small.
        """
        if cell.persons < self.limits.limit:
            return True
        few = cell.persons if smallest_part is None else min(cell.persons, smallest_part)
        if not self.is_share or few >= self.limits.small_group:
            return False
        fewest = min(cell.inside, 100 * cell.persons - cell.inside)
        return fewest < 100 * FEWEST_OF_SHARE - _ROUNDED

    def is_told(self, persons: int, inside: _Range) -> bool:
        """Whether bounds tell too closely how many of a small group are in a share: within less than
        three persons, or within less than two once it is known that nearly nobody or nearly
        everybody is, as that it is hidden says."""
        low, high = inside
        if high - low < 100 * min(FEWEST_OF_SHARE, persons) - _ROUNDED:
            return True
        few = range(min(FEWEST_OF_SHARE, persons + 1))
        nearly = {number for n in few for number in (n, persons - n)}
        possible = [n for n in nearly if low - _ROUNDED < 100 * n < high + _ROUNDED]
        is_few = persons < self.limits.limit
        return not is_few and bool(possible) and max(possible) - min(possible) < min(2, persons)


def _is_unknown(outcome: Observation, *, are_persons: bool) -> bool:
    return outcome.value is not None and outcome.count is None and not are_persons


def _is_share(indicator: Indicator) -> bool:
    return is_percent(indicator.unit)


def _are_persons(indicator: Indicator) -> bool:
    """Whether the values themselves are numbers of persons. Only the indicator can say so: days and
    points are whole numbers too."""
    return indicator.about is About.HEADCOUNT and not _is_share(indicator)


def _is_part(outcome: Observation) -> bool:
    return bool(outcome.sex or outcome.group)


def _hide(outcome: Observation) -> Observation:
    return replace(outcome, value=None, count=None, note="", suppressed=True)


def _show(outcome: Observation) -> Observation:
    is_whole = outcome.value is not None and outcome.is_own and not _is_part(outcome)
    return outcome if is_whole or outcome.count is None else replace(outcome, count=None)


def _hidden_of_places(
    places: Mapping[str, Mapping[_Key, Observation]], rule: _Rule
) -> dict[str, AbstractSet[_Key]]:
    """Which cells are to be hidden in one period, for each municipality.

    The own one's name is empty. Which of the others are counties can't be told, so where numbers of
    persons could be subtracted from each other, none of the others are shown.
    """
    hidden: dict[str, AbstractSet[_Key]] = {
        place: _hidden(table, rule) for place, table in places.items()
    }
    others = [place for place in places if place]
    if rule.are_persons and others:
        together = frozenset().union(*hidden.values())
        if any(together & places[place].keys() for place in others):
            hidden |= {place: _with_something(places[place], places[place]) for place in others}
    return hidden


class _Sum(NamedTuple):
    """A whole and its parts. Women and men are shown together or not at all, groups are not: their
    order says which is hidden first."""

    whole: _Key
    parts: tuple[_Key, ...]
    by_sex: bool


def _hidden(table: Mapping[_Key, Observation], rule: _Rule) -> frozenset[_Key]:
    """Which cells of a table, of one period and municipality, are to be hidden."""
    if table.keys() == {_EVERYBODY}:
        return frozenset(table) if rule.hides_alone(table[_EVERYBODY]) else frozenset()
    by_hand = {key for key, outcome in table.items() if outcome.suppressed}
    sizes = {key: cell for key, outcome in table.items() if (cell := rule.size(outcome))}
    sexes = [sex for sex in dict.fromkeys(sex for sex, _ in table) if sex]
    groups = sorted({group for _, group in table if group}, key=lambda g: (g.casefold(), g))
    by_hand |= {(_not(s), group) for sex, group in by_hand if sex for s in sexes if s != sex}
    _add_what_follows(sizes, by_hand, sexes, groups)
    hidden = by_hand | {key for key, cell in sizes.items() if rule.is_small(cell)}
    sums = _sums(sizes.keys() | by_hand, sexes, groups)
    while True:
        while more := set().union(*(_hidden_with(s, table, sizes, hidden, rule) for s in sums)):
            hidden |= more
        if not rule.is_share or not (more := _told_too_closely(sums, sizes, hidden, rule)):
            return _with_something(hidden, table)
        hidden |= more


def _with_something(keys: Iterable[_Key], table: Mapping[_Key, Observation]) -> frozenset[_Key]:
    """Those of the cells that have a value, or would have if it weren't hidden by hand."""
    return frozenset(
        key for key in keys if (o := table.get(key)) and (o.value is not None or o.suppressed)
    )


def _not(sex: str) -> str:
    """The others of a whole: women are among those who aren't men, and so may more be."""
    return f"not {sex}"


def _add_what_follows(
    sizes: dict[_Key, _Cell],
    by_hand: AbstractSet[_Key],
    sexes: Sequence[str],
    groups: Sequence[str],
) -> None:
    """Add cells that aren't in the file but follow from those that are: wholes, and those whom a
    whole has beside its women, its men, or both."""

    def add_sum(key: _Key, parts: Sequence[_Key]) -> None:
        if key not in sizes and key not in by_hand and parts and all(p in sizes for p in parts):
            sizes[key] = _sum(sizes[part] for part in parts)

    def add_rest(key: _Key, parts: Sequence[_Key]) -> None:
        whole = sizes.get(("", key[1]))
        if whole and key not in by_hand and all(part in sizes for part in parts):
            rest = _left(whole, (sizes[part] for part in parts))
            if rest.persons > 0:
                sizes[key] = rest

    for group in ("", *groups):
        if len(sexes) > 1:
            add_sum(("", group), [(sex, group) for sex in sexes])
    add_sum(_EVERYBODY, [("", group) for group in groups])
    for group in ("", *groups):
        for sex in sexes:
            add_rest((_not(sex), group), [(sex, group)])
        if len(sexes) > 1:
            add_rest((_NEITHER, group), [(sex, group) for sex in sexes])
    for row in (*sexes, *map(_not, sexes), _NEITHER):
        add_sum((row, ""), [key for g in groups if (key := (row, g)) in sizes.keys() | by_hand])


def _sums(cells: AbstractSet[_Key], sexes: Sequence[str], groups: Sequence[str]) -> list[_Sum]:
    """All sums of a table: by sex and by group, of everybody and of each group and sex."""

    def of(whole: _Key, parts: Iterable[_Key], *, by_sex: bool) -> _Sum:
        return _Sum(whole, tuple(part for part in parts if part in cells), by_sex)

    rows = ("", *sexes, *map(_not, sexes), _NEITHER)
    by_sex = ([*sexes, _NEITHER], *([sex, _not(sex)] for sex in sexes))
    sums = [
        of(("", g), ((s, g) for s in them), by_sex=True) for g in ("", *groups) for them in by_sex
    ]
    sums += [of((row, ""), ((row, g) for g in groups), by_sex=False) for row in rows]
    return [sum_ for sum_ in sums if sum_.parts]


def _hidden_with(
    sum_: _Sum,
    table: Mapping[_Key, Observation],
    sizes: Mapping[_Key, _Cell],
    hidden: AbstractSet[_Key],
    rule: _Rule,
) -> set[_Key]:
    """Which other parts of a sum must be hidden, so that it gives nothing away that is hidden."""
    shown = [part for part in sum_.parts if part not in hidden]
    if not shown:
        return set()
    whole = sizes.get(sum_.whole)
    if sum_.whole in hidden or (sum_.by_sex and len(shown) < len(sum_.parts)):
        return set(shown)
    if whole is None:  # a value that rests on nobody knows how many gives away nobody knows what
        public = table.get(sum_.whole)
        return set(shown) if public and public.value is not None else set()
    unseen = [sizes.get(part) for part in sum_.parts if part in hidden]
    seen = [sizes[part] for part in shown]
    known = [*seen, *(cell for cell in unseen if cell)]
    overlap = _sum(known).persons > whole.persons
    if overlap and any(_is_told_by(cell, whole, rule) for cell in seen):
        return set(shown)
    is_covered = not unseen or (len(unseen) > 1 and sum_.parts[0] in hidden)
    if (sum_.by_sex or is_covered) and _gives_nothing_away(whole, seen, unseen, rule):
        return set()
    if sum_.by_sex or overlap:
        return set(shown)
    return {shown[0]}


def _is_told_by(cell: _Cell, whole: _Cell, rule: _Rule) -> bool:
    """Whether those of a whole who aren't in a part are few."""
    others = _left(whole, [cell])
    return others.persons > 0 and rule.is_small(others)


def _gives_nothing_away(
    whole: _Cell, seen: Sequence[_Cell], unseen: Sequence[_Cell | None], rule: _Rule
) -> bool:
    """Whether what is left of a whole, when the parts that are seen are taken away, may be known.

    It may if it isn't small, nor tells that nearly nobody or nearly everybody of a small part is in a
    share, and isn't one single part that is hidden. An unseen part that is None has an unknown size.
    """
    left = _left(whole, seen)
    if not unseen:
        return left.persons <= 0 or not rule.is_small(left)
    unlisted = left.persons - _sum(cell for cell in unseen if cell).persons
    if unlisted < 0 and None not in unseen:  # the parts overlap
        return False
    is_single = len(unseen) == 1 and (unlisted == 0 or None in unseen)
    parts = [cell.persons if cell else 0 for cell in unseen] + [unlisted] * (unlisted > 0)
    return not is_single and not rule.is_small(left, min(parts))


def _told_too_closely(
    sums: Sequence[_Sum], sizes: Mapping[_Key, _Cell], hidden: AbstractSet[_Key], rule: _Rule
) -> set[_Key]:
    """What must be hidden too, as the sums tell nearly how many of a small group are in a share.

    Each sum bounds each of its cells by the others, until no bound gets any closer. What the bounds
    are depends only on what is published and on how many persons there are, so hiding more tells
    nothing more.
    """
    cells, exact = _with_unlisted(sums, sizes)
    most = 100 * Decimal(sum(cell.persons for cell in cells.values()))
    at_first = {key: _Range(Decimal(0), most) for sum_ in exact for key in sum_.parts}
    for key, cell in cells.items():
        is_known = key not in hidden and key[1] != _UNLISTED
        all_of_them = Decimal(100 * cell.persons)
        at_first[key] = _Range(*([cell.inside] * 2 if is_known else [Decimal(0), all_of_them]))
    guarded = [
        key
        for key, cell in cells.items()
        if cell.persons < rule.limits.small_group
        and (key in hidden or (key[1] == _UNLISTED and rule.is_small(cell)))
    ]

    def is_told(key: _Key, by: Sequence[_Sum]) -> bool:
        return rule.is_told(cells[key].persons, _bounded(by, at_first)[key])

    for key in guarded:
        if is_told(key, exact):
            about_it = [s for s in exact if key == s.whole or key in s.parts]
            to_blame = [s for s in about_it if is_told(key, [s])]
            for sum_ in (*to_blame, *about_it, *exact):
                for other in (*sum_.parts, sum_.whole):
                    if other not in hidden and other[1] != _UNLISTED:
                        return {other}
    return set()


def _bounded(sums: Sequence[_Sum], at_first: Mapping[_Key, _Range]) -> dict[_Key, _Range]:
    """How many of each cell can be in the share, as the sums bound each other."""
    bounds = dict(at_first)

    def narrow(key: _Key, low: Decimal, high: Decimal) -> None:
        before = bounds[key]
        low = min(max(before.low, low), before.high)  # rounded shares may contradict each other
        bounds[key] = _Range(low, max(low, min(before.high, high)))

    for _ in sums:  # each round carries what is known one sum further
        before = dict(bounds)
        for whole, parts, _by_sex in sums:
            low = sum((bounds[part].low for part in parts), Decimal(0))
            high = sum((bounds[part].high for part in parts), Decimal(0))
            narrow(whole, low, high)
            for part, (lowest, highest) in [(part, bounds[part]) for part in parts]:
                narrow(
                    part, bounds[whole].low - (high - highest), bounds[whole].high - (low - lowest)
                )
        if bounds == before:
            break
    return bounds


def _with_unlisted(
    sums: Sequence[_Sum], sizes: Mapping[_Key, _Cell]
) -> tuple[dict[_Key, _Cell], list[_Sum]]:
    """All cells, with those in no group that is listed, and the sums, of which nothing is missing.

    Of groups that overlap each stands alone against those who aren't in it. A part of unknown size
    is hidden by hand; it may be all that is left.
    """
    cells = dict(sizes)
    exact: list[_Sum] = []
    unlisted: list[_Key] = []
    for sum_ in sums:
        row = sum_.whole[0]
        whole = sizes.get(sum_.whole)
        if whole is None:
            continue
        left = _left(whole, (sizes[part] for part in sum_.parts if part in sizes))
        if left.persons < 0:
            for number, part in enumerate(part for part in sum_.parts if part in sizes):
                others = (f"{row} {number}", _UNLISTED)
                cells[others] = _left(whole, [sizes[part]])
                exact.append(_Sum(sum_.whole, (part, others), by_sex=False))
        elif left.persons == 0 or not all(part in sizes for part in sum_.parts):
            exact.append(sum_)
        elif not sum_.by_sex:
            cells[row, _UNLISTED] = left
            unlisted.append((row, _UNLISTED))
            exact.append(sum_._replace(parts=(*sum_.parts, (row, _UNLISTED))))
    for by_sex in [s for s in sums if s.by_sex and s.whole == _EVERYBODY]:
        parts = tuple(key for sex, _ in by_sex.parts if (key := (sex, _UNLISTED)) in unlisted)
        whole = cells.get(("", _UNLISTED))
        if whole and whole.persons == sum(cells[part].persons for part in parts):
            exact.append(_Sum(("", _UNLISTED), parts, by_sex=True))
    return cells, exact


def _left(whole: _Cell, parts: Iterable[_Cell]) -> _Cell:
    """What is left of a whole without some parts. Shares are rounded, so it is kept within bounds."""
    taken = _sum(parts)
    persons = whole.persons - taken.persons
    inside = min(whole.inside - taken.inside, Decimal(max(100 * persons, 0)))
    return _Cell(persons, max(inside, Decimal(0)))


def _sum(cells: Iterable[_Cell]) -> _Cell:
    persons, inside = 0, Decimal(0)
    for cell in cells:
        persons += cell.persons
        inside += cell.inside
    return _Cell(persons, inside)
