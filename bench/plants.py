"""Synthetic articles with planted copies: made-up words in the proportions of English news, the same in every run.

Words are Zipfian, some two in five of them real small words; sentences and articles have news-like lengths; everybody uses some of
400 stock phrases; 40 houses print one of their own notices under two articles of three. So articles that copy nothing still share
words.
"""

from typing import NamedTuple

import numpy as np

SEED = 5  # what the constants of reuse were looked at with is seed 4
VOCABULARY = 40_000
SMALL = (
    "the of to and a in that for was on is said with it at by from as he his be has an were but had they who will "
    "have their are not this been its or which she after more would about one when her also than up there out two "
    "if into over some we could first you last"
).split()
SMALL_PART = 0.42  # of all words
STOCK, NOTICES = 400, 40
NOTICE = 2 / 3  # part of the articles that carry a notice of their house
WIRE = 300
ONSETS, VOWELS, CODAS = (
    "b br c ch d f g gr h j k l m n p pl r s sh st t tr v w".split(),
    "a e i o u ai ea".split(),
    "n r l t s m d ck".split(),
)
ENDINGS = ("", "s", "ed", "ing", "er")


class Plant(NamedTuple):
    """A copy: which article was copied, which copies it, and how."""

    source: int
    copy: int
    kind: str


class Pile(NamedTuple):
    """Articles, what was planted among them, and the articles that belong to one wire text."""

    texts: list[str]
    plants: list[Plant]


def make_pile(size: int, seed: int = SEED) -> Pile:
    """Return ``size`` articles: 7.5 % each are partial, edited and one-sentence copies, 1.5 % (WIRE at most) copies of one text."""
    maker = Maker(seed)
    each, wired = size * 3 // 40, min(WIRE, size // 10)
    stories = [maker.article() for _ in range(size - 3 * each - wired)]
    plants, told = [], list(stories)
    for n in range(3 * each):
        kind = ("partial", "edited", "sentence")[n % 3]
        source = 1 + int(maker.dice.integers(len(stories) - 1))
        plants.append(Plant(source, len(told), kind))
        told.append(maker.copy(kind, stories[source]))
    for _ in range(wired):
        plants.append(Plant(0, len(told), "wire"))
        told.append(maker.wire(stories[0]))
    order = maker.dice.permutation(size)
    place = np.argsort(order)
    texts = [maker.printed(told[i]) for i in order]
    return Pile(texts, [Plant(int(place[p.source]), int(place[p.copy]), p.kind) for p in plants])


Sentence = list[str]


class Maker:
    """What draws words, sentences and articles."""

    def __init__(self, seed: int) -> None:
        self.dice = np.random.default_rng(seed)
        self.words = self._vocabulary()
        rank = 1 / np.arange(3, len(self.words) + 3)
        small = 1 / np.arange(2, len(SMALL) + 2)
        self.chance = np.cumsum(rank / rank.sum())
        self.small = np.cumsum(small / small.sum())
        self.stock = [self._draw(int(n)) for n in self.dice.integers(4, 8, STOCK)]
        self.notices = [self._draw(int(n)) for n in self.dice.integers(12, 30, NOTICES)]

    def _vocabulary(self) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            parts = [self.dice.choice(p) for p in (ONSETS, VOWELS, CODAS, VOWELS, CODAS)]
            short, ending = 3 + 2 * int(self.dice.integers(2)), ENDINGS[int(self.dice.integers(len(ENDINGS)))]
            found["".join([*parts[:short], ending])] = None
        return list(found)

    def _draw(self, n: int) -> Sentence:
        which, small = self.dice.random(n), self.dice.random(n) < SMALL_PART
        words, smalls = np.searchsorted(self.chance, which), np.searchsorted(self.small, which)
        return [SMALL[b] if s else self.words[a] for a, b, s in zip(words, smalls, small, strict=True)]

    def sentence(self) -> Sentence:
        """Return 8 to 40 words, mostly some 20, now and then a stock phrase, a name or a number among them."""
        words = self._draw(int(np.clip(self.dice.normal(20, 7), 8, 40)))
        if self.dice.random() < 0.25:
            at = int(self.dice.integers(len(words)))
            words[at:at] = self.stock[int(self.dice.zipf(1.4)) % STOCK]
        if self.dice.random() < 0.5:
            at = int(self.dice.integers(len(words)))
            words[at] = words[at].capitalize() if self.dice.random() < 0.7 else str(int(self.dice.integers(2, 4000)))
        return words

    def article(self) -> list[Sentence]:
        """Return sentences of 80 to 1,200 words, the middle one near 280."""
        size, lines = int(np.clip(self.dice.lognormal(5.63, 0.55), 80, 1200)), []
        while size > 0:
            lines.append(self.sentence())
            size -= len(lines[-1])
        return lines

    def copy(self, kind: str, source: list[Sentence]) -> list[Sentence]:
        """Return a copy of a kind."""
        return {"partial": self.partial, "edited": self.edited, "sentence": self.one_sentence}[kind](source)

    def partial(self, source: list[Sentence]) -> list[Sentence]:
        """Return an article of which 60 % are sentences of the source in a row, the rest its own."""
        own = self.article()
        room = min(1.5 * sum(map(len, own)), sum(map(len, source)))  # words copied: 60 % to 40 % own
        run = _run(source, int(self.dice.integers(len(source))), room)
        own = _run(own, 0, sum(map(len, run)) * 2 / 3)
        at = int(self.dice.integers(len(own) + 1))
        return [*own[:at], *run, *own[at:]]

    def edited(self, source: list[Sentence]) -> list[Sentence]:
        """Return the source with three words in ten replaced, dropped or followed by a new one, equally often."""
        return [line for line in (self._edit(line) for line in source) if line]

    def _edit(self, line: Sentence) -> Sentence:
        out: Sentence = []
        new = self._draw(len(line))
        for word, other, touched, how in zip(
            line, new, self.dice.random(len(line)) < 0.3, self.dice.integers(3, size=len(line)), strict=True
        ):
            out += [word] if not touched else ([other], [], [word, other])[int(how)]
        return out

    def one_sentence(self, source: list[Sentence]) -> list[Sentence]:
        """Return an article of its own with one sentence of the source."""
        own = self.article()
        own.insert(int(self.dice.integers(len(own) + 1)), source[int(self.dice.integers(len(source)))])
        return own

    def wire(self, source: list[Sentence]) -> list[Sentence]:
        """Return the wire text as a house prints it: its first sentences, at least two in three, and a line of its own."""
        keep = len(source) - int(self.dice.integers(len(source) // 3 + 1))
        return [*source[:keep], self.sentence()]

    def printed(self, lines: list[Sentence]) -> str:
        """Return the text: sentences with capital letters, stops and now and then a comma, marks or a new paragraph."""
        if self.dice.random() < NOTICE:
            lines = [*lines, self.notices[int(self.dice.integers(NOTICES))]]
        return "".join(self._line(line) for line in lines).strip()

    def _line(self, line: Sentence) -> str:
        words, commas = list(line), self.dice.random(len(line)) < 0.05
        words[0] = words[0][:1].upper() + words[0][1:]
        text = " ".join(f"{w}," if c and n < len(words) - 1 else w for n, (w, c) in enumerate(zip(words, commas, strict=True)))
        end = "\n\n" if self.dice.random() < 0.4 else " "
        return f'"{text}."{end}' if self.dice.random() < 0.15 else f"{text}.{end}"


def _run(lines: list[Sentence], first: int, room: float) -> list[Sentence]:
    """Return sentences in a row, from ``first`` or earlier where the text ends too soon, that fill the room."""
    found: list[Sentence] = []
    for line in [*lines[first:], *lines[:first]]:
        if found and sum(map(len, found)) + len(line) > room:
            break
        found.append(line)
    return found
