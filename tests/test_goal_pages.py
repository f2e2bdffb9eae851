"""The page of a goal: each section says what the data say, and isn't there when they say nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.addresses import Addresses
from malbok.engine import make_site, view
from malbok.model import Audience
from malbok.pages import Page
from malbok.pages.prose import prose
from malbok.pages.records import fill
from malbok.reading import load_project
from tests.building import FIGURES, GOAL, INDICATOR, ORGANISATION, Files, all_problems, said
from tests.conftest import ProjectWriter
from tests.sites import INTRANET, MKDOCS, built, inline_code, repeated_ids

GOAL_FILE = "data/goals/n1/trygg.yml"
OTHER_FILE = "data/goals/n1/annat.yml"
OTHER = """\
id: annat
title: Alla har någon att ringa
audience: public
type: process
updated: 2026-11-22
milestones: [{title: Vi har en växel, due: 2017-06-30}]
"""

Pages = Callable[..., Page]


@pytest.fixture
def page(project: ProjectWriter, chart_cache: Path) -> Pages:
    """The page of the goal `trygg` in a project with some files changed, in English words."""

    def made(
        changes: Files, audience: Audience = Audience.PUBLIC, goal: str = "trygg", **options: date
    ) -> Page:
        read = load_project(project(changes))
        site = make_site(
            read, audience, options.get("as_of"), language_code="en", chart_cache=chart_cache
        )
        return next(p for p in site.pages if p.path == f"mal/n1/{goal}.md")

    return made


def text_of(page: Page) -> str:
    """What a reader reads of a page, without charts."""
    filled = re.sub(r"<svg.*?</svg>", "", fill(page.markdown, page.blocks), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", filled)).replace("\\", "").split())


def headings(page: Page) -> list[str]:
    """The headings of a page's sections."""
    return re.findall(r"^## (.*?)(?: \{.*)?$", page.markdown, re.MULTILINE)


# --- What was promised, and how does it go? -------------------------------------------------------


def test_the_page_answers_in_order(page: Pages) -> None:
    everything = """\
meaning: Du ska kunna sova gott.
description: Mer om målet.
insight: Vi frågade dem det gäller.
supports: [annat]
adopted: 2013-11-20
"""
    assert headings(page({GOAL_FILE: GOAL + everything, OTHER_FILE: OTHER})) == [
        "What does it mean?",
        "How is it going?",
        "Why?",
        "What happens now?",
        "What is the goal based on?",
        "How do the goals hang together?",
        "Who answers for the goal?",
        "How do we know?",
        "How has the goal changed?",
    ]


def test_with_several_targets_the_answers_come_before_the_charts(page: Pages) -> None:
    second = "  - {indicator: trygghet, comparator: at_least, value: 60, due: '2017'}\n"
    made = page({GOAL_FILE: GOAL + second})
    several, single = headings(made), headings(page({}))
    charts = several.index("The targets one by one")
    assert several[:charts] == single[:3]
    table = next(block for block in made.blocks if "mb-targets" in block)
    assert "Trend" in table
    assert "Better than 2014 (43\u00a0%)" in table


def test_an_indicators_note_stands_with_its_figures(page: Pages) -> None:
    note = "note: Talet kan gälla *2015*.\n"
    single = page({"data/indicators/trygghet.yml": INDICATOR + note})
    assert "Talet kan gälla *2015*." in single.markdown
    twice = GOAL + "  - {indicator: trygghet, comparator: at_least, value: 60, due: '2017'}\n"
    made = page({GOAL_FILE: twice, "data/indicators/trygghet.yml": INDICATOR + note})
    assert made.markdown.count("Talet kan gälla") == 1


def test_a_chart_is_named_by_its_indicator_and_its_sentence_stands_once(page: Pages) -> None:
    filled = "".join(page({}).blocks)
    assert '<figure class="mb-figure" aria-label="Trygga i hemmet">' in filled
    assert filled.count("It is better than for 2014") == 1
    assert "<desc" not in filled


def test_without_outcomes_there_is_no_empty_table(page: Pages) -> None:
    made = page({"data/indicators/trygghet.csv": "period,value\n2014,\n2015,\n2016,\n"})
    assert "mb-table" not in "".join(made.blocks)
    assert text_of(made).count("missing") == 1


def test_what_has_no_data_has_no_section(page: Pages) -> None:
    bare = OTHER.replace("id: annat", "id: trygg")
    made = page(
        {
            GOAL_FILE: bare,
            "data/indicators/trygghet.yml": None,
            "data/indicators/trygghet.csv": None,
        }
    )
    assert headings(made) == ["How is it going?", "Who answers for the goal?", "How do we know?"]


def test_it_is_told_for_whom_and_about_what(page: Pages) -> None:
    organisation = ORGANISATION + "subjects: [{id: hem, title: Hem och boende}]\n"
    goal = GOAL + "subjects: [hem]\ntarget_group: residents\nperiod: '2016'\n"
    made = page({GOAL_FILE: goal, "data/organisation.yml": organisation})
    assert '<a href="../../../amne/hem/">Hem och boende</a>' in made.blocks[1]
    text = text_of(made)
    assert "Nämnden · 2016" in text
    assert "For whom Residents Type Result goal Subjects Hem och boende" in text


def test_the_verdict_is_word_shape_and_colour_with_rule_and_figures(page: Pages) -> None:
    made = fill(*(lambda p: (p.markdown, p.blocks))(page({})))
    assert 'class="mb-verdict mb-verdict--partly_met"' in made
    assert '<span class="mb-status mb-status--partly_met mb-status--large">' in made
    assert "The outcome for 2016 is 47\u00a0%. That is 70\u00a0% of the way" in made
    assert "Assessed as of" in made


@pytest.mark.parametrize(
    ("changes", "distance"),
    [
        ({}, "3 percentage points from the target"),
        ({"value: 50": "value: 47"}, "Exactly at the target"),
        ({"value: 50": "value: 45.5"}, "1.5 percentage points better than the target"),
        ({"value: 50": "value: 50", '"2016"': '"2018"'}, "3 percentage points left to the target"),
        ({"at_least": "at_most"}, "3 percentage points better than the target"),
        ({"at_least": "between", "value: 50": "lower: 45\n    upper: 50"}, "Within the limits"),
        ({"at_least": "equals", "value: 50": "value: 47"}, "Exactly at the target"),
    ],
)
def test_the_distance_is_said_in_words(changes: dict[str, str], distance: str, page: Pages) -> None:
    goal = GOAL
    for old, new in changes.items():
        goal = goal.replace(old, new)
    assert f"Distance {distance}" in text_of(page({GOAL_FILE: goal}))


@pytest.mark.parametrize(
    ("figures", "trend"),
    [
        (FIGURES, "Better than 2014 (43\u00a0%)"),
        ("period,value\n2015,48\n2016,47\n", "Worse than 2015 (48\u00a0%)"),
        ("period,value\n2015,47\n2016,47\n", "The same as 2015"),
        (
            "period,value,mark\n2015,48,\n2016,47,break\n",
            "Can't be compared with 2015: measured in another way",
        ),
    ],
)
def test_the_trend_is_said_in_words_and_is_not_the_status(
    figures: str, trend: str, page: Pages
) -> None:
    made = text_of(page({"data/indicators/trygghet.csv": figures}))
    assert f"Trend {trend}".replace("\u00a0", " ") in made.replace("\u00a0", " ")
    assert "Partly met" in made
    assert "They can point different ways." in made


def test_one_outcome_has_no_trend(page: Pages) -> None:
    assert (
        "Trend"
        not in text_of(page({"data/indicators/trygghet.csv": "period,value\n2016,47\n"})).split(
            "How do we know?"
        )[0]
    )


def test_a_missing_outcome_is_missing(page: Pages) -> None:
    text = text_of(page({"data/indicators/trygghet.csv": "period,value\n2012,39\n2016,\n"}))
    assert "Outcome missing" in text
    assert "Distance" not in text


def test_several_targets_are_listed_first(page: Pages) -> None:
    second = GOAL + '  - {indicator: trygghet, comparator: at_least, value: 45, due: "2016"}\n'
    made = page({GOAL_FILE: second})
    blocks = [block for block in made.blocks if "mb-targets" in block]
    assert blocks[0].count("<tr") == 3
    assert '<a href="#trygghet">' in blocks[0]
    assert '<a href="#trygghet-2">' in blocks[0]
    assert "{ #trygghet-2 }" in made.markdown
    assert made.description == "Partly met: 1 of 2 targets are reached."


def test_milestones_are_done_late_or_to_come(page: Pages) -> None:
    goal = """\
id: trygg
title: Alla är trygga hemma
audience: public
type: process
analysis: Det tog tid.
next_steps: Vi fortsätter.
updated: 2026-11-22
milestones:
  - {title: Ett, due: 2016-02-01, done: 2016-01-20}
  - {title: Två, due: 2016-02-01, done: 2016-03-02}
  - {title: Tre, due: 2016-11-01}
  - {title: Fyra, due: 2017-11-01}
  - {title: Fem, due: 2016-11-01, done: 2017-01-05}
"""
    made = page({GOAL_FILE: goal})
    text = text_of(made)
    assert "Ett Done 20 January 2016 Två Done 2 March 2016, planned for 1 February 2016" in text
    assert "Tre Late: should have been done by 1 November 2016" in text
    assert "Fyra To be done by 1 November 2017" in text
    assert "Fem Late" in text, "it wasn't done on the day of assessment"
    states = re.findall("mb-step--([a-z]+)", "".join(made.blocks))
    assert states == ["done", "done", "late", "coming", "late"]
    assert made.description == "Uncertain: 2 of 5 milestones are done."


def test_an_override_stands_beside_what_was_computed(page: Pages) -> None:
    override = (
        "override: {status: not_met, motivation: Enkäten gick bara till några., "
        "role: chef, date: 2016-12-20}\n"
    )
    text = text_of(page({GOAL_FILE: GOAL + override}))
    assert "Not met Förvaltningschef decided this on 20 December 2016: Enkäten gick" in text
    assert "By the rules the status would be: Partly met The outcome for 2016" in text


def test_an_outcome_that_is_out_of_date_says_so(page: Pages) -> None:
    text = text_of(page({GOAL_FILE: GOAL}, as_of=date(2020, 1, 1)))
    assert "out of date" in text
    assert "older than two rounds of measuring" in text


# --- Red thread, owner, dates, history ------------------------------------------------------------


def test_the_thread_goes_both_ways(page: Pages) -> None:
    files = {GOAL_FILE: GOAL + "supports: [annat]\n", OTHER_FILE: OTHER}
    above, below = page(files, goal="annat"), page(files)
    assert "This goal contributes to Alla har någon att ringa Nämnden Too early" in text_of(below)
    assert "These goals contribute to it Alla är trygga hemma Nämnden Partly met" in text_of(above)
    for made in (above, below):
        assert "The goal that you read about" in text_of(made)


def test_the_public_sees_no_contact_and_no_goal_of_the_inside(page: Pages) -> None:
    files = {
        "data/organisation.yml": ORGANISATION.replace(
            "title: Förvaltningschef", "title: Förvaltningschef\n    contact: chef@example.se"
        ),
        GOAL_FILE: GOAL + "supports: [annat]\n",
        OTHER_FILE: OTHER.replace("audience: public\n", ""),
    }
    public, inside = page(files), page(files, Audience.INTRANET)
    assert "Who answers for the goal?" in text_of(public)
    assert "Förvaltningschef Nämnden" in text_of(public)
    assert "chef@example.se" not in text_of(public)
    assert "hang together" not in text_of(public)
    assert "chef@example.se" in text_of(inside)
    assert "Alla har någon att ringa Nämnden Too early to assess intranet only" in text_of(inside)


def test_three_dates_are_kept_apart(page: Pages) -> None:
    text = text_of(page({GOAL_FILE: GOAL + "next_update: 2027-02-01\n"}))
    assert "As of 31 December 2016" in text
    assert "Texts last changed on 22 November 2026" in text
    assert "Next update expected on 1 February 2027" in text
    assert "Next update" not in text_of(page({}))


def test_the_page_tells_its_source_files_and_licence(page: Pages) -> None:
    licence = ORGANISATION + "licence: {title: CC0 1.0}\n"
    goal = GOAL + 'source: {title: Budget 2016, url: "https://example.se/budget"}\n'
    made = page({"data/organisation.yml": licence, GOAL_FILE: goal})
    assert '<a href="https://example.se/budget" rel="external">Budget 2016</a>' in made.blocks[-1]
    files = [block for block in made.blocks if "data/indicators/trygghet.csv" in block]
    assert len(files) == 1
    assert "Licence CC0 1.0" in text_of(made)


def test_the_page_tells_its_address_if_the_sites_is_known(
    project: ProjectWriter, chart_cache: Path
) -> None:
    read = load_project(project({}))
    for address in ("", "https://mal.example.se/"):
        known = Addresses(site=address)
        site = make_site(
            read, Audience.PUBLIC, addresses=known, language_code="en", chart_cache=chart_cache
        )
        text = text_of(next(p for p in site.pages if p.kind == "goal"))
        assert ("Address of the page" in text) is bool(address)
        assert f"{address}mal/n1/trygg/" in text or not address


def test_the_history_tells_what_was_why_and_by_whom(page: Pages) -> None:
    revisions = """\
revisions:
  - date: 2015-11-10
    changed: target
    indicator: trygghet
    old: minst 60 %
    new: minst 50 %
    reason: Pengarna räckte inte.
    decision: {body: Nämnden, date: 2015-11-03, paragraph: § 12}
  - date: 2014-01-15
    changed: wording
    reason: Målet var svårt att förstå.
    decision: {body: Nämnden, date: 2014-01-10}
"""
    made = page({GOAL_FILE: GOAL + "adopted: 2012-11-20\n" + revisions})
    assert text_of(made).endswith(
        "10 November 2015 The target: Trygga i hemmet Before minst 60 % After minst 50 % "
        "Pengarna räckte inte. Decision: Nämnden, 3 November 2015, § 12 "
        "15 January 2014 The wording Målet var svårt att förstå. Decision: Nämnden, 10 January 2014 "
        "20 November 2012 The goal was decided"
    )


# --- Goals that apply no longer -------------------------------------------------------------------

ARCHIVED = """\
archived:
  date: 2015-06-30
  reason: Det var för smalt.
  replaced_by: annat
  decision: {body: Nämnden, date: 2015-06-10, paragraph: § 7}
"""


def test_an_archived_goal_keeps_its_page_with_a_notice_and_a_link(page: Pages) -> None:
    files = {GOAL_FILE: GOAL + ARCHIVED, OTHER_FILE: OTHER}
    old, new = page(files), page(files, goal="annat")
    text = text_of(old)
    assert "The goal applies no longer, since 30 June 2015. Det var för smalt." in text
    assert "It is replaced by: Alla har någon att ringa" in text
    assert "Decision: Nämnden, 10 June 2015, § 7" in text
    assert '<a href="../annat/">' in old.blocks[1]
    assert "As of 30 June 2015" in text
    assert old.description.startswith("The goal applies no longer. ")
    assert "The goal came in place of Alla är trygga hemma" in text_of(new)


def test_an_archived_goal_keeps_the_status_of_its_last_day(project: ProjectWriter) -> None:
    files = {GOAL_FILE: GOAL + ARCHIVED, OTHER_FILE: OTHER}
    seen = view(load_project(project(files)), Audience.PUBLIC)
    assert seen.as_of == date(2016, 12, 31)
    link = seen.goal_link(seen.project.goals["trygg"])
    assert (link.status.code, link.is_archived) == ("on_track", True)
    assert [goal.id for goal in seen.project.current_goals(seen.as_of)] == ["annat"]
    assert len(seen.project.current_goals(date(2015, 6, 29))) == 2


def test_a_goal_that_will_cease_still_applies(page: Pages) -> None:
    files = {GOAL_FILE: GOAL + ARCHIVED.replace("2015-06-30", "2017-06-30"), OTHER_FILE: OTHER}
    text = text_of(page(files))
    assert "The goal applies until 30 June 2017." in text
    assert "As of 31 December 2016" in text
    assert "came in place of" not in text_of(page(files, goal="annat"))


def test_the_public_is_not_led_to_a_goal_of_the_inside(page: Pages) -> None:
    other = OTHER.replace("audience: public\n", "")
    files = {GOAL_FILE: GOAL + ARCHIVED, OTHER_FILE: other}
    assert "It is replaced by:" not in text_of(page(files))
    assert "It is replaced by:" in text_of(page(files, Audience.INTRANET))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"replaced_by: annat": "replaced_by: annan"}, [f"R103 {GOAL_FILE}:18:16"]),
        ({"replaced_by: annat": "replaced_by: trygg"}, [f"R154 {GOAL_FILE}:18:16"]),
        ({"2015-06-30": "2017-06-30"}, [f"R155 {GOAL_FILE}:16:9"]),
        ({}, []),
    ],
)
def test_what_replaces_is_checked(
    changes: dict[str, str], codes: list[str], project: ProjectWriter
) -> None:
    goal = GOAL + ARCHIVED
    for old, new in changes.items():
        goal = goal.replace(old, new)
    assert said(all_problems(project({GOAL_FILE: goal, OTHER_FILE: OTHER}))) == codes


def test_goals_that_replace_each_other_are_told_once(project: ProjectWriter) -> None:
    end = "archived: {date: 2015-06-30, reason: Ett skäl., replaced_by: trygg}\n"
    problems = all_problems(project({GOAL_FILE: GOAL + ARCHIVED, OTHER_FILE: OTHER + end}))
    assert [problem.code for problem in problems] == ["R154"]
    assert problems[0].params["circle"] in {"trygg → annat → trygg", "annat → trygg → annat"}


# --- Missed goals say why -------------------------------------------------------------------------

UNEXPLAINED = re.sub(r"(analysis|next_steps): .*\n", "", GOAL)
MISSED = UNEXPLAINED.replace("value: 50", "value: 80")


@pytest.mark.parametrize(
    ("goal", "codes"),
    [
        (MISSED, ["R151"]),
        (MISSED.replace("audience: public\n", ""), ["R152"]),
        (MISSED + "analysis: För att vi inte hann.\n", ["R151"]),
        (MISSED + "next_steps: Vi gör om.\n", ["R151"]),
        (MISSED + "analysis: För att vi inte hann.\nnext_steps: Vi gör om.\n", []),
        (
            MISSED + "analysis: <!-- kommer sedan när vi hinner -->\nnext_steps: Vi gör om.\n",
            ["R151"],
        ),
        (MISSED + 'analysis: "-"\nnext_steps: Vi gör om.\n', ["R151"]),
        (MISSED + "analysis: TODO\nnext_steps: Kommer snart.\n", ["R151"]),
        (MISSED.replace('"2016"', '"2019"'), ["R151"]),
        (UNEXPLAINED, ["R153"]),
        (UNEXPLAINED.replace("audience: public\n", ""), []),
        (UNEXPLAINED + "analysis: För att vi inte hann.\n", []),
        (UNEXPLAINED.replace("value: 50", "value: 45"), []),
        (
            UNEXPLAINED
            + "override: {status: not_met, motivation: M., role: chef, date: 2016-12-01}\n",
            ["R151"],
        ),
        (MISSED + "override: {status: met, motivation: M., role: chef, date: 2016-12-01}\n", []),
        (
            MISSED + "archived: {date: 2016-12-31, reason: R.}\nanalysis: För att vi inte hann.\n",
            [],
        ),
        (MISSED + "archived: {date: 2016-12-31, reason: R.}\n", ["R151"]),
    ],
)
def test_a_missed_goal_needs_analysis_and_next_steps(
    goal: str, codes: list[str], project: ProjectWriter
) -> None:
    assert [problem.code for problem in all_problems(project({GOAL_FILE: goal}))] == codes


# --- The description ------------------------------------------------------------------------------


def test_the_description_has_status_and_figures(page: Pages) -> None:
    assert page({}).description.replace("\u00a0", " ") == (
        "Partly met: “Trygga i hemmet” was 47 % for 2016, and the target is at least 50 %."
    )


# --- Whatever the texts hold ----------------------------------------------------------------------

NASTY = "</p></div></section><script>alert(1)</script>]]>\"'`<!-- malbok:block:0 --> 🙂 {: #x onclick=y }"
LONG = "Alla " + "mycket " * 41 + "trygga"


def hostile(text: str) -> str:
    """A goal with that text in every field that takes any."""
    quoted = "'" + text.replace("'", "''") + "'"
    title = "'" + re.sub("[<>]", "", text).replace("'", "''")[:300] + "'"
    return (
        GOAL.replace("title: Alla är trygga hemma", f"title: {title}")
        .replace("analysis: ", f"analysis: {quoted}\n#")
        .replace("next_steps: ", f"next_steps: {quoted}\n#")
        + f"    note: {quoted}\n"
        + "".join(
            f"{key}: {quoted}\n"
            for key in ("meaning", "description", "insight", "target_group_name")
        )
        + f"""\
source: {{title: {quoted}}}
milestones: [{{title: {quoted}, due: 2016-01-01}}]
archived:
  date: 2016-12-01
  reason: {quoted}
  decision: {{body: {quoted}, date: 2016-11-01, paragraph: {quoted}}}
override: {{status: met, motivation: {quoted}, role: chef, date: 2016-10-01}}
revisions:
  - date: 2016-01-01
    changed: wording
    old: {quoted}
    new: {quoted}
    reason: {quoted}
    decision: {{body: {quoted}, date: 2016-01-01, paragraph: {quoted}}}
"""
    )


def test_nothing_breaks_out_of_its_place(page: Pages) -> None:
    made = page({GOAL_FILE: hostile(NASTY)})
    for part in (made.markdown, *made.blocks):
        assert "<script" not in part
        assert "</section>" not in part.replace("</section>\n", "")
        assert not re.search(r"\n\s*\n", part) or part == made.markdown
    assert made.markdown.count("<!-- malbok:block:") == len(made.blocks)
    assert made.markdown.count("<!-- malbok:block:0 -->") == 1
    assert "<" not in made.front_matter["description"]  # type: ignore[operator]


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}


def attributes_of(text: str) -> set[str]:
    """The names of all attributes in some HTML."""
    reader = _Attributes()
    reader.feed(text)
    return reader.names


def test_nothing_breaks_out_of_the_real_page(project: ProjectWriter, chart_cache: Path) -> None:
    mkdocs = {"mkdocs.yml": MKDOCS, "mkdocs.intranet.yml": INTRANET, "content/om.md": None}
    root = project({**mkdocs, GOAL_FILE: hostile(NASTY), OTHER_FILE: OTHER})
    site = built(root, root / "site", cache=chart_cache)
    html_page = (site / "mal/n1/trygg/index.html").read_text("utf-8")
    assert "alert(1)&lt;/script&gt;" in html_page
    assert "<script>alert" not in html_page
    assert not {name for name in attributes_of(html_page) if name.startswith("on")}
    assert [found for found in inline_code(site) if "n1/trygg" in found] == []
    assert list(repeated_ids(site)) == []
    opened = re.findall(r"<(/?)(div|section|article|main|dl|ul|ol|table)\b", html_page)
    for name in {tag for _, tag in opened}:
        assert opened.count(("", name)) == opened.count(("/", name)), name


def test_long_texts_stay_whole(page: Pages) -> None:
    made = page({GOAL_FILE: hostile(LONG)})
    assert f"# {LONG}\n" in made.markdown
    assert text_of(made).count(LONG) > 10


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("Ett *ord* och [en länk](om.md).", "<p>Ett <em>ord</em> och <a href=\"om.md\">en länk</a>.</p>"),
        ("- ett\n- två", "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>"),
        ("# Rubrik\n\nText", "<h3>Rubrik</h3>\n<p>Text</p>"),
        ("#Rubrik", "<h3>Rubrik</h3>"),
        ("##### Rubrik", "<h6>Rubrik</h6>"),
        ("Rubrik\n======\n\nText", "<h3>Rubrik</h3>\n<p>Text</p>"),
        ("Rubrik\n---\n\nText", "<h4>Rubrik</h4>\n<p>Text</p>"),
        ("> # Rubrik", "<blockquote>\n<h3>Rubrik</h3>\n</blockquote>"),
        ("Före.\n\n---\n\nEfter.", "<p>Före.</p>\n<hr />\n<p>Efter.</p>"),
        ("A & B &lt;", "<p>A &amp; B &amp;lt;</p>"),
        ("a < b och <b>fet</b>", "<p>a &lt; b och &lt;b&gt;fet&lt;/b&gt;</p>"),
        ("<https://example.se/?a=1&b=2>", '<p><a href="https://example.se/?a=1&amp;b=2">https://example.se/?a=1&amp;b=2</a></p>'),
        ("Se <!-- dolt --> här", "<p>Se  här</p>"),
        ("Se <!-- dolt", "<p>Se</p>"),
        ("Text { #id onclick=x }", "<p>Text { #id onclick=x }</p>"),
        ("[x](javascript:alert(1))", '<p><a href="javascript%3Aalert(1)">x</a></p>'),
    ],
)  # fmt: skip
def test_markdown_of_data_is_markdown_and_nothing_more(written: str, becomes: str) -> None:
    made = markdown.markdown(prose(written), extensions=["attr_list", "md_in_html", "tables"])
    assert made.replace("&gt;", ">") == becomes.replace("&gt;", ">")


@given(st.text(st.sampled_from("<>!-/ascript{}#=&;:[]()`'\"\\\n \t*_~|x1.")))
def test_no_text_becomes_html_of_its_own(text: str) -> None:
    made = markdown.markdown(prose(text), extensions=["attr_list", "md_in_html", "tables"])
    tags = set(re.findall(r"</?([a-zA-Z!][\w-]*)", made))
    allowed = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "a", "img", "hr", "br"}
    allowed |= {"blockquote", "table", "thead", "tbody", "tr", "th", "td"}
    assert tags <= allowed | {"h3", "h4", "h5", "h6"}
    attributes = set(re.findall(r"<[a-z]+\d?\s+([\w-]+)=", made))
    assert attributes <= {"href", "src", "alt", "title", "start", "style"}
    assert not re.search(r"""(?:href|src)="\s*javascript:""", made, re.IGNORECASE)


# --- What stands beside each other belongs together -------------------------------------------------


def test_the_trend_is_that_of_the_outcome_beside_it(page: Pages) -> None:
    later = {
        "data/organisation.yml": ORGANISATION.replace("as_of: 2016-12-31", "as_of: 2017-12-31"),
        "data/indicators/trygghet.csv": FIGURES + "2017,41\n",
    }
    said = text_of(page(later))
    assert "Better than 2014 (43" in said
    assert "Worse than 2016" not in said
    nothing = {"data/indicators/trygghet.csv": "period,value\n2012,39\n2013,40\n"}
    assert "Better than 2012" not in text_of(page(nothing)).split("Distance")[0]


def test_each_licence_of_the_figures_is_named(page: Pages) -> None:
    common = ORGANISATION.replace("roles:", "licence: {title: CC0}\nroles:", 1)
    own = INDICATOR.replace("updated:", "licence: {title: SCB:s villkor}\nupdated:")
    assert "CC0" in text_of(page({"data/organisation.yml": common}))
    said = text_of(page({"data/organisation.yml": common, "data/indicators/trygghet.yml": own}))
    assert "SCB:s villkor" in said
    assert "CC0" not in said


@pytest.mark.parametrize("unit", ["%", "procent", "Procent"])
def test_a_difference_of_shares_is_in_percentage_points(page: Pages, unit: str) -> None:
    named = INDICATOR.replace('unit: "%"', f'unit: "{unit}"')
    made = page({"data/indicators/trygghet.yml": named})
    assert "3\xa0percentage points" in fill(made.markdown, made.blocks)
