"""How a single value is written in YAML: numbers and dates bare, periods in double quotation marks,
and texts bare unless a reader of YAML would take them for something else."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from malbok.fields import Choice, Plain
from malbok.formatting.numerals import house_number
from malbok.formatting.periods import house_period
from malbok.formatting.repairs import Repair
from malbok.periods import Period, PeriodKind

_CURLY = re.compile(r"[”“„](?P<inner>[^”“„]*)[”“]")
_RESOLVER = yaml.resolver.Resolver()
_TEXT_TAG = "tag:yaml.org,2002:str"
# What YAML 1.2, or YAML 1.1 by the letter, reads as something else than text although PyYAML doesn't.
_NO_TEXT = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-f]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?"
    r"|[-+]?\.inf|\.nan|~|null|true|false|yes|no|on|off|y|n",
    re.IGNORECASE,
)
_BEGINS_SPECIALLY = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<~\s]")
_SPECIAL_WITHIN = re.compile(r":(?:\s|\Z)|\s#|\s\Z|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_SPECIAL_IN_FLOW = re.compile(r"[,\[\]{}:?#]")
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WITHOUT_ESCAPES = re.compile(r'"(?:[^\\]|\\["\\])*"')


@dataclass(frozen=True, slots=True)
class Written:
    """A value's source text in house form, the value that a reader gets, and what was put right."""

    source: str
    value: str
    repairs: tuple[Repair, ...]


def house_scalar(value: str, source: str, kind: Plain | Choice, *, in_flow: bool) -> Written | None:
    """How a value of this kind is written in house form; None if it is to be left as it is.

    `source` is the value as it stands in the file; `in_flow` whether it stands between brackets.
    What runs over several lines is never touched.
    """
    if not source or "\n" in source or source[0] in "|>":
        return None
    match kind:
        case Plain.NUMBER | Plain.SHARE | Plain.POSITIVE | Plain.COUNT:
            found = _number(value)
        case Plain.DAY:
            found = _day(value)
        case Plain.PERIOD:
            found = _period(value)
        case _:
            found = Written(_text(value, source, in_flow=in_flow), value, ())
    if found is None or found.source == source:
        return None
    if not found.repairs:
        return Written(found.source, found.value, (Repair.QUOTES,))
    return found


def quoted(text: str) -> str:
    """A text in quotation marks: double ones, unless it holds such marks or backslashes itself."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _number(value: str) -> Written | None:
    bare, repairs = _without_curly(value)
    found = house_number(bare)
    return Written(found[0], found[0], (*repairs, *found[1])) if found else None


def _day(value: str) -> Written | None:
    bare, repairs = _without_curly(value)
    try:
        is_day = Period.parse(bare).kind is PeriodKind.DATE
    except ValueError:
        return None
    return Written(bare, bare, repairs) if is_day else None


def _period(value: str) -> Written | None:
    bare, repairs = _without_curly(value)
    found = house_period(bare)
    if not found:
        return None
    return Written(f'"{found}"', found, repairs if found == bare else (*repairs, Repair.PERIOD))


def _without_curly(value: str) -> tuple[str, tuple[Repair, ...]]:
    bare = value.strip()
    match = _CURLY.fullmatch(bare)
    return (match["inner"].strip(), (Repair.TYPOGRAPHIC_QUOTES,)) if match else (bare, ())


def _text(value: str, source: str, *, in_flow: bool) -> str:
    if source[0] not in "'\"":
        return source if _is_text(value) else quoted(value)
    if not value or _UNWRITABLE.search(value):
        return source
    if source[0] == '"' and not _WITHOUT_ESCAPES.fullmatch(source):
        return source  # somebody took care to show a character that can't be seen
    return value if _may_be_bare(value, in_flow=in_flow) else quoted(value)


def _is_text(bare: str) -> bool:
    """Whether every reader of YAML takes a bare value for text."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, bare, (True, False))  # type: ignore[no-untyped-call]
    return tag == _TEXT_TAG and not _NO_TEXT.fullmatch(bare)


def _may_be_bare(text: str, *, in_flow: bool) -> bool:
    if _BEGINS_SPECIALLY.match(text) or _SPECIAL_WITHIN.search(text):
        return False
    if in_flow and _SPECIAL_IN_FLOW.search(text):
        return False
    return not text.startswith(("---", "...")) and _is_text(text)
