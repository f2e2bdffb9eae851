"""How values are written: an indicator's unit and decimals, and shares as per cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import ceil, floor

from malbok.language import N_, Language
from malbok.model import Comparator, Indicator, Project, Target
from malbok.numbers import is_percent

UNITS_WITHOUT_NAME = frozenset({"index"})
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Quantities:
    """How an indicator's values are written: in sentences as they were entered, with the unit; in
    tables and charts with `decimals` decimals each, so that they stand in line."""

    language: Language
    unit: str
    decimals: int

    @classmethod
    def of(
        cls, language: Language, indicator: Indicator, values: Sequence[Decimal | None]
    ) -> Quantities:
        """With as many decimals as the most exact of the values."""
        exponents = (v.as_tuple().exponent for v in values if v is not None)
        decimals = max((-e for e in exponents if isinstance(e, int)), default=0)
        return cls(language, indicator.unit, max(0, decimals))

    def number(self, value: Decimal) -> str:
        """The value for a column or a chart: without its unit, in line with the others."""
        return self.language.number(value, self.decimals)

    def __call__(self, value: Decimal) -> str:
        """The value in a sentence: `36 %`, `14 dialoger`; an index is only a number."""
        number = self.language.number(value)
        return number if self.unit in UNITS_WITHOUT_NAME else f"{number}\u00a0{self.unit}"

    def difference(self, value: Decimal) -> str:
        """A difference between two values: between shares it is counted in percentage points."""
        is_one, text = abs(value) == 1, self.language.text
        if is_percent(self.unit):
            counted = text(N_("percentage point") if is_one else N_("percentage points"))
        elif self.unit in UNITS_WITHOUT_NAME:
            counted = text(N_("step") if is_one else N_("steps"))
        else:
            return self(value)
        return f"{self.language.number(value)}\u00a0{counted}"

    @property
    def suffix(self) -> str:
        """What stands after a number in words: the unit, if it has a name."""
        return "" if self.unit in UNITS_WITHOUT_NAME else self.unit

    def target(self, target: Target) -> str:
        """What a target asks for: `minst 41`, `högst 13`, `mellan 10 och 20 %`."""
        text = self.language.text
        match target.comparator:
            case Comparator.AT_LEAST if target.value is not None:
                return text(N_("at least {value}"), value=self(target.value))
            case Comparator.AT_MOST if target.value is not None:
                return text(N_("at most {value}"), value=self(target.value))
            case Comparator.EQUALS if target.value is not None:
                return text(N_("exactly {value}"), value=self(target.value))
            case _:
                lower, upper = target.lower or Decimal(0), target.upper or Decimal(0)
                lowest, highest = self.language.number(lower), self(upper)
                return text(N_("between {lower} and {upper}"), lower=lowest, upper=highest)


def percent(language: Language, share: Fraction, limits: Iterable[Decimal] = ()) -> str:
    """A share in per cent with at most one decimal, rounded to the nearest that lies on the same side
    of nought, of the whole and of each of the limits: a share that missed never seems to reach.

    Limits closer to one another than a decimal can tell apart give it more decimals.
    """
    bounds = [Fraction(0), Fraction(1), *map(Fraction, limits)]
    sides = [share >= bound for bound in bounds]
    for decimals in count(0 if share >= 1 else 1):
        exact = share * 100 * 10**decimals
        for rounded in (floor(exact + HALF), floor(exact), ceil(exact)):
            shown = Fraction(rounded, 100 * 10**decimals)
            if [shown >= bound for bound in bounds] == sides:
                return f"{language.number(_bare(Decimal(rounded).scaleb(-decimals)))}\u00a0%"
    raise AssertionError("unreachable: with enough decimals nothing is rounded past a limit")


def percent_limit(language: Language, limit: Decimal) -> str:
    """A limit in per cent, exactly as it is set."""
    return f"{language.number(_bare(limit * 100))}\u00a0%"


def _bare(value: Decimal) -> Decimal:
    """The value without decimals that say nothing."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def quantities(project: Project, language: Language) -> dict[str, Quantities]:
    """How each indicator's values are written, by indicator id: outcomes, targets and baselines
    of one indicator get the same number of decimals."""
    values: dict[str, list[Decimal | None]] = {key: [] for key in project.indicators}
    for key, series in project.observations.items():
        values[key] += [o.value for o in series]
    for goal in project.goals.values():
        for target in goal.targets:
            written = [target.value, target.lower, target.upper]
            if target.baseline:
                written.append(target.baseline.value)
            values.setdefault(target.indicator, []).extend(written)
    return {
        key: Quantities.of(language, indicator, values[key])
        for key, indicator in project.indicators.items()
    }
