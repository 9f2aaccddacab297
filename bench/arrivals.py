"""A made-up stream of sketches, the same in every run: stories are born, told by one article or by a hundred, and die.

Words are numbers, drawn as Zipf has it; a story has terms and names of its own, some of which are its topic's, and names come and
go with the topics. What matters for speed is how long the lists of the index are and how much an article shares with others:
``python -m bench.stream`` prints both beside those of real articles, where the shared corpora lie beside the repository.
"""

from collections.abc import Iterator
from typing import Any

SEED = 23
WORDS, NAMES, TOPICS = 200_000, 60_000, 400  # vocabulary, names among it at its end, topics alive
LENGTH, SHORT = 330, 90  # words of an article: mean of a log-normal, and the least
OWN, TOPIC = 0.22, 0.10  # part of an article's words that are its story's own, and its topic's
A_DAY = 1_000  # articles a day
LIFE = 2_500  # arrivals over which half of a story's articles come


def make_sketches(n: int, seed: int = SEED) -> Iterator[Any]:
    """Yield ``n`` sketches in order of arrival, each with a day."""
    import numpy as np

    from tellings.stories import Sketch

    dice = np.random.default_rng(seed)
    rank = np.arange(1, WORDS + 1)
    zipf = np.cumsum(1 / (rank + 2.7) ** 1.08)
    zipf /= zipf[-1]
    hashes = dice.permutation(2**32 // 7919)[: 2 * WORDS].astype(np.uint32) * np.uint32(7919)
    topics = [_terms(dice, np, 150) for _ in range(TOPICS)]
    alive: list[tuple[Any, Any, float]] = []
    for at in range(n):
        if dice.random() < 0.45 or not alive:
            alive.append((_terms(dice, np, 60), topics[int(TOPICS * dice.random() ** 2)], _weight(dice)))
            story = alive[-1]
        else:
            story = alive[_pick(dice, alive, np)]
        if at % 50 == 0:
            alive = [s for s in alive if dice.random() > 50 / LIFE]
            topics[int(dice.integers(TOPICS))] = _terms(dice, np, 150)
        length = max(SHORT, int(dice.lognormal(np.log(LENGTH), 0.5)))
        own, topic = int(length * OWN), int(length * TOPIC)
        drawn = np.concatenate(
            [
                np.searchsorted(zipf, dice.random(length - own - topic)),
                story[0][(60 * dice.random(own) ** 1.5).astype(np.int64)],
                story[1][(150 * dice.random(topic) ** 1.5).astype(np.int64)],
                WORDS + dice.integers(0, WORDS, 6),
            ]
        )
        terms, counts = np.unique(hashes[drawn], return_counts=True)
        names = np.isin(terms, hashes[drawn[drawn > WORDS - NAMES]])
        yield Sketch(
            id=f"a{at:07d}",
            day=740_000 + at // A_DAY,
            terms=terms.astype("<u4").tobytes(),
            counts=np.minimum(counts, 255).astype(np.uint8).tobytes(),
            flags=names.astype(np.uint8).tobytes(),
        )


def _terms(dice: Any, np: Any, n: int) -> Any:
    """Return ``n`` words of the middle and the end of the vocabulary, a third of them names."""
    words = np.exp(dice.uniform(np.log(300), np.log(WORDS - NAMES), n - n // 3)).astype(np.int64)
    return dice.permutation(np.concatenate([words, WORDS - 1 - (NAMES * dice.random(n // 3) ** 2).astype(np.int64)]))


def _weight(dice: Any) -> float:
    return float(dice.pareto(1.1) + 0.05)


def _pick(dice: Any, alive: list[Any], np: Any) -> int:
    weights = np.cumsum([s[2] for s in alive])
    return int(np.searchsorted(weights, dice.random() * weights[-1]))
