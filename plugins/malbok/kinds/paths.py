"""What the examples change: files of the example project (`project/`), and one more goal."""

ORGANISATION = "data/organisation.yml"
GOAL = "data/goals/kulturnamnden/snabba-svar.yml"
GOAL_WITH_STEPS = "data/goals/kulturnamnden/nojda-besokare.yml"
DIRECTION = "data/goals/kommunfullmaktige/latta-att-na.yml"
INDICATOR = "data/indicators/svar-i-tid.yml"
YEARLY = "data/indicators/svar-i-tid.csv"
MONTHLY = "data/indicators/besok-pa-biblioteket.csv"
PAGE = "content/index.md"
EXAMPLES = "data/examples/kultur.yml"

FROZEN_REPORT = "data/reports/arsredovisning-2023.yml"
SNAPSHOT = "data/reports/arsredovisning-2023.json"

NEW_REPORT = "data/reports/arsredovisning-2024.yml"
NEW_REPORT_TEXT = """\
id: arsredovisning-2024
title: Årsredovisning 2024
kind: annual
period: "2024"
as_of: 2024-12-31
summary: Besökarna är nöjda.
goals:
  - nojda-besokare
"""
NEW_GOAL = "data/goals/kulturnamnden/oppet-pa-kvallen.yml"
NEW_GOAL_TEXT = """\
id: oppet-pa-kvallen
title: Biblioteken har öppet när folk kan
type: process
updated: 2025-02-15
milestones:
  - title: Vi har provat kvällsöppet
    due: 2025-05-31
"""

MISSED_GOAL_TEXT = """\
id: oppet-pa-kvallen
title: Biblioteken har öppet när folk kan
audience: public
type: process
updated: 2025-02-15
milestones:
  - title: Vi har provat kvällsöppet
    due: 2024-11-30
"""
PARTLY_MET_GOAL_TEXT = (
    MISSED_GOAL_TEXT
    + """\
  - title: Vi har frågat hur det var
    due: 2024-12-15
    done: 2024-12-10
"""
)
MISSED_EXPLANATION = """\
analysis: Vi hade inte personal som kunde arbeta kväll.
next_steps: Vi provar i mars i stället.
"""
ARCHIVED_LINES = """\
updated: 2025-02-15
archived:
  date: 2024-12-31
  reason: Vi frågar dem som besöker oss på ett annat sätt nu."""

_MORE_INDICATORS = {
    "bemotande": "Nöjda med bemötandet",
    "lokaler": "Nöjda med lokalerna",
    "oppettider": "Nöjda med öppettiderna",
    "utbud": "Nöjda med utbudet",
    "webbplats": "Nöjda med webbplatsen",
}
MORE_INDICATORS = {
    f"data/indicators/{name}.yml": f"""\
id: {name}
title: {title}
audience: public
definition: Andel av besökarna som svarade att de är nöjda.
unit: "%"
direction: higher
interval: year
source:
  title: Besöksenkäten
updated: 2025-02-15
"""
    for name, title in _MORE_INDICATORS.items()
} | {f"data/indicators/{name}.csv": "period,value\n" for name in _MORE_INDICATORS}
