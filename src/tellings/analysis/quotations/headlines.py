"""Headlines with a colon: “Thorne: Pier is lost”, “Pier is lost: mayor”."""

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.clauses import has_finite
from tellings.analysis.quotations.lexicon import grammar, heads, people
from tellings.analysis.quotations.people import People
from tellings.analysis.quotations.smallwords import PREPOSITIONS, Phrase
from tellings.analysis.quotations.units import QUOTED, Unit

LONGEST_SOURCE = 6  # elements before or behind the colon that name who says it
SAYERS = grammar("sayers")
LABELS = grammar("labels")


def headline(unit: Unit, people: People) -> list[Act]:
    """Return what a headline with one colon gives to a person, a body, or a report."""
    low = unit.low
    colons = [n for n in range(1, unit.last - 1) if low[n] == ":"]
    if len(colons) != 1 or unit.low[-1] == "?":
        return []
    at = colons[0]
    if at <= LONGEST_SOURCE and (unit.last - at > 2 or low[at + 1] == QUOTED) and (found := _sayer(unit, 0, at, people)):
        return [Act((at, at + 1), "", found, [(at + 1, unit.last)], "headline-colon")]
    ends = unit.last == len(unit) and 1 < unit.last - at <= LONGEST_SOURCE
    if ends and at > 1 and (found := _sayer(unit, at + 1, unit.last, people)):
        return [Act((at, at + 1), "", found, [(0, at)], "headline-colon")]
    return []


def _sayer(unit: Unit, first: int, last: int, known: People) -> Phrase | None:
    """Return the phrase at ``[first, last)`` when it names somebody who may say things: "Thorne on the pier", "Poll"."""
    end = next((n for n in range(first + 1, last) if unit.low[n] in PREPOSITIONS), last)
    words = unit.low[first:end]
    if has_finite(unit, first, last) or any(w in LABELS or w == QUOTED for w in unit.low[first:last]):
        return None
    place = unit.terms[first].start, unit.terms[end - 1].end
    named = any(
        s == place[0] or e == place[1] for s, e, entity in known.within(*place) if entity.kind in ("person", "organisation")
    )
    return Phrase(first, end) if named or words[-1] in SAYERS | heads() | people() else None
