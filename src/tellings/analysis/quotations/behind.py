"""Acts whose cue follows what was said: ``"...," X said`` and ``The plan failed, X said``."""

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.clauses import has_finite, skip_addressee, skip_circumstance
from tellings.analysis.quotations.cues import is_passive, quoted_as, quoter
from tellings.analysis.quotations.frames import content_after
from tellings.analysis.quotations.leftward import subject_before
from tellings.analysis.quotations.lexicon import Cue, forms, verbs
from tellings.analysis.quotations.openings import strip_opening
from tellings.analysis.quotations.rightward import subject_after
from tellings.analysis.quotations.smallwords import AUXILIARIES, BE, CONJUNCTIONS, PASTS, PREPOSITIONS, PRONOUNS, Phrase
from tellings.analysis.quotations.titles import is_title
from tellings.analysis.quotations.units import QUOTED, Unit

POSTPOSED = verbs("quote") | verbs("bare")
ENDS_IN = frozenset(",?!—–-…")  # last sign inside marks before a cue that follows them
INVERTING = frozenset("say report add note argue explain".split())  # "..., said X" also behind a clause without marks
PRESENT = frozenset("is are has have does do will".split())  # of a reporter telling in the past these are the words of another
SHORT = 4  # elements of a clause that a cue at the very end of the sentence needs; by judgement
PLAIN = 12  # elements of a clause before ", X said" that need no verb which is known to be one
LONG_MARKS = 24  # characters in marks that a cue behind may claim without a comma between


def clause_start(unit: Unit, end: int, acts: list[Act]) -> int:
    """Return where the clause that ends before ``end`` begins: behind earlier acts, without an opening "But"."""
    first = max(
        [0, *(max(a.cue[1], a.subject.last if a.subject else 0, *(c[1] for c in a.content)) for a in acts if a.cue[0] < end)]
    )
    low = unit.low
    while first < end and low[first] in (",", "but", "and", ";", "—", "–", "-", "*", "•"):
        first += 1
    return first


def behind(unit: Unit, n: int, cue: Cue, acts: list[Act]) -> Act | None:
    """An act whose cue follows its content: ``"...," X said`` / ``..., said X`` / ``..., X said``."""
    if (cue.form == "ing" and not quoted_as(unit, n)) or cue.lemma not in POSTPOSED:
        return None
    subject, left = _postposed_subject(unit, n, cue)
    low = unit.low
    if subject is None or left < 1 or low[subject.first] in ("who", "which"):
        return None
    right = max(n + 1, subject.last)
    if is_passive(low, n) and not quoted_as(unit, n):
        teller = subject_after(unit, n + 1) if low[n + 1 : n + 2] == ["by"] else None
        if teller is None:
            return None
        subject, right = teller, teller.last  # “Go,” Thorne was told by Lorne
    elif (
        cue.lemma in verbs("addressee")
        and subject.first < n
        and (at := skip_circumstance(unit, skip_addressee(unit, n + 1)))
        and unit.low[at : at + 1] == [","]
    ):
        right = at
    comma = low[left - 1] == ","
    mark = left - 1 - comma
    if mark >= 0 and low[mark] == QUOTED and cue.lemma in verbs("quote") and _yields(unit, mark, comma, n, cue, subject):
        return _quoted_behind(unit, mark, n, cue, subject, right, acts)
    if comma and subject.first > n - 25 and _claims_clause(unit, left - 1, right, n, cue, subject, acts):
        return _clause_behind(unit, left - 1, n, cue, subject, right, acts)
    return None


def _postposed_subject(unit: Unit, n: int, cue: Cue) -> tuple[Phrase | None, int]:
    """Return the subject of a cue that may follow its content, and where subject and cue begin."""
    low = unit.low
    if quoted := quoted_as(unit, n):
        found = subject_before(unit, quoted)
        return (found, found.first) if found else (None, n)
    if n and low[n - 1] == ",":
        apposed = subject_before(unit, n)
        if apposed and apposed.first <= strip_opening(unit, 0, max(0, n - 2)):
            return apposed, apposed.first
        if (
            apposed
            and apposed.first
            and (low[apposed.first - 1] == QUOTED or low[max(0, apposed.first - 2) : apposed.first] == [QUOTED, ","])
        ):
            return apposed, apposed.first
    if n and (low[n - 1] == QUOTED or low[n - 1] == "," and (cue.lemma in INVERTING or low[max(0, n - 2)] == QUOTED)):
        found = subject_after(unit, n)
        if found and cue.lemma != "tell" and rounded(unit, found.last):
            return found, n
    found = subject_before(unit, n)
    return (found, found.first) if found else (None, n)


def rounded(unit: Unit, at: int) -> bool:
    """Say whether nothing but circumstances or a new clause stands at ``at``: the inverted cue is complete."""
    low, last = unit.low, unit.last
    at = skip_circumstance(unit, at)
    if at >= last or low[at] in (",", ":", ";", QUOTED, "—", "–", "(", "-"):
        return True
    return low[at] in PREPOSITIONS | CONJUNCTIONS | {"and"} or low[at].endswith("ing")


def _yields(unit: Unit, mark: int, comma: bool, n: int, cue: Cue, subject: Phrase) -> bool:
    """Say whether the words in marks at ``mark`` belong to the cue behind them."""
    before = forms().get(unit.low[mark - 1]) if mark else None
    if before and before.form == "ing" and content_after(unit, n, cue):
        return False
    inner = unit.inner(mark).rstrip(" \t'’”\"\xa0")
    if mark and is_title(inner) and content_after(unit, n, cue):
        return False  # on “Lorne Tonight,” Thorne said the pier was old
    if comma or inner[-1:] in ENDS_IN:
        return True
    after = content_after(unit, n, cue) if subject.first < n else None
    if inner[-1:] == "." and len(inner) > LONG_MARKS:
        return after is None or after.rule in ("object", "particle-object")
    return len(inner) > LONG_MARKS and after is None and (mark == 0 or inner[-1:].isalnum())


def _quoted_behind(unit: Unit, mark: int, n: int, cue: Cue, subject: Phrase, right: int, acts: list[Act]) -> Act | None:
    first = clause_start(unit, mark, acts)
    if first > mark:
        return None
    if first < mark and not _joins(unit, first, mark):
        first = mark
    spans = [(first, mark + 1)]
    follow = _goes_on(unit, n, cue, right)
    if follow:
        spans.append(follow)
    return Act((n, n + 1), cue.lemma, subject, spans, "cue-behind-marks", open_end=True, via=quoter(unit, n))


def _joins(unit: Unit, first: int, mark: int) -> bool:
    """Say whether the words before the marks are the beginning of what was said, not another sentence or its subject."""
    low = unit.low
    if any(low[n] in (":", ".", "?", "!") for n in range(first, mark)):
        return False
    if low[mark - 1] == ",":
        return False
    for n in range(first, mark):
        cue = forms().get(low[n])
        if cue is None or cue.form not in ("past", "s", "ing") or cue.lemma not in verbs("quote"):
            continue
        if cue.form != "ing" or n == first or low[n - 1] in BE | {",", "and", "by"}:
            return False  # not the noun of "Flood warning “ignored”, says mayor"
    return True


def _goes_on(unit: Unit, n: int, cue: Cue, right: int) -> tuple[int, int] | None:
    """Return further words in marks behind the cue: ``"...," X said on Friday, "..."``."""
    low, last = unit.low, unit.last
    limit = min(last, right + 25)
    for at in range(right, limit):
        if low[at] == QUOTED:
            if at > right and low[at - 1] in (",", ":", "—", "–", ".", "that", ";", "…") or at == right:
                end = at + 1
                return at, end
            return None
        if (c := forms().get(low[at])) and c.form in ("past", "ing", "s") and c.lemma in verbs("quote") and at > right:
            return None
    return None


def _claims_clause(unit: Unit, comma: int, right: int, n: int, cue: Cue, subject: Phrase, acts: list[Act]) -> bool:
    """Say whether the clause before the comma is what the cue behind it reports."""
    low, last = unit.low, unit.last
    start = clause_start(unit, comma, acts)
    if comma - start < 2:
        return _parenthesis(unit, skip_circumstance(unit, right), cue)
    if subject.first < n and subject.last <= n:
        at = skip_circumstance(unit, n + 1)
        if cue.lemma in verbs("addressee"):
            at = skip_circumstance(unit, skip_addressee(unit, n + 1))
        if at < last and low[at] != "," and not rounded(unit, at):
            return False
        if at < last and low[at] in CONJUNCTIONS | {"to"} and low[at] not in ("as", "while", "when", "after", "before"):
            return False
        if at < last and low[at] != "," and content_after(unit, n, cue):
            return False
        if at < last and low[at] == "," and low[at + 1 : at + 2] == [QUOTED]:
            return unit.inner(at + 1)[:1].islower()  # "No change, X said, “hides it”": one clause goes on
    if any(low[i] in (QUOTED,) for i in (n + 1,) if i < last):
        return False
    if low[start] in PREPOSITIONS | CONJUNCTIONS and not has_finite(unit, start, comma):
        return _parenthesis(unit, right, cue)
    if low[start].endswith("ing") and comma - start <= SHORT and not has_finite(unit, start, comma):
        return False  # "Passing sentence, Judge Thorne told Lorne that ..."
    if cue.lemma == "say" and n == last - 1 and low[subject.first] in PRONOUNS:
        return True  # "People like Thorne, she said."
    if n == last - 1 and comma - start >= SHORT and subject.last <= n and low[subject.last - 1] not in PRONOUNS:
        return True  # "A pill cuts the risk of stroke, a study suggests."
    return (
        has_finite(unit, start, comma)
        or comma - start >= PLAIN
        or QUOTED in low[start:comma]
        or _parenthesis(unit, skip_circumstance(unit, right), cue)
    )


def _parenthesis(unit: Unit, right: int, cue: Cue) -> bool:
    """Say whether a comma closes the cue and the clause goes on: "The plan, she said, would fail"."""
    return (
        unit.low[right : right + 1] == [","]
        and (right + 2 < unit.last or unit.low[right + 1 : right + 2] == [QUOTED])
        and cue.lemma in verbs("quote")
        and unit.low[right + 1] not in ("who", "which", "but", "adding", "then")
        and (unit.low[right + 1] != "and" or _second_clause(unit, right + 2))
    )


def _second_clause(unit: Unit, first: int) -> bool:
    """Say whether a second clause of what is said begins here: "The pier is closed, she said, and | the boats are gone".

    It has a subject of its own, a verb in the present or future, and no cue; "could" may be the reporter's (by judgement).
    """
    low, last = unit.low, unit.last
    if (
        first + 1 >= last
        or low[first] in AUXILIARIES | PASTS
        or any(low[n] in forms() or low[n] == QUOTED for n in range(first, last))
    ):
        return False
    verb = next((n for n in range(first + 1, last) if low[n] in AUXILIARIES or low[n] in PASTS or low[n] in (",", ";")), 0)
    return bool(verb) and low[verb] in PRESENT


def _clause_behind(unit: Unit, comma: int, n: int, cue: Cue, subject: Phrase, right: int, acts: list[Act]) -> Act:
    first = clause_start(unit, comma, acts)
    low, last = unit.low, unit.last
    if "(" in low[first:comma] and ")" not in low[first:comma] and ")" in low[right:last]:
        first, last = low.index("(", first) + 1, low.index(")", right)  # "the pier (which, Thorne said, leaks)"
    spans = [(first, comma)] if first < comma else []
    end = skip_circumstance(unit, right)
    if _parenthesis(unit, end, cue) and not ((c := forms().get(unit.low[end + 1])) and c.form == "ing"):
        spans.append((end + 1, last))
    return Act((n, n + 1), cue.lemma, subject, spans, "cue-behind-clause", via=quoter(unit, n))
