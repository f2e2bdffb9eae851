"""The coach: what its page needs to give advice on a goal and make a file of it, and the questions
that it shows where there is no script. The advice itself is given in the browser."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from malbok import addresses as links
from malbok.embeds import RULES, page_with
from malbok.explaining import TARGET_GROUP_WORDS, TYPE_WORDS
from malbok.fields import AUDIENCE_WORDS, COMPARATOR_WORDS, VALUE_WORDS
from malbok.language import N_, capital
from malbok.model import (
    Audience,
    Baseline,
    Comparator,
    Considered,
    Goal,
    Level,
    Record,
    Target,
)
from malbok.pages.guide import rule_page
from malbok.pages.making import Making
from malbok.periods import EXAMPLES
from malbok.schemas import FOLDER
from malbok.starting import ID_LENGTH, SMALL_WORDS, item_path
from malbok.wording import Rule, rules

HOWTO = "redaktor/nytt-mal.md"
"""The handbook's page about new files, which is linked to if it is there."""
ID = "\ue000"
"""Stands for a goal's id where the script is to put it."""
COMMON_WORDS = SMALL_WORDS.union(
    re.findall(
        r"\w+",
        """alla alltid aldrig andel andelen antal antalet använder arbeta arbetar arbete bara behöver bland
        blir bra bästa bättre dag dagar deras direkt efter egen eget egna eller enligt erbjuda erbjuder fem
        fler flera fyra färre första fram före genom ger god goda gott gå går gör göra hela hög höga högst inget
        innan inom kan klarar kommun kommunen kommunens korta känner lätt länet länets lära låg mellan minska
        minskar minskat minst många månad månader mycket ny nya nytt nå når någon något nöjd nöjda och olika
        omfattning person personer plan planer procent rätt runt sedan ser sitt sina själva slutet snitt största
        ta tar tid tiden tio tre trivs trygg trygga tycker två tydlig under upp upplever utan utveckla vad
        varandra varje varit
        vecka veckor verksamhet vet vilka vilken vill våra vårt år året åtgärder öka ökar ökat över""",
    )
)
"""Words that goals have whatever they are about, and that don't make an example similar."""
OWN_INDICATOR = "+"
"""Chosen where an indicator isn't there yet; no id is like it."""
LONGEST = 2_000
"""How many characters get advice. A goal is never so long; what is was pasted by mistake."""

TEXTS = {
    "one": N_("1 thing to think about."),
    "many": N_("{n} things to think about."),
    "first": N_("The first one: {text}"),
    "nothing": N_("There is nothing that we would ask about."),
    "rests": N_("The advice rests."),
    "asked_again": N_("The advice is back."),
    "advice": N_("advice"),
    "about_type": N_("Read about this: {title}"),
    "guide": N_("Read more: {title}"),
    "undo": N_("Ask again"),
    "because": N_("Because: {reason}"),
    "need_reason": N_("Write a reason, so that those who read the goal understand."),
    "field_period": N_("Write the time in a field of its own"),
    "field_target": N_("Write the level in a field of its own"),
    "field_baseline": N_("Write where you start in a field of its own"),
    "field_target_group": N_("Say whom it is for in a field of its own"),
    "field_indicator": N_("Choose what to follow it with"),
    "needed": N_("This is needed before the file is ready:"),
    "ready": N_("The file is ready."),
    "need_goal": N_("Write the goal"),
    "need_type": N_("Choose the kind of goal"),
    "need_department": N_("Choose a department or committee"),
    "need_id": N_("Give the file a name"),
    "need_due": N_("Say when the value is to be reached"),
    "need_value": N_("Write the value to reach"),
    "want_period": N_("which time the goal is for"),
    "want_target_group": N_("whom the goal is for"),
    "want_owner": N_("who answers for it"),
    "want_indicator": N_("how you will see how it goes"),
    "want_own": N_("your own measure. So far it is only a note in the file"),
    "want_ours": N_("what is measured. The value comes into the file when you have chosen that"),
    "wrong_signs": N_("The goal can't have < or > in it. Write it in words instead."),
    "wrong_long": N_(
        "This is too long for a goal. Put in one sentence at a time, and you get advice."
    ),
    "wrong_marker": N_("Write a single colon, not several in a row."),
    "wrong_period": N_(
        "Write the time as 2027, 2027-H1, 2027-T1, 2027-Q1, 2027-03, 2026/27 or 2027-03-31."
    ),
    "wrong_number": N_("Write only a number, for example 90 or 7,5."),
    "wrong_kind": N_("The figures come in another kind of period. Write it as {example}."),
    "wrong_early": N_("This is before the time that the goal is for. Write a later time."),
    "wrong_baseline": N_("What you start from must lie before what you are to reach."),
    "wrong_alone": N_("Write both the value and its period, or none of them."),
    "wrong_id": N_("Use only a–z, 0–9 and hyphens, and begin with a letter or a digit."),
    "wrong_taken": N_("There is a goal with that name already. Choose another one."),
    "wrong_inside": N_("It is only for the intranet, and then the goal can't be for everybody."),
    "copied": N_("The text is copied."),
    "not_copied": N_("The browser didn't let us copy. The text is marked: copy it yourself."),
    "downloaded": N_("The file {name} is in your folder for downloads."),
    "paste": N_("The text is copied. Paste it into the new file."),
    "not_kept": N_("This browser keeps nothing. The draft wasn't saved."),
    "less_good": N_("shows before and after"),
    "of_what": N_(
        "{value} what? Choose what is measured, or the figure doesn't come into the file."
    ),
    "need_own": N_("Write what it is called, or the figures don't come into the file."),
    "notes": N_(
        "What we want to follow the goal with isn't there yet: {own} | To reach: {comparator} {value}, {due} | "
        "Now: {baseline}, {baseline_period} | Next: add it as a file of its own, and write the target here."
    ),
    "note_steps": N_(
        "Do you follow the goal by steps instead of figures? Write them here as milestones."
    ),
    "new_tab": N_("(opens in a new tab)"),
}
"""What the script says, by the names that it knows them by."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its value in the file, and the word for it."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class Question:
    """A rule's question: `types` are the kinds of goals it is for, empty for all; `address` tells why
    it is asked, empty if no page does."""

    text: str
    types: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class CoachView:
    """What can be chosen on the page, its questions, the path of the page about files (empty if there
    is none), and as JSON what the script must know. The JSON can stand in HTML."""

    types: tuple[Option, ...]
    levels: tuple[Option, ...]
    target_groups: tuple[Option, ...]
    indicators: tuple[Option, ...]
    comparators: tuple[Option, ...]
    departments: tuple[Option, ...]
    roles: tuple[Option, ...]
    audiences: tuple[Option, ...]
    subjects: tuple[Option, ...]
    questions: tuple[Question, ...]
    howto: str
    data: str


def coach_view(making: Making, source: str) -> CoachView:
    """What the coach on the page at `source` shows and knows, as the site's audience may see it."""
    project = making.project
    organisation = project.organisation
    rules_page = page_with(project.content, RULES)
    explained = rules_page.path if rules_page else ""
    return CoachView(
        types=_options(making, TYPE_WORDS),
        levels=_options(making, VALUE_WORDS[Level]),
        target_groups=_options(making, TARGET_GROUP_WORDS),
        indicators=(
            Option(OWN_INDICATOR, making.text(N_("One of our own that isn't there yet"))),
            *(
                Option(i.id, f"{i.title} ({i.unit})")
                for i in sorted(
                    project.indicators.values(), key=lambda i: (i.title.casefold(), i.id)
                )
            ),
        ),
        comparators=tuple(
            Option(each.value, capital(making.text(COMPARATOR_WORDS[each])))
            for each in Comparator
            if each is not Comparator.BETWEEN  # which needs two values
        ),
        departments=tuple(Option(d.id, d.title) for d in organisation.departments),
        roles=tuple(Option(r.id, r.title) for r in organisation.roles),
        audiences=tuple(
            Option(each.value, capital(making.text(AUDIENCE_WORDS[each])))
            for each in (Audience.INTRANET, Audience.PUBLIC)
        ),
        subjects=tuple(Option(s.id, s.title) for s in organisation.subjects),
        questions=tuple(_questions(making, source, explained)),
        howto=HOWTO if any(page.path == HOWTO for page in project.content) else "",
        data=_json(_data(making, source, explained)),
    )


def _options(making: Making, words: Mapping[Any, str]) -> tuple[Option, ...]:
    return tuple(Option(str(key), capital(making.text(word))) for key, word in words.items())


def _questions(making: Making, source: str, explained: str) -> Iterator[Question]:
    """The questions of all rules, each once; one about a passage can't be asked without it."""
    asked: set[str] = set()
    for rule in rules().rules:
        if rule.question and "{passage}" not in rule.question and rule.question not in asked:
            asked.add(rule.question)
            types = ", ".join(making.text(w) for t, w in TYPE_WORDS.items() if t in rule.types)
            why = _why(making, source, explained, rule)
            yield Question(rule.question, types, rule.title, why)


def _why(making: Making, source: str, explained: str, rule: Rule) -> str:
    link = making.renderer.addresses.link
    return f"{link(source, explained)}#{links.language_rule_anchor(rule.id)}" if explained else ""


def _data(making: Making, source: str, explained: str) -> dict[str, Any]:
    """What the script must know beside the rules: addresses as seen from the page."""
    project = making.project
    link = making.renderer.addresses.link
    guide: dict[str, dict[str, str]] = {}
    for rule in rules().rules:
        if found := rule_page(project, rule):
            page, anchor = found
            guide[rule.page] = {"title": page.title, "address": link(source, page.path) + anchor}
    path = item_path("goal", ID, ID)
    return {
        "rules": link(source, links.COACH_RULES),
        "examples": link(source, links.COACH_EXAMPLES) if project.examples else "",
        "library": link(source, links.EXAMPLES) if project.examples else "",
        "guide": guide,
        "why": link(source, explained) if explained else "",
        "types": {
            key.value: {"title": page.title, "address": link(source, page.path)}
            for key, page in making.guide.explained_by.items()
        },
        "departments": {
            d.id: {"level": d.level or "", "audience": d.audience}
            for d in project.organisation.departments
        },
        "indicators": {
            i.id: {
                "interval": i.interval,
                "example": EXAMPLES[i.interval],
                "audience": i.audience,
                "at_most": i.direction == "lower",
            }
            for i in project.indicators.values()
        },
        "glossary": project.organisation.known_words,
        "taken": sorted(project.goals),
        "small_words": sorted(SMALL_WORDS),
        "common_words": sorted(COMMON_WORDS),
        "longest": LONGEST,
        "longest_id": ID_LENGTH,
        "path": path.replace(ID, "{department}", 1).replace(ID, "{id}"),
        "schema": os.path.relpath(f"{FOLDER}/goal.json", PurePosixPath(path).parent),
        "order": {
            "goal": _keys(Goal),
            "targets": _keys(Target),
            "baseline": _keys(Baseline),
            "considered": _keys(Considered),
        },
        "texts": {name: making.text(text) for name, text in TEXTS.items()},
    }


def _keys(record: type[Record]) -> list[str]:
    """The keys of a record in the order of the house."""
    return list(record.model_fields)


def _json(data: dict[str, Any]) -> str:
    """Data as compact JSON, without anything that HTML would take for its own."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
