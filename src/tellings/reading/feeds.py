"""RSS 0.9x to 2.0, Atom and JSON Feed: entries that carry their text as articles, the others as addresses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from tellings.errors import MaterialError
from tellings.reading.decoding import decode
from tellings.reading.markup import text_of
from tellings.reading.told import Told, known_language, web_address

# By judgement: a paragraph or two is a teaser, and so is anything that breaks off.
WHOLE, WHOLE_DESCRIPTION = 300, 800  # characters from which a content, or a description, is the whole text
DAY = 86_400.0  # seconds
PERIODS = {"hourly": DAY / 24, "daily": DAY, "weekly": 7 * DAY, "monthly": 30 * DAY, "yearly": 365 * DAY}  # RSS 1.0 syndication
OFTEN = re.compile(r"\s*0*([1-9]\d{0,5})\s*")  # a number of minutes (ttl), or how often in a period
CHARACTER = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));?")
BREAKS_OFF = re.compile(
    r"(?i)(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\[&#8230;\]|(?:read|see) (?:more|the (?:full|rest)).{0,40}|continue reading.{0,80})\W{0,5}$"
)


def read_feed(raw: bytes, charset: str | None = None, url: str | None = None) -> Iterator[Told]:
    """Yield each entry of an RSS or Atom feed, before them how often it wants to be asked; raises MaterialError when it is none.

    The publisher of an entry is who its ``source`` names (RSS 2.0, Atom), else the feed. Nothing is fetched: feedparser gets
    bytes, never a string it could take for an address or a file.
    """
    import feedparser

    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    if url:  # what relative addresses are relative to
        headers["content-location"] = url
    options = {"sanitize_html": False, "resolve_relative_uris": False}
    try:
        got = feedparser.parse(BytesIO(raw), response_headers=headers, **options)
    except (ValueError, OverflowError):  # bytes that are not of the charset it names, or characters that are none
        headers["content-type"] = "application/xml; charset=utf-8"
        text = CHARACTER.sub(_character, decode(raw, page=True).text)
        got = feedparser.parse(BytesIO(text.encode("utf-8", "replace")), response_headers=headers, **options)
    if not got.get("version") and not got.entries:
        broken = got.get("bozo_exception")
        raise MaterialError(
            f"it is no feed that can be read ({type(broken).__name__ if broken else 'unknown format'}); fetch it again"
        )
    feed = got.feed
    if every := _every(feed):
        yield Told(every=every)
    for number, entry in enumerate(got.entries, 1):
        yield _entry(number, entry, feed)
    if got.get("bozo") and "SAX" in type(got.get("bozo_exception")).__name__:
        yield Told(place="end", wrong=_broken(got))


def _every(feed: Mapping[str, Any]) -> float | None:
    """Return the seconds between two visits that a feed asks for: ``ttl``, in minutes, or sy:updatePeriod and updateFrequency."""
    if ttl := _number(feed.get("ttl")):
        return 60.0 * ttl
    period = PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    return period / (_number(feed.get("sy_updatefrequency")) or 1) if period else None


def _number(words: object) -> int | None:
    m = OFTEN.fullmatch(words) if isinstance(words, str) else None
    return int(m[1]) if m else None


def _character(m: re.Match[str]) -> str:
    """Return a character reference as it is, or a mark in place of one that stands for no character."""
    number = int(m[1], 16) if m[1] else int(m[2])
    return m[0] if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"


def _broken(got: Mapping[str, Any]) -> str:
    error = got["bozo_exception"]
    line = getattr(error, "getLineNumber", lambda: None)()
    place = f" at line {line}" if line else ""
    return f"the feed is broken{place}: what could be made out of it was read ({len(got['entries'])} entries); fetch it again"


def _entry(number: int, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Told:
    source = entry.get("source") or {}
    url = web_address(entry.get("link")) or web_address(entry.get("id"))
    fields = {
        "title": _plain(entry.get("title_detail"), entry.get("title")),
        "outlet": _plain(None, source.get("title")) or _plain(feed.get("title_detail"), feed.get("title")),
        "author": _authors(entry),
        "published": instant(entry.get("published_parsed") or entry.get("updated_parsed")),
        "url": url,
        "language": known_language((entry.get("title_detail") or {}).get("language")) or known_language(feed.get("language")),
    }
    return settle(f"entry {number}", fields, _bodies(entry), key=url or _words(entry.get("id")))


def settle(place: str, fields: dict[str, Any], bodies: Iterator[tuple[str, bool, int]], key: str | None) -> Told:
    """Return an entry as an article when one of its bodies (words, whether they are HTML, length asked) is the whole text."""
    for words, marked, least in bodies:
        text = text_of(words) if marked else words
        if len(text) >= least and not BREAKS_OFF.search(text[-120:]):
            return Told(place=place, fields={**fields, "text": text}, key=key)
    if not fields.get("url"):
        return Told(place=place, wrong="it has neither a whole text nor an address of the web; nothing can be read from it")
    return Told(place=place, fields=fields, link="page")


def _bodies(entry: Mapping[str, Any]) -> Iterator[tuple[str, bool, int]]:
    for content in entry.get("content") or ():
        if isinstance(value := content.get("value"), str):
            yield value, content.get("type") != "text/plain", WHOLE
    if isinstance(summary := entry.get("summary"), str):
        yield summary, True, WHOLE_DESCRIPTION


def _authors(entry: Mapping[str, Any]) -> str | None:
    names = [n for a in entry.get("authors") or () if (n := _words(a.get("name")))]
    return ", ".join(dict.fromkeys(names))[:300] or _plain(None, entry.get("author"))


def _plain(detail: Mapping[str, Any] | None, words: object) -> str | None:
    """Return a title as plain text, its tags taken out where the feed says or shows that it has some."""
    if not isinstance(words, str):
        return None
    marked = (detail or {}).get("type") in ("text/html", "application/xhtml+xml") or bool(
        re.search(r"</?[a-zA-Z]|&#?\w{2,8};", words)
    )
    return _words(text_of(words).replace("\n", " ") if marked else words)


def _words(value: object) -> str | None:
    return " ".join(value.split())[:1_000] or None if isinstance(value, str) else None


def instant(parsed: Sequence[int] | None) -> str | None:
    """Return a time that feedparser has turned into UTC, in ISO 8601."""
    if not parsed or not 1900 <= parsed[0] <= 9999:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{min(second, 59):02}Z"


def read_json_feed(feed: Mapping[str, Any]) -> Iterator[Told]:
    """Yield each item of a JSON Feed (1.0, 1.1)."""
    for number, item in enumerate(feed["items"], 1):
        place = f"item {number}"
        if not isinstance(item, dict):
            yield Told(place=place, wrong="it is no object; fetch the feed again")
            continue
        url = web_address(item.get("url")) or web_address(item.get("external_url")) or web_address(item.get("id"))
        fields = {
            "title": _words(item.get("title")),
            "outlet": _words(feed.get("title")),
            "author": _json_authors(item) or _json_authors(feed),
            "published": _words(item.get("date_published")) or _words(item.get("date_modified")),
            "url": url,
            "language": known_language(item.get("language")) or known_language(feed.get("language")),
        }
        yield settle(place, fields, _json_bodies(item), key=url or _words(item.get("id")))


def _json_bodies(item: Mapping[str, Any]) -> Iterator[tuple[str, bool, int]]:
    for name, marked, least in (
        ("content_html", True, WHOLE),
        ("content_text", False, WHOLE),
        ("summary", False, WHOLE_DESCRIPTION),
    ):
        if isinstance(item.get(name), str):
            yield item[name], marked, least


def _json_authors(told: Mapping[str, Any]) -> str | None:
    many = told.get("authors") if isinstance(told.get("authors"), list) else [told.get("author")]
    names = [n for a in many or () if isinstance(a, dict) and (n := _words(a.get("name")))]
    return ", ".join(names)[:300] or None
