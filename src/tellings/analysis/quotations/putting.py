"""Phrases that give words to somebody without a verb of saying: "as X put it", before, inside or behind what was said."""

from tellings.analysis.quotations.act import Act, claimed
from tellings.analysis.quotations.behind import clause_start
from tellings.analysis.quotations.clauses import clause_end, skip_circumstance
from tellings.analysis.quotations.leftward import subject_before
from tellings.analysis.quotations.units import QUOTED, Unit

PUT = frozenset(("put", "puts", "putting"))


def put(unit: Unit, acts: list[Act]) -> list[Act]:
    """Read "As X put it, ...", "..., as X put it" and "..., as X put it, ..."; "he put it on the table" is none."""
    low = unit.low
    for n in range(2, unit.last - 1):
        if low[n] not in PUT or low[n + 1] != "it" or claimed(n, acts):
            continue
        subject = subject_before(unit, n)
        if subject is None or not subject.first or low[subject.first - 1] != "as":
            continue
        opens, at = subject.first - 1, skip_circumstance(unit, n + 2)
        at += low[at : at + 1] in ([","], [":"])
        spans = [(at, clause_end(unit, at))] if at < unit.last and (low[at - 1] in (",", ":") or low[at] == QUOTED) else []
        if opens and low[opens - 1] in (",", QUOTED):
            first, last = clause_start(unit, opens, acts), opens - (low[opens - 1] == ",")
            spans = [(first, last), *spans] if first < last and low[at : at + 1] != [QUOTED] else spans
        if spans and not any(claimed(a, acts) for a, _ in spans):
            return [Act((n, n + 2), "put", subject, spans, "as-put")]
    return []
