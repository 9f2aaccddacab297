"""Feeds that somebody wants followed: which they are, and how each stands."""

import msgspec

from tellings.fetching import FeedState
from tellings.library.watching import FEED
from tellings.model import FeedCard
from tellings.store import Reader, Writer

FOLLOWED = "followed"  # notes of this kind name the feeds


def follow(writer: Writer, url: str) -> None:
    """Follow a feed from now on."""
    writer.put_note(FOLLOWED, url, b"")


def unfollow(writer: Writer, url: str) -> bool:
    """Follow a feed no more; return whether it was followed."""
    there = writer.find_note(FOLLOWED, url) is not None
    writer.put_note(FOLLOWED, url, None)
    return there


def followed(reader: Reader) -> tuple[FeedCard, ...]:
    """Return the feeds that are followed, by address, each as it stood when it was asked last."""
    return tuple(_card(reader, url) for url, _ in reader.notes(FOLLOWED))


def _card(reader: Reader, url: str) -> FeedCard:
    note = reader.find_note(FEED, url)
    if note is None:
        return FeedCard(url=url)
    state = msgspec.json.decode(note, type=FeedState)
    return FeedCard(url=url, asked=True, failures=state.failures, trouble=state.trouble, due=state.due, ended=state.stopped)
