"""The pages in English: their own texts where there are any, and Swedish ones marked as Swedish."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from malbok.addresses import Addresses
from malbok.engine import make_site
from malbok.language import Swedish, SwedishMarkdown, capital
from malbok.model import Audience
from malbok.pages import Site
from malbok.reading import load_project
from malbok.translating import in_english
from tests.building import GOAL, INDICATOR, ORGANISATION, Files, write_project

LANGUAGES = ORGANISATION + "languages: [sv, en]\n"
TRANSLATED: Files = {
    "data/organisation.yml": LANGUAGES + "english: {title: Exempelby's goals}\n",
    "data/goals/n1/trygg.yml": GOAL
    + """\
description: "Alla ska *känna* sig trygga."
english:
  title: Everybody feels safe at home
  analysis: It went *well*.
""",
    "data/indicators/trygghet.yml": INDICATOR + "english: {title: Safe at home}\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Callable[[Files], Site]:
    def make(files: Files) -> Site:
        return make_site(load_project(write_project(tmp_path, files)), Audience.PUBLIC)

    return make


def test_nothing_is_in_english_unless_asked(site: Callable[[Files], Site]) -> None:
    made = site({})
    assert made.english is None
    assert not [page.path for page in made.pages if page.path.startswith("en/")]


def test_each_page_from_data_lies_below_en_too(site: Callable[[Files], Site]) -> None:
    made = site(TRANSLATED)
    swedish = {p.path for p in made.pages if not p.language and p.kind not in {"content", "fault"}}
    english = {p.path for p in made.pages if p.language == "en"}
    assert english == {f"en/{path}" for path in swedish}
    assert made.english is not None
    assert made.english.title == "Exempelby's goals"
    assert made.english.home in english


def test_texts_are_in_english_or_marked_as_swedish(site: Callable[[Files], Site]) -> None:
    pages = {page.path: page for page in site(TRANSLATED).pages}
    goal = pages["en/mal/n1/trygg.md"]
    said = goal.markdown + "".join(goal.blocks)
    assert goal.title == "Everybody feels safe at home"
    assert "Everybody feels safe at home" in said
    assert "Alla är trygga hemma" not in said
    assert "It went *well*." in goal.markdown
    assert '<div lang="sv" markdown="1">\n\nAlla ska *känna* sig trygga.\n\n</div>' in goal.markdown
    assert '<span lang="sv">Nämnden</span>' in said
    assert '<span lang="sv">Förvaltningschef</span>' in said


def test_no_mark_stands_in_an_attribute_or_a_title(site: Callable[[Files], Site]) -> None:
    for page in site({**TRANSLATED, "data/goals/n1/trygg.yml": GOAL}).pages:
        assert "<span" not in page.title + page.description
        for html in (page.markdown, *page.blocks):
            assert not re.search(r'="[^"]*<(?:span|div) lang=', html), page.path
            assert "&lt;span lang" not in html, page.path


def test_the_folder_leads_on_to_the_first_page(site: Callable[[Files], Site]) -> None:
    start = {a.path: a.content.decode() for a in site(TRANSLATED).assets}["en/index.html"]
    assert '<html lang="en">' in start
    assert 'content="0; url=mal/"' in start
    assert "moved" not in start


def test_nothing_leads_on_where_there_is_a_page_or_no_english(
    site: Callable[[Files], Site],
) -> None:
    own = "---\ntitle: Welcome\naudience: public\n---\n# Welcome\n"
    for files in ({}, {**TRANSLATED, "content/en/index.md": own}):
        assert "en/index.html" not in {asset.path for asset in site(files).assets}


def test_no_attribute_of_a_breakdown_comparison_or_frame_holds_a_mark(
    site: Callable[[Files], Site],
) -> None:
    """Also where no text has a translation, and in the pages that others frame."""
    group = "comparison_groups: [{id: grannar, title: Grannarna, municipalities: [Aby, Bby]}]\n"
    figures = (
        "period,value,sex,group,municipality,count\n2015,40,,,,900\n2016,47,,,,900\n"
        "2016,45,women,,,450\n2016,49,men,,,450\n2016,44,,Norr,,450\n2016,50,,Söder,,450\n"
        "2016,41,,,Aby,900\n2016,48,,,Bby,900\n"
    )
    made = site(
        {
            "data/organisation.yml": LANGUAGES + group,
            "data/indicators/trygghet.yml": INDICATOR + "compare_with: grannar\n",
            "data/indicators/trygghet.csv": figures,
        }
    )
    texts = {page.path: page.markdown + "".join(page.blocks) for page in made.pages}
    texts |= {a.path: a.content.decode() for a in made.assets if a.path.endswith(".html")}
    assert any("malbok-chart" in text for path, text in texts.items() if path.startswith("en/inb"))
    for path, text in texts.items():
        assert not re.search(r'="[^"<>]*<', text), path
    swedish, english = (texts[f"{folder}indikatorer/trygghet.md"] for folder in ("", "en/"))
    for mark in ('<span lang="sv">Norr</span>', '<title lang="sv" id='):
        assert mark in english
        assert mark not in swedish


def test_links_stay_within_the_language(site: Callable[[Files], Site]) -> None:
    pages = {page.path: page for page in site(TRANSLATED).pages}
    goal = pages["en/mal/n1/trygg.md"]
    assert goal.parent == "en/mal/n1/index.md"
    addresses = {Addresses().of(path) for path in pages}
    for page in pages.values():
        if page.language != "en":
            continue
        here = Addresses().of(page.path)
        for link in re.findall(r'href="([^"#?]+/)(?:#[^"]*)?"', "".join(page.blocks)):
            if "://" not in link:
                assert _resolved(here, link) in addresses, (page.path, link)


def _resolved(here: str, link: str) -> str:
    parts = here.split("/")[:-1]
    for step in link.split("/")[:-1]:
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "".join(f"{part}/" for part in parts)


def test_the_assessment_is_the_same_in_both_languages(tmp_path: Path) -> None:
    from malbok.assessment import assess_project

    project = load_project(write_project(tmp_path, TRANSLATED))
    day = project.organisation.as_of
    swedish, english = assess_project(project, day), assess_project(in_english(project), day)
    assert {k: (a.status, a.rule) for k, a in swedish.items()} == {
        k: (a.status, a.rule) for k, a in english.items()
    }


def test_a_swedish_text_is_marked_whatever_it_holds() -> None:
    assert Swedish('<b> & "x"').__html__() == '<span lang="sv">&lt;b&gt; &amp; &quot;x&quot;</span>'
    assert "<b>" in SwedishMarkdown("<b>").__html__()
    assert type(capital(Swedish("ä"))) is Swedish
    assert type(str(Swedish("ä"))) is str
