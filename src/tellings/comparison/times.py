"""Times as stretches of days, so that "last week" and "last month" can be held against each other."""

import re
from datetime import date, timedelta
from functools import lru_cache

from tellings.model import Moment

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T|$)")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
YEAR = re.compile(r"(\d{2,4})$")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T|$)")
MONTHS = {
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
    "H1": (1, 6),
    "H2": (7, 12),
    "SP": (3, 6),
    "SU": (6, 9),
    "FA": (9, 12),
    "WI": (1, 12),
}
Days = tuple[int, int]  # proleptic Gregorian ordinals, first and last


@lru_cache(maxsize=16_384)
def days_of(value: str) -> Days | None:
    """Return the days that a TIMEX3 value covers, None for what is no stretch of the calendar.

    >>> days_of("2031-05-03") == days_of("2031-05-03TEV"), days_of("P3D")
    (True, None)
    >>> a, b = days_of("2031-W18"), days_of("2031-05")
    >>> a[0] < b[0] < a[1] < b[1]
    True
    """
    try:
        return _read(value)
    except ValueError:
        return None


def _read(value: str) -> Days | None:
    if m := DAY.match(value):
        day = date(int(m[1]), int(m[2]), int(m[3])).toordinal()
        return day, day
    if m := MONTH.match(value):
        return _months(int(m[1]), int(m[2]), int(m[2]))
    if m := YEAR.match(value):
        missing = 4 - len(m[1])
        first = max(1, int(m[1]) * 10**missing)
        return date(first, 1, 1).toordinal(), date(first + 10**missing - 1, 12, 31).toordinal()
    if m := WEEK.match(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1).toordinal()
        return (monday + 5, monday + 6) if m[3] else (monday, monday + 6)
    if m := PART.match(value):
        return _months(int(m[1]), *MONTHS[m[2]])
    return None


def _months(year: int, first: int, last: int) -> Days:
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1).toordinal(), (after - timedelta(days=1)).toordinal()


def same_time(one: Moment, other: Moment) -> bool:
    """Tell whether two times may be one: their days meet, or they cannot be compared."""
    return any(meet(x, y) is not False for x in _values(one) for y in _values(other))


def holds(told: Moment, given: Moment) -> bool:
    """Tell whether a time that is given shows a time that is told: the same, or a stretch that lies within it."""
    return any(_within(x, y) for x in _values(told) for y in _values(given))


def _values(moment: Moment) -> tuple[str, ...]:
    return (moment.value, *moment.alternatives)


def _within(told: str, given: str) -> bool:
    if told == given:
        return True
    a, b = days_of(told), days_of(given)
    if a and b:
        return a[0] <= b[0] and b[1] <= a[1]
    return meet(told, given) is True


def meet(one: str, other: str) -> bool | None:
    """Tell whether two values have days in common; None where they cannot be compared.

    >>> meet("2031-05-03", "2031-05"), meet("2031-05-03", "XXXX-WXX-6"), meet("2031-05-03", "XXXX-WXX-5"), meet("P3D", "2031")
    (True, True, False, None)
    """
    if one == other:
        return True
    a, b = days_of(one), days_of(other)
    if a and b:
        return a[0] <= b[1] and b[0] <= a[1]
    names = [int(m[1]) for v in (one, other) if (m := WEEKDAY.match(v))]
    if len(names) == 2:
        return names[0] == names[1]
    known = a or b
    if names and known and known[0] == known[1]:
        return date.fromordinal(known[0]).isoweekday() == names[0]
    return None
