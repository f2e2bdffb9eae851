"""The words, numbers and dates of a page or a message, from one catalogue.

Message ids are the English texts, so English needs no catalogue; Swedish, which readers see
first, lies in `locale/sv/LC_MESSAGES/malbok.po` and is read as it stands (no compiled file that
can be out of date). Numbers and dates follow CLDR through Babel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Literal

from malbok.keeping import kept
from malbok.periods import Period, PeriodKind

LanguageCode = Literal["sv", "en"]
CATALOGUES = Path(__file__).parent / "locale"


class Message(str):
    """A message id: text that is looked up in the catalogue before anybody reads it."""

    __slots__ = ()


class Swedish(str):
    """A text in Swedish on a page in another language: HTML says so around it.

    What is made from it by way of `str` methods isn't marked any more.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """The text as HTML, marked for those who listen to it."""
        return f'<span lang="sv">{escape(str(self))}</span>'


class SwedishMarkdown(str):
    """The same for Markdown, which stays Markdown within its mark (the extension `md_in_html`)."""

    __slots__ = ()

    def __html__(self) -> str:
        """The Markdown in an element of its own."""
        return f'\n<div lang="sv" markdown="1">\n\n{self!s}\n\n</div>\n'


def N_(message: str) -> Message:  # noqa: N802 - the gettext convention for "translate later"
    """Mark a message id for the catalogue without translating it here."""
    return Message(message)


_PERIOD_NAMES = {
    PeriodKind.HALF_YEAR: N_("half-year {part} {year}"),
    PeriodKind.TERTIAL: N_("tertial {part} {year}"),
    PeriodKind.QUARTER: N_("quarter {part} {year}"),
}


@dataclass(frozen=True, eq=False)
class Language:
    """One language of the catalogue. Immutable, and one object a language: see `language`."""

    code: LanguageCode
    messages: Mapping[str, str | tuple[str, ...]] = field(repr=False)

    def text(self, message: str, **params: object) -> str:
        """The message in this language with its `{placeholders}` filled in."""
        found = self.messages.get(message, message)
        text = found if isinstance(found, str) else found[0]
        return text.format(**params) if params else str(text)  # never a Message

    def plural(self, one: str, many: str, n: int, **params: object) -> str:
        """The singular or plural message for `n`, which also fills `{n}`."""
        found = self.messages.get(one, (one, many))
        forms = (found, found) if isinstance(found, str) else found
        return forms[0 if n == 1 else 1].format(n=self.number(n), **params)

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """A number as people write it: `1 250,5`, with U+2212 as minus.

        `decimals` fixes how many; without it, as many as the value was written with.
        """
        if decimals is None:
            # Worked out before the cache, to which 4 and 4.0 are the same number.
            exponent = Decimal(value).as_tuple().exponent
            decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return _number(self.code, Decimal(value), decimals)

    def month(self, day: date) -> str:
        """The name of a day's month: `maj`."""
        return _date(self.code, day, "LLLL")

    def date(self, day: date) -> str:
        """A date as people write it: `3 maj 2024`."""
        return _date(self.code, day)

    def period(self, period: Period) -> str:
        """A period as people write it: `2016`, `kvartal 1 2016`, `maj 2016`, `läsåret 2015/16`."""
        match period.kind:
            case PeriodKind.YEAR:
                return str(period)
            case PeriodKind.SCHOOL_YEAR:
                return self.text(N_("school year {years}"), years=period)
            case PeriodKind.MONTH:
                return _date(self.code, period.start, "LLLL y")
            case PeriodKind.DATE:
                return self.date(period.start)
            case _:
                return self.text(_PERIOD_NAMES[period.kind], part=period.part, year=period.year)

    def short_period(self, period: Period) -> str:
        """A period where room is scarce, as on an axis: `2016`, `K1 2016`, `maj 2016`."""
        match period.kind:
            case PeriodKind.HALF_YEAR:
                return self.text(N_("H{part} {year}"), part=period.part, year=period.year)
            case PeriodKind.TERTIAL:
                return self.text(N_("T{part} {year}"), part=period.part, year=period.year)
            case PeriodKind.QUARTER:
                return self.text(N_("Q{part} {year}"), part=period.part, year=period.year)
            case PeriodKind.MONTH:
                return _date(self.code, period.start, "LLL y")
            case _:
                return str(period)

    def listing(self, items: list[str]) -> str:
        """Items as people list them: `a, b och c`."""
        from babel.lists import format_list

        return format_list(items, locale=self.code)


def capital(text: str) -> str:
    """The text with its first letter as a capital; the others as they are."""
    return type(text)(text[:1].upper() + text[1:])


Messages = Mapping[str, str | tuple[str, ...]]


@cache
def language(code: LanguageCode) -> Language:
    """The language with that code, its catalogue read once."""
    path = CATALOGUES / code / "LC_MESSAGES" / "malbok.po"
    return Language(code, _messages(path) if path.exists() else {})


def _messages(path: Path) -> Messages:
    """The messages of a catalogue that are translated; plurals have both forms.

    Reading a catalogue takes longer than most commands, so what was read is kept.
    """
    messages: dict[str, str | list[str]] = kept("malbok", [path], lambda: _parsed_catalogue(path))
    return {key: m if isinstance(m, str) else tuple(m) for key, m in messages.items()}


def _parsed_catalogue(path: Path) -> Messages:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file)
    messages: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        string = message.string
        if not message.id or not string or not all(string):
            continue
        singular = message.id if isinstance(message.id, str) else message.id[0]
        messages[singular] = string if isinstance(string, str) else tuple(string)
    return messages


@lru_cache(maxsize=100_000)
def _number(code: str, value: Decimal, decimals: int) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return format_decimal(value, pattern, locale=code).replace("-", "\u2212")


@lru_cache(maxsize=10_000)
def _date(code: str, day: date, pattern: str = "d MMMM y") -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=code)
