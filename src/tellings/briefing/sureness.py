"""Small words that say whether a thing is so, is not so, may be so or is only planned, counted in a sentence and its passages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tellings.comparison import Sentences
from tellings.comparison.words import auxiliaries, base_of, bases, keys_of, listed
from tellings.language.content import fold

NEARLY = 0.85  # share of the content of two sentences that both have, from which on nothing else has changed; by judgement
NEGATED = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")  # "no", "don't"
BE = frozenset({"is", "are", "was", "were"})
HEDGING = 6  # words before a verb in which a word stands that makes it possible or planned
HEDGES = frozenset(
    {"may", "might", "possibly", "perhaps", "maybe", "probably", "allegedly", "reportedly", "supposedly", "presumably"}
)
WILL = frozenset({"will", "'ll", "wo"})


def check_small_words(own: Sentences, beside: Sequence[Sentences]) -> Iterator[str]:
    """Yield that a sentence which has all the words of a passage has one that denies more, or less, or another of what may be."""
    mine, held = _content(own), [(t, _content(t)) for t in beside]
    copied = [t for t, theirs in held if len(mine & theirs) >= NEARLY * len(mine | theirs)]
    if copied and negators(own) not in {*map(negators, copied), sum(map(negators, beside))}:
        yield "the sentence has more or fewer words that deny than the passage"
    if copied and doubts(own) not in {*map(doubts, copied), sum(map(doubts, beside))}:
        yield "the sentence has more or fewer of “may” and its like than the passage"


def _content(told: Sentences) -> frozenset[str]:
    """Return the keys of a sentence without those of its numbers, which may be written in digits or in words."""
    tags = told.analysis.syntax.tags if told.analysis.syntax else ()
    return frozenset(k for word, tag in zip(_printed(told), tags, strict=True) if tag != "NUM" for k in keys_of(word))


def denials(told: Sentences) -> int:
    """Return how many words of a sentence deny."""
    verbs = bases("negation", "verbs") | bases("negation", "denials")
    return sum(w in listed("negation", "words") or bool(base_of(w) & verbs) for w in _words(told))


def negators(told: Sentences) -> int:
    """Return how many words deny by themselves: "not", "never", "no"."""
    return sum(negators_in(told.text[s.start : s.end]) for s in told.analysis.prose.sentences)


def negators_in(text: str) -> int:
    """Return the same for a text."""
    words = map(fold, NEGATED.findall(text))
    return sum(w in listed("negation", "words") or w.endswith("n't") for w in words)


def doubts(told: Sentences) -> int:
    """Return how often a sentence has "may", "could" or "perhaps"."""
    words = [w for w in _printed(told) if w != "May"]  # the month
    return sum(auxiliaries().get(w) == "may" or w in listed("modality", "adverbs", "may") for w in map(fold, words))


def hedges(told: Sentences, before: int) -> Counter[str]:
    """Return the words shortly before a place that make something possible, planned or ordered, by their base."""
    governors = {k for c in ("may", "likely", "planned", "ordered") for k in bases("modality", "governors", c)}
    adverbs = listed("modality", "adverbs", "may") | {"if", "unless", "whether"}
    syntax = told.analysis.syntax
    near = [fold(told.text[s:e]) for s, e in syntax.words if s < before][-HEDGING:] if syntax else []
    to = Counter({"to": sum(a in BE and b == "to" for a, b in pairwise(near))})  # "is to"
    words = (w for w in near if w in auxiliaries() or w in adverbs or base_of(w) & governors)
    return Counter(min(base_of(w)) for w in words) + to


def how_sure(own: Sentences, mine: Counter[str], held: Counter[str]) -> Iterator[str]:
    """Yield words by which a sentence has it as possible, or as planned, where the passages have nothing of the kind."""
    hedged = _of_modality(held, "may", "ordered") or "if" in held
    doubtful = [w for w in mine if w in HEDGES and (w != "may" or _tagged(own, w, "AUX"))]
    if doubtful and not hedged:
        yield f"the sentence says “{doubtful[0]}”, no passage does"
    if _of_modality(held, "may") and not _of_modality(held, "planned") and mine.keys() & WILL and not mine.keys() & HEDGES:
        yield "the sentence says “will” of what is no more than possible in the passage"


def _of_modality(words: Counter[str], *classes: str) -> bool:
    """Tell whether some words make what is said possible, planned or ordered."""
    table = auxiliaries()
    governors = frozenset(k for c in (*classes, "likely") for k in bases("modality", "governors", c))
    adverbs = listed("modality", "adverbs", "may") if "may" in classes else frozenset()
    return any(table.get(w) in classes or w in adverbs or base_of(w) & governors for w in words)


def _tagged(told: Sentences, word: str, tag: str) -> bool:
    syntax = told.analysis.syntax
    return syntax is not None and any(
        t == tag and fold(told.text[s:e]) == word for (s, e), t in zip(syntax.words, syntax.tags, strict=True)
    )


def _words(told: Sentences) -> list[str]:
    return [fold(w) for w in _printed(told)]


def _printed(told: Sentences) -> list[str]:
    return [told.text[s:e] for s, e in told.analysis.syntax.words] if told.analysis.syntax else []
