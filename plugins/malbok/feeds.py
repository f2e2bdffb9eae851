"""Atom feeds of changes in the data (RFC 4287), of all goals and of each department's.

Dates are the data's own and ids are made from what changed, so that a feed made again is the same to
those who have read it. Links are absolute if the site's address is known; otherwise they are relative
to the feed, which RFC 4287 allows.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from uuid import NAMESPACE_URL, uuid5

from malbok import addresses as links
from malbok.addresses import Addresses
from malbok.explaining import REVISED_WORDS
from malbok.history import Event, history
from malbok.language import N_
from malbok.model import Archived, Department, Milestone, Observation, Revision, Status
from malbok.news import Change
from malbok.pages.records import Feed
from malbok.pages.views import Viewer

MOST_ENTRIES = 100
"""The newest ones; who follows a feed has seen the others."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as readers are told it. `path` is that of the page to read more on."""

    id: str
    kind: str
    title: str
    summary: str
    path: str
    updated: date


def feeds(viewer: Viewer) -> tuple[Feed, ...]:
    """Which feeds there are: of all goals, then of each department."""
    departments = viewer.project.organisation.departments
    return (
        Feed(_title(viewer), links.ALL_NEWS),
        *(
            Feed(_title(viewer, d), path, posixpath.dirname(path) + "/")
            for d in departments
            if (path := links.feed_path(d.id))
        ),
    )


def feed_files(viewer: Viewer, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """The path and content of every feed: of all goals, then of each department."""
    events = history(viewer.project, viewer.as_of)
    newest: dict[str, Event] = {}
    for event in events:
        if isinstance(event.change.new, Status):
            newest.setdefault(event.change.goal, event)
    entries = [*_reports(viewer), *_entries(viewer, events, newest)]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    yield links.ALL_NEWS, _atom(viewer, addresses, None, entries[:MOST_ENTRIES])
    goals = viewer.project.goals
    of_department: dict[str, list[Event]] = {}
    for event in events:
        if goal := goals.get(event.change.goal):
            of_department.setdefault(goal.department, []).append(event)
    for department in viewer.project.organisation.departments:
        entries = _entries(viewer, of_department.get(department.id, ()), newest)
        path = links.feed_path(department.id)
        yield path, _atom(viewer, addresses, department, entries)


def _title(viewer: Viewer, department: Department | None = None) -> str:
    """What a feed is called: that of a department, or of all."""
    site = viewer.project.organisation.title
    if department is None:
        return viewer.language.text(N_("What is new: {site}"), site=site)
    return viewer.language.text(
        N_("What is new: {department}, {site}"), department=department.title, site=site
    )


def _atom(
    viewer: Viewer, addresses: Addresses, department: Department | None, entries: list[Entry]
) -> bytes:
    from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # not needed by most commands

    organisation = viewer.project.organisation
    path = links.feed_path(department.id) if department else links.ALL_NEWS
    page = links.department_path(department.id) if department else links.OVERVIEW

    def link(target: str) -> str:
        return addresses.absolute(target) if addresses.site else addresses.link(path, target)

    feed = Atom1Feed(
        title=_legal(_title(viewer, department)),
        link=link(page),
        description=_legal(
            viewer.language.text(
                N_("New statuses, outcomes and decisions at {organisation}."),
                organisation=organisation.name,
            )
        ),
        language=viewer.language.code,
        author_name=_legal(organisation.name),
        feed_url=link(path),
        feed_guid=_id(viewer, "feed", path),
    )
    for entry in entries:
        feed.add_item(
            title=_legal(entry.title),
            link=link(entry.path),
            description=escape(_legal(entry.summary), quote=False),  # read as HTML
            unique_id=entry.id,
            updateddate=_midnight(entry.updated),
            categories=(entry.kind,),
        )
    if not entries:  # else the library would take the time of the clock
        feed.latest_post_date = lambda: _midnight(organisation.updated)
    text: str = feed.writeString("utf-8")
    return f"{text}\n".encode()


def _reports(viewer: Viewer) -> Iterator[Entry]:
    """The reports that are published, on the day when each was frozen; the latest first."""
    project, text = viewer.project, viewer.language.text
    published = [report for report in project.reports.values() if report.is_published]
    for report in sorted(published, key=lambda report: report.as_of, reverse=True):
        snapshot = project.snapshots.get(report.id)
        if snapshot is None or snapshot.frozen is None:
            continue
        yield Entry(
            id=_id(viewer, "report", report.id),
            kind="report",
            title=text(N_("The report is published: {report}"), report=snapshot.title),
            summary=text(
                N_("It is about {period} and shows how it was on {date}."),
                period=snapshot.covers,
                date=viewer.language.date(snapshot.as_of),
            ),
            path=links.report_path(report.id),
            updated=snapshot.frozen,
        )


def _entries(viewer: Viewer, events: Iterable[Event], newest: Mapping[str, Event]) -> list[Entry]:
    """The newest entries. An outcome that several goals follow is told once. `newest` has each goal's
    newest status."""
    found: dict[str, Entry] = {}
    for event in events:
        is_newest = newest.get(event.change.goal) is event
        entry = _entry(viewer, event, is_newest)
        found.setdefault(entry.id, entry)
        if len(found) == MOST_ENTRIES:
            break
    return list(found.values())


def _entry(viewer: Viewer, event: Event, is_newest: bool) -> Entry:
    change = event.change
    if isinstance(change.new, Observation):
        key, path = f"{change.indicator} {change.new.period}", _page_of_indicator(change)
    else:
        key, path = f"{change.goal} {_key(event)}", _page_of_goal(viewer, change)
    title, summary = _told(viewer, event, is_newest)
    return Entry(
        id=_id(viewer, change.kind.value, key),
        kind=change.kind.value,
        title=title,
        summary=summary,
        path=path,
        updated=change.date,
    )


def _key(event: Event) -> str:
    """What tells a change from the goal's others of that kind, today and when it is made again."""
    match event.change.new:
        case Status():
            return f"{event.since} {event.change.old} {event.change.new}"
        case Revision() as revision:
            what = f"{revision.date} {revision.changed} {revision.indicator} {revision.new}"
            return f"{what} {revision.reason} {revision.decision.paragraph}"
        case Milestone() as milestone:
            return f"{milestone.title} {milestone.due}"
        case _:
            return str(event.change.date)


def _told(viewer: Viewer, event: Event, is_newest: bool) -> tuple[str, str]:
    """A change in words: title and summary; the newest status with the sentence of its rule."""
    change, text, language = event.change, viewer.language.text, viewer.language
    if isinstance(change.new, Observation):
        return _told_outcome(viewer, change)
    goal = viewer.project.goals[change.goal]
    match change.new:
        case Status() if isinstance(change.old, Status):
            told = text(
                N_("It is now assessed as {new}. Before it was {old}."),
                new=viewer.status(change.new).word,
                old=viewer.status(change.old).word,
            )
            if is_newest and change.new is viewer.assessments[goal.id].status:
                told += f" {viewer.goal_link(goal).sentence}"
            return text(N_("New status: {goal}"), goal=goal.title), told
        case Status():
            department = viewer.project.department(goal.department)
            return text(N_("New goal: {goal}"), goal=goal.title), goal.meaning or department.title
        case Revision() as revision:
            (shown,) = viewer.revisions([revision])
            parts = [
                text(N_("Before: {text}."), text=shown.old.rstrip(".")) if shown.old else "",
                text(N_("Now: {text}."), text=shown.new.rstrip(".")) if shown.new else "",
                text(N_("Reason: {text}."), text=shown.reason.rstrip(".")),
                text(N_("Decision: {text}."), text=shown.decision),
            ]
            what = text(REVISED_WORDS[revision.changed])
            told = text(N_("Change of {what}: {goal}"), what=what, goal=goal.title)
            return told, " ".join(part for part in parts if part)
        case Archived() as archived:
            return text(N_("Applies no longer: {goal}"), goal=goal.title), archived.reason
        case Milestone() as milestone:
            told = text(
                N_("{step}: done {date}."),
                step=milestone.title.rstrip("."),
                date=language.date(change.date),
            )
            return text(N_("Milestone done: {goal}"), goal=goal.title), told
        case _:
            raise ValueError(change.kind)


def _told_outcome(viewer: Viewer, change: Change) -> tuple[str, str]:
    text, period = viewer.language.text, viewer.language.period
    key = str(change.indicator)
    indicator, quantity = viewer.project.indicators[key], viewer.quantities[key]
    title = N_("New outcome: {indicator}, {period}")
    parts = []
    for message, outcome in (
        (N_("The outcome for {period} is {value}."), change.new),
        (N_("For {period} it was {value}."), change.old),
    ):
        if isinstance(outcome, Observation):
            value = quantity(outcome.known)
            parts.append(text(message, period=period(outcome.period), value=value))
    new = change.new
    told = period(new.period) if isinstance(new, Observation) else ""
    return text(title, indicator=indicator.title, period=told), " ".join(parts)


def _page_of_indicator(change: Change) -> str:
    return links.indicator_path(str(change.indicator))


def _page_of_goal(viewer: Viewer, change: Change) -> str:
    goal = viewer.project.goals[change.goal]
    return links.goal_path(goal.department, goal.id)


def _id(viewer: Viewer, kind: str, key: str) -> str:
    """An id that is the same whenever it is made of the same."""
    organisation = viewer.project.organisation.name
    return uuid5(NAMESPACE_URL, "\n".join(("malbok", organisation, kind, key))).urn


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _legal(text: str) -> str:
    """Text without the few characters that XML has no way to write."""
    return _NOT_IN_XML.sub("", text)
