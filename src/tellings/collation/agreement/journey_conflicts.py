"""A journey whose end is put before its beginning: they "arrived on Wednesday", they "headed there Thursday"."""

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.comparison import Frame, Sentences
from tellings.comparison.words import base_of
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict, Moment, Passage

DAY = 10  # characters of an ISO day


class Journey(Struct, frozen=True):
    """Setting out for a place, or reaching it, on a day: who travels (names, empty where none is printed) and where to."""

    sets_out: bool
    day: str
    names: frozenset[str]
    places: frozenset[str]
    passage: Passage
    printed: str


def find_journey_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return the journeys on which somebody arrived on a day before the one on which another report lets them set out."""
    journeys = [j for a in sorted(clauses.analyses) for j in _journeys(clauses, a)]
    disputes = [d for one in journeys if one.sets_out for two in journeys if not two.sets_out for d in _early(one, two)]
    return settle("date", disputes, count)


def _early(out: Journey, there: Journey) -> Iterator[Dispute]:
    if out.passage.article == there.passage.article or not _before(there.day, out.day):
        return
    if not out.places & there.places or (out.names and there.names and not out.names & there.names):
        return
    sides = Position(out.day, out.passage, out.printed), Position(there.day, there.passage, there.printed)
    yield Dispute(
        *sides, "hard", "arrived-before-leaving", f"when they came to {', '.join(sorted(out.places & there.places))}", 0.6
    )


def _before(one: str, other: str) -> bool:
    """Tell whether a day is the one right before another, or a few days: a month apart they are two journeys."""
    if one.startswith("XXXX-WXX-") and other.startswith("XXXX-WXX-"):
        return int(one[9]) < int(other[9])
    return one[:8] == other[:8] and one[:4].isdigit() and one < other


def _journeys(clauses: Clauses, article: str) -> Iterator[Journey]:
    analysis = clauses.analyses[article]
    told = Sentences(analysis)
    if not told.trees:
        return
    for clause in analysis.clauses:
        moments = [m for i in clause.moments if (m := clauses.moments.get(i)) and m.type in ("DATE", "TIME")]
        days = {m.value[:DAY] for m in moments}
        if len(days) == 1 and len(next(iter(days))) == DAY and any(_travels(t.text) for t in clauses.tokens(clause)):
            yield from (j for f in told.frames(clause.start, clause.end) for j in _journey(clauses, clause, f, moments))


def _journey(clauses: Clauses, clause: Clause, frame: Frame, moments: list[Moment]) -> Iterator[Journey]:
    side = next((s for s in ("out", "there") if base_of(frame.printed) & _verbs(s)), "")
    if not side or frame.negated:
        return
    text = clauses.analyses[clause.article].article.text
    names = frozenset(n for p in frame.of("agent") for n in p.names)
    yield Journey(
        side == "out",
        moments[0].value[:DAY],
        names,
        clauses.places(clause),
        clauses.passage(clause),
        f"{frame.printed} {text[moments[0].start : moments[0].end]}",
    )


@cache
def _travels(word: str) -> bool:
    return any(base_of(word) & _verbs(side) for side in ("out", "there"))


@cache
def _verbs(side: str) -> frozenset[str]:
    return frozenset(k for w in load_table("collation/agreement", "journey.toml")[side] for k in base_of(w))
