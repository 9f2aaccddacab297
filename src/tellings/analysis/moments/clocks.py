"""Values of clock times."""

from __future__ import annotations

import re

from tellings.analysis.moments.calendar import Day, make_date
from tellings.analysis.moments.days import near_day, weekday_on
from tellings.analysis.moments.found import Context, Found, group
from tellings.analysis.moments.grammar import months, weekdays


def clock(m: re.Match[str], ctx: Context) -> Found | None:
    """6.12am, 0730 GMT, noon: a time of the day that the words before leave no choice about; without one, a bare time."""
    time = _time(m, ctx)
    if time is None:
        return None
    day = ctx.last
    return Found(f"{day}T{time}" if day else f"T{time}", "TIME", ctx.today, day)


def _time(m: re.Match[str], ctx: Context) -> str | None:
    if noon := group(m, "noon"):
        return "24:00" if noon == "midnight" else "12:00"
    if m["h24"]:
        return f"{int(m['h24']):02d}:{m['min24']}"
    if m["h2"]:
        before = ctx.text[max(ctx.lo, m.start() - 12) : m.start("h2")].lower()
        cued = re.search(r"\b(?:at|by|until|till|from|around|about|before|after|since)\s$", before)
        zone = re.match(r"\s?(?:GMT|UTC|[CEMPB][DES]?S?T|local)\b", ctx.text[m.end("min2") : m.end("min2") + 8])
        return f"{int(m['h2']):02d}:{m['min2']}" if cued or zone or "dayx" in m.re.groupindex else None
    hour = int(m["h"])
    if hour > 12 or hour == 0:
        return None
    return f"{hour % 12 + 12 * (m['half'].lower() == 'p'):02d}:{m['min'] or '00'}"


def clock_day(m: re.Match[str], ctx: Context) -> Found | None:
    """6.12am on Tuesday: the time of that day."""
    time, day = _time(m, ctx), _day_words(m, ctx)
    return Found(f"{day}T{time}", "TIME", ctx.today, day) if time and day else None


def _day_words(m: re.Match[str], ctx: Context) -> Day | None:
    said = group(m, "dayx")
    for name in sorted(weekdays(), key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}", said):
            return weekday_on(weekdays()[name], _rel(said), ctx, m)
    shift = -1 if said.startswith(("yesterday", "last")) else 1 if said.startswith("tomorrow") else 0
    if month := re.match(r"(\w+)\.? (\d+)(?:, (\d{4}))?", said):
        return _month_day(months().get(month[1], 0), int(month[2]), month[3], ctx, m)
    return ctx.today.plus(shift) if ctx.today else None


def _month_day(number: int, d: int, year: str | None, ctx: Context, m: re.Match[str]) -> Day | None:
    if year is None:
        return near_day(number, d, ctx, m)
    day = make_date(int(year), number, d)
    return Day(day) if day else None


def _rel(said: str) -> str:
    return next((w for w in ("last", "next", "this") if said.startswith(w)), "")
