"""What is named in one file exists in another, and the public rests on what is public."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from malbok.model import Audience, Goal, Project, Record
from malbok.problems import Place, Problem
from malbok.reading.content import looks_like_marker
from malbok.reading.project import Reading
from malbok.reading.validation import closest

ORGANISATION = "organisation.yml"


def departments_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """Each goal lies in the folder of a department, and departments are unique."""
    departments = project.organisation.departments
    ids = [d.id for d in departments]
    path = organisation_path(reading)
    yield from _repeated(reading, "departments", ids)
    for index, department in enumerate(departments):
        if department.parent is not None and department.parent not in ids:
            place = reading.place(path, "departments", index, "parent")
            yield unknown("R101", place, department.parent, ids)
    for key, goal in project.goals.items():
        if goal.department not in ids:
            place = Place(project.paths[f"goal/{key}"])
            yield unknown("R101", place, goal.department, ids)


def references_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """Indicators, goals and roles that are named exist, and roles are unique."""
    indicators = reading.declared["indicator"]
    goals = reading.declared["goal"]
    roles = [role.id for role in project.organisation.roles]
    yield from _repeated(reading, "roles", roles)
    for key, goal in project.goals.items():
        path = project.paths[f"goal/{key}"]
        for indicator, loc in indicator_references(goal):
            if indicator not in indicators:
                yield unknown("R102", reading.place(path, *loc), indicator, indicators)
        for index, supported in enumerate(goal.supports):
            place_of = ("supports", index)
            if supported == key:
                yield Problem("R108", reading.place(path, *place_of), {"value": supported})
            elif supported not in goals:
                yield unknown("R103", reading.place(path, *place_of), supported, goals)
        if goal.owner and goal.owner not in roles:
            yield unknown("R104", reading.place(path, "owner"), goal.owner, roles)
        if goal.override and goal.override.role not in roles:
            place = reading.place(path, "override", "role")
            yield unknown("R104", place, goal.override.role, roles)
    for key, item in project.indicators.items():
        if item.owner and item.owner not in roles:
            place = reading.place(project.paths[f"indicator/{key}"], "owner")
            yield unknown("R104", place, item.owner, roles)


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


def reports_name_what_exists(reading: Reading, project: Project) -> Iterator[Problem]:
    """A report's departments and goals exist."""
    departments = [d.id for d in project.organisation.departments]
    goals = reading.declared["goal"]
    for key, report in project.reports.items():
        path = project.paths[f"report/{key}"]
        named: list[tuple[str, tuple[str | int, ...], str]]
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


def previous_ids_are_free(reading: Reading, project: Project) -> Iterator[Problem]:
    """An address that leads on leads to one page only."""
    for kind, items in (("goal", project.goals), ("indicator", project.indicators)):
        taken = {key: project.paths[f"{kind}/{key}"] for key in items}
        for key, item in items.items():
            path = project.paths[f"{kind}/{key}"]
            for index, previous in enumerate(item.previous_ids):
                if previous in taken:
                    place = reading.place(path, "previous_ids", index)
                    yield Problem("R128", place, {"value": previous, "first": taken[previous]})
                else:
                    taken[previous] = path


def revisions_name_targets(reading: Reading, project: Project) -> Iterator[Problem]:
    """A revision that names an indicator is of one of the goal's targets."""
    for key, goal in project.goals.items():
        indicators = sorted({t.indicator for t in goal.targets} | set(goal.indicators))
        for index, revision in enumerate(goal.revisions):
            if revision.indicator and revision.indicator not in indicators:
                place = reading.place(project.paths[f"goal/{key}"], "revisions", index, "indicator")
                yield unknown("R129", place, revision.indicator, indicators)


def data_has_no_blocks(reading: Reading, project: Project) -> Iterator[Problem]:
    """Blocks for one audience are for the handbook; in data they would be published as text."""
    records: list[tuple[str, Record]] = [(organisation_path(reading), project.organisation)]
    records += [(project.paths[f"goal/{key}"], goal) for key, goal in project.goals.items()]
    records += [(project.paths[f"indicator/{key}"], i) for key, i in project.indicators.items()]
    for path, record in records:
        for loc, text in _texts(record):
            if ":::" in text or ("::" in text and any(map(looks_like_marker, text.split("\n")))):
                key = next(step for step in reversed(loc) if isinstance(step, str))
                yield Problem("R118", reading.place(path, *loc), {"key": key})


def _texts(
    value: object, loc: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All texts of a record, each with its path of keys and indexes."""
    if isinstance(value, Record):
        for name, item in value:
            yield from _texts(item, (*loc, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index))
    elif type(value) is str:
        yield loc, value


def indicator_references(goal: Goal) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The indicators that a goal names, each with its path of keys and indexes."""
    for index, target in enumerate(goal.targets):
        yield target.indicator, ("targets", index, "indicator")
    for index, indicator in enumerate(goal.indicators):
        yield indicator, ("indicators", index)


def _repeated(reading: Reading, key: str, ids: Sequence[str]) -> Iterator[Problem]:
    """The ids that stand twice in one of the organisation's lists."""
    path = organisation_path(reading)
    for index, item_id in enumerate(ids):
        if item_id in ids[:index]:
            params = {"value": item_id, "first": path}
            yield Problem("R106", reading.place(path, key, index, "id"), params)


def organisation_path(reading: Reading) -> str:
    """Where the organisation is written."""
    return next(path for path in reading.texts if path.endswith(ORGANISATION))


def unknown(code: str, place: Place, value: str, known: Collection[str]) -> Problem:
    """A problem of naming what isn't among the known ids."""
    words = sorted(known)
    params = {"value": value, "allowed": ", ".join(words), "suggestion": closest(value, words)}
    return Problem(code, place, params)


CHECKS = (
    departments_exist,
    references_exist,
    public_rests_on_public,
    reports_name_what_exists,
    previous_ids_are_free,
    revisions_name_targets,
    data_has_no_blocks,
)
