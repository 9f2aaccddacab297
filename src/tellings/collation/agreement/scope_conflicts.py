"""One statement told of all or of some, or flatly and with a hedge: "forged" / "apparently forged"."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict

# Least likeness of two clauses before their scope is compared (by judgement). Words of quantity belong to
# one of several nouns of a clause and ask for more.
SAME_STATEMENT = 0.35
SAME_COUNT = 0.5
RELATED = 0.2  # clauses less alike than this are not looked at
TOLD = 2  # stems after a quantity ("the homes on Mill Street") that show in themselves what is counted
# Quantities that cannot both be meant; "millions" may be "almost all".
APART = frozenset(map(frozenset, (("all", "some"), ("all", "none"), ("nearly_all", "some"), ("nearly_all", "none"))))
HEDGED = 3  # words after a hedge among which it has its word
HEADS = 5  # words after a quantity that may be what it counts


def find_scope_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return the statements that one report makes of all and another of some, or flatly and with a hedge."""
    return [*settle("scope", list(_quantities(clauses)), count), *settle("characterisation", list(_hedges(clauses)), count)]


def _quantities(clauses: Clauses) -> Iterator[Dispute]:
    counted = clauses.once(_quantified)
    for a, b, score in clauses.told_together(RELATED):
        one, two = counted(a), counted(b)
        for x in one:
            for y in two:
                shared = x.of & y.of
                if frozenset((x.kind, y.kind)) in APART and shared and (score >= SAME_COUNT or len(shared) >= TOLD):
                    about = f"“{x.printed}” or “{y.printed}”"
                    sides = _position(clauses, a, x.kind, x.printed), _position(clauses, b, y.kind, y.printed)
                    yield Dispute(*sides, "soft", "other-quantity", about, score)


def _hedges(clauses: Clauses) -> Iterator[Dispute]:
    hedges = clauses.once(lambda clauses, clause: dict(_hedged(clauses, clause)))
    for a, b, score in clauses.told_together(SAME_STATEMENT):
        one, two = hedges(a), hedges(b)
        if (one or two) and clauses.both_told(a, b):
            continue
        for x, y, hedged, flat in ((a, b, one, two), (b, a, two, one)):
            for stem in sorted((hedged.keys() - flat.keys()) & set(y.content)):
                word = clauses.printed(stem)
                with_hedge = _position(clauses, x, f"hedged {stem}", f"{hedged[stem]} {word}")
                without = _position(clauses, y, f"flat {stem}", word)
                yield Dispute(with_hedge, without, "soft", "hedge", f"{word}, or {hedged[stem]} so", score)


def _position(clauses: Clauses, clause: Clause, value: str, statement: str) -> Position:
    return Position(value, clauses.passage(clause), statement)


class Quantity(Struct, frozen=True):
    """A word of quantity: its kind, as printed with its noun, and the stems of the words it may count."""

    kind: str
    printed: str
    of: frozenset[str]


def _quantified(clauses: Clauses, clause: Clause) -> list[Quantity]:
    """Return what a clause counts by words."""
    words = clauses.words(clause)
    found = []
    for m in _quantity().finditer(words):
        heads = re.findall(r"\w+", words[m.end() :])[:HEADS]
        if m.lastgroup and (of := frozenset(content_of(heads))):
            found.append(Quantity(m.lastgroup, f"{m.group()} {' '.join(heads[:3])}", of))
    return found


def _hedged(clauses: Clauses, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield (stem, hedge) of the words that a clause hedges, passing over words such as "totally"."""
    table = load_table("collation/agreement", "stance.toml")
    words = [fold(w) for w in re.findall(r"\w+", clauses.words(clause))]
    for i, word in enumerate(words):
        if word in table["hedge"]["words"]:
            rest = [w for w in words[i + 1 : i + 1 + HEDGED] if w not in table["whole"]["words"]]
            for stem in content_of(rest[:1]):
                if not stem[0].isdigit() and stem not in table["grammar"]["numerals"]:  # "nearly 54 percent" is a figure's bound
                    yield stem, word


@cache
def _quantity() -> re.Pattern[str]:
    table = load_table("collation/agreement", "stance.toml")["quantity"]
    kinds = ("nearly_all", "all", "many", "some", "none")
    return re.compile(r"(?i)\b(?:" + "|".join(f"(?P<{k}>{'|'.join(map(re.escape, table[k]))})" for k in kinds) + r")\b")
