"""How problems are said: as text for people, and in the forms that other programs read.

The text is in the manner of compilers: the place, what is wrong, the line with a mark under it, what
to write instead. GitHub's workflow commands: docs.github.com, "Workflow commands"; GitLab's code
quality report: docs.gitlab.com, "Code Quality report format"; SARIF: version 2.1.0 (OASIS).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import category
from urllib.parse import quote

from malbok.addresses import LANGUAGE_RULES, Addresses, fault_path, language_rule_anchor
from malbok.kinds import KINDS, Severity, kind_of
from malbok.language import N_, Language
from malbok.problems import Place, Problem

SEVERITY_WORDS = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.ADVICE: N_("advice"),
}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_GITHUB_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "notice",
}
_GITLAB_SEVERITIES = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.ADVICE: "info",
}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
FAULTS = "redaktor/fel.md"
"""The handbook's page of faults, where it isn't known which page lists them."""
_WIDEST = 100
_BEFORE_MARK = 60

Style = Callable[..., str]
"""How a text is given a colour (`fg`) and weight (`bold`), as by `click.style`."""


def unstyled(text: str, **how: Any) -> str:
    """The text as it is."""
    del how
    return text


@dataclass(frozen=True, slots=True)
class Report:
    """Problems with what is needed to say them: the lines of the files they are in, the language,
    the address of the site (empty if it isn't known), its pages that list all kinds and all language
    rules, the folder that paths are shown from, where it isn't the project's own, and how text is
    coloured."""

    problems: Sequence[Problem]
    lines: Mapping[str, Sequence[str]]
    words: Language
    site_url: str = ""
    listing: str = FAULTS
    language_rules: str = LANGUAGE_RULES
    folder: str = ""
    style: Style = unstyled

    def path(self, place: Place) -> str:
        """A file's path as it is shown."""
        return f"{self.folder}/{place.path}" if self.folder else place.path


def as_text(report: Report) -> str:
    """The problems for people, and how many there are."""
    said = [
        text_of(
            problem,
            _line(report, problem.place),
            report.words,
            path=report.path(problem.place),
            style=report.style,
        )
        for problem in report.problems
    ]
    summary = summary_of(report)
    return "\n".join((*said, *([summary] if summary else [])))


def text_of(
    problem: Problem,
    line: str | None,
    words: Language,
    *,
    path: str = "",
    style: Style = unstyled,
) -> str:
    """One problem, with its line of the file if there is one."""
    severity, place = problem.kind.severity, problem.place
    of_severity = _COLOURS[severity]
    where = style(printable(f"{path or place.path}:{place.line}:{place.column}:"), bold=True)
    word = words.text(SEVERITY_WORDS[severity])
    what = style(f"{word}[{problem.code}]", fg=of_severity, bold=True)
    said = f"{where} {what} {printable(problem.message(words))}"
    hint = printable(problem.hint(words))
    if line is None or not line.strip():
        return f"{said}\n    {hint}" if hint else said
    shown, start, width = window(line, place)
    margin = f"{place.line:>3} | "
    mark = style("^" * width, fg=of_severity)
    under = f"{'| ':>{len(margin)}}{' ' * start}{mark} {hint}".rstrip()
    return f"{said}\n{margin}{shown}\n{under}"


def summary_of(report: Report) -> str:
    """How many errors, warnings and pieces of advice there are, in words; empty if none."""
    counts = Counter(problem.kind.severity for problem in report.problems)
    plural = report.words.plural
    parts = []
    if n := counts[Severity.ERROR]:
        parts.append(plural("{n} error", "{n} errors", n))
    if n := counts[Severity.WARNING]:
        parts.append(plural("{n} warning", "{n} warnings", n))
    if n := counts[Severity.ADVICE]:
        parts.append(plural("{n} piece of advice", "{n} pieces of advice", n))
    if not parts:
        return ""
    # Of what is worst, the first: that is what somebody who looks at the last line has to mend.
    code = min(report.problems, key=lambda p: list(Severity).index(p.kind.severity)).code
    help_line = report.words.text(
        N_("What a code means: {command}"), command=f"malbok explain {code}"
    )
    return f"{report.words.listing(parts)}. {help_line}"


def as_json(report: Report) -> str:
    """One JSON object: every problem with its place, and how many there are."""
    counts = Counter(problem.kind.severity for problem in report.problems)
    return _json(
        {
            "problems": [_record(problem, report) for problem in report.problems],
            "summary": {
                "errors": counts[Severity.ERROR],
                "warnings": counts[Severity.WARNING],
                "advice": counts[Severity.ADVICE],
                "files": len({problem.place.path for problem in report.problems}),
            },
        }
    )


def as_github(report: Report) -> str:
    """Workflow commands, which GitHub shows at the lines of a pull request."""
    return "\n".join(_github(problem, report) for problem in report.problems)


def as_gitlab(report: Report) -> str:
    """A code quality report, which GitLab shows at the lines of a merge request."""
    prints = _fingerprints(report.problems)
    return _json(
        [
            {
                "description": _whole_text(problem, report),
                "check_name": problem.code,
                "fingerprint": fingerprint,
                "severity": _GITLAB_SEVERITIES[problem.kind.severity],
                "location": {
                    "path": report.path(problem.place),
                    "lines": {"begin": problem.place.line, "end": _end(problem.place)[0]},
                },
            }
            for problem, fingerprint in zip(report.problems, prints, strict=True)
        ]
    )


def as_sarif(report: Report) -> str:
    """A SARIF log with the rules that were broken."""
    words = report.words
    codes = sorted({problem.code for problem in report.problems})
    rules = [
        {
            "id": code,
            "name": code,
            "shortDescription": {"text": words.text(kind_of(code).title)},
            "fullDescription": {"text": words.text(kind_of(code).why or kind_of(code).title)},
            "defaultConfiguration": {"level": _SARIF_LEVELS[kind_of(code).severity]},
            **({"helpUri": _doc_url(code, report)} if report.site_url else {}),
        }
        for code in codes
    ]
    prints = _fingerprints(report.problems)
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": _SARIF_LEVELS[problem.kind.severity],
            "message": {"text": _whole_text(problem, report)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(report.path(problem.place))},
                        "region": _region(problem.place),
                    }
                }
            ],
            "partialFingerprints": {"malbok/v1": fingerprint},
        }
        for problem, fingerprint in zip(report.problems, prints, strict=True)
    ]
    from malbok import __version__

    driver = {"name": "malbok", "version": __version__, "rules": rules}
    return _json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": driver},
                    "columnKind": "unicodeCodePoints",
                    "results": results,
                }
            ],
        }
    )


FORMS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}


def _line(report: Report, place: Place) -> str | None:
    lines = report.lines.get(place.path, ())
    return lines[place.line - 1] if place.line <= len(lines) else None


def _end(place: Place) -> tuple[int, int]:
    """Line and column where a place ends, the column after its last character."""
    if place.end_line <= place.line:
        return place.line, max(place.end_column, place.column)
    return place.end_line, place.end_column


def window(line: str, place: Place) -> tuple[str, int, int]:
    """The part of a line to show, and where and how wide the mark is, in columns of the screen."""
    start = min(place.column - 1, len(line))
    end_line, end_column = _end(place)
    end = len(line) if end_line > place.line else min(end_column - 1, len(line))
    first = 0
    prefix = ""
    if start > _BEFORE_MARK:
        first, prefix = start - _BEFORE_MARK // 2, "…"
    part = printable(line[first : first + _WIDEST])
    shown = prefix + part.rstrip()
    if len(line) > first + _WIDEST:
        shown += "…"
    before = prefix + part[: start - first]
    marked = part[start - first : max(end - first, 0)].rstrip()
    return shown, _columns(before), max(1, _columns(marked))


def printable(text: str) -> str:
    """A text that can't steer a terminal, on one line, each character in its place."""
    return "".join(
        c if c.isprintable() or category(c) == "Zs" else " " if c in "\t\n" else "\ufffd"
        for c in text
    )


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def _record(problem: Problem, report: Report) -> dict[str, object]:
    place = problem.place
    end_line, end_column = _end(place)
    return {
        "code": problem.code,
        "severity": problem.kind.severity.value,
        "path": report.path(place),
        "line": place.line,
        "column": place.column,
        "end_line": end_line,
        "end_column": end_column,
        "message": problem.message(report.words),
        "hint": problem.hint(report.words),
        "doc_url": _doc_url(problem.code, report),
    }


def _doc_url(code: str, report: Report) -> str:
    """Where a code is explained: below the site's address, or relative to it if it isn't known."""
    if code in KINDS:
        address = Addresses().of(fault_path(report.listing, code))
    else:
        address = rule_address(code, report.language_rules)
    return f"{report.site_url.rstrip('/')}/{address}" if report.site_url else address


def rule_address(rule: str, page: str = LANGUAGE_RULES) -> str:
    """Where a language rule is explained, relative to the site's root."""
    return f"{Addresses().of(page)}#{language_rule_anchor(rule)}"


def _whole_text(problem: Problem, report: Report) -> str:
    return f"{problem.message(report.words)} {problem.hint(report.words)}".rstrip()


def _github(problem: Problem, report: Report) -> str:
    place = problem.place
    end_line, end_column = _end(place)
    properties: dict[str, object] = {
        "file": report.path(place),
        "line": place.line,
        "endLine": end_line,
    }
    if end_line == place.line:
        properties |= {"col": place.column, "endColumn": end_column}
    title = report.words.text(problem.kind.title)
    properties["title"] = f"{problem.code} {title}"
    listed = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    command = _GITHUB_COMMANDS[problem.kind.severity]
    return f"::{command} {listed}::{_escaped(_whole_text(problem, report))}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _region(place: Place) -> dict[str, int]:
    end_line, end_column = _end(place)
    region = {"startLine": place.line, "startColumn": place.column, "endLine": end_line}
    return region | ({"endColumn": end_column} if end_column > place.column else {})


def _fingerprints(problems: Sequence[Problem]) -> Iterator[str]:
    """A name for each problem that stays when lines move, and that no two share."""
    seen: Counter[tuple[object, ...]] = Counter()
    for problem in problems:
        key = (problem.place.path, problem.code, str(sorted(problem.params.items(), key=str)))
        seen[key] += 1
        yield hashlib.sha256(repr((*key, seen[key])).encode()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
