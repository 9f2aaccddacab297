"""Words that only introduce a sentence: "However,", "On Friday", "In a statement"."""

from tellings.analysis.quotations.lexicon import forms
from tellings.analysis.quotations.smallwords import (
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    MONTH_NAMES,
    OCCASIONS,
    OPENERS,
    PREPOSITIONS,
    QUANTIFIERS,
    TIME_LEADS,
    TIME_WORDS,
    is_adverb,
)
from tellings.analysis.quotations.units import Unit


def opening(unit: Unit, first: int, last: int) -> bool:
    """Say whether elements ``[first, last)`` before a comma only introduce the sentence ("On Friday", "Asked about it")."""
    low = unit.low
    word = low[first]
    if is_adverb(word) and last - first > 1 and unit.is_name(first + 1):
        return False
    if word in OPENERS or is_adverb(word) or word in CONJUNCTIONS and word not in ("who", "which", "whose"):
        return True
    if word in PREPOSITIONS or word in TIME_LEADS and last - first <= 3:
        return True
    if word.rstrip(".") in DAYS and last - first <= 2 and word not in MONTH_NAMES:
        return True
    return (
        word.endswith("ing")
        and first + 1 < last
        and not unit.is_name(first + 1)
        and (first > 0 or low[first] in forms())
        or word.endswith("ed")
        and last - first > 1
        and first == 0
    )


def _quantifies(low: list[str], n: int) -> bool:
    """Say whether an adverb belongs to a number or quantifier: "nearly all", "roughly half"."""
    return low[n + 1] in ("all", "every", "half", "everyone", "no", "one", "two", "three", "a") or low[n + 1][:1].isdigit()


def strip_opening(unit: Unit, first: int, last: int) -> int:
    """Return where a phrase begins when adverbs, times and introductory words before it are left out."""
    low = unit.low
    while first < last:
        word = low[first]
        following = low[first + 1]
        if (
            word == ","
            or word in OPENERS
            or word in CONJUNCTIONS
            or word == "and"
            or (is_adverb(word) and word not in QUANTIFIERS and not _quantifies(low, first))
        ):
            first += 1
        elif (
            word in ("on", "in", "by", "since", "last", "this", "early", "late", "earlier", "late")
            and following.rstrip(".") in DAYS | TIME_WORDS
            and first + 2 <= last
        ):
            first += 2 + (first + 2 < last and low[first + 2] in DAYS | TIME_WORDS | {"ago"})
        elif word.rstrip(".") in DAYS and word not in MONTH_NAMES and first < last:
            first += 1
        elif word.isdigit() and first and low[first - 1].rstrip(".") in DAYS:
            first += 1  # "On July 6, 2015, Thorne"
            if low[first] == "," and low[first + 1 : first + 2] and low[first + 1].isdigit() and first + 2 <= last:
                first += 2
        elif word in PREPOSITIONS and (cut := _after_occasion(unit, first, last)):
            first = cut
        elif word in PREPOSITIONS and first < last and (comma := next((n for n in range(first, last) if low[n] == ","), 0)):
            first = comma + 1
        elif word in PREPOSITIONS:
            first = _trailing_phrase(unit, first, last)
            break
        else:
            break
    return first


def _after_occasion(unit: Unit, first: int, last: int) -> int:
    """Return where "in a statement" and its like end, 0 when there is none."""
    low = unit.low
    if low[first] not in ("in", "during", "at", "on", "after"):
        return 0
    return next((n + 1 for n in range(first + 1, min(first + 5, last)) if low[n] in OCCASIONS), 0)


def _trailing_phrase(unit: Unit, first: int, last: int) -> int:
    """Return the start of the last noun phrase of ``[first, last]``: from its last determiner, or its capitalised words."""
    low = unit.low
    n = last
    if unit.is_name(last):
        while n > first + 1 and (unit.is_name(n - 1) or low[n - 1] in ("of", "the") and unit.is_name(n)):
            n -= 1
        return n
    while n > first + 1 and low[n] not in DETERMINERS:
        n -= 1
    return n
