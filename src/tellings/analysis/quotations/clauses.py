"""Where a reported clause begins and ends."""

from tellings.analysis.quotations.lexicon import forms, grammar, verbs
from tellings.analysis.quotations.smallwords import (
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    OBJECTS,
    OCCASIONS,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    TIME_LEADS,
    TIME_WORDS,
    is_adverb,
)
from tellings.analysis.quotations.units import QUOTED, Unit

SUBJECTS = grammar("subjects")
HE_IS = frozenset("he's she's it's there's that's who's what's".split())
ADDERS = frozenset(("and", "or", "but", "nor", "as", QUOTED))  # what was said goes on behind a comma inside marks
TURNS = frozenset(("but", "while", "although", "though", "even", "whereas", "despite"))
APPOSED = 12  # elements of an apposition inside an object
TURNING = verbs("bare") | verbs("that") | verbs("name")
MOMENTS = frozenset("moments seconds one two three four five six".split())
REACTIONS = grammar("reactions")
SPEAKER = 6  # elements of a subject between "and" and a reporting verb of its own
CONTRACTED = ("'s", "'re", "'ll", "'d", "'ve", "'m")


def has_finite(unit: Unit, first: int, last: int) -> bool:
    """Say whether a finite verb seems to stand in elements ``[first, last)``."""
    low = unit.low
    for n in range(first, last):
        word = low[n]
        if word in AUXILIARIES or word in PASTS:
            return True
        if n > first and word.endswith("ed") and len(word) > 4 and low[n - 1] not in DETERMINERS:
            return True
        if word.endswith(CONTRACTED) and word.split("'")[0] in SUBJECTS:
            return True
        if word in PRONOUNS and n + 1 < last:
            return True
        if n > first and (cue := forms().get(word)) and cue.form == "s" and low[n - 1] not in DETERMINERS:
            return True
    return False


def clause_end(unit: Unit, first: int, noun: bool = False) -> int:
    """Return the element behind the reported clause, or noun phrase, that begins at ``first``."""
    low, last = unit.low, unit.last
    for n in range(first + 1, last):
        word = low[n]
        if noun and word == "," and not _list_goes_on(low, n, last):
            return n
        if word == "," and _turns(unit, n, last):
            return n
        if low[n - 1] == QUOTED and n > first + 1 and word not in ADDERS and unit.inner(n - 1)[-1:] == ",":
            if word in ("a", "an") and QUOTED in low[n + 1 : n + 3]:
                continue  # a "bully," a "cheat" and a "liar"
            return n
        if word == "according" and low[n + 1 : n + 2] == ["to"]:
            return n
        if word in ("and", "but", "while", "before") and (_next_cue(unit, n, last) or _next_speaker(unit, n, last)):
            return n - (low[n - 1] in (",", "—", "–"))
        if word in ("in", "during", "on", "at") and _occasion(low, n, last):
            return n
        if word == ";":
            return n
    return last


def _turns(unit: Unit, n: int, last: int) -> bool:
    """Say whether the reporter takes over again at the comma ``n``: ", adding that", ", but", ", according to"."""
    low = unit.low
    word = low[n + 1] if n + 1 < last else ""
    if word in ("according", "said", "says", "told", "added", "called") or _hours_after(low, n) or _said_last(unit, n, last):
        return True
    if (word == "and" or word in TURNS) and any(w in ("said", "says", "told", "added") for w in low[n + 2 : min(n + 9, last)]):
        return True
    if word in ("and", "then") and n + 2 < last:
        return _next_cue(unit, n + 1, last)
    cue = forms().get(word)
    return bool(cue and cue.form == "ing") or word in REACTIONS


def _hours_after(low: list[str], n: int) -> bool:
    """Say whether ", hours after" or ", a day before" follows: when it was said."""
    at = next((m for m in range(n + 1, min(n + 4, len(low) - 1)) if low[m] in TIME_WORDS | MOMENTS), 0)
    return (
        bool(at) and low[at + 1] in ("after", "before") and all(w in DETERMINERS or w in ("just", "only") for w in low[n + 1 : at])
    )


def _said_last(unit: Unit, n: int, last: int) -> bool:
    """Say whether ", one of them said" ends the sentence behind the comma ``n``."""
    low = unit.low
    if last - n > SPEAKER + 2 or last - n < 3 or low[last - 1] not in ("said", "says", "say", "added"):
        return False
    return "," not in low[n + 1 : last] and low[n + 1] not in ("and", "but", "who", "which", "as", "that")


def _list_goes_on(low: list[str], n: int, last: int) -> bool:
    """Say whether the comma ``n`` only parts the members of a list: "jobs, wages and homes"."""
    if low[n + 1 : n + 2] and low[n + 1] in ("of", "for", "to") and "," in low[max(0, n - APPOSED) : n]:
        return True
    closes = next((m for m in range(n + 2, min(n + 2 + APPOSED, last)) if low[m] == ","), 0)
    if closes and (
        low[closes + 1 : closes + 2] and low[closes + 1] in ("of", "for", "to") or low[n + 1].endswith(".") and closes == n + 2
    ):
        return True  # "accused the warden, Ada Thorne, of", "Lorne, Md., voters"
    close = next((m for m in range(n + 1, min(n + 8, last)) if low[m] in (",", "and", "or", QUOTED)), 0)
    return (
        bool(close)
        and low[close] in ("and", "or")
        and not any(w in AUXILIARIES or w in PASTS or w in ("who", "which") for w in low[n + 1 : close])
    )


def low_is_verb(unit: Unit, at: int) -> bool:
    """Say whether a form that could be a plural noun ("claims") is used as a verb: no noun stands before "of" or a verb."""
    cue = forms()[unit.low[at]]
    return cue.form != "s" or (
        unit.low[at + 1 : at + 2] not in (["of"], ["on"], ["by"], ["from"], ["about"]) and unit.low[at + 1 : at + 2] != []
    )


def _next_cue(unit: Unit, n: int, last: int) -> bool:
    """Say whether a reporting verb without a subject of its own follows: "and called it ..."."""
    at = n + 1
    while at < last and is_adverb(unit.low[at]):
        at += 1
    cue = forms().get(unit.low[at]) if at < last else None
    if not cue:
        return False
    return (
        cue.form in ("past", "ing", "s") and low_is_verb(unit, at) and cue.lemma in verbs("quote") | verbs("as") | verbs("object")
    )


def _next_speaker(unit: Unit, n: int, last: int) -> bool:
    """Say whether somebody else's words follow: "... and residents warned that", "..., but she noted"."""
    low = unit.low
    for at in range(n + 2, min(n + 2 + SPEAKER, last)):
        cue = forms().get(low[at])
        if cue and cue.form in ("past", "s") and cue.lemma in TURNING and low_is_verb(unit, at):
            return low[n + 1] != "that" and low[at - 1] not in DETERMINERS | PREPOSITIONS and not low[at - 1].endswith("'s")
        if low[at] in AUXILIARIES or low[at] in PASTS or low[at] in (",", ";", QUOTED, "that", "who", "which", "and", "to"):
            return False
        if low[at] in PRONOUNS or (low[at].endswith("ed") and len(low[at]) > 4):
            return False
    return False


def _occasion(low: list[str], n: int, last: int) -> bool:
    """Say whether "in an interview", "in a statement" or the like begins at ``n``, outside what was said."""
    if n + 2 >= last or low[n + 1] not in ("a", "an", "the", "his", "her", "its", "their"):
        return False
    return any(
        w
        in (
            "interview",
            "statement",
            "tweet",
            "tweets",
            "email",
            "e-mail",
            "briefing",
            "memo",
            "post",
            "op-ed",
            "release",
        )
        for w in low[n + 2 : n + 5]
    )


def skip_addressee(unit: Unit, at: int) -> int:
    """Return the element behind a hearer at ``at``: "reporters", "the BBC", "a crowd in Ohio"."""
    low, last = unit.low, unit.last
    if at < last and low[at] in OBJECTS | {"you"}:
        return at + 1
    if at < last and unit.is_name(at):
        while (
            at < last
            and (unit.is_name(at) or low[at] in ("of", "and", "&", "'s") or low[at].endswith("'s") or _of_the(unit, at))
            and low[at] not in HE_IS
        ):
            at += 1
        return at
    start = at
    while at < last and low[at] not in (",", ":", QUOTED, "that", "to") and low[at] not in SUBJECTS and low[at] not in AUXILIARIES:
        if at > start and (low[at] in DETERMINERS | PREPOSITIONS or low[at] in HE_IS):
            break
        at += 1
        if low[at - 1].endswith("s") and low[at - 1] not in DETERMINERS and not low[at - 1].endswith("'s"):
            break
    return at


def _of_the(unit: Unit, at: int) -> bool:
    """Say whether "the" stands inside a name: "House of the People", not "Reuters the talks"."""
    return unit.low[at] == "the" and (unit.low[at - 1] in ("of", "and", "&") or unit.is_name(min(at + 1, unit.last - 1)))


def skip_circumstance(unit: Unit, at: int) -> int:
    """Return the element behind days and occasions at ``at``: "on Friday", "in a statement", "to reporters"."""
    low, last = unit.low, unit.last
    while at < last:
        word = low[at]
        here = at
        if word.rstrip(".") in DAYS or is_adverb(word):
            here = at + 1 + (word.rstrip(".") in DAYS and at + 1 < last and low[at + 1] in TIME_WORDS)
        elif word in TIME_LEADS and at + 1 < last and (low[at + 1] in TIME_WORDS or low[at + 1].rstrip(".") in DAYS):
            here = at + 2
        elif (
            word in ("on", "in", "by", "since") and at + 1 < last and (low[at + 1].rstrip(".") in DAYS or low[at + 1][:4].isdigit())
        ):
            here = at + 2 + (at + 2 < last and low[at + 2][:1].isdigit())
        elif word in ("in", "during", "on", "at", "via", "after", "through") and any(w in OCCASIONS for w in low[at + 1 : at + 6]):
            here = next(n + 1 for n in range(at + 1, at + 6) if low[n] in OCCASIONS)
            here += low[here : here + 1] != [] and low[here] in OCCASIONS  # "a news conference"
            if here < last and low[here] in ("with", "to", "on", "from", "for", "by", "at", "in"):
                here = _skip_noun(unit, here + 1)
        elif word == "to" and at + 1 < last and low[at + 1] in ("reporters", "journalists", "supporters", "voters"):
            here = at + 2
        if here == at:
            return at
        at = here
    return at


def _skip_noun(unit: Unit, at: int) -> int:
    low, last = unit.low, unit.last
    if at < last and low[at] in DETERMINERS:
        at += 1
    if at < last and unit.is_name(at):
        while (
            at < last
            and (unit.is_name(at) or low[at] in ("of", "the", "'s") or low[at].endswith("'s"))
            and low[at].rstrip(".") not in DAYS
        ):
            at += 1
        return at
    return min(at + 1, last)
