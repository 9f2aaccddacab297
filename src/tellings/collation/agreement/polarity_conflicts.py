"""One statement told and denied."""

import re
from collections.abc import Iterator

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.events import Events
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.comparison import Frame
from tellings.comparison.likeness import same_predicate
from tellings.language.content import fold
from tellings.model import Clause, Conflict

# Least likeness of two clauses before one may be the denial of the other; below it "not" mostly belongs to something else.
SAME_BUT_DENIED = 0.6
REACH = 4  # words after a negation in which what it denies begins
ADDING = frozenset(("just", "only", "merely", "simply"))
PERFECT = frozenset(("has", "have", "hasn't", "haven't"))
NEGATION = frozenset(("not", "no", "never", "without", "none", "nobody"))
WORD = re.compile(r"(?<![\"“])\b[^\W\d_]+(?:['’][^\W\d_]+)*")  # a word that opens a quotation ("no") denies nothing


def find_polarity_conflicts(clauses: Clauses, count: Count, events: Events) -> list[Conflict]:
    """Return the statements that one report makes and another denies; what people are quoted as saying is left to wording."""
    return settle("polarity", list(_disputes(clauses, events)), count)


def _disputes(clauses: Clauses, events: Events) -> Iterator[Dispute]:
    for a, b, score in clauses.told_together(SAME_BUT_DENIED):
        if (
            a.negated != b.negated
            and not (a.quotations and b.quotations)
            and a.modality == b.modality
            and not clauses.both_told(a, b)
            and _denies(clauses, *(pair := (a, b) if a.negated else (b, a)))
            and _same_doing(events, *pair)
        ):
            yield Dispute(_position(clauses, a), _position(clauses, b), "hard", "told-and-denied", clauses.words(a), score)


def _denies(clauses: Clauses, denied: Clause, told: Clause) -> bool:
    """Tell whether the first content word after the negation stands in the other clause too: it is what is denied."""
    words = [fold(w) for w in WORD.findall(clauses.words(denied))]
    for i, word in enumerate(words):
        if words[i + 1 : i + 2] and words[i + 1] in ADDING:  # "did not just win"
            continue
        if word in NEGATION or word.endswith("n't"):
            return bool(set(content_of(words[i + 1 : i + 1 + REACH])[:1]) & set(told.content))
    return False


def _same_doing(events: Events, denied: Clause, told: Clause) -> bool:
    """Tell whether what is denied of somebody is told of them: one predicate, no other people in it; without trees it may be.

    What "has not been" done yet may be told as done by a later report.
    """
    if not (events.frames(denied) and events.frames(told)):
        return True
    ours, theirs = (_stated(events, c) for c in (denied, told))
    return any(
        f.negated
        and not g.negated
        and same_predicate(f, g)
        and not _not_yet(f, g)
        and not events.of_others((denied.article, f), (told.article, g))
        for f in ours
        for g in theirs
    )


def _stated(events: Events, clause: Clause) -> list[Frame]:
    """Return the frames that state something, not those that say which is meant: "others who did not work there"."""
    trees = events.trees(clause.article)
    return [f for f in events.frames(clause) if trees and trees.label(f.word) != "acl"]


def _not_yet(denied: Frame, told: Frame) -> bool:
    return bool(PERFECT & set(denied.words)) and not PERFECT & set(told.words)


def _position(clauses: Clauses, clause: Clause) -> Position:
    return Position("denied" if clause.negated else "told", clauses.passage(clause), clauses.words(clause))
