"""Find the phrase behind an inverted cue ("said X, the minister") or at the head of a clause."""

from tellings.analysis.quotations.lexicon import forms, heads
from tellings.analysis.quotations.smallwords import (
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    MONTH_NAMES,
    OBJECTS,
    OCCASIONS,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    TIME_LEADS,
    TIME_WORDS,
    WALK,
    Phrase,
    is_adverb,
)
from tellings.analysis.quotations.units import QUOTED, Unit
from tellings.analysis.quotations.verbgroup import skip_verb_left


def subject_of(unit: Unit, first: int) -> Phrase | None:
    """Return the noun phrase that begins at ``first`` and ends before its verb."""
    low, last = unit.low, unit.last
    at = first
    while at < last and at - first < 40:
        word = low[at]
        cue = forms().get(word)
        if word in AUXILIARIES or word in PASTS or word in (QUOTED, ":", ";", "—") or (at > first and is_adverb(word)):
            break
        if at > first and (
            word.endswith("ed")
            and len(word) > 4
            and low[at - 1] not in DETERMINERS
            or cue
            and cue.form in ("past", "s")
            and low[at - 1] not in DETERMINERS
        ):
            break
        if word == ",":
            found = subject_after(unit, first - 1)
            at = max(at, found.last if found else at)
            break
        if at == first and word in PRONOUNS:
            at += 1
            break
        at += 1
    at = max(first, skip_verb_left(unit, at) + 1)
    if at == first or low[first] in PREPOSITIONS or low[first] in CONJUNCTIONS:
        return None
    return Phrase(first, at)


APPOSING = frozenset("a an the who whose one then now former another its his her their our my".split())


def subject_after(unit: Unit, verb: int) -> Phrase | None:
    """Return the phrase after an inverted cue ("said X, the minister") or None."""
    first = verb + 1
    low, size = unit.low, len(unit)
    if (
        first >= size
        or low[first] in STOPS
        or low[first] == ","
        or low[first] in CONJUNCTIONS - {"who"}
        or low[first] in AUXILIARIES
    ):
        return None
    if low[first] in PRONOUNS:
        return Phrase(first, first + 1)
    if (
        low[first] in PREPOSITIONS
        or low[first] in OBJECTS - {"this", "that", "her"}
        or low[first] == "her"
        and not _owned(unit, first + 1)
        or "'" in low[first]
        and low[first].split("'")[0] in PRONOUNS
        or is_adverb(low[first])
        or low[first] == "to"
    ):
        return None
    last = _walk_right(unit, first)
    return Phrase(first, last) if last > first else None


def _owned(unit: Unit, n: int) -> bool:
    """Say whether a noun stands behind "her"."""
    word = unit.low[n] if n < unit.last else ""
    return word[:1].isalpha() and word not in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DETERMINERS | {"that", "to", "and"}


def _walk_right(unit: Unit, first: int) -> int:
    low, at = unit.low, first
    end = min(unit.last, first + WALK)
    while at < end:
        word = low[at]
        if word in STOPS and word not in ("(", "-"):
            break
        if word == "(":
            close = next((n for n in range(at, min(at + 10, end)) if low[n] == ")"), 0)
            if not close:
                break
            at = close
        elif word == ",":
            stop = max(_apposition(unit, at, end), _second_name(unit, at, end))
            if stop <= at:
                break
            at = stop - 1
        elif word in CONJUNCTIONS and word not in ("who", "whose"):
            break
        elif word.rstrip(".") in DAYS and at > first and word not in MONTH_NAMES:
            break
        elif (word in AUXILIARIES or word in PASTS) and "who" not in low[first:at]:
            break
        elif at > first and word.endswith("ed") and len(word) > 4 and unit.is_name(at - 1) and not unit.is_name(at):
            break  # "said Thorne wanted", no inversion
        elif at > first and word in PREPOSITIONS and not _belongs(unit, at, first):
            break
        elif at > first and (
            low[at] in TIME_LEADS and at + 1 < end and low[at + 1] in TIME_WORDS or low[at] in ("later", "earlier", "recently")
        ):
            break
        elif at > first and word in PRONOUNS:
            break
        at += 1
    return at


def _second_name(unit: Unit, comma: int, end: int) -> int:
    """Return where a second speaker ends: "said Ada Thorne, mayor of Ostby, and Peter Lorne | , her deputy"; else the comma."""
    low, n = unit.low, comma + 2
    if low[comma + 1 : n] != ["and"]:
        return comma
    while n < end and unit.is_name(n) and low[n] not in STOPS:
        n += 1
    return n if n - comma > 3 and (n >= unit.last or low[n] == ",") else comma


def _belongs(unit: Unit, at: int, first: int) -> bool:
    """Say whether the preposition at ``at`` still belongs to the speaker's phrase ("a spokesman for the mayor")."""
    low = unit.low
    if low[at] == "of" or low[at] == "by" and low[at - 1].endswith("ed"):
        return True  # "a statement issued by the ministry"
    if unit.is_name(at - 1) and first < at - 1:
        return False
    following = low[at + 1 : at + 5]
    if any(w in OCCASIONS or w.rstrip(".") in DAYS or w in TIME_WORDS for w in following[:4]):
        return False
    return low[at] in ("for", "from", "with", "at", "in", "to")


def _apposition(unit: Unit, comma: int, end: int) -> int:
    """Return where an apposition or relative clause behind the comma ends; the comma itself when there is none."""
    low = unit.low
    n = comma + 1
    if n >= end:
        return comma
    word = low[n]
    role = (
        word in APPOSING
        or word[:1].isdigit()
        or word.startswith(("r-", "d-", "i-"))
        or word.endswith("'s")
        or _names_it(unit, comma, end)
        or (word not in CONJUNCTIONS and word not in PREPOSITIONS and not word.endswith(("ing", "ed")) and _noun_of(unit, n, end))
    )
    if not role or low[n] in PRONOUNS:
        return comma
    while n < end and low[n] not in (",", ";", "—", "–", QUOTED, ":", "."):
        if low[n] in ("in", "on", "during") and any(w in OCCASIONS or w.rstrip(".") in DAYS for w in low[n + 1 : n + 4]):
            break
        if (
            low[n] in ("but", "while", "although", "as")
            or low[n] == "because"
            and word not in ("who", "whose")
            or low[n].rstrip(".") in DAYS
        ):
            break
        n += 1
    if n < end and low[n] == ",":
        return _apposition(unit, n, end)
    return n


def _names_it(unit: Unit, comma: int, end: int) -> bool:
    """Say whether a name alone follows a role: "the company's chief executive, Jane Roe"."""
    n = comma + 1
    if any(w in heads() for w in unit.low[n : n + 3]):
        while n < end and unit.low[n][:1].isalpha() and not unit.is_name(n) and n - comma <= 3:
            n += 1  # "her rival, opposition leader Jane Roe"
    while n < end and unit.is_name(n) and n - comma <= 7:
        n += 1
    return n - comma > 2 and not unit.is_name(comma - 1) and (n >= end or unit.low[n] in (",", ".", QUOTED))


def _noun_of(unit: Unit, n: int, end: int) -> bool:
    """Say whether a bare role begins here: "director of", "chairman of", "R-Ohio", "president at"."""
    return (
        any(w in ("of", "for", "at", "in") for w in unit.low[n + 1 : min(n + 5, end)])
        and unit.low[n] not in AUXILIARIES
        and unit.low[n] not in ("and", "or")
    )
