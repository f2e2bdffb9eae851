"""A stand-in for GitHub's and GitLab's interfaces, asked over HTTP, and one for `gh`."""

from __future__ import annotations

import http.server
import json
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = {"id": 41, "login": "github-actions[bot]"}

GH = f"""\
#!{sys.executable}
import json, os, sys, urllib.error, urllib.parse, urllib.request
assert sys.argv[1] == "api"
words = sys.argv[2:]
fields = [words[n + 1].split("=", 1) for n, word in enumerate(words) if word == "-f"]
method = words[words.index("--method") + 1] if "--method" in words else "GET"
path = next(word for word in words if word.startswith("repos/"))
sent = sys.stdin.buffer.read() if "--input" in words else None
address = os.environ["GH_SERVER"] + "/" + path + "?" + urllib.parse.urlencode(dict(fields))
try:
    answer = urllib.request.urlopen(urllib.request.Request(address, sent, method=method)).read()
except urllib.error.HTTPError as error:
    sys.exit(f"gh: {{error.reason}} (HTTP {{error.code}})")
if "--jq" in words:
    print(json.loads(answer)[words[words.index("--jq") + 1].removeprefix(".")])
else:
    sys.stdout.buffer.write(answer)
"""
"""What `gh api` does, as far as the workflows use it."""


@dataclass(slots=True)
class CodeHost:
    """What the host knows, and what it was asked."""

    address: str = ""
    pulls: list[Any] = field(default_factory=list)
    artefacts: list[Any] = field(default_factory=list)
    archive: bytes = b""
    comments: list[Any] = field(default_factory=list)
    pages: Any = None
    broken: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str | None] = field(default_factory=set)

    @property
    def written(self) -> list[tuple[str, str]]:
        """Method and path of what was not only looked at."""
        return [(method, path) for method, path in self.asked if method != "GET"]

    def answer(self, method: str, path: str, query: Mapping[str, str], body: Any) -> Any:
        """What it answers; None if there is no such thing."""
        self.asked.append((method, path))
        match [method, *path.split("/")[1:]]:
            case ["GET", "repos", _, _, "pulls"]:
                found = [pull for pull in self.pulls if pull["head"]["label"] == query["head"]]
                return _page(found, query)
            case ["GET", "repos", _, _, "actions", "runs", "12", "artifacts"]:
                named = [made for made in self.artefacts if made["name"] == query["name"]]
                return {"artifacts": named}
            case ["GET", "repos", _, _, "actions", "artifacts", _, "zip"]:
                return self.archive
            case ["GET", "repos", _, _, "pages"]:
                return self.pages
            case ["GET", "user"]:
                return BOT
            case ["GET", *_, "issues" | "merge_requests", "7", "comments" | "notes"]:
                return _page(self.comments, query)
            case ["POST", *_, "issues" | "merge_requests", "7", "comments" | "notes"]:
                self.comments.append({"id": 500, "user": BOT, "author": BOT, **body})
                return {}
            case ["PATCH" | "PUT", *_, "comments" | "notes", number]:
                (comment,) = [made for made in self.comments if made["id"] == int(number)]
                comment.update(body)
                return {}
        return None


def _page(items: list[Any], query: Mapping[str, str]) -> list[Any]:
    size, number = int(query["per_page"]), int(query["page"])
    return items[size * (number - 1) : size * number]


@contextmanager
def open_host() -> Iterator[CodeHost]:
    """A host that answers at its address."""
    host = CodeHost()

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
            host.tokens.add(self.headers["PRIVATE-TOKEN"])
            body = json.loads(sent) if sent else None
            answer = host.answer(self.command, parts.path, query, body)
            self.send_response(500 if host.broken else 404 if answer is None else 200)
            self.end_headers()
            self.wfile.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

        do_GET = do_POST = do_PATCH = do_PUT = answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        host.address = f"http://127.0.0.1:{server.server_port}"
        yield host
        server.shutdown()


def gh_for(host: CodeHost, folder: Path) -> dict[str, str]:
    """The environment variables of a GitHub runner, in which `gh` asks this host."""
    program = folder / "bin/gh"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(GH, "utf-8")
    program.chmod(0o755)
    return {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "GH_SERVER": host.address,
        "GITHUB_REPOSITORY": "exempelby/malbok",
        "GITHUB_SERVER_URL": "https://github.com",
    }
