"""From plain data to the model: Pydantic's errors become problems at their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from malbok.ids import slug
from malbok.lookalikes import ordinary, stranger
from malbok.numbers import number_problem, parse_number, without_zeros
from malbok.periods import FIRST_YEAR, LAST_YEAR, Period, house_notation, is_out_of_range
from malbok.problems import Place, Problem
from malbok.reading.files import MOST_PROBLEMS, TextFile, first_of
from malbok.reading.synonyms import MEANT
from malbok.reading.yaml import Loc, locate

M = TypeVar("M", bound=BaseModel)

_CODES = {
    "string_type": "V101",
    "tuple_type": "V102",
    "model_type": "V103",
    "model_attributes_type": "V103",
    "enum": "V104",
    "literal_error": "V104",
    "malbok_number": "V105",
    "int_parsing": "V105",
    "int_parsing_size": "V105",
    "int_type": "V105",
    "decimal_type": "V105",
    "malbok_date": "V106",
    "date_type": "V106",
    "malbok_period": "V107",
    "is_instance_of": "V107",
    "string_too_long": "V108",
    "malbok_between": "V109",
    "malbok_value": "V110",
    "malbok_limits": "V111",
    "malbok_section": "V116",
    "malbok_expected": "V145",
    "malbok_not_sharpened": "V141",
    "malbok_sharpened": "V142",
    "malbok_no_examples": "V144",
    "greater_than_equal": "V112",
    "less_than_equal": "V112",
    "greater_than": "V131",
}

COLOURS = frozenset({"primary", "accent", "accent_dark"})
"""The keys of colours. Without quotes a colour is a comment to YAML, and the key has no value."""
COUNTS = frozenset({"limit", "small_group", "guide"})
"""The keys of whole numbers from 1 up."""
SHARES = frozenset(
    {"partial_with_baseline", "partial_without_baseline", "on_track", "uncertain"}
    | {"partial_targets", "financial", "others"}
)
"""The keys of shares, from 0 to 1. Many write them as per cent."""
CURLY_QUOTES = "”“„‟’‘»«"
_TOLD_BY = {
    "V109": "comparator",
    "V110": "comparator",
    "V111": "lower",
    "V141": "quality",
    "V142": "sharpened",
    "V144": "examples",
    "V145": "expected",
}
"""The key at which a fault of a whole target or example is shown."""
_MANY_WORDS = 300
_LONGEST_WORD = 200
"""What is longer than this was not meant to be an allowed word."""


def validate(
    model: type[M], data: dict[str, Any], file: TextFile, problems: list[Problem]
) -> M | None:
    """The data as the model, or None with a problem added for each thing that doesn't fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        misspelt = {
            (*details["loc"][:-1], _suggestion(model, details["loc"]))
            for details in found[:MOST_PROBLEMS]
            if details["type"] == "extra_forbidden"
        }
        told = [d for d in found if not (d["type"] == "missing" and d["loc"] in misspelt)]
        problems.extend(first_of((_problem(model, file, details) for details in told), file))
        return None


def closest(word: object, words: list[str]) -> str:
    """The allowed word that a misspelt or Swedish one was probably meant to be, or an empty text."""
    text = str(word)
    if len(text) > _LONGEST_WORD:
        return ""
    swedish = re.sub(r"[\s_]+", "-", text.strip().casefold())
    if meant := next((w for w in MEANT.get(swedish, ()) if w in words), ""):
        return meant
    bare, folded = _folded(text), _all_folded(tuple(words))
    near: Iterable[str] = folded
    if len(folded) > _MANY_WORDS:  # so that much that is misspelt doesn't take long to check
        near = [w for w in folded if w[:3] == bare[:3] or w[-3:] == bare[-3:]]
    found = get_close_matches(bare, list(near), n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


@lru_cache(maxsize=4)
def _all_folded(words: tuple[str, ...]) -> Mapping[str, str]:
    return {_folded(word): word for word in words}


def _folded(word: str) -> str:
    """A word without what is easily mixed up: capitals, å and a, blanks and hyphens."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[\s_]+", "-", plain.strip())


def _problem(model: type[BaseModel], file: TextFile, error: ErrorDetails) -> Problem:
    loc: Loc = error["loc"]
    key = str(next((step for step in reversed(loc) if isinstance(step, str)), ""))
    kind, value = error["type"], error.get("input")
    if kind == "extra_forbidden":
        return _unknown_key(model, file, loc)
    if kind == "missing":
        return Problem("K102", _start_of(file, loc[:-1]), {"key": key})
    if key in COLOURS and not isinstance(value, dict | list):
        return Problem("L101", locate(file, loc), {"key": key, "value": value or ""})
    if value is None or (isinstance(value, str) and not value.strip()):
        return Problem("K103", locate(file, loc, key=True), {"key": key})
    context = error.get("ctx") or {}
    params: dict[str, object] = {"key": key, "value": value, **context}
    code = _CODES.get(kind, "V199")
    if key in COUNTS and code in {"V105", "V112"}:
        code = "V135"
    if key in SHARES and code in {"V105", "V112"} and (share := _share_meant(str(value))):
        params["suggestion"] = share
        return Problem("V112", locate(file, loc), params)
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        code = "V113" if "http" in pattern else "V114" if "<>" in pattern else "V108"
        code = "V134" if "mailto" in pattern else code
        code = "V143" if key == "kolada" else code
        address = str(value).partition("?")[0]
        if code == "V134" and "?" in str(value) and re.fullmatch(pattern, address):
            code, params = "V137", {**params, "better": address}
    if code == "V101" and isinstance(loc[-1], int):
        code = "V119"
    if code == "V102" and isinstance(value, str) and re.match(r"-\S", value):
        place = locate(file, loc)
        better = f"- {value[1:].split()[0]}"
        return Problem("Y115", file.place(place.line, place.column, 1), {"better": better})
    if code in _TOLD_BY:
        loc = (*loc, _TOLD_BY[code])
    if code == "V110":
        params["comparator"] = value.get("comparator", "") if isinstance(value, dict) else ""
    if code == "V104":
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        params |= {"allowed": ", ".join(allowed)}
    if isinstance(value, str):
        plain = ordinary(value).strip()
        bare = plain.strip(CURLY_QUOTES).strip()
        if bare != plain and _fits(code, bare, str(params.get("allowed", "")).split(", ")):
            better = f'"{bare}"' if code == "V107" else bare
            return Problem("V121", locate(file, loc), {"value": bare, "better": better})
        if code == "V108" and " " in plain and key not in ("id", "previous_ids"):
            return Problem("V120", locate(file, loc), params)
        if code == "V107" and is_out_of_range(plain):
            code, params = "V118", {**params, "first": FIRST_YEAR, "last": LAST_YEAR}
        suggestion = _value_meant(code, plain, str(params.get("allowed", "")).split(", "))
        if plain != value and plain == suggestion:
            params |= {"character": stranger(value), "better": plain}
            return Problem("V117", locate(file, loc), params)
        params["suggestion"] = suggestion
    return Problem(code, locate(file, loc), params)


def _unknown_key(model: type[BaseModel], file: TextFile, loc: Loc) -> Problem:
    key, place = str(loc[-1]), locate(file, loc, key=True)
    fields = sorted(_fields_at(model, loc[:-1]))
    plain = ordinary(key).strip()
    if plain != key and plain in fields:
        character = {"value": key, "character": stranger(key), "better": plain}
        return Problem("V117", place, character)
    params = {"key": key, "allowed": ", ".join(fields), "suggestion": _suggestion(model, loc)}
    return Problem("K101", place, params)


def _fits(code: str, text: str, allowed: list[str]) -> bool:
    """Whether a value is right but for what stood round it."""
    match code:
        case "V104":
            return text in allowed
        case "V105":
            return _reads(parse_number, text)
        case "V135":
            return text.isdecimal()
        case "V106":
            return _reads(date.fromisoformat, text)
        case "V107":
            return _reads(Period.parse, text)
        case "V108":
            return re.fullmatch(r"[a-z0-9][a-z0-9-]*", text) is not None
        case _:
            return False


def _reads(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _value_meant(code: str, text: str, allowed: list[str]) -> str:
    """What a value was probably meant to be, or an empty text."""
    match code:
        case "V104":
            return closest(text, allowed)
        case "V105":
            return number_problem(text)[1] or without_zeros(text)
        case "V106":
            meant = house_notation(text)
            return meant if meant.count("-") == 2 else ""
        case "V107":
            return house_notation(text)
        case "V108":
            return slug(text)
        case _:
            return ""


def _share_meant(text: str) -> str:
    """The share that a number of per cent is, as 0.9 for 90 %; else empty."""
    number = re.fullmatch(r"\s*([0-9]+(?:[.,][0-9]+)?)\s*(?:%|procent)?\s*", text)
    value = Decimal(number[1].replace(",", ".")) / 100 if number else Decimal(-1)
    is_share = 0 < value <= 1 and (value > Decimal("0.01") or "%" in text)
    return f"{value.normalize():f}" if is_share else ""


def _suggestion(model: type[BaseModel], loc: Loc) -> str:
    """The key that a misspelt one was probably meant to be, or an empty string."""
    return closest(loc[-1], sorted(_fields_at(model, loc[:-1])))


def _start_of(file: TextFile, loc: Loc) -> Place:
    return locate(file, loc) if loc else file.place()


def _fields_at(model: type[BaseModel], loc: Loc) -> set[str]:
    """The keys that can stand in the mapping at a path of the model."""
    for step in loc:
        if isinstance(step, int):
            continue
        annotation = model.model_fields[step].annotation
        inner = _model_within(annotation)
        if inner is None:
            return set()
        model = inner
    return {name for name, f in model.model_fields.items() if not f.exclude}


def _model_within(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_within(a))), None)
