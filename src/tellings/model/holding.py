"""What a library holds: versions of articles, and what it answers to whoever brings one."""

from typing import Literal

from msgspec import Struct

from tellings.model.article import Article, ArticleCard

Standing = Literal["current", "superseded", "withdrawn"]
Outcome = Literal["new", "known", "version"]


class Version(Struct, frozen=True, kw_only=True):
    """One text that was brought under a key; the next text under the same key supersedes it, and both stay citable.

    ``key`` is what says that two texts are versions of one article: its url, else the id it was given, else its file.
    ``version`` counts from 1; ``arrived`` numbers everything the library took in, from 1, in order of arrival.
    """

    article: str
    key: str
    version: int
    sha256: str
    standing: Standing
    arrived: int


class Holding(Struct, frozen=True, kw_only=True):
    """An article as a library holds it: its card, its version, its story, and whether all of its text is still kept."""

    article: ArticleCard
    version: Version
    story: str | None = None
    excerpts: bool = False  # only cited passages are kept; the rest of the text reads as spaces
    day: str | None = None  # on which it was taken in, as the clock of whoever brought it said


class Receipt(Struct, frozen=True, kw_only=True):
    """What a library answers once an article is safe: from then on it survives a crash.

    ``known``: the same text under the same key was there already, and nothing was done; ``version``: another text under a
    key that is known, ``earlier`` being the article it supersedes.
    """

    article: str
    key: str
    outcome: Outcome
    version: int
    story: str | None = None
    earlier: str | None = None
    file: str | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """An article on its way into a store, with what the store keeps beside it.

    ``sketch`` are the bytes by which stories are found (``tellings.stories.Sketch``); ``day`` is the day on which it was
    taken in, ISO 8601, as the caller's clock says: retention counts from it and nothing else does.
    """

    article: Article
    key: str
    version: int
    sketch: bytes = b""
    earlier: str | None = None
    day: str | None = None


class Counts(Struct, frozen=True, kw_only=True):
    """How much a library holds. ``arrived`` is the number of the last arrival, forgotten ones included."""

    articles: int
    versions: int
    stories: int
    open_stories: int
    analyses: int
    tellings: int
    arrived: int
    moves: int
