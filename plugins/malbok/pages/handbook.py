"""The handbook's pages with what they embed, and the pages that explain error codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from malbok import addresses as links
from malbok import faults
from malbok.demonstrations import (
    GROUP_WORDS,
    Demonstration,
    demonstrations,
    heard_from,
)
from malbok.embeds import RULES, page_with
from malbok.kinds import KINDS
from malbok.kinds.wording import wording_kinds
from malbok.language import capital
from malbok.model import ContentPage, Embed, GoalType, Prose
from malbok.pages.coaching import coach_view
from malbok.pages.departments import department_views
from malbok.pages.examples import embedded_examples
from malbok.pages.field_tables import field_tables, key_heading
from malbok.pages.guide import (
    goals_of_type_block,
    language_rules_block,
    map_block,
    place_block,
)
from malbok.pages.lists import segments
from malbok.pages.making import Making
from malbok.pages.records import PLACEHOLDER, Page, with_distinct_ids
from malbok.pages.report_lists import latest_report
from malbok.pages.statements import glossary_words
from malbok.pages.subjects import subject_views
from malbok.printing import SEVERITY_WORDS

FAULT_SEARCH_WEIGHT = 0.02
"""Error codes are many, and come last when a reader searches."""


@dataclass(frozen=True, slots=True)
class FaultLink:
    """An error code in the list of all; `path` is that of its page, if it has one, and `anchor` its
    place there."""

    code: str
    title: str
    severity: str
    path: str | None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The error codes that begin with the same letter."""

    title: str
    anchor: str
    rows: tuple[FaultLink, ...]


def handbook_page(making: Making, page: ContentPage) -> Page:
    """A page of the handbook, what it embeds put in as blocks."""
    guide = making.guide
    found = guide.place(page.path)
    before, after = guide.beside(found[1]) if found else ("", "")
    blocks: list[str] = [place_block(making, page.path)] if found else []
    markdown: list[str] = []
    for part in page.parts:
        if isinstance(part, Prose):
            markdown.append(part.markdown)
        else:
            markdown.append(f"\n{PLACEHOLDER.format(len(blocks))}\n")
            blocks.append(embedded(making, part, page.path))
    text = "\n".join(markdown)
    return Page(
        path=page.path,
        kind="content",
        title=page.title,
        markdown=_below_heading(text, PLACEHOLDER.format(0)) if found else text,
        blocks=with_distinct_ids(blocks),
        description=page.description,
        edit=page.file,
        updated=making.project.organisation.updated,
        hide=page.hide,
        template=page.template,
        part=page.part,
        before=before,
        after=after,
    )


def embedded(making: Making, embed: Embed, source: str) -> str:
    """What a handbook page embeds, as HTML for the page at `source`. Raises KeyError if the
    goal or indicator isn't there for this audience."""
    project = making.project
    match embed.name:
        case "goal":
            link = making.viewer.goal_link(project.goals[embed.id])
            return making.block("embed_goal", source, goal=link)
        case "indicator" | "chart":
            series = making.series[embed.id]
            return making.block(
                "embed_indicator",
                source,
                series=series,
                with_title=embed.name == "indicator",
            )
        case "faults":
            return making.block("embed_faults", source, groups=_fault_groups(making))
        case "fields":
            return making.block(
                "embed_fields",
                source,
                tables=field_tables(embed.id, making.language),
                key_heading=making.text(key_heading(embed.id)),
            )
        case "goals-of-type":
            return goals_of_type_block(making, GoalType(embed.id), source)
        case "examples":
            return embedded_examples(making, GoalType(embed.id), source)
        case "language-rules":
            return language_rules_block(making, source)
        case "guide-map":
            return map_block(making, source)
        case "coach":
            return making.block("coach", source, view=coach_view(making, source))
        case "glossary":
            return making.block("glossary", source, words=glossary_words(making))
        case "overview":
            return making.block(
                "embed_overview", source, departments=department_views(making.viewer)
            )
        case "subjects":
            return making.block("embed_subjects", source, subjects=subject_views(making.viewer))
        case _:
            goals = project.current_goals(making.viewer.as_of)
            return making.block(
                "embed_summary",
                source,
                segments=segments(making.viewer, goals),
                count=len(goals),
                latest_report=latest_report(making.reports),
            )


def fault_pages(making: Making, cache: Path | None) -> Iterator[Page]:
    """A page for each kind of problem, below the handbook's page that lists them; none if no
    page does. What malbok says of each example is kept in the folder `cache`, if given."""
    listing = faults.listing(making.project)
    if listing is None:
        return
    for it in demonstrations(making.language, cache):
        page = Page(
            path=links.fault_path(listing.path, it.code),
            kind="fault",
            title=f"{it.code}: {it.title}",
            markdown="",
            description=it.saying.message,
            parent=listing.path,
            updated=making.project.organisation.updated,
            search_weight=FAULT_SEARCH_WEIGHT,
        )
        yield making.page(
            "fault",
            page,
            it=it,
            fence=_fence(it),
            heard_from=making.text(heard_from(it.code)),
            severity=capital(making.text(SEVERITY_WORDS[it.severity])),
            listing=listing.path,
        )


def _below_heading(markdown: str, block: str) -> str:
    """The Markdown of a page with a block below its heading; above all where the shell makes one."""
    lines = markdown.split("\n")
    at = next((n for n, line in enumerate(lines, start=1) if line.startswith("# ")), 0)
    return "\n".join((*lines[:at], "", block, "", *lines[at:]))


def _fault_groups(making: Making) -> tuple[FaultGroup, ...]:
    """All error codes by what they are about, with links where they have pages."""
    paths = faults.fault_pages(making.project)
    if rules := page_with(making.project.content, RULES):
        paths = {**paths, **dict.fromkeys(wording_kinds(), rules.path)}
    text = making.text
    return tuple(
        FaultGroup(
            text(title),
            f"koder-{letter.lower()}",
            tuple(
                FaultLink(
                    c,
                    text(kind.title),
                    capital(text(SEVERITY_WORDS[kind.severity])),
                    paths.get(c),
                    "" if c in KINDS else links.language_rule_anchor(c),
                )
                for c, kind in sorted((KINDS | wording_kinds()).items())
                if c.startswith(letter)
            ),
        )
        for letter, title in GROUP_WORDS.items()
    )


def _fence(it: Demonstration) -> str:
    """A fence for code that nothing in the example can close."""
    texts = [it.saying.report, *(half.text for half in (it.wrong, it.right) if half)]
    longest = max((len(run) for text in texts for run in re.findall("`+", text)), default=0)
    return "`" * max(3, longest + 1)
