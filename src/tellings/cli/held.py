"""The library that the settings name, and stories of it by whatever a person calls them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tellings.cli.saying import tell
from tellings.cli.settings import Settings
from tellings.errors import StoreError, UsageError
from tellings.exports.visible import label

if TYPE_CHECKING:
    from tellings.library import Library, Teller
    from tellings.writer import Writer

FEW = 8  # stories that a message names


def address(settings: Settings) -> str:
    """Return where the library is: the setting ``library``, else one file in the user's data folder."""
    if settings["library"]:
        return str(settings["library"])
    return str(data_folder() / "library.db")


def data_folder() -> Path:
    """Return the folder of what the user keeps with us."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "tellings"


def has_library(settings: Settings) -> bool:
    """Whether the library is there; a server is only asked when it is opened."""
    where = address(settings)
    return "://" in where or Path(where).exists()


@contextmanager
def opened(settings: Settings, *, make: bool = False, at: str | None = None) -> "Iterator[Library]":
    """Give the library, or the one ``at`` an address; only a command that brings something in makes one that is not there."""
    from tellings.library import Library

    where = at or address(settings)
    if "://" not in where:
        path = Path(where)
        if not make and not path.exists():
            raise StoreError(f"there is no library at {path} yet; `tellings read PATH...` makes one, --library names another")
        if make:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with Library.open(where) as library:
        yield library


def teller(library: "Library", settings: Settings, writer: "Writer | None" = None) -> "Teller":
    """Return who tells stories, as the settings want them told, and whoever writes their briefs."""
    from tellings.library import Teller

    return Teller(library.store, settings["model"], attitudes=settings["attitudes"], words=settings["words"], writer=writer)


def find_story(library: "Library", named: str) -> str:
    """Return the one living story that an id, the beginning of one, or a number of ``tellings stories`` means today."""
    found = library.resolve(named)
    if len(found) == 1:
        if found[0] != named:
            tell(f"{label(named)} is {found[0]} today")
        return found[0]
    with library.store.reading() as r:
        cards = r.list_stories(limit=1000).items
    if named.isdecimal() and 1 <= int(named) <= len(cards):
        return cards[int(named) - 1].id
    begins = [c.id for c in cards if c.id.startswith(named)] if not found else list(found)
    if len(begins) == 1:
        return begins[0]
    if begins:
        why = "was split into" if found else "begins the ids of"
        raise UsageError(f"{label(named)} {why} {', '.join(begins[:FEW])}; name one of them")
    raise UsageError(f"{label(named)!r} is no story of {library.store.name}; `tellings stories` lists them")


def tidy(library: "Library", settings: Settings, articles: Iterable[str]) -> None:
    """Do what the settings ask once articles came in: forget what is old, keep excerpts only of these."""
    from tellings.library import drop_texts, retain

    if settings["retention"]:
        gone = retain(library, today(), settings["retention"])
        if gone.articles:
            tell(f"forgot {len(gone.articles)} articles taken in more than {settings['retention']} days ago")
    if settings["texts"] == "excerpts":
        dropped = drop_texts(library, teller(library, settings), articles)
        tell(f"kept excerpts only of {dropped} articles")


def today() -> str:
    """Return the day that it is here, ISO 8601: for retention, and nothing else."""
    return date.today().isoformat()
