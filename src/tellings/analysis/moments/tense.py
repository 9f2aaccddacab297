"""Whether the words around a time expression look ahead or back."""

import re
from functools import cache
from typing import Literal

from tellings.language.tables import load_table

Direction = Literal["past", "future", "present"]
# How many words before and after are looked at. By judgement, from TimeBank's weekdays: 6 before loses subjects with appositions,
# beyond 14 the verb mostly belongs to another clause.
BEFORE, AFTER = 14, 6
REACH = 120  # code points looked at on either side: BEFORE words of news prose fit
RELATIVE = re.compile(r"\b(?:which|who|whose|that)\b")
# "Kell said Tuesday will do": the day is talked of, not the day of saying
TALKED_OF = frozenset(("is", "was", "may", "might", "could", "should", "must"))
TALKED_OF_AHEAD = frozenset(("will", "would", "won't", "won’t"))
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@cache
def tense_table() -> dict[str, frozenset[str]]:
    """Return the words of tense.toml."""
    return {k: frozenset(v) for k, v in load_table("analysis/moments", "tense.toml").items()}


def direction(text: str, start: int, end: int, lo: int, hi: int, told: Direction | None = None) -> Direction | None:
    """Return where the nearest verb to ``text[start:end]`` inside the sentence ``[lo, hi)`` points, the one before it first.

    ``told`` is what the tree says of the verb that governs it; words that touch the expression go before it.
    None when no verb tells. A verb before the expression mostly governs it ("sailed on Monday"); one after it is the
    answer only where nothing stands before ("On Thursday, the two will meet").
    """
    before = WORD.findall(text[max(lo, start - REACH) : start])[-BEFORE:]
    after = WORD.findall(RELATIVE.split(text[end : min(hi, end + REACH)], maxsplit=1)[0])[:AFTER]
    return (
        _touching(before, after, text[end : end + 1])
        or (told if told != "present" else None)
        or _backwards(before)
        or _forwards(after)
    )


def _touching(before: list[str], after: list[str], gap: str) -> Direction | None:
    """Return what the words say that touch the expression: "as early as Friday", "the council on Sunday issued a warning"."""
    lead = " ".join(w.lower() for w in before[-3:])
    if lead.endswith(tuple(tense_table()["ahead_leads"])):
        return "future"
    verb = after[0].lower() if after and gap == " " else ""
    if _said(before):  # "the ruling will be fought, the mayor predicted Wednesday"
        return "future" if verb in TALKED_OF_AHEAD else None if verb in TALKED_OF else "past"
    # A subject stands before, so the verb behind is its own; "fell" and the like only without "-ed", which may be a participle.
    return "past" if verb in tense_table()["says"] else None


def _said(before: list[str]) -> bool:
    """Tell whether a verb of saying, with or without "on" behind it, touches the expression."""
    told = [w.lower() for w in before[-2:] if w.lower() != "on"]
    return bool(told) and told[-1] in tense_table()["said"]


def _backwards(words: list[str]) -> Direction | None:
    for i in range(len(words) - 1, -1, -1):
        found = _look(words, i)
        if found:
            return found
    return None


def _forwards(words: list[str]) -> Direction | None:
    return next((found for i in range(len(words)) if (found := _look(words, i))), None)


def _look(words: list[str], i: int) -> Direction | None:
    table, word = tense_table(), words[i].lower()
    following = words[i + 1].lower() if i + 1 < len(words) else ""
    if word == "would" and following == "not":
        return None  # "would not discuss it" is a refusal, which lies behind or now
    if word == "ahead" and following == "of":
        return None  # "ahead of the fair" says nothing of the verb
    if word in table["ahead"] or word.endswith(("'ll", "’ll")) or (word in table["ahead_alone"] and following != "to"):
        return "past" if _gone(words, i) else "future"
    if word == "to" and following and following not in table["no_infinitive"] and not words[i + 1][0].isupper() and i:
        ahead = words[i - 1].lower() in table["ahead_to"] and not _gone(words, i)
        return "future" if ahead else _governor(words, i)
    if tells_past(word):
        return "past"
    if word == "after" and following.endswith("ing"):
        return "past"
    if word in table["arranged"]:
        return "future"
    return "present" if word in table["present"] else None


def _gone(words: list[str], i: int) -> bool:
    """Return whether what was ahead lies behind by now: "had been due to", "as previously planned"."""
    return bool({"had", "previously", "originally"} & {w.lower() for w in words[max(0, i - 4) : i]})


def _governor(words: list[str], i: int) -> Direction | None:
    """Return the way of an infinitive: what governs it decides ("agreed to meet", "offered to pay"), else nothing is said."""
    word = words[i - 1].lower()
    return "past" if tells_past(word) else None


def tells_past(word: str) -> bool:
    """Return whether a word may be the finite verb of what is past; participles alone ("given", "known") tell no time."""
    table = tense_table()
    return word in table["past"] or (word.endswith("ed") and len(word) > 3 and word not in table["not_past"])
