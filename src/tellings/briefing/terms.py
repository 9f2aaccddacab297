"""The words of a sentence beside those of its passages: how much, which of two opposites, when."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tellings.comparison import Sentences
from tellings.comparison.times import holds
from tellings.comparison.words import keys_of, opposite, quantities
from tellings.language.content import fold
from tellings.model import Moment


def check_terms(own: Sentences, theirs: Sequence[Sentences], moments: Sequence[Moment]) -> Iterator[str]:
    """Yield the words of quantity, the opposites and the times of a sentence that its passages do not bear out."""
    mine, held = Counter(_words(own)), Counter(w for t in theirs for w in _words(t))
    yield from _how_much(mine, held)
    yield from _opposites(mine, held)
    yield from _when(own, theirs, moments)


def _words(told: Sentences) -> list[str]:
    return [fold(told.text[s:e]) for s, e in told.analysis.syntax.words] if told.analysis.syntax else []


def _how_much(mine: Counter[str], held: Counter[str]) -> Iterator[str]:
    classes = {quantities()[w] for w in held if w in quantities()}
    for word in (w for w in mine if w in quantities() and w not in held):
        if quantities()[word] not in classes:
            yield f"no passage says “{word}”"


def _opposites(mine: Counter[str], held: Counter[str]) -> Iterator[str]:
    """Yield each word that no passage has, nor a synonym of it, where one has its opposite."""
    keys = {k for w in held for k in keys_of(w)}
    for word in (w for w in mine if w not in held and not keys_of(w) & keys):
        turned = next((w for w in sorted(held - mine) if opposite(word, w)), None)
        if turned:
            yield f"the sentence says “{word}”, the passage “{turned}”"


def _when(own: Sentences, theirs: Sequence[Sentences], moments: Sequence[Moment]) -> Iterator[str]:
    """Yield each time that is printed in no passage, nor shown by one that they give."""
    texts = {t.analysis.article.id: t.text for t in theirs}
    printed = {fold(texts[m.article][m.start : m.end]) for m in moments}
    for moment in own.analysis.moments:
        words = fold(own.text[moment.start : moment.end])
        if words in printed or any(words in fold(t.text[s.start : s.end]) for t in theirs for s in t.analysis.prose.sentences):
            continue
        if not any(holds(moment, m) for m in moments):
            yield f"the time “{own.text[moment.start : moment.end]}” stands in no cited passage"
