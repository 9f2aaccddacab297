"""What stands between a speaker and a cue: auxiliaries, adverbs, days, occasions, insertions."""

from tellings.analysis.quotations.segments import segment_start
from tellings.analysis.quotations.smallwords import (
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    INSERTED,
    MONTH_NAMES,
    OCCASION_LEADS,
    OCCASIONS,
    PREPOSITIONS,
    TIME_LEADS,
    TIME_WORDS,
    goes_on,
    is_adverb,
)
from tellings.analysis.quotations.units import QUOTED, Unit

ASKED = frozenset(
    "asked pressed questioned quizzed reached contacted interviewed".split()
)  # "Thorne, asked whether it was late, said"


def skip_circumstances_left(unit: Unit, comma: int) -> int:
    """Return the comma before ", in a letter on Monday," and the like, whose closing comma is given."""
    low = unit.low
    start = segment_start(low, comma)
    while (
        start > 1
        and low[start - 1] == ","
        and (low[start] in PREPOSITIONS or low[start].endswith("ing") or low[start] in ASKED)
        and low[start - 2] != QUOTED
    ):
        comma = start - 1
        start = segment_start(low, comma)
    return comma


def skip_inserted(low: list[str], at: int) -> int:
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
