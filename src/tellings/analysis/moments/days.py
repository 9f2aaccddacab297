"""Values of days: dates, weekdays, yesterday and tomorrow, the day before, holidays."""

from __future__ import annotations

import re

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.found import Context, Found, at_day, group
from tellings.analysis.moments.grammar import months, weekdays, words
from tellings.language.named_days import named_days

# A weekday that lies at most three days ahead and has no verb of the past beside it is the coming one ("a vigil on Sunday").
# TimeBank does not tell 2 days from 3 (311 of 342 days right); at 3 "Monday" printed on a Friday is the coming one.
SOON = 3
# A month and day within a quarter of a year is the nearest one; farther off the verb may name the other side ("the year ended
# March 31"). TimeBank, counted once: 3 instead of 8 wrong of 106.
NEAR_DAYS = 90
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
    """2019-03-12."""
    day = cal.make_date(int(m["y"]), int(m["m"]), int(m["d"]))
    return at_day(Day(day), None) if day else None


def numeric_date(m: re.Match[str], ctx: Context) -> Found | None:
    """12/03/2019: the order of day and month that the calendar or the article's day allows; month first where both do."""
    if m["sep"] == "." and len(m["y"]) == 2:
        return None
    year = int(m["y"]) if len(m["y"]) == 4 else in_century(int(m["y"]), ctx.anchor)
    a, b = int(m["d1"]), int(m["d2"])
    options = [cal.make_date(year, a, b), cal.make_date(year, b, a)]
    if m["sep"] == ".":
        options.reverse()
    both = all(options)
    day = (
        cal.nearest(ctx.anchor.date, options) if both and ctx.anchor and ctx.anchor.known else next((o for o in options if o), None)
    )
    return at_day(Day(day), None) if day else None


def in_century(short: int, anchor: Day | None) -> int:
    """Return the year that two figures mean: the nearest to the article's not far ahead of it; OverflowError where none is."""
    year = anchor.date.year if anchor and anchor.known else 2000
    near = [y for c in (-100, 0, 100) if 0 < (y := year - year % 100 + c + short) <= year + SOON_YEARS]
    if not near:
        raise OverflowError(f"no year of the calendar near {year} ends in {short:02d}")
    return min(near, key=lambda y: abs(y - year))


def weekday(m: re.Match[str], ctx: Context) -> Found | None:
    """Wednesday: of the article's own weekday the article's day; else the verb beside it tells whether behind or ahead."""
    short = group(m, "weekday")
    number = weekdays()[short]
    if m.group("weekday")[0].islower() or (m["part"] or "a")[0].isupper():
        return None  # "Sunday Morning": a name
    part = words()["parts"].get(group(m, "part"), "")
    if m["set"] or m["plural"] or m["pplural"]:
        return Found(f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), "SET")
    day = weekday_on(number, group(m, "rel"), ctx, m)
    return at_day(day, ctx.today, "TIME" if part else "DATE", f"T{part}" if part else "")


def weekday_on(number: int, rel: str, ctx: Context, m: re.Match[str]) -> Day:
    """Return the day of a weekday (0 = Monday): the article's own, else behind or ahead by what is said and by the verb."""
    if not ctx.today:
        return Day(cal.SURROGATE.replace(day=number + 1), known=False)
    today, ahead = ctx.today, (number - ctx.today.date.weekday()) % 7
    if rel in ("the previous", "on the previous", "the following", "the next") and ctx.ref:
        gap = (number - ctx.ref.date.weekday()) % 7
        return ctx.ref.plus(gap - 7 if "previous" in rel else gap or 7)
    if rel in ("last", "this past", "the previous", "on the previous"):
        return today.plus(ahead - 7)
    if rel in ("next", "this coming", "the following", "the next"):
        return today.plus(ahead or 7)
    way = ctx.direction(m) if ahead else None
    if ahead == 0 or way == "future" or (rel == "this" and way != "past"):
        return today.plus(ahead)
    return today.plus(ahead if way != "past" and ahead <= SOON else ahead - 7)


def day_word(m: re.Match[str], ctx: Context) -> Found | None:
    """Yesterday, today, tomorrow, tonight: reckoned from the article's day."""
    if m["day"].isupper():
        return None  # a newspaper's name, or a cry
    said, part = group(m, "day"), words()["parts"].get(group(m, "part") or group(m, "prepart"), "")
    if said in ("tonight", "overnight"):
        part = "NI"
    if not ctx.today:
        return Found(
            "PRESENT_REF" if said in ("today", "tonight") else "PAST_REF" if said in ("yesterday", "overnight") else "FUTURE_REF"
        )
    day = ctx.today.plus({"yesterday": -1, "tomorrow": 1}.get(said, 0))
    return at_day(day, ctx.today, "TIME" if part else "DATE", f"T{part}" if part else "")


def part_of_day(m: re.Match[str], ctx: Context) -> Found | None:
    """Of this morning, last night."""
    part = words()["parts"][group(m, "part")]
    if not ctx.today:
        return Found("PRESENT_REF" if group(m, "rel") == "this" else "PAST_REF")
    return at_day(ctx.today.plus(-1 if group(m, "rel") == "last" else 0), ctx.today, "TIME", f"T{part}")


def day_of_month(m: re.Match[str], ctx: Context) -> Found | None:
    """Oct. 9: of the year named, else of the nearest year; a day that is a name (the Sept. 11 memorial) is that day."""
    number, d = months()[group(m, "month").rstrip(".")], int(m["d"])
    if m.group("month")[0].islower() and number in (3, 5):
        return None
    if m["y"]:
        day = cal.make_date(int(m["y"]), number, d)
        return at_day(Day(day), None) if day else None
    for named in named_days():
        if (named.month, named.day) == (number, d) and _beside(m, ctx, named.happened | named.called):
            return _named(named.value, ctx)
    near = near_day(number, d, ctx, m)
    if near:
        return at_day(near, ctx.anchor)
    return Found(f"XXXX-{number:02d}-{d:02d}") if 1 <= d <= 31 else None


def _beside(m: re.Match[str], ctx: Context, cues: frozenset[str]) -> bool:
    after = re.findall(r"\w+", ctx.text[m.end() : min(ctx.hi, m.end() + 40)].lower())[:3]
    before = re.findall(r"\w+", ctx.text[max(ctx.lo, m.start() - 30) : m.start()].lower())[-3:]
    name = re.match(r"\s[A-Z][a-z]", ctx.text[m.end() : m.end() + 3])
    return bool(name) or any(w in cues for w in after) or ("on" not in before[-1:] and any(w in cues for w in before))


def near_day(number: int, d: int, ctx: Context, m: re.Match[str]) -> Day | None:
    """Return the day of a month and day: of the nearest year, or of the side to which the verb points when that is far off."""
    if not (ctx.anchor and ctx.anchor.known):
        return None
    year = ctx.anchor.date.year
    days = [day for y in (year - 1, year, year + 1) if (day := cal.make_date(y, number, d))]
    near = cal.nearest(ctx.anchor.date, list(days))
    if near and abs((near - ctx.anchor.date).days) > NEAR_DAYS:
        way = ctx.direction(m)
        side = [day for day in days if (day <= ctx.anchor.date if way == "past" else way != "future" or day >= ctx.anchor.date)]
        near = cal.nearest(ctx.anchor.date, list(side))
    return Day(near) if near else None


def holiday(m: re.Match[str], ctx: Context) -> Found | None:
    """Thanksgiving: of the year named, else the last one or, where the verb looks ahead, the next."""
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
    way = ctx.direction(m)
    side = [o for o in options if o and (o >= ctx.anchor.date if way == "future" else way != "past" or o <= ctx.anchor.date)]
    day = cal.nearest(ctx.anchor.date, list(side))
    return at_day(Day(day), ctx.anchor) if day else None


def day_beside(m: re.Match[str], ctx: Context) -> Found | None:
    """The day before: one day from the day last named, else from the article's day."""
    said, step = group(m, "side"), -1 if group(m, "side") == "before" else 1
    base = ctx.ref or ctx.today
    if ctx.ref and ctx.text[ctx.ref_end : m.start()] in (", ", " (", " - ", " — ", " – "):
        return at_day(ctx.ref, ctx.ref)  # "Oct. 12, the day before the crash": the same day in other words
    if m.group().lower().endswith(("yesterday", "tomorrow")):
        base, step = ctx.today, 2 * step
    if base is None:
        return Found("PAST_REF" if said == "before" else "FUTURE_REF")
    return at_day(base.plus(step), base)
