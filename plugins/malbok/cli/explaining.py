"""`malbok explain`: what an error code means, with an example; without a code, all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from malbok.cli.shaping import WRONG_USE, make_command
from malbok.language import N_, Language

WIDTH = 88
NEAREST = 5


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    code = click.Argument(["code"], default="", metavar="[" + words.text(N_("CODE")) + "]")
    return make_command(words, name, summary, explain, code)


def explain(root: Path, words: Language, code: str) -> int:
    """Print what a code means, or all codes; 2 if there is no such code."""
    del root  # the same for every project
    from malbok.kinds import KINDS

    known = code.strip().upper()
    if known and known not in KINDS:
        click.echo(_unknown(code, list(KINDS), words), err=True)
        return WRONG_USE
    lines = _explanation(known, words) if known else _all_codes(words)
    click.echo("\n".join(lines))
    return 0


def _explanation(code: str, words: Language) -> Iterator[str]:
    from malbok.demonstrations import Half, demonstration, heard_from
    from malbok.printing import SEVERITY_WORDS

    it = demonstration(code, words)

    def half(heading: str, part: Half) -> Iterator[str]:
        yield from ("", f"{words.text(heading)}: {part.path}")
        shown = part.text.rstrip("\n") or part.remark
        if shown:
            yield from ("", *(f"    {line}".rstrip() for line in shown.split("\n")))

    severity = words.text(SEVERITY_WORDS[it.severity])
    yield f"{it.code}: {it.title} ({severity})"
    for paragraph in (it.saying.message, it.saying.hint, it.why):
        if paragraph:
            yield from ("", click.wrap_text(paragraph, WIDTH))
    if it.wrong:
        yield from half(N_("Not like this"), it.wrong)
    if it.saying.report:
        yield from ("", words.text(heard_from(it.code)), "")
        yield from (f"    {line}".rstrip() for line in it.saying.report.split("\n"))
    if it.right:
        yield from half(N_("But like this"), it.right)


def _all_codes(words: Language) -> Iterator[str]:
    from malbok.demonstrations import GROUP_WORDS
    from malbok.kinds import KINDS, Severity
    from malbok.printing import SEVERITY_WORDS

    for letter, title in GROUP_WORDS.items():
        yield words.text(title)
        for code in sorted(c for c in KINDS if c.startswith(letter)):
            kind = KINDS[code]
            severity = words.text(SEVERITY_WORDS[kind.severity])
            mild = "" if kind.severity is Severity.ERROR else f" ({severity})"
            yield f"  {code}  {words.text(kind.title)}{mild}"
        yield ""
    yield words.text(N_("More on one of them: malbok explain CODE"))


def _unknown(code: str, known: list[str], words: Language) -> str:
    from difflib import get_close_matches

    said = words.text(N_("There is no code {code}."), code=code)
    asked = code.strip().upper()
    alike = [c for c in known if asked in c] or get_close_matches(asked, known, NEAREST, 0.5)
    nearest = alike[:NEAREST]
    if nearest:
        instead = words.text(N_("Nearest: {codes}."), codes=", ".join(nearest))
    else:
        instead = words.text(N_("All codes: malbok explain"))
    return f"{said} {instead}"
