"""What tests share: a writer of small projects and one folder for drawn charts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from malbok.model import Audience
from tests import sites
from tests.building import Files, write_project

settings.register_profile("malbok", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("malbok")

ProjectWriter = Callable[[Files], Path]


@pytest.fixture
def project(tmp_path: Path) -> ProjectWriter:
    """Write a small project from a dict of files, on top of a valid one, and give its folder.

    project({"data/goals/n1/x.yml": "id: x", "content/index.md": None})
    """
    written = 0

    def write(changes: Files) -> Path:
        nonlocal written
        written += 1
        return write_project(tmp_path / f"project-{written}", changes)

    return write


@pytest.fixture(scope="session")
def chart_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for drawn charts, so that each is drawn once in a run."""
    return tmp_path_factory.mktemp("charts")


@pytest.fixture(scope="session")
def inside_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which everything for the inside can be recognised; not to be changed."""
    return sites.write_inside(tmp_path_factory.mktemp("inside"))


@pytest.fixture(scope="session")
def public_site(inside_project: Path, chart_cache: Path) -> Path:
    """Its public site."""
    return sites.built(inside_project, inside_project / "site", cache=chart_cache)


@pytest.fixture(scope="session")
def intranet_site(inside_project: Path, chart_cache: Path) -> Path:
    """Its site for the inside."""
    folder = inside_project / "site-intranet"
    return sites.built(inside_project, folder, config="mkdocs.intranet.yml", cache=chart_cache)


@pytest.fixture(scope="session")
def repository_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    """The repository's two sites, built as `make site` builds them but somewhere else."""
    folder = tmp_path_factory.mktemp("repository")
    configs = {Audience.PUBLIC: "mkdocs.yml", Audience.INTRANET: "mkdocs.intranet.yml"}
    return {
        audience: sites.built(sites.REPOSITORY, folder / audience, config=config)
        for audience, config in configs.items()
    }
