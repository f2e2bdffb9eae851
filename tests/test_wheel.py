"""The wheel: another municipality installs it and builds a site of its own data, in a folder that
knows nothing of the repository."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.building import BASE, write_project
from tests.sites import (
    NOTICE,
    REPOSITORY,
    Run,
    contents,
    html_pages,
    main_text,
    mkdocs_build,
    run,
)

MKDOCS = """\
site_name: Exempelby
docs_dir: content
theme: {name: material, language: sv, font: false}
plugins:
  search: {lang: sv}
  malbok: {}
markdown_extensions: [attr_list, md_in_html, tables]
validation: {omitted_files: ignore}
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    made = run(build, REPOSITORY)
    assert made.status == 0, made.said
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the wheel, and with what it depends on from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    made = run([*pip, "install", "-q", "--no-index", "--no-deps", str(wheel)], folder)
    assert made.status == 0, made.said
    (packages,) = folder.glob("lib/python*/site-packages")
    ours = next(path for path in map(Path, sys.path) if (path / "mkdocs").is_dir())
    (packages / "dependencies.pth").write_text(f"{ours}\n", "utf-8")
    return python


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another municipality's folder."""
    root = tmp_path_factory.mktemp("town")
    organisation = str(BASE["data/organisation.yml"]) + f'notice: "{NOTICE}"\n'
    about = "---\ntitle: Om\naudience: public\n---\n# Om\n\n[[goal trygg]]\n"
    return write_project(
        root,
        {"mkdocs.yml": MKDOCS, "data/organisation.yml": organisation, "content/om.md": about},
    )


@pytest.fixture(scope="module")
def built_site(installed: Path, town: Path) -> Path:
    made = mkdocs_build(town, python=installed)
    assert made.status == 0, made.said
    return town / "site"


def command(python: Path, *arguments: str | Path, folder: Path) -> Run:
    return run([python.with_name("malbok"), *arguments], folder)


def test_it_holds_the_package_the_theme_and_the_catalogue_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "malbok/cli/__init__.py",
        "malbok/py.typed",
        "malbok/locale/sv/LC_MESSAGES/malbok.po",
        "malbok/theme/material/main.html",
        "malbok/theme/material/404.html",
        "malbok/theme/material/assets/malbok.css",
        "malbok/theme/material/assets/malbok-charts.css",
        "malbok/theme/pages/goal.md",
        "malbok/theme/blocks/parts.html",
    } <= names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"malbok"}
    theme = {p.relative_to(REPOSITORY).as_posix() for p in (REPOSITORY / "theme").rglob("*.*")}
    assert theme == {n.removeprefix("malbok/") for n in names if n.startswith("malbok/theme/")}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_its_malbok_is_used(installed: Path, town: Path) -> None:
    program = (
        "import malbok, malbok.theme_files as t; print(malbok.__file__); print(t.theme_folder())"
    )
    said = run([installed, "-c", program], town)
    assert said.status == 0, said.said
    for line in said.out.splitlines():
        assert Path(line).is_relative_to(installed.parents[1])


def test_the_commands_work(installed: Path, town: Path, built_site: Path) -> None:
    checked = command(installed, "check", folder=town)
    assert checked == Run(0, "Inga fel. Mål: 1. Indikatorer: 1.\n", "")
    assert command(installed, "check-site", built_site, folder=town).status == 0
    (built_site / "mal/n1/trygg/index.html").rename(built_site / "bort")
    assert command(installed, "check-site", built_site, folder=town).status == 1
    (built_site / "bort").rename(built_site / "mal/n1/trygg/index.html")
    assert command(installed, "stage", "steg", folder=town).status == 0
    assert (town / "steg/pages/assets/malbok.css").is_file()
    assert '"trygg"' in command(installed, "status", "--format", "json", folder=town).out


def test_the_site_is_whole(built_site: Path) -> None:
    goal = html_pages(built_site)["mal/n1/trygg/index.html"]
    assert "Alla är trygga hemma" in main_text(goal)
    assert "Delvis uppnått" in main_text(goal)
    assert goal.count("<svg xmlns") > 1
    assert "provsajt" in goal
    for style in ("malbok.css", "malbok-charts.css"):
        assert f"assets/{style}" in goal
        assert (built_site / "assets" / style).read_bytes() == (
            REPOSITORY / "theme/material/assets" / style
        ).read_bytes()
    assert "Alla är trygga hemma" in main_text(html_pages(built_site)["om/index.html"])


def test_nothing_of_the_repository_is_in_it(built_site: Path) -> None:
    """The municipality whose figures the repository shows is not everybody's."""
    found = [n for n, data in contents(built_site).items() if b"elsingborg" in data]
    assert found == ["schemas/organisation.json"]  # which names whose rules can be followed
