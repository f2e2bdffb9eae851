"""What is declared of each kind of problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is. Only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Example:
    """A fault in the example project (`kinds/project/`), and the same place put right.

    `wrong` and `right` replace the fragment `at` of the file at `path`; without `at`, the fragment is
    `right` itself, and an empty `at` is the whole file. None means that the file isn't there. A path
    that ends with a slash is a folder. `right_path` is where the right file lies, where it is the
    place or the name that is wrong; then there is no file at `path`. `beside` has what else the
    example needs: more files by path, right in themselves, or None for one that is taken away.
    """

    path: str
    wrong: str | bytes | None
    right: str | None
    at: str | None = None
    right_path: str = ""
    beside: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its name, what is said, what to write instead, why it matters.

    All texts are message ids; the message and hint are filled by the problem's params. A fault that
    needs two versions of a project to be seen has an example of what changes between them.
    """

    title: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    why: str = ""
    example: Example | None = None
