"""What each file of the data folder is, by its name and place, and what it was meant to be called.

Nothing is opened here. A file that can't be used for its name is remembered by the id that it was to
have, so that nobody hears of what refers to it as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from malbok.ids import slug
from malbok.lookalikes import ordinary
from malbok.problems import Place, Problem
from malbok.reading.files import shown_name
from malbok.reading.validation import closest

ORGANISATION = "organisation.yml"
_ENDINGS = {".yml": ".yml", ".yaml": ".yml", ".csv": ".csv", ".json": ".json"}
_SPREADSHEETS = frozenset({".xlsx", ".xls", ".ods", ".docx", ".numbers"})
_HOMES = {
    ("goals", ".yml"): "goals/<department>/<id>.yml",
    ("indicators", ".yml"): "indicators/<id>.yml",
    ("indicators", ".csv"): "indicators/<id>.csv",
    ("reports", ".yml"): "reports/<id>.yml",
    ("reports", ".json"): "reports/<id>.json",
    ("examples", ".yml"): "examples/<id>.yml",
}
"""Where malbok looks, by folder and ending."""
_USUAL_HOMES = {
    ".yml": _HOMES["goals", ".yml"],
    ".csv": _HOMES["indicators", ".csv"],
    ".json": _HOMES["reports", ".json"],
}
_NOT_DATA = re.compile(
    r"schemas/.*|(?:README|LICEN[CS]E)[^/]*|(?:.*/)?(?:~[^/]*|Thumbs\.db|desktop\.ini)",
    re.IGNORECASE,
)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_COPY = re.compile(r"(.+?)(?:[ _-]*\([0-9]{1,3}\)|[ _-]+(?:kopia|copy)\b.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A file of the data folder: its path there, and its id by its name. Where the name can't be an
    id, it is the one that was meant, and empty if nobody can tell."""

    path: str
    id: str
    is_misnamed: bool = False


@dataclass(slots=True)
class DataFiles:
    """The data folder's files by what they are, and what is wrong with their names.

    `figures` has the file with the figures of each indicator's id, `snapshots` those of frozen
    reports, by id. `lost` are the ids of files that
    aren't read. `has_organisation` tells whether the file of the organisation is there, if only by
    another name.
    """

    goals: list[Named] = field(default_factory=list)
    indicators: list[Named] = field(default_factory=list)
    reports: list[Named] = field(default_factory=list)
    examples: list[Named] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)
    snapshots: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    has_organisation: bool = False
    problems: list[Problem] = field(default_factory=list)

    def ids(self, files: Iterable[Named]) -> frozenset[str]:
        """The ids of some files, as they are and should be, and those of all that aren't read."""
        names = {file.id for file in files}
        for file in files:
            if file.is_misnamed:
                names |= {_stem(file.path), slug(_stem(file.path))}
        return frozenset(names | self.lost)


def is_id(name: str) -> bool:
    """Whether a name can be an id."""
    return _ID.fullmatch(name) is not None


def sorted_by_name(paths: Iterable[str], shown: Callable[[str], str]) -> DataFiles:
    """The files of the data folder by what they are. `shown` gives a path as it is shown."""
    found = DataFiles()
    by_home: dict[str, list[str]] = {home: [] for home in _HOMES.values()}
    for path in paths:
        if _NOT_DATA.fullmatch(path):
            continue
        if path == ORGANISATION:
            found.has_organisation = True
        elif (home := _home(path)) in by_home:
            by_home[home].append(path)
        else:
            _set_aside(path, found, shown)
    goals, indicators, figures, reports, snapshots, examples = by_home.values()
    found.goals = _with_ids(goals, found, shown)
    found.indicators = _with_ids(indicators, found, shown)
    found.reports = _with_ids(reports, found, shown)
    found.examples = _with_ids(examples, found, shown)
    found.snapshots = {_stem(path): path for path in snapshots}
    _sort_figures(figures, found, shown)
    return found


def _home(path: str) -> str:
    """Where a file is looked for, if it lies there; else an empty text."""
    top = path.split("/", 1)[0]
    home = _HOMES.get((top, _ending(path)), "")
    return home if home.count("/") == path.count("/") else ""


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _ending(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    return name[name.rindex(".") :] if "." in name else ""


def _set_aside(path: str, found: DataFiles, shown: Callable[[str], str]) -> None:
    """Say what is wrong with the ending or the place of a file that isn't read."""

    def wrong(code: str, **params: object) -> None:
        found.problems.append(Problem(code, Place(shown(path)), params))

    top = path.split("/", 1)[0] if "/" in path else ""
    stem, ending = _stem(path), _ending(path)
    usual = _ENDINGS.get(ending.lower())
    if ending.lower() == ".txt" and (within := _ENDINGS.get(_ending(stem).lower())):
        stem, usual = _stem(stem), within
    found.lost |= {stem, slug(stem)}
    if not top and usual == ".yml" and slug(stem) == _stem(ORGANISATION):
        found.has_organisation = True
        wrong("F116" if ending == usual else "F109", name=ORGANISATION)
    elif ending.lower() in _SPREADSHEETS:
        wrong("F110")
    elif usual is None:
        wrong("F119")
    elif (top, usual) in _HOMES and ending != usual:
        wrong("F109", name=shown_name(f"{stem}{usual}"))
    else:
        home = _HOMES.get((top, usual)) or _USUAL_HOMES[usual]
        wrong("F105", folder=shown(home))


def _with_ids(paths: list[str], found: DataFiles, shown: Callable[[str], str]) -> list[Named]:
    """The files with their ids. One whose name can't be an id gets the one that was meant."""
    taken = {_stem(path): path for path in paths if is_id(_stem(path))}
    files = []
    for path in paths:
        stem = _stem(path)
        meant = stem if is_id(stem) else _meant(stem)
        if taken.setdefault(meant, path) == path:
            files.append(Named(path, meant, is_misnamed=meant != stem))
        elif meant == stem:
            files.append(Named(path, stem))  # in another folder
        else:
            params = {"path": shown(taken[meant])}
            found.problems.append(Problem("F117", Place(shown(path)), params))
            found.lost.add(stem)
    return files


def _sort_figures(paths: list[str], found: DataFiles, shown: Callable[[str], str]) -> None:
    """Give each indicator its figures, also where the name of their file is only nearly the same."""
    ids = {file.id for file in found.indicators}
    odd = []
    for path in paths:
        if (stem := _stem(path)) in ids:
            found.figures[stem] = path
        else:
            odd.append(path)
    for path in odd:
        stem, meant = _stem(path), _meant(_stem(path))
        if meant in found.figures:
            code, params = "F117", {"path": shown(found.figures[meant])}
        elif meant in ids:
            code, params = "F116", {"name": f"{meant}.csv"}
            found.figures[meant] = path
        elif {stem, meant} & found.lost:
            continue
        else:
            nearest = closest(stem, sorted(ids))
            code, params = "F106", {"id": meant or shown_name(stem), "suggestion": nearest}
            found.lost.add(nearest)
        found.problems.append(Problem(code, Place(shown(path)), params))


def _meant(stem: str) -> str:
    """The id that a file's name was to be, without what programs add to copies."""
    plain = ordinary(stem)
    copied = _COPY.fullmatch(plain)
    return slug(copied[1] if copied else plain)
