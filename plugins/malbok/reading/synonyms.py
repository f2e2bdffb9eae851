"""Swedish words that editors write where files have English ones. They are only suggestions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

_MEANT = {
    # values
    "at_least": "minst lägst större över > >= ≥",
    "at_most": "högst max maximalt mindre under < <= ≤",
    "between": "mellan intervall",
    "equals": "exakt lika lika-med precis = ==",
    "higher": "högre upp uppåt hög öka",
    "lower": "lägre ner nedåt låg minska",
    "none": "ingen inget ingetdera neutral",
    "year": "år årlig årligen årsvis helår",
    "half_year": "halvår halvårsvis",
    "tertial": "tertialvis",
    "quarter": "kvartal kvartalsvis",
    "month": "månad månadsvis",
    "school_year": "läsår skolår",
    "public": "offentlig offentligt publik publikt öppen öppet alla",
    "intranet": "intern internt intranät intranätet",
    "result": "resultat resultatmål",
    "performance": "prestation prestationsmål",
    "behaviour": "beteende beteendemål behavior",
    "learning": "lärande lärandemål",
    "process": "processmål",
    "goal": "mål",
    "direction": "inriktning inriktningsmål riktning",
    "residents": "invånare medborgare boende",
    "business_owners": "företagare företag näringsliv",
    "organisations": "organisationer föreningar organizations",
    "visitors": "besökare turister",
    "staff": "medarbetare personal anställda",
    "women": "kvinnor kvinna flickor flicka k",
    "men": "män man pojkar pojke m",
    "preliminary": "preliminär preliminärt prel prel.",
    "revised": "reviderad reviderat rättad rättat",
    "break": "brott tidsseriebrott seriebrott",
    "met": "uppnått uppnådd nått",
    "partly_met": "delvis delvis-uppnått",
    "not_met": "inte-uppnått ej-uppnått",
    "on_track": "på-väg",
    "uncertain": "osäkert osäker",
    "off_track": "inte-på-väg",
    "weakest": "svagast sämst sämsta",
    "weighted": "viktat vägt sammanvägt",
    "closeness": "närhet",
    "trend": "utveckling",
    "finances": "ekonomi finansiellt finanser",
    "services": "verksamhet",
    "draft": "utkast",
    "published": "publicerad publicerat",
    "interim": "delår delårsrapport",
    "annual": "årsredovisning årsrapport",
    "wording": "ordalydelse formulering lydelse",
    "good": "bra god gott fungerar",
    "less_good": "mindre-bra mindre-god dålig sämre skärpt",
    "council": "fullmäktige kommunfullmäktige",
    "committee": "nämnd styrelse utskott",
    # keys
    "title": "titel namn rubrik name",
    "description": "beskrivning",
    "type": "typ måltyp",
    "audience": "målgrupp-webb synlighet publik",
    "target_group": "målgrupp",
    "owner": "ägare ansvarig",
    "updated": "uppdaterad uppdaterat ändrad",
    "source": "källa",
    "targets": "målvärden mål target",
    "indicators": "indikatorer mätetal nyckeltal",
    "indicator": "indikator",
    "milestones": "delmål milstolpar",
    "comparator": "villkor jämförelse",
    "value": "värde målvärde",
    "weight": "vikt viktning",
    "due": "klart senast slutdatum deadline",
    "baseline": "utgångsvärde utgångsläge",
    "period": "tid",
    "unit": "enhet",
    "definition": "förklaring",
    "interval": "intervall-tid frekvens hur-ofta",
    "analysis": "analys",
    "insight": "insikt",
    "next_steps": "nästa-steg",
    "supports": "stödjer bidrar-till",
    "department": "förvaltning nämnd avdelning",
    "note": "anteckning kommentar not",
    "level": "nivå",
    "considered": "övervägt övervägda",
    "rule": "regel",
    "reason": "skäl anledning orsak",
    "decision": "beslut",
    "date": "datum",
    "old": "gammalt gammal tidigare",
    "new": "nytt ny",
}


def _by_swedish() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for english, words in _MEANT.items():
        for swedish in words.split():
            found[swedish] = (*found.get(swedish, ()), english)
    return MappingProxyType(found)


MEANT = _by_swedish()
"""The English words that a Swedish one may stand for: each word in lower case, blanks as hyphens."""
BOTH_SEXES = frozenset({"totalt", "alla", "total", "all", "samtliga"})
"""What stands for women and men together, in small letters. Data files leave the cell empty."""


def meant_by(word: str, allowed: Collection[str]) -> str:
    """The one of the allowed words that a word is, in Swedish or other letters; else empty."""
    plain = " ".join(word.split()).casefold()
    candidates = (plain, *MEANT.get(plain.replace(" ", "-"), ()))
    return next((candidate for candidate in candidates if candidate in allowed), "")
