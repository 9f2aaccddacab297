"""Sentences told in other words: only beside a copied sentence, in the same place of both texts, with most content words alike."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tellings.collation.reuse.stretches import Stretch
from tellings.collation.reuse.telling import Telling
from tellings.language.content import content_words

# Two reporters of one event tell the same in like words, so likeness alone shows no copying: it counts between texts of which one
# copies at least COPIED sentences of the other, and beside one of these only. By judgement, but for TOGETHER.
COPIED = 2
LEAST = 6  # content words that the two sentences share
ALIKE = 0.6  # part of the content words of the shorter sentence that the other has too
# Part of the content words of either that both have. Read by eye in the ecbplus dev stories: all 11 pairs found at
# .5 or more (five different sentences) tell one thing, two of the three between .45 and .5; in the basil dev stories none is found.
TOGETHER = 0.5


def find_paraphrases(a: Telling, b: Telling, stretches: Sequence[Stretch]) -> list[tuple[int, int, float]]:
    """Return pairs of sentences, by number, that tell one thing in other words, and what part of their content words agrees."""
    own = [s for s in stretches if not s.quoted]
    touched = {a.sentence[i] for s in stretches for i in range(s.a, s.a_end)}
    answered = {b.sentence[j] for s in stretches for j in range(s.b, s.b_end)}
    if len({a.sentence[i] for s in own for i in range(s.a, s.a_end)}) < COPIED:
        return []
    words = _words_of(a), _words_of(b)
    found = {}
    for x, y in _beside(a, b, own):
        if x in touched or y in answered:
            continue
        ours, theirs = words[0].get(x, frozenset()), words[1].get(y, frozenset())
        both = len(ours & theirs)
        if both >= LEAST and both >= ALIKE * min(len(ours), len(theirs)) and both >= TOGETHER * len(ours | theirs):
            found[x, y] = round(both / len(ours | theirs), 3)
    return _one_each(found)


def _beside(a: Telling, b: Telling, stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences right before and right after a shared stretch."""
    for s in stretches:
        yield a.sentence[s.a] - 1, b.sentence[s.b] - 1
        yield a.sentence[s.a_end - 1] + 1, b.sentence[s.b_end - 1] + 1


def _words_of(telling: Telling) -> dict[int, frozenset[str]]:
    """Return the content words of the sentences that pass on no statement: what was said anybody may report."""
    held: defaultdict[int, list[str]] = defaultdict(list)
    for word, sentence, statement in zip(telling.words, telling.sentence, telling.statement, strict=True):
        if not statement:
            held[sentence].append(word)
    return {sentence: frozenset(content_words(words)) for sentence, words in held.items()}


def _one_each(found: dict[tuple[int, int], float]) -> list[tuple[int, int, float]]:
    """Return each sentence once, in its best pair."""
    kept: list[tuple[int, int, float]] = []
    for (x, y), score in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if all(x != p and y != q for p, q, _ in kept):
            kept.append((x, y, score))
    return sorted(kept)
