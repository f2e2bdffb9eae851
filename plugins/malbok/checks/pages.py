"""The handbook: what its pages embed and link to exists, and may be seen by their readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from malbok import addresses, library
from malbok.checks.references import MOST_UNKNOWN, unknown
from malbok.embeds import audience_of
from malbok.faults import CODES, fault_pages, listing
from malbok.model import (
    Audience,
    ContentPage,
    Embed,
    GoalType,
    Project,
    Prose,
    Status,
    TargetGroup,
    in_reading_order,
)
from malbok.problems import Problem
from malbok.reading.content import EMBEDS_WITH_ID, front_matter_place
from malbok.reading.files import MOST_PROBLEMS
from malbok.reading.project import Reading

_PAGE_LINK = re.compile(r"\]\(<?([^()\[\s>:#?]+\.md)(?=[#?)\s>])")


def embeds_exist(reading: Reading, project: Project) -> Iterator[Problem]:
    """What a handbook page embeds exists, and may be seen by those who see the page."""
    for page in project.content:
        yield from islice(_wrong_embeds(reading, project, page), MOST_UNKNOWN)


def _wrong_embeds(reading: Reading, project: Project, page: ContentPage) -> Iterator[Problem]:
    for part in page.parts:
        if not isinstance(part, Embed) or part.name not in EMBEDS_WITH_ID:
            continue
        kind = "goal" if part.name == "goal" else "indicator"
        file = reading.texts[page.file]
        column = file.line(part.line).rindex(part.id) + 1
        place = file.place(part.line, column, len(part.id))
        ids = reading.declared[kind]
        if part.id not in ids:
            yield unknown("R103" if kind == "goal" else "R102", place, part.id, ids)
            continue
        item = (project.goals if kind == "goal" else project.indicators).get(part.id)
        seen_by_public = page.audience is Audience.PUBLIC and part.audience is not Audience.INTRANET
        if item and seen_by_public and item.audience is Audience.INTRANET:
            yield Problem("R113", place, {"value": part.id})


def types_have_one_page(reading: Reading, project: Project) -> Iterator[Problem]:
    """At most one page explains a type of goal; the first in the path's order may."""
    taken: dict[GoalType, str] = {}
    for page in in_reading_order(project.content):
        for place, goal_type in enumerate(page.explains):
            first = taken.setdefault(goal_type, page.file)
            if first != page.file:
                params = {"value": goal_type.value, "first": first}
                yield Problem(
                    "R191",
                    front_matter_place(reading.texts[page.file], ("explains", place)),
                    params,
                )


def pages_have_room(reading: Reading, project: Project) -> Iterator[Problem]:
    """No handbook page lies where malbok makes a page of its own, or MkDocs an index."""
    taken = {*fault_pages(project).values(), *_example_pages(project)}
    for page in project.content:
        name = page.path.rsplit("/", 1)[-1]
        is_taken = addresses.is_generated(page.path) or page.path in taken
        if is_taken or name.lower() == "readme.md":
            yield Problem("R119", reading.texts[page.file].place())


def links_lead_somewhere(reading: Reading, project: Project) -> Iterator[Problem]:
    """A handbook page links to pages that exist and that its readers may see."""
    shown_to = {page.path: page.audience for page in project.content}
    shown_to |= dict.fromkeys(
        (addresses.OVERVIEW, addresses.INDICATORS, addresses.METHOD, addresses.OPEN_DATA),
        Audience.PUBLIC,
    )
    if project.organisation.accessibility:
        shown_to[addresses.ACCESSIBILITY] = Audience.PUBLIC
    if project.organisation.glossary:
        shown_to[addresses.GLOSSARY] = Audience.PUBLIC
    shown_to |= dict.fromkeys((addresses.ALL_GOALS, addresses.GOAL_TREE), Audience.PUBLIC)
    shown_to |= dict.fromkeys(_goal_lists(), Audience.PUBLIC)
    shown_to |= _subject_pages(project)
    shown_to |= _example_pages(project)
    shown_to |= _report_pages(project)
    for department in project.organisation.departments:
        shown_to[addresses.department_path(department.id)] = department.audience
    for goal in project.goals.values():
        shown_to[addresses.goal_path(goal.department, goal.id)] = goal.audience
    for indicator in project.indicators.values():
        shown_to[addresses.indicator_path(indicator.id)] = indicator.audience
    if (codes := listing(project)) and (audience := audience_of(codes, CODES)):
        shown_to |= dict.fromkeys(fault_pages(project).values(), audience)
    for page in project.content:
        yield from islice(_dead_links(reading, page, shown_to), MOST_PROBLEMS)


def _goal_lists() -> Iterator[str]:
    """The pages that list goals by a value, whether any goal has it or not."""
    for kind, values in zip(addresses.GOAL_LISTS, (Status, GoalType, TargetGroup), strict=True):
        for value in values:
            yield addresses.goal_list_path(kind, value.value)


def _subject_pages(project: Project) -> Mapping[str, Audience]:
    """The pages about subjects: public if a public goal names one of them."""
    closed = {d.id for d in project.organisation.departments if d.audience is Audience.INTRANET}
    public = {
        subject
        for goal in project.goals.values()
        if goal.audience is Audience.PUBLIC and goal.department not in closed
        for subject in goal.subjects
    }
    pages = {
        addresses.subject_path(subject.id): (
            Audience.PUBLIC if subject.id in public else Audience.INTRANET
        )
        for subject in project.organisation.subjects
    }
    if pages:
        is_public = Audience.PUBLIC in pages.values()
        pages[addresses.SUBJECTS] = Audience.PUBLIC if is_public else Audience.INTRANET
    return pages


def _report_pages(project: Project) -> Mapping[str, Audience]:
    """The pages of reports, and the list of them, where there are any. Drafts are for the intranet."""
    pages = {
        addresses.report_path(report.id): (
            report.audience if report.is_published else Audience.INTRANET
        )
        for report in project.reports.values()
    }
    if pages:
        is_public = Audience.PUBLIC in pages.values()
        pages[addresses.REPORTS] = Audience.PUBLIC if is_public else Audience.INTRANET
    return pages


def _example_pages(project: Project) -> Mapping[str, Audience]:
    """The pages of the library of examples: public if a public example stands on them."""
    pages: dict[str, Audience] = {}
    for entry in library.entries(project):
        for path in entry.pages:
            if pages.get(path) is not Audience.PUBLIC:
                pages[path] = entry.audience
    return pages


def _dead_links(
    reading: Reading, page: ContentPage, shown_to: Mapping[str, Audience]
) -> Iterator[Problem]:
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


CHECKS = (embeds_exist, types_have_one_page, pages_have_room, links_lead_somewhere)
