"""What a change does to a site, as plain records. They carry values and the words of pages, not
sentences: see `malbok.changes.text`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from malbok.language import Message
from malbok.model import Archived, Revised, Revision
from malbok.outliers import Outlier
from malbok.pages.views import StatusView
from malbok.problems import Place, Problem


class Reach(StrEnum):
    """Who notices: everybody, only the intranet, or it goes from one to the other."""

    PUBLIC = "public"
    INSIDE = "inside"
    OPENED = "opened"
    CLOSED = "closed"

    @classmethod
    def of(cls, was_public: bool | None, is_public: bool | None) -> Reach:
        """The reach of something that was and is public or not; None where it isn't there."""
        match was_public, is_public:
            case (False, True):
                return cls.OPENED
            case (True, False):
                return cls.CLOSED
            case _:
                return cls.PUBLIC if was_public or is_public else cls.INSIDE


class ItemKind(StrEnum):
    """What an item of the site is. Those after it have no page of their own. A selection lists the goals
    that have one value, and is only counted: each goal that changes touches several."""

    GOAL = "goal"
    INDICATOR = "indicator"
    DEPARTMENT = "department"
    HANDBOOK = "handbook"
    LIST = "list"
    SELECTION = "selection"
    FILE = "file"
    ROLE = "role"
    EXAMPLES = "examples"
    REPORT = "report"
    BLOCK = "block"
    FIGURES = "figures"
    SETTING = "setting"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the site, as it is named there; `path` is that of its page in HEAD, or in BASE
    where it is gone. Empty where it has none."""

    kind: ItemKind
    id: str
    title: str
    path: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class Publication:
    """What everybody can see after the change and couldn't before.

    `says` is what they will see, in sentences; `was_inside` whether the intranet had it already, so
    that what is published hardly shows in the files that change.
    """

    item: Item
    was_inside: bool
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concealment:
    """What everybody could see on pages that stay, and can't see any more: `says` what, in
    sentences."""

    item: Item
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StillReported:
    """What only the intranet sees from now on, all of it or some of its figures, and the titles of the
    frozen reports that tell everybody of it all the same."""

    item: Item
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A goal's status before and after, each with the rule's sentence."""

    item: Item
    before: StatusView
    after: StatusView
    because: str
    because_before: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """Something of a goal or indicator that takes a decision to change.

    `what` names it; `about` is the indicator's title where it is about one target. `place` is where
    the new value stands. Without `revision` none was recorded.
    """

    item: Item
    part: Revised
    what: Message
    about: str
    old: str
    new: str
    revision: Revision | None
    place: Place


@dataclass(frozen=True, slots=True)
class Ending:
    """A goal that ceases to apply, or one that was said to and applies again: then `end` is None.
    `replaced_by` is what comes in its place."""

    item: Item
    end: Archived | None
    replaced_by: Item | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded change that nothing else in this change answers to."""

    item: Item
    revision: Revision


class FigureKind(StrEnum):
    """What happens to an outcome."""

    NEW = "new"
    REVISED = "revised"
    REMOVED = "removed"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """An outcome before and after, in words; empty where there is none.

    `who` is empty for the municipality's own. `is_marked` tells whether it says that it is revised,
    or was preliminary. `by_date` is true where the file is the same but the as-of date moved.
    """

    item: Item
    kind: FigureKind
    period: str
    who: str
    old: str
    new: str
    difference: str
    mark: str
    source: str
    is_marked: bool
    by_date: bool


@dataclass(frozen=True, slots=True)
class OddFigure:
    """A new or changed outcome to look at again: `outlier` tells why, or, where it is None, the
    outcome rests on too few persons, fewer than `few`. `expected` is what the outcomes around it
    are like."""

    figure: FigureChange
    expected: str
    outlier: Outlier | None
    place: Place
    few: int = 0


@dataclass(frozen=True, slots=True)
class Unanalysed:
    """A goal that is missed, or about to be, without an analysis; `is_touched` by this change."""

    item: Item
    status: StatusView
    is_touched: bool


class PageFate(StrEnum):
    """What happens to a page."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that shows something else than before; `parts` names what on it."""

    item: Item
    fate: PageFate
    parts: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressChange:
    """An address where a page lay that lies there no more. `new` is the address it leads on to, empty
    where it is dead; `former` what to write in `previous_ids` for it to lead on."""

    item: Item
    old: str
    new: str
    former: str


@dataclass(frozen=True, slots=True)
class SettingChange:
    """Something of the organisation before and after; empty where it is too long or for nobody."""

    what: Message
    about: str
    old: str
    new: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class TextChange:
    """A page of the handbook and how many lines of it are added and removed."""

    item: Item
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class ExampleChange:
    """The examples of an area that are new, changed or gone: their sentences. New ones that everybody
    sees are told as publications."""

    item: Item
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report and what happens to it, in sentences."""

    item: Item
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approver:
    """A role that answers for what is changed."""

    title: str
    items: tuple[Item, ...]
    reach: Reach


@dataclass(frozen=True, slots=True)
class Files:
    """Files by what their change does: nothing but their form, or something beside the pages, each
    with its reach."""

    reformatted: tuple[str, ...] = ()
    others: tuple[tuple[str, Reach], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many goals and figures an audience sees change: the first sentence."""

    changed: int = 0
    status: int = 0
    added: int = 0
    removed: int = 0
    new_figures: int = 0
    revised_figures: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change does to the sites. See the sections of `malbok.changes.text`.

    `problems` are those of the change itself.
    """

    public: Counts = Counts()
    inside: Counts = Counts()
    publications: tuple[Publication, ...] = ()
    withdrawals: tuple[Item, ...] = ()
    concealments: tuple[Concealment, ...] = ()
    still_reported: tuple[StillReported, ...] = ()
    endings: tuple[Ending, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    rewritten: tuple[Item, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    odd: tuple[OddFigure, ...] = ()
    unanalysed: tuple[Unanalysed, ...] = ()
    pages: tuple[PageChange, ...] = ()
    everywhere: tuple[Message, ...] = ()
    addresses: tuple[AddressChange, ...] = ()
    settings: tuple[SettingChange, ...] = ()
    as_of: tuple[date, date] | None = None
    stale: tuple[Item, ...] = ()
    not_dated: tuple[Item, ...] = ()
    approvers: tuple[Approver, ...] = ()
    texts: tuple[TextChange, ...] = ()
    examples: tuple[ExampleChange, ...] = ()
    reports: tuple[ReportChange, ...] = ()
    files: Files = Files()
    problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two versions are the same to everybody, and to the last byte."""
        return all(
            getattr(self, name) == default
            for name, default in ((f.name, getattr(_NOTHING, f.name)) for f in fields(self))
            if name != "unanalysed"  # which is told of every version
        )


_NOTHING = Changes()
