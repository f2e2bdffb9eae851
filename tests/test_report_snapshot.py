"""The snapshot of a report: it reads as it was written, and nobody changes it unseen."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from malbok.engine import view
from malbok.model import (
    Audience,
    Comparator,
    Direction,
    GoalKind,
    GoalType,
    Mark,
    Report,
    ReportKind,
    Status,
    Steers,
)
from malbok.periods import Period
from malbok.reading import load_project
from malbok.reports.contents import report_before, snapshot_of
from malbok.reports.differences import compare_reports
from malbok.reports.snapshot import (
    CHECKSUM,
    DamagedSnapshotError,
    FrozenBefore,
    FrozenComparison,
    FrozenDepartment,
    FrozenGoal,
    FrozenIndicator,
    FrozenMilestone,
    FrozenOutcome,
    FrozenOverall,
    FrozenOverride,
    FrozenTally,
    FrozenTarget,
    LaterSnapshotError,
    Snapshot,
    read_snapshot,
    same_goals,
    snapshot_bytes,
)
from tests.building import FIGURES, GOAL, ORGANISATION, Files, write_project
from tests.conftest import ProjectWriter

DAY = date(2016, 12, 31)
TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("<>&\"'\\\n\r\t{}[]…å🦔\u2028"),
    max_size=40,
)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
PERIODS = st.sampled_from(["2016", "2016-Q1", "2016-03", "2015/16", "2016-T2"]).map(Period.parse)
FIGURES_OF_ALL_KINDS = st.decimals(
    min_value=-(10**12), max_value=10**12, places=None, allow_nan=False
).map(lambda value: round(value, 6)) | st.sampled_from(
    [Decimal(text) for text in ("0", "0.00", "47.10", "-3.50", "1000000", "0.000001")]
)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
STATUSES = st.sampled_from(Status)

OUTCOMES = st.builds(
    FrozenOutcome,
    period=PERIODS,
    value=st.none() | FIGURES_OF_ALL_KINDS,
    mark=st.none() | st.sampled_from(Mark),
    note=TEXTS,
    suppressed=st.booleans(),
)
TARGETS = st.builds(
    FrozenTarget,
    indicator=st.just("i1"),
    comparator=st.sampled_from(Comparator),
    value=st.none() | FIGURES_OF_ALL_KINDS,
    lower=st.none() | FIGURES_OF_ALL_KINDS,
    upper=st.none() | FIGURES_OF_ALL_KINDS,
    due=PERIODS,
    baseline_period=st.none() | PERIODS,
    baseline_value=st.none() | FIGURES_OF_ALL_KINDS,
    weight=FIGURES_OF_ALL_KINDS,
    note=TEXTS,
    asked=TEXTS,
    outcome=st.none() | OUTCOMES,
    status=STATUSES,
    status_word=TEXTS,
    rule=TEXTS,
    sentence=TEXTS,
    stale=st.booleans(),
)
GOALS = st.builds(
    FrozenGoal,
    id=IDS,
    department=st.just("n1"),
    title=TEXTS,
    meaning=TEXTS,
    type=st.sampled_from(GoalType),
    kind=st.sampled_from(GoalKind),
    steers=st.sampled_from(Steers),
    period=st.none() | PERIODS,
    ceased=st.none() | DAYS,
    status=STATUSES,
    status_word=TEXTS,
    rule=TEXTS,
    sentence=TEXTS,
    stale=st.booleans(),
    override=st.none()
    | st.builds(
        FrozenOverride,
        role=TEXTS,
        date=DAYS,
        motivation=TEXTS,
        computed=STATUSES,
        computed_word=TEXTS,
        computed_sentence=TEXTS,
    ),
    targets=st.lists(TARGETS, max_size=2).map(tuple),
    followed=st.sampled_from([(), ("i1",)]),
    milestones=st.lists(
        st.builds(FrozenMilestone, title=TEXTS, due=DAYS, done=st.none() | DAYS), max_size=1
    ).map(tuple),
    comment=TEXTS,
    expected=st.none() | STATUSES,
    before=st.none() | st.builds(FrozenBefore, title=TEXTS, status=STATUSES, status_word=TEXTS),
)
INDICATORS = st.builds(
    FrozenIndicator,
    id=st.just("i1"),
    title=TEXTS,
    definition=TEXTS,
    unit=TEXTS,
    decimals=st.integers(0, 6),
    direction=st.sampled_from(Direction),
    source=TEXTS,
    updated=DAYS,
    finding=TEXTS,
    outcomes=st.lists(OUTCOMES, max_size=3).map(tuple),
    comparison=st.none()
    | st.builds(
        FrozenComparison,
        group=TEXTS,
        period=PERIODS,
        own=FIGURES_OF_ALL_KINDS,
        lowest=st.none() | FIGURES_OF_ALL_KINDS,
        median=st.none() | FIGURES_OF_ALL_KINDS,
        highest=st.none() | FIGURES_OF_ALL_KINDS,
        others=st.integers(0, 300),
        said=st.lists(TEXTS, max_size=2).map(tuple),
    ),
)
TALLIES = st.builds(
    FrozenTally, met=st.integers(0, 99), all=st.integers(0, 99), share=FIGURES_OF_ALL_KINDS
)
SETTINGS = st.dictionaries(
    IDS, TEXTS | st.none() | st.booleans() | st.lists(TEXTS, max_size=2), max_size=3
)
SNAPSHOTS = st.builds(
    Snapshot,
    malbok=TEXTS,
    frozen=st.none() | DAYS,
    id=IDS,
    title=TEXTS,
    kind=st.sampled_from(ReportKind),
    kind_title=TEXTS,
    period=PERIODS,
    covers=TEXTS,
    as_of=DAYS,
    audience=st.sampled_from(Audience),
    organisation=TEXTS,
    notice=TEXTS,
    summary=TEXTS,
    rules=st.lists(TEXTS, max_size=2).map(tuple),
    settings=SETTINGS,
    status_words=st.dictionaries(STATUSES, TEXTS, max_size=3),
    indicator_word=TEXTS,
    overall=st.none()
    | st.builds(
        FrozenOverall,
        status=STATUSES,
        status_word=TEXTS,
        sentence=TEXTS,
        rule=TEXTS,
        financial=TALLIES,
        others=TALLIES,
    ),
    departments=st.lists(
        st.builds(FrozenDepartment, id=st.just("n1"), title=TEXTS, comment=TEXTS),
        min_size=1,
        max_size=1,
    ).map(tuple),
    goals=st.lists(GOALS, max_size=2).map(tuple),
    indicators=INDICATORS.map(lambda indicator: (indicator,)),
)


@settings(max_examples=30)
@given(SNAPSHOTS)
def test_what_is_written_is_read(snapshot: Snapshot) -> None:
    content = snapshot_bytes(snapshot)
    found, is_as_frozen = read_snapshot(content)
    assert is_as_frozen
    assert found == snapshot
    assert found.checksum == snapshot.checksum == json.loads(content)[CHECKSUM]
    # What has been looked up in a snapshot doesn't become a part of it.
    assert len(found.goal) + len(found.indicator) <= len(found.goals) + len(found.indicators)
    assert snapshot_bytes(found) == content


@settings(max_examples=30)
@given(SNAPSHOTS)
def test_line_ends_and_layout_dont_count(snapshot: Snapshot) -> None:
    content = snapshot_bytes(snapshot)
    in_windows = content.replace(b"\n", b"\r\n")
    indented = re.sub(rb"\n +", b"\n\t", content)
    for other in (in_windows, indented, content.rstrip(), b"\n\n" + content):
        assert read_snapshot(other) == (snapshot, True)


@settings(max_examples=30)
@given(snapshot=SNAPSHOTS, data=st.data())
def test_a_changed_character_is_seen(snapshot: Snapshot, data: st.DataObject) -> None:
    text = snapshot_bytes(snapshot).decode()
    at = data.draw(st.integers(0, len(text) - 1))
    to = data.draw(st.sampled_from("0123456789abcåAB,.-\"'{}[]: \n"))
    changed = text[:at] + to + text[at + 1 :]
    assume(changed != text)
    try:
        found, is_as_frozen = read_snapshot(changed.encode())
    except (DamagedSnapshotError, LaterSnapshotError):
        return
    # Blanks between values may change; nothing that is said may.
    assert not is_as_frozen or found == snapshot


@given(value=FIGURES_OF_ALL_KINDS)
def test_numbers_stand_as_they_were_written(value: Decimal) -> None:
    outcome = FrozenOutcome(period=Period.parse("2016"), value=value)
    indicator = FrozenIndicator(
        id="x",
        title="X",
        definition="X",
        unit="%",
        decimals=1,
        direction=Direction.HIGHER,
        source="X",
        updated=DAY,
        finding="X",
        outcomes=(outcome,),
    )
    snapshot = _small().model_copy(update={"indicators": (indicator,)})
    content = snapshot_bytes(snapshot)
    assert f'"value": {value:f}'.encode() in content
    (found,) = read_snapshot(content)[0].indicators
    assert str(found.outcomes[0].value) == format(value, "f")


def _small() -> Snapshot:
    return Snapshot(
        malbok="1.0.0",
        frozen=DAY,
        id="ar",
        title="År",
        kind=ReportKind.ANNUAL,
        kind_title="Årsredovisning",
        period=Period.parse("2016"),
        covers="2016",
        as_of=DAY,
        audience=Audience.PUBLIC,
        organisation="Exempelby",
        status_words={},
        indicator_word="Indikator",
        departments=(),
        goals=(),
        indicators=(),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"checksum": "sha256:', b'"checksum": "sha256:0'),
        (b'"id": "ar"', b'"id": "ar2"'),
        (b'  "title": "\xc3\x85r",\n', b'  "title": "\xc3\x85r",\n  "summary": "Bra",\n'),
        (b'"frozen": "2016-12-31"', b'"frozen": "2016-12-30"'),
    ],
)
def test_what_was_changed_by_hand_is_seen(before: bytes, after: bytes) -> None:
    content = snapshot_bytes(_small())
    assert before in content
    assert not read_snapshot(content.replace(before, after))[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"checksum": NaN}',
        b'{"checksum": 1, "checksum": 2}',
        b"{}",
        b"[" * 100_000,
        b'{"format": 1, "id": "\\ud800"}',
        b'{"format": 1e999999999}',
    ],
)
def test_what_is_no_snapshot_isnt_read(content: bytes) -> None:
    with pytest.raises(DamagedSnapshotError):
        read_snapshot(content)


@pytest.mark.parametrize("number", ["1e99999999999999999999", "-1E99999999999999999999", "1e-9999"])
def test_a_number_that_no_decimal_can_be_isnt_read(number: str) -> None:
    content = snapshot_bytes(_small()).replace(b'"format": 1', b'"format": ' + number.encode())
    with pytest.raises(DamagedSnapshotError):
        read_snapshot(content)


@pytest.mark.parametrize("levels", [30, 200, 300, 900])
def test_settings_that_stand_in_themselves_too_often_arent_read(levels: int) -> None:
    settings = '{"a":' * levels + "1" + "}" * levels
    document = json.loads(snapshot_bytes(_small()))
    content = json.dumps({**document, "settings": "HERE"}).replace('"HERE"', settings)
    with pytest.raises(DamagedSnapshotError):
        read_snapshot(content.encode())


# --- What it is made from -------------------------------------------------------------------------


def frozen(root: Path, **report: Any) -> Snapshot:
    project = load_project(root)
    facts = {"id": "ar", "title": "År", "kind": "annual", "period": "2016", "as_of": DAY}
    made = Report.model_validate({**facts, "audience": "public", "goals": ["trygg"], **report})
    viewer = view(project, made.audience, made.as_of)
    return snapshot_of(viewer, made, report_before(project, made), DAY)


CHANGES: dict[str, Files] = {
    "figures": {"data/indicators/trygghet.csv": FIGURES.replace("2016,47", "2016,48")},
    "targets": {"data/goals/n1/trygg.yml": GOAL.replace("value: 50", "value: 51")},
    "rules": {
        "data/organisation.yml": f"{ORGANISATION}assessment: {{partial_with_baseline: 0.9}}\n"
    },
    "names": {"data/organisation.yml": ORGANISATION.replace("Nämnden", "Utskottet")},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_snapshot_says_what_was_so(what: str, project: ProjectWriter) -> None:
    """It is another one when something changes, and the old file still reads as the old one."""
    root = project({})
    before = frozen(root)
    kept = snapshot_bytes(before)
    write_project(root, CHANGES[what])
    assert frozen(root).checksum != before.checksum
    assert read_snapshot(kept) == (before, True)


def test_what_comes_after_its_day_isnt_in_it(project: ProjectWriter) -> None:
    root = project({})
    before = frozen(root)
    path = root / "data/indicators/trygghet.csv"
    path.write_text(path.read_text() + "2017,99\n")
    assert frozen(root) == before
    (indicator,) = before.indicators
    assert [str(o.period) for o in indicator.outcomes] == ["2013", "2014", "2015", "2016"]


def test_the_same_project_gives_the_same_bytes(project: ProjectWriter) -> None:
    one, other = project({}), project({})
    assert snapshot_bytes(frozen(one)) == snapshot_bytes(frozen(other))


def test_hidden_texts_arent_in_it(project: ProjectWriter) -> None:
    sections = [{"goal": "trygg", "comment": "Bra. <!-- hemligt -->"}]
    made = frozen(project({}), sections=sections, summary="Bra <!-- hemligt")
    assert b"hemligt" not in snapshot_bytes(made)
    assert (made.summary, made.goals[0].comment) == ("Bra", "Bra.")


def test_it_leads_to_no_page_of_the_site(project: ProjectWriter) -> None:
    notice = "notice: Se [om](om.md), [inne](inne.md) och [SKR](https://skr.se)"
    root = project(
        {
            "data/organisation.yml": f"{ORGANISATION}{notice}\n",
            "data/goals/n1/trygg.yml": f"{GOAL}description: 'Se [inne](../inne.md) <a href=inne.md>x</a>'\n",
            "content/om.md": "---\ntitle: Om\naudience: public\n---\nText.\n",
            "content/inne.md": "---\ntitle: Inne\naudience: intranet\n---\nText.\n",
        }
    )
    sections = [{"goal": "trygg", "comment": "Se [det][i].\n\n[i]: ../inne/"}]
    made = frozen(root, sections=sections, summary="![bild](inne.png) [SKR](https://skr.se)")
    assert made.notice == "Se [om](om.md), inne och [SKR](https://skr.se)"
    assert made.summary == "bild [SKR](https://skr.se)"
    assert made.goals[0].comment == "Se det."
    for target in (b"inne.md", b"../", b"inne.png"):
        assert target not in snapshot_bytes(made)


RENAMED: Files = {
    "data/goals/n1/trygg.yml": None,
    "data/goals/n1/lugn.yml": GOAL.replace("id: trygg", "id: lugn\nprevious_ids: [n2/trygg]"),
}


def test_a_goal_with_a_new_name_is_the_same_goal(project: ProjectWriter) -> None:
    before = frozen(project({}))
    root = project(RENAMED)
    viewer = view(load_project(root), Audience.PUBLIC, DAY)
    facts = {"id": "ar", "title": "År", "kind": "annual", "period": "2016", "as_of": DAY}
    report = Report.model_validate({**facts, "audience": "public", "goals": ["lugn"]})
    snapshot = snapshot_of(viewer, report, before)
    (goal,) = snapshot.goals
    assert goal.previous_ids == ("trygg",)
    assert goal.before == FrozenBefore(
        title=before.goals[0].title,
        status=before.goals[0].status,
        status_word=before.goals[0].status_word,
    )
    assert snapshot.previous
    assert not snapshot.previous.dropped
    (difference,) = compare_reports(snapshot, before).goals
    assert difference.before is before.goals[0]
    assert not compare_reports(snapshot, before).dropped
    assert not snapshot.goal_names.isdisjoint(before.goal_names)


def test_no_goal_is_the_same_as_two_others(project: ProjectWriter) -> None:
    goal = frozen(project({})).goals[0]
    a, b = (goal.model_copy(update={"id": key}) for key in "ab")
    older = _small().model_copy(update={"goals": (a, b)})
    assert same_goals({"a": ("b",)}, older) == {"a": a}
    assert same_goals({"c": ("a", "b")}, older) == {"c": a}
    assert same_goals({"c": ("b", "a"), "a": ()}, older) == {"c": b, "a": a}
    later = a.model_copy(update={"previous_ids": ("former",)})
    older = _small().model_copy(update={"goals": (later,)})
    assert same_goals({"former": (), "other": ()}, older) == {"former": later}


def test_a_report_is_compared_with_the_last_one_that_has_any_of_its_goals(
    project: ProjectWriter,
) -> None:
    other = GOAL.replace("id: trygg", "id: annat").replace("title: ", "title: Också ")
    root = project({"data/goals/n1/annat.yml": other})
    loaded = load_project(root)
    facts = {"kind": "annual", "audience": "public", "state": "published", "title": "År"}
    kept = {}
    for key, year, goal in (("a", 2013, "trygg"), ("b", 2014, "annat")):
        own = {"id": key, "period": str(year), "as_of": date(year, 12, 31), "goals": [goal]}
        report = Report.model_validate({**facts, **own})
        viewer = view(loaded, report.audience, report.as_of)
        kept[key] = report, snapshot_of(viewer, report, None, report.as_of)
    loaded = replace(
        loaded,
        reports={key: report for key, (report, _) in kept.items()},
        snapshots={key: snapshot for key, (_, snapshot) in kept.items()},
    )
    own = {"id": "c", "period": "2016", "as_of": DAY, "state": "draft"}

    def before(*goals: str) -> str | None:
        found = report_before(loaded, Report.model_validate({**facts, **own, "goals": list(goals)}))
        return found.id if found else None

    assert before("trygg") == "a"
    assert before("annat") == "b"
    assert before("trygg", "annat") == "b"
    assert before("tredje") is None
