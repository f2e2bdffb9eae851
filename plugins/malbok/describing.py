"""Sentences on comparisons and breakdowns: what they show, and how it was worked out.

The words live in the catalogue; this module decides which of them are said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from malbok.breakdown import Part, latest_of_several, women_and_men
from malbok.comparison import Band, Comparison, rounded
from malbok.explaining import DIRECTION_WORDS, SEX_WORDS
from malbok.language import N_, Language, capital
from malbok.model import Direction, Mark
from malbok.quantities import Quantities

MOST_NAMED = 5
"""So many municipalities without a value are named in the sentence; the table names all."""

BAND_WORDS = {
    Band.HIGHEST: N_("The value lies above the upper quartile, among the quarter that is highest."),
    Band.MIDDLE: N_("The value lies within the middle half."),
    Band.LOWEST: N_("The value lies below the lower quartile, among the quarter that is lowest."),
}


def position(found: Comparison, quantity: Quantities) -> str:
    """Where the own value lies among the others, in two sentences: the finding of a comparison."""
    language = quantity.language
    value = language.text(
        N_("The outcome for {period} is {value}."),
        period=language.period(found.period),
        value=quantity(found.own.known),
    )
    return " ".join(filter(None, (value, _among_the_others(found, language))))


def _among_the_others(found: Comparison, language: Language) -> str:
    total = len(found.others)
    if not total:
        return ""
    places = [
        (
            found.lower,
            N_("higher than in {n}"),
            N_("That is higher than in all {n} other municipalities."),
        ),
        (
            found.same,
            N_("the same as in {n}"),
            N_("That is the same as in all {n} other municipalities."),
        ),
        (
            found.higher,
            N_("lower than in {n}"),
            N_("That is lower than in all {n} other municipalities."),
        ),
    ]
    if total > 1:
        for count, _, of_all in places:
            if count == total:
                return language.text(of_all, n=language.number(total))
    said = [language.text(some, n=language.number(n)) for n, some, _ in places if n]
    return language.plural(
        "That is {places} of the {n} other municipality.",
        "That is {places} of the {n} other municipalities.",
        total,
        places=language.listing(said),
    )


def spread(found: Comparison, quantity: Quantities) -> str:
    """The median and quartiles of the group, and on which side of them the own value lies."""
    language, quartiles, band = quantity.language, found.quartiles, found.band
    if quartiles is None or band is None:
        return ""
    said = language.text(
        N_(
            "The median of the group is {median}, and its middle half lies from {lower} to {upper}."
        ),
        median=quartile(quartiles.median, quantity),
        lower=quartile(quartiles.lower, quantity, with_unit=False),
        upper=quartile(quartiles.upper, quantity),
    )
    return f"{said} {language.text(BAND_WORDS[band])}"


def rank(found: Comparison, direction: Direction, language: Language) -> str:
    """The own place in the order of all values, which way is better, if one is, and whether the
    place rests on a preliminary value."""
    if not found.others:
        return ""
    from_lowest = direction is Direction.LOWER
    if from_lowest:
        message = N_("Place {place} of {n} from the lowest value, the municipality itself counted.")
        shared = N_(
            "Shared place {place} of {n} from the lowest value, the municipality itself counted."
        )
    else:
        message = N_(
            "Place {place} of {n} from the highest value, the municipality itself counted."
        )
        shared = N_(
            "Shared place {place} of {n} from the highest value, the municipality itself counted."
        )
    said = language.text(
        shared if found.same else message,
        place=language.number(found.rank(from_lowest=from_lowest)),
        n=language.number(len(found.others) + 1),
    )
    sentences = [said, language.text(DIRECTION_WORDS[direction])]
    if found.own.mark is Mark.PRELIMINARY:
        sentences.append(
            language.text(
                N_("The municipality's own value is preliminary, so the place may change.")
            )
        )
    return " ".join(sentences)


def missing(found: Comparison, language: Language) -> str:
    """Which of the group's municipalities have no value for the period."""
    count = len(found.missing)
    if not count:
        return ""
    said = language.plural(
        "One municipality of the group has no value for {period}",
        "{n} municipalities of the group have no value for {period}",
        count,
        period=language.period(found.period),
    )
    names = f": {language.listing(list(found.missing))}" if count <= MOST_NAMED else ""
    return f"{said}{names}."


def hidden(found: Comparison, language: Language) -> str:
    """Which of the group's municipalities have a value that rests on too few to be shown."""
    count = len(found.hidden)
    if not count:
        return ""
    said = language.plural(
        "One municipality of the group has too few persons for its value to be shown",
        "{n} municipalities of the group have too few persons for their values to be shown",
        count,
    )
    names = f": {language.listing(list(found.hidden))}" if count <= MOST_NAMED else ""
    return f"{said}{names}."


def quartile(value: Fraction, quantity: Quantities, *, with_unit: bool = True) -> str:
    """A median or quartile as people read it."""
    shown = rounded_quartile(value, quantity)
    return quantity(shown) if with_unit else quantity.language.number(shown)


def rounded_quartile(value: Fraction, quantity: Quantities) -> Decimal:
    """A median or quartile as exact as the outcomes, with one decimal where they have none."""
    return rounded(value, max(quantity.decimals, 1))


def by_sex(found: Sequence[Part], quantity: Quantities) -> str:
    """How women and men differ, in the latest period with values for both."""
    difference = women_and_men(found)
    if difference is None:
        return quantity.language.text(N_("No outcomes of women and men can be compared."))
    if difference.women == difference.men:
        message = N_("For {period} the outcome is the same for women and men, {women}.")
    elif difference.women > difference.men:
        message = N_(
            "For {period} the outcome is {women} for women and {men} for men: {difference} higher "
            "for women."
        )
    else:
        message = N_(
            "For {period} the outcome is {women} for women and {men} for men: {difference} higher "
            "for men."
        )
    return quantity.language.text(
        message,
        period=quantity.language.period(difference.period),
        women=quantity(difference.women),
        men=quantity(difference.men),
        difference=quantity.difference(abs(difference.women - difference.men)),
    )


def by_group(found: Mapping[str, Part], quantity: Quantities) -> str:
    """The highest and lowest of groups, by name, in the latest period that two of them have values for."""
    language, latest = quantity.language, latest_of_several(found)
    if latest is None:
        return language.text(N_("No outcomes of groups can be compared."))
    period, known = latest
    high, low = max(known.values()), min(known.values())
    if high == low:
        message = N_("For {period} the outcome is the same in all groups, {high}.")
    else:
        message = N_(
            "For {period} the outcome is highest for {highest}, {high}, and lowest for {lowest}, {low}."
        )
    return language.text(
        message,
        period=language.period(period),
        highest=language.listing([name for name, value in known.items() if value == high]),
        high=quantity(high),
        lowest=language.listing([name for name, value in known.items() if value == low]),
        low=quantity(low),
    )


def part_name(part: Part, language: Language) -> str:
    """Whom a part of the outcomes is about: Kvinnor, 18–24 år, 18–24 år, kvinnor; else everybody."""
    sex = language.text(SEX_WORDS[part.sex]) if part.sex in SEX_WORDS else part.sex
    if not part.group:
        return capital(sex) if sex else language.text(N_("Everybody"))
    return f"{part.group}, {sex}" if sex else part.group


def named(found: Sequence[Part], language: Language) -> Iterator[tuple[str, Part]]:
    """The parts by names that tell them apart, even where a group has been given one of ours."""
    taken: set[str] = set()
    for part in found:
        name = part_name(part, language)
        while name in taken:
            name += "\u00a0*"
        taken.add(name)
        yield name, part
