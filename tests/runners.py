"""GitHub's and GitLab's runners, as far as the pipelines here use them.

They run each shell step as it stands, in a fresh checkout of a small repository. Only the step that
installs malbok is replaced, by a link to the environment that the tests run in.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

from tests.sites import MKDOCS, environment, write_inside

INSTALL = "make .venv/site-ready"

# --- The repository -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """A repository with a change to it.

    `base` is the commit that the change was made from, and `change` its last one. Meanwhile
    somebody else has changed main; refs/pull/7/merge is both together, as GitHub makes it.
    """

    folder: Path
    base: str
    change: str


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    settings = ("user.name=Test", "user.email=test@example.se", "commit.gpgsign=false")
    options = [word for setting in settings for word in ("-c", setting)]
    command = ["git", *options, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=True
    ).stdout.strip()


def origin_with(folder: Path, changes: Mapping[str, str]) -> Origin:
    """A repository in which a change changes some files, and main another: content/om.md."""
    site = MKDOCS.replace("site_dir: site\n", "site_dir: site/public\n")
    write_inside(folder, {"mkdocs.yml": site, ".gitignore": ".venv\n.cache\nsite\nbuild\n"})
    git(folder, "init", "--quiet", "--initial-branch", "main")
    base = _commit(folder, {})
    git(folder, "switch", "--quiet", "--create", "change")
    change = _commit(folder, changes)
    git(folder, "switch", "--quiet", "main")
    _commit(folder, {"content/om.md": "---\ntitle: Om\naudience: public\n---\n# Om oss\n"})
    git(folder, "switch", "--quiet", "--detach")
    git(folder, "merge", "--quiet", "--no-edit", "change")
    git(folder, "update-ref", "refs/pull/7/merge", "HEAD")
    git(folder, "switch", "--quiet", "main")
    return Origin(folder, base, change)


def _commit(folder: Path, changes: Mapping[str, str]) -> str:
    for name, text in changes.items():
        (folder / name).write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Ändring")
    return git(folder, "rev-parse", "HEAD")


def check_out(origin: Origin, folder: Path, ref: str, depth: int) -> None:
    """One commit in a folder of its own, with `depth` commits in all (0: all there are)."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet")
    deep = [f"--depth={depth}"] if depth else []
    git(folder, "fetch", "--quiet", *deep, origin.folder.as_uri(), ref)
    git(folder, "checkout", "--quiet", "--detach", "FETCH_HEAD")


def link_environment(folder: Path) -> None:
    """Instead of installing malbok."""
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)


# --- GitHub ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ran:
    """What a job did: how each step went, what was said, and what the job left behind."""

    outcomes: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    artefacts: dict[str, Path] = field(default_factory=dict)

    @property
    def failed(self) -> list[str]:
        return [name for name, outcome in self.outcomes.items() if outcome == "failure"]


@dataclass(frozen=True, slots=True)
class GitHubRunner:
    """Where a workflow's jobs are run: `context` is what their expressions may ask for, and
    `variables` are the environment."""

    scratch: Path
    origin: Origin | None = None
    ref: str = "main"
    context: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    can_install: bool = True

    @property
    def workspace(self) -> Path:
        return self.scratch / "workspace"


def run_github(job: Any, runner: GitHubRunner) -> Ran:
    """Run a job's steps, one after the other, as their conditions say."""
    ran, known = Ran(), dict(runner.context)
    runner.scratch.mkdir(parents=True, exist_ok=True)
    for step in job["steps"]:
        outcome = "skipped"
        if _holds(step.get("if", ""), known, bool(ran.failed)):
            took = _take(step, job.get("env", {}), runner, known, ran)
            outcome = "success" if took else "failure"
        ran.outcomes[step["name"]] = outcome
        if "id" in step:
            known[f"steps.{step['id']}.outcome"] = outcome
    for name, value in job.get("outputs", {}).items():
        ran.outputs[name] = _filled(value, known)
    return ran


def _take(
    step: Any, shared: Mapping[str, str], runner: GitHubRunner, known: dict[str, str], ran: Ran
) -> bool:
    if "uses" in step:
        options = {name: _filled(str(value), known) for name, value in step["with"].items()}
        return _use(step["uses"], options, runner, ran)
    if step["run"] == INSTALL:
        link_environment(runner.workspace)
        return runner.can_install
    output, summary = runner.scratch / "output", runner.scratch / "summary"
    output.write_text("")
    summary.write_text("")
    own = {**shared, **step.get("env", {})}
    variables = {
        **runner.variables,
        **{name: _filled(value, known) for name, value in own.items()},
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_WORKSPACE": str(runner.workspace),
        "RUNNER_TEMP": str(runner.scratch),
    }
    runner.workspace.mkdir(exist_ok=True)
    shells = {"bash": ["bash", "-e", "-c"], "python": [sys.executable, "-c"]}
    command = [*shells[step.get("shell", "bash")], step["run"]]
    status = _run(command, runner.workspace, variables, ran.said)
    ran.summary.append(summary.read_text("utf-8"))
    for line in output.read_text("utf-8").splitlines():
        name, _, value = line.partition("=")
        known[f"steps.{step['id']}.outputs.{name}"] = value
    return status == 0


def _use(action: str, options: Mapping[str, str], runner: GitHubRunner, ran: Ran) -> bool:
    """Do what one of GitHub's own actions does."""
    match action.partition("@")[0]:
        case "actions/checkout":
            assert runner.origin
            depth = int(options.get("fetch-depth", "1"))
            check_out(runner.origin, runner.workspace, runner.ref, depth)
        case "actions/upload-artifact":
            path = runner.workspace / options["path"]
            if not path.exists():
                return options["if-no-files-found"] == "ignore"
            ran.artefacts[options["name"]] = path
        case "actions/upload-pages-artifact":
            ran.artefacts["github-pages"] = runner.workspace / options["path"]
        case _:
            raise AssertionError(action)
    return True


def _filled(text: str, known: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: _value(found[1], known), text)


def _value(name: str, known: Mapping[str, str]) -> str:
    """What an expression names. A step that hasn't run has neither outcome nor outputs."""
    return known.get(name, "") if name.startswith("steps.") else known[name]


def _holds(condition: str, known: Mapping[str, str], failed: bool) -> bool:
    expression = condition.removeprefix("${{ ").removesuffix(" }}")
    if failed and "cancelled()" not in expression:
        return False
    python = expression.replace("!cancelled()", "True").replace("&&", "and")
    filled = re.sub(r"\bsteps\.[\w.]+", lambda found: repr(_value(found[0], known)), python)
    return bool(eval(filled)) if filled else True


# --- GitLab ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GitLabRun:
    """What a job did: its exit status, what was said, and where its files are."""

    status: int
    said: str
    folder: Path


def run_gitlab(job: Any, folder: Path, variables: Mapping[str, str]) -> GitLabRun:
    """Run a job's scripts in a folder; `job` has what it extends in it."""
    folder.mkdir(parents=True, exist_ok=True)
    given = {**variables, "CI_PROJECT_DIR": str(folder)}
    own = {k: Template(v).safe_substitute(given) for k, v in job.get("variables", {}).items()}
    said: list[str] = []
    lines = [*job.get("before_script", []), *job["script"]]
    if INSTALL in lines:
        lines.remove(INSTALL)
        link_environment(folder)
    status = _run(_bash(lines), folder, {**given, **own}, said)
    _run(_bash(job.get("after_script", [])), folder, {**given, **own}, said)
    return GitLabRun(status, "".join(said), folder)


def _bash(lines: Sequence[str]) -> list[str]:
    return ["bash", "-eo", "pipefail", "-c", "\n".join(lines)]


def _run(
    command: Sequence[str], folder: Path, variables: Mapping[str, str], said: list[str]
) -> int:
    made = subprocess.run(
        command, cwd=folder, env=environment(variables), capture_output=True, timeout=120
    )
    said.append((made.stdout + made.stderr).decode())
    return made.returncode
