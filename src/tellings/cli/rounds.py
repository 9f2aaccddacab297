"""The rounds of ``tellings watch``: a log that a person can read, and after each round which stories grew."""

import signal
import time
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import TYPE_CHECKING

from tellings.cli.door import DONE, NOTHING_USABLE, SOME_UNREAD
from tellings.cli.held import teller, tidy, today
from tellings.cli.saying import tell, warn
from tellings.cli.settings import Settings
from tellings.cli.writing import put
from tellings.errors import UsageError
from tellings.exports.changed import changes_to_text
from tellings.exports.held import counted
from tellings.exports.visible import label
from tellings.fetching.saying import span
from tellings.gathering import Gathering, is_address
from tellings.model import Link, Unread

if TYPE_CHECKING:
    from tellings.library import Library
    from tellings.library.watching import Round, Watch

BRIEFLY = 4  # changes of each sort that a round tells of a story
LONGEST = 60.0  # seconds slept at once, so that a clock that jumps is noticed


def run(library: "Library", gathering: Gathering, feeds: Sequence[str], settings: Settings, *, once: bool, telling: bool) -> int:
    """Watch until interrupted, or for one round; return the exit code."""
    from tellings.library.watching import Watch

    if not settings["network"]:
        raise UsageError(f"watch asks feeds, and 'network' from {settings.origins['network']} forbids it; allow it with --network")
    watch = Watch(library, gathering, time.time, log, _miss)
    watch.add(_links(watch, feeds))
    if not watch.feeds:
        warn("nothing to watch: no feed was named; give the address of a feed or an OPML list")
        return NOTHING_USABLE
    signal.signal(signal.SIGTERM, _stop)
    log(f"watching {counted(len(watch.feeds), 'feed')} into {library.store.name}")
    while (wait := watch.wait()) is not None:
        if wait > 0 and once:
            log(f"no feed is due for {span(wait)}")
            return DONE
        if wait > 0:
            time.sleep(min(wait, LONGEST))
            continue
        made = watch.round(today())
        library.settle()
        put("".join(_told(library, made, settings, telling)))
        tidy(library, settings, made.fresh)
        if once:
            return SOME_UNREAD if made.failed else DONE
    warn("every feed has ended or moved away; nothing is left to watch")
    return SOME_UNREAD


def log(words: str) -> None:
    """Say a line with the time of day."""
    tell(f"{_now()} {words}")


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")


def _miss(failed: Unread) -> None:
    warn(f"{_now()} {failed.file}: {failed.reason}")


def _links(watch: "Watch", feeds: Sequence[str]) -> Iterator[Link]:
    """Yield the feeds that addresses, lists and files name; an address asked before is a feed, asked when it is due."""
    for name in feeds:
        if is_address(name):
            link = Link(url=name, kind="feed")
            yield from [link] if watch.knows(name) else watch.gathering.find_feeds(link)
            continue
        for found in watch.gathering.read_list(name):
            if isinstance(found, Link) and found.kind != "page":
                yield found
            elif isinstance(found, Unread):
                warn(f"not read: {found.file}: {found.reason}")


def _told(library: "Library", made: "Round", settings: Settings, telling: bool) -> Iterator[str]:
    """Yield what a round brought: counts, then each story that grew."""
    new, versions, known = (made.told[o] for o in ("new", "version", "known"))
    log(
        f"asked {counted(made.asked, 'feed')}: {counted(new, 'new report')}, {counted(versions, 'new version')}, {known} known; "
        f"{counted(made.failed, 'failure')}"
    )
    grown = library.find_stories(made.fresh)
    with library.store.reading() as r:
        cards = r.get_stories(grown)
    for card in sorted(cards, key=lambda c: (-c.articles, c.id)):
        yield f"{card.id}  {counted(card.articles, 'report')}, {grown[card.id]} new  {label(card.title)}\n"
        if telling and card.articles > 1:
            from tellings.library import changes_since, look

            tells = teller(library, settings)
            changes = changes_since(tells, card.id)
            look(tells, card.id, changes.now)
            with library.store.reading() as r:
                cited = r.find_holdings((*changes.articles_joined, *changes.articles_left))
            yield changes_to_text(changes, {a: h.article for a, h in cited.items()}, BRIEFLY) + "\n"


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
