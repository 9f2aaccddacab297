"""Whether a form of a reporting verb stands as a verb: no noun, no passive, no infinitive."""

from tellings.analysis.quotations.leftward import subject_before
from tellings.analysis.quotations.lexicon import Cue, attitudes, forms, verbs
from tellings.analysis.quotations.rightward import subject_after
from tellings.analysis.quotations.smallwords import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    Phrase,
    contracted,
    goes_on,
    is_adverb,
)
from tellings.analysis.quotations.units import QUOTED, Unit

PLURALS = frozenset(
    "those many some most few several others both people men women police critics two three four five six seven eight nine".split()
)
ENDS = PREPOSITIONS | {"who", "which", ",", "(", "whose"}
QUOTER = 10  # elements in which the medium stands between "quoted" and "as saying"
SOURCE = 8  # elements behind the last comma of a sentence that name a source, with its verb; by judgement
NAMED = 6  # elements of an object between a verb of naming and the name in marks
VERBAL = frozenset(("that", QUOTED)) | PRONOUNS | frozenset("his her its their".split())  # behind a verb, not behind a plural noun
QUOTING = frozenset("quoted quotes quoting cited cites citing".split())
MEANS = frozenset("email e-mail phone telephone text letter satellite video".split())  # "said by email": no passive
ASKED_ABOUT = frozenset("about whether if why how what who when where by".split())
PAST_ONLY = frozenset(("rule",))  # "rules that could lead": a noun nearly always
NOUNS = verbs("nouns")


def may_cue(unit: Unit, n: int, cue: Cue) -> bool:
    """Say whether a form that could be a noun, a passive or an infinitive stands here as a reporting verb."""
    low = unit.low
    if n and unit.is_name(n) and not unit.is_headline:
        return False
    if cue.lemma in PAST_ONLY and cue.form not in ("past", "part"):
        return False
    before = low[n - 1] if n else ""
    if cue.lemma == "ask" and before == "," and low[n + 1 : n + 2] and low[n + 1] in ASKED_ABOUT and "," in low[n + 2 : n + 15]:
        return False  # "Thorne, asked whether it was late, laughed"
    if cue.form in ("base", "s"):
        return _finite_present(unit, n, cue, before)
    if cue.form in ("past", "part"):
        if before in ARTICLES or (before.endswith("'s") and not contracted(before)) or before in PREPOSITIONS:
            return False
        return not is_passive(low, n) or (cue.lemma in verbs("as") | verbs("addressee") and low[n + 1 : n + 2] == ["by"])
    if contracted(before) or quoted_as(unit, n) or quotes_as(unit, n):
        return True
    return (
        before not in DETERMINERS
        and not before.endswith("'s")
        and (before not in PREPOSITIONS or before in ("by", "in", "after", "before", "for", "of", "from"))
    )


def quoted_as(unit: Unit, n: int) -> int:
    """Return where "quoted" stands when "saying" at ``n`` ends "was quoted as saying": the quoted is the speaker; 0 if it does not.

    Who quotes may stand between: "was quoted by the Herald as saying".
    """
    low = unit.low
    if n < 2 or low[n] != "saying" or low[n - 1] != "as":
        return 0
    for at in range(n - 2, max(0, n - 2 - QUOTER), -1):
        if low[at] in ("quoted", "cited", "reported", "heard"):
            return at if at == n - 2 or low[at + 1] in ("by", "in", "on", "last", "earlier") else 0
        if low[at] in (",", QUOTED):
            return 0
    return 0


def quotes_as(unit: Unit, n: int) -> int:
    """Return where "quoted" stands when "saying" at ``n`` ends "quoted X as saying": X is the speaker; 0 if it does not."""
    low = unit.low
    if n < 3 or low[n] != "saying" or low[n - 1] != "as":
        return 0
    at = next((m for m in range(n - 3, max(0, n - 2 - QUOTER), -1) if low[m] in QUOTING), 0)
    return at if at and not is_passive(low, at) and low[at + 1] not in PREPOSITIONS else 0


def quoter(unit: Unit, n: int) -> Phrase | None:
    """Return who quotes, where "saying" at ``n`` ends "was quoted as saying": "... by the Herald", before or behind."""
    quoted, low = quoted_as(unit, n), unit.low
    if not quoted:
        return None
    by = next(
        (m for m in [*range(quoted + 1, n), *range(n + 1, min(n + QUOTER, unit.last))] if low[m] == "by" or low[m] == QUOTED), 0
    )
    return subject_after(unit, by) if by and low[by] == "by" else None


def is_second_hand(unit: Unit) -> bool:
    """Say whether the unit passes on what another medium quotes: "he was quoted as saying"."""
    return "saying" in unit.low and any(quoted_as(unit, n) for n in range(2, len(unit)))


def is_passive(low: list[str], n: int) -> bool:
    """Say whether a participle at ``n`` stands behind a form of "be", or before "by"."""
    at = n - 1
    while at >= 0 and (is_adverb(low[at]) or low[at] in ("not", "being", "been")):
        if low[at] in ("been", "being"):
            return True
        at -= 1
    return at >= 0 and low[at] in BE or low[n + 1 : n + 2] == ["by"] and low[n + 2 : n + 3] != [] and low[n + 2] not in MEANS


def _verbal(unit: Unit, n: int) -> bool:
    """Say whether what follows a form shows that it is a verb: "claim that", "report the", not "state officials"."""
    following = unit.low[n + 1] if n + 1 < len(unit) else ""
    return (
        following in ("that", QUOTED, ":") or following in DETERMINERS or following in PRONOUNS or following in ("for", "on", "to")
    )


def _plural(phrase: list[str]) -> bool:
    """Say whether a phrase means several: "those who left", "teachers at two schools", "Roe and Doe"."""
    if phrase[0] in PLURALS or phrase[0][:1].isdigit():
        return True
    end = next((n for n in range(1, len(phrase)) if phrase[n] in ENDS), len(phrase))
    head = phrase[end - 1]
    return head in PLURALS or "and" in phrase[:end] or (head.endswith("s") and not head.endswith(("'s", "ss")))


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
            or before in ("", "and", QUOTED)
        ):
            return False
        subject = subject_before(unit, n)
        return subject is not None and _plural(low[subject.first : subject.last])
    if before == "," and cue.lemma in ("say", "tell", "think", "believe", "add", "write", "describe", "argue", "insist", "explain"):
        return True
    if before in ("he", "she", "it", "who", "which", "everyone", "one", "that"):
        return True
    if before == "and" and cue.lemma in verbs("object") - NOUNS - attitudes() and n + 1 < len(low):
        return low[n + 1] in DETERMINERS or unit.is_name(n + 1)  # "denies it and accuses the union"
    if before == QUOTED and cue.lemma in verbs("quote") - NOUNS:
        return n + 1 < len(low) and (unit.is_name(n + 1) or low[n + 1] in DETERMINERS)  # “It is dark,” recalls Thorne
    if (
        before in DETERMINERS
        or before[:1].isdigit()
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
    if n + 1 == unit.last and cue.lemma in verbs("bare") and "," in low[max(0, n - SOURCE) : n]:
        return subject_before(unit, n) is not None  # "A pill cuts the risk, a study suggests."
    if cue.lemma not in NOUNS and (_verbal(unit, n) or following and unit.is_name(n + 1)):
        return subject_before(unit, n) is not None
    if (
        following in AUXILIARIES
        or following in PASTS
        or following in ("of", "about", "on", "from", ",", ".", "and", "by", "at", "with")
        and following != ","
    ):
        return following in ("on", "for") and unit.is_name(at)
    if cue.lemma in verbs("name") and QUOTED in low[n + 2 : n + 2 + NAMED]:
        return subject_before(unit, n) is not None  # "the warden calls the pier “a danger”"
    if unit.is_name(at) or following not in VERBAL:
        return unit.is_name(at)
    subject = subject_before(unit, n)  # "the report claims that", not "in written orders that"
    return subject is not None and (low[subject.first] in DETERMINERS or unit.is_name(subject.first))
