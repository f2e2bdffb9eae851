"""How easy the handbook's pages are to read: LIX, long sentences, and words that klarspråk advises against.

LIX (C.H. Björnsson, *Läsbarhet*, 1968) is the words per sentence, plus how many of a hundred words have more
than six letters. Under 30 is very easy, 30-40 easy, 40-50 as in newspapers, above that like officialese.
It is a measure of a page, not of a sentence, and says nothing of whether the text is right.

Measured are paragraphs and list items, each item a sentence at least. Headings and table cells have no
sentences, so only their words are looked at. Code isn't text. The list of words is our own
(`plain_words.yml`); a word in quotation marks or italics is spoken of, and isn't counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from malbok.model import ContentPage
from malbok.running_text import Passage, PassageKind, passages, sentences, words

TARGET = 40
"""The LIX that every page is to be below."""
LONG_WORD = 6
"""A word with more letters than this is long."""
LONG_SENTENCE = 30
"""A sentence with more words than this is long."""
PLAIN_WORDS = Path(__file__).with_name("plain_words.yml")

_CITED = re.compile(r"”[^”]*”|\"[^\"]*\"|»[^«]*«|’[^’]*’")


@dataclass(frozen=True, slots=True)
class HeavyWord:
    """A word that klarspråk advises against, as it stands on a line of the page's file, and what to
    write instead."""

    line: int
    word: str
    instead: str


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence with more words than readers hold in mind, and the line its passage begins on."""

    line: int
    words: int
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A page, by its file within the project, and what was counted in it."""

    file: str
    words: int
    sentences: int
    long_words: int
    heavy_words: tuple[HeavyWord, ...]
    long_sentences: tuple[LongSentence, ...]

    @property
    def lix(self) -> float:
        """The page's LIX with one decimal; 0 for a page without sentences."""
        if not self.sentences:
            return 0.0
        return round(self.words / self.sentences + 100 * self.long_words / self.words, 1)

    @property
    def is_heavy(self) -> bool:
        """Whether the page isn't below the target."""
        return self.lix >= TARGET


def measured(pages: Iterable[ContentPage]) -> tuple[Measured, ...]:
    """Each page with what was counted in it, the heaviest first."""
    found = (measure(page.file, passages(page.parts)) for page in pages)
    return tuple(sorted(found, key=lambda page: (-page.lix, page.file)))


def measure(file: str, text: Iterable[Passage]) -> Measured:
    """What is counted in the passages of one page."""
    text = tuple(text)
    said = [
        (passage.line, sentence, words(sentence))
        for passage in text
        if passage.kind in (PassageKind.TEXT, PassageKind.ITEM)
        for sentence in sentences(passage.text)
    ]
    return Measured(
        file,
        words=sum(len(found) for _, _, found in said),
        sentences=len(said),
        long_words=sum(_is_long(word) for _, _, found in said for word in found),
        heavy_words=tuple(heavy for passage in text for heavy in _heavy_words(passage)),
        long_sentences=tuple(
            LongSentence(line, len(found), sentence)
            for line, sentence, found in said
            if len(found) > LONG_SENTENCE
        ),
    )


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) > LONG_WORD


def _heavy_words(passage: Passage) -> Iterator[HeavyWord]:
    instead, pattern = _plain_words()
    used = _CITED.sub(lambda cited: " " * len(cited[0]), passage.text)
    for match in pattern.finditer(used):
        word = " ".join(match[0].split())
        yield HeavyWord(passage.line, word, instead[word.lower()])


@cache
def _plain_words() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """What to say instead of each form of a word, and a pattern that finds them, the longest first."""
    import yaml

    listed = yaml.safe_load(PLAIN_WORDS.read_text("utf-8"))
    instead = {form: str(entry["say"]) for entry in listed for form in entry["instead_of"]}
    forms = sorted(instead, key=lambda form: (-len(form), form))
    found = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return instead, re.compile(rf"(?<![\w-])(?:{found})(?![\w-])", re.IGNORECASE)
