"""From plain data to the model: Pydantic's errors become problems at their place."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from malbok.ids import slug
from malbok.numbers import number_problem
from malbok.periods import period_meant
from malbok.problems import Place, Problem
from malbok.reading.files import TextFile
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
    "greater_than_equal": "V112",
    "less_than_equal": "V112",
}

_TOLD_BY = {"V109": "comparator", "V110": "comparator", "V111": "lower"}
"""The key at which a fault of a whole target is shown."""


def validate(
    model: type[M], data: dict[str, Any], file: TextFile, problems: list[Problem]
) -> M | None:
    """The data as the model, or None with a problem added for each thing that doesn't fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors()
        misspelt = {
            (*details["loc"][:-1], _suggestion(model, details["loc"]))
            for details in found
            if details["type"] == "extra_forbidden"
        }
        problems.extend(
            _problem(model, file, details)
            for details in found
            if not (details["type"] == "missing" and details["loc"] in misspelt)
        )
        return None


def closest(word: object, words: list[str]) -> str:
    """The allowed word that a misspelt or Swedish one was probably meant to be, or an empty text."""
    swedish = re.sub(r"[\s_]+", "-", str(word).strip().casefold())
    if meant := next((w for w in MEANT.get(swedish, ()) if w in words), ""):
        return meant
    folded = {_folded(w): w for w in words}
    found = get_close_matches(_folded(str(word)), list(folded), n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


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
        fields = sorted(_fields_at(model, loc[:-1]))
        params = {
            "key": key,
            "allowed": ", ".join(fields),
            "suggestion": _suggestion(model, loc),
        }
        return Problem("K101", locate(file, loc, key=True), params)
    if kind == "missing":
        return Problem("K102", _start_of(file, loc[:-1]), {"key": key})
    if value is None or (isinstance(value, str) and not value.strip()):
        return Problem("K103", locate(file, loc, key=True), {"key": key})
    context = error.get("ctx") or {}
    params = {"key": key, "value": value, **context}
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        code = "V113" if "http" in pattern else "V114" if "<>" in pattern else "V108"
        if code == "V108":
            params["suggestion"] = slug(str(value))
        return Problem(code, locate(file, loc), params)
    code = _CODES.get(kind, "V199")
    if code == "V104":
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        params |= {"allowed": ", ".join(allowed), "suggestion": closest(value, allowed)}
    if code == "V105" and isinstance(value, str) and (better := number_problem(value)[1]):
        params["suggestion"] = better
    if code in ("V106", "V107"):
        params["suggestion"] = _date_meant(str(value)) if code == "V106" else _period_meant(value)
    if code in _TOLD_BY:
        loc = (*loc, _TOLD_BY[code])
    if code == "V110":
        params["comparator"] = value.get("comparator", "") if isinstance(value, dict) else ""
    return Problem(code, locate(file, loc), params)


def _period_meant(value: object) -> str:
    meant = period_meant(str(value))
    return f'"{meant}"' if meant.isdecimal() else meant


def _date_meant(text: str) -> str:
    meant = period_meant(text)
    return meant if meant.count("-") == 2 else ""


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
