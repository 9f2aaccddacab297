"""Whom a reporter or a medium cites: "the Herald said, citing two officials, that ..."."""

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.lexicon import grammar, people
from tellings.analysis.quotations.smallwords import PREPOSITIONS, Phrase
from tellings.analysis.quotations.units import Unit

LONGEST = 6  # elements of the head of what is cited; by judgement
ASIDE = 3  # elements between the words about the source and the act they go with: a comma, "that"
SAYERS = grammar("sayers")
MEDIA = grammar("media")
ENDS = PREPOSITIONS | {",", "who", "familiar", "and"}
OWN = frozenset(("its", "their", "his", "her"))
CITING = frozenset(("citing", "quoting"))


def cited(unit: Unit, n: int) -> Phrase | None:
    """Return the people who are cited behind the verb at ``n``: a source, no words ("citing Ada Thorne", not "citing age")."""
    stop = min(n + LONGEST, unit.last)
    end = next((m for m in range(n + 1, stop) if unit.low[m] in ENDS), stop if stop == unit.last else n)
    named = end - n > 1 and all(unit.is_name(m) for m in range(n + 1, end))
    if named or (end - n > 1 and unit.low[end - 1] in people() | SAYERS):
        return Phrase(n + 1, end)
    return None


def give_to_cited(unit: Unit, acts: list[Act]) -> None:
    """Give what a medium says and whom it cites to the cited, via the medium."""
    for n in range(1, unit.last - 1):
        if unit.low[n] not in CITING or unit.low[n - 1] != "," or not (source := _whole(unit, n)):
            continue
        for act in acts:
            if act.subject and not act.via and _medium(unit, act.subject) and _beside(act, n, source):
                act.via, act.subject = act.subject, source
                break


def _whole(unit: Unit, n: int) -> Phrase | None:
    """Return the cited up to the comma or the end behind them."""
    source = cited(unit, n)
    if source is None or unit.low[source.first] in OWN:
        return None
    end = next((m for m in range(source.last, unit.last) if unit.low[m] == ","), unit.last)
    return Phrase(source.first, end) if end - source.last <= LONGEST else source


def _medium(unit: Unit, phrase: Phrase) -> bool:
    return any(unit.low[n] in MEDIA for n in range(*phrase))


def _beside(act: Act, n: int, source: Phrase) -> bool:
    """Say whether the aside at ``n`` follows the cue, or stands between the subject and it, or ends the report."""
    cue = act.cue
    behind = cue[1] <= n <= cue[1] + ASIDE and act.content[-1][1] <= n or cue[1] <= n <= cue[1] + 1
    between = act.subject is not None and act.subject.last <= n < source.last < cue[0] <= source.last + ASIDE
    return behind or between or act.content[-1][1] <= n <= act.content[-1][1] + 1
