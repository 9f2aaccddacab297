"""A warning that one report tells, and another report tells as brushed aside."""

import re
from collections.abc import Iterator
from functools import cache

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict

OWNER = 3  # words before a warning's verb that name whose it is ("administration officials have warned")
FAR = 40  # characters between "dismissed" and the warnings it dismisses


def find_answered_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return warnings and arguments that one report gives and another calls dismissed; soft: both were said."""
    return settle("characterisation", list(_disputes(clauses)), count)


def _disputes(clauses: Clauses) -> Iterator[Dispute]:
    warnings = [(c, m, _owner(clauses, c, m.start())) for c in clauses.all if (m := _warning().search(clauses.words(c)))]
    for clause in clauses.all:
        if not (dismissed := _dismissed().search(clauses.words(clause))):
            continue
        named = frozenset(clause.content)
        for other, warned, owner in warnings:
            if other.article != clause.article and owner & named and not _dismissed().search(clauses.words(other)):
                one = Position("dismissed", clauses.passage(clause), dismissed.group())
                two = Position("warned", clauses.passage(other), clauses.words(other)[warned.start() :][:FAR])
                yield Dispute(one, two, "soft", "warned-and-dismissed", "whether the warnings hold", 0.4)


def _owner(clauses: Clauses, clause: Clause, at: int) -> frozenset[str]:
    """Return the stems of the words before a verb of warning: whose warning it is."""
    words = re.findall(r"[^\W\d_]+", clauses.words(clause)[:at])[-OWNER:]
    return frozenset(content_of(words)) - _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(content_of(load_table("collation/agreement", "answered.toml")["common"]))


@cache
def _warning() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{_any('warning')})(?: [^\W\d_]+){{0,2}} (?:that|the|it|such|of)\b")


@cache
def _dismissed() -> re.Pattern[str]:
    what = _any("what")
    return re.compile(
        rf"(?i)\b(?:{_any('dismissing')})\b[^.;]{{0,{FAR}}}?\b(?:{what})\b"
        rf"|\b(?:{what})\b[^.;,]{{0,{FAR}}}? (?:is|are|was|were) (?:{_any('idle')})\b"
    )


def _any(name: str) -> str:
    table = load_table("collation/agreement", "answered.toml")[name]
    return "|".join(re.escape(w) for w in sorted(table, key=lambda w: (-len(w), w)))
