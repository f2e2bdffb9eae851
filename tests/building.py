"""Small projects for tests: a valid one as text, and a writer that changes a few of its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

from malbok import checks
from malbok.problems import Place, Problem
from malbok.reading import Reading, read_project
from malbok.reports.freezing import freezing

Files = Mapping[str, str | bytes | None]

ORGANISATION = """\
name: Exempelby
title: Målbok för Exempelby
as_of: 2016-12-31
updated: 2026-11-22
roles:
  - id: chef
    title: Förvaltningschef
departments:
  - id: n1
    title: Nämnden
    audience: public
"""

GOAL = """\
id: trygg
title: Alla är trygga hemma
audience: public
type: result
analysis: Fler är trygga än förr, men inte så många som det var tänkt.
next_steps: Vi besöker alla som har svarat att de är otrygga.
owner: chef
updated: 2026-11-22
targets:
  - indicator: trygghet
    comparator: at_least
    value: 50
    due: "2016"
    baseline: {period: "2013", value: 40}
"""

INDICATOR = """\
id: trygghet
title: Trygga i hemmet
audience: public
definition: Så många känner sig trygga hemma.
unit: "%"
direction: higher
interval: year
source: {title: Enkäten}
updated: 2026-11-22
"""

FIGURES = """\
period,value
2013,40
2014,43
2015,
2016,47
"""

PAGE = """\
---
title: Start
audience: public
---
# Välkommen
"""

BASE: Files = {
    "data/organisation.yml": ORGANISATION,
    "data/goals/n1/trygg.yml": GOAL,
    "data/indicators/trygghet.yml": INDICATOR,
    "data/indicators/trygghet.csv": FIGURES,
    "content/index.md": PAGE,
}


def write_project(root: Path, changes: Files) -> Path:
    """Write the base project with some files changed, added, or (None) left out."""
    for name, content in {**BASE, **changes}.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else dedent(content).encode()
        path.write_bytes(raw)
    return root


def freeze(root: Path, *reports: str, today: date = date(2017, 3, 1)) -> Path:
    """Freeze reports of a project, as `malbok report freeze` does."""
    for report in reports:
        for file in freezing(root, read_project(root), report, today).files:
            (root / file.path).write_bytes(file.content)
    return root


def all_problems(root: Path) -> tuple[Problem, ...]:
    """What reading and checking the folder says."""
    reading: Reading = read_project(root)
    return checks.all_problems(reading)


def said(problems: tuple[Problem, ...] | list[Problem]) -> list[str]:
    """The problems as `CODE path:line:column`, which is what tests compare."""
    return [f"{p.code} {_where(p.place)}" for p in problems]


def _where(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


MARK = "»"


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text in which `»` stands before each fault: without the marks, and where they stood."""
    places = list(_marks(text))
    return text.replace(MARK, ""), places


def _marks(text: str) -> Iterator[tuple[int, int]]:
    for number, line in enumerate(text.split("\n"), start=1):
        for before, match in enumerate(re.finditer(MARK, line)):
            yield number, match.start() - before + 1
