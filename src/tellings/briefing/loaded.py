"""Words that judge: a writer may print one only of what a passage says it of."""

from collections.abc import Iterator, Sequence
from functools import cache

from tellings.briefing.homes import WORD, printed
from tellings.comparison import Sentences
from tellings.comparison.words import base_of, keys_of
from tellings.language.content import fold
from tellings.language.tables import load_table


def check_loaded(own: Sentences, theirs: Sequence[Sentences]) -> Iterator[str]:
    """Yield each judging word of a sentence that the passages do not have, or have of something else.

    ``theirs`` are the sentences of the passages, each read alone.
    """
    held = {base for t in theirs for w in WORD.findall(printed(t)) for base in base_of(w)}
    given = {(base, key) for t in theirs for word, noun in _judged(t) for base in base_of(word) for key in keys_of(noun)}
    for word, noun in _judged(own):
        if not base_of(word) & held:
            yield f"“{word}” is a judgement that no cited passage has"
        elif noun and not any((base, key) in given for base in base_of(word) for key in keys_of(noun)):
            yield f"no cited passage calls the {noun} “{word}”"


def _judged(told: Sentences) -> Iterator[tuple[str, str]]:
    """Yield each judging word, with the noun that it stands before, "" where it stands elsewhere."""
    trees = told.trees
    for n, (start, end) in enumerate(trees.words if trees else ()):
        word = fold(told.text[start:end])
        if trees and word in _words() and not any(m.inner_start <= start < m.inner_end for m in told.analysis.prose.marks):
            head = trees.heads[n] if trees.label(n) == "amod" else -1
            yield word, fold(told.text[slice(*trees.words[head])]) if head >= 0 else ""


@cache
def _words() -> frozenset[str]:
    return frozenset(load_table("briefing", "words.toml")["loaded"]["words"])
