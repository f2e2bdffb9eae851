"""The words that the made-up municipality's goals are put together from. Nothing here is real."""

from __future__ import annotations

from typing import NamedTuple


class Committee(NamedTuple):
    """A committee, and in a sentence what it is for."""

    title: str
    description: str


class State(NamedTuple):
    """What should be true for somebody: the end of a goal's wording, and its theme in a word or two."""

    wording: str
    theme: str


class Subject(NamedTuple):
    """What goals can be about; `themes` are those of the states that belong there."""

    title: str
    description: str
    themes: frozenset[str]


class Compared(NamedTuple):
    """The others that the municipality compares itself with."""

    id: str
    title: str
    municipalities: tuple[str, ...]
    references: tuple[str, ...]


class Measure(NamedTuple):
    """Something to measure, with the range of its levels; `lower` says that less is better."""

    title: str
    asks: str
    unit: str
    lowest: float
    highest: float
    decimals: int = 0
    lower: bool = False


COMMITTEES = (
    Committee("Kommunfullmäktige", "Fullmäktige beslutar de mål som gäller för hela kommunen."),
    Committee("Förskolenämnden", "Nämnden ansvarar för förskolor och för pedagogisk omsorg."),
    Committee("Skolnämnden", "Nämnden ansvarar för grundskola, fritidshem och anpassad skola."),
    Committee("Utbildningsnämnden", "Nämnden ansvarar för gymnasieskola och vuxenutbildning."),
    Committee("Socialnämnden", "Nämnden ger stöd och skydd till barn, unga, vuxna och familjer."),
    Committee("Äldrenämnden", "Nämnden ansvarar för hemtjänst, dagverksamhet och vårdboenden."),
    Committee("Kulturnämnden", "Nämnden ansvarar för bibliotek, kulturskola och kulturarv."),
    Committee(
        "Fritidsnämnden", "Nämnden ansvarar för idrott, fritidsgårdar och stöd till föreningar."
    ),
    Committee("Miljönämnden", "Nämnden kontrollerar att lagar om miljö och hälsa följs."),
    Committee("Samhällsbyggnadsnämnden", "Nämnden planerar, bygger och sköter om kommunen."),
)

GROUPS = (
    "barn i förskolan", "elever i grundskolan", "elever på gymnasiet", "vuxna som studerar",
    "äldre som har hemtjänst", "personer med funktionsnedsättning", "familjer med små barn",
    "nyanlända", "unga utan arbete", "föräldrar till tonåringar", "företagare", "föreningsaktiva",
    "besökare", "cyklister och gående", "resenärer i kollektivtrafiken", "hyresgäster",
    "invånare på landsbygden", "invånare i stadskärnan", "anhöriga som vårdar någon",
    "medarbetare i vården", "lärare", "personer med försörjningsstöd", "unga på fritidsgården",
    "den som söker bygglov", "den som lånar på biblioteket",
)  # fmt: skip

STATES = (
    State("känner sig trygga i vardagen", "trygghet"),
    State("kan påverka det som rör dem", "inflytande"),
    State("får hjälp inom den tid vi har lovat", "hjälp i tid"),
    State("hittar den information de behöver", "information"),
    State("blir bemötta med respekt", "bemötande"),
    State("vet vart de ska vända sig", "vägen in"),
    State("får samma kvalitet i hela kommunen", "likvärdighet"),
    State("har någon att prata med när det är svårt", "stöd"),
    State("kan ta del av kultur nära hemmet", "kultur"),
    State("rör på sig varje dag", "rörelse"),
    State("har ren luft där de bor", "luft"),
    State("har nära till grönska och vatten", "grönska"),
    State("kan lita på våra besked", "tydliga besked"),
    State("klarar sina studier", "studier"),
    State("får arbete efter insatsen", "arbete"),
    State("har en bostad som fungerar", "bostad"),
    State("kan ta sig fram utan bil", "resor"),
    State("får mat som är god och nyttig", "mat"),
    State("är med i planeringen från början", "medverkan"),
    State("kan göra sina ärenden på nätet", "digital service"),
    State("möter personal som de känner igen", "kontinuitet"),
    State("har en meningsfull fritid", "fritid"),
    State("får veta varför ett beslut blev som det blev", "begripliga beslut"),
    State("kommer fram på telefon", "telefon"),
    State("behöver bara lämna sina uppgifter en gång", "enkelhet"),
    State("har det tyst omkring sig när de sover", "buller"),
    State("kan sortera sitt avfall nära hemmet", "avfall"),
    State("får sina rättigheter förklarade", "rättigheter"),
    State("märker att synpunkter leder till något", "synpunkter"),
    State("har en mötesplats nära sig", "mötesplatser"),
    State("får stöd innan problemen har vuxit", "tidigt stöd"),
    State("läser och skriver som de behöver", "läsning"),
    State("kan vara med på lika villkor", "tillgänglighet"),
    State("får sina pengar i rätt tid", "utbetalningar"),
    State("ser att skattepengarna används väl", "ekonomi"),
    State("mår bra på jobbet och i skolan", "hälsa"),
    State("slipper vänta mellan olika kontakter", "samordning"),
    State("kan bo kvar där de trivs", "kvarboende"),
    State("är trygga på väg hem sent på kvällen", "kvällstrygghet"),
    State("känner att kommunen är till för dem", "förtroende"),
)  # fmt: skip

SUBJECTS = (
    Subject("Trygghet", "Att känna sig säker hemma, ute och hos oss.",
            frozenset({"trygghet", "kvällstrygghet", "stöd", "tidigt stöd", "kontinuitet"})),
    Subject("Delaktighet", "Att bli lyssnad på och vara med och bestämma.",
            frozenset({"inflytande", "medverkan", "synpunkter", "förtroende", "begripliga beslut"})),
    Subject("Service", "Att få hjälp i tid och hitta rätt från början.",
            frozenset({"hjälp i tid", "information", "bemötande", "vägen in", "tydliga besked",
                       "digital service", "telefon", "enkelhet", "utbetalningar", "samordning"})),
    Subject("Lika villkor", "Att kommunen är till för alla som bor här.",
            frozenset({"likvärdighet", "rättigheter", "tillgänglighet", "ekonomi"})),
    Subject("Kultur och fritid", "Bibliotek, idrott och platser att mötas på.",
            frozenset({"kultur", "fritid", "rörelse", "mötesplatser", "läsning"})),
    Subject("Miljö och klimat", "Luft, vatten, grönska och avfall.",
            frozenset({"luft", "grönska", "buller", "avfall"})),
    Subject("Utbildning och arbete", "Studier som leder vidare, och jobb.",
            frozenset({"studier", "arbete", "hälsa"})),
    Subject("Boende och resor", "Bostäder, mat och vägen till och från.",
            frozenset({"bostad", "resor", "mat", "kvarboende"})),
)  # fmt: skip

COMPARED = Compared(
    "grannar",
    "Påhittade grannkommuner",
    tuple(f"Grannkommun {letter}" for letter in "ABCDEFGHIJ"),
    ("Riket (påhittat)",),
)

GLOSSARY = (
    ("nämnd", ("nämnden", "nämnder", "nämnderna"),
     "En grupp politiker som ansvarar för en del av kommunens arbete."),
    ("fullmäktige", ("kommunfullmäktige",), "De politiker som invånarna har valt att styra kommunen."),
    ("målvärde", ("målvärdet", "målvärden"), "Det tal som ska nås för att målet ska vara uppnått."),
    ("utfall", ("utfallet", "utfallen"), "Det uppmätta värdet, alltså hur det blev."),
    ("index", ("nöjdhetsindex",), "Flera svar som har vägts samman till ett tal från 0 till 100."),
)  # fmt: skip

DISTRICTS = ("norra", "södra", "västra", "östra", "inre", "yttre")

MEASURES = (
    Measure("Andel nöjda", "är ganska eller mycket nöjda", "%", 52, 91),
    Measure("Svar inom två dagar", "har fått svar inom två arbetsdagar", "%", 45, 96),
    Measure("Nöjdhetsindex", "ger verksamheten som sammanvägt betyg", "index", 48, 82),
    Measure("Andel som varit med", "har varit med på minst en dialog", "%", 8, 44, 1),
    Measure("Väntetid", "väntar från första kontakt till beslut", "dagar", 9, 64, 1, True),
    Measure("Klagomål", "har lämnat ett klagomål", "klagomål", 14, 240, 0, True),
    Measure("Händelser", "har varit med om en anmäld händelse", "per 1 000 invånare", 2, 19, 1, True),
    Measure("Deltagare", "har deltagit i någon av våra aktiviteter", "personer", 310, 8200),
)  # fmt: skip

MEANINGS = (
    "Den som behöver oss ska märka skillnad i det som gäller {theme}.",
    "Vi ska vara bättre på det här än i dag, och det gäller {group}.",
    "Det ska fungera lika bra för alla, vardag som helg.",
)
DESCRIPTIONS = (
    "Målet handlar om vardagen för {group}. Vi vill att det ska märkas för var och en, inte bara i våra rapporter.",
    "Det här är viktigt eftersom {theme} avgör mycket annat. Vi frågar dem det gäller, minst en gång om året.",
    "Flera verksamheter måste hjälpas åt för att målet ska nås. {committee} håller ihop arbetet.",
    "Målet gäller {group}, oavsett var i kommunen de bor. Skillnaderna mellan områden ska bli mindre.",
)
ANALYSES = (
    """Resultatet har gått åt rätt håll sedan vi ändrade arbetssätt. Mest har det hänt där personalen fick
**tid att planera tillsammans**. I några områden är svaren få, och där ska siffrorna läsas försiktigt.

Vi ser två förklaringar:

- fler vet vart de ska vända sig
- handläggningen har blivit enklare.""",
    """Det går långsammare än vi räknade med. En del beror på att många är nya i verksamheten, en del på att
enkäten bytte frågor. Jämför därför helst de senaste tre åren.

I intervjuerna säger flera att *{theme}* har blivit bättre men att väntan fortfarande är lång.""",
)
INSIGHTS = (
    """När vi frågade {group} var svaret tydligt: det viktigaste är att någon håller det som har lovats. Hur
fort det går kommer först därefter.""",
)
NEXT_STEPS = (
    """1. Vi provar det nya arbetssättet i två områden till.
2. I höst frågar vi {group} igen.
3. I december beslutar nämnden om fortsättningen.""",
    """Under våren går vi igenom alla brev och webbsidor som handlar om {theme}. Därefter gör vi om
mätningen.""",
)
NOTES = (
    "Frågan fick en ny formulering under perioden.",
    "Färre än 100 har svarat det året.",
)

PAGES = {
    "index.md": """---
title: Start
audience: public
description: Vilka mål kommunen har, och hur det går.
order: 1
---

# Mål och resultat

Här ser du vilka mål kommunen har satt upp, hur det går och vad bedömningen bygger på.

- [Alla mål](mal/index.md)
- [Alla indikatorer](indikatorer/index.md)
- [Så bedömer vi målen](metod.md)

## Så går det

[[status-summary]]
""",
    "om.md": """---
title: Om webbplatsen
audience: public
description: Vem som står bakom webbplatsen.
order: 90
---

# Om webbplatsen

Kommunen visar sina mål här, med siffror och källor. Siffrorna uppdateras en gång om året.

!!! note "Påhittat"
    Kommunen finns inte. Målen och siffrorna är gjorda för att mäta hur lång tid ett bygge tar.

## Rätta ett fel

Hör av dig till den nämnd som ansvarar för målet. Nämnderna står på sidan [Mål och resultat](mal/index.md).
""",
    "handbok/index.md": """---
title: Handbok
audience: public
description: Så skriver du ett mål som går att följa upp.
order: 1
---

# Handbok

Ett mål beskriver ett tillstånd: vad som är sant för dem vi är till för när vi har lyckats.

| Steg | Fråga | Läs mer |
| --- | --- | --- |
| 1 | Vem gäller det? | [Resultatmål](resultatmal.md) |
| 2 | Vad gör vi själva? | [Prestationsmål](prestationsmal.md) |
| 3 | Hur vet vi? | [Indikatorer](indikatorer.md) |
""",
    "handbok/resultatmal.md": """---
title: Resultatmål
audience: public
description: Vad som ska bli bättre för någon.
order: 10
---

# Resultatmål

Ett resultatmål säger vad som ska ha blivit bättre, och för vem.

## Pröva ditt mål

1. Läs meningen högt. Förstår någon utanför verksamheten den?
2. Fråga vem som märker skillnaden.
3. Bestäm vad som ska gälla när perioden är slut.

## Ett exempel

[[goal {goal}]]
""",
    "handbok/prestationsmal.md": """---
title: Prestationsmål
audience: public
description: Vad verksamheten själv ska göra.
order: 20
---

# Prestationsmål

Ett prestationsmål gäller något som verksamheten råder över, till exempel hur snabbt den svarar.

!!! tip "När passar det?"
    När det är svårt att mäta vad det betyder för någon, men klart vad som behöver göras.

Kvalitet
:   Hur bra det vi gör är.

Kvantitet
:   Hur mycket vi gör.
""",
    "handbok/andra-mal.md": """---
title: Andra mål
audience: public
description: Mål för beteenden, lärande och processer.
order: 30
---

# Andra mål

Beteendemål, lärandemål och processmål är till för dem som arbetar här. De leder till resultaten[^1].

[^1]: Visa helst inte fler än två i taget.
""",
    "handbok/indikatorer.md": """---
title: Bra indikatorer
audience: public
description: En indikator visar om målet närmar sig.
order: 40
---

# Bra indikatorer

Välj hellre en indikator som någon redan mäter än en som låter bättre.

- Mäter den det målet handlar om?
- Finns det värden för flera år?
- Går den att påverka?

## Ett exempel

[[indicator {indicator}]]
""",
}
