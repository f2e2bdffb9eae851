"""How easy text is to read: what is text, where sentences end, and LIX on texts counted by hand."""

from __future__ import annotations

import json
import re
from time import perf_counter

import pytest
import yaml

from malbok.readability import PLAIN_WORDS, Measured, measure
from malbok.running_text import passages_of, sentences, words
from tests.building import Files
from tests.conftest import ProjectWriter
from tests.sites import malbok

HEAD = "---\ntitle: Sida\naudience: public\n---\n"


def of(markdown: str) -> Measured:
    return measure("content/x.md", passages_of(markdown))


def texts(markdown: str) -> list[tuple[str, str]]:
    return [(passage.kind.value, passage.text) for passage in passages_of(markdown)]


# --- What is text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("En rad\nsom fortsätter.", [("text", "En rad som fortsätter.")]),
        ("# Rubrik { #id }\n\nText", [("heading", "Rubrik"), ("text", "Text")]),
        ("Rubrik\n======\nText", [("heading", "Rubrik"), ("text", "Text")]),
        ("- Ett\n- Två\n  mer", [("item", "Ett"), ("item", "Två mer")]),
        ("1. Ett\n2) Två", [("item", "Ett"), ("item", "Två")]),
        ("- [ ] Kryssa\n- [x] Klart", [("item", "Kryssa"), ("item", "Klart")]),
        ("> Citat\n> här", [("text", "Citat här")]),
        ("Före\n\n```yaml\nkod: här\n```\n\nEfter", [("text", "Före"), ("text", "Efter")]),
        ("~~~~\n```\nkod\n~~~~\nEfter", [("text", "Efter")]),
        (
            "| A | B |\n|---|:-:|\n| ett | **två** |\n\nText",
            [("cell", c) for c in ("A", "B", "ett", "två")] + [("text", "Text")],
        ),
        ('!!! note "Tänk på"\n    Inne.', [("heading", "Tänk på"), ("text", "Inne.")]),
        ("Ord\n:   Betyder så.", [("text", "Ord"), ("item", "Betyder så.")]),
        ("Text[^1].\n\n[^1]: Not.", [("text", "Text."), ("text", "Not.")]),
        ("[se här]: https://example.se\n\nText", [("text", "Text")]),
        ("<div class='x' markdown>\n\nInne\n\n</div>", [("text", "Inne")]),
        ("Ovan\n\n---\n\nUnder", [("text", "Ovan"), ("text", "Under")]),
        ("Läs [hela sidan](x.md#y).", [("text", "Läs hela sidan.")]),
        ("![En bild](x.svg)Text", [("text", "Text")]),
        ("Ett **starkt** ord &amp; ett *kursivt*", [("text", "Ett starkt ord & ett ”kursivt”")]),
        (r"2 \* 3 och snake_case_ord", [("text", "2 * 3 och snake_case_ord")]),
        ("", []),
    ],
)
def test_what_of_markdown_is_text(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert texts(markdown) == expected


def test_code_and_addresses_are_no_words() -> None:
    (passage,) = passages_of("Skriv `type: result` på https://example.se/a. Klart!")
    assert words(passage.text) == ["Skriv", "på", "Klart"]


def test_a_passage_knows_its_line() -> None:
    found = [
        (p.line, p.text) for p in passages_of("# A\n\nEtt\ntvå\n- tre\n\n| x |\n|---|\n| y |", 5)
    ]
    assert found == [(5, "A"), (7, "Ett två"), (9, "tre"), (11, "x"), (13, "y")]


# --- Words and sentences --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det kostar 1 000 kronor.", ["Det", "kostar", "1 000", "kronor"]),
        ("Hela 12\u00a0345,5 km", ["Hela", "12\u00a0345,5", "km"]),
        ("år 2024 100 personer", ["år", "2024", "100", "personer"]),
        ("t.ex. SCB:s e-tjänst", ["t.ex", "SCB:s", "e-tjänst"]),
        ("och/eller – 3,5 %", ["och", "eller", "3,5"]),
        ("”Hej”, sa hon…", ["Hej", "sa", "hon"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ett. Två! Tre? Fyra", 4),
        ("Ta med t.ex. Lund och bl.a. Malmö.", 1),
        ("Ta med t. ex. Lund.", 1),
        ("Mötet är kl. 13 i dag.", 1),
        ("Det är ca. 30 personer, nr. 4 i år, dvs. Alla.", 1),
        ("Det kostar 1 000 kronor. 30 personer kom.", 2),
        ("Fika, frukt m.m. Sedan börjar vi.", 2),
        ("Skriften är av C. H. Björnsson.", 1),
        ("”Vad då?” Det undrar vi.", 2),
        ("Hon frågade ”vad då?” och gick.", 1),
        ("Vi väntar… Sedan kommer svaret.", 2),
        ("Den 1. januari är det dags.", 1),
        ("Punkten. (Och en parentes.) Slut.", 3),
        ("Version 3.11 av Python.", 1),
        ("…", 0),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    "piece", ["![", "[^", "[", "[](", "![](", "<a ", "</a ", "t.ex. A ", "A. ", "!", "”!", "{# "]
)
def test_a_text_twice_as_long_takes_twice_as_long(piece: str) -> None:
    def seconds(length: int) -> float:
        text, taken = piece * (length // len(piece)), []
        for _ in range(3):
            began = perf_counter()
            for passage in passages_of(text):
                sentences(passage.text)
            sentences(text)
            taken.append(perf_counter() - began)
        return min(taken)

    # Eight times as long takes 64 times as long where each place is looked at from each other.
    assert seconds(16_000) < 24 * seconds(2_000) + 0.02


def test_the_sentences_are_the_text() -> None:
    text = "Ett mål är t.ex. Så här. ”Är det?” Ja, kl. 13."
    assert " ".join(sentences(text)) == text


# --- LIX, counted by hand -------------------------------------------------------------------------


def test_lix_of_a_short_text() -> None:
    # 4 + 5 words in 2 sentences; long are "kommunen" (8) and "invånarna" (9): 9/2 + 100·2/9 = 26.72
    found = of("Här bor vi alla. Vad kommunen ger invånarna räknas.")
    assert (found.words, found.sentences, found.long_words) == (9, 2, 2)
    assert found.lix == 26.7


def test_six_letters_are_not_long_and_seven_are() -> None:
    assert of("Skolan kostar.").long_words == 0  # six letters each
    assert of("Skolans elever.").long_words == 1
    assert of("1 000 000 123456789").long_words == 0  # no letters
    assert of("e-post SCB:s").long_words == 0
    assert of("e-tjänst").long_words == 1  # e + tjänst: seven letters


def test_each_item_is_a_sentence() -> None:
    # 3 + 2 + 1 words; long: "följande" (8), "ordning" (7): 6/3 + 100·2/6 = 35.33
    found = of("Gör i följande:\n\n- god ordning\n- klart")
    assert (found.words, found.sentences, found.long_words) == (6, 3, 2)
    assert found.lix == 35.3


def test_headings_cells_and_code_are_no_sentences() -> None:
    found = of(
        "# Måluppfyllelsen\n\nKort.\n\n| Måluppfyllelse |\n|---|\n| Ja |\n\n```\nkod. Kod.\n```"
    )
    assert (found.words, found.sentences, found.long_words) == (1, 1, 0)


def test_a_page_of_nothing() -> None:
    assert of("").lix == 0
    assert not of("").is_heavy


def test_the_target_is_below_forty() -> None:
    # One sentence of n words, of which k are long: n + 100·k/n.
    at = " ".join(["ordning"] * 2 + ["ord"] * 18)  # 20 + 10 = 30
    assert of(at).lix == 30
    assert not of(at).is_heavy
    heavy = " ".join(["ordning"] * 4 + ["ord"] * 16)  # 20 + 20 = 40
    assert of(heavy).lix == 40
    assert of(heavy).is_heavy


def test_a_sentence_is_long_from_thirty_one_words() -> None:
    assert of(" ".join(["ord"] * 30)).long_sentences == ()
    (found,) = of("Kort.\n\n" + " ".join(["ord"] * 31)).long_sentences
    assert (found.line, found.words) == (3, 31)


# --- Words that klarspråk advises against ---------------------------------------------------------


def heavy(markdown: str) -> list[tuple[int, str, str]]:
    return [(found.line, found.word, found.instead) for found in of(markdown).heavy_words]


def test_heavy_words_are_found_where_they_stand() -> None:
    text = "# Avseende mål\n\nVi får ej\nbörja.\n\n- I enlighet  med planen"
    assert heavy(text) == [
        (1, "Avseende", "om"),
        (3, "ej", "inte"),
        (6, "I enlighet med", "enligt"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ordet ”skall” är gammalt.",
        "Skriv *ska*, inte *skall*.",
        "`ej`",
        "hej och skallra",
        "ej-knapp",
    ],
)
def test_a_word_that_is_spoken_of_or_part_of_another_is_none(text: str) -> None:
    assert heavy(text) == []


def test_cells_are_looked_at() -> None:
    assert heavy("| A |\n|---|\n| ej |") == [(3, "ej", "inte")]


def test_the_list_is_long_and_without_repeats() -> None:
    listed = yaml.safe_load(PLAIN_WORDS.read_text("utf-8"))
    forms = [form for entry in listed for form in entry["instead_of"]]
    assert len(listed) >= 60
    assert len(set(forms)) == len(forms)
    assert all(form == form.lower() and isinstance(form, str) for form in forms)
    assert all(set(entry) == {"instead_of", "say"} and entry["say"] for entry in listed)
    advised = {word for entry in listed for word in re.split(r", ", entry["say"])}
    assert not advised & set(forms)  # nothing is replaced by a word that is to be replaced


def test_each_word_of_the_list_is_found() -> None:
    for entry in yaml.safe_load(PLAIN_WORDS.read_text("utf-8")):
        for form in entry["instead_of"]:
            assert [word for _, word, _ in heavy(f"Så {form} nu")] == [form]


# --- The command ----------------------------------------------------------------------------------

PAGES: Files = {
    "content/latt.md": f"{HEAD}# Lätt\n\nVi är här. Du är där.\n",
    "content/tung.md": f"{HEAD}# Tung\n\n{' '.join(['förvaltningsövergripande'] * 31)} samt ej.\n",
}


def test_the_worst_page_is_named_first(project: ProjectWriter) -> None:
    made = malbok("readability", "--project", project(PAGES))
    assert made.status == 0
    lines = made.out.splitlines()
    assert "content/tung.md" in lines[2]
    order = [line.split()[-1] for line in lines if re.fullmatch(r"[\d ]+content/\S+", line)]
    assert order == ["content/tung.md", "content/latt.md", "content/index.md"]
    assert "content/tung.md:7: ej → inte" in made.out
    assert "content/tung.md:7: samt → och" in made.out


def test_json_has_all_that_was_counted(project: ProjectWriter) -> None:
    made = malbok("readability", "--project", project(PAGES), "--format", "json")
    first = json.loads(made.out)[0]
    assert first["path"] == "content/tung.md"
    assert (first["words"], first["sentences"], first["long_words"]) == (33, 1, 31)
    assert first["lix"] == round(33 + 3100 / 33, 1)
    assert [found["word"] for found in first["heavy_words"]] == ["samt", "ej"]
    assert first["long_sentences"][0]["words"] == 33


def test_without_a_handbook_it_says_so(project: ProjectWriter) -> None:
    root = project({"content/index.md": None})
    made = malbok("readability", "--project", root)
    assert made.status == 0
    assert "content/" in made.out
    assert json.loads(malbok("readability", "--project", root, "--format", "json").out) == []
