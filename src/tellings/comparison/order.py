"""Which of two events a sentence puts first, by "after", "before", "then" and their like."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tellings.comparison.frames import Sentences
from tellings.comparison.words import base_of, keys_of
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.language.trees import Trees
from tellings.model import Span

# By judgement.
SURELY = 0.25  # how much more of the events must fit the one way round than the other
BY_WORDS = 0.9  # what it counts at most where the words of the clauses tell it, not their heads


class Order(NamedTuple):
    """Keys of what came first and of what came second, the marker that says so, its place, and the keys of the two heads."""

    first: frozenset[str]
    second: frozenset[str]
    marker: str
    at: Span
    heads: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


def find_orders(told: Sentences, start: int, end: int) -> list[Order]:
    """Return the orders of events in ``text[start:end]``: a clause or noun behind "after" or "before", and what it hangs on."""
    if not told.trees:
        return []
    first, last = told.trees.words_of(start, end)
    return [o for n in range(first, last) for o in _of(told, told.trees, n)]


def _of(told: Sentences, trees: Trees, n: int) -> Iterator[Order]:
    word = fold(told.text[slice(*trees.words[n])])
    table = load_table("comparison", "order.toml")
    side = next((s for s in ("after", "before") if word in table[s]), None)
    if side is None or (word == "ahead" and not _is_of(told, trees, n)):
        return
    event, main = _events(trees, n)
    if main < 0 or event < 0 or any(c in table["numbered"] for c in _beside(told, trees, n)):
        return
    later, sooner = (main, event) if side == "after" else (event, main)
    if (one := _keys(told, trees, sooner, later)) and (two := _keys(told, trees, later, sooner)):
        heads = (_head(told, trees, sooner), _head(told, trees, later))
        yield Order(one, two, word, trees.words[n], heads)


def _is_of(told: Sentences, trees: Trees, n: int) -> bool:
    return n + 1 < len(trees.words) and fold(told.text[slice(*trees.words[n + 1])]) == "of"


def _events(trees: Trees, n: int) -> tuple[int, int]:
    """Return the event that a marker governs, and the one that it is tied to; -1 for none."""
    label, head = trees.label(n), trees.heads[n]
    if label == "advmod" and (behind := [c for c in trees.children(n) if trees.label(c) == "obl"]):  # "ahead of the fair"
        return behind[0], head
    if label == "advmod" and trees.label(n + 1) == "case" and trees.heads[trees.heads[n + 1]] == head:  # the same, read flat
        return trees.heads[n + 1], head
    if label == "case" and trees.tags[head] == "PRON" and trees.heads[head] >= 0:  # "it ended, after which they left"
        return trees.heads[trees.heads[head]], trees.heads[head]
    if label in ("mark", "case", "advmod") and head >= 0:
        return head, trees.heads[head]
    if label in ("advcl", "acl") and trees.tags[n] == "VERB":  # "…, following the vote"
        return next((c for c in trees.children(n) if trees.label(c) in ("obj", "obl")), -1), head
    return -1, -1


def _beside(told: Sentences, trees: Trees, n: int) -> list[str]:
    return [fold(told.text[slice(*trees.words[c])]) for c in range(max(0, n - 1), n)]


def _keys(told: Sentences, trees: Trees, event: int, without: int) -> frozenset[str]:
    """Return the keys of an event: its predicate and the words of its clause, the other event left out."""
    return frozenset(k for w in trees.under(event, without) for k in keys_of(told.text[slice(*trees.words[w])]))


def _head(told: Sentences, trees: Trees, event: int) -> frozenset[str]:
    word = told.text[slice(*trees.words[event])]
    return keys_of(word) | base_of(word) if keys_of(word) else frozenset()


def agreement(one: Order, others: Iterable[Order]) -> int:
    """Return 1 when another order puts the same two events in the same order, -1 when only ones that turn them round, else 0.

    An order of the very same events counts before those whose clauses hold much the same words.
    """
    found = [
        s for o in others if abs(s := _straight(one, o)) >= SURELY and not (s < 0 and one.marker == o.marker == "when")
    ]  # "X when Y" and "Y when X" do not oppose each other
    best = max([s for s in found if abs(s) == 1.0] or found, default=0.0)
    return (best > 0) - (best < 0)


def _straight(one: Order, other: Order) -> float:
    """Return how much better the events fit as they stand than the other way round, -1 to 1, which only the same heads reach."""
    (a, b), (c, d) = one.heads, other.heads
    same, crossed = bool(a & c and b & d), bool(a & d and b & c)
    if same != crossed:  # the very events, whoever else stands in both clauses
        return 1.0 if same else -1.0
    straight = min(_share(one.first, other.first), _share(one.second, other.second))
    turned = min(_share(one.first, other.second), _share(one.second, other.first))
    return BY_WORDS * (straight - turned)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
