"""Days, weeks, months, quarters and holidays, and how TIMEX3 (ISO-TimeML, TempEval-3) writes them.

What lies before the year 1 or behind the year 9999 has no value: its arithmetic raises OverflowError, as datetime's own does.
"""

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Any, NamedTuple

# A Monday: stands in for the week of which only the day of the week is known.
SURROGATE = date(2001, 1, 1)


class Day(NamedTuple):
    """A calendar day, or (``known`` false) a day of which only the weekday is known, on a surrogate date."""

    date: date
    known: bool = True

    def plus(self, days: int) -> "Day":
        """Return the day some days later; OverflowError outside the calendar."""
        return Day(self.date + timedelta(days), self.known)

    def __str__(self) -> str:
        """Write the day: 2017-02-22, or XXXX-WXX-3."""
        return self.date.isoformat() if self.known else f"XXXX-WXX-{self.date.isoweekday()}"


def read_day(value: str | None) -> Day | None:
    """Return the day at the head of an ISO 8601 day or instant, or of XXXX-WXX-n; None when there is none.

    >>> str(read_day("2017-02-22T10:00:00Z")), str(read_day("XXXX-WXX-5")), read_day("soon")
    ('2017-02-22', 'XXXX-WXX-5', None)
    """
    if not value:
        return None
    if value.startswith("XXXX-WXX-") and value[9:10] in set("1234567"):
        return Day(SURROGATE + timedelta(int(value[9]) - 1), known=False)
    try:
        return Day(date.fromisoformat(value[:10]))
    except ValueError:
        return None


def make_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_after(day: date, days: int) -> date | None:
    """Return the date some days later, or None outside the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def year(number: int) -> str:
    """Return the year: 2017; OverflowError for one that the calendar has not."""
    if not MINYEAR <= number <= MAXYEAR:
        raise OverflowError(f"the calendar has no year {number}")
    return f"{number:04d}"


def decade(number: int) -> str:
    """Return the decade of a tenth of a year: 201; OverflowError outside the calendar."""
    return year(number * 10 + 1)[:3]


def century(number: int) -> str:
    """Return the century of a hundredth of a year: 20; OverflowError outside the calendar."""
    return year(number * 100 + 1)[:2]


def week(day: date) -> str:
    """Return the ISO week: 2017-W08."""
    of, number, _ = day.isocalendar()
    return f"{year(of)}-W{number:02d}"


def month(of: int, number: int) -> str:
    """Return the month, of a month number that may lie outside 1 to 12: ``month(2017, 0)`` is 2016-12."""
    return f"{year(of + (number - 1) // 12)}-{(number - 1) % 12 + 1:02d}"


def quarter(of: int, number: int) -> str:
    """Return the quarter, of a quarter number that may lie outside 1 to 4: ``quarter(2017, 0)`` is 2016-Q4."""
    return f"{year(of + (number - 1) // 4)}-Q{(number - 1) % 4 + 1}"


def quarter_of(day: date) -> int:
    """Return 1 to 4."""
    return (day.month - 1) // 3 + 1


def easter(of: int) -> date:
    """Return Easter Sunday of a year (Gregorian; the anonymous algorithm of 1876)."""
    a, b, c = of % 19, of // 100, of % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    return date(of, (h + i - 7 * m + 114) // 31, (h + i - 7 * m + 114) % 31 + 1)


def holiday(rule: dict[str, Any], of: int) -> date | None:
    """Return the day of a holiday in a year, by its rule in words.toml; None in a year that the calendar has not."""
    if not MINYEAR <= of <= MAXYEAR:
        return None
    if "easter" in rule:
        return easter(of) + timedelta(int(rule["easter"]))
    if "day" in rule:
        return make_date(of, int(rule["month"]), int(rule["day"]))
    if "from" in rule:
        first = date(of, int(rule["month"]), int(rule["from"]))
        return first + timedelta((int(rule["weekday"]) - first.weekday()) % 7)
    days = [d for n in range(1, 32) if (d := make_date(of, int(rule["month"]), n)) and d.weekday() == rule["weekday"]]
    nth = int(rule["nth"])
    return days[nth - 1 if nth > 0 else nth]


def nearest(day: date, candidates: list[date | None]) -> date | None:
    """Return the candidate nearest to ``day``; the earlier of two equally near."""
    return min((c for c in candidates if c), key=lambda c: (abs((c - day).days), c), default=None)
