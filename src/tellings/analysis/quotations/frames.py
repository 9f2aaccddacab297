"""What a reporting verb governs: the content that follows a cue, frame by frame."""

from typing import NamedTuple

from tellings.analysis.quotations.clauses import SUBJECTS, clause_end, has_finite, skip_addressee, skip_circumstance
from tellings.analysis.quotations.lexicon import Cue, grammar, particles, verbs
from tellings.analysis.quotations.smallwords import (
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    INSERTED,
    OBJECTS,
    PASTS,
    PREPOSITIONS,
    TIME_LEADS,
    TIME_WORDS,
    is_adverb,
)
from tellings.analysis.quotations.units import QUOTED, Unit

WINDOW = 18  # elements between a cue and its "that" or its first mark; of 1,198 found in 400 news articles 99 % lie within 11
WH = frozenset("whether if how why what who where when which".split())
SHORTEST = 3  # elements of a bare clause after "say" without a verb that is known to be one
SUMMONED = grammar("summoned")
NO_OBJECT = frozenset("nothing anything something goodbye thanks hello amen much little so otherwise as well".split())


class Content(NamedTuple):
    """Elements ``[first, last)`` that hold what was said, the end of the cue, and the frame that found them."""

    first: int
    last: int
    cue_end: int
    rule: str


def content_after(unit: Unit, verb: int, cue: Cue) -> Content | None:
    """Return what stands behind the cue as its content, or None."""
    low, last, lemma = unit.low, unit.last, cue.lemma
    at = aside(unit, verb)[0]
    while at < last and is_adverb(low[at]) and low[at] not in ("all", "both", "each", "that"):
        at += 1
    if low[at : at + 2] == ["only", "that"]:
        at += 1
    particle = (
        at < last
        and low[at] in particles().get(lemma, ())
        and not (low[at] == "to" and lemma in verbs("to") and _verb_at(unit, at + 1))
    )
    cue_end = at + 1 if particle else verb + 1
    if particle:
        at += 1
    if at >= last:
        return None
    found = _marked(unit, at, lemma) or _conjoined(unit, at, lemma)
    if found is None and lemma in verbs("addressee") and not particle:
        found = _told(unit, at, lemma)
    if found is None and not particle:
        found = _named(unit, at, lemma)
    if found is None and not particle and lemma in verbs("bare"):
        found = _bare(unit, at, lemma)
    if found is None and (particle or (lemma in verbs("object") and not (lemma == "announce" and _bare_name(unit, at)))):
        found = _object(unit, at if particle else skip_circumstance(unit, at), particle)
    if found is None:
        return None
    first, rule = found
    end = clause_end(unit, first, noun=rule in ("object", "particle-object"))
    return Content(first, end, cue_end, rule) if end > first else None


def aside(unit: Unit, verb: int) -> tuple[int, int]:
    """Return where the frame goes on behind ``said, according to the Herald, that ...``, and where the medium begins or 0."""
    low, first = unit.low, verb + 4
    if low[verb + 1 : first] != [",", "according", "to"]:
        return verb + 1, 0
    close = next((n for n in range(first + 1, min(first + WINDOW, unit.last)) if low[n] == ","), 0)
    return (close + 1, first) if close and low[close + 1] == "that" else (verb + 1, 0)


def _marked(unit: Unit, at: int, lemma: str) -> tuple[int, str] | None:
    """Words in marks right behind the cue: ``said: "..."``, ``said, "..."``."""
    low, last = unit.low, unit.last
    here = _skip_said_how(unit, skip_circumstance(unit, at))
    if here < last and low[here] in (",", ":"):
        here += 1
    if here < last and low[here] == QUOTED and (lemma in verbs("quote") or here == at):
        return here, "cue-before-marks"
    if lemma in verbs("quote") and (far := _of_it(unit, at)):
        return far, "cue-before-marks"
    if at < last and low[at] == ":" and at + 1 < last and lemma in verbs("quote"):
        return at + 1, "cue-and-colon"
    return None


def _of_it(unit: Unit, at: int) -> int:
    """Return the marks behind ``said of the plan: "..."``; 0 when there are none."""
    low, last = unit.low, unit.last
    if low[at : at + 1] == [] or low[at] not in ("of", "about", "to", "in", "on", "during", "at"):
        return 0
    n = next((n for n in range(at + 1, min(at + WINDOW, last - 1)) if low[n] in (",", ":", QUOTED, ";")), 0)
    return n + 1 if n and low[n] in (",", ":") and low[n + 1] == QUOTED and not has_finite(unit, at, n) else 0


def _skip_said_how(unit: Unit, at: int) -> int:
    """Return what follows ", however," and "this" or "the following" before a colon, "the words" before a comma."""
    low = unit.low
    if low[at : at + 1] == [","] and low[at + 1 : at + 2] and low[at + 1] in INSERTED and low[at + 2 : at + 3] == [","]:
        return at + 2
    for words in (
        ["this", ":"],
        ["the", "following", ":"],
        ["as", "follows", ":"],
        ["the", "words", ","],
    ):
        if low[at : at + len(words)] == words:
            return at + len(words) - 1
    return at


def _conjoined(unit: Unit, at: int, lemma: str) -> tuple[int, str] | None:
    """A clause with "that", "whether" or "to", circumstances between skipped."""
    low, last = unit.low, unit.last
    if lemma in verbs("that"):
        n = _find_that(unit, at, last, lemma)
        if n:
            return n + 1, "that-clause"
    here = skip_circumstance(unit, at)
    if lemma in verbs("wh") and low[here : here + 1] and low[here] in WH:
        return here, "question-clause"
    if lemma in verbs("to") and low[here : here + 1] == ["to"] and _infinitive(unit, here):
        return here, "infinitive"
    return None


def _verb_at(unit: Unit, n: int) -> bool:
    """Say whether a bare verb, no noun phrase, seems to stand at ``n``: "agreed to meet", not "agreed to talks"."""
    return (
        n < unit.last
        and unit.low[n] not in DETERMINERS
        and not unit.is_name(n)
        and not unit.low[n].endswith("s")
        and not unit.low[n][:1].isdigit()
    )


def _infinitive(unit: Unit, to: int) -> bool:
    return to + 1 < unit.last and unit.low[to + 1] not in DETERMINERS and not unit.is_name(to + 1)


def _find_that(unit: Unit, at: int, last: int, lemma: str) -> int:
    """Return the "that" which opens the clause: at once, or behind circumstances and a hearer; 0 when there is none."""
    low = unit.low
    for n in range(at, min(at + WINDOW, last)):
        word = low[n]
        if word == "that":
            open_at = n + (low[n + 1 : n + 2] == [","])  # "said that, if the price fell, it would close"
            return open_at if open_at + 1 < last and (n == at or _behind_circumstance(unit, at, n, lemma)) else 0
        if (
            word == ","
            and lemma in verbs("addressee")
            and n > at
            and any(w[:1].isdigit() for w in (low[n - 1], *low[n + 1 : n + 2]))
        ):
            continue  # "told Ada Thorne, 24, and Peter Lorne, 27, that"
        if word == ",":
            close = next((m for m in range(n + 1, min(n + 9, last)) if low[m] == ","), 0)
            return close + 1 if n == at and close and low[close + 1 : close + 2] == ["that"] else 0
        if (
            word in (QUOTED, ";", ":")
            or word in AUXILIARIES
            or (word in SUBJECTS and n > at and low[n + 1 : n + 2] and low[n + 1] not in TIME_WORDS)
            or (word in CONJUNCTIONS and word != "that")
        ):
            return 0
    return 0


def _behind_circumstance(unit: Unit, at: int, that: int, lemma: str) -> bool:
    """Say whether what stands between a cue and "that" is a hearer or a circumstance, and "that" opens no relative clause."""
    low = unit.low
    if low[that - 1] in ("of", "in", "at", "with", "for", "about") or low[that + 1] in AUXILIARIES | PASTS:
        return False
    return lemma in verbs("addressee") or low[at] in PREPOSITIONS or low[at].rstrip(".") in DAYS | TIME_LEADS


def _told(unit: Unit, at: int, lemma: str) -> tuple[int, str] | None:
    """What stands behind the hearer: "told reporters the plan was ..."."""
    low, last = unit.low, unit.last
    if low[at] in PREPOSITIONS or low[at] in SUBJECTS - {"you", "it", "this", "these", "those", "many", "some", "others", "most"}:
        return None
    here = skip_circumstance(unit, skip_addressee(unit, at))
    if here >= last or here == at:
        return None
    if low[here] in (",", ":") and here + 1 < last and low[here + 1] == QUOTED:
        return here + 1, "cue-before-marks"
    if low[here] == ":" and here + 1 < last:
        return here + 1, "cue-and-colon"
    if low[here] == QUOTED:
        return here, "cue-before-marks"
    if low[here] == "to" and lemma in verbs("to"):
        return here if low[at] in OBJECTS else at, "told-clause"  # "urged them | to go", "urged | voters to go"
    if low[here] in WH:
        return here, "told-clause"
    if low[here] not in (",", "and", "or") and low[here] not in PREPOSITIONS and has_finite(unit, here, last):
        return here, "told-clause"
    if (near := next((n for n in range(here, min(here + WINDOW, last)) if low[n] == QUOTED), 0)) and not has_finite(
        unit, here, near
    ):
        return near, "cue-before-marks"
    if lemma in ("promise", "urge") and low[here] != ",":
        return at, "object"
    return None


def _named(unit: Unit, at: int, lemma: str) -> tuple[int, str] | None:
    """``described X as Y`` and ``called X Y``."""
    low, last = unit.low, unit.last
    if lemma in verbs("as") and low[at] == "as" and QUOTED in low[at + 1 : at + 4]:
        return at, "described-as"  # "what he described as “a farce”"
    if low[at] in PREPOSITIONS or low[at] in CONJUNCTIONS or low[at] == ",":
        return None
    if lemma in verbs("as"):
        for n in range(at + 1, min(at + 26, last)):
            if low[n] == "as" and low[n + 1 : n + 2] not in (["well"], ["part"], ["soon"], ["long"], ["he"], ["she"], ["they"]):
                return at, "described-as"
            if low[n] in (",", ";"):
                break
    if (
        lemma in verbs("name")
        and not _so_called(unit, at)
        and not (lemma in ("call", "name") and _summons(unit, at, lemma == "name"))
        and at + 1 < last
        and (low[at] in OBJECTS or low[at] in DETERMINERS or unit.is_name(at) or "'" in low[at])
    ):
        return at, "called-name"
    return None


def _summons(unit: Unit, at: int, naming: bool) -> bool:
    """Say whether nobody is called anything: "called an early election", "called the coast guard", "named the culprit"."""
    low = unit.low
    ends = PREPOSITIONS | CONJUNCTIONS | {",", ";", "and", "to"}
    end = next((n for n in range(at + 1, unit.last) if low[n] in ends), unit.last)
    if QUOTED in low[at:end] or any(w in DETERMINERS for w in low[at + 1 : end]):
        return False
    return naming or low[at] in ("a", "an") or low[end - 1] in SUMMONED


def _so_called(unit: Unit, at: int) -> bool:
    """Say whether the cue before ``at`` only gives a thing its name: "a group called Northern Light"."""
    low, n = unit.low, at - 2
    while n > 0 and at - n < 8 and low[n] not in DETERMINERS and low[n] not in (",", QUOTED):
        n -= 1
    return (
        n >= 0
        and low[n] in ("a", "an")
        and (unit.is_name(at) or low[at] in (QUOTED, "the"))
        and low[at - 1] in ("called", "named", "dubbed", "titled")
    )


def _length_of_aside(unit: Unit, at: int) -> int:
    """Return how many elements ", on condition of anonymity," and the like take at ``at``; 0 when there is no such aside."""
    low = unit.low
    if low[at] != "," or low[at + 1 : at + 2] == [] or low[at + 1] not in PREPOSITIONS:
        return 0
    close = next((n for n in range(at + 2, min(at + WINDOW, unit.last - 1)) if low[n] in (",", QUOTED, ";")), 0)
    plain = close and low[close] == "," and low[close + 1] != QUOTED and not has_finite(unit, at + 1, close)
    return close + 1 - at if plain and has_finite(unit, close + 1, unit.last) else 0


def _bare(unit: Unit, at: int, lemma: str) -> tuple[int, str] | None:
    """A clause without "that"."""
    low, last = unit.low, unit.last
    here = skip_circumstance(unit, at + _length_of_aside(unit, at))
    if here >= last:
        return None
    word = low[here]
    if word in (",", ":", ";", "—", "–", ")", "and", "or") or (word in CONJUNCTIONS and word not in WH):
        return None
    if word in PREPOSITIONS and lemma not in ("say", "believe"):
        return None
    if (
        lemma == "say"
        and word not in NO_OBJECT
        and (word not in PREPOSITIONS or has_finite(unit, here, last))
        and (clause_end(unit, here) - here >= SHORTEST or word in ("yes", "no") or QUOTED in low[here : here + SHORTEST])
        and word not in ("to", "of", "about")
    ):
        return here, "bare-clause"
    end = clause_end(unit, here)
    return (here, "bare-clause") if has_finite(unit, here, min(end, here + WINDOW)) and word not in PREPOSITIONS else None


def _bare_name(unit: Unit, at: int) -> bool:
    """Say whether a name alone stands at ``at``, with at most a circumstance behind it: "announced Operation Tide on Monday"."""
    end = at
    while end < unit.last and unit.is_name(end):
        end += 1
    return end > at and skip_circumstance(unit, end) >= unit.last


def _object(unit: Unit, at: int, particle: bool) -> tuple[int, str] | None:
    """A noun phrase that stands for what was said."""
    low = unit.low
    if at >= unit.last:
        return None
    word = low[at]
    if (
        word in (",", ":", ";", "—", "–", ")", "and", "or", "by", "as", "in", "to", "on", "at", "for", "from")
        or word in AUXILIARIES
    ):
        return None
    if not particle and (word in PREPOSITIONS or word in CONJUNCTIONS):
        return None
    return (at, "particle-object" if particle else "object")
