"""Values of quarters and halves of years, and of what is compared with them."""

from __future__ import annotations

import re

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.days import day_told
from tellings.analysis.moments.found import Context, Found, group
from tellings.analysis.moments.grammar import words
from tellings.analysis.moments.years import year_named

MIDDLE = 45  # days from the middle of a quarter to its end


def quarter(m: re.Match[str], ctx: Context) -> Found | None:
    """The third quarter: of the year named, else the last that has begun; the first half likewise."""
    n = words()["ordinals"][group(m, "n")]
    lead = group(m, "lead")
    half = group(m, "what") == "half"
    if half and (n > 2 or not (m["y"] or m["rel"] or lead)):
        return None
    year = int(lead) if lead.isdigit() else year_named(m, ctx)
    if year is None:
        return Found(f"XXXX-{'H' if half else 'Q'}{n}")
    if not (m["y"] or m["rel"] or lead.isdigit()):
        assert ctx.anchor
        gap, future = n - cal.quarter_of(ctx.anchor.date), ctx.direction(m) == "future"
        year += 1 if gap <= -2 and future else -1 if gap >= 2 and not future else 0
        year -= bool(m["ago"]) or lead in ("year-ago", "year-earlier")
        if lead.startswith(("last", "this", "next")):
            year = ctx.anchor.date.year - lead.startswith("last") + lead.startswith("next")
    return Found(f"{cal.year(year)}-{'H' if half else 'Q'}{n}", "DATE", ctx.anchor)


def same_quarter(m: re.Match[str], ctx: Context) -> Found | None:
    """The year-earlier quarter, the 1988 period: reckoned from the quarter last named."""
    lead, what = group(m, "lead"), group(m, "what")
    if what == "period" and not (lead or m["rel"] or m["ago"]):
        return None
    if ctx.quarter is None and lead.isdigit() and what == "period":
        return Found(lead)
    if ctx.quarter is None and not (ctx.anchor and ctx.anchor.known):
        return None
    if ctx.quarter is None and (what == "period" or not (lead or m["rel"] or m["ago"] or m["y"] or m["end"])):
        return None
    if m["end"] and not (lead or m["rel"] or m["ago"] or m["y"]):
        return _ended(m, ctx)
    year, n = ctx.quarter or (ctx.anchor.date.year, cal.quarter_of(ctx.anchor.date) - 1)  # type: ignore[union-attr]
    if lead.isdigit() or m["y"]:
        return Found(cal.quarter(int(m["y"] or lead), n), "DATE", ctx.anchor)
    if lead == "current" and ctx.anchor:
        return Found(cal.quarter(ctx.anchor.date.year, cal.quarter_of(ctx.anchor.date)), "DATE", ctx.anchor)
    back = lead.startswith("year-") or m["rel"] or m["ago"]
    return Found(cal.quarter(year - bool(back), n), "DATE", ctx.anchor)


def _ended(m: re.Match[str], ctx: Context) -> Found | None:
    """The quarter ended July 31: the quarter of the calendar in which its middle lies."""
    end = day_told(group(m, "end"), ctx, m)
    if not (end and end.known):
        return None
    middle = end.plus(-MIDDLE).date
    return Found(cal.quarter(middle.year, cal.quarter_of(middle)), "DATE", end)


def year_earlier(m: re.Match[str], ctx: Context) -> Found | None:
    """A year earlier: the same quarter of the year before where a quarter is talked of, else the year before."""
    if ctx.quarter:
        return Found(cal.quarter(ctx.quarter[0] - 1, ctx.quarter[1]), "DATE", ctx.anchor)
    if not (ctx.anchor and ctx.anchor.known):
        return Found("P1Y", "DURATION") if not m["short"] else None
    return Found(cal.year(ctx.anchor.date.year - 1), "DATE", ctx.anchor)
