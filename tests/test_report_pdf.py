"""The PDF of a report: what its tags say, that all figures are in it, and that nothing odd stops it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdfua import validate

from malbok import colours
from malbok.explaining import TOO_FEW
from malbok.language import language
from malbok.model import Report, Status
from malbok.periods import Period
from malbok.reports.charting import quantity_of
from malbok.reports.pdf import Design, PdfError, fonts, report_pdf
from malbok.reports.pdf.document import covered
from malbok.reports.pdf.texts import blocks_of
from malbok.reports.showing import Reported
from malbok.reports.snapshot import FrozenIndicator, Snapshot
from malbok.rules_in_words import WHY_AS_A_WHOLE
from tests.pdf_reading import Element, elements, opened, text_of

SV = language("sv")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'
WORDS = {status.value: status.value.replace("_", " ") for status in Status}
HOSTILE = '#import "x" $1 + 1$ *a* <script>alert("1")</script> ]]> \\ @ref ”citat” 🚒🏽'


def site(path: str) -> str:
    return f"https://malbok.example.se/{path.removesuffix('index.md').removesuffix('.md')}"


def design(**changes: Any) -> Design:
    look: dict[str, Any] = {
        "primary": "#17415c",
        "accent": "#0a5f86",
        "logo": LOGO,
        "logo_format": "svg",
        "address": site,
    }
    return Design(**(look | changes))


def outcomes(*values: float | None, year: int = 2014) -> list[dict[str, Any]]:
    return [
        {"period": str(year + place), "value": None if value is None else Decimal(str(value))}
        for place, value in enumerate(values)
    ]


def indicator(key: str, *values: float | None, **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "title": f"Andel som är trygga {key}",
        "definition": "Hur stor del som svarar att de är trygga.",
        "unit": "%",
        "decimals": 1,
        "direction": "higher",
        "source": "Trygghetsmätningen",
        "source_url": "https://example.se/källa",
        "licence": "CC0",
        "updated": "2016-12-01",
        "finding": f"Utfallet av {key} för 2016 är bättre än förr.",
        "outcomes": outcomes(*values),
        **more,
    }


def target(key: str, **more: Any) -> dict[str, Any]:
    return {
        "indicator": key,
        "comparator": "at_least",
        "value": Decimal("41.5"),
        "due": "2016",
        "baseline_period": "2012",
        "baseline_value": Decimal("33.3"),
        "weight": 1,
        "asked": "minst 41,5 %",
        "outcome": {"period": "2016", "value": Decimal("38.9")},
        "status": "not_met",
        "status_word": "inte uppnått",
        "rule": "due_closeness",
        "sentence": f"Utfallet av {key} är 38,9 %.",
        **more,
    }


def goal(key: str, **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "department": "n1",
        "title": f"Alla är trygga i {key}",
        "meaning": "Det ska märkas.",
        "type": "result",
        "kind": "goal",
        "steers": "services",
        "status": "not_met",
        "status_word": "inte uppnått",
        "rule": "weakest_target",
        "sentence": f"Det sämsta avgör i {key}.",
        **more,
    }


def snapshot(**changes: Any) -> Snapshot:
    facts: dict[str, Any] = {
        "malbok": "0.1.0",
        "frozen": "2017-02-01",
        "id": "ar-2016",
        "title": "Så gick det 2016",
        "kind": "annual",
        "kind_title": "Årsredovisning",
        "period": "2016",
        "covers": "2016",
        "as_of": "2016-12-31",
        "audience": "public",
        "organisation": "Exempelby",
        "status_words": WORDS,
        "indicator_word": "Mätetal",
        "notice": "Påhittade siffror.",
        "summary": "Året blev **blandat**.\n\n# Högst upp\n\nText.\n\n### Djupt\n\nMer.",
        "rules": ["Det sämsta avgör.", "Inget avrundas uppåt."],
        "overall": {
            "status": "not_met",
            "status_word": "inte uppnått",
            "sentence": "Ett av två mål är uppnått.",
            "rule": "Alla mål för ekonomin ska vara uppnådda.",
            "financial": {"met": 1, "all": 2, "share": 1},
            "others": {"met": 0, "all": 7, "share": Decimal("0.75")},
        },
        "previous": {
            "id": "ar-2015",
            "title": "Så gick det 2015",
            "as_of": "2015-12-31",
            "dropped": [
                {"id": "x", "title": "Ett nedlagt mål", "status": "met", "status_word": "uppnått"}
            ],
        },
        "departments": [
            {
                "id": "n1",
                "title": "Nämnden",
                "description": "Om nämnden.",
                "comment": "Ord om året.",
            },
            {"id": "n2", "title": "Nämnden utan mål"},
        ],
        "goals": [
            goal(
                "hemmet",
                targets=[target("a"), target("b", status="met", status_word="uppnått")],
                comment="Vi hann inte.\n\nMer om det.",
                forecast="Det blir bättre.",
                expected="met",
                expected_word="uppnått",
                before={"title": "x", "status": "met", "status_word": "uppnått"},
                milestones=[{"title": "Steg ett", "due": "2016-05-01", "done": "2016-04-01"}],
                override={
                    "role": "chefen",
                    "date": "2016-12-02",
                    "motivation": "Vi vet mer än siffran säger.",
                    "computed": "met",
                    "computed_word": "uppnått",
                    "computed_sentence": "Utfallet räckte.",
                },
                revisions=[
                    {
                        "date": "2016-03-03",
                        "changed": "ordalydelsen",
                        "old": "Förr",
                        "new": "Nu",
                        "reason": "Det var otydligt.",
                        "decision": "Nämnden, 3 mars 2016, § 5",
                    }
                ],
            ),
            goal("torget", followed=["c"], status="not_graded", status_word="bedöms inte"),
        ],
        "indicators": [
            indicator("a", 35.2, None, 38.9),
            indicator("b", 40.1, 41.2, 43.4),
            indicator("c", *(50 + place / 10 for place in range(14)), note="Om c."),
        ],
    }
    return Snapshot.model_validate(facts | changes)


def report(shown: Snapshot, **changes: Any) -> Report:
    facts: dict[str, Any] = {
        "id": shown.id,
        "title": "Rapportens egen rubrik",
        "kind": "annual",
        "period": "2016",
        "as_of": "2016-12-31",
        "goals": ["hemmet"],
        "audience": "public",
        "state": "published",
        "decision": {"body": "Fullmäktige", "date": "2017-04-03", "paragraph": "§ 57"},
        "corrections": [
            {
                "date": "2017-05-06",
                "what": "Utfallet för hemmet",
                "goal": "hemmet",
                "old": "38,9 %",
                "new": "39,1 %",
                "reason": "Några svar räknades två gånger.",
            }
        ],
    }
    return Report.model_validate(facts | changes)


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("charts")


def made(
    charts: Path, shown: Snapshot, of: Report | None = None, cache: Path | None = None, **look: Any
) -> bytes:
    reported = Reported(of or report(shown), shown)
    return report_pdf(reported, design(**look), SV, chart_cache=charts, pdf_cache=cache)


@pytest.fixture(scope="module")
def pdf(charts: Path) -> bytes:
    return made(charts, snapshot())


@pytest.fixture(scope="module")
def read(pdf: bytes) -> list[Element]:
    return elements(pdf)


def headings(read: list[Element]) -> list[tuple[int, str]]:
    return [(int(e.role[1]), e.text) for e in read if re.fullmatch("H[1-6]", e.role)]


def assert_sound(pdf: bytes) -> None:
    """What every report's PDF must be, whatever is in it."""
    document = opened(pdf)
    root = document.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "sv-SE"
    xmp = bytes(root.Metadata.read_bytes()).decode()
    for claim in ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<"):
        assert claim in xmp
    assert root.ViewerPreferences.DisplayDocTitle
    read = elements(pdf)
    levels = [level for level, _ in headings(read)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text for _, text in headings(read))
    assert all(e.alt for e in read if e.role == "Figure")
    tables = [place for place, e in enumerate(read) if e.role == "Table"]
    assert all(read[place + 1].role == "THead" for place in tables)
    for font in fonts_of(document):
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(name in descriptor for name in ("/FontFile2", "/FontFile3"))
        assert "SourceSans3" in str(font.BaseFont)
    for page in document.pages:
        for link in page.obj.get("/Annots", []):
            assert str(link.get("/Contents", "")), "a link without words"


def fonts_of(document: pikepdf.Pdf) -> Iterator[Any]:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            if item.Subtype == "/Type0":
                yield item
            else:
                assert "Type3" not in str(item.Subtype)


def test_the_tags_are_those_that_it_claims(pdf: bytes, tmp_path: Path) -> None:
    assert_sound(pdf)
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    assert [(f.rule_id, f.message) for f in validate(str(file)).findings] == []


def test_title_author_and_dates_are_those_of_the_report(pdf: bytes) -> None:
    document = opened(pdf)
    info = document.docinfo
    assert str(info["/Title"]) == "Så gick det 2016"
    assert str(info["/Author"]) == "Exempelby"
    assert str(info["/CreationDate"]).startswith("D:20170201")


def test_headings_stand_in_the_order_in_which_one_reads(read: list[Element]) -> None:
    assert headings(read) == [
        (1, SV.text("Contents")),
        (1, SV.text("Corrections")),
        (1, "Sammanfattning"),
        (2, "Högst upp"),
        (3, "Djupt"),
        (2, SV.text("The goals as a whole")),
        (2, SV.text("How it goes for the goals")),
        (1, "Alla mål"),
        (1, SV.text("What has changed since last time")),
        (2, SV.text("Another status than before")),
        (2, SV.text("New goals")),
        (2, SV.text("Goals that aren't in the report any more")),
        (2, SV.text("Decided changes")),
        (3, "Alla är trygga i hemmet"),
        (1, "Nämnden"),
        (2, "Kommentar"),
        (2, "Alla är trygga i hemmet"),
        (3, "Delmål"),
        (3, "Kommentar"),
        (3, "Prognos"),
        (3, "Andel som är trygga a"),
        (3, "Andel som är trygga b"),
        (3, SV.text("Decided changes")),
        (2, "Alla är trygga i torget"),
        (3, "Det här följer vi också"),
        (4, "Andel som är trygga c"),
        (1, "Nämnden utan mål"),
        (1, SV.text("How we have assessed")),
        (1, SV.text("Where the figures come from")),
        (2, "Trygghetsmätningen"),
        (1, SV.text("About the report")),
    ]


def test_texts_are_read_in_the_order_of_the_page(pdf: bytes) -> None:
    text = text_of(pdf)
    expected = [
        "Årsredovisning",
        "Så gick det 2016",
        "Påhittade siffror.",
        "Några svar räknades två gånger.",
        "Året blev blandat.",
        "Ett av två mål är uppnått.",
        "Alla mål för ekonomin ska vara uppnådda.",
        "Ett nedlagt mål",
        "Om nämnden.",
        "Ord om året.",
        "Det ska märkas.",
        "Det sämsta avgör i hemmet.",
        "Vi vet mer än siffran säger.",
        "minst 41,5 %",
        "Steg ett",
        "Vi hann inte. Mer om det.",
        "Det blir bättre.",
        "Utfallet av a är 38,9 %.",
        "Utfallet av b är 38,9 %.",
        "Inget avrundas uppåt.",
        "Trygghetsmätningen",
        "Fullmäktige, 3 april 2017, § 57",
        "sha256:",
    ]
    place = 0
    for words in expected:
        found = text.find(words.replace("\u00a0", " "), place)
        assert found >= 0, words
        place = found + len(words)


def test_every_figure_of_the_snapshot_can_be_read(pdf: bytes) -> None:
    shown, text = snapshot(), f" {text_of(pdf)} "
    for of in shown.indicators:
        for written in figures(of):
            assert f" {written} " in text, (of.id, written)
        assert of.title in text
    for name in ("33,3 %", "41,5 %", "38,9 %", "75 %", "100 %"):
        assert name in text


def figures(of: FrozenIndicator) -> list[str]:
    write = quantity_of(of, SV)
    return [
        written
        for outcome in of.outcomes
        if outcome.value is not None
        for written in (f"{SV.period(outcome.period)} {write.number(outcome.value)}",)
    ]


def test_a_chart_says_what_it_shows(read: list[Element]) -> None:
    alternatives = [e.alt for e in read if e.role == "Figure"]
    findings = [f"Utfallet av {key} för 2016 är bättre än förr." for key in "abc"]
    assert alternatives == [SV.text("The logo of {name}", name="Exempelby"), *findings]


def links_of(pdf: bytes) -> set[str]:
    document = opened(pdf)
    return {
        str(link.A.URI)
        for page in document.pages
        for link in page.obj.get("/Annots", [])
        if "/A" in link and "/URI" in link.A
    }


def test_links_lead_to_the_pages_of_the_report(pdf: bytes) -> None:
    assert links_of(pdf) >= {
        "https://malbok.example.se/rapporter/ar-2016/n1#hemmet",
        "https://malbok.example.se/rapporter/ar-2016/n1",
        "https://malbok.example.se/rapporter/ar-2016/",
        "https://malbok.example.se/rapporter/ar-2016/ar-2016.json",
        "https://example.se/k%C3%A4lla",
    }


def test_without_an_address_nothing_leads_to_the_site(charts: Path) -> None:
    text = text_of(made(charts, snapshot(), address=lambda _: ""))
    assert "example.se" not in text
    assert "Trygghetsmätningen" in text


def test_the_same_report_gives_the_same_bytes_anywhere(
    pdf: bytes, charts: Path, tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.test_report_pdf import made, snapshot;"
        "sys.stdout.buffer.write(made(Path(sys.argv[1]), snapshot()))"
    )
    root = Path(__file__).parents[1]
    environment = os.environ | {
        "TZ": "America/New_York",
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join([str(root / "plugins"), str(root)]),
    }
    again = subprocess.run(
        [sys.executable, "-c", script, str(charts)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert again.stdout == pdf


def test_a_draft_says_so_and_has_no_checksum(charts: Path) -> None:
    shown = snapshot(frozen=None)
    text = text_of(made(charts, shown, report(shown, state="draft", decision=None)))
    assert f"Läget den 31 december 2016 {SV.text('Draft')}" in text or SV.text("Draft") in text
    assert "sha256" not in text
    assert SV.text("not decided yet") in text
    assert SV.text("Figures as data") not in text  # a draft has none


def test_a_report_whose_decision_is_not_stated_claims_nothing(charts: Path) -> None:
    shown = snapshot()
    text = text_of(made(charts, shown, report(shown, decision=None)))
    assert f"{SV.text('Decision')} {SV.text('no decision is stated')}" in text


def test_the_whole_counts_all_goals_and_says_what_it_is_for(charts: Path) -> None:
    text = text_of(made(charts, snapshot()))
    heads = ("Met", "Of", "At least so many must be met")
    assert f"{' '.join(map(SV.text, heads))} {SV.text('Goals for the finances')} 1 2 100 %" in (
        text.replace("\u00a0", " ")
    )
    assert SV.text(WHY_AS_A_WHOLE) in text


def test_a_comment_leads_only_to_other_sites(charts: Path) -> None:
    comment = "Se [sidan](hemlig.md), [den](../mal/n1/x.md) och [SKR](https://skr.se/)."
    pdf = made(charts, snapshot(goals=[goal("hemmet", comment=comment)], notice="[Om](om.md)"))
    links = links_of(pdf)
    assert not [link for link in links if "hemlig" in link or link.endswith("/n1/x")]
    assert links >= {"https://skr.se/", "https://malbok.example.se/om"}
    assert "Se sidan, den och SKR." in text_of(pdf)


def test_an_outcome_of_too_few_is_not_said_to_be_missing(charts: Path) -> None:
    few = {"period": "2016", "suppressed": True}
    shown = snapshot(
        goals=[goal("hemmet", targets=[target("a", outcome=None)])],
        indicators=[indicator("a", outcomes=[few])],
    )
    text = text_of(made(charts, shown, report(shown, corrections=[])))
    assert text.count(SV.text(TOO_FEW)) == 2  # in the table of targets and in that of figures
    assert SV.text("missing") not in text


def test_indicators_stand_below_their_source(charts: Path) -> None:
    where = [
        indicator("a", 1, source_url="https://a.se/1"),
        indicator("b", 1, source_url="https://a.se/2"),
    ]
    other = indicator("c", 1, source="SCB", licence="", updated="2016-11-01")
    shown = snapshot(goals=[], indicators=[*where, other])
    pdf = made(charts, shown, report(shown, corrections=[]))
    text = text_of(pdf)
    sources = text[text.rindex(SV.text("Where the figures come from")) :]
    assert sources.count("Trygghetsmätningen") == 1
    assert sources.index("trygga b") < sources.index("SCB") < sources.index("trygga c")
    assert sources.count(f"{SV.text('Licence')}: CC0") == 1
    assert links_of(pdf) >= {"https://a.se/1", "https://a.se/2"}


def test_numbers_do_not_break_over_lines(charts: Path) -> None:
    written = covered({"of": ["14 136 besök, 1 000 000 kr, år 2015 2016, 1 2000"]})
    assert written == {"of": ["14\u00a0136 besök, 1\u00a0000\u00a0000 kr, år 2015 2016, 1 2000"]}


def test_a_report_without_anything_to_compare_with(charts: Path) -> None:
    goals = [goal("hemmet", targets=[target("a")])]
    shown = snapshot(previous=None, overall=None, goals=goals, summary="", rules=[], notice="")
    pdf = made(charts, shown, report(shown, corrections=[]))
    assert_sound(pdf)
    titles = [title for _, title in headings(elements(pdf))]
    for absent in (
        "Corrections",
        "The goals as a whole",
        "What has changed since last time",
        "How we have assessed",
    ):
        assert SV.text(absent) not in titles
    assert SV.text("In the report before") not in text_of(pdf)
    assert SV.text("Expected at the end of the year") not in text_of(pdf)


def test_texts_stay_texts(charts: Path) -> None:
    goals = [
        goal(
            "hemmet",
            title=HOSTILE,
            meaning=HOSTILE,
            sentence=HOSTILE,
            comment=f"{HOSTILE}\n\n[klicka](javascript:alert(1)) <!-- göm -->\n\n- `#let x`",
            targets=[target("a", note=HOSTILE)],
        )
    ]
    shown = snapshot(title=HOSTILE, organisation=HOSTILE, goals=goals, notice=HOSTILE)
    pdf = made(charts, shown, report(shown, corrections=[]))
    assert_sound(pdf)
    text = text_of(pdf)
    assert '#import "x" $1 + 1$ *a* <script>alert("1")</script> ]]> \\ @ref ”citat” □' in text
    assert "#let x" in text
    assert "göm" not in text
    assert b"javascript" not in pdf


@pytest.mark.parametrize("title", ["🚒", "🧑🏽‍🚒🏳️‍🌈", "日本", "…"])
def test_a_title_that_no_font_has_falls_back_to_what_the_report_is(
    charts: Path, title: str
) -> None:
    pdf = made(charts, snapshot(title=title))
    with opened(pdf) as document:
        assert str(document.docinfo["/Title"]) == "Årsredovisning 2016"


def test_every_character_that_is_kept_can_be_typeset(charts: Path) -> None:
    everything = "".join(map(chr, [*range(0x3000), *range(0xD700, 0x10FFF), 0x1F600, 0x10FFFF]))
    text = fonts.shown(everything)
    goals = [goal("hemmet", comment="", sentence=text, targets=[target("a")])]
    assert_sound(made(charts, snapshot(goals=goals)))


def test_much_of_everything_still_has_its_order(charts: Path) -> None:
    many = [target("a", sentence=f"Rad {n}.") for n in range(40)]
    long = "Vi har gjort mycket och det har gett resultat. " * 430
    goals = [
        goal(
            "hemmet", title="Långt " * 50, targets=many, comment=f"# Ett\n\n{long}\n\n#### Två\n\nx"
        )
    ]
    pdf = made(charts, snapshot(goals=goals))
    assert_sound(pdf)
    text = text_of(pdf)
    places = [text.index(f"Rad {n}.") for n in range(40)]
    assert places == sorted(places)
    assert text.count("det har gett resultat.") >= 430


def test_long_series_stand_in_tables_after_each_other(read: list[Element]) -> None:
    start = next(
        i for i, e in enumerate(read) if (e.role, e.text) == ("H4", "Andel som är trygga c")
    )
    end = next(i for i, e in enumerate(read) if e.role == "H1" and i > start)
    periods = [
        e.text for e in read[start:end] if e.role == "TD" and re.fullmatch(r"20\d\d", e.text)
    ]
    assert periods == [str(2014 + n) for n in range(14)]


@pytest.mark.parametrize(("primary", "accent"), [("#ffe066", "#ffee88"), ("#000000", "#ffffff")])
def test_colours_are_made_legible(charts: Path, primary: str, accent: str) -> None:
    from malbok.reports.pdf.document import _look

    look = _look(design(primary=primary, accent=accent))
    assert colours.contrast(look["primary"], look["on_primary"]) >= colours.ENOUGH
    for text in ("accent", "heading"):
        assert colours.contrast(look[text], colours.WHITE) >= colours.ENOUGH
    assert_sound(made(charts, snapshot(), primary=primary, accent=accent))


def test_a_report_without_a_logo_has_the_name_in_its_place(charts: Path) -> None:
    pdf = made(charts, snapshot(), logo=b"", logo_format="")
    assert_sound(pdf)
    assert text_of(pdf).startswith("Exempelby")


@pytest.mark.parametrize("logo", [b"<svg", b"", b"\x00\xff", b"<html></html>"])
def test_a_broken_logo_is_told_of(charts: Path, logo: bytes) -> None:
    with pytest.raises(PdfError, match="SVG"):
        made(charts, snapshot(), logo=logo)
    with pytest.raises(PdfError, match="PNG"):
        made(charts, snapshot(), logo=logo, logo_format="png")


def test_a_finished_pdf_is_kept_and_a_damaged_one_made_anew(
    pdf: bytes, charts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from malbok.reports.pdf import compiling

    assert made(charts, snapshot(), cache=tmp_path) == pdf
    (kept,) = tmp_path.iterdir()
    with monkeypatch.context() as patched:
        patched.setattr(compiling, "typeset", lambda *_: pytest.fail("made again"))
        assert made(charts, snapshot(), cache=tmp_path) == pdf
    kept.write_bytes(kept.read_bytes()[:-9])
    assert made(charts, snapshot(), cache=tmp_path) == pdf
    made(charts, snapshot(), cache=tmp_path, primary="#112233")
    assert len(list(tmp_path.iterdir())) == 2
    nowhere = kept / "below"
    assert made(charts, snapshot(), cache=nowhere) == pdf


def test_the_shapes_of_statuses_are_those_that_there_are() -> None:
    from malbok.reports.pdf.compiling import template

    source = template()["look.typ"].decode()
    tones = source[source.index("#let tone-of") : source.index("#let arc")]
    drawn = source[source.index("#let shapes") : source.index("#let size")]
    for status in Status:
        assert f"  {status.value}:" in tones
        assert f"  {status.value}:" in drawn


def test_colours_of_the_template_are_those_of_the_pages() -> None:
    from malbok.reports.pdf.compiling import template
    from malbok.theme_files import theme_folder

    source = template()["look.typ"].decode()
    tokens = (theme_folder() / "material/assets/tokens.css").read_text()
    light = tokens[: tokens.index("@media screen")]
    for colour in re.findall(r'rgb\("(#[0-9a-f]{6})"\)', source):
        assert colour in light
    for text in re.findall(r'text: rgb\("(#[0-9a-f]{6})"\)', source):
        assert colours.contrast(text, colours.WHITE) >= colours.ENOUGH
    for fill in re.findall(r'fill: rgb\("(#[0-9a-f]{6})"\)', source):
        assert colours.contrast(fill, colours.WHITE) >= 3


def test_markdown_becomes_a_tree_without_markup() -> None:
    text = "<b>x</b> **y** [z](om.md#a) `<i>`\n\n- ett\n    1. två\n\n> # r\n\n|a|b|\n|-|-|\n|1|2|"
    said, items, quoted, table = blocks_of(text, 3, site)
    link = {"is": "link", "to": "https://malbok.example.se/om#a", "of": ["z"]}
    assert said["of"] == [
        "<b>x</b> ",
        {"is": "strong", "of": ["y"]},
        " ",
        link,
        " ",
        {"is": "code", "of": ["<i>"]},
    ]
    assert [block["is"] for block in items["of"][0]] == ["text", "steps"]
    assert quoted["of"] == [{"is": "text", "of": [{"is": "strong", "of": ["r"]}]}]
    assert table["of"] == [[["a"], ["b"]], [["1"], ["2"]]]


def test_lists_in_lists_have_an_end(charts: Path) -> None:
    deep = "\n".join(f"{'    ' * n}- nivå {n}" for n in range(40)) + "\n\n" + "> " * 300 + "innerst"
    pdf = made(charts, snapshot(goals=[goal("hemmet", comment=deep, targets=[target("a")])]))
    assert_sound(pdf)
    assert "innerst" in text_of(pdf)


def test_a_long_report_is_made_in_reasonable_time(charts: Path) -> None:
    goals = [goal(f"g{n}", targets=[target("a"), target("b")]) for n in range(100)]
    shown = snapshot(goals=goals)
    made(charts, snapshot())
    start = time.process_time()
    made(charts, shown)
    assert time.process_time() - start < 6  # twice what is allowed, for machines that are busy


def test_periods_of_months_are_written_out(charts: Path) -> None:
    months = [
        {"period": Period.parse(f"2016-{month:02}"), "value": Decimal(month)}
        for month in range(1, 13)
    ]
    months[5]["mark"] = "preliminary"
    shown = snapshot(
        goals=[goal("torget", followed=["a"])], indicators=[indicator("a", outcomes=months)]
    )
    text = text_of(made(charts, shown))
    assert "juni 2016 6,0" in text
    assert "juni 2016: Preliminärt" in text


def test_the_day_of_a_draft_is_that_of_its_figures(charts: Path) -> None:
    shown = snapshot(frozen=None, as_of=date(2016, 8, 31))
    pdf = made(charts, shown, report(shown, state="draft"))
    with opened(pdf) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20160831")
