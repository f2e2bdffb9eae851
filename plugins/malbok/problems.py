"""Problems: what is wrong with what an editor wrote, and where.

Every kind of problem is declared once in `malbok.kinds`. A `Problem` is one of them at its place in
a file; `malbok.printing` says it. Bad data is never a traceback: readers and checks collect problems,
and the adapters raise one `DataError` that carries all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from malbok.kinds import Kind, Severity, kind_of
from malbok.language import N_, Language, Message

LONGEST = 400
"""How many characters of a value a message repeats."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file: path relative to the project, lines and columns counted from 1."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of one kind at one place; `params` fill the kind's message and hint."""

    code: str
    place: Place
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The declaration of this kind of problem."""
        return kind_of(self.code)

    def message(self, language: Language) -> str:
        """What is wrong, in the reader's language."""
        return language.text(self.kind.message, **self._said(language))

    def hint(self, language: Language) -> str:
        """What to write instead, in the reader's language, or an empty string."""
        if suggestion := self.params.get("suggestion"):
            return language.text(N_("Did you mean “{suggestion}”?"), suggestion=suggestion)
        return language.text(self.kind.hint, **self._said(language)) if self.kind.hint else ""

    def _said(self, language: Language) -> dict[str, object]:
        """The params, those that are message ids in the reader's language, and none too long."""
        said = {
            key: language.text(value) if isinstance(value, Message) else value
            for key, value in self.params.items()
        }
        return {
            key: f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value
            for key, value in said.items()
        }


class MalbokError(Exception):
    """Anything that malbok says to its user without a traceback."""


class DataError(MalbokError):
    """The project's files hold errors; `problems` has all of them, in the order of the files, and
    `lines` those of the files that could be read."""

    def __init__(
        self, problems: Iterable[Problem], lines: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.problems = in_file_order(problems)
        self.lines = lines or {}
        super().__init__(
            "; ".join(f"{p.place.path}:{p.place.line} {p.code}" for p in self.problems)
        )


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by path, line and column, each said once."""
    unique = {
        (p.place.path, p.place.line, p.place.column, p.code, str(p.params)): p for p in problems
    }
    return tuple(unique[key] for key in sorted(unique))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that must stop a build."""
    return tuple(p for p in problems if p.kind.severity is Severity.ERROR)
