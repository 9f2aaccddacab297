"""Another name, or another speaker, in a slot of two twins."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.twins.slots import Slot, Twins, Word
from tellings.language.content import fold, stop_words
from tellings.model import Clause, Entity, Quotation, Span

SPELLING = 0.6  # likeness of two names' letters from which they are spellings of one ("Qaddafi", "Gadhafi"); by judgement
ALIKE = 0.8  # likeness of two clauses in which a place, a body or nobody known may stand for another name


class OtherName(NamedTuple):
    """Two names as printed; ``speaks``: they say what follows."""

    speaks: bool
    says: str
    instead: str


def other_name(clauses: Clauses, twins: Twins, slot: Slot) -> OtherName | None:
    """Return both names where others stand in one slot; None where they may be one.

    At least one of them must be a name that the other report nowhere has, or both must be people: a place may be told by its town
    and by its county, a government by its seat.
    """
    one, two = _names(twins, slot)
    if not one or not two or _may_be_one(one, two):
        return None
    if not all(clauses.is_name(c.article, n[-1].start) for c, n in ((twins.a, one), (twins.b, two))):
        return None
    kinds = [_kind(clauses, c, n) for c, n in ((twins.a, one), (twins.b, two))]
    if _one_name(twins, slot):
        return None
    known = [_knows(clauses, twins.b, one), _knows(clauses, twins.a, two)]
    if kinds != ["person", "person"] and (all(known) or twins.score < ALIKE):
        return None
    return OtherName(bool(_spoken(clauses, twins, one, two)), _printed(one), _printed(two))


def _one_name(twins: Twins, slot: Slot) -> bool:
    """Tell whether the same capitalised word stands right beside both sides of a slot: two ways to print one long name."""
    before = slot.here[0] - 1, slot.there[0] - 1
    after = slot.here[1], slot.there[1]
    return _same_name(twins, before, (before[0] + 1, before[1] + 1)) or _same_name(twins, after, (after[0] - 1, after[1] - 1))


def _same_name(twins: Twins, at: Span, beside: Span) -> bool:
    """Tell whether both have one capitalised word at a place that nothing but a space parts from the slot's."""
    sides = tuple(zip((twins.one, twins.two), at, beside, strict=True))
    if not all(0 < n < len(words) for words, n, _ in sides):
        return False
    touching = all(abs(words[max(n, m)].start - words[min(n, m)].end) <= 1 for words, n, m in sides)
    return touching and twins.one[at[0]].key == twins.two[at[1]].key and twins.one[at[0]].text[0].isupper()


def other_speaker(clauses: Clauses, twins: Twins, slot: Slot) -> OtherName | None:
    """Return both speakers where the words of a slot stand for different people: "she said", "Ada Brook said"."""
    one, two = twins.one[slice(*slot.here)], twins.two[slice(*slot.there)]
    if not one or not two or not (told := _spoken(clauses, twins, one, two)):
        return None
    names = [_person(clauses, q) for q in told]
    if not all(names) or same_person(str(names[0]), str(names[1])):
        return None
    return OtherName(True, str(names[0]), str(names[1]))


def _printed(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def _names(twins: Twins, slot: Slot) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Return the capitalised words of both sides of a slot, where they are all that tells in it but for synonyms."""
    one, two = twins.one[slice(*slot.here)], twins.two[slice(*slot.there)]
    shared = set(content_of(w.key for w in one)) & set(content_of(w.key for w in two))
    return _name(one, slot.here, shared), _name(two, slot.there, shared)


def _name(inside: Sequence[Word], span: Span, shared: set[str]) -> tuple[Word, ...]:
    names = tuple(w for w in inside if w.text[0].isupper() and w.key not in stop_words())
    rest = (w for w in inside if w not in names and w.key not in stop_words())
    return names if all(set(content_of([w.key])) <= shared for w in rest) else ()


def _may_be_one(one: Sequence[Word], two: Sequence[Word]) -> bool:
    a, b = ({w.key for w in side} for side in (one, two))
    if a & b:
        return True
    x, y = one[-1].key, two[-1].key
    initials = ["".join(w.key[0] for w in side) for side in (one, two)]
    return initials[0] == y or initials[1] == x or x in y or y in x or SequenceMatcher(None, x, y).ratio() >= SPELLING


def _kind(clauses: Clauses, clause: Clause, name: Sequence[Word]) -> str:
    held = {e.id: e for e in clauses.analyses[clause.article].entities}
    near = (held[e] for e in clause.entities if e in held)
    return next((e.kind for e in near if _stands_at(e, clause.article, name[-1].start)), "")


def _stands_at(entity: Entity, article: str, place: int) -> bool:
    return any(m.article == article and m.start <= place < m.end for m in entity.mentions)


def _knows(clauses: Clauses, clause: Clause, name: Sequence[Word]) -> bool:
    """Tell whether the article of a clause has the last word of a name anywhere."""
    return name[-1].key in clauses.vocabulary(clause.article)


def _spoken(clauses: Clauses, twins: Twins, one: Sequence[Word], two: Sequence[Word]) -> tuple[Quotation, Quotation] | None:
    """Return the quotations whose speakers stand in the two sides of a slot."""
    mine = next(_said_by(clauses, twins.a, one), None)
    theirs = next(_said_by(clauses, twins.b, two), None)
    return (mine, theirs) if mine and theirs else None


def _said_by(clauses: Clauses, clause: Clause, words: Sequence[Word]) -> Iterator[Quotation]:
    for q in (clauses.quotations[i] for i in clauses.quoted_in(clause.article)):
        mention = q.speaker.mention
        if mention and any(mention[0] <= w.start < mention[1] for w in words):
            yield q


def _person(clauses: Clauses, quotation: Quotation) -> str | None:
    """Return the name of a quotation's speaker where it is the full name of a person."""
    name = quotation.speaker.name
    people = (e for e in clauses.analyses[quotation.article].entities if e.kind == "person")
    return name if name and " " in name and any(name == e.name for e in people) else None


def same_person(one: str, two: str) -> bool:
    """Tell whether two full names may be one person's: one surname, or spellings of one.

    >>> same_person("Ada Thorne", "A. Thorne"), same_person("Ada Thorne", "Bram Kessel")
    (True, False)
    """
    x, y = fold(one).split()[-1], fold(two).split()[-1]
    return x == y or SequenceMatcher(None, x, y).ratio() >= SPELLING
