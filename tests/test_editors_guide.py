"""The handbook's section for editors: what it shows is right, and leads somewhere.

An example that is shown as right is read by malbok's own readers, and a list of allowed words is
the model's. Pictures are plain SVG that can be read on a phone and by a screen reader.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from malbok.cli import COMMANDS
from malbok.formatting.figures import house_figures
from malbok.kinds import KINDS
from malbok.model import Expected, Mark, ReportKind, Revised, Status
from malbok.periods import Period
from malbok.problems import Problem, errors
from malbok.reading import read_project
from malbok.reading.figures import COLUMNS
from malbok.reports.freezing import freezing
from malbok.writing import put_in_place
from tests.building import BASE, Files, all_problems, write_project
from tests.sites import REPOSITORY, malbok

GUIDE = REPOSITORY / "content/redaktor"
PAGES = {path.stem: path.read_text("utf-8") for path in sorted(GUIDE.glob("*.md"))}
PICTURES = sorted((GUIDE / "bilder").iterdir())
SVG = "{http://www.w3.org/2000/svg}"

ORGANISATION = """\
name: Exempelby
title: Målbok för Exempelby
as_of: 2028-12-31
updated: 2026-11-22
roles:
  - {id: forvaltningschef-kultur, title: Förvaltningschef}
  - {id: processledare-kultur, title: Processledare}
departments:
  - {id: kulturnamnden, title: Kulturnämnden, audience: public}
"""
GOAL = "data/goals/kulturnamnden/snabba-svar.yml"
INDICATOR = "data/indicators/svar-i-tid.yml"
FIGURES = "data/indicators/svar-i-tid.csv"
REPORT = "data/reports/augusti-2027.yml"
FROZEN_ON = date(2027, 9, 15)
"""When the report of the example is frozen: after its day, before the correction shown."""


# --- Reading the pages ----------------------------------------------------------------------------


def blocks(page: str, language: str) -> list[str]:
    """The page's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGES[page], re.DOTALL | re.MULTILINE)


def example_files() -> dict[str, str]:
    """The examples that are a whole file, by its path, which stands before them."""
    named = re.compile(r"`(data/\S+)`:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
    return {path: text for page in PAGES.values() for path, text in named.findall(page)}


def lines_of(kind: str) -> list[str]:
    """The YAML examples that are some lines of a report's file or, on all other pages, of a goal's."""
    whole = example_files().values()
    pages = [page for page in PAGES if (page == "rapport") == (kind == "report")]
    return [code for page in pages for code in blocks(page, "yaml") if code not in whole]


def words_below(page: str, header: str) -> list[str]:
    """The first word in code of each row of the table that begins with that header."""
    lines = PAGES[page].split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {header} |")) + 2
    end = next(n for n, line in enumerate(lines[start:], start) if not line.startswith("|"))
    return [re.findall(r"`([^`]+)`", line)[0] for line in lines[start:end]]


def in_example_project(folder: Path, files: Files) -> Path:
    """The guide's own examples as a project, with some files changed. All is public, as the report
    is that is made of it."""
    others = dict.fromkeys(path for path in BASE if path.startswith("data/"))
    organisation = {"data/organisation.yml": ORGANISATION}
    public = {
        path: text.replace("audience: intranet\n", "audience: public\n")
        for path, text in example_files().items()
    }
    return write_project(folder, {**others, **public, **organisation, **files})


def errors_in(folder: Path, files: Files) -> tuple[Problem, ...]:
    return errors(all_problems(in_example_project(folder, files)))


# --- Examples -------------------------------------------------------------------------------------


def test_the_files_of_the_example_are_right(tmp_path: Path) -> None:
    assert set(example_files()) == {GOAL, INDICATOR, FIGURES, REPORT}
    assert not errors_in(tmp_path, {})


@pytest.mark.parametrize("lines", lines_of("goal"))
def test_lines_shown_for_a_goal_can_stand_in_it(tmp_path: Path, lines: str) -> None:
    goal = example_files()[GOAL].replace("updated: 2026", "updated: 2027")
    if not lines.startswith("id: "):
        assert not errors_in(tmp_path, {GOAL: goal + lines, REPORT: None})
        return
    name = lines.split("\n")[0].removeprefix("id: ")
    renamed = goal.replace("id: snabba-svar\n", lines)
    path = f"data/goals/kulturnamnden/{name}.yml"
    assert not errors_in(tmp_path, {GOAL: None, path: renamed, REPORT: None})


@pytest.mark.parametrize("lines", lines_of("report"))
def test_lines_shown_for_a_report_can_stand_in_it(tmp_path: Path, lines: str) -> None:
    """Corrections, and the decision, are added when the report has been frozen."""
    report = example_files()[REPORT]
    if lines.startswith("sections:"):
        assert not errors_in(tmp_path, {REPORT: report + lines})
        return
    root = in_example_project(tmp_path, {})
    put_in_place(root, freezing(root, read_project(root), "augusti-2027", FROZEN_ON).files)
    frozen = root / REPORT
    frozen.write_text(frozen.read_text("utf-8") + lines, "utf-8")
    assert not errors(all_problems(root))


@pytest.mark.parametrize("figures", [code for page in PAGES for code in blocks(page, "csv")])
def test_figures_shown_as_right_are_right(tmp_path: Path, figures: str) -> None:
    assert not errors_in(tmp_path, {FIGURES: figures})


def test_a_file_saved_by_a_spreadsheet_becomes_what_is_shown() -> None:
    (saved,) = blocks("excel", "text")
    (right,) = blocks("excel", "csv")
    assert house_figures(saved).text == right


def test_the_answer_shown_is_what_the_check_says(tmp_path: Path) -> None:
    (shown,) = blocks("kontrollen", "text")
    wrong = example_files()[FIGURES].replace("2025,81.5", "2026,83,2")
    said = malbok("check", "--project", in_example_project(tmp_path, {FIGURES: wrong}))
    assert said.status == 1
    assert shown in said.err + said.out


# --- Words ----------------------------------------------------------------------------------------


def test_lists_of_allowed_words_are_whole() -> None:
    assert words_below("nytt-mal", "Skriv") == [status.value for status in Status]
    changed = words_below("nytt-mal", "Du ändrar")
    assert len(changed) == len(Revised)
    for part in Revised:
        assert f"| `{part}` |" in PAGES["nytt-mal"]
    assert tuple(words_below("falt", "Kolumn")) == COLUMNS
    for word in (*ReportKind, *get_args(Expected)):
        assert f"`{word}`" in PAGES["rapport"]
    for mark in Mark:
        assert f"- `{mark}`: " in PAGES["falt"]


def test_periods_are_written_as_they_are_read() -> None:
    (table,) = re.findall(r"^\| Period \|.*?\n\n", PAGES["falt"], re.DOTALL | re.MULTILINE)
    shown = re.findall(r"`([^`]+)`", table)
    kinds = {Period.parse(text).kind for text in shown}
    assert len(kinds) == 7


def test_commands_and_codes_exist() -> None:
    for name, text in PAGES.items():
        for command in re.findall(r"(?:`|/|```sh\n)malbok ([a-z-]+)", text):
            assert command in COMMANDS, name
        for code in re.findall(r"\b[A-Z]1\d\d\b", text):
            assert code in KINDS, name


def test_the_generated_parts_are_asked_for() -> None:
    for kind in ("goal", "indicator", "organisation", "report"):
        assert f"\n[[fields {kind}]]\n" in PAGES["falt"]
    assert "\n[[faults]]\n" in PAGES["fel"]


# --- Links and pictures ---------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", PAGES[page]):
        path, _, heading = target.partition("#")
        file = (GUIDE / path) if path else GUIDE / f"{page}.md"
        assert file.is_file(), target
        if heading:
            assert f"{{ #{heading} }}" in file.read_text("utf-8"), target


def test_every_picture_is_shown_with_its_text() -> None:
    shown = [
        found for text in PAGES.values() for found in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    ]
    assert {path for _, path in shown} == {f"bilder/{picture.name}" for picture in PICTURES}
    for alternative, path in shown:
        assert len(alternative) > 20, path
        assert alternative.endswith("."), path


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_pictures_are_plain_and_can_be_read(picture: Path) -> None:
    raw = picture.read_text("utf-8")
    assert len(raw) < 10_000
    root = ElementTree.fromstring(raw)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert (root.get("viewBox") or "").startswith("0 0 720 ")
    described = {root.findtext(f"{SVG}{part}") for part in ("title", "desc")}
    assert None not in described
    assert len(described) == 2
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) == ids
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "circle", "line", "path", "text"}
    assert not re.search(r"\b(?:style|href|on\w+)=|url\(", raw)
    sizes = [int(size) for size in re.findall(r'font-size="(\d+)"', raw)]
    assert sizes, "no size of text"
    assert min(sizes) >= 32, "too small on a phone, where 720 units are 270 pixels"
