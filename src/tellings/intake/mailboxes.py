"""Mailboxes (mbox, RFC 4155): one mail at a time."""

from collections.abc import Iterator
from typing import IO

from tellings.errors import MaterialError
from tellings.intake.arrival import Cursor
from tellings.intake.call import Call
from tellings.intake.job import Job
from tellings.intake.streams import Opened, mb
from tellings.intake.walk import Input
from tellings.model import Unread

FROM = b"From "


def read_mailbox(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
    """Yield a job for each mail."""
    number = 0
    for number, raw in enumerate(iter_mails(opened.stream, call.limits.article), 1):
        if number <= after.number:
            continue
        place = f"mail {number}"
        if len(raw) > call.limits.article:
            wrong = f"it is larger than {mb(call.limits.article)}; raise the limit 'article' or take its attachments off"
            yield Job(item=item, cursor=Cursor(number), found=(Unread(f"{item.name}, {place}", wrong),))
        else:
            yield Job(item=item, cursor=Cursor(number), task=call.task("mail", raw, item.name, place))
    if not number:
        raise MaterialError("it holds no mails; nothing can be read from it")


def iter_mails(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    r"""Yield each mail without its ``From `` line; of one beyond the limit only that much and a byte, so that it takes no memory.

    >>> import io
    >>> list(iter_mails(io.BytesIO(b"From a Mon\nSubject: x\n\nHere.\n>From there.\n\nFrom b Tue\nSubject: y\n\n"), 100))
    [b'Subject: x\n\nHere.\nFrom there.\n\n', b'Subject: y\n\n']
    """
    held, blank, begun = bytearray(), True, False
    while line := stream.readline(limit + 1):
        if blank and line.startswith(FROM):
            if begun:
                yield bytes(held)
            held, begun = bytearray(), True
        elif begun and len(held) <= limit:
            quoted = line.startswith(b">") and line.lstrip(b">").startswith(FROM)
            held += (line[1:] if quoted else line)[: limit + 1 - len(held)]
        blank = line in (b"\n", b"\r\n")
    if begun:
        yield bytes(held)
