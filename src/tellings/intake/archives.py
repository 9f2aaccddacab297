"""WARC archives: each record with its place, the broken ones reported and gone round."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from msgspec import Struct

from tellings.errors import MaterialError
from tellings.intake import offsets
from tellings.intake.arrival import Cursor
from tellings.intake.call import HOPELESS, Call
from tellings.intake.job import Job
from tellings.intake.sniff import HEAD, StrangerError, recognise
from tellings.intake.streams import Opened, mb
from tellings.intake.task import Task
from tellings.intake.walk import Input
from tellings.language.tables import load_table
from tellings.model import Unread

TAKEN = ("response", "resource", "conversion")
READ = ("html", "text", "feed", "opml", "sitemap", "newsml", "nitf", "json")
FOUND = 200


class Record(Struct):
    """A record as it lies in the archive: its number, where it begins (None: that cannot be told), and fastwarc's own view of it.

    ``wrong`` says why there is no view.
    """

    number: int
    offset: int | None
    view: Any = None
    wrong: str = ""


def read_warc(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
    """Yield a job for each record that holds a page, a text or a feed; the others are counted, and said at the end."""
    skipped: Counter[str] = Counter()
    good = bad = 0
    for record in _records(opened, after):
        if record.number <= after.number:
            continue
        if record.view is not None:  # beyond the cap on everything the whole archive is given up, not each record
            call.meter.count(record.view.content_length)
        cursor = Cursor(record.number, record.offset)
        place = f"record {record.number}" + ("" if record.offset is None else f" at byte {record.offset}")
        try:
            if record.wrong:
                raise MaterialError(record.wrong)
            task = _task(call, item, record, place, skipped)
            good += 1
            if task:
                yield Job(item=item, cursor=cursor, task=task, captured=task.captured)
        except MaterialError as error:
            bad, record.wrong = bad + 1, error.reason
            yield Job(item=item, cursor=cursor, found=(Unread(f"{item.name}, {place}", error.reason),))
        if bad >= HOPELESS and not good:
            raise MaterialError(f"none of its first {bad} records could be read, the rest was not tried; fetch the archive again")
    if skipped:
        call.say(f"{item.name}: records passed over: " + ", ".join(f"{what} {n}" for what, n in sorted(skipped.items())))


def _task(call: Call, item: Input, record: Record, place: str, skipped: Counter[str]) -> Task | None:
    """Return what is to be read of a record; None when it holds nothing of the kind. Raises MaterialError when it is broken."""
    view = record.view
    kind = str(view.record_type)
    if kind not in TAKEN:
        skipped[kind] += 1
        return None
    raw, media_type, charset = _payload(call, view)
    url = (view.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    if view.http_headers is not None and view.is_http and view.http_headers.status_code != FOUND:
        skipped["answers other than 200"] += 1
        return None
    try:
        found = recognise("", raw[:HEAD], media_type)
    except StrangerError:
        found = None
    except MaterialError:
        found = None  # pictures, PDF and the like: archives are full of them
    known = (media_type or "").split(";")[0].strip().lower() in load_table("intake", "kinds.toml")["media_types"]
    if found not in READ or (found == "text" and not known) or (url or "").endswith("/robots.txt"):
        skipped["not articles"] += 1
        return None
    call.recognise(found)
    return Task(
        kind="objects" if found == "json" else found,  # type: ignore[arg-type]
        raw=raw,
        name=item.name,
        place=place,
        url=url,
        charset=charset,
        keyed=bool(url),
        captured=view.headers.get("WARC-Date"),
    )


def _payload(call: Call, view: Any) -> tuple[bytes, str | None, str | None]:
    """Return the bytes of a record without their HTTP packing, and what the server called them."""
    limit, size = call.limits.article, view.content_length
    if size > limit:
        raise MaterialError(f"the record is larger than {mb(limit)}; raise the limit 'article'")
    try:
        view.freeze()
        if view.content_length != size:
            raise MaterialError("the record ends early (the archive was cut short); fetch it again")
        if view.is_http:
            view.parse_http(auto_decode="all")
        raw = view.reader.read(limit + 1)
    except (OSError, ValueError) as error:
        raise MaterialError(f"the record is broken ({error}); fetch the archive again") from error
    if len(raw) > limit:
        raise MaterialError(f"the record is larger than {mb(limit)} unpacked; raise the limit 'article'")
    if view.is_http:
        return raw, view.http_content_type, view.http_charset
    return raw, view.headers.get("Content-Type"), None


def _records(opened: Opened, after: Cursor) -> Iterator[Record]:
    """Yield each record from the one at ``after`` on, or from the first where that place cannot be found."""
    source = opened.packed
    if opened.packing == "zstd" or not source.seekable():
        yield from _in_one_go(opened.stream)
        return
    number, begin = 0, 0
    if after.offset is not None and offsets.begins_at(source, after.offset):
        number, begin = after.number - 1, after.offset
    yield from _resuming(source, number, begin, opened.packing is None)


def _in_one_go(stream: io.BufferedReader) -> Iterator[Record]:
    number = 0
    try:
        for number, view in enumerate(_iterate(Onward(stream)), 1):
            yield Record(number, None, view)
    except OSError as error:
        yield Record(
            number + 1, None, wrong=f"the archive is broken here ({error}) and the rest cannot be reached; unpack it to a file"
        )


def _resuming(source: Any, number: int, begin: int | None, plain: bool) -> Iterator[Record]:
    """Yield records; where one is broken, say so and go on with the next that can be found.

    In a ``plain`` archive a wrong length swallows what comes after, so each is checked before it is believed.
    """
    size = source.seek(0, io.SEEK_END)
    while begin is not None and begin < size:
        source.seek(begin)
        last: int | None = None
        told = False
        wrong = "the archive ends early here (it was cut short); fetch it again"
        try:
            for view in _iterate(source):
                here, number = view.stream_pos, number + 1
                record = Record(number, here if last is None or here > last else None, view)
                if plain and not _is_whole(source, here):
                    record.wrong = "the record does not end where it says (it was cut short or changed); fetch the archive again"
                yield record
                last, told = max(here, last or 0), bool(record.wrong)
                if plain and told:
                    break
        except OSError as error:
            wrong = f"the record is broken ({error}); fetch the archive again"
        broken = begin if last is None else offsets.end_of(source, last)
        if plain and told:
            broken = last
        if broken is not None and broken >= size:
            return
        if broken is None and last is not None:
            broken = last
        assert broken is not None
        begin = offsets.next_start(source, broken + 1)
        if told and broken == last:
            continue
        if not _is_blank(source, broken, begin or size):
            number += 1
            yield Record(number, broken, wrong=wrong)


def _is_whole(source: Any, offset: int) -> bool:
    """Whether the record at an offset ends where it says; the reader that is under way does not notice."""
    at = source.tell()
    whole = offsets.end_of(source, offset) is not None
    source.seek(at)
    return whole


def _is_blank(source: Any, start: int, end: int) -> bool:
    """Whether nothing but white space or zeros lies between two bytes: padding, no loss."""
    source.seek(start)
    return end - start < offsets.BITE and not source.read(end - start).strip(b"\r\n \t\0")


def _iterate(stream: Any) -> Iterator[Any]:
    """Yield fastwarc's view of each record; whatever stops it is an OSError."""
    from fastwarc.warc import ArchiveIterator

    views = iter(ArchiveIterator(stream, parse_http=False))
    while True:
        try:
            view = next(views, None)
        except ValueError as error:
            raise OSError(str(error)) from error
        except BaseException as error:  # a panic of its Rust is no Exception; it must not end the run
            if type(error).__name__ != "PanicException":
                raise
            raise OSError("the reader of archives gave up") from error
        if view is None:
            return
        yield view


class Onward:
    """A stream that can only be read onward, as fastwarc wants to see it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.at = stream, 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        got = self.stream.read(size)
        self.at += len(got)
        return got

    def seekable(self) -> bool:
        """Return that it is not."""
        return False

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self.at
