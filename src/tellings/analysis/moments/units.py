"""Values counted in units from a day: last month, this week, two weeks ago, the weekend."""

from __future__ import annotations

import re
from datetime import date

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.found import Context, Found, at_day, count, group, period, unit_of
from tellings.analysis.moments.grammar import words
from tellings.analysis.moments.years import season_of

LONG = 20  # years


def calendar_unit(m: re.Match[str], ctx: Context) -> Found | None:
    """Last month, this week, the previous day: the calendar's unit, counted from the article's day or the day last named."""
    rel, unit = group(m, "rel"), group(m, "unit")
    step = _step(rel)
    if unit == "day":
        return _next_day(rel, step, ctx)
    told = rel in ("the following", "the previous", "the same", "that")
    base = ctx.ref if told and ctx.ref and ctx.ref.known else ctx.anchor
    if base is None or not base.known:
        return Found({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[step])
    value = _unit(base.date, unit, step, ctx, m)
    return Found(value, "DATE", base) if value else None


def _step(rel: str) -> int:
    rel = re.sub(r"^(?:earlier|later|early|late) in ", "", rel)
    if rel.endswith(("last", "past", "previous")):
        return -1
    return 1 if rel.endswith(("next", "following", "coming")) else 0


def _next_day(rel: str, step: int, ctx: Context) -> Found | None:
    if rel in ("the end of the", "that", "earlier in the", "later in the", "the current", "the latest", "this") or "of" in rel:
        return None
    base = ctx.ref or ctx.today
    return at_day(base.plus(step), base) if base else None


def _unit(day: date, unit: str, step: int, ctx: Context, m: re.Match[str]) -> str | None:
    if unit in words()["seasons"]:
        return season_of(day, unit, step)
    if unit == "weekend":
        back = 7 if step < 0 and day.weekday() >= 5 else 0
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
    unit, n = unit_of(word), count(group(m, "n"))
    if n is None and not m["vague"] and not word.endswith("s"):
        return None
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
    base = ctx.anchor if side in ("ago", "from now") else ctx.ref
    if base is None or not base.known or unit not in ("D", "W", "F", "M", "Q", "Y", "DE", "CE") or n % 1:
        return Found(period(n, unit, word), "DURATION", base)
    return _counted(base, int(n) * step, unit)


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
