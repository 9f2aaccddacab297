"""Paths in, articles out, with what could not be read told on stderr."""

from collections.abc import Iterator, Sequence

from tellings.cli.door import DONE, NOTHING_USABLE, SOME_UNREAD
from tellings.cli.saying import note, warn
from tellings.cli.settings import Settings
from tellings.errors import UsageError
from tellings.intake import Limits, iter_articles
from tellings.intake.gather import unfetched
from tellings.model import Article, Unread


class Inputs:
    """The articles of some paths as they are read; ``unread`` and ``texts`` fill up on the way."""

    def __init__(self, paths: Sequence[str], settings: Settings, keep: bool = False) -> None:
        if web := next((p for p in paths if p.lower().startswith(("http://", "https://"))), None):
            raise UsageError(f"{web} is an address, and this version fetches nothing; save the page and name the file")
        self.paths = paths
        self.limits = Limits(article=settings["max_article"], total=settings["max_total"], page_seconds=settings["page_seconds"])
        self.keep = keep
        self.read = 0
        self.unread: list[Unread] = []
        self.texts: dict[str, Article] = {}

    def __iter__(self) -> Iterator[Article]:
        """Yield each article as soon as it is read."""
        for got in iter_articles(self.paths, self.limits, note):
            found = unfetched(got)
            if isinstance(found, Unread):
                self.miss(found)
                continue
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
            warn("nothing usable: no report could be read. Give text, HTML, JSONL or CSV files, a folder of them, or - for stdin")
            return NOTHING_USABLE
        return SOME_UNREAD if self.unread else DONE
