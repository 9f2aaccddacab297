"""Synthetic articles for measuring a store: made-up words by Zipf's law, set phrases that recur, sentences, lines, outlets, days.

Nothing in them means anything; what matters to an index is how often words are, how long texts are, and that phrases recur.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice

import numpy as np

from tellings.model import Article, Entry

WORDS, PHRASES = 150_000, 20_000
SHIFT, POWER = 1.5, 1.05  # of Zipf and Mandelbrot's law
AGAIN = 0.27  # of the draws that repeat a word of the same article; with the law, 520 words are some 270 different ones, as in news
PHRASE_SHARE = 0.12  # of the draws that give a set phrase
MIDDLE, WIDTH = 5.9, 0.38  # of the length in draws, log-normal: with set phrases some 520 words on average
OUTLETS = 60
FIRST_DAY, DAYS = date(2031, 1, 1), 730
ONSETS = "b c d f g h j k l m n p r s t v w z br cl dr fl gr pl st tr ch sh th".split()
VOWELS = "a e i o u ai ea ou".split()
ENDS = ["", "", "n", "r", "s", "t", "l", "nd", "st"]


class Maker:
    """Makes articles from a seed, the same ones every time; the n-th does not depend on how many are made."""

    def __init__(self, seed: int = 7) -> None:
        self.seed = seed
        chance = random.Random(seed)
        self.words = _vocabulary(chance)
        self.weights = np.cumsum(_zipf(WORDS))
        self.phrases = np.cumsum(_zipf(PHRASES))
        draws = np.random.default_rng(seed)
        self.sets = [self._draw(draws, int(n)) for n in draws.integers(2, 6, PHRASES)]

    def _draw(self, draws: np.random.Generator, n: int) -> list[str]:
        return [self.words[min(int(i), WORDS - 1)] for i in np.searchsorted(self.weights, draws.random(n))]

    def text(self, number: int) -> str:
        """Return the text of the n-th article: lines of two to four sentences."""
        draws = np.random.default_rng((self.seed, number))
        n = int(np.clip(draws.lognormal(MIDDLE, WIDTH), 60, 3000))
        words = self._draw(draws, n)
        for place in np.nonzero(draws.random(n) < AGAIN)[0]:
            words[place] = words[int(draws.integers(place + 1))]
        at = np.nonzero(draws.random(n) < PHRASE_SHARE)[0]
        for place, phrase in zip(at, np.searchsorted(self.phrases, draws.random(len(at))), strict=True):
            words[place] = " ".join(self.sets[min(int(phrase), PHRASES - 1)])
        return _print(words, draws)

    def entry(self, number: int) -> Entry:
        """Return the n-th article on its way into a store; days come in no order."""
        draws = np.random.default_rng((self.seed, number, 1))
        text = self.text(number)
        day = (FIRST_DAY + timedelta(days=int(draws.integers(DAYS)))).isoformat()
        outlet = min(int(draws.exponential(OUTLETS / 6)), OUTLETS - 1)
        article = Article(
            id=f"a-{number:07d}",
            url=f"https://paper{outlet}.example/{number}",
            outlet=f"Paper {outlet}",
            title=text[:60].rpartition(" ")[0],
            published=day,
            published_basis="metadata",
            language="en",
            sha256=sha256(text.encode()).hexdigest(),
            text=text,
        )
        return Entry(article=article, key=article.url or "", version=1, day=day)

    def entries(self, n: int, first: int = 0) -> Iterator[Entry]:
        """Yield ``n`` articles."""
        return (self.entry(number) for number in range(first, first + n))


def _zipf(n: int) -> np.ndarray:
    weights = (np.arange(1, n + 1) + SHIFT) ** -POWER
    return weights / weights.sum()


def _vocabulary(chance: random.Random) -> list[str]:
    """Return words that differ, the commoner the shorter."""
    seen: dict[str, None] = {}
    while len(seen) < WORDS:
        syllables = 1 + (len(seen) > 150) + (len(seen) > 6_000 and chance.random() < 0.7)
        seen["".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(ENDS) for _ in range(syllables))] = None
    return list(islice(seen, WORDS))


def _print(words: list[str], draws: np.random.Generator) -> str:
    """Return words as sentences, a few to a line, a fifth of the lines with words inside curly marks."""
    lines, line, at = [], [], 0
    while at < len(words):
        n = int(draws.integers(9, 28))
        sentence = " ".join(words[at : at + n])
        line.append(sentence[:1].upper() + sentence[1:] + ".")
        at += n
        if len(line) >= int(draws.integers(1, 4)):
            lines.append(f"“{' '.join(line)}”" if draws.random() < 0.2 else " ".join(line))
            line = []
    return "\n".join([*lines, " ".join(line)] if line else lines)
