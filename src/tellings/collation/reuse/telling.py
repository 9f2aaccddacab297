"""An article as collation compares it: folded words with their places, marks and sentences."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from msgspec import Struct

from tellings.collation.reuse.printed import Styled, find_styled
from tellings.collation.reuse.sourcing import Sourcing, read_sourcing
from tellings.collation.reuse.told import Told, number_words, tell
from tellings.language.shingles import fold
from tellings.language.tables import load_table
from tellings.model import Analysis, Sentence, Span, Token

PHONE = 7  # by judgement: digits in a row of number words that make a telephone number: an appeal that everybody prints
TITLE = frozenset({"the", "of", "for", "and", "by", "a", "former"})  # small words that a title with a name may hold


class Telling(Struct, frozen=True):
    """Parallel rows over the words of an article.

    Folded word, token, number of the sentence, inside marks, in a sentence that reports a statement, first character.
    """

    analysis: Analysis
    words: list[str]
    tokens: list[Token]
    sentence: list[int]
    quoted: list[bool]
    statement: list[bool]
    starts: list[int]
    sourcing: Sourcing
    styled: list[Styled]

    @property
    def id(self) -> str:
        """Return the article's id."""
        return self.analysis.article.id


def read_telling(analysis: Analysis) -> Telling:
    """Return the words of an analysis; punctuation and marks are left out."""
    prose = analysis.prose
    tokens = [t for t in prose.tokens if t.kind in {"word", "number"}]
    sentence = _sentence_of(tokens, prose.sentences)
    marks = [m for m in prose.marks if m.level == 0]
    words = [fold(t.text) for t in tokens]
    quoted = _within(tokens, _merged([(m.inner_start, m.inner_end) for m in marks]))
    reporting = _reporting_sentences(words, sentence, quoted)
    styled = find_styled(tokens, words, quoted)
    statement, starts = [s in reporting for s in sentence], [t.start for t in tokens]
    return Telling(analysis, words, tokens, sentence, quoted, statement, starts, read_sourcing(analysis.article), styled)


def _reporting_sentences(words: Sequence[str], sentence: Sequence[int], quoted: Sequence[bool]) -> set[int]:
    """Return the sentences that pass on a statement: with words in marks, a verb of saying, or a number to ring.

    Decided by the plainest signs only, because what two reporters of one press conference share is such sentences.
    """
    verbs = frozenset(load_table("collation/reuse", "words.toml")["saying"].split())
    found = {s for w, s, q in zip(words, sentence, quoted, strict=True) if q or w in verbs}
    digits: Counter[int] = Counter()
    for w, s in zip(words, sentence, strict=True):
        digits[s] = digits[s] + len(w) if w.isdigit() else 0
        if digits[s] >= PHONE:
            found.add(s)
    return found


@cache
def plain_words() -> frozenset[str]:
    """Return the folded words that carry no news of their own."""
    table = load_table("collation/reuse", "words.toml")
    return frozenset(fold(w) for w in f"{table['function']} {table['reporting']}".split())


def tell_all(tellings: Sequence[Telling]) -> list[Told]:
    """Return what is compared of some tellings."""
    plain = plain_words()
    found = []
    for telling, row in zip(tellings, number_words([t.words for t in tellings]), strict=True):
        capital = bytes(t.text[0].isupper() for t in telling.tokens)
        news = bytes(w not in plain and not w[0].isdigit() for w in telling.words)
        title = bytes(w not in plain or w in TITLE for w in telling.words)
        found.append(tell(row, np.array(telling.sentence, np.int64), bytes(telling.quoted), capital, news, title))
    return found


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within(tokens: Sequence[Token], spans: Sequence[Span]) -> list[bool]:
    """Return for each token whether it lies inside one of the spans, which are in order and apart."""
    starts = [s for s, _ in spans]
    found = (bisect_right(starts, t.start) - 1 for t in tokens)
    return [at >= 0 and t.start < spans[at][1] for at, t in zip(found, tokens, strict=True)]


def _sentence_of(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[int]:
    """Return for each token the number of its sentence."""
    starts = [s.start for s in sentences]
    return [bisect_right(starts, t.start) - 1 for t in tokens]
