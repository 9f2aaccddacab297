"""What says that two texts are versions of one article: its address, the id it was given, or its file."""

from urllib.parse import urlsplit, urlunsplit

from tellings.model import Article, make_id

# By judgement: share of the words of the shorter text below which a text under a known id or file is another article and no
# version: ids that count from 1 in every dump, a "latest.txt" written over. An address is believed whatever stands there.
ALIKE = 0.15


def key_of(article: Article, path: str = "") -> str:
    """Return the key of an article; ``path`` is the whole path of the file it was read from, where there is one.

    >>> from tellings.reading import read
    >>> key_of(read("Ada Brook left.", url="HTTPS://Post.example:443/a?b=1#top")), key_of(read("Ada Brook left.", id="7"))
    ('url:https://post.example/a?b=1', 'id:7')
    >>> key_of(read("Ada Brook left.", "a.txt"), "/desk/a.txt")
    'file:/desk/a.txt'
    >>> key_of(read("Ada Brook left.", outlet="Post", key="Post"))[-9:]
    'a2fd:Post'
    """
    if article.url:
        return url_key(article.url)
    by_file, by_outlet = (_made_of(name, article) for name in ((article.file or "").rsplit("/", 1)[-1], article.outlet or ""))
    if not (by_file or by_outlet):
        return f"id:{article.id}"
    if path:
        return f"file:{path}"
    return f"text:{article.sha256}" if by_file else f"text:{article.sha256}:{article.outlet}"


def _made_of(name: str, article: Article) -> bool:
    made = make_id("a", name, article.sha256)
    return article.id == made or article.id.startswith(f"{made}-")


def url_key(url: str) -> str:
    """Return the key of an article that has an address."""
    return f"url:{plain_url(url)}"


def plain_url(url: str) -> str:
    """Return an address without fragment and default port, its scheme and host in small letters."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url.strip()
    usual = {"http": 80, "https": 443}.get(parts.scheme.lower())
    at = host if port in (None, usual) else f"{host}:{port}"
    return urlunsplit((parts.scheme.lower(), at, parts.path or "/", parts.query, ""))


def is_version(key: str, shared: float) -> bool:
    """Whether a text under a key that is held is a version of what is held, given the share of words they have in common."""
    return key.startswith("url:") or shared >= ALIKE
