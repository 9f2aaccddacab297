"""Days as they are printed beside an article: with a year, or not at all."""

import re
from datetime import date, datetime

# A day has one of these forms; 3/4/2017 could be March or April, so it counts only when one number is above twelve.
ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
SLASHED = re.compile(r"(?<![\d/])(\d{1,2}) ?[/.] ?(\d{1,2}) ?[/.] ?((?:19|20)\d\d)(?![\d/])")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
MONTH_FIRST = re.compile(rf"(?i)\b{MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,| ,)? ?(?P<y>(?:19|20)\d\d)\b")
DAY_FIRST = re.compile(rf"(?i)\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH},? (?P<y>(?:19|20)\d\d)\b")
URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|\.|$)")


def find_days(words: str) -> list[tuple[date, int, int]]:
    """Return each full day that ``words`` print, with its place.

    >>> find_days("Published 3 March 2019, changed 2019-03-04")
    [(datetime.date(2019, 3, 3), 10, 22), (datetime.date(2019, 3, 4), 32, 42)]
    """
    found = [(_day(m[1], m[2], m[3]), *m.span()) for m in ISO.finditer(words)]
    found += [(_slashed(*m.groups()), *m.span()) for m in SLASHED.finditer(words)]
    for form in (MONTH_FIRST, DAY_FIRST):
        found += [(_day(m["y"], str(_month(m["m"])), m["d"]), *m.span()) for m in form.finditer(words)]
    return sorted({(day, s, e) for day, s, e in found if day}, key=lambda f: f[1:])


def only_day(words: str) -> tuple[date, int, int] | None:
    """Return the one day that ``words`` print; None when there is none, or more than one to choose from."""
    found = find_days(words)
    return found[0] if found and len({f[0] for f in found}) == 1 else None


def iso_instant(given: str) -> str | None:
    """Return a day or instant given as metadata in ISO 8601, or None when it cannot be read.

    >>> iso_instant("2014-03-10T16:55:01.265"), iso_instant("Mon, 10 Mar 2014 09:00:00 GMT"), iso_instant("soon")
    ('2014-03-10T16:55:01.265', '2014-03-10', None)
    """
    given = given.strip()
    try:
        datetime.fromisoformat(given)
    except ValueError:
        day = only_day(given)
        return day[0].isoformat() if day else None
    return given if "-" in given else datetime.fromisoformat(given).date().isoformat()


def url_day(url: str) -> str | None:
    """Return the day in the path of an address, as many outlets put it there.

    >>> url_day("https://news.example/2016/09/28/a-vote")
    '2016-09-28'
    """
    m = URL_DAY.search(url[:500])
    day = _day(*m.groups()) if m else None
    return day.isoformat() if day else None


def _month(name: str) -> int:
    return MONTHS.index(name.lower()[:3]) + 1


def _slashed(first: str, second: str, year: str) -> date | None:
    day, month = (first, second) if int(first) > 12 else (second, first)
    return _day(year, month, day) if int(day) > 12 or first == second else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
