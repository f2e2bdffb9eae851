"""Reports: what keeps one from being frozen, and what doesn't agree with one that is."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import (
    FROZEN_REPORT,
    NEW_GOAL,
    NEW_GOAL_TEXT,
    NEW_REPORT,
    NEW_REPORT_TEXT,
    SNAPSHOT,
)
from malbok.language import N_

_ID = '  "id": "arsredovisning-2023",\n  "title": "Årsredovisning 2023",'
_CHECKSUM = '"checksum": "sha256:21e741bf629c49a1baa7d16479fd04b3f445c63fa70b8e39e3c9fdac8bf53372",'
_HEAD = f"""\
  {_CHECKSUM}
  "format": 1,
  "malbok": "0.1.0",
  "frozen": "2025-02-20",
"""
_OTHER_SNAPSHOT = """\
{
  "checksum": "sha256:e81f56088e2b84ab74f1d45327251473d43868f9ce5093bb943d0149793d0e84",
  "format": 1,
  "malbok": "0.1.0",
  "id": "bokslut-2022",
  "title": "Bokslut 2022",
  "kind": "other",
  "kind_title": "Bokslut",
  "period": "2022",
  "covers": "2022",
  "as_of": "2022-12-31",
  "audience": "intranet",
  "organisation": "Exempelby",
  "status_words": {},
  "indicator_word": "Indikator",
  "departments": [],
  "goals": [],
  "indicators": []
}
"""
_WITHOUT_SUMMARY = NEW_REPORT_TEXT.replace("summary: Besökarna är nöjda.\n", "")
_SECTION = """\
sections:
  - goal: nojda-besokare
    comment: Besökarna är nöjdare än förra året.
"""
_PUBLIC = NEW_REPORT_TEXT.replace("kind: annual", "audience: public\nkind: annual")
_FOLLOWING = NEW_REPORT_TEXT + "previous: arsredovisning-2023\n"
_DEPARTMENTS = NEW_REPORT_TEXT.replace("goals:", "departments:\n  - kulturnamnden\ngoals:")
_BOTH = _DEPARTMENTS.replace("departments:\n", "departments:\n  - kommunfullmaktige\n")
_FORECAST = "    forecast: Vi tror att det fortsätter.\n"
_TO_AUGUST = (
    NEW_REPORT_TEXT.replace("annual", "interim_august")
    .replace('"2024"', "2024-T2")
    .replace("12-31", "08-31")
    + f"sections:\n  - goal: nojda-besokare\n{_FORECAST}"
)
_AUGUST = _TO_AUGUST.replace("nojda-besokare", "snabba-svar")
_DIRECTION = NEW_REPORT_TEXT.replace("nojda-besokare", "latta-att-na")
_CORRECTION = """\
corrections:
  - date: 2025-05-02
    what: Årtalet i kommentaren
    goal: latta-att-na
"""

REPORTS: dict[str, Kind] = {
    "P101": Kind(
        title=N_("What was frozen can't be read"),
        message=N_("The frozen report can't be read: {reason}."),
        hint=N_("Take the file back from the history, as it was when it was frozen."),
        why=N_("Without this file nobody can show what the report said."),
        example=Example(SNAPSHOT, wrong=_ID.replace('2023",\n', '2023"\n'), right=_ID),
    ),
    "P102": Kind(
        title=N_("What was frozen has been changed"),
        message=N_("The file has been changed since the report was frozen."),
        hint=N_(
            "Take it back from the history. If the report is wrong, write a correction in it: corrections."
        ),
        why=N_(
            "Readers must be able to trust that a report says the same as on the day it was frozen."
        ),
        example=Example(
            SNAPSHOT,
            wrong=_HEAD + _ID.replace("g 2023", "g för 2023"),
            right=_HEAD + _ID,
        ),
    ),
    "P103": Kind(
        title=N_("A report that a later malbok has frozen"),
        message=N_(
            "A later malbok has frozen this report (format {format}). This one knows formats up to {known}."
        ),
        hint=N_("Update malbok to a version that knows the format."),
        example=Example(SNAPSHOT, wrong='"format": 2', right='"format": 1'),
    ),
    "P104": Kind(
        title=N_("A frozen report under another name"),
        message=N_("Here lies what the report “{value}” said, under another name."),
        hint=N_("Remove the file if it is a copy. Otherwise call it {name}."),
        why=N_("A report finds what it said by the name of the file."),
        example=Example(
            "data/reports/bokslut-2022-kopia.json", wrong=_OTHER_SNAPSHOT, right=None, at=""
        ),
    ),
    "P105": Kind(
        title=N_("A published report that isn't frozen"),
        message=N_(
            "The report says that it is published, but what was frozen of it isn't here: {id}.json."
        ),
        hint=N_(
            "If it was frozen once, fetch {id}.json back from the version history. Only if it never was: "
            "write state: draft, and when it is ready malbok report freeze {id}."
        ),
        why=N_("A published report shows what was frozen, and here there is nothing to show."),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT.replace("goals:", "state: published\ngoals:"),
            right=NEW_REPORT_TEXT.replace("goals:", "state: draft\ngoals:"),
            at="",
        ),
    ),
    "P106": Kind(
        title=N_("A draft that is frozen already"),
        message=N_("The report says that it is a draft, but it has been frozen: {id}.json."),
        hint=N_(
            "If others have read it, write state: published. Only if nobody has: remove {id}.json, and "
            "freeze again when it is ready."
        ),
        why=N_("What has been frozen stays. What was wrong in it is told by a correction."),
        example=Example(
            FROZEN_REPORT,
            wrong="state: draft\ngoals:\n  - latta-att-na\nsummary: Fler får svar i tid.",
            right="state: published\ngoals:\n  - latta-att-na\nsummary: Fler får svar i tid.",
        ),
    ),
    "P107": Kind(
        title=N_("What was frozen, without its report"),
        message=N_("Here lies what a report said, but the report itself isn't there: {name}."),
        hint=N_("Take {name} back from the history, beside this file."),
        why=N_("What has been published is kept. The decision and the corrections stand there."),
        example=Example("data/reports/bokslut-2022.json", wrong=_OTHER_SNAPSHOT, right=None, at=""),
    ),
    "P108": Kind(
        title=N_("A frozen report that says something else now"),
        message=N_(
            "The report is frozen, and readers still see what “{key}” said then: “{frozen}”."
        ),
        hint=N_("Change it back. Was it wrong? Then write a correction: corrections."),
        why=N_("Whoever reads this file must see the same as those who read the report."),
        example=Example(
            FROZEN_REPORT,
            wrong="summary: Alla får svar i tid.",
            right="summary: Fler får svar i tid.",
        ),
    ),
    "P110": Kind(
        title=N_("A frozen report that is about something else now"),
        message=N_(
            "The report is frozen, and what it is about can't change. In “{key}” this has (+ added, "
            "− removed): {changes}."
        ),
        hint=N_(
            "Change it back. A goal or department keeps the name here that it had when the report was "
            "frozen. Was it wrong? Then write a correction: corrections."
        ),
        why=N_("Whoever reads this file must see the same as those who read the report."),
        example=Example(
            FROZEN_REPORT,
            wrong="goals:\n  - latta-att-na\n  - nojda-besokare\nsummary:",
            right="goals:\n  - latta-att-na\nsummary:",
        ),
    ),
    "P109": Kind(
        title=N_("A report frozen for the intranet that becomes public"),
        message=N_(
            "The report was frozen for the intranet, so it may say what isn't for everybody."
        ),
        hint=N_(
            "Write audience: intranet. If everybody is to read it, make a new report with audience: public."
        ),
        why=N_("Goals, outcomes and small numbers that only the intranet sees may be in it."),
        example=Example(
            FROZEN_REPORT,
            wrong="title: Årsredovisning 2023\naudience: public",
            right="title: Årsredovisning 2023\naudience: intranet",
            at="title: Årsredovisning 2023",
        ),
    ),
    "P111": Kind(
        title=N_("Something internal in a public report"),
        message=N_("The report is for everybody, but this is only for the intranet."),
        hint=N_("Take it out of the report, or let the report be intranet."),
        why=N_("The report tells its readers what it is about."),
        example=Example(
            NEW_REPORT,
            wrong=_PUBLIC + "  - oppet-pa-kvallen\n",
            right=_PUBLIC,
            at="",
            beside={NEW_GOAL: NEW_GOAL_TEXT},
        ),
    ),
    "P112": Kind(
        title=N_("An unknown report before"),
        message=N_("There is no report “{value}” to compare with."),
        hint=N_("Reports there: {allowed}."),
        example=Example(
            NEW_REPORT, wrong=_FOLLOWING.replace("2023", "2022"), right=_FOLLOWING, at=""
        ),
    ),
    "P113": Kind(
        title=N_("A report before that isn't frozen"),
        message=N_("“{value}” isn't frozen yet, so it can't be compared with."),
        hint=N_("Freeze it first: malbok report freeze {value}. Or remove the line."),
        why=N_("A draft can still change, and then the comparison would be wrong."),
        example=Example(
            NEW_REPORT,
            wrong=_FOLLOWING.replace("previous: arsredovisning-2023", "previous: lagesrapport"),
            right=_FOLLOWING,
            at="",
            beside={
                "data/reports/lagesrapport.yml": _AUGUST.replace("snabba-svar", "nojda-besokare")
                .replace("id: arsredovisning-2024", "id: lagesrapport")
                .replace("title: Årsredovisning 2024", "title: Så gick det till augusti")
            },
        ),
    ),
    "P114": Kind(
        title=N_("A report before that comes later"),
        message=N_("“{value}” shows how it was on {day}, which isn't before {as_of}."),
        hint=N_("Write an earlier report, or remove the line: then malbok takes the one before."),
        example=Example(
            NEW_REPORT,
            wrong=_FOLLOWING.replace('"2024"', '"2022"').replace("2024-12-31", "2022-12-31"),
            right=_FOLLOWING,
            at="",
        ),
    ),
    "P115": Kind(
        title=N_("A report before that is internal"),
        message=N_("The report is for everybody, but is compared with one for the intranet."),
        hint=N_("Remove the line, or write a report that is public."),
        why=N_("The report shows what the one before said."),
        example=Example(
            NEW_REPORT,
            wrong=_PUBLIC + "previous: arsredovisning-2023\n",
            right=_PUBLIC,
            at="",
        ),
    ),
    "P121": Kind(
        title=N_("A report of a period that isn't over"),
        message=N_("The report's day is {value}, but its period {period} lasts until {end}."),
        hint=N_("Write a later day, or a period that is over by then, for example {better}."),
        why=N_("Nobody knows yet how the period goes."),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT.replace("12-31", "11-30"),
            right=NEW_REPORT_TEXT,
            at="",
        ),
    ),
    "P122": Kind(
        title=N_("Outcomes that come after the report's day"),
        message=N_(
            "The report shows how it was on {as_of}, so these outcomes aren't in it: {outcomes}."
        ),
        hint=N_(
            "That is right in a report of {period}. If readers may wonder, tell them in a comment. If "
            "it is to be of a longer time, change both period and as_of."
        ),
        severity=Severity.ADVICE,
        why=N_("They are recorded, so readers of the other pages see them."),
        example=Example(
            NEW_REPORT,
            wrong=_AUGUST,
            right=_AUGUST.replace("interim_august", "annual")
            .replace("2024-T2", '"2024"')
            .replace("08-31", "12-31"),
            at="",
        ),
    ),
    "P123": Kind(
        title=N_("A report of a later day than the site"),
        message=N_("The report shows how it is on {value}, but the site only until {as_of}."),
        hint=N_(
            "Move as_of in organisation.yml when the figures are there, or write an earlier day."
        ),
        severity=Severity.WARNING,
        why=N_("The report would assess goals by figures that may not have come yet."),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT.replace("2024-12-31", "2025-01-31"),
            right=NEW_REPORT_TEXT,
            at="",
        ),
    ),
    "P124": Kind(
        title=N_("A period that doesn't fit the kind of report"),
        message=N_("The period is {value}, which a report with kind: {kind} isn't about."),
        hint=N_("Write for example period: {better}, or another kind."),
        severity=Severity.WARNING,
        why=N_("The heading says which part of the year the report is about."),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT.replace('"2024"', "2024-H2"),
            right=NEW_REPORT_TEXT,
            at="",
        ),
    ),
    "P125": Kind(
        title=N_("A report of another kind without a name"),
        message=N_("The report is of another kind, but it isn't said what that is called."),
        hint=N_("Write it, for example kind_name: Budgetuppföljning"),
        severity=Severity.WARNING,
        why=N_("Otherwise it is only called “report”."),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT.replace("annual", "other"),
            right=NEW_REPORT_TEXT.replace("annual", "other\nkind_name: Budgetuppföljning"),
            at="",
        ),
    ),
    "P126": Kind(
        title=N_("A decision before the report's day"),
        message=N_("The report was approved {value}, before the day that it shows, {as_of}."),
        hint=N_("Check the year of the decision."),
        severity=Severity.WARNING,
        example=Example(FROZEN_REPORT, wrong="date: 2023-04-14", right="date: 2025-04-14"),
    ),
    "P127": Kind(
        title=N_("Outcomes of a later time than the report's"),
        message=N_(
            "The report is about {period}, but as its day is {as_of} these later outcomes are in it: "
            "{outcomes}."
        ),
        hint=N_("Write as_of: {end}, or a longer period."),
        severity=Severity.WARNING,
        why=N_("The goals would be assessed by what happened after the time in the heading."),
        example=Example(
            NEW_REPORT,
            wrong=_AUGUST.replace("08-31", "12-31"),
            right=_AUGUST.replace("2024-T2", '"2024"')
            .replace("interim_august", "annual")
            .replace("08-31", "12-31"),
            at="",
        ),
    ),
    "P131": Kind(
        title=N_("A report without goals"),
        message=N_("The report has no goals."),
        hint=N_("List the goals that it is about, each on a line of its own with a hyphen."),
        why=N_("A report is made of its goals: without them there is nothing to show."),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT.replace("goals:\n  - nojda-besokare", "goals: []"),
            right=NEW_REPORT_TEXT,
            at="",
        ),
    ),
    "P132": Kind(
        title=N_("A department without goals in the report"),
        message=N_("“{value}” is in the report, but none of its goals is."),
        hint=N_("Add its goals, or remove the line."),
        severity=Severity.WARNING,
        why=N_("Readers would see a heading with no goal below it."),
        example=Example(NEW_REPORT, wrong=_BOTH, right=_DEPARTMENTS, at=""),
    ),
    "P133": Kind(
        title=N_("A goal of a department that isn't listed"),
        message=N_("The goal belongs to “{value}”, which isn't among the report's departments."),
        hint=N_("Add “{value}” to departments, or remove the goal."),
        severity=Severity.WARNING,
        why=N_("The department would be in the report all the same, with its goals."),
        example=Example(
            NEW_REPORT,
            wrong=_DEPARTMENTS + "  - latta-att-na\n",
            right=_BOTH + "  - latta-att-na\n",
            at="",
        ),
    ),
    "P134": Kind(
        title=N_("A section about what isn't in the report"),
        message=N_("The section is about “{value}”, which isn't in the report."),
        hint=N_("Add it to the report's goals or departments, or remove the section."),
        why=N_("The text would not be shown anywhere."),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT + _SECTION.replace("nojda-besokare", "latta-att-na"),
            right=NEW_REPORT_TEXT + _SECTION,
            at="",
        ),
    ),
    "P135": Kind(
        title=N_("Two sections about the same thing"),
        message=N_("There is a section about “{value}” already, on line {first}."),
        hint=N_("Put the texts together in one section."),
        why=N_("Only one of them would be shown."),
        example=Example(
            NEW_REPORT,
            wrong=(NEW_REPORT_TEXT + _SECTION + f"  - goal: nojda-besokare\n{_FORECAST}"),
            right=NEW_REPORT_TEXT + _SECTION + _FORECAST,
            at="",
        ),
    ),
    "P136": Kind(
        title=N_("What a direction is expected to end as"),
        message=N_("A direction is never graded, so it can't be expected to be met or not."),
        hint=N_("Remove expected, and write what you think in forecast."),
        example=Example(
            NEW_REPORT,
            wrong=_DIRECTION + "sections:\n  - goal: latta-att-na\n    expected: met\n",
            right=(
                _DIRECTION
                + "sections:\n  - goal: latta-att-na\n    forecast: Vi tror att fler når oss.\n"
            ),
            at="",
        ),
    ),
    "P137": Kind(
        title=N_("A report without a summary"),
        message=N_("The report has no summary."),
        hint=N_("Write under summary: what went well, what didn't, and what you do about it."),
        severity=Severity.WARNING,
        why=N_("It is what most people read. When the report is frozen it is too late."),
        example=Example(NEW_REPORT, wrong=_WITHOUT_SUMMARY, right=NEW_REPORT_TEXT, at=""),
    ),
    "P138": Kind(
        title=N_("An interim report that doesn't look ahead"),
        message=N_("No goal has a forecast, or what it is expected to be at the end of the year."),
        hint=N_("Write forecast or expected in a section about each goal."),
        severity=Severity.WARNING,
        why=N_("An interim report is there to tell how the year is thought to end."),
        example=Example(
            NEW_REPORT,
            wrong=_TO_AUGUST.replace("forecast", "comment"),
            right=_TO_AUGUST,
            at="",
        ),
    ),
    "P139": Kind(
        title=N_("A link from a report to a page of the site"),
        message=N_("The text leads to “{value}”, a page or a file of the site."),
        hint=N_("Write only the words, or the whole address, which begins with https://."),
        why=N_(
            "The report is to be read when the pages have gone, as a PDF too, and a page can be one "
            "that not everybody may see."
        ),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT + _SECTION.replace("förra året", "[förra året](om.md)"),
            right=NEW_REPORT_TEXT + _SECTION,
            at="",
        ),
    ),
    "P140": Kind(
        title=N_("A character that is drawn as a box"),
        message=N_("A character here ({value}) is drawn as an empty box. It stands by “{text}”."),
        hint=N_("Remove it. For a list, write a hyphen and a blank at the beginning of the line."),
        severity=Severity.WARNING,
        why=N_("It has been pasted from a program that has its own signs, as Word has for lists."),
        example=Example(
            NEW_REPORT,
            wrong=NEW_REPORT_TEXT.replace("summary: B", "summary: \uf0b7 B"),
            right=NEW_REPORT_TEXT,
            at="",
        ),
    ),
    "P141": Kind(
        title=N_("A correction from before the report was frozen"),
        message=N_("The correction is of {value}, but the report was frozen {frozen}."),
        hint=N_("Write the day when you correct it."),
        example=Example(
            FROZEN_REPORT, wrong=_CORRECTION.replace("05-02", "01-02"), right=_CORRECTION
        ),
    ),
    "P142": Kind(
        title=N_("A correction of a goal that isn't in the report"),
        message=N_("The report says nothing of the goal “{value}”."),
        hint=N_("Goals in the report: {allowed}. Or remove the line."),
        why=N_("The goal has the name here that it had when the report was frozen."),
        example=Example(
            FROZEN_REPORT,
            wrong=_CORRECTION.replace("latta-att-na", "nojda-besokare"),
            right=_CORRECTION,
        ),
    ),
    "P143": Kind(
        title=N_("Corrections of a draft"),
        message=N_("The report is a draft, and nothing in it is frozen yet."),
        hint=N_("Change the text itself, and remove corrections."),
        why=N_("Corrections tell what was wrong in a report that others have read."),
        example=Example(
            NEW_REPORT,
            wrong=(
                NEW_REPORT_TEXT
                + """\
corrections:
  - date: 2025-02-15
    what: Sammanfattningen
    old: Besökarna är nöjda.
    new: Besökarna är nöjdare än förut.
    reason: Det är inte alla som är nöjda.
"""
            ),
            right=NEW_REPORT_TEXT.replace("nöjda.", "nöjdare än förut."),
            at="",
        ),
    ),
}
