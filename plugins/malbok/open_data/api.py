"""A description of the open files' addresses as an API: OpenAPI 3.1, for programs and those who write
them. All of it is static files, so there is nothing but GET, and no key."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence

from malbok import addresses as links
from malbok.language import N_, Language, Message
from malbok.open_data.exact_json import Json
from malbok.open_data.tables import (
    DEPARTMENTS,
    GOALS,
    INDICATORS,
    MILESTONE,
    OBSERVATIONS,
    OUTCOME,
    PUBLICATION,
    REVISION,
    SUBJECTS,
    TARGETS,
    TEXTS,
    Column,
    Type,
)
from malbok.pages.views import Viewer

VERSION = "1.0.0"
"""The version of addresses, columns and codes; the first number rises if any of them is taken away."""

CSV, JSON, ATOM = "text/csv", "application/json", "application/atom+xml"
Object = Mapping[str, Json]


def api_description(viewer: Viewer) -> Json:
    """The OpenAPI document. Paths start at the site's root, which lies one step above the document."""
    language, organisation = viewer.language, viewer.project.organisation
    licence = organisation.licence
    terms: Object = {"license": {"name": licence.title, **_url(licence.url)}} if licence else {}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": organisation.title,
            "version": VERSION,
            "summary": language.text(
                N_("Goals, outcomes and statuses as files with fixed addresses.")
            ),
            **({"description": organisation.notice} if organisation.notice else {}),
            **terms,
        },
        "servers": [{"url": posixpath.relpath(".", posixpath.dirname(links.API))}],
        "paths": _paths(language),
        "components": {"schemas": _schemas(language)},
    }


def _paths(language: Language) -> Json:
    text = language.text
    indicator = _parameter("indicator", N_("The id of the indicator."), language)
    department = _parameter("department", N_("The id of the department."), language)
    files: tuple[tuple[str, Message, str, str, Sequence[Json]], ...] = (
        (links.GOALS_JSON, N_("All goals with texts, targets and statuses"), JSON, "Goals", ()),
        *(
            (links.table_path(table.name), table.title, CSV, "", ())
            for table in (GOALS, TARGETS, INDICATORS, OBSERVATIONS, DEPARTMENTS)
        ),
        (links.INDICATORS_JSON, N_("All indicators, without outcomes"), JSON, "Indicators", ()),
        (
            links.figures_json_path("{indicator}"),
            N_("An indicator with its outcomes"),
            JSON,
            "IndicatorWithOutcomes",
            (indicator,),
        ),
        (links.figures_path("{indicator}"), N_("Outcomes of an indicator"), CSV, "", (indicator,)),
        (
            links.ORGANISATION_JSON,
            N_("Departments, subjects and roles"),
            JSON,
            "Organisation",
            (),
        ),
        (links.DATA_PACKAGE, N_("Description of all tables (data package)"), JSON, "Any", ()),
        (links.ALL_NEWS, N_("Changes in goals and outcomes (Atom)"), ATOM, "", ()),
        (
            links.feed_path("{department}"),
            N_("Changes in goals and outcomes of a department (Atom)"),
            ATOM,
            "",
            (department,),
        ),
    )
    return {
        f"/{path}": {
            "get": {
                "operationId": _operation(path),
                "summary": text(summary),
                **({"parameters": parameters} if parameters else {}),
                "responses": {
                    "200": {"description": text(summary), "content": {media: _content(schema)}}
                },
            }
        }
        for path, summary, media, schema, parameters in files
    }


def _operation(path: str) -> str:
    """A name for the operation: `data_indicators_indicator_json`."""
    return "".join(c if c.isalnum() else "_" for c in path.replace("{", "").replace("}", ""))


def _content(schema: str) -> Json:
    if not schema:
        return {"schema": {"type": "string"}}
    return {"schema": {"type": "object"} if schema == "Any" else _ref(schema)}


def _parameter(name: str, description: Message, language: Language) -> Json:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": language.text(description),
        "schema": {"type": "string"},
    }


def _schemas(language: Language) -> Json:
    def record(*columns: Column, **lists: Json) -> Json:
        return _object(columns, lists, language)

    ids: Json = _list({"type": "string"})
    lists_of_goal = {
        "subjects": ids,
        "supports": ids,
        "previous_ids": ids,
        "indicators": ids,
        "targets": _list(_ref("Target")),
        "milestones": _list(_ref("Milestone")),
        "revisions": _list(_ref("Revision")),
    }
    always = {"period", "value"}
    outcome: dict[str, Json] = {c.name: _value(c, language) for c in OUTCOME}
    return {
        "Goals": record(*PUBLICATION, goals=_list(_ref("Goal"))),
        "Goal": record(*GOALS.columns, *TEXTS, **lists_of_goal),
        "Target": record(*TARGETS.columns),
        "Milestone": record(*MILESTONE),
        "Revision": record(*REVISION),
        "Indicators": record(*PUBLICATION, indicators=_list(_ref("Indicator"))),
        "Indicator": record(*INDICATORS.columns),
        "IndicatorWithOutcomes": record(
            *{c.name: c for c in (*PUBLICATION, *INDICATORS.columns)}.values(),
            goals=ids,
            previous_ids=ids,
            revisions=_list(_ref("Revision")),
            outcomes=_list(_ref("Outcome")),
        ),
        "Outcome": {
            "type": "object",
            "properties": outcome,
            "required": [name for name in outcome if name in always],
        },
        "Organisation": record(
            *PUBLICATION,
            departments=_list(_ref("Department")),
            subjects=_list(_ref("Subject")),
            roles=ids,
        ),
        "Department": record(*DEPARTMENTS.columns),
        "Subject": record(*SUBJECTS.columns),
    }


def _object(columns: Iterable[Column], lists: Object, language: Language) -> Json:
    """A record that has every key; those without a value have null."""
    properties = {**{c.name: _value(c, language) for c in columns}, **lists}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _value(column: Column, language: Language) -> Json:
    kind = "string" if column.type is Type.DATE else column.type.value
    codes: Sequence[str | None] = column.codes
    if codes and not column.required:
        codes = (*codes, None)
    return {
        "type": kind if column.required else [kind, "null"],
        "title": language.text(column.title),
        "description": language.text(column.description),
        **({"format": "date"} if column.type is Type.DATE else {}),
        **({"enum": codes} if codes else {}),
        **({"pattern": column.pattern} if column.pattern else {}),
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _url(url: str | None) -> Object:
    return {"url": url} if url else {}
