"""The measures themselves: they find what is wrong, and nothing in what is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import measuring

pytestmark = pytest.mark.browser

RIGHT = """
<p>Ett</p><p>Två</p><p>Tre</p><p style="color: #777; font-size: 24px">Stort</p>
<p style="background: #000"><span style="color: #fff">Ljust på mörkt</span></p>
<svg width="200" height="100"><rect width="200" height="50" fill="#035"/>
<text x="10" y="30" fill="#fff">På en yta</text><text x="10" y="80">Under den</text></svg>
"""


@pytest.mark.parametrize(
    ("measure", "wrong", "found"),
    [
        (measuring.weak_texts, '<p style="color: #999">Blek</p>', "Blek"),
        (
            measuring.weak_texts,
            '<div style="opacity: .5"><p>Genomskinlig</p></div>',
            "Genomskinlig",
        ),
        (measuring.weak_texts, '<div style="background: #666"><p>Ovanpå</p></div>', "Ovanpå"),
        (
            measuring.weak_texts,
            "<style>::placeholder { color: #ccc }</style><input placeholder='Sök'>",
            "::placeholder",
        ),
        (
            measuring.weak_texts,
            '<svg width="90" height="40"><rect width="90" height="40"/><text y="20">Mörk</text></svg>',
            "Mörk",
        ),
        (
            measuring.weak_texts,
            '<p style="background: linear-gradient(red, blue)">Bild</p>',
            "on a picture",
        ),
        (
            measuring.faint_shapes,
            '<svg class="x"><path class="linje" fill="none" stroke="#ccc" d="M0 0 90 40"/></svg>',
            "linje",
        ),
        (measuring.faint_shapes, '<input style="border: 1px solid #ddd">', "the edge of"),
        (
            measuring.covered_texts,
            '<div style="position: relative"><p>Gömd</p><b style="position: absolute; inset: 0">x</b></div>',
            "Gömd",
        ),
        (
            measuring.cut_boxes,
            '<div style="overflow: hidden; width: 40px; white-space: nowrap">Längre än så</div>',
            "in 40",
        ),
        (
            lambda page: measuring.wrong_lettering(page)[1],
            '<svg width="90" height="40"><text y="20">Ett</text><text x="5" y="22">Två</text></svg>',
            "overlap: Ett | Två",
        ),
        (
            lambda page: measuring.wrong_lettering(page)[1],
            '<svg width="90" height="40"><text x="70" y="20">Utanför</text></svg>',
            "outside: Utanför",
        ),
    ],
)
def test_a_measure_finds_what_is_wrong(
    browser: Browser, measure: Callable[[Page], list[str]], wrong: str, found: str
) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.set_content(f'<html lang="sv"><body style="background: #fff">{RIGHT}</body></html>')
    assert measure(page) == []
    page.set_content(f'<html lang="sv"><body style="background: #fff">{RIGHT}{wrong}</body></html>')
    told = measure(page)
    page.close()
    assert len(told) == 1
    assert found in told[0]
