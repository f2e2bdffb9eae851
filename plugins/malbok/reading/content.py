"""The handbook's pages: front matter, blocks for the inside, and embedded goals and charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import Field, field_validator

from malbok.embeds import RULES, language_rules_page
from malbok.language import N_
from malbok.model import (
    Audience,
    ContentPage,
    ContentPart,
    Embed,
    GoalType,
    Prose,
    Record,
    Text,
    Title,
)
from malbok.problems import Place, Problem
from malbok.reading.files import (
    MOST_PROBLEMS,
    TextFile,
    leads_out,
    read_text,
    shown_name,
    shown_path,
)
from malbok.reading.validation import closest, validate
from malbok.reading.yaml import Loc, locate, parse_yaml

PAGE_LIMIT = 1_000_000
EMBEDS_WITH_ID = ("goal", "indicator", "chart")
EMBEDS_WITH_TYPE = ("goals-of-type", "examples")
"""Those that name a type of goal: `[[goals-of-type result]]`."""
EMBEDS_WITHOUT_ID = (
    *("overview", "status-summary", "subjects", "faults"),
    *("guide-map", "language-rules", "glossary", "coach"),
)
FIELD_TABLES = ("goal", "indicator", "figures", "organisation", "report", "example", "page")
"""The kinds of files whose keys can be embedded as a table: `[[fields goal]]`."""
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mkdn", ".mdown"})

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)(?:\n)?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
# What stands between one word and the next is looked at once, however long it is.
_BETWEEN_WORDS = r"(?:^|(?<=\w))([^\w\n]*+)"
_AUDIENCE_WORD = re.compile(_BETWEEN_WORDS + r"(?:intra|intern|publi)", re.IGNORECASE)
_EMBED_NAMES = "|".join((*EMBEDS_WITH_ID, *EMBEDS_WITH_TYPE, *EMBEDS_WITHOUT_ID, "fields"))
_EMBED_WORD = re.compile(_BETWEEN_WORDS + rf"(?:{_EMBED_NAMES})\b", re.IGNORECASE)
_WRONG_TYPE = re.compile(rf"\[\[ *({'|'.join(EMBEDS_WITH_TYPE)}) +([^\s\[\]]+) *\]\]")


class FrontMatter(Record):
    """What a page says of itself; `hide` and `template` are the theme's and passed on."""

    title: Title | None = Field(
        None,
        title=N_("Name in menus"),
        description=N_("What the page is called in menus. Without this line as in its heading."),
    )
    audience: Audience = Field(
        Audience.INTRANET, title=N_("Audience"), description=N_("Who may see the page.")
    )
    description: Text | None = Field(
        None,
        title=N_("Description"),
        description=N_("What the page is about, in one sentence. Search engines show it."),
    )
    order: int = Field(
        1000,
        title=N_("Order"),
        description=N_("The page's place among the others: lower numbers come first."),
    )
    part: Title | None = Field(
        None,
        title=N_("Part of the guide"),
        description=N_(
            "The part of the handbook's path that the page belongs to. Pages with a part are read one "
            "after the other, in their order. Without this line the page stands beside the path."
        ),
    )
    explains: tuple[GoalType, ...] = Field(
        (),
        title=N_("Explains the type"),
        description=N_(
            "The type of goal that the page is about, or a list of them. The pages of such goals link "
            "to it."
        ),
    )
    hide: tuple[Text, ...] = Field(
        (),
        title=N_("Hidden parts"),
        description=N_(
            "Parts of the frame that aren't shown: `navigation`, `toc`, `path`, `footer`."
        ),
    )
    template: Text | None = Field(
        None,
        title=N_("Template"),
        description=N_("The theme's template for the page. Ordinary pages need none."),
    )

    @field_validator("explains", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) and value.strip() else value


def read_content(
    root: Path, folder: Path, problems: list[Problem], holding: str = ""
) -> tuple[tuple[ContentPage, ...], tuple[str, ...], dict[str, TextFile]]:
    """The pages of `folder` (if a text is given, only those that hold it), its other files (paths
    within it), and the texts by project path."""
    pages: list[ContentPage] = []
    others: list[str] = []
    texts: dict[str, TextFile] = {}
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in within.split("/")) or path.is_dir():
            continue
        if leads_out(path, folder):
            place = Place(shown_path(root, path))
            problems.append(Problem("F121", place, {"folder": folder.name}))
            continue
        if path.suffix != ".md":
            if path.suffix.lower() in MARKDOWN_SUFFIXES:
                place = Place(shown_path(root, path))
                problems.append(Problem("F108", place, {"name": shown_name(f"{path.stem}.md")}))
            else:
                others.append(within)
            continue
        file = read_text(root, path, problems, PAGE_LIMIT)
        if file is None or holding not in file.text:
            continue
        texts[file.path] = file
        if page := parse_content(within, file, problems):
            pages.append(page)
    return tuple(pages), tuple(others), texts


def language_rules_at(root: Path) -> str:
    """The path of a project's page of language rules, read without the rest of the project; where
    there is none, where it lies as a rule."""
    pages, _, _ = read_content(root, root / "content", [], RULES)
    return language_rules_page(pages)


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
        part=front.part or "",
        explains=front.explains,
    )


def front_matter_place(file: TextFile, loc: Loc) -> Place:
    """Where the value at a path of keys stands in a page's front matter, which has been read."""
    match = _FRONT_MATTER.match(file.text)
    return locate(TextFile(file.path, "\n" + match[1]), loc) if match else file.place()


def parse_body(
    file: TextFile, problems: list[Problem], body: str | None = None, first_line: int = 1
) -> Iterator[ContentPart]:
    """The parts of a page's body, which begins on `first_line`; the whole file if none is given.

    Markers of blocks are heeded wherever they stand, also in code: second-guessing what Markdown
    takes for code would one day publish a block. Comments are for those who edit, and are left
    out of every site. A line that looks like a marker or an embed but isn't one is a problem.
    """
    text = _without_comments(file.text if body is None else body)
    audience: Audience | None = None
    opened = file.place()
    prose: list[str] = []
    start, before = first_line, len(problems)
    for number, line in enumerate(text.split("\n"), start=first_line):
        if len(problems) - before >= MOST_PROBLEMS:
            problems.append(Problem("F120", file.place(number), {"count": MOST_PROBLEMS}))
            return
        bare = line.strip(" \t>")
        column = line.find(bare) + 1
        place = file.place(number, column, len(bare))
        marker = bare.strip(": \t") if bare.startswith(":::") else None
        embed = _embed(line, number, audience)
        if marker is None and embed is None:
            prose.append(line)
            problems.extend(_near_misses(line, place))
            continue
        if prose:
            yield Prose("\n".join(prose), start, audience)
        prose, start = [], number + 1
        if embed:
            yield embed
        elif marker:
            if audience is not None:
                problems.append(Problem("R110", opened))
            audience, opened = _block_audience(marker, place, problems), place
        elif audience is None:
            problems.append(Problem("R114", place))
        else:
            audience = None
    if prose:
        yield Prose("\n".join(prose), start, audience)
    if audience is not None:
        problems.append(Problem("R110", opened))


def looks_like_marker(line: str) -> bool:
    """Whether a line was probably meant to begin or end a block for one audience."""
    is_marker = line.strip(" \t>").startswith(":::")
    return is_marker or any("::" in word[1] for word in _AUDIENCE_WORD.finditer(line))


def _without_comments(text: str) -> str:
    # What no comment can end in isn't searched for one, from each of the places where one may begin.
    end = text.rfind("-->") + 1
    return _COMMENT.sub(lambda c: "\n" * c[0].count("\n"), text[: end + 2]) + text[end + 2 :]


def _near_misses(line: str, place: Place) -> Iterator[Problem]:
    if "<!--" in line:
        yield Problem("R115", place)
    if not ("::" in line or "[[" in line):
        return
    shown = _CODE.sub("", line)
    if looks_like_marker(shown):
        yield Problem("R116", place)
    if wrong := _WRONG_TYPE.fullmatch(line.rstrip()):
        column = wrong.start(2) + 1
        at = replace(place, column=column, end_column=column + len(wrong[2]))
        yield _not_allowed(wrong[1], wrong[2], GoalType, at)
    elif any("[[" in word[1] for word in _EMBED_WORD.finditer(shown)):
        yield Problem("R111", place, {"value": line.strip()})


def _embed(line: str, number: int, audience: Audience | None) -> Embed | None:
    """What a line embeds: `[[name]]` or `[[name id]]` with nothing else on it."""
    bare = line.rstrip()
    if not (bare.startswith("[[") and bare.endswith("]]")):
        return None
    match bare[2:-2].split():
        case [name] if name in EMBEDS_WITHOUT_ID:
            return Embed(name, "", number, audience)
        case [name, item] if name in EMBEDS_WITH_ID:
            return Embed(name, item, number, audience)
        case [name, item] if name in EMBEDS_WITH_TYPE and item in list(GoalType):
            return Embed(name, item, number, audience)
        case ["fields" as name, kind] if kind in FIELD_TABLES:
            return Embed(name, kind, number, audience)
        case _:
            return None


def _block_audience(said: str, place: Place, problems: list[Problem]) -> Audience:
    """Whom a block is for. One that can't be understood is for the intranet, and a problem."""
    if said in list(Audience):
        return Audience(said)
    problems.append(_not_allowed("audience", said, Audience, place))
    return Audience.INTRANET


def _not_allowed(key: str, value: str, values: Iterable[str], place: Place) -> Problem:
    allowed = [str(word) for word in values]
    params = {
        "key": key,
        "value": value,
        "allowed": ", ".join(allowed),
        "suggestion": closest(value, allowed),
    }
    return Problem("V104", place, params)


def _heading(parts: Iterable[ContentPart]) -> str:
    """The first heading that every reader of the page sees, or an empty string."""
    for part in parts:
        if isinstance(part, Prose) and part.audience is not Audience.INTRANET:
            for line in part.markdown.split("\n"):
                if line.startswith("# "):
                    return line[2:].strip()
    return ""
