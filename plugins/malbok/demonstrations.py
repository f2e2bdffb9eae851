"""Each kind of problem shown by its example: what is wrong, what malbok says of it, what is right."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from malbok.kinds import KINDS, Severity
from malbok.kinds.examples import fragments, problems_of, undo
from malbok.language import CATALOGUES, N_, Language
from malbok.printing import text_of
from malbok.problems import Problem
from malbok.reading.files import read_text
from malbok.replacing import replace_file

GROUP_WORDS = {
    "F": N_("Files and folders"),
    "Y": N_("How a file is written"),
    "K": N_("Fields"),
    "V": N_("Values in fields"),
    "R": N_("Between the files"),
    "C": N_("Figures"),
    "P": N_("Reports"),
    "L": N_("Look"),
    "D": N_("Changes"),
    "M": N_("How goals are worded"),
}
"""What each letter that a code begins with is about."""

LIMIT = 100_000
"""Bytes of an example's file, at most, for its line to be shown."""

_PLACEHOLDER = re.compile(r"\{\w+\}")
_WITHOUT_TEXT = N_("The file lies there.")
_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Saying:
    """What malbok says of an example: its message and hint, and all of it as `malbok check` prints it."""

    message: str
    hint: str
    report: str


@dataclass(frozen=True, slots=True)
class Half:
    """One half of an example: a file (relative to the project) and the piece of it that matters, or
    a `remark` where there is nothing to show of it."""

    path: str
    text: str
    remark: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A kind of problem with its example, in words for readers. `why` and `hint` may be empty, and
    there is no report where there is no example."""

    code: str
    title: str
    severity: Severity
    saying: Saying
    why: str
    wrong: Half | None
    right: Half | None


def demonstration(code: str, language: Language) -> Demonstration:
    """The example of a code, made to hear what malbok says of it. Raises KeyError."""
    with tempfile.TemporaryDirectory() as scratch:
        return _shown(code, _said(code, Path(scratch) / "project", language), language)


def demonstrations(language: Language, folder: Path | None = None) -> tuple[Demonstration, ...]:
    """All examples, in order of their codes. What is said of them is kept in `folder`, if one is given,
    for as long as nothing in malbok changes."""
    said = _load(language, folder) if folder else {}
    if said.keys() != KINDS.keys():
        said = _all_said(language)
        if folder:
            _store(said, language, folder)
    return tuple(_shown(code, said[code], language) for code in sorted(KINDS))


def _shown(code: str, saying: Saying, language: Language) -> Demonstration:
    kind = KINDS[code]
    wrong, right = _halves(code, language)
    return Demonstration(
        code=code,
        title=language.text(kind.title),
        severity=kind.severity,
        saying=saying,
        why=language.text(kind.why) if kind.why else "",
        wrong=wrong,
        right=right,
    )


def _halves(code: str, language: Language) -> tuple[Half | None, Half | None]:
    example = KINDS[code].example
    if example is None:
        return None, None
    wrong, right = fragments(code)
    moved = bool(example.right_path) and wrong == right
    return (
        Half(
            example.path,
            "" if moved else wrong,
            "" if moved else _remark(example.path, example.wrong, language),
        ),
        Half(
            example.right_path or example.path,
            "" if moved else right,
            "" if moved else _remark(example.path, example.right, language),
        ),
    )


def _remark(path: str, fragment: str | bytes | None, language: Language) -> str:
    """What is to be said of a file of which nothing can be shown."""
    if fragment is None:
        return language.text(N_("There is no such file."))
    if fragment:
        return ""
    if path.endswith("/"):
        return language.text(N_("This is a folder."))
    is_text = path.endswith((".yml", ".csv", ".md"))
    return language.text(N_("The file is empty.") if is_text else _WITHOUT_TEXT)


def heard_from(code: str) -> str:
    """Which command says what the report holds, as a heading for it (a message id)."""
    return N_("Then malbok diff says:") if code.startswith("D") else N_("Then malbok check says:")


def _all_said(language: Language) -> dict[str, Saying]:
    said = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "project"
        for code in KINDS:
            said[code] = _said(code, folder, language)
            undo(code, folder)
    return said


def _said(code: str, folder: Path, language: Language) -> Saying:
    """What is said of a code's example, made in a folder; without the example's own words where it
    can't be made on this machine."""
    kind = KINDS[code]
    found = problems_of(code, folder) if kind.example else ()
    if problem := next((p for p in found if p.code == code), None):
        said = problem.message(language), problem.hint(language)
        return Saying(*said, _report(problem, folder, language))
    message, hint = (language.text(text) if text else "" for text in (kind.message, kind.hint))
    return Saying(_PLACEHOLDER.sub("…", message), _PLACEHOLDER.sub("…", hint), "")


def _report(problem: Problem, folder: Path, language: Language) -> str:
    """A problem as `malbok check` prints it, with its line of the file if that can be read."""
    file = read_text(folder, folder / problem.place.path, [], LIMIT)
    lines = file.text.split("\n") if file else []
    at = problem.place.line - 1
    line = lines[at] if at < len(lines) else None
    return text_of(problem, line, language)


def _load(language: Language, folder: Path) -> dict[str, Saying]:
    """What was said before, if it was by this malbok; nothing if the file can't be used."""
    try:
        stored = json.loads(_file(language, folder).read_text("utf-8"))
        if stored["by"] != _malbok():
            return {}
        return {code: Saying(*texts) for code, texts in stored["said"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _store(said: Mapping[str, Saying], language: Language, folder: Path) -> None:
    """Keep what is said. A folder that can't be written to is no error."""
    texts = {code: (s.message, s.hint, s.report) for code, s in said.items()}
    content = json.dumps({"by": _malbok(), "said": texts}, ensure_ascii=False)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(_file(language, folder), content.encode())


def _file(language: Language, folder: Path) -> Path:
    return folder / f"{language.code}.json"


@cache
def _malbok() -> str:
    """Stands for all of malbok that decides what is said of an example."""
    files = [*_PACKAGE.rglob("*.py"), *CATALOGUES.rglob("*.po"), *(_PACKAGE / "kinds").rglob("*.*")]
    own = hashlib.sha256()
    for file in sorted({f for f in files if f.suffix != ".pyc" and f.is_file()}):
        own.update(file.read_bytes())
    return own.hexdigest()
