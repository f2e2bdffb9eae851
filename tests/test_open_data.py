"""Open data: what is published, that it is what its descriptions say, and that others can read it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate as validate_openapi

from malbok.addresses import Addresses
from malbok.engine import make_site
from malbok.model import Audience
from malbok.open_data.exact_json import json_bytes
from malbok.open_data.tables import OUTCOME
from malbok.pages import Site
from malbok.reading import load_project
from tests.building import FIGURES, GOAL, INDICATOR, ORGANISATION, Files, write_project
from tests.conftest import ProjectWriter

SITE = "https://mal.example.se/bok/"
ODD = "<b>”Trygg”</b> & 'lugn' ]]> 🦔 <script>alert(1)</script>"

RICH: Files = {
    "data/organisation.yml": ORGANISATION
    + """\
  - id: n2
    title: Andra nämnden
    audience: public
    parent: n1
licence: {title: CC0 1.0, url: "https://creativecommons.org/publicdomain/zero/1.0/"}
notice: Siffrorna är påhittade.
subjects:
  - {id: trygghet, title: Trygghet}
""",
    "data/goals/n1/trygg.yml": GOAL.replace(
        "audience: public", "audience: public\nsubjects: [trygghet]"
    )
    + f"""\
  - indicator: moten
    comparator: between
    lower: 10.50
    upper: 20
    due: "2017"
description: {json.dumps(ODD, ensure_ascii=False)}
milestones:
  - {{title: Klart, due: 2016-06-30, done: 2016-05-02}}
  - {{title: Sedan, due: 2017-06-30, done: 2017-05-02}}
revisions:
  - date: 2015-11-10
    changed: target
    indicator: trygghet
    old: minst 60 %
    new: minst 50 %
    reason: Pengarna räckte inte.
    decision: {{body: Nämnden, date: 2015-11-03, paragraph: § 12}}
override: {{status: met, motivation: Resten hör till ett annat mål., role: chef, date: 2016-12-01}}
""",
    "data/goals/n2/lugn.yml": """\
id: lugn
title: Det är lugnt på torget
audience: public
type: process
kind: direction
supports: [trygg]
indicators: [moten]
updated: 2026-11-20
""",
    "data/indicators/moten.yml": INDICATOR.replace("trygghet", "moten")
    .replace("Trygga i hemmet", "Möten på torget")
    .replace(
        "source: {title: Enkäten}",
        "licence: {title: CC-BY-4.0}\nsource: {title: Räkning, url: 'https://x.se/'}",
    ),
    "data/indicators/moten.csv": "period,value,count,mark,note\n"
    "2014,10.50,120,,\n"
    '2015,-3,130,break,"Nytt sätt, ""bättre"""\n'
    "2016,0,140,preliminary,\n",
}


def made(root: Path, audience: Audience = Audience.PUBLIC, site: str = SITE) -> Site:
    return make_site(load_project(root), audience, addresses=Addresses(site=site))


def files(site: Site) -> dict[str, bytes]:
    return {asset.path: asset.content for asset in site.assets if asset.path.startswith("data/")}


def document(found: dict[str, bytes], path: str) -> Any:
    return json.loads(found[path], parse_float=Decimal)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("rich"), RICH)


@pytest.fixture(scope="module")
def found(rich: Path) -> dict[str, bytes]:
    return files(made(rich))


def package_errors(folder: Path) -> list[str]:
    """What frictionless says of the data package in a folder."""
    from frictionless import validate

    report = validate(str(folder / "datapackage.json"))
    of_tables = [e for task in report.tasks for e in task.errors]
    return [f"{e.type}: {e.message}" for e in (*report.errors, *of_tables)]


def written(found: dict[str, bytes], folder: Path) -> Path:
    for path, content in found.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "data"


# --- Descriptions ---------------------------------------------------------------------------------


def test_frictionless_validates_the_package(found: dict[str, bytes], tmp_path: Path) -> None:
    assert package_errors(written(found, tmp_path)) == []


def test_frictionless_validates_the_public_site(public_site: Path, intranet_site: Path) -> None:
    for site in (public_site, intranet_site):
        assert package_errors(site / "data") == []


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("data/goals.csv", b",n2,", b",n3,", "foreign-key"),
        ("data/targets.csv", b",50,", b",femtio,", "type-error"),
        ("data/indicators/moten.csv", b"2014,", b"2014-13,", "constraint-error"),
        ("data/indicators/moten.csv", b"period,value", b"period,varde", "label"),
    ],
)
def test_the_package_would_show_a_fault(
    found: dict[str, bytes], tmp_path: Path, path: str, old: bytes, new: bytes, said: str
) -> None:
    assert old in found[path]
    errors = package_errors(written({**found, path: found[path].replace(old, new, 1)}, tmp_path))
    assert any(said in error for error in errors), errors


def test_every_csv_is_in_the_package_and_says_who_made_it(found: dict[str, bytes]) -> None:
    package = document(found, "data/datapackage.json")
    listed = {f"data/{resource['path']}" for resource in package["resources"]}
    assert listed == {path for path in found if path.endswith(".csv")}
    assert package["name"] == "malbok-exempelby"
    assert package["homepage"] == SITE
    assert package["created"] == "2026-11-22T00:00:00Z"
    assert "Siffrorna är påhittade." in package["description"]
    assert package["licenses"] == [
        {"title": "CC0 1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
    ]
    moten = next(r for r in package["resources"] if r["name"] == "indicator-moten")
    assert moten["licenses"] == [{"name": "CC-BY-4.0"}]
    assert moten["sources"] == [{"title": "Räkning", "path": "https://x.se/"}]


def test_the_api_description_is_openapi(found: dict[str, bytes]) -> None:
    validate_openapi(json.loads(found["data/api.json"]))


def test_the_api_description_has_every_address(found: dict[str, bytes], rich: Path) -> None:
    paths = document(found, "data/api.json")["paths"]
    there = {asset.path for asset in made(rich).assets}
    published = {path for path in found if path not in ("data/api.json",)}
    published |= {path for path in there if path.endswith("feed.xml")}
    forms = [re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))) for path in paths]
    for path in published:
        assert any(form.fullmatch(f"/{path}") for form in forms), path
    for form in forms:
        assert any(form.fullmatch(f"/{path}") for path in published), form


def documents(found: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each JSON document, and the name of its schema."""
    yield "data/goals.json", "Goals"
    yield "data/indicators.json", "Indicators"
    yield "data/organisation.json", "Organisation"
    for path in found:
        if path.startswith("data/indicators/") and path.endswith(".json"):
            yield path, "IndicatorWithOutcomes"


@pytest.mark.parametrize("audience", list(Audience))
def test_documents_are_as_the_api_description_says(rich: Path, audience: Audience) -> None:
    found = files(made(rich, audience))
    schemas = json.loads(found["data/api.json"])["components"]["schemas"]
    strict = {name: {**schema, "additionalProperties": False} for name, schema in schemas.items()}
    assert len(list(documents(found))) == 5
    for path, name in documents(found):
        schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": strict}}
        validator = Draft202012Validator(schema)
        errors = [
            f"{e.json_path}: {e.message}" for e in validator.iter_errors(json.loads(found[path]))
        ]
        assert errors == [], path


# --- What stands in them --------------------------------------------------------------------------


def test_a_goal_has_its_status_with_word_rule_and_reason(found: dict[str, bytes]) -> None:
    goals = document(found, "data/goals.json")
    assert goals["as_of"] == "2016-12-31"
    assert goals["organisation"] == "Exempelby"
    trygg, lugn = goals["goals"]
    assert (trygg["status"], trygg["status_word"], trygg["status_rule"]) == (
        "met",
        "uppnått",
        "override",
    )
    assert "Resten hör till ett annat mål." in trygg["status_reason"]
    assert trygg["computed_status"] == "partly_met"
    assert trygg["override_role"] == "Förvaltningschef"
    assert trygg["page"] == f"{SITE}mal/n1/trygg/"
    assert trygg["subjects"] == ["trygghet"]
    assert (lugn["status"], lugn["supports"], lugn["targets"]) == ("not_graded", ["trygg"], [])


def test_a_milestone_done_after_the_day_of_assessment_is_not_done(found: dict[str, bytes]) -> None:
    trygg = document(found, "data/goals.json")["goals"][0]
    assert [m["done"] for m in trygg["milestones"]] == ["2016-05-02", None]


def test_odd_texts_survive(found: dict[str, bytes]) -> None:
    assert document(found, "data/goals.json")["goals"][0]["description"] == ODD
    assert rows(found["data/indicators/moten.csv"])[1]["note"] == 'Nytt sätt, "bättre"'


def test_numbers_have_the_digits_they_were_written_with(found: dict[str, bytes]) -> None:
    outcomes = document(found, "data/indicators/moten.json")["outcomes"]
    assert [str(o["value"]) for o in outcomes] == ["10.50", "-3", "0"]
    assert b'"lower": 10.50' in found["data/goals.json"]
    assert [row["lower"] for row in rows(found["data/targets.csv"])] == ["", "10.50"]


def test_json_and_csv_say_the_same(found: dict[str, bytes]) -> None:
    def text(value: object) -> str:
        if value is None:
            return ""
        return str(value).lower() if isinstance(value, bool) else str(value)

    goals = document(found, "data/goals.json")["goals"]
    for goal, row in zip(goals, rows(found["data/goals.csv"]), strict=True):
        assert {name: text(goal[name]) for name in row} == row
    targets = [target for goal in goals for target in goal["targets"]]
    for target, row in zip(targets, rows(found["data/targets.csv"]), strict=True):
        assert {name: text(target[name]) for name in row} == row
    for name in ("trygghet", "moten"):
        outcomes = document(found, f"data/indicators/{name}.json")["outcomes"]
        of_file = rows(found[f"data/indicators/{name}.csv"])
        assert [{k: text(v) for k, v in outcome.items()} for outcome in outcomes] == of_file
        of_all = [r for r in rows(found["data/observations.csv"]) if r["indicator"] == name]
        assert [{k: r[k] for k in of_file[0]} for r in of_all] == of_file


def test_a_missing_value_is_null_and_empty(found: dict[str, bytes]) -> None:
    outcomes = document(found, "data/indicators/trygghet.json")["outcomes"]
    assert outcomes[2] == {"period": "2015", "value": None}
    assert found["data/indicators/trygghet.csv"] == FIGURES.encode()


def test_a_suppressed_value_has_the_same_mark_everywhere(project: ProjectWriter) -> None:
    root = project(
        {
            "data/indicators/trygghet.yml": INDICATOR + "about: people\n",
            "data/indicators/trygghet.csv": "period,value,count\n2013,40,120\n2014,43,4\n2016,47,130\n",
        }
    )
    site = made(root)
    found = files(site)
    hidden = document(found, "data/indicators/trygghet.json")["outcomes"][1]
    assert (hidden["value"], hidden["mark"]) == (None, "suppressed")
    for path in ("data/indicators/trygghet.csv", "data/observations.csv"):
        row = next(row for row in rows(found[path]) if row["period"] == "2014")
        assert (row["value"], row["mark"]) == ("", "suppressed")
    page = next(page for page in site.pages if page.kind == "data")
    assert any("suppressed" in block for block in page.blocks)
    codes = next(column.codes for column in OUTCOME if column.name == "mark")
    assert "suppressed" in codes


def test_without_a_known_site_pages_are_paths_from_its_root(rich: Path) -> None:
    found = files(made(rich, site=""))
    assert document(found, "data/goals.json")["goals"][0]["page"] == "mal/n1/trygg/"
    assert "homepage" not in document(found, "data/datapackage.json")


def test_the_same_project_gives_the_same_bytes(rich: Path, found: dict[str, bytes]) -> None:
    assert files(made(rich)) == found


def test_roles_are_named_without_contacts(project: ProjectWriter) -> None:
    organisation = ORGANISATION.replace(
        "    title: Förv", "    contact: chef@x.se\n    title: Förv"
    )
    for audience in Audience:
        found = files(made(project({"data/organisation.yml": organisation}), audience))
        assert document(found, "data/organisation.json")["roles"] == ["Förvaltningschef"]
        assert b"chef@x.se" not in b"".join(found.values())


# --- The page -------------------------------------------------------------------------------------


def page(site: Site) -> str:
    found = next(page for page in site.pages if page.path == "data/index.md")
    return "\n".join((found.markdown, *found.blocks))


def test_the_page_has_every_file_feed_and_column(rich: Path) -> None:
    site = made(rich)
    shown = page(site)
    linked = set(re.findall(r'href="([^"]+)"', shown))
    for name in ("goals", "targets", "indicators", "observations", "departments"):
        assert f"{name}.csv" in linked
    assert {"goals.json", "indicators.json", "organisation.json", "api.json"} <= linked
    assert {"datapackage.json", "../mal/feed.xml", "../mal/n1/feed.xml"} <= linked
    for column in OUTCOME:
        assert f"<code>{column.name}</code>" in shown
    assert f"curl {SITE}data/goals.json" in shown
    assert "Källa: Exempelby, Målbok för Exempelby, per 31 december 2016." in shown


def test_the_page_says_the_terms_or_that_there_are_none(rich: Path, project: ProjectWriter) -> None:
    assert 'rel="license">CC0 1.0</a>' in page(made(rich))
    assert "har inte angett några villkor" in page(made(project({})))


# --- JSON -----------------------------------------------------------------------------------------


def test_json_is_read_back_as_it_was() -> None:
    thing: Any = {
        'a"b\\': [Decimal("1E+2"), Decimal("0.10"), 7, True, None, ODD],
        "ö": {"empty": [], "none": {}},
        "long": [{"text": "x" * 200}, {"text": "y"}],
        "control": "\x00\x1f\u2028",
    }
    raw = json_bytes(thing)
    assert json.loads(raw, parse_float=Decimal) == {**thing, 'a"b\\': [100, *thing['a"b\\'][1:]]}
    assert b"0.10" in raw
