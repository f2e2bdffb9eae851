"""A report's pages: what was known on its day, whatever has become of the data since."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from textwrap import dedent

import pytest

from malbok.engine import make_site
from malbok.explaining import TOO_FEW
from malbok.model import Audience
from malbok.pages import Page, Site
from malbok.pages.records import fill
from malbok.reading import load_project
from malbok.reports import documents
from malbok.reports.pdf import PdfError
from tests.building import FIGURES, GOAL, INDICATOR, ORGANISATION, freeze
from tests.conftest import ProjectWriter
from tests.sites import MKDOCS, html_pages, main_text, mkdocs_here

FRONT = "rapporter/arsredovisning/index.md"
PART = "rapporter/arsredovisning/n1.md"

LEARNING = """\
id: lar
title: Alla lär sig något nytt
audience: public
type: learning
analysis: Det går bra, och fler är med.
next_steps: Vi fortsätter på samma sätt.
owner: chef
updated: 2026-11-22
milestones:
  - {title: Alla har fått en plan, due: 2016-06-30, done: 2016-06-01}
  - {title: Alla har följt den, due: 2016-11-30}
"""
EARLIER = """\
id: delar
title: Delårsrapport augusti
audience: public
kind: interim_august
period: "2016-T2"
as_of: 2016-08-31
departments: [n1]
goals: [trygg]
"""
ANNUAL = """\
id: arsredovisning
title: Årsredovisning 2016
audience: public
kind: annual
period: "2016"
as_of: 2016-12-31
departments: [n1]
goals: [trygg, lar]
summary: "Ett av målen nåddes **nästan**. Läs metoden och [SKR](https://skr.se)."
sections:
  - {department: n1, comment: Nämnden har haft ett bra år., forecast: Nästa år blir bättre.}
  - goal: trygg
    comment: "Fler svarade. Se en sida."
    forecast: Det fortsätter uppåt.
    expected: met
decision: {body: Fullmäktige, date: 2017-04-18, paragraph: § 57}
"""
CORRECTIONS = """\
corrections:
  - date: 2017-05-02
    what: Hur många som svarade
    goal: trygg
    old: 400 personer
    new: 410 personer
    reason: Tio svar kom bort.
"""
FILES: Mapping[str, str] = {
    "data/goals/n1/lar.yml": LEARNING,
    "data/reports/delar.yml": EARLIER,
    "data/reports/arsredovisning.yml": ANNUAL,
}

Maker = Callable[..., Site]


@pytest.fixture(autouse=True)
def _quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typesetting has tests of its own."""
    monkeypatch.setattr(documents, "published_pdf", lambda *_, **__: b"%PDF-1.7 " + bytes(41_000))


@pytest.fixture
def make(chart_cache: Path) -> Maker:
    def made(root: Path, audience: Audience = Audience.PUBLIC) -> Site:
        return make_site(load_project(root), audience, language_code="en", chart_cache=chart_cache)

    return made


@pytest.fixture
def frozen(project: ProjectWriter) -> Path:
    """A project with two public reports, frozen."""
    root = freeze(project(FILES), "delar", "arsredovisning")
    with (root / "data/reports/arsredovisning.yml").open("a", encoding="utf-8") as report:
        report.write(CORRECTIONS)
    return root


def page_at(site: Site, path: str) -> Page:
    return next(page for page in site.pages if page.path == path)


def html(site: Site, path: str) -> str:
    page = page_at(site, path)
    return fill(page.markdown, page.blocks)


def words(text: str) -> str:
    """A page's words, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def report_files(site: Site) -> dict[str, object]:
    """All that a site has of reports, by path."""
    pages: dict[str, object] = {p.path: (p.title, p.markdown, p.blocks) for p in site.pages}
    files = pages | {asset.path: asset.content for asset in site.assets}
    return {path: made for path, made in files.items() if path.startswith("rapporter/")}


# --- The first page -------------------------------------------------------------------------------


def test_the_first_page_says_what_report_it_is(frozen: Path, make: Maker) -> None:
    site = make(frozen)
    said = words(html(site, FRONT))
    for part in (
        "Exempelby · Årsredovisning",
        "31 December 2016",
        "Fullmäktige, 18 April 2017, § 57",
        "Read the report as PDF (41 kB)",
        "Ett av målen nåddes **nästan**.",
        "Exempelby has no rule for the goals as a whole.",
        "The report was frozen on 1 March 2017.",
    ):
        assert part in said
    page = page_at(site, FRONT)
    assert page.description.startswith("Ett av målen nåddes nästan.")
    assert page.parent == "rapporter/index.md"
    assert str(page.updated) == "2017-05-02"
    assert page_at(site, PART).parent == FRONT
    assert page_at(site, PART).search_weight == 0.5


def test_corrections_come_first_and_at_their_goal(frozen: Path, make: Maker) -> None:
    site = make(frozen)
    front = html(site, FRONT)
    assert front.index("400 personer") < front.index("Summary")
    assert "410 personer" in front
    assert 'href="n1/#trygg"' in front
    part = html(site, PART)
    assert part.index("{ #lar") < part.index("{ #trygg") < part.index("400 personer")


def test_the_table_has_each_goal_with_its_status_now_and_before(frozen: Path, make: Maker) -> None:
    front = html(make(frozen), FRONT)
    rows = [words(row) for row in re.findall(r'<tr role="row">.*?</tr>', front, re.DOTALL)]
    assert [row.split(" ")[:2] for row in rows[1:]] == [["Alla", "lär"], ["Alla", "är"]]
    assert "new goal" in rows[1]
    assert front.count('data-label="In the report before"') == 2


def test_what_has_changed_says_why(frozen: Path, make: Maker) -> None:
    said = words(html(make(frozen), FRONT))
    changed = said[said.index("What has changed since Delårsrapport augusti") :]
    assert "1 goal has another status" in changed
    assert "Fler svarade. Se en sida." in changed
    assert "1 new goal" in changed


def test_a_changed_status_without_a_comment_says_what_rule_gave_it(
    project: ProjectWriter, make: Maker
) -> None:
    silent = re.sub(r"    comment: .Fler.*\n", "", ANNUAL)
    root = project({**FILES, "data/reports/arsredovisning.yml": silent})
    freeze(root, "delar", "arsredovisning")
    front = html(make(root), FRONT)
    changed = front[front.index('id="andrade"') : front.index('id="nya"')]
    assert re.search(r'<p class="mb-note">[^<]*47.%', changed)


def test_an_outcome_of_too_few_is_not_said_to_be_missing(
    project: ProjectWriter, make: Maker
) -> None:
    figures = "period,value,mark\n2016,,suppressed\n"
    goal = re.sub(r", baseline: \{[^}]*\}", "", GOAL)
    files = {"data/indicators/trygghet.csv": figures, "data/goals/n1/trygg.yml": goal}
    root = freeze(project({**FILES, **files}), "delar", "arsredovisning")
    site = make(root)
    assert words(html(site, PART)).count(TOO_FEW) >= 1
    early = words(html(site, "rapporter/delar/n1.md"))
    assert "Outcome not yet" in early


def test_the_notice_stands_once(project: ProjectWriter, make: Maker) -> None:
    files = {**FILES, "data/organisation.yml": ORGANISATION + "notice: Det här är påhittat.\n"}
    root = freeze(project(files), "delar", "arsredovisning")
    assert "påhittat" not in html(make(root), FRONT)  # the shell has it
    settings = root / "data/organisation.yml"
    settings.write_text(ORGANISATION + "notice: Allt är påhittat.\n", encoding="utf-8")
    front = html(make(root), FRONT)
    assert front.index("stood on every page") < front.index("Det här är påhittat.")
    settings.write_text(ORGANISATION, encoding="utf-8")
    front = html(make(root), FRONT)
    assert "stood on every page" not in front
    assert front.index("Det här är påhittat.") < front.index("## Summary")


def test_numbers_do_not_break_over_lines(project: ProjectWriter, make: Maker) -> None:
    many = ANNUAL.replace("Fler svarade.", "14 136 svarade.")
    root = project({**FILES, "data/reports/arsredovisning.yml": many})
    site = make(freeze(root, "delar", "arsredovisning"))
    assert "14\u00a0136 svarade." in html(site, PART)
    assert "14\u00a0136 svarade." in html(site, FRONT)


def test_the_overview_leads_to_the_latest_report(frozen: Path, make: Maker) -> None:
    overview = html(make(frozen), "mal/index.md")
    assert '<a href="../rapporter/arsredovisning/">The latest report: Årsredovisning 2016</a>' in (
        overview
    )
    assert '<a href="../rapporter/">All reports</a>' in overview


def test_a_goal_that_is_no_longer_there_is_named(project: ProjectWriter, make: Maker) -> None:
    without = ANNUAL.replace("[trygg, lar]", "[lar]")
    without = without[: without.index("  - goal: trygg")] + without[without.index("decision") :]
    both = EARLIER.replace("[trygg]", "[trygg, lar]")
    files = {"data/reports/arsredovisning.yml": without, "data/reports/delar.yml": both}
    root = freeze(project({**FILES, **files}), "delar", "arsredovisning")
    said = words(html(make(root), FRONT))
    assert "1 goal isn't in this report Alla är trygga hemma" in said


def test_the_first_report_is_compared_with_none(frozen: Path, make: Maker) -> None:
    said = html(make(frozen), "rapporter/delar/index.md")
    assert "What has changed since" not in said
    assert "In the report before" not in said
    assert "rapporter" not in re.findall(r"Compare with.*", said)


def test_the_rule_for_the_whole_is_shown(project: ProjectWriter, make: Maker) -> None:
    rule = "assessment:\n  overall: {financial: 1, others: 0.5}\n"
    goal = GOAL.replace("type: result", "type: result\nsteers: finances")
    root = project(
        {**FILES, "data/organisation.yml": ORGANISATION + rule, "data/goals/n1/trygg.yml": goal}
    )
    freeze(root, "delar", "arsredovisning")
    said = words(html(make(root), FRONT))
    assert "The goals as a whole" in said
    assert "The rule:" in said
    assert "50 %" in said
    assert "has no rule" not in said


# --- A department's page --------------------------------------------------------------------------


def test_a_departments_page_has_goals_figures_and_comments(frozen: Path, make: Maker) -> None:
    site = make(frozen)
    part = html(site, PART)
    said = words(part)
    for text in (
        "Nämnden har haft ett bra år.",
        "Nästa år blir bättre.",
        "Fler svarade.",
        "Det fortsätter uppåt.",
        "minst 50 %",
        "47 %",
        "Alla har fått en plan Done 1 June 2016",
        "Late: should have been done by 30 November 2016",
        "Förvaltningschef",
    ):
        assert text in said
    assert part.count('class="malbok-chart"') == 1
    assert '<a href="../../../mal/n1/trygg/">How it is going now' in part


def test_a_department_without_goals_says_so(project: ProjectWriter, make: Maker) -> None:
    more = ORGANISATION + "  - {id: n2, title: Den andra, audience: public}\n"
    report = ANNUAL.replace("departments: [n1]", "departments: [n1, n2]")
    root = project(
        {**FILES, "data/organisation.yml": more, "data/reports/arsredovisning.yml": report}
    )
    freeze(root, "delar", "arsredovisning")
    site = make(root)
    page = html(site, "rapporter/arsredovisning/n2.md")
    assert "The report has no goals of this department." in page
    assert "Den andra" in html(site, FRONT)


def test_a_goal_with_40_targets_has_them_all(project: ProjectWriter, make: Maker) -> None:
    target = "  - {{indicator: trygghet, comparator: at_least, value: {n}, due: '2016'}}\n"
    goal = GOAL[: GOAL.index("targets:")] + "targets:\n"
    goal += "".join(target.format(n=n + 10) for n in range(40))
    root = freeze(project({**FILES, "data/goals/n1/trygg.yml": goal}), "delar", "arsredovisning")
    part = html(make(root), PART)
    assert part.count('class="malbok-chart"') == 40
    anchors = re.findall(r"\{ #(\S+)", part)
    assert len(anchors) == len(set(anchors))
    assert all(f'href="#{anchor}"' in part for anchor in anchors if ".trygghet" in anchor)
    charts = re.findall(r'\sid="([^"]+)"', part)
    assert len(charts) == len(set(charts))


def test_a_comment_links_only_to_other_sites(frozen: Path, make: Maker) -> None:
    """The site's own pages, and pictures, may have gone when the report is read."""
    site = make(frozen)
    assert "Läs metoden och [SKR](https://skr.se)." in html(site, FRONT)
    assert "Se en sida." in html(site, PART)


def test_a_goal_lists_the_reports_that_it_is_in(frozen: Path, make: Maker) -> None:
    page = html(make(frozen), "mal/n1/trygg.md")
    found = re.findall(r'<a href="([^"]*rapporter[^"]*)">([^<]*)', page)
    assert found == [
        ("../../../rapporter/arsredovisning/n1/#trygg", "Årsredovisning 2016"),
        ("../../../rapporter/delar/n1/#trygg", "Delårsrapport augusti"),
    ]


# --- What is frozen stays -------------------------------------------------------------------------


def test_nothing_of_the_data_moves_a_frozen_report(frozen: Path, make: Maker) -> None:
    before = report_files(make(frozen))
    changed = {
        "data/organisation.yml": ORGANISATION.replace("Nämnden", "Den nya nämnden").replace(
            "as_of: 2016-12-31", "as_of: 2017-12-31"
        )
        + "assessment:\n  partial_with_baseline: 0.9\n  words: {met: klart}\n",
        "data/goals/n1/trygg.yml": GOAL.replace("Alla är trygga hemma", "Något annat"),
        "data/indicators/trygghet.yml": INDICATOR.replace("Trygga i hemmet", "Trygga ute"),
        "data/indicators/trygghet.csv": FIGURES + "2017,60\n",
        "data/goals/n1/lar.yml": LEARNING.replace("Alla har följt den", "Ett annat steg"),
    }
    for name, text in changed.items():
        (frozen / name).write_text(text, encoding="utf-8")
    after = make(frozen)
    assert "Något annat" in html(after, "mal/n1/trygg.md")
    assert report_files(after) == before


def test_a_figure_that_was_revised_is_marked_and_stays(frozen: Path, make: Maker) -> None:
    before = html(make(frozen), PART)
    figures = frozen / "data/indicators/trygghet.csv"
    figures.write_text(FIGURES.replace("2016,47", "2016,48.5"), encoding="utf-8")
    after = html(make(frozen), PART)
    said = words(after)
    assert "48.5 %" in said
    assert "48.5" not in before
    assert said.count("Today the figure is") == 2  # at the target, and in the table
    assert "47 %" in said
    charts = re.compile(r"<svg.*?</svg>", re.DOTALL)
    assert charts.findall(after) == charts.findall(before)


def test_a_goal_that_is_gone_has_no_link_to_today(frozen: Path, make: Maker) -> None:
    (frozen / "data/goals/n1/lar.yml").unlink()
    part = html(make(frozen), PART)
    assert "Alla lär sig något nytt" in part
    assert part.count("How it is going now") == 1


def test_a_goal_with_a_new_name_is_still_found(frozen: Path, make: Maker) -> None:
    old = frozen / "data/goals/n1/trygg.yml"
    renamed = GOAL.replace("id: trygg", "id: lugn\nprevious_ids: [trygg]")
    (frozen / "data/goals/n1/lugn.yml").write_text(renamed, encoding="utf-8")
    old.unlink()
    site = make(frozen)
    assert 'href="../../../mal/n1/lugn/"' in html(site, PART)
    assert "rapporter/arsredovisning/n1/#trygg" in html(site, "mal/n1/lugn.md")


# --- Who sees what --------------------------------------------------------------------------------

SECRET = "Hemlig rapporttitel"


def everything(site: Site) -> str:
    """All that is published."""
    pages = (f"{p.path} {p.title} {p.description} {fill(p.markdown, p.blocks)}" for p in site.pages)
    files = (f"{a.path} {a.content.decode('utf-8', 'replace')}" for a in site.assets)
    return "\n".join((*pages, *files, str(site.navigation)))


@pytest.mark.parametrize("kind", ["draft", "intranet draft", "intranet frozen"])
def test_the_public_sees_no_draft_and_no_report_of_the_inside(
    project: ProjectWriter, make: Maker, kind: str
) -> None:
    audience = "intranet" if "intranet" in kind else "public"
    report = dedent(f"""\
        id: hemlig
        title: {SECRET}
        audience: {audience}
        kind: other
        kind_name: Hemlig sort
        period: "2016"
        as_of: 2016-12-31
        departments: [n1]
        goals: [trygg]
        summary: Hemlig sammanfattning.
        """)
    root = project({**FILES, "data/reports/hemlig.yml": report})
    freeze(root, "delar", *(["hemlig"] if "frozen" in kind else []), "arsredovisning")
    outside, inside = make(root), make(root, Audience.INTRANET)
    assert not re.search("hemlig", everything(outside), re.IGNORECASE)
    assert SECRET in html(inside, "rapporter/hemlig/index.md")
    assert SECRET in html(inside, "mal/n1/trygg.md")
    assert SECRET not in html(outside, "mal/n1/trygg.md")
    assert "frozen" in kind or "The report is a draft." in html(inside, "rapporter/hemlig/index.md")
    data = {a.path for a in inside.assets if a.path.startswith("rapporter/hemlig/")}
    has_data = "rapporter/hemlig/hemlig.json" in data
    assert has_data == ("frozen" in kind)
    assert "rapporter/hemlig/hemlig.pdf" in data


def test_without_reports_nothing_tells_of_them(project: ProjectWriter, make: Maker) -> None:
    site = make(project({}), Audience.INTRANET)
    assert report_files(site) == {}
    assert "Reports" not in str(site.navigation)
    assert "rapporter/" not in html(site, "mal/index.md")
    assert "In reports" not in html(site, "mal/n1/trygg.md")


def test_reports_are_in_the_navigation(frozen: Path, make: Maker) -> None:
    part = make(frozen).navigation[2]
    assert part.title == "Reports"
    assert [item.path for item in part.children] == ["rapporter/index.md"]


# --- A built site ---------------------------------------------------------------------------------

HOSTILE = dedent("""\
    Före <script>window.hit = true</script> ]]> & "citat" 👩‍👩‍👧 {{ 7 * 7 }} {% raw %}

    # En rubrik

    ```
    öppen kod <!-- malbok:block:0 -->

    <div><table><tr><td>

    """)


@pytest.fixture
def hostile(project: ProjectWriter) -> Path:
    title = "🎉 Rapport '\"&amp; {{ 7 }} ]] " + "om målen i staden " * 14
    text = HOSTILE + "Ett ord till. " * 1500
    report = dedent(ANNUAL[: ANNUAL.index("summary")]).replace(
        "title: Årsredovisning 2016", f"title: {_quoted(title.strip())}"
    )
    report += f"summary: {_quoted(HOSTILE)}\nsections:\n"
    report += f"  - {{goal: trygg, comment: {_quoted(text)}, forecast: {_quoted(HOSTILE)}}}\n"
    root = project({**FILES, "data/reports/arsredovisning.yml": report, "mkdocs.yml": MKDOCS})
    return freeze(root, "delar", "arsredovisning")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def test_bad_texts_break_nothing(hostile: Path, chart_cache: Path) -> None:
    made = mkdocs_here(hostile, hostile / "site", cache=chart_cache)
    assert made.status == 0, made.said
    pages = html_pages(hostile / "site")
    front = pages["rapporter/arsredovisning/index.html"]
    part = pages["rapporter/arsredovisning/n1/index.html"]
    for page in (front, part):
        assert "<script>window" not in page
        assert "malbok:block" not in page
        assert "&lt;script&gt;window.hit = true" in page
        assert page.count("<h1") == 1
        assert "🎉 Rapport" in main_text(page)
    assert main_text(part).count("Ett ord till.") == 1500
    assert "Alla har följt den" in main_text(part)  # the goal after it


def test_a_pdf_that_fails_stops_the_build_and_leaves_the_site(
    frozen: Path, chart_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (frozen / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    site = frozen / "site"
    assert mkdocs_here(frozen, site, cache=chart_cache).status == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def fails(*_: object, **__: object) -> bytes:
        raise PdfError("Sättningen gick inte.")

    monkeypatch.setattr(documents, "published_pdf", fails)
    (frozen / "content/index.md").write_text("# Något nytt\n", encoding="utf-8")
    made = mkdocs_here(frozen, site, cache=chart_cache)
    assert made.status != 0
    assert "data/reports/arsredovisning.yml: Sättningen gick inte." in made.said
    assert "Traceback" not in made.said
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
