"""The articles in the body of a request: an array, an object with ``items``, one article, or a JSON object a line."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from tellings.errors import TooMuchError, UsageError
from tellings.intake.apart import told_of_row
from tellings.model import Article, Unread
from tellings.reading.json_words import json_word
from tellings.reading.told import to_found

MOST = 1_000  # articles in one request; by judgement: two to three seconds of taking in


def read_items(body: bytes, lines: bool) -> list[Article | Unread]:
    """Return each article of a body, or why it is none, in their order.

    Raises UsageError when the body is no JSON, TooMuchError when it holds more than ``MOST`` articles.
    """
    values = list(_lines(body)) if lines else _values(body)
    if len(values) > MOST:
        raise TooMuchError(f"the request holds {len(values):,} articles; at most {MOST:,} are taken at once: send them in parts")
    return [_read(value, f"item {n}") for n, value in enumerate(values)]


def _values(body: bytes) -> list[Any]:
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"the body is no JSON: {error}") from error
    if isinstance(found, Mapping) and isinstance(found.get("items"), list) and "text" not in found:
        return list(found["items"])
    if not isinstance(found, (list, Mapping)):
        raise UsageError(f"the body is {json_word(found)}; send an array of articles, or one as an object")
    return found if isinstance(found, list) else [found]


def _lines(body: bytes) -> Iterator[Any]:
    for line in body.split(b"\n"):
        if line.strip():
            try:
                yield msgspec.json.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield UsageError(f"the line is no JSON: {error}")


def _read(value: Any, place: str) -> Article | Unread:
    if isinstance(value, UsageError):
        return Unread(place, str(value))
    if not isinstance(value, Mapping):
        return Unread(place, f"it is {json_word(value)}, not an object; give an object with a 'text'")
    try:
        found = to_found(told_of_row(value))
    except (ValueError, TypeError, RecursionError) as error:
        return Unread(place, f"it cannot be read as an article: {error}")
    if isinstance(found, Article):
        return found
    reason = found.reason if isinstance(found, Unread) else "it has an address and no text; ask for it to be fetched instead"
    return Unread(place, reason)
