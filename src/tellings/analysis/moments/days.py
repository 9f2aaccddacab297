"""Values of days named from the article's day or from the day last named: yesterday, this morning, the day before."""

from __future__ import annotations

import re

from tellings.analysis.moments.calendar import Day, make_date
from tellings.analysis.moments.dates import near_days
from tellings.analysis.moments.found import Context, Found, at_day, group
from tellings.analysis.moments.grammar import months, weekdays, words
from tellings.analysis.moments.weekdays import weekday_on

DATED = re.compile(r"[a-z]+day,? ([a-z]+\.? \d{1,2}(?:, \d{4})?)$")  # "monday, march 18"
MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:, (\d{4}))?$")
DAY_FIRST = re.compile(r"(\d{1,2}) ([a-z]+)\.?(?: (\d{4}))?$")
NAME = re.compile(r"\b[A-Z][\w&.]*\s$")
IN_OTHER_WORDS = (", ", " (", " - ", " — ", " – ")  # between a day and the same day told again


def day_word(m: re.Match[str], ctx: Context) -> Found | None:
    """Yesterday, today, tomorrow, tonight: reckoned from the article's day."""
    if m["day"].isupper():
        return None  # a newspaper's name, or a cry
    if m["day"][0].isupper() and NAME.search(ctx.text[max(ctx.lo, m.start("day") - 24) : m.start("day")]):
        return None  # "Ferries Today": a paper, a programme
    said, part = group(m, "day"), words()["parts"].get(group(m, "part") or group(m, "prepart"), "")
    if said == "tonight":
        part = "NI"
    if not ctx.today:
        return Found({"yesterday": "PAST_REF", "tomorrow": "FUTURE_REF"}.get(said, "PRESENT_REF"))
    day = ctx.today.plus({"yesterday": -1, "tomorrow": 1}.get(said, 0))
    return at_day(day, ctx.today, "TIME" if part else "DATE", f"T{part}" if part else "")


def overnight(m: re.Match[str], ctx: Context) -> Found | None:
    """Overnight: the night of the weekday named, else the one before the day talked of; the coming one where no past is told."""
    if m["weekday"]:
        return at_day(weekday_on(weekdays()[group(m, "weekday")], "", ctx, m), ctx.today, "TIME", "TNI")
    past = ctx.direction(m) == "past"
    base = (ctx.ref if past else None) or ctx.today
    return at_day(base.plus(-past), base, "TIME", "TNI") if base else Found("PAST_REF")


def part_of_day(m: re.Match[str], ctx: Context) -> Found | None:
    """Of this morning, last night."""
    part = words()["parts"][group(m, "part")]
    if not ctx.today:
        return Found("PRESENT_REF" if group(m, "rel") == "this" else "PAST_REF")
    return at_day(ctx.today.plus(-1 if group(m, "rel") == "last" else 0), ctx.today, "TIME", f"T{part}")


def part_of(m: re.Match[str], ctx: Context) -> Found | None:
    """The night of March 3, the early hours of Thursday: a part of that day."""
    days, part = days_told(group(m, "dayx"), ctx, m), words()["parts"].get(group(m, "part"), "MO")
    if not days:
        return None
    return at_day(days[0], ctx.today, "TIME", f"T{part}")._replace(others=tuple(f"{day}T{part}" for day in days[1:]))


def bare_part(m: re.Match[str], ctx: Context) -> Found | None:
    """In the morning, by mid-afternoon: of the day last named where the past is told; what comes or recurs has no day."""
    base = ctx.ref or (ctx.today if m["mid"] else None)
    if base is None or ctx.direction(m) != "past":
        return None
    return at_day(base, base, "TIME", f"T{words()['parts'][group(m, 'part') or group(m, 'mid') or 'morning']}")


def next_part(m: re.Match[str], ctx: Context) -> Found | None:
    """The next morning, the night before: a part of the day beside the one last named."""
    step = -1 if group(m, "rel") in ("previous", "preceding") or group(m, "side") == "before" else 1
    part = words()["parts"][group(m, "part") or group(m, "part2")]
    return at_day(ctx.ref.plus(step), ctx.ref, "TIME", f"T{part}") if ctx.ref else None


def day_beside(m: re.Match[str], ctx: Context) -> Found | None:
    """The day before: one day from the day last named, else from the article's day; from the day that follows at once."""
    said, step = group(m, "side"), -1 if group(m, "side") == "before" else 1
    base = ctx.ref or ctx.today
    if ctx.ref and ctx.text[ctx.ref_end : m.start()] in IN_OTHER_WORDS:
        return at_day(ctx.ref, ctx.ref)  # "Oct. 12, the day before the crash": the same day in other words
    if m.group().lower().endswith(("yesterday", "tomorrow")):
        base, step = ctx.today, 2 * step
    if m["dayx"]:
        base = day_told(group(m, "dayx"), ctx, m)
    if base is None:
        return Found("PAST_REF" if said == "before" else "FUTURE_REF")
    return at_day(base.plus(step), base)


def day_told(said: str, ctx: Context, m: re.Match[str]) -> Day | None:
    """Return the day that words in lower case tell: "tuesday night", "next friday", "march 3, 2011", "3 march", "yesterday"."""
    return next(iter(days_told(said, ctx, m)), None)


def days_told(said: str, ctx: Context, m: re.Match[str]) -> list[Day]:
    """Return the day that words in lower case tell, then the one of another year where nearness and verb do not agree."""
    dated = DATED.match(said)
    for name in () if dated else sorted(weekdays(), key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}", said):
            return [weekday_on(weekdays()[name], _rel(said), ctx, m)]
    if dated := MONTH_FIRST.match(dated[1] if dated else said):
        return _month_day(dated[1], dated[2], dated[3], ctx, m)
    if dated := DAY_FIRST.match(said):
        return _month_day(dated[2], dated[1], dated[3], ctx, m)
    shift = -1 if said.startswith(("yesterday", "last")) else 1 if said.startswith("tomorrow") else 0
    return [ctx.today.plus(shift)] if ctx.today else []


def _month_day(month: str, d: str, year: str | None, ctx: Context, m: re.Match[str]) -> list[Day]:
    if month not in months():
        return []
    if year is None:
        return near_days(months()[month], int(d), ctx, m)
    day = make_date(int(year), months()[month], int(d))
    return [Day(day)] if day else []


def _rel(said: str) -> str:
    return next((w for w in ("last", "next", "this") if said.startswith(w)), "")
