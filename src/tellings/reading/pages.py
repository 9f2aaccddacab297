"""An extracted HTML page as an article."""

from msgspec import Struct

from tellings.model import Article, Basis
from tellings.reading.days import iso_instant, url_day
from tellings.reading.plain import read


class Page(Struct, frozen=True, kw_only=True):
    """What was extracted from a page: its running text and what its metadata say."""

    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def read_page(page: Page, file: str | None = None, encoding: str | None = None) -> Article:
    """Return the article of an extracted page: the extracted text is the stored text, metadata are believed.

    >>> read_page(Page(text="The wall fell on Monday.", url="https://post.example/2019/03/04/wall")).published
    '2019-03-04'
    """
    day, rule = iso_instant(page.published or ""), "page-metadata"
    if not day and (day := url_day(page.url or "")):
        rule = "url-day"
    why = [Basis(name, "page-metadata", 0.9) for name in ("title", "outlet", "author", "language") if getattr(page, name)]
    why += [Basis("published", rule, 0.9 if rule == "page-metadata" else 0.8)] if day else []
    return read(
        page.text,
        file,
        title=page.title,
        outlet=page.outlet,
        author=page.author,
        published=day,
        url=page.url,
        language=page.language,
        encoding=encoding,
        bases=why,
    )
