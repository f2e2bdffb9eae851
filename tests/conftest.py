"""What tests share: a writer of small projects and one folder for drawn charts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

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
