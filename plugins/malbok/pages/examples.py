"""The library of examples: all of them, a page for each value that they are listed by, and the few that
the handbook's pages and its coach show.

The pages are as many as there are values, as with lists of goals (`pages.goal_lists`), and the same
script combines values at once.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from malbok import addresses as links
from malbok import explaining
from malbok.language import N_, Language, capital
from malbok.library import AREA, GROUP, TYPE, Entry, chosen, coach_page, entries
from malbok.model import BesideSentence, Example, GoalType, Quality, TargetGroup
from malbok.pages.lists import FACET_TITLES, Choice, Facet
from malbok.pages.making import Making
from malbok.pages.records import Asset, Page

KOLADA = "https://www.kolada.se/verktyg/fri-sokning/?kpis={}"
"""Where Kolada shows a key figure. It is a link for readers; nothing is fetched from there."""
SEARCH_WEIGHT = 0.5
"""So many sentences hold many words; what people look for more often comes first."""
_FACET_TITLES = {
    TYPE: FACET_TITLES[TYPE],
    AREA: N_("Area"),
    GROUP: FACET_TITLES[GROUP],
}


RELATED_WORDS = {
    "hemtjänst": "brukare kontinuitet omvårdnad",
    "assistans": "brukare",
    "äldre": "omvårdnad anhöriga",
    "försörjningsstöd": "klient",
    "företag": "näringsliv",
    "avfall": "sopor",
    "cykel": "trafik",
}
"""Words that staff use of what examples speak of in other words, so that the two find each other."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence that can be tried in the coach: what the way there is called, and its fragment."""

    word: str
    fragment: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example as the library shows it: `heading` is its sentence, said to be the one before where it
    was sharpened. `facts` are its type, area and target group, and `beside` what stands beside the
    sentence, each by its name. `values` are what it is listed by, empty where it has none of a kind."""

    example: Example
    heading: str
    facts: tuple[str, ...]
    beside: tuple[tuple[str, str], ...]
    kolada: str
    trials: tuple[Trial, ...]
    values: tuple[tuple[str, str], ...]


def example_pages(making: Making) -> Iterator[Page]:
    """The library's own page, and one for each type, area and target group; none without examples."""
    found = entries(making.project)
    if not found:
        return
    views = tuple(example_view(making.language, entry) for entry in found)
    ways = example_facets(making.language, found)
    description = making.text(
        N_("Made-up goals to learn from: what works, and how others got sharper.")
    )
    organisation = making.project.organisation
    index = Page(
        path=links.EXAMPLES,
        kind="examples",
        title=making.text(N_("Examples of goals")),
        markdown="",
        description=description,
        updated=organisation.updated,
        search_weight=SEARCH_WEIGHT,
        found_by=tuple(choice.word for facet in ways for choice in facet.choices),
    )
    coach = coach_page(making.project)
    given = {"coach": coach and coach.path, "all_path": links.EXAMPLES}
    yield making.page("examples", index, views=views, facets=ways, **given)
    for facet in ways:
        for choice in facet.choices:
            page = Page(
                path=choice.path,
                kind="example_list",
                title=list_title(making.language, choice),
                markdown="",
                description=description,
                parent=links.EXAMPLES,
                edit=making.project.paths[f"examples/{choice.value}"] if facet.key == AREA else "",
                updated=organisation.updated,
                search_weight=0,
            )
            listed = [v for v in views if (facet.key, choice.value) in v.values]
            yield making.page(
                "example_list", page, views=listed, facet=facet, choice=choice, **given
            )


def embedded_examples(making: Making, goal_type: GoalType, source: str) -> str:
    """A few examples of a type, good ones and others, for the handbook's page at `source`."""
    found = entries(making.project)
    few = chosen(found, goal_type)
    return making.block(
        "embed_examples",
        source,
        views=[example_view(making.language, entry) for entry in few],
        more=sum(entry.example.type is goal_type for entry in found) - len(few),
        type=making.text(explaining.TYPE_WORDS[goal_type]),
        path=links.example_list_path(TYPE, goal_type.value),
        all_path=links.EXAMPLES,
    )


def coach_assets(making: Making) -> Iterator[Asset]:
    """The examples for the script that coaches, where there are any and a page that has it."""
    found = entries(making.project)
    if not (found and coach_page(making.project)):
        return
    examples = [
        {
            "text": entry.example.text,
            "type": entry.example.type.value,
            "subject": entry.subject,
            "target_group": _group(making.language, entry.example),
            "quality": entry.example.quality.value,
            "id": entry.example.id,
            **({"also": also} if (also := _also_called(entry)) else {}),
            **({"sharpened": sharpened} if (sharpened := entry.example.sharpened) else {}),
        }
        for entry in found
    ]
    text = json.dumps({"examples": examples}, ensure_ascii=False, separators=(",", ":"))
    yield Asset(links.COACH_EXAMPLES, text.encode())


def _also_called(entry: Entry) -> str:
    """What staff say of that which an example is about, where the example says something else."""
    example = entry.example
    said = " ".join(
        (example.text, example.sharpened or "", entry.subject, example.target_group_name or "")
    ).lower()
    return " ".join(words for word, words in RELATED_WORDS.items() if word in said)


def list_title(words: Language, choice: Choice) -> str:
    """The title of the page with the examples that have a value."""
    return words.text(N_("Examples: {value}"), value=choice.word)


def example_view(words: Language, entry: Entry) -> ExampleView:
    """An example as the library shows it."""
    example, text = entry.example, words.text
    group = _group(words, example)
    kolada = example.indicator and example.indicator.kolada
    is_good = example.quality is Quality.GOOD
    return ExampleView(
        example=example,
        heading=example.text if is_good else text(N_("Before: {text}"), text=example.text),
        facts=tuple(
            capital(fact)
            for fact in (text(explaining.TYPE_WORDS[example.type]), entry.subject, group)
            if fact
        ),
        beside=tuple(_beside(words, example.fields)),
        kolada=KOLADA.format(kolada) if kolada else "",
        trials=tuple(_trials(words, example)),
        values=tuple((key, entry.values.get(key, "")) for key in _FACET_TITLES),
    )


def _beside(words: Language, fields: BesideSentence | None) -> Iterator[tuple[str, str]]:
    if fields:
        for name, field in BesideSentence.model_fields.items():
            if said := getattr(fields, name):
                yield words.text(field.title or name), said


def _trials(words: Language, example: Example) -> Iterator[Trial]:
    """The ways to try an example: one for each of its sentences."""

    def fragment(sentence: str) -> str:
        # Letters stay letters, which browsers understand: the pages are a good deal lighter so.
        text = re.sub(r"[^\w.-]", lambda character: quote(character[0], safe=""), sentence)
        return f"text={text}&type={example.type.value}"

    if example.sharpened is None:
        yield Trial(words.text(N_("Try it in the tool")), fragment(example.text))
    else:
        yield Trial(words.text(N_("Try the sentence before in the tool")), fragment(example.text))
        yield Trial(words.text(N_("Try the one after")), fragment(example.sharpened))


def _group(words: Language, example: Example) -> str:
    """Whom the goal of an example is for, in words; empty if it isn't said."""
    if example.target_group_name:
        return example.target_group_name
    group = example.target_group
    return words.text(explaining.TARGET_GROUP_WORDS[group]) if group else ""


def example_facets(words: Language, found: Iterable[Entry]) -> tuple[Facet, ...]:
    """The ways to narrow the list, by values that some examples have."""
    counts = Counter(pair for entry in found for pair in entry.values.items())
    text = words.text
    options: dict[str, dict[str, str]] = {
        TYPE: {t.value: capital(text(explaining.TYPE_WORDS[t])) for t in GoalType},
        AREA: {entry.area: entry.subject for entry in found},
        GROUP: {g.value: capital(text(explaining.TARGET_GROUP_WORDS[g])) for g in TargetGroup},
    }
    facets = (
        Facet(
            key,
            text(title),
            tuple(
                Choice(value, word, links.example_list_path(key, value), counts[key, value])
                for value, word in options[key].items()
                if counts[key, value]
            ),
        )
        for key, title in _FACET_TITLES.items()
    )
    return tuple(facet for facet in facets if facet.choices)
