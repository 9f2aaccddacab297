"""Values of durations, sets and plain references to the present, past and future."""

from __future__ import annotations

import re

from tellings.analysis.moments.found import Context, Found, count, group, period, unit_of
from tellings.analysis.moments.grammar import lead_of, words
from tellings.analysis.moments.tense import WORD, tells_past

MONEY = re.compile(r"(?:[$£€]\s?[\d.,]{1,12}|\d\s?%)\s$")
NO_DURATION = {("second", "a"), ("second", "one"), ("second", "")}
ONE_DAY = re.compile(
    r"(?:^|[.,;“\"]|\b(?:will|would|could|may|might|can|should|must|he|she|they|we|you|I|and|then|to|that|who|until|if))\s*$"
)
YEAR_FIGURES = 4
SMALL_HOURS = re.compile(r"\b(?:early|small)\shours$", re.IGNORECASE)  # a part of the day
WAS, IS = ("was", "were", "had"), ("is", "are", "be", "s", "re", "will", "am")  # before "soon"
LOOK = 16  # code points looked at before "a year" for what is reckoned by it


def every(m: re.Match[str], ctx: Context) -> Found | None:
    """Every two weeks: a set."""
    if m["part"]:
        return Found(f"XXXX-XX-XXT{words()['parts'][group(m, 'part')]}", "SET")
    if m["season"]:
        return Found(f"XXXX-{words()['seasons'][group(m, 'season')]}", "SET")
    if m["wk"]:
        return Found("XXXX-WXX-WE" if group(m, "wk") == "weekend" else "XXXX-WXX-WD", "SET")
    word = group(m, "unit")
    n = 2.0 if m["other"] else count(group(m, "n")) or 1.0
    return Found(period(n, unit_of(word), word), "SET")


def times_per(m: re.Match[str], ctx: Context) -> Found | None:
    """Twice a year: a set, written as the unit it is reckoned by."""
    word = group(m, "unit")
    return Found(period(1, unit_of(word), word), "SET")


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
    if group(m, "dir") == "early" and word == "hours":
        return None  # a part of the day
    if n is None and not m["vague"] and not word.endswith("s"):
        return None
    if "couple" in group(m, "vague"):
        n = 2.0
    return _least(m, n, word)


def _least(m: re.Match[str], n: float | None, word: str) -> Found:
    """Return a duration, of "two to three weeks" the shorter one; the longer one is what the words allow as well."""
    least = count(group(m, "least"))
    if least is None or n is None or least >= n:
        return Found(period(n, unit_of(word), word), "DURATION")
    return Found(period(least, unit_of(word), word), "DURATION", others=(period(n, unit_of(word), word),))


def duration(m: re.Match[str], ctx: Context) -> Found | None:
    """Three years, a two-day visit: a duration; "$5 a year" is a set; ages and fractions are none."""
    word, said, vague = group(m, "unit"), group(m, "n"), group(m, "vague")
    tail = ctx.text[m.end() : m.end() + 6].lower()
    if (word, said) == ("day", "one") and ONE_DAY.search(ctx.text[max(ctx.lo, m.start() - LOOK) : m.start()]):
        return None  # "it will one day sail": some day
    if (
        re.match(r"[\s-]old", tail)
        or (word, said) in NO_DURATION
        or (word.startswith("quarter") and not vague and re.match(r"[\s-](?:of|mil)", tail))
    ):
        return None
    if said in ("a", "an") and m.start("n") == m.start() and _rated(ctx.text[max(ctx.lo, m.start() - LOOK) : m.start()]):
        return Found(period(1, unit_of(word), word), "SET")
    if said.isdigit() and len(said) == YEAR_FIGURES and not word.endswith("s"):
        return None  # "the 2016 season", "a 1988 quarter"
    n = 2.0 if "couple" in vague else count(said)
    if n is not None and (m["half"] or m["half2"]):
        n += 0.5
    return _least(m, n, word)


def _rated(before: str) -> bool:
    return bool(MONEY.search(before) or lead_of("rated").search(before))


def vague_duration(m: re.Match[str], ctx: Context) -> Found | None:
    """Weeks, decades: a duration whose number is not told; of "weeks or months" the shorter one, the other allowed as well."""
    word, other = group(m, "unit"), group(m, "unit2")
    if re.match(r"[\s-]old\b", ctx.text[m.end() : m.end() + 5]) or SMALL_HOURS.search(
        ctx.text[max(ctx.lo, m.start() - 6) : m.end()]
    ):
        return None
    others = (period(None, unit_of(other), other),) if other else ()
    return Found(period(None, unit_of(word), word), "DURATION", others=others)


def long(m: re.Match[str], ctx: Context) -> Found | None:
    """A day-long hearing, the weeklong strike: the length of one."""
    word = group(m, "unit")
    return Found(period(1, unit_of(word), word), "DURATION")


def reference(m: re.Match[str], ctx: Context) -> Found | None:
    """Now, recently, the future: the present, the past or what is to come."""
    if group(m, "ref") == "soon" and _soon_after(m, ctx):
        return None
    return Found(words()["refs"][group(m, "ref")])


def _soon_after(m: re.Match[str], ctx: Context) -> bool:
    """Tell whether "soon" means soon after what was told: "which soon became a flood", "was soon found"."""
    before = WORD.findall(ctx.text[max(ctx.lo, m.start() - LOOK) : m.start()])[-1:]
    after = WORD.match(ctx.text, m.end() + 1, ctx.hi)
    if before and before[0].lower() in WAS:
        return True
    return not (before and before[0].lower() in IS) and after is not None and tells_past(after[0].lower())
