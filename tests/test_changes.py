"""What a change does: cases as folders, and what must hold whatever is changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from malbok.addresses import Addresses
from malbok.changes.compared import Compared, compare
from malbok.changes.comparing import Version
from malbok.changes.differences import changes
from malbok.changes.records import Changes, FigureKind, PageFate, Reach
from malbok.changes.settings import TOLD_APART
from malbok.changes.text import LIMIT, MARKER, changes_text, shown
from malbok.engine import make_site
from malbok.language import language
from malbok.model import Audience, Organisation, Project
from malbok.pages import Page
from malbok.reading import load_project
from tests import sites
from tests.building import BASE, FIGURES, GOAL, INDICATOR, ORGANISATION, Files, said
from tests.conftest import ProjectWriter
from tests.regenerate import CHANGES, SITES, change_text, told, write_change
from tests.test_audience import projects

CASES = sorted(CHANGES.iterdir())
GOAL_FILE, INDICATOR_FILE = "data/goals/n1/trygg.yml", "data/indicators/trygghet.yml"
FIGURES_FILE, ORGANISATION_FILE = "data/indicators/trygghet.csv", "data/organisation.yml"
LATER = "updated: 2026-11-21"
WORDS = language("en")


def compared(project: ProjectWriter, base: Files, head: Files) -> Compared:
    """Two small projects held side by side; `head` is laid over `base`."""
    return compare(project(base), project({**base, **head}), WORDS)


def changed(project: ProjectWriter, base: Files, head: Files) -> Changes:
    """What changes between two projects without errors."""
    found = compared(project, base, head).changes
    assert found
    return found


def codes(found: Compared) -> list[str]:
    """The problems of the change itself, as `CODE path:line:column`."""
    return [line for line in said(found.problems) if line.startswith("D")]


# --- Cases ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_change_is_told_as_expected(case: Path) -> None:
    """After a change that is meant: `python -m tests.regenerate`, and read the differences."""
    for name, text in told(case).items():
        assert text == (case / name).read_text("utf-8"), name


def shown_pages(root: Path, audience: Audience, cache: Path) -> dict[str, tuple[object, ...]]:
    """What a site shows, by address, apart from charts and the sizes of files."""
    site = make_site(load_project(root), audience, language_code="en", chart_cache=cache)
    return {Addresses().of(page.path): _shown(page) for page in site.pages}


def _shown(page: Page) -> tuple[object, ...]:
    left_out = r"<svg.*?</svg>|(?<=</a> )\d+\skB"
    blocks = [re.sub(left_out, "", block, flags=re.DOTALL) for block in page.blocks]
    markdown = re.sub(r"\n{3,}", "\n\n", page.markdown).strip()
    return page.title, markdown, blocks, page.description


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(
    "case", [c for c in CASES if not c.name.startswith("broken")], ids=lambda case: case.name
)
def test_the_pages_that_are_told_are_those_that_change(
    case: Path, audience: Audience, tmp_path: Path, chart_cache: Path
) -> None:
    """Both sites are made of both versions, and their pages compared as they are."""
    roots = write_change(case, tmp_path)
    found = compare(*roots, WORDS).changes
    assert found
    before, after = (shown_pages(root, audience, chart_cache) for root in roots)
    differing = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    left = {change.old for change in found.addresses}
    told = {
        Addresses().of(page.item.path)
        for page in found.pages
        if audience is Audience.INTRANET or page.item.reach is not Reach.INSIDE
    }
    assert all(key in told | left for key in differing - set(after))
    if not found.as_of:  # which is told once: every goal's page says the day
        assert differing & set(after) <= told
    if audience is Audience.PUBLIC:
        assert told <= differing


# --- What takes a decision --------------------------------------------------------------------------

TARGET = """\
    comparator: at_least
    value: 50
    due: "2016"
    baseline: {period: "2013", value: 40}
"""
SECOND = """\
  - indicator: natt
    comparator: at_least
    value: 10
    due: "2016"
"""
NIGHT: Files = {
    "data/indicators/natt.yml": INDICATOR.replace("id: trygghet", "id: natt"),
    "data/indicators/natt.csv": FIGURES,
}
TWO = GOAL + SECOND


def revision(changed: str, indicator: str = "", date: str = "2016-05-12") -> str:
    """A revision in a list of them."""
    named = f", indicator: {indicator}" if indicator else ""
    decision = f"{{body: Nämnden, date: {date}}}"
    return f"  - {{date: {date}, changed: {changed}{named}, reason: Skäl, decision: {decision}}}\n"


REVISED: Mapping[str, tuple[str, str, list[str]]] = {
    "wording": (GOAL, GOAL.replace("trygga hemma", "trygga ute"), [f"D101 {GOAL_FILE}:2:8"]),
    "value": (GOAL, GOAL.replace("value: 50", "value: 45"), [f"D101 {GOAL_FILE}:12:12"]),
    "the same value": (GOAL, GOAL.replace("value: 50", "value: 50.0"), []),
    "comparator": (GOAL, GOAL.replace("at_least", "equals"), [f"D101 {GOAL_FILE}:11:17"]),
    "limits": (
        GOAL,
        GOAL.replace("comparator: at_least\n    value: 50", "comparator: between\n    lower: 50\n    upper: 60"),
        [f"D101 {GOAL_FILE}:12:12"],
    ),
    "due": (GOAL, GOAL.replace('due: "2016"', 'due: "2018"'), [f"D101 {GOAL_FILE}:13:10"]),
    "baseline": (GOAL, GOAL.replace("value: 40", "value: 39"), [f"D101 {GOAL_FILE}:14:15"]),
    "no baseline": (
        GOAL,
        re.sub(r"    baseline.*\n", "", GOAL),
        [f"D101 {GOAL_FILE}:10:5"],
    ),
    "value and due, one cause each": (
        GOAL,
        GOAL.replace("value: 50", "value: 45").replace('due: "2016"', 'due: "2018"'),
        [f"D101 {GOAL_FILE}:12:12", f"D101 {GOAL_FILE}:13:10"],
    ),
    "value and baseline, one cause": (
        GOAL,
        GOAL.replace("value: 50", "value: 45").replace("value: 40", "value: 39"),
        [f"D101 {GOAL_FILE}:12:12"],
    ),
    "owner": (GOAL, GOAL.replace("owner: chef", "owner: vd"), [f"D101 {GOAL_FILE}:7:8"]),
    "no owner any more": (GOAL, GOAL.replace("owner: chef\n", ""), [f"D101 {GOAL_FILE}:1:1"]),
    "the first owner": (GOAL.replace("owner: chef\n", ""), GOAL, []),
    "a note": (GOAL, GOAL + "    note: Av alla.\n", []),
    "texts": (GOAL, GOAL + "insight: Vi frågade.\ndescription: Hemma.\n", []),
    "the first target": (GOAL.split("targets:")[0] + "indicators: [trygghet]\n", GOAL, []),
    "another target": (GOAL, TWO, [f"D101 {GOAL_FILE}:15:5"]),
    "one target less": (TWO, GOAL, [f"D101 {GOAL_FILE}:10:3"]),
    "other order": (
        TWO,
        GOAL.replace("targets:\n", f"targets:\n{SECOND}"),
        [],
    ),
    "another indicator": (
        GOAL,
        GOAL.replace("indicator: trygghet", "indicator: natt"),
        [f"D101 {GOAL_FILE}:10:5"],
    ),
    "another file format": (GOAL, GOAL.replace("title: Alla är trygga hemma", "title: 'Alla är trygga hemma'"), []),
    # with a revision
    "recorded": (
        GOAL,
        GOAL.replace("value: 50", "value: 45") + "revisions:\n" + revision("target"),
        [],
    ),
    "recorded, naming the only target": (
        GOAL,
        GOAL.replace("value: 50", "value: 45") + "revisions:\n" + revision("target", "trygghet"),
        [],
    ),
    "recorded as something else": (
        GOAL,
        GOAL.replace("value: 50", "value: 45") + "revisions:\n" + revision("due"),
        [f"D101 {GOAL_FILE}:12:12"],
    ),
    "one of two targets, named": (
        TWO,
        TWO.replace("value: 10", "value: 9") + "revisions:\n" + revision("target", "natt"),
        [],
    ),
    "one of two targets, not named": (
        TWO,
        TWO.replace("value: 10", "value: 9") + "revisions:\n" + revision("target"),
        [f"D101 {GOAL_FILE}:17:12"],
    ),
    "one of two targets, the other named": (
        TWO,
        TWO.replace("value: 10", "value: 9") + "revisions:\n" + revision("target", "trygghet"),
        [f"D101 {GOAL_FILE}:17:12"],
    ),
    "recorded before": (
        GOAL + "revisions:\n" + revision("target"),
        GOAL.replace("value: 50", "value: 45") + "revisions:\n" + revision("target"),
        [f"D101 {GOAL_FILE}:12:12"],
    ),
    "an old one in other words": (
        GOAL + "revisions:\n" + revision("target"),
        GOAL.replace("value: 50", "value: 45")
        + "revisions:\n"
        + revision("target").replace("Skäl", "Annat"),
        [f"D101 {GOAL_FILE}:12:12"],
    ),
    "an old one for something else": (
        GOAL + "revisions:\n" + revision("wording"),
        GOAL.replace("value: 50", "value: 45") + "revisions:\n" + revision("target"),
        [f"D101 {GOAL_FILE}:12:12"],
    ),
    "recorded again": (
        GOAL + "revisions:\n" + revision("target"),
        GOAL.replace("value: 50", "value: 45")
        + "revisions:\n"
        + revision("target")
        + revision("target", date="2016-11-12"),
        [],
    ),
    "a target less, recorded": (TWO, GOAL + "revisions:\n" + revision("target"), []),
    "a target less, named in this and earlier changes": (
        TWO + "revisions:\n" + revision("target", "natt"),
        GOAL + "revisions:\n" + revision("target", "natt") + revision("target", "natt", "2016-11-12"),
        [],
    ),
    "no longer assessed": (
        GOAL,
        GOAL.replace("type: result", "type: result\nkind: direction"),
        [f"D101 {GOAL_FILE}:5:7"],
    ),
    "intranet only": (
        GOAL.replace("audience: public\n", ""),
        GOAL.replace("audience: public\n", "").replace("value: 50", "value: 45"),
        [f"D101 {GOAL_FILE}:11:12"],
    ),
}  # fmt: skip
TWO_ROLES = ORGANISATION.replace("roles:\n", "roles:\n  - {id: vd, title: Direktör}\n")


@pytest.mark.parametrize("name", REVISED)
def test_a_change_of_the_goal_itself_takes_a_recorded_decision(
    name: str, project: ProjectWriter
) -> None:
    before, after, expected = REVISED[name]
    base = {**NIGHT, ORGANISATION_FILE: TWO_ROLES, GOAL_FILE: before}
    found = compared(project, base, {GOAL_FILE: after})
    assert codes(found) == expected
    assert bool(found.errors) == bool(expected)


def test_a_public_goal_with_a_wrong_id_is_not_taken_for_one_of_the_inside(
    project: ProjectWriter,
) -> None:
    new = "data/goals/n1/ny.yml"
    found = compared(project, {}, {new: GOAL.replace("id: trygg", "id: fel")})
    assert [problem.code for problem in found.errors] == ["R105"]
    assert new not in found.inside_files


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ("minst 40 %", [f"D106 {GOAL_FILE}:12:12"]),
        ("45 procent", []),
        ("minst 45,0 %", []),
        ("lägre än förut", []),
    ],
)
def test_what_was_decided_is_what_is_promised(
    decided: str, expected: list[str], project: ProjectWriter
) -> None:
    recorded = revision("target").replace("reason:", f"new: '{decided}', reason:")
    after = GOAL.replace("value: 50", "value: 45") + "revisions:\n" + recorded
    assert codes(compared(project, {}, {GOAL_FILE: after})) == expected


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Så många", "Så stor andel", "4:13"),
        ('unit: "%"', "unit: procent", "5:7"),
        ("direction: higher", "direction: none", "6:12"),
    ],
)
def test_what_is_counted_takes_one_too(
    old: str, new: str, place: str, project: ProjectWriter
) -> None:
    after = INDICATOR.replace(old, new)
    assert codes(compared(project, {}, {INDICATOR_FILE: after})) == [
        f"D101 {INDICATOR_FILE}:{place}"
    ]
    recorded = after + "revisions:\n" + revision("definition")
    assert codes(compared(project, {}, {INDICATOR_FILE: recorded})) == []


def test_a_new_goal_takes_no_decision(project: ProjectWriter) -> None:
    new = GOAL.replace("id: trygg\n", "id: ny\n")
    assert codes(compared(project, {}, {"data/goals/n1/ny.yml": new})) == []


def test_another_name_for_a_role_is_no_other_owner(project: ProjectWriter) -> None:
    head = {ORGANISATION_FILE: ORGANISATION.replace("Förvaltningschef", "Direktör")}
    assert codes(compared(project, {}, head)) == []


def test_a_renamed_indicator_is_no_other_target(project: ProjectWriter) -> None:
    head: Files = {
        INDICATOR_FILE: None,
        FIGURES_FILE: None,
        "data/indicators/lugn.yml": INDICATOR.replace("id: trygghet", "id: lugn")
        + "previous_ids: [trygghet]\n",
        "data/indicators/lugn.csv": FIGURES,
        GOAL_FILE: GOAL.replace("indicator: trygghet", "indicator: lugn"),
    }
    assert codes(compared(project, {}, head)) == []


def test_a_goal_under_another_name_is_still_held_to_its_wording(project: ProjectWriter) -> None:
    renamed = GOAL.replace("id: trygg\n", "id: ute\nprevious_ids: [trygg]\n")
    head: Files = {GOAL_FILE: None, "data/goals/n1/ute.yml": renamed}
    assert codes(compared(project, {}, head)) == []
    head = {**head, "data/goals/n1/ute.yml": renamed.replace("trygga hemma", "trygga ute")}
    assert codes(compared(project, {}, head)) == ["D101 data/goals/n1/ute.yml:3:8"]


def test_a_rewritten_history_is_told(project: ProjectWriter) -> None:
    base = {GOAL_FILE: GOAL + "revisions:\n" + revision("target")}
    found = changed(project, base, {GOAL_FILE: GOAL})
    assert [item.id for item in found.rewritten] == ["trygg"]
    found = changed(project, {}, base)
    assert found.rewritten == ()
    assert [recorded.item.id for recorded in found.recorded] == ["trygg"]


# --- Figures ----------------------------------------------------------------------------------------


def figures(rows: str, columns: str = "period,value,mark") -> Files:
    """The base project's figures."""
    return {FIGURES_FILE: f"{columns}\n{rows}"}


def test_figures_are_new_revised_or_removed(project: ProjectWriter) -> None:
    found = changed(
        project,
        figures("2012,39,\n2013,40,\n2014,43,\n2015,,\n"),
        figures("2013,40.0,\n2014,44,\n2015,45,\n2016,47,preliminary\n"),
    )
    kinds = [(figure.period, figure.kind) for figure in found.figures]
    assert kinds == [
        ("2012", FigureKind.REMOVED),
        ("2014", FigureKind.REVISED),
        ("2015", FigureKind.NEW),
        ("2016", FigureKind.NEW),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2014,43,", "2014,44,", [f"D103 {FIGURES_FILE}:2:6"]),
        ("2014,43,", "2014,44,revised", []),
        ("2014,43,preliminary", "2014,44,", []),
        ("2014,43,", "2014,43.0,", []),
        ("2014,,", "2014,44,", []),
    ],
)
def test_a_published_figure_is_not_changed_in_silence(
    before: str, after: str, expected: list[str], project: ProjectWriter
) -> None:
    found = compared(project, figures(f"{before}\n"), figures(f"{after}\n"))
    assert codes(found) == expected
    assert not found.errors


def test_what_only_the_intranet_had_may_be_put_right(project: ProjectWriter) -> None:
    inside: Files = {
        GOAL_FILE: GOAL.replace("audience: public\n", ""),
        INDICATOR_FILE: INDICATOR.replace("audience: public\n", ""),
    }
    found = compared(project, {**inside, **figures("2014,43,\n")}, figures("2014,44,\n"))
    assert codes(found) == []


def test_figures_of_groups_are_for_the_intranet(project: ProjectWriter) -> None:
    columns = "period,value,sex,count"
    found = changed(
        project, figures("2014,43,,\n", columns), figures("2014,43,,\n2014,41,women,7\n", columns)
    )
    assert [(figure.who, figure.item.reach) for figure in found.figures] == [
        ("women", Reach.INSIDE)
    ]
    assert [odd.figure.item.reach for odd in found.odd] == [Reach.INSIDE]
    assert found.public.new_figures == 0


def test_figures_that_the_day_hides_or_shows_are_told(project: ProjectWriter) -> None:
    base: Files = {FIGURES_FILE: FIGURES + "2017,48\n"}
    later = {ORGANISATION_FILE: ORGANISATION.replace("2016-12-31", "2017-12-31")}
    found = changed(project, base, later)
    assert [(f.period, f.kind, f.by_date) for f in found.figures] == [
        ("2017", FigureKind.NEW, True)
    ]
    found = changed(project, {**base, **later}, {ORGANISATION_FILE: ORGANISATION})
    assert [(f.period, f.kind, f.by_date) for f in found.figures] == [
        ("2017", FigureKind.REMOVED, True)
    ]


def test_what_becomes_out_of_date_is_told_once(project: ProjectWriter) -> None:
    base: Files = {GOAL_FILE: GOAL.replace('due: "2016"', 'due: "2020"')}
    later = {ORGANISATION_FILE: ORGANISATION.replace("2016-12-31", "2019-01-31")}
    assert [item.id for item in changed(project, base, later).stale] == ["trygg"]
    assert changed(project, {**base, **later}, {GOAL_FILE: base[GOAL_FILE]}).stale == ()


# --- Addresses --------------------------------------------------------------------------------------


def test_of_two_that_had_a_name_the_one_from_that_department_is_the_same(
    project: ProjectWriter,
) -> None:
    both = ORGANISATION + "  - {id: n2, title: Andra, audience: public}\n"
    led_on = GOAL + "previous_ids: [annan]\n"
    base: Files = {ORGANISATION_FILE: both, "data/goals/n2/annan.yml": OTHER}
    head: Files = {
        "data/goals/n2/annan.yml": None,
        "data/goals/n1/a.yml": led_on.replace("id: trygg\n", "id: a\n"),
        "data/goals/n2/b.yml": f"{OTHER}previous_ids: [annan]\n".replace("id: annan", "id: b"),
    }
    found = compared(project, base, head)
    assert codes(found) == []
    assert found.changes
    assert [(c.old, c.new) for c in found.changes.addresses if c.old.startswith("mal/n2")] == [
        ("mal/n2/annan/", "mal/n2/b/")
    ]


OTHER = (
    GOAL.replace("id: trygg\n", "id: annan\n")
    .replace("Alla är trygga hemma", "Alla är trygga ute")
    .replace("value: 50", "value: 55")
)


def test_what_was_public_can_be_removed_with_a_warning(project: ProjectWriter) -> None:
    base: Files = {"data/goals/n1/annan.yml": OTHER}
    found = compared(project, base, {"data/goals/n1/annan.yml": None})
    assert codes(found) == ["D104 data/goals/n1/annan.yml:1:1"]
    assert found.errors == ()
    section = changes_text(found, WORDS).split("### Removed and renamed")[1]
    assert "Warning D104" in section.partition("###")[0]


def test_a_removed_indicator_is_warned_of(project: ProjectWriter) -> None:
    head: Files = dict.fromkeys(NIGHT)
    assert codes(compared(project, NIGHT, head)) == ["D104 data/indicators/natt.yml:1:1"]


@pytest.mark.parametrize(
    ("successor", "expected"),
    [
        (OTHER, True),
        (OTHER.replace("trygga ute", "säkra ute"), True),
        (OTHER.replace("value: 55", "value: 60"), True),
        (OTHER.replace("public", "intranet"), True),
        (OTHER.replace("value: 55", "value: 60").replace("trygga ute", "säkra ute"), False),
    ],
    ids=["same", "same targets", "same title", "closed", "another"],
)
def test_what_lives_on_must_be_led_on_to(
    successor: str, expected: bool, project: ProjectWriter
) -> None:
    new = successor.replace("id: annan\n", "id: ny\n")
    base: Files = {"data/goals/n1/annan.yml": OTHER}
    head: Files = {"data/goals/n1/annan.yml": None, "data/goals/n1/ny.yml": new}
    place = "D102 data/goals/n1/ny.yml:1:1" if expected else "D104 data/goals/n1/annan.yml:1:1"
    found = compared(project, base, head)
    assert codes(found) == [place]
    assert bool(found.errors) is expected
    if successor is OTHER:
        led_on = {**head, "data/goals/n1/ny.yml": f"{new}previous_ids: [annan]\n"}
        assert codes(compared(project, base, led_on)) == []


def test_an_indicator_that_lives_on_must_be_led_on_to(project: ProjectWriter) -> None:
    head: Files = {
        **dict.fromkeys(NIGHT),
        "data/indicators/kvall.yml": str(NIGHT["data/indicators/natt.yml"])
        .replace("id: natt", "id: kvall")
        .replace("trygga", "lugna"),
        "data/indicators/kvall.csv": FIGURES,
    }
    assert codes(compared(project, NIGHT, head)) == ["D102 data/indicators/kvall.yml:1:1"]


def test_a_page_that_is_gone_is_no_error_if_only_the_intranet_had_it(
    project: ProjectWriter,
) -> None:
    other = OTHER
    inside = {"data/goals/n1/annan.yml": other.replace("audience: public\n", "")}
    found = compared(project, inside, {"data/goals/n1/annan.yml": None})
    assert codes(found) == []
    assert found.changes
    assert [change.item.reach for change in found.changes.addresses] == [Reach.INSIDE]


def test_another_goal_can_take_over_an_address(project: ProjectWriter) -> None:
    other = GOAL.replace("id: trygg\n", "id: annan\n")
    head: Files = {
        "data/goals/n1/annan.yml": None,
        GOAL_FILE: GOAL + "previous_ids: [annan]\n",
    }
    found = compared(project, {"data/goals/n1/annan.yml": other}, head)
    assert codes(found) == []
    assert found.changes
    assert [(c.old, c.new) for c in found.changes.addresses] == [("mal/n1/annan/", "mal/n1/trygg/")]


def test_an_address_that_led_on_must_still_do_so(project: ProjectWriter) -> None:
    base = {GOAL_FILE: GOAL + "previous_ids: [annan]\n"}
    assert codes(compared(project, base, {GOAL_FILE: GOAL})) == [f"D102 {GOAL_FILE}:1:1"]
    assert codes(compared(project, base, {GOAL_FILE: base[GOAL_FILE] + "insight: Bra.\n"})) == []


def test_what_is_only_for_the_intranet_from_now_on_is_not_gone(project: ProjectWriter) -> None:
    head = {GOAL_FILE: GOAL.replace("audience: public\n", "")}
    found = compared(project, {}, head)
    assert codes(found) == []
    assert found.changes
    assert [item.id for item in found.changes.withdrawals] == ["trygg"]
    assert [c.old for c in found.changes.addresses] == []


def test_a_page_that_becomes_an_index_keeps_its_address(project: ProjectWriter) -> None:
    page = "---\ntitle: Om\naudience: public\n---\n# Om\n"
    found = changed(
        project, {"content/om.md": page}, {"content/om.md": None, "content/om/index.md": page}
    )
    assert found.addresses == ()


# --- Whatever changes -------------------------------------------------------------------------------


@pytest.mark.parametrize("case", SITES, ids=lambda case: case.name)
def test_nothing_differs_from_itself(case: Path) -> None:
    project = load_project(case)
    found = changes(Version(project), Version(project), WORDS)
    assert found.is_empty
    assert found.problems == ()


@given(projects())
def test_no_project_differs_from_itself(project: Project) -> None:
    found = changes(Version(project), Version(project), WORDS)
    assert found.is_empty
    assert found.problems == ()


@given(projects(), projects())
def test_any_project_can_become_any_other(before: Project, after: Project) -> None:
    found = changes(Version(before), Version(after), WORDS)
    text = changes_text(Compared(found, found.problems), WORDS)
    assert text.startswith(MARKER)
    assert len(text) < LIMIT


def test_what_is_for_the_intranet_is_always_marked(inside_project: Path, tmp_path: Path) -> None:
    """Everything for the inside changes; each line that tells of it says so."""
    head = sites.copied(inside_project, tmp_path / "head")
    for path in [*head.glob("data/**/*.*"), *head.glob("content/**/*.md")]:
        text = re.sub(r"(?<=Zqx)(?=\w)", "ny", path.read_text("utf-8"))
        path.write_text(re.sub(r"(61827\d)\.25", r"\1.75", text), "utf-8")
    text = change_text(inside_project, head)
    told = [line for line in text.split("\n") if sites.words_for_the_inside(line.encode())]
    assert told
    _is_marked(text)


def _is_marked(text: str) -> None:
    """Whatever tells of the inside says so, or stands below an item that does."""
    item = ""
    for line in text.split("\n"):
        item = item if line.startswith("  - ") else line
        if sites.words_for_the_inside(line.encode()):
            assert "only the intranet" in f"{item}{line}", line


@pytest.mark.parametrize("broken", ["type: finns-inte", "interval: finns-inte", "id: ["])
def test_that_goes_for_a_project_with_errors_too(
    broken: str, inside_project: Path, tmp_path: Path
) -> None:
    head = sites.copied(inside_project, tmp_path / "head")
    files = sorted(p for p in head.glob("data/*/**/*.yml") if "zqx" in p.name.lower())
    assert files
    for file in files:
        key = broken.partition(":")[0]
        file.write_text(re.sub(f"^{key}:.*", broken, file.read_text("utf-8"), flags=re.M), "utf-8")
    text = change_text(inside_project, head)
    assert "It can't be told" in text
    assert "only the intranet" in text
    _is_marked(text)


def test_what_becomes_public_comes_first_and_is_quoted(project: ProjectWriter) -> None:
    secret = "Två chefer har slutat."
    inside = GOAL.replace("audience: public\n", "") + f"insight: {secret}\n"
    base, head = project({GOAL_FILE: inside}), project({GOAL_FILE: GOAL + f"insight: {secret}\n"})
    text = change_text(base, head)
    headings = re.findall("^### (.*)", text, re.MULTILINE)
    assert headings[0] == "Becomes public"
    assert secret in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("::: intranet\nHemligt.\n:::\n", "Hemligt.\n"),
        ("::: intranet\nHemligt.\n:::\n", "::: public\nHemligt.\n:::\n"),
        ("::: intranet\nFörst.\nHemligt.\n:::\n", "::: intranet\nFörst.\n:::\nHemligt.\n"),
    ],
)
def test_a_block_that_is_opened_is_told(before: str, after: str, project: ProjectWriter) -> None:
    page = str(BASE["content/index.md"])
    found = changed(
        project, {"content/index.md": f"{page}{before}"}, {"content/index.md": f"{page}{after}"}
    )
    assert [(p.item.title, p.was_inside, p.says) for p in found.publications] == [
        ("Start", True, ("“Hemligt.”",))
    ]


PAGE = "---\ntitle: {}\naudience: {}\n---\n# Rubrik\n\n{}\n"
SECRET = "Hemligt om förhandlingen.\nMer hemligt."


def test_a_page_that_is_opened_is_told_whatever_it_is_called_now(project: ProjectWriter) -> None:
    base: Files = {"content/hemligt.md": PAGE.format("Internt", "intranet", SECRET)}
    head: Files = {
        "content/hemligt.md": None,
        "content/info.md": PAGE.format("Om oss", "public", f"{SECRET}\n\nNytt."),
    }
    (found,) = changed(project, base, head).publications
    assert (found.item.id, found.item.reach) == ("info.md", Reach.OPENED)
    assert found.was_inside
    assert found.says == ("The text: “# Rubrik Hemligt om förhandlingen. Mer hemligt.”",)


def test_text_of_the_inside_is_told_on_a_new_page(project: ProjectWriter) -> None:
    base: Files = {"content/hemligt.md": PAGE.format("Internt", "intranet", SECRET)}
    head: Files = {"content/info.md": PAGE.format("Om oss", "public", "Nytt.\n\nMer hemligt.")}
    (found,) = changed(project, base, head).publications
    assert found.was_inside
    assert "Mer hemligt." in found.says[0]
    assert "Nytt." not in found.says[0]


TABLE = "## {}\n\n| År | Antal |\n| --- | --- |\n| {} | 2 |\n\n***\n\n[[overview]]\n"


def test_what_stands_in_many_texts_is_not_taken_for_the_insides(project: ProjectWriter) -> None:
    page = str(BASE["content/index.md"])
    block = f"::: intranet\n{TABLE.format('Bakgrund', 'hemligt')}:::\n"
    base: Files = {"content/index.md": page + block}
    head: Files = {"content/index.md": page + TABLE.format("Bakgrund", "öppet") + block}
    assert changed(project, base, head).publications == ()
    opened: Files = {"content/index.md": page + TABLE.format("Bakgrund", "hemligt")}
    (found,) = changed(project, base, opened).publications
    assert "## Bakgrund" in found.says[0]
    assert "hemligt" in found.says[0]


def test_a_long_heading_is_text(project: ProjectWriter) -> None:
    page, heading = str(BASE["content/index.md"]), "## Förslag: två chefer får sluta"
    base: Files = {"content/index.md": f"{page}::: intranet\n{heading}\n:::\n"}
    found = changed(project, base, {"content/index.md": f"{page}{heading}\n"})
    assert [p.says for p in found.publications] == [(f"“{heading}”",)]


def test_a_rule_below_makes_no_heading_of_a_text(project: ProjectWriter) -> None:
    page = str(BASE["content/index.md"])
    base: Files = {"content/index.md": f"{page}::: intranet\nHemligt.\n\n---\n:::\n"}
    found = changed(project, base, {"content/index.md": f"{page}Hemligt.\n\n---\n"})
    assert [p.says for p in found.publications] == [("“Hemligt. ---”",)]


def test_who_may_see_a_department_is_told_in_words(project: ProjectWriter) -> None:
    inside = ORGANISATION + "  - {id: n2, title: Staben}\n"
    opened = ORGANISATION + "  - {id: n2, title: Staben, audience: public}\n"
    found = changed(project, {ORGANISATION_FILE: inside}, {ORGANISATION_FILE: opened})
    assert [(s.old, s.new) for s in found.settings] == [
        ("only those who reach the intranet", "everybody")
    ]


def test_a_file_that_is_linked_to_becomes_public(project: ProjectWriter) -> None:
    page = str(BASE["content/index.md"])
    base: Files = {"content/plan.pdf": b"%PDF", "content/index.md": page}
    found = changed(project, base, {"content/index.md": page + "\n[Planen](plan.pdf)\n"})
    assert [(p.item.id, p.was_inside) for p in found.publications] == [("plan.pdf", True)]


def test_a_department_that_is_opened_opens_its_goals(project: ProjectWriter) -> None:
    inside = ORGANISATION.replace("    audience: public\n", "")
    goal = GOAL.replace("audience: public\n", "")
    base: Files = {ORGANISATION_FILE: inside, GOAL_FILE: goal}
    found = changed(project, base, {ORGANISATION_FILE: ORGANISATION, GOAL_FILE: GOAL})
    assert {(p.item.kind.value, p.item.id) for p in found.publications} == {
        ("department", "n1"),
        ("goal", "trygg"),
        ("role", "chef"),
    }
    assert {page.fate for page in found.pages if page.item.id == "trygg"} == {PageFate.NEW}


# --- What becomes public without a page of its own ----------------------------------------------------

BILINGUAL = ORGANISATION + "languages: [sv, en]\n"
ENGLISH_GOAL = GOAL + "english: {title: Everybody is safe, analysis: More are safe than before.}\n"
PEOPLE: Files = {
    INDICATOR_FILE: INDICATOR + "about: people\n",
    FIGURES_FILE: "period,value,sex,count\n2013,40,,50\n2014,44,,50\n2016,47,,9\n2016,40,women,5\n2016,50,men,4\n",
}


def sections(found: Compared) -> dict[str, str]:
    """What is told of a change, by heading; the summary by none."""
    first, *rest = changes_text(found, WORDS).split("\n### ")
    return {"": first} | {part.split("\n")[0]: part.partition("\n")[2].strip() for part in rest}


@pytest.mark.parametrize(
    ("before", "after", "quoted"),
    [
        (GOAL, ENGLISH_GOAL, ["“Everybody is safe”", "“More are safe than before.”"]),
        (
            ENGLISH_GOAL,
            ENGLISH_GOAL.replace("More are", "All are"),
            ["“All are safe than before.”"],
        ),
    ],
)
def test_texts_in_english_are_quoted_before_anybody_reads_them(
    before: str, after: str, quoted: list[str], project: ProjectWriter
) -> None:
    base = {ORGANISATION_FILE: BILINGUAL, GOAL_FILE: before}
    told = sections(compared(project, base, {GOAL_FILE: after}))
    assert re.findall("“[^”]+”(?!\\*)", told["Becomes public"]) == quoted
    assert "texts in English" in told["Pages that change"]
    assert "1 goal changes" in told[""]


def test_texts_in_english_are_nothing_on_a_site_in_swedish(project: ProjectWriter) -> None:
    told = sections(compared(project, {}, {GOAL_FILE: ENGLISH_GOAL}))
    assert "Becomes public" not in told


def test_pages_in_english_that_go_are_told(project: ProjectWriter) -> None:
    base = {ORGANISATION_FILE: BILINGUAL, GOAL_FILE: ENGLISH_GOAL}
    told = sections(compared(project, base, {ORGANISATION_FILE: ORGANISATION}))
    assert "The pages in English" in told["No longer public"]
    assert "`en/` leads nowhere" in told["Removed and renamed"]
    assert "Languages: Swedish, English → **Swedish**" in told["To bear in mind"]


STATEMENT = """\
accessibility:
  compliance: partial
  testing: Vi testade själva.
  tested: 2016-01-01
  updated: 2016-01-01
  contact: Skriv till oss.
  supervision: {title: Digg}
"""
WORD = "glossary: [{word: utfall, meaning: Det som blev.}]\n"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            STATEMENT,
            STATEMENT.replace("partial", "full"),
            "Accessibility statement (Meets the demands): meets some of the demands → **meets all demands**",
        ),
        ("", WORD, "Glossary (utfall): – → **Det som blev.**"),
        (WORD, "", "Glossary (utfall): Det som blev. → **–**"),
        (
            WORD,
            WORD.replace("blev", "hände"),
            "Glossary (utfall, Meaning): Det som blev. → **Det som hände.**",
        ),
        ("", 'look: {primary: "#123456"}\n', "Look (Main colour): – → **#123456**"),
        ("", "feedback: https://a.se/\n", "Address for feedback: – → **https://a.se/**"),
        ("", "previous_as_of: 2015-12-31\n", "Day of assessment before: – → **31 December 2015**"),
        (
            "",
            "english: {title: Goals}\n",
            "In English (Name of the site in English): – → **Goals**",
        ),
        (
            "subjects: [{id: a, title: Skola}, {id: b, title: Vård}]\n",
            "subjects: [{id: b, title: Vård}, {id: a, title: Skola}]\n",
            "Subjects (order) *(only the intranet)*: Skola, Vård → **Vård, Skola**",
        ),
    ],
)
def test_every_setting_is_told_with_what_it_was_and_becomes(
    before: str, after: str, line: str, project: ProjectWriter
) -> None:
    found = compared(
        project,
        {ORGANISATION_FILE: ORGANISATION + before},
        {ORGANISATION_FILE: ORGANISATION + after},
    )
    told = sections(found)["To bear in mind"].replace("\u200b", "")
    assert line in told
    assert ("nothing changes" in sections(found)[""]) == ("intranet" in line)


def test_every_field_of_the_organisation_is_told_somehow() -> None:
    assert set(Organisation.model_fields) >= TOLD_APART


def test_a_lowered_limit_says_first_what_it_reveals(project: ProjectWriter) -> None:
    lowered = ORGANISATION + "small_numbers: {limit: 3}\n"
    told = sections(compared(project, PEOPLE, {ORGANISATION_FILE: lowered}))
    assert "lowered from 10 to 3" in told["Becomes public"].split("Figures:")[0]
    assert "1 outcome. 2016: 47 %" in told["Becomes public"].replace("\u00a0", " ")
    base = {**PEOPLE, ORGANISATION_FILE: lowered}
    told = sections(compared(project, base, {ORGANISATION_FILE: ORGANISATION}))
    assert "Becomes public" not in told
    assert "1 outcome. 2016: 47 %" in told["No longer public"].replace("\u00a0", " ")


def test_figures_of_groups_that_get_counts_become_public(project: ProjectWriter) -> None:
    counted = PEOPLE[FIGURES_FILE]
    assert isinstance(counted, str)
    with_counts = counted.replace(",,9", ",,90").replace("n,5", "n,50").replace("n,4", "n,40")
    without = re.sub(r"count$|\d+$", "", with_counts, flags=re.MULTILINE).replace(",\n", "\n")
    files = {**PEOPLE, FIGURES_FILE: with_counts}
    told = sections(compared(project, {**PEOPLE, FIGURES_FILE: without}, files))
    said = "2 outcomes. 2016, women: 40 %; 2016, men: 50 %"
    assert said in told["Becomes public"].replace("\u00a0", " ")
    told = sections(compared(project, files, {FIGURES_FILE: without}))
    assert said in told["No longer public"].replace("\u00a0", " ")


def test_new_figures_of_groups_are_marked_only_if_they_are_hidden(project: ProjectWriter) -> None:
    files = {
        **PEOPLE,
        FIGURES_FILE: "period,value,sex,count\n2016,47,,90\n2016,40,women,50\n2016,50,men,40\n",
    }
    before = {**files, FIGURES_FILE: "period,value,sex,count\n2016,47,,90\n"}
    found = changed(project, before, files)
    assert {(f.who, f.item.reach) for f in found.figures} == {
        ("women", Reach.PUBLIC),
        ("men", Reach.PUBLIC),
    }


def test_a_long_change_is_cut_and_counted(project: ProjectWriter) -> None:
    many: Files = {
        f"data/goals/n1/m{number}.yml": GOAL.replace("id: trygg\n", f"id: m{number}\n").replace(
            "Alla är", "Alla " + "verkligen " * 40 + "är"
        )
        for number in range(300)
    }
    text = change_text(project({}), project(many))
    assert len(text) < LIMIT
    assert re.search(r"… and \d+ more", text)
    assert text.endswith("\n")


# --- Nothing in the data has power over the comment -------------------------------------------------

HOSTILE = [
    "@alla",
    "![x](https://x.se/y.png)",
    "<img src=x onerror=alert(1)>",
    "</details><script>alert(1)</script>",
    "[lugn](https://x.se)",
    "https://x.se",
    "www.x.se",
    "#12",
    "!7",
    "GH-9",
    ":tada:",
    "a@b.se",
    "`kod` ``",
    "| cell |",
    "# Rubrik\n\n/close\n- [ ] gör",
    "&lt;b&gt;",
    "\\*fet\\*",
    "\u202eomvänt\u202c",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_only_text(text: str) -> None:
    _has_no_power(text)


@given(st.text(max_size=80))
def test_any_text_is_only_text(text: str) -> None:
    _has_no_power(text)


def _has_no_power(text: str) -> None:
    said = shown(text)
    assert "\n" not in said
    assert not re.search(r"@(?=\w)|[#!](?=\d)|[~%$](?=\w)|:\w+:", said)
    assert not re.search(r"<|://|(?<!\\)[\[\]`*|]", said)
    html = markdown(f"- **”{said}”**: text")
    assert re.sub(r"</?(ul|li|strong|p)>", "", html).count("<") == 0


def test_a_hostile_title_is_only_text_in_all_of_a_comment(project: ProjectWriter) -> None:
    title = "'@alla ![x](https://x.se/y.png) [a](https://x.se) `b` | c #12 &lt;i&gt;'"
    base, head = project({}), project({GOAL_FILE: GOAL.replace("Alla är trygga hemma", title)})
    text = change_text(base, head)
    assert "![" not in text
    assert "@alla" not in text
    assert "](https://x.se" not in text
    assert not re.search(r"(?<!`)<(?!!-- malbok-diff)", text)
    assert text.count("<") == 1


# --- What pages of the handbook embed ---------------------------------------------------------------


def _step(order: int, part: str, more: str = "") -> str:
    return f"---\naudience: public\norder: {order}\npart: {part}\n{more}---\n\n# Sida {order}\n\nText.\n"


EMBEDDING: Files = {
    "content/handbok/a.md": _step(1, "Ett"),
    "content/handbok/b.md": _step(2, "Ett", "explains: result\n"),
    "content/handbok/formulera.md": _step(3, "Två"),
    **{
        f"content/{name}.md": f"---\naudience: public\n---\n\n# Sida\n\n[[{embed}]]\n"
        for name, embed in {
            "karta": "guide-map",
            "mal": "goals-of-type result",
            "ord": "glossary",
            "regler": "language-rules",
            "verktyg": "coach",
        }.items()
    },
}
GLOSSARY = "glossary:\n  - {word: läge, meaning: Hur det är.}\n"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (
            {"content/handbok/b.md": _step(2, "Annan", "explains: result\n")},
            {"handbok/a", "handbok/b", "handbok/formulera", "karta"},
        ),
        ({"content/handbok/b.md": _step(4, "Ett", "explains: result\n")}, {"karta"}),
        ({"content/handbok/b.md": _step(2, "Ett")}, {"verktyg", "mal/n1/trygg"}),
        ({GOAL_FILE: GOAL.replace("Alla är trygga", "Alla är mycket trygga")}, {"mal"}),
        ({ORGANISATION_FILE: ORGANISATION + GLOSSARY}, {"ord", "verktyg"}),
        (
            {INDICATOR_FILE: INDICATOR.replace("title: ", "title: Annan ", 1)},
            {"verktyg"},
        ),
        (
            {
                "content/handbok/formulera.md": _step(3, "Två").replace("Sida 3", "Att skriva"),
            },
            {"regler", "karta", "handbok/b"},
        ),
    ],
    ids=["part", "order", "explains", "goal", "glossary", "indicator", "title"],
)
def test_what_a_page_embeds_is_told_when_it_changes(
    head: Files, told: set[str], project: ProjectWriter, tmp_path: Path, chart_cache: Path
) -> None:
    base = {**EMBEDDING, GOAL_FILE: GOAL}
    head = {**base, **head}
    roots = project(base), project(head)
    found = compare(*roots, WORDS).changes
    assert found
    changed_pages = {page.item.path.removesuffix(".md") for page in found.pages}
    assert told <= changed_pages
    before, after = (shown_pages(root, Audience.PUBLIC, chart_cache) for root in roots)
    differing = {key for key in after if before.get(key) != after[key]}
    assert differing <= {Addresses().of(page.item.path) for page in found.pages}
