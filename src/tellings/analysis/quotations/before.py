"""Acts whose cue stands before what was said."""

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.citing import cited
from tellings.analysis.quotations.clauses import clause_end, has_finite, skip_circumstance
from tellings.analysis.quotations.cues import quoter, quotes_as
from tellings.analysis.quotations.frames import Content, aside, content_after
from tellings.analysis.quotations.leftward import subject_before
from tellings.analysis.quotations.lexicon import Cue, grammar, verbs
from tellings.analysis.quotations.relatives import clause_closes
from tellings.analysis.quotations.rightward import subject_after
from tellings.analysis.quotations.smallwords import (
    DETERMINERS,
    Phrase,
)
from tellings.analysis.quotations.subjects import main_clause, subject_of_cue
from tellings.analysis.quotations.tails import end_of_marks
from tellings.analysis.quotations.units import QUOTED, Unit

HEARD = 14  # elements within which "that" follows "was told by"; by judgement
CLAUSAL = frozenset(("bare-clause", "that-clause", "question-clause", "told-clause"))
NOBODY = frozenset(("neither", "nobody", "none"))
DENIED = grammar("denied")


def before(unit: Unit, n: int, cue: Cue, acts: list[Act]) -> Act | None:
    """An act whose content follows its cue."""
    low = unit.low
    if cue.lemma in ("cite", "quote") and (cited(unit, n) or ["as", "saying"] in (low[m : m + 2] for m in range(n + 2, n + HEARD))):
        return None
    if any(w in DENIED for w in low[max(0, n - 3) : n]) and cue.lemma not in ("deny",):
        return None
    if low[n + 1 : n + 2] == ["by"] and cue.form in ("past", "part"):
        return _told_by(unit, n, cue, acts) or _passive_as(unit, n, cue, acts)
    if n == 1 and low[0] == "having" and cue.form in ("past", "part"):
        cue = Cue(cue.lemma, "ing")
    if act := _said_first(unit, n, cue) or _as_said(unit, n, cue):
        return act
    found = content_after(unit, n, cue)
    if found is None:
        return None
    subject, shared = subject_of_cue(unit, n, cue, acts)
    if subject is None and not shared:
        return None
    if cue.form == "ing" and n <= 1 and (main := main_clause(unit, n)) and main[0] > found.first:
        found = found._replace(last=min(found.last, main[0]))
    if subject and not shared and found.rule in CLAUSAL and _unsaid(low, subject, found):
        return None
    if subject and not shared and (comma := clause_closes(unit, subject, found)):
        found = found._replace(last=comma)
        if found.rule == "bare-clause" and low[found.first] in DETERMINERS and not has_finite(unit, found.first, comma):
            return None  # "Thorne, who wrote the novel “Salt Road”, left"
    if found.rule == "cue-before-marks" and subject and subject.first and low[subject.first - 1] == "what":
        found = found._replace(last=min(found.last, found.first + 1))  # "what it calls “falsehoods” brings prison"
    found = found._replace(last=end_of_marks(unit, found.first, found.last, found.rule))
    content = _trim(unit, found, acts, n)
    if content is None:
        return None
    opens = found.rule == "cue-before-marks"
    by = aside(unit, n)
    via = Phrase(by[1], by[0] - 1) if by[1] else quoter(unit, n)
    if quoting := quotes_as(unit, n):
        via = subject_before(unit, quoting)
    return Act((n, found.cue_end), cue.lemma, subject, [content], found.rule, shared=shared, open_end=opens, via=via)


def _unsaid(low: list[str], subject: Phrase, found: Content) -> bool:
    """Say whether nothing is reported: "What Thorne said was wrong", "Neither Thorne nor Lorne said when", "Nobody said that"."""
    before = low[subject.first - 1] if subject.first else ""
    if before == "what":
        return found.rule == "bare-clause"
    return before in ("neither", "nor") or low[subject.first] in NOBODY


def _said_first(unit: Unit, n: int, cue: Cue) -> Act | None:
    """Read ``Said X: "..."`` at the head of a sentence."""
    low = unit.low
    if n or cue.form not in ("past", "s") or cue.lemma not in verbs("quote") or not (subject := subject_after(unit, 0)):
        return None
    at = subject.last
    if low[at : at + 2] not in ([",", QUOTED], [":", QUOTED]):
        return None
    return Act((0, 1), cue.lemma, subject, [(at + 1, at + 2)], "cue-before-marks", open_end=True)


def _as_said(unit: Unit, n: int, cue: Cue) -> Act | None:
    """Read ``As X said on Friday, the pier is old``."""
    low = unit.low
    if low[0] != "as" or cue.form not in ("past", "s") or cue.lemma not in verbs("quote") | verbs("bare"):
        return None
    at = skip_circumstance(unit, n + 1)
    subject = subject_before(unit, n)
    if low[at : at + 1] != [","] or at + 2 >= unit.last or subject is None or subject.first != 1:
        return None
    rule = "cue-before-marks" if low[at + 1] == QUOTED else "as-said"
    return Act((n, n + 1), cue.lemma, subject, [(at + 1, clause_end(unit, at + 1))], rule)


def _told_by(unit: Unit, n: int, cue: Cue, acts: list[Act]) -> Act | None:
    """Read ``was told by X that Y``."""
    low = unit.low
    that = next((m for m in range(n + 2, min(n + HEARD, unit.last - 1)) if low[m] in ("that", "to", ",", QUOTED)), 0)
    if cue.lemma not in verbs("addressee") or that < n + 3 or low[that] not in ("that", "to"):
        return None
    if low[that] == "to" and cue.lemma not in verbs("to"):
        return None
    first = that + (low[that] == "that")
    content = _trim(unit, Content(first, clause_end(unit, first), n + 1, "told-by"), acts, n)
    return Act((n, n + 1), cue.lemma, Phrase(n + 2, that), [content], "told-by") if content else None


def _passive_as(unit: Unit, n: int, cue: Cue, acts: list[Act]) -> Act | None:
    """Read ``was described by X as Y``: the content is Y."""
    low = unit.low
    at = next((m for m in range(n + 2, min(n + 16, unit.last)) if low[m] == "as"), 0)
    if not at or at - n < 3 or at + 1 >= unit.last:
        return None
    found = Content(at + 1, clause_end(unit, at + 1, noun=True), n + 1, "described-by")
    content = _trim(unit, found, acts, n)
    return Act((n, n + 1), cue.lemma, Phrase(n + 2, at), [content], found.rule) if content else None


def _trim(unit: Unit, found: Content, acts: list[Act], n: int) -> tuple[int, int] | None:
    """Cut content where another act's cue, speaker or content begins; None when nothing is left."""
    first, last = found.first, found.last
    for act in acts:
        for a, b in [act.cue, *act.content, *([tuple(act.subject)] if act.subject and not act.shared else [])]:
            if first < a < last:
                last = a
            elif a <= first < b:
                return None
    while last > first and unit.low[last - 1] in (",", "and", "but", ";", "—", "–", ":", "("):
        last -= 1
    return (first, last) if last > first else None
