"""Find the sentences of the reports that a sentence may rest on: by rare words, names, numbers and days, and by meaning."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log
from typing import Any, NamedTuple

from tellings.language.content import content_words
from tellings.language.numbers import find_numbers
from tellings.language.readers import English, Reader, Rules
from tellings.model import Analysis, Passage

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
# By judgement.
NAMED = 1.5  # what a name or a number weighs beside another word as rare: they tell who and how many
POOL = 12  # passages looked at closely for one sentence
MOST = 6  # passages that one sentence may rest on; as many as a sentence of our own brief cites
GAIN = 0.08  # share of a sentence's weight that a further passage must hold and those chosen do not
MEANT = 0.5  # what likeness of meaning counts beside that of words
EMBEDDED = (
    3_000  # sentences of a pile up to which each gets a vector; in a larger pile only those that words bring up (80 us a word)
)
BEFORE = 3  # sentences before a good passage that may hold the name behind its pronoun; as many as the brief looks at
LONGEST = 1_000  # characters of a sentence of a report that may be cited


class Found(NamedTuple):
    """A passage that a sentence may rest on, its likeness in all (``score``, 0 to 1), and what it can be found by.

    ``printed`` stands there in so many words; ``features`` has also the names behind its pronouns and the dates of its days.
    """

    passage: Passage
    score: float
    features: frozenset[str]
    printed: frozenset[str]


class Shelf:
    """The sentences of the reports, ready to be asked; they do not change."""

    def __init__(self, analyses: Sequence[Analysis], reader: Reader | English | Rules | None = None) -> None:
        told = sorted(analyses, key=lambda a: a.article.id)
        self.passages: list[Passage] = []
        self.features: list[frozenset[str]] = []
        for analysis in told:
            for passage, extra in _citable(analysis):
                self.passages.append(passage)
                self.features.append(features_of(passage.exact) | extra)
        held = Counter(f for features in self.features for f in features)
        self.weights = {f: log(1 + len(self.features) / n) for f, n in held.items()}
        self.unheld = log(2 + len(self.features))
        self.holders: dict[str, list[int]] = defaultdict(list)
        for n, features in enumerate(self.features):
            for feature in features:
                self.holders[feature].append(n)
        self.lengths = [sum(self.weights[f] ** 2 for f in sorted(features)) ** 0.5 for features in self.features]
        self.embed = _embedder(reader)
        self.vectors: dict[int, Any] = {}

    def find(self, sentence: str) -> list[Found]:
        """Return the passages nearest to a sentence, best first; those that together hold most of it stand among the first."""
        wanted = self.weigh(sentence)
        whole = sum(wanted.values())
        if not whole:
            return []
        words: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in sorted(wanted.items()):
            for n in self.holders.get(feature, ()):
                words[n] += weight
                shared[n] += weight * self.weights[feature]
        length = sum(w * w for w in wanted.values()) ** 0.5
        likeness = {n: (words[n] / whole + shared[n] / (length * self.lengths[n])) / 2 for n in sorted(words)}
        likeness = self._by_meaning(sentence, likeness)
        ranked = sorted(likeness, key=lambda n: (-likeness[n], self.passages[n]))[:POOL]
        pool = dict.fromkeys((*ranked, *(n for m in ranked[:3] for n in self._before(m))))
        found = [Found(self.passages[n], likeness.get(n, 0.0), self.features[n], features_of(self.passages[n].exact)) for n in pool]
        chosen = _complementing(found, wanted, whole)
        return [*chosen[:1], *(f for c in chosen[:1] for f in _naming(c, found, wanted) if f not in chosen), *chosen[1:]]

    def weigh(self, sentence: str) -> dict[str, float]:
        """Return what each word, name, number and day of a sentence counts: more the fewer sentences of the reports have it."""
        named = _named(sentence)
        return {
            f: self.weights.get(f, self.unheld) * (NAMED if f in named or f[:1] in "#0123456789" else 1.0)
            for f in sorted(features_of(sentence))
        }

    def _before(self, n: int) -> list[int]:
        article = self.passages[n].article
        return [m for m in range(max(0, n - BEFORE), n) if self.passages[m].article == article]

    def _by_meaning(self, sentence: str, likeness: Mapping[int, float]) -> dict[int, float]:
        """Return the likeness with that of meaning weighed in, where a reader knows meanings."""
        if self.embed is None:
            return dict(likeness)
        few = len(self.passages) <= EMBEDDED
        asked = list(range(len(self.passages))) if few else sorted(likeness, key=lambda n: (-likeness[n], n))[: 4 * POOL]
        missing = [n for n in asked if n not in self.vectors]
        self.vectors |= dict(zip(missing, self.embed([self.passages[n].exact for n in missing]), strict=True))
        meant = self.embed([sentence])[0]
        return {n: (likeness.get(n, 0.0) + MEANT * max(0.0, round(float(self.vectors[n] @ meant), 4))) / (1 + MEANT) for n in asked}


def features_of(text: str) -> frozenset[str]:
    """Return what a text can be found by: content stems, and numbers however they are written.

    >>> sorted(features_of("Twelve boats left the harbour."))
    ['#12', 'boat', 'harbour', 'left', 'twelve']
    """
    return frozenset(content_words(WORD.findall(text))) | {f"#{n.value:g}" for n in find_numbers(text)}


def _citable(analysis: Analysis) -> list[tuple[Passage, frozenset[str]]]:
    """Return the sentences of a report, each with the days and people that its words stand for; of headlines no tree is read."""
    spans = [(s.start, s.end) for s in analysis.prose.sentences]
    extra = _stood_for(analysis)
    found = []
    for start, end in sorted(set(spans)):
        if end - start <= LONGEST:
            inside = (features for at, features in extra if start <= at < end)
            found.append((analysis.passage(start, end), frozenset[str]().union(*inside)))
    return found


def _stood_for(analysis: Analysis) -> list[tuple[int, frozenset[str]]]:
    """Return where a pronoun stands for a name, or words for a calendar day, and the features of what they stand for."""
    found = [(m.start, _day_features(m.value)) for m in analysis.moments]
    for entity in analysis.entities:
        name = features_of(entity.name)
        found += [(r.start, name) for r in entity.references]
    for quotation in analysis.quotations:
        found += [(quotation.spans[0][0], features_of(" ".join(quotation.speaker.names)))]
    return [(at, features) for at, features in found if features]


def _day_features(value: str) -> frozenset[str]:
    day = DAY.match(value)
    if not day or not 1 <= int(day["month"]) <= len(MONTHS):
        return frozenset()
    named = f"{MONTHS[int(day['month']) - 1]} {day['year']} {int(day['day']) if day['day'] else ''}"
    return frozenset(content_words(named.split()))


def _named(sentence: str) -> frozenset[str]:
    """Return the stems of the capitalised words of a sentence but the first."""
    words = [m.group() for m in WORD.finditer(sentence)]
    return frozenset(content_words(w for w in words[1:] if w[:1].isupper()))


def _complementing(found: Sequence[Found], wanted: Mapping[str, float], whole: float) -> list[Found]:
    """Return the passages best first, each next one the one that adds most to what those before hold."""
    left = sorted(found, key=lambda f: (-f.score, f.passage))
    chosen, covered = left[:1], set[str]()
    del left[:1]
    while left and len(chosen) < MOST:
        covered |= chosen[-1].features
        gains = [sum(w for k, w in wanted.items() if k in f.features and k not in covered) / whole for f in left]
        n = max(range(len(left)), key=lambda i: (gains[i] if gains[i] >= GAIN else 0.0, -i))
        chosen.append(left.pop(n))
    return chosen


def _naming(best: Found, found: Sequence[Found], wanted: Mapping[str, float]) -> list[Found]:
    """Return the passage that prints a name for which the best passage has a pronoun, the nearest one before it."""
    lost = {w for w in wanted if w in best.features and w not in best.printed}
    before = [f for f in found if f.passage.article == best.passage.article and f.passage.start < best.passage.start]
    return sorted((f for f in before if lost & f.printed), key=lambda f: -f.passage.start)[:1]


def _embedder(reader: Reader | English | Rules | None) -> Any:
    """Return what makes vectors of meaning, None where the reader knows none."""
    loaded = reader.load() if isinstance(reader, English) else reader
    return getattr(loaded, "embed", None)
