"""What one report says was denied, or was not what it was about, and another tells."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.tables import load_table
from tellings.model import Conflict, Passage

# "denied that the trip was meant to mend ties", "denied the trip was ..."; not "denied entry", "denied it the right to"
DENIED = re.compile(
    r"""
    \b[Dd]en(?:y|ies|ied|ying)\s (?!(?:it|her|this)\s(?:the|an?|any|all|its|his|her|their)\s)
    (?P<what>
      (?:that\s | (?=(?:the|an?|his|her|its|their|this|he|she|it|they)\s | [A-Z]))
      [^.;]{0,120}? \b(?:is|are|was|were|had|has|have|would|will|did)\b (?P<said>[^.;]*)
    )
    """,
    re.VERBOSE,
)
# "it is not against the mayor", "wasn't about money"; not "not just about money", which
# adds to what is told, nor "not in the harbour": a place is denied of one thing and told of another
STANCE = re.compile(
    r"""
    (?:\bnot|n['’]t) (?:\sreally)? \s
    (?P<what>
      (?:against|about|because\sof|due\sto|in\sfavou?r\sof)\s (?:the\s|an?\s)?
      (?!(?:what|it|that|this|them|him|her|how|why|who)\b) \w+
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Share of the weight of what is denied, and number of its stems, that a telling has; less with the same purpose. By judgement.
SHARE, SAME_PURPOSE, LEAST = 0.4, 0.25, 4
COPY = 0.8  # share of stems from which two sentences are one (by judgement)
LONGEST = 500  # characters of a sentence that is cited


class Sentence(Struct, frozen=True):
    """A sentence: where it stands, as printed, its stems."""

    passage: Passage
    stems: frozenset[str]
    printed: str  # in lower case


def find_denied_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return what somebody is reported to deny and another report tells: hard, for it was or it was not."""
    told = [s for a in sorted(clauses.analyses) for s in _sentences(clauses, a)]
    disputes = [d for s in told for d in (*_flatly(clauses, s, told), *_stances(clauses, s, told))]
    return settle("polarity", disputes, count)


def _sentences(clauses: Clauses, article: str) -> Iterator[Sentence]:
    analysis = clauses.analyses[article]
    for s in analysis.prose.sentences:
        if s.end - s.start <= LONGEST:
            words = (t.text for t in analysis.prose.tokens[s.first : s.last] if t.kind in ("word", "number"))
            passage = analysis.passage(s.start, s.end)
            yield Sentence(passage, frozenset(content_of(words)), passage.exact.lower())


def _flatly(clauses: Clauses, denial: Sentence, told: list[Sentence]) -> Iterator[Dispute]:
    if not (m := DENIED.search(denial.passage.exact)):
        return
    what = frozenset(content_of(re.findall(r"[^\W_]+", m["what"])))
    weight = sum(map(clauses.weight, sorted(what)))
    said = frozenset(content_of(re.findall(r"[^\W_]+", m["said"])))  # without it, the other tells only of the same thing
    doing = what & _doings()
    beside = [s for s in told if s.passage.article == denial.passage.article and s is not denial]
    for other in told:
        shared = what & other.stems
        if (
            other.passage.article == denial.passage.article
            or len(shared) < LEAST
            or not said & shared
            or DENIED.search(other.passage.exact)
        ):
            continue
        if any(_tells_too(s, other) for s in beside):
            continue
        score = sum(map(clauses.weight, sorted(shared))) / weight
        if score >= (SAME_PURPOSE if doing & shared else SHARE) and (not doing or doing & shared):
            yield _dispute(denial, other, "told-and-denied", m["what"], score)


def _tells_too(sentence: Sentence, other: Sentence) -> bool:
    """Tell whether a sentence beside the denial is what the other report tells: then its report tells both."""
    return len(sentence.stems & other.stems) >= COPY * max(len(sentence.stems), len(other.stems))


def _stances(clauses: Clauses, denial: Sentence, told: list[Sentence]) -> Iterator[Dispute]:
    for m in STANCE.finditer(denial.passage.exact):
        what = m["what"].lower()
        for other in told:
            if what in other.printed and other.passage.article != denial.passage.article and not STANCE.search(other.printed):
                yield _dispute(denial, other, "not-about", m["what"], 0.5)


def _dispute(denial: Sentence, other: Sentence, rule: str, what: str, score: float) -> Dispute:
    one = Position("denied", denial.passage, f"denied: {what.removeprefix('that ')}")
    two = Position("told", other.passage, other.passage.exact)
    return Dispute(one, two, "hard", rule, what.removeprefix("that "), round(score, 3))


@cache
def _doings() -> frozenset[str]:
    """Return the stems of what a doing may be for, of which a denial and a telling must share one where the denial has any."""
    return frozenset(content_of(load_table("collation/agreement", "denied.toml")["purposes"]))
