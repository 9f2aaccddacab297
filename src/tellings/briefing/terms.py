"""The words of a sentence beside those of its passages: how much, which of two opposites, when."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tellings.briefing.sureness import how_sure
from tellings.comparison import Sentences
from tellings.comparison.times import holds
from tellings.comparison.words import (
    base_of,
    excludes,
    keys_of,
    opposite,
    phrasal,
    quantities,
    same_side,
)
from tellings.language.content import fold
from tellings.language.numbers import find_numbers
from tellings.language.tables import load_table
from tellings.model import Moment

Meaning = Callable[[Sequence[str]], Any]
# Cosine of two words' vectors of meaning (all-MiniLM-L6-v2, each word alone) below which one is not said for the other. By
# judgement, looking at some thirty pairs of synonyms ("help", "assist"). Many words that are none lie above it, which is what the
# lists of opposites and of words that exclude one another are for.
RELATED = 0.4
WORD = re.compile(r"[^\W\d_]+")
NEAR = 20  # characters before a number in which "no fewer than" stands
BOUNDING = frozenset({"some", "many", "fewer", "less", "more", "few"})
FORM = 5  # letters in common of two forms of one word: "negotiate", "negotiations"


def check_terms(
    own: Sentences,
    theirs: Sequence[Sentences],
    moments: Sequence[Moment],
    meaning: Meaning | None = None,
    settled: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """Yield the words of a sentence that its passages do not bear out: of quantity, opposites, others' in their place, times.

    ``meaning`` gives a vector a word; without it a word that no passage has is let pass unless a list says what it excludes.
    ``settled`` are words that have been looked at: "before" where a passage says "after" of the two events turned round.
    """
    mine, held = Counter(_words(own)), Counter(w for t in theirs for w in _words(t))
    for word in settled:
        mine.pop(word, None)
    yield from _how_much(mine, held)
    yield from how_sure(own, mine, held)
    yield from _in_place(own, mine, held, meaning)
    yield from _when(own, theirs, moments)


def _words(told: Sentences) -> list[str]:
    return [fold(told.text[s:e]) for s, e in told.analysis.syntax.words] if told.analysis.syntax else []


def bounding(told: Sentences) -> frozenset[str]:
    """Return the words that do no more than bound or soften a number: "no fewer than 300", "some 400", "as many as 50"."""
    before = (WORD.findall(told.text[max(0, n.start - NEAR) : n.start])[-3:] for n in find_numbers(told.text))
    near = (words[len(words) - words[::-1].index("of") :] if "of" in words else words for words in before)  # not "few of its 300"
    there, all_of_them = Counter(fold(w) for words in near for w in words), Counter(_words(told))
    return frozenset(w for w in BOUNDING if there[w] >= all_of_them[w] > 0)


def _how_much(mine: Counter[str], held: Counter[str]) -> Iterator[str]:
    classes = {quantities()[w] for w in held if w in quantities()}
    for word in (w for w in mine if w in quantities() and w not in held):
        if quantities()[word] not in classes:
            yield f"no passage says “{word}”"


def _in_place(own: Sentences, mine: Counter[str], held: Counter[str], meaning: Meaning | None) -> Iterator[str]:
    """Yield each word that no passage has, nor a synonym of it: where one has its opposite, or nothing that it may stand for."""
    keys = {k for w in held for k in (*keys_of(w), *(base_of(w) if keys_of(w) else ()))}
    left = sorted(w for w in held - mine if keys_of(w))
    for word in (w for w in mine if w not in held and not (keys_of(w) | (base_of(w) if keys_of(w) else frozenset())) & keys):
        turned = next((w for w in sorted(held - mine) if opposite(word, w) or excludes(word, w)), None)
        if turned:
            yield f"the sentence says “{word}”, the passage “{turned}”"
        elif any(same_side(word, w) for w in held):
            continue
        elif meaning and keys_of(word) and _tells(own, word) and not any(w[:FORM] == word[:FORM] for w in held):
            near = meaning([word, *left])
            if not left or float((near[1:] @ near[0]).max()) < RELATED:
                yield f"“{word}” stands in no cited passage, nor a word for it"


def _tells(own: Sentences, word: str) -> bool:
    """Tell whether a word says something of its own: no name, number or word that joins or reports."""
    syntax = own.analysis.syntax
    if syntax is None or word in load_table("briefing", "words.toml")["joining"]["words"]:
        return False
    if _in_phrase(own, word):
        return False
    tags = {t for (s, e), t in zip(syntax.words, syntax.tags, strict=True) if fold(own.text[s:e]) == word}
    return bool(tags) and tags <= {"NOUN", "VERB", "ADJ"}


def _in_phrase(own: Sentences, word: str) -> bool:
    """Tell whether a verb stands with a particle for another one: "turned down"; its frame is compared by that."""
    trees = own.trees
    if trees is None:
        return False
    at = [n for n, (s, e) in enumerate(trees.words) if fold(own.text[s:e]) == word]
    return any(
        trees.labels[c] == "compound:prt" and phrasal(word, fold(own.text[slice(*trees.words[c])]))
        for n in at
        for c in trees.children(n)
    )


def _when(own: Sentences, theirs: Sequence[Sentences], moments: Sequence[Moment]) -> Iterator[str]:
    """Yield each time that is printed in no passage, nor shown by one that they give."""
    texts = {t.analysis.article.id: t.text for t in theirs}
    printed = {fold(texts[m.article][m.start : m.end]) for m in moments if m.article in texts}
    for moment in own.analysis.moments:
        words = fold(own.text[moment.start : moment.end])
        if words in printed or any(words in fold(t.text[s.start : s.end]) for t in theirs for s in t.analysis.prose.sentences):
            continue
        if not any(holds(moment, m) for m in moments):
            yield f"the time “{own.text[moment.start : moment.end]}” stands in no cited passage"
