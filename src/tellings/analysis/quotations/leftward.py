"""Find the phrase before a cue that names the speaker, titles, appositions and relative clauses included."""

from tellings.analysis.quotations.lexicon import forms, heads
from tellings.analysis.quotations.openings import opening, strip_opening
from tellings.analysis.quotations.segments import has_verb, in_relative, modifier, relative, segment_start
from tellings.analysis.quotations.smallwords import (
    ALONE,
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    MODALS,
    OBJECTS,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STOPS,
    WALK,
    Phrase,
    is_adverb,
)
from tellings.analysis.quotations.units import QUOTED, Unit
from tellings.analysis.quotations.verbgroup import skip_circumstances_left, skip_inserted, skip_verb_left

WHO = frozenset(("who", "whose", "which"))


def subject_before(unit: Unit, verb: int) -> Phrase | None:
    """Return the phrase before a verb that is its subject, or None."""
    low, at = unit.low, skip_verb_left(unit, verb)
    if at < 0:
        return None
    if low[at] in ("who", "which"):
        return Phrase(at, at + 1)
    if low[at] in DASHES and (opening := next((m for m in range(at - 1, max(0, at - 25), -1) if low[m] in DASHES), 0)):
        return _phrase(unit, opening - 1, False)
    if low[at] == "," and (before := skip_inserted(low, at)) >= 0:
        return _phrase(unit, before, False)
    if low[at] == ",":
        at = skip_circumstances_left(unit, at)
        start = segment_start(low, at)
        if start > 1 and low[start] in WHO and low[start - 1] == ",":
            found = _phrase(unit, start - 2, False)  # "Thorne, who said she was late, left"
            return Phrase(found.first, at) if found else None
        return _phrase(unit, at - 1, True) if at > 0 and low[at - 1] != QUOTED else None
    return _phrase(unit, at, False)


def antecedent(unit: Unit, relative: int) -> Phrase | None:
    """Return the phrase that "who" or "which" at ``relative`` stands for."""
    at = relative - 1 - (relative > 1 and unit.low[relative - 1] == ",")
    found = _phrase(unit, at, False) if at >= 0 else None
    inner = [n for n in range(found.first, found.last) if unit.low[n] in PREPOSITIONS - {"of"}] if found else []
    return Phrase(inner[-1] + 1, found.last) if found and inner and inner[-1] + 1 < found.last else found


def _phrase(unit: Unit, last: int, apposed: bool) -> Phrase | None:
    """Return the noun phrase that ends with element ``last``; ``apposed``: a comma stands behind it."""
    if last < 0 or (unit.low[last] in STOPS and unit.low[last] != ")") or unit.low[last] in CONJUNCTIONS:
        return None
    if unit.low[last] in ALONE or ("'" in unit.low[last] and unit.low[last].split("'")[0] in PRONOUNS):
        return Phrase(last, last + 1)
    if unit.low[last] in OBJECTS or is_adverb(unit.low[last]):
        return None
    first = strip_opening(unit, _walk_left(unit, last, apposed), last)
    if first > last or (first == last and not _may_name(unit, first)):
        return None
    return Phrase(first, last + 1)


def _may_name(unit: Unit, n: int) -> bool:
    word = unit.low[n]
    return word[:1].isalpha() and word not in PREPOSITIONS and word not in AUXILIARIES


def _walk_left(unit: Unit, last: int, apposed: bool) -> int:
    """Return where the noun phrase ending with ``last`` begins."""
    low, at = unit.low, last
    floor = max(0, last - WALK)
    while at >= floor:
        word = low[at]
        if word == ")" and (opening := _bracket(low, at)) > floor:
            at = opening - 1
            continue
        if word in STOPS:
            break
        if word == ",":
            if not _comma_continues(unit, at, last, apposed):
                break
        elif word in ("after", "before", "until") and at < last and not in_relative(unit, at):
            break
        elif word in CONJUNCTIONS and not (word == "since" and low[at + 1 : at + 2] and low[at + 1].isdigit()):
            if not (word in RELATIVES or word in ("where", "whom")) or not relative(unit, at):
                break
        elif word == "and":
            if has_verb(low, segment_start(low, at), at) or (
                at > 0 and low[at - 1] == "," and not apposed and not _listed(unit, at)
            ):
                break
        elif (word in AUXILIARIES or word in PASTS) and not in_relative(unit, at):
            return at + 1 + (word in MODALS and at + 1 < last and not unit.is_name(at + 1))
        elif at < last and word in PRONOUNS:
            break
        elif word in ARTICLES and at > floor and not _takes_article(low, at - 1) and not in_relative(unit, at):
            return at
        elif (
            at < last
            and at > floor
            and low[at - 1] == "to"
            and not in_relative(unit, at)
            and not unit.is_name(at)
            and word not in DETERMINERS
            and not word.endswith("s")
        ):
            break
        elif (
            (cue := forms().get(word))
            and cue.form in ("past", "ing")
            and at < last
            and not modifier(low, at)
            and not in_relative(unit, at)
            and not _reduced(unit, at)
        ):
            break
        at -= 1
    return at + 1


def _reduced(unit: Unit, at: int) -> bool:
    """Say whether a participle behind a noun only tells which ones: "diplomats briefed on the matter"."""
    low = unit.low
    if at < 1 or low[at + 1] not in PREPOSITIONS or unit.is_name(at - 1) or not low[at].endswith("ed"):
        return False
    return low[at - 1][:1].isalpha() and low[at - 1] not in PRONOUNS | AUXILIARIES | PASTS | CONJUNCTIONS | {"and"}


def _bracket(low: list[str], close: int) -> int:
    """Return where the bracket that ends at ``close`` opens; 0 when it does not nearby."""
    return next((n for n in range(close - 1, max(0, close - 12), -1) if low[n] == "("), 0)


def _takes_article(low: list[str], n: int) -> bool:
    """Say whether the word at ``n`` may stand before an article inside one phrase: "of the", "and a", "all the"."""
    word = low[n]
    return (
        word in PREPOSITIONS
        or word in ("and", "or", ",", "&", "all", "both", "half", "nearly", "almost", "than")
        or word in RELATIVES
        or word in AUXILIARIES
        or word.endswith("ing")
        or word.endswith("ed")
    )


def _listed(unit: Unit, at: int) -> bool:
    """Say whether ", and" at ``at`` ends a list of names: "A, B, and C"."""
    return at > 1 and unit.is_name(at - 2)


def _comma_continues(unit: Unit, at: int, last: int, apposed: bool) -> bool:
    """Say whether the phrase that ends with ``last`` goes on to the left of the comma at ``at``."""
    low = unit.low
    start = segment_start(low, at)
    if start >= at or at + 1 > last:
        return False
    if opening(unit, start, at) or has_verb(low, start, at):
        return False
    if apposed or _named_role(unit, start, at, last):
        return True
    if low[at + 1] == "and":
        return True
    names = [n for n in range(at + 1, last + 1) if low[n] in ("and", "or", "&")]
    return (
        bool(names) and unit.is_name(at - 1) and unit.is_name(at + 1) and names[0] - at <= 5 and not has_verb(low, at + 1, names[0])
    )


def _named_role(unit: Unit, start: int, comma: int, last: int) -> bool:
    """Say whether a name alone stands before the comma and an office after it: "Jane Roe, Chief Officer at the port says"."""
    if comma - start > 4 or not all(unit.is_name(n) for n in range(start, comma)) or comma - start < 2:
        return False
    words = unit.low[comma + 1 : last + 1]
    return any(w in heads() for w in words[:5]) and any(w in ("of", "at", "for") for w in words)
