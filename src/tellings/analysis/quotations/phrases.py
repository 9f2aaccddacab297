"""Find the phrase that names a speaker beside a cue, titles, appositions and relative clauses included."""

from typing import NamedTuple

from tellings.analysis.quotations.lexicon import forms, grammar, heads
from tellings.analysis.quotations.units import QUOTED, Unit

AUXILIARIES = grammar("auxiliaries")
ADVERBS = grammar("adverbs")
PRONOUNS = grammar("pronouns")
DETERMINERS = grammar("determiners")
PREPOSITIONS = grammar("prepositions")
CONJUNCTIONS = grammar("conjunctions")
OPENERS = grammar("openers")
DAYS = grammar("days")
MODALS = grammar("modals")
TIME_WORDS = grammar("time_words")
TIME_LEADS = grammar("time_leads")
OCCASIONS = grammar("occasions")
PASTS = grammar("pasts")
SEGMENT_ENDS = frozenset((",", ";", ":", "—", QUOTED, "but", "as", "while", "because", "when"))
RELATIVE_WORDS = frozenset(("who", "which", "that", "whose", "where", "whom"))
RELATIVES = frozenset(("who", "which", "whose", "that"))
STOPS = frozenset(
    (":", ";", "—", "–", "--", "-", "(", ")", "[", "]", ".", "?", "!", "…", "...", QUOTED, "•", "*", "'", "‘", "’", '"', "“", "”")
)
MONTH_NAMES = frozenset(("may", "march", "april", "august", "june"))  # also names of people
OBJECTS = frozenset("him her them me us it that this".split())
ALONE = PRONOUNS | {"everyone", "everybody", "someone", "somebody", "nobody", "who"}
NOT_ADVERBS = frozenset(
    "family ally assembly italy july reply early likely daily weekly monthly only friendly elderly rally supply bully billy molly kelly sally emily".split()
)
QUANTIFIERS = frozenset(("all", "both", "each", "that", "ever", "quite"))
ARTICLES = frozenset("the a an his her their its this these those".split())
OCCASION_LEADS = frozenset("in during at on via after through".split())
INSERTED = frozenset(
    "however meanwhile though too instead also in fact for example then of course again indeed".split()
)  # between commas
WALK = 60  # elements to the left or right that one phrase may take; the longest in 840 news articles is 44


class Phrase(NamedTuple):
    """Elements ``[first, last)`` of a unit that name a speaker; ``core`` begins the part that is no introduction."""

    first: int
    last: int


def is_adverb(low: str) -> bool:
    """Say whether a word merely goes with a verb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS)


def goes_on(low: list[str], to: int) -> int:
    """Return where "continued to", "went on to" begins when it ends with ``to``; 0 when there is none."""
    if to > 0 and low[to - 1] in ("continue", "continues", "continued", "continuing"):
        return to - 1
    return to - 2 if to > 1 and low[to - 1] == "on" and low[to - 2] in ("went", "goes", "go", "going") else 0


def subject_before(unit: Unit, verb: int) -> Phrase | None:
    """Return the phrase before a verb that is its subject, or None."""
    low, at = unit.low, skip_verb_left(unit, verb)
    if at < 0:
        return None
    if low[at] in ("who", "which"):
        return Phrase(at, at + 1)
    if low[at] == "," and (before := _skip_inserted(low, at)) >= 0:
        return _phrase(unit, before, False)
    if low[at] == ",":
        at = _skip_circumstances_left(unit, at)
        return _phrase(unit, at - 1, True) if at > 0 and low[at - 1] != QUOTED else None
    return _phrase(unit, at, False)


def antecedent(unit: Unit, relative: int) -> Phrase | None:
    """Return the phrase that "who" or "which" at ``relative`` stands for."""
    at = relative - 1 - (relative > 1 and unit.low[relative - 1] == ",")
    found = _phrase(unit, at, False) if at >= 0 else None
    inner = [n for n in range(found.first, found.last) if unit.low[n] in PREPOSITIONS - {"of"}] if found else []
    return Phrase(inner[-1] + 1, found.last) if found and inner and inner[-1] + 1 < found.last else found


def _skip_circumstances_left(unit: Unit, comma: int) -> int:
    """Return the comma before ", in a letter on Monday," and the like, whose closing comma is given."""
    low = unit.low
    start = _segment_start(low, comma)
    while (
        start > 1
        and low[start - 1] == ","
        and (low[start] in PREPOSITIONS or low[start].endswith("ing"))
        and low[start - 2] != QUOTED
    ):
        comma = start - 1
        start = _segment_start(low, comma)
    return comma


def _skip_inserted(low: list[str], at: int) -> int:
    """Return the element before ", however," whose second comma stands at ``at``; -1 when there is none."""
    n = at - 1
    while n >= 0 and low[n] in INSERTED:
        n -= 1
    return n - 1 if 0 < n < at - 1 and low[n] == "," else -1


def skip_verb_left(unit: Unit, verb: int) -> int:
    """Return the element before a verb's auxiliaries, adverbs, days and occasions ("on Friday", "in a statement")."""
    low, at = unit.low, verb - 1
    while at >= 0:
        if low[at] in AUXILIARIES or is_adverb(low[at]):
            at -= 1
            continue
        if low[at] == "to" and (begun := goes_on(low, at)):
            at = begun - 1
            continue
        before = _skip_time_left(unit, at)
        if before == at:
            before = _skip_occasion_left(unit, at)
        if before == at:
            return at
        at = before
    return at


def _skip_time_left(unit: Unit, at: int) -> int:
    low = unit.low
    here = at
    if here > 0 and low[here].isdigit() and low[here - 1].rstrip(".") in DAYS:
        here -= 1
    word = low[here].rstrip(".")
    if word in DAYS and (word not in MONTH_NAMES or low[here - 1] in ("in", "on", "last", "early", "late") if here else False):
        here -= 1
    elif word in DAYS and word not in MONTH_NAMES:
        here -= 1
    elif word in TIME_WORDS and here > 0 and (low[here - 1] in TIME_LEADS or low[here - 1].rstrip(".") in DAYS):
        here -= 2
    else:
        return at
    while here >= 0 and (low[here] in TIME_LEADS or low[here] in ("on", "in", "by", "since", "late", "early")):
        here -= 1
    return here


def _names_occasion(low: list[str], first: int, last: int) -> bool:
    """Say whether "interview", "letter" or the like ends the words after an article, alone or with "with the paper"."""
    for n in range(first, min(first + 4, last + 1)):
        if low[n] in OCCASIONS and (n == last or low[n + 1] in PREPOSITIONS or low[n + 1] in TIME_LEADS):
            return True
    return False


def _skip_occasion_left(unit: Unit, at: int) -> int:
    low = unit.low
    for i in range(at, max(-1, at - 10), -1):
        if low[i] in (",", QUOTED) or low[i] in AUXILIARIES:
            return at
        if low[i] in OCCASION_LEADS and i < at and low[i + 1] in DETERMINERS and _names_occasion(low, i + 2, at):
            return i - 1
    return at


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
        elif word in ("after", "before", "until") and at < last:
            break
        elif word in CONJUNCTIONS:
            if not (word in RELATIVES or word in ("where", "whom")) or not _relative(unit, at):
                break
        elif word == "and":
            if _has_verb(low, _segment_start(low, at), at) or (
                at > 0 and low[at - 1] == "," and not apposed and not _listed(unit, at)
            ):
                break
        elif (word in AUXILIARIES or word in PASTS) and not _in_relative(unit, at):
            return at + 1 + (word in MODALS and at + 1 < last and not unit.is_name(at + 1))
        elif at < last and word in PRONOUNS:
            break
        elif word in ARTICLES and at > floor and not _takes_article(low, at - 1) and not _in_relative(unit, at):
            return at
        elif (
            at < last
            and at > floor
            and low[at - 1] == "to"
            and not _in_relative(unit, at)
            and not unit.is_name(at)
            and word not in DETERMINERS
            and not word.endswith("s")
        ):
            break
        elif (
            (cue := forms().get(word))
            and cue.form in ("past", "ing")
            and at < last
            and not _modifier(low, at)
            and not _in_relative(unit, at)
        ):
            break
        at -= 1
    return at + 1


def _bracket(low: list[str], close: int) -> int:
    """Return where the bracket that ends at ``close`` opens; 0 when it does not nearby."""
    return next((n for n in range(close - 1, max(0, close - 12), -1) if low[n] == "("), 0)


def _in_relative(unit: Unit, at: int) -> bool:
    """Say whether a relative clause has begun left of ``at`` in the same part of the sentence."""
    start = _segment_start(unit.low, at)
    return any(unit.low[n] in RELATIVE_WORDS and _relative(unit, n) for n in range(start, at))


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


def _modifier(low: list[str], at: int) -> bool:
    return at > 0 and (
        low[at - 1] in DETERMINERS or low[at - 1].endswith("'s") or low[at - 1] in RELATIVES or is_adverb(low[at - 1])
    )


def _segment_start(low: list[str], at: int) -> int:
    n = at - 1
    while n >= 0 and low[n] not in SEGMENT_ENDS:
        n -= 1
    return n + 1


def _has_verb(low: list[str], first: int, last: int) -> bool:
    for n in range(first, last):
        word = low[n]
        if word in RELATIVES:
            return False
        if (
            word in AUXILIARIES
            or word in PASTS
            or (word.endswith("ed") and len(word) > 4 and not _modifier(low, n) and n > first and word != "united")
        ):
            return True
        cue = forms().get(word)
        if cue and cue.form in ("past", "s") and n > first and not _modifier(low, n):
            return True
    return False


def _relative(unit: Unit, at: int) -> bool:
    """Say whether "who", "which" or "that" at ``at`` begins a relative clause (or points: "of that report")."""
    low = unit.low
    if low[at] == "that" and at and low[at - 1] in PREPOSITIONS:
        return True
    if low[at] in ("which", "who", "whose", "where", "whom"):
        return True
    after = low[at + 1] if at + 1 < len(low) else ""
    return after in AUXILIARIES or after in PASTS or after.endswith("ed")


def _listed(unit: Unit, at: int) -> bool:
    """Say whether ", and" at ``at`` ends a list of names: "A, B, and C"."""
    return at > 1 and unit.is_name(at - 2)


def _comma_continues(unit: Unit, at: int, last: int, apposed: bool) -> bool:
    """Say whether the phrase that ends with ``last`` goes on to the left of the comma at ``at``."""
    low = unit.low
    start = _segment_start(low, at)
    if start >= at or at + 1 > last:
        return False
    if _opening(unit, start, at) or _has_verb(low, start, at):
        return False
    if apposed or _named_role(unit, start, at, last):
        return True
    if low[at + 1] == "and":
        return True
    names = [n for n in range(at + 1, last + 1) if low[n] in ("and", "or", "&")]
    return (
        bool(names)
        and unit.is_name(at - 1)
        and unit.is_name(at + 1)
        and names[0] - at <= 5
        and not _has_verb(low, at + 1, names[0])
    )


def _named_role(unit: Unit, start: int, comma: int, last: int) -> bool:
    """Say whether a name alone stands before the comma and an office after it: "Jane Roe, Chief Officer at the port says"."""
    if comma - start > 4 or not all(unit.is_name(n) for n in range(start, comma)) or comma - start < 2:
        return False
    words = unit.low[comma + 1 : last + 1]
    return any(w in heads() for w in words[:5]) and any(w in ("of", "at", "for") for w in words)


def _opening(unit: Unit, first: int, last: int) -> bool:
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
        or low[first] in OBJECTS - {"this", "that"}
        or "'" in low[first]
        and low[first].split("'")[0] in PRONOUNS
        or is_adverb(low[first])
        or low[first] == "to"
    ):
        return None
    last = _walk_right(unit, first)
    return Phrase(first, last) if last > first else None


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
            stop = _apposition(unit, at, end)
            if stop <= at:
                break
            at = stop - 1
        elif word in CONJUNCTIONS and word not in ("who", "whose"):
            break
        elif word.rstrip(".") in DAYS and at > first and word not in MONTH_NAMES:
            break
        elif (word in AUXILIARIES or word in PASTS) and "who" not in low[first:at]:
            break
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


def _belongs(unit: Unit, at: int, first: int) -> bool:
    """Say whether the preposition at ``at`` still belongs to the speaker's phrase ("a spokesman for the mayor")."""
    low = unit.low
    if low[at] == "of":
        return True
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
        word in ("a", "an", "the", "who", "whose", "one", "then", "now", "former")
        or word[:1].isdigit()
        or word.startswith(("r-", "d-", "i-"))
    )
    role = (
        role
        or (word not in CONJUNCTIONS and word not in PREPOSITIONS and not word.endswith(("ing", "ed")) and _noun_of(unit, n, end))
        or word.endswith("'s")
    )
    if not role or low[n] in PRONOUNS:
        return comma
    while n < end and low[n] not in (",", ";", "—", "–", QUOTED, ":", "."):
        if low[n] in ("in", "on", "during") and any(w in OCCASIONS or w.rstrip(".") in DAYS for w in low[n + 1 : n + 4]):
            break
        if low[n] in ("but", "while", "because", "although", "as") or low[n].rstrip(".") in DAYS:
            break
        n += 1
    if n < end and low[n] == ",":
        return _apposition(unit, n, end)
    return n


def _noun_of(unit: Unit, n: int, end: int) -> bool:
    """Say whether a bare role begins here: "director of", "chairman of", "R-Ohio", "president at"."""
    return (
        any(w in ("of", "for", "at", "in") for w in unit.low[n + 1 : min(n + 5, end)])
        and unit.low[n] not in AUXILIARIES
        and unit.low[n] not in ("and", "or")
    )
