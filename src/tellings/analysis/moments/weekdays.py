"""Values of weekdays."""

from __future__ import annotations

import re
from typing import NamedTuple

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.found import Context, Found, at_day, group
from tellings.analysis.moments.grammar import months, weekdays, words

# A weekday that lies at most three days ahead and has no verb of the past beside it is the coming one ("a vigil on Sunday").
# TimeBank does not tell 2 days from 3 (311 of 342 days right); at 3 "Monday" printed on a Friday is the coming one.
SOON = 3
# "Friday's ruling" has been: 15 of the 15 possessive weekdays of TimeBank and AQUAINT that are not the article's own lie behind
# (counted once). What is prepared is named after such words: "ahead of Saturday's vote".
POSSESSIVE = re.compile(r"(?:\s(?:morning|afternoon|evening|night))?['’]s\b", re.IGNORECASE)
PREPARED = re.compile(r"\b(?:ahead of|before|for|until|till|by)\s$", re.IGNORECASE)
TO_COME = re.compile(r"[^.;,]{0,60}?\b(?:will|won['’]t|is (?:expected|due|set|scheduled)|are (?:expected|due|set|scheduled))\b")
ANY, CLOSED = re.compile(r"\bon an?\s$", re.IGNORECASE), re.compile(r"[.,;:!?)”\"]|$")
LAST = ("last", "this past", "the previous", "on the previous")
NEXT = ("next", "this coming", "the following", "the next")


class Choice(NamedTuple):
    """The day meant, and the other one where no word decides."""

    day: Day
    other: Day | None = None


def weekday(m: re.Match[str], ctx: Context) -> Found | None:
    """Wednesday: of the article's own weekday the article's day; else the verb beside it tells whether behind or ahead."""
    number = weekdays()[group(m, "weekday")]
    if m.group("weekday")[0].islower() or (m["part"] or "a")[0].isupper():
        return None  # "Sunday Morning": a name
    if ANY.search(ctx.text[max(ctx.lo, m.start() - 6) : m.start()]) and CLOSED.match(ctx.text, m.end()):
        return None  # "she would not work on a Sunday."
    part = words()["parts"].get(group(m, "part"), "")
    if m["set"] or m["plural"] or m["pplural"]:
        return Found(f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), "SET")
    day, other = choose(number, group(m, "rel"), ctx, m)
    suffix = f"T{part}" if part else ""
    found = at_day(day, ctx.today, "TIME" if part else "DATE", suffix)
    return found._replace(others=(f"{other}{suffix}",)) if other else found


def nth_weekday(m: re.Match[str], ctx: Context) -> Found | None:
    """The first Monday in May: that day of the month named, of the nearest year without one; of each month a set."""
    number, nth = weekdays()[group(m, "weekday")], words()["ordinals"].get(group(m, "nth"), -1)
    if m["set"]:
        return Found(f"XXXX-WXX-{number + 1}", "SET")
    rule = {"weekday": number, "nth": nth}
    if m["month"] and m["y"]:
        day = cal.holiday(rule | {"month": months()[group(m, "month").rstrip(".")]}, int(m["y"]))
        return at_day(Day(day), None) if day else None
    if not (ctx.anchor and ctx.anchor.known):
        return None
    today = ctx.anchor.date
    if m["monthrel"]:
        month = cal.month(today.year, today.month + {"last": -1, "next": 1}.get(group(m, "monthrel"), 0))
        day = cal.holiday(rule | {"month": int(month[5:])}, int(month[:4]))
    else:
        named = rule | {"month": months()[group(m, "month").rstrip(".")]}
        day = cal.nearest(today, [cal.holiday(named, today.year + n) for n in (-1, 0, 1)])
    return at_day(Day(day), ctx.anchor) if day else None


def weekday_on(number: int, rel: str, ctx: Context, m: re.Match[str]) -> Day:
    """Return the day of a weekday (0 = Monday): the article's own, else behind or ahead by what is said and by the verb."""
    return choose(number, rel, ctx, m).day


def choose(number: int, rel: str, ctx: Context, m: re.Match[str]) -> Choice:
    """Return the day of a weekday, and the other one where neither a word nor a verb decides."""
    if not ctx.today:
        return Choice(Day(cal.SURROGATE.replace(day=number + 1), known=False))
    if ctx.that(m.start("weekday") if "weekday" in m.re.groupindex else m.start()) and ctx.ref:
        return Choice(ctx.ref.plus((number - ctx.ref.date.weekday()) % 7))
    today, ahead = ctx.today, (number - ctx.today.date.weekday()) % 7
    if rel in ("the previous", "on the previous", "the following", "the next") and ctx.ref:
        gap = (number - ctx.ref.date.weekday()) % 7
        return Choice(ctx.ref.plus(gap - 7 if "previous" in rel else gap or 7))
    if rel in LAST:
        return Choice(today.plus(ahead - 7))
    if rel in NEXT:
        return Choice(today.plus(ahead or 7), today.plus(ahead + 7) if rel == "next" and 0 < ahead <= SOON else None)
    if ahead == 0:
        return Choice(today)
    way = _way(ctx, m)
    if way == "future" or (rel == "this" and way != "past"):
        return Choice(today.plus(ahead))
    behind, coming = today.plus(ahead - 7), today.plus(ahead)
    first, second = (coming, behind) if way != "past" and ahead <= SOON else (behind, coming)
    return Choice(first, None if way or rel else second)


def _way(ctx: Context, m: re.Match[str]) -> str | None:
    if POSSESSIVE.match(ctx.text, m.end()) and not PREPARED.search(ctx.text[max(ctx.lo, m.start() - 12) : m.start()]):
        return "future" if TO_COME.match(ctx.text, m.end(), ctx.hi) else "past"
    return ctx.direction(m)
