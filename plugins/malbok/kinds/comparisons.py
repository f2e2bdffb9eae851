"""What indicators are compared with."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind, Severity
from malbok.kinds.paths import INDICATOR, ORGANISATION, YEARLY
from malbok.language import N_

_GROUP = """\
    municipalities:
      - Grannby
      - Nästby
"""
_FIGURES = """\
period,value,municipality
2023,81.5,
2024,83.2,
2024,79.4,Grannby
"""
_COMPARED = """\
id: svar-i-tid
title: Andel som får svar inom två arbetsdagar
audience: public
definition: Andel av alla ärenden som fick svar inom två arbetsdagar.
unit: "%"
direction: higher
interval: year
compare_with: grannar
source:
  title: Ärendesystemet
updated: 2025-02-15
"""

COMPARISONS: dict[str, Kind] = {
    "R161": Kind(
        title=N_("An unknown comparison group"),
        message=N_("The comparison group “{value}” is not in organisation.yml."),
        hint=N_("Groups there: {allowed}."),
        why=N_(
            "Without the group nobody knows whom to compare with, so the page has no comparison."
        ),
        example=Example(
            INDICATOR,
            wrong="interval: year\ncompare_with: granner",
            right="interval: year\ncompare_with: grannar",
            at="interval: year",
            beside={YEARLY: _FIGURES + "2024,84.1,Nästby\n"},
        ),
    ),
    "R162": Kind(
        title=N_("Somebody to compare with who has no figures"),
        message=N_("The figures have no row for: {missing}."),
        hint=N_(
            "Add rows with these names in the column municipality, or check that the names are "
            "spelt in the same way in the group “{value}”."
        ),
        severity=Severity.ADVICE,
        why=N_("The page says that they have no value."),
        example=Example(
            YEARLY,
            wrong=_FIGURES,
            right=_FIGURES + "2024,84.1,Nästby\n",
            at="",
            beside={INDICATOR: _COMPARED},
        ),
    ),
    "R163": Kind(
        title=N_("A municipality that is compared with itself"),
        message=N_("“{value}” is the municipality itself, so it can't be in the group."),
        hint=N_("Remove the line. Your own rows have nothing in the column municipality."),
        severity=Severity.WARNING,
        why=N_("It would be compared with itself, so malbok leaves it out of the group."),
        example=Example(
            ORGANISATION,
            wrong=_GROUP + "      - Exempelby kommun\n",
            right=_GROUP,
        ),
    ),
}
