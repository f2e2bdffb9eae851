"""The open files of a site: tables as CSV, documents as JSON, and what describes them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from malbok import addresses as links
from malbok.addresses import Addresses
from malbok.model import Goal, Indicator, Observation
from malbok.observations import all_figures_csv, figures_csv, used_columns
from malbok.open_data.api import api_description
from malbok.open_data.exact_json import Json, Scalar, json_bytes
from malbok.open_data.package import Resource, data_package
from malbok.open_data.rows import Row, Rows
from malbok.open_data.tables import (
    DEPARTMENTS,
    GOALS,
    INDICATORS,
    OBSERVATIONS,
    OUTCOME,
    TARGETS,
    TEXTS,
    Column,
    Table,
)
from malbok.pages.views import Viewer


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A published file; `path` is relative to the site."""

    path: str
    content: bytes


def open_files(viewer: Viewer, addresses: Addresses) -> tuple[OpenFile, ...]:
    """All open files of a project as its audience sees it, those of all indicators last.

    The same project gives the same bytes: dates are the data's own.
    """
    rows = Rows(viewer, addresses.absolute)
    series = [_series(rows, indicator) for indicator in viewer.project.indicators.values()]
    tables = list(_tables(rows))
    resources = [*tables, *(resource for resource, _ in series)]
    package = data_package(viewer, resources, addresses.site)
    return (
        *(OpenFile(table.path, table.content) for table in tables),
        OpenFile(links.GOALS_JSON, json_bytes(_goals(rows))),
        OpenFile(links.INDICATORS_JSON, json_bytes(_indicators(rows))),
        OpenFile(links.ORGANISATION_JSON, json_bytes(_organisation(rows))),
        OpenFile(links.DATA_PACKAGE, json_bytes(package)),
        OpenFile(links.API, json_bytes(api_description(viewer))),
        *(
            file
            for resource, document in series
            for file in (OpenFile(resource.path, resource.content), document)
        ),
    )


def _tables(rows: Rows) -> Iterator[Resource]:
    departments = rows.project.organisation.departments
    yield _resource(GOALS, rows.goals.values())
    yield _resource(TARGETS, (row for targets in rows.targets.values() for row in targets))
    yield _resource(INDICATORS, rows.indicators.values())
    outcomes = [o for key in rows.project.indicators for o in _outcomes(rows, key)]
    used = {"indicator", "title", "unit", *used_columns(outcomes)}
    columns = tuple(column for column in OBSERVATIONS.columns if column.name in used)
    yield Resource(OBSERVATIONS, columns, links.ALL_FIGURES, all_figures_csv(rows.project))
    yield _resource(DEPARTMENTS, map(rows.department, departments))


def _series(rows: Rows, indicator: Indicator) -> tuple[Resource, OpenFile]:
    """The outcomes of an indicator: as a table, and as a document with what is known of it."""
    outcomes = _outcomes(rows, indicator.id)
    names = used_columns(outcomes)
    columns = tuple(column for column in OUTCOME if column.name in names)
    facts = rows.indicators[indicator.id]
    path = links.figures_path(indicator.id)
    resource = Resource(indicator, columns, path, figures_csv(outcomes))
    document: Json = {
        **rows.publication,
        **facts,
        "goals": [goal.id for goal in rows.viewer.users.get(indicator.id, ())],
        "previous_ids": indicator.previous_ids,
        "revisions": [rows.revision(r) for r in indicator.revisions],
        "outcomes": [_chosen(rows.outcome(o), columns) for o in outcomes],
    }
    return resource, OpenFile(links.figures_json_path(indicator.id), json_bytes(document))


def _outcomes(rows: Rows, indicator: str) -> Sequence[Observation]:
    return rows.project.observations.get(indicator, ())


def _goals(rows: Rows) -> Json:
    return {**rows.publication, "goals": [_goal(rows, g) for g in rows.project.goals.values()]}


def _goal(rows: Rows, goal: Goal) -> Json:
    texts: Row = {column.name: getattr(goal, column.name) for column in TEXTS}
    return {
        **rows.goals[goal.id],
        **texts,
        "subjects": goal.subjects,
        "supports": goal.supports,
        "previous_ids": goal.previous_ids,
        "indicators": goal.indicators,
        "targets": rows.targets[goal.id],
        "milestones": [rows.milestone(m) for m in goal.milestones],
        "revisions": [rows.revision(r) for r in goal.revisions],
    }


def _indicators(rows: Rows) -> Json:
    return {**rows.publication, "indicators": tuple(rows.indicators.values())}


def _organisation(rows: Rows) -> Json:
    organisation = rows.project.organisation
    return {
        **rows.publication,
        "departments": [rows.department(d) for d in organisation.departments],
        "subjects": [rows.subject(s) for s in organisation.subjects],
        "roles": [role.title for role in organisation.roles],
    }


def _resource(table: Table, rows: Iterable[Row]) -> Resource:
    path = links.table_path(table.name)
    return Resource(table, table.columns, path, csv_bytes(table.columns, rows))


def csv_bytes(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Rows in the house form: UTF-8, comma, decimal point, every column there."""
    names = [column.name for column in columns]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return out.getvalue().encode()


def _cell(value: Scalar) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _chosen(row: Row, columns: Sequence[Column]) -> Row:
    return {column.name: row[column.name] for column in columns}
