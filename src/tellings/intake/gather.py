"""The verb of intake: everything that the user named, read."""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import msgspec

from tellings.errors import MaterialError
from tellings.intake.extraction import Extractor
from tellings.intake.limits import Limits
from tellings.intake.sidecar import Sidecars
from tellings.intake.sniff import HEAD, Kind, recognise
from tellings.intake.streams import Meter, opened, take_all
from tellings.intake.walk import Input, ending, find_inputs
from tellings.language.tables import load_table
from tellings.model import Article, Unread
from tellings.reading.decoding import decode
from tellings.reading.plain import read
from tellings.reading.rows import read_row

Say = Callable[[str], None]
DEFAULT = Limits()
HOPELESS = 20  # rows that fail before any succeeds, after which the rest of a table is given up


def read_all(
    paths: Iterable[str], limits: Limits = DEFAULT, say: Say | None = None
) -> tuple[list[Article], list[Unread], list[str]]:
    """Return the articles of ``paths`` in a fixed order, what could not be read, and notes on what was recognised or skipped.

    Nothing raises for the sake of one input. The order of ``paths`` changes nothing.
    """
    notes: list[str] = []

    def note(words: str) -> None:
        notes.append(words)
        if say:
            say(words)

    got = list(iter_articles(paths, limits, note))
    return [r for r in got if isinstance(r, Article)], [r for r in got if isinstance(r, Unread)], notes


def iter_articles(paths: Iterable[str], limits: Limits = DEFAULT, say: Say | None = None) -> Iterator[Article | Unread]:
    """Yield each article, or the reason why it could not be read, as it is read."""
    gathering = _Gathering(limits, say or (lambda words: None))
    try:
        for item in find_inputs(paths, gathering.say):
            yield from [item] if isinstance(item, Unread) else gathering.read(item)
    finally:
        gathering.close()


class _Gathering:
    """One call of intake: its caps, its worker, the ids given so far."""

    def __init__(self, limits: Limits, say: Say) -> None:
        self.limits, self.say, self.meter = limits, say, Meter(limits)
        self.seen: dict[str, tuple[str, str]] = {}  # id: hash of the text and path of the article that has it
        self.recognised: Counter[str] = Counter()
        self.extractor: Extractor | None = None
        self.sidecars = Sidecars(limits, self.say)

    def close(self) -> None:
        """End the worker and say what was recognised."""
        if self.extractor:
            self.extractor.close()
        if self.recognised:
            self.say("recognised: " + ", ".join(f"{what} {n}" for what, n in sorted(self.recognised.items())))

    def read(self, item: Input) -> Iterator[Article | Unread]:
        """Yield what is in one input."""
        try:
            with opened(item, self.meter) as (stream, packing):
                kind = recognise(item.name, stream.peek(HEAD)[:HEAD])
                self._tell(item, kind, packing)
                if kind in ("jsonl", "csv"):
                    yield from self._rows(item, kind, stream)
                else:
                    yield from self._settle(self._page(item, stream) if kind == "html" else self._text(item, stream), item.path)
        except MaterialError as error:
            yield Unread(item.name, error.reason)

    def _tell(self, item: Input, kind: Kind, packing: str | None) -> None:
        what = load_table("intake", "kinds.toml")["says"][kind]
        self.recognised[what] += 1
        said, packed = ending(item.name)
        if said != kind or packed != bool(packing):
            self.say(f"{item.name}: recognised as {what}" + (f", packed with {packing}" if packing else "") + ", by its content")

    def _text(self, item: Input, stream: io.BufferedReader) -> Article:
        told = decode(take_all(stream, self.limits))
        self._tell_encoding(item.name, told.encoding)
        given = self.sidecars.given(item.path) if told.text.strip() else {}
        if given:
            return read_row({**given, "text": told.text}, item.name, told.encoding)
        return read(told.text, item.name, encoding=told.encoding)

    def _page(self, item: Input, stream: io.BufferedReader) -> Article:
        from tellings.reading.pages import read_page

        told = decode(take_all(stream, self.limits), page=True)
        self.extractor = self.extractor or Extractor(self.limits)
        page = self.extractor.extract(told.text)
        self._tell_encoding(item.name, told.encoding)
        return read_page(page, item.name, encoding=told.encoding)

    def _rows(self, item: Input, kind: Kind, stream: io.BufferedReader) -> Iterator[Article | Unread]:
        from tellings.intake.tables import iter_csv, iter_jsonl

        good = bad = 0
        for row in (iter_csv if kind == "csv" else iter_jsonl)(stream, self.limits):
            where = f"{item.name}, line {row.line}"
            try:
                if row.fields is None:
                    raise MaterialError(row.wrong)
                self._tell_encoding(where, row.encoding)
                yield from self._settle(read_row(row.fields, item.name, row.encoding), item.path)
                good += 1
            except MaterialError as error:
                bad += 1
                yield Unread(where, error.reason)
            if bad >= HOPELESS and not good:
                raise MaterialError(
                    f"none of its first {bad} rows could be read, the rest was not tried; is it what its name says?"
                )
        if not good and not bad:
            raise MaterialError("it holds no rows; nothing can be read from it")

    def _settle(self, article: Article, path: str) -> Iterator[Article]:
        """Yield an article under an id of its own, or nothing when the same row was read before.

        Two files with the same name and text are two reports (two outlets may print one agency text); a row that stands twice
        in one file is one.
        """
        before = self.seen.get(article.id)
        if before == (article.sha256, path):
            self.say(f"{article.file}: a row with this id and text was read before ({article.id}); counted once")
            return
        if before:
            article = self._renamed(article)
        self.seen[article.id] = article.sha256, path
        yield article

    def _renamed(self, article: Article) -> Article:
        number = 2
        while (new := f"{article.id}-{number}") in self.seen:
            number += 1
        self.say(f"{article.file}: the id {article.id} is taken by another article; this one is called {new}")
        furniture = tuple(msgspec.structs.replace(f, article=new) for f in article.furniture)
        return msgspec.structs.replace(article, id=new, furniture=furniture)

    def _tell_encoding(self, name: str, encoding: str | None) -> None:
        if encoding:
            self.say(f"{name}: not UTF-8, decoded as {encoding}")
