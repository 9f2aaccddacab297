"""One thing counted twice with different results, and counts that supersede earlier ones."""

import re
from collections.abc import Iterator

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.counted import (
    CLOSE,
    casualties,
    compatible,
    counts_one_thing,
    is_part,
    of_others,
    same_harm,
    tally,
    two_tallies,
)
from tellings.collation.agreement.events import Events
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict, Figure, Passage, Update, make_id

# Least likeness, numbers left out, of two clauses or of the words around two figures, before what they count is compared.
# By judgement, while looking at what basil and galaxy_wikinews gave; `python -m quality.conflicts` counts what comes of it.
SAME_THING = 0.45
RELATED = 0.2  # clauses less alike than this are not looked at
SAME_HARM = 0.3  # clauses alike to this tell one thing when two words besides it, or a word of harm, stand near both figures
BEFORE, AFTER = 6, 10  # words around a figure that show what is counted where: "moved ... residents to schools and churches"
SHOWN = 0.44  # below SAME_THING: score of a match shown by the thing counted and two words more, or by one word of harm
JOINT = re.compile(r",? (?:and|but|while) |[,;] ")


def find_number_conflicts(clauses: Clauses, count: Count, events: Events) -> tuple[list[Conflict], list[Update]]:
    """Return the figures that cannot both be right, and those that a later report replaces."""
    disputes, updates = [], []
    for a, b, one, two, score in _pairs(clauses, events):
        later = _later(clauses, a, b)
        if later and _grows(one, two, later) and _supersedes(clauses, (a, one), (b, two), later):
            updates.append(_update(clauses, (a, one), (b, two), later))
        else:
            sides = _position(clauses, a, one), _position(clauses, b, two)
            disputes.append(Dispute(*sides, "hard" if score > SHOWN else "soft", "two-counts", f"how many {one.of}", score))
    return settle("number", disputes, count), sorted(set(updates), key=lambda u: u.id)


def _pairs(clauses: Clauses, events: Events) -> Iterator[tuple[Clause, Clause, Figure, Figure, float]]:
    """Yield the figures of two alike clauses that count one thing and cannot both be so."""
    tallies = clauses.once(tally)
    for a, b, _ in clauses.told_together(RELATED):
        if not (a.figures and b.figures):
            continue
        ours, theirs = ([clauses.figures[f] for f in c.figures if f in clauses.figures] for c in (a, b))
        for one in ours:
            same = [two for two in theirs if counts_one_thing(one, two)]
            if len(same) == 1 and not any(compatible(x, same[0]) for x in ours if counts_one_thing(x, same[0])):
                whole = clauses.alike(a, b, frozenset(s for s in (*a.content, *b.content) if s[0].isdigit()))
                score = whole if whole >= SAME_THING else _shown(clauses, (a, one), (b, same[0]), whole)
                if (
                    score
                    and not clauses.both_told(a, b)
                    and (_grown(clauses, a) or _grown(clauses, b) or clauses.same_verb(one, same[0]))
                    and not clauses.apart(a, b)
                    and not is_part(clauses, one, same[0])
                    and same_harm(clauses, (a, one), (b, same[0]))
                    and not of_others(clauses, events, (a, one), (b, same[0]))
                    and not two_tallies(tallies(a), tallies(b), one)
                ):
                    yield a, b, one, same[0], score


def _shown(clauses: Clauses, one: tuple[Clause, Figure], two: tuple[Clause, Figure], whole: float) -> float:
    """Return how sure the words around two figures make it that one thing is counted; 0 when they do not."""
    near = [_around(clauses, *f) for f in (one, two)]
    shared = (near[0] & near[1]) - frozenset(content_of((one[1].of or "").split()))
    grown = _grown(clauses, one[0]) or _grown(clauses, two[0])
    told = shared & casualties() or (grown and len(shared) > 1)
    return SHOWN if told and whole >= (RELATED if grown else SAME_HARM) else 0.0


def _grown(clauses: Clauses, clause: Clause) -> bool:
    """Tell whether a clause says that its count is newer than another: "has risen to nine"."""
    grown = load_table("collation/agreement", "counts.toml")["grown"]
    return any(t.text.lower() in grown for t in clauses.tokens(clause))


def _around(clauses: Clauses, clause: Clause, figure: Figure) -> frozenset[str]:
    """Return the stems around a figure; of a count whose noun stands before it ("the number of people hurt has risen to"), all."""
    text = clauses.analyses[figure.article].article.text
    told_before = (figure.of or "") not in text[figure.end : clause.end]
    return frozenset(clause.content) if told_before else clauses.around(clause, figure.start, figure.end, BEFORE, AFTER)


def _later(clauses: Clauses, a: Clause, b: Clause) -> str | None:
    """Return the article that was published on a later day, None when the days are one or unknown."""
    days = {x: (clauses.analyses[x].article.published or "")[:10] for x in (a.article, b.article)}
    if not all(days.values()) or days[a.article] == days[b.article]:
        return None
    return max(days, key=lambda x: days[x])


def _grows(one: Figure, two: Figure, later: str) -> bool:
    new, old = (one, two) if one.article == later else (two, one)
    return new.quantity > old.quantity


def _supersedes(clauses: Clauses, one: tuple[Clause, Figure], two: tuple[Clause, Figure], later: str) -> bool:
    """Tell whether a later, larger count replaces the earlier one: it says that it grew, or counts harm, found out by and by."""
    new = one if one[0].article == later else two
    harm = all(clauses.around(c, f.start, f.end, CLOSE, CLOSE) & casualties() for c, f in (one, two))
    return harm or _grown(clauses, new[0])


def _update(clauses: Clauses, one: tuple[Clause, Figure], two: tuple[Clause, Figure], later: str) -> Update:
    new, old = (one, two) if one[0].article == later else (two, one)
    earlier, latest = _stretch(clauses, *old), _stretch(clauses, *new)
    ident = make_id("up", earlier.article, old[1].start, latest.article, new[1].start)
    return Update(ident, new[1].of or "", earlier, latest, "later-count")


def _position(clauses: Clauses, clause: Clause, figure: Figure) -> Position:
    printed = clauses.analyses[figure.article].article.text[figure.start : figure.end]
    return Position(f"{figure.bound} {figure.quantity!r}", _stretch(clauses, clause, figure), printed)


def _stretch(clauses: Clauses, clause: Clause, figure: Figure) -> Passage:
    """Cite the part of a clause that tells of one figure: cut at a joint between it and the figures beside it."""
    analysis = clauses.analyses[clause.article]
    others = [clauses.figures[f] for f in clause.figures if f in clauses.figures and f != figure.id]
    before = max((f.end for f in others if f.end <= figure.start), default=None)
    after = min((f.start for f in others if f.start >= figure.end), default=None)
    start, end = clause.start, clause.end
    if before is not None and (cuts := list(JOINT.finditer(analysis.article.text, before, figure.start))):
        start = cuts[-1].end()
    if after is not None and (cut := JOINT.search(analysis.article.text, figure.end, after)):
        end = cut.start()
    return analysis.passage(start, end)
