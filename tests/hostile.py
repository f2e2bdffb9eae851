"""A project in which every text and every series of figures is one that could break a page.

Texts are put into every field that takes one, found by way of the model, so that new fields are in it
from the start. What a page may do with them: show them as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from malbok.fields import Choice, Key, Plain, keys_of
from malbok.model import (
    BesideSentence,
    Correction,
    Example,
    ExampleFile,
    Goal,
    GoalType,
    Indicator,
    Organisation,
    Record,
    Report,
    ReportSection,
)
from tests.building import Files, freeze, write_project
from tests.sites import MKDOCS

HIT = "window.hit = true"
LONG_WORD = "Nordöstersjökustspaningssimulatoranläggningsmaterielunderhållsuppföljningssystem"
LINES = (
    "Alla ska " + "kunna leva ett gott liv i staden och " * 8 + "må bra",
    f"Långa ord som {LONG_WORD} {LONG_WORD.lower()} finns i fem fält",
    "Citat: \"dubbla\" 'enkla' ”svenska” «franska» `grava` & &amp; &lt;b&gt; &#34;",
    "Emoji 👩‍👩‍👧‍👦🏳️‍🌈🎉 och ord från höger: שלום עולם مرحبا",
    "Mallar {{ 7 * 7 }} {% raw %} {# x #} ${x} och ]] och */ och -- och %s {0}",
    "Markdown *a **b _c_ [d](e) ![f](data:,) | h | ~~i~~ # j 1. k { #l .m } [[goal x]]",
)
TEXTS = (
    f"Skript <script>{HIT}</script> <img src=x onerror='{HIT}'> slut",
    f"Ut ur allt </p></div></section></svg></title><b> \"'> <svg onload='{HIT}'>",
    "Kommentar --> ]]> <![CDATA[ x <!-- malbok:block:0 --> slut <!-- öppen",
    *LINES,
)
MARKDOWN = (
    f"En länk [klicka](javascript:{HIT.replace(' ', '')}) och <a href='javascript:{HIT}'>en till</a>.",
    "<div>\n<table><tr><td>\n\nöppen tabell",
    "- lista\n- lista\n\n> citat\n\n```\nöppen kod",
    "Två.\n\n---\n\n| a | b |\n|---|---|\n| <script>1</script> | `<b>` |",
    *TEXTS,
)
UNITS = ("%", "kr", LONG_WORD, "<i>")
DAY = "2016-06-30"


def filled(record: type[Record], turn: int = 0, **given: Any) -> dict[str, Any]:
    """A record with a text that could break a page in each of its fields that takes one; another text
    in each `turn`."""
    lines, texts, markdown = (_from(turn, texts) for texts in (LINES, TEXTS, MARKDOWN))

    def value(key: Key) -> Any:
        if key.name == "unit":
            return UNITS[turn % len(UNITS)]
        match key.value:
            case Plain.LINE:
                return next(lines)
            case Plain.TEXT:
                return next(texts)
            case Plain.MARKDOWN:
                return next(markdown)
            case Plain.ADDRESS:
                return "https://example.se/?a=1&b='2'&c=]]"
            case Plain.DAY:
                return DAY
            case Choice(words):
                return next(iter(words))
            case type() as inner if not _names_others(inner):
                return filled(inner, turn)
            case _:
                return None

    made = dict(given)
    for key in keys_of(record):
        if key.name not in given and (found := value(key)) is not None:
            made[key.name] = [found] if key.many else found
    return {name: value for name, value in made.items() if value is not ...}


def _from(turn: int, texts: Sequence[str]) -> Iterator[str]:
    return cycle([*texts[turn % len(texts) :], *texts[: turn % len(texts)]])


def _names_others(record: type[Record]) -> bool:
    """Whether a record must say something that can't be made up here, as the id of another."""
    return any(
        key.required and key.value in (Plain.ID, Plain.PERIOD, Plain.NUMBER)
        for key in keys_of(record)
    )


SERIES: dict[str, list[str]] = {
    "en": ["2016,7"],
    "ingen": [],
    "saknas": ["2014,", "2015,", "2016,"],
    "lika": [f"{year},12" for year in range(2008, 2017)],
    "minus": ["2012,-4", "2013,-9.5", "2014,0", "2015,-3", "2016,-1"],
    "enorm": ["2014,999999999999", "2015,1", "2016,987654321098.5"],
    "pytte": ["2014,0.0000001", "2015,0.0000003", "2016,0.0000002"],
    "nara": ["2014,1000000.1", "2015,1000000.2", "2016,1000000.3"],
    "hopp": ["2012,1", "2013,100000", "2014,2", "2015,99999", "2016,3"],
    "glapp": ["2001,1", "2005,", "2009,4", "2016,2"],
}
"""Outcomes by the id of their indicator, as lines of CSV."""


HANDBOOK = """---
title: Handboken
audience: public
part: Skriva
explains: result
---
# Handboken

[[guide-map]]

[[coach]]

[[examples result]]

[[goals-of-type result]]

[[language-rules]]

[[glossary]]
"""
"""A page with all that the handbook can show of data."""


def files() -> Files:
    """The project's files."""
    made: dict[str, Any] = {
        "data/organisation.yml": filled(
            Organisation,
            2,
            name="Exempelby & <b>'\"",
            as_of="2016-12-31",
            languages=["sv", "en"],
            roles=[{"id": "chef", "title": TEXTS[0], "contact": TEXTS[1]}],
            departments=[
                {"id": "n1", "title": LINES[0], "audience": "public", "description": MARKDOWN[1]},
                {"id": "n2", "title": LINES[1], "audience": "public", "parent": "n1"},
                {"id": "n3", "title": LINES[3], "audience": "public", "parent": "n2"},
            ],
            subjects=[{"id": "amne", "title": LINES[1], "description": MARKDOWN[0]}],
            comparison_groups=[
                {
                    "id": "grupp",
                    "title": LINES[4],
                    "municipalities": [_town(number) for number in range(12)],
                    "references": ["Riket <b>"],
                }
            ],
            words=...,
            look=...,
            assessment=...,
            small_numbers=...,
            feedback="https://example.se/?p={page}&q='",
        )
    }
    series = {**SERIES, "manga": _months(), "grannar": [], "delat": []}
    for turn, (key, rows) in enumerate(series.items()):
        monthly = key == "manga"
        made[f"data/indicators/{key}.yml"] = filled(
            Indicator,
            turn,
            id=key,
            audience="public",
            direction="higher",
            interval="month" if monthly else "year",
            updated="2026-01-15",
            owner="chef",
            about="other",
            compare_with="grupp" if key == "grannar" else ...,
            revisions=[_revision("definition")],
            previous_ids=...,
        )
        csv = ["period,value", *rows]
        if key == "grannar":
            csv = ["period,value,municipality", "2016,50,", '2016,48,"Riket <b>"']
            csv += [f'2016,50,"{_town(number)}"' for number in range(12)]
        if key == "delat":
            csv = ["period,value,sex,group,count,mark,note", *_divided()]
        made[f"data/indicators/{key}.csv"] = "\n".join(csv) + "\n"
        made[f"data/goals/n{turn % 3 + 1}/mal-{key}.yml"] = filled(
            Goal,
            turn,
            id=f"mal-{key}",
            audience="public",
            type="result",
            kind="goal",
            owner="chef",
            subjects=["amne"],
            supports=["mal-en"] if key != "en" else ...,
            archived=_archived() if key == "glapp" else ...,
            override=_override() if key == "lika" else ...,
            considered=[{"rule": "M01", "reason": TEXTS[turn % len(TEXTS)]}],
            targets=[
                {
                    "indicator": key,
                    "comparator": "at_least",
                    "value": 10,
                    "due": "2016-12" if monthly else "2016",
                    "note": TEXTS[2],
                }
            ],
            indicators=...,
            revisions=[_revision("wording")],
            previous_ids=...,
            department=...,
        )
    made["data/examples/omrade.yml"] = filled(
        ExampleFile,
        audience="public",
        examples=[
            filled(
                Example,
                turn,
                id=f"exempel-{turn}",
                quality="less_good",
                type=kind.value,
                fields=filled(BesideSentence, turn),
                indicator={"title": TEXTS[turn % len(TEXTS)], "kolada": "N00000"},
            )
            for turn, kind in enumerate(GoalType)
        ],
    )
    made["data/reports/rapport.yml"] = filled(
        Report,
        1,
        id="rapport",
        audience="public",
        kind="annual",
        period="2016",
        as_of="2016-12-31",
        state="draft",
        departments=["n1", "n2", "n3"],
        goals=[f"mal-{key}" for key in series],
        previous=...,
        sections=[
            filled(ReportSection, 1, department="n1", goal=..., expected=...),
            filled(ReportSection, 2, department=..., goal="mal-en", expected="met"),
            filled(ReportSection, 3, department=..., goal="mal-delat"),
        ],
        corrections=...,
    )
    made["content/handbok/index.md"] = HANDBOOK
    made["content/index.md"] = "---\ntitle: Start\naudience: public\n---\n# Start\n\n[[overview]]\n"
    # Links that lead nowhere are among the texts, and no matter here.
    made["mkdocs.yml"] = MKDOCS.replace(
        "{omitted_files: ignore}",
        "{omitted_files: ignore, links: {not_found: ignore, unrecognized_links: ignore}}",
    )
    return {
        **{name: text if isinstance(text, str) else _yaml(text) for name, text in made.items()},
        "data/goals/n1/trygg.yml": None,
        "data/indicators/trygghet.yml": None,
        "data/indicators/trygghet.csv": None,
    }


def write_hostile(root: Path) -> Path:
    """Write the project, its report frozen and corrected, and give its folder. A report's own texts may
    not lead anywhere within the site, so there the links do to another one."""
    write_project(root, files())
    report = root / "data/reports/rapport.yml"
    text = report.read_text("utf-8").replace("](e)", "](https://e)")
    report.write_text(text.replace("src=x ", "src=https://e "), "utf-8")
    freeze(root, "rapport")
    corrections = [
        filled(Correction, turn, date="2017-05-02", goal=goal)
        for turn, goal in enumerate(("mal-en", ...))
    ]
    with report.open("a", encoding="utf-8") as file:
        file.write(_yaml({"corrections": corrections}))
    return root


def _town(number: int) -> str:
    return f"Kommun {number} <b>& {LONG_WORD if number % 5 == 0 else ''}".strip()


def _months() -> list[str]:
    return [f"{2012 + n // 12}-{n % 12 + 1:02},{(n * 37) % 101}" for n in range(60)]


def _divided() -> Iterator[str]:
    for year in range(2012, 2017):
        mark = {2014: "break", 2015: "revised", 2016: "preliminary"}.get(year, "")
        yield f'{year},50,,,400,{mark},"<b>]]> ""citat"" {LINES[3]}"'
        yield f"{year},{40 + year % 7},women,,200,,"
        yield f"{year},{60 - year % 7},men,,200,,"
        for number in range(9):
            yield f'{year},{10 * number},,"{LONG_WORD[:30]} {number} <i>",{100 + number},,'


def _revision(changed: str) -> dict[str, Any]:
    return {
        "date": DAY,
        "changed": changed,
        "old": TEXTS[0],
        "new": TEXTS[1],
        "reason": TEXTS[2],
        "decision": {"body": TEXTS[3], "date": DAY, "paragraph": TEXTS[4]},
    }


def _archived() -> dict[str, Any]:
    return {"date": DAY, "reason": TEXTS[0], "replaced_by": "mal-en"}


def _override() -> dict[str, Any]:
    return {"status": "met", "motivation": TEXTS[1], "role": "chef", "date": DAY}


def _yaml(values: dict[str, Any]) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
