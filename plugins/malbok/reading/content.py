"""The handbook's pages: front matter, blocks for the inside, and embedded goals and charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from malbok.model import Audience, ContentPage, ContentPart, Embed, Prose, Record, Text
from malbok.problems import Problem
from malbok.reading.files import TextFile, read_text
from malbok.reading.validation import closest, validate
from malbok.reading.yaml import parse_yaml

PAGE_LIMIT = 1_000_000
EMBEDS_WITH_ID = ("goal", "indicator", "chart")
EMBEDS_WITHOUT_ID = ("overview", "status-summary")

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)(?:\n)?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"[ >]*(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_BLOCK_START = re.compile(r"::: *(?P<audience>[a-z]+)\s*")
_BLOCK_END = re.compile(r":::\s*")
_EMBED = re.compile(r"\[\[(?P<name>[a-z-]+)(?: +(?P<id>[^\]\s]+))?\]\]\s*")
_HEADING = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)


class FrontMatter(Record):
    """What a page says of itself; the keys after `order` are the theme's and passed on."""

    title: Text | None = None
    audience: Audience = Audience.INTRANET
    description: Text | None = None
    order: Annotated[int, Field(ge=0)] = 1000
    hide: tuple[Text, ...] = ()
    template: Text | None = None


def read_content(
    root: Path, folder: Path, problems: list[Problem]
) -> tuple[tuple[ContentPage, ...], tuple[str, ...], dict[str, TextFile]]:
    """The pages of `folder`, its other files (paths within it), and the texts by project path."""
    pages: list[ContentPage] = []
    others: list[str] = []
    texts: dict[str, TextFile] = {}
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in within.split("/")) or path.is_dir():
            continue
        if path.suffix != ".md":
            others.append(within)
            continue
        file = read_text(root, path, problems, PAGE_LIMIT)
        if file is None:
            continue
        texts[file.path] = file
        if page := parse_content(within, file, problems):
            pages.append(page)
    return tuple(pages), tuple(others), texts


def parse_content(within: str, file: TextFile, problems: list[Problem]) -> ContentPage | None:
    """One page; None, with problems added, if its front matter is wrong."""
    front: FrontMatter | None = FrontMatter()
    body, line = file.text, 1
    if file.text.startswith("---"):
        match = _FRONT_MATTER.match(file.text)
        if match is None:
            problems.append(Problem("Y109", file.place()))
            return None
        body, line = file.text[match.end() :], file.text.count("\n", 0, match.end()) + 1
        if match[1].strip():
            # One line for the opening hyphens, so that lines are those of the file.
            data = parse_yaml(TextFile(file.path, "\n" + match[1]), problems)
            if data is None:
                return None
            front = validate(FrontMatter, data, TextFile(file.path, "\n" + match[1]), problems)
    if front is None:
        return None
    heading = _HEADING.search(body)
    return ContentPage(
        path=within,
        file=file.path,
        title=front.title or (heading[1] if heading else within.rsplit("/", 1)[-1][:-3]),
        audience=front.audience,
        description=front.description or "",
        order=front.order,
        hide=front.hide,
        template=front.template or "",
        parts=tuple(parse_body(file, problems, body, line)),
    )


def parse_body(
    file: TextFile, problems: list[Problem], body: str | None = None, first_line: int = 1
) -> Iterator[ContentPart]:
    """The parts of a page's body, which begins on `first_line`; the whole file if none is given."""
    lines = (file.text if body is None else body).split("\n")
    literal = _fenced(lines)
    audience: Audience | None = None
    opened = 0
    prose: list[str] = []
    for index, line in enumerate(lines):
        number = first_line + index
        is_marker = index not in literal
        start = _BLOCK_START.fullmatch(line) if is_marker and audience is None else None
        end = is_marker and audience is not None and _BLOCK_END.fullmatch(line)
        embed = _EMBED.fullmatch(line) if is_marker else None
        if not (start or end or embed):
            prose.append(line)
            continue
        if prose:
            yield Prose("\n".join(prose), audience)
            prose = []
        if start:
            audience, opened = Audience.INTRANET, number
            if start["audience"] == Audience.PUBLIC:
                audience = Audience.PUBLIC
            elif start["audience"] != Audience.INTRANET:
                allowed = [a.value for a in Audience]
                params = {
                    "key": "audience",
                    "value": start["audience"],
                    "allowed": ", ".join(allowed),
                    "suggestion": closest(start["audience"], allowed),
                }
                place = file.place(number, start.start("audience") + 1, len(start["audience"]))
                problems.append(Problem("V104", place, params))
        elif end:
            audience = None
        elif embed:
            known = embed["name"] in (EMBEDS_WITH_ID if embed["id"] else EMBEDS_WITHOUT_ID)
            if known:
                yield Embed(embed["name"], embed["id"] or "", number, audience)
            else:
                place = file.place(number, 1, len(line))
                problems.append(Problem("R111", place, {"value": line.strip("[] ")}))
    if prose:
        yield Prose("\n".join(prose), audience)
    if audience is not None:
        problems.append(Problem("R110", file.place(opened)))


def _fenced(lines: list[str]) -> set[int]:
    """Indexes of the lines inside code fences. A fence that is never closed fences nothing."""
    inside: set[int] = set()
    opened: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        match = _FENCE.fullmatch(line)
        if match is None:
            continue
        fence = match["fence"]
        if opened is None:
            opened = (index, fence)
        elif fence.startswith(opened[1]) and not match["info"].strip():
            inside.update(range(opened[0], index + 1))
            opened = None
    return inside
