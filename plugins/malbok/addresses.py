"""Where pages lie and how one links to another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

OVERVIEW = "mal/index.md"
INDICATORS = "indikatorer/index.md"
METHOD = "metod.md"
ALL_FIGURES = "data/observations.csv"
GENERATED_FOLDERS = ("mal", "indikatorer", "data", "schemas")


def department_path(department: str) -> str:
    """The path of a department's page."""
    return f"mal/{department}/index.md"


def goal_path(department: str, goal: str) -> str:
    """The path of a goal's page."""
    return f"mal/{department}/{goal}.md"


def former_goal_path(department: str, former: str) -> str:
    """The path that the page of a department's goal had when it had that previous id, which may have
    another department before it: `department/goal`."""
    folder, _, goal = former.rpartition("/")
    return goal_path(folder or department, goal)


def indicator_path(indicator: str) -> str:
    """The path of an indicator's page."""
    return f"indikatorer/{indicator}.md"


def figures_path(indicator: str) -> str:
    """The path of an indicator's CSV. It is an address that others may rely on."""
    return f"data/indicators/{indicator}.csv"


def schema_path(kind: str) -> str:
    """The path of the JSON Schema of a kind of file. It is an address that others may rely on."""
    return f"schemas/{kind}.json"


def fault_path(listing: str, code: str) -> str:
    """The path of the page of an error code, below the page that lists them all."""
    folder, name = posixpath.split(listing)
    below = folder if name == "index.md" else listing.removesuffix(".md")
    return posixpath.join(below, f"{code.lower()}.md")


def markdown_link(source: str, target: str) -> str:
    """The link from one Markdown file to another, for the site generator to resolve."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


@dataclass(frozen=True, slots=True)
class Addresses:
    """How paths become addresses: `mal/x.md` is published as `mal/x/` or as `mal/x.html`.

    Links are relative to the page they stand on, unless `base` says where the site's root is.
    """

    directories: bool = True
    base: str = ""

    def of(self, path: str) -> str:
        """The address of a page or asset, relative to the site's root."""
        if not path.endswith(".md"):
            return path
        folder, name = posixpath.split(path)
        if not self.directories:
            return path[:-3] + ".html"
        if name == "index.md":
            return folder + "/" if folder else ""
        return path[:-3] + "/"

    def link(self, source: str, target: str) -> str:
        """The address that one page uses for another page or an asset."""
        if self.base:
            return self.base + self.of(target)
        here, there = self.of(source).split("/")[:-1], self.of(target).split("/")
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


def resolve(source: str, link: str) -> str:
    """The path that a link in one Markdown file leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(link)))


def is_generated(path: str) -> bool:
    """Whether a path is one of those that malbok makes pages for."""
    return path == METHOD or path.split("/")[0] in GENERATED_FOLDERS
