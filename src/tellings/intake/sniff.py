"""Tell what some bytes are from their beginning and their name."""

import re
from typing import Literal, cast

from tellings.errors import MaterialError
from tellings.intake.walk import ending
from tellings.language.tables import load_table

Kind = Literal["text", "html", "jsonl", "csv"]
HEAD = 4096  # bytes of the beginning that are looked at
PAGE = re.compile(rb"(?is)^(?:<\?xml[^>]{0,200}>|<!--.{0,500}?-->|\s)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])")
FEED = re.compile(rb"(?is)^(?:<\?xml[^>]{0,200}>|<!--.{0,500}?-->|\s)*<(?:rss|feed|rdf:RDF|opml)[\s>]")
TAGGED = re.compile(rb"(?i)<(?:p|div|article|body|table|span|h1|meta|br)\b[^<>]{0,500}>")
OBJECT = re.compile(rb'^\s*\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:|\})')
COLUMNS = re.compile(rb'(?i)^"?[\w -]{0,40}"?(?:[,;\t|]"?[\w -]{0,40}"?){0,40}$')


def recognise(name: str, head: bytes) -> Kind:
    """Return what an input is. Content decides where it is sure, the ending elsewhere; nothing sure is plain text.

    Raises MaterialError, with what to do, for kinds that are known and not read.

    >>> recognise("-", b"<!DOCTYPE html><title>Wall falls</title>"), recognise("a.csv", b"id,text")
    ('html', 'csv')
    """
    said = cast("Kind | None", ending(name)[0])
    bare = head.removeprefix(b"\xef\xbb\xbf")
    _refuse(bare)
    if PAGE.match(bare):
        return "html"
    if said:
        return said
    if OBJECT.match(bare):
        return "jsonl"
    first = bare.split(b"\n", 1)[0].strip(b"\r")
    columns = {c.strip(b'" ').lower() for c in re.split(rb"[,;\t|]", first)} if COLUMNS.match(first) else set()
    if len(columns) > 1 and columns & {b"text", b"title"}:
        return "csv"
    return "html" if len(TAGGED.findall(bare)) > 3 else "text"


def _refuse(head: bytes) -> None:
    for other in load_table("intake", "kinds.toml")["other"]:
        if head.startswith(other["starts"].encode("latin-1")):
            raise MaterialError(f"it is {other['what']}; {other['todo']}")
    if FEED.match(head):
        raise MaterialError("it is a feed or an OPML list; feeds are not read yet: save the articles as HTML first")
    if re.match(rb"\s*\[\s*(?:\{|\])", head):
        raise MaterialError("it is a JSON array; write one object a line (JSONL), as `jq -c '.[]'` does")
