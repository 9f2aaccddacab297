"""Values counted in units from a day: last month, this week, two weeks ago, the weekend."""

from __future__ import annotations

import re
from datetime import date

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.days import day_told
from tellings.analysis.moments.found import Context, Found, at_day, count, group, period, unit_of
from tellings.analysis.moments.grammar import weekdays, words
from tellings.analysis.moments.named import base_named
from tellings.analysis.moments.weekdays import weekday_on
from tellings.analysis.moments.years import season_of

OF = re.compile(r"\s{1,2}of\s", re.IGNORECASE)
LONG = 20  # years
EARLY = 3  # Monday to Wednesday: a weekend of which the past is told is the one before


def calendar_unit(m: re.Match[str], ctx: Context) -> Found | None:
    """Last month, this week, the previous day: the calendar's unit, counted from the article's day or the day last named."""
    rel, unit = group(m, "rel"), group(m, "unit")
    if rel == "last" and OF.match(ctx.text, m.end()):
        return None  # "the last quarter of the century": not the one before this
    step = _step(rel)
    if unit == "day":
        return _next_day(rel, step, ctx)
    told = base_named(unit, m, ctx) if rel in ("the following", "the previous", "the preceding", "the next") else None
    if told is None and rel in ("the following", "the preceding"):
        return None  # what was named is told too roughly to count from, or too far back
    base = told or ctx.anchor
    if base is None or not base.known:
        return Found({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[step])
    value = _unit(base.date, unit, step, ctx, m)
    return Found(value, "DATE", base) if value else None


def _step(rel: str) -> int:
    rel = re.sub(r"^(?:earlier|later|early|late) in ", "", rel)
    if rel.endswith(("last", "past", "previous", "preceding")):
        return -1
    return 1 if rel.endswith(("next", "following", "coming")) else 0


def _next_day(rel: str, step: int, ctx: Context) -> Found | None:
    base = ctx.ref or ctx.today
    if base and rel in ("earlier in the", "later in the"):
        return at_day(base, base)
    if rel in ("the end of the", "that", "the current", "the latest", "this", "earlier in the", "later in the") or "of" in rel:
        return None
    return at_day(base.plus(step), base) if base else None


def _unit(day: date, unit: str, step: int, ctx: Context, m: re.Match[str]) -> str | None:
    if unit in words()["seasons"]:
        return season_of(day, unit, step)
    if unit == "weekend":
        back = 7 if step < 0 and day.weekday() >= 5 else 0
        step -= step == 0 and day.weekday() < EARLY and ctx.direction(m) == "past"  # "this weekend", printed on a Monday
        ago = Day(day).plus(7 * step - back if step > 0 else (-day.weekday() - 1 if step < 0 else 0))
        return f"{cal.week(ago.date)}-WE"
    return {
        "week": lambda: cal.week(Day(day).plus(7 * step).date),
        "month": lambda: cal.month(day.year, day.month + step),
        "quarter": lambda: cal.quarter(day.year, cal.quarter_of(day) + step),
        "year": lambda: cal.year(day.year + step),
        "decade": lambda: cal.decade(day.year // 10 + step),
        "century": lambda: cal.century(day.year // 100 + step),
    }[unit]()


def ago(m: re.Match[str], ctx: Context) -> Found | None:
    """Two weeks ago: counted back from the article's day, at the grain of the unit; earlier and later from the day last named."""
    word, side = group(m, "unit"), group(m, "side")
    unit, n = unit_of(word), 2.0 if "couple" in group(m, "vague") else count(group(m, "n"))
    if n is None and not m["vague"] and not word.endswith("s"):
        return None
    if n is not None and (m["half"] or m["half2"]):
        n += 0.5
    if side in ("after", "before", "since", "afterwards", "afterward", "beforehand"):
        return Found(period(n, unit, word), "DURATION")
    if n is None:
        return Found(
            "FUTURE_REF" if side == "from now" else "PAST_REF" if side == "ago" else period(n, unit, word),
            "DATE" if side in ("ago", "from now") else "DURATION",
        )
    step = -1 if side in ("ago", "earlier") else 1
    if n > LONG and unit in ("Y", "DE", "CE") and side in ("earlier", "later"):
        return Found(period(n, unit, word), "DURATION")  # "200 years later": a distance, not a date
    if unit == "Y" and n % 1 == 0.5:
        unit, n = "M", n * 12
    base = ctx.anchor if side in ("ago", "from now") else ctx.ref
    if base is None or not base.known or unit not in ("D", "W", "F", "M", "Q", "Y", "DE", "CE") or n % 1:
        return Found(period(n, unit, word), "DURATION", base)
    return _counted(base, int(n) * step, unit)


def part_century(m: re.Match[str], ctx: Context) -> Found | None:
    """A quarter of a century: 25 years; with "ago" the year that far back."""
    part = group(m, "part")
    n = 50 if part == "half" else 75 if part.startswith("three") else 25
    if m["ago"] and ctx.anchor and ctx.anchor.known:
        return _counted(ctx.anchor, -n, "Y")
    return Found(f"P{n}Y", "DURATION")


def ago_day(m: re.Match[str], ctx: Context) -> Found | None:
    """A year ago today, a week from Friday: the day that far from the one told, or the week or month of it."""
    word, told, n = group(m, "unit"), group(m, "day"), count(group(m, "n"))
    if n is None or n % 1 or not (ctx.today and ctx.today.known):
        return None
    step, unit = int(n) * (-1 if group(m, "side") == "ago" else 1), unit_of(word)
    if told.startswith("this "):
        return Found(_unit(_moved(ctx.today, step, unit).date, told[5:], 0, ctx, m) or "", "DATE", ctx.today)
    if told in weekdays() and step < 0 and unit == "W":  # counted from that weekday, the last one that was
        return at_day(ctx.today.plus((weekdays()[told] - ctx.today.date.weekday()) % -7).plus(7 * step), ctx.today)
    if told in weekdays() and step < 0:
        near = _moved(ctx.today, step, unit)
        return at_day(near.plus((weekdays()[told] - near.date.weekday() + 3) % 7 - 3), ctx.today)
    base = day_told(told, ctx, m) if told not in weekdays() else weekday_on(weekdays()[told], "this coming", ctx, m)
    return at_day(_moved(base, step, unit), ctx.today) if base else None


def _moved(base: Day, n: int, unit: str) -> Day:
    if unit == "W":
        return base.plus(7 * n)
    months = base.date.year * 12 + base.date.month - 1 + n * (12 if unit == "Y" else 1)
    return Day(
        max(filter(None, (cal.make_date(months // 12, months % 12 + 1, d) for d in range(base.date.day - 3, base.date.day + 1))))
    )


def _counted(base: Day, n: int, unit: str) -> Found:
    day = base.date
    if unit in ("D", "W", "F"):
        moved = base.plus(n * {"D": 1, "W": 7, "F": 14}[unit])
        return at_day(moved, base) if unit == "D" else Found(cal.week(moved.date), "DATE", base)
    if unit in ("M", "Q"):
        return Found(cal.month(day.year, day.month + n * (1 if unit == "M" else 3)), "DATE", base)
    year = day.year + n * {"Y": 1, "DE": 10, "CE": 100}[unit]
    return Found(f"{year:04d}", "DATE", base) if 0 < year < 10000 else Found(f"P{abs(n)}Y", "DURATION", base)


def weekend(m: re.Match[str], ctx: Context) -> Found | None:
    """The weekend: the one that holds the article's day or the last before it; the coming one where the verb looks ahead."""
    if not (ctx.anchor and ctx.anchor.known):
        return None
    day = ctx.anchor.date
    past = day.weekday() < 5 and ctx.direction(m) != "future"
    return Found(f"{cal.week(Day(day).plus(-7 if past else 0).date)}-WE", "DATE", ctx.anchor)
