"""Weigh words and pairs of words by how likely a human round-up of the reports tells them.

After Li, Qian and Liu, "Using supervised bigram-based ILP for extractive summarization" (ACL 2013): what is told by several
origins, in headlines, at the head of a report and again and again is what a round-up keeps. The constants are in worth.toml.
"""

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from tellings.language.content import fold, stem, stop_words
from tellings.language.tables import load_table
from tellings.model import Analysis, Article

Term = str | tuple[str, str]  # the stem of a word, small words too, or those of two neighbours
Meaning = Callable[[Sequence[str]], Any]  # a row of unit length a text: `reader.embed`
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
FEATURES = ("share", "again", "headlines", "openings", "depth", "digit", "small")
TAKEN_OVER = 0.3  # origins that a further report of one origin counts for, one at most in all (by judgement)
EMBEDDED = 40  # sentences, the weightiest, whose meaning is looked at: 80 microseconds a word (by judgement)


class Told(NamedTuple):
    """A sentence of a report: its text, its article and origin, its number there, the words before it."""

    text: str
    article: str
    origin: str
    place: int
    before: int


class _Seen:
    """Where a term stands."""

    __slots__ = ("articles", "depth", "opens", "origins", "times")

    def __init__(self) -> None:
        self.origins: set[str] = set()
        self.articles: set[str] = set()
        self.opens, self.times, self.depth = 0, 0, 1_000_000


def words_of(text: str) -> list[str]:
    """Return the folded stems of all words of a text, small ones too.

    >>> words_of("The U.S. paid 1,800 miners’ wages.")
    ['the', 'us', 'paid', '1800', 'miner', 'wage']
    """
    return [_stem_of(word) for word in WORD.findall(text)]


def terms_of(text: str) -> frozenset[Term]:
    """Return the stems of a text and the pairs of neighbours.

    >>> sorted(map(str, terms_of("Rain fell.")))
    ["('rain', 'fell')", 'fell', 'rain']
    """
    words = words_of(text)
    return frozenset([*words, *pairwise(words)])


def sentences_of(analyses: Iterable[Analysis], origins: Mapping[str, str]) -> list[Told]:
    """Return the sentences of the reports."""
    found = []
    for analysis in analyses:
        article, before = analysis.article, 0
        for place, s in enumerate(analysis.prose.sentences):
            found.append(Told(article.text[s.start : s.end], article.id, origins.get(article.id, article.id), place, before))
            before += s.last - s.first
    return found


def features_of(told: Sequence[Told], articles: Iterable[Article]) -> tuple[list[Term], Any]:
    """Return the terms of the sentences and a row of features for each, in the order of ``FEATURES``."""
    seen: dict[Term, _Seen] = {}
    for s in told:
        words = words_of(s.text)
        placed: list[tuple[int, Term]] = [*enumerate(words), *enumerate(pairwise(words))]
        for n, term in placed:
            at = seen.get(term)
            if at is None:
                at = seen[term] = _Seen()
            at.opens += not s.place and (s.article not in at.articles)
            at.origins.add(s.origin)
            at.articles.add(s.article)
            at.times += 1
            at.depth = min(at.depth, s.before + n)
    titles = [terms_of(a.title) for a in articles if a.title]
    headlines = Counter(term for title in titles for term in title)
    counts = np.array(
        [
            (len(at.origins), len(at.articles), at.times, headlines[term], at.opens, at.depth, _has_digit(term), is_small(term))
            for term, at in seen.items()
        ],
        dtype=float,
    ).reshape(-1, 8)
    origins, held, times, heads, opens, depth, digit, small = counts.T
    behind = np.minimum(held, origins + np.minimum(1.0, TAKEN_OVER * (held - origins)))
    wide = max(1, len({s.origin for s in told}) - 1)
    columns = (
        (behind - 1) / wide,
        np.log(times / held),
        heads / max(1, len(titles)),
        opens / max(1, len({s.article for s in told})),
        np.log(1 + depth),
        digit,
        small,
    )
    return list(seen), np.stack(columns, axis=1)


def _has_digit(term: Term) -> bool:
    text = term if isinstance(term, str) else term[0] + term[1]
    return not text.isalpha() and DIGIT.search(text) is not None


def weigh(told: Sequence[Told], articles: Sequence[Article], meaning: Meaning | None = None) -> dict[Term, int]:
    """Return what each term counts: the chance, in millionths, that a round-up tells it; whole numbers add up in any order.

    With ``meaning`` a term gains by the sentence nearest to the middle of what the reports mean in which it stands.
    """
    if not told:
        return {}
    table = load_table("briefing", "worth.toml")
    terms, rows = features_of(told, articles)
    plain = _chances(terms, rows, table["by_words"])
    if meaning is None:
        return plain
    near = nearness(told, plain, meaning)
    return _chances(terms, np.c_[rows, [near.get(t, 0.0) for t in terms]], table["with_meaning"])


def nearness(told: Sequence[Told], weights: Mapping[Term, int], meaning: Meaning) -> dict[Term, float]:
    """Return how near the sentences of a term come to the middle of the weightiest sentences: the best cosine, -1 to 1."""
    best = heapq.nsmallest(EMBEDDED, dict.fromkeys(s.text for s in told), key=lambda t: (-density(terms_of(t), weights), t))
    rows = np.asarray(meaning(best), dtype=float)
    middle = rows.mean(axis=0)
    cosines = rows @ (middle / (np.linalg.norm(middle) + 1e-9))
    near: dict[Term, float] = {}
    for text, cosine in zip(best, cosines, strict=True):
        for term in terms_of(text):
            near[term] = max(near.get(term, -1.0), float(cosine))
    return near


@lru_cache(maxsize=65_536)
def is_small(term: Term) -> bool:
    """Tell whether a term is a small word, or two.

    >>> is_small("the"), is_small(("of", "the")), is_small(("the", "dam"))
    (True, True, False)
    """
    return all(part in _small() for part in ((term,) if isinstance(term, str) else term))


def density(terms: frozenset[Term], weights: Mapping[Term, int], typical: int = 60) -> float:
    """Return the weight of a sentence for its length: as if a text of ``typical`` terms stood beside it."""
    return sum(weights.get(t, 0) for t in terms) / (typical + len(terms))


def _chances(terms: Sequence[Term], rows: Any, table: Mapping[str, Any]) -> dict[Term, int]:
    word, pair = (rows @ np.array(table[kind]["weights"]) + table[kind]["base"] for kind in ("word", "pair"))
    single = np.array([isinstance(term, str) for term in terms])
    chances = np.rint(1e6 / (1 + np.exp(-np.where(single, word, pair)))).astype(int)
    return dict(zip(terms, chances.tolist(), strict=True))


@lru_cache(maxsize=65_536)
def _stem_of(word: str) -> str:
    return stem(fold(word).removesuffix("'s").replace(".", "").replace(",", "").replace("'", ""))


@cache
def _small() -> frozenset[str]:
    return frozenset(map(_stem_of, stop_words()))
