"""The tables of fields: of every kind of file, in step with the model, and embedded in the handbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from malbok import model
from malbok.engine import make_site
from malbok.fields import COLUMNS, KINDS, VALUE_WORDS, Choice, Key, Plain, keys_of, tables
from malbok.language import language
from malbok.markdown_extension import MalbokExtension
from malbok.model import Audience, Mark, Record
from malbok.observations import SUPPRESSED
from malbok.pages.field_tables import field_tables
from malbok.pages.rendering import mark_code
from malbok.periods import PeriodKind
from malbok.reading import load_project
from malbok.reading.content import FIELD_TABLES, FrontMatter
from malbok.reading.figures import COLUMNS as READ_COLUMNS
from malbok.reading.figures import SEXES
from tests.building import all_problems, said
from tests.conftest import ProjectWriter

EN = language("en")
RECORDS = [m for m in Record.__subclasses__() if m.__module__ == model.__name__] + [FrontMatter]


# --- What is declared -----------------------------------------------------------------------------


def test_every_kind_of_file_can_be_embedded() -> None:
    assert set(KINDS) == set(FIELD_TABLES)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_says_what_it_is_called_and_what_it_means(record: type[Record]) -> None:
    for key in keys_of(record):
        assert key.title != key.name
        assert key.title[0].isupper()
        assert key.description.endswith(".")
        assert key.description.count("`") % 2 == 0


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_fields_are_those_of_the_model(record: type[Record]) -> None:
    keys = {key.name: key for key in keys_of(record)}
    assert list(keys) == list(record.model_fields)
    for name, field in record.model_fields.items():
        assert keys[name].required == field.is_required()


def test_no_field_is_left_out_of_the_tables() -> None:
    shown: set[type[Record]] = {k.record for k in KINDS.values() if k.record}
    for kind in KINDS:
        for table in tables(kind):
            shown |= {key.value for key in table.keys if not isinstance(key.value, Plain | Choice)}
    assert shown == set(RECORDS)


def test_only_a_goals_department_needs_not_be_written() -> None:
    for name, kind in KINDS.items():
        if kind.record:
            lax = {key.name for key in keys_of(kind.record) if key.required}
            lax -= {key.name for key in kind.keys if key.required}
            assert lax == ({"department"} if name == "goal" else set())


def test_every_value_to_choose_has_a_word() -> None:
    enums = [e for e in vars(model).values() if isinstance(e, type) and issubclass(e, StrEnum)]
    for enum in enums:
        if enum not in (StrEnum, PeriodKind):
            assert set(VALUE_WORDS[enum]) == set(enum), enum


def test_columns_are_those_that_are_read() -> None:
    assert tuple(key.name for key in COLUMNS) == READ_COLUMNS
    assert [key.name for key in COLUMNS if key.required] == ["period", "value"]
    choices = {k.name: tuple(k.value.words) for k in COLUMNS if isinstance(k.value, Choice)}
    assert choices == {"sex": SEXES, "mark": (*(mark.value for mark in Mark), SUPPRESSED)}


def test_what_holds_without_a_field_is_said() -> None:
    (audience,) = (key for key in KINDS["goal"].keys if key.name == "audience")
    assert audience.meaning(EN) == "Who may see the goal. Without this line: `intranet`."
    (title,) = (key for key in KINDS["goal"].keys if key.name == "title")
    assert "Without" not in title.meaning(EN)


def test_a_new_type_of_field_is_not_passed_over_in_silence() -> None:
    class Other(Record):
        field: float

    with pytest.raises(TypeError):
        keys_of(Other)


# --- Their tables ---------------------------------------------------------------------------------


def rows(kind: str, table: int = 0) -> dict[str, str]:
    """What can be written at each key."""
    return {
        row.key: ", ".join(f"{value} {word}" for value, word in row.values) or row.what
        for row in field_tables(kind, EN)[table].rows
    }


def test_a_table_says_what_can_be_written() -> None:
    goal = rows("goal")
    assert goal["updated"] == "A date, as `2026-11-22`"
    assert goal["type"].startswith("result result goal, performance")
    assert goal["targets"] == "A list where each item has the lines below `targets`"
    assert goal["source"] == "The lines below `source`"
    assert goal["supports"].startswith("A list where each item is a name")
    assert rows("goal", 4)["comparator"].startswith("at_least at least the value")


def test_a_records_fields_have_a_table_of_their_own() -> None:
    made = field_tables("goal", EN)
    captions = [table.caption for table in made]
    assert captions[:6] == [
        "A goal",
        "Applies no longer: the lines below `archived`",
        "Decision: the lines below `decision` in `archived`",
        "Source: the lines below `source`",
        "Targets: the lines below `targets`",
        "Baseline: the lines below `baseline` in `targets`",
    ]
    anchors = [table.anchor for table in made]
    assert len(anchors) == len(set(anchors))
    below = {row.below for table in made for row in table.rows if row.below}
    assert below == set(anchors[1:])


# --- On pages -------------------------------------------------------------------------------------


def page_with(project: ProjectWriter, *kinds: str, code: str = "sv") -> str:
    embeds = "\n\n".join(f"[[fields {kind}]]" for kind in kinds)
    content = f"---\naudience: public\n---\n# Fält\n\n{embeds}\n"
    read = load_project(project({"content/falt.md": content}))
    site = make_site(read, Audience.PUBLIC, language_code="en" if code == "en" else "sv")
    (page,) = (page for page in site.pages if page.path == "falt.md")
    return "".join(page.blocks).replace("<wbr>", "")


def test_a_page_shows_the_fields_of_every_kind(project: ProjectWriter) -> None:
    html = page_with(project, *KINDS, code="en")
    anchors = re.findall(r'\bid="([^"]+)"', html)
    assert len(anchors) == len(set(anchors)) == sum(1 for kind in KINDS for _ in tables(kind))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)
    for kind in KINDS:
        for key in keys(kind):
            assert f'<th scope="row" role="rowheader"><code>{key.name}</code></th>' in html
    assert html.count("<table") == html.count("<caption>") == len(anchors)
    assert "`" not in html


def keys(kind: str) -> Iterator[Key]:
    for table in tables(kind):
        yield from table.keys


def test_figures_have_columns_and_not_lines(project: ProjectWriter) -> None:
    assert ">Line</th>" in page_with(project, "goal", code="en")
    html = page_with(project, "figures", code="en")
    assert ">Column</th>" in html
    assert ">Line</th>" not in html


@pytest.mark.parametrize("line", ["[[fields mal]]", "[[fields]]", "[[fields goal goal]]"])
def test_what_has_no_fields_is_a_problem(project: ProjectWriter, line: str) -> None:
    root = project({"content/falt.md": f"# Fält\n\n{line}\n"})
    assert said(all_problems(root)) == ["R111 content/falt.md:3:1"]


def test_fields_can_be_embedded_in_any_markdown_page(project: ProjectWriter) -> None:
    from markdown import Markdown

    extension = MalbokExtension(project=str(project({})), audience="public")
    html = Markdown(extensions=[extension]).convert("# Fält\n\n[[fields indicator]]\n")
    assert "<code>direction</code>" in html


def test_code_is_marked_and_nothing_else() -> None:
    assert mark_code("a `<b>` & `c`d") == "a <code>&lt;b&gt;</code> &amp; <code>c</code>d"
    assert mark_code("a ` b") == "a ` b"
