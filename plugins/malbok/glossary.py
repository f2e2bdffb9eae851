"""Words explained where they stand: a button that opens the meaning, without any script.

The meaning is a popover of HTML (the `popover` and `popovertarget` attributes): the keyboard reaches
its button, Escape closes it, and print shows it beside the word. Only the first time that a page says
a word is marked, so that text stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from malbok.model import GlossaryWord

SKIPPED = frozenset(
    {"a", "abbr", "button", "code", "dfn", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label"}
    | {"pre", "script", "style", "summary", "svg", "textarea", "th"}
)
"""Elements whose text is left alone: what is clickable, code, headings and drawings."""
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_PIECE = re.compile(
    r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(/?)>", re.DOTALL
)


def anchor(word: GlossaryWord) -> str:
    """The id of a word's meaning on a page, and of its place in the glossary."""
    return "ord-" + escape(re.sub(r"\s+", "-", word.word.casefold()))


def explained(shown: str, word: GlossaryWord) -> str:
    """A word as HTML with its meaning at hand; `shown` is the form that stands on the page, as HTML."""
    key = anchor(word)
    return (
        f'<span class="mb-term"><button type="button" class="mb-term__word" popovertarget="{key}">'
        f'{shown}</button><span class="mb-term__meaning" id="{key}" popover>'
        f"<strong>{escape(word.word)}</strong>: {escape(word.meaning)}</span></span>"
    )


def entry(shown: str, words: Sequence[GlossaryWord]) -> GlossaryWord | None:
    """The glossary's entry for a form of a word, capitals or not."""
    return _forms(tuple(words)).get(shown.casefold())


def meanings(text: str, words: Sequence[GlossaryWord]) -> tuple[GlossaryWord, ...]:
    """The words of the glossary that a text says, each once, in the order of the text: what a form or
    a question can explain beside it."""
    if not words:
        return ()
    forms, pattern = _forms(tuple(words)), _pattern(tuple(words))
    said = pattern.findall(escape(text, quote=False))
    return tuple(dict.fromkeys(forms[form.casefold()] for form in said))


def mark_words(html: str, words: Sequence[GlossaryWord], rest: Sequence[str] = ()) -> str:
    """HTML with the first occurrence of each word of the glossary explained.

    Words whose meaning stands in the `rest` of the page already are left alone, and so is the text
    of headings, links, code and drawings.
    """
    if not words:
        return html
    forms, pattern = _forms(tuple(words)), _pattern(tuple(words))
    done: set[str] = set()
    out: list[str] = []
    inside: list[str] = []
    last = 0

    def mark(match: re.Match[str]) -> str:
        word = forms[match[0].casefold()]
        if word.word in done:
            return match[0]
        done.add(word.word)
        here = f'id="{anchor(word)}"'
        return match[0] if any(here in part for part in rest) else explained(match[0], word)

    for piece in _PIECE.finditer(html):
        text = html[last : piece.start()]
        out.append(text if inside else pattern.sub(mark, text))
        out.append(piece[0])
        last = piece.end()
        closing, name, void = piece[1], (piece[2] or "").lower(), piece[3]
        if name in SKIPPED and name not in VOID and not void:
            if not closing:
                inside.append(name)
            elif name in inside:
                while inside.pop() != name:
                    pass
    text = html[last:]
    out.append(text if inside else pattern.sub(mark, text))
    return "".join(out)


@lru_cache(maxsize=4)
def _forms(words: tuple[GlossaryWord, ...]) -> dict[str, GlossaryWord]:
    found: dict[str, GlossaryWord] = {}
    for word in words:
        for form in word.all_forms:
            found.setdefault(escape(form, quote=False).casefold(), word)
    return found


@lru_cache(maxsize=4)
def _pattern(words: tuple[GlossaryWord, ...]) -> re.Pattern[str]:
    """Any form as a whole word, the longest first."""
    forms = sorted(_forms(words), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)
