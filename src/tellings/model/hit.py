"""What a search asks for, and what it finds."""

from typing import Generic, TypeVar

from msgspec import Struct

from tellings.model.article import ArticleCard
from tellings.model.passage import Passage
from tellings.model.quotation import Quotation

Found = TypeVar("Found")


class Query(Struct, frozen=True, kw_only=True):
    """What to search for; everything that is given has to hold.

    ``words`` in the manner of search engines: words (all of them), "a phrase", OR, -not, (brackets). ``outlet`` and
    ``language`` are compared whole, without case; ``since`` and ``until`` are ISO 8601 days of publication, both included;
    ``story`` is a story's id. ``speaker`` asks for quotations only: words then are looked for in what that speaker said.
    """

    words: str = ""
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    story: str | None = None
    speaker: str | None = None
    superseded: bool = False  # versions that a later one replaced are searched too


class Hit(Struct, frozen=True, kw_only=True):
    """An article that a search found, with the passages (its sentences or lines) in which the words stand, in order."""

    article: ArticleCard
    story: str | None
    passages: tuple[Passage, ...] = ()


class Said(Struct, frozen=True, kw_only=True):
    """A quotation that a search found: who is given the words, in which article, in which passages."""

    article: ArticleCard
    story: str | None
    quotation: Quotation
    passages: tuple[Passage, ...] = ()


class Page(Struct, Generic[Found], frozen=True):
    """Some of what was found, and where the next of it begins; None at the end. Opaque: hand it back as it is."""

    items: tuple[Found, ...]
    next: str | None = None
