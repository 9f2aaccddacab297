"""Feeds asked again and again: one round of it, and what it brought."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from tellings.fetching import USUAL, FeedState, Fetched, FetchError, Hints, Step, Visit, advance, is_due, visit_all
from tellings.gathering import Gathering
from tellings.intake import Arrival
from tellings.library.ingest import BATCH
from tellings.library.keys import url_key
from tellings.library.library import Library
from tellings.library.taking import Brought
from tellings.model import Article, Link, Receipt, Unread

# Notes of these kinds: where a feed stands; what stood in it when it was read last; a page that could not be had.
FEED, ENTRIES, PAGE = "feed", "entries", "page"
OWN = ("url", "address")  # failures by the rules of this machine, before anything was sent: with other rules it is tried at once
TRIES = 4  # times that a page is asked for before it is given up; by judgement
Say = Callable[[str], None]


@dataclass
class Round:
    """What one round brought.

    ``failed`` counts feeds and pages that could not be read; ``fresh`` are the new articles and versions.
    """

    asked: int = 0
    told: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    fresh: list[str] = field(default_factory=list)


@dataclass
class _Feed:
    """A feed in the middle of a round: kept once everything that it named is kept or was tried.

    ``refused``: this machine's rules forbid asking, which is not remembered: the next process may have others.

    ``again``: next time it is wanted whole, changed or not, since pages of it are still to be had.
    """

    key: str
    step: Step
    entries: dict[str, str]
    links: dict[str, Link]
    refused: bool = False
    again: bool = False

    @property
    def state(self) -> FeedState:
        """Where the feed stands after this round."""
        state = self.step.state
        return msgspec.structs.replace(state, etag=None, last_modified=None) if self.again else state


class Watch:
    """Asks the feeds of a list; what came is kept together with where the feed stands, so that a crash loses neither."""

    def __init__(
        self, library: Library, gathering: Gathering, now: Callable[[], float], say: Say, miss: Callable[[Unread], None]
    ) -> None:
        self.library, self.gathering, self.now, self.say, self.miss = library, gathering, now, say, miss
        self.feeds: dict[str, FeedState] = {}

    def add(self, feeds: Iterable[Link]) -> None:
        """Watch these feeds too, each where it stood when it was asked last."""
        with self.library.store.reading() as r:
            for link in feeds:
                note = r.find_note(FEED, link.url)
                self.feeds[link.url] = msgspec.json.decode(note, type=FeedState) if note else FeedState(url=link.url)

    def knows(self, url: str) -> bool:
        """Whether a feed at this address was asked before."""
        with self.library.store.reading() as r:
            return r.find_note(FEED, url) is not None

    def wait(self) -> float | None:
        """Return the seconds until a feed is due, 0 when one is; None when nobody will ever be asked again."""
        now = self.now()
        due = [0.0 if is_due(s, now) else s.due - now for s in self.feeds.values() if s.due is not None]
        return min(due, default=None)

    def round(self, day: str | None) -> Round:
        """Ask every feed that is due and keep what is new: what stands in the feeds, then page by page what they name."""
        made, now = Round(), self.now()
        due = {key: state for key, state in self.feeds.items() if is_due(state, now)}
        keys = {state.url: key for key, state in reversed(due.items())}
        waiting = _Waiting()
        articles: list[Article] = []
        for visit in visit_all([due[key] for key in dict.fromkeys(keys.values())], self.gathering.fetcher):
            feed, told = self._read(keys[visit.state.url], visit.state, visit.seen, made)
            waiting.add(feed)
            articles += told
            if len(articles) >= BATCH:  # of a feed only what it names is held until its pages are in
                self._take(articles, waiting.done(), {}, day, made)
                articles = []
        self._take(articles, waiting.done(), {}, day, made)
        self._fetch_pages(waiting, day, made)
        return made

    def _read(self, key: str, state: FeedState, seen: Fetched | FetchError, made: Round) -> tuple[_Feed, list[Article]]:
        """Return what a feed names that was not there before, and the articles that stand in it."""
        made.asked += 1
        came: list[Arrival] = []
        if isinstance(seen, Fetched) and not seen.unchanged:
            came += self.gathering.read(seen, Link(url=key, kind="feed"))
        found = [arrival.found for arrival in came]
        wrong = [f for f in found if isinstance(f, Unread)]
        trouble = wrong[0].reason.partition("; ")[0] if wrong and len(wrong) == len(found) else ""  # advice comes with the step
        step = advance(state, seen, now=self.now(), hints=Hints(every=came[0].every if came else None, trouble=trouble))
        if step.state.failures:
            self._fail(Unread(key, step.says), made)
            found = []
        else:
            self.say(f"{key}: {step.says}")
        links = {f.url: f for f in found if isinstance(f, Link) and f.kind == "page"}
        entries = {url: link.published or "" for url, link in links.items()}
        wanted = list(self._wanted(key, links))
        now, later = wanted[: self.gathering.most], wanted[self.gathering.most :]
        if later:
            self.say(f"{key}: it names {len(wanted)} pages that are not held; {len(later)} of them are for later rounds")
        refused = isinstance(seen, FetchError) and seen.kind in OWN
        return _Feed(key, step, entries, dict(now), refused, bool(later)), [f for f in found if isinstance(f, Article)]

    def _wanted(self, key: str, links: dict[str, Link]) -> Iterator[tuple[str, Link]]:
        """Yield the links whose pages are to be fetched: new ones, those the feed dates anew, and those that failed a while ago."""
        with self.library.store.reading() as r:
            before = msgspec.json.decode(r.find_note(ENTRIES, key) or b"{}", type=dict[str, str])
            held = r.find_versions([url_key(url) for url in links])
            failed = {u: msgspec.json.decode(n, type=FeedState) for u in links if (n := r.find_note(PAGE, u))}
        for url, link in links.items():
            if url in failed:
                if failed[url].failures < TRIES and is_due(failed[url], self.now()):
                    yield url, link
            elif url_key(url) not in held or before.get(url, link.published or "") != (link.published or ""):
                yield url, link

    def _fetch_pages(self, waiting: "_Waiting", day: str | None, made: Round) -> None:
        """Keep page by page what the feeds name; a feed's place last of all its pages."""
        links = {url: link for feed in waiting.feeds.values() for url, link in feed.links.items()}
        articles: list[Article] = []
        pages: dict[str, FeedState] = {}
        for visit in visit_all([self._page(url) for url in links], self.gathering.fetcher, accept=USUAL):
            url = visit.state.url
            articles += self._read_page(visit, links[url], made)
            pages[url] = state = advance(visit.state, visit.seen, now=self.now(), feed=False).state
            waiting.tick(url, state.due if 0 < state.failures < TRIES else None)
            done = waiting.done()
            if done or len(articles) >= BATCH:
                self._take(articles, done, pages, day, made)
                articles, pages = [], {}
        self._take(articles, (), pages, day, made)

    def _read_page(self, visit: Visit, link: Link, made: Round) -> list[Article]:
        if isinstance(visit.seen, FetchError):
            self._fail(Unread(link.url, visit.seen.reason), made)
            return []
        found = [arrival.found for arrival in self.gathering.read(visit.seen, link)]
        for wrong in found:
            if isinstance(wrong, Unread):
                self._fail(wrong, made)
        return [f for f in found if isinstance(f, Article)]

    def _fail(self, wrong: Unread, made: Round) -> None:
        made.failed += 1
        self.miss(wrong)

    def _page(self, url: str) -> FeedState:
        with self.library.store.reading() as r:
            note = r.find_note(PAGE, url)
        return msgspec.json.decode(note, type=FeedState) if note else FeedState(url=url)

    def _take(
        self, articles: Sequence[Article], done: Sequence[_Feed], pages: dict[str, FeedState], day: str | None, made: Round
    ) -> None:
        notes: dict[tuple[str, str], bytes | None] = {}
        for feed in done:
            if feed.refused:
                continue
            notes[FEED, feed.key] = msgspec.json.encode(feed.state)
            if feed.entries:
                notes[ENTRIES, feed.key] = msgspec.json.encode(feed.entries)
        for url, state in pages.items():
            notes[PAGE, url] = msgspec.json.encode(state) if state.failures else None
        if articles or notes:
            self._count(self.library.take([Brought(a) for a in articles], day=day, notes=notes), made)
        for feed in done:
            self.feeds[feed.key] = feed.state

    def _count(self, receipts: Sequence[Receipt], made: Round) -> None:
        for receipt in receipts:
            made.told[receipt.outcome] += 1
            if receipt.outcome != "known" and receipt.story:
                made.fresh.append(receipt.article)


class _Waiting:
    """Which pages each feed waits for, and which feeds wait no longer."""

    def __init__(self) -> None:
        self.feeds: dict[str, _Feed] = {}
        self.left: dict[str, set[str]] = {}

    def add(self, feed: _Feed) -> None:
        """Wait for the pages of one more feed."""
        self.feeds[feed.key], self.left[feed.key] = feed, set(feed.links)

    def tick(self, url: str, due: float | None) -> None:
        """Take down that a page was fetched; or could not be, and may be asked for again when it is ``due``."""
        for key, left in self.left.items():
            if url in left:
                left.discard(url)
                feed = self.feeds[key]
                feed.again |= due is not None and due <= (feed.step.state.due or 0.0)

    def done(self) -> list[_Feed]:
        """Return the feeds that wait for nothing any more, each once."""
        done = [key for key, left in self.left.items() if not left]
        for key in done:
            del self.left[key]
        return [self.feeds.pop(key) for key in done]
