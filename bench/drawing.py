"""What a chart costs that isn't in the cache: `python -m bench.drawing DIR` prints CPU milliseconds."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bench.project import INDICATORS_PER_GOAL, write_project
from malbok.engine import make_site
from malbok.model import Audience
from malbok.reading import load_project

GOALS = 10


def cost(root: Path) -> float:
    """Milliseconds of a build without cache, by chart, once everything needed is loaded."""
    write_project(root, GOALS)
    project = load_project(root)
    make_site(project, Audience.PUBLIC)
    start = time.process_time()
    make_site(project, Audience.PUBLIC)
    return (time.process_time() - start) / (GOALS * INDICATORS_PER_GOAL) * 1000


if __name__ == "__main__":
    print(round(cost(Path(sys.argv[1])), 1))
