"""The municipality's own look: its colours, logo and font, and what is said of those that won't do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from malbok import colours
from malbok.colours import BLACK, DARK_GROUNDS, ENOUGH, LIGHT_GROUNDS, WHITE, contrast, legible
from malbok.engine import make_site
from malbok.look import STYLESHEET
from malbok.model import Audience
from malbok.problems import Problem
from malbok.reading import load_project
from malbok.theme_files import theme_folder
from tests.building import ORGANISATION, Files
from tests.building import all_problems as problems_of
from tests.conftest import ProjectWriter

TOKENS = (theme_folder() / "material/assets/tokens.css").read_text("utf-8")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def organisation(look: str) -> str:
    """The organisation's file with a look, written as lines below `look:`."""
    return ORGANISATION.replace("roles:", f"look:\n  {look}\nroles:")


def look_problems(root: Path) -> list[Problem]:
    """What is said of a project's look."""
    return [problem for problem in problems_of(root) if problem.code.startswith("L")]


# --- Colours by their numbers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that WCAG lets stand on white
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_one_of_black_and_white_can_be_read_on_any_colour() -> None:
    steps = range(0, 256, 15)
    for colour in (f"#{r:02x}{g:02x}{b:02x}" for r in steps for g in steps for b in steps):
        assert contrast(colours.text_on(colour), colour) >= ENOUGH


@pytest.mark.parametrize("colour", ["#f08a24", "#ffff00", WHITE, "#0a5f86", BLACK])
def test_a_colour_is_made_legible(colour: str) -> None:
    for grounds, towards in ((LIGHT_GROUNDS, "black"), (DARK_GROUNDS, "white")):
        better = legible(colour, grounds, towards)  # type: ignore[arg-type]
        assert colours.least_contrast(better, grounds) >= ENOUGH
        if colours.least_contrast(colour, grounds) >= ENOUGH:
            assert better == colour


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    light, dark = TOKENS.split("@media screen")[:2]
    for part, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
        found = re.findall(r"--mb-(?:surface|raised): (#\w+);", part)
        assert [full(colour) for colour in found] == list(grounds)


def test_every_colour_of_texts_stands_out_in_light_and_dark() -> None:
    light, dark = TOKENS.split("@media screen")[:2]
    texts = r"--mb-(?:ink|quiet|accent|good|way|mid|bad|none): (#\w+);"
    shapes = r"--mb-(?:edge|good-fill|way-fill|mid-fill|bad-fill|none-fill): (#\w+);"
    for part, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
        for pattern, least in ((texts, ENOUGH), (shapes, 3.0)):
            found = re.findall(pattern, part)
            assert len(found) >= 6
            for colour in found:
                assert colours.least_contrast(full(colour), grounds) >= least, (colour, least)


def full(colour: str) -> str:
    """`#fff` as `#ffffff`."""
    return colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])


# --- What is wrong with a look --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("look", "code"),
    [
        ("primary: #0a3d62", "L101"),
        ('primary: "0a3d62"', "L101"),
        ("primary: blue", "L101"),
        ('accent: "#abc"', "L101"),
        ('accent: "#ffffff;} body {display:none"', "L101"),
        ("logo: finns-inte.svg", "L102"),
        ("logo: ../data/organisation.yml", "L102"),
        ("logo: /etc/hostname", "L102"),
        ("logo: script.svg", "L103"),
        ("logo: onload.svg", "L103"),
        ("logo: elsewhere.svg", "L103"),
        ("logo: css.svg", "L103"),
        ("font: logo.svg", "L104"),
        ("font: text.woff2", "L104"),
        ('accent: "#f08a24"', "L105"),
        ('accent_dark: "#005a9c"', "L106"),
        ("logo: text.png", "L107"),
        ("logo: text.svg", "L107"),
        ("logo: large.svg", "L108"),
        ("logo: half.svg", "L109"),
        ("logo: latin.svg", "L109"),
        ("logo: half.png", "L109"),
    ],
)
def test_what_will_not_do_is_said_at_its_place(
    project: ProjectWriter, look: str, code: str
) -> None:
    files: Files = {
        "data/organisation.yml": organisation(look),
        "content/logo.svg": SVG,
        "content/script.svg": SVG.replace("<path", "<script>1</script><path"),
        "content/onload.svg": SVG.replace("<svg", '<svg onload="x()"'),
        "content/elsewhere.svg": SVG.replace(
            "<path", '<image href="https://a.example/b.png"/><path'
        ),
        "content/css.svg": SVG.replace("<path", "<style>@import url(//a.example/b)</style><path"),
        "content/text.svg": "hello",
        "content/text.png": "hello",
        "content/text.woff2": "hello",
        "content/half.svg": SVG.removesuffix("</svg>"),
        "content/latin.svg": SVG.replace("<path", "<title>Å</title><path").encode("latin-1"),
        "content/half.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "content/large.svg": SVG + "<!--" + "x" * 100_000 + "-->",
    }
    (problem,) = look_problems(project(files))
    assert problem.code == code
    key, name = (part.strip() for part in look.split(":", 1))
    if code in ("L103", "L108"):
        assert problem.place.path == f"content/{name}"
    else:
        assert problem.place.path == "data/organisation.yml"
        assert organisation(look).split("\n")[problem.place.line - 1].startswith(f"  {key}:")


def test_a_pale_link_is_told_its_contrast_and_a_better_colour(project: ProjectWriter) -> None:
    root = project({"data/organisation.yml": organisation('accent: "#f08a24"')})
    (problem,) = look_problems(root)
    assert problem.params["ratio"] == "2.3:1"
    better = str(problem.params["better"])
    assert colours.least_contrast(better, LIGHT_GROUNDS) >= ENOUGH
    again = project({"data/organisation.yml": organisation(f'accent: "{better}"')})
    assert look_problems(again) == []


# --- What comes of it -----------------------------------------------------------------------------


LOOK = (
    'logo: bilder/logo.svg\n  primary: "#ffcc00"\n  accent: "#0a5f86"\n  font: typsnitt/text.woff2'
)
FILES = {
    "data/organisation.yml": organisation(LOOK),
    "content/bilder/logo.svg": SVG,
    "content/typsnitt/text.woff2": "wOF2",
    "content/bilder/annan.svg": SVG,
}


def stylesheet(root: Path) -> str:
    site = make_site(load_project(root), Audience.PUBLIC)
    (sheet,) = [a.content.decode() for a in site.assets if a.path == STYLESHEET]
    return sheet


def test_a_look_becomes_a_style_sheet(project: ProjectWriter) -> None:
    sheet = stylesheet(project(FILES))
    assert 'src: url("../typsnitt/text.woff2") format("woff2")' in sheet
    assert "font-display: swap" in sheet
    light, dark = sheet.split("@media screen")
    assert "--mb-primary: #ffcc00" in light
    assert "--mb-on-primary: #000000" in light
    assert "--mb-accent: #0a5f86" in light
    (accent,) = re.findall(r"--mb-accent: (#\w{6})", dark)
    assert colours.least_contrast(accent, DARK_GROUNDS) >= ENOUGH
    assert sheet.count("{") == sheet.count("}")


def test_a_font_with_an_odd_name_breaks_no_style_sheet(project: ProjectWriter) -> None:
    files = {
        "data/organisation.yml": ORGANISATION + "look:\n  font: 'bilder/å\"b.woff2'\n",
        'content/bilder/å"b.woff2': "wOF2",
    }
    assert 'src: url("../bilder/%C3%A5%22b.woff2") format' in stylesheet(project(files))


def test_the_files_of_a_look_are_public_though_no_page_links_to_them(
    project: ProjectWriter,
) -> None:
    site = make_site(load_project(project(FILES)), Audience.PUBLIC)
    assert set(site.content_files) == {"bilder/logo.svg", "typsnitt/text.woff2"}
    assert site.logo == "bilder/logo.svg"


def test_without_a_look_there_is_no_style_sheet(project: ProjectWriter) -> None:
    site = make_site(load_project(project({})), Audience.PUBLIC)
    assert STYLESHEET not in [asset.path for asset in site.assets]
    assert site.logo == ""
