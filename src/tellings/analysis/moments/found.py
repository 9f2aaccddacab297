"""What a rule finds, what it may know, and how it reads numbers, units and groups."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.grammar import words
from tellings.analysis.moments.plain import plain_past, since, spanned
from tellings.analysis.moments.tense import Direction, direction
from tellings.analysis.moments.tree import Tree
from tellings.model import MomentType

# "by that Friday", "That August": the one of what was named; "said that Friday" is a conjunction
THAT = re.compile(r"(?:^|[.!?,;:“\"]\s?|\b(?:in|on|by|of|until|since|later|early|late|before|after|and)\s)that\s$", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|by)\s", re.IGNORECASE)
FLAT = re.compile(r"\s+")
HALVES = {"Y": "6M", "D": "12H", "H": "30M", "M": "30S"}  # half a year, a day, an hour, a minute


class Found(NamedTuple):
    """A value, its type, and the day from which it was reckoned."""

    value: str
    type: MomentType = "DATE"
    anchor: Day | str | None = None
    day: Day | None = None  # the calendar day of the value, where it has one: later words may be reckoned from it
    rule: str = ""
    others: tuple[str, ...] = ()  # values that the words allow as well
    until: str = ""  # the last day or year of a span told in one expression: "May 3-5"


class Context(NamedTuple):
    """What a rule may know: the text, the sentence, the article's day, and what the words before said."""

    text: str
    lo: int
    hi: int
    anchor: Day | None
    today: Day | None  # the article's day, as far as a day may be reckoned from it
    ref: Day | None = None  # the day last named, in this sentence or the one before
    last: Day | None = None  # the day last named in this sentence; else the only day named before; where none was, the article's
    ref_end: int = -1  # where those words end
    quarter: tuple[int, int] | None = None  # the last quarter named before
    tree: Tree | None = None
    named: str = ""  # the value of the date last named, in this sentence or the one before, whatever its grain

    def that(self, at: int) -> bool:
        """Tell whether "that" right before a character points at what was named before."""
        return THAT.search(self.text[max(self.lo, at - 14) : at]) is not None

    def direction(self, m: re.Match[str]) -> Direction | None:
        """Return where the verb that governs a match points, by the tree where there is one, else the verbs beside it."""
        told = self.tree.direction(m.start(), m.end()) if self.tree else None
        if told == "past" and UNTIL.search(self.text[max(self.lo, m.start() - 8) : m.end()]):
            told = None  # "extended the talks until Tuesday"
        return direction(self.text, m.start(), m.end(), self.lo, self.hi, told)

    def spanned(self, m: re.Match[str]) -> bool:
        """Tell whether a match ends a span or tells which one another word means: "extended to June 3", "the fair of June 3"."""
        return spanned(self.text, self.lo, m.start(), m.end())

    def plainly(self, m: re.Match[str]) -> Direction | None:
        """Return where a match lies if the form of its verb leaves no doubt: "sank on June 3", "closed since May 20"."""
        if since(self.text, self.lo, m.start()):
            return "past"
        if self.spanned(m):
            return None
        if self.tree:
            return self.tree.plainly(m.start(), m.end())
        return plain_past(self.text, m.start(), m.end(), self.lo, self.hi)


Resolver = Callable[[re.Match[str], Context], Found | None]


def group(m: re.Match[str], name: str) -> str:
    """Return a group in lower case with plain spaces and apostrophes, "" where it matched nothing."""
    found = m.groupdict().get(name) or ""
    return FLAT.sub(" ", found).replace("’", "'").lower()


def at_day(day: Day, anchor: Day | str | None, kind: MomentType = "DATE", suffix: str = "", rule: str = "") -> Found:
    """Return the finding of a calendar day, or of a part of it (suffix TMO, TAF, ...)."""
    return Found(f"{day}{suffix}", kind, anchor, day, rule)


def count(words_: str) -> float | None:
    """Return the number that words or digits name: ``count("twenty-five")`` is 25."""
    if not words_:
        return None
    if words_[0].isdigit():
        return float(words_.replace(",", ""))
    table = words()["numbers"]
    parts = [table[w] for w in re.split(r"[\s-]+", words_) if w in table]
    for scale in ("hundred", "thousand"):
        if scale in words_ and parts:
            return float(table[scale] * (parts[0] if parts[0] != table[scale] else 1))
    return float(0.5 if words_.startswith("half") else sum(parts)) if parts else None


def unit_of(word: str) -> str:
    """Return the TIMEX3 letters of a unit, singular or plural."""
    word = "century" if word == "centuries" else word.removesuffix("s")
    letters: str = words()["units"][word]
    return letters


def period(n: float | None, unit: str, word: str) -> str:
    """Write a duration: P3D, PT2H, P10Y for a decade counted, PXW where no number is known."""
    clock = "T" if word.rstrip("s") in ("second", "minute", "hour") else ""
    if n is None:
        return f"P{clock}X{unit}" if unit not in ("F",) else "PXW"
    if unit == "F":
        n, unit = n * 2, "W"
    if unit == "DE":
        n, unit = n * 10, "Y"
    if unit == "CE":
        n, unit = n * 100, "Y"
    if n % 1 == 0.5 and unit in HALVES and (clock or unit not in "MS"):
        half, whole = HALVES[unit], int(n)
        split = "T" if unit == "D" else ""
        return f"P{clock}{f'{whole}{unit}' if whole else ''}{split}{half}"
    return f"P{clock}{n:g}{unit}"
