"""What ties the words of one passage to those of another: only "and" and its like, for no passage says that there is more."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tellings.briefing.speakers import TELLING
from tellings.comparison import Sentences
from tellings.comparison.words import keys_of
from tellings.language.content import fold
from tellings.language.tables import load_table

FEWEST = (
    2  # content words in a row that one passage has and the one beside it has not, from which on both are told of; by judgement
)
TELLS = frozenset({"NOUN", "ADV", "SCONJ", "CCONJ", "ADP"})  # what may tie, where no passage has it there


class _Word(NamedTuple):
    low: str
    tag: str
    label: str
    homes: frozenset[int]  # passages that have it; none for small words and those that no passage has


class _Run(NamedTuple):
    first: int
    last: int
    homes: frozenset[int]


def check_ties(own: Sentences, theirs: Sequence[Sentences]) -> Iterator[str]:
    """Yield each word that ties what one sentence of the passages tells to what another one does, and that is no plain "and".

    ``theirs`` are the sentences of the passages, each read alone. Words that stand in a passage beside the same word are its own.
    """
    if len(theirs) < 2:
        return
    words = _words(own, theirs)
    runs = _runs(words)
    if len(runs) < 2:
        return
    pairs = {pair for told in theirs for pair in _pairs(told)}
    between = [(0, runs[0].first), *((a.last + 1, b.first) for a, b in itertools.pairwise(runs))]
    for at in (n for start, end in between for n in range(start, end)):
        beside = {(words[n].low, words[n + 1].low) for n in (at - 1, at) if 0 <= n < len(words) - 1}
        if _ties(words[at]) and not beside & pairs:
            yield f"no passage ties the two by “{words[at].low}”"
            return


def _words(own: Sentences, theirs: Sequence[Sentences]) -> list[_Word]:
    syntax = own.analysis.syntax
    if syntax is None or own.trees is None:
        return []
    found = []
    for n, ((start, end), tag) in enumerate(zip(syntax.words, syntax.tags, strict=True)):
        keys = keys_of(own.text[start:end])
        homes = frozenset(i for i, t in enumerate(theirs) if keys & t.keys) if tag != "NUM" else frozenset[int]()
        found.append(_Word(fold(own.text[start:end]), tag, own.trees.label(n), homes))
    return found


def _runs(words: Sequence[_Word]) -> list[_Run]:
    """Return stretches that some passages have and those of the next stretch have not, to the end of what only they have."""
    runs = _joined(_Run(n, n, word.homes) for n, word in enumerate(words) if word.homes)
    runs = _joined(r for r in runs if sum(bool(w.homes) for w in words[r.first : r.last + 1]) >= FEWEST)
    return [_trimmed(words, run, runs[n + 1].homes if n + 1 < len(runs) else frozenset()) for n, run in enumerate(runs)]


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Return runs of which each has the passages that all of its parts have."""
    joined: list[_Run] = []
    for run in runs:
        if joined and (both := joined[-1].homes & run.homes):
            joined[-1] = _Run(joined[-1].first, run.last, both)
        else:
            joined.append(run)
    return joined


def _trimmed(words: Sequence[_Word], run: _Run, following: frozenset[int]) -> _Run:
    """Return a run without what the next one has as well at its end."""
    last = next((n for n in range(run.last, run.first, -1) if words[n].homes and not words[n].homes & following), run.first)
    return _Run(run.first, last, run.homes)


def _pairs(told: Sentences) -> Iterator[tuple[str, str]]:
    syntax = told.analysis.syntax
    words = [fold(told.text[s:e]) for s, e in syntax.words] if syntax else []
    yield from itertools.pairwise(words)


def _ties(word: _Word) -> bool:
    """Tell whether a word between two statements says anything of both."""
    table = load_table("briefing", "words.toml")["ties"]
    ties = word.tag in TELLS or (word.tag == "VERB" and word.low.endswith("ing"))  # "paving the way"
    if word.homes or not ties or word.low in table["plain"] or keys_of(word.low) & TELLING:
        return False
    return word.tag != "ADP" or word.label == "mark" or word.low not in table["places"]
