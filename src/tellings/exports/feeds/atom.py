"""A feed as Atom (RFC 4287), a page of it with the links of RFC 5005."""

from typing import Any

from tellings import __version__
from tellings.exports.feeds.nouns import Feed, FeedEntry
from tellings.exports.feeds.times import UNKNOWN, instant, latest
from tellings.exports.view.names import safe_url
from tellings.exports.visible import label, visible

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA = "application/atom+xml"
PAGES = ("first", "previous", "next", "last")
TITLE = 300  # characters


def to_atom(feed: Feed) -> bytes:
    """Return the feed as Atom, UTF-8: well formed whatever its strings hold, the same bytes for the same feed."""
    from lxml import etree

    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    if feed.language:
        root.set(LANG, label(feed.language, 35))
    _add(root, "id", feed.id)
    _add(root, "title", label(feed.title, TITLE) or "untitled", type="text")
    if feed.subtitle:
        _add(root, "subtitle", visible(feed.subtitle), type="text")
    _add(root, "updated", instant(feed.updated) or latest(e.updated or e.published for e in feed.entries) or UNKNOWN)
    _link(root, "self", feed.own, MEDIA)
    _link(root, "alternate", feed.url, "text/html")
    for rel in PAGES:
        _link(root, rel, getattr(feed, rel), MEDIA)
    _author(root, "tellings")
    _add(root, "generator", "tellings", version=__version__)
    for entry in feed.entries:
        _entry(root, entry)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made


def _entry(root: Any, entry: FeedEntry) -> None:
    here = _add(root, "entry")
    _add(here, "id", entry.id)
    _add(here, "title", label(entry.title, TITLE) or "untitled", type="text")
    _add(here, "updated", instant(entry.updated) or instant(entry.published) or UNKNOWN)
    if published := instant(entry.published):
        _add(here, "published", published)
    _link(here, "alternate", entry.url, "text/html")
    for name in entry.authors:
        _author(here, name)
    for tag in entry.tags:
        _add(here, "category", term=label(tag))
    _add(here, "content", visible(entry.text) or label(entry.title, TITLE) or "untitled", type="text")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text if text is None else visible(text)
    return element


def _author(parent: Any, name: str) -> None:
    _add(_add(parent, "author"), "name", label(name) or "unknown")


def _link(parent: Any, rel: str, url: str | None, media: str) -> None:
    if address := safe_url(url):
        _add(parent, "link", rel=rel, href=address, type=media)
