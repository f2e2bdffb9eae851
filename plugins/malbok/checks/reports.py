"""Whether reports can be frozen, and whether frozen ones are still what they were.

What a draft names is held against the project; what a frozen report names is history, and held
against its snapshot alone: a goal may have got another name since, or be gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from malbok.checks.references import (
    MOST_LISTED,
    MOST_UNKNOWN,
    Loc,
    is_frozen,
    unknown,
)
from malbok.hidden import visible
from malbok.language import capital
from malbok.model import (
    INTERIM,
    Audience,
    GoalKind,
    Project,
    Report,
    ReportKind,
    ReportSection,
)
from malbok.periods import Period, PeriodKind
from malbok.problems import Problem
from malbok.reading.project import Reading
from malbok.reports.leading import links_within, standing_alone

if TYPE_CHECKING:
    from malbok.reports.snapshot import FrozenDepartment, FrozenGoal, Snapshot

NOTHING = "–"
"""What stands for a text that isn't there."""
_SAID = ("comment", "forecast", "expected")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters that mean nothing by themselves: each font has its own."""


def what_is_published_is_frozen(reading: Reading, project: Project) -> Iterator[Problem]:
    """A published report has a snapshot and a draft hasn't; no snapshot is without its report."""
    for key, report in project.reports.items():
        place = reading.place(project.paths[f"report/{key}"], "state")
        if report.is_published and not is_frozen(project, key):
            yield Problem("P105", place, {"id": key})
        elif is_frozen(project, key) and not report.is_published:
            yield Problem("P106", place, {"id": key})
    for key in project.snapshots:
        if key not in reading.declared["report"]:
            path = project.paths[f"snapshot/{key}"]
            yield Problem("P107", reading.texts[path].place(), {"name": f"{key}.yml"})


def frozen_reports_say_what_they_said(reading: Reading, project: Project) -> Iterator[Problem]:
    """Nothing in a frozen report's own file contradicts what its readers see, and no more people see
    it than it was frozen for."""
    for report, snapshot, path in _frozen(project):
        for loc, frozen in islice(_differences(report, snapshot), MOST_UNKNOWN):
            key = next(step for step in reversed(loc) if isinstance(step, str))
            params = {"key": key, "frozen": frozen or NOTHING}
            yield Problem("P108", reading.place(path, *loc), params)
        for loc, changes in _changed_lists(report, snapshot):
            params = {"key": str(loc[0]), "changes": _listed(changes)}
            yield Problem("P110", reading.place(path, *loc), params)
        if report.audience is Audience.PUBLIC and snapshot.audience is Audience.INTRANET:
            yield Problem("P109", reading.place(path, "audience"))


def _differences(report: Report, snapshot: Snapshot) -> Iterator[tuple[Loc, str]]:
    """The places at which a report says something else than its snapshot, with what that says."""
    for key in ("title", "kind", "period", "as_of"):
        if getattr(report, key) != getattr(snapshot, key):
            yield (key,), str(getattr(snapshot, key))
    if report.kind_name and capital(report.kind_name) != snapshot.kind_title:
        yield ("kind_name",), snapshot.kind_title
    before = snapshot.previous.id if snapshot.previous else ""
    if report.previous and report.previous != before:
        yield ("previous",), before
    if _seen(report.summary) != _seen(snapshot.summary):
        yield ("summary",), snapshot.summary
    subjects = _subjects(snapshot)
    for number, section in enumerate(report.sections):
        if frozen := subjects.get(_subject(section)):
            for key in _SAID:
                was = getattr(frozen, key, None)
                if _seen(getattr(section, key)) != _seen(was):
                    yield ("sections", number, key), str(was or "")


def _changed_lists(report: Report, snapshot: Snapshot) -> Iterator[tuple[Loc, list[str]]]:
    """The lists that name other goals or departments than were frozen, with what was added to each
    and removed. A section that only follows what is told already isn't told again."""
    departments = {department.id for department in snapshot.departments}
    goals = _changes(report.goals, snapshot.goal)
    if goals:
        yield ("goals",), goals
    if added := [f"+ {key}" for key in report.departments if key not in departments]:
        yield ("departments",), added
    told = {*goals, *added}
    subjects = _subjects(snapshot)
    about = [_subject(section) for section in report.sections]
    must = [subject for subject, frozen in subjects.items() if _says_something(frozen)]
    strange = [number for number, subject in enumerate(about) if subject not in subjects]
    changes = [f"+ {about[number][1]}" for number in strange]
    changes += [f"− {key}" for what, key in must if (what, key) not in about]
    if changes := [change for change in changes if change not in told]:
        first = next((n for n in strange if f"+ {about[n][1]}" in changes), None)
        yield ("sections",) if first is None else ("sections", first, about[first][0]), changes


def _changes(now: Iterable[str], then: Iterable[str]) -> list[str]:
    """What was added to a list and removed from it."""
    was, has = dict.fromkeys(then), dict.fromkeys(now)
    added = [f"+ {key}" for key in has if key not in was]
    return [*added, *(f"− {key}" for key in was if key not in has)]


def _subjects(snapshot: Snapshot) -> Mapping[tuple[str, str], FrozenGoal | FrozenDepartment]:
    """What sections of a report can be about, as it was frozen."""
    return {
        **{("goal", key): goal for key, goal in snapshot.goal.items()},
        **{("department", department.id): department for department in snapshot.departments},
    }


def _says_something(frozen: FrozenGoal | FrozenDepartment) -> bool:
    """Whether there was a section about it."""
    return any(getattr(frozen, key, None) for key in _SAID)


def _seen(text: object) -> str:
    """A text as its readers see it: without comments and without links to pages of the site, however
    its lines are broken."""
    return " ".join(standing_alone(visible(str(text or ""))).split())


def reports_follow_those_before(reading: Reading, project: Project) -> Iterator[Problem]:
    """A report is compared with an earlier one that is frozen, and that its readers may see too."""
    for key, report, path in _unfrozen(project):
        if report.previous is None:
            continue
        place, value = reading.place(path, "previous"), report.previous
        if value not in reading.declared["report"]:
            yield unknown("P112", place, value, reading.declared["report"] - {key})
            continue
        before, snapshot = project.reports.get(value), project.snapshots.get(value)
        day = report.as_of if value == key else snapshot and snapshot.as_of
        if day and day >= report.as_of:
            yield Problem("P114", place, {"value": value, "day": day, "as_of": report.as_of})
        elif before and not (before.is_published and is_frozen(project, value)):
            yield Problem("P113", place, {"value": value})
        elif report.audience is Audience.PUBLIC and Audience.INTRANET in (
            before and before.audience,
            snapshot and snapshot.audience,
        ):
            yield Problem("P115", place)  # without its name, which diff would tell to everybody


def reports_come_after_their_period(reading: Reading, project: Project) -> Iterator[Problem]:
    """A report's day lies after its period, its decision after that day, and what is known by then
    is in it; the period is one that such a report is about."""
    shown = project.organisation.as_of
    for key, report in project.reports.items():
        place = reading.place(project.paths[f"report/{key}"], "as_of")
        if report.as_of > shown:
            yield Problem("P123", place, {"value": report.as_of, "as_of": shown})
        if report.decision and report.decision.date < report.as_of:
            days = {"value": report.decision.date, "as_of": report.as_of}
            yield Problem("P126", reading.place(place.path, "decision", "date"), days)
    for _, report, path in _unfrozen(project):
        period, place = report.period, reading.place(path, "as_of")
        params: dict[str, object] = {"period": period, "kind": report.kind}
        if report.as_of < period.end:
            better = _month_before(report.as_of + timedelta(1))
            params |= {"value": report.as_of, "end": period.end, "better": better}
            yield Problem("P121", place, params)
            continue  # what isn't over lacks its outcomes, and may be another period than was meant
        if better := _period_meant(report):
            params |= {"value": period, "better": better}
            yield Problem("P124", reading.place(path, "period"), params)
        known, left_out = _beyond(report, project)
        params |= {"as_of": report.as_of, "end": period.end}
        for code, outcomes in (("P122", left_out), ("P127", known)):
            if outcomes:
                yield Problem(code, place, {**params, "outcomes": _listed(outcomes)})


def _month_before(day: date) -> str:
    """The month that ended last before a day, as a period."""
    return f"{day.replace(day=1) - timedelta(1):%Y-%m}"


def _period_meant(report: Report) -> str:
    """A period that a report of its kind can be about, where its own isn't one; else empty."""
    end = report.period.end
    match report.kind:
        case ReportKind.INTERIM_APRIL if end.month != 4:
            return f"{end.year}-T1"
        case ReportKind.INTERIM_AUGUST if end.month != 8:
            return f"{end.year}-T2"
        case ReportKind.ANNUAL if report.period.kind is not PeriodKind.YEAR:
            return str(Period.parse(str(end.year)))
        case _:
            return ""


def _beyond(report: Report, project: Project) -> tuple[list[str], list[str]]:
    """The recorded outcomes of a report's goals that go on after its period: those known on its day,
    which are in it, and those that are of its time too but end later still, which aren't."""
    known, left_out = [], []
    goals = [project.goals[key] for key in report.goals if key in project.goals]
    for indicator in dict.fromkeys(key for goal in goals for key in goal.all_indicators):
        for outcome in project.own_series(indicator):
            if outcome.value is None or outcome.period.end <= report.period.end:
                continue
            if outcome.period.end <= report.as_of:
                known.append(f"{indicator} {outcome.period}")
            elif outcome.period.start <= report.period.end:
                left_out.append(f"{indicator} {outcome.period}")
    return known, left_out


def _listed(items: list[str]) -> str:
    """The first of them, with commas between."""
    return ", ".join(items[:MOST_LISTED]) + (", …" if items[MOST_LISTED:] else "")


def reports_have_a_name(reading: Reading, project: Project) -> Iterator[Problem]:
    """A report of another kind says what it is called."""
    for _, report, path in _unfrozen(project):
        if report.kind is ReportKind.OTHER and not report.kind_name:
            yield Problem("P125", reading.place(path, "kind"))


def reports_tell_what_matters(reading: Reading, project: Project) -> Iterator[Problem]:
    """A report has a summary, and an interim one tells how the year is thought to end."""
    for _, report, path in _unfrozen(project):
        if report.is_published:
            continue  # what it said is missing, and that is told
        if not _seen(report.summary):
            yield Problem("P137", reading.place(path, "title"))
        looks_ahead = any(s.goal and (_seen(s.forecast) or s.expected) for s in report.sections)
        if report.kind in INTERIM and not looks_ahead:
            yield Problem("P138", reading.place(path, "kind"))


def reports_cover_what_they_are_about(reading: Reading, project: Project) -> Iterator[Problem]:
    """A report has goals, each department that it lists has some of them, and its readers may see
    them all."""
    departments = {d.id: d.audience for d in project.organisation.departments}
    closed = {key for key, audience in departments.items() if audience is Audience.INTRANET}
    for _, report, path in _unfrozen(project):
        if not report.goals:
            yield Problem("P131", reading.place(path, "goals", key=True))
            continue
        goals = [project.goals.get(key) for key in report.goals]
        theirs = {goal.department for goal in goals if goal}
        is_public = report.audience is Audience.PUBLIC
        for number, department in enumerate(report.departments):
            place = reading.place(path, "departments", number)
            if is_public and department in closed:
                yield Problem("P111", place)
            elif department in departments.keys() - theirs and None not in goals:
                yield Problem("P132", place, {"value": department})
        for number, goal in enumerate(goals):
            if goal is None:
                continue  # which is told already, or it can't be read
            place = reading.place(path, "goals", number)
            if is_public and (goal.audience is Audience.INTRANET or goal.department in closed):
                yield Problem("P111", place)
            elif report.departments and goal.department not in report.departments:
                yield Problem("P133", place, {"value": goal.department})


def sections_are_about_what_is_covered(reading: Reading, project: Project) -> Iterator[Problem]:
    """Each section is about a goal or a department of the report, and is the only one about it."""
    departments = {department.id for department in project.organisation.departments}
    for _, report, path in _unfrozen(project):
        goals = [project.goals.get(key) for key in report.goals]
        theirs = {goal.department for goal in goals if goal} | {*report.departments}
        first: dict[tuple[str, str], int] = {}
        for number, section in enumerate(report.sections):
            what, about = subject = _subject(section)
            place = reading.place(path, "sections", number, what)
            goal = project.goals.get(about) if what == "goal" else None
            is_left_out = (
                goal is not None and about not in report.goals
                if what == "goal"
                else about in departments - theirs and None not in goals
            )
            if first.setdefault(subject, place.line) != place.line:
                yield Problem("P135", place, {"value": about, "first": first[subject]})
            elif is_left_out:
                yield Problem("P134", place, {"value": about})
            if section.expected and goal and goal.kind is GoalKind.DIRECTION:
                yield Problem("P136", reading.place(path, "sections", number, "expected"))


def reports_stand_alone(reading: Reading, project: Project) -> Iterator[Problem]:
    """No text of a report leads to a page of the site, which may be gone when somebody reads it."""
    for _, report, path in _unfrozen(project):
        for loc, text in _texts(report):
            for target in dict.fromkeys(links_within(text)):
                yield Problem("P139", reading.place(path, *loc), {"value": target})


def reports_can_be_printed(reading: Reading, project: Project) -> Iterator[Problem]:
    """No text of a report has characters that only one program's own font draws, as Word's bullets."""
    for _, report, path in _unfrozen(project):
        for loc, text in _texts(report):
            if found := _PRIVATE.search(text):
                params = {"value": f"U+{ord(found[0]):04X}", "text": _words_round(text, found)}
                yield Problem("P140", reading.place(path, *loc), params)


def _words_round(text: str, found: re.Match[str]) -> str:
    """What stands after a character, or else before it, so that it can be found."""
    line = text[found.end() :].split("\n")[0].strip() or text[: found.start()].rpartition("\n")[2]
    return line.strip()[:40]


def _texts(report: Report) -> Iterator[tuple[Loc, str]]:
    """The texts of a report, with their places, as their readers see them."""
    said: list[tuple[Loc, str | None]] = [(("summary",), report.summary)]
    for number, section in enumerate(report.sections):
        said.append((("sections", number, "comment"), section.comment))
        said.append((("sections", number, "forecast"), section.forecast))
    return ((loc, visible(text)) for loc, text in said if text)


def corrections_are_of_what_was_frozen(reading: Reading, project: Project) -> Iterator[Problem]:
    """What is corrected was frozen before, and its goal is in the report."""
    for _, report, path in _unfrozen(project):
        if report.corrections and not report.is_published:
            yield Problem("P143", reading.place(path, "corrections", key=True))
    for report, snapshot, path in _frozen(project):
        for number, correction in enumerate(report.corrections):
            if snapshot.frozen and correction.date < snapshot.frozen:
                place = reading.place(path, "corrections", number, "date")
                params = {"value": correction.date, "frozen": snapshot.frozen}
                yield Problem("P141", place, params)
            if correction.goal and correction.goal not in snapshot.goal:
                place = reading.place(path, "corrections", number, "goal")
                yield unknown("P142", place, correction.goal, snapshot.goal)


def _subject(section: ReportSection) -> tuple[str, str]:
    """Whether a section is about a goal or a department, and which."""
    return ("goal", section.goal) if section.goal else ("department", section.department or "")


def _frozen(project: Project) -> Iterator[tuple[Report, Snapshot, str]]:
    """The published reports with what was frozen of them, and the path of each."""
    for key, report in project.reports.items():
        snapshot = project.snapshots.get(key)
        if report.is_published and snapshot:
            yield report, snapshot, project.paths[f"report/{key}"]


def _unfrozen(project: Project) -> Iterator[tuple[str, Report, str]]:
    """The reports that are still to be frozen, with the id and the path of each."""
    for key, report in project.reports.items():
        if not is_frozen(project, key):
            yield key, report, project.paths[f"report/{key}"]


CHECKS = (
    what_is_published_is_frozen,
    frozen_reports_say_what_they_said,
    reports_follow_those_before,
    reports_come_after_their_period,
    reports_have_a_name,
    reports_tell_what_matters,
    reports_cover_what_they_are_about,
    sections_are_about_what_is_covered,
    reports_stand_alone,
    reports_can_be_printed,
    corrections_are_of_what_was_frozen,
)
