"""Write a TIMEX3 value in the Extended Date/Time Format (EDTF, ISO 8601-2:2019, levels 0 to 2).

EDTF has neither weeks nor parts of days: a week is written as the interval of its days, "Friday night" as Friday.
Durations, sets and the open past or future have no form.
"""

import re
from datetime import date, timedelta

SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
PLAIN = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d){0,2}")
ROUND = re.compile(r"\d{2,3}")
SEASON = re.compile(rf"(\d{{4}})-({'|'.join(SEASONS)})")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")
READY = re.compile(r"\d{4}(?:-\d\d){0,2}")
PART = re.compile(r"(\d{4}-\d\d-\d\d)T[A-Z]{2}")


def to_edtf(value: str, until: str = "", *, about: bool = False) -> str | None:
    """Return the EDTF of a value, None where there is none; ``until`` ends a span, ``about`` marks the approximate.

    >>> [to_edtf(v) for v in ("2017-02-22", "184", "18", "2017-SU", "2017-Q3", "2017-W08", "2017-02-22TNI")]
    ['2017-02-22', '184X', '18XX', '2017-22', '2017-35', '2017-02-20/2017-02-26', '2017-02-22']
    >>> to_edtf("1848", about=True), to_edtf("2017-02-22", "2017-02-24"), to_edtf("2017-02-22T21:00"), to_edtf("P3D")
    ('1848~', '2017-02-22/2017-02-24', '2017-02-22T21:00:00', None)
    """
    if until and PLAIN.fullmatch(value):
        return f"{value}/{until}"
    if PLAIN.fullmatch(value):
        return value + "~" * about
    if ROUND.fullmatch(value):
        return value.ljust(4, "X") + "~" * about
    if m := SEASON.fullmatch(value):
        return f"{m[1]}-{SEASONS[m[2]]}"
    if m := WEEK.fullmatch(value):
        return _week(int(m[1]), int(m[2]), weekend=bool(m[3]))
    if m := CLOCK.fullmatch(value):
        return _instant(m[1], m[2])
    return m[1] + "~" * about if (m := PART.fullmatch(value)) else None


def open_ended(value: str, anchor: str, *, beyond: bool) -> str | None:
    """Return the EDTF of what lies beyond, or short of, a value counted from ``anchor``: "more than 20 years ago".

    >>> open_ended("1999", "2019-03-14", beyond=True), open_ended("1999", "2019-03-14", beyond=False)
    ('../1999', '1999/2019-03-14')
    >>> open_ended("2019-W09", "2019-03-14", beyond=True), open_ended("2021", "2019-03-14", beyond=True)
    ('../2019-03-03', '2021/..')
    """
    plain = to_edtf(value)
    if plain is None or not READY.fullmatch(anchor):
        return plain
    first, last = plain.split("/")[0], plain.split("/")[-1]
    if first[: len(anchor)] < anchor[: len(first)]:
        return f"../{last}" if beyond else f"{first}/{anchor}"
    return f"{first}/.." if beyond else f"{anchor}/{last}"


def _week(year: int, number: int, *, weekend: bool) -> str | None:
    try:
        first = date.fromisocalendar(year, number, 6 if weekend else 1)
        return f"{first}/{date.fromisocalendar(year, number, 7)}"
    except (ValueError, OverflowError):
        return None


def _instant(day: str, time: str) -> str | None:
    """EDTF's day ends at 23:59:59; midnight at its end is the next day's beginning."""
    if time != "24:00":
        return f"{day}T{time}:00"
    try:
        return f"{date.fromisoformat(day) + timedelta(1)}T00:00:00"
    except OverflowError:
        return None
