"""The page of an indicator, and the list of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from malbok import addresses as links
from malbok import describing, explaining
from malbok.assessment import known_outcomes
from malbok.breakdown import Part, parts
from malbok.comparison import Comparison, compare
from malbok.explaining import INTERVAL_WORDS
from malbok.language import N_, capital
from malbok.model import ComparisonGroup, Indicator, Observation, Source
from malbok.pages.embedding import frames
from malbok.pages.goals import since_before
from malbok.pages.making import Making
from malbok.pages.records import INDICATOR_SEARCH_WEIGHT, Page
from malbok.pages.views import GoalLink, SeriesView, StatusView, Viewer, remarks
from malbok.periods import Period


@dataclass(frozen=True, slots=True)
class UseView:
    """A goal that uses an indicator: what it asks for and how that target stands, if it has one."""

    goal: GoalLink
    status: StatusView | None
    asked: str
    stale: bool


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the list of all: what its latest outcome is marked as, and how it stands
    against the one before."""

    series: SeriesView
    mark: str
    since_before: str


@dataclass(frozen=True, slots=True)
class CellView:
    """An outcome in a table; `value` is None where there is none, or where too few are behind it."""

    value: str | None
    suppressed: bool


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """The outcomes of one period, a cell for each part, and what to mind about them."""

    period: str
    cells: tuple[CellView, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Cut:
    """What a chart of a breakdown shows: `by` sex or by group, in words, and as named series.

    `columns` are those of the table that belong to it, counted from 0, the periods' own.
    """

    by: str
    title: str
    finding: str
    series: Mapping[str, Sequence[Observation]]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BreakdownView:
    """An indicator by sex and group: `names` are the columns of the table."""

    cuts: tuple[Cut, ...]
    names: tuple[str, ...]
    rows: tuple[BreakdownRow, ...]
    has_remarks: bool
    has_suppressed: bool


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A municipality or reference value in the table of a comparison; `kind` is own, other,
    reference or missing."""

    name: str
    kind: str
    value: str | None
    suppressed: bool
    remark: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Where the own value stands among those of the comparison group, in words and as a table.

    `finding` is the chart's description and `said` the sentences after it. `rows` are in order of
    the values, highest first, then the references, then those without a value.
    """

    group: str
    period: str
    finding: str
    said: tuple[str, ...]
    rows: tuple[PlaceView, ...]
    has_quartiles: bool


def indicator_page(making: Making, indicator: Indicator) -> Page:
    """The page of an indicator."""
    series = making.series[indicator.id]
    viewer = making.viewer
    page = Page(
        path=series.path,
        kind="indicator",
        search_weight=INDICATOR_SEARCH_WEIGHT,
        title=indicator.title,
        markdown="",
        description=indicator.meaning or series.finding,
        parent=links.INDICATORS,
        edit=making.project.paths[f"indicator/{indicator.id}"],
        updated=indicator.updated,
    )
    return making.page(
        "indicator",
        page,
        series=series,
        latest_mark=latest_mark(viewer, indicator),
        since_before=since_before(viewer, indicator, viewer.as_of),
        breakdown=breakdown_view(viewer, indicator),
        breakdown_charts=making.charts.breakdowns,
        comparison=comparison_view(viewer, indicator),
        comparison_chart=making.charts.comparisons.get(indicator.id),
        uses=uses(viewer, indicator),
        owner=making.project.role(indicator.owner),
        licence=licence(making, indicator),
        revisions=viewer.revisions(indicator.revisions),
        interval=making.text(INTERVAL_WORDS[indicator.interval]),
        frames=tuple(frames(making, indicator)),
        figures_json=links.figures_json_path(indicator.id),
    )


def indicators_page(making: Making) -> Page:
    """All indicators in alphabetical order."""
    name = making.project.organisation.words.indicator
    page = Page(
        path=links.INDICATORS,
        kind="indicators",
        title=capital(name.many if name else making.text(N_("indicators"))),
        markdown="",
        description=making.text(N_("Everything that is measured, with the latest outcome.")),
        updated=making.project.organisation.updated,
    )
    viewer = making.viewer
    rows = [
        IndicatorRow(
            series,
            latest_mark(viewer, series.indicator),
            since_before(viewer, series.indicator, viewer.as_of),
        )
        for series in sorted(making.series.values(), key=lambda s: alphabetical(s.indicator.title))
    ]
    return making.page("indicators", page, rows=rows, all_figures=links.ALL_FIGURES)


def uses(viewer: Viewer, indicator: Indicator) -> tuple[UseView, ...]:
    """Where goals use an indicator, in reading order: once for each target, or once without."""
    found: list[UseView] = []
    for goal in viewer.users.get(indicator.id, ()):
        link = viewer.goal_link(goal)
        assessments = viewer.assessments[goal.id].targets
        of_it = [t for t in assessments if t.target.indicator == indicator.id]
        found += [
            UseView(link, viewer.status(t.status), viewer.asked(t.target), t.stale) for t in of_it
        ]
        if not of_it:
            found.append(UseView(link, None, "", False))
    return tuple(found)


def latest_mark(viewer: Viewer, indicator: Indicator) -> str:
    """What the latest outcome is marked as, in a word: that it is preliminary, say."""
    known = known_outcomes(viewer.project.own_series(indicator.id), viewer.as_of)
    mark = known[-1].mark if known else None
    return capital(viewer.language.text(explaining.MARK_WORDS[mark])) if mark else ""


def licence(making: Making, indicator: Indicator) -> Source | None:
    """The terms of an indicator's figures: its own, or else the organisation's."""
    return indicator.licence or making.project.organisation.licence


def breakdown_cuts(
    viewer: Viewer, indicator: Indicator, named: Sequence[tuple[str, Part]]
) -> tuple[Cut, ...]:
    """An indicator's outcomes by sex with everybody beside, and by group: each is a chart of its own.

    Sexes within groups are in the table only, unless groups have nothing else.
    """
    quantity = viewer.quantities[indicator.id]
    column = {name: number for number, (name, _) in enumerate(named, 1)}

    def cut(by: str, title: str, said: str, its: Sequence[tuple[str, Part]]) -> Cut:
        drawn = [name for name, part in its if any(o.value is not None for o in part.series)]
        return Cut(
            by=by,
            title=viewer.language.text(title, indicator=indicator.title),
            finding=said,
            series={name: part.series for name, part in its},
            columns=tuple(column[name] for name in drawn),
        )

    by_sex = [(name, part) for name, part in named if not part.group]
    in_groups = [(name, part) for name, part in named if part.group]
    by_group = [(name, part) for name, part in in_groups if not part.sex] or in_groups
    cuts = []
    if any(part.sex for _, part in by_sex):
        said = describing.by_sex([part for _, part in by_sex], quantity)
        cuts.append(cut("sex", N_("{indicator}: women and men"), said, by_sex))
    if by_group:
        said = describing.by_group(dict(by_group), quantity)
        cuts.append(cut("group", N_("{indicator}: by group"), said, by_group))
    return tuple(cuts)


def breakdown_view(viewer: Viewer, indicator: Indicator) -> BreakdownView | None:
    """An indicator by sex and group, if its figures have any."""
    found = parts(viewer.project.observations.get(indicator.id, ()))
    named = tuple(describing.named(found, viewer.language))
    if not named:
        return None
    names = tuple(name for name, _ in named)
    by_period: dict[Period, list[Observation | None]] = {}
    for column, (_, part) in enumerate(named):
        for outcome in part.series:
            by_period.setdefault(outcome.period, [None] * len(named))[column] = outcome
    rows = tuple(
        _breakdown_row(viewer, indicator, period, names, by_period[period])
        for period in sorted(by_period, key=lambda period: (period.end, period.start))
    )
    return BreakdownView(
        cuts=breakdown_cuts(viewer, indicator, named),
        names=names,
        rows=rows,
        has_remarks=any(row.remark for row in rows),
        has_suppressed=any(cell.suppressed for row in rows for cell in row.cells),
    )


def _breakdown_row(
    viewer: Viewer,
    indicator: Indicator,
    period: Period,
    names: Sequence[str],
    outcomes: Sequence[Observation | None],
) -> BreakdownRow:
    quantity = viewer.quantities[indicator.id]
    known = [
        (name, o) for name, o in zip(names, outcomes, strict=True) if o and o.value is not None
    ]
    of_parts: dict[str, list[str]] = {}
    for name, outcome in known:
        for remark in _remarks(viewer, outcome):
            of_parts.setdefault(remark, []).append(name)
    said = [
        remark if len(whose) == len(known) else _about(whose, remark)
        for remark, whose in of_parts.items()
    ]
    return BreakdownRow(
        period=viewer.language.period(period),
        cells=tuple(
            CellView(
                value=None if o is None or o.value is None else quantity.number(o.value),
                suppressed=o is not None and o.suppressed,
            )
            for o in outcomes
        ),
        remark=remarks(said),
    )


def comparison_group(viewer: Viewer, indicator: Indicator) -> ComparisonGroup | None:
    """The group that an indicator is compared with, if it names one that there is."""
    groups = viewer.project.organisation.comparison_groups
    return next((group for group in groups if group.id == indicator.compare_with), None)


def comparison(viewer: Viewer, indicator: Indicator) -> Comparison | None:
    """An indicator's latest comparison with its group, if there is one."""
    group = comparison_group(viewer, indicator)
    if group is None:
        return None
    series = viewer.project.observations.get(indicator.id, ())
    return compare(series, group, viewer.project.organisation)


def comparison_view(viewer: Viewer, indicator: Indicator) -> ComparisonView | None:
    """Where an indicator's latest outcome stands in its comparison group."""
    group, found = comparison_group(viewer, indicator), comparison(viewer, indicator)
    if group is None or found is None:
        return None
    quantity, language = viewer.quantities[indicator.id], viewer.language
    there = {
        o.municipality: o
        for o in viewer.project.observations[indicator.id]
        if o.period == found.period and not (o.sex or o.group)
    }

    def lacking(name: str) -> PlaceView:
        outcome = there.get(name)
        remark = _remark(viewer, outcome) if outcome else ""
        return PlaceView(name, "missing", None, bool(outcome and outcome.suppressed), remark)

    def place(outcome: Observation, kind: str) -> PlaceView:
        name = outcome.municipality or viewer.project.organisation.name
        return PlaceView(
            name, kind, quantity.number(outcome.known), False, _remark(viewer, outcome)
        )

    own = place(found.own, "own")
    others = [place(other, "other") for other in found.others]
    above = sum(1 for other in found.others if other.known > found.own.known)
    rows = (
        *others[:above],
        own,
        *others[above:],
        *(place(reference, "reference") for reference in found.references),
        *map(lacking, (*found.missing, *found.hidden)),
    )
    said = (
        describing.rank(found, indicator.direction, language),
        describing.spread(found, quantity),
        describing.missing(found, language),
        describing.hidden(found, language),
    )
    return ComparisonView(
        group=group.title,
        period=language.period(found.period),
        finding=describing.position(found, quantity),
        said=tuple(filter(None, said)),
        rows=rows,
        has_quartiles=found.quartiles is not None,
    )


def _remarks(viewer: Viewer, outcome: Observation) -> list[str]:
    """What to mind about an outcome: its mark in words, and its note."""
    mark = viewer.language.text(explaining.MARK_WORDS[outcome.mark]) if outcome.mark else ""
    return [type(text)(capital(text).rstrip(".")) for text in (mark, outcome.note) if text]


def _remark(viewer: Viewer, outcome: Observation) -> str:
    return remarks(_remarks(viewer, outcome))


def _about(names: Sequence[str], remark: str) -> str:
    """A remark on some of the parts; as HTML, if it says there which language it is in."""
    said = Markup("{}: {}") if hasattr(remark, "__html__") else "{}: {}"
    return said.format(", ".join(names), remark)


def alphabetical(title: str) -> str:
    """A key that sorts Swedish: å, ä and ö come after z."""
    return title.casefold().translate(str.maketrans("åäö", "{|}"))
