"""Values told from what was named before: that year, the following month, the week of March 6, the week before last."""

from __future__ import annotations

import re
from datetime import date

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.days import day_told
from tellings.analysis.moments.found import Context, Found, at_day, group
from tellings.analysis.moments.grammar import words
from tellings.analysis.moments.years import season_of

GRAIN = {"year": 4, "month": 7, "week": 10, "quarter": 7, "decade": 4, "century": 4, "weekend": 10, "day": 10}
# What is to come ("in the next week") is reckoned from now, whatever was named before.
WITHIN = re.compile(r"\b(?:in|over|within|during|for|throughout)\s$", re.IGNORECASE)


QUARTER = re.compile(r"\d{4}-Q[1-4]")


def base_named(unit: str, m: re.Match[str], ctx: Context) -> Day | None:
    """Return a day of the date last named, when that is told as finely as the unit; None otherwise."""
    told = ctx.named[: GRAIN.get(unit, 10)]
    if len(told) < GRAIN.get(unit, 10) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", told):
        return None
    if WITHIN.search(ctx.text[max(ctx.lo, m.start() - 12) : m.start()]) and group(m, "rel") == "the next":
        return None
    year, month, day = (*(int(n) for n in told.split("-")), 1, 1)[:3]
    made = cal.make_date(year, month, day)
    return Day(made) if made else None


def same_unit(m: re.Match[str], ctx: Context) -> Found | None:
    """That day, later that year, the same night: the one last named."""
    unit = group(m, "unit")
    if part := words()["parts"].get(unit):
        return at_day(ctx.ref, ctx.ref, "TIME", f"T{part}") if ctx.ref else None
    if unit == "day":
        return at_day(ctx.ref, ctx.ref) if ctx.ref else None
    if unit == "quarter":
        return Found(ctx.named, "DATE", ctx.named) if QUARTER.fullmatch(ctx.named) else None
    base = base_named(unit, m, ctx)
    if base is None:
        return None
    value = {"year": cal.year(base.date.year), "month": cal.month(base.date.year, base.date.month), "week": cal.week(base.date)}
    return Found(value[unit], "DATE", ctx.named)


def unit_beside(m: re.Match[str], ctx: Context) -> Found | None:
    """The year before, the week after: beside the one last named, else beside the article's."""
    unit, step = group(m, "unit"), 1 if group(m, "side") == "after" else -1
    base, anchor = base_named(unit, m, ctx), ctx.named
    if base is None and not (ctx.anchor and ctx.anchor.known):
        return None
    if base is None:
        assert ctx.anchor
        base, anchor, step = (
            ctx.anchor,
            str(ctx.anchor),
            step * 2 if unit == "year" and step < 0 and _talks_of_last(ctx, m) else step,
        )
    return Found(_beside(base.date, unit, step), "DATE", anchor)


def _talks_of_last(ctx: Context, m: re.Match[str]) -> bool:
    return "last year" in ctx.text[ctx.lo : m.start()].lower()


def _beside(day: date, unit: str, step: int) -> str:
    if unit == "week":
        return cal.week(Day(day).plus(7 * step).date)
    return cal.year(day.year + step) if unit == "year" else cal.month(day.year, day.month + step)


def before_last(m: re.Match[str], ctx: Context) -> Found | None:
    """The week before last, the month after next: two units from the article's day."""
    if not (ctx.anchor and ctx.anchor.known):
        return Found("PAST_REF" if m["back"] else "FUTURE_REF")
    unit, step, day = group(m, "unit"), -2 if m["back"] else 2, ctx.anchor.date
    if unit == "night":
        return at_day(ctx.anchor.plus(step), ctx.anchor, "TIME", "TNI")
    if unit in words()["seasons"]:
        once = season_of(day, unit, step // 2)
        return Found(f"{cal.year(int(once[:4]) + step // 2)}{once[4:]}", "DATE", ctx.anchor)
    if unit == "weekend":
        return Found(f"{_beside(day, 'week', step)}-WE", "DATE", ctx.anchor)
    return Found(_beside(day, unit, step), "DATE", ctx.anchor)


def week_of(m: re.Match[str], ctx: Context) -> Found | None:
    """The week of March 6: the calendar's week that holds that day."""
    day = day_told(group(m, "dayx"), ctx, m)
    return Found(cal.week(day.date), "DATE", ctx.today) if day and day.known else None
