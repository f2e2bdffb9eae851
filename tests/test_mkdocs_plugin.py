"""The MkDocs plugin: what `mkdocs build` makes of a project, and what it says of a faulty one."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from malbok.model import GoalType, Status, TargetGroup
from malbok.schemas import NAMES
from tests.building import GOAL, ORGANISATION, Files
from tests.sites import (
    INTRANET,
    MKDOCS,
    NEVER_PUBLISHED,
    built,
    contents,
    dead_links,
    environment,
    html_pages,
    inline_code,
    inside_words,
    leaks,
    links,
    loaded_from_elsewhere,
    main_text,
    mkdocs_build,
    mkdocs_here,
    repeated_ids,
    write_outside,
)

GOAL_PAGE = "mal/n1/trygg/index.html"
TABLES = ("goals", "targets", "indicators", "observations", "departments")
CODE_HOST = b"kod.example.se"


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory, chart_cache: Path) -> Path:
    """A project with everything public, its site built in `site`."""
    root = write_outside(tmp_path_factory.mktemp("outside"))
    built(root, root / "site", cache=chart_cache)
    return root


# --- What is there --------------------------------------------------------------------------------


def test_every_page_and_file_is_there(public_site: Path) -> None:
    assert set(html_pages(public_site)) == {
        "404.html",
        "index.html",
        "om/index.html",
        "vagen/index.html",
        "mal/index.html",
        "mal/n1/index.html",
        GOAL_PAGE,
        "indikatorer/index.html",
        "indikatorer/trygghet/index.html",
        "metod/index.html",
        "alla-mal/index.html",
        "alla-mal/trad/index.html",
        *(f"alla-mal/status/{status}/index.html" for status in Status),
        *(f"alla-mal/typ/{kind}/index.html" for kind in GoalType),
        *(f"alla-mal/malgrupp/{group}/index.html" for group in TargetGroup),
        "exempel/index.html",
        "exempel/typ/result/index.html",
        "exempel/amne/kultur/index.html",
        "exempel/malgrupp/residents/index.html",
        "data/index.html",
        "inbaddning/indikatorer/trygghet.html",
        "inbaddning/mal/trygg/trygghet.html",
        "rapporter/index.html",
        "rapporter/rapport/index.html",
        "rapporter/rapport/n1/index.html",
    }
    own = {n for n in contents(public_site) if not n.startswith(("assets/", "search/"))}
    assert {n for n in own if not n.endswith(".html")} == {
        "bilagor/oppen.txt",
        "data/api.json",
        "data/datapackage.json",
        "data/indicators/trygghet.csv",
        "data/indicators/trygghet.json",
        *(f"data/{name}.csv" for name in TABLES),
        *(f"data/{name}.json" for name in ("goals", "indicators", "organisation")),
        "diagram/trygghet.svg",
        "inbaddning/inbaddning.css",
        "mal/feed.xml",
        "mal/n1/feed.xml",
        "malbok-manifest.json",
        "rapporter/rapport/rapport.json",
        "rapporter/rapport/rapport.pdf",
        *(f"schemas/{name}.json" for name in NAMES),
        "sitemap.xml",
        "sitemap.xml.gz",
    }


def test_the_intranet_has_everything(intranet_site: Path) -> None:
    pages = set(html_pages(intranet_site))
    assert {"inne/zqxsida/index.html", "mal/n1/zqxmal/index.html", "mal/zqxnamnd/index.html"} <= (
        pages
    )
    files = contents(intranet_site)
    assert "bilagor/zqxblockfil.txt" in files
    assert "data/indicators/zqxindikator.csv" in files
    home = files["index.html"].decode()
    assert "zqxblocktext" in main_text(home).casefold()


def test_blocks_are_put_in(public_site: Path) -> None:
    pages = html_pages(public_site)
    assert not [name for name, html in pages.items() if "malbok:block" in html]
    goal = main_text(pages[GOAL_PAGE])
    for said in (
        "Delvis uppnått",
        "minst 50 %",
        "47 %",
        "2013 40",
        "2015 saknas",
        "Räknat på alla",
    ):
        assert said in goal
    assert pages[GOAL_PAGE].count("<svg xmlns") > 1
    assert "Alla är trygga hemma" in main_text(pages["index.html"])


def test_tables_and_charts_stay_out_of_the_search_index(public_site: Path) -> None:
    index = json.loads((public_site / "search/search_index.json").read_text("utf-8"))
    found = {
        doc["location"]: " ".join((doc["title"], doc["text"], *doc.get("tags", ())))
        for doc in index["docs"]
    }
    goal = " ".join(text for place, text in found.items() if place.startswith("mal/n1/trygg/"))
    assert "Alla är trygga hemma" in goal
    assert "Nämnden" in goal
    assert "Trygga i hemmet" in goal
    everything = json.dumps(index, ensure_ascii=False)
    for heavy in ("<svg", "<table", "2015 saknas", "malbok:block", "Ladda ned"):
        assert heavy not in everything


def test_every_link_leads_somewhere(public_site: Path, intranet_site: Path) -> None:
    for site in (public_site, intranet_site):
        assert not list(dead_links(site, "https://mal.example.se/bok/"))


def test_every_page_has_the_notice_and_says_as_of_when(public_site: Path) -> None:
    for name, html in html_pages(public_site).items():
        assert "Det här är en provsajt." in html, name
        assert "31 december 2016" in html, name
        assert html.count('<div class="mb-banner">') == 1, name


def test_only_the_intranet_says_that_it_is_for_the_inside(
    public_site: Path, intranet_site: Path
) -> None:
    assert not [n for n, html in html_pages(public_site).items() if "mb-banner--inside" in html]
    for name, html in html_pages(intranet_site).items():
        assert "mb-banner--inside" in html, name


def test_pages_need_no_inline_script_or_style(public_site: Path, intranet_site: Path) -> None:
    for site in (public_site, intranet_site):
        assert not list(inline_code(site))


def test_ids_are_unique_on_a_page(
    public_site: Path, intranet_site: Path, tmp_path: Path, chart_cache: Path
) -> None:
    """Also where a goal follows an indicator twice, and a page embeds a chart twice."""
    for site in (public_site, intranet_site):
        assert not list(repeated_ids(site))
    twice = GOAL + '  - {indicator: trygghet, comparator: at_least, value: 45, due: "2015"}\n'
    page = "---\ntitle: Om\naudience: public\n---\n# Om\n\n" + "[[chart trygghet]]\n\n" * 2
    files = {"data/goals/n1/trygg.yml": twice, "content/om.md": page}
    root = write_outside(tmp_path / "project", files)
    assert not list(repeated_ids(built(root, root / "site", cache=chart_cache)))


def test_pages_load_nothing_from_elsewhere(public_site: Path, intranet_site: Path) -> None:
    for site in (public_site, intranet_site):
        assert not list(loaded_from_elsewhere(site))


# --- Where a page stands --------------------------------------------------------------------------


def test_goals_and_indicators_have_breadcrumbs(public_site: Path) -> None:
    pages = html_pages(public_site)
    assert breadcrumbs(pages[GOAL_PAGE]) == [
        ("../../..", "Start"),
        ("../../", "Mål och resultat"),
        ("../", "Nämnden"),
    ]
    assert breadcrumbs(pages["indikatorer/trygghet/index.html"])[-1][0] == "../"


def test_a_page_beside_the_navigation_has_breadcrumbs(public_site: Path) -> None:
    assert breadcrumbs(html_pages(public_site)["data/index.html"]) == [
        ("..", "Start"),
        ("../mal/", "Mål och resultat"),
    ]
    assert breadcrumbs(html_pages(public_site)["om/index.html"]) == [("..", "Start")]
    assert "mb-path" not in html_pages(public_site)["index.html"]


def test_every_page_leads_to_the_other_language(tmp_path: Path, chart_cache: Path) -> None:
    """To the page that says the same, or to the first one where there is none."""
    organisation = ORGANISATION + "languages: [sv, en]\n"
    root = write_outside(tmp_path / "project", {"data/organisation.yml": organisation})
    pages = html_pages(built(root, root / "site", cache=chart_cache))
    ways = {
        name: re.findall(
            r'<nav class="mb-language[^>]*><a href="([^"]*)" lang="(\w+)"', pages[name]
        )
        for name in ("index.html", "om/index.html", GOAL_PAGE, f"en/{GOAL_PAGE}", "404.html")
    }
    assert ways == {
        "index.html": [("en/mal/", "en")],
        "om/index.html": [("../en/mal/", "en")],
        GOAL_PAGE: [("../../../en/mal/n1/trygg/", "en")],
        f"en/{GOAL_PAGE}": [("../../../../mal/n1/trygg/", "sv")],
        "404.html": [("/bok/en/mal/", "en")],
    }
    twins = {name for name in ways if 'rel="alternate" hreflang' in pages[name]}
    assert twins == {GOAL_PAGE, f"en/{GOAL_PAGE}"}
    assert not list(dead_links(root / "site", "https://mal.example.se/bok/"))


def test_the_active_tab_is_that_of_the_page_above(public_site: Path) -> None:
    active = re.findall(
        r'<a href="([^"]*)" aria-current="true">', tabs(html_pages(public_site)[GOAL_PAGE])
    )
    assert active == ["../../"]


def test_goals_and_indicators_are_not_listed_in_the_navigation(public_site: Path) -> None:
    for name, html in html_pages(public_site).items():
        lists = re.findall(r'<nav class="mb-(?:tabs|menu__nav|section)".*?</nav>', html, re.DOTALL)
        assert lists or name.startswith("inbaddning/")
        assert not [listed for listed in lists if "trygg/" in listed]


# --- Where it is edited ---------------------------------------------------------------------------


def test_the_intranet_leads_to_the_files_that_are_edited(intranet_site: Path) -> None:
    pages = html_pages(intranet_site)
    edits = {name: edit_links(html) for name, html in pages.items()}
    code = f"https://{CODE_HOST.decode()}/exempelby/malbok/edit/main"
    assert edits[GOAL_PAGE] == [f"{code}/data/goals/n1/trygg.yml"]
    assert edits["indikatorer/trygghet/index.html"] == [f"{code}/data/indicators/trygghet.yml"]
    assert edits["om/index.html"] == [f"{code}/content/om.md"]
    assert edits["mal/n1/index.html"] == []
    assert edits["metod/index.html"] == []


def test_the_public_does_not_learn_where_the_files_are(public_site: Path) -> None:
    assert not [name for name, html in html_pages(public_site).items() if edit_links(html)]
    assert not [name for name, data in contents(public_site).items() if CODE_HOST in data]


# --- For whom -------------------------------------------------------------------------------------


def test_nothing_for_the_inside_is_in_any_byte_of_the_public_site(public_site: Path) -> None:
    assert leaks(public_site) == {}


def test_the_words_that_were_looked_for_are_on_the_intranet(intranet_site: Path) -> None:
    found = set().union(*leaks(intranet_site).values())
    assert inside_words() - found == NEVER_PUBLISHED


def test_the_public_site_is_what_a_configuration_that_says_nothing_builds(
    inside_project: Path, tmp_path: Path, chart_cache: Path
) -> None:
    """And `use_directory_urls: false` is no way around it."""
    (inside_project / "mkdocs.files.yml").write_text(
        "INHERIT: mkdocs.yml\nuse_directory_urls: false\n", "utf-8"
    )
    site = built(inside_project, tmp_path / "site", config="mkdocs.files.yml", cache=chart_cache)
    assert leaks(site) == {}
    assert "mal/n1/trygg.html" in html_pages(site)
    assert not list(dead_links(site, "https://mal.example.se/bok/"))


# --- Faulty data ----------------------------------------------------------------------------------

FAULTY: Files = {
    "data/goals/n1/trygg.yml": GOAL.replace("value: 50", 'value: "50 %"').replace("2013", "201"),
    "data/indicators/trygghet.csv": "period,value\n2014,71,9\n2015,-\n",
    "data/goals/n2/vilse.yml": "id: vilse\ntitle: Vilse\ntype: result\nupdated: 2026-11-22\n",
    "content/om.md": "---\ntitle: Om\naudience: publik\n---\n",
}

PROBLEM = re.compile(r"(?P<path>[\w./-]+):(?P<line>\d+):(?P<column>\d+): fel\[[A-Z]\d{3}\] \S.*")


def test_faulty_data_is_explained_and_nothing_is_written(tmp_path: Path, chart_cache: Path) -> None:
    root = write_outside(tmp_path / "project")
    site = built(root, root / "site", cache=chart_cache)
    before = stamped(site)
    write_outside(root, FAULTY)
    made = mkdocs_build(root, cache=chart_cache)
    assert made.status == 1
    assert "Traceback" not in made.said
    assert stamped(site) == before

    lines = made.said.splitlines()
    found = [i for i, line in enumerate(lines) if PROBLEM.fullmatch(line)]
    assert {lines[i].split(":")[0] for i in found} == set(FAULTY)
    assert len(found) == 6
    assert lines[found[0]].startswith("content/om.md:3:11: fel[V104] ”publik” ")
    assert lines[found[0] + 1] == "  3 | audience: publik"
    assert lines[found[0] + 2] == "    |           ^^^^^^ Menade du ”public”?"
    assert re.search(r"ERROR +- +6 fel ", made.said)


def test_a_faulty_project_writes_nothing_at_all(tmp_path: Path) -> None:
    root = write_outside(tmp_path / "project", FAULTY)
    before = set(contents(root))
    assert mkdocs_here(root).status == 1
    assert set(contents(root)) == before


def test_without_data_it_says_what_to_create(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "content/index.md").write_text("# Start\n", "utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    made = mkdocs_here(root)
    assert made.status == 1
    assert "data/organisation.yml:1:1: fel[F101]" in made.said
    assert "Traceback" not in made.said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("as_of: 31 mars", "31 mars"),
        ('as_of: "2016-02-30"', "2016-02-30"),
        ("audience: alla", "audience"),
        ("lang: da", "lang"),
        ("dat_dir: x", "dat_dir"),
        ("data_dir: ../data", "data"),
        ("data_dir: finns-inte", "finns-inte/organisation.yml"),
    ],
)
def test_a_faulty_option_is_explained(tmp_path: Path, options: str, said: str) -> None:
    config = MKDOCS.replace('as_of: !ENV [MALBOK_AS_OF, ""]', options)
    made = mkdocs_here(write_outside(tmp_path / "project", {"mkdocs.yml": config}))
    assert made.status == 1, made.said
    assert "Traceback" not in made.said
    assert said in made.said


# --- Options --------------------------------------------------------------------------------------


def test_another_day_can_be_asked_for(outside: Path, tmp_path: Path, chart_cache: Path) -> None:
    day = {"MALBOK_AS_OF": "2014-12-31"}
    made = mkdocs_here(outside, tmp_path / "site", cache=chart_cache, changes=day)
    assert made.status == 0, made.said
    goal = main_text(html_pages(tmp_path / "site")[GOAL_PAGE])
    assert "31 december 2014" in goal
    assert "47" not in goal
    assert "2016 47" in main_text(html_pages(outside / "site")[GOAL_PAGE])


def test_without_a_notice_there_is_no_banner(tmp_path: Path, chart_cache: Path) -> None:
    root = write_outside(tmp_path / "project")
    organisation = root / "data" / "organisation.yml"
    lines = organisation.read_text("utf-8").splitlines(keepends=True)
    organisation.write_text("".join(n for n in lines if not n.startswith("notice:")), "utf-8")
    site = built(root, tmp_path / "site", cache=chart_cache)
    for name, html in html_pages(site).items():
        assert "mb-banner" not in html, name


def test_a_site_of_ones_own(tmp_path: Path, chart_cache: Path) -> None:
    """Other folders, a navigation and templates of one's own, English, and no notice."""
    config = (
        MKDOCS.replace("docs_dir: content", "docs_dir: texter/handbok")
        .replace("main/content/", "main/texter/handbok/")
        .replace("  font: false", "  font: false\n  custom_dir: mallar")
        .replace('as_of: !ENV [MALBOK_AS_OF, ""]', "as_of: 2016-12-31\n    data_dir: siffror\n    lang: en")
    )  # fmt: skip
    config += "nav:\n  - Hem: index.md\n  - Mål: mal/index.md\nextra_css: [egen.css]\n"
    project = write_outside(tmp_path / "base")
    root = tmp_path / "project"
    (root / "texter").mkdir(parents=True)
    (project / "data").rename(root / "siffror")
    (project / "content").rename(root / "texter/handbok")
    organisation = root / "siffror/organisation.yml"
    organisation.write_text(
        "".join(
            line
            for line in organisation.read_text("utf-8").splitlines(keepends=True)
            if not line.startswith("notice")
        ),
        "utf-8",
    )
    (root / "texter/handbok/egen.css").write_text("p { margin: 0 }\n")
    (root / "mallar/partials").mkdir(parents=True)
    (root / "mallar/partials/copyright.html").write_text("<p>Egen sidfot</p>", "utf-8")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    (root / "mkdocs.intranet.yml").write_text(INTRANET, "utf-8")

    pages = html_pages(built(root, tmp_path / "public", cache=chart_cache))
    assert GOAL_PAGE in pages
    html = pages[GOAL_PAGE]
    assert "Egen sidfot" in html
    assert "Partly met" in main_text(html)
    assert "mb-banner" not in html
    styles = re.findall(r'href="\.\./\.\./\.\./([\w./-]*malbok[\w-]*\.css|egen\.css)"', html)
    assert styles[-1] == "egen.css"
    assert "assets/malbok.css" in styles
    assert re.findall(r">([^<]+)</a>", tabs(pages["index.html"])) == ["Hem", "Mål"]

    inside = built(root, tmp_path / "inside", config="mkdocs.intranet.yml", cache=chart_cache)
    code = f"https://{CODE_HOST.decode()}/exempelby/malbok/edit/main"
    assert edit_links(html_pages(inside)[GOAL_PAGE]) == [f"{code}/siffror/goals/n1/trygg.yml"]


def test_it_can_not_be_turned_off(tmp_path: Path) -> None:
    """MkDocs alone would publish every page of the handbook, for the inside or not."""
    config = MKDOCS.replace("  malbok:\n", "  malbok:\n    enabled: false\n")
    root = write_outside(tmp_path / "project", {"mkdocs.yml": config})
    made = mkdocs_build(root, tmp_path / "site")
    assert made.status == 1
    assert "går inte att stänga av" in made.said
    assert not (tmp_path / "site").exists()


def test_the_page_for_a_missing_address_works_at_any_depth(outside: Path) -> None:
    """It is shown at any address, so all its links start at the site's root on its server."""
    html = html_pages(outside / "site")["404.html"]
    inside = [a for a in links(html) if not urlsplit(a).scheme]
    assert inside
    assert not [a for a in inside if not a.startswith(("/bok/", "#"))]
    assert not [a for a in inside if "//" in a]


def test_the_page_for_a_missing_address_works_without_site_url(
    tmp_path: Path, chart_cache: Path
) -> None:
    config = re.sub(r"(?m)^site_url:.*\n", "", MKDOCS)
    root = write_outside(tmp_path / "project", {"mkdocs.yml": config})
    site = built(root, tmp_path / "site", cache=chart_cache)
    addresses = [a for a in links(html_pages(site)["404.html"]) if not a.startswith("#")]
    assert addresses
    assert not [a for a in addresses if not a.startswith("/") or a.startswith("//")]
    assert not list(dead_links(site, "http://localhost/"))


def test_serving_builds_again_when_figures_change(tmp_path: Path, chart_cache: Path) -> None:
    root = write_outside(tmp_path / "project")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/bok/mal/n1/trygg/"
    log = tmp_path / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"],
            cwd=root,
            env=environment({"MALBOK_TEST_CACHE": str(chart_cache)}),
            stdout=said,
            stderr=said,
        )
    try:
        assert until_found(address, "Delvis uppnått", server), log.read_text("utf-8")
        figures = root / "data/indicators/trygghet.csv"
        figures.write_text("period,value\n2013,40\n2016,51\n", "utf-8")
        os.utime(figures, (time.time() + 5, time.time() + 5))
        assert until_found(address, "Uppnått", server), log.read_text("utf-8")
    finally:
        server.terminate()
        server.wait(10)
    assert "Traceback" not in log.read_text("utf-8")


# --- Reading what was built -----------------------------------------------------------------------


def stamped(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        name: (data, (folder / name).stat().st_mtime_ns) for name, data in contents(folder).items()
    }


def breadcrumbs(html: str) -> list[tuple[str, str]]:
    path = re.search(r'<nav class="mb-path".*?</nav>', html, re.DOTALL)
    assert path
    steps = re.findall(r'<a href="([^"]*)">(.*?)</a>', path[0], re.DOTALL)
    return [(address, re.sub(r"<[^>]*>", "", text).strip()) for address, text in steps]


def tabs(html: str) -> str:
    """The list of the site's parts."""
    found = re.search(r'<nav class="mb-tabs".*?</nav>', html, re.DOTALL)
    assert found
    return found[0]


def edit_links(html: str) -> list[str]:
    return [address for address in links(html) if "/edit/" in address]


def until_found(address: str, word: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether a page says a word within half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if re.search(
                    rf"mb-status--large\">.*?</svg>\s*{word}", answer.read().decode(), re.DOTALL
                ):
                    return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


class _Shell(HTMLParser):
    """What a browser makes of a page's shell: its title, its elements' names, its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title, self.scripts, self.names = "", 0, set[str]()
        self.values: list[str] = []
        self._in_title = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and not self.title
        self.scripts += tag == "script"
        self.names |= {name for name, _ in attrs}
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


def test_the_shell_shows_names_and_titles_as_they_are(tmp_path: Path, chart_cache: Path) -> None:
    odd = 'x" onload="y" &amp; &lt;/title&gt;&lt;script&gt;z()&lt;/script&gt; \'q\''
    quoted = odd.replace("'", "''")
    root = write_outside(
        tmp_path,
        {
            "data/organisation.yml": ORGANISATION.replace("name: Exempelby", f"name: '{quoted}'")
            .replace("title: Målbok för Exempelby", f"title: '{quoted}'")
            .replace("title: Nämnden", f"title: '{quoted}'"),
            "data/goals/n1/trygg.yml": GOAL.replace("Alla är trygga hemma", f"'{quoted}'"),
        },
    )
    pages = html_pages(built(root, root / "site", cache=chart_cache))
    plain = _Shell(pages["metod/index.html"])
    for path in ("mal/n1/trygg/index.html", "mal/n1/index.html"):
        shell = _Shell(pages[path])
        assert shell.title.startswith(f"{odd} – ")
        assert odd in shell.values  # og:title
        assert "onload" not in shell.names
        assert shell.scripts <= plain.scripts + 1  # and the one that reads charts out
