"""The same sentences written as news writes them: other marks, lost marks, inverted speech, headline case, other names, "non-X"."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tellings.language.tables import load_table
from training.corpora import Sentence, below_of

CURLY, LOST, INVERTED, HEADLINE, LOWER, UPPER, RENAMED, NON = 0.2, 0.03, 0.3, 0.04, 0.02, 0.02, 0.15, 0.01  # shares of sentences
FROM_TABLES = 0.5  # of the names put in another's place
SMALL = frozenset("a an the and but or nor for of in on at to by as with from".split())
Names = dict[tuple[str, int], list[tuple[str, ...]]]


def names_in(sentences: Iterable[Sentence]) -> Names:
    """Return the names of the corpora by kind and number of words, to put in another's place."""
    found: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for s in sentences:
        for first, last, kind in spans_of(s.names or ()):
            if all(w[:1].isupper() for w in s.words[first:last]):
                found[kind, last - first].add(s.words[first:last])
    return {key: sorted(words) for key, words in found.items()}


@cache
def names_of_tables() -> Names:
    """Return places from our table and organisations of the news, as the corpora would cut them."""
    places = load_table("analysis/mentions", "places.toml")
    lists = {"LOC": [n for key in ("countries", "regions", "cities") for n in str(places[key]).split(";")]}
    lines = Path(__file__).with_name("organisations.txt").read_text(encoding="utf-8").split("\n")
    lists["ORG"] = [line for line in lines if line and line[0] != "#"]
    found: Names = defaultdict(list)
    for kind, names in lists.items():
        for name in names:
            words = tuple(name.replace("-", " - ").replace("'s", " 's").split() if kind == "LOC" else name.split())
            found[kind, len(words)].append(words)
    return found


def spans_of(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, last, label) of BIO tags."""
    found: list[tuple[int, int, str]] = []
    for n, tag in enumerate(tags):
        if tag[0] == "B":
            found.append((n, n + 1, tag[2:]))
        elif tag[0] == "I" and found and found[-1][1] == n and found[-1][2] == tag[2:]:
            found[-1] = (found[-1][0], n + 1, tag[2:])
    return found


def augmented(s: Sentence, names: Names, chance: random.Random) -> Sentence:
    """Return the sentence, changed as chance has it."""
    s = _renamed(s, names, chance)
    if chance.random() < INVERTED:
        s = _inverted(s)
    if chance.random() < NON:
        s = _with_non(s, chance)
    if chance.random() < LOST:
        s = _without_marks(s)
    if chance.random() < CURLY:
        s = _curly(s)
    drawn = chance.random()
    if drawn < HEADLINE:
        return replace(s, words=tuple(w if w in SMALL or not w[:1].isalpha() else w[:1].upper() + w[1:] for w in s.words))
    if drawn < HEADLINE + LOWER:
        return replace(s, words=tuple(w.lower() for w in s.words))
    if drawn < HEADLINE + LOWER + UPPER:
        return replace(s, words=tuple(w.upper() for w in s.words))
    return s


def _renamed(s: Sentence, names: Names, chance: random.Random) -> Sentence:
    """Put other names of the same kind and length in the place of some."""
    words = list(s.words)
    for first, last, kind in spans_of(s.names or ()):
        known = names_of_tables().get((kind, last - first))
        others = known if known and chance.random() < FROM_TABLES else names.get((kind, last - first))
        if others and chance.random() < RENAMED and all(w[:1].isupper() for w in words[first:last]):
            words[first:last] = chance.choice(others)
    return replace(s, words=tuple(words))


def _curly(s: Sentence) -> Sentence:
    words, inside = list(s.words), False
    for n, w in enumerate(words):
        if w in ('"', "``", "''"):
            inside = not inside
            words[n] = "“" if inside else "”"
        elif w.startswith("'") and len(w) > 1:
            words[n] = "’" + w[1:]
        elif w.lower() == "n't":
            words[n] = w[0] + "’" + w[2]
    return replace(s, words=tuple(words))


def _without_marks(s: Sentence) -> Sentence:
    gone = [n for n, w in enumerate(s.words) if w in ('"', "“", "”", "``", "''") and s.heads and n + 1 not in s.heads]
    return _reordered(s, [n for n in range(len(s.words)) if n not in gone]) if gone and len(gone) < len(s.words) else s


def _inverted(s: Sentence) -> Sentence:
    """Turn "..., she said" with a subject right before its verb into "..., said she"; pronouns stay where they are."""
    if not s.heads or not s.labels or not s.tags:
        return s
    for verb in range(1, len(s.words)):
        clause_after = [n for n, h in enumerate(s.heads) if h == verb + 1 and s.labels[n] == "ccomp" and n > verb]
        speech = s.lemmas[verb] in ("say", "add", "explain", "write") and s.tags[verb] == "VERB" and not clause_after
        if not speech or (
            s.labels[verb] != "parataxis" and not any(h == verb + 1 and s.labels[n] == "ccomp" for n, h in enumerate(s.heads))
        ):
            continue
        subject = [n for n, h in enumerate(s.heads) if h == verb + 1 and s.labels[n] == "nsubj"]
        if len(subject) != 1 or s.tags[subject[0]] == "PRON":
            continue
        below = below_of(s.children(), subject[0])
        if below == list(range(verb - len(below), verb)):
            start = below[0]
            return _reordered(s, [*range(start), verb, *below, *range(verb + 1, len(s.words))])
    return s


def _with_non(s: Sentence, chance: random.Random) -> Sentence:
    """Write "non-" before a noun or adjective; the treebanks keep both as one word."""
    places = [n for n, t in enumerate(s.tags or ()) if t in ("NOUN", "ADJ") and s.words[n].isalpha()]
    if not places:
        return s
    at = chance.choice(places)
    return replace(s, words=(*s.words[:at], "non-" + s.words[at].lower(), *s.words[at + 1 :]))


def _reordered(s: Sentence, order: Sequence[int]) -> Sentence:
    """Return the words ``order`` of the sentence with their layers; heads follow their words."""
    place = {old + 1: new + 1 for new, old in enumerate(order)} | {0: 0}

    def of(layer: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if layer is None else mended(tuple(layer[n] for n in order))

    return replace(
        s,
        words=tuple(s.words[n] for n in order),
        spaces=tuple(s.spaces[n] for n in order),
        tags=None if s.tags is None else tuple(s.tags[n] for n in order),
        fine=None if s.fine is None else tuple(s.fine[n] for n in order),
        lemmas=tuple(s.lemmas[n] for n in order) if s.lemmas else (),
        heads=None if s.heads is None else tuple(place[s.heads[n]] for n in order),
        labels=None if s.labels is None else tuple(s.labels[n] for n in order),
        names=of(s.names),
        roles=of(s.roles),
    )


def mended(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return BIO in which nothing goes on that did not begin."""
    return tuple("B" + t[1:] if t[0] == "I" and (n == 0 or tags[n - 1][2:] != t[2:]) else t for n, t in enumerate(tags))
