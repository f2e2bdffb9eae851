"""All that differs between two versions, in one record."""

from __future__ import annotations

from malbok.changes.addresses import addresses, dead_ends
from malbok.changes.comparing import Comparison, Version
from malbok.changes.examples import example_changes
from malbok.changes.figures import figures, odd_figures, unmarked
from malbok.changes.files import files
from malbok.changes.goals import (
    alterations,
    decided_otherwise,
    endings,
    rewritten,
    statuses,
    unanalysed,
    undecided,
)
from malbok.changes.pages import everywhere, pages, text_changes
from malbok.changes.publication import concealments, publications, withdrawals
from malbok.changes.records import (
    Changes,
    Counts,
    FigureChange,
    FigureKind,
    ItemKind,
    PageChange,
    PageFate,
    Reach,
    StatusChange,
)
from malbok.changes.reports import not_as_published, report_changes, still_reported
from malbok.changes.settings import approvers, newly_stale, not_dated, settings
from malbok.changes.showing import RELATED
from malbok.language import Language
from malbok.problems import in_file_order


def changes(base: Version, head: Version, words: Language) -> Changes:
    """All that differs between two versions, in the words of one language.

    `problems` are those of the change itself: see the codes that begin with D.
    """
    comparison = Comparison(base, head, words)
    changed_statuses = tuple(statuses(comparison))
    altered, recorded = alterations(comparison)
    changed_figures = figures(comparison)
    told_figures = tuple(change.told for change in changed_figures)
    changed_pages = tuple(pages(comparison))
    changed_addresses = tuple(addresses(comparison))
    days = base.project.organisation.as_of, head.project.organisation.as_of
    problems = (
        *undecided(altered, words),
        *decided_otherwise(altered),
        *dead_ends(comparison, changed_addresses),
        *unmarked(comparison, changed_figures),
        *not_as_published(comparison),
    )
    return Changes(
        public=_counts(changed_pages, changed_statuses, told_figures, public=True),
        inside=_counts(changed_pages, changed_statuses, told_figures, public=False),
        publications=tuple(publications(comparison)),
        withdrawals=tuple(withdrawals(comparison)),
        concealments=tuple(concealments(comparison)),
        still_reported=tuple(still_reported(comparison)),
        endings=tuple(endings(comparison)),
        statuses=changed_statuses,
        alterations=tuple(altered),
        recorded=tuple(recorded),
        rewritten=tuple(rewritten(comparison)),
        figures=told_figures,
        odd=tuple(odd_figures(comparison, changed_figures)),
        unanalysed=tuple(unanalysed(comparison, (page.item for page in changed_pages))),
        pages=changed_pages,
        everywhere=tuple(everywhere(comparison)),
        addresses=changed_addresses,
        settings=tuple(settings(comparison)),
        as_of=None if days[0] == days[1] else days,
        stale=tuple(newly_stale(comparison)),
        not_dated=tuple(not_dated(comparison)),
        approvers=tuple(approvers(comparison, changed_pages)),
        texts=tuple(text_changes(comparison)),
        examples=tuple(example_changes(comparison)),
        reports=tuple(report_changes(comparison)),
        files=files(comparison),
        problems=in_file_order(problems),
    )


def _counts(
    changed_pages: tuple[PageChange, ...],
    changed_statuses: tuple[StatusChange, ...],
    changed_figures: tuple[FigureChange, ...],
    *,
    public: bool,
) -> Counts:
    """How much changes for everybody, or for the intranet only. What is opened or closed is a page
    that comes or goes for everybody."""

    def is_counted(reach: Reach) -> bool:
        return (reach is not Reach.INSIDE) is public

    seen = [page for page in changed_pages if is_counted(page.item.reach)]
    goals = [page for page in seen if page.item.kind is ItemKind.GOAL]
    changed = {PageFate.CHANGED, PageFate.MOVED}
    figures_seen = [figure.kind for figure in changed_figures if is_counted(figure.item.reach)]
    return Counts(
        changed=sum(page.fate in changed and page.parts != (RELATED,) for page in goals),
        status=sum(is_counted(change.item.reach) for change in changed_statuses),
        added=sum(page.fate is PageFate.NEW for page in goals),
        removed=sum(page.fate is PageFate.REMOVED for page in goals),
        new_figures=figures_seen.count(FigureKind.NEW),
        revised_figures=figures_seen.count(FigureKind.REVISED),
        pages=sum(page.item.kind is not ItemKind.SELECTION for page in seen),
    )
