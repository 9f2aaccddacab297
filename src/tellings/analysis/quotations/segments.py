"""Parts of a sentence between commas: whether they hold a verb, or a relative clause."""

from tellings.analysis.quotations.lexicon import forms
from tellings.analysis.quotations.smallwords import (
    AUXILIARIES,
    DETERMINERS,
    PASTS,
    PREPOSITIONS,
    RELATIVE_WORDS,
    RELATIVES,
    SEGMENT_ENDS,
    is_adverb,
)
from tellings.analysis.quotations.units import Unit


def in_relative(unit: Unit, at: int) -> bool:
    """Say whether a relative clause has begun left of ``at`` in the same part of the sentence."""
    start = segment_start(unit.low, at)
    return any(unit.low[n] in RELATIVE_WORDS and relative(unit, n) for n in range(start, at))


def modifier(low: list[str], at: int) -> bool:
    """Say whether the word at ``at`` goes with a noun behind it ("the announced plan")."""
    return at > 0 and (
        low[at - 1] in DETERMINERS or low[at - 1].endswith("'s") or low[at - 1] in RELATIVES or is_adverb(low[at - 1])
    )


def segment_start(low: list[str], at: int) -> int:
    """Return where the part of the sentence that holds the element before ``at`` begins."""
    n = at - 1
    while n >= 0 and low[n] not in SEGMENT_ENDS:
        n -= 1
    return n + 1


def has_verb(low: list[str], first: int, last: int) -> bool:
    """Say whether a verb seems to stand in elements ``[first, last)``, relative clauses left out."""
    for n in range(first, last):
        word = low[n]
        if word in RELATIVES:
            return False
        if (
            word in AUXILIARIES
            or word in PASTS
            or (word.endswith("ed") and len(word) > 4 and not modifier(low, n) and n > first and word != "united")
        ):
            return True
        cue = forms().get(word)
        if cue and cue.form in ("past", "s") and n > first and not modifier(low, n):
            return True
    return False


def relative(unit: Unit, at: int) -> bool:
    """Say whether "who", "which" or "that" at ``at`` begins a relative clause (or points: "of that report")."""
    low = unit.low
    if low[at] == "that" and at and low[at - 1] in PREPOSITIONS:
        return True
    if low[at] in ("which", "who", "whose", "where", "whom"):
        return True
    after = low[at + 1] if at + 1 < len(low) else ""
    return after in AUXILIARIES or after in PASTS or after.endswith("ed")
