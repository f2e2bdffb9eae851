"""The browser's script gives the same advice as Python, to the letter and the position."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from malbok.theme_files import theme_folder
from malbok.wording import FIELDS, Sentence, advise, rules, strengths
from malbok.wording.browser import rules_json
from malbok.wording.declaration import LEVELS, TYPES
from tests.wording_cases import cases, for_browser

pytestmark = pytest.mark.browser

SCRIPT = theme_folder() / "material/assets/javascripts/advising.js"
GENERATED = 500
LARGEST = 25_000
"""Bytes that the script and the rules may weigh together, as they are sent."""

_RUN = """([script, rules, sentences]) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return import(url).then(({ prepare, advise, strengths }) => {
    const prepared = prepare(JSON.parse(rules));
    const all = JSON.parse(sentences);
    return JSON.stringify(all.map((one) => [advise(prepared, one), strengths(prepared, one)]));
  });
}"""

_TIME = """([script, rules, texts]) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return import(url).then(({ prepare, advise, strengths }) => {
    const prepared = prepare(JSON.parse(rules));
    return texts.map((text) => {
      const begun = performance.now();
      advise(prepared, { text, type: "result" });
      strengths(prepared, { text, type: "result" });
      return performance.now() - begun;
    });
  });
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def in_browser(page: Page, sentences: Sequence[Sentence]) -> list[list[list[dict[str, Any]]]]:
    """What the script says of each sentence: advice and strengths. In ASCII, as half characters
    don't pass otherwise."""
    written = json.dumps([for_browser(sentence) for sentence in sentences])
    said = page.evaluate(_RUN, [SCRIPT.read_text("utf-8"), rules_json().decode(), written])
    found: list[list[list[dict[str, Any]]]] = json.loads(said)
    return found


def in_python(sentences: Sequence[Sentence]) -> list[list[list[dict[str, Any]]]]:
    return [
        [list(map(asdict, advise(one, rules()))), list(map(asdict, strengths(one, rules())))]
        for one in sentences
    ]


def test_cases_agree(page: Page) -> None:
    sentences = [case.sentence for case in cases()]
    said = in_browser(page, sentences)
    assert said == in_python(sentences)
    for case, (advice, good) in zip(cases(), said, strict=True):
        assert [[a["rule"], a["start"], a["end"]] for a in advice] == case.advice, case.name
        if case.strengths is not None:
            assert [[s["rule"], s["start"], s["end"]] for s in good] == case.strengths, case.name


def test_examples_of_the_rules_agree(page: Page) -> None:
    declared = (*rules().rules, *rules().strengths)
    sentences = [sample for rule in declared for sample in (*rule.hits, *rule.misses)]
    assert in_browser(page, sentences) == in_python(sentences)


NASTY = (
    "😀",
    "👩‍👩‍👧",
    "a\u0308",
    "o\u0308ka",
    "A\u030a",
    "e\u0301",
    "q\u0308",
    "\u0307",
    "İ",
    "ı",
    "ß",
    "ẞ",
    "ſ",
    "\u212a",
    "\u212b",
    "ﬁ",
    "Ǆ",
    "×",
    "÷",
    "Þ",
    "Ÿ",
    "\u00a0",
    "\u202f",
    "\u2007",
    "\u2028",
    "\ufeff",
    "\u200b",
    "\u00ad",
    "\t",
    "\n",
    "\r\n",
    "\v",
    "\f",
    "\x85",
    "\x00",
    "\ud83d",
    "\udc00",
    "한",
    "\u1112\u1161\u11ab",
    "٣",
    "５",
    "Ω",
    "{passage}",
    "$&",
    "\\1",
    "$",
    ")",
    "[",
    "<script>",
    "–",
    "”",
    "'",
    ".",
    ",",
    "  ",
    "%",
)


def generated(seed: int = 5) -> list[Sentence]:
    """Sentences of the cases' words, shuffled, cut, in odd capitals, with what is nasty in between."""
    rng = random.Random(seed)
    declared = (*rules().rules, *rules().strengths)
    samples = [sample.text for rule in declared for sample in (*rule.hits, *rule.misses)]
    vocabulary = sorted(
        {w for t in (*samples, *(c.sentence.text for c in cases())) for w in t.split()}
    )
    shapes = (str, str, str, str.upper, str.title, str.swapcase, lambda w: w[: len(w) // 2])
    found = []
    for number in range(GENERATED):
        length = rng.choice((0, 1, 3, 8, 15, 30, 60)) if number % 50 else 600
        words = [rng.choice(shapes)(rng.choice(vocabulary)) for _ in range(length)]
        for _ in range(rng.choice((0, 1, 3, 6))):
            at = rng.randint(0, len(words))
            glued = rng.random() < 0.5 and words
            nasty = rng.choice(NASTY)
            if glued:
                word = rng.randrange(len(words))
                cut = rng.randint(0, len(words[word]))
                words[word] = words[word][:cut] + nasty + words[word][cut:]
            else:
                words.insert(at, nasty)
        text = rng.choice((" ", " ", " ", "\u00a0", "  ", "")).join(words)
        found.append(
            Sentence(
                text,
                rng.choice((None, *map(str, TYPES))),
                rng.choice((None, *map(str, LEVELS))),
                frozenset(rng.sample(FIELDS, rng.choice((0, 0, 1, 3)))),
                frozenset(rng.sample([r.id for r in rules().rules], rng.choice((0, 0, 2)))),
                tuple(rng.sample(vocabulary, min(3, len(vocabulary)))),
            )
        )
    return found


def test_any_text_gets_the_same_advice(page: Page) -> None:
    sentences = generated()
    for sentence, js, python in zip(
        sentences, in_browser(page, sentences), in_python(sentences), strict=True
    ):
        assert js == python, sentence


def test_advice_keeps_up_with_whoever_writes(page: Page) -> None:
    samples = " ".join(hit.text for rule in rules().rules for hit in rule.hits)
    typed = [samples[:length] for length in range(1, 301)]
    times = page.evaluate(_TIME, [SCRIPT.read_text("utf-8"), rules_json().decode(), typed])
    assert sorted(times)[-3] < 50, times[-3:]  # the machine may have hiccups


def test_script_and_rules_are_light() -> None:
    sizes = [len(gzip.compress(part, 9, mtime=0)) for part in (SCRIPT.read_bytes(), rules_json())]
    assert sum(sizes) <= LARGEST, sizes
