"""What the head of an answer says, as far as it is to be believed."""

import re
from collections.abc import Iterable, Mapping
from email.utils import parsedate_to_datetime

from tellings.fetching.failing import beyond, failure
from tellings.fetching.rules import Rules

Head = Mapping[str, str]

TYPE = re.compile(r"[ \t]*([\w.+-]{1,100}/[\w.+-]{1,100})[ \t]*(?:;|,|$)", re.ASCII)
CHARSET = re.compile(r";[ \t]*charset[ \t]*=[ \t]*[\"']?([\w.:+-]{1,40})", re.ASCII | re.IGNORECASE)
MAX_AGE = re.compile(r"(?:^|[\s,])max-age[ \t]*=[ \t]*\"?(\d{1,10})", re.ASCII | re.IGNORECASE)
NEVER = re.compile(r"(?:^|[\s,])no-(?:store|cache)\b", re.ASCII | re.IGNORECASE)
VALIDATOR = re.compile(r"[\x21\x23-\x7e\"][\x20-\x7e]{0,1023}", re.ASCII)  # what may be sent back: one line of printable ASCII
YEAR = 366 * 24 * 3600
LINE = 4_000  # characters of one field that are looked at


def read_head(pairs: Iterable[tuple[bytes, bytes]], rules: Rules) -> Head:
    """Return the fields of a head by their lower-case names, several of one name joined by commas; FetchError when too many."""
    pairs = list(pairs)
    if len(pairs) > rules.header_count:
        raise failure("size", f"the head of the answer has more than {rules.header_count} fields", do=beyond("header_count"))
    if sum(len(name) + len(value) + 4 for name, value in pairs) > rules.header_bytes:
        raise failure("size", f"the head of the answer is larger than {rules.header_bytes:,} bytes", do=beyond("header_bytes"))
    head: dict[str, str] = {}
    for raw, value in pairs:
        name, text = raw.decode("latin-1").lower(), value.decode("latin-1")
        head[name] = f"{head[name]}, {text}" if name in head and name != "location" else head.get(name, text)
    return head


def media_type(head: Head) -> str:
    """Return the media type in lower case, "" when none is told."""
    found = TYPE.match(head.get("content-type", "")[:LINE])
    return found[1].lower() if found else ""


def charset(head: Head) -> str:
    """Return the charset told, "" when none is."""
    found = CHARSET.search(head.get("content-type", "")[:LINE])
    return found[1].lower() if found else ""


def validator(head: Head, name: str) -> str | None:
    """Return an ETag or Last-Modified that can be sent back as it came, None when there is none."""
    value = head.get(name, "").strip()
    return value if VALIDATOR.fullmatch(value) else None


def content_length(head: Head) -> int | None:
    """Return the length told."""
    told = head.get("content-length", "").split(",")[0].strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else None


def fresh(head: Head, now: float) -> int | None:
    """Return for how many seconds the answer stays good: max-age, else Expires minus Date; 0 for no-store, None when not told.

    >>> fresh({"cache-control": "public, max-age=600"}, now=0)
    600
    """
    told = head.get("cache-control", "")[:LINE]
    if NEVER.search(told):
        return 0
    if found := MAX_AGE.search(told):
        return min(int(found[1]), YEAR)
    if "expires" not in head:
        return None
    expires = _moment(head["expires"])
    return 0 if expires is None else round(min(max(expires - (_moment(head.get("date", "")) or now), 0), YEAR))


def retry_after(head: Head, now: float) -> float | None:
    """Return for how many seconds the server asks to be left alone, a year at most; a date counts from the server's own clock.

    >>> retry_after({"retry-after": "120"}, now=0)
    120.0
    """
    told = head.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(min(int(told[:12]), YEAR))
    until = _moment(told)
    return None if until is None else min(max(until - (_moment(head.get("date", "")) or now), 0.0), YEAR)


def _moment(told: str) -> float | None:
    """Return an HTTP date as seconds since 1970."""
    try:
        when = parsedate_to_datetime(told[:100])
        return when.timestamp() if when.tzinfo else None
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
