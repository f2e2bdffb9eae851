"""The page on how goals are assessed: made from the settings in force, its example by the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from itertools import product
from typing import Any

import pytest

from malbok.addresses import Addresses
from malbok.assessment import assess_target, is_stale
from malbok.changes.compared import compare
from malbok.changes.text import changes_text
from malbok.engine import Prepared, view
from malbok.explaining import STATUS_WORDS, status_word
from malbok.language import LanguageCode, language
from malbok.model import (
    Aggregation,
    AssessmentRules,
    Audience,
    Indicator,
    Observation,
    PartlyMetBy,
    Status,
)
from malbok.pages import method
from malbok.pages.making import Charts, Making
from malbok.pages.records import PLACEHOLDER
from malbok.periods import Period
from malbok.presets import PRESETS, Preset
from malbok.reading import load_project
from tests.building import BASE, GOAL, ORGANISATION, Files, all_problems, said
from tests.conftest import ProjectWriter

ORGANISATION_FILE, GOAL_FILE = "data/organisation.yml", "data/goals/n1/trygg.yml"
WITHOUT_PARTLY = "  partly_met_by: none\n"


def with_rules(lines: str) -> Files:
    """The organisation's file with those lines below `assessment`."""
    organisation = f"{ORGANISATION}assessment:\n{lines}" if lines else ORGANISATION
    return {ORGANISATION_FILE: organisation, GOAL_FILE: GOAL}


def making(project: ProjectWriter, files: Files, spoken: LanguageCode = "en") -> Making:
    """What the page is made from."""
    seen = view(load_project(project(files)), Audience.PUBLIC, None, language_code=spoken)
    return Prepared(seen, Charts()).making(Addresses())


def text_of(made: Making) -> str:
    """What the page says, without markup."""
    page = method.method_page(made)
    text = page.markdown
    for number, block in enumerate(page.blocks):
        text = text.replace(PLACEHOLDER.format(number), block)
    without = re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)
    plain = unescape(re.sub(r"<[^>]+>", " ", without)).replace("\\", "")
    return re.sub(r"\s+", " ", plain)


def page_text(project: ProjectWriter, lines: str = "", spoken: LanguageCode = "en") -> str:
    return text_of(making(project, with_rules(lines), spoken))


def settings(lines: Mapping[str, str]) -> str:
    return "".join(f"  {key}: {value}\n" for key, value in lines.items())


@pytest.mark.parametrize("spoken", ["sv", "en"])
@pytest.mark.parametrize(("by", "together"), [*product(PartlyMetBy, Aggregation)])
def test_the_page_can_be_made_for_all_settings(
    by: PartlyMetBy, together: Aggregation, spoken: LanguageCode, project: ProjectWriter
) -> None:
    said = page_text(project, settings({"partly_met_by": by, "aggregation": together}), spoken)
    assert not re.search(r"[{}]|\bNone\b", said)


@pytest.mark.parametrize(
    ("lines", "there", "gone"),
    [
        ("", ["50 % of the way", "90 % of the target", "weakest of their statuses"], ["weight"]),
        ("  partial_with_baseline: 0.75\n", ["75 % of the way"], ["50 % of the way"]),
        ("  partial_without_baseline: 0.905\n", ["90.5 % of the target"], []),
        ("  on_track: 0.8\n  uncertain: 0.3\n", ["80 % of the expected", "30 % of the"], []),
        ("  partly_met_by: closeness\n", ["90 % of the target"], ["50 % of the way"]),
        ("  partly_met_by: trend\n", ["closer to the target than the one before"], ["of the way"]),
        (WITHOUT_PARTLY, ["not met"], ["partly met", "Partly met"]),
        ("  aggregation: weighted\n", ["weight 2"], ["weakest"]),
        ("  aggregation: all\n  partial_targets: 0.6\n", ["60 % of them"], []),
        ("  aggregation: none\n", ["no status as a whole"], ["weakest"]),
        ("  overall: {others: 0.75}\n", ["all goals for the finances", "75 % of the other"], []),
        ("  overall: {financial: 0.9, others: 0.75}\n", ["90 % of the goals for the fin"], []),
    ],
)
def test_only_what_applies_is_said(
    lines: str, there: list[str], gone: list[str], project: ProjectWriter
) -> None:
    text = page_text(project, lines)
    rules = re.sub(r"A made-up example.*?(?=Several targets)", "", text)
    assert not [words for words in there if words not in rules]
    assert not [words for words in gone if words in rules]


def test_each_status_that_can_occur_is_explained_once(project: ProjectWriter) -> None:
    def explained(lines: str, **more: str) -> list[str]:
        made = making(project, {**with_rules(lines), **more})
        return [it.status.code for it in method._meanings(made.viewer)]

    every = [status.value for status in Status]
    assert explained("") == every
    without = [status for status in every if status != "partly_met"]
    assert explained(WITHOUT_PARTLY) == without
    override = (
        "override: {status: partly_met, motivation: Enkäten var fel., role: chef, "
        "date: 2016-12-31}\n"
    )
    assert explained(WITHOUT_PARTLY, **{GOAL_FILE: GOAL + override}) == every


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_is_named_with_its_source(preset: Preset, project: ProjectWriter) -> None:
    as_it_is = page_text(project, settings({"preset": preset}))
    own = page_text(project, settings({"preset": preset, "on_track": "0.85"}))
    rules = PRESETS[preset]
    for text in (as_it_is, own):
        for part in (rules.source, rules.stated, rules.added):
            assert part.replace("\u00a0", " ") in text
    if year := re.search(r"\d{4}", preset):
        assert year[0] in rules.source
    assert "in another way here" not in as_it_is
    assert "in another way here" in own
    assert "Whose rules" not in page_text(project)


def test_statuses_have_the_municipalitys_own_words_everywhere(project: ProjectWriter) -> None:
    words = {status: f"Ord{number}" for number, status in enumerate(Status)}
    lines = "  words:\n" + "".join(f"    {s}: {word}\n" for s, word in words.items())
    text = page_text(project, lines, "sv")
    assert not [word for word in words.values() if word not in text]
    defaults = {language("sv").text(STATUS_WORDS[status]) for status in Status}
    quoted = set(re.findall("”([^”]+)”", text)) & defaults
    assert not quoted
    assert "Ord0" not in page_text(project, lines, "en")


def test_words_break_out_of_nothing(project: ProjectWriter) -> None:
    lines = "  words:\n    partly_met: '*nästan* [x](y) `kod` 😀'\n"
    made = making(project, with_rules(lines), "sv")
    assert "*nästan* [x](y) `kod` 😀" in text_of(made)
    assert "[x](y)" not in method.method_page(made).markdown


@pytest.mark.parametrize("preset", ["", *Preset])
def test_the_example_is_assessed_by_the_rules(preset: str, project: ProjectWriter) -> None:
    lines = settings({"preset": preset}) if preset else ""
    made = making(project, with_rules(lines))
    rules = made.project.organisation.assessment
    text = text_of(made)
    assert "made up" in text
    for made_up in method.MADE_UP:
        cases = list(method._cases(made_up, made.viewer))
        example = method._example(made_up, cases, made.viewer)
        assert [case.status.code for case in example.cases] == [c.status.value for c in cases]
        for year, case, shown in zip((2022, 2024), cases, example.cases, strict=True):
            series = method._series(made_up)
            again = assess_target(method._target(made_up), series, date(year, 12, 31), rules)
            assert case == again
            assert case.outcome is not None
            assert case.outcome.period.year == year
            assert shown.sentence.replace("\u00a0", " ") in text
            assert str(case.outcome.value) in shown.steps[0].how


@pytest.mark.parametrize("lines", ["", "  partly_met_by: closeness\n"])
def test_the_calculations_come_out_as_shown(lines: str, project: ProjectWriter) -> None:
    made = making(project, with_rules(lines))
    checked = 0
    for made_up in method.MADE_UP:
        for case in method._example(
            made_up, list(method._cases(made_up, made.viewer)), made.viewer
        ).cases:
            for step in case.steps:
                if " = " in step.how:
                    left, right = (
                        step.how.replace("\u2212", "-").replace("\u00a0%", "").split(" = ")
                    )
                    assert float(right) == pytest.approx(100 * eval(left, {})), step
                    checked += 1
    assert checked == 8


def test_the_straight_line_is_where_it_says(project: ProjectWriter) -> None:
    made = making(project, BASE)
    rising, falling = (
        method._example(made_up, list(method._cases(made_up, made.viewer)), made.viewer)
        for made_up in method.MADE_UP
    )
    assert "70\u00a0%" in " ".join(step.how for step in rising.cases[0].steps)
    assert "30\u00a0days" in " ".join(step.how for step in falling.cases[0].steps)


def test_the_example_shows_different_statuses(project: ProjectWriter) -> None:
    made = making(project, BASE)
    found = [c.status for made_up in method.MADE_UP for c in method._cases(made_up, made.viewer)]
    assert found == [Status.UNCERTAIN, Status.PARTLY_MET, Status.ON_TRACK, Status.NOT_MET]


def test_what_is_said_of_old_figures_is_true() -> None:
    yearly = Indicator.model_validate(
        {
            "id": "x",
            "title": "X",
            "definition": "X",
            "unit": "%",
            "direction": "higher",
            "interval": "year",
            "source": {"title": "X"},
            "updated": "2026-11-22",
        }
    )
    outcome = Observation(Period.parse("2020"), None)
    assert not is_stale(outcome, yearly, date(2022, 12, 31))
    assert is_stale(outcome, yearly, date(2023, 1, 1))


# --- The settings as files ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("  preset: helsingborg-2016\n", []),
        ("  preset: Helsingborg\n", ["V104 data/organisation.yml:13:11"]),
        ("  preset: [ale]\n", ["V104 data/organisation.yml:13:11"]),
        ("  aggregation: medel\n", ["V104 data/organisation.yml:13:16"]),
        ("  on_track: 0.4\n", ["V115 data/organisation.yml:13:3"]),
        ("  words: {met: klart, on_track: Klart}\n", ["V132 data/organisation.yml:13:33"]),
        ("  words: {met: inte uppnått}\n", ["V132 data/organisation.yml:13:16"]),
        ("  words: {met: på väg, on_track: uppnått}\n", []),
        ("  words: {partly_met: nästan}\n  partly_met_by: none\n", ["V133 data/organisation.yml:13:23"]),
        ("  preset: ale\n  partly_met_by: none\n", []),
        ("  overall: {}\n", ["K102 data/organisation.yml:13:12"]),
        ("  overall: {others: 2}\n", ["V112 data/organisation.yml:13:21"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_settings_is_said(
    lines: str, codes: list[str], project: ProjectWriter
) -> None:
    assert said(all_problems(project(with_rules(lines)))) == codes


@pytest.mark.parametrize("weight", ["0", "-1"])
def test_a_target_counts_for_something(weight: str, project: ProjectWriter) -> None:
    goal = GOAL.replace("    value: 50\n", f"    value: 50\n    weight: {weight}\n")
    files = {**with_rules("  aggregation: weighted\n"), GOAL_FILE: goal}
    line = goal.split("\n").index(f"    weight: {weight}") + 1
    assert said(all_problems(project(files))) == [f"V131 {GOAL_FILE}:{line}:13"]


def changed_rules(project: ProjectWriter, before: str, after: str) -> str:
    """What diff says where the settings change."""
    words = language("en")
    found = compare(project(with_rules(before)), project({**BASE, **with_rules(after)}), words)
    return changes_text(found, words)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "  preset: vansbro-2019\n", ["Vansbro's report", "0 %", "80", "ej uppnått"]),
        ("", "  partly_met_by: trend\n", ["closer to the target than the one before"]),
        ("", "  aggregation: weighted\n", ["weighed together", "weakest"]),
        ("", "  partial_targets: 0.6\n", ["60", "several targets"]),
        ("", "  overall: {others: 0.75}\n", ["75", "other goals"]),
        ("  words: {met: klart}\n", "  words: {met: uppfyllt}\n", ["klart", "uppfyllt"]),
        ("", "  on_track: 0.8\n", ["90", "80", "on track"]),
    ],
)
def test_diff_says_that_the_rules_change(
    before: str, after: str, told: list[str], project: ProjectWriter
) -> None:
    text = changed_rules(project, before, after)
    assert not [words for words in told if words not in text.replace("\u00a0", " ")]


def test_every_setting_is_told_of_by_diff(project: ProjectWriter) -> None:
    other: dict[str, Any] = {
        "preset": "lund-2023",
        "partly_met_by": "none",
        "partial_with_baseline": "0.1",
        "partial_without_baseline": "0.2",
        "on_track": "0.7",
        "uncertain": "0.3",
        "aggregation": "all",
        "partial_targets": "0.4",
        "overall": "{financial: 0.9, others: 0.6}",
        "words": "{not_met: ej klart}",
    }
    assert set(other) == set(AssessmentRules.model_fields)
    same = changed_rules(project, "", "")
    for key, value in other.items():
        assert changed_rules(project, "", settings({key: value})) != same, key


def test_another_weight_takes_a_recorded_decision(project: ProjectWriter) -> None:
    weighted = with_rules("  aggregation: weighted\n")
    heavier = GOAL.replace("    value: 50\n", "    value: 50\n    weight: 2\n")
    found = compare(project(weighted), project({**weighted, GOAL_FILE: heavier}), language("en"))
    assert [p.code for p in found.problems if p.code.startswith("D")] == ["D101"]


def test_own_words_are_used_on_other_pages_too(project: ProjectWriter) -> None:
    made = making(project, with_rules("  words: {partly_met: Nästan}\n"), "sv")
    rules = made.project.organisation.assessment
    assert made.viewer.status(Status.PARTLY_MET).word == "Nästan"
    assert status_word(Status.PARTLY_MET, rules, made.language) == "Nästan"
