"""The language rules as they are declared in `rules.yml`, checked, and compiled for both engines.

What was read is kept beside Python's own compiled files (`malbok.keeping`), so that a short command
doesn't pay for reading it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from malbok.keeping import kept
from malbok.model import GoalType, Level
from malbok.wording import patterns, sentence
from malbok.wording.sentence import FIELDS, Sentence

DECLARATION = Path(__file__).with_name("rules.yml")
TYPES = tuple(GoalType)
LEVELS = tuple(Level)
UNSAID = "unsaid"
"""Stands among the types or levels of a rule for goals whose type or level isn't said."""

_RULE_ID = re.compile(r"M[0-9]{2}[a-z]?")
_STRENGTH_ID = re.compile(r"S[0-9]{2}[a-z]?")
_LIST_NAME = re.compile(r"[a-zåäö][a-zåäö0-9_]*")


class DeclarationError(ValueError):
    """A declaration that can't be used; the text names the rule and the key."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Other words for goals of some types or levels; None where the rule's own hold."""

    types: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    message: str | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, or one strength (which has no question). Patterns are compiled; see `rules.yml` for
    what each key means. `excepted` is the key `except`."""

    id: str
    title: str
    message: str
    question: str = ""
    explanation: str = ""
    page: str = ""
    types: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    silent_with: tuple[str, ...] = ()
    find: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    missing: bool = False
    once: bool = False
    words_over: int | None = None
    exact_case: bool = False
    glossary: bool = False
    variants: tuple[Variant, ...] = ()
    hits: tuple[Sentence, ...] = ()
    misses: tuple[Sentence, ...] = ()

    def words(self, type_: str | None, level: str | None) -> tuple[str, str]:
        """The message and the question for a goal of that type and level: those of the first variant
        that fits, and the rule's own where it has none."""
        for variant in self.variants:
            if concerns(variant, type_, level):
                message, question = variant.message, variant.question
                return (
                    self.message if message is None else message,
                    self.question if question is None else question,
                )
        return self.message, self.question


def concerns(scope: Rule | Variant, type_: str | None, level: str | None) -> bool:
    """Whether a rule, or one of its variants, is for goals of that type and level."""
    return (not scope.types or (type_ or UNSAID) in scope.types) and (
        not scope.levels or (level or UNSAID) in scope.levels
    )


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules and all strengths, each in the order of the declaration."""

    rules: tuple[Rule, ...]
    strengths: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule:
        """The rule with that id. Raises KeyError."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


@cache
def rules() -> Rules:
    """The rules that come with malbok. Raises DeclarationError if they can't be used."""
    modules = (Path(__file__), Path(patterns.__file__), Path(sentence.__file__))
    sources = (DECLARATION, *modules)
    return _rules_of(kept("rules", sources, lambda: _compiled(DECLARATION.read_bytes())))


def rules_of(declaration: bytes) -> Rules:
    """The rules of a declaration in YAML. Raises DeclarationError."""
    return _rules_of(_compiled(declaration))


# --- From what is kept ----------------------------------------------------------------------------


def _rules_of(data: Mapping[str, Any]) -> Rules:
    return Rules(*(tuple(map(_rule_of, data[part])) for part in ("rules", "strengths")))


def _rule_of(data: Mapping[str, Any]) -> Rule:
    values = _tuples(data)
    values["variants"] = tuple(Variant(**_tuples(variant)) for variant in data["variants"])
    for key in ("hits", "misses"):
        values[key] = tuple(_sentence_of(sample) for sample in data[key])
    return Rule(**values)


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}


def _sentence_of(data: Mapping[str, Any]) -> Sentence:
    fields = frozenset(data.get("with", ()))
    glossary = tuple(data.get("glossary", ()))
    return Sentence(data["text"], data.get("type"), data.get("level"), fields, glossary=glossary)


# --- From the declaration -------------------------------------------------------------------------

Reader = Callable[[Any], Any]


def _compiled(declaration: bytes) -> dict[str, Any]:
    """The declaration as plain data, checked, with patterns for both engines."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(declaration, Loader=loader)  # noqa: S506 - it is a safe loader
    except yaml.YAMLError as error:
        raise DeclarationError(str(error)) from None
    if not isinstance(data, dict) or not set(data) <= {"lists", "rules", "strengths"}:
        raise DeclarationError("the declaration has the keys lists, rules and strengths")
    lists = _lists(data.get("lists") or {})
    compiled: dict[str, Any] = {
        "rules": [_rule(rule, lists, _RULE_KEYS, _RULE_ID) for rule in data.get("rules") or ()],
        "strengths": [
            _rule(rule, lists, _STRENGTH_KEYS, _STRENGTH_ID) for rule in data.get("strengths") or ()
        ],
    }
    ids = [rule["id"] for part in compiled.values() for rule in part]
    if twice := next((name for name in ids if ids.count(name) > 1), None):
        raise DeclarationError(f"rule {twice}: there are two with this id")
    return compiled


def _lists(written: Any) -> patterns.Lists:
    if not isinstance(written, dict):
        raise DeclarationError("lists: a name for each list of words")
    lists: dict[str, list[str]] = {}
    for name, words in written.items():
        where = f"list {name}"
        if not isinstance(name, str) or not _LIST_NAME.fullmatch(name):
            raise DeclarationError(f"{where}: a name has small letters, digits and _")
        try:
            lists[name] = _texts(words)
        except ValueError as error:
            raise DeclarationError(f"{where}: {error}") from None
        if not lists[name]:
            raise DeclarationError(f"{where}: it has no words")
    read = patterns.Lists(lists)
    for name in lists:
        try:
            read.choice(name)
        except patterns.PatternError as error:
            raise DeclarationError(f"list {name}: {error}") from None
    return read


def _rule(
    written: Any,
    lists: patterns.Lists,
    keys: Mapping[str, Reader],
    ids: re.Pattern[str],
) -> dict[str, Any]:
    """One rule as plain data. Raises DeclarationError, with the rule and the key."""
    if not isinstance(written, dict):
        raise DeclarationError(f"a rule has keys, but this one is {written!r}")
    name = f"rule {written.get('id', '(without id)')}"
    rule: dict[str, Any] = {"variants": [], "hits": [], "misses": []}
    for key, value in written.items():
        if key not in keys:
            raise DeclarationError(f"{name}, key {key}: there is no such key; {', '.join(keys)}")
        try:
            rule["excepted" if key == "except" else key] = keys[key](value)
        except ValueError as error:
            raise DeclarationError(f"{name}, key {key}: {error}") from None
    for key in ("id", "title", "message"):
        if not rule.get(key):
            raise DeclarationError(f"{name}, key {key}: it must be there")
    if not ids.fullmatch(rule["id"]):
        raise DeclarationError(f"{name}, key id: it must be like {ids.pattern}")
    if ("find" in rule) == ("words_over" in rule):
        raise DeclarationError(f"{name}, key find: either find or words_over must be there")
    if rule.get("missing") and not rule.get("find"):
        raise DeclarationError(f"{name}, key missing: it needs find")
    _compile_patterns(name, rule, lists)
    return rule


def _compile_patterns(name: str, rule: dict[str, Any], lists: patterns.Lists) -> None:
    for key in ("find", "unless", "only_with", "excepted"):
        shown = "except" if key == "excepted" else key
        for index, pattern in enumerate(rule.get(key, ())):
            try:
                exact = rule.get("exact_case", False)
                read = patterns.read(pattern, lists, exact_case=exact)
                rule[key][index] = patterns.written(read)
                if patterns.can_be_empty(read) and key in ("find", "excepted"):
                    raise patterns.PatternError(f"{pattern!r} hits even where nothing stands")
            except patterns.PatternError as error:
                raise DeclarationError(f"{name}, key {shown}: {error}") from None


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"a text, not {value!r}")
    return value.strip()


def _texts(value: Any) -> list[str]:
    """Texts as they are written, blanks too."""
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        odd = next((v for v in value if not isinstance(v, str)), value) if value else value
        raise ValueError(f"a list of texts; quote {odd!r}")
    return list(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("a number of words")
    return value


def _of(known: Sequence[str]) -> Reader:
    """What reads a list of some of the known words."""

    def read(value: Any) -> list[str]:
        found = _texts(value)
        if strange := next((word for word in found if word not in known), None):
            raise ValueError(f"{strange!r} is none of {', '.join(known)}")
        return found

    return read


def _mapping(value: Any, keys: Mapping[str, Reader]) -> dict[str, Any]:
    if not isinstance(value, dict) or not set(value) <= set(keys):
        raise ValueError(f"{value!r} must have some of the keys {', '.join(keys)}")
    return {key: keys[key](part) for key, part in value.items()}


def _variants(value: Any) -> list[dict[str, Any]]:
    keys = {
        "types": _of((*TYPES, UNSAID)),
        "levels": _of((*LEVELS, UNSAID)),
        "message": _text,
        "question": _text,
    }
    if not isinstance(value, list):
        raise ValueError("a list of variants")
    return [_mapping(variant, keys) for variant in value]


def _samples(value: Any) -> list[dict[str, Any]]:
    def one_of(known: Sequence[str]) -> Reader:
        return lambda word: _of(known)([word])[0]

    keys = {
        "text": _text,
        "type": one_of(TYPES),
        "level": one_of(LEVELS),
        "with": _of(FIELDS),
        "glossary": _texts,
    }
    if not isinstance(value, list):
        raise ValueError("a list of examples")
    samples = [_mapping({"text": v} if isinstance(v, str) else v, keys) for v in value]
    if any("text" not in sample for sample in samples):
        raise ValueError("each example has a text")
    return samples


_STRENGTH_KEYS: dict[str, Reader] = {
    "id": _text,
    "title": _text,
    "types": _of((*TYPES, UNSAID)),
    "levels": _of((*LEVELS, UNSAID)),
    "silent_with": _of(FIELDS),
    "find": _texts,
    "unless": _texts,
    "only_with": _texts,
    "except": _texts,
    "missing": _truth,
    "once": _truth,
    "words_over": _count,
    "exact_case": _truth,
    "glossary": _truth,
    "message": _text,
    "variants": _variants,
    "hits": _samples,
    "misses": _samples,
}
_RULE_KEYS: dict[str, Reader] = _STRENGTH_KEYS | {
    "explanation": _text,
    "question": _text,
    "page": _text,
}
