"""Words explained where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbok.glossary import anchor, entry, explained, mark_words
from malbok.model import GlossaryWord

TARGET = GlossaryWord(word="målvärde", forms=("målvärdet", "målvärden"), meaning="Det som ska nås.")
MEDIAN = GlossaryWord(word="median", forms=(), meaning="Värdet i <mitten> & inget annat.")
WORDS = (TARGET, MEDIAN)


def count(html: str, word: GlossaryWord = TARGET) -> int:
    return html.count(f'id="{anchor(word)}"')


def test_the_first_occurrence_is_explained_and_no_other() -> None:
    html = mark_words("<p>Ett målvärde och två målvärden.</p>", WORDS)
    assert html == f"<p>Ett {explained('målvärde', TARGET)} och två målvärden.</p>"


def test_a_form_with_a_capital_keeps_it() -> None:
    html = mark_words("<p>Målvärdet är 7.</p>", WORDS)
    assert ">Målvärdet</button>" in html
    assert "<strong>målvärde</strong>: Det som ska nås." in html


def test_the_meaning_can_hold_any_character() -> None:
    assert "Värdet i &lt;mitten&gt; &amp; inget annat." in mark_words("<p>Median</p>", WORDS)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Målvärde</h2>",
        '<p><a href="#x">målvärde</a></p>',
        "<p><code>målvärde</code></p>",
        "<pre><code>målvärde</code></pre>",
        '<p title="målvärde">Tal</p>',
        "<p>delmålvärde och målvärdesfråga</p>",
        "<p>del-målvärde</p>",
        "<!-- målvärde -->",
        "<svg><text>målvärde</text></svg>",
        "<details><summary>målvärde</summary></details>",
    ],
)
def test_what_is_left_alone(html: str) -> None:
    assert mark_words(html, WORDS) == html


def test_text_after_what_is_left_alone_is_marked() -> None:
    assert count(mark_words("<h2>Målvärde</h2><p>Ett<br>målvärde</p>", WORDS)) == 1


def test_a_meaning_that_the_page_has_already_is_not_repeated() -> None:
    html = "<p>Ett målvärde.</p>"
    assert mark_words(html, WORDS, ["<p>", explained("Målvärde", TARGET)]) == html
    assert count(mark_words(html, WORDS, ["<p>"])) == 1


def test_an_entry_is_found_by_each_form() -> None:
    assert entry("Målvärden", WORDS) is TARGET
    assert entry("målbild", WORDS) is None


def test_without_words_nothing_changes() -> None:
    assert mark_words("<p>målvärde</p>", ()) == "<p>målvärde</p>"


TEXTS = st.text(st.sampled_from("ab <>&\"'-målvärde/=!"), max_size=60)


@given(TEXTS)
def test_nothing_but_buttons_is_added(text: str) -> None:
    html = mark_words(text, WORDS)
    for word in WORDS:
        for form in (word.word, *word.forms):
            html = html.replace(explained(form, word), form)
    assert html.casefold() == text.casefold()
    assert count(mark_words(text, WORDS)) <= 1


def test_words_that_differ_in_a_dot_have_meanings_of_their_own() -> None:
    goal, tool = GlossaryWord(word="mål", meaning="A."), GlossaryWord(word="mal", meaning="B.")
    html = mark_words("<p>mål och mal</p>", (goal, tool))
    assert anchor(goal) != anchor(tool)
    assert html.count(f'popovertarget="{anchor(goal)}"') == 1
    assert html.count(f'popovertarget="{anchor(tool)}"') == 1
