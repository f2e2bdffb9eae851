"""Rules of assessment that municipalities have used, to be chosen by name.

Each states what the municipality's own report states and no more; the rest are malbok's defaults.
Sources are the municipalities' reports and published views of those years. Malmö (2014), whose
arrows show trend and not level, and Vårgårda (2023), where "partly" and "can't be measured" are the
same, aren't here: malbok keeps those apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from malbok.language import N_, Message


class Preset(StrEnum):
    """A municipality's rules, and the year that they are from where it is known."""

    HELSINGBORG_2016 = "helsingborg-2016"
    VANSBRO_2019 = "vansbro-2019"
    TROSA_2019 = "trosa-2019"
    STOCKHOLM_2021 = "stockholm-2021"
    LUND_2023 = "lund-2023"
    ALE = "ale"


@dataclass(frozen=True, slots=True)
class PresetRules:
    """What a preset sets, as it would be written in `organisation.yml`; where it comes from, what is
    stated there and what malbok has added (message ids)."""

    settings: Mapping[str, object]
    source: Message
    stated: Message
    added: Message


PRESETS: Mapping[str, PresetRules] = {
    # 90.5 % lies between the stated classes. A grade is never better than the rule says, so partly
    # met takes the whole 91 %, and nothing is rounded up to it.
    Preset.HELSINGBORG_2016: PresetRules(
        settings={"partly_met_by": "closeness", "partial_without_baseline": "0.91"},
        source=N_("Helsingborg's annual report for 2016"),
        stated=N_(
            "It has four grades: 100\u00a0%, 91–99\u00a0%, 90\u00a0% or less, and not carried out. "
            "Here they are the shares of the target that the outcome has come to."
        ),
        added=N_(
            "Between 90 and 91\u00a0% the report gives no grade. Nothing is rounded up here, so partly "
            "met takes 91\u00a0%. Without an outcome, the goal can't be assessed. What is said before "
            "the due period, and for several targets, is malbok's own."
        ),
    ),
    Preset.VANSBRO_2019: PresetRules(
        settings={
            "partly_met_by": "closeness",
            "partial_without_baseline": "0.8",
            "words": {"not_met": "ej uppnått"},
        },
        source=N_("Vansbro's report for 2019"),
        stated=N_("A goal is met, partly met from 80\u00a0%, or not met."),
        added=N_(
            "Here 80\u00a0% is counted of the target. What is said before the due period, and for "
            "several targets, is malbok's own."
        ),
    ),
    Preset.TROSA_2019: PresetRules(
        settings={"overall": {"financial": "1", "others": "0.75"}},
        source=N_("Trosa's report for 2019"),
        stated=N_(
            "Good economic management takes that all financial goals are met, and 75\u00a0% of the "
            "others."
        ),
        added=N_("How each single goal is assessed is malbok's own."),
    ),
    Preset.STOCKHOLM_2021: PresetRules(
        settings={
            "partly_met_by": "trend",
            "aggregation": "weighted",
            "words": {"met": "helt uppnått", "not_met": "ej uppnått"},
        },
        source=N_("Stockholm's report for 2021"),
        stated=N_(
            "A goal is wholly, partly or not met, by a strong or weak trend, and what is measured is "
            "weighed together."
        ),
        added=N_(
            "Here the trend is strong when a missed target is closer than it was with the outcome "
            "before. How the targets are weighed, and what is said before the due period, is "
            "malbok's own."
        ),
    ),
    Preset.LUND_2023: PresetRules(
        settings={},
        source=N_("Lund's report for 2023"),
        stated=N_(
            "It has four grades, each with its own word, shape and colour: green, yellow, red, and "
            "grey for what can't be assessed."
        ),
        added=N_(
            "The limits of the grades aren't stated, so they are malbok's own. So are the shapes: "
            "in Lund yellow and red are both four-sided."
        ),
    ),
    Preset.ALE: PresetRules(
        settings={
            "words": {
                "met": "uppfyllt",
                "partly_met": "delvis uppfyllt",
                "not_met": "ej uppfyllt",
            }
        },
        source=N_("Ale's published view of goals and measures"),
        stated=N_("A measure is fulfilled, partly fulfilled or not fulfilled."),
        added=N_("The limits of the grades aren't stated, so they are malbok's own."),
    ),
}


def with_preset(written: object) -> object:
    """Settings as they are written, with those of their preset where nothing is written."""
    if not isinstance(written, Mapping):
        return written
    preset = written.get("preset")
    found = PRESETS.get(preset) if isinstance(preset, str) else None
    if found is None:
        return written
    settings = {**found.settings, **written}
    words, own = found.settings.get("words"), written.get("words")
    if isinstance(words, Mapping) and isinstance(own, Mapping):
        settings["words"] = {**words, **own}
    return settings
