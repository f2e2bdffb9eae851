"""Redirects: a page at each earlier address of a goal or indicator that leads on to the new one.

Others have linked to a page; a new file name or another department must not leave them stranded.
So it is with who shortens the address of a page in English to `en/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from malbok import addresses as links
from malbok.addresses import Addresses
from malbok.language import N_, Language
from malbok.model import Project
from malbok.pages import Asset


@dataclass(frozen=True, slots=True)
class Move:
    """A page that lay at the path `old` and lies at `new`; both are paths of Markdown files."""

    old: str
    new: str
    title: str


def moves(project: Project) -> Iterator[Move]:
    """Every earlier path of the project's goals and indicators. Where a page lies now is never
    one, and of two that say the same path the first has it."""
    ways = [
        Move(
            links.former_goal_path(goal.department, former),
            _path_of_goal(project, key),
            goal.title,
        )
        for key, goal in project.goals.items()
        for former in goal.previous_ids
    ]
    ways += [
        Move(links.indicator_path(former), links.indicator_path(key), indicator.title)
        for key, indicator in project.indicators.items()
        for former in indicator.previous_ids
    ]
    taken = {_path_of_goal(project, key) for key in project.goals}
    taken |= {links.indicator_path(key) for key in project.indicators} | {links.INDICATORS}
    taken |= {links.department_path(d.id) for d in project.organisation.departments}
    for way in ways:
        if way.old not in taken:
            taken.add(way.old)
            yield way


def redirects(project: Project, addresses: Addresses, language: Language) -> Iterator[Asset]:
    """A small HTML file for each earlier path, to be published as it is."""
    title = language.text(N_("The page has moved"))
    for move in moves(project):
        yield _redirect(move, title, addresses, language)


def folder_redirect(home: str, title: str, addresses: Addresses, language: Language) -> Asset:
    """The HTML file of the folder that the pages in a language lie below, which leads on to the
    first of them; `home` is its path and `title` its title."""
    move = Move(f"{addresses.folder}index.md", home, title)
    return _redirect(move, title, addresses, language)


def _redirect(move: Move, title: str, addresses: Addresses, language: Language) -> Asset:
    address = addresses.of(move.old)
    path = f"{address}index.html" if address.endswith("/") else address
    return Asset(path, _page(move, title, addresses, language).encode())


def _path_of_goal(project: Project, key: str) -> str:
    return links.goal_path(project.goals[key].department, key)


def _page(move: Move, title: str, addresses: Addresses, language: Language) -> str:
    """The page leads on at once, without scripts; who stays on it is told where to go."""
    link = escape(addresses.link(move.old, move.new))
    title = escape(title)
    return f"""\
<!doctype html>
<html lang="{language.code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{link}">
<link rel="icon" href="data:,">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p><a href="{link}">{escape(move.title)}</a></p>
</main>
</body>
</html>
"""
