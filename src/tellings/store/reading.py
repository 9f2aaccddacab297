"""A snapshot of a library, over any dialect: each question is answered in a file of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.engine import Connection

from tellings.model import (
    Analysis,
    Article,
    Correction,
    Counts,
    Hit,
    Holding,
    LoggedMove,
    Page,
    Query,
    Said,
    Story,
    StoryCard,
    Telling,
    Unapplied,
    Version,
    Whereabouts,
)
from tellings.store import analyses_kept, cards, corrections_kept, holdings, listing, searching
from tellings.store.dialect import Dialect
from tellings.store.indexing import in_chunks
from tellings.store.packing import unpack
from tellings.store.protocol import Kept, Order
from tellings.store.schema import analyses, articles, closed_terms, library, notes, stories, tellings


class SqlReader:
    """What a library answers."""

    def __init__(self, dialect: Dialect, connection: Connection) -> None:
        self.dialect, self.connection = dialect, connection

    def count(self) -> Counts:
        """Return how much there is."""
        ask = self.connection.execute
        standing: dict[str, int] = dict(ask(select(articles.c.standing, func.count()).group_by(articles.c.standing)).all())
        living: dict[bool, int] = dict(
            ask(select(stories.c.open, func.count()).where(stories.c.living).group_by(stories.c.open)).all()
        )
        return Counts(
            articles=standing.get("current", 0),
            versions=sum(standing.values()),
            stories=sum(living.values()),
            open_stories=living.get(True, 0),
            analyses=ask(select(func.count()).select_from(analyses)).scalar_one(),
            tellings=ask(select(func.count()).select_from(tellings)).scalar_one(),
            arrived=self.setting("arrived"),
            moves=self.setting("moves"),
        )

    def setting(self, name: str) -> int:
        """Return a number that the library keeps of itself."""
        return int(self.connection.execute(select(library.c.value).where(library.c.name == name)).scalar_one())

    def find_versions(self, keys: Iterable[str]) -> Mapping[str, tuple[Version, ...]]:
        """Return the versions held under each key, oldest first."""
        return holdings.find_versions(self.connection, keys)

    def get_holding(self, article: str) -> Holding:
        """Return an article without its text."""
        return holdings.get_holding(self.connection, article)

    def find_holdings(self, articles: Iterable[str]) -> Mapping[str, Holding]:
        """Return the holdings of those ids that are taken."""
        return holdings.find_holdings(self.connection, articles)

    def get_articles(self, articles: Iterable[str]) -> list[Article]:
        """Return articles with their texts, in the order asked for."""
        return holdings.get_articles(self.connection, articles)

    def last_move(self) -> int:
        """Return the number of the last move in the log."""
        return self.setting("moves")

    def iter_holdings(self, query: Query | None = None, *, taken_before: str | None = None) -> Iterator[Holding]:
        """Yield holdings by arrival."""
        return holdings.iter_holdings(self.connection, query, taken_before)

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
        """Return a page of living stories."""
        wanted = listing.wanted(self.connection, open_only, several, disputed, outlet, since, until, moved_after)
        return listing.list_stories(self.connection, wanted, order, limit, after)

    def get_story(self, story: str) -> StoryCard:
        """Return a living story's card."""
        return cards.card_of(cards.find_story(self.connection, story))

    def get_stories(self, stories: Iterable[str]) -> list[StoryCard]:
        """Return the cards of living stories, in the order asked for."""
        return cards.find_stories(self.connection, stories)

    def members(self, story: str) -> tuple[str, ...]:
        """Return the current articles of a living story, by id."""
        return cards.members(self.connection, story)

    def find_whereabouts(self, story: str) -> Whereabouts | None:
        """Return where an id leads."""
        return cards.find_whereabouts(self.connection, story)

    def log(self, after: int = 0, limit: int = 1000) -> list[LoggedMove]:
        """Return the moves after number ``after``."""
        return cards.log(self.connection, after, limit)

    def sketches(self, after: int = 0) -> Iterator[Kept]:
        """Yield the current articles of open stories, by arrival."""
        return cards.iter_sketches(self.connection, after)

    def sketches_of(self, story: str) -> tuple[bytes, ...]:
        """Return the sketches of a story's current articles, by arrival."""
        return cards.sketches_of(self.connection, [cards.find_story(self.connection, story).number])[0]

    def has_closed(self) -> bool:
        """Return whether there is a closed story that can be found."""
        return self.connection.execute(select(closed_terms.c.story).limit(1)).scalar() is not None

    def find_closed(self, terms: Sequence[int], limit: int = 20, least: int = 1) -> list[tuple[str, tuple[bytes, ...]]]:
        """Return the closed stories that share most index terms with ``terms``."""
        return cards.find_closed(self.connection, terms, limit, least)

    def find_analysis(self, article: str, edition: str) -> Analysis | None:
        """Return the analysis of an article by that edition."""
        return analyses_kept.find_analysis(self.connection, article, edition)

    def unanalysed(self, edition: str, limit: int = 1000, among: Sequence[str] | None = None) -> tuple[str, ...]:
        """Return current articles that this edition has not analysed, by arrival."""
        if among is not None:
            return tuple(id for some in in_chunks(among) for id in self._unanalysed(edition, articles.c.id.in_(some)))[:limit]
        return self._unanalysed(edition, articles.c.standing == "current", limit)

    def _unanalysed(self, edition: str, which: ColumnElement[bool], limit: int | None = None) -> tuple[str, ...]:
        a, done = articles.c, analyses.c
        asked = select(a.id).outerjoin(analyses, done.article == a.number)
        asked = asked.where(which, func.coalesce(done.edition, "") != edition).order_by(a.number).limit(limit)
        return tuple(self.connection.execute(asked).scalars())

    def find_telling(self, story: str, number: int | None = None) -> Telling | None:
        """Return a story's telling of that number; the latest without one."""
        t = tellings.c
        asked = (
            select(t.number, t.edition, t.moves, t.body, t.unapplied)
            .join(stories, stories.c.number == t.story)
            .where(stories.c.id == story)
        )
        if number is not None:
            asked = asked.where(t.number == number)
        row = self.connection.execute(asked.order_by(t.number.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        left = unpack(row.unapplied, tuple[Unapplied, ...]) if row.unapplied is not None else ()
        return Telling(number=row.number, edition=row.edition, moves=row.moves, story=unpack(row.body, Story), unapplied=left)

    def tellings(self, story: str) -> tuple[int, ...]:
        """Return the numbers of a story's tellings that are still kept."""
        asked = select(tellings.c.number).join(stories, stories.c.number == tellings.c.story).where(stories.c.id == story)
        return tuple(self.connection.execute(asked.order_by(tellings.c.number)).scalars())

    def corrections(self, story: str | None = None, *, standing: bool = False) -> Iterator[Correction]:
        """Yield corrections in order."""
        return corrections_kept.iter_corrections(self.connection, story=story, standing=standing)

    def grouping(self) -> Iterator[Correction]:
        """Yield the corrections that say which reports are one story."""
        return corrections_kept.iter_grouping(self.connection)

    def find_correction(self, number: int) -> Correction | None:
        """Return the correction of a number."""
        return corrections_kept.find_correction(self.connection, number)

    def search(self, query: Query, *, limit: int = 20, after: str | None = None) -> Page[Hit]:
        """Return a page of articles in which the words stand."""
        return searching.search(self.dialect, self.connection, query, limit, after)

    def who_said(self, query: Query, *, limit: int = 20, after: str | None = None) -> Page[Said]:
        """Return a page of quotations."""
        return searching.who_said(self.dialect, self.connection, query, limit, after)

    def find_note(self, kind: str, key: str) -> bytes | None:
        """Return a note."""
        asked = select(notes.c.value).where(notes.c.kind == kind, notes.c.key == key)
        value = self.connection.execute(asked).scalar()
        return None if value is None else bytes(value)

    def notes(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Yield the notes of a kind by key."""
        rows = self.connection.execute(select(notes.c.key, notes.c.value).where(notes.c.kind == kind).order_by(notes.c.key))
        return ((row.key, bytes(row.value)) for row in rows.all())
