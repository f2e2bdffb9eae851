"""The guide's path, the pages that explain types of goals, and what both embed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from malbok.engine import make_site
from malbok.glossary import meanings
from malbok.guide import guide_of
from malbok.language import language
from malbok.model import Audience, GlossaryWord
from malbok.pages import NavItem, Page, Site
from malbok.pages.guide import SHOWN_GOALS
from malbok.pages.records import fill
from malbok.reading import load_project
from malbok.schemas import schema_bytes
from malbok.wording import rules
from tests.building import GOAL, MARK, ORGANISATION, Files, all_problems, marked, said
from tests.conftest import ProjectWriter


def page(order: int, part: str = "", *, text: str = "Text.", audience: str = "public") -> str:
    lines = [f"audience: {audience}", f"order: {order}", *([f"part: {part}"] if part else [])]
    return "---\n" + "\n".join(lines) + f"\n---\n\n# Sida {order}\n\n{text}\n"


WORDS = " ".join(["ord"] * 198)
PATH: Files = {
    "content/handbok/index.md": page(50, text="[[guide-map]]"),
    "content/handbok/c.md": page(30, "Skriva & läsa"),
    "content/handbok/a.md": page(10, "Förstå", text=WORDS),  # 200 words with the heading
    "content/handbok/b.md": page(20, "Förstå", text=f"{WORDS} ord\n\n| {WORDS} |\n|---|\n"),
    "content/handbok/d.md": page(40, "Förstå", audience="intranet"),
    "content/handbok/bredvid.md": page(15),
    "content/handbok/till.md": page(60),
}
ABOUT_RESULTS = (
    "---\naudience: public\nexplains: result\n---\n\n# Resultatmål\n\n[[goals-of-type result]]\n"
)

Maker = Callable[[Files, Audience], Site]


@pytest.fixture
def made(project: ProjectWriter, chart_cache: Path) -> Maker:
    """Makes a site."""

    def make(files: Files, audience: Audience = Audience.PUBLIC) -> Site:
        read = load_project(project(files))
        return make_site(read, audience, language_code="en", chart_cache=chart_cache)

    return make


def pages(site: Site) -> dict[str, Page]:
    return {page.path: page for page in site.pages}


def shown(page: Page) -> str:
    return fill(page.markdown, page.blocks)


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_a_page_to_look_things_up_in_takes_no_minutes(made: Maker) -> None:
    """Nobody reads the rules from end to end, and what is embedded isn't counted."""
    rules = page(30, "Skriva", text="[[language-rules]]")
    site = made({**PATH, "content/handbok/c.md": rules}, Audience.PUBLIC)
    assert "page 3 of 3 · to look things up in" in plain(shown(pages(site)["handbok/c.md"]))
    listed = plain(shown(pages(site)["handbok/index.md"]))
    assert "Sida 30 to look things up in" in listed
    assert "0 minutes" not in listed


# --- The path -------------------------------------------------------------------------------------


def test_the_path_has_the_pages_with_a_part_in_their_order(project: ProjectWriter) -> None:
    guide = guide_of(load_project(project(PATH)))
    assert [(part.number, part.title, part.minutes) for part in guide.parts] == [
        (1, "Förstå", 4),
        (2, "Skriva & läsa", 1),
    ]
    assert [(step.number, step.path, step.minutes) for step in guide.steps] == [
        (1, "handbok/a.md", 1),  # 200 words
        (2, "handbok/b.md", 2),  # 201, the table not counted
        (3, "handbok/d.md", 1),  # of the first part, though it comes after the second's page
        (4, "handbok/c.md", 1),
    ]
    assert guide.minutes == 5
    assert guide.map == "handbok/index.md"


def test_without_parts_there_is_no_path(made: Maker) -> None:
    site = made({"content/index.md": page(1, text="[[guide-map]]")}, Audience.PUBLIC)
    assert "mb-map" not in shown(pages(site)["index.md"])
    assert "mb-place" not in shown(pages(site)["index.md"])


def test_a_page_of_the_path_says_where_it_is(made: Maker) -> None:
    found = pages(made(PATH, Audience.PUBLIC))
    text = shown(found["handbok/b.md"])
    assert re.search(r'# Sida 20\n+<div class="mb-place">', text)
    assert plain(text).startswith(
        "# Sida 20 Part 1 of 2: Förstå · page 2 of 3 · 2 minutes · The whole path"
    )
    assert (
        plain(shown(found["handbok/c.md"])).count("Part 2 of 2: Skriva & läsa · page 3 of 3") == 1
    )
    assert "mb-place" not in shown(found["handbok/bredvid.md"])


def test_the_drawing_repeats_the_words(made: Maker) -> None:
    text = shown(pages(made(PATH, Audience.PUBLIC))["handbok/b.md"])
    steps = re.findall(r'class="mb-place__step(?: mb-place__step--(\w+))?"', text)
    assert steps == ["behind", "here", ""]
    assert '<svg class="mb-place__path"' in text
    assert 'aria-hidden="true"' in text
    assert "style=" not in text


def test_who_may_not_see_a_page_meets_a_path_without_it(made: Maker) -> None:
    public, inside = (pages(made(PATH, audience)) for audience in Audience)
    assert "handbok/d.md" not in public
    assert "page 2 of 3" in plain(shown(public["handbok/b.md"]))
    assert "page 2 of 4" in plain(shown(inside["handbok/b.md"]))
    assert public["handbok/b.md"].after == "handbok/c.md"
    assert inside["handbok/b.md"].after == "handbok/d.md"


def test_before_and_after_follow_the_path(made: Maker) -> None:
    found = pages(made(PATH, Audience.PUBLIC))
    assert [
        (found[f"handbok/{name}.md"].before, found[f"handbok/{name}.md"].after) for name in "abc"
    ] == [
        ("", "handbok/b.md"),
        ("handbok/a.md", "handbok/c.md"),
        ("handbok/b.md", ""),
    ]
    assert not found["handbok/bredvid.md"].part
    assert not found["handbok/bredvid.md"].after


def test_the_navigation_has_the_path_before_what_stands_beside_it(made: Maker) -> None:
    def handbook(items: tuple[NavItem, ...]) -> list[str]:
        section = next(i for i in items if any(c.path == "handbok/a.md" for c in i.children))
        return [child.path or "" for child in section.children]

    names = ("index", "a", "b", "c", "bredvid", "till")
    site = made(PATH, Audience.PUBLIC)
    assert handbook(site.navigation) == [f"handbok/{name}.md" for name in names]


def test_the_map_lists_all_and_says_where_one_is(made: Maker) -> None:
    files = {**PATH, "content/handbok/c.md": page(30, "Skriva & läsa", text="[[guide-map]]")}
    found = pages(made(files, Audience.PUBLIC))
    said_at_index, said_at_c = (shown(found[f"handbok/{name}.md"]) for name in ("index", "c"))
    assert "3 pages, 4 minutes in all." in plain(said_at_index)
    assert "Part 1: Förstå 3 minutes" in plain(said_at_index)
    assert 'start="3"' in said_at_index
    assert "aria-current" not in said_at_index
    assert said_at_c.count('aria-current="page"') == 1
    assert "Sida 30 1 minute · you are here" in plain(said_at_c)


def test_a_page_without_a_heading_says_it_first(made: Maker) -> None:
    files = {"content/a.md": "---\naudience: public\ntitle: A\npart: Del\n---\nText"}
    text = pages(made(files, Audience.PUBLIC))["a.md"].markdown
    assert text.index("malbok:block:0") < text.index("Text")


def test_titles_can_hold_anything(made: Maker) -> None:
    title = """'A "b" & ]] 🚲 c'"""
    files = {"content/a.md": page(1, title, text="[[guide-map]]")}
    text = shown(pages(made(files, Audience.PUBLIC))["a.md"])
    assert "A &#34;b&#34; &amp; ]] 🚲 c" in text


# --- Types of goals -------------------------------------------------------------------------------


def test_a_goal_links_to_the_page_about_its_type(made: Maker) -> None:
    found = pages(made({"content/om/resultat.md": ABOUT_RESULTS}, Audience.PUBLIC))
    goal, listed = found["mal/n1/trygg.md"], found["alla-mal/typ/result.md"]
    assert '<a href="../../../om/resultat/">Result goal</a>' in shown(goal)
    assert 'href="../../../om/resultat/"' in shown(listed)
    assert "om/resultat" not in shown(found["alla-mal/typ/process.md"])


def test_without_such_a_page_there_is_no_link(made: Maker) -> None:
    goal = shown(pages(made({}, Audience.PUBLIC))["mal/n1/trygg.md"])
    assert "<dd>Result goal</dd>" in goal


def test_a_page_for_the_inside_explains_nothing_to_the_public(made: Maker) -> None:
    files = {"content/x.md": ABOUT_RESULTS.replace("public", "intranet")}
    assert "<dd>Result goal</dd>" in shown(pages(made(files, Audience.PUBLIC))["mal/n1/trygg.md"])
    inside = shown(pages(made(files, Audience.INTRANET))["mal/n1/trygg.md"])
    assert "x/" in inside


def test_in_english_the_link_says_that_it_leads_to_swedish(
    project: ProjectWriter, chart_cache: Path
) -> None:
    files = {
        "data/organisation.yml": ORGANISATION + "languages: [sv, en]\n",
        "content/om/resultat.md": ABOUT_RESULTS,
    }
    site = make_site(load_project(project(files)), Audience.PUBLIC, chart_cache=chart_cache)
    english = shown(pages(site)["en/mal/n1/trygg.md"])
    link = '<a href="../../../../om/resultat/" hreflang="sv">Result goal (in Swedish)</a>'
    assert link in english
    assert "hreflang" not in shown(pages(site)["mal/n1/trygg.md"])


def test_a_page_can_explain_several_types(project: ProjectWriter) -> None:
    text = "---\naudience: public\nexplains: [learning, process]\n---\n# X\n"
    guide = guide_of(load_project(project({"content/x.md": text})))
    assert [goal_type.value for goal_type in guide.explained_by] == ["learning", "process"]


def test_live_goals_of_a_type_with_department_and_status(made: Maker) -> None:
    old = GOAL.replace("trygg\n", "gammal\n").replace("Alla är trygga", "Förr var alla trygga")
    inside = GOAL.replace("trygg\n", "inne\n").replace("public", "intranet").replace("Alla", "Vi")
    files = {
        "content/x.md": ABOUT_RESULTS,
        "data/goals/n1/gammal.yml": old + "archived: {date: 2016-01-01, reason: Slut}\n",
        "data/goals/n1/inne.yml": inside,
    }
    text = shown(pages(made(files, Audience.PUBLIC))["x.md"])
    assert "Alla är trygga hemma" in text
    assert "Nämnden" in text
    assert 'class="mb-status mb-status--' in text
    assert "Förr var" not in text
    assert "Vi är trygga" not in text
    assert "alla-mal/typ/result/" in text
    assert "Vi är trygga" in shown(pages(made(files, Audience.INTRANET))["x.md"])


def test_of_many_goals_the_first_dozen(made: Maker) -> None:
    goals = {f"data/goals/n1/m{n}.yml": GOAL.replace("trygg\n", f"m{n}\n") for n in range(15)}
    text = shown(pages(made({**goals, "content/x.md": ABOUT_RESULTS}, Audience.PUBLIC))["x.md"])
    assert text.count("<li>") == SHOWN_GOALS
    assert "All 16 goals of this type: result goal" in text


def test_where_nobody_has_such_a_goal_it_says_so_kindly(made: Maker) -> None:
    files = {"content/x.md": page(1, text="[[goals-of-type process]]")}
    text = shown(pages(made(files, Audience.PUBLIC))["x.md"])
    assert "Nobody has such a goal just now." in text


# --- What is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("V104", "---\naudience: public\nexplains: »resultat\n---\n"),
        ("V104", "---\naudience: public\nexplains: [result, »x]\n---\n"),
        ("K103", "---\naudience: public\n»explains:\n---\n"),
        ("K103", "---\naudience: public\n»part:\n---\n"),
        ("V104", "---\naudience: public\n---\n[[goals-of-type »resultt]]\n"),
        ("V104", "---\naudience: public\n---\n[[ goals-of-type  »resultatmål ]]\n"),
        ("R111", "---\naudience: public\n---\n»[[goals-of-type]]\n"),
        ("R111", "---\naudience: public\n---\n»[[goals-of-type result x]]\n"),
        ("R111", "---\naudience: public\n---\n»[[guide-map x]]\n"),
        ("R111", "---\naudience: public\n---\n»Se [[language-rules]].\n"),
    ],
)
def test_a_fault_is_named_where_it_is(project: ProjectWriter, code: str, text: str) -> None:
    bare, ((line, column),) = marked(text)
    found = all_problems(project({"content/x.md": bare}))
    assert said(found) == [f"{code} content/x.md:{line}:{column}"]


@pytest.mark.parametrize("wrong", ["resultt", "resultatmål"])
def test_the_closest_type_is_suggested(project: ProjectWriter, wrong: str) -> None:
    (found,) = all_problems(project({"content/x.md": page(1, text=f"[[goals-of-type {wrong}]]")}))
    assert found.params["suggestion"] == "result"
    assert "result" in found.hint(language("sv"))


def test_two_pages_cannot_explain_one_type(project: ProjectWriter) -> None:
    text = "---\naudience: public\norder: 2\nexplains: [process, »result]\n---\n# X\n"
    files = {
        "content/a.md": text.replace(MARK, ""),
        "content/b.md": ABOUT_RESULTS.replace("explains", "order: 1\nexplains"),
    }
    (found,) = all_problems(project(files))
    assert said([found]) == ["R191 content/a.md:4:21"]
    assert found.params == {"value": "result", "first": "content/b.md"}


def test_one_page_may_name_its_type_twice(project: ProjectWriter) -> None:
    text = "---\naudience: public\nexplains: [result, result]\n---\n# X\n"
    assert all_problems(project({"content/a.md": text})) == ()


# --- The language rules ---------------------------------------------------------------------------


def test_every_rule_stands_at_its_anchor(made: Maker) -> None:
    files = {
        "content/handbok/sprakrad.md": page(1, text="[[language-rules]]"),
        "content/handbok/formulera.md": page(2),
    }
    text = shown(pages(made(files, Audience.PUBLIC))["handbok/sprakrad.md"])
    for rule in rules().rules:
        section = text.split(f'<section class="mb-rule" id="{rule.id.lower()}"')[1]
        section = plain(section.split("</section>")[0].partition(">")[2])
        assert section.startswith(f"{rule.title} {rule.id}")
        for said_there in (rule.explanation, rule.question, *(s.text for s in rule.hits[:1])):
            assert " ".join(said_there.split()) in section
    assert "formulera/" in text
    assert "severity" not in text.lower()
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


# --- The glossary ---------------------------------------------------------------------------------

TARGET = GlossaryWord(word="målvärde", forms=("målvärdet", "målvärden"), meaning="Det som ska nås.")
OUTCOME = GlossaryWord(word="utfall", forms=("utfallet",), meaning="Hur det <blev> & är.")


def test_the_words_that_a_text_says() -> None:
    text = "Utfallet, målvärden och utfall; delmålvärde"
    assert meanings(text, (TARGET, OUTCOME)) == (OUTCOME, TARGET)
    assert meanings("Inget här", (TARGET, OUTCOME)) == ()
    assert meanings("målvärde", ()) == ()


def test_the_glossary_can_be_embedded(made: Maker) -> None:
    files = {
        "data/organisation.yml": ORGANISATION
        + "glossary:\n  - {word: utfall, meaning: Hur det <blev> & är.}\n",
        "content/x.md": page(1, text="[[glossary]]"),
    }
    found = pages(made(files, Audience.PUBLIC))
    block = '<div id="ord-utfall"><dt>utfall</dt><dd>Hur det &lt;blev&gt; &amp; är.</dd></div>'
    assert block in shown(found["x.md"])
    assert block in shown(found["ordlista.md"])


def test_forms_mean_by_a_word_what_the_glossary_does() -> None:
    bare, explained = (
        schema_bytes("goal", language("sv"), words).decode() for words in ((), (TARGET, OUTCOME))
    )
    assert "Det som ska nås." not in bare
    assert "målvärde: Det som ska nås." in explained
    assert explained == schema_bytes("goal", language("sv"), (TARGET, OUTCOME)).decode()
