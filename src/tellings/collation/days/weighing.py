"""How well each day fits what an article says, as log-odds that add up."""

from collections.abc import Sequence
from datetime import date
from math import exp
from typing import NamedTuple

from tellings.analysis.moments.calendar import day_after
from tellings.collation.days.evidence import Mention

# Log-odds by the number of days between the day named and the day of publication, set by hand: reports mostly name the day on
# which they are written or the day before, and look ahead mostly to the next. A weekday always lies within six days on either
# side, so a day that would make "Thursday" six days old speaks strongly against itself. (quality/days.py measures the whole.)
BEHIND = (0.0, -0.7, -1.6, -2.3, -2.6, -2.8, -3.0)
AHEAD = (-0.7, 0.0, -0.4, -0.8, -1.2, -1.6, -2.0)
EITHER = (0.0, -0.4, -0.8, -1.0, -1.0, -0.8, -0.6)
# Log-odds by days away from the nearest dated report: two reports of a story are of one day about twice in three.
AWAY = (0.0, -1.2, -2.2, -3.0)
MOST = 3  # mentions of one day beyond which more of them say nothing new
MANY = 0.5  # what each further mention of one day weighs


class Dated(NamedTuple):
    """A day, and how far it is to be believed (0 to 1)."""

    day: date
    score: float


def weigh(mentions: Sequence[Mention], known: Sequence[date]) -> Dated | None:
    """Return the day that fits best; None when the article says nothing that bounds it, or three days fit it alike."""
    counted = _count([m for m in mentions if any(_bounds(m, k) for k in known)])
    if not counted:
        return None
    days = sorted({day for k in known for n in range(1 - len(AWAY), len(AWAY)) if (day := day_after(k, n))})
    weights = [_weight(day, counted, known) for day in days]
    best = max(weights)
    if sum(w > best - 0.01 for w in weights) > 2:
        return None
    return Dated(days[weights.index(best)], exp(best) / sum(map(exp, weights)))


def _bounds(mention: Mention, middle: date) -> bool:
    """Return whether a mention lies near enough to a dated report to bound a day about it: in the same week or the next."""
    meant = mention.on(middle)
    return meant is not None and abs((meant - middle).days) < len(BEHIND) + len(AWAY) - 1


def _count(mentions: Sequence[Mention]) -> dict[Mention, float]:
    """Return the kinds of mention, place left out, with their weights."""
    kinds = [m._replace(start=0, end=0) for m in mentions]
    return {k: 1 + MANY * (min(kinds.count(k), MOST) - 1) for k in kinds}


def _weight(day: date, mentions: dict[Mention, float], known: Sequence[date]) -> float:
    away = min(abs((k - day).days) for k in known)
    return AWAY[away] + sum(weight * _fit(mention, day) for mention, weight in mentions.items())


def _fit(mention: Mention, day: date) -> float:
    if mention.weekday:
        behind = (day.isoweekday() - mention.weekday) % 7
        if mention.way == "past":
            return BEHIND[behind]
        return AHEAD[-behind % 7] if mention.way == "future" else EITHER[behind]
    meant = mention.on(day)
    if meant is None or abs((meant - day).days) > len(BEHIND) - 1:
        return 0.0  # a day of another week bounds nothing here
    gap = (day - meant).days
    table = {"past": BEHIND, "future": AHEAD}.get(mention.way or "", EITHER)
    wrong = (mention.way == "past" and gap < 0) or (mention.way == "future" and gap > 0)
    return BEHIND[-1] if wrong else table[abs(gap)]
