"""The page about open data: which files there are, what stands in them, and on which terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from malbok import addresses as links
from malbok.explaining import MARK_WORDS, TOO_FEW
from malbok.language import N_, capital
from malbok.observations import SUPPRESSED
from malbok.open_data import OpenFile
from malbok.open_data.tables import (
    DEPARTMENTS,
    GOALS,
    INDICATORS,
    OBSERVATIONS,
    TARGETS,
    Column,
    Table,
)
from malbok.pages.making import Making
from malbok.pages.records import Page

DOCUMENTS = {
    GOALS.name: links.GOALS_JSON,
    INDICATORS.name: links.INDICATORS_JSON,
    DEPARTMENTS.name: links.ORGANISATION_JSON,
}
"""Which JSON document has the rows of a table, and more besides."""
EXAMPLE = links.GOALS_JSON


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to download, with its size in words."""

    path: str
    size: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column: its name in files, what it is, and the codes that can stand in it."""

    name: str
    title: str
    description: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with its files and columns."""

    name: str
    title: str
    description: str
    csv: FileView
    json: FileView | None
    columns: tuple[ColumnView, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed that one can follow."""

    title: str
    path: str


def data_page(making: Making, files: Sequence[OpenFile]) -> Page:
    """The page about open data; `files` are all that are published."""
    organisation = making.project.organisation
    sizes = {file.path: len(file.content) for file in files}
    page = Page(
        path=links.OPEN_DATA,
        kind="data",
        title=making.text(N_("Open data")),
        markdown="",
        description=making.text(N_("All goals, statuses and outcomes as files to download.")),
        parent=links.OVERVIEW,
        updated=organisation.updated,
    )
    marks = {
        **{mark.value: making.text(word) for mark, word in MARK_WORDS.items()},
        SUPPRESSED: making.text(TOO_FEW),
    }
    return making.page(
        "data",
        page,
        tables=tuple(
            _table(making, table, sizes)
            for table in (GOALS, TARGETS, INDICATORS, OBSERVATIONS, DEPARTMENTS)
        ),
        package=_file(making, links.DATA_PACKAGE, sizes),
        api=_file(making, links.API, sizes),
        feeds=_feeds(making),
        marks=marks,
        limit=making.language.number(organisation.small_numbers.limit),
        licence=organisation.licence,
        citation=making.text(
            N_("Source: {organisation}, {site}, as of {date}."),
            organisation=organisation.name,
            site=organisation.title,
            date=making.language.date(making.viewer.as_of),
        ),
        example=making.renderer.addresses.absolute(EXAMPLE),
        example_file=EXAMPLE.rpartition("/")[2],
        is_absolute=bool(making.renderer.addresses.site),
        csv_pattern=links.figures_path("ID"),
        json_pattern=links.figures_json_path("ID"),
        reports_path=links.REPORTS if any(not it.is_draft for it in making.reports) else "",
    )


def _table(making: Making, table: Table, sizes: dict[str, int]) -> TableView:
    document = DOCUMENTS.get(table.name)
    own = making.project.organisation.words.indicator
    title = own.many if own and table is INDICATORS else making.text(table.title)
    return TableView(
        name=table.name,
        title=capital(title),
        description=making.text(table.description),
        csv=_file(making, links.table_path(table.name), sizes),
        json=_file(making, document, sizes) if document else None,
        columns=tuple(_column(making, column) for column in table.columns),
    )


def _column(making: Making, column: Column) -> ColumnView:
    return ColumnView(
        name=column.name,
        title=making.text(column.title),
        description=making.text(column.description),
        codes=column.codes,
    )


def _file(making: Making, path: str, sizes: dict[str, int]) -> FileView:
    """A file and its size: in whole kilobytes, at least one."""
    kilobytes = max(1, round(sizes[path] / 1000))
    return FileView(path, making.text(N_("{n} kB"), n=making.language.number(kilobytes)))


def _feeds(making: Making) -> tuple[FeedView, ...]:
    viewer = making.viewer
    departments = viewer.project.organisation.departments
    return (
        FeedView(making.text(N_("All goals")), links.ALL_NEWS),
        *(FeedView(d.title, links.feed_path(d.id)) for d in departments),
    )
