"""The engine: what a project becomes, and that it is whole, the same each time, and on its own."""

from __future__ import annotations

import ast
import html
import posixpath
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from malbok.addresses import Addresses
from malbok.audience import for_audience
from malbok.charts import Chart
from malbok.engine import make_site
from malbok.model import Audience, Project
from malbok.pages import NavItem, Page, Site
from malbok.pages.records import fill
from malbok.periods import PeriodKind
from malbok.reading import load_project
from malbok.reading.figures import parse_figures
from malbok.reading.files import TextFile
from tests.building import BASE, FIGURES, GOAL, INDICATOR
from tests.conftest import ProjectWriter
from tests.regenerate import SITES, generated

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "malbok"
AUDIENCES = list(Audience)


@pytest.fixture(scope="module", params=SITES, ids=[path.name for path in SITES])
def case(request: pytest.FixtureRequest) -> Path:
    """Each of the small projects in `tests/cases` that a site is made of."""
    return Path(request.param)


@pytest.fixture(scope="module")
def case_project(case: Path) -> Project:
    """The project of a case."""
    return load_project(case)


@pytest.fixture(scope="module", params=AUDIENCES)
def site(request: pytest.FixtureRequest, case_project: Project, chart_cache: Path) -> Site:
    """What is made of a case for each audience."""
    return make_site(case_project, request.param, chart_cache=chart_cache)


# --- Folder in, folder out --------------------------------------------------------------------------


def test_a_case_gives_what_is_expected(case: Path, chart_cache: Path) -> None:
    """After a change that is meant: `python -m tests.regenerate`, and look at the differences."""
    made = generated(case, chart_cache)
    folder = case / "expected"
    expected = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert set(made) == set(expected)
    for name in sorted(made):
        assert made[name] == expected[name], name


# --- A whole site -----------------------------------------------------------------------------------


def paths(items: Iterable[NavItem]) -> Iterator[str]:
    """Every page that the navigation names."""
    for item in items:
        if item.path:
            yield item.path
        yield from paths(item.children)


def test_no_two_pages_or_files_have_the_same_path(site: Site) -> None:
    counts = Counter(
        [
            *(page.path for page in site.pages),
            *(asset.path for asset in site.assets),
            *site.content_files,
        ]
    )
    assert [path for path, count in counts.items() if count > 1] == []


def test_navigation_and_footer_name_pages_that_are_there_once_each(site: Site) -> None:
    named, last = list(paths(site.navigation)), list(paths(site.footer))
    assert len([*named, *last]) == len({*named, *last})
    kinds = {page.path: page.kind for page in site.pages}
    listed = {
        path for path, kind in kinds.items() if kind not in {"goal", "indicator", "goal_list"}
    }
    assert {*named, *last} == listed
    assert named[0] == ("index.md" if "index.md" in kinds else "mal/index.md")
    assert last[0] == "data/index.md"


def test_every_page_hangs_below_another_and_tells_where_it_is_edited(
    site: Site, case: Path
) -> None:
    there = {page.path for page in site.pages}
    for page in site.pages:
        assert page.parent is None or page.parent in there, page.path
        assert not page.edit or (case / page.edit).is_file(), page.path
        assert page.title
        assert page.updated


def test_every_block_has_its_place(site: Site) -> None:
    for page in site.pages:
        numbers = re.findall(r"<!-- malbok:block:(\d+) -->", page.markdown)
        assert numbers == [str(number) for number in range(len(page.blocks))], page.path
        assert "malbok:block" not in fill(page.markdown, page.blocks)
        assert all(block and "\n\n" not in block for block in page.blocks), page.path


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_leads_somewhere(
    case_project: Project, chart_cache: Path, audience: Audience, directories: bool
) -> None:
    addresses = Addresses(directories=directories)
    made = make_site(case_project, audience, addresses=addresses, chart_cache=chart_cache)
    there = {addresses.of(page.path) for page in made.pages}
    there |= {asset.path for asset in made.assets}
    files = {page.path for page in made.pages} | {*made.content_files}
    for page in made.pages:
        here = posixpath.dirname(addresses.of(page.path))
        for link in hrefs(page.blocks):
            assert resolved(here, link) in there, (page.path, link)
        folder = posixpath.dirname(page.path)
        for link in re.findall(r"\]\(([^)#\s]+)", page.markdown):
            assert posixpath.normpath(posixpath.join(folder, link)) in files, (page.path, link)


def hrefs(blocks: Iterable[str]) -> Iterator[str]:
    """The addresses within the site that blocks link to."""
    for block in blocks:
        for link in re.findall(r'href="([^"]*)"', block):
            if not link.startswith(("#", "https://")):
                yield re.split("[#?]", html.unescape(link))[0]


def resolved(folder: str, link: str) -> str:
    """The address that a relative link from a folder leads to."""
    path = posixpath.normpath(posixpath.join(folder, link))
    return "" if path == "." else path + ("/" if link.endswith("/") else "")


def test_a_link_within_a_page_leads_to_a_heading_of_it(
    site: Site, project: ProjectWriter, chart_cache: Path
) -> None:
    # An indicator that one goal uses twice.
    twice = "  - {indicator: trygghet, comparator: at_least, value: 60, due: '2018'}\n"
    read = load_project(
        project({"data/goals/n1/trygg.yml": GOAL + twice + "indicators: [trygghet]\n"})
    )
    doubled = make_site(read, Audience.PUBLIC, chart_cache=chart_cache)
    for page in (*site.pages, *doubled.pages):
        ids = re.findall(r"\{ #([\w-]+) \}", page.markdown)
        assert len(ids) == len(set(ids)), page.path
        for target in re.findall(r'href="#([^"]*)"', "".join(page.blocks)):
            assert target in ids, (page.path, target)


def test_each_indicators_figures_are_published_and_can_be_read_again(
    site: Site, case_project: Project
) -> None:
    files = {
        asset.path: asset.content.decode()
        for asset in site.assets
        if asset.path == "data/observations.csv"
        or (asset.path.startswith("data/indicators/") and asset.path.endswith(".csv"))
    }
    names = {page.path for page in site.pages if page.kind == "indicator"}
    assert {f"data/indicators/{Path(name).stem}.csv" for name in names} == set(files) - {
        "data/observations.csv"
    }
    rows = 0
    for name in names:
        key = Path(name).stem
        problems: list[object] = []
        text = files[f"data/indicators/{key}.csv"]
        read = parse_figures(TextFile("x.csv", text), None, problems)  # type: ignore[arg-type]
        rows += len(read)
        assert problems == []
        assert read == tuple(
            o for o in case_project.observations[key] if o.period.end <= site.as_of
        )
    assert files["data/observations.csv"].count("\n") == rows + 1


def test_every_goal_says_its_status_and_why(site: Site, case_project: Project) -> None:
    goals = [page for page in site.pages if page.kind == "goal"]
    assert len(goals) == len(for_audience(case_project, site.audience).goals)
    everything = next(page for page in site.pages if page.path == "alla-mal/index.md")
    for page in goals:
        assert page.description.endswith(".")
        assert html.escape(page.title) in "".join(everything.blocks)
        verdict = next(block for block in page.blocks if "mb-verdict" in block)
        word = re.split("[.:]", page.description)[0]
        assert word in verdict


# --- The same each time -----------------------------------------------------------------------------


def test_the_same_project_gives_the_same_site(
    case: Path, case_project: Project, site: Site, chart_cache: Path
) -> None:
    again = make_site(load_project(case), site.audience, chart_cache=chart_cache)
    assert again == site
    assert str(case) not in repr(site)


def test_a_chart_from_the_cache_is_the_chart_that_was_drawn(
    project: ProjectWriter, tmp_path: Path
) -> None:
    read = load_project(project({}))
    first = make_site(read, Audience.PUBLIC, chart_cache=tmp_path / "cache")
    second = make_site(read, Audience.PUBLIC, chart_cache=tmp_path / "cache")
    assert first == second == make_site(read, Audience.PUBLIC, chart_cache=None)
    assert any("malbok-chart__wide" in block for page in first.pages for block in page.blocks)


def test_where_everything_is_public_both_audiences_get_the_same_pages(
    project: ProjectWriter, chart_cache: Path
) -> None:
    read = load_project(project({}))
    public, intranet = (make_site(read, a, chart_cache=chart_cache) for a in AUDIENCES)
    assert (public.audience, intranet.audience) == (Audience.PUBLIC, Audience.INTRANET)
    assert public.pages == intranet.pages
    assert public.navigation == intranet.navigation
    banner = (
        rb'<aside aria-label="[^"]*">\n<p class="mb-banner mb-banner--inside">.*?</p>\n?</aside>\n'
    )
    without = [(a.path, re.sub(banner, b"", a.content)) for a in intranet.assets]
    assert without == [(a.path, a.content) for a in public.assets]


# --- The day ----------------------------------------------------------------------------------------


def page_at(site: Site, path: str) -> Page:
    """The page with that path."""
    return next(page for page in site.pages if page.path == path)


def shown(page: Page) -> str:
    """A page's whole text."""
    return fill(page.markdown, page.blocks)


def test_what_had_not_ended_by_the_day_is_left_out(
    project: ProjectWriter, chart_cache: Path
) -> None:
    figures = FIGURES.replace("2016,47", "2016,71.25").replace("2015,", "2015,62.75")
    read = load_project(project({"data/indicators/trygghet.csv": figures}))
    now = make_site(read, Audience.PUBLIC, language_code="en", chart_cache=chart_cache)
    before = make_site(
        read, Audience.PUBLIC, date(2016, 12, 30), language_code="en", chart_cache=chart_cache
    )
    assert (now.as_of, before.as_of) == (date(2016, 12, 31), date(2016, 12, 30))
    goal = "mal/n1/trygg.md"
    assert page_at(now, goal).description.startswith("Met: ")
    assert page_at(before, goal).description.startswith("On track: ")
    assert "71.25" in shown(page_at(now, goal))
    assert "71.25" not in repr(before)
    assert "62.75" in shown(page_at(before, goal))


# --- What little is enough ----------------------------------------------------------------------------


def test_a_project_with_nothing_in_it_still_becomes_a_site(project: ProjectWriter) -> None:
    nothing = dict.fromkeys(name for name in BASE if not name.endswith("organisation.yml"))
    read = load_project(project(nothing))
    site = make_site(read, Audience.PUBLIC)
    kinds = [page.kind for page in site.pages if page.kind != "goal_list"]
    assert kinds == ["overview", "goals", "tree", "department", "indicators", "method", "data"]
    files = [asset.path for asset in site.assets if not asset.path.startswith("schemas/")]
    assert "data/observations.csv" in files
    assert not [path for path in files if path.startswith("data/indicators/")]


@pytest.mark.parametrize("figures", ["period,value\n", "period,value\n2015,\n2016,\n"])
def test_without_outcomes_there_is_no_chart_and_no_guess(
    figures: str, project: ProjectWriter
) -> None:
    read = load_project(project({"data/indicators/trygghet.csv": figures}))

    def none(charts: Iterable[Chart], count: int) -> Iterable[Chart]:
        raise AssertionError(count)

    site = make_site(read, Audience.PUBLIC, language_code="en", progress=none)
    goal = page_at(site, "mal/n1/trygg.md")
    assert goal.description.startswith("Can't be assessed. There is no outcome after the baseline")
    assert "malbok-chart" not in shown(goal)
    assert shown(goal).count(">missing<") == 1


def test_charts_are_drawn_once_each_and_progress_is_told(
    project: ProjectWriter, tmp_path: Path
) -> None:
    # A goal that follows the indicator without a target has no chart of its own.
    follows = GOAL.split("targets:")[0].replace("trygg\n", "x\n") + "indicators: [trygghet]\n"
    read = load_project(project({"data/goals/n1/x.yml": follows}))
    counts: list[int] = []

    def progress(charts: Iterable[Chart], count: int) -> Iterable[Chart]:
        counts.append(count)
        return charts

    for _ in range(2):
        make_site(read, Audience.PUBLIC, chart_cache=tmp_path, progress=progress)
    assert counts == [
        3
    ]  # the indicator's, and a sparkline for each goal: with its target, without one


# --- Text is text -------------------------------------------------------------------------------------

MARKUP = '<b>fet</b> & "citat" *kursiv* [länk](http://x.se) `kod` {{ 7*7 }} {#id} | # <!-- x -->'


def test_titles_and_notes_are_shown_as_they_are_written(
    project: ProjectWriter, chart_cache: Path
) -> None:
    quoted = "'" + MARKUP + "'"
    title = "'" + re.sub("<[^>]*>", "", MARKUP) + "'"
    root = project(
        {
            "data/organisation.yml": str(BASE["data/organisation.yml"])
            .replace("title: Nämnden", f"title: {title}")
            .replace("title: Förvaltningschef", f"title: {quoted}"),
            "data/goals/n1/trygg.yml": GOAL.replace("Alla är trygga hemma", title)
            + f"    note: {quoted}\nmilestones: [{{title: {quoted}, due: 2016-01-01}}]\n"
            + f"target_group_name: {quoted}\n",
            "data/indicators/trygghet.yml": INDICATOR.replace("Trygga i hemmet", title)
            .replace("Så många känner sig trygga hemma.", quoted)
            .replace('"%"', quoted)
            .replace("Enkäten", quoted),
            "data/indicators/trygghet.csv": 'period,value,note\n2016,47,"' + MARKUP.replace('"', '""') + '"\n',
        }
    )  # fmt: skip
    site = make_site(load_project(root), Audience.INTRANET, chart_cache=chart_cache)
    for page in site.pages:
        assert "<b>" not in "".join(page.blocks), page.path
        assert "<b>" not in page.markdown, page.path
        assert "<!-- x" not in page.markdown, page.path
        assert "{{" not in page.markdown.replace("\\{\\{", ""), page.path
        assert "[länk](" not in page.markdown, page.path
    goal = "".join(page_at(site, "mal/n1/trygg.md").blocks)
    assert goal.count(html.escape(MARKUP, quote=False).replace('"', "&#34;")) >= 2


# --- On its own -----------------------------------------------------------------------------------------


def imported_after(code: str) -> set[str]:
    """The packages that are loaded once the code has run in an interpreter of its own."""
    ends = "import sys; print(' '.join({name.split('.')[0] for name in sys.modules}))"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{ends}"], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def modules() -> list[str]:
    """Every module of the package but the MkDocs plugin."""
    names = [
        ".".join(["malbok", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(
            ".__init__"
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    ]
    assert {"malbok.engine", "malbok.reading.yaml", "malbok.mkdocs_plugin"} <= set(names)
    return [name for name in names if name != "malbok.mkdocs_plugin"]


def test_only_those_that_talk_to_people_at_a_terminal_import_click() -> None:
    talks = {"malbok.progress", "malbok.cli"}
    core = [m for m in modules() if m not in talks and not m.startswith("malbok.cli.")]
    code = "".join(f"import {name}\n" for name in core)
    assert "click" not in imported_after(code)


def test_only_the_plugin_imports_mkdocs() -> None:
    code = "".join(f"import {name}\n" for name in modules())
    assert not imported_after(code) & {"mkdocs", "material"}


def test_a_site_is_made_without_mkdocs(project: ProjectWriter) -> None:
    root = project({"data/indicators/trygghet.csv": "period,value\n"})
    code = f"""
from pathlib import Path
from malbok.engine import make_site
from malbok.model import Audience
from malbok.reading import load_project
site = make_site(load_project(Path({str(root)!r})), Audience.PUBLIC)
kinds = {{page.kind for page in site.pages}}
assert {{"overview", "department", "goal", "indicator", "method", "data"}} <= kinds, kinds
"""
    assert not imported_after(code) & {"mkdocs", "material", "altair", "vl_convert"}


def test_reading_and_checking_need_none_of_the_large_libraries(project: ProjectWriter) -> None:
    code = f"""
from pathlib import Path
from malbok.checks import check
from malbok.reading import read_project
reading = read_project(Path({str(project({}))!r}))
assert reading.project and not check(reading)
"""
    loaded = imported_after(code)
    assert {"malbok", "pydantic"} <= loaded
    assert not loaded & {"pandas", "numpy", "altair", "vl_convert", "jinja2", "mkdocs", "material"}


# --- The code says what it is for -------------------------------------------------------------------------

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public_parts(node: ast.AST, name: str) -> Iterator[tuple[str, Documented]]:
    """A module, and its public classes, functions and methods."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if child.name.startswith("_") or overrides(child):
                continue
            yield f"{name}.{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from public_parts(child, f"{name}.{child.name}")


def overrides(node: ast.AST) -> bool:
    """Whether a method is marked as one that another class explains."""
    found = getattr(node, "decorator_list", [])
    return any(isinstance(d, ast.Name) and d.id == "override" for d in found)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_everything_public_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    parts: list[tuple[str, Documented]] = [(path.stem, tree), *public_parts(tree, path.stem)]
    assert [name for name, part in parts if not ast.get_docstring(part)] == []


def test_kinds_of_periods_that_figures_can_have_are_all_but_dates() -> None:
    from malbok.periods import PARTS_A_YEAR

    assert set(PARTS_A_YEAR) == set(PeriodKind) - {PeriodKind.DATE}
