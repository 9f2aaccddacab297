"""Another name in a slot of two twins."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.twins.slots import Slot, Twins, Word
from tellings.language.content import fold, stop_words
from tellings.model import Clause, Entity

SPELLING = 0.6  # likeness of two names' letters from which they are spellings of one ("Qaddafi", "Gadhafi"); by judgement


def other_name(clauses: Clauses, twins: Twins, slot: Slot) -> tuple[bool, str, str] | None:
    """Return whether the two speak, and both names, where other people or bodies stand in one slot; None where they may be one.

    At least one of the names must be one that the other report nowhere has, or both people must be known to both reports:
    a place may be told by its town and by its county.
    """
    one, two = _name(twins.one, slot.here), _name(twins.two, slot.there)
    if not one or not two or _may_be_one(one, two):
        return None
    kinds = [_kind(clauses, c, n) for c, n in ((twins.a, one), (twins.b, two))]
    known = [_knows(clauses, twins.b, one), _knows(clauses, twins.a, two)]
    if not all(kinds) or kinds[0] != kinds[1] or (kinds[0] != "person" and any(known)) or (kinds[0] == "place"):
        return None
    speaks = all(_speaks(clauses, c, n) for c, n in ((twins.a, one), (twins.b, two)))
    return speaks, " ".join(w.text for w in one), " ".join(w.text for w in two)


def _name(words: Sequence[Word], span: tuple[int, int]) -> tuple[Word, ...]:
    """Return the capitalised words of a slot when they are all that tells in it."""
    inside = words[slice(*span)]
    names = tuple(w for n, w in enumerate(inside, span[0]) if w.text[0].isupper() and n)
    return names if names and all(w in names or w.key in stop_words() for w in inside) else ()


def _may_be_one(one: Sequence[Word], two: Sequence[Word]) -> bool:
    a, b = ({w.key for w in side} for side in (one, two))
    if a & b:
        return True
    x, y = one[-1].key, two[-1].key
    initials = ["".join(w.key[0] for w in side) for side in (one, two)]
    return initials[0] == y or initials[1] == x or x in y or y in x or SequenceMatcher(None, x, y).ratio() >= SPELLING


def _entity(clauses: Clauses, clause: Clause, name: Sequence[Word]) -> Entity | None:
    held = {e.id: e for e in clauses.analyses[clause.article].entities}
    near = (held[e] for e in clause.entities if e in held)
    at = name[0].start
    return next((e for e in near if any(m.article == clause.article and m.start <= at < m.end for m in e.mentions)), None)


def _kind(clauses: Clauses, clause: Clause, name: Sequence[Word]) -> str:
    entity = _entity(clauses, clause, name)
    return entity.kind if entity else ""


def _knows(clauses: Clauses, clause: Clause, name: Sequence[Word]) -> bool:
    """Tell whether the article of a clause has the last word of a name anywhere."""
    return fold(name[-1].key) in clauses.vocabulary(clause.article)


def _speaks(clauses: Clauses, clause: Clause, name: Sequence[Word]) -> bool:
    at = name[0].start
    told = (clauses.quotations[q] for q in clauses.quoted_in(clause.article))
    return any(q.speaker.mention and q.speaker.mention[0] <= at < q.speaker.mention[1] for q in told)
