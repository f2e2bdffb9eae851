"""Staging and checking: the same site without the plugin, and what a built site lacks."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from malbok import staging
from malbok.addresses import Addresses
from malbok.engine import make_site
from malbok.language import N_, Language, language
from malbok.manifest import MANIFEST, ManifestError, check_site
from malbok.model import Audience
from malbok.pages import Asset, Page, Site
from malbok.reading import load_project
from malbok.staging import stage
from malbok.theme_files import STYLES
from tests.building import GOAL, all_problems, write_project
from tests.sites import (
    contents,
    copied,
    environment,
    html_pages,
    leaks,
    main_text,
    malbok,
    mkdocs_build,
    mkdocs_here,
    words_for_the_inside,
    write_outside,
)


@pytest.fixture(scope="session")
def public_stage(inside_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public site as plain files, built by MkDocs without malbok into its folder `site`."""
    folder = tmp_path_factory.mktemp("stage") / "public"
    address = "https://mal.example.se/bok"
    made = malbok("stage", folder, "--project", inside_project, "--site-url", address)
    assert made.status == 0, made.said
    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    assert config["site_url"] == f"{address}/"
    assert "malbok" not in config["plugins"]
    made = mkdocs_build(folder)
    assert made.status == 0, made.said
    return folder


@pytest.fixture
def stages(tmp_path: Path) -> Path:
    """A folder for stages of its own."""
    return tmp_path / "stages"


# --- The same site --------------------------------------------------------------------------------


def test_a_generator_without_plugins_builds_every_page(public_stage: Path) -> None:
    made = malbok("check-site", public_stage / "site")
    assert made.status == 0, made.said


def test_both_ways_give_the_same_pages_and_files(public_stage: Path, public_site: Path) -> None:
    def own(site: Path) -> set[str]:
        """Without what the two shells bring with them."""
        return {n for n in contents(site) if not n.startswith(("assets/", "search/"))}

    assert own(public_stage / "site") == own(public_site)
    for style in STYLES:
        assert (public_stage / "site" / style).read_bytes() == (public_site / style).read_bytes()


def test_both_ways_say_the_same(public_stage: Path, public_site: Path) -> None:
    staged, plugged = html_pages(public_stage / "site"), html_pages(public_site)
    for name in set(plugged) - {"404.html"}:
        assert main_text(staged[name]) == main_text(plugged[name]), name
    assert "2015 saknas" in main_text(staged["mal/n1/trygg/index.html"])


def test_both_ways_publish_the_same_figures(public_stage: Path, public_site: Path) -> None:
    staged, plugged = contents(public_stage / "site"), contents(public_site)
    assert staged["data/observations.csv"] == plugged["data/observations.csv"]
    assert json.loads(staged[MANIFEST]) == json.loads(plugged[MANIFEST])


def test_every_staged_page_has_the_notice_with_its_links(public_stage: Path) -> None:
    pages = sorted((public_stage / "pages").rglob("*.md"))
    assert len(pages) == 38
    for page in pages:
        text = page.read_text("utf-8")
        assert text.count("Det här är en provsajt.") == 1
        for link in re.findall(r"\]\(([^)#]*(?:om|metod)\.md)(?:#[^)]*)?\)", text):
            assert (page.parent / link).is_file(), f"{page}: {link}"
    for name, html in html_pages(public_stage / "site").items():
        assert name == "404.html" or "Det här är en provsajt." in html


def test_nothing_for_the_inside_is_staged_for_the_public(public_stage: Path) -> None:
    assert leaks(public_stage) == {}


def test_the_intranet_can_be_staged(inside_project: Path, stages: Path) -> None:
    made = malbok("stage", stages, "--audience", "intranet", "--project", inside_project)
    assert made.status == 0
    assert (stages / "pages/mal/n1/zqxmal.md").is_file()
    assert (stages / "pages/bilagor/zqxblockfil.txt").is_file()


def test_another_day_can_be_staged(inside_project: Path, stages: Path) -> None:
    made = malbok("stage", stages, "--as-of", "2014-12-31", "--project", inside_project)
    assert made.status == 0
    text = (stages / "pages/mal/n1/trygg.md").read_text("utf-8")
    assert "31 december 2014" in text
    assert json.loads((stages / MANIFEST).read_text("utf-8"))["as_of"] == "2014-12-31"


def test_staging_twice_gives_the_same_bytes(inside_project: Path, stages: Path) -> None:
    for name in ("a", "b"):
        assert malbok("stage", stages / name, "--project", inside_project).status == 0
    assert contents(stages / "a") == contents(stages / "b")


# --- Slips of an editor ---------------------------------------------------------------------------

SLIPS = {
    "a blank before": " ::: intranet\nzqxtext\n :::\n",
    "a tab before": "\t::: intranet\n\tzqxtext\n\t:::\n",
    "no blank": ":::intranet\nzqxtext\n:::\n",
    "a capital": "::: Intranet\nzqxtext\n:::\n",
    "the Swedish word": "::: intranät\nzqxtext\n:::\n",
    "a word after": "::: intranet {.ruta}\nzqxtext\n:::\n",
    "four colons": ":::: intranet\nzqxtext\n::::\n",
    "a hard blank": "::: intranet\u00a0\nzqxtext\n:::\n",
    "in a list": "- punkt\n\n    ::: intranet\n    zqxtext\n    :::\n",
    "a block in a block": "::: intranet\na\n::: intranet\nb\n:::\nzqxtext\n:::\n",
    "a public block in a block": "::: intranet\na\n::: public\nb\n:::\nzqxtext\n:::\n",
    "not closed": "::: intranet\nzqxtext\n",
    "code in the line before": "```kod```\n::: intranet\nzqxtext\n:::\n```\nkod\n```\n",
    "indented code around": "    ```\n\n::: intranet\nzqxtext\n:::\n\n    ```\n",
    "a quoted fence around": "> ```\n\n::: intranet\nzqxtext\n:::\n\n> ```\n",
    "a fence in the block": "::: intranet\n```\n:::\nzqxtext\n```\n:::\n",
    "a comment": "Se <!-- zqxtext --> här.\n",
    "a comment over lines": "<!-- zqxtext\n\nzqxtext -->\n",
    "a comment over something embedded": "<!-- zqxtext\n[[overview]]\nzqxtext -->\n",
    "a comment over a block": "<!-- zqxtext\n::: intranet\nx\n:::\nzqxtext -->\n",
    "a comment that is not closed": "Se <!-- zqxtext\n",
}
"""Ways in which an editor may mark a text as being for the inside, not all of them right."""


@pytest.mark.parametrize("body", SLIPS.values(), ids=SLIPS.keys())
def test_what_was_meant_for_the_inside_is_not_published(
    tmp_path: Path, chart_cache: Path, body: str
) -> None:
    """Either it is left out, or the check says what is wrong and nothing is published."""
    page = f"---\ntitle: Start\naudience: public\n---\n# Start\n\n{body}"
    root = write_project(tmp_path, {"content/index.md": page})
    if not all_problems(root):
        assert not published_words(root, chart_cache)


@pytest.mark.parametrize("field", ["description", "insight", "meaning"])
def test_comments_in_a_goal_are_not_published(
    tmp_path: Path, chart_cache: Path, field: str
) -> None:
    goal = f'{GOAL}{field}: "Se här. <!-- zqxtext -->"\n'
    root = write_project(tmp_path, {"data/goals/n1/trygg.yml": goal})
    if not all_problems(root):
        assert not published_words(root, chart_cache)


def published_words(root: Path, cache: Path) -> set[str]:
    """Words for the inside in a project's public records."""
    site = make_site(load_project(root), Audience.PUBLIC, chart_cache=cache)
    texts = [text for page in site.pages for text in (page.markdown, *page.blocks)]
    return words_for_the_inside("\n".join(texts).encode())


# --- Where it is written --------------------------------------------------------------------------


def test_a_folder_with_other_files_is_left_alone(inside_project: Path, stages: Path) -> None:
    stages.mkdir()
    (stages / "brev.txt").write_text("Viktigt", "utf-8")
    made = malbok("stage", stages, "--project", inside_project)
    assert made.status == 2
    assert str(stages) in made.err
    assert contents(stages) == {"brev.txt": b"Viktigt"}
    assert [path.name for path in stages.parent.iterdir()] == ["stages"]


@pytest.mark.parametrize("name", ["mkdocs.yml", MANIFEST])
def test_a_project_or_a_site_is_not_taken_for_a_stage(
    inside_project: Path, stages: Path, name: str
) -> None:
    stages.mkdir()
    (stages / name).write_text("{}", "utf-8")
    assert malbok("stage", stages, "--project", inside_project).status == 2
    assert contents(stages) == {name: b"{}"}


def test_a_file_is_not_a_folder(inside_project: Path, tmp_path: Path) -> None:
    file = tmp_path / "fil"
    file.write_text("x", "utf-8")
    made = malbok("stage", file, "--project", inside_project)
    assert made.status == 2
    assert file.read_text("utf-8") == "x"


def test_an_empty_folder_and_missing_ones_above_will_do(inside_project: Path, stages: Path) -> None:
    (stages / "tom").mkdir(parents=True)
    for folder in (stages / "tom", stages / "en/till"):
        assert malbok("stage", folder, "--project", inside_project).status == 0
        assert (folder / "pages/index.md").is_file()


def test_a_stage_is_replaced_as_a_whole(tmp_path: Path, stages: Path) -> None:
    root = write_outside(tmp_path / "project")
    assert malbok("stage", stages, "--project", root).status == 0
    assert (stages / "pages/om.md").is_file()
    (root / "content/om.md").unlink()
    (root / "data/organisation.yml").write_text(
        (root / "data/organisation.yml").read_text("utf-8").split("notice")[0], "utf-8"
    )
    assert malbok("stage", stages, "--project", root).status == 0
    assert not (stages / "pages/om.md").exists()
    assert [path.name for path in stages.parent.iterdir() if path.name.startswith(".")] == []


def test_other_files_in_a_stage_are_left_alone(inside_project: Path, stages: Path) -> None:
    """Such as a site that was built there, or a configuration for another generator."""
    assert malbok("stage", stages, "--project", inside_project).status == 0
    (stages / "site").mkdir()
    (stages / "site/index.html").write_text("byggt", "utf-8")
    (stages / "zensical.toml").write_text("[project]", "utf-8")
    assert malbok("stage", stages, "--project", inside_project).status == 0
    assert (stages / "site/index.html").read_text("utf-8") == "byggt"
    assert (stages / "zensical.toml").read_text("utf-8") == "[project]"


def test_faulty_data_leave_the_old_stage(tmp_path: Path, stages: Path) -> None:
    root = write_outside(tmp_path / "project")
    assert malbok("stage", stages, "--project", root).status == 0
    before = contents(stages)
    write_outside(root, {"data/indicators/trygghet.csv": "period;value\n"})
    made = malbok("stage", stages, "--project", root)
    assert made.status == 1
    assert "data/indicators/trygghet.csv:1:7: fel[C102]" in made.err
    assert contents(stages) == before


def test_a_run_that_is_cut_short_leaves_the_old_stage(
    stages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(small_site("Gammalt"), stages)
    before = contents(stages)
    files = staging._files

    def cut_short(*arguments: Any) -> Iterator[tuple[str, bytes]]:
        for count, file in enumerate(files(*arguments)):
            if count == 3:
                raise KeyboardInterrupt
            yield file

    monkeypatch.setattr(staging, "_files", cut_short)
    with pytest.raises(KeyboardInterrupt):
        write(small_site("Nytt"), stages)
    assert contents(stages) == before
    assert list(stages.parent.iterdir()) == [stages]


@pytest.mark.parametrize("is_there", [True, False], ids=["an old stage", "none yet"])
@pytest.mark.parametrize("at", range(1, 7))
def test_a_run_that_fails_at_the_very_end_leaves_the_old_stage(
    stages: Path, monkeypatch: pytest.MonkeyPatch, at: int, is_there: bool
) -> None:
    """At whichever of the moves that put the new one in its place."""
    if is_there:
        write(small_site("Gammalt"), stages)
    before = contents(stages)
    replace = Path.replace
    moves = 0

    def fails_once(self: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves == at:
            raise PermissionError(1, "nej", str(target))
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fails_once)
        try:
            write(small_site("Nytt"), stages)
        except PermissionError:
            assert contents(stages) == before
        else:
            assert moves < at
    assert [path.name for path in stages.parent.iterdir()] == [stages.name]
    write(small_site("Nytt"), stages)
    assert "Nytt" in (stages / "pages/index.md").read_text("utf-8")


def test_a_killed_run_leaves_the_old_stage(tmp_path: Path, stages: Path) -> None:
    """Killed while it writes: by then it has written somewhere else only."""
    root = write_outside(tmp_path / "project")
    assert malbok("stage", stages, "--project", root).status == 0
    before = contents(stages)
    write_outside(root, {"content/om.md": "---\ntitle: Nytt\naudience: public\n---\n# Nytt\n"})
    program = dedent(
        """
        import os, signal, sys
        from malbok import cli, staging
        files = staging._files
        def cut_short(*arguments):
            for count, file in enumerate(files(*arguments)):
                if count == 5:
                    os.kill(os.getpid(), signal.SIGKILL)
                yield file
        staging._files = cut_short
        cli.main(sys.argv[1:])
        """
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, "stage", str(stages), "--project", str(root)],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert contents(stages) == before
    made = malbok("stage", stages, "--project", root)
    assert made.status == 0, made.said
    assert "Nytt" in (stages / "pages/om.md").read_text("utf-8")


def test_a_stage_in_english(tmp_path: Path, stages: Path) -> None:
    """The words of the code itself, for which there is no catalogue."""
    root = write_outside(tmp_path / "project")
    made = malbok("stage", stages, "--project", root, "--lang", "en")
    assert made.status == 0, made.said
    config = yaml.safe_load((stages / "mkdocs.yml").read_text("utf-8"))
    assert {"Goals and results": "mal/index.md"}.items() <= flat(config["nav"]).items()
    assert (stages / "pages/mal/index.md").read_text("utf-8").startswith("---\ntitle: ")


def flat(entries: list[dict[str, Any]]) -> dict[str, str]:
    """The titles of a navigation, all levels of it, with the first page below each."""
    found: dict[str, str] = {}
    for entry in entries:
        for title, below in entry.items():
            inner = {} if isinstance(below, str) else flat(below)
            found |= {title: below if isinstance(below, str) else next(iter(inner.values()))}
            found |= inner
    return found


def test_words_that_are_not_translated_can_be_written_in_any_form() -> None:
    """A message id is a text of a kind of its own, which YAML can't write."""
    untranslated = Language("sv", {})
    assert type(untranslated.text(N_("Goals and results"))) is str
    assert yaml.safe_dump({"title": untranslated.text(N_("Goals and results"))})


# --- Titles and texts that need care --------------------------------------------------------------

TITLE = "Ett mål: #1 &amp; *inte* [länk](x) – ”så” & 'så' \\ {{ x }} {#id}"


def test_any_title_survives_both_ways(tmp_path: Path, stages: Path, chart_cache: Path) -> None:
    goal = GOAL.replace("title: Alla är trygga hemma", f"title: {json.dumps(TITLE)}")
    root = write_outside(tmp_path / "project", {"data/goals/n1/trygg.yml": goal})
    made = malbok("stage", stages, "--project", root)
    assert made.status == 0, made.said
    for folder in (root, stages):
        made = mkdocs_here(folder, cache=chart_cache)
        assert made.status == 0, made.said
        assert malbok("check-site", folder / "site").status == 0
        page = html_pages(folder / "site")["mal/n1/trygg/index.html"]
        heading = re.search(r"<h1[^>]*>(.*?)<a class=\"headerlink\"|<h1[^>]*>(.*?)</h1>", page)
        assert heading
        assert TITLE in main_text(page), folder


# --- What a built site lacks ----------------------------------------------------------------------


@pytest.fixture
def site_copy(public_site: Path, tmp_path: Path) -> Path:
    """A built site, to be spoiled."""
    return copied(public_site, tmp_path / "site")


def test_a_whole_site_passes(site_copy: Path) -> None:
    recorded = json.loads((site_copy / MANIFEST).read_text("utf-8"))
    count = len(recorded["pages"]) + len(recorded["assets"])
    assert check_site(site_copy) == (count, [])
    made = malbok("check-site", site_copy)
    assert made.status == 0
    assert str(count) in made.out
    assert made.err == ""


def remove(site: Path, name: str) -> None:
    (site / name).unlink()


def empty(site: Path, name: str) -> None:
    (site / name).write_text("<html><body><h1>404</h1></body></html>", "utf-8")


def wrong(site: Path, name: str) -> None:
    """Another page's content; its navigation names this page's title all the same."""
    shutil.copy(site / "metod/index.html", site / name)


@pytest.mark.parametrize("spoil", [remove, empty, wrong])
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("mal/n1/trygg/index.html", "mal/n1/trygg/"),
        ("mal/n1/index.html", "mal/n1/"),
        ("indikatorer/trygghet/index.html", "indikatorer/trygghet/"),
        ("om/index.html", "om/"),
        ("index.html", "/"),
    ],
)
def test_a_page_that_is_missing_or_wrong_is_named(
    site_copy: Path, name: str, address: str, spoil: Callable[[Path, str], None]
) -> None:
    spoil(site_copy, name)
    made = malbok("check-site", site_copy)
    assert made.status == 1
    assert made.out == ""
    first, last = made.err.splitlines()
    assert first.startswith(f"{address}: ")
    assert re.match(r"1 ", last)


def test_a_file_with_figures_that_is_missing_is_named(site_copy: Path) -> None:
    remove(site_copy, "data/indicators/trygghet.csv")
    made = malbok("check-site", site_copy)
    assert made.status == 1
    assert made.err.startswith("data/indicators/trygghet.csv: ")


def test_pages_may_be_files_instead_of_folders(site_copy: Path) -> None:
    (site_copy / "mal/n1/trygg/index.html").rename(site_copy / "mal/n1/trygg.html")
    assert malbok("check-site", site_copy).status == 0


def test_a_site_that_some_other_generator_built_is_told_off(tmp_path: Path) -> None:
    """A generator that ignores plugins without a word builds the handbook, and no manifest."""
    (tmp_path / "index.html").write_text("<h1>Start</h1>", "utf-8")
    made = malbok("check-site", tmp_path)
    assert made.status == 1
    assert MANIFEST in made.err
    assert "Traceback" not in made.err


def test_the_manifest_can_lie_elsewhere(site_copy: Path, tmp_path: Path) -> None:
    manifest = (site_copy / MANIFEST).rename(tmp_path / "sidor.json")
    assert malbok("check-site", site_copy).status == 1
    assert malbok("check-site", site_copy, "--manifest", manifest).status == 0
    remove(site_copy, "om/index.html")
    assert malbok("check-site", site_copy, "--manifest", manifest).status == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        '{"format": 2, "pages": [], "assets": []}',
        '{"format": 1, "pages": [], "assets": []}',
        '{"format": 1, "pages": [{"path": "x.md"}], "assets": []}',
        '{"format": 1, "pages": "x", "assets": []}',
        b"\xff\xfe",
    ],
)
def test_a_manifest_that_can_not_be_used_is_no_proof(site_copy: Path, text: str | bytes) -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    (site_copy / MANIFEST).write_bytes(raw)
    with pytest.raises(ManifestError):
        check_site(site_copy)
    made = malbok("check-site", site_copy)
    assert made.status == 1
    assert MANIFEST in made.err


def test_a_missing_site_is_told_off(tmp_path: Path) -> None:
    made = malbok("check-site", tmp_path / "finns-inte")
    assert made.status == 1
    assert "Traceback" not in made.err


def test_umask_does_not_matter(inside_project: Path, stages: Path) -> None:
    """A stage is for others to read, not only for the one who wrote it."""
    if os.name == "nt":
        pytest.skip("Windows has no umask")
    old = os.umask(0o022)
    try:
        assert malbok("stage", stages, "--project", inside_project).status == 0
    finally:
        os.umask(old)
    assert (stages.stat().st_mode & 0o777) == 0o755
    assert ((stages / "pages/index.md").stat().st_mode & 0o777) == 0o644


# --- A site of one page ---------------------------------------------------------------------------


def small_site(text: str = "Text") -> Site:
    day = date(2016, 12, 31)
    page = Page(path="index.md", kind="content", title="Start", markdown=f"# Start\n\n{text}\n")
    return Site(
        title="Målbok",
        audience=Audience.PUBLIC,
        as_of=day,
        updated=day,
        notice="",
        pages=(page,),
        assets=(Asset("data/observations.csv", b"period,value\n"),),
        navigation=(),
        content_files=(),
    )


def write(site: Site, folder: Path) -> None:
    stage(site, Addresses(), folder.parent, folder, language("sv"))
