"""A story of the library told: what is missing is analysed, and the whole collated and briefed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from tellings.errors import MaterialError, StoreError
from tellings.language.edition import ANALYSIS, TELLING, edition
from tellings.language.readers import English, Reader, Rules, load_reader
from tellings.language.shingles import find_words
from tellings.library.replaying import left_over, replayed
from tellings.model import Analysis, Article, Brief, Correction, Holding, Query, Story, Telling, Unapplied, Unread
from tellings.pipeline import analyse_each, tell_story
from tellings.store import Store, Writer

Progress = Callable[[str, int, int], None]
SEARCHED, LEFT = 500, 10_000  # articles found at once; those left to analyse are counted so far
AT_ONCE = 32  # analyses kept in one transaction: a second's work, lost at most when the process is killed

TRIES = 3  # times a story is told again because articles came in meanwhile


class BriefWriter(Protocol):
    """Who writes briefs in place of us (``tellings.writer.Writer``); ``name`` tells one from another."""

    @property
    def name(self) -> str:
        """Return what tellings by this writer are told from others by."""

    def write(self, story: Story, analyses: Sequence[Analysis], reader: Reader | English | Rules) -> Brief:
        """Return the brief of a story that has ours."""


class Editions(Struct, frozen=True):
    """The names of the rules and weights in force: of an analysis, and of a telling."""

    analysis: str
    telling: str


class Teller:
    """Analyses articles and tells stories with one reader of the language, and keeps what it made."""

    def __init__(
        self,
        store: Store,
        model: str = "english",
        *,
        attitudes: bool = False,
        words: int | None = None,
        writer: BriefWriter | None = None,
    ) -> None:
        self.store, self.model, self.attitudes, self.words, self.writer = store, model, attitudes, words, writer
        asked = f"{model} {attitudes}"
        self._own = edition(TELLING, f"{asked} {words}")
        written = edition((*TELLING, "writer"), f"{asked} {words} {writer.name}") if writer else self._own
        self.editions = Editions(edition(ANALYSIS, asked), written)

    @cached_property
    def reader(self) -> Reader | English | Rules:
        """What reads the language, as ``model`` names it; loaded when it is asked for."""
        return load_reader(self.model)

    def analyse(self, articles: Sequence[str], progress: Progress | None = None) -> Iterator[Analysis | Unread]:
        """Yield the analyses of articles in the order of their ids: those of this edition from the store, the rest made now."""
        say = progress or (lambda stage, done, of: None)
        done = 0
        for ids in _batches(sorted(articles), AT_ONCE):
            with self.store.reading() as r:
                held = {a: r.find_analysis(a, self.editions.analysis) for a in ids}
                texts = r.get_articles([a for a in ids if held[a] is None])
            made = dict(zip([a.id for a in texts], self._make(texts), strict=True))
            with self.store.writing() as w:
                there = w.find_holdings(made)  # what was forgotten meanwhile, an article or words of it, is not brought back
                for found in made.values():
                    if isinstance(found, Analysis) and _is_of(w, found, there.get(found.article.id)):
                        w.put_analysis(found, self.editions.analysis)
            for a in ids:
                done += 1
                say("analysing", done, len(articles))
                yield held[a] or made[a]

    def analyse_naming(self, query: Query, most: int, progress: Progress | None = None) -> int:
        """Analyse the latest ``most`` articles that name ``query.speaker`` and were not analysed; return how many are left."""
        words = replace(query, words=f'"{" ".join(word for _, _, word in find_words(query.speaker or ""))}"', speaker=None)
        naming: list[str] = []
        with self.store.reading() as r:
            after = None
            while True:
                page = r.search(words, limit=SEARCHED, after=after)
                naming += r.unanalysed(self.editions.analysis, SEARCHED, among=[hit.article.id for hit in page.items])
                if (after := page.next) is None or len(naming) > LEFT:
                    break
        for _ in self.analyse(naming[:most], progress):
            pass
        return max(0, len(naming) - most)

    def _make(self, texts: Sequence[Article]) -> Iterable[Analysis | Unread]:
        return analyse_each(texts, None, None, self.reader, attitudes=self.attitudes) if texts else ()

    def tell(self, story: str, progress: Progress | None = None) -> Telling:
        """Return the telling of a living story as it is now, made anew only when its articles, the rules or the weights changed.

        Raises MaterialError when nothing of the story could be analysed, StoreError when it went on changing while it was told.
        """
        for _ in range(TRIES):
            with self.store.reading() as r:
                card, members, last = r.get_story(story), r.members(story), r.find_telling(story)
                moves, said = r.last_move(), tuple(r.corrections(story, standing=True))
            if last and not card.stale and last.edition == self.editions.telling:
                return last
            if not members:
                raise StoreError(f"every report of {story} was taken back by its publisher; there is nothing to tell")
            told, left = self._collate(story, members, said, progress)
            with self.store.writing() as w:
                same = w.members(story) == members and tuple(w.corrections(story, standing=True)) == said
                if same and not w.unanalysed(self.editions.analysis, among=[a.id for a in told.articles]):
                    return self._keep(w, told, left, moves)
        raise StoreError(f"{story} changed {TRIES} times while it was told; ask again when fewer articles come in")

    def outdate(self) -> int:
        """Say of stories that were told by other rules, weights or writers that they are stale; return how many there were."""
        with self.store.writing() as w:
            return w.outdate(self.editions.telling)

    def tell_each(self, stories: Iterable[str]) -> Iterator[Story]:
        """Yield the stories as they are now, without those of which nothing could be analysed."""
        for story in stories:
            with suppress(MaterialError):
                yield self.tell(story).story

    def _collate(
        self, story: str, members: Sequence[str], said: Sequence[Correction], progress: Progress | None
    ) -> tuple[Story, tuple[Unapplied, ...]]:
        analyses = [a for a in self.analyse(members, progress) if isinstance(a, Analysis)]
        if not analyses:
            raise MaterialError(f"none of the {len(members)} reports of {story} could be analysed; run with -v for the reasons")
        with self.store.reading() as r:
            by_hand = replayed(r, said, analyses, story)
        write = self.writer.write if self.writer else None
        told = tell_story(analyses, self.reader, words=self.words, id=story, by_hand=by_hand, write=write)
        return told, left_over(said, told, by_hand)

    def _keep(self, writer: Writer, story: Story, left: tuple[Unapplied, ...], moves: int) -> Telling:
        """Keep a telling. A brief that its writer failed to write is kept as ours, so that the writer is asked again."""
        note = story.brief.written
        failed = note is not None and note.trouble is not None
        kept = replace(story, brief=replace(story.brief, written=None)) if failed else story
        name = self._own if failed else self.editions.telling
        telling = Telling(number=writer.get_story(story.id).told + 1, edition=name, moves=moves, story=kept, unapplied=left)
        writer.put_telling(telling)
        return replace(telling, story=story)


def _is_of(writer: Writer, analysis: Analysis, holding: Holding | None) -> bool:
    """Tell whether an analysis is of the text that is held."""
    if holding is None or not holding.excerpts:
        return holding is not None
    return writer.get_articles([analysis.article.id])[0].text == analysis.article.text


def _batches(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size]
