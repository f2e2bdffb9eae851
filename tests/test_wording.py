"""Language rules: patterns that both engines read alike, the declaration, and the advice itself."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify

from malbok.wording import Advice, Rule, Sentence, advise, rules, strengths
from malbok.wording.browser import rules_json
from malbok.wording.declaration import DECLARATION, DeclarationError, rules_of
from malbok.wording.patterns import Lists, PatternError, can_be_empty, read, written
from tests.building import ORGANISATION, all_problems
from tests.conftest import ProjectWriter
from tests.sites import malbok
from tests.wording_cases import Case, cases, spans

NONE = Lists({})
ALL = (*rules().rules, *rules().strengths)
WORD = "[0-9A-Za-zÀ-ÖØ-öø-ɏ]"

# --- Patterns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "hits", "misses"),
    [
        (r"\böka\b", ["öka", "vi öka nu", "(öka)", "öka-"], ["öka1", "söka", "ökade", "öka\u00e9"]),
        (r"\b\d+\b", ["10 dagar", "på 10"], ["a10", "10b", "٣"]),
        (r"\w+", ["å", "é", "7"], ["–", "日", "_", " "]),
        (r"[^\d]", ["a", "😀"], ["7"]),
        (r"^vi\b", ["vi ska"], ["ska vi"]),
        (r"\bska$", ["vi ska"], ["vi ska\n", "ska vi"]),
        (r"(?<=att )öka", ["att öka"], ["öka"]),
        (r"(?<!inte )öka", ["att öka"], ["inte öka"]),
        (r"(?<!\b{negation} )öka", ["att öka", "minte öka"], ["inte öka", "aldrig öka"]),
        (r"(?<=\b{negation} )öka", ["inte öka", "aldrig öka"], ["att öka"]),
        (r"(?<!inte(?: ens)? )öka", ["att öka"], ["inte öka", "inte ens öka"]),
        (r"dvs\.", ["dvs."], ["dvsx"]),
        (r"{words}s", ["kommuns", "kommunens"], ["kommuna"]),
        (r"(?:ab){2,3}c", ["ababc"], ["abc"]),
        (r"x{0,2}y", ["y", "xxy"], ["x"]),
        (r"[\]\-^]", ["]", "-", "^"], ["\\", "a"]),
        (r"en[ -]till", ["en till", "en-till"], ["entill"]),
    ],
)
def test_patterns_hit_what_they_say(pattern: str, hits: list[str], misses: list[str]) -> None:
    lists = {"negation": ["inte", "aldrig"], "words": ["kommun", "kommunen", r"region(?:en)?"]}
    expression = re.compile(written(read(pattern, Lists(lists))))
    assert [text for text in hits if not expression.search(text)] == []
    assert [text for text in misses if expression.search(text)] == []


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("a.b", "has no meaning here"),
        (r"\Bx", "isn't read alike"),
        (r"\p{L}", "isn't read alike"),
        (r"(a)", "a group is written"),
        (r"(?P<x>a)", "a group is written"),
        (r"(?i)a", "a group is written"),
        (r"(?:a", "a ( without its )"),
        (r"a)", "a ) without its ("),
        (r"[a", "ends too early"),
        (r"[]", "without characters"),
        (r"[z-a]", "a later one"),
        (r"a+?", "only one of"),
        (r"a**", "only one of"),
        (r"(?:a?)*", "at least one character"),
        (r"\b+", "at least one character"),
        (r"(?:a+)+", "endless"),
        (r"a{3,2}", "less than the least"),
        (r"a{1,x}", "a number of times"),
        (r"{unknown}", "there is no list {unknown}"),
        (r"{loop}", "holds itself"),
        (r"(?<=a+)b", "fixed number"),
        (r"Vi ska", "a capital"),
        ("a\u00a0b", "seen as the common one"),
        ("a\\", "ends too early"),
        ("*a", "has no meaning here"),
        ("(?:" * 30 + "a" + ")" * 30, "too many groups"),
    ],
)
def test_what_the_engines_might_read_differently_is_refused(pattern: str, why: str) -> None:
    lists = Lists({"loop": ["a", "{round}"], "round": ["{loop}"]})
    with pytest.raises(PatternError, match=re.escape(why)):
        read(pattern, lists)


def test_capitals_are_seen_where_the_rule_says_so() -> None:
    assert re.search(written(read("[A-Z]{2,}", NONE)), "EQ")
    assert re.search(written(read("EQ", NONE, exact_case=True)), "EQ")


@given(
    st.lists(st.text("aäb.", min_size=1, max_size=4), min_size=1, max_size=12),
    st.text("aäb.", max_size=8),
)
def test_a_list_hits_its_longest_word(words: list[str], text: str) -> None:
    lists = Lists({"w": [word.replace(".", r"\.") for word in words]})
    tree = re.compile(written(read("{w}", lists)))
    ordered = sorted(set(words), key=len, reverse=True)
    expected = re.compile("|".join(map(re.escape, ordered)))
    assert [m.span() for m in tree.finditer(text)] == [m.span() for m in expected.finditer(text)]


def test_what_can_hit_nothing_is_known() -> None:
    assert can_be_empty(read("a?", NONE))
    assert can_be_empty(read(r"\b", NONE))
    assert not can_be_empty(read("a?b", NONE))


# --- The declaration ------------------------------------------------------------------------------

RULE = "rules: [{{id: M01, title: T, message: M, {}}}]"


@pytest.mark.parametrize(
    ("declaration", "said"),
    [
        ("- a", "the keys lists, rules and strengths"),
        ("rules: [", "while parsing"),
        ("rules: [a]", "a rule has keys"),
        ("rules: [{title: T}]", "rule (without id), key id: it must be there"),
        ("rules: [{id: M01, title: T, find: [a]}]", "rule M01, key message: it must be there"),
        ("rules: [{id: X1, title: T, message: M, find: [a]}]", "rule X1, key id: it must be like"),
        (RULE.format("finds: [a]"), "rule M01, key finds: there is no such key"),
        (RULE.format("find: a"), "rule M01, key find: a list of texts"),
        (RULE.format("find: ['a.']"), "rule M01, key find: . has no meaning here"),
        (RULE.format("find: ['a?']"), "rule M01, key find: 'a?' hits even where nothing stands"),
        (RULE.format("find: [a], except: ['(b)']"), "rule M01, key except: a group is written"),
        (RULE.format("find: [a], types: [resultat]"), "rule M01, key types: 'resultat' is none of"),
        (RULE.format("find: [a], levels: [x]"), "rule M01, key levels: 'x' is none of council"),
        (RULE.format("find: [a], silent_with: [x]"), "rule M01, key silent_with: 'x' is none of"),
        (RULE.format("find: [a], missing: ja"), "rule M01, key missing: true or false"),
        (RULE.format("words_over: 0"), "rule M01, key words_over: a number of words"),
        (RULE.format("words_over: 5, find: [a]"), "rule M01, key find: either find or words_over"),
        (RULE.format("missing: true"), "rule M01, key find: either find or words_over"),
        (RULE.format("find: [a], variants: [{text: x}]"), "rule M01, key variants: {'text': 'x'}"),
        (RULE.format("find: [a], hits: [{type: result}]"), "rule M01, key hits: each example"),
        (
            RULE.format("find: [a], hits: [{text: a, type: x}]"),
            "rule M01, key hits: 'x' is none of",
        ),
        (
            "rules: [{id: M01, title: T, message: M, find: [a]}, {id: M01, title: T, message: M, find: [a]}]",
            "two",
        ),
        ("strengths: [{id: S01, title: T, message: M, find: [a], question: Q}]", "no such key"),
        ("lists: {A: [a]}", "list A: a name has small letters"),
        ("lists: {a: []}", "list a: it has no words"),
        ("lists: {a: [1]}", "list a: a list of texts; quote 1"),
        ("lists: {a: ['(b)']}", "list a: a group is written"),
    ],
)
def test_a_faulty_declaration_names_the_rule_and_the_key(declaration: str, said: str) -> None:
    with pytest.raises(DeclarationError, match=re.escape(said)):
        rules_of(declaration.encode())


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_each_rule_hits_its_hits_and_misses_its_misses(rule: Rule) -> None:
    def found(sample: Sentence) -> bool:
        advice, strong = advise(sample, rules()), strengths(sample, rules())
        return rule.id in {a.rule for a in advice} | {s.rule for s in strong}

    assert rule.hits
    assert rule.misses
    assert [s.text for s in rule.hits if not found(s)] == []
    assert [s.text for s in rule.misses if found(s)] == []


@pytest.mark.parametrize("rule", rules().rules, ids=lambda rule: rule.id)
def test_each_rule_says_why_and_asks(rule: Rule) -> None:
    assert rule.explanation
    assert "?" in rule.question
    texts = [rule.message, rule.question, rule.explanation]
    texts += [t for v in rule.variants for t in (v.message, v.question) if t]
    for text in texts:
        assert text == normalize("NFC", text)
        assert '"' not in text.replace("”", "")
        assert "{" not in text.replace("{passage}", "")


def test_where_the_guide_says_more_is_there() -> None:
    folder = Path(__file__).parents[1] / "content/handbok"
    for rule in rules().rules:
        name, _, anchor = rule.page.partition("#")
        text = (folder / name).read_text("utf-8")
        anchors = set(re.findall(r"^## .+\{:? ?#([\w-]+) ?\}$", text, re.MULTILINE))
        anchors |= {slugify(h, "-") for h in re.findall(r"^## (.+)$", text, re.MULTILINE)}
        assert not anchor or anchor in anchors, rule.id


def test_what_is_kept_is_what_is_declared() -> None:
    assert rules() == rules_of(DECLARATION.read_bytes())


def test_the_browser_gets_no_more_than_it_needs() -> None:
    data = json.loads(rules_json())
    assert [rule["id"] for rule in data["rules"]] == [rule.id for rule in rules().rules]
    for record in (*data["rules"], *data["strengths"]):
        assert not {"explanation", "hits", "misses", "excepted"} & set(record)
        assert all(record.values())


# --- The advice -----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert spans(advise(case.sentence, rules())) == case.advice
    if case.strengths is not None:
        assert spans(strengths(case.sentence, rules())) == case.strengths


SAMPLE = rules_of(
    """
lists:
  number: ['\\d+', två, tio]
rules:
  - id: M01
    title: T
    message: Utan tal
    question: Hur många?
    find: ['{number}']
    missing: true
    silent_with: [target]
  - id: M02
    title: T
    message: ”{passage}” här
    question: '{passage}?'
    find: ['\\böka\\b', '\\böka antalet\\b']
    unless: [ej]
    except: ['öka takten']
  - id: M03
    title: T
    message: Allmänt
    question: Fråga?
    types: [result, process]
    levels: [unit]
    find: ['\\bvi\\b']
    only_with: [ska, nu]
    variants:
      - {types: [process], message: Process}
      - {levels: [unit], question: Enhet?}
  - {id: M04, title: T, message: Lång, words_over: 4}
  - {id: M05, title: T, message: Okänt, find: ['\\b[A-ZÅÄÖ]{2,}\\b'], exact_case: true, glossary: true}
strengths:
  - {id: S01, title: T, message: '{passage} är bra', find: ['{number}']}
""".encode()
)


def found(text: str, **known: object) -> list[list[object]]:
    return spans(advise(Sentence(text, **known), SAMPLE))  # type: ignore[arg-type]


def test_what_is_missing_is_said_of_the_whole_sentence() -> None:
    assert found("  Alla är nöjda ") == [["M01", 2, 15]]
    assert found("Två är nöjda") == []
    assert found("Alla", fields=frozenset({"target"})) == []
    assert found("Alla", considered=frozenset({"M01"})) == []


@pytest.mark.parametrize("text", ["", "   ", "\u00a0\n\t"])
def test_nothing_is_said_of_nothing(text: str) -> None:
    assert found(text) == []


def test_hits_that_overlap_are_one() -> None:
    assert found("10 öka antalet, öka") == [["M02", 3, 14], ["M02", 16, 19]]


def test_rules_are_silent_where_they_say() -> None:
    assert found("10 öka ej") == []
    assert found("10 öka takten, öka") == [["M02", 15, 18]]


def test_types_and_levels_decide() -> None:
    text = "Vi ska ha 10 nu"
    assert found(text) == [["M04", 0, 15]]
    assert found(text, type="result") == [["M04", 0, 15]]
    assert found(text, type="result", level="unit") == [["M03", 0, 2], ["M04", 0, 15]]
    assert found("Vi har 10 nu", type="result", level="unit") == []


def test_the_first_variant_that_fits_gives_the_words() -> None:
    def words(type_: str) -> tuple[str, str]:
        (advice,) = advise(Sentence("Vi ska 10 nu", type_, "unit"), SAMPLE)
        return advice.message, advice.question

    assert words("process") == ("Process", "Fråga?")
    assert words("result") == ("Allmänt", "Enhet?")


def test_the_passage_stands_in_the_words_as_it_was_written() -> None:
    assert advise(Sentence("10 O\u0308ka"), SAMPLE) == (
        Advice("M02", 3, 6, "Öka", "”Öka” här", "Öka?"),
    )
    (strength,) = strengths(Sentence("😀 10"), SAMPLE)
    assert (strength.start, strength.end, strength.message) == (2, 4, "10 är bra")


def test_words_of_the_glossary_are_known() -> None:
    assert found("SKR har 10") == [["M05", 0, 3]]
    assert found("SKR har 10", glossary=("skr",)) == []


@given(st.text(max_size=60))
def test_positions_are_those_of_the_text(text: str) -> None:
    for rules_ in (SAMPLE, rules()):
        sentence = Sentence(text, "result", "unit")
        found_ = [(a.start, a.end, a.passage) for a in advise(sentence, rules_)]
        found_ += [(s.start, s.end, s.passage) for s in strengths(sentence, rules_)]
        for start, end, passage in found_:
            assert passage == normalize("NFC", text)[start:end]
            assert 0 <= start < end


@pytest.mark.parametrize(
    "piece", ["a", "öka ", "och ", " ", "1", "😀", "att att ", "ska ", "a-", "\u0308"]
)
def test_no_text_takes_long(piece: str) -> None:
    begun = time.process_time()
    advise(Sentence((piece * 5000)[:5000], "result"), rules())
    assert time.process_time() - begun < 2


# --- malbok check ---------------------------------------------------------------------------------

TITLED = """\
id: trygg
{title}
type: result
updated: 2026-11-22
targets:
  - {{indicator: trygghet, comparator: at_least, value: 50, due: "2016"}}
"""


def checked(project: ProjectWriter, title: str, more: str = "") -> list[str]:
    root = project({"data/goals/n1/trygg.yml": TITLED.format(title=title) + more})
    said = malbok("check", "--format", "json", "--project", str(root))
    assert said.status == 0, said
    return [
        f"{p['code']} {p['line']}:{p['column']}-{p['end_line']}:{p['end_column']}"
        for p in json.loads(said.out)["problems"]
        if p["code"] == "M17"
    ]


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("title: Alla skall trivas", ["M17 2:13-2:18"]),
        ('title:  "Alla skall trivas"', ["M17 2:15-2:20"]),
        ("title: 'Alla skall trivas'  ", ["M17 2:14-2:19"]),
        ("title: >-\n  Alla\n  skall trivas", ["M17 2:8-2:8"]),
        ("title: 'Alla skall ha det ''bra'''", ["M17 2:8-2:35"]),
        ("title: De a\u0308r trygga och skall trivas", ["M17 2:8-2:38"]),
        ("title: Alla är trygga", []),
    ],
)
def test_advice_stands_at_its_passage(
    project: ProjectWriter, title: str, places: list[str]
) -> None:
    assert checked(project, title) == places


def test_considered_advice_rests(project: ProjectWriter) -> None:
    considered = "considered: [{rule: M17, reason: Så står det i lagen.}]\n"
    assert checked(project, "title: Alla skall trivas", considered) == []


def test_archived_goals_get_no_advice(project: ProjectWriter) -> None:
    ended = "archived: {date: 2016-12-31, reason: Vi har ett nytt mål nu.}\n"
    assert checked(project, "title: Alla skall trivas", ended) == []


def test_unknown_rules_cannot_be_considered(project: ProjectWriter) -> None:
    goal = TITLED.format(title="title: Alla trivs") + "considered: [{rule: M177, reason: Nej.}]\n"
    problems = all_problems(project({"data/goals/n1/trygg.yml": goal}))
    (problem,) = [p for p in problems if p.code == "R192"]
    assert problem.params["suggestion"] == "M17"


def test_advice_leads_to_the_page_of_rules(project: ProjectWriter) -> None:
    root = project({"data/goals/n1/trygg.yml": TITLED.format(title="title: Alla skall trivas")})
    run = malbok("check", "--format", "json", "--project", str(root), "--site-url", "https://x.se/")
    urls = {p["doc_url"] for p in json.loads(run.out)["problems"] if p["code"] == "M17"}
    assert urls == {"https://x.se/handbok/sprakrad/#m17"}


# --- malbok advise --------------------------------------------------------------------------------


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Says what standard input holds."""

    def type_(raw: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return type_


def test_advise_gives_json(tmp_path: Path) -> None:
    arguments = ("--format", "json", "--project", tmp_path, "--site-url", "https://x.se/mal")
    run = malbok(
        "advise", "Alla skall trivas", "--type", "behaviour", "--level", "unit", *arguments
    )
    assert run.status == 0
    assert run.err == ""
    (advice,) = [a for a in json.loads(run.out) if a["rule"] == "M17"]
    assert list(advice) == ["rule", "start", "end", "passage", "message", "question", "doc_url"]
    assert (advice["start"], advice["end"], advice["passage"]) == (5, 10, "skall")
    assert advice["doc_url"] == "https://x.se/mal/handbok/sprakrad/#m17"
    relative = malbok("advise", "Alla skall trivas", *arguments[:4])
    assert {a["doc_url"] for a in json.loads(relative.out)} > {"handbok/sprakrad/#m17"}


def test_advise_marks_the_passage(tmp_path: Path) -> None:
    said = malbok("advise", "Alla skall trivas", "--project", tmp_path).out.splitlines()
    at = next(n for n, line in enumerate(said) if line.startswith("M17: "))
    assert said[at - 2 : at] == ["  Alla skall trivas", "       ^^^^^"]


def test_advise_knows_what_stands_beside(tmp_path: Path) -> None:
    rule = next(rule for rule in rules().rules if "period" in rule.silent_with)
    sample = rule.hits[0]
    known = [("--type", sample.type), ("--level", sample.level)]
    given = [part for option, value in known if value for part in (option, value)]

    def is_said(*options: str) -> bool:
        said = malbok(
            "advise", sample.text, "--format", "json", "--project", tmp_path, *given, *options
        )
        return rule.id in {advice["rule"] for advice in json.loads(said.out)}

    assert is_said()
    assert not is_said("--with", "period")
    assert not is_said("--with", "target,period")
    assert not is_said("--with", "target", "--with", "period")


@pytest.mark.parametrize(
    "raw", ["Alla skall må bra\n".encode(), "Alla skall må bra".encode("cp1252")]
)
def test_advise_reads_standard_input(
    raw: bytes, typed: Callable[[bytes], None], tmp_path: Path
) -> None:
    typed(raw)
    run = malbok("advise", "-", "--format", "json", "--project", tmp_path)
    assert ("M17", 5) in {(a["rule"], a["start"]) for a in json.loads(run.out)}


@pytest.mark.parametrize(
    ("arguments", "raw", "said"),
    [
        (("Alla", "--type", "resultat"), b"", "resultat"),
        (("Alla", "--level", "stad"), b"", "council, committee, department, unit"),
        (("Alla", "--with", "period,tid"), b"", "period, target, baseline"),
        ((" ",), b"", ""),
        (("a" * 5001,), b"", ""),
        (("-",), b"", ""),
        (("-",), b"\xff\xfe\x00", ""),
        (("-",), b"a" * 30_000, ""),
        ((), b"", ""),
    ],
)
def test_advise_says_what_is_wrong_with_the_command(
    arguments: tuple[str, ...],
    raw: bytes,
    said: str,
    typed: Callable[[bytes], None],
    tmp_path: Path,
) -> None:
    typed(raw)
    run = malbok("advise", *arguments, "--project", tmp_path)
    assert run.status == 2
    assert run.out == ""
    assert said in run.err
    assert "Traceback" not in run.err


def test_words_of_the_projects_glossary_are_known(project: ProjectWriter) -> None:
    glossary = "glossary: [{word: SALSA, meaning: Ett mått på skolor.}]\n"
    root = project({"data/organisation.yml": ORGANISATION + glossary})
    known, unknown = (
        malbok("advise", "SALSA är bättre", "--format", "json", "--project", folder)
        for folder in (root, root / "content")
    )
    assert "M15" in unknown.out
    assert "M15" not in known.out


def test_explain_tells_of_a_rule() -> None:
    run = malbok("explain", "m17")
    assert run.status == 0
    assert run.out.startswith("M17: ")
    assert rules().rule("M17").hits[0].text in run.out
    assert "handbok/sprakrad/#m17" in run.out
    assert "  M17  " in malbok("explain").out
    assert malbok("explain", "M99").status == 2
