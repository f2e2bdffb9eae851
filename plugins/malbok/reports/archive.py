"""A frozen report packed for an archive: one ZIP file with all that is needed to read it without malbok.

The same report gives the same bytes. Nothing in it is compressed, so that it depends on no version of a
compressor, and so that a damaged file loses no more than what was damaged.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from malbok.language import N_, Language
from malbok.open_data.exact_json import Json, json_bytes
from malbok.open_data.files import csv_bytes
from malbok.open_data.package import Resource, package_name, resource_record
from malbok.reports.showing import Reported
from malbok.reports.snapshot import Snapshot, snapshot_bytes
from malbok.reports.tables import Filled, tables_of

README, SUMS, PACKAGE = "README.txt", "SHA256SUMS", "datapackage.json"
LINE = 78
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
"""A link of Markdown, which leads nowhere from a file of text."""
_UNIX, _PERMISSIONS = 3, 0o100644
_FIRST_DAY = date(1980, 1, 1)
"""The first day that a ZIP file can name."""


def archive_bytes(reported: Reported, pdf: bytes, language: Language) -> bytes:
    """The package of a frozen report: a ZIP file with everything in a folder named as the report.

    `pdf` is the report as PDF. The snapshot is the same as in the project. `language` is that of what
    explains the rest. Raises ValueError for a draft.
    """
    snapshot = reported.snapshot
    if reported.is_draft or snapshot.frozen is None:
        raise ValueError("only what is frozen is archived")
    tables = tables_of(reported)
    resources = [
        Resource(it.table, it.table.columns, _csv_name(it), csv_bytes(it.table.columns, it.rows))
        for it in tables
    ]
    files = {
        f"{snapshot.id}.pdf": pdf,
        f"{snapshot.id}.json": snapshot_bytes(snapshot),
        **{resource.path: resource.content for resource in resources},
        PACKAGE: json_bytes(_package(snapshot, snapshot.frozen, resources, language)),
    }
    files = {README: _readme(reported, tables, language).encode(), **files}
    files[SUMS] = _sums(files).encode()
    return _zip(files, snapshot.id, max(snapshot.frozen, _FIRST_DAY))


def _csv_name(filled: Filled) -> str:
    return f"{filled.table.name}.csv"


def _package(
    snapshot: Snapshot, frozen: date, resources: Sequence[Resource], language: Language
) -> Json:
    """The descriptor of the tables: Frictionless Data Package, version 1."""
    described_so = [
        language.text(
            N_("{title}, as of {date}."), title=snapshot.title, date=language.date(snapshot.as_of)
        ),
        snapshot.notice,
    ]
    return {
        "profile": "tabular-data-package",
        "name": f"{package_name(snapshot.organisation)}-{snapshot.id}",
        "title": snapshot.title,
        "description": " ".join(filter(None, described_so)),
        "version": snapshot.as_of.isoformat(),
        "created": f"{frozen.isoformat()}T00:00:00Z",
        "contributors": [{"title": snapshot.organisation, "role": "publisher"}],
        "resources": [resource_record(resource, "", language) for resource in resources],
    }


def _sums(files: Mapping[str, bytes]) -> str:
    """Checksums in the form that `sha256sum -c` reads."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    )


def _readme(reported: Reported, tables: Sequence[Filled], language: Language) -> str:
    """What the package is, in plain text with lines that fit anywhere."""
    title = " ".join(reported.snapshot.title.split())
    parts = [title, "=" * min(len(title), LINE), *_paragraphs(reported, tables, language)]
    return "\n".join(parts) + "\n"


def _paragraphs(reported: Reported, tables: Sequence[Filled], language: Language) -> Iterator[str]:
    text, report, snapshot = language.text, reported.report, reported.snapshot
    frozen = language.date(snapshot.frozen or snapshot.as_of)
    yield ""
    yield _folded(
        text(
            N_(
                "This is the report “{title}” from {organisation}, packed for the archive. It is about "
                "{period} and shows how it was on {day}. It was frozen on {frozen}, and none of its "
                "figures have been changed since then."
            ),
            title=snapshot.title,
            organisation=snapshot.organisation,
            period=snapshot.covers,
            day=language.date(snapshot.as_of),
            frozen=frozen,
        )
    )
    if snapshot.notice:
        yield ""
        yield _folded(_LINK.sub(r"\1", snapshot.notice))
    yield from _headed(text(N_("Decision")))
    if decision := report.decision:
        yield _folded(
            text(
                N_("{body}, {date}{paragraph}"),
                body=decision.body,
                date=language.date(decision.date),
                paragraph=f", {decision.paragraph}" if decision.paragraph else "",
            )
        )
    else:
        yield _folded(text(N_("No decision was noted when the package was made.")))
    yield from _headed(text(N_("Corrections")))
    if report.corrections:
        yield _folded(
            text(
                N_("What was found to be wrong since then is in {name}. The report itself stays."),
                name="corrections.csv",
            )
        )
    else:
        yield _folded(text(N_("None had been made when the package was made.")))
    yield from _headed(text(N_("The files")))
    yield from _listed(snapshot, tables, language)
    yield from _headed(text(N_("What the tables look like")))
    yield _folded(
        text(
            N_(
                "They are text in UTF-8 with a comma between values, a decimal point, and the names of "
                "the columns first. {package} says what each column means. It follows Frictionless "
                "Data Package, version 1. A table that would be empty isn't there."
            ),
            package=PACKAGE,
        )
    )
    yield from _headed(text(N_("Has anything been changed?")))
    yield _folded(
        text(
            N_(
                "{sums} has the SHA-256 checksum of each file. On a computer with the ordinary "
                "programs of Unix, this command in the folder tells whether all files are as they were:"
            ),
            sums=SUMS,
        )
    )
    yield f"\n    sha256sum -c {SUMS}\n"
    yield _folded(
        text(
            N_("The snapshot has a checksum of its contents too, which malbok looks at each time:")
        )
    )
    yield f"\n    {snapshot.checksum}"
    yield from _headed(text(N_("What made it")))
    yield _folded(
        text(
            N_(
                "The report was frozen with malbok {version}. malbok is open source. Nothing here "
                "needs it: PDF, JSON, CSV and plain text are read by many programs."
            ),
            version=snapshot.malbok,
        )
    )


def _listed(snapshot: Snapshot, tables: Sequence[Filled], language: Language) -> Iterator[str]:
    """Each file, and what it holds."""
    text = language.text
    yield _item(
        f"{snapshot.id}.pdf", text(N_("The report as it is read, as PDF/A-2a and PDF/UA-1."))
    )
    yield _item(
        f"{snapshot.id}.json",
        text(N_("The snapshot: everything that the report says, exactly as it was frozen.")),
    )
    for it in tables:
        said = f"{text(it.table.title)}. {text(it.table.description)}"
        yield _item(_csv_name(it), said)
    yield _item(PACKAGE, text(N_("A description of the tables, for programs.")))
    yield _item(SUMS, text(N_("The checksums.")))


def _headed(heading: str) -> tuple[str, ...]:
    return "", heading, "-" * len(heading)


def _folded(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), LINE, break_on_hyphens=False)


def _item(name: str, said: str) -> str:
    folded = textwrap.fill(said, LINE - 4, break_on_hyphens=False)
    return f"{name}\n{textwrap.indent(folded, '    ')}"


def _zip(files: Mapping[str, bytes], folder: str, day: date) -> bytes:
    """The files in a folder, as a ZIP file that says nothing of when and where it was made."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as package:
        for name, content in files.items():
            entry = ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = _UNIX
            entry.external_attr = _PERMISSIONS << 16
            package.writestr(entry, content)
    return made.getvalue()
