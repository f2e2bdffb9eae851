"""The same input gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.sites import contents, copied, malbok, mkdocs_build, mkdocs_here, write_inside

HERE = {"TZ": "UTC", "LANG": "sv_SE.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {
    "TZ": "America/New_York",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "2",
    "PYTHONUTF8": "0",
    "HOME": "/nonexistent",
}

# Months and dates are what time zones move.
FILES = {
    "data/indicators/besok.yml": """\
id: besok
title: Besök
audience: public
definition: Hur många som kommer.
unit: besök
direction: higher
interval: month
source: {title: Räknaren}
updated: 2026-11-22
""",
    "data/indicators/besok.csv": "period,value\n2015-12,1250.5\n2016-01,1300\n2016-02,\n2016-03,1290\n",
    "data/goals/n1/besok-okar.yml": """\
id: besok-okar
title: Alla hittar hit
audience: public
type: result
updated: 2026-11-22
indicators: [trygghet]
targets:
  - {indicator: besok, comparator: at_least, value: 1400, due: 2016-12}
milestones:
  - {title: Skylten är uppe, due: 2016-01-01, done: 2016-01-01}
""",
}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of different depth with the same project, written in different order."""
    here = write_inside(tmp_path_factory.mktemp("here"), FILES)
    there = tmp_path_factory.mktemp("there") / "en" / "mapp med mellanslag och å"
    for name, data in sorted(contents(here).items(), reverse=True):
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_bytes(data)
    return here, there


@pytest.fixture(scope="module")
def sites(two: tuple[Path, Path]) -> tuple[Path, Path]:
    """Their sites for the intranet, which have everything. Each draws its own charts."""
    here, there = two
    for root, changes, umask in ((here, HERE, 0o022), (there, THERE, 0o077)):
        made = mkdocs_build(root, config="mkdocs.intranet.yml", changes=changes, umask=umask)
        assert made.status == 0, made.said
    return here / "site-intranet", there / "site-intranet"


def test_two_builds_are_the_same(sites: tuple[Path, Path]) -> None:
    first, second = (contents(site) for site in sites)
    assert sorted(first) == sorted(second)
    assert [name for name, data in first.items() if data != second[name]] == []
    assert gzip.decompress(first["sitemap.xml.gz"]) == first["sitemap.xml"]
    assert b"<lastmod>2026-11-22</lastmod>" in first["sitemap.xml"]


def test_building_again_gives_the_same(
    two: tuple[Path, Path], sites: tuple[Path, Path], tmp_path: Path
) -> None:
    """With charts from the cache and over the site that is there, at another time."""
    first = contents(sites[0])
    again = copied(sites[0], tmp_path / "site")
    made = mkdocs_here(two[0], again, config="mkdocs.intranet.yml")
    assert made.status == 0, made.said
    assert contents(again) == first


def test_two_stages_are_the_same(two: tuple[Path, Path], tmp_path: Path) -> None:
    for name, root in zip(("here", "there"), two, strict=True):
        assert malbok("stage", tmp_path / name, "--project", root).status == 0
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_nothing_says_where_it_was_built(two: tuple[Path, Path], sites: tuple[Path, Path]) -> None:
    for root, site in zip(two, sites, strict=True):
        place = str(root).encode()
        assert not [name for name, data in contents(site).items() if place in data]
