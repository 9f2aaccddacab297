"""A made-up stream of sketches, the same in every run: stories are born, told by one article or by hundreds, and die.

Words are numbers, drawn as Zipf has it; a story has terms and names of its own, its topic others, and a few names stand in many
topics. What matters for speed is how long the lists of the index are: the constants were set until a thousand articles read about
as many entries of it at a look-up as as many real ones do; ``python -m bench.stream`` prints both, where those are at hand.
"""

from collections.abc import Iterator
from typing import Any

SEED = 23
WORDS, NAMES, TOPICS = 60_000, 15_000, 60  # words in use, names among them (at their end), topics alive
STEEP, KNOWN = 1.2, 6  # how fast words get rarer, and names (the power of a uniform number)
TAIL = 300_000  # beyond these, words that hardly ever come twice: three an article
LENGTH, SHORT = 400, 90  # words of an article: median of a log-normal, and the least
OWN, TOPIC = 0.2, 0.15  # part of an article's words that are its story's own, and its topic's
OPENS = 0.45  # part of articles that begin a story
A_DAY = 1_000  # articles a day
LIFE = 2_500  # arrivals that a story lives on average


def make_sketches(n: int, seed: int = SEED) -> Iterator[Any]:
    """Yield ``n`` sketches in order of arrival, each with a day."""
    import numpy as np

    from tellings.stories import Sketch

    dice = np.random.default_rng(seed)
    zipf = np.cumsum(1 / (np.arange(1, WORDS + 1) + 2.7) ** STEEP)
    hashes = np.arange(WORDS + TAIL, dtype=np.uint32) * np.uint32(2_654_435_761)
    topics = [_terms(dice, 150) for _ in range(TOPICS)]
    alive: list[tuple[Any, Any]] = []
    weights: list[float] = []
    for at in range(n):
        if dice.random() < OPENS or not alive:
            alive.append((_terms(dice, 60), topics[int(dice.integers(TOPICS))]))
            weights.append(dice.pareto(1.1) + 0.05)
            own, topic = alive[-1]
        else:
            sums = np.cumsum(weights)
            own, topic = alive[int(np.searchsorted(sums, dice.random() * sums[-1]))]
        if at % 50 == 0:
            kept = [i for i in range(len(alive)) if dice.random() > 50 / LIFE]
            alive, weights = [alive[i] for i in kept], [weights[i] for i in kept]
            topics[int(dice.integers(TOPICS))] = _terms(dice, 150)
        length = max(SHORT, int(dice.lognormal(np.log(LENGTH), 0.5)))
        a, b = int(length * OWN), int(length * TOPIC)
        drawn = np.concatenate(
            [
                np.searchsorted(zipf, dice.random(length - a - b) * zipf[-1]),
                own[(60 * dice.random(a) ** 1.5).astype(np.int64)],
                topic[(150 * dice.random(b) ** 1.5).astype(np.int64)],
                WORDS + dice.integers(0, TAIL, 3),
            ]
        )
        terms, first, counts = np.unique(hashes[drawn], return_index=True, return_counts=True)
        names = (drawn[first] >= WORDS - NAMES) & (drawn[first] < WORDS)
        yield Sketch(
            id=f"a{at:07d}",
            day=740_000 + at // A_DAY,
            terms=terms.astype("<u4").tobytes(),
            counts=np.minimum(counts, 255).astype(np.uint8).tobytes(),
            flags=names.astype(np.uint8).tobytes(),
        )


def _terms(dice: Any, n: int) -> Any:
    """Return ``n`` words of the middle of the vocabulary, a third of them names."""
    import numpy as np

    words = np.exp(dice.uniform(np.log(200), np.log(WORDS - NAMES), n - n // 3)).astype(np.int64)
    return dice.permutation(np.concatenate([words, WORDS - 1 - (NAMES * dice.random(n // 3) ** KNOWN).astype(np.int64)]))
