"""One statement told of all or of some, or flatly and with a hedge: "forged" / "apparently forged"."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.events import Events
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.comparison.words import keys_of
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.language.trees import Trees
from tellings.model import Clause, Conflict, Span

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


def find_scope_conflicts(clauses: Clauses, count: Count, events: Events) -> list[Conflict]:
    """Return the statements that one report makes of all and another of some, or flatly and with a hedge."""
    return [
        *settle("scope", list(_quantities(clauses, events)), count),
        *settle("characterisation", list(_hedges(clauses, events)), count),
    ]


def _quantities(clauses: Clauses, events: Events) -> Iterator[Dispute]:
    counted = clauses.once(lambda clauses, clause: _quantified(clauses, clause, events))
    for a, b, score in clauses.told_together(RELATED):
        one, two = counted(a), counted(b)
        for x in one:
            for y in two:
                shared = x.of & y.of
                if frozenset((x.kind, y.kind)) in APART and shared and (score >= SAME_COUNT or len(shared) >= TOLD):
                    if x.nouns and y.nouns and x.nouns.isdisjoint(y.nouns):
                        continue  # "some apples", "all of the shop's pears"
                    about = f"“{x.printed}” or “{y.printed}”"
                    sides = _position(clauses, a, x.kind, x.printed), _position(clauses, b, y.kind, y.printed)
                    yield Dispute(*sides, "soft", "other-quantity", about, score)


def _hedges(clauses: Clauses, events: Events) -> Iterator[Dispute]:
    hedges = clauses.once(lambda clauses, clause: dict(_hedged(clauses, clause)))
    said = clauses.once(lambda clauses, clause: _flatly(clauses, clause, events))
    for a, b, score in clauses.told_together(SAME_STATEMENT):
        one, two = hedges(a), hedges(b)
        if (one or two) and clauses.both_told(a, b):
            continue
        for x, y, hedged, flat in ((a, b, one, two), (b, a, two, one)):
            for stem in sorted((hedged.keys() - flat.keys()) & said(y)) if hedged else ():
                word = clauses.printed(stem)
                with_hedge = _position(clauses, x, f"hedged {stem}", f"{hedged[stem]} {word}")
                without = _position(clauses, y, f"flat {stem}", word)
                yield Dispute(with_hedge, without, "soft", "hedge", f"{word}, or {hedged[stem]} so", score)


def _flatly(clauses: Clauses, clause: Clause, events: Events) -> frozenset[str]:
    """Return the stems of verbs and adjectives of a clause before which no hedge stands: what it says flatly.

    "Along" and "party" in "along party lines" say nothing that could be hedged.
    """
    words, trees = [t for t in clauses.tokens(clause) if t.kind == "word"], events.trees(clause.article)
    hedge = load_table("collation/agreement", "stance.toml")["hedge"]["words"]
    found = []
    for n, token in enumerate(words):
        tag = trees.tags[at] if trees and (at := trees.at(token.start)) >= 0 else "VERB"
        if tag in ("VERB", "ADJ") and not any(fold(w.text) in hedge for w in words[max(0, n - HEDGED - 1) : n]):
            found.append(token.text)
    return frozenset(content_of(found))


def _position(clauses: Clauses, clause: Clause, value: str, statement: str) -> Position:
    return Position(value, clauses.passage(clause), statement)


class Quantity(Struct, frozen=True):
    """A word of quantity: its kind, as printed with its noun, the stems of what it may count, and the noun by the tree."""

    kind: str
    printed: str
    of: frozenset[str]
    nouns: frozenset[str]
    end: int  # character of the clause


def _quantified(clauses: Clauses, clause: Clause, events: Events) -> list[Quantity]:
    """Return what a clause counts by words; "no" in "all no votes" counts none."""
    words, trees = clauses.words(clause), events.trees(clause.article)
    found: list[Quantity] = []
    for m in _quantity().finditer(words):
        heads = re.findall(r"\w+", words[m.end() :])[:HEADS]
        if m.lastgroup and (of := frozenset(content_of(heads))) and (not found or found[-1].end + 1 < m.start()):
            span = clause.start + m.start(), clause.start + m.end()
            nouns = _counted(trees, clauses.analyses[clause.article].article.text, span) if trees else frozenset()
            if nouns is not None:
                found.append(Quantity(m.lastgroup, f"{m.group()} {' '.join(heads[:3])}", of, nouns, m.end()))
    return found


def _counted(trees: Trees, text: str, span: Span) -> frozenset[str] | None:
    """Return the keys of the noun that words of quantity count by the tree; None where they count none: "all along the coast"."""
    last = trees.words_of(*span)[1] - 1
    word = trees.at(span[0]) if last < 0 else last
    while word >= 0 and trees.label(word) in ("case", "det", "amod", "nummod", "advmod", "fixed"):
        if trees.label(word) == "advmod" and trees.tags[trees.heads[word]] in ("VERB", "ADP", "ADV"):
            return None
        word = trees.heads[word]
    if word < 0:
        return frozenset()
    own = keys_of(text[slice(*trees.words[word])])
    of = next((c for c in trees.children(word) if trees.label(c) == "nmod"), -1)
    return own | (keys_of(text[slice(*trees.words[of])]) if of >= 0 and span[0] <= trees.words[word][0] < span[1] else frozenset())


def _hedged(clauses: Clauses, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield (stem, hedge) of the words that a clause hedges, passing over words such as "totally"."""
    table = load_table("collation/agreement", "stance.toml")
    words = [fold(w) for w in re.findall(r"\w+", clauses.words(clause))]
    for i, word in enumerate(words):
        if word in table["hedge"]["words"]:
            rest = [w for w in words[i + 1 : i + 1 + HEDGED] if w not in table["whole"]["words"]]
            for stem in content_of(rest[:1]):
                if (
                    not stem[0].isdigit()
                    and stem not in table["grammar"]["numerals"]
                    and rest[0] not in table["hedge"]["not_before"]
                ):  # "nearly 54 percent" is a figure's bound
                    yield stem, word


@cache
def _quantity() -> re.Pattern[str]:
    table = load_table("collation/agreement", "stance.toml")["quantity"]
    kinds = ("nearly_all", "all", "many", "some", "none")
    return re.compile(r"(?i)\b(?:" + "|".join(f"(?P<{k}>{'|'.join(map(re.escape, table[k]))})" for k in kinds) + r")\b")
