"""Bad texts and odd figures in every field: no page breaks, swallows, overlaps, or misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, ViewportSize

from malbok.fields import Plain, keys_of
from malbok.model import (
    Accessibility,
    Department,
    GlossaryWord,
    Goal,
    Indicator,
    Record,
    Report,
    Subject,
)
from tests import sites
from tests.browser.auditing import audited, described
from tests.browser.measuring import (
    covered_texts,
    cut_boxes,
    faint_shapes,
    weak_texts,
    wrong_lettering,
)
from tests.browser.serving import served
from tests.browser.test_accessibility import SETTLED
from tests.browser.visiting import NARROW, WIDE, Visitor, width
from tests.hostile import write_hostile

pytestmark = pytest.mark.browser

ALONE = re.compile(r"(en/)?inbaddning/")
"""Pages without the site's shell."""
KINDS = {
    "home": "",
    "overview": "mal/",
    "department": "mal/n1/",
    "goal": "mal/n1/mal-delat/",
    "goal without outcomes": "mal/n3/mal-saknas/",
    "goal with a motivated status": "mal/n1/mal-lika/",
    "archived goal": "mal/n1/mal-glapp/",
    "indicator": "indikatorer/manga/",
    "indicator by group": "indikatorer/delat/",
    "indicator beside others": "indikatorer/grannar/",
    "indicators": "indikatorer/",
    "all goals": "alla-mal/",
    "goals by status": "alla-mal/status/not_met/",
    "goal tree": "alla-mal/trad/",
    "subjects": "amne/",
    "subject": "amne/amne/",
    "method": "metod/",
    "data": "data/",
    "glossary": "ordlista/",
    "handbook": "handbok/",
    "examples": "exempel/",
    "accessibility": "tillganglighet/",
    "embedded chart": "inbaddning/indikatorer/delat.html",
    "report": "rapporter/rapport/",
    "report on a department": "rapporter/rapport/n1/",
    "English goal": "en/mal/n3/mal-enorm/",
    "English indicator": "en/indikatorer/delat/",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page showed: its texts, and what was wrong with it, by what it is called."""

    text: str
    lettered: int
    wrong: dict[str, list[str]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile(browser: Browser, root: Path, chart_cache: Path) -> Iterator[Visitor]:
    """A visitor of the site, for all of these tests."""
    site = sites.built(root, root / "site", cache=chart_cache)
    with served(site) as address, Visitor(browser, address) as visiting:
        yield visiting


@pytest.fixture(scope="module")
def seen(hostile: Visitor, root: Path) -> dict[str, Seen]:
    """Every page of the site by its path, each visited once."""
    page = hostile.settings().new_page()
    paths = sorted(name.removesuffix("index.html") for name in sites.html_pages(root / "site"))
    return {path: looked_at(hostile, page, path) for path in paths if path != "404.html"}


TEXT = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true
  for (const meaning of document.querySelectorAll("[popover]")) meaning.removeAttribute("popover")
  const drawn = [...document.querySelectorAll("svg text")].map(text => text.textContent)
  return [document.title, document.body.innerText, ...drawn].join("\\n").replace(/\\s+/g, " ")
}"""
SHELL = """() => ["h1", "main", "main h1", "body > footer", "body > header"].map(
  selector => document.querySelectorAll(selector).length)"""


def looked_at(visitor: Visitor, page: Page, path: str) -> Seen:
    visitor.wrong.clear()
    page.set_viewport_size(WIDE)
    visitor.go(page, path)
    expected = [1, 1, 1, 0, 0] if ALONE.match(path) else [1, 1, 1, 1, 1]
    lettered, lettering = wrong_lettering(page)
    wrong = {
        "lettering": lettering,
        "shell": [] if page.evaluate(SHELL) == expected else ["not whole"],
        "sideways": sideways(page, WIDE),
    }
    page.set_viewport_size(NARROW)
    narrow, lettering = wrong_lettering(page)
    wrong["lettering, narrow"] = lettering
    wrong["sideways, narrow"] = sideways(page, NARROW)
    wrong["cut"] = cut_boxes(page)
    wrong["covered"] = covered_texts(page)
    wrong["ran"] = ["a script"] if page.evaluate("window.hit") else []
    text = page.evaluate(TEXT)
    wrong["said by the browser"] = list(visitor.wrong)
    visitor.wrong.clear()
    return Seen(text, lettered + narrow, wrong)


def sideways(page: Page, size: ViewportSize) -> list[str]:
    return [f"{width(page)} pixels"] if width(page) > size["width"] else []


WRONG = [
    *("ran", "said by the browser", "shell", "sideways", "sideways, narrow"),
    *("lettering", "lettering, narrow", "cut", "covered"),
]


@pytest.mark.parametrize("what", WRONG)
def test_no_page_is_wrong(seen: dict[str, Seen], what: str) -> None:
    found = [f"{path}: {one}" for path, page in seen.items() for one in page.wrong[what]]
    assert found == [], "\n".join(found)
    assert len(seen) > 100
    assert sum(page.lettered for page in seen.values()) > 1000


# --- Nothing is swallowed -------------------------------------------------------------------------

UNSEEN = {"word.forms", "goal.considered.rule", "goal.considered.reason"}
"""What only finds a word in texts, and what only the check reads."""
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""What isn't meant to be seen."""


def texts_in(record: type[Record], values: Any, path: str) -> Iterator[tuple[str, Plain, str]]:
    """The texts of a record as it is written, by the names of their fields."""
    for key in keys_of(record):
        if key.name == "english" or key.name not in values:
            continue
        given = values[key.name]
        for value in given if key.many else [given]:
            name = f"{path}.{key.name}"
            if isinstance(key.value, type):
                yield from texts_in(key.value, value, name)
            elif name not in UNSEEN and key.value in (Plain.LINE, Plain.TEXT, Plain.MARKDOWN):
                yield name, key.value, value


def missing(record: type[Record], values: Any, name: str, page: Seen) -> Iterator[str]:
    """The texts that a page doesn't have as they are written; of Markdown, the words that it lacks."""
    for field, kind, written in texts_in(record, values, name):
        text = COMMENT.sub("", written).strip()
        if kind is Plain.MARKDOWN:
            plain = re.sub(r"\]\([^)]*\)|href='[^']*'", " ", text)
            words = re.findall(r"[^\W_]+", plain)
            swallowed = [word for word in words if word not in page.text]
            if swallowed:
                yield f"{field}: {swallowed}"
        elif " ".join(text.split()) not in page.text:
            yield f"{field}: {text[:80]}"


def read(root: Path, pattern: str) -> dict[str, Any]:
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(root.glob(pattern))
    }


def test_every_text_of_a_goal_is_on_its_page(seen: dict[str, Seen], root: Path) -> None:
    found = []
    for path in sorted(root.glob("data/goals/*/*.yml")):
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
        page = seen[f"mal/{path.parent.name}/{path.stem}/"]
        found += [f"{path.stem} {one}" for one in missing(Goal, values, "goal", page)]
    assert found == []


def test_every_text_of_an_indicator_is_on_its_page(seen: dict[str, Seen], root: Path) -> None:
    found = []
    for key, values in read(root, "data/indicators/*.yml").items():
        page = seen[f"indikatorer/{key}/"]
        found += [f"{key} {one}" for one in missing(Indicator, values, "indicator", page)]
    assert found == []


def test_every_text_of_a_report_is_on_its_pages(seen: dict[str, Seen], root: Path) -> None:
    values = read(root, "data/reports/*.yml")["rapport"]
    text = " ".join(
        page.text for path, page in seen.items() if path.startswith("rapporter/rapport")
    )
    assert list(missing(Report, values, "report", Seen(text, 0, {}))) == []


def test_every_text_of_the_organisation_is_shown(seen: dict[str, Seen], root: Path) -> None:
    made = read(root, "data/organisation.yml")["organisation"]
    parts: list[tuple[type[Record], Any, str, str]] = [
        *((Department, one, "department", f"mal/{one['id']}/") for one in made["departments"]),
        *((Subject, one, "subject", f"amne/{one['id']}/") for one in made["subjects"]),
        *((GlossaryWord, one, "word", "ordlista/") for one in made["glossary"]),
        (Accessibility, made["accessibility"], "accessibility", "tillganglighet/"),
    ]
    found = [
        one
        for record, values, name, path in parts
        for one in missing(record, values, name, seen[path])
    ]
    assert found == []
    for path, page in seen.items():
        if not ALONE.match(path) and not path.startswith("en/"):
            assert made["name"] in page.text, path


# --- Figures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["nara", "enorm", "pytte", "minus", "lika", "manga", "hopp"])
def test_an_axis_without_zero_says_so(hostile: Visitor, key: str) -> None:
    """Read from the axis as it is drawn: the numbers at its ends."""
    page = hostile.look(f"indikatorer/{key}/")
    chart = page.locator(".malbok-chart__wide").first
    labels = chart.evaluate(
        """svg => [...svg.querySelectorAll(".malbok-chart__axis-label")]
          .filter(label => (label.closest("[text-anchor]") ?? label).getAttribute("text-anchor") === "end")
          .flatMap(label => [...label.querySelectorAll("text")].map(text => text.textContent))"""
    )
    values = [number(label) for label in labels]
    assert len(values) >= 2
    said = "inte från noll" in (chart.text_content() or "")
    assert said == (not min(values) <= 0 <= max(values)), labels


def number(label: str) -> float:
    """The number that a label begins with, as it is written in Swedish."""
    match = re.match(r"[−-]?[\d\s]+(?:,\d+)?", label)
    assert match, label
    return float(re.sub(r"\s", "", match[0]).replace(",", ".").replace("−", "-"))


# --- Accessibility --------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "mode"), [*((kind, "light") for kind in KINDS), ("goal", "dark")])
def test_axe_finds_nothing(hostile: Visitor, kind: str, mode: str) -> None:
    hostile.wrong.clear()
    page = hostile.look(KINDS[kind], mode)
    audit = audited(page)
    wrong = {
        "axe": described(audit.violations),
        "left open": [rule["id"] for rule in audit.undecided if rule["id"] not in SETTLED],
        "weak texts": weak_texts(page),
        "faint shapes": faint_shapes(page),
        "said by the browser": list(hostile.wrong),
    }
    hostile.wrong.clear()
    assert {what: found for what, found in wrong.items() if found} == {}
