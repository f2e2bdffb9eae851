"""Patterns that Python's `re` and JavaScript's `RegExp` (flag `u`) read alike.

A pattern is read by a strict grammar and written anew: what the two engines would read differently is
either made explicit (`\\b`, `\\w`, `\\d`, `\\s`, `$`) or refused. The grammar: characters, `[…]`,
`[^…]`, `(?:…)`, `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`, `|`, `?`, `*`, `+`, `{m}`, `{m,}`, `{m,n}`, `^`
and `$` (the ends of the text), `\\` before a sign, and `{name}` for a list of words.

A list's words are tried longest first, in a form that shares their beginnings: it is shorter, and many
times faster in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product

LETTERS_AND_DIGITS = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""What a word consists of, as the inside of a class: digits and Latin letters."""

_TIMES: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_SIGNS = frozenset("^$\\.*+?()[]{}|/")
_IN_CLASS = frozenset("\\]^-[")
_MOST_SPREAD = 2000
_DEEPEST = 20


class PatternError(ValueError):
    """A pattern that isn't of the common subset; the text says what and where."""


@dataclass(frozen=True, slots=True)
class Characters:
    """One character of some ranges, or of all others."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning (`^`) or the end (`$`) of the text."""

    sign: str


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a word begins or ends."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things, tried in their order."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A thing so many times, as often as can be; without end where `most` is None."""

    part: Node
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Look:
    """What must stand before or after, or must not."""

    part: Node
    behind: bool
    negated: bool


Node = Characters | Edge | Boundary | Row | Choice | Repeat | Look

_WORD = Characters(
    (
        ("0", "9"),
        ("A", "Z"),
        ("a", "z"),
        ("\u00c0", "\u00d6"),
        ("\u00d8", "\u00f6"),
        ("\u00f8", "\u024f"),
    )
)
_DIGIT = Characters((("0", "9"),))
_SPACE = Characters(((" ", " "),))  # all spaces are this one when patterns see the text


class Lists:
    """Lists of words for patterns, each read once. An entry may be a pattern, and name other lists."""

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._entries = entries
        self._read: dict[str, Choice] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def choice(self, name: str, within: tuple[str, ...] = ()) -> Choice:
        """The list as a choice: words from the longest on, then what else there is. `within` are the
        lists that it is named in. Raises PatternError."""
        if name not in self._read:
            inside = (*within, name)
            entries = [_Parser(entry, self, inside).whole() for entry in self._entries[name]]
            flat = [o for e in entries for o in (e.options if isinstance(e, Choice) else (e,))]
            words = {word for entry in flat if (word := _as_word(entry))}
            ordered = sorted(words, key=lambda word: (-len(word), word))
            others = [entry for entry in dict.fromkeys(flat) if not _as_word(entry)]
            self._read[name] = Choice((*map(_row_of, ordered), *others))
        return self._read[name]


def read(pattern: str, lists: Lists, *, exact_case: bool = False) -> Node:
    """What a pattern consists of.

    Raises PatternError if it isn't of the common subset, names a list that isn't there, or could
    never hit: capitals, where the text is seen in lower case.
    """
    node = _Parser(pattern, lists).whole()
    if not exact_case:
        _refuse_capitals(node, pattern)
    return node


def can_be_empty(node: Node) -> bool:
    """Whether a hit can be without a single character."""
    return _width(node)[0] == 0


class _Parser:
    """Reads one pattern; `within` names the lists that it is an entry of."""

    def __init__(self, pattern: str, lists: Lists, within: tuple[str, ...] = ()) -> None:
        self.pattern = pattern
        self.lists = lists
        self.within = within
        self.at = 0

    def whole(self) -> Node:
        node = self.choice(0)
        if self.at < len(self.pattern):
            raise self.wrong("a ) without its (")
        return node

    def wrong(self, what: str) -> PatternError:
        where = f"{self.pattern!r}, character {self.at + 1}"
        through = "".join(f" in the list {{{name}}}" for name in reversed(self.within))
        return PatternError(f"{what}, in {where}{through}")

    def ahead(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def take(self, text: str) -> bool:
        if found := self.ahead(text):
            self.at += len(text)
        return found

    def next(self) -> str:
        if self.at == len(self.pattern):
            raise self.wrong("the pattern ends too early")
        self.at += 1
        return self.pattern[self.at - 1]

    def choice(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self.wrong("too many groups in each other")
        options = [self.row(depth)]
        while self.take("|"):
            options.append(self.row(depth))
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def row(self, depth: int) -> Node:
        parts: list[Node] = []
        while self.at < len(self.pattern) and not (self.ahead("|") or self.ahead(")")):
            parts.append(self.repeated(self.single(depth)))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def repeated(self, part: Node) -> Node:
        limits = self.limits()
        if limits is None:
            return part
        if _width(part)[0] == 0:
            raise self.wrong("what is repeated must have at least one character")
        if self.at < len(self.pattern) and self.pattern[self.at] in "?*+":
            raise self.wrong("only one of ? * + and no ? after them")
        if limits[1] is None and _width(part)[1] is None:
            raise self.wrong("endlessly often something endless takes endless time")
        return Repeat(part, *limits)

    def limits(self) -> tuple[int, int | None] | None:
        for sign, limits in _TIMES.items():
            if self.take(sign):
                return limits
        if not (self.ahead("{") and self.pattern[self.at + 1 : self.at + 2].isdecimal()):
            return None
        begin, end = self.at + 1, self.pattern.find("}", self.at)
        least, comma, most = self.pattern[begin:end].partition(",")
        if end < 0 or not (least.isdecimal() and (most.isdecimal() or not most)):
            raise self.wrong("a number of times is written {2}, {2,} or {2,5}")
        self.at = end + 1
        low, high = int(least), int(most) if most else None if comma else int(least)
        if high is not None and high < max(low, 1):
            raise self.wrong("the most is less than the least, or nothing")
        return low, high

    def single(self, depth: int) -> Node:
        if self.take("("):
            return self.group(depth)
        if self.take("["):
            return self.characters()
        if self.take("{"):
            return self.words()
        if self.take("\\"):
            return self.escaped()
        character = self.next()
        if character in "^$":
            return Edge(character)
        if character.isspace() and character != " ":
            raise self.wrong("all spaces are seen as the common one, so write that")
        if character in _SIGNS:
            self.at -= 1
            raise self.wrong(f"{character} has no meaning here; write \\{character} for the sign")
        return _literal(character)

    def group(self, depth: int) -> Node:
        for opening, behind, negated in (
            ("?=", False, False),
            ("?!", False, True),
            ("?<=", True, False),
            ("?<!", True, True),
        ):
            if self.take(opening):
                look = Look(self.inside(depth), behind, negated)
                if behind:
                    self.refuse_unmeasured(look.part)
                return look
        if not self.take("?:"):
            raise self.wrong("a group is written (?:…)")
        return self.inside(depth)

    def inside(self, depth: int) -> Node:
        node = self.choice(depth + 1)
        if not self.take(")"):
            raise self.wrong("a ( without its )")
        return node

    def refuse_unmeasured(self, part: Node) -> None:
        try:
            _of_fixed_width(part)
        except PatternError as error:
            raise self.wrong(str(error)) from None

    def escaped(self) -> Node:
        character = self.next()
        classes: dict[str, Node] = {"b": Boundary(), "w": _WORD, "d": _DIGIT, "s": _SPACE}
        if found := classes.get(character):
            return found
        if character not in _SIGNS | {"-"}:
            self.at -= 1
            raise self.wrong(f"\\{character} isn't read alike by Python and JavaScript")
        return _literal(character)

    def characters(self) -> Node:
        negated = self.take("^")
        ranges: list[tuple[str, str]] = []
        while not self.take("]"):
            ranges += self.range()
        if not ranges:
            raise self.wrong("a class without characters")
        return Characters(_merged(ranges), negated)

    def range(self) -> Sequence[tuple[str, str]]:
        first = self.of_class()
        if not isinstance(first, str):
            return first.ranges
        if not self.ahead("-") or self.ahead("-]"):
            return [(first, first)]
        self.at += 1
        last = self.of_class()
        if not isinstance(last, str) or last < first:
            raise self.wrong("a range goes from one character to a later one")
        return [(first, last)]

    def of_class(self) -> str | Characters:
        character = self.next()
        if character == "[":
            raise self.wrong("write \\[ for the sign in a class")
        if character != "\\":
            return character
        node = self.escaped()
        if not isinstance(node, Characters):
            raise self.wrong("\\b has no meaning in a class")
        return node if node in (_WORD, _DIGIT) else node.ranges[0][0]

    def words(self) -> Node:
        begin = self.at
        end = self.pattern.find("}", begin)
        name = self.pattern[begin:end] if end >= 0 else ""
        if name not in self.lists:
            raise self.wrong(f"there is no list {{{name}}}")
        if name in self.within:
            raise self.wrong(f"the list {{{name}}} holds itself")
        self.at = end + 1
        return self.lists.choice(name, self.within)


def _literal(character: str) -> Characters:
    return Characters(((character, character),))


def _row_of(word: str) -> Node:
    return Row(tuple(_literal(character) for character in word))


def _as_word(node: Node) -> str:
    """The one text that a node stands for; empty if there are several."""
    parts = node.parts if isinstance(node, Row) else (node,)
    word = ""
    for part in parts:
        if not isinstance(part, Characters) or part.negated or len(part.ranges) > 1:
            return ""
        first, last = part.ranges[0]
        if first != last:
            return ""
        word += first
    return word


def _merged(ranges: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The ranges in order, those that meet made into one."""
    merged: list[tuple[str, str]] = []
    for first, last in sorted(ranges):
        if merged and ord(first) <= ord(merged[-1][1]) + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return tuple(merged)


def _refuse_capitals(node: Node, pattern: str) -> None:
    match node:
        case Characters(ranges):
            first, last = ranges[0] if len(ranges) == 1 else ("", "")
            if first and first == last and first != first.lower():
                raise PatternError(f"{first} is a capital, which is never seen, in {pattern!r}")
        case Row(parts) | Choice(parts):
            for part in parts:
                _refuse_capitals(part, pattern)
        case Repeat(part) | Look(part):
            _refuse_capitals(part, pattern)
        case _:
            pass


def _width(node: Node) -> tuple[int, int | None]:
    """The fewest and most characters of a hit; None where there is no most."""
    match node:
        case Characters():
            return 1, 1
        case Row(parts):
            widths = [_width(part) for part in parts]
            most = [w[1] for w in widths]
            total = None if None in most else sum(m for m in most if m is not None)
            return sum(w[0] for w in widths), total
        case Choice(options):
            widths = [_width(option) for option in options]
            longest = [w[1] for w in widths]
            top = None if None in longest else max(m for m in longest if m is not None)
            return min(w[0] for w in widths), top
        case Repeat(part, least, most_times):
            low, high = _width(part)
            endless = most_times is None or high is None
            return low * least, None if endless else (high or 0) * (most_times or 0)
        case _:
            return 0, 0


def _of_fixed_width(node: Node) -> list[Node]:
    """The ways that what stands before can be written, each with one width.

    Raises PatternError where there are none, or too many.
    """
    low, high = _width(node)
    if low == high:
        return [node]
    match node:
        case Choice(options):
            return [way for option in options for way in _of_fixed_width(option)]
        case Row(parts):
            ways = [_of_fixed_width(part) for part in parts]
            count = 1
            for way in ways:
                count *= len(way)
            if count > _MOST_SPREAD:
                raise PatternError("too many ways to write what stands before")
            return [Row(chosen) for chosen in product(*ways)]
        case Repeat(part, 0, 1):
            return [Row(()), *_of_fixed_width(part)]
        case _:
            raise PatternError("what stands before must have a fixed number of characters")


def _begins_as_word(node: Node) -> bool:
    """Whether whatever a node hits begins with a letter or digit."""
    match node:
        case Characters(ranges, negated):
            return not negated and all(_is_of_words(r) for r in ranges)
        case Row(parts):
            return _decided(parts, _begins_as_word)
        case Choice(options):
            return all(_begins_as_word(option) for option in options)
        case Repeat(part, least):
            return least > 0 and _begins_as_word(part)
        case _:
            return False


def _ends_as_word(node: Node) -> bool:
    """Whether whatever a node hits ends with a letter or digit."""
    match node:
        case Row(parts):
            return _decided(parts[::-1], _ends_as_word)
        case Choice(options):
            return all(_ends_as_word(option) for option in options)
        case Repeat(part, least):
            return least > 0 and _ends_as_word(part)
        case _:
            return _begins_as_word(node)


def _decided(parts: Sequence[Node], is_word: Callable[[Node], bool]) -> bool:
    """Whether the first of the parts that takes a character is of a word for certain, and those that
    may be left out before it too."""
    for part in parts:
        low, high = _width(part)
        if high == 0:
            continue
        if not is_word(part.part if isinstance(part, Repeat) else part):
            return False
        if low:
            return True
    return False


def _is_of_words(span: tuple[str, str]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in _WORD.ranges)


def written(node: Node) -> str:
    """The pattern in the form that both engines read alike."""
    match node:
        case Characters():
            return _written_characters(node)
        case Edge(sign):
            return "^" if sign == "^" else r"(?![\s\S])"  # Python's $ also stands before a last \n
        case Boundary():
            return _boundary(before=False, after=False)
        case Row(parts):
            return "".join(
                _boundary(
                    before=_decided(parts[:index][::-1], _ends_as_word),
                    after=_decided(parts[index + 1 :], _begins_as_word),
                )
                if isinstance(part, Boundary)
                else _grouped(part)
                if isinstance(part, Choice)
                else written(part)
                for index, part in enumerate(parts)
            )
        case Choice():
            return _written_choice(node)
        case Repeat(part, least, most):
            return _grouped(part) + _times(least, most)
        case Look(part, behind, negated) if behind:
            ways: dict[int, list[str]] = {}
            for way in _of_fixed_width(part):
                ways.setdefault(_width(way)[0], []).append(written(way))
            sign = "!" if negated else "="
            looks = [f"(?<{sign}{'|'.join(ways[width])})" for width in sorted(ways)]
            return "".join(looks) if negated or len(looks) == 1 else f"(?:{'|'.join(looks)})"
        case Look(part, _, negated):
            return f"(?{'!' if negated else '='}{written(part)})"


def _grouped(node: Node) -> str:
    text = written(node)
    return text if isinstance(node, Characters) else f"(?:{text})"


def _times(least: int, most: int | None) -> str:
    for sign, limits in _TIMES.items():
        if limits == (least, most):
            return sign
    return f"{{{least}}}" if least == most else f"{{{least},{'' if most is None else most}}}"


def _boundary(*, before: bool, after: bool) -> str:
    """Where a word begins or ends; less is needed where one side is known to be of a word."""
    word = f"[{LETTERS_AND_DIGITS}]"
    if after:
        return f"(?<!{word})"
    if before:
        return f"(?!{word})"
    return f"(?:(?<!{word})(?={word})|(?<={word})(?!{word}))"


def _written_characters(node: Characters) -> str:
    first, last = node.ranges[0]
    if len(node.ranges) == 1 and first == last and not node.negated:
        return f"\\{first}" if first in _SIGNS else first
    inside = "".join(
        _in_class(a) if a == b else f"{_in_class(a)}-{_in_class(b)}" for a, b in node.ranges
    )
    return f"[{'^' if node.negated else ''}{inside}]"


def _in_class(character: str) -> str:
    return f"\\{character}" if character in _IN_CLASS else character


def _written_choice(node: Choice) -> str:
    """The options in their order, runs of words from the longest on as one tree."""
    ways: list[str] = []
    for is_word, options in groupby(node.options, key=lambda option: bool(_as_word(option))):
        several = list(options)
        words = [_as_word(option) for option in several]
        if is_word and words == sorted(words, key=lambda w: (-len(w), w)):
            ways += _tree(sorted(words))
        else:
            ways += [written(option) for option in several]
    return "|".join(ways)


def _tree(words: Sequence[str]) -> list[str]:
    """Alternatives that hit the words, the longest first, with shared beginnings. Sorted words."""
    branches: list[str] = []
    for first, begun in groupby(words, key=lambda word: word[0]):
        rest = [word[1:] for word in begun]
        sign = f"\\{first}" if first in _SIGNS else first
        longer = _tree([word for word in rest if word])
        if "" not in rest and len(longer) == 1:
            branches.append(sign + longer[0])
        elif longer:
            is_one = len(longer) == 1 and len(longer[0]) == 1
            following = longer[0] if is_one else f"(?:{'|'.join(longer)})"
            branches.append(sign + following + ("?" if "" in rest else ""))
        else:
            branches.append(sign)
    return branches
