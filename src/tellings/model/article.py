"""One published text, with what is known of its outlet, time and place of publication."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tellings.model.passage import Span

FurnitureKind = Literal[
    "link-list", "promo", "byline", "dateline", "caption", "credit", "subhead", "headline", "placeholder", "comments", "stray"
]

LinkKind = Literal["page", "feed", "sitemap"]
NoticeKind = Literal["correction", "retraction", "update", "clarification", "kill"]
Status = Literal["usable", "withheld", "canceled"]  # pubStatus of IPTC: a publisher's own word on what it sent out


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


class Notice(Struct, frozen=True, order=True):
    """A passage in which a text says that it corrects, changes, clears up or takes back what it told before, and the rule."""

    article: str
    start: int
    end: int
    rule: str
    kind: NoticeKind


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
    status: Status | None = (
        None  # the publisher's word: usable, withheld (embargoed), canceled (withdrawn); None when it says nothing
    )
    notices: tuple[Notice, ...] = ()


class Article(ArticleCard, frozen=True, kw_only=True):
    """An article: its card, its text exactly as read, and the furniture that stands in it."""

    text: str
    furniture: tuple[Furniture, ...] = ()

    def renamed(self, id: str) -> "Article":
        """Return the article under another id, its furniture and notices with it."""
        return replace(
            self,
            id=id,
            furniture=tuple(replace(f, article=id) for f in self.furniture),
            notices=tuple(replace(n, article=id) for n in self.notices),
        )

    @property
    def card(self) -> ArticleCard:
        """Return the article without its text."""
        return ArticleCard(**{name: getattr(self, name) for name in ArticleCard.__struct_fields__})


class Unread(Struct, frozen=True):
    """An input that could not be read, and why."""

    file: str
    reason: str


class Link(Struct, frozen=True, kw_only=True):
    """An address that an input names for somebody to fetch, with what the input says of it; nothing here ever fetches."""

    url: str
    kind: LinkKind = "page"
    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # ISO 8601 day or instant
    author: str | None = None
    language: str | None = None  # BCP 47
    file: str | None = None  # the input that names it

    @property
    def given(self) -> dict[str, str]:
        """Return what the input says of the page: believed where the page itself is silent."""
        fields = ("title", "outlet", "published", "author", "language")
        return {name: value for name in fields if (value := getattr(self, name))}
