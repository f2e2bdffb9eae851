"""The language rules as the browser's script gets them: compiled, and nothing that it doesn't need.

Patterns repeat each other's groups, above all those of the lists of words. Each is written once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from malbok.wording.declaration import Rule, Rules, rules

_LEFT_OUT = ("explanation", "hits", "misses")
_PATTERNS = ("find", "unless", "only_with", "except")
_FIRST_MARK = 0xE000
"""The character that stands for the first shared group; the others follow. They mean nothing in any
text, and no pattern has them."""
_SHORTEST = 20
"""Groups with fewer characters aren't worth a place of their own."""


def rules_json(of: Rules | None = None) -> bytes:
    """The rules as compact JSON: `rules` and `strengths` with the keys of the declaration, those that
    aren't used left out, and in `shared` the groups that a mark stands for in patterns. A shared
    group may have marks of later ones."""
    chosen = of or rules()
    records = [_record(rule) for rule in (*chosen.rules, *chosen.strengths)]
    patterns = [pattern for record in records for k in _PATTERNS for pattern in record.get(k, ())]
    marked, shared = _with_shared_groups(patterns)
    written = iter(marked)
    for record in records:
        record |= {key: [next(written) for _ in record[key]] for key in _PATTERNS if key in record}
    count = len(chosen.rules)
    for record in records[count:]:
        del record["title"]  # nobody sees what a strength is called
    data = {"rules": records[:count], "strengths": records[count:], "shared": shared}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _record(rule: Rule) -> dict[str, Any]:
    record = {"except" if key == "excepted" else key: v for key, v in asdict(rule).items()}
    record["variants"] = [{k: v for k, v in variant.items() if v} for variant in record["variants"]]
    return {key: v for key, v in record.items() if v and key not in _LEFT_OUT}


def _with_shared_groups(patterns: Sequence[str]) -> tuple[list[str], list[str]]:
    """The patterns with marks for groups that occur more than once, and those groups in the order of
    their marks: the longest first."""
    found = {group for pattern in patterns for group in _groups(pattern) if len(group) >= _SHORTEST}
    marked, shared = list(patterns), list[str]()
    for group in sorted(found, key=lambda group: (-len(group), group)):
        if sum(text.count(group) for text in (*marked, *shared)) > 1:
            mark = chr(_FIRST_MARK + len(shared))
            marked = [pattern.replace(group, mark) for pattern in marked]
            shared = [*(text.replace(group, mark) for text in shared), group]
    return marked, shared


def _groups(pattern: str) -> Iterator[str]:
    """Everything in a pattern that stands between two brackets that belong together."""
    opened: list[int] = []
    in_class = is_escaped = False
    for place, sign in enumerate(pattern):
        if is_escaped or sign == "\\":
            is_escaped = not is_escaped
        elif in_class or sign == "[":
            in_class = sign != "]"
        elif sign == "(":
            opened.append(place)
        elif sign == ")":
            yield pattern[opened.pop() : place + 1]
