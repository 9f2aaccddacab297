"""Values of holidays that a rule fixes in every year."""

from __future__ import annotations

import re

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.dates import NEAR_DAYS
from tellings.analysis.moments.found import Context, Found, at_day, group
from tellings.analysis.moments.grammar import words


def holiday(m: re.Match[str], ctx: Context) -> Found | None:
    """Thanksgiving: its day; Easter week: the calendar's week that holds the day, the one behind it allowed as well at Easter."""
    found = _holiday(m, ctx)
    if not (found and m["week"]):
        return found
    if not (found.day and found.day.known):
        return None
    after = (cal.week(found.day.plus(7).date),) if "easter" in words()["holidays"][group(m, "holiday")] else ()
    return Found(cal.week(found.day.date), "DATE", found.anchor, others=after)


def _holiday(m: re.Match[str], ctx: Context) -> Found | None:
    """Thanksgiving: of the year named, else the nearest; far off the one to which the verb points."""
    rule = words()["holidays"][group(m, "holiday")]
    if not m["holiday"][0].isupper():
        return None
    if not m["y"] and not (ctx.anchor and ctx.anchor.known):
        return Found(f"XXXX-{rule['month']:02d}-{rule['day']:02d}") if "day" in rule else None
    if m["y"]:
        day = cal.holiday(rule, int(m["y"]))
        return at_day(Day(day), None) if day else None
    assert ctx.anchor
    year = ctx.anchor.date.year
    options = [cal.holiday(rule, y) for y in (year - 1, year, year + 1)]
    near = cal.nearest(ctx.anchor.date, list(options))
    if near and abs((near - ctx.anchor.date).days) <= NEAR_DAYS:
        return at_day(Day(near), ctx.anchor)
    way = ctx.direction(m)
    side = [o for o in options if o and (o >= ctx.anchor.date if way == "future" else way != "past" or o <= ctx.anchor.date)]
    day = cal.nearest(ctx.anchor.date, list(side))
    return at_day(Day(day), ctx.anchor) if day else None
