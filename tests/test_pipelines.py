"""The ready-made pipelines: valid by the published schemas, safe for the changes of strangers, and
run here step by step as the platforms run them (tests/runners.py), without the network."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.code_hosts import BOT, CodeHost, gh_for, open_host
from tests.runners import (
    INSTALL,
    GitHubRunner,
    GitLabRun,
    Origin,
    Ran,
    check_out,
    git,
    origin_with,
    run_github,
    run_gitlab,
)
from tests.sites import REPOSITORY, environment, html_pages, leaks

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
GITLAB = REPOSITORY / ".gitlab-ci.yml"
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"

MARKER = "<!-- malbok-diff -->"
STORY = f"{MARKER}\nEtt mål ändras.\n"
FIGURES = "data/indicators/trygghet.csv"
RIGHT = {FIGURES: "period,value\n2013,40\n2014,43\n2015,44.5\n2016,47\n"}
WRONG = {FIGURES: "period,value\n2013,40\n2014,fyrtiotre\n2015,\n2016,47\n"}


def yaml_of(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def workflow(name: str) -> Any:
    return yaml_of(REPOSITORY / f".github/workflows/{name}.yml")


def triggers(workflow: Any) -> Any:
    return workflow[True]  # what YAML makes of `on`


def steps(path: Path) -> list[Any]:
    return [step for job in yaml_of(path)["jobs"].values() for step in job["steps"]]


def gitlab_jobs() -> dict[str, Any]:
    """The jobs that GitLab runs, each with what it extends and the variables of all."""
    whole = yaml_of(GITLAB)
    keywords = {"default", "stages", "variables", "workflow"}
    return {
        name: {
            **whole.get(job.get("extends"), {}),
            **job,
            "variables": {**whole["variables"], **job.get("variables", {})},
        }
        for name, job in whole.items()
        if name not in keywords and not name.startswith(".")
    }


def without_comments(path: Path) -> str:
    return re.sub(r"(?:^|(?<=\s))#.*", "", path.read_text("utf-8"), flags=re.MULTILINE)


def says_no(*command: str | Path) -> str:
    """What a checker says is wrong."""
    made = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True)
    return made.stdout + made.stderr if made.returncode else ""


# --- As files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_valid_by_the_published_schema(path: Path) -> None:
    schema = "vendor.gitlab-ci" if path == GITLAB else "vendor.github-workflows"
    assert not says_no("check_jsonschema", "--builtin-schema", schema, path)


def test_the_manifest_of_hooks_is_valid() -> None:
    assert not says_no("pre_commit", "validate-manifest", HOOKS)


def test_the_comment_follows_the_check() -> None:
    awaited = triggers(workflow("comment"))["workflow_run"]
    assert awaited == {"workflows": [workflow("check")["name"]], "types": ["completed"]}


def test_what_they_install_is_there() -> None:
    assert f"\n$(VENV)/{INSTALL.rpartition('/')[2]}:" in (REPOSITORY / "Makefile").read_text(
        "utf-8"
    )


def test_gitlab_takes_the_names_of_exposed_files() -> None:
    """It has a rule of its own that isn't in the schema; a folder ends in a slash."""
    exposed = [job["artifacts"] for job in gitlab_jobs().values() if "artifacts" in job]
    names = [files["expose_as"] for files in exposed if "expose_as" in files]
    assert len(names) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9_][-A-Za-z0-9_ ]*", name) for name in names)


# --- As safe --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_tight(path: Path) -> None:
    whole, text = yaml_of(path), path.read_text("utf-8")
    assert whole["permissions"] == {}, "each job says what it needs"
    assert whole["concurrency"]
    assert all(job["permissions"] for job in whole["jobs"].values())
    assert all(job["timeout-minutes"] <= 20 for job in whole["jobs"].values())
    pinned = r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    used = re.findall(r"\buses: (.*)", text)
    assert [use for use in used if not re.fullmatch(pinned, use)] == []
    assert [step for step in steps(path) if "${{" in step.get("run", "")] == []
    checkouts = [s for s in steps(path) if s.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert not re.search(r"\bpull_request_target\b|\bsecrets\b", without_comments(path))


def test_a_version_of_an_action_is_the_same_everywhere() -> None:
    used = {step["uses"] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    assert len(used) == len({use.partition("@")[0] for use in used})


def test_a_pull_request_has_nothing_to_write_with() -> None:
    reading = [path for path in WORKFLOWS if "pull_request" in triggers(yaml_of(path))]
    assert [path.stem for path in reading] == ["check"]
    for path in reading:
        assert [j["permissions"] for j in yaml_of(path)["jobs"].values()] == [{"contents": "read"}]
        assert "github.token" not in path.read_text("utf-8")


def test_what_writes_runs_nothing_of_the_pull_request() -> None:
    (job,) = workflow("comment")["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert [step for step in job["steps"] if "uses" in step] == []
    note = gitlab_jobs()["kommentar"]
    assert note["variables"]["GIT_STRATEGY"] == "none"
    assert not {"before_script", "extends"} & set(note)


def test_the_token_is_named_only_where_the_note_is_written() -> None:
    assert [name for name, job in gitlab_jobs().items() if "NOTE_TOKEN" in str(job)] == [
        "kommentar"
    ]
    assert "$MALBOK_NOTE_TOKEN" in gitlab_jobs()["kommentar"]["rules"][0]["if"]


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_the_site_for_the_inside_is_not_even_built(path: Path) -> None:
    text = without_comments(path)
    assert "intranet" not in text
    assert not re.search(r"\bmake (?!\.venv/site-ready\b)", text)
    assert set(re.findall(r"\bsite/\w*", text)) <= {"site/public"}


# --- A change on GitHub ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Origin:
    return origin_with(tmp_path_factory.mktemp("right"), RIGHT)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Origin:
    return origin_with(tmp_path_factory.mktemp("wrong"), WRONG)


def run_check(origin: Origin, scratch: Path, cache: Path) -> Ran:
    (job,) = workflow("check")["jobs"].values()
    context = {"vars.MALBOK_SITE_URL": "https://mal.example.se"}
    caches = {"MALBOK_TEST_CACHE": str(cache)}
    return run_github(job, GitHubRunner(scratch, origin, "refs/pull/7/merge", context, caches))


@pytest.fixture(scope="module")
def checked(right: Origin, tmp_path_factory: pytest.TempPathFactory, chart_cache: Path) -> Ran:
    return run_check(right, tmp_path_factory.mktemp("checked"), chart_cache)


def test_a_right_change_passes(checked: Ran) -> None:
    assert set(checked.outcomes.values()) == {"success"}, checked.said


def test_it_is_told_what_the_change_does(checked: Ran) -> None:
    story = checked.artefacts["malbok-diff"].read_text("utf-8")
    assert story.startswith(f"{MARKER}\n")
    assert "44,5" in story
    assert "Om oss" not in story, "somebody else's change, in main already"
    assert "](https://mal.example.se/indikatorer/trygghet/)" in story
    assert story in checked.summary


def test_the_preview_is_the_public_site_as_it_would_be(checked: Ran) -> None:
    site = checked.artefacts["forhandsvisning"]
    assert "mal/n1/trygg.html" in html_pages(site), "it opens from a folder"
    assert "Om oss" in html_pages(site)["om.html"]
    assert leaks(site) == {}


def test_a_wrong_change_fails_and_is_told_all_the_same(
    wrong: Origin, tmp_path: Path, chart_cache: Path
) -> None:
    ran = run_check(wrong, tmp_path / "run", chart_cache)
    assert "Leta efter fel" in ran.failed
    assert re.search(rf"^::error file={FIGURES},line=3,", "".join(ran.said), re.MULTILINE)
    summary = "".join(ran.summary)
    assert re.search(rf"^    {FIGURES}:3:", summary, re.MULTILINE), "as code, whatever is in it"
    assert ran.artefacts["malbok-diff"].read_text("utf-8").startswith(f"{MARKER}\n")
    assert ran.outcomes["Bygg den publika webbplatsen"] == "skipped"
    assert "forhandsvisning" not in ran.artefacts


def test_without_malbok_nothing_else_is_said_to_have_failed(right: Origin, tmp_path: Path) -> None:
    (job,) = workflow("check")["jobs"].values()
    runner = GitHubRunner(tmp_path, right, "refs/pull/7/merge", can_install=False)
    assert run_github(job, runner).failed == ["Installera malbok"]


# --- The comment on GitHub ------------------------------------------------------------------------


@pytest.fixture
def host() -> Iterator[CodeHost]:
    with open_host() as host:
        yield host


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An artefact as it is fetched."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def pull(
    number: object = 7, sha: str = "c0ffee", owner: str = "exempelby", branch: str = "change"
) -> Any:
    return {"number": number, "head": {"sha": sha, "label": f"{owner}:{branch}"}}


@pytest.fixture
def github(host: CodeHost) -> CodeHost:
    """GitHub with a pull request from a branch, of which its check has told."""
    host.pulls = [pull()]
    host.artefacts = [{"id": 3, "name": "malbok-diff", "size_in_bytes": 300}]
    host.archive = zipped({"malbok-diff.md": STORY})
    return host


def comment(
    github: CodeHost, scratch: Path, branch: str = "change", head: str = "exempelby/malbok"
) -> Ran:
    """Run the workflow for what is in a branch of a repository."""
    (job,) = workflow("comment")["jobs"].values()
    context = {
        "github.token": "token",
        "github.event.workflow_run.id": "12",
        "github.event.workflow_run.head_sha": "c0ffee",
        "github.event.workflow_run.head_repository.full_name": head,
        "github.event.workflow_run.head_branch": branch,
    }
    variables = gh_for(github, scratch)
    return run_github(job, GitHubRunner(scratch, context=context, variables=variables))


def test_one_comment_however_often(github: CodeHost, checked: Ran, tmp_path: Path) -> None:
    """The first time it is made, of what the check told, and then it is changed."""
    story = checked.artefacts["malbok-diff"].read_bytes()
    github.archive = zipped({"malbok-diff.md": story})
    assert not comment(github, tmp_path).failed
    assert github.written == [("POST", "/repos/exempelby/malbok/issues/7/comments")]
    assert [made["body"] for made in github.comments] == [story.decode()]

    github.archive = zipped({"malbok-diff.md": STORY})
    assert not comment(github, tmp_path).failed
    assert github.written[1:] == [("PATCH", "/repos/exempelby/malbok/issues/comments/500")]
    assert [made["body"] for made in github.comments] == [STORY]


RUN = "https://github.com/exempelby/malbok/actions/runs/12"


def test_the_newest_preview_is_shown(github: CodeHost, tmp_path: Path) -> None:
    github.artefacts += [{"id": n, "name": "forhandsvisning"} for n in (8, 9, 4)]
    assert not comment(github, tmp_path).failed
    assert github.comments[0]["body"].startswith(STORY)
    assert f"({RUN}/artifacts/9)" in github.comments[0]["body"]


def test_nothing_that_a_fork_made_is_published(github: CodeHost, tmp_path: Path) -> None:
    """Its own check.yml wrote the artefacts, so they may say anything; they aren't even fetched."""
    github.artefacts.append({"id": 9, "name": "forhandsvisning"})
    github.archive = zipped({"malbok-diff.md": f"{STORY}@alla ![](https://x.se/y.png)"})
    branch = "![x](https://x.se) @alla"
    github.pulls = [pull(owner="nagon", branch=branch)]
    for _ in range(2):
        assert not comment(github, tmp_path, branch, head="nagon/malbok").failed
    (made,) = github.comments
    assert made["body"] == (
        f"{MARKER}\nÄndringen kommer från en annan kopia av projektet. "
        f"[Vad den gör står i kontrollens sammanfattning]({RUN}).\n"
    )
    assert [path for _, path in github.asked if "artifacts" in path] == []


def test_a_fork_is_found_by_its_own_name(github: CodeHost, tmp_path: Path) -> None:
    """A branch of the same name in the repository itself is another change."""
    assert not comment(github, tmp_path, head="nagon/malbok").failed
    assert github.written == []


def test_it_is_found_among_many_and_nobody_elses_is_touched(
    github: CodeHost, tmp_path: Path
) -> None:
    somebody = {"id": 9, "login": "nagon"}
    github.comments = [
        *({"id": number, "user": somebody, "body": STORY} for number in range(150)),
        {"id": 200, "user": None, "body": STORY},
        {"id": 201, "user": BOT, "body": "Något annat."},
        {"id": 202, "user": BOT, "body": f"{MARKER}\nFörra gången."},
    ]
    assert not comment(github, tmp_path).failed
    assert github.written == [("PATCH", "/repos/exempelby/malbok/issues/comments/202")]


@pytest.mark.parametrize(
    ("pulls", "artefacts"),
    [
        pytest.param([], None, id="closed"),
        pytest.param([pull(sha="decaf")], None, id="pushed to since"),
        pytest.param([pull(), pull(8)], None, id="two from one branch"),
        pytest.param([pull()], [], id="nothing told"),
    ],
)
def test_nothing_to_say_is_no_error(
    github: CodeHost, pulls: list[Any], artefacts: list[Any] | None, tmp_path: Path
) -> None:
    github.pulls = pulls
    github.artefacts = github.artefacts if artefacts is None else artefacts
    ran = comment(github, tmp_path)
    assert not ran.failed
    assert ran.said[0].startswith("::notice::")
    assert github.written == []


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(zipped({"malbok-diff.md": "Ett mål ändras."}), id="no marker"),
        pytest.param(zipped({"malbok-diff.md": f"Hej! {STORY}"}), id="marker later"),
        pytest.param(zipped({"malbok-diff.md": ""}), id="empty"),
        pytest.param(zipped({"annat.md": STORY}), id="another name"),
        pytest.param(zipped({"../malbok-diff.md": STORY}), id="another folder"),
        pytest.param(zipped({}), id="no files"),
        pytest.param(b"Ett zippat arkiv? Nej.", id="no archive"),
    ],
)
def test_a_strange_artefact_is_refused(github: CodeHost, archive: bytes, tmp_path: Path) -> None:
    github.archive = archive
    ran = comment(github, tmp_path)
    assert ran.failed
    assert "Traceback" not in ran.said[0]
    assert github.written == []


def test_a_giant_artefact_is_not_fetched(github: CodeHost, tmp_path: Path) -> None:
    github.artefacts[0]["size_in_bytes"] = 5_000_000_000
    assert comment(github, tmp_path).failed
    assert [path for _, path in github.asked if path.endswith("/zip")] == []
    assert github.written == []


@pytest.mark.parametrize("length", [65_600, 30_000_000])
def test_a_long_story_is_cut_and_says_so(github: CodeHost, length: int, tmp_path: Path) -> None:
    """Thirty million letters are small when packed."""
    github.archive = zipped({"malbok-diff.md": STORY + "å" * length})
    assert not comment(github, tmp_path).failed
    (body,) = [made["body"] for made in github.comments]
    assert 60_000 < len(body) <= 65_536
    assert body.startswith(f"{MARKER}\nDet här är början.")
    assert f"({RUN})" in body


def test_an_archive_is_unpacked_no_further_than_needed(github: CodeHost, tmp_path: Path) -> None:
    """This one has a wrong checksum, which shows at its end."""
    archive = bytearray(zipped({"malbok-diff.md": STORY + "å" * 30_000_000}))
    archive[archive.rindex(b"PK\x01\x02") + 16] ^= 1
    github.archive = bytes(archive)
    assert not comment(github, tmp_path).failed
    assert len(github.comments) == 1


def test_what_the_change_says_stays_text(github: CodeHost, tmp_path: Path) -> None:
    """It isn't run, it doesn't choose the pull request, and it is written nowhere else."""
    story = f"{STORY}$(touch pwned) `touch pwned` ${{{{ github.token }}}} ::error::\n@alla\n"
    files = {"malbok-diff.md": story, "number": "8", "../pwned": "", "../../pwned": "", "gh": ""}
    branch = 'x"; touch pwned; $(touch pwned) `touch pwned` &state=all#'
    github.archive, github.pulls = zipped(files), [pull(branch=branch)]
    assert not comment(github, tmp_path / "a/b", branch).failed
    assert github.written == [("POST", "/repos/exempelby/malbok/issues/7/comments")]
    assert [made["body"] for made in github.comments] == [story]
    assert list(tmp_path.rglob("pwned")) == []


def test_only_a_number_is_a_number(github: CodeHost, tmp_path: Path) -> None:
    github.pulls = [pull("7/../8")]
    assert comment(github, tmp_path).failed
    assert [path for _, path in github.asked if "issues" in path] == []


# --- Publishing on GitHub -------------------------------------------------------------------------


def test_the_default_branch_is_published(
    right: Origin, host: CodeHost, tmp_path: Path, chart_cache: Path
) -> None:
    host.pages = {"html_url": "https://exempelby.github.io/malbok/"}
    variables = {**gh_for(host, tmp_path), "MALBOK_TEST_CACHE": str(chart_cache)}
    runner = GitHubRunner(tmp_path, right, "main", {"github.token": "token"}, variables)
    ran = run_github(workflow("publish")["jobs"]["build"], runner)
    assert not ran.failed, ran.said
    assert ran.outputs == {"address": "https://exempelby.github.io/malbok/"}
    site = ran.artefacts["github-pages"]
    assert "mal/n1/trygg/index.html" in html_pages(site)
    assert leaks(site) == {}


@pytest.mark.parametrize("broken", [False, True])
def test_pages_that_are_turned_off_are_no_error(
    broken: bool, host: CodeHost, tmp_path: Path
) -> None:
    """But an answer that doesn't come is."""
    host.broken = broken
    job = workflow("publish")["jobs"]["build"]
    asking = {**job, "steps": [step for step in job["steps"] if step.get("id") == "pages"]}
    variables = gh_for(host, tmp_path)
    runner = GitHubRunner(tmp_path, context={"github.token": "token"}, variables=variables)
    ran = run_github(asking, runner)
    assert bool(ran.failed) is broken
    assert ran.said[0].startswith("::notice::") is not broken
    assert ran.outputs == {"address": ""}


# --- On GitLab ------------------------------------------------------------------------------------


def run_gitlab_job(name: str, origin: Origin, folder: Path, **variables: str) -> GitLabRun:
    """A job for the merge request of a change."""
    job = gitlab_jobs()[name]
    check_out(origin, folder, "change", int(job["variables"].get("GIT_DEPTH", "20")))
    return run_gitlab(job, folder, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": origin.base, **variables})


def test_gitlab_gets_a_report_of_errors(right: Origin, wrong: Origin, tmp_path: Path) -> None:
    job = gitlab_jobs()["fel"]
    report = job["artifacts"]["reports"]["codequality"]
    fine = run_gitlab_job("fel", right, tmp_path / "right")
    assert fine.status == 0, fine.said
    told = json.loads((fine.folder / report).read_text("utf-8"))
    assert {it["severity"] for it in told} == {"minor", "info"}  # a warning, and advice
    assert "R180" in {it["check_name"] for it in told}  # it is replaced by one inside

    bad = run_gitlab_job("fel", wrong, tmp_path / "wrong")
    assert bad.status == 1
    assert f"{FIGURES}:3:" in bad.said
    told = json.loads((bad.folder / report).read_text("utf-8"))
    (fault,) = (it for it in told if it["severity"] not in {"minor", "info"})
    assert (fault["location"]["path"], fault["location"]["lines"]["begin"]) == (FIGURES, 3)
    assert job["artifacts"]["when"] == "always"


def test_gitlab_is_told_what_the_change_does(right: Origin, tmp_path: Path) -> None:
    pages = {"CI_PAGES_URL": "https://exempelby.gitlab.io/malbok"}
    ran = run_gitlab_job("skillnad", right, tmp_path / "run", **pages)
    assert ran.status == 0, ran.said
    (path,) = gitlab_jobs()["skillnad"]["artifacts"]["paths"]
    story = (ran.folder / path).read_text("utf-8")
    assert story.startswith(f"{MARKER}\n")
    assert "44,5" in story
    assert "Om oss" not in story
    assert "](https://exempelby.gitlab.io/malbok/indikatorer/trygghet/)" in story
    assert story in ran.said


def test_gitlab_compares_the_merged_result_with_its_target(right: Origin, tmp_path: Path) -> None:
    """Where that is tested, the target branch may have moved since the change was made."""
    job = gitlab_jobs()["skillnad"]
    check_out(right, tmp_path / "run", "refs/pull/7/merge", 0)
    variables = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": right.base,
        "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": git(right.folder, "rev-parse", "main"),
    }
    ran = run_gitlab(job, tmp_path / "run", variables)
    assert ran.status == 0, ran.said
    assert "44,5" in ran.said
    assert "Om oss" not in ran.said


def test_a_wrong_change_is_told_on_gitlab_too(wrong: Origin, tmp_path: Path) -> None:
    ran = run_gitlab_job("skillnad", wrong, tmp_path / "run")
    assert ran.status == 1
    assert f"{MARKER}\n" in ran.said
    assert gitlab_jobs()["skillnad"]["artifacts"]["when"] == "always"


@pytest.mark.parametrize(
    ("name", "page"),
    [("förhandsvisning", "mal/n1/trygg.html"), ("pages", "mal/n1/trygg/index.html")],
)
def test_gitlabs_sites_are_public(
    name: str, page: str, right: Origin, tmp_path: Path, chart_cache: Path
) -> None:
    variables = {
        "MALBOK_TEST_CACHE": str(chart_cache),
        "CI_PAGES_URL": "https://exempelby.gitlab.io/malbok",
    }
    ran = run_gitlab_job(name, right, tmp_path / "run", **variables)
    assert ran.status == 0, ran.said
    (path,) = gitlab_jobs()[name]["artifacts"]["paths"]
    assert page in html_pages(ran.folder / path)
    assert leaks(ran.folder / path) == {}


def note(host: CodeHost, folder: Path, story: str) -> GitLabRun:
    """The job that writes the note, which has only what the job before it left."""
    (folder / "build").mkdir(exist_ok=True)
    (folder / "build/malbok-diff.md").write_text(story, "utf-8")
    variables = {
        "CI_API_V4_URL": host.address,
        "CI_MERGE_REQUEST_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_PIPELINE_URL": "https://gitlab.com/exempelby/malbok/-/pipelines/12",
        "MALBOK_NOTE_TOKEN": "token",
    }
    return run_gitlab(gitlab_jobs()["kommentar"], folder, variables)


def test_one_note_however_often(host: CodeHost, tmp_path: Path) -> None:
    somebody = {"id": 9}
    host.comments = [{"id": n, "author": somebody, "body": STORY} for n in range(150)]
    assert note(host, tmp_path, STORY).status == 0
    assert note(host, tmp_path, f"{MARKER}\nInget ändras.\n").status == 0
    notes = "/projects/5/merge_requests/7/notes"
    assert host.written == [("POST", notes), ("PUT", f"{notes}/500")]
    assert host.comments[150]["body"] == f"{MARKER}\nInget ändras.\n"
    assert host.tokens == {"token"}


def test_a_note_gives_gitlab_no_orders(host: CodeHost, tmp_path: Path) -> None:
    story = f"{STORY}/close\n  /merge\r\n\r/approve\n\n\t/assign @alla\na/b $(touch pwned)\nEND\n"
    assert note(host, tmp_path, story).status == 0
    (body,) = [made["body"] for made in host.comments]
    assert not re.search(r"^\s*/", body, re.MULTILINE)
    assert "\n\\/close\n  \\/merge\n" in body
    assert "\na/b $(touch pwned)\nEND\n" in body
    assert not (tmp_path / "pwned").exists()


def test_a_strange_story_makes_no_note(host: CodeHost, tmp_path: Path) -> None:
    ran = note(host, tmp_path, "/close")
    assert ran.status == 1
    assert "Traceback" not in ran.said
    assert host.asked == []


def test_a_long_note_is_cut_and_says_so(host: CodeHost, tmp_path: Path) -> None:
    assert note(host, tmp_path, STORY + "å\n" * 1_000_000).status == 0
    (body,) = [made["body"] for made in host.comments]
    assert 800_000 < len(body) < 1_000_000
    assert body.startswith(f"{MARKER}\nDet här är början.")


# --- Before a commit ------------------------------------------------------------------------------


@pytest.mark.parametrize("hook", yaml_of(HOOKS), ids=lambda hook: hook["id"])
def test_hooks_are_for_the_files_that_malbok_reads(hook: Any) -> None:
    assert hook["language"] == "python", "pre-commit installs malbok"
    assert hook["pass_filenames"] is False
    assert re.search(hook["files"], "data/goals/n1/trygg.yml")
    assert re.search(hook["files"], "content/index.md")
    assert not re.search(hook["files"], "README.md")


def test_hooks_put_right_and_find_errors(wrong: Origin, tmp_path: Path) -> None:
    """Run by pre-commit, with malbok as it is here instead of an installation of its own."""
    folder = tmp_path / "run"
    check_out(wrong, folder, "change", 1)
    hooks = [{**hook, "language": "system"} for hook in yaml_of(HOOKS)]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    goal = folder / "data/goals/n1/trygg.yml"
    goal.write_bytes(goal.read_bytes().replace(b"\n", b"\r\n"))
    git(folder, "add", "--all")
    variables = {
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "PATH": f"{Path(sys.prefix, 'bin')}{os.pathsep}{os.environ['PATH']}",
    }
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    made = subprocess.run(
        command, cwd=folder, env=environment(variables), capture_output=True, text=True
    )
    assert made.returncode == 1
    assert b"\r" not in goal.read_bytes(), made.stdout
    assert f"{FIGURES}:3:" in made.stdout


def test_the_report_on_readability_fails_nothing() -> None:
    """It comes after the checks, where neither GitLab nor GitHub heeds an error."""
    job = gitlab_jobs()["fel"]
    assert not any("readability" in command for command in job["script"])
    assert any("readability" in command for command in job["after_script"])
    steps = yaml_of(REPOSITORY / ".github/workflows/check.yml")["jobs"]["check"]["steps"]
    measures = [n for n, step in enumerate(steps) if "readability" in step.get("run", "")]
    checks = [n for n, step in enumerate(steps) if step.get("id") == "check"]
    assert checks < measures
    assert all(steps[n]["continue-on-error"] for n in measures)
