"""How values are written: an indicator's unit and decimals, and shares as per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from malbok.language import N_, Language
from malbok.model import Comparator, Indicator, Project, Target

UNITS_WITHOUT_NAME = frozenset({"index"})


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
        if self.unit != "%":
            return self(value)
        points = self.language.text(N_("percentage points"))
        return f"{self.language.number(value)}\u00a0{points}"

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


def percent(language: Language, share: Fraction) -> str:
    """A share in per cent with at most one decimal, rounded down so that it never seems to reach
    a limit that it missed."""
    tenths = Decimal(floor(share * 1000)).scaleb(-1)
    return f"{language.number(_bare(tenths if share < 1 else Decimal(floor(share * 100))))}\u00a0%"


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
