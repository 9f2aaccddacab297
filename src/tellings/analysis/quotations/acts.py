"""Acts of speech in one unit: who (a phrase), the cue, and what was said, as elements."""

from dataclasses import dataclass

from tellings.analysis.quotations.clauses import clause_end, has_finite, skip_addressee, skip_circumstance
from tellings.analysis.quotations.frames import Content, content_after
from tellings.analysis.quotations.lexicon import Cue, forms, grammar, verbs
from tellings.analysis.quotations.phrases import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Phrase,
    is_adverb,
    skip_verb_left,
    goes_on,
    strip_opening,
    subject_after,
    subject_before,
)
from tellings.analysis.quotations.units import QUOTED, Unit

BE = grammar("be")
SAYINGS = grammar("sayings")
MEDIA = grammar("media")
MODALS = grammar("modals")
DENIED = grammar("denied")
PASTS = grammar("pasts")
POSTPOSED = verbs("quote") | verbs("bare")
SOURCE_ENDS = frozenset((",", ";", "—", "–", QUOTED, ")", ":", "that", "and", "but", "while", "which"))
ENDS_IN = frozenset(",?!—–-…")  # last sign inside marks before a cue that follows them
NOUNS = frozenset(
    """state report claim note call charge comment tweet promise pledge demand answer question attack praise hope estimate text post
    email request vow order show voice fault address answer""".split()
)  # base forms that are nouns as often
INVERTING = frozenset("say report add note argue explain".split())  # "..., said X" also behind a clause without marks
PLAIN = 12  # elements of a clause before ", X said" that need no verb which is known to be one
LONG_MARKS = 24  # characters in marks that a cue behind may claim without a comma between


@dataclass(slots=True)
class Act:
    """An act of speech in a unit: the elements of its cue, speaker and content."""

    cue: tuple[int, int]
    lemma: str
    subject: Phrase | None
    content: list[tuple[int, int]]
    rule: str
    shared: bool = False  # the subject stands in another clause of the unit
    open_end: bool = False  # words in marks may go on behind the cue, also in the next sentence
    via: Phrase | None = None  # the medium that passes it on


def find_acts(unit: Unit) -> list[Act]:
    """Return the acts of a unit, in order of their cues."""
    cues = [(n, c) for n, low in enumerate(unit.low[: unit.last]) if (c := forms().get(low)) and _may_cue(unit, n, c)]
    acts = _according(unit)
    acts += _noun_cues(unit, acts)
    if cues:
        for n, cue in cues:
            if not _taken(n, acts) and (act := _behind(unit, n, cue, acts)):
                acts += _inside(unit, act, cues, acts) or [act]
        for n, cue in cues:
            if not _taken(n, acts) and not _claimed(n, acts) and (act := _before(unit, n, cue, acts)):
                acts.append(act)
    acts.sort(key=lambda a: a.cue)
    return acts


def _inside(unit: Unit, outer: Act, cues: list[tuple[int, Cue]], acts: list[Act]) -> list[Act]:
    """Return the acts that a medium behind them only passes on: "X denied that ..., the Herald reported"."""
    if outer.rule != "cue-behind-clause" or outer.subject is None or not any(unit.low[n] in MEDIA for n in range(*outer.subject)):
        return []
    first, last = outer.content[0]
    fence = Act(outer.cue, outer.lemma, outer.subject, [(last, max(outer.cue[1], outer.subject.last))], "")
    found = [a for n, c in cues if first <= n < last and (a := _before(unit, n, c, [*acts, fence]))][:1]
    for act in found:
        act.via = outer.subject
    return found


def _taken(n: int, acts: list[Act]) -> bool:
    return any(a.cue[0] <= n < a.cue[1] or a.subject and a.subject.first <= n < a.subject.last for a in acts)


def _claimed(n: int, acts: list[Act]) -> bool:
    return any(first <= n < last for a in acts for first, last in a.content)


def _may_cue(unit: Unit, n: int, cue: Cue) -> bool:
    """Say whether a form that could be a noun, a passive or an infinitive stands here as a reporting verb."""
    low = unit.low
    if n and unit.is_name(n) and not unit.is_headline:
        return False
    before = low[n - 1] if n else ""
    if cue.form in ("base", "s"):
        return _finite_present(unit, n, cue, before)
    if cue.form in ("past", "part"):
        if before in ARTICLES or (before.endswith("'s") and not _contracted(before)) or before in PREPOSITIONS:
            return False
        return (
            not _passive(low, n)
            or (cue.lemma in verbs("as") and low[n + 1 : n + 2] == ["by"])
            or low[n + 1 : n + 3] in (["as", "saying"],)
        )
    if _contracted(before):
        return True
    return (
        before not in DETERMINERS
        and not before.endswith("'s")
        and (before not in PREPOSITIONS or before in ("by", "in", "after", "before", "for", "of", "from"))
    )


def _passive(low: list[str], n: int) -> bool:
    at = n - 1
    while at >= 0 and (is_adverb(low[at]) or low[at] in ("not", "being", "been")):
        if low[at] in ("been", "being"):
            return True
        at -= 1
    return at >= 0 and low[at] in BE or low[n + 1 : n + 2] == ["by"]


def _verbal(unit: Unit, n: int) -> bool:
    """Say whether what follows a form shows that it is a verb: "claim that", "report the", not "state officials"."""
    following = unit.low[n + 1] if n + 1 < len(unit) else ""
    return following in ("that", QUOTED, ":") or following in DETERMINERS or following in PRONOUNS or following in ("for", "on")


def _finite_present(unit: Unit, n: int, cue: Cue, before: str) -> bool:
    low = unit.low
    at = n - 1
    while at >= 0 and is_adverb(low[at]):
        at -= 1
    before = low[at] if at >= 0 else ""
    if cue.form == "base":
        if cue.lemma in NOUNS and not _verbal(unit, n):
            return False
        if before == "to":
            return bool(goes_on(low, at))
        if before in ("did", "does", "do") and "not" not in low[at:n]:
            return True
        if before in ("they", "we", "i", "you", "who") or before in ("will", "would"):
            return "not" not in low[at:n]
        if (
            before in MODALS
            or before in DETERMINERS
            or before in PREPOSITIONS
            or before in CONJUNCTIONS
            or before in ("", ",", "and", QUOTED)
        ):
            return False
        return (
            before.endswith("s")
            and not before.endswith(("'s", "ss"))
            or before in ("people", "men", "women", "police", "many", "some", "others", "most", "critics")
        )
    if before == "," and cue.lemma in ("say", "tell", "think", "believe", "add", "write", "describe", "argue", "insist", "explain"):
        return True
    if before in ("he", "she", "it", "who", "which", "everyone", "one", "that"):
        return True
    if (
        before in DETERMINERS
        or before in PREPOSITIONS
        or before in ("", "and", "or", ",")
        or before in AUXILIARIES
        or before.endswith("'s")
    ):
        return n > 0 and low[n - 1] in (QUOTED, ",") and cue.lemma in ("say", "report", "write", "add")
    if cue.lemma in ("say", "tell", "think", "believe", "add", "write", "describe", "know", "argue", "insist", "explain"):
        return True
    following = low[n + 1] if n + 1 < len(low) else ""
    if following in forms():
        return False
    if (
        following in AUXILIARIES
        or following in PASTS
        or following in ("of", "about", "on", "from", ",", ".", "and", "by", "at", "with")
        and following != ","
    ):
        return following in ("on", "for") and unit.is_name(at)
    return unit.is_name(at) or following == "that" or following == QUOTED


# ---------------------------------------------------------------- noun cues
def _noun_cues(unit: Unit, acts: list[Act]) -> list[Act]:
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
    return [a for a in found if not _claimed(a.cue[0], acts)]


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


# ------------------------------------------------------------------ according to
def _according(unit: Unit) -> list[Act]:
    low, acts = unit.low, []
    for n in range(len(low) - 2):
        if low[n] != "according" or low[n + 1] != "to":
            continue
        first, opening = n + 2, _opens(unit, n)
        last = _source_end(unit, first, opening)
        subject = Phrase(first, last)
        if opening:
            content = (last + (low[last : last + 1] == [","]), unit.last)
        else:
            content = (_clause_start(unit, n, acts), n - (low[n - 1] == ","))
        if content[1] > content[0]:
            spans = [content]
            if (
                not opening
                and low[last : last + 1] == [","]
                and low[n - 1] == ","
                and last + 2 < unit.last
                and not _subject_verb(unit, content)
            ):
                spans.append((last + 1, unit.last))
            acts.append(Act((n, n + 2), "according", subject, spans, "according-to"))
    return acts


def _subject_verb(unit: Unit, content: tuple[int, int]) -> bool:
    return has_finite(unit, *content)


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


def _clause_start(unit: Unit, end: int, acts: list[Act]) -> int:
    """Return where the clause that ends before ``end`` begins: behind earlier acts, without an opening "But"."""
    first = max(
        [0, *(max(a.cue[1], a.subject.last if a.subject else 0, *(c[1] for c in a.content)) for a in acts if a.cue[0] < end)]
    )
    low = unit.low
    while first < end and low[first] in (",", "but", "and", ";", "—", "–", "-", "*", "•"):
        first += 1
    return first


# ---------------------------------------------------------------- cue behind
def _behind(unit: Unit, n: int, cue: Cue, acts: list[Act]) -> Act | None:
    """An act whose cue follows its content: ``"...," X said`` / ``..., said X`` / ``..., X said``."""
    if cue.form == "ing" or cue.lemma not in POSTPOSED:
        return None
    subject, left = _postposed_subject(unit, n, cue)
    low = unit.low
    if subject is None or left < 1 or low[subject.first] in ("who", "which"):
        return None
    right = max(n + 1, subject.last)
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
        if found and cue.lemma != "tell" and _rounded(unit, found.last):
            return found, n
    found = subject_before(unit, n)
    return (found, found.first) if found else (None, n)


def _rounded(unit: Unit, at: int) -> bool:
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
    if comma or inner[-1:] in ENDS_IN:
        return True
    after = content_after(unit, n, cue) if subject.first < n else None
    if inner[-1:] == "." and len(inner) > LONG_MARKS:
        return after is None or after.rule in ("object", "particle-object")
    return len(inner) > LONG_MARKS and after is None and (mark == 0 or inner[-1:].isalnum())


def _quoted_behind(unit: Unit, mark: int, n: int, cue: Cue, subject: Phrase, right: int, acts: list[Act]) -> Act | None:
    low = unit.low
    first = _clause_start(unit, mark, acts)
    if first > mark:
        return None
    if first < mark and not _joins(unit, first, mark):
        first = mark
    spans = [(first, mark + 1)]
    follow = _goes_on(unit, n, cue, right)
    if follow:
        spans.append(follow)
    return Act((n, n + 1), cue.lemma, subject, spans, "cue-behind-marks", open_end=True)


def _joins(unit: Unit, first: int, mark: int) -> bool:
    """Say whether the words before the marks are the beginning of what was said, not another sentence or its subject."""
    low = unit.low
    if any(low[n] in (":", ".", "?", "!") for n in range(first, mark)):
        return False
    if low[mark - 1] == ",":
        return False
    if any((c := forms().get(low[n])) and c.form in ("past", "s", "ing") and c.lemma in verbs("quote") for n in range(first, mark)):
        return False
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
    start = _clause_start(unit, comma, acts)
    if comma - start < 2:
        return _parenthesis(unit, right, cue)
    if subject.first < n and subject.last <= n:
        at = skip_circumstance(unit, n + 1)
        if cue.lemma in verbs("addressee"):
            at = skip_circumstance(unit, skip_addressee(unit, n + 1))
        if at < last and low[at] != "," and not _rounded(unit, at):
            return False
        if at < last and low[at] in CONJUNCTIONS | {"to"} and low[at] not in ("as", "while", "when", "after", "before"):
            return False
        if at < last and low[at] != "," and content_after(unit, n, cue):
            return False
        if at < last and low[at] == "," and low[at + 1 : at + 2] == [QUOTED]:
            return False
    if any(low[i] in (QUOTED,) for i in (n + 1,) if i < last):
        return False
    if low[start] in PREPOSITIONS | CONJUNCTIONS and not has_finite(unit, start, comma):
        return _parenthesis(unit, right, cue)
    return has_finite(unit, start, comma) or comma - start >= PLAIN or QUOTED in low[start:comma] or _parenthesis(unit, right, cue)


def _parenthesis(unit: Unit, right: int, cue: Cue) -> bool:
    """Say whether a comma closes the cue and the clause goes on: "The plan, she said, would fail"."""
    return (
        unit.low[right : right + 1] == [","]
        and right + 2 < unit.last
        and cue.lemma in verbs("quote")
        and unit.low[right + 1] not in ("who", "which", "but", "and", "adding")
    )


def _clause_behind(unit: Unit, comma: int, n: int, cue: Cue, subject: Phrase, right: int, acts: list[Act]) -> Act:
    first = _clause_start(unit, comma, acts)
    spans = [(first, comma)] if first < comma else []
    end = skip_circumstance(unit, right)
    if _parenthesis(unit, end, cue) and not ((c := forms().get(unit.low[end + 1])) and c.form == "ing"):
        spans.append((end + 1, unit.last))
    return Act((n, n + 1), cue.lemma, subject, spans, "cue-behind-clause")


# ---------------------------------------------------------------- cue before
def _before(unit: Unit, n: int, cue: Cue, acts: list[Act]) -> Act | None:
    """An act whose content follows its cue."""
    low = unit.low
    if unit.low[n + 1 : n + 3] == ["as", "saying"]:
        return None
    if any(w in DENIED for w in low[max(0, n - 3) : n]) and cue.lemma not in ("deny",):
        return None
    if low[n + 1 : n + 2] == ["by"] and cue.form in ("past", "part"):
        return _passive_as(unit, n, cue, acts)
    found = content_after(unit, n, cue)
    if found is None:
        return None
    subject, shared = _subject(unit, n, cue, acts)
    if subject is None and not shared:
        return None
    if cue.form == "ing" and n <= 1 and (main := _main_clause(unit, n)) and main[0] > found.first:
        found = found._replace(last=min(found.last, main[0]))
    content = _trim(unit, found, acts, n)
    if content is None:
        return None
    return Act(
        (n, found.cue_end), cue.lemma, subject, [content], found.rule, shared=shared, open_end=found.rule == "cue-before-marks"
    )


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


def _subject(unit: Unit, n: int, cue: Cue, acts: list[Act]) -> tuple[Phrase | None, bool]:
    """Return the subject of a cue and whether it is shared with an earlier clause of the unit."""
    low = unit.low
    at = n - 1
    while at >= 0 and (is_adverb(low[at]) or low[at] in AUXILIARIES):
        at -= 1
    if cue.form == "ing" and n <= 1 and at < 0:
        main = _main_clause(unit, n)
        return (main[1], True) if main else main_subject(unit, n, acts)
    if cue.form == "ing" and not (at < n - 1 and any(w in BE for w in low[at + 1 : n])) and not (at >= 0 and _contracted(low[at])):
        if at >= 0 and low[at] not in (",", QUOTED, "and", "but", "by", "in", "after", "before", "while", "—", "–", ";", "or"):
            return None, False
        return main_subject(unit, n, acts)
    if at >= 0 and low[at] in ("and", "but", "or", "then"):
        return main_subject(unit, n, acts)
    if at >= 0 and low[at] == "," and at and low[at - 1] == QUOTED:
        return main_subject(unit, n, acts)
    found = subject_before(unit, n)
    if found is None and n == 0:
        return None, False
    return found, False


def _contracted(low: str) -> bool:
    """Say whether a pronoun holds its own auxiliary: "he's", "they're"."""
    return "'" in low and low.split("'")[0] in PRONOUNS


def _main_clause(unit: Unit, n: int) -> tuple[int, Phrase] | None:
    """Return the comma before the main clause behind an opening participle, and that clause's subject."""
    low = unit.low
    for at in range(unit.last - 1, n, -1):
        cue = forms().get(low[at])
        if (
            cue
            and cue.form in ("past", "s")
            and (subject := subject_before(unit, at))
            and subject.first > n
            and low[subject.first - 1] == ","
        ):
            return subject.first - 1, subject
    return None


def main_subject(unit: Unit, n: int, acts: list[Act]) -> tuple[Phrase | None, bool]:
    """Return the subject of the clause before ``n`` that a participle or a second verb shares."""
    for act in sorted(acts, key=lambda a: -a.cue[0]):
        if act.cue[0] < n and act.subject:
            return act.subject, True
    first = strip_opening(unit, 0, max(0, n - 1)) if n else _behind_comma(unit)
    if first is None:
        return None, True
    found = subject_of(unit, first)
    return found, True


def _behind_comma(unit: Unit) -> int | None:
    """Return where the main clause begins behind an opening participle ("Noting that ..., X left")."""
    for n in range(unit.last - 1, 0, -1):
        if unit.low[n] == ",":
            return n + 1
    return None


def subject_of(unit: Unit, first: int) -> Phrase | None:
    """Return the noun phrase that begins at ``first`` and ends before its verb."""
    low, last = unit.low, unit.last
    at = first
    while at < last and at - first < 40:
        word = low[at]
        cue = forms().get(word)
        if word in AUXILIARIES or word in PASTS or word in (QUOTED, ":", ";", "—") or (at > first and is_adverb(word)):
            break
        if at > first and (
            word.endswith("ed")
            and len(word) > 4
            and low[at - 1] not in DETERMINERS
            or cue
            and cue.form in ("past", "s")
            and low[at - 1] not in DETERMINERS
        ):
            break
        if word == ",":
            found = subject_after(unit, first - 1)
            at = max(at, found.last if found else at)
            break
        if at == first and word in PRONOUNS:
            at += 1
            break
        at += 1
    at = max(first, skip_verb_left(unit, at) + 1)
    if at == first or low[first] in PREPOSITIONS or low[first] in CONJUNCTIONS:
        return None
    return Phrase(first, at)
