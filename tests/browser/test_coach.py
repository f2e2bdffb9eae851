"""The coach: one types a goal, reads what is said of it, follows it, and makes a file that malbok takes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from malbok.formatting import house_yaml
from malbok.ids import slug
from malbok.model import Audience, Goal
from malbok.numbers import parse_number
from malbok.periods import Period
from malbok.starting import SMALL_WORDS, suggested_id
from tests import sites
from tests.browser.auditing import audited, described
from tests.browser.measuring import covered_texts, cut_boxes, faint_shapes, weak_texts
from tests.browser.serving import served
from tests.browser.visiting import NARROW, Visitor, width
from tests.building import ORGANISATION
from tests.hostile import HIT, LONG_WORD

pytestmark = pytest.mark.browser

COACH = "handbok/prova/"
MOVEMENT = "Vi ska korta väntetiden för dem som ringer"
LONG = (
    "Nämnden ska främja och säkerställa en god, hållbar och attraktiv miljö genom att ta fram en plan "
    "där alla invånare ges möjlighet att öka sin delaktighet och trygghet i vardagen, så att väntetiden "
    "kortas med 7 procent och kommunen blir ledande bland jämförbara kommuner senast år 2027 i alla delar"
)
MOST_CPU = 50
"""How many milliseconds of computing the answer to a keystroke may take."""
LISTENER = """() => {
  window.spoken = [];
  const place = document.querySelector(".mb-coach__said");
  const watching = new MutationObserver(() => spoken.push(place.textContent));
  watching.observe(place, { childList: true, subtree: true, characterData: true });
}"""
TIMES = """text => {
  const field = document.querySelector("#mb-coach-goal");
  const times = [];
  for (let round = 0; round < 3; round += 1) {
    field.value = "";
    for (const letter of text) {
      const began = performance.now();
      field.value += letter;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      times.push(performance.now() - began);
    }
  }
  times.splice(0, text.length);
  return times;
}"""


def opened(visitor: Visitor, **settings: Any) -> Page:
    """The coach's page with the field to write in."""
    page = visitor.open(COACH, **settings)
    expect(goal(page)).to_be_visible()
    return page


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#mb-coach-{name}")


def goal(page: Page) -> Locator:
    return field(page, "goal")


def advice(page: Page, rule: str = "") -> Locator:
    """The advice of a rule, or of all."""
    return page.locator(f'.mb-advice[data-rule="{rule}"]' if rule else ".mb-coach__advice > li")


def open_file(page: Page) -> None:
    page.locator(".mb-coach__open").click()
    expect(page.locator(".mb-coach__file")).to_be_visible()


def downloaded(page: Page) -> tuple[str, str]:
    """The name and the text of the file that one gets."""
    with page.expect_download() as downloading:
        page.locator(".mb-coach__download").click()
    download = downloading.value
    return download.suggested_filename, Path(download.path()).read_text("utf-8")


def fill_in(page: Page, text: str = MOVEMENT) -> None:
    """A goal with all that its file can hold."""
    goal(page).fill(text)
    field(page, "type").select_option("result")
    open_file(page)
    field(page, "department").select_option("kulturnamnden")
    field(page, "period").fill("2027")
    field(page, "target_group").select_option("residents")
    field(page, "target_group_name").fill("barn & unga: “alla”")
    field(page, "indicator").select_option("aktiva-kulturkort")
    field(page, "value").fill("1 200,5")
    field(page, "due").fill("2027")
    field(page, "baseline").fill("900")
    field(page, "baseline_period").fill("2026")
    field(page, "owner").select_option("forvaltningschef-kultur")
    page.locator('[name="subjects"]').first.check()


def accepted(text: str, path: str, folder: Path) -> set[str]:
    """The rules whose advice malbok gives on the file in a copy of the project. Fails unless it takes
    the file, and would write it as it is."""
    root = folder / "copy"
    shutil.rmtree(root, ignore_errors=True)
    for name in ("data", "content"):
        shutil.copytree(sites.REPOSITORY / name, root / name)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")
    said = sites.malbok("check", "--audience", "intranet", "--format", "json", "--project", root)
    found = [p for p in json.loads(said.out)["problems"] if p["path"] == path]
    assert not [p for p in found if p["severity"] == "error"], found
    assert house_yaml(text, Goal, schema="../../schemas/goal.json").text == text
    return {p["code"] for p in found if p["code"].startswith("M")}


# --- Type, read, follow ---------------------------------------------------------------------------


def test_an_empty_page_invites_to_write_and_nothing_else(visitor: Visitor) -> None:
    page = opened(visitor)
    expect(page.locator(".mb-coach__answer")).to_be_hidden()
    expect(page.locator(".mb-coach__questions")).to_be_hidden()


def test_what_is_written_is_read_back_with_its_passages_marked(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).press_sequentially(MOVEMENT)
    marked = page.locator('.mb-coach__sentence a[href="#mb-rad-M03"]')
    expect(marked).to_contain_text("korta")
    read = page.locator(".mb-coach__sentence").evaluate(
        "it => { const copy = it.cloneNode(true); copy.querySelectorAll('sup').forEach(s => s.remove()); "
        "return copy.textContent }"
    )
    assert re.sub(r"\s+", " ", read).strip() == MOVEMENT
    number = advice(page).evaluate_all("all => all.findIndex(it => it.dataset.rule === 'M03') + 1")
    expect(marked.locator("sup")).to_contain_text(str(number))
    marked.click()
    expect(advice(page, "M03")).to_be_focused()
    assert "#" not in page.url


def test_advice_leads_to_the_guide_and_to_its_reason(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill(MOVEMENT)
    expect(advice(page, "M03").locator(".mb-advice__question")).not_to_be_empty()
    links = (
        advice(page, "M03")
        .locator(".mb-advice__links a")
        .evaluate_all("all => all.map((it) => it.href)")
    )
    assert len(links) == 2
    assert links[1] == f"{visitor.address}handbok/sprakrad/#m03"
    for link in links:
        page.goto(link)
        heading = urlsplit(page.url).fragment
        assert page.locator("h1").is_visible()
        assert not heading or page.locator(f"[id='{heading}']").count() == 1


def test_a_passage_with_signs_of_two_units_is_marked_where_it_stands(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill(f"👩‍👩‍👧‍👦🎉 {MOVEMENT}")
    expect(page.locator('.mb-coach__sentence a[href="#mb-rad-M03"]')).to_have_text(
        re.compile(r"^korta\s")
    )


def test_a_sentence_without_advice_is_told_so(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill(MOVEMENT)
    expect(advice(page)).not_to_have_count(0)
    goal(page).fill("")
    expect(page.locator(".mb-coach__answer")).to_be_hidden()


def test_the_kind_of_goal_leads_to_its_page(visitor: Visitor) -> None:
    page = opened(visitor)
    link = page.locator(".mb-coach__type a")
    expect(link).to_be_hidden()
    field(page, "type").select_option("learning")
    with page.context.expect_page() as opening:
        link.click()
    assert opening.value.url.endswith("handbok/larandemal/")


def test_a_field_beside_the_sentence_lets_advice_rest(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill("Biblioteket är öppet för minst 90 procent av de boende")
    field(page, "type").select_option("result")
    expect(advice(page, "M02")).to_be_visible()
    advice(page, "M02").locator(".mb-advice__fields button").first.click()
    expect(field(page, "period")).to_be_focused()
    page.keyboard.type("2027")
    expect(advice(page, "M02")).to_have_count(0)
    expect(field(page, "period")).to_be_focused()


def test_advice_that_was_thought_of_rests_with_its_reason(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill(MOVEMENT)
    consider = advice(page, "M03").locator(".mb-advice__consider")
    consider.click()
    expect(consider).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(advice(page, "M03").locator("[role=alert]")).not_to_be_empty()
    expect(advice(page, "M03").locator("input")).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("Nämnden vill visa riktningen")
    page.keyboard.press("Enter")
    expect(advice(page, "M03")).to_have_count(0)
    resting = page.locator(".mb-coach__resting li")
    expect(resting).to_contain_text("Nämnden vill visa riktningen")
    expect(resting.locator("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(advice(page, "M03")).to_be_focused()


def test_similar_examples_are_shown_where_there_are_some(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill("Besökarna på biblioteket hittar böcker som de tycker om")
    links = page.locator(".mb-coach__similar a")
    expect(links.first).to_be_visible()
    assert 1 <= links.count() <= 3
    address = links.first.evaluate("it => it.href")
    goal(page).fill("Qwerty zxcvb asdfgh")
    expect(page.locator(".mb-coach__similar")).to_be_hidden()
    page.goto(address)
    assert page.locator(f"[id='{urlsplit(page.url).fragment}']").count() == 1


def test_nothing_is_sent(visitor: Visitor) -> None:
    page = opened(visitor)
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(f"{request.method} {urlsplit(request.url).path}")
    )
    fill_in(page)
    page.wait_for_timeout(400)
    assert set(asked) <= {"GET /assets/coach/examples.json"}
    assert page.url == visitor.address + COACH
    assert page.evaluate("localStorage.length") == 0


# --- What counts as filled in ---------------------------------------------------------------------

UNCERTAIN = "Vi ska bli bättre på att ge våra brukare kontinuitet och trygghet"


def asked(page: Page) -> set[str]:
    """The rules that ask something."""
    return set(advice(page).evaluate_all("all => all.map((it) => it.dataset.rule)"))


def test_a_value_of_nothing_counts_as_little_as_in_the_file(
    employee: Visitor, tmp_path: Path
) -> None:
    page = opened(employee)
    goal(page).fill(UNCERTAIN)
    field(page, "type").select_option("result")
    open_file(page)
    field(page, "department").select_option("kulturnamnden")
    before = asked(page)
    assert {"M01", "M03"} <= before
    field(page, "value").fill("12")
    expect(field(page, "value-error")).to_contain_text("12 ")
    expect(field(page, "value")).not_to_have_attribute("aria-invalid", "true")
    assert asked(page) == before
    name, text = downloaded(page)
    assert "12" not in text
    assert "delmål" in text.splitlines()[-1]
    assert accepted(text, f"data/goals/kulturnamnden/{name}", tmp_path) == before

    field(page, "indicator").select_option("aktiva-kulturkort")
    expect(field(page, "value-error")).to_be_empty()
    expect(field(page, "due-error")).not_to_be_empty()
    assert asked(page) == before
    field(page, "due").fill("2027")
    expect(advice(page, "M01")).to_have_count(0)
    name, text = downloaded(page)
    assert accepted(text, f"data/goals/kulturnamnden/{name}", tmp_path) == asked(page)


def test_an_indicator_that_isnt_there_yet_is_noted_in_the_file(
    employee: Visitor, tmp_path: Path
) -> None:
    page = opened(employee)
    goal(page).fill(UNCERTAIN)
    field(page, "type").select_option("result")
    open_file(page)
    field(page, "department").select_option("kulturnamnden")
    before = asked(page)
    expect(field(page, "own")).to_be_hidden()
    field(page, "indicator").select_option("+")
    field(page, "comparator").select_option("at_most")
    field(page, "value").fill("12")
    expect(field(page, "own-error")).not_to_be_empty()
    field(page, "own").fill("Medarbetare per kund: 'olika' # på 14 dagar\u2028{{ x }}")
    field(page, "due").fill("2027-H1")
    field(page, "baseline").fill("15,5")
    field(page, "baseline_period").fill("2026-10")
    expect(field(page, "own-error")).to_be_empty()
    assert asked(page) == before
    name, text = downloaded(page)
    notes = [line for line in text.splitlines()[1:] if line.startswith("#")]
    assert len(notes) == 4
    assert "Medarbetare per kund: 'olika' # på 14 dagar {{ x }}" in notes[0]
    assert all(each in notes[1] for each in ("12", "2027-H1"))
    assert all(each in notes[2] for each in ("15,5", "2026-10"))
    assert not {"targets", "indicators"} & set(yaml.safe_load(text))
    assert accepted(text, f"data/goals/kulturnamnden/{name}", tmp_path) == before


def test_a_reason_stays_though_the_advice_rests_for_something_else(
    employee: Visitor, tmp_path: Path
) -> None:
    page = opened(employee)
    goal(page).fill(UNCERTAIN)
    field(page, "type").select_option("result")
    advice(page, "M01").locator(".mb-advice__consider").click()
    page.keyboard.type("Det avgör vi i april")
    page.keyboard.press("Enter")
    open_file(page)
    field(page, "department").select_option("kulturnamnden")
    field(page, "indicator").select_option("aktiva-kulturkort")
    field(page, "value").fill("12")
    field(page, "due").fill("2027")
    resting = page.locator(".mb-coach__resting li")
    expect(resting).to_contain_text("Det avgör vi i april")
    name, text = downloaded(page)
    assert yaml.safe_load(text)["considered"] == [{"rule": "M01", "reason": "Det avgör vi i april"}]
    assert accepted(text, f"data/goals/kulturnamnden/{name}", tmp_path) == asked(page)
    resting.locator("button").click()
    expect(page.locator(".mb-coach__resting")).to_be_hidden()
    assert "considered" not in yaml.safe_load(downloaded(page)[1])


def test_the_first_click_hits_though_a_field_has_something_wrong(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill(MOVEMENT)
    page.locator(".mb-coach__beside summary").click()
    field(page, "baseline_period").fill("oktober 2026")
    button = page.locator(".mb-coach__open")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(120)
    assert button.bounding_box() == box
    page.mouse.up()
    expect(page.locator(".mb-coach__file")).to_be_visible()
    expect(field(page, "baseline_period-error")).not_to_be_empty()


def test_too_long_a_text_is_told_so_and_freezes_nothing(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill("Alla är trygga")
    took = page.evaluate(
        "() => { const field = document.querySelector('#mb-coach-goal'); field.value = "
        "'resultata'.repeat(200_000); const began = performance.now(); "
        "field.dispatchEvent(new InputEvent('input')); return performance.now() - began }"
    )
    assert took < 500
    expect(page.locator(".mb-coach__answer")).to_be_hidden()
    expect(field(page, "goal-error")).not_to_be_empty()
    goal(page).fill(MOVEMENT)
    expect(field(page, "goal-error")).to_be_empty()
    expect(advice(page, "M03")).to_be_visible()


def test_marks_stand_right_after_signs_that_nobody_sees(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill("e\u200b\u0301 vi ska öka antalet")
    expect(page.locator('.mb-coach__sentence a[href="#mb-rad-M03"]')).to_have_text(
        re.compile(r"^öka\s")
    )


# --- An example to try ----------------------------------------------------------------------------


def try_first(page: Page) -> str:
    """Click on an example's way to the tool; gives its sentence."""
    link = page.locator(".mb-example__ways a").first
    sentence = parse_qs(urlsplit(link.get_attribute("href") or "").fragment)["text"][0]
    link.click()
    expect(goal(page)).to_have_value(sentence)
    return sentence


def test_an_example_comes_along(visitor: Visitor) -> None:
    page = visitor.open("exempel/amne/aldreomsorg/")
    try_first(page)
    expect(field(page, "type")).not_to_have_value("")
    expect(page.locator(".mb-coach__answer")).to_be_visible()
    expect(page.locator(".mb-coach__mine")).to_be_hidden()
    assert page.url == visitor.address + COACH


def test_ones_own_text_is_offered_back(visitor: Visitor) -> None:
    page = opened(visitor)
    page.locator('[name="keep"]').check()
    goal(page).fill(MOVEMENT)
    field(page, "period").evaluate("it => { it.value = '2027' }")
    page.wait_for_timeout(400)
    visitor.go(page, "exempel/amne/aldreomsorg/")
    sentence = try_first(page)
    expect(field(page, "period")).to_have_value("")
    page.wait_for_timeout(400)
    assert MOVEMENT in page.evaluate("localStorage['malbok-coach']")
    page.locator(".mb-coach__mine button").click()
    expect(goal(page)).to_have_value(MOVEMENT)
    expect(field(page, "period")).to_have_value("2027")
    expect(page.locator(".mb-coach__mine")).to_be_hidden()

    page.evaluate("text => { location.hash = `text=${text}&type=nonsense` }", sentence)
    expect(goal(page)).to_have_value(sentence)
    expect(field(page, "type")).to_have_value("")
    assert page.url == visitor.address + COACH
    page.locator(".mb-coach__mine button").click()
    expect(goal(page)).to_have_value(MOVEMENT)


@pytest.mark.parametrize("fragment", ["text=", "text=%E0%A4%A&type=%", "text", "type=result"])
def test_addresses_without_a_sentence_do_nothing(visitor: Visitor, fragment: str) -> None:
    page = opened(visitor)
    goal(page).fill(MOVEMENT)
    page.evaluate("text => { location.hash = text }", fragment)
    page.wait_for_timeout(100)
    if "%" not in fragment:
        expect(goal(page)).to_have_value(MOVEMENT)


def test_home_care_finds_home_care(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill(UNCERTAIN)
    found = page.locator(".mb-coach__similar li")
    expect(found.first).to_contain_text("Äldreomsorg")
    expect(page.locator(".mb-coach__similar")).to_contain_text("hemtjänst")
    expect(page.locator(".mb-coach__similar")).not_to_contain_text("matavfall")
    goal(page).fill("Vi är en stad för dig som vill något")
    expect(page.locator(".mb-coach__similar")).to_be_hidden()


# --- The file -------------------------------------------------------------------------------------


def test_a_file_that_malbok_takes(employee: Visitor, tmp_path: Path) -> None:
    page = opened(employee, timezone_id="Pacific/Kiritimati")
    fill_in(page)
    advice(page, "M10").locator(".mb-advice__consider").click()
    page.keyboard.type('Vi vet: det är "så" # just nu')
    page.keyboard.press("Enter")
    name, text = downloaded(page)
    path = page.locator(".mb-coach__path").inner_text()
    assert path == f"data/goals/kulturnamnden/{name}"
    assert text.strip() == page.locator(".mb-coach__yaml").inner_text().strip()
    today = page.evaluate("new Date().toLocaleDateString('sv-SE')")
    said = yaml.safe_load(text)
    assert said["title"] == MOVEMENT
    assert said["audience"] == "intranet"
    assert said["target_group_name"] == "barn & unga: “alla”"
    assert said["considered"] == [{"rule": "M10", "reason": 'Vi vet: det är "så" # just nu'}]
    assert said["targets"] == [
        {
            "indicator": "aktiva-kulturkort",
            "comparator": "at_least",
            "value": 1200.5,
            "due": "2027",
            "baseline": {"period": "2026", "value": 900},
        }
    ]
    assert str(said["updated"]) == today
    asked = advice(page).evaluate_all("all => all.map((it) => it.dataset.rule)")
    assert accepted(text, path, tmp_path) == set(asked)


@pytest.mark.parametrize(
    "text",
    [
        "Citat: \"dubbla\" 'enkla' ”svenska” `grava` & &amp; \\ # och: kolon",
        "”Alla invånare är trygga”",
        "- Minst 90 % är nöjda:",
        "Emoji 👩‍👩‍👧‍👦🎉 och שלום عולם",
        "Två\nrader\tmed\u2028luft  \x07 och \ud83d halva",
        f"Ord som {LONG_WORD}",
        "2027",
        "null",
        "Mallar {{ 7 * 7 }} {% raw %} ${x} [[goal x]] ]] -- | h | @ %",
    ],
)
def test_any_text_becomes_a_file_that_malbok_takes(
    employee: Visitor, text: str, tmp_path: Path
) -> None:
    page = opened(employee)
    field(page, "goal").evaluate(
        "(it, text) => { it.value = text; it.dispatchEvent(new Event('input')) }",
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    )
    field(page, "type").select_option("process")
    open_file(page)
    field(page, "department").select_option("kulturnamnden")
    name, written = downloaded(page)
    asked = advice(page).evaluate_all("all => all.map((it) => it.dataset.rule)")
    assert accepted(written, f"data/goals/kulturnamnden/{name}", tmp_path) == set(asked)


def test_what_no_goal_can_hold_is_said_at_its_field(employee: Visitor) -> None:
    page = opened(employee)
    goal(page).fill(f"Alla är trygga <script>{HIT}</script><img src=x onerror='{HIT}'>")
    expect(page.locator(".mb-coach__sentence")).to_contain_text("<script>")
    open_file(page)
    page.locator(".mb-coach__download").click()
    expect(page.locator(".mb-coach__missing")).to_be_focused()
    expect(goal(page)).to_have_attribute("aria-invalid", "true")
    expect(field(page, "goal-error")).not_to_be_empty()
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"period": "nästa år"}, "period"),
        ({"value": "många"}, "value"),
        ({"value": "1.234"}, "value"),
        ({"value": "5", "due": "2027-Q1"}, "due"),
        ({"period": "2027", "value": "5", "due": "2026"}, "due"),
        (
            {"due": "2027", "value": "5", "baseline": "4", "baseline_period": "2027"},
            "baseline_period",
        ),
        ({"due": "2027", "value": "5", "baseline": "4"}, "baseline_period"),
        ({"id": "Å Ä Ö"}, "id"),
        ({"id": "kultur-for-alla"}, "id"),
        ({"id": "index"}, "id"),
        ({"target_group_name": "alla ::: internt"}, "target_group_name"),
    ],
)
def test_each_slip_is_said_at_its_field(
    employee: Visitor, typed: dict[str, str], wrong: str
) -> None:
    page = opened(employee)
    goal(page).fill(MOVEMENT)
    field(page, "type").select_option("result")
    open_file(page)
    field(page, "department").select_option("kulturnamnden")
    field(page, "indicator").select_option("aktiva-kulturkort")
    for name, value in typed.items():
        field(page, name).fill(value)
    page.locator(".mb-coach__download").click()
    expect(page.locator(".mb-coach__missing")).to_be_focused()
    expect(field(page, f"{wrong}-error")).not_to_be_empty()
    assert page.locator("[aria-invalid]").count() == 1
    page.locator(f'.mb-coach__needed a[href="#mb-coach-{wrong}"]').click()
    expect(field(page, wrong)).to_be_focused()


def test_what_is_missing_is_said_before_the_file(employee: Visitor) -> None:
    page = opened(employee)
    goal(page).fill(MOVEMENT)
    open_file(page)
    needed = page.locator(".mb-coach__needed a")
    expect(needed).to_have_count(2)
    needed.first.click()
    expect(field(page, "type")).to_be_focused()
    field(page, "type").select_option("result")
    field(page, "department").select_option("kulturnamnden")
    expect(needed).to_have_count(0)
    wanted = page.locator(".mb-coach__wanted a")
    expect(wanted).to_have_count(4)
    field(page, "period").fill("2027")
    expect(wanted).to_have_count(3)


def test_an_id_is_the_one_that_malbok_new_would_suggest(employee: Visitor) -> None:
    page = opened(employee)
    titles = [
        *(
            MOVEMENT,
            LONG,
            LONG_WORD,
            "Alla som är",
            "Æble ßtraße ÅÄÖ éà ﬁ",
            "En två – tre, FYRA!",
            "",
        ),
        *(
            goal.split("/")[-1][:-4].replace("-", " ")
            for goal in ("kulturnamnden/kultur-for-alla.yml",)
        ),
    ]
    taken = ["kultur-for-alla", "kultur-alla", "index"]
    found = page.evaluate(
        "async ([titles, taken, small]) => { const it = await import('/assets/javascripts/goal_file.js');"
        "const of = { taken: new Set(taken), smallWords: new Set(small), longest: 40 };"
        "return titles.map((title) => [it.slug(title), it.suggestedId(title, of)]) }",
        [titles, taken, sorted(SMALL_WORDS)],
    )
    assert found == [[slug(title), suggested_id(title, taken)] for title in titles]


def test_every_text_is_written_as_the_house_does(employee: Visitor) -> None:
    page = opened(employee)
    texts = [
        "a: b",
        "a:b",
        "a #b",
        "a#b",
        "x:",
        "- a",
        "-a",
        "? a",
        "? ",
        "12 a",
        "3 av 4",
        "&a",
        "*a",
    ]
    texts += [
        "[a]",
        "{a}",
        "a, b",
        "!x",
        "| a",
        "> a",
        "'a'",
        '"a"',
        "a'b",
        'a"b',
        "a\\b",
        'a\\: "b"',
        "%a",
        "@a",
        "`a`",
    ]
    texts += [
        "yes",
        "Off",
        "null",
        "~",
        "=",
        "2027",
        "-7",
        "1_000",
        "1:30",
        "1.5",
        ".5",
        "1e3",
        "0x1f",
        "0o7",
        ".inf",
    ]
    texts += [
        ".nan",
        "2027-01-01",
        "2027-1-1 10:00:00",
        "...",
        "--- a",
        "…",
        "å",
        "#a",
        "y",
        "+",
        "1.",
        "2027-01",
    ]
    values = [{"id": "x", "title": text} for text in texts]
    files = page.evaluate(
        "async ([values, order]) => { const it = await import('/assets/javascripts/goal_file.js');"
        "return values.map((value) => it.goalFile(value, { goal: order }, 'goal.json')) }",
        [values, list(Goal.model_fields)],
    )
    for text, written in zip(texts, files, strict=True):
        assert house_yaml(written, Goal, schema="goal.json").text == written
        assert yaml.load(written, Loader=yaml.SafeLoader)["title"] == text


def test_numbers_and_periods_are_read_as_malbok_reads_them(employee: Visitor) -> None:
    page = opened(employee)
    numbers = [
        "90",
        "7,5",
        "-3",
        "\u22123",
        "1 200",
        "1\u00a0234 567",
        "90 %",
        "007",
        "1.234",
        "1,5,5",
        "x",
        "+5",
    ]
    periods = [
        "2027",
        "2027-t1",
        "2026/27",
        "2026/2027",
        "2026/28",
        "2027-13",
        "2027-02-30",
        "2027-02-28",
    ]
    periods += ["2027-H2", "2027-Q4", "2027-12", "1899", "2101", "27"]
    found = page.evaluate(
        "async ([numbers, periods]) => { const it = await import('/assets/javascripts/goal_file.js');"
        "const day = (time) => new Date(time).toISOString().slice(0, 10);"
        "return [numbers.map(it.houseNumber), periods.map(it.readPeriod).map((p) => p && "
        "[p.text, p.kind, day(p.start), day(p.end)])] }",
        [numbers, periods],
    )
    read = ["90", "7.5", "-3", "-3", "1200", "1234567", "90", None, None, None, None, None]
    assert found[0] == read
    assert all(str(parse_number(number)) == number for number in found[0] if number)
    for typed, period in zip(periods, found[1], strict=True):
        if period is None:
            with pytest.raises(ValueError, match=r"\d|month"):
                Period.parse(typed)
        else:
            meant = Period.parse(period[0])
            assert period[1:] == [meant.kind, meant.start.isoformat(), meant.end.isoformat()]


def test_the_text_can_be_copied(employee: Visitor) -> None:
    page = opened(employee, permissions=["clipboard-read", "clipboard-write"])
    fill_in(page)
    page.locator(".mb-coach__copy").click()
    expect(page.locator(".mb-coach__taken")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert yaml.safe_load(copied)["title"] == MOVEMENT


HOSTS = {
    "github": ("https://github.com/exempelby/malbok", "edit/main/content/"),
    "gitlab": ("https://gitlab.com/exempelby/malbok", "-/edit/main/content/"),
}


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Sites of a small project whose files are kept at each host, by the host's name; and the public."""
    found: dict[str, Path] = {}
    for host, (repository, edit_uri) in HOSTS.items():
        root = tmp_path_factory.mktemp(host)
        config = sites.MKDOCS.replace(
            "repo_url: https://kod.example.se/exempelby/malbok\nedit_uri: edit/main/content/",
            f"repo_url: {repository}\nedit_uri: {edit_uri}",
        )
        changes = {
            "mkdocs.yml": config,
            "content/handbok/prova.md": "---\naudience: public\n---\n# Prova\n\n[[coach]]\n",
            "data/organisation.yml": ORGANISATION,
        }
        sites.write_outside(root, changes)
        found[host] = sites.built(root, root / "site-intranet", config="mkdocs.intranet.yml")
        found["public"] = sites.built(root, root / "site")
    return found


@pytest.fixture
def visiting(
    browser: Browser, hosted: dict[str, Path], request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    """Somebody who visits one of those sites."""
    with served(hosted[request.param]) as address, Visitor(browser, address) as visitor:
        yield visitor


def ready(page: Page) -> str:
    """Where the file would be made at the host."""
    goal(page).fill("Alla är trygga & glada hemma: jämt")
    field(page, "type").select_option("result")
    open_file(page)
    field(page, "department").select_option("n1")
    return page.locator(".mb-coach__new").get_attribute("href") or ""


@pytest.mark.parametrize("visiting", ["github"], indirect=True)
def test_github_gets_the_file_filled_in(visiting: Visitor) -> None:
    page = opened(visiting)
    address = urlsplit(ready(page))
    query = parse_qs(address.query)
    assert f"https://{address.netloc}{unquote(address.path)}" == (
        "https://github.com/exempelby/malbok/new/main/data/goals/n1"
    )
    assert query["filename"] == ["trygga-glada-hemma-jamt.yml"]
    assert yaml.safe_load(query["value"][0])["title"] == "Alla är trygga & glada hemma: jämt"
    assert "GitHub" in page.locator(".mb-coach__new").inner_text()


@pytest.mark.parametrize("visiting", ["gitlab"], indirect=True)
def test_gitlab_gets_the_name_and_the_text_is_copied(visiting: Visitor) -> None:
    page = opened(visiting, permissions=["clipboard-read", "clipboard-write"])
    address = ready(page)
    assert address == (
        "https://gitlab.com/exempelby/malbok/-/new/main/data/goals/n1"
        "?file_name=trygga-glada-hemma-jamt.yml"
    )
    page.locator(".mb-coach__new").evaluate(
        "it => { it.removeAttribute('target'); it.addEventListener('click', e => e.preventDefault()) }"
    )
    page.locator(".mb-coach__new").click()
    taken = page.locator(".mb-coach__taken")
    expect(taken).not_to_be_empty()
    assert "trygga & glada" in page.evaluate("navigator.clipboard.readText()")
    said = taken.inner_text()
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
        "document.execCommand = () => false }"
    )
    page.locator(".mb-coach__new").click()
    expect(taken).not_to_have_text(said)


@pytest.mark.parametrize("visiting", ["public"], indirect=True)
def test_the_public_site_doesnt_tell_where_files_are_edited(
    visiting: Visitor, hosted: dict[str, Path]
) -> None:
    page = opened(visiting)
    assert ready(page) == ""
    expect(page.locator(".mb-coach__new")).to_be_hidden()
    written = (hosted["public"] / "handbok/prova/index.html").read_text("utf-8")
    assert not re.search("github|gitlab|data-new-file", written)


# --- Keyboard, ears, eyes, paper ------------------------------------------------------------------


def test_the_way_to_a_file_by_keyboard_alone(employee: Visitor, tmp_path: Path) -> None:
    page = opened(employee)
    keys = page.keyboard

    def to(selector: str) -> None:
        for _ in range(120):
            if page.evaluate("s => document.activeElement?.matches(s)", selector):
                return
            keys.press("Tab")
        raise AssertionError(f"{selector} can't be reached")

    to("#mb-coach-goal")
    keys.type(MOVEMENT)
    to("#mb-coach-type")
    keys.press("ArrowDown")
    to('.mb-coach__sentence a[href="#mb-rad-M03"]')
    keys.press("Enter")
    expect(advice(page, "M03")).to_be_focused()
    to(".mb-advice[data-rule=M03] .mb-advice__consider")
    keys.press("Enter")
    keys.type("Riktningen är poängen")
    keys.press("Enter")
    to(".mb-coach__beside summary")
    keys.press("Enter")
    to("#mb-coach-period")
    keys.type("2027")
    to(".mb-coach__open")
    keys.press("Enter")
    expect(field(page, "department")).to_be_focused()
    keys.press("ArrowDown")
    to(".mb-coach__download")
    with page.expect_download() as downloading:
        keys.press("Enter")
    text = Path(downloading.value.path()).read_text("utf-8")
    said = yaml.safe_load(text)
    assert said["considered"][0]["rule"] == "M03"
    accepted(text, page.locator(".mb-coach__path").inner_text(), tmp_path)


def test_a_screen_reader_is_told_calmly(visitor: Visitor) -> None:
    page = opened(visitor)
    page.evaluate(LISTENER)
    goal(page).press_sequentially(MOVEMENT, delay=15)
    page.wait_for_timeout(1400)
    spoken = page.evaluate("spoken")
    assert len(spoken) == 1, spoken
    assert re.search(r"\d", spoken[0])
    assert len(spoken[0]) < 300


def test_without_a_script_there_are_questions(visitor: Visitor) -> None:
    page = visitor.open(COACH, java_script_enabled=False)
    expect(page.locator(".mb-checklist li").first).to_be_visible()
    assert page.locator(".mb-checklist li").count() > 10
    expect(goal(page)).to_be_hidden()
    address = page.locator(".mb-checklist a").first.get_attribute("href")
    assert address
    page.locator(".mb-checklist a").first.click()
    assert page.locator(f"[id='{urlsplit(page.url).fragment}']").count() == 1


def test_without_the_rules_the_questions_stay(visitor: Visitor) -> None:
    context = visitor.settings()
    context.route("**/assets/coach/rules.json", lambda route: route.fulfill(status=204))
    page = visitor.go(context.new_page(), COACH)
    expect(page.locator(".mb-checklist li").first).to_be_visible()
    expect(goal(page)).to_be_hidden()


MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
    "forced colours": {"forced_colors": "active"},
}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(employee: Visitor, mode: str) -> None:
    page = opened(employee, **MODES[mode])
    for step in ("empty", "advice", "reason", "file", "wrong"):
        match step:
            case "advice":
                goal(page).fill(LONG)
                field(page, "type").select_option("result")
                expect(advice(page)).not_to_have_count(0)
            case "reason":
                advice(page).first.locator(".mb-advice__consider").click()
                page.keyboard.press("Enter")
            case "file":
                fill_in(page, LONG)
            case "wrong":
                field(page, "period").fill("snart")
                page.locator(".mb-coach__copy").click()
        page.wait_for_timeout(300)
        found = audited(page).violations
        assert not found, f"{step}: {described(found)}"
        if mode != "forced colours":
            assert weak_texts(page) == [], step
            assert faint_shapes(page) == [], step
            assert covered_texts(page) == [], step
        cut = [box for box in cut_boxes(page) if not box.startswith("<input")]  # which scroll
        assert cut == [], step
        if mode == "narrow":
            assert width(page) <= NARROW["width"], step


@pytest.mark.parametrize(
    "text", [LONG_WORD * 3, f"<b>{HIT}</b> 'x' \"y\" &amp; ]]> -->", "😀" * 60]
)
def test_bad_texts_fit_a_narrow_screen_and_stay_text(visitor: Visitor, text: str) -> None:
    page = opened(visitor, viewport=NARROW)
    goal(page).fill(text)
    open_file(page)
    field(page, "target_group_name").fill(text)
    expect(page.locator(".mb-coach__yaml")).to_contain_text(text[:10])
    assert width(page) <= NARROW["width"]
    assert page.evaluate("window.hit") is None


def test_paper_has_the_sentence_the_advice_and_the_questions(visitor: Visitor) -> None:
    page = opened(visitor)
    page.emulate_media(media="print")
    expect(page.locator(".mb-checklist li").first).to_be_visible()
    page.emulate_media(media="screen")
    goal(page).fill(MOVEMENT)
    page.emulate_media(media="print")
    expect(page.locator(".mb-coach__sentence")).to_be_visible()
    expect(advice(page, "M03").locator(".mb-advice__question")).to_be_visible()
    for hidden in (".mb-checklist", ".mb-coach__write", ".mb-coach__open", ".mb-advice__links"):
        expect(page.locator(hidden).first).to_be_hidden()


# --- Keeping and speed ----------------------------------------------------------------------------


def test_a_draft_is_kept_only_if_asked(visitor: Visitor) -> None:
    context = visitor.settings()
    page = visitor.go(context.new_page(), COACH)
    goal(page).fill(MOVEMENT)
    keep = page.locator('[name="keep"]')
    expect(keep).not_to_be_checked()
    page = visitor.go(context.new_page(), COACH)
    expect(goal(page)).to_have_value("")

    goal(page).fill(MOVEMENT)
    page.locator('[name="keep"]').check()
    field(page, "type").select_option("result")
    page.wait_for_timeout(400)
    page = visitor.go(context.new_page(), COACH)
    keep = page.locator('[name="keep"]')
    expect(goal(page)).to_have_value(MOVEMENT)
    expect(field(page, "type")).to_have_value("result")
    expect(keep).to_be_checked()
    expect(advice(page, "M03")).to_be_visible()

    keep.uncheck()
    assert page.evaluate("localStorage.length") == 0
    page = visitor.go(context.new_page(), COACH)
    expect(goal(page)).to_have_value("")


def test_the_text_is_there_after_reloading_and_going_back(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill(MOVEMENT)
    open_file(page)
    field(page, "value").fill("12")
    advice(page, "M03").locator(".mb-advice__consider").click()
    page.keyboard.type("Riktningen är poängen")
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    for way in ("reload", "back"):
        if way == "reload":
            page.reload()
        else:
            visitor.go(page, "handbok/formulera/")
            page.go_back()
        expect(goal(page)).to_have_value(MOVEMENT)
        expect(field(page, "value")).to_have_value("12")
        expect(page.locator(".mb-coach__resting li")).to_contain_text("Riktningen är poängen")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    tab = visitor.go(page.context.new_page(), COACH)
    expect(goal(tab)).to_have_value("")


def test_links_that_lead_away_leave_the_text(visitor: Visitor) -> None:
    page = opened(visitor)
    goal(page).fill(UNCERTAIN)
    field(page, "type").select_option("result")
    expect(page.locator(".mb-coach__similar a").first).to_be_visible()
    links = page.locator(".mb-coach a:not([href^='#']):visible")
    assert links.count() > 4
    for link in links.all():
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_contain_text("öppnas i en ny flik")


def test_a_browser_that_keeps_nothing_says_so(visitor: Visitor) -> None:
    context = visitor.settings()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    page = visitor.go(context.new_page(), COACH)
    goal(page).fill(MOVEMENT)
    page.locator('[name="keep"]').click()
    expect(page.locator('[name="keep"]')).not_to_be_checked()
    expect(page.locator(".mb-coach__said")).not_to_be_empty()


def test_each_keystroke_is_answered_at_once(visitor: Visitor) -> None:
    page = opened(visitor)
    field(page, "type").select_option("result")
    assert len(LONG) >= 295
    times = sorted(page.evaluate(TIMES, LONG[:300]))
    assert times[len(times) * 95 // 100] <= MOST_CPU, (
        f"median {times[len(times) // 2]}, worst {times[-1]}"
    )


def test_only_the_coach_loads_its_scripts(visitor: Visitor) -> None:
    for path, is_there in ((COACH, True), ("handbok/formulera/", False), ("mal/", False)):
        page = visitor.open(path)
        expect(page.locator('script[src*="coach"]')).to_have_count(int(is_there))
        expect(page.locator('link[href*="coach"]')).to_have_count(int(is_there))


def test_the_sites_audience_decides_what_can_be_chosen(visitor: Visitor, employee: Visitor) -> None:
    counts = [
        opened(each).locator("#mb-coach-owner option").count() for each in (visitor, employee)
    ]
    assert counts[0] <= counts[1]
    assert Audience.INTRANET.value in field(opened(employee), "audience").inner_html()
