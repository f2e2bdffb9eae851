"""A report leads to the web and to mail addresses, and to nothing of the site."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown as to_html

from malbok.reports.leading import links_within, standing_alone

HREF = re.compile(r'(?:href|src)="(?!https?://|mailto:|&#109;)([^"]*)"')

PLAIN = {
    "[det](../hemlig.md)": "det",
    "Se [det](hemlig.md), tack.": "Se det, tack.",
    '[det](hemlig.md "Titel")': "det",
    "[det](<hemlig sida.md>)": "det",
    "[det](hemlig_(sida).md)": "det",
    "[det](a(b(c)d)e.md)": "det",
    "(se [det](hemlig.md))": "(se det)",
    ":-( [det](hemlig.md) :-)": ":-( det :-)",
    "[ja [och] nej](hemlig.md)": "ja [och] nej",
    "[**det**](#del)": "**det**",
    "[det](/hemlig/)": "det",
    "[det](//exempel.se/x)": "det",
    "[det](https:hemlig.md)": "det",
    "[det](ftp://exempel.se)": "det",
    "[det]()": "det",
    "[`a]`](hemlig.md)": "`a]`",
    "![Karta](hemlig.png)": "Karta",
    "![Karta](https://exempel.se/k.png)": "Karta",
    "[![Karta](k.png)](hemlig.md)": "Karta",
    "[![Karta](k.png)](https://exempel.se)": "[Karta](https://exempel.se)",
    "[det][r]\n\n[r]: ../hemlig/": "det\n\n",
    "[det] [R]\n\n[r]: <../hemlig/> 'Titel'": "det\n\n",
    "[det][]\n\n[Det]:\n  hemlig.md": "det\n\n",
    "[det]\n\n> [det]: hemlig.md": "det\n\n> ",
    "![Karta][k]\n\n[k]: hemlig.png": "Karta\n\n",
    "![Karta][k]\n\n[k]: https://exempel.se/k.png": "Karta\n\n[k]: https://exempel.se/k.png",
    '<a href="hemlig.md">det</a>': "det",
    "<A class=x HREF=hemlig.md>det</A>": "det",
    '<img src="hemlig.png" alt="Karta">': "Karta",
    "Se <hemlig.md>.": "Se .",
}
AS_IT_IS = [
    "[det](https://exempel.se/a_(b))",
    "[det](HTTP://exempel.se)",
    "[skriv](mailto:a@exempel.se)",
    "<https://exempel.se> och <a@exempel.se>",
    "[det][r]\n\n[r]: https://exempel.se",
    '<a href="https://exempel.se">det</a>',
    "Fler [än förut] (47 procent) och a[1](2",
    "`[det](hemlig.md)`",
    r"\[det\](hemlig.md)",
    "x < y och <strong>fet</strong>",
    "[^1]: En fotnot med flera ord.",
]


@pytest.mark.parametrize("written", PLAIN)
def test_a_link_within_the_site_becomes_its_words(written: str) -> None:
    alone = standing_alone(written)
    assert alone == PLAIN[written]
    assert not HREF.search(to_html(alone))
    assert standing_alone(alone) == alone
    assert links_within(alone) == ()


@pytest.mark.parametrize("written", AS_IT_IS)
def test_what_leads_nowhere_within_the_site_stays(written: str) -> None:
    assert standing_alone(written) == written
    assert links_within(written) == ()


def test_links_are_told_as_they_are_written() -> None:
    text = (
        "[a](a.md) ![b](b.png) [c][] [c] [d](https://d.se)\n\n[c]: c/ 'C'\n\n<a href='e.md'>e</a>"
    )
    assert links_within(text) == ("a.md", "b.png", "c/", "e.md")


def test_pages_that_readers_may_see_stay() -> None:
    text = "[Om](om.md#del) och [mer](hemlig.md)"
    assert standing_alone(text, {"om.md"}) == "[Om](om.md#del) och mer"


@given(st.text(st.sampled_from("[]()<>!`\\ \n:ar.md#\"'*_-h"), max_size=60))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    alone = standing_alone(text)
    assert len(alone) <= len(text)


def test_a_long_text_takes_no_time() -> None:
    for part in ("[", "[a](", "![](", "`", "<a ", "[a]: ", "(", "[a][b"):
        standing_alone(part * 20_000)
