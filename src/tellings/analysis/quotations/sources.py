"""Sources without a reporting verb: "according to X", "X's claim that ..."."""

from tellings.analysis.quotations.act import Act, claimed
from tellings.analysis.quotations.behind import clause_start
from tellings.analysis.quotations.clauses import clause_end, has_finite
from tellings.analysis.quotations.frames import aside
from tellings.analysis.quotations.lexicon import forms, grammar, heads
from tellings.analysis.quotations.openings import opening
from tellings.analysis.quotations.rightward import APPOSING, subject_after
from tellings.analysis.quotations.smallwords import AUXILIARIES, PASTS, PREPOSITIONS, Phrase
from tellings.analysis.quotations.units import QUOTED, Unit

SAYINGS = grammar("sayings")
APPOSED = 15  # elements of an apposition to a source; by judgement
SOURCE_ENDS = frozenset((",", ";", "—", "–", QUOTED, ")", ":", "that", "and", "but", "while", "which"))


def noun_cues(unit: Unit, acts: list[Act]) -> list[Act]:
    """Read "warnings from X that ..." and "X's claim that ..."."""
    low, found = unit.low, []
    for n in range(len(low) - 2):
        if low[n] not in SAYINGS:
            continue
        that = next((m for m in range(n + 1, min(n + 12, unit.last - 1)) if low[m] == "that" or low[m] in (",", ".", QUOTED)), 0)
        if not that or low[that] != "that" or low[that + 1] in AUXILIARIES or low[that + 1] in PASTS:
            continue
        subject = _owner(unit, n, that)
        if subject:
            end = clause_end(unit, that + 1, noun=True)
            found.append(Act((n, n + 1), low[n].rstrip("s"), subject, [(that + 1, end)], "saying-noun"))
    return [a for a in found if not claimed(a.cue[0], acts)]


def _owner(unit: Unit, n: int, that: int) -> Phrase | None:
    """Return whose claim it is: "X's claim that", "the claim by X that"."""
    low = unit.low
    if n + 2 < that and low[n + 1] in ("from", "by", "of"):
        return Phrase(n + 2, that)
    if n + 1 != that or not n:
        return None
    if low[n - 1] in ("his", "her", "their", "its"):
        return Phrase(n - 1, n)
    if low[n - 1].endswith(("'s", "s'")) and unit.is_name(n - 1):
        first = n - 1
        while first > 0 and unit.is_name(first - 1):
            first -= 1
        return Phrase(first, n)
    return None


def according(unit: Unit) -> list[Act]:
    """Read "According to X, ...", "..., according to X" and "In the words of X, ..."."""
    low = unit.low
    acts: list[Act] = []
    for n in range(len(low) - 2):
        worded = low[n : n + 2] == ["words", "of"] and low[max(0, n - 2) : n] == ["in", "the"]
        if not worded and (
            low[n] != "according" or low[n + 1] != "to" or n > 1 and low[n - 2] in forms() and aside(unit, n - 2)[1]
        ):
            continue
        first, here = n + 2, n - 2 * worded
        opens = _opens(unit, here)
        last = _source_end(unit, first, opens)
        subject = Phrase(first, last)
        if opens:
            content = (last + (low[last : last + 1] == [","]), unit.last)
        else:
            content = (clause_start(unit, here, acts), here - (low[here - 1] == ","))
        if content[1] > content[0]:
            spans = [content]
            if (
                not opens
                and low[last : last + 1] == [","]
                and low[here - 1] == ","
                and last + 2 < unit.last
                and not has_finite(unit, *content)
            ):
                spans.append((last + 1, unit.last))
            acts.append(Act((here, n + 2), "according", subject, spans, "according-to"))
    return acts


def _opens(unit: Unit, n: int) -> bool:
    if n == 0 or n > 3 or has_finite(unit, 0, n - 1):
        return n == 0
    before = unit.low[n - 1]
    return before in ("but", "and", "(", "is", "that's") or before == "," and opening(unit, 0, n - 1)


def _behind_appositions(unit: Unit, comma: int) -> int:
    """Return the comma behind what only tells who the source is: "According to Ada Thorne, the warden, | it was late"."""
    low = unit.low
    close = next((n for n in range(comma + 1, min(unit.last, comma + APPOSED)) if low[n] in (",", QUOTED, ";")), 0)
    if not close or low[close] != "," or has_finite(unit, comma + 1, close):
        return comma
    named = low[comma - 1] in heads() and all(map(unit.is_name, range(comma + 1, close)))
    if low[comma + 1] not in APPOSING and not named:
        return comma
    return close if has_finite(unit, close + 1, unit.last) or QUOTED in low[close:] else comma


def _reduced(low: list[str], first: int, comma: int) -> bool:
    """Say whether the only verb before the comma is a participle of the source: "a report released on Friday by the bank"."""
    past = [n for n in range(first + 1, comma) if low[n] in AUXILIARIES or low[n] in PASTS or low[n].endswith("ed")]
    return len(past) == 1 and past[0] + 1 < comma and low[past[0] + 1] in PREPOSITIONS and low[past[0]] not in AUXILIARIES


def _source_end(unit: Unit, first: int, opens: bool) -> int:
    """Return where the source named by "according to" ends."""
    low, last = unit.low, unit.last
    if low[first : first + 1] == [QUOTED]:
        return first + 1
    found = subject_after(unit, first - 1)
    end = found.last if found else first + 1
    if not opens:
        close = next((n for n in range(first, last) if low[n] in SOURCE_ENDS), last)
        return max(end, close, first + 1) if close - first <= 14 else max(end, first + 1)
    comma = next((n for n in range(first, min(last, first + 30)) if low[n] in (",", QUOTED)), last)
    comma = _behind_appositions(unit, comma)
    if end == comma - 1 or _reduced(low, first, comma):
        return comma
    if end > comma and low[end : end + 1] == [","] and not has_finite(unit, comma + 1, end):
        return end
    return min(end, comma) if comma > first and has_finite(unit, first, comma) else comma
