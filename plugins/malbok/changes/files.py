"""Files that change without a page saying anything else, or that no page is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from malbok.changes.comparing import Comparison, Version
from malbok.changes.records import Files, Reach
from malbok.changes.reports import HEEDED
from malbok.changes.showing import text_of
from malbok.model import Prose, Report
from malbok.observations import figures_path


def files(comparison: Comparison) -> Files:
    """The files whose bytes differ, by what that does; those that change a page aren't among them."""
    before, after = comparison.base.fingerprints, comparison.head.fingerprints
    differing = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    models = [_models(version) for version in (comparison.base, comparison.head)]
    reformatted = [
        path
        for path in differing
        if path in before and path in after and path in models[0]
        if models[0][path] == models[1].get(path)
    ]
    known = {*models[0], *models[1], *comparison.base.unreadable}
    others = [path for path in differing if path not in known]
    return Files(
        reformatted=tuple(reformatted),
        others=tuple((path, _reach(comparison, path)) for path in others),
    )


def _models(version: Version) -> dict[str, str]:
    """What was read from each file, by path, with figures as they were written."""
    return dict(_read(version))


def _read(version: Version) -> Iterator[tuple[str, str]]:
    project = version.project
    for kind, items in (
        ("goal", project.goals),
        ("indicator", project.indicators),
        ("report", {key: _heeded(report) for key, report in project.reports.items()}),
        ("snapshot", project.snapshots),
        ("examples", project.example_files),
    ):
        for key, item in items.items():
            path = project.paths.get(f"{kind}/{key}", "")
            yield path, repr(item)
            if kind == "indicator":
                series = project.observations.get(key, ())
                yield figures_path(path), repr(series)
    for path in version.texts:
        if path.endswith("organisation.yml"):
            yield path, repr(project.organisation)
    for page in project.content:
        parts = [
            (part.audience, text_of(part) if isinstance(part, Prose) else (part.name, part.id))
            for part in page.parts
        ]
        yield page.file, repr((replace(page, parts=()), parts))


def _heeded(report: Report) -> object:
    """What of a report's own file readers are shown: of a published one the rest is frozen."""
    if not report.is_published:
        return report
    return report.state, *(getattr(report, key) for key in HEEDED)


def _reach(comparison: Comparison, path: str) -> Reach:
    """Whether everybody can fetch a file that lies beside the handbook."""
    seen = (viewer.project.content_files for viewer in comparison.public.both)
    is_public = any(path.endswith(f"content/{name}") for names in seen for name in names)
    return Reach.PUBLIC if is_public else Reach.INSIDE
