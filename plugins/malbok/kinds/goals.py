"""Goals, targets and indicators that deserve a second look, and advice that has had one."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import GOAL, GOAL_WITH_STEPS, INDICATOR, NEW_GOAL, ORGANISATION, YEARLY
from malbok.language import N_

_DONE = "    done: 2024-11-20"
_WITHOUT_INDICATOR = """\
id: oppet-pa-kvallen
title: Biblioteken har öppet när folk kan
type: performance
updated: 2025-02-15
milestones:
  - title: Vi har provat kvällsöppet
    due: 2025-05-31
"""
_DEPARTMENT = """\
    title: Kulturnämnden
    audience: public
    parent: kommunfullmaktige
"""
_TARGET = """\
    value: 90
    due: "2025"
    baseline:
      period: "2022"
      value: 71.9"""
_BEFORE_2023 = {YEARLY: "period,value\n2021,70.2\n2022,71.9\n"}

GOALS: dict[str, Kind] = {
    "R192": Kind(
        title=N_("An unknown language rule"),
        message=N_("There is no language rule “{value}”."),
        hint=N_("Write one of these: {allowed}."),
        why=N_("The advice that you have considered would be given again."),
        example=Example(
            GOAL_WITH_STEPS,
            wrong=f"{_DONE}\nconsidered:\n  - rule: M99\n    reason: Vi menar alla.",
            right=f"{_DONE}\nconsidered:\n  - rule: M17\n    reason: Vi menar alla.",
            at=_DONE,
        ),
    ),
    "R193": Kind(
        title=N_("A goal that could be measured, without an indicator"),
        message=N_("Nothing measures how it goes with the goal."),
        hint=N_("Is there an indicator that tells? Then name it at targets or indicators."),
        severity=Severity.ADVICE,
        why=N_(
            "Milestones tell what you have done, not whether anybody noticed. The types result and "
            "performance can be measured as a rule."
        ),
        example=Example(
            NEW_GOAL,
            wrong=_WITHOUT_INDICATOR,
            right=_WITHOUT_INDICATOR + "indicators:\n  - besok-pa-biblioteket\n",
            at="",
        ),
    ),
    "R194": Kind(
        title=N_("Many goals at the same time"),
        message=N_("There are {count} goals here. More than {limit} are hard to steer by."),
        hint=N_("Are some more important than others? You decide the limit with most_goals."),
        severity=Severity.ADVICE,
        why=N_("When all is a goal, nobody knows what comes first."),
        example=Example(
            ORGANISATION,
            wrong=f"{_DEPARTMENT}most_goals: 1\nsubjects:",
            right=f"{_DEPARTMENT}most_goals: 2\nsubjects:",
            at=f"{_DEPARTMENT}subjects:",
        ),
    ),
    "R195": Kind(
        title=N_("A target that the outcome has passed"),
        message=N_("The outcome for {period} was {outcome}. Is the target, {value}, still right?"),
        hint=N_(
            "To hold the level is a good target: then say so in the target's note. Otherwise ask for "
            "more, or tell in baseline where you started."
        ),
        severity=Severity.ADVICE,
        why=N_("Readers may think that it is allowed to get worse."),
        example=Example(GOAL, wrong='    value: 80\n    due: "2025"', right=_TARGET, at=_TARGET),
    ),
    "R196": Kind(
        title=N_("A baseline from before the way of measuring changed"),
        message=N_("The baseline is from {value}, but in {period} the way of measuring changed."),
        hint=N_(
            "Begin at {period} or later. If the values can be compared, say why in the target's note."
        ),
        severity=Severity.WARNING,
        why=N_("What looks like a change may be only the other way of measuring."),
        example=Example(
            GOAL,
            wrong='      period: "2022"\n      value: 71.9',
            right='      period: "2023"\n      value: 81.5',
            at='      period: "2022"\n      value: 71.9',
            beside={
                YEARLY: (
                    "period,value,mark,note\n2021,70.2,,\n2022,71.9,,\n"
                    "2023,81.5,break,Nytt system för ärenden\n2024,83.2,,\n"
                )
            },
        ),
    ),
    "R197": Kind(
        title=N_("Figures that nobody has updated for a year"),
        message=N_("The figures were updated {value}, more than a year before {as_of}."),
        hint=N_("Fetch the new figures, or write at next_update when they come."),
        severity=Severity.WARNING,
        why=N_("The goal is followed with these figures, and readers can't tell how it goes now."),
        example=Example(
            INDICATOR,
            wrong="updated: 2023-02-15",
            right="updated: 2025-02-15",
            beside=_BEFORE_2023,
        ),
    ),
}
