"""Mails, as newsletters send them: the sender's name as outlet, the subject as title, the text part as text (RFC 5322, 2045)."""

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from tellings.errors import MaterialError
from tellings.reading.decoding import decode
from tellings.reading.markup import text_of
from tellings.reading.told import Told, known_language

PARTS, DEPTH = 200, 20  # parts of one mail that are looked at, and how deep they may nest: by judgement, no newsletter has more
PLAIN = 300  # characters from which the plain part is taken for the whole text (as for feeds, by judgement)
LONGEST_HEADER = 2_000


def read_mail(raw: bytes) -> Told:
    r"""Return the article of a mail; attachments and mails inside it are left alone.

    >>> told = read_mail(b"From: Holm Post <a@post.example>\nSubject: Wall falls\n\nThe old wall fell.")
    >>> told.fields["outlet"], told.fields["title"], told.fields["text"]
    ('Holm Post', 'Wall falls', 'The old wall fell.')
    """
    mail = message_from_bytes(raw)
    name, address = parseaddr(_header(mail, "From"))
    text = _text(mail)
    if not text:
        return Told(wrong="it has no text part (or only attachments and other mails); nothing can be read from it")
    fields = {
        "text": text,
        "title": _header(mail, "Subject"),
        "outlet": " ".join(name.split()) or address.rpartition("@")[2],
        "published": _day(_header(mail, "Date")),
        "language": known_language(_header(mail, "Content-Language").split(",")[0]),
    }
    return Told(fields=fields, key=_header(mail, "Message-ID") or None)


def _header(mail: "Message[str, str]", name: str) -> str:
    words = str(mail.get(name) or "")[:LONGEST_HEADER]
    with suppress(HeaderParseError, LookupError, ValueError):  # an encoded word that cannot be decoded is shown as it is
        words = str(make_header(decode_header(words)))
    return " ".join(words.split())


def _day(date: str) -> str | None:
    try:
        return parsedate_to_datetime(date).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _text(mail: "Message[str, str]") -> str:
    """Return the plain part where it is more than a line for old programs, else the words of the HTML part."""
    told: dict[str, str] = {}
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and kind not in told and part.get_content_disposition() != "attachment":
            told[kind] = _words(part)
    plain = told.get("text/plain", "").strip()
    if len(plain) >= PLAIN or "text/html" not in told:
        return plain
    return text_of(told["text/html"]) or plain


def _words(part: "Message[str, str]") -> str:
    payload: Any = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    try:
        return decode(payload, charset=part.get_content_charset()).text.replace("\r\n", "\n")
    except MaterialError:
        return ""


def _parts(mail: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Yield the parts that are no containers, in order; a mail inside the mail is somebody else's."""
    todo = [(mail, 0)]
    for _ in range(PARTS):
        if not todo:
            return
        part, depth = todo.pop()
        payload: Any = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(payload, list) and depth < DEPTH:
            todo.extend((p, depth + 1) for p in reversed(payload[:PARTS]))
        elif part.get_content_maintype() == "text":
            yield part
