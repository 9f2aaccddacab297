"""The first and the last day of a date."""

import re
from calendar import monthrange
from datetime import date

DATE = re.compile(r"(\d{4})(?:-W(\d\d)|-(\d\d)(?:-(\d\d))?)?$")  # 2031, 2031-W18, 2031-05, 2031-05-03; not 2031-Q2


def days_of(value: str) -> tuple[date, date] | None:
    """Return the first and the last day that an ISO year, month, week or day holds; None for any other value.

    >>> days_of("2031-W18")
    (datetime.date(2031, 4, 28), datetime.date(2031, 5, 4))
    """
    if not (m := DATE.match(value)):
        return None
    year, week, month, day = (int(part) if part else 0 for part in m.groups())
    try:
        if week:
            return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
        if day:
            return date(year, month, day), date(year, month, day)
        last = month or 12
        return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        return None
