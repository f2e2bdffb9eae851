"""Checks across files: what one file says of another. `»` stands before the place to be named."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from malbok.checks import check
from malbok.disclosure import suppress
from malbok.kinds import Severity
from malbok.language import language
from malbok.model import Indicator, Observation, SmallNumbers
from malbok.problems import errors
from malbok.reading import load_project, read_project
from tests.building import (
    FIGURES,
    GOAL,
    INDICATOR,
    ORGANISATION,
    Files,
    all_problems,
    marked,
    said,
)
from tests.conftest import ProjectWriter

GOAL_PATH = "data/goals/n1/trygg.yml"
INDICATOR_PATH = "data/indicators/trygghet.yml"
ORGANISATION_PATH = "data/organisation.yml"
PAGE_PATH = "content/index.md"
HEAD = (
    "id: trygg\ntitle: Alla\ntype: process\nupdated: 2026-11-22\naudience: public\n"
    "analysis: Det gick inte.\nnext_steps: Vi gör om.\n"
    "milestones: [{title: Frågat, due: 2027-01-01}]\n"
)
TARGET = "targets:\n  - {indicator: trygghet, comparator: at_least, value: 50, due: '2016'"
FIGURES_PATH = "data/indicators/trygghet.csv"
NOT_FOLLOWED = HEAD.partition("milestones")[0]
FROM_40 = ", baseline: {period: '2013', value: 40}"
SECOND_TARGET = "  - {indicator: trygghet, comparator: at_least, value: 60, due: '2016'}\n"
BETWEEN = "between, lower: 40, upper: »101"
TWO_MORE = "  - {{id: n2, title: B, parent: {}}}\n  - {{id: n3, title: C, parent: {}}}\n"
GROUPS, CITIES = "period,value,group\n", "period,value,municipality\n"
FEW = "period,value,count\n2013,40,9\n2014,,\n2015,,\n2016,51,12\n"
BY_GROUP = "period,value,group\n"
WITH_NOTE = "period,value,group,note\n"
OF_OTHER = {INDICATOR_PATH: INDICATOR + "about: other\n"}
BESIDE = {"data/goals/n2/y.yml": HEAD.replace("trygg", "y")}
FEW_GOALS = ORGANISATION + "most_goals: 1\n"
SECOND_GOAL = {"data/goals/n1/x.yml": HEAD.replace("trygg", "x")}
LATER_TARGET = "targets: [{{indicator: trygghet, comparator: {}, due: '2018'}}]\n"
LOWER = {INDICATOR_PATH: INDICATOR.replace("higher", "lower")}
ENDED = "archived: {date: 2016-12-31, reason: Vi har ett nytt mål nu.}\n"
FIGURES_MARKED = "period,value,mark\n2013,40,{}\n2014,43,{}\n2015,,\n2016,47,{}\n"
BROKEN = {FIGURES_PATH: FIGURES_MARKED.format("", "break", "")}
FORGOTTEN = INDICATOR.replace("2026-11-22", "2015-12-30")
OLD = {FIGURES_PATH: "period,value\n2013,40\n2014,43\n2015,\n"}
MUCH_EARLIER = {INDICATOR_PATH: INDICATOR.replace("2026-11-22", "2009-02-01")}
EARLIER = {INDICATOR_PATH: INDICATOR.replace("2026-11-22", "2015-02-01")}
REVISION = (
    "revisions:\n  - {date: 2026-01-01, changed: target, indicator: INDICATOR, reason: R,"
    " decision: {body: Nämnden, date: 2026-01-01}}\n"
)
REPORT = "id: r\ntitle: År\nkind: annual\nperiod: '2016'\nas_of: 2016-12-31\nsummary: Kort.\n"
REPORT_OF_NOTHING = (
    REPORT + "departments: [n1, »n2]\ngoals: [trygg, »x]\nsections:\n  - {goal: »y, comment: Bra}\n"
)
EMPTY_REPORT = REPORT + "goals: [trygg]\nsections:\n  - »comment: Bra\n  - »goal: trygg\n"
OVERRIDE = "override: {status: met, motivation: M, role: chef, date: 2016-01-01}\n"
TWO_BOSSES = ORGANISATION.replace("roles:\n", "roles:\n  - {id: chef, title: A}\n")
ALL_INSIDE = {ORGANISATION_PATH: ORGANISATION.replace("public", "intranet")}
HEAD_INSIDE = HEAD.replace("trygg", "dolt").replace("public", "intranet")
PUBLIC = "---\ntitle: Start\naudience: public\n---\n"
HIDDEN_INDICATOR = {
    "data/indicators/dold.yml": INDICATOR.replace("trygghet", "dold").replace("public", "intranet"),
    "data/indicators/dold.csv": FIGURES,
}
HIDDEN_GOAL = {"data/goals/n1/dolt.yml": GOAL.replace("trygg\n", "dolt\n").replace("public", "intranet")}  # fmt: skip
MANY_INDICATORS = {
    f"data/indicators/{key}.{suffix}": text.replace("trygghet", key)
    for key in "abcde"
    for suffix, text in (("yml", INDICATOR), ("csv", FIGURES))
}
CIRCLE = {
    "data/goals/n1/x.yml": HEAD.replace("trygg", "x") + "supports: [y]\n",
    "data/goals/n1/y.yml": HEAD.replace("trygg", "y") + "supports: [trygg]\n",
}
HIDDEN = {**HIDDEN_INDICATOR, **HIDDEN_GOAL}
DRAFT = {
    "data/reports/arsbok.yml": "id: arsbok\ntitle: Årsbok\naudience: public\nkind: annual\n"
    "period: '2016'\nas_of: 2016-12-31\nstate: draft\ngoals: [trygg]\n"
    "summary: Kort.\n"
}
WORDS = (
    "glossary:\n  - {{word: utfall, forms: [utfallet], meaning: A}}\n"
    "  - {{word: {}, {}meaning: B}}\n"
)
STATEMENT = (
    "accessibility: {{compliance: {}, shortcomings: {}, testing: T, tested: 2016-01-01,"
    " updated: 2016-01-01, contact: K, supervision: {{title: Digg}}}}\n"
)
GROUP = "comparison_groups:\n  - {{id: g, title: G, municipalities: [{}]}}\n"
COMPARED = {
    INDICATOR_PATH: INDICATOR + "compare_with: g\n",
    FIGURES_PATH: CITIES + "2013,40,\n2014,43,\n2015,,\n2016,47,\n2016,50,Grannby\n",
}


@pytest.mark.parametrize(
    ("codes", "path", "text", "others"),
    [
        # R101: the department is the goal's folder
        ("R101", "data/goals/n2/x.yml", "»" + HEAD.replace("trygg", "x"), {}),
        ("R101", ORGANISATION_PATH, ORGANISATION + "    parent: »n0\n", {}),
        ("R101 R101", ORGANISATION_PATH, ORGANISATION + "    parent: »n0\n  - {id: n3, title: C, parent: »n4}\n", {}),
        ("R101", "data/goals/n2/x.yml", "»" + HEAD.replace("trygg", "x"), BESIDE),
        # R133: departments in a circle
        ("R133", ORGANISATION_PATH, ORGANISATION + "    parent: »n1\n", {}),
        ("R133", ORGANISATION_PATH, ORGANISATION + "    parent: »n2\n" + TWO_MORE.format("n3", "n1"), {}),
        ("R133", ORGANISATION_PATH, ORGANISATION + "    parent: n2\n" + TWO_MORE.format("»n3", "n2"), {}),
        ("R133 R133", ORGANISATION_PATH, ORGANISATION + "    parent: »n1\n" + TWO_MORE.format("n3", "»n3"), {}),
        # R134: the same thing twice
        ("R134", GOAL_PATH, HEAD + "supports: [x, »x]\n", {"data/goals/n1/x.yml": HEAD.replace("trygg", "x")}),
        ("R134", GOAL_PATH, HEAD + "indicators: [trygghet, »trygghet]\n", {}),
        ("R134", GOAL_PATH, HEAD + TARGET + "}\nindicators: [»trygghet]\n", {}),
        ("R134", GOAL_PATH, HEAD + TARGET + "}\n" + SECOND_TARGET.replace("trygg", "»trygg"), {}),
        ("R134", GOAL_PATH, HEAD + "previous_ids: [y, »y]\n", {}),
        ("R134", INDICATOR_PATH, INDICATOR + "previous_ids: [y, z, »y]\n", {}),
        ("R134 R134", "data/reports/r.yml", REPORT + "departments: [n1, »n1]\ngoals: [trygg, »trygg]\n", {}),
        # R102, R103, R104: indicators, goals and roles that are named
        ("R102", GOAL_PATH, HEAD + TARGET.replace("trygghet", "»trygget") + "}\n", {}),
        ("R102 R102", GOAL_PATH, HEAD + "indicators: [trygghet, »x, »y]\n", {}),
        ("R102", PAGE_PATH, PUBLIC + "Text\n\n[[indicator »tryghet]]\n", {}),
        ("R102", PAGE_PATH, PUBLIC + "[[chart   »chart]]\n", {}),
        ("R103", GOAL_PATH, HEAD + "supports:\n  - »x\n", {}),
        ("R103", PAGE_PATH, PUBLIC + "[[goal »goal]]\n", {}),
        ("R104", GOAL_PATH, HEAD + "owner: »cheff\n", {}),
        ("R104", GOAL_PATH, HEAD + "override: {status: met, motivation: M, role: »vd, date: 2016-01-01}\n", {}),
        ("R104", INDICATOR_PATH, INDICATOR + "owner: »vd\n", {}),
        # R135, R108: the same id twice, and a goal above itself
        ("R135", ORGANISATION_PATH, ORGANISATION + "  - {id: »n1, title: B, audience: public}\n", {}),
        ("R135", ORGANISATION_PATH, TWO_BOSSES.replace("- id: chef", "- id: »chef"), {}),
        ("R135", ORGANISATION_PATH, ORGANISATION.replace("n1", "n2") + "  - {id: »n2, title: B}\n", {}),
        ("R108", GOAL_PATH, HEAD + "supports: [»trygg]\n", {}),
        # R107: public on top of intranet
        ("R107", GOAL_PATH, HEAD.replace("audience: ", "audience: »"), ALL_INSIDE),
        ("R107", GOAL_PATH, HEAD + "indicators: [»dold]\n", HIDDEN_INDICATOR),
        ("R107", GOAL_PATH, HEAD + TARGET.replace("trygghet", "»dold") + "}\n", HIDDEN_INDICATOR),
        # R109: a due period of another kind than the figures
        ("R109", GOAL_PATH, HEAD + TARGET.replace("'2016'", "»2016-H2") + "}\n", {}),
        ("R109", GOAL_PATH, HEAD + TARGET.replace("'2016'", "»2016-12-31") + "}\n", {}),
        ("R109", GOAL_PATH, HEAD + TARGET + ", baseline: {period: »2013/14, value: 1}}\n", {}),
        # R113: a public page that shows something for the intranet, or leads there
        ("R113", PAGE_PATH, PUBLIC + "[[goal »dolt]]\n", HIDDEN),
        ("R113", PAGE_PATH, PUBLIC + "[[chart »dold]]\n", HIDDEN),
        ("R113", PAGE_PATH, PUBLIC + "::: public\n[[indicator »dold]]\n:::\n", HIDDEN),
        ("R113", PAGE_PATH, PUBLIC + "Se [sidan](»a/b.md#c).\n", {"content/a/b.md": "Inne"}),
        ("R113 R113", PAGE_PATH, PUBLIC + "[A](»mal/n1/dolt.md)\n[B](»indikatorer/dold.md)\n", HIDDEN),
        ("R113", PAGE_PATH, PUBLIC + "[Alla](»rapporter/index.md)\n", DRAFT),
        ("R117", PAGE_PATH, PUBLIC + "[Alla](»rapporter/index.md)\n", {}),
        ("R113", "content/a/b.md", PUBLIC + "Text\n[[overview]]\n[A](»../c.md)\n", {"content/c.md": "Inne"}),
        # R117: a link to a page that isn't there
        ("R117", PAGE_PATH, PUBLIC + "Se [sidan](»sida.md).\n", {}),
        ("R117", PAGE_PATH, PUBLIC + "::: intranet\n[A](mal/index.md) [B](»mal/n1/x.md)\n:::\n", {}),
        ("R117 R117", PAGE_PATH, PUBLIC + "[A](»tillganglighet.md) [B](»ordlista.md) [C](data/index.md)\n", {}),
        ("R117 R117", "content/a/b.md", PUBLIC + "[A](»index.md) [B](../index.md) [C](<»c.md>)\n", {}),
        # R121, R122: targets that go the wrong way
        ("R121", GOAL_PATH, HEAD + TARGET.replace("at_least", "»at_most") + "}\n", {}),
        ("R122", GOAL_PATH, HEAD + TARGET.replace("50", "»42") + ", baseline: {period: '2014', value: 43}}\n", {}),
        # R123, R124: dates in the wrong order
        ("R123", GOAL_PATH, HEAD + "period: '2017'\n" + TARGET.replace("'2016'", "»'2016'") + "}\n", {}),
        ("R124", GOAL_PATH, HEAD.replace("due: 2027-01-01", "due: 2027-01-01, done: »2026-11-23"), {}),
        ("R123", GOAL_PATH, HEAD + "period: '2018'\n" + TARGET.replace("'2016'", "»'2011'") + FROM_40 + "}\n", {}),
        ("R139", GOAL_PATH, HEAD.replace("due: 2027", "due: »2015") + "period: '2017'\n", {}),
        # R136, R137: numbers that can't be right
        ("R136", GOAL_PATH, HEAD + TARGET.replace("50", "»500") + "}\n", {}),
        ("R136", GOAL_PATH, HEAD + TARGET.replace("at_least, value: 50", BETWEEN) + "}\n", {}),
        ("R136", GOAL_PATH, HEAD + TARGET + ", baseline: {period: '2012', value: »400}}\n", {}),
        ("R137", GOAL_PATH, HEAD + TARGET + ", baseline: {period: '2013', value: »400}}\n", {}),
        ("R137", GOAL_PATH, HEAD + TARGET + ", baseline: {period: '2013', value: »0.4}}\n", {}),
        ("R137", GOAL_PATH, HEAD + TARGET + ", baseline: {period: '2013', value: »40.6}}\n", {}),
        # R138: a day that hasn't come
        ("R138", ORGANISATION_PATH, ORGANISATION.replace("2016-12-31", "»2026-11-23"), {}),
        # R125, R126, R130, R132: what a goal is followed by
        ("R125", GOAL_PATH, HEAD + "»indicators: [trygghet, a, b, c, d, e]\n", MANY_INDICATORS),
        ("R126", GOAL_PATH, NOT_FOLLOWED.replace("Alla", "»Alla"), {}),
        ("R130", GOAL_PATH, HEAD + "kind: direction\n»" + TARGET + "}\n", {}),
        ("R132", GOAL_PATH, HEAD + "kind: direction\n»" + OVERRIDE, {}),
        # R127: goals that support each other in a circle
        ("R127", GOAL_PATH, HEAD + "supports: [»x]\n", CIRCLE),
        # R128, R129: what has been
        ("R128", GOAL_PATH, HEAD + "previous_ids: [x, »y]\n", {"data/goals/n1/y.yml": HEAD.replace("trygg", "y")}),
        ("R128", GOAL_PATH, HEAD + "previous_ids: [»trygg]\n", {}),
        ("R129", GOAL_PATH, HEAD + REVISION.replace("INDICATOR", "»x"), {}),
        # R131: not yet
        ("R131", INDICATOR_PATH, INDICATOR.replace("2026-11-22", "»2099-01-01"), {}),
        # V122: quotation marks that readers would see
        ("V122", INDICATOR_PATH, INDICATOR.replace('unit: "%"', "unit: »”procent”"), {}),
        ("V122", GOAL_PATH, HEAD.replace("title: Alla", "title: »”Alla”"), {}),
        # V115
        ("V115", ORGANISATION_PATH, ORGANISATION + "assessment:\n  uncertain: »0.95\n", {}),
        # reports
        ("R101 R103 R103", "data/reports/r.yml", REPORT_OF_NOTHING, {}),
        ("V116 V116", "data/reports/r.yml", EMPTY_REPORT, {}),
        # figures that are probably slips
        ("C131", FIGURES_PATH, "period,value\n2012,»400\n2013,40\n2014,43\n2015,41\n2016,47\n", {}),
        ("C131", FIGURES_PATH, "period,value\n2012,39\n2013,40\n2014,43\n2015,»0.41\n2016,47\n", {}),
        ("C132", FIGURES_PATH, "period,value\n2012,39\n2013,40\n2014,»-43\n2015,41\n2016,47\n", {}),
        ("C130 C133", FIGURES_PATH, "period,value\n2015,40\n2016,41\n»2017,42\n»2027,44\n", {}),
        ("C134", FIGURES_PATH, "period,value\n2015,99\n2016,»101\n", {}),
        ("C135", FIGURES_PATH, "period,value\n2015,»0.71\n2016,0.72\n", {}),
        ("C136", FIGURES_PATH, "period,value\n2013,40\n»2016,41\n", {}),
        ("C116", FIGURES_PATH, "period,value,group\n2015,1,Förskola\n2016,2,Förskola\n2016,3,»förskola\n", OF_OTHER),
        ("C116", FIGURES_PATH, GROUPS + "2013,1,Lekis\n2014,2,»lekis\n2015,3,lekis\n2016,3,Lekis\n", OF_OTHER),
        ("C139", FIGURES_PATH, GROUPS + "2013,1,Företag\n2014,2,Företag\n2015,3,»Företga\n2016,3,Företag\n", OF_OTHER),
        ("C139", FIGURES_PATH, CITIES + "2014,1,Malmö\n2015,2,Malmö\n2016,3,Malmö\n2013,3,»Malmo\n", {}),
        ("C120", FIGURES_PATH, GROUPS + "2013,1,»Le\u200bkis\n2014,2,Lekis\n2015,3,Lekis\n2016,3,Lekis\n", OF_OTHER),
        ("C145", FIGURES_PATH, "period,value,sex,count\n2016,3,,91\n2016,3,»women,\n2016,3,men,\n", {}),
        ("C145", FIGURES_PATH, GROUPS + "2016,3,»Skola\n", {}),
        ("R156", GOAL_PATH, GOAL.replace("value: 40}", "value: »40}"), {FIGURES_PATH: FEW}),
        ("C117", FIGURES_PATH, "period,value\n2016,»71 kr\n", {}),
        # R118: blocks are for the handbook
        ("R118", GOAL_PATH, HEAD + "insight: »|\n  A\n\n  ::: intranet\n  B\n  :::\n", {}),
        ("R118", GOAL_PATH, HEAD + "source: {title: »'A :: intranet'}\n", {}),
        ("R118", INDICATOR_PATH, INDICATOR + "note: »'::: intranet'\n", {}),
        ("R118", ORGANISATION_PATH, ORGANISATION + "    description: »'::: intern'\n", {}),
        # R119: pages that malbok makes itself
        ("R119", "content/metod.md", "»" + PUBLIC, {}),
        ("R119", "content/mal/n1/x.md", "»" + PUBLIC, {}),
        ("R119", "content/indikatorer/index.md", "»" + PUBLIC, {}),
        ("R119", "content/a/README.md", "»" + PUBLIC, {}),
        # R120: a baseline that doesn't come before the due period
        ("R120", GOAL_PATH, HEAD + TARGET + ", baseline: {period: »'2016', value: 1}}\n", {}),
        ("R120", GOAL_PATH, HEAD + TARGET + ", baseline: {value: 1, period: »'2017'}}\n", {}),
        # C133: an outcome from a time that hadn't come
        ("C133", FIGURES_PATH, "period,value\n2013,40\n»2016,41\n2015,40\n2014,40\n", EARLIER),
        ("C133 C133", FIGURES_PATH, "period,value\n2015,40\n2016,41\n»2027,42\n»2028,43\n", {}),
        ("C133", FIGURES_PATH, "period,value\n»2013,40\n2014,40\n2015,40\n2016,41\n", MUCH_EARLIER),
        # R173 to R178, V136: what the organisation says of itself
        ("R173", ORGANISATION_PATH, ORGANISATION + "previous_as_of: »2016-12-31\n", {}),
        ("R174", ORGANISATION_PATH, ORGANISATION + WORDS.format("Mål", "forms: [»Utfallet], "), {}),
        ("R174", ORGANISATION_PATH, ORGANISATION + WORDS.format("»UTFALL", ""), {}),
        ("R175", ORGANISATION_PATH, ORGANISATION + WORDS.format("Mål", "forms: [»m], "), {}),
        ("R176", ORGANISATION_PATH, ORGANISATION + STATEMENT.format("»full", "[{what: A}]"), {}),
        ("R177", ORGANISATION_PATH, ORGANISATION + STATEMENT.format("»partial", "[]"), {}),
        ("V136", ORGANISATION_PATH, ORGANISATION + "feedback: »https://a.se/{sida}\n", {}),
        ("V136", ORGANISATION_PATH, ORGANISATION + "feedback: »https://a.se/{page\n", {}),
        ("V136", ORGANISATION_PATH, ORGANISATION + "feedback: »mailto:a{page}@a.se\n", {}),
        # R179: days that can't both be right
        ("R179", GOAL_PATH, HEAD + "next_update: »2026-11-21\n", {}),
        ("R179", INDICATOR_PATH, INDICATOR + "next_update: »2026-11-21\n", {}),
        ("R179", GOAL_PATH, HEAD + "adopted: »2026-11-23\n", {}),
        ("R179", GOAL_PATH, HEAD + "adopted: 2015-01-02\narchived: {date: »2015-01-01, reason: R}\n", {}),
        ("R179", GOAL_PATH, HEAD + OVERRIDE.replace("2016-01-01", "»2026-11-23"), {}),
        # R180: a public goal is replaced by a public one
        ("R180", GOAL_PATH, HEAD + "archived: {date: 2015-01-01, reason: R, replaced_by: »dolt}\n", HIDDEN_GOAL),
        # R181: what ends before it is due
        ("R181", GOAL_PATH, GOAL + "archived: {date: »2016-06-01, reason: R}\n", {}),
        # R193: what could be measured isn't
        ("R193", GOAL_PATH, HEAD.replace("process", "»result"), {}),
        # R194: many goals
        ("R194", ORGANISATION_PATH, FEW_GOALS.replace("Nämnden", "»Nämnden", 1), SECOND_GOAL),
        # R195: a target that the latest outcome, 47, has passed
        ("R195", GOAL_PATH, HEAD + LATER_TARGET.format("at_least, value: »46"), {}),
        ("R195", GOAL_PATH, HEAD + LATER_TARGET.format("at_most, value: »48"), LOWER),
        # R196: the way of measuring changed after the baseline
        ("R196", GOAL_PATH, GOAL.replace('"2013"', '»"2013"'), BROKEN),
        # R197: figures that nobody has updated
        ("R197", INDICATOR_PATH, INDICATOR.replace("2026-11-22", "»2015-12-30"), OLD),
        # R162: a name that is spelt in another way in the figures
        ("R162", ORGANISATION_PATH, ORGANISATION + GROUP.format("»Gränby"), COMPARED),
        # C130, a warning: an outcome that isn't shown yet
        ("C130", "data/indicators/trygghet.csv", "period,value\n2016,1\n2018,\n»2017,2\n", {}),
    ],
)  # fmt: skip
def test_a_fault_between_files_is_named_where_it_is(
    codes: str, path: str, text: str, others: Files, project: ProjectWriter
) -> None:
    plain, places = marked(text)
    problems = all_problems(project({**others, path: plain}))
    wanted = [
        f"{code} {path}:{line}:{column}"
        for code, (line, column) in zip(codes.split(), places, strict=True)
    ]
    assert said(problems) == wanted


@pytest.mark.parametrize(
    "files",
    [
        {},
        HIDDEN,
        {**HIDDEN, PAGE_PATH: PUBLIC + "::: intranet\n[[goal dolt]]\n[[chart dold]]\n:::\n"},
        {**HIDDEN, PAGE_PATH: "[[goal dolt]]\n[[indicator dold]]\n[[overview]]\n[[status-summary]]\n"},
        {**HIDDEN, GOAL_PATH: HEAD + "supports: [dolt]\n"},
        {**HIDDEN, "content/a/b.md": "[A](../index.md) [B](../mal/n1/dolt.md#x) [C](https://x.se/y.md)\n"},
        {
            PAGE_PATH: PUBLIC + "[A](data/index.md) [B](ordlista.md)\n",
            ORGANISATION_PATH: ORGANISATION + "glossary:\n  - {word: mål, meaning: Vad man vill}\n",
        },
        {PAGE_PATH: PUBLIC + "[A](mal/n1/index.md) [B](mal/n1/trygg.md) [C](metod.md#x) [D](plan.pdf)\n"},
        {PAGE_PATH: PUBLIC + "::: intranet\n[A](a/b.md)\n:::\n", "content/a/b.md": "Inne"},
        {**DRAFT, PAGE_PATH: "[A](rapporter/index.md) [B](rapporter/arsbok/index.md)\n"},
        {GOAL_PATH: HEAD + TARGET + ", baseline: {period: '2013', value: 40.4}}\n"},
        {GOAL_PATH: HEAD + TARGET + ", baseline: {period: '2013', value: 41}, note: Räknat om}\n"},
        {GOAL_PATH: HEAD + TARGET + ", baseline: {period: '2015', value: 41}}\n"},
        {GOAL_PATH: HEAD + TARGET.replace("50", "150") + ", note: Kan bli fler}\n"},
        {GOAL_PATH: HEAD + TARGET + "}\n" + SECOND_TARGET.replace("2016", "2018")},
        {GOAL_PATH: HEAD + "indicators: [trygghet]\nperiod: '2027'\n"},
        {**OF_OTHER, FIGURES_PATH: BY_GROUP + "2013,1,Företag\n2014,2,Företag\n2015,3,Företag\n2016,3,Företagare\n"},
        {**OF_OTHER, FIGURES_PATH: "period,value,group\n2014,1,Åk 8\n2015,2,Åk 8\n2016,3,Åk 8\n2016,3,Åk 9\n"},
        {**OF_OTHER, FIGURES_PATH: WITH_NOTE + "2014,1,Mora,\n2015,2,Mora,\n2016,3,Mora,\n2016,3,Nora,Ny\n"},
        {GOAL_PATH: HEAD + "insight: 'Klass A::B. Kl. 12:30: internt möte'\n"},
        {**HIDDEN, "data/goals/n1/dolt.yml": HEAD_INSIDE + "indicators: [dold, trygghet]\n"},
        # as many goals as may be, and one that applies no longer
        {ORGANISATION_PATH: FEW_GOALS, **SECOND_GOAL, GOAL_PATH: GOAL + ENDED},
        # a level that is reached, and not passed; one that is to be held; one with a baseline
        {GOAL_PATH: HEAD + LATER_TARGET.format("at_least, value: 47")},
        {GOAL_PATH: HEAD + LATER_TARGET.format("at_least, note: Vi håller nivån., value: 46")},
        {GOAL_PATH: GOAL.replace("50", "46").replace('due: "2016"', 'due: "2018"')},
        # a break at the baseline itself, one that somebody has thought of, and one after all
        {FIGURES_PATH: FIGURES_MARKED.format("break", "", "")},
        {**BROKEN, GOAL_PATH: GOAL + "    note: Vi har räknat om 2013.\n"},
        {**BROKEN, GOAL_PATH: GOAL + ENDED},
        {GOAL_PATH: GOAL.replace("2016", "2014"), FIGURES_PATH: FIGURES_MARKED.format("", "", "break")},
        # figures that are a year old, that are said to come, or that no goal needs
        {**OLD, INDICATOR_PATH: INDICATOR.replace("2026-11-22", "2015-12-31")},
        {**OLD, INDICATOR_PATH: FORGOTTEN + "next_update: 2016-12-31\n"},
        {**OLD, INDICATOR_PATH: FORGOTTEN, GOAL_PATH: GOAL + ENDED},
    ],
)  # fmt: skip
def test_what_is_right_is_not_complained_of(files: Files, project: ProjectWriter) -> None:
    assert said(all_problems(project(files))) == []


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({GOAL_PATH: HEAD + "indicators: [tryghet]\n"}, "Did you mean “trygghet”?"),
        ({GOAL_PATH: HEAD + "owner: bas\n"}, "Roles there: chef."),
        ({"data/goals/nn/x.yml": HEAD.replace("trygg", "x")}, "Departments there: n1."),
    ],
)
def test_the_nearest_or_the_allowed_names_are_given(
    changes: Files, hint: str, project: ProjectWriter
) -> None:
    problems = all_problems(project(changes))
    assert [p.hint(language("en")) for p in problems] == [hint]


def test_a_fault_in_one_file_is_not_reported_again_where_it_is_referred_to(
    project: ProjectWriter,
) -> None:
    root = project(
        {
            INDICATOR_PATH: INDICATOR.replace("higher", "upp"),
            "data/goals/n1/x.yml": HEAD.replace("trygg", "x") + "supports: [trygg]\n",
            GOAL_PATH: GOAL.replace("result", "resultat"),
            PAGE_PATH: PUBLIC + "[[goal trygg]]\n[[chart trygghet]]\n",
        }
    )
    assert said(all_problems(root)) == [
        "V104 data/goals/n1/trygg.yml:4:7",
        "V104 data/indicators/trygghet.yml:6:12",
    ]


def test_a_goal_with_a_wrong_id_in_an_unknown_folder_is_no_traceback(
    project: ProjectWriter,
) -> None:
    assert said(all_problems(project({"data/goals/n2/y.yml": HEAD}))) == [
        "R101 data/goals/n2/y.yml:1:1",
        "R105 data/goals/n2/y.yml:1:5",
    ]


def test_without_an_organisation_nothing_is_checked(project: ProjectWriter) -> None:
    root = project({ORGANISATION_PATH: None, GOAL_PATH: HEAD + "owner: okänd-roll\n"})
    assert check(read_project(root)) == ()


def test_only_errors_stop_a_build(project: ProjectWriter) -> None:
    root = project({"data/indicators/trygghet.csv": "period,value\n2016,1\n2017,2\n"})
    assert [p.kind.severity for p in all_problems(root)] == [Severity.WARNING]
    assert errors(all_problems(root)) == ()
    assert load_project(root)


def test_what_is_hidden_is_worked_out_once_for_each_indicator(
    project: ProjectWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def counted(
        series: Sequence[Observation], indicator: Indicator, limits: SmallNumbers
    ) -> object:
        calls.append(indicator.id)
        return suppress(series, indicator, limits)

    monkeypatch.setattr("malbok.checks.small_numbers.suppress", counted)
    again = GOAL.replace("id: trygg\n", "id: trygg2\n")
    found = all_problems(
        project({GOAL_PATH: GOAL, "data/goals/n1/trygg2.yml": again, FIGURES_PATH: FEW})
    )
    assert [problem.code for problem in found].count("R156") == 2
    assert calls == ["trygghet"]
