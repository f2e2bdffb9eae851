"""The tables of keys that the handbook shows: one for each kind of file and each record within it."""

from __future__ import annotations

from dataclasses import dataclass

from malbok.fields import KINDS, PLAIN_WORDS, Choice, Key, Plain, Table, tables
from malbok.language import N_, Language, capital


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A key as its table shows it. Either `values` (each with its word) or `what` tells what can be
    written; `below` is the anchor of the table that goes on, if one does. Backticks are code.
    """

    key: str
    title: str
    meaning: str
    values: tuple[tuple[str, str], ...]
    what: str
    below: str
    required: bool


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A table of keys: its caption, anchor and rows."""

    caption: str
    anchor: str
    rows: tuple[FieldRow, ...]


def field_tables(kind: str, language: Language) -> tuple[FieldTable, ...]:
    """The tables of a kind of file. Raises KeyError if there is no such kind."""
    return tuple(
        FieldTable(
            caption=_caption(table, language),
            anchor=_anchor(kind, table.below),
            rows=tuple(_row(key, kind, table, language) for key in table.keys),
        )
        for table in tables(kind)
    )


def _caption(table: Table, language: Language) -> str:
    title = language.text(table.title)
    if not table.below:
        return title
    *above, key = table.below
    if above:
        message = N_("{title}: the lines below `{key}` in `{above}`")
        return language.text(message, title=title, key=key, above=above[-1])
    return language.text(N_("{title}: the lines below `{key}`"), title=title, key=key)


def _anchor(kind: str, below: tuple[str, ...]) -> str:
    return "-".join(("rader", kind, *below)).replace("_", "-")


def _row(key: Key, kind: str, table: Table, language: Language) -> FieldRow:
    values: tuple[tuple[str, str], ...] = ()
    what = below = ""
    match key.value:
        case Choice(words):
            values = tuple((value, language.text(word)) for value, word in words.items())
        case Plain() as plain:
            what = language.text(PLAIN_WORDS[plain])
            if key.many:
                what = language.text(N_("a list where each item is {what}"), what=what)
        case _:
            below = _anchor(kind, (*table.below, key.name))
            what = language.text(N_("the lines below `{key}`"), key=key.name)
            if key.many:
                what = language.text(N_("a list where each item has {what}"), what=what)
    return FieldRow(
        key=key.name,
        title=language.text(key.title),
        meaning=key.meaning(language),
        values=values,
        what=capital(what),
        below=below,
        required=key.required,
    )


def key_heading(kind: str) -> str:
    """What the keys of a kind of file are called (a message id): lines, or columns of figures."""
    return N_("Line") if KINDS[kind].record else N_("Column")
