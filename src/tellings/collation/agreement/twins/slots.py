"""Twin clauses, word by word: where one has other words than the other."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.comparison.words import base_of, bases, has_opposite, keys_of, listed
from tellings.language.content import fold
from tellings.model import Clause, Span, Token

LONGEST = 80  # words of a clause that is compared word by word (by judgement; longer ones are lists)
# Share of the words of both that stand in both, in order, and content words among them, from which two clauses are twins. By
# judgement: a clause of eight words of which one is another, or one of twenty that is recast at its end.
TWIN, HELD = 0.7, 4
FEW, SURE = 2, 0.8  # a clause of fewer content words is a twin when one slot is all that differs,
TWIN_OF_FEW = 0.6  # and when it is short ("at least 40 boats sank", "fewer than 40 boats sank"); by judgement
SHORT = 0.5  # times; clauses of lengths further apart are no twins


_CASES = {"him": "he", "her": "she", "them": "they", "me": "i", "us": "we", "whom": "who"}
DENIED = {"won't": "will", "can't": "can", "cannot": "can"}


class Word(NamedTuple):
    """A word of a clause: its place, as printed, and folded; "didn't" is two words, "did" and "not"."""

    start: int
    end: int
    text: str
    key: str

    @property
    def sense(self) -> str:
        """The word by which its synonyms and forms are compared."""
        return sense_of(self.key)


@lru_cache(maxsize=65_536)
def sense_of(key: str) -> str:
    """Return one word for all that mean the same; a word that has an opposite stands for itself.

    >>> sense_of("lawyer") == sense_of("attorney"), sense_of("rose") == sense_of("fell"), sense_of("the")
    (True, False, 'the')
    """
    return key if has_opposite(key) else min(keys_of(key), default=key)


class Slot(Struct, frozen=True):
    """Words that stand in one place of two twins, none of them equal; one side may be empty. Places are numbers of words."""

    here: Span
    there: Span


class Twins(Struct, frozen=True):
    """Two clauses as words, and where they differ."""

    a: Clause
    b: Clause
    one: tuple[Word, ...]
    two: tuple[Word, ...]
    slots: tuple[Slot, ...]
    score: float


def words_of(clauses: Clauses, clause: Clause) -> tuple[Word, ...]:
    """Return the words of a clause, contracted negations taken apart."""
    return words_in(clauses.tokens(clause))


def words_in(tokens: Iterable[Token]) -> tuple[Word, ...]:
    """Return the words of some tokens, contracted forms taken apart."""
    return tuple(w for t in tokens if t.kind in ("word", "number") for w in _parted(t.start, t.end, t.text))


def _parted(start: int, end: int, text: str) -> Iterator[Word]:
    key = fold(text).replace(".", "")
    if key.endswith(("n't", "n'")) or key == "cannot":
        yield Word(start, end, text, DENIED.get(key, key.rpartition("n'")[0]))
        yield Word(start, end, text, "not")
    elif key.endswith(("'ll", "'d")):
        yield Word(start, end, text, key.rpartition("'")[0])
        yield Word(start, end, text, "will" if key.endswith("ll") else "would")
    else:
        yield Word(start, end, text, key.removesuffix("'s"))


def denials(words: Iterable[Word]) -> int:
    """Return how many words deny: "not", "never", and verbs such as "refused"."""
    return sum(w.key in listed("negation", "words") or bool(base_of(w.key) & bases("negation", "verbs")) for w in words)


def find_twins(a: Clause, b: Clause, one: tuple[Word, ...], two: tuple[Word, ...]) -> Twins | None:
    """Return two clauses as twins, None when they say it in other words, or in the same."""
    if not min(len(one), len(two)) > SHORT * max(len(one), len(two), 1) or max(len(one), len(two)) > LONGEST:
        return None
    x, y = [w.sense for w in one], [w.sense for w in two]
    if x == y:
        return None
    blocks = SequenceMatcher(None, x, y, autojunk=False).get_opcodes()
    same = [k for tag, i, j, _, _ in blocks if tag == "equal" for k in x[i:j]]
    score = 2 * len(same) / (len(x) + len(y))
    held = len(set(content_of(same)))
    if sorted(x) == sorted(y):  # all the same words, in another order
        score, held = max(score, SURE), len(set(content_of(x)))
    one_slot = sum(b[0] != "equal" for b in blocks) == 1
    few = held < HELD and not one_slot
    if score < (TWIN_OF_FEW if one_slot else TWIN) or held < FEW or (few and score < SURE):
        return None
    slots = tuple(Slot((i, j), (k, m)) for tag, i, j, k, m in blocks if tag != "equal")
    return Twins(a, b, one, two, slots, score)


def swapped(twins: Twins) -> tuple[Span, Span, Span] | None:
    """Return (first, between, last) of the one clause where the other has last, between, first; None where nothing is swapped.

    Differences elsewhere do not matter: the words from one slot to another are looked at alone where both have the same.
    """
    x, y = ([_CASES.get(w.key, w.sense) for w in side] for side in (twins.one, twins.two))
    for n, begin in enumerate(twins.slots):
        for end in twins.slots[n:]:
            here, there = (begin.here[0], end.here[1]), (begin.there[0], end.there[1])
            if found := swapped_words(x[slice(*here)], y[slice(*there)]):
                first, between, last = ((i + here[0], j + here[0]) for i, j in found)
                return first, between, last
    return None


def swapped_words(x: Sequence[str], y: Sequence[str]) -> tuple[Span, Span, Span] | None:
    """Return the same for words; only where nothing else differs.

    >>> swapped_words("the choir beat the band".split(), "the band beat the choir".split())
    ((1, 2), (2, 4), (4, 5))
    """
    if len(x) != len(y) or len(x) > LONGEST or sorted(x) != sorted(y):
        return None
    start = next((n for n, (i, j) in enumerate(zip(x, y, strict=True)) if i != j), len(x))
    end = len(x) - next((n for n, (i, j) in enumerate(zip(reversed(x), reversed(y), strict=True)) if i != j), len(x))
    mine, theirs = list(x[start:end]), list(y[start:end])
    size = len(mine)
    for n in range(1, size):  # mine = P + M + Q, theirs = Q + M + P
        if theirs[size - n :] != mine[:n]:
            continue
        for m in range(n + 1, size):
            if theirs[: size - m] == mine[m:] and theirs[size - m : size - n] == mine[n:m]:
                return (start, start + n), (start + n, start + m), (start + m, end)
    return None
