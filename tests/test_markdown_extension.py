"""The Markdown extension: goals and charts in any page that Python-Markdown renders."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from markdown import Markdown, markdown

from malbok.markdown_extension import EmbedError, MalbokExtension
from malbok.problems import DataError
from tests.building import write_project
from tests.sites import (
    INSIDE_FILES,
    MKDOCS,
    built,
    html_pages,
    main_text,
    words_for_the_inside,
    write_inside,
    write_outside,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_inside(tmp_path_factory.mktemp("embedding"))


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a goal that still applies."""
    return write_project(tmp_path_factory.mktemp("current"), {})


def rendered(root: Path, text: str, **options: str) -> str:
    extension = MalbokExtension(project=str(root), **options)
    return markdown(dedent(text), extensions=[extension, "tables", "md_in_html", "fenced_code"])


def said(html: str) -> str:
    return main_text(f"<article>{html}</article>")


def test_it_is_found_by_its_name(root: Path) -> None:
    html = markdown(
        "[[goal trygg]]",
        extensions=["malbok"],
        extension_configs={"malbok": {"project": str(root)}},
    )
    assert "Alla är trygga hemma" in html


def test_a_goal_becomes_a_card(root: Path) -> None:
    html = rendered(root, "Före.\n\n[[goal trygg]]\n\nEfter.")
    assert html.startswith("<p>Före.</p>")
    assert html.endswith("<p>Efter.</p>")
    assert '<aside class="mb-card">' in html
    text = said(html)
    assert "Delvis uppnått" in text
    assert "Alla är trygga hemma" in text
    assert "Nämnden" in text
    assert "[[" not in html


def test_an_indicator_has_its_name_and_a_chart_has_not(root: Path) -> None:
    indicator = rendered(root, "[[indicator trygghet]]")
    chart = rendered(root, "[[chart trygghet]]")
    assert '<a href="/indikatorer/trygghet/">Trygga i hemmet</a>' in indicator
    assert '<a href="/indikatorer/trygghet/">' not in chart
    for html in (indicator, chart):
        assert "<svg" in html
        assert "2015 saknas" in said(html)


def test_overview_and_summary(root: Path, current: Path) -> None:
    assert "Alla är trygga hemma" in rendered(current, "[[overview]]")
    assert "Alla är trygga hemma" not in rendered(root, "[[overview]]")  # it applies no longer
    assert "Delvis uppnått 1 mål" in said(rendered(current, "[[status-summary]]"))


def test_blocks_are_left_as_they_are(root: Path) -> None:
    """Markdown must not take what is embedded for a paragraph or for code."""
    for text in ("[[chart trygghet]]", "Text\n[[chart trygghet]]\nText", "# H\n[[overview]]"):
        html = rendered(root, text)
        assert "<p><" not in html.replace("<p><a", "").replace("<p>Text</p>", "")
        assert "<pre>" not in html
        assert "&lt;" not in html


def test_prose_is_rendered_as_without_it(root: Path) -> None:
    text = dedent(
        """
        # Rubrik

        Text med `[[goal x]]` mitt i, och [[x]].

        | a | b |
        |---|---|
        | 1 | 2 |

        - en
            - två

        ```
        [[x]]
        :: y
        ```

            [[x]]

        <div markdown="1">
        *med*
        </div>
        """
    )
    plain = markdown(text, extensions=["tables", "md_in_html", "fenced_code"])
    assert rendered(root, text) == plain


def test_links_start_where_they_are_asked_to(root: Path) -> None:
    plain = rendered(root, "[[goal trygg]]\n\n[[chart trygghet]]\n\n[[status-summary]]")
    based = rendered(
        root, "[[goal trygg]]\n\n[[chart trygghet]]\n\n[[status-summary]]", base="../bok/"
    )
    addresses = re.findall(r'href="([^"]*)"', plain)
    assert "/mal/n1/trygg/" in addresses
    assert "/data/indicators/trygghet.csv" in addresses
    assert "/mal/" in addresses
    assert re.findall(r'href="([^"]*)"', based) == [
        f"../bok{a}" if a.startswith("/") else a for a in addresses
    ]


def test_another_day(root: Path) -> None:
    now = said(rendered(root, "[[status-summary]]"))
    then = said(rendered(root, "[[status-summary]]", as_of="2014-12-31"))
    assert "31 december 2016" in now
    assert "31 december 2014" in then
    day = MalbokExtension(project=str(root), as_of=date(2014, 12, 31))  # as YAML reads it
    assert said(markdown("[[status-summary]]", extensions=[day])) == then


TEXT = """
Före. <!-- zqxkommentar -->

::: intranet

Zqxtext.

[[goal zqxmal]]

:::

::: public
För alla.
:::

Efter.
"""


def test_the_public_gets_nothing_for_the_inside(root: Path) -> None:
    html = rendered(root, TEXT)
    assert words_for_the_inside(html.encode()) == set()
    assert said(html) == "Före. För alla. Efter."
    assert ":::" not in html


def test_the_intranet_gets_everything(root: Path) -> None:
    html = rendered(root, TEXT, audience="intranet")
    assert "Zqxtext." in html
    assert "Zqxmåltitel" in html
    assert ":::" not in html


@pytest.mark.parametrize(
    "embed",
    ["[[goal finns-inte]]", "[[chart finns-inte]]", "[[indicator trygg]]", "[[goal trygghet]]"],
)
def test_what_is_not_there_is_named(root: Path, embed: str) -> None:
    with pytest.raises(EmbedError, match=re.escape(embed)):
        rendered(root, embed)


@pytest.mark.parametrize("embed", ["[[goal zqxmal]]", "[[chart zqxindikator]]"])
def test_for_the_public_what_is_for_the_inside_is_not_there(root: Path, embed: str) -> None:
    with pytest.raises(EmbedError, match=re.escape(embed)):
        rendered(root, embed)


@pytest.mark.parametrize(
    "text",
    ["[[goal]]", "[[Goal trygg]]", "Se [[goal trygg]].", "::: intranet\nx", "::: alla\nx\n:::"],
)
def test_a_fault_in_the_page_is_explained(root: Path, text: str) -> None:
    with pytest.raises(EmbedError, match=r"fel\[[VR]\d{3}\] "):
        rendered(root, text)


@pytest.mark.parametrize(
    ("option", "value"), [("audience", "alla"), ("as_of", "31 mars"), ("as_of", "2016-02-30")]
)
def test_a_faulty_option_is_named(root: Path, option: str, value: str) -> None:
    with pytest.raises(EmbedError, match=re.escape(value)):
        rendered(root, "[[overview]]", **{option: value})


def test_faulty_data_are_not_embedded(tmp_path: Path) -> None:
    broken = write_project(tmp_path, {"data/indicators/trygghet.csv": "period;value\n"})
    with pytest.raises(DataError) as caught:
        rendered(broken, "[[overview]]")
    assert [p.code for p in caught.value.problems] == ["C102"]


def test_a_page_without_embeds_needs_no_project(tmp_path: Path) -> None:
    assert rendered(tmp_path, "*Text*") == "<p><em>Text</em></p>"


def test_one_markdown_object_renders_many_pages(root: Path) -> None:
    renderer = Markdown(extensions=[MalbokExtension(project=str(root))])
    first = renderer.convert("[[goal trygg]]")
    renderer.reset()
    assert renderer.convert("Text") == "<p>Text</p>"
    renderer.reset()
    assert renderer.convert("[[goal trygg]]") == first


def test_beside_the_plugin_it_finds_nothing_left_to_do(tmp_path: Path, chart_cache: Path) -> None:
    page = INSIDE_FILES["content/index.md"]
    assert isinstance(page, str)
    config = MKDOCS.replace("[admonition, ", "[malbok, admonition, ")
    pages = [
        html_pages(built(root, root / "site", cache=chart_cache))
        for root in (
            write_outside(tmp_path / "with", {"mkdocs.yml": config}),
            write_outside(tmp_path / "without"),
        )
    ]
    assert pages[0] == pages[1]
