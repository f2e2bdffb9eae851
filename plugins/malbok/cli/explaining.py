"""`malbok explain`: what a code means, with an example; without a code, all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from malbok.cli.shaping import WRONG_USE, make_command
from malbok.kinds import Severity
from malbok.language import N_, Language

WIDTH = 88
NEAREST = 5


def command(words: Language, name: str, summary: str) -> click.Command:
    """The command, with its options."""
    code = click.Argument(["code"], default="", metavar="[" + words.text(N_("CODE")) + "]")
    return make_command(words, name, summary, explain, code)


def explain(root: Path, words: Language, code: str) -> int:
    """Print what a code means, or all codes; 2 if there is no such code."""
    from malbok.kinds import KINDS
    from malbok.kinds.wording import wording_kinds

    known = _known(code)
    if code.strip() and not known:
        click.echo(_unknown(code, [*KINDS, *wording_kinds()], words), err=True)
        return WRONG_USE
    if known in wording_kinds():
        lines = _rule_explanation(known, root, words)
    else:
        lines = _explanation(known, words) if known else _all_codes(words)
    click.echo("\n".join(lines))
    return 0


def _known(code: str) -> str:
    """The code as it is declared, whatever capitals it is written with; empty if there is none."""
    from malbok.kinds import KINDS
    from malbok.kinds.wording import wording_kinds

    asked = code.strip().casefold()
    return next((known for known in (*KINDS, *wording_kinds()) if known.casefold() == asked), "")


def _rule_explanation(code: str, root: Path, words: Language) -> Iterator[str]:
    from malbok.printing import SEVERITY_WORDS, rule_address
    from malbok.reading.content import language_rules_at
    from malbok.wording import rules

    rule = rules().rule(code)
    yield f"{rule.id}: {rule.title} ({words.text(SEVERITY_WORDS[Severity.ADVICE])})"
    for paragraph in (rule.explanation, rule.question):
        if paragraph:
            yield from ("", click.wrap_text(paragraph.replace("{passage}", "…"), WIDTH))
    for heading, samples in (
        (N_("Advice is given on"), rule.hits),
        (N_("No advice is given on"), rule.misses),
    ):
        if samples:
            yield from ("", f"{words.text(heading)}:", "")
            yield from (f"    {sample.text}" for sample in samples)
    address = rule_address(code, language_rules_at(root))
    yield from ("", words.text(N_("Read more: {address}"), address=address))


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
    from malbok.kinds import KINDS
    from malbok.kinds.wording import wording_kinds
    from malbok.printing import SEVERITY_WORDS

    for letter, title in GROUP_WORDS.items():
        yield words.text(title)
        for code, kind in sorted((KINDS | wording_kinds()).items()):
            if code.startswith(letter):
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
