"""What a feed, a message of a wire or a mail tells of one article, before it is one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from tellings.errors import MaterialError
from tellings.model import Article, Link, LinkKind, Unread
from tellings.reading.days import iso_instant
from tellings.reading.markup import text_of
from tellings.reading.rows import read_row
from tellings.reading.shapes import language_tag

LONGEST = 2_000  # characters of an address, as browsers take them


class Told(Struct, frozen=True, kw_only=True):
    """Fields of a row, with ``html`` where the text is marked up; ``link`` where there is an address and no whole text.

    ``place`` says where in the file it stands; ``key`` is what the id is made of beside the text; ``wrong`` why there is nothing.

    ``every`` alone is what a feed says of itself: after how many seconds it is worth asking for again.
    """

    place: str = ""
    fields: dict[str, Any] = {}
    html: str | None = None
    link: LinkKind | None = None
    key: str | None = None
    wrong: str = ""
    every: float | None = None


def to_found(told: Told, file: str | None = None) -> Article | Link | Unread:
    """Return the article, the link, or why there is neither; fields are plain text, whatever they hold.

    >>> to_found(Told(html="<p>The wall fell.</p>", fields={"title": "Wall falls"})).text
    'The wall fell.'
    """
    where = ", ".join(filter(None, (file, told.place)))
    fields = {k: v for k, v in told.fields.items() if v}
    try:
        if told.wrong:
            raise MaterialError(told.wrong)
        if told.link:
            return _link(fields, told.link, file)
        if told.html is not None:
            fields["text"] = text_of(told.html)
            if not fields["text"]:
                raise MaterialError("its body holds no words; nothing can be read from it")
        return read_row(fields, file, key=told.key)
    except MaterialError as error:
        return Unread(where, error.reason)


def _link(fields: Mapping[str, Any], kind: LinkKind, file: str | None) -> Link:
    url = web_address(fields.get("url"))
    if not url:
        raise MaterialError("it has neither a text nor an address of the web (http or https); give one of them")
    known = {name: str(fields[name]) for name in ("title", "outlet", "author", "language") if fields.get(name)}
    return Link(url=url, kind=kind, file=file, published=iso_instant(str(fields.get("published") or "")), **known)


def web_address(url: object) -> str | None:
    """Return an address of the web, or None: nobody is led to a file or a script.

    >>> web_address(" https://post.example/a "), web_address("javascript:alert(1)"), web_address("/a")
    ('https://post.example/a', None, None)
    """
    words = url.strip() if isinstance(url, str) else ""
    try:
        parts = urlsplit(words)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return words if good and len(words) <= LONGEST and not any(c <= " " for c in words) else None


def known_language(code: object) -> str | None:
    """Return a language in BCP 47, or None for what is no code."""
    words = code.strip().replace("_", "-") if isinstance(code, str) else ""
    return language_tag(words) if 2 <= len(words) <= 35 and words.replace("-", "").isalnum() and words[:2].isalpha() else None
