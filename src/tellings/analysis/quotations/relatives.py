"""Where a clause of time or a relative clause ends what is said."""

from tellings.analysis.quotations.frames import Content
from tellings.analysis.quotations.lexicon import forms
from tellings.analysis.quotations.smallwords import AUXILIARIES, PASTS, Phrase
from tellings.analysis.quotations.units import QUOTED, Unit

SUBORDINATORS = frozenset("when while though although if after since because as before once whereas".split())
FRONT = 3  # elements of a sentence within which such a word opens it


def clause_closes(unit: Unit, subject: Phrase, found: Content) -> int:
    """Return the comma that ends what is said in a clause of time or in a relative clause; 0 where the sentence ends it.

    "When X said it was late, Y left" and "X, who said it was late, left".
    """
    low = unit.low
    if low[subject.first] in ("who", "which"):
        return _comma_before_verb(unit, found)
    if subject.first > 1 and low[subject.first - 1] in ("which", "who", "whom") and low[subject.first - 2] == ",":
        return _comma_before_verb(unit, found)
    if subject.first and subject.first <= FRONT and low[subject.first - 1] in SUBORDINATORS:
        return next((n for n in range(found.first + 1, found.last) if low[n] == ","), 0)
    return 0


def _comma_before_verb(unit: Unit, found: Content) -> int:
    """Return the comma behind which the main verb follows, or the end of marks that hold the comma; 0 when there is none."""
    low = unit.low
    for n in range(found.first, found.last - 1):
        folded = low[n] == QUOTED and unit.inner(n).rstrip()[-1:] == ","
        if (folded or low[n] == "," and n > found.first) and _takes_verb(low[n + 1]):
            return n + folded
    return 0


def _takes_verb(low: str) -> bool:
    cue = forms().get(low)
    return low in AUXILIARIES or low in PASTS or (low.endswith("ed") and len(low) > 4) or bool(cue and cue.form in ("past", "s"))
