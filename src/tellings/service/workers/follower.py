"""Feeds that people asked to be followed, one library's, asked whenever one is due."""

import time
from collections.abc import Callable

from tellings.gathering import Gathering
from tellings.library import Library
from tellings.library.following import followed
from tellings.library.watching import Watch
from tellings.model import Link
from tellings.service.settings import Caps
from tellings.service.workers.clock import today

LOOK = 15.0  # seconds after which the list of feeds is read again: another process may have added to it


class Follower:
    """Asks the followed feeds of one library; a turn does what is due and returns."""

    def __init__(self, library: Library, caps: Caps, say: Callable[[str], None]) -> None:
        self._library = library
        self._gathering = Gathering(caps.limits, say, caps.rules, network=caps.network, held=library.holds)
        self._watch = Watch(library, self._gathering, time.time, say, lambda unread: say(f"{unread.file}: {unread.reason}"))
        self._looked = 0.0

    def turn(self) -> bool:
        """Ask what is due; return whether anything came."""
        if time.time() - self._looked > LOOK:
            self.look()
        if self._watch.wait() != 0:
            return False
        return bool(self._watch.round(today()).fresh)

    def look(self) -> None:
        """Read the list of feeds again."""
        self._looked = time.time()
        with self._library.store.reading() as reader:
            wanted = {card.url for card in followed(reader)}
        for url in set(self._watch.feeds) - wanted:
            del self._watch.feeds[url]
        self._watch.add(Link(url=url, kind="feed") for url in sorted(wanted - set(self._watch.feeds)))
