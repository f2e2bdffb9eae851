"""What axe-core says of a page that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ("wcag21a", "wcag21aa", "wcag2a", "wcag2aa")

Rules = tuple[Mapping[str, Any], ...]

_AXE = Axe()


@dataclass(frozen=True, slots=True)
class Audit:
    """The rules that a page breaks, those that axe only advises, and those it can't decide."""

    violations: Rules
    advice: Rules
    undecided: Rules


def audited(page: Page, *, contrast: bool = True) -> Audit:
    """Runs axe. Without `contrast`, which is most of the time that it takes, its rule about colours is left
    out: for a page whose colours have been seen at another width."""
    options: dict[str, Any] = {
        "resultTypes": ["violations", "incomplete"],
        "runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]},
        "rules": {"color-contrast": {"enabled": contrast}},
    }
    response = _AXE.run(page, options=options).response
    found = response["violations"]
    return Audit(
        tuple(rule for rule in found if not set(WCAG).isdisjoint(rule["tags"])),
        tuple(rule for rule in found if set(WCAG).isdisjoint(rule["tags"])),
        tuple(response["incomplete"]),
    )


def described(rules: Rules) -> list[str]:
    """Each rule, and the elements that it is about."""
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n"
        + "\n".join(f"    {node['target']}: {node['html'][:200]}" for node in rule["nodes"][:6])
        for rule in rules
    ]
