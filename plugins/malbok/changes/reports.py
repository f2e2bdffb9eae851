"""What happens to reports: drafts, what is published, what is corrected. What was frozen stays."""

from __future__ import annotations

from collections.abc import Iterator

from malbok import addresses as links
from malbok.changes.comparing import Comparison
from malbok.changes.figures import concealed
from malbok.changes.records import Item, ItemKind, Publication, Reach, ReportChange, StillReported
from malbok.language import N_, Language
from malbok.model import Correction, Decision, Report
from malbok.problems import Place, Problem
from malbok.reports.snapshot import CHECKSUM, Snapshot

HEEDED = ("audience", "decision", "corrections")
"""What of a published report's own file is heeded: the rest is read from its snapshot."""


def opened_reports(comparison: Comparison) -> Iterator[Publication]:
    """Reports that everybody can read and couldn't before, with what they say as a whole."""
    before, after = (viewer.project for viewer in comparison.public.both)
    for key, report in after.reports.items():
        if key not in before.reports:
            was_inside = key in comparison.base.project.reports
            says = tuple(_said_of(after.snapshots[key], comparison.words))
            yield Publication(_item(comparison, key, report), was_inside, says)


def closed_reports(comparison: Comparison) -> Iterator[Item]:
    """Reports that only the intranet can read from now on."""
    before, after = (viewer.project for viewer in comparison.public.both)
    for key in before.reports:
        if key not in after.reports and key in comparison.head.project.reports:
            yield _item(comparison, key, comparison.head.project.reports[key])


def still_reported(comparison: Comparison) -> Iterator[StillReported]:
    """The goals and indicators that everybody could see, or whose figures, and that can still be read
    of in public reports: what is frozen stays."""
    snapshots = comparison.public.after.project.snapshots.values()
    for goal in comparison.goals:
        item, names = comparison.goal_item(goal), {it.id for it in (goal.before, goal.after) if it}
        told = [it.title for it in snapshots if not names.isdisjoint(it.goal_names)]
        if told and item.reach is Reach.CLOSED:
            yield StillReported(item, tuple(told))
    less = {item.id for item, _ in concealed(comparison)}
    for pair in comparison.indicators:
        item, names = (
            comparison.indicator_item(pair),
            {it.id for it in (pair.before, pair.after) if it},
        )
        told = [it.title for it in snapshots if not names.isdisjoint(it.indicator)]
        if told and (item.reach is Reach.CLOSED or item.id in less):
            yield StillReported(item, tuple(told))


def report_changes(comparison: Comparison) -> Iterator[ReportChange]:
    """What happens to each report, in sentences; to whom it is shown is told elsewhere."""
    before, after = comparison.base.project.reports, comparison.head.project.reports
    for key, report in {**after, **before}.items():
        if says := tuple(_said(comparison, before.get(key), after.get(key))):
            yield ReportChange(_item(comparison, key, after.get(key, report)), says)


def _said(comparison: Comparison, old: Report | None, new: Report | None) -> Iterator[str]:
    words = comparison.words
    was_draft, is_draft = old and not old.is_published, new and not new.is_published
    if new is None:
        yield words.text(N_("The report is removed."))
        return
    if is_draft and old is None:
        yield words.plural(
            "New draft, with {n} goal.", "New draft, with {n} goals.", len(new.goals)
        )
    elif is_draft and was_draft and old:
        fields = Report.model_fields
        changed = [key for key in fields if getattr(old, key) != getattr(new, key)]
        if changed:
            names = words.listing([words.text(fields[key].title or key) for key in changed])
            yield words.text(N_("The draft has changed: {parts}."), parts=names)
    snapshot = None if old and old.is_published else comparison.head.project.snapshots.get(new.id)
    if snapshot and not is_draft:
        date = words.date(snapshot.as_of)
        yield words.text(N_("It is published, and shows how it was on {date}."), date=date)
        yield from _said_of(snapshot, words)
    if not is_draft:
        yield from _decided(words, old.decision if old else None, new.decision)
        for correction in new.corrections:
            if not (old and correction in old.corrections):
                yield _corrected(words, correction)


def _said_of(snapshot: Snapshot, words: Language) -> Iterator[str]:
    """How many goals a frozen report has, how they are as a whole, and its summary."""
    yield words.plural("It has {n} goal.", "It has {n} goals.", len(snapshot.goals))
    if overall := snapshot.overall:
        message = N_("As a whole: {status}. {sentence}")
        yield words.text(message, status=overall.status_word, sentence=overall.sentence)
    if snapshot.summary:
        yield words.text(N_("“{text}”"), text=snapshot.summary)


def _decided(words: Language, old: Decision | None, new: Decision | None) -> Iterator[str]:
    if new and new != old:
        made = [new.body, words.date(new.date), new.paragraph or ""]
        yield words.text(N_("Decision: {decision}."), decision=", ".join(filter(None, made)))
    elif old and not new:
        yield words.text(N_("The decision is taken away."))


def _corrected(words: Language, correction: Correction) -> str:
    return words.text(
        N_("Correction, {date}: {what}: {old} → {new}. {reason}"),
        date=words.date(correction.date),
        what=correction.what,
        old=correction.old,
        new=correction.new,
        reason=correction.reason,
    )


def not_as_published(comparison: Comparison) -> Iterator[Problem]:
    """Published reports that are drafts again, gone, or frozen anew, and corrections that are
    changed or gone."""
    base, head = comparison.base.project, comparison.head.project
    for key, old in base.reports.items():
        was = base.snapshots.get(key)
        if was is None or not old.is_published:
            continue
        new, snapshot = head.reports.get(key), head.snapshots.get(key)
        params = {"title": was.title}
        if new is None or not new.is_published or snapshot is None:
            path = head.paths.get(f"report/{key}", base.paths[f"report/{key}"])
            yield Problem("D107", comparison.head.place(path, "state"), params)
            continue
        if snapshot != was:
            place = _checksum_place(comparison, head.paths[f"snapshot/{key}"])
            yield Problem("D107", place, params)
        for correction in old.corrections:
            if correction not in new.corrections:
                place = comparison.head.place(head.paths[f"report/{key}"], "corrections")
                yield Problem("D108", place, {"date": correction.date, "what": correction.what})


def _checksum_place(comparison: Comparison, path: str) -> Place:
    file = comparison.head.texts[path]
    return file.place_at(max(0, file.text.find(f'"{CHECKSUM}"')), len(CHECKSUM) + 2)


def _item(comparison: Comparison, key: str, report: Report) -> Item:
    """A report as the change names it: by what was frozen, where it was."""
    was, now = (version.project.reports for version in (comparison.base, comparison.head))
    seen = [viewer.project.reports for viewer in comparison.public.both]
    frozen = comparison.head.project.snapshots.get(key)
    reach = Reach.of(key in seen[0] if key in was else None, key in seen[1] if key in now else None)
    title = frozen.title if frozen else report.title
    return Item(ItemKind.REPORT, key, title, links.report_path(key), reach)
