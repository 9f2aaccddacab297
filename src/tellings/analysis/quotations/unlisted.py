"""Verbs that no table lists, right behind words in marks that end with a comma: “It is lost,” the mayor sniffed."""

from tellings.analysis.quotations.act import Act, claimed
from tellings.analysis.quotations.behind import ENDS_IN, rounded
from tellings.analysis.quotations.cues import is_passive
from tellings.analysis.quotations.leftward import subject_before
from tellings.analysis.quotations.lexicon import forms
from tellings.analysis.quotations.quoted import FEWEST
from tellings.analysis.quotations.rightward import subject_after
from tellings.analysis.quotations.smallwords import AUXILIARIES, DETERMINERS, PREPOSITIONS, RELATIVES, is_adverb
from tellings.analysis.quotations.titles import is_title
from tellings.analysis.quotations.units import QUOTED, Unit

WITHIN = 24  # elements behind the marks in which the verb of the clause stands


def unlisted(unit: Unit, acts: list[Act]) -> list[Act]:
    """Read “...,” X sniffed and “...,” sniffed X where the marks open the unit and nothing else claims them."""
    low = unit.low
    if low[0] != QUOTED or len(low) < 3 or claimed(0, acts) or any(a.cue[0] < WITHIN for a in acts):
        return []
    inner = unit.inner(0)
    if inner[-1:] not in ENDS_IN or (len(inner.split()) < FEWEST and is_title(inner)):
        return []
    first = 2 if low[1] == "," else 1
    if _past(unit, first) and (found := subject_after(unit, first)) and unit.is_name(found.first) and rounded(unit, found.last):
        return [Act((first, first + 1), _lemma(low[first]), found, [(0, 1)], "unlisted-verb", open_end=True)]
    verb = next((n for n in range(first + 1, min(unit.last, WITHIN)) if _finite(unit, n)), 0)
    found = subject_before(unit, verb) if verb else None
    if found is None or found.first != first or is_passive(low, verb) or not rounded(unit, verb + 1):
        return []
    return [Act((verb, verb + 1), _lemma(low[verb]), found, [(0, 1)], "unlisted-verb", open_end=True)]


def _past(unit: Unit, n: int) -> bool:
    low = unit.low[n]
    return low.endswith("ed") and len(low) > 4 and not unit.is_name(n)


def _finite(unit: Unit, n: int) -> bool:
    """Say whether a past or a listed third person stands here as the verb: not behind an article, nor in a relative clause."""
    low = unit.low
    if low[n] in AUXILIARIES or low[n - 1] in DETERMINERS | RELATIVES | PREPOSITIONS or is_adverb(low[n]):
        return False
    cue = forms().get(low[n])
    return _past(unit, n) or bool(cue and cue.form in ("past", "s"))


def _lemma(low: str) -> str:
    cue = forms().get(low)
    return cue.lemma if cue else ""
