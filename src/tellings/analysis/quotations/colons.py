"""A clause without a reporting verb that leads to words in marks: She was blunt: “...”."""

from tellings.analysis.quotations.act import Act, claimed
from tellings.analysis.quotations.lexicon import forms
from tellings.analysis.quotations.openings import strip_opening
from tellings.analysis.quotations.quoted import FEWEST
from tellings.analysis.quotations.rightward import subject_of
from tellings.analysis.quotations.units import QUOTED, Unit

SENTENCE = frozenset(".!?…")


def colon(unit: Unit, acts: list[Act]) -> list[Act]:
    """Read the last colon before marks that nothing else claims; what stands there must be a sentence, not a title."""
    low = unit.low
    for n in range(1, unit.last - 1):
        if low[n] == ":" and low[n + 1] == QUOTED and not claimed(n + 1, acts):
            inner = unit.inner(n + 1).strip()
            if not (inner[:1].isupper() and (inner[-1:] in SENTENCE or len(inner.split()) >= FEWEST)):
                continue
            if (cue := forms().get(low[n - 1])) and cue.form in ("past", "s"):
                return [Act((n - 1, n), cue.lemma, None, [(n + 1, n + 2)], "colon-before-marks", open_end=True)]
            opening = strip_opening(unit, 0, n - 1)
            subject = next((a.subject for a in reversed(acts) if a.subject and a.cue[0] < n), None) or subject_of(unit, opening)
            return [Act((n, n + 1), "", subject, [(n + 1, n + 2)], "colon-before-marks", open_end=True)]
    return []
