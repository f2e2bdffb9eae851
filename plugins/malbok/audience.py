"""Who may see what. Nothing meant for the inside reaches anything made for the public.

Items are removed here, before anything is made from them, so that no page, chart, file name, feed
or search index has to think of it. The default audience is the intranet: publishing is an act.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar
from urllib.parse import unquote

from malbok.disclosure import suppress
from malbok.hidden import visible
from malbok.model import (
    Archived,
    Audience,
    ContentPage,
    Goal,
    Indicator,
    Observation,
    Organisation,
    Project,
    Prose,
    Record,
    Report,
    Target,
)
from malbok.observations import figures_path
from malbok.periods import Period


class _HasAudience(Protocol):
    @property
    def audience(self) -> Audience: ...


T = TypeVar("T", bound=_HasAudience)
R = TypeVar("R", bound=Record)

_LINK = re.compile(
    r"""\]\(\s*(?:<([^>\n]+)>|((?:[^()\s]|\([^()\s]*\))+))   # [text](target)
    | ^[> \t]*\[[^\]\n]+\]:\s*(?:<([^>\n]+)>|(\S+))              # [name]: target
    | (?:src|href|poster)\s*=\s*(?:["']([^"']+)|([^\s"'>]+))  # HTML
    """,
    re.MULTILINE | re.VERBOSE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def for_audience(project: Project, audience: Audience) -> Project:
    """The project as that audience may see it.

    The intranet sees everything. For the public, everything not marked public is gone: goals,
    indicators with their outcomes, departments, pages and blocks of pages, references to any of
    them, roles and subjects that no public item names, every role's contact, HTML comments, values
    that rest on few persons, reports that aren't both published and public, examples, and files of
    the handbook that no public page links to.
    """
    if audience is Audience.INTRANET:
        return project
    departments = {d.id: d for d in _public(project.organisation.departments)}
    indicators = {i.id: without_comments(i) for i in _public(project.indicators.values())}
    goals = {
        g.id: without_comments(g)
        for g in _public(project.goals.values())
        if g.department in departments
    }
    content = tuple(_public_parts(page) for page in _public(project.content))
    linked = {target for page in content for target in _link_targets(page)}
    linked |= set(project.organisation.look.files)
    examples = {
        key: without_comments(file)
        for key, file in project.example_files.items()
        if file.audience is Audience.PUBLIC
    }
    reports = dict(_public_reports(project))
    kept = {f"goal/{g}" for g in goals} | {f"indicator/{i}" for i in indicators}
    kept |= {f"examples/{key}" for key in examples}
    kept |= {f"report/{key}" for key in reports} | {f"snapshot/{key}" for key in reports}
    named = {g.owner for g in goals.values()} | {i.owner for i in indicators.values()}
    named |= {g.override.role for g in goals.values() if g.override}
    hidden = {f"{d.id}/" for d in project.organisation.departments if d.id not in departments}
    called = {former: i.id for i in indicators.values() for former in i.previous_ids}
    called |= {key: key for key in indicators}
    for key in set(project.indicators) - set(indicators):
        hidden |= {key, *project.indicators[key].previous_ids}
    organisation = without_comments(project.organisation)
    observations = {
        key: _public_outcomes(project.observations.get(key, ()), indicator, organisation)
        for key, indicator in indicators.items()
    }
    too_few = {
        (key, o.period)
        for key, series in observations.items()
        for o in series
        if o.suppressed and o.is_own
    }
    return replace(
        project,
        organisation=_public_organisation(
            organisation,
            set(departments),
            named,
            {s for g in goals.values() for s in g.subjects},
            {i.compare_with for i in indicators.values()},
        ),
        goals={
            g.id: _public_references(_without_baselines(g, too_few), set(goals), called, hidden)
            for g in goals.values()
        },
        indicators=indicators,
        observations=observations,
        paths={item: path for item, path in project.paths.items() if item in kept},
        content=content,
        content_files=tuple(f for f in project.content_files if f in linked),
        reports=reports,
        snapshots={key: s for key, s in project.snapshots.items() if key in reports},
        example_files=examples,
    )


def inside_files(project: Project) -> frozenset[str]:
    """The files of what is for the intranet only: goals, indicators and their figures, pages,
    examples, and reports that aren't both published and public, with what was frozen of them. One that
    couldn't be read isn't among them, as it may be meant for everybody."""
    closed = {d.id for d in project.organisation.departments if d.audience is Audience.INTRANET}
    hidden = {
        project.paths[f"goal/{key}"]
        for key, goal in project.goals.items()
        if goal.audience is Audience.INTRANET or goal.department in closed
    }
    for key, indicator in project.indicators.items():
        if indicator.audience is Audience.INTRANET:
            path = project.paths[f"indicator/{key}"]
            hidden |= {path, figures_path(path)}
    hidden |= {page.file for page in project.content if page.audience is Audience.INTRANET}
    public_reports = {key for key, _ in _public_reports(project)}
    hidden |= {
        project.paths[name]
        for key in project.reports
        for name in (f"report/{key}", f"snapshot/{key}")
        if key not in public_reports and name in project.paths
    }
    hidden |= {
        project.paths[f"examples/{key}"]
        for key, file in project.example_files.items()
        if file.audience is Audience.INTRANET
    }
    return frozenset(hidden)


def _public_reports(project: Project) -> Iterator[tuple[str, Report]]:
    """The reports that the public may read: published for it, and frozen as it may see them."""
    for report in _public(project.reports.values()):
        snapshot = project.snapshots.get(report.id)
        if report.is_published and snapshot and snapshot.audience is Audience.PUBLIC:
            yield report.id, without_comments(report)


def _public(items: Iterable[T]) -> Iterator[T]:
    return (item for item in items if item.audience is Audience.PUBLIC)


def _public_outcomes(
    series: Sequence[Observation], indicator: Indicator, organisation: Organisation
) -> tuple[Observation, ...]:
    """An indicator's outcomes, without those that rest on few persons."""
    return tuple(
        replace(o, group=_shown(o.group), note=_shown(o.note)) if "<!--" in o.group + o.note else o
        for o in suppress(series, indicator, organisation.small_numbers)
    )


def _without_baselines(goal: Goal, too_few: set[tuple[str, Period]]) -> Goal:
    """The goal without baselines that are outcomes resting on too few. A check refuses those, as
    the goal would be assessed by another rule then."""

    def is_hidden(target: Target) -> bool:
        baseline = target.baseline
        return baseline is not None and (target.indicator, baseline.period) in too_few

    if not any(map(is_hidden, goal.targets)):
        return goal
    targets = (t.model_copy(update={"baseline": None}) if is_hidden(t) else t for t in goal.targets)
    return goal.model_copy(update={"targets": tuple(targets)})


def _public_organisation(
    organisation: Organisation,
    departments: set[str],
    roles: set[str | None],
    subjects: set[str],
    groups: set[str | None],
) -> Organisation:
    return organisation.model_copy(
        update={
            "departments": tuple(
                d.model_copy(update={"parent": d.parent if d.parent in departments else None})
                for d in organisation.departments
                if d.audience is Audience.PUBLIC
            ),
            "roles": tuple(
                role.model_copy(update={"contact": None})
                for role in organisation.roles
                if role.id in roles
            ),
            "subjects": tuple(s for s in organisation.subjects if s.id in subjects),
            "comparison_groups": tuple(
                group for group in organisation.comparison_groups if group.id in groups
            ),
        }
    )


def _public_references(
    goal: Goal, goals: set[str], called: Mapping[str, str], hidden: set[str]
) -> Goal:
    """The goal without references to what isn't public, and without what its writers said of advice.

    `called` are the public indicators by all ids that they have had. `hidden` are those of indicators
    that are inside, and of departments with a slash. What a revision names may also be gone; then
    only its name is left out.
    """
    indicators = set(called.values())
    return goal.model_copy(
        update={
            "supports": tuple(g for g in goal.supports if g in goals),
            "archived": _public_end(goal.archived, goals),
            "targets": tuple(t for t in goal.targets if t.indicator in indicators),
            "indicators": tuple(i for i in goal.indicators if i in indicators),
            "considered": (),
            "revisions": tuple(
                r.model_copy(update={"indicator": called.get(r.indicator or "")})
                for r in goal.revisions
                if r.indicator not in hidden
            ),
            "previous_ids": tuple(
                former
                for former in goal.previous_ids
                if f"{former.rpartition('/')[0]}/" not in hidden
            ),
        }
    )


def _public_end(archived: Archived | None, goals: set[str]) -> Archived | None:
    """That a goal applies no longer, without what replaced it if that isn't public."""
    if archived is None or archived.replaced_by in goals:
        return archived
    return archived.model_copy(update={"replaced_by": None})


def _public_parts(page: ContentPage) -> ContentPage:
    shown = (part for part in page.parts if part.audience is not Audience.INTRANET)
    return replace(
        page,
        title=_shown(page.title),
        description=_shown(page.description),
        parts=tuple(
            replace(part, markdown=_COMMENT.sub("", part.markdown))
            if isinstance(part, Prose)
            else part
            for part in shown
        ),
    )


def without_comments(record: R) -> R:
    """The record without HTML comments in any of its texts."""
    return record.model_copy(update={name: _shown(value) for name, value in record})


def _shown(value: Any) -> Any:
    """A value without what isn't meant to be seen in it. A comment that isn't closed has no end."""
    if type(value) is str:
        return visible(value).rstrip() if "<!--" in value else value
    if isinstance(value, Record):
        return without_comments(value)
    if isinstance(value, tuple):
        return tuple(_shown(item) for item in value)
    return value


def _link_targets(page: ContentPage) -> Iterator[str]:
    """Paths within the content folder that the page's links lead to."""
    folder = posixpath.dirname(page.path)
    for part in page.parts:
        if isinstance(part, Prose):
            for match in _LINK.finditer(part.markdown):
                target = unquote(next(filter(None, match.groups())).split("#")[0].split("?")[0])
                yield posixpath.normpath(posixpath.join(folder, target))
