"""Lighthouse on each kind of page of the public site: `make lighthouse`.

Chromium loads the pages as a middling phone on a slow line would (Lighthouse's mobile preset), from a
server that compresses and lets files be kept, as a good host does. What counts is the median of
several runs; it fails below the limits. The exact version of Lighthouse is in `package.json`.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

FOLDER = Path(__file__).parent
SITE = FOLDER.parents[1] / "site" / "public"
RUNS = int(os.environ.get("LIGHTHOUSE_RUNS", "3"))

PAGES = {
    "start": "",
    "overview": "mal/",
    "department": "mal/kulturnamnden/",
    "goal": "mal/kommunfullmaktige/oppen-stad/",
    "indicator": "indikatorer/anmalda-valdsbrott/",
    "method": "metod/",
    "handbook": "handbok/formulera/",
}
"""A page of each kind, by its address."""

LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100}
COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".csv"})
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"


class Handler(SimpleHTTPRequestHandler):
    """Files as a good host sends them: compressed, to be kept, under a strict policy."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        is_small = path.suffix not in COMPRESSED
        body = path.read_bytes() if is_small else compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if not is_small:
            self.send_header("Content-Encoding", "gzip")
        kept = 300 if path.suffix == ".html" else 31_536_000
        self.send_header("Cache-Control", f"max-age={kept}")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the library
        """Say nothing."""


@cache
def compressed(path: Path) -> bytes:
    """A file as it is sent."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address, with a final slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def report(address: str, chromium: str, scratch: Path) -> dict[str, Any]:
    """What Lighthouse says of a page."""
    result = scratch / "report.json"
    command = [
        str(FOLDER / "node_modules/.bin/lighthouse"),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={result}",
        f"--only-categories={','.join(LEAST)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium, "TMPDIR": str(scratch)}
    subprocess.run(command, check=True, env=environment, timeout=180)
    found: dict[str, Any] = json.loads(result.read_text("utf-8"))
    return found


def points(found: Mapping[str, Any]) -> dict[str, int]:
    """The points of a report, of a hundred, by category."""
    return {name: round(found["categories"][name]["score"] * 100) for name in LEAST}


def failed(found: Mapping[str, Any], category: str) -> list[str]:
    """What cost points in a category."""
    audits = [
        audit["id"] for audit in found["categories"][category]["auditRefs"] if audit["weight"]
    ]
    return [name for name in audits if (found["audits"][name]["score"] or 0) < 1]


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not (SITE / "index.html").is_file():
        print("Chromium and site/public are needed: make lighthouse", file=sys.stderr)
        return 2
    is_wrong = False
    print(
        f"{'page':12}{''.join(f'{name:>16}' for name in LEAST)}{'kB':>8}{'requests':>10}  ({RUNS} runs)"
    )
    with served(SITE) as address, tempfile.TemporaryDirectory() as scratch:
        for kind, path in PAGES.items():
            found = [report(address + path, chromium, Path(scratch)) for _ in range(RUNS)]
            all_points = [points(one) for one in found]
            medians = {name: int(median(p[name] for p in all_points)) for name in LEAST}
            sent = found[0]["audits"]["network-requests"]["details"]["items"]
            size = sum(item["transferSize"] for item in sent) / 1000
            told = "".join(f"{medians[name]:16}" for name in LEAST)
            print(f"{kind:12}{told}{size:8.1f}{len(sent):10}", flush=True)
            for name, least in LEAST.items():
                if medians[name] < least:
                    is_wrong = True
                    print(f"  {name}: below {least}: {', '.join(failed(found[0], name))}")
    return int(is_wrong)


if __name__ == "__main__":
    sys.exit(main())
