"""From words to values: one function per rule of patterns.toml, each pure, each free to find nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.grammar import months, weekdays, words
from tellings.analysis.moments.tense import Direction, direction
from tellings.model import MomentType

# A weekday that lies at most three days ahead and has no verb of the past beside it is the coming one ("the talks on Thursday").
SOON = 3
# A month at most two ahead is the coming one whatever the verb, one at most two gone the last; up to five ahead unless the verb looks back. News names a month ten
# months gone with its year or "last". (TimeBank: 9 of 11 wrong months were of this kind.)
NEAR_MONTHS, NEARER = 2, 5
# A month and day within a quarter of a year is the nearest one; farther off the verb may name the other side ("the year ended March 31").
NEAR_DAYS = 90
FLAT = re.compile(r"\s+")
RATE = re.compile(
    r"(?:[$£€]\s?[\d.,]+\w*(?:\s(?:million|billion|trillion|bn|m))?|\d\s?%|percent|per cent|cents?|dollars|pounds|euros|times?|once|twice|pence|tons|tonnes|"
    r"barrels|share|units|people|jobs|cars|vehicles|million|billion|yen|francs|marks|visitors|passengers|miles|kilometers|kilometres|pounds|gallons|hours|minutes)\s$",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A value, its type, and the day from which it was reckoned."""

    value: str
    type: MomentType = "DATE"
    anchor: Day | None = None
    day: Day | None = None  # the calendar day of the value, where it has one: later words may be reckoned from it
    rule: str = ""


class Context(NamedTuple):
    """What a rule may know: the text, the sentence, the article's day, and what the words before said."""

    text: str
    lo: int
    hi: int
    anchor: Day | None
    today: Day | None  # the article's day, as far as a day may be reckoned from it
    ref: Day | None = None  # the last day named before
    quarter: tuple[int, int] | None = None  # the last quarter named before

    def direction(self, m: re.Match[str]) -> Direction | None:
        """Return where the verbs beside a match point."""
        return direction(self.text, m.start(), m.end(), self.lo, self.hi)


Resolver = Callable[[re.Match[str], Context], Found | None]


def group(m: re.Match[str], name: str) -> str:
    """Return a group in lower case with plain spaces and apostrophes, "" where it matched nothing."""
    found = m.groupdict().get(name) or ""
    return FLAT.sub(" ", found).replace("’", "'").lower()


def _day(day: Day, anchor: Day | None, kind: MomentType = "DATE", suffix: str = "", rule: str = "") -> Found:
    return Found(f"{day}{suffix}", kind, anchor, day, rule)


def count(words_: str) -> float | None:
    """Return the number that words or digits name: ``count("twenty-five")`` is 25."""
    if not words_:
        return None
    if words_[0].isdigit():
        return float(words_.replace(",", ""))
    table = words()["numbers"]
    parts = [table[w] for w in re.split(r"[\s-]+", words_) if w in table]
    if "hundred" in words_:
        return float(100 * (parts[0] if parts[0] != 100 else 1))
    return float(0.5 if words_.startswith("half") else sum(parts)) if parts else None


def unit_of(word: str) -> str:
    """Return the TIMEX3 letters of a unit, singular or plural."""
    word = "century" if word == "centuries" else word.removesuffix("s")
    letters: str = words()["units"][word]
    return letters


def period(n: float | None, unit: str, word: str) -> str:
    """Write a duration: P3D, PT2H, P10Y for a decade counted, PXW where no number is known."""
    clock = "T" if word.rstrip("s") in ("second", "minute", "hour") else ""
    if n is None:
        return f"P{clock}X{unit}" if unit not in ("F",) else "PXW"
    if unit == "F":
        n, unit = n * 2, "W"
    if unit == "DE":
        n, unit = n * 10, "Y"
    if unit == "CE":
        n, unit = n * 100, "Y"
    if unit == "Y" and n % 1 == 0.5 and n > 1:
        return f"P{int(n)}Y6M"
    if unit == "Y" and n == 0.5:
        return "P6M"
    if unit == "H" and n == 0.5:
        return "PT30M"
    return f"P{clock}{n:g}{unit}"


def named_day(m: re.Match[str], ctx: Context) -> Found | None:
    """9/11: the day of the event, for articles of a later day."""
    for row in words()["named"]:
        if row.get("stroke") == m["stroke"]:
            return _named(row["value"], ctx)
    return None


def _named(value: str, ctx: Context) -> Found | None:
    day = cal.read_day(value)
    later = day and not (ctx.anchor and ctx.anchor.known and ctx.anchor.date <= day.date)
    return Found(value, rule="named-day") if later else None


def iso_date(m: re.Match[str], ctx: Context) -> Found | None:
    """2019-03-12."""
    day = cal.make_date(int(m["y"]), int(m["m"]), int(m["d"]))
    return _day(Day(day), None) if day else None


def numeric_date(m: re.Match[str], ctx: Context) -> Found | None:
    """12/03/2019: the order of day and month that the calendar or the article's day allows; month first where both do."""
    if m["sep"] == "." and len(m["y"]) == 2:
        return None
    year = int(m["y"]) if len(m["y"]) == 4 else _century(int(m["y"]), ctx.anchor)
    a, b = int(m["d1"]), int(m["d2"])
    options = [cal.make_date(year, a, b), cal.make_date(year, b, a)]
    if m["sep"] == ".":
        options.reverse()
    both = all(options)
    day = cal.nearest(ctx.anchor.date, options) if both and ctx.anchor and ctx.anchor.known else next((o for o in options if o), None)
    return _day(Day(day), None) if day else None


def _century(short: int, anchor: Day | None) -> int:
    year = anchor.date.year if anchor and anchor.known else 2000
    return min((short + c for c in (1800, 1900, 2000)), key=lambda y: abs(y - year))


def clock(m: re.Match[str], ctx: Context) -> Found | None:
    """8.49pm, 2045 GMT, noon: a time of the last day named, else of the article's day."""
    time = _time(m, ctx)
    if time is None:
        return None
    day = ctx.ref or ctx.today
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
    """8.49pm on Friday: the time of that day."""
    time, day = _time(m, ctx), _day_words(m, ctx)
    return Found(f"{day}T{time}", "TIME", ctx.today, day) if time and day else None


def _day_words(m: re.Match[str], ctx: Context) -> Day | None:
    said = group(m, "dayx")
    for name in sorted(weekdays(), key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}", said):
            return _weekday(weekdays()[name], _rel(said), ctx, m)
    shift = -1 if said.startswith(("yesterday", "last")) else 1 if said.startswith("tomorrow") else 0
    if month := re.match(r"(\w+)\.? (\d+)", said):
        return _near_day(months().get(month[1], 0), int(month[2]), ctx, m)
    return ctx.today.plus(shift) if ctx.today else None


def _rel(said: str) -> str:
    return next((w for w in ("last", "next", "this") if said.startswith(w)), "")


def weekday(m: re.Match[str], ctx: Context) -> Found | None:
    """Wednesday: of the article's own weekday the article's day; else the verb beside it tells whether behind or ahead."""
    short = group(m, "weekday")
    number = weekdays()[short]
    if m.group("weekday")[0].islower():
        return None
    part = words()["parts"].get(group(m, "part"), "")
    if m["set"] or m["plural"] or m["pplural"]:
        return Found(f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), "SET")
    day = _weekday(number, group(m, "rel"), ctx, m)
    return _day(day, ctx.today, "TIME" if part else "DATE", f"T{part}" if part else "")


def _weekday(number: int, rel: str, ctx: Context, m: re.Match[str]) -> Day:
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
    said, part = group(m, "day"), words()["parts"].get(group(m, "part") or group(m, "prepart"), "")
    if said in ("tonight", "overnight"):
        part = "NI"
    if not ctx.today:
        return Found("PRESENT_REF" if said in ("today", "tonight") else "PAST_REF" if said in ("yesterday", "overnight") else "FUTURE_REF")
    day = ctx.today.plus({"yesterday": -1, "tomorrow": 1}.get(said, 0))
    return _day(day, ctx.today, "TIME" if part else "DATE", f"T{part}" if part else "")


def part_of_day(m: re.Match[str], ctx: Context) -> Found | None:
    """This morning, last night."""
    part = words()["parts"][group(m, "part")]
    if not ctx.today:
        return Found("PRESENT_REF" if group(m, "rel") == "this" else "PAST_REF")
    return _day(ctx.today.plus(-1 if group(m, "rel") == "last" else 0), ctx.today, "TIME", f"T{part}")


def day_of_month(m: re.Match[str], ctx: Context) -> Found | None:
    """Jan. 25: of the year named, else of the nearest year; a day that is a name (Sept. 11 hijackers) is that day."""
    number, d = months()[group(m, "month").rstrip(".")], int(m["d"])
    if m.group("month")[0].islower() and number in (3, 5):
        return None
    if m["y"]:
        day = cal.make_date(int(m["y"]), number, d)
        return _day(Day(day), None) if day else None
    for row in words()["named"]:
        if (row["month"], row["day"]) == (number, d) and _beside(m, ctx, row["beside"]):
            return _named(row["value"], ctx)
    near = _near_day(number, d, ctx, m)
    if near:
        return _day(near, ctx.anchor)
    return Found(f"XXXX-{number:02d}-{d:02d}") if 1 <= d <= 31 else None


def _beside(m: re.Match[str], ctx: Context, cues: list[str]) -> bool:
    after = re.findall(r"\w+", ctx.text[m.end() : min(ctx.hi, m.end() + 40)].lower())[:3]
    before = re.findall(r"\w+", ctx.text[max(ctx.lo, m.start() - 30) : m.start()].lower())[-3:]
    return any(w in cues for w in after) or ("on" not in before[-1:] and any(w in cues for w in before))


def _near_day(number: int, d: int, ctx: Context, m: re.Match[str]) -> Day | None:
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


def month_of_year(m: re.Match[str], ctx: Context) -> Found | None:
    """March 2012, June last year."""
    number = months()[group(m, "month").rstrip(".")]
    year = _year(m, ctx)
    return Found(cal.month(year, number), "DATE", ctx.anchor if m["rel"] else None) if year else None


def _year(m: re.Match[str], ctx: Context) -> int | None:
    if y := group(m, "y"):
        return int(y) if y.isdigit() else _spelt_year(y)
    if not (ctx.anchor and ctx.anchor.known):
        return None
    return ctx.anchor.date.year + {"last": -1, "next": 1}.get(group(m, "rel") or group(m, "yrel"), 0)


def _spelt_year(said: str) -> int:
    head, _, tail = said.partition("thousand")
    if tail or "thousand" in said:
        return 2000 + int(count(tail.replace("and", "").strip()) or 0)
    return 1900 + int(count(head.replace("nineteen", "", 1).strip(" -")) or 0)


MONTH_LEADS = frozenset(
    "in of since last by until till from during through to before after between early late mid this next for around about and or every each".split()
)


def month(m: re.Match[str], ctx: Context) -> Found | None:
    """January: the last one, or the next where the verb looks ahead; "May" and "March" only where a month can stand."""
    said = m.group("month")
    number = months()[said.lower().rstrip(".")]
    lead = re.findall(r"[\w-]+", ctx.text[max(ctx.lo, m.start() - 20) : m.start("month")].lower())[-1:]
    cued = bool(lead and lead[0] in MONTH_LEADS) or m.start("month") > m.start()
    name_follows = re.match(r"\s[A-Z][a-z]+", ctx.text[m.end() : m.end() + 20])
    if said[0].islower() or (not cued and (number in (3, 4, 5, 6, 8) or name_follows or len(said) < 5)):
        return None
    if m["set"]:
        return Found(f"XXXX-{number:02d}", "SET")
    if not (ctx.anchor and ctx.anchor.known):
        return Found(f"XXXX-{number:02d}", "DATE")
    return Found(_near_month(number, group(m, "rel"), ctx, m), "DATE", ctx.anchor)


def _near_month(number: int, rel: str, ctx: Context, m: re.Match[str]) -> str:
    assert ctx.anchor
    today, ahead = ctx.anchor.date, (number - ctx.anchor.date.month) % 12
    if rel in ("last", "this past"):
        return cal.month(today.year, today.month + ahead - 12)
    if rel == "this":
        return cal.month(today.year, number)
    way = "future" if rel in ("next", "this coming") else ctx.direction(m)
    gone = rel not in ("next", "this coming") and ahead >= 12 - NEAR_MONTHS
    future = ahead <= NEAR_MONTHS or (not gone and (way == "future" or (way != "past" and ahead <= NEARER)))
    return cal.month(today.year, today.month + ahead - (0 if future else 12))


def holiday(m: re.Match[str], ctx: Context) -> Found | None:
    """Thanksgiving: of the year named, else the last one or, where the verb looks ahead, the next."""
    rule = words()["holidays"][group(m, "holiday")]
    if not m["holiday"][0].isupper():
        return None
    if not m["y"] and not (ctx.anchor and ctx.anchor.known):
        return Found(f"XXXX-{rule['month']:02d}-{rule['day']:02d}") if "day" in rule else None
    if m["y"]:
        day = cal.holiday(rule, int(m["y"]))
        return _day(Day(day), None) if day else None
    assert ctx.anchor
    year = ctx.anchor.date.year
    options = [cal.holiday(rule, y) for y in (year - 1, year, year + 1)]
    way = ctx.direction(m)
    side = [o for o in options if o and (o >= ctx.anchor.date if way == "future" else way != "past" or o <= ctx.anchor.date)]
    day = cal.nearest(ctx.anchor.date, list(side))
    return _day(Day(day), ctx.anchor) if day else None


def quarter(m: re.Match[str], ctx: Context) -> Found | None:
    """The third quarter: of the year named, else the last that has begun; the first half likewise."""
    n = words()["ordinals"][group(m, "n")]
    lead = group(m, "lead")
    half = group(m, "what") == "half"
    if half and (n > 2 or not (m["y"] or m["rel"] or lead)):
        return None
    year = int(lead) if lead.isdigit() else _year(m, ctx)
    if year is None:
        return Found(f"XXXX-{'H' if half else 'Q'}{n}")
    if not (m["y"] or m["rel"] or lead.isdigit()):
        assert ctx.anchor
        gap, future = n - cal.quarter_of(ctx.anchor.date), ctx.direction(m) == "future"
        year += 1 if gap <= -2 and future else -1 if gap >= 2 and not future else 0
        year -= bool(m["ago"]) or lead in ("year-ago", "year-earlier")
        if lead.startswith(("last", "this", "next")):
            year = ctx.anchor.date.year - lead.startswith("last") + lead.startswith("next")
    return Found(f"{year}-{'H' if half else 'Q'}{n}", "DATE", ctx.anchor)


def same_quarter(m: re.Match[str], ctx: Context) -> Found | None:
    """The year-earlier quarter, the 1988 period: reckoned from the quarter last named."""
    lead, what = group(m, "lead"), group(m, "what")
    if what == "period" and not (lead or m["rel"] or m["ago"]):
        return None
    if ctx.quarter is None and lead.isdigit() and what == "period":
        return Found(lead)
    if ctx.quarter is None and not (ctx.anchor and ctx.anchor.known):
        return None
    if what == "period" and ctx.quarter is None:
        return None
    year, n = ctx.quarter or (ctx.anchor.date.year, cal.quarter_of(ctx.anchor.date) - 1)  # type: ignore[union-attr]
    if lead.isdigit() or m["y"]:
        return Found(cal.quarter(int(m["y"] or lead), n), "DATE", ctx.anchor)
    if lead == "current" and ctx.anchor:
        return Found(cal.quarter(ctx.anchor.date.year, cal.quarter_of(ctx.anchor.date)), "DATE", ctx.anchor)
    back = lead.startswith("year-") or m["rel"] or m["ago"]
    return Found(cal.quarter(year - bool(back), n), "DATE", ctx.anchor)


def year_earlier(m: re.Match[str], ctx: Context) -> Found | None:
    """A year earlier: the same quarter of the year before where a quarter is talked of, else the year before."""
    if ctx.quarter:
        return Found(cal.quarter(ctx.quarter[0] - 1, ctx.quarter[1]), "DATE", ctx.anchor)
    if not (ctx.anchor and ctx.anchor.known):
        return Found("P1Y", "DURATION") if not m["short"] else None
    return Found(str(ctx.anchor.date.year - 1), "DATE", ctx.anchor)


def year_part(m: re.Match[str], ctx: Context) -> Found | None:
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
    return _day(base.plus(step), base) if base else None


def _unit(day: date, unit: str, step: int, ctx: Context, m: re.Match[str]) -> str | None:
    if unit in words()["seasons"]:
        return _season(day, unit, step)
    if unit == "weekend":
        back = 7 if step < 0 and day.weekday() >= 5 else 0
        ago = Day(day).plus(7 * step - back if step > 0 else (-day.weekday() - 1 if step < 0 else 0))
        return f"{cal.week(ago.date)}-WE"
    return {
        "week": lambda: cal.week(Day(day).plus(7 * step).date),
        "month": lambda: cal.month(day.year, day.month + step),
        "quarter": lambda: cal.quarter(day.year, cal.quarter_of(day) + step),
        "year": lambda: f"{day.year + step:04d}",
        "decade": lambda: f"{day.year // 10 + step}",
        "century": lambda: f"{day.year // 100 + step}",
    }[unit]()


def _season(day: date, season: str, step: int) -> str:
    year, passed = day.year, day.month >= {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season]
    shift = (-1 if not passed or day.month <= {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 12}[season] else 0) if step < 0 else step * passed
    return f"{year + shift}-{words()['seasons'][season]}"


def day_beside(m: re.Match[str], ctx: Context) -> Found | None:
    """The day before: one day from the day last named, else from the article's day."""
    said, step = group(m, "side"), -1 if group(m, "side") == "before" else 1
    base = ctx.ref or ctx.today
    if m.group().lower().endswith(("yesterday", "tomorrow")):
        base, step = ctx.today, 2 * step
    if base is None:
        return Found("PAST_REF" if said == "before" else "FUTURE_REF")
    return _day(base.plus(step), base)


def ago(m: re.Match[str], ctx: Context) -> Found | None:
    """Two weeks ago: counted back from the article's day, at the grain of the unit; earlier and later from the day last named."""
    word, side = group(m, "unit"), group(m, "side")
    unit, n = unit_of(word), count(group(m, "n"))
    if n is None and not m["vague"] and not word.endswith("s"):
        return None
    if side in ("after", "before", "since", "afterwards", "afterward", "beforehand"):
        return Found(period(n, unit, word), "DURATION")
    if n is None:
        return Found("FUTURE_REF" if side == "from now" else "PAST_REF" if side == "ago" else period(n, unit, word), "DATE" if side in ("ago", "from now") else "DURATION")
    step = -1 if side in ("ago", "earlier") else 1
    base = ctx.anchor if side in ("ago", "from now") else ctx.ref
    if base is None or not base.known or unit not in ("D", "W", "F", "M", "Q", "Y", "DE", "CE") or n % 1:
        return Found(period(n, unit, word), "DURATION", base)
    return _counted(base, int(n) * step, unit)


def _counted(base: Day, n: int, unit: str) -> Found:
    day = base.date
    if unit in ("D", "W", "F"):
        moved = base.plus(n * {"D": 1, "W": 7, "F": 14}[unit])
        return _day(moved, base) if unit == "D" else Found(cal.week(moved.date), "DATE", base)
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


def decade(m: re.Match[str], ctx: Context) -> Found | None:
    """The late 1840s: 184."""
    if m["d"]:
        return Found(m["d"])
    digit = m["short"] or str(words()["decades"][group(m, "word")])
    return Found(str(_century(int(digit) * 10, ctx.anchor) // 10 if ctx.anchor else 190 + int(digit)))


def century(m: re.Match[str], ctx: Context) -> Found | None:
    """The 20th century: 19."""
    n = int(m["n"])
    return Found(f"{n - 1:02d}") if 1 <= n <= 30 else None


def season(m: re.Match[str], ctx: Context) -> Found | None:
    """The summer of 1994: 1994-SU; without a year the last one, or the next where the verb looks ahead."""
    said, rel = group(m, "season"), group(m, "rel")
    if said in ("spring", "fall") and not (rel in ("last", "next", "this", "this past") or m["y"] or m["yrel"]):
        return None
    if rel == "" and not (m["y"] or m["yrel"]) and m.group("season")[0].isupper():
        return None
    if m["y"] or m["yrel"]:
        year = _year(m, ctx)
        return Found(f"{year}-{words()['seasons'][said]}", "DATE", ctx.anchor if m["yrel"] else None) if year else None
    if not (ctx.anchor and ctx.anchor.known):
        return Found(f"XXXX-{words()['seasons'][said]}")
    step = -1 if rel in ("last", "this past") else 1 if rel == "next" else 0
    return Found(_season(ctx.anchor.date, said, step), "DATE", ctx.anchor)


def year(m: re.Match[str], ctx: Context) -> Found | None:
    """2016: a number of four figures that reads as a year and counts nothing."""
    y = group(m, "y")
    number = int(y) if y.isdigit() else _spelt_year(y)
    before = ctx.text[max(0, m.start("y") - 12) : m.start("y")]
    cued = re.search(r"\b(?:in|since|of|by|until|before|after|from|to|during|early|late|mid|year|and|summer|spring|winter|fall|autumn)[\s-]$", before, re.IGNORECASE)
    if re.search(r"[$£€#№\d.,:/+]\s?$|\b(?:No|room|flight|route|highway|bus|some|about|nearly|over|than|around|least|almost)\.?\s$", before, re.IGNORECASE) and m["y"] == m.group():
        if not re.search(r"\b(?:, |\d, )$", before):
            return None
    if not y.isdigit():
        return Found(str(number))
    if not cued and not 1900 <= number <= 2049:
        return None
    counted = re.match(r"[\s-](?:people|men|women|children|troops|soldiers|square|feet|miles|kilometers|kilometres|meters|metres|tons|tonnes|dollars|pounds|euros|points|jobs|workers|homes|houses|residents|students|members|shares|employees|votes|GMT|hours|hrs|mph|km|kg|percent)\b", ctx.text[m.end() : m.end() + 14])
    return None if counted and not (m.end("y") < m.end()) else Found(str(number))


def every(m: re.Match[str], ctx: Context) -> Found | None:
    """Every two weeks: a set."""
    word = group(m, "unit")
    n = 2.0 if m["other"] else count(group(m, "n")) or 1.0
    return Found(period(n, unit_of(word), word), "SET")


def frequency(m: re.Match[str], ctx: Context) -> Found | None:
    """Daily, annually: a set."""
    if m["set"][0].isupper() and m.start() > ctx.lo:
        return None  # "Daily Mail", "Weekly Standard": a name
    return Found(words()["sets"][group(m, "set")], "SET")


def day_of_week_set(m: re.Match[str], ctx: Context) -> Found | None:
    """On weekends: a set."""
    return Found("XXXX-WXX-WE" if group(m, "wk") == "weekends" else "XXXX-WXX-WD", "SET")


def window(m: re.Match[str], ctx: Context) -> Found | None:
    """The last two years, the coming months: a duration; where nothing is counted and one is meant, no moment."""
    word, n = group(m, "unit"), count(group(m, "n"))
    if n is None and not m["vague"] and not word.endswith("s"):
        return None
    if "couple" in group(m, "vague"):
        n = 2.0
    return Found(period(n, unit_of(word), word), "DURATION")


def duration(m: re.Match[str], ctx: Context) -> Found | None:
    """Three years, a two-day visit: a duration; "$5 a year" is a set; ages are none."""
    word, said = group(m, "unit"), group(m, "n")
    tail = ctx.text[m.end() : m.end() + 12].lower()
    if re.match(r"[\s-](?:old|olds)\b", tail) or (word == "second" and said in ("a", "one", "")) or (word, said) == ("day", "one"):
        return None
    if word.startswith("quarter") and re.match(r"[\s-](?:of|mile|inch)", tail):
        return None
    if said in ("a", "an") and m.group().lower().startswith(("a ", "an ")):
        if RATE.search(ctx.text[max(ctx.lo, m.start() - 40) : m.start()]):
            return Found(period(1, unit_of(word), word), "SET")
    n = count(said)
    if n is not None and (m["half"] or m["half2"]):
        n += 0.5
    if re.match(r"a couple", group(m, "vague")) or group(m, "vague").startswith("couple"):
        n = 2.0
    if said.replace(",", "").isdigit() and 1900 <= float(said.replace(",", "")) <= 2049 and not word.endswith("s"):
        return None
    return Found(period(n, unit_of(word), word), "DURATION")


def vague_duration(m: re.Match[str], ctx: Context) -> Found | None:
    """Weeks, decades: a duration whose number is not told."""
    word = group(m, "unit")
    if re.match(r"[\s-]old\b", ctx.text[m.end() : m.end() + 5]):
        return None
    return Found(period(None, unit_of(word), word), "DURATION")


def reference(m: re.Match[str], ctx: Context) -> Found | None:
    """Now, recently, the future: the present, the past or what is to come."""
    return Found(words()["refs"][group(m, "ref")])


RESOLVERS: dict[str, Resolver] = {
    "named-day": named_day,
    "iso-date": iso_date,
    "numeric-date": numeric_date,
    "clock-day": clock_day,
    "day-clock": clock_day,
    "clock": clock,
    "day-of-month": day_of_month,
    "month-of-year": month_of_year,
    "month": month,
    "weekday": weekday,
    "day-word": day_word,
    "part-of-day": part_of_day,
    "holiday": holiday,
    "quarter": quarter,
    "same-quarter": same_quarter,
    "year-earlier": year_earlier,
    "year-part": year_part,
    "day-beside": day_beside,
    "ago": ago,
    "weekend": weekend,
    "decade": decade,
    "century": century,
    "season": season,
    "fiscal-year": year,
    "year": year,
    "every": every,
    "frequency": frequency,
    "day-of-week-set": day_of_week_set,
    "window": window,
    "duration": duration,
    "vague-duration": vague_duration,
    "reference": reference,
}
