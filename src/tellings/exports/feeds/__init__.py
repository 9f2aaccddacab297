"""Feeds out: Atom and JSON Feed from a list of entries. The verb is ``write_feed``."""

from tellings.errors import UsageError
from tellings.exports.feeds.entries import change_entry, headline, story_entry
from tellings.exports.feeds.nouns import Feed, FeedEntry
from tellings.exports.lasting import lasting_id

__all__ = ["Feed", "FeedEntry", "change_entry", "headline", "lasting_id", "story_entry", "write_feed"]

MEDIA = {"atom": "application/atom+xml", "json": "application/feed+json"}


def write_feed(feed: Feed, form: str) -> bytes:
    """Return a feed as ``form``: atom (RFC 4287) or json (JSON Feed 1.1); ``MEDIA`` has their types."""
    if form == "atom":
        from tellings.exports.feeds.atom import to_atom

        return to_atom(feed)
    if form == "json":
        from tellings.exports.feeds.json_feed import to_json_feed

        return to_json_feed(feed)
    raise UsageError(f"{form!r} is no form of a feed; known: {', '.join(MEDIA)}")
