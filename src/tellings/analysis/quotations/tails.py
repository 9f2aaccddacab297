"""Where words in marks end and the reporter goes on: “the pier is safe” | at a meeting on Monday."""

from tellings.analysis.quotations.clauses import has_finite, skip_circumstance
from tellings.analysis.quotations.lexicon import forms
from tellings.analysis.quotations.smallwords import AUXILIARIES, DAYS, PASTS, PRONOUNS, TIME_LEADS, TIME_WORDS, contracted
from tellings.analysis.quotations.units import QUOTED, Unit

SCENES = frozenset("as while when before after outside during following ahead".split())
PLACES = frozenset("on at in inside near from via through throughout until since by to".split())
SAID = ("cue-before-marks", "that-clause", "bare-clause", "told-clause")
LINKS = frozenset((QUOTED, "and", ","))  # between words in marks: “we won” and “they lost”
NAMING = ("called-name", "described-as")


def end_of_marks(unit: Unit, first: int, last: int, rule: str) -> int:
    """Return where the content ``[first, last)`` ends: at its last marks, where only time, place or a scene follows them.

    What follows a whole sentence in marks is the reporter's. Behind a part of one ("said the pier was “safe” on Monday") time and
    place may as well be the speaker's and stay, but for names: to call the storm “a monster” on Monday tells when.
    """
    mark = next((n for n in range(last - 1, first - 1, -1) if unit.low[n] == QUOTED), -1)
    tail = mark + 1
    if mark < 0 or tail >= last:
        return last
    if rule in SAID and all(low in LINKS for low in unit.low[first:mark]):
        scene = unit.low[tail] in SCENES | TIME_WORDS and (rule == "cue-before-marks" or _is_sentence(unit.inner(mark).rstrip()))
        return tail if scene or _apart(unit, mark, last) else last
    return tail if rule in NAMING and skip_circumstance(unit, tail) >= last else last


def _apart(unit: Unit, mark: int, last: int) -> bool:
    """Say whether what stands behind the marks up to ``last`` is a circumstance and no part of the sentence in marks."""
    low, tail = unit.low, mark + 1
    if skip_circumstance(unit, tail) >= last:
        return True
    leads = low[tail] in PLACES or low[tail].rstrip(".") in DAYS or low[tail] in TIME_LEADS
    return leads and _is_sentence(unit.inner(mark).rstrip()) and not has_finite(unit, tail, last)


def _is_sentence(inner: str) -> bool:
    return inner[-1:] in ",.!?…" or holds_verb(inner)


def holds_verb(inner: str) -> bool:
    """Say whether a finite verb, or a pronoun that has one, seems to stand in words in marks."""
    words = inner.lower().replace("’", "'").split()
    return any(_finite(word.strip(",.;:!?—–()"), n) for n, word in enumerate(words))


def _finite(word: str, n: int) -> bool:
    if word in AUXILIARIES or word in PASTS or word in PRONOUNS or contracted(word):
        return True
    cue = forms().get(word)
    return n > 0 and (word.endswith("ed") and len(word) > 4 or bool(cue and cue.form == "s"))
