"""The data package: which tables there are, what their columns hold, and on which terms.

Frictionless Data Package, version 1 (https://specs.frictionlessdata.io/). It lies beside the files.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from malbok import addresses as links
from malbok.language import N_, Language
from malbok.model import Indicator, Source
from malbok.open_data.exact_json import Json
from malbok.open_data.tables import OBSERVATIONS, Column, Table
from malbok.pages.views import Viewer

_LICENCE_ID = re.compile(r"[-a-zA-Z0-9._]+")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Resource:
    """A file with a table, or with the outcomes of an indicator; `columns` are those that it has."""

    of: Table | Indicator
    columns: Sequence[Column]
    path: str
    content: bytes = field(repr=False)


def data_package(viewer: Viewer, resources: Sequence[Resource], site: str) -> Json:
    """The descriptor; `site` is the site's address on the web, empty where it isn't known."""
    organisation, text = viewer.project.organisation, viewer.language.text
    described = [
        text(
            N_("Goals and outcomes of {organisation}, as of {date}."),
            organisation=organisation.name,
            date=viewer.language.date(viewer.as_of),
        ),
        organisation.notice or "",
    ]
    folder = posixpath.dirname(links.DATA_PACKAGE)
    return {
        "profile": "tabular-data-package",
        "name": package_name(organisation.name),
        "title": organisation.title,
        "description": " ".join(part for part in described if part),
        **({"homepage": site} if site else {}),
        "version": viewer.as_of.isoformat(),
        "created": f"{_latest(viewer)}T00:00:00Z",
        "contributors": [{"title": organisation.name, "role": "publisher"}],
        **_licences(organisation.licence),
        "resources": [resource_record(r, folder, viewer.language) for r in resources],
    }


def resource_record(resource: Resource, folder: str, language: Language) -> Json:
    """A file of a data package, with its table's schema; `folder` is where the package lies."""
    return {
        **_about(resource, language),
        "profile": "tabular-data-resource",
        "path": posixpath.relpath(resource.path, folder),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(resource.content),
        "hash": f"sha256:{hashlib.sha256(resource.content).hexdigest()}",
        "schema": _schema(resource, language),
    }


def _about(resource: Resource, language: Language) -> dict[str, Json]:
    of = resource.of
    if isinstance(of, Table):
        return {
            "name": of.name,
            "title": language.text(of.title),
            "description": language.text(of.description),
        }
    return {
        "name": f"indicator-{of.id}",
        "title": of.title,
        "description": of.definition,
        **_licences(of.licence),
        "sources": [_link(of.source)],
    }


def _schema(resource: Resource, language: Language) -> Json:
    """The table's schema. Descriptions stand with the tables, and aren't repeated for each indicator."""
    table = resource.of if isinstance(resource.of, Table) else None
    names = {column.name for column in resource.columns}
    key = table.key if table else OBSERVATIONS.key[1:]
    references = table.references if table else {}
    schema: dict[str, Json] = {
        "fields": [_field(c, language, is_brief=table is None) for c in resource.columns],
        "primaryKey": [name for name in key if name in names],
        "missingValues": [""],
    }
    if references:
        schema["foreignKeys"] = [
            {
                "fields": column,
                # The table itself is called by an empty name.
                "reference": {"resource": "" if table and to == table.name else to, "fields": "id"},
            }
            for column, to in references.items()
        ]
    return schema


def _field(column: Column, language: Language, *, is_brief: bool) -> Json:
    constraints: dict[str, Json] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = column.codes
    if column.pattern:
        constraints["pattern"] = column.pattern
    return {
        "name": column.name,
        "type": column.type.value,
        "title": language.text(column.title),
        **({} if is_brief else {"description": language.text(column.description)}),
        **({"constraints": constraints} if constraints else {}),
    }


def _licences(licence: Source | None) -> dict[str, Json]:
    """The licence, by address or by id; words alone are no licence to a program."""
    if licence is None or not (licence.url or _LICENCE_ID.fullmatch(licence.title)):
        return {}
    if not licence.url:
        return {"licenses": [{"name": licence.title}]}
    return {"licenses": [_link(licence)]}


def _link(source: Source) -> Json:
    return {"title": source.title, **({"path": source.url} if source.url else {})}


def _latest(viewer: Viewer) -> str:
    project = viewer.project
    days = {project.organisation.updated}
    days |= {goal.updated for goal in project.goals.values()}
    days |= {indicator.updated for indicator in project.indicators.values()}
    return max(days).isoformat()


def package_name(organisation: str) -> str:
    """A name of small letters for programs: `malbok-helsingborg`."""
    plain = (
        unicodedata.normalize("NFKD", organisation.casefold()).encode("ascii", "ignore").decode()
    )
    return f"malbok-{_NOT_IN_NAMES.sub('-', plain)}".strip("-")
