"""Compare what a sentence denies, and which event it puts first, with the passages that it cites."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tellings.language.content import content_words, fold
from tellings.language.numbers import find_numbers
from tellings.language.tables import load_table

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
# By judgement.
SCOPE = 3  # content words behind a negation that it may deny
SIDE = 30  # words on each side of an order word that tell of its two events
COUNTED, NOUN = 6, 3  # words behind a number in which a passage, and a sentence, name what it counts
REACH = 120  # characters behind a number that are looked at
CLAUSE_END = re.compile(r"[.,;:!?—–\"“”]")


class Denied(NamedTuple):
    """A negation and the content words behind it."""

    word: str
    printed: str
    scope: tuple[str, ...]


def polarity_of(sentence: str, bodies: Sequence[str]) -> list[str]:
    """Return where a negation was added or lost against the passage that the sentence is most like.

    >>> polarity_of("The dam will hold.", ["Officials said the dam will not hold."])
    ['the passage says "not hold", the sentence does not']
    """
    body = likest(sentence, bodies)
    mine, theirs = _denied(sentence), _denied(body)
    stems, their_stems = stems_of(sentence), stems_of(body)
    my_scope, their_scope = ({s for d in denied for s in d.scope} for denied in (mine, theirs))
    anywhere = any(_denied(b) for b in bodies)
    lost = [d for d in theirs if d.scope and d.scope[0] in stems and d.scope[0] not in my_scope]
    added = [d for d in mine if not anywhere or (d.scope and d.scope[0] in their_stems and d.scope[0] not in their_scope)]
    reasons = [f'the passage says "{d.printed}", the sentence does not' for d in lost]
    reasons += [f'the sentence says "{d.printed}", the passage does not' for d in added]
    return list(dict.fromkeys(reasons))


def counts_of(sentence: str, bodies: Sequence[str]) -> list[str]:
    """Return the numbers that the passages print, but before another noun.

    >>> counts_of("Twelve mills left.", ["Ada Brook saw 12 boats."])
    ['no passage has Twelve of mills']
    """
    theirs = [(n.value, set(content_words(_behind(body, n.end, COUNTED)))) for body in bodies for n in find_numbers(body)]
    reasons = []
    for number in find_numbers(sentence):
        words = [w for w in _behind(sentence, number.end, NOUN) if content_words([w])]
        nouns = [w for w in words if w.endswith("s")][:1] or words[:1]
        homes = [behind for value, behind in theirs if value == number.value]
        if nouns and homes and not any(set(content_words(nouns)) & behind for behind in homes):
            reasons.append(f"no passage has {sentence[number.start : number.end]} of {nouns[0]}")
    return reasons


def order_of(sentence: str, bodies: Sequence[str]) -> list[str]:
    """Return where the sentence puts two events in an order that no passage gives, or that a passage turns round.

    >>> order_of("The strike began after the mill closed.", ["The mill closed after the strike began."])
    ['the order of "after" is the other way round in the passage']
    """
    reasons = []
    for word, first, second in _orders(sentence):
        given = [_same_order(first, second, f, s) for body in bodies for _, f, s in _orders(body)]
        if any(g == 1 for g in given):
            continue
        if any(g == -1 for g in given):
            reasons.append(f'the order of "{word}" is the other way round in the passage')
        elif not any(word in fold(body).split() for body in bodies):
            reasons.append(f'no passage gives the order of "{word}"')
    return reasons


def denied_strings(strings: Sequence[str], own: str, bodies: Sequence[str]) -> list[str]:
    """Return the strings that a passage denies just before them and the sentence's own words do not.

    >>> denied_strings(["hold the dam"], "He said it would “…”.", ["He said it would not hold the dam."])
    ['the passage denies “hold the dam”']
    """
    if any(_denied(own)):
        return []
    homes = [(s, [body[: body.index(s)] for body in bodies if s in body]) for s in strings]
    return [f"the passage denies “{s}”" for s, before in homes if before and all(_ends_denied(b) for b in before)]


def _ends_denied(before: str) -> bool:
    words = [fold(w) for w in WORD.findall(before[-40:])[-2:]]
    return before.rstrip()[-1:] not in "“\"'‘’”,.;:—" and any(w in _negators() or w.endswith("n't") for w in words)


def likest(sentence: str, bodies: Sequence[str]) -> str:
    """Return the passage that shares most content words with a sentence."""
    stems = stems_of(sentence)
    return max(bodies, key=lambda b: (len(stems & stems_of(b)), -len(b)))


def stems_of(text: str) -> set[str]:
    """Return the content stems of a text."""
    return set(content_words(WORD.findall(text)))


def _behind(text: str, at: int, words: int) -> list[str]:
    """Return the words behind a place as far as the clause goes."""
    return WORD.findall(CLAUSE_END.split(text[at : at + REACH], maxsplit=1)[0])[:words]


def _denied(text: str) -> list[Denied]:
    found = []
    words = [m.group() for m in WORD.finditer(text)]
    for n, word in enumerate(words):
        low = fold(word)
        if low in _negators() or low.endswith("n't"):
            behind = words[n + 1 : n + 2 + SCOPE]
            found.append(
                Denied(low, " ".join([word, *behind[:1]]), tuple(w for w in content_words(behind) if w not in _negators()))
            )
    return found


def _orders(text: str) -> list[tuple[str, set[str], set[str]]]:
    """Return (marker, stems of what came first, stems of what came second)."""
    table = load_table("briefing", "words.toml")["order"]
    found = []
    for m in _markers().finditer(text):
        word = fold(m.group())
        left, right = _beside(text[: m.start()], text[m.end() :])
        if word in table["after"] or word in table["then_reversed"]:
            left, right = right, left
        if left and right:
            found.append((word, left, right))
    return found


def _beside(left: str, right: str) -> tuple[set[str], set[str]]:
    return set(content_words(WORD.findall(left)[-SIDE:])), set(content_words(WORD.findall(right)[:SIDE]))


def _same_order(first: set[str], second: set[str], their_first: set[str], their_second: set[str]) -> int:
    """Return 1 when both tell one order, -1 when one turns the other round, 0 when they tell of other things."""
    same = min(len(first & their_first), len(second & their_second))
    turned = min(len(first & their_second), len(second & their_first))
    return (same > turned) - (turned > same)


@cache
def _negators() -> frozenset[str]:
    return frozenset(load_table("briefing", "words.toml")["negators"]["words"])


@cache
def _markers() -> re.Pattern[str]:
    words = sorted((w for group in load_table("briefing", "words.toml")["order"].values() for w in group), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
