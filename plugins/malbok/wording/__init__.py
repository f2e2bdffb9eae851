"""Language rules: advice on how a goal is worded, the same here and in the reader's browser.

`rules.yml` is the one declaration. `patterns` makes its patterns such that Python and JavaScript read
them alike, `declaration` reads and checks it, `advising` runs it, `browser` writes it for the script
that does the same.
"""

from malbok.wording.advising import Advice, Strength, advise, strengths
from malbok.wording.declaration import Rule, Rules, rules
from malbok.wording.sentence import FIELDS, Sentence

__all__ = [
    "FIELDS",
    "Advice",
    "Rule",
    "Rules",
    "Sentence",
    "Strength",
    "advise",
    "rules",
    "strengths",
]
