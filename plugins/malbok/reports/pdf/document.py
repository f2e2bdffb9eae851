"""What stands in the PDF of a report, as plain data: every word finished, every number written.

The template (`theme/report/`) decides how it looks and nothing else. The data reach it as JSON, so nothing
in a text can be taken for code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from malbok import addresses, colours
from malbok.charts import Svg
from malbok.charts.standalone import in_light_colours
from malbok.explaining import MARK_WORDS
from malbok.language import N_, Language, capital
from malbok.model import Status as Code
from malbok.model import Steers
from malbok.numbers import unbroken_numbers
from malbok.pages.goals import milestone_view
from malbok.quantities import percent_limit
from malbok.reports.charting import ReportCharts, quantity_of
from malbok.reports.differences import since_before
from malbok.reports.missing import why_missing, why_no_outcome
from malbok.reports.pdf import fonts
from malbok.reports.pdf.texts import Block, blocks_of, line_of, safe_address
from malbok.reports.showing import Reported
from malbok.reports.snapshot import (
    FrozenDepartment,
    FrozenGoal,
    FrozenIndicator,
    FrozenTarget,
    Snapshot,
)
from malbok.rules_in_words import WHY_AS_A_WHOLE

Data = dict[str, Any]

LOGO = "logo"
GOALS_IN_CONTENTS = 60
"""With so many goals they stand in the table of contents; with more only the parts do."""
LONGEST_BESIDE = 9
"""So many outcomes stand beside their chart; more stand below a wider one, in so many columns:"""
COLUMNS = 3
LONGEST_REASON = 400
"""So many characters of why a status is another stand in the table; all of them stand at the goal."""


@dataclass(frozen=True, slots=True)
class Design:
    """How the PDF looks, and where its links lead.

    `primary` and `accent` are colours like `#17415c`; they are made legible where they aren't. `logo` is the
    content of the logo's file, with `logo_format` empty where there is none. `address` gives the address on
    the web of a page or file by its path (`malbok.addresses`), or "" where the site's isn't known.
    """

    primary: str
    accent: str
    logo: bytes
    logo_format: Literal["svg", "png", ""]
    address: Callable[[str], str]


@dataclass(frozen=True)
class Writer:
    """What writes the parts of one document."""

    reported: Reported
    design: Design
    language: Language
    charts: ReportCharts

    @property
    def snapshot(self) -> Snapshot:
        """What the report says."""
        return self.reported.snapshot

    @cached_property
    def drawings(self) -> dict[str, str]:
        """The charts that the document shows, by the names that it has for them."""
        return {}

    def document(self) -> Data:
        """The document; `drawings` are all there when it is made."""
        report, language = self.snapshot, self.language
        several = len(report.goals) <= GOALS_IN_CONTENTS
        parts = [
            self._corrections(),
            self._summary(),
            self._overview(),
            self._changes(),
            *map(self._department, report.departments),
            self._rules(),
            self._sources(),
            self._about(),
        ]
        return {
            "language": language.code,
            "title": self.title,
            "kind": report.kind_title,
            "organisation": report.organisation,
            "covers": report.covers,
            "as_of": language.text(N_("How it was on {date}"), date=language.date(report.as_of)),
            "draft": language.text(N_("Draft")) if self.reported.is_draft else "",
            "notice": line_of(report.notice, self.design.address),
            "day": [self.day.year, self.day.month, self.day.day],
            "look": _look(self.design),
            "logo": f"{LOGO}.{self.design.logo_format}" if self.design.logo_format else "",
            "logo_alt": language.text(N_("The logo of {name}"), name=report.organisation),
            "contents_depth": 2 if several else 1,
            "words": self._words(),
            "parts": [part for part in parts if part],
        }

    @cached_property
    def title(self) -> str:
        """The report's title; what kind of report it is of which time, where the title has no words
        that can be shown."""
        report = self.snapshot
        title = fonts.shown(report.title)
        return title if fonts.has_words(title) else f"{report.kind_title} {report.covers}"

    @property
    def day(self) -> date:
        """The day that the document is of: when the report was frozen."""
        return self.snapshot.frozen or self.snapshot.as_of

    def _words(self) -> dict[str, str]:
        text = self.language.text
        return {
            "contents": text(N_("Contents")),
            "page": text(N_("Page {page} of {pages}"), page="{page}", pages="{pages}"),
            "indicator": self.snapshot.indicator_word,
            "baseline": text(N_("Baseline")),
            "target": text(N_("Target")),
            "outcome": text(N_("Outcome")),
            "status": text(N_("Status")),
            "period": text(N_("Period")),
            "note": text(N_("Note")),
            "before": text(N_("Before")),
            "after": text(N_("After")),
            "reason": text(N_("Reason")),
            "decision": text(N_("Decision")),
        }

    # The parts before the departments

    def _corrections(self) -> Data | None:
        corrections = self.reported.report.corrections
        if not corrections:
            return None
        text = self.language.text
        return {
            "is": "corrections",
            "title": text(N_("Corrections")),
            "lead": text(
                N_(
                    "A frozen report isn't changed. What turned out to be wrong stands here; in the rest "
                    "of the report it stands as it was."
                )
            ),
            "head": [
                text(N_("Date")),
                text(N_("What was wrong")),
                text(N_("The report says")),
                text(N_("What is right")),
                text(N_("Reason")),
            ],
            "rows": [
                {
                    "cells": [self.language.date(c.date), c.what, c.old, c.new, c.reason],
                    "goal": c.goal if c.goal in self.snapshot.goal else "",
                }
                for c in corrections
            ],
        }

    def _summary(self) -> Data:
        text, report = self.language.text, self.snapshot
        counts = {
            code: sum(goal.status is code for goal in report.goals)
            for code in Code
            if any(goal.status is code for goal in report.goals)
        }
        return {
            "is": "summary",
            "title": text(N_("Summary")),
            "text": self._prose(report.summary, 2),
            "overall": self._overall(),
            "counts_title": text(N_("How it goes for the goals")),
            "counts_lead": self.language.plural(
                "{n} goal is in the report.", "{n} goals are in the report.", len(report.goals)
            ),
            "counts_head": [text(N_("Status")), text(N_("Goals"))],
            "counts": [
                {
                    "status": self._status(code, report.status_words[code]),
                    "n": n,
                    "written": self.language.number(n),
                }
                for code, n in counts.items()
            ],
        }

    def _overall(self) -> Data | None:
        overall, text = self.snapshot.overall, self.language.text
        if overall is None:
            return None
        tallies = [
            (text(N_("Goals for the finances")), overall.financial),
            (text(N_("Other goals")), overall.others),
        ]
        return {
            "title": text(N_("The goals as a whole")),
            "status": self._status(overall.status, overall.status_word),
            "sentence": overall.sentence,
            "rule": text(N_("The rule: {rule}"), rule=overall.rule),
            "about": text(WHY_AS_A_WHOLE),
            "head": [
                text(N_("Goals")),
                text(N_("Met")),
                text(N_("Of")),
                text(N_("At least so many must be met")),
            ],
            "rows": [
                [
                    name,
                    self.language.number(tally.met),
                    self.language.number(tally.all),
                    percent_limit(self.language, tally.share),
                ]
                for name, tally in tallies
            ],
        }

    def _overview(self) -> Data:
        text, report = self.language.text, self.snapshot
        has_before = report.previous is not None
        has_expected = any(goal.expected for goal in report.goals)
        head = [text(N_("Goal")), text(N_("Status"))]
        if has_before:
            head.append(text(N_("In the report before")))
        if has_expected:
            head.append(text(N_("Expected at the end of the year")))
        groups = []
        for department in report.departments:
            goals = report.goals_of(department.id)
            rows = [
                {
                    "goal": goal.id,
                    "title": goal.title,
                    "cells": list(self._statuses(goal, has_before, has_expected)),
                }
                for goal in goals
            ]
            groups.append({"title": department.title, "rows": rows})
        return {
            "is": "overview",
            "title": text(N_("All goals")),
            "lead": text(
                N_("The report before is {report}, with how it was on {date}."),
                report=report.previous.title,
                date=self.language.date(report.previous.as_of),
            )
            if report.previous
            else "",
            "head": head,
            "groups": [group for group in groups if group["rows"]],
        }

    def _statuses(
        self, goal: FrozenGoal, has_before: bool, has_expected: bool
    ) -> Iterator[Data | str]:
        yield self._status(goal.status, goal.status_word, goal.stale)
        if has_before and goal.before:
            yield self._status(goal.before.status, goal.before.status_word)
        elif has_before:
            yield self.language.text(N_("new goal"))
        if has_expected:
            yield (
                self._status(goal.expected, goal.expected_word)
                if goal.expected
                else self.language.text(N_("not said"))
            )

    def _changes(self) -> Data | None:
        text, report = self.language.text, self.snapshot
        found = since_before(report)
        if report.previous is None and not found.revised:
            return None
        revised = {goal.id: goal for goal, _ in found.revised}
        lead = []
        if report.previous:
            lead.append(text(N_("Compared with {report}."), report=report.previous.title))
            lead.append(
                self.language.plural(
                    "{n} goal has the same status as then.",
                    "{n} goals have the same status as then.",
                    len(found.same),
                )
            )
        return {
            "is": "changes",
            "title": text(N_("What has changed since last time"))
            if report.previous
            else text(N_("Decided changes")),
            "lead": " ".join(lead),
            "turned_title": text(N_("Another status than before")),
            "turned": [
                {
                    "goal": it.goal.id,
                    "title": it.goal.title,
                    "before": self._status(it.before.status, it.before.status_word),
                    "now": self._status(it.goal.status, it.goal.status_word, it.goal.stale),
                    "why": _first_sentences(it.why),
                }
                for it in found.turned
            ],
            "turned_head": [
                text(N_("Goal")),
                text(N_("Before")),
                text(N_("Now")),
                text(N_("Why")),
            ],
            "new_title": text(N_("New goals")),
            "new": [{"goal": goal.id, "title": goal.title} for goal in found.new],
            "dropped_title": text(N_("Goals that aren't in the report any more")),
            "dropped_lead": text(N_("The status is that of the report before.")),
            "dropped": [
                {
                    "title": goal.title,
                    "status": self._status(goal.status, goal.status_word),
                }
                for goal in found.dropped
            ],
            "revised_title": text(N_("Decided changes")) if report.previous else "",
            "revised": [
                {"goal": goal.id, "title": goal.title, "changes": self._revisions(goal)}
                for goal in revised.values()
            ],
        }

    def _revisions(self, goal: FrozenGoal) -> list[Data]:
        return [
            {
                "what": f"{capital(r.changed)}, {self.language.date(r.date)}",
                "old": r.old,
                "new": r.new,
                "reason": r.reason,
                "decision": r.decision,
            }
            for r in goal.revisions
        ]

    # The departments and their goals

    def _department(self, department: FrozenDepartment) -> Data:
        text = self.language.text
        goals = self.snapshot.goals_of(department.id)
        return {
            "is": "department",
            "title": department.title,
            "description": self._prose(department.description, 2),
            "address": self._address(
                text(N_("On the web:")), self._department_address(department.id)
            ),
            "comment": self._titled(N_("Comment"), department.comment, 2),
            "forecast": self._titled(N_("Forecast"), department.forecast, 2),
            "none": "" if goals else text(N_("The department has no goals in this report.")),
            "goals": [self._goal(goal) for goal in goals],
        }

    def _department_address(self, department: str) -> str:
        """Where the report's page of a department is: unlike a goal's own page it stays."""
        return self.design.address(addresses.report_department_path(self.snapshot.id, department))

    def _goal(self, goal: FrozenGoal) -> Data:
        text, language = self.language.text, self.language
        page = self._department_address(goal.department)
        facts = [
            text(N_("Period: {period}"), period=language.period(goal.period))
            if goal.period
            else "",
            text(N_("Responsible role: {role}"), role=goal.owner) if goal.owner else "",
            text(N_("Goal for the finances")) if goal.steers is Steers.FINANCES else "",
        ]
        notes = []
        if goal.ceased:
            notes.append(
                text(
                    N_("The goal applies no longer, since {date}."),
                    date=language.date(goal.ceased),
                )
            )
        if goal.stale:
            notes.append(
                text(
                    N_(
                        "The outcome is older than two rounds of measuring, so it may be "
                        "otherwise today."
                    )
                )
            )
        notes += [
            text(
                N_("Corrected {date}: {what} The report says {old}. Right is {new}."),
                date=language.date(correction.date),
                what=_ended(correction.what),
                old=correction.old.rstrip("."),
                new=correction.new.rstrip("."),
            )
            for correction in self.reported.report.corrections
            if correction.goal == goal.id
        ]
        return {
            "id": goal.id,
            "title": goal.title,
            "meaning": self._prose(goal.meaning, 3),
            "facts": " · ".join(filter(None, facts)),
            "status": self._status(goal.status, goal.status_word, goal.stale),
            "sentence": goal.sentence,
            "before": self._pair(
                text(N_("In the report before:")), goal.before.status, goal.before.status_word
            )
            if goal.before
            else None,
            "expected": self._pair(
                text(N_("Expected at the end of the year:")), goal.expected, goal.expected_word
            )
            if goal.expected
            else None,
            "notes": notes,
            "override": self._override(goal),
            "comment": self._titled(N_("Comment"), goal.comment, 3),
            "forecast": self._titled(N_("Forecast"), goal.forecast, 3),
            "rows": [self._row(goal, target) for target in goal.targets],
            "has_baseline": any(t.baseline_value is not None for t in goal.targets),
            "targets": [
                self._target(goal, place, target) for place, target in enumerate(goal.targets)
            ],
            "followed_title": text(N_("Also followed")),
            "followed": [
                self._figures(self.snapshot.indicator[key], self.charts.followed.get(key), key)
                for key in goal.followed
            ],
            "milestones_title": text(N_("Milestones")),
            "milestones": [self._milestone(goal, place) for place in range(len(goal.milestones))],
            "revisions_title": text(N_("Decided changes")),
            "revisions": self._revisions(goal),
            "address": self._address(
                text(N_("The goal on the web:")), f"{page}#{goal.id}" if page else ""
            ),
        }

    def _override(self, goal: FrozenGoal) -> Data | None:
        override, text = goal.override, self.language.text
        if override is None:
            return None
        return {
            "by": text(
                N_("{role} made this assessment on {date}:"),
                role=capital(override.role),
                date=self.language.date(override.date),
            )
            if override.role
            else text(
                N_("The assessment was made on {date}:"), date=self.language.date(override.date)
            ),
            "motivation": override.motivation,
            "computed": self._pair(
                text(N_("By the rules the status would be:")),
                override.computed,
                override.computed_word,
            ),
            "sentence": override.computed_sentence,
        }

    def _milestone(self, goal: FrozenGoal, place: int) -> Data:
        step = goal.milestones[place]
        day = goal.ceased or self.snapshot.as_of
        view = milestone_view(step.title, step.due, step.done, day, self.language)
        shapes = {"done": Code.MET, "late": Code.UNCERTAIN, "coming": Code.TOO_EARLY}
        return {"code": shapes[view.state], "title": view.title, "when": view.when}

    def _row(self, goal: FrozenGoal, target: FrozenTarget) -> Data:
        """What a goal's table of targets says of one."""
        indicator, language = self.snapshot.indicator[target.indicator], self.language
        write = quantity_of(indicator, language)
        baseline = ""
        if target.baseline_value is not None:
            baseline = write(target.baseline_value)
        outcome = target.outcome
        has_value = outcome is not None and outcome.value is not None
        return {
            "title": indicator.title,
            "baseline": baseline,
            "baseline_period": language.period(target.baseline_period)
            if baseline and target.baseline_period
            else "",
            "asked": target.asked,
            "due": language.period(target.due),
            "outcome": write(outcome.value)
            if outcome and outcome.value is not None
            else language.text(why_no_outcome(self.snapshot, goal, indicator, target)),
            "outcome_period": language.period(outcome.period) if outcome and has_value else "",
            "status": self._status(target.status, target.status_word, target.stale),
        }

    def _target(self, goal: FrozenGoal, place: int, target: FrozenTarget) -> Data:
        """A target with its chart and the figures in it."""
        indicator = self.snapshot.indicator[target.indicator]
        svg = self.charts.targets.get((goal.id, place))
        figures = self._figures(indicator, svg, f"{goal.id}.{place}")
        is_only = len(goal.targets) == 1 and target.sentence == goal.sentence
        return {
            **figures,
            "status": None
            if len(goal.targets) == 1
            else self._status(target.status, target.status_word, target.stale),
            "sentence": "" if is_only else target.sentence,
            "note": line_of(target.note),
        }

    def _figures(self, indicator: FrozenIndicator, svg: Svg | None, name: str) -> Data:
        """An indicator's chart and figures. `name` is what the chart is called."""
        text = self.language.text
        is_wide = len(indicator.outcomes) > LONGEST_BESIDE
        chart = ""
        if svg:
            chart = f"{name}.svg"
            self.drawings[chart] = svg.wide if is_wide else svg.narrow
        compared = indicator.comparison
        return {
            **self._series(indicator),
            "title": indicator.title,
            "status": None,
            "sentence": "",
            "note": [],
            "definition": indicator.definition,
            "chart": chart,
            "is_wide": is_wide,
            "finding": indicator.finding,
            "remark": line_of(indicator.note),
            "compared": [
                text(N_("Compared with {group}."), group=compared.group),
                *compared.said,
            ]
            if compared
            else [],
        }

    def _series(self, indicator: FrozenIndicator) -> Data:
        """The outcomes as one table, or several of the same length after each other."""
        write = quantity_of(indicator, self.language)
        rows = []
        for outcome in indicator.outcomes:
            said = [
                self.language.text(MARK_WORDS[outcome.mark]) if outcome.mark else "",
                outcome.note,
            ]
            rows.append(
                [
                    self.language.period(outcome.period),
                    self.language.text(why_missing(outcome))
                    if outcome.value is None
                    else write.number(outcome.value),
                    capital(". ".join(part.rstrip(".") for part in said if part)),
                ]
            )
        columns = COLUMNS if len(rows) > LONGEST_BESIDE else 1
        length = -(-len(rows) // columns) or 1
        return {
            "unit": f"{self.language.text(N_('Outcome'))} ({indicator.unit})",
            "tables": [rows[start : start + length] for start in range(0, len(rows), length)],
            "has_remarks": any(row[2] for row in rows),
        }

    # The parts after the departments

    def _rules(self) -> Data | None:
        if not self.snapshot.rules:
            return None
        return {
            "is": "rules",
            "title": self.language.text(N_("How we have assessed")),
            "lead": self.language.text(
                N_("These rules applied when the report was frozen.")
                if not self.reported.is_draft
                else N_("These rules apply now.")
            ),
            "rules": self.snapshot.rules,
        }

    def _sources(self) -> Data | None:
        text = self.language.text
        if not self.snapshot.indicators:
            return None
        sources: dict[tuple[str, str, str], list[FrozenIndicator]] = {}
        for it in self.snapshot.indicators:
            sources.setdefault((it.source, it.licence, it.licence_url), []).append(it)
        return {
            "is": "sources",
            "title": text(N_("Where the figures come from")),
            "sources": [self._source(group) for group in sources.values()],
        }

    def _source(self, indicators: list[FrozenIndicator]) -> Data:
        """A source with what comes from it. Where its indicators stand in different places there, each
        leads to its own; the same goes for the day when each was updated."""
        text, first = self.language.text, indicators[0]
        has_one_address = len({it.source_url for it in indicators}) == 1
        has_one_day = len({it.updated for it in indicators}) == 1

        def updated(it: FrozenIndicator) -> str:
            return text(N_("Updated {date}."), date=self.language.date(it.updated))

        def named(it: FrozenIndicator) -> list[Any]:
            name = [it.title] if has_one_address else _link(it.title, it.source_url)
            return name if has_one_day else [*name, f". {updated(it)}"]

        about: list[Any] = [updated(first)] if has_one_day else []
        if first.licence:
            licence = _link(first.licence, first.licence_url)
            about += [f"{' ' if about else ''}{text(N_('Licence'))}: ", *licence]
        return {
            "source": _link(first.source, first.source_url) if has_one_address else [first.source],
            "about": about,
            "names": [named(it) for it in indicators],
        }

    def _about(self) -> Data:
        report, language, text = self.snapshot, self.language, self.language.text
        decision = self.reported.report.decision
        decided = (
            ", ".join(
                filter(None, (decision.body, language.date(decision.date), decision.paragraph))
            )
            if decision
            else text(
                N_("not decided yet") if self.reported.is_draft else N_("no decision is stated")
            )
        )
        facts: list[tuple[str, list[Any]]] = [
            (text(N_("Report")), [self.title]),
            (text(N_("Kind of report")), [report.kind_title]),
            (text(N_("Period")), [report.covers]),
            (text(N_("As of")), [language.date(report.as_of)]),
            (text(N_("Decision")), [decided]),
        ]
        if report.frozen:
            facts += [
                (text(N_("Frozen")), [language.date(report.frozen)]),
                (text(N_("Checksum")), [report.checksum]),
            ]
        else:
            facts.append(
                (
                    text(N_("Draft")),
                    [text(N_("The report is a draft. Figures and texts can still change."))],
                )
            )
        facts.append((text(N_("Made with")), [f"malbok {report.malbok}"]))
        on_the_web = [(N_("On the web"), addresses.report_path(report.id))]
        if not self.reported.is_draft:
            on_the_web.append((N_("Figures as data"), addresses.report_snapshot_path(report.id)))
        for label, path in on_the_web:
            if found := self.design.address(path):
                facts.append((text(label), _link(_bare(found), found)))
        licences = dict.fromkeys(
            (indicator.licence, indicator.licence_url)
            for indicator in report.indicators
            if indicator.licence
        )
        facts += [(text(N_("Licence")), _link(*licence)) for licence in licences]
        return {
            "is": "about",
            "title": text(N_("About the report")),
            "lead": text(
                N_(
                    "The report shows what was known on the day when it was frozen. Figures that "
                    "are changed later don't change it."
                )
            )
            if report.frozen
            else "",
            "facts": [[label, value] for label, value in facts],
        }

    # What the parts are made of

    def _prose(self, text: str, level: int) -> list[Block]:
        return blocks_of(text, level) if text else []

    def _titled(self, title: str, text: str, level: int) -> Data | None:
        """A text below a heading of its own; None if there is none."""
        found = self._prose(text, level + 1)
        return {"title": self.language.text(title), "text": found} if found else None

    def _status(self, code: Code, word: str, is_stale: bool = False) -> Data:
        stale = self.language.text(N_("out of date")) if is_stale else ""
        return {"code": code.value, "word": capital(word), "stale": stale}

    def _pair(self, label: str, code: Code, word: str) -> Data:
        return {"label": label, "status": self._status(code, word)}

    def _address(self, label: str, address: str) -> list[Any]:
        """Where something stands on the web, as a piece of a line: the address itself is the link, so
        that it can be used on paper too."""
        return [label + " ", *_link(_bare(address), address)] if address else []


def drawings_of(writer: Writer) -> Mapping[str, str]:
    """The charts of a document, by name: in colours that need no style sheet, and in its font."""
    return {
        name: fonts.lettered(fonts.shown(in_light_colours(svg, halo=False)))
        for name, svg in writer.drawings.items()
    }


def _look(design: Design) -> dict[str, str]:
    white = (colours.WHITE,)
    return {
        "primary": design.primary,
        "on_primary": colours.text_on(design.primary),
        "accent": colours.legible(design.accent, white, "black"),
        # Where the primary colour is that of texts on white.
        "heading": colours.legible(design.primary, white, "black", colours.WELL),
    }


def _link(words: str, to: str) -> list[Any]:
    """Words that lead somewhere, if there is somewhere safe to lead to."""
    found = safe_address(to) if to else ""
    if not words:
        return []
    return [{"is": "link", "to": found, "of": [words]}] if found else [words]


def _bare(address: str) -> str:
    """An address as people write it."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def _first_sentences(text: str) -> str:
    """The first sentences of a text, as many as there is room for in a table; the first words where
    there isn't room for one."""
    if len(text) <= LONGEST_REASON:
        return text
    room = text[:LONGEST_REASON]
    end = max(room.rfind(mark) for mark in (". ", "! ", "? "))
    return room[: end + 1] if end > 0 else room.rsplit(" ", 1)[0] + " …"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def covered(value: Any) -> Any:
    """Data whose texts are made of what the font can show."""
    if isinstance(value, str):
        return fonts.shown(unbroken_numbers(value))
    if isinstance(value, dict):
        return {key: covered(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [covered(item) for item in value]
    return value
