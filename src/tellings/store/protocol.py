"""What every store does, whatever database keeps it.

A ``Store`` gives snapshots to read and one transaction at a time to write. What a ``Writer`` did is there for good once its
``with`` block ends without an exception, and none of it is there otherwise. No method looks at a clock.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from msgspec import Struct

from tellings.model import (
    Analysis,
    Article,
    Correction,
    Counts,
    Entry,
    Hit,
    Holding,
    LoggedMove,
    Move,
    Page,
    Query,
    Said,
    Standing,
    StoryCard,
    Telling,
    Version,
    Whereabouts,
)

Order = Literal["latest", "largest", "origins", "conflicts"]


class Kept(Struct, frozen=True):
    """What ``Reader.sketches`` yields: an arrival in an open story, for whoever sets a desk up again."""

    arrived: int
    article: str
    story: str
    sketch: bytes


class Forgotten(Struct, frozen=True):
    """What a ``forget`` took away: articles, the stories that lost some, and those that lost all."""

    articles: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    quotations: int = 0


class Reader(Protocol):
    """A snapshot: everything it answers is of one moment. ``find_`` may return None, ``get_`` raises StoreError."""

    def count(self) -> Counts:
        """Return how much there is."""

    def last_move(self) -> int:
        """Return the number of the last move in the log, 0 before the first."""

    # articles
    def find_versions(self, keys: Iterable[str]) -> Mapping[str, tuple[Version, ...]]:
        """Return the versions held under each key, oldest first; a key that is not held is left out."""

    def get_holding(self, article: str) -> Holding:
        """Return an article without its text."""

    def find_holdings(self, articles: Iterable[str]) -> Mapping[str, Holding]:
        """Return the holdings of those ids that are taken."""

    def get_articles(self, articles: Iterable[str]) -> list[Article]:
        """Return articles with their texts, in the order asked for."""

    def iter_holdings(self, query: Query | None = None, *, taken_before: str | None = None) -> Iterator[Holding]:
        """Yield every holding, or those that fit ``query`` (its words and speaker are not looked at), by arrival.

        ``taken_before``: only those that were taken in before that day.
        """

    # stories
    def list_stories(
        self,
        *,
        open_only: bool = False,
        several: bool = False,
        disputed: bool = False,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        moved_after: int | None = None,
        order: Order = "latest",
        limit: int = 50,
        after: str | None = None,
    ) -> Page[StoryCard]:
        """Return stories in an order; ``after`` is the ``next`` of a page in the same order.

        - ``latest``: the latest day first, then the larger, then by id.
        - ``largest``: by articles, then the latest day.
        - ``origins``, ``conflicts`` (hard, then soft): by what the latest telling counts, then the latest day; behind them those
          that were never told, the latest first.

        ``several``, ``disputed``: only stories whose latest telling counts more than one origin, hard conflicts.
        ``moved_after``: only stories with a move after that number of the log that is news: all but told, closed, reopened.
        """

    def get_story(self, story: str) -> StoryCard:
        """Return a living story's card."""

    def get_stories(self, stories: Iterable[str]) -> list[StoryCard]:
        """Return the cards of living stories, in the order asked for."""

    def members(self, story: str) -> tuple[str, ...]:
        """Return the current articles of a living story, by id."""

    def find_whereabouts(self, story: str) -> Whereabouts | None:
        """Return where an id leads; None when no story ever had it."""

    def log(self, after: int = 0, limit: int = 1000) -> list[LoggedMove]:
        """Return the moves after number ``after``, in order."""

    def sketches(self, after: int = 0) -> Iterator[Kept]:
        """Yield the current articles of open stories that arrived after ``after``.

        In the order in which the log last brought each to its desk (opened, joined, reopened), so that a desk is set up as it was.
        """

    def sketches_of(self, story: str) -> tuple[bytes, ...]:
        """Return the sketches of a story's current articles, by arrival."""

    def has_closed(self) -> bool:
        """Return whether there is a closed story that ``find_closed`` could find."""

    def find_closed(self, terms: Sequence[int], limit: int = 20, least: int = 1) -> list[tuple[str, tuple[bytes, ...]]]:
        """Return the closed stories that share most index terms with ``terms`` (by number, then id), with their sketches.

        ``least``: stories that share fewer are left out.
        """

    # what was read and told
    def find_analysis(self, article: str, edition: str) -> Analysis | None:
        """Return the analysis of an article by that edition of rules and weights."""

    def unanalysed(self, edition: str, limit: int = 1000, among: Sequence[str] | None = None) -> tuple[str, ...]:
        """Return current articles that this edition has not analysed, by arrival; only some of ``among``, where given."""

    def find_telling(self, story: str, number: int | None = None) -> Telling | None:
        """Return a story's telling of that number; the latest without one."""

    def tellings(self, story: str) -> tuple[int, ...]:
        """Return the numbers of a story's tellings that are still kept."""

    # what people correct
    def corrections(self, story: str | None = None, *, standing: bool = False) -> Iterator[Correction]:
        """Yield corrections in order: all of them, or those that bear on a living story; ``standing``: only those not undone."""

    def grouping(self) -> Iterator[Correction]:
        """Yield in order the corrections, not undone, that say which reports are one story."""

    def find_correction(self, number: int) -> Correction | None:
        """Return the correction of a number."""

    # searching
    def search(self, query: Query, *, limit: int = 20, after: str | None = None) -> Page[Hit]:
        """Return articles in which the words stand: the latest day first, undated ones last.

        Within a day in an order that ids alone decide (a hash of them, then the ids). Without words all that fits the rest. Raises
        UsageError for words that cannot be read, a day that is none, a cursor of another list, a speaker.
        """

    def who_said(self, query: Query, *, limit: int = 20, after: str | None = None) -> Page[Said]:
        """Return quotations of ``query.speaker`` (folded words of any of the names given to the speaker) with ``query.words``."""

    # whatever the rim has to remember: feeds, hosts, places in archives
    def find_note(self, kind: str, key: str) -> bytes | None:
        """Return a note."""

    def notes(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Yield the notes of a kind by key."""


class Writer(Reader, Protocol):
    """A transaction: it reads what it wrote."""

    def add(self, entries: Sequence[Entry]) -> list[int]:
        """Take articles in and return their numbers of arrival. ``earlier`` articles become superseded and leave their story.

        Raises StoreError when an id is taken by another text. Stories come by ``move``.
        """

    def move(self, moves: Sequence[Move], sagas: Mapping[str, str] | None = None) -> None:
        """Log moves and carry them out on memberships, redirects and cards."""

    def index_closed(self, story: str, terms: Sequence[int]) -> None:
        """Keep the terms by which a closed story is found again; none take it out."""

    def set_standing(self, articles: Iterable[str], standing: Standing) -> None:
        """Set the standing of articles: withdrawn ones leave search and stories' counts but are shown as withdrawn."""

    def put_analysis(self, analysis: Analysis, edition: str) -> None:
        """Keep an analysis and index its quotations, in place of one by another edition."""

    def drop_analyses(self, articles: Iterable[str]) -> None:
        """Take away what was made of articles: analyses, their quotations, and every telling that rests on them."""

    def outdate(self, edition: str) -> int:
        """Say of the stories whose latest telling is of another edition that they are stale, and return how many there were."""

    def put_telling(self, telling: Telling, keep: int = 20) -> None:
        """Keep a telling as its story's latest; of older ones the last ``keep`` stay."""

    def keep_correction(self, correction: Correction) -> Correction:
        """Keep a correction, in place of the one that has its number; number 0 is given the next one. Return it as it is kept."""

    def put_note(self, kind: str, key: str, value: bytes | None) -> None:
        """Keep a note in place of the one before; None takes it away."""

    def forget(self, articles: Iterable[str]) -> Forgotten:
        """Take articles away with all that rests on them: text, index, analysis, quotations, tellings that cite them."""

    def drop_fields(self, articles: Iterable[str], fields: Sequence[str]) -> None:
        """Take fields of articles' cards away: title, author and whatever else may be missing."""

    def keep_excerpts(self, articles: Iterable[str], spans: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        """Drop the text of articles outside ``spans``; what stands in a span stays citable at its place."""


class Store(Protocol):
    """A library's memory."""

    name: str  # as a person would call it: a path, or an address without its password

    def reading(self) -> AbstractContextManager[Reader]:
        """Open a snapshot."""

    def writing(self, patience: float = 30.0) -> AbstractContextManager[Writer]:
        """Open the one writing transaction; raises StoreError after ``patience`` seconds in which another writer held it."""

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the library (``doctor --store``), a sentence each; nothing when it is sound."""

    def close(self) -> None:
        """Close every connection."""
