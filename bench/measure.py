"""What a command costs: CPU seconds and peak memory of a process of its own.

The process that measures must stay small: Linux counts the parent's memory in the child's peak, up to
the moment the child runs its own program. So nothing heavy is imported here or by `bench.__main__`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""As people have it: Python keeps what it has compiled."""


class CommandFailedError(Exception):
    """A measured command failed; the message has what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took: CPU seconds (user and system) and peak memory in MB; and what
    it printed."""

    cpu: float
    peak_mb: float
    said: str = ""


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end and say what it cost, processes it started included.

    Raises CommandFailedError if it fails.
    """
    process = subprocess.Popen(
        command,
        env={**_ENVIRONMENT, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        said = process.stdout.read().decode(errors="replace") if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CommandFailedError(f"{' '.join(command)}\n{said}")
    return Cost(usage.ru_utime + usage.ru_stime, _megabytes(usage.ru_maxrss), said)


def in_turn(commands: Mapping[str, Sequence[str]], repeats: int) -> dict[str, list[Cost]]:
    """The costs of some commands, run in turn so that what else the machine does hits them alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(repeats):
        for name, command in commands.items():
            costs[name].append(run(command))
    return costs


def median(costs: Sequence[Cost]) -> Cost:
    """The median of the CPU seconds, and the highest of the peaks."""
    return Cost(statistics.median(c.cpu for c in costs), max(c.peak_mb for c in costs))


def _megabytes(peak: int) -> float:
    """`ru_maxrss` counts kilobytes, on macOS bytes."""
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
