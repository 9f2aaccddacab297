"""Values of dates: written in figures, a day of a month, a day that is a name."""

from __future__ import annotations

import re
from datetime import date

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.found import Context, Found, at_day, group
from tellings.analysis.moments.grammar import months, weekdays
from tellings.language.named_days import named_days

# A month and day within a quarter of a year is the nearest one unless its verb leaves no doubt ("sank on June 3"); farther off
# any verb may name the other side ("the year ended March 31"). TimeBank, counted once, before plain verbs were heard: 3 instead
# of 8 wrong of 106.
NEAR_DAYS = 90
JOINED = re.compile(r"\s(?:and|or|to|through|until)\s|,\s(?:and\s)?")  # between two days of a month
DAY_LAST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?$")
SOON_YEARS = 10  # "the '50s" are not those to come


def named_day(m: re.Match[str], ctx: Context) -> Found | None:
    """9/11: the day of the event, for articles of a later day."""
    for named in named_days():
        if named.stroke == m["stroke"]:
            return _named(named.value, ctx)
    return None


def _named(value: str, ctx: Context) -> Found | None:
    day = cal.read_day(value)
    later = day and not (ctx.anchor and ctx.anchor.known and ctx.anchor.date <= day.date)
    return Found(value, rule="named-day") if later else None


def iso_date(m: re.Match[str], ctx: Context) -> Found | None:
    """2019-03-12, 2019/03/12, 2019-03-12T10:00."""
    day = cal.make_date(int(m["y"]), int(m["m"]), int(m["d"]))
    if day is None or (m["time"] and int(m["time"][:2]) > 23):
        return None
    return at_day(Day(day), None, "TIME" if m["time"] else "DATE", f"T{m['time']}" if m["time"] else "")


def numeric_date(m: re.Match[str], ctx: Context) -> Found | None:
    """12/03/2019: the order of day and month that the calendar or the article's day allows; month first where both do."""
    if m["sep"] == "." and len(m["y"]) == 2:
        return None
    year = int(m["y"]) if len(m["y"]) == 4 else in_century(int(m["y"]), ctx.anchor)
    a, b = int(m["d1"]), int(m["d2"])
    options = [cal.make_date(year, a, b), cal.make_date(year, b, a)]
    if m["sep"] == ".":
        options.reverse()
    known = [o for o in options if o]
    if len(known) == 2 and ctx.anchor and ctx.anchor.known:
        day = cal.nearest(ctx.anchor.date, [*known])
    else:
        day = known[0] if known else None
    if day is None:
        return None
    others = tuple(dict.fromkeys(o.isoformat() for o in known if o != day))
    return at_day(Day(day), None)._replace(others=others)


def in_century(short: int, anchor: Day | None) -> int:
    """Return the year that two figures mean: the nearest to the article's not far ahead of it; OverflowError where none is."""
    year = anchor.date.year if anchor and anchor.known else 2000
    near = [y for c in (-100, 0, 100) if 0 < (y := year - year % 100 + c + short) <= year + SOON_YEARS]
    if not near:
        raise OverflowError(f"no year of the calendar near {year} ends in {short:02d}")
    return min(near, key=lambda y: abs(y - year))


def day_of_month(m: re.Match[str], ctx: Context) -> Found | None:
    """Oct. 9: of the year named, else of the nearest year; a day that is a name (the Sept. 11 memorial) is that day."""
    number, d = months()[group(m, "month").rstrip(".")], int(m["d"])
    if m.group("month")[0].islower() and number in (3, 5):
        return None
    if told := m["y"] or m.groupdict().get("ytoo"):
        day = cal.make_date(int(told), number, d)
        return _till(m, Day(day), None) if day else None
    if m["yrel"] and ctx.anchor and ctx.anchor.known:
        year = ctx.anchor.date.year + {"last": -1, "next": 1}.get(group(m, "yrel"), 0)
        day = cal.make_date(year, number, d)
        return _till(m, Day(day), ctx.anchor) if day else None
    for named in named_days():
        if not m["rel"] and (named.month, named.day) == (number, d) and _beside(m, ctx, named.happened | named.called):
            return _named(named.value, ctx)
    if near := near_days(number, d, ctx, m, group(m, "rel")):
        return _till(m, near[0], ctx.anchor)._replace(others=tuple(str(day) for day in near[1:]))
    return Found(f"XXXX-{number:02d}-{d:02d}") if 1 <= d <= 31 else None


def _till(m: re.Match[str], day: Day, anchor: Day | None) -> Found:
    """Return a day, and the last day of a span printed in one (May 3-5); of "3-5 May" the first day is the value."""
    second = int(m["d2"] or 0)
    last = cal.make_date(day.date.year, day.date.month, second) if second > day.date.day else None
    return at_day(day, anchor)._replace(until=last.isoformat() if last else "")


def _beside(m: re.Match[str], ctx: Context, cues: frozenset[str]) -> bool:
    after = re.findall(r"\w+", ctx.text[m.end() : min(ctx.hi, m.end() + 40)].lower())[:3]
    before = re.findall(r"\w+", ctx.text[max(ctx.lo, m.start() - 30) : m.start()].lower())[-3:]
    name = re.match(r"\s[A-Z][a-z]", ctx.text[m.end() : m.end() + 3])
    return bool(name) or any(w in cues for w in after) or ("on" not in before[-1:] and any(w in cues for w in before))


def day_too(m: re.Match[str], ctx: Context) -> Found | None:
    """April 24 and 25: the second of two days of a month; a number behind another word is none."""
    first = ctx.ref
    if not (first and first.known) or not JOINED.fullmatch(ctx.text[max(ctx.lo, ctx.ref_end) : m.start()]):
        return None
    day = cal.make_date(first.date.year, first.date.month, int(m["d"]))
    written = DAY_LAST.search(ctx.text[max(ctx.lo, ctx.ref_end - 6) : ctx.ref_end])
    if day is None or day <= first.date or not written or int(written[1]) != first.date.day:
        return None
    return at_day(Day(day), ctx.anchor)


def near_days(number: int, d: int, ctx: Context, m: re.Match[str], rel: str = "") -> list[Day]:
    """Return the day of a month and day that is meant, then the one of another year where nearness and verb do not agree.

    Meant is the nearest; the one to which the verb points where the nearest is far off or the verb leaves no doubt.
    """
    if not (ctx.anchor and ctx.anchor.known):
        return []
    today = ctx.anchor.date
    days = _of_weekday(m, [day for y in (today.year - 1, today.year, today.year + 1) if (day := cal.make_date(y, number, d))])
    if rel in ("last", "next"):
        days = [day for day in days if (day < today if rel == "last" else day > today)]
    near = cal.nearest(today, [*days])
    if near is None or near == today or rel in ("last", "next"):
        return [Day(near)] if near else []
    plain, far = ctx.plainly(m), abs((near - today).days) > NEAR_DAYS
    way = plain or ctx.direction(m)
    told = cal.nearest(today, [day for day in days if (day < today if way == "past" else way != "future" or day > today)])
    if way not in ("past", "future"):
        return [Day(near), *(Day(day) for day in (cal.nearest(today, [day for day in days if day != near]),) if day and far)]
    if told in (None, near) or (ctx.spanned(m) and not far):
        return [Day(near)]
    return [Day(day) for day in ((told, near) if plain or far else (near, told)) if day]


def _of_weekday(m: re.Match[str], days: list[date]) -> list[date]:
    """Return the days that fall on the weekday printed before them ("Saturday, April 6"), all where none does or none is."""
    number = weekdays().get(m.group().split()[0].rstrip(",.").lower())
    return [day for day in days if day.weekday() == number] or days
