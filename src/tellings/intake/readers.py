"""One reader for each kind of input: a stream in, jobs out."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from tellings.errors import MaterialError
from tellings.intake.arrival import Cursor
from tellings.intake.call import HOPELESS, Call
from tellings.intake.job import Job
from tellings.intake.sniff import HEAD, Kind, StrangerError, recognise
from tellings.intake.streams import Opened, opened, take_all
from tellings.intake.task import TaskKind
from tellings.intake.walk import Input, ending
from tellings.model import Unread
from tellings.reading.decoding import decode
from tellings.reading.plain import read
from tellings.reading.rows import key_of_row, read_row
from tellings.reading.told import Told, to_found

if TYPE_CHECKING:
    from tellings.intake.tables import Row

FIRST = Cursor(1)


def read_input(call: Call, item: Input, after: Cursor) -> Iterator[Job]:
    """Yield the jobs of one input that come after a cursor."""
    number = after.number
    try:
        with opened(item, call.meter) as open_:
            kind = recognise(item.name, open_.stream.peek(HEAD)[:HEAD], call.media_type)
            if call.asked != "page" and kind in ("html", "text"):
                what = "a web page" if kind == "html" else "plain text"
                raise MaterialError(f"it is {what}, not the {call.asked} that was asked for; give its address anew")
            call.tell(item, kind, open_.packing)
            for job in READERS[kind](call, item, open_, after):
                number = job.cursor.number
                yield job
    except MaterialError as error:
        if isinstance(error, StrangerError) and item.listed and ending(item.name)[0] in ("json", "xml"):
            call.say(f"{item.name}: skipped: {error.reason}")
            return
        yield Job(item=item, cursor=Cursor(number + 1), found=(Unread(item.name, error.reason),))


def _text(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
    if after.number:
        return
    raw = take_all(opened.stream, call.limits)
    if item.raw is not None:
        yield Job(item=item, cursor=FIRST, task=call.task("text", raw, item.name), alone=True)
        return
    told = decode(raw)
    call.tell_encoding(item.name, told.encoding)
    given = call.sidecars.given(item.path) if told.text.strip() else {}
    if given:
        article = read_row({**given, "text": told.text}, item.name, told.encoding)
    else:
        article = read(told.text, item.name, encoding=told.encoding)
    yield Job(item=item, cursor=FIRST, found=(article,), alone=True)


def _whole(kind: TaskKind) -> "Reader":
    """Return the reader of a kind that is handed to a worker in one piece."""

    def read_whole(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
        if not after.number:
            raw = take_all(opened.stream, call.limits, "article" if kind in ("html", "mail") else "feed")
            named = not item.listed and kind in ("feed", "opml", "sitemap")
            task = call.task(kind, raw, item.name)
            yield Job(item=item, cursor=FIRST, task=task, alone=kind in ("html", "nitf", "mail"), named=named)

    return read_whole


def _rows(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
    """Yield each row of JSONL or CSV that can be read, and why another cannot."""
    from tellings.intake.tables import iter_csv, iter_jsonl

    kind = recognise(item.name, opened.stream.peek(HEAD)[:HEAD], call.media_type)
    yield from _told(call, item, after, (iter_csv if kind == "csv" else iter_jsonl)(opened.stream, call.limits), "rows")


def _objects(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
    """Yield each object of a JSON file; raises StrangerError for a file met in a folder whose first object is no article."""
    from tellings.intake.tables import iter_json

    yield from _told(call, item, after, iter_json(opened.stream, call.limits), "objects")


def _told(call: Call, item: Input, after: Cursor, rows: Iterable["Row"], what: str) -> Iterator[Job]:
    good = bad = 0
    for row in rows:
        if row.line <= after.number:
            continue
        cursor, place = Cursor(row.line), f"{row.unit} {row.line}"
        try:
            if row.fields is None:
                raise MaterialError(row.wrong)
            call.tell_encoding(f"{item.name}, {place}", row.encoding)
            yield _row_job(call, item, row, place)
            good += 1
        except MaterialError as error:
            if what == "objects" and item.listed and not good:
                raise StrangerError(error.reason) from error
            bad += 1
            yield Job(item=item, cursor=cursor, found=(Unread(f"{item.name}, {place}", error.reason),))
        if bad >= HOPELESS and not good:
            raise MaterialError(f"none of its first {bad} {what} could be read, the rest was not tried; is it what its name says?")
    if not good and not bad and not after.number:
        raise MaterialError(f"it holds no {what}; nothing can be read from it")


def _row_job(call: Call, item: Input, row: "Row", place: str) -> Job:
    """Return a row of ours, or of a tool that is known, as an article or link; what holds marked-up texts goes to a worker."""
    from tellings.reading.shapes import find_shape, kind_of, to_fields

    assert row.fields is not None
    cursor, kind = Cursor(row.line), kind_of(row.fields)
    if kind in ("jsonfeed", "ninjs", "list"):
        return Job(
            item=item, cursor=cursor, task=call.task("objects", row.raw or msgspec.json.encode(row.fields), item.name, place)
        )
    fields = row.fields
    if shape := find_shape(row.fields):
        call.recognise_shape(shape.says)
        fields = to_fields(row.fields, shape)
        if fields.get("url") and not fields.get("text"):
            return Job(item=item, cursor=cursor, found=(to_found(Told(fields=fields, link="page", place=place), item.name),))
    return Job(item=item, cursor=cursor, found=(read_row(fields, item.name, row.encoding, key_of_row(fields)),))


def _archive(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
    from tellings.intake.archives import read_warc

    yield from read_warc(call, item, opened, after)


def _mailbox(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
    from tellings.intake.mailboxes import read_mailbox

    yield from read_mailbox(call, item, opened, after)


Reader = Callable[[Call, Input, Opened, Cursor], Iterator[Job]]
READERS: dict[Kind, Reader] = {
    "text": _text,
    "html": _whole("html"),
    "jsonl": _rows,
    "csv": _rows,
    "json": _objects,
    "feed": _whole("feed"),
    "opml": _whole("opml"),
    "sitemap": _whole("sitemap"),
    "newsml": _whole("newsml"),
    "nitf": _whole("nitf"),
    "warc": _archive,
    "mbox": _mailbox,
    "mail": _whole("mail"),
}
