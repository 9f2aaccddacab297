"""Values of clock times."""

from __future__ import annotations

import re
from functools import cache

from tellings.analysis.moments.days import day_told, days_told
from tellings.analysis.moments.found import Context, Found, count, group
from tellings.analysis.moments.grammar import fill

CUED = re.compile(r"\b(?:at|by|until|till|from|around|about|before|after|since|to)\s$", re.IGNORECASE)
ZONE = re.compile(r"\s?(?:GMT|UTC|[CEMPB][DES]?S?T|local)\b")
# before the same time of another zone: "6pm (", "1800 local time ("
AGAIN = re.compile(
    r"(?:\d|\b[ap]\.?\s?m\.?|\b(?:noon|midnight|time|local|[a-z]{2,3}t|o['’]clock|morning|afternoon|evening|night)|day)\s?\($",
    re.IGNORECASE,
)
LOOK = 16  # code points looked at before a time
NEXT_DAY = re.compile(r"\s(?:on\s)?the\s(?:next|following)\s(?:day|morning|afternoon|evening)\b", re.IGNORECASE)
HIGH = re.compile(r"(?<!\bat )\bhigh\s$", re.IGNORECASE)  # "for them high noon is today"
LATER = ("afternoon", "evening", "night", "dusk")
REACH = 48  # code points behind a clock time in which another zone's time and the day stand: "(0735 GMT) on Friday"


class Time(str):
    """A time of the day as TIMEX3 writes it; ``half`` where no word tells morning from evening."""

    half: bool = False


def clock(m: re.Match[str], ctx: Context) -> Found | None:
    """6.12am, 0730 GMT, noon: a time of the day that the words before leave no choice about; without one, a bare time."""
    time = _time(m, ctx)
    if time is None:
        return None
    if AGAIN.search(ctx.text[max(0, m.start() - LOOK) : m.start()]) and ctx.text[m.end() : m.end() + 1] == ")":
        return None  # "10:35 a.m. (0735 GMT)": one time, told twice
    behind = _day_behind().match(ctx.text, m.end(), m.end() + REACH)
    said = (group(behind, "dayx") or group(behind, "inside")) if behind else ""
    day = (day_told(said, ctx, m) if said else None) or ctx.last
    if ctx.ref and NEXT_DAY.match(ctx.text, m.end()):
        return _found(f"{ctx.ref.plus(1)}T", time, ctx)._replace(day=ctx.ref)  # "the next morning" is reckoned from that day too
    return _found(f"{day}T" if day else "T", time, ctx)._replace(day=day)


def clock_day(m: re.Match[str], ctx: Context) -> Found | None:
    """6.12am on Tuesday: the time of that day."""
    time, days = _time(m, ctx), days_told(group(m, "dayx"), ctx, m)
    if not (time and days):
        return None
    found = _found(f"{days[0]}T", time, ctx)._replace(day=days[0])
    return found._replace(others=(*found.others, *(f"{day}T{time}" for day in days[1:])))


def _found(head: str, time: Time, ctx: Context) -> Found:
    others = (f"{head}{int(time[:2]) + 12}{time[2:]}",) if time.half else ()
    return Found(head + time, "TIME", ctx.today, others=others)


@cache
def _day_behind() -> re.Pattern[str]:
    """Match the day behind a time in brackets that another zone's time stands in, or the day inside these brackets."""
    inside = r"%S%\([^()\n]{1,24}?%S%(?P<inside>%DAYX%)\)"
    return re.compile(fill(inside + r"|(?:%S%\([^()\n]{1,24})?\),?%S%(?:on%S%)?(?P<dayx>%DAYX%)"), re.IGNORECASE)


def _time(m: re.Match[str], ctx: Context) -> Time | None:
    if noon := group(m, "noon"):
        if HIGH.search(ctx.text[max(ctx.lo, m.start("noon") - LOOK) : m.start("noon")]):
            return None
        return Time("24:00" if noon == "midnight" else "12:00")
    if m["h24"]:
        return Time(f"{int(m['h24']):02d}:{m['min24']}")
    if m["oh"]:
        return _spoken(m, ctx)
    if m["h2"]:
        zoned = ZONE.match(ctx.text, m.end("min2"), m.end("min2") + 8)
        if not (zoned or _cued(m.start("h2"), ctx) or "dayx" in m.re.groupindex):
            return None
        return _time_of(int(m["h2"]), m["min2"], half=not zoned and 0 < int(m["h2"]) < 12 and len(m["h2"]) == 1)
    hour = int(m["h"])
    if hour > 12 or hour == 0:
        return None
    return Time(f"{hour % 12 + 12 * (m['half'].lower() == 'p'):02d}:{m['min'] or '00'}")


def _spoken(m: re.Match[str], ctx: Context) -> Time | None:
    """Six o'clock, 4 in the afternoon."""
    hour, part = int(count(group(m, "oh")) or 0), group(m, "opart") or group(m, "inpart")
    if not 0 < hour < 13 or not (m["clockword"] or _cued(m.start("oh"), ctx)):
        return None
    if not part:
        return _time_of(hour, "00", half=hour < 12)
    late = part in LATER and not (part == "night" and hour < 5)
    return _time_of(hour % 12 + 12 * late, "00", half=False)


def _time_of(hour: int, minutes: str, *, half: bool) -> Time:
    time = Time(f"{hour:02d}:{minutes}")
    time.half = half
    return time


def _cued(at: int, ctx: Context) -> bool:
    return CUED.search(ctx.text[max(ctx.lo, at - 12) : at]) is not None
