"""Goals, indicators and reports that contradict themselves or each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from malbok.assessment import assess_goal
from malbok.checks.references import organisation_path
from malbok.explaining import STATUS_WORDS, status_word
from malbok.hidden import visible
from malbok.language import language
from malbok.model import (
    Aggregation,
    AssessmentRules,
    Audience,
    Goal,
    GoalKind,
    GoalType,
    PartlyMetBy,
    Project,
    Status,
    Steers,
)
from malbok.problems import Problem
from malbok.reading.project import Reading

MANY_INDICATORS = 5
"""More than this are hard to follow: the handbook's page on choosing indicators says why."""

MEASURABLE = frozenset({GoalType.RESULT, GoalType.PERFORMANCE})
"""The types of goals that figures can follow; the others are followed by what has been done."""

FEWEST_WORDS = 3
"""A text with fewer words explains nothing: a dash, “TODO”, “Will come.”"""

MISSED = frozenset({Status.NOT_MET, Status.OFF_TRACK})
"""A public goal with one of these statuses must say why, and what happens now."""

_WORD = re.compile(r"[^\W\d_]+")


def milestones_are_due_within_the_goal(reading: Reading, project: Project) -> Iterator[Problem]:
    """No milestone is due before the goal's own period begins."""
    for key, goal in project.goals.items():
        for index, milestone in enumerate(goal.milestones):
            if goal.period and milestone.due < goal.period.start:
                place = reading.place(project.paths[f"goal/{key}"], "milestones", index, "due")
                yield Problem("R139", place, {"value": milestone.due, "period": goal.period})


def milestones_are_done_in_time(reading: Reading, project: Project) -> Iterator[Problem]:
    """What is said to be done was done when the file was updated."""
    for key, goal in project.goals.items():
        for index, milestone in enumerate(goal.milestones):
            if milestone.done and milestone.done > goal.updated:
                place = reading.place(project.paths[f"goal/{key}"], "milestones", index, "done")
                yield Problem("R124", place, {"value": milestone.done, "updated": goal.updated})


def goals_can_be_followed(reading: Reading, project: Project) -> Iterator[Problem]:
    """A goal has something that tells how it goes, and not more than people can take in."""
    as_of = project.organisation.as_of
    for key, goal in project.goals.items():
        path = project.paths[f"goal/{key}"]
        followed = goal.all_indicators
        if not (followed or goal.milestones or goal.override):
            yield Problem("R126", reading.place(path, "title"))
        elif len(followed) > MANY_INDICATORS:
            place = reading.place(path, "targets" if goal.targets else "indicators", key=True)
            yield Problem("R125", place, {"count": len(followed), "limit": MANY_INDICATORS})
        elif not followed and goal.type in MEASURABLE and not goal.is_archived(as_of):
            yield Problem("R193", reading.place(path, "type"))
        if goal.kind is GoalKind.DIRECTION:
            if goal.targets:
                yield Problem("R130", reading.place(path, "targets", key=True))
            if goal.override:
                yield Problem("R132", reading.place(path, "override", key=True))


def departments_have_few_goals(reading: Reading, project: Project) -> Iterator[Problem]:
    """No department has more goals at the same time than the organisation says is reasonable."""
    organisation = project.organisation
    counts = Counter(goal.department for goal in project.current_goals(organisation.as_of))
    for index, department in enumerate(organisation.departments):
        if (count := counts[department.id]) > organisation.most_goals:
            place = reading.place(organisation_path(reading), "departments", index, "title")
            yield Problem("R194", place, {"count": count, "limit": organisation.most_goals})


def support_has_a_top(reading: Reading, project: Project) -> Iterator[Problem]:
    """Goals that support each other never lead back to where they began."""
    settled: set[str] = set()
    for start in project.goals:
        trail: list[str] = []
        stack = [(start, iter(_supported(project.goals[start], project)))]
        while stack:
            key, following = stack[-1]
            if len(trail) < len(stack):
                trail.append(key)
            found = next(following, None)
            if found is None:
                settled.add(key)
                stack.pop()
                trail.pop()
            elif found in trail:
                circle = [*trail[trail.index(found) :], found]
                index = project.goals[found].supports.index(circle[1])
                place = reading.place(project.paths[f"goal/{found}"], "supports", index)
                yield Problem("R127", place, {"circle": " → ".join(circle)})
            elif found not in settled:
                stack.append((found, iter(_supported(project.goals[found], project))))


def _supported(goal: Goal, project: Project) -> list[str]:
    """The goals that a goal supports, without itself and those that don't exist."""
    return [key for key in goal.supports if key in project.goals and key != goal.id]


def missed_goals_are_explained(reading: Reading, project: Project) -> Iterator[Problem]:
    """A missed goal says why, and what happens now; one that applies no longer only why.

    Goals are assessed in full here, by figures that the public may not see too: what is missed for
    those who know all isn't to be published without a word on it.
    """
    as_of = project.organisation.as_of
    for key, goal in project.goals.items():
        needed = ("analysis",) if goal.is_archived(as_of) else ("analysis", "next_steps")
        missing = [name for name in needed if not says_something(getattr(goal, name))]
        if not missing:
            continue
        status = assess_goal(goal, project, as_of).status
        is_public = goal.audience is Audience.PUBLIC
        place = reading.place(project.paths[f"goal/{key}"], "title")
        if status in MISSED:
            params = {"status": STATUS_WORDS[status], "missing": ", ".join(missing)}
            yield Problem("R151" if is_public else "R152", place, params)
        elif status is Status.PARTLY_MET and is_public and "analysis" in missing:
            yield Problem("R153", place)


def says_something(text: str | None) -> bool:
    """Whether a text has enough words to explain anything, comments that nobody sees apart."""
    return len(_WORD.findall(visible(text or ""))) >= FEWEST_WORDS


def what_replaces_leads_on(reading: Reading, project: Project) -> Iterator[Problem]:
    """Goals that are replaced lead to one that applies, never back to themselves."""
    after = {
        key: goal.archived.replaced_by
        for key, goal in project.goals.items()
        if goal.archived and goal.archived.replaced_by
    }
    settled: set[str] = set()
    for start in after:
        trail: dict[str, None] = {}
        key = start
        while key in after and key not in trail and key not in settled:
            trail[key] = None
            key = after[key]
        if key in trail:
            names = list(trail)
            circle = [*names[names.index(key) :], key]
            place = reading.place(project.paths[f"goal/{key}"], "archived", "replaced_by")
            yield Problem("R154", place, {"circle": " → ".join(circle)})
        settled.update(trail)


def archived_goals_have_ceased(reading: Reading, project: Project) -> Iterator[Problem]:
    """What is said to apply no longer does so on the day that the site shows."""
    as_of = project.organisation.as_of
    for key, goal in project.goals.items():
        if goal.archived and not goal.is_archived(as_of):
            place = reading.place(project.paths[f"goal/{key}"], "archived", "date")
            yield Problem("R155", place, {"value": goal.archived.date, "as_of": as_of})


def thresholds_are_in_order(reading: Reading, project: Project) -> Iterator[Problem]:
    """Uncertain begins below on track."""
    rules = project.organisation.assessment
    if rules.uncertain > rules.on_track:
        place = reading.place(organisation_path(reading), "assessment", "uncertain")
        yield Problem("V115", place, {"lower": "uncertain", "upper": "on_track"})


def statuses_have_their_words(reading: Reading, project: Project) -> Iterator[Problem]:
    """Each status has a word of its own, and only those have one that goals can get."""
    rules, swedish = project.organisation.assessment, language("sv")
    path = organisation_path(reading)
    first: dict[str, Status] = {}
    own = [status for status in Status if getattr(rules.words, status.value)]
    for status in (*(s for s in Status if s not in own), *own):
        word = status_word(status, rules, swedish)
        before = first.setdefault(word.casefold(), status)
        if before is not status:
            place = reading.place(path, "assessment", "words", status.value)
            yield Problem("V132", place, {"value": word, "first": before, "second": status})
    # A preset's word does no harm, but one that is written was meant to be seen.
    presets = AssessmentRules(preset=rules.preset).words.partly_met
    if rules.partly_met_by is PartlyMetBy.NONE and rules.words.partly_met not in (None, presets):
        place = reading.place(path, "assessment", "words", Status.PARTLY_MET.value)
        yield Problem("V133", place, {"status": Status.PARTLY_MET})


def weights_are_used(reading: Reading, project: Project) -> Iterator[Problem]:
    """Targets have weights only where they are weighed together."""
    if project.organisation.assessment.aggregation is Aggregation.WEIGHTED:
        return
    for key, goal in project.goals.items():
        for index, target in enumerate(goal.targets):
            if target.weight != 1:
                place = reading.place(project.paths[f"goal/{key}"], "targets", index, "weight")
                yield Problem("R171", place, {"value": target.weight})


def the_whole_has_its_goals(reading: Reading, project: Project) -> Iterator[Problem]:
    """Where the goals are assessed as a whole, there are some for the finances and some others."""
    rules = project.organisation.assessment
    if rules.overall is None:
        return
    there = {goal.steers for goal in project.goals.values() if goal.kind is GoalKind.GOAL}
    for steers in Steers:
        if there and steers not in there:
            place = reading.place(organisation_path(reading), "assessment", "overall")
            yield Problem("R172", place, {"value": steers})


def updates_have_happened(reading: Reading, project: Project) -> Iterator[Problem]:
    """No file says that it was updated on a day that hasn't come."""
    today = date.today()
    dated = [(project.paths[f"goal/{key}"], goal.updated) for key, goal in project.goals.items()]
    dated += [
        (project.paths[f"indicator/{key}"], i.updated) for key, i in project.indicators.items()
    ]
    dated.append((organisation_path(reading), project.organisation.updated))
    for path, updated in dated:
        if updated > today:
            yield Problem("R131", reading.place(path, "updated"), {"value": updated})


def the_day_has_come(reading: Reading, project: Project) -> Iterator[Problem]:
    """The site doesn't show how it is on a day that hadn't come when the file was updated."""
    organisation = project.organisation
    if organisation.as_of > organisation.updated:
        params = {"value": organisation.as_of, "updated": organisation.updated}
        yield Problem("R138", reading.place(organisation_path(reading), "as_of"), params)


CHECKS = (
    milestones_are_due_within_the_goal,
    milestones_are_done_in_time,
    goals_can_be_followed,
    departments_have_few_goals,
    support_has_a_top,
    missed_goals_are_explained,
    what_replaces_leads_on,
    archived_goals_have_ceased,
    thresholds_are_in_order,
    statuses_have_their_words,
    weights_are_used,
    the_whole_has_its_goals,
    updates_have_happened,
    the_day_has_come,
)
