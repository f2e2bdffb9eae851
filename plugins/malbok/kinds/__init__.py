"""Every kind of problem, declared once: code, name, message, hint, and an example.

`malbok check` says them, the handbook has a page for each, and a test runs each example. Codes are
stable: F files, Y YAML, K keys, V values, R references, C figures (CSV), P reports,
L look, D changes (diff), and M (advice on wording), whose kinds are the language rules.
"""

from malbok.kinds.changes import CHANGES
from malbok.kinds.comparisons import COMPARISONS
from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.figures import FIGURES
from malbok.kinds.files import FILES
from malbok.kinds.goals import GOALS
from malbok.kinds.keys import KEYS
from malbok.kinds.library import LIBRARY
from malbok.kinds.look import LOOK
from malbok.kinds.organisation import ORGANISATIONS
from malbok.kinds.references import REFERENCES
from malbok.kinds.reports import REPORTS
from malbok.kinds.values import VALUES
from malbok.kinds.yaml import YAML

KINDS: dict[str, Kind] = (
    FILES
    | YAML
    | KEYS
    | VALUES
    | REFERENCES
    | GOALS
    | LIBRARY
    | ORGANISATIONS
    | COMPARISONS
    | FIGURES
    | REPORTS
    | LOOK
    | CHANGES
)


def kind_of(code: str) -> Kind:
    """The kind of a code, those of advice on wording (M01 and so on) included. Raises KeyError."""
    if code in KINDS:
        return KINDS[code]
    from malbok.kinds.wording import wording_kinds  # only where goals are advised on

    return wording_kinds()[code]


__all__ = ["KINDS", "Example", "Kind", "Severity", "kind_of"]
