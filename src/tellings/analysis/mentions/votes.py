"""What a name is, decided over all places of the article where it stands, with what tables know beforehand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tellings.analysis.mentions.lexicon import first_names, names, places, words
from tellings.analysis.mentions.seen import Seen
from tellings.model import EntityKind

Votes = dict[EntityKind, float]
# What a table is worth, in places of the article read with certainty.
PRIOR = 0.5
# How much a full name says of its last word alone, and the other way round.
SHARED = 0.5
SURE = 0.98  # score from which a place keeps its own kind against the others


def vote(seen: Sequence[Seen]) -> list[Seen]:
    """Return the names, each of the kind that most of its places give it; what the model read surely stays."""
    told = _votes(seen)
    return [s if s.kind == "group" else _settle(s, told[key_of(s.text)]) for s in seen]


def key_of(text: str) -> str:
    """Return what two spellings of one name share: case and a leading "the" apart."""
    return text.casefold().removeprefix("the ")


def _votes(seen: Iterable[Seen]) -> dict[str, Votes]:
    told: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for s in seen:
        if s.kind is not None and s.kind != "group":
            told[key_of(s.text)][s.kind] += s.score
            last = s.text.split()[-1]
            if s.kind == "person" and last != s.text:
                told[key_of(last)]["person"] += SHARED * s.score
    for key, text in {key_of(s.text): s.text for s in seen}.items():
        for kind, weight in known(text).items():
            told[key][kind] += weight
    return told


def known(text: str) -> Votes:
    """Return what tables say of a name.

    >>> known("Norway"), known("Millford University"), known("Ada Lorne")
    ({'place': 0.5}, {'organisation': 0.5}, {'person': 0.5})
    """
    parts = text.split()
    if text in places() or (len(parts) > 1 and parts[-1] in words("places.toml", "endings")):
        return {"place": PRIOR}
    if text in names("organisations.toml", "names") or not words("organisations.toml", "words").isdisjoint(parts):
        return {"organisation": PRIOR}
    if len(parts) > 1 and parts[0].lower() in first_names():
        return {"person": PRIOR}
    return {}


def _settle(s: Seen, told: Votes) -> Seen:
    if s.kind is None or s.score >= SURE:
        return s
    best = max(sorted(told), key=lambda kind: told[kind])
    return replace(s, kind=best)
