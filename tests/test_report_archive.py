"""The archive package: the same bytes each time, and all that the snapshot says for those without malbok."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from malbok.engine import view
from malbok.language import language
from malbok.model import Correction, Decision, Report, ReportState
from malbok.reading import load_project
from malbok.reports.archive import LINE, archive_bytes
from malbok.reports.contents import snapshot_of
from malbok.reports.showing import Reported
from malbok.reports.snapshot import read_snapshot, snapshot_bytes
from malbok.reports.tables import tables_of
from tests.building import write_project
from tests.test_open_data import ODD, RICH

PDF = b"%PDF-1.7 inte p\xc3\xa5 riktigt"
FROZEN = date(2026, 11, 22)
SETTINGS = "assessment: {partial_with_baseline: 0.35, overall: {financial: 1, others: 0.75}}\n"


def _report(key: str, day: date, **more: Any) -> Report:
    facts = {"id": key, "title": f"{key} ”🦔” & 'x'", "kind": "annual", "period": str(day.year)}
    return Report.model_validate({**facts, "as_of": day, "audience": "public", **more})


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """A frozen report with most of what there can be in one, compared with one before it."""
    files = dict(RICH)
    files["data/organisation.yml"] = str(RICH["data/organisation.yml"]) + SETTINGS
    project = load_project(write_project(tmp_path_factory.mktemp("project"), files))
    before = _report("forr", date(2015, 12, 31), goals=["trygg"])
    sections = [
        {
            "goal": "trygg",
            "comment": f"{ODD}\n\n- *ett*\n- två",
            "forecast": "Bra",
            "expected": "met",
        },
        {"department": "n2", "comment": "Kort."},
    ]
    report = _report("ar", date(2016, 12, 31), goals=["lugn", "trygg"], sections=sections)
    earlier = snapshot_of(view(project, before.audience, before.as_of), before, None, FROZEN)
    seen = view(project, report.audience, report.as_of)
    snapshot = snapshot_of(seen, report, earlier, FROZEN)
    corrections = [Correction(date=FROZEN, what="Talet", old="47", new="48", reason=ODD)]
    decided = Decision(body="Kommunfullmäktige", date=date(2017, 4, 25), paragraph="§ 57")
    published = report.model_copy(
        update={
            "state": ReportState.PUBLISHED,
            "decision": decided,
            "corrections": tuple(corrections),
        }
    )
    return Reported(published, snapshot)


@pytest.fixture(scope="module")
def package(frozen: Reported) -> bytes:
    return archive_bytes(frozen, PDF, language("sv"))


@pytest.fixture(scope="module")
def folder(package: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, unpacked."""
    parent = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        packed.extractall(parent)
    (found,) = parent.iterdir()
    return found


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8"), newline=""))
    )


def test_the_same_report_gives_the_same_bytes(frozen: Reported, package: bytes) -> None:
    again = Reported(frozen.report, read_snapshot(snapshot_bytes(frozen.snapshot))[0])
    assert archive_bytes(again, PDF, language("sv")) == package
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        entries = packed.infolist()
    assert {entry.date_time for entry in entries} == {(2026, 11, 22, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert [entry.filename for entry in entries][:3] == ["ar/README.txt", "ar/ar.pdf", "ar/ar.json"]
    assert {entry.create_system for entry in entries} == {3}


def test_pdf_and_snapshot_are_as_they_were(frozen: Reported, folder: Path) -> None:
    assert (folder / "ar.pdf").read_bytes() == PDF
    assert (folder / "ar.json").read_bytes() == snapshot_bytes(frozen.snapshot)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_the_checksums_can_be_checked(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    command = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    made = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    listed = {line.split("  ", 1)[1] for line in (copy / "SHA256SUMS").read_text().splitlines()}
    assert listed == {path.name for path in copy.iterdir()} - {"SHA256SUMS"}
    (copy / "goals.csv").write_bytes((copy / "goals.csv").read_bytes() + b"\n")
    made = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert made.returncode == 1
    assert "goals.csv: FAILED" in made.stdout


def test_the_tables_are_a_data_package(folder: Path) -> None:
    from frictionless import validate

    report = validate(str(folder / "datapackage.json"))
    assert [str(error) for task in report.tasks for error in task.errors] == []
    assert report.valid
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    named = {resource["path"] for resource in described["resources"]}
    assert named == {path.name for path in folder.glob("*.csv")}


def test_a_broken_table_isnt_valid(folder: Path, tmp_path: Path) -> None:
    from frictionless import validate

    copy = shutil.copytree(folder, tmp_path / "copy")
    path = copy / "targets.csv"
    path.write_text(path.read_text("utf-8").replace("at_least", "at_last"), "utf-8")
    assert not validate(str(copy / "datapackage.json")).valid


def figures(value: object, key: str = "") -> Iterator[Decimal]:
    """All numbers below a value that are told to readers; the places of things aren't among them."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from figures(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from figures(item, key)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield Decimal(value)


def test_every_figure_of_the_snapshot_stands_in_a_table_exactly(folder: Path) -> None:
    document = json.loads((folder / "ar.json").read_text("utf-8"), parse_float=Decimal)
    document.pop("format")
    wanted = Counter(format(number, "f") for number in figures(document))
    cells = Counter(
        cell
        for path in folder.glob("*.csv")
        for row in rows(folder, path.stem)
        for cell in row.values()
    )
    assert sum(wanted.values()) > 20
    assert "10.50" in wanted
    assert wanted - cells == Counter()


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def test_every_text_of_the_snapshot_stands_in_a_table(folder: Path) -> None:
    document = json.loads((folder / "ar.json").read_text("utf-8"))
    for name in ("status_words", "indicator_word"):  # what words are used for what
        document.pop(name)
    cells = " ".join(
        cell
        for path in folder.glob("*.csv")
        for row in rows(folder, path.stem)
        for cell in row.values()
    )
    missing = {text for text in texts(document) if text not in cells}
    assert missing == set()


def test_what_the_tables_say(frozen: Reported, folder: Path) -> None:
    (report,) = rows(folder, "report")
    assert report["decided_by"] == "Kommunfullmäktige"
    assert report["checksum"] == frozen.snapshot.checksum
    assert (report["previous"], report["frozen"]) == ("forr", "2026-11-22")
    (correction,) = rows(folder, "corrections")
    assert correction["reason"] == ODD
    trygg = next(row for row in rows(folder, "goals") if row["id"] == "trygg")
    assert trygg["comment"] == f"{ODD}\n\n- *ett*\n- två"
    assert trygg["before_status"]
    assert trygg["override_role"] == "Förvaltningschef"
    assert trygg["computed_status"]
    assert len(rows(folder, "outcomes")) == sum(len(i.outcomes) for i in frozen.snapshot.indicators)
    settings = {row["name"]: row["value"] for row in rows(folder, "settings")}
    assert settings["partial_with_baseline"] == "0.35"
    assert rows(folder, "overall")[0]["others_share"] == "0.75"
    (resource,) = (it for it in tables_of(frozen) if it.table.name == "milestones")
    assert [row["done"] for row in resource.rows] == [date(2016, 5, 2), None]


def test_the_readme_can_be_read_anywhere(frozen: Reported, folder: Path) -> None:
    text = (folder / "README.txt").read_text("utf-8")
    assert max(map(len, text.splitlines()[1:])) <= max(LINE, len(frozen.snapshot.checksum) + 4)
    for path in folder.iterdir():
        if path.name != "README.txt":
            assert f"\n{path.name}\n" in text
    for said in ("Kommunfullmäktige", "25 april 2017", "§ 57", frozen.snapshot.malbok):
        assert said in text
    assert frozen.snapshot.checksum in text
    assert "sha256sum -c SHA256SUMS" in text


def test_nothing_is_said_that_isnt_so(frozen: Reported) -> None:
    """Without decision, corrections or anything before."""
    report = _report("ar", date(2016, 12, 31), goals=["trygg"], state="published")
    snapshot = frozen.snapshot.model_copy(update={"previous": None, "overall": None})
    made = archive_bytes(Reported(report, snapshot), PDF, language("sv"))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        names = {Path(name).name for name in packed.namelist()}
        text = packed.read("ar/README.txt").decode()
    assert not names & {"corrections.csv", "overall.csv", "dropped.csv"}
    assert "Kommunfullmäktige" not in text
    assert "corrections.csv" not in text


def test_a_draft_isnt_archived(frozen: Reported) -> None:
    draft = frozen.report.model_copy(update={"state": ReportState.DRAFT})
    with pytest.raises(ValueError, match="frozen"):
        archive_bytes(Reported(draft, frozen.snapshot), PDF, language("sv"))
