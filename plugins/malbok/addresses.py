"""Where pages lie and how one links to another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

OVERVIEW = "mal/index.md"
INDICATORS = "indikatorer/index.md"
METHOD = "metod.md"
ALL_GOALS = "alla-mal/index.md"
GOAL_TREE = "alla-mal/trad.md"
SUBJECTS = "amne/index.md"
EXAMPLES = "exempel/index.md"
BY_STATUS, BY_TYPE, BY_TARGET_GROUP = GOAL_LISTS = ("status", "typ", "malgrupp")
LANGUAGE_RULES = "handbok/sprakrad.md"
"""The handbook's page of language rules, where it isn't known which page lists them."""
ACCESSIBILITY = "tillganglighet.md"
GLOSSARY = "ordlista.md"
SINGLE_PAGES = (METHOD, ACCESSIBILITY, GLOSSARY)
REPORTS = "rapporter/index.md"
OPEN_DATA = "data/index.md"
ALL_FIGURES = "data/observations.csv"
GOALS_JSON = "data/goals.json"
INDICATORS_JSON = "data/indicators.json"
ORGANISATION_JSON = "data/organisation.json"
DATA_PACKAGE = "data/datapackage.json"
API = "data/api.json"
ALL_NEWS = "mal/feed.xml"
COACH_RULES = "assets/coach/rules.json"
"""The language rules, for the script that coaches."""
COACH_EXAMPLES = "assets/coach/examples.json"
"""The library's examples, for the script that coaches."""
EMBEDDING_STYLE = "inbaddning/inbaddning.css"
GENERATED_FOLDERS = (
    "mal",
    "alla-mal",
    "amne",
    "indikatorer",
    "diagram",
    "rapporter",
    "inbaddning",
    "data",
    "schemas",
)


def department_path(department: str) -> str:
    """The path of a department's page."""
    return f"mal/{department}/index.md"


def goal_path(department: str, goal: str) -> str:
    """The path of a goal's page."""
    return f"mal/{department}/{goal}.md"


def goal_list_path(kind: str, value: str) -> str:
    """The path of the list of goals with that value of a kind, which is one of `GOAL_LISTS`. The lists
    lie outside the departments' folder, where a department could have their name."""
    return f"alla-mal/{kind}/{value}.md"


def example_list_path(kind: str, value: str) -> str:
    """The path of the library's page with the examples that have that value of a kind, which is
    `typ`, `amne` or `malgrupp`. The library isn't made in other languages than Swedish."""
    return f"exempel/{kind}/{value}.md"


def subject_path(subject: str) -> str:
    """The path of a subject's page."""
    return f"amne/{subject}.md"


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


def chart_path(indicator: str) -> str:
    """The path of an indicator's chart as a file. It is an address that others may rely on."""
    return f"diagram/{indicator}.svg"


def figures_json_path(indicator: str) -> str:
    """The path of an indicator's figures as JSON. It is an address that others may rely on."""
    return f"data/indicators/{indicator}.json"


def table_path(table: str) -> str:
    """The path of a table of the open data. It is an address that others may rely on."""
    return f"data/{table}.csv"


def feed_path(department: str) -> str:
    """The path of a department's Atom feed, beside its page: ids have no full stop, so that no goal
    can have it. It is an address that others may rely on."""
    return f"mal/{department}/feed.xml"


def indicator_embedding_path(indicator: str) -> str:
    """The path of the page with nothing but an indicator's chart, which other sites show in theirs.
    It is an address that others rely on."""
    return f"inbaddning/indikatorer/{indicator}.html"


def target_embedding_path(goal: str, indicator: str, place: int = 0) -> str:
    """The same for the chart of a goal's target; `place` is which of its targets for the same
    indicator it is, from 0. Ids have no full stop, so no two targets have the same path."""
    number = f".{place + 1}" if place else ""
    return f"inbaddning/mal/{goal}/{indicator}{number}.html"


def report_path(report: str) -> str:
    """The path of a report's first page. What belongs to the report lies below it."""
    return f"rapporter/{report}/index.md"


def report_department_path(report: str, department: str) -> str:
    """The path of a report's page about a department."""
    return f"rapporter/{report}/{department}.md"


def report_comparison_path(report: str, other: str) -> str:
    """The path of the page that compares a report with an earlier one."""
    return f"rapporter/{report}/jamfor/{other}.md"


def report_pdf_path(report: str) -> str:
    """The path of a report as PDF. It is an address that others may rely on."""
    return f"rapporter/{report}/{report}.pdf"


def report_snapshot_path(report: str) -> str:
    """The path of a report's snapshot as JSON. It is an address that others may rely on."""
    return f"rapporter/{report}/{report}.json"


def schema_path(kind: str) -> str:
    """The path of the JSON Schema of a kind of file. It is an address that others may rely on."""
    return f"schemas/{kind}.json"


def fault_path(listing: str, code: str) -> str:
    """The path of the page of an error code, below the page that lists them all."""
    folder, name = posixpath.split(listing)
    below = folder if name == "index.md" else listing.removesuffix(".md")
    return posixpath.join(below, f"{code.lower()}.md")


def language_rule_anchor(rule: str) -> str:
    """The id of a language rule's place on the page that lists them."""
    return rule.lower()


def markdown_link(source: str, target: str) -> str:
    """The link from one Markdown file to another, for the site generator to resolve."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


@dataclass(frozen=True, slots=True)
class Addresses:
    """How paths become addresses: `mal/x.md` is published as `mal/x/` or as `mal/x.html`.

    Links are relative to the page they stand on, unless `base` says where the site's root is.
    `site` is the site's address on the web with a final slash, empty where it isn't known. `folder`
    is what generated pages lie below, with a final slash: that of another language than Swedish.
    """

    directories: bool = True
    base: str = ""
    site: str = ""
    folder: str = ""

    def place(self, path: str) -> str:
        """Where a page lies: generated ones below the folder, everything else where it is."""
        is_below = self.folder and path.endswith(".md") and is_generated(path)
        return self.folder + path if is_below else path

    def of(self, path: str) -> str:
        """The address of a page or asset, relative to the site's root."""
        path = self.place(path)
        if not path.endswith(".md"):
            return path
        folder, name = posixpath.split(path)
        if not self.directories:
            return path[:-3] + ".html"
        if name == "index.md":
            return folder + "/" if folder else ""
        return path[:-3] + "/"

    def absolute(self, path: str) -> str:
        """The address of a page or asset on the web; relative to the site's root if `site` is empty."""
        return self.site + self.of(path)

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
    return path in SINGLE_PAGES or path.split("/")[0] in GENERATED_FOLDERS
