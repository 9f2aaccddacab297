"""One number that holds the order of answers, so that an index can be walked from the newest day on and left after a page.

A place is day, then twelve bits of a hash of the id, then a slot: 42 bits in all. The newest day comes first, the undated last.
What shares day and hash (a bucket) is put in order by id when it is read, so that only ids and days decide, never arrival.
"""

from datetime import date
from hashlib import blake2b

from tellings.errors import UsageError

SLOTS = 8  # bits: articles that share a day and a hash
HASH = 12  # bits; a day of 4,096 articles has about one a bucket
BUCKET = 1 << SLOTS
DAY = 1 << (SLOTS + HASH)
LAST_DAY = date.max.toordinal()
UNDATED = (LAST_DAY + 1) * DAY
END = 1 << 42  # lies behind every place
SPREAD = 1 << 20  # buckets over which the undated are spread


def day_of(published: str | None) -> str | None:
    """Return the day of an ISO 8601 day or instant, as it is written there; None for anything else.

    >>> day_of("2031-05-02T09:30:00+02:00"), day_of("in May")
    ('2031-05-02', None)
    """
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return None


def check_day(day: str) -> str:
    """Return a day that was asked for; raises UsageError for anything else."""
    if day_of(day) != day:
        raise UsageError(f"{day[:40]!r} is no day; write it as 2031-05-02")
    return day


def first_place(day: str | None, article: str) -> int:
    """Return the place at which an article would like to stand; the next free ones after it will do as well."""
    hashed = int.from_bytes(blake2b(article.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    slot = hashed & (BUCKET - 1)
    if day is None:
        return UNDATED + (hashed >> SLOTS) % SPREAD * BUCKET + slot
    return (LAST_DAY - date.fromisoformat(day).toordinal()) * DAY + (hashed >> SLOTS) % (1 << HASH) * BUCKET + slot


def next_place(place: int) -> int:
    """Return another slot of the same bucket: ever the next one, the first after the last."""
    return bucket_of(place) * BUCKET + (place + 1) % BUCKET


def bucket_of(place: int) -> int:
    """Return the bucket: what counts for order, with the id."""
    return place >> SLOTS


def between(since: str | None, until: str | None) -> tuple[int, int]:
    """Return the places of articles published on these days, the second not included; ``None`` leaves a side open.

    With either side given the undated are left out.
    """
    if since is None and until is None:
        return 0, END
    first = 0 if until is None else (LAST_DAY - date.fromisoformat(until).toordinal()) * DAY
    return first, UNDATED if since is None else (LAST_DAY - date.fromisoformat(since).toordinal() + 1) * DAY
