"""One event on two dates, or at two times of day."""

import re
from collections.abc import Iterator

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.model import Clause, Conflict, Moment

# Least likeness of two clauses, their time expressions left out, before their dates are compared. By reading the pairs
# of the three dev stories: at .45 of 12 pairs 9 told one event, at .35 of 31 only 14.
SAME_EVENT = 0.45
DAY = re.compile(r"(?:\d{4}-\d\d-\d\d|XXXX-WXX-\d)(?=T|$)")
CLOCK = re.compile(r"T(\d\d):(\d\d)")
ROUNDED = frozenset(("about", "around", "approximately", "roughly", "shortly", "just", "nearly", "almost", "by"))


def find_date_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return the events that reports put on different days or at different times, forecasts left aside."""
    return settle("date", list(_disputes(clauses)), count)


def _disputes(clauses: Clauses) -> Iterator[Dispute]:
    for a, b, rough in clauses.told_together(SAME_EVENT / 2):
        if a.modality != b.modality:
            continue
        one, two = _moments(clauses, a), _moments(clauses, b)
        if len(one) != 1 or len(two) != 1 or rough == 0:
            continue
        rule = _differ(one[0].value, two[0].value)
        score = clauses.alike(a, b, _stems(clauses, a) | _stems(clauses, b)) if rule else 0.0
        if rule and score >= SAME_EVENT:
            soft = rule == "two-times" and bool(_rounded(clauses, a) or _rounded(clauses, b))
            yield Dispute(
                _position(clauses, a, one[0]),
                _position(clauses, b, two[0]),
                "soft" if soft else "hard",
                rule,
                clauses.words(a),
                score,
            )


def _moments(clauses: Clauses, clause: Clause) -> list[Moment]:
    found = [clauses.moments[m] for m in clause.moments if m in clauses.moments]
    return [m for m in found if m.type in ("DATE", "TIME") and (DAY.match(m.value) or CLOCK.search(m.value))]


def _differ(one: str, two: str) -> str | None:
    """Return the rule by which two values cannot both be so, None when they can.

    >>> _differ("2017-02-22", "2017-02-23T14:00"), _differ("2017-02-22", "2017-02-22TAF")
    ('two-days', None)
    """
    days, clocks = (DAY.match(one), DAY.match(two)), (CLOCK.search(one), CLOCK.search(two))
    if days[0] and days[1] and days[0][0] != days[1][0] and ("X" in one) == ("X" in two):
        return "two-days"
    if clocks[0] and clocks[1] and clocks[0][0] != clocks[1][0] and not (days[0] and days[1] and days[0][0] != days[1][0]):
        return "two-times"
    return None


def _stems(clauses: Clauses, clause: Clause) -> frozenset[str]:
    words = [w for m in _moments(clauses, clause) for w in re.findall(r"\w+", _printed(clauses, m))]
    return frozenset(content_of(words))


def _printed(clauses: Clauses, moment: Moment) -> str:
    return clauses.analyses[moment.article].article.text[moment.start : moment.end]


def _rounded(clauses: Clauses, clause: Clause) -> bool:
    return any(w in ROUNDED for w in clauses.words(clause).lower().split())


def _position(clauses: Clauses, clause: Clause, moment: Moment) -> Position:
    return Position(moment.value, clauses.passage(clause), f"{_printed(clauses, moment)} ({moment.value})")
