"""Acts of speech in one unit: who (a phrase), the cue, and what was said, as elements."""

from tellings.analysis.quotations.act import Act, claimed
from tellings.analysis.quotations.attitudes import find_attitudes
from tellings.analysis.quotations.before import before
from tellings.analysis.quotations.behind import behind
from tellings.analysis.quotations.citing import give_to_cited
from tellings.analysis.quotations.colons import colon
from tellings.analysis.quotations.cues import is_passive, may_cue
from tellings.analysis.quotations.lexicon import Cue, forms, grammar
from tellings.analysis.quotations.lexicon import attitudes as attitude_lemmas
from tellings.analysis.quotations.putting import put
from tellings.analysis.quotations.signed import signed
from tellings.analysis.quotations.smallwords import AUXILIARIES, PREPOSITIONS, PRONOUNS, RELATIVES
from tellings.analysis.quotations.sources import according, noun_cues
from tellings.analysis.quotations.units import Unit
from tellings.analysis.quotations.unlisted import unlisted

STUDIES = grammar("studies")
FOUND = {"found": Cue("find", "past"), "finds": Cue("find", "s"), "find": Cue("find", "base")}
GESTURES = frozenset("laugh smile grin nod shrug".split())
RECORDS = grammar("records")
TURNS = frozenset((",", "but", "and", "while", "though", "although", "whereas", ";", "—", "–"))
MEDIA = grammar("media")
CLAUSES = ("that-clause", "bare-clause", "told-clause", "cue-before-marks", "according-to")
TELLING = frozenset("say tell report write claim deny warn announce confirm insist admit promise threaten ask".split())
POINTERS = RELATIVES | PRONOUNS | frozenset(("it", "this", "these", "those", "something", "one"))
WITHIN = (*CLAUSES, "cue-behind-clause")
MARKED = ("cue-before-marks", "cue-behind-marks", "cue-and-colon")


def find_acts(unit: Unit, attitudes: bool = False) -> list[Act]:
    """Return the acts of a unit, in order of their cues; with ``attitudes`` also what somebody wants, plans or believes."""
    cues = [(n, c) for n, low in enumerate(unit.low[: unit.last]) if (c := forms().get(low)) and may_cue(unit, n, c)]
    acts = signed(unit) or according(unit)
    acts += noun_cues(unit, acts)
    if cues:
        acts = [_passed_on(unit, a, cues, [b for b in acts if b is not a]) or a for a in acts]
        for n, cue in cues:
            if not _taken(n, acts) and (act := behind(unit, n, cue, acts)) and _spoken(act):
                acts += _inside(unit, act, cues, acts) or [act]
        for n, cue in cues:
            if not _taken(n, acts) and not claimed(n, acts) and (act := before(unit, n, cue, acts)) and _spoken(act):
                acts.append(_passed_on(unit, act, cues, acts) or act)
    acts = _through_sources(acts)
    acts += unlisted(unit, acts) or colon(unit, acts)
    acts += _found_out(unit, acts) + put(unit, acts)
    acts = _with_told(unit, acts, [inner for outer in acts if (inner := _told_within(unit, outer, cues, acts))])
    if attitudes:
        acts += find_attitudes(unit, cues, acts)
    give_to_cited(unit, acts)
    for act in acts:
        _end_before_next(unit, act, acts)
    acts.sort(key=lambda a: a.cue)
    return acts


def _inside(unit: Unit, outer: Act, cues: list[tuple[int, Cue]], acts: list[Act]) -> list[Act]:
    """Return the acts that a medium behind them only passes on: "X denied that ..., the Herald reported"."""
    if outer.rule != "cue-behind-clause" or outer.subject is None or not any(unit.low[n] in MEDIA for n in range(*outer.subject)):
        return []
    first, last = outer.content[0]
    fence = Act(outer.cue, outer.lemma, outer.subject, [(last, max(outer.cue[1], outer.subject.last))], "")
    found = [a for n, c in cues if first <= n < last and (a := before(unit, n, c, [*acts, fence]))][:1]
    for act in found:
        act.via = outer.subject
    return found


def _passed_on(unit: Unit, outer: Act, cues: list[tuple[int, Cue]], acts: list[Act]) -> Act | None:
    """Return the act that is all a medium reports: "the Herald reported that X said ..." is X's, via the Herald."""
    if outer.rule not in CLAUSES or outer.subject is None or not any(unit.low[n] in MEDIA for n in range(*outer.subject)):
        return None
    first, last = outer.content[0]
    fence = Act(outer.cue, outer.lemma, outer.subject, [(last, max(last, outer.subject.last))], "")
    for n, cue in cues:
        if first < n < last and (act := before(unit, n, cue, [*acts, fence])):
            whole = act.subject is not None and act.subject.first == first and act.rule in CLAUSES
            act.via = outer.subject
            return act if whole else None
    return None


def _through_sources(acts: list[Act]) -> list[Act]:
    """Give “...,” X said, according to Y, to X alone, via Y."""
    kept = list(acts)
    for outer in (a for a in acts if a.rule == "according-to" and len(a.content) == 1):
        first, last = outer.content[0]
        inner = [
            a
            for a in acts
            if a is not outer and a.subject and first == a.content[0][0] and a.cue[1] <= last and a.cue[0] >= a.content[0][1]
        ]
        if (
            len(inner) == 1
            and max(inner[0].subject.last if inner[0].subject else 0, inner[0].cue[1], inner[0].content[-1][1]) + 1 >= last
        ):
            inner[0].via = outer.subject
            kept.remove(outer)
    return kept


def _found_out(unit: Unit, acts: list[Act]) -> list[Act]:
    """Read "a survey found that ...": studies and those who make them say what they find."""
    for n in range(1, unit.last - 1):
        if (
            unit.low[n] in FOUND
            and not claimed(n, acts)
            and not is_passive(unit.low, n)
            and (act := before(unit, n, FOUND[unit.low[n]], acts))
        ):
            words = unit.low[act.subject.first : act.subject.last] if act.subject else []
            head = next(
                (w for m, w in enumerate(words) if m + 1 == len(words) or words[m + 1] in PREPOSITIONS or words[m + 1] == ","), ""
            )
            if head in STUDIES and act.rule in CLAUSES:
                return [act]
    return []


def _end_before_next(unit: Unit, act: Act, acts: list[Act]) -> None:
    """End what is said before the next speaker, where it ends inside or right behind that phrase: "..., but two wardens | said"."""
    first, last = act.content[-1]
    for other in acts:
        begun = other.subject.first if other.subject and not other.shared and other.within is None else 0
        if other is not act and other.subject and first + 1 < begun < last <= other.cue[0] and act.cue < other.cue:
            while begun > first + 1 and unit.low[begun - 1] in TURNS:
                begun -= 1
            act.content[-1] = (first, begun)
            return


def _with_told(unit: Unit, acts: list[Act], told: list[Act]) -> list[Act]:
    """Add what is told within the acts; "according to the Herald, Y said ..." is all Y's, via the Herald, as with other media."""
    kept = list(acts)
    for inner in told:
        outer = inner.within
        if (
            outer
            and outer.rule == "according-to"
            and _passes_on(unit, outer)
            and inner.subject
            and inner.subject.first == outer.content[0][0]
        ):
            inner.via, inner.within = outer.subject, None
            kept = [a for a in kept if a is not outer]
    return kept + told


def _passes_on(unit: Unit, act: Act) -> bool:
    """Say whether the source is a medium or a record, which only passes words on."""
    return act.subject is not None and any(unit.low[n] in MEDIA | RECORDS for n in range(*act.subject))


def _told_within(unit: Unit, outer: Act, cues: list[tuple[int, Cue]], acts: list[Act]) -> Act | None:
    """Return what one says that another said: "X said Y had told her that ...": the words of Y, within those of X."""
    if outer.rule not in WITHIN or outer.subject is None or outer.via:
        return None
    first, last = outer.content[0]
    fence = Act(outer.cue, outer.lemma, outer.subject, [(last, max(last, outer.subject.last))], "")
    for n, cue in cues:
        act = before(unit, n, cue, [fence]) if first < n < last and cue.form != "ing" else None
        if act and _spoken(act) and act.rule in CLAUSES and not act.shared and _another(unit, first, act):
            act.within = outer
            return act
    return None


def _another(unit: Unit, first: int, act: Act) -> bool:
    """Say whether an act inside what is reported is that of somebody else, who is named or described: no pronoun."""
    if act.subject is None or act.subject.first < first or act.lemma not in TELLING:
        return False
    low, begun = unit.low, act.content[0][0]
    head = low[act.subject.first]
    return head not in POINTERS and "'" not in head and low[begun] not in AUXILIARIES | PREPOSITIONS


def _spoken(act: Act) -> bool:
    """Say whether an act is speech: a verb of thinking, or a gesture, is one only where its words stand in marks."""
    return act.rule in MARKED or (act.lemma not in attitude_lemmas() and act.lemma not in GESTURES)


def _taken(n: int, acts: list[Act]) -> bool:
    return any(a.cue[0] <= n < a.cue[1] or a.subject and a.subject.first <= n < a.subject.last for a in acts)
