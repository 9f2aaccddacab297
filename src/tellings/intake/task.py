"""What is asked of a worker, and what it answers."""

from typing import Literal

from msgspec import Struct

from tellings.intake.arrival import Found, Pace
from tellings.model import Article, Link, LinkKind, Unread

TaskKind = Literal["html", "text", "feed", "opml", "sitemap", "newsml", "nitf", "objects", "mail"]


class Task(Struct, frozen=True, kw_only=True):
    """Bytes to be taken apart, with what is known of them.

    ``place`` says where in the file ``name`` they lie; ``keyed``: ids are made of addresses, not of the file's name; ``captured``:
    when they were taken (ISO 8601), after which no day can be guessed for them; ``asked``: what was to be had there.
    """

    kind: TaskKind
    raw: bytes
    name: str
    url: str | None = None
    charset: str | None = None
    given: dict[str, str] = {}
    keyed: bool = False
    place: str = ""
    captured: str | None = None
    asked: LinkKind = "page"

    @property
    def where(self) -> str:
        """Return the name under which a failure is reported."""
        return f"{self.name}, {self.place}" if self.place else self.name


class Answer(Struct, frozen=True):
    """One thing found: exactly one field is set."""

    article: Article | None = None
    link: Link | None = None
    unread: Unread | None = None
    pace: Pace | None = None

    @property
    def found(self) -> Found | Pace:
        """Return the one that is set."""
        got = self.article or self.link or self.unread or self.pace
        assert got is not None
        return got


def answer(found: Found | Pace) -> Answer:
    """Return what was found as an answer that crosses a pipe."""
    if isinstance(found, Article):
        return Answer(article=found)
    if isinstance(found, Pace):
        return Answer(pace=found)
    return Answer(link=found) if isinstance(found, Link) else Answer(unread=found)
