"""One event on two dates, or at two times of day."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.events import DAY, Events
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict, Moment

# Least likeness of two clauses, their time expressions left out, before their dates are compared. By judgement, while
# looking at what the dev stories gave; `python -m quality.conflicts` counts what comes of it on other stories.
SAME_EVENT = 0.45
RELATED = 0.15  # clauses less alike than this are not looked at
TOLD = 3  # stems that two clauses without a name in common share at least: "the sluice burst below the lock"; by judgement
WINDOW = 8  # words before a time in which its event is named: "burst below the north gate of a lock at"
CLOCK = re.compile(r"T(\d\d):(\d\d)")
SAME_WEEK = 7  # days between two publications beyond which their weekdays are not of one week
BESIDE = 1  # content-bearing or small words between a time and a verb of saying
LIMITS = frozenset(("until", "till", "through", "since", "from", "by", "before", "after"))
UNKNOWN = re.compile(r"X+-?W?")  # what is open in a day: "XXXX-WXX-3" is no day that "XXXX-05-03" excludes
NUMBER_BEFORE = re.compile(r"\d $")
LOOK = 30  # characters before a moment that hold its two words
NAMED = re.compile(r"[A-Z][a-z]{2,}|\d+")  # the names and numbers of a day: "Nov", "8", "Saturday"
ROUNDED = frozenset(("about", "around", "approximately", "roughly", "shortly", "just", "nearly", "almost", "by"))


def find_date_conflicts(clauses: Clauses, count: Count, events: Events) -> list[Conflict]:
    """Return the events that reports put on different days or at different times, forecasts left aside."""
    return settle("date", list(_disputes(clauses, events)), count)


class When(Struct, frozen=True):
    """The one day and the one time of day that a clause gives, where it gives them."""

    day: str | None
    clock: str | None
    limit: str  # "until", "by", "since" when the time is an end or a beginning, else empty
    moments: tuple[Moment, ...]
    stems: frozenset[str]  # of the words that give it
    within: bool  # the time is one before, after or until which it was


def _disputes(clauses: Clauses, events: Events) -> Iterator[Dispute]:
    when = clauses.once(_when)
    for a, b, _ in clauses.told_together(RELATED):
        one, two = when(a), when(b)
        if a.modality != b.modality or not (one and two and one.limit == two.limit and (rule := _differ(one, two))):
            continue
        if rule == "two-days" and not _comparable(clauses, a, b, one, two):
            continue
        shared = set(a.content) & set(b.content) - one.stems - two.stems
        if not shared & clauses.verbs:
            continue  # what they share are names and offices, no event
        sure = rule == "two-times" or len(shared) >= TOLD or all(_in_full(clauses, w) for w in (one, two))
        if not sure and not _names(clauses, a, shared) & _names(clauses, b, shared):
            continue  # a thing that happens again: "the storm hit on Thursday"
        score = max(clauses.alike(a, b, one.stems | two.stems), _alike_near(clauses, a, b, one, two))
        if (
            score >= SAME_EVENT
            and not clauses.both_told(a, b)
            and clauses.same_verb(one.moments[0], two.moments[0])
            and not _two_events(events, one, two)
        ):
            soft = rule == "two-times" and (_rounded(clauses, a) or _rounded(clauses, b))
            sides = _position(clauses, a, one, rule), _position(clauses, b, two, rule)
            yield Dispute(*sides, "soft" if soft else "hard", rule, clauses.words(a), score)


def _when(clauses: Clauses, clause: Clause) -> When | None:
    """Return when a clause puts what it tells; None when it gives no day or time, or several."""
    told = (m for i in clause.moments if (m := clauses.moments.get(i)) and m.type in ("DATE", "TIME"))
    found = [m for m in told if not _of_saying(clauses, clause, m)]
    days = {d[0] for m in found if (d := DAY.match(m.value))}
    clocks = {c[0] for m in found if (c := CLOCK.search(m.value))}
    dated = {m.value for m in found if not m.value.startswith("T")}  # "this week" too: the verb may belong to either
    if len(days) > 1 or len(dated) > 1 or len(clocks) > 1 or not (days or clocks) or any(_torn(clauses, m) for m in found):
        return None
    limit = next((w for m in found for w in _before(clauses, m) if w in LIMITS), "")
    stems = frozenset(content_of(w for m in found for w in re.findall(r"\w+", _printed(clauses, m))))
    within = any(LIMITS & set(_printed(clauses, m).lower().split()) for m in found)
    return When(next(iter(days), None), next(iter(clocks), None), limit, tuple(found), stems, within)


def _torn(clauses: Clauses, moment: Moment) -> bool:
    """Tell whether a number stands right before a date, so that a part of the date was read: "10 Nov 11"."""
    return bool(NUMBER_BEFORE.search(clauses.analyses[moment.article].article.text, max(0, moment.start - LOOK), moment.start))


def _in_full(clauses: Clauses, when: When) -> bool:
    """Tell whether a day is printed with its number: "3 May"; not "Thursday"."""
    return all(m.type == "DATE" and any(ch.isdigit() for ch in _printed(clauses, m)) for m in when.moments)


def _names(clauses: Clauses, clause: Clause, stems: set[str]) -> frozenset[str]:
    """Return those of some stems that stand in a clause as names."""
    words = (t for t in clauses.tokens(clause) if t.text[0].isupper() and clauses.is_name(clause.article, t.start))
    return frozenset(s for t in words for s in content_of([t.text]) if s in stems)


def _two_events(events: Events, one: When, two: When) -> bool:
    """Tell whether the times belong to two events: of other people, or a report has the same done on both days."""
    a, b = ((w.moments[0].article, w.moments[0].start) for w in (one, two))
    if events.apart(a, b):
        return True
    both = bool(one.day and two.day and one.day != two.day)
    return both and (one.day in events.days(*b) or two.day in events.days(*a))


def _of_saying(clauses: Clauses, clause: Clause, moment: Moment) -> bool:
    """Tell whether a time is that of the words, not of what they tell: "police said Friday that ..."."""
    near = clauses.around(clause, moment.start, moment.end, BESIDE, BESIDE)
    return bool(near & _saying())


@cache
def _saying() -> frozenset[str]:
    return frozenset(content_of(load_table("collation/agreement", "order.toml")["saying"]))


def _before(clauses: Clauses, moment: Moment) -> list[str]:
    """Return the two words before a moment."""
    text = clauses.analyses[moment.article].article.text
    return re.findall(r"[a-z]+", text[max(0, moment.start - LOOK) : moment.start])[-2:]


def _differ(one: When, two: When) -> str | None:
    """Return the rule by which two days or times cannot both be so, None when they can."""
    if one.day and two.day and one.day != two.day:
        return "two-days" if UNKNOWN.findall(one.day) == UNKNOWN.findall(two.day) else None
    if one.within or two.within:  # "just before 10 a.m." holds 9:51
        return None
    return "two-times" if one.clock and two.clock and one.clock != two.clock else None


def _comparable(clauses: Clauses, a: Clause, b: Clause, one: When, two: When) -> bool:
    """Tell whether two different days can be held against each other.

    A day told by its distance from publication ("today", "Friday") is as sure as the day of publication: reports of different
    weeks, and "today" a day beside another report's, show a wrong date of publication rather than a wrong telling. Two days
    told by one word are one telling.
    """
    words = [{w for m in w.moments if DAY.match(m.value) for w in NAMED.findall(_printed(clauses, m))} for w in (one, two)]
    printed = [{_printed(clauses, m).lower() for m in w.moments if DAY.match(m.value)} for w in (one, two)]
    if (words[0] and words[0] == words[1]) or printed[0] == printed[1]:
        return False
    if "X" in (one.day or "") or all(any(w.isdigit() for w in side) for side in words):
        return True
    if any(clauses.analyses[c.article].article.published_basis == "story" for c in (a, b)):
        return False  # that report was dated by the others
    published = _apart(*(clauses.analyses[c.article].article.published for c in (a, b)))
    told = _apart(one.day, two.day)
    if published is None or told is None or published > SAME_WEEK:
        return False
    deictic = any(_deictic() & set(_printed(clauses, m).lower().split()) for w in (one, two) for m in w.moments)
    return not (deictic and told <= 1)


def _apart(one: str | None, two: str | None) -> int | None:
    """Return how many days lie between two ISO days, None when one of them is no day of the calendar."""
    try:
        days = [date.fromisoformat((day or "")[:10]).toordinal() for day in (one, two)]
    except ValueError:
        return None
    return abs(days[0] - days[1])


@cache
def _deictic() -> frozenset[str]:
    return frozenset(load_table("collation/agreement", "order.toml")["deictic"])


def _alike_near(clauses: Clauses, a: Clause, b: Clause, one: When, two: When) -> float:
    """Return how alike the words right before two times are, when they share a verb and one stem more; else 0."""
    first = [min(m.start for m in w.moments) for w in (one, two)]
    near = [clauses.around(c, at, at, WINDOW, 0) - one.stems - two.stems for c, at in zip((a, b), first, strict=True)]
    shared = near[0] & near[1]
    return clauses.cosine(*near) if len(shared) > 1 and shared & clauses.verbs else 0.0


def _printed(clauses: Clauses, moment: Moment) -> str:
    return clauses.analyses[moment.article].article.text[moment.start : moment.end]


def _rounded(clauses: Clauses, clause: Clause) -> bool:
    return any(w in ROUNDED for w in clauses.words(clause).lower().split())


def _position(clauses: Clauses, clause: Clause, when: When, rule: str) -> Position:
    value = (when.day if rule == "two-days" else when.clock) or ""
    printed = ", ".join(_printed(clauses, m) for m in when.moments)
    read_as = "" if "X" in value else f" ({value.removeprefix('T')})"
    return Position(value, clauses.passage(clause), printed + read_as)
