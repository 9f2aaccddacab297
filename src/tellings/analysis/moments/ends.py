"""Values of a year taken whole or at its end: the year ended June 30, year-end, for the full year, Q3 2016."""

from __future__ import annotations

import re

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.found import Context, Found, group
from tellings.analysis.moments.years import year_named


def year_ended(m: re.Match[str], ctx: Context) -> Found | None:
    """The year ended June 30: a year's length, which is no year of the calendar."""
    return Found("P1Y", "DURATION")


def year_end(m: re.Match[str], ctx: Context) -> Found | None:
    """Year-end, the full year: the year named, else the article's."""
    year = int(m["y"]) if "y" in m.re.groupindex and m["y"] else None
    if year is None and not (ctx.anchor and ctx.anchor.known):
        return None
    shift = {"last": -1, "next": 1}.get(group(m, "rel"), 0)
    return Found(cal.year(year or ctx.anchor.date.year + shift), "DATE", None if year else ctx.anchor)  # type: ignore[union-attr]


def q_number(m: re.Match[str], ctx: Context) -> Found | None:
    """Q3 2016: the quarter; without a year the last that has begun."""
    n, year = int(m["n"] or m["n2"]), year_named(m, ctx)
    if year is None:
        return Found(f"XXXX-Q{n}")
    if not m["y"]:
        assert ctx.anchor
        gap = n - cal.quarter_of(ctx.anchor.date)
        year -= gap > 0 and ctx.direction(m) != "future" and gap > 1
    return Found(cal.quarter(year, n), "DATE", None if m["y"] else ctx.anchor)
