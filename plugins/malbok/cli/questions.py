"""What `malbok new` asks for a goal, an indicator and a report, and what the guide says of it.

Each function takes the options given (texts by name, tuples of texts for those that may stand
several times) and gives the files to be written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import click

from malbok.cli.asking import Advice, Asking, Check, key_of, number_in
from malbok.language import N_, Message
from malbok.model import (
    INTERIM,
    Audience,
    Baseline,
    Comparator,
    Direction,
    Goal,
    GoalKind,
    GoalType,
    Indicator,
    Milestone,
    Observation,
    Project,
    Record,
    Report,
    ReportKind,
    Source,
    Target,
    TargetGroup,
)
from malbok.numbers import number_problem, parse_number, readings
from malbok.observations import figures_path
from malbok.periods import EXAMPLES, Period, PeriodKind, period_in
from malbok.problems import MalbokError, Place, Problem
from malbok.reading.files import TextFile
from malbok.reading.project import Reading
from malbok.reading.validation import closest, validate
from malbok.starting import (
    ItemKind,
    covered_goals,
    figures_file,
    filled,
    item_path,
    record_problem,
    sections_to_fill_in,
    suggested_id,
    yaml_file,
)
from malbok.writing import NewFile

Given = Mapping[str, Any]
Values = dict[str, Any]
"""What is to stand in a file, by key."""

NO_TARGET = "none"
_OUTCOME = re.compile(r"(?P<period>[^\s=:;]+)(?:\s*[=:;]\s*|\s+|$)(?P<value>.*)")
_MILESTONE = re.compile(r"(?P<due>\S+)\s+(?P<title>\S.*)")

_WORDING = {
    GoalType.RESULT: Advice(
        N_(
            "Describe how it is for them when you are there, not the way there. One sentence, one "
            "goal. The level and the time are asked for later."
        ),
        "formulera.md",
    ),
    GoalType.PERFORMANCE: Advice(
        N_(
            "Say what you will have done, and when it counts as done. Which result is it for? That "
            "is asked for later, as what the goal contributes to."
        ),
        "prestationsmal.md",
    ),
    GoalType.BEHAVIOUR: Advice(
        N_("Say how you treat each other, or those you meet, so that it can be noticed."),
        "andra-mal.md",
    ),
    GoalType.LEARNING: Advice(
        N_("Say what you will be able to do that you can't do today."), "andra-mal.md"
    ),
    GoalType.PROCESS: Advice(
        N_("Say how the work flows when it flows well: in time, in steps or in habits."),
        "andra-mal.md",
    ),
}
_TYPE = Advice(
    N_(
        "A result is what gets better for those you are there for. A performance is what you do to "
        "get there. The others are about yourselves."
    ),
    "resultatmal.md",
)
_GROUP = Advice(
    N_("For whom the goal is. Choose one, or write in your own words."), "varfor-mal.md"
)
_INSIGHT = Advice(
    N_("What do you know of those whom the goal is for, and how do you know it?"),
    "fran-antagande-till-insikt.md",
)
_SUPPORTS = Advice(
    N_("Does the goal contribute to another one? Write a part of its wording, or its id."),
    "prestationsmal.md",
)
_FOLLOWED = Advice(
    N_(
        "How will you see how it goes? Write a part of an indicator's name, or its id. Write new to "
        "make one. One to three indicators are enough."
    ),
    "bra-indikatorer.md",
)
_MILESTONES = Advice(
    N_(
        "Without figures a goal is assessed by its steps. Write a date and a step: “2027-03-31 All "
        "groups have begun”."
    ),
    "andra-mal.md",
)
_NUMBER = Advice(N_("Write only the number. The unit is the indicator's."))
_BASELINE = Advice(
    N_("Which period do you start from? With it, readers see how far you have come."),
    "formulera.md",
)
_INDICATOR_TITLE = Advice(
    N_("What is measured, so that somebody outside understands it."), "bra-indikatorer.md"
)
_DEFINITION = Advice(
    N_("What counts, and what doesn't? Write it so that next year's figure is comparable."),
    "bra-indikatorer.md",
)
_DIRECTION = Advice(
    N_("Say it even if it seems plain: more reports to the police can be good or bad."),
    "bra-indikatorer.md",
)
_OUTCOMES = Advice(
    N_("Write a period and its value: “2026 71,8”. Leave the value out if there is none.")
)
_KIND_NAME = Advice(N_("What do you call it? For example “Tertialrapport 1”."))
_SUMMARY = Advice(
    N_("How did it go, and what do you do now? A few sentences are enough."), "analysera.md"
)
_ID = Advice(N_("It becomes part of the page's address, and can't be changed easily later."))
_AUDIENCE = Advice(
    N_("Without an answer only the intranet shows it. To publish is a choice: write public.")
)


class ThereAlreadyError(Exception):
    """A file that would be written is there; the message is its path."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """An indicator with its own outcomes; `files` are to be written if it is new."""

    indicator: Indicator
    series: Sequence[Observation]
    files: Sequence[NewFile] = ()


# --- A goal ---------------------------------------------------------------------------------------


def goal_files(asking: Asking, reading: Reading, project: Project, given: Given) -> list[NewFile]:
    """A goal, and the indicators that are made on the way."""
    department = asking.choice(
        N_("Department or committee"),
        {d.id: d.title for d in project.organisation.departments},
        given["department"],
        option="--department",
        required=True,
    )
    kind_of_goal = asking.field_choice(Goal, "type", given["type"], advice=_TYPE)
    wording = _WORDING[GoalType(kind_of_goal)]
    values: Values = {"type": kind_of_goal}
    values["title"] = asking.field(Goal, "title", given["title"], advice=wording)
    values["id"] = _id(asking, "goal", Goal, values["title"], reading, given, department)
    values["audience"] = _audience(asking, Goal, given)
    values["kind"] = asking.field_choice(Goal, "kind", given["kind"], default=GoalKind.GOAL)
    values["period"] = asking.field(Goal, "period", given["period"])
    group = asking.field_choice(
        Goal, "target_group", given["target_group"], free=True, advice=_GROUP
    )
    is_ready_made = group in [known.value for known in TargetGroup]
    values["target_group" if is_ready_made else "target_group_name"] = group
    values["description"] = asking.field(Goal, "description", given["description"])
    values["insight"] = asking.field(Goal, "insight", given["insight"], advice=_INSIGHT)
    values["owner"] = _owner(asking, Goal, project, given)
    values["supports"] = _supports(asking, project, given)
    values["source"] = _source(asking, given, required=False)
    values["updated"] = _updated(asking, Goal, given)
    followed = _followed(asking, reading, project, given, values)
    if values["kind"] == GoalKind.GOAL:
        del values["kind"]  # what holds anyway isn't written
    path = item_path("goal", values["id"], department)
    files = [file for measured in followed for file in measured.files]
    return [*files, yaml_file("goal", path, values)]


def _supports(asking: Asking, project: Project, given: Given) -> list[str]:
    goals = {key: goal.title for key, goal in project.goals.items()}
    for key in given["supports"]:
        _must_be_known(asking, key, goals, "--supports", N_("There is no goal “{value}”."))
    found = list(given["supports"])
    while asking.asks and not given["supports"] and goals:
        advice = None if found else _SUPPORTS
        if not (key := asking.search(N_("Contributes to"), goals, advice=advice)):
            break
        found.append(key)
    return list(dict.fromkeys(found))


def _followed(
    asking: Asking, reading: Reading, project: Project, given: Given, values: Values
) -> list[_Measured]:
    """What the goal is followed with, put into its values: targets, indicators, milestones."""
    measured = {
        key: _Measured(indicator, project.own_series(key))
        for key, indicator in project.indicators.items()
    }
    chosen: list[_Measured] = []
    values |= {"targets": [], "indicators": [], "milestones": []}

    def follow(found: _Measured) -> None:
        chosen.append(found)
        target = _target(asking, found, given, values)
        values["targets" if target else "indicators"].append(target or found.indicator.id)

    if key := given["indicator"]:
        titles = {key: found.indicator.title for key, found in measured.items()}
        _must_be_known(asking, key, titles, "--indicator", N_("There is no indicator “{value}”."))
        follow(measured[key])
    elif asking.asks and not given["milestone"]:
        while found := _chosen_indicator(asking, reading, measured, values):
            follow(found)
            measured[found.indicator.id] = found
    if not chosen:
        values["milestones"] = _milestones(asking, given)
    return chosen


def _chosen_indicator(
    asking: Asking, reading: Reading, measured: Mapping[str, _Measured], values: Values
) -> _Measured | None:
    """An indicator that isn't followed already, an old or a new one; None when there are enough."""
    followed = {*values["indicators"], *(target["indicator"] for target in values["targets"])}
    is_public = values["audience"] == Audience.PUBLIC
    titles = {k: m.indicator.title for k, m in measured.items() if k not in followed}
    advice = None if followed else _FOLLOWED
    while key := asking.search(N_("Indicator"), titles, advice=advice, may_be_new=True):
        if key not in measured:
            given: Values = dict.fromkeys(_INDICATOR_NAMES) | {"outcome": ()}
            if is_public:
                asking.say(N_("The goal is public, so the indicator becomes public too."))
                given["audience"] = Audience.PUBLIC
            return _new_indicator(asking, reading, given, taken=measured)
        found = measured[key]
        if not is_public or found.indicator.audience is Audience.PUBLIC:
            return found
        click.echo(asking.said(Problem("R107", Place(""), {"value": key})))
        advice = None
    return None


def _target(asking: Asking, measured: _Measured, given: Given, values: Values) -> Values | None:
    """What the indicator is to reach for the goal; None if it is only followed."""
    indicator = measured.indicator
    if values["kind"] == GoalKind.DIRECTION:
        return None
    comparator = _comparator(asking, measured, given)
    if comparator == NO_TARGET:
        return None
    target: Values = {"indicator": indicator.id, "comparator": comparator}
    if comparator == Comparator.BETWEEN:
        target["lower"] = asking.field(
            Target, "lower", given["lower"], required=True, advice=_NUMBER
        )
        target["upper"] = asking.field(
            Target,
            "upper",
            given["upper"],
            required=True,
            advice=_NUMBER,
            check=lambda answer: _wrong_together(asking, {**target, "upper": answer}, "V111"),
        )
    else:
        target["value"] = asking.field(
            Target, "value", given["value"], required=True, advice=_NUMBER
        )
    fits = _fits(asking, indicator.interval)
    period = Period.parse(values["period"]) if values["period"] else None
    default = str(period) if period and period.kind is indicator.interval else ""
    target["due"] = asking.field(Target, "due", given["due"], default=default, check=fits)
    if not target["due"]:
        raise click.UsageError(asking.words.text(N_("These are missing: {names}."), names="--due"))
    target["baseline"] = _baseline(asking, measured, given, Period.parse(target["due"]), fits)
    return target


def _comparator(asking: Asking, measured: _Measured, given: Given) -> str:
    usual = (
        Comparator.AT_MOST
        if measured.indicator.direction is Direction.LOWER
        else Comparator.AT_LEAST
    )
    if not asking.asks and not given["comparator"]:
        if given["lower"] or given["upper"]:
            return Comparator.BETWEEN
        return usual if given["value"] else NO_TARGET
    from malbok.fields import COMPARATOR_WORDS

    known = [outcome for outcome in measured.series if outcome.value is not None]
    if asking.asks and known:
        asking.say(
            N_("Latest outcome, {period}: {value} {unit}"),
            period=asking.words.period(known[-1].period),
            value=asking.words.number(known[-1].known),
            unit=measured.indicator.unit,
        )
    options = {each.value: asking.words.text(COMPARATOR_WORDS[each]) for each in Comparator}
    options[NO_TARGET] = asking.words.text(N_("no target, the indicator is only followed"))
    return asking.choice(
        N_("Target"),
        options,
        given["comparator"],
        option="--comparator",
        default=usual,
        required=True,
        advice=Advice(N_("How are outcomes held against the target?")),
    )


def _baseline(
    asking: Asking, measured: _Measured, given: Given, due: Period, fits: Check
) -> Values | None:
    def wrong(answer: str) -> str:
        period = Period.parse(answer)
        if said := fits(answer):
            return said
        if period.end < due.end:
            return ""
        return asking.said(Problem("R120", Place(""), {"baseline": period, "value": due}))

    period = asking.field(
        Baseline,
        "period",
        given["baseline_period"],
        title=N_("Period of the baseline"),
        required=False,
        option="--baseline-period",
        advice=_BASELINE,
        check=wrong,
    )
    if not period:
        return None
    known = {str(o.period): str(o.value) for o in measured.series if o.value is not None}
    value = asking.field(
        Baseline,
        "value",
        given["baseline_value"],
        title=N_("Value of the baseline"),
        default=known.get(period, ""),
        option="--baseline-value",
        advice=_NUMBER,
    )
    if not value:
        names = "--baseline-value"
        raise click.UsageError(asking.words.text(N_("These are missing: {names}."), names=names))
    return {"period": period, "value": value}


def _fits(asking: Asking, interval: PeriodKind) -> Check:
    """A check that a period is of the kind that the indicator has."""

    def wrong(answer: str) -> str:
        if Period.parse(answer).kind is interval:
            return ""
        params = {"value": answer, "interval": interval.value, "example": EXAMPLES[interval]}
        return asking.said(Problem("R109", Place(""), params))

    return wrong


def _wrong_together(asking: Asking, target: Values, code: str) -> str:
    """What is wrong with the values of a target together, if it is that kind of problem."""
    problem = record_problem(Target, {**target, "due": EXAMPLES[PeriodKind.YEAR]})
    return asking.said(problem) if problem and problem.code == code else ""


def _milestones(asking: Asking, given: Given) -> list[Values]:
    found: list[Values] = []

    def add(answer: str) -> str:
        match = _MILESTONE.fullmatch(answer)
        if not match:
            return asking.words.text(N_("Write a date, a blank and the step."))
        if problem := record_problem(Milestone, match.groupdict()):
            return asking.said(problem)
        found.append({"title": match["title"], "due": match["due"]})
        return ""

    _gather(asking, N_("Milestones"), given["milestone"], "--milestone", _MILESTONES, add)
    return found


def _gather(
    asking: Asking,
    title: str,
    given: Sequence[str],
    option: str,
    advice: Advice,
    add: Check,
) -> None:
    """Add each answer until there are no more; `add` says what is wrong with one that won't do."""
    for answer in given:
        asking.text(title, answer, option=option, check=add)
    if given or not asking.asks:
        return
    shown: Advice | None = advice
    while asking.text(title, None, option=option, advice=shown, check=add, many=True):
        shown = None


# --- An indicator ---------------------------------------------------------------------------------

_INDICATOR_NAMES = (
    "title", "id", "definition", "unit", "direction", "interval", "source", "source_url",
    "audience", "owner", "note", "updated",
)  # fmt: skip


def indicator_files(
    asking: Asking, reading: Reading, project: Project, given: Given
) -> list[NewFile]:
    """An indicator's description and its figures."""
    return list(_new_indicator(asking, reading, given, taken=project.indicators).files)


def _new_indicator(
    asking: Asking, reading: Reading, given: Given, taken: Collection[str]
) -> _Measured:
    project = reading.project
    values: Values = {}
    values["title"] = asking.field(Indicator, "title", given["title"], advice=_INDICATOR_TITLE)
    values["id"] = _id(
        asking, "indicator", Indicator, values["title"], reading, given, also_taken=taken
    )
    values["definition"] = asking.field(
        Indicator, "definition", given["definition"], advice=_DEFINITION
    )
    values["unit"] = asking.field(
        Indicator,
        "unit",
        given["unit"],
        advice=Advice(N_("As it is to be shown: %, index, days, visits, per 1 000 residents.")),
    )
    values["direction"] = asking.field_choice(
        Indicator, "direction", given["direction"], advice=_DIRECTION
    )
    values["interval"] = asking.field_choice(Indicator, "interval", given["interval"])
    values["source"] = _source(asking, given, required=True)
    values["audience"] = _audience(asking, Indicator, given)
    values["owner"] = _owner(asking, Indicator, project, given) if project else ""
    values["note"] = asking.field(Indicator, "note", given["note"])
    values["updated"] = _updated(asking, Indicator, given)
    path = item_path("indicator", values["id"])
    outcomes: Sequence[Observation] = ()
    figures = figures_path(path)
    has_figures = (asking.root / figures).exists()
    if has_figures and given["outcome"]:
        raise ThereAlreadyError(figures)
    if has_figures:
        asking.say(N_("The figures in {path} are kept."), path=figures)
    else:
        outcomes = _outcomes(asking, given, PeriodKind(values["interval"]))
    files = [yaml_file("indicator", path, values)]
    if not has_figures:
        files.append(figures_file(path, outcomes))
    problems: list[Problem] = []
    indicator = validate(Indicator, filled(values), TextFile(path, ""), problems)
    if indicator is None:
        raise MalbokError(asking.said(problems[0]))
    return _Measured(indicator, outcomes, files)


def _outcomes(asking: Asking, given: Given, interval: PeriodKind) -> list[Observation]:
    found: dict[Period, Observation] = {}

    def add(answer: str) -> str:
        match = _OUTCOME.fullmatch(answer)
        said = match.groupdict() if match else {"period": answer, "value": ""}
        period = period_in(said["period"])
        if period is None:
            return asking.said(Problem("C108", Place(""), {"value": said["period"]}))
        if period.kind is not interval:
            params = {"value": period, "interval": interval.value, "example": EXAMPLES[interval]}
            return asking.said(Problem("C110", Place(""), params))
        if period in found:
            return asking.words.text(N_("There is a value for {period} already."), period=period)
        value = _value(said["value"])
        if isinstance(value, Problem):
            return asking.said(value)
        found[period] = Observation(period, value)
        return ""

    _gather(asking, N_("Outcomes"), given["outcome"], "--outcome", _OUTCOMES, add)
    return [found[period] for period in sorted(found, key=lambda period: period.number)]


def _value(text: str) -> Decimal | Problem | None:
    """The number, also if it is written with a decimal comma, or why it can't be told; None for an
    empty text."""
    if not text:
        return None
    try:
        return parse_number(number_in(text))
    except ValueError:
        code, better = number_problem(text)
    whole, decimal = readings(text)
    params = {"value": text, "better": better, "whole": whole, "decimal": decimal}
    return Problem(code, Place(""), {**params, "period": EXAMPLES[PeriodKind.YEAR]})


# --- A report -------------------------------------------------------------------------------------


_SO_FAR = N_("Write the part of the year that the report ends with. It is counted from January.")
_REPORT_PERIODS = {
    ReportKind.INTERIM_APRIL: "{year}-T1",
    ReportKind.INTERIM_AUGUST: "{year}-T2",
    ReportKind.ANNUAL: "{year}",
    ReportKind.OTHER: "{year}-H1",
}
"""A period that a report of each kind can be about."""


def report_files(asking: Asking, reading: Reading, project: Project, given: Given) -> list[NewFile]:
    """A report with the goals that it is about."""
    organisation = project.organisation
    values: Values = {}
    values["title"] = asking.field(Report, "title", given["title"])
    values["id"] = _id(asking, "report", Report, values["title"], reading, given)
    values["kind"] = asking.field_choice(Report, "kind", given["kind"])
    if values["kind"] == ReportKind.OTHER or given["kind_name"]:
        values["kind_name"] = asking.field(
            Report, "kind_name", given["kind_name"], advice=_KIND_NAME
        )
    example = _REPORT_PERIODS[ReportKind(values["kind"])].format(year=organisation.as_of.year)
    is_interim = ReportKind(values["kind"]) in INTERIM
    what = _SO_FAR if is_interim else Message(key_of(Report, "period").description)
    about = Advice(what, example=example)
    values["period"] = asking.field(Report, "period", given["period"], advice=about)
    period = Period.parse(values["period"])
    values["as_of"] = asking.field(Report, "as_of", given["as_of"], default=period.end.isoformat())
    values["audience"] = _audience(asking, Report, given)
    departments = asking.several(
        N_("Departments and committees"),
        {d.id: d.title for d in organisation.departments},
        given["department"],
        option="--department",
    )
    if given["previous"] is not None:
        values["previous"] = asking.field(Report, "previous", given["previous"])
        frozen = {key: snapshot.title for key, snapshot in project.snapshots.items()}
        message = N_("There is no frozen report “{value}”.")
        _must_be_known(asking, values["previous"], frozen, "--previous", message)
    values["summary"] = asking.field(Report, "summary", given["summary"], advice=_SUMMARY)
    values["state"] = "draft"
    goals = covered_goals(project, departments, period, Audience(values["audience"]))
    if not goals:
        said = N_("None of the goals of these departments is for {period}, so there is no report.")
        raise MalbokError(asking.words.text(said, period=asking.words.period(period)))
    values["goals"] = [goal.id for goal in goals]
    covered = {goal.department for goal in goals}
    values["departments"] = [key for key in departments if key in covered]
    click.echo("")
    asking.say(
        asking.words.plural("The report has {n} goal.", "The report has {n} goals.", len(goals))
    )
    file = yaml_file("report", item_path("report", values["id"]), values)
    sections = sections_to_fill_in(project, goals, ReportKind(values["kind"]), asking.words)
    return [replace(file, content=file.content + sections.encode())]


# --- What several kinds have ----------------------------------------------------------------------


def _id(
    asking: Asking,
    kind: ItemKind,
    record: type[Record],
    title: str,
    reading: Reading,
    given: Given,
    department: str = "",
    also_taken: Collection[str] = (),
) -> str:
    """An id that nothing of its kind has, suggested from the title."""
    taken = {key.casefold() for key in (*reading.declared[kind], *also_taken)}

    def path_of(key: str) -> str:
        paths = reading.project.paths if reading.project else {}
        return paths.get(f"{kind}/{key}") or item_path(kind, key, department)

    def wrong(answer: str) -> str:
        if answer not in taken:
            return ""
        return asking.words.text(N_("{path} is there already."), path=path_of(answer))

    asked = given["id"]
    if asked and asked.strip() in taken:
        raise ThereAlreadyError(path_of(asked.strip()))
    default = suggested_id(title, taken)
    found = asking.field(record, "id", asked, default=default, advice=_ID, check=wrong)
    if not found:
        raise click.UsageError(asking.words.text(N_("These are missing: {names}."), names="--id"))
    return found


def _audience(asking: Asking, record: type[Record], given: Given) -> str:
    return asking.field_choice(
        record, "audience", given["audience"], default=Audience.INTRANET, advice=_AUDIENCE
    )


def _owner(asking: Asking, record: type[Record], project: Project, given: Given) -> str:
    roles = {role.id: role.title for role in project.organisation.roles}
    if not roles and not given["owner"]:
        return ""
    key = key_of(record, "owner")
    advice = Advice(N_("A role, never a person."))
    return asking.choice(key.title, roles, given["owner"], option="--owner", advice=advice)


def _source(asking: Asking, given: Given, *, required: bool) -> Values | None:
    """Where something comes from; None if that isn't said."""
    advice = (
        Advice(
            N_("Where do the figures come from: a survey, a system, a report?"),
            "bra-indikatorer.md",
        )
        if required
        else Advice(N_("Where is the goal decided, for example in the budget?"))
    )
    title = asking.text(
        N_("Source"),
        given["source"],
        option="--source",
        required=required,
        advice=advice,
    )
    if not title:
        return None
    url = asking.field(Source, "url", given["source_url"], option="--source-url")
    return {"title": title, "url": url}


def _updated(asking: Asking, record: type[Record], given: Given) -> str:
    """The day of the change: the one given, else today. It isn't asked for."""
    if given["updated"] is None:
        return date.today().isoformat()
    return asking.field(record, "updated", given["updated"])


def _must_be_known(
    asking: Asking, key: str, known: Mapping[str, str], option: str, message: str
) -> None:
    asking.used.add(option)
    if key in known:
        return
    said = asking.words.text(message, value=key)
    if nearest := closest(key, list(known)):
        hint = asking.words.text(N_("Did you mean “{suggestion}”?"), suggestion=nearest)
        said = f"{said}\n{hint}"
    raise click.UsageError(f"{option}: {said}")
