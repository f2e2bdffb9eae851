"""A made-up municipality of a given size, the same every time: `python -m bench.project DIR GOALS CACHE`.

It uses what a municipality of the kind uses: subjects, a plain meaning for each goal, analyses of what
was missed, figures by sex for an eighth of the indicators and a comparison for every twentieth.

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
    COMPARED,
    DESCRIPTIONS,
    DISTRICTS,
    GLOSSARY,
    GROUPS,
    INSIGHTS,
    MEANINGS,
    MEASURES,
    NEXT_STEPS,
    NOTES,
    PAGES,
    STATES,
    SUBJECTS,
    Measure,
)

FIRST_YEAR, LAST_YEAR = 2011, 2025
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
INDICATORS_PER_GOAL = 2
AS_OF, UPDATED, NEXT_UPDATE = "2025-12-31", "2026-02-13", "2027-02-15"
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
        is_first = place == 0
        self.has_sexes = is_first and words.number % 4 == 0
        self.is_compared = is_first and words.number % 10 == 6

    def record(self) -> dict[str, Any]:
        """What its YAML file says."""
        measure = self.measure
        return {
            "id": self.id,
            "title": f"{measure.title}: {self.words.subject}",
            "audience": "public",
            "definition": f"Visar hur många eller hur stor del som {measure.asks}. Frågan gäller "
            f"{self.words.theme} och ställs till {self.words.group}.",
            "meaning": f"Siffran visar hur många som {measure.asks}.",
            "unit": measure.unit,
            "direction": "lower" if measure.lower else "higher",
            "interval": "year",
            **({"about": "people"} if self.has_sexes else {}),
            **({"compare_with": COMPARED.id} if self.is_compared else {}),
            "source": SOURCE,
            "owner": "controller",
            "updated": UPDATED,
            "next_update": NEXT_UPDATE,
            **({"note": self.note} if self.note else {}),
        }

    def csv(self) -> str:
        """Its figures; some are missing, some have a mark, some are by sex or of others too."""
        columns = ["period", "value"]
        columns += ["municipality"] if self.is_compared else []
        columns += ["sex", "count"] if self.has_sexes else []
        columns += ["mark", "note"]
        rows = [
            ",".join(row.get(column, "") for column in columns)
            for year, value in zip(YEARS, self.values, strict=True)
            for row in self._rows(year, value)
        ]
        return "\n".join([",".join(columns), *rows]) + "\n"

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

    @property
    def is_short(self) -> bool:
        """Whether its latest outcome doesn't reach the target, so that the goal may be missed."""
        level = float(self.level)
        return self._latest > level if self.measure.lower else self._latest < level

    @property
    def _latest(self) -> float:
        return next(value for value in reversed(self.values) if value is not None)

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

    def _rows(self, year: int, value: float | None) -> Iterator[dict[str, str]]:
        """A year's outcome, then those of women and men, then those of other municipalities."""
        mark, note = self._mark(year, value)
        count = 400 + self.words.number % 90 + year - FIRST_YEAR
        marked = {"period": str(year), "mark": mark, "note": note}
        yield {**marked, "value": self._shown(value), "count": str(count)}
        lowest, highest = self.measure.lowest, self.measure.highest
        step = 0.04 * (highest - lowest)
        if self.has_sexes:
            for sex, change, part in (("women", step, count // 2), ("men", -step, -(-count // 2))):
                of_it = None if value is None else value + change
                yield {**marked, "value": self._shown(of_it), "sex": sex, "count": str(part)}
        if self.is_compared and year >= LAST_YEAR - 2:
            for name in (*COMPARED.municipalities, *COMPARED.references):
                better = random.Random(f"{self.id} {name}").gauss(0, 3 * step)
                other = min(highest, max(lowest, self._latest + better))
                yield {"period": str(year), "value": self._shown(other), "municipality": name}

    def _shown(self, value: float | None) -> str:
        return "" if value is None else f"{value:.{self.measure.decimals}f}"

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
        "licence": {
            "title": "CC0 1.0",
            "url": "https://creativecommons.org/publicdomain/zero/1.0/",
        },
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
        "subjects": [
            {"id": slug(subject.title), "title": subject.title, "description": subject.description}
            for subject in SUBJECTS
        ],
        "comparison_groups": [
            {
                "id": COMPARED.id,
                "title": COMPARED.title,
                "municipalities": list(COMPARED.municipalities),
                "references": list(COMPARED.references),
            }
        ],
        "accessibility": {
            "compliance": "full",
            "testing": "Vi granskade webbplatsen själva, med ett program och med tangentbord.",
            "tested": UPDATED,
            "updated": UPDATED,
            "contact": "Skriv till kommunens kontaktcenter, som svarar inom två arbetsdagar.",
            "supervision": {
                "title": "Myndigheten för digital förvaltning (Digg)",
                "url": "https://www.digg.se/",
            },
        },
        "glossary": [
            {"word": word, "forms": list(forms), "meaning": meaning}
            for word, forms, meaning in GLOSSARY
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
        "subjects": [slug(s.title) for s in SUBJECTS if words.theme in s.themes],
        "meaning": words.fill(MEANINGS[number % len(MEANINGS)]),
        "description": words.fill(DESCRIPTIONS[number % len(DESCRIPTIONS)]),
        "owner": "direktor",
        "updated": UPDATED,
        "next_update": NEXT_UPDATE,
        "source": {"title": "Mål och budget 2025", "url": "https://example.org/budget"},
        "targets": [_Indicator(words, place).target() for place in range(INDICATORS_PER_GOAL)],
    }
    # A public goal that was missed must say why, and what is done now (code R151).
    may_be_missed = any(_Indicator(words, n).is_short for n in range(INDICATORS_PER_GOAL))
    if number % 2 == 0 or may_be_missed:
        goal["analysis"] = words.fill(ANALYSES[number // 2 % len(ANALYSES)])
    if number % 4 == 1 or may_be_missed:
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
