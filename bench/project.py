"""A made-up municipality of a given size, the same every time: `python -m bench.project DIR GOALS CACHE`.

Goal number n has the same wording and figures whatever the number of goals, so that a project and a
larger one share the charts of the goals that both have.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.configuration import write_malbok
from bench.wordings import (
    ANALYSES,
    COMMITTEES,
    DESCRIPTIONS,
    DISTRICTS,
    GROUPS,
    INSIGHTS,
    MEASURES,
    NEXT_STEPS,
    NOTES,
    PAGES,
    STATES,
    Measure,
)

FIRST_YEAR, LAST_YEAR = 2011, 2025
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
INDICATORS_PER_GOAL = 2
AS_OF, UPDATED = "2025-12-31", "2026-02-13"
TYPES = ("result", "result", "performance", "result", "behaviour", "result", "learning", "process")
SOURCE = {"title": "Kommunens årliga enkät", "url": "https://example.org/statistik/enkat"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a goal's texts are made from."""

    number: int
    group: str
    state: str
    theme: str
    where: str
    committee: int

    @property
    def id(self) -> str:
        """The goal's id: theme, group and, from the second thousand on, part of the municipality."""
        return slug(" ".join(part for part in (self.theme, self.group, self.where) if part))

    @property
    def title(self) -> str:
        """The goal in one sentence."""
        return f"{self.group[0].upper()}{self.group[1:]}{self._place} {self.state}"

    @property
    def subject(self) -> str:
        """What its indicators are about."""
        return f"{self.theme}, {self.group}{self._place}"

    def fill(self, text: str) -> str:
        """A text with this goal's words in it."""
        committee = COMMITTEES[self.committee].title
        return text.format(group=self.group, theme=self.theme, committee=committee)

    @property
    def _place(self) -> str:
        return f" i {self.where} kommundelen" if self.where else ""


def wording(number: int) -> Wording:
    """The wording of a goal; the same number always gives the same, and no two are alike."""
    district, rest = divmod(number, len(GROUPS) * len(STATES))
    turn, group = divmod(rest, len(GROUPS))
    state = STATES[(turn + group) % len(STATES)]
    return Wording(
        number=number,
        group=GROUPS[group],
        state=state.wording,
        theme=state.theme,
        where=DISTRICTS[district - 1] if district else "",
        committee=number % len(COMMITTEES),
    )


def write_project(root: Path, goals: int) -> None:
    """Write a project with so many goals: organisation, goals, indicators, figures and content."""
    for path, text in _files(goals):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _files(goals: int) -> Iterator[tuple[str, str]]:
    yield "data/organisation.yml", _dump(_organisation())
    for number in range(goals):
        words = wording(number)
        folder = slug(COMMITTEES[words.committee].title)
        yield f"data/goals/{folder}/{words.id}.yml", _dump(_goal(words))
        for place in range(INDICATORS_PER_GOAL):
            indicator = _Indicator(words, place)
            yield f"data/indicators/{indicator.id}.yml", _dump(indicator.record())
            yield f"data/indicators/{indicator.id}.csv", indicator.csv()
    first = wording(0)
    for path, text in PAGES.items():
        shown = text.replace("{goal}", first.id).replace("{indicator}", _Indicator(first, 0).id)
        yield f"content/{path}", shown


class _Indicator:
    """One of a goal's indicators, its outcomes and its target."""

    def __init__(self, words: Wording, place: int) -> None:
        self.words = words
        self.measure: Measure = MEASURES[(words.number * 3 + place * 5) % len(MEASURES)]
        self.id = f"{slug(self.measure.title)}-{words.id}"
        self.chance = random.Random(f"{words.number} {place}")
        self.values = self._values()
        self.due = LAST_YEAR + self.chance.choice((0, 0, 1, 2, 3))
        self.has_baseline = self.chance.random() < 0.75
        self.level = self._level()
        self.note = self.chance.choice(NOTES) if self.chance.random() < 0.1 else ""

    def record(self) -> dict[str, Any]:
        """What its YAML file says."""
        measure = self.measure
        return {
            "id": self.id,
            "title": f"{measure.title}: {self.words.subject}",
            "audience": "public",
            "definition": f"Visar hur många eller hur stor del som {measure.asks}. Frågan gäller "
            f"{self.words.theme} och ställs till {self.words.group}.",
            "unit": measure.unit,
            "direction": "lower" if measure.lower else "higher",
            "interval": "year",
            "source": SOURCE,
            "owner": "controller",
            "updated": UPDATED,
            **({"note": self.note} if self.note else {}),
        }

    def csv(self) -> str:
        """Its figures; some are missing, some have a mark."""
        rows = ["period,value,mark,note"]
        for year, value in zip(YEARS, self.values, strict=True):
            shown = "" if value is None else f"{value:.{self.measure.decimals}f}"
            mark, note = self._mark(year, value)
            rows.append(f"{year},{shown},{mark},{note}")
        return "\n".join(rows) + "\n"

    def target(self) -> dict[str, Any]:
        """What the goal says of it."""
        target: dict[str, Any] = {
            "indicator": self.id,
            "comparator": "at_most" if self.measure.lower else "at_least",
            "value": self.level,
            "due": str(self.due),
        }
        start = len(YEARS) - 5
        if self.has_baseline and (value := self.values[start]) is not None:
            baseline = f"{value:.{self.measure.decimals}f}"
            target["baseline"] = {"period": str(YEARS[start]), "value": baseline}
        return target

    def _values(self) -> tuple[float | None, ...]:
        measure, chance = self.measure, self.chance
        whole = measure.highest - measure.lowest
        level = chance.uniform(0.2, 0.6)
        slope = chance.gauss(0.012, 0.02)
        values: list[float | None] = []
        for _ in YEARS:
            level = min(1.0, max(0.0, level + slope + chance.gauss(0, 0.05)))
            share = 1 - level if measure.lower else level
            is_missing = chance.random() < 0.04
            value = round(measure.lowest + share * whole, measure.decimals)
            values.append(None if is_missing else value)
        return tuple(values)

    def _level(self) -> str:
        """Somewhat better than where it stood five years ago."""
        measure = self.measure
        start = next(value for value in self.values[-5::-1] if value is not None)
        way = self.chance.uniform(0.02, 0.15) * (measure.highest - measure.lowest)
        level = start - way if measure.lower else start + way
        if measure.unit == "%":
            level = min(level, 98)
        return f"{max(level, 1):.{measure.decimals}f}"

    def _mark(self, year: int, value: float | None) -> tuple[str, str]:
        chance = random.Random(f"{self.id} {year}")
        if value is None:
            return "", ""
        if year == LAST_YEAR and chance.random() < 0.2:
            return "preliminary", ""
        if year > FIRST_YEAR and chance.random() < 0.01:
            return "break", "Ny enkät"
        return "", ""


def _organisation() -> dict[str, Any]:
    top = slug(COMMITTEES[0].title)
    return {
        "name": "Exempelköping",
        "title": "Mål och resultat",
        "as_of": AS_OF,
        "updated": UPDATED,
        "roles": [
            {"id": "controller", "title": "Controller på ekonomiavdelningen"},
            {"id": "direktor", "title": "Förvaltningsdirektör"},
        ],
        "departments": [
            {
                "id": slug(committee.title),
                "title": committee.title,
                "audience": "public",
                "description": committee.description,
                **({"parent": top} if index else {}),
            }
            for index, committee in enumerate(COMMITTEES)
        ],
    }


def _goal(words: Wording) -> dict[str, Any]:
    number = words.number
    goal: dict[str, Any] = {
        "id": words.id,
        "title": words.title,
        "audience": "public",
        "type": TYPES[number % len(TYPES)],
        "period": "2025",
        "target_group": "residents",
        "description": words.fill(DESCRIPTIONS[number % len(DESCRIPTIONS)]),
        "owner": "direktor",
        "updated": UPDATED,
        "source": {"title": "Mål och budget 2025", "url": "https://example.org/budget"},
        "targets": [_Indicator(words, place).target() for place in range(INDICATORS_PER_GOAL)],
    }
    if number % 2 == 0:
        goal["analysis"] = words.fill(ANALYSES[number // 2 % len(ANALYSES)])
    if number % 4 == 1:
        goal["next_steps"] = words.fill(NEXT_STEPS[number // 4 % len(NEXT_STEPS)])
    if number % 8 == 3:
        goal["insight"] = words.fill(INSIGHTS[0])
    if number >= len(COMMITTEES):
        goal["supports"] = [wording(number // len(COMMITTEES)).id]
    return goal


def slug(text: str) -> str:
    """A text as an id: lower case, without å, ä and ö, with hyphens."""
    plain = text.lower().translate(str.maketrans("åäöé", "aaoe", ","))
    return "-".join(plain.split())


def _dump(values: dict[str, Any]) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=100)


if __name__ == "__main__":
    write_project(Path(sys.argv[1]), int(sys.argv[2]))
    write_malbok(Path(sys.argv[1]), Path(sys.argv[3]))
