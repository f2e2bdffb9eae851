"""Advice on how goals are worded, at the passage in their title, and what has been considered.

The advice isn't among the other checks: it is said to whoever asks (`malbok check`), and no build
waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from malbok.checks.references import unknown
from malbok.model import Goal, Project
from malbok.problems import Place, Problem
from malbok.reading.files import TextFile
from malbok.reading.project import Reading

_TITLE = re.compile(r"^title: +(?P<quote>[\"']?)", re.MULTILINE)


def advice_on_wording(reading: Reading) -> tuple[Problem, ...]:
    """What the language rules say of each goal that isn't archived, goal by goal."""
    project = reading.project
    if project is None:
        return ()
    as_of = project.organisation.as_of
    goals = [(key, g) for key, g in project.goals.items() if not g.is_archived(as_of)]
    if not goals:
        return ()
    from malbok.wording import Sentence, advise, rules

    levels = {d.id: d.level for d in project.organisation.departments}
    glossary = project.organisation.known_words
    known = rules()
    return tuple(
        Problem(
            advice.rule,
            _place(reading, project.paths[f"goal/{key}"], goal.title, advice.start, advice.end),
            {"advice": advice.message, "question": advice.question},
        )
        for key, goal in goals
        for advice in advise(
            Sentence(
                goal.title,
                goal.type,
                levels.get(goal.department),
                frozenset(_fields(goal)),
                frozenset(considered.rule for considered in goal.considered),
                glossary,
            ),
            known,
        )
    )


def _fields(goal: Goal) -> Iterator[str]:
    """What stands beside the wording, by the names of `wording.FIELDS`."""
    if goal.period or goal.targets:
        yield "period"  # a target has its due period
    if goal.targets:
        yield "target"
    if any(target.baseline for target in goal.targets):
        yield "baseline"
    if goal.target_group or goal.target_group_name:
        yield "target_group"
    if goal.all_indicators:
        yield "indicator"


def _place(reading: Reading, path: str, title: str, start: int, end: int) -> Place:
    """Where a passage of the title stands, if the title stands on its line as it is; otherwise where
    the title does."""
    file = reading.texts[path]
    begins = _begins(file, title)
    if begins is None:
        return reading.place(path, "title")
    line, column = begins
    return file.place(line, column + start, end - start)


def _begins(file: TextFile, title: str) -> tuple[int, int] | None:
    """Line and column of a title that is written on one line, as it is read, counted in the characters
    of its normal form."""
    found = list(_TITLE.finditer(file.text))
    if len(found) != 1 or normalize("NFC", title) != title:
        return None
    line, column = file.position(found[0].end())
    rest = file.line(line)[column - 1 :].rstrip()
    return (line, column) if rest == title + found[0]["quote"] else None


def considered_rules_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """What a goal says that it has considered is one of the language rules."""
    considering = [(key, goal) for key, goal in project.goals.items() if goal.considered]
    if not considering:
        return
    from malbok.kinds.wording import wording_kinds  # only here, as it reads the rules

    for key, goal in considering:
        for index, considered in enumerate(goal.considered):
            if considered.rule not in wording_kinds():
                place = reading.place(project.paths[f"goal/{key}"], "considered", index, "rule")
                yield unknown("R192", place, considered.rule, wording_kinds())


CHECKS = (considered_rules_exist,)
