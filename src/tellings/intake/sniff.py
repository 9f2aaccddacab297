"""Tell what some bytes are from their beginning and their name."""

import json
import re
from typing import Literal, cast

from tellings.errors import MaterialError
from tellings.intake.walk import ending
from tellings.language.tables import load_table

Kind = Literal["text", "html", "jsonl", "csv", "json", "feed", "opml", "sitemap", "newsml", "nitf", "warc", "mbox", "mail"]
HEAD = 4096  # bytes of the beginning that are looked at
PAGE = re.compile(rb"(?is)^(?:<\?xml[^>]{0,200}>|<!--.{0,500}?-->|\s)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])")
TAGGED = re.compile(rb"(?i)<(?:p|div|article|body|table|span|h1|meta|br)\b[^<>]{0,500}>")
OBJECT = re.compile(rb'^\s*\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:|\})')
ARRAY = re.compile(rb"^\s*\[\s*(?:\{|\])")
MAILBOX = re.compile(rb"From [^\r\n]{1,200}\r?\n(?:>?[\w-]{1,60}:|[ \t])")
COLUMNS = re.compile(rb'(?i)^"?[\w -]{0,40}"?(?:[,;\t|]"?[\w -]{0,40}"?){0,40}$')
ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class StrangerError(MaterialError):
    """A file of a common format that holds nothing of the news; met in a folder it is passed over, named itself it is reported."""


def recognise(name: str, head: bytes, media_type: str | None = None) -> Kind:
    """Return what an input is. Content decides where it is sure, the media type or ending elsewhere; nothing sure is plain text.

    Raises MaterialError, with what to do, for kinds that are known and not read.

    >>> recognise("-", b"<!DOCTYPE html><title>Wall falls</title>"), recognise("a.csv", b"id,text")
    ('html', 'csv')
    >>> recognise("a.txt", b"<?xml version='1.0'?><!-- ours --><rss version='2.0'>"), recognise("-", b"WARC/1.1")
    ('feed', 'warc')
    """
    said = said_kind(name, media_type)
    bare = next((head.decode(wide, "replace").encode() for mark, wide in WIDE if head.startswith(mark)), head)
    bare = bare.removeprefix(b"\xef\xbb\xbf")
    _refuse(bare)
    if bare.startswith(b"WARC/"):
        return "warc"
    if PAGE.match(bare):
        return "html"
    if kind := _xml(bare, said):
        return kind
    if ARRAY.match(bare):
        return "json"
    if said not in (None, "json", "mbox"):
        return cast("Kind", said)
    return _plainly(bare, said)


def said_kind(name: str, media_type: str | None = None) -> str | None:
    """Return the kind that the media type, else the ending promises; ``xml`` stands for any of its kinds."""
    told = (media_type or "").split(";")[0].strip().lower()
    said: str | None = load_table("intake", "kinds.toml")["media_types"].get(told)
    return said or ending(name)[0]


def _xml(head: bytes, said: str | None) -> Kind | None:
    """Return the kind that the first element says; raises MaterialError where the name promises XML and it is another's."""
    root = root_of(head)
    kind = load_table("intake", "kinds.toml")["roots"].get(root or "")
    if kind == "feed" and root == "RDF" and b"rss" not in head.lower() and b"netscape" not in head.lower():
        kind = None
    if kind is None and said == "xml":
        what = f"its first element is {root!r}" if root else "it has no first element"
        raise StrangerError(f"it is no feed, sitemap, OPML, NewsML-G2 or NITF ({what}); export its articles as JSONL first")
    return cast("Kind | None", kind if head.lstrip().startswith(b"<") else None)


def root_of(head: bytes) -> str | None:
    """Return the name of the first element of an XML file, without its prefix; None when none begins there.

    >>> root_of(b'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf>'), root_of(b"The wall fell.")
    ('nitf', None)
    """
    left = head.lstrip()
    while left.startswith((b"<?", b"<!")):
        if left.startswith(b"<!--"):
            left = left.partition(b"-->")[2]
        elif left.startswith(b"<?"):
            left = left.partition(b"?>")[2]
        else:
            inside, closed = left.find(b"["), left.find(b">")
            left = (left.partition(b"]")[2] if 0 <= inside < closed else left).partition(b">")[2]
        left = left.lstrip()
    m = ROOT.match(left)
    return m[1].decode("ascii") if m else None


def _plainly(bare: bytes, said: str | None) -> Kind:
    if MAILBOX.match(bare):
        return "mbox"
    if said == "json":
        return "json"
    if OBJECT.match(bare):
        return "jsonl" if _is_line(bare) else "json"
    first = bare.split(b"\n", 1)[0].strip(b"\r")
    columns = {c.strip(b'" ').lower() for c in re.split(rb"[,;\t|]", first)} if COLUMNS.match(first) else set()
    if len(columns) > 1 and columns & {b"text", b"title"}:
        return "csv"
    return "html" if len(TAGGED.findall(bare)) > 3 else "text"


def _is_line(head: bytes) -> bool:
    """Whether an object ends with its first line, or its line is too long to tell."""
    line, newline, _ = head.lstrip().partition(b"\n")
    if not newline:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(head: bytes) -> None:
    for other in load_table("intake", "kinds.toml")["other"]:
        if head.startswith(other["starts"].encode("latin-1")):
            raise MaterialError(f"it is {other['what']}; {other['todo']}")
