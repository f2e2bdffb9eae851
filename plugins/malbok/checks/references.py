"""What is named in one file exists in another, and the public rests on what is public."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import islice

from malbok.addresses import former_goal_path, goal_path, indicator_path
from malbok.kinds import KINDS
from malbok.model import Audience, Goal, GoalKind, Project, Record
from malbok.problems import Place, Problem
from malbok.reading.content import looks_like_marker
from malbok.reading.project import TAKEN_ID, Reading
from malbok.reading.validation import CURLY_QUOTES, closest

ORGANISATION = "organisation.yml"
MOST_UNKNOWN = 100
"""What is wrong in one file's lists beyond this isn't told."""
MOST_LISTED = 40

Loc = tuple[str | int, ...]


def departments_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """Each goal lies in the folder of a department, and departments are unique and form a tree."""
    departments = project.organisation.departments
    ids = {d.id for d in departments}
    path = organisation_path(reading)
    repeated = list(_repeated(reading, "departments", [d.id for d in departments]))
    yield from repeated
    parents = ((index, d.parent) for index, d in enumerate(departments))
    unknown_parents = ((index, p) for index, p in parents if p is not None and p not in ids)
    for index, parent in islice(unknown_parents, MOST_UNKNOWN):
        yield unknown("R101", reading.place(path, "departments", index, "parent"), parent, ids)
    if repeated:
        return  # what is missing, or below itself, may be the one that has another's id
    yield from _parents_in_circles(reading, project)
    told: set[str] = set()
    for key, goal in project.goals.items():
        if goal.department not in ids and goal.department not in told:
            told.add(goal.department)
            place = Place(project.paths[f"goal/{key}"])
            yield unknown("R101", place, goal.department, ids)


def _parents_in_circles(reading: Reading, project: Project) -> Iterator[Problem]:
    """The departments that lie below themselves, by way of others or not: each circle once."""
    departments = project.organisation.departments
    parents = {d.id: d.parent for d in departments}
    path = organisation_path(reading)
    order = {key: index for index, key in enumerate(parents)}
    settled: set[str] = set()
    for key in parents:
        trail: dict[str, None] = {}
        current: str | None = key
        while current in parents and current not in settled and current not in trail:
            trail[current] = None
            current = parents[current]
        if current in trail:
            circle = list(trail)[list(trail).index(current) :]
            first = circle.index(min(circle, key=order.__getitem__))
            circle = [*circle[first:], *circle[: first + 1]]
            index = next(n for n, d in enumerate(departments) if d.id == circle[0])
            place = reading.place(path, "departments", index, "parent")
            yield Problem("R133", place, {"circle": " → ".join(circle)})
        settled.update(trail)


def references_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """Indicators, goals, roles and subjects that are named exist; roles and subjects are unique."""
    roles = {role.id for role in project.organisation.roles}
    yield from _repeated(reading, "roles", [role.id for role in project.organisation.roles])
    groups = [group.id for group in project.organisation.comparison_groups]
    yield from _repeated(reading, "comparison_groups", groups)
    subjects = [subject.id for subject in project.organisation.subjects]
    yield from _repeated(reading, "subjects", subjects)
    if TAKEN_ID in subjects:
        path, at = organisation_path(reading), subjects.index(TAKEN_ID)
        yield Problem("V108", reading.place(path, "subjects", at, "id"), {"value": TAKEN_ID})
    for key, goal in project.goals.items():
        yield from islice(_unknown_in_goal(reading, project, key, goal, roles), MOST_UNKNOWN)
    for key, item in project.indicators.items():
        if item.owner and item.owner not in roles:
            place = reading.place(project.paths[f"indicator/{key}"], "owner")
            yield unknown("R104", place, item.owner, roles)


def _unknown_in_goal(
    reading: Reading, project: Project, key: str, goal: Goal, roles: Collection[str]
) -> Iterator[Problem]:
    """What a goal names that isn't there."""
    indicators, goals = reading.declared["indicator"], reading.declared["goal"]
    path = project.paths[f"goal/{key}"]
    for indicator, loc in indicator_references(goal):
        if indicator not in indicators:
            yield unknown("R102", reading.place(path, *loc), indicator, indicators)
    for index, supported in enumerate(goal.supports):
        if supported == key:
            place = reading.place(path, "supports", index)
            yield Problem("R108", place, {"value": supported})
        elif supported not in goals:
            yield unknown("R103", reading.place(path, "supports", index), supported, goals)
    if goal.archived and goal.archived.replaced_by and goal.archived.replaced_by not in goals:
        place = reading.place(path, "archived", "replaced_by")
        yield unknown("R103", place, goal.archived.replaced_by, goals)
    subjects = {subject.id for subject in project.organisation.subjects}
    for index, subject in enumerate(goal.subjects):
        if subject not in subjects:
            yield unknown("R145", reading.place(path, "subjects", index), subject, subjects)
    if goal.owner and goal.owner not in roles:
        yield unknown("R104", reading.place(path, "owner"), goal.owner, roles)
    if goal.override and goal.override.role not in roles:
        yield unknown("R104", reading.place(path, "override", "role"), goal.override.role, roles)


def nothing_is_named_twice(reading: Reading, project: Project) -> Iterator[Problem]:
    """No list of a goal, an indicator, a report or a comparison group has the same item twice."""
    for path, items in _lists(project, organisation_path(reading)):
        if len({item for item, _ in items}) < len(items):
            yield from islice(_twice(reading, path, items), MOST_UNKNOWN)


def _lists(project: Project, organisation: str) -> Iterator[tuple[str, list[tuple[Hashable, Loc]]]]:
    """The lists that hold each item once, with the path of their file.

    A target is another if its condition or due period is. An indicator with a target isn't to be
    listed as followed without one, but a direction shouldn't have any.
    """
    for key, goal in project.goals.items():
        path = project.paths[f"goal/{key}"]
        targets = [("targets", index, "indicator") for index in range(len(goal.targets))]
        with_target = {t.indicator: loc for t, loc in zip(goal.targets, targets, strict=True)}
        what = [(t.indicator, t.comparator, t.due) for t in goal.targets]
        yield path, [*zip(what, targets, strict=True)]
        others = with_target.items() if goal.kind is GoalKind.GOAL else ()
        yield path, [*others, *_items("indicators", goal.indicators)]
        yield path, _items("supports", goal.supports)
        yield path, _items("subjects", goal.subjects)
        yield path, _items("previous_ids", goal.previous_ids)
    for key, indicator in project.indicators.items():
        yield project.paths[f"indicator/{key}"], _items("previous_ids", indicator.previous_ids)
    for number, group in enumerate(project.organisation.comparison_groups):
        named: list[tuple[Hashable, Loc]] = [
            (name, ("comparison_groups", number, key, place))
            for key in ("municipalities", "references")
            for place, name in enumerate(getattr(group, key))
        ]
        yield organisation, named
    for key, report in project.reports.items():
        path = project.paths[f"report/{key}"]
        yield path, _items("departments", report.departments)
        yield path, _items("goals", report.goals)


def _items(key: str, values: Sequence[str]) -> list[tuple[Hashable, Loc]]:
    return [(value, (key, index)) for index, value in enumerate(values)]


def _twice(reading: Reading, path: str, items: Sequence[tuple[Hashable, Loc]]) -> Iterator[Problem]:
    first: dict[Hashable, Loc] = {}
    for item, loc in items:
        if first.setdefault(item, loc) is loc:
            continue
        value = item[0] if isinstance(item, tuple) else item
        params = {"value": value, "first": reading.place(path, *first[item]).line}
        yield Problem("R134", reading.place(path, *loc), params)


def public_rests_on_public(reading: Reading, project: Project) -> Iterator[Problem]:
    """A public goal's department and indicators are public too, and so is what pages embed."""
    hidden = {d.id for d in project.organisation.departments if d.audience is Audience.INTRANET}
    for key, goal in project.goals.items():
        if goal.audience is Audience.INTRANET:
            continue
        path = project.paths[f"goal/{key}"]
        if goal.department in hidden:
            yield Problem("R107", reading.place(path, "audience"), {"value": goal.department})
        for indicator, loc in indicator_references(goal):
            found = project.indicators.get(indicator)
            if found and found.audience is Audience.INTRANET:
                yield Problem("R107", reading.place(path, *loc), {"value": indicator})
        replacing = project.goals.get((goal.archived and goal.archived.replaced_by) or "")
        if replacing and replacing.audience is Audience.INTRANET:
            place = reading.place(path, "archived", "replaced_by")
            yield Problem("R180", place)  # without its name, which diff would tell to everybody


def reports_name_what_exists(reading: Reading, project: Project) -> Iterator[Problem]:
    """A draft's departments and goals exist. What a frozen report names did so once."""
    departments = [d.id for d in project.organisation.departments]
    goals = reading.declared["goal"]
    for key, report in project.reports.items():
        if is_frozen(project, key):
            continue
        path = project.paths[f"report/{key}"]
        named: list[tuple[str, Loc, str]]
        named = [("R101", ("departments", n), d) for n, d in enumerate(report.departments)]
        named += [("R103", ("goals", n), g) for n, g in enumerate(report.goals)]
        for number, section in enumerate(report.sections):
            if section.department:
                named.append(("R101", ("sections", number, "department"), section.department))
            if section.goal:
                named.append(("R103", ("sections", number, "goal"), section.goal))
        for code, loc, value in named:
            known = departments if code == "R101" else goals
            if value not in known:
                yield unknown(code, reading.place(path, *loc), value, known)


def is_frozen(project: Project, report: str) -> bool:
    """Whether a report has a snapshot, if only one that can't be used."""
    return f"snapshot/{report}" in project.paths


def previous_ids_are_free(reading: Reading, project: Project) -> Iterator[Problem]:
    """An address that leads on leads to one page only, and where a page lies nothing leads on."""
    paths = project.paths
    taken = {goal_path(g.department, key): paths[f"goal/{key}"] for key, g in project.goals.items()}
    taken |= {indicator_path(key): paths[f"indicator/{key}"] for key in project.indicators}
    for path, formers in _former_addresses(project):
        for index, (previous, address) in enumerate(formers):
            if previous in (former for former, _ in formers[:index]):
                continue  # which has been said to stand there twice
            if address in taken:
                place = reading.place(path, "previous_ids", index)
                yield Problem("R128", place, {"value": previous, "first": taken[address]})
            else:
                taken[address] = path


def _former_addresses(project: Project) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The file of each goal and indicator, with its previous ids and the addresses they stand for."""
    for key, goal in project.goals.items():
        formers = [
            (former, former_goal_path(goal.department, former)) for former in goal.previous_ids
        ]
        yield project.paths[f"goal/{key}"], formers
    for key, item in project.indicators.items():
        formers = [(former, indicator_path(former)) for former in item.previous_ids]
        yield project.paths[f"indicator/{key}"], formers


def revisions_name_targets(reading: Reading, project: Project) -> Iterator[Problem]:
    """A revision that names an indicator names one that is there, or was under another name: the
    goal may have dropped its target since, and history stays."""
    indicators = reading.declared["indicator"] | {
        former for indicator in project.indicators.values() for former in indicator.previous_ids
    }
    for key, goal in project.goals.items():
        for index, revision in enumerate(goal.revisions):
            if revision.indicator and revision.indicator not in indicators:
                place = reading.place(project.paths[f"goal/{key}"], "revisions", index, "indicator")
                yield unknown("R129", place, revision.indicator, indicators)


def data_has_no_blocks(reading: Reading, project: Project) -> Iterator[Problem]:
    """Blocks for one audience are for the handbook; in data they would be published as text. So are
    curly quotation marks round a whole text, where straight ones were meant."""
    records: list[tuple[str, Record]] = [(organisation_path(reading), project.organisation)]
    records += [(project.paths[f"goal/{key}"], goal) for key, goal in project.goals.items()]
    records += [(project.paths[f"indicator/{key}"], i) for key, i in project.indicators.items()]
    records += [(project.paths[f"report/{key}"], report) for key, report in project.reports.items()]
    for path, record in records:
        if not _MAY_BE_MARKED.search(reading.texts[path].text):
            continue  # nearly all files: looking through every text of them takes long
        for loc, text in _texts(record):
            if ":::" in text or ("::" in text and any(map(looks_like_marker, text.split("\n")))):
                key = next(step for step in reversed(loc) if isinstance(step, str))
                yield Problem("R118", reading.place(path, *loc), {"key": key})
            if _is_curly(text):
                yield Problem("V122", reading.place(path, *loc))


_MAY_BE_MARKED = re.compile(rf"::|\\|[{CURLY_QUOTES}]")
"""What a file has somewhere if a text of it is a marker or in curly quotes, itself or by an escape."""


def _is_curly(text: str) -> bool:
    """Whether a text as a whole stands in curly quotation marks."""
    is_quoted = len(text) > 2 and text[0] in CURLY_QUOTES and text[-1] in CURLY_QUOTES
    return is_quoted and not any(mark in text[1:-1] for mark in CURLY_QUOTES)


def _texts(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """All texts of a record, each with its path of keys and indexes."""
    if isinstance(value, Record):
        for name, item in value:
            yield from _texts(item, (*loc, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index))
    elif type(value) is str:
        yield loc, value


def indicator_references(goal: Goal) -> Iterator[tuple[str, Loc]]:
    """The indicators that a goal names, each with its path of keys and indexes."""
    for index, target in enumerate(goal.targets):
        yield target.indicator, ("targets", index, "indicator")
    for index, indicator in enumerate(goal.indicators):
        yield indicator, ("indicators", index)


def _repeated(reading: Reading, key: str, ids: Sequence[str]) -> Iterator[Problem]:
    """The ids that stand twice in one of the organisation's lists."""
    path = organisation_path(reading)
    first: dict[str, int] = {}
    both = ((index, item_id, first.setdefault(item_id, index)) for index, item_id in enumerate(ids))
    for index, item_id, before in islice((b for b in both if b[0] > b[2]), MOST_UNKNOWN):
        params = {"value": item_id, "first": reading.place(path, key, before, "id").line}
        yield Problem("R135", reading.place(path, key, index, "id"), params)


def organisation_path(reading: Reading) -> str:
    """Where the organisation is written."""
    return next(path for path in reading.texts if path.endswith(ORGANISATION))


def unknown(code: str, place: Place, value: str, known: Collection[str]) -> Problem:
    """A problem of naming what isn't among the known ids."""
    words = sorted(set(known))
    params = {"value": value, "suggestion": closest(value, words)}
    if "{allowed}" in KINDS[code].hint:
        params["allowed"] = ", ".join(words[:MOST_LISTED]) + (", …" if words[MOST_LISTED:] else "")
    return Problem(code, place, params)


CHECKS = (
    departments_exist,
    references_exist,
    nothing_is_named_twice,
    public_rests_on_public,
    reports_name_what_exists,
    previous_ids_are_free,
    revisions_name_targets,
    data_has_no_blocks,
)
