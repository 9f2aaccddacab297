"""What a slot of two twins changes: a denial, a number, a time, a name, how much, how sure, which of two opposites."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tellings.analysis.claims.segments import is_finite
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.twins.names import other_name, other_speaker
from tellings.collation.agreement.twins.slots import Slot, Twins, Word, denials, swapped
from tellings.collation.agreement.twins.values import DAY, other_change, other_number, other_time
from tellings.comparison.words import base_of, bases, excludes, listed, opposite
from tellings.language.content import stop_words
from tellings.language.tables import load_table
from tellings.model import ConflictKind, Strength

ONE_OF = 4  # words of a slot that begins with "one of"
BE = frozenset(("is", "are", "was", "were"))
OPPOSED = (("order", "order", "opposite-order"), ("extent", "scope", "other-extent"))  # list of words, kind of conflict, rule
WIDEST = 5  # words of a slot in which a negation turns round the words beside it (by judgement)


class Change(NamedTuple):
    """A difference on which the sense of a clause turns, and how either clause has it."""

    kind: ConflictKind
    strength: Strength
    rule: str
    says: str
    instead: str


Find = Callable[[Clauses, Twins, Slot], Iterator[Change]]


def find_changes(clauses: Clauses, twins: Twins) -> list[Change]:
    """Return the changes between two twins, the first that is found in each slot; none where they tell two events."""
    if turned := list(_turned_round(clauses, twins)):
        return turned
    found = []
    for slot in twins.slots:
        change = next((c for find in FINDERS for c in find(clauses, twins, slot)), None)
        if change:
            found.append(change)
    return [] if _two_events(found) else found


def _two_events(found: Sequence[Change]) -> bool:
    """Tell whether two clauses differ in who as well as in when or how many: then they tell two things."""
    return any(c.rule == "other-name" for c in found) and any(c.kind in ("date", "number") for c in found)


def _left_out(twins: Twins, slot: Slot) -> bool:
    """Tell whether a slot is a statement that one clause has more than the other: long, or the clause's end cut elsewhere."""
    size = max(slot.here[1] - slot.here[0], slot.there[1] - slot.there[0])
    begins = slot.here[0] == slot.there[0] == 0
    ends = slot.here[1] == len(twins.one) and slot.there[1] == len(twins.two)
    empty = slot.here[0] == slot.here[1] or slot.there[0] == slot.there[1]
    return size > WIDEST or (empty and (begins or ends) and size > 1)


def _printed(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def _sides(twins: Twins, slot: Slot) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    return twins.one[slice(*slot.here)], twins.two[slice(*slot.there)]


def _turned_round(clauses: Clauses, twins: Twins) -> Iterator[Change]:
    """Yield that two parts of the clause have changed places around its verb or "after"; who is quoted may stand anywhere."""
    if not (found := swapped(twins)):
        return
    first, between, last = (twins.one[slice(*s)] for s in found)
    if not all(any(_tells(w) for w in part) for part in (first, last)):
        return
    says, instead = _printed((*first, *between, *last)), _printed((*last, *between, *first))
    if any(w.key in _table("order") for w in between):
        yield Change("order", "hard", "opposite-order", says, instead)
    elif _leads(between) and all(any(w.key not in stop_words() for w in part) for part in (first, last)):
        yield Change("characterisation", "hard", "changed-places", says, instead)
    elif _has_verb(clauses, twins, between) and not any(_has_verb(clauses, twins, part) for part in (first, last)):
        yield Change("characterisation", "hard", "changed-places", says, instead)


def _leads(words: Sequence[Word]) -> bool:
    """Tell whether words lead from one thing to another: "from", "against", "on the"."""
    keys = {w.key for w in words} - {"the", "a", "an"}
    return bool(keys) and keys <= _table("leading")


def _has_verb(clauses: Clauses, twins: Twins, words: Sequence[Word]) -> bool:
    return any(is_finite(w.key) or clauses.is_verb(twins.a.article, w.start) for w in words)


def _tells(word: Word) -> bool:
    return word.key not in _table("small")


def _denied(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    one, two = _sides(twins, slot)
    here, there = ([w for w in side if w.key in listed("negation", "words")] for side in (one, two))
    if _left_out(twins, slot):
        return
    if len(here) % 2 != len(there) % 2 and denials(twins.one) % 2 != denials(twins.two) % 2:
        yield Change("polarity", "hard", "told-and-denied", _around(twins.one, slot.here), _around(twins.two, slot.there))


def _around(words: Sequence[Word], span: tuple[int, int]) -> str:
    return _printed(words[max(0, span[0] - 2) : span[1] + 2])


def _ordered(side: Sequence[Word]) -> str:
    """Return whether the words of a slot say after, or before, nothing for other words."""
    table, words = load_table("collation/agreement", "order.toml"), " ".join(w.key for w in side)
    return next((k for k in ("after", "before") if words in table[k]), "")


def _opposed(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    one, two = _sides(twins, slot)
    if {_ordered(one), _ordered(two)} == {"after", "before"}:
        yield Change("order", "hard", "opposite-order", _around(twins.one, slot.here), _around(twins.two, slot.there))
    for x in one:
        for y in two:
            if opposite(x.key, y.key):
                both = {x.key, y.key}
                kind, rule = next((r for name, *r in OPPOSED if both <= _table(name)), ("characterisation", "opposite-words"))
                yield Change(kind, "hard", rule, _around(twins.one, slot.here), _around(twins.two, slot.there))  # type: ignore[arg-type]


def _excluded(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    """Yield words of which only one can be meant: second, third; wife, sister; justice, finance before a minister."""
    one, two = (_told(side) for side in _sides(twins, slot))
    if len(one) == len(two) == 1 and excludes(one[0], two[0]):
        timed = {one[0], two[0]} <= _table("units")
        kind, rule = ("date", "two-days") if timed else ("characterisation", "other-of-a-kind")
        yield Change(kind, "soft", rule, _around(twins.one, slot.here), _around(twins.two, slot.there))  # type: ignore[arg-type]


def _told(words: Sequence[Word]) -> list[str]:
    return [w.key for w in words if w.key not in stop_words() or w.key in ("both", "one", "neither")]


def _one_of(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    """Yield "the worst storm" and "one of the worst storms"."""
    keys = [[w.key for w in side] for side in _sides(twins, slot)]
    behind = [_behind(words, n) for words, n in ((twins.one, slot.here[1]), (twins.two, slot.there[1]))]
    among = [side[:2] == ["one", "of"] for side in keys]
    if among[0] != among[1] and all(len(side) <= ONE_OF for side in keys) and behind[0] == behind[1] and _most(keys, behind[0]):
        yield Change("scope", "soft", "other-quantity", _around(twins.one, slot.here), _around(twins.two, slot.there))


def _behind(words: Sequence[Word], n: int) -> str:
    return next((w.key for w in words[n : n + 2] if w.key != "the"), "")


def _most(keys: Sequence[Sequence[str]], behind: str) -> bool:
    """Tell whether a superlative stands in a slot or behind it."""
    words = {behind, *(k for side in keys for k in side)} - {"the"}
    return bool(words & _table("superlative")) or any(w.endswith("est") and len(w) > len("best") for w in words)


def _quantified(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    here, there = ({q for w in side if (q := _quantity(w.key))} for side in _sides(twins, slot))
    if here and there and here.isdisjoint(there):
        yield Change("scope", "soft", "other-quantity", _around(twins.one, slot.here), _around(twins.two, slot.there))


def _quantity(word: str) -> str:
    return next((k for k in ("all", "most", "many", "some", "few", "none", "only") if word in listed("quantity", k)), "")


def _modal(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    """Yield that what is told as done here may be or is to be done there; a plan that a later report tells as done is none."""
    here, there = (_modalities(words, span) for words, span in ((twins.one, slot.here), (twins.two, slot.there)))
    if here == there or _left_out(twins, slot):
        return
    told = here | there
    if told <= {"planned", "wished"} or (told <= {"planned", "meant"} and _in_turn(clauses, twins)):
        return
    yield Change("characterisation", "soft", "other-modality", _around(twins.one, slot.here), _around(twins.two, slot.there))


def _in_turn(clauses: Clauses, twins: Twins) -> bool:
    """Tell whether the reports appeared on different days: what is planned in the one may have been done by the other."""
    days = {(clauses.analyses[c.article].article.published or "")[:DAY] for c in (twins.a, twins.b)}
    return len(days) > 1


def _modalities(words: Sequence[Word], span: tuple[int, int]) -> frozenset[str]:
    """Return what the words of a span make of what is told: besides the classes of the lexicon wished, and meant ("was to")."""
    table = load_table("comparison", "lexicon.toml")["modality"]
    found = set()
    for n in range(*span):
        key = words[n].key if words[n].text != "May" else ""  # the month
        found |= {table["auxiliaries"][key]} if key in table["auxiliaries"] else set()
        found |= {k for k, listed_ in table["adverbs"].items() if key in listed_}
        if n + 1 < len(words) and words[n + 1].key == "to":
            found |= _before_to(words, n)
        elif key == "to" and n and words[n - 1].key in BE:
            found |= _before_to(words, n - 1)
    return frozenset(found)


def _before_to(words: Sequence[Word], n: int) -> set[str]:
    """Return what a word before "to" makes of the verb behind it: "is to", "was due to", "wanted to"."""
    key, governors = words[n].key, load_table("comparison", "lexicon.toml")["modality"]["governors"]
    fixed = key in _table("scheduled")
    if key in BE or fixed:
        return {"meant" if any(w.key in ("was", "were") for w in words[max(0, n - fixed) : n + 1]) else "planned"}
    found = {k for k in governors if base_of(key) & bases("modality", "governors", k)}
    return {"wished" if k == "planned" else k for k in found}


def _timed(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    if found := other_time(clauses, twins, slot):
        yield Change("date", found.strength, "two-days" if found.day else "two-times", found.says, found.instead)


def _counted(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    if found := other_number(clauses, twins, slot) or other_change(clauses, twins, slot):
        yield Change("number", "hard", "two-counts", found[0], found[1])


def _named(clauses: Clauses, twins: Twins, slot: Slot) -> Iterator[Change]:
    if found := other_name(clauses, twins, slot):
        kind, rule = ("attribution", "other-speaker") if found.speaks else ("characterisation", "other-name")
        yield Change(kind, "hard", rule, found.says, found.instead)  # type: ignore[arg-type]
    elif found := other_speaker(clauses, twins, slot):
        yield Change("attribution", "soft", "other-speaker", found.says, found.instead)


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(load_table("collation/agreement", "twins.toml")[name])


FINDERS: tuple[Find, ...] = (_denied, _timed, _counted, _named, _quantified, _one_of, _opposed, _excluded, _modal)
