"""The library of examples: what a file of examples says that it can't."""

from __future__ import annotations

from malbok.kinds.declaration import Example, Kind
from malbok.kinds.paths import EXAMPLES
from malbok.language import N_

_START = "subject: Kultur\naudience: public\nexamples:\n"
_ONE = """\
  - id: lattlasta-bocker
    quality: good
    text: Den som läser lättläst hittar något nytt varje månad
    type: result
    why: Meningen säger hur det är för läsaren när målet är nått.
"""
_OTHER = """\
  - id: oppet-en-kvall
    quality: good
    text: Minst ett bibliotek i varje stadsdel har öppet en kväll i veckan
    type: performance
    why: Det syns på dörren om målet är nått.
"""
_SHARPENED = """\
  - id: barn-som-laser
    quality: less_good
    text: Vi ska främja barns läsning
    sharpened: Alla sexåringar har ett eget lånekort och vet hur man lånar en bok
    type: result
    why: Nu står barnen i meningen, och det går att räkna hur många som har ett kort.
"""
_WITH_INDICATOR = (
    _ONE
    + """\
    indicator:
      title: Nöjda med biblioteken
      kolada: """
)

LIBRARY: dict[str, Kind] = {
    "V141": Kind(
        title=N_("An example that isn't sharpened"),
        message=N_("An example with “less_good” needs the key sharpened."),
        hint=N_("Write the better sentence there. If this one works already, write good."),
        why=N_("Readers learn from the way from one sentence to the other."),
        example=Example(
            EXAMPLES,
            wrong=_START
            + _SHARPENED.replace(
                "    sharpened: Alla sexåringar har ett eget lånekort och vet hur man lånar en bok\n",
                "",
            ),
            right=_START + _SHARPENED,
            at="",
        ),
    ),
    "V142": Kind(
        title=N_("A good example with a better sentence"),
        message=N_("An example with “good” can't have the key sharpened."),
        hint=N_("Write less_good at quality, or remove the better sentence."),
        why=N_("What works needs no other sentence beside it."),
        example=Example(
            EXAMPLES,
            wrong=_START + _SHARPENED.replace("less_good", "good"),
            right=_START + _SHARPENED,
            at="",
        ),
    ),
    "V143": Kind(
        title=N_("A number that isn't one of Kolada's"),
        message=N_("“{value}” can't be the number of a key figure in Kolada."),
        hint=N_("Write the letter N or U and five digits: N00945."),
        why=N_("The number becomes a link, by which readers find the key figure."),
        example=Example(
            EXAMPLES,
            wrong=f"{_START}{_WITH_INDICATOR}N945\n",
            right=f"{_START}{_WITH_INDICATOR}N00945\n",
            at="",
        ),
    ),
    "V144": Kind(
        title=N_("A file without examples"),
        message=N_("The file has no examples."),
        hint=N_("Write the first example below it, or remove the file."),
        example=Example(EXAMPLES, wrong=f"{_START[:-1]} []\n", right=_START + _ONE, at=""),
    ),
    "R157": Kind(
        title=N_("Two examples with the same id"),
        message=N_("The id “{value}” is already used by an example in {first}."),
        hint=N_("Give one of them another id."),
        why=N_("The id is the address of the example, also if they stand in different files."),
        example=Example(
            EXAMPLES,
            wrong=_START + _ONE + _OTHER.replace("oppet-en-kvall", "lattlasta-bocker"),
            right=_START + _ONE + _OTHER,
            at="",
        ),
    ),
}
