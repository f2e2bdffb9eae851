"""Redirects: old addresses of goals and indicators lead on, for those who may see the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from malbok.addresses import Addresses
from malbok.audience import for_audience
from malbok.engine import make_site
from malbok.language import language
from malbok.model import Audience, Project
from malbok.reading import load_project, read_project
from malbok.redirects import moves, redirects
from tests.building import FIGURES, GOAL, INDICATOR, ORGANISATION, Files, all_problems, said
from tests.conftest import ProjectWriter

MOVED: Files = {
    "data/organisation.yml": ORGANISATION
    + "  - {id: n2, title: Andra nämnden, audience: public}\n",
    "data/goals/n1/trygg.yml": GOAL + "previous_ids: [trygga, n2/hemma]\n",
    "data/indicators/trygghet.yml": INDICATOR + "previous_ids: [lugn]\n",
}


@pytest.fixture
def moved(project: ProjectWriter) -> Project:
    """A project in which a goal has had two other addresses and an indicator one."""
    return load_project(project(MOVED))


@pytest.mark.parametrize(
    ("directories", "expected"),
    [
        (
            True,
            {
                "mal/n1/trygga/index.html": "../trygg/",
                "mal/n2/hemma/index.html": "../../n1/trygg/",
                "indikatorer/lugn/index.html": "../trygghet/",
            },
        ),
        (
            False,
            {
                "mal/n1/trygga.html": "trygg.html",
                "mal/n2/hemma.html": "../n1/trygg.html",
                "indikatorer/lugn.html": "trygghet.html",
            },
        ),
    ],
)
def test_old_addresses_lead_on(directories: bool, expected: dict[str, str], moved: Project) -> None:
    made = {
        asset.path: asset.content.decode()
        for asset in redirects(moved, Addresses(directories), language("sv"))
    }
    assert set(made) == set(expected)
    for path, link in expected.items():
        html = made[path]
        assert f'<meta http-equiv="refresh" content="0; url={link}">' in html
        assert f'<link rel="canonical" href="{link}">' in html
        assert f'<a href="{link}">' in html
        assert '<html lang="sv">' in html
        assert 'content="noindex"' in html
        assert "<script" not in html
        assert "style=" not in html


def test_they_are_part_of_the_site(moved: Project, chart_cache: Path) -> None:
    site = make_site(moved, Audience.PUBLIC, chart_cache=chart_cache)
    assert {"mal/n1/trygga/index.html", "indikatorer/lugn/index.html"} <= {
        asset.path for asset in site.assets
    }


def test_a_title_is_text(project: ProjectWriter) -> None:
    goal = GOAL.replace("Alla är trygga hemma", "'A&O \"hemma\"'") + "previous_ids: [a]\n"
    read = load_project(project({"data/goals/n1/trygg.yml": goal}))
    (asset,) = redirects(read, Addresses(), language("sv"))
    assert "A&amp;O &quot;hemma&quot;</a>" in asset.content.decode()


def test_where_a_page_lies_nothing_leads_on(project: ProjectWriter) -> None:
    files: Files = {
        "data/goals/n1/annan.yml": GOAL.replace("id: trygg\n", "id: annan\n")
        + "previous_ids: [gammal]\n",
        "data/goals/n1/trygg.yml": GOAL + "previous_ids: [annan, gammal, trygg, index]\n",
        "data/indicators/trygghet.yml": INDICATOR + "previous_ids: [trygghet, index]\n",
    }
    read = read_project(project(files)).project
    assert read
    assert [(move.old, move.new) for move in moves(read)] == [
        ("mal/n1/gammal.md", "mal/n1/annan.md")
    ]


def test_the_public_is_led_to_what_is_public_only(project: ProjectWriter) -> None:
    files: Files = {
        "data/organisation.yml": ORGANISATION + "  - {id: inne, title: Inne}\n",
        "data/goals/n1/trygg.yml": GOAL + "previous_ids: [inne/trygg, n9/trygg]\n",
        "data/goals/n1/hemligt.yml": GOAL.replace("id: trygg\n", "id: hemligt\n").replace(
            "audience: public\n", ""
        )
        + "previous_ids: [hemligare]\n",
    }
    read = load_project(project(files))
    seen = [move.old for move in moves(for_audience(read, Audience.PUBLIC))]
    assert seen == ["mal/n9/trygg.md"]
    assert len(list(moves(read))) == 3


def test_revisions_of_what_is_inside_stay_there(project: ProjectWriter) -> None:
    decision = "decision: {body: B, date: 2016-01-01}"
    revisions = "".join(
        f"  - {{date: 2016-01-01, changed: target, indicator: {i}, reason: {i}, {decision}}}\n"
        for i in ("trygghet", "lugn", "inne", "inre", "borta")
    )
    files: Files = {
        "data/goals/n1/trygg.yml": GOAL + f"revisions:\n{revisions}",
        "data/indicators/trygghet.yml": INDICATOR + "previous_ids: [lugn]\n",
        "data/indicators/inne.yml": INDICATOR.replace("id: trygghet", "id: inne").replace(
            "audience: public\n", ""
        )
        + "previous_ids: [inre]\n",
        "data/indicators/inne.csv": FIGURES,
    }
    root = project(files)
    assert said(all_problems(root)) == ["R129 data/goals/n1/trygg.yml:20:52"]
    seen = for_audience(load_project(root), Audience.PUBLIC).goals["trygg"].revisions
    assert [(r.reason, r.indicator) for r in seen] == [
        ("trygghet", "trygghet"),
        ("lugn", "trygghet"),
        ("borta", None),
    ]


def previous(*goals: tuple[str, str]) -> Files:
    """Goals by path, each with its previous ids."""
    return {
        "data/organisation.yml": MOVED["data/organisation.yml"],
        **{
            f"data/goals/{path}.yml": GOAL.replace("id: trygg\n", f"id: {path[3:]}\n")
            + f"previous_ids: [{ids}]\n"
            for path, ids in goals
        },
    }


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (previous(("n1/a", "gammal"), ("n2/b", "gammal")), []),
        (previous(("n1/a", "gammal"), ("n1/b", "gammal")), ["R128 data/goals/n1/b.yml:15:16"]),
        (previous(("n1/a", "gammal"), ("n2/b", "n1/gammal")), ["R128 data/goals/n2/b.yml:15:16"]),
        (previous(("n1/a", "gammal, n1/gammal")), ["R128 data/goals/n1/a.yml:15:24"]),
        (previous(("n1/a", "c"), ("n2/b", "n1/a")), ["R128 data/goals/n2/b.yml:15:16"]),
        (previous(("n1/a", "c"), ("n2/b", "a")), []),
        (previous(("n1/a", "n2/a"), ("n2/b", "n1/b")), []),
    ],
)
def test_an_address_leads_on_to_one_page(
    files: Files, expected: list[str], project: ProjectWriter
) -> None:
    assert [line for line in said(all_problems(project(files))) if "R128" in line] == expected


@pytest.mark.parametrize("audience", Audience)
def test_a_page_tells_what_was_changed_in_the_goal(
    audience: Audience, project: ProjectWriter, chart_cache: Path
) -> None:
    revisions = """\
revisions:
  - date: 2015-03-01
    changed: target
    indicator: trygghet
    old: minst 60 %
    new: minst 50 %
    reason: Pengarna räckte inte.
    decision: {body: Nämnden, date: 2015-02-20, paragraph: § 12}
  - {date: 2016-03-01, changed: wording, reason: Tydligare., decision: {body: Rådet, date: 2016-02-20}}
"""
    definition = """\
revisions:
  - {date: 2014-03-01, changed: definition, reason: Ny fråga., decision: {body: Rådet, date: 2014-02-20}}
"""
    files: Files = {
        "data/goals/n1/trygg.yml": GOAL + revisions,
        "data/indicators/trygghet.yml": INDICATOR + definition,
    }
    site = make_site(
        load_project(project(files)), audience, language_code="en", chart_cache=chart_cache
    )
    pages = {page.path: page for page in site.pages}
    goal = pages["mal/n1/trygg.md"]
    assert "## How has the goal changed?" in goal.markdown
    (told,) = (block for block in goal.blocks if "Pengarna räckte inte." in block)
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", told))
    assert words.index("1 March 2016") < words.index("1 March 2015")
    for part in ("The target: Trygga i hemmet", "minst 60 %", "minst 50 %", "§ 12", "Rådet"):
        assert part in words
    above = goal.blocks[: goal.blocks.index(told)]
    assert any("The goal was changed on 1 March 2016." in block for block in above)
    indicator = pages["indikatorer/trygghet.md"]
    assert "## What has been changed" in indicator.markdown
    assert any("Ny fråga." in block for block in indicator.blocks)
