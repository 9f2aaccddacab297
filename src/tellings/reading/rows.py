"""A row of JSONL or CSV as an article."""

from collections.abc import Mapping
from typing import Any, get_args

from tellings.errors import MaterialError
from tellings.model import Article, Basis, Status
from tellings.reading.days import iso_instant, url_day
from tellings.reading.json_words import json_word
from tellings.reading.plain import read

FIELDS = ("id", "title", "text", "outlet", "published", "url", "language", "author", "agency", "status")
# What an article is known again and found by: an id is asked for in an address of ours, an address is as long as browsers take
# them, and what an index of PostgreSQL holds ends at 2,704 bytes (the others come to 2,000 at most).
LONGEST = {"id": 500, "outlet": 500}  # characters
LONGEST_URL = 2_000  # bytes
KNOWN = ("id", "title", "outlet", "author", "url", "language", "agency")


def read_row(row: Mapping[str, Any], file: str | None = None, encoding: str | None = None, key: str | None = None) -> Article:
    """Return the article of ``{id?, title?, text, outlet?, published?, url?, language?, author?, agency?, status?}``.

    ``key`` is what the id is made of beside the text when the row gives none, where that is not the file's name; ``status`` is
    believed when it is one of the words of IPTC.

    A row with a title and no text is read as a title alone, which is then its text. ``published`` is kept when it is ISO
    8601, turned into a day when it is another printed form, ignored (with a basis of score 0) when it is neither;
    without it a day in the path of ``url`` counts. Raises MaterialError when there is nothing to read.

    >>> read_row({"id": 7, "text": "The wall fell.", "published": "3 March 2019"}).published
    '2019-03-03'
    """
    given = {name: _words(row, name) for name in FIELDS}
    _check_names(given)
    text = row.get("text")
    if text is not None and not isinstance(text, str):
        raise MaterialError(f"its 'text' is {json_word(text)}, not a string; give the article's text as a string")
    if text is None and given["title"] is None:
        raise MaterialError(
            f"it has no 'text' (its fields are: {', '.join(sorted(map(str, row))[:12]) or 'none'}); name one field 'text'"
        )
    if title_alone := not (text or "").strip():
        text = given["title"] or ""
    if "\0" in (text or ""):
        raise MaterialError("its 'text' is binary, not text; export it as plain text first")
    day, why = _published(given)
    status = next((s for s in get_args(Status) if s == (given["status"] or "").lower()), None)
    known = {name: given[name] for name in KNOWN}
    return read(
        text or "",
        file,
        published=day,
        encoding=encoding,
        bases=why,
        whole=title_alone,
        status=status,
        key=key,
        corrections=(),
        **known,
    )


def key_of_row(fields: Mapping[str, Any]) -> str | None:
    """Return what the id of a row that gives none is made of beside its text: one text at two addresses or outlets is two reports.

    >>> key_of_row({"url": "https://post.example/a", "outlet": "Post"}), key_of_row({"outlet": "Post"}), key_of_row({})
    ('https://post.example/a', 'Post', None)
    """
    return _words(fields, "url") or _words(fields, "outlet")


def _check_names(given: Mapping[str, str | None]) -> None:
    """Raise MaterialError for a name by which no library could keep an article or find it again."""
    for name in ("id", "outlet", "url"):
        if wrong := wrong_name(name, given[name] or ""):
            raise MaterialError(wrong)


def wrong_name(name: str, value: str) -> str:
    """Return why a library could not keep an article by an id, outlet or url, or find it again; nothing when it could."""
    if "\0" in value:
        return f"its {name!r} holds a NUL character; write it without"
    if len(value) > LONGEST.get(name, LONGEST_URL):
        return f"its {name!r} has {len(value):,} characters; at most {LONGEST.get(name, LONGEST_URL):,} are kept"
    size = len(value.encode("utf-8", "surrogatepass"))
    return f"its {name!r} has {size:,} bytes; at most {LONGEST_URL:,} are kept" if size > LONGEST_URL else ""


def _words(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    return str(value).strip() or None


def _published(given: Mapping[str, str | None]) -> tuple[str | None, tuple[Basis, ...]]:
    if printed := given["published"]:
        day = iso_instant(printed)
        return day, (Basis("published", "given" if day else "given-unreadable", 1.0 if day else 0.0),)
    day = url_day(given["url"] or "")
    return day, (Basis("published", "url-day", 0.8),) if day else ()
