"""A feed as JSON Feed, version 1.1."""

from typing import Any

import msgspec

from tellings.exports.feeds.nouns import Feed, FeedEntry
from tellings.exports.feeds.times import instant
from tellings.exports.view.names import safe_url
from tellings.exports.visible import label, visible

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA = "application/feed+json"


def to_json_feed(feed: Feed) -> bytes:
    """Return the feed as JSON Feed; what is not known is left out, an undated item has no date."""
    told = {
        "version": VERSION,
        "title": label(feed.title, 300) or "untitled",
        "home_page_url": safe_url(feed.url),
        "feed_url": safe_url(feed.own),
        "description": visible(feed.subtitle),
        "next_url": safe_url(feed.next),
        "language": label(feed.language, 35),
        "authors": [{"name": "tellings"}],
    }
    return msgspec.json.encode(_known(told) | {"items": [_item(e) for e in feed.entries]}) + b"\n"


def _item(entry: FeedEntry) -> dict[str, Any]:
    title = label(entry.title, 300) or "untitled"
    return _known(
        {
            "id": visible(entry.id),
            "url": safe_url(entry.url),
            "title": title,
            "content_text": visible(entry.text) or title,
            "date_published": instant(entry.published),
            "date_modified": instant(entry.updated),
            "authors": [{"name": label(name) or "unknown"} for name in entry.authors],
            "tags": [label(tag) for tag in entry.tags],
        }
    )


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}
