"""The dates of a timeline: which values have one, of what grain, and their order."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from tellings.model import Grain, Moment

GRAINS: tuple[tuple[str, Grain], ...] = (
    (r"\d{4}-\d\d-\d\d", "day"),
    (r"XXXX-WXX-[1-7]", "day"),
    (r"\d{4}-W\d\d(?:-WE)?", "week"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}-Q[1-4]", "quarter"),
    (r"\d{4}-H[12]", "quarter"),
    (r"\d{4}-(?:SP|SU|FA|WI)", "season"),
    (r"\d{4}", "year"),
    (r"\d{3}", "decade"),
    (r"\d{2}", "century"),
)
SEASONS = {"WI": 1, "SP": 3, "SU": 6, "FA": 9}


def date_of(moment: Moment) -> tuple[str, Grain] | None:
    """Return the date of a moment, hours left out, and its grain; None for durations, sets and vague references.

    A decade is written 184X, a century 18XX (ISO 8601-2), so that every date has four places for its year.
    """
    if moment.type not in ("DATE", "TIME"):
        return None
    value = moment.value.split("T")[0]
    grain = next((grain for form, grain in GRAINS if re.fullmatch(form, value)), None)
    return (value.ljust(4, "X"), grain) if grain else None


def order(values: Iterable[str]) -> dict[str, tuple[date, int]]:
    """Return a key of order for each date: its first day, then the wider grain first.

    Weekdays of which nothing else is known are put in the week that leaves the widest gap before its first day.
    """
    values = sorted(set(values))
    first = _first_weekday([int(v[9]) for v in values if v.startswith("XXXX")])
    return {v: _key(v, first) for v in values}


def width(value: str) -> int:
    """Return a number that is greater for a wider date: a day 0, a century 7."""
    grains = ("day", "week", "month", "quarter", "season", "year", "decade", "century")
    plain = value.rstrip("X") if value.endswith("X") else value
    return next((grains.index(grain) for form, grain in GRAINS if re.fullmatch(form, plain)), 0)


def holds(wide: str, day: str) -> bool:
    """Return whether a week, month or year holds a whole day; other dates hold none.

    >>> holds("2017-W08", "2017-02-21"), holds("2017-02", "2017-02-21"), holds("2017-01", "2017-02-21"), holds("2017", "2017-02")
    (True, True, False, False)
    """
    if not re.fullmatch(GRAINS[0][0], day) or wide == day:
        return False
    year, week, _ = date.fromisoformat(day).isocalendar()
    return day.startswith(f"{wide}-") or wide == f"{year}-W{week:02d}"


def _first_weekday(days: list[int]) -> int:
    return max(days, key=lambda d: (min((d - e - 1) % 7 for e in days), -d)) if days else 1


def _key(value: str, first: int) -> tuple[date, int]:
    if value.startswith("XXXX"):
        return date.max - timedelta(7) + timedelta((int(value[9]) - first) % 7), 0
    year, rest = int(value[:4].replace("X", "0")), value[5:]
    if not 0 < year < date.max.year:
        return (date.min if year == 0 else date.max), -width(value)
    return _first_day(year, rest), -width(value)


def _first_day(year: int, rest: str) -> date:
    """Return the first day of what ``rest`` names of a year: a week, quarter, half, season, month and day, or the year itself."""
    if rest.startswith("W") and rest[1:3].isdigit():
        return date.fromisocalendar(year, min(int(rest[1:3]), 52), 1)
    if rest[:1] in ("Q", "H"):
        return date(year, (int(rest[1]) - 1) * (3 if rest[0] == "Q" else 6) + 1, 1)
    if rest in SEASONS:
        return date(year, SEASONS[rest], 1)
    numbers = [int(n) for n in rest.split("-") if n]
    return date(year, *[*numbers, 1, 1][:2])
