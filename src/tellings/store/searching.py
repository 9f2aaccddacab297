"""Searches: the index is walked from the newest day on, what it gives is read, checked against the query, and cut to a page."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import text
from sqlalchemy.engine import Connection, Row

from tellings.errors import UsageError
from tellings.model import ArticleCard, Hit, Page, Passage, Query, Quotation, Said
from tellings.store import words as w
from tellings.store.cursors import read_cursor, write_cursor
from tellings.store.dialect import SAID, WORDS, Dialect, Matching
from tellings.store.packing import Exact, escape, unpack, unpack_text
from tellings.store.passages import find_passages
from tellings.store.places import BUCKET, END, between, bucket_of, check_day
from tellings.store.query import All, Node, Term, holds, read_query, standing_in

LONGEST = 1024  # rows that are asked for at once; first a page and one more, since nearly all of them are hits
MOST = 500  # hits of a page
POSITIONS = 20  # bits of a quotation's place below its article's
COLUMNS: dict[str, Any] = dict.fromkeys(("id", "story", "outlet", "language"), Exact)
Found = TypeVar("Found")
ARTICLE = "a.place AS at, a.id, a.card, a.outlet, a.language, s.id AS story, b.text"
JOINED = "JOIN bodies b ON b.article = a.number LEFT JOIN stories s ON s.number = a.story"


def search(dialect: Dialect, connection: Connection, query: Query, limit: int, after: str | None) -> Page[Hit]:
    """Return a page of articles in which the words stand."""
    if query.speaker is not None:
        raise UsageError("a speaker is asked for by `who` (Reader.who_said); a search looks for articles")
    node = read_query(query.words)

    def fits(row: Row[Any]) -> Hit | None:
        body = unpack_text(row.text)
        passages: tuple[Passage, ...] = ()
        if node is not None:
            there = w.Occurrences(body)
            if not holds(node, lambda term: any(True for _ in there.of(term.words))):
                return None
            passages = find_passages(row.id, body, there, node)
        return Hit(article=unpack(row.card, ArticleCard), story=row.story, passages=passages)

    source = f"JOIN articles a ON a.place = {{place}} {JOINED}" if node is not None else f"articles a {JOINED}"
    walk = _Walk(dialect, connection, WORDS, node, query, ARTICLE, source, 0, limit + 1)
    return _page(walk, fits, lambda row: str(row.id), limit, after, "search")


def who_said(dialect: Dialect, connection: Connection, query: Query, limit: int, after: str | None) -> Page[Said]:
    """Return a page of quotations of a speaker, with these words in them."""
    node = _said(query)

    def fits(row: Row[Any]) -> Said | None:
        body, quotation = unpack_text(row.text), unpack(row.said, Quotation)
        if node is not None and not holds(node, standing_in(w.said_words(quotation, body, row.outlet, row.language))):
            return None
        passages = tuple(Passage(row.id, s, e, body[s:e]) for s, e in quotation.spans)
        return Said(article=unpack(row.card, ArticleCard), story=row.story, quotation=quotation, passages=passages)

    joined = f"JOIN articles a ON a.number = q.article {JOINED}"
    source = f"JOIN quotations q ON q.place = {{place}} {joined}" if node is not None else f"quotations q {joined}"
    what = ARTICLE.replace("a.place AS at", "q.place AS at") + ", q.body AS said"
    walk = _Walk(dialect, connection, SAID, node, query, what, source, POSITIONS, limit + 1)
    return _page(walk, fits, lambda row: f"{row.id}\0{row.at & ((1 << POSITIONS) - 1):08d}", limit, after, "said")


def _said(query: Query) -> Node | None:
    words = read_query(query.words)
    if query.speaker is None:
        return words
    name = tuple(w.speaker_words(query.speaker))
    if not name or len(name) > 20:
        raise UsageError("the speaker's name holds no word, or too many; write it as reports print it")
    return Term(name) if words is None else All((Term(name), words))


class _Walk:
    """Rows by place, from a place on, in growing chunks."""

    def __init__(
        self,
        dialect: Dialect,
        connection: Connection,
        index: str,
        node: Node | None,
        query: Query,
        what: str,
        source: str,
        bits: int,
        first: int,
    ) -> None:
        self.connection, self.bits, self.index, self.first = connection, bits, index, first
        since, until = query.since and check_day(query.since), query.until and check_day(query.until)
        self.low, self.high = (edge << bits for edge in between(since, until))
        self.values: dict[str, object] = {}
        conditions = ["a.standing <> 'withdrawn'" if query.superseded else "a.standing = 'current'"]
        if query.story is not None:
            conditions.append("a.story = (SELECT number FROM stories WHERE id = :story)")
            self.values["story"] = escape(query.story)
        conditions += _plain_conditions(query, self.values)  # of a text too large for an index its marks are not asked
        walking = None
        if node is None:
            matching = Matching("", "q.place" if bits else "a.place", "", {})
        else:
            matching = dialect.matching(index, node, _marks(query))
            walking = dialect.walking(connection, index, node, _marks(query))
        self.question = self._question(matching, what, source, conditions)
        self.walk = (walking[0], *self._question(walking[1], what, source, conditions)) if walking is not None else None

    def _question(self, matching: Matching, what: str, source: str, conditions: Sequence[str]) -> tuple[Any, dict[str, object]]:
        place = matching.place
        asked = [matching.condition] if matching.condition else []
        asked += [] if matching.bounded else [f"{place} >= :low", f"{place} < :high"]
        question = text(
            f"{matching.before}SELECT {what} FROM {matching.table} {source.format(place=place)} "
            f"WHERE {' AND '.join([*asked, *conditions])} ORDER BY {place} LIMIT :many"
        )
        return question.columns(**COLUMNS), {**self.values, **matching.values}

    def rows(self, low: int) -> Iterator[Row[Any]]:
        """Yield rows from a place on: the first few one after another, where the dialect can, the rest by the index."""
        low = max(low, self.low)
        if self.walk is not None:
            many, question, values = self.walk
            far = text(f"SELECT place FROM {self.index} WHERE place >= :low AND place < :high ORDER BY place LIMIT 1 OFFSET :many")
            edge = self.connection.execute(far, {"low": low, "high": self.high, "many": many}).scalar()
            yield from self._ask(question, values, low, self.high if edge is None else edge)
            if edge is None:
                return
            low = edge
        yield from self._ask(*self.question, low, self.high)

    def _ask(self, question: Any, values: dict[str, object], low: int, high: int) -> Iterator[Row[Any]]:
        many = self.first
        while True:
            chunk = self.connection.execute(question, {**values, "low": low, "high": high, "many": many}).all()
            yield from chunk
            if len(chunk) < many:
                return
            low, many = chunk[-1].at + 1, min(2 * many, LONGEST)


def _marks(query: Query) -> list[str]:
    outlet = [w.outlet_word(query.outlet)] if query.outlet is not None else []
    return outlet + ([w.language_word(query.language)] if query.language is not None else [])


def _plain_conditions(query: Query, values: dict[str, object]) -> Iterator[str]:
    for name in ("outlet", "language"):
        asked = getattr(query, name)
        if asked is not None:
            values[name] = escape(asked.casefold())
            yield f"a.{name} = :{name}"


def _page(
    walk: _Walk,
    fits: Callable[[Row[Any]], Found | None],
    name: Callable[[Row[Any]], str],
    limit: int,
    after: str | None,
    kind: str,
) -> Page[Found]:
    """Return what fits, in order: by bucket (day and hash), then by name."""
    if not 1 <= limit <= MOST:
        raise UsageError(f"a page holds 1 to {MOST} hits, not {limit}")
    bucket, last = read_cursor(after, tuple[int, str], kind) if after is not None else (-1, "")
    if not -1 <= bucket <= bucket_of(END):
        raise UsageError("the place to go on from lies outside of the library; leave it out to begin again")
    found: list[Found] = []
    end = None
    for here, group in groupby(walk.rows(max(bucket, 0) * BUCKET << walk.bits), lambda row: bucket_of(row.at >> walk.bits)):
        for row in sorted(group, key=name):
            if here == bucket and name(row) <= last:
                continue
            hit = fits(row)
            if hit is None:
                continue
            if len(found) == limit:
                return Page(tuple(found), end)
            found.append(hit)
            end = write_cursor(kind, here, name(row))
    return Page(tuple(found), None)
