"""Sites for tests: small projects with a configuration, what builds them, and what reads them."""

from __future__ import annotations

import gzip
import io
import os
import posixpath
import re
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_commands

from malbok import cli as malbok_commands
from tests.building import GOAL, ORGANISATION, Files, freeze, write_project

REPOSITORY = Path(__file__).parents[1]

# --- Projects -------------------------------------------------------------------------------------

MKDOCS = """\
site_name: Målbok
site_url: https://mal.example.se/bok/
repo_url: https://kod.example.se/exempelby/malbok
edit_uri: edit/main/content/
docs_dir: content
site_dir: site
theme:
  name: material
  language: sv
  font: false
  features: [navigation.tabs, navigation.indexes, navigation.path, content.action.edit]
plugins:
  search: {lang: sv}
  malbok:
    cache_dir: !ENV [MALBOK_TEST_CACHE, .cache/malbok]
    as_of: !ENV [MALBOK_AS_OF, ""]
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, pymdownx.superfences]
validation: {omitted_files: ignore}
"""

INTRANET = """\
INHERIT: mkdocs.yml
site_dir: site-intranet
plugins:
  malbok:
    audience: intranet
"""

NOTICE = "Det här är en provsajt. Läs mer i [Om](om.md) eller [metoden](metod.md#flera-malvarden)."

INSIDE = re.compile(
    # The word of the inside, in any case, and figures that only it has, however they are written.
    rb"zqx[\w\x80-\xff]*|(?:987|618)(?:[ .,]|\xc2\xa0|\xe2\x80\xaf|&nbsp;|&#160;)?(?:654|27\d)[.,]25",
    re.IGNORECASE,
)
"""Finds what `INSIDE_FILES` hold for the inside: each word begins with zqx, and two figures."""

INSIDE_FILES: Files = {
    "mkdocs.yml": MKDOCS,
    "mkdocs.intranet.yml": INTRANET,
    "data/organisation.yml": f"""\
# zqxkommentarorganisation
name: Exempelby
title: Målbok för Exempelby
as_of: 2016-12-31
updated: 2026-11-22
notice: "{NOTICE}"
roles:
  - id: chef
    title: Förvaltningschef
    contact: zqxkontakt@example.se
  - id: zqxroll
    title: Zqxrolltitel
    contact: https://intranat.example.se/zqxrollkontakt
departments:
  - id: n1
    title: Nämnden
    audience: public
    parent: zqxnamnd
    description: Nämnden tar hand om tryggheten.
  - id: zqxnamnd
    title: Zqxnämndtitel
    description: Zqxnämndbeskrivning.
    english:
      title: Zqxenglishdepartment
      description: Zqxenglishcommission.
comparison_groups:
  - id: zqxgruppid
    title: Zqxjämförelsegrupp
    municipalities: [Zqxkommun]
    references: [Zqxriket]
subjects:
  - id: zqxamne
    title: Zqxämnestitel
    description: Zqxämnesbeskrivning.
""",
    "data/goals/n1/trygg.yml": """\
# zqxkommentarmal
id: trygg
title: Alla är trygga hemma
audience: public
type: result
owner: chef
previous_ids: [zqxnamnd/trygg]
revisions:
  - date: 2015-11-10
    changed: target
    indicator: trygghet
    old: minst 60 %
    new: minst 50 %
    reason: Pengarna räckte inte.
    decision: {body: Nämnden, date: 2015-11-03, paragraph: § 12}
supports: [zqxandramal]
updated: 2026-11-22
source: {title: Målkällan, url: "https://mal.example.se/kalla"}
archived: {date: 2016-12-31, reason: Vi har ett nytt mål., replaced_by: zqxandramal}
meaning: Du ska kunna sova gott.
description: Hemma ska alla vara *trygga*.
analysis: Fler är trygga än förr.
next_steps: Vi går vidare.
insight: Vi frågade dem det gäller.
targets:
  - indicator: trygghet
    comparator: at_least
    value: 50
    due: "2016"
    baseline: {period: "2013", value: 40}
    note: Räknat på alla.
""",
    "data/goals/n1/zqxmal.yml": """\
id: zqxmal
title: Zqxmåltitel
type: learning
period: "2016"
target_group_name: zqxmålgrupp
subjects: [zqxamne]
meaning: Zqxmålbetydelse.
description: Zqxmålbeskrivning.
insight: Zqxmålinsikt.
analysis: Zqxmålanalys.
next_steps: Zqxmålfortsättning.
owner: zqxroll
supports: [trygg, zqxandramal]
adopted: 2015-11-18
updated: 2026-11-22
next_update: 2027-02-01
archived:
  date: 2016-12-31
  reason: Zqxmålslut.
  replaced_by: zqxandramal
  decision: {body: Zqxslutbeslutare, date: 2016-12-12, paragraph: zqxslutparagraf}
source: {title: Zqxmålkälla, url: "https://intranat.example.se/zqxmalkalla"}
targets:
  - indicator: zqxindikator
    comparator: at_least
    value: 987654.25
    due: "2016"
    note: Zqxmålvärdesnot.
  - indicator: trygghet
    comparator: at_least
    value: 45
    due: "2016"
    note: Zqxmålvärdesnottvå.
milestones:
  - {title: Zqxdelmål, due: 2016-06-30, done: 2016-06-01}
considered: [{rule: M17, reason: Zqxövervägande.}]
override: {status: met, motivation: Zqxmotivering., role: zqxroll, date: 2016-12-01}
revisions:
  - date: 2016-05-12
    changed: target
    indicator: zqxindikator
    old: Zqxförut
    new: Zqxefteråt
    reason: Zqxskäl.
    decision: {body: Zqxbeslutare, date: 2016-05-12, paragraph: zqxparagraf}
previous_ids: [zqxgammaltmal]
english:
  title: Zqxenglishtitle
  meaning: Zqxenglishmeaning.
  description: Zqxenglishdescription.
  insight: Zqxenglishinsight.
  analysis: Zqxenglishanalysis.
  next_steps: Zqxenglishnextsteps.
""",
    "data/goals/zqxnamnd/zqxandramal.yml": """\
id: zqxandramal
title: Zqxandramåltitel
type: process
analysis: Zqxandraanalys om vad som hände.
next_steps: Zqxandrafortsättning med nya försök.
updated: 2026-11-22
indicators: [zqxindikator]
milestones:
  - {title: Zqxandradelmål, due: 2016-06-30}
""",
    "data/indicators/zqxindikator.yml": """\
id: zqxindikator
title: Zqxindikatortitel
definition: Zqxindikatordefinition.
meaning: Zqxindikatorbetydelse.
unit: zqxenheter
direction: higher
interval: year
about: other
compare_with: zqxgruppid
source: {title: Zqxindikatorkälla, url: "https://intranat.example.se/zqxindikatorkalla"}
licence: {title: Zqxlicens, url: "https://intranat.example.se/zqxlicensadress"}
owner: zqxroll
updated: 2026-11-22
next_update: 2027-02-01
note: Zqxindikatornot.
revisions:
  - date: 2016-05-12
    changed: definition
    old: Zqxdefinitionförut
    new: Zqxdefinitionefteråt
    reason: Zqxdefinitionsskäl.
    decision: {body: Zqxdefinitionsbeslutare, date: 2016-05-12, paragraph: zqxdefinitionsparagraf}
previous_ids: [zqxgammalindikator]
english:
  title: Zqxenglishindicator
  definition: Zqxenglishdefinition.
  meaning: Zqxenglishindicatormeaning.
  unit: zqxenglishunit
  note: Zqxenglishnote.
""",
    "data/reports/zqxrapport.yml": """\
id: zqxrapport
title: Zqxrapporttitel
kind: annual
period: "2016"
as_of: 2016-12-31
departments: [zqxnamnd]
goals: [zqxmal]
summary: Zqxsammanfattning.
sections:
  - {goal: zqxmal, comment: Zqxrapportkommentar., forecast: Zqxprognos.}
decision: {body: Zqxrapportbeslutare, date: 2017-03-01, paragraph: zqxrapportparagraf}
""",
    "data/reports/rapport.yml": """\
# zqxkommentarrapport
id: rapport
title: Årsredovisning 2016
kind: annual
period: "2016"
as_of: 2016-12-31
audience: public
departments: [n1]
goals: [trygg]
summary: "Vi nådde nästan fram. <!-- Zqxrapportanteckning -->"
sections:
  - {goal: trygg, comment: "Fler svarade. <!-- Zqxmålanteckning -->"}
decision: {body: Nämnden, date: 2017-03-01, paragraph: § 9}
""",
    "data/examples/zqxomrade.yml": """\
# zqxkommentarexempel
subject: Zqxområdestitel
examples:
  - id: zqxexempel
    quality: less_good
    text: Zqxexempelmening
    sharpened: Zqxskärptmening
    type: learning
    target_group: staff
    target_group_name: zqxexempelgrupp
    why: Zqxexempelskäl.
    fields: {period: zqxexempelperiod, baseline: zqxexempelstart, target: zqxexempelvärde}
    indicator: {title: Zqxexempelmått, kolada: N00945}
    guide: 3
""",
    "data/examples/kultur.yml": """\
subject: Kultur
audience: public
examples:
  - id: hittar-nytt
    quality: good
    text: Den som läser lättläst hittar något nytt varje månad
    type: result
    target_group: residents
    why: "Det märks vid hyllan. <!-- Zqxexempelkommentar -->"
    indicator: {title: Nöjda låntagare, kolada: U00945}
""",
    "data/indicators/zqxindikator.csv": """\
period,value,municipality,sex,group,count,mark,note
2014,618273.25,,,,,,
2015,618274.25,,,,,revised,Zqxutfallsnot
2016,618275.25,,,,,,
2016,618276.25,Zqxkommun,,,,,
2016,618278.25,Zqxriket,,,,,
2016,618277.25,,,Zqxgrupp,,,
""",
    "content/index.md": """\
---
title: Start
audience: public
---
# Välkommen

Se [alla mål](mal/index.md) eller läs [bilagan](bilagor/oppen.txt).

<!-- Zqxkommentarsida -->

::: intranet

Zqxblocktext med [en fil](bilagor/zqxblockfil.txt) och [en sida](inne/zqxsida.md).

[[goal zqxmal]]

[[chart zqxindikator]]

[[examples learning]]

:::

[[goal trygg]]

[[examples result]]

Efter blocket.
""",
    "content/om.md": "---\ntitle: Om\naudience: public\n---\n# Om den här sajten\n\nHär står mer.\n",
    "content/vagen.md": """\
---
title: Vägen
audience: public
part: Förstå
explains: result
---
# Vägen

[[guide-map]]

[[goals-of-type result]]

[[examples result]]

[[language-rules]]

[[coach]]
""",
    "content/inne/zqxsteg.md": """\
---
title: Zqxstegtitel
part: Zqxvägdel
explains: learning
---
# Zqxstegrubrik

[[goals-of-type learning]]
""",
    "content/inne/zqxsida.md": """\
---
title: Zqxsidtitel
description: Zqxsidbeskrivning.
---
# Zqxsidrubrik

Zqxsidtext, se [mer](zqxsyskon.md) och [en fil](../bilagor/zqxblockfil.txt).
""",
    "content/inne/zqxsyskon.md": "# Zqxsyskonrubrik\n\nZqxsyskontext.\n",
    "content/bilagor/oppen.txt": "En bilaga för alla.\n",
    "content/bilagor/zqxblockfil.txt": "Zqxblockfilinnehåll\n",
    "content/bilagor/zqxolankad.txt": "Zqxolänkadinnehåll\n",
    "content/.zqxdold/dold.txt": "Zqxdoldinnehåll\n",
}
"""A project in which everything for the inside is recognisable by `INSIDE`, in every field that
an item of the inside can have, and wherever public items refer to it."""

NEVER_PUBLISHED = {
    *("zqxkommentarorganisation", "zqxkommentarmal", "zqxkommentarsida"),  # comments
    "zqxkommentarexempel",
    *("zqxdold", "zqxdoldinnehåll"),  # a hidden folder
    "zqxövervägande",  # why advice rests
    *("zqxkommentarrapport", "zqxrapportanteckning", "zqxmålanteckning"),
    # English texts, as the site isn't in English
    *("zqxenglishtitle", "zqxenglishmeaning", "zqxenglishdescription"),
    *("zqxenglishinsight", "zqxenglishanalysis", "zqxenglishnextsteps"),
    *("zqxenglishindicator", "zqxenglishdefinition", "zqxenglishindicatormeaning"),
    *("zqxenglishunit", "zqxenglishnote", "zqxenglishdepartment", "zqxenglishcommission"),
    "zqxgruppid",  # an id that no address has
}
"""Those of its words that the intranet's site doesn't have either."""

OUTSIDE_FILES: Files = {
    "mkdocs.yml": MKDOCS,
    "mkdocs.intranet.yml": INTRANET,
    "data/organisation.yml": ORGANISATION + f'notice: "{NOTICE}"\n',
    "data/goals/n1/trygg.yml": GOAL,
    "content/om.md": INSIDE_FILES["content/om.md"],
}
"""A project with a page of each kind, all of it public."""


def inside_words() -> set[str]:
    """All words for the inside in `INSIDE_FILES`, as they are found in bytes."""
    text = "\n".join(f"{name}\n{content!s}" for name, content in INSIDE_FILES.items())
    return words_for_the_inside(text.encode())


def words_for_the_inside(data: bytes) -> set[str]:
    """What is for the inside in some bytes, as lower-case words."""
    found = (match.decode("utf-8", "replace").casefold() for match in INSIDE.findall(data))
    return {re.split(r"[^\w.,\s]", word)[0] for word in found}


def write_inside(root: Path, changes: Files | None = None) -> Path:
    """Write the project of `INSIDE_FILES`, its public report frozen."""
    return freeze(write_project(root, {**INSIDE_FILES, **(changes or {})}), "rapport")


def write_outside(root: Path, changes: Files | None = None) -> Path:
    """Write the project of `OUTSIDE_FILES`."""
    return write_project(root, {**OUTSIDE_FILES, **(changes or {})})


# --- Building -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for a command, without what would change what malbok says."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("MALBOK", "MKDOCS"))}
    ours |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**ours, **(changes or {})}


def run(
    arguments: Iterable[str | Path],
    folder: Path,
    changes: Mapping[str, str] | None = None,
    umask: int = 0o022,
) -> Run:
    """Run a command in a folder."""
    made = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=folder,
        env=environment(changes),
        umask=umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    return Run(made.returncode, made.stdout, made.stderr)


def mkdocs_build(
    root: Path,
    site: Path | None = None,
    *,
    config: str = "mkdocs.yml",
    cache: Path | None = None,
    changes: Mapping[str, str] | None = None,
    python: Path | str = sys.executable,
    umask: int = 0o022,
) -> Run:
    """Build a site as an editor does, in a process of its own, with warnings as errors."""
    arguments: list[str | Path] = [python, "-m", "mkdocs", *_build(root, site, config)]
    caches = {"MALBOK_TEST_CACHE": str(cache)} if cache else {}
    return run(arguments, root, {**caches, **(changes or {})}, umask)


def mkdocs_here(
    root: Path,
    site: Path | None = None,
    *,
    config: str = "mkdocs.yml",
    cache: Path | None = None,
    changes: Mapping[str, str] | None = None,
) -> Run:
    """The same in this process, which is five times as fast. A traceback is part of `err`."""
    changed = {"MALBOK_AS_OF": None, "MALBOK_TEST_CACHE": str(cache) if cache else None}
    result = CliRunner().invoke(
        mkdocs_commands, _build(root, site, config), env={**changed, **(changes or {})}
    )
    failed = result.exception is not None and not isinstance(result.exception, SystemExit)
    trace = "".join(traceback.format_exception(result.exception)) if failed else ""
    return Run(result.exit_code, result.stdout, result.stderr + trace)


def _build(root: Path, site: Path | None, config: str) -> list[str]:
    return ["build", "--strict", "-f", str(root / config), *(["-d", str(site)] if site else [])]


def built(root: Path, site: Path, *, config: str = "mkdocs.yml", cache: Path | None = None) -> Path:
    """The site of a project that is right, built into a folder."""
    made = mkdocs_here(root, site, config=config, cache=cache)
    assert made.status == 0, made.said
    return site


def malbok(*arguments: str | Path) -> Run:
    """Run malbok's command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    status: object = None
    with redirect_stdout(out), redirect_stderr(err):
        try:
            malbok_commands.main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = leaving.code
    assert isinstance(status, int)
    return Run(status, out.getvalue(), err.getvalue())


# --- Reading --------------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leaks(folder: Path) -> dict[str, set[str]]:
    """Words for the inside in the names or bytes of a folder's files, packed ones included."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        if name.endswith(".gz"):
            data = gzip.decompress(data)
        if words := words_for_the_inside(name.encode() + b"\n" + data):
            found[name] = words
    return found


def html_pages(folder: Path) -> dict[str, str]:
    """The HTML pages of a site, by path; without those that only lead on to another."""
    pages = html_files(folder).items()
    return {name: html for name, html in pages if 'http-equiv="refresh"' not in html}


def html_files(folder: Path) -> dict[str, str]:
    """The HTML files of a site, by path."""
    return {
        name: data.decode() for name, data in contents(folder).items() if name.endswith(".html")
    }


def main_text(html: str) -> str:
    """What a reader reads in the main part of a page: without notice, links to headings, scripts.
    Texts of a chart are part of it."""
    reader = _MainText()
    reader.feed(html)
    return " ".join("".join(reader.texts).split())


class _MainText(HTMLParser):
    VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr"})
    APART = frozenset({"p", "li", "td", "th", "dt", "dd", "div", "h1", "h2", "h3", "tr", "text"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            self.texts.append(" ")
            return
        classes = (dict(attrs).get("class") or "").split()
        inside = tag == "article" or (bool(self.open) and self.open[-1][1])
        skipped = (
            tag in {"script", "style"}
            or not {"headerlink", "mb-banner", "md-source-file"}.isdisjoint(classes)
            or (bool(self.open) and self.open[-1][2])
        )
        self.open.append((tag, inside, skipped))
        if tag in self.APART:
            self.texts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(name == tag for name, _, _ in self.open):
            if self.open.pop()[0] == tag:
                break
        if tag in self.APART:
            self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] and not self.open[-1][2]:
            self.texts.append(data)


_LINK = re.compile(r"""<(?:a|link|script|img)\b[^>]*?\s(?:href|src)=(["'])(.*?)\1""", re.DOTALL)


def links(html: str) -> Iterator[str]:
    """The addresses that a page links to or loads."""
    for match in _LINK.finditer(html):
        yield match[2].replace("&amp;", "&")


def dead_links(site: Path, root: str) -> Iterator[str]:
    """Links within a site, published at `root`, that lead to no file or no heading."""
    pages = html_files(site)
    ids = {name: set(re.findall(r'\sid="([^"]+)"', html)) for name, html in pages.items()}
    base = urlsplit(root).path
    for name, html in pages.items():
        for link in links(html):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if link.startswith("//"):
                    yield f"{name}: {link}"
                continue
            path, here = unquote(parts.path), posixpath.dirname(name)
            if path.startswith("/"):
                if not path.startswith(base):
                    yield f"{name}: {link}"
                    continue
                path, here = path[len(base) :], ""
            found = name
            if path or path != parts.path:
                found = posixpath.normpath(posixpath.join(here, path)).removeprefix("./")
                if found == "." or (site / found).is_dir():
                    found = posixpath.normpath(f"{found}/index.html")
            heading = unquote(parts.fragment)
            if heading.startswith("text="):  # a sentence for the coach, which no server is to see
                heading = ""
            if not (site / found).is_file() or (heading and heading not in ids.get(found, ())):
                yield f"{name}: {link}"


def inline_code(site: Path) -> Iterator[str]:
    """What a strict content security policy would stop: scripts and styles within pages."""
    for name, html in html_pages(site).items():
        for attributes, code in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
            if code.strip() and 'type="application/json"' not in attributes:
                yield f"{name}: {code.strip()[:80]}"
        for tag in re.findall(r"<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>", html):
            bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag)
            if tag.startswith("<style") or re.search(r"\s(?:style|on[a-z]+)=", bare):
                yield f"{name}: {tag[:80]}"


def repeated_ids(site: Path) -> Iterator[str]:
    """Ids that stand twice on a page."""
    for name, html in html_pages(site).items():
        counts = Counter(re.findall(r'\sid="([^"]*)"', html))
        yield from (f"{name}: {key}" for key, count in counts.items() if count > 1)


_LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc="([^"]*)\""""
    r"""|<link\b(?=[^>]*\brel="(?:stylesheet|icon|pre\w+|dns-prefetch)")[^>]*\bhref="([^"]*)\""""
)


def loaded_from_elsewhere(site: Path) -> Iterator[str]:
    """What a page would fetch from another server without being asked to."""
    for name, html in html_pages(site).items():
        found = ["".join(match) for match in _LOADED.findall(html)]
        assert found, f"{name} loads nothing at all"
        yield from (f"{name}: {address}" for address in found if urlsplit(address).netloc)


def copied(folder: Path, to: Path) -> Path:
    """A copy of a folder, to be spoiled."""
    shutil.copytree(folder, to)
    return to
