"""The pages of error codes: one for each, below the handbook's list of them, and `malbok explain`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from malbok import demonstrations as demos
from malbok.addresses import Addresses, fault_path
from malbok.cli import main
from malbok.demonstrations import GROUP_WORDS, Demonstration, demonstration, demonstrations
from malbok.engine import make_site
from malbok.faults import fault_pages, listing
from malbok.kinds import KINDS
from malbok.kinds.examples import fragments, problems_of
from malbok.language import language
from malbok.manifest import manifest
from malbok.model import Audience
from malbok.pages import Page, Site
from malbok.pages.records import fill
from malbok.printing import SEVERITY_WORDS, printable
from malbok.reading import load_project
from tests.building import Files, all_problems, said
from tests.conftest import ProjectWriter

EN, SV = language("en"), language("sv")
LIST = "---\ntitle: Koder\naudience: public\n---\n# Alla koder\n\n[[faults]]\n"
INSIDE = LIST.replace("public", "intranet")
IN_BLOCK = LIST.replace("[[faults]]", "::: intranet\n[[faults]]\n:::\n\n[[overview]]")
WITH_EXAMPLE = sorted(code for code, kind in KINDS.items() if kind.example)


@pytest.fixture(scope="module")
def shown() -> Mapping[str, Demonstration]:
    """All examples, in English."""
    return {it.code: it for it in demonstrations(EN)}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept from one site to the next, with the charts beside it."""
    return tmp_path_factory.mktemp("cache") / "charts"


def site_of(root: Path, cache: Path, audience: Audience = Audience.PUBLIC) -> Site:
    return make_site(load_project(root), audience, language_code="en", chart_cache=cache)


def faults(site: Site) -> dict[str, Page]:
    return {page.path: page for page in site.pages if page.kind == "fault"}


# --- Which pages there are ------------------------------------------------------------------------


def test_there_is_a_page_for_each_code_below_the_list(project: ProjectWriter, cache: Path) -> None:
    site = site_of(project({"content/redaktor/fel.md": LIST}), cache)
    pages = faults(site)
    assert set(pages) == {f"redaktor/fel/{code.lower()}.md" for code in KINDS}
    assert {page.parent for page in pages.values()} == {"redaktor/fel.md"}
    listed = json.dumps([str(item) for item in site.navigation])
    assert "redaktor/fel.md" in listed
    assert "redaktor/fel/" not in listed
    assert '"redaktor/fel/c121/"' in manifest(site, Addresses())


def test_without_a_list_there_are_no_pages(project: ProjectWriter, cache: Path) -> None:
    assert not faults(site_of(project({}), cache))
    assert not fault_pages(load_project(project({})))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("redaktor/fel.md", "redaktor/fel/c121.md"),
        ("redaktor/fel/index.md", "redaktor/fel/c121.md"),
        ("fel.md", "fel/c121.md"),
        ("index.md", "c121.md"),
    ],
)
def test_pages_lie_below_the_list(page: str, expected: str) -> None:
    assert fault_path(page, "C121") == expected


@pytest.mark.parametrize("page", [INSIDE, IN_BLOCK])
def test_pages_are_for_those_who_see_the_list(
    project: ProjectWriter, cache: Path, page: str
) -> None:
    root = project({"content/fel.md": page})
    assert not faults(site_of(root, cache))
    assert len(faults(site_of(root, cache, Audience.INTRANET))) == len(KINDS)


def test_of_several_lists_the_public_one_has_the_pages(project: ProjectWriter, cache: Path) -> None:
    root = project({"content/a.md": INSIDE, "content/b.md": LIST, "content/c.md": LIST})
    page = listing(load_project(root))
    assert page is not None
    assert page.path == "b.md"
    for audience in Audience:
        assert set(faults(site_of(root, cache, audience))) == {
            f"b/{code.lower()}.md" for code in KINDS
        }


# --- What links to them and what is in their way --------------------------------------------------


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"content/x.md": "# x\n\n[C121](fel/c121.md)\n", "content/fel.md": LIST}, []),
        (
            {"content/x.md": "# x\n\n[C999](fel/c999.md)\n", "content/fel.md": LIST},
            ["R117 content/x.md:3:8"],
        ),
        ({"content/x.md": "# x\n\n[C121](fel/c121.md)\n"}, ["R117 content/x.md:3:8"]),
        (
            {
                "content/x.md": "---\naudience: public\n---\n[C121](fel/c121.md)\n",
                "content/fel.md": INSIDE,
            },
            ["R113 content/x.md:4:8"],
        ),
        (
            {
                "content/x.md": "---\naudience: public\n---\n[C121](fel/c121.md)\n",
                "content/fel.md": IN_BLOCK,
            },
            ["R113 content/x.md:4:8"],
        ),
        (
            {"content/fel/c121.md": "# Min egen\n", "content/fel.md": LIST},
            ["R119 content/fel/c121.md:1:1"],
        ),
        ({"content/fel/c121.md": "# Min egen\n"}, []),
        ({"content/fel/mer.md": "# Mer\n", "content/fel.md": LIST}, []),
    ],
)
def test_links_and_pages_are_checked(
    project: ProjectWriter, files: Files, expected: list[str]
) -> None:
    assert said(all_problems(project(files))) == expected


# --- What a page says -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[str, str]:
    """The Markdown of each code's page, blocks put in."""
    from tests.building import write_project

    root = write_project(tmp_path_factory.mktemp("faults"), {"content/fel.md": LIST})
    made = faults(site_of(root, cache))
    return {path: fill(page.markdown, page.blocks) for path, page in made.items()}


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_page_says_what_is_wrong_and_what_to_write(
    pages: dict[str, str], shown: Mapping[str, Demonstration], code: str
) -> None:
    text, it = pages[f"fel/{code.lower()}.md"], shown[code]
    assert f"\n# {code}: " in text
    assert 'href="../"' in text
    assert EN.text(SEVERITY_WORDS[it.severity]).capitalize() in text.split("\n# ")[0]
    if it.saying.report:
        assert it.saying.report in text
    for half in (it.wrong, it.right):
        if half:
            assert f"`{half.path}`" in text
            assert half.text.strip("\n") in text
            assert half.remark in text


def test_an_example_is_shown_as_it_is(pages: dict[str, str]) -> None:
    text = pages["fel/c121.md"]
    wrong, right = fragments("C121")
    before, after = text.split("## But like this")
    assert f"```csv\n{wrong}\n```" in before
    assert f"```csv\n{right}\n```" in after
    assert "Then malbok check says:\n\n```text\ndata/indicators/svar-i-tid.csv:" in before
    assert "^^^" in before


def test_code_in_an_example_cannot_end_it(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        fences = re.findall(r"^(`{3,})(\w*)$", text, re.MULTILINE)
        outer = [fence for fence, _ in fences if fence == max(fences)[0]]
        assert len(outer) % 2 == 0, path


def test_the_list_has_every_code_with_a_link(project: ProjectWriter, cache: Path) -> None:
    site = site_of(project({"content/fel.md": LIST}), cache)
    (page,) = (page for page in site.pages if page.path == "fel.md")
    html = "".join(page.blocks)
    for code, kind in KINDS.items():
        row = re.search(rf'<tr><th scope="row"><a href="{code.lower()}/">{code}</a></th>(.*)', html)
        assert row, code
        assert f"<td>{EN.text(SEVERITY_WORDS[kind.severity]).capitalize()}</td>" in row[1]
    listed = re.findall(r">([A-Z]\d{3})</a>", html)
    assert [c for letter in GROUP_WORDS for c in sorted(KINDS) if c.startswith(letter)] == listed
    assert html.count("<caption>") == len(GROUP_WORDS)


def test_a_list_elsewhere_has_no_links(project: ProjectWriter) -> None:
    """A page that isn't the handbook's own shows the codes, but has no pages below it."""
    from markdown import Markdown

    from malbok.markdown_extension import MalbokExtension

    extension = MalbokExtension(project=str(project({})), audience="public")
    html = Markdown(extensions=[extension]).convert("# Koder\n\n[[faults]]\n")
    assert '<th scope="row">C121</th>' in html


def test_error_codes_do_not_come_first_in_searches(project: ProjectWriter, cache: Path) -> None:
    site = site_of(project({"content/fel.md": LIST}), cache)
    searched = {page.path: page.front_matter.get("search") for page in site.pages}
    fault_paths = set(faults(site))
    assert all(searched[path] == {"boost": 0.02} for path in fault_paths)
    assert searched["fel.md"] is None
    assert searched["mal/n1/trygg.md"] == {"boost": 4}
    rest = {path: said for path, said in searched.items() if path not in fault_paths and said}
    # What else says something of searches only repeats other pages.
    assert all(
        path.startswith(("mal/", "indikatorer/"))
        for path, said in rest.items()
        if said != {"exclude": True}
    )


# --- What is said of an example -------------------------------------------------------------------


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_what_is_said_is_what_malbok_says(
    shown: Mapping[str, Demonstration], tmp_path: Path, code: str
) -> None:
    """The examples are made in one folder after another, and none may change what is said of the next."""
    problem = next(p for p in problems_of(code, tmp_path / "alone") if p.code == code)
    saying = shown[code].saying
    assert (saying.message, saying.hint) == (problem.message(EN), problem.hint(EN))
    assert saying.report.startswith(f"{problem.place.path}:{problem.place.line}:")
    assert f"[{code}] {printable(saying.message)}" in saying.report
    assert "\x1b" not in saying.report


def test_nothing_is_left_to_fill_in(shown: Mapping[str, Demonstration]) -> None:
    for it in shown.values():
        assert not re.search(r"\{[a-z_]+\}", it.saying.message + it.saying.hint), it.code


def test_the_report_is_what_check_prints(
    shown: Mapping[str, Demonstration], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problems_of("C121", tmp_path / "x")
    with pytest.raises(SystemExit):
        main(["check", f"--project={tmp_path / 'x'}", "--lang=en"])
    assert shown["C121"].saying.report in "".join(capsys.readouterr())


def test_what_is_said_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = demonstrations(EN, tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(demos, "problems_of", None)
        assert demonstrations(EN, tmp_path) == first
    (kept,) = tmp_path.iterdir()
    content = json.loads(kept.read_text("utf-8"))
    content["said"]["C121"] = ["x", "y", "z"]
    kept.write_text(json.dumps(content), "utf-8")
    assert next(it for it in demonstrations(EN, tmp_path) if it.code == "C121").saying.report == "z"
    monkeypatch.setattr(demos, "_malbok", lambda: "another malbok")
    assert demonstrations(EN, tmp_path) == first


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b"\xff", b'{"by": 1}'])
def test_what_cannot_be_used_is_made_again(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "en.json").write_bytes(damage)
    assert len(demonstrations(EN, tmp_path)) == len(KINDS)
    assert json.loads((tmp_path / "en.json").read_text("utf-8"))["said"]


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert len(demonstrations(EN, tmp_path / "file")) == len(KINDS)


# --- malbok explain -------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["explain", "--lang=en", *arguments])
    printed = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, printed.out, printed.err


@pytest.mark.parametrize("written", ["C121", "c121", " c121 "])
def test_a_code_is_explained(capsys: pytest.CaptureFixture[str], written: str) -> None:
    status, out, err = run(capsys, written)
    it = demonstration("C121", EN)
    assert (status, err) == (0, "")
    assert out.startswith(f"C121: {it.title} (error)\n\n{it.saying.message}\n")
    wrong, right = fragments("C121")
    assert f"Not like this: {it.wrong.path if it.wrong else ''}\n\n    {wrong}\n" in out
    assert f"But like this: {it.right.path if it.right else ''}\n\n    {right}\n" in out
    assert it.saying.report.split("\n")[0] in out


@pytest.mark.parametrize("code", ["F101", "F103", "F105", "F110", "C101", "D102", "V199"])
def test_whatever_the_example_is_it_is_explained(
    capsys: pytest.CaptureFixture[str], code: str
) -> None:
    status, out, _ = run(capsys, code)
    assert status == 0
    assert out.startswith(f"{code}: ")
    assert "\n\n\n" not in out


def test_an_unknown_code_is_answered_by_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "C12")[::2] == (
        2,
        "There is no code C12. Nearest: C121, C122, C123, C124, C125.\n",
    )
    status, out, err = run(capsys, "CI21")
    assert (status, out) == (2, "")
    assert "C121" in err
    assert run(capsys, "hjälp")[2] == "There is no code hjälp. All codes: malbok explain\n"


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys)
    assert status == 0
    for code, kind in KINDS.items():
        assert re.search(rf"^  {code}  {re.escape(EN.text(kind.title))}", out, re.MULTILINE)
    assert out.endswith("More on one of them: malbok explain CODE\n")
