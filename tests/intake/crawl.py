"""Archives as crawlers write them, made by hand: any record, whole or broken."""

import gzip
from collections.abc import Iterable

WORDS = (
    "harbour wall watchman engineer council mooring ferry lantern quarry mill spring county quay crew gate stone fisher mayor"
).split()


def make_text(number: int, sentences: int = 8) -> str:
    """Return paragraphs that no other number has."""
    lines = []
    for n in range(sentences):
        a, b, c = (WORDS[(number * k + n * 5 + k) % len(WORDS)] for k in (1, 3, 7))
        lines.append(
            f"The {a} of Holm told the {b} on Monday that {number + n} people had seen the {c} before it was moved to the quay."
        )
    return "".join(f"<p>{line}</p>" for line in lines)


def make_page(number: int, sentences: int = 8) -> bytes:
    """Return a page with a head, a menu and an article."""
    head = f"<title>Report {number} - Holm Gazette</title><meta property='article:published_time' content='2031-05-09T08:15:00Z'>"
    body = f"<nav><a href='/'>Home</a></nav><article><h1>Report {number}</h1>{make_text(number, sentences)}</article>"
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def make_record(
    number: int,
    body: bytes | None = None,
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8",
    url: str | None = None,
) -> bytes:
    """Return one record, not packed."""
    body = make_page(number) if body is None else body
    block = f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    url = url or f"https://post.example/2031/05/09/{number}"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-10T01:02:03Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032d}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def pack(records: Iterable[bytes]) -> bytes:
    """Return an archive with each record packed by itself, as the standard has it."""
    return b"".join(gzip.compress(record, 1, mtime=0) for record in records)
