"""One reader for each kind of input: a stream in, jobs out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from tellings.errors import MaterialError
from tellings.intake.arrival import Cursor
from tellings.intake.job import Job
from tellings.intake.limits import Limits
from tellings.intake.sidecar import Sidecars
from tellings.intake.sniff import HEAD, Kind, StrangerError, recognise
from tellings.intake.streams import Meter, Opened, opened, take_all
from tellings.intake.task import Task, TaskKind
from tellings.intake.walk import Input, ending
from tellings.language.tables import load_table
from tellings.model import Unread
from tellings.reading.decoding import decode
from tellings.reading.plain import read
from tellings.reading.rows import read_row

HOPELESS = 20  # rows that fail before any succeeds, after which the rest of a table is given up
FIRST = Cursor(1)


class Call:
    """One call of intake: its caps, what was told with the bytes, what was recognised so far."""

    def __init__(
        self,
        limits: Limits,
        say: Callable[[str], None],
        *,
        media_type: str | None = None,
        charset: str | None = None,
        url: str | None = None,
        given: Mapping[str, str] | None = None,
    ) -> None:
        self.limits, self.say, self.meter = limits, say, Meter(limits)
        self.media_type, self.charset, self.url, self.given = media_type, charset, url, dict(given or {})
        self.recognised: Counter[str] = Counter()
        self.sidecars = Sidecars(limits, say)

    def read(self, item: Input, after: Cursor) -> Iterator[Job]:
        """Yield the jobs of one input that come after a cursor."""
        number = after.number
        try:
            with opened(item, self.meter) as open_:
                kind = recognise(item.name, open_.stream.peek(HEAD)[:HEAD], self.media_type)
                self._tell(item, kind, open_.packing)
                for job in READERS[kind](self, item, open_, after):
                    number = job.cursor.number
                    yield job
        except MaterialError as error:
            if isinstance(error, StrangerError) and item.listed and ending(item.name)[0] in ("json", "xml"):
                self.say(f"{item.name}: skipped: {error.reason}")
                return
            yield Job(item=item, cursor=Cursor(number + 1), found=(Unread(item.name, error.reason),))

    def tell_recognised(self) -> None:
        """Say what was recognised, once everything is read."""
        if self.recognised:
            self.say("recognised: " + ", ".join(f"{what} {n}" for what, n in sorted(self.recognised.items())))
            self.recognised.clear()

    def tell_encoding(self, name: str | None, encoding: str | None) -> None:
        """Say that bytes were not UTF-8."""
        if encoding:
            self.say(f"{name or '-'}: not UTF-8, decoded as {encoding}")

    def task(self, kind: TaskKind, raw: bytes, name: str) -> Task:
        """Return a task with what was told of the bytes."""
        keyed = self.url is not None
        return Task(kind=kind, raw=raw, name=name, url=self.url, charset=self.charset, given=self.given, keyed=keyed)

    def _tell(self, item: Input, kind: Kind, packing: str | None) -> None:
        what = load_table("intake", "kinds.toml")["says"][kind]
        self.recognised[what] += 1
        said, packed = ending(item.name)
        if said != kind or packed != bool(packing):
            self.say(f"{item.name}: recognised as {what}" + (f", packed with {packing}" if packing else "") + ", by its content")


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
            raw = take_all(opened.stream, call.limits, "article" if kind == "html" else "feed")
            yield Job(item=item, cursor=FIRST, task=call.task(kind, raw, item.name), alone=kind == "html")

    return read_whole


def _rows(kind: Kind) -> "Reader":
    def read_rows(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
        from tellings.intake.tables import iter_csv, iter_jsonl

        good = bad = 0
        for row in (iter_csv if kind == "csv" else iter_jsonl)(opened.stream, call.limits):
            if row.line <= after.number:
                continue
            where = f"{item.name}, line {row.line}"
            try:
                if row.fields is None:
                    raise MaterialError(row.wrong)
                call.tell_encoding(where, row.encoding)
                yield Job(item=item, cursor=Cursor(row.line), found=(read_row(row.fields, item.name, row.encoding),))
                good += 1
            except MaterialError as error:
                bad += 1
                yield Job(item=item, cursor=Cursor(row.line), found=(Unread(where, error.reason),))
            if bad >= HOPELESS and not good:
                raise MaterialError(
                    f"none of its first {bad} rows could be read, the rest was not tried; is it what its name says?"
                )
        if not good and not bad and not after.number:
            raise MaterialError("it holds no rows; nothing can be read from it")

    return read_rows


def _unread(call: Call, item: Input, opened: Opened, after: Cursor) -> Iterator[Job]:
    raise StrangerError("it is of a kind that this version does not read yet; export its articles as JSONL")


Reader = Callable[[Call, Input, Opened, Cursor], Iterator[Job]]
READERS: dict[str, Reader] = {
    "text": _text,
    "html": _whole("html"),
    "jsonl": _rows("jsonl"),
    "csv": _rows("csv"),
    **dict.fromkeys(("json", "feed", "opml", "sitemap", "newsml", "nitf", "warc", "mbox", "mail"), _unread),
}
