"""The Swedish catalogue: complete, in step with code and templates, and written as Swedish is."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from malbok import language as language_module
from malbok.language import CATALOGUES, language

ROOT = Path(__file__).parents[1]
CATALOGUE = CATALOGUES / "sv" / "LC_MESSAGES" / "malbok.po"
KEYWORDS = parse_keywords(["N_", "text", "_", "malbok_text", "plural:1,2"])

SAME_IN_SWEDISH = {
    "Data (JSON)",
    "Median",
    "Period: {period}",
    "{body}, {date}{paragraph}",
    "{department}: {report}",
    "{first_month}–{last_month} {year}",
    "Period",
    "H{part} {year}",
    "T{part} {year}",
    "tertial {part} {year}",
    "Id",
    "{n} kB",
    "Median: {value}",
    "{indicator}, {period}: {group}",
}
"""Messages that are the same in both languages."""

SHOWS_CODE = {
    'Write it like this: {key}: "#0a3d62"',
    'a colour in quotes, as `"#0a3d62"`',
}
"""Messages that show what to type, straight quotation marks included."""

CODE = re.compile(
    r"\{\w*\}|https?://|data/\S*|\S+\.yml|"
    r"\[\[[^\]]*\]\]|period,value|"
    r"\b(?:title|unit|direction|source|lower|upper|value|between|count|interval|department|as_of)\b"
    r"|\baudience: \w+|::: intranet|--[a-z-]+|\bkind: goal|eller goal|under indicators|med goal|rapportens goals"
)
"""What stands in a message as it is written in the files, in whichever language."""

ENGLISH = re.compile(
    r"\b(?:the|and|with|without|not|this|that|must|can't|don't|only|write|remove|goals?|target"
    r"|outcome|baseline|milestones?|department|status|indicators?|value|missing|is|it|or)\b",
    re.IGNORECASE,
)

Strings = tuple[str, ...]


def strings(item: object) -> Strings:
    """A message id or a translation as its forms: one, or singular and plural."""
    if isinstance(item, str):
        return (item,)
    return tuple(str(form) for form in item) if isinstance(item, list | tuple) else ()


@cache
def extracted() -> frozenset[Strings]:
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return frozenset(strings(message) for _, _, message, _, _ in found)


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="sv", abort_invalid=True)


def messages() -> Iterator[Message]:
    return (message for message in catalogue() if message.id)


def pairs() -> Iterator[tuple[str, str]]:
    """Each English form with its Swedish one, where there is one."""
    for message in messages():
        for en, sv in zip(strings(message.id), strings(message.string), strict=True):
            if sv:
                yield en, sv


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def called_in_code() -> Iterator[str]:
    """What is written as a message in Python, found without Babel."""
    for path in sorted((ROOT / "plugins" / "malbok").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = node.args[: {"N_": 1, "text": 1, "plural": 2}.get(name, 0)]
            for text in texts:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def called_in_templates() -> Iterator[str]:
    """What is written as a message in templates, found without Jinja."""
    call = re.compile(r"""\b(?:_|text|plural)\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
    for path in sorted((ROOT / "theme").rglob("*")):
        if path.is_file() and path.suffix not in {".css", ".svg", ".woff2"}:
            for double, single in call.findall(path.read_text("utf-8")):
                yield double or single


def test_what_is_extracted_is_everything() -> None:
    """Babel overlooks, for example, a call inside an f-string: move it out of the f-string."""
    ids = {form for message in extracted() for form in message}
    assert {"met", "The file is missing.", "{n} goals", "How is it going?"} <= ids
    assert not sorted(set(called_in_code()) - ids)
    assert not sorted(set(called_in_templates()) - ids)


def test_every_message_is_there() -> None:
    there = {strings(message.id) for message in messages()}
    assert not sorted(extracted() - there), "Refresh the catalogue and translate these."


def test_no_message_is_left_over() -> None:
    there = {strings(message.id) for message in messages()}
    assert not sorted(there - extracted()), "Refresh the catalogue: these are no longer used."
    assert not catalogue().obsolete


def test_every_message_is_translated() -> None:
    assert not [m.id for m in messages() if not all(strings(m.string)) or not m.string]
    assert not [m.id for m in messages() if m.fuzzy]


def test_plurals_have_both_forms() -> None:
    plural = [m for m in messages() if not isinstance(m.id, str)]
    assert plural
    for message in plural:
        assert len(strings(message.string)) == catalogue().num_plurals == 2, message.id
        assert all(strings(message.string)), message.id


def test_the_header_says_what_it_is() -> None:
    header = dict(catalogue().mime_headers)
    assert header["Language"] == "sv"
    assert header["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert not catalogue().fuzzy


def test_no_message_id_is_both_singular_and_plural() -> None:
    first = [strings(message)[0] for message in extracted()]
    assert len(first) == len(set(first))


def test_placeholders_are_the_same() -> None:
    wrong = [(en, sv) for en, sv in pairs() if placeholders(en) != placeholders(sv)]
    assert not wrong


def test_placeholders_are_plain_names() -> None:
    names = {name for en, _ in pairs() for name in placeholders(en)}
    assert not [name for name in names if not name.isidentifier()]


def test_nothing_is_left_in_english() -> None:
    same = {en for en, sv in pairs() if en == sv}
    assert same <= SAME_IN_SWEDISH
    assert {en for en, _ in pairs()} >= SAME_IN_SWEDISH, "Take away what is no longer a message."
    left = [(sv, found) for _, sv in pairs() if (found := ENGLISH.findall(CODE.sub("", sv)))]
    assert not left


def test_quotation_marks_are_swedish() -> None:
    assert {en for en, _ in pairs()} >= SHOWS_CODE, "Take away what is no longer a message."
    for en, sv in pairs():
        if en not in SHOWS_CODE:
            assert not set(sv) & set("\"'“„‘«»"), sv
        assert sv.count("”") % 2 == 0, sv


def test_the_type_is_set_with_care() -> None:
    for en, sv in pairs():
        assert "  " not in sv, sv
        assert sv == sv.strip(), sv
        assert not re.search(r" [,.;:!?](?:\s|$)|\.\.", sv), sv
        assert "..." not in sv, sv
        assert en[-1:] in ".:?!…" or sv[-1:] not in ".:?!…", (en, sv)
        assert sv[-1:] in ".:?!…" or en[-1:] not in ".:?!…", (en, sv)


def test_a_sentence_begins_as_in_english() -> None:
    """With a capital where English has one, so that labels and sentences look alike."""
    for en, sv in pairs():
        if en[0].isalpha() and sv[0].isalpha() and not sv.startswith("malbok"):
            assert en[0].isupper() == sv[0].isupper(), (en, sv)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_messages_can_be_filled_in(code: str) -> None:
    spoken = language("sv" if code == "sv" else "en")
    for message in messages():
        en = strings(message.id)
        values = {name: f"<{name}>" for form in en for name in placeholders(form)}
        if len(en) == 2:
            del values["n"]  # a plural fills it in itself
            said = [spoken.plural(en[0], en[1], n, **values) for n in (1, 2)]
        else:
            said = [spoken.text(en[0], **values)]
        for text in said:
            assert all(value in text for value in values.values()), text
            assert not re.search(r"[{}]", text), text


def test_periods_are_said_in_swedish() -> None:
    from malbok.periods import Period

    swedish = language("sv")
    said = {
        "2016": "2016",
        "2016-H1": "halvår 1 2016",
        "2016-T1": "tertial 1 2016",
        "2016-Q1": "kvartal 1 2016",
        "2016-05": "maj 2016",
        "2015/16": "läsåret 2015/16",
        "2016-05-31": "31 maj 2016",
    }
    assert {text: swedish.period(Period.parse(text)) for text in said} == said
    assert swedish.short_period(Period.parse("2016-Q1")) == "K1 2016"


def test_the_catalogue_lies_as_the_refreshing_command_writes_it() -> None:
    """One line a text, sorted by message id, no places and no comments that change."""
    lines = CATALOGUE.read_text("utf-8").split("\n")
    assert not [line for line in lines if line.startswith(("#:", "#~", "#|"))]
    body = "\n".join(lines).split("\n\n", 1)[1]
    assert not re.search(r'^(?:msgid|msgstr(?:\[\d\])?) ""$', body, re.MULTILINE)
    ids = [strings(message.id) for message in messages()]
    assert ids == sorted(ids)


def test_what_is_kept_of_a_catalogue_is_used_while_its_content_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its date: images are built with one date for all files."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "malbok.po"
    for word in ("mål", "fel!"):
        start = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        path.write_text(f'{start}\nmsgid "goal"\nmsgstr "{word}"\n', "utf-8")
        os.utime(path, (0, 0))
        assert language_module._messages(path) == {"goal": word}
        assert language_module._messages(path) == {"goal": word}
        assert (tmp_path / "__pycache__/malbok.json").is_file()
    monkeypatch.setattr(language_module, "_parsed_catalogue", None)
    assert language_module._messages(path) == {"goal": "fel!"}
