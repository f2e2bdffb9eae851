"""What the coach's page knows: all that can be chosen, for whom it may be, and nothing that it mustn't."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from malbok import addresses as links
from malbok.code_host import new_file_address
from malbok.engine import make_site
from malbok.model import Audience, Goal, Level, Target
from malbok.pages import Page, Site
from malbok.pages.coaching import COMMON_WORDS, OWN_INDICATOR, TEXTS
from malbok.pages.examples import RELATED_WORDS
from malbok.reading import load_project
from malbok.theme_files import lean, theme_folder
from malbok.wording import rules
from malbok.wording.browser import rules_json
from tests.building import GOAL, ORGANISATION, Files
from tests.conftest import ProjectWriter

MOST_SCRIPT = 25_000
"""How many bytes of scripts and rules the page may ask for, compressed as a web server does it."""
SCRIPTS = ("coach.js", "advising.js", "goal_file.js", "similar.js")
COACH = "handbok/prova.md"
PAGE = "---\ntitle: Prova\naudience: public\n---\n# Prova\n\n[[coach]]\n"
HOSTILE = "Namn </script><script>window.hit = true</script> & \"citat\" 'enkla'"
FILES: Files = {
    f"content/{COACH}": PAGE,
    "content/handbok/formulera.md": "---\naudience: public\n---\n# Formulera\n\n## Skriv ett tillstånd\n",
    "data/organisation.yml": ORGANISATION.replace(
        "audience: public", "audience: public\n    level: unit"
    )
    + "  - id: inne\n    title: Inne\nsubjects:\n  - id: amne\n    title: Ämnet\n",
    "data/goals/inne/hemligt.yml": GOAL.replace("id: trygg", "id: hemligt").replace(
        "audience: public", "audience: intranet"
    ),
}


def site(project: ProjectWriter, audience: Audience, changes: Files | None = None) -> Site:
    return make_site(load_project(project({**FILES, **(changes or {})})), audience)


def page_of(site: Site) -> Page:
    return next(page for page in site.pages if page.path == COACH)


def data_of(page: Page) -> dict[str, Any]:
    """What the script gets."""
    (block,) = page.blocks
    found = re.search(r'class="mb-coach__data">(.*?)</script>', block, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def choices(page: Page, name: str) -> list[str]:
    """What can be chosen in a field, without the choice of nothing."""
    found = re.search(rf'name="{name}".*?</select>', page.blocks[0], re.DOTALL)
    assert found
    return [value for value in re.findall(r'<option value="([^"]*)"', found[0]) if value]


def test_everything_that_a_file_can_say_can_be_chosen(project: ProjectWriter) -> None:
    page = page_of(site(project, Audience.INTRANET))
    assert choices(page, "type") == ["result", "performance", "behaviour", "learning", "process"]
    assert choices(page, "level") == list(Level)
    assert choices(page, "department") == ["n1", "inne"]
    assert choices(page, "owner") == ["chef"]
    assert choices(page, "indicator") == [OWN_INDICATOR, "trygghet"]
    assert choices(page, "comparator") == ["at_least", "at_most", "equals"]
    assert choices(page, "audience") == ["intranet", "public"]
    assert 'name="subjects" value="amne"' in page.blocks[0]


def test_the_script_knows_what_the_file_needs(project: ProjectWriter) -> None:
    data = data_of(page_of(site(project, Audience.INTRANET)))
    assert data["taken"] == ["hemligt", "trygg"]
    assert data["departments"]["n1"] == {"level": "unit", "audience": "public"}
    assert data["indicators"]["trygghet"]["interval"] == "year"
    assert data["order"]["goal"] == list(Goal.model_fields)
    assert data["order"]["targets"] == list(Target.model_fields)
    assert data["path"] == "data/goals/{department}/{id}.yml"
    assert data["schema"] == "../../schemas/goal.json"
    assert data["rules"] == f"../../{links.COACH_RULES}"
    assert set(data["texts"]) == set(TEXTS)


def test_the_public_page_knows_nothing_of_the_inside(project: ProjectWriter) -> None:
    public = page_of(site(project, Audience.PUBLIC))
    assert "hemligt" not in public.blocks[0]
    assert "inne" not in data_of(public)["departments"]
    assert choices(public, "department") == ["n1"]


def test_rules_lead_to_pages_that_are_there(project: ProjectWriter) -> None:
    data = data_of(page_of(site(project, Audience.PUBLIC)))
    there = {page for page in data["guide"] if page.partition("#")[0] == "formulera.md"}
    assert there == set(data["guide"]) == {r.page for r in rules().rules if r.page in there}
    for page, guide in data["guide"].items():
        heading = page.partition("#")[2]
        assert guide["title"] == "Formulera"
        assert guide["address"] == (f"../formulera/#{heading}" if heading else "../formulera/")
    assert data["why"] == ""


def test_without_a_page_of_rules_the_questions_have_no_links(project: ProjectWriter) -> None:
    (block,) = page_of(site(project, Audience.PUBLIC)).blocks
    first = next(rule for rule in rules().rules if rule.question)
    assert first.title in block
    assert 'href=""' not in block


def test_the_address_of_the_library_fits_each_kind_of_addresses(project: ProjectWriter) -> None:
    examples = (
        "subject: Kultur\naudience: public\nexamples:\n"
        "  - id: hittar-nytt\n    quality: good\n    text: Du hittar nytt\n"
        "    type: result\n    why: Det märks.\n"
    )
    read = load_project(project({**FILES, "data/examples/kultur.yml": examples}))
    found = {
        directories: data_of(
            page_of(make_site(read, Audience.PUBLIC, addresses=links.Addresses(directories)))
        )
        for directories in (True, False)
    }
    assert found[True]["library"] == "../../exempel/"
    assert found[False]["library"] == "../exempel/index.html"


def test_questions_lead_to_the_page_of_the_rules(project: ProjectWriter) -> None:
    listing = "---\naudience: public\n---\n# Råd\n\n[[language-rules]]\n"
    page = page_of(site(project, Audience.PUBLIC, {"content/handbok/rad.md": listing}))
    assert data_of(page)["why"] == "../rad/"
    first = next(rule for rule in rules().rules if rule.question)
    assert f'href="../rad/#{first.id.lower()}"' in page.blocks[0]


def test_without_a_script_each_question_is_asked_once(project: ProjectWriter) -> None:
    page = page_of(site(project, Audience.PUBLIC))
    listed = re.search(r'class="mb-checklist">(.*?)</ul>', page.blocks[0], re.DOTALL)
    assert listed
    asked = re.findall(r"<li>", listed[1])
    questions = {rule.question for rule in rules().rules if "{passage}" not in rule.question}
    assert len(asked) == len(questions - {""})
    assert "{passage}" not in listed[1]


def test_bad_names_stay_text(project: ProjectWriter) -> None:
    roles = ORGANISATION.replace("Förvaltningschef", json.dumps(HOSTILE, ensure_ascii=False))
    page = page_of(
        site(
            project,
            Audience.INTRANET,
            {"data/organisation.yml": roles + "  - id: inne\n    title: I\n"},
        )
    )
    assert page.blocks[0].count("</script>") == 1
    assert "<script>window" not in page.blocks[0]
    assert "&lt;script&gt;" in page.blocks[0]


def test_the_files_of_the_coach_are_only_where_it_is(project: ProjectWriter) -> None:
    there = {asset.path: asset.content for asset in site(project, Audience.PUBLIC).assets}
    assert there[links.COACH_RULES] == rules_json()
    without = site(project, Audience.PUBLIC, {f"content/{COACH}": None})
    assert links.COACH_RULES not in {asset.path for asset in without.assets}


def test_the_scripts_and_the_rules_are_light() -> None:
    folder = theme_folder() / "material/assets/javascripts"
    scripts = [lean((folder / name).read_text("utf-8")).encode() for name in SCRIPTS]
    files = [*scripts, rules_json()]
    sizes = [len(gzip.compress(file, 6, mtime=0)) for file in files]
    assert sum(sizes) <= MOST_SCRIPT, sizes


def test_the_script_imports_only_what_is_counted() -> None:
    folder = theme_folder() / "material/assets/javascripts"
    imported = {
        name
        for script in SCRIPTS
        for name in re.findall(r'from "\./([\w.]+)"', (folder / script).read_text("utf-8"))
    }
    assert imported == set(SCRIPTS) - {"coach.js"}


def test_the_script_says_only_what_it_is_given() -> None:
    script = Path(theme_folder() / "material/assets/javascripts/coach.js").read_text("utf-8")
    used = set(re.findall(r"texts\.(\w+)", script)) | set(re.findall(r"texts\[`(field_)", script))
    given = {name if not name.startswith("field_") else "field_" for name in TEXTS}
    assert used == given


def test_common_words_are_written_as_they_are_compared() -> None:
    words = (*COMMON_WORDS, *RELATED_WORDS, *RELATED_WORDS.values())
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("repository", "edit_uri", "address"),
    [
        (
            "https://github.com/exempelby/malbok",
            "edit/main/content/",
            "https://github.com/exempelby/malbok/new/main/{folder}?filename={name}&value={text}",
        ),
        (
            "https://gitlab.com/exempelby/grupp/malbok/",
            "-/edit/main/content",
            "https://gitlab.com/exempelby/grupp/malbok/-/new/main/{folder}?file_name={name}",
        ),
        (
            "https://gitlab.exempelby.se/grupp/malbok",
            "edit/main/content/",
            "https://gitlab.exempelby.se/grupp/malbok/-/new/main/{folder}?file_name={name}",
        ),
        (
            "https://kod.example.se/exempelby/malbok",
            "edit/main/bok/content/",
            "https://kod.example.se/exempelby/malbok/new/main/bok/{folder}?filename={name}&value={text}",
        ),
        ("https://bitbucket.org/exempelby/malbok", "src/default/docs/", ""),
        ("https://kod.example.se/exempelby/malbok", "", ""),
        ("", "edit/main/content/", ""),
        ("", "https://github.com/exempelby/malbok", ""),
    ],
)
def test_where_a_new_file_is_made(repository: str, edit_uri: str, address: str) -> None:
    assert new_file_address(repository, edit_uri, "..") == address
