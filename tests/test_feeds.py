"""Atom feeds: what they tell, in which order, and that they follow RFC 4287."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from malbok.addresses import Addresses
from malbok.engine import make_site
from malbok.model import Audience
from malbok.reading import load_project
from tests import sites
from tests.building import FIGURES, GOAL, INDICATOR, ORGANISATION, Files
from tests.conftest import ProjectWriter

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = "https://mal.example.se/bok/"
ALL = "mal/feed.xml"
REVISION = """\
revisions:
  - date: 2015-11-10
    changed: target
    old: minst 60 %
    new: minst 50 %
    reason: Pengarna räckte inte.
    decision: {body: Nämnden, date: 2015-11-03, paragraph: § 12}
"""
TWO_DEPARTMENTS: Files = {
    "data/organisation.yml": ORGANISATION
    + "  - {id: n2, title: Andra nämnden, audience: public}\n"
    + "  - {id: n3, title: Tredje nämnden, audience: public}\n",
    "data/goals/n1/trygg.yml": GOAL + REVISION,
    "data/goals/n2/lugn.yml": GOAL.replace("id: trygg", "id: lugn").replace(
        "Alla är", "Ute är alla"
    ),
}


def feeds(root: Path, audience: Audience = Audience.PUBLIC, site: str = SITE) -> dict[str, bytes]:
    made = make_site(load_project(root), audience, addresses=Addresses(site=site))
    return {a.path: a.content for a in made.assets if a.path.endswith("feed.xml")}


def entries(feed: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed).findall(f"{ATOM}entry")


def text(element: ElementTree.Element, name: str) -> str:
    found = element.find(ATOM + name)
    assert found is not None
    assert found.text
    return found.text


def titles(feed: bytes) -> list[str]:
    return [text(entry, "title") for entry in entries(feed)]


def check_atom(feed: bytes, path: str, site: str = SITE) -> None:
    """What RFC 4287 demands of a feed and its entries, and a reader expects."""
    root = ElementTree.fromstring(feed)
    assert root.tag == f"{ATOM}feed"
    assert root.get(LANG) == "sv"
    assert feed.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    here = urljoin(site or "https://any.example/", path)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert urljoin(here, links["self"]) == here
    ids = []
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert re.fullmatch(
            r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text(element, "id")
        )
        assert datetime.fromisoformat(text(element, "updated")).tzinfo
        links = {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}
        address = urljoin(here, links["alternate"])
        assert address.startswith(site or "https://any.example/")
        assert not site or urlsplit(links["alternate"]).scheme
        ids.append(text(element, "id"))
    assert len(set(ids)) == len(ids)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    days = [text(entry, "updated") for entry in root.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    if days:
        assert text(root, "updated") == days[0]


@pytest.mark.parametrize("site", [SITE, ""])
def test_feeds_are_atom(project: ProjectWriter, site: str) -> None:
    made = feeds(project(TWO_DEPARTMENTS), site=site)
    assert set(made) == {ALL, "mal/n1/feed.xml", "mal/n2/feed.xml", "mal/n3/feed.xml"}
    for path, feed in made.items():
        check_atom(feed, path, site)


def test_a_feed_tells_of_status_outcome_and_decision(project: ProjectWriter) -> None:
    feed = feeds(project(TWO_DEPARTMENTS))["mal/n1/feed.xml"]
    found = {text(entry, "title"): entry for entry in reversed(entries(feed))}
    status = found["Ny bedömning: Alla är trygga hemma"]
    assert "Bedömningen är nu ”delvis uppnått”. Förut var den ”på väg”." in text(status, "summary")
    assert "Utfallet för 2016 är 47" in text(status, "summary")
    outcome = found["Nytt utfall: Trygga i hemmet, 2016"]
    assert text(outcome, "summary") == "Utfallet för 2016 är 47\u00a0%. För 2014 var det 43\u00a0%."
    change = found["Ändring av målvärdet: Alla är trygga hemma"]
    assert text(change, "summary") == (
        "Förut: minst 60 %. Nu: minst 50 %. Skäl: Pengarna räckte inte. "
        "Beslut: Nämnden, 3 november 2015, § 12."
    )
    assert text(change, "updated") == "2015-11-10T00:00:00+00:00"
    link = status.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{SITE}mal/n1/trygg/"


def test_each_department_has_its_own_and_all_are_in_the_first(project: ProjectWriter) -> None:
    made = feeds(project(TWO_DEPARTMENTS))
    assert any("Ute är alla" in title for title in titles(made["mal/n2/feed.xml"]))
    assert not any("Ute är alla" in title for title in titles(made["mal/n1/feed.xml"]))
    assert titles(made["mal/n3/feed.xml"]) == []
    every = {
        text(e, "id") for path in ("mal/n1", "mal/n2") for e in entries(made[f"{path}/feed.xml"])
    }
    assert {text(e, "id") for e in entries(made[ALL])} == every


def test_an_outcome_that_two_goals_follow_is_told_once(project: ProjectWriter) -> None:
    told = titles(feeds(project(TWO_DEPARTMENTS))[ALL])
    assert told.count("Nytt utfall: Trygga i hemmet, 2016") == 1


def test_an_empty_feed_has_the_day_of_the_data(project: ProjectWriter) -> None:
    feed = feeds(project(TWO_DEPARTMENTS))["mal/n3/feed.xml"]
    assert text(ElementTree.fromstring(feed), "updated") == "2026-11-22T00:00:00+00:00"


def test_the_same_project_gives_the_same_bytes(project: ProjectWriter) -> None:
    root = project(TWO_DEPARTMENTS)
    assert feeds(root) == feeds(root)


def test_ids_stay_when_later_figures_come(project: ProjectWriter) -> None:
    before = feeds(project({}))[ALL]
    later = ORGANISATION.replace("as_of: 2016-12-31", "as_of: 2017-12-31")
    after = feeds(
        project(
            {"data/organisation.yml": later, "data/indicators/trygghet.csv": FIGURES + "2017,52\n"}
        )
    )[ALL]
    ids, later_ids = ({text(e, "id") for e in entries(feed)} for feed in (before, after))
    assert ids < later_ids


def test_ids_stay_when_only_the_day_of_assessment_moves(project: ProjectWriter) -> None:
    before = feeds(project({}))[ALL]
    later = ORGANISATION.replace("as_of: 2016-12-31", "as_of: 2017-03-31")
    after = feeds(project({"data/organisation.yml": later}))[ALL]
    assert [text(e, "id") for e in entries(before)] == [text(e, "id") for e in entries(after)]


def test_odd_texts_are_read_back_as_they_were(project: ProjectWriter) -> None:
    odd = "Pengar & ”ord” ]]> 🦔 <b>'räckte'</b> inte"
    goal = GOAL + REVISION.replace("Pengarna räckte inte.", odd + ".")
    feed = feeds(project({"data/goals/n1/trygg.yml": goal}))[ALL]
    check_atom(feed, ALL)
    summary = next(text(e, "summary") for e in entries(feed) if "Ändring" in text(e, "title"))
    assert odd not in summary  # it is HTML, in which it is written otherwise
    assert odd in unescape(summary)


def test_characters_that_xml_cannot_write_are_left_out(project: ProjectWriter) -> None:
    read = load_project(project({}))
    goal = read.goals["trygg"].model_copy(update={"title": "Alla är\x0b trygga\uffff hemma"})
    made = make_site(replace(read, goals={"trygg": goal}), Audience.PUBLIC)
    feed = next(a.content for a in made.assets if a.path == ALL)
    assert any("Alla är trygga hemma" in title for title in titles(feed))


def test_an_archived_goal_is_told_of(project: ProjectWriter) -> None:
    goal = GOAL + "archived: {date: 2016-07-01, reason: Det är nått.}\n"
    feed = feeds(project({"data/goals/n1/trygg.yml": goal}))[ALL]
    entry = next(
        e for e in entries(feed) if text(e, "title") == "Gäller inte längre: Alla är trygga hemma"
    )
    assert text(entry, "summary") == "Det är nått."


def test_public_feeds_have_only_what_is_public(inside_project: Path) -> None:
    public, inside = (feeds(inside_project, audience) for audience in Audience)
    assert "mal/zqxnamnd/feed.xml" not in public
    for feed in public.values():
        assert sites.words_for_the_inside(feed) == set()
    assert sites.words_for_the_inside(inside["mal/n1/feed.xml"])
    assert "mal/zqxnamnd/feed.xml" in inside


def test_outcomes_that_no_goal_follows_are_in_the_feed_of_all(project: ProjectWriter) -> None:
    alone = INDICATOR.replace("id: trygghet", "id: ensam").replace("Trygga i hemmet", "Ensam")
    made = feeds(
        project({"data/indicators/ensam.yml": alone, "data/indicators/ensam.csv": FIGURES})
    )
    assert "Nytt utfall: Ensam, 2016" in titles(made[ALL])
    assert "Nytt utfall: Ensam, 2016" not in titles(made["mal/n1/feed.xml"])


def test_pages_name_their_feeds(public_site: Path) -> None:
    def named(page: str) -> list[str]:
        html = (public_site / page).read_text(encoding="utf-8")
        return re.findall(
            r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)"', html
        )

    assert named("index.html") == ["mal/feed.xml"]
    assert named("mal/n1/trygg/index.html") == ["../../feed.xml", "../feed.xml"]
    assert named("mal/n1/index.html") == ["../feed.xml", "feed.xml"]


OVERRIDE = """\
override: {status: met, motivation: Alla är överens., role: chef, date: 2017-02-01}
"""


def statuses(root: Path) -> list[tuple[str, str, str]]:
    """The entries of statuses: id, day and summary, newest first."""
    feed = feeds(root)["mal/feed.xml"]
    return [
        (text(e, "id"), text(e, "updated")[:10], text(e, "summary"))
        for e in entries(feed)
        if text(e, "title").startswith("Ny bedömning")
    ]


def test_a_persons_assessment_has_its_own_day_and_stays(project: ProjectWriter) -> None:
    """Neither another day of assessment nor figures of something else make it another entry."""
    changed = {
        "data/goals/n1/trygg.yml": GOAL + OVERRIDE,
        "data/organisation.yml": ORGANISATION.replace("2016-12-31", "2017-03-01"),
        "data/indicators/trygghet.yml": INDICATOR.replace("2026-11-22", "2017-01-20"),
    }
    newest, *earlier = statuses(project(changed))
    assert newest[1] == "2017-02-01"
    assert "uppnått" in newest[2]
    later = {**changed, "data/organisation.yml": ORGANISATION.replace("2016-12-31", "2017-06-01")}
    assert statuses(project(later))[0][:2] == newest[:2]
    other = {
        **changed,
        "data/indicators/ro.yml": INDICATOR.replace("trygghet", "ro").replace("year", "month"),
        "data/indicators/ro.csv": "period,value\n2016-11,3\n2016-12,4\n2017-01,5\n",
    }
    assert statuses(project(other))[0][:2] == newest[:2]
    assert all("2016 är 47" not in summary for _, _, summary in earlier)


def test_two_revisions_of_one_day_are_both_told(project: ProjectWriter) -> None:
    twice = """\
revisions:
  - {date: 2016-05-01, changed: owner, reason: Ny ordning., decision: {body: A, date: 2016-05-01}}
  - {date: 2016-05-01, changed: owner, reason: Byte igen., decision: {body: A, date: 2016-05-01}}
"""
    feed = feeds(project({"data/goals/n1/trygg.yml": GOAL + twice}))["mal/feed.xml"]
    told = [text(entry, "summary") for entry in entries(feed)]
    assert sum("Ny ordning" in summary or "Byte igen" in summary for summary in told) == 2


def test_no_status_is_told_from_before_the_goals_time(project: ProjectWriter) -> None:
    dated = GOAL.replace("type: result", 'type: result\nperiod: "2016"')
    told = statuses(project({"data/goals/n1/trygg.yml": dated}))
    assert {day for _, day, _ in told} <= {"2016-12-31", "2026-11-22"}
