"""One thing characterised in opposite ways: a "constructive" call that "did not go well"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict, Strength, Token

BEFORE = 8  # word tokens from a topic to the word that evaluates it: "the relationship between X and the Y is the worst"
AFTER = 3  # word tokens from an evaluating word to its noun: "a very healthy and robust relationship"
DENIED = 3  # word tokens before an evaluating word in which a negation turns it round: "did not go well"
LINKS = frozenset(("is", "are", "was", "were", "be", "been", "being", "as", "at", "remain", "remains", "remained", "went", "go", "goes", "gone",
                   "became", "become", "seem", "seems", "look", "looks", "call", "called", "calling", "reached", "hit", "gone", "it's"))  # fmt: skip


class Stance(Struct, frozen=True):
    """A topic (stem), how it is seen, the evaluating word, and the clause."""

    topic: str
    positive: bool
    strong: bool
    word: str
    clause: Clause


def find_stance_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return the topics that are evaluated in opposite ways by different reports."""
    by_topic: dict[str, list[Stance]] = defaultdict(list)
    for stance in _stances(clauses):
        by_topic[stance.topic].append(stance)
    disputes = [d for topic in sorted(by_topic) for d in _disputes(clauses, topic, by_topic[topic])]
    return settle("characterisation", disputes, count)


def _disputes(clauses: Clauses, topic: str, held: list[Stance]) -> Iterator[Dispute]:
    for one in (s for s in held if s.positive):
        for two in (s for s in held if not s.positive):
            if one.clause.article != two.clause.article:
                strength: Strength = "hard" if one.strong and two.strong else "soft"
                yield Dispute(_position(clauses, one), _position(clauses, two), strength, "opposite-stance", topic, 0.6 if strength == "hard" else 0.4)


def _position(clauses: Clauses, stance: Stance) -> Position:
    return Position("for" if stance.positive else "against", clauses.sentence(stance.clause), stance.word)


def _stances(clauses: Clauses) -> Iterator[Stance]:
    for clause in clauses.all:
        analysis = clauses.analyses[clause.article]
        tokens = [t for t in analysis.prose.tokens if clause.start <= t.start < clause.end and t.kind == "word"]
        yield from _of_clause(clause, tokens)


def _of_clause(clause: Clause, tokens: list[Token]) -> Iterator[Stance]:
    words = [fold(t.text) for t in tokens]
    for i, word in enumerate(words):
        if word in _words() and tokens[i].text[0].islower():
            positive, strong = _words()[word]
            denied = any(w in ("not", "no", "never") or w.endswith("n't") for w in words[max(0, i - DENIED) : i])
            for topic in _topics(tokens, words, i):
                yield Stance(topic, positive != denied, strong, word, clause)


def _topics(tokens: list[Token], words: list[str], i: int) -> Iterable[str]:
    """Return the stems of the nouns that a word may evaluate: the first noun after it, or those before a linking verb."""
    after = [j for j in range(i + 1, min(len(words), i + 1 + AFTER)) if _may_be_noun(tokens[j], words[j])]
    if after:
        return content_of([words[after[-1]]])
    before = range(max(0, i - BEFORE), i)
    if any(words[j] in LINKS for j in before):
        return dict.fromkeys(s for j in before if _may_be_noun(tokens[j], words[j]) for s in content_of([words[j]]))
    return ()


def _may_be_noun(token: Token, word: str) -> bool:
    return word not in _words() and word not in LINKS and (token.text[0].islower() or word == token.text.lower()) and bool(content_of([word]))


@cache
def _words() -> dict[str, tuple[bool, bool]]:
    """Map each evaluating word to (is for, is strong)."""
    table = load_table("collation/agreement", "stance.toml")
    return {w: (side == "for", weight == "strong") for side in ("for", "against") for weight in ("strong", "weak") for w in table[side][weight]}
