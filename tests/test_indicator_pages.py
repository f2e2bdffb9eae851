"""The page of an indicator: what it says, in which order, to whom; and its chart on other sites."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from malbok.addresses import Addresses
from malbok.changes.records import ItemKind
from malbok.changes.showing import Parts, shown
from malbok.engine import make_site, view
from malbok.model import Audience
from malbok.pages import Site
from malbok.pages.embedding import dark_by_setting
from malbok.pages.records import fill
from malbok.reading import load_project
from malbok.theme_files import theme_folder
from tests.building import FIGURES, GOAL, INDICATOR, ORGANISATION, Files, all_problems
from tests.conftest import ProjectWriter

GROUP = """\
comparison_groups:
  - id: grannar
    title: Grannkommunerna
    municipalities: [Aby, Bby, Cby, Dby, Eby]
    references: [Riket]
"""
COMPARED = (
    INDICATOR
    + """\
meaning: Så många sover gott.
about: people
compare_with: grannar
licence: {title: CC0, url: "https://example.org/cc0"}
next_update: 2027-03-01
note: Enkäten görs i maj.
"""
)
BROAD_FIGURES = """\
period,value,municipality,sex,group,count,mark,note
2014,43,,,,800,,
2015,44,,,,800,revised,Sena svar
2015,48,,women,,400,,
2015,40,,men,,400,,
2016,47,,,,800,preliminary,
2016,50,,women,,400,preliminary,
2016,44,,men,,400,preliminary,
2016,46,,,Unga,400,,
2016,48,,,Vuxna,393,,
2016,43,,,Äldre,7,,
2016,41,Aby,,,,,
2016,44,Bby,,,,,
2016,47,Cby,,,,,
2016,52,Dby,,,,preliminary,
2016,,Eby,,,,,Har inte svarat
2016,45,Riket,,,,,
"""
BROAD: Files = {
    "data/organisation.yml": ORGANISATION
    + GROUP
    + 'licence: {title: CC BY, url: "https://example.org/by"}\n',
    "data/indicators/trygghet.yml": COMPARED,
    "data/indicators/trygghet.csv": BROAD_FIGURES,
    "data/goals/n1/trygg.yml": GOAL,
}
PATH = "indikatorer/trygghet.md"
EMBEDDED = "inbaddning/indikatorer/trygghet.html"


def made(root: Path, cache: Path, audience: Audience = Audience.PUBLIC, site: str = "") -> Site:
    return make_site(
        load_project(root), audience, chart_cache=cache, addresses=Addresses(site=site)
    )


def page(site: Site, path: str = PATH) -> str:
    """A page's text with its blocks, drawings left out."""
    (found,) = [page for page in site.pages if page.path == path]
    html = fill(found.markdown, found.blocks)
    return re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)


def text(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split())).replace("\u00a0", " ")


def assets(site: Site) -> dict[str, str]:
    return {
        asset.path: asset.content.decode()
        for asset in site.assets
        if asset.path.startswith("inbaddning/")
    }


def section(html: str, anchor: str) -> str:
    """The part of a page below the heading with that anchor."""
    return re.split(r"\n## ", html.split(f"#{anchor} }}", 1)[1], maxsplit=1)[0]


@pytest.fixture
def broad(project: ProjectWriter) -> Path:
    root = project(BROAD)
    assert all_problems(root) == ()
    return root


# --- What rests on too few is hidden, not missing --------------------------------------------------


def test_what_is_hidden_is_not_said_to_be_missing(
    project: ProjectWriter, chart_cache: Path
) -> None:
    hidden = "period,value,count\n2013,,\n2014,40,5\n2015,45,5\n2016,47,6\n"
    target = "  - {indicator: trygghet, comparator: at_least, value: 50, due: '2016'}\n"
    goal = GOAL.split("targets:")[0] + "targets:\n" + target
    files = {**BROAD, "data/indicators/trygghet.csv": hidden, "data/goals/n1/trygg.yml": goal}
    site = made(project(files), chart_cache)
    listed = text(page(site, "alla-mal/index.md"))
    assert "Trygga i hemmet: för få för att visas" in listed
    assert "Trygga i hemmet för få för att visas" in text(page(site, "indikatorer/index.md"))
    own = page(site)
    assert "mb-latest__value" not in own
    assert "Det finns inget publicerat utfall" not in text(own)
    gone = {**files, "data/indicators/trygghet.csv": "period,value\n2016,\n"}
    site = made(project(gone), chart_cache)
    assert "Trygga i hemmet: saknas" in text(page(site, "alla-mal/index.md"))
    assert "Trygga i hemmet saknas" in text(page(site, "indikatorer/index.md"))
    assert "Det finns inget publicerat utfall" in text(page(site))


# --- The page -------------------------------------------------------------------------------------


def test_everything_stands_in_order(broad: Path, chart_cache: Path) -> None:
    html = page(made(broad, chart_cache))
    order = [
        "Så många sover gott.",
        "Så många känner sig trygga hemma.",
        '<p class="mb-latest__value">47',
        "Enkäten görs i maj.",
        "#uppdelat",
        "#jamforelse",
        "Alla är trygga hemma",
        "mb-facts",
        "#hamta",
        "&lt;iframe",
    ]
    places = [html.index(part) for part in order]
    assert places == sorted(places)


def test_the_latest_value_says_that_it_is_preliminary(broad: Path, chart_cache: Path) -> None:
    said = text(page(made(broad, chart_cache)).split("## ", 1)[0])
    assert "Preliminärt" in said
    assert "44 %" in said, "how it was before"


def test_facts_are_all_there(broad: Path, chart_cache: Path) -> None:
    facts = text(page(made(broad, chart_cache)).split("mb-facts", 1)[1].split("</dl>")[0])
    for fact in ("Enkäten", "CC0", "1 mars 2027", "22 november 2026", "31 december 2016"):
        assert fact in facts
    assert "CC BY" not in facts, "its own licence goes before the organisation's"


def test_the_licence_is_else_the_organisations(project: ProjectWriter, chart_cache: Path) -> None:
    described = re.sub(r"licence: .*\n", "", COMPARED)
    root = project({**BROAD, "data/indicators/trygghet.yml": described})
    assert "CC BY" in text(page(made(root, chart_cache)))


def test_a_page_without_groups_has_no_such_sections(
    project: ProjectWriter, chart_cache: Path
) -> None:
    html = page(made(project({}), chart_cache))
    assert "#uppdelat" not in html
    assert "#jamforelse" not in html


def test_the_list_has_every_indicator(broad: Path, chart_cache: Path) -> None:
    html = page(made(broad, chart_cache), "indikatorer/index.md")
    assert "Trygga i hemmet" in html
    assert "47" in html


# --- By sex and group -----------------------------------------------------------------------------


def test_one_table_has_all_parts(broad: Path, chart_cache: Path) -> None:
    html = section(page(made(broad, chart_cache, Audience.INTRANET)), "uppdelat")
    assert html.count("<table") == 1
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', html)
    assert len(heads) == 8
    assert heads[-4:-1] == ["Unga", "Vuxna", "Äldre"]
    rows = re.findall(r"<tr><th scope=\"row\">(\d+)</th>(.*?)</tr>", html, re.DOTALL)
    assert [period for period, _ in rows] == ["2014", "2015", "2016"]
    assert re.findall(r">([\d,]+)<", rows[2][1]) == ["47", "50", "44", "46", "48", "43"]


def test_the_public_does_not_see_what_rests_on_few(broad: Path, chart_cache: Path) -> None:
    site = made(broad, chart_cache)
    html = section(page(site), "uppdelat")
    (row,) = re.findall(r"<tr><th scope=\"row\">2016</th>(.*?)</tr>", html, re.DOTALL)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
    assert cells[:3] == ["47", "50", "44"]
    assert "43" not in cells
    assert len({cell for cell in cells[3:6] if not cell.isdigit()}) == 1
    assert sum(not cell.isdigit() for cell in cells[3:6]) >= 2, "one alone could be computed"


def test_women_and_men_are_told_apart_in_words(broad: Path, chart_cache: Path) -> None:
    said = text(section(page(made(broad, chart_cache)), "uppdelat"))
    assert "50 %" in said
    assert "44 %" in said
    assert "6 procentenheter" in said


# --- Beside others --------------------------------------------------------------------------------


def test_a_comparison_has_a_row_for_each(broad: Path, chart_cache: Path) -> None:
    html = section(page(made(broad, chart_cache)), "jamforelse")
    heads = re.findall(r'<th scope="row">(.*?)</th>', html)
    names = [text(head).split()[0] for head in heads]
    assert names == ["Dby", "Exempelby", "Cby", "Bby", "Aby", "Riket", "Eby"]
    said = text(html)
    assert "Har inte svarat" in said
    assert "Grannkommunerna, 2016" in said
    assert "CC" not in said


def test_derived_figures_are_called_our_own(broad: Path, chart_cache: Path) -> None:
    """Whoever publishes the values must not be credited for what is computed from them."""
    html = section(page(made(broad, chart_cache, site="")), "jamforelse")
    assert "Enkäten" in html
    assert re.search("egen beräkning|our own calculation", html)
    assert re.search("relativ", html)


def test_a_long_group_is_folded_away(project: ProjectWriter, chart_cache: Path) -> None:
    names = [f"Kommun {number}" for number in range(30)]
    group = GROUP.replace("[Aby, Bby, Cby, Dby, Eby]", f"[{', '.join(names)}]")
    rows = "".join(f"2016,{40 + n / 10},{name}\n" for n, name in enumerate(names))
    root = project(
        {
            **BROAD,
            "data/organisation.yml": ORGANISATION + group,
            "data/indicators/trygghet.csv": f"period,value,municipality\n2016,41,\n{rows}",
        }
    )
    html = section(page(made(root, chart_cache)), "jamforelse")
    assert "<details" in html
    assert html.count('<th scope="row">') == 31


def test_a_group_that_is_not_there_is_not_shown(project: ProjectWriter, chart_cache: Path) -> None:
    root = project({**BROAD, "data/indicators/trygghet.csv": FIGURES})
    assert "#jamforelse" not in page(made(root, chart_cache))


@pytest.mark.parametrize(
    ("name", "before", "after", "part"),
    [
        ("data/indicators/trygghet.csv", "2016,44,Bby", "2016,45,Bby", "comparison"),
        ("data/indicators/trygghet.csv", "2015,48,,women", "2015,49,,women", "breakdown"),
        ("data/indicators/trygghet.yml", "sover gott", "sover bra", "what it means"),
        ("data/indicators/trygghet.yml", "2027-03-01", "2027-04-01", "date of updating"),
        ("data/indicators/trygghet.yml", "title: CC0", "title: CC1", "facts"),
        ("data/organisation.yml", "Dby, Eby", "Dby", "comparison"),
    ],
)
def test_diff_tells_of_what_the_page_shows(
    project: ProjectWriter, name: str, before: str, after: str, part: str
) -> None:
    def parts(files: Files) -> Parts:
        seen = view(load_project(project(files)), Audience.PUBLIC)
        (found,) = [page for page in shown(seen) if page.key == (ItemKind.INDICATOR, "trygghet")]
        return found.parts

    assert before in str(BROAD[name])
    old, new = parts(BROAD), parts({**BROAD, name: str(BROAD[name]).replace(before, after)})
    assert [str(key) for key in new if new[key] != old[key]] == [part]


# --- On other sites -------------------------------------------------------------------------------

VOID = {"meta", "link", "br", "base", "img", "input"}


class Outline(HTMLParser):
    """The elements of a page, each closed, and the addresses in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_each_chart_has_a_page_of_its_own(broad: Path, chart_cache: Path) -> None:
    found = assets(made(broad, chart_cache))
    assert set(found) == {
        EMBEDDED,
        "inbaddning/mal/trygg/trygghet.html",
        "inbaddning/inbaddning.css",
    }
    target = text(re.sub(r"<svg.*?</svg>", "", found["inbaddning/mal/trygg/trygghet.html"]))
    assert "Alla är trygga hemma" in target
    assert "minst 50 %" in target


def test_no_figures_no_page(project: ProjectWriter, chart_cache: Path) -> None:
    root = project({"data/indicators/trygghet.csv": "period,value\n"})
    site = made(root, chart_cache)
    assert set(assets(site)) == {"inbaddning/inbaddning.css"}
    assert "iframe" not in page(site)


def test_an_embedded_page_is_whole(broad: Path, chart_cache: Path) -> None:
    html = assets(made(broad, chart_cache, site="https://mal.example.se/"))[EMBEDDED]
    outline = Outline(html)
    assert html.startswith("<!doctype html>")
    assert outline.tags.count("h1") == outline.tags.count("main") == 1
    assert ("html", "lang", "sv") in outline.attributes
    assert ("meta", "content", "noindex") in outline.attributes
    assert "script" not in outline.tags
    assert "style" not in outline.tags
    assert not [name for _, name, _ in outline.attributes if name == "style" or name[:2] == "on"]
    said = text(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))
    for part in ("Trygga i hemmet", "47 %", "Enkäten", "22 november 2026", "31 december 2016"):
        assert part in said


def test_an_embedded_page_asks_nobody_else(broad: Path, chart_cache: Path) -> None:
    html = assets(made(broad, chart_cache))[EMBEDDED]
    loaded = [
        value
        for tag, name, value in Outline(html).attributes
        if (tag, name) in {("link", "href"), ("img", "src"), ("use", "href")}
    ]
    assert loaded
    assert not [address for address in loaded if "//" in address]
    ways = [value for tag, name, value in Outline(html).attributes if (tag, name) == ("a", "href")]
    assert "../../indikatorer/trygghet/" in ways


def test_the_code_has_the_whole_address(broad: Path, chart_cache: Path) -> None:
    html = page(made(broad, chart_cache, site="https://mal.example.se/bok/"))
    code = unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[0])
    ((_, address), *_) = [
        (name, value) for tag, name, value in Outline(code).attributes if name == "src"
    ]
    assert address == f"https://mal.example.se/bok/{EMBEDDED}"


def test_there_is_code_for_each_chart(project: ProjectWriter, chart_cache: Path) -> None:
    again = (
        GOAL.split("targets:\n")[1].replace("value: 50", "value: 90").replace('"2016"', '"2018"')
    )
    site = made(project({**BROAD, "data/goals/n1/trygg.yml": GOAL + again}), chart_cache)
    codes = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page(site), re.DOTALL)
    found = [
        value
        for code in codes
        for _, name, value in Outline(unescape(code)).attributes
        if name == "src"
    ]
    assert found == [
        EMBEDDED,
        "inbaddning/mal/trygg/trygghet.html",
        "inbaddning/mal/trygg/trygghet.2.html",
    ]
    assert set(found) < set(assets(site))


def test_without_an_address_the_code_says_so(broad: Path, chart_cache: Path) -> None:
    known = text(page(made(broad, chart_cache, site="https://mal.example.se/")))
    unknown = text(page(made(broad, chart_cache)))
    assert f'src="{EMBEDDED}"' in unknown
    assert len(unknown) > len(known) - len("https://mal.example.se/")


def test_pages_in_english_have_charts_in_english(project: ProjectWriter, chart_cache: Path) -> None:
    organisation = f"{BROAD['data/organisation.yml']!s}languages: [sv, en]\n"
    site = made(project({**BROAD, "data/organisation.yml": organisation}), chart_cache)
    found = {asset.path: asset.content.decode() for asset in site.assets}
    english = found[f"en/{EMBEDDED}"]
    assert '<html lang="en"' in english
    assert 'href="../../../inbaddning/inbaddning.css"' in english
    assert 'href="../../indikatorer/trygghet/"' in english
    assert f"en/{EMBEDDED}" in page(site, f"en/{PATH}")


NASTY = "<b>\"Du & jag\"</b> ]]> 🙂 'x' {{ 7 * 7 }} " + "lång " * 50


def test_nasty_texts_stay_texts(project: ProjectWriter, chart_cache: Path) -> None:
    quoted = NASTY.strip().replace("'", "''")
    names = "['Kommun <i>\"A\"</i>', 'B & C', 'D''E', F]"
    organisation = ORGANISATION + GROUP.replace("[Aby, Bby, Cby, Dby, Eby]", names)
    described = COMPARED.replace("Så många sover gott.", f"'{quoted}'")
    described = described.replace("Trygga i hemmet", "Trygga & \"glada\" 'hemma'")
    rows = (
        "2016,47,,,,\n"
        '2016,41,"Kommun <i>""A""</i>",,,\n'
        "2016,44,B & C,,,\n2016,45,D'E,,,\n2016,46,F,,,\n"
        '2016,40,,,"<script>alert(1)</script>",90\n'
        "2016,50,,,Övriga & andra,90\n"
    )
    root = project(
        {
            **BROAD,
            "data/organisation.yml": organisation,
            "data/indicators/trygghet.yml": described,
            "data/indicators/trygghet.csv": f"period,value,municipality,sex,group,count\n{rows}",
        }
    )
    for audience in Audience:
        site = made(root, chart_cache, audience, "https://mal.example.se/")
        html = page(site)
        assert "<script" not in html
        assert "<i>" not in html
        assert "<b>" not in html
        code = unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[0])
        titles = [value for _, name, value in Outline(code).attributes if name == "title"]
        assert titles == ["Trygga & \"glada\" 'hemma'"]
        Outline(assets(site)[EMBEDDED])


def test_the_dark_scheme_follows_the_readers_setting(broad: Path, chart_cache: Path) -> None:
    style = assets(made(broad, chart_cache))["inbaddning/inbaddning.css"]
    dark = style.split("prefers-color-scheme: dark", 1)[1]
    for name in ("--mb-surface", "--mb-ink", "--malbok-chart-line", "--malbok-chart-text"):
        assert re.search(rf"{name}: ", dark), name
    tokens = (theme_folder() / "material" / "assets" / "tokens.css").read_text("utf-8")
    surface = re.findall(r"--mb-surface: ([^;]+);", tokens)
    assert f"--mb-surface: {surface[1]};" in dark


def test_rules_for_the_dark_scheme_are_found_in_any_sheet() -> None:
    sheet = '@media screen { [data-md-color-scheme="slate"] { --a: #000; --b: var(--c, #fff); } }'
    assert dark_by_setting([sheet]) == (
        "@media screen and (prefers-color-scheme: dark) {\n"
        "  [data-md-color-scheme] {\n    --a: #000;\n    --b: var(--c, #fff);\n  }\n"
        "}\n"
    )
