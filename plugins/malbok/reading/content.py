"""The handbook's pages: front matter, blocks for the inside, and embedded goals and charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from malbok.model import Audience, ContentPage, ContentPart, Embed, Prose, Record, Text
from malbok.problems import Problem
from malbok.reading.files import TextFile, read_text
from malbok.reading.validation import closest, validate
from malbok.reading.yaml import parse_yaml

PAGE_LIMIT = 1_000_000
EMBEDS_WITH_ID = ("goal", "indicator", "chart")
EMBEDS_WITHOUT_ID = ("overview", "status-summary")
MOST_LOOSE_ENDS = 50
"""After so many fences on a page that aren't closed, no more are looked for."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)(?:\n)?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"(?P<lead>[ >]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,}).*")
_MARKER = re.compile(r"[ \t>]*(?P<colons>:{3,})[ \t]*(?P<audience>.*?)[ \t:]*")
_EMBED = re.compile(r"\[\[(?P<name>[^\]\s]+)(?: +(?P<id>[^\]]+?))? *\]\]\s*")
_HEADING = re.compile(r"# +(.+?)\s*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class FrontMatter(Record):
    """What a page says of itself; the keys after `order` are the theme's and passed on."""

    title: Text | None = None
    audience: Audience = Audience.INTRANET
    description: Text | None = None
    order: int = 1000
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
    parts = tuple(parse_body(file, problems, body, line))
    return ContentPage(
        path=within,
        file=file.path,
        title=front.title or _heading(parts) or within.rsplit("/", 1)[-1][:-3],
        audience=front.audience,
        description=front.description or "",
        order=front.order,
        hide=front.hide,
        template=front.template or "",
        parts=parts,
    )


def parse_body(
    file: TextFile, problems: list[Problem], body: str | None = None, first_line: int = 1
) -> Iterator[ContentPart]:
    """The parts of a page's body, which begins on `first_line`; the whole file if none is given."""
    lines = (file.text if body is None else body).split("\n")
    literal, unclosed = _literal(lines)
    if unclosed is not None:
        place = file.place(first_line + unclosed, lines[unclosed].rfind("<!--") + 1, len("<!--"))
        problems.append(Problem("R115", place))
    audience: Audience | None = None
    opened = file.place()
    prose: list[str] = []
    for index, line in enumerate(lines):
        number = first_line + index
        marker = _MARKER.fullmatch(line) if index not in literal else None
        embed = _EMBED.fullmatch(line) if index not in literal else None
        if not (marker or embed):
            prose.append(line)
            continue
        if prose:
            yield Prose("\n".join(prose), audience)
            prose = []
        if marker:
            column = marker.start("colons") + 1
            place = file.place(number, column, len(line) - column + 1)
            if marker["audience"]:
                if audience is not None:
                    problems.append(Problem("R110", opened))
                audience, opened = _block_audience(marker, number, file, problems), place
            elif audience is None:
                problems.append(Problem("R114", place))
            else:
                audience = None
        elif embed:
            known = embed["name"] in (EMBEDS_WITH_ID if embed["id"] else EMBEDS_WITHOUT_ID)
            if known and len((embed["id"] or "").split()) < 2:
                yield Embed(embed["name"], embed["id"] or "", number, audience)
            else:
                place = file.place(number, 1, len(line))
                problems.append(Problem("R111", place, {"value": line.strip("[] ")}))
    if prose:
        yield Prose("\n".join(prose), audience)
    if audience is not None:
        problems.append(Problem("R110", opened))


def _block_audience(
    marker: re.Match[str], line: int, file: TextFile, problems: list[Problem]
) -> Audience:
    """Whom a block is for. One that can't be understood is for the intranet, and a problem."""
    said = marker["audience"]
    if said == Audience.PUBLIC:
        return Audience.PUBLIC
    if said != Audience.INTRANET:
        allowed = [audience.value for audience in Audience]
        params = {
            "key": "audience",
            "value": said,
            "allowed": ", ".join(allowed),
            "suggestion": closest(said, allowed),
        }
        place = file.place(line, marker.start("audience") + 1, len(said))
        problems.append(Problem("V104", place, params))
    return Audience.INTRANET


def _heading(parts: Iterable[ContentPart]) -> str:
    """The first heading that every reader of the page sees, or an empty string."""
    for part in parts:
        if isinstance(part, Prose) and part.audience is not Audience.INTRANET:
            lines = part.markdown.split("\n")
            literal, _ = _literal(lines)
            for index, line in enumerate(lines):
                shown = "" if index in literal else _COMMENT.sub("", line)
                if heading := _HEADING.fullmatch(shown):
                    return heading[1]
    return ""


def _literal(lines: Sequence[str]) -> tuple[set[int], int | None]:
    """Indexes of the lines inside code fences and comments, where nothing is a block or an embed,
    and of the line where a comment begins that is never closed.

    Where in doubt, a line is not code: then what stands on it is heeded.
    """
    inside: set[int] = set()
    comment: int | None = None
    loose_ends = 0
    index = 0
    while index < len(lines):
        rest = lines[index]
        if comment is not None:
            _, closed, rest = rest.partition("-->")
            if closed:
                inside.update(range(comment, index + 1))
                comment = None
        elif loose_ends < MOST_LOOSE_ENDS and (fence := _FENCE.fullmatch(rest)):
            if end := _fence_end(lines, index, fence):
                inside.update(range(index, end + 1))
                index = end + 1
                continue
            loose_ends += 1
        if comment is None and _opens_comment(rest):
            comment = index
        index += 1
    return inside, comment


def _fence_end(lines: Sequence[str], start: int, fence: re.Match[str]) -> int | None:
    """The line that closes a fence; None if it isn't closed within its indentation or quote."""
    lead = fence["lead"]
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if not (line.startswith(lead) or line.strip() == lead.strip()):
            return None
        bare = line.strip(" \t>")
        if bare.startswith(fence["fence"]) and not bare.strip(bare[0]):
            return index
    return None


def _opens_comment(line: str) -> bool:
    """Whether a comment begins on the line and doesn't end there. In code it is only text."""
    start = line.find("<!--")
    while start >= 0:
        end = start + len("<!--")
        if line.count("`", 0, start) % 2 == 0:
            end = line.find("-->", end)
            if end < 0:
                return True
        start = line.find("<!--", end)
    return False
