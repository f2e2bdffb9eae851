"""New goals, indicators and reports: their ids, their files in house form, what may stand in them."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Literal

import yaml

from malbok.fields import KINDS
from malbok.formatting.yaml import house_yaml
from malbok.ids import slug
from malbok.language import N_, Language
from malbok.model import INTERIM, Audience, Goal, GoalKind, Observation, Project, Record, ReportKind
from malbok.observations import figures_csv, figures_path
from malbok.periods import Period
from malbok.problems import Problem
from malbok.reading.files import TextFile
from malbok.reading.project import TAKEN_ID
from malbok.reading.validation import validate
from malbok.schemas import FOLDER
from malbok.writing import NewFile

ItemKind = Literal["goal", "indicator", "report"]
ID_LENGTH = 40
"""How long a suggested id may be. Longer ones are allowed, but make long addresses."""
LINE_LENGTH, LONGEST_LINE = 96, 80
"""Where a text is folded, and how long it must be to be folded at all."""

SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """alla att av de dem den det din du då där en er ett från får för ha har hos hur i in inte kan
        kommer med men mer mot ni och om på samma sig sin ska som så till under upp ut var vara vi
        vid vår vårt våra är""",
    )
)
"""Words that tell nothing in an id."""


def suggested_id(title: str, taken: Collection[str]) -> str:
    """A short id made from a title, that isn't taken; empty if nothing in the title can be used."""
    words = [slug(word) for word in title.split()]
    telling = [slug(word) for word in title.split() if word.casefold() not in SMALL_WORDS]
    chosen = [word for word in telling or words if word]
    base = ""
    for word in chosen:
        longer = f"{base}-{word}" if base else word[:ID_LENGTH].strip("-")
        if len(longer) > ID_LENGTH:
            break
        base = longer
    if not base:
        return ""
    used = {key.casefold() for key in taken} | {TAKEN_ID}
    number, found = 1, base
    while found in used:
        number += 1
        found = f"{base}-{number}"
    return found


def item_path(kind: ItemKind, item_id: str, department: str = "") -> str:
    """Where the file of an item lies, from the project's folder."""
    folder = f"data/{kind}s/{department}" if department else f"data/{kind}s"
    return f"{folder}/{item_id}.yml"


def answer_problem(record: type[Record], name: str, answer: object) -> Problem | None:
    """What is wrong with one value of a record, if anything: the same that `check` would say."""
    problems: list[Problem] = []
    validate(record, {name: answer}, TextFile("", ""), problems)
    said = (p for p in problems if p.code != "K102" or p.params.get("key") == name)
    return next(said, None)


def record_problem(record: type[Record], values: Mapping[str, Any]) -> Problem | None:
    """What is wrong with a record as a whole, if anything."""
    problems: list[Problem] = []
    validate(record, dict(values), TextFile("", ""), problems)
    return problems[0] if problems else None


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without those that are empty, also within others."""
    inner = {k: filled(v) if isinstance(v, Mapping) else v for k, v in values.items()}
    return {name: value for name, value in inner.items() if value}


def yaml_file(kind: ItemKind, path: str, values: Mapping[str, Any]) -> NewFile:
    """A file of the given kind in house form; what is empty in `values` is left out."""
    record = KINDS[kind].record
    if record is None:
        raise KeyError(kind)
    said = filled(values)
    ordered = {name: _plain(name, said[name]) for name in record.model_fields if name in said}
    text = yaml.dump(
        ordered, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=LINE_LENGTH
    )
    schema = os.path.relpath(f"{FOLDER}/{kind}.json", PurePosixPath(path).parent)
    formed = house_yaml(text, record, schema=schema.replace(os.sep, "/"))
    return NewFile(path, formed.text.encode())


def figures_file(path: str, outcomes: Sequence[Observation]) -> NewFile:
    """The figures of an indicator whose description lies at `path`."""
    return NewFile(figures_path(path), figures_csv(outcomes))


def covered_goals(
    project: Project, departments: Collection[str], period: Period, audience: Audience
) -> tuple[Goal, ...]:
    """The goals that a report is about: those of the departments that are for a time within the
    report's. A goal without a period is for all time. A public report is about public goals."""
    public = {d.id for d in project.organisation.departments if d.audience is Audience.PUBLIC}
    return tuple(
        goal
        for goal in project.goals.values()
        if goal.department in departments
        and (goal.period is None or _overlap(goal.period, period))
        and (
            audience is Audience.INTRANET
            or (goal.audience is Audience.PUBLIC and goal.department in public)
        )
    )


def sections_to_fill_in(
    project: Project, goals: Sequence[Goal], kind: ReportKind, language: Language
) -> str:
    """Lines for the end of a report's file with a section for each department and goal, as comments: a
    section that says nothing may not stand in the file, and what is made up must not be published.

    Interim reports look ahead to the end of the year, so theirs ask for a forecast, and for what a goal
    that can be graded is expected to be.
    """
    texts = ["    comment: |", "    forecast: |"] if kind in INTERIM else ["    comment: |"]
    said = language.text(
        N_(
            "What the report says of each department and goal. Take away “#” and the blank after it from "
            "“sections:” and from what you fill in. Write each text below its key, six blanks in."
        )
    )
    lines = [*textwrap.wrap(said, LINE_LENGTH), "sections:"]
    covered = {goal.department for goal in goals}
    for department in project.organisation.departments:
        if department.id not in covered:
            continue
        lines += [f"  # {department.title}", f"  - department: {department.id}"]
        lines += texts
        for goal in goals:
            if goal.department == department.id:
                lines += [f"  # {goal.title}", f"  - goal: {goal.id}"]
                lines += texts
                if kind in INTERIM and goal.kind is not GoalKind.DIRECTION:
                    lines.append("    expected:")
    return "".join(f"# {line}\n" for line in lines)


def _overlap(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


class _OneLine(str):
    """A text that isn't folded, however long it is."""


class _Paragraphs(str):
    """A text that others go on writing in: its paragraphs and lists stay as they are written."""


def _plain(name: str, value: Any) -> Any:
    """A value as the dumper takes it: titles on one line, summaries ready for more paragraphs."""
    if isinstance(value, Mapping):
        return {key: _plain(key, item) for key, item in filled(value).items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(name, item) for item in value]
    text = str(value).strip()
    if name == "title":
        return _OneLine(text)
    return _Paragraphs(text) if name == "summary" else text


class _Dumper(yaml.SafeDumper):
    """Writes lists indented below their key, and folds only what is to be folded."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)

    def write_plain(self, text: str, split: bool = True) -> None:
        del split
        super().write_plain(text, False)

    def write_single_quoted(self, text: str, split: bool = True) -> None:
        del split
        super().write_single_quoted(text, False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        del split
        super().write_double_quoted(text, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > LONGEST_LINE else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _represent_line(dumper: yaml.SafeDumper, text: _OneLine) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text))


def _represent_paragraphs(dumper: yaml.SafeDumper, text: _Paragraphs) -> yaml.ScalarNode:
    style = "|" if "\n" in text or len(text) > LONGEST_LINE else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(_Paragraphs, _represent_paragraphs)
_Dumper.add_representer(_OneLine, _represent_line)
