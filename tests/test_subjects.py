"""Subjects: pages across departments, and what is checked of their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from malbok.engine import make_site
from malbok.model import Audience
from malbok.pages import Site
from malbok.pages.records import fill
from malbok.reading import load_project
from tests.building import GOAL, ORGANISATION, PAGE, Files, all_problems, said
from tests.conftest import ProjectWriter

SUBJECTS = """\
  - id: n2
    title: Den inre nämnden
subjects:
  - id: skola
    title: Skola
    description: Allt om **skolan**.
  - id: miljo
    title: Miljö & klimat
  - id: hemligt
    title: Något på gång
"""
INSIDE = """\
id: inne
title: Vi lär av varandra
type: learning
updated: 2016-12-31
subjects: [hemligt, skola]
milestones:
  - {title: Ett steg, due: 2018-06-30}
"""
FILES: Files = {
    "data/organisation.yml": ORGANISATION + SUBJECTS,
    "data/goals/n1/trygg.yml": GOAL + "subjects: [skola]\n",
    "data/goals/n2/inne.yml": INSIDE,
}


Maker = Callable[[Files, Audience], Site]


@pytest.fixture
def made(project: ProjectWriter, chart_cache: Path) -> Maker:
    """Makes a site."""

    def make(files: Files, audience: Audience) -> Site:
        read = load_project(project(files))
        return make_site(read, audience, language_code="en", chart_cache=chart_cache)

    return make


def texts(site: Site) -> dict[str, str]:
    return {page.path: fill(page.markdown, page.blocks) for page in site.pages}


def test_a_subject_has_its_goals_by_department(made: Maker) -> None:
    page = texts(made(FILES, Audience.INTRANET))["amne/skola.md"]
    assert "Allt om **skolan**." in page
    assert page.index("## [Nämnden]") < page.index("Alla är trygga hemma")
    assert page.index("## [Den inre nämnden]") < page.index("Vi lär av varandra")
    assert "2 goals" in page


def test_the_index_leads_to_all_and_says_what_is_empty(made: Maker) -> None:
    page = texts(made(FILES, Audience.INTRANET))["amne/index.md"]
    assert 'href="skola/">Skola' in page
    assert "Miljö &amp; klimat" in page
    assert "No goal is about this yet." in page


def test_the_public_sees_the_subjects_of_public_goals(made: Maker) -> None:
    """A subject may be named for the sake of something that isn't public."""
    site = made(FILES, Audience.PUBLIC)
    assert {p.path for p in site.pages if p.path.startswith("amne/")} == {
        "amne/index.md",
        "amne/skola.md",
    }
    for path, text in texts(site).items():
        assert "Något på gång" not in text, path
        assert "hemligt" not in text, path


def test_subjects_are_a_part_of_the_menu_where_there_are_any(made: Maker) -> None:
    with_them = made(FILES, Audience.INTRANET)
    menu = {item.title: item for item in with_them.navigation}
    assert [item.title for item in menu["Subjects"].children] == [
        "Subjects",
        "Skola",
        "Miljö & klimat",
        "Något på gång",
    ]
    without = made({}, Audience.INTRANET)
    assert "Subjects" not in [item.title for item in without.navigation]
    assert not any(path.startswith("amne") for path in texts(without))


def test_goals_lead_to_their_subjects_and_can_be_found_by_them(made: Maker) -> None:
    pages = texts(made(FILES, Audience.PUBLIC))
    assert 'href="../../amne/skola/">Skola' in pages["mal/n1/index.md"]
    assert 'data-amne="skola"' in pages["alla-mal/index.md"]
    assert 'href="../amne/skola/" data-key="amne" data-value="skola"' in pages["alla-mal/index.md"]


def test_subjects_can_be_embedded(made: Maker) -> None:
    files = {**FILES, "content/index.md": PAGE + "\n[[subjects]]\n"}
    assert 'href="amne/skola/"' in texts(made(files, Audience.PUBLIC))["index.md"]


# --- Checks -------------------------------------------------------------------------------------------


def test_an_unknown_subject_is_an_error_where_it_stands(project: ProjectWriter) -> None:
    goal = GOAL + "subjects:\n  - skola\n  - skolla\n"
    found = all_problems(project({**FILES, "data/goals/n1/trygg.yml": goal}))
    assert said(found) == ["R145 data/goals/n1/trygg.yml:17:5"]
    assert found[0].params["suggestion"] == "skola"


def test_subjects_are_unique_and_named_once(project: ProjectWriter) -> None:
    again = ORGANISATION + SUBJECTS + "  - {id: skola, title: Igen}\n"
    goal = GOAL + "subjects: [skola, skola]\n"
    files = {**FILES, "data/organisation.yml": again, "data/goals/n1/trygg.yml": goal}
    codes = [line.split()[0] for line in said(all_problems(project(files)))]
    assert codes == ["R134", "R135"]


def test_a_subject_cannot_have_the_name_of_the_index(project: ProjectWriter) -> None:
    organisation = ORGANISATION + SUBJECTS.replace("id: miljo", "id: index")
    found = all_problems(project({**FILES, "data/organisation.yml": organisation}))
    assert [line.split()[0] for line in said(found)] == ["V108"]


def test_pages_may_link_to_lists_that_their_readers_see(project: ProjectWriter) -> None:
    links = "[a](alla-mal/index.md) [b](alla-mal/trad.md) [c](alla-mal/status/met.md) "
    links += "[d](amne/index.md) [e](amne/skola.md)\n"
    assert said(all_problems(project({**FILES, "content/index.md": PAGE + links}))) == []
    hidden = PAGE + "[a](amne/hemligt.md)\n[b](amne/finns-inte.md)\n"
    found = said(all_problems(project({**FILES, "content/index.md": hidden})))
    assert [line.split()[0] for line in found] == ["R113", "R117"]


def test_no_page_may_lie_where_lists_lie(project: ProjectWriter) -> None:
    for path in ("content/amne/eget.md", "content/alla-mal/eget.md"):
        found = said(all_problems(project({**FILES, path: PAGE})))
        assert [line.split()[0] for line in found] == ["R119"], path
