"""Sources without a reporting verb: "according to X", "X's claim that ..."."""

from tellings.analysis.quotations.act import Act, claimed
from tellings.analysis.quotations.behind import clause_start
from tellings.analysis.quotations.clauses import clause_end, has_finite
from tellings.analysis.quotations.frames import aside
from tellings.analysis.quotations.lexicon import forms, grammar
from tellings.analysis.quotations.rightward import subject_after
from tellings.analysis.quotations.smallwords import AUXILIARIES, PASTS, Phrase
from tellings.analysis.quotations.units import QUOTED, Unit

SAYINGS = grammar("sayings")
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
    """Read "According to X, ..." and "..., according to X"."""
    low = unit.low
    acts: list[Act] = []
    for n in range(len(low) - 2):
        if low[n] != "according" or low[n + 1] != "to" or n > 1 and low[n - 2] in forms() and aside(unit, n - 2)[1]:
            continue
        first, opening = n + 2, _opens(unit, n)
        last = _source_end(unit, first, opening)
        subject = Phrase(first, last)
        if opening:
            content = (last + (low[last : last + 1] == [","]), unit.last)
        else:
            content = (clause_start(unit, n, acts), n - (low[n - 1] == ","))
        if content[1] > content[0]:
            spans = [content]
            if (
                not opening
                and low[last : last + 1] == [","]
                and low[n - 1] == ","
                and last + 2 < unit.last
                and not has_finite(unit, *content)
            ):
                spans.append((last + 1, unit.last))
            acts.append(Act((n, n + 2), "according", subject, spans, "according-to"))
    return acts


def _opens(unit: Unit, n: int) -> bool:
    return n == 0 or (n <= 3 and unit.low[n - 1] in (",", "but", "and", "(", "is", "that's") and not has_finite(unit, 0, n - 1))


def _source_end(unit: Unit, first: int, opening: bool) -> int:
    """Return where the source named by "according to" ends."""
    low, last = unit.low, unit.last
    if low[first : first + 1] == [QUOTED]:
        return first + 1
    found = subject_after(unit, first - 1)
    end = found.last if found else first + 1
    if not opening:
        close = next((n for n in range(first, last) if low[n] in SOURCE_ENDS), last)
        return max(end, close, first + 1) if close - first <= 14 else max(end, first + 1)
    comma = next((n for n in range(first, min(last, first + 30)) if low[n] in (",", QUOTED)), last)
    if end > comma and low[end : end + 1] == [","] and not has_finite(unit, comma + 1, end):
        return end
    return min(end, comma) if comma > first and has_finite(unit, first, comma) else comma
