"""The list of all reports, and the pages that hold one against another."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from malbok import addresses as links
from malbok.addresses import Addresses
from malbok.engine import prepare
from malbok.feeds import feed_files
from malbok.model import AssessmentRules, Audience, Project, Report, ReportState
from malbok.pages import Page
from malbok.pages.making import Charts, Making
from malbok.pages.records import fill
from malbok.pages.report_lists import (
    MOST_COMPARED,
    earlier_reports,
    later_reports,
    report_comparison_pages,
    reports_page,
)
from malbok.reading import load_project
from malbok.reports.contents import snapshot_of
from malbok.reports.showing import Reported
from malbok.reports.snapshot import Snapshot
from tests.building import FIGURES, GOAL, INDICATOR, Files
from tests.conftest import ProjectWriter
from tests.hostile import HIT, TEXTS

CALM = GOAL.replace("id: trygg", "id: lugn").replace("Alla är trygga", "Alla har lugnt")
FILES: Files = {
    "data/goals/n1/lugn.yml": CALM.replace("indicator: trygghet", "indicator: lugn"),
    "data/indicators/lugn.yml": INDICATOR.replace("id: trygghet", "id: lugn"),
    "data/indicators/lugn.csv": FIGURES,
}
FROZEN = date(2026, 11, 22)


@pytest.fixture
def read(project: ProjectWriter) -> Project:
    return load_project(project(FILES))


def making(project: Project, reports: tuple[Reported, ...] = ()) -> Making:
    prepared = prepare(replace(project, indicators={}, goals={}), Audience.PUBLIC)
    return replace(prepared.making(Addresses()), charts=Charts(), reports=reports)


def reported(
    project: Project,
    name: str,
    day: str,
    *,
    is_draft: bool = False,
    previous: Snapshot | None = None,
    **given: Any,
) -> Reported:
    values = {
        "title": f"Rapport {name}",
        "kind": "annual",
        "period": day[:4],
        "goals": tuple(project.goals),
        "audience": "public",
        "state": ReportState.DRAFT if is_draft else ReportState.PUBLISHED,
        **given,
    }
    report = Report(id=name, as_of=day, **values)
    viewer = prepare(project, Audience.INTRANET, report.as_of).viewer
    return Reported(report, snapshot_of(viewer, report, previous, None if is_draft else FROZEN))


def latest_first(*reports: Reported) -> tuple[Reported, ...]:
    return tuple(sorted(reports, key=lambda it: (it.snapshot.as_of, it.report.id), reverse=True))


def html(page: Page) -> str:
    return fill(page.markdown, page.blocks)


def plain(page: Page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html(page)).split())


def comparison(newer: Reported, older: Reported, project: Project) -> Page:
    both = (newer, older)
    (page,) = report_comparison_pages(making(project, both), both)
    return page


# --- The list -------------------------------------------------------------------------------------


def test_reports_are_listed_by_year_the_latest_first(read: Project) -> None:
    reports = latest_first(
        reported(read, "a", "2015-12-31"),
        reported(read, "b", "2016-08-31", kind="interim_august"),
        reported(read, "c", "2016-12-31"),
    )
    page = reports_page(making(read, reports), reports)
    assert page.path == links.REPORTS
    said = html(page)
    headings = (
        "## 2016",
        *(f">Rapport {name}</a></h3>" for name in "cb"),
        "## 2015",
        ">Rapport a</a></h3>",
    )
    places = [said.index(heading) for heading in headings]
    assert places == sorted(places)
    for link in ("c/c.pdf", "c/c.json", "c/jamfor/b/", "c/jamfor/a/", "b/jamfor/a/"):
        assert f'href="{link}"' in said
    assert "mb-status--partly_met" in said


def test_a_draft_is_marked_and_has_no_frozen_data(read: Project) -> None:
    reports = (reported(read, "d", "2016-12-31", is_draft=True, audience="intranet"),)
    said = html(reports_page(making(read, reports), reports))
    assert said.count(">Utkast<") + said.count(">Draft<") == 1
    assert "d/d.pdf" in said
    assert "d/d.json" not in said
    assert "jamfor" not in said


def test_without_reports_there_are_no_comparisons(read: Project) -> None:
    assert list(report_comparison_pages(making(read), ())) == []


# --- Which are held against which -----------------------------------------------------------------


def three_a_year(project: Project, first: int, last: int) -> tuple[Reported, ...]:
    kinds = (("04-30", "interim_april"), ("08-31", "interim_august"), ("12-31", "annual"))
    one = reported(project, "r", "2016-12-31")
    made = []
    for year in range(first, last + 1):
        for day, kind in kinds:
            key, on = f"r{year}-{day[:2]}", date.fromisoformat(f"{year}-{day}")
            report = one.report.model_copy(update={"id": key, "as_of": on})
            changes = {"id": key, "title": key, "as_of": on, "kind_title": kind, "previous": None}
            made.append(Reported(report, one.snapshot.model_copy(update=changes)))
    return latest_first(*made)


def test_the_latest_are_all_held_against_one_another(read: Project) -> None:
    reports = three_a_year(read, 2013, 2016)
    earlier = earlier_reports(reports)
    for place, it in enumerate(reports):
        assert earlier[it.report.id] == reports[place + 1 :]


def test_the_pages_dont_grow_with_the_square_of_all_reports(read: Project) -> None:
    reports = three_a_year(read, 1990, 2020)
    earlier = earlier_reports(reports)
    pairs = sum(map(len, earlier.values()))
    assert pairs < MOST_COMPARED**2 / 2 + 2 * len(reports)
    for newer, older in pairwise(reports):  # the report before
        assert older in earlier[newer.report.id]
    assert [it.report.id for it in earlier["r2001-12"]] == ["r2001-08", "r2000-12"]


def test_later_reports_are_the_other_way_round(read: Project) -> None:
    reports = three_a_year(read, 2009, 2016)
    earlier, later = earlier_reports(reports), later_reports(reports)
    pairs = {(it.report.id, o.report.id) for it in reports for o in earlier[it.report.id]}
    assert pairs == {(o.report.id, it.report.id) for it in reports for o in later[it.report.id]}


def test_reports_without_a_common_goal_arent_compared(read: Project) -> None:
    one = reported(read, "en", "2016-12-31", goals=("trygg",))
    other = reported(read, "annan", "2015-12-31", goals=("lugn",))
    assert not any(earlier_reports((one, other)).values())


# --- A comparison ---------------------------------------------------------------------------------


def changed(project: Project) -> Project:
    """A project where a goal is met, another has a new target, and both are called otherwise."""
    series = tuple(
        replace(o, value=Decimal(55)) if str(o.period) == "2016" else o
        for o in project.observations["trygghet"]
    )
    calm = project.goals["lugn"]
    target = calm.targets[0].model_copy(update={"value": Decimal(49)})
    calm = calm.model_copy(update={"title": "Alla har lugn och ro", "targets": (target,)})
    return replace(
        project,
        goals={**project.goals, "lugn": calm},
        observations={**project.observations, "trygghet": series},
    )


def test_a_comparison_shows_then_and_now(read: Project) -> None:
    newer = reported(changed(read), "ny", "2016-12-31")
    page = comparison(newer, reported(read, "gammal", "2015-12-31"), read)
    assert page.path == links.report_comparison_path("ny", "gammal")
    assert page.search_weight == 0
    said = plain(page)
    for text in ("43\u00a0% (2014)", "55\u00a0% (2016)", "Alla har lugnt hemma"):
        assert text.replace("\u00a0", " ") in said.replace("\u00a0", " ")
    assert "31 december 2015" in said
    assert said.index("{ #bedomning }") < said.index("Alla har lugn och ro")
    assert 'href="../../n1/#trygg"' in html(page)


def test_goals_that_only_one_report_has_are_told(read: Project) -> None:
    newer = reported(read, "ny", "2016-12-31")
    older = reported(read, "gammal", "2015-12-31", goals=("trygg",))
    assert "{ #nya }" in comparison(newer, older, read).markdown
    older = replace(older, report=older.report.model_copy(update={"as_of": date(2017, 12, 31)}))
    (page,) = report_comparison_pages(making(read), (older, newer))
    assert "{ #borta }" in page.markdown
    assert 'href="../../../ny/n1/#lugn"' in html(page)


def test_changed_rules_are_said_first(read: Project) -> None:
    rules = AssessmentRules(partial_with_baseline=Decimal("0.8"))
    organisation = read.organisation.model_copy(update={"assessment": rules})
    newer = reported(replace(read, organisation=organisation), "ny", "2016-12-31")
    older = reported(read, "gammal", "2016-12-31")
    said = html(comparison(newer, older, read))
    assert said.index("mb-notice") < said.index("#kort")
    assert "mb-notice" not in html(comparison(reported(read, "ny", "2016-12-31"), older, read))


def test_other_reports_can_be_chosen(read: Project) -> None:
    reports = latest_first(
        *(reported(read, name, f"201{n}-12-31") for n, name in ((4, "a"), (5, "b"), (6, "c")))
    )
    pages = {page.path: page for page in report_comparison_pages(making(read, reports), reports)}
    assert len(pages) == 3
    said = html(pages[links.report_comparison_path("c", "a")])
    assert 'href="../b/"' in said  # the same later one
    assert 'href="../../../b/jamfor/a/"' in said  # the same earlier one
    assert said.count('aria-current="page"') == 2


def test_reports_of_the_same_day_are_told_apart_by_their_titles(read: Project) -> None:
    newer, older = (reported(read, name, "2016-12-31") for name in ("ny", "gammal"))
    assert '<th scope="col" role="columnheader">Rapport ny</th>' in html(
        comparison(newer, older, read)
    )


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_breaks_a_page(read: Project, text: str) -> None:
    goal = read.goals["trygg"].model_copy(update={"title": text})
    other = replace(read, goals={**read.goals, "trygg": goal})
    newer = reported(changed(other), "ny", "2016-12-31")
    older = reported(read, "gammal", "2015-12-31")
    newer, older = (
        replace(it, snapshot=it.snapshot.model_copy(update={"title": text}))
        for it in (newer, older)
    )
    reports = (newer, older)
    for page in (reports_page(making(read, reports), reports), comparison(newer, older, read)):
        said = html(page)
        assert "<script" not in said
        assert f"onload='{HIT}'>" not in said
        assert f"onerror='{HIT}'>" not in said
        assert "<b>" not in said
        assert " style=" not in re.sub(r">[^<]*<", "><", said)


def test_many_goals_are_a_page_that_can_be_sent(read: Project) -> None:
    one = reported(read, "ny", "2016-12-31").snapshot
    goals = tuple(
        one.goals[0].model_copy(update={"id": f"mal-{n}", "title": f"Mål nummer {n}"})
        for n in range(1000)
    )
    many = one.model_copy(update={"goals": goals})
    newer = Reported(reported(read, "ny", "2016-12-31").report, many)
    older = Reported(reported(read, "gammal", "2015-12-31").report, many)
    page = comparison(newer, older, read)
    assert len(html(page).encode()) < 1_200_000


# --- The feed -------------------------------------------------------------------------------------


def test_the_feed_tells_of_published_reports_on_their_day(read: Project) -> None:
    newer, draft = (
        reported(read, "ny", "2016-12-31", title="Rapport & ny"),
        reported(read, "utkast", "2016-12-31", is_draft=True),
    )
    project = replace(
        read,
        reports={it.report.id: it.report for it in (newer, draft)},
        snapshots={"ny": newer.snapshot},
    )
    viewer = prepare(project, Audience.INTRANET).viewer
    files = dict(feed_files(viewer, Addresses(site="https://example.se/")))
    feed = files[links.ALL_NEWS].decode()
    assert "https://example.se/rapporter/ny/" in feed
    assert "2026-11-22T00:00:00" in feed
    assert "Rapport &amp; ny" in feed
    assert "utkast" not in feed
    assert (
        feed
        == dict(feed_files(viewer, Addresses(site="https://example.se/")))[links.ALL_NEWS].decode()
    )
    assert "rapporter" not in files[links.feed_path("n1")].decode()
