"""Whatever a user names, as articles: files by intake, addresses by the fetcher, feeds and lists followed to their pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import msgspec

from tellings.errors import FetchError, UsageError
from tellings.fetching import USUAL, Fetched, Fetcher, Rules
from tellings.intake import Arrival, Intake, Limits, unfetched
from tellings.model import Article, Link, Unread

Say = Callable[[str], None]
DEPTH = 3  # links followed from what was named: a list of feeds, a feed, a page
MOST = 200  # pages fetched for one address or feed that was named; by judgement: a day of a busy outlet
WEB = ("http://", "https://")
OFFLINE = "it has to be fetched, and this run is --offline; fetch it, or name a saved copy"


def is_address(path: str) -> bool:
    """Whether what a user named is an address and no file."""
    return path.lower().startswith(WEB)


@dataclass
class Gathering:
    """One run of reading: its caps, its workers, its fetcher, which is made when the first address is asked for.

    ``held`` says whether a page need not be fetched again. Nothing is fetched but what a user named: an address, a feed, and
    what stands in it.
    """

    limits: Limits
    say: Say
    rules: Rules = field(default_factory=Rules)
    network: bool = True
    most: int = MOST
    held: Callable[[Link], bool] = lambda link: False
    make: Callable[[Rules], Fetcher] = Fetcher
    _intake: Intake = field(init=False)
    _fetcher: Fetcher | None = None

    def __post_init__(self) -> None:
        self._intake = Intake(self.limits, self.say)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End workers and connections."""
        self._intake.close()
        if self._fetcher:
            self._fetcher.close()

    @property
    def fetcher(self) -> Fetcher:
        """The fetcher of this run; raises UsageError where the network is not to be used."""
        if not self.network:
            raise UsageError(f"an address was to be asked: {OFFLINE}")
        self._fetcher = self._fetcher or self.make(self.rules)
        return self._fetcher

    def iter_arrivals(self, paths: Iterable[str], start: Mapping[str, str] | None = None) -> Iterator[Arrival]:
        """Yield articles and what could not be read, files first, then addresses, each in a fixed order."""
        named = list(paths)
        for arrival in self._intake.iter_arrivals([p for p in named if not is_address(p)], start):
            if isinstance(arrival.found, Link) and not arrival.named:
                yield msgspec.structs.replace(arrival, found=unfetched(arrival.found))
            elif isinstance(arrival.found, Link):
                for found in self.follow(arrival.found):
                    yield Arrival(found=found, path=arrival.path, cursor=arrival.cursor)
            else:
                yield arrival
        for address in sorted({p for p in named if is_address(p)}):
            for found in self.follow(Link(url=address)):
                yield Arrival(found=found, path=address, cursor="1")

    def follow(self, link: Link) -> Iterator[Article | Unread]:
        """Yield the articles behind an address: the page itself, or the pages that the feed or list there names."""
        left = self.most
        waiting = [(link, 0)]
        seen = {link.url}
        passed = 0
        while waiting:
            at, depth = waiting.pop(0)
            if depth and self.held(at):
                continue
            if not left:
                passed += 1
                continue
            left -= at.kind == "page"
            for found in self.fetch(at):
                if not isinstance(found, Link):
                    yield found
                elif depth < DEPTH and found.url not in seen:
                    seen.add(found.url)
                    waiting.append((found, depth + 1))
        if passed:
            yield Unread(
                link.url, f"{passed} of the pages that it names were left out; at most {self.most} are fetched for one address"
            )

    def find_feeds(self, link: Link) -> Iterator[Link]:
        """Yield the feed at an address, or those that the list of feeds there names, or the index of sitemaps."""
        found = [f for f in self.fetch(link) if isinstance(f, Link) and f.kind != "page"]
        yield from found or [link]

    def read_list(self, path: str) -> Iterator[Article | Link | Unread]:
        """Yield what a file names, without fetching anything: the feeds of a list, the pages of a feed."""
        for arrival in self._intake.iter_arrivals([path]):
            yield arrival.found

    def fetch(self, link: Link) -> Iterator[Article | Link | Unread]:
        """Yield what one address holds."""
        if not self.network:
            yield Unread(link.url, OFFLINE)
            return
        try:
            got = self.fetcher.fetch(link.url, accept=(*USUAL, "archive"))
        except FetchError as error:
            yield Unread(link.url, error.reason)
            return
        for arrival in self.read(got, link):
            yield arrival.found

    def read(self, got: Fetched, link: Link) -> Iterator[Arrival]:
        """Yield what stands in an answer that came for a link.

        An answer has no instant of capture as a record of an archive has: what is read depends on the bytes, never on the day.
        """
        yield from self._intake.iter_brought(
            got.url,
            got.body,
            media_type=got.media_type or None,
            charset=got.charset or None,
            url=got.url,
            given=link.given if link.kind == "page" else None,
            asked=link.kind,
        )
