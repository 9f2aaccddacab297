"""Whose words a cue before them reports: its own subject, or one shared with another clause."""

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.cues import quoted_as, quotes_as
from tellings.analysis.quotations.leftward import antecedent, subject_before
from tellings.analysis.quotations.lexicon import Cue, forms
from tellings.analysis.quotations.openings import strip_opening
from tellings.analysis.quotations.rightward import subject_of
from tellings.analysis.quotations.smallwords import (
    AUXILIARIES,
    BE,
    OCCASIONS,
    PASTS,
    Phrase,
    contracted,
    is_adverb,
)
from tellings.analysis.quotations.units import QUOTED, Unit

FRONT = 3  # elements of a sentence within which such a word opens it


def subject_of_cue(unit: Unit, n: int, cue: Cue, acts: list[Act]) -> tuple[Phrase | None, bool]:
    """Return the subject of a cue and whether it is shared with an earlier clause of the unit."""
    low = unit.low
    if quoted := quoted_as(unit, n):
        return subject_before(unit, quoted), False
    if quoting := quotes_as(unit, n):
        return Phrase(quoting + 1, n - 1), False
    at = n - 1
    while at >= 0 and (is_adverb(low[at]) or low[at] in AUXILIARIES):
        at -= 1
    if cue.form == "ing" and n <= 1 and (at < 0 or low[0] in ("having", "after", "before", "while", "by")):
        main = main_clause(unit, n)
        return (main[1], True) if main else main_subject(unit, n, acts)
    if cue.form == "ing" and not (at < n - 1 and any(w in BE for w in low[at + 1 : n])) and not (at >= 0 and contracted(low[at])):
        if at >= 0 and low[at] in OCCASIONS:
            return main_subject(unit, n, acts)  # "issued a statement saying that"
        if at >= 0 and low[at] not in (",", QUOTED, "and", "but", "by", "in", "after", "before", "while", "—", "–", ";", "or"):
            return None, False
        return main_subject(unit, n, acts)
    if at >= 0 and (low[at] in ("and", "but", "or") or "then" in low[at + 1 : n]):
        return main_subject(unit, n, acts)
    if at >= 0 and low[at] == "," and at and low[at - 1] == QUOTED:
        if whom := next((m for m in range(at - 1, max(0, at - FRONT * 4), -1) if low[m] == "whom"), 0):
            return antecedent(unit, whom), False  # "Thorne, whom critics call “the fox”, said"
        return main_subject(unit, n, acts)
    found = subject_before(unit, n)
    if found is None and n == 0:
        return None, False
    return found, False


def main_clause(unit: Unit, n: int) -> tuple[int, Phrase] | None:
    """Return the comma before the main clause behind an opening participle, and that clause's subject."""
    low = unit.low
    for at in range(unit.last - 1, n, -1):
        cue = forms().get(low[at])
        if (
            (low[at] in PASTS or low[at] in AUXILIARIES or low[at].endswith("ed") or (cue and cue.form in ("past", "s")))
            and (subject := subject_before(unit, at))
            and subject.first > n
            and low[subject.first - 1] == ","
        ):
            return subject.first - 1, subject
    return None


def main_subject(unit: Unit, n: int, acts: list[Act]) -> tuple[Phrase | None, bool]:
    """Return the subject of the clause before ``n`` that a participle or a second verb shares."""
    for act in sorted(acts, key=lambda a: -a.cue[0]):
        if act.cue[0] < n and act.subject:
            return act.subject, True
    first = strip_opening(unit, 0, max(0, n - 1)) if n else _behind_comma(unit)
    if first is None:
        return None, True
    found = subject_of(unit, first)
    return found, True


def _behind_comma(unit: Unit) -> int | None:
    """Return where the main clause begins behind an opening participle ("Noting that ..., X left")."""
    for n in range(unit.last - 1, 0, -1):
        if unit.low[n] == ",":
            return n + 1
    return None
