"""What a name is, decided over all places of the article where it stands, with what tables know beforehand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import log

from tellings.analysis.mentions.lexicon import names, places, words
from tellings.analysis.mentions.seen import Seen
from tellings.model import EntityKind

Votes = dict[EntityKind, float]
# Chosen on the dev parts of UNER-EWT and GUM, together with the mending of edges: F of exact names counted once at 79.2 and 82.0
# as the model read them, at 82.3 and 84.9 corrected, on weights
# before the shipped ones (`python -m quality.names` measures the corrected).
BELIEVED = 0.6  # score that one place at least of a name needs, unless a table knows the name
CARELESS = 0.3  # share of names without a capital from which an article cares nothing for them (dev of UNER-EWT: 82.4; at 0.1 82.2)
PLAIN = 0.9  # score that a name without a capital needs elsewhere (dev of UNER-EWT: 82.5; at 0.8 82.4, at 0.95 82.3)
LISTED = 3.0  # what a table of names is worth
SHARED = 0.75  # how much a full name says of its last word alone (dev of UNER-EWT: 82.1 at 0.5, 82.2 at 0.75 to 1.5; GUM the same)
KIN = 4.0  # worth of a person of the article bearing the name; by judgement (dev of UNER-EWT and GUM the same at 2 to 4)
ENDS = 4  # words of a person's name that may be left out before its end: "Al Lorne", "van der Lorne"
MARGIN = 0.5  # by how much another kind must outweigh the one that the model read in this place
MOST = 4.0  # what one place is worth at most


def vote(seen: Sequence[Seen], clues: Iterable[tuple[str, EntityKind, float]] = ()) -> list[Seen]:
    """Return the names, each of the kind that most of its places give it, without those read nowhere with a fair score.

    ``clues``: names that the words around them make of a kind, and what that is worth.
    """
    seen = _cased(seen)
    told, best = _votes(seen), _best(seen)
    for text, kind, worth in clues:
        told[key_of(text)][kind] += worth
    return [
        s if s.kind == "group" else _settle(s, told[key_of(s.text)])
        for s in seen
        if s.kind == "group" or best[key_of(s.text)] >= BELIEVED or known(s.text)
    ]


def _cased(seen: Sequence[Seen]) -> list[Seen]:
    """Leave out names without a capital in an article that gives names capitals, unless they were read surely."""
    small = [s for s in seen if s.text.islower()]
    if len(small) > CARELESS * len(seen):
        return list(seen)
    return [s for s in seen if not s.text.islower() or (s.score >= PLAIN and len(s.text) > 1)]


def _best(seen: Sequence[Seen]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for s in seen:
        found[key_of(s.text)] = max(found[key_of(s.text)], s.score)
    persons = {key_of(s.text) for s in seen if s.kind == "person"}
    full = [(key_of(s.text), ends_of(s)) for s in seen if s.kind == "person" and " " in s.text and not _bodily(s.text)]
    for key, ends in full:
        found[key] = max([found[key], *(found[end] for end in ends if end in persons)])  # believed as its surname is
    for key, ends in full:
        for end in ends:
            found[end] = max(found[end], found[key])
    return found


def _bodily(text: str) -> bool:
    """Say whether a body's word stands in a name: "Radio Kell"."""
    return not words("organisations.toml", "words").isdisjoint(text.split())


def ends_of(s: Seen) -> list[str]:
    """Return the keys of what a person may be called by: the name without its first words."""
    parts = s.text.split() if s.kind == "person" else []
    return [key_of(" ".join(parts[n:])) for n in range(1, min(len(parts), ENDS))]


def key_of(text: str) -> str:
    """Return what two spellings of one name share: case and a leading "the" apart."""
    return text.casefold().removeprefix("the ")


def weight(score: float) -> float:
    """Return what a place is worth that the model read with a score: the doubt left, as a logarithm."""
    return min(MOST, -log(max(1e-9, 1 - score)))


def _votes(seen: Sequence[Seen]) -> dict[str, Votes]:
    told: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for s in seen:
        if s.kind is not None and s.kind != "group":
            told[key_of(s.text)][s.kind] += weight(s.score)
            for end in ends_of(s):
                told[end]["person"] += SHARED * weight(s.score)
    for end in _surnames(seen):
        told[end]["person"] += KIN
    for key, text in {key_of(s.text): s.text for s in seen}.items():
        for kind, worth in known(text).items():
            told[key][kind] += worth
    return told


def _surnames(seen: Iterable[Seen]) -> set[str]:
    """Return what ends a person's full name and begins no body's: "Lorne" of "Ada Lorne" where there is no "Lorne Bank"."""
    ends = {end for s in seen if s.score >= BELIEVED for end in ends_of(s)}
    begun = {key_of(s.text).split()[0] for s in seen if s.kind != "person" and " " in s.text}
    return {end for end in ends if end.split()[0] not in begun}


def known(text: str) -> Votes:
    """Return what tables say of a name."""
    if text in places():
        return {"place": LISTED * (1 + (" " in text))}
    if text in names("organisations.toml", "names"):
        return {"organisation": LISTED * (1 + (" " in text))}
    if " " in text and text.rpartition(" ")[2] in words("organisations.toml", "ends"):
        return {"organisation": LISTED}
    return {}


def _settle(s: Seen, told: Votes) -> Seen:
    best = max(sorted(told), key=lambda kind: told[kind], default=s.kind)
    if s.kind is None or best is None or told[best] - told[s.kind] < MARGIN:
        return s
    return replace(s, kind=best, role=s.role if best == "person" else "")
