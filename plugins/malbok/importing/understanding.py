"""What a sheet says: its table becomes outcomes of the project's indicators, or reasons why not.

Nothing is guessed. What can be read in two ways is a misunderstanding, named by its cell, and what
isn't read at all is listed, so that the editor can see it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from statistics import median

from malbok.importing.tables import Cell, Line, Shape, Table, exact, find_table, years_in
from malbok.importing.workbooks import Fault, Sheet, column_name
from malbok.language import N_, Language, Message
from malbok.model import Indicator, Mark, Observation, Project
from malbok.numbers import (
    PERCENT,
    decimal_mark,
    has_two_readings,
    number_problem,
    parse_number,
    readings,
    same_unit,
    unit_within,
)
from malbok.observations import SUPPRESSED
from malbok.periods import EXAMPLES, PARTS_A_YEAR, Period, PeriodKind
from malbok.reading.figures import MARKS, SEXES, column_meant
from malbok.reading.synonyms import BOTH_SEXES, meant_by
from malbok.reading.validation import closest

DECIMALS_LIMIT = 10
"""How many decimals a figure may have in a file; a computed cell often has more."""
SURELY_PERCENT = 2
"""A series in per cent whose median is at least this holds no shares of 1."""

_NAMING = frozenset(
    {"indikator", "mätetal", "nyckeltal", "mått", "indicator", "id", "title", "titel"}
)
_SPLITTING = ("municipality", "sex", "group")
_COMPUTED = re.compile(r"-?[0-9]{1,15}[.,][0-9]{11,40}")
"""A number with so many decimals that it can't have been typed."""
_WHOLE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the editor said of a sheet: the ids of the indicators to read (none: all that it names),
    whether shares of 1 are to become per cent or stand for themselves, and how many decimals to
    keep at most."""

    indicators: tuple[str, ...] = ()
    shares: bool = False
    as_written: bool = False
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Misunderstanding:
    """Why a sheet can't be used. `where` is a cell, or empty if it is the sheet as a whole."""

    where: str
    message: Message
    hint: Message | None = None
    params: Mapping[str, object] = field(default_factory=dict)

    def said(self, words: Language) -> str:
        """`C7: what is wrong`, and what to do about it on a line of its own."""
        message = words.text(self.message, **self.params)
        first = f"{self.where}: {message}" if self.where else message
        return f"{first}\n    {words.text(self.hint, **self.params)}" if self.hint else first


@dataclass(frozen=True, slots=True)
class Found:
    """One outcome in the sheet: whose it is, and in which cell its value stands."""

    indicator: str
    observation: Observation
    where: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row or column that isn't read: its number or letters, and the first text in it."""

    is_row: bool
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What came of a sheet. With any misunderstanding, `found` is not to be used.

    `heading` is the number of the row that the headings stand in, or the letters of the column if
    the table is turned. `blanks` counts the outcomes whose cell is empty.
    """

    shape: Shape | None = None
    heading: str = ""
    found: tuple[Found, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    blanks: int = 0
    misunderstandings: tuple[Misunderstanding, ...] = ()


Key = tuple[Period, str, str, str]


def key_of(observation: Observation) -> Key:
    """What sets an outcome apart in its series: period, municipality, sex and group."""
    return (observation.period, observation.municipality, observation.sex, observation.group)


def understand(sheet: Sheet, project: Project, asked: Asked | None = None) -> Understanding:
    """The outcomes that a sheet holds. `asked.indicators` must be ids of the project."""
    table = find_table(sheet)
    if table is None:
        no_table = Misunderstanding(
            "",
            N_("There is no table of outcomes in the sheet."),
            N_(
                "The table must have headings: either period and value, with a row for each "
                "outcome, or the periods themselves, with a row for each indicator."
            ),
        )
        return Understanding(misunderstandings=(no_table,))
    return _Reader(sheet, table, project, asked or Asked()).understanding()


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a sheet says of one outcome, in cells. `name` is the text that names the indicator."""

    name: str
    period: Cell
    value: Cell
    others: Mapping[str, Cell]


class _Reader:
    """Reads one table; what is found out on the way is gathered here."""

    def __init__(self, sheet: Sheet, table: Table, project: Project, asked: Asked) -> None:
        self.sheet, self.table, self.project, self.asked = sheet, table, project, asked
        self.misunderstandings: dict[tuple[int, int, str], Misunderstanding] = {}
        self.skipped: dict[tuple[bool, str], Skipped] = {}
        self.blanks = 0
        self.ids: dict[str, set[str]] = {}
        for key, indicator in project.indicators.items():
            for name in (key, indicator.title):
                self.ids.setdefault(_plain(name), set()).add(key)
        texts = (cell.text for line in table.body for cell in line if cell.is_text)
        has_points = sheet.separator == ","
        self.decimal_mark = decimal_mark(texts, unless_shown="." if has_points else "")

    def understanding(self) -> Understanding:
        table = self.table
        for line in table.lines[: table.head]:
            self.skip(line)
        self.look_for_figures_as_headings()
        claims = self.long_claims() if table.shape is Shape.LONG else self.wide_claims()
        found = self.outcomes(self.with_indicators(claims))
        if not found and not self.misunderstandings:
            self.wrong(None, N_("The table has no outcomes."))
        corner = table.headings[0]
        turned = table.shape is Shape.TURNED
        return Understanding(
            shape=table.shape,
            heading=column_name(corner.column) if turned else str(corner.row + 1),
            found=tuple(found),
            skipped=tuple(self.skipped.values()),
            blanks=self.blanks,
            misunderstandings=tuple(wrong for _, wrong in sorted(self.misunderstandings.items())),
        )

    def wrong(
        self, cell: Cell | None, message: Message, hint: Message | None = None, **params: object
    ) -> None:
        """Add a misunderstanding. Of a cell only the first is kept: others follow from it."""
        key, where = (-1, -1, str(message)), ""
        if cell:
            key, where = (cell.row, cell.column, ""), cell.where
            params.setdefault("value", cell.text)
        self.misunderstandings.setdefault(key, Misunderstanding(where, message, hint, params))

    def skip(self, line: Iterable[Cell], *, across: bool = False) -> None:
        """Note a line of the table that isn't read, or with `across` what goes across its lines."""
        filled = [cell for cell in line if not cell.is_blank]
        if not filled:
            return
        is_row = (self.table.shape is not Shape.TURNED) != across
        name = str(filled[0].row + 1) if is_row else column_name(filled[0].column)
        text = next((cell.text for cell in filled if cell.is_text), filled[0].text)
        self.skipped.setdefault((is_row, name), Skipped(is_row, name, text))

    def look_for_figures_as_headings(self) -> None:
        """A row of figures between 1900 and 2100 may look like headings."""
        headings = self.table.headings
        if self.table.doubted:
            self.say_no_period(self.table.doubted)
        elif self.table.shape is Shape.WIDE and all(
            headings[index].text.isdecimal() for index in self.table.periods
        ):
            names = (headings[index] for index in range(self.table.periods[0]))
            if name := next((cell for cell in names if _plain(cell.text) in self.ids), None):
                self.wrong(
                    headings[self.table.periods[0]],
                    N_("“{value}” may be an outcome of “{name}”, or the heading of its column."),
                    N_("Write the periods as headings, in a row above the outcomes."),
                    name=name.text,
                )

    def say_no_period(self, heading: Cell) -> None:
        self.wrong(
            heading,
            N_("The heading “{value}” can't be read as a period."),
            N_(
                "Write only the period, for example {example}. If these aren't outcomes, "
                "remove them from the sheet."
            ),
            example=EXAMPLES[PeriodKind.YEAR],
        )

    # --- What the table claims --------------------------------------------------------------------

    def long_claims(self) -> list[_Claim]:
        """What a table with a row for each outcome says."""
        headings = self.table.headings
        columns = {name: places[0] for name, places in self.table.columns.items()}
        for places in self.table.columns.values():
            if len(places) > 1:
                self.wrong(
                    headings[places[1]],
                    N_("The headings “{first}” and “{value}” mean the same."),
                    N_("Keep one of the columns, or give the other another heading."),
                    first=headings[places[0]].text,
                )
        naming = [index for index, cell in enumerate(headings) if self.is_naming(cell)]
        for index in range(len(headings)):
            if index not in columns.values() and index not in naming:
                self.skip(
                    (line[index] for line in self.table.lines[self.table.head :]), across=True
                )
        claims: list[_Claim] = []
        for line in self.table.body:
            period, value = line[columns["period"]], line[columns["value"]]
            if value.is_blank and period.period is None:
                self.skip(line)
                continue
            others = {n: line[i] for n, i in columns.items() if n not in ("period", "value")}
            claims.append(_Claim(self.name_of(line, naming), period, value, others))
        return claims

    def wide_claims(self) -> list[_Claim]:
        """What a table with a column for each period says, or with a row for each if it is turned."""
        headings, labels = self.table.headings, self.table.labels
        splitting = {
            column: index
            for index in labels
            if headings[index].is_text
            and (column := column_meant(headings[index].text)) in _SPLITTING
        }
        naming = self.naming_places([index for index in labels if index not in splitting.values()])
        self.look_at_other_headings()
        claims: list[_Claim] = []
        for line in self.table.body:
            if all(line[index].is_blank for index in self.table.periods):
                self.skip(line)
                continue
            name = self.name_of(line, naming)
            others = {column: line[index] for column, index in splitting.items()}
            for index in self.table.periods:
                if line[index].is_blank:
                    self.note_blank(line[index])
                else:
                    claims.append(_Claim(name, headings[index], line[index], others))
        return claims

    def look_at_other_headings(self) -> None:
        """What has a heading that isn't a period isn't read, unless a period may have been meant."""
        first = min((*self.table.labels, *self.table.periods))
        for index, heading in enumerate(self.table.headings):
            if index in self.table.periods or index in self.table.labels:
                continue
            filled = any(not line[index].is_blank for line in self.table.body)
            if index > first and filled and years_in(heading.text):
                self.say_no_period(heading)
            else:
                self.skip(
                    (line[index] for line in self.table.lines[self.table.head :]), across=True
                )

    def naming_places(self, labels: Sequence[int]) -> list[int]:
        """Those of the places before the figures that name indicators; if none does, all of them
        may be meant to."""
        naming = [
            index
            for index in labels
            if any(_plain(line[index].text) in self.ids for line in self.table.body)
        ]
        for index in labels:
            if naming and index not in naming:
                self.skip(
                    (line[index] for line in self.table.lines[self.table.head :]), across=True
                )
        return naming or list(labels)

    def is_naming(self, heading: Cell) -> bool:
        """Whether a heading says that its column names the indicator."""
        own = self.project.organisation.words.indicator
        return heading.is_text and (
            _plain(heading.text) in _NAMING
            or (own is not None and _plain(heading.text) in (_plain(own.one), _plain(own.the)))
        )

    def name_of(self, line: Line, naming: Sequence[int]) -> str:
        """The text of a line that names its indicator: one that is known, else the first.

        Empty only if there is no place for names in the table.
        """
        cells = [line[index] for index in naming if not line[index].is_blank]
        known = [cell for cell in cells if _plain(cell.text) in self.ids]
        if not cells and naming:
            self.wrong(
                next(cell for cell in line if not cell.is_blank),
                N_("The row has figures but no name of an indicator."),
                N_("Write the indicator's id or its exact title."),
            )
        if known and not set.intersection(*(self.ids[_plain(cell.text)] for cell in known)):
            self.wrong(
                known[1],
                N_("“{first}” and “{value}” are two different indicators."),
                N_("Keep the name that is right."),
                first=known[0].text,
            )
        known.sort(key=lambda cell: cell.text not in self.project.indicators)
        texts = [cell for cell in cells if cell.is_text]
        return next((cell.text for cell in (*known, *texts, *cells)), "")

    def note_blank(self, cell: Cell) -> None:
        self.blanks += 1
        if not self.sheet.blank_is_sure:
            self.wrong(
                None,
                N_("{place} seems to be empty, but in an .xls file it may hold an error."),
                N_("Save the sheet as .xlsx and import that file."),
                place=cell.where,
            )

    # --- Whose the figures are --------------------------------------------------------------------

    def with_indicators(self, claims: Sequence[_Claim]) -> list[tuple[str, _Claim]]:
        """Each claim with the id of its indicator, those that weren't asked for left out."""
        if not claims:
            return []
        asked = self.asked.indicators
        by_name: dict[str, list[_Claim]] = {}
        for claim in claims:
            by_name.setdefault(claim.name, []).append(claim)
        ids = {name: self.ids.get(_plain(name), set()) for name in by_name}
        if len(asked) == 1 and len(by_name) == 1 and not any(ids.values()):
            return [(asked[0], claim) for claim in claims]
        if set(by_name) == {""}:
            self.wrong(
                None,
                N_("The sheet doesn't say which indicator it is about."),
                N_("Say which: --indicator ID"),
            )
            return []
        result: list[tuple[str, _Claim]] = []
        for name, its in by_name.items():
            found = ids[name] & set(asked) if asked else ids[name]
            if len(found) == 1:
                result += [(key, claim) for key in found for claim in its]
            elif asked:
                for claim in its:
                    self.skip(self.table.line_of(claim.value))
            elif name:
                self.say_unknown(name, its[0], found)
        read = {key for key, _ in result}
        for key in asked:
            if key not in read:
                self.wrong(
                    None,
                    N_("Nothing in the sheet is named “{id}” or “{title}”."),
                    N_("Write the indicator's id or its exact title in the sheet."),
                    id=key,
                    title=self.project.indicators[key].title,
                )
        return result

    def say_unknown(self, name: str, claim: _Claim, found: set[str]) -> None:
        line = self.table.line_of(claim.value)
        cell = next((cell for cell in line if cell.text == name), claim.value)
        titles = [indicator.title for indicator in self.project.indicators.values()]
        nearest = closest(name, [*titles, *self.project.indicators])
        if found:
            self.wrong(
                cell,
                N_("Several indicators have the title “{value}”: {ids}."),
                N_("Write the id instead of the title."),
                ids=", ".join(sorted(found)),
            )
        elif nearest:
            self.wrong(
                cell,
                N_("There is no indicator “{value}”."),
                N_("Did you mean “{suggestion}”?"),
                suggestion=nearest,
            )
        else:
            self.wrong(
                cell,
                N_("There is no indicator “{value}”."),
                N_(
                    "Write an indicator's id or its exact title, or remove the figures from the "
                    "sheet. To read only some of them: --indicator ID"
                ),
            )

    # --- The outcomes -----------------------------------------------------------------------------

    def outcomes(self, claims: Sequence[tuple[str, _Claim]]) -> list[Found]:
        """The claims as outcomes, those of each indicator together and in the sheet's order."""
        series: dict[str, list[Found]] = {}
        cells = {claim.value.where: claim.value for _, claim in claims}
        for key, claim in claims:
            observation = self.observation(self.project.indicators[key], claim)
            if observation:
                series.setdefault(key, []).append(Found(key, observation, claim.value.where))
        found: list[Found] = []
        for key, its in series.items():
            indicator = self.project.indicators[key]
            self.find_repeated(its, cells)
            found += self.rounded(self.in_percent(indicator, its, cells), cells)
        return found

    def observation(self, indicator: Indicator, claim: _Claim) -> Observation | None:
        before = len(self.misunderstandings)
        self.look_at_heading_of_values(indicator)
        period = self.period(claim.period, indicator)
        value = None
        if claim.value.is_blank:
            self.note_blank(claim.value)
        else:
            value = self.number(claim.value, indicator)
        others = claim.others
        faults = [cell for cell in others.values() if self.is_fault(cell)]
        if faults or period is None or len(self.misunderstandings) > before:
            return None
        texts = {name: cell.text for name, cell in others.items()}
        mark = self.choice(others.get("mark"), MARKS)
        suppressed = mark == SUPPRESSED
        if suppressed and value is not None:
            self.wrong(
                others["mark"],
                N_("The outcome is marked “{value}”, but there is a value."),
                N_("Empty the cell of the value, or that of the mark."),
            )
            return None
        return Observation(
            period=period,
            value=value,
            municipality=self.municipality(texts.get("municipality", ""), indicator.id),
            sex=self.choice(others.get("sex"), SEXES, nothing=BOTH_SEXES),
            group=texts.get("group", ""),
            count=self.count(others.get("count")),
            mark=Mark(mark) if mark and not suppressed else None,
            note=texts.get("note", ""),
            suppressed=suppressed,
        )

    def period(self, cell: Cell, indicator: Indicator) -> Period | None:
        """The period in a cell, of the kind that the indicator has."""
        period, example = cell.period, EXAMPLES[indicator.interval]
        if self.is_fault(cell):
            return None
        if period and period.kind is PeriodKind.DATE:
            period = _period_of_day(period.start, indicator.interval) or period
        if cell.is_blank:
            self.wrong(
                cell,
                N_("The period is missing."),
                N_("Write it like {example}, on each row."),
                example=example,
            )
        elif period is None:
            self.wrong(
                cell,
                N_("“{value}” is not a period."),
                N_("Write it like {example}."),
                example=example,
            )
        elif period.kind is PeriodKind.DATE:
            self.wrong(
                cell,
                N_("The date {value} is neither the first nor the last day of a period."),
                N_("Write the period as text: {example}."),
                example=example,
            )
        elif period.kind is not indicator.interval:
            self.wrong(
                cell,
                N_("“{value}” is not the kind of period that “{title}” has."),
                N_("Write it like {example}."),
                title=indicator.title,
                example=example,
            )
        else:
            return period
        return None

    def number(self, cell: Cell, indicator: Indicator) -> Decimal | None:
        """The number in a cell, exactly as it is shown."""
        value = cell.value
        if self.is_fault(cell):
            return None
        if isinstance(value, str):
            return self.number_in_text(cell, value.strip(), indicator)
        if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
            return exact(value)
        self.wrong(
            cell,
            N_("“{value}” is not a number."),
            N_("Format the cell as a number, and write the value again."),
        )
        return None

    def look_at_heading_of_values(self, indicator: Indicator) -> None:
        """The heading "Antal" or "Andel" is right only if the indicator is counted so."""
        if self.table.shape is not Shape.LONG:
            return
        heading = self.table.headings[self.table.columns["value"][0]]
        if column_meant(heading.text, indicator.unit) != "value":
            self.wrong(
                heading,
                N_("The heading “{value}” doesn't agree with the unit of “{title}”, {unit}."),
                N_("If these are its outcomes, let the heading be {example}."),
                title=indicator.title,
                unit=indicator.unit,
                example="value",
            )

    def number_in_text(self, cell: Cell, text: str, indicator: Indicator) -> Decimal | None:
        if _COMPUTED.fullmatch(text):
            return Decimal(text.replace(",", "."))
        code, better = number_problem(text, mark=self.decimal_mark)
        if not has_two_readings(text, self.decimal_mark):
            try:
                return parse_number(text)
            except ValueError:
                pass
        unit = unit_within(text)
        if code == "C124":
            self.say_fault(cell)
        elif code == "C118":
            thousands, decimals = readings(text)
            self.wrong(
                cell,
                N_("“{value}” can be read as {thousands} and as {decimals}."),
                N_("Write {thousands} or {better}."),
                thousands=thousands,
                decimals=decimals.removesuffix("0") if decimals[:-1] == text else decimals,
                better=decimals if decimals[:-1] == text else f"{decimals}0",
            )
        elif not better:
            self.wrong(
                cell,
                N_("“{value}” is not a number."),
                N_("Leave the cell empty if the value is missing."),
            )
        elif unit and not same_unit(unit, indicator.unit):
            self.wrong(
                cell,
                N_("“{value}” is not in the indicator's unit, which is {unit}."),
                N_("Write the number in that unit, without the unit's name."),
                unit=indicator.unit,
            )
        else:
            return parse_number(better)
        return None

    def rounded(self, found: Sequence[Found], cells: Mapping[str, Cell]) -> list[Found]:
        """The outcomes with no more decimals than asked for, those that can stand in a file."""
        result: list[Found] = []
        for f in found:
            value = f.observation.value
            kept = value if value is None else self.with_decimals(cells[f.where], value)
            if (kept is None) == (value is None):
                result.append(replace(f, observation=replace(f.observation, value=kept)))
        return result

    def with_decimals(self, cell: Cell, value: Decimal) -> Decimal | None:
        """The value with no more decimals than asked for, if it then can stand in a file."""
        if self.asked.decimals is not None and _decimals(value) > self.asked.decimals:
            value = value.quantize(Decimal(1).scaleb(-self.asked.decimals), ROUND_HALF_UP)
        if _decimals(value) > DECIMALS_LIMIT:
            self.wrong(
                cell,
                N_("“{value}” has {count} decimals. It is probably computed in the sheet."),
                N_("Say how many decimals to keep: --decimals 1"),
                count=len(cell.text.partition(".")[2]),
            )
            return None
        try:
            return parse_number(format(value if value else abs(value), "f"))
        except ValueError:
            self.wrong(cell, N_("“{value}” is too large a number."))
            return None

    def count(self, cell: Cell | None) -> int | None:
        """How many persons a value rests on."""
        if cell is None or cell.is_blank:
            return None
        better = number_problem(cell.text)[1] if cell.is_text else ""
        text = cell.text if _WHOLE.fullmatch(cell.text) else better
        if _WHOLE.fullmatch(text):
            return int(text)
        self.wrong(
            cell,
            N_("“{value}” is not a whole number from 0 up."),
            N_("The column count holds how many persons the value rests on."),
        )
        return None

    def choice(
        self, cell: Cell | None, allowed: Sequence[str], nothing: Container[str] = ()
    ) -> str:
        """One of the words that can stand in a column, which the sheet may have in Swedish; empty
        for the words that stand for `nothing`."""
        if cell is None or cell.is_blank or _plain(cell.text) in nothing:
            return ""
        word = meant_by(cell.text, allowed)
        if not word:
            self.wrong(
                cell,
                N_("“{value}” can't be used here."),
                N_("Choose one of: {allowed}."),
                allowed=", ".join(allowed),
            )
        return word

    def municipality(self, name: str, indicator: str) -> str:
        """A municipality's name; the own one has none, unless its file says otherwise."""
        own = self.project.organisation.name
        series = self.project.observations.get(indicator, ())
        if _plain(name) == _plain(own) and all(o.municipality != name for o in series):
            return ""
        return name

    def is_fault(self, cell: Cell) -> bool:
        if not isinstance(cell.value, Fault):
            return False
        if cell.value.text:
            self.say_fault(cell)
        else:
            self.wrong(
                cell,
                N_("The formula has no saved answer."),
                N_("Open the file in a spreadsheet program, save it and import it again."),
            )
        return True

    def say_fault(self, cell: Cell) -> None:
        self.wrong(
            cell,
            N_("“{value}” is an error from a spreadsheet."),
            N_("Put the formula right, or leave the cell empty."),
        )

    def in_percent(
        self, indicator: Indicator, found: Sequence[Found], cells: Mapping[str, Cell]
    ) -> Sequence[Found]:
        """The outcomes, shares of 1 as per cent if that is asked for. Cells that are formatted as
        per cent hold shares, and nothing but their size tells."""
        values = [f.observation.value for f in found if f.observation.value is not None]
        if _plain(indicator.unit) not in PERCENT or not values or self.asked.as_written:
            return found
        odd = next((value for value in values if not 0 <= value <= 1), None)
        if self.asked.shares and odd is None:
            return [_as_percent(f) for f in found]
        if self.asked.shares:
            self.wrong(
                None,
                N_("“{title}” has the value {odd}, which is no share between 0 and 1."),
                N_("Read those that have shares by themselves: --indicator ID"),
                title=indicator.title,
                odd=odd,
            )
            return found
        series = self.project.observations.get(indicator.id, ())
        known = [o.value for o in series if o.value is not None]
        unlikely = median(known) >= SURELY_PERCENT if known else any(0 < v < 1 for v in values)
        if odd is None and unlikely:
            self.wrong(
                None,
                N_("All values of “{title}” lie between 0 and 1, but its unit is per cent."),
                N_(
                    "Cells formatted as per cent hold shares. If these do: --percent-as-shares. "
                    "If they are per cent as they stand: --percent-as-written"
                ),
                title=indicator.title,
            )
        elif odd is not None and median(known or values) >= SURELY_PERCENT:
            for f in found:
                if f.observation.value and abs(f.observation.value) <= 1:
                    self.wrong(
                        cells[f.where],
                        N_("“{value}” may be a share of 1, as others of “{title}” are per cent."),
                        N_(
                            "Format the cell as a number and write the value in per cent. If it is "
                            "per cent as it stands: --percent-as-written"
                        ),
                        title=indicator.title,
                    )
        return found

    def find_repeated(self, found: Sequence[Found], cells: Mapping[str, Cell]) -> None:
        """Misunderstandings for outcomes that stand twice; `cells` are known by their names."""
        first: dict[Key, str] = {}
        for f in found:
            key = key_of(f.observation)
            if key in first:
                self.wrong(
                    cells[f.where],
                    N_("The outcome for {period} already stands in {place}."),
                    N_("Keep the one that is right."),
                    period=f.observation.period,
                    place=first[key],
                )
            first.setdefault(key, f.where)


def _plain(text: str) -> str:
    """A name as it is compared: without regard to case and blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _period_of_day(day: date, interval: PeriodKind) -> Period | None:
    """The period that a day is the first or the last of."""
    parts = PARTS_A_YEAR[interval]
    candidates = (
        Period(interval, number) for number in range((day.year - 1) * parts, (day.year + 1) * parts)
    )
    return next((p for p in candidates if day in (p.start, p.end)), None)


def _as_percent(found: Found) -> Found:
    """A share as per cent, exactly."""
    if found.observation.value is None:
        return found
    value = Decimal(format(found.observation.value.scaleb(2), "f"))
    return replace(found, observation=replace(found.observation, value=value))
