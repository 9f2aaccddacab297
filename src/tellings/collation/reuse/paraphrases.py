"""Sentences told in other words: only beside a copied sentence, in the same place of both texts, with most content words alike."""

from bisect import bisect_left, bisect_right
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
    found = {}
    for x, y in _beside(a, b, own):
        if x in touched or y in answered:
            continue
        ours, theirs = _content(a, x), _content(b, y)
        both = len(ours & theirs)
        if both >= LEAST and both >= ALIKE * min(len(ours), len(theirs)) and both >= TOGETHER * len(ours | theirs):
            found[x, y] = round(both / len(ours | theirs), 3)
    return _one_each(found)


def _beside(a: Telling, b: Telling, stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences right before and right after a shared stretch."""
    for s in stretches:
        yield a.sentence[s.a] - 1, b.sentence[s.b] - 1
        yield a.sentence[s.a_end - 1] + 1, b.sentence[s.b_end - 1] + 1


def _content(telling: Telling, number: int) -> frozenset[str]:
    """Return the content words of a sentence; none of one that passes on a statement: what was said anybody may report."""
    here = slice(bisect_left(telling.sentence, number), bisect_right(telling.sentence, number))
    return frozenset(content_words(telling.words[here])) if not any(telling.statement[here]) else frozenset()


def _one_each(found: dict[tuple[int, int], float]) -> list[tuple[int, int, float]]:
    """Return each sentence once, in its best pair."""
    kept: list[tuple[int, int, float]] = []
    for (x, y), score in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if all(x != p and y != q for p, q, _ in kept):
            kept.append((x, y, score))
    return sorted(kept)
