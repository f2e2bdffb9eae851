"""The library of examples: read, checked, listed by value, embedded, given to the coach, and compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from malbok.changes.compared import compare
from malbok.changes.text import changes_text
from malbok.engine import make_site
from malbok.formatting.project import format_project
from malbok.language import language
from malbok.library import AREA, GROUP, TYPE, chosen, entries
from malbok.model import Audience, GoalType, Quality
from malbok.pages import NavItem, Page, Site
from malbok.pages.records import fill
from malbok.reading import load_project
from tests.building import PAGE, Files, all_problems, said
from tests.conftest import ProjectWriter

CULTURE = "data/examples/kultur.yml"
SCHOOL = "data/examples/skola.yml"
HANDBOOK = "content/handbok/exempel.md"
EMBEDS = "---\ntitle: Om mål\naudience: public\n---\n# Om mål\n\n[[examples result]]\n"

GOOD = """\
  - id: hittar-nytt
    quality: good
    text: Den som läser lättläst hittar något nytt varje månad
    type: result
    target_group: residents
    target_group_name: låntagare
    why: Det märks vid hyllan.
    fields: {period: 2027, baseline: 12 titlar, target: minst 20 titlar}
    indicator: {title: Nya lättlästa titlar, kolada: N00945}
    guide: 4
"""
SHARPENED = """\
  - id: barn-laser
    quality: less_good
    text: Vi ska främja läsning
    sharpened: Alla sexåringar har ett eget lånekort
    type: result
    why: Nu står barnen i meningen.
"""
HEAD = "subject: Kultur och bibliotek\naudience: public\nexamples:\n"


def files(*examples: str, subject: str = "Kultur och bibliotek") -> str:
    """A file with those examples, for everybody."""
    return HEAD.replace("Kultur och bibliotek", subject) + "".join(examples)


def example(key: str, quality: str = "good", kind: str = "result") -> str:
    """A short example."""
    sharpened = f"    sharpened: Efter {key}\n" if quality == "less_good" else ""
    return (
        f"  - id: {key}\n    quality: {quality}\n    text: Mening {key}\n{sharpened}"
        f"    type: {kind}\n    why: Skäl {key}.\n"
    )


def site_of(project: ProjectWriter, changes: Files, audience: Audience = Audience.PUBLIC) -> Site:
    """What is made of the base project with some changes, without drawing charts twice."""
    return make_site(load_project(project(changes)), audience)


def page_at(site: Site, path: str) -> Page:
    """One page of a site."""
    (page,) = (page for page in site.pages if page.path == path)
    return page


def html(page: Page) -> str:
    """A page's Markdown with its blocks in it."""
    return fill(page.markdown, page.blocks)


def listed(items: tuple[NavItem, ...]) -> list[str]:
    """The paths of a navigation."""
    return [
        p for item in items for p in [*([item.path] if item.path else []), *listed(item.children)]
    ]


# --- Reading ----------------------------------------------------------------------------------------


def test_examples_are_read_in_the_order_of_their_files(project: ProjectWriter) -> None:
    root = project({SCHOOL: files(example("s1")), CULTURE: files(GOOD, SHARPENED)})
    read = load_project(root)
    assert [e.id for e in read.examples] == ["hittar-nytt", "barn-laser", "s1"]
    assert list(read.example_files) == ["kultur", "skola"]
    first = read.examples[0]
    assert first.fields
    assert (first.fields.period, first.fields.target) == ("2027", "minst 20 titlar")
    assert first.indicator
    assert (first.indicator.kolada, first.guide) == ("N00945", 4)
    assert read.paths["examples/kultur"] == CULTURE


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (files(GOOD.replace("why", "whyy")), f"K101 {CULTURE}:10:5"),
        (files(GOOD.replace("quality: good", "quality: bra")), f"V104 {CULTURE}:5:14"),
        (files(GOOD.replace("type: result", "type: effekt")), f"V104 {CULTURE}:7:11"),
        (files(GOOD.replace("id: hittar-nytt", "id: Hittar nytt")), f"V108 {CULTURE}:4:9"),
        (files(GOOD.replace("text: Den", "text: <b>Den")), f"V114 {CULTURE}:6:11"),
        (files(GOOD.replace("quality: good", "quality: less_good")), f"V141 {CULTURE}:5:14"),
        (files(SHARPENED.replace("less_good", "good")), f"V142 {CULTURE}:7:16"),
        (files(GOOD.replace("N00945", "N945")), f"V143 {CULTURE}:12:54"),
        (HEAD[:-1] + " []\n", f"V144 {CULTURE}:3:11"),
        (HEAD, f"K103 {CULTURE}:3:1"),
        (files(GOOD.replace("guide: 4", "guide: fyra")), f"V135 {CULTURE}:13:12"),
        (files(GOOD.replace("guide: 4", "guide: 0")), f"V135 {CULTURE}:13:12"),
        (files(GOOD.replace("{period:", "{unit: x, period:")), f"K101 {CULTURE}:11:14"),
        (files(GOOD, example("hittar-nytt")), f"R157 {CULTURE}:14:9"),
        ("audience: public\nexamples:\n" + GOOD, f"K102 {CULTURE}:1:1"),
        ("", f"Y108 {CULTURE}:1:1"),
    ],
)
def test_a_fault_is_told_where_it_is(text: str, problem: str, project: ProjectWriter) -> None:
    assert said(all_problems(project({CULTURE: text}))) == [problem]


def test_an_id_is_used_once_in_all_files(project: ProjectWriter) -> None:
    root = project({CULTURE: files(GOOD), SCHOOL: files(example("hittar-nytt"))})
    (problem,) = all_problems(root)
    assert said([problem]) == [f"R157 {SCHOOL}:4:9"]
    assert problem.params["first"] == CULTURE


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("data/examples/kultur.yaml", "F109"),
        ("data/examples/mer/kultur.yml", "F105"),
        ("data/examples/Kultur och bibliotek.yml", "F116"),
    ],
)
def test_a_file_with_another_name_is_one_problem(
    path: str, code: str, project: ProjectWriter
) -> None:
    assert said(all_problems(project({path: files(GOOD)}))) == [f"{code} {path}:1:1"]


def test_house_form_and_schema(project: ProjectWriter) -> None:
    untidy = files(GOOD).replace("    quality: good\n", "") + ("    quality: 'good'\n")
    root = project({CULTURE: untidy})
    format_project(root, [root / CULTURE])
    lines = (root / CULTURE).read_text("utf-8").split("\n")
    assert lines[0] == "# yaml-language-server: $schema=../schemas/example.json"
    assert lines[4:7] == [
        "  - id: hittar-nytt",
        "    quality: good",
        "    text: Den som läser lättläst hittar något nytt varje månad",
    ]


# --- Pages ------------------------------------------------------------------------------------------


def test_a_project_without_examples_has_no_library(project: ProjectWriter) -> None:
    site = site_of(project, {"content/exempel/index.md": PAGE, HANDBOOK: EMBEDS})
    assert [p.path for p in site.pages if p.path.startswith("exempel")] == ["exempel/index.md"]
    assert page_at(site, "exempel/index.md").kind == "content"
    assert "mb-examples" not in html(page_at(site, HANDBOOK[8:]))
    assert not [asset.path for asset in site.assets if "coach" in asset.path]


def test_the_library_has_a_page_for_each_value(project: ProjectWriter) -> None:
    site = site_of(
        project,
        {
            CULTURE: files(GOOD, SHARPENED),
            SCHOOL: files(example("s1", kind="process"), subject="Skola"),
        },
    )
    paths = [page.path for page in site.pages if page.path.startswith("exempel/")]
    assert paths == [
        "exempel/index.md",
        *("exempel/typ/result.md", "exempel/typ/process.md"),
        *("exempel/amne/kultur.md", "exempel/amne/skola.md"),
        "exempel/malgrupp/residents.md",
    ]
    ids = {
        path: re.findall(r'(?:id="|\{ #)([a-z0-9-]+)', html(page_at(site, path))) for path in paths
    }
    assert ids["exempel/index.md"] == ["hittar-nytt", "barn-laser", "s1"]
    assert (
        ids["exempel/typ/result.md"]
        == ids["exempel/amne/kultur.md"]
        == ["hittar-nytt", "barn-laser"]
    )
    assert ids["exempel/typ/process.md"] == ["s1"]
    assert ids["exempel/malgrupp/residents.md"] == ["hittar-nytt"]


def test_every_page_says_that_the_examples_are_made_up(project: ProjectWriter) -> None:
    read = load_project(project({CULTURE: files(GOOD), HANDBOOK: EMBEDS}))
    site = make_site(read, Audience.PUBLIC, language_code="en")
    for page in site.pages:
        if page.path.startswith("exempel/") or page.path == HANDBOOK[8:]:
            assert "made up" in html(page), page.path


def test_an_example_shows_all_that_is_said_of_it(project: ProjectWriter) -> None:
    read = load_project(project({CULTURE: files(GOOD, SHARPENED)}))
    page = page_at(make_site(read, Audience.PUBLIC, language_code="en"), "exempel/index.md")
    shown = html(page)
    assert (
        "## Den som läser lättläst hittar något nytt varje månad { #hittar-nytt " in page.markdown
    )
    assert "## Before: Vi ska främja läsning { #barn-laser " in page.markdown
    for text in (
        "After: Alla sexåringar har ett eget lånekort",
        "Result goal · Kultur och bibliotek · Låntagare",
        "Why it works:</span> Det märks vid hyllan.",
        "How it got sharper:</span> Nu står barnen i meningen.",
        "Period: 2027</span>",
        "Baseline: 12 titlar</span>",
        "Target: minst 20 titlar</span>",
        'Nya lättlästa titlar (<a href="https://www.kolada.se/verktyg/fri-sokning/?kpis=N00945"',
        'href="./#hittar-nytt"',
    ):
        assert text in shown, text
    assert 'data-typ="result" data-amne="kultur" data-malgrupp="residents"' in shown
    assert 'data-typ="result" data-amne="kultur" data-malgrupp=""' in shown
    assert page.found_by == ("Result goal", "Kultur och bibliotek", "Residents")


def test_whatever_an_example_says_is_text(project: ProjectWriter) -> None:
    odd = r"Alla får svar ]] \"i tid\" {#x .y} `kod` *nu* & 🎉 [a](b)"
    text = GOOD.replace("Den som läser lättläst hittar något nytt varje månad", f'"{odd}"').replace(
        "Det märks vid hyllan.", '"<script>alert(1)</script> ]]> \\"x\\""'
    )
    site = site_of(project, {CULTURE: files(text), HANDBOOK: EMBEDS})
    for path in ("exempel/index.md", "exempel/amne/kultur.md", HANDBOOK[8:]):
        shown = html(page_at(site, path))
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
    heading = next(
        line for line in page_at(site, "exempel/index.md").markdown.split("\n") if "## " in line
    )
    from markdown import Markdown

    made = Markdown(extensions=["attr_list", "toc"]).convert(heading)
    assert 'id="hittar-nytt"' in made
    assert "{#x .y} `kod` *nu* &amp; 🎉 [a](b)" in made


def test_only_those_who_may_see_a_file_see_its_examples(project: ProjectWriter) -> None:
    inside = files(example("hemligt"), subject="Insidan").replace("audience: public\n", "")
    changes = {CULTURE: files(GOOD), "data/examples/inne.yml": inside, HANDBOOK: EMBEDS}
    public, intranet = (site_of(project, changes, audience) for audience in Audience)
    assert "hemligt" not in repr(public)
    assert "Insidan" not in repr(public)
    assert "exempel/amne/inne.md" in {page.path for page in intranet.pages}
    only_inside = site_of(project, {"data/examples/inne.yml": inside, HANDBOOK: EMBEDS})
    assert not [page for page in only_inside.pages if page.path.startswith("exempel/")]


def test_editors_of_the_intranet_come_to_the_file(project: ProjectWriter) -> None:
    site = site_of(project, {CULTURE: files(GOOD)}, Audience.INTRANET)
    assert page_at(site, "exempel/amne/kultur.md").edit == CULTURE


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({HANDBOOK: EMBEDS}, ["handbok/exempel.md", "exempel/index.md"]),
        (
            {HANDBOOK: EMBEDS.replace("[[examples result]]", "")},
            ["handbok/exempel.md", "exempel/index.md"],
        ),
        ({}, ["exempel/index.md"]),
    ],
)
def test_the_library_is_in_the_navigation(
    content: Files, place: list[str], project: ProjectWriter
) -> None:
    site = site_of(project, {CULTURE: files(GOOD), **content})
    assert listed(site.navigation)[-len(place) :] == place
    in_section = [item for item in site.navigation if "exempel/index.md" in listed(item.children)]
    assert bool(in_section) == ("[[examples" in str(content))


def test_the_library_is_in_swedish_only(project: ProjectWriter) -> None:
    organisation = "data/organisation.yml"
    root = project({CULTURE: files(GOOD)})
    text = (root / organisation).read_text("utf-8") + "languages: [sv, en]\n"
    site = site_of(project, {CULTURE: files(GOOD), organisation: text})
    assert site.english
    assert "exempel/index.md" in listed(site.navigation)
    assert not [path for path in listed(site.english.navigation) if "exempel" in path]
    assert not [page.path for page in site.pages if page.path.startswith("en/exempel")]


# --- Links ------------------------------------------------------------------------------------------


def linking(target: str) -> str:
    """A page for everybody with a link."""
    return f"---\naudience: public\n---\n# Sida\n\n[Dit]({target})\n"


@pytest.mark.parametrize(
    ("target", "audience", "code"),
    [
        ("exempel/index.md", "public", ""),
        ("exempel/index.md#hittar-nytt", "public", ""),
        ("exempel/typ/result.md", "public", ""),
        ("exempel/amne/kultur.md", "public", ""),
        ("exempel/typ/process.md", "public", "R117"),
        ("exempel/index.md", "intranet", "R113"),
    ],
)
def test_links_into_the_library_are_checked(
    target: str, audience: str, code: str, project: ProjectWriter
) -> None:
    text = files(GOOD).replace("audience: public", f"audience: {audience}")
    found = all_problems(project({CULTURE: text, "content/sida.md": linking(target)}))
    assert [problem.code for problem in found] == ([code] if code else [])


def test_a_page_where_the_library_lies_has_no_room(project: ProjectWriter) -> None:
    root = project({CULTURE: files(GOOD), "content/exempel/index.md": PAGE})
    assert said(all_problems(root)) == ["R119 content/exempel/index.md:1:1"]


# --- The few that stand for all of a type -----------------------------------------------------------


def test_a_few_are_chosen_from_as_many_areas_as_there_are(project: ProjectWriter) -> None:
    many: Files = {
        "data/examples/a.yml": files(*map(example, ("a1", "a2", "a3")), example("a4", "less_good")),
        "data/examples/b.yml": files(
            example("b1"), example("b2", "less_good"), example("b3", "less_good")
        ),
        "data/examples/c.yml": files(
            example("c1", kind="process"), example("c2"), example("c3", "less_good")
        ),
        "data/examples/d.yml": files(example("d1", "less_good")),
    }
    found = entries(load_project(project(many)))
    few = [entry.example.id for entry in chosen(found, GoalType.RESULT)]
    assert few == ["a1", "b1", "c2", "d1", "a4"]
    assert [entry.example.id for entry in chosen(found, GoalType.PROCESS)] == ["c1"]
    assert chosen(found, GoalType.LEARNING) == ()


def test_the_handbook_shows_a_few_and_leads_to_the_others(project: ProjectWriter) -> None:
    many = files(*(example(f"g{n}") for n in range(5)), example("l1", "less_good"))
    read = load_project(project({CULTURE: many, HANDBOOK: EMBEDS}))
    shown = html(page_at(make_site(read, Audience.PUBLIC, language_code="en"), HANDBOOK[8:]))
    assert re.findall(r"#([gl]\d)\"", shown) == ["g0", "g1", "g2", "l1"]
    assert "Before: Mening l1" in shown
    assert "After: Efter l1" in shown
    assert re.search(
        r'<a href="\.\./\.\./exempel/typ/result/">2 more examples: result goal</a>', shown
    )


def test_an_unknown_type_is_a_problem(project: ProjectWriter) -> None:
    root = project({CULTURE: files(GOOD), "content/x.md": "# X\n\n[[examples resultat]]\n"})
    (problem,) = all_problems(root)
    assert problem.place.path == "content/x.md"
    assert problem.place.line == 3


def test_entries_know_where_they_stand(project: ProjectWriter) -> None:
    first, second = entries(load_project(project({CULTURE: files(GOOD, SHARPENED)})))
    assert first.values == {TYPE: "result", AREA: "kultur", GROUP: "residents"}
    assert list(second.pages) == [
        "exempel/index.md",
        "exempel/typ/result.md",
        "exempel/amne/kultur.md",
    ]
    assert second.example.quality is Quality.LESS_GOOD


# --- The coach --------------------------------------------------------------------------------------

COACH = "---\ntitle: Prova\naudience: public\n---\n# Prova\n\n[[coach]]\n"


def test_the_coach_gets_the_examples(project: ProjectWriter) -> None:
    site = site_of(project, {CULTURE: files(GOOD, SHARPENED), "content/handbok/prova.md": COACH})
    (asset,) = (asset for asset in site.assets if asset.path == "assets/coach/examples.json")
    assert json.loads(asset.content) == {
        "examples": [
            {
                "text": "Den som läser lättläst hittar något nytt varje månad",
                "type": "result",
                "subject": "Kultur och bibliotek",
                "target_group": "låntagare",
                "quality": "good",
                "id": "hittar-nytt",
            },
            {
                "text": "Vi ska främja läsning",
                "type": "result",
                "subject": "Kultur och bibliotek",
                "target_group": "",
                "quality": "less_good",
                "id": "barn-laser",
                "sharpened": "Alla sexåringar har ett eget lånekort",
            },
        ]
    }


def test_an_example_can_be_tried_in_the_coach(project: ProjectWriter) -> None:
    odd = GOOD.replace("varje månad", "+ 100 % & mer#1")
    site = site_of(project, {CULTURE: files(odd, SHARPENED), "content/handbok/prova.md": COACH})
    shown = html(page_at(site, "exempel/amne/kultur.md"))
    there = re.findall(r'href="\.\./\.\./\.\./handbok/prova/#([^"]+)"', shown)
    assert there == [
        "text=Den%20som%20läser%20lättläst%20hittar%20något%20nytt%20%2B%20100%20%25%20%26%20mer%231&amp;type=result",
        "text=Vi%20ska%20främja%20läsning&amp;type=result",
        "text=Alla%20sexåringar%20har%20ett%20eget%20lånekort&amp;type=result",
    ]


def test_without_a_coach_there_is_no_way_to_it(project: ProjectWriter) -> None:
    site = site_of(project, {CULTURE: files(GOOD)})
    assert "#text=" not in html(page_at(site, "exempel/index.md"))
    assert not [asset for asset in site.assets if "coach" in asset.path]


# --- What a change does -----------------------------------------------------------------------------


def told(base: Path, head: Path) -> dict[str, str]:
    """What is told of a change, by heading."""
    first, *rest = changes_text(compare(base, head, language("en")), language("en")).split("\n### ")
    return {"": first} | {part.split("\n")[0]: part.partition("\n")[2].strip() for part in rest}


def test_examples_that_become_public_are_quoted_with_all_that_is_said(
    project: ProjectWriter,
) -> None:
    inside = files(GOOD).replace("audience: public\n", "")
    found = told(project({CULTURE: inside}), project({CULTURE: files(GOOD)}))
    assert "Only the intranet had this before" in found["Becomes public"]
    assert "“Den som läser lättläst hittar något nytt varje månad”" in found["Becomes public"]
    assert "Det märks vid hyllan." in found["Becomes public"]
    assert "Examples" not in found
    back = told(project({CULTURE: files(GOOD)}), project({CULTURE: inside}))
    assert "Kultur och bibliotek" in back["No longer public"]


def test_examples_that_change_or_go_are_named(project: ProjectWriter) -> None:
    base = project({CULTURE: files(GOOD, SHARPENED)})
    head = project({CULTURE: files(GOOD.replace("vid hyllan", "vid disken"), example("ny"))})
    found = told(base, head)
    assert found["Examples"] == (
        "- **“Kultur och bibliotek”**: changed ones: “Den som läser lättläst hittar något nytt varje "
        "månad”; ones that are gone: “Vi ska främja läsning”"
    )
    assert "“Mening ny” Skäl ny." in found["Becomes public"]
    assert "“Examples of goals”**: examples" in found["Pages that change"]


def test_new_examples_for_the_inside_are_marked(project: ProjectWriter) -> None:
    inside = files(example("hemligt")).replace("audience: public\n", "")
    found = told(project({}), project({CULTURE: inside}))
    assert found["Examples"] == (
        "- **“Kultur och bibliotek”** *(only the intranet)*: new ones: “Mening hemligt”"
    )
    assert "Becomes public" not in found


def test_an_example_that_moves_to_another_file_is_not_gone(project: ProjectWriter) -> None:
    base = project({CULTURE: files(GOOD, SHARPENED)})
    head = project({CULTURE: files(GOOD), SCHOOL: files(SHARPENED, subject="Skola")})
    found = told(base, head)
    assert "gone" not in found.get("Examples", "")
    assert "Becomes public" not in found
