"""Where goals are listed: departments, the overview, all goals, by value, and the tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from malbok.engine import make_site, view
from malbok.model import Audience, GoalType, Status, TargetGroup
from malbok.pages import Page
from malbok.pages.departments import MOST_NEWS, matrix
from malbok.pages.goal_lists import goal_list_views
from malbok.pages.lists import facets
from malbok.pages.records import fill
from malbok.pages.tree import Branch, Limb, limbs
from malbok.pages.views import Viewer
from malbok.reading import load_project
from tests.building import GOAL, Files
from tests.conftest import ProjectWriter

ORGANISATION = """\
name: Exempelby
title: Målbok för Exempelby
as_of: 2016-12-31
updated: 2026-11-22
roles:
  - {id: chef, title: Förvaltningschef}
departments:
  - {id: n1, title: Fullmäktige, audience: public, description: Beslutar om allt.}
  - {id: n2, title: Skolnämnden, audience: public, parent: n1}
  - {id: alla, title: Enheten alla, audience: public, parent: n2}
  - {id: inne, title: Den inre enheten, parent: n2}
  - {id: n3, title: Kulturnämnden, audience: public, parent: n1}
"""


def step(key: str, *, audience: str = "public", done: str = "", extra: str = "") -> str:
    """A goal that is followed by one milestone; met if it is done."""
    when = f", done: {done}" if done else ""
    return (
        f"id: {key}\ntitle: Mål {key}\naudience: {audience}\ntype: process\nupdated: 2016-12-31\n"
        f"milestones:\n  - {{title: Ett steg, due: 2018-06-30{when}}}\n{extra}"
    )


def supports(*keys: str) -> str:
    return "supports:\n" + "".join(f"  - {key}\n" for key in keys)


GOALS: Files = {
    "data/organisation.yml": ORGANISATION,
    "data/goals/n2/a.yml": step("a", done="2016-05-02", extra=supports("trygg")),
    "data/goals/n2/b.yml": step("b", extra=supports("trygg", "a")),
    "data/goals/alla/c.yml": step("c", extra=supports("b")),
    "data/goals/inne/d.yml": step("d", audience="intranet", extra=supports("a")),
    "data/goals/alla/e.yml": step("e", extra=supports("d") + "target_group: staff\n"),
    "data/goals/alla/slut.yml": step(
        "slut", extra="archived: {date: 2016-06-30, reason: Det är klart.}\n"
    ),
}


def viewer(project: ProjectWriter, files: Files, audience: Audience = Audience.INTRANET) -> Viewer:
    return view(load_project(project(files)), audience)


Maker = Callable[..., dict[str, str]]


@pytest.fixture
def made(project: ProjectWriter, chart_cache: Path) -> Maker:
    """Makes the pages of a site, by path, as they are, without shapes."""

    def make(files: Files, audience: Audience = Audience.PUBLIC) -> dict[str, str]:
        read = load_project(project(files))
        site = make_site(read, audience, language_code="en", chart_cache=chart_cache)
        return {page.path: _text(page) for page in site.pages}

    return make


def _text(page: Page) -> str:
    return re.sub(r"<svg.*?</svg>", "", fill(page.markdown, page.blocks), flags=re.DOTALL)


def words(html: str) -> str:
    """What a reader sees, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# --- A department ---------------------------------------------------------------------------------------


def test_a_department_says_what_it_is_for_and_what_is_below_it(made: Maker) -> None:
    pages = made(GOALS)
    assert "Beslutar om allt." in pages["mal/n1/index.md"]
    assert "Below it: Skolnämnden , Kulturnämnden" in words(pages["mal/n1/index.md"])
    assert "Enheten alla" in pages["mal/n2/index.md"]
    assert "Den inre enheten" not in pages["mal/n2/index.md"]
    assert 'href="../n1/">Fullmäktige' in pages["mal/n2/index.md"]


def test_goals_stand_by_status_each_with_a_figure(made: Maker) -> None:
    page = made(GOALS)["mal/n2/index.md"]
    met, early = page.index("{ #met }"), page.index("{ #too_early }")
    assert met < page.index("Mål a") < early < page.index("Mål b")
    assert "1 of 1 milestones done" in words(page)
    council = words(made(GOALS)["mal/n1/index.md"])
    assert "Trygga i hemmet: 47 % (2016). Target for 2016: at least 50 %" in council


def test_the_figure_is_that_of_the_weakest_target(made: Maker) -> None:
    missed = "  - {indicator: trygghet, comparator: at_least, value: 99, due: '2016'}\n"
    files = {"data/goals/n1/trygg.yml": GOAL.replace("targets:\n", "targets:\n" + missed)}
    page = made(files)["mal/n1/index.md"]
    assert "Target for 2016: at least 99 %" in words(page)
    assert "at least 50 %" not in words(page)


def test_goals_that_apply_no_longer_stand_apart_and_are_not_counted(
    made: Maker,
) -> None:
    pages = made(GOALS)
    unit = pages["mal/alla/index.md"]
    assert unit.index("Goals that apply no longer") < unit.rindex("Mål slut")
    assert "2 goals . Assessed" in words(unit).replace("goals.", "goals .")
    assert "Mål slut" in pages["alla-mal/index.md"]
    assert "Mål slut" not in pages["alla-mal/status/too_early.md"]


def test_a_department_without_goals_says_so(made: Maker) -> None:
    assert "There are no goals here yet." in made(GOALS)["mal/n3/index.md"]


def test_what_is_new_is_told_with_both_statuses(made: Maker) -> None:
    pages = made(GOALS)
    council = words(pages["mal/n1/index.md"])
    assert "This is new since 31 December 2015." in council
    assert "Alla är trygga hemma from On track to Partly met 1 new outcome." in council
    assert "Mål a Can be assessed now: Met Done 2 May 2016: Ett steg." in words(
        pages["mal/n2/index.md"]
    )
    assert "#nytt" not in pages["mal/n3/index.md"]
    overview = words(pages["mal/index.md"])
    assert "Alla är trygga hemma from On track to Partly met 1 new outcome." in overview
    assert overview.index("Alla är trygga hemma from") < overview.index("Mål a Can be assessed")
    assert "Everything that is new" not in overview


def test_the_overview_lists_a_few_goals_with_news_and_counts_the_rest(made: Maker) -> None:
    more = {f"data/goals/n2/m{n}.yml": step(f"m{n}", done="2016-05-02") for n in range(12)}
    overview = words(made({**GOALS, **more})["mal/index.md"])
    news = overview[overview.index("This is new since") :]
    assert news.count("Can be assessed now: Met") == MOST_NEWS - 2
    assert "Fullmäktige : 1 goal with another assessment" in news
    assert "Skolnämnden : 13 goals can be assessed now" in news


# --- The overview -----------------------------------------------------------------------------------------


def test_the_matrix_adds_up(project: ProjectWriter) -> None:
    found = matrix(viewer(project, GOALS))
    assert found.count == 6
    assert sum(column.count for column in found.columns) == found.count
    assert [row.count for row in found.rows] == [1, 2, 2, 1, 0]
    for place, column in enumerate(found.columns):
        assert column.count == sum(row.counts[place] for row in found.rows)


def test_the_numbers_of_the_matrix_lead_to_those_goals(made: Maker) -> None:
    pages = made(GOALS)
    for department, status in re.findall(r'href="(\w+)/#(\w+)"', pages["mal/index.md"]):
        if status != "nytt":
            assert f"{{ #{status} }}" in pages[f"mal/{department}/index.md"]
    assert 'href="../alla-mal/status/met/"' in pages["mal/index.md"]


def test_an_organisation_without_goals_has_its_pages(made: Maker) -> None:
    pages = made({"data/goals/n1/trygg.yml": None})
    assert "There are no goals here yet." in pages["alla-mal/index.md"]
    assert "There are no goals here yet." in pages["alla-mal/trad.md"]
    assert "mal/index.md" in pages


# --- Lists by value ------------------------------------------------------------------------------------------


def test_there_is_a_page_for_each_value_whatever_departments_are_called(
    project: ProjectWriter,
) -> None:
    site = make_site(load_project(project(GOALS)), Audience.PUBLIC)
    paths = [page.path for page in site.pages]
    assert len(paths) == len(set(paths))
    lists = [path for path in paths if path.startswith("alla-mal/")]
    assert len(lists) == 2 + len(Status) + len(GoalType) + len(TargetGroup)


def test_each_goal_stands_in_the_lists_of_its_values(project: ProjectWriter) -> None:
    found = {
        (it.key, it.value): {row.id for group in it.groups for row in group.rows}
        for it in goal_list_views(viewer(project, GOALS))
    }
    assert found["status", "met"] == {"a"}
    assert found["malgrupp", "staff"] == {"e"}
    assert found["typ", "process"] == {"a", "b", "c", "d", "e"}
    assert found["typ", "learning"] == set()


def test_choices_are_the_values_that_occur_with_their_counts(
    project: ProjectWriter, made: Maker
) -> None:
    seen = viewer(project, GOALS)
    counts = {
        (facet.key, choice.value): choice.count
        for facet in facets(seen, seen.project.current_goals(seen.as_of))
        for choice in facet.choices
    }
    assert counts["typ", "process"] == 5
    assert counts["malgrupp", "staff"] == 1
    assert ("malgrupp", "visitors") not in counts
    pages = made(GOALS)
    assert 'href="./" aria-current="page"' in pages["alla-mal/typ/process.md"]
    assert "No goal is listed here now." in pages["alla-mal/typ/learning.md"]


def test_a_filter_carries_the_values_of_each_goal(made: Maker) -> None:
    page = made(GOALS)["alla-mal/index.md"]
    assert 'data-status="met" data-typ="process" data-malgrupp="" data-amne=""' in page


def test_lists_that_only_repeat_are_not_searched(project: ProjectWriter) -> None:
    site = make_site(load_project(project(GOALS)), Audience.PUBLIC)
    kinds = {"goals", "goal_list", "tree"}
    for page in site.pages:
        is_left_out = page.front_matter.get("search") == {"exclude": True}
        assert is_left_out == (page.kind in kinds), page.path


# --- The tree ---------------------------------------------------------------------------------------------------


def outline(found: tuple[Limb, ...]) -> list[str]:
    """The tree with a hyphen for each step down, and what closes checked."""
    lines: list[str] = []
    for limb in found:
        lines.append(f"{'#' * limb.level} {limb.id}")
        lines += _outline(limb.branches)
    return lines


def _outline(branches: tuple[Branch, ...]) -> list[str]:
    depth, lines = 0, []
    for branch in branches:
        lines.append("-" * depth + branch.id + ("…" if branch.elsewhere else ""))
        depth += branch.opens - branch.closes
    assert depth == 0
    return lines


def test_a_goal_stands_below_those_it_contributes_to_once_in_full(project: ProjectWriter) -> None:
    assert outline(limbs(viewer(project, GOALS))) == [
        "## n1",
        "trygg",
        "-a",
        "--b",
        "---c",
        "--d",
        "---e",
        "-b…",
        "### n2",
        "#### alla",
        "#### inne",
        "### n3",
    ]


def test_the_public_tree_has_no_gaps_where_hidden_goals_were(project: ProjectWriter) -> None:
    assert outline(limbs(viewer(project, GOALS, Audience.PUBLIC))) == [
        "## n1",
        "trygg",
        "-a",
        "--b",
        "---c",
        "-b…",
        "### n2",
        "#### alla",
        "e",
        "### n3",
    ]


def test_the_tree_is_a_list_of_lists(made: Maker) -> None:
    page = made(GOALS)["alla-mal/trad.md"]
    assert page.count("<ul") == page.count("</ul>")
    assert page.count("<li") == page.count("</li>")
    assert page.count('id="mal-b"') == 1
    assert 'href="#mal-b"' in page
    assert (
        "2 more goals stand elsewhere in the tree, below the goals that they contribute to."
        in words(page)
    )


def test_no_goal_is_lost_in_a_circle(project: ProjectWriter) -> None:
    """A check forbids circles, but the tree doesn't rely on it."""
    seen = viewer(project, GOALS)
    goals = dict(seen.project.goals)
    goals["a"] = goals["a"].model_copy(update={"supports": ("c",)})
    goals["b"] = goals["b"].model_copy(update={"supports": ("a", "b")})
    object.__setattr__(seen.project, "goals", goals)
    lines = outline(limbs(seen))
    for key in ("trygg", "a", "b", "c", "d", "e"):
        assert sum(line.lstrip("-") == key for line in lines) == 1, key


def test_a_long_chain_is_no_trouble(project: ProjectWriter) -> None:
    files = {
        f"data/goals/n1/g{n:04}.yml": step(f"g{n:04}", extra=supports(f"g{n - 1:04}") if n else "")
        for n in range(1200)
    }
    seen = viewer(project, files)
    (limb,) = limbs(seen)
    chain = [branch.id for branch in limb.branches if branch.id.startswith("g")]
    assert all(before < after for before, after in pairwise(chain))
    assert len(chain) == 1200


@pytest.mark.parametrize("audience", Audience)
def test_texts_do_not_break_out_of_lists(made: Maker, audience: Audience) -> None:
    evil = 'Alla ]] & {{ 1 }} “citat” "rakt" 🙂 *så* ' + "långtord" * 20
    files = {
        **GOALS,
        "data/goals/n2/a.yml": step("a").replace("title: Mål a", f"title: '{evil}'"),
        "data/organisation.yml": ORGANISATION.replace("Skolnämnden", "Skol\"'& nämnden"),
    }
    for path, page in made(files, audience).items():
        if path.startswith(("alla-mal/", "mal/index")):
            assert "Skol&#34;" in page or "Skol" not in page, path
            assert not re.search(r'="[^"]*<', page), path


def test_the_goals_together_are_told_where_there_is_a_rule_for_it(made: Maker) -> None:
    rule = "assessment: {overall: {others: 0.5}}\n"
    financial = GOAL.replace("id: trygg", "id: pengar").replace("type:", "steers: finances\ntype:")
    files: Files = {
        "data/organisation.yml": ORGANISATION + rule,
        "data/goals/n1/pengar.yml": financial,
    }
    said = words(made({**GOALS, **files})["mal/index.md"])
    assert "The goals as a whole:" in said
    assert "Of the goals for the finances, 0 of 1 are met; 100 % must be." in said
    assert "The goals as a whole:" not in words(made(GOALS)["mal/index.md"])
