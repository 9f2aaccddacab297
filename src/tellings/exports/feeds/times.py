"""Days and moments as feeds write them: RFC 3339, in UTC."""

from collections.abc import Iterable
from datetime import UTC, datetime

UNKNOWN = "1970-01-01T00:00:00Z"  # an Atom feed has to tell a time; this one says that none is known
LONGEST = 40  # characters of a moment


def instant(value: str | None) -> str | None:
    """Return an ISO 8601 day, month, year or instant as RFC 3339 in UTC; None for what is none. A day counts from its midnight.

    >>> instant("2031-05-03"), instant("2031-05"), instant("2031-05-03T14:30:00+02:00"), instant("soon")
    ('2031-05-03T00:00:00Z', '2031-05-01T00:00:00Z', '2031-05-03T12:30:00Z', None)
    """
    told = (value or "").strip()[:LONGEST]
    whole = told + {4: "-01-01", 7: "-01"}.get(len(told), "")
    try:
        moment = datetime.fromisoformat(whole)
        there = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return there.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def latest(values: Iterable[str | None]) -> str | None:
    """Return the latest of some moments as ``instant`` writes them; None when none is known."""
    return max(filter(None, map(instant, values)), default=None)
