"""Nothing meant for the inside reaches anything made for the public.

A project is written in which every place for the inside holds a word of its own, beginning with
zq. None of them may be found in anything that is made for the public, and the intranet, which is
made from the same, shows that they were there to be found.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from malbok.audience import for_audience
from malbok.engine import make_site
from malbok.model import (
    Audience,
    ContentPage,
    ExampleFile,
    Goal,
    Indicator,
    Observation,
    Organisation,
    Project,
    Prose,
    Record,
)
from malbok.pages import Page, Site
from malbok.periods import Period
from malbok.reading import load_project, read_project
from tests.building import FIGURES, GOAL, INDICATOR, Files, write_project
from tests.conftest import ProjectWriter

SECRET = re.compile(r"zq[a-z0-9]+|(?:987|618)[ \u00a0\u202f.,]?654[.,]25", re.IGNORECASE)

INSIDE: Files = {
    "data/organisation.yml": """\
        # zqyamlcomment1
        name: Exempelby
        title: Målbok för Exempelby
        as_of: 2016-12-31
        updated: 2026-11-22
        notice: "En provsajt. <!-- zqnotice -->"
        languages: [sv, en]
        roles:
          - {id: chef, title: Förvaltningschef, contact: zqcontact1}
          - {id: zqroleid, title: zqroletitle, contact: zqcontact2}
        departments:
          - id: n1
            title: Nämnden
            audience: public
            description: "Vi svarar för tryggheten. <!-- zqdepartmentcomment -->"
            parent: zqdepartmentid
          - id: zqdepartmentid
            title: zqdepartmenttitle
            level: unit
            description: zqdepartmentdescription
            english: {title: zqdepartmentenglish, description: zqdepartmentenglishtext}
        subjects:
          - {id: zqsubjectid, title: zqsubjecttitle}
        comparison_groups:
          - {id: zqgroupid, title: zqgrouptitle, municipalities: [zqmunicipality], references: [zqreference]}
        """,
    # public, but with comments, and with a link to what is for the inside
    "data/goals/n1/trygg.yml": GOAL.replace("owner:", "supports: [zqgoalid2]\nowner:")
    .replace("analysis:", "analysis: <!-- zqcomment4 -->")
    .replace("next_steps:", "next_steps: <!-- zqcomment5 -->")
    + """\
meaning: "Du ska vara trygg. <!-- zqmeaningcomment -->"
archived: {date: 2016-12-31, reason: "Vi har ett nytt. <!-- zqreasoncomment -->", replaced_by: zqgoalid}
indicators: [trygghet]
description: |
  Alla ska vara trygga. <!-- zqcomment1 -->

  <!--
  zqcomment2
  -->
insight: "Vi vet. <!-- zqcomment3"
milestones: [{title: "Ett steg <!-- zqcomment6 -->", due: 2016-06-30}]
# zqyamlcomment2
""",
    "data/indicators/trygghet.yml": INDICATOR + 'note: "Ny enkät. <!-- zqcomment7 -->"\n',
    # for the inside, every field filled; it lies in the folder of a public department
    "data/goals/n1/zqgoalid.yml": """\
        id: zqgoalid
        title: zqgoaltitle
        type: result
        period: "2016"
        target_group: residents
        target_group_name: zqtargetgroup
        subjects: [zqsubjectid]
        meaning: zqmeaning
        description: zqdescription
        insight: zqinsight
        analysis: zqanalysis
        next_steps: zqnextsteps
        owner: zqroleid
        supports: [trygg]
        updated: 2026-11-22
        adopted: 2015-11-18
        next_update: 2027-02-01
        archived:
          date: 2016-12-31
          reason: zqarchivedreason
          replaced_by: zqgoalid2
          decision: {body: zqarchivedbody, date: 2016-12-12, paragraph: zqarchivedparagraph}
        source: {title: zqsourcetitle, url: "https://zqsourceaddress.se"}
        targets:
          - indicator: zqindicatorid
            comparator: between
            lower: 618654.25
            upper: 618655
            due: "2016"
            baseline: {period: "2013", value: 7}
            note: zqtargetnote
          - {indicator: trygghet, comparator: at_least, value: 618654.25, due: "2016"}
        indicators: [zqindicatorid]
        milestones: [{title: zqmilestone, due: 2016-06-30, done: 2016-05-02}]
        considered: [{rule: M17, reason: zqconsidered}]
        override: {status: met, motivation: zqmotivation, role: zqroleid, date: 2016-12-01}
        revisions:
          - date: 2016-05-12
            changed: target
            indicator: zqindicatorid
            old: zqrevisionold
            new: zqrevisionnew
            reason: zqrevisionreason
            decision: {body: zqrevisionbody, date: 2016-05-12, paragraph: zqrevisionparagraph}
        previous_ids: [zqformergoal]
        english:
          title: zqenglishtitle
          meaning: zqenglishmeaning
          description: zqenglishdescription
          insight: zqenglishinsight
          analysis: zqenglishanalysis
          next_steps: zqenglishnextsteps
        """,
    "data/goals/zqdepartmentid/zqgoalid2.yml": """\
        {id: zqgoalid2, title: zqgoaltitle2, type: process, kind: direction, updated: 2026-11-22}
        """,
    "data/indicators/zqindicatorid.yml": """\
        id: zqindicatorid
        title: zqindicatortitle
        definition: zqdefinition
        meaning: zqindicatormeaning
        unit: zqunit
        direction: higher
        interval: year
        about: people
        compare_with: zqgroupid
        source: {title: zqindicatorsource, url: "https://zqindicatoraddress.se"}
        licence: {title: zqlicencetitle, url: "https://zqlicenceaddress.se"}
        owner: zqroleid
        updated: 2026-11-22
        next_update: 2027-02-01
        note: zqindicatornote
        revisions:
          - date: 2016-05-12
            changed: definition
            old: zqdefinitionold
            new: zqdefinitionnew
            reason: zqdefinitionreason
            decision: {body: zqdefinitionbody, date: 2016-05-12, paragraph: zqdefinitionparagraph}
        previous_ids: [zqformerindicator]
        english:
          title: zqenglishtitle2
          definition: zqenglishdefinition
          meaning: zqenglishmeaning2
          unit: zqenglishunit
          note: zqenglishnote
        """,
    "data/reports/zqreportid.yml": """\
        id: zqreportid
        title: zqreporttitle
        kind: annual
        kind_name: zqreportkind
        period: "2016"
        as_of: 2016-12-31
        state: draft
        departments: [zqdepartmentid]
        goals: [zqgoalid]
        summary: zqreportsummary
        sections:
          - {department: zqdepartmentid, comment: zqdepartmentcomment2, forecast: zqdepartmentforecast}
          - {goal: zqgoalid, comment: zqgoalcomment, forecast: zqgoalforecast}
        decision: {body: zqreportbody, date: 2017-03-01, paragraph: zqreportparagraph}
        """,
    "data/indicators/zqindicatorid.csv": """\
        period,value,municipality,group,note
        2014,1,,,zqrownote
        2016,987654.25,,,
        2016,2,zqmunicipality,zqgroup,
        2016,3,zqmunicipality,,
        2016,4,zqreference,,
        2016,5,,zqgroup2,
        """,
    "data/examples/zqexamplefile.yml": """\
        # zqyamlcomment3
        subject: zqexamplesubject
        examples:
          - id: zqexampleid
            quality: less_good
            text: zqexampletext
            sharpened: zqsharpened
            type: learning
            target_group: staff
            target_group_name: zqexamplegroup
            why: zqwhy
            fields: {period: zqexampleperiod, baseline: zqexamplebaseline, target: zqexampletarget}
            indicator: {title: zqexampleindicator, kolada: N00945}
            guide: 3
        """,
    "data/examples/kultur.yml": """\
        subject: Kultur
        audience: public
        examples:
          - id: hittar-nytt
            quality: good
            text: Den som läser hittar något nytt
            type: learning
            why: "Det märks. <!-- zqcomment13 -->"
        """,
    "content/index.md": """\
        ---
        title: Start
        audience: public
        ---
        # Välkommen <!-- zqcomment8 -->

        [Planen](plan.pdf) <!-- zqcomment9 ![](zqfile1.png) -->

        <!-- zqcomment10
        [[overview]]
        ::: intranet
        zqcomment11
        :::
        zqcomment12 -->

        [[overview]]
        [[goal trygg]]
        [[examples learning]]

        ::: intranet
        zqblock1 [En fil](zqfile2.pdf)

        [[goal zqgoalid]]
        [[chart zqindicatorid]]
        :::

        !!! note
            ::: intranet
            zqblock2
            :::
        """,
    "content/handbok/utan-rubrik.md": """\
        ---
        audience: public
        ---
        ::: intranet
        # zqheading1
        :::
        <!--
        # zqheading2
        -->
        """,
    "content/zqfolder/zqpage.md": """\
        ---
        title: zqpagetitle
        description: zqpagedescription
        ---
        zqpagetext [En fil](zqfile3.pdf)

        [[goal zqgoalid]]
        """,
    "content/handbok/zqpage2.md": "# zqpagetitle2\n",
    "content/plan.pdf": b"%PDF",
    "content/zqfile1.png": b"",
    "content/zqfile2.pdf": b"",
    "content/zqfolder/zqfile3.pdf": b"",
    "content/zqfile4.csv": b"",
}  # fmt: skip

NEVER_SHOWN = {
    *("zqyamlcomment1", "zqyamlcomment2", "zqyamlcomment3", "zqroleid", "zqheading2"),
    *(f"zqcomment{number}" for number in range(8, 13)),
    *("zqgroupid", "zqconsidered"),
}
"""What is not even for the intranet: comments in YAML and in the handbook, the ids of roles, and why
advice rests."""


def texts(thing: object) -> Iterator[str]:
    """Every text within something: fields, keys, bytes, down to the last."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, bytes):
        yield thing.decode("utf-8", "replace")
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))
        if isinstance(thing, Page):
            yield from texts(thing.front_matter)
    elif isinstance(thing, BaseModel):
        yield from texts(dict(thing))
    elif isinstance(thing, Mapping):
        yield from texts([*thing.keys(), *thing.values()])
    elif isinstance(thing, (tuple, list, set, frozenset)):
        for item in thing:
            yield from texts(item)
    else:
        yield repr(thing)


def secrets(thing: object) -> set[str]:
    """The words of the inside within something."""
    found = {word.lower() for text in texts(thing) for word in SECRET.findall(text)}
    return {re.sub("[^0-9a-z]", "", word) for word in found}


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, read and checked."""
    return load_project(write_project(tmp_path_factory.mktemp("inside"), INSIDE))


@pytest.fixture(scope="module")
def public_site(inside: Project, chart_cache: Path) -> Site:
    """What is made of it for the public."""
    return make_site(inside, Audience.PUBLIC, chart_cache=chart_cache)


@pytest.fixture(scope="module")
def intranet_site(inside: Project, chart_cache: Path) -> Site:
    """What is made of it for the intranet."""
    return make_site(inside, Audience.INTRANET, chart_cache=chart_cache)


def test_nothing_for_the_inside_is_in_anything_for_the_public(public_site: Site) -> None:
    assert secrets(public_site) == set()
    assert secrets(repr(public_site)) == set()


def test_all_of_it_is_there_for_the_intranet_to_see(intranet_site: Site) -> None:
    written = secrets([str(name) for name in INSIDE]) | secrets(dict(INSIDE))
    assert len(written) > 60
    assert written - secrets(intranet_site) == NEVER_SHOWN


def test_what_is_public_is_shown_to_the_public(public_site: Site) -> None:
    everything = "\n".join(texts(public_site))
    for shown in ("Alla är trygga hemma", "Trygga i hemmet", "Förvaltningschef", "Nämnden"):
        assert shown in everything
    assert public_site.content_files == ("plan.pdf",)
    assert "data/indicators/trygghet.csv" in {asset.path for asset in public_site.assets}


def test_a_public_page_is_not_named_by_what_is_inside(public_site: Site) -> None:
    titles = {page.path: page.title for page in public_site.pages}
    assert titles["handbok/utan-rubrik.md"] == "utan-rubrik"


def test_every_field_for_the_inside_holds_a_word(inside: Project) -> None:
    records: list[Record] = [
        inside.goals["zqgoalid"],
        inside.indicators["zqindicatorid"],
        inside.department("zqdepartmentid"),
        inside.organisation.roles[1],
    ]
    goal = inside.goals["zqgoalid"]
    report = inside.reports["zqreportid"]
    records += [goal.targets[0], *goal.milestones, *goal.revisions, report, *report.sections]
    records.append(goal.revisions[0].decision)
    (example,) = inside.example_files["zqexamplefile"].examples
    records += [inside.example_files["zqexamplefile"], example]
    records += [record for record in (example.fields, example.indicator) if record]
    records += [record for record in (goal.override, goal.source, report.decision) if record]
    plain = {"value", "kind", "audience", "parent"}
    plain |= {"department", "goal", "expected"}  # a report's section is of one or the other
    plain |= {"previous", "corrections"}  # which only a frozen report is, and has
    for record in records:
        for name in type(record).model_fields:
            value = getattr(record, name)
            assert value not in (None, (), "") or name in plain, f"{type(record).__name__}.{name}"


# --- Project by project -----------------------------------------------------------------------------


def test_the_intranet_sees_the_project_as_it_is(inside: Project) -> None:
    assert for_audience(inside, Audience.INTRANET) is inside


def test_the_publics_project_is_nothing_less_when_seen_again(inside: Project) -> None:
    once = for_audience(inside, Audience.PUBLIC)
    assert for_audience(once, Audience.PUBLIC) == once


def test_the_publics_project_holds_nothing_for_the_inside(inside: Project) -> None:
    seen = for_audience(inside, Audience.PUBLIC)
    assert secrets(seen) == set()
    assert list(seen.goals) == ["trygg"]
    assert seen.goals["trygg"].supports == ()
    archived = seen.goals["trygg"].archived
    assert archived is not None
    assert archived.replaced_by is None
    assert [role.title for role in seen.organisation.roles] == ["Förvaltningschef"]
    assert seen.organisation.roles[0].contact is None
    assert seen.organisation.departments[0].parent is None


def test_what_was_not_checked_is_not_published_either(project: ProjectWriter) -> None:
    root = project(
        {
            **INSIDE,
            # A check refuses both, and the audience doesn't rely on that.
            "data/goals/zqdepartmentid/zqgoalid2.yml": GOAL.replace("id: trygg", "id: zqgoalid2"),
            "data/goals/n1/trygg.yml": GOAL.replace(
                "indicator: trygghet", "indicator: zqindicatorid"
            )
            + "indicators: [zqindicatorid, trygghet]\n",
        }
    )
    read = read_project(root).project
    assert read is not None
    seen = for_audience(read, Audience.PUBLIC)
    assert secrets(seen) == set()
    assert seen.goals["trygg"].targets == ()
    assert seen.goals["trygg"].indicators == ("trygghet",)


def test_a_role_that_overruled_in_public_is_named_in_public(project: ProjectWriter) -> None:
    override = "override: {status: met, motivation: M, role: vd, date: 2016-12-01}\n"
    organisation = str(INSIDE["data/organisation.yml"]).replace("zqroleid", "vd")
    root = project(
        {
            "data/organisation.yml": organisation,
            "data/goals/n1/trygg.yml": GOAL + override,
        }
    )
    seen = for_audience(load_project(root), Audience.PUBLIC)
    assert [(role.id, role.contact) for role in seen.organisation.roles] == [
        ("chef", None),
        ("vd", None),
    ]


@pytest.mark.parametrize(
    "link",
    [
        "[Planen](fil.pdf)",
        "[Planen](./fil.pdf)",
        "[Planen](../handbok/fil.pdf)",
        '![Bild](fil.pdf "Titel")',
        "[Planen](<fil.pdf>)",
        "[Planen](fil.pdf#sida-2)",
        "[Planen](f%69l.pdf)",
        "[Planen]\n\n[planen]: fil.pdf",
        '<img src="fil.pdf" alt="">',
        "<a href='fil.pdf'>Planen</a>",
        "::: public\n[Planen](fil.pdf)\n:::",
    ],
)
def test_a_file_that_a_public_page_links_to_is_published(link: str, project: ProjectWriter) -> None:
    page = f"---\naudience: public\n---\nText\n\n{link}\n"
    root = project({"content/handbok/sida.md": page, "content/handbok/fil.pdf": b"%PDF"})
    seen = for_audience(load_project(root), Audience.PUBLIC)
    assert seen.content_files == ("handbok/fil.pdf",)


@pytest.mark.parametrize(
    "page",
    [
        "[Planen](fil.pdf)",
        "---\naudience: intranet\n---\n[Planen](fil.pdf)",
        "---\naudience: public\n---\n::: intranet\n[Planen](fil.pdf)\n:::",
        "---\naudience: public\n---\n<!-- [Planen](fil.pdf) -->",
        "---\naudience: public\n---\n<!--\n[Planen](fil.pdf)\n-->",
        "---\naudience: public\n---\n[Planen](annan/fil.pdf) [Planen](../fil.pdf)",
        "---\naudience: public\n---\nhandbok/fil.pdf",
    ],
)
def test_other_files_are_not(page: str, project: ProjectWriter) -> None:
    root = project({"content/handbok/sida.md": page, "content/handbok/fil.pdf": b"%PDF"})
    assert for_audience(load_project(root), Audience.PUBLIC).content_files == ()
    assert load_project(root).content_files == ("handbok/fil.pdf",)


# --- Whatever is public and whatever is not ---------------------------------------------------------

KEYS = range(3)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Three of each kind, public or not, that refer to each other in any way."""
    audiences = st.sampled_from(Audience)
    some = st.lists(st.sampled_from(KEYS), unique=True)

    def marked(kind: str, number: int, audience: Audience) -> str:
        return f"{'zq' if audience is Audience.INTRANET else 'p'}{kind}{number}"

    def named(kind: str) -> list[tuple[str, Audience]]:
        found = [draw(audiences) for _ in KEYS]
        return [(marked(kind, number, audience), audience) for number, audience in enumerate(found)]

    departments, goals, indicators = named("department"), named("goal"), named("indicator")
    goal_records = [
        Goal.model_validate(
            {
                "id": key,
                "title": f"Titeln på {key}",
                "audience": audience,
                "department": draw(st.sampled_from(departments))[0],
                "type": "result",
                "updated": "2026-11-22",
                "supports": [goals[n][0] for n in draw(some)],
                "indicators": [indicators[n][0] for n in draw(some)],
                "targets": [
                    {
                        "indicator": indicators[n][0],
                        "comparator": "equals",
                        "value": 1,
                        "due": "2016",
                    }
                    for n in draw(some)
                ],
            }
        )
        for key, audience in goals
    ]
    indicator_records = [
        Indicator.model_validate(
            {
                "id": key,
                "title": f"Titeln på {key}",
                "audience": audience,
                "definition": "Så mäts det.",
                "unit": "%",
                "direction": "higher",
                "interval": "year",
                "source": {"title": "Enkäten"},
                "updated": "2026-11-22",
            }
        )
        for key, audience in indicators
    ]
    organisation = Organisation.model_validate(
        {
            "name": "Exempelby",
            "title": "Målbok",
            "as_of": "2016-12-31",
            "updated": "2026-11-22",
            "departments": [
                {"id": key, "title": key, "audience": audience, "parent": draw(st.sampled_from(departments))[0]}
                for key, audience in departments
            ],
        }
    )  # fmt: skip
    pages = [
        ContentPage(
            path=f"{key}.md",
            file=f"content/{key}.md",
            title=f"{key} <!-- zqtitle -->",
            audience=audience,
            description=f"{key} <!-- zqdescription -->",
            order=1,
            hide=(),
            template="",
            parts=(Prose(f"Text {key}", 1), Prose("zqblock", 2, Audience.INTRANET)),
        )
        for key, audience in named("page")
    ]
    return Project(
        organisation=organisation,
        goals={goal.id: goal for goal in goal_records},
        indicators={item.id: item for item in indicator_records},
        observations={
            key: (Observation(Period.parse("2016"), None, note=key),) for key, _ in indicators
        },
        paths={f"goal/{key}": f"data/goals/{key}.yml" for key, _ in goals}
        | {f"indicator/{key}": f"data/indicators/{key}.yml" for key, _ in indicators},
        content=tuple(pages),
        content_files=("zqfile.pdf",),
        example_files={
            key: ExampleFile.model_validate(
                {
                    "subject": f"Området {key}",
                    "audience": audience,
                    "examples": [
                        {"id": key, "quality": "good", "text": key, "type": "result", "why": key}
                    ],
                }
            )
            for key, audience in named("examples")
        },
    )


@given(projects())
def test_whatever_is_public_nothing_else_is_published(project: Project) -> None:
    seen = for_audience(project, Audience.PUBLIC)
    assert secrets(seen) == set()
    public_departments = {
        d.id for d in project.organisation.departments if d.audience is Audience.PUBLIC
    }
    assert set(seen.goals) == {
        goal.id
        for goal in project.goals.values()
        if goal.audience is Audience.PUBLIC and goal.department in public_departments
    }
    assert set(seen.example_files) == {
        key for key, file in project.example_files.items() if file.audience is Audience.PUBLIC
    }
    assert set(seen.indicators) == {
        item.id for item in project.indicators.values() if item.audience is Audience.PUBLIC
    }


def test_figures_that_rest_on_nobody_knows_how_many_are_not_published(
    project: ProjectWriter, chart_cache: Path
) -> None:
    figures = (
        "period,value,municipality,sex,group,count,note\n"
        "2016,47,,,,4711,Ny <!-- zqcomment --> enkät\n"
        "2016,48,0180,,,,Stockholm\n"
        "2016,49,,women,,,zqsex\n"
        "2016,50,,,zqgroup,,\n"
    )
    read = load_project(project({"data/indicators/trygghet.csv": figures}))
    site = make_site(read, Audience.PUBLIC, chart_cache=chart_cache)
    assert secrets(site) == set()
    published = {asset.path: asset.content.decode() for asset in site.assets}
    lines = published["data/indicators/trygghet.csv"].splitlines()
    assert lines == [
        "period,value,municipality,count,note",
        "2016,47,,4711,Ny  enkät",
        "2016,48,0180,,Stockholm",
    ]
    inside = make_site(read, Audience.INTRANET, chart_cache=chart_cache)
    assert secrets(inside) == {"zqcomment", "zqsex", "zqgroup"}


FEW = """\
period,value,sex,group,count,note
2013,40,,,1203,
2014,42.5,,,1204,
2014,27.182,women,,601,
2014,31.415,men,,603,
2015,57.721,,,7,zqnote
2016,47.25,,,4711,
2016,61.803,women,,4702,
2016,16.180,men,,9,
2016,14.142,,Förskola,8,
2016,17.320,,Skola,41,
2016,52.5,,Hemtjänst,4662,
"""
HIDDEN = {"57,721", "61,803", "16,180", "14,142", "52,5", "zqnote"}
"""What of it rests on few, or would tell what does."""


def test_values_that_rest_on_few_are_nowhere_in_what_is_public(
    project: ProjectWriter, chart_cache: Path
) -> None:
    read = load_project(project({"data/indicators/trygghet.csv": FEW}))

    def found(audience: Audience) -> set[str]:
        everything = "\n".join(texts(make_site(read, audience, chart_cache=chart_cache)))
        plain = everything.replace(".", ",")
        return {word for word in HIDDEN | {"31,415", "17,320"} if word in plain}

    assert found(Audience.INTRANET) == HIDDEN | {"31,415", "17,320"}
    assert found(Audience.PUBLIC) == {"31,415", "17,320"}


def test_a_public_page_says_that_there_are_too_few(
    project: ProjectWriter, chart_cache: Path
) -> None:
    figures = "period,value,count\n2013,40,1203\n2015,44,1204\n2016,57.721,7\n"
    read = load_project(project({"data/indicators/trygghet.csv": figures}))
    said = {
        audience: "\n".join(texts(make_site(read, audience, chart_cache=chart_cache)))
        for audience in Audience
    }
    for words in ("för få för att visas", "Utfallet för 2016 bygger på för få personer"):
        assert words in said[Audience.PUBLIC]
        assert words not in said[Audience.INTRANET]
    assert "Utfallet för 2016 saknas" not in said[Audience.PUBLIC]
    csv = "period,value,count,mark\n2013,40,1203,\n2015,44,1204,\n2016,,,suppressed"
    assert csv in said[Audience.PUBLIC]


def test_a_baseline_that_rests_on_too_few_is_not_published_unchecked(
    project: ProjectWriter,
) -> None:
    figures = "period,value,count\n2013,40,7\n2016,47,1203\n"
    read = read_project(project({"data/indicators/trygghet.csv": figures})).project
    assert read is not None
    assert read.goals["trygg"].targets[0].baseline
    seen = for_audience(read, Audience.PUBLIC)
    assert seen.goals["trygg"].targets[0].baseline is None


def test_figures_from_after_the_day_are_not_published(
    project: ProjectWriter, chart_cache: Path
) -> None:
    figures = FIGURES.replace("2016,47", "2016,987654.25")
    read = load_project(project({"data/indicators/trygghet.csv": figures}))
    for audience in Audience:
        site = make_site(read, audience, date(2016, 12, 30), chart_cache=chart_cache)
        assert secrets(site) == set()
        site = make_site(read, audience, date(2016, 12, 31), chart_cache=chart_cache)
        assert secrets(site)
