"""What somebody wants, plans, fears or holds for true, without being said to have said it."""

from tellings.analysis.quotations.act import Act, claimed
from tellings.analysis.quotations.before import before
from tellings.analysis.quotations.clauses import clause_end
from tellings.analysis.quotations.cues import may_cue
from tellings.analysis.quotations.leftward import subject_before
from tellings.analysis.quotations.lexicon import Cue, adjectives, attitude_forms, attitudes
from tellings.analysis.quotations.smallwords import BE, is_adverb
from tellings.analysis.quotations.units import Unit

FEELS = BE | frozenset("feel feels felt seem seems seemed remain remains remained".split())
LINKS = frozenset(("that", "to", "about", "of", "with", "over", "in", "for", "if", "whether"))


def find_attitudes(unit: Unit, spoken: list[tuple[int, Cue]], acts: list[Act]) -> list[Act]:
    """Return the attitudes of a unit; ``spoken`` are its reporting verbs, some of which are verbs of thinking too."""
    found: list[Act] = []
    cues = [(n, c) for n, c in spoken if c.lemma in attitudes()]
    cues += [(n, c) for n, low in enumerate(unit.low[: unit.last]) if (c := attitude_forms().get(low)) and may_cue(unit, n, c)]
    for n, cue in sorted(cues):
        every = [*acts, *found]
        if not _held(n, every) and (act := before(unit, n, cue, every)):
            found.append(act)
    found += _felt(unit, [*acts, *found])
    for act in found:
        act.attitude = True
    return found


def _felt(unit: Unit, acts: list[Act]) -> list[Act]:
    """Read "X was worried that ..." and "X is willing to ..."."""
    low = unit.low
    found: list[Act] = []
    for n in range(1, unit.last - 1):
        if low[n] not in adjectives() or low[n + 1] not in LINKS or _held(n, [*acts, *found]):
            continue
        at = n - 1
        while at > 0 and is_adverb(low[at]):
            at -= 1
        if low[at] not in FEELS and not low[at].endswith(("'s", "'re", "'m")):
            continue
        subject = subject_before(unit, at) if low[at] in FEELS else subject_before(unit, at + 1)
        first = n + 1 + (low[n + 1] == "that")
        if subject and first < unit.last and (end := clause_end(unit, first)) > first:
            found.append(Act((n, n + 1), low[n], subject, [(first, end)], "felt"))
    return found


def _held(n: int, acts: list[Act]) -> bool:
    taken = any(a.cue[0] <= n < a.cue[1] or a.subject and a.subject.first <= n < a.subject.last for a in acts)
    return taken or claimed(n, acts)
