"""One published text, with what is known of its outlet, time and place of publication."""

from typing import Literal

from msgspec import Struct

from tellings.model.passage import Span

FurnitureKind = Literal[
    "link-list", "promo", "byline", "dateline", "caption", "credit", "subhead", "headline", "placeholder", "comments", "stray"
]


class Basis(Struct, frozen=True):
    """Why a field of an article has its value: the rule, its score (0 to 1: how far the rule is to be believed), where."""

    field: str
    rule: str
    score: float
    span: Span | None = None


class Furniture(Struct, frozen=True, order=True):
    """Page text that is not the story, set aside with the name of the rule that found it."""

    article: str
    start: int
    end: int
    rule: str
    kind: FurnitureKind


class ArticleCard(Struct, frozen=True, kw_only=True):
    """An article without its text, as results show it."""

    id: str
    file: str | None = None
    url: str | None = None
    outlet: str | None = None
    agency: str | None = None
    title: str | None = None
    published: str | None = None  # ISO 8601 day or instant; None when unknown
    published_basis: str | None = None  # metadata, dateline, caption, story; None when unknown
    language: str | None = None  # BCP 47
    sha256: str = ""  # of the stored text, UTF-8
    author: str | None = None
    encoding: str | None = None  # named when the bytes were not UTF-8
    bases: tuple[Basis, ...] = ()
    model: str | None = None  # what read its language, once it is analysed: a model with its version, or "rules: " and why


class Article(ArticleCard, frozen=True, kw_only=True):
    """An article: its card, its text exactly as read, and the furniture that stands in it."""

    text: str
    furniture: tuple[Furniture, ...] = ()

    @property
    def card(self) -> ArticleCard:
        """Return the article without its text."""
        return ArticleCard(**{name: getattr(self, name) for name in ArticleCard.__struct_fields__})


class Unread(Struct, frozen=True):
    """An input that could not be read, and why."""

    file: str
    reason: str
