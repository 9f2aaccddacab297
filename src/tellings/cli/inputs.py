"""Paths and addresses in, articles out, with what could not be read told on stderr."""

from collections.abc import Callable, Iterator, Sequence

from tellings.cli.door import DONE, NOTHING_USABLE, SOME_UNREAD
from tellings.cli.saying import note, warn
from tellings.cli.settings import Settings
from tellings.fetching import Rules
from tellings.gathering import Gathering
from tellings.intake import Limits
from tellings.model import Article, Link, Unread


def limits(settings: Settings) -> Limits:
    """Return the caps on input that the settings name."""
    return Limits(
        article=settings["max_article"],
        total=settings["max_total"],
        page_seconds=settings["page_seconds"],
        workers=settings["workers"] or 0,
    )


def rules(settings: Settings) -> Rules:
    """Return the rules of fetching that the settings name."""
    return Rules(contact=settings["contact"], also=settings["networks"], ports=settings["ports"])


def gathering(settings: Settings, caps: Limits, held: Callable[[Link], bool] = lambda link: False) -> Gathering:
    """Return what gathers articles as the settings allow; ``held`` pages are not fetched again."""
    return Gathering(caps, note, rules(settings), network=settings["network"], held=held)


class Inputs:
    """The articles of some paths as they are read; ``unread`` and ``texts`` fill up on the way."""

    def __init__(self, paths: Sequence[str], settings: Settings, keep: bool = False) -> None:
        self.paths = paths
        self.limits = limits(settings)
        self.settings = settings
        self.keep = keep
        self.read = 0
        self.unread: list[Unread] = []
        self.texts: dict[str, Article] = {}

    def gathering(self, held: Callable[[Link], bool] = lambda link: False) -> Gathering:
        """Return what gathers the articles; ``held`` pages are not fetched again."""
        return gathering(self.settings, self.limits, held)

    def __iter__(self) -> Iterator[Article]:
        """Yield each article as soon as it is read."""
        with self.gathering() as gathering:
            for arrival in gathering.iter_arrivals(self.paths):
                found = arrival.found
                if isinstance(found, Unread):
                    self.miss(found)
                elif isinstance(found, Article):
                    self.read += 1
                    if self.keep:
                        self.texts[found.id] = found
                    yield found

    def miss(self, unread: Unread) -> None:
        """Take down an input that could not be used, and say so."""
        self.unread.append(unread)
        warn(f"not read: {unread.file}: {unread.reason}")

    def code(self, usable: int) -> int:
        """Return the exit code, given how many articles could be used."""
        if not usable:
            warn(
                "nothing usable: no report could be read. Give text, HTML, JSONL, feeds, archives, a folder of them, an address, "
                "or - for stdin"
            )
            return NOTHING_USABLE
        return SOME_UNREAD if self.unread else DONE
