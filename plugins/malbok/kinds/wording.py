"""Advice on how goals are worded: a kind of its own for each language rule, made from the rule.

They aren't among `KINDS`: their texts are the rules' own, in Swedish, with examples that are
sentences, and they are explained on the handbook's page of language rules.
"""

from __future__ import annotations

from functools import cache

from malbok.kinds.declaration import Kind, Severity
from malbok.wording.declaration import rules


@cache
def wording_kinds() -> dict[str, Kind]:
    """The kinds by the ids of the rules, in the order of the rules."""
    return {
        rule.id: Kind(
            title=rule.title,
            message="{advice}",
            hint="{question}",
            severity=Severity.ADVICE,
            why=rule.explanation,
        )
        for rule in rules().rules
    }
