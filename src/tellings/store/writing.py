"""The writing transaction of a library, over any dialect."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.engine import Connection

from tellings.errors import StoreError
from tellings.model import Analysis, Correction, Entry, Move, Standing, Telling
from tellings.store import corrections_kept, forgetting, putting
from tellings.store.cards import find_story, signed
from tellings.store.counting import count_told
from tellings.store.dialect import Dialect
from tellings.store.holdings import numbers_of
from tellings.store.indexing import in_chunks, put_in, take_out
from tellings.store.moving import Mover
from tellings.store.packing import pack
from tellings.store.protocol import Forgotten
from tellings.store.putting import drop_analyses
from tellings.store.reading import SqlReader
from tellings.store.schema import articles, closed_terms, library, notes, stories, tellings, told


class SqlWriter(SqlReader):
    """What a library takes in."""

    def __init__(self, dialect: Dialect, connection: Connection) -> None:
        super().__init__(dialect, connection)
        self.mover = Mover(dialect, connection)
        self.forgot = False
        self.counted = {name: self.setting(name) for name in ("arrived", "moves")}

    def finish(self) -> None:
        """Do what waits for the end of a transaction, and refuse to end it where an article would be in no story."""
        self.mover.settle()
        self.write_counts()
        homeless = select(articles.c.id).where(articles.c.story.is_(None), articles.c.standing == "current").limit(1)
        article = self.connection.execute(homeless).scalar()
        if article is not None:
            raise StoreError(f"the article {article} was added but put in no story; call move() in the same transaction")
        if self.forgot:
            self.dialect.after_forgetting(self.connection)

    def write_counts(self) -> None:
        """Write down how many articles arrived and how many moves were logged."""
        for name, number in self.counted.items():
            self.connection.execute(update(library).where(library.c.name == name).values(value=str(number)))

    def setting(self, name: str) -> int:
        """Return a number that the library keeps of itself, as this transaction has it."""
        counted = getattr(self, "counted", {})
        return counted[name] if name in counted else super().setting(name)

    def add(self, entries: Sequence[Entry]) -> list[int]:
        """Take articles in and return their numbers of arrival."""
        try:
            numbers, last = putting.add(self.dialect, self.connection, entries, self.counted["arrived"], self.mover)
        except self.dialect.conflicts as error:
            raise StoreError(
                f"the articles were not taken in: a key has that version already ({error}); look it up again"
            ) from error
        self.counted["arrived"] = last
        return numbers

    def move(self, moves: Sequence[Move], sagas: Mapping[str, str] | None = None) -> None:
        """Log moves and carry them out."""
        self.mover.carry_out(moves, sagas, self.counted["moves"])
        self.counted["moves"] += len(moves)
        self.mover.settle()

    def index_closed(self, story: str, terms: Sequence[int]) -> None:
        """Keep the terms by which a closed story is found again; none take it out."""
        number = find_story(self.connection, story).number
        self.connection.execute(delete(closed_terms).where(closed_terms.c.story == number))
        rows = [{"term": term, "story": number} for term in sorted({signed(t) for t in terms})]
        if rows:
            self.connection.execute(insert(closed_terms), rows)

    def set_standing(self, articles: Iterable[str], standing: Standing) -> None:
        """Set the standing of articles."""
        putting.set_standing(self.dialect, self.connection, list(articles), standing, self.mover)
        self.mover.settle()

    def put_analysis(self, analysis: Analysis, edition: str) -> None:
        """Keep an analysis and index its quotations."""
        putting.put_analysis(self.dialect, self.connection, analysis, edition)

    def outdate(self, edition: str) -> int:
        """Say of the stories whose latest telling is of another edition that they are stale."""
        latest = (tellings.c.story == stories.c.number) & (tellings.c.number == stories.c.told)
        other = exists().where(latest & (tellings.c.edition != edition))
        change = update(stories).where(stories.c.told > 0, stories.c.stale.is_(False), other).values(stale=True)
        return int(self.connection.execute(change).rowcount)

    def put_telling(self, telling: Telling, keep: int = 20) -> None:
        """Keep a telling as its story's latest."""
        story = find_story(self.connection, telling.story.id)
        if telling.number <= story.told:
            raise StoreError(
                f"the story {story.id} has been told {story.told} times; its next telling cannot be number {telling.number}"
            )
        cited = [card.id for card in telling.story.articles]
        held = numbers_of(self.connection, cited)
        missing = next((a for a in cited if a not in held), None)
        if missing is not None:
            raise StoreError(
                f"a telling of {story.id} rests on the article {missing}, which was forgotten; collate the story again"
            )
        row = {"story": story.number, "number": telling.number, "edition": telling.edition, "moves": telling.moves}
        unapplied = pack(telling.unapplied) if telling.unapplied else None
        self.connection.execute(insert(tellings), [{**row, "body": pack(telling.story), "unapplied": unapplied}])
        rests = [{"article": held[a], "story": story.number, "number": telling.number} for a in dict.fromkeys(cited)]
        if rests:
            self.connection.execute(insert(told), rests)
        self._drop_old(story.number, telling.number, keep)
        current = set(self.members(story.id))
        change = update(stories).where(stories.c.number == story.number)
        change = change.values(told=telling.number, title=telling.story.title, stale=set(cited) != current)
        self.connection.execute(change.values(count_told(telling.story)._asdict()))
        self.counted["moves"] += 1
        self.mover.log(Move("told", story.id, nth=telling.number), self.counted["moves"])

    def _drop_old(self, story: int, number: int, keep: int) -> None:
        kept = list(
            self.connection.execute(
                select(tellings.c.number).where(tellings.c.story == story).order_by(tellings.c.number)
            ).scalars()
        )
        old = [n for n in kept if n < number][: -keep or None]
        if old:
            forgetting.drop_tellings(self.connection, [(story, n) for n in old])

    def keep_correction(self, correction: Correction) -> Correction:
        """Keep a correction, under the next number when it has none."""
        if correction.number == 0:
            number = corrections_kept.last_number(self.connection) + 1
            given, meant = (replace(o, line=number) for o in (correction.given, correction.meant))
            correction = replace(correction, number=number, given=given, meant=meant)
        corrections_kept.keep_correction(self.connection, correction)
        return correction

    def put_note(self, kind: str, key: str, value: bytes | None) -> None:
        """Keep a note in place of the one before; None takes it away."""
        self.connection.execute(delete(notes).where(notes.c.kind == kind, notes.c.key == key))
        if value is not None:
            self.connection.execute(insert(notes), [{"kind": kind, "key": key, "value": value}])

    def forget(self, articles: Iterable[str]) -> Forgotten:
        """Take articles away with all that rests on them."""
        self.mover.settle()
        gone = forgetting.forget(self.dialect, self.connection, list(articles), self.mover)
        self.forgot = self.forgot or bool(gone.articles)
        return gone

    def drop_analyses(self, articles: Iterable[str]) -> None:
        """Take away what was made of articles."""
        numbers = list(numbers_of(self.connection, list(articles)).values())
        for some in in_chunks(numbers):
            drop_analyses(self.dialect, self.connection, some)
            forgetting.drop_tellings_on(self.connection, some)
        self.forgot = self.forgot or bool(numbers)

    def drop_fields(self, articles: Iterable[str], fields: Sequence[str]) -> None:
        """Take fields of articles' cards away."""
        numbers = list(numbers_of(self.connection, list(articles)).values())
        forgetting.drop_fields(self.connection, numbers, fields, self.mover)
        self.forgot = self.forgot or bool(numbers)

    def keep_excerpts(self, articles: Iterable[str], spans: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        """Drop the text of articles outside ``spans``."""
        numbers = numbers_of(self.connection, list(articles))
        take_out(self.dialect, self.connection, list(numbers.values()))
        forgetting.keep_excerpts(self.connection, numbers, spans)
        put_in(self.dialect, self.connection, list(numbers.values()))
        self.forgot = self.forgot or bool(numbers)
