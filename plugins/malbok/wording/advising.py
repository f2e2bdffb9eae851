"""What the language rules say of one goal: advice on what to look at, and what is strong.

`theme/material/assets/javascripts/advising.js` is the same in the browser; the cases in
`tests/cases/wording` run through both and must agree exactly. To keep that so, a text is seen in a
way that both can: in NFC, capitals made small letter by letter, every space the common one. So a
position is the same in the text and in what is seen of it: a number of code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from malbok.wording.declaration import Rule, Rules, concerns
from malbok.wording.patterns import LETTERS_AND_DIGITS
from malbok.wording.sentence import Sentence

SPACES = "\t\n\v\f\r\u00a0\u2007\u202f"
"""What is seen as the common space."""
_SEEN_AS = dict.fromkeys(map(ord, SPACES), " ")
_CAPITALS = (*range(ord("A"), ord("Z") + 1), *(n for n in range(0xC0, 0xDF) if n != ord("×")))
_FOLDED = _SEEN_AS | {number: chr(number + 32) for number in _CAPITALS}
_OF_WORD = re.compile(f"[{LETTERS_AND_DIGITS}]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule says of a passage: from code point `start` to before `end` of the text in NFC."""

    rule: str
    start: int
    end: int
    passage: str
    message: str
    question: str


@dataclass(frozen=True, slots=True)
class Strength:
    """What is good about a passage; positions as those of `Advice`."""

    rule: str
    start: int
    end: int
    passage: str
    message: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text in NFC, and as patterns see it: as written, and in small letters."""

    text: str
    written: str
    folded: str
    whole: Span


def advise(sentence: Sentence, rules: Rules) -> tuple[Advice, ...]:
    """All advice on a sentence, sorted by start, end and the order of the rules."""
    return tuple(
        Advice(rule.id, start, end, passage, *_words(rule, sentence, passage))
        for rule, start, end, passage in _found(sentence, rules.rules)
    )


def strengths(sentence: Sentence, rules: Rules) -> tuple[Strength, ...]:
    """All that is good about a sentence, in the same order."""
    return tuple(
        Strength(rule.id, start, end, passage, _words(rule, sentence, passage)[0])
        for rule, start, end, passage in _found(sentence, rules.strengths)
    )


def _words(rule: Rule, sentence: Sentence, passage: str) -> tuple[str, str]:
    message, question = rule.words(sentence.type, sentence.level)
    return message.replace("{passage}", passage), question.replace("{passage}", passage)


def _found(sentence: Sentence, rules: Iterable[Rule]) -> Iterator[tuple[Rule, int, int, str]]:
    seen = _seen(sentence.text)
    if seen.whole[0] == seen.whole[1]:
        return
    glossary = frozenset(_seen(word).folded for word in sentence.glossary)
    found = [
        (start, end, order, rule)
        for order, rule in enumerate(rules)
        if _concerns(rule, sentence)
        for start, end in _passages(rule, seen, glossary)
    ]
    for start, end, _, rule in sorted(found, key=lambda hit: hit[:3]):
        yield rule, start, end, seen.text[start:end]


def _seen(text: str) -> _Seen:
    text = normalize("NFC", text)
    written = text.translate(_SEEN_AS)
    start = len(written) - len(written.lstrip(" "))
    return _Seen(
        text, written, text.translate(_FOLDED), (start, max(start, len(written.rstrip(" "))))
    )


def _concerns(rule: Rule, sentence: Sentence) -> bool:
    return (
        rule.id not in sentence.considered
        and concerns(rule, sentence.type, sentence.level)
        and not sentence.fields.intersection(rule.silent_with)
    )


def _passages(rule: Rule, seen: _Seen, glossary: frozenset[str]) -> list[Span]:
    """The passages that a rule is about, in order, none over another."""
    text = seen.written if rule.exact_case else seen.folded
    if rule.words_over is not None:
        hits = [seen.whole] if _word_count(text) > rule.words_over else []
    elif rule.missing:
        hits = [] if _occurs_any(rule.find, text) else [seen.whole]
    else:
        hits = _apart(span for pattern in rule.find for span in _hits(pattern, text))
    if not hits or _occurs_any(rule.unless, text):
        return []
    if not all(_expression(pattern).search(text) for pattern in rule.only_with):
        return []
    excepted = [span for pattern in rule.excepted for span in _hits(pattern, text)]
    left = [
        (start, end)
        for start, end in hits
        if not any(start < last and first < end for first, last in excepted)
        and not (rule.glossary and seen.folded[start:end] in glossary)
    ]
    return left[:1] if rule.once else left


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap, the first; of those that begin together, the longest."""
    apart: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _word_count(text: str) -> int:
    return sum(1 for part in text.split(" ") if _OF_WORD.search(part))


def _occurs_any(patterns: Iterable[str], text: str) -> bool:
    return any(_expression(pattern).search(text) for pattern in patterns)


def _hits(pattern: str, text: str) -> list[Span]:
    return [hit.span() for hit in _expression(pattern).finditer(text)]


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
