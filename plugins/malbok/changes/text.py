"""What a change does, in words: Markdown for one comment on GitHub or GitLab, or a terminal.

Titles and texts of the data are shown as they are, whatever they hold: nothing in them becomes HTML,
a link, a picture, a heading, or a call for somebody's attention.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol, TypeVar
from urllib.parse import quote

from malbok.addresses import Addresses
from malbok.changes.compared import Compared
from malbok.changes.records import (
    AddressChange,
    Alteration,
    Changes,
    Concealment,
    Counts,
    Ending,
    ExampleChange,
    FigureChange,
    FigureKind,
    Item,
    ItemKind,
    OddFigure,
    PageChange,
    PageFate,
    Publication,
    Reach,
    SettingChange,
    StatusChange,
)
from malbok.explaining import INDICATOR_WORDS, REVISED_WORDS
from malbok.language import N_, Language, capital
from malbok.model import Decision, Revision, Word
from malbok.outliers import OutlierKind
from malbok.printing import SEVERITY_WORDS
from malbok.problems import Problem


class _OfItem(Protocol):
    @property
    def item(self) -> Item: ...


T = TypeVar("T", bound=_OfItem)

MARKER = "<!-- malbok-diff -->"
LIMIT = 60_000
"""A comment on GitHub can have 65,536 characters."""
LENGTHS = (60, 30, 15, 6, 3)
"""How many items a list has at most: the first that keeps the text below the limit."""
LONGEST_TEXT, LONGEST_TITLE = 300, 160
MOST_NAMES = 5
"""How many names one line holds."""

KIND_WORDS = {
    ItemKind.GOAL: N_("goal"),
    ItemKind.DEPARTMENT: N_("department or committee"),
    ItemKind.HANDBOOK: N_("handbook page"),
    ItemKind.LIST: N_("list"),
    ItemKind.SELECTION: N_("list"),
    ItemKind.FILE: N_("file"),
    ItemKind.ROLE: N_("role"),
    ItemKind.EXAMPLES: N_("examples from"),
    ItemKind.REPORT: N_("report"),
    ItemKind.BLOCK: N_("text that was for the intranet, on the page"),
    ItemKind.FIGURES: N_("figures"),
    ItemKind.SETTING: N_("setting"),
    ItemKind.ENGLISH: N_("texts in English"),
}
REACH_WORDS = {
    Reach.INSIDE: N_("only the intranet"),
    Reach.OPENED: N_("becomes public"),
    Reach.CLOSED: N_("no longer public"),
}
FATE_WORDS = {
    PageFate.NEW: N_("new"),
    PageFate.MOVED: N_("moved"),
    PageFate.REMOVED: N_("gone"),
}

_REFERENCE = re.compile(
    r"""(?<=@)(?=\w)              # a mention, or an address of mail
    | (?<=[#!&])(?=\d)            # an issue, a merge request
    | (?<=[~%$])(?=[\w"])         # a label, a milestone, a formula
    | (?<=:)(?=//|[\w+-]+:)       # an address, an emoji
    | (?<=\bwww)(?=\.) | (?<=\bGH-)(?=\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Where a code host would see more than text. Nothing of it can be escaped, only taken apart."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]!|~])")
ZERO_WIDTH = "\u200b"


def changes_text(
    compared: Compared, words: Language, *, site_url: str = "", notes: Sequence[str] = ()
) -> str:
    """All that a change does, and all that is wrong with it.

    Public pages become links if `site_url` is given. `notes` are sentences on what was compared.
    """
    told = _broken if compared.changes is None else _told
    text = ""
    for length in LENGTHS:
        said = _Words(words, site_url, compared.indicator, compared.inside_files, length)
        paragraphs = filter(None, told(said, compared, notes))
        text = "\n\n".join((MARKER, *paragraphs)) + "\n"
        if len(text) < LIMIT:
            return text
    return text[: LIMIT - 10].rsplit("\n", 1)[0] + "\n\n…\n"


def _heading(words: Language) -> str:
    text = words.text(N_("What the change does"))
    return f"## {text}"


def shown(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text of the data on one line of Markdown, as it is and with no power over the page."""
    visible = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf"} or c in "\n\t")
    line = " ".join(visible.split())
    if len(line) > longest:
        line = line[:longest].rsplit(" ", 1)[0] + " …"
    quiet = _REFERENCE.sub(ZERO_WIDTH, line)
    return _SPECIAL.sub(r"\\\1", escape(quiet, quote=False))


def code(text: str) -> str:
    """A path or a code, set apart."""
    return f"`{' '.join(text.replace('`', ' ').split())}`"


def _public_first(changes: Iterable[T]) -> list[T]:
    """What everybody sees before what only the intranet does."""
    return sorted(changes, key=lambda change: change.item.reach is Reach.INSIDE)


def _broken(said: _Words, compared: Compared, notes: Sequence[str]) -> Iterator[str]:
    """What is said where HEAD has errors, so that nothing more can be told."""
    del notes
    yield _heading(said.words)
    yield said.words.plural(
        "**It can't be told what the change does, as {n} error must be put right first.**",
        "**It can't be told what the change does, as {n} errors must be put right first.**",
        len(compared.errors),
    )
    yield said.listed(said.problem(problem) for problem in compared.problems)


def _told(said: _Words, compared: Compared, notes: Sequence[str]) -> Iterator[str]:
    """The paragraphs, in the order in which one has to know."""
    changes, problems = compared.changes or Changes(), compared.problems
    words = said.words
    yield _heading(words)
    yield from (f"> {shown(note)}" for note in notes)
    if changes.is_empty and not problems:
        yield words.text(N_("Nothing changes, neither on the public site nor on the intranet."))
    else:
        yield _summary(said, changes)
    if count := len(compared.errors):
        yield words.plural(
            "**{n} error must be put right before the change can be approved.** It is told below.",
            "**{n} errors must be put right before the change can be approved.** They are told below.",
            count,
        )
    sections: list[tuple[str, Iterable[str]]] = [
        (N_("Becomes public"), _publications(said, changes)),
        (N_("No longer public"), _withdrawals(said, changes)),
        (N_("Goals that apply no longer"), _endings(said, changes)),
        (N_("New assessments"), _statuses(said, changes)),
        (N_("Reports"), _reports(said, changes)),
        (N_("Changed goals"), _alterations(said, changes, problems)),
        (N_("New figures"), _new_figures(said, changes)),
        (N_("Figures that were published already"), _other_figures(said, changes)),
        (N_("Values that stand out"), _odd_figures(said, changes)),
        (N_("Goals that are missed and lack an analysis"), _unanalysed(said, changes)),
        (N_("Pages that change"), _pages(said, changes)),
        (N_("Removed and renamed"), _addresses(said, changes, problems)),
        (N_("To bear in mind"), _warnings(said, changes, problems)),
        (N_("Who should approve"), _approvers(said, changes)),
        (N_("Texts of the handbook"), _texts(said, changes)),
        (N_("Examples"), _examples(said, changes)),
        (N_("Other files"), _other_files(said, changes)),
        (N_("Only the look of files"), _files(said, changes)),
    ]
    for heading, paragraphs in sections:
        told = [paragraph for paragraph in paragraphs if paragraph]
        if told:
            yield f"### {words.text(heading)}"
            yield from told


@dataclass(frozen=True, slots=True)
class _Words:
    """How things are written in one text: language, links, and how long a list may be."""

    words: Language
    site_url: str
    indicator: Word | None
    inside_files: Collection[str]
    length: int

    def listed(self, items: Iterable[str]) -> str:
        """A list of at most so many items; the rest are counted."""
        told = list(items)
        lines = [f"- {item}" for item in told[: self.length]]
        if rest := len(told) - len(lines):
            lines.append(f"- {self.more(rest)}")
        return "\n".join(lines)

    def more(self, count: int) -> str:
        """That there are so many more."""
        return self.words.text(N_("… and {n} more"), n=self.words.number(count))

    def quoted(self, text: str) -> str:
        """A text that can be shown, between quotation marks."""
        return self.words.text(N_("“{text}”"), text=text)

    def mark(self, reach: Reach) -> str:
        """Who notices, where that isn't everybody: after a blank."""
        return f" *({self.words.text(REACH_WORDS[reach])})*" if reach in REACH_WORDS else ""

    def named(self, item: Item, *, marked: bool = True, linked: bool = True) -> str:
        """An item by its title, as a link where it has a public page."""
        title = f"**{self.quoted(shown(item.title, LONGEST_TITLE))}**"
        is_public = item.path and item.reach in {Reach.PUBLIC, Reach.OPENED}
        if self.site_url and is_public and linked:
            title = f"[{title}]({self.site_url}{quote(Addresses().of(item.path))})"
        return title + (self.mark(item.reach) if marked else "")

    def kind(self, item: Item) -> str:
        """What an item is."""
        if item.kind is ItemKind.INDICATOR:
            return self.indicator_word()
        return self.words.text(KIND_WORDS[item.kind])

    def indicator_word(self) -> str:
        """What the municipality calls an indicator."""
        message = INDICATOR_WORDS["one"]
        return self.indicator.one if self.indicator else self.words.text(message)

    def turn(self, old: str, new: str) -> str:
        """From what to what."""
        return f"{shown(old) or '–'} → **{shown(new) or '–'}**"

    def problem(self, problem: Problem) -> str:
        """An error or warning with its place and hint, marked if its file is for the intranet."""
        mark = self.mark(Reach.INSIDE) if problem.place.path in self.inside_files else ""
        where = f"{problem.place.path}:{problem.place.line}:{problem.place.column}"
        severity = capital(self.words.text(SEVERITY_WORDS[problem.kind.severity]))
        message = shown(problem.message(self.words))
        hint = shown(problem.hint(self.words))
        return f"**{severity} {problem.code}**, {code(where)}: {message} {hint}".rstrip() + mark

    def decision(self, revision: Revision) -> str:
        """Who decided a change, and why."""
        return self.words.text(
            N_("Decision: {decision}. Reason: {reason}"),
            decision=self.decided(revision.decision),
            reason=shown(revision.reason),
        )

    def decided(self, decision: Decision) -> str:
        """Who decided something, and when."""
        made = [decision.body, self.words.date(decision.date), decision.paragraph or ""]
        return shown(", ".join(part for part in made if part))


def _summary(said: _Words, changes: Changes) -> str:
    text = said.words.text
    public, inside = _counted(said.words, changes.public), _counted(said.words, changes.inside)
    is_touched = any(setting.reach is not Reach.INSIDE for setting in changes.settings)
    nothing = text(N_("only settings change") if is_touched else N_("nothing changes"))
    lines = [text(N_("**The public site:** {changes}."), changes=public or nothing)]
    if inside:
        lines.append(text(N_("**Only the intranet:** {changes}."), changes=inside))
    if changes.everywhere:
        parts = said.words.listing([text(part) for part in changes.everywhere])
        lines.append(text(N_("**Changed on every page:** {parts}."), parts=parts))
    return "\n\n".join(lines)


def _counted(words: Language, counts: Counts) -> str:
    plural = words.plural
    told = [
        counts.changed and plural("{n} goal changes", "{n} goals change", counts.changed),
        counts.status
        and plural("{n} goal gets another status", "{n} goals get another status", counts.status),
        counts.added and plural("{n} goal is added", "{n} goals are added", counts.added),
        counts.removed and plural("{n} goal goes", "{n} goals go", counts.removed),
        counts.new_figures and plural("{n} new figure", "{n} new figures", counts.new_figures),
        counts.revised_figures
        and plural(
            "{n} published figure gets another value",
            "{n} published figures get another value",
            counts.revised_figures,
        ),
        counts.pages and plural("{n} page is touched", "{n} pages are touched", counts.pages),
    ]
    return words.listing([piece for piece in told if piece])


def _publications(said: _Words, changes: Changes) -> Iterator[str]:
    text = said.words.text
    for was_inside, heading in (
        (True, N_("Only the intranet had this before:")),
        (False, N_("This is new:")),
    ):
        told = [p for p in changes.publications if p.was_inside is was_inside]
        if told:
            yield text(heading)
            files = [p.item.title for p in told if p.item.kind is ItemKind.FILE]
            lines = [_publication(said, p) for p in told if p.item.kind is not ItemKind.FILE]
            yield said.listed([*lines, *([_file_names(said, files)] if files else [])])
    by_date = [f for f in changes.figures if f.by_date and f.kind is FigureKind.NEW]
    public = [f for f in by_date if f.item.reach is not Reach.INSIDE]
    if public and changes.as_of:
        yield said.words.plural(
            "{n} outcome that was in the files already can be seen, as the day of assessment moves to {date}.",
            "{n} outcomes that were in the files already can be seen, as the day of assessment moves to {date}.",
            len(public),
            date=said.words.date(changes.as_of[1]),
        )


def _publication(said: _Words, publication: Publication | Concealment) -> str:
    name = said.named(publication.item, marked=False)
    first = f"{capital(said.kind(publication.item))}: {name}"
    return "\n  - ".join([first, *(shown(sentence) for sentence in publication.says)])


def _file_names(said: _Words, paths: Sequence[str]) -> str:
    most = min(said.length, MOST_NAMES)
    names = ", ".join(code(path) for path in paths[:most])
    more = f" {said.more(len(paths) - most)}" if len(paths) > most else ""
    return said.words.text(N_("Files: {files}"), files=names) + more


def _withdrawals(said: _Words, changes: Changes) -> Iterator[str]:
    told = [
        f"{capital(said.kind(item))}: {said.named(item, marked=False)}"
        for item in changes.withdrawals
    ]
    if told:
        yield said.words.text(
            N_("Only the intranet sees this from now on. Links to the public pages no longer work.")
        )
        yield said.listed(told)
    if changes.concealments:
        yield said.words.text(N_("The public pages don't show this any more:"))
        yield said.listed(_publication(said, concealed) for concealed in changes.concealments)
    if changes.still_reported:
        yield said.words.text(
            N_(
                "Everybody can still read about this in frozen reports. If nobody may, write audience: "
                "intranet in the report too."
            )
        )
        yield said.listed(
            f"{capital(said.kind(it.item))}: {said.named(it.item, marked=False)} "
            f"({', '.join(map(shown, it.reports))})"
            for it in changes.still_reported
        )


def _endings(said: _Words, changes: Changes) -> Iterator[str]:
    yield said.listed(_ending(said, ending) for ending in _public_first(changes.endings))


def _ending(said: _Words, ending: Ending) -> str:
    words, end = said.words, ending.end
    name = said.named(ending.item)
    if end is None:
        return words.text(N_("{item}: it applies again."), item=name)
    told = [words.text(N_("{item}: from {date}."), item=name, date=words.date(end.date))]
    told.append(words.text(N_("Reason: {reason}"), reason=shown(end.reason)))
    if ending.replaced_by:
        replacing = said.named(ending.replaced_by)
        told.append(words.text(N_("It is replaced by {title}."), title=replacing))
    if end.decision:
        made = said.decided(end.decision)
        told.append(words.text(N_("Decision: {decision}."), decision=made))
    else:
        told.append(words.text(N_("No decision is named.")))
    return " ".join(told)


def _statuses(said: _Words, changes: Changes) -> Iterator[str]:
    yield said.listed(_status(said, change) for change in _public_first(changes.statuses))


def _status(said: _Words, change: StatusChange) -> str:
    turn = said.turn(change.before.word, change.after.word)
    before = said.words.text(N_("Before: {sentence}"), sentence=shown(change.because_before))
    return f"{said.named(change.item)}: {turn}. {shown(change.because)}\n  - {before}"


def _alterations(said: _Words, changes: Changes, problems: Sequence[Problem]) -> Iterator[str]:
    text = said.words.text
    missing = {(p.place, p.params.get("title")): p for p in problems if p.code == "D101"}
    told = []
    for alteration in _public_first(changes.alterations):
        problem = missing.get((alteration.place, alteration.item.title))
        told.append(_alteration(said, alteration, problem))
    for recorded in _public_first(changes.recorded):
        message = N_("{item}: a change is recorded ({part}) that isn't made here. {decision}")
        part = text(REVISED_WORDS[recorded.revision.changed])
        decision = said.decision(recorded.revision)
        told.append(text(message, item=said.named(recorded.item), part=part, decision=decision))
    for item in changes.rewritten:
        message = N_("{item}: **earlier changes that were recorded are rewritten or taken away.**")
        told.append(text(message, item=said.named(item)))
    yield said.listed(told)


def _alteration(said: _Words, alteration: Alteration, problem: Problem | None) -> str:
    what = said.words.text(alteration.what)
    if alteration.about:
        what += f" ({shown(alteration.about)})"
    turn = said.turn(alteration.old, alteration.new)
    if alteration.revision:
        below = said.decision(alteration.revision)
    elif problem:
        below = said.problem(problem)
    else:
        below = said.words.text(N_("The decision is missing here too."))
    return f"{said.named(alteration.item)}: {what}: {turn}\n  - {below}"


def _new_figures(said: _Words, changes: Changes) -> Iterator[str]:
    text = said.words.text
    figures = _public_first(changes.figures)
    new = [figure for figure in figures if figure.kind is FigureKind.NEW]
    heads = [said.indicator_word(), N_("Period"), N_("outcome"), N_("source"), N_("remark")]
    rows = [(*_whose(said, f), shown(f.new), shown(f.source), _remark(said, f)) for f in new]
    yield _table(said, [capital(text(head)) for head in heads], rows)


def _other_figures(said: _Words, changes: Changes) -> Iterator[str]:
    text = said.words.text
    rows = []
    for figure in _public_first(changes.figures):
        match figure.kind:
            case FigureKind.REVISED:
                cells = (shown(figure.old), f"**{shown(figure.new)}**", shown(figure.difference))
            case FigureKind.REMOVED:
                gone = N_("not shown any more") if figure.by_date else N_("removed")
                cells = (shown(figure.old), f"**{text(gone)}**", "")
            case FigureKind.MARKED:
                cells = (shown(figure.old), shown(figure.new), "")
            case _:
                continue
        rows.append((*_whose(said, figure), *cells, _remark(said, figure)))
    heads = [
        *(said.indicator_word(), N_("Period"), N_("before"), N_("now")),
        *(N_("difference"), N_("remark")),
    ]
    yield _table(said, [capital(text(head)) for head in heads], rows)


def _whose(said: _Words, figure: FigureChange) -> tuple[str, str]:
    who = f", {shown(figure.who)}" if figure.who else ""
    name = f"{shown(figure.item.title)}{who}{said.mark(figure.item.reach)}"
    return name, shown(figure.period)


def _remark(said: _Words, figure: FigureChange) -> str:
    remarks = [shown(figure.mark)] if figure.mark else []
    if figure.kind is FigureKind.REVISED and not figure.is_marked:
        unmarked = said.words.text(N_("not marked as revised"))
        remarks.insert(0, f"**{unmarked}**")
    if figure.by_date and figure.kind is FigureKind.NEW:
        remarks.append(said.words.text(N_("was in the file already")))
    return ". ".join(remarks)


def _table(said: _Words, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table without columns that are empty; the rows that there is no room for are counted."""
    used = [n for n in range(len(heads)) if any(row[n] for row in rows)]
    if not rows:
        return ""
    lines = [[heads[n] for n in used], ["---"] * len(used)]
    lines += [[row[n] for n in used] for row in rows[: said.length]]
    told = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    rest = len(rows) - said.length
    return f"{told}\n\n{said.more(rest)}" if rest > 0 else told


def _odd_figures(said: _Words, changes: Changes) -> Iterator[str]:
    in_order = sorted(changes.odd, key=lambda odd: odd.figure.item.reach is Reach.INSIDE)
    yield said.listed(_odd(said, odd) for odd in in_order)


def _odd(said: _Words, odd: OddFigure) -> str:
    text = said.words.text
    name, period = _whose(said, odd.figure)
    where = code(f"{odd.place.path}:{odd.place.line}:{odd.place.column}")
    first = f"**{name}**, {period}: **{shown(odd.figure.new)}** ({where})."
    if odd.outlier is None:
        is_public = odd.figure.item.reach is not Reach.INSIDE
        why = (
            N_("It rests on fewer than {n} persons, so the public pages hide it.")
            if is_public
            else N_("It rests on fewer than {n} persons. Can anybody be told by it?")
        )
        return f"{first} {text(why, n=odd.few)}"
    message = {
        OutlierKind.TOO_LARGE: N_(
            "That is about {factor} times the others, which are about {expected}. Is the decimal point in its place?"
        ),
        OutlierKind.TOO_SMALL: N_(
            "That is about one {factor}th of the others, which are about {expected}. Is the decimal point in its place?"
        ),
        OutlierKind.OTHER_SIGN: N_(
            "The others have the other sign and are about {expected}. Is the minus right?"
        ),
    }[odd.outlier.kind]
    factor = said.words.number(odd.outlier.factor)
    return f"{first} {text(message, factor=factor, expected=shown(odd.expected))}"


def _unanalysed(said: _Words, changes: Changes) -> Iterator[str]:
    touched = [goal for goal in _public_first(changes.unanalysed) if goal.is_touched]
    yield said.listed(f"{said.named(goal.item)}: {goal.status.word}" for goal in touched)
    if touched and (rest := len(changes.unanalysed) - len(touched)):
        yield said.words.plural(
            "{n} other goal lacks an analysis as before.",
            "{n} other goals lack an analysis as before.",
            rest,
        )


def _pages(said: _Words, changes: Changes) -> Iterator[str]:
    own = [page for page in changes.pages if page.item.kind is not ItemKind.SELECTION]
    yield said.listed(_page(said, page) for page in own)
    if selections := len(changes.pages) - len(own):
        yield said.words.plural(
            "And {n} list of goals by assessment, type or target group.",
            "And {n} lists of goals by assessment, type or target group.",
            selections,
        )


def _page(said: _Words, page: PageChange) -> str:
    words = said.words
    told = [words.text(FATE_WORDS[page.fate])] if page.fate in FATE_WORDS else []
    told += [words.text(part) for part in page.parts]
    kind = "" if page.item.kind is ItemKind.LIST else f" ({said.kind(page.item)})"
    name = said.named(page.item, linked=page.fate is not PageFate.REMOVED)
    return f"{name}{kind}: {', '.join(told)}"


def _addresses(said: _Words, changes: Changes, problems: Sequence[Problem]) -> Iterator[str]:
    dead = {p.params.get("id"): p for p in problems if p.code in {"D102", "D104"}}
    yield said.listed(
        _address(said, change, dead.get(change.former)) for change in changes.addresses
    )


def _address(said: _Words, change: AddressChange, problem: Problem | None) -> str:
    name, old = said.named(change.item, linked=False), code(change.old)
    if change.new:
        told = f"{name}: {old} → {code(change.new)}"
        if change.item.kind is ItemKind.INDICATOR:
            figures = said.words.text(N_("The file of its figures gets another address too."))
            told += f". {figures}"
        return told
    gone = said.words.text(N_("{item}: {address} leads nowhere."), item=name, address=old)
    return f"{gone}\n  - {said.problem(problem)}" if problem else gone


def _warnings(said: _Words, changes: Changes, problems: Sequence[Problem]) -> Iterator[str]:
    text = said.words.text
    odd = {(figure.place.path, figure.place.line) for figure in changes.odd if figure.outlier}
    told = [
        said.problem(problem)
        for problem in problems
        if problem.code not in {"D101", "D102", "D104"}
        and not (problem.code == "C131" and (problem.place.path, problem.place.line) in odd)
    ]
    told += [_setting(said, setting) for setting in changes.settings]
    told += [
        text(N_("{item}: the outcome has become out of date."), item=said.named(item))
        for item in changes.stale
    ]
    told += [
        text(N_("{item}: it has changed, but `updated` is the same day."), item=said.named(item))
        for item in changes.not_dated
    ]
    yield said.listed(told)


def _setting(said: _Words, setting: SettingChange) -> str:
    name = capital(said.words.text(setting.what))
    if setting.about:
        name += f" ({shown(setting.about)})"
    turn = f": {said.turn(setting.old, setting.new)}" if setting.old or setting.new else ""
    return f"{name}{said.mark(setting.reach)}{turn}"


def _approvers(said: _Words, changes: Changes) -> Iterator[str]:
    yield said.listed(
        f"**{shown(approver.title)}**{said.mark(approver.reach)}: {_names(said, approver.items)}"
        for approver in changes.approvers
    )


def _names(said: _Words, items: Sequence[Item]) -> str:
    most = min(said.length, MOST_NAMES)
    names = [
        f"{said.quoted(shown(item.title, LONGEST_TITLE))}{said.mark(item.reach)}"
        for item in items[:most]
    ]
    rest = len(items) - most
    return ", ".join(names) + (f" {said.more(rest)}" if rest > 0 else "")


def _texts(said: _Words, changes: Changes) -> Iterator[str]:
    words = said.words
    yield said.listed(
        words.text(
            N_("{page}: lines added: {added}, removed: {removed}"),
            page=said.named(change.item),
            added=words.number(change.added),
            removed=words.number(change.removed),
        )
        for change in changes.texts
    )


def _examples(said: _Words, changes: Changes) -> Iterator[str]:
    yield said.listed(_example(said, change) for change in _public_first(changes.examples))


def _example(said: _Words, change: ExampleChange) -> str:
    told = []
    for what, sentences in (
        (N_("new ones"), change.new),
        (N_("changed ones"), change.changed),
        (N_("ones that are gone"), change.gone),
    ):
        if sentences:
            most = min(said.length, MOST_NAMES)
            names = ", ".join(said.quoted(shown(text, LONGEST_TITLE)) for text in sentences[:most])
            rest = f" {said.more(len(sentences) - most)}" if len(sentences) > most else ""
            told.append(f"{said.words.text(what)}: {names}{rest}")
    return f"{said.named(change.item)}: {'; '.join(told)}"


def _reports(said: _Words, changes: Changes) -> Iterator[str]:
    yield said.listed(
        "\n  - ".join([said.named(change.item), *map(shown, change.says)])
        for change in _public_first(changes.reports)
    )


def _files(said: _Words, changes: Changes) -> Iterator[str]:
    words, files = said.words, changes.files
    if files.reformatted:
        yield words.plural(
            "{n} file is only written in another way. No reader will notice.",
            "{n} files are only written in another way. No reader will notice.",
            len(files.reformatted),
        )


def _other_files(said: _Words, changes: Changes) -> Iterator[str]:
    files = changes.files
    published = {p.item.id for p in changes.publications if p.item.kind is ItemKind.FILE}
    yield said.listed(
        f"{code(path)}{said.mark(reach)}"
        for path, reach in files.others
        if path.removeprefix("content/") not in published
    )
