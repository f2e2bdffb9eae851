"""Each kind of problem: declared in full, and shown by an example that says it and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import pytest

from malbok.checks import check
from malbok.kinds import KINDS, Kind, Severity
from malbok.kinds.examples import LONGEST_SHOWN, PROJECT, fragments, problems_of, undo
from malbok.language import LanguageCode, language
from malbok.problems import Problem
from malbok.reading import read_project

UNREACHABLE = {
    "V199": "what no other kind of problem says; nothing known leads to it",
    "F120": "stands below a thousand others",
    "F121": "is a link of the file system, which an example can't hold",
}
"""Codes without an example, and why."""

EXAMPLES = sorted(set(KINDS) - set(UNREACHABLE))
LANGUAGES: tuple[LanguageCode, ...] = ("sv", "en")


Said = Mapping[tuple[str, bool], tuple[Problem, ...]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which each example is made and undone again."""
    return tmp_path_factory.mktemp("kinds") / "project"


@pytest.fixture(scope="module")
def said(folder: Path) -> Said:
    """What is said of each wrong example, and of each right one (True)."""
    found = {}
    for code in EXAMPLES:
        for right in (False, True):
            found[code, right] = problems_of(code, folder, right=right)
            undo(code, folder)
    return found


def texts(kind: Kind) -> list[str]:
    return [text for text in (kind.title, kind.message, kind.hint, kind.why) if text]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def wrong_lines(code: str) -> range:
    """The lines that the wrong example covers in its file, counted from 1."""
    example = KINDS[code].example
    assert example
    at = example.right if example.at is None else example.at
    path = PROJECT / example.path
    wrong = example.wrong or ""
    length = wrong.count(b"\n" if isinstance(wrong, bytes) else "\n") + 1  # type: ignore[arg-type]
    if not at or not path.is_file():
        return range(1, length + 1)
    text = path.read_text("utf-8")
    first = text.count("\n", 0, text.index(at)) + 1
    return range(first, first + length)


# --- The examples ---------------------------------------------------------------------------------


def test_every_kind_has_an_example() -> None:
    assert {code for code, kind in KINDS.items() if kind.example is None} == set(UNREACHABLE)


def test_nothing_is_said_of_the_example_project() -> None:
    reading = read_project(PROJECT)
    assert not reading.problems
    assert not check(reading)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_wrong_example_says_its_code_and_nothing_else(code: str, said: Said) -> None:
    assert [p.code for p in said[code, False]] == [code]


@pytest.mark.parametrize("code", EXAMPLES)
def test_nothing_is_said_of_the_right_example(code: str, said: Said) -> None:
    assert said[code, True] == ()


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_problem_points_into_the_wrong_example(code: str, said: Said) -> None:
    example = KINDS[code].example
    assert example
    for problem in said[code, False]:
        assert problem.place.path == example.path.removesuffix("/")
        assert problem.place.line in wrong_lines(code)
        assert problem.place.column >= 1
        assert problem.place.end_line in (0, problem.place.line)


@pytest.mark.parametrize("code", EXAMPLES)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_message_and_hint_are_filled_in(code: str, spoken: LanguageCode, said: Said) -> None:
    kind = KINDS[code]
    for problem in said[code, False]:
        needed = placeholders(kind.message) | placeholders(kind.hint)
        assert needed <= set(problem.params), "also where a suggestion takes the hint's place"
        for text in (problem.message(language(spoken)), problem.hint(language(spoken))):
            assert text.strip()
            assert not re.search(r"[{}]|\bNone\b|malbok\.|<\w+\.", text), text


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_examples_can_be_shown(code: str) -> None:
    wrong, right = fragments(code)
    for text in (wrong, right):
        assert len(text) <= LONGEST_SHOWN + 2
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", text)
    example = KINDS[code].example
    assert example
    assert wrong != right or example.right_path or example.right is None


@pytest.mark.parametrize("code", ["F102", "F111"])
def test_what_cannot_be_read_is_shown_as_an_editor_sees_it(code: str) -> None:
    assert "�" in fragments(code)[0]


def test_what_is_long_is_cut() -> None:
    assert fragments("F104")[0].endswith("\n…")


def test_examples_leave_no_trace(folder: Path, said: Said) -> None:
    assert said
    assert contents(folder) == contents(PROJECT)


# --- The texts ------------------------------------------------------------------------------------


def test_a_code_says_what_it_is_about() -> None:
    letters = {"F", "Y", "K", "V", "R", "C", "P", "L", "D"}
    assert {code[0] for code in KINDS} == letters
    assert not [code for code in KINDS if not re.fullmatch(r"[A-Z][1-9][0-9]{2}", code)]


def test_titles_are_short_and_each_is_its_own() -> None:
    for spoken in LANGUAGES:
        titles = [language(spoken).text(kind.title) for kind in KINDS.values()]
        assert len(set(titles)) == len(titles)
        assert not [t for t in titles if len(t) > 60 or t[-1] in ".!?:" or "TITLE" in t]
    assert not [code for code, kind in KINDS.items() if placeholders(kind.title)]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_sentences_end(spoken: LanguageCode) -> None:
    words = language(spoken)
    for code, kind in KINDS.items():
        assert words.text(kind.message).endswith((".", "?")), code
        if kind.why:
            assert words.text(kind.why).endswith("."), code
        if kind.hint:
            # What is to be written may stand last, and then nothing after it.
            assert re.search(r"(?:[.?]|: .+)$", words.text(kind.hint)), code


def test_everything_says_what_to_do() -> None:
    assert not [code for code, kind in KINDS.items() if not kind.hint]


def test_why_adds_something() -> None:
    for code, kind in KINDS.items():
        if kind.why:
            assert not placeholders(kind.why), code
            assert kind.why not in (kind.message, kind.hint), code
            assert len(kind.why) <= 160, code


def test_only_errors_stop_a_build() -> None:
    advice = {code for code, kind in KINDS.items() if kind.severity is Severity.ADVICE}
    assert advice == {"P122", "R125", "R153", "R162", "R181", "R193", "R194", "R195"}


def test_every_text_is_in_swedish() -> None:
    translated = language("sv").messages
    missing = [text for kind in KINDS.values() for text in texts(kind) if text not in translated]
    assert not missing
