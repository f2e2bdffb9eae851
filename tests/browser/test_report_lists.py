"""The list of reports and a comparison of two in a browser: everywhere, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from malbok.engine import view
from malbok.model import Report
from malbok.reading import load_project
from malbok.reports.contents import snapshot_of
from malbok.reports.snapshot import snapshot_bytes
from tests import sites
from tests.browser.auditing import audited, described
from tests.browser.measuring import weak_texts
from tests.browser.serving import served
from tests.browser.visiting import MODES, NARROW, Visitor, width
from tests.building import GOAL, write_project
from tests.hostile import LONG_WORD

pytestmark = pytest.mark.browser

TITLES = {"r2014": "Rapport 2014", "r2015": f"Rapport om {LONG_WORD}", "r2016": "Rapport 2016"}
LIST = "rapporter/"
COMPARISON = "rapporter/r2016/jamfor/r2014/"


@pytest.fixture(scope="module")
def reader(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, chart_cache: Path
) -> Iterator[Visitor]:
    """Somebody who visits a site with three reports."""
    root = write_project(
        tmp_path_factory.mktemp("reports"),
        {
            "mkdocs.yml": sites.MKDOCS,
            "data/goals/n1/lang.yml": GOAL.replace("id: trygg", "id: lang").replace(
                "Alla är trygga hemma", f"Alla har {LONG_WORD}"
            ),
        },
    )
    project = load_project(root)
    for key, title in TITLES.items():
        values = {
            "id": key,
            "title": title,
            "audience": "public",
            "kind": "annual",
            "period": key[1:],
            "as_of": f"{key[1:]}-12-31",
            "state": "published",
            "goals": list(project.goals)[: 1 if key == "r2015" else 2],
        }
        report = Report.model_validate(values)
        made = snapshot_of(
            view(project, report.audience, report.as_of), report, None, date(2026, 11, 22)
        )
        folder = root / "data/reports"
        folder.mkdir(exist_ok=True)
        (folder / f"{key}.yml").write_text(yaml.safe_dump(values, allow_unicode=True))
        (folder / f"{key}.json").write_bytes(snapshot_bytes(made))
    site = sites.built(root, root / "site", cache=chart_cache)
    with served(site) as address, Visitor(browser, address) as visiting:
        yield visiting


@pytest.mark.parametrize("path", [LIST, COMPARISON])
@pytest.mark.parametrize("mode", MODES)
def test_pages_are_right_in_every_light(reader: Visitor, path: str, mode: str) -> None:
    page = reader.look(path, mode)
    room = page.evaluate("innerWidth")
    assert width(page) <= room
    if mode in {"light", "dark", "narrow"}:
        page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
        assert not described(audited(page).violations)
        assert width(page) <= room
    if mode in {"light", "dark"}:
        assert not weak_texts(page)


def test_two_reports_are_chosen_by_keyboard(reader: Visitor) -> None:
    page = reader.open(LIST, java_script_enabled=False)
    page.locator(".mb-report__compare summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rapport 2014").locator("visible=true").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + COMPARISON)
    page.locator(".mb-chooser summary").focus()
    page.keyboard.press("Enter")
    page.locator(".mb-chooser a:not([aria-current])").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rapporter/r2016/jamfor/r2015/")
    expect(page.locator("h1")).to_contain_text("Rapport 2016")


def test_a_phone_shows_both_sides_of_each_goal(reader: Visitor) -> None:
    page = reader.open(COMPARISON, viewport=NARROW)
    row = page.locator(".mb-compared__goal").first
    expect(row.locator(".mb-status")).to_have_count(2)
    for cell in row.get_by_role("cell").all():
        label = cell.evaluate("it => getComputedStyle(it, '::before').content")
        assert "december" in label
