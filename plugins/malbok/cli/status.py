"""`malbok status`: each goal's status and the rule that gave it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from malbok.cli.shaping import as_of_option, audience_option, format_option, make_command
from malbok.language import Language, capital

if TYPE_CHECKING:
    from malbok.assessment import GoalAssessment


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    options = (
        as_of_option(words),
        audience_option(words, "intranet"),
        format_option(words, "text", "json"),
    )
    return make_command(words, name, summary, status, *options)


def status(root: Path, words: Language, as_of: date | None, audience: str, form: str) -> int:
    """Print each goal's status and the rule that gave it."""
    from malbok.engine import view
    from malbok.model import Audience
    from malbok.reading import load_project

    viewer = view(load_project(root), Audience(audience), as_of, language_code=words.code)
    if form == "json":
        records = [_status_record(a) for a in viewer.assessments.values()]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return 0
    for goal in viewer.project.goals.values():
        link = viewer.goal_link(goal)
        click.echo(f"{capital(link.status.word)}: {goal.title} ({goal.id})")
        click.echo(f"    {link.sentence} {link.basis}".rstrip())
    return 0


def _status_record(assessment: GoalAssessment) -> dict[str, Any]:
    from malbok.model import Comparator

    return {
        "goal": assessment.goal,
        "status": assessment.status.value,
        "rule": assessment.rule.value,
        "targets": [
            {
                "indicator": t.target.indicator,
                "period": str(t.outcome.period) if t.outcome else None,
                "outcome": _json_number(t.outcome.value) if t.outcome else None,
                "target": [_json_number(t.target.lower), _json_number(t.target.upper)]
                if t.target.comparator is Comparator.BETWEEN
                else _json_number(t.target.value),
                "status": t.status.value,
            }
            for t in assessment.targets
        ],
    }


def _json_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
