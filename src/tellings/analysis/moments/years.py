"""Values of months, seasons, years, decades and centuries."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.found import Context, Found, count, group
from tellings.analysis.moments.grammar import fill, lead_of, months, tail_of, words

# A month at most two ahead is the coming one unless its verb leaves no doubt ("sank in April"), one at most two gone the last; up
# to five ahead it is the coming one unless the verb looks back. News names a month ten months gone with its year or "last".
# TimeBank, counted once, before plain verbs were heard: 57 of 64 right, by the verb alone 53.
NEAR_MONTHS, NEARER = 2, 5


# A bare number of four figures is a year when it lies between these, and not too far ahead of the article; "in 1848" is one
# whatever the number.
FIRST_YEAR, LAST_YEAR, AHEAD = 1900, 2049, 20
LISTED = re.compile(
    r"\b(?:in|of|since|between|from|and)\s(?:either\s)?(?:1[89]|20)\d\d(?:,\s(?:1[89]|20)\d\d){0,3}(?:,\s|,?\sor\s)$", re.IGNORECASE
)  # "in 1994, 1995 and 1997", "in 1850 or 1851"
LISTED_LOOK = 40  # code points
OF = re.compile(r"\s{1,2}(?:of|in|from|by|to)\s", re.IGNORECASE)  # "in the fall of a wall"
HALF = re.compile(r"(?:the\s{1,3})?(?:last|latter|second)\s{1,3}half\b", re.IGNORECASE)
SHORT = 5  # code points: "Jan", "Sept", "May", "June" before another capital are first names
SPAN = 20  # "1996-99" is a span of years, "1996-01" is none
# "built around 1850.", but not "a crowd of about 2000.", "around 1850 people"; news writes such counts with a comma
ABOUT = re.compile(r"(?:^|(?P<word>[^\W\d_]+)[,\s]\s?)(?:around|about|circa)\s$", re.IGNORECASE)
ENDED = re.compile(r"[.,;:)?!”\"]|\s(?:and|to|by|in|at|for|with|as|when|until|after|before|but|it|he|she|they|the)(?!\w)|$")
FIRST_ABOUT = 1500
ABOUT_LOOK = 24  # code points: "around" and the word before it
LOOK = 14  # code points looked at before a number: the longest of the words that tell it
NUMBERED = re.compile(r"(?:[$£€#№/+:]|\d[.,]?)\s?$")


def month_of_year(m: re.Match[str], ctx: Context) -> Found | None:
    """March 2012, June last year."""
    number = months()[group(m, "month").rstrip(".")]
    year = year_named(m, ctx)
    return Found(cal.month(year, number), "DATE", ctx.anchor if m["rel"] else None) if year else None


def year_named(m: re.Match[str], ctx: Context) -> int | None:
    """Return the year that a match names: in figures, in words, or as this, last or next year."""
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


@cache
def unit_follows() -> re.Pattern[str]:
    """Match a unit behind a number: "two thousand years" is no year."""
    return re.compile(fill("%H%%UNIT%"), re.IGNORECASE)


def month(m: re.Match[str], ctx: Context) -> Found | None:
    """January: the last one, or the next where the verb looks ahead; "May" and "March" only where a month can stand."""
    said = m.group("month")
    number = months()[said.lower().rstrip(".")]
    lead = re.findall(r"[\w-]+", ctx.text[max(ctx.lo, m.start() - 20) : m.start("month")].lower())[-1:]
    that = ctx.that(m.start())
    cued = that or bool(lead and lead[0] in words()["month_leads"]) or m.start("month") > m.start()
    told_by_article = bool(lead and lead[0] in words()["month_articles"]) and _said_of(m, ctx)
    name_follows = re.match(r"\s[A-Z][a-z]+", ctx.text[m.end() : m.end() + 20])
    if name_follows and len(said) < SHORT:
        return None  # "Ada Kell and Jan Brook"
    if said[0].islower() or (not (cued or told_by_article) and (number in (3, 4, 5, 6, 8) or name_follows or len(said) < 5)):
        return None
    if m["set"]:
        return Found(f"XXXX-{number:02d}", "SET")
    if m["ytoo"]:  # "from May to July 2005"
        return Found(cal.month(int(m["ytoo"]) - (months()[group(m, "month2").rstrip(".")] < number), number))
    if that:
        return Found(f"{ctx.named[:4]}-{number:02d}", "DATE", ctx.named) if ctx.named[:4].isdigit() else None
    if not (ctx.anchor and ctx.anchor.known):
        return Found(f"XXXX-{number:02d}", "DATE")
    value, other = _near_month(number, group(m, "rel"), ctx, m)
    return Found(value, "DATE", ctx.anchor, others=(other,) if other else ())


def _said_of(m: re.Match[str], ctx: Context) -> bool:
    """Tell whether a month says when something was: "the March accession", "a June agreement"."""
    following = re.match(r"\s([a-z]+)", ctx.text[m.end() : m.end() + 24])
    return bool(following) and following[1] not in words()["month_tails"]  # type: ignore[index]


def _near_month(number: int, rel: str, ctx: Context, m: re.Match[str]) -> tuple[str, str]:
    """Return the month meant, and the one of the other year where neither a word nor nearness decides."""
    assert ctx.anchor
    today, ahead = ctx.anchor.date, (number - ctx.anchor.date.month) % 12
    if rel in ("last", "this past"):
        return cal.month(today.year, today.month + ahead - 12), ""
    if rel == "this":
        return cal.month(today.year, number), ""
    way = "future" if rel in ("next", "this coming") else ctx.direction(m)
    if not rel and 0 < ahead <= NEAR_MONTHS and ctx.plainly(m) == "past":  # "sank in April", printed in March
        return cal.month(today.year, today.month + ahead - 12), cal.month(today.year, today.month + ahead)
    gone = rel not in ("next", "this coming") and ahead >= 12 - NEAR_MONTHS
    future = ahead <= NEAR_MONTHS or (not gone and (way == "future" or (way != "past" and ahead <= NEARER)))
    open_ = way in (None, "present") and NEAR_MONTHS < ahead < 12 - NEAR_MONTHS
    months_ = [cal.month(today.year, today.month + ahead - back) for back in ((0, 12) if future else (12, 0))]
    return months_[0], months_[1] if open_ else ""


def season(m: re.Match[str], ctx: Context) -> Found | None:
    """The summer of 1994: 1994-SU; without a year the last one, or the next where the verb looks ahead."""
    said, rel = group(m, "season"), group(m, "rel")
    cued = lead_of("season_leads").search(ctx.text[max(ctx.lo, m.start() - LOOK) : m.start()])
    alone = not (m["y"] or m["yrel"] or rel in ("last", "next", "this", "this past"))
    if said in ("spring", "fall") and alone and not (cued and m.start("season") > m.start() and not OF.match(ctx.text, m.end())):
        return None  # "a fall in prices"; but "in the fall", "by late spring"
    if rel == "" and not (m["y"] or m["yrel"]) and (not cued or m.group("season")[0].isupper()):
        return None  # "winter barley"
    if m["y"] or m["yrel"]:
        year = year_named(m, ctx)
        return Found(f"{cal.year(year)}-{words()['seasons'][said]}", "DATE", ctx.anchor if m["yrel"] else None) if year else None
    if not (ctx.anchor and ctx.anchor.known):
        return Found(f"XXXX-{words()['seasons'][said]}")
    step = -1 if rel in ("last", "this past") else 1 if rel == "next" else 0
    if not rel.startswith(("last", "this", "next")):  # "in the fall": not yet begun, over
        begins, way = BEGINS[said], ctx.direction(m)
        month = ctx.anchor.date.month
        step = -1 if way == "past" and month < begins else 1 if way == "future" and month > begins + 2 else 0
    return Found(season_of(ctx.anchor.date, said, step), "DATE", ctx.anchor)


BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # months of the northern half of the earth


def season_of(day: date, season: str, step: int) -> str:
    """Return the season of the year of ``day`` (step 0), the last one that is over (-1) or the next to begin (1)."""
    begins = BEGINS[season]
    begun, over = day.month >= begins, day.month > begins + 2
    shift = begun if step > 0 else -(not over) if step < 0 else 0
    return f"{cal.year(day.year + shift)}-{words()['seasons'][season]}"


def year(m: re.Match[str], ctx: Context) -> Found | None:
    """2016: a number of four figures that reads as a year and counts nothing."""
    said = group(m, "y")
    if not said.isdigit():
        return None if unit_follows().match(ctx.text, m.end()) else Found(str(_spelt_year(said)))
    if m["y2"] and not 0 < int(m["y2"]) - int(said[2:]) <= SPAN:
        return None
    before = ctx.text[max(0, m.start("y") - LOOK) : m.start("y")]
    cued = m["y"] != m.group() or lead_of("year_leads").search(before)
    listed = LISTED.search(ctx.text[max(ctx.lo, m.start("y") - LISTED_LOOK) : m.start("y")]) is not None
    about = _about(m, ctx)
    if not (cued or listed or about) and (NUMBERED.search(before) or lead_of("number_leads").search(before)):
        return None
    if HALF.match(m.group()):
        return Found(f"{said}-H2")
    last = ctx.anchor.date.year + AHEAD if ctx.anchor and ctx.anchor.known else LAST_YEAR
    if not (cued or listed) and not (FIRST_ABOUT if about else FIRST_YEAR) <= int(said) <= last:
        return None
    return None if tail_of("counted").match(ctx.text, m.end()) else Found(said, until=said[:2] + m["y2"] if m["y2"] else "")


def _about(m: re.Match[str], ctx: Context) -> bool:
    """Tell whether "around 1900" is a year: nothing is counted behind it, and the word before asks for no number."""
    found = ABOUT.search(ctx.text[max(ctx.lo, m.start("y") - ABOUT_LOOK) : m.start("y")])
    return bool(found and ENDED.match(ctx.text, m.end()) and (found["word"] or "").lower() not in words()["counting"])
