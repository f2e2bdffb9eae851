"""Versions: folders and what git keeps, what can be read of them, and `malbok diff` as a command."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from malbok.changes.compared import compare, problems_between
from malbok.changes.git import VersionError, version_folder
from malbok.language import language
from tests.building import BASE, FIGURES, GOAL, INDICATOR, ORGANISATION, said, write_project
from tests.conftest import ProjectWriter
from tests.sites import Run, contents, malbok

WORDS = language("en")
GOAL_FILE = "data/goals/n1/trygg.yml"
CHANGED = GOAL + "insight: Det gick bra.\n"


def git(folder: Path, *arguments: str) -> str:
    """Run git, with nobody's settings."""
    ours = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    name = {"GIT_AUTHOR_NAME": "Redaktör", "GIT_AUTHOR_EMAIL": "redaktor@example.se"}
    committer = {"GIT_COMMITTER_NAME": "Redaktör", "GIT_COMMITTER_EMAIL": "redaktor@example.se"}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **ours, **name, **committer},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "Ändring") -> str:
    """Commit everything and give the commit's name."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the base project committed on main, and an insight in the working tree."""
    root = write_project(tmp_path / "bok", {})
    git(root, "init", "-q", "-b", "main")
    commit(root)
    (root / GOAL_FILE).write_text(CHANGED, "utf-8")
    return root


def diff(root: Path, *arguments: str | Path) -> Run:
    """Run `malbok diff` in English."""
    return malbok("diff", "--project", root, "--lang", "en", *arguments)


# --- Git --------------------------------------------------------------------------------------------


def test_the_working_tree_is_held_against_a_branch(repository: Path) -> None:
    made = diff(repository, "main")
    assert made.status == 0, made.said
    assert made.out.startswith("<!-- malbok-diff -->\n")
    assert "insight" in made.out


def test_one_commit_is_held_against_another(repository: Path) -> None:
    git(repository, "tag", "forst")
    latest = commit(repository)
    for base, head in (("forst", "main"), ("HEAD^", "HEAD"), ("main~1", latest[:10])):
        made = diff(repository, base, head)
        assert made.status == 0, made.said
        assert "insight" in made.out
    assert "Nothing changes" in diff(repository, "HEAD").out


def test_nothing_of_the_repository_is_touched(repository: Path) -> None:
    git(repository, "tag", "forst")
    before = contents(repository)
    diff(repository, "main", "forst")
    assert contents(repository) == before


def test_a_project_can_lie_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    root = write_project(tmp_path / "kommunen" / "malbok", {})
    (tmp_path / "kommunen" / "data").mkdir()
    (tmp_path / "kommunen" / "data" / "annat.yml").write_text("annat: 1\n", "utf-8")
    git(tmp_path / "kommunen", "init", "-q", "-b", "main")
    commit(tmp_path / "kommunen")
    (root / GOAL_FILE).write_text(CHANGED, "utf-8")
    made = diff(root, "main")
    assert made.status == 0, made.said
    assert "**The public site:** 1 goal changes and 1 page is touched." in made.out


def test_a_project_that_is_new_is_all_new(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "tom")
    git(repository, "rm", "-rfq", ".")
    (repository / "README.md").write_text("Tomt.\n", "utf-8")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    made = diff(repository, "tom")
    assert made.status == 0, made.said
    assert "There was no project before" in made.out
    assert "Department or committee" in made.out


def test_names_of_files_may_be_any(repository: Path) -> None:
    page = repository / "content" / 'Mål & "mått"\n.txt'
    page.write_text("x", "utf-8")
    commit(repository)
    page.unlink()
    made = diff(repository, "main")
    assert made.status == 0, made.said


def test_files_that_are_not_judged_are_named(repository: Path) -> None:
    """What the site is built by may publish everything; nobody is to be told that nothing changes
    without being told that too."""
    (repository / "mkdocs.yml").write_text("plugins: [malbok]\n", "utf-8")
    commit(repository)
    (repository / "mkdocs.yml").write_text("plugins: [{malbok: {audience: intranet}}]\n", "utf-8")
    made = diff(repository, "HEAD")
    assert "may change what is published: mkdocs.yml. " in made.out
    commit(repository)
    assert "mkdocs.yml" in diff(repository, "HEAD^", "HEAD").out
    assert "doesn't judge" not in diff(repository, "HEAD").out


def test_who_is_behind_is_told(repository: Path) -> None:
    git(repository, "stash", "-q")
    git(repository, "checkout", "-q", "-b", "min-gren")
    git(repository, "checkout", "-q", "main")
    (repository / "content" / "ny.md").write_text("# Ny\n", "utf-8")
    commit(repository)
    git(repository, "checkout", "-q", "min-gren")
    assert "BASE has changes that are not in HEAD" in diff(repository, "main").out
    assert "BASE has changes" not in diff(repository, "min-gren").out


def test_links_and_files_out_of_the_project_are_not_followed(repository: Path) -> None:
    secret = repository.parent / "hemligt.md"
    secret.write_text("---\naudience: public\n---\nHEMLIGT\n", "utf-8")
    (repository / "content" / "lank.md").symlink_to(secret)
    (repository / "content" / "inom.txt").symlink_to("index.md")
    commit(repository)
    (repository / "content" / "lank.md").unlink()
    made = diff(repository, "main", "main")
    assert made.status == 0, made.said
    with version_folder(repository, "main") as folder:
        assert not (folder / "content" / "lank.md").exists()
        assert (folder / "content" / "index.md").read_text("utf-8") == BASE["content/index.md"]


def test_the_folder_of_a_version_is_removed_afterwards(repository: Path) -> None:
    with version_folder(repository, "main") as folder:
        assert (folder / GOAL_FILE).read_text("utf-8") == GOAL
    assert not folder.exists()


# --- What can't be had ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("finns-inte", "There is no version “finns-inte” here"),
        ("main..HEAD", "names two versions"),
        ("main...HEAD", "names two versions"),
        ("main...", "names two versions"),
        ("HEAD~99", "There is no version"),
        ("", "There is no version"),
        ("HEAD:data", "There is no version"),
        ("main extra", "There is no version"),
    ],
)
def test_a_version_that_is_not_there(name: str, expected: str, repository: Path) -> None:
    for arguments in ((name,), ("main", name)):
        made = diff(repository, *arguments)
        assert made.status == 2
        assert expected in made.err
        assert made.out == ""


@pytest.mark.parametrize("name", ["-x", "--upload-pack=x", "--output=x"])
def test_a_name_is_never_an_option(name: str, repository: Path) -> None:
    with pytest.raises(VersionError, match="hyphen"), version_folder(repository, name):
        pass
    made = diff(repository, "--", name)
    assert made.status == 2
    assert "begins with a hyphen" in made.err
    assert not (repository / "x").exists()


def test_a_folder_without_git(project: ProjectWriter) -> None:
    made = diff(project({}), "main")
    assert made.status == 2
    assert "isn't kept in git" in made.err


def test_a_folder_without_a_project(project: ProjectWriter, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    made = diff(project({}), tmp_path / "tom")
    assert made.status == 2
    assert "holds no project" in made.err


def test_a_clone_that_is_too_shallow(repository: Path, tmp_path: Path) -> None:
    commit(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "grund")
    made = diff(tmp_path / "grund", "HEAD~1")
    assert made.status == 2
    assert "git fetch --unshallow" in made.err


def test_without_git(
    repository: Path, project: ProjectWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    made = diff(repository, "main")
    assert made.status == 2
    assert "Git isn't installed" in made.err
    assert diff(repository, project({})).status == 0


def test_files_kept_out_of_archives_are_missed(repository: Path) -> None:
    (repository / ".gitattributes").write_text("data/goals/** export-ignore\n", "utf-8")
    commit(repository)
    made = diff(repository, "main")
    assert made.status == 2
    assert f"Git left out {GOAL_FILE}" in made.err


def test_files_that_git_changes_in_archives_are_refused(repository: Path) -> None:
    (repository / GOAL_FILE).write_text(f"{GOAL}insight: $Format:%h$\n", "utf-8")
    commit(repository)
    assert diff(repository, "main").status == 0
    (repository / ".gitattributes").write_text("data/** export-subst\n", "utf-8")
    commit(repository)
    made = diff(repository, "main")
    assert made.status == 2
    assert GOAL_FILE in made.err
    assert "export-subst" in made.err


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
def test_in_a_hook_it_is_the_projects_own_repository(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells its hooks of the repository, by paths from where it runs them."""
    root = write_project(tmp_path / "allt/under mapp", {})
    git(tmp_path / "allt", "init", "-q", "-b", "main")
    commit(tmp_path / "allt")
    (root / GOAL_FILE).write_text(CHANGED, "utf-8")
    monkeypatch.chdir(tmp_path / "allt")
    monkeypatch.setenv(name, ".git")
    made = diff(root, "main")
    assert made.status == 0, made.said
    assert "insight" in made.out


def test_without_base_it_says_what_is_missing(repository: Path) -> None:
    made = diff(repository)
    assert made.status == 2
    assert "BASE" in made.err


def test_an_address_must_be_one(repository: Path) -> None:
    made = diff(repository, "main", "--site-url", "mal.example.se")
    assert made.status == 2
    assert "https://" in made.err


# --- Folders ----------------------------------------------------------------------------------------


def test_two_folders(project: ProjectWriter) -> None:
    base, head = project({}), project({GOAL_FILE: CHANGED})
    made = diff(head, base)
    assert made.status == 0, made.said
    assert made.out == diff(base, base, head).out


def test_pages_are_links_if_the_address_is_known(
    project: ProjectWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, head = project({}), project({GOAL_FILE: CHANGED})
    link = "(https://mal.example.se/bok/mal/n1/trygg/)"
    assert link not in diff(head, base).out
    for address in ("https://mal.example.se/bok", "https://mal.example.se/bok/"):
        assert link in diff(head, base, "--site-url", address).out
    monkeypatch.setenv("MALBOK_SITE_URL", "https://mal.example.se/bok/")
    assert link in diff(head, base).out


def test_a_change_without_a_decision_is_an_error(project: ProjectWriter) -> None:
    base = project({})
    head = project({GOAL_FILE: GOAL.replace("value: 50", "value: 45")})
    made = diff(head, base)
    assert made.status == 1
    assert f"`{GOAL_FILE}:12:12`" in made.out
    assert f"{GOAL_FILE}:12:12: error[D101]" in made.err
    assert "    value: 45" in made.err
    assert said(problems_between(base, head)) == [f"D101 {GOAL_FILE}:12:12"]


# --- What can't be read -----------------------------------------------------------------------------

BROKEN = GOAL.replace("value: 50", "value: femtio")


def test_of_a_broken_head_only_the_errors_are_told(project: ProjectWriter) -> None:
    made = diff(project({GOAL_FILE: BROKEN}), project({}))
    assert made.status == 1
    assert "It can't be told what the change does" in made.out
    assert "V105" in made.out
    assert "error[V105]" in made.err


def test_a_head_without_a_project_is_broken(project: ProjectWriter, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    made = diff(tmp_path / "tom", project({}))
    assert made.status == 1
    assert "F101" in made.out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (GOAL_FILE, BROKEN),
        (GOAL_FILE, "id: [\n"),
        (GOAL_FILE, b"\xff\xfe\x00"),
        (GOAL_FILE, GOAL.replace("indicator: trygghet", "indicator: finns-inte")),
        (GOAL_FILE, GOAL.replace('due: "2016"', 'due: "2013"')),
        ("data/goals/finns-inte/annan.yml", GOAL.replace("id: trygg\n", "id: annan\n")),
        ("data/indicators/trygghet.yml", INDICATOR.replace("interval: year", "interval: dag")),
        ("data/indicators/trygghet.yml", INDICATOR.replace("interval: year", "interval: month")),
        ("data/indicators/trygghet.csv", FIGURES.replace("43", "43 procent")),
        ("data/indicators/trygghet.csv", None),
        ("data/indicators/trygghet.yml", None),
        ("data/organisation.yml", ORGANISATION.replace("as_of: 2016-12-31", "as_of: nu")),
        ("data/organisation.yml", ORGANISATION + "    parent: finns-inte\n"),
        ("data/organisation.yml", ORGANISATION.replace("- id: n1", "- id: n2")),
        ("data/organisation.yml", None),
        ("content/index.md", "---\naudience: public\n---\n[[goal finns-inte]]\n[[chart x]]\n"),
        ("content/index.md", "---\naudience: alla\n---\n"),
    ],
)
def test_of_a_broken_base_what_can_be_read_is_compared(
    name: str, content: str | bytes | None, project: ProjectWriter
) -> None:
    base, head = project({name: content}), project({GOAL_FILE: CHANGED})
    found = compare(base, head, WORDS)
    assert found.changes
    assert found.errors == ()
    made = diff(head, base)
    assert made.status == 0
    if found.base_problems:
        assert "> BASE has errors" in made.out
        assert found.base_problems[0].place.path.split("/")[-1].split(".")[0] in made.out


def test_old_warnings_are_not_told_again(project: ProjectWriter) -> None:
    later = {"data/indicators/trygghet.csv": FIGURES + "2017,48\n"}
    base, head = project(later), project({**later, GOAL_FILE: CHANGED})
    assert compare(base, head, WORDS).problems == ()
    assert "C130" in {problem.code for problem in compare(project({}), head, WORDS).problems}
