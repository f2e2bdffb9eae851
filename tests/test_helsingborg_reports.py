"""The demonstration's two frozen reports, row by row against a copy of their own of the figures.

`PUBLISHED` is the excerpt of Helsingborg's annual report for 2016: who answers, the goal and the
indicator by the project's ids, the outcomes of 2014, 2015 and 2016, what was asked for 2016, and
what Helsingborg's own steps make of it: met at 100 % of the target, partly met from 91, not met
below that. Nothing in it is worked out from the project's data or by its rules.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import pytest

from malbok.model import Audience, Comparator, ReportKind, Status
from malbok.reports.snapshot import FrozenTarget, Snapshot, read_snapshot
from tests.sites import REPOSITORY

PUBLISHED = """\
kommunfullmaktige         paverka-sitt-liv                  nojd-inflytande-index                              40      40      36 minst      41 not_met
kommunfullmaktige         paverka-sitt-liv                  forvarvsarbetande                                71,9    72,2    72,7 minst    72,3 met
kommunfullmaktige         paverka-sitt-liv                  arbetstillfallen                                67044   67916   69001 minst   69000 met
kommunfullmaktige         paverka-sitt-liv                  egen-forsorjning-efter-insats-hela-staden          39      38      36 minst      42 not_met
kommunfullmaktige         oppen-stad                        rekommenderar-helsingborg                          75      76      72 minst      76 partly_met
kommunfullmaktige         oppen-stad                        respekt-for-olikheter-i-skolan                      -      89      89 minst      90 partly_met
kommunfullmaktige         oppen-stad                        nojda-med-sin-hemtjanst                            90      89      88 minst      90 partly_met
kommunfullmaktige         oppen-stad                        flickor-i-oppen-fritidsverksamhet                   -      35      30 minst      34 not_met
kommunfullmaktige         oppen-stad                        syn-pa-kulturverksamheten                          70      69      70 minst      71 partly_met
kommunfullmaktige         oppen-stad                        anmalda-valdsbrott                               16,6    15,5    16,1 högst      13 not_met
kommunfullmaktige         lika-mojligheter-for-unga         behoriga-till-yrkesprogram                         89      85      89 minst      86 met
vard-och-omsorgsnamnden   bo-kvar-hemma                     belaggning-pa-dagverksamhet                        87      84      79 minst      94 not_met
vard-och-omsorgsnamnden   bo-kvar-hemma                     nojda-med-sitt-vardboende                          82      81      80 minst      83 partly_met
vard-och-omsorgsnamnden   bo-kvar-hemma                     nojda-med-hemtjansten                              90      89      88 minst      90 partly_met
vard-och-omsorgsnamnden   inflytande-over-omsorgen          hansyn-till-onskemal                               88      88      86 minst      88 partly_met
vard-och-omsorgsnamnden   inflytande-over-omsorgen          information-om-forandringar                        71      68      65 minst      72 not_met
socialnamnden             bostad-studier-sysselsattning     hogst-sex-manader-pa-akutboende                     -      59      58 minst      60 partly_met
socialnamnden             bostad-studier-sysselsattning     battre-skolresultat                                75     100     100 minst     100 met
socialnamnden             bostad-studier-sysselsattning     fullfoljd-insats-vuxna                              -      53      57 minst      55 met
socialnamnden             bostad-studier-sysselsattning     nki-socialforvaltningen                            78      77      79 minst      75 met
socialnamnden             trygg-uppvaxt                     fullfoljd-insats-barn-och-familj                    -      68      68 minst      75 not_met
arbetsmarknadsnamnden     egen-inkomst                      egen-forsorjning-efter-vuxenutbildning             65      72      75 minst      65 met
arbetsmarknadsnamnden     egen-inkomst                      egen-forsorjning-efter-jobbprojekt                 59      60      48 minst      65 not_met
arbetsmarknadsnamnden     egen-inkomst                      aktiva-med-forsorjningsstod                        87      90      92 minst      90 met
arbetsmarknadsnamnden     egen-inkomst                      egen-forsorjning-efter-forsorjningsstodsinsats     39      38      36 minst      42 not_met
arbetsmarknadsnamnden     egen-inkomst                      egen-forsorjning-efter-sfi                          -       -      81 minst      65 met
arbetsmarknadsnamnden     egen-inkomst                      godkanda-studieresultat                             -       -      86 minst      84 met
arbetsmarknadsnamnden     egen-inkomst                      aterflode                                           -       -      31 högst      31 met
arbetsmarknadsnamnden     kort-tid-med-forsorjningsstod     hushall-med-langvarigt-forsorjningsstod             -       -      44 högst      42 partly_met
stadsbyggnadsnamnden      vara-med-och-forma-staden         nojda-med-dialogen                                  -      91      44 minst      75 not_met
stadsbyggnadsnamnden      trygg-stad-for-alla               otrygghet-i-bostadsomradet                          -       -       - högst    13,2 not_assessable
stadsbyggnadsnamnden      basta-villkoren-for-foretagsamma  nki-bygglov                                         -      56      56 minst      70 not_met
stadsbyggnadsnamnden      basta-villkoren-for-foretagsamma  nki-allman-plats                                    -      73      71 minst      70 met
kulturnamnden             kultur-for-alla                   dialoger-om-kultur                                  -       -      14 minst       8 met
kulturnamnden             kultur-latt-att-ta-del-av         besokare-dunkers-fredriksdal-karnan            327793  217670  284695 minst  212000 met
kulturnamnden             kultur-latt-att-ta-del-av         aktiva-kulturkort                               10150   18604   14136 minst   12500 met
kulturnamnden             kultur-latt-att-ta-del-av         besokare-pa-biblioteken                       1036539 1045121 1085114 minst 1067000 met
kulturnamnden             kultur-latt-att-ta-del-av         besok-pa-kulturens-webbplatser                 844217  783814  798488 minst  777000 met
kulturnamnden             kultur-latt-att-ta-del-av         latt-att-hitta-evenemang                            -       -      60 minst      75 not_met
idrotts-och-fritidsnamnden paverka-sin-fritid               foreningsmedlemmar-10-19-ar                         -       -      54 minst      52 met
idrotts-och-fritidsnamnden paverka-sin-fritid               aktivitetstillfallen-i-foreningar                 4,6     4,3     4,3 minst     4,5 partly_met
idrotts-och-fritidsnamnden paverka-sin-fritid               vara-med-och-bestamma                              81      78      85 minst      82 met
idrotts-och-fritidsnamnden valkommen-pa-fritiden            trygghet-och-trivsel                               94      94      94 minst      94 met
miljonamnden              bra-miljo-for-barn                tillsynsbesok-pa-skolor                            34      35      38 minst      35 met
miljonamnden              langst-fram-i-miljo-och-klimat    fossilfria-branslen                                44      63      71 minst      70 met
miljonamnden              langst-fram-i-miljo-och-klimat    flygresor-till-stockholm                            -       -      58 högst      40 not_met
miljonamnden              langst-fram-i-miljo-och-klimat    tunga-fordon-med-biogas                             -       -       - minst      25 not_assessable
miljonamnden              langst-fram-i-miljo-och-klimat    nki-miljoforvaltningen                              -      68      72 minst      70 met
"""  # noqa: E501 - one row, one line

GOALS = """\
lika-mojligheter-for-unga         too_early       met
oppen-stad                        too_early       not_met
paverka-sitt-liv                  too_early       not_met
bo-kvar-hemma                     too_early       not_met
inflytande-over-omsorgen          too_early       not_met
bostad-studier-sysselsattning     too_early       partly_met
trygg-uppvaxt                     too_early       not_met
egen-inkomst                      too_early       not_met
kort-tid-med-forsorjningsstod     not_assessable  partly_met
basta-villkoren-for-foretagsamma  too_early       not_met
trygg-stad-for-alla               not_assessable  not_assessable
vara-med-och-forma-staden         on_track        not_met
kultur-for-alla                   not_assessable  met
kultur-latt-att-ta-del-av         too_early       not_met
paverka-sin-fritid                too_early       partly_met
valkommen-pa-fritiden             on_track        met
bra-miljo-for-barn                on_track        met
langst-fram-i-miljo-och-klimat    too_early       not_met
"""
"""What each goal is in the report on 2015, beside what was asked for 2016, and in that on 2016."""

REACHED_IN_2015 = frozenset(
    [
        "rekommenderar-helsingborg",
        "flickor-i-oppen-fritidsverksamhet",
        "hansyn-till-onskemal",
        "battre-skolresultat",
        "nki-socialforvaltningen",
        "egen-forsorjning-efter-vuxenutbildning",
        "aktiva-med-forsorjningsstod",
        "nojda-med-dialogen",
        "nki-allman-plats",
        "besokare-dunkers-fredriksdal-karnan",
        "aktiva-kulturkort",
        "besok-pa-kulturens-webbplatser",
        "trygghet-och-trivsel",
        "tillsynsbesok-pa-skolor",
    ]
)
"""The indicators whose outcome of 2015 was already what was asked for 2016."""

COMPARATORS = {"minst": Comparator.AT_LEAST, "högst": Comparator.AT_MOST}


class Row(NamedTuple):
    """A row of the excerpt. A missing outcome is None."""

    department: str
    goal: str
    indicator: str
    outcomes: dict[int, Decimal | None]
    comparator: Comparator
    asked: Decimal | None
    grade: Status


def number(text: str) -> Decimal | None:
    return None if text == "-" else Decimal(text.replace(",", "."))


def rows() -> list[Row]:
    found = []
    for line in PUBLISHED.splitlines():
        department, goal, indicator, *outcomes, word, asked, grade = line.split()
        by_year = dict(zip((2014, 2015, 2016), map(number, outcomes), strict=True))
        row = (by_year, COMPARATORS[word], number(asked), Status(grade))
        found.append(Row(department, goal, indicator, *row))
    return found


ROWS = rows()
each_row = pytest.mark.parametrize("row", ROWS, ids=[row.indicator for row in ROWS])


def frozen(report: str) -> Snapshot:
    snapshot, is_whole = read_snapshot((REPOSITORY / f"data/reports/{report}.json").read_bytes())
    assert is_whole
    return snapshot


@pytest.fixture(scope="module")
def of_2015() -> Snapshot:
    return frozen("utfall-2015")


@pytest.fixture(scope="module")
def of_2016() -> Snapshot:
    return frozen("arsredovisning-2016")


def the_target(snapshot: Snapshot, row: Row) -> FrozenTarget:
    """The one target of a row, held against who answers for it and what was asked."""
    (found,) = [
        (goal, target)
        for goal in snapshot.goals
        for target in goal.targets
        if target.indicator == row.indicator
    ]
    goal, target = found
    assert (goal.department, goal.id) == (row.department, row.goal)
    assert (target.comparator, target.value) == (row.comparator, row.asked)
    assert (str(target.due), target.baseline_period) == ("2016", None)
    return target


def outcomes(snapshot: Snapshot, indicator: str) -> dict[int, Decimal | None]:
    return {o.period.year: o.value for o in snapshot.indicator[indicator].outcomes}


# --- Row by row -----------------------------------------------------------------------------------


def test_the_excerpt_is_whole() -> None:
    assert len(ROWS) == len({row.indicator for row in ROWS}) == 48
    assert Counter(row.department == "kommunfullmaktige" for row in ROWS) == {True: 11, False: 37}
    missing = Counter(year for row in ROWS for year, v in row.outcomes.items() if v is None)
    assert missing == {2014: 19, 2015: 10, 2016: 2}
    assert Counter(row.grade for row in ROWS) == {
        Status.MET: 23,
        Status.PARTLY_MET: 10,
        Status.NOT_MET: 13,
        Status.NOT_ASSESSABLE: 2,
    }


@each_row
def test_figures_and_grades_of_2016(of_2016: Snapshot, row: Row) -> None:
    target = the_target(of_2016, row)
    assert outcomes(of_2016, row.indicator) == row.outcomes
    assert target.status is row.grade
    if row.grade is not Status.NOT_ASSESSABLE:
        assert target.outcome
        assert (target.outcome.period.year, target.outcome.value) == (2016, row.outcomes[2016])


@each_row
def test_figures_of_2015(of_2015: Snapshot, row: Row) -> None:
    """Nothing of 2016 is in the report, and its targets are never said to be met or missed."""
    target = the_target(of_2015, row)
    known = {year: outcome for year, outcome in row.outcomes.items() if year < 2016}
    assert outcomes(of_2015, row.indicator) == known
    if known[2015] is None:
        assert (target.status, target.outcome) == (Status.NOT_ASSESSABLE, None)
        return
    assert target.outcome
    assert (target.outcome.period.year, target.outcome.value) == (2015, known[2015])
    reached = row.indicator in REACHED_IN_2015
    assert target.status is (Status.ON_TRACK if reached else Status.TOO_EARLY)


@pytest.mark.parametrize(
    ("of_council", "of_committee"),
    [
        ("nojda-med-sin-hemtjanst", "nojda-med-hemtjansten"),
        (
            "egen-forsorjning-efter-insats-hela-staden",
            "egen-forsorjning-efter-forsorjningsstodsinsats",
        ),
    ],
)
def test_a_figure_that_two_bodies_report_is_the_same(
    of_2015: Snapshot, of_2016: Snapshot, of_council: str, of_committee: str
) -> None:
    for snapshot in (of_2015, of_2016):
        assert outcomes(snapshot, of_council) == outcomes(snapshot, of_committee)
        first, second = (
            next((g.department, t) for g in snapshot.goals for t in g.targets if t.indicator == key)
            for key in (of_council, of_committee)
        )
        assert first[0] == "kommunfullmaktige" != second[0]
        assert first[1].value == second[1].value
        assert first[1].status is second[1].status


# --- Goals and the whole --------------------------------------------------------------------------


def test_statuses_of_the_goals(of_2015: Snapshot, of_2016: Snapshot) -> None:
    expected = [line.split() for line in GOALS.splitlines()]
    assert [[goal.id, goal.status.value] for goal in of_2015.goals] == [
        [key, before] for key, before, _ in expected
    ]
    assert [
        [goal.id, goal.before.status.value if goal.before else "", goal.status.value]
        for goal in of_2016.goals
    ] == expected
    assert of_2016.previous
    assert (of_2016.previous.id, of_2016.previous.dropped) == (of_2015.id, ())
    assert of_2015.previous is None


def test_the_whole_needs_financial_goals(of_2015: Snapshot, of_2016: Snapshot) -> None:
    for snapshot, met in ((of_2015, 0), (of_2016, 4)):
        whole = snapshot.overall
        assert whole
        assert whole.status is Status.NOT_ASSESSABLE
        assert (whole.financial.all, whole.others.met, whole.others.all) == (0, met, 18)
        assert f"{met} av 18" in whole.sentence


# --- What they say of themselves ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "kind", "year"),
    [("utfall-2015", ReportKind.OTHER, 2015), ("arsredovisning-2016", ReportKind.ANNUAL, 2016)],
)
def test_they_are_demonstrations_with_historical_figures(
    report: str, kind: ReportKind, year: int
) -> None:
    snapshot = frozen(report)
    assert (snapshot.id, snapshot.kind, snapshot.audience) == (report, kind, Audience.PUBLIC)
    assert (str(snapshot.period), snapshot.as_of.isoformat()) == (f"{year}", f"{year}-12-31")
    assert "demonstration med historiska siffror" in snapshot.title
    assert "**Det här är en demonstration.** Siffrorna är historiska." in snapshot.summary
    assert "Trosa" in snapshot.summary
    assert "Demonstration" in snapshot.notice
    assert snapshot.settings["preset"] == "helsingborg-2016"
    sources = {indicator.source for indicator in snapshot.indicators}
    assert sources == {"Helsingborgs stad, årsredovisning 2016"}


def test_nobody_is_said_to_have_judged_or_foreseen(of_2015: Snapshot, of_2016: Snapshot) -> None:
    for snapshot in (of_2015, of_2016):
        for goal in snapshot.goals:
            assert (goal.override, goal.expected, goal.forecast) == (None, None, "")
            assert goal.comment
        assert len(snapshot.departments) == 8
        for department in snapshot.departments:
            assert department.comment
            assert not department.forecast
