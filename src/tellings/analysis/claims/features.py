"""What can be read from a clause: its content words, whether it is denied, whether it happened."""

from collections.abc import Iterable, Sequence
from functools import cache

from tellings.language.content import content_words, fold
from tellings.language.tables import load_table
from tellings.model import Modality

LONG = 5  # letters; shorter stems in -ll (call, kill, sell) keep both


def content_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return the folded stems of the content words in order, irregular pasts brought to their base, synonyms to one word.

    >>> content_of("The fire sank".split())
    ('fire', 'sink')
    """
    bases, one = _verbs()["irregular"], _one_word()
    stems = (_one_l(w) for w in content_words(bases.get(fold(w), w) for w in words))
    return tuple(one.get(w, w) for w in stems)


def _one_l(stem: str) -> str:
    """Bring British "cancell-ed" and American "cancel-ed" to one stem."""
    return stem[:-1] if len(stem) > LONG and stem.endswith("ll") else stem


def is_negated(words: Sequence[str]) -> bool:
    """Tell whether the words deny: an odd number of negations ("never", "n't", "denied").

    >>> is_negated("nobody saw the ferry".split())
    True
    """
    signals = _signals()
    found = sum(w in signals["negation"] or w in signals["negation_verbs"] or w.endswith("n't") for w in map(fold, words))
    return found % 2 == 1


def modality_of(words: Sequence[str]) -> Modality:
    """Return whether the words tell what happened, is planned, may be, or was ordered.

    >>> modality_of("the choir plans to sing in June".split())
    'planned'
    """
    told, signals = f" {' '.join(w if w == 'May' else fold(w) for w in words)} ", _signals()  # the month asks nothing
    for modality in ("may", "planned", "ordered"):
        if any(f" {phrase} " in told for phrase in signals[modality]):
            return modality
    return "did"


@cache
def _signals() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in load_table("analysis/claims", "signals.toml").items()}


def _verbs() -> dict[str, dict[str, str]]:
    return load_table("analysis/claims", "verbs.toml")


@cache
def _one_word() -> dict[str, str]:
    """Map the stem of each synonym to the stem that stands for its class."""
    lines = [[_one_l(w) for w in content_words(line.split())] for line in load_table("analysis/claims", "synonyms.toml")["classes"]]
    return {word: line[0] for line in lines for word in line}
