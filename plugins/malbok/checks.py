"""Checks across files: what one file says of another must hold.

To add a check: declare its code in `problems.KINDS`, write a generator here, name it in `CHECKS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from malbok import addresses
from malbok.model import Audience, Embed, Goal, Project, Prose, Record
from malbok.periods import EXAMPLES
from malbok.problems import Place, Problem, in_file_order
from malbok.reading.content import looks_like_marker
from malbok.reading.project import Reading
from malbok.reading.validation import closest

ORGANISATION = "organisation.yml"
_PAGE_LINK = re.compile(r"\]\(<?([^()\[\s>:#?]+\.md)(?=[#?)\s>])")


def check(reading: Reading) -> tuple[Problem, ...]:
    """All problems between the files of a reading, in file order; none if it has no project."""
    project = reading.project
    if project is None:
        return ()
    return in_file_order(p for find in CHECKS for p in find(reading, project))


def departments_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """Each goal lies in the folder of a department, and departments are unique."""
    departments = project.organisation.departments
    ids = [d.id for d in departments]
    path = _organisation_path(reading)
    yield from _repeated(reading, "departments", ids)
    for index, department in enumerate(departments):
        if department.parent is not None and department.parent not in ids:
            place = reading.place(path, "departments", index, "parent")
            yield _unknown("R101", place, department.parent, ids)
    for key, goal in project.goals.items():
        if goal.department not in ids:
            place = Place(project.paths[f"goal/{key}"])
            yield _unknown("R101", place, goal.department, ids)


def references_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """Indicators, goals and roles that are named exist, and roles are unique."""
    indicators = reading.declared["indicator"]
    goals = reading.declared["goal"]
    roles = [role.id for role in project.organisation.roles]
    yield from _repeated(reading, "roles", roles)
    for key, goal in project.goals.items():
        path = project.paths[f"goal/{key}"]
        for indicator, loc in _indicator_references(goal):
            if indicator not in indicators:
                yield _unknown("R102", reading.place(path, *loc), indicator, indicators)
        for index, supported in enumerate(goal.supports):
            place_of = ("supports", index)
            if supported == key:
                yield Problem("R108", reading.place(path, *place_of), {"value": supported})
            elif supported not in goals:
                yield _unknown("R103", reading.place(path, *place_of), supported, goals)
        if goal.owner and goal.owner not in roles:
            yield _unknown("R104", reading.place(path, "owner"), goal.owner, roles)
        if goal.override and goal.override.role not in roles:
            place = reading.place(path, "override", "role")
            yield _unknown("R104", place, goal.override.role, roles)
    for key, item in project.indicators.items():
        if item.owner and item.owner not in roles:
            place = reading.place(project.paths[f"indicator/{key}"], "owner")
            yield _unknown("R104", place, item.owner, roles)


def public_rests_on_public(reading: Reading, project: Project) -> Iterator[Problem]:
    """A public goal's department and indicators are public too, and so is what pages embed."""
    hidden = {d.id for d in project.organisation.departments if d.audience is Audience.INTRANET}
    for key, goal in project.goals.items():
        if goal.audience is Audience.INTRANET:
            continue
        path = project.paths[f"goal/{key}"]
        if goal.department in hidden:
            yield Problem("R107", reading.place(path, "audience"), {"value": goal.department})
        for indicator, loc in _indicator_references(goal):
            found = project.indicators.get(indicator)
            if found and found.audience is Audience.INTRANET:
                yield Problem("R107", reading.place(path, *loc), {"value": indicator})


def due_periods_fit(reading: Reading, project: Project) -> Iterator[Problem]:
    """A target is due in a period of the kind that its indicator has."""
    for key, goal in project.goals.items():
        for index, target in enumerate(goal.targets):
            indicator = project.indicators.get(target.indicator)
            if indicator is None:
                continue
            interval = indicator.interval
            dates = [("due", target.due)]
            if target.baseline:
                dates.append(("baseline", target.baseline.period))
            for name, period in dates:
                if period.kind is not interval:
                    loc = ("targets", index, name, *(("period",) if name == "baseline" else ()))
                    place = reading.place(project.paths[f"goal/{key}"], *loc)
                    params = {
                        "value": period,
                        "interval": interval.value,
                        "example": EXAMPLES[interval],
                    }
                    yield Problem("R109", place, params)


def embeds_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """What a handbook page embeds exists, and may be seen by those who see the page."""
    for page in project.content:
        for part in page.parts:
            if not isinstance(part, Embed) or not part.id:
                continue
            kind = "goal" if part.name == "goal" else "indicator"
            file = reading.texts[page.file]
            column = file.text.split("\n")[part.line - 1].rindex(part.id) + 1
            place = file.place(part.line, column, len(part.id))
            ids = reading.declared[kind]
            if part.id not in ids:
                yield _unknown("R103" if kind == "goal" else "R102", place, part.id, ids)
                continue
            item = (project.goals if kind == "goal" else project.indicators).get(part.id)
            seen_by_public = (
                page.audience is Audience.PUBLIC and part.audience is not Audience.INTRANET
            )
            if item and seen_by_public and item.audience is Audience.INTRANET:
                yield Problem("R113", place, {"value": part.id})


def baselines_come_first(reading: Reading, project: Project) -> Iterator[Problem]:
    """A target's baseline lies before its due period."""
    for key, goal in project.goals.items():
        for index, target in enumerate(goal.targets):
            if target.baseline and target.baseline.period.end >= target.due.end:
                loc = ("targets", index, "baseline", "period")
                params = {"baseline": target.baseline.period, "value": target.due}
                yield Problem("R120", reading.place(project.paths[f"goal/{key}"], *loc), params)


def data_has_no_blocks(reading: Reading, project: Project) -> Iterator[Problem]:
    """Blocks for one audience are for the handbook; in data they would be published as text."""
    records: list[tuple[str, Record]] = [(_organisation_path(reading), project.organisation)]
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


def pages_have_room(reading: Reading, project: Project) -> Iterator[Problem]:
    """No handbook page lies where malbok makes a page of its own, or MkDocs an index."""
    for page in project.content:
        name = page.path.rsplit("/", 1)[-1]
        if addresses.is_generated(page.path) or name.lower() == "readme.md":
            yield Problem("R119", reading.texts[page.file].place())


def links_lead_somewhere(reading: Reading, project: Project) -> Iterator[Problem]:
    """A handbook page links to pages that exist and that its readers may see."""
    shown_to = {page.path: page.audience for page in project.content}
    shown_to |= dict.fromkeys(
        (addresses.OVERVIEW, addresses.INDICATORS, addresses.METHOD), Audience.PUBLIC
    )
    for department in project.organisation.departments:
        shown_to[addresses.department_path(department.id)] = department.audience
    for goal in project.goals.values():
        shown_to[addresses.goal_path(goal.department, goal.id)] = goal.audience
    for indicator in project.indicators.values():
        shown_to[addresses.indicator_path(indicator.id)] = indicator.audience
    for page in project.content:
        for part in page.parts:
            if not isinstance(part, Prose):
                continue
            for line, column, target in _page_links(part):
                place = reading.texts[page.file].place(line, column, len(target))
                audience = shown_to.get(addresses.resolve(page.path, target))
                if audience is None:
                    yield Problem("R117", place, {"value": target})
                elif (
                    audience is Audience.INTRANET
                    and page.audience is Audience.PUBLIC
                    and part.audience is not Audience.INTRANET
                ):
                    yield Problem("R113", place, {"value": target})


def _page_links(part: Prose) -> Iterator[tuple[int, int, str]]:
    """The links of a part that lead to pages of the site: line, column and target."""
    for offset, line in enumerate(part.markdown.split("\n")):
        for match in _PAGE_LINK.finditer(line):
            yield part.line + offset, match.start(1) + 1, match[1]


def outcomes_are_shown(reading: Reading, project: Project) -> Iterator[Problem]:
    """An outcome of a period that hasn't ended by the as-of date isn't on the site yet."""
    as_of = project.organisation.as_of
    for key, series in project.observations.items():
        if key not in project.indicators:
            continue
        path = project.paths[f"indicator/{key}"].removesuffix(".yml") + ".csv"
        later = [o.period for o in series if o.value is not None and o.period.end > as_of]
        if not later:
            continue
        lines = reading.texts[path].text.split("\n")
        for period in dict.fromkeys(later):
            line = next((n for n, text in enumerate(lines, 1) if _begins(text, str(period))), 1)
            params = {"value": period, "as_of": as_of}
            yield Problem("C130", reading.texts[path].place(line, 1, len(str(period))), params)


def _begins(line: str, period: str) -> bool:
    return line.split(",", 1)[0].strip(' "') == period


CHECKS: Sequence[Callable[[Reading, Project], Iterator[Problem]]] = (
    departments_exist,
    references_exist,
    public_rests_on_public,
    due_periods_fit,
    embeds_exist,
    baselines_come_first,
    data_has_no_blocks,
    pages_have_room,
    links_lead_somewhere,
    outcomes_are_shown,
)


def _indicator_references(goal: Goal) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for index, target in enumerate(goal.targets):
        yield target.indicator, ("targets", index, "indicator")
    for index, indicator in enumerate(goal.indicators):
        yield indicator, ("indicators", index)


def _repeated(reading: Reading, key: str, ids: Sequence[str]) -> Iterator[Problem]:
    """The ids that stand twice in one of the organisation's lists."""
    path = _organisation_path(reading)
    for index, item_id in enumerate(ids):
        if item_id in ids[:index]:
            params = {"value": item_id, "first": path}
            yield Problem("R106", reading.place(path, key, index, "id"), params)


def _organisation_path(reading: Reading) -> str:
    return next(path for path in reading.texts if path.endswith(ORGANISATION))


def _unknown(code: str, place: Place, value: str, known: Collection[str]) -> Problem:
    words = sorted(known)
    params = {"value": value, "allowed": ", ".join(words), "suggestion": closest(value, words)}
    return Problem(code, place, params)
