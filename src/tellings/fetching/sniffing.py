"""What a body is at first sight: enough to say that it is no feed, never that it is one."""

import re

from tellings.fetching.fetched import Fetched

LOOKED_AT = 64_000  # bytes; a declaration, a licence in a comment and a style sheet may stand before the root of a feed
PROLOG = re.compile(rb"(?:[ \t\r\n\0\xef\xbb\xbf]++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)  # “<?xml ...?> <!-- ours -->”, not “<rss>”
NAME = re.compile(rb"<!?([\w:.-]{1,100})(?:[ \t\r\n]+([\w:.-]{1,100}))?")  # “<rss version”, “<!doctype html”, not “{"version"”
PAGE = frozenset({b"html", b"head", b"body", b"title", b"meta", b"script", b"div", b"p"})


def no_feed(seen: Fetched) -> str:
    """Return why an answer cannot be a feed, "" when it may be one; its reader has the last word.

    >>> no_feed(Fetched(asked="", url="", status=200, body=b"<!doctype html><title>Gone fishing</title>"))
    'a web page came, not a feed'
    """
    start = seen.body[:LOOKED_AT]
    prolog = PROLOG.match(start)
    at = prolog.end() if prolog else 0
    if at == len(start):
        return "the answer is empty" if at < LOOKED_AT else ""
    found = NAME.match(start, at)
    if not found:
        return ""
    name = found[2] if found[1].lower() == b"doctype" else found[1]
    return "a web page came, not a feed" if name and name.lower() in PAGE else ""
