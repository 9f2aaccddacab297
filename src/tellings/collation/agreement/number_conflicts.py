"""One thing counted twice with different results, and counts that supersede earlier ones."""

from collections.abc import Iterator

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.model import Clause, Conflict, Figure, Update, make_id

# Least likeness of two clauses, numbers left out, before what they count is compared (chosen as in date_conflicts).
SAME_THING = 0.45
# Two round numbers this near each other are one estimate: "about 60" and "65".
NEAR = 0.1


def find_number_conflicts(clauses: Clauses, count: Count) -> tuple[list[Conflict], list[Update]]:
    """Return the figures that cannot both be right, and those that a later report replaces."""
    disputes, updates = [], []
    for a, b, one, two, score in _pairs(clauses):
        if (later := _later(clauses, a, b)) and abs(two.quantity - one.quantity) > 0 and _grows(one, two, later):
            updates.append(_update(clauses, (a, one), (b, two), later))
        elif not _compatible(one, two):
            soft = "about" in (one.bound, two.bound)
            rule = "two-counts"
            disputes.append(
                Dispute(
                    _position(clauses, a, one),
                    _position(clauses, b, two),
                    "soft" if soft else "hard",
                    rule,
                    clauses.words(a),
                    score,
                )
            )
    return settle("number", disputes, count), sorted(set(updates), key=lambda u: u.id)


def _pairs(clauses: Clauses) -> Iterator[tuple[Clause, Clause, Figure, Figure, float]]:
    """Yield the figures of two alike clauses that count one thing and differ."""
    for a, b, rough in clauses.told_together(SAME_THING / 2):
        if not (a.figures and b.figures and rough):
            continue
        score = clauses.alike(a, b, frozenset(s for s in (*a.content, *b.content) if s[0].isdigit()))
        if score < SAME_THING:
            continue
        theirs = [clauses.figures[f] for f in b.figures if f in clauses.figures]
        for one in (clauses.figures[f] for f in a.figures if f in clauses.figures):
            same = [two for two in theirs if _counts_one_thing(one, two)]
            if len(same) == 1 and same[0].quantity != one.quantity:
                yield a, b, one, same[0], score


def _counts_one_thing(one: Figure, two: Figure) -> bool:
    return (
        one.unit == two.unit
        and one.of is not None
        and two.of is not None
        and set(content_of(one.of.split())) == set(content_of(two.of.split()))
    )


def _compatible(one: Figure, two: Figure) -> bool:
    """Tell whether both figures can be so: "at least 4" and "6", "about 60" and "62"."""
    if "vague" in (one.bound, two.bound):  # "dozens" names no number
        return True
    low, high = sorted((one, two), key=lambda f: f.quantity)
    if low.bound == "at_least" or high.bound == "at_most":
        return True
    near = high.quantity - low.quantity <= NEAR * high.quantity
    return near and "about" in (low.bound, high.bound)


def _later(clauses: Clauses, a: Clause, b: Clause) -> str | None:
    """Return the article that was published on a later day, None when the days are one or unknown."""
    days = {x: (clauses.analyses[x].article.published or "")[:10] for x in (a.article, b.article)}
    if not all(days.values()) or days[a.article] == days[b.article]:
        return None
    return max(days, key=lambda x: days[x])


def _grows(one: Figure, two: Figure, later: str) -> bool:
    new, old = (one, two) if one.article == later else (two, one)
    return new.quantity > old.quantity


def _update(clauses: Clauses, one: tuple[Clause, Figure], two: tuple[Clause, Figure], later: str) -> Update:
    new, old = (one, two) if one[0].article == later else (two, one)
    earlier, latest = clauses.passage(old[0]), clauses.passage(new[0])
    ident = make_id("up", earlier.article, old[1].start, latest.article, new[1].start)
    return Update(ident, new[1].of or "", earlier, latest, "later-count")


def _position(clauses: Clauses, clause: Clause, figure: Figure) -> Position:
    printed = clauses.analyses[figure.article].article.text[figure.start : figure.end]
    return Position(f"{figure.bound} {figure.quantity:g}", clauses.passage(clause), printed)
