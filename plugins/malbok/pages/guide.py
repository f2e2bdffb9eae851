"""What the guide shows of itself: the whole path, where on it a page is, the live goals of a type, and
the rules of language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from malbok import addresses as links
from malbok import explaining
from malbok.fields import LEVEL_WORDS
from malbok.guide import Guide, Part, Step
from malbok.language import N_
from malbok.model import ContentPage, GoalType, Level, Project
from malbok.pages.goal_lists import goals_in_order
from malbok.pages.making import Making
from malbok.pages.views import GoalLink, Viewer
from malbok.wording import Rule, Sentence, rules
from malbok.wording.declaration import UNSAID

SHOWN_GOALS = 12
"""How many goals of a type a page shows before it leads on to all of them."""
SHOWN_SAMPLES = 3
"""How many examples of each kind a language rule shows."""
STEP_WIDTH, STEP_GAP, PART_GAP = 12, 3, 9
"""The drawing of the path, in its own units: a mark for each page, and what lies between them."""
HANDBOOK = "handbok/"
"""The folder of the handbook's pages that the language rules name."""
FIELD_WORDS = {
    "period": N_("the period"),
    "target": N_("a target"),
    "baseline": N_("a baseline"),
    "target_group": N_("the target group"),
    "indicator": N_("an indicator"),
}
"""What can stand beside a goal's wording, as the language rules name it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A page in the drawing of the path: where it begins, and whether one has come so far."""

    x: int
    is_behind: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where on the path a page is."""

    part: Part
    step: Step
    guide: Guide
    marks: tuple[Mark, ...]
    width: int


@dataclass(frozen=True, slots=True)
class RuleView:
    """A language rule. `types`, `levels` and `fields` are in words: those it concerns, none where it
    concerns all, and those that make it silent. Examples come with what is known of the goal
    besides. `page` is where the handbook says more, with its anchor; empty where it doesn't."""

    rule: Rule
    anchor: str
    types: tuple[str, ...]
    levels: tuple[str, ...]
    fields: tuple[str, ...]
    hits: tuple[tuple[str, str], ...]
    misses: tuple[tuple[str, str], ...]
    page: str
    page_anchor: str
    page_title: str


def place_block(making: Making, source: str) -> str:
    """The part and place of a page as HTML; empty beside the path."""
    found = making.guide.place(source)
    if found is None:
        return ""
    part, step = found
    marks = tuple(_marks(making.guide, step))
    width = marks[-1].x + STEP_WIDTH
    place = PlaceView(part, step, making.guide, marks, width)
    return making.block("guide_place", source, place=place, mark_width=STEP_WIDTH)


def map_block(making: Making, source: str) -> str:
    """The whole path: its parts, their pages and how long they take; empty where there is none."""
    found = making.guide.place(source)
    here = found[1] if found else None
    return making.block("guide_map", source, guide=making.guide, here=here)


def goals_of_type(viewer: Viewer, goal_type: GoalType) -> tuple[list[GoalLink], int]:
    """The first goals of a type that apply, and how many there are in all."""
    goals = [goal for goal in goals_in_order(viewer) if goal.type is goal_type]
    return [viewer.goal_link(goal) for goal in goals[:SHOWN_GOALS]], len(goals)


def goals_of_type_block(making: Making, goal_type: GoalType, source: str) -> str:
    """The first goals of a type that apply, each with its department and status."""
    goals, count = goals_of_type(making.viewer, goal_type)
    return making.block(
        "goals_of_type",
        source,
        goals=goals,
        count=count,
        word=making.text(explaining.TYPE_WORDS[goal_type]),
        all_path=links.goal_list_path(links.BY_TYPE, goal_type.value),
    )


def language_rules_block(making: Making, source: str) -> str:
    """Every language rule with why it is there, whom it concerns, and examples."""
    found = [_rule_view(making, rule) for rule in rules().rules]
    return making.block("language_rules", source, views=found)


def rule_page(project: Project, rule: Rule) -> tuple[ContentPage, str] | None:
    """The handbook's page that says more about a rule, and the place on it (`#anchor`, or empty); None
    where it doesn't."""
    name, hash_, anchor = rule.page.partition("#")
    path = HANDBOOK + name
    page = next((p for p in project.content if name and p.path == path), None)
    return (page, hash_ + anchor) if page else None


def _rule_view(making: Making, rule: Rule) -> RuleView:
    page, page_anchor = rule_page(making.project, rule) or (None, "")
    return RuleView(
        rule=rule,
        anchor=links.language_rule_anchor(rule.id),
        types=tuple(_type_word(making, goal_type) for goal_type in rule.types),
        levels=tuple(_level_word(making, level) for level in rule.levels),
        fields=tuple(making.text(FIELD_WORDS[field]) for field in rule.silent_with),
        hits=tuple((sample.text, _beside(making, sample)) for sample in rule.hits[:SHOWN_SAMPLES]),
        misses=tuple(
            (sample.text, _beside(making, sample)) for sample in rule.misses[:SHOWN_SAMPLES]
        ),
        page=page.path if page else "",
        page_anchor=page_anchor,
        page_title=page.title if page else "",
    )


def _beside(making: Making, sample: Sentence) -> str:
    """What is known of an example besides its wording."""
    said = [_type_word(making, sample.type)] if sample.type else []
    said += [_level_word(making, sample.level)] if sample.level else []
    known = [name for name in FIELD_WORDS if name in sample.fields]
    said += [making.text(N_("with {what}"), what=making.text(FIELD_WORDS[name])) for name in known]
    return ", ".join(said)


def _type_word(making: Making, goal_type: str) -> str:
    if goal_type == UNSAID:
        return making.text(N_("goals whose type isn't said"))
    return making.text(explaining.TYPE_WORDS[GoalType(goal_type)])


def _level_word(making: Making, level: str) -> str:
    if level == UNSAID:
        return making.text(N_("goals whose level isn't said"))
    return making.text(LEVEL_WORDS[Level(level)])


def _marks(guide: Guide, here: Step) -> Iterator[Mark]:
    x = 0
    for part in guide.parts:
        for step in part.steps:
            yield Mark(x, step.number < here.number, step.number == here.number)
            x += STEP_WIDTH + STEP_GAP
        x += PART_GAP - STEP_GAP
