"""The JSON Schemas: in step with the model, valid, and of one mind with malbok on what may be written."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from malbok.cli import main
from malbok.engine import make_site
from malbok.fields import KINDS
from malbok.language import language
from malbok.model import (
    Audience,
    Example,
    ExampleFile,
    Goal,
    Indicator,
    Organisation,
    Record,
    Report,
    ReportSection,
    Target,
)
from malbok.numbers import parse_number
from malbok.periods import Period
from malbok.problems import Problem
from malbok.reading import load_project
from malbok.reading.content import FrontMatter
from malbok.reading.files import TextFile
from malbok.reading.validation import validate
from malbok.reading.yaml import parse_yaml
from malbok.schemas import FOLDER, NAMES, PLAIN, schema, schema_bytes, stale
from tests.building import said
from tests.conftest import ProjectWriter

ROOT = Path(__file__).parents[1]
MODELS: Mapping[str, type[Record]] = {
    "goal": Goal,
    "indicator": Indicator,
    "organisation": Organisation,
    "report": Report,
    "example": ExampleFile,
    "page": FrontMatter,
}
Loader = Callable[[str], Any]

# --- YAML as editors' tools read it ---------------------------------------------------------------


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, which VS Code's YAML extension reads by."""


Core.yaml_implicit_resolvers = {}

for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        "-+.0123456789",
    ),
):
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), [*first, ""]
    )
Core.add_constructor(
    "tag:yaml.org,2002:int",
    lambda loader, node: int(node.value, 0 if "o" in node.value or "x" in node.value else 10),
)
Core.add_constructor(
    "tag:yaml.org,2002:float",
    lambda loader, node: float(re.sub(r"\.(?=inf|nan)", "", node.value.lower())),
)


def yaml_1_2(text: str) -> Any:
    return yaml.load(text, Loader=Core)


def yaml_1_1(text: str) -> Any:
    """As PyYAML has it, dates as texts: JSON has no dates."""
    return json.loads(json.dumps(yaml.safe_load(text), default=date.isoformat))


LOADERS = pytest.mark.parametrize("load", [yaml_1_2, yaml_1_1])


def faults(kind: str, data: object) -> list[str]:
    validator = Draft7Validator(
        schema(kind, language("sv")), format_checker=Draft7Validator.FORMAT_CHECKER
    )
    return [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(data)]


def read(kind: str, text: str) -> list[Problem]:
    """What malbok finds wrong in a file by itself."""
    problems: list[Problem] = []
    file = TextFile(f"data/{kind}.yml", text)
    values = parse_yaml(file, problems)
    if values is not None:
        extra = {"department": "n1"} if kind == "goal" and "department" not in values else {}
        validate(MODELS[kind], values | extra, file, problems)
    return problems


# --- The schemas themselves -----------------------------------------------------------------------


def test_the_schemas_in_the_repository_are_up_to_date() -> None:
    assert not stale(ROOT / FOLDER, language("sv")), "Write them anew: malbok schema"
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == {f"{n}.json" for n in NAMES}


def test_there_is_a_schema_for_every_kind_of_yaml() -> None:
    assert set(NAMES) == set(MODELS)
    assert all(KINDS[name].record is MODELS[name] for name in NAMES)
    with pytest.raises(KeyError):
        schema("figures", language("sv"))


@pytest.mark.parametrize("kind", NAMES)
def test_a_schema_is_valid_and_relative_to_nothing(kind: str) -> None:
    made = schema(kind, language("sv"))
    Draft7Validator.check_schema(made, format_checker=Draft7Validator.FORMAT_CHECKER)
    text = schema_bytes(kind, language("sv")).decode()
    assert "$id" not in text
    assert "$ref" not in text
    assert text.endswith("}\n")
    assert text == schema_bytes(kind, language("sv")).decode()


def test_a_strict_validator_takes_the_schemas(tmp_path: Path) -> None:
    """Its patterns are those of JavaScript, as in VS Code."""
    for name in NAMES:
        (tmp_path / f"{name}.json").write_bytes(schema_bytes(name, language("sv")))
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema"]
    done = subprocess.run([*command, *tmp_path.glob("*.json")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def properties(part: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, value in part.get("properties", {}).items():
        yield f"{path}.{name}", value
        yield from properties(value, f"{path}.{name}")
        yield from properties(value.get("items", {}), f"{path}.{name}[]")


@pytest.mark.parametrize("kind", NAMES)
def test_every_key_says_what_it_is(kind: str) -> None:
    for path, value in properties(schema(kind, language("en"))):
        assert value["title"][0].isupper(), path
        assert value["description"].endswith("."), path
        assert "`" not in value["description"], path
        if "enum" in value:
            assert len(value["enum"]) == len(value["markdownEnumDescriptions"]), path
            assert all(value["enumDescriptions"]), path


def test_every_record_refuses_unknown_keys() -> None:
    def objects(part: object) -> Iterator[Mapping[str, Any]]:
        if isinstance(part, dict):
            if part.get("type") == "object":
                yield part
            for value in part.values():
                yield from objects(value)

    for name in NAMES:
        found = list(objects(schema(name, language("sv"))))
        assert found
        assert all(part["additionalProperties"] is False for part in found)


def test_defaults_are_those_of_the_model() -> None:
    goal = schema("goal", language("sv"))["properties"]
    assert goal["audience"]["default"] == "intranet"
    assert goal["kind"]["default"] == "goal"
    assert "default" not in goal["supports"]
    rules = schema("organisation", language("sv"))["properties"]["assessment"]["properties"]
    assert rules["on_track"]["default"] == 0.9
    assert schema("page", language("sv"))["properties"]["order"]["default"] == 1000


# --- The repository's files -----------------------------------------------------------------------


def data_files() -> list[tuple[str, Path]]:
    return [
        (name, path)
        for name in NAMES
        if name != "page"
        for path in sorted(ROOT.glob(KINDS[name].path))
    ]


@LOADERS
def test_every_data_file_is_valid(load: Loader) -> None:
    assert len(data_files()) > 50
    for kind, path in data_files():
        assert not faults(kind, load(path.read_text("utf-8"))), path


@LOADERS
def test_every_page_is_valid(load: Loader) -> None:
    found = 0
    for path in ROOT.glob(KINDS["page"].path):
        text = path.read_text("utf-8")
        if text.startswith("---\n"):
            found += 1
            front = load(text.split("---\n")[1])
            assert not faults("page", {} if front is None else front), path
    assert found > 10


def test_the_first_line_of_every_data_file_leads_to_its_schema() -> None:
    for kind, path in data_files():
        first = path.read_text("utf-8").split("\n", 1)[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, path
        assert (path.parent / match[1]).resolve() == (ROOT / FOLDER / f"{kind}.json").resolve()


def test_the_schemas_are_not_taken_for_data_in_the_wrong_place(project: ProjectWriter) -> None:
    root = project({f"{FOLDER}/{name}.json": schema_bytes(name, language("sv")) for name in NAMES})
    load_project(root)


@pytest.mark.parametrize("audience", Audience)
def test_the_site_has_the_schemas(project: ProjectWriter, audience: Audience) -> None:
    site = make_site(load_project(project({})), audience)
    published = {asset.path: asset.content for asset in site.assets}
    for name in NAMES:
        assert published[f"schemas/{name}.json"] == schema_bytes(name, language("sv"))


# --- What both take, and what both refuse ---------------------------------------------------------

GOAL = """\
id: trygg
title: Alla är trygga hemma
type: result
updated: 2026-11-22
"""
TARGET = """\
targets:
  - indicator: trygghet
    comparator: at_least
    value: 50
    due: 2016
"""
REVISION = """\
revisions:
  - date: 2026-11-22
    changed: target
    old: 38
    new: "41.5"
    reason: 2016
    decision: {body: Nämnden, date: 2026-11-01, paragraph: 57}
"""
INDICATOR = """\
id: trygghet
title: Trygga i hemmet
definition: Så många känner sig trygga hemma.
unit: "%"
direction: none
interval: year
source: {title: Enkäten}
updated: 2026-11-22
"""
ORGANISATION = """\
name: Exempelby
title: Målbok
as_of: 2016-12-31
updated: 2026-11-22
departments: [{id: n1, title: Nämnden}]
"""
EXAMPLES = """\
subject: Kultur
examples:
  - id: hittar-nytt
    quality: good
    text: Den som läser hittar något nytt
    type: result
    why: Det märks vid hyllan.
"""
REPORT = """\
id: delar
title: Delårsrapport
kind: interim_august
period: 2026-T2
as_of: 2026-08-31
goals: [trygg]
"""

RIGHT = [
    ("goal", GOAL),
    ("goal", GOAL + "department: n1\n"),
    ("goal", GOAL + TARGET),
    ("goal", GOAL + TARGET.replace("50", '"50.25"').replace("2016", '"2016"')),
    ("goal", GOAL + TARGET.replace("50", "-0.5")),
    ("goal", GOAL + TARGET.replace("at_least", "between").replace("value: 50", "lower: 1\n    upper: 2")),
    *(
        ("goal", GOAL + f"period: {period}\n")
        for period in (
            *("2016", '"2016"', "1900", "2100", "2016-H2", "2016-T3", "2016-Q4", "2016-05"),
            *("2015/16", "1999/00", "2099/00", "2016-02-29"),
        )
    ),
    ("goal", GOAL.replace("Alla är trygga hemma", ">\n  Alla är trygga\n  hemma\n")),
    ("goal", GOAL.replace("id: trygg", "id: 2016")),
    ("goal", GOAL.replace("id: trygg", "id: 0180-mal")),
    ("goal", GOAL + "supports: []\nprevious_ids: [a, n2/b]\n"),
    ("goal", GOAL + "source: {title: x, url: 'https://example.se/a?b=c'}\n"),
    ("goal", GOAL + "milestones: [{title: x, due: 2016-01-01, done: 2016-01-01}]\n"),
    ("goal", GOAL + "override: {status: met, motivation: x, role: chef, date: 2016-01-01}\n"),
    ("goal", GOAL + REVISION),
    ("goal", GOAL + "insight: |\n  Först.\n\n  Sedan.\n"),
    ("indicator", INDICATOR),
    ("indicator", INDICATOR.replace('"%"', "per 1 000 invånare")),
    ("organisation", ORGANISATION),
    ("organisation", ORGANISATION + "assessment: {on_track: 1, uncertain: 0.25, partial_with_baseline: \"0\"}\n"),
    ("organisation", ORGANISATION + "words: {indicator: {one: a, the: b, many: c, all: d}}\n"),
    ("report", REPORT),
    ("example", EXAMPLES),
    ("example", EXAMPLES + "    fields: {period: 2027}\n    indicator: {title: x, kolada: U00945}\n    guide: 3\n"),
    ("example", EXAMPLES.replace("good", "less_good") + "    sharpened: Bättre\n"),
    ("report", REPORT + "sections: [{department: n1, comment: x}]\ndecision: {body: x, date: 2026-01-01}\n"),
    ("page", "title: x\n"),
    ("page", "order: 10\nhide: [toc, navigation]\naudience: public\ntemplate: start.html\n"),
    ("page", 'order: "-10"\n'),
]  # fmt: skip


@LOADERS
@pytest.mark.parametrize(("kind", "text"), RIGHT)
def test_what_malbok_reads_is_valid(kind: str, text: str, load: Loader) -> None:
    assert not said(read(kind, text))
    assert not faults(kind, load(text))


WRONG = [
    ("goal", GOAL.replace("id: trygg\n", "")),
    ("goal", GOAL.replace("trygg\n", "Trygg\n")),
    ("goal", GOAL.replace("id: trygg", "id: -1")),
    ("goal", GOAL.replace("id: trygg", f"id: {'a' * 81}")),
    ("goal", GOAL.replace("id: trygg", "id: [trygg]")),
    ("goal", GOAL.replace("Alla är", "Alla < är")),
    ("goal", GOAL.replace("title: Alla är trygga hemma", 'title: "två\\nrader"')),
    ("goal", GOAL.replace("title: Alla är trygga hemma", 'title: " "')),
    ("goal", GOAL.replace("title: Alla är trygga hemma", "title:")),
    ("goal", GOAL.replace("result", "resultat")),
    ("goal", GOAL.replace("result", "[result]")),
    *(
        ("goal", GOAL.replace("2026-11-22", day))
        for day in ("2026-13-01", "2026-02-30", "22/11 2026", "20261122", "2026-W47-7", "2026")
    ),
    *(
        ("goal", GOAL + f"period: {period}\n")
        for period in (
            *("1899", "2101", "20200", "202O", '"1899"', "2016-H3", "2016-T4", "2016-Q0", "2016-13"),
            *("2015/17", "1999/01", "2100/02", "2016-06-31x", "[2016]", "2016-2018"),
        )
    ),
    ("goal", GOAL + "targts: []\n"),
    ("goal", GOAL + "supports: trygg\n"),
    ("goal", GOAL + "supports:\n"),
    ("goal", GOAL + "supports: [Trygg]\n"),
    ("goal", GOAL + "previous_ids: [a/b/c]\n"),
    ("goal", GOAL + "insight:\n"),
    ("goal", GOAL + "insight: {a: b}\n"),
    ("goal", GOAL + "source: Budgeten\n"),
    ("goal", GOAL + "source: {url: https://example.se/}\n"),
    ("goal", GOAL + "source: {title: x, url: www.example.se}\n"),
    ("goal", GOAL + TARGET.replace("    value: 50\n", "")),
    ("goal", GOAL + TARGET.replace("    due: 2016\n", "")),
    ("goal", GOAL + TARGET.replace("at_least", "minst")),
    ("goal", GOAL + TARGET.replace("at_least", "between")),
    ("goal", GOAL + TARGET.replace("value: 50", "lower: 1\n    upper: 2")),
    ("goal", GOAL + TARGET.replace("value: 50", "value: 50\n    lower: 1")),
    ("goal", GOAL + TARGET.replace("at_least", "between").replace("value: 50", "lower: 1")),
    *(
        ("goal", GOAL + TARGET.replace("value: 50", f"value: {number}"))
        for number in ('"9,5"', '"5 %"', "1 250", ".inf", "1000000000000000", '"1e3"', '"007"', "[1]")
    ),
    ("goal", GOAL + TARGET + "    baseline: {period: 2013}\n"),
    ("goal", GOAL + "milestones: [{title: x}]\n"),
    ("goal", GOAL + "override: {status: good, motivation: x, role: chef, date: 2016-01-01}\n"),
    ("goal", GOAL + REVISION.replace("changed: target", "changed: allt")),
    ("goal", GOAL + REVISION.replace("    reason: 2016\n", "")),
    ("goal", GOAL + REVISION.replace("body: Nämnden, ", "")),
    ("indicator", INDICATOR.replace("year", "week")),
    ("indicator", INDICATOR.replace("none", "up")),
    ("indicator", INDICATOR.replace('unit: "%"\n', "")),
    ("indicator", INDICATOR + "value: 3\n"),
    ("organisation", ORGANISATION.replace("departments", "depts")),
    ("organisation", ORGANISATION.replace("{id: n1, title: Nämnden}", "n1")),
    ("organisation", ORGANISATION + "assessment: {on_track: 1.5}\n"),
    ("organisation", ORGANISATION + 'assessment: {on_track: "1.5"}\n'),
    ("organisation", ORGANISATION + "assessment: {on_track: -0.1}\n"),
    ("organisation", ORGANISATION + "words: {indicator: {one: a}}\n"),
    ("report", REPORT.replace("goals: [trygg]\n", "")),
    ("example", "subject: Kultur\nexamples: []\n"),
    ("example", EXAMPLES.replace("good", "less_good")),
    ("example", EXAMPLES + "    sharpened: Bättre\n"),
    ("example", EXAMPLES + "    indicator: {title: x, kolada: N1}\n"),
    ("example", EXAMPLES + "    guide: 0.5\n"),
    ("example", EXAMPLES + "    fields: {unit: x}\n"),
    ("report", REPORT.replace("interim_august", "monthly")),
    ("report", REPORT + "state: finished\n"),
    ("report", REPORT + "sections: [{comment: x}]\n"),
    ("report", REPORT + "sections: [{department: n1, goal: trygg, comment: x}]\n"),
    ("report", REPORT + "sections: [{goal: trygg}]\n"),
    ("report", REPORT + "sections: [{department: n1, comment: x, expected: met}]\n"),
    ("report", REPORT + "sections: [{goal: trygg, expected: on_track}]\n"),
    ("page", "audience: alla\n"),
    ("page", "order: först\n"),
    ("page", "order: 1.5\n"),
    ("page", "tittle: x\n"),
]  # fmt: skip


@LOADERS
@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_what_malbok_refuses_is_not_valid(kind: str, text: str, load: Loader) -> None:
    assert read(kind, text)
    try:
        data = load(text)
    except ValueError:
        return  # PyYAML refuses a date that isn't in the calendar
    assert faults(kind, data)


def test_a_text_that_yaml_takes_for_something_else_must_be_quoted() -> None:
    """malbok reads it as the text it is, but tools can't know that."""
    for word in ("true", "null", "~"):
        text = GOAL + f"description: {word}\n"
        assert not read("goal", text)
        assert faults("goal", yaml_1_2(text)) == faults("goal", yaml_1_1(text)) != []
        assert not faults("goal", yaml_1_2(GOAL + f'description: "{word}"\n'))


@given(st.from_regex(r"-?[0-9]{1,16}(\.[0-9]{1,11})?", fullmatch=True) | st.text(max_size=8))
def test_numbers_are_those_that_malbok_reads(text: str) -> None:
    assert is_read(parse_number, text) == fits("number", text)


@given(
    st.from_regex(r"[12][0-9]{3}(-[HTQ][0-5]|-[0-9]{2}|/[0-9]{2})?", fullmatch=True)
    | st.dates(date(1890, 1, 1), date(2110, 12, 31)).map(str)
    | st.text(max_size=8)
)
def test_periods_are_those_that_malbok_reads(text: str) -> None:
    assert is_read(Period.parse, text) == fits("period", text)


def fits(plain: str, text: str) -> bool:
    # `$` in Python also stands before a line's end at the end.
    found = re.search(PLAIN[next(p for p in PLAIN if p.value == plain)]["pattern"], text)
    return found is not None and not text.endswith("\n")


def is_read(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except ValueError:
        return False
    return True


# --- Any goal at all ------------------------------------------------------------------------------

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
).filter(lambda text: bool(text.strip()))
LINES = WORDS.filter(lambda text: not set(text) & set("<>"))
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
DAYS = st.dates()
PERIODS = st.builds(
    lambda day, form: Period.parse(form(day)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        [
            lambda d: f"{d.year}",
            lambda d: f"{d.year}-H{d.month % 2 + 1}",
            lambda d: f"{d.year}-Q{d.month % 4 + 1}",
            lambda d: f"{d.year}-{d.month:02}",
            lambda d: f"{d.year}/{(d.year + 1) % 100:02}",
            str,
        ]
    ),
)
NUMBERS = st.decimals(-(10**14), 10**14, allow_nan=False, allow_infinity=False, places=3)


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def tuples(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=2).map(tuple)


def records(model: type[Record]) -> st.SearchStrategy[Any]:
    """Any record of a model, as its keys declare it; those that the model refuses are left out."""
    from malbok.fields import Choice, Key, Plain, keys_of

    plain: Mapping[Plain, st.SearchStrategy[Any]] = {
        Plain.TEXT: WORDS,
        Plain.MARKDOWN: WORDS,
        Plain.LINE: LINES,
        Plain.ID: IDS,
        Plain.FORMER_ID: IDS | st.builds("{}/{}".format, IDS, IDS),
        Plain.ADDRESS: IDS.map("https://example.se/{}".format),
        Plain.FEEDBACK: IDS.map("mailto:{}@example.se".format),
        Plain.PERIOD: PERIODS,
        Plain.NUMBER: NUMBERS,
        Plain.SHARE: st.decimals(0, 1, places=2),
        Plain.KOLADA: st.from_regex(r"[NU][0-9]{5}", fullmatch=True),
        Plain.COLOUR: st.integers(0, 0xFFFFFF).map("#{:06x}".format),
        Plain.POSITIVE: st.decimals("0.001", 10**14, places=3),
        Plain.COUNT: st.integers(1, 10**6),
        Plain.DAY: DAYS,
    }

    def values(key: Key) -> st.SearchStrategy[Any]:
        match key.value:
            case Plain() as kind:
                return plain[kind]
            case Choice(words):
                return st.sampled_from(list(words))
            case record:
                return records(record)

    def strategy(key: Key) -> st.SearchStrategy[Any]:
        one = values(key)
        return tuples(one) if key.many else one if key.required else optional(one)

    keys = {key.name: strategy(key) for key in keys_of(model)}
    made = st.fixed_dictionaries(keys).map(lambda d: {k: v for k, v in d.items() if v is not None})
    if model is Target:
        return made.map(_with_one_kind_of_value)
    if model is Example:
        return made.map(_sharpened_if_less_good)
    if model is ExampleFile:
        return made.filter(lambda file: file["examples"])
    return made.map(_about_something) if model is ReportSection else made


def _sharpened_if_less_good(example: dict[str, Any]) -> dict[str, Any]:
    """An example that is sharpened if, and only if, it isn't good."""
    kept = {key: value for key, value in example.items() if key != "sharpened"}
    return kept if example["quality"] == "good" else kept | {"sharpened": example["text"]}


def _about_something(section: dict[str, Any]) -> dict[str, Any]:
    """A section about a goal or a department, which says something; only goals are expected to end."""
    left_out = {"department"} if "goal" in section else {"expected"}
    kept = {key: value for key, value in section.items() if key not in left_out}
    subject = {} if kept.keys() & {"goal", "department"} else {"department": "n1"}
    said = {} if kept.keys() & {"comment", "forecast", "expected"} else {"comment": "x"}
    return kept | subject | said


def _with_one_kind_of_value(target: dict[str, Any]) -> dict[str, Any]:
    """Numbers that go with the comparator."""
    wanted = {"lower", "upper"} if target["comparator"] == "between" else {"value"}
    kept = {k: v for k, v in target.items() if k not in {"value", "lower", "upper"} - wanted}
    limits = sorted(kept.get(name, Decimal(7)) for name in wanted)
    return kept | dict(zip(sorted(wanted), limits, strict=True))


def plain(value: object) -> object:
    """A value as an editor writes it."""
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case tuple() | list():
            return [plain(inner) for inner in value]
        case Decimal():
            return format(value, "f") if value % 1 else int(value)
        case Period() if str(value).isdigit():
            return int(str(value))
        case Period():
            return str(value)
        case _:
            return value


@pytest.mark.parametrize("kind", ["goal", "indicator", "organisation", "report", "example"])
def test_what_the_model_takes_is_valid(kind: str) -> None:
    @settings(max_examples=25 if kind == "organisation" else 100)  # it is large
    @given(records(MODELS[kind]))
    def check(values: dict[str, Any]) -> None:
        expected = MODELS[kind].model_validate(values)
        text = yaml.safe_dump(plain(values), allow_unicode=True, sort_keys=False)
        assert not faults(kind, yaml_1_2(text)), text
        assert not faults(kind, yaml_1_1(text)), text
        problems: list[Problem] = []
        file = TextFile("x.yml", text)
        values_again = parse_yaml(file, problems)
        assert values_again is not None, (problems, text)
        assert validate(MODELS[kind], values_again, file, problems) == expected, (problems, text)

    check()


# --- The command ----------------------------------------------------------------------------------


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["schema", *arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_the_command_writes_what_is_out_of_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = f"--project={tmp_path}"
    assert run(project, "--lang=en", "--check") == 1
    assert not (tmp_path / FOLDER).exists()
    assert "data/schemas/goal.json is out of date." in capsys.readouterr().err
    assert run(project, "--lang=en") == 0
    assert "data/schemas/goal.json is written." in capsys.readouterr().out
    assert run(project, "--lang=en", "--check") == 0
    (tmp_path / FOLDER / "goal.json").write_text("{}")
    before = (tmp_path / FOLDER / "page.json").stat().st_mtime_ns
    assert run(project, "--lang=en") == 0
    assert (tmp_path / FOLDER / "page.json").stat().st_mtime_ns == before
    assert (tmp_path / FOLDER / "goal.json").read_bytes() == schema_bytes("goal", language("en"))


def test_the_command_writes_to_another_folder(tmp_path: Path) -> None:
    assert run(str(tmp_path / "x" / "y")) == 0
    assert not stale(tmp_path / "x" / "y", language("sv"))


def test_the_core_schema_here_is_that_of_yaml_1_2() -> None:
    read = yaml_1_2("[yes, no, 2016-01-01, 0o17, 017, 0x1F, 1e3, .5, .inf, ~, null, TRUE, 1_000]")
    assert read == [
        *("yes", "no", "2016-01-01", 15, 17, 31, 1000.0, 0.5, math.inf, None, None, True, "1_000"),
    ]
