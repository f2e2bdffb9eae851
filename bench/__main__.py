"""Measure malbok beside plain MkDocs-Material: `python -m bench [--sizes 300 1000] [--repeats 3]`.

Each size is built by both in turn, in processes of their own, with the charts in the cache. The last
line is one JSON object with every figure. Exit status 1 if a limit is missed, 2 if a build fails.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.measure import CommandFailedError, Cost, in_turn, median, run
from bench.output import Output, output

CACHE = Path(__file__).resolve().parents[1] / ".cache" / "bench"
SIZES = (300, 1000)
MAX_RATIO = 0.4
MAX_PEAK_MB = 500.0
MAX_CHECK_CPU = 3.0
MAX_CHECK_MB = 300.0
MAX_START_CPU = 0.3
MAX_DIFFERENCE = 0.03
"""How much the numbers of words that the two sites show may differ, as a share."""
MAX_REPORT_CPU = {100: 3.0, 1000: 20.0}
"""CPU seconds of a report as PDF, by its number of goals, each with two charts."""
MAX_REPORT_MB = 400.0
"""The memory that the smaller of them may take."""
MAX_FREEZE_CPU = 3.0
"""CPU seconds of freezing the larger of them, beside the check of the project that belongs to it."""
LIMITED = 1000
"""The size that the limits of memory and of `malbok check` are for."""

Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and say by the exit status whether the limits hold."""
    options = _options(arguments)
    sizes = sorted(set(options.sizes))
    figures: Figures = {"repeats": options.repeats}
    try:
        with tempfile.TemporaryDirectory(prefix="malbok-bench-") as scratch:
            for size in sizes:
                figures |= measure_size(size, options.repeats, Path(scratch) / str(size))
            figures |= measure_reports(options.repeats, Path(scratch))
            figures["chart_ms"] = float(run(_module("bench.drawing", Path(scratch) / "few")).said)
    except CommandFailedError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"A chart that isn't in the cache takes {figures['chart_ms']:.0f} ms of CPU.")
    missed = [*misses(figures, sizes), *report_misses(figures)]
    for miss in missed:
        print(f"Missed: {miss}")
    print(json.dumps({**figures, "ok": not missed}))
    return 1 if missed else 0


def measure_size(goals: int, repeats: int, folder: Path) -> Figures:
    """Both builds of a project with so many goals, and `malbok check`."""
    project, twin = folder / "malbok", folder / "plain"
    print(f"{goals} goals: writing the project and its hand-written twin …", flush=True)
    run(_module("bench.project", project, goals, CACHE))
    run(_module("bench.plain", project, twin, CACHE / "charts"))
    print(f"{goals} goals: building each {repeats} times …", flush=True)
    costs = in_turn(
        {
            "malbok": _module("mkdocs", "build", "--strict", "-f", project / "mkdocs.yml"),
            "plain": _module("mkdocs", "build", "--strict", "-f", twin / "mkdocs.yml"),
            "check": _malbok("check", "--project", project),
            "a file": _malbok("check", "--project", project, _some_figures(project)),
            "--help": _malbok("--help"),
        },
        repeats,
    )
    sites = {"malbok": output(project / "site"), "plain": output(twin / "site")}
    _report(costs, sites)
    return _figures(goals, costs, sites)


def measure_reports(repeats: int, scratch: Path) -> Figures:
    """Reports as PDF, and what freezing the largest one takes."""
    figures: Figures = {}
    for size in sorted(MAX_REPORT_CPU):
        project = scratch / f"report-{size}"
        print(f"A report of {size} goals …", flush=True)
        run(_module("bench.project", project, size, CACHE))
        run(_module("bench.reporting", project, size, "--begin"))
        costs = in_turn(
            {
                "pdf": _module("bench.reporting", project, size),
                "freeze": _malbok("report", "freeze", "bench", "--dry-run", "--project", project),
                "check": _malbok("check", "--project", project),
            },
            repeats,
        )
        middle = {name: median(found) for name, found in costs.items()}
        for name, cost in middle.items():
            print(f"  {name:<7} {cost.cpu:7.2f} s CPU  {cost.peak_mb:4.0f} MB")
        found = {
            "report_cpu": middle["pdf"].cpu,
            "report_peak_mb": middle["pdf"].peak_mb,
            "freeze_cpu": middle["freeze"].cpu,
            "freeze_own_cpu": middle["freeze"].cpu - middle["check"].cpu,
        }
        figures |= {f"{name}_{size}": round(value, 3) for name, value in found.items()}
    return figures


def report_misses(figures: Figures) -> Iterator[str]:
    """The limits of reports that were missed, in words."""
    small, large = sorted(MAX_REPORT_CPU)
    for size, limit in MAX_REPORT_CPU.items():
        if (cpu := figures[f"report_cpu_{size}"]) > limit:
            yield f"a report of {size} goals takes {cpu:.1f} s, more than {limit:.0f}"
    if (peak := figures[f"report_peak_mb_{small}"]) > MAX_REPORT_MB:
        yield f"a report of {small} goals takes {peak:.0f} MB, more than {MAX_REPORT_MB:.0f}"
    if (cpu := figures[f"freeze_own_cpu_{large}"]) > MAX_FREEZE_CPU:
        yield f"freezing {large} goals takes {cpu:.1f} s, more than {MAX_FREEZE_CPU:.0f}"


def misses(figures: Figures, sizes: Sequence[int]) -> Iterator[str]:
    """The limits that were missed, in words."""
    for size in sizes:
        if (ratio := figures[f"ratio_{size}"]) > MAX_RATIO:
            yield f"the ratio at {size} goals is {ratio:.3f}, more than {MAX_RATIO}"
        if not _are_alike(figures, size):
            yield f"the two sites of {size} goals differ in pages or words, so the ratio says nothing"
    small, large = figures[f"ratio_{sizes[0]}"], figures[f"ratio_{sizes[-1]}"]
    if large > small:
        yield f"the ratio grows from {small:.3f} to {large:.3f}"
    if LIMITED in sizes:
        if (peak := figures[f"peak_mb_{LIMITED}"]) > MAX_PEAK_MB:
            yield f"the build takes {peak:.0f} MB, more than {MAX_PEAK_MB:.0f}"
        if (cpu := figures[f"check_cpu_{LIMITED}"]) > MAX_CHECK_CPU:
            yield f"malbok check takes {cpu:.1f} s, more than {MAX_CHECK_CPU:.0f}"
        if (peak := figures[f"check_peak_mb_{LIMITED}"]) > MAX_CHECK_MB:
            yield f"malbok check takes {peak:.0f} MB, more than {MAX_CHECK_MB:.0f}"
        for name in ("file_cpu", "help_cpu"):
            if (cpu := figures[f"{name}_{LIMITED}"]) > MAX_START_CPU:
                yield f"{name} is {cpu:.2f} s, more than {MAX_START_CPU:.1f}"


def _are_alike(figures: Figures, size: int) -> bool:
    """Whether both sites have the same pages and, but for a few, as many words."""
    words, plain = figures[f"words_{size}"], figures[f"plain_words_{size}"]
    same_pages = figures[f"pages_{size}"] == figures[f"plain_pages_{size}"]
    return same_pages and abs(words - plain) <= MAX_DIFFERENCE * words


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of goals")
    parser.add_argument("--repeats", type=int, default=3, help="builds of each; the median counts")
    return parser.parse_args(arguments)


def _module(name: str, *arguments: object) -> tuple[str, ...]:
    return (sys.executable, "-m", name, *map(str, arguments))


def _malbok(*arguments: object) -> tuple[str, ...]:
    return (str(Path(sys.executable).with_name("malbok")), *map(str, arguments))


def _some_figures(project: Path) -> Path:
    return min((project / "data" / "indicators").glob("*.csv"))


def _figures(
    goals: int, costs: Mapping[str, Sequence[Cost]], sites: Mapping[str, Output]
) -> Figures:
    """Everything measured for a size, by the names that the JSON has."""
    middle = {name: median(found) for name, found in costs.items()}
    found = {
        "ratio": middle["malbok"].cpu / middle["plain"].cpu,
        "cpu": middle["malbok"].cpu,
        "plain_cpu": middle["plain"].cpu,
        "peak_mb": middle["malbok"].peak_mb,
        "plain_peak_mb": middle["plain"].peak_mb,
        "check_cpu": middle["check"].cpu,
        "check_peak_mb": middle["check"].peak_mb,
        "file_cpu": middle["a file"].cpu,
        "help_cpu": middle["--help"].cpu,
    }
    for prefix, site in (("", sites["malbok"]), ("plain_", sites["plain"])):
        found |= {
            f"{prefix}pages": site.pages,
            f"{prefix}words": site.words,
            f"{prefix}output_mb": site.megabytes,
            f"{prefix}search_mb": site.search_megabytes,
        }
    return {f"{name}_{goals}": round(value, 3) for name, value in found.items()}


def _report(costs: Mapping[str, Sequence[Cost]], sites: Mapping[str, Output]) -> None:
    """Print a size's figures for people."""
    for name, found in costs.items():
        runs = ", ".join(f"{cost.cpu:.2f}" for cost in found)
        print(
            f"  {name:<7} {median(found).cpu:7.2f} s CPU ({runs})  {median(found).peak_mb:4.0f} MB"
        )
    for name, site in sites.items():
        print(
            f"  {name:<7} {site.pages} pages, {site.words} words, {site.megabytes:.1f} MB"
            f" ({site.search_megabytes:.1f} MB of them for the search)"
        )
    ratio = median(costs["malbok"]).cpu / median(costs["plain"]).cpu
    print(f"  ratio   {ratio:.3f}")


if __name__ == "__main__":
    sys.exit(main())
