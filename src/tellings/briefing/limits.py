"""Numbers told as a floor or as a ceiling: "more than 300", "nearly a year"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from tellings.language.content import fold
from tellings.language.numbers import find_numbers
from tellings.language.tables import load_table

REACH = 24  # characters behind a phrase in which its number begins and ends
CLOSE = 12  # characters before a number in which "from" or "to" stands
TO_FROM = re.compile(r"\b(from|to) (?:[$£€] ?)?$")  # "from ", "to $"; not "to the "
WORD = re.compile(r"[^\W\d_]+")
SMALL = frozenset({"a", "an", "the", "half", "one", "of"})


def check_limits(sentence: str, bodies: Sequence[str]) -> Iterator[str]:
    """Yield each number that a sentence puts as a floor where the passages put it as a ceiling, or the other way round.

    >>> list(check_limits("Over 300 boats left.", ["Nearly three hundred boats left."]))
    ['the sentence says “Over”, the passage “Nearly”']
    """
    given = [limit for body in bodies for limit in _limits(body)]
    for side, thing, printed in _limits(sentence):
        same = [(s, p) for s, t, p in given if t == thing]
        if same and all(s != side for s, _ in same):
            yield f"the sentence says “{printed}”, the passage “{same[0][1]}”"
    moves = {m for body in bodies for m in _moves(body)}
    for start, end in _moves(sentence):
        if (end, start) in moves and (start, end) not in moves:
            yield f"the passage goes from {end:g} to {start:g}, the sentence the other way"


def _moves(text: str) -> Iterator[tuple[float, float]]:
    """Yield (first, last) of what went from a number to another: "from 265 to 212", "to 212 from 265"."""
    numbers = find_numbers(text)
    for one, two in pairwise(numbers):
        before = TO_FROM.search(text, max(0, one.start - CLOSE), one.start)
        between = TO_FROM.search(text, max(one.end, two.start - CLOSE), two.start)
        if before and between and before[1] != between[1]:
            yield (one.value, two.value) if before[1] == "from" else (two.value, one.value)


def _limits(text: str) -> Iterator[tuple[str, float | str, str]]:
    """Yield (above or below, the number or word that is limited, the phrase as printed)."""
    for m in _phrases().finditer(text):
        numbers = find_numbers(text, m.end(), min(len(text), m.end() + REACH))
        near = next((n.value for n in numbers if text[m.end() : n.start].strip(" $£€") == ""), None)
        words = (fold(w) for w in WORD.findall(text[m.end() : m.end() + REACH]))
        thing = near if near is not None else next((w for w in words if w not in SMALL), "")
        if thing != "":
            yield m.lastgroup or "", thing, m.group()


@cache
def _phrases() -> re.Pattern[str]:
    table = load_table("briefing", "words.toml")["bounds"]
    sides = (f"(?P<{k}>{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})" for k, words in table.items())
    return re.compile(rf"\b(?:{'|'.join(sides)})\b", re.IGNORECASE)
