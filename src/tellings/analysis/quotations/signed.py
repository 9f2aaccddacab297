"""Words in marks that are signed behind: “...” — Ada Thorne; “...”: mayor."""

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.clauses import has_finite
from tellings.analysis.quotations.rightward import subject_after
from tellings.analysis.quotations.smallwords import CONJUNCTIONS, DASHES, PREPOSITIONS, PRONOUNS, Phrase
from tellings.analysis.quotations.units import QUOTED, Unit

LONGEST_NAME = 14  # elements of a signature with its title; a clause behind a dash is longer as a rule, or holds a verb


def signature(unit: Unit, dash: int) -> Phrase | None:
    """Return the name behind a dash that ends the unit: "― Ada Thorne, the harbour master", not "— and it was old"."""
    low, first = unit.low, dash + 1
    if low[dash : dash + 1] == [] or low[dash] not in DASHES or not first < unit.last <= first + LONGEST_NAME:
        return None
    if low[first] in CONJUNCTIONS | PREPOSITIONS | PRONOUNS or not (unit.is_name(first) or low[first] in ("the", "a", "an")):
        return None
    found = subject_after(unit, dash)
    if found is None or has_finite(unit, first, found.last):
        return None
    rest = found.last
    return found if rest >= unit.last or unit.low[rest] in (",", "(") else None


def signed(unit: Unit) -> list[Act]:
    """Read “...” — X, and “...”: X in a line that ends without a stop, as headlines do."""
    low = unit.low
    if len(low) < 3 or low[0] != QUOTED:
        return []
    if low[1] in DASHES and (found := signature(unit, 1)):
        return [Act((1, 2), "", found, [(0, 1)], "signed-behind-marks")]
    return []
